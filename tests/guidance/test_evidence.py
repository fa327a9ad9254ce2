"""Which evidence is asked for first, what is needed, and what is left out as beside the point or in hand."""

import re
from dataclasses import dataclass

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Suit
from lib.guidance.criteria import criteria_by_rule
from lib.guidance.evidence import (
    MOST,
    MOST_NEEDED,
    EvidenceItem,
    evidence,
    evidence_by_rule,
    missing_evidence,
)

HEART = {
    "disease_category": Disease.CARDIOVASCULAR,
    "kind_c": KindC.DISEASE,
    "issue_category": Issue.CAUSATION,
}
BACK = {
    "disease_category": Disease.MUSCULOSKELETAL,
    "kind_c": KindC.DISEASE,
    "issue_category": Issue.CAUSATION,
}
EAR = {"disease_category": Disease.HEARING, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
LUNG = {"disease_category": Disease.RESPIRATORY, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
MIND = {"disease_category": Disease.MENTAL, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
CANCER = {"disease_category": Disease.CANCER, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
DUTY = {
    "disease_category": Disease.INJURY,
    "kind_c": KindC.ACCIDENT,
    "issue_category": Issue.IN_COURSE_OF_WORK,
}
ROAD = {"disease_category": Disease.INJURY, "kind_c": KindC.ACCIDENT, "issue_category": Issue.MISCONDUCT}
WAY = {"disease_category": Disease.INJURY, "kind_c": KindC.COMMUTE, "issue_category": Issue.COMMUTE_ROUTE}
STATUS = {
    "disease_category": Disease.INJURY,
    "kind_c": KindC.ACCIDENT,
    "issue_category": Issue.EMPLOYEE_STATUS,
}
LATE = {"disease_category": Disease.CANCER, "kind_b": KindB.SURVIVORS, "issue_category": Issue.TIME_LIMIT}
GRADE = {"kind_b": KindB.DISABILITY, "kind_c": KindC.ACCIDENT, "issue_category": Issue.DISABILITY_GRADE}
FAMILY = {"kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}
WAGE = {"kind_b": KindB.AVERAGE_WAGE, "issue_category": Issue.AVERAGE_WAGE}
TREATMENT = {
    "kind_c": KindC.ACCIDENT,
    "disease_category": Disease.INJURY,
    "issue_category": Issue.NEED_OF_TREATMENT,
}
ACCIDENT = {"kind_c": KindC.ACCIDENT, "disease_category": Disease.INJURY, "issue_category": Issue.CAUSATION}


@dataclass(frozen=True)
class Asked:
    """What the rules of the file ask for."""

    id: str
    weight: str


# What they ask for, in order.
def by_rule(story: str, denial: str, case: Case, also: Issue | None = None) -> list[Asked]:
    applied = frozenset(criteria_by_rule(case, story, denial, also).chosen)
    found, needed = evidence_by_rule(story, denial, case, also, applied)
    return [Asked(id_, "needed" if id_ in needed else "helpful") for id_ in found.chosen]


def ids(story: str, denial: str, labels: dict) -> list[str]:
    return [item.id for item in by_rule(story, denial, Case(**labels))]


@pytest.mark.parametrize(
    ("story", "denial", "labels", "first", "also"),
    [
        ("프레스 공장에 다녔어요.", "소음 노출이 확인되지 않음", EAR, "noise_measurements", "noise_career_proof"),
        ("조선소를 그만둔 지 오래예요.", "퇴직 후 장기간이 지난 노인성 난청임", EAR, "past_hearing_tests", "age_part_of_hearing_loss"),
        ("중이염을 앓았어요.", "", EAR, "ear_disease_opinion", "noise_measurements"),
        ("교대로 일했어요.", "업무시간이 기준에 미치지 못함", HEART, "hours_by_day", "hours_from_daily_traces rosters_and_dispatch"),
        ("쓰러졌어요.", "고혈압 등 개인적 위험인자 때문임", HEART, "hours_by_day", "checkup_results"),
        ("남편이 숨졌어요.", "사인 미상", {**HEART, "kind_b": KindB.SURVIVORS}, "cause_of_death_papers", "hours_by_day"),
        ("벽돌을 날랐어요.", "퇴행성 변화임", BACK, "scans_reread", "photos_and_video_of_the_task"),
        ("벽돌을 날랐어요.", "신체부담이 크지 않음", BACK, "photos_and_video_of_the_task", "weights_and_counts"),
        ("손목이 저려요.", "상병이 확인되지 않음", BACK, "nerve_or_function_tests", ""),
        ("용접했어요. 담배도 피웠어요.", "분진 노출량이 부족하고 흡연 때문임", LUNG, "exposure_measurements", "smoking_history"),
        ("탄광에서 일했어요.", "심폐기능 F0로 판정", {**LUNG, "kind_b": KindB.DISABILITY, "issue_category": Issue.DISABILITY_GRADE}, "lung_function_retest", "chest_images_reread"),
        ("환자에게서 코로나가 옮았어요.", "감염경로가 불분명함", LUNG, "contact_with_infection", "no_contact_outside_work"),
        ("도장 일을 했어요.", "역학조사 결과 관련성이 낮음", CANCER, "survey_report", "exposure_history"),
        ("상사가 폭언을 했어요.", "괴롭힘이 확인되지 않음", MIND, "bullying_report", "diary_and_messages"),
        ("힘들었어요.", "이혼 등 개인적 요인임", MIND, "psychiatric_records", "stress_before_diagnosis"),
        ("회식 자리였어요.", "강제성이 없는 친목 모임임", DUTY, "notice_of_gathering", "who_paid"),
        ("동료가 주먹으로 때렸어요.", "사적 감정에서 비롯된 다툼임", DUTY, "origin_of_quarrel", "criminal_file"),
        ("점심을 먹고 쉬다가요.", "휴게시간 중 사적 행위임", DUTY, "break_under_control", "order_for_the_act"),
        ("술을 마시고 넘어졌어요. 회식이었어요.", "", DUTY, "notice_of_gathering", "blood_alcohol"),
        ("술을 마시고 넘어졌어요. 회식이었어요.", "과음이 원인임", DUTY, "notice_of_gathering", "blood_alcohol"),
        ("차를 몰다 신호를 어겼어요.", "신호위반은 범죄행위임", ROAD, "dashcam_and_speed", "fault_of_the_other"),
        ("마트에 들렀어요.", "통상적인 경로를 벗어남", WAY, "reason_for_stop", "usual_route_proof"),
        ("넘어졌어요.", "재해경위가 확인되지 않음", ACCIDENT, "first_record_of_injury", "witness_of_accident cctv_preserved"),
        ("메시지로 일을 시켰어요.", "개인사업자로 근로자가 아님", STATUS, "orders_received", "pay_records"),
        ("손가락을 다쳤어요.", "기능장해가 경미함", GRADE, "second_measurement", "impairment_certificate"),
        ("오래됐어요.", "소멸시효 3년이 경과함", LATE, "start_of_the_period", "earlier_filings"),
        ("늦었어요.", "심사청구 기간 90일을 넘겨 각하", LATE, "new_material_for_a_new_claim", "date_of_receipt"),
        ("혼인신고 없이 살았어요.", "사실혼 관계를 인정할 수 없음", FAMILY, "de_facto_marriage", "money_received"),
        ("따로 살았어요.", "생계를 같이 한 사실이 확인되지 않음", FAMILY, "money_received", "household_papers"),
        ("일당을 받아요.", "통상근로계수 적용", WAGE, "daily_work_record", "three_months_of_pay"),
        ("더 아파요.", "치유 당시보다 악화되었다고 볼 수 없음", {**TREATMENT, "kind_b": KindB.RENEWED_TREATMENT}, "then_and_now", "why_more_treatment"),
        ("아직 아파요.", "증상이 고정되어 치료 종결", {**TREATMENT, "kind_b": KindB.TREATMENT}, "treatment_still_needed", "course_of_treatment"),
        ("쉬었어요.", "취업치료 가능", {**TREATMENT, "kind_b": KindB.WAGE_LOSS}, "unable_to_work", "demands_of_the_job"),
        ("제가 돌봐요.", "수시간병에 해당", {**TREATMENT, "kind_b": KindB.NURSING}, "degree_of_care", "care_actually_given"),
        ("목도 아파요.", "재해와 인과관계 없음", {**TREATMENT, "kind_b": KindB.ADDED_DIAGNOSIS}, "link_of_added_diagnosis", "symptoms_since_accident"),
        ("방광 관리를 받아요.", "대상이 아님", {**TREATMENT, "kind_b": KindB.PREVENTION}, "need_of_prevention", "earlier_approvals"),
        ("며칠 도왔어요.", "휴업급여를 받으면서 취업한 사실이 있음", {"kind_b": KindB.CLAWBACK}, "not_working_then", "original_application"),
        ("서류를 안 보여 줘요.", "", {"issue_category": Issue.PROCEDURE}, "information_request_answer", "decision_file"),
        ("임신 중에 항암제를 만졌고 아이가 아파요.", "유해인자 노출이 확인되지 않음", {**EAR, "disease_category": Disease.OTHER}, "exposure_in_pregnancy", "childs_records"),
        ("조립을 해요. 회사는 자동화되었다고 주장합니다.", "", {**BACK, "suit": Suit.EMPLOYER}, "photos_and_video_of_the_task", "file_of_the_approval"),
        ("무릎을 다시 치료해요.", "재요양 당시 임금이 확인되지 않아 최저임금액으로 휴업급여를 산정함", WAGE, "wage_at_the_relapse", "three_months_of_pay"),
        ("재택근무일에 계단에서 넘어졌어요.", "가사 중의 사고임", DUTY, "working_then", "order_for_the_act"),
        ("요양보호사예요. 둘째 집으로 가다가 넘어졌어요.", "이동시간은 근로시간에 해당하지 않음", DUTY, "visits_of_the_day", "order_for_the_act"),
        ("합의금을 받았어요.", "자동차보험 합의금 공제", {**TREATMENT, "kind_b": KindB.WAGE_LOSS}, "settlement_papers", "unable_to_work"),
    ],
)  # fmt: skip
def test_first_what_answers_the_ground_of_the_refusal(
    story: str, denial: str, labels: dict, first: str, also: str
) -> None:
    found = by_rule(story, denial, Case(**labels))
    assert found[0].id == first and found[0].weight == "needed", [item.id for item in found]
    assert set(also.split()) <= {item.id for item in found}, [item.id for item in found]


def test_what_serves_any_case_comes_behind_what_answers_the_ground() -> None:
    story = "조수를 꺼내려고 정화조에 들어갔다가 쓰러졌습니다. 사장이 오늘 안에 펌프를 갈라고 전화했고 조수가 봤습니다."
    [first, *_] = missing_evidence(
        story, "사업주의 지시 없이 사적으로 한 작업 중의 재해임", Case(**DUTY, kind_b=KindB.TREATMENT)
    )
    assert first.id != "coworker_statements"


def test_a_criterion_of_the_case_brings_its_proof_first() -> None:
    event = "고객이 멱살을 잡고 욕을 했는데 두 시간 뒤 쓰러졌습니다. 평소에는 주 40시간 일했어요."
    found = ids(event, "뇌동맥류가 자연경과로 터진 개인 질환임", HEART)
    assert found[0] == "last_24_hours" and "hours_by_day" not in found


def test_what_was_never_there_is_not_asked_for() -> None:
    dead = {**MIND, "kind_b": KindB.SURVIVORS}
    found = ids("오빠가 스스로 목숨을 끊었어요. 병원은 끝내 안 갔습니다.", "성격 등 개인적 요인임", dead)
    assert "psychiatric_records" not in found and "last_days_statements" in found


def test_the_ground_is_read_from_what_the_story_passes_on() -> None:
    assert ids("나이 먹어서 그렇다고 거절당했어요.", "", BACK)[0] == "scans_reread"
    assert ids("제 나이는 쉰여섯입니다. 벽돌을 날랐어요.", "", BACK)[0] == "photos_and_video_of_the_task"


def test_the_ground_tells_the_issue_where_it_was_not_understood() -> None:
    unknown = {**ACCIDENT, "issue_category": None}
    assert ids("손을 데었어요.", "고용관계가 확인되지 않음", unknown)[0] == "orders_received"
    assert "orders_received" not in ids("손을 데었어요.", "", unknown)


def test_a_ground_that_decides_the_case_outranks_the_issue_understood() -> None:
    assert ids("귀가 안 들려요.", "진단일로부터 5년이 경과하여 시효 소멸", EAR)[0] == "start_of_the_period"
    late = {**EAR, "issue_category": Issue.TIME_LIMIT}
    assert ids("귀가 안 들려요.", "퇴직한 지 오래되었음", late)[0] == "past_hearing_tests"
    # a weaker ground is answered only at its own issue, or where that is the second of the refusal
    refused = ("넘어졌어요.", "사적 행위이며 인과관계도 없음")
    assert "order_for_the_act" not in ids(*refused, ACCIDENT)
    second = by_rule(*refused, Case(**ACCIDENT), Issue.IN_COURSE_OF_WORK)
    assert "order_for_the_act" in {item.id for item in second}


@pytest.mark.parametrize(
    ("story", "denial", "labels", "foreign"),
    [
        # how it happened is not in dispute
        ("떨어졌어요.", "등급이 낮음", GRADE, "cctv_preserved first_record_of_injury witness_of_accident"),
        ("떨어졌어요.", "치료 종결", {**TREATMENT, "kind_b": KindB.TREATMENT_PLAN}, "cctv_preserved accident_reports"),
        ("떨어졌어요.", "사고와 인과관계 없음", ACCIDENT, "cctv_preserved photos_of_the_place"),
        ("차를 몰았고 술은 안 마셨어요.", "신호위반", ROAD, "blood_alcohol"),
        ("상대 차가 음주운전을 했어요.", "신호위반", ROAD, "blood_alcohol"),
        ("쓰러졌어요.", "고혈압", HEART, "rosters_and_dispatch cause_of_death_papers last_24_hours"),
        ("중이염을 앓은 적은 없어요.", "", EAR, "ear_disease_opinion"),
        ("진폐예요.", "13급", {**LUNG, "kind_b": KindB.DISABILITY, "issue_category": Issue.DISABILITY_GRADE}, "impairment_certificate second_measurement dust_career_proof"),
        ("정신과는 안 갔어요.", "정신과 치료 이력이 없음", {**MIND, "kind_b": KindB.SURVIVORS}, "psychiatric_records"),
        ("석면을 다뤘고 너무 늦었대요.", "", LATE, "pathology_report exposure_history"),
        ("손목 수술을 했어요.", "취업 가능", {**BACK, "issue_category": Issue.NEED_OF_TREATMENT, "kind_b": KindB.WAGE_LOSS}, "photos_and_video_of_the_task scans_reread"),
    ],
)  # fmt: skip
def test_what_is_beside_the_point_is_not_asked_for(
    story: str, denial: str, labels: dict, foreign: str
) -> None:
    assert not set(foreign.split()) & set(ids(story, denial, labels))
    assert set(foreign.split()) <= {item.id for item in evidence()}


@pytest.mark.parametrize(
    ("story", "denial", "labels", "id_", "is_missing"),
    [
        ("출퇴근 기록을 뽑아 놨어요.", "업무시간 부족", HEART, "hours_by_day", False),
        # what exists but could not be got, or is said not to exist, is still missing
        ("출퇴근 기록이 있는데 회사가 안 줘요.", "업무시간 부족", HEART, "hours_by_day", True),
        ("출퇴근 기록이 있지 않아요.", "업무시간 부족", HEART, "hours_by_day", True),
        ("회사가 CCTV 영상을 지웠어요.", "재해경위 불분명", ACCIDENT, "cctv_preserved", True),
        ("CCTV 영상을 냈어요.", "재해경위 불분명", ACCIDENT, "cctv_preserved", False),
        ("일기가 남아 있어요.", "스트레스 확인 안 됨", MIND, "diary_and_messages", False),
        ("유서도 일기도 없어요.", "스트레스 확인 안 됨", MIND, "diary_and_messages", True),
    ],
)
def test_what_is_in_hand_is_not_asked_for(
    story: str, denial: str, labels: dict, id_: str, is_missing: bool
) -> None:
    assert (id_ in ids(story, denial, labels)) is is_missing


def test_needed_comes_first_and_the_list_is_short() -> None:
    for labels in (
        HEART,
        BACK,
        EAR,
        LUNG,
        MIND,
        CANCER,
        DUTY,
        ROAD,
        WAY,
        STATUS,
        LATE,
        GRADE,
        FAMILY,
        WAGE,
        ACCIDENT,
    ):
        for denial in (
            "",
            "퇴행성이고 노출과 과로가 확인되지 않으며 시효가 지났고 근로자가 아니고 다툼은 사적 감정임",
        ):
            found = by_rule(
                "교대로 석면과 소음 속에서 일하다 회식에서 만취해 싸웠어요.", denial, Case(**labels)
            )
            weights = [item.weight for item in found]
            assert weights == sorted(weights, reverse=True) and 1 <= weights.count("needed") <= MOST_NEEDED
            assert 3 <= len(found) <= MOST


def test_without_a_ground_the_agencys_papers_come_last() -> None:
    assert [item.id for item in by_rule("억울합니다.", "", Case())] == ["decision_file"]
    assert ids("귀가 안 들려요.", "", EAR)[-1] == "decision_file"
    assert "decision_file" not in ids("귀가 안 들려요.", "소음 노출이 확인되지 않음", EAR)


@pytest.mark.parametrize("item", evidence(), ids=lambda item: item.id)
def test_evidence_data(item: EvidenceItem) -> None:
    for text in (item.what, item.why, item.how):
        assert not re.search(r"[가-힣]", text.en)
        assert re.search(r"[가-힣]", text.ko)
    for text in (item.why, item.how):
        assert re.search(r"[다요]\.$|[다요]\([^)]*\)\.$", text.ko) and text.en.endswith((".", ").")), item.id
    assert len(item.how.ko) <= 160, "short enough to follow on a phone"


def test_every_disease_issue_and_benefit_has_evidence() -> None:
    items = evidence()
    for disease in Disease:
        if disease is not Disease.INJURY:  # asked for by the kind of accident
            assert sum(disease in item.scope.disease_category for item in items) >= 3, disease
    for issue in set(Issue) - {Issue.CAUSATION, Issue.NEED_OF_TREATMENT, Issue.COMMUTE_ROUTE}:
        assert sum(issue in item.scope.issue_category for item in items) >= 2, issue
    for kind in (KindC.ACCIDENT, KindC.COMMUTE, KindC.DISEASE):
        assert sum(kind in item.scope.kind_c for item in items) >= 3, kind
