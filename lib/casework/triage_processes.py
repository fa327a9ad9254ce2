"""Cases analysed by several processes: one alone would take minutes for what an office has on a Monday.

The texts are weighed with large tables. Where the system can, they are read once before the processes part, so that all
share one copy; elsewhere each process reads its own.
"""

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date
from multiprocessing import get_context
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Self

from lib.casework.analysis import refused_for
from lib.casework.circumstances import circumstances
from lib.casework.office_findings import Held, held
from lib.casework.office_urgency import Findings
from lib.casework.triage import Analysed, found_or_why_not
from lib.domain.intake import Intake
from lib.domain.office_case import OfficeCase
from lib.domain.told_dates import filled
from lib.guidance.criteria import applicable_criteria
from lib.guidance.evidence import missing_evidence
from lib.privacy.masking import mask
from lib.search.index import SearchIndex
from lib.search.understanding import understand
from lib.store import Store
from lib.text.shipped import forget_arrays

MOST_JOBS = 16
USUAL = 2
"""Each takes some 100 MB beside the 350 MB that they share; two are through 200 cases in half a minute."""
_SECONDS_TO_END = 2.0
_STOPPED = "이 행을 분석하던 프로세스가 거듭 멈췄습니다. 이 행만 빼고 계속했습니다."


def usual_jobs() -> int:
    """How many processes are used where nobody says: one for each core that this program may use, USUAL at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, USUAL))


class Processes:
    """Processes that analyse cases against one database and index; a context manager.

    To be entered before anything opens the store or the index in this process: what stands open does not part with it.
    For a program of its own; a page analyses `in_this_process`, in its one thread beside the pages.
    """

    def __init__(self, database: Path, index: Path, today: date, jobs: int) -> None:
        self._given = (database, index, today)
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        self._pool = self._started()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._pool:
            _end(self._pool)

    @property
    def ids(self) -> tuple[int, ...]:
        """The process ids of those that work."""
        return tuple(getattr(self._pool, "_processes", None) or ())

    def _started(self) -> ProcessPoolExecutor:
        # Beside other threads a fork may inherit a lock that nobody will ever give back.
        if sys.platform == "linux" and threading.active_count() == 1:
            _warm()
            forget_arrays()
            gc.collect()
            _give_back_memory()
            # What is collected anew in one process would be a copy of its own.
            gc.freeze()
            return self._pool_of(get_context("fork"))
        return self._pool_of(_Apart())

    def _pool_of(self, context: BaseContext) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self._jobs, context, _begin, self._given)
        for _each in range(self._jobs):
            pool.submit(_nothing)
        return pool

    def analyse(self, cases: Sequence[OfficeCase]) -> Iterator[Analysed]:
        """Each case with what was found of it, or why nothing was, as soon as it is done."""
        lost = yield from self._once(cases)
        if lost:
            # One of them ended its process, and with it the work of the others.
            self._begin_anew()
            lost = yield from self._once(lost)
        for case in lost:
            # Once more: each alone, so that it costs no other.
            self._begin_anew()
            if (yield from self._once([case])):
                yield case, _STOPPED

    def _begin_anew(self) -> None:
        if self._pool:
            _end(self._pool)
        # By now this process has more open than a fork may take along.
        self._pool = self._pool_of(_Apart())

    # Gives what was done, and returns what a broken process left.
    def _once(self, cases: Sequence[OfficeCase]) -> Generator[Analysed, None, list[OfficeCase]]:
        assert self._pool is not None, "not entered"
        lost: list[OfficeCase] = []
        waiting: dict[Future[Findings | str], OfficeCase] = {}
        # The longest first, so that none is left to one process alone at the end.
        for case in sorted(cases, key=lambda each: -len(each.intake.text)):
            try:
                waiting[self._pool.submit(_analyse, case)] = case
            except BrokenProcessPool:
                lost.append(case)
        for done in as_completed(waiting):
            case = waiting[done]
            try:
                yield case, done.result()
            except BrokenProcessPool:
                lost.append(case)
        return lost


# Begun anew, a process runs what its parent was begun with, which may be a page or be gone by then. Nothing here needs it.
class _ApartProcess(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _Apart(SpawnContext):
    Process = _ApartProcess


# Ends a pool at once; what is underway is not worth waiting for.
def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((getattr(pool, "_processes", None) or {}).values())
    results: Any = getattr(pool, "_result_queue", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_SECONDS_TO_END)
    # One that was ended while it wrote left half a message, for whose rest the pool would wait for ever.
    with suppress(OSError, AttributeError):
        results._writer.close()


# --- in each process -----------------------------------------------------------------------------

_opened: Callable[[], Held] | None = None
_today: date = date.min
_cached: Held | None = None


def _begin(database: Path, index: Path, today: date) -> None:
    global _opened, _today
    # Ctrl-C is for the one that waits for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _follow_the_one_that_waits()
    _opened, _today = (lambda: held(Store(database), SearchIndex(index))), today


# Ends this process once the one that began it is gone, however it went.
def _follow_the_one_that_waits() -> None:
    waits = os.getppid()

    def look() -> None:
        while os.getppid() == waits:
            threading.Event().wait(1.0)
        os._exit(1)

    if sys.platform != "win32":
        threading.Thread(target=look, daemon=True).start()


def _nothing() -> None:
    return None


def _analyse(case: OfficeCase) -> Findings | str:
    global _cached
    if _cached is None:
        assert _opened is not None
        _cached = _opened()
    return found_or_why_not(case, _cached, _today)


# What reading the tables took beside them, given back to the system where its C library can.
def _give_back_memory() -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


# Reads every table that an analysis weighs with, by weighing something; nothing is opened for it.
def _warm() -> None:
    intake = Intake(
        story="조선소에서 27년 일하고 귀가 안 들려 청구했는데 공단이 지난달 3일 나이 탓이라며 불승인했습니다.",
        denial_reason="노화에 따른 난청으로 판단됨.",
        diagnoses=("소음성 난청",),
    )
    mask(intake.story)
    filled(intake, date(2026, 1, 15))
    case = understand(intake)
    applicable_criteria(case, intake.story, intake.denial_reason)
    missing_evidence(intake.story, intake.denial_reason, case)
    refused_for(intake, case, (), circumstances(intake, case))
