"""How many tokens a text takes and how many there is room for, where a server of one's own tells.

vLLM, llama.cpp and text-generation-inference each have `/tokenize`: vLLM answers with a count and its room,
the other two with the tokens, and tell their room at `/props` and `/info`. Each reads its own field of the
question and passes over the others'.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import requests

from lib.models.tries import sendable

# The tokens of the longest prompt, each told with its place, stay below.
_LARGEST_BODY = 8 * 2**20


# Of one call: a server that has a tokeniser answers at once.
_SECONDS = 5.0
MOST_SECONDS = 2 * _SECONDS
"""After so long nothing more is told."""

# What the chat template writes around a turn, and before the answer.
_TURN_TOKENS = 8


class Counted(NamedTuple):
    """Tokens of a text, and of all a server reads and writes (None: it does not say)."""

    tokens: int
    context: int | None


def tokens_over(
    url: str, token: str, model: str, turns: Sequence[str], answer_tokens: int, context: int
) -> int:
    """By how many tokens a question with room for its answer is too long, as the server counts.

    Below 0 there is room to spare; 0 where the server does not tell. `context` is what the model reads and writes where the server does not say.
    """
    told = counted(url, token, model, "\n".join(turns), _SECONDS)
    if told is None:
        return 0
    return told.tokens + _TURN_TOKENS * (len(turns) + 1) + answer_tokens - (told.context or context)


def counted(url: str, token: str, model: str, text: str, seconds: float) -> Counted | None:
    """What the server at `url` tells; None where it tells nothing, whatever the reason."""
    root = url.strip().rstrip("/").removesuffix("/v1")
    text = sendable(text)
    question = {"model": model, "prompt": text, "content": text, "inputs": text, "add_special": True}
    with (
        suppress(requests.RequestException, OSError, ValueError, RecursionError),
        requests.Session() as asking,
    ):
        # Given a header, requests does not look for a password in the machine's own files.
        asking.headers["User-Agent"] = "sanjae-guide"
        asking.auth = lambda request: _signed(request, token)
        said = _json(asking.post(f"{root}/tokenize", json=question, **_options(seconds)))
        match said:
            case {"count": int(tokens), **more}:
                return Counted(tokens, _number(more.get("max_model_len")))
            case {"tokens": [_, *_] as tokens}:
                props = _json(asking.get(f"{root}/props", **_options(seconds)))
                told = props.get("default_generation_settings") if isinstance(props, dict) else None
                return Counted(len(tokens), _number(told.get("n_ctx")) if isinstance(told, dict) else None)
            case [_, *_]:
                info = _json(asking.get(f"{root}/info", **_options(seconds)))
                room = info.get("max_total_tokens") if isinstance(info, dict) else None
                return Counted(len(said), _number(room))
    return None


def _options(seconds: float) -> dict[str, Any]:
    # A redirection would carry the text to a host that nobody agreed to.
    return {"timeout": seconds, "allow_redirects": False, "stream": True}


def _signed(request: requests.PreparedRequest, token: str) -> requests.PreparedRequest:
    if token:
        request.headers["Authorization"] = f"Bearer {token}"
    return request


def _json(response: requests.Response) -> Any:
    body = response.raw.read(_LARGEST_BODY, decode_content=True) if response.status_code == 200 else b"null"
    return json.loads(body)


def _number(told: Any) -> int | None:
    return told if isinstance(told, int) and told > 0 else None
