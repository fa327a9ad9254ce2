"""The search index: tantivy on disk, opened by memory map, kept in step with the store.

The store is the truth. The index follows it by revision; what it has seen is written to a stamp
beside it after every commit. A crash between the two leaves an older stamp, and the next `sync`
takes the missing revisions again; taking a ruling twice changes nothing. When store and index
disagree in any other way (another database, another layout, a lost file) the index is built anew
in a folder of its own and swapped in, so that search stays available meanwhile.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import tantivy
from filelock import FileLock

from lib.domain.records import StoredRuling
from lib.domain.sections import Part
from lib.search.tokens import term_text
from lib.text.citations import normal_case_number, read_case_numbers
from lib.text.spelling import squeeze

LAYOUT = 4
"""Grows when fields or tokens change; an index of another layout is built anew."""

TEXT_FIELDS: Mapping[str, float] = {
    "title": 1.6,
    "diagnoses": 2.2,
    "facts": 1.3,
    "holding": 1.0,
    "body": 1.0,
    "told": 0.8,
}
"""Searched fields and their BM25 weights."""

SUBJECT = "subject"
"""What a ruling is about: its name, diagnoses and history, without white space. Not searched by itself."""

LABEL_FIELDS = (
    "outcome",
    "kind_b",
    "kind_c",
    "disease_category",
    "issue_category",
    "suit",
    "court",
    "instance",
    "year",
)
"""Fields that filter and count."""

_WRITER_HEAP = 50_000_000
# Documents wait in memory, some 50 kB each, until the writer has taken them; a commit waits for it.
_COMMIT_EVERY = 2000
# An index of so many documents is built anew in seconds.
_SMALL = 2000


class Rulings(Protocol):
    """What the index follows (lib.store.Store)."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written where it stands."""

    def since(self, revision: int) -> Iterator[StoredRuling]:
        """Rulings written after a revision, in order."""

    def removed_since(self, revision: int) -> Collection[str]:
        """Ids of rulings that were taken out after a revision."""

    def revision(self) -> int:
        """The newest revision."""

    def count(self) -> int:
        """How many rulings are held."""

    def mark(self, name: str) -> str | None:
        """A remembered fact."""

    def set_mark(self, name: str, value: str) -> None:
        """Remember a fact."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the index on disk has seen."""

    layout: int
    folder: str
    store: str
    revision: int
    documents: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """How many documents, and whether they are what the store holds."""

    documents: int
    in_step: bool


class SearchIndex:
    """The index under one folder. Safe to open from several processes; writers take turns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp_path = path / "stamp.json"
        self._opened: tuple[int, Stamp, tantivy.Index] | None = None
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    # --- reading -----------------------------------------------------------------------------

    def searcher(self) -> tantivy.Searcher | None:
        """A consistent view of the newest commit, or None while there is no index yet."""
        opened = self._open()
        return opened[1].searcher() if opened else None

    def state(self, store: Rulings) -> IndexState:
        """Documents held, and whether they are in step with the store."""
        opened = self._open()
        if opened is None:
            return IndexState(0, store.count() == 0)
        stamp, documents = opened[0], opened[1].searcher().num_docs
        seen_all = self._follows(stamp, store) and stamp.revision == store.revision()
        return IndexState(documents, seen_all and documents == store.count())

    def held_before(self) -> int:
        """How many rulings the store held when the index last followed it, by the stamp alone; 0 without one."""
        try:
            documents = json.loads(self._stamp_path.read_text(encoding="utf-8"))["documents"]
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return 0
        return documents if isinstance(documents, int) else 0

    def _open(self) -> tuple[Stamp, tantivy.Index] | None:
        try:
            changed = self._stamp_path.stat().st_mtime_ns
            if self._opened and self._opened[0] == changed:
                return self._opened[1:]
            stamp = self._read_stamp()
            if stamp is None:
                return None
            index = _with_tokenizer(tantivy.Index.open(str(self.path / stamp.folder)))
        except (ValueError, OSError):
            return None
        index.reload()
        self._opened = (changed, stamp, index)
        return stamp, index

    def _read_stamp(self) -> Stamp | None:
        try:
            stamp = Stamp(**json.loads(self._stamp_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return stamp if stamp.layout == LAYOUT else None

    # --- following the store -------------------------------------------------------------------

    def sync(self, store: Rulings, progress: Callable[[int], None] | None = None) -> IndexState:
        """Bring the index in step with the store; `progress` is told how many rulings each step took.

        Cheap when nothing changed. Beside a store that can only be read the index goes on in a temporary
        folder, for as long as this process runs. Raises OSError when the disk is full or not writable.
        """
        if store.read_only:
            self._stand_aside()
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "writer.lock"):
            identity, stamp = _identity(store), self._read_stamp()
            if stamp is None or not self._follows(stamp, store) or self._open() is None:
                stamp = self._start_anew(identity)
            stamp = self._follow(stamp, store, progress)
            # A store that is being written to counts more by now, and that is no disagreement.
            if stamp.documents != store.count() and stamp.revision >= store.revision():
                stamp = self._follow(self._start_anew(identity), store, progress)
            self._remove_others(stamp.folder)
        return self.state(store)

    def sync_after_removal(self, store: Rulings) -> IndexState:
        """The same after rulings were taken out: a small index is built anew.

        What was taken out or replaced weighs in the frequencies of its words until it is merged away, and in
        a small index that turns the order of what is found.
        """
        if store.count() > _SMALL:
            return self.sync(store)
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "writer.lock"):
            stamp = self._follow(self._start_anew(_identity(store)), store, None)
            self._remove_others(stamp.folder)
        return self.state(store)

    # Even to open an index takes a lock file beside it, so what is there is linked to from elsewhere.
    def _stand_aside(self) -> None:
        if self._aside:
            return
        self._aside = tempfile.TemporaryDirectory(prefix="sanjae-index-")
        aside, stamp = Path(self._aside.name), self._read_stamp()
        if stamp:
            # What cannot be linked to is built anew.
            with suppress(OSError):
                (aside / stamp.folder).mkdir()
                for file in (self.path / stamp.folder).iterdir():
                    if file.suffix != ".lock":
                        (aside / stamp.folder / file.name).symlink_to(file.absolute())
                shutil.copyfile(self._stamp_path, aside / self._stamp_path.name)
        self.path, self._stamp_path, self._opened = aside, aside / self._stamp_path.name, None

    def _follows(self, stamp: Stamp, store: Rulings) -> bool:
        return stamp.store == (store.mark("identity") or _UNNAMED) and stamp.revision <= store.revision()

    def _start_anew(self, identity: str) -> Stamp:
        folder = f"v{LAYOUT}-{uuid4().hex[:12]}"
        (self.path / folder).mkdir()
        tantivy.Index(schema(), path=str(self.path / folder))
        return Stamp(LAYOUT, folder, identity, 0, 0)

    def _follow(self, stamp: Stamp, store: Rulings, progress: Callable[[int], None] | None) -> Stamp:
        target = store.revision()
        if stamp.revision >= target and self._read_stamp() == stamp:
            return stamp
        index = _with_tokenizer(tantivy.Index.open(str(self.path / stamp.folder)))
        writer = index.writer(heap_size=_WRITER_HEAP, num_threads=1)
        # Not what the stamp says: a run may have died between a commit and its stamp.
        is_new = index.searcher().num_docs == 0
        done = 0
        # Before those that are held, for one of these may be held again by now.
        for id in () if is_new else store.removed_since(stamp.revision):
            writer.delete_documents_by_term("id", id)
        for ruling in store.since(stamp.revision):
            if ruling.revision > target:
                # Written meanwhile. Following a busy writer to the end would put off the commit till then.
                break
            if not is_new:
                writer.delete_documents_by_term("id", ruling.id)
            writer.add_document(_document(ruling))
            done += 1
            if progress and done % 100 == 0:
                progress(100)
            if done % _COMMIT_EVERY == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        if progress and done % 100:
            progress(done % 100)
        stamp = Stamp(LAYOUT, stamp.folder, stamp.store, target, index.searcher().num_docs)
        self._write_stamp(stamp)
        return stamp

    def _write_stamp(self, stamp: Stamp) -> None:
        # Written beside and moved, so that a reader never meets half of it; only one writes at a time.
        beside = self._stamp_path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(stamp)), encoding="utf-8")
        beside.replace(self._stamp_path)

    def _remove_others(self, current: str) -> None:
        for folder in self.path.glob("v*-*"):
            if folder.name != current:
                shutil.rmtree(folder, ignore_errors=True)


# Of a database that was given no name and cannot be written.
_UNNAMED = "read-only"


# A name of this database, so that an index made from another one is never taken for its own.
def _identity(store: Rulings) -> str:
    identity = store.mark("identity") or (_UNNAMED if store.read_only else None)
    if identity is None:
        identity = uuid4().hex
        store.set_mark("identity", identity)
    return identity


def schema() -> tantivy.Schema:
    """The fields of the index, for those who write it and those who ask it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("case_number", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="terms", index_option="freq")
    builder.add_text_field(SUBJECT, tokenizer_name="terms", index_option="freq")
    for name in LABEL_FIELDS:
        if name in ("instance", "year"):
            builder.add_integer_field(name, indexed=True, fast=True)
        else:
            builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _document(ruling: StoredRuling) -> tantivy.Document:
    precedent, labels = ruling.precedent, ruling.labels
    digest, sections = precedent.digest, ruling.sections
    story = (
        [digest.gist, *digest.facts, digest.denial_reason, digest.plaintiff, digest.industry]
        if digest
        else []
    )
    weighed = [digest.question, *digest.weighed, *digest.tipped] if digest else []
    own_words = [*digest.diagnoses, digest.occupation] if digest else []
    diagnoses = [*labels.diagnoses, labels.occupation, *own_words]
    body = [sections.text] if precedent.text else [*story, *weighed, *diagnoses]
    texts = {
        "title": [precedent.title],
        "diagnoses": diagnoses,
        "facts": [sections.body(Part.HISTORY), sections.body(Part.FACTS), *story],
        "holding": [sections.body(Part.HOLDINGS), sections.body(Part.JUDGMENT), *weighed],
        "body": [*body, precedent.title],
        "told": [*story, *weighed],
    }
    document = tantivy.Document()
    document.add_text("id", ruling.id)
    # Joined cases are found by each of their numbers.
    numbers = [number.number for number in read_case_numbers(precedent.case_number)]
    for number in dict.fromkeys(numbers or [normal_case_number(precedent.case_number)]):
        document.add_text("case_number", number)
    for name in TEXT_FIELDS:
        document.add_text(name, term_text(" ".join(texts[name])))
    subject = [precedent.title, *diagnoses, labels.disease_category.words, sections.body(Part.HISTORY)]
    subject += [digest.gist, digest.question] if digest else []
    document.add_text(SUBJECT, term_text(squeeze("/".join(subject))))
    for name in ("outcome", "kind_b", "kind_c", "disease_category", "issue_category"):
        document.add_text(name, getattr(labels, name).value.value)
    document.add_text("suit", ruling.suit.value)
    document.add_text("court", precedent.court)
    document.add_integer("instance", int(labels.instance.value))
    if precedent.year is not None:
        document.add_integer("year", precedent.year)
    return document
