"""From a source into the store and the index: read, leave out, label, hold, follow.

Everything streams in small batches and each batch is kept when it is done, so a stopped import
loses at most a few batches, and running it again takes the rest and changes nothing else.
"""

import io
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lib.collect.labelling import Batch, Labeller
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import Change
from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.sources import archive, starter, table
from lib.sources.archive import Found, Limits, Refused
from lib.store import Store

SyncIndex = Callable[[Store], object]
"""Brings the search index in step with the store; cheap when it already is."""

Progress = Callable[[int, int | None], None]
"""Called with the number of files done and of all files, None where that is not known."""

# Small enough for a progress bar that moves, and for a stop to lose little.
_BATCH = 100
_IN_FLIGHT = 3
"""Batches that are being labelled while the next ones are read."""

_ALONE = 500
"""Rulings that are labelled here before other processes help: starting them takes as long as these."""

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


def import_paths(
    paths: Iterable[Path], store: Store, sync_index: SyncIndex, progress: Progress | None = None
) -> ImportReport:
    """Take in the rulings of tables, and the industrial-accident rulings of the archive's files.

    A path is a table (CSV, XLSX, JSONL), a file of the archive, or a folder or zip file of these.
    A file or row that cannot be read never stops it; it is in the report. Raises StoreError.
    """
    paths = list(paths)
    tables = [path for path in paths if table.is_table(path.name) and path.is_file()]
    files = [path for path in paths if path not in tables]
    total = archive.count_paths(files) if progress and not tables else None
    items = chain(archive.read_paths(files), *map(table.read_table, tables))
    return _import(items, store, sync_index, progress, total)


def import_upload(
    files: Iterable[tuple[str, bytes]],
    limits: Limits,
    store: Store,
    sync_index: SyncIndex,
    progress: Progress | None = None,
) -> ImportReport:
    """The same for uploaded (name, content) pairs, .md, .zip or a table, within `limits`."""

    def items() -> Iterator[Found | Refused]:
        others: list[tuple[str, bytes]] = []
        for name, content in files:
            if not table.is_table(name):
                others.append((name, content))
            elif len(content) > limits.total_bytes:
                yield Refused(name, "올릴 수 있는 크기를 넘는 파일입니다.")
            else:
                yield from table.read_stream(name, io.BytesIO(content))
        yield from archive.read_upload(others, limits)

    return _import(items(), store, sync_index, progress, None)


def load_starter(store: Store, sync_index: SyncIndex, folder: Path = starter.FOLDER) -> None:
    """Take in the rulings that ship with the app, unless these very files were taken in before.

    Fit for every start: when nothing changed it reads some small files and compares one value.
    Raises StoreError and StarterError.
    """
    mark = f"{CLASSIFIER_VERSION} {starter.fingerprint(folder)}"
    if store.mark(_STARTER_MARK) != mark:
        store.upsert(starter.read_starter(folder), classify, CLASSIFIER_VERSION)
        store.set_mark(_STARTER_MARK, mark)
    sync_index(store)


def _import(
    items: Iterator[Found | Refused],
    store: Store,
    sync_index: SyncIndex,
    progress: Progress | None,
    total: int | None,
) -> ImportReport:
    refused: list[Refused] = []
    left_out = read = 0
    batch: list[Precedent] = []
    with Labeller(alone=_ALONE) as labeller:
        keeper = _Keeper(store, labeller)
        for item in items:
            read += 1
            if isinstance(item, Refused):
                refused.append(item)
            # Who made a table chose its rows; the archive holds all of administrative law.
            elif item.precedent.source == table.SOURCE or is_industrial_accident(item.precedent):
                batch.append(item.precedent)
            else:
                left_out += 1
            if len(batch) == _BATCH:
                keeper.take(batch)
                batch = []
            if progress:
                progress(read, total)
        keeper.take(batch)
        changes = keeper.changes()
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
    )


class _Keeper:
    """Labels batches, several at a time, and stores them in order."""

    def __init__(self, store: Store, labeller: Labeller) -> None:
        self._store, self._labeller = store, labeller
        self._changes: Counter[Change] = Counter()
        self._queue: deque[tuple[list[Precedent], Batch]] = deque()

    def take(self, batch: list[Precedent]) -> None:
        """Begin to label a batch, and store those that are labelled."""
        held = {ruling.id for ruling in self._store.get_many([each.id for each in batch])}
        # What is held is rarely anything new; the store has it labelled again where it is.
        labels = self._labeller.start([each for each in batch if each.id not in held])
        self._queue.append((batch, labels))
        while self._queue and (len(self._queue) > _IN_FLIGHT or self._queue[0][1].is_ready):
            self._keep()

    def changes(self) -> Counter[Change]:
        """Store all the rest; what became of every ruling."""
        while self._queue:
            self._keep()
        return self._changes

    def _keep(self) -> None:
        batch, labels = self._queue.popleft()
        self._changes.update(self._store.upsert(batch, labels.labels(), CLASSIFIER_VERSION))
