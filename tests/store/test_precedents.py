"""Rulings come back whole, under revisions that only grow, and are found again."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lib.domain.digest import RelatedCase
from lib.domain.labels import Label, Labels
from lib.domain.records import Change
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Instance, Outcome
from lib.store import Store
from tests.forms import FORMS
from tests.store.made_up import DIGEST, LONG, RULING, STARTER, classify, many, put

ADDED, UPDATED, UNCHANGED = Change.ADDED, Change.UPDATED, Change.UNCHANGED


def test_what_is_put_comes_back_whole(store: Store) -> None:
    full = replace(
        RULING,
        digest=DIGEST,
        decided_on=date(2022, 3, 4),
        source_url="https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001",
        kind_a="기각",
        kind_b="요양",
        kind_c="업무상사고",
    )
    assert put(store, full) == [ADDED]
    held = store.get(full.id)
    assert held is not None
    assert held.precedent == full
    assert held.labels == classify(full)
    assert [(seen.source, seen.kind_b, seen.fetched_at) for seen in held.sightings] == [
        ("archive", "요양", full.fetched_at)
    ]
    assert (held.id, held.revision, held.classifier_version) == ("한빛지방법원_2021구단100", 1, 1)


def test_spelling_of_court_and_number_does_not_matter(store: Store) -> None:
    put(store, replace(RULING, court="부산고등법원창원재판부", case_number="2022 누 10"))
    assert put(store, replace(RULING, court="부산고법(창원)", case_number="2022누10")) == [UNCHANGED]
    # A fuller text does not change the name that a ruling was first given.
    longer = replace(RULING, court="부산고법(창원)", case_number="2022누10", text=RULING.text + "더 길다.")
    assert put(store, longer) == [UPDATED]
    assert [(held.court, held.case_number) for held in store.find("2022누10", "부산고등법원(창원)")] == [
        ("부산고등법원창원재판부", "2022 누 10")
    ]


def test_the_time_of_the_last_sighting_is_kept(store: Store) -> None:
    put(store, RULING)
    later = datetime(2025, 6, 7, 8, tzinfo=UTC)
    put(store, replace(RULING, fetched_at=later))
    assert store.status().last_fetched == {"archive": later}
    assert store.revision() == 1


def test_since_gives_what_changed_in_order(store: Store) -> None:
    put(store, *many(700))
    put(store, replace(RULING, case_number="2021구단5", text=RULING.text + "더 길다."))
    rulings = list(store.since(0))
    assert [ruling.revision for ruling in rulings] == [*range(1, 6), *range(7, 702)]
    assert rulings[-1].precedent.case_number == "2021구단5"
    assert [ruling.revision for ruling in store.since(699)] == [700, 701]
    assert list(store.since(store.revision())) == []


def test_relabel_moves_only_what_reads_differently(store: Store) -> None:
    put(store, *many(3), replace(RULING, case_number="2021구단9", text="주문 없음"))

    def newer(precedent: Precedent) -> Labels:
        labels = classify(precedent)
        known = labels.outcome.value is Outcome.DENIED
        return labels if known else replace(labels, outcome=Label(Outcome.DISMISSED))

    assert store.relabel(newer, 2) == 1
    assert store.revision() == 5
    assert {ruling.classifier_version for ruling in store.since(0)} == {2}
    assert store.relabel(newer, 2) == 0
    # An older program that opens this database later does not turn the labels back.
    assert put(store, replace(RULING, case_number="2021구단9", text="주문 없음"), version=1) == [UNCHANGED]


def test_upsert_labels_again_what_an_older_classifier_labelled(store: Store) -> None:
    put(store, RULING)
    assert put(store, RULING, version=2) == [UNCHANGED]
    held = store.get(RULING.id)
    assert held is not None and (held.classifier_version, held.revision) == (2, 1)


def test_listing_has_no_texts_but_every_label(store: Store) -> None:
    put(store, RULING, replace(STARTER, case_number="2015두1"))
    first, second = store.listing()
    assert (first.case_number, first.has_text, first.has_digest, first.year) == ("2015두1", False, True, 2015)
    assert (second.outcome, second.instance, second.has_text) == (Outcome.DENIED, Instance.FIRST, True)


FIND = [
    ("2021구단100", None, 1),
    ("2021 구단 100", "한빛지방법원", 1),
    ("2021구단100", "다른지방법원", 0),
    ("2021구단10", None, 0),  # not a prefix of a longer number
    ("2015두3867", None, 1),  # each number of a joined case
    ("2015두3874 판결", "대법원", 1),
    ("대법원 2015두3867호", None, 1),
    ("2015두387", None, 0),
    ("", None, 0),
]


@pytest.mark.parametrize("number, court, count", FIND)
def test_find(store: Store, number: str, court: str | None, count: int) -> None:
    put(store, RULING, replace(RULING, case_number="2015두3867, 2015두3874(병합)", court="대법원"))
    assert len(store.find(number, court)) == count


@pytest.mark.parametrize(
    "words",
    [
        "대법원_2015두3867", "대법원_2015두3867.", "2015두3867", "대법원 2017. 8. 29. 선고 2015두3867 판결)", "2015두3874",
        "대법_2015두3867", "2015두3867, 3874(병합)", *(form("대법원_2015두3867") for form in FORMS.values()), "900002",
    ],
)  # fmt: skip
def test_a_ruling_is_named_in_many_ways(store: Store, words: str) -> None:
    joined = replace(
        RULING, case_number="2015두3867, 2015두3874(병합)", court="대법원", source_serial="900002"
    )
    put(store, RULING, joined)
    assert store.named(words) == ["대법원_2015두3867"]
    assert store.named("서울고등법원_2015두3867") == store.named("2015두386") == store.named(" ") == []


def test_a_court_without_its_branch_is_followed_by_its_branches(store: Store) -> None:
    put(store, replace(RULING, court="부산고등법원", case_number="(창원)2018누258"))
    assert store.named("부산고등법원 2018누258") == store.named("부산고등법원 창원재판부 2018누258")
    assert store.named("부산고등법원 2018누258") == ["부산고등법원(창원)_2018누258"]
    put(store, replace(RULING, court="부산고등법원", case_number="2018누258"))
    assert store.named("부산고등법원 2018누258")[0] == "부산고등법원_2018누258"


def test_rulings_of_one_number_become_one_when_they_are_labelled_again(store: Store) -> None:
    put(store, replace(RULING, case_number="2021누7", court="부산고등법원(창원)", source_serial=None))
    put(store, replace(RULING, case_number="2021누9", court="부산고등법원(창원)", text=LONG))
    # As an older program held it.
    old = "부산고등법원_(창원)2021누7"
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute(
            "UPDATE rulings SET id = ?, case_number = '(창원)2021누7', court = '부산고등법원' WHERE id LIKE '%9'",
            [old],
        )
        file.execute("UPDATE contents SET ruling_id = ? WHERE ruling_id LIKE '%9'", [old])
        file.execute("UPDATE sightings SET ruling_id = ?, source = 'comwel' WHERE ruling_id LIKE '%9'", [old])
    before = store.revision()
    assert store.relabel(classify, 2) == 1
    (ruling,) = store.since(before)
    assert (ruling.id, ruling.precedent.text) == ("부산고등법원(창원)_2021누7", LONG)
    assert [seen.source for seen in ruling.sightings] == ["archive", "comwel"]
    assert store.count() == 1 and store.removed_since(before) == [old]


def test_links_to_the_same_dispute_stand_as_they_are_listed(store: Store) -> None:
    numbers = ["2012구단1", "2014두2", "2014누3", "2015두4"]
    own = RelatedCase(court=RULING.court, case_number=RULING.case_number)
    cases = (own, *(RelatedCase(court="한빛법원", case_number=number) for number in numbers))
    store.upsert([RULING], lambda precedent: replace(classify(precedent), related_cases=cases), 1)
    assert store.related() == [(RULING.id, f"한빛법원_{number}") for number in numbers]
    put(store, RULING, version=2)
    assert store.related() == [(RULING.id, "한빛고등법원_2022누77")], (
        "links of labels made again replace them"
    )


def test_links_to_the_same_dispute(store: Store) -> None:
    put(store, RULING, replace(RULING, court="한빛고등법원", case_number="2022누77"))
    assert store.related() == [(RULING.id, "한빛고등법원_2022누77")]


def test_status_and_marks(store: Store) -> None:
    assert (store.count(), store.revision(), store.mark("x")) == (0, 0, None)
    put(store, RULING, STARTER, replace(STARTER, case_number="2015두1"))
    status = store.status()
    assert (status.rulings, status.by_source, status.with_text) == (2, {"archive": 1, "starter": 2}, 1)
    store.set_mark("x", "1")
    store.set_mark("x", "2")
    assert store.mark("x") == "2"


def test_many_ids_keep_their_order(store: Store) -> None:
    put(store, *many(300))
    ids = [precedent.id for precedent in reversed(many(300))]
    # More than SQLite takes as parameters of one statement.
    unknown = [f"없는_{number}" for number in range(40_000)]
    assert [ruling.id for ruling in store.get_many([*unknown, *ids])] == ids


def test_a_ruling_is_found_by_its_serial(store: Store) -> None:
    put(store, RULING)
    assert (store.of_serial("900001"), store.of_serial("900002")) == (RULING.id, None)


def test_a_failing_classifier_leaves_the_store_as_it_was(store: Store) -> None:
    def fails(precedent: Precedent) -> Labels:
        if precedent.case_number.endswith("7"):
            raise ZeroDivisionError
        return classify(precedent)

    with pytest.raises(ZeroDivisionError):
        store.upsert(many(9), fails, 1)
    assert (store.count(), store.revision()) == (0, 0)
