"""Either model for either job, and what both clients are asked alike."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from lib.models.clients import Client, analysis_client, place_of, retellers, summary_client
from lib.models.gemini import Gemini
from lib.models.gemma import Gemma
from lib.models.reply import Reply, Turn, Watch
from lib.settings import Settings
from tests.servers.chat import TOKEN, ChatServer
from tests.servers.generate import KEY, MODEL, GenerateServer

GEMMA: dict[str, Any] = {"hf_endpoint_url": "http://127.0.0.1:9", "hf_model": "a-gemma"}
GEMINI: dict[str, Any] = {"gemini_api_key": SecretStr("k"), "gemini_model": "a-gemini"}
REPLY = Reply("답", False, 100, 20, 1.5)


@pytest.mark.parametrize(
    ("given", "analysis", "summary"),
    [
        ({}, None, None),
        (GEMMA, "a-gemma", "a-gemma"),
        (GEMINI, "a-gemini", "a-gemini"),
        (GEMMA | GEMINI, "a-gemma", "a-gemini"),
        (GEMMA | GEMINI | {"analysis_model": "gemini", "summary_model": "gemma"}, "a-gemini", "a-gemma"),
        # The one that is named and not there does nothing; the other is not asked in its place.
        (GEMMA | {"analysis_model": "gemini"}, None, "a-gemma"),
        (GEMINI | {"summary_model": "gemma"}, "a-gemini", None),
    ],
)
def test_which_model_does_which_job(given: dict[str, Any], analysis: str | None, summary: str | None) -> None:
    settings = Settings(**given)
    found = [client and client.name for client in (analysis_client(settings), summary_client(settings))]
    assert found == [analysis, summary]
    assert (settings.has_case_model, settings.has_summary_model) == (
        analysis is not None,
        summary is not None,
    )


def test_kept_answers_of_either_model_are_shown_where_none_is_asked() -> None:
    assert [each.name for each in retellers(Settings(**(GEMMA | GEMINI)))] == ["a-gemini"]
    assert len(retellers(Settings())) == 2


@contextmanager
def served(kind: str) -> Iterator[tuple[Client, ChatServer | GenerateServer]]:
    if kind == "gemma":
        with ChatServer(["답입니다."]) as chat:
            yield Gemma(Settings(hf_endpoint_url=chat.url, hf_token=SecretStr(TOKEN))), chat
    else:
        with GenerateServer(["답입니다."]) as generate:
            asked = {"gemini_api_key": SecretStr(KEY), "gemini_model": MODEL}
            yield Gemini(Settings(gemini_base_url=generate.url, **asked)), generate


@pytest.mark.parametrize("kind", ["gemma", "gemini"])
def test_both_are_asked_alike(kind: str) -> None:
    with served(kind) as (client, server):
        reply = client.ask("짧게 답하세요.", [Turn("user", "왜 졌나요?")], 300, None, Watch())
        (sent,) = server.received
    assert reply.text == "답입니다."
    body = sent if isinstance(sent, dict) else sent.body
    said = json.dumps(body, ensure_ascii=False)
    assert said.index("짧게 답하세요.") >= 0 and said.index("왜 졌나요?") >= 0
    assert client.recipient.startswith("127.0.0.1")
    assert client.room.answer < client.room.context and client.seconds > 0


def test_gemma_knows_no_system_role() -> None:
    with served("gemma") as (client, server):
        client.ask("짧게 답하세요.", [Turn("user", "왜 졌나요?")], 300, None, Watch())
        (sent,) = server.received
    assert sent["messages"] == [{"role": "user", "content": "짧게 답하세요.\n\n왜 졌나요?"}]


@pytest.mark.parametrize(
    ("client", "reply", "dollars"),
    [
        (Gemma(Settings(gemma_price_per_hour=3.6)), REPLY, 0.0015),
        (Gemma(Settings()), REPLY, None),
        (Gemini(Settings(gemini_price_in=1.0, gemini_price_out=10.0)), REPLY, 0.0003),
        (Gemini(Settings(gemini_price_in=1.0)), Reply("답", False, None, None, 1.0), None),
        (Gemini(Settings()), REPLY, None),
        *(
            (Gemini(Settings(gemini_price_in=1.0)), Reply("답", False, *counts, 1.0), None)
            for counts in ((10**19, 5), (-(10**6), 20), (5, -1), (10**12, 10**12))
        ),
    ],
)
def test_what_a_reply_costs(client: Client, reply: Reply, dollars: float | None) -> None:
    assert client.cost(reply) == (None if dollars is None else pytest.approx(dollars))


@pytest.mark.parametrize(
    ("recipient", "place"),
    [
        ("127.0.0.1:8080", "이 컴퓨터"),
        ("localhost", "이 컴퓨터"),
        ("::1", "이 컴퓨터"),
        ("192.168.0.7:8000", "사무실 서버"),
        ("10.1.2.3", "사무실 서버"),
        ("gpu-2:8000", "사무실 서버"),
        ("model.firm.internal", "사무실 서버"),
        ("8.8.8.8", ""),
        ("abc.endpoints.huggingface.cloud", ""),
        ("Hugging Face endpoint me/gemma", ""),
    ],
)
def test_what_an_address_is_to_the_person(recipient: str, place: str) -> None:
    assert place_of(recipient) == place
