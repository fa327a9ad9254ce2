"""What live sources list is kept with what came of it."""

from dataclasses import replace

import pytest

from lib.domain.labels import Labels
from lib.domain.records import Change, CollectedEntry, Walk
from lib.domain.ruling import Precedent
from lib.store import Store
from tests.store.made_up import LAWGO, classify

WALK = Walk("lawgo", "agency", 1)


def test_what_a_live_source_gave_is_kept_in_one_piece(store: Store) -> None:
    given = [
        CollectedEntry("7", replace(LAWGO, case_number="2021구단7"), "print"),
        CollectedEntry("8", note="없다고 합니다."),
        CollectedEntry("9", left_out=True),
    ]
    changes = store.record_entries(
        "lawgo", given, classify, 1, {"listing": "{}"}, WALK, ["7", "8", "9", "10", "11"]
    )
    assert changes == [Change.ADDED, None, None]
    assert store.mark("listing") == "{}"
    assert store.fingerprints("lawgo", ["7", "8", "x"]) == {"7": "print"}
    assert store.pending("lawgo") == [("11", ("agency",)), ("10", ("agency",)), ("8", ("agency",))]
    assert [key for key, _ in store.pending("lawgo", since=8)] == ["11", "10"]
    assert store.outcomes_of("lawgo") == ([("8", "없다고 합니다.")], 1)
    assert (store.seen_by(WALK), store.seen_by(WALK._replace(number=2))) == (5, 0)
    assert store.already_listed(WALK._replace(number=2), ["7", "12"]) == {"7"}
    assert (store.listed_by("lawgo"), store.listed_by("comwel")) == (5, 0)
    assert (store.held_of("lawgo"), store.held_of("comwel")) == (1, 0)


def test_one_key_in_two_listings_is_pending_once(store: Store) -> None:
    for listing in ("agency", "act"):
        store.record_entries("lawgo", [], classify, 1, None, Walk("lawgo", listing, 1), ["7"])
    ((key, listings),) = store.pending("lawgo")
    assert (key, set(listings), store.listed_by("lawgo")) == ("7", {"agency", "act"}, 1)


def test_entries_that_fail_keeps_nothing(store: Store) -> None:
    def fails(_precedent: Precedent) -> Labels:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.record_entries("lawgo", [CollectedEntry("7", LAWGO)], fails, 1, {"listing": "{}"}, WALK, ["7"])
    assert (store.count(), store.mark("listing"), store.listed_by("lawgo")) == (0, None, 0)
