"""Calls of a live source, several at a time, that a person can pause and stop."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

from lib.sources.http import AnswerError, SourceError, UnreachableError
from lib.sources.live import LiveSource, MissingRulingError
from lib.text.said import said, sentence_of

_FAILURES_IN_A_ROW = 3
_STOPPED = said("중단했습니다. 다시 시작하면 이어서 받습니다.")

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class StopError(Exception):
    """The run ends here; the message is a Korean sentence that says why."""


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


class Calls:
    """The calls of one run. `idle` is called now and then during a pause."""

    def __init__(self, source: LiveSource, control: Control, idle: Callable[[], None]) -> None:
        self._source, self._control, self._idle = source, control, idle
        self._threads = ThreadPoolExecutor(source.parallel, f"sync-{source.name}")
        self._failures = 0
        self._answered = False
        # A source may be used for another run after one that was stopped.
        source.halt.clear()

    def close(self) -> None:
        """End calls under way; nobody waits for their answers any more."""
        self._source.halt.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def each(
        self, jobs: Iterable[Job], ask: Callable[[Job], Answer]
    ) -> Iterator[tuple[Job, "Future[Answer]"]]:
        """Ask for every job and give each with its answer, as they come.

        The answer's result raises MissingRulingError, or SourceError where this one call failed.
        Raises StopError, after what was under way, when the person stops the run or the source
        cannot go on.
        """
        waiting = iter(jobs)
        under_way: dict[Future[Answer], Job] = {}
        fatal: StopError | None = None
        while True:
            if self._control.stopped:
                self._source.halt.set()
                fatal = StopError(_STOPPED)
            if not fatal and not self._control.paused:
                for job in islice(waiting, max(0, 2 * self._source.parallel - len(under_way))):
                    under_way[self._threads.submit(ask, job)] = job
            if not under_way:
                if fatal:
                    raise fatal
                if not self._control.paused:
                    return
                self._idle()
                time.sleep(0.1)
            for answer in wait(under_way, timeout=0.25, return_when=FIRST_COMPLETED).done:
                job = under_way.pop(answer)
                try:
                    self._judge(answer.exception())
                except StopError as stopped:
                    # Other calls under way may still bring something that is worth keeping.
                    fatal = fatal or stopped
                else:
                    yield job, answer

    # Raise StopError for a failure after which no call will go better.
    def _judge(self, error: BaseException | None) -> None:
        if error is None or isinstance(error, MissingRulingError):
            self._failures, self._answered = 0, True
        elif isinstance(error, AnswerError | UnreachableError):
            self._failures += 1
            if ended := self._source.ended:
                raise StopError(sentence_of(ended)) from None
            if not self._answered or self._failures >= _FAILURES_IN_A_ROW:
                raise StopError(sentence_of(error)) from None
        elif isinstance(error, SourceError):
            raise StopError(sentence_of(error)) from None
        else:
            raise error
