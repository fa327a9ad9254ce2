"""The local `generateContent` server itself, asked without the SDK."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.servers.generate import KEY, MODEL, GenerateServer, Received


@pytest.fixture
def server() -> Iterator[GenerateServer]:
    with GenerateServer(['{"a": "첫째"}', '{"a": "둘째"}']) as started:
        yield started


def post(
    server: GenerateServer, method: str = "generateContent", key: str = KEY, model: str = MODEL, **body: Any
) -> requests.Response:
    return requests.post(
        f"{server.url}/v1beta/models/{model}:{method}",
        json={"contents": [{"role": "user", "parts": [{"text": "물음"}]}]} | body,
        headers={"x-goog-api-key": key},
        timeout=5,
    )


def text_of(answer: Any) -> str:
    return str(answer["candidates"][0]["content"]["parts"][0]["text"])


def test_answers_come_in_turn_and_the_last_for_ever(server: GenerateServer) -> None:
    assert [text_of(post(server).json()) for _ in range(3)] == [
        '{"a": "첫째"}',
        '{"a": "둘째"}',
        '{"a": "둘째"}',
    ]
    whole = post(server).json()
    assert whole["candidates"][0]["finishReason"] == "STOP"
    used = whole["usageMetadata"]
    assert used["totalTokenCount"] == used["promptTokenCount"] + used["candidatesTokenCount"]


def test_an_answer_is_made_from_the_question() -> None:
    def echo(question: Received) -> str:
        return f"{question.instruction}/{question.turns}"

    with GenerateServer(echo) as server:
        answer = post(server, systemInstruction={"parts": [{"text": "지시"}]}).json()
    assert text_of(answer) == "지시/[('user', '물음')]"


def test_a_stream_is_a_list_of_pieces(server: GenerateServer) -> None:
    pieces = post(server, "streamGenerateContent").json()
    assert len(pieces) > 1
    assert "".join(text_of(piece) for piece in pieces) == '{"a": "첫째"}'
    assert [piece["candidates"][0].get("finishReason") for piece in pieces][-2:] == [None, "STOP"]


def test_reasons_are_numbers_for_who_asks_so(server: GenerateServer) -> None:
    address = f"{server.url}/v1beta/models/{MODEL}:generateContent?$alt=json;enum-encoding=int"
    body = {"contents": [{"role": "user", "parts": [{"text": "물음"}]}]}
    answer = requests.post(address, json=body, headers={"x-goog-api-key": KEY}, timeout=5).json()
    assert answer["candidates"][0]["finishReason"] == 1


def test_a_wrong_key(server: GenerateServer) -> None:
    answer = post(server, key="other")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert error["details"][0]["reason"] == "API_KEY_INVALID"


def test_errors_of_a_stream_come_as_a_list(server: GenerateServer) -> None:
    answer = post(server, "streamGenerateContent", model="gemini-retired")
    assert answer.status_code == 404
    assert answer.json()[0]["error"]["status"] == "NOT_FOUND"


def test_a_rest_is_asked_for_in_both_ways(server: GenerateServer) -> None:
    server.always, server.retry_delay, server.retry_after = "429", "7s", "7"
    answer = post(server)
    assert answer.headers["Retry-After"] == "7"
    assert answer.json()["error"]["details"][-1]["retryDelay"] == "7s"


WRONG = [
    ({"contents": []}, "contents"),
    ({"contents": [{"role": "system", "parts": [{"text": "a"}]}]}, "valid role"),
    ({"generationConfig": {"responseSchema": {"type": "STRING"}}}, "mime type"),
]
SCHEMAS = [
    ({"type": "STRING", "maxLength": 3}, 'Unknown name "maxLength"'),
    ({"type": "OBJECT"}, "non-empty for OBJECT"),
    ({"type": "ARRAY"}, "items"),
    ({"type": "OBJECT", "properties": {"a": {"$ref": "#"}}}, 'Unknown name "$ref"'),
    ({"type": "OBJECT", "properties": {"a": {"type": 1}}, "required": ["b"]}, "not defined"),
    ({"type": "ARRAY", "items": {"type": "string"}}, "type"),
]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        *WRONG,
        *(
            ({"generationConfig": {"responseSchema": schema, "responseMimeType": "application/json"}}, text)
            for schema, text in SCHEMAS
        ),
    ],
)
def test_what_the_service_would_refuse(server: GenerateServer, body: dict[str, Any], complaint: str) -> None:
    answer = post(server, **body)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]["message"]


def test_a_question_that_is_too_long(server: GenerateServer) -> None:
    server.context_tokens = 10
    assert (
        "exceeds"
        in post(server, systemInstruction={"parts": [{"text": "가" * 20}]}).json()["error"]["message"]
    )


def test_an_answer_that_is_too_long_is_cut(server: GenerateServer) -> None:
    candidate = post(server, generationConfig={"maxOutputTokens": 4}).json()["candidates"][0]
    assert candidate["finishReason"] == "MAX_TOKENS"
    assert len(candidate["content"]["parts"][0]["text"]) == 6


def test_everything_is_recorded_also_what_was_refused(server: GenerateServer) -> None:
    post(server, key="other", systemInstruction={"parts": [{"text": "지시"}]})
    (sent,) = server.received
    assert (sent.key, sent.model, sent.method, sent.text) == ("other", MODEL, "generateContent", "지시\n물음")


def test_a_torn_connection(server: GenerateServer) -> None:
    for fault in ("reset", "reset at once"):
        server.always = fault
        for method in ("generateContent", "streamGenerateContent"):
            with pytest.raises(requests.RequestException):
                post(server, method)


def test_a_broken_body_is_no_json(server: GenerateServer) -> None:
    for fault in ("html", "garbage", "empty body"):
        server.always = fault
        with pytest.raises(json.JSONDecodeError):
            json.loads(post(server).content)


def test_a_port_may_be_given() -> None:
    first = GenerateServer()
    first.start()
    port = int(first.url.rpartition(":")[2])
    first.stop()
    second = GenerateServer()
    second.start(port)
    assert post(second).ok and second.url == first.url
    second.stop()
