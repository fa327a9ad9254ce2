"""What persons' files brought, by import: listed, vouched for, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from lib.domain.records import BEFORE, Import, ListedRuling, Origin, Saying, Way
from lib.store.connection import upsert_rows
from lib.store.merging import Classify, Given, Sides, remembering
from lib.store.origins import Origins, record
from lib.store.precedents import LISTED, forget, is_another_voice, load, rejoined, save, save_voices
from lib.store.sayings import load_sides, save_sides
from lib.store.schema import collections, contents, counters, imports, rulings, sayings, sightings

_IMPORTED = [imports.c[field.name] for field in fields(Import) if field.name in imports.c]
_SAID = (sayings.c.number, sayings.c.source, sayings.c.vouched, sayings.c.said, sayings.c.outcome)
# A text that is the ruling's own is not written twice; a ruling without one has none to lend.
_GAVE_TEXT = sa.func.coalesce(sayings.c.text, contents.c.text) != ""
_LENDS = sa.and_(sayings.c.text.is_(None), contents.c.text != "")

# What a change of sides takes at a time.
_BATCH = 250

_COUNTER = "import"


class Imports(Origins):
    """Rulings with the imports of persons' files that speak of them."""

    def begin_import(self, way: Way, what: str, vouched: bool) -> Given:
        """Open an import: what `upsert` is given with it belongs together. Its number is never used again."""
        with self.write() as connection:
            last = connection.scalar(sa.select(counters.c.value).where(counters.c.name == _COUNTER))
            number = (last or BEFORE) + 1
            upsert_rows(connection, counters, [{"name": _COUNTER, "value": number}])
            row = {"number": number, "at": datetime.now(UTC), "way": way, "what": what, "vouched": vouched}
            connection.execute(sa.insert(imports).values(row | {"added": 0, "changed": 0}))
        return Given(number, vouched)

    def imports(self) -> list[Import]:
        """All that were not taken back, the newest first."""
        counted = (
            sa.select(
                sayings.c.number,
                sa.func.count(sayings.c.ruling_id.distinct()).label("rulings"),
                sa.func.count(sayings.c.ruling_id.distinct()).filter(sayings.c.differs).label("differing"),
                sa.func.count(sayings.c.ruling_id.distinct()).filter(rulings.c.unvouched).label("uncounted"),
            )
            .join(rulings, rulings.c.id == sayings.c.ruling_id)
            .group_by(sayings.c.number)
            .subquery()
        )
        counts = [sa.func.coalesce(counted.c[name], 0) for name in ("rulings", "differing", "uncounted")]
        query = sa.select(*_IMPORTED, *counts).outerjoin(counted, counted.c.number == imports.c.number)
        return [Import(*row) for row in self._rows(query.order_by(imports.c.number.desc()))]

    def import_of(self, number: int) -> Import | None:
        """The import of this number, or None where there is none (any more)."""
        return next((each for each in self.imports() if each.number == number), None)

    def sayings(self, id: str) -> list[Saying]:
        """What each import says of one ruling, in the order in which they came."""
        query = (
            sa.select(*_SAID, _GAVE_TEXT, _LENDS)
            .join(contents, contents.c.ruling_id == sayings.c.ruling_id)
            .where(sayings.c.ruling_id == id)
            .order_by(sayings.c.number, sayings.c.source)
        )
        return [_saying(row) for row in self._rows(query)]

    def contradictions(self) -> list[tuple[ListedRuling, Saying]]:
        """Rulings of which a file tells another outcome, day or name than they are held with."""
        query = (
            sa.select(*_SAID, _GAVE_TEXT, _LENDS, *LISTED)
            .join(contents, contents.c.ruling_id == sayings.c.ruling_id)
            .join(rulings, rulings.c.id == sayings.c.ruling_id)
            .where(sayings.c.differs)
            .order_by(sayings.c.number, sayings.c.ruling_id, sayings.c.source)
        )
        cut = len(_SAID) + 2
        return [(ListedRuling(*row[cut:]), _saying(row[:cut])) for row in self._rows(query)]

    def vouch_for(self, number: int, classify: Classify, version: int) -> int:
        """Count an import as vouched for by its owner; how many rulings changed by that."""

        def vouched(sides: Sides) -> Sides:
            said = (replace(each, vouched=True) if each.number == number else each for each in sides.said)
            return replace(sides, said=tuple(said))

        changed = self._retell(number, ~sayings.c.vouched, vouched, classify, version)
        with self.write() as connection:
            connection.execute(sa.update(imports).where(imports.c.number == number).values(vouched=True))
        return changed

    def remove_import(self, number: int, classify: Classify, version: int) -> int:
        """Take an import back: rulings are as if it had never come; how many went or changed.

        Goes on where it was interrupted when it is called again.
        """

        def without(sides: Sides) -> Sides:
            return replace(sides, said=tuple(each for each in sides.said if each.number != number))

        changed = self._retell(number, sa.true(), without, classify, version)
        with self.write() as connection:
            _forget_collection(connection, number)
            connection.execute(sa.delete(imports).where(imports.c.number == number))
        return changed

    # Change what is said of the rulings of an import, and make them anew of it.
    def _retell(
        self,
        number: int,
        which: sa.ColumnElement[bool],
        now_said: Callable[[Sides], Sides],
        classify: Classify,
        version: int,
    ) -> int:
        remaining = sa.select(sayings.c.ruling_id).where(sayings.c.number == number, which).distinct()
        changed = 0
        while True:
            with self.write() as connection:
                held = load(connection, connection.scalars(remaining.limit(_BATCH)))
                if not held:
                    return changed
                sides = {id: now_said(each) for id, each in load_sides(connection, held).items()}
                gone = [id for id, each in sides.items() if not (each.said or each.official)]
                read = remembering(classify)
                now = {
                    id: rejoined(each, sides[id], read, version)
                    for id, each in held.items()
                    if id not in gone
                }
                moved = [each for id, each in now.items() if each != held[id]]
                heard = [each for each in moved if is_another_voice(held[each.id], each)]
                save(connection, [each for each in moved if each not in heard])
                save_voices(connection, heard)
                forget(connection, gone)
                save_sides(connection, sides, now, read)
                changed += len(moved) + len(gone)


def _saying(row: Sequence[Any]) -> Saying:
    number, source, vouched, said, outcome, gave_text, lends_text = row
    told = (said.title, said.decided_on, outcome)
    return Saying(number, source, vouched, *told, gave_text, lends_text, said.kind_a)


# The listing or sample that an import was goes with it; what that had put out of its place comes back.
def _forget_collection(connection: sa.Connection, number: int) -> None:
    collected = imports.c.collected.is_not(None)
    was = connection.scalar(sa.select(imports.c.number).where(imports.c.number == number, collected))
    if was is None:
        return
    query = sa.select(imports.c.number, imports.c.collected, imports.c.collection).where(collected)
    those = connection.execute(query.order_by(imports.c.number)).all()
    ids = [row.collection for row in those]
    chosen = {"origin": Origin.CHOSEN, "collection": None}
    connection.execute(sa.update(sightings).where(sightings.c.collection.in_(ids)).values(chosen))
    connection.execute(sa.delete(collections).where(collections.c.id.in_(ids)))
    for row in those:
        if row.number == number:
            continue
        members = sa.exists().where(
            sayings.c.number == row.number,
            sayings.c.ruling_id == sightings.c.ruling_id,
            sayings.c.source == sightings.c.source,
        )
        id = record(connection, row.collected, members, row.collection)
        connection.execute(sa.update(imports).where(imports.c.number == row.number).values(collection=id))
