"""What several readers make of one text is read once, as long as one piece of work lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

_READ: ContextVar[dict[tuple[object, ...], object] | None] = ContextVar("read", default=None)


@contextmanager
def one_piece_of_work() -> Iterator[None]:
    """Keeps what functions marked `once` gave, for this thread and until the end; nothing outlives it."""
    if _READ.get() is not None:
        yield
        return
    held = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(held)


def once(function: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """A pure function of hashable arguments, not called a second time with the same in one piece of work.

    What it gives is shared: nobody may change it.
    """

    @wraps(function)
    def read(*args: _Given.args, **named: _Given.kwargs) -> _Read:
        held = _READ.get()
        if held is None:
            return function(*args, **named)
        key = (function, args, tuple(named.items()))
        if key not in held:
            held[key] = function(*args, **named)
        return cast(_Read, held[key])

    return read
