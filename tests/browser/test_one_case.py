"""One case over all pages on a phone: what is answered on each outlives a reload, goes home in the file and comes back."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, visiting

pytestmark = pytest.mark.browser

STORY = (
    "남편이 택배 물류센터에서 6년 동안 밤에 상하차를 했습니다. 발병 전 12주 평균 주 58시간을 일했습니다. "
    "2026년 3월 2일 뇌출혈로 쓰러져 2026년 3월 9일 숨졌습니다. 유족급여를 신청했는데 거절당했습니다."
)
DENIAL = "업무시간이 만성 과로 기준에 미치지 못하고 고혈압이 있었으므로 업무와의 관련성이 낮음."
HOURS = "\n".join(f"2026-02-{day:02} 20:00~07:00 휴게 60분" for day in range(16, 21))


def _type(visit: Visit, name: str, value: str) -> None:
    field = visit.page.locator(f".st-key-kept_{name}").locator("input, textarea").first
    field.fill(value)
    field.press("Tab")
    visit.settled()


def _to_result(visit: Visit) -> None:
    visit.click("내 상황 분석", role="link", nth=-1)
    expect(visit.page.get_by_role("heading", name="먼저 할 일")).to_be_visible()
    visit.settled()


def _reload(visit: Visit) -> None:
    visit.page.reload()
    visit.page.get_by_role("heading", level=1).wait_for()
    visit.settled()


def _answers_criteria(visit: Visit) -> None:
    visit.click("기준에 맞는지 하나씩 확인하기", role="link")
    expect(visit.page.locator(".st-key-kept_criteria_answer_hours_12 input")).to_have_value("58")
    visit.page.get_by_text("근무 기록으로 시간 세기").click()
    visit.page.locator(".st-key-kept_criteria_hours_text textarea").fill(HOURS)
    visit.click("이 글로 세기")
    _type(visit, "criteria_answer_hours_12", "61")
    _has_criteria(visit)


def _has_criteria(visit: Visit) -> None:
    expect(visit.page.locator(".st-key-kept_criteria_answer_hours_12 input")).to_have_value("61")
    expect(visit.page.locator(".st-key-kept_criteria_hours_text textarea")).to_have_value(HOURS)
    expect(visit.page.get_by_text("마지막 1주:").first).to_be_attached()


def _tells_amounts(visit: Visit) -> None:
    visit.click("얼마를 받나요? 금액을 세어 보기", role="link")
    # What the story tells is there already.
    expect(visit.page.locator(".st-key-kept_amounts_death_on")).to_contain_text("2026")
    _type(visit, "amounts_average_wage", "120000")
    _type(visit, "amounts_family", "1")
    visit.page.locator(".st-key-kept_amounts_together_1").get_by_text("예", exact=True).click()
    visit.settled()
    _has_amounts(visit)


def _has_amounts(visit: Visit) -> None:
    expect(visit.page.locator(".st-key-kept_amounts_average_wage input")).to_have_value("120000")
    expect(visit.page.locator(".st-key-kept_amounts_together_1 input").nth(1)).to_be_checked()
    expect(visit.page.get_by_text("22,776,000원 (1년)")).to_be_visible()


def _fills_blanks(visit: Visit) -> None:
    visit.click("청구서 초안을 여기서 쓰고 파일로 받기", role="link")
    visit.page.get_by_text("이름, 주소, 회사").click()
    visit.page.locator(".st-key-kept_appeal_name input").fill("홍가나")
    visit.page.locator("[class*=st-key-kept_appeal_answer_] textarea").first.fill("밤에 네 번씩 옮겼습니다.")
    visit.click("초안에 넣기")
    _has_blanks(visit)


def _has_blanks(visit: Visit) -> None:
    expect(visit.page.locator(".st-key-appeal_draft")).to_contain_text("홍가나")
    expect(visit.page.locator(".st-key-appeal_draft")).to_contain_text("밤에 네 번씩")
    expect(visit.page.locator(".st-key-kept_appeal_name input")).to_have_value("홍가나")


def _everything_is_there(visit: Visit) -> None:
    visit.click("기준에 맞는지 하나씩 확인하기", role="link")
    _has_criteria(visit)
    _to_result(visit)
    visit.click("얼마를 받나요? 금액을 세어 보기", role="link")
    _has_amounts(visit)
    _to_result(visit)
    visit.click("청구서 초안을 여기서 쓰고 파일로 받기", role="link")
    _has_blanks(visit)
    _to_result(visit)


def test_what_is_answered_on_each_page_stays_with_the_case(
    browser: Browser, app_url: str, tmp_path: Path
) -> None:
    with visiting(browser, app_url, (390, 844), by_touch=True) as visit:
        page = visit.page
        visit.open()
        page.locator(".st-key-assistant_story textarea").fill(STORY)
        page.locator(".st-key-assistant_denial_reason textarea").fill(DENIAL)
        visit.click("기한과 할 일, 비슷한 판결 보기")
        expect(page.get_by_role("heading", name="먼저 할 일")).to_be_visible()
        visit.settled()
        for answer, has in (
            (_answers_criteria, _has_criteria),
            (_tells_amounts, _has_amounts),
            (_fills_blanks, _has_blanks),
        ):
            answer(visit)
            _reload(visit)
            has(visit)
            _to_result(visit)
        with page.expect_download() as coming:
            page.get_by_role("button", name="내 사건 파일 저장").click()
        file = tmp_path / coming.value.suggested_filename
        coming.value.save_as(file)
        saved = json.loads(file.read_text(encoding="utf-8"))
        assert saved["answers"]["criteria_answer_hours_12"] == 61
        assert len(saved["answers"]["criteria_hours"]) == 5
        assert saved["answers"]["appeal_name"] == "홍가나"
        assert saved["given"]["average_wage"] == "120000"
        visit.click("지우고 처음부터")
        visit.click("네, 지우기")
        visit.click("되돌리기")
        expect(page.get_by_role("heading", name="먼저 할 일")).to_be_visible()
        _everything_is_there(visit)
        visit.click("지우고 처음부터")
        visit.click("네, 지우기")
        visit.click("얼마를 받나요", role="link", nth=-1)
        expect(page.locator(".st-key-kept_amounts_average_wage input")).to_have_value("")
        visit.click("내 상황 분석", role="link", nth=-1)
        page.locator(".st-key-assistant_go_on input[type=file]").set_input_files(file)
        expect(page.get_by_role("heading", name="먼저 할 일")).to_be_visible()
        visit.settled()
        _everything_is_there(visit)
