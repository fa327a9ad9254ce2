"""Which evidence is asked for, and what is left out because the person has it."""

import re

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.evidence import MOST, EvidenceItem, evidence, missing_evidence

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


@pytest.mark.parametrize(
    ("text", "labels", "asked", "not_asked"),
    [
        ("쓰러졌어요.", HEART, "hours_by_day hours_from_daily_traces", "rosters_and_dispatch noise_measurements"),
        ("교대근무를 했어요.", HEART, "rosters_and_dispatch", ""),
        ("출퇴근 기록을 뽑아 놨어요.", HEART, "hours_from_daily_traces", "hours_by_day"),
        # what exists but could not be got, or is said not to exist, is still missing
        ("출퇴근 기록이 있는데 회사가 안 줘요.", HEART, "hours_by_day", ""),
        ("출퇴근 기록이 있지 않아요.", HEART, "hours_by_day", ""),
        ("회사가 CCTV 영상을 지웠어요.", DUTY, "cctv_preserved", ""),
        ("CCTV 영상을 냈어요.", DUTY, "", "cctv_preserved"),
        ("블랙박스를 보면 천천히 갔어요. 운전 중이었어요.", ROAD, "fault_of_the_other", "dashcam_and_speed"),
        ("술은 안 마셨고 차를 몰았어요.", ROAD, "blood_alcohol", ""),
        ("차를 몰다가 신호를 어겼어요.", ROAD, "dashcam_and_speed", "blood_alcohol"),
        ("허리를 다쳤어요.", BACK, "photos_and_video_of_the_task scans_reread nhis_treatment_history", "diary_and_messages"),
        ("귀가 안 들려요.", EAR, "noise_measurements past_hearing_tests noise_career_proof", "ear_disease_opinion"),
        ("탄광에서 일하다 진폐라고 해요.", LUNG, "dust_career_proof pneumoconiosis_examination", ""),
        ("요양병원에서 코로나에 걸렸어요.", LUNG, "lung_images_and_function", "dust_career_proof pneumoconiosis_examination"),
        ("중이염을 앓았어요.", EAR, "ear_disease_opinion", ""),
        ("중이염을 앓은 적은 없어요.", EAR, "", "ear_disease_opinion"),
        ("특별진찰을 받았어요.", EAR, "", "work_relatedness_assessment"),
        ("상사가 폭언을 했어요.", MIND, "psychiatric_records diary_and_messages bullying_report", ""),
        ("일기가 남아 있어요.", MIND, "psychiatric_records", "diary_and_messages"),
        ("유서도 일기도 없어요.", MIND, "diary_and_messages", ""),
        ("석면을 뜯었어요.", CANCER, "exposure_history pathology_report", "smoking_history"),
        ("담배를 피웠어요.", CANCER, "smoking_history", ""),
        ("회식에서 넘어졌어요.", DUTY, "notice_of_gathering who_paid", "trip_order origin_of_quarrel"),
        ("출장 가서 다쳤어요.", DUTY, "trip_order", "notice_of_gathering origin_of_quarrel"),
        ("동료와 싸우다 다쳤어요.", DUTY, "origin_of_quarrel", "notice_of_gathering trip_order"),
        ("자전거로 퇴근하다 부딪혔어요.", WAY, "usual_route_proof traffic_accident_papers", "reason_for_stop"),
        ("마트에 들렀다 다쳤어요.", WAY, "reason_for_stop", "traffic_accident_papers"),
        ("배달하다 다쳤는데 사장이래요.", STATUS, "orders_received pay_records service_provider_status", ""),
        ("등급이 낮아요.", {"issue_category": Issue.DISABILITY_GRADE}, "impairment_certificate second_measurement", ""),
        ("아빠와 따로 살았어요.", {"issue_category": Issue.BENEFICIARY}, "household_papers money_received", "de_facto_marriage"),
        ("일용직이에요.", {"issue_category": Issue.AVERAGE_WAGE}, "three_months_of_pay calculation_sheet daily_work_record", ""),
        ("재발했어요.", {"kind_b": KindB.RENEWED_TREATMENT}, "why_more_treatment then_and_now", ""),
        ("또 아파요.", {"kind_b": KindB.ADDED_DIAGNOSIS}, "symptoms_since_accident", ""),
        ("못 나갔어요.", {"kind_b": KindB.WAGE_LOSS}, "unable_to_work", ""),
        ("돌봐요.", {"kind_b": KindB.NURSING}, "care_actually_given", ""),
        ("토해 내래요.", {"kind_b": KindB.CLAWBACK}, "original_application what_really_happened", ""),
        ("서류를 안 보여 줘요.", {"issue_category": Issue.PROCEDURE}, "information_request_answer", ""),
    ],
)  # fmt: skip
def test_asked_for(text: str, labels: dict, asked: str, not_asked: str) -> None:
    found = {item.id for item in missing_evidence(text, Case(**labels))}
    assert set(asked.split()) <= found
    assert not set(not_asked.split()) & found
    assert set(asked.split()) | set(not_asked.split()) <= {item.id for item in evidence()}


def test_a_deadline_comes_before_medical_proof() -> None:
    ids = [item.id for item in missing_evidence("석면을 다뤘고 너무 늦었대요.", Case(**LATE))]
    assert ids[:3] == ["date_of_receipt", "earlier_filings", "start_of_the_period"]
    assert "pathology_report" not in ids[:5]


def test_the_most_urgent_first_and_never_more_than_the_list_holds() -> None:
    items = missing_evidence("밤낮 교대로 일하다 쓰러져 숨졌습니다.", Case(kind_b=KindB.SURVIVORS, **HEART))
    assert len(items) == MOST
    assert [item.priority for item in items] == sorted(item.priority for item in items)
    assert items[0].id == "cause_of_death_papers"


def test_without_labels_only_what_serves_everyone() -> None:
    items = missing_evidence("억울합니다.", Case())
    assert items and all(item.scope.fits(Case()) for item in items)
    assert "decision_file" in {item.id for item in items}


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
