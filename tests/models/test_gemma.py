"""The client of Gemma against a server that behaves as text-generation-inference does, faults included."""

import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import get_token
from pydantic import SecretStr

from lib.models import gemma as gemma_client
from lib.models.gemma import Gemma
from lib.models.reply import ModelError, Phase, Problem, Reply, Turn, Watch
from lib.models.tries import LONGEST_TEXT
from lib.settings import Settings
from tests.servers.chat import TOKEN, ChatServer
from tests.servers.comwel import ComwelServer
from tests.servers.faults import Faults

ANSWER = '{"쟁점": "허리를 다친 일과 업무의 관계", "입장": "판단하기 어려움"}'
STORY = "저는 창고에서 상자를 나르다 허리를 다쳤습니다."
SCHEMA = {"type": "object", "properties": {"쟁점": {"type": "string"}}, "required": ["쟁점"]}


@dataclass
class Followed:
    """What a call told while it went on."""

    phases: list[tuple[Phase, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    stops_after: float = 1e9

    @property
    def watch(self) -> Watch:
        began = time.monotonic()
        return Watch(self._phase, self._text, lambda: time.monotonic() - began > self.stops_after)

    def _phase(self, phase: Phase, status: str) -> None:
        self.phases.append((phase, status))
        self.threads.add(threading.get_ident())

    def _text(self, text: str) -> None:
        self.texts.append(text)
        self.threads.add(threading.get_ident())

    @property
    def names(self) -> list[str]:
        return [phase.value for phase, _ in self.phases]


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer([ANSWER], slow_seconds=5.0) as server:
        yield server


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gemma_client, "FIRST_PAUSE", 0.02)


def gemma_at(**given: Any) -> Gemma:
    """With settings as they are, also such as no person could make."""
    return Gemma(Settings().model_copy(update=given))


def client(server: ChatServer, **more: Any) -> Gemma:
    given: dict[str, Any] = {
        "hf_endpoint_url": server.url,
        "hf_token": SecretStr(TOKEN),
        "gemma_wake_seconds": 10,
        "gemma_timeout_seconds": 10,
        **more,
    }
    return gemma_at(**given)


def ask(
    gemma: Gemma,
    watch: Watch | None = None,
    schema: Mapping[str, Any] | None = SCHEMA,
    max_tokens: int = 500,
    turns: tuple[Turn, ...] = (Turn("user", STORY),),
) -> Reply:
    return gemma.ask("", turns, max_tokens, schema, watch or Watch())


def problem(gemma: Gemma, **more: Any) -> Problem:
    with pytest.raises(ModelError) as caught:
        ask(gemma, **more)
    return caught.value.problem


# --- a good answer ---------------------------------------------------------------------------


def test_answer_arrives_in_pieces_with_its_tokens(server: ChatServer) -> None:
    followed = Followed()
    reply = ask(client(server), followed.watch)
    assert reply.text == ANSWER
    assert not reply.is_cut
    assert reply.prompt_tokens == server.count([{"content": STORY}])
    assert reply.answer_tokens
    assert reply.seconds > 0
    assert followed.names == ["connecting", "waiting", "writing"]
    assert followed.texts[-1] == ANSWER
    assert all(ANSWER.startswith(text) for text in followed.texts)
    assert followed.threads == {threading.get_ident()}


def test_first_words_show_before_the_last_are_written(server: ChatServer) -> None:
    server.piece_seconds = 0.02
    followed = Followed()
    ask(client(server), followed.watch)
    assert len(followed.texts) > 2


def test_what_is_sent(server: ChatServer) -> None:
    turns = (Turn("user", STORY), Turn("assistant", "{"), Turn("user", "JSON으로 고쳐 주세요."))
    ask(client(server), turns=turns, max_tokens=700)
    (sent,) = server.received
    assert [(each["role"], each["content"]) for each in sent["messages"]] == [
        (turn.role, turn.text) for turn in turns
    ]
    assert sent["max_tokens"] == 700
    assert sent["temperature"] == 0
    assert sent["model"] == "rtzr/ko-gemma-2-9b-it"
    assert sent["response_format"] == {"type": "json_object", "value": SCHEMA}
    assert server.headers[0]["authorization"] == f"Bearer {TOKEN}"
    assert server.headers[0]["user-agent"] == "sanjae-guide"


def test_without_a_schema_no_format_is_asked(server: ChatServer) -> None:
    ask(client(server), schema=None)
    assert "response_format" not in server.received[0]


@pytest.mark.parametrize(
    "path", ["", "/", "/v1", "/v1/", "/v1/chat/completions", "/v1/chat/completions/", " "]
)
def test_address_in_any_form(server: ChatServer, path: str) -> None:
    assert ask(client(server, hf_endpoint_url=server.url + path)).text == ANSWER


def test_address_in_capitals(server: ChatServer) -> None:
    assert ask(client(server, hf_endpoint_url=server.url.replace("http", "HTTP"))).text == ANSWER


@pytest.mark.parametrize(
    ("url", "recipient"),
    [
        ("https://xyz.eu.endpoints.huggingface.cloud/v1", "xyz.eu.endpoints.huggingface.cloud"),
        ("http://gpu.example:8000", "gpu.example:8000"),
        ("https://user:secret@gpu.example/v1", "gpu.example"),
    ],
)
def test_recipient_is_a_host(url: str, recipient: str) -> None:
    assert gemma_at(hf_endpoint_url=url).recipient == recipient


@pytest.mark.parametrize(
    "roles", [(), ("assistant",), ("user", "user"), ("user", "assistant"), ("user", "assistant", "assistant")]
)
def test_turns_that_do_not_alternate_are_our_mistake(server: ChatServer, roles: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="alternate"):
        ask(client(server), turns=tuple(Turn(role, "글") for role in roles))  # type: ignore[arg-type]
    assert not server.asked


def test_halves_of_characters_are_sent_as_the_mark_of_a_lost_one(server: ChatServer) -> None:
    assert ask(client(server), turns=(Turn("user", "글\ud800자"),)).text == ANSWER
    assert server.received[0]["messages"][0]["content"] == "글�자"


def test_threads_may_share_a_client(server: ChatServer) -> None:
    server.answers = lambda messages: messages[0]["content"]
    gemma = client(server)
    with ThreadPoolExecutor(8) as pool:
        replies = list(
            pool.map(lambda story: ask(gemma, turns=(Turn("user", story),)).text, "가나다라마바사아")
        )
    assert replies == list("가나다라마바사아")


# --- servers that can do less ----------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(
    ("formats", "asked"),
    [
        ({"json_object"}, ["json_object"]),
        (set(), ["json_object", None]),
    ],
)
def test_format_that_is_refused(
    server: ChatServer, formats: set[str], asked: list[str | None], status: int
) -> None:
    server.formats, server.format_status = formats, status
    assert ask(client(server)).text == ANSWER
    assert [each.get("response_format", {}).get("type") for each in server.received] == asked


@pytest.mark.parametrize("streams", [False, "refuses"])
def test_server_that_does_not_stream(server: ChatServer, streams: bool | str) -> None:
    server.streams = streams
    followed = Followed()
    reply = ask(client(server), followed.watch)
    assert (reply.text, reply.is_cut) == (ANSWER, False)
    assert reply.answer_tokens
    assert followed.texts == [ANSWER]
    assert [each["stream"] for each in server.received] == [True, False]


def test_server_that_counts_no_tokens(server: ChatServer) -> None:
    server.knows_usage = False
    reply = ask(client(server))
    assert (reply.text, reply.prompt_tokens, reply.answer_tokens) == (ANSWER, None, None)


def test_server_that_can_do_nothing_of_this(server: ChatServer) -> None:
    server.formats, server.knows_usage, server.streams = set(), False, "refuses"
    assert ask(client(server)).text == ANSWER


# --- answers with something wrong ------------------------------------------------------------


@pytest.mark.parametrize("fault", ["closed", "garbage", "length"])
def test_cut_answers_are_marked(server: ChatServer, fault: str) -> None:
    server.always = fault
    reply = ask(client(server))
    assert reply.is_cut
    assert reply.text
    assert ANSWER.startswith(reply.text)


def test_a_stream_that_ends_without_a_reason_is_left_to_its_reader(server: ChatServer) -> None:
    server.always = "cut"
    reply = ask(client(server))
    assert not reply.is_cut
    assert reply.text != ANSWER and ANSWER.startswith(reply.text)


def test_long_answer_that_was_not_streamed_is_marked(server: ChatServer) -> None:
    server.streams, server.always = False, "length"
    assert ask(client(server)).is_cut


def test_wrong_bytes_are_replaced(server: ChatServer) -> None:
    server.always = "wrong bytes"
    assert ask(client(server)).text == "가\ufffd"


@pytest.mark.parametrize("separator", ["\u2028", "\u0085"])
def test_line_separator_within_an_answer_cuts_it(server: ChatServer, separator: str) -> None:
    # The library takes it for the end of an event.
    server.answers = ["가" * 16 + separator + "나" * 16]
    reply = ask(client(server))
    assert (reply.text, reply.is_cut) == ("가" * 16, True)


def test_endless_answer_is_stopped(server: ChatServer) -> None:
    server.always = "endless"
    reply = ask(client(server))
    assert reply.is_cut
    assert len(reply.text) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("fault", "expected", "calls"),
    [
        ("400", Problem.REJECTED, 1),
        ("402", Problem.NO_CREDIT, 1),
        ("403", Problem.KEY, 1),
        ("paused", Problem.PAUSED, 1),
        ("404", Problem.MISSING, 1),
        ("413", Problem.TOO_LONG, 1),
        ("context", Problem.TOO_LONG, 1),
        ("429", Problem.BUSY, 3),
        ("overloaded", Problem.BUSY, 3),
        ("503 overloaded", Problem.BUSY, 3),
        ("500", Problem.SERVER, 3),
        ("500 in other letters", Problem.SERVER, 3),
        ("500 with a list", Problem.SERVER, 3),
        ("error in stream", Problem.SERVER, 3),
        ("overloaded in stream", Problem.BUSY, 3),
        ("too long in stream", Problem.TOO_LONG, 1),
        ("reset", Problem.NETWORK, 3),
        ("reset at once", Problem.NETWORK, 3),
        ("redirect", Problem.SENT_ON, 1),
        # Asked again for an answer in one piece.
        ("html", Problem.UNREADABLE, 2),
        ("binary", Problem.UNREADABLE, 2),
        ("not json", Problem.UNREADABLE, 2),
        ("list", Problem.UNREADABLE, 2),
        ("empty body", Problem.UNREADABLE, 2),
        ("no answer", Problem.EMPTY, 1),
        ("filtered", Problem.BLOCKED, 1),
        ("hang", Problem.SLOW, 1),
        ("drip", Problem.SLOW, 1),
        ("alive", Problem.SLOW, 1),
    ],
)
def test_faults_end_in_one_problem(server: ChatServer, fault: str, expected: Problem, calls: int) -> None:
    server.always = fault
    seconds = 1.5 if expected is Problem.SLOW else 10
    assert problem(client(server, gemma_timeout_seconds=seconds)) is expected
    assert len(server.received) == calls


@pytest.mark.parametrize(
    ("said", "expected", "calls"),
    [
        (
            "402 You have exceeded your monthly included credits for Inference Providers.",
            Problem.NO_CREDIT,
            1,
        ),
        ("429 You exceeded your current quota (insufficient_quota).", Problem.NO_CREDIT, 1),
        ("403 Pre-paid credits are required to use this provider.", Problem.NO_CREDIT, 1),
        ("400 Your credit balance is too low to access this model.", Problem.NO_CREDIT, 1),
        ("503 The endpoint is paused, ask a maintainer to restart it", Problem.PAUSED, 1),
        ("404 Paused endpoint: resume it first", Problem.PAUSED, 1),
        ("400 Invalid API key provided", Problem.KEY, 1),
        ("500 the request exceeds the available context size", Problem.TOO_LONG, 1),
        ("429 Rate limit of your plan reached, see billing", Problem.BUSY, 3),
    ],
)
def test_what_the_words_name_outranks_the_status(
    server: ChatServer, said: str, expected: Problem, calls: int
) -> None:
    server.always = f"says {said}"
    assert problem(client(server)) is expected
    assert len(server.received) == calls


def test_answer_that_comes_late(server: ChatServer) -> None:
    server.always, server.slow_seconds = "slow", 0.2
    assert ask(client(server)).text == ANSWER


def test_line_without_an_end_is_given_up(server: ChatServer) -> None:
    server.always = "one long line"
    assert problem(client(server)) is Problem.UNREADABLE


@pytest.mark.parametrize("fault", ["429", "500", "reset", "reset at once", "error in stream", "503", "502"])
def test_faults_that_pass(server: ChatServer, fault: str) -> None:
    server.faults = Faults(script=[fault, fault])
    assert ask(client(server)).text == ANSWER


@pytest.mark.parametrize("status", [400, 422])
def test_prompt_that_is_too_long(server: ChatServer, status: int) -> None:
    server.too_long_status = status
    story = (Turn("user", "가" * 12_000),)
    assert problem(client(server), turns=story, max_tokens=500) is Problem.TOO_LONG
    assert len(server.received) == 1


def test_wrong_token(server: ChatServer) -> None:
    assert problem(client(server, hf_token=SecretStr("hf_wrong"))) is Problem.KEY
    assert len(server.received) == 1


@pytest.mark.parametrize("token", ["hf_가나다", "hf_a\nb"])
def test_token_that_no_header_can_hold(server: ChatServer, token: str) -> None:
    assert problem(client(server, hf_token=SecretStr(token))) is Problem.KEY
    assert not server.asked


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://no-such-host.invalid"])
def test_address_where_nothing_is(url: str) -> None:
    gemma = gemma_at(hf_endpoint_url=url, gemma_timeout_seconds=3)
    assert problem(gemma) in (Problem.NETWORK, Problem.MISSING)


@pytest.mark.parametrize(
    "url", ["", " ", "ftp://a", "gpu.example:8000", "gpu.example/v1", "http://", "http://[::1"]
)
def test_what_is_no_address(url: str) -> None:
    # The library would ask the public service of Hugging Face.
    assert problem(gemma_at(hf_endpoint_url=url, gemma_timeout_seconds=3)) is Problem.MISSING


def test_busy_server_says_when_to_come_back(server: ChatServer) -> None:
    server.retry_after = "1"
    server.faults = Faults(script=["429"])
    began = time.monotonic()
    assert ask(client(server)).text == ANSWER
    assert time.monotonic() - began >= 1


def test_longer_rest_than_there_is_time_for(server: ChatServer) -> None:
    server.retry_after, server.always = "3600", "429"
    assert problem(client(server)) is Problem.BUSY
    assert len(server.received) == 1


# --- a sleeping server -----------------------------------------------------------------------


def test_a_server_that_refuses_no_chance_at_all_is_asked_with_the_least(server: ChatServer) -> None:
    server.least_temperature = 0.001
    assert ask(client(server)).text == ANSWER
    assert [each["temperature"] for each in server.received] == [0, gemma_client.LEAST_TEMPERATURE]


def test_a_gateway_that_gave_up_on_a_long_answer_is_not_asleep(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gemma_client, "_GATEWAY_SECONDS", 0.0)
    server.always = "504"
    assert problem(client(server)) is Problem.SLOW
    assert len(server.received) == 1


@pytest.mark.parametrize("status", [502, 503, 504])
def test_waking_server_is_waited_for(server: ChatServer, status: int) -> None:
    server.waking_calls, server.waking_status = 3, status
    followed = Followed()
    assert ask(client(server), followed.watch).text == ANSWER
    assert followed.names == ["connecting", "waiting", "waking", "waking", "waking", "waiting", "writing"]


def test_waking_may_take_longer_than_an_answer(server: ChatServer) -> None:
    server.wake_in(2.5)
    assert ask(client(server, gemma_timeout_seconds=2)).text == ANSWER


@pytest.mark.parametrize("retry_after", [None, "0", "3600", "Wed, 21 Oct 2045 07:28:00 GMT", "soon"])
def test_server_that_does_not_wake(server: ChatServer, retry_after: str | None) -> None:
    server.waking_calls, server.retry_after = 10_000, retry_after
    assert problem(client(server, gemma_wake_seconds=1.0)) is Problem.ASLEEP
    assert 2 <= len(server.received) < 70


@pytest.mark.parametrize("fault", ["503", "alive", "drip", "hang", "429"])
def test_cancelled_soon(server: ChatServer, fault: str) -> None:
    server.always, server.retry_after = fault, "5"
    followed = Followed(stops_after=0.2)
    gemma = client(server, gemma_wake_seconds=60, gemma_timeout_seconds=60)
    assert problem(gemma, watch=followed.watch) is Problem.CANCELLED


def test_nothing_is_told_after_the_end(server: ChatServer) -> None:
    server.always = "drip"
    followed = Followed()
    assert problem(client(server, gemma_timeout_seconds=1.0), watch=followed.watch) is Problem.SLOW
    told = len(followed.texts)
    time.sleep(0.2)
    assert len(followed.texts) == told


@pytest.mark.parametrize("fault", ["drip", "alive"])
def test_abandoned_call_lets_go_of_the_server(server: ChatServer, fault: str) -> None:
    server.always = fault
    before = set(threading.enumerate())
    assert problem(client(server, gemma_timeout_seconds=1.0)) is Problem.SLOW
    end = time.monotonic() + 5
    while any(thread.name == "model call" for thread in set(threading.enumerate()) - before):
        assert time.monotonic() < end, "the thread of an abandoned call goes on"
        time.sleep(0.02)


def test_error_of_the_watcher_ends_the_call(server: ChatServer) -> None:
    def stop(_: str) -> None:
        raise KeyError("the page was closed")

    with pytest.raises(KeyError):
        ask(client(server), Watch(on_text=stop))


# --- an endpoint by its name -----------------------------------------------------------------


def named(server: ChatServer, **more: Any) -> Gemma:
    given = {
        "hf_endpoint_url": "",
        "hf_endpoint_name": "ko-gemma",
        "hf_namespace": "firm",
        "hf_api_url": server.hub_url,
    }
    return client(server, **{**given, **more})


@pytest.mark.parametrize(
    ("statuses", "resumes", "shown"),
    [
        (["running"], 0, []),
        (["pending", "initializing", "running"], 0, ["pending", "initializing"]),
        (["paused", "initializing", "running"], 1, ["paused", "initializing", "initializing"]),
        (["scaledToZero", "initializing", "running"], 1, ["scaledToZero", "initializing", "initializing"]),
    ],
)
def test_named_endpoint(server: ChatServer, statuses: list[str], resumes: int, shown: list[str]) -> None:
    server.statuses = statuses
    gemma, followed = named(server), Followed()
    assert gemma.recipient == "Hugging Face endpoint firm/ko-gemma"
    assert ask(gemma, followed.watch).text == ANSWER
    assert [status for phase, status in followed.phases if phase is Phase.WAKING] == shown
    assert server.resumes == resumes
    assert gemma.recipient == server.url.removeprefix("http://")


def test_endpoint_that_only_a_question_wakes(server: ChatServer) -> None:
    server.statuses, server.resume_status = ["scaledToZero", "initializing", "running"], 400
    assert ask(named(server)).text == ANSWER
    assert server.resumes == 1


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["failed"], Problem.SERVER),
        (["initializing", "updateFailed"], Problem.SERVER),
        (["initializing"], Problem.ASLEEP),
        (["paused"], Problem.ASLEEP),
    ],
)
def test_endpoint_that_does_not_run(server: ChatServer, statuses: list[str], expected: Problem) -> None:
    server.statuses = statuses
    assert problem(named(server, gemma_wake_seconds=1.0)) is expected
    assert not server.received
    assert server.resumes == statuses.count("paused")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (403, Problem.KEY),
        (404, Problem.MISSING),
        (429, Problem.BUSY),
        (500, Problem.SERVER),
        (503, Problem.ASLEEP),
    ],
)
def test_faults_of_the_endpoints_api(server: ChatServer, status: int, expected: Problem) -> None:
    server.endpoint_fault = status
    assert problem(named(server, gemma_wake_seconds=1.0)) is expected


def test_address_beside_a_name_is_where_the_question_goes(server: ChatServer) -> None:
    server.statuses, server.endpoint_url = ["paused", "running"], "http://127.0.0.1:9"
    assert ask(named(server, hf_endpoint_url=server.url)).text == ANSWER
    assert server.resumes == 1


def test_endpoints_api_that_is_another_page(server: ChatServer) -> None:
    with ComwelServer([]) as other:
        other.always = "html"
        assert problem(named(server, hf_api_url=other.url)) is Problem.UNREADABLE


def test_resuming_that_the_token_may_not(server: ChatServer) -> None:
    server.statuses, server.resume_status = ["paused"], 403
    assert problem(named(server)) is Problem.KEY


def test_endpoint_can_be_waited_for_no_longer(server: ChatServer) -> None:
    server.statuses = ["initializing"]
    followed = Followed(stops_after=0.2)
    assert problem(named(server, gemma_wake_seconds=60), watch=followed.watch) is Problem.CANCELLED


# --- what must not leave ---------------------------------------------------------------------


@pytest.mark.parametrize("is_named", [False, True])
@pytest.mark.parametrize("is_in_a_file", [False, True])
def test_no_token_of_the_machine_is_sent(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_named: bool, is_in_a_file: bool
) -> None:
    if is_in_a_file:
        (tmp_path / "token").write_text("hf_of_the_machine")
        monkeypatch.delenv("HF_TOKEN", raising=False)
        monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "token"))
    else:
        monkeypatch.setenv("HF_TOKEN", "hf_of_the_machine")
    assert get_token() == "hf_of_the_machine"
    server.token = ""
    ask((named if is_named else client)(server, hf_token=SecretStr("")))
    assert "hf_of_the_machine" not in server.sent
    assert not any("authorization" in headers for headers in server.headers)


def test_redirection_carries_nothing_to_another_host(server: ChatServer) -> None:
    with ChatServer([ANSWER]) as other:
        server.always, server.location = "redirect", f"{other.url}/v1/chat/completions"
        assert problem(client(server)) is Problem.SENT_ON
        assert not other.asked


@pytest.mark.parametrize("fault", ["400", "403", "500", "reset", "html", "error in stream", "hang", "503"])
def test_no_error_or_log_tells_token_or_story(
    server: ChatServer, fault: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With this set, huggingface_hub logs whole requests.
    monkeypatch.setattr("huggingface_hub.constants.HF_DEBUG", True)
    logging.getLogger("huggingface_hub").setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    server.always = fault
    with pytest.raises(ModelError) as caught:
        ask(client(server, gemma_timeout_seconds=0.3, gemma_wake_seconds=0.1))
    assert caught.value.__context__ is None
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caplog.text
    for secret in (TOKEN, STORY, ANSWER[:10]):
        assert secret not in shown


def test_the_library_is_loaded_when_first_used() -> None:
    code = (
        "import sys, lib.models.gemma; sys.exit('huggingface_hub' in sys.modules or 'httpx2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_library_is_loaded_before_the_time_of_an_answer_counts(server: ChatServer) -> None:
    code = (
        "import sys\n"
        "from lib.models import gemma\n"
        "from lib.models.reply import ModelError, Turn, Watch\n"
        "from lib.settings import Settings\n"
        "class Patience(gemma.Patience):\n"
        "    def __init__(self, *given, **named):\n"
        "        assert {'httpx2', 'huggingface_hub.inference._client'} <= set(sys.modules)\n"
        "        print('loaded')\n"
        "        super().__init__(*given, **named)\n"
        "gemma.Patience = Patience\n"
        f"chosen = Settings(hf_endpoint_url='{server.url}', hf_token='{TOKEN}')\n"
        "gemma.Gemma(chosen).ask('', [Turn('user', '글')], 100, None, Watch())\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "loaded\n"), ran.stderr


def test_telemetry_is_off(server: ChatServer) -> None:
    ask(named(server))
    from huggingface_hub import constants

    assert constants.HF_HUB_DISABLE_TELEMETRY
