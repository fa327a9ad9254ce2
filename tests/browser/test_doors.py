"""Who reaches the app from elsewhere, under another name or inside another page, finds a person's pages alone."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from lib.access import REFUSED
from tests.browser.conftest import serving

OWNERS_ALONE = "판례를 넣고 빼는 일, 받아 오는 일"
IMPORTS = "판례 더 불러오기"


@pytest.fixture(scope="module")
def open_to_the_network(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that listens on every address, under any name, without being opened to all."""
    home = tmp_path_factory.mktemp("home")
    key = {"GEMINI_API_KEY": "made-up", "GEMINI_BASE_URL": "http://127.0.0.1:9"}
    with serving(home, "--server.allowedHosts", "*", address="0.0.0.0", **key) as url:
        yield url


def shown(browser: Browser, url: str, wanted: str) -> str:
    page = browser.new_page()
    try:
        page.goto(url)
        expect(page.get_by_text(wanted, exact=False).first).to_be_visible()
        return page.inner_text("body")
    finally:
        page.close()


def test_the_owner_has_everything(browser: Browser, app_url: str) -> None:
    text = shown(browser, f"{app_url}/data", IMPORTS)
    assert OWNERS_ALONE not in text


def test_a_stranger_sees_what_is_held_and_nothing_else(browser: Browser, open_to_the_network: str) -> None:
    text = shown(browser, f"{open_to_the_network}/data", OWNERS_ALONE)
    for word in (IMPORTS, "공공 자료 모으기", "API_KEY", "GEMINI", "오늘 나"):
        assert word not in text
    # The person's own pages work, and no model is offered although one is configured.
    ruling = shown(
        browser, f"{open_to_the_network}/ruling?id=서울행정법원_2022구단64283", "왜 이런 결과가 나왔나"
    )
    for word in ("AI로", "붙여 넣기", "원문 가져오기"):
        assert word not in ruling


def test_the_owner_may_open_it_to_all(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path, "--server.allowedHosts", "*", address="0.0.0.0", SANJAE_OPEN="1") as url:
        assert OWNERS_ALONE not in shown(browser, f"{url}/data", IMPORTS)


def test_a_page_of_another_name_reaches_nothing(browser: Browser, app_url: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("websocket", lambda socket: socket.on("close", lambda _: refused.append(socket.url)))
    page.goto(f"http://rebound.example:{urlsplit(app_url).port}/data")
    for _ in range(100):
        if refused:
            break
        page.wait_for_timeout(100)
    assert refused and IMPORTS not in page.inner_text("body")
    page.close()


def test_no_other_page_may_frame_it(browser: Browser, app_url: str) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{app_url}/" width="800" height="600"></iframe>')
    page.wait_for_timeout(1000)
    assert page.frames[1].url.startswith("chrome-error:")
    page.close()


def handshake(url: str, origin: str, host: str = "") -> int:
    """The status with which a socket that says it comes from such a page is answered; 101 opens it."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        for name, value in {
            "Host": host or parts.netloc, "Origin": origin, "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "c2FuamFlc2FuamFlc2Fuag==",
        }.items():  # fmt: skip
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()


def test_sockets_of_other_pages_are_refused_at_once(app_url: str) -> None:
    assert handshake(app_url, app_url) == 101
    port = urlsplit(app_url).port
    for origin in (
        "https://evil.example", "http://localhost:9", f"https://127.0.0.1:{port}1", "null", "file://",
        f"chrome-extension://127.0.0.1:{port}",
    ):  # fmt: skip
        assert handshake(app_url, origin) == 403, origin
    assert handshake(app_url, "http://rebound.example", "rebound.example") == 403


def put(url: str, path: str, headers: dict[str, str], body: bytes | None = b"x") -> int:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.putrequest("PUT", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        return connection.getresponse().status
    finally:
        connection.close()


def test_uploads_of_strangers_and_beyond_what_is_read_are_refused(
    app_url: str, open_to_the_network: str
) -> None:
    path = "/_stcore/upload_file/session/file"
    one = {"Content-Length": "1"}
    assert put(open_to_the_network, path, one) == 403
    assert put(app_url, path, one | {"X-Forwarded-For": "203.0.113.9"}) == 403
    assert put(app_url, path, one | {"Host": "evil.example"}) == 403
    assert put(app_url, path, {}, None) == 411
    assert put(app_url, path, {"Content-Length": str(201 * 2**20)}, None) == 413


def test_what_is_refused_is_said_in_a_sentence() -> None:
    assert all(sentence.endswith("습니다.") for sentence in REFUSED.values())
