"""The models on the pages: nothing is sent before consent, the answer comes by itself, nothing made up shows."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import TEXT_ID, Visit, fill_home, serving, visiting
from tests.servers import answers
from tests.servers.chat import TOKEN, ChatServer
from tests.servers.generate import KEY, MODEL, GenerateServer

pytestmark = pytest.mark.browser

PLANTED = "[증거](https://evil.example/x) ![그림](https://evil.example/y.png) 2031구합99999 판결"
LONG = 60_000


@dataclass
class Models:
    """The app with both models configured."""

    url: str
    gemma: ChatServer
    gemini: GenerateServer


def opine(messages: Sequence[dict[str, str]]) -> str:
    told = answers.opinion(messages[0]["content"])
    told["for"].append({"story": [PLANTED], "law": PLANTED, "ruling": "R1.1"})
    told["reason"] = PLANTED
    return json.dumps(told, ensure_ascii=False)


@pytest.fixture(scope="module")
def models(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Models]:
    home: Path = tmp_path_factory.mktemp("home")
    fill_home(home, tmp_path_factory.mktemp("rulings"))
    retell = lambda asked: json.dumps(answers.retelling(asked.text), ensure_ascii=False)  # noqa: E731
    with ChatServer(opine) as gemma, GenerateServer(retell) as gemini:
        configured = {
            "HF_ENDPOINT_URL": gemma.url,
            "HF_TOKEN": TOKEN,
            "GEMINI_API_KEY": KEY,
            "GEMINI_MODEL": MODEL,
            "GEMINI_BASE_URL": gemini.url,
        }
        with serving(home, **configured) as url:
            yield Models(url, gemma, gemini)


LAPTOP, PHONE = (1280, 900), (390, 844)
AT_BOTH_WIDTHS = pytest.mark.parametrize("visit", [LAPTOP, PHONE], ids=["1280", "390"], indirect=True)


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, models: Models) -> Iterator[Visit]:
    models.gemma.received.clear()
    models.gemini.received.clear()
    with visiting(browser, models.url, getattr(request, "param", PHONE)) as found:
        yield found


def tell(visit: Visit) -> None:
    """Open the app and have a story with identifiers analysed."""
    visit.open()
    tell_again(visit)


def tell_again(visit: Visit) -> None:
    """The same in a session that goes on."""
    visit.page.get_by_label("무슨 일이 있었나요?").fill(
        "제 이름은 김영수이고 전화는 010-1234-5678입니다. 조선소에서 20년 동안 용접을 하고 무거운 철판을 "
        "날랐습니다. 허리가 아파 병원에 갔더니 허리디스크라고 했습니다."
    )
    visit.page.get_by_label("진단명").fill("추간판탈출증")
    visit.click("기한과 할 일, 비슷한 판결 보기")
    visit.page.get_by_role("heading", name="AI의 의견").wait_for(timeout=LONG)


def correct_kind(visit: Visit, kind: str) -> None:
    box = visit.page.locator(".st-key-assistant_understood_kind_c input")
    if not box.is_visible():
        visit.page.get_by_text("맞나요? 틀리면 고치기").click()
        visit.settled()
    box.click()
    box.fill(kind)
    box.press("ArrowDown")
    box.press("Enter")
    visit.settled()


@AT_BOTH_WIDTHS
def test_the_person_sees_what_is_sent_agrees_and_the_opinion_comes_by_itself(
    visit: Visit, models: Models
) -> None:
    tell(visit)
    visit.page.get_by_text("내가 쓴 글이 나가는 모습").click()
    visit.page.get_by_text("보낼 내용 그대로 보기").click()
    visit.settled()
    own, shown = (visit.page.get_by_test_id("stCode").nth(n).inner_text() for n in (0, 1))
    assert "[전화번호]" in own and "1234-5678" not in own and "김영수" not in own
    assert " ".join(own.split()) in " ".join(shown.split())
    assert models.gemma.received == []
    visit.click("동의하고 보내기")
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()
    page = visit.page
    expect(page.get_by_text("판단하기 어려움")).to_be_visible()
    expect(page.locator(".st-key-opinion_leaning").get_by_text("건을 골라 두었습니다")).to_be_visible()
    expect(page.get_by_text("보이지 않는 것")).to_be_visible()
    for made_up in ("evil.example/x", "evil.example/y", "2031구합99999"):
        assert made_up not in page.content()
    [asked] = models.gemma.received
    sent = asked["messages"][0]["content"]
    assert " ".join(sent.split()) == " ".join(shown.split())


def test_whoever_declines_sends_nothing(visit: Visit, models: Models) -> None:
    tell(visit)
    visit.click("보내지 않기")
    expect(visit.page.get_by_text("AI에게 아무것도 보내지 않습니다.")).to_be_visible()
    expect(visit.page.get_by_role("heading", name="비슷한 판결에서는 어땠나요?")).to_be_visible()
    assert models.gemma.received == []


def test_a_sleeping_server_is_waited_for_while_the_page_can_be_used(visit: Visit, models: Models) -> None:
    tell(visit)
    models.gemma.wake_in(600)
    visit.page.get_by_role("button", name="동의하고 보내기").click()
    expect(visit.page.get_by_text("서버를 깨우는 중입니다")).to_be_visible(timeout=LONG)
    expect(visit.page.get_by_role("heading", name="더 모으면 좋은 자료")).to_be_visible()
    models.gemma.wake_in(0)
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()


def test_waiting_can_be_given_up_and_begun_again(visit: Visit, models: Models) -> None:
    tell(visit)
    models.gemma.wake_in(600)
    visit.page.get_by_role("button", name="동의하고 보내기").click()
    visit.page.get_by_role("button", name="그만 기다리기").click(timeout=LONG)
    expect(visit.page.get_by_text("AI의 답을 그만 기다립니다.")).to_be_visible(timeout=LONG)
    models.gemma.wake_in(0)
    visit.page.get_by_role("button", name="다시 시도").click()
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()


def test_after_the_first_time_one_tap_asks_about_a_changed_case_and_nothing_is_asked_twice(
    visit: Visit, models: Models
) -> None:
    tell(visit)
    visit.click("동의하고 보내기")
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()
    correct_kind(visit, "사고")
    assert len(models.gemma.received) == 1
    visit.click("AI에게 묻기")
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()
    # Back to what was understood at first.
    correct_kind(visit, "질병")
    expect(visit.page.locator(".st-key-opinion_leaning")).to_be_visible()
    assert len(models.gemma.received) == 2


def test_starting_over_forgets_the_case_and_what_was_asked(visit: Visit, models: Models) -> None:
    tell(visit)
    visit.click("동의하고 보내기")
    visit.page.locator(".st-key-opinion_leaning").wait_for(timeout=LONG)
    visit.settled()
    visit.click("지우고 처음부터")
    visit.click("네, 지우기")
    tell_again(visit)
    expect(visit.page.get_by_role("button", name="AI에게 묻기")).to_be_visible()
    assert len(models.gemma.received) == 1


@AT_BOTH_WIDTHS
def test_a_ruling_is_retold_once_for_everybody(visit: Visit, models: Models) -> None:
    visit.open("/ruling", id=TEXT_ID)
    if visit.page.get_by_text("AI로 쉽게 풀어 보기").count():
        visit.page.get_by_text("AI로 쉽게 풀어 보기").click()
        visit.settled()
        assert models.gemini.received == []
        visit.page.get_by_role("button", name="동의하고 보내기").click()
    visit.page.get_by_role("heading", name="쉽게 풀어 쓴 판결 (AI)").wait_for(timeout=LONG)
    visit.settled()
    assert len(models.gemini.received) <= 1
    models.gemini.received.clear()
    visit.open("/ruling", id=TEXT_ID)
    expect(visit.page.get_by_role("heading", name="쉽게 풀어 쓴 판결 (AI)")).to_be_visible()
    visit.page.get_by_role("button", name="원문에서 보기").first.click()
    visit.settled()
    assert models.gemini.received == []
