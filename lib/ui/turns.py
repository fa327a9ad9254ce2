"""Strangers' work takes turns, so that many of them leave the app to the office and to each other."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from lib.settings import read_settings
from lib.ui.signed_in import asking_place
from lib.ui.visitor import this_request, this_visitor


class Pace:
    """So many a second of each key, and so many at once before that counts; what comes faster waits for its time."""

    def __init__(self, a_second: float, at_once: int, clock: Callable[[], float]) -> None:
        self.step, self.ahead, self.clock = 1 / a_second, at_once / a_second, clock
        # Key → when the next would be in time.
        self.due: dict[str, float] = {}

    def wait(self, key: str) -> float:
        """Take a place in the order of this key; how many seconds it has to wait."""
        now = self.clock()
        if len(self.due) > 10_000:
            self.due = {each: due for each, due in self.due.items() if due > now}
        self.due[key] = max(now, self.due.get(key, now)) + self.step
        return max(0.0, self.due[key] - now - self.ahead)


class _Turn:
    def __init__(self) -> None:
        self.lock = threading.Lock()


_AT_ONCE, _LETTERS_AT_ONCE = threading.BoundedSemaphore(2), threading.BoundedSemaphore(2)
_OF_PLACE: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
_GIVING = threading.Lock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Around what takes long: of strangers one of a place and two in all are in it at a time, the others wait.

    Who signed in, or sits at this machine, does not. Raises SettingsError and StoreError.
    """
    with _turn("", _AT_ONCE):
        yield


@contextmanager
def letter_turn() -> Iterator[None]:
    """As `in_turn`, around reading a photographed letter: it takes seconds a page, and no analysis waits for it."""
    with _turn("letter ", _LETTERS_AT_ONCE):
        yield


@contextmanager
def _turn(kind: str, at_once: threading.BoundedSemaphore) -> Iterator[None]:
    who = this_visitor()
    if who.is_owner or who.name:
        yield
        return
    place = asking_place(this_request(), read_settings())
    with _GIVING:
        turn = _OF_PLACE.setdefault(kind + place, _Turn())
    # Who waits for others of their own place takes nobody else's turn.
    with turn.lock, at_once:
        yield
