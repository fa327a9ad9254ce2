"""The criteria of a case's type, held against what was told and answered."""

from datetime import date

import pytest

from lib.domain.intake import Case, Intake
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import KindC
from lib.guidance.check_answers import AnswerError, read_answer
from lib.guidance.check_entries import check_data
from lib.guidance.criteria_check import Checked, check
from lib.search.understanding import understand
from lib.sources.starter import read_starter


def checked(story: str, refusal: str = "", **answers: object) -> Checked:
    intake = Intake(story=story, denial_reason=refusal)
    found = check(intake, understand(intake), answers)
    assert found
    return found


def verdicts(found: Checked) -> dict[str, str]:
    return {each.criterion.id: each.verdict for each in found.criteria}


# What is expected was written down from the acts, not from what the code said.
TOLD = [
    ("뇌출혈로 쓰러졌습니다. 발병 전 12주 동안 주 평균 63시간, 4주 동안은 주 평균 60시간 일했습니다.", "",
     "cerebro", {"cerebro_60": "met", "cerebro_64": "not met", "cerebro_sudden": "unknown"}),
    ("버스기사입니다. 12주 평균 주 55시간 일했고 주야 2교대였습니다. 심근경색입니다.", "",
     "cerebro", {"cerebro_60": "not met", "cerebro_52": "met", "cerebro_64": "unknown"}),
    ("발병 전 1주일 동안 65시간 일했고 그 전 12주는 주 평균 50시간이었습니다. 뇌출혈입니다.", "",
     "cerebro", {"cerebro_last_week": "met", "cerebro_60": "unknown"}),
    ("경비원으로 야간에 일했습니다. 12주 평균 주 50시간 일했습니다. 심근경색입니다.", "",
     "cerebro", {"cerebro_60": "unknown", "cerebro_52": "unknown"}),
    # Of a day and a night the break is not told.
    ("아파트 경비원으로 24시간 맞교대로 일하다 뇌출혈로 쓰러졌습니다.", "",
     "cerebro", {"cerebro_60": "unknown", "cerebro_52": "unknown"}),
    ("형틀목공으로 22년 일하며 무거운 거푸집을 매일 들었습니다. MRI에서 회전근개 파열이 확인됐습니다. 주치의는 업무 때문일 가능성이 높다고 했습니다.",
     "", "musculo", {"musculo_burden": "met", "musculo_medical": "met", "musculo_presumed": "unknown", "musculo_enough": "unknown"}),
    ("조선소에서 20년 일했고 측정된 소음은 92dB이었습니다. 청력은 오른쪽 55dB, 왼쪽 52dB입니다. 소음성 난청입니다.", "",
     "hearing", {"hearing_noise": "met", "hearing_years": "met", "hearing_loss_40": "met", "hearing_shape": "unknown"}),
    ("소음은 80dB로 측정된 공장에서 2년 일했습니다. 양쪽 귀 청력이 35dB로 나왔습니다. 소음성 난청을 신청했습니다.", "",
     "hearing", {"hearing_noise": "not met", "hearing_years": "not met", "hearing_loss_40": "not met"}),
    ("태백 탄광에서 선산부로 18년 일했고 정밀진단에서 진폐 1형 판정을 받았습니다.", "",
     "pneumoconiosis", {"dust_career": "met", "dust_illness": "met"}),
    ("석재공장에서 25년 돌가루를 마시며 일했습니다. 만성폐쇄성폐질환이고 1초율 55%, 1초량은 예측치의 48%였습니다.", "",
     "copd", {"copd_long": "met", "copd_tests": "met", "copd_cause": "unknown"}),
    ("석면 보온재를 3년 다뤘습니다. 폐암입니다. 흉막반은 없다고 합니다. 석면폐증도 없습니다.", "",
     "cancer", {"cancer_exposed": "met", "cancer_asbestos": "not met", "cancer_medical": "unknown"}),
    ("콜센터 상담원으로 고객의 폭언과 욕설에 시달리다 적응장애 진단을 받았습니다.", "",
     "mental", {"mental_stress": "met", "mental_listed": "met", "mental_medical": "unknown"}),
    ("퇴근길에 마트에서 장을 보고 집으로 가다가 넘어졌습니다.", "", "commute", {"commute_left": "met"}),
    ("퇴근하고 친구를 만나 술을 마신 뒤 집에 가다가 교통사고를 당했습니다.", "", "commute", {"commute_left": "not met"}),
    ("회사가 주최한 체육대회에 전 직원이 의무적으로 참석했고 축구를 하다가 무릎 인대가 파열됐습니다.", "",
     "events", {"event_four": "met", "event_control": "met"}),
    ("동료에게 빌린 돈 문제로 다투다가 회사 휴게실에서 맞았습니다. 제가 먼저 때렸습니다.", "",
     "violence", {"violence_work": "not met", "violence_provoked": "not met"}),
    ("2024년 5월에 배달앱 라이더로 배달하다가 넘어져 다쳤습니다. 배달료를 건당 받았습니다.", "전속성이 없다",
     "provider", {"provider_trade": "met", "provider_work": "met", "provider_time": "met"}),
    ("2022년 3월 대리운전을 하다가 사고가 났습니다. 여러 업체에서 콜을 받았습니다.", "전속성 요건 미충족",
     "provider", {"provider_time": "not met"}),
    ("간호사로 임신 중에 항암제를 조제했습니다. 2023년 8월에 낳은 아이가 선천성 심장 기형입니다.", "",
     "child", {"child_harm": "met", "child_time": "met", "child_link": "unknown"}),
    ("작업 중 다른 회사 지게차에 치였습니다. 위자료만 500만원 받고 합의했습니다. 공단이 합의금만큼 휴업급여를 지급하지 않는다고 합니다.", "",
     "third_party", {"third_same": "not met", "third_waived": "unknown"}),
    # A timetable is counted: 10 hours on 6 days are 60, which is not over 60.
    ("뇌출혈로 쓰러졌습니다. 다섯 달 동안 오전 9시부터 밤 8시까지 점심 1시간을 빼고 주 6일 똑같이 일했습니다.", "",
     "cerebro", {"cerebro_60": "not met", "cerebro_over_52": "met", "cerebro_64": "not met", "cerebro_sudden": "unknown"}),
    ("심근경색입니다. 월요일부터 토요일까지 아침 7시에 출근해 밤 8시에 퇴근했고 휴게는 두 시간이었습니다. 반년 내내 그랬습니다. 마지막 주에는 밤 11시까지 연장이 늘었습니다.", "",
     "cerebro", {"cerebro_60": "met", "cerebro_64": "met", "cerebro_last_week": "unknown"}),
    # What both days say goes before round years.
    ("제재소에서 2016년 8월 1일부터 2019년 7월 30일까지 일했습니다. 소음은 91dB였습니다. 소음성 난청 진단을 받았고 청력은 양쪽 46dB입니다.", "",
     "hearing", {"hearing_years": "not met", "hearing_noise": "met"}),
    ("제재소에서 2016년 8월 1일부터 2019년 7월 31일까지 일했습니다. 소음은 91dB였습니다. 소음성 난청 진단을 받았고 청력은 양쪽 46dB입니다.", "",
     "hearing", {"hearing_years": "met"}),
    ("제재소에서 2016년부터 2019년까지 일했습니다. 소음은 91dB였습니다. 소음성 난청 진단을 받았습니다.", "",
     "hearing", {"hearing_years": "unknown"}),
    ("1988년 봄부터 1992년 가을까지 석면포를 짰습니다. 2020년 여름에 악성중피종 진단을 받았습니다.", "",
     "cancer", {"cancer_asbestos": "met"}),
    # Denied in a list, left open within a sentence.
    ("숨이 차서 진폐가 아닌지 검사를 받았습니다. 은행 창구에서만 일했고 탄광이나 석재공장 같은 곳에는 평생 가 본 적이 없습니다. 진폐증이라는 진단은 아직 없습니다.", "",
     "pneumoconiosis", {"dust_career": "not met"}),
    ("탄광에서 9년 일했고 진폐 의심 소견입니다. 휴업급여도 나오나요?", "",
     "pneumoconiosis", {"dust_career": "met", "dust_wage_loss": "not met", "dust_illness": "unknown"}),
    ("기침과 가래가 심해 폐 기능을 쟀습니다. 채석장이나 탄광에는 가 본 적이 없고 옷 가게에서 일했습니다. 만성폐쇄성폐질환입니다.", "",
     "copd", {"copd_exposed": "not met", "copd_medical": "unknown"}),
    ("퇴근길에 시장에서 저녁 찬거리를 사고 택시를 타고 가다 부딪혔습니다. 늘 다니던 길이었는지는 기억이 없습니다.", "",
     "commute", {"commute_company": "not met", "commute_left": "met", "commute_usual": "unknown"}),
    ("일을 끝내고 집으로 걸어가다가 늘 다니던 골목에서 미끄러졌습니다.", "", "commute", {"commute_usual": "met"}),
    # Who keeps the bus, and that nobody else may, is not told.
    ("통근버스를 타고 퇴근하다가 버스에서 내리다 다쳤습니다.", "", "commute", {"commute_company": "unknown"}),
    ("부서 회식에 전원 참석하라고 했고 회식 자리에서 의자에 걸려 넘어졌습니다. 술은 한두 잔만 마셨습니다.", "",
     "events", {"event_four": "met", "event_drink": "met"}),
    # Of the three ways of the Decree the first is closed, the others are open.
    ("남편이 스스로 생을 마감했습니다. 정신과 치료를 받은 적은 없습니다. 회사에서 무슨 일이 있었는지는 저도 모릅니다. 우울증 같았습니다.", "",
     "mental", {"mental_treated_before": "not met", "mental_self_harm": "unknown"}),
    ("우울증 진단을 받았습니다. 손님을 만나는 일은 아니었고 괴롭힘도 전혀 없었습니다.", "",
     "mental", {"mental_abuse": "not met", "mental_stress": "unknown"}),
    ("팀장이 연 회식이 끝나고 친한 몇 명이 따로 술집에 갔다가 넘어졌습니다. 팀장에게는 말하지 않았습니다.", "",
     "events", {"event_control": "not met", "event_four": "unknown"}),
    ("동료가 빌린 돈을 갚으라며 회사 주차장에서 욕을 하고 때렸습니다. 업무와는 상관없는 일입니다.", "",
     "violence", {"violence_duty": "not met", "violence_work": "not met", "violence_provoked": "unknown"}),
    ("택시 기사입니다. 술 취한 승객에게 요금을 달라고 했더니 때렸습니다.", "",
     "violence", {"violence_duty": "met", "violence_work": "met"}),
    ("정수기 방문점검을 합니다. 2024년 2월 첫 집을 마치고 다음 고객 집으로 가다가 빙판에서 넘어졌습니다.", "전속성이 없다",
     "provider", {"provider_trade": "met", "provider_time": "met", "provider_accident": "met"}),
    ("공단이 왼쪽 무릎은 8급, 오른쪽 눈은 제8급으로 결정했습니다. 서로 다른 부위입니다. 연금으로만 받아야 하나요?", "장해등급 다툼",
     "grade", {"grade_healed": "met", "grade_several": "met", "grade_pension_only": "not met"}),
    ("손목을 다쳐 12급 결정을 받았습니다. 회사는 제가 예전에 같은 손목을 다친 적이 있다고 말하는데 그건 형님 일입니다.", "장해등급",
     "grade", {"grade_before": "unknown"}),
    ("의사가 손목은 12급, 흉터는 14급이라고 적었습니다. 치료를 언제 마칠지는 아직 듣지 못했습니다. 장해급여를 청구하려 합니다.", "장해등급",
     "grade", {"grade_several": "not met", "grade_healed": "unknown"}),
    ("무릎을 다쳐 치료가 끝났고 장해 12급 결정을 받았습니다. 주치의 장해진단서에는 10급에 해당한다고 적혀 있습니다.", "장해등급 12급",
     "grade", {"grade_healed": "met", "grade_measured": "met"}),
]  # fmt: skip


@pytest.mark.parametrize(("story", "refusal", "type_", "expected"), TOLD)
def test_what_a_story_tells_is_held_against_the_criteria(
    story: str, refusal: str, type_: str, expected: dict[str, str]
) -> None:
    found = checked(story, refusal)
    assert found.type.id == type_
    said = verdicts(found)
    assert {id_: said[id_] for id_ in expected} == expected


def test_the_time_to_be_graded_again_begins_two_years_after_the_pension() -> None:
    intake = Intake(
        story="장해 6급이 나와 연금을 받기로 2022년 3월 10일에 결정됐습니다. 재판정을 받고 싶습니다."
    )
    case = understand(intake)

    def verdict(today: date) -> str:
        found = check(intake, case, type_id="grade", today=today)
        assert found
        return verdicts(found)["grade_again"]

    assert verdict(date(2024, 3, 9)) == "not met"
    assert verdict(date(2024, 3, 10)) == "met"
    assert verdict(date(2025, 3, 9)) == "met"
    assert verdict(date(2025, 3, 10)) == "not met"


# Its label and story tell another type, or none of the words that a criterion waits for.
ANSWERED = [
    ({"attacked": True, "from_work": True, "private_feud": False, "provoked": False}, "violence",
     {"violence_work": "met", "violence_provoked": "met", "violence_duty": "unknown"}),
    ({"third_person": True, "paid_by_them": True, "same_loss": False, "gave_up_rest": None}, "third_party",
     {"third_act": "met", "third_same": "not met", "third_waived": "unknown"}),
    ({"pregnant_work": True, "hazard": True, "born_since": False}, "child", {"child_work": "met", "child_time": "unknown"}),
    ({"organised": True, "left_the_event": False, "drank_of_own_accord": "모름"}, "events",
     {"event_control": "met", "event_drink": "unknown"}),
    ({"several_impaired": True, "heaviest_grade": 5, "second_grade": 5}, "grade", {"grade_pension_only": "met"}),
    ({"several_impaired": True, "heaviest_grade": 7}, "grade", {"grade_pension_only": "not met"}),
    ({"several_impaired": True, "heaviest_grade": 5}, "grade", {"grade_pension_only": "unknown"}),
    ({"several_impaired": False, "heaviest_grade": 3}, "grade", {"grade_pension_only": "met"}),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "type_", "expected"), ANSWERED)
def test_what_is_answered_tells_the_type_and_which_criteria_are_spoken_of(
    answers: dict[str, object], type_: str, expected: dict[str, str]
) -> None:
    intake = Intake(story="다쳤습니다. 공단이 거절했습니다.", kind_c=KindC.ACCIDENT)
    found = check(intake, understand(intake), answers)
    assert found and found.type.id == type_
    said = verdicts(found)
    assert {id_: said[id_] for id_ in expected} == expected


def test_what_two_grades_come_to_is_said() -> None:
    found = checked("공단이 어깨 9급, 눈 11급으로 결정했습니다. 서로 다른 부위입니다.", "장해등급")
    [several] = [each for each in found.criteria if each.criterion.id == "grade_several"]
    assert several.verdict == "met" and "조정한 등급: 제8급" in several.why("ko")


@pytest.mark.parametrize("type_", list(check_data().types))
def test_what_nobody_knows_is_never_not_met(type_: str) -> None:
    intake = Intake(story="가나다라")
    found = check(intake, Case(), type_id=type_, read_story=False)
    assert found and len(found.criteria) >= 2
    assert {each.verdict for each in found.criteria} == {"unknown"} and found.verdict == "unknown"
    # Nor where everything is answered so.
    unknown = dict.fromkeys(found.type.questions, "모름")
    again = check(intake, Case(), unknown, type_id=type_, read_story=False)
    assert again and {each.verdict for each in again.criteria} == {"unknown"}


def test_three_to_eight_questions_each_used_by_a_condition() -> None:
    data = check_data()
    for type_ in data.types.values():
        names = {name for id_, logic in data.logic.items() for name in logic.names}
        names |= {"hours_1", "hours_before", "guard_duty", "years_of_burden", "occasional", "heaviest_grade"}
        assert 3 <= len(type_.questions) <= 8
        assert set(type_.questions) <= names, type_.id


def test_rulings_that_went_beyond_are_held_and_were_won() -> None:
    held: dict[str, Precedent] = {each.source_serial: each for each in read_starter() if each.source_serial}
    for criterion in check_data().criteria:
        for serial in criterion.beyond:
            digest = held[serial].digest
            assert digest and digest.labels.outcome.is_favourable, (criterion.id, serial)


def test_an_answer_goes_before_the_story_and_not_known_takes_it_back() -> None:
    story = "뇌출혈입니다. 12주 평균 주 63시간 일했습니다."
    assert verdicts(checked(story))["cerebro_60"] == "met"
    assert verdicts(checked(story, hours_12="58시간"))["cerebro_60"] == "not met"
    assert verdicts(checked(story, hours_12="모름"))["cerebro_60"] == "unknown"
    assert verdicts(checked(story, hours_12=None))["cerebro_60"] == "unknown"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("주 60시간", "not met"),
        ("주 60시간을 초과해", "met"),
        ("주 60시간 정도", "unknown"),
        ("주 60시간 이상", "unknown"),
        ("주 55~58시간", "not met"),
        ("주 58~62시간", "unknown"),
        ("주 52시간을 넘게", "unknown"),
    ],
)
def test_a_number_is_as_sure_as_it_is_told(told: str, verdict: str) -> None:
    assert (
        verdicts(checked(f"뇌출혈입니다. 발병 전 12주 동안 평균 {told} 일했습니다."))["cerebro_60"] == verdict
    )


def test_what_the_agency_counted_answers_only_where_the_person_tells_nothing() -> None:
    refusal = "12주간 1주 평균 46시간으로 기준에 미달"
    silent = checked("뇌출혈입니다. 물류센터에서 일했습니다.", refusal)
    told = next(each for each in silent.answers if each.question.id == "hours_12")
    assert told.source == "letter" and verdicts(silent)["cerebro_60"] == "not met"
    own = checked("뇌출혈입니다. 12주 평균 주 66시간 일했습니다.", refusal)
    assert verdicts(own)["cerebro_60"] == "met"


def test_one_ear_below_forty_leaves_the_other_open() -> None:
    story = "소음성 난청입니다. 청력은 오른쪽이 35dB로 나왔습니다."
    assert verdicts(checked(story))["hearing_loss_40"] == "unknown"


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("hours_12", 200),
        ("hours_12", -1),
        ("noise_level", "많이"),
        ("hours_12", float("nan")),
        ("sudden_event", "글쎄"),
        ("burdens", ["nothing"]),
        ("burdens", 9),
        ("cancer_kind", "손가락"),
        ("hours_12", True),
    ],
)
def test_an_answer_that_cannot_be_is_a_sentence(id_: str, told: object) -> None:
    with pytest.raises(AnswerError, match=id_):
        read_answer(check_data().questions[id_], told)


@pytest.mark.parametrize("told", ["모름", None, {"at least": []}])
def test_of_several_not_known_is_never_shown_as_none(told: object) -> None:
    found = checked("뇌출혈입니다. 12주 평균 주 63시간 일했습니다.", burdens=told)
    answer = next(each for each in found.answers if each.question.id == "burdens")
    assert not answer.is_known and answer.shown("ko") == "모름"
    assert not any("없음" in each.why("ko") for each in found.criteria)
