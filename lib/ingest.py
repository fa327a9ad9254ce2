"""From a source into the store and the index: read, leave out, label, hold, follow.

Everything streams in small batches and each batch is kept when it is done, so a stopped import
loses at most one batch, and running it again takes the rest and changes nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.sources import archive, starter
from lib.sources.archive import Found, Limits, Refused
from lib.store import Change, Store

SyncIndex = Callable[[Store], object]
"""Brings the search index in step with the store; cheap when it already is."""

Progress = Callable[[int, int | None], None]
"""Called with the number of files done and of all files, None where that is not known."""

# Small enough for a progress bar that moves, and for a stop to lose little.
_BATCH = 100

_STARTER_MARK = "starter"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with every file; `read` is the sum of all the others."""

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
    """Take in the industrial-accident rulings of the archive's files, folders and zip files.

    Files that cannot be read never stop it; they are in the report. Raises StoreError.
    """
    paths = list(paths)
    total = archive.count_paths(paths) if progress else None
    return _import(archive.read_paths(paths), store, sync_index, progress, total)


def import_upload(
    files: Iterable[tuple[str, bytes]],
    limits: Limits,
    store: Store,
    sync_index: SyncIndex,
    progress: Progress | None = None,
) -> ImportReport:
    """The same for uploaded (name, content) pairs, .md or .zip, within `limits`."""
    return _import(archive.read_upload(files, limits), store, sync_index, progress, None)


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
    changes: Counter[Change] = Counter()
    refused: list[Refused] = []
    left_out = read = 0
    batch: list[Precedent] = []
    for item in items:
        read += 1
        if isinstance(item, Refused):
            refused.append(item)
        elif is_industrial_accident(item.precedent):
            batch.append(item.precedent)
        else:
            left_out += 1
        if len(batch) == _BATCH:
            changes.update(store.upsert(batch, classify, CLASSIFIER_VERSION))
            batch.clear()
        if progress:
            progress(read, total)
    changes.update(store.upsert(batch, classify, CLASSIFIER_VERSION))
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
