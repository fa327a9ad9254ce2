"""내 사건 파일: what was ticked outlives a reload, goes home in a file and comes back in another browser."""

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from lib.ui.samples import samples
from tests.browser.conftest import Visit, visiting

pytestmark = pytest.mark.browser

SAMPLE = samples()[0].title.ko


def _tick(visit: Visit) -> None:
    visit.page.get_by_text("했어요", exact=True).first.click()
    visit.settled()
    visit.page.get_by_text("요청함", exact=True).first.click()
    visit.settled()


def _is_ticked(visit: Visit) -> None:
    expect(visit.page.get_by_role("checkbox", name="했어요").first).to_be_checked()
    expect(visit.page.get_by_role("radio", name="요청함").first).to_be_checked()


def test_ticks_outlive_a_reload_and_go_home_in_a_file(
    visit: Visit, browser: Browser, app_url: str, tmp_path: Path
) -> None:
    visit.open()
    visit.click(SAMPLE)
    _tick(visit)
    _is_ticked(visit)
    visit.page.reload()
    visit.page.get_by_role("heading", name="먼저 할 일").wait_for()
    visit.settled()
    _is_ticked(visit)
    with visit.page.expect_download() as coming:
        visit.page.get_by_role("button", name="내 사건 파일 저장").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert len(saved["steps"]) == 1
    assert [each["state"] for each in saved["evidence"].values()] == ["asked"]
    paper = "".join(page.extract_text() for page in PdfReader(io.BytesIO(visit.page.pdf())).pages)
    assert paper.count("☑") == 1 and paper.count("☐") > 4
    with visiting(browser, app_url, (390, 844)) as another:
        another.open()
        chooser = another.page.locator(".st-key-assistant_go_on input[type=file]")
        chooser.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{"})
        expect(another.page.get_by_text("파일이 깨졌거나 끝이 잘려")).to_be_visible()
        big = {"name": "x.json", "mimeType": "application/json", "buffer": b" " * 3_000_000}
        chooser.set_input_files(big)
        expect(another.page.get_by_text("파일이 너무 큽니다")).to_be_visible()
        chooser.set_input_files(file)
        another.page.get_by_role("heading", name="먼저 할 일").wait_for()
        another.settled()
        _is_ticked(another)
