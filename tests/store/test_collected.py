"""What live sources list is kept with what came of it."""

from dataclasses import replace

import pytest

from lib.domain.labels import Labels
from lib.domain.records import Change, CollectedEntry, Walk
from lib.domain.ruling import Precedent
from lib.store import Store
from tests.store.made_up import LAWGO, RULING, classify

WALK = Walk("lawgo", "agency", 1)
ROWS = [(key, "print") for key in ("7", "8", "9", "10", "11")]


def test_what_a_live_source_gave_is_kept(store: Store) -> None:
    assert store.record_page(WALK, [*ROWS, ("", "no key")], [], classify, 1, {"listing": "{}"}) == []
    assert store.mark("listing") == "{}"
    for entry, changes in (
        (CollectedEntry("7", replace(LAWGO, case_number="2021구단7")), [Change.ADDED]),
        (CollectedEntry("8", note="없다고 합니다."), []),
        (CollectedEntry("9", left_out=True), []),
    ):
        assert store.record_entry("lawgo", entry, classify, 1) == changes
    # What was never asked for comes first.
    assert [key for key, _ in store.pending("lawgo")] == ["11", "10", "8"]
    assert [key for key, _ in store.pending("lawgo", since=8)] == ["11", "10"]
    assert store.outcomes_of("lawgo") == ([("8", "없다고 합니다.")], 1)
    assert (store.held_of("lawgo"), store.held_of("comwel")) == (1, 0)


def test_rows_are_told_apart_by_key_and_content(store: Store) -> None:
    twice = [("7", "a"), ("7", "b")]
    assert store.record_page(WALK, twice, [RULING, LAWGO], classify, 1, {}) == [Change.ADDED, Change.UPDATED]
    assert store.rows_of(WALK) == set(twice)
    assert store.recorded(WALK, {"7", "8"}) == set(twice)
    assert store.recorded(WALK._replace(listing="act"), {"7"}) == set()


def test_a_finished_walk_forgets_what_only_earlier_ones_saw(store: Store) -> None:
    store.record_page(WALK, ROWS, [], classify, 1, {})
    store.record_page(WALK._replace(listing="act"), ROWS[:1], [], classify, 1, {})
    store.record_entry("lawgo", CollectedEntry("8", note="없다고 합니다."), classify, 1)
    second = WALK._replace(number=2)
    store.record_page(second, ROWS[3:], [], classify, 1, {})
    assert (store.rows_of(WALK), store.rows_of(second)) == (set(ROWS[:3]), set(ROWS[3:]))
    store.finish_walk(second, {"listing": "whole"})
    assert (store.rows_of(WALK), store.mark("listing")) == (set(), "whole")
    assert store.pending("lawgo") == [("11", ("agency",)), ("10", ("agency",)), ("7", ("act",))]
    assert store.outcomes_of("lawgo") == ([], 0), "withdrawn at the source"


def test_one_key_in_two_listings_is_pending_once(store: Store) -> None:
    for listing in ("agency", "act"):
        store.record_page(WALK._replace(listing=listing), ROWS[:1], [], classify, 1, {})
    ((key, listings),) = store.pending("lawgo")
    assert (key, set(listings)) == ("7", {"agency", "act"})


def test_a_page_that_fails_keeps_nothing(store: Store) -> None:
    def fails(_precedent: Precedent) -> Labels:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.record_page(WALK, ROWS, [LAWGO], fails, 1, {"listing": "{}"})
    assert (store.count(), store.mark("listing"), store.rows_of(WALK)) == (0, None, set())
    with pytest.raises(ZeroDivisionError):
        store.record_entry("lawgo", CollectedEntry("7", LAWGO), fails, 1)
    assert store.count() == 0


def test_a_corrected_ruling_is_taken_anew(store: Store) -> None:
    long, short = replace(LAWGO, text="가나다라"), replace(LAWGO, text="마바")
    store.record_page(WALK, [("7", "a"), ("8", "a")], [], classify, 1, {})
    store.record_entry("lawgo", CollectedEntry("7", long), classify, 1)
    second = WALK._replace(number=2)
    store.record_page(second, [("7", "b"), ("8", "a")], [], classify, 1, {}, corrected={"7"})
    assert store.recorded(second, {"7", "8"}) == {("7", "b"), ("8", "a")}
    assert [key for key, _ in store.pending("lawgo")] == ["8", "7"]
    assert store.record_entry("lawgo", CollectedEntry("7", short), classify, 1) == [Change.UPDATED]
    (held,) = store.since(0)
    assert held.precedent.text == "마바"
    # Another edition of the same ruling, and an empty answer, correct nothing.
    for other in (replace(short, text="바", source_serial="8"), replace(short, text="")):
        store.record_entry("lawgo", CollectedEntry("8", other), classify, 1)
        assert [each.precedent.text for each in store.since(0)] == ["마바"]


def test_a_ruling_without_its_text_yet_is_held_and_asked_for_again(store: Store) -> None:
    store.record_page(WALK, ROWS[:1], [], classify, 1, {})
    store.record_entry("lawgo", CollectedEntry("7", replace(LAWGO, text=""), "비어 있습니다."), classify, 1)
    assert [key for key, _ in store.pending("lawgo")] == ["7"]
    assert (store.held_of("lawgo"), store.outcomes_of("lawgo")) == (1, ([], 0))
