"""One text is read once in one piece of work, and nothing of it is held afterwards."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.text.once import once, one_piece_of_work


class _Made:
    def __init__(self, words: str) -> None:
        self.words = words


@once
def _read(words: str, twice: bool = False) -> _Made:
    return _Made(words * 2 if twice else words)


def test_the_same_is_read_once_in_one_piece_of_work() -> None:
    with one_piece_of_work():
        first = _read("허리")
        with one_piece_of_work():
            assert _read("허리") is first
        assert _read("허리") is first
        assert _read("어깨").words == "어깨"
        assert _read("허리", twice=True).words == "허리허리"
    assert _read("허리") is not first


def test_nothing_outlives_it_not_even_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), one_piece_of_work():
        held = weakref.ref(_read("허리"))
        assert held() is not None
        raise ZeroDivisionError
    gc.collect()
    assert held() is None


def test_another_thread_has_its_own() -> None:
    with one_piece_of_work(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_read, "허리").result() is not _read("허리")
