"""Sessions without open files: Streamlit gives each an event loop, and nothing in this app runs one.

A loop holds three files open from its beginning. Streamlit keeps up to 128 sessions for the person
who comes back after a broken connection, and a Mac allows a process 256 files.
"""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from typing import Any

_OWN = frozenset({"_make", "_made", "_closed", "is_running", "is_closed", "close", "__class__"})


# An event loop that is made when something first asks it to do anything.
class _LoopOnDemand(asyncio.AbstractEventLoop):
    def __init__(self, make: Callable[[], asyncio.AbstractEventLoop]) -> None:
        self._make = make
        self._made: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def __getattribute__(self, name: str) -> Any:
        # The base class has every method already, so that __getattr__ would never be asked.
        if name in _OWN:
            return super().__getattribute__(name)
        if self._made is None:
            self._made = self._make()
            if self._closed:
                self._made.close()
        return getattr(self._made, name)

    def is_running(self) -> bool:
        return self._made is not None and self._made.is_running()

    def is_closed(self) -> bool:
        return self._closed or (self._made is not None and self._made.is_closed())

    def close(self) -> None:
        if self._made is not None:
            self._made.close()
        self._closed = True


class _Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        make = super().new_event_loop
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            # To be run right here, as by asyncio.run().
            return make()
        return _LoopOnDemand(make)  # type: ignore[abstract]


_ENOUGH = 4_096
"""Each visitor holds one file open, each reader of the database a few."""


def allow_more_open_files() -> None:
    """Raise how many files this process may have open, where the system lets it: a Mac begins with 256."""
    if sys.platform == "win32":
        # Sockets are no files there.
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(_ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def make_loops_on_demand() -> None:
    """From now on a loop that is made beside a running one, as each session's is, opens nothing before it is used."""
    if isinstance(asyncio.get_event_loop_policy(), _Policy):
        return
    policy = _Policy()
    with contextlib.suppress(RuntimeError):
        # What this thread has stays its own.
        policy.set_event_loop(asyncio.get_event_loop_policy().get_event_loop())
    asyncio.set_event_loop_policy(policy)
