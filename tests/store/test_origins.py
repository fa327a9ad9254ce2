"""How rulings came: listings and samples that were taken in whole, and what belongs to them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from lib.domain.records import CollectedEntry, Collection, Origin, Walk
from lib.store import Store
from tests.store.made_up import COMWEL, LAWGO, LONG, RULING, STARTER, classify, many, put

DAY = datetime(2026, 3, 1, 20, tzinfo=UTC)
LISTED = Collection(Origin.LISTING, "/판례", 2, DAY)
DRAWN = Collection(Origin.RANDOM, "/판례", 1, DAY, seed=7)


def origins(store: Store, id: str = RULING.id) -> dict[str, Origin]:
    held = store.get(id)
    assert held
    return {seen.source: seen.origin for seen in held.sightings}


def test_what_is_said_to_be_no_more_was_chosen(store: Store) -> None:
    put(store, STARTER, RULING, COMWEL)
    assert set(origins(store).values()) == {Origin.CHOSEN}
    assert (store.collections(), store.ids_of(Origin.LISTING)) == ([], set())


def test_a_listing_is_kept_with_its_place_its_total_and_its_day(store: Store) -> None:
    put(store, STARTER, *many(3), RULING)
    before = store.revision()
    store.record_collection(LISTED, {"archive": [RULING.id, many(1)[0].id]})
    assert store.collections() == [LISTED]
    # 20:00 in London is the next day in Korea.
    assert store.collections()[0].day == date(2026, 3, 2)
    assert store.ids_of(Origin.LISTING) == {RULING.id, many(1)[0].id}
    assert origins(store) == {"archive": Origin.LISTING, "starter": Origin.CHOSEN}
    assert store.revision() > before, "what is kept by the revision has to be asked for again"


def test_how_a_ruling_came_outlives_what_it_learns(store: Store) -> None:
    put(store, RULING)
    store.record_collection(LISTED, {"archive": [RULING.id]})
    put(store, replace(RULING, text=LONG, title="다른 이름"), COMWEL, LAWGO)
    store.relabel(classify, 9)
    assert origins(store) == {
        "archive": Origin.LISTING, "comwel": Origin.CHOSEN, "lawgo": Origin.CHOSEN,
    }  # fmt: skip


def test_a_listing_taken_in_again_is_what_it_is_now(store: Store) -> None:
    gone, stays, new = many(3)
    put(store, gone, stays, new)
    store.record_collection(LISTED, {"archive": [gone.id, stays.id]})
    again = replace(LISTED, at=DAY.replace(day=5))
    store.record_collection(again, {"archive": [stays.id, new.id]})
    assert store.collections() == [again]
    assert store.ids_of(Origin.LISTING) == {stays.id, new.id}


def test_listings_of_other_places_stand_beside_each_other_the_newest_first(store: Store) -> None:
    put(store, *many(2))
    other = Collection(Origin.LISTING, "/다른 판례", 1, DAY.replace(day=2))
    store.record_collection(other, {"archive": [many(2)[1].id]})
    store.record_collection(LISTED, {"archive": [many(1)[0].id]})
    assert store.collections() == [other, LISTED]
    assert store.ids_of(Origin.LISTING) == {each.id for each in many(2)}


def test_two_draws_are_no_sample_so_the_later_one_counts(store: Store) -> None:
    first, second = many(2)
    put(store, first, second)
    store.record_collection(DRAWN, {"archive": [first.id]})
    later = Collection(Origin.RANDOM, "/다른 판례", 1, DAY, seed=8)
    store.record_collection(later, {"archive": [second.id]})
    assert store.collections() == [later]
    assert store.ids_of(Origin.RANDOM) == {second.id}


def test_a_ruling_that_came_both_ways_is_listed(store: Store) -> None:
    first, second = many(2)
    put(store, first, second)
    store.record_collection(LISTED, {"archive": [first.id]})
    store.record_collection(DRAWN, {"archive": [first.id, second.id]})
    assert (store.ids_of(Origin.LISTING), store.ids_of(Origin.RANDOM)) == ({first.id}, {second.id})
    store.record_collection(replace(LISTED, place="/나머지"), {"archive": [second.id]})
    assert (store.ids_of(Origin.LISTING), store.ids_of(Origin.RANDOM)) == ({first.id, second.id}, set())


def test_a_live_listing_is_what_it_lists_and_gave(store: Store) -> None:
    listed, withdrawn, elsewhere = (replace(each, source="comwel") for each in many(3))
    put(store, listed, withdrawn, replace(elsewhere, source="archive"))
    rows = [(listed.id, "one"), (elsewhere.id, "two"), ("", "unreadable")]
    store.record_page(Walk("comwel", "rulings", 1), rows, [], classify, 1, {})
    store.record_listing("comwel")
    (found,) = store.collections()
    assert (found.origin, found.place, found.total, found.seed) == (Origin.LISTING, "comwel", 3, None)
    assert store.ids_of(Origin.LISTING) == {listed.id}


def test_a_live_listing_of_serials_is_what_was_fetched_by_them(store: Store) -> None:
    listed, withdrawn = (replace(each, source="lawgo") for each in many(2))
    for listing in ("agency", "all"):
        store.record_page(Walk("lawgo", listing, 1), [("7", "print"), ("8", "print")], [], classify, 1, {})
    store.record_entry("lawgo", CollectedEntry("7", listed), classify, 1)
    store.record_entry("lawgo", CollectedEntry("8", note="없습니다."), classify, 1)
    store.record_entry("lawgo", CollectedEntry("6", withdrawn), classify, 1)
    store.record_listing("lawgo")
    assert store.collections()[0].total == 2, "a row of two listings is one"
    assert store.ids_of(Origin.LISTING) == {listed.id}
