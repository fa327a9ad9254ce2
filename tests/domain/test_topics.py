"""The words that speak for a disease or an issue, and how their weights add up."""

import math

import pytest

from lib.domain.lexicon import (
    ACCIDENT_SIGNS,
    COMMUTE_SIGNS,
    DISEASE_SIGNS,
    DISEASE_TERMS,
    ISSUE_TERMS,
    WEAR_SIGNS,
)
from lib.domain.taxonomy import Disease, Issue
from lib.domain.topics import strongest_term, term_scores

DISEASES = {
    Disease.CARDIOVASCULAR: "뇌출혈 뇌경색 지주막하출혈 뇌졸중 심근경색 협심증 부정맥 심부전 돌연사 만성과로",
    Disease.MUSCULOSKELETAL: "추간판 디스크 회전근개 반월상연골 수근관 손목터널 협착증 오십견 건초염 요통 퇴행성",
    Disease.HEARING: "소음성난청 난청 청력 이명 데시벨",
    Disease.RESPIRATORY: "진폐 규폐 만성폐쇄성 COPD 천식 석면폐 폐기종 탄광 분진",
    Disease.CANCER: "폐암 백혈병 림프종 방광암 유방암 중피종 직업성암 벤젠",
    Disease.MENTAL: "우울 적응장애 외상후스트레스 공황 자살 괴롭힘 조현병 스스로목숨 유서",
    Disease.INJURY: "골절 절단 열상 화상 감전 추락 교통사고 염좌 끼여 뇌진탕",
    Disease.OTHER: "파킨슨 루게릭 복합부위통증 CRPS 쯔쯔가무시 열사병 다발성경화증",
}
ISSUES = {
    Issue.CAUSATION: "상당인과관계 자연경과 기왕증 감정의 과로 스트레스",
    Issue.IN_COURSE_OF_WORK: "회식 사적행위 체육대회 야유회 휴게시간 출장 폭행 지배나관리",
    Issue.COMMUTE_ROUTE: "통상적인경로 일탈 출퇴근경로 순리적인경로 일상생활에필요한행위",
    Issue.EMPLOYEE_STATUS: "근로자성 종속적인관계 특수형태근로종사자 지입 위탁계약 사업자등록 적용제외",
    Issue.MISCONDUCT: "음주운전 범죄행위 중과실 무면허 신호위반 중앙선 혈중알코올",
    Issue.DISABILITY_GRADE: "장해등급 운동가능영역 장해상태 제14급 제12급 기능장해",
    Issue.TIME_LIMIT: "소멸시효 시효완성 기산점 제소기간 90일 청구기간",
    Issue.BENEFICIARY: "수급권자 수급자격 사실혼 생계를같이 유족의순위 중혼",
    Issue.AVERAGE_WAGE: "평균임금 특례임금 통계조사보고서 최고보상",
    Issue.NEED_OF_TREATMENT: "재요양요건 증상고정 치료효과 적극적인치료 요양종결 간병",
    Issue.PROCEDURE: "정보공개 처분사유 이유제시 사전통지 부정한방법 원고적격 소의이익 구상금",
}


@pytest.mark.parametrize(
    ("label", "word"), [(label, word) for label, words in DISEASES.items() for word in words.split()]
)
def test_a_word_of_a_disease(label: Disease, word: str) -> None:
    scores = term_scores([(word, 1.0)], DISEASE_TERMS)
    assert max(scores, key=lambda each: scores[each]) is label and scores[label] > 0


@pytest.mark.parametrize(
    ("label", "word"), [(label, word) for label, words in ISSUES.items() for word in words.split()]
)
def test_a_word_of_an_issue(label: Issue, word: str) -> None:
    scores = term_scores([(word, 1.0)], ISSUE_TERMS)
    assert max(scores, key=lambda each: scores[each]) is label and scores[label] > 0


def test_words_of_what_happened() -> None:
    assert {"업무상질병판정위원회", "역학조사", "난청", "진폐", "과로", "자살"} <= DISEASE_SIGNS.keys()
    assert {"퇴행성", "반복", "신체부담", "들다가"} <= WEAR_SIGNS.keys()
    assert {"추락", "끼여", "사고를당하", "골절", "교통사고", "폭발"} <= ACCIDENT_SIGNS.keys()
    assert {"출퇴근재해", "출근하던", "퇴근하던", "퇴근길", "통상적인경로"} <= COMMUTE_SIGNS.keys()


TERMS = {"ours": {"회식": 3.0, "행사": 0.4}, "theirs": {"스트레스": 0.4}, "none": {"일탈": 1.5}}


def test_scores_add_up_over_zones_and_grow_slowly_with_repetition() -> None:
    scores = term_scores([("회식 회식 행사", 2.0), ("회식", 0.5), ("스트레스", 1.0)], TERMS)
    assert scores["ours"] == pytest.approx(2.0 * (3.0 * (1 + math.log(2)) + 0.4) + 0.5 * 3.0)
    assert scores["theirs"] == pytest.approx(0.4)
    assert scores["none"] == 0.0


def test_the_strongest_term() -> None:
    assert strongest_term(TERMS["ours"], "행사에서 회식") == "회식"
    assert strongest_term(TERMS["ours"], "행사", "행사 행사") == "행사"
    assert strongest_term(TERMS["ours"], "일탈") == ""


@pytest.mark.parametrize(
    ("text", "term", "is_there"),
    [
        # Inside a longer word, or where two words meet.
        *((f"그 {word} 볼 수 있다", "과로", False) for word in ("결과로", "경과로", "효과로", "초과로", "정신건강의학과로")),
        ("국회 식당", "회식", False),
        ("지난 청구", "난청", False),
        ("비외상성 출혈", "외상성", False),
        ("폐결핵이다", "결핵", True),
        ("뇌 손상과 지난번 결핵", "결핵", True),
        ("장해급여 지급사유", "급사", False),
        ("상고이유서를 냈다", "유서", False),
        # At the beginning of a word, behind the noun it makes a compound with, over the end of a line.
        *((f"{before}과로로 쓰러졌다", "과로", True) for before in ("", "만성", "업무상 ", "그는\n", "'")),
        ("회사 회식 중", "회식", True),
        ("소음성난청", "난청", True),
        ("소음성 난\n청", "난청", True),
        ("경막외 및 외상성 출혈", "외상성", True),
        ("사고를 당하였다", "사고를당하", True),
        ("업무와의상당인과관계", "상당인과관계", True),
    ],
)  # fmt: skip
def test_a_short_term_is_a_word_and_no_part_of_one(text: str, term: str, is_there: bool) -> None:
    assert bool(term_scores([(text, 1.0)], {"it": {term: 1.0}})["it"]) is is_there
    assert strongest_term({term: 1.0}, text) == (term if is_there else "")
