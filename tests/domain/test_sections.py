"""Cutting a ruling into its parts: one row per way of writing a heading."""

import random

import pytest

from lib.domain.sections import Depths, Part, numbers, read_related, read_sections
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


TITLES = {
    Part.HISTORY: (
        "처분 등의 경위", "사건의 개요", "소송의 경위", "재해 경위", "기초적 사실", "경위", "처분의 내용", "처분 내용",
    ),
    Part.ARGUMENT: (
        "원고 주장의 요지", "원고의 주장요지", "주장 및 쟁점", "주장과 쟁점", "원고들의 주장들", "본안전 항변", "당사자들의 주장",
        "당사자의 주장", "이 사건의 쟁점",
    ),
    Part.LAW: (
        "관계 법령", "관련 법규", "근거 규정", "근거 법령", "인과관계의 법리", "법리의 내용", "판단 기준", "업무상 질병의 인정기준",
    ),
    Part.FACTS: ("인정사실", "사실의 인정", "사실인정", "인정하는 사실", "사실관계", "전제사실"),
    Part.MEDICAL: (
        "의학적 견해", "의학 지식", "의학적 사실", "의학적 의견", "감정 결과", "감정의견", "감정의 소견", "자문의", "주치의", "피고 소견",
    ),
    Part.JUDGMENT: (
        "처분의 당부", "적법한지 여부", "처분의 적법성", "위법여부 검토의 필요", "제1심판결의 인용", "업무상 질병 해당 여부", "검토", "소결",
        "소결론",
    ),
}  # fmt: skip


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
        ("2. 제1심 판결의 인용 및 결론", Part.JUDGMENT),
        ("다. 인정사실 및 판단", Part.JUDGMENT),
        ("3. 결 론", Part.CONCLUSION),
        *((f"나. {title}", part) for part, titles in TITLES.items() for title in titles),
        # However deep it is numbered.
        *(
            (f"{number} 의학적 소견", Part.MEDICAL)
            for number in ("1.", "가.", "1)", "가)", "(1)", "(가)", "①")
        ),
    ],
)
def test_parts_of_the_reasons(heading: str, part: Part) -> None:
    sections = read_sections(f"【주문】{ORDER}\n【이유】{heading}\n여기에 그 내용이 있다.")
    assert sections.body(part) == "여기에 그 내용이 있다."


def parts_of(reasons: str) -> dict[Part, str]:
    sections = read_sections(f"【주문】{ORDER}\n【이유】{reasons}")
    return {s.part: sections.body(s.part) for s in sections.parts if s.part not in (Part.ORDER, Part.REASONS)}


def test_headings_below_a_heading_belong_to_it_and_the_next_beside_it_does_not() -> None:
    reasons = (
        "1. 처분의 경위\n첫째.\n2. 이 사건 처분의 적법 여부\n가. 원고의 주장\n둘째.\n1) 과로\n셋째.\n가) 야간근로\n넷째.\n"
        "나. 업무의 내용\n다섯째.\n다. 인정사실\n여섯째.\n1) 판단의 순서\n일곱째.\n3. 그 밖의 사정\n여덟째.\n4. 결론\n아홉째."
    )
    assert parts_of(reasons) == {
        Part.HISTORY: "첫째.",
        Part.ARGUMENT: "둘째.\n1) 과로\n셋째.\n가) 야간근로\n넷째.",
        Part.FACTS: "여섯째.",
        # Neither 업무의 내용 nor 판단의 순서 is a part of what stands before it.
        Part.JUDGMENT: "다섯째.\n일곱째.",
        Part.CONCLUSION: "아홉째.",
    }


def test_two_main_parts_of_one_kind_are_two_sections() -> None:
    sections = read_sections(f"【주문】{ORDER}\n【이유】1. 판단\n첫째.\n2. 추가 판단\n둘째.")
    assert [section.heading for section in sections.of(Part.JUDGMENT)] == ["1. 판단", "2. 추가 판단"]


def test_a_long_line_is_no_heading() -> None:
    for length, heading in ((48, True), (49, False)):
        title = "업" * (length - 5) + "처분의경위"
        assert (Part.HISTORY in parts_of(f"1. {title}\n내용이다.")) is heading


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "【주문】기각한다.\n【이유】1. 처분의 경위\n가. 원고는 다쳤다.\n1) 의학적 소견은 다음과 같이 나뉜다.\n나머지."
    assert not read_sections(text).of(Part.MEDICAL)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("원심판결", Part.PRIOR_RULING), ("제1심판결", Part.PRIOR_RULING), ("환송판결", Part.PRIOR_RULING),
        ("원심결정", Part.PRIOR_RULING), ("판시사항", Part.HOLDINGS), ("판결요지", Part.SUMMARY), ("결정요지", Part.SUMMARY),
        ("참조조문", Part.CITED_STATUTES), ("참조판례", Part.CITED_CASES), ("연관판결", Part.RELATED),
        ("원고, 상고인", Part.PARTIES), ("피 고", Part.PARTIES), ("신 청 인", Part.PARTIES), ("항소취지", Part.CLAIM),
        ("청구취지 및 부대항소취지", Part.CLAIM),
    ],
)  # fmt: skip
def test_main_headings(heading: str, part: Part) -> None:
    sections = read_sections(f"【{heading}】 여기.\n【주문】{ORDER}\n【이유】{REASONS}")
    assert sections.body(part) == "여기."
    assert sections.body(Part.ORDER) == ORDER


@pytest.mark.parametrize("body", ["판례내용", "판결문", "전문"])
def test_a_heading_of_the_archive_ends_what_stands_before_it(body: str) -> None:
    sections = read_sections(f"## 판결요지\n\n여기.\n\n## {body}\n\n저기.\n【주문】{ORDER}")
    assert sections.body(Part.SUMMARY) == "여기."


@pytest.mark.parametrize(
    "order",
    ["원고의 청구를 기각한다.", "피고의 항소를 기각한다.", "이 사건 소를 각하한다.", "상고를 기각한다.", "제1심판결을 취소한다.",
     "소송은 취하로 끝났다."],
)  # fmt: skip
def test_an_order_on_the_line_of_its_heading(order: str) -> None:
    assert read_sections(f"주문 {order}\n이유\n{REASONS}").body(Part.ORDER) == order
    assert read_sections(f"주문1. {order}\n이유1. 처분의 경위").body(Part.ORDER) == f"1. {order}"


def test_running_text_about_an_order_is_no_heading() -> None:
    assert not read_sections("주문 별지와 같은 판결을 구한다.\n이유 있다고 한다.").has_order


@pytest.mark.parametrize(
    "order",
    ["원고의 청구를 기각한다.", "피고의 처분은 무효임을 확인한다.", "이 사건 소를 각하한다.", "상고를 기각한다.", "항소를 각하한다.",
     "제1심판결을 취소한다.", "제1심판결을 변경한다.", "원심판결을 파기한다.", "원심판결을 파기하고, 사건을 돌려보낸다.",
     "제1심판결을 취소하고 사건을 환송한다.", "피고는 원고에게 돈을 지급하라."],
)  # fmt: skip
def test_an_order_without_its_heading(order: str) -> None:
    sections = read_sections(
        f"연관판결 : 서울행정법원,2012구단1,1심\n1. {order}\n청구취지\n{CLAIM}\n이유\n{REASONS}"
    )
    assert sections.body(Part.ORDER) == order
    assert sections.body(Part.REASONS) == REASONS
    # After the reasons begin, such words are somebody's.
    assert not read_sections(f"1. 처분의 경위\n{order}").has_order


@pytest.mark.parametrize(
    "title",
    [
        "처분의 경위",
        "이 사건 처분의 경위",
        "기초사실",
        "제1심 판결의 인용",
        "이 사건의 쟁점",
        "사건의 개요",
        "사건의 경위",
    ],
)
def test_reasons_without_their_heading(title: str) -> None:
    for order in (f"주문\n{ORDER}", ORDER):
        sections = read_sections(f"{order}\n1. {title}\n원고는 용접공이다.")
        assert sections.body(Part.ORDER) == ORDER
        assert sections.body(Part.REASONS) == f"1. {title}\n원고는 용접공이다."


def test_reasons_without_order_are_none() -> None:
    assert read_sections(f"【이유】{REASONS}\n【주문】{ORDER}").body(Part.REASONS) == REASONS
    assert not read_sections("이유\n1. 처분의 경위\n원고는 용접공이다.").of(Part.REASONS)


def test_a_bracketed_heading_wins_and_the_first_place_counts() -> None:
    text = f"주문\n나중이다.\n【주문】{ORDER}\n【이유】{REASONS}\n【이유】둘째."
    assert read_sections(text).body(Part.ORDER) == ORDER
    assert [s.start for s in read_sections(text).of(Part.REASONS)] == [text.index(REASONS)]


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


def test_a_paragraph_behind_a_title_of_law_is_of_the_part_above() -> None:
    text = (
        "【주문】원고의 청구를 기각한다.\n【이유】1. 이 사건 처분의 적법 여부\n가. 판단\n1) 관련 법리\n증명은 주장하는 측에서 한다.\n"
        "2) 이 사건에 관하여 보건대, 그렇게 볼 증거가 없다.\n3) 나머지 주장도 이유 없다."
    )
    sections = read_sections(text)
    assert sections.body(Part.LAW) == "증명은 주장하는 측에서 한다."
    assert sections.of(Part.JUDGMENT)[-1].start == text.index("2) 이 사건에")


def test_a_word_that_began_a_line_is_no_heading() -> None:
    text = "【주문】1. 원고의 청구를 기각한다.\n【이 유】1. 처분의 경위\n가. 피고는 “관련이 없다.”는\n【이유】로 불승인하였다."
    (reasons,) = read_sections(text).of(Part.REASONS)
    assert reasons.heading == "【이 유】"


def test_numbers_nest_as_the_ruling_nests_them() -> None:
    depths = Depths()
    at = {each: depths.enter(*numbers(each)[0]) for each in ("1. ", "가. ", "(1) ", "(가) ", "1) ", "2) ")}
    assert at["1) "] == at["2) "] > at["(가) "]
    assert depths.enter(*numbers("(나) ")[0]) == at["(가) "]
    assert depths.enter(*numbers("⑵ ")[0]) == at["(1) "]
    assert numbers("2. 가. 원심은") == ((0, 2), (1, 1))
