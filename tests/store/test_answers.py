"""Answers of models are kept, and calls stay within the limits of their day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lib.domain.records import Spent
from lib.store import Store

DAY = date(2024, 6, 1)


def begin(store: Store, tokens: int, day: date = DAY, model: str = "a") -> int | None:
    """A call within 3 calls and 100 tokens a day."""
    return store.begin_call(day, model, "p1", tokens, 3, 100)


def test_an_answer_is_kept_and_replaced(store: Store) -> None:
    store.keep_answer("key", "old", "a", "p1")
    store.keep_answer("key", "new", "a", "p1")
    assert (store.answer("key"), store.answer("other"), store.answers()) == ("new", None, 1)


@pytest.mark.parametrize("given", [[100], [60, 40], [1, 1, 1]])
def test_calls_up_to_the_limits_begin_and_one_more_does_not(store: Store, given: list[int]) -> None:
    assert all(begin(store, tokens) for tokens in given)
    assert begin(store, 1, model="b") is None, "the limits are those of all models together"
    assert begin(store, 1, day=date(2024, 6, 2)) is not None


def test_what_a_call_really_took_counts_in_place_of_what_it_reserved(store: Store) -> None:
    call = begin(store, 90)
    assert call is not None and begin(store, 20) is None
    store.end_call(call, 50, 1.0)
    assert begin(store, 50) is not None


def test_a_call_that_counts_not_leaves_its_room_to_others(store: Store) -> None:
    for _ in range(3):
        call = begin(store, 100)
        assert call is not None
        store.end_call(call, 0, 1.0, problem="거절됨", counts=False)
    assert begin(store, 100) is not None


def test_what_was_spent_is_told_per_model(store: Store) -> None:
    calls = [begin(store, 10, model=model) for model in ("b", "a", "a")]
    assert all(calls)
    store.end_call(calls[0] or 0, 12, 1.5)
    store.end_call(calls[1] or 0, 20, 2.5, cost=0.25)
    assert store.spent(DAY) == {
        # The second call is still under way.
        "a": Spent(calls=2, tokens=30, answered=1, failed=0, seconds=2.5, cost=0.25, unpriced=0),
        "b": Spent(calls=1, tokens=12, answered=1, failed=0, seconds=1.5, cost=0.0, unpriced=1),
    }
    assert store.spent(date(2024, 6, 2)) == {}


def test_a_call_dated_by_a_clock_that_ran_ahead_takes_no_room(store: Store) -> None:
    call = begin(store, 100)
    assert call is not None and begin(store, 1) is None
    with store.write() as connection:
        ahead = (datetime.now(UTC) + timedelta(days=2000)).isoformat()
        connection.exec_driver_sql("UPDATE calls SET begun_at = ?", (ahead,))
    assert begin(store, 100) is not None
