"""Five people on a narrow phone: each reads until when, what, to whom and what to do first without scrolling."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from lib.guidance.periods import last_day
from lib.i18n import translator
from lib.ui.progress import today_in_korea
from tests.browser.conftest import Visit, visiting

pytestmark = pytest.mark.browser

SCREENS = 8
"""Screens of a phone that a result may be long, before anything is unfolded."""


@dataclass(frozen=True)
class Person:
    """Who asks, in their own words, and what must stand on the first screen."""

    story: str
    days_ago: int = 0
    diagnosis: str = ""
    refused: str = ""
    language: str = "ko"
    first: tuple[str, ...] = ()


WIDOW = Person(
    "저는 예순하나입니다. 남편이 물류센터에서 밤에 상하차를 하다 새벽에 쓰러져 세상을 떠났습니다. "
    "일주일에 58시간 일했고 쉬는 날에도 불려 나갔어요. 12일 전에 불승인 통지서를 받았습니다.",
    12,
    "급성 심근경색",
    "업무시간이 기준에 미치지 못하고 기존질환인 고혈압에 의한 것으로 판단됨",
    first=("심사청구", "취소소송", "근로복지공단 지사"),
)
WELDER = Person(
    "I am from Vietnam. I worked as a welder in a shipyard for nine years. Now I have hearing loss. "
    "They refused because of the noise exposure.",
    diagnosis="hearing loss",
    language="en",
    first=("Within 90 days", "Request for review", "COMWEL branch"),
)
RIDER = Person(
    "배달 콜을 잡고 가다가 빗길에 미끄러져 다리가 부러졌어요. 공단은 전속성이 없어서 노무제공자가 아니라고 합니다.",
    diagnosis="경골 골절",
    first=("받은 날부터 90일 안에", "심사청구", "통지서를 받은 날"),
)
DAUGHTER = Person(
    "어머니가 급식실에서 일하다 뇌경색으로 쓰러지셔서 말을 못 하십니다. 심사청구를 했는데 기각 결정서를 5일 전에 받았습니다.",
    5,
    "뇌경색",
    "만성 과로 기준에 미달하고 당뇨 등 개인질환의 자연경과",
    first=("재심사청구", "취소소송"),
)
ATTORNEY = Person(
    "의뢰인은 조선소 취부공으로 22년 근무 후 양측 감각신경성 난청 진단을 받았습니다. "
    "장해급여 부지급 처분 취소소송에서 패소하여 1심 판결문을 3일 전에 송달받았습니다.",
    3,
    "소음성 난청",
    "소음 노출 중단 후 장기간 경과, 노인성 난청",
    first=("항소", "1심 판결을 한 법원"),
)
PEOPLE = {"widow": WIDOW, "welder": WELDER, "rider": RIDER, "daughter": DAUGHTER, "attorney": ATTORNEY}
DAYS = {"attorney": 14}


@contextmanager
def told(browser: Browser, url: str, person: Person, size: tuple[int, int]) -> Iterator[Visit]:
    """The result of a person's story, as typed on a phone of that size."""
    with visiting(browser, url, size) as visit:
        visit.open(**({"lang": person.language} if person.language != "ko" else {}))
        page = visit.page
        fields = (
            ("assistant_story textarea", person.story),
            ("assistant_diagnoses input", person.diagnosis),
            ("assistant_denial_reason textarea", person.refused),
        )
        for place, text in fields:
            page.locator(f".st-key-{place}").fill(text)
        page.locator("[data-testid=stFormSubmitButton] button").first.click()
        expect(page.locator(".st-key-assistant_deadline")).to_be_visible()
        visit.settled()
        page.wait_for_timeout(1200)
        yield visit


@pytest.mark.parametrize("name", PEOPLE)
def test_a_persons_path(browser: Browser, app_url: str, name: str) -> None:
    person = PEOPLE[name]
    with told(browser, app_url, person, (360, 780)) as visit:
        page = visit.page
        box = page.locator(".st-key-assistant_deadline")
        said = box.inner_text()
        for words in person.first:
            assert words in said, (words, said)
        if person.days_ago:
            received = today_in_korea() - timedelta(days=person.days_ago)
            due = last_day(received, days=DAYS.get(name, 90)).due
            assert f"{due.year}년 {due.month}월 {due.day}일" in said
            assert f"{(due - today_in_korea()).days}일 남았습니다" in said
        # From the deadline by way of the reasons to a ruling and back, with everything kept.
        to_a_ruling = translator(person.language)("이 판례 자세히 보기")
        page.get_by_role("link", name=to_a_ruling).first.click()
        visit.settled()
        page.go_back()
        visit.settled()
        expect(page.locator(".st-key-assistant_deadline")).to_be_visible()
        assert box.inner_text() == said


@pytest.mark.parametrize("name", PEOPLE)
def test_the_deadline_and_the_first_step_stand_on_the_first_screen(
    browser: Browser, app_url: str, name: str
) -> None:
    with told(browser, app_url, PEOPLE[name], (390, 844)) as visit:
        page = visit.page
        places = page.evaluate(
            """() => {
              const main = document.querySelector("[data-testid=stMain]");
              const box = document.querySelector(".st-key-assistant_deadline").getBoundingClientRect();
              // What to do; what to bring and whom to ring stand under it.
              const step = main.querySelector("ol li strong").getBoundingClientRect();
              return { box: [box.top, box.bottom], step: step.bottom, screens: main.scrollHeight / 844 };
            }"""
        )
        assert places["box"][0] >= 0 and places["step"] <= 844, places
        assert places["screens"] <= SCREENS, places


def test_the_calendar_file_is_one_tap(browser: Browser, app_url: str) -> None:
    with told(browser, app_url, WIDOW, (360, 780)) as visit:
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="기한을 내 달력에 넣기").click()
        saved = download.value.path().read_text(encoding="utf-8")
        assert saved.startswith("BEGIN:VCALENDAR") and "BEGIN:VALARM" in saved and "심근경색" not in saved
