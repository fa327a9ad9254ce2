"""The three-minute demo of README.md, step by step as it is told there; it also takes the pictures.

`SANJAE_SCREENSHOTS=docs/screenshots .venv/bin/pytest tests/browser/test_demo.py` takes those of the documents anew.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, Visit, serving, visiting

pytestmark = pytest.mark.browser

DEMO = ROOT / "demo/ruling.md"
NUMBER = "2031구단900001"
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def first_start(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `make run` opens it for the first time."""
    with serving(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """The folder the pictures go to."""
    return Path(os.environ.get("SANJAE_SCREENSHOTS", tmp_path))


def take(visit: Visit, path: Path) -> None:
    """A picture of what is seen at the top of the page."""
    visit.page.mouse.move(0, 0)
    visit.page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > 10_000


def told(step: int) -> str:
    """What the README says of a step of the demo."""
    demo = README.split("## 3분 시연")[1].split("\n## ")[0]
    found = re.search(rf"^{step}\. (.*)$", demo, re.MULTILINE)
    assert found, f"step {step}"
    return found[1]


def test_the_demo_goes_as_it_is_told(browser: Browser, first_start: str, pictures: Path) -> None:
    with visiting(browser, first_start, (1280, 900)) as visit:
        page = visit.page
        # 1. An example, and what stands first.
        assert "조선소 소음성 난청" in told(1)
        visit.open()
        visit.click("조선소 소음성 난청")
        headings = [each.inner_text() for each in page.get_by_role("heading", level=2).all()]
        assert "까지" in headings[0] and headings[1:3] == [
            "먼저 할 일",
            "왜 안 된다고 했고, 무엇으로 답하나요?",
        ]
        expect(page.get_by_label("무슨 일이 있었나요?")).to_have_value(re.compile("조선소에서 24년"))
        take(visit, pictures / "assistant-result-1280.png")
        # 2. What was understood, and from which words; one label changed.
        assert "이렇게 이해했어요" in told(2) and "맞나요? 틀리면 고치기" in told(2)
        line = page.locator(".st-key-assistant_understood_line")
        expect(line).to_contain_text("소음성 난청")
        page.locator("summary", has_text="맞나요? 틀리면 고치기").click()
        box = page.locator(".st-key-assistant_understood_issue_category")
        expect(box).to_be_visible()
        # The fold scrolls into place, which closes a list that is open.
        visit.settled()
        box.locator("input").click()
        page.keyboard.type("평균임금")
        page.get_by_role("option", name="평균임금").click()
        visit.settled()
        expect(line).to_contain_text("평균임금")
        visit.click("지우고 처음부터")
        visit.click("네, 지우기")
        visit.click("조선소 소음성 난청")
        expect(line).to_contain_text("소음성 난청")
        # 3. Rulings of both sides, and no rate.
        assert "비슷한 판결에서는 어땠나요?" in told(3)
        expect(page.get_by_role("heading", name="비슷한 판결에서는 어땠나요?")).to_be_visible()
        expect(page.get_by_text(re.compile(r"비슷한 판결 \d+건을 골라 두었습니다")).first).to_be_visible()
        expect(page.get_by_text("95%")).to_have_count(0)
        # 4. One of those that were won: why, and where the original is.
        assert "근로자 쪽이 이긴 판결" in told(4) and "이 판례 자세히 보기" in told(4)
        expect(page.get_by_role("heading", name="근로자 쪽이 이긴 판결")).to_be_visible()
        visit.click("이 판례 자세히 보기", role="link")
        expect(page.get_by_role("heading", name="왜 이런 결과가 나왔나")).to_be_visible()
        expect(page.locator("a[href*='law.go.kr']").first).to_be_visible()
        # 5. Words that stand in no ruling, and an address that can be passed on.
        asked = re.search("`(.+?)`", told(5))
        assert asked
        page.get_by_role("link", name="판례 검색", exact=True).first.click()
        visit.settled()
        page.get_by_role("searchbox").fill(asked[1])
        page.keyboard.press("Enter")
        visit.settled()
        expect(page).to_have_url(re.compile("[?&]q="))
        found = page.get_by_role("link", name=re.compile("자세히")).count()
        assert found > 0
        address = page.url.removeprefix(first_start)
    with visiting(browser, first_start, (1280, 900)) as other:
        other.open(address)
        expect(other.page.get_by_role("searchbox")).to_have_value(asked[1])
        expect(other.page.get_by_role("link", name=re.compile("자세히"))).to_have_count(found)


def test_a_made_up_ruling_is_taken_in_and_out_again(
    browser: Browser, first_start: str, pictures: Path
) -> None:
    assert "demo/ruling.md" in told(6) and "되돌리기" in told(6)
    with visiting(browser, first_start, (1280, 900)) as visit:
        page = visit.page
        visit.open()
        page.get_by_test_id("stMain").get_by_role("link", name="관리", exact=True).last.click()
        visit.settled()
        page.locator("input[type=file]").set_input_files(DEMO)
        visit.settled()
        visit.click("불러오기")
        expect(page.get_by_text("모두 1건을 읽었습니다: 새로 넣음 1")).to_be_visible()
        visit.open("/ruling", id=f"가상지방법원_{NUMBER}")
        expect(page.get_by_role("heading", name="법원은 왜 그렇게 판단했나")).to_be_visible()
        # The ruling itself says first that it is none.
        expect(page.get_by_text("지어낸 판결").first).to_be_visible()
        expect(page.get_by_text("퇴직한 뒤에 이루어졌다는 사정만으로").first).to_be_visible()
        visit.open("/data")
        visit.click("되돌리기")
        visit.click("네, 되돌릴게요")
        expect(page.get_by_text("불러온 파일이 없습니다")).to_be_visible()
        page.get_by_role("link", name="판결 결과 통계").first.click()
        visit.settled()
        take(visit, pictures / "statistics-1280.png")
    with visiting(browser, first_start, (390, 844)) as visit:
        visit.open()
        take(visit, pictures / "assistant-390.png")
        visit.open("/ruling", id="서울행정법원_2022구단14998")
        take(visit, pictures / "ruling-390.png")
