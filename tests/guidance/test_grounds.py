"""On which grounds a refusal rests."""

import pytest
from pydantic import ValidationError

from lib.guidance.evidence import evidence
from lib.guidance.grounds import Ground, grounds, grounds_raised


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


def test_a_ground_that_could_not_be_raised_is_refused() -> None:
    for raw in (
        {"id": "one"},
        {"id": "one", "of": ["소음"]},
        {"id": "one", "any": ["소음"], "fails": "unshown"},
    ):
        with pytest.raises(ValidationError):
            Ground.model_validate(raw)
