"""Event loops of sessions hold no files before they are used, and then work like any other."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.ui.loops import make_loops_on_demand


@pytest.fixture(autouse=True)
def policy() -> Iterator[None]:
    before = asyncio.get_event_loop_policy()
    make_loops_on_demand()
    make_loops_on_demand()
    yield
    asyncio.set_event_loop_policy(before)


async def beside_a_running_one() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="open files cannot be counted here")
def test_loops_beside_a_running_one_open_nothing() -> None:
    before = open_files()
    loops = [asyncio.run(beside_a_running_one()) for _ in range(40)]
    assert open_files() <= before + 3
    for loop in loops:
        assert not loop.is_closed() and not loop.is_running()
        loop.close()
        assert loop.is_closed()
    assert open_files() <= before + 3


def test_such_a_loop_runs_what_it_is_given() -> None:
    loop = asyncio.run(beside_a_running_one())
    found: list[str] = []

    def work() -> None:
        asyncio.set_event_loop(loop)
        found.append(asyncio.get_event_loop().run_until_complete(asyncio.sleep(0, "다 했음")))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["다 했음"] and loop.is_closed()


def test_a_closed_one_stays_closed() -> None:
    loop = asyncio.run(beside_a_running_one())
    loop.close()
    with pytest.raises(RuntimeError):
        loop.call_soon(print)
