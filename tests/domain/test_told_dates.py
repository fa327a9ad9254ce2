"""Days and stage that a story tells, on Saturday, 28 November 2026."""

from datetime import date

import pytest

from lib.domain.intake import Intake
from lib.domain.taxonomy import KindB, Stage
from lib.domain.told_dates import filled, told_dates

TODAY = date(2026, 11, 28)


def _told(story: str, denial_reason: str = "") -> dict[str, object]:
    found = told_dates(story, denial_reason, today=TODAY)
    return {
        each.field: each.value.isoformat() if isinstance(each.value, date) else each.value for each in found
    }


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (
            "12일 전에 공단에서 편지가 왔는데 산재가 안 된대요.",
            {"stage": "결정", "received_on": "2026-11-16"},
        ),
        (
            "2026. 10. 2.자 요양불승인 처분, 2026. 10. 7. 처분서 수령. 질판위 심의 건.",
            {"stage": "결정", "decision_date": "2026-10-02", "received_on": "2026-10-07", "panel": True},
        ),
        (
            "11월 5일자로 제10급을 줬습니다(통지는 12일 도착). 장해등급이 낮아요.",
            {"stage": "결정", "received_on": "2026-11-12"},
        ),
        (
            "공단은 11월 2일 종이로 '개인사업자라 근로자가 아니다' 했고 원청도 모른답니다.",
            {"stage": "결정", "decision_date": "2026-11-02"},
        ),
        (
            "남편은 배관 일을 했어요. 2022년 1월 20일, 예순여섯에 돌아가셨어요. 아직 아무것도 안 냈습니다.",
            {"stage": "신청전", "benefit_from": "2022-01-20"},
        ),
        (
            "통지서를 시어머니가 10월 13일에 받아 두셨는데 저는 10월 16일에야 봤어요. 산재 부지급입니다",
            {"stage": "결정", "received_on": "2026-10-13"},
        ),
        (
            "불승인 결정문 받은 지 20일 됐어요. 판정위 심의도 없이 나왔어요.",
            {"stage": "결정", "received_on": "2026-11-08", "panel": False},
        ),
        (
            "3월 9일에 불승인 통지서를 받고 심사청구를 냈는데 각하됐습니다(각하결정 2026. 8. 31. 수령).",
            {"stage": "심사결정", "received_on": "2026-08-31"},
        ),
        (
            "처분일자: 2026. 10. 13. 통지 수령: 2026. 10. 16. 상병: 경추간판탈출증 불승인.",
            {"stage": "결정", "decision_date": "2026-10-13", "received_on": "2026-10-16"},
        ),
        (
            "1심에서는 이겼는데 2심에서 뒤집혔습니다. 판결문은 11월 18일에 받았어요.",
            {"stage": "2심판결", "received_on": "2026-11-18"},
        ),
        (
            "산재는 아직 안 냈습니다. 9월 14일에 사다리에서 떨어졌어요.",
            {"stage": "신청전", "accident_on": "2026-09-14"},
        ),
        (
            "남편이 5월 4일 야간작업 중 쓰러져 5월 9일 숨졌습니다. 유족급여 부지급 결정이 10월 27일에 났습니다.",
            {
                "stage": "결정",
                "accident_on": "2026-05-04",
                "benefit_from": "2026-05-09",
                "decision_date": "2026-10-27",
            },
        ),
        (
            "휴업급여를 안 준다는 통지를 10월 30일에 받았어요. 4월 17일부터 일을 못 나가고 있습니다.",
            {"stage": "결정", "received_on": "2026-10-30", "benefit_from": "2026-04-17"},
        ),
    ],
)
def test_told(story: str, told: dict[str, object]) -> None:
    assert _told(story) == told


@pytest.mark.parametrize(
    "story",
    [
        # Of others, of the company, of a doctor, of another office or court.
        "같이 일하던 김 씨는 지난주 화요일에 불승인 통지서를 받았답니다.",
        "회사에서 10월 5일에 해고 통지서를 받았습니다.",
        "노동위원회에서 판정서가 11월 12일에 도착했습니다. 부당해고 구제신청이 기각됐어요.",
        "건강보험공단에서 12일 전에 편지가 왔어요. 부당이득이라고 병원비를 내라네요",
        "법원에서 어제 변론기일 통지서가 왔어요.",
        "회사가 승인 취소 소송을 냈고 행정법원에서 회사가 졌습니다.",
        "회사 상대로 손해배상 소송을 했는데 1심에서 졌어요. 판결문은 어제 받았고요.",
        "아들이 11월 2일에 학교에서 다쳤고 저는 일하다 우울증이 왔습니다.",
        # Feared, asked, pending.
        "불승인되면 심사청구하고 기각되면 소송까지 갈 생각입니다.",
        "10월 5일에 서류를 냈고 판정위 심의를 앞두고 있습니다.",
        "2019년 3월 4일 입사했습니다. 10월 5일 MRI를 찍었어요.",
        "회사에서 10월 5일에 잘렸습니다.",
    ],
)
def test_nothing_told(story: str) -> None:
    assert _told(story) == {}


@pytest.mark.parametrize(
    "story",
    [
        "추석 지나고 공단에서 편지가 왔어요. 불승인이랍니다.",
        "통지서는 10월 8일에 받은 것 같은데 확실하지 않아요. 불승인입니다.",
        "10월 5일에 신청한 게 불승인됐다고 편지가 왔어요",
        "불승인 통지서를 받고 사흘 전에 심사청구를 했습니다",
        "10월 5일 이사 후 불승인 통지서를 받았습니다.",
        "10월 5일자 소견서를 첨부했는데도 불승인입니다",
        "어머니는 5년 전 11월 9일에 돌아가셨고 저는 허리를 다쳐 불승인됐습니다.",
    ],
)
def test_a_day_of_something_else(story: str) -> None:
    assert _told(story) == {"stage": "결정"}


def test_the_letter_of_an_earlier_decision_is_not_that_of_the_last() -> None:
    assert _told("처음 편지는 3월 2일에 받았고 심사 결정서는 언제 왔는지 몰라요. 심사도 기각이에요") == {
        "stage": "심사결정"
    }


def test_the_reason_of_the_refusal_is_read_too() -> None:
    assert _told("허리를 다쳤어요.", "업무상질병판정위원회 심의 결과 인정되지 않음") == {"panel": True}


def test_the_form_outranks_the_story() -> None:
    intake = Intake(
        story="심사청구도 기각됐어요. 결정서는 11월 3일에 왔고 9월 4일에 다쳤습니다.",
        accident_on=date(2026, 9, 3),
    )
    told, read = filled(intake, TODAY)
    assert (told.stage, told.received_on, told.accident_on) == (
        Stage.REVIEW,
        date(2026, 11, 3),
        date(2026, 9, 3),
    )
    assert [(each.field, each.words) for each in read] == [
        ("stage", "심사청구도 기각됐어요"),
        ("received_on", "결정서는 11월 3일에 왔고"),
    ]
    # A day of another stage than the form's, and one that the form contradicts, are left out.
    first, _ = filled(intake.model_copy(update={"stage": Stage.DECISION}), TODAY)
    assert first.received_on is None
    late, _ = filled(intake.model_copy(update={"decision_date": date(2026, 11, 5)}), TODAY)
    assert late.received_on is None


def test_from_which_day_a_benefit_counts_hangs_on_the_benefit() -> None:
    story = "남편이 5월 4일 회사에서 쓰러져 숨졌습니다. 불승인됐어요."
    survivors, _ = filled(Intake(story=story, kind_b=KindB.SURVIVORS), TODAY)
    treatment, _ = filled(Intake(story=story, kind_b=KindB.TREATMENT), TODAY)
    assert (survivors.benefit_from, treatment.benefit_from) == (date(2026, 5, 4), None)


def test_a_text_without_sentences_is_not_pored_over() -> None:
    assert _told("2심 기각 " * 3000 + "입니다. 불승인 통지서를 어제 받았습니다.") == {
        "stage": "결정",
        "received_on": "2026-11-27",
    }


@pytest.mark.parametrize(
    ("story", "received_on"),
    [
        ("어깨가 아픕니다. 12일 전에 편지가 왔어요.", date(2026, 11, 16)),
        ("결정은 10월 13일 받았습니다.", date(2026, 10, 13)),
        ("회사에서 3일 전에 문자가 왔어요.", None),
        ("11월 2일에 병원에서 진단서를 받았어요.", None),
    ],
)
def test_where_a_refusal_is_known_its_letter_needs_no_other_word(
    story: str, received_on: date | None
) -> None:
    for known in ({"denial_reason": "퇴행성 변화임"}, {"decision_date": date(2026, 10, 8)}):
        intake, _ = filled(Intake.model_validate({"story": story, **known}), date(2026, 11, 28))
        assert intake.received_on == received_on
    unclaimed = Intake(story=f"산재는 아직 안 냈습니다. {story}")
    assert filled(unclaimed, date(2026, 11, 28))[0].received_on is None


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (
            "The letter is dated October 20, but I received it on October 27. It says no.",
            {"stage": "결정", "decision_date": "2026-10-20", "received_on": "2026-10-27"},
        ),
        (
            "I lost in court. The judgment came 12 days ago.",
            {"stage": "1심판결", "received_on": "2026-11-16"},
        ),
        ("My boss fired me by a letter on November 2. The decision has not arrived on November 20.", {}),
        (
            "They denied it. My friend got his letter on November 5, mine came about 10 days ago.",
            {"stage": "결정"},
        ),
    ],
)
def test_a_story_in_english_tells_its_days_too(story: str, told: dict[str, str]) -> None:
    assert _told(story) == told


def test_a_bare_arrival_is_the_letters_where_the_form_says_when_it_was_decided() -> None:
    intake = Intake(story="무릎은 11월 2일에 찍었고요. 11월 6일 받았습니다.", decision_date=date(2026, 11, 3))
    assert filled(intake, TODAY)[0].received_on == date(2026, 11, 6)
    assert filled(intake.model_copy(update={"decision_date": None}), TODAY)[0].received_on is None


@pytest.mark.parametrize(
    ("story", "denial_reason", "panel"),
    [
        ("무릎이 닳았다고 합니다.", "판정위원회는 신체부담이 간헐적이라고 판단함", True),
        ("무릎이 닳았다고 합니다.", "개인 소인에 의함(서울업무상질병판정위원회)", True),
        ("위원들 앞에서 말했는데도 안 됐어요.", "", True),
        ("산재심사위원회 위원들이 모여 기각했어요.", "", None),
        ("장해등급은 위원들이 모여 정했대요. 불승인입니다.", "", None),
        ("불승인 통지서에 판정위원회 이야기는 나오지 않습니다.", "", False),
        ("종이에는 판정위원회를 거쳤다는 말이 없고 불승인이라고만 있습니다.", "", False),
        ("판정위원회를 거쳤다는 말이 적혀 있고 불승인입니다.", "", True),
        ("판정위에서 말도 못 하고 불승인됐습니다.", "", True),
    ],
)
def test_a_panel_is_told_in_plain_words_or_by_the_letter(
    story: str, denial_reason: str, panel: bool | None
) -> None:
    assert _told(story, denial_reason).get("panel") is panel


def test_the_day_of_an_earlier_decision_counts_for_nothing() -> None:
    story = "작년 9월에 거절당해 소송을 냈는데 1심도 11월 12일에 제 청구를 기각했습니다. 판결문은 11월 19일에 우편으로 받았습니다."
    form = Intake(story=story, decision_date=date(2025, 9, 3))
    told, _ = filled(form, date(2026, 11, 29))
    assert (told.stage, told.received_on) == (Stage.FIRST_INSTANCE, date(2026, 11, 19))
    assert told.decision_date is None
    # Nor does it where no later day is told: nothing is counted from it, and the day is asked.
    asked = "작년 9월에 거절당해 소송을 냈는데 1심도 얼마 전에 제 청구를 기각했습니다."
    told, _ = filled(Intake(story=asked, decision_date=date(2025, 9, 3)), date(2026, 11, 29))
    assert told.stage is Stage.FIRST_INSTANCE and told.decision_date is None
    # A stage that was chosen is the one that the letter is of.
    chosen = Intake(story=asked, decision_date=date(2025, 9, 3), stage=Stage.FIRST_INSTANCE)
    assert filled(chosen, date(2026, 11, 29))[0].decision_date == date(2025, 9, 3)
