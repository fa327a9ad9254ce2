"""How a ruling is cited, where in it a quotation stands, and which of its articles are former law."""

from datetime import date

import pytest

from lib.domain.reference import cite, decision_day, former_statutes, place_of
from lib.domain.ruling import Precedent
from lib.domain.sections import Part, read_sections
from tests.domain.corpus import own_rulings, real_rulings


def ruling(court: str, number: str, day: date | None = None, text: str = "") -> Precedent:
    return Precedent(number, court, "요양불승인처분취소", "archive", text=text, decided_on=day)


@pytest.mark.parametrize(
    ("precedent", "expected"),
    [
        (ruling("서울행정법원", "2022구단14998"), "서울행정법원 2022구단14998 판결"),
        (ruling("대법원", "2015두3867", date(2017, 8, 29)), "대법원 2017. 8. 29. 선고 2015두3867 판결"),
        (ruling("부산고등법원", "(창원)2018누10258"), "부산고등법원(창원) 2018누10258 판결"),
        (ruling("부산고등법원(창원)", "(창원)2018누10258"), "부산고등법원(창원) 2018누10258 판결"),
        (
            ruling("서울행정법원", "2021구단52563, 2021구단60724(병합)"),
            "서울행정법원 2021구단52563, 2021구단60724(병합) 판결",
        ),
        (ruling("서울고등법원", "2019루123", date(2019, 5, 7)), "서울고등법원 2019. 5. 7.자 2019루123 결정"),
        (ruling("서울행정법원", "2021재구단7"), "서울행정법원 2021재구단7 판결"),
    ],
)
def test_citation(precedent: Precedent, expected: str) -> None:
    assert cite(precedent) == expected


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("주문과 같이 판결한다.\n2019. 3. 4.\n재판장 대법관 ○○○", date(2019, 3, 4)),
        ("주문과 같이 판결한다.\n\n2019. 3. 4.\n", date(2019, 3, 4)),
        # A day inside of a sentence is of something else; so is one that does not exist.
        ("주문과 같이 판결한다.\n2019. 3. 4. 이후의 이자는 따로 본다.", None),
        ("원고는 2019. 3. 4.\n요양을 신청하였다.", None),
        ("주문과 같이 판결한다.\n2019. 2. 30.\n", None),
        ("주문과 같이 판결한다.", None),
    ],
)
def test_the_day_a_ruling_ends_with(end: str, day: date | None) -> None:
    text = f"【주문】상고를 기각한다.\n【이유】상고이유를 본다. {end}"
    assert decision_day(ruling("대법원", "2018두1", text=text)) == day
    assert decision_day(ruling("대법원", "2018두1", date(2020, 1, 2), text)) == date(2020, 1, 2)


REASONS = """【판결요지】 요지가 여기 있다.
【주문】 원고의 청구를 기각한다.
【이유】
1. 처분의 경위
가. 원고는 2021. 3.
4. 요양을 신청하였다.
나. 피고는 거절하였다.
2. 이 사건 처분의 적법 여부
가. 원고의 주장
나. 판단
1) 관련 법리
법은 다음과 같이 정한다.
1. 업무상 사고
가. 일하다가 난 사고
나. 쉬다가 난 사고
2. 업무상 질병
3. 출퇴근 재해
2) 구체적 판단
가) 업무의 양이 늘었다.
나) 그러나 다음과 같다.
① 쉬는 날이 있었고
② 밤일이 없었다.
따라서 인정하기 어렵다.
3. 결론
청구를 기각한다.
"""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("요지가 여기", "판결요지"),
        ("청구를 기각한다.\n【이유", "주문"),
        ("원고는 2021", "이유 제1의 가.항"),
        # A day broken between two lines is no heading.
        ("요양을 신청", "이유 제1의 가.항"),
        ("피고는 거절", "이유 제1의 나.항"),
        ("법은 다음과", "이유 제2의 나. 1)항"),
        # Nor is a list that counts from 1 again.
        ("쉬다가 난", "이유 제2의 나. 1)항"),
        ("출퇴근 재해", "이유 제2의 나. 1)항"),
        ("업무의 양", "이유 제2의 나. 2) 가)항"),
        ("밤일이", "이유 제2의 나. 2) 나) ②항"),
        ("청구를 기각한다.\n", "이유 제3항"),
    ],
)
def test_place_of_a_quotation(words: str, place: str) -> None:
    sections = read_sections(REASONS)
    offset = (
        REASONS.rindex(words)
        if words.startswith("청구를 기각한다.\n") and "【" not in words
        else REASONS.index(words)
    )
    assert place_of(sections, offset) == place


def test_a_place_without_parts_is_not_told() -> None:
    assert place_of(read_sections("제목이 없는 글이다."), 3) == ""
    text = "【주문】상고를 기각한다.\n【이유】상고이유를 본다."
    assert place_of(read_sections(text), text.index("상고이유")) == "이유"


def test_a_conclusion_stands_under_its_own_heading() -> None:
    for precedent, _ in [*own_rulings(), *real_rulings()]:
        sections = read_sections(precedent.text)
        for section in sections.of(Part.CONCLUSION)[-1:]:
            number = section.heading.split(".")[0].strip()
            if sections.of(Part.REASONS) and number.isdigit():
                assert place_of(sections, section.start) == f"이유 제{number}항", precedent.case_number


def test_former_law() -> None:
    text = (
        "【주문】기각한다.\n【이유】구 산업재해보상보험법(2018. 6. 12. 개정되기 전의 것, 이하 '산재보험법'이라 한다) 제112조 제1항과 "
        "산재보험법 제36조 제1항에 따르고, 근로기준법 제2조를 본다."
    )
    statutes = (
        "산업재해보상보험법 제112조 제1항",
        "산업재해보상보험법 제36조 제1항",
        "산업재해보상보험법 제125조 제1항",
        "산업재해보상보험법 시행령 제34조 제3항",
        "근로기준법 제2조",
    )
    assert former_statutes(ruling("서울행정법원", "2021구단1", text=text), statutes) == set(statutes[:3])
