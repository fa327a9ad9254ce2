"""The result on paper: everything that was folded, the person's story and the day, and nothing to press."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from lib.i18n import translator
from lib.ui.samples import samples
from tests.browser.conftest import Visit, visiting
from tests.browser.test_five_people import PEOPLE, told

pytestmark = pytest.mark.browser

# What can be read on the page, folded or not, less what is pressed and what the form holds.
_SAID = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const pressed = "button, [class*=st-key-tick_], .stButton, .stDownloadButton, .stForm, .st-key-page_foot, [data-testid=stIconMaterial]";
  return [...main.querySelectorAll("[data-testid=stMarkdownContainer] :is(p, li, h2, h3)")]
    .filter(each => !each.closest(pressed) && !each.querySelector("p, li"))
    .map(each => {
      const words = each.cloneNode(true);
      words.querySelectorAll("[role=img]").forEach(icon => icon.remove());
      return words.textContent;
    });
}"""

# How many lines of text there are, and which lie on another.
_OVERLAPS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !node.parentElement.closest("[data-testid=stMarkdownContainer]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.height > 4) lines.push([node.data, box]);
  }
  const met = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 6;
  const found = lines.flatMap(([words, box], n) =>
    lines.slice(n + 1).filter(([, other]) => met(box, other)).map(([others]) => [words, others]));
  return [lines.length, found];
}"""


def squeezed(text: str) -> str:
    """Letters and digits alone: how lines break on paper, and which letters are joined to one, does not matter."""
    return re.sub(r"[^0-9A-Za-z가-힣]", "", unicodedata.normalize("NFKC", text))


def _is_on_paper(visit: Visit, story: str, day_seen: str) -> None:
    said = visit.page.evaluate(_SAID)
    assert len(said) > 60
    pages = PdfReader(io.BytesIO(visit.page.pdf())).pages
    paper = squeezed("".join(page.extract_text() for page in pages))
    missing = [each for each in said if squeezed(each) not in paper]
    assert not missing, missing
    assert squeezed(story) in paper and squeezed(day_seen) in paper


def test_every_sentence_of_an_example_is_on_paper(browser: Browser, app_url: str) -> None:
    with visiting(browser, app_url, (1280, 844)) as visit:
        visit.open()
        for sample in samples()[:4]:
            visit.click(sample.title.ko)
            expect(visit.page.get_by_role("heading", name="이 화면이 알려 주지 못하는 것")).to_be_visible()
            _is_on_paper(visit, sample.intake.story, "이 결과를 본 날")
            visit.click("지우고 처음부터")
            visit.click("네, 지우기")


@pytest.mark.parametrize("name", PEOPLE)
def test_every_sentence_of_five_results_is_on_paper(browser: Browser, app_url: str, name: str) -> None:
    person = PEOPLE[name]
    with told(browser, app_url, person, (360, 844)) as visit:
        day_seen = translator(person.language)("이 결과를 본 날: {day}").removesuffix("{day}")
        _is_on_paper(visit, person.story, day_seen)


def test_nothing_to_press_and_nothing_on_top_of_another(browser: Browser, app_url: str) -> None:
    with visiting(browser, app_url, (794, 1123)) as visit:
        visit.open()
        page = visit.page
        visit.click(samples()[1].title.ko)
        expect(page.get_by_role("heading", name="적어 주신 이야기")).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", name="적어 주신 이야기")).to_be_visible()
        main = page.get_by_test_id("stMain")
        assert not [each for each in main.get_by_role("button").all() if each.is_visible()]
        lines, overlaps = page.evaluate(_OVERLAPS)
        assert lines > 100 and overlaps == []
