"""What is held after rulings arrive: merging, revisions, look-ups, and several processes at once."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest

from lib.domain.digest import Digest, RelatedCase
from lib.domain.labels import Label, Labels
from lib.domain.records import Change, CollectedEntry, Walk
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.store import Store, StoreError

ADDED, UPDATED, UNCHANGED = Change.ADDED, Change.UPDATED, Change.UNCHANGED

DIGEST = Digest.model_validate(
    {
        "serial": "900001",
        "case_number": "2021구단100",
        "court": "한빛지방법원",
        "title": "요양불승인처분취소",
        "source_url": "https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001",
        "labels": {
            "instance": 1,
            "outcome": "불인정",
            "kind_b": "요양",
            "kind_c": "업무상사고",
            "disease_category": "사고부상",
            "issue_category": "요양 필요성",
        },
        "label_words": {"outcome": "청구를 기각한다"},
        "order": "청구 기각",
        "plaintiff": "다친 근로자",
        "defendant": "근로복지공단",
        "diagnoses": ["요추 염좌"],
        "occupation": "가구 공장 직원",
        "industry": "제조업",
        "gist": "합판을 나르다 허리를 다친 근로자가 요양급여를 신청했으나 법원은 자료가 모자란다고 보았다.",
        "facts": ["합판을 날랐다.", "허리를 다쳤다.", "요양급여를 신청했다."],
        "denial_reason": "업무 때문이 아니라고 보았다.",
        "question": "업무 때문인지가 문제였다.",
        "weighed": ["나른 무게와 횟수"],
        "tipped": ["자료가 모자람"],
        "result": "근로자 패소",
        "statutes": [],
        "cited_cases": [],
        "related_cases": [],
    }
)

RULING = Precedent(
    case_number="2021구단100",
    court="한빛지방법원",
    title="요양불승인처분취소",
    source="archive",
    text="【주문】원고의 청구를 기각한다.",
    source_serial="900001",
    fetched_at=datetime(2024, 5, 1, tzinfo=UTC),
)


def classify(precedent: Precedent) -> Labels:
    """Labels that tell which precedent they were made from."""
    return Labels(
        instance=Label(Instance.FIRST, precedent.court),
        outcome=Label(Outcome.DENIED if "기각" in precedent.text else Outcome.UNKNOWN, precedent.text[:12]),
        kind_b=Label(KindB.TREATMENT),
        kind_c=Label(KindC.ACCIDENT),
        disease_category=Label(Disease.INJURY),
        issue_category=Label(Issue.NEED_OF_TREATMENT),
        diagnoses=precedent.digest.diagnoses if precedent.digest else (),
        related_cases=(RelatedCase(court="한빛고등법원", case_number="2022누77", instance=Instance.SECOND),),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened


def put(store: Store, *precedents: Precedent, version: int = 1) -> list[Change]:
    return store.upsert(precedents, classify, version)


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


SHORT, LONG = "【연관판결】", "【연관판결】【주문】원고의 청구를 기각한다."
STARTER = replace(RULING, source="starter", text="", digest=DIGEST, fetched_at=None)

# held, newcomer → change, text held after, has a digest
MERGES = {
    "the same again": (RULING, RULING, UNCHANGED, RULING.text, False),
    "fetched later, nothing else": (
        RULING,
        replace(RULING, fetched_at=datetime(2025, 1, 1, tzinfo=UTC)),
        UNCHANGED,
        RULING.text,
        False,
    ),
    "a fuller text replaces a stub": (
        replace(RULING, text=SHORT),
        replace(RULING, text=LONG),
        UPDATED,
        LONG,
        False,
    ),
    "never the reverse": (replace(RULING, text=LONG), replace(RULING, text=SHORT), UNCHANGED, LONG, False),
    "nor an empty one": (RULING, replace(RULING, text=""), UNCHANGED, RULING.text, False),
    "other line breaks are not fuller": (
        replace(RULING, text="가 나"),
        replace(RULING, text="가\n\n\n나"),
        UNCHANGED,
        "가 나",
        False,
    ),
    "a digest joins a text": (RULING, STARTER, UPDATED, RULING.text, True),
    "a text joins a digest, which stays": (STARTER, RULING, UPDATED, RULING.text, True),
    "a missing date is filled in": (
        RULING,
        replace(RULING, decided_on=date(2022, 1, 2)),
        UPDATED,
        RULING.text,
        False,
    ),
    "a date that is held stays": (
        replace(RULING, decided_on=date(2022, 1, 2)),
        replace(RULING, decided_on=date(2023, 1, 2)),
        UNCHANGED,
        RULING.text,
        False,
    ),
    "a second source is news": (RULING, replace(RULING, source="lawgo"), UPDATED, RULING.text, False),
}


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
    put(store, replace(RULING, source_serial=None, title=""))
    put(
        store,
        replace(RULING, source="lawgo", text="", source_serial="7", source_url="https://x", kind_a="기각"),
    )
    held = store.get(RULING.id)
    assert held is not None
    merged = held.precedent
    assert (merged.source, merged.title, merged.source_serial, merged.source_url, merged.kind_a) == (
        "archive",
        "요양불승인처분취소",
        "7",
        "https://x",
        "기각",
    )
    assert {seen.source: seen.source_serial for seen in held.sightings} == {"archive": None, "lawgo": "7"}


def test_two_files_of_one_ruling_settle(store: Store) -> None:
    """The archive holds some rulings twice, under two serials: the fuller one wins, once."""
    two = [
        replace(RULING, text=SHORT, source_serial="1"),
        replace(RULING, text=LONG, source_serial="2"),
        replace(RULING, text=SHORT, source_serial="3"),
    ]
    assert put(store, *two) == [ADDED, UPDATED, UNCHANGED]
    assert put(store, *two) == [UNCHANGED] * 3
    held = store.get(RULING.id)
    assert held is not None
    assert (held.precedent.source_serial, held.sightings[0].source_serial) == ("2", "2")


def test_spelling_of_court_and_number_does_not_matter(store: Store) -> None:
    put(store, replace(RULING, court="부산고등법원창원재판부", case_number="2022 누 10"))
    assert put(store, replace(RULING, court="부산고법(창원)", case_number="2022누10")) == [UNCHANGED]
    assert [ruling.court for ruling in store.find("2022누10", "부산고등법원(창원)")] == [
        "부산고등법원창원재판부"
    ]


def test_the_time_of_the_last_sighting_is_kept(store: Store) -> None:
    put(store, RULING)
    later = datetime(2025, 6, 7, 8, tzinfo=UTC)
    put(store, replace(RULING, fetched_at=later))
    assert store.status().last_fetched == {"archive": later}
    assert store.revision() == 1


def many(count: int, first: int = 0) -> list[Precedent]:
    return [replace(RULING, case_number=f"2021구단{number}") for number in range(first, first + count)]


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
    ("2015두3867", None, 1),  # the first number of a joined case
    ("", None, 0),
]


@pytest.mark.parametrize("number, court, count", FIND)
def test_find(store: Store, number: str, court: str | None, count: int) -> None:
    put(store, RULING, replace(RULING, case_number="2015두3867, 2015두3874(병합)", court="대법원"))
    assert len(store.find(number, court)) == count


def test_links_to_the_same_dispute_stand_as_they_are_listed(store: Store) -> None:
    numbers = ["2012구단1", "2014두2", "2014누3", "2015두4"]
    cases = tuple(RelatedCase(court="한빛법원", case_number=number) for number in numbers)
    store.upsert([RULING], lambda precedent: replace(classify(precedent), related_cases=cases), 1)
    assert store.related() == [(RULING.id, f"한빛법원_{number}") for number in numbers]


def test_links_to_the_same_dispute(store: Store) -> None:
    put(store, RULING, replace(RULING, court="한빛고등법원", case_number="2022누77"))
    assert store.related() == [(RULING.id, "한빛고등법원_2022누77")]


COMWEL = replace(
    RULING, source="comwel", kind_a="기각", kind_b="요양", kind_c="업무상사고", source_serial=None
)
LAWGO = replace(RULING, source="lawgo", kind_a=None, source_serial="900001")


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


def test_links_between_instances_go_both_ways(store: Store) -> None:
    appeal = replace(RULING, court="한빛고등법원", case_number="2022누77")
    put(store, RULING, appeal)
    assert store.related() == [(RULING.id, appeal.id)]


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
    assert changes == [ADDED, None, None]
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


def test_a_take_that_fails_keeps_nothing(store: Store) -> None:
    def fails(_precedent: Precedent) -> Labels:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.record_entries("lawgo", [CollectedEntry("7", LAWGO)], fails, 1, {"listing": "{}"}, WALK, ["7"])
    assert (store.count(), store.mark("listing"), store.listed_by("lawgo")) == (0, None, 0)


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
    assert [ruling.id for ruling in store.get_many(["없는_1", *ids])] == ids


def test_a_failing_classifier_leaves_the_store_as_it_was(store: Store) -> None:
    def fails(precedent: Precedent) -> Labels:
        if precedent.case_number.endswith("7"):
            raise ZeroDivisionError
        return classify(precedent)

    with pytest.raises(ZeroDivisionError):
        store.upsert(many(9), fails, 1)
    assert (store.count(), store.revision()) == (0, 0)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sanjae.db"
    path.write_bytes(b"not a database at all, but long enough to look" * 100)
    with pytest.raises(StoreError, match="손상"):
        Store(path)


def test_threads_share_a_store(store: Store) -> None:
    changes: list[Change] = []
    threads = [threading.Thread(target=lambda: changes.extend(put(store, *many(300)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(changes) == {ADDED: 300, UNCHANGED: 900}
    assert [ruling.revision for ruling in store.since(0)] == list(range(1, 301))


WRITER = """
import sys
from pathlib import Path
from lib.store import Store
from tests.store.test_store import classify, many
first = int(sys.argv[2])
with Store(Path(sys.argv[1])) as store:
    for start in range(first, first + 500, 50):
        store.upsert(many(50, start), classify, 1)
"""


def test_processes_start_and_write_at_once(tmp_path: Path) -> None:
    """Four first starts together, overlapping rulings: nothing fails, nothing is lost or doubled."""
    path = tmp_path / "new" / "sanjae.db"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(first)],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONPATH": "."},
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 250, 500, 250)
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * 4
    with Store(path) as store:
        assert store.count() == 1000
        assert [ruling.revision for ruling in store.since(0)] == list(range(1, 1001))
