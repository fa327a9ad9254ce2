"""Kept answers, one call for many askers, and the limits."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lib.models.budget import (
    Ledger,
    Model,
    PersonBudget,
    answer_key,
    kept_answer,
    not_in_vain,
    today,
)
from lib.models.reply import ModelError, Problem, Reply
from lib.settings import Settings
from lib.store import Store
from lib.store import answers as store_answers

MODEL = Model("made-up-model", "test-1", lambda reply: 0.5)
REPLY = Reply("답", False, 100, 20, 1.5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened


def ledger(store: Store, **limits: int) -> Ledger:
    settings = Settings(**limits)  # type: ignore[arg-type]
    return Ledger(store, settings, PersonBudget.of(settings))


# --- kept answers --------------------------------------------------------------------------------


def test_an_answer_is_asked_for_once_and_survives_a_restart(store: Store) -> None:
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        return "요약"

    key = answer_key(MODEL, "지시", "판결문")
    first = kept_answer(store, key, MODEL, ask, 5)
    second = kept_answer(store, key, MODEL, ask, 5)
    with Store(store.path) as reopened:
        third = kept_answer(reopened, key, MODEL, ask, 5)
    assert [first, second, third] == [("요약", False), ("요약", True), ("요약", True)]
    assert len(asked) == 1


def test_the_key_depends_on_all_it_was_made_from() -> None:
    other = Model("another-model", "test-1", MODEL.cost)
    newer = Model(MODEL.name, "test-2", MODEL.cost)
    keys = {
        answer_key(model, *contents)
        for model in (MODEL, other, newer)
        for contents in (("가", "나"), ("가나", ""), ("가", "나다"), ("나", "가"))
    }
    assert len(keys) == 12


def test_twenty_askers_at_once_make_one_call(store: Store) -> None:
    together, release = threading.Barrier(20), threading.Event()
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        release.wait(20)
        return "요약"

    def session(_: int) -> bool:
        together.wait(20)
        return kept_answer(store, "k" * 64, MODEL, ask, 30)[1]

    with ThreadPoolExecutor(20) as pool:
        sessions = [pool.submit(session, n) for n in range(20)]
        while not asked:
            pass
        release.set()
        kept = [each.result(30) for each in sessions]
    assert len(asked) == 1
    assert kept.count(False) == 1


def test_a_failure_reaches_all_who_waited_and_the_next_may_try_again(store: Store) -> None:
    together = threading.Barrier(5)
    release = threading.Event()
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        release.wait(20)
        raise ModelError(Problem.BUSY)

    def session(_: int) -> Problem:
        together.wait(20)
        with pytest.raises(ModelError) as raised:
            kept_answer(store, "e" * 64, MODEL, ask, 30)
        return raised.value.problem

    with ThreadPoolExecutor(5) as pool:
        sessions = [pool.submit(session, n) for n in range(5)]
        while not asked:
            pass
        threading.Timer(0.3, release.set).start()
        assert {each.result(30) for each in sessions} == {Problem.BUSY}
    assert len(asked) == 1
    assert kept_answer(store, "e" * 64, MODEL, lambda: "요약", 5) == ("요약", False)


@pytest.mark.parametrize("problem", [Problem.CANCELLED, Problem.PERSON_LIMIT])
def test_why_somebody_elses_call_ended_may_be_none_of_ours(store: Store, problem: Problem) -> None:
    begun, release = threading.Event(), threading.Event()

    def ends() -> str:
        begun.set()
        release.wait(20)
        raise ModelError(problem)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept_answer, store, "c" * 64, MODEL, ends, 30)
        assert begun.wait(20)
        second = pool.submit(kept_answer, store, "c" * 64, MODEL, lambda: "요약", 30)
        threading.Timer(0.3, release.set).start()
        with pytest.raises(ModelError):
            first.result(30)
        assert second.result(30) == ("요약", False)


def test_waiting_for_somebody_elses_call_can_be_given_up(store: Store) -> None:
    begun, release, given_up = threading.Event(), threading.Event(), threading.Event()

    def stuck() -> str:
        begun.set()
        release.wait(30)
        return "요약"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept_answer, store, "w" * 64, MODEL, stuck, 30)
        assert begun.wait(20)
        threading.Timer(0.3, given_up.set).start()
        with pytest.raises(ModelError) as raised:
            kept_answer(store, "w" * 64, MODEL, stuck, 30, given_up.is_set)
        assert raised.value.problem is Problem.CANCELLED
        assert not first.done()
        release.set()
        assert first.result(30) == ("요약", False)


def test_nobody_waits_longer_than_the_limit_for_somebody_elses_call(store: Store) -> None:
    begun, release = threading.Event(), threading.Event()

    def stuck() -> str:
        begun.set()
        release.wait(30)
        return "요약"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept_answer, store, "s" * 64, MODEL, stuck, 30)
        assert begun.wait(20)
        with pytest.raises(ModelError) as raised:
            kept_answer(store, "s" * 64, MODEL, lambda: "x", 0.2)
        release.set()
        assert raised.value.problem is Problem.SLOW
        assert first.result(30) == ("요약", False)


_ASK_IN_A_PROCESS = """
import sys, time
from pathlib import Path
from lib.models.budget import Model, kept_answer
from lib.store import Store
from lib.store import answers as store_answers

home = Path(sys.argv[1])

def ask():
    (home / f"asked-{sys.argv[2]}").touch()
    time.sleep(0.5)
    return "요약"

with Store(home / "sanjae.db") as store:
    kept_answer(store, "p" * 64, Model("m", "1", lambda reply: None), ask, 60)
"""


def test_several_processes_make_one_call(store: Store) -> None:
    home = store.path.parent
    processes = [
        subprocess.Popen([sys.executable, "-c", _ASK_IN_A_PROCESS, str(home), str(n)]) for n in range(4)
    ]
    assert [process.wait(120) for process in processes] == [0] * 4
    assert len(list(home.glob("asked-*"))) == 1


# --- limits --------------------------------------------------------------------------------------


def test_what_a_call_took_is_written_and_nothing_of_what_was_said(store: Store) -> None:
    desk = ledger(store)
    desk.call(MODEL, 1000, lambda: REPLY)
    spent = store.spent(today())["made-up-model"]
    assert (spent.calls, spent.tokens, spent.answered, spent.failed) == (1, 120, 1, 0)
    assert (spent.seconds, spent.cost, spent.unpriced) == (1.5, 0.5, 0)
    assert desk.seconds == 1.5
    spent = store.spent_by(today(), desk.person.person)
    assert (spent.calls, spent.tokens) == (1, 120)


def failing(problem: Problem) -> Callable[[], Reply]:
    def fail() -> Reply:
        raise ModelError(problem)

    return fail


@pytest.mark.parametrize("problem", [Problem.ASLEEP, Problem.KEY, Problem.BUSY, Problem.NETWORK])
def test_a_call_that_reached_no_model_counts_towards_no_limit(store: Store, problem: Problem) -> None:
    desk = ledger(store, model_calls_per_person=1, model_calls_per_day=1)
    for _ in range(3):
        with pytest.raises(ModelError) as raised:
            desk.call(MODEL, 1000, failing(problem))
        assert raised.value.problem is problem
    assert desk.call(MODEL, 1000, lambda: REPLY) is REPLY
    spent = store.spent(today())["made-up-model"]
    assert (spent.calls, spent.tokens, spent.answered, spent.failed) == (1, 120, 1, 3)


@pytest.mark.parametrize("problem", [Problem.CANCELLED, Problem.SLOW, Problem.EMPTY, Problem.BLOCKED])
def test_a_call_that_may_be_on_the_bill_counts(store: Store, problem: Problem) -> None:
    desk = ledger(store, model_calls_per_person=2)
    for _ in range(2):
        with pytest.raises(ModelError):
            desk.call(MODEL, 1000, failing(problem))
    with pytest.raises(ModelError) as raised:
        desk.call(MODEL, 1000, lambda: REPLY)
    assert raised.value.problem is Problem.PERSON_LIMIT
    spent = store.spent(today())["made-up-model"]
    assert (spent.calls, spent.tokens, spent.answered, spent.failed) == (2, 2000, 0, 2)


def test_a_killed_call_keeps_its_reservation_and_is_not_called_answered(store: Store) -> None:
    assert store.begin_call(today(), "m", "1", 700, 10, 10_000) is not None
    spent = store.spent(today())["m"]
    assert (spent.calls, spent.tokens, spent.answered, spent.failed) == (1, 700, 0, 0)


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ({"model_calls_per_person": 2}, Problem.PERSON_LIMIT),
        ({"model_tokens_per_person": 1200}, Problem.PERSON_LIMIT),
        ({"model_calls_per_day": 2}, Problem.DAY_LIMIT),
        ({"model_tokens_per_day": 1200}, Problem.DAY_LIMIT),
        ({"model_calls_per_person": 0}, Problem.PERSON_LIMIT),
    ],
)
def test_limits_stop_calls_before_they_are_made(
    store: Store, limits: dict[str, int], problem: Problem
) -> None:
    desk = ledger(store, **limits)
    made: list[int] = []

    def ask() -> Reply:
        made.append(1)
        return REPLY

    with pytest.raises(ModelError) as raised:
        for _ in range(4):
            desk.call(MODEL, 1000, ask)
    assert raised.value.problem is problem
    assert len(made) == (0 if 0 in limits.values() else 2)


@pytest.mark.parametrize("counts", [(10**19, 5), (-(10**6), 20), (5, -1), (10**12, 10**12)])
def test_a_count_that_cannot_be_is_not_booked(store: Store, counts: tuple[int, int]) -> None:
    desk = ledger(store)
    desk.call(MODEL, 1000, lambda: Reply("답", False, *counts, 1.0))
    assert store.spent(today())["made-up-model"].tokens == 1000


def test_one_persons_limit_is_anothers_affair_no_more_than_a_reload(store: Store) -> None:
    settings = Settings(model_calls_per_person=1, model_calls_per_day=2)

    def call(person: str) -> None:
        # A new ledger each time, as after a reload.
        Ledger(store, settings, PersonBudget.of(settings, person)).call(MODEL, 10, lambda: REPLY)

    call("one")
    for person, problem in (("one", Problem.PERSON_LIMIT), ("another", None), ("third", Problem.DAY_LIMIT)):
        if problem is None:
            call(person)
        else:
            with pytest.raises(ModelError) as raised:
                call(person)
            assert raised.value.problem is problem


def test_a_reservation_of_a_killed_program_expires(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(model_calls_per_person=1)
    desk = Ledger(store, settings, PersonBudget.of(settings))
    assert store.begin_call(today(), "m", "1", 700, 9, 9_999, desk.person.person, (1, 9_999))
    with pytest.raises(ModelError):
        desk.call(MODEL, 10, lambda: REPLY)
    monkeypatch.setattr(store_answers, "_EXPIRY", timedelta(0))
    assert desk.call(MODEL, 10, lambda: REPLY) is REPLY


def test_that_nothing_could_be_shown_is_remembered(store: Store) -> None:
    asked: list[int] = []

    def bare() -> str:
        asked.append(1)
        raise ModelError(Problem.UNCONFIRMED)

    for _ in range(3):
        with pytest.raises(ModelError) as raised:
            kept_answer(store, "ruling", MODEL, bare, 5.0)
        assert raised.value.problem is Problem.UNCONFIRMED
        with pytest.raises(ModelError):
            not_in_vain(str(store.path), bare)
    assert len(asked) == 2
    assert not_in_vain(f"{store.path} of another", lambda: 7) == 7


def test_callers_at_the_same_moment_cannot_pass_a_limit_together(store: Store) -> None:
    settings = Settings(model_calls_per_day=5)
    made: list[int] = []

    def session(_: int) -> bool:
        desk = Ledger(store, settings, PersonBudget.of(settings))
        try:
            desk.call(MODEL, 10, lambda: made.append(1) or REPLY)  # type: ignore[func-returns-value]
        except ModelError:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(session, range(12))) == 5
    assert len(made) == 5


def test_the_day_is_the_korean_one_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert today() == datetime.now(timezone(timedelta(hours=9))).date()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_day_without_calls_costs_nothing(store: Store) -> None:
    assert store.spent(date(2020, 1, 1)) == {}
