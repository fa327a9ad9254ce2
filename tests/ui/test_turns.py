"""Strangers' work takes turns by place and in all; nobody else waits, and nothing is lost."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.access import OWNER, Visitor
from lib.ui import turns
from lib.ui.signed_in import Request
from lib.ui.turns import Pace, in_turn


def test_what_comes_too_fast_waits_its_time() -> None:
    now = 0.0
    pace = Pace(2, 4, lambda: now)
    assert [pace.wait("a") for _ in range(7)] == [0, 0, 0, 0, 0.5, 1.0, 1.5]
    assert pace.wait("b") == 0
    now = 100.0
    assert [pace.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]


def test_of_strangers_one_of_a_place_and_two_in_all_are_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = threading.local()
    monkeypatch.setattr(turns, "this_visitor", lambda: asking.who)
    monkeypatch.setattr(turns, "this_request", lambda: Request.of(asking.place, []))
    at_work, most, lock = Counter[str](), Counter[str](), threading.Lock()

    def work(number: int) -> None:
        place = asking.place = f"203.0.113.{number % 4}"
        asking.who = Visitor(is_owner=False)
        with in_turn():
            with lock:
                at_work[place] += 1
                most[place] = max(most[place], at_work[place])
                most["all"] = max(most["all"], at_work.total())
            time.sleep(0.01)
            with lock:
                at_work[place] -= 1

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(40)))
    assert most == {"all": 2} | {f"203.0.113.{number}": 1 for number in range(4)}


def test_the_office_and_the_owner_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_AT_ONCE", threading.BoundedSemaphore(1))
    with turns._AT_ONCE:
        for who in (OWNER, Visitor(is_owner=False, name="kim")):
            monkeypatch.setattr(turns, "this_visitor", lambda who=who: who)
            with in_turn():
                assert not turns._AT_ONCE.acquire(blocking=False)
