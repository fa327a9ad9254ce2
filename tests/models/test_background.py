"""A limit that holds for work that never ends, and words that reach only who still listens."""

import threading
from collections.abc import Callable

import pytest

from lib.models.background import BackgroundCall
from lib.models.reply import ModelError, Phase, Problem, Watch


def result(seconds: float, work: Callable[[Watch], object], watch: Watch) -> object:
    return BackgroundCall(work).result(seconds, watch)


def _never() -> bool:
    return False


def _always() -> bool:
    return True


def test_value_comes_back() -> None:
    assert result(5, lambda _: 7, Watch()) == 7


def test_work_is_done_elsewhere() -> None:
    assert result(5, lambda _: threading.get_ident(), Watch()) != threading.get_ident()


def test_its_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        result(5, lambda _: 1 // 0, Watch())


@pytest.mark.parametrize(
    ("seconds", "cancelled", "problem"),
    [(0.05, _never, Problem.SLOW), (60.0, _always, Problem.CANCELLED), (0.0, _never, Problem.SLOW)],
)
def test_work_that_does_not_end(seconds: float, cancelled: Callable[[], bool], problem: Problem) -> None:
    ended = threading.Event()
    with pytest.raises(ModelError) as caught:
        result(seconds, lambda _: ended.wait(), Watch(cancelled=cancelled))
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

    assert result(5, work, Watch(hear, hear)) == "done"
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
        result(0.05, work, Watch(on_text=told.append))
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
        result(60, work, Watch(on_text=stop))
    assert ended.wait(10)


def test_a_page_looks_how_it_goes() -> None:
    heard, go_on = threading.Event(), threading.Event()

    def work(watch: Watch) -> str:
        watch.on_phase(Phase.WAKING, "initializing")
        watch.on_text("가")
        heard.set()
        go_on.wait(10)
        return "done"

    call = BackgroundCall(work)
    assert heard.wait(10)
    progress = call.progress()
    assert (progress.phase, progress.status, progress.text) == (Phase.WAKING, "initializing", "가")
    assert (call.is_over, call.answer, call.error) == (False, None, None)
    go_on.set()
    assert call.result(10, Watch()) == "done"
    assert (call.is_over, call.answer, call.error) == (True, "done", None)


def test_a_failure_is_handed_over_and_not_raised() -> None:
    call = BackgroundCall(lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        call.result(10, Watch())
    assert call.is_over and call.answer is None
    assert isinstance(call.error, ZeroDivisionError)


def test_a_cancelled_call_is_told_so() -> None:
    ended = threading.Event()

    def work(watch: Watch) -> None:
        while not watch.cancelled():
            pass
        ended.set()

    BackgroundCall(work).cancel()
    assert ended.wait(10)
