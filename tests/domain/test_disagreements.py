"""Our labels beside the sources' words: what is compatible, and what is counted."""

from datetime import date

import pytest

from lib.domain.disagreements import (
    Told,
    compatible_kinds_b,
    compatible_kinds_c,
    compatible_outcomes,
    disagreements,
    told_otherwise,
)
from lib.domain.records import ListedRuling, Sighting
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit

FIRST, SECOND, THIRD = Instance
O = Outcome  # noqa: E741

# the source's result, the instance → what agrees, what does not
RESULTS: list[tuple[str, Instance, set[Outcome], set[Outcome]]] = [
    ("취소", FIRST, {O.GRANTED}, {O.DENIED, O.PARTLY_GRANTED, O.DISMISSED}),
    ("일부취소", FIRST, {O.PARTLY_GRANTED}, {O.GRANTED, O.DENIED}),
    ("기각", FIRST, {O.DENIED}, {O.GRANTED, O.DISMISSED}),
    ("각하", FIRST, {O.DISMISSED}, {O.DENIED}),
    ("취하", FIRST, {O.WITHDRAWN}, {O.DENIED}),
    ("취소", SECOND, {O.GRANTED, O.DENIED}, {O.WITHDRAWN, O.REMANDED_FAVOURABLE}),
    ("기각", SECOND, {O.GRANTED, O.DENIED, O.PARTLY_GRANTED, O.DISMISSED}, {O.REMANDED_FAVOURABLE}),
    ("기각", THIRD, {O.GRANTED, O.DENIED}, {O.REMANDED_UNFAVOURABLE}),
    ("파기환송", THIRD, {O.REMANDED_FAVOURABLE, O.REMANDED_UNFAVOURABLE}, {O.GRANTED, O.DENIED}),
    ("파기 환송", THIRD, {O.REMANDED_FAVOURABLE}, {O.GRANTED}),
    ("파기(환송)", THIRD, {O.REMANDED_FAVOURABLE}, {O.GRANTED}),
    ("일부취소", SECOND, {O.GRANTED, O.PARTLY_GRANTED, O.DENIED}, {O.DISMISSED, O.WITHDRAWN}),
    ("각하", SECOND, {O.DISMISSED, O.DENIED, O.GRANTED}, {O.PARTLY_GRANTED, O.WITHDRAWN}),
    ("취하", SECOND, {O.WITHDRAWN, O.GRANTED, O.DENIED}, {O.DISMISSED, O.PARTLY_GRANTED}),
    ("취소", SECOND, {O.PARTLY_GRANTED, O.DISMISSED}, {O.WITHDRAWN}),
    ("파기자판", THIRD, {O.GRANTED, O.DENIED}, {O.REMANDED_FAVOURABLE}),
]


@pytest.mark.parametrize("word, instance, agree, differ", RESULTS)
def test_results(word: str, instance: Instance, agree: set[Outcome], differ: set[Outcome]) -> None:
    allowed = compatible_outcomes(word, instance)
    assert allowed is not None and agree <= allowed and not differ & allowed


@pytest.mark.parametrize(
    ("word", "instance"),
    [("파기환송", SECOND), ("조정", FIRST), ("", FIRST), (None, THIRD), ("파기환송", FIRST)],
)
def test_results_that_tell_nothing_or_a_remand(word: str | None, instance: Instance) -> None:
    remanded = {O.REMANDED_FAVOURABLE, O.REMANDED_UNFAVOURABLE}
    assert compatible_outcomes(word, instance) == (remanded if word == "파기환송" else None)


KINDS_B: list[tuple[str | None, set[KindB] | None]] = [
    ("요양", {KindB.TREATMENT, KindB.ADDED_DIAGNOSIS}),
    ("재요양등", {KindB.RENEWED_TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.TREATMENT_PLAN}),
    ("장해", {KindB.DISABILITY}),
    ("유 족", {KindB.SURVIVORS}),
    ("보험료", {KindB.OTHER}),
    ("추가상병", {KindB.ADDED_DIAGNOSIS}),
    ("진료계획", {KindB.TREATMENT_PLAN}),
    ("휴업급여", {KindB.WAGE_LOSS}),
    ("평균임금", {KindB.AVERAGE_WAGE}),
    ("간병", {KindB.NURSING}),
    ("부당이득", {KindB.CLAWBACK}),
    ("예방관리", {KindB.PREVENTION}),
    ("기타", {KindB.OTHER}),
    ("퇴직후진단", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize("word, kinds", KINDS_B)
def test_case_types(word: str | None, kinds: set[KindB] | None) -> None:
    assert compatible_kinds_b(word) == kinds


def test_a_commute_was_an_accident_once() -> None:
    assert compatible_kinds_c("업무상사고") == {KindC.ACCIDENT, KindC.COMMUTE}
    assert compatible_kinds_c("업무상 질병") == {KindC.DISEASE}
    assert compatible_kinds_c("출퇴근재해") == {KindC.COMMUTE}
    assert compatible_kinds_c("다른 말") is None
    assert compatible_kinds_c(None) is None


def kinds(
    number: int, outcome: Outcome, kind_a: str | None, kind_c: str | None = None
) -> tuple[ListedRuling, Sighting]:
    case = f"2021구단{number}"
    ruling = ListedRuling(
        f"한빛지방법원_{case}", "한빛지방법원", case, "", 2021, None, FIRST, outcome,
        KindB.TREATMENT, KindC.DISEASE, Disease.OTHER, Issue.CAUSATION, Suit.CLAIMANT, has_text=True, has_digest=False,
    )  # fmt: skip
    return ruling, Sighting("comwel", None, None, kind_a, None, kind_c, None)


def test_counts_and_examples() -> None:
    given = [
        kinds(1, O.DENIED, "기각"),
        *(kinds(number, O.GRANTED, "기각") for number in range(2, 6)),
        kinds(6, O.DENIED, "취소"),
        kinds(7, O.UNKNOWN, "취소"),
        kinds(8, O.DENIED, "알 수 없는 말"),
        kinds(9, O.DENIED, None, kind_c="업무상사고"),
        kinds(10, O.DENIED, None),
    ]
    outcome, kind_c = sorted(disagreements(given, examples=2), key=lambda each: each.label)[::-1]
    assert (outcome.source, outcome.label) == ("comwel", "outcome")
    assert (outcome.compared, outcome.agreed, outcome.disagreed) == (6, 1, 5)
    assert (outcome.unread, outcome.unmapped) == (1, 1)
    assert [(pair.theirs, pair.ours, pair.n) for pair in outcome.pairs] == [
        ("기각", "인정", 4),
        ("취소", "불인정", 1),
    ]
    assert [each.case_number for each in outcome.pairs[0].examples] == ["2021구단2", "2021구단3"]
    assert (kind_c.label, kind_c.compared, kind_c.disagreed) == ("kind_c", 1, 1)


def test_nothing_to_compare() -> None:
    assert disagreements([]) == []


OURS = ("요양불승인처분취소", date(2022, 1, 2), Outcome.GRANTED)


@pytest.mark.parametrize(
    "theirs, word, told",
    [
        (OURS, None, ()),
        (("", None, None), None, ()),
        (("요양 불승인 처분 취소", None, Outcome.UNKNOWN), "취소", ()),
        (("가짜", date(2001, 1, 1), Outcome.DENIED), None, ("outcome", "decided_on", "title")),
        (("", None, None), "기각", ("outcome",)),
        (("", None, None), "알 수 없는 말", ()),
    ],
)
def test_in_what_a_file_contradicts_a_ruling(theirs: Told, word: str | None, told: tuple[str, ...]) -> None:
    assert told_otherwise(OURS, Instance.FIRST, theirs, word) == told
    # Of what is not known nothing is contradicted.
    assert told_otherwise(("", None, Outcome.UNKNOWN), Instance.FIRST, theirs, word) == ()
