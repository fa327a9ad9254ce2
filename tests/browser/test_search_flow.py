"""Searching, statistics and importing in a real browser, at the width of a laptop and of a phone."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import HOSTILE_ID, TEXT_ID, Visit
from tests.browser.test_flow import assert_harmless
from tests.synthetic import archive_file

pytestmark = pytest.mark.browser

TIMEOUT = 20_000


def asked(visit: Visit) -> dict[str, list[str]]:
    """The parameters in the address bar."""
    return parse_qs(urlsplit(visit.page.url).query)


def cards(visit: Visit) -> Locator:
    return visit.page.locator("[class*='st-key-search_card_']")


def chips(visit: Visit) -> Locator:
    return visit.page.locator("[class*='st-key-search_chip_'] button")


def unfold_filters(visit: Visit) -> None:
    """On a phone the filters wait behind one control."""
    if (visit.page.viewport_size or {})["width"] < 640:
        visit.page.get_by_text("조건 고르기", exact=True).click()
        visit.settled()


def search_for(visit: Visit, words: str) -> None:
    box = visit.page.get_by_label("찾을 말, 문장 또는 사건번호")
    box.fill(words)
    box.press("Enter")
    visit.settled()


def test_words_then_filters_then_back(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_test_id("stMain").get_by_role("link", name="판례 검색", exact=True).last.click()
    visit.page.get_by_role("heading", level=1, name="판례 검색").wait_for(timeout=TIMEOUT)
    visit.settled()
    expect(cards(visit)).to_have_count(10)

    search_for(visit, "사고")
    expect(visit.page.get_by_role("heading", name=re.compile(r"찾은 판결 \d+건"))).to_be_visible()
    assert asked(visit) == {"q": ["사고"]}

    unfold_filters(visit)
    visit.page.get_by_role("button", name=re.compile(r"^불인정 \d")).click()
    visit.settled()
    expect(chips(visit)).to_have_count(1)
    assert asked(visit) == {"q": ["사고"], "outcome": ["불인정"]}

    visit.page.go_back()
    visit.settled()
    expect(chips(visit)).to_have_count(0)
    assert asked(visit) == {"q": ["사고"]}
    expect(visit.page.get_by_label("찾을 말, 문장 또는 사건번호")).to_have_value("사고")


def test_an_address_can_be_shared_and_reloaded(visit: Visit) -> None:
    visit.open()
    visit.open("/search", q="사고", outcome="불인정", page="1")
    expect(chips(visit)).to_have_count(1)
    expect(visit.page.get_by_label("찾을 말, 문장 또는 사건번호")).to_have_value("사고")
    visit.page.reload()
    expect(chips(visit)).to_have_count(1, timeout=TIMEOUT)
    visit.settled()
    chips(visit).click()
    visit.settled()
    expect(chips(visit)).to_have_count(0)
    assert asked(visit) == {"q": ["사고"]}


def test_turning_the_page_shows_its_first_result(visit: Visit) -> None:
    visit.open("/search")
    # While a page changes, a card may for a moment hold the link of before beside its own.
    first = cards(visit).first.get_by_role("link").first
    address = first.get_attribute("href") or ""
    assert address
    visit.click("다음")
    expect(visit.page.get_by_text(re.compile(r"^2 / \d+$"))).to_be_visible(timeout=TIMEOUT)
    assert asked(visit) == {"page": ["2"]}
    expect(first).not_to_have_attribute("href", address)
    expect(cards(visit).first).to_be_in_viewport()
    visit.page.go_back()
    expect(first).to_have_attribute("href", address, timeout=TIMEOUT)


def test_from_a_result_to_its_ruling_and_back(visit: Visit) -> None:
    visit.open("/search", q="2021구단700")
    expect(cards(visit)).to_have_count(1)
    visit.click("이 판례 자세히 보기", role="link")
    visit.page.wait_for_url(re.compile(r"/ruling\?id="))
    assert asked(visit)["id"] == [TEXT_ID]
    visit.page.go_back()
    expect(cards(visit)).to_have_count(1, timeout=TIMEOUT)
    assert asked(visit)["q"] == ["2021구단700"]


def test_matching_words_are_marked_and_hostile_text_stays_text(visit: Visit) -> None:
    visit.open("/search", q="제목 빨강 그림 링크 합판")
    link = cards(visit).locator(f"a[href*='{quote(HOSTILE_ID)}']")
    expect(link).to_be_visible()
    marked = cards(visit).locator("strong").all_inner_texts()
    assert "합판" in marked
    main = visit.page.get_by_test_id("stMain")
    assert main.locator("a[href*='evil'], img[src*='evil'], script, .katex").count() == 0
    visit.open("/search", q="2021구단701", court="[나쁜](https://evil.example) :red[빨강]")
    expect(chips(visit)).to_have_count(1)
    assert_harmless(visit)


def test_nothing_found_says_what_to_try(visit: Visit) -> None:
    visit.open("/search", q="zzzzqq", outcome="각하")
    expect(visit.page.get_by_text("조건에 맞는 판결을 찾지 못했습니다.")).to_be_visible()
    visit.click("모두 지우기")
    assert asked(visit) == {"q": ["zzzzqq"]}


def test_statistics_by_every_dimension_and_as_a_file(visit: Visit, tmp_path: Path) -> None:
    visit.open("/statistics")
    for dimension in ("쟁점", "심급", "법원", "연도"):
        visit.page.get_by_role("radio", name=dimension, exact=True).or_(
            visit.page.get_by_role("button", name=dimension, exact=True)
        ).first.click()
        visit.settled()
        expect(visit.page.get_by_role("table").last).to_contain_text("이긴 것")
    expect(visit.page.locator("[data-testid='stVegaLiteChart']")).to_have_count(3)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="표 내려받기(CSV)").click()
    download.value.save_as(tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes().startswith("\ufeff연도,".encode())


def test_an_import_shows_at_once(visit: Visit) -> None:
    number = f"2020구단{(visit.page.viewport_size or {})['width']}"
    visit.open("/data")
    visit.page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "하나.md",
                "mimeType": "text/markdown",
                "buffer": archive_file(number).encode(),
            },
            {"name": "깨짐.md", "mimeType": "text/markdown", "buffer": b"x"},
        ]
    )
    button = visit.page.get_by_role("button", name="불러오기", exact=True)
    expect(button).to_be_enabled(timeout=TIMEOUT)
    button.click()
    expect(visit.page.get_by_text("새로 넣음 1,")).to_be_visible(timeout=TIMEOUT)
    visit.settled()
    visit.page.get_by_test_id("stMain").get_by_role("link", name="판례 검색", exact=True).last.click()
    visit.page.get_by_role("heading", level=1, name="판례 검색").wait_for(timeout=TIMEOUT)
    search_for(visit, number)
    expect(visit.page.get_by_role("heading", name="찾은 판결 1건")).to_be_visible()
