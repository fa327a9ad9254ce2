"""판례 검색: what the address asks for is what the page shows, and the other way round."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.taxonomy import Disease, Instance, KindC, Outcome
from lib.search.query import Filters
from lib.search.snippets import Snippet
from lib.ui.address import Asked, active, filtered, read_address, without, write_address
from lib.ui.cards import marked
from tests.conftest import SHIPPED

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(home: Path) -> AppTest:
    return AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/search.py")


def opened(page: AppTest, /, **parameters: str | list[str]) -> AppTest:
    for name, value in parameters.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


def cards(page: AppTest) -> list[str]:
    """Court, instance and number of every card."""
    return [each.value for each in page.caption if "심" in each.value and " · " in each.value]


def address(page: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in page.query_params.items()}


def facet(page: AppTest, field: str) -> list[str]:
    return list(page.button_group(key=f"search_facet_{field}").options)


def chips(page: AppTest) -> list[str]:
    return [button.label for button in page.button if str(button.key).startswith("search_chip_")]


# --- the address ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({}, Asked()),
        ({"q": ["소음성 난청"]}, Asked("소음성 난청")),
        ({"q": ["가", "나"]}, Asked("가")),
        (
            {"outcome": ["인정", "불인정"]},
            Asked(filters=Filters(outcome=(Outcome.GRANTED, Outcome.DENIED))),
        ),
        # The same value twice is one.
        ({"outcome": ["인정", "인정"]}, Asked(filters=Filters(outcome=(Outcome.GRANTED,)))),
        # What is not in a vocabulary is passed over.
        ({"outcome": ["인정", "몰라"], "kind_c": [""]}, Asked(filters=Filters(outcome=(Outcome.GRANTED,)))),
        ({"instance": ["3", "9", "x"]}, Asked(filters=Filters(instance=(Instance.THIRD,)))),
        ({"disease": ["소음성난청"]}, Asked(filters=Filters(disease_category=(Disease.HEARING,)))),
        ({"court": ["대법원", " "]}, Asked(filters=Filters(court=("대법원",)))),
        ({"year_from": ["2010"], "year_to": ["2020"]}, Asked(filters=Filters(year_from=2010, year_to=2020))),
        # Years the wrong way round are put right.
        ({"year_from": ["2020"], "year_to": ["2010"]}, Asked(filters=Filters(year_from=2010, year_to=2020))),
        ({"year_from": ["-1"], "year_to": ["99999999999999"]}, Asked()),
        ({"page": ["3"]}, Asked(page=3)),
        ({"page": ["0"]}, Asked()),
        ({"page": ["٣"]}, Asked()),
        ({"page": ["1e9"]}, Asked()),
    ],
)
def test_read_address(parameters: dict[str, list[str]], asked: Asked) -> None:
    assert read_address(parameters) == asked


def test_an_address_goes_both_ways() -> None:
    asked = Asked(
        "허리 디스크",
        Filters(
            outcome=(Outcome.GRANTED, Outcome.REMANDED_FAVOURABLE),
            kind_c=(KindC.DISEASE,),
            instance=(Instance.SECOND,),
            court=("서울고등법원",),
            year_from=2001,
            year_to=2022,
        ),
        page=4,
    )
    assert read_address(write_address(asked)) == asked


def test_an_overlong_question_is_cut() -> None:
    assert len(read_address({"q": ["가" * 9999]}).text) == 500


def test_what_is_not_asked_is_not_in_the_address() -> None:
    assert write_address(Asked()) == {}


def test_changing_a_filter_goes_to_the_first_page() -> None:
    asked = Asked("난청", Filters(outcome=(Outcome.GRANTED, Outcome.DENIED)), page=5)
    assert without(asked, "outcome", Outcome.DENIED) == Asked("난청", Filters(outcome=(Outcome.GRANTED,)))
    assert filtered(asked, court=("대법원",)).page == 1
    assert active(asked.filters) == [("outcome", Outcome.GRANTED), ("outcome", Outcome.DENIED)]


# --- the page ------------------------------------------------------------------------------------


def test_everything_is_shown_first_and_the_newest_case_leads(page: AppTest) -> None:
    opened(page)
    assert page.header[0].value == f"지금 볼 수 있는 판결 {SHIPPED}건"
    assert len(cards(page)) == 10
    assert "2023" in cards(page)[0]


def test_words_find_rulings(page: AppTest) -> None:
    opened(page, q="소음성 난청")
    assert page.text_input(key="search_text").value == "소음성 난청"
    assert page.header[0].value.startswith("찾은 판결")
    assert facet(page, "disease_category")[0].startswith("소음성 난청")


@pytest.mark.parametrize("asked", [{}, {"q": "퇴근길에 사고가 났어요"}, {"disease": ["소음성난청"]}])
def test_how_hits_ended_is_not_drawn(page: AppTest, asked: dict[str, Any]) -> None:
    opened(page, **asked)
    assert cards(page) and not page.get("vega_lite_chart")


def test_what_no_ruling_is_about_is_said_and_others_are_a_tap_away(page: AppTest) -> None:
    opened(page, q="방광암 산재")
    assert ["'방광암'에 관한 것은 없습니다" in each.value for each in page.info] == [True]
    assert not cards(page)
    page.button(key="search_same_kind").click().run()
    assert address(page) == {"disease": ["직업성암"]}
    assert cards(page) and not page.info
    opened(page, q="코로나", disease=[])
    assert "스쳐 지나가는" in page.info[0].value and cards(page)


def test_other_suits_are_marked(page: AppTest) -> None:
    opened(page, q="2022구합6431")
    assert any("다른 소송" in each.value for each in page.markdown)
    opened(page, q="2021구합76644")
    assert any("회사가 낸 소송" in each.value for each in page.markdown)
    opened(page, q="2008두18700")
    assert any("사정이 적혀 있지 않은" in each.value for each in page.markdown)


def test_typing_changes_the_address_and_keeps_the_filters(page: AppTest) -> None:
    opened(page, outcome="인정", page="2")
    page.text_input(key="search_text").set_value(" 난청 ").run()
    assert address(page) == {"q": ["난청"], "outcome": ["인정"]}


def test_a_case_number_finds_one_ruling(page: AppTest) -> None:
    opened(page, q="2015 두 3867")
    assert page.header[0].value == "찾은 판결 1건"
    assert "2015두3867" in cards(page)[0]


def test_counts_say_what_a_value_would_leave(page: AppTest) -> None:
    opened(page)
    denied = next(option for option in facet(page, "outcome") if option.startswith("불인정"))
    opened(page, outcome="불인정")
    assert page.header[0].value == f"조건에 맞는 판결 {denied.split()[-1]}건"
    # Its own filter does not change a facet's counts; the others follow.
    assert denied in facet(page, "outcome")
    total = sum(int(option.split()[-1]) for option in facet(page, "instance"))
    assert total == int(denied.split()[-1])


def test_choosing_a_value_changes_the_address(page: AppTest) -> None:
    opened(page, page="3")
    page.button_group(key="search_facet_kind_c").set_value([KindC.COMMUTE]).run()
    assert address(page) == {"kind_c": ["출퇴근재해"]}
    assert chips(page) == ["출퇴근길(출퇴근 재해)"]


def test_a_chip_takes_its_filter_away(page: AppTest) -> None:
    opened(page, q="사고", outcome=["인정", "불인정"], year_from="2020")
    assert chips(page) == ["인정", "불인정", "2020 –"]
    page.button(key="search_chip_outcome_인정").click().run()
    assert address(page) == {"q": ["사고"], "outcome": ["불인정"], "year_from": ["2020"]}
    page.button(key="search_clear_all").click().run()
    assert address(page) == {"q": ["사고"]}
    assert chips(page) == []


def test_years_filter(page: AppTest) -> None:
    opened(page)
    first, last = page.slider(key="search_years").value
    page.slider(key="search_years").set_range(last, last).run()
    assert address(page) == {"year_from": [str(last)]}
    page.slider(key="search_years").set_range(first, last).run()
    assert address(page) == {}


def test_an_instance_that_is_not_held_is_called_that(page: AppTest) -> None:
    opened(page, q="2007누1094")
    said = [each.value.replace("\\", "") for each in page.caption]
    assert "같은 사건: 1심 가진 자료에 없음 → 2심(항소심) 인정 → 3심(대법원) 가진 자료에 없음" in said


def test_pages_follow_one_another(page: AppTest) -> None:
    opened(page)
    seen = cards(page)
    page.button(key="search_page_after").click().run()
    assert address(page) == {"page": ["2"]}
    assert not set(seen) & set(cards(page))
    page.button(key="search_page_before").click().run()
    assert cards(page) == seen


def test_a_page_past_the_end_shows_the_last_one(page: AppTest) -> None:
    opened(page, page="999")
    assert address(page) == {"page": [str(-(-SHIPPED // 10))]}
    assert len(cards(page)) == (SHIPPED % 10 or 10)


def test_values_that_mean_nothing_are_passed_over(page: AppTest) -> None:
    opened(page, outcome="없는값", instance="x", year_from="abc", page="-3", kind_b="<b>")
    assert page.header[0].value == f"지금 볼 수 있는 판결 {SHIPPED}건"
    assert chips(page) == []


def test_a_court_that_is_not_held_finds_nothing_and_says_what_to_try(page: AppTest) -> None:
    opened(page, court="[나쁜](https://example.org) 법원", q="난청")
    assert page.info[0].value == "조건에 맞는 판결을 찾지 못했습니다."
    # The name came from the address: it is shown as it is, and is no link.
    assert "](http" not in chips(page)[0]
    page.button(key="search_without_filters").click().run()
    assert address(page) == {"q": ["난청"]}
    assert page.header[0].value.startswith("찾은 판결")


def test_a_case_number_that_is_not_held_is_not_answered_with_advice_on_words(page: AppTest) -> None:
    opened(page, q="2019구단99999")
    assert page.info[0].value == "이 사건번호의 판결은 가지고 있지 않습니다."
    advice = "\n".join(text.value for text in page.markdown)
    assert "띄어쓰기 없이" in advice and "낱말 수를 줄이" not in advice


def test_the_language_in_the_address_stays(page: AppTest) -> None:
    opened(page, lang="ko")
    page.button_group(key="search_facet_outcome").set_value([Outcome.DENIED]).run()
    assert address(page) == {"lang": ["ko"], "outcome": ["불인정"]}


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("허리 디스크 수술", ((0, 2), (3, 6)), "**허리** **디스크** 수술"),
        ("그 허리가", ((2, 4),), "그 **허리**가"),
        ("(난청)이다", ((1, 3),), "\\(**난청**\\)이다"),
        # What stands around a match is still no markup.
        ("[난청](x) 끝", ((1, 3),), "\\[**난청**\\]\\(x\\) 끝"),
    ],
)
def test_marked_words_keep_the_space_beside_them(
    text: str, marks: tuple[tuple[int, int], ...], shown: str
) -> None:
    assert marked(Snippet(text, marks)) == shown
