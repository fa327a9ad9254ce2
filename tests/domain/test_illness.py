"""Names of illnesses: what one looks like, and where it begins."""

import pytest

from lib.domain.illness import names_in


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("요추 염좌, 우측 슬관절 타박상", ["요추 염좌", "우측 슬관절 타박상"]),
        ("① 요추 염좌 ② 이명 및 난청", ["요추 염좌", "이명", "난청"]),
        # What names only where the illness is belongs to what follows.
        ("제3-4요추간, 제4-5요추간 추간판탈출증", ["제3-4요추간, 제4-5요추간 추간판탈출증"]),
        ("좌측 2, 3, 4 늑골 골절", ["좌측 2, 3, 4 늑골 골절"]),
        # Names of the classification with a verb or with 및 inside.
        ("두개내 열린 상처가 없는 뇌진탕", ["두개내 열린 상처가 없는 뇌진탕"]),
        ("신경뿌리병증을 동반한 경추간판장애", ["신경뿌리병증을 동반한 경추간판장애"]),
        ("경추의 염좌 및 긴장", ["경추의 염좌 및 긴장"]),
        ("혼합형 불안 및 우울장애", ["혼합형 불안 및 우울장애"]),
        ("소음에 의한 내이 손상", ["소음에 의한 내이 손상"]),
        # Brackets that belong to it stay, those that explain go.
        ("회전근개 파열(좌)", ["회전근개 파열(좌)"]),
        ("회전근개 파열(M75.1)", ["회전근개 파열"]),
        ("급사(急死)", ["급사"]),
        ("뇌경색(진단 당시 47세이었다)", ["뇌경색"]),
        # Broken at the end of a line, inside a word and between words.
        ("우측 손목 골\n절", ["우측 손목 골절"]),
        ("우측 손목\n골절", ["우측 손목 골절"]),
        # One spelled twice.
        ("손목터널증후군, 손목터널 증후군", ["손목터널증후군"]),
        # English names and short ones.
        ("COPD", ["COPD"]),
        ("Guillain-Barre syndrome", ["Guillain-Barre syndrome"]),
        # No name at all.
        ("업무와 상병 사이에 인과관계가 없다", []),
        ("이 사건 상병", []),
        # Grades of 진폐 are no illness.
        ("진폐병형 2/1, 심폐기능 경도장해(F1)", []),
        ("기존 질환", []),
        ("합병증", []),
        ("갑 제1호증", []),
        ("요추 염좌, 통증을 호소", ["요추 염좌"]),
    ],
)
def test_names_in_quotation_marks(quoted: str, expected: list[str]) -> None:
    assert names_in(quoted) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("원고는 한빛병원에서 급성 심근경색", ["급성 심근경색"]),
        ("망인은 위 사고로 인한 외상성 쇼크", ["외상성 쇼크"]),
        ("2020. 3. 4. 좌측 늑골 골절, 폐좌상, 혈흉", ["좌측 늑골 골절", "폐좌상", "혈흉"]),
        ("의사는 사인을 뇌출혈 또는 심근경색", ["뇌출혈", "심근경색"]),
        ("원고에게 폐렴과 패혈증", ["폐렴", "패혈증"]),
        ("검사 결과 위암", ["위암"]),
        # Verbs, adverbs and links before a name are no part of it.
        ("불이 옷에 옮겨 붙어 화상", ["화상"]),
        ("더구나 왼쪽 발목의 염좌", ["왼쪽 발목의 염좌"]),
        ("이 표에서 정한 진폐", ["진폐"]),
        ("며칠 뒤에야 발목 통증", ["발목 통증"]),
        ("언어 장애", ["언어 장애"]),
        # A half sentence is no name.
        ("그 진단 당시 참가인은 37세이었다", []),
        ("참가인은 위 질병", []),
        ("원고의 지병", []),
    ],
)
def test_names_at_the_end_of_a_clause(words: str, expected: list[str]) -> None:
    assert names_in(words, is_quoted=False) == expected


def test_a_name_that_ends_in_no_known_word() -> None:
    # Among illnesses, or where the ruling says that it is one.
    assert names_in("요추 염좌, 좌측 귀의 이루, 이명") == ["요추 염좌", "좌측 귀의 이루", "이명"]
    assert names_in("좌측 귀의 이루", is_defined=True) == ["좌측 귀의 이루"]
    assert names_in("좌측 귀의 이루") == []
    # Not what is told of one, nor in a list of other things.
    assert names_in("통증을 호소", is_defined=True) == []
    assert names_in("쪼그리기, 비틀림, 계단 오르기, 연골 손상") == ["연골 손상"]


@pytest.mark.parametrize(
    "before",
    ["그러나", "따라서", "즉", "경우", "위험요인이고", "업무를 하다가 걸친", "없음.", "방사선상", "병력상", "더 나아가서", "그 무렵에도"],
)  # fmt: skip
def test_what_stands_before_a_name(before: str) -> None:
    assert names_in(f"{before} 소음성 난청", is_quoted=False) == ["소음성 난청"]
