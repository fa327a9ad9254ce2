"""Whatever a stranger sends, over HTTP and the socket, gets nothing that needs a role; who signs in gets their own."""

import http.client
import json
import re
import secrets
import select
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from websockets.exceptions import InvalidStatus

from tests.browser.conftest import ROOT, free_port, serving
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate
from tests.servers.streamlit_socket import StreamlitSocket

PASSWORD = "correct horse 7"
IMPORTS = "판례 더 불러오기"
USAGE = "AI 모델"
SECRET = "a secret of the tests alone, long enough"
PROXY = "a proxy's secret of the tests, long enough"


def account(name: str, *roles: str) -> str:
    """The account's part of the setting that the command prints."""
    command = [sys.executable, "-m", "lib.cli", "password", name, *(f"--role={role}" for role in roles)]
    done = subprocess.run(
        command, cwd=ROOT, input=PASSWORD + "\n", capture_output=True, text=True, check=True
    )
    found = re.fullmatch(r"SANJAE_ACCOUNTS='(.*)'\n", done.stdout)
    assert found, done.stdout
    return found[1].split()[-1]


@dataclass(frozen=True)
class Office:
    """A server that listens to the network, with sign-in turned on."""

    url: str
    home: Path

    @property
    def host(self) -> str:
        return urllib.parse.urlsplit(self.url).netloc

    def ask(
        self, method: str, path: str, body: bytes | str = b"", **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Status, text and new cookies."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            pairs = (each.partition(";")[0].split("=", 1) for each in given)
            return (
                answer.status,
                answer.read().decode("utf-8", "replace"),
                dict(pairs),
            )
        finally:
            connection.close()

    def sign_in(
        self, name: str = "kim", password: str = PASSWORD, **headers: str
    ) -> tuple[int, dict[str, str]]:
        form = urllib.parse.urlencode({"name": name, "password": password})
        headers = {"Origin": self.url} | headers
        status, _text, cookies = self.ask("POST", "/_sanjae/in", form, **headers)
        return status, cookies

    def cookie(self, name: str = "kim", **headers: str) -> str:
        """The session of somebody who just signed in."""
        status, cookies = self.sign_in(name, **headers)
        assert status == 200
        return f"sanjae_session={cookies['sanjae_session']}"

    def data(self, cookie: str = "", **headers: str) -> str:
        """What the page 관리 says."""
        with StreamlitSocket(self.url, cookie, **headers) as page:
            return page.run("data")

    def refuses(self, cookie: str = "", **headers: str) -> bool:
        """Whether the page 관리 is drawn, as for a stranger."""
        said = self.data(cookie, **headers)
        return "로그인해서 씁니다" in said and IMPORTS not in said and USAGE not in said

    def later(self, **seconds: int) -> None:
        """As if so much time had passed for the rows of these tables."""
        columns = {"sign_ins": ("begun_at", "seen_at"), "wrong_passwords": ("at",)}
        with closing(sqlite3.connect(self.home / "sign_ins.db", timeout=60)) as connection:
            for table, passed in seconds.items():
                for column in columns[table]:
                    connection.execute(
                        f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%f+00:00', {column}, '{-passed:+d} seconds')"
                    )
            connection.commit()

    def forget_wrong(self) -> None:
        self.later(wrong_passwords=3600)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home, person = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("person")
    (person / ".streamlit").mkdir()
    port = free_port()
    (person / ".streamlit" / "secrets.toml").write_text(
        f"""
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "sanjae"
client_secret = "x"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    settings = {
        "HOME": str(person),
        "SANJAE_ACCOUNTS": f"{account('kim', 'keeper', 'attorney')} {account('lee', 'attorney')}",
        "SANJAE_KEEPERS": "@firm.example",
        "SANJAE_ATTORNEYS": "choi@firm.example",
        "SANJAE_PAGES_PER_ADDRESS": "3",
        "SANJAE_PAGES_PER_MINUTE": "8",
        "SANJAE_UPLOAD_MB_PER_PERSON": "1",
        "SANJAE_UPLOAD_HELD_MB": "2",
        # What strangers may send is in test_letters_of_strangers.
        "SANJAE_LETTERS_PER_PERSON": "0",
        # Named, and of no use: this server is reached by everybody.
        "SANJAE_PROXY_ADDRESS": "127.0.0.1",
        "SANJAE_PROXY_SECRET": PROXY,
    }
    flags = ("--server.allowedHosts", "*")
    with LawgoServer(generate(3)) as source:
        # A run that somebody starts is under way for as long as the tests are.
        settings |= {"LAWGO_OC": OC, "LAWGO_BASE_URL": source.url, "LAWGO_PAUSE_SECONDS": "60"}
        with serving(home, *flags, address="0.0.0.0", port=port, **settings) as url:
            yield Office(url, home)


@pytest.fixture(autouse=True)
def nothing_wrong_before(office: Office) -> Iterator[None]:
    yield
    if (office.home / "sign_ins.db").exists():
        office.forget_wrong()


def test_a_stranger_sees_how_to_sign_in_and_nothing_that_needs_a_role(office: Office) -> None:
    assert office.refuses()


def test_who_signs_in_has_what_their_roles_allow(office: Office) -> None:
    assert IMPORTS in office.data(office.cookie("kim"))
    said = office.data(office.cookie("lee"))
    assert IMPORTS not in said and "권한" in said and "lee" in said


def test_widget_states_of_a_keepers_page_do_nothing_for_a_stranger(office: Office) -> None:
    with StreamlitSocket(office.url, office.cookie()) as page:
        page.run("data")
        buttons = page.widgets()
    pressed = {id: True for label, id in buttons.items() if label in ("색인 확인하고 맞추기", "불러오기")}
    assert len(pressed) == 2
    with StreamlitSocket(office.url) as page:
        for _ in range(2):
            said = page.run("data", pressed)
            assert IMPORTS not in said and "로그인해서 씁니다" in said and "문제가 생겼습니다" not in said


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "../../etc", "%00", "🙂".encode().decode("latin-1")])
def test_a_guessed_cookie_is_nobody(office: Office, value: str) -> None:
    assert office.refuses(f"sanjae_session={value}")


def test_a_cookie_is_dead_after_signing_out_and_after_its_time(office: Office) -> None:
    cookie = office.cookie()
    assert office.ask("POST", "/_sanjae/out", Cookie=cookie, Origin=office.url)[0] == 200
    assert office.refuses(cookie)
    idle = office.cookie()
    office.later(sign_ins=59 * 60)
    assert IMPORTS in office.data(idle)
    office.later(sign_ins=61 * 60)
    assert office.refuses(idle)
    # What ended does not come back, whatever the clock says.
    office.later(sign_ins=-120 * 60)
    assert office.refuses(idle)


def test_signing_in_anew_ends_the_session_before(office: Office) -> None:
    first = office.cookie()
    second = office.cookie(Cookie=first)
    assert office.refuses(first) and IMPORTS in office.data(second)


def test_signing_out_ends_the_other_pages_and_their_sessions_go_on_for_nobody(office: Office) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as page:
        assert IMPORTS in page.run("data")
        session = page.session
        assert office.ask("POST", "/_sanjae/out", Cookie=cookie, Origin=office.url)[0] == 200
        assert page.is_ended()
    with StreamlitSocket(office.url, cookie, session) as page:
        # The page is drawn anew without being asked: a sign-in, in a session of its own.
        assert "로그인" in page.heard()
        assert page.session != session
        assert IMPORTS not in page.run("data")


def test_a_session_that_is_known_by_its_id_goes_on_for_its_own_person_alone(office: Office) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as page:
        page.run("data")
        session = page.session
    with StreamlitSocket(office.url, "", session) as page:
        page.heard()
        assert page.session != session and IMPORTS not in page.run("data")
    with StreamlitSocket(office.url, cookie, session) as page:
        assert IMPORTS in page.run("data")
        assert page.session == session


@pytest.mark.parametrize("page", ["assistant", "search", "statistics"])
def test_a_page_that_needs_no_role_goes_on_for_its_own_person_alone(office: Office, page: str) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as own:
        own.run(page)
        session = own.session
    with StreamlitSocket(office.url, "", session) as other:
        other.heard()
        assert other.session != session
    with StreamlitSocket(office.url, cookie, session) as own:
        own.run(page)
        assert own.session == session


def browser(token: bytes) -> str:
    """The cookie of a browser, as each visit writes it: under another mask."""
    return f"_streamlit_xsrf={generate_xsrf_token_string(token * 16)}"


def test_a_strangers_page_goes_on_in_their_browser_alone(office: Office) -> None:
    with StreamlitSocket(office.url, browser(b"1")) as page:
        page.run("assistant")
        session = page.session
    for cookie in ("", browser(b"2"), office.cookie(), f"{office.cookie()}; {browser(b'2')}"):
        with StreamlitSocket(office.url, cookie, session) as page:
            page.run("assistant")
            assert page.session != session
    # Somebody on the way has another address and the same browser.
    with StreamlitSocket(office.url, browser(b"1"), session, X_Forwarded_For="198.51.100.61") as page:
        page.run("assistant")
        assert page.session == session


def test_without_cookies_a_strangers_page_goes_on_where_it_was(office: Office) -> None:
    here, elsewhere = ({"X_Forwarded_For": f"198.51.100.{number}"} for number in (62, 63))
    with StreamlitSocket(office.url, **here) as page:
        page.run("search")
        session = page.session
    with StreamlitSocket(office.url, "", session, **elsewhere) as page:
        page.run("search")
        assert page.session != session
    with StreamlitSocket(office.url, "", session, **here) as page:
        page.run("search")
        assert page.session == session


# --- what the socket is asked --------------------------------------------------------------------


def test_clearing_what_is_kept_stops_no_run_of_a_keeper(office: Office) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as kim:
        kim.run("data")
        started = kim.run("data", {kim.widgets()["받기 시작"]: True})
        assert "그만 받기" in started
        for sent_by in ("", cookie):
            with StreamlitSocket(office.url, sent_by) as page:
                page.run("search")
                page.answers(BackMsg(clear_cache=True))
            said = kim.run("data")
            assert "그만 받기" in said and "그만두는 중" not in said
        kim.run("data", {kim.widgets()["그만 받기"]: True})


def test_the_socket_answers_what_pages_ask_and_nothing_else(office: Office) -> None:
    files, operation = BackMsg(), BackMsg()
    files.file_urls_request.request_id = operation.backend_operation_request.request_id = "x"
    files.file_urls_request.file_names.append("a.md")
    for cookie, may in (("", False), ("sanjae_session=x", False), (office.cookie("lee"), True)):
        with StreamlitSocket(office.url, cookie) as page:
            page.run("signin")
            request = operation.backend_operation_request
            request.session_id = page.session
            request.deferred_file.file_id = "x"
            assert ("file_urls_response" in page.answers(files)) is may
            many = BackMsg()
            many.file_urls_request.request_id = "y"
            many.file_urls_request.file_names.extend(["a"] * 1_001)
            assert "file_urls_response" not in page.answers(many)
            # What is made when it is asked for would be made for whoever knows its number.
            assert "backend_operation_response" not in page.answers(operation)
            request.dismiss_skills_nudge.SetInParent()
            assert "backend_operation_response" not in page.answers(operation)
            assert "git_info_changed" not in page.answers(BackMsg(load_git_info=True))
            assert "로그인" in page.run("signin")


def upload(office: Office, session: str, cookie: str = "", size: int = 1, **headers: str) -> int:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n'
        b"Content-Type: text/plain\r\n\r\n" + b"x" * size + b"\r\n--b--\r\n"
    )
    named = {"Content_Type": "multipart/form-data; boundary=b", "Cookie": cookie, **headers}
    return office.ask("PUT", f"/_stcore/upload_file/{session}/one", body, **named)[0]


def forged_protection(office: Office) -> str:
    """The token that Streamlit gives every browser against forged requests."""
    return office.ask("GET", "/_stcore/health")[2].get("_streamlit_xsrf", "").strip('"')


def test_uploads_are_for_who_signed_in(office: Office) -> None:
    token = forged_protection(office)
    with StreamlitSocket(office.url) as page:
        page.run("data")
        for cookie in ("", "sanjae_session=x; "):
            sent = f"{cookie}_streamlit_xsrf={token}"
            assert upload(office, page.session, sent, X_Xsrftoken=token) == 403
    cookie = office.cookie("lee")
    sent = f"{cookie}; _streamlit_xsrf={token}"
    with StreamlitSocket(office.url, cookie) as page:
        page.run("signin")
        assert upload(office, page.session, sent, X_Xsrftoken=token) == 204
        office.ask("POST", "/_sanjae/out", Cookie=cookie, Origin=office.url)
        assert upload(office, page.session, sent, X_Xsrftoken=token) == 403


def delete(office: Office, session: str, cookie: str, token: str = "") -> int:
    named = {"Cookie": f"{cookie}; _streamlit_xsrf={token}", "X_Xsrftoken": token}
    return office.ask("DELETE", f"/_stcore/upload_file/{session}/one", **named)[0]


def test_what_somebody_sent_is_taken_back_by_them_alone_and_held_until_then(office: Office) -> None:
    token = forged_protection(office)
    cookie = office.cookie("lee")
    sent = f"{cookie}; _streamlit_xsrf={token}"

    def another() -> int:
        """The status of a file that is too much beside what is held."""
        return office.ask(
            "PUT", f"/_stcore/upload_file/{page.session}/two", Cookie=sent, Content_Length="1500000"
        )[0]

    with StreamlitSocket(office.url, cookie) as page:
        page.run("signin")
        assert upload(office, page.session, sent, 700_000, X_Xsrftoken=token) == 204
        other = office.cookie("kim")
        assert delete(office, page.session, "", token) == 403
        assert delete(office, page.session, other, token) == 403
        assert upload(office, page.session, f"{other}; _streamlit_xsrf={token}", X_Xsrftoken=token) == 403
        assert delete(office, page.session, cookie) == 403
        assert another() == 503
        assert delete(office, page.session, cookie, token) == 204
        assert another() == 429


def test_uploads_that_begin_at_once_hold_no_more_than_all_may_and_nothing_when_broken_off(
    office: Office,
) -> None:
    token = forged_protection(office)
    people = [
        f"{identity(office, email=f'{number}@firm.example')}; _streamlit_xsrf={token}" for number in range(5)
    ]
    pages = [StreamlitSocket(office.url, cookie) for cookie in people]
    waiting = {
        socket.create_connection(("127.0.0.1", int(office.host.partition(":")[2])), timeout=60)
        for _ in people[1:]
    }
    try:
        for page in pages:
            page.run("signin")
        heads = [
            f"PUT /_stcore/upload_file/{page.session}/one HTTP/1.1\r\nHost: {office.host}\r\nCookie: {cookie}\r\n"
            f"X-Xsrftoken: {token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n"
            for page, cookie in zip(pages[1:], people[1:], strict=True)
        ]
        for connection, head in zip(waiting, heads, strict=True):
            connection.sendall(head.encode())
        # Two of four have a place among two megabytes; they are not answered before their bodies come.
        while len(waiting) > 2:
            answered, *_ = select.select(waiting, (), (), 60)
            assert answered and all(each.recv(12) == b"HTTP/1.1 503" for each in answered)
            for each in answered:
                each.close()
            waiting -= set(answered)
        assert len(waiting) == 2 and not select.select(waiting, (), (), 1)[0]
        for connection in waiting:
            connection.close()
        for _ in range(50):
            status = upload(office, pages[0].session, people[0], 900_000, X_Xsrftoken=token)
            if status != 503:
                break
            time.sleep(0.1)
        assert status == 204
    finally:
        for page in pages:
            page.__exit__(None, None, None)
        for connection in waiting:
            connection.close()


def test_a_day_has_so_much_to_upload_however_often_one_signs_in(office: Office) -> None:
    token = forged_protection(office)
    for expected in (204, 429):
        cookie = office.cookie("kim")
        sent = f"{cookie}; _streamlit_xsrf={token}"
        with StreamlitSocket(office.url, cookie) as page:
            page.run("signin")
            assert upload(office, page.session, sent, 700_000, X_Xsrftoken=token) == expected


@pytest.mark.parametrize("offers", ["statistics", "triage"])
def test_a_file_that_a_page_of_somebody_offers_is_theirs_alone(office: Office, offers: str) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as page:
        page.run(offers)
        [address, *_] = [each for each in page.widgets().values() if each.startswith("/media/")]
        assert office.ask("GET", address, Cookie=cookie)[0] == 200
        assert office.ask("GET", address)[0] == 404
        assert office.ask("GET", address, Cookie=office.cookie("lee"))[0] == 404
        office.ask("POST", "/_sanjae/out", Cookie=cookie, Origin=office.url)
        assert office.ask("GET", address, Cookie=cookie)[0] == 404


def test_a_file_is_nobody_elses_when_the_sign_in_of_its_page_has_run_out(office: Office) -> None:
    cookie = office.cookie()
    with StreamlitSocket(office.url, cookie) as page:
        page.run("statistics")
        [address, *_] = [each for each in page.widgets().values() if each.startswith("/media/")]
        assert office.ask("GET", address, Cookie=cookie)[0] == 200
        office.later(sign_ins=2 * 3600)
        # The page is still open, and even drawn once more.
        assert office.ask("GET", address)[0] == 404
        page.run("statistics")
        [address, *_] = [each for each in page.widgets().values() if each.startswith("/media/")]
        assert office.ask("GET", address)[0] == 404


def test_a_file_that_a_strangers_page_offers_is_given(office: Office) -> None:
    with StreamlitSocket(office.url) as page:
        page.run("statistics")
        [address, *_] = [each for each in page.widgets().values() if each.startswith("/media/")]
        assert office.ask("GET", address)[0] == 200
        with closing(http.client.HTTPConnection(office.host, timeout=60)) as connection:
            connection.request("GET", address)
            assert connection.getresponse().headers.get_all("Cache-Control") == ["no-store, private"]


def test_a_page_that_a_role_opened_goes_on_for_nobody_without_the_role(office: Office) -> None:
    google = {"email": "choi@firm.example", "iss": "https://accounts.google.com"}
    # Of Google the domain counts with `hd` alone: the same person is a keeper by one sign-in and not by the other.
    both, attorney = identity(office, **google, hd="firm.example"), identity(office, **google)
    with StreamlitSocket(office.url, both) as page:
        page.run("data")
        page.run("statistics")
        [address, *_] = [each for each in page.widgets().values() if each.startswith("/media/")]
        session = page.session
        assert office.ask("GET", address, Cookie=both)[0] == 200
        assert office.ask("GET", address, Cookie=attorney)[0] == 404
    with StreamlitSocket(office.url, attorney, session) as page:
        assert "로그인" in page.heard()
        assert page.session != session
        # With more than then it goes on.
        page.run("statistics")
        session = page.session
    with StreamlitSocket(office.url, both, session) as page:
        page.run("statistics")
        assert page.session == session


# --- passwords -----------------------------------------------------------------------------------


def test_ten_wrong_passwords_lock_for_a_while(office: Office) -> None:
    for number in range(10):
        assert office.sign_in("kim", f"wrong {number}")[0] == 401
    # Now the right one is refused too, from another address as well, and after throwing cookies away.
    assert office.sign_in("kim")[0] == 429
    assert office.sign_in("KIM ")[0] == 429
    assert office.sign_in("kim", X_Forwarded_For="198.51.100.7")[0] == 429
    # Another account is locked at this address only.
    assert office.sign_in("lee")[0] == 429
    assert office.sign_in("lee", X_Forwarded_For="198.51.100.7")[0] == 200
    office.later(wrong_passwords=15 * 60)
    assert office.sign_in("kim")[0] == 200


def test_a_port_or_what_is_no_address_makes_no_new_place_to_try_from(office: Office) -> None:
    for places in ("198.51.100.8:{}", "[2001:db8::{}]:443", "_hidden{}"):
        found = [
            office.sign_in(f"nobody{number}", X_Forwarded_For=places.format(number))[0]
            for number in range(1, 12)
        ]
        assert found == [401] * 10 + [429]


def test_a_stranger_cannot_lock_somebody_out_of_a_browser_they_use(office: Office) -> None:
    _status, cookies = office.sign_in("kim")
    known = f"sanjae_known={cookies['sanjae_known']}"
    for number in range(10):
        office.sign_in("kim", f"wrong {number}", X_Forwarded_For=f"198.51.100.{number}")
    assert office.sign_in("kim", X_Forwarded_For="198.51.100.99")[0] == 429
    assert office.sign_in("kim", Cookie=known)[0] == 200
    # Nor does that cookie, in other hands, allow more than ten.
    office.forget_wrong()
    assert [office.sign_in("kim", "wrong", Cookie=known)[0] for _ in range(11)] == [401] * 10 + [429]
    # And it is worth nothing for another account, or by itself.
    assert office.refuses(known)


def test_many_at_once_get_no_more_tries(office: Office) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda number: office.sign_in("kim", f"wrong {number}")[0], range(30)))
    assert found.count(401) <= 10 and set(found) <= {401, 429, 503}


def test_addresses_that_keep_trying_keep_nobody_from_signing_in(office: Office) -> None:
    over = threading.Event()
    _status, cookies = office.sign_in("kim", X_Forwarded_For="198.51.100.60")
    known = f"sanjae_known={cookies['sanjae_known']}"

    def try_on(number: int) -> set[int]:
        found = set()
        while not over.is_set():
            there = f"198.51.100.{200 + number % 8}"
            found.add(office.sign_in(f"zz{number}", "wrong", X_Forwarded_For=there)[0])
        return found

    with ThreadPoolExecutor(32) as pool:
        trying = [pool.submit(try_on, number) for number in range(32)]
        try:
            # While they hold every place there is, in a browser that is known; and once they are locked, in any.
            at_work = [office.sign_in("kim", Cookie=known)[0] for _ in range(4)]
            for number in range(60, 70):
                while (status := office.sign_in("lee", X_Forwarded_For=f"198.51.100.{number}")[0]) == 503:
                    time.sleep(0.2)
                assert status == 200
        finally:
            over.set()
    assert at_work == [200] * 4
    assert set().union(*(each.result() for each in trying)) <= {401, 429, 503}
    # Those ten that the last ones were told of took no place any more.
    assert 429 in set().union(*(each.result() for each in trying))


def test_an_account_that_is_none_is_answered_like_a_wrong_password(office: Office) -> None:
    assert office.sign_in("nobody")[0] == office.sign_in("kim", "wrong")[0] == 401
    assert office.sign_in("", "")[0] == 401
    assert office.sign_in("kim", "x" * 5_000)[0] == 413


def test_other_pages_can_neither_sign_in_nor_out(office: Office) -> None:
    form = urllib.parse.urlencode({"name": "kim", "password": PASSWORD})
    cookie = office.cookie()
    for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert office.ask("POST", "/_sanjae/in", form, **origin)[0] == 403
        assert office.ask("POST", "/_sanjae/out", **origin, Cookie=cookie)[0] == 403
    assert office.ask("GET", f"/_sanjae/in?{form}", Origin=office.url)[0] == 403
    assert IMPORTS in office.data(cookie)


def test_beyond_localhost_only_a_secure_page_may_and_cookies_are_secure(office: Office) -> None:
    form = urllib.parse.urlencode({"name": "kim", "password": PASSWORD})

    def asked(origin: str) -> tuple[int, list[str]]:
        connection = http.client.HTTPConnection(office.host, timeout=60)
        connection.request("POST", "/_sanjae/in", form, {"Host": "app.example", "Origin": origin})
        answer = connection.getresponse()
        return answer.status, [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]

    assert asked("http://app.example") == (403, [])
    status, given = asked("https://app.example")
    assert status == 200 and len(given) == 2
    for each in given:
        assert all(word in each for word in ("; Secure", "; HttpOnly", "; SameSite=strict"))


# --- identities ----------------------------------------------------------------------------------


def identity(office: Office, secret: str = SECRET, **claims: object) -> str:
    """The cookie that the app writes after st.login, as far as its secret is known."""
    now = int(time.time())
    said = {
        "origin": office.url, "is_logged_in": True, "provider": "default", "iss": "https://id.example", "sub": "17",
        "email": "park@firm.example", "email_verified": True, "iat": now, "exp": now + 600, "nonce": secrets.token_hex(),
    } | claims  # fmt: skip
    value = create_signed_value(secret, "_streamlit_user", json.dumps(said))
    return f"_streamlit_user={value.decode()}"


def test_an_identity_of_the_list_is_let_in_until_it_expires_or_signs_out(office: Office) -> None:
    cookie = identity(office)
    assert IMPORTS in office.data(cookie)
    assert IMPORTS in office.data(identity(office, iss="https://accounts.google.com", hd="firm.example"))
    # Signing out ends every copy of the cookie.
    assert office.ask("GET", "/auth/logout", Cookie=cookie)[0] == 302
    assert office.refuses(cookie)


def test_another_page_signs_nobody_out(office: Office) -> None:
    cookie = identity(office)
    for site in ("cross-site", "same-site"):
        assert office.ask("GET", "/auth/logout", Cookie=cookie, Sec_Fetch_Site=site)[0] == 403
    assert IMPORTS in office.data(cookie)
    assert office.ask("GET", "/auth/logout", Cookie=cookie, Sec_Fetch_Site="same-origin")[0] == 302
    assert office.refuses(cookie)


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1}, {"exp": None}, {"iat": 1}, {"iat": 2**40}, {"email": "park@other.example"}, {"email": None},
        {"email_verified": False}, {"email_verified": "true"}, {"is_logged_in": False}, {"provider": "other"},
        {"origin": "https://other.example"}, {"iss": "https://accounts.google.com"},
        {"iss": "https://accounts.google.com", "hd": "other.example"}, {"email": ["park@firm.example"]},
    ],
    ids=str,
)  # fmt: skip
def test_an_identity_that_is_not_sure_is_nobody(office: Office, claims: dict[str, object]) -> None:
    assert office.refuses(identity(office, **claims))


def test_a_forged_identity_is_nobody(office: Office) -> None:
    assert office.refuses(identity(office, secret="another secret, as long as the real one"))
    real = identity(office)
    assert office.refuses(real[:-3] + ("AAA" if real[-3:] != "AAA" else "BBB"))


# --- proxies -------------------------------------------------------------------------------------


def test_headers_of_a_proxy_are_worth_nothing_where_everybody_reaches_the_app(office: Office) -> None:
    for secret in ("", "x", PROXY):
        assert office.refuses(X_Forwarded_Email="park@firm.example", X_Sanjae_Proxy=secret)


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("behind")
    settings = {
        "SANJAE_KEEPERS": "@firm.example",
        "SANJAE_PROXY_ADDRESS": "127.0.0.1",
        "SANJAE_PROXY_SECRET": PROXY,
    }
    with serving(home, **settings) as url:
        yield Office(url, home)


def test_the_named_proxy_is_believed_and_nobody_who_plays_it(behind_a_proxy: Office) -> None:
    passed = {"X_Forwarded_For": "198.51.100.7"}
    named = passed | {"X_Forwarded_Email": "park@firm.example"}
    assert IMPORTS in behind_a_proxy.data(**named, X_Sanjae_Proxy=PROXY)
    for secret in (
        {},
        {"X_Sanjae_Proxy": ""},
        {"X_Sanjae_Proxy": PROXY[:-1]},
        {"X_Sanjae_Proxy": PROXY + "x"},
    ):
        assert behind_a_proxy.refuses(**named, **secret)
    # Who is of no list, or whom the proxy does not name, is a stranger and not the owner.
    for other in (
        {"X_Forwarded_Email": "park@other.example"},
        {},
        {"X_Forwarded_Email": "park@firm.example, x"},
    ):
        assert behind_a_proxy.refuses(**passed, **other, X_Sanjae_Proxy=PROXY)
    assert behind_a_proxy.refuses(X_Sanjae_Proxy=PROXY)
    # At the machine itself nothing has changed.
    assert IMPORTS in behind_a_proxy.data()


# --- sizes ---------------------------------------------------------------------------------------


def test_one_address_has_so_many_pages_open_and_others_are_not_kept_out(office: Office) -> None:
    there = {"X_Forwarded_For": "198.51.100.50"}
    pages = [StreamlitSocket(office.url, **there) for _ in range(3)]
    try:
        with pytest.raises(InvalidStatus):
            StreamlitSocket(office.url, **there)
        with StreamlitSocket(office.url, X_Forwarded_For="198.51.100.51") as other:
            assert "로그인해서 씁니다" in other.run("data")
        with StreamlitSocket(office.url, office.cookie(), **there) as kim:
            assert IMPORTS in kim.run("data")
    finally:
        for page in pages:
            page.__exit__(None, None, None)
    for _ in range(50):
        try:
            StreamlitSocket(office.url, **there).__exit__(None, None, None)
            return
        except InvalidStatus:
            time.sleep(0.1)
    pytest.fail("a page that is closed is still counted")


def test_one_address_opens_so_many_pages_in_a_minute(office: Office) -> None:
    def opened(place: int) -> int:
        """How many pages are let in one after another."""
        for number in range(20):
            try:
                with StreamlitSocket(office.url, X_Forwarded_For=f"198.51.100.{place}") as page:
                    page.run("signin")
            except InvalidStatus:
                return number
        return 20

    # A minute may end on the way.
    assert 8 <= opened(90) <= 16
    assert opened(91) >= 8


def test_who_types_fast_loses_nothing(office: Office) -> None:
    with StreamlitSocket(office.url, X_Forwarded_For="198.51.100.81") as page:
        said = page.run("search")
        for number in range(1, 40):
            typed = ClientState(page_name="search", query_string=f"q=%EB%87%8C{'x' * number}z")
            page.send(BackMsg(rerun_script=typed).SerializeToString())
        while f"뇌{'x' * 39}z" not in said:
            said = page.heard()


def test_a_page_tells_nothing_of_the_machine(office: Office) -> None:
    with StreamlitSocket(office.url) as page:
        page.run("signin")
        [*_, begun] = [each.new_session for each in page.elements if each.WhichOneof("type") == "new_session"]
        assert begun.initialize.session_id and begun.app_pages
        assert begun.initialize.HasField("user_info") and begun.initialize.HasField("environment_info")
        told = [begun.main_script_path, *(str(begun.initialize.user_info).split())]
        assert told == [""] and not begun.initialize.environment_info.python_version
        assert str(ROOT) not in page.said and str(Path.home()) not in page.said


def test_a_stranger_sends_no_long_messages(office: Office) -> None:
    with StreamlitSocket(office.url) as page:
        page.send(b"\x00" * (2 * 2**20))
        assert page.is_ended()


def test_nothing_drives_pages_but_the_socket(office: Office) -> None:
    for path in ("/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json"):
        assert office.ask("POST", path, b"{}", Content_Type="application/json")[0] == 404


def test_nobody_fills_the_log_or_writes_into_it(office: Office) -> None:
    log = office.home / "server.log"
    before, typed = log.stat().st_size, "비밀 이야기"
    with StreamlitSocket(office.url, X_Forwarded_For="198.51.100.80") as page:
        page.run("assistant")
        for state in (
            ClientState(fragment_id=typed * 50_000),
            ClientState(fragment_id="secret"),
            ClientState(page_script_hash=typed),
        ):
            for _ in range(20):
                page.send(BackMsg(rerun_script=state).SerializeToString())
        page.run("search")
        # What no page could read sticks to the session.
        [search, *_] = [
            message.delta.new_element.text_input.id
            for message in page.elements
            if message.delta.new_element.WhichOneof("type") == "text_input"
        ]
        broken = ClientState(page_name="search")
        broken.widget_states.widgets.add(id=search, json_value='{"' + typed)
        for _ in range(20):
            page.send(BackMsg(rerun_script=broken).SerializeToString())
        page.heard()
    for _ in range(20):
        for path in ("/_sanjae/in", "/_stcore/health"):
            with socket.create_connection(("127.0.0.1", int(office.host.partition(":")[2]))) as connection:
                head = f"POST {path} HTTP/1.1\r\nHost: {office.host}\r\nOrigin: {office.url}\r\n"
                connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nZ\r\n".encode())
                connection.recv(4096)
        words = urllib.parse.quote(typed * 1_000 + "\x1b]0;x\x07")
        office.ask("GET", f"/oauth2callback?error={words}&error_description={words}")
    told = log.read_bytes()[before:]
    assert typed.encode() not in told and b"\x1b" not in told and b"\x07" not in told
    # Each kind of line is there a few times and no more.
    assert b"Error during authentication: \xe2\x80\xa6" in told and b"LocalProtocolError" in told
    assert len(told) < 50_000 and told.count(b"LocalProtocolError") <= 2


def test_nobody_is_told_how_many_visit(office: Office) -> None:
    for path in ("/_stcore/metrics", "//_stcore/metrics"):
        assert office.ask("GET", path)[0] == office.ask("GET", path, Host="rebound.example")[0] == 404


def test_a_path_with_what_is_no_letter_passes_no_door(office: Office) -> None:
    cookie = identity(office)
    for path in ("/_stcore/metrics%0A", "/auth/logout%0a", "/%7f", "/_sanjae/out%00"):
        assert office.ask("GET", path, Cookie=cookie, Sec_Fetch_Site="cross-site")[0] == 400
    assert IMPORTS in office.data(cookie)


def test_a_request_of_two_lengths_is_refused_with_all_behind_it(office: Office) -> None:
    parts = urllib.parse.urlsplit(office.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) as connection:
        connection.sendall(
            b"POST /_stcore/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /_stcore/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400") and answer.count(b"HTTP/1.1") == 1


def own_address() -> str:
    """The address of this machine in its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("closed")
    settings = {
        "SANJAE_PAGES_PER_ADDRESS": "3",
        "SANJAE_PROXY_ADDRESS": own_address(),
        "SANJAE_PROXY_SECRET": PROXY,
    }
    with serving(home, "--server.allowedHosts", "*", address="0.0.0.0", **settings) as url:
        yield Office(url, home)


def test_behind_the_named_proxy_each_person_has_pages_of_their_own(closed: Office) -> None:
    if not own_address():
        pytest.skip("this machine is in no network")
    url = closed.url.replace("127.0.0.1", own_address())
    pages = [
        StreamlitSocket(url, X_Sanjae_Proxy=PROXY, X_Forwarded_For=f"x, 198.51.100.{1 + number // 3}")
        for number in range(6)
    ]
    with pytest.raises(InvalidStatus):
        StreamlitSocket(url, X_Sanjae_Proxy=PROXY, X_Forwarded_For="198.51.100.3, 198.51.100.2")
    for page in pages:
        page.__exit__(None, None, None)


def test_a_server_for_the_network_asks_nobody_for_its_address(closed: Office) -> None:
    said = (closed.home / "server.log").read_text(encoding="utf-8").lower()
    assert "url: http://localhost" in said and "external" not in said


def test_without_sign_in_pages_tell_how_to_turn_it_on_and_show_nothing(closed: Office) -> None:
    said = closed.data()
    assert "./sanjae password" in said and "secrets.toml" in said and IMPORTS not in said
    with StreamlitSocket(closed.url) as page:
        said = page.run("signin")
        assert "켜져 있지 않습니다" in said and "./sanjae password" in said
    assert closed.sign_in()[0] == 404
    # Nobody's visit writes a file of sign-ins.
    assert not (closed.home / "sign_ins.db").exists()
