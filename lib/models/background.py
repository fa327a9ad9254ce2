"""One call in the background, seen from a page that asks again and again how it goes."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lib.logs import whereabouts
from lib.models.reply import ModelError, Phase, Problem, Watch
from lib.store import StoreError

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How a call goes: its phase, the endpoint's own word for its status, seconds so far, the text so far."""

    phase: Phase
    status: str
    seconds: float
    text: str


class BackgroundCall(Generic[T]):
    """Runs `work` in a thread of its own; `result` or `error` is set when `is_over`."""

    def __init__(self, work: Callable[[Watch], T]) -> None:
        self.result: T | None = None
        self.error: ModelError | StoreError | None = None
        self._work = work
        self._began = time.monotonic()
        self._phase, self._status, self._text = Phase.CONNECTING, "", ""
        self._cancelled = threading.Event()
        self._over = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="background model call").start()

    @property
    def is_over(self) -> bool:
        """True once there is a result or an error."""
        return self._over.is_set()

    def progress(self) -> Progress:
        """How it goes now."""
        return Progress(self._phase, self._status, time.monotonic() - self._began, self._text)

    def cancel(self) -> None:
        """Give up; the call ends with CANCELLED soon."""
        self._cancelled.set()

    def wait(self, seconds: float) -> bool:
        """Wait until it is over, at most so long; whether it is."""
        return self._over.wait(seconds)

    def _run(self) -> None:
        try:
            self.result = self._work(
                Watch(on_phase=self._to, on_text=self._wrote, cancelled=self._cancelled.is_set)
            )
        except (ModelError, StoreError) as error:
            self.error = error
        except Exception as error:
            _log.error("%s", whereabouts(error))
            self.error = ModelError(Problem.SERVER)
        finally:
            self._over.set()

    def _to(self, phase: Phase, status: str) -> None:
        self._phase, self._status = phase, status

    def _wrote(self, text: str) -> None:
        self._text = text
