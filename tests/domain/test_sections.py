"""Cutting a ruling into its parts: one row per way of writing a heading."""

import random

import pytest

from lib.domain.sections import Part, read_related, read_sections
from tests.domain.corpus import own_rulings, real_rulings
from tests.domain.made_up import cut_and_garbled, ruling_text
from tests.domain.test_outcome import TABLE

ORDER, CLAIM, REASONS = (
    "원고의 청구를 기각한다.",
    "피고의 처분을 취소한다.",
    "1. 처분의 경위\n원고는 용접공이다.",
)


@pytest.mark.parametrize(
    "text",
    [
        # The notation of 국가법령정보.
        f"【주문】{ORDER}\n【청구취지】{CLAIM}\n【이유】{REASONS}",
        # A space inside the headings.
        f"【주 문】\n{ORDER}\n【청 구 취 지】\n{CLAIM}\n【이 유】\n{REASONS}",
        # 근로복지공단: headings on lines of their own.
        f"연관판결 : 서울행정법원,2012구단1,1심\n주문\n{ORDER}\n청구취지\n{CLAIM}\n이유\n{REASONS}",
        # The same, widely spaced.
        f"주        문\n{ORDER}\n청 구 취 지\n{CLAIM}\n이        유\n{REASONS}",
        # With a colon on the same line.
        f"주문 : {ORDER}\n청구취지 : {CLAIM}\n이유 : {REASONS}",
        # Tabs before and behind.
        f"\t\t【주문】\t{ORDER}\t\n\t【청구취지】\t{CLAIM}\n【이유】\t{REASONS}",
        # Markdown headings.
        f"## 주문\n\n{ORDER}\n\n## 청구취지\n\n{CLAIM}\n\n## 이유\n\n{REASONS}",
        # Other brackets.
        f"[주문]\n{ORDER}\n[청구취지]\n{CLAIM}\n[이유]\n{REASONS}",
        f"<주 문>\n{ORDER}\n<청구취지>\n{CLAIM}\n<이 유>\n{REASONS}",
        f"〔주문〕\n{ORDER}\n〔청구취지〕\n{CLAIM}\n〔이유〕\n{REASONS}",
        # Claim and appeal under one heading.
        f"【주문】{ORDER}\n【청구취지 및 항소취지】{CLAIM}\n【이유】{REASONS}",
        # Windows line ends.
        f"주문\r\n{ORDER}\r\n청구취지\r\n{CLAIM}\r\n이유\r\n{REASONS}",
        # The order without its heading.
        f"1. {ORDER}\n청구취지\n{CLAIM}\n이유\n{REASONS}",
    ],
)
def test_order_claim_and_reasons(text: str) -> None:
    sections = read_sections(text)
    assert ORDER in sections.body(Part.ORDER)
    assert CLAIM not in sections.body(Part.ORDER)
    assert sections.body(Part.CLAIM) == CLAIM
    assert sections.body(Part.REASONS).split() == REASONS.split()


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("1. 처분의 경위", Part.HISTORY),
        ("1. 이 사건 처분의 경위 등", Part.HISTORY),
        ("1. 기초사실", Part.HISTORY),
        ("가. 원고의 주장", Part.ARGUMENT),
        ("가. 당사자들의 주장 요지", Part.ARGUMENT),
        ("나. 관계 법령", Part.LAW),
        ("나. 관련 법리", Part.LAW),
        ("다. 인정사실", Part.FACTS),
        ("다. 인정되는 사실", Part.FACTS),
        ("2) 의학적 소견", Part.MEDICAL),
        ("라) 진료기록 감정의 소견", Part.MEDICAL),
        ("라. 판단", Part.JUDGMENT),
        ("2. 이 사건 처분의 적법 여부", Part.JUDGMENT),
        ("마. 소결", Part.JUDGMENT),
        ("3. 결론", Part.CONCLUSION),
        ("3. 결 론", Part.CONCLUSION),
    ],
)
def test_parts_of_the_reasons(heading: str, part: Part) -> None:
    sections = read_sections(f"【주문】{ORDER}\n【이유】{heading}\n여기에 그 내용이 있다.")
    assert sections.body(part) == "여기에 그 내용이 있다."


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "【주문】기각한다.\n【이유】1. 처분의 경위\n가. 원고는 다쳤다.\n1) 의학적 소견은 다음과 같이 나뉜다.\n나머지."
    assert not read_sections(text).of(Part.MEDICAL)


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n",
        "연관판결 : 광주지방법원,2003구합1936,1심",
        "【연관판결】광주지방법원,2003구합1936,1심",
        "주문",
        "판결문이 없습니다.",
    ],
)
def test_a_stub_has_no_order(stub: str) -> None:
    assert not read_sections(stub).has_order


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # As published.
        (
            "서울행정법원,2012구단100,1심-대법원,2014두200,3심",
            [("서울행정법원", "2012구단100", 1), ("대법원", "2014두200", 3)],
        ),
        # A branch of a high court, and a space in the number.
        ("부산고등법원창원재판부,2022 누 11,2심", [("부산고등법원창원재판부", "2022누11", 2)]),
        ("광주고등법원(전주), 2015누948, 2심", [("광주고등법원(전주)", "2015누948", 2)]),
        # After a remand the record counts on; the court tells the instance.
        (
            "대법원,2010두1,3심-서울고등법원,2011누2,4심",
            [("대법원", "2010두1", 3), ("서울고등법원", "2011누2", 2)],
        ),
        # No instance given.
        ("울산지방법원,2021구합8", [("울산지방법원", "2021구합8", 1)]),
        ("", []),
    ],
)
def test_related_rulings(written: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(c.court, c.case_number, c.instance) for c in read_related(written)] == expected


def test_offsets_stay_inside_the_text_whatever_the_text() -> None:
    chance = random.Random(20260701)
    texts = [row[3] for row in TABLE] + [ruling.text for ruling, _ in (*own_rulings(), *real_rulings())]
    for text in cut_and_garbled(texts, chance, rounds=600):
        for section in read_sections(text).parts:
            assert 0 <= section.start < section.end <= len(text)
            assert text[section.start : section.end].strip() == text[section.start : section.end]
            assert section.heading in text


def test_contents_stand_in_the_order_of_the_text() -> None:
    starts = [s.start for s in read_sections(ruling_text(ORDER, argument="다르다.", conclusion="끝.")).parts]
    assert starts == sorted(starts)
