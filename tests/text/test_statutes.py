"""Statutes as rulings write them: one row per quirk."""

import pytest

from lib.text.statutes import (
    Annex,
    Article,
    find_statutes,
    read_annex,
    read_article,
    read_statutes,
    stands_today,
)

ACT = "산업재해보상보험법"
LEVY = "고용보험 및 산업재해보상보험의 보험료징수 등에 관한 법률"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain.
        ("산업재해보상보험법 제37조 제1항에 따르면", (f"{ACT} 제37조 제1항",)),
        # No spaces at all.
        ("산업재해보상보험법제37조제1항", (f"{ACT} 제37조 제1항",)),
        # Hard-wrapped inside the name.
        ("산업재해보상\n보험법 제5조 제1호", (f"{ACT} 제5조",)),
        # Items and letters below the paragraph are dropped.
        ("산업재해보상보험법 제37조 제1항 제1호 (가)목", (f"{ACT} 제37조 제1항",)),
        # An article with a branch.
        ("산업재해보상보험법 제91조의15 제1호", (f"{ACT} 제91조의15",)),
        # The former law, with its revision in parentheses.
        ("구 산업재해보상보험법(2007. 4. 11. 법률 제8373호로 전부 개정되기 전의 것, 이하 '법'이라 한다) 제4조 제1호", (f"{ACT} 제4조",)),
        # A short name the text defines.
        ("산업재해보상보험법(이하 '산재보험법'이라 한다) 제37조. 산재보험법 제40조 제1항", (f"{ACT} 제37조", f"{ACT} 제40조 제1항")),
        # A short name in common use that nobody defines.
        ("산재법 제52조", (f"{ACT} 제52조",)),
        # The same law again.
        ("근로기준법 제2조 제1항, 같은 법 제78조", ("근로기준법 제2조 제1항", "근로기준법 제78조")),
        # Its decree, and the rule under it.
        ("산업재해보상보험법 시행령 제34조 제3항 및 같은 법 시행규칙 제46조", (f"{ACT} 시행령 제34조 제3항", f"{ACT} 시행규칙 제46조")),
        # A list of articles keeps the law.
        ("행정소송법 제8조 제2항, 민사소송법 제420조 본문에 의하여", ("행정소송법 제8조 제2항", "민사소송법 제420조")),
        ("산업재해보상보험법 제36조, 제37조, 제40조를 보면", (f"{ACT} 제36조", f"{ACT} 제37조", f"{ACT} 제40조")),
        # A table of the decree.
        ("산업재해보상보험법 시행령 [별표 3] 제2호", (f"{ACT} 시행령 별표 3",)),
        # A name of several words with lost spaces.
        ("고용보험및산업재해보상보험의보험료징수등에관한법률 제26조 제1항", (f"{LEVY} 제26조 제1항",)),
        ("상고심절차에 관한 특례법 제4조, 제5조에 의하여", ("상고심절차에 관한 특례법 제4조", "상고심절차에 관한 특례법 제5조")),
        # Supplementary provisions.
        ("산업재해보상보험법 부칙(2007. 12. 14.) 제1조", (f"{ACT} 부칙 제1조",)),
        # A notice of the ministry.
        ("고용노동부 고시 제2017-117호", ("고용노동부고시 제2017-117호",)),
        # In corner brackets.
        ("「산업재해보상보험법」 제62조", (f"{ACT} 제62조",)),
        # Each citation once.
        ("산업재해보상보험법 제37조와 산업재해보상보험법 제37조", (f"{ACT} 제37조",)),
        # Words that only end like a law.
        ("이러한 방법 제1항과 해법을 살핀다.", ()),
        # An article of a contract, and one with no law before it.
        ("단체협약 제12조에 따라", ()),
        ("산업재해보상보험법 제5조와 취업규칙 제12조를 본다.", (f"{ACT} 제5조",)),
        ("제3조의 규정", ()),
        # No paragraph ends with its law still open.
        ("산업재해보상보험법을 적용한다.\n제12조는 계약의 조항이다.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_statutes(text: str, expected: tuple[str, ...]) -> None:
    assert read_statutes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The law that was named last, with or without an article.
        ("산재보험법 제37조를 본다. 그 법 제5조도 본다.", ("산업재해보상보험법 제37조", "산업재해보상보험법 제5조")),
        ("산재보험법 제6조와 자동차손해배상보장법을 견준다. 그 법 제3조", ("산업재해보상보험법 제6조", "자동차손해배상보장법 제3조")),
        ("도로교통법은 신호를 정하고, 같은 법 제5조는 신호를 지키라 한다.", ("도로교통법 제5조",)),
        ("근로기준법 제2조와 해당 법 제7조", ("근로기준법 제2조", "근로기준법 제7조")),
        ("근로기준법에서 정한다. 이 법 제2조", ("근로기준법 제2조",)),
        # A way of doing something names no law.
        ("산재보험법 제5조의 치료방법을 같은 법 제40조가 정한다.", ("산업재해보상보험법 제5조", "산업재해보상보험법 제40조")),
        # No law is named in the paragraph, or none of those before.
        ("그 법 제5조", ()),
        ("이 법 제5조", ()),
        ("산재보험법 제37조를 본다.\n그 법 제5조를 본다.", ("산업재해보상보험법 제37조",)),
        ("산재보험법 제37조, 다른 법 제3조", ("산업재해보상보험법 제37조",)),
    ],
)  # fmt: skip
def test_which_law_is_pointed_at(text: str, expected: tuple[str, ...]) -> None:
    assert read_statutes(text) == expected


def test_a_citation_leads_back_to_its_article() -> None:
    text = "근로기준법(2007. 4. 11. 개정된 것) 제2조 제1항, 같은 법 제78조, 고용노동부 고시 제2017-117호"
    found = list(find_statutes(text))
    assert [text[one.start : one.end] for one in found] == [
        "제2조 제1항",
        "제78조",
        "고용노동부 고시 제2017-117호",
    ]
    assert [one.cited for one in found] == [
        "근로기준법 제2조 제1항",
        "근로기준법 제78조",
        "고용노동부고시 제2017-117호",
    ]


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("제37조", Article("37", "", "", "", "", proviso=False)),
        ("제91조의15 제2항 제4호 가목 단서", Article("91", "15", "2", "4", "가", proviso=True)),
        ("제37조 1항", None),
        ("Ⅰ.1.가", None),
    ],
)
def test_one_article_by_itself(words: str, article: Article | None) -> None:
    assert read_article(words) == article


@pytest.mark.parametrize(
    ("words", "annex"),
    [
        ("별표 3 제7호 차목", Annex("3", "7", "차")),
        ("별표 11의2", Annex("11의2", "", "")),
        ("별표 제3호", None),
        ("제34조", None),
    ],
)
def test_one_annex_by_itself(words: str, annex: Annex | None) -> None:
    assert read_annex(words) == annex


@pytest.mark.parametrize(
    ("cited", "stands"),
    [
        ("산업재해보상보험법 제37조 제1항", True),
        ("산업재해보상보험법 제33조", False),
        ("산업재해보상보험법 제91조의15", True),
        ("산업재해보상보험법 제91조의22", False),
        ("산업재해보상보험법 제130조", False),
        ("산업재해보상보험법 시행령 제125조", False),
        ("산업재해보상보험법 시행규칙 제35조의2", False),
        ("산업재해보상보험법 시행령 별표 3", None),
        ("산업재해보상보험법 부칙 제1조", None),
        ("민법 제166조 제1항", None),
    ],
)
def test_what_stands_in_the_law_today(cited: str, stands: bool | None) -> None:
    assert stands_today(cited) is stands
