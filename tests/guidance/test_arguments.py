"""What is argued against each reason: one for every kind, with its law, and of no case's facts."""

import re
from dataclasses import replace

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.arguments import arguments, arguments_against
from lib.guidance.denial import denial_reasons
from lib.guidance.denial_kinds import OTHER, kinds
from lib.guidance.legal_basis import authorities

CASE = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)


def reason_of(letter: str, case: Case = CASE):  # type: ignore[no-untyped-def]
    return denial_reasons("", letter, case)[0]


def test_every_kind_is_answered_for_every_case() -> None:
    general = {
        of
        for each in arguments()
        for of in each.of
        if each.where is None and each.told is None and each.scope.fits(Case())
    }
    assert {kind.id for kind in kinds()} <= general
    for kind in kinds():
        assert {f"{kind.id}.{n}" for n, _each in enumerate(kind.instead, 1)} <= general
        assert kind.alone is None or f"{kind.id}.alone" in general


@pytest.mark.parametrize("argument", arguments(), ids=lambda each: each.id)
def test_an_argument_rests_on_law_and_asks_for_facts(argument) -> None:  # type: ignore[no-untyped-def]
    assert argument.basis or argument.of == (OTHER,)
    assert argument.blanks
    for each in argument.argues:
        # Whole sentences of a paper, in which nobody advises anybody.
        assert each.endswith("다.") or each.endswith("니다."), each
        assert not re.search(r"(?:세요|하십시오)[.]?$", each), each


@pytest.mark.parametrize(
    ("letter", "case", "expected"),
    [
        ("업무시간이 만성과로 기준에 미치지 못함", CASE, "hours_counted"),
        ("단기과로 기준에 미치지 못하는 업무시간임", CASE, "hours_of_a_week"),
        ("고혈압과 흡연 등 개인적 소인으로 판단됨", CASE, "personal"),
        ("신체부담 정도가 낮음", replace(CASE, disease_category=Disease.MUSCULOSKELETAL), "workload_of_joints"),
        ("심사청구 기간 90일을 경과하여 제기되어 각하", CASE, "review_too_late"),
        ("심사청구 기간 90일이 지나 각하함", CASE, "review_too_late_in_other_words"),
        ("장해급여의 소멸시효가 완성됨", replace(CASE, issue_category=Issue.TIME_LIMIT), "time_limit"),
    ],
)  # fmt: skip
def test_which_argument_meets_which_letter(letter: str, case: Case, expected: str) -> None:
    assert arguments_against(reason_of(letter, case), case)[0].id == expected


def test_a_clause_of_two_matters_is_met_by_both() -> None:
    letter = "단속적 업무로서 휴게시간을 빼면 주 평균 41시간에 불과하고 야간 할증 대상이 아님"
    met = [each.id for each in arguments_against(replace(reason_of(letter), words=letter), CASE)]
    assert met == ["hours_counted", "night_premium"]
    ears = replace(CASE, kind_b=KindB.DISABILITY, disease_category=Disease.HEARING)
    letter = "좌우 청력이 비대칭이고 메니에르병의 병력이 있어 소음성 난청으로 보기 어려움"
    met = [each.id for each in arguments_against(replace(reason_of(letter, ears), words=letter), ears)]
    assert met == ["ears_differ", "other_ear_illness"]


@pytest.mark.parametrize(
    ("id_", "facts", "is_told"),
    [
        ("hours", "쓰러지기 전 12주는 주 48시간이었습니다.", True),
        ("hours", "야근이 많았습니다.", False),
        ("workload_of_joints", "20kg 상자를 하루 300번 들었습니다.", True),
        ("workload_of_joints", "무거운 것을 들었습니다.", False),
        ("degenerative", "목을 치료받은 적은 없습니다.", True),
        ("left_route", "약국에 들러 약을 사고 나왔습니다.", True),
    ],
)
def test_what_was_told_is_not_asked_again(id_: str, facts: str, is_told: bool) -> None:
    argument = next(each for each in arguments() if each.id == id_)
    assert any(blank.is_told(facts) for blank in argument.blanks) is is_told


@pytest.mark.parametrize(
    ("letter", "case", "text", "expected"),
    [
        ("망인이 자발적으로 과음한 것이 사고의 주된 원인임", {"issue_category": Issue.MISCONDUCT, "kind_c": KindC.ACCIDENT}, "부서 송년회에 갔습니다.", "drink_at_a_gathering"),
        ("만취 상태에서 스스로 넘어진 사고임", {"issue_category": Issue.MISCONDUCT, "kind_c": KindC.ACCIDENT}, "창고에서 상자를 나르다 넘어졌습니다.", "drink"),
        ("음주운전이 원인인 사고임", {"issue_category": Issue.MISCONDUCT, "kind_c": KindC.ACCIDENT}, "회식 뒤였습니다.", "own_fault"),
        ("자문의사 의견에 따라 판단함", {"issue_category": Issue.DISABILITY_GRADE, "kind_b": KindB.DISABILITY}, "손목 관절의 운동 각도를 쟀습니다.", "opinion_on_movement"),
        ("자문의사 의견에 따라 판단함", {"issue_category": Issue.DISABILITY_GRADE, "kind_b": KindB.DISABILITY}, "눈이 잘 안 보입니다.", "opinion_on_grade"),
        ("자문의사회의 심의 결과에 따름", {"issue_category": Issue.NEED_OF_TREATMENT, "kind_b": KindB.TREATMENT_PLAN}, "", "opinion_on_end_of_treatment"),
        ("자문의사 의견에 따라 판단함", {"issue_category": Issue.NEED_OF_TREATMENT, "kind_b": KindB.RENEWED_TREATMENT}, "", "opinion_on_renewed_treatment"),
        ("자문의사 의견에 따라 판단함", {"issue_category": Issue.NEED_OF_TREATMENT, "kind_b": KindB.WAGE_LOSS}, "", "opinion_on_being_able_to_work"),
        ("자문의사 의견에 따라 판단함", {}, "", "opinion"),
        ("대기 시간은 단속적 업무에 해당하여 야간 할증을 제외함", {}, "", "night_premium"),
        ("2018년 어깨 치료받은 이력이 있음", {"disease_category": Disease.MUSCULOSKELETAL}, "", "treated_before"),
        ("검사마다 편차가 커서 청력을 믿기 어려움", {"disease_category": Disease.HEARING, "kind_b": KindB.DISABILITY}, "", "ears_tests_doubted"),
        ("회비로 비용을 부담하여 회사 행사로 볼 수 없음", {"issue_category": Issue.IN_COURSE_OF_WORK, "kind_c": KindC.ACCIDENT}, "야유회였습니다.", "who_bore_the_cost"),
        ("채무 등 업무 외 요인이 원인임", {"disease_category": Disease.MENTAL}, "", "other_strains_in_life"),
        ("식당에 2시간 이상 머물러 퇴근이 종료됨", {"issue_category": Issue.COMMUTE_ROUTE, "kind_c": KindC.COMMUTE}, "", "stayed_long"),
    ],
)  # fmt: skip
def test_the_law_of_the_matter_is_argued(
    letter: str, case: dict[str, object], text: str, expected: str
) -> None:
    of = replace(CASE, **case)  # type: ignore[arg-type]
    reasons = denial_reasons(text, letter, of)
    found = {arguments_against(each, of, f"{text} {letter}")[0].id for each in reasons}
    assert expected in found
    if expected.startswith("opinion_"):
        assert "opinion" not in found


def test_no_argument_rests_on_a_ruling_that_was_lost() -> None:
    for each in arguments():
        for basis in each.basis:
            if basis.law == "대법원":
                assert not authorities().rulings[basis.article.split()[0]].lost, (each.id, basis)
