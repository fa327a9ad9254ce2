"""What a story is about: denied and others' misconduct is not its issue, and the factors agree."""

import pytest

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Issue, KindC
from lib.guidance.factors import read_factors
from lib.search.understanding import of_the_case, understand, understand_text

ROAD = Case(disease_category=Disease.INJURY, kind_c=KindC.ACCIDENT, issue_category=Issue.MISCONDUCT)


@pytest.mark.parametrize(
    ("story", "is_misconduct"),
    [
        ("배달 중에 다쳤습니다. 음주운전을 한 사실이 전혀 없고 빗길에 미끄러졌습니다.", False),
        ("음주운전을 하다가 다쳤습니다.", True),
        ("상대방이 음주운전을 해서 저를 치었습니다.", False),
        ("만취한 손님이 밀어서 다쳤습니다.", False),
        # what the agency holds against the person is what the case is about
        ("공단은 음주운전이라며 거절했습니다.", True),
        ("저는 음주운전을 하지 않았다고 진술했습니다.", False),
    ],
)
def test_search_and_factors_agree_on_misconduct(story: str, is_misconduct: bool) -> None:
    assert (understand_text(story).issue_category is Issue.MISCONDUCT) is is_misconduct
    against = {factor.id for factor in read_factors(story, "", ROAD) if factor.side == "against"}
    assert bool(against & {"drunk_driving", "drinking_on_record"}) is is_misconduct


@pytest.mark.parametrize(
    ("story", "label", "is_about"),
    [
        ("소음성 난청이 아니래요.", Disease.HEARING, True),
        ("우울증이 아니라고 합니다.", Disease.MENTAL, True),
        ("회식이 아니라 창고로 가다가 다쳤습니다.", Issue.IN_COURSE_OF_WORK, False),
        ("회식은 업무가 아니래요.", Issue.IN_COURSE_OF_WORK, True),
    ],
)
def test_what_the_agency_denies_is_what_the_case_is_about(
    story: str, label: Disease | Issue, is_about: bool
) -> None:
    understood = understand_text(story)
    assert (label in (understood.disease_category, understood.issue_category)) is is_about


def test_the_agencys_reason_alone_tells_what_the_case_is_about() -> None:
    told = Intake(story="현장에서 어깨를 다쳤습니다.", denial_reason="근로자로 볼 수 없음")
    assert understand(told).issue_category is Issue.EMPLOYEE_STATUS
    assert understand(Intake(story=told.story)).issue_category is not Issue.EMPLOYEE_STATUS


def test_blanks_keep_offsets() -> None:
    story = "상대 차가 신호위반을 했고 저는 출근 중이었는데 이제는 죽고 싶습니다."
    kept = of_the_case(story)
    assert len(kept) == len(story)
    assert "신호위반" not in kept and "죽고" not in kept and "출근 중" in kept
