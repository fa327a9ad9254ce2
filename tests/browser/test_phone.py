"""What a tired person on a phone meets: nothing told is lost, and every address opens without an error."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DIGEST_ID, TEXT_ID, Visit, visiting

pytestmark = pytest.mark.browser

STORY = "조선소에서 20년 그라인더 작업을 했는데 가는귀가 먹었습니다. 공단은 나이 탓이라고 합니다."
KEPT = "() => sessionStorage.getItem('sanjae_story')"
FIRST_STEPS = "먼저 할 일"

# What is pressed and lower than 44 pixels, or has no name.
HARD_TO_PRESS = """() => {
  const shown = each => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 1;
  const own = "[data-testid^=stBaseButton]:not([data-testid$=oolbar]), [data-testid=stPageLink-NavLink], summary, "
    + "[data-testid=stRadioOption], [data-testid=stExpandSidebarButton], .stTextInput input, .stCode button";
  const low = [...document.querySelectorAll(own)].filter(each => each.getBoundingClientRect().height < 43.5);
  const nameless = [...document.querySelectorAll("a, button")].filter(each => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true]").forEach(hidden => hidden.remove());
    return !(each.getAttribute("aria-label") || copy.textContent || each.title).trim();
  });
  return [...low, ...nameless].filter(shown).map(each => each.outerHTML.slice(0, 200));
}"""


@pytest.fixture
def phone(browser: Browser, app_url: str) -> Iterator[Visit]:
    with visiting(browser, app_url, (390, 844), by_touch=True) as found:
        yield found


def _write(phone: Visit, story: str = STORY) -> None:
    phone.page.locator(".st-key-assistant_story textarea").fill(story)


def _go_back(phone: Visit) -> None:
    phone.page.go_back()
    phone.page.get_by_role("heading", level=1, name="내 상황 분석").wait_for()
    phone.settled()


def _reload(phone: Visit) -> None:
    phone.page.reload()
    phone.page.get_by_role("heading", level=1).wait_for()
    phone.settled()


def test_what_was_written_and_not_sent_is_kept(phone: Visit) -> None:
    """Over a reload, another page and back, the way back by the foot, and the other language."""
    phone.open()
    page = phone.page
    _write(phone)
    page.locator(".st-key-assistant_kind_c label").nth(2).click()
    _reload(phone)
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    expect(page.locator(".st-key-assistant_kind_c input:checked")).to_have_value("1")
    phone.click("판례 검색", role="link", nth=-1)
    expect(page).to_have_url(re.compile("/search"))
    _go_back(phone)
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    phone.click("관리", role="link", nth=-1)
    phone.click("내 상황 분석", role="link", nth=-1)
    expect(page).to_have_url(re.compile("/assistant$"))
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    phone.click("English")
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    assert STORY not in page.url
    # Anybody may write into their own browser.
    strange = {"told": {"story": "글", "stage": "없는 단계", "received_on": "x", "kind_c": "99"}}
    strange["result"] = json.dumps({"intake": "{}", "choice": 3, "progress": []})
    page.add_init_script(f"sessionStorage.setItem('sanjae_story', {json.dumps(json.dumps(strange))})")
    phone.open()
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value("글")
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_a_result_is_kept_where_one_was(phone: Visit) -> None:
    phone.open()
    page = phone.page
    _write(phone)
    phone.click("기한과 할 일, 비슷한 판결 보기")
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_be_visible()
    link = page.get_by_role("link", name="이 판례 자세히 보기").first
    link.scroll_into_view_if_needed()
    phone.settled()
    before = _top(phone)
    assert before > 500
    link.click()
    expect(page).to_have_url(re.compile(r"/ruling\?id="))
    expect(page.get_by_role("heading", name="출처와 인용")).to_be_visible()
    phone.settled()
    _go_back(phone)
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_have_count(1)
    _expect_top(phone, before)
    link.click()
    expect(page).to_have_url(re.compile(r"/ruling\?id="))
    phone.settled()
    phone.click("내 상황 분석", role="link", nth=-1)
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_have_count(1)
    _expect_top(phone, before)
    _reload(phone)
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_have_count(1)
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    _expect_top(phone, before)


def _top(phone: Visit) -> int:
    return int(phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop"))


def _expect_top(phone: Visit, top: int) -> None:
    phone.page.wait_for_function(
        "top => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - top) < 60",
        arg=top,
        timeout=10_000,
    )


def test_clearing_asks_once_and_can_be_undone(phone: Visit) -> None:
    phone.open()
    page = phone.page
    _write(phone)
    phone.click("기한과 할 일, 비슷한 판결 보기")
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_be_visible()
    phone.click("지우고 처음부터")
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_be_visible()
    phone.click("그대로 두기")
    assert STORY in json.loads(page.evaluate(KEPT))["told"]["story"]
    phone.click("지우고 처음부터")
    phone.click("네, 지우기")
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_have_count(0)
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value("")
    expect(page.get_by_role("button", name="되돌리기")).to_be_in_viewport()
    assert page.evaluate(KEPT) is None
    phone.click("되돌리기")
    expect(page.get_by_role("heading", name=FIRST_STEPS)).to_be_visible()
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value(STORY)
    phone.click("지우고 처음부터")
    phone.click("네, 지우기")
    _reload(phone)
    expect(page.locator(".st-key-assistant_story textarea")).to_have_value("")
    expect(page.get_by_role("button", name="되돌리기")).to_have_count(0)


def test_what_is_wrong_is_said_where_the_thumb_is(phone: Visit) -> None:
    phone.open()
    for story, warning in (
        ("", "둘 가운데 하나면 됩니다"),
        ("가나다라마 " * 4_000, "적은 내용이 너무 깁니다"),
    ):
        _write(phone, story)
        phone.click("기한과 할 일, 비슷한 판결 보기")
        expect(phone.page.get_by_text(warning)).to_be_in_viewport()
        assert phone.page.locator(".st-key-assistant_story textarea").input_value() == story


def test_every_address_opens_without_an_error(phone: Visit) -> None:
    failed: list[str] = []
    page = phone.page
    page.on("requestfailed", lambda request: failed.append(f"{request.url}: {request.failure}"))
    page.on(
        "response",
        lambda answer: failed.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None,
    )
    for path in (
        "/",
        "/assistant",
        f"/search?q={quote('난청')}",
        "/statistics",
        "/amounts",
        "/data",
        "/triage",
        "/signin",
        "/ruling",
        f"/ruling?id={quote(DIGEST_ID)}",
        f"/ruling?id={quote(TEXT_ID)}&at=0-20",
        f"/ruling?id={quote(quote(TEXT_ID))}.",
    ):
        # What a page still fetches when it is left is no failure of the next one.
        page.goto("about:blank")
        failed.clear()
        page.goto(phone.url + path)
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
        page.wait_for_selector("#sanjae_style", state="attached")
        page.wait_for_timeout(200)
        assert not [*failed, *phone.problems], path
        assert page.evaluate(HARD_TO_PRESS) == [], path
        empty = page.locator("a[href='']:visible, a:not([href]):visible").count()
        assert not empty or path == "/", path
        if "id=" in path:
            expect(page.locator(".stCode button").first).to_be_visible()
            expect(page.get_by_role("button", name="이 판결의 주소 보내기")).to_be_visible()
