"""What the listings of live sources hold, and what came of each entry; see lib.collect."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from lib.domain.records import Change, CollectedEntry, RowId, Walk
from lib.domain.ruling import Precedent
from lib.store.connection import among, upsert_rows
from lib.store.merging import Classify
from lib.store.precedents import Precedents, upsert_batch
from lib.store.schema import collected_entries, contents, listing_rows, sightings
from lib.store.schema import marks as _marks

_listed, _collected = listing_rows.c, collected_entries.c
_is_listed = sa.exists().where(_listed.source == _collected.source, _listed.key == _collected.key)


class Collected(Precedents):
    """Rulings with the listings of the live sources that gave them."""

    def record_page(
        self,
        walk: Walk,
        rows: Collection[RowId],
        rulings: Sequence[Precedent],
        classify: Classify,
        version: int,
        marks: Mapping[str, str],
        corrected: Collection[str] = (),
        corrected_texts: Collection[str] = (),
    ) -> list[Change]:
        """A page of a listing, in one transaction: all of it is kept, or nothing.

        Upserts the rulings as `upsert` does, remembers that `walk` saw the rows, and the marks. What
        was said of the `corrected` keys before is forgotten: their rulings are taken anew. The texts of the rulings
        `corrected_texts` (ids) replace what this source gave before.
        """
        of_walk = {"source": walk.source, "listing": walk.listing, "walk": walk.number}
        old = (*_of_listing(walk), _listed.walk != walk.number, among(_listed.key, corrected))
        asked = (_collected.source == walk.source, among(_collected.key, corrected))
        with self.write() as connection:
            before = _lengths(connection, corrected_texts)
            changes = upsert_batch(connection, rulings, classify, version, corrected_texts)
            _ask_others(connection, walk.source, before)
            connection.execute(sa.delete(listing_rows).where(*old))
            connection.execute(sa.delete(collected_entries).where(*asked))
            seen = [{**of_walk, "key": key, "fingerprint": fingerprint} for key, fingerprint in rows]
            upsert_rows(connection, listing_rows, seen)
            upsert_rows(connection, _marks, [{"name": name, "value": marks[name]} for name in marks])
        return changes

    def finish_walk(self, walk: Walk, marks: Mapping[str, str]) -> None:
        """Remember the marks of a walk that saw everything, and forget the rows that only earlier ones saw."""
        gone = sa.delete(listing_rows).where(*_of_listing(walk), _listed.walk != walk.number)
        with self.write() as connection:
            connection.execute(gone)
            upsert_rows(connection, _marks, [{"name": name, "value": marks[name]} for name in marks])

    def record_entry(
        self, source: str, entry: CollectedEntry, classify: Classify, version: int
    ) -> list[Change]:
        """What came of one entry, in one transaction; how its ruling changed the store, if it holds one."""
        rulings = [entry.precedent] if entry.precedent else []
        row = {
            "source": source,
            "key": entry.key,
            "ruling_id": entry.precedent.id if entry.precedent else None,
            "note": entry.note,
            "left_out": entry.left_out,
        }
        with self.write() as connection:
            before = _lengths(connection, [each.id for each in rulings])
            changes = upsert_batch(connection, rulings, classify, version, {each.id for each in rulings})
            _ask_others(connection, source, before)
            upsert_rows(connection, collected_entries, [row])
        return changes

    def recorded(self, walk: Walk, keys: Collection[str]) -> set[RowId]:
        """The rows of these keys that this walk or an earlier one over its listing has recorded."""
        return self._row_ids(walk, among(_listed.key, keys))

    def rows_of(self, walk: Walk) -> set[RowId]:
        """The rows that this walk has recorded."""
        return self._row_ids(walk, _listed.walk == walk.number)

    def keys_beginning(self, walk: Walk, key: str, mark: str) -> set[str]:
        """The keys of a listing that are `key`, or it with `mark` and more behind it, in this walk and earlier ones."""
        more = _listed.key.startswith(f"{key}{mark}", autoescape=True)
        query = sa.select(_listed.key).where(*_of_listing(walk), (_listed.key == key) | more)
        return {row.key for row in self._rows(query)}

    def _row_ids(self, walk: Walk, which: sa.ColumnElement[bool]) -> set[RowId]:
        query = sa.select(_listed.key, _listed.fingerprint).where(*_of_listing(walk), which)
        return {(row.key, row.fingerprint) for row in self._rows(query)}

    def held_of(self, source: str) -> int:
        """How many rulings a source gave."""
        return self._count(sa.select(sightings.c.ruling_id).where(sightings.c.source == source))

    def pending(self, source: str, since: int | None = None) -> list[tuple[str, tuple[str, ...]]]:
        """Listed keys that are neither held without a note nor left out, each with its listings.

        Those never asked for come first, then the newest serial. With `since`, only those with a
        larger serial.
        """
        same = sa.and_(_collected.source == _listed.source, _collected.key == _listed.key)
        undone = sa.or_(_collected.key.is_(None), _collected.note != "")
        serial = sa.cast(_listed.key, sa.Integer)
        query = (
            sa.select(_listed.key, sa.func.group_concat(_listed.listing))
            .outerjoin(collected_entries, same)
            .where(_listed.source == source, _listed.key != "", undone)
            .group_by(_listed.key)
            .order_by(_collected.key.is_not(None), serial.desc(), _listed.key)
        )
        if since is not None:
            query = query.where(serial > since)
        return [(key, tuple(listings.split(","))) for key, listings in self._rows(query)]

    def lists_some(self, source: str, listing: str) -> bool:
        """Whether some walk over a listing has recorded a row that is not forgotten."""
        rows = sa.select(_listed.key).where(_listed.source == source, _listed.listing == listing)
        return self._value(rows.limit(1)) is not None

    def fetched_before(self, source: str, at: datetime, most: int) -> list[tuple[str, tuple[str, ...]]]:
        """Listed keys whose rulings are held, each with its listings: those fetched longest ago, before `at`."""
        query = (
            sa.select(_listed.key, sa.func.group_concat(_listed.listing))
            .join(
                collected_entries, sa.and_(_collected.source == _listed.source, _collected.key == _listed.key)
            )
            .join(
                sightings,
                sa.and_(sightings.c.ruling_id == _collected.ruling_id, sightings.c.source == _listed.source),
            )
            .where(_listed.source == source, _collected.note == "", sightings.c.fetched_at < at)
            .group_by(_listed.key)
            .order_by(sightings.c.fetched_at, _listed.key)
            .limit(most)
        )
        return [(key, tuple(listings.split(","))) for key, listings in self._rows(query)]

    def note_asked(self, source: str, key: str, at: datetime) -> None:
        """Remember that the ruling of a held entry was asked for and not given: others are asked for first."""
        theirs = sa.select(_collected.ruling_id).where(_collected.source == source, _collected.key == key)
        own = sa.and_(sightings.c.source == source, sightings.c.ruling_id.in_(theirs))
        with self.write() as connection:
            connection.execute(sa.update(sightings).where(own).values(fetched_at=at))

    def outcomes_of(self, source: str) -> tuple[list[tuple[str, str]], int]:
        """Listed entries without a usable ruling as (key, why), and how many were left out."""
        without = sa.select(_collected.key, _collected.note, _collected.left_out).where(
            _collected.source == source, _collected.left_out | _collected.ruling_id.is_(None), _is_listed
        )
        rows = self._rows(without.order_by(_collected.key))
        return [(row.key, row.note) for row in rows if not row.left_out], sum(row.left_out for row in rows)


def _lengths(connection: sa.Connection, ids: Collection[str]) -> dict[str, int]:
    if not ids:
        return {}
    lengths = sa.select(contents.c.ruling_id, sa.func.length(contents.c.text))
    rows = connection.execute(lengths.where(among(contents.c.ruling_id, ids)))
    return {row[0]: row[1] for row in rows}


# Where a source took words of its own back, another may have the fuller text now: it is taken from there anew.
def _ask_others(connection: sa.Connection, source: str, before: Mapping[str, int]) -> None:
    now = _lengths(connection, before.keys())
    shorter = [id for id, length in before.items() if now.get(id, length) < length]
    if shorter:
        others = (_listed.source != source, among(_listed.key, shorter))
        connection.execute(sa.delete(listing_rows).where(*others))
        asked = (_collected.source != source, among(_collected.ruling_id, shorter))
        connection.execute(sa.delete(collected_entries).where(*asked))


def _of_listing(walk: Walk) -> tuple[sa.ColumnElement[bool], ...]:
    return _listed.source == walk.source, _listed.listing == walk.listing
