"""The deadlines of a case, as tables: each row is a stage, what was told, and what is due."""

from datetime import date
from typing import Any

import pytest

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import KindB, KindC, Suit
from lib.domain.told_dates import filled
from lib.guidance.deadlines import Deadline, deadlines, deadlines_too, is_urgent, said_if_passed
from lib.guidance.told_impossible import impossible

TODAY = date(2026, 11, 28)
DISEASE = Case(kind_b=KindB.TREATMENT, kind_c=KindC.DISEASE)


def _due(case: Case = DISEASE, **told: Any) -> dict[str, str | None]:
    found = deadlines(Intake(**({"story": "통지서를 받았어요."} | told)), case, TODAY)
    return {each.id: each.due and each.due.isoformat() for each in found}


ROWS: list[tuple[dict[str, Any], Case, dict[str, str | None]]] = [
    (
        {"stage": "결정", "received_on": "2026-11-16", "panel": True},
        DISEASE,
        {
            "review": "2027-02-15",
            "second_review_directly": "2027-02-15",
            "suit": "2027-02-15",
            "treatment": None,
        },
    ),
    (
        {"stage": "결정", "received_on": "2026-11-16", "panel": False},
        DISEASE,
        {"review": "2027-02-15", "suit": "2027-02-15", "treatment": None},
    ),
    # Of 진폐 no panel is asked, nor how much is paid.
    (
        {"received_on": "2026-11-16", "diagnoses": ["진폐증"]},
        Case(kind_b=KindB.SURVIVORS, kind_c=KindC.DISEASE),
        {"review": "2027-02-15", "suit": "2027-02-15", "survivors": "2031-11-17"},
    ),
    # Each cost has a time of its own: a day only where the day it began was told.
    (
        {"received_on": "2026-11-16", "panel": False, "benefit_from": "2026-05-02"},
        DISEASE,
        {"review": "2027-02-15", "suit": "2027-02-15", "treatment": "2029-11-16"},
    ),
    # An accident never comes before a panel.
    (
        {"received_on": "2026-11-16"},
        Case(kind_b=KindB.DISABILITY, kind_c=KindC.ACCIDENT),
        {"review": "2027-02-15", "suit": "2027-02-15"},
    ),
    (
        {"stage": "심사결정", "received_on": "2026-10-01"},
        DISEASE,
        {"second_review": "2026-12-30", "suit_after_review": "2026-12-30"},
    ),
    (
        {"stage": "재심사재결", "received_on": "2026-10-01"},
        DISEASE,
        {"suit_after_second_review": "2026-12-30"},
    ),
    (
        {"stage": "1심판결", "received_on": "2026-11-20"},
        DISEASE,
        {"appeal": "2026-12-04", "grounds_of_appeal": None},
    ),
    (
        {"stage": "2심판결", "received_on": "2026-11-20"},
        DISEASE,
        {"final_appeal": "2026-12-04", "grounds_of_final_appeal": None},
    ),
    (
        {"stage": "신청전", "benefit_from": "2022-03-02"},
        Case(kind_b=KindB.SURVIVORS),
        {"survivors": "2027-03-02"},
    ),
    # What had prescribed in three years before 2018-12-13 stays lost.
    (
        {"stage": "신청전", "benefit_from": "2015-12-11"},
        Case(kind_b=KindB.SURVIVORS),
        {"survivors": "2018-12-11"},
    ),
    (
        {"stage": "신청전", "benefit_from": "2015-12-14"},
        Case(kind_b=KindB.SURVIVORS),
        {"survivors": "2020-12-14"},
    ),
    ({"stage": "신청전"}, Case(kind_b=KindB.WAGE_LOSS), {"wage_loss": None}),
    ({"stage": "신청전", "accident_on": "2026-10-08"}, DISEASE, {"treatment": "2029-10-08"}),
    ({"stage": "신청전", "accident_on": "2026-10-08"}, Case(kind_b=KindB.SURVIVORS), {"survivors": None}),
    ({"stage": "결정"}, Case(suit=Suit.EMPLOYER), {"joining": None}),
    # The first care that was told, also where only its place shows that it came on the day told before.
    (
        {
            "stage": "신청전",
            "story": "2025년 4월 10일에 정형외과에서 어깨 수술을 받았고 6월 2일에 다시 입원했어요.",
        },
        DISEASE,
        {"treatment": "2028-04-10"},
    ),
    (
        {
            "stage": "신청전",
            "story": "작년 4월 3일 짐을 들다 주저앉았고 그날 바로 응급실로 갔고 사흘 뒤 수술했어요.",
        },
        DISEASE,
        {"treatment": "2028-04-03"},
    ),
    (
        {
            "stage": "신청전",
            "story": "딸이 2024년 4월 10일에 정형외과에서 수술을 받았어요. 저는 허리가 아픕니다.",
        },
        DISEASE,
        {"treatment": None},
    ),
    # The time of one who joined the agency is the agency's.
    (
        {
            "stage": "1심판결",
            "received_on": "2026-11-20",
            "story": "판결문은 공단이 11월 17일, 저는 20일에 받았대요. 회사가 이겼습니다.",
        },
        Case(suit=Suit.EMPLOYER),
        {"joined_appeal": "2026-12-01", "joining": None},
    ),
    (
        {"stage": "1심판결", "received_on": "2026-11-20"},
        Case(suit=Suit.EMPLOYER),
        {"joined_appeal": "2026-12-04", "joining": None},
    ),
]


@pytest.mark.parametrize(
    ("told", "case", "expected"), ROWS, ids=[" ".join(map(str, row[0].values())) for row in ROWS]
)
def test_what_is_due(told: dict[str, Any], case: Case, expected: dict[str, str | None]) -> None:
    assert _due(case, **told) == expected


def test_a_suit_has_to_come_within_a_year_of_the_decision_too() -> None:
    assert _due(decision_date="2025-12-15", received_on="2026-11-20")["suit"] == "2026-12-15"


def test_ones_own_copy_of_a_judgment_in_the_employers_suit_may_come_later_than_the_agencys() -> None:
    told = {"stage": "1심판결", "received_on": "2026-11-20"}
    found = deadlines(Intake.model_validate(told), Case(suit=Suit.EMPLOYER), TODAY)
    assert any("공단이 먼저 받았으면" in each.ko for each in found[0].assumes)


def test_where_no_decision_is_told_the_time_runs_from_the_first_care() -> None:
    found = _by_id(story="2024년 3월 12일에 무릎을 수술했어요. 여태 못 냈는데 늦은 건가요?")
    assert found["treatment"].due == date(2027, 3, 12)


def test_only_the_date_on_the_letter_is_known() -> None:
    found = _by_id(decision_date="2026-11-16")["review"]
    assert found.due == date(2027, 2, 15)
    assert "편지에 적힌 날" in found.assumes[0].ko


def test_what_was_counted_from_the_letters_own_date_may_not_have_passed_yet() -> None:
    found = _by_id(decision_date="2026-08-20")["review"]
    assert (found.due, found.passed(TODAY)) == (date(2026, 11, 18), None)
    assert _by_id(decision_date="2026-08-20", received_on="2026-08-20")["review"].passed(TODAY) is True


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {
                "stage": "1심판결",
                "received_on": "2026-06-15",
                "story": "항소했고 2026년 8월 26일에 항소기록 접수통지서를 받았습니다.",
            },
            {"grounds_of_appeal": "2026-10-06"},
        ),
        (
            {
                "stage": "2심판결",
                "received_on": "2026-10-02",
                "story": "상고장을 냈고 11월 5일에 소송기록 접수통지를 받았어요.",
            },
            {"grounds_of_final_appeal": "2026-11-25"},
        ),
        # Appeals made before 2025-03-01 need no grounds within a time.
        ({"stage": "1심판결", "received_on": "2024-09-02", "story": "졌습니다."}, {"appeal": "2024-09-19"}),
    ],
)
def test_grounds_of_an_appeal(told: dict[str, Any], expected: dict[str, str]) -> None:
    found = deadlines(Intake(**told), DISEASE, TODAY)
    assert {each.id: each.due and each.due.isoformat() for each in found} == expected


def test_joining_the_employers_suit_has_no_day_whatever_arrived() -> None:
    told = {"stage": "1심판결", "story": "11월 10일에 소송기록 접수통지를 받았습니다."}
    found = deadlines(Intake.model_validate(told), Case(suit=Suit.EMPLOYER), TODAY)
    assert [(each.id, each.due) for each in found] == [("joining", None)]


def test_no_day_is_known() -> None:
    found = _by_id(accident_on="2026-05-01")["review"]
    assert (found.from_, found.due, found.passed(TODAY), found.days_left(TODAY)) == (None, None, None, None)
    assert "등기" in found.assumes[0].ko
    assert "2026-05-01" in found.assumes[1].ko


def test_what_prescribes_by_the_day_is_told_in_words_where_no_day_was_told() -> None:
    found = _by_id(decision_date="2026-05-02")["treatment"]
    assert (found.from_, found.due) == (None, None)
    assert "하루하루" in found.assumes[0].ko


def _by_id(case: Case = DISEASE, **told: Any) -> dict[str, Deadline]:
    found = deadlines(Intake(**({"story": "통지서를 받았어요."} | told)), case, TODAY)
    return {each.id: each for each in found}


def test_what_can_still_be_done_comes_first_and_what_has_passed_last() -> None:
    found = deadlines(Intake(received_on=date(2026, 8, 1)), DISEASE, TODAY)
    assert [each.passed(TODAY) for each in found] == [None, True, True, True]


@pytest.mark.parametrize(
    ("kind_b", "stage", "received", "ids"),
    [
        (KindB.TREATMENT, "결정", "2026-07-01", {"closed", "new_claim", "excused_review", "made_up_later"}),
        (
            KindB.DISABILITY,
            "결정",
            "2026-07-01",
            {"closed", "new_claim_unknown", "excused_review", "made_up_later"},
        ),
        (KindB.TREATMENT, "1심판결", "2026-11-01", {"made_up_later", "final"}),
        (KindB.TREATMENT, "결정", "2026-11-01", set()),
    ],
)
def test_what_is_said_once_it_has_passed(kind_b: KindB, stage: str, received: str, ids: set[str]) -> None:
    case = Case(kind_b=kind_b)
    found = deadlines(Intake.model_validate({"stage": stage, "received_on": received}), case, TODAY)
    assert {said.id for said in said_if_passed(found, case, TODAY)} == ids


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"received_on": "2026-11-29"}, "뒤입니다"),
        ({"received_on": "1900-01-01"}, "1964-07-01"),
        ({"received_on": "2026-11-01", "decision_date": "2026-11-02"}, "앞섭니다"),
        ({"received_on": "2026-11-01", "accident_on": "2026-11-02"}, "앞섭니다"),
        ({"received_on": "2026-11-28", "decision_date": "2026-11-28", "accident_on": "2026-11-28"}, ""),
        ({"stage": "결정", "received_on": "모름", "panel": "모름"}, ""),
    ],
)
def test_impossible_days(told: dict[str, str], says: str) -> None:
    wrong = impossible(Intake.model_validate({"story": "다쳤어요.", **told}), TODAY)
    assert says in wrong
    assert bool(wrong) is bool(says)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ({"received_on": "2026-11-16"}, "2027-02-15"),
        ({"denial_reason": "업무와 관련이 없음"}, None),
        ({"story": "불승인 통지서를 2026년 11월 16일에 받았습니다."}, "2027-02-15"),
        ({"story": "I was refused. I received the letter on 16 November 2026."}, "2027-02-15"),
    ],
)
def test_a_refusal_told_beside_nothing_claimed_has_its_deadlines_too(
    told: dict[str, Any], due: str | None
) -> None:
    intake = Intake.model_validate({"story": "조선소에서 귀를 다쳤습니다.", "stage": "신청전"} | told)
    found = {each.id: each for each in deadlines_too(intake, DISEASE, TODAY)}
    assert {"review", "suit", "treatment"} <= found.keys()
    assert (found["review"].due and found["review"].due.isoformat()) == due
    # The stage that was told explicitly keeps its own deadline, and says what it took for granted.
    (alone,) = deadlines(intake, DISEASE, TODAY)
    assert alone.id == "treatment" and any("90일" in each.ko for each in alone.assumes)


def test_nothing_claimed_and_nothing_refused_is_told_nothing_of_90_days() -> None:
    intake = Intake.model_validate({"story": "조선소에서 귀를 다쳤습니다.", "stage": "신청전"})
    assert deadlines_too(intake, DISEASE, TODAY) == deadlines(intake, DISEASE, TODAY)
    assert not any("90일" in said.ko for each in deadlines(intake, DISEASE, TODAY) for said in each.assumes)


@pytest.mark.parametrize(("received", "urgent"), [("2026-09-10", True), ("2026-10-01", False), (None, False)])
def test_urgent_is_what_ends_within_two_weeks(received: str | None, urgent: bool) -> None:
    intake = Intake.model_validate({"story": "통지서를 받았어요.", "received_on": received})
    assert is_urgent(deadlines(intake, DISEASE, TODAY), TODAY) is urgent


def test_by_when_it_is_safe_is_said_where_the_decision_was_known_before_its_letter() -> None:
    story = "11월 6일에 담당자가 전화로 불승인이라고 했고 통지서는 11월 11일에 받았어요."
    told = Intake(story=story, stage="결정", received_on="2026-11-11")
    found = {each.id: each for each in deadlines(told, DISEASE, TODAY)}
    review, suit = found["review"], found["suit"]
    assert review.from_ == date(2026, 11, 11), "The day of the letter still counts."
    assert review.sooner and review.sooner in review.assumes
    assert "2026-11-06" in review.sooner.ko and "2027-02-04" in review.sooner.ko
    assert "제103조 제3항" in review.sooner.ko
    assert suit.sooner and "행정소송법 제20조 제1항" in suit.sooner.ko
    assert found["treatment"].sooner is None
    over = next(iter(deadlines(told, DISEASE, date(2027, 2, 5))))
    assert over.passed(date(2027, 2, 5)) is False and over.sooner and "지금 바로" in over.sooner.ko
    # From a review decision a suit runs from the day its letter came, whenever it was heard of.
    reviewed = Intake(story=story, stage="심사결정", received_on="2026-11-11")
    later = {each.id: each for each in deadlines(reviewed, DISEASE, TODAY)}
    assert later["second_review"].sooner and later["suit_after_review"].sooner is None


def _told(story: str, **form: Any) -> dict[str, Deadline]:
    intake, _ = filled(Intake.model_validate({"story": story, **form}), TODAY)
    return {each.id: each for each in deadlines(intake, DISEASE, TODAY)}


def test_a_year_after_the_decision_ends_the_time_for_a_suit_and_is_named_as_what_it_counts_from() -> None:
    suit = _told("허리디스크", stage="결정", received_on="2026-11-20", decision_date="2025-12-01")["suit"]
    assert (str(suit.from_), str(suit.due)) == ("2025-12-01", "2026-12-01")
    assert "1년" in suit.event.ko and suit.basis[0].article == "제20조 제2항"


def test_a_request_dismissed_as_late_moves_no_time_for_a_suit() -> None:
    story = (
        "2026년 3월 3일에 골절 불승인 통지서를 받았습니다. 7월 20일에야 심사청구를 냈더니 {why} 각하됐고 "
        "그 결정서를 11월 2일에 받았습니다."
    )
    late = _told(story.format(why="기간이 지났다며"))["suit_after_review"]
    assert (str(late.due), late.passed(TODAY)) == ("2026-06-01", True)
    assert any("2011두18786" in each.ko for each in late.assumes)
    in_time = _told(story.format(why="다툴 처분이 아니라며"))["suit_after_review"]
    assert str(in_time.due) == "2027-02-01"


def test_a_notice_that_nobody_opened_counts_a_week_later() -> None:
    story = "1심에서 졌습니다. 전자소송이라 11월 10일에 판결이 올라왔다는 알림 문자가 왔{and_then}"
    unopened = _told(story.format(and_then="는데 아직 열어 보지 않았습니다."))["appeal"]
    assert str(unopened.due) == "2026-12-01" and any("제11조 제4항" in each.ko for each in unopened.assumes)
    opened = _told(story.format(and_then="고 바로 열어 보았습니다."))["appeal"]
    assert str(opened.due) == "2026-11-24"


@pytest.mark.parametrize(
    "story, rule, due",
    [
        (
            "1심에서 져서 항소장을 냈습니다. 고등법원의 소송기록접수통지서를 11월 12일에 받았습니다.",
            "grounds_of_appeal",
            "2026-12-22",
        ),
        (
            "대법원에 상고했습니다. 11월 13일에 소송기록 접수통지가 왔습니다.",
            "grounds_of_final_appeal",
            "2026-12-03",
        ),
    ],
)
def test_the_notice_of_the_record_before_and_behind_its_day(story: str, rule: str, due: str) -> None:
    assert str(_told(story)[rule].due) == due


@pytest.mark.parametrize(
    "story, words",
    [
        ("2027년 3월 1일에 불승인 통지서를 받았습니다.", "오늘"),
        ("2026년 2월 30일에 불승인 통지서를 받았습니다.", "달력에 없는"),
        (
            "2026년 9월 1일에 불승인 통지서를 받았습니다. 2026년 10월 5일에 현장에서 떨어져 발목이 부러진 사고입니다.",
            "앞섭니다",
        ),
    ],
)
def test_days_of_a_story_that_cannot_be(story: str, words: str) -> None:
    assert words in impossible(Intake(story=story), TODAY)


def test_two_harms_or_a_day_without_its_year_contradict_nothing() -> None:
    for story in (
        "2026년 9월 1일에 통지서를 받았습니다. 2020년 3월 2일에 다쳤고 2026년 10월 5일에 또 넘어져 다쳤습니다.",
        "9월 1일에 불승인 통지서를 받았습니다. 10월 5일에 떨어져 다친 사고입니다.",
        "2027년 3월 1일에 재판이 열린다고 합니다.",
    ):
        assert not impossible(Intake(story=story), TODAY)
