"""One call in a thread of its own: waited for up to a deadline, or looked at now and then by a page."""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, NamedTuple, TypeVar

from lib.models.reply import ModelError, Phase, Problem, Watch

T = TypeVar("T")

# How often who waits is asked whether the answer is still wanted.
_ASK_SECONDS = 0.1


class Progress(NamedTuple):
    """How a call goes: its phase, the endpoint's own word for its status, seconds so far, the text so far."""

    phase: Phase
    status: str
    seconds: float
    text: str


class BackgroundCall(Generic[T]):
    """Runs `work` in a thread of its own, which cannot be stopped from outside and keeps no program alive.

    The work is given a Watch, whose `cancelled` is true once the call has been given up.
    """

    def __init__(self, work: Callable[[Watch], T]) -> None:
        self._began = time.monotonic()
        self._latest, self._text = (Phase.CONNECTING, ""), ""
        self._unreported: deque[tuple[Phase, str]] = deque()
        self._cancelled, self._changed = threading.Event(), threading.Event()
        # An executor's threads would be waited for at the end of the program.
        self._future: Future[T] = Future()
        threading.Thread(target=self._run, args=(work,), daemon=True, name="model call").start()

    @property
    def is_over(self) -> bool:
        """True once there is an answer or an error."""
        return self._future.done()

    @property
    def answer(self) -> T | None:
        """What the work returned; None while it runs and where it failed."""
        return self._future.result() if self.is_over and self.error is None else None

    @property
    def error(self) -> BaseException | None:
        """What the work raised."""
        return self._future.exception() if self.is_over else None

    def progress(self) -> Progress:
        """How it goes now."""
        return Progress(*self._latest, time.monotonic() - self._began, self._text)

    def cancel(self) -> None:
        """Give up; the work ends soon."""
        self._cancelled.set()

    def result(self, seconds: float, watch: Watch) -> T:
        """What the work returns; what it raises is raised here.

        The work is reported to `watch` in the calling thread, of several waiting texts only the last, and
        nothing once the call is over or given up. Raises ModelError: SLOW after `seconds`, CANCELLED
        soon after `watch` says so.
        """
        end, reported = time.monotonic() + seconds, ""
        try:
            while True:
                self._changed.wait(min(_ASK_SECONDS, max(0.0, end - time.monotonic())))
                self._changed.clear()
                is_over, text = self.is_over, self._text
                while self._unreported:
                    watch.on_phase(*self._unreported.popleft())
                if text != reported:
                    reported = text
                    watch.on_text(text)
                if is_over:
                    return self._future.result()
                if watch.cancelled():
                    raise ModelError(Problem.CANCELLED)
                if time.monotonic() >= end:
                    raise ModelError(Problem.SLOW)
        finally:
            # Also where `watch` itself raised: Streamlit ends a run that way.
            self.cancel()

    def _run(self, work: Callable[[Watch], T]) -> None:
        try:
            self._future.set_result(work(Watch(self._enter, self._write, self._cancelled.is_set)))
        except BaseException as error:
            self._future.set_exception(error)
        self._changed.set()

    def _enter(self, phase: Phase, status: str) -> None:
        self._latest = (phase, status)
        self._unreported.append(self._latest)
        self._changed.set()

    def _write(self, text: str) -> None:
        self._text = text
        self._changed.set()
