"""Diagnoses and occupation, where a ruling states them."""

import pytest

from lib.domain.diagnosis import read_diagnoses, read_occupation
from lib.domain.sections import read_sections
from tests.domain.made_up import ruling_text


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


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("원고는 한빛조선 주식회사에서 용접공으로 근무하던 중 다쳤다.", "용접공"),
        ("원고는 한빛운수 소속 택시 운전기사로 일하던 사람이다.", "택시 운전기사"),
        ("원고는 2010. 3. 2. 입사하여 포장 업무를 담당하였다.", "포장"),
        # 근로자 is no occupation.
        ("원고는 한빛산업 소속 근로자로 근무하던 중 다쳤다.", ""),
        ("원고는 피고에게 요양급여를 신청하였다.", ""),
    ],
)
def test_occupation(history: str, expected: str) -> None:
    assert read_occupation(read_sections(ruling_text("기각한다.", history=history))) == expected
