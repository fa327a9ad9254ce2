"""What live sources list, and what came of each entry; see lib.collect."""

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from lib.domain.records import Change, CollectedEntry, Walk
from lib.store.precedents import Classify, Precedents, among, upsert_batch, upsert_rows
from lib.store.schema import collected_entries, listing_entries, sightings
from lib.store.schema import marks as _marks

_listed, _collected = listing_entries.c, collected_entries.c


class Collected(Precedents):
    """Rulings with the listings of the live sources that gave them."""

    def record_entries(
        self,
        source: str,
        entries: Sequence[CollectedEntry],
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
        with self.write() as connection:
            given = [each.precedent for each in entries if each.precedent]
            changes = iter(upsert_batch(connection, given, classify, version))
            done = [next(changes) if each.precedent else None for each in entries]
            upsert_rows(connection, collected_entries, [_row(source, each) for each in entries])
            if walk:
                upsert_rows(
                    connection,
                    listing_entries,
                    [
                        {"source": walk.source, "listing": walk.listing, "key": key, "walk": walk.number}
                        | {"serial": int(key) if key.isascii() and key.isdigit() else None}
                        for key in set(listed)
                    ],
                )
            kept = (marks or {}).items()
            upsert_rows(connection, _marks, [{"name": name, "value": value} for name, value in kept])
        return done

    def fingerprints(self, source: str, keys: Iterable[str]) -> dict[str, str]:
        """Key → fingerprint of what is held of these entries of a live source."""
        query = sa.select(_collected.key, _collected.fingerprint).where(
            _collected.source == source, among(_collected.key, keys), _collected.ruling_id.is_not(None)
        )
        with self.read() as connection:
            return {row.key: row.fingerprint for row in connection.execute(query)}

    def already_listed(self, walk: Walk, keys: Iterable[str]) -> set[str]:
        """Which of these keys any walk over this listing has seen."""
        mine = (_listed.source == walk.source, _listed.listing == walk.listing)
        with self.read() as connection:
            return set(connection.scalars(sa.select(_listed.key).where(*mine, among(_listed.key, keys))))

    def seen_by(self, walk: Walk) -> int:
        """How many keys this walk has seen."""
        mine = (_listed.source == walk.source, _listed.listing == walk.listing, _listed.walk == walk.number)
        return self._count(sa.select(_listed.key).where(*mine))

    def listed_by(self, source: str) -> int:
        """How many different keys the listings of a source have shown."""
        return self._count(sa.select(_listed.key).where(_listed.source == source).distinct())

    def held_of(self, source: str) -> int:
        """How many rulings a source gave."""
        return self._count(sa.select(sightings.c.ruling_id).where(sightings.c.source == source))

    def pending(self, source: str, since: int | None = None) -> list[tuple[str, tuple[str, ...]]]:
        """Listed keys that are neither held nor left out, each with its listings; the newest serial first.

        With `since`, only those with a larger serial.
        """
        same = sa.and_(_collected.source == _listed.source, _collected.key == _listed.key)
        undone = sa.or_(
            _collected.key.is_(None), sa.and_(_collected.ruling_id.is_(None), ~_collected.left_out)
        )
        query = (
            sa.select(_listed.key, sa.func.group_concat(_listed.listing))
            .outerjoin(collected_entries, same)
            .where(_listed.source == source, undone)
            .group_by(_listed.key)
            .order_by(_listed.serial.desc(), _listed.key)
        )
        if since is not None:
            query = query.where(_listed.serial > since)
        with self.read() as connection:
            return [(key, tuple(listings.split(","))) for key, listings in connection.execute(query)]

    def outcomes_of(self, source: str) -> tuple[list[tuple[str, str]], int]:
        """Entries of a live source without a usable ruling as (key, why), and how many were left out."""
        without = sa.select(_collected.key, _collected.note, _collected.left_out).where(
            _collected.source == source, _collected.left_out | _collected.ruling_id.is_(None)
        )
        with self.read() as connection:
            rows = connection.execute(without.order_by(_collected.key)).all()
        return [(row.key, row.note) for row in rows if not row.left_out], sum(row.left_out for row in rows)


def _row(source: str, entry: CollectedEntry) -> dict[str, object]:
    ruling = entry.precedent
    return {
        "source": source,
        "key": entry.key,
        "ruling_id": ruling.id if ruling else None,
        "fingerprint": entry.fingerprint,
        "note": entry.note,
        "left_out": entry.left_out,
    }
