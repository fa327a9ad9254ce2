"""What a story is about: denied and others' misconduct is not its issue, and the factors agree."""

from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import yaml

from lib.domain.intake import Case, Intake
from lib.domain.other_law import OtherLaw
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Suit
from lib.guidance.factors import read_factors
from lib.search.law_elsewhere import law_elsewhere
from lib.search.read_by_words import Understood, of_the_case, second_ground, understand_text
from lib.search.understanding import understand

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


@pytest.mark.parametrize(
    ("story", "disease", "issue"),
    [
        (
            "My husband died of a cerebral haemorrhage after weeks of overtime and they refused.",
            Disease.CARDIOVASCULAR,
            Issue.CAUSATION,
        ),
        ("HEARING LOSS after 20 years in a shipyard", Disease.HEARING, Issue.CAUSATION),
        ("I broke my wrist on my way to work.", Disease.INJURY, Issue.COMMUTE_ROUTE),
        ("He had a heart attack, and they say a freelancer is no worker.", Disease.CARDIOVASCULAR, Issue.EMPLOYEE_STATUS),
        ("He had heat stroke in the field.", Disease.OTHER, Issue.CAUSATION),
        ("After the company dinner he fell.", Disease.INJURY, Issue.IN_COURSE_OF_WORK),
    ],
)  # fmt: skip
def test_an_english_story_is_understood(story: str, disease: Disease | None, issue: Issue) -> None:
    understood = understand_text(story)
    assert (understood.disease_category, understood.issue_category) == (disease, issue)


def test_the_agencys_reason_alone_tells_what_the_case_is_about() -> None:
    told = Intake(story="현장에서 어깨를 다쳤습니다.", denial_reason="근로자로 볼 수 없음")
    assert understand(told).issue_category is Issue.EMPLOYEE_STATUS
    assert understand(Intake(story=told.story)).issue_category is not Issue.EMPLOYEE_STATUS


def test_blanks_keep_offsets() -> None:
    story = "상대 차가 신호위반을 했고 저는 출근 중이었는데 이제는 죽고 싶습니다."
    kept = of_the_case(story)
    assert len(kept) == len(story)
    assert "신호위반" not in kept and "죽고" not in kept and "출근 중" in kept


@pytest.mark.parametrize(
    ("story", "denial", "issue"),
    [
        # Told in passing, while the agency refused for another reason.
        (
            "지입차주로 짐을 나르다 허리 디스크가 터졌습니다.",
            "퇴행성 변화로 업무관련성이 없음",
            Issue.CAUSATION,
        ),
        (
            "지입차주로 짐을 나르다 허리 디스크가 터졌습니다.",
            "근로기준법상 근로자가 아님",
            Issue.EMPLOYEE_STATUS,
        ),
        ("지입차주로 짐을 나르다 허리 디스크가 터졌습니다.", "", Issue.EMPLOYEE_STATUS),
        # A reason that speaks for nothing decides nothing.
        ("지입차주로 짐을 나르다 허리 디스크가 터졌습니다.", "승인할 수 없음", Issue.EMPLOYEE_STATUS),
    ],
)
def test_what_the_agency_did_not_raise_is_not_in_dispute(story: str, denial: str, issue: Issue) -> None:
    assert understand(Intake(story=story, denial_reason=denial)).issue_category is issue


@pytest.mark.parametrize("chosen", KindC)
def test_what_was_chosen_in_the_form_wins_over_what_the_words_suggest(chosen: KindC) -> None:
    story = "출근하다가 버스에 치여 다리가 부러졌습니다."
    assert understand(Intake(story=story)).kind_c is KindC.COMMUTE
    assert understand(Intake(story=story, kind_c=chosen)).kind_c is chosen


def test_after_a_grant_the_need_of_treatment_is_in_dispute() -> None:
    intake = Intake(story="발목이 다시 말썽입니다.", kind_b=KindB.RENEWED_TREATMENT)
    assert understand(intake).issue_category is Issue.NEED_OF_TREATMENT


def test_nothing_is_understood_of_another_law() -> None:
    wages = "월급을 석 달째 못 받았습니다. 근로계약서도 없습니다."
    assert understand(Intake(story=wages)) == Understood()
    # Whoever filled in the form has a claim under this one.
    assert (
        understand(Intake(story=wages, denial_reason="근로자가 아님")).issue_category is Issue.EMPLOYEE_STATUS
    )
    assert understand_text(wages).issue_category is Issue.EMPLOYEE_STATUS


def test_who_was_asked_to_pay_decides_unless_a_benefit_of_this_law_is_chosen() -> None:
    pension = Intake(story="국민연금에 장애연금을 신청했는데 거절당했습니다.", diagnoses=("뇌출혈",))
    assert law_elsewhere(pension) is OtherLaw.NATIONAL_PENSION and understand(pension) == Understood()
    assert not law_elsewhere(pension.model_copy(update={"kind_b": KindB.TREATMENT}))
    assert not law_elsewhere(pension.model_copy(update={"denial_reason": "산재로 인정할 수 없습니다."}))


def test_an_official_is_left_out_whatever_the_form_says_of_accident_or_disease() -> None:
    told = Intake(story="소방관인데 출동하다 허리를 다쳤습니다.", kind_c=KindC.ACCIDENT)
    assert law_elsewhere(told) is OtherLaw.OFFICIALS
    wages = Intake(story="월급이 밀렸습니다.", kind_c=KindC.ACCIDENT)
    assert law_elsewhere(wages) is None


@pytest.mark.parametrize(
    ("story", "disease"),
    [
        # How somebody worked is no illness, and helps to read one.
        ("하루도 못 쉬었습니다.", None),
        ("12시간씩 하루도 못 쉬고 일했습니다.", None),
        ("12시간씩 하루도 못 쉬고 일하다 두통이 왔습니다.", Disease.CARDIOVASCULAR),
        ("야근을 많이 했고 어깨가 찢어졌습니다.", Disease.MUSCULOSKELETAL),
    ],
)
def test_a_circumstance_is_not_an_illness(story: str, disease: Disease | None) -> None:
    understood = understand_text(story)
    assert understood.disease_category is disease
    assert (Disease.CARDIOVASCULAR in understood.words) is (disease is Disease.CARDIOVASCULAR)


@pytest.mark.parametrize(
    ("story", "further"),
    [
        ("탄광에서 일하고 귀도 안 들리고 진폐도 있습니다.", [Disease.RESPIRATORY]),
        ("회식 뒤에 넘어져 다쳤는데 4년이 지나 시효가 지났대요.", [Issue.IN_COURSE_OF_WORK]),
        # A part that was hurt, and an illness had beside, are no second case.
        ("사다리에서 떨어져 어깨와 허리를 다쳤습니다.", []),
        ("고혈압이 있고 폐암에 걸렸습니다.", []),
    ],
)
def test_a_second_illness_or_issue_is_kept(story: str, further: list[Disease | Issue]) -> None:
    read = understand(Intake(story=story)).further
    assert [each.value for each in read] == further
    assert all(each.words for each in read)


@pytest.mark.parametrize(
    ("story", "is_status"),
    [
        ("일용직이라고 산재가 안 된대요. 못에 찔렸어요.", True),
        ("저는 일용직입니다. 거푸집에서 떨어졌는데 사고를 확인할 수 없대요.", False),
        ("작은 식당을 운영하는데 튀김기에 데었어요. 저도 되나요?", True),
    ],
)
def test_who_is_insured_is_in_dispute_where_that_is_the_question(story: str, is_status: bool) -> None:
    assert (understand(Intake(story=story)).issue_category is Issue.EMPLOYEE_STATUS) is is_status


def test_the_employers_suit_is_how_it_came_and_not_what_about() -> None:
    told = Intake(story="공단이 팔꿈치 상과염을 승인했는데 회사가 취소소송을 냈다고 법원에서 연락이 왔어요.")
    understood = understand(told)
    assert understood.suit is Suit.EMPLOYER
    assert (understood.issue_category, understood.kind_b) == (Issue.CAUSATION, KindB.TREATMENT)


@pytest.mark.parametrize(
    ("story", "denial", "second"),
    [
        ("점심시간에 족구하다 다쳤어요.", "근로자가 아니며 휴게시간 중 사적 행위", Issue.EMPLOYEE_STATUS),
        ("허리 디스크입니다.", "업무와 상당인과관계가 없고 소멸시효 3년이 지남", Issue.TIME_LIMIT),
        # That it does not come from work is the same ground once more.
        ("동료와 다투다 맞았어요.", "사적인 다툼으로 업무와 상당인과관계가 없음", None),
        ("회식 뒤에 다쳤는데 근로자가 아니라고 할까 걱정입니다.", "사적 모임", None),
    ],
)
def test_a_second_ground_is_read_from_the_refusal(story: str, denial: str, second: Issue | None) -> None:
    understood = understand(Intake(story=story, denial_reason=denial))
    found = second_ground(understood, denial)
    # Which of two comes first is a matter of weight.
    assert (found is not None) is (second is not None)
    assert second in (None, found, understood.issue_category)


_STORIES: Any = yaml.safe_load((Path(__file__).parent / "english_stories.yaml").read_text(encoding="utf-8"))
_LABELS = attrgetter("kind_b", "kind_c", "disease_category", "issue_category")


# Of the rest the Korean twin tells less than the English story, or the other way round.
@pytest.mark.parametrize(("group", "least"), [("tuned", 16), ("unseen", 16)])
def test_an_english_story_is_understood_as_its_korean_twin(group: str, least: int) -> None:
    alike = [
        _LABELS(understand(Intake(story=story["en"]))) == _LABELS(understand(Intake(story=story["ko"])))
        for story in _STORIES[group]
    ]
    assert sum(alike) >= least


@pytest.mark.parametrize(
    ("story", "law"),
    [
        ("My boss did not pay my wage for three months.", OtherLaw.WAGES),
        ("I am a sailor on a fishing boat and I broke my arm.", OtherLaw.SEAFARERS),
        ("I had a car accident on my holiday trip with family.", OtherLaw.TRAFFIC),
        ("I hurt my back lifting boxes at work.", None),
        ("I had an accident with my motorcycle when I was going home from work.", None),
    ],
)
def test_another_law_is_known_in_english_too(story: str, law: OtherLaw | None) -> None:
    assert law_elsewhere(Intake(story=story).in_korean) is law


def test_who_wants_to_die_tells_of_no_death() -> None:
    assert understand(Intake(story="I broke my arm at work. I want to die.")).kind_b is KindB.TREATMENT


@pytest.mark.parametrize(
    ("chosen", "story", "denial", "disputed"),
    [
        # What the form calls treatment is one of its forms, where that was refused.
        (
            KindB.TREATMENT,
            "허리를 다시 수술해야 한대서 재요양을 신청했습니다.",
            "재요양 불승인",
            KindB.RENEWED_TREATMENT,
        ),
        (KindB.TREATMENT, "치료 중에 목도 아파 추가상병을 냈는데 거절당했어요.", "", KindB.ADDED_DIAGNOSIS),
        (
            KindB.TREATMENT,
            "예전에 재요양을 받은 적이 있습니다. 이번에는 어깨가 불승인입니다.",
            "퇴행성",
            KindB.TREATMENT,
        ),
        # How much is paid a day is disputed by whatever benefit is paid.
        (
            KindB.WAGE_LOSS,
            "일당에 통상근로계수를 곱해서 깎았어요.",
            "일용근로자로 통상근로계수 적용",
            KindB.AVERAGE_WAGE,
        ),
        (KindB.WAGE_LOSS, "두 달치를 안 줍니다.", "취업하며 치료할 수 있음", KindB.WAGE_LOSS),
    ],
)
def test_the_disputed_form_of_a_benefit(chosen: KindB, story: str, denial: str, disputed: KindB) -> None:
    assert understand(Intake(kind_b=chosen, story=story, denial_reason=denial)).kind_b is disputed


@pytest.mark.parametrize(
    ("story", "diagnoses", "disease"),
    [
        ("송년회 뒤 계단에서 굴러 뇌출혈로 숨졌습니다.", ("외상성 뇌출혈",), Disease.INJURY),
        ("송년회 뒤 집에서 자다가 뇌출혈로 숨졌습니다.", ("뇌출혈",), Disease.CARDIOVASCULAR),
        ("회사 체육대회에서 부딪쳐 무릎이 나갔습니다.", ("전방십자인대 파열",), Disease.INJURY),
        ("바늘에 손가락을 찔렸고 양성이 나왔습니다.", ("C형간염",), Disease.OTHER),
    ],
)
def test_what_an_event_harmed(story: str, diagnoses: tuple[str, ...], disease: Disease) -> None:
    assert understand(Intake(story=story, diagnoses=diagnoses)).disease_category is disease


@pytest.mark.parametrize(
    ("intake", "label", "value"),
    [
        # A private trip that a rider is held to have made is no matter of medicine.
        (
            {"story": "배달 라이더입니다. 차에 부딪혀 쇄골이 부러졌습니다.", "denial_reason": "사적 이동 중 사고로 업무와 인과관계가 인정되지 않음"},
            "issue_category", Issue.IN_COURSE_OF_WORK,
        ),
        (
            {"story": "배달 일을 합니다. 음식을 받으러 가다가 사고가 났어요.", "diagnoses": ["경골 골절"], "denial_reason": "업무와 무관한 개인적인 이동"},
            "issue_category", Issue.IN_COURSE_OF_WORK,
        ),
        # Who took their own life did not die of the heart that stopped, nor of overwork.
        (
            {"story": "남편이 자살했습니다. 사망진단서에는 심정지라고만 적혀 있습니다. 밤샘 근무를 계속했어요.", "kind_b": "유족", "denial_reason": "과로 기준 미달"},
            "disease_category", Disease.MENTAL,
        ),
        (
            {"story": "남편이 급성심근경색으로 숨졌습니다. 동료 한 분이 자살한 뒤로 일이 두 배가 되었습니다.", "kind_b": "유족"},
            "disease_category", Disease.CARDIOVASCULAR,
        ),
        (
            {"story": "자살이 아니라 과로로 심장이 멎은 것입니다. 공단은 자살로 본다고 합니다.", "kind_b": "유족", "diagnoses": ["급성심장사"]},
            "disease_category", Disease.CARDIOVASCULAR,
        ),
        # What is not settled yet is asked of the impairment.
        (
            {"story": "손가락 장해급여를 신청했더니 아직 증상 고정 전이라며 반려했습니다."},
            "issue_category", Issue.DISABILITY_GRADE,
        ),
        (
            {"story": "허리 수술 뒤에 장해 신청을 했는데 증상이 고정되기 전이라고 합니다.", "kind_b": "장해"},
            "issue_category", Issue.DISABILITY_GRADE,
        ),
    ],
)  # fmt: skip
def test_what_is_in_dispute_is_not_its_neighbour(intake: dict[str, Any], label: str, value: object) -> None:
    assert getattr(understand(Intake.model_validate(intake)), label) is value
