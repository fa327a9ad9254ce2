"""The chat server of the tests itself: it must refuse what Gemma 2 behind TGI refuses."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import requests

from tests.servers.chat import TOKEN, ChatServer, count_tokens

USER = {"role": "user", "content": "허리를 다쳤습니다."}
ASSISTANT = {"role": "assistant", "content": "네."}
SYSTEM = {"role": "system", "content": "판례를 읽습니다."}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(["첫 답", "둘째 답"]) as server:
        yield server


def post(server: ChatServer, token: str = TOKEN, **body: Any) -> requests.Response:
    return requests.post(
        f"{server.url}/v1/chat/completions",
        json={"model": "tgi", "messages": [USER], **body},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )


def text(response: requests.Response) -> str:
    assert response.status_code == 200
    return str(response.json()["choices"][0]["message"]["content"])


@pytest.mark.parametrize(
    ("messages", "status", "message"),
    [
        ([USER], 200, ""),
        ([USER, ASSISTANT, USER], 200, ""),
        ([SYSTEM, USER], 422, "System role not supported"),
        ([USER, SYSTEM], 422, "System role not supported"),
        ([USER, USER], 422, "roles must alternate"),
        ([ASSISTANT, USER], 422, "roles must alternate"),
        ([], 422, "roles must alternate"),
    ],
)
def test_roles(server: ChatServer, messages: Sequence[Any], status: int, message: str) -> None:
    response = post(server, messages=messages)
    assert response.status_code == status
    assert message in response.json().get("error", "")


def test_answers_in_turn_the_last_for_ever(server: ChatServer) -> None:
    assert [text(post(server)) for _ in range(3)] == ["첫 답", "둘째 답", "둘째 답"]


def test_answer_made_of_the_question() -> None:
    with ChatServer(lambda messages: messages[-1]["content"][::-1]) as server:
        assert text(post(server)) == USER["content"][::-1]


def test_wrong_token(server: ChatServer) -> None:
    assert post(server, token="other").status_code == 401


@pytest.mark.parametrize("status", [422, 400])
@pytest.mark.parametrize(("spare", "fits"), [(0, True), (1, False)])
def test_context_holds_prompt_and_answer(server: ChatServer, spare: int, fits: bool, status: int) -> None:
    server.too_long_status = status
    room = server.context - count_tokens([USER]) + spare
    response = post(server, max_tokens=room)
    assert response.status_code == (200 if fits else status)
    assert fits or "must be <= 8192" in response.json()["error"]


def test_counting_can_be_replaced() -> None:
    with ChatServer(count=lambda _: 9000) as server:
        assert post(server, max_tokens=1).status_code == 422


def test_stream(server: ChatServer) -> None:
    server.answers = ["가나다라 " * 10]
    response = post(server, stream=True, stream_options={"include_usage": True})
    assert response.headers["Content-Type"] == "text/event-stream"
    lines = response.content.decode().split("\n\n")
    events = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
    assert events.pop() == "[DONE]"
    chunks = [json.loads(event) for event in events]
    assert chunks.pop()["usage"]["prompt_tokens"] == count_tokens([USER])
    assert "".join(chunk["choices"][0]["delta"]["content"] for chunk in chunks) == "가나다라 " * 10
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"


def test_waking_by_calls_and_by_time(server: ChatServer) -> None:
    server.waking_calls = 2
    assert [post(server).status_code for _ in range(3)] == [503, 503, 200]
    server.wake_in(60)
    assert post(server).status_code == 503


def test_busy_with_a_rest(server: ChatServer) -> None:
    server.always, server.retry_after = "429", "7"
    response = post(server)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")


def test_everything_received_can_be_searched(server: ChatServer) -> None:
    post(server, token="wrong", messages=[{"role": "user", "content": "심은 번호 010-0000-0000"}])
    assert "010-0000-0000" in server.sent
    assert server.received[0]["messages"][0]["content"].endswith("010-0000-0000")


def test_endpoint_sleeps_until_it_is_resumed(server: ChatServer) -> None:
    server.statuses = ["paused", "initializing", "running"]
    address, headers = f"{server.hub_url}/endpoint/firm/gemma", {"Authorization": f"Bearer {TOKEN}"}

    def status(method: str = "GET", verb: str = "") -> str:
        response = requests.request(method, address + verb, headers=headers, timeout=10)
        return str(response.json()["status"]["state"])

    assert [status(), status()] == ["paused", "paused"]
    assert status("POST", "/resume") == "initializing"
    assert [status(), status(), status()] == ["initializing", "running", "running"]
    assert requests.get(address, timeout=10).status_code == 401


def test_fixed_port() -> None:
    with ChatServer() as first:
        port = int(first.url.rpartition(":")[2])
    again = ChatServer()
    again.start(port)
    assert post(again).status_code == 200
    again.stop()
