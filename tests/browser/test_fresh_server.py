"""The first visit to a server that nobody has opened yet."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/search?q={quote('난청')}", "찾은 판결"),
        (f"/ruling?id={quote('서울행정법원_2022구단14998')}", "왜 이런 결과가 나왔나"),
    ],
)
def test_a_shared_address_is_shown_through_the_app(
    browser: Browser, tmp_path: Path, path: str, shown: str
) -> None:
    """Streamlit would answer it with the bare file of pages/ (see lib/ui/routing.py)."""
    with serving(tmp_path) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(url + path)
        expect(page.get_by_text(shown).first).to_be_visible(timeout=60_000)
        expect(page.get_by_role("link", name="판결 결과 통계").first).to_be_visible()
        expect(page.get_by_role("link", name="assistant")).to_have_count(0)
        page.close()
