"""Rulings: merged on arrival, labelled, and found again.

Every ruling carries a `revision`, drawn from one counter inside the transaction that wrote it.
Revisions only grow and become visible in order, so a reader that asks for everything after the
last revision it saw (the search index does) misses nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from lib.domain.records import Change, ListedRuling, Sighting, StoredRuling, StoreStatus
from lib.domain.ruling import Precedent, id_court, ruling_id
from lib.store.connection import Connections, among, upsert_rows
from lib.store.merging import SEEN, Classify, Given, Joined, Sides, merge, one_side, remembering, together
from lib.store.sayings import crowded, load_sides, save_sides
from lib.store.schema import (
    collected_entries,
    contents,
    counters,
    imports,
    marks,
    related,
    removed,
    rulings,
    sightings,
)
from lib.text.citations import (
    branch_before,
    cited_alone,
    normal_case_number,
    normal_court,
    read_case_number,
    read_case_numbers,
)
from lib.text.spelling import plain

# A write holds the lock for one batch, classification included; small enough that a page which
# wants to write meanwhile waits about a second.
_BATCH = 250

LISTED = [rulings.c[name] for name in ListedRuling._fields]
_CONTENTS = ("text", "digest")
# Field of a precedent → where it stands among the light columns.
_COLUMNS = {
    field.name: rulings.c["source_" + field.name if field.name.startswith("kind_") else field.name]
    for field in fields(Precedent)
    if field.name not in _CONTENTS
}


class Precedents(Connections):
    """The rulings of a database."""

    def upsert(
        self,
        precedents: Iterable[Precedent],
        classify: Classify,
        version: int,
        given: Given | None = None,
    ) -> list[Change]:
        """Take in precedents, one transaction per few hundred; what happened to each, in order.

        A precedent whose id is held is merged with it: a fuller text replaces a shorter one and
        never the reverse, a digest stays when the newcomer has none, and what was missing (date,
        serial, address …) is filled in. `classify` labels what is new or changed, always from the
        merged precedent, as classifier `version`; labels of an older version are made again.
        A newcomer that brings nothing new changes no revision.

        What was `given` by a person's file ranks below what sources say: it adds, and changes nothing
        that they say (`lib.store.merging`). A file that is only another voice leaves a ruling UNCHANGED.
        """
        changes: list[Change] = []
        remaining = iter(precedents)
        while batch := list(islice(remaining, _BATCH)):
            with self.write() as connection:
                changes += upsert_batch(connection, batch, classify, version, given=given)
        return changes

    def crowded(self, ids: Iterable[str]) -> set[str]:
        """Those of these rulings of which persons' files say as much as is kept."""
        with self.read() as connection:
            return crowded(connection, ids)

    def relabel(self, classify: Classify, version: int) -> int:
        """Label again every ruling whose labels an older classifier made; how many labels changed.

        One that an older program held under another spelling of its number goes where it belongs now.
        """
        changed = 0
        stale = sa.select(rulings.c.id).where(rulings.c.classifier_version < version).limit(_BATCH)
        while True:
            with self.write() as connection:
                held = load(connection, connection.scalars(stale))
                if not held:
                    return changed
                if elsewhere := [each for each in held.values() if each.precedent.id != each.id]:
                    for each in elsewhere:
                        _move(connection, each, classify, version)
                    changed += len(elsewhere)
                    continue
                sides, read = load_sides(connection, held), remembering(classify)
                fresh = [rejoined(each, sides.get(each.id), read, version) for each in held.values()]
                moved = [
                    now
                    for now in fresh
                    if replace(now, classifier_version=held[now.id].classifier_version) != held[now.id]
                ]
                save(connection, moved)
                save_sides(connection, sides, {each.id: each for each in fresh}, read)
                _stamp_version(connection, held, version)
                changed += len(moved)

    def set_mark(self, name: str, value: str) -> None:
        """Remember a fact about what was loaded, such as the fingerprint of a data folder."""
        with self.write() as connection:
            upsert_rows(connection, marks, [{"name": name, "value": value}])

    def mark(self, name: str) -> str | None:
        """What `set_mark` remembered under this name."""
        return self._value(sa.select(marks.c.value).where(marks.c.name == name))

    def get(self, id: str) -> StoredRuling | None:
        """The ruling with this id, or None."""
        return next(iter(self.get_many([id])), None)

    def get_many(self, ids: Sequence[str]) -> list[StoredRuling]:
        """The rulings with these ids in the order asked; ids that are not held are left out."""
        with self.read() as connection:
            held = load(connection, ids)
        return [held[id] for id in ids if id in held]

    def since(self, revision: int) -> Iterator[StoredRuling]:
        """Rulings written after `revision`, in revision order.

        Pages through the database and keeps no transaction open between pages.
        """
        newer = sa.select(rulings.c.id, rulings.c.revision).order_by(rulings.c.revision).limit(_BATCH)
        while True:
            with self.read() as connection:
                page = connection.execute(newer.where(rulings.c.revision > revision)).all()
                held = load(connection, (row.id for row in page))
            if not page:
                return
            yield from (held[row.id] for row in page)
            revision = page[-1].revision

    def removed_since(self, revision: int) -> list[str]:
        """Ids of rulings that were taken out after `revision` and are not held."""
        later = sa.select(removed.c.ruling_id).where(removed.c.revision > revision)
        return [id for (id,) in self._rows(later)]

    def revision(self) -> int:
        """The newest revision; 0 for an empty store."""
        with self.read() as connection:
            return _revision(connection)

    def count(self) -> int:
        """How many rulings are held."""
        return self._count(sa.select(rulings.c.id))

    def _count(self, query: sa.Select[Any]) -> int:
        return self._value(sa.select(sa.func.count()).select_from(query.subquery())) or 0

    def status(self) -> StoreStatus:
        """Counts of everything held, in one consistent view."""
        seen = sightings.c
        with self.read() as connection:
            count, with_text = connection.execute(
                sa.select(sa.func.count(), sa.func.count().filter(rulings.c.has_text))
            ).one()
            sources = connection.execute(
                sa.select(seen.source, sa.func.count(), sa.func.max(seen.fetched_at)).group_by(seen.source)
            ).all()
            revision = _revision(connection)
        return StoreStatus(
            rulings=count,
            by_source={source: count for source, count, _ in sources},
            with_text=with_text,
            last_fetched={source: at for source, _, at in sources if at},
            revision=revision,
        )

    def listing(self) -> list[ListedRuling]:
        """Every ruling without its texts, by id."""
        return [ListedRuling(*row) for row in self._rows(sa.select(*LISTED).order_by(rulings.c.id))]

    def find(self, case_number: str, court: str | None = None) -> list[ListedRuling]:
        """Held rulings of a case number, however it is written, of one court if given.

        A joined case (`2015두3867, 2015두3874(병합)`) is found by each of its numbers. Where the court is
        given without its branch, those of its branches follow.
        """
        key = normal_case_number(case_number)
        if not key:
            return []
        query = sa.select(*LISTED).order_by(rulings.c.id)
        found = [ListedRuling(*row) for row in self._rows(query.where(rulings.c.case_key == key))]
        if not found and (number := read_case_number(key)):
            # A later number of joined cases may leave out year and letters.
            is_more = rulings.c.case_number != rulings.c.case_key
            holds_it = rulings.c.case_number.contains(str(number.serial), autoescape=True)
            found = [
                each
                for each in (ListedRuling(*row) for row in self._rows(query.where(is_more, holds_it)))
                if key in {joined.number for joined in read_case_numbers(each.case_number)}
            ]
        if not court:
            return found
        wanted = normal_court(court, branch_before(case_number))
        courts = [(id_court(each.id), each) for each in found]
        return [each for named, each in courts if named == wanted] + [
            each for named, each in courts if named != wanted and named.partition("(")[0] == wanted
        ]

    def named(self, words: str) -> list[str]:
        """Ids of the held rulings that somebody names: by id, number, citation or 판례일련번호.

        Where the branch of a court is named and held, that alone. `대법원_2015두3867`, `2015두3867.`, `대법원 2017. 8. 29. 선고 2015두3867 판결`; empty where none is held.
        """
        words = plain(words).strip()
        if self.get(words):
            return [words]
        number = next(iter(cited_alone(words.replace("_", " "))), None)
        if number:
            court = normal_court(number.court, number.branch) if number.court else id_court(words)
            found = [each.id for each in self.find(number.number, court)]
            of_branch = [id for id in found if number.branch and f"({number.branch})" in id]
            return of_branch or found
        serial = self.of_serial(words) if words.isdigit() else None
        return [serial] if serial else [each.id for each in self.find(words)]

    def of_serial(self, serial: str) -> str | None:
        """The id of the held ruling with this 판례일련번호, or None; a file may claim another's, so it comes last."""
        found = sa.select(rulings.c.id).where(rulings.c.source_serial == serial)
        return self._value(found.order_by(rulings.c.unvouched, rulings.c.revision))

    def related(self) -> list[tuple[str, str]]:
        """(ruling, ruling it names as the same dispute): every pair of ids, held or only named.

        In the order in which a ruling lists them.
        """
        # Rows of one ruling are written together, so their numbers keep that order.
        order: sa.ColumnElement[int] = sa.literal_column("related.rowid")
        pairs = self._rows(sa.select(related).order_by(related.c.ruling_id, order))
        return [(ruling, other) for ruling, other in pairs]

    def source_kinds(self) -> list[tuple[ListedRuling, Sighting]]:
        """Every ruling that some source gives a kind, once with each such source's sighting of it."""
        seen = [sightings.c[name] for name in SEEN]
        query = (
            sa.select(*LISTED, *seen)
            .join(sightings, sightings.c.ruling_id == rulings.c.id)
            .where(sa.func.coalesce(sightings.c.kind_a, sightings.c.kind_b, sightings.c.kind_c).is_not(None))
            .order_by(rulings.c.id, sightings.c.source)
        )
        cut = len(LISTED)
        return [(ListedRuling(*row[:cut]), Sighting(*row[cut:])) for row in self._rows(query)]


# --- inside a transaction ------------------------------------------------------------------------


def upsert_batch(
    connection: sa.Connection,
    batch: Sequence[Precedent],
    classify: Classify,
    version: int,
    corrected: Collection[str] = (),
    given: Given | None = None,
) -> list[Change]:
    """What `Precedents.upsert` does with one batch, in the transaction of `connection`.

    Of the `corrected` ids the source's newest word counts, even where it had said more before.
    """
    changes: list[Change] = []
    arrived = [(precedent.id, precedent) for precedent in batch]
    held = load(connection, dict(arrived))
    before, sides, read = dict(held), load_sides(connection, held), remembering(classify)
    settled = {id: each.said for id, each in sides.items()}
    written: dict[str, StoredRuling] = {}
    heard: dict[str, StoredRuling] = {}
    seen_again: dict[tuple[str, str], datetime] = {}
    restamped: set[str] = set()
    for id, new in arrived:
        old = held.get(id)
        known = sides.get(id) or Sides((old.precedent, old.sightings) if old else None)
        if given:
            known = known.told(given, new)
        else:
            known = replace(known, official=merge(_official(old, known), new, id in corrected))
        if known.said:
            sides[id] = known
            joined = together(known, read, old.sightings if old else ())
        else:
            assert known.official
            joined = Joined(*known.official, unvouched=False)
        if old and new.fetched_at:
            seen_again[id, new.source] = new.fetched_at
        same = old is not None and _same(joined, old)
        if old and same and old.classifier_version >= version:
            changes.append(Change.UNCHANGED)
            continue
        now = StoredRuling(
            id, joined.precedent, read(joined.precedent), joined.sightings, version,
            old.revision if old else 0, joined.unvouched,
        )  # fmt: skip
        held[id] = now
        if old and same and now.labels == old.labels:
            restamped.add(id)
            changes.append(Change.UNCHANGED)
        elif old and given and is_another_voice(old, now) and id not in written:
            heard[id] = now
            restamped.add(id)
            changes.append(Change.UNCHANGED)
        else:
            written[id] = now
            changes.append(Change.UPDATED if old else Change.ADDED)
    save(connection, written.values())
    save_voices(connection, [each for id, each in heard.items() if id not in written])
    unchanged = {id: said for id, said in settled.items() if _is_alike(before[id], held[id])}
    save_sides(connection, sides, held, read, unchanged)
    _stamp_version(connection, restamped - written.keys(), version)
    if seen_again:
        own = (sightings.c.ruling_id == sa.bindparam("id"), sightings.c.source == sa.bindparam("from"))
        connection.execute(
            sa.update(sightings).where(*own).values(fetched_at=sa.bindparam("at")),
            [{"id": id, "from": source, "at": at} for (id, source), at in seen_again.items()],
        )
    if given:
        count = {
            "added": imports.c.added + changes.count(Change.ADDED),
            "changed": imports.c.changed + changes.count(Change.UPDATED),
        }
        connection.execute(sa.update(imports).where(imports.c.number == given.number).values(count))
    return changes


def _is_alike(one: StoredRuling, other: StoredRuling) -> bool:
    return (one.precedent, one.labels) == (other.precedent, other.labels)


# Hold a ruling under the id that its court and number have now, with what is held there already.
def _move(connection: sa.Connection, ruling: StoredRuling, classify: Classify, version: int) -> None:
    old, new = ruling.id, ruling.precedent.id
    there = load(connection, [new]).get(new)
    known = {each.id: each for each in (there, ruling) if each}
    said = load_sides(connection, known)
    sides = one_side([said.get(id) or Sides((each.precedent, each.sightings)) for id, each in known.items()])
    before = [*ruling.sightings, *(there.sightings if there else ())]
    joined = together(sides, classify, before)
    labels = classify(joined.precedent)
    now = StoredRuling(new, joined.precedent, labels, joined.sightings, version, 0, joined.unvouched)
    save(connection, [now])
    save_sides(connection, {old: Sides(), new: sides}, {new: now}, classify)
    ids = sa.update(collected_entries).where(collected_entries.c.ruling_id == old)
    connection.execute(ids.values(ruling_id=new))
    forget(connection, [old])


# What official sources say of a held ruling, as a ruling of its own.
def _official(held: StoredRuling | None, sides: Sides) -> StoredRuling | None:
    if held is None or sides.official is None:
        return None
    precedent, seen = sides.official
    return replace(held, precedent=precedent, sightings=seen)


# When a file was read last is written beside a ruling without changing it.
def _same(joined: Joined, held: StoredRuling) -> bool:
    def timeless(seen: Iterable[Sighting]) -> list[Sighting]:
        return [replace(each, fetched_at=None) if each.from_file else each for each in seen]

    return (joined.precedent, joined.unvouched, timeless(joined.sightings)) == (
        held.precedent, held.unvouched, timeless(held.sightings)
    )  # fmt: skip


def is_another_voice(old: StoredRuling, now: StoredRuling) -> bool:
    """Whether nothing is new of a ruling but who speaks of it."""
    same = (now.precedent, now.labels, now.unvouched) == (old.precedent, old.labels, old.unvouched)
    return same and now.sightings != old.sightings


def rejoined(held: StoredRuling, sides: Sides | None, classify: Classify, version: int) -> StoredRuling:
    """A ruling made anew of what is said of it (of itself where no file speaks of it), and labelled."""
    joined = (
        together(sides, classify, held.sightings)
        if sides
        else Joined(held.precedent, held.sightings, held.unvouched)
    )
    return StoredRuling(
        held.id, joined.precedent, classify(joined.precedent), joined.sightings, version, held.revision,
        joined.unvouched,
    )  # fmt: skip


def forget(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Take rulings out, and remember under which revision, so that the index forgets them too."""
    gone = list(ids)
    connection.execute(sa.delete(rulings).where(among(rulings.c.id, gone)))
    before = draw_revision(connection, len(gone))
    rows = [{"ruling_id": id, "revision": before + n} for n, id in enumerate(gone, start=1)]
    upsert_rows(connection, removed, rows)


def load(connection: sa.Connection, ids: Iterable[str]) -> dict[str, StoredRuling]:
    """The rulings with these ids, by id."""
    wanted = list(ids)
    seen: dict[str, list[Sighting]] = {}
    query = sa.select(sightings).where(among(sightings.c.ruling_id, wanted)).order_by(sightings.c.source)
    for id, *values in connection.execute(query):
        seen.setdefault(id, []).append(Sighting(*values))
    query = sa.select(
        *(column.label(name) for name, column in _COLUMNS.items()),
        *(contents.c[name] for name in _CONTENTS),
        rulings.c.id, contents.c.labels, rulings.c.classifier_version, rulings.c.revision,
        rulings.c.unvouched,
    ).join(contents).where(among(rulings.c.id, wanted))  # fmt: skip
    held = {}
    for row in connection.execute(query):
        *values, id, labels, version, revision, unvouched = row
        precedent = Precedent(**dict(zip([*_COLUMNS, *_CONTENTS], values, strict=True)))
        held[id] = StoredRuling(id, precedent, labels, tuple(seen.get(id, ())), version, revision, unvouched)
    return held


def save(connection: sa.Connection, written: Iterable[StoredRuling]) -> None:
    """Write rulings whole, each under a revision of its own."""
    saved = list(written)
    if not saved:
        return
    before = draw_revision(connection, len(saved))
    connection.execute(sa.delete(removed).where(among(removed.c.ruling_id, (each.id for each in saved))))
    upsert_rows(connection, rulings, [_row(ruling, before + n) for n, ruling in enumerate(saved, start=1)])
    upsert_rows(
        connection,
        contents,
        [
            {"ruling_id": ruling.id, "labels": ruling.labels}
            | {name: getattr(ruling.precedent, name) for name in _CONTENTS}
            for ruling in saved
        ],
    )
    connection.execute(sa.delete(related).where(among(related.c.ruling_id, (each.id for each in saved))))
    _save_sightings(connection, saved)
    named = [
        {"ruling_id": ruling.id, "related_id": other}
        for ruling in saved
        for other in dict.fromkeys(
            ruling_id(case.court, case.case_number) for case in ruling.labels.related_cases
        )
        if other != ruling.id
    ]
    if named:
        connection.execute(sa.insert(related), named)


def save_voices(connection: sa.Connection, heard: Collection[StoredRuling]) -> None:
    """Write who speaks of rulings of which nothing else is new: who keeps things by the revision asks again.

    The rulings keep their own revisions, so that the index is left as it is.
    """
    if heard:
        _save_sightings(connection, heard)
        draw_revision(connection)


def _save_sightings(connection: sa.Connection, saved: Collection[StoredRuling]) -> None:
    ids = [each.id for each in saved]
    connection.execute(sa.delete(sightings).where(among(sightings.c.ruling_id, ids)))
    seen = [
        {"ruling_id": ruling.id} | {name: getattr(sighting, name) for name in SEEN}
        for ruling in saved
        for sighting in ruling.sightings
    ]
    upsert_rows(connection, sightings, seen)


def _row(ruling: StoredRuling, revision: int) -> dict[str, Any]:
    precedent, labels = ruling.precedent, ruling.labels
    return {column.name: getattr(precedent, name) for name, column in _COLUMNS.items()} | {
        "id": ruling.id,
        "case_key": normal_case_number(precedent.case_number),
        "year": precedent.year,
        "instance": labels.instance.value,
        "outcome": labels.outcome.value,
        "kind_b": labels.kind_b.value,
        "kind_c": labels.kind_c.value,
        "disease_category": labels.disease_category.value,
        "issue_category": labels.issue_category.value,
        "suit": ruling.suit,
        "has_text": bool(precedent.text),
        "has_digest": precedent.digest is not None,
        "classifier_version": ruling.classifier_version,
        "revision": revision,
        "unvouched": ruling.unvouched,
    }


def _stamp_version(connection: sa.Connection, ids: Collection[str], version: int) -> None:
    if not ids:
        return
    connection.execute(sa.update(rulings).where(among(rulings.c.id, ids)).values(classifier_version=version))


def draw_revision(connection: sa.Connection, count: int = 1) -> int:
    """Draw the next `count` revisions; the one before them."""
    before = _revision(connection)
    upsert_rows(connection, counters, [{"name": "revision", "value": before + count}])
    return before


def _revision(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(counters.c.value).where(counters.c.name == "revision")) or 0
