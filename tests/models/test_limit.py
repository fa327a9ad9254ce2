"""A limit that holds for work that never ends, and words that reach only who still listens."""

import threading
from collections.abc import Callable

import pytest

from lib.models.limit import followed
from lib.models.reply import ModelError, Phase, Problem, Watch


def _never() -> bool:
    return False


def _always() -> bool:
    return True


def test_value_comes_back() -> None:
    assert followed(5, lambda _: 7, Watch()) == 7


def test_work_is_done_elsewhere() -> None:
    assert followed(5, lambda _: threading.get_ident(), Watch()) != threading.get_ident()


def test_its_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        followed(5, lambda _: 1 // 0, Watch())


@pytest.mark.parametrize(
    ("seconds", "cancelled", "problem"),
    [(0.05, _never, Problem.SLOW), (60.0, _always, Problem.CANCELLED), (0.0, _never, Problem.SLOW)],
)
def test_work_that_does_not_end(seconds: float, cancelled: Callable[[], bool], problem: Problem) -> None:
    ended = threading.Event()
    with pytest.raises(ModelError) as caught:
        followed(seconds, lambda _: ended.wait(), Watch(cancelled=cancelled))
    ended.set()
    assert caught.value.problem is problem


def test_words_are_told_in_order_by_the_caller() -> None:
    told: list[object] = []
    here: set[int] = set()

    def hear(*words: object) -> None:
        told.append(words)
        here.add(threading.get_ident())

    def work(watch: Watch) -> str:
        watch.on_phase(Phase.WAITING, "")
        watch.on_phase(Phase.WRITING, "")
        for length in range(1, 2000):
            watch.on_text("가" * length)
        return "done"

    assert followed(5, work, Watch(hear, hear)) == "done"
    assert told[:2] == [(Phase.WAITING, ""), (Phase.WRITING, "")]
    assert told[-1] == ("가" * 1999,)
    assert here == {threading.get_ident()}


def test_given_up_work_is_told_so_and_heard_no_more() -> None:
    told: list[str] = []
    ended = threading.Event()

    def work(watch: Watch) -> None:
        while not watch.cancelled():
            pass
        watch.on_text("too late")
        ended.set()

    with pytest.raises(ModelError):
        followed(0.05, work, Watch(on_text=told.append))
    assert ended.wait(10)
    assert not told


def test_error_of_the_listener_ends_the_wait() -> None:
    ended = threading.Event()

    def work(watch: Watch) -> None:
        watch.on_text("글")
        while not watch.cancelled():
            pass
        ended.set()

    def stop(_: str) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        followed(60, work, Watch(on_text=stop))
    assert ended.wait(10)
