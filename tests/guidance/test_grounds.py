"""On which grounds a refusal rests."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.evidence import evidence
from lib.guidance.grounds import Ground, grounds, grounds_raised, of_the_dispute


@pytest.mark.parametrize("ground", grounds(), ids=lambda ground: ground.id)
def test_every_phrase_of_a_ground_is_found(ground: Ground) -> None:
    lacking = {"unshown": "은 객관적으로 확인되지 않음.", "too_little": "이 기준에 미치지 못함."}
    beside = f" {ground.beside[0]}." if ground.beside else ""
    for phrase in ground.any_:
        assert ground.id in grounds_raised("", f"조사한 결과 {phrase}.{beside}")
    for phrase in ground.of:
        denial = f"조사한 결과 {phrase}{lacking[ground.fails or 'unshown']}{beside}"
        assert ground.id in grounds_raised("", denial)
    for phrase in ground.told:
        assert ground.id in grounds_raised(f"그날 {phrase} 그랬습니다.{beside}", "")


@pytest.mark.parametrize("ground", grounds(), ids=lambda ground: ground.id)
def test_every_ground_is_answered_by_a_piece_of_evidence(ground: Ground) -> None:
    assert any(ground.id in (*item.turns, *item.helps) for item in evidence())


@pytest.mark.parametrize(
    ("denial", "raised", "not_raised"),
    [
        # what is lacking stands in another clause
        ("영상에서 퇴행성 변화가 보이고 업무와 상당인과관계가 없다고 했습니다.", "worn link_denied", "diagnosis_unshown"),
        ("소음 노출은 인정되지만 난청의 정도가 기준에 미치지 못함", "", "exposure_unshown"),
        ("신호위반은 범죄행위여서 업무상 재해가 아니라고 함", "offence", "accident_unshown"),
        ("조사 결과로 보아 재해 경위가 불분명함", "accident_unshown", "hours_short"),
    ],
)  # fmt: skip
def test_read_within_a_clause(denial: str, raised: str, not_raised: str) -> None:
    found = grounds_raised("", denial)
    assert set(raised.split()) <= found
    assert not set(not_raised.split()) & found


def test_a_story_raises_what_it_tells_of_oneself_or_passes_on() -> None:
    assert grounds_raised("만취 상태로 넘어졌어요.", "") == {"drink"}
    assert not grounds_raised("술을 마시고 운전하지 않았어요. 상대가 음주운전을 했어요.", "")
    assert not grounds_raised("나이는 쉰여섯이고 고혈압이 있어요.", "")
    assert grounds_raised("고혈압 때문이라고 거절당했어요.", "") == {"own_illness"}
    assert grounds_raised("고혈압 때문이라고 거절당했어요.", "업무시간이 짧음") == {"hours_short"}


def test_a_refusal_rests_on_the_circumstances_read_in_it() -> None:
    back = Case(disease_category=Disease.MUSCULOSKELETAL, kind_c=KindC.DISEASE)
    assert "worn" in grounds_raised("", "MRI상 만성적으로 닳은 소견임", back)
    assert "private_gathering" not in grounds_raised("2차에 갔어요.", "사인을 알 수 없음", back)


@pytest.mark.parametrize(
    ("story", "denial", "changed"),
    [
        ("아이가 아프게 태어났어요. 임신하고도 약품을 만졌어요.", "아이는 근로자가 아님", {"issue_category": Issue.CAUSATION, "disease_category": Disease.OTHER}),
        # nobody was born
        ("임신 8주인데 넘어졌어요.", "", {}),
        ("보험사에서 합의금을 받았다고 안 준대요.", "", {"issue_category": Issue.PROCEDURE}),
        # a reason that is given tells better than a word of the story
        ("합의금을 받았어요.", "사적 행위임", {}),
        # left long ago, unless it came too late
        ("", "퇴직한 지 오래되었음", {"issue_category": Issue.CAUSATION}),
        ("", "퇴직한 지 오래되었고 시효가 완성됨", {}),
    ],
)  # fmt: skip
def test_some_grounds_tell_what_the_case_is_about(story: str, denial: str, changed: dict) -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CANCER, Issue.TIME_LIMIT)
    assert of_the_dispute(case, grounds_raised(story, denial)) == replace(case, **changed)


def test_a_ground_tells_the_issue_where_none_was_understood() -> None:
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY)
    raised = grounds_raised("", "독립된 사업자로 근로자가 아님")
    assert of_the_dispute(case, raised).issue_category is Issue.EMPLOYEE_STATUS
    other = replace(case, issue_category=Issue.MISCONDUCT)
    assert of_the_dispute(other, raised).issue_category is Issue.MISCONDUCT


def test_a_ground_that_could_not_be_raised_is_refused() -> None:
    for raw in (
        {"id": "one"},
        {"id": "one", "of": ["소음"]},
        {"id": "one", "any": ["소음"], "fails": "unshown"},
        {"id": "one", "any": ["소음"], "circumstances": ["nothing_of_that_name"]},
    ):
        with pytest.raises(ValidationError):
            Ground.model_validate(raw)
