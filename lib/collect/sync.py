"""From a live source into the store and the index, resumable at any moment.

What a run knows lives in the store and is written in the transaction of the rulings it is about:
which pages of a listing this walk has taken, which entries were ever listed, what came of each.
So a run that dies anywhere is simply continued by the next one.

A listing may shift and grow while it is walked. A walk counts as complete when it saw exactly as
many different entries as the source says it has, and the source said so all along; otherwise the
listing is walked again until a walk brings nothing new and looks as the one before. After that a
later run asks only for the total, and walks again when it moved, or after a month.
"""

import hashlib
import json
import math
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Generic, TypeVar

from filelock import FileLock, Timeout

from lib.collect.importing import SyncIndex
from lib.collect.labelling import Batch, Labeller
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import Change, CollectedEntry, Walk
from lib.domain.ruling import Precedent
from lib.sources.archive import Refused
from lib.sources.http import AnswerError, SourceError, UnreachableError
from lib.sources.live import LiveSource, MissingRulingError, Page, Row
from lib.store import Store, StoreError

RECHECK = timedelta(days=30)
"""A listing whose total has not moved is walked again after this, to notice what changed in place."""

MOST_WALKS = 6
"""In one run over one listing; one that shifts all the time is looked at again by the next run."""

_TRIES_OF_A_SHORT_PAGE = 3
_FAILURES_IN_A_ROW = 3
_IN_FLIGHT = 3
"""Pages that are being labelled while the next one is stored."""

_DETAILS_AT_ONCE = 50
_KEEP_AFTER = 2.0
"""Seconds after which fetched rulings are stored even if they are few."""

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
    """Rulings or entries a second, since the phase began."""
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
    """Entries that turned out to be of other law, in this and earlier runs."""
    refused: tuple[Refused, ...]
    """Entries without a usable ruling: where, and why."""
    says: int | None
    """How many rulings the source says it has; None where it could not be asked."""
    holds: int
    """How many rulings of this source are held."""
    finished: bool
    """True where everything the source lists has been looked at."""
    problem: str
    """Why it is not finished (a Korean sentence), or empty."""
    seconds: float


class Control:
    """Pauses and stops a run from another thread."""

    def __init__(self) -> None:
        self._paused = threading.Event()
        self._stopped = threading.Event()

    def pause(self) -> None:
        """Make no further calls until `resume`; what is under way is finished and kept."""
        self._paused.set()

    def resume(self) -> None:
        """Go on."""
        self._paused.clear()

    def stop(self) -> None:
        """End soon; everything fetched is kept, and the next run goes on from there."""
        self._stopped.set()

    @property
    def paused(self) -> bool:
        """Whether the run is asked to wait."""
        return self._paused.is_set()

    @property
    def stopped(self) -> bool:
        """Whether the run is asked to end."""
        return self._stopped.is_set()


ReportProgress = Callable[[SyncProgress], None]


def sync(
    source: LiveSource,
    store: Store,
    sync_index: SyncIndex,
    limit: int | None = None,
    since_serial: int | None = None,
    progress: ReportProgress | None = None,
    control: Control | None = None,
    processes: int | None = None,
) -> SyncReport:
    """Take in what the source has and the store lacks; `limit` rulings at most.

    `since_serial`: only rulings with a larger serial (sources whose keys are serials). `processes`
    label rulings beside this one (None: as many as there are processors). A source that fails does
    not raise: the report says why and everything up to there is held. Raises StoreError when the
    store cannot be written, SyncIndexError when the index cannot, SyncBusyError.
    """
    lock = FileLock(f"{store.path}.{source.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise SyncBusyError(
            f"{source.title} 판례를 이미 다른 창이나 명령이 받고 있습니다. 끝난 뒤 다시 시작해 주세요."
        ) from None
    try:
        with Labeller(processes) as labeller, _quick_turns():
            run = _Run(
                source, store, labeller, sync_index, limit, since_serial, progress, control or Control()
            )
            return run.report()
    finally:
        lock.release()


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let other threads of this process, which draw pages and search, have the interpreter sooner.

    A busy thread keeps it for 5 ms at a time by default, and a search asks for it several times.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class BackgroundSync:
    """A sync in a thread of its own, for a page that is drawn again and again meanwhile.

    `progress` is the latest there is; when `running` is over either `report` is there or `problem`
    says what went wrong. `control` pauses and stops it.
    """

    def __init__(
        self,
        connect: Callable[[], LiveSource],
        store: Store,
        sync_index: SyncIndex,
        limit: int | None = None,
        since_serial: int | None = None,
    ) -> None:
        """Starts at once. `connect` makes the source (lib.sources.registry.LIVE) and may raise SourceError."""
        self.control = Control()
        self.progress: SyncProgress | None = None
        self.report: SyncReport | None = None
        self.problem = ""
        self._work = (connect, store, sync_index, limit, since_serial)
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work, paused or not."""
        return self._thread.is_alive()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, at most `timeout` seconds."""
        self._thread.join(timeout)

    def _run(self) -> None:
        connect, store, sync_index, limit, since_serial = self._work
        try:
            source = connect()
            try:
                self.report = sync(source, store, sync_index, limit, since_serial, self._note, self.control)
            finally:
                source.close()
        except (SourceError, StoreError) as error:
            self.problem = str(error)
        except Exception as error:
            # Nobody would ever see what a thread raises.
            self.problem = (
                f"예상하지 못한 오류로 멈췄습니다({type(error).__name__}). 받은 판례는 그대로 있습니다."
            )
        else:
            self.problem = self.report.problem

    def _note(self, progress: SyncProgress) -> None:
        self.progress = progress


@dataclass(frozen=True, slots=True)
class LastSync:
    """What is remembered of the last run over a source."""

    at: datetime
    finished: bool
    problem: str
    says: int | None
    holds: int
    new: int
    changed: int
    refused: int


def last_sync(store: Store, source: str) -> LastSync | None:
    """The last run over this source that came to an end of its own, or None."""
    stored = store.mark(f"sync:{source}")
    if stored is None:
        return None
    values = json.loads(stored)
    return LastSync(**values | {"at": datetime.fromisoformat(values["at"])})


# --- one listing ---------------------------------------------------------------------------------


@dataclass
class _Listing:
    """Where the walk over one listing stands. Kept as JSON in the store's marks."""

    walk: int = 0
    walking: bool = False
    size: int = 0
    done: list[int] = field(default_factory=list)
    """Pages that this walk has taken."""
    reach: int = 1
    """A page up to which there must be some, because the one before was full."""
    seen_totals: list[int] = field(default_factory=list)
    """The different totals that this walk was told, in the order of their coming."""
    problems: int = 0
    """Entries of this walk that cannot be read."""
    news: int = 0
    """Entries of this walk that no walk had seen before."""
    looks: dict[str, str] = field(default_factory=dict)
    """Page → what stood on it, in this walk."""
    looked: dict[str, str] = field(default_factory=dict)
    """The same of the walk before."""
    quiet: int = 0
    """Complete walks in a row that brought nothing new."""
    verified: int | None = None
    """The total when the listing was last known to be complete."""
    verified_at: str = ""

    @classmethod
    def read(cls, stored: str | None) -> "_Listing":
        values = json.loads(stored) if stored else {}
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @property
    def total(self) -> int | None:
        return self.seen_totals[-1] if self.seen_totals else None

    def begin(self, size: int) -> None:
        """A new walk."""
        self.looked = self.looks if self.walk else {}
        self.walk += 1
        self.walking, self.size, self.done, self.reach = True, size, [], 1
        self.seen_totals, self.problems, self.news, self.looks = [], 0, 0, {}

    def expects(self, total: int) -> None:
        """Note what the source says it has in all."""
        if total and total != self.total:
            # The latest stands last; more than one means the source changed its mind.
            self.seen_totals = [each for each in self.seen_totals if each != total] + [total]

    @property
    def last(self) -> int:
        """The last page, as far as is known."""
        return max(1, self.reach, math.ceil((self.total or 0) / self.size))

    def order(self) -> Iterator[int]:
        """The pages in the order they are worth looking at.

        New rulings stand at one end, and it is not known which: where only they are wanted, the
        walk comes from both ends.
        """
        if self.verified is None:
            yield from range(1, self.last + 1)
            return
        for step in range((self.last + 1) // 2):
            yield step + 1
            if self.last - step != step + 1:
                yield self.last - step

    def complete(self, seen: int) -> bool:
        """Whether the walk that just ended saw everything there is."""
        if len(self.seen_totals) == 1 and seen + self.problems == self.total:
            return True
        return self.news == 0 and (self.quiet >= 1 or self.looks == self.looked)

    def verify(self) -> None:
        """The listing is known to be complete now."""
        self.walking, self.quiet = False, 0
        self.verified, self.verified_at = self.total or 0, datetime.now(UTC).isoformat()
        self.looked = {}

    @property
    def is_fresh(self) -> bool:
        """Whether the last complete walk is recent."""
        return (
            bool(self.verified_at) and datetime.now(UTC) - datetime.fromisoformat(self.verified_at) < RECHECK
        )


# --- one run -------------------------------------------------------------------------------------

Job = TypeVar("Job")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Done(Generic[Job, Answer]):
    job: Job
    answer: Answer | None
    error: SourceError | MissingRulingError | None


class _StopError(Exception):
    """The run ends here; the message is the report's problem, and empty where all went as asked."""


class _Run:
    """One call of `sync`."""

    def __init__(
        self,
        source: LiveSource,
        store: Store,
        labeller: Labeller,
        sync_index: SyncIndex,
        limit: int | None,
        since: int | None,
        progress: ReportProgress | None,
        control: Control,
    ) -> None:
        self.source, self.store, self.labeller = source, store, labeller
        self.limit, self.since, self.progress, self.control = limit, since, progress, control
        self.index = _IndexFollower(sync_index, store)
        self.measured: Page | None = None
        self.states: dict[str, _Listing] = {}
        self.changes: dict[str, Change] = {}
        self.missed: dict[str, str] = {}
        self.unreadable: dict[str, str] = {}
        self.fetched = 0
        self.cut = False
        self.failures = 0
        self.answered = False
        self.began = self.phase_began = time.monotonic()
        self.phase, self.phase_done, self.phase_total = "listing", 0, 0
        self.threads = ThreadPoolExecutor(source.parallel, f"sync-{source.name}")

    def report(self) -> SyncReport:
        """Do everything and say what was done."""
        finished, problem = True, ""
        # A source may be used for another run after one that was stopped.
        self.source.halt.clear()
        try:
            for listing in self.source.listings:
                self._walk(listing)
            self._rulings()
        except _StopError as stopped:
            finished, problem = False, str(stopped)
        except BaseException:
            self.source.halt.set()
            raise
        finally:
            # Nobody waits for calls whose answers are not wanted any more.
            if not finished:
                self.source.halt.set()
            self.threads.shutdown(wait=False, cancel_futures=True)
            self.index.close()
        if self.missed and not problem:
            problem = (
                f"{len(self.missed):,}곳을 여러 번 시도해도 받지 못했습니다"
                f"({next(iter(self.missed.values()))}) 다시 시작하면 그것만 다시 받습니다."
            )
        self.store.relabel(classify, CLASSIFIER_VERSION)
        self.index.follow()
        made = self._made(finished and not problem, problem)
        mark = LastSync(
            datetime.now(UTC),
            made.finished,
            problem,
            made.says,
            made.holds,
            made.new,
            made.changed,
            len(made.refused),
        )
        values = asdict(mark) | {"at": mark.at.isoformat()}
        self.store.set_mark(f"sync:{self.source.name}", json.dumps(values, ensure_ascii=False))
        return made

    def _made(self, finished: bool, problem: str) -> SyncReport:
        name = self.source.name
        kinds = list(self.changes.values())
        new, changed = kinds.count(Change.ADDED), kinds.count(Change.UPDATED)
        holds = self.store.held_of(name)
        refused, left_out = self.store.outcomes_of(name)
        reasons = dict(refused) | self.unreadable | self.missed
        return SyncReport(
            source=name,
            new=new,
            changed=changed,
            unchanged=max(0, holds - new - changed),
            left_out=left_out,
            refused=tuple(Refused(place, reason) for place, reason in sorted(reasons.items())),
            says=self._says(),
            holds=holds,
            finished=finished,
            problem=problem,
            seconds=round(time.monotonic() - self.began, 2),
        )

    def _says(self) -> int | None:
        # What this run was told counts even where it kept no page.
        states = [self.states.get(listing) or self._state(listing) for listing in self.source.listings]
        if len(states) > 1 and all(state.verified is not None for state in states):
            # Listings overlap, so their totals cannot be added.
            return self.store.listed_by(self.source.name)
        totals = [total for state in states if (total := state.total or state.verified) is not None]
        return max(totals, default=None)

    # --- walking a listing -------------------------------------------------------------------

    def _state(self, listing: str) -> _Listing:
        return _Listing.read(self.store.mark(self._mark(listing)))

    def _mark(self, listing: str) -> str:
        return f"listing:{self.source.name}:{listing}"

    def _walk(self, listing: str) -> None:
        """Walk the listing until it is complete."""
        self._begin_phase("listing")
        state = self.states[listing] = self._state(listing)
        if not state.walking:
            if state.verified is not None:
                probe = self._first(listing, 1)
                if probe.total == state.verified and state.is_fresh:
                    return
            state.begin(self.source.page_size)
        for _ in range(MOST_WALKS):
            missed = len(self.missed)
            # The first page alone: it tells how many there are.
            if not state.done:
                self._measure(listing, state)
            if self._pages(listing, state) or len(self.missed) > missed:
                return
            seen = self.store.seen_by(Walk(self.source.name, listing, state.walk))
            if state.complete(seen):
                state.verify()
                self._keep_state(listing, state)
                return
            state.quiet = state.quiet + 1 if state.news == 0 else 0
            state.begin(state.size)
            self._keep_state(listing, state)
        raise _StopError(
            f"{self.source.title}의 목록이 계속 바뀌어 빠진 것이 없는지 확인하지 못했습니다. 다시 시작하면 이어서 확인합니다."
        )

    def _first(self, listing: str, size: int) -> Page:
        """One page that has to come, or the run ends."""
        for done in self._gather(iter([1]), lambda page: self.source.page(listing, page, size)):
            if done and done.answer is not None:
                return done.answer
            if done:
                raise _StopError(str(done.error))
        raise _StopError(_STOPPED)

    def _measure(self, listing: str, state: _Listing) -> None:
        """Ask for the first page: the total, and whether the source gives pages as large as asked."""
        page = self._first(listing, state.size)
        if len(page.rows) < min(state.size, page.total):
            again = self._first(listing, state.size)
            if again.rows and len(again.rows) == len(page.rows):
                state.size = len(again.rows)
            page = again
        state.expects(page.total)
        self.measured = page

    def _pages(self, listing: str, state: _Listing) -> bool:
        """Take every page that this walk has not taken; True where it ended early and all is known."""
        claimed = set(state.done)
        queue: deque[tuple[int, Page, list[CollectedEntry], Batch]] = deque()

        def jobs() -> Iterator[int]:
            while (page := next((n for n in state.order() if n not in claimed), None)) is not None:
                claimed.add(page)
                yield page

        self.phase_done, self.phase_total = 0, state.total or 0
        try:
            for done in self._gather(jobs, lambda number: self._page(listing, number, state)):
                if done and done.error:
                    self.missed[f"{self.source.title} {done.job}쪽"] = str(done.error)
                elif done and done.answer is not None:
                    page = done.answer
                    # A total of nothing comes with answers that say there is no such page.
                    if page.rows:
                        state.expects(page.total)
                    if len(page.rows) >= state.size and done.job >= state.last:
                        state.reach = done.job + 1
                    taken = self._fresh(page)
                    queue.append((done.job, page, taken, self.labeller.start(_rulings_of(taken))))
                while queue and (done is None or len(queue) > _IN_FLIGHT or queue[0][3].is_ready):
                    self._keep_page(listing, state, *queue.popleft())
                if self._arrived(state):
                    state.verify()
                    self._keep_state(listing, state)
                    return True
                if self._enough():
                    break
        finally:
            # What was fetched is kept, however the run ends.
            while queue:
                self._keep_page(listing, state, *queue.popleft())
        if self.control.stopped:
            raise _StopError(_STOPPED)
        if self._enough():
            if self.source.keys_grow:
                self.cut = True
                return True
            raise _StopError("")
        return False

    def _page(self, listing: str, number: int, state: _Listing) -> Page:
        """A page; one that is shorter than it should be is asked for again before it is believed."""
        if number == 1 and self.measured:
            page, self.measured = self.measured, None
            return page
        for _ in range(_TRIES_OF_A_SHORT_PAGE):
            page = self.source.page(listing, number, state.size)
            known = max(page.total, state.total or 0)
            if len(page.rows) >= min(state.size, known - (number - 1) * state.size):
                break
        return page

    def _fresh(self, page: Page) -> list[CollectedEntry]:
        """The entries of a page whose rulings are not held as they are here."""
        whole = {row.key: row for row in page.rows if row.precedent}
        held = self.store.fingerprints(self.source.name, whole)
        prints = {key: _fingerprint(row.precedent) for key, row in whole.items() if row.precedent}
        return [
            CollectedEntry(row.key, row.precedent, prints[row.key])
            for row in whole.values()
            if held.get(row.key) != prints[row.key]
        ]

    def _keep_page(
        self,
        listing: str,
        state: _Listing,
        number: int,
        page: Page,
        taken: list[CollectedEntry],
        batch: Batch,
    ) -> None:
        """Store a page and that it was taken, in one transaction."""
        whole = True
        if self.limit is not None and not self.source.keys_grow:
            left = max(0, self.limit - self.fetched)
            whole, taken = len(taken) <= left, taken[:left]
        walk = Walk(self.source.name, listing, state.walk)
        keys = [row.key for row in page.rows if row.key]
        if whole:
            state.done.append(number)
            state.looks[str(number)] = _look(page.rows)
            state.news += len(set(keys) - self.store.already_listed(walk, keys))
            unreadable = [
                (f"{self.source.title} {number}쪽 {place}번째", row.problem)
                for place, row in enumerate(page.rows, start=1)
                if not row.key
            ]
            state.problems += len(unreadable)
            self.unreadable |= dict(unreadable)
        self._take(
            taken,
            batch,
            walk if whole else None,
            keys,
            {self._mark(listing): state.written()} if whole else {},
        )
        self.phase_done += len(page.rows)
        self.phase_total = max(self.phase_done, state.total or 0)
        self._tell()

    def _take(
        self,
        taken: Sequence[CollectedEntry],
        batch: Batch,
        walk: Walk | None,
        keys: Sequence[str],
        marks: dict[str, str],
    ) -> None:
        changes = self.store.record_entries(
            self.source.name, taken, batch.labels(), CLASSIFIER_VERSION, marks, walk, keys
        )
        for each, change in zip(taken, changes, strict=True):
            if each.precedent and change:
                known = self.changes.get(each.precedent.id)
                if known is None or (known is Change.UNCHANGED):
                    self.changes[each.precedent.id] = change
        self.fetched += len(taken)
        self.index.poke()

    def _keep_state(self, listing: str, state: _Listing) -> None:
        self.store.set_mark(self._mark(listing), state.written())

    def _arrived(self, state: _Listing) -> bool:
        """Whether as many new entries were seen as the total grew by since it was last complete."""
        if state.verified is None or not state.is_fresh or len(state.seen_totals) != 1 or len(state.done) < 1:
            return False
        return 0 < (state.total or 0) - state.verified <= state.news

    def _enough(self) -> bool:
        if self.limit is None:
            return False
        if self.source.keys_grow:
            return len(self.store.pending(self.source.name, self.since)) >= self.limit
        return self.fetched >= self.limit

    # --- rulings behind a listing ------------------------------------------------------------

    def _rulings(self) -> None:
        """Fetch every listed ruling that is not held, the newest first."""
        if not self.source.keys_grow:
            return
        self._begin_phase("rulings")
        waiting = self.store.pending(self.source.name, self.since)
        more = self.limit is not None and len(waiting) > self.limit
        waiting = waiting[: self.limit]
        self.phase_total = len(waiting)
        ready: list[CollectedEntry] = []
        since_kept = time.monotonic()
        queue: deque[tuple[list[CollectedEntry], Batch]] = deque()

        def first_listing(listings: Sequence[str]) -> str:
            return next(name for name in self.source.listings if name in listings)

        try:
            for done in self._gather(
                iter(waiting), lambda each: _Found(self.source.ruling(first_listing(each[1]), each[0]))
            ):
                if done:
                    key = done.job[0]
                    if isinstance(done.error, MissingRulingError):
                        ready.append(CollectedEntry(key, note=str(done.error)))
                    elif done.error:
                        self.missed[f"{self.source.title} {key}"] = str(done.error)
                    elif done.answer and done.answer.precedent:
                        found = done.answer.precedent
                        ready.append(CollectedEntry(key, found, _fingerprint(found)))
                    else:
                        ready.append(CollectedEntry(key, left_out=True))
                late = time.monotonic() - since_kept > _KEEP_AFTER
                if len(ready) >= _DETAILS_AT_ONCE or (ready and late):
                    queue.append((ready, self.labeller.start(_rulings_of(ready))))
                    ready, since_kept = [], time.monotonic()
                while queue and (late or len(queue) > _IN_FLIGHT or queue[0][1].is_ready):
                    self._keep_rulings(*queue.popleft())
        finally:
            # What was fetched is kept, however the run ends.
            if ready:
                queue.append((ready, self.labeller.start(_rulings_of(ready))))
            while queue:
                self._keep_rulings(*queue.popleft())
        if self.control.stopped:
            raise _StopError(_STOPPED)
        if more or self.cut:
            raise _StopError("")

    def _keep_rulings(self, taken: list[CollectedEntry], batch: Batch) -> None:
        self._take(taken, batch, None, (), {})
        self.phase_done += len(taken)
        self._tell()

    # --- calls -------------------------------------------------------------------------------

    def _gather(
        self, jobs: Iterator[Job] | Callable[[], Iterator[Job]], run: Callable[[Job], Answer]
    ) -> Iterator[_Done[Job, Answer] | None]:
        """Run jobs on the threads and yield what came of each; None now and then while waiting.

        A callable gives the jobs anew whenever some are done, because answers can bring more of
        them. Ends at a stop, and raises _StopError when the source cannot go on; what is still
        under way then is not waited for.
        """
        under_way: dict[Future[Answer], Job] = {}
        fixed = None if callable(jobs) else jobs
        fatal: _StopError | None = None
        while True:
            if self.control.stopped:
                self.source.halt.set()
                return
            if fatal is None and not self.control.paused:
                for job in islice(
                    jobs() if callable(jobs) else fixed or (),
                    max(0, 2 * self.source.parallel - len(under_way)),
                ):
                    under_way[self.threads.submit(run, job)] = job
            if not under_way:
                if fatal:
                    raise fatal
                if not self.control.paused:
                    return
                time.sleep(0.1)
                self._tell()
            ended, _ = wait(under_way, timeout=0.25, return_when=FIRST_COMPLETED)
            if not ended:
                yield None
            for future in ended:
                job = under_way.pop(future)
                try:
                    yield self._ended(job, future)
                except _StopError as stopped:
                    # Other calls under way may still bring something that is worth keeping.
                    fatal = fatal or stopped

    def _ended(self, job: Job, future: "Future[Answer]") -> _Done[Job, Answer]:
        try:
            answer = future.result()
        except MissingRulingError as error:
            self.failures, self.answered = 0, True
            return _Done(job, None, error)
        except (AnswerError, UnreachableError) as error:
            self.failures += 1
            if not self.answered or self.failures >= _FAILURES_IN_A_ROW:
                raise _StopError(str(error)) from None
            return _Done(job, None, error)
        except SourceError as error:
            raise _StopError(str(error)) from None
        self.failures, self.answered = 0, True
        return _Done(job, answer, None)

    # --- telling -----------------------------------------------------------------------------

    def _begin_phase(self, phase: str) -> None:
        self.phase, self.phase_done, self.phase_total = phase, 0, 0
        self.phase_began = time.monotonic()

    def _tell(self) -> None:
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
                refused=len(self.missed) + len(self.unreadable),
                per_second=round(speed, 1),
                seconds_left=round(left / speed, 1) if speed and self.phase_total else None,
                paused=self.control.paused,
            )
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A fetched ruling, or None for one of other law (which is an answer too)."""

    precedent: Precedent | None


_STOPPED = "중단했습니다. 다시 시작하면 이어서 받습니다."


class _IndexFollower:
    """Lets the index follow the store in a thread of its own, every few seconds while rulings arrive."""

    def __init__(self, sync_index: SyncIndex, store: Store) -> None:
        self._sync_index, self._store = sync_index, store
        self._news, self._closed = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._loop, name="index", daemon=True)
        self._thread.start()

    def poke(self) -> None:
        """Rulings were stored."""
        self._news.set()

    def close(self) -> None:
        """Let the thread end; a commit under way is finished."""
        self._closed.set()
        self._news.set()
        self._thread.join()

    def follow(self) -> None:
        """Bring the index in step now. Raises SyncIndexError."""
        try:
            self._sync_index(self._store)
        except (OSError, ValueError, RuntimeError) as error:
            raise SyncIndexError(
                f"판례는 저장했지만 검색 색인을 쓰지 못했습니다({_why(error)}). 디스크에 남은 공간과 폴더의 권한을 "
                "확인한 뒤 다시 시작하면 색인을 마저 맞춥니다."
            ) from error

    def _loop(self) -> None:
        pause = _INDEX_EVERY
        while not self._closed.wait(pause):
            self._news.wait()
            if self._closed.is_set():
                return
            self._news.clear()
            began = time.monotonic()
            try:
                self._sync_index(self._store)
            except Exception:
                # The same thing happens again at the end, where it can be told to the person.
                return
            # One that took long has let many more arrive.
            pause = max(0.0, _INDEX_EVERY - (time.monotonic() - began))


def _why(error: BaseException) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else type(error).__name__


def _rulings_of(taken: Sequence[CollectedEntry]) -> list[Precedent]:
    return [each.precedent for each in taken if each.precedent]


def _fingerprint(precedent: Precedent) -> str:
    """Of everything a source says of a ruling but when it said so."""
    content = hashlib.blake2b(digest_size=12)
    for each in fields(precedent):
        if each.name not in ("fetched_at", "digest"):
            content.update(f"{getattr(precedent, each.name)}\0".encode("utf-8", "surrogatepass"))
    return content.hexdigest()


def _look(rows: Sequence[Row]) -> str:
    return hashlib.blake2b("\0".join(row.key for row in rows).encode(), digest_size=6).hexdigest()
