"""A limit on how long a call may take that holds whatever the other side does."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from lib.models.reply import ModelError, Phase, Problem, Watch

T = TypeVar("T")

_ASK_SECONDS = 0.1
"""How often the caller is asked whether it still wants the answer."""


def followed(seconds: float, work: Callable[[Watch], T], watch: Watch) -> T:
    """What `work` returns, worked out in a thread of its own; what it raises is raised here.

    The work is given a Watch of its own. What it tells that one reaches `watch` in the calling
    thread, of several waiting texts only the last, and nothing once the work has been given up; its
    `cancelled` is then true.

    Raises ModelError: SLOW after `seconds`, CANCELLED soon after `watch` says so. The thread is then
    left to itself: it cannot be stopped from outside, and does not keep the program alive.
    """
    given_up = threading.Event()
    events: queue.SimpleQueue[_Event] = queue.SimpleQueue()

    def run() -> None:
        try:
            events.put(_Done(value=work(_relay(events, given_up))))
        except BaseException as error:
            events.put(_Done(error=error))

    end = time.monotonic() + seconds
    threading.Thread(target=run, daemon=True, name="model call").start()
    try:
        while True:
            for event in _waiting(events, min(_ASK_SECONDS, max(0.0, end - time.monotonic()))):
                if isinstance(event, _Done):
                    return cast(T, event.result())
                event.tell(watch)
            if watch.cancelled():
                raise ModelError(Problem.CANCELLED)
            if time.monotonic() >= end:
                raise ModelError(Problem.SLOW)
    finally:
        # Also where `watch` itself raised: Streamlit ends a run that way.
        given_up.set()


@dataclass(frozen=True, slots=True)
class _Told:
    phase: Phase | None
    text: str

    def tell(self, watch: Watch) -> None:
        if self.phase is None:
            watch.on_text(self.text)
        else:
            watch.on_phase(self.phase, self.text)


@dataclass(frozen=True, slots=True)
class _Done:
    value: Any = None
    error: BaseException | None = None

    def result(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


_Event = _Told | _Done


def _relay(events: "queue.SimpleQueue[_Event]", given_up: threading.Event) -> Watch:
    return Watch(
        on_phase=lambda phase, status: events.put(_Told(phase, status)),
        on_text=lambda text: events.put(_Told(None, text)),
        cancelled=given_up.is_set,
    )


def _waiting(events: "queue.SimpleQueue[_Event]", seconds: float) -> list[_Event]:
    """All that is there, after at most `seconds`; a text that a newer one follows is left out."""
    try:
        found = [events.get(timeout=seconds)]
    except queue.Empty:
        return []
    for _ in range(events.qsize()):
        event = events.get()
        if _is_text(event) and _is_text(found[-1]):
            found.pop()
        found.append(event)
    return found


def _is_text(event: _Event) -> bool:
    return isinstance(event, _Told) and event.phase is None
