"""Who is signed in, wrong passwords, and what each person took of a day, in a file of its own.

Apart from the rulings, so that an import never makes a person wait at the door and a copy of the rulings takes no
sign-in along. No password and no token is in it, only digests.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.dialects.sqlite import insert

from lib.store.connection import BUSY_SECONDS, Connections, StoreError, as_sentences, upsert_rows
from lib.store.schema import DAY, MOMENT
from lib.text.said import said

_metadata = sa.MetaData()
_sign_ins = sa.Table(
    "sign_ins",
    _metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("begun_at", MOMENT, nullable=False),
    sa.Column("seen_at", MOMENT, nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
)
# One row for each place that a wrong password counts against.
_wrong = sa.Table(
    "wrong_passwords",
    _metadata,
    sa.Column("attempt", sa.Text, primary_key=True),
    sa.Column("place", sa.Text, primary_key=True, index=True),
    sa.Column("at", MOMENT, nullable=False, index=True),
)
_devices = sa.Table(
    "known_browsers",
    _metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("at", MOMENT, nullable=False),
)
_taken = sa.Table(
    "taken",
    _metadata,
    sa.Column("day", DAY, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("amount", sa.Integer, nullable=False),
)


def digest(*told: str) -> str:
    """What is kept in place of a token, an address or a name that was tried."""
    return hashlib.sha256("\x00".join(told).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a sign-in lasts: while nothing is done, and in all."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class Locking:
    """After so many wrong passwords within such a time a place is locked, until the first of them is older."""

    most: int = 10
    within: timedelta = timedelta(minutes=15)


LOCKING = Locking()

# How stale the moment of the last visit may be: not every rerun writes.
_STALE = timedelta(minutes=1)
_KNOWN_FOR = timedelta(days=90)
_KEPT_DAYS = timedelta(days=7)


class SignIns(Connections):
    """One file, which is made when it is not there yet. Every method may raise StoreError."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            with (
                FileLock(f"{path}.lock", timeout=BUSY_SECONDS),
                as_sentences(path),
                self.write() as connection,
            ):
                _metadata.create_all(connection)
        except (Timeout, OSError) as error:
            raise StoreError(said("로그인을 적어 둘 파일에 쓸 수 없습니다."), path) from error

    # --- sign-ins --------------------------------------------------------------------------------

    def begin(self, key: str, name: str, now: datetime) -> None:
        """Write down that somebody signed in at `now`; one that is known stays as it is, ended or not."""
        row = {"key": key, "name": name, "begun_at": now, "seen_at": now, "ended": False}
        with self.write() as connection:
            old = sa.delete(_sign_ins).where(_sign_ins.c.begun_at < now - _KEPT_DAYS)
            connection.execute(old)
            connection.execute(insert(_sign_ins).on_conflict_do_nothing(), [row])

    def holds(self, key: str) -> bool:
        """Whether this sign-in was ever written down, and is not forgotten yet."""
        return self._value(sa.select(_sign_ins.c.key).where(_sign_ins.c.key == key)) is not None

    def seen(self, key: str, now: datetime, lasting: Lasting, is_visit: bool = True) -> str | None:
        """The name of who is signed in, or None where nobody is or no longer; a visit puts off the idle end."""
        row = sa.select(_sign_ins).where(_sign_ins.c.key == key)
        with self.read() as connection:
            found = connection.execute(row).one_or_none()
        if found is None or found.ended:
            return None
        if now - found.begun_at >= lasting.whole or now - found.seen_at >= lasting.idle:
            self.end(key)
            return None
        if is_visit and now - found.seen_at >= _STALE:
            with self.write() as connection:
                connection.execute(sa.update(_sign_ins).where(_sign_ins.c.key == key).values(seen_at=now))
        return str(found.name)

    def end(self, key: str) -> None:
        """Nobody is signed in by this key any more, nor ever again."""
        with self.write() as connection:
            connection.execute(sa.update(_sign_ins).where(_sign_ins.c.key == key).values(ended=True))

    # --- passwords -------------------------------------------------------------------------------

    def begin_attempt(
        self, attempt: str, places: Iterable[str], now: datetime, locking: Locking = LOCKING
    ) -> bool:
        """Count an attempt against its places as if it were wrong; False, and nothing counted, where one is locked.

        Counted before the password is looked at, so that attempts at the same moment cannot pass a lock together.
        """
        places = list(places)
        with self.write() as connection:
            connection.execute(sa.delete(_wrong).where(_wrong.c.at <= now - locking.within))
            for place in places:
                count = sa.select(sa.func.count()).where(_wrong.c.place == place)
                if int(connection.execute(count).scalar_one()) >= locking.most:
                    return False
            rows = [{"attempt": attempt, "place": place, "at": now} for place in places]
            connection.execute(sa.insert(_wrong), rows)
        return True

    def is_locked(self, places: Iterable[str], now: datetime, locking: Locking = LOCKING) -> bool:
        """Whether one of the places is locked; nothing is counted."""
        since = now - locking.within
        counts = (
            sa.select(sa.func.count()).where(_wrong.c.place == place, _wrong.c.at > since) for place in places
        )
        return any(int(self._value(each) or 0) >= locking.most for each in counts)

    def was_right(self, attempt: str) -> None:
        """Take an attempt back: its password was the right one. Those before it stay counted."""
        with self.write() as connection:
            connection.execute(sa.delete(_wrong).where(_wrong.c.attempt == attempt))

    def remember_browser(self, key: str, name: str, now: datetime) -> None:
        """A browser in which somebody signed in, whose wrong passwords count against itself alone from now on."""
        with self.write() as connection:
            connection.execute(sa.delete(_devices).where(_devices.c.at < now - _KNOWN_FOR))
            upsert_rows(connection, _devices, [{"key": key, "name": name, "at": now}])

    def knows_browser(self, key: str, name: str, now: datetime) -> bool:
        """Whether somebody signed in under this name in this browser."""
        found = sa.select(_devices.c.at).where(_devices.c.key == key, _devices.c.name == name)
        at = self._value(found)
        return at is not None and now - at < _KNOWN_FOR

    # --- what is taken in a day ------------------------------------------------------------------

    def take(
        self, day: date, person: str, what: str, amount: int, most_of_person: int, most_of_day: int
    ) -> bool:
        """Write so much down as taken by a person; False, and nothing written, where that passes a limit."""
        of_day = sa.select(sa.func.coalesce(sa.func.sum(_taken.c.amount), 0)).where(
            _taken.c.day == day, _taken.c.what == what
        )
        row = {"day": day, "person": person, "what": what, "amount": amount}
        adding = insert(_taken).values(row)
        adding = adding.on_conflict_do_update(
            index_elements=["day", "person", "what"],
            set_={"amount": _taken.c.amount + adding.excluded.amount},
        )
        with self.write() as connection:
            connection.execute(sa.delete(_taken).where(_taken.c.day < day - timedelta(days=1)))
            own = int(connection.execute(of_day.where(_taken.c.person == person)).scalar_one())
            whole = int(connection.execute(of_day).scalar_one())
            if own + amount > most_of_person or whole + amount > most_of_day:
                return False
            connection.execute(adding)
        return True
