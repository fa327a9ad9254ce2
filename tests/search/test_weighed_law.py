"""Whether a story is of another law is weighed beside what its words say."""

import hashlib
from pathlib import Path

import pytest

from lib.domain.intake import Intake
from lib.domain.other_law import OtherLaw
from lib.domain.taxonomy import KindB
from lib.guidance.turn_to import laws_elsewhere
from lib.search.law_elsewhere import as_told, law_by_words, law_elsewhere, law_features
from lib.search.weighed_law import model
from lib.text.shipped import read_shipped

SETS = Path(__file__).parents[2] / "bench/sets"


def test_the_weights_are_those_of_the_training_sets() -> None:
    """Who changes a set has to learn the weights anew: `python -m training.other_law`."""
    digests = [
        hashlib.sha256((SETS / name).read_bytes()).hexdigest()
        for name in ("other_law_train.jsonl", "labels.jsonl", "despair_train.jsonl")
    ]
    assert str(read_shipped("other_law.npz")["set"]).split("\n") == digests


def test_every_law_that_is_weighed_has_a_place_to_turn_to() -> None:
    assert set(model().laws) == set(OtherLaw) == set(laws_elsewhere())


# Told with the words of this insurance: an illness, a cause, a refusal.
@pytest.mark.parametrize(
    ("story", "denial", "law"),
    [
        (
            "구청에서 세무 일을 보는 8급 공무원입니다. 민원인에게 시달리다 우울증이 와서 공무상 요양을 신청했는데 안 됐어요.",
            "공무와 상병 사이에 상당인과관계를 인정하기 어려움",
            OtherLaw.OFFICIALS,
        ),
        (
            "어릴 때 앓은 소아마비로 한쪽 다리를 절어요. 장애 등급을 다시 심사하더니 심하지 않은 장애로 낮아져서 활동지원 시간이 절반으로 줄었습니다. 주민센터에 말했더니 이의신청을 하래요.",
            "장애 정도 심사 결과 심하지 않은 장애",
            OtherLaw.WELFARE,
        ),
        (
            "근해 통발 어선에서 갑판원으로 일하다 밧줄에 손이 감겨 손가락이 부러졌습니다. 근로복지공단에 냈더니 여기가 아니라고 합니다.",
            "어선원재해보상보험의 대상으로 산재보험 적용 제외",
            OtherLaw.SEAFARERS,
        ),
    ],
)
def test_a_refusal_in_the_words_of_this_insurance_may_be_of_another(
    story: str, denial: str, law: OtherLaw
) -> None:
    assert law_elsewhere(Intake(story=story, denial_reason=denial)) is law


@pytest.mark.parametrize(
    ("story", "denial"),
    [
        ("보훈병원 조리실에서 위탁업체 직원으로 일하다 솥에 팔을 데었습니다. 보훈청에 물어보라는 사람도 있어요.", ""),
        ("회사에서 해고당하고 나서 허리 디스크로 산재를 신청했는데 나이 탓이라고 안 된대요. 월급도 두 달 밀렸어요.", ""),
        ("군대에서 행군하다 다친 적이 있는 무릎인데, 지금은 타일 일을 20년 했고 공단은 그때 다친 거라며 거절했습니다.", ""),
        ("남편은 시청에서 공무직으로 가로수를 정비하다 사다리에서 떨어졌습니다.", "재해와 상병의 인과관계 없음"),
    ],
)  # fmt: skip
def test_other_laws_named_in_passing_turn_nobody_away(story: str, denial: str) -> None:
    assert law_elsewhere(Intake(story=story, denial_reason=denial)) is None


def test_what_is_chosen_in_the_form_decides_before_the_weights() -> None:
    story = "국민연금에 장애연금을 신청했는데 거절당했습니다."
    assert law_elsewhere(Intake(story=story)) is OtherLaw.NATIONAL_PENSION
    assert law_elsewhere(Intake(story=story, kind_b=KindB.DISABILITY)) is None
    # A form that names an illness does not yet make it this insurance's.
    assert law_elsewhere(Intake(story=story, diagnoses=("뇌출혈",))) is OtherLaw.NATIONAL_PENSION


def test_what_the_weights_find_is_more_than_the_words_tell() -> None:
    story = "장애 등급을 다시 심사하더니 심하지 않은 장애로 낮아져서 활동지원 시간이 절반으로 줄었습니다. 주민센터에 말했더니 이의신청을 하라는데 무엇을 내야 하나요?"
    told = as_told(Intake(story=story))
    assert law_by_words(told) is None
    assert law_elsewhere(told) is OtherLaw.WELFARE
    away, likeliest = model().weigh(told, law_features(told))
    assert away > 0 and likeliest is OtherLaw.WELFARE


@pytest.mark.parametrize(
    "text",
    [
        "그냥 다 끝내고 싶어요", "안녕하세요", "너무 지쳤어요", "너무 힘들어요 어떻게 해야 하나요", "남편이 보고 싶어요",
        "재심사는 언제까지 내나요", "유족연금은 애 몇 살까지 나오나요?", "끝까지 싸우겠습니다. 대법원까지 갑니다.",
    ],
)  # fmt: skip
def test_a_short_message_in_the_middle_of_a_dispute_is_not_turned_away(text: str) -> None:
    assert law_elsewhere(Intake(story=text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "국민연금에서는 3급으로 연금을 받는데 손 하나로 장해 12급이라니 이해가 안 됩니다.",
        "카드빚으로 통장이 압류됐지만 그건 따로 하고, 등급이 낮게 나와서 재심사를 하려고요.",
    ],
)
def test_a_word_that_another_law_does_not_know_keeps_a_story_here(text: str) -> None:
    assert law_elsewhere(Intake(story=text)) is None
