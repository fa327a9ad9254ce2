"""Patience and manners, over real connections; and that a key never shows."""

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from lib.settings import Settings
from lib.sources import http
from lib.sources.comwel import Comwel
from lib.sources.http import (
    AnswerError,
    Client,
    DailyLimitError,
    HaltedError,
    KeyRefusedError,
    Manners,
    SourceError,
    UnreachableError,
    decoded_key,
    redact,
)
from lib.sources.responses import read_answer
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.faults import Faults
from tests.servers.rulings import generate

OPERATION = "getSjbPrecedentNaeyongPstate"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_BACKOFF", 0.01)


@pytest.fixture
def server() -> Iterator[ComwelServer]:
    with ComwelServer(generate(5), slow_seconds=4.0) as started:
        yield started


def call(client: Client, key: str = KEY) -> object:
    return client.get(
        OPERATION,
        {"ServiceKey": key, "pageNo": 1, "numOfRows": 10},
        lambda body, kind: read_answer(body, kind, "시험"),
        {"Accept": "application/json"},
    )


def client_of(server: ComwelServer, **manners: float) -> Client:
    return Client("시험", server.url, Manners(**manners), [KEY])  # type: ignore[arg-type]


PASSING = [
    ["500"],
    ["503", "429", "500"],
    ["reset", "cut"],
    ["html", "plain", "empty body"],
    ["gzip"],
    ["xml"],
    ["cp949"],
]


@pytest.mark.parametrize("faults", PASSING, ids=" ".join)
def test_what_passes_is_tried_again(server: ComwelServer, faults: list[str]) -> None:
    server.faults = Faults(script=faults)
    assert "response" in call(client_of(server))  # type: ignore[operator]
    shapes = {"gzip", "xml", "cp949"}
    assert server.calls[OPERATION] == 1 + len([fault for fault in faults if fault not in shapes])


def test_a_slow_answer_is_a_timeout(server: ComwelServer) -> None:
    server.faults = Faults(script=["slow"])
    call(client_of(server, timeout=1.0))
    assert server.calls[OPERATION] == 2


LASTING = [
    ("500", UnreachableError, "장애"),
    ("429", UnreachableError, "잦은"),
    ("html", AnswerError, "HTML"),
    ("cut", AnswerError, "잘렸"),
    ("reset", UnreachableError, "끊"),
]


@pytest.mark.parametrize("fault, kind, words", LASTING)
def test_what_lasts_is_one_sentence(
    server: ComwelServer, fault: str, kind: type[SourceError], words: str
) -> None:
    server.always = fault
    with pytest.raises(kind) as caught:
        call(client_of(server))
    assert words in str(caught.value) and str(caught.value).endswith(".")
    assert server.calls[OPERATION] == http.TRIES


def test_the_circuit_opens_and_no_more_is_asked(server: ComwelServer) -> None:
    server.always = "500"
    client = client_of(server)
    for _ in range(10):
        with pytest.raises(UnreachableError):
            call(client)
    assert server.calls[OPERATION] == http.CIRCUIT


def test_no_server_at_all() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = Client("시험", f"http://127.0.0.1:{taken.getsockname()[1]}", Manners())
        with pytest.raises(UnreachableError, match="연결할 수 없습니다"):
            call(client)


def test_retry_after_is_honoured() -> None:
    assert http._rest_asked("7") == 7
    assert http._rest_asked("Fri, 31 Dec 1999 23:59:59 GMT") == 0
    assert http._rest_asked("Fri, 31 Dec 2999 23:59:59 GMT") > http.LONGEST_RETRY_AFTER
    assert all(http._rest_asked(each) == 0 for each in ("soon", "", "-5", "Fri, 31 Dec 9999999 23:59:59 GMT"))


class Resting(ComwelServer):
    """Answers one call with a wish for rest, and notes what comes before it is over."""

    rest, status, words, until, early, answered = 0.6, 503, b"busy", 0.0, 0, 0

    def _serve(self, handler):  # type: ignore[no-untyped-def]
        with self.lock:
            self.answered += 1
            is_first = self.answered == 4
            # What was on its way already is no fault of who calls.
            self.early += 0.1 < time.monotonic() - (self.until - self.rest) < self.rest - 0.05
            if is_first:
                self.until = time.monotonic() + self.rest
        if is_first:
            return self._send(handler, self.words, self.status, more={"Retry-After": str(self.rest)})
        return super()._serve(handler)


def test_a_rest_that_one_call_is_told_holds_for_all() -> None:
    with Resting(generate(5)) as server:
        client = client_of(server, parallel=4, pause=0.03)
        with ThreadPoolExecutor(4) as threads:
            done = [threads.submit(call, client) for _ in range(16)]
        assert all(each.result() for each in done) and server.until and server.early == 0


@pytest.mark.parametrize(
    "words, kind, said",
    [(b"busy", UnreachableError, "11시간 뒤"), (b"API token quota exceeded", DailyLimitError, "내일")],
)
def test_a_rest_until_tomorrow_ends_all_calls(words: bytes, kind: type[SourceError], said: str) -> None:
    with Resting(generate(5)) as server:
        server.rest, server.status, server.words = 40_000, 429, words
        source = Comwel(Settings(comwel_api_key=KEY, comwel_base_url=server.url, comwel_pause_seconds=0))  # type: ignore[arg-type]
        with ThreadPoolExecutor(4) as threads:
            done = [threads.submit(source.page, "rulings", 1, 10) for _ in range(16)]
        told = [str(error) for each in done if (error := each.exception())]
        assert len(told) >= 10 and all(said in each for each in told)
        assert isinstance(source.ended, kind) and server.answered <= 4 + source.parallel


def test_no_more_than_eight_calls_at_a_time() -> None:
    class Counting(ComwelServer):
        now = most = 0

        def _serve(self, handler):  # type: ignore[no-untyped-def]
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            time.sleep(0.05)
            super()._serve(handler)
            with self.lock:
                self.now -= 1

    with Counting(generate(5)) as server:
        client = client_of(server, parallel=50)
        with ThreadPoolExecutor(50) as threads:
            list(threads.map(lambda _: call(client), range(60)))
        assert client.manners.parallel == 8 and 1 < server.most <= 8


def test_calls_keep_their_distance(server: ComwelServer) -> None:
    client = client_of(server, pause=0.1, parallel=4)
    began = time.monotonic()
    threads = [threading.Thread(target=call, args=(client,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began >= 0.3


def test_a_halt_ends_the_waiting(server: ComwelServer) -> None:
    client = client_of(server, pause=60)
    call(client)
    threading.Timer(0.1, client.halt.set).start()
    with pytest.raises(HaltedError):
        call(client)


# --- keys ----------------------------------------------------------------------------------------

SECRET = "Zm9v+YmFy/cXV4+x=="

KEYS = [
    (SECRET, SECRET),
    (quote(SECRET, safe=""), SECRET),
    (f"  {SECRET}\n", SECRET),
    (f"'{quote(SECRET, safe='')}'", SECRET),
    (quote(quote(SECRET, safe=""), safe=""), SECRET),
    (f"“{quote(SECRET, safe='')}”", SECRET),
    (f"ServiceKey=‘{SECRET}’", SECRET),
    (f"ServiceKey={SECRET}", SECRET),
    (f"https://apis.data.go.kr/x?serviceKey={quote(SECRET, safe='')}&pageNo=1", SECRET),
    (f"\ufeff{SECRET[:4]}\u200b{SECRET[4:]}", SECRET),
    ("", ""),
]


@pytest.mark.parametrize("pasted, key", KEYS)
def test_either_form_of_a_key(pasted: str, key: str) -> None:
    assert decoded_key(pasted) == key


SAID = [
    f"https://apis.data.go.kr/x?ServiceKey={quote(SECRET, safe='')}&pageNo=1",
    f"Max retries exceeded with url: /x?serviceKey={SECRET}&pageNo=1",
    f"key {quote(SECRET, safe='').lower()} is wrong",
    f"key '{SECRET}' is wrong",
    "https://www.law.go.kr/DRF/lawSearch.do?OC=zzhidden&target=prec",
]


@pytest.mark.parametrize("said", SAID)
def test_redaction(said: str) -> None:
    Client("시험", "http://x", Manners(), [SECRET])
    hidden = redact(said)
    for spelling in (SECRET, quote(SECRET, safe=""), "Zm9v", "zm9v", "zzhidden"):
        assert spelling not in hidden
    assert "(인증키)" in hidden


def test_a_short_name_is_hidden_only_as_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_kept_secret", set())
    Client("시험", "http://x", Manners(), ["test"])
    assert redact("test 계정, testing, OC=test&x=1") == "(인증키) 계정, testing, OC=(인증키)&x=1"


def failures(server: ComwelServer) -> Iterator[Callable[[], object]]:
    """Ways to fail, with a key that must not show."""
    server.key = SECRET
    for fault in ("500", "html", "cut", "reset", "plain"):
        server.always = fault
        client = Client("시험", server.url, Manners(), [SECRET])
        yield lambda client=client: call(client, SECRET)  # type: ignore[misc]
    client = Client("시험", "http://127.0.0.1:9/none", Manners(timeout=0.2), [SECRET])
    yield lambda: call(client, SECRET)
    client = Client("시험", "http://nowhere.invalid", Manners(timeout=0.2), [SECRET])
    yield lambda: call(client, SECRET)


def test_keys_show_nowhere(server: ComwelServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for fail in failures(server):
        with pytest.raises(SourceError) as caught:
            fail()
        error: BaseException | None = caught.value
        told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
        while error:
            told += f"{error} {error!r} {vars(error)}"
            error = error.__context__
        assert SECRET not in told and quote(SECRET, safe="") not in told
    assert "pageNo" in caplog.text, "the addresses are logged, without the key"
    assert SECRET not in caplog.text and quote(SECRET, safe="") not in caplog.text
    assert "secret" not in repr(Client("시험", "http://x", Manners(), ["secret"]))


def test_a_refused_key_is_asked_about_three_times() -> None:
    from lib.settings import Settings
    from lib.sources import comwel

    with ComwelServer(generate(3)) as server:
        source = comwel.Comwel(Settings(comwel_api_key="wrong", comwel_base_url=server.url))  # type: ignore[arg-type]
        with pytest.raises(KeyRefusedError, match="활용신청"):
            source.page("rulings", 1, 10)
        assert server.calls[OPERATION] == 3
        assert "wrong" not in repr(source)
