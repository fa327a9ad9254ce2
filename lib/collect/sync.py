"""From a live source into the store and the index, resumable at any moment.

What a run knows lives in the store and is written in the transaction of the rulings it is about:
which pages of a listing a walk has read, which rows it saw, what came of each. So a run that dies
anywhere is simply continued by the next one.

A run says that it is finished only where it walked each listing itself from the first page to the
last and missed nothing (lib.collect.listing), and every ruling listed was held or refused. What the
source lists but says it has no ruling for counts as refused; every run asks for it again.
"""

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from filelock import FileLock, Timeout

from lib.collect.calls import Calls, Control, StopError
from lib.collect.importing import SyncIndex
from lib.collect.labelling import Labelled, labelled_ahead
from lib.collect.listing import Given, Listing, PageRead, count_rulings, find_corrected
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import Change, CollectedEntry, RowId, Walk
from lib.domain.ruling import Precedent
from lib.sources.found import UNREADABLE, Note, Refused
from lib.sources.http import SourceError
from lib.sources.live import JOINED, LiveSource, MissingRulingError, is_stray
from lib.sources.shapes import lost_in
from lib.store import Store, StoreError
from lib.text.said import kept, read_kept, said, sentence_of, together

MOST_WALKS = 4
"""In one run over one listing; one that shifts all the time is walked again by the next run."""

REFRESHED = 300
"""Held rulings, at most, that a run fetches anew where the listing does not hold the texts."""

_INDEX_EVERY = 5.0
"""Seconds from one time that the index follows to the next; a commit costs a fraction of one."""


class SyncBusyError(SourceError):
    """Another process is reading this source into this store."""


class SyncIndexError(SourceError):
    """The index could not follow; the rulings are held all the same."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a run is. `phase` is `listing` or `rulings`; `total` None while it is not known."""

    phase: str
    done: int
    total: int | None
    new: int
    changed: int
    refused: int
    per_second: float
    """Rulings or rows a second, since the phase began."""
    seconds_left: float | None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did and where it left things."""

    source: str
    new: int
    """Rulings that nobody had given before."""
    changed: int
    """Held rulings that learned something: a fuller text, a date, that this source has them too."""
    unchanged: int
    """Rulings of this source that are held as they were."""
    left_out: int
    """Rows that turned out to be of other law, in this and earlier runs."""
    refused: tuple[Refused, ...]
    """Rows without a usable ruling: where, and why."""
    says: Mapping[str, int]
    """Listing → how many rows the source says it has; without those that it said nothing of."""
    holds: int
    """How many rulings of this source are held."""
    finished: bool
    """True where everything the source lists was seen and is held, left out or refused."""
    problem: str
    """Why it is not finished (a Korean sentence), or empty."""
    seconds: float
    notes: tuple[Note, ...] = ()
    """Rulings of this run that came in, and what of them could not be read."""


@dataclass(frozen=True, slots=True)
class LastSync:
    """What is remembered of the last run over a source."""

    at: datetime
    finished: bool
    problem: str
    says: Mapping[str, int]
    holds: int
    new: int
    changed: int
    refused: int


_ALL_LISTED = said("목록에 있는 것은 모두 읽었으니, 출처가 목록을 고치기 전에는 다시 시작해도 늘지 않습니다.")

ReportProgress = Callable[[SyncProgress], None]


def sync(
    source: LiveSource,
    store: Store,
    sync_index: SyncIndex,
    limit: int | None = None,
    since_serial: int | None = None,
    progress: ReportProgress | None = None,
    control: Control | None = None,
) -> SyncReport:
    """Take in what the source has and the store lacks; `limit` rulings at most.

    `since_serial`: only rulings with a larger serial (sources whose keys are serials). A source
    that fails does not raise: the report says why and everything up to there is held. Raises
    StoreError when the store cannot be written, SyncIndexError when the index cannot, SyncBusyError.
    """
    if store.read_only:
        raise StoreError(store.why_read_only, store.path)
    try:
        with FileLock(f"{store.path}.{source.name}.lock", timeout=0):
            return _Run(source, store, sync_index, limit, since_serial, progress, control).report()
    except Timeout:
        raise SyncBusyError(
            said(
                "{source} 판례를 이미 다른 창이나 명령이 받고 있습니다. 끝난 뒤 다시 시작해 주세요.",
                source=source.title,
            )
        ) from None


def last_sync(store: Store, source: str) -> LastSync | None:
    """The last run over this source that came to an end of its own, or None."""
    stored = store.mark(f"sync:{source}")
    if stored is None:
        return None
    values = json.loads(stored)
    # Earlier programs kept one number for all listings.
    says = values["says"] if isinstance(values["says"], dict) else {}
    read = {"at": datetime.fromisoformat(values["at"]), "says": says, "problem": read_kept(values["problem"])}
    return LastSync(**values | read)


def totals_stated(says: Mapping[str, int]) -> str:
    """How many rows a source says its listings have, `20,000 + 12,000`: they overlap, so this is no sum."""
    return " + ".join(f"{total:,}" for total in says.values())


# --- one run -------------------------------------------------------------------------------------


class _Run:
    """One call of `sync`."""

    def __init__(
        self,
        source: LiveSource,
        store: Store,
        sync_index: SyncIndex,
        limit: int | None,
        since: int | None,
        progress: ReportProgress | None,
        control: Control | None,
    ) -> None:
        self.source, self.store, self.sync_index = source, store, sync_index
        self.limit, self.since, self.progress = limit, since, progress
        self.control = control or Control()
        self.calls = Calls(source, self.control, self._show)
        self.listings = {name: Listing.from_json(store.mark(self._mark(name))) for name in source.listings}
        self.changes: dict[str, Change] = {}
        self.missed: dict[str, str] = {}
        """Page or key → why it could not be had."""
        self.unreadable: dict[RowId, Refused] = {}
        self.strays: dict[str, dict[RowId, Refused]] = {name: {} for name in source.listings}
        """Listing → what stood in the place of rulings in its last walk."""
        self.short: set[str] = set()
        """Listings that no walk saw whole."""
        self.notes: list[Note] = []
        self.asked: set[str] = set()
        self.fullest: dict[str, tuple[set[RowId], int]] = {}
        """Listing → the rows of the walk of this run that saw the most, and how many it was given again."""
        self.began_at = datetime.now(UTC)
        self.fetched = 0
        self.began = self.index_due = time.monotonic()
        self._begin_phase("listing")

    def report(self) -> SyncReport:
        """Do everything and say what was done."""
        finished, problem = False, ""
        try:
            finished = self._take_everything()
        except StopError as stopped:
            problem = sentence_of(stopped)
        finally:
            self.calls.close()
        problem = together(gaps) if (gaps := self._gaps(problem)) else ""
        if finished and not problem and self.since is None:
            self.store.record_listing(self.source.name)
        self.store.relabel(classify, CLASSIFIER_VERSION)
        self._index()
        kinds = list(self.changes.values())
        new, changed = kinds.count(Change.ADDED), kinds.count(Change.UPDATED)
        holds = self.store.held_of(self.source.name)
        without, left_out = self.store.outcomes_of(self.source.name)
        reasons = {each.path: each.reason for each in self._unread()} | dict(without) | self.missed
        report = SyncReport(
            source=self.source.name,
            new=new,
            changed=changed,
            unchanged=max(0, holds - new - changed),
            left_out=left_out,
            refused=tuple(Refused(place, reason) for place, reason in sorted(reasons.items())),
            says={name: listing.total for name, listing in self.listings.items() if listing.total},
            holds=holds,
            finished=finished and not problem,
            problem=problem,
            seconds=round(time.monotonic() - self.began, 2),
            notes=tuple(self.notes),
        )
        remembered = {name: getattr(report, name) for name in ("finished", "says", "holds", "new", "changed")}
        remembered |= {
            "problem": kept(problem),
            "at": datetime.now(UTC).isoformat(),
            "refused": len(report.refused),
        }
        self.store.set_mark(f"sync:{self.source.name}", json.dumps(remembered, ensure_ascii=False))
        return report

    def _take_everything(self) -> bool:
        """Walk the listings and fetch the rulings behind them; False where something was left."""
        # What an earlier run listed a moment ago is fetched before anything is listed again; so is what stands in
        # a listing without an end, which may take all calls of a day and must not keep the texts away.
        listings = self.listings.values()
        endless = any(listing.under_way or not listing.completed_at for listing in listings)
        if (endless or all(listing.is_recent for listing in listings)) and not self._rulings():
            return False
        complete = True
        for name, listing in self.listings.items():
            complete = self.fetched != self.limit and self._walk(name, listing) and complete
        if complete and not any(listing.totals for listing in self.listings.values()):
            # One listing may be empty; a source that has nothing at all is out of order.
            self.short.update(self.listings)
        fetched = self._rulings()
        if fetched:
            self._refresh()
        return fetched and complete

    def _unread(self) -> list[Refused]:
        """The rows that could not be read, and what was no row."""
        strays = (each for listing in self.strays.values() for each in listing.values())
        return [*self.unreadable.values(), *strays]

    def _is_enough(self) -> bool:
        """Whether the limit is reached by what was fetched and what is yet to be fetched."""
        return self.limit is not None and self.fetched + len(self._pending()) >= self.limit

    def _gaps(self, stopped: str) -> list[str]:
        """Sentences on what could not be had; `stopped` says why the run ended before it was through."""
        gaps = [stopped] if stopped else []
        if self.missed and not stopped:
            gaps.append(
                said(
                    "{n}곳을 여러 번 시도해도 받지 못했습니다({why})",
                    n=f"{len(self.missed):,}",
                    why=next(iter(self.missed.values())),
                )
            )
        if not (gaps or self.short):
            return []
        pending = self.store.pending(self.source.name) if self.source.keys_grow else []
        lacking = {key for key, _ in pending}
        told = len(gaps)
        may_bring_more = bool(gaps)
        for name, listing in self.listings.items():
            rows = self.store.rows_of(Walk(self.source.name, name, listing.walk))
            fullest, repeated = self.fullest.get(name, (set(), 0))
            rows = max(rows, fullest, key=count_rulings)
            gave = count_rulings([row for row in rows if row[0] not in lacking])
            if name in self.short or (gaps and listing.totals not in ([], [gave])):
                strays = sum(map(is_stray, rows))
                editions = len(rows) - strays - count_rulings(rows)
                gaps.append(listing.shortfall(gave, bool(stopped), repeated, editions, strays))
                may_bring_more = may_bring_more or not listing.lists_no_more(rows)
        if len(gaps) == told:
            gaps.append(self._both_numbers())
            may_bring_more = True
        if stopped:
            return gaps
        return [*gaps, said("다시 시작하면 이어서 받습니다.") if may_bring_more else _ALL_LISTED]

    def _both_numbers(self) -> str:
        """What the source says it has and what is held of it, where no listing tells (a Korean sentence)."""
        says = {name: listing.total or listing.before for name, listing in self.listings.items()}
        stated = totals_stated({name: total for name, total in says.items() if total})
        holds = f"{self.store.held_of(self.source.name):,}"
        if stated:
            return said(
                "출처가 말한 전체 건수는 {stated}건이고 지금 가진 판례는 {holds}건입니다.",
                stated=stated,
                holds=holds,
            )
        return said("출처의 전체 건수는 아직 모르고(0건) 지금 가진 판례는 {holds}건입니다.", holds=holds)

    # --- walking a listing -------------------------------------------------------------------

    def _mark(self, name: str) -> str:
        return f"listing:{self.source.name}:{name}"

    def _walk(self, name: str, listing: Listing) -> bool:
        """Walk a listing until one walk saw everything; False where none did or the limit was reached."""
        self._begin_phase("listing")
        held_some = self.store.lists_some(self.source.name, name)
        before: Given | None = None
        for walks_left in reversed(range(MOST_WALKS)):
            # Half a walk of an earlier run and half of this one do not prove together that nothing is missing.
            in_one = not listing.under_way
            if in_one:
                # Where rows came twice, pages of another size tell whether the list or its pages repeat them.
                repeats = before is not None and before.repeated and listing.size > 1
                listing.begin(listing.size - 1 if repeats else self.source.page_size)
                self.strays[name] = {}
            walk = Walk(self.source.name, name, listing.walk)
            seen = self.store.rows_of(walk)
            given = Given(listing.size)
            failed = self._pages(walk, listing, seen, given)
            given.size = listing.size
            if count_rulings(seen) >= count_rulings(self.fullest.get(name, ((), 0))[0]):
                self.fullest[name] = seen, given.repeated
            if failed or self._is_enough():
                break
            listing.under_way = False
            # A source that says it has nothing is believed when it has said so every time, where it never had any.
            nothing = not (walks_left or seen or listing.totals or held_some or name in self.source.filled)
            whole = listing.saw_everything(seen) or listing.counts_repeats(seen, given, before)
            settled = before is not None and before.times == given.times and listing.lists_no_more(seen)
            before = given if in_one else None
            if in_one and (nothing or whole):
                listing.complete()
                self.store.finish_walk(walk, {self._mark(name): listing.to_json()})
                return True
            if in_one and settled:
                # Another walk would bring the same.
                break
        if not self._is_enough():
            self.short.add(name)
        return False

    def _pages(self, walk: Walk, listing: Listing, seen: set[RowId], given: Given) -> bool:
        """Read the pages that this walk lacks, into `seen` and `given` too; whether some could not be had."""
        failed: set[int] = set()

        def missing() -> list[int]:
            return [number for number in listing.missing_pages() if number not in failed]

        def in_order() -> Iterator[int]:
            asked: set[int] = set()
            # What is missing changes while pages come: the source names another total, or gives smaller pages.
            while left := [number for number in missing() if number not in asked]:
                asked.add(left[0])
                yield left[0]

        while missing() or (not failed and listing.go_beyond(seen, given)):
            for number, answer in self.calls.each(
                in_order(), partial(listing.read, self.source, walk.listing)
            ):
                try:
                    page = answer.result()
                except SourceError as error:
                    failed.add(number)
                    self.missed[said("{source} {page}쪽", source=self.source.title, page=str(number))] = (
                        sentence_of(error)
                    )
                    continue
                given.note(number, page, self._keep_page(walk, listing, seen, number, page))
                if self._is_enough():
                    return False
        return bool(failed)

    def _keep_page(self, walk: Walk, listing: Listing, seen: set[RowId], number: int, page: PageRead) -> bool:
        """Store a page with its rulings and how far the walk is, in one transaction.

        Whether it has a row that this walk had not seen.
        """
        rows = {row.id: row for row in page.rows}
        recorded = self.store.recorded(walk, {row.key for row in page.rows})
        fresh = [row for row in page.rows if row.id not in recorded]
        if self.limit is not None and not self.source.keys_grow:
            over = {row.id for row in fresh[self.limit - self.fetched :]}
            fresh = [row for row in fresh if row.id not in over]
            rows = {id: row for id, row in rows.items() if id not in over}
        brings = not rows.keys() <= seen
        listing.note(number, page, brings)
        listing.new += sum(not is_stray(row.id) for row in fresh)
        if len(rows) == len(page.rows):
            listing.pages.append(number)
        rulings = [row.precedent for row in fresh if row.precedent]
        corrected = find_corrected(rows, recorded, seen)
        texts = self._corrected_texts(walk, page, corrected)
        marks = {self._mark(walk.listing): listing.to_json()}
        labelled = labelled_ahead(rulings)
        rulings = labelled.rulings
        for each in labelled.unreadable:
            self.missed[f"{self.source.title} {each.case_number}"] = UNREADABLE
        changes = self.store.record_page(
            walk, rows, rulings, labelled.classify, CLASSIFIER_VERSION, marks, corrected, texts
        )
        seen.update(rows)
        for place, row in enumerate(page.rows, start=1):
            if row.problem:
                refused = Refused(self.source.place(number, place), row.problem)
                unread = self.strays[walk.listing] if is_stray(row.id) else self.unreadable
                unread.setdefault(row.id, refused)
        self.phase_total = max(len(seen), listing.total or 0)
        self._count(rulings, changes, len(seen))
        return brings

    def _corrected_texts(self, walk: Walk, page: PageRead, corrected: Collection[str]) -> set[str]:
        """The rulings whose text these corrected rows replace: those that no other row of the listing speaks of."""
        found = set()
        for row in page.rows:
            if row.precedent and row.key in corrected:
                others = {
                    each.key for each in page.rows if each.precedent and each.precedent.id == row.precedent.id
                }
                others |= self.store.keys_beginning(walk, row.precedent.id, JOINED)
                if others == {row.key}:
                    found.add(row.precedent.id)
        return found

    # --- rulings behind a listing ------------------------------------------------------------

    def _pending(self) -> list[tuple[str, tuple[str, ...]]]:
        """Listed keys, each with its listings, whose rulings this run has yet to ask for."""
        if not self.source.keys_grow:
            return []
        pending = self.store.pending(self.source.name, self.since)
        return [(key, listings) for key, listings in pending if key not in self.asked]

    def _rulings(self) -> bool:
        """Fetch every listed ruling that is not held, the newest first; False where the limit left some."""
        waiting = self._pending()
        room = len(waiting) if self.limit is None else self.limit - self.fetched
        self._begin_phase("rulings", len(waiting[:room]))
        for (key, _), answer in self.calls.each(waiting[:room], self._ruling):
            self.asked.add(key)
            try:
                ruling = answer.result()
                note = "" if ruling is None or ruling.text.strip() else "판결문이 아직 비어 있습니다."
                entry = CollectedEntry(key, ruling, note, left_out=ruling is None)
            except MissingRulingError as error:
                entry = CollectedEntry(key, note=sentence_of(error))
            except SourceError as error:
                self.missed[f"{self.source.title} {key}"] = sentence_of(error)
                continue
            labelled = labelled_ahead([entry.precedent] if entry.precedent else [])
            if labelled.unreadable:
                entry = CollectedEntry(key, note=UNREADABLE)
            self.fetched += not entry.precedent
            self._record(entry, labelled)
        return len(waiting) <= room

    def _record(self, entry: CollectedEntry, labelled: Labelled) -> None:
        changes = self.store.record_entry(self.source.name, entry, labelled.classify, CLASSIFIER_VERSION)
        self._count([entry.precedent] if entry.precedent else [], changes, self.phase_done + 1)

    def _refresh(self) -> None:
        """Fetch anew what was fetched longest ago: nothing in a listing of serials tells that a text was corrected.

        It takes nothing away: what cannot be had now is left as it is held, and whatever ends it harms nothing.
        """
        if not self.source.keys_grow or self.limit is not None or self.since is not None:
            return
        oldest = self.store.fetched_before(self.source.name, self.began_at, REFRESHED)
        self._begin_phase("rulings", len(oldest))
        with suppress(StopError):
            for (key, _), answer in self.calls.each(oldest, self._ruling):
                try:
                    ruling = answer.result()
                except (MissingRulingError, SourceError):
                    ruling = None
                labelled = labelled_ahead([ruling] if ruling and ruling.text.strip() else [])
                if labelled.rulings:
                    self._record(CollectedEntry(key, ruling), labelled)
                else:
                    self.store.note_asked(self.source.name, key, datetime.now(UTC))

    def _ruling(self, job: tuple[str, tuple[str, ...]]) -> Precedent | None:
        key, listings = job
        return self.source.ruling(next(name for name in self.source.listings if name in listings), key)

    # --- index and progress ------------------------------------------------------------------

    def _count(self, rulings: Sequence[Precedent], changes: Sequence[Change], done: int) -> None:
        """Count what was stored, tell of it, and let the index follow now and then."""
        self.fetched += len(rulings)
        self.notes += [Note(ruling.id, lost) for ruling in rulings if (lost := lost_in(ruling))]
        for ruling, change in zip(rulings, changes, strict=True):
            if self.changes.get(ruling.id, Change.UNCHANGED) is Change.UNCHANGED:
                self.changes[ruling.id] = change
        self.phase_done = done
        self._show()
        if time.monotonic() >= self.index_due:
            # What fails now fails again at the end, where it can be told to the person.
            with suppress(SyncIndexError):
                self._index()
            self.index_due = time.monotonic() + _INDEX_EVERY

    def _index(self) -> None:
        try:
            self.sync_index(self.store)
        except (OSError, ValueError, RuntimeError) as error:
            why = (isinstance(error, OSError) and error.strerror) or type(error).__name__
            raise SyncIndexError(
                said(
                    "판례는 저장했지만 검색 색인을 쓰지 못했습니다({why}). 디스크에 남은 공간과 폴더의 권한을 확인한 뒤 "
                    "다시 시작하면 색인을 마저 맞춥니다.",
                    why=why,
                )
            ) from error

    def _begin_phase(self, phase: str, total: int = 0) -> None:
        self.phase, self.phase_done, self.phase_total = phase, 0, total
        self.phase_began = time.monotonic()

    def _show(self) -> None:
        if not self.progress:
            return
        speed = self.phase_done / max(time.monotonic() - self.phase_began, 1e-3)
        left = max(0, self.phase_total - self.phase_done)
        kinds = list(self.changes.values())
        self.progress(
            SyncProgress(
                phase=self.phase,
                done=self.phase_done,
                total=self.phase_total or None,
                new=kinds.count(Change.ADDED),
                changed=kinds.count(Change.UPDATED),
                refused=len(self.missed) + len(self._unread()),
                per_second=round(speed, 1),
                seconds_left=round(left / speed, 1) if speed and self.phase_total else None,
                paused=self.control.paused,
            )
        )
