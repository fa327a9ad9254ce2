"""The draft on a phone: what is asked is in reach, and the file says what the page shows."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.conftest import visiting

pytestmark = pytest.mark.browser


def test_a_draft_is_filled_in_and_taken_along(browser: Browser, app_url: str, tmp_path: Path) -> None:
    with visiting(browser, app_url, (390, 844)) as visit:
        visit.open()
        visit.click("과로 끝에 숨진 남편")
        visit.page.get_by_role("link", name="청구서 초안을 여기서").click()
        visit.settled()
        expect(visit.page.get_by_role("button", name="초안에 넣기")).to_be_visible()
        visit.page.get_by_text("이름, 주소, 회사").click()
        visit.page.get_by_role("textbox", name="청구하는 사람의 이름").fill("홍가나")
        visit.click("초안에 넣기")
        visit.settled()
        shown = visit.page.locator(".st-key-appeal_draft")
        expect(shown).to_contain_text("홍가나")
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="심사청구서 초안 받기").click()
        download.value.save_as(tmp_path / "draft.docx")
        page = "".join(shown.inner_text().split())
        document = Document(str(tmp_path / "draft.docx"))
        for paragraph in document.paragraphs:
            assert "".join(paragraph.text.split()) in page
        for table in document.tables:
            for row in table.rows:
                assert "".join(row.cells[1].text.split()) in page
        # On paper the draft alone.
        visit.page.emulate_media(media="print")
        expect(visit.page.get_by_role("button", name="초안에 넣기")).to_be_hidden()
        expect(shown).to_be_visible()


def test_what_was_typed_and_not_sent_outlives_a_reload_and_another_page(
    browser: Browser, app_url: str
) -> None:
    with visiting(browser, app_url, (1280, 900)) as visit:
        visit.open()
        visit.click("과로 끝에 숨진 남편")
        visit.page.get_by_role("link", name="청구서 초안을 여기서").click()
        visit.settled()
        visit.page.get_by_text("이름, 주소, 회사").click()
        name = visit.page.locator(".st-key-kept_appeal_name input")
        address = visit.page.locator(".st-key-kept_appeal_address input")
        answer = visit.page.locator("[class*=st-key-kept_appeal_answer_] textarea").first
        name.fill("홍가나")
        visit.click("초안에 넣기")
        address.fill("한빛시 별길 1")
        answer.fill("한 달 내내 밤에 일했습니다.")
        visit.page.reload()
        visit.page.get_by_role("heading", level=1).wait_for()
        expect(answer).to_have_value("한 달 내내 밤에 일했습니다.")
        visit.settled()
        expect(name).to_have_value("홍가나")
        expect(address).to_have_value("한빛시 별길 1")
        # It was not sent, and is not in the draft.
        expect(visit.page.locator(".st-key-appeal_draft")).not_to_contain_text("한빛시 별길")
        visit.page.get_by_role("link", name="판례 검색").first.click()
        visit.settled()
        visit.page.go_back()
        expect(address).to_have_value("한빛시 별길 1")
        visit.settled()
        visit.click("초안에 넣기")
        expect(visit.page.locator(".st-key-appeal_draft")).to_contain_text("한빛시 별길 1")
        # Of another case nothing of it is there.
        visit.open()
        visit.click("지우고 처음부터")
        visit.click("네, 지우기")
        visit.click("과로 끝에 숨진 남편")
        visit.page.get_by_role("link", name="청구서 초안을 여기서").click()
        visit.settled()
        expect(answer).to_have_value("")
        expect(address).to_have_value("")
