"""From a source into the store and the index: read, leave out, label, hold, follow.

Everything streams in small batches and each batch is kept when it is done, so a stopped import
loses at most a few batches, and running it again takes the rest and changes nothing else.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeGuard

from lib.access import Doing, Used, Visitor
from lib.collect.labelling import labelled_ahead
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import Change, Collection, Import, Origin, Way
from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.sources import archive, starter, table
from lib.sources.found import CROWDED, UNREADABLE, Found, Note, Refused, shown
from lib.sources.packed import Limits
from lib.store import Store
from lib.store.merging import Given

SyncIndex = Callable[[Store], object]
"""Brings the search index in step with the store; cheap when it already is."""

Progress = Callable[[int, int | None], None]
"""Called with the number of files done and of all files, None where that is not known."""

# Small enough for a progress bar that moves, and for a stop to lose little.
_BATCH = 100

_STARTER_MARK = "starter"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with every file or row; `read` is the sum of all the others."""

    read: int
    added: int
    updated: int
    unchanged: int
    left_out: int
    """Rulings of other law."""
    refused: tuple[Refused, ...]
    notes: tuple[Note, ...] = ()
    """What of the rulings that were taken in could not be read as it stands."""
    collection: Collection | None = None
    """The listing or the sample that the rulings are, where they are one."""
    batch: Import | None = None
    """Under which number it can be taken back; None where it brought no ruling."""


class CollectionError(Exception):
    """What is to be taken in is no listing or holds no such sample; the message is a Korean sentence."""


@dataclass(frozen=True, slots=True)
class Sample:
    """`size` rulings to be drawn by chance; the same `seed` draws the same rulings of the same folder."""

    size: int
    seed: int

    def drawn(self, ids: Iterable[str]) -> set[str]:
        """The ids drawn: those whose digest with the seed comes first, whatever order they come in.

        Raises CollectionError where there are fewer.
        """
        found = sorted(set(ids), key=lambda id: hashlib.sha256(f"{self.seed}\0{id}".encode()).digest())
        if len(found) < self.size:
            raise CollectionError(f"산재 판결이 {len(found):,}건뿐이라 {self.size:,}건을 뽑을 수 없습니다.")
        return set(found[: self.size])


def import_paths(
    paths: Iterable[Path],
    store: Store,
    sync_index: SyncIndex,
    progress: Progress | None = None,
    *,
    is_listing: bool = False,
    sample: Sample | None = None,
    trusted: bool = False,
) -> ImportReport:
    """Take in the rulings of tables, and the industrial-accident rulings of the archive's files.

    A path is a table (CSV, TSV, XLSX, JSONL), a file of the archive, or a folder or zip file of these.
    A file or row that cannot be read never stops it; it is in the report. `is_listing`: the person
    vouches that they hold all that was published. `sample`: only so many, drawn by chance. `trusted`: the
    person vouches that they are what they say, as with the other two; else rulings that are known from
    them alone are marked and not counted. Raises StoreError and CollectionError.
    """
    paths = list(paths)
    found = archive.read_paths(paths)
    if sample:
        drawn = sample.drawn(item.precedent.id for item in found if _is_wanted(item))
        again = archive.read_paths(paths)
        found = (item for item in again if not _is_wanted(item) or item.precedent.id in drawn)
    total = archive.count_paths(paths) if progress and not sample else None

    def collected(count: int) -> Collection:
        place = ", ".join(str(path.resolve()) for path in paths)
        origin = Origin.RANDOM if sample else Origin.LISTING
        return Collection(origin, place, count, datetime.now(UTC), sample.seed if sample else None)

    opening = _Opening(
        store,
        Way.FILES,
        [path.name or str(path) for path in paths],
        trusted or is_listing or sample is not None,
    )
    return _import(found, opening, sync_index, progress, total, collected if sample or is_listing else None)


def import_upload(
    files: Iterable[tuple[str, bytes]],
    limits: Limits,
    store: Store,
    sync_index: SyncIndex,
    by: Visitor,
    progress: Progress | None = None,
    *,
    trusted: bool = False,
) -> ImportReport:
    """The same for uploaded (name, content) pairs, .md, .zip or a table, within `limits`.

    Raises AccessRefusedError, too, also where the day's share of the person is used up.
    """
    by.require(Doing.IMPORT)
    by.take(Used.IMPORTS)
    files = list(files)
    opening = _Opening(store, Way.UPLOAD, [name for name, _ in files], trusted)
    return _import(archive.read_upload(files, limits), opening, sync_index, progress, None)


def load_starter(store: Store, sync_index: SyncIndex, folder: Path = starter.FOLDER) -> None:
    """Take in the rulings that ship with the app, unless these very files were taken in before.

    Fit for every start: when nothing changed it reads some small files and compares one value. A file
    that cannot be read is passed over (`lib.sources.starter.refused_starter` tells of it), and a home
    that cannot be written stays as it is. Raises StoreError.
    """
    mark = f"{CLASSIFIER_VERSION} {starter.fingerprint(folder)}"
    if not store.read_only and store.mark(_STARTER_MARK) != mark:
        store.upsert(starter.read_starter(folder), classify, CLASSIFIER_VERSION)
        store.set_mark(_STARTER_MARK, mark)
    sync_index(store)


def _is_wanted(item: Found | Refused) -> TypeGuard[Found]:
    # Who made a table chose its rows; the archive holds all of administrative law.
    return isinstance(item, Found) and (
        item.precedent.source == table.SOURCE or is_industrial_accident(item.precedent)
    )


# Names of files that an import is listed with, and the characters of each.
_NAMES_SHOWN, _LONGEST_NAME = 5, 80


def named(names: Sequence[str]) -> str:
    """Names of files fit to print: the first few, each cut where it is too long."""
    clean = [shown(name) for name in names[:_NAMES_SHOWN]]
    cut = [name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}" for name in clean]
    more = len(names) - len(cut)
    return ", ".join(cut) + (f" 외 {more:,}개" if more else "")


# An import that is opened when the first ruling comes: one that brings none is none.
class _Opening:
    def __init__(self, store: Store, way: Way, names: Sequence[str], vouched: bool) -> None:
        self.store = store
        self._way, self._what, self._vouched = way, named(names), vouched
        self._given: Given | None = None

    @property
    def number(self) -> int | None:
        """Its number, once it is open."""
        return self._given.number if self._given else None

    def given(self) -> Given:
        """What rulings are given with."""
        if self._given is None:
            self._given = self.store.begin_import(self._way, self._what, self._vouched)
        return self._given


# `collected`: what the rulings are together, told how many they are.
def _import(
    items: Iterable[Found | Refused],
    opening: _Opening,
    sync_index: SyncIndex,
    progress: Progress | None,
    total: int | None,
    collected: Callable[[int], Collection] | None = None,
) -> ImportReport:
    store = opening.store
    refused: list[Refused] = []
    notes: list[Note] = []
    # Where the rulings of a batch stand.
    places: dict[str, str] = {}
    left_out = read = 0
    members = defaultdict[str, set[str]](set)

    def rulings() -> Iterator[Precedent]:
        nonlocal left_out, read
        for item in items:
            read += 1
            if _is_wanted(item):
                members[item.precedent.source].add(item.precedent.id)
                places[item.precedent.id] = item.path
                notes.extend(Note(item.path, note) for note in item.notes)
                yield item.precedent
            elif isinstance(item, Refused):
                refused.append(item)
            else:
                left_out += 1
            if progress:
                progress(read, total)

    def refuse(these: Iterable[Precedent], why: str) -> None:
        refused.extend(Refused(f"{places[each.id]} {each.court} {each.case_number}", why) for each in these)

    changes: Counter[Change] = Counter()
    wanted = rulings()
    while batch := list(islice(wanted, _BATCH)):
        full = store.crowded({ruling.id for ruling in batch})
        refuse((ruling for ruling in batch if ruling.id in full), CROWDED)
        labelled = labelled_ahead(ruling for ruling in batch if ruling.id not in full)
        for ruling in labelled.unreadable:
            members[ruling.source].discard(ruling.id)
        refuse(labelled.unreadable, UNREADABLE)
        places.clear()
        changes.update(store.upsert(labelled.rulings, labelled.classify, CLASSIFIER_VERSION, opening.given()))
    # Said only now that all of it is held: half of a listing is none.
    collection = collected(len(set().union(*members.values()))) if collected and members else None
    if collection:
        store.record_collection(collection, members, opening.number)
    # A newer version of the app may read labels better; an import is when the person waits anyway.
    store.relabel(classify, CLASSIFIER_VERSION)
    sync_index(store)
    return ImportReport(
        read=read,
        added=changes[Change.ADDED],
        updated=changes[Change.UPDATED],
        unchanged=changes[Change.UNCHANGED],
        left_out=left_out,
        refused=tuple(refused),
        notes=tuple(notes),
        collection=collection,
        batch=None if opening.number is None else store.import_of(opening.number),
    )
