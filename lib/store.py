"""The one place that talks SQL: rulings, who gave them, and how they changed.

One SQLite file, write-ahead logging, safe for several app sessions and the command line at once:
every write is one short transaction that takes the write lock first (`BEGIN IMMEDIATE`), so two
writers queue instead of failing, and a killed process leaves nothing half done.

Every ruling carries a `revision`, drawn from one counter inside the transaction that wrote it.
Revisions only grow and become visible in order, so a reader that asks for everything after the
last revision it saw (the search index does) misses nothing.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import sqlalchemy as sa
from filelock import FileLock, Timeout
from pydantic import TypeAdapter
from sqlalchemy.dialects.sqlite import insert

from lib.domain.digest import Digest
from lib.domain.labels import Labels
from lib.domain.ruling import Precedent, normal_case_number, normal_court, ruling_id
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome

SCHEMA_VERSION = 3
"""What PRAGMA user_version of a database of this layout says."""

Classify = Callable[[Precedent], Labels]


class StoreError(Exception):
    """The database cannot be used; the message is a sentence for the person."""


class Change(StrEnum):
    """What an upsert did with one precedent."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Sighting:
    """That one source gave a ruling, with the source's own words for it."""

    source: str
    source_serial: str | None
    source_url: str | None
    kind_a: str | None
    kind_b: str | None
    kind_c: str | None
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredRuling:
    """A ruling as it is held: merged from its sources, labelled, and seen where."""

    id: str
    precedent: Precedent
    labels: Labels
    sightings: tuple[Sighting, ...]
    classifier_version: int
    revision: int


class ListedRuling(NamedTuple):
    """A ruling without its texts: what lists, facets and statistics need."""

    id: str
    court: str
    case_number: str
    title: str
    year: int | None
    decided_on: date | None
    instance: Instance
    outcome: Outcome
    kind_b: KindB
    kind_c: KindC
    disease_category: Disease
    issue_category: Issue
    has_text: bool
    has_digest: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one entry of a live source's listing: a ruling, or why there is none.

    `fingerprint` tells this very content from any other; a `note` is a Korean sentence.
    `left_out` marks a ruling of other law, which is never asked for again.
    """

    key: str
    precedent: Precedent | None = None
    fingerprint: str = ""
    note: str = ""
    left_out: bool = False


class Walk(NamedTuple):
    """One pass over one listing of a live source."""

    source: str
    listing: str
    number: int


class Spent(NamedTuple):
    """What calls of models took.

    `calls` and `tokens` count towards the limits: they include calls without an answer that may have
    cost something, and reservations of calls under way. `answered` and `failed` calls are over;
    `seconds` and `cost` (US dollars, of the answered calls whose price is known; `unpriced` counts
    the others) are theirs.
    """

    calls: int
    tokens: int
    answered: int
    failed: int
    seconds: float
    cost: float
    unpriced: int


class SourceKinds(NamedTuple):
    """A ruling's labels beside what one source calls it (None where the source does not say)."""

    id: str
    court: str
    case_number: str
    instance: Instance
    outcome: Outcome
    kind_b: KindB
    kind_c: KindC
    source: str
    source_kind_a: str | None
    source_kind_b: str | None
    source_kind_c: str | None


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """How many rulings are held, and from where."""

    rulings: int
    by_source: dict[str, int]
    """Rulings that each source gave; one ruling may count under several."""
    with_text: int
    last_fetched: dict[str, datetime]
    """Per source, when it was last read (UTC)."""
    revision: int


_metadata = sa.MetaData()

# The light columns have a table of their own: a scan for facets over 32,000 rulings then reads
# some 10 MB instead of walking past 600 MB of text.
_rulings = sa.Table(
    "rulings",
    _metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("case_number", sa.Text, nullable=False),
    sa.Column("case_key", sa.Text, nullable=False, index=True),
    sa.Column("court", sa.Text, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Text),
    sa.Column("year", sa.Integer, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_serial", sa.Text, index=True),
    sa.Column("source_url", sa.Text),
    sa.Column("source_kind_a", sa.Text),
    sa.Column("source_kind_b", sa.Text),
    sa.Column("source_kind_c", sa.Text),
    sa.Column("fetched_at", sa.Text),
    sa.Column("instance", sa.Integer, nullable=False, index=True),
    sa.Column("outcome", sa.Text, nullable=False, index=True),
    sa.Column("kind_b", sa.Text, nullable=False, index=True),
    sa.Column("kind_c", sa.Text, nullable=False, index=True),
    sa.Column("disease_category", sa.Text, nullable=False, index=True),
    sa.Column("issue_category", sa.Text, nullable=False, index=True),
    sa.Column("has_text", sa.Boolean, nullable=False),
    sa.Column("has_digest", sa.Boolean, nullable=False),
    sa.Column("classifier_version", sa.Integer, nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False, unique=True),
)
_contents = sa.Table(
    "contents",
    _metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("labels", sa.Text, nullable=False),
    sa.Column("digest", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
)
_sightings = sa.Table(
    "sightings",
    _metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("source", sa.Text, primary_key=True, index=True),
    sa.Column("source_serial", sa.Text),
    sa.Column("source_url", sa.Text),
    sa.Column("kind_a", sa.Text),
    sa.Column("kind_b", sa.Text),
    sa.Column("kind_c", sa.Text),
    sa.Column("fetched_at", sa.Text),
)
_related = sa.Table(
    "related",
    _metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("related_id", sa.Text, primary_key=True, index=True),
)
_counters = sa.Table(
    "counters",
    _metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
_marks = sa.Table(
    "marks",
    _metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# What live sources list, and what came of each entry; see lib.collect.sync.
_walked = sa.Table(
    "walked",
    _metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("listing", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("walk", sa.Integer, nullable=False),
    # Serials are numbers but not all keys are; this is for their order only.
    sa.Column("serial", sa.Integer),
)
_taken = sa.Table(
    "taken",
    _metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("ruling_id", sa.Text),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("left_out", sa.Boolean, nullable=False),
)

# What models answered about public rulings, and what each call took. Neither holds a word of what
# people type.
_answers = sa.Table(
    "answers",
    _metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("prompt_version", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)
_calls = sa.Table(
    "calls",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("day", sa.Text, nullable=False, index=True),
    sa.Column("begun_at", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("prompt_version", sa.Text, nullable=False),
    sa.Column("tokens", sa.Integer, nullable=False),
    # False where it surely cost nothing: such a call counts towards no limit.
    sa.Column("counts", sa.Boolean, nullable=False),
    # Empty while the call is under way, and for ever where the program was killed during it.
    sa.Column("seconds", sa.Float),
    sa.Column("cost", sa.Float),
    # Why there was no answer.
    sa.Column("problem", sa.Text),
)

_LISTED = [_rulings.c[name] for name in ListedRuling._fields]
_LABELS: TypeAdapter[Labels] = TypeAdapter(Labels)

# A write holds the lock for one batch, classification included; small enough that a page which
# wants to write meanwhile waits about a second.
_BATCH = 250
_BUSY_SECONDS = 60


class Store:
    """The rulings of one database file, which is made when it is not there yet.

    Every method may raise StoreError. One Store may be shared by threads; each process opens its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"데이터 폴더를 만들 수 없습니다: {path.parent} ({error.strerror})") from error
        self._engine = sa.create_engine(
            sa.URL.create("sqlite+pysqlite", database=str(path)),
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )
        sa.event.listen(self._engine, "connect", _prepare_connection)
        sa.event.listen(self._engine, "begin", _begin)
        try:
            self._prepare_file()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection; the Store is not used after it."""
        self._engine.dispose()

    # --- writing -----------------------------------------------------------------------------

    def upsert(self, precedents: Iterable[Precedent], classify: Classify, version: int) -> list[Change]:
        """Take in precedents, one transaction per few hundred; what happened to each, in order.

        A precedent whose id is held is merged with it: a fuller text replaces a shorter one and
        never the reverse, a digest stays when the newcomer has none, and what was missing (date,
        serial, address …) is filled in. `classify` labels what is new or changed, always from the
        merged precedent, as classifier `version`; labels of an older version are made again.
        A newcomer that brings nothing new changes no revision.
        """
        changes: list[Change] = []
        remaining = iter(precedents)
        while batch := list(islice(remaining, _BATCH)):
            with self._write() as connection:
                changes += self._upsert(connection, batch, classify, version)
        return changes

    def relabel(self, classify: Classify, version: int) -> int:
        """Label again every ruling whose labels an older classifier made; how many labels changed."""
        changed = 0
        while True:
            with self._write() as connection:
                query = sa.select(_rulings.c.id).where(_rulings.c.classifier_version < version).limit(_BATCH)
                stale = _load(connection, connection.scalars(query).all())
                if not stale:
                    return changed
                fresh = [
                    replace(held, labels=classify(held.precedent), classifier_version=version)
                    for held in stale.values()
                ]
                moved = [now for now in fresh if now.labels != stale[now.id].labels]
                _save(connection, moved)
                _stamp_version(connection, stale, version)
                changed += len(moved)

    def take(
        self,
        source: str,
        taken: Sequence[Taken],
        classify: Classify,
        version: int,
        marks: Mapping[str, str] | None = None,
        walk: Walk | None = None,
        listed: Iterable[str] = (),
    ) -> list[Change | None]:
        """What a live source gave, in one transaction: all of it is kept, or nothing.

        Upserts the rulings as `upsert` does, remembers what came of each entry, that `walk` saw
        the `listed` keys, and the marks. The change of each entry, None where it holds no ruling.
        """
        with self._write() as connection:
            given = [each.precedent for each in taken if each.precedent]
            changes = iter(self._upsert(connection, given, classify, version))
            done = [next(changes) if each.precedent else None for each in taken]
            if taken:
                _upsert_rows(connection, _taken, [_taken_row(source, each) for each in taken])
            if walk and (keys := set(listed)):
                _upsert_rows(
                    connection,
                    _walked,
                    [
                        {
                            "source": walk.source,
                            "listing": walk.listing,
                            "key": key,
                            "walk": walk.number,
                            "serial": int(key) if key.isascii() and key.isdigit() else None,
                        }
                        for key in keys
                    ],
                )
            if marks:
                _upsert_rows(
                    connection, _marks, [{"name": name, "value": value} for name, value in marks.items()]
                )
        return done

    def set_mark(self, name: str, value: str) -> None:
        """Remember a fact about what was loaded, such as the fingerprint of a data folder."""
        with self._write() as connection:
            row = {"name": name, "value": value}
            connection.execute(insert(_marks).on_conflict_do_update(["name"], set_=row), row)

    # --- reading -----------------------------------------------------------------------------

    def get(self, id: str) -> StoredRuling | None:
        """The ruling with this id, or None."""
        return next(iter(self.get_many([id])), None)

    def get_many(self, ids: Sequence[str]) -> list[StoredRuling]:
        """The rulings with these ids in the order asked; ids that are not held are left out."""
        with self._read() as connection:
            held = _load(connection, ids)
        return [held[id] for id in ids if id in held]

    def since(self, revision: int, limit: int | None = None) -> Iterator[StoredRuling]:
        """Rulings written after `revision`, in revision order, at most `limit`.

        Pages through the database and keeps no transaction open between pages.
        """
        left = limit
        while left is None or left > 0:
            page = _BATCH if left is None else min(_BATCH, left)
            with self._read() as connection:
                query = (
                    sa.select(_rulings.c.id)
                    .where(_rulings.c.revision > revision)
                    .order_by(_rulings.c.revision)
                    .limit(page)
                )
                held = _load(connection, connection.scalars(query).all())
            if not held:
                return
            rulings = sorted(held.values(), key=lambda ruling: ruling.revision)
            yield from rulings
            revision = rulings[-1].revision
            left = None if left is None else left - len(rulings)

    def revision(self) -> int:
        """The newest revision; 0 for an empty store."""
        with self._read() as connection:
            return _counter(connection)

    def count(self) -> int:
        """How many rulings are held."""
        with self._read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(_rulings)) or 0

    def status(self) -> StoreStatus:
        """Counts of everything held, in one consistent view."""
        by_source = sa.select(
            _sightings.c.source, sa.func.count(), sa.func.max(_sightings.c.fetched_at)
        ).group_by(_sightings.c.source)
        with self._read() as connection:
            rulings, with_text = connection.execute(
                sa.select(sa.func.count(), sa.func.count().filter(_rulings.c.has_text))
            ).one()
            sources = connection.execute(by_source).all()
            revision = _counter(connection)
        return StoreStatus(
            rulings=rulings,
            by_source={source: count for source, count, _ in sources},
            with_text=with_text,
            last_fetched={source: datetime.fromisoformat(at) for source, _, at in sources if at},
            revision=revision,
        )

    def listing(self) -> list[ListedRuling]:
        """Every ruling without its texts, by id."""
        with self._read() as connection:
            return [_listed(row) for row in connection.execute(sa.select(*_LISTED).order_by(_rulings.c.id))]

    def find(self, case_number: str, court: str | None = None) -> list[ListedRuling]:
        """Held rulings of a case number, of one court if given.

        A joined case (`2015두3867, 2015두3874(병합)`) is found by its first number too.
        """
        with self._read() as connection:
            return _find(connection, case_number, court)

    def of_serial(self, serial: str) -> str | None:
        """The id of the held ruling with this 판례일련번호, or None."""
        with self._read() as connection:
            return connection.scalar(sa.select(_rulings.c.id).where(_rulings.c.source_serial == serial))

    def held(self, cases: Iterable[tuple[str, str]]) -> dict[tuple[str, str], ListedRuling]:
        """Which of these (court, case number) are held."""
        with self._read() as connection:
            found = {(court, number): _find(connection, number, court) for court, number in cases}
        return {case: rulings[0] for case, rulings in found.items() if rulings}

    def naming(self, id: str) -> list[ListedRuling]:
        """Held rulings that name this one among their related cases."""
        query = (
            sa.select(*_LISTED)
            .join(_related, _related.c.ruling_id == _rulings.c.id)
            .where(_related.c.related_id == id)
            .order_by(_rulings.c.id)
        )
        with self._read() as connection:
            return [_listed(row) for row in connection.execute(query)]

    def related(self) -> list[tuple[str, str]]:
        """(ruling, ruling it names as the same dispute): every pair of ids, held or only named."""
        query = sa.select(_related.c.ruling_id, _related.c.related_id).order_by(*_related.primary_key)
        with self._read() as connection:
            return [(named[0], named[1]) for named in connection.execute(query)]

    def source_kinds(self) -> list[SourceKinds]:
        """Every ruling that some source gives a kind, once per such source."""
        seen = _sightings
        query = (
            sa.select(
                _rulings.c.id, _rulings.c.court, _rulings.c.case_number, _rulings.c.instance, _rulings.c.outcome,
                _rulings.c.kind_b, _rulings.c.kind_c, seen.c.source, seen.c.kind_a, seen.c.kind_b, seen.c.kind_c,
            )
            .join(_rulings, seen.c.ruling_id == _rulings.c.id)
            .where(sa.or_(seen.c.kind_a.is_not(None), seen.c.kind_b.is_not(None), seen.c.kind_c.is_not(None)))
            .order_by(_rulings.c.id, seen.c.source)
        )  # fmt: skip
        with self._read() as connection:
            rows = connection.execute(query).all()
        return [
            SourceKinds(
                row[0],
                row[1],
                row[2],
                Instance(row[3]),
                Outcome(row[4]),
                KindB(row[5]),
                KindC(row[6]),
                *row[7:],
            )
            for row in rows
        ]

    def fingerprints(self, source: str, keys: Iterable[str]) -> dict[str, str]:
        """Key → fingerprint of what is held of these entries of a live source."""
        wanted = list(keys)
        query = sa.select(_taken.c.key, _taken.c.fingerprint).where(
            _taken.c.source == source, _taken.c.key.in_(wanted), _taken.c.ruling_id.is_not(None)
        )
        with self._read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def already_listed(self, walk: Walk, keys: Iterable[str]) -> set[str]:
        """Which of these keys any walk over this listing has seen."""
        query = sa.select(_walked.c.key).where(
            _walked.c.source == walk.source, _walked.c.listing == walk.listing, _walked.c.key.in_(list(keys))
        )
        with self._read() as connection:
            return set(connection.scalars(query))

    def seen_by(self, walk: Walk) -> int:
        """How many keys this walk has seen."""
        query = sa.select(sa.func.count()).where(
            _walked.c.source == walk.source, _walked.c.listing == walk.listing, _walked.c.walk == walk.number
        )
        with self._read() as connection:
            return connection.scalar(query) or 0

    def listed_by(self, source: str) -> int:
        """How many different keys the listings of a source have shown."""
        query = sa.select(sa.func.count(sa.distinct(_walked.c.key))).where(_walked.c.source == source)
        with self._read() as connection:
            return connection.scalar(query) or 0

    def held_of(self, source: str) -> int:
        """How many rulings a source gave."""
        query = sa.select(sa.func.count()).select_from(_sightings).where(_sightings.c.source == source)
        with self._read() as connection:
            return connection.scalar(query) or 0

    def pending(self, source: str, since: int | None = None) -> list[tuple[str, tuple[str, ...]]]:
        """Listed keys that are neither held nor left out, each with its listings; the newest serial first.

        With `since`, only those with a larger serial.
        """
        query = (
            sa.select(_walked.c.key, sa.func.group_concat(_walked.c.listing))
            .outerjoin(_taken, sa.and_(_taken.c.source == _walked.c.source, _taken.c.key == _walked.c.key))
            .where(_walked.c.source == source)
            .where(sa.or_(_taken.c.key.is_(None), sa.and_(_taken.c.ruling_id.is_(None), ~_taken.c.left_out)))
            .group_by(_walked.c.key)
            .order_by(_walked.c.serial.desc(), _walked.c.key)
        )
        if since is not None:
            query = query.where(_walked.c.serial > since)
        with self._read() as connection:
            return [(key, tuple(listings.split(","))) for key, listings in connection.execute(query)]

    def outcomes_of(self, source: str) -> tuple[list[tuple[str, str]], int]:
        """Entries of a live source without a usable ruling as (key, why), and how many were left out."""
        mine = _taken.c.source == source
        with self._read() as connection:
            refused = connection.execute(
                sa.select(_taken.c.key, _taken.c.note)
                .where(mine, _taken.c.ruling_id.is_(None), ~_taken.c.left_out)
                .order_by(_taken.c.key)
            ).all()
            left_out = connection.scalar(sa.select(sa.func.count()).where(mine, _taken.c.left_out)) or 0
        return [(key, note) for key, note in refused], left_out

    def mark(self, name: str) -> str | None:
        """What `set_mark` remembered under this name."""
        with self._read() as connection:
            return connection.scalar(sa.select(_marks.c.value).where(_marks.c.name == name))

    # --- answers of models -------------------------------------------------------------------

    def answer(self, key: str) -> str | None:
        """The answer kept under this key, or None."""
        with self._read() as connection:
            return connection.scalar(sa.select(_answers.c.answer).where(_answers.c.key == key))

    def answers(self) -> int:
        """How many answers are kept."""
        with self._read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(_answers)) or 0

    def keep_answer(self, key: str, answer: str, model: str, prompt_version: str) -> None:
        """Keep what a model answered about a public ruling, so that nobody pays for it again."""
        row = {
            "key": key, "model": model, "prompt_version": prompt_version,
            "made_at": _utc(datetime.now(UTC)), "answer": answer,
        }  # fmt: skip
        with self._write() as connection:
            _upsert_rows(connection, _answers, [row])

    def begin_call(
        self, day: date, model: str, prompt_version: str, tokens: int, most_calls: int, most_tokens: int
    ) -> int | None:
        """Reserve a call of `tokens` within the limits of a day; its number, or None where they are reached.

        One transaction, so that callers at the same moment cannot pass a limit together.
        """
        with self._write() as connection:
            spent = _spent(connection, day)
            if spent.calls + 1 > most_calls or spent.tokens + tokens > most_tokens:
                return None
            row = {
                "day": day.isoformat(), "begun_at": _utc(datetime.now(UTC)), "model": model,
                "prompt_version": prompt_version, "tokens": tokens, "counts": True,
            }  # fmt: skip
            inserted = connection.execute(sa.insert(_calls).values(row).returning(_calls.c.id))
            return int(inserted.scalar_one())

    def end_call(
        self,
        call: int,
        tokens: int,
        seconds: float,
        cost: float | None = None,
        problem: str | None = None,
        counts: bool = True,
    ) -> None:
        """Write what a begun call really took, and whether it `counts` towards the limits."""
        values = {"tokens": tokens, "seconds": seconds, "cost": cost, "problem": problem, "counts": counts}
        with self._write() as connection:
            connection.execute(sa.update(_calls).where(_calls.c.id == call).values(values))

    def spent(self, day: date) -> dict[str, Spent]:
        """Per model, what its calls of a day (in the time zone of the caller's `day`) took."""
        with self._read() as connection:
            models = connection.scalars(
                sa.select(_calls.c.model).distinct().where(_calls.c.day == day.isoformat())
            ).all()
            return {model: _spent(connection, day, model) for model in sorted(models)}

    # --- inside ------------------------------------------------------------------------------

    def _prepare_file(self) -> None:
        # Turning write-ahead logging on needs the file for itself and does not wait its turn, so
        # processes that start together take turns here.
        try:
            with FileLock(f"{self.path}.lock", timeout=_BUSY_SECONDS):
                with self._read() as connection:
                    found = _schema_version(connection)
                if found > SCHEMA_VERSION:
                    raise StoreError(
                        f"데이터 파일 {self.path}은(는) 더 새로운 버전의 프로그램이 만들었습니다"
                        f"(형식 {found}, 이 프로그램은 {SCHEMA_VERSION}까지). 프로그램을 업데이트해 주세요."
                    )
                if found < SCHEMA_VERSION:
                    with self._write() as connection:
                        _metadata.create_all(connection)
                        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except Timeout as error:
            raise StoreError(
                f"다른 프로그램이 데이터 파일 {self.path}을(를) 준비하는 중입니다. "
                "잠시 뒤 다시 시도해 주세요."
            ) from error
        except OSError as error:
            raise StoreError(
                f"데이터 폴더에 쓸 수 없습니다: {self.path.parent} ({error.strerror})"
            ) from error

    @contextlib.contextmanager
    def _read(self) -> Iterator[sa.Connection]:
        with _sentences(self.path), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with _sentences(self.path), self._engine.execution_options(write=True).begin() as connection:
            yield connection

    def _upsert(
        self, connection: sa.Connection, batch: Sequence[Precedent], classify: Classify, version: int
    ) -> list[Change]:
        changes: list[Change] = []
        held = _load(connection, {precedent.id for precedent in batch})
        written: dict[str, StoredRuling] = {}
        seen_again: dict[tuple[str, str], datetime] = {}
        restamped: set[str] = set()
        for new in batch:
            old = held.get(new.id)
            precedent, sightings = _merged(old, new)
            if old and new.fetched_at:
                seen_again[new.id, new.source] = new.fetched_at
            same = old is not None and (precedent, sightings) == (old.precedent, old.sightings)
            if old and same and old.classifier_version >= version:
                changes.append(Change.UNCHANGED)
                continue
            now = held[new.id] = StoredRuling(
                id=new.id,
                precedent=precedent,
                labels=classify(precedent),
                sightings=sightings,
                classifier_version=version,
                revision=old.revision if old else 0,
            )
            if old and same and now.labels == old.labels:
                restamped.add(new.id)
                changes.append(Change.UNCHANGED)
            else:
                written[new.id] = now
                changes.append(Change.UPDATED if old else Change.ADDED)
        _save(connection, written.values())
        _stamp_version(connection, restamped - written.keys(), version)
        _stamp_seen(connection, seen_again)
        return changes


# --- connections and errors ----------------------------------------------------------------------


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # Transactions begin where `_begin` says, not where the driver guesses.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # With write-ahead logging NORMAL cannot corrupt the file; at worst the last commits before a
    # power cut are gone, and an import is run again.
    connection.execute("PRAGMA synchronous = NORMAL")


def _schema_version(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn database errors into one sentence for the person."""
    try:
        yield
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
        reason = str(error.orig if isinstance(error, sa.exc.DatabaseError) else error)
        if "locked" in reason or "busy" in reason:
            message = f"다른 작업이 데이터 파일 {path}을(를) 오래 쓰고 있습니다. 끝난 뒤 다시 시도해 주세요."
        elif "not a database" in reason or "malformed" in reason:
            message = (
                f"데이터 파일 {path}이(가) 손상되었거나 이 프로그램의 파일이 아닙니다. "
                "파일을 다른 곳으로 옮긴 뒤 다시 시작해 주세요."
            )
        elif "full" in reason:
            message = f"디스크에 남은 공간이 없어 {path}에 저장하지 못했습니다."
        else:
            message = f"데이터 파일 {path}을(를) 쓸 수 없습니다: {reason}"
        raise StoreError(message) from error


# --- merging -------------------------------------------------------------------------------------

_SEEN = {field.name for field in fields(Sighting)}
_FILLED = {"title", "decided_on", "source_serial", "source_url", "kind_a", "kind_b", "kind_c"}


def _merged(old: StoredRuling | None, new: Precedent) -> tuple[Precedent, tuple[Sighting, ...]]:
    """What is known of a ruling, and from whom, after `new` arrives."""
    seen = Sighting(**{name: getattr(new, name) for name in _SEEN})
    if old is None:
        return new, (seen,)
    fuller = _fullness(new.text) > _fullness(old.precedent.text)
    # Who brings the fuller text also knows best what the ruling is called; everyone else only
    # fills gaps. So the end is the same when all of them come a second time.
    lead, rest = (new, old.precedent) if fuller else (old.precedent, new)
    precedent = replace(
        lead,
        case_number=old.precedent.case_number,
        court=old.precedent.court,
        digest=new.digest or old.precedent.digest,
        **{name: getattr(lead, name) or getattr(rest, name) for name in _FILLED},
    )
    before = {sighting.source: sighting for sighting in old.sightings}
    if known := before.get(new.source):
        first, second = (seen, known) if fuller else (known, seen)
        seen = replace(
            first, **{name: getattr(first, name) or getattr(second, name) for name in _FILLED & _SEEN}
        )
    return precedent, tuple(sorted({**before, new.source: seen}.values(), key=lambda each: each.source))


def _fullness(text: str) -> int:
    """Length without whitespace, so that a source that only breaks lines differently is not fuller."""
    return len("".join(text.split()))


# --- rows ----------------------------------------------------------------------------------------


def _load(connection: sa.Connection, ids: Iterable[str]) -> dict[str, StoredRuling]:
    wanted = list(ids)
    held: dict[str, StoredRuling] = {}
    # SQLite takes at most 32,766 values in one statement.
    for start in range(0, len(wanted), 10_000):
        part = wanted[start : start + 10_000]
        sightings: dict[str, list[Sighting]] = {}
        query = sa.select(_sightings).where(_sightings.c.ruling_id.in_(part)).order_by(_sightings.c.source)
        for row in connection.execute(query).mappings():
            values = {name: row[name] for name in _SEEN}
            values["fetched_at"] = _moment(row["fetched_at"])
            sightings.setdefault(row["ruling_id"], []).append(Sighting(**values))
        rows = connection.execute(
            sa.select(_rulings, _contents.c.labels, _contents.c.digest, _contents.c.text)
            .join(_contents, _contents.c.ruling_id == _rulings.c.id)
            .where(_rulings.c.id.in_(part))
        )
        for row in rows.mappings():
            held[row["id"]] = StoredRuling(
                id=row["id"],
                precedent=_precedent(row),
                labels=_LABELS.validate_json(row["labels"]),
                sightings=tuple(sightings.get(row["id"], ())),
                classifier_version=row["classifier_version"],
                revision=row["revision"],
            )
    return held


def _precedent(row: sa.RowMapping) -> Precedent:
    return Precedent(
        case_number=row["case_number"],
        court=row["court"],
        title=row["title"],
        source=row["source"],
        text=row["text"],
        digest=Digest.model_validate_json(row["digest"]) if row["digest"] else None,
        decided_on=_day(row["decided_on"]),
        source_serial=row["source_serial"],
        source_url=row["source_url"],
        kind_a=row["source_kind_a"],
        kind_b=row["source_kind_b"],
        kind_c=row["source_kind_c"],
        fetched_at=_moment(row["fetched_at"]),
    )


def _save(connection: sa.Connection, rulings: Iterable[StoredRuling]) -> None:
    """Write rulings whole, each under a revision of its own."""
    written = list(rulings)
    if not written:
        return
    revision = _counter(connection)
    last = {"name": "revision", "value": revision + len(written)}
    connection.execute(insert(_counters).on_conflict_do_update(["name"], set_=last), last)
    ids = [{"old": ruling.id} for ruling in written]
    _upsert_rows(
        connection,
        _rulings,
        [_ruling_row(ruling, revision + n) for n, ruling in enumerate(written, start=1)],
    )
    _upsert_rows(connection, _contents, [_content_row(ruling) for ruling in written])
    for table in (_sightings, _related):
        connection.execute(sa.delete(table).where(table.c.ruling_id == sa.bindparam("old")), ids)
    connection.execute(
        sa.insert(_sightings),
        [
            {
                "ruling_id": ruling.id,
                **{name: getattr(sighting, name) for name in _SEEN},
                "fetched_at": _utc(sighting.fetched_at),
            }
            for ruling in written
            for sighting in ruling.sightings
        ],
    )
    related = [
        {"ruling_id": ruling.id, "related_id": related_id}
        for ruling in written
        for related_id in sorted(
            {ruling_id(case.court, case.case_number) for case in ruling.labels.related_cases} - {ruling.id}
        )
    ]
    if related:
        connection.execute(sa.insert(_related), related)


def _upsert_rows(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    statement = insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: column for column in statement.excluded if column.name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=rest), rows)


def _ruling_row(ruling: StoredRuling, revision: int) -> dict[str, Any]:
    precedent, labels = ruling.precedent, ruling.labels
    return {
        "id": ruling.id,
        "case_number": precedent.case_number,
        "case_key": normal_case_number(precedent.case_number),
        "court": precedent.court,
        "title": precedent.title,
        "decided_on": precedent.decided_on.isoformat() if precedent.decided_on else None,
        "year": precedent.year,
        "source": precedent.source,
        "source_serial": precedent.source_serial,
        "source_url": precedent.source_url,
        "source_kind_a": precedent.kind_a,
        "source_kind_b": precedent.kind_b,
        "source_kind_c": precedent.kind_c,
        "fetched_at": _utc(precedent.fetched_at),
        "instance": int(labels.instance.value),
        "outcome": labels.outcome.value.value,
        "kind_b": labels.kind_b.value.value,
        "kind_c": labels.kind_c.value.value,
        "disease_category": labels.disease_category.value.value,
        "issue_category": labels.issue_category.value.value,
        "has_text": bool(precedent.text),
        "has_digest": precedent.digest is not None,
        "classifier_version": ruling.classifier_version,
        "revision": revision,
    }


def _content_row(ruling: StoredRuling) -> dict[str, Any]:
    digest = ruling.precedent.digest
    return {
        "ruling_id": ruling.id,
        "labels": _LABELS.dump_json(ruling.labels).decode(),
        "digest": digest.model_dump_json() if digest else None,
        "text": ruling.precedent.text,
    }


def _taken_row(source: str, taken: Taken) -> dict[str, Any]:
    return {
        "source": source,
        "key": taken.key,
        "ruling_id": taken.precedent.id if taken.precedent else None,
        "fingerprint": taken.fingerprint,
        "note": taken.note,
        "left_out": taken.left_out,
    }


def _stamp_version(connection: sa.Connection, ids: Iterable[str], version: int) -> None:
    rows = [{"stamped": id} for id in ids]
    if rows:
        update = sa.update(_rulings).where(_rulings.c.id == sa.bindparam("stamped"))
        connection.execute(update.values(classifier_version=version), rows)


def _stamp_seen(connection: sa.Connection, seen: dict[tuple[str, str], datetime]) -> None:
    if seen:
        update = (
            sa.update(_sightings)
            .where(_sightings.c.ruling_id == sa.bindparam("seen_id"))
            .where(_sightings.c.source == sa.bindparam("seen_source"))
            .values(fetched_at=sa.bindparam("seen_at"))
        )
        connection.execute(
            update,
            [
                {"seen_id": id, "seen_source": source, "seen_at": _utc(at)}
                for (id, source), at in seen.items()
            ],
        )


def _counter(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(_counters.c.value).where(_counters.c.name == "revision")) or 0


def _spent(connection: sa.Connection, day: date, model: str | None = None) -> Spent:
    counts, over = _calls.c.counts, _calls.c.seconds.is_not(None)
    answered = over & _calls.c.problem.is_(None)

    def total(column: sa.Column[Any], which: sa.ColumnElement[bool], none: float) -> sa.ColumnElement[Any]:
        return sa.func.coalesce(sa.func.sum(column).filter(which), none)

    query = sa.select(
        sa.func.count().filter(counts),
        total(_calls.c.tokens, counts, 0),
        sa.func.count().filter(answered),
        sa.func.count().filter(over, _calls.c.problem.is_not(None)),
        total(_calls.c.seconds, over, 0.0),
        total(_calls.c.cost, answered, 0.0),
        sa.func.count().filter(answered, _calls.c.cost.is_(None)),
    ).where(_calls.c.day == day.isoformat())
    if model is not None:
        query = query.where(_calls.c.model == model)
    return Spent(*connection.execute(query).one())


def _find(connection: sa.Connection, case_number: str, court: str | None) -> list[ListedRuling]:
    key = normal_case_number(case_number)
    if not key:
        return []
    query = (
        sa.select(_rulings.c.case_key, *_LISTED)
        .where(_rulings.c.case_key >= key, _rulings.c.case_key < key + "\U0010ffff")
        .order_by(_rulings.c.case_key, _rulings.c.id)
    )
    wanted_court = normal_court(court) if court else None
    return [
        _listed(row[1:])
        for row in connection.execute(query)
        # What follows the number in a joined case is a bracket or a comma, never another digit.
        if not row.case_key[len(key) : len(key) + 1].isalnum()
        and (wanted_court is None or normal_court(row.court) == wanted_court)
    ]


def _listed(row: Sequence[Any]) -> ListedRuling:
    values = dict(zip(ListedRuling._fields, row, strict=True))
    return ListedRuling(
        **values
        | {
            "decided_on": _day(values["decided_on"]),
            "instance": Instance(values["instance"]),
            "outcome": Outcome(values["outcome"]),
            "kind_b": KindB(values["kind_b"]),
            "kind_c": KindC(values["kind_c"]),
            "disease_category": Disease(values["disease_category"]),
            "issue_category": Issue(values["issue_category"]),
        }
    )


def _utc(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, so that text order is time order; a moment without a zone is taken as UTC."""
    if moment is None:
        return None
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
