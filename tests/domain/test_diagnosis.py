"""Diagnoses and occupation, where a ruling states them."""

import pytest

from lib.domain.diagnosis import read_diagnoses
from lib.domain.occupation import read_occupation
from lib.domain.sections import read_sections
from tests.domain.made_up import ruling_text, supreme_text


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        # The definition of 이 사건 상병.
        ("원고는 '우측 회전근개 파열'(이하 '이 사건 상병'이라 한다)을 진단받았다.", ("우측 회전근개 파열",)),
        # Several names, one pair of quotation marks.
        (
            "원고는 '요추 염좌, 제4-5요추간 추간판탈출증'(이하 '이 사건 각 상병'이라 한다)을 진단받았다.",
            ("요추 염좌", "제4-5요추간 추간판탈출증"),
        ),
        # Quoted, never defined.
        ("원고는 병원에서 ‘소음성 난청’ 진단을 받고 장해급여를 청구하였다.", ("소음성 난청",)),
        # Typographic quotation marks.
        ("원고는 “뇌경색”의 상병을 진단받았다.", ("뇌경색",)),
        # The cause of death.
        ("망인은 사망하였고 직접사인은 급성 심근경색으로 추정되었다.", ("급성 심근경색",)),
        # Nothing medical is named.
        ("원고는 피고에게 정보공개를 청구하였다.", ()),
    ],
)
def test_diagnoses(history: str, expected: tuple[str, ...]) -> None:
    assert read_diagnoses(read_sections(ruling_text("기각한다.", history=history))) == expected


def diagnoses(history: str, **parts: str) -> tuple[str, ...]:
    return read_diagnoses(read_sections(ruling_text("기각한다.", history=history, **parts)))


@pytest.mark.parametrize(
    "definition",
    [
        *(f"이하 '{name}'이라 한다" for name in
          ("이 사건 상병", "이 사건 각 상병", "이 사건 신청 상병", "이 사건 승인상병", "최초 상병", "기승인 상병", "이 사건 불승인 상병",
           "이 사건 쟁점 상병", "이 사건 추가상병", "이 사건 원상병", "이 사건 질병", "이 사건 질환", "이 사건 상이", "이 사건 진단",
           "이 사건 사인", "이 사건 제1상병")),
        *(f"{said} '이 사건 상병'이라 한다" for said in
          ("이하 통칭하여", "이하 모두", "이하 합하여", "이하 통틀어", "이하 각", "이하 총칭하여", "이하 이를", "이하,", "M51.1, 이하",
           "이하 위 상병을")),
    ],
)  # fmt: skip
def test_how_the_illness_in_dispute_is_defined(definition: str) -> None:
    # What is diagnosed besides is not in dispute.
    history = f"원고는 요추 염좌({definition})로 요양하였다. 원고는 난청 진단을 받았다."
    assert diagnoses(history) == ("요추 염좌",)


@pytest.mark.parametrize(
    "named",
    ["요추 염좌 등의 상해", "요추 염좌의 상병", "요추 염좌라는 병", "요추 염좌(S33.5)", "요추 염좌(腰椎 捻挫)", "요추 염좌 등", "'요추 염좌, 통증 호소'"],
)  # fmt: skip
def test_what_is_no_part_of_the_name(named: str) -> None:
    assert diagnoses(f"원고는 {named}(이하 '이 사건 상병'이라 한다)로 요양하였다.") == ("요추 염좌",)


@pytest.mark.parametrize(
    "behind",
    [" 상병", " 질병", " 질환", " 진단", " 상해", " 부상", " 병명", " 장해", " 재해", " 사인", " 소견", " 추가상병", " 요양", "을 입고", "이 발병",
     "이 발생", "을 입은", "의 상병", "에 대하여 요양", "에 관하여 진단", "이라는 진단", "라는 소견", "로 요양", "으로 진단"],
)  # fmt: skip
def test_quoted_before_a_word_for_an_illness(behind: str) -> None:
    assert diagnoses(f"원고는 ‘요추 염좌’{behind}에 관한 것을 다툰다.") == ("요추 염좌",)


@pytest.mark.parametrize(
    "mentioned",
    ["난청 진단을 받았다", "난청으로 확진되었다", "난청으로 진단되었다", "난청 상병을 진단받았다", "난청의 진단이 있었다", "난청이 발병하였다",
     "난청 상해를 입었다", "난청 부상을 입었다"],
)  # fmt: skip
def test_plain_mentions(mentioned: str) -> None:
    assert diagnoses(f"원고는 {mentioned}.") == ("난청",)
    assert diagnoses("원고는 소를 냈다.", judgment=f"원고는 {mentioned}.") == ("난청",)


@pytest.mark.parametrize(
    "before",
    ["원고는", "원고가", "원고에게", "망인은", "망인이", "망인의", "고인은", "고인에게", "한빛병원에서", "한빛의원에서", "의사로부터", "병원으로부터",
     "사고로 인하여", "사고로 인해", "내원하여", "위 사고로", "검사 결과", "진단서상", "치료받고", "수술을 받아", "재해를 당하여", "사고를 당해",
     "이에 대하여", "검사를 통하여", "2020년 5월 경", "그 무렵", "소음에 노출되어", "통증이 있어", "악화되어", "입원하여", "일하다가", "일하던 중",
     "진단서 상의"],
)  # fmt: skip
def test_what_stands_before_a_mention(before: str) -> None:
    assert diagnoses(f"{before} 급성 심근경색 진단을 받았다.") == ("급성 심근경색",)


@pytest.mark.parametrize(
    "cause",
    ["직접사인은 뇌출혈로 추정되었다", "사망원인은 뇌출혈이다", "사인은 뇌출혈이었다", "선행사인 뇌출혈, 중간선행사인은 없다", "사인이 뇌출혈이라 한다",
     "사인: 뇌출혈\n끝", "사망원인으로 뇌출혈이라고 적었다", "사인란에 뇌출혈로 기재되었다", "사인은 뇌출혈로 밝혀졌다", "사인은 뇌출혈로 판단되었다",
     "사인은 뇌출혈로 인정되었다", "사인은 뇌출혈로 확인되었다", "사인은 뇌출혈(추정)이다", "사인은 뇌출혈이며 그러하다"],
)  # fmt: skip
def test_the_cause_of_death(cause: str) -> None:
    assert diagnoses(f"망인은 사망하였고 {cause}.") == ("뇌출혈",)
    assert diagnoses("원고는 소를 냈다.", judgment=f"망인의 {cause}.") == ("뇌출혈",)


def test_a_definition_in_the_judgment_counts() -> None:
    judgment = "원고는 '난청'(이하 '이 사건 상병'이라 한다)을 앓는다."
    assert diagnoses("원고는 우울증 진단을 받았다.", judgment=judgment) == ("난청",)


def test_several_names_are_told_apart() -> None:
    named = "'① 요추 염좌 ② 난청 및 이명/우울증, 요추 염좌'"
    assert diagnoses(f"원고는 {named}(이하 '이 사건 상병'이라 한다)로 요양하였다.") == (
        "요추 염좌", "난청", "이명", "우울증",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("원고는 한빛조선 주식회사에서 용접공으로 근무하던 중 다쳤다.", "용접공"),
        ("원고는 한빛운수 소속 택시 운전기사로 일하던 사람이다.", "택시 운전기사"),
        ("원고는 2010. 3. 2. 입사하여 포장 업무를 담당하였다.", "포장"),
        *((f"원고는 한빛{place} 용접공으로 근무하였다.", "용접공") for place in
          ("에서", " 소속으로", "에 입사하여", "에 채용되어", " 하에", "에서 10년 동안", "에서 2015년까지")),
        *((f"원고는 한빛에서 용접공{worked} 사람이다.", "용접공") for worked in
          ("으로서 일하던", "으로 재직한", "으로 종사하던", "으로 활동한", "으로 고용된")),
        *((f"원고는 한빛에서 배송 {did}.", "배송") for did in
          ("업무를 담당하였다", "작업을 수행하였다", "일을 하던 사람이다", "업무에 종사하였다", "직무를 맡았다", "업무를 하여 왔다", "업무를 해 왔다",
           "등의 업무를 하였다")),
        ("원고는 간호사로 재직하였다.", "간호사"),
        ("원고는 한빛에서 주로 용접공으로 근무하였다.", "용접공"),
        # What people are besides.
        *((f"원고는 한빛에서 {what} 근무하였다.", "") for what in ("정규직으로", "5년간", "교대로", "실제로", "회사의 직원으로")),
        ("원고는 요양 업무를 담당하였다.", ""),
        # 근로자 is no occupation.
        ("원고는 한빛산업 소속 근로자로 근무하던 중 다쳤다.", ""),
        ("원고는 피고에게 요양급여를 신청하였다.", ""),
        # What leads up to the job is no part of it, and what is done besides or in a clause names none.
        ("원고는 한빛에서 위 계약에 따라 목재 운반 업무를 수행하였다.", "목재 운반"),
        ("원고는 한빛에서 매일 현장에 자재 운반 업무를 하여 왔다.", "자재 운반"),
        ("원고는 한빛에서 배관공으로 취부 및 용접 업무를 담당하였다.", "배관공"),
        ("원고는 한빛에서 도장 등의 업무를 담당하였다.", "도장"),
        ("원고는 한빛에서 토요일에도 포장 업무를 하였다.", ""),
        ("원고는 한빛에서 바쁠 때는 포장 업무를 하였다.", ""),
        ("원고는 한빛에서 기계를 수리하는 업무를 담당하였다.", ""),
    ],
)  # fmt: skip
def test_occupation(history: str, expected: str) -> None:
    assert read_occupation(read_sections(ruling_text("기각한다.", history=history))) == expected


def test_an_occupation_told_by_the_argument_alone() -> None:
    text = ruling_text(
        "기각한다.", history="원고는 소를 냈다.", argument="원고는 한빛에서 용접공으로 근무하였다."
    )
    assert read_occupation(read_sections(text)) == "용접공"


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        # Granted before, and refused now.
        ("원고는 '요추 염좌'(이하 '승인상병'이라 한다)로 요양하던 중 '적응장애'(이하 '이 사건 추가상병'이라 한다)를 진단받았다.", ("적응장애",)),
        ("원고는 '경추 염좌' 진단을 받아 요양승인을 받았다. 그 뒤 '이명' 진단을 받아 추가상병을 신청하였다.", ("이명",)),
        # Granted alone: how bad it is, is disputed.
        ("원고는 '우측 제2수지 절단'(이하 '이 사건 승인상병'이라 한다)으로 요양하고 장해급여를 청구하였다.", ("우측 제2수지 절단",)),
        # Defined apart, inside the quotation marks, behind a closing word, inside the brackets.
        ("원고는 난청(이하 '이 사건 제1상병'이라 한다)과 이명(이하 '이 사건 제2상병'이라 한다)을 진단받았다.", ("난청", "이명")),
        ("원고는 '요추 염좌, 이명(이하 '이 사건 상병'이라 한다)'을 진단받았다.", ("요추 염좌", "이명")),
        ("원고는 요추 염좌 등의 진단을 받았다(이하 '이 사건 상병'이라 한다).", ("요추 염좌",)),
        ("피고는 '요추 염좌, 이명'을 승인하지 않았다(이하 그중 다투는 '이명'을 '이 사건 상병'이라 한다).", ("이명",)),
        # Several causes of death.
        ("망인의 사망진단서에는 직접사인 '호흡부전', 중간선행사인 '폐렴', 선행사인 '진폐증'으로 적혀 있다.", ("호흡부전", "폐렴", "진폐증")),
        ("망인은 심장 타박상을 직접사인으로 하여 사망하였다.", ("심장 타박상",)),
        # What stands behind a definition but is a clause.
        ("피고는 그 진단 당시 참가인은 37세이었다(이하 '이 사건 상병'이라 한다)고 하였다.", ()),
        ("원고는 오래 일하며 무리하였다(이하 '이 사건 질병'이라 한다).", ()),
    ],
)  # fmt: skip
def test_what_is_in_dispute(history: str, expected: tuple[str, ...]) -> None:
    assert diagnoses(history) == expected


def without_history(reasons: str) -> tuple[str, ...]:
    return read_diagnoses(read_sections(supreme_text("상고를 기각한다.", f"상고이유를 판단한다.\n{reasons}")))


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        # Pointed at by its name.
        ("바이러스는 뇌염을 일으킨다. 이 사건 급성망막괴사증은 과로로 생긴 것이다.", ("급성망막괴사증",)),
        # Told beside others, the one the ruling comes back to.
        ("원고는 ‘위염’으로 진단받았다가 ‘다발성 경화증’으로 확진되었다. 다발성 경화증은 드물다. 다발성 경화증의 원인은 모른다. 다발성 경화증이 문제이다.",
         ("다발성 경화증",)),
        # Named in the ruling below alone: what else is named here is not in dispute.
        ("이 사건 상병이 업무에서 왔는지 본다. 원고는 전에 '중이염' 진단을 받았다.", ()),
    ],
)  # fmt: skip
def test_reasons_without_a_history(reasons: str, expected: tuple[str, ...]) -> None:
    assert without_history(reasons) == expected


def test_what_the_published_holdings_alone_tell() -> None:
    text = supreme_text("상고를 기각한다.", "상고이유를 판단한다.\n원심은 정당하다.")
    holdings = (
        "【판시사항】\n甲이 계단에서 떨어져 ‘경막외출혈, 두개골 골절’ 진단을 받고 요양급여를 신청한 사안\n\n"
    )
    assert read_diagnoses(read_sections(holdings + text)) == ("경막외출혈", "두개골 골절")
