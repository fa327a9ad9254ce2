"""What people are told at work, read from their story and answered by the law."""

import re

import pytest

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, KindB
from lib.guidance.heard import ForTheBereaved, Heard, for_the_bereaved, heard, heard_in, to_see_to
from tests.guidance.plain_words import check_plain


@pytest.mark.parametrize(
    ("story", "ids"),
    [
        ("사장님이 산재보험에 가입을 안 했다고 합니다.", "not_insured"),
        ("우리 회사는 산재 미가입 사업장이래요.", "not_insured"),
        ("회사에서 도장을 안 찍어 줘요.", "no_stamp"),
        ("부장이 산재 신청하면 자르겠다고 했습니다.", "will_be_fired"),
        ("소장이 공상으로 하자고 합니다. 저는 이미 퇴사했습니다.", "settle_without left_the_job"),
        ("다니던 공장은 작년에 폐업했습니다.", "closed_down"),
        ("회사는 산재보험에 가입되어 있습니다.", ""),
        ("회사는 폐업하지 않았습니다.", ""),
        ("제 동료는 퇴사했습니다.", ""),
        ("아직 퇴사하지 않고 다닙니다.", ""),
        ("아버지가 말을 못 하시는데 제가 대신 낼 수 있는지요.", "only_the_person"),
        ("공단에서 본인이 아니면 안 된다고 했어요.", "only_the_person"),
        ("동료가 대신 일을 나갔습니다.", ""),
        ("용접을 하다 손을 다쳤습니다.", ""),
    ],
)
def test_what_a_story_tells(story: str, ids: str) -> None:
    assert [each.id for each in heard_in(story)] == ids.split()


@pytest.mark.parametrize("entry", heard(), ids=lambda entry: entry.id)
def test_an_answer_is_one_plain_sentence(entry: Heard) -> None:
    assert entry.says.ko.count("다.") == 1
    for text in (entry.quote, entry.says):
        check_plain(text.ko)
        assert not re.search(r"[가-힣]", re.sub(r"\([가-힣]+\)", "", text.en))


@pytest.mark.parametrize("entry", for_the_bereaved(), ids=lambda entry: entry.id)
def test_the_bereaved_are_told_plainly(entry: ForTheBereaved) -> None:
    for text in (entry.do, entry.why):
        check_plain(text.ko)
        assert not re.search(r"[가-힣]", text.en)


@pytest.mark.parametrize(
    ("told", "disease", "is_told"),
    [
        ({}, Disease.CARDIOVASCULAR, True),
        ({"stage": "결정"}, Disease.CARDIOVASCULAR, False),
        ({"denial_reason": "업무와 관련이 없음"}, Disease.CARDIOVASCULAR, False),
        ({"stage": "결정"}, Disease.RESPIRATORY, True),
    ],
)
def test_an_autopsy_is_spoken_of_before_a_refusal_only(
    told: dict[str, str], disease: Disease, is_told: bool
) -> None:
    intake = Intake.model_validate({"story": "남편이 돌아가셨습니다.", **told})
    ids = [each.id for each in to_see_to(intake, Case(kind_b=KindB.SURVIVORS, disease_category=disease))]
    assert ("autopsy" in ids) is is_told and "waiver" in ids
