"""What is known of a ruling after another source gave it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from lib.domain.records import Change
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Outcome
from lib.store import Store
from tests.store.made_up import COMWEL, DIGEST, LAWGO, LONG, RULING, SHORT, STARTER, classify, put

ADDED, UPDATED, UNCHANGED = Change.ADDED, Change.UPDATED, Change.UNCHANGED
LATER, DAY = datetime(2025, 1, 1, tzinfo=UTC), date(2022, 1, 2)


def ruling(**changes: object) -> Precedent:
    return replace(RULING, **changes)  # type: ignore[arg-type]


# held, newcomer → change, text held after, has a digest
MERGES = {
    "the same again": (RULING, RULING, UNCHANGED, RULING.text, False),
    "fetched later, nothing else": (RULING, ruling(fetched_at=LATER), UNCHANGED, RULING.text, False),
    "a fuller text replaces a stub": (ruling(text=SHORT), ruling(text=LONG), UPDATED, LONG, False),
    "never the reverse": (ruling(text=LONG), ruling(text=SHORT), UNCHANGED, LONG, False),
    "nor an empty one": (RULING, ruling(text=""), UNCHANGED, RULING.text, False),
    "other line breaks are not fuller": (ruling(text="가 나"), ruling(text="가\n\n나"), UNCHANGED, "가 나", False),
    "a digest joins a text": (RULING, STARTER, UPDATED, RULING.text, True),
    "a text joins a digest, which stays": (STARTER, RULING, UPDATED, RULING.text, True),
    "a missing date is filled in": (RULING, ruling(decided_on=DAY), UPDATED, RULING.text, False),
    "a date that is held stays": (
        ruling(decided_on=DAY), ruling(decided_on=date(2023, 1, 2)), UNCHANGED, RULING.text, False,
    ),
    "a second source is something new": (RULING, ruling(source="lawgo"), UPDATED, RULING.text, False),
}  # fmt: skip


@pytest.mark.parametrize("held, new, change, text, has_digest", MERGES.values(), ids=MERGES.keys())
def test_merging(
    store: Store, held: Precedent, new: Precedent, change: Change, text: str, has_digest: bool
) -> None:
    put(store, held)
    before = store.revision()
    assert put(store, new) == [change]
    after = store.get(held.id)
    assert after is not None
    assert (after.precedent.text, after.precedent.digest is not None) == (text, has_digest)
    assert after.labels == classify(after.precedent), "labels are made from the merged ruling"
    assert (store.revision() > before) == (change is UPDATED)
    assert put(store, held, new) == [UNCHANGED, UNCHANGED], "both again change nothing"


def test_every_gap_is_filled_and_nothing_held_is_lost(store: Store) -> None:
    put(store, ruling(source_serial=None, title=""))
    put(store, ruling(source="lawgo", text="", source_serial="7", source_url="https://x", kind_a="기각"))
    held = store.get(RULING.id)
    assert held is not None
    assert held.precedent == ruling(source_serial="7", source_url="https://x", kind_a="기각")
    assert {seen.source: seen.source_serial for seen in held.sightings} == {"archive": None, "lawgo": "7"}


def test_a_newer_digest_replaces_an_older_one(store: Store) -> None:
    better = DIGEST.model_copy(update={"occupation": "목수"})
    put(store, STARTER, replace(STARTER, digest=better))
    held = store.get(RULING.id)
    assert held is not None and held.precedent.digest == better


def test_two_files_of_one_ruling_settle(store: Store) -> None:
    """The archive holds some rulings twice, under two serials: the fuller one wins, once."""
    files = [
        ruling(text=SHORT, source_serial="1"),
        ruling(text=LONG, source_serial="2"),
        ruling(text=SHORT, source_serial="3"),
    ]
    assert put(store, *files) == [ADDED, UPDATED, UNCHANGED]
    assert put(store, *files) == [UNCHANGED] * 3
    held = store.get(RULING.id)
    assert held is not None
    assert (held.precedent.source_serial, held.sightings[0].source_serial) == ("2", "2")


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_three_sources_settle_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    """The fullest text wins whoever comes first, and each source keeps its own words."""
    three = [
        replace(COMWEL, text=SHORT),
        replace(LAWGO, text=LONG, decided_on=date(2022, 3, 4)),
        replace(RULING, kind_a=None),
    ]
    put(store, *(three[place] for place in order))
    held = store.get(RULING.id)
    assert held is not None
    merged = held.precedent
    assert (merged.text, merged.source, merged.decided_on, merged.kind_a) == (
        LONG,
        "lawgo",
        date(2022, 3, 4),
        "기각",
    )
    kinds = {seen.source: (seen.kind_a, seen.kind_b, seen.kind_c) for seen in held.sightings}
    assert kinds == {"archive": (None,) * 3, "comwel": ("기각", "요양", "업무상사고"), "lawgo": (None,) * 3}
    assert put(store, *three) == [UNCHANGED] * 3
    assert store.status().by_source == {"archive": 1, "comwel": 1, "lawgo": 1}
    assert [(seen.source, seen.kind_a, ruling.outcome) for ruling, seen in store.source_kinds()] == [
        ("comwel", "기각", Outcome.DENIED)
    ]
