"""The SDK over real HTTP: each failure of the service, as it reaches whoever asked."""

import json
import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import SecretStr

from lib.models import gemini
from lib.models.gemini import Gemini, response_schema
from lib.models.reply import ModelError, Phase, Problem, Reply, Turn, Watch
from lib.models.schemas import Answer, Leaning, Opinion, Retelling, json_schema
from lib.settings import Settings
from tests.servers.faults import Faults
from tests.servers.generate import FINISH_REASONS, KEY, MODEL, GenerateServer, Received

INSTRUCTION = "판결을 쉬운 말로 줄이세요."
STORY = "남편이 창고에서 쓰러져 숨졌습니다."
ANSWER = '{"preview": "법원은 \\"업무상 재해\\"라고 보았습니다. [가] {나}"}'


SCHEMA = json_schema(Opinion)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gemini, "FIRST_PAUSE", 0.01)


@pytest.fixture
def server() -> Iterator[GenerateServer]:
    with GenerateServer([ANSWER], slow_seconds=3.0) as started:
        yield started


def model_of(server: GenerateServer, **other: Any) -> Gemini:
    """With settings as they are, also such as no person could make."""
    given = {
        "gemini_api_key": SecretStr(KEY),
        "gemini_model": MODEL,
        "gemini_base_url": server.url,
        "gemini_timeout_seconds": 10.0,
    }
    return Gemini(Settings().model_copy(update=given | other))


def ask(
    model: Gemini, watch: Watch | None = None, schema: dict[str, Any] | None = SCHEMA, story: str = STORY
) -> Reply:
    return model.ask(INSTRUCTION, [Turn("user", story)], 4096, schema, watch or Watch())


def problem_of(call: Callable[[], object]) -> Problem:
    with pytest.raises(ModelError) as caught:
        call()
    return caught.value.problem


def wait_for_no_call() -> None:
    """Until the threads of given-up calls have ended, as they do well before their servers do."""
    end = time.monotonic() + 10
    while [each for each in threading.enumerate() if each.name == "model call"]:
        assert time.monotonic() < end, "a call goes on"
        time.sleep(0.02)


# --- good answers --------------------------------------------------------------------------------


def test_an_answer_is_streamed_and_counted(server: GenerateServer) -> None:
    told: list[object] = []
    watch = Watch(on_phase=lambda phase, _: told.append(phase), on_text=told.append)
    server.piece_seconds = 0.2
    reply = ask(model_of(server), watch)
    assert (reply.text, reply.is_cut) == (ANSWER, False)
    assert reply.prompt_tokens == server.tokens(f"{INSTRUCTION}\n{STORY}")
    assert reply.answer_tokens == server.tokens(ANSWER)
    texts = [each for each in told if not isinstance(each, Phase)]
    assert len(texts) > 1 and texts[-1] == ANSWER
    assert all(ANSWER.startswith(str(text)) for text in texts)
    assert [each for each in told if isinstance(each, Phase)] == [
        Phase.CONNECTING,
        Phase.WAITING,
        Phase.WRITING,
    ]
    assert set(server.calls) == {"streamGenerateContent"}


def test_what_a_model_thinks_is_counted_as_written(server: GenerateServer) -> None:
    server.thought_tokens = 300
    assert ask(model_of(server)).answer_tokens == server.tokens(ANSWER) + 300


def test_what_is_sent(server: GenerateServer) -> None:
    turns = [Turn("user", "첫 물음"), Turn("assistant", "첫 답"), Turn("user", "둘째 물음 \ud800")]
    model_of(server).ask(INSTRUCTION, turns, 1234, SCHEMA, Watch())
    (sent,) = server.received
    assert sent.key == KEY and KEY not in sent.path
    assert sent.instruction == INSTRUCTION
    assert sent.turns == [("user", "첫 물음"), ("model", "첫 답"), ("user", "둘째 물음 �")]
    assert sent.config["maxOutputTokens"] == 1234
    assert sent.config["temperature"] == gemini.TEMPERATURE
    assert sent.config["responseMimeType"] == "application/json"
    assert set(sent.config["responseSchema"]["properties"]) == set(SCHEMA["properties"])
    assert len(sent.body["safetySettings"]) == 4


def test_without_a_schema_plain_text_is_asked_for(server: GenerateServer) -> None:
    reply = model_of(server).ask("", [Turn("user", STORY)], 4096, None, Watch())
    assert reply.text == ANSWER
    assert "systemInstruction" not in server.received[0].body
    assert not {"responseSchema", "responseMimeType"} & server.received[0].config.keys()


def test_a_full_name_and_a_pasted_key_are_taken(server: GenerateServer) -> None:
    model = model_of(server, gemini_model=f"models/{MODEL}", gemini_api_key=SecretStr(f" {KEY}\n"))
    assert ask(model).text == ANSWER
    assert model.recipient == server.url.removeprefix("http://")


def test_an_answer_that_ran_out_of_room_is_cut(server: GenerateServer) -> None:
    reply = model_of(server).ask(INSTRUCTION, [Turn("user", STORY)], 10, SCHEMA, Watch())
    assert reply.is_cut and ANSWER.startswith(reply.text) and reply.text


# --- failures ------------------------------------------------------------------------------------

FINAL = [
    ("bad key", Problem.KEY, 1),
    ("401", Problem.KEY, 1),
    ("403", Problem.KEY, 1),
    ("location", Problem.REJECTED, 1),
    # Perhaps because of the schema: asked once more without.
    ("400", Problem.REJECTED, 2),
    ("418", Problem.REJECTED, 1),
    ("long", Problem.TOO_LONG, 1),
    ("413", Problem.TOO_LONG, 1),
    ("unsafe", Problem.BLOCKED, 1),
    # Perhaps only the streaming is missing: asked once more without.
    ("404", Problem.MISSING, 2),
    ("501", Problem.SERVER, 2),
    ("429", Problem.BUSY, 3),
    ("day quota", Problem.BUSY, 1),
    ("500", Problem.SERVER, 3),
    ("503", Problem.SERVER, 3),
    ("overloaded", Problem.BUSY, 3),
    ("504", Problem.SLOW, 1),
    ("reset at once", Problem.NETWORK, 3),
    ("redirect", Problem.SENT_ON, 1),
    ("html", Problem.UNREADABLE, 2),
    ("garbage", Problem.UNREADABLE, 2),
    ("empty body", Problem.UNREADABLE, 2),
    ("no candidates", Problem.EMPTY, 2),
    ("no parts", Problem.EMPTY, 1),
    ("blocked prompt SAFETY", Problem.BLOCKED, 1),
    ("blocked prompt PROHIBITED_CONTENT", Problem.BLOCKED, 1),
    ("blocked prompt NOT_YET_INVENTED", Problem.BLOCKED, 1),
    *(
        (f"finish {reason}", Problem.BLOCKED, 1)
        for reason in ("SAFETY", "RECITATION", "OTHER", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII")
    ),
]


@pytest.mark.parametrize(("fault", "problem", "calls"), FINAL, ids=[fault for fault, _, _ in FINAL])
def test_a_failure_that_stays(server: GenerateServer, fault: str, problem: Problem, calls: int) -> None:
    server.always = fault
    assert problem_of(lambda: ask(model_of(server))) is problem
    assert len(server.received) == calls


# What is paid for is used up or was never paid: no status of HTTP says so.
CAUSES = [
    (
        "429 Your prepayment credits are depleted. Please manage your project and billing.",
        Problem.NO_CREDIT,
        1,
    ),
    ("429 Your project has exceeded its monthly spending cap. Please go to AI Studio.", Problem.NO_CREDIT, 1),
    (
        "403 This API method requires billing to be enabled. Please enable billing on project 1.",
        Problem.NO_CREDIT,
        1,
    ),
    ("400 The free tier is not available in your country.", Problem.NO_CREDIT, 1),
    ("400 API key expired. Please renew the API key.", Problem.KEY, 1),
    ("429 API key not valid. Please pass a valid API key.", Problem.KEY, 1),
    # A quota that comes back by itself is named with the billing, too.
    ("429 You exceeded your current quota, please check your plan and billing details.", Problem.BUSY, 3),
    ("429 Resource has been exhausted (e.g. check quota).", Problem.BUSY, 3),
]


@pytest.mark.parametrize(("said", "problem", "calls"), CAUSES)
def test_what_the_words_name_outranks_the_status(
    server: GenerateServer, said: str, problem: Problem, calls: int
) -> None:
    server.always = f"says {said}"
    assert problem_of(lambda: ask(model_of(server))) is problem
    assert len(server.received) == calls


PLAIN = [
    ("reset", Problem.NETWORK),
    ("html", Problem.UNREADABLE),
    ("garbage", Problem.UNREADABLE),
    ("no candidates", Problem.EMPTY),
    ("no parts", Problem.EMPTY),
    ("blocked prompt NOT_YET_INVENTED", Problem.BLOCKED),
    ("finish SAFETY", Problem.BLOCKED),
    ("bad key", Problem.KEY),
    ("overloaded", Problem.BUSY),
]


@pytest.mark.parametrize(("fault", "problem"), PLAIN, ids=[fault for fault, _ in PLAIN])
def test_a_failure_that_stays_unstreamed(server: GenerateServer, fault: str, problem: Problem) -> None:
    server.streams, server.always = False, fault
    assert problem_of(lambda: ask(model_of(server))) is problem


@pytest.mark.parametrize(
    "script",
    [["500", "503"], ["429", "overloaded"], ["reset at once", "reset at once"], ["html"], ["garbage"]],
    ids=" ".join,
)
def test_a_failure_that_passes(script: list[str]) -> None:
    with GenerateServer([ANSWER], faults=Faults(script=script)) as server:
        reply = ask(model_of(server))
    assert (reply.text, reply.is_cut) == (ANSWER, False)
    assert len(server.received) == len(script) + 1


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("fault", ["slow", "drip", "hang"])
def test_nothing_hangs_past_the_limit(server: GenerateServer, fault: str, streams: bool) -> None:
    server.always, server.streams = fault, streams
    assert problem_of(lambda: ask(model_of(server, gemini_timeout_seconds=1.0))) is Problem.SLOW


def test_no_connection() -> None:
    server = GenerateServer()
    server.start()
    server.stop()
    assert problem_of(lambda: ask(model_of(server))) is Problem.NETWORK


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"gemini_api_key": SecretStr("")}, Problem.KEY),
        ({"gemini_api_key": SecretStr("열쇠")}, Problem.KEY),
        ({"gemini_api_key": SecretStr("a\nb: c")}, Problem.KEY),
        ({"gemini_api_key": SecretStr("wrong")}, Problem.KEY),
        ({"gemini_model": "gemini-retired"}, Problem.MISSING),
        ({"gemini_model": "a/b/../c?d"}, Problem.MISSING),
        ({"gemini_base_url": "http://no-such-host.invalid"}, Problem.NETWORK),
        ({"gemini_base_url": "http://[broken"}, Problem.NETWORK),
    ],
)
def test_a_setting_that_is_wrong(server: GenerateServer, other: dict[str, Any], problem: Problem) -> None:
    assert problem_of(lambda: ask(model_of(server, **other))) is problem


# --- patience ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delay", "header"), [("0.01s", None), (None, "0"), ("not a time", "no date"), ("", "")]
)
def test_a_short_rest_is_taken(server: GenerateServer, delay: str | None, header: str | None) -> None:
    server.retry_delay, server.retry_after = delay, header
    server.faults.script = ["429", "429"]
    assert ask(model_of(server)).text == ANSWER


@pytest.mark.parametrize(
    ("delay", "header"),
    [("21s", None), ("3600.5s", None), (None, "30"), (None, "Wed, 01 Jan 2200 00:00:00 GMT"), ("12s", None)],
)
def test_a_long_rest_is_not(server: GenerateServer, delay: str | None, header: str | None) -> None:
    server.retry_delay, server.retry_after, server.always = delay, header, "429"
    # 12 seconds are no long rest, but more than is left.
    assert problem_of(lambda: ask(model_of(server))) is Problem.BUSY
    assert len(server.received) == 1


def test_a_rest_that_is_long_for_who_waits_is_not_taken_even_where_there_is_time(
    server: GenerateServer,
) -> None:
    server.retry_delay, server.always = "21s", "429"
    assert problem_of(lambda: ask(model_of(server, gemini_timeout_seconds=90.0))) is Problem.BUSY
    assert len(server.received) == 1


# --- what a server may lack ----------------------------------------------------------------------


def test_a_server_that_refuses_the_schema_is_asked_without_it(server: GenerateServer) -> None:
    server.takes_schema = False
    assert ask(model_of(server)).text == ANSWER
    assert ["responseSchema" in sent.config for sent in server.received] == [True, False]
    assert server.received[-1].config["responseMimeType"] == "application/json"


@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_server_that_cannot_stream_is_asked_plainly(server: GenerateServer, status: int) -> None:
    server.streams, server.stream_refusal = False, status
    model, told = model_of(server), list[str]()
    assert ask(model, Watch(on_text=told.append)).text == ANSWER
    assert told == [ANSWER]
    assert dict(server.calls) == {"streamGenerateContent": 1, "generateContent": 1}


def test_a_server_that_can_do_neither(server: GenerateServer) -> None:
    server.streams, server.takes_schema = False, False
    assert ask(model_of(server)).text == ANSWER


@pytest.mark.parametrize("fault", ["reset", "no reason"])
def test_a_stream_that_breaks_off_is_a_cut_answer(server: GenerateServer, fault: str) -> None:
    server.always = fault
    reply = ask(model_of(server))
    assert reply.is_cut and reply.text and ANSWER.startswith(reply.text)


def test_an_error_in_the_middle_of_a_stream(server: GenerateServer) -> None:
    server.always = "error in stream"
    reply = ask(model_of(server))
    assert reply.is_cut and reply.text and ANSWER.startswith(reply.text)


@pytest.mark.parametrize("streams", [True, False])
def test_a_reason_that_the_sdk_does_not_know(server: GenerateServer, streams: bool) -> None:
    server.always, server.streams = "finish NOT_YET_INVENTED", streams
    reply = ask(model_of(server))
    assert reply.is_cut and ANSWER.startswith(reply.text)


def test_a_plain_answer_without_a_reason_is_whole(server: GenerateServer) -> None:
    server.always, server.streams = "no reason", False
    assert not ask(model_of(server)).is_cut


def test_every_finish_reason_ends_somehow(server: GenerateServer) -> None:
    server.streams = False
    for reason in FINISH_REASONS:
        server.always = f"finish {reason}"
        try:
            assert ask(model_of(server)).text
        except ModelError as error:
            assert error.problem is Problem.BLOCKED


# --- cancelling ----------------------------------------------------------------------------------


def test_cancelling_while_nothing_comes(server: GenerateServer) -> None:
    server.always = "slow"
    is_cancelled = threading.Event()
    watch = Watch(
        on_phase=lambda phase, _: is_cancelled.set() if phase is Phase.WAITING else None,
        cancelled=is_cancelled.is_set,
    )
    assert problem_of(lambda: ask(model_of(server), watch)) is Problem.CANCELLED


def test_cancelling_ends_the_answer_on_the_server_too() -> None:
    is_cancelled, written = threading.Event(), list[str]()

    def on_text(text: str) -> None:
        written.append(text)
        is_cancelled.set()

    with GenerateServer(["가나다 " * 5000], piece_seconds=0.1) as server:
        server.pieces = 100
        watch = Watch(on_text=on_text, cancelled=is_cancelled.is_set)
        assert problem_of(lambda: ask(model_of(server), watch)) is Problem.CANCELLED
        so_far = list(written)
        wait_for_no_call()
    assert written == so_far


def test_a_dripping_answer_is_hung_up(server: GenerateServer) -> None:
    server.always, server.slow_seconds = "drip", 60.0
    assert problem_of(lambda: ask(model_of(server, gemini_timeout_seconds=1.0))) is Problem.SLOW
    wait_for_no_call()


def test_no_further_try_after_cancelling(server: GenerateServer) -> None:
    server.always, server.retry_delay = "429", "1s"
    is_cancelled = threading.Event()
    watch = Watch(
        on_phase=lambda phase, _: is_cancelled.set() if phase is Phase.WAITING else None,
        cancelled=is_cancelled.is_set,
    )
    assert problem_of(lambda: ask(model_of(server), watch)) is Problem.CANCELLED
    wait_for_no_call()
    assert len(server.received) <= 1


def test_what_the_watcher_raises_passes_through(server: GenerateServer) -> None:
    class RerunError(BaseException):
        pass

    def on_text(_: str) -> None:
        raise RerunError

    with pytest.raises(RerunError):
        ask(model_of(server), Watch(on_text=on_text))


# --- many at once --------------------------------------------------------------------------------


def test_twenty_threads_two_keys_two_servers() -> None:
    def echo(question: Received) -> str:
        return json.dumps({"preview": question.turns[-1][1]}, ensure_ascii=False)

    with GenerateServer(echo, key="first-key") as first, GenerateServer(echo, key="second-key") as second:
        models = [
            model_of(first, gemini_api_key=SecretStr("first-key")),
            model_of(second, gemini_api_key=SecretStr("second-key")),
        ]

        def one(number: int) -> str:
            return ask(models[number % 2], story=f"이야기 {number}").text

        with ThreadPoolExecutor(20) as pool:
            texts = list(pool.map(one, range(40)))
    assert texts == [json.dumps({"preview": f"이야기 {number}"}, ensure_ascii=False) for number in range(40)]
    assert {sent.key for sent in first.received} == {"first-key"}
    assert {sent.key for sent in second.received} == {"second-key"}
    assert len(first.received) == len(second.received) == 20


# --- secrets -------------------------------------------------------------------------------------


def test_a_redirection_carries_neither_key_nor_text_to_another_host(server: GenerateServer) -> None:
    with GenerateServer() as other:
        server.always, server.location = "redirect", other.url
        assert problem_of(lambda: ask(model_of(server))) is Problem.SENT_ON
        assert other.received == []


@pytest.mark.parametrize("fault", ["", "bad key", "400", "429", "500", "reset", "garbage", "finish SAFETY"])
def test_neither_key_nor_text_reaches_a_log_or_an_exception(
    server: GenerateServer,
    fault: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    # Google's loggers tell no one outside unless a person asks for it, as here.
    caplog.set_level(logging.DEBUG, "google")
    monkeypatch.setattr(logging.getLogger("google"), "propagate", True)
    server.always = fault
    model = model_of(server)
    told = repr(model)
    try:
        ask(model)
    except ModelError as error:
        assert error.__context__ is None and error.__cause__ is None
        told += "".join(traceback.format_exception(error))
    records = "".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    told += records + "".join(capfd.readouterr())
    # Google's records hold whole questions as JSON, and `vars` escapes that once more.
    told = told.replace("\\\\", "\\")
    for secret in (KEY, STORY, INSTRUCTION, "업무상 재해", "API key not valid"):
        assert secret not in told
        assert json.dumps(secret)[1:-1] not in told


def test_the_sdk_is_imported_when_first_used_and_without_a_word() -> None:
    script = """
import sys
from pydantic import SecretStr
from lib.models.gemini import Gemini
from lib.models.reply import ModelError, Turn, Watch
from lib.settings import Settings
model = Gemini(Settings(gemini_api_key=SecretStr("k"), gemini_base_url="http://127.0.0.1:9"))
assert "google.generativeai" not in sys.modules and "google.api_core" not in sys.modules
try:
    model.ask("", [Turn("user", "a")], 10, None, Watch())
except ModelError:
    pass
assert "google.generativeai" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


# --- schema --------------------------------------------------------------------------------------

CONVERTED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "string"}, {"type": "STRING"}),
    ({"type": "integer", "description": "확신"}, {"type": "INTEGER", "description": "확신"}),
    ({"type": "string", "enum": ["가", "나"]}, {"type": "STRING", "format": "enum", "enum": ["가", "나"]}),
    (
        {"type": "array", "items": {"type": "string"}},
        {"type": "ARRAY", "items": {"type": "STRING"}},
    ),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
        {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}, "required": ["a"]},
    ),
]


@pytest.mark.parametrize(("schema", "expected"), CONVERTED)
def test_a_schema_in_the_words_of_gemini(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert response_schema(schema) == expected


@pytest.mark.parametrize("model", [Opinion, Retelling])
def test_our_schemas_pass_the_service(server: GenerateServer, model: type[Answer]) -> None:
    ask(model_of(server), schema=json_schema(model))
    (sent,) = server.received
    fields = sent.config["responseSchema"]["properties"]
    assert set(fields) == {each.alias or name for name, each in model.model_fields.items()}
    if model is Opinion:
        assert fields["leaning"]["enum"] == list(Leaning)
        assert "ruling" in fields["for"]["items"]["properties"]
