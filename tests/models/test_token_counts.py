"""What servers of one's own tell of tokens and room, and what happens to a question that is too long."""

import pytest
from pydantic import SecretStr

from lib.models.gemma import Gemma
from lib.models.reply import ModelError, Problem, TooLong, Turn, Watch
from lib.models.structured import ask_in_room
from lib.models.token_counts import Counted, counted
from lib.settings import Settings
from tests.servers.chat import TOKEN, ChatServer, count_text

TEXT = "공단은 요양을 승인하지 않았습니다. " * 40


@pytest.mark.parametrize("kind", ["vllm", "llama.cpp", "tgi"])
@pytest.mark.parametrize("base", ["", "/v1", "/v1/"])
def test_each_server_tells_tokens_and_room(kind: str, base: str) -> None:
    with ChatServer(context=4_000) as server:
        server.tells = kind  # type: ignore[assignment]
        assert counted(server.url + base, TOKEN, "m", TEXT, 5.0) == Counted(count_text(TEXT), 4_000)
        assert counted(server.url, "wrong", "m", TEXT, 5.0) is None


def test_one_that_tells_nothing_is_no_failure() -> None:
    with ChatServer() as server:
        assert counted(server.url, TOKEN, "m", TEXT, 5.0) is None
    assert counted(server.url, TOKEN, "m", TEXT, 5.0) is None
    assert counted("http://[", TOKEN, "m", TEXT, 5.0) is None


@pytest.mark.parametrize("kind", ["vllm", "llama.cpp", "tgi"])
def test_a_question_too_long_is_not_sent(kind: str) -> None:
    with ChatServer(["답"], context=600) as server:
        server.tells = kind  # type: ignore[assignment]
        gemma = Gemma(Settings(hf_endpoint_url=server.url, hf_token=SecretStr(TOKEN)))
        with pytest.raises(TooLong) as raised:
            gemma.ask("", [Turn("user", TEXT)], 500, None, Watch())
        over = raised.value.over
        assert not server.received and over and 0 < over - (count_text(TEXT) + 500 - 600) < 40
        assert gemma.ask("", [Turn("user", TEXT[:100])], 500, None, Watch()).text == "답"


@pytest.mark.parametrize(("error", "least"), [(TooLong(70), 70), (ModelError(Problem.TOO_LONG), 10)])
def test_what_is_too_long_is_asked_once_more_with_less(error: ModelError, least: int) -> None:
    asked: list[int] = []

    def ask(sent: int) -> str:
        asked.append(sent)
        if len(asked) == 1:
            raise error
        return "답"

    assert ask_in_room(100, "가" * 60, lambda sent, less: sent - less, ask) == (
        "답",
        100 - asked[0] + asked[1],
    )
    assert asked[0] == 100 and asked[1] <= 100 - least
    with pytest.raises(ModelError):
        ask_in_room(100, "가" * 60, lambda sent, less: sent - less, lambda _: (_ for _ in ()).throw(error))
    asked.clear()
    with pytest.raises(ModelError):
        ask_in_room(100, "가" * 60, lambda sent, less: None, ask)
