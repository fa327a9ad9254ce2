"""A chat-completions server as Gemma 2 behind text-generation-inference is one, and its endpoint's API.

SOURCES.md §4: no system role, alternating roles, 8,192 tokens with the answer, 503 while it wakes.
"""

import json
import math
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler
from itertools import cycle
from typing import Any, Literal
from urllib.parse import urlsplit

from tests.servers.faults import Faults
from tests.servers.server import HTML, LocalServer

TOKEN = "hf_local_token"
"""The token that is good here."""

Message = Mapping[str, str]

_RATES = (("[가-힣]", 0.886), ("[0-9]", 0.991), ("[A-Za-z]", 0.318), (" (?=[가-힣A-Za-z])", 0.088))


def count_text(text: str) -> int:
    """As the tokeniser of Gemma 2 counts, by the rates that fit it best; emoji and rare letters by their bytes."""
    counts = [(len(re.findall(pattern, text)), rate) for pattern, rate in _RATES]
    rest = re.sub("[가-힣0-9A-Za-z]| (?=[가-힣A-Za-z])", "", text)
    spelled = sum(len(letter.encode()) if letter > "\u3130" else 0.85 for letter in rest)
    return math.ceil(sum(count * rate for count, rate in counts) + spelled)


def count_tokens(messages: Sequence[Message]) -> int:
    """Of a prompt: the texts, and Gemma's marks around each turn and before the answer."""
    return 4 + sum(5 + count_text(each["content"]) for each in messages)


class ChatServer(LocalServer):
    """Answers with what `answers` makes of the messages, or with its texts in turn, the last for ever.

    Faults, in `always` or scripted:
    a refusal of `_REFUSALS`; `says STATUS WORDS`; `500 in other letters`, `500 with a list`; `redirect`; `html`, `empty body`, `not json`, `list`, `binary`, `wrong bytes`;
    `no answer` (a stream without text), `garbage` (a broken chunk amid good ones), `error in stream`,
    `overloaded in stream`, `too long in stream`; `cut` (the stream ends early), `closed` (so does the
    connection), `reset` (in the middle), `reset at once`; `length`, `filtered`; `drip` (slow text that
    goes on), `alive` (comments only), `hang` (nothing), `slow` (late), `endless`, `one long line`.
    """

    def __init__(
        self,
        answers: Callable[[list[dict[str, str]]], str] | Sequence[str] = ('{"쟁점": "업무와 병의 관계"}',),
        *,
        token: str = TOKEN,
        count: Callable[[Sequence[Message]], int] = count_tokens,
        context: int = 8192,
        faults: Faults | None = None,
        slow_seconds: float = 1.0,
    ) -> None:
        super().__init__(faults, slow_seconds)
        self.answers = answers
        self.token = token
        """Empty: anyone may ask."""
        self.count, self.context = count, context
        self.too_long_status = 422
        self.tells: Literal["", "vllm", "llama.cpp", "tgi"] = ""
        """Whose way of telling tokens and room this has; it then knows the room of `context`."""
        self.waking_calls = 0
        """So many questions more are met with `waking_status`."""
        self.waking_status = 503
        self.waking_until = 0.0
        """So are all before this moment of time.monotonic()."""
        self.retry_after: str | None = None
        """The header of a 429 or 503."""
        self.formats: set[str] = {"json_schema", "json_object"}
        """The types of response_format that are accepted."""
        self.format_status = 422
        self.streams: bool | str = True
        """False: a whole answer instead; "refuses": a 400."""
        self.knows_usage = True
        """False: `stream_options` is refused, and no tokens are told."""
        self.least_temperature = 0.0
        """Less is refused."""
        self.piece_seconds = 0.0
        """Between two pieces of a stream."""
        self.location = "/elsewhere"
        """Where `redirect` leads."""
        self.received: list[dict[str, Any]] = []
        """The body of every question, refused ones too."""
        self.headers: list[dict[str, str]] = []
        """Of every call, with names in lower case."""
        self.statuses = ["running"]
        """Of the endpoint, one for each look at it; asleep it stays so until it is resumed."""
        self.endpoint_url: str | None = ""
        """Where the endpoint says it is once it runs; empty: here."""
        self.resumes = 0
        self.resume_status = 200
        self.endpoint_fault = 0
        """A status that every call of the endpoint's API gets."""

    @property
    def hub_url(self) -> str:
        """The base of the API of endpoints."""
        return f"{self.url}/v2"

    def wake_in(self, seconds: float) -> None:
        """Be asleep until then."""
        self.waking_until = time.monotonic() + seconds

    @property
    def sent(self) -> str:
        """Everything that ever reached this server, to be searched."""
        with self.lock:
            return json.dumps([self.received, self.headers, self.asked], ensure_ascii=False)

    # --- the endpoint's API ------------------------------------------------------------------

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        self._note(handler)
        path = urlsplit(handler.path).path
        if (self.tells, path) == ("llama.cpp", "/props"):
            return self._json(handler, {"default_generation_settings": {"n_ctx": self.context}})
        if (self.tells, path) == ("tgi", "/info"):
            return self._json(handler, {"max_total_tokens": self.context, "max_input_tokens": 4096})
        if not path.startswith("/v2/endpoint/"):
            return self._refuse(handler, 404, "Not Found", "not_found")
        return self._endpoint(handler, path)

    def _endpoint(self, handler: BaseHTTPRequestHandler, path: str) -> None:
        if self.endpoint_fault:
            return self._json(handler, {"error": "endpoint fault"}, self.endpoint_fault)
        if not self._is_allowed(handler):
            return self._json(handler, {"error": "Invalid credentials in Authorization header"}, 401)
        _, _, _, namespace, name, *verb = path.split("/")
        if verb == ["resume"]:
            self.resumes += 1
            if self.resume_status != 200:
                return self._json(handler, {"error": "Cannot resume"}, self.resume_status)
            if self._is_asleep() and len(self.statuses) > 1:
                self.statuses.pop(0)
        status = self.statuses[0]
        tree: dict[str, Any] = {
            "name": name,
            "accountId": namespace,
            "type": "protected",
            "healthRoute": "/health",
            "model": {
                "repository": "rtzr/ko-gemma-2-9b-it",
                "framework": "pytorch",
                "revision": "main",
                "task": "text-generation",
            },
            "status": {
                "state": status,
                "createdAt": "2025-01-01T00:00:00.000Z",
                "updatedAt": "2025-01-01T00:00:00.000Z",
            },
        }
        if status == "running" or self.resume_status != 200:
            tree["status"]["url"] = self.url if self.endpoint_url == "" else self.endpoint_url
        if not verb and not self._is_asleep() and len(self.statuses) > 1:
            self.statuses.pop(0)
        return self._json(handler, tree)

    def _is_asleep(self) -> bool:
        return self.statuses[0] in ("paused", "scaledToZero")

    # --- questions ---------------------------------------------------------------------------

    def receive(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        path = urlsplit(handler.path).path
        self._note(handler)
        if path.startswith("/v2/endpoint/"):
            return self._endpoint(handler, path)
        if path == "/tokenize" and self.tells:
            return self._tokenize(handler, json.loads(body))
        if path != "/v1/chat/completions":
            return self._refuse(handler, 404, "Not Found", "not_found")
        try:
            question = json.loads(body)
        except ValueError:
            return self._refuse(handler, 422, "Failed to parse the request body as JSON", "validation")
        with self.lock:
            self.received.append(question)
            is_waking = self._is_waking()
            fault = "" if is_waking else self.always or self.faults.next()
        if is_waking:
            return self._refuse(handler, self.waking_status, "Service Unavailable", "")
        if refusal := self._refusal(handler, question, fault):
            return self._refuse(handler, *refusal)
        return self._meet(handler, question, fault)

    def _tokenize(self, handler: BaseHTTPRequestHandler, question: Mapping[str, Any]) -> None:
        if not self._is_allowed(handler):
            return self._refuse(handler, 401, "Unauthorized", "")
        field = {"vllm": "prompt", "llama.cpp": "content", "tgi": "inputs"}[self.tells]
        tokens = list(range(self.count([{"content": question[field]}]) - 9))
        if self.tells == "vllm":
            body: Any = {"count": len(tokens), "max_model_len": self.context, "tokens": tokens}
        elif self.tells == "llama.cpp":
            body = {"tokens": tokens}
        else:
            body = [{"id": n, "text": "가", "start": n, "stop": n + 1} for n in tokens]
        return self._send(handler, json.dumps(body).encode(), 200, "application/json")

    def _is_waking(self) -> bool:
        if self.waking_calls > 0:
            self.waking_calls -= 1
            return True
        if self.statuses[0] == "running":
            return time.monotonic() < self.waking_until
        if len(self.statuses) > 1:
            # A question wakes an endpoint that scales by itself, and time does the rest.
            self.statuses.pop(0)
        return True

    def _refusal(
        self, handler: BaseHTTPRequestHandler, question: Mapping[str, Any], fault: str
    ) -> tuple[int, str, str] | None:
        """Status, message and error type where the question is not answered."""
        if fault in _REFUSALS:
            return _REFUSALS[fault]
        if fault.startswith("says "):
            _, status, words = fault.split(" ", 2)
            return int(status), words, ""
        if not self._is_allowed(handler):
            return 401, "Unauthorized", ""
        messages = question.get("messages", [])
        roles = [each.get("role") for each in messages]
        if "system" in roles:
            return (
                422,
                "Template error: invalid operation: System role not supported (in <string>:1)",
                ("template_error"),
            )
        if not roles or any(role != wanted for role, wanted in zip(roles, _roles(), strict=False)):
            return (
                422,
                ("Template error: Conversation roles must alternate user/assistant/user/assistant/..."),
                "template_error",
            )
        return self._unsupported(question) or self._too_long(messages, question)

    def _unsupported(self, question: Mapping[str, Any]) -> tuple[int, str, str] | None:
        asked = question.get("response_format")
        if asked and asked["type"] not in self.formats:
            return (
                self.format_status,
                (
                    "Failed to deserialize the JSON body into the target type: "
                    f"response_format: unknown variant `{asked['type']}`"
                ),
                "validation",
            )
        if asked and asked["type"] == "json_object" and "value" not in asked:
            return self.format_status, "response_format: missing field `value`", "validation"
        if "stream_options" in question and not self.knows_usage:
            return 400, "stream_options: Extra inputs are not permitted", "validation"
        if question.get("temperature", 1) < self.least_temperature:
            return 422, "Input validation error: `temperature` must be strictly positive", "validation"
        if question.get("stream") and self.streams == "refuses":
            return 400, "stream is not supported", "validation"
        return None

    def _too_long(
        self, messages: Sequence[Message], question: Mapping[str, Any]
    ) -> tuple[int, str, str] | None:
        prompt, answer = self.count(messages), question.get("max_tokens") or 100
        if prompt + answer <= self.context:
            return None
        return (
            self.too_long_status,
            f"Input validation error: `inputs` tokens + `max_new_tokens` must be <= {self.context}. "
            f"Given: {prompt} `inputs` tokens and {answer} `max_new_tokens`",
            "validation",
        )

    def _is_allowed(self, handler: BaseHTTPRequestHandler) -> bool:
        return not self.token or handler.headers.get("Authorization") == f"Bearer {self.token}"

    def _answer(self, messages: list[dict[str, str]]) -> str:
        if callable(self.answers):
            return self.answers(messages)
        with self.lock:
            text, *rest = self.answers
            self.answers = rest or [text]
        return text

    # --- answers and what goes wrong with them -----------------------------------------------

    def _meet(self, handler: BaseHTTPRequestHandler, question: Mapping[str, Any], fault: str) -> None:
        if fault in ("slow", "hang"):
            time.sleep(self.slow_seconds)
        if fault == "redirect":
            return self._send(handler, b"", 307, "text/plain", {"Location": self.location})
        if fault in _BODIES:
            body, kind = _BODIES[fault]
            return self._send(handler, body, 500 if fault.startswith("500") else 200, kind)
        if fault in ("reset at once", "hang"):
            return self._abort(handler)
        messages = question["messages"]
        text = self._answer(messages)
        usage = {
            "prompt_tokens": self.count(messages),
            "completion_tokens": max(1, count_text(text)),
        }
        usage["total_tokens"] = sum(usage.values())
        if question.get("stream") and self.streams is True:
            wants_usage = bool(question.get("stream_options", {}).get("include_usage"))
            return self._stream(handler, self._events(text, usage if wants_usage else None, fault), fault)
        return self._whole(handler, text, usage if self.knows_usage else None, fault)

    def _whole(
        self, handler: BaseHTTPRequestHandler, text: str, usage: Mapping[str, int] | None, fault: str
    ) -> None:
        tree: dict[str, Any] = {
            "object": "chat.completion",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": "" if fault == "no answer" else text},
                    "finish_reason": _FINISH.get(fault, "stop"),
                }
            ],
        }
        body = json.dumps({**tree, "usage": usage} if usage else tree, ensure_ascii=False, indent=1).encode()
        if fault == "reset":
            return self._reset(handler, body, "application/json")
        return self._send(
            handler, body[: len(body) // 2] if fault == "cut" else body, content_type="application/json"
        )

    def _events(self, text: str, usage: Mapping[str, int] | None, fault: str) -> Iterator[bytes]:
        """Server-sent events, with what goes wrong within them."""
        pieces = [text[start : start + 8] for start in range(0, len(text), 8)]
        half = len(pieces) // 2
        yield b": the line is kept alive\n\n"
        if fault == "alive":
            yield from cycle([b": and alive\n\n"])
        if fault in ("drip", "endless"):
            yield from cycle([_chunk("가" * (1 if fault == "drip" else 500), None)])
        if fault == "one long line":
            yield b"data: "
            yield from cycle([b"x" * 2**16])
        for number, piece in enumerate([] if fault in ("no answer", "filtered") else pieces):
            if number == half and fault in _IN_STREAM:
                yield _IN_STREAM[fault]
            if number == half and fault in ("cut", "closed", "reset", *_ERRORS_IN_STREAM):
                return
            yield _chunk(piece, None)
        yield _chunk("", _FINISH.get(fault, "stop"))
        if usage:
            yield _event({"object": "chat.completion.chunk", "choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    def _stream(self, handler: BaseHTTPRequestHandler, events: Iterator[bytes], fault: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        pause = 0.02 if fault in ("drip", "alive") else self.piece_seconds
        for event in events:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(event), event))
            handler.wfile.flush()
            time.sleep(pause)
        if fault == "reset":
            return self._abort(handler)
        if fault == "closed":
            # Without the last chunk of the transfer.
            handler.close_connection = True
            return None
        handler.wfile.write(b"0\r\n\r\n")
        return handler.wfile.flush()

    # --- writing -----------------------------------------------------------------------------

    def _note(self, handler: BaseHTTPRequestHandler) -> None:
        with self.lock:
            self.calls[urlsplit(handler.path).path.rpartition("/")[2]] += 1
            self.asked.append(handler.path)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})

    def _json(self, handler: BaseHTTPRequestHandler, tree: Mapping[str, Any], status: int = 200) -> None:
        more = {"Retry-After": self.retry_after} if self.retry_after and status in (429, 503) else {}
        body = json.dumps(tree, ensure_ascii=False).encode()
        self._send(handler, body, status, "application/json", more)

    def _refuse(self, handler: BaseHTTPRequestHandler, status: int, message: str, kind: str) -> None:
        self._json(handler, {"error": message, "error_type": kind}, status)


def _roles() -> Iterator[str]:
    return cycle(["user", "assistant"])


_REFUSALS = {
    "400": (400, "Bad Request", ""),
    "402": (402, "Payment Required", ""),
    "403": (403, "Forbidden", ""),
    "paused": (400, "Bad Request: The endpoint is paused, ask a maintainer to restart it", ""),
    "404": (404, "The model does not exist.", "NotFoundError"),
    "413": (413, "Payload Too Large", ""),
    "429": (429, "Rate limit reached", ""),
    "overloaded": (429, "Model is overloaded", "overloaded"),
    "503 overloaded": (503, "Model is overloaded, the queue is full", "overloaded"),
    "500": (500, "Request failed during generation: CUDA error", "generation"),
    "502": (502, "Bad Gateway", ""),
    "503": (503, "Service Unavailable", ""),
    "504": (504, "Gateway Timeout", ""),
    "context": (400, "This model's maximum context length is 8192 tokens.", "BadRequestError"),
}

_BODIES = {
    "html": (HTML.encode(), "text/html; charset=utf-8"),
    "500 in other letters": ("점검 중입니다.".encode("euc-kr"), "text/html"),
    "500 with a list": (b"[1, 2]", "application/json"),
    "empty body": (b"", "text/event-stream"),
    "not json": (b'{"choices": [', "application/json"),
    "list": (b"[1, 2]", "application/json"),
    "binary": (b"\xff\xfe\x00\x80" * 50, "application/octet-stream"),
    "wrong bytes": (
        b'data: {"choices":[{"delta":{"content":"\xea\xb0\x80\xff"},"finish_reason":"stop"}]}\r\n\r\ndata:[DONE]\r\n',
        "text/event-stream",
    ),
}

_FINISH = {"length": "length", "filtered": "content_filter"}


def _event(tree: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(tree, ensure_ascii=False)}\n\n".encode()


def _chunk(text: str, finish: str | None) -> bytes:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return _event({"object": "chat.completion.chunk", "model": "gemma", "choices": [choice]})


_ERRORS_IN_STREAM = {
    "error in stream": _event({"error": "Request failed during generation", "error_type": "generation"}),
    "overloaded in stream": _event({"error": "Model is overloaded", "error_type": "overloaded"}),
    "too long in stream": _event(
        {
            "error": {
                "message": "maximum context length is 8192 tokens",
                "type": "BadRequestError",
                "code": 400,
            }
        }
    ),
}

_IN_STREAM = {"garbage": b'data: {"choices": [{"del\n\n', **_ERRORS_IN_STREAM}
