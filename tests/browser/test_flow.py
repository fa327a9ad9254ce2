"""The main job in a real browser, at the width of a laptop and of a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DIGEST_ID, HOSTILE, HOSTILE_ID, STUB_ID, TEXT_ID, Visit

pytestmark = pytest.mark.browser


def test_from_an_example_to_a_ruling_and_back(visit: Visit) -> None:
    visit.open()
    page = visit.page
    visit.click("과로 끝에 숨진 남편")
    for heading in (
        "먼저 할 일",
        "왜 안 된다고 했고, 무엇으로 답하나요?",
        "비슷한 판결에서는 어땠나요?",
        "더 모으면 좋은 자료",
        "이 화면이 알려 주지 못하는 것",
    ):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("heading", name="먼저 할 일")).to_be_in_viewport()
    visit.click("이 판례 자세히 보기", role="link")
    expect(page).to_have_url(re.compile(r"/ruling\?id="))
    expect(page.get_by_role("heading", name="왜 이런 결과가 나왔나")).to_be_visible()
    page.go_back()
    visit.settled()
    expect(page.get_by_role("heading", name="먼저 할 일")).to_be_visible()
    visit.click("지우고 처음부터")
    visit.click("네, 지우기")
    expect(page.get_by_role("heading", name="먼저 할 일")).to_have_count(0)
    expect(page.get_by_label("무슨 일이 있었나요?")).to_have_value("")


def test_own_story_typed(visit: Visit) -> None:
    visit.open()
    page = visit.page
    visit.click("기한과 할 일, 비슷한 판결 보기")
    expect(page.get_by_text("둘 가운데 하나면 됩니다")).to_be_visible()
    page.get_by_label("무슨 일이 있었나요?").fill(
        "조선소에서 20년 그라인더 작업을 했는데 가는귀가 먹었습니다. 공단은 나이 탓이라고 합니다."
    )
    page.get_by_label("진단명").fill("소음성 난청")
    visit.click("기한과 할 일, 비슷한 판결 보기")
    expect(page.get_by_role("heading", name="비슷한 판결에서는 어땠나요?")).to_be_visible()
    expect(page.get_by_text("건을 골라 두었습니다")).to_be_visible()
    expect(page.get_by_text("95%")).to_have_count(0)


def test_every_page_from_the_foot_of_the_first(visit: Visit) -> None:
    visit.open()
    page = visit.page
    for name, path in (("판례 검색", "search"), ("판결 결과 통계", "statistics"), ("관리", "data")):
        page.get_by_test_id("stMain").get_by_role("link", name=name, exact=True).last.click()
        expect(page).to_have_url(re.compile(path))
        visit.settled()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_language_is_one_tap_and_remembered(visit: Visit) -> None:
    visit.open()
    page = visit.page
    visit.click("배달 중 신호위반 사고")
    visit.click("English")
    expect(page.get_by_role("heading", level=1, name="My situation")).to_be_visible()
    expect(page.get_by_role("heading", name="How did similar cases end?")).to_be_visible()
    expect(page.get_by_text("Understood:").first).to_be_visible()
    page.reload()
    page.get_by_role("heading", level=1, name="My situation").wait_for(timeout=60_000)
    visit.settled()
    visit.click("한국어")
    expect(page.get_by_role("heading", level=1, name="내 상황 분석")).to_be_visible()


@pytest.mark.parametrize("first", ["ko", "en"])
def test_the_language_may_be_switched_there_and_back_on_a_result(visit: Visit, first: str) -> None:
    """What is chosen in a box is a value, whatever it is called in the language of the moment."""
    visit.open(lang=first)
    page = visit.page
    page.locator(".st-key-assistant_story textarea").fill(
        "12일 전에 불승인 통지서를 받았습니다. 조선소 소음으로 난청이 왔는데 나이 탓이라고 합니다."
    )
    page.locator("[data-testid=stFormSubmitButton] button").first.click()
    box = page.locator(".st-key-assistant_deadline")
    expect(box).to_be_visible()
    visit.settled()
    said = box.inner_text()
    there, back = ("English", "한국어") if first == "ko" else ("한국어", "English")
    stages = {
        "한국어": "거절 통지를 받음(공단의 결정)",
        "English": "Refusal received (COMWEL's decision)",
    }
    for language in (there, back, there, back):
        visit.click(language)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
        # The boxes stand as they were, in the language of the moment.
        stage = page.locator(".st-key-assistant_understood_stage")
        if not stage.is_visible():
            page.locator("summary", has_text=re.compile("날짜 고치기|Correct the dates")).click()
        expect(stage.locator("input")).to_have_value(stages[language], timeout=5_000)
    assert box.inner_text() == said


@pytest.mark.parametrize("first", ["ko", "en"])
def test_a_form_filled_in_one_language_is_sent_in_the_other(visit: Visit, first: str) -> None:
    visit.open(lang=first)
    page = visit.page
    there, back = ("English", "한국어") if first == "ko" else ("한국어", "English")
    visit.click(there)
    visit.click(back)
    page.locator(".st-key-assistant_kind_c label").nth(1).click()
    page.locator(".st-key-assistant_story textarea").fill(
        "조선소 소음으로 난청이 왔는데 나이 탓이라고 합니다."
    )
    visit.click(there)
    chosen = page.locator(".st-key-assistant_kind_c input:checked")
    expect(chosen).to_have_count(1)
    page.locator("[data-testid=stFormSubmitButton] button").first.click()
    expect(page.locator(".st-key-assistant_deadline")).to_be_visible()
    visit.settled()
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_a_digest(visit: Visit) -> None:
    visit.open("/ruling", id=DIGEST_ID)
    page = visit.page
    expect(page.get_by_role("heading", name="법원은 무엇을 따졌나")).to_be_visible()
    official = page.get_by_role("link", name="국가법령정보센터")
    assert (official.get_attribute("href") or "").startswith("https://www.law.go.kr/")
    expect(page.get_by_text("서울행정법원 2022구단64283 판결", exact=True)).to_be_visible()


def test_a_quotation_leads_to_its_place(visit: Visit) -> None:
    visit.open("/ruling", id=TEXT_ID)
    page = visit.page
    visit.click("원문에서 보기")
    page.wait_for_timeout(1200)
    expect(page.locator(".stMarkdownColoredBackground")).to_be_in_viewport()


def test_a_stub_says_that_nothing_is_known(visit: Visit) -> None:
    visit.open("/ruling", id=STUB_ID)
    expect(visit.page.get_by_text("공개된 기록에 이 판결의 내용이 없습니다")).to_be_visible()


@pytest.mark.parametrize("query", [{}, {"id": "없는_판결"}, {"id": HOSTILE}])
def test_no_such_ruling(visit: Visit, query: dict[str, str]) -> None:
    visit.open("/ruling", **query)
    expect(visit.page.get_by_role("link", name="판례 검색으로 가기")).to_be_visible()
    assert_harmless(visit)


def test_hostile_ruling_and_story_stay_text(visit: Visit) -> None:
    visit.open("/ruling", id=HOSTILE_ID)
    page = visit.page
    visit.click("원문에서 보기")
    for passage in page.locator("[data-testid='stExpander'] summary").all():
        passage.click()
    visit.settled()
    expect(page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
    assert_harmless(visit)
    visit.open()
    page.get_by_label("무슨 일이 있었나요?").fill(
        f"조선소 소음으로 난청이 왔습니다. {HOSTILE} 나이 탓이라고 합니다."
    )
    page.get_by_label("진단명").fill(HOSTILE[:200])
    visit.click("기한과 할 일, 비슷한 판결 보기")
    expect(page.get_by_role("heading", name="이 화면이 알려 주지 못하는 것")).to_be_visible()
    assert_harmless(visit)


def assert_harmless(visit: Visit) -> None:
    """Nothing on the page was made by the hostile text."""
    main = visit.page.get_by_test_id("stMain")
    assert main.locator("a[href*='evil'], a[href^='mailto'], img[src*='evil'], script, b").count() == 0
    marked_up = "strong, em, code, h1, h2, h3, .stMarkdownColoredText"
    made = main.locator(f"[data-testid='stMarkdownContainer'] :is({marked_up})").all_inner_texts()
    assert not {"빨강", "별", "코드", "제목"} & set(made)
    assert main.locator(".katex").count() == 0
