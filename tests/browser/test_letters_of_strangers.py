"""A stranger's photographs of a letter: read on a real server, within bounds that leave the office its part."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from lib.sources.letter_file import can_read_pictures
from tests.browser.conftest import serving
from tests.browser.test_strangers import Office, account, delete, forged_protection
from tests.letters import drawn, photographed, texts
from tests.servers.streamlit_socket import StreamlitSocket

pytestmark = pytest.mark.skipif(
    not (can_read_pictures() and drawn.has_fonts()),
    reason="tesseract with Korean, or the Noto fonts, are not installed",
)
MB = 2**20


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("home")
    settings = {
        "SANJAE_ACCOUNTS": account("lee", "attorney"),
        # Of an address 30 MB and two letters, of all 60 MB and four; held 30 MB.
        "SANJAE_LETTERS_PER_PERSON": "2",
        "SANJAE_LETTERS_PER_DAY": "4",
        "SANJAE_UPLOAD_HELD_MB": "60",
    }
    with serving(home, "--server.allowedHosts", "*", address="0.0.0.0", **settings) as url:
        yield Office(url, home)


def put(
    office: Office, session: str, token: str, size: int, place: int, name: str = "", cookie: str = ""
) -> int:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + b"x" * size + b"\r\n--b--\r\n"
    )
    status, _text, _cookies = office.ask(
        "PUT", f"/_stcore/upload_file/{session}/{name or secrets.token_hex()}", body,
        Content_Type="multipart/form-data; boundary=b", Cookie=f"{cookie}_streamlit_xsrf={token}", X_Xsrftoken=token,
        X_Forwarded_For=f"198.51.100.{place}",
    )  # fmt: skip
    return status


def opened(office: Office, token: str, place: int) -> StreamlitSocket:
    page = StreamlitSocket(office.url, f"_streamlit_xsrf={token}", X_Forwarded_For=f"198.51.100.{place}")
    page.run("assistant")
    return page


def test_a_stranger_sends_to_their_own_open_page_alone(office: Office) -> None:
    token = forged_protection(office)
    with opened(office, token, 1) as page:
        assert put(office, page.session, token, 1000, 1) == 204
        # Another browser, no browser, a page that nobody opened.
        other = forged_protection(office)
        assert other != token and put(office, page.session, other, 1000, 1) == 403
        assert put(office, "made-up", token, 1000, 1) == 403
        assert put(office, page.session, token, 1000, 1, name="one") == 204
        assert delete(office, page.session, "", other) == 403
        assert delete(office, page.session, "", token) == 204
    with StreamlitSocket(office.url, f"_streamlit_xsrf={token}", X_Forwarded_For="198.51.100.1") as unseen:
        # A page that was opened and never shown has no person yet.
        assert put(office, unseen.session or "x", token, 1000, 1) == 403


def test_photographs_have_a_size_and_a_number(office: Office) -> None:
    token = forged_protection(office)
    with opened(office, token, 2) as page:
        assert put(office, page.session, token, 15 * MB, 2) == 413
        for _ in range(10):
            assert put(office, page.session, token, 100, 2) == 204
        assert put(office, page.session, token, 100, 2) == 413
        asks = BackMsg()
        asks.file_urls_request.request_id = "x"
        asks.file_urls_request.file_names.extend(["a.jpg"] * 10)
        assert "file_urls_response" in page.answers(asks)
        asks.file_urls_request.file_names.append("b.jpg")
        assert "file_urls_response" not in page.answers(asks)


def test_the_office_keeps_its_part_and_a_day_has_an_end(office: Office) -> None:
    token = forged_protection(office)
    with opened(office, token, 3) as page:
        with opened(office, token, 4) as other:
            assert put(office, page.session, token, 12 * MB, 3, "one") == 204
            assert put(office, other.session, token, 12 * MB, 4) == 204
        # Half of what may be held is the strangers', of whatever address, also once a page is closed.
        with opened(office, token, 5) as third:
            assert put(office, third.session, token, 12 * MB, 5) == 503
        cookie = office.cookie("lee")
        with StreamlitSocket(office.url, f"{cookie}; _streamlit_xsrf={token}") as lee:
            lee.run("signin")
            assert put(office, lee.session, token, 20 * MB, 3, cookie=f"{cookie}; ") == 204
        # What is taken back makes room at once; of the day it stays taken.
        assert delete(office, page.session, "", token) == 204
        assert put(office, page.session, token, 12 * MB, 3, "one") == 204
        assert delete(office, page.session, "", token) == 204
        assert put(office, page.session, token, 12 * MB, 3, "one") == 429


def test_a_stranger_photographs_their_letter_and_it_is_read(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    letter = texts.letter("treatment", 3)
    photo = tmp_path / "통지서.jpg"
    photo.write_bytes(photographed.jpeg(drawn.pages(letter)[0], photographed.DAMAGES["clean photo"]))
    text = tmp_path / "통지서.png"
    text.write_bytes(b"%PDF-1.5 not a photograph")

    def sent(file: Path, says: str) -> None:
        page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', file)
        button = page.get_by_role("button", name="읽기", exact=True)
        expect(button).to_be_enabled()
        button.click()
        expect(page.get_by_text(says).first).to_be_visible(timeout=120_000)

    page = browser.new_page()
    try:
        page.goto(office.url)
        page.get_by_text("통지서를 찍거나 올리면").click()
        expect(page.get_by_text("사진(JPG, PNG)만 읽습니다").first).to_be_visible()
        sent(text, "사진(JPG, PNG)만 읽습니다. 사진으로")
        sent(photo, "이렇게 읽었습니다")
        assert "불승인" in page.inner_text("body")
    finally:
        page.close()
    page = browser.new_page()
    try:
        page.goto(office.url)
        page.get_by_text("통지서를 찍거나 올리면").click()
        # Two letters of an address and a day: what could not be read was one of them.
        sent(photo, "오늘 사진으로 읽을 수 있는 통지서를 다 읽었습니다")
    finally:
        page.close()
    log = (office.home / "server.log").read_text("utf-8", "replace")
    assert "최이든" not in log and "Traceback" not in log
