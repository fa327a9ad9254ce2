"""Which criteria of law are named for a case, and that each says only what its articles hold."""

import itertools
import re
from functools import lru_cache
from pathlib import Path

import pytest

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Stage, Suit
from lib.guidance.criteria import (
    MOST,
    Criterion,
    applicable_criteria,
    criteria,
    criteria_by_rule,
    likely_criteria,
)
from lib.guidance.entries import read_entries
from lib.guidance.grounds import Ground, grounds
from lib.guidance.legal_basis import Basis, authorities
from lib.search.understanding import understand

LAW = Path(__file__).parents[2].parent / "shared" / "law"
LAW_FILES = {"법": "act.txt", "시행령": "decree.txt", "시행규칙": "rule.txt", "고시": "notice_2026-14.txt"}
law_is_here = pytest.mark.skipif(
    not LAW.is_dir(), reason="no text of the law in ../shared/law, and nothing installs it"
)

HEART = {"disease_category": Disease.CARDIOVASCULAR, "kind_c": KindC.DISEASE}
BACK = {"disease_category": Disease.MUSCULOSKELETAL, "kind_c": KindC.DISEASE}
EAR = {"disease_category": Disease.HEARING, "kind_c": KindC.DISEASE}
LUNG = {"disease_category": Disease.RESPIRATORY, "kind_c": KindC.DISEASE}
CANCER = {"disease_category": Disease.CANCER, "kind_c": KindC.DISEASE}
MIND = {"disease_category": Disease.MENTAL, "kind_c": KindC.DISEASE}
RARE = {"disease_category": Disease.OTHER, "kind_c": KindC.DISEASE}
HURT = {"disease_category": Disease.INJURY, "kind_c": KindC.ACCIDENT}
WAY = {"disease_category": Disease.INJURY, "kind_c": KindC.COMMUTE}


# What the rules of the file choose, in order.
def by_rule(*case: object, **also: object) -> tuple[Criterion, ...]:
    by_id = {each.id: each for each in criteria()}
    return tuple(by_id[id_] for id_ in criteria_by_rule(*case, **also).chosen)


def ids(text: str = "", **labels: object) -> list[str]:
    return [criterion.id for criterion in by_rule(Case(**labels), text)]


@pytest.mark.parametrize(
    ("labels", "text", "first", "among", "absent"),
    [
        ({}, "", "link_to_work", "", "over_60_hours three_or_five_years"),
        ({**HEART}, "", "over_60_hours", "over_52_hours burden_of_proof", "night_hours sudden_event last_week this_persons_health"),
        ({**HEART}, "격일제로 밤에만 일했고 고혈압약을 먹습니다. 12주 평균 48시간이라 기준에 미치지 못한답니다", "night_hours", "notice_does_not_bind causes_that_overlap", "sudden_event"),
        ({**HEART}, "아파트 경비원으로 격일로 밤을 새우다 쓰러졌습니다", "night_hours_of_a_guard", "over_60_hours", "night_hours"),
        ({**HEART}, "민원인과 말다툼을 하다 쓰러졌습니다", "sudden_event", "over_60_hours", "night_hours"),
        ({**HEART, "kind_b": KindB.SURVIVORS}, "부검을 하지 않아 사인 미상이랍니다", "unknown_cause_of_death", "over_60_hours", ""),
        ({**BACK, "issue_category": Issue.CAUSATION}, "", "presumed_by_table", "bodily_burden worn_part_made_worse burden_of_proof", "over_60_hours sudden_force"),
        ({**BACK, "issue_category": Issue.CAUSATION}, "짐을 들다가 삐끗했는데 신청 상병이 확인되지 않는답니다", "built_up_damage", "sudden_force worn_part_made_worse", ""),
        ({**EAR, "issue_category": Issue.CAUSATION}, "퇴직하고 15년 지나 노인성 난청이랍니다", "noise_standard", "age_and_noise long_after_the_noise", "both_inner_ears"),
        ({**LUNG, "issue_category": Issue.CAUSATION}, "용접 흄 20년, copd, 담배 20갑년", "obstructive_lung_disease", "smoked_and_exposed tests_in_obstructive_lung_disease", "dust_work assessment_of_pneumoconiosis"),
        ({**CANCER, "issue_category": Issue.CAUSATION}, "영업비밀이라고 자료를 안 줍니다", "data_withheld", "carcinogen cancers_listed", "noise_standard smoked_and_exposed"),
        ({**MIND, "issue_category": Issue.CAUSATION}, "", "mental_strain", "burden_of_proof", "self_harm"),
        ({**MIND, "issue_category": Issue.CAUSATION, "kind_b": KindB.SURVIVORS}, "동생이 유서를 남겼습니다", "self_harm", "personal_weakness_in_suicide mental_strain", ""),
        ({**RARE, "issue_category": Issue.CAUSATION}, "", "burden_of_proof", "three_conditions_of_disease", "carcinogen"),
        ({**HURT, "issue_category": Issue.CAUSATION}, "", "accident_and_injury", "burden_of_proof", "violence_at_work disease_from_injury"),
        ({**LUNG, "kind_b": KindB.SURVIVORS, "issue_category": Issue.CAUSATION}, "진폐 3급이던 아버지", "death_by_pneumoconiosis", "proof_in_death_by_pneumoconiosis", "lung_function_hard_to_judge"),
        # the issue, and nothing of the injury where the case does not turn on it
        ({**HURT, "issue_category": Issue.IN_COURSE_OF_WORK}, "동료가 주먹으로 때렸습니다", "violence_at_work", "harmed_by_another accident_and_injury", "work_events rest_breaks"),
        ({**HURT, "issue_category": Issue.IN_COURSE_OF_WORK}, "회식에서 과음하고 계단에서 굴렀습니다", "too_much_drink_at_a_dinner", "gathering_under_control", "violence_at_work"),
        ({**HURT, "issue_category": Issue.IN_COURSE_OF_WORK}, "점심을 먹으러 가다가", "rest_breaks", "", "work_events work_off_site"),
        ({**HURT, "issue_category": Issue.MISCONDUCT}, "배달하다 신호를 어겼습니다", "driving_is_a_risk_of_the_job", "offence_as_direct_cause", "accident_and_injury"),
        ({**WAY}, "마트에 들렀다 오는 길에", "left_the_way", "needs_of_daily_life usual_way", "no_fixed_route company_transport"),
        ({**HURT, "issue_category": Issue.EMPLOYEE_STATUS}, "비자가 없고 계약서도 없습니다", "right_of_residence", "signs_of_dependence covered_without_registration", "service_providers covered_on_approval"),
        ({**HURT, "issue_category": Issue.EMPLOYEE_STATUS}, "배달 앱 두 개를 켰는데 전속성이 없답니다", "service_providers", "riders_of_several_firms signs_of_dependence", "right_of_residence"),
        ({**HURT, "issue_category": Issue.EMPLOYEE_STATUS}, "공장 사장입니다", "covered_on_approval", "", "signs_of_dependence"),
        ({**BACK, "issue_category": Issue.TIME_LIMIT}, "심사청구가 90일이 지나 각하됐는데 다시 신청할 수 있나요", "late_review_revives_nothing", "new_claim ninety_days_to_object", "three_or_five_years bodily_burden"),
        ({**HURT, "kind_b": KindB.DISABILITY, "issue_category": Issue.TIME_LIMIT}, "90일이 지나 각하", "late_review_revives_nothing", "", "new_claim"),
        ({**HEART, "kind_b": KindB.WAGE_LOSS, "issue_category": Issue.TIME_LIMIT}, "요양 불승인을 소송으로 다투느라 못 냈습니다", "good_faith", "limit_of_wage_loss_and_impairment limit_starts_anew", "wage_loss_benefit"),
        ({**EAR, "kind_b": KindB.DISABILITY, "issue_category": Issue.TIME_LIMIT}, "", "hearing_loss_limit", "three_or_five_years", "noise_standard"),
        ({**HEART, "issue_category": Issue.PROCEDURE}, "", "objection_and_suit", "", "over_60_hours"),
        # grades
        ({**EAR, "issue_category": Issue.DISABILITY_GRADE}, "", "both_inner_ears", "grade_table", "noise_standard range_of_motion"),
        ({**LUNG, "issue_category": Issue.DISABILITY_GRADE}, "진폐 1형, 심폐기능 검사가 안 됐다고 F0", "lung_function_hard_to_judge", "grade_of_pneumoconiosis board_on_pneumoconiosis", "grade_table grade_when_settled"),
        ({**HURT, "issue_category": Issue.DISABILITY_GRADE}, "프레스에 손가락 두 개가 잘렸습니다", "lost_or_useless_fingers", "grade_table", "range_of_motion lost_or_useless_toes"),
        ({**HURT, "issue_category": Issue.DISABILITY_GRADE}, "요추 압박골절인데 같이 다친 손목은 빠졌습니다", "grade_of_the_spine", "compressed_vertebrae range_of_motion several_impairments", "impaired_before how_far_a_joint_is_limited"),
        # family, wages, benefits with a rule of their own
        ({**HEART, "kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}, "법률상 배우자가 따로 있습니다", "two_spouses", "shared_livelihood", "over_60_hours"),
        ({"kind_b": KindB.WAGE_LOSS, "issue_category": Issue.BENEFICIARY}, "휴업급여를 받지 못하고 돌아가셨다", "unpaid_at_death", "", "order_of_family"),
        ({"kind_b": KindB.DISABILITY, "issue_category": Issue.BENEFICIARY}, "연금을 받다가 본국으로 귀국한다", "pension_and_leaving_korea", "", "unpaid_at_death"),
        ({**HURT, "issue_category": Issue.TIME_LIMIT}, "의식불명이라 소송을 못 내 제소기간이 지났다", "excused_delay", "suit_late_through_no_fault", "period_not_told"),
        ({**WAY, "issue_category": Issue.COMMUTE_ROUTE}, "아파트 계단에서 넘어졌다", "where_home_ends", "usual_way", "left_the_way"),
        ({**LUNG, "issue_category": Issue.CAUSATION}, "요양병원에서 집단감염이 나서 코로나에 걸렸다", "infected_at_work", "burden_of_proof", "dust_work"),
        ({**HURT, "kind_b": KindB.TREATMENT, "issue_category": Issue.TIME_LIMIT}, "2019년에 다쳤다", "treatment_limit_runs_daily", "three_or_five_years", "lapsed_under_three_years"),
        ({**HURT, "kind_b": KindB.TREATMENT_PLAN}, "전원 신청이 거절됐다", "change_of_hospital", "treatment_plan", "until_healed"),
        ({**LUNG, "kind_b": KindB.SURVIVORS}, "진단을 받지 못하고 진폐로 돌아가셨다", "died_before_the_examination", "death_by_pneumoconiosis", "burden_of_proof"),
        ({"kind_b": KindB.CLAWBACK, "issue_category": Issue.CAUSATION}, "회사가 시킨 대로 장소를 바꿔 썼다", "clawback", "others_liable_too objection_does_not_stay", "burden_of_proof"),
        ({"kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}, "25살이 되어 끊겼다", "when_the_pension_ends", "who_gets_the_pension", "shared_livelihood"),
        (BACK, "1심에서 졌는데 항소를 하고 싶다", "time_to_appeal", "presumed_by_table", "days_to_sue"),
        ({**HURT, "issue_category": Issue.AVERAGE_WAGE}, "일당 20만원에 근로계수", "daily_workers", "real_pay_of_daily_workers average_wage", "two_part_time_jobs wage_limits"),
        ({**LUNG, "issue_category": Issue.AVERAGE_WAGE}, "진폐", "wage_in_pneumoconiosis", "average_wage", "wage_in_occupational_disease"),
        ({**HURT, "kind_b": KindB.RENEWED_TREATMENT}, "12급 받고 종결", "renewed_treatment", "active_treatment", "grade_table until_healed"),
        ({**HURT, "kind_b": KindB.ADDED_DIAGNOSIS}, "CRPS 진단", "added_diagnosis", "diagnosis_of_crps proof_for_an_added_diagnosis", "violence_at_work"),
        ({**BACK, "kind_b": KindB.WAGE_LOSS}, "", "wage_loss_benefit", "what_counts_as_unable_to_work", "bodily_burden doctors_disagree"),
        ({**HURT, "kind_b": KindB.NURSING}, "수시간병", "constant_or_occasional_care", "nursing_benefit care_really_given", "until_healed"),
        ({"kind_b": KindB.CLAWBACK}, "", "clawback", "objection_does_not_stay", "others_liable_too"),
        ({**HURT, "kind_b": KindB.PREVENTION}, "", "preventive_care", "review_of_preventive_care", "until_healed"),
        # heart and mind, death, and what the agency must do
        ({**HEART}, "평소에는 주 44시간쯤 냉동창고에서 교대로 일했습니다", "night_hours", "several_burdens_below_52", "over_52_hours"),
        ({**HEART}, "퇴근 후에도 재택으로 일했는데 출입 기록에는 없습니다", "over_60_hours", "burden_shown_objectively", "heart_diseases_not_named"),
        ({**MIND, "issue_category": Issue.CAUSATION, "kind_b": KindB.SURVIVORS}, "유서가 있고 정신과에 간 적은 없습니다", "self_harm", "suicide_without_treatment", "self_harm_while_treated"),
        ({**MIND, "issue_category": Issue.CAUSATION}, "팀장이 괴롭혔는데 회사 조사는 괴롭힘이 아니라고 했습니다", "mental_strain", "what_bullying_is stress_beyond_bullying", "protection_from_customers"),
        ({**HURT, "kind_b": KindB.SURVIVORS, "issue_category": Issue.CAUSATION}, "산재로 치료받던 아버지가 폐렴으로 돌아가셨다", "death_from_an_accepted_injury", "survivors_and_funeral", "presumed_dead"),
        ({"kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}, "자녀가 둘인데 일시금으로 나눠 받을 수 있는지", "shared_livelihood", "half_as_a_lump_sum", "unborn_child"),
        ({**BACK, "issue_category": Issue.PROCEDURE}, "행정심판을 내려고 한다", "no_administrative_appeal", "", "objection_and_suit"),
        ({**HURT, "issue_category": Issue.CAUSATION, "kind_b": KindB.TREATMENT}, "심사청구가 기각되어 심사결정서를 받았다", "accident_and_injury", "after_the_review", "record_of_the_hearing"),
        # whoever disputes what
        ({**BACK, "issue_category": Issue.CAUSATION, "suit": Suit.EMPLOYER}, "", "joining_the_employers_suit", "may_the_employer_sue bodily_burden", "ninety_days_to_object"),
        ({**RARE, "issue_category": Issue.CAUSATION}, "간호사인데 임신 중 약품에 노출되어 아이가 아프게 태어났다", "child_harmed_before_birth", "benefits_of_the_harmed_child", "signs_of_dependence"),
        ({"kind_b": KindB.OTHER}, "상병보상연금", "sickness_pension", "", "until_healed"),
    ],
)  # fmt: skip
def test_criteria_of_a_case(labels: dict, text: str, first: str, among: str, absent: str) -> None:
    found = ids(text, **labels)
    assert found[0] == first
    assert set(among.split()) <= set(found)
    assert not set(absent.split()) & set(found)
    assert {first, *among.split(), *absent.split()} <= {criterion.id for criterion in criteria()}


def test_a_second_ground_comes_behind_the_first_three() -> None:
    heart = Case(**HEART, kind_b=KindB.TREATMENT, issue_category=Issue.CAUSATION)
    alone, both = by_rule(heart), by_rule(heart, also=Issue.EMPLOYEE_STATUS)
    assert len(alone) >= 3 and both[:3] == alone[:3] and len(both) <= MOST
    assert "signs_of_dependence" in {criterion.id for criterion in both[3:]}
    assert by_rule(heart, also=Issue.CAUSATION) == alone


@pytest.mark.parametrize(
    ("labels", "story", "denial", "shown", "absent"),
    [
        # what answers the reason of the refusal comes first, and what nobody raised stays away
        ({**BACK, "issue_category": Issue.CAUSATION}, "어깨가 아픕니다.", "퇴행성 변화임", "worn_part_made_worse", "built_up_damage"),
        ({**BACK, "issue_category": Issue.CAUSATION}, "어깨가 아픕니다.", "상병이 확인되지 않음", "built_up_damage", "sudden_force"),
        ({**HEART}, "고혈압은 없어요. 밤새 일했어요.", "업무시간이 기준에 미치지 못함", "night_hours", "causes_that_overlap"),
        ({**CANCER}, "담배는 안 피웠고 아버지가 피우셨어요.", "노출이 확인되지 않음", "carcinogen", "smoked_and_exposed"),
        ({**HURT, "issue_category": Issue.IN_COURSE_OF_WORK}, "누구와 다툰 적은 없고 회식이었어요.", "친목 모임임", "gathering_under_control", "violence_at_work"),
        ({**HURT, "issue_category": Issue.IN_COURSE_OF_WORK}, "회식이었는지 공단이 묻습니다.", "회식이 아님", "gathering_under_control", "rest_breaks"),
        # what is said in any case comes last, and not as the fifth
        ({**CANCER}, "퇴직한 지 오래이고 담배를 피웠어요.", "흡연 때문이고 노출도 확인되지 않음", "smoked_and_exposed", "three_conditions_of_disease"),
        # the dispute is plainly about something else than was understood
        ({**CANCER, "issue_category": Issue.EMPLOYEE_STATUS}, "임신하고 일했고 아이가 아프게 태어났어요.", "", "child_harmed_before_birth", "carcinogen"),
        ({**HURT, "kind_b": KindB.WAGE_LOSS}, "보험사에서 합의금을 받았어요.", "", "paid_by_a_third_person", "accident_and_injury"),
        ({"kind_b": KindB.SURVIVORS}, "누나인 제가 장례를 치렀어요.", "", "funeral_costs", "order_of_family"),
        ({**HURT}, "톱에 다쳤어요.", "독립된 사업자로 근로자가 아님", "signs_of_dependence", "accident_and_injury"),
        # exposure at work is no matter of what is added to an injury
        ({**EAR, "kind_b": KindB.ADDED_DIAGNOSIS}, "머리를 다친 뒤 귀가 멍해요.", "노인성 난청임", "added_diagnosis", "noise_standard"),
    ],
)  # fmt: skip
def test_criteria_answer_the_refusal(labels: dict, story: str, denial: str, shown: str, absent: str) -> None:
    found = [criterion.id for criterion in by_rule(Case(**labels), story, denial)]
    assert found[0] == shown, found
    assert not set(absent.split()) & set(found)
    assert set(absent.split()) <= {criterion.id for criterion in criteria()}


def test_a_refusal_that_lists_what_nobody_told_of_raises_no_criterion() -> None:
    denial = "돌발 상황과 단기간 업무량 증가가 확인되지 않고 12주 평균 52시간에 미치지 못함"
    found = [each.id for each in by_rule(Case(**HEART), "야간에 빵을 구웠습니다.", denial)]
    assert not {"sudden_event", "last_week"} & set(found) and "night_hours" in found
    told = "손님이 멱살을 잡고 욕을 했는데 두 시간 뒤 쓰러졌습니다."
    assert by_rule(Case(**HEART), told, denial)[0].id in ("sudden_event", "over_60_hours")


def test_hours_are_no_measure_of_one_who_tells_of_few() -> None:
    long = {"over_60_hours", "over_52_hours"}
    assert not long & set(ids("평소에는 주 44시간쯤 일했어요.", **HEART))
    # what others counted, and hours that night work adds to
    assert long <= set(ids("공단은 주 44시간이라고 합니다.", **HEART))
    assert long <= set(ids("평소에는 주 44시간쯤 밤에만 야간 근무를 했어요.", **HEART))


def test_the_nearer_criterion_takes_the_place_of_the_wider() -> None:
    lungs = ids("석재를 깎았어요. 만성폐쇄성폐질환입니다. 동료 둘은 진폐 판정을 받았어요.", **LUNG)
    assert "obstructive_lung_disease" in lungs and "burden_of_proof" in lungs
    assert not {"dust_work", "assessment_of_pneumoconiosis"} & set(lungs)


def test_of_a_second_illness_one_criterion_stands_last() -> None:
    ear = Case(**EAR, kind_b=KindB.DISABILITY, issue_category=Issue.CAUSATION)
    text = "퇴직하고 진폐도 있어요."
    alone = by_rule(ear, text)
    both = by_rule(ear, text, also=Disease.RESPIRATORY)
    assert both[:-1] == alone[: len(both) - 1]
    assert Disease.RESPIRATORY in both[-1].scope.disease_category


@pytest.mark.parametrize("issue", Issue)
def test_every_case_has_criteria(issue: Issue) -> None:
    order = {criterion.id: number for number, criterion in enumerate(criteria())}
    cases = itertools.product([None, *Disease], [None, *KindC], [None, *KindB])
    # One in seven, others of each issue: the whole product takes minutes.
    for disease, kind_c, kind_b in itertools.islice(cases, list(Issue).index(issue) % 7, None, 7):
        found = ids(kind_b=kind_b, kind_c=kind_c, disease_category=disease, issue_category=issue)
        assert 1 <= len(found) <= MOST
        assert found == sorted(found, key=order.__getitem__) and len(set(found)) == len(found)


def test_every_criterion_is_shown_for_some_case() -> None:
    for criterion in criteria():
        scope = criterion.scope
        raised = [ground for ground in grounds() if ground.id in criterion.answers]
        texts = [
            *criterion.when,
            *(f"{word}. {beside}" for ground in raised for word, beside in phrases(ground)),
            "",
        ]
        cases = itertools.product(
            scope.kind_b or [KindB.TREATMENT, KindB.OTHER, KindB.SURVIVORS],
            scope.kind_c or [None, *KindC],
            scope.disease_category or [None, *Disease],
            scope.issue_category or [None, *Issue],
        )
        assert any(
            criterion in by_rule(Case(*labels, *scope.suit[:1]), text, denial)
            for labels in cases
            for text, denial in ((text, text) for text in texts)
        ), criterion.id


# What raises a ground, with what has to stand beside it.
def phrases(ground: Ground) -> list[tuple[str, str]]:
    lacking = [f"{word}은 객관적으로 확인되지 않음" for word in ground.of]
    return [(word, "".join(ground.beside[:1])) for word in (*ground.any_, *lacking, *ground.told)]


def test_what_only_fills_up_never_stands_beside_another() -> None:
    alone = {criterion.id for criterion in criteria() if criterion.fallback}
    for issue, disease, kind_c in itertools.product([None, *Issue], [None, *Disease], [None, *KindC]):
        found = ids(issue_category=issue, disease_category=disease, kind_c=kind_c)
        assert len(found) == 1 or not alone & set(found)


def test_every_issue_disease_and_benefit_of_its_own_has_criteria() -> None:
    scopes = [criterion.scope for criterion in criteria()]
    for issue in Issue:
        assert any(issue in scope.issue_category for scope in scopes), issue
    for disease in Disease:
        assert any(disease in scope.disease_category for scope in scopes), disease
    for kind_b in set(KindB) - {KindB.AVERAGE_WAGE}:  # an issue of its own
        assert any(kind_b in scope.kind_b for scope in scopes), kind_b


# ── The data ─────────────────────────────────────────────────────────────────────────────────────

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DAY = re.compile(r"\d{4}년 \d{1,2}월 \d{1,2}일")
_DAY_IN_ENGLISH = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d+)*)\s*(시간|시|%|개월|개|년|주|일|세|급|배|명|dB)?")


@pytest.mark.parametrize("criterion", criteria(), ids=lambda criterion: criterion.id)
def test_criterion_data(criterion: Criterion) -> None:
    ko, en = criterion.says.ko, criterion.says.en
    assert len(ko) <= 160 and len(en) <= 240, "one or two sentences"
    assert re.search(r"다(?:\([^)]*\))?\.$", ko) and len(re.findall(r"다(?:\([^)]*\))?\.(?: |$)", ko)) <= 2
    assert en.endswith((".", "?")) and not re.search(r"[가-힣]", en) and re.search(r"[가-힣]", ko)
    assert not re.search(r"이깁니다|패소합니다|반드시|무조건|\bwins?\b|guarantee", ko + en), (
        "promises nothing"
    )
    assert len(_DAY.findall(ko)) == len(_DAY_IN_ENGLISH.findall(en))
    assert _numbers(_DAY.sub("", ko)) == _numbers(_DAY_IN_ENGLISH.sub("", en))
    assert len({basis.in_language("ko") for basis in criterion.basis}) == len(criterion.basis) >= 1
    for basis in criterion.basis:
        assert basis.url.startswith(("https://", "http://"))


# 3분의 2 and 2/3 are the same numbers.
def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def test_nothing_is_said_twice() -> None:
    for disease, kind_c, kind_b in itertools.product(Disease, KindC, KindB):
        case = Case(kind_b, kind_c, disease, Issue.CAUSATION)
        said = [criterion.says.ko for criterion in criteria() if criterion.scope.fits(case)]
        assert len(set(said)) == len(said), case


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"basis": []}, "basis"),
        ({"basis": ["헌법 제1조"]}, "expected a law"),
        ({"basis": ["의료법 제1조"]}, "neither in a text at hand"),
        ({"basis": ["대법원 2099두1"]}, "no ruling of authorities.yaml"),
        ({"basis": ["자료 hearsay"]}, "nothing of that name"),
        ({"when": ["야간 근무"]}, "without white space"),
        ({"basis": ["법 37조"]}, "not written like an article"),
        ({"says": {"ko": "가나다."}}, "says.en"),
        ({"scope": {"issue_category": ["날씨"]}}, "scope.issue_category"),
        ({"answers": ["weather"]}, "no ground of the name"),
        ({"if_raised": True}, "without a ground"),
        ({"circumstances": ["weather"]}, "no circumstance of the name"),
        ({"id": "Two words"}, "id"),
        ({"weight": 3}, "weight"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, object], reason: str) -> None:
    entry = {"id": "one", "says": {"ko": "가나다.", "en": "Abc."}, "basis": ["법 제37조"], **change}
    with pytest.raises(ValueError, match=re.escape(reason)) as raised:
        read_entries("criteria", {"criteria": [entry]}, Criterion)
    assert str(raised.value).startswith("criteria.yaml: entry 1 (")


# ── Against the text of the law ──────────────────────────────────────────────────────────────────

_ANY_ARTICLE = r"^제\d+조(?:의\d+)?(?:\(| 삭제)"
_REMARK = re.compile(r"<(?:개정|신설)[^>]*>|\[[^\]]*(?:개정|신설)[^\]]*\]")
_NUMBERING = re.compile(r"제\d+(?:조|항|호|목)(?:의\d+)?|^\s*\d+(?:의\d+)?\. ?|^\d+\) ?", re.MULTILINE)


@lru_cache
def law_text(law: str) -> str:
    """The law, without the remarks on when it was amended: their dates are no rule."""
    return _REMARK.sub("", (LAW / LAW_FILES[law]).read_text(encoding="utf-8"))


def part(text: str, start: str, end: str) -> str:
    """From `start` to the next `end`, both as patterns at any line."""
    found = re.search(start, text, re.MULTILINE)
    assert found, f"no {start}"
    following = re.search(end, text[found.end() :], re.MULTILINE)
    return text[found.start() : found.end() + following.start()] if following else text[found.start() :]


def passage(basis: Basis) -> str:
    """The words of the law at the very place that is cited, and no more; of an annex, those that name it."""
    text = law_text(basis.law)
    if basis.article.startswith("별표"):
        annex = re.escape("".join(basis.article.split()[:2]))
        return " ".join(re.findall(rf".{{0,30}}{annex}(?!의).{{0,30}}", re.sub(r"\s", "", text)))
    if basis.law == "고시":
        return notice_passage(text, basis.article)
    for word in basis.article.split():
        number = re.sub(r"\D", "", word)
        if "조" in word:
            text = part(text, rf"^{word}\(", _ANY_ARTICLE)
        elif word.endswith("항"):
            text = part(text, chr(ord("①") + int(number) - 1), r"[①-⑳]")
        elif word.endswith("호"):
            text = part(text, rf"^{number}\. ", r"^\d+(?:의\d+)?\. |^[①-⑳]")
        elif word.endswith("목"):
            text = part(text, rf"^{word[0]}\. ", r"^[가-하]\. |^\d+(?:의\d+)?\. |^[①-⑳]")
        else:
            text = part(text, "다만,", r"^\d+\. |^[①-⑳]")
    return text


def notice_passage(text: str, article: str) -> str:
    _, heading, item, *rest = re.findall(r"Ⅰ|[12](?=\.)|[가-하]|\d\)|[①-⑮]", article)
    text = part(text, rf"^{heading}\. (?:뇌혈관|근골격계)", r"^[12]\. (?:뇌혈관|근골격계)|^Ⅱ\.")
    text = part(text, rf"^{item}\. ", r"^[가-하]\. ")
    for mark in rest:
        text = part(text, rf"^{re.escape(mark)}", r"^\d\) |^[①-⑮]")
    return text


def holds(law: str, number: str, unit: str) -> bool:
    """True where the passage holds the number with its unit, in whichever way the law writes it."""
    squeezed = re.sub(r"\s", "", law)
    written = [rf"{number}퍼센트", rf"100분의{number}", rf"{number}%"] if unit == "%" else [number + unit]
    return any(re.search(rf"(?<![\d.])(?<!\d,){form}(?!\d)", squeezed) for form in written)


def numbers_read_elsewhere(basis: Basis) -> set[str]:
    """What `authorities.yaml` says to stand in the ruling, annex or other law that is cited."""
    known = authorities()
    if basis.law == "대법원":
        return set(known.rulings[basis.article.split()[0]].numbers)
    found = known.elsewhere.get(f"{basis.law} {basis.article}") or known.elsewhere.get(basis.law)
    return set(found.numbers) if found else set()


@law_is_here
@pytest.mark.parametrize("criterion", criteria(), ids=lambda criterion: criterion.id)
def test_numbers_stand_in_what_is_cited(criterion: Criterion) -> None:
    texts = [_NUMBERING.sub(" ", passage(basis)) for basis in criterion.basis if basis.law in LAW_FILES]
    assert all(len(text.strip()) > 10 for text in texts)
    elsewhere = set().union(*(numbers_read_elsewhere(basis) for basis in criterion.basis))
    said = criterion.says.ko
    for day in _DAY.findall(said):
        assert day in elsewhere or f"{day}부터 시행" in law_text("법"), day
    for number, unit in _WITH_UNIT.findall(_DAY.sub("", said)):
        assert number + unit in elsewhere or any(holds(text, number, unit) for text in texts), number + unit


@law_is_here
@pytest.mark.parametrize(
    ("cited", "holds_this", "not_this"),
    [
        ("고시 Ⅰ.1.다.1)", "64시간", "52시간"),
        ("고시 Ⅰ.1.나", "30퍼", "24시간"),
        ("고시 Ⅰ.2.라.3)", "별표 1", "재해조사"),
        ("법 제112조 제1항", "5년", "민법"),
        ("시행령 제34조 제1항 제2호", "업무시간", "의학적"),
        ("시행령 제27조 제2항 단서", "출장", "사업주의 지시를 받아"),
        ("법 제37조 제1항 제2호 다목", "괴롭힘", "분진"),
        ("시행규칙 제46조 제10항", "6개월", "장해계열"),
    ],
)
def test_passage_is_the_place_cited(cited: str, holds_this: str, not_this: str) -> None:
    entry = {"id": "one", "says": {"ko": "가나다.", "en": "Abc."}, "basis": [cited]}
    (basis,) = Criterion.model_validate(entry).basis
    assert holds_this in passage(basis) and not_this not in passage(basis)


@law_is_here
def test_numbers_are_told_apart() -> None:
    assert holds("1주 평균 60시간", "60", "시간") and not holds("160시간", "60", "시간")
    assert holds("100분의 70", "70", "%") and holds("30퍼\n센트", "30", "%") and not holds("70일", "70", "%")
    assert not holds("10일", "10", "년")


@law_is_here
def test_the_words_are_our_own() -> None:
    """No twelve words in a row stand like that in the law."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.sub(r"[^가-힣A-Za-z0-9 ]+", " ", text).split()
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    law = set().union(*(runs(path.read_text(encoding="utf-8")) for path in LAW.glob("*.txt")))
    for criterion in criteria():
        assert not runs(criterion.says.ko) & law, criterion.id


def test_the_way_on_is_told_from_the_last_decision_alone() -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)
    story = "1심에서는 졌고 항소했지만 고등법원도 항소를 기각했습니다. 상고장을 내려고 합니다. 남편은 주 70시간씩 일했습니다."

    def shown(stage: Stage | None) -> set[str]:
        return {each.id for each in applicable_criteria(case, story, "", stage=stage)}

    assert "time_of_the_last_appeal" in shown(Stage.SECOND_INSTANCE)
    assert "time_to_appeal" not in shown(Stage.SECOND_INSTANCE)
    assert "time_to_appeal" in shown(Stage.FIRST_INSTANCE)
    # What may be claimed at all is asked at every stage.
    late = Case(KindB.SURVIVORS, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.TIME_LIMIT)
    found = applicable_criteria(
        late, "남편이 죽은 지 6년이 지나 청구했습니다.", "시효 완성", stage=Stage.DECISION
    )
    assert "three_or_five_years" in {each.id for each in found}


def test_the_way_on_from_a_supposed_stage_is_no_criterion_that_evidence_hangs_on() -> None:
    story = "간병급여를 받고 싶은데 거절당했습니다."
    case = understand(Intake(story=story))
    shown = {each.id for each in applicable_criteria(case, story)}
    assert shown - set(likely_criteria(case, story)) == {"ninety_days_to_object"}


def test_the_way_on_takes_no_place_of_what_the_dispute_turns_on_but_behind_a_judgment() -> None:
    story = "물류창고에서 12년 동안 상자를 나르다 허리 디스크가 터졌습니다."
    denial = "퇴행성 변화로 업무관련성이 없음."
    case = understand(Intake(story=story, denial_reason=denial, diagnoses=("추간판탈출증",)))

    def shown(stage: Stage) -> list[str]:
        return [each.id for each in applicable_criteria(case, story, denial, stage=stage)]

    likely = likely_criteria(case, story, denial, stage=Stage.DECISION)
    assert len(likely) == MOST
    assert set(shown(Stage.DECISION)) == set(likely)
    assert shown(Stage.FIRST_INSTANCE)[-1] == "time_to_appeal"
    assert len(shown(Stage.FIRST_INSTANCE)) == MOST


def test_what_somebody_else_has_leaves_no_rule_out() -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CANCER, Issue.CAUSATION)

    def asked(told: str) -> bool:
        story = f"학교 급식실에서 18년 동안 튀김과 볶음을 했습니다. 폐암 진단을 받았습니다. {told}"
        return "lung_cancer_of_cooks" in criteria_by_rule(case, story, "").signs

    assert asked("")
    assert asked("이모가 유방암이었는데 그것도 가족력이냐고 묻더군요.")
    assert not asked("저는 유방암도 앓고 있습니다.")
