"""What a story says for and against, as tables: each row is one circumstance or one trap of the language."""

import json
import re
from pathlib import Path

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import FAVOURABLE, Disease, Issue, KindB, KindC, Outcome
from lib.guidance.factor_entries import Factor, factors
from lib.guidance.factors import MOST_PER_SIDE, read_factors
from lib.text.shipped import read_shipped

ROOT = Path(__file__).parents[2]
LAW = ROOT.parent / "shared" / "law"

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
LUNG_DEATH = {**LUNG, "kind_b": KindB.SURVIVORS}
CANCER = {"disease_category": Disease.CANCER, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
MIND = {"disease_category": Disease.MENTAL, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
RARE = {"disease_category": Disease.OTHER, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
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
GRADE = {"kind_b": KindB.DISABILITY, "issue_category": Issue.DISABILITY_GRADE}
LATE = {"kind_b": KindB.SURVIVORS, "issue_category": Issue.TIME_LIMIT}
KIN = {"kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}
WAGE = {"kind_b": KindB.AVERAGE_WAGE, "issue_category": Issue.AVERAGE_WAGE}
AGAIN = {"kind_b": KindB.RENEWED_TREATMENT, "issue_category": Issue.NEED_OF_TREATMENT}
CARE = {"kind_b": KindB.NURSING, "issue_category": Issue.NEED_OF_TREATMENT}
LUNG_GRADE = {
    "disease_category": Disease.RESPIRATORY,
    "kind_b": KindB.DISABILITY,
    "issue_category": Issue.DISABILITY_GRADE,
}
CLAWBACK = {"kind_b": KindB.CLAWBACK, "issue_category": Issue.PROCEDURE}

STORIES: list[tuple[str, dict[str, object], str, str]] = [
    # story, labels, ids that must be found, ids that must not
    ("석 달 내내 일주일에 65시간씩 일하고 쓰러졌어요.", HEART, "weekly_hours_over_60", "hours_below_52"),
    ("주 72시간 근무에 맞교대였습니다.", HEART, "weekly_hours_over_60 shift_work", "weekly_hours_52_to_60"),
    ("평균 54시간 일했습니다.", HEART, "weekly_hours_52_to_60", "weekly_hours_over_60 hours_below_52"),
    ("주 65시간을 일하면 산재가 되나요?", HEART, "", "weekly_hours_over_60"),
    # the threshold named is not the hours worked
    ("주 60시간이 안 된다며 거절했어요.", HEART, "", "weekly_hours_over_60"),
    ("주 52시간제를 하는 회사입니다.", HEART, "", "weekly_hours_52_to_60"),
    ("주 40시간을 넘겨 일한 적이 많아요.", HEART, "", "hours_below_52"),
    ("하루 14시간씩 일했고 밤 10시부터 아침까지 섰어요.", HEART, "long_days night_work", ""),
    ("한 달에 하루 쉬고 주말에도 나갔습니다.", HEART, "too_few_days_off", "rested_just_before"),
    ("주말에 쉬었는데도 월요일에 쓰러졌습니다.", HEART, "rested_just_before", "too_few_days_off"),
    ("고혈압이 있었지만 약을 꼬박꼬박 먹었습니다.", HEART, "heart_or_vessel_disease_before", ""),
    ("고혈압도 당뇨도 없었습니다.", HEART, "", "heart_or_vessel_disease_before"),
    ("없던 고혈압이 그때부터 생겼습니다.", HEART, "", "heart_or_vessel_disease_before"),
    ("고혈압성 뇌출혈이라고 했습니다.", HEART, "", "heart_or_vessel_disease_before"),
    ("혈압약을 안 먹었다고 제 탓이래요.", HEART, "illness_left_untreated heart_or_vessel_disease_before", ""),
    # another's habit and illness; what was not done after all; one's own mother is no case of her own
    ("수닐은 친구예요. 친구 수닐은 술 많이 먹고 당뇨 있어요.", HEART, "", "smoking_or_drinking_habit"),
    ("탁구 동호회 가입은 했으나 한 번도 안 나갔고 어깨가 아픕니다.", BACK, "", "cause_outside_work"),
    ("손주는 주말에만 봐요.", BACK, "", "cause_outside_work"),
    ("제가 손주를 날마다 봐요.", BACK, "cause_outside_work", ""),
    ("아버지 폐암 건입니다. 주물공장에 다니셨어요.", CANCER, "", "runs_in_the_family"),
    ("아버지도 폐암으로 돌아가셨습니다.", CANCER, "runs_in_the_family", ""),
    ("담배를 많이 피웠습니다.", HEART, "smoking_or_drinking_habit", ""),
    ("흡연을 하지 않았습니다.", HEART, "", "smoking_or_drinking_habit"),
    ("다시 차를 몰고 서고 온 날이었습니다.", HEART, "", "jet_lag_travel harsh_surroundings"),
    ("마케팅 분야 근무를 했습니다.", HEART, "", "overtime_built_up"),
    ("야근은 하지 않았습니다.", HEART, "", "overtime_built_up"),
    ("야근을 했는데 산재가 안 된대요.", HEART, "overtime_built_up", ""),
    ("야근 때문이 아니라고 하네요.", HEART, "overtime_built_up", ""),
    ("에어컨도 없는 창고에서 일했어요.", HEART, "harsh_surroundings", ""),
    ("수술하고 2주 만에 다시 출근했습니다.", HEART, "back_too_early_after_surgery", ""),
    ("쓰러지기 전날 민원인과 말다툼이 있었습니다.", HEART, "sudden_event_before_onset", ""),
    ("몸무게가 80kg입니다.", HEART, "", "heavy_physical_work"),
    ("사업주가 가르쳐 주지 않았어요.", HEART, "", "mental_strain_at_work"),
    # numbers, however they are told; what one week was against those before it
    ("하루 12시간씩 주 6일을 일했습니다.", HEART, "weekly_hours_over_60 long_days", "hours_below_52"),
    ("격일제로 17시간씩 근무했습니다.", HEART, "weekly_hours_52_to_60 shift_work", "hours_below_52"),
    ("일주일에 예순여섯 시간을 일했어요.", HEART, "weekly_hours_over_60", ""),
    ("쓰러지기 전 1주일은 68시간, 그 전 12주는 평균 45시간이었습니다.", HEART, "sudden_rise_in_work", "hours_below_52 weekly_hours_over_60"),
    ("마지막 12주 평균이 41시간이었습니다.", HEART, "hours_below_52", "weekly_hours_52_to_60"),
    ("혈압이 150/95였습니다.", HEART, "heart_or_vessel_disease_before", ""),
    # whose it is
    ("저는 10년 일했습니다. 동료가 주 70시간씩 일했어요.", HEART, "", "weekly_hours_over_60"),
    ("저는 야간에 일했습니다. 아버지는 고혈압이 있으셨어요.", HEART, "night_work", "heart_or_vessel_disease_before"),
    ("남편이 일하다 쓰러졌습니다. 남편은 고혈압이 있었습니다.", HEART, "heart_or_vessel_disease_before", ""),
    ("옆 침대 환자가 담배를 많이 피웠어요.", HEART, "", "smoking_or_drinking_habit"),
    ("담배는 안 피우고 음주는 월 1회입니다.", HEART, "", "smoking_or_drinking_habit"),
    # musculoskeletal
    ("9년 동안 솥을 들었다 놨다 했어요.", BACK, "many_years_of_bodily_load heavy_lifting", ""),
    ("그날 처음 80kg짜리를 들다가 삐끗했어요.", BACK, "sudden_force_at_work", "heavy_lifting"),
    ("하루에 20kg 포대를 300개씩 옮겼어요.", BACK, "heavy_lifting repeated_motion", ""),
    ("허리가 뚝 해서 그날 바로 병원에 갔습니다.", BACK, "soon_after_the_event", ""),
    ("일주일 뒤에야 병원에 갔습니다.", BACK, "", "soon_after_the_event"),
    ("비외상성이라고 들었습니다.", BACK, "", "acute_traumatic_finding"),
    ("20년 넘게 30kg 자재를 들고 쪼그려 앉아 일했어요.", BACK, "many_years_of_bodily_load heavy_lifting awkward_posture", "short_time_in_the_job"),
    ("그만둔 지 20년 됐어요.", BACK, "", "many_years_of_bodily_load"),
    ("1986년에 입사했습니다.", BACK, "", "many_years_of_bodily_load"),
    ("무거운 마음으로 글을 씁니다.", BACK, "", "heavy_lifting"),
    ("일한 지 3년밖에 안 됐다고 해요.", BACK, "short_time_in_the_job", ""),
    ("상자를 들다 허리가 뚝 하더니 다리가 저렸어요.", BACK, "sudden_force_at_work", ""),
    ("퇴행성이라고 합니다.", BACK, "degenerative_change", ""),
    ("퇴행성이 아니라 급성 파열이라고 했어요.", BACK, "acute_traumatic_finding", "degenerative_change"),
    ("급성 파열이 아니라 닳은 거래요.", BACK, "degenerative_change", "acute_traumatic_finding"),
    ("다치기 전에는 멀쩡했어요.", BACK, "no_trouble_before", ""),
    ("예전에 수술한 적이 있어요.", BACK, "same_part_operated_before", ""),
    ("예전에 다친 적은 없어요.", BACK, "", "same_part_operated_before"),
    ("등산하다 다친 게 아닙니다.", BACK, "", "cause_outside_work"),
    ("신경 검사가 정상이라고 했어요.", BACK, "diagnosis_not_confirmed", ""),
    # hearing
    ("조선소에서 25년 동안 일했고 양쪽 귀가 다 안 들려요.", EAR, "noisy_work years_in_noise both_ears_alike", ""),
    ("작업환경측정에서 90데시벨이 넘었습니다.", EAR, "noise_measured_high", "hearing_below_threshold"),
    ("제 귀는 90데시벨도 못 듣습니다.", EAR, "", "noise_measured_high"),
    ("퇴직한 지 15년이 지났다고 안 된대요.", EAR, "long_after_leaving_noise", "years_in_noise"),
    ("노인성 난청이라고 해요.", EAR, "age_related_hearing", ""),
    ("노인성 난청은 아니라고 했어요.", EAR, "", "age_related_hearing"),
    ("중이염을 앓은 적은 없습니다.", EAR, "", "other_ear_disease"),
    ("왼쪽 귀만 나쁘다고 비대칭이래요.", EAR, "ears_differ", "both_ears_alike"),
    ("오른쪽이 35데시벨이라 모자란대요.", EAR, "hearing_below_threshold", ""),
    ("1993년부터 2011년까지 조선소에 다녔고 퇴직하고 12년 뒤 검사했습니다.", EAR, "years_in_noise long_after_leaving_noise", ""),
    ("양쪽 귀가 다 안 들리는데 이어폰을 자주 썼습니다.", EAR, "ears_used_otherwise", "both_ears_alike"),
    ("의사는 소음 때문이라고 소견을 써 줬어요.", EAR, "doctor_links_it_to_work", ""),
    ("의사는 소음 때문이 아니라고 했어요.", EAR, "", "doctor_links_it_to_work"),
    # lung, cancer, other diseases
    ("탄광에서 채탄을 12년 했고 진폐 진단을 받았습니다.", LUNG_DEATH, "dust_work pneumoconiosis_recognised", ""),
    ("투석을 받다가 폐렴을 자꾸 앓았어요.", LUNG_DEATH, "other_organ_failed repeated_lung_infections", ""),
    ("담배를 30년 피웠습니다.", LUNG, "smoked_lung", "never_smoked"),
    ("담배를 피운 적이 없습니다.", CANCER, "never_smoked", "smoked_lung"),
    ("담배를 30년 동안 피웠다고 합니다.", CANCER, "smoked_lung", "long_exposure"),
    ("벤젠을 15년 동안 다뤘고 환기가 안 됐습니다.", CANCER, "harmful_substance long_exposure poor_ventilation", ""),
    ("환기가 잘 되는 곳이었습니다.", CANCER, "", "poor_ventilation"),
    ("10년을 병원에서 살았습니다.", CANCER, "", "long_exposure"),
    ("방사선 치료를 받았습니다.", CANCER, "", "harmful_substance"),
    ("그만두고 30년이 지나 알았어요.", CANCER, "long_latency", "unusually_young"),
    ("같은 라인 동료도 같은 병에 걸렸어요.", CANCER, "colleagues_ill_too", ""),
    ("가족력이 있다고 합니다.", CANCER, "runs_in_the_family", ""),
    ("가족력은 없습니다.", CANCER, "none_in_the_family", "runs_in_the_family"),
    ("FEV1 54%였고 1990~2014 용접공이었습니다.", LUNG_GRADE, "low_lung_function long_exposure", ""),
    ("진폐 진단을 받았고 폐렴을 자꾸 앓아요.", LUNG_GRADE, "", "pneumoconiosis_recognised repeated_lung_infections"),
    ("회사는 영업비밀이라며 약품 이름을 안 알려줘요.", RARE, "company_hides_data", ""),
    ("원인이 밝혀지지 않은 희귀병이래요.", RARE, "rare_disease", ""),
    ("그때 기록은 하나도 없어요.", RARE, "no_records_from_then", ""),
    ("동료들도 열심히 일했어요.", RARE, "", "colleagues_ill_too"),
    ("담배는 입에도 안 댔어요.", CANCER, "never_smoked", "smoked_lung"),
    # mental illness and suicide
    ("부장이 직원들 앞에서 욕을 했고 따돌림을 당했습니다.", MIND, "bullying humiliated_in_public", ""),
    ("주말에 목욕을 하고 왔어요.", MIND, "", "bullying"),
    ("회사는 괴롭힘이 없었다고 합니다.", MIND, "", "bullying"),
    ("남편은 스스로 목숨을 끊었고 일기가 남아 있어요.", MIND, "suicide_in_disturbed_state written_traces", ""),
    ("손님이 매일 성희롱을 했습니다.", MIND, "abuse_by_customers", "bullying"),
    ("팀장이 30분 동안 욕을 퍼부었어요.", MIND, "bullying", "abuse_by_customers"),
    ("옥상에서 담배를 피우다 쓰러졌어요.", MIND, "", "suicide_in_disturbed_state"),
    ("유서는 없었습니다.", MIND, "", "written_traces"),
    ("전부터 우울증 치료를 받았습니다.", MIND, "mental_illness_before", ""),
    ("빚이 있어서 그렇다고 해요.", MIND, "private_troubles", ""),
    ("빚은 없었습니다. 물의를 빚은 적도 없어요.", MIND, "", "private_troubles"),
    ("원래 예민한 성격 탓이라고 합니다.", MIND, "called_sensitive", ""),
    # in the course of work
    ("부서 회식에서 법인카드로 냈고 빠질 수 없는 자리였어요.", DUTY, "gathering_led_by_the_company company_paid had_to_attend", ""),
    ("친한 동료끼리 마신 술이라며 거절했어요.", DUTY, "private_gathering", "gathering_led_by_the_company"),
    ("사적 모임이 아니라 회사 송년회였습니다.", DUTY, "gathering_led_by_the_company", "private_gathering"),
    ("2차에서 노래방에 갔다가 다쳤어요.", DUTY, "second_round", ""),
    ("편도 2차로를 건너다 다쳤어요.", DUTY, "", "second_round"),
    ("출장 중에 숙소로 가다가 다쳤습니다.", DUTY, "business_trip", ""),
    ("근처 출장소에 전화했습니다.", DUTY, "", "business_trip"),
    ("배차 때문에 다투다가 맞았고 원한은 없었어요.", DUTY, "quarrel_over_work no_private_grudge", "private_feud"),
    ("제가 먼저 때렸다고 합니다.", DUTY, "provoked_the_other", "attacked_at_work"),
    ("점심시간에 구내식당에서 넘어졌습니다.", DUTY, "break_time", ""),
    ("족구하다가 다쳤어요.", DUTY, "", "rescue_or_emergency"),
    ("국회 식당에서 넘어졌어요.", DUTY, "", "gathering_led_by_the_company"),
    # commute
    ("늘 다니던 길로 퇴근하다 어린이집에 들렀어요.", WAY, "usual_route stop_for_daily_need", "left_the_route"),
    ("퇴근하고 친구를 만나 술 한잔하고 가다 다쳤어요.", WAY, "left_the_route", "stop_for_daily_need"),
    ("통근버스에서 내리다 넘어졌어요.", WAY, "company_transport", ""),
    ("담을 넘다가 다쳤어요.", WAY, "unusual_way_out", ""),
    ("경로를 벗어나지 않았습니다.", WAY, "", "left_the_route"),
    ("집으로 돌아가다가 넘어졌어요.", WAY, "", "left_the_route"),
    ("집에서 저녁을 먹고 야간 출근을 하다 넘어졌어요.", WAY, "", "left_the_route"),
    ("퇴근하고 동료들과 저녁을 먹고 가다 넘어졌어요.", WAY, "left_the_route", ""),
    # offences, alcohol
    ("배달하다 신호를 어겼는데 상대도 과속이었어요.", ROAD, "driving_is_the_job ran_a_signal other_driver_at_fault", "deliberate_risk_on_the_road"),
    ("상대방도 다쳤습니다.", ROAD, "", "other_driver_at_fault"),
    ("술은 입에도 안 댔습니다.", ROAD, "no_alcohol_no_speeding", ""),
    ("과속하지 않았고 술은 안 마셨습니다.", ROAD, "no_alcohol_no_speeding", "deliberate_risk_on_the_road drunk_driving drinking_on_record"),
    ("음주운전이라고 합니다.", ROAD, "drunk_driving", ""),
    ("음주운전은 아니었습니다.", ROAD, "", "drunk_driving"),
    ("다음 주 운전 연수를 받기로 했어요.", ROAD, "", "drunk_driving"),
    ("무면허가 아니었습니다.", ROAD, "", "unlicensed"),
    ("깜빡 졸다가 중앙선을 넘었어요.", ROAD, "momentary_lapse crossed_the_centre_line", ""),
    ("신호가 바뀌는 순간이었습니다.", ROAD, "", "momentary_lapse"),
    ("수술을 마시고 나서야 알았어요.", ROAD, "", "drinking_on_record"),
    ("제가 과속으로 범칙금을 냈습니다.", ROAD, "deliberate_risk_on_the_road", "other_driver_at_fault"),
    ("상대 차가 과속해서 범칙금을 냈습니다.", ROAD, "other_driver_at_fault", ""),
    ("블랙박스에 제가 과속한 것이 나왔어요.", ROAD, "deliberate_risk_on_the_road", "slow_speed_shown"),
    ("과속방지턱을 넘다가 다쳤어요.", ROAD, "", "deliberate_risk_on_the_road"),
    ("치킨을 배달시켜 먹었어요.", ROAD, "", "driving_is_the_job"),
    # employee status
    ("사업자등록이 있다는데 매일 출근해서 시키는 대로 일했어요.", STATUS, "business_registered told_how_to_work", ""),
    ("공사장이라 위험했어요. 사업자등록은 없어요.", STATUS, "", "business_registered"),
    ("사장이지 직원이 아니라고 합니다.", STATUS, "business_registered", ""),
    ("택배기사인데 기름값도 제가 냅니다.", STATUS, "protected_service_provider own_vehicle_and_costs", ""),
    ("출근시간을 정해 주고 지각하면 벌금을 냈어요.", STATUS, "told_how_to_work penalised_for_absence", ""),
    ("일당 15만원을 받았고 사장은 모르는 사람이래요.", STATUS, "paid_by_the_day employer_denies_it", ""),
    ("회사가 4대보험에 안 들었어요.", STATUS, "employer_not_enrolled", ""),
    # grade, time, beneficiary, wage, renewed treatment, clawback
    ("여러 군데가 불편하고 아직 치료 중입니다.", GRADE, "several_impairments not_yet_healed", ""),
    ("주치의는 10급이라고 했어요.", GRADE, "doctor_gives_higher_grade", ""),
    ("산재인지 몰랐어요. 너무 늦게 신청했대요.", LATE, "claimed_late did_not_know_the_right", ""),
    ("예전에 신청한 적이 있고 유족급여입니다.", LATE, "earlier_claim_stops_the_clock five_year_benefit", ""),
    ("재결서를 받고 7개월 뒤에 소송을 냈어요.", LATE, "sued_after_90_days", ""),
    ("2012년에 돌아가셨습니다.", LATE, "lapsed_under_old_law", ""),
    ("2012년에 입사했습니다.", LATE, "", "lapsed_under_old_law"),
    ("이혼한 뒤 따로 살았고 재혼했습니다.", KIN, "lived_apart remarried", "lived_together"),
    ("현재 혼자 살고 있어요.", KIN, "", "remarried"),
    ("같이 살지 않았지만 매달 생활비를 보내 주셨어요.", KIN, "regular_support", "lived_together"),
    ("법률상 처와는 12년째 별거 중이었고 저와 함께 살았어요.", KIN, "marriage_only_on_paper lived_together", "lived_apart"),
    ("혼인신고를 안 한 사실혼입니다.", KIN, "common_law_spouse", ""),
    ("열 달 넘게 다녔고 상여금이 빠졌어요.", WAGE, "worked_on_past_three_months pay_left_out", ""),
    ("통증이 재발했고 수술이 필요하대요.", AGAIN, "relapsed_or_worse treatment_will_help", ""),
    ("수시간병으로 결정됐는데 밤에도 두 시간마다 자세를 바꿔 줍니다.", CARE, "care_day_and_night care_called_occasional", "needs_constant_care"),
    ("혼자서는 밥도 못 먹어요.", CARE, "needs_constant_care", "care_called_occasional"),
    ("더 치료해도 증상이 고정됐다고 합니다.", AGAIN, "condition_fixed", ""),
    ("실수로 적었는데 두 배를 내라고 합니다. 부정수급이래요.", CLAWBACK, "honest_mistake false_statement", ""),
]  # fmt: skip


@pytest.mark.parametrize(("story", "labels", "present", "absent"), STORIES)
def test_story(story: str, labels: dict, present: str, absent: str) -> None:
    found = {factor.id for factor in read_factors(story, "", Case(**labels))}
    assert set(present.split()) <= found
    assert not set(absent.split()) & found
    known = {factor.id for factor in factors()}
    assert set(present.split()) | set(absent.split()) <= known, "a row names an id that does not exist"


@pytest.mark.parametrize(
    ("refusal", "labels", "id_"),
    [
        ("신청 상병이 확인되지 않음", BACK, "diagnosis_not_confirmed"),
        ("소음 노출이 확인되지 않는다", EAR, "noise_exposure_short_or_unproven"),
        ("단기 및 만성 과로 기준에 이르지 못함", HEART, "hours_below_52"),
        ("업무시간이 주 52시간에 미치지 못함", HEART, "hours_below_52"),
        ("발병 전 12주 평균 업무시간이 47시간 30분으로 확인됨", HEART, "hours_below_52"),
        ("신체부담 정도가 높지 않은 것으로 보임", BACK, "load_called_light"),
        ("괴롭힘이 인정되지 아니함", MIND, "stress_not_confirmed"),
        ("치유 당시보다 악화되었다고 보기 어려움", AGAIN, "condition_fixed"),
        ("고용관계가 확인되지 않음", STATUS, "employer_denies_it"),
    ],
)
def test_usual_refusals(refusal: str, labels: dict, id_: str) -> None:
    found = read_factors("", refusal, Case(**labels))
    assert id_ in {factor.id for factor in found}
    assert {factor.side for factor in found} == {"against"}


def test_the_court_is_spoken_of_only_where_there_is_one() -> None:
    before = read_factors("", "자문의 소견에 따라 인정하지 않음", Case(**BACK))
    in_court = read_factors("1심에서 졌습니다.", "자문의 소견에 따라 인정하지 않음", Case(**BACK))
    assert {factor.id for factor in before} == {"advisers_against"}
    assert {factor.id for factor in in_court} == {"panel_and_advisers_agree"}


def test_what_the_law_has_a_rule_for_is_neutral() -> None:
    (factor,) = read_factors("아내가 스스로 목숨을 끊었습니다.", "", Case(**MIND))
    assert (factor.id, factor.side) == ("suicide_in_disturbed_state", "neutral")


def test_words_stand_in_the_story() -> None:
    for story, labels, _, _ in STORIES:
        for factor in read_factors(story, "", Case(**labels)):
            assert factor.words in story
            assert factor.source == "story"


def test_the_denial_reason_speaks_as_a_reason_of_the_refusal() -> None:
    (factor,) = read_factors("", "퇴행성 변화로 보입니다.", Case(**BACK))
    assert (factor.id, factor.side, factor.source) == ("degenerative_change", "against", "denial")
    assert factor.says.ko.startswith("거절의 이유로 든 점입니다.")
    assert factor.says.en.startswith("Given as a reason for the refusal.")


def test_a_refusal_does_not_speak_for_the_claimant() -> None:
    found = read_factors("", "주 62시간 일했다는 주장은 확인되지 않습니다.", Case(**HEART))
    assert {factor.side for factor in found} == {"against"}


def test_what_a_refusal_says_beside_is_told_in_its_words_without_its_conclusion() -> None:
    refusal = "퇴행성 병변이며, 수술 기록의 시기가 서로 다르므로 업무상 질병으로 인정하지 않음"
    found = {factor.id: factor.words for factor in read_factors("", refusal, Case(**BACK))}
    assert found == {
        "degenerative_change": "퇴행성 병변이며",
        "reason_given": "수술 기록의 시기가 서로 다르므로",
    }


def test_one_circumstance_is_shown_with_every_stretch_that_tells_it() -> None:
    found = read_factors("고혈압이 있습니다. 혈압약을 먹습니다.", "고혈압 병력", Case(**HEART))
    assert [(factor.words, factor.source) for factor in found] == [
        ("고혈압이 있습니다", "story"),
        ("혈압약을 먹습니다", "story"),
        ("고혈압 병력", "denial"),
    ]


def test_a_second_issue_is_read_for_too() -> None:
    story = "회식에서 법인카드로 냈고 신청이 너무 늦었대요."
    late = Case(**LATE)
    assert "company_paid" not in {factor.id for factor in read_factors(story, "", late)}
    found = [factor.id for factor in read_factors(story, "", late, [Case(**DUTY)])]
    assert {"company_paid", "claimed_late"} <= set(found)


def test_no_labels_still_reads_what_leaves_no_doubt() -> None:
    found = {
        factor.id for factor in read_factors("신호위반이라며 안 된대요. 스스로 목숨을 끊었어요.", "", Case())
    }
    assert found == {"ran_a_signal", "suicide_in_disturbed_state"}


def test_nothing_told_nothing_found() -> None:
    assert read_factors("", "", Case(**HEART)) == ()
    assert read_factors("안녕하세요. 잘 부탁드립니다.", "", Case(**HEART)) == ()


def test_at_most_eight_a_side_for_first_and_the_issue_first() -> None:
    story = (
        "주 70시간 일하고 야근에 2교대, 주말에도 나가고 무거운 짐을 들고 추운 날 새벽까지 일했고 실적 압박이 심했고 "
        "갑자기 일이 늘었습니다. 너무 늦게 신청했대요."
    )
    found = read_factors(story, "", Case(**HEART))
    assert len({factor.id for factor in found if factor.side == "for"}) == MOST_PER_SIDE
    assert [factor.side for factor in found] == sorted(
        (f.side for f in found), key=["for", "against", "neutral"].index
    )
    late = read_factors(
        story, "", Case(disease_category=Disease.CARDIOVASCULAR, issue_category=Issue.TIME_LIMIT)
    )
    assert next(factor.id for factor in late if factor.side == "against") == "claimed_late"


# ── The data ─────────────────────────────────────────────────────────────────────────────────────

DIGESTS = {
    path.stem: Outcome(json.loads(path.read_text(encoding="utf-8"))["labels"]["outcome"])
    for path in (ROOT / "data" / "starter").glob("*.json")
}


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.id)
def test_factor_data(factor: Factor) -> None:
    for text in (factor.says.ko, factor.says.en):
        assert not re.search(r"이깁니다|패소합니다|반드시|무조건|\bwins?\b|guarantee", text), (
            "promises nothing"
        )
    assert re.search(r"[다요]\.$", factor.says.ko) and factor.says.en.endswith(".")
    assert not re.search(r"[가-힣]", factor.says.en)
    assert len(factor.says.ko) <= 150 and len(factor.says.en) <= 260, "one or two sentences"
    assert len(set(factor.any_)) == len(factor.any_)
    for serial in factor.rulings:
        outcome = DIGESTS[serial]
        if outcome is not Outcome.PARTLY_GRANTED and factor.side != "neutral":
            assert (outcome in FAVOURABLE) is (factor.side == "for"), f"{serial} ended {outcome}"


def test_numbers_of_factors_are_known() -> None:
    kinds = {kind["of"] for kind in read_shipped("told_numbers.yaml")["kinds"]}
    named = {number.of for factor in factors() for number in factor.numbers}
    assert named <= kinds | {"hours_of_a_week", "rise_in_hours"}


def test_every_disease_and_issue_has_factors_on_both_sides() -> None:
    medical = {Issue.CAUSATION}  # spoken to by disease
    for side in ("for", "against"):
        mine = [factor for factor in factors() if factor.side == side]
        for disease in Disease:
            assert sum(disease in factor.scope.disease_category for factor in mine) >= 3, (side, disease)
        for issue in set(Issue) - medical:
            assert sum(issue in factor.scope.issue_category for factor in mine) >= 2, (side, issue)


def test_a_guard_is_asked_first_whether_there_was_an_approval() -> None:
    def says(story: str) -> str:
        found = read_factors(story, "", Case(**HEART))
        return next(each.says.ko for each in found if each.id == "night_work")

    assert "먼저 회사가" in says("아파트 경비원으로 야간 근무를 하다 쓰러졌습니다.")
    assert "먼저 회사가" not in says("버스 야간 운행을 하다 쓰러졌습니다.")


def test_what_the_company_says_is_no_fact_and_what_the_agency_says_is_its_reason() -> None:
    case = Case(KindB.TREATMENT, KindC.COMMUTE, Disease.INJURY, Issue.MISCONDUCT)
    told = "{who} 제가 음주운전을 했다고 합니다. 억울합니다."
    assert not [each for each in read_factors(told.format(who="회사는"), "", case) if each.side == "against"]
    (reason,) = [each for each in read_factors(told.format(who="공단은"), "", case) if each.side == "against"]
    assert reason.says.ko.startswith("거절의 이유로 든 점입니다.")


@pytest.mark.parametrize("issue", [Issue.IN_COURSE_OF_WORK, Issue.MISCONDUCT, Issue.CAUSATION])
@pytest.mark.parametrize(
    "story",
    [
        "이용자가 밀어서 넘어졌다.",
        "어르신이 잡아당겨서 같이 넘어졌습니다.",
        "환자가 발로 차서 뒤로 넘어졌어요.",
        # That something was missing that protects speaks for who works there.
        "송풍기 없이 탱크 안에서 일했습니다.",
        "가스 측정도 없이 맨홀에 들어갔습니다.",
        "방호장치 없이 프레스를 돌렸습니다.",
    ],
)
def test_what_another_did_and_what_was_missing_speaks_against_nobody(story: str, issue: Issue) -> None:
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, issue)
    assert not [each.id for each in read_factors(story, "", case, told_from=0) if each.side == "against"]


def test_what_takes_back_what_a_phrase_began_is_told_by_itself() -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CANCER, Issue.CAUSATION)
    story = "도장공으로 22년 일했습니다. 흡연은 15갑년이고 2009년에 끊었음."
    told = {each.id: each.words for each in read_factors(story, "", case, told_from=0)}
    assert told["quit_smoking_long_ago"] == "2009년에 끊었음"
    assert "끊었" not in told["smoked_lung"]


def test_nothing_is_read_in_what_only_seems_to_tell() -> None:
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, Issue.IN_COURSE_OF_WORK)
    began = "회사 답변서에 제가 손님과 시비가 붙었다고 되어 있지만 CCTV에는 혼자 미끄러지는 장면뿐입니다."
    told = read_factors(began, "", case, told_from=0)
    assert not any("시비" in each.words for each in told if each.side != "neutral")


def test_a_changed_account_is_told_of_what_was_said() -> None:
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, Issue.IN_COURSE_OF_WORK)
    story = "처음에는 혼자 넘어졌다고 했다가 나중에 동료가 밀었다고 말을 바꿨습니다."
    told = {each.id for each in read_factors(story, "", case, told_from=0)}
    assert "changed_account" in told


@pytest.mark.parametrize(
    "story",
    ["신호수 없이 작업했습니다.", "절연장갑을 주지 않았습니다.", "2인 1조 원칙 없이 점검하다 끼었습니다."],
)
def test_what_was_missing_is_told_for_the_person(story: str) -> None:
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, Issue.CAUSATION)
    assert "no_protection_given" in {each.id for each in read_factors(story, "", case)}
