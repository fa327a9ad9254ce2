"""The Generative Language API (`generateContent`), as SOURCES.md §5 and its public definition have it."""

import json
import math
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.faults import Faults
from tests.servers.server import HTML, LocalServer

KEY = "AIzaSy-local-test-key"
"""The key that is good here."""

MODEL = "gemini-local"

FINISH_REASONS = {
    "STOP": 1, "MAX_TOKENS": 2, "SAFETY": 3, "RECITATION": 4, "OTHER": 5, "LANGUAGE": 6, "BLOCKLIST": 7,
    "PROHIBITED_CONTENT": 8, "SPII": 9, "MALFORMED_FUNCTION_CALL": 10, "NOT_YET_INVENTED": 99,
}  # fmt: skip

_BLOCK_REASONS = {"SAFETY": 1, "OTHER": 2, "BLOCKLIST": 3, "PROHIBITED_CONTENT": 4, "NOT_YET_INVENTED": 99}

_TYPES = {1: "STRING", 2: "NUMBER", 3: "INTEGER", 4: "BOOLEAN", 5: "ARRAY", 6: "OBJECT"}

_SCHEMA_FIELDS = {
    "type", "format", "description", "nullable", "enum", "items", "minItems", "maxItems", "properties",
    "required",
}  # fmt: skip

_CHARACTERS_A_TOKEN = 1.5
"""Korean, on the careful side."""


@dataclass(frozen=True, slots=True)
class Received:
    """One question as it came over the wire."""

    model: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def key(self) -> str:
        return self.headers.get("x-goog-api-key", "")

    @property
    def instruction(self) -> str:
        return _text(self.body.get("systemInstruction", {}))

    @property
    def turns(self) -> list[tuple[str, str]]:
        return [(content["role"], _text(content)) for content in self.body["contents"]]

    @property
    def text(self) -> str:
        """Everything that was written to the model."""
        return "\n".join([self.instruction, *(text for _, text in self.turns)])

    @property
    def config(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.body.get("generationConfig", {})
        return found


class GenerateServer(LocalServer):
    """Answers with what `answers` makes of a question, or with its texts in turn, the last for ever.

    Faults, in `always` or scripted: those of `_ERRORS`; `says STATUS WORDS`; `slow`, `drip`, `hang` (a piece, then
    silence); `reset` (in the middle of the body, after a piece where it is streamed), `reset at once`;
    `html`, `garbage`, `empty body`, `no candidates`, `no parts`, `no reason`; `blocked prompt REASON`;
    `finish REASON` (with half of the text); `error in stream`; `redirect`.
    """

    def __init__(
        self,
        answers: Callable[[Received], str] | Sequence[str] = ('{"preview": "요약입니다."}',),
        *,
        key: str = KEY,
        models: Sequence[str] = (MODEL,),
        faults: Faults | None = None,
        slow_seconds: float = 1.0,
        piece_seconds: float = 0.0,
    ) -> None:
        super().__init__(faults, slow_seconds)
        self.answers = answers
        self.key = key
        self.models = set(models)
        self.piece_seconds = piece_seconds
        """Between two pieces of a streamed answer."""
        self.pieces = 4
        self.takes_schema = True
        self.streams = True
        self.stream_refusal = 404
        self.thought_tokens = 0
        """What the model thinks before each answer; newer than the SDK, which sees it in the total only."""
        self.context_tokens = 1_048_576
        self.retry_delay: str | None = None
        """Of the RetryInfo of a 429, such as "7s"."""
        self.retry_after: str | None = None
        """The header of a 429."""
        self.location = ""
        """The address of another server to which `redirect` leads."""
        self.received: list[Received] = []
        self._told = 0
        server = self

        class Handler(self._http.RequestHandlerClass):  # type: ignore[name-defined,misc]
            def do_POST(self) -> None:
                with suppress(ConnectionError):
                    server._asked(self)

        self._http.RequestHandlerClass = Handler

    # --- one question ------------------------------------------------------------------------

    def _asked(self, handler: BaseHTTPRequestHandler) -> None:
        raw = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        parts = urlsplit(handler.path)
        name, _, method = parts.path.removeprefix("/v1beta/models/").rpartition(":")
        try:
            body = json.loads(raw)
        except ValueError:
            body = {}
        question = Received(
            name, method, handler.path, {key.lower(): value for key, value in handler.headers.items()}, body
        )
        with self.lock:
            self.calls[method] += 1
            self.asked.append(handler.path)
            self.received.append(question)
            fault = self.always or self.faults.next()
        answer = _Writer(self, handler, method, "int" in parse_qs(parts.query).get("$alt", [""])[0])
        refusal = self._refusal(question, fault)
        if refusal:
            answer.error(*refusal)
        else:
            self._meet(fault, question, answer)

    def _refusal(self, question: Received, fault: str) -> "_Error | tuple[()]":
        if fault in _ERRORS:
            return _ERRORS[fault]
        if fault.startswith("says "):
            _, status, words = fault.split(" ", 2)
            return (int(status), "RESOURCE_EXHAUSTED" if status == "429" else "INVALID_ARGUMENT", words, [])
        if question.key != self.key:
            return _ERRORS["bad key"]
        if question.method not in ("generateContent", "streamGenerateContent"):
            return _ERRORS["404"]
        if question.method == "streamGenerateContent" and not self.streams:
            return (self.stream_refusal, "UNIMPLEMENTED", "Method not found.", [])
        if question.model not in self.models:
            return _ERRORS["404"]
        wrong = self._wrong(question)
        if wrong:
            return (400, "INVALID_ARGUMENT", wrong, [])
        return ()

    def _wrong(self, question: Received) -> str:
        """What the service would complain about in a question."""
        contents = question.body.get("contents")
        if not contents:
            return "* GenerateContentRequest.contents: contents is not specified"
        if any(content.get("role") not in ("user", "model") for content in contents):
            return "Please use a valid role: user, model."
        count = self.tokens(question.text)
        if count > self.context_tokens:
            return (
                f"The input token count ({count}) exceeds the maximum number of tokens allowed "
                f"({self.context_tokens})."
            )
        schema = question.config.get("responseSchema")
        if schema is None:
            return ""
        if not self.takes_schema:
            return "Request contains an invalid argument."
        if question.config.get("responseMimeType") != "application/json":
            return "Response schema is only supported with response mime type application/json."
        return _wrong_schema(schema, "GenerateContentRequest.generation_config.response_schema")

    def tokens(self, text: str) -> int:
        """How many tokens a text counts here."""
        return math.ceil(len(text) / _CHARACTERS_A_TOKEN)

    def _text_for(self, question: Received) -> str:
        if callable(self.answers):
            return self.answers(question)
        with self.lock:
            self._told += 1
            return self.answers[min(self._told, len(self.answers)) - 1]

    def _tear(self, handler: BaseHTTPRequestHandler) -> None:
        # Closing with linger 0 sends RST.
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    def _meet(self, fault: str, question: Received, answer: "_Writer") -> None:
        text = self._text_for(question)
        finish = "STOP"
        room = question.config.get("maxOutputTokens", 8192)
        if self.tokens(text) > room:
            text, finish = text[: int(room * _CHARACTERS_A_TOKEN)], "MAX_TOKENS"
        used = {"promptTokenCount": self.tokens(question.text), "candidatesTokenCount": self.tokens(text)}
        if self.thought_tokens:
            used["thoughtsTokenCount"] = self.thought_tokens
        used["totalTokenCount"] = sum(used.values())
        match fault.split(" "):
            case ["slow"]:
                time.sleep(self.slow_seconds)
            case ["redirect"]:
                return answer.redirect()
            case ["html"]:
                return answer.raw(HTML.encode(), "text/html; charset=UTF-8")
            case ["garbage"]:
                return answer.raw(b'[{"candidates": [{"con', "application/json")
            case ["empty", "body"]:
                return answer.raw(b"", "application/json")
            case ["reset", "at", "once"]:
                return self._tear(answer.handler)
            case ["no", "candidates"]:
                return answer.good([{"usageMetadata": used}])
            case ["no", "parts"]:
                return answer.good([answer.candidate(None, "STOP") | {"usageMetadata": used}])
            case ["no", "reason"]:
                return answer.good([answer.candidate(text, "")])
            case ["blocked", "prompt", reason]:
                return answer.good([answer.blocked(reason)])
            case ["finish", reason]:
                text, finish = text[: len(text) // 2], reason
        return answer.good(list(self._cut(answer, text, finish, used)), fault)

    def _cut(
        self, answer: "_Writer", text: str, finish: str, used: Mapping[str, int]
    ) -> Iterator[dict[str, Any]]:
        """The pieces of an answer; what is said of it as a whole stands in the last."""
        pieces = self.pieces if answer.is_stream else 1
        size = max(1, math.ceil(len(text) / pieces))
        starts = list(range(0, len(text), size)) or [0]
        for start in starts:
            is_last = start == starts[-1]
            piece = answer.candidate(text[start : start + size], finish if is_last else "")
            yield piece | {"usageMetadata": used, "modelVersion": MODEL} if is_last else piece


class _Writer:
    """Writes one answer, as a list of pieces where it is streamed."""

    def __init__(
        self, server: GenerateServer, handler: BaseHTTPRequestHandler, method: str, as_numbers: bool
    ) -> None:
        self._server, self.handler, self._as_numbers = server, handler, as_numbers
        self.is_stream = method == "streamGenerateContent"

    def candidate(self, text: str | None, finish: str) -> dict[str, Any]:
        candidate: dict[str, Any] = {"index": 0}
        if text is not None:
            candidate["content"] = {"parts": [{"text": text}], "role": "model"}
        if finish:
            candidate["finishReason"] = FINISH_REASONS[finish] if self._as_numbers else finish
        return {"candidates": [candidate]}

    def blocked(self, reason: str) -> dict[str, Any]:
        return {
            "promptFeedback": {"blockReason": _BLOCK_REASONS[reason] if self._as_numbers else reason},
            "usageMetadata": {"promptTokenCount": 10, "totalTokenCount": 10},
        }

    def error(self, status: int, name: str, message: str, details: Sequence[Mapping[str, Any]]) -> None:
        more = {}
        if status == 429:
            if self._server.retry_delay is not None:
                info = {"@type": f"{_TYPE}RetryInfo", "retryDelay": self._server.retry_delay}
                details = [*details, info]
            if self._server.retry_after is not None:
                more["Retry-After"] = self._server.retry_after
        error = {"code": status, "message": message, "status": name, "details": list(details)}
        envelope: Any = {"error": error}
        # As the service does, and as the SDK does not expect.
        body = json.dumps([envelope] if self.is_stream else envelope).encode()
        self._server._send(self.handler, body, status, _JSON, more)

    def redirect(self) -> None:
        self._server._send(
            self.handler, b"", 307, "text/html", {"Location": self._server.location + self.handler.path}
        )

    def raw(self, body: bytes, kind: str) -> None:
        self._server._send(self.handler, body, content_type=kind)

    def good(self, pieces: Sequence[Mapping[str, Any]], fault: str = "") -> None:
        if not self.is_stream:
            self._plain(json.dumps(pieces[0], ensure_ascii=False, indent=2).encode(), fault)
            return
        self._head()
        for number, piece in enumerate(pieces):
            self._write(("[" if number == 0 else "\n,\r\n") + json.dumps(piece, ensure_ascii=False, indent=2))
            if fault == "drip":
                self._drip()
            if fault == "hang":
                time.sleep(self._server.slow_seconds)
            if fault == "error in stream":
                self._write("\n,\r\n" + json.dumps({"error": {"code": 503, "status": "UNAVAILABLE"}}))
                break
            if fault == "reset":
                self.handler.wfile.flush()
                # What was written must arrive before the connection is torn down.
                time.sleep(0.05)
                self._server._tear(self.handler)
                return
            time.sleep(self._server.piece_seconds)
        self._write("\n]\n")
        self.handler.wfile.write(b"0\r\n\r\n")
        self.handler.wfile.flush()

    def _plain(self, body: bytes, fault: str) -> None:
        if fault == "reset":
            return self._server._reset(self.handler, body, _JSON)
        if fault not in ("drip", "hang"):
            return self.raw(body, _JSON)
        self._head()
        if fault == "drip":
            self._drip()
        else:
            time.sleep(self._server.slow_seconds)
        self._write(body.decode())
        self.handler.wfile.write(b"0\r\n\r\n")
        return self.handler.wfile.flush()

    def _head(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", _JSON)
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def _drip(self) -> None:
        """White space for a long time: never silent, never done."""
        end = time.monotonic() + self._server.slow_seconds
        while time.monotonic() < end:
            self._write(" ")
            time.sleep(0.02)

    def _write(self, text: str) -> None:
        data = text.encode()
        self.handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.handler.wfile.flush()


_JSON = "application/json; charset=UTF-8"
_TYPE = "type.googleapis.com/google.rpc."
_Error = tuple[int, str, str, Sequence[Mapping[str, Any]]]

_ERRORS: dict[str, _Error] = {
    "bad key": (
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        [
            {
                "@type": f"{_TYPE}ErrorInfo",
                "reason": "API_KEY_INVALID",
                "domain": "googleapis.com",
                "metadata": {"service": "generativelanguage.googleapis.com"},
            },
            {"@type": f"{_TYPE}LocalizedMessage", "locale": "en-US", "message": "API key not valid."},
        ],
    ),
    "400": (400, "INVALID_ARGUMENT", "Request contains an invalid argument.", []),
    "location": (400, "FAILED_PRECONDITION", "User location is not supported for the API use.", []),
    "long": (
        400,
        "INVALID_ARGUMENT",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
        [],
    ),
    "unsafe": (400, "INVALID_ARGUMENT", "The request was blocked for safety reasons.", []),
    "401": (401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", []),
    "403": (
        403,
        "PERMISSION_DENIED",
        "Generative Language API has not been used in project 0 before or it is disabled.",
        [{"@type": f"{_TYPE}ErrorInfo", "reason": "SERVICE_DISABLED", "domain": "googleapis.com"}],
    ),
    "404": (
        404,
        "NOT_FOUND",
        "models/gemini-retired is not found for API version v1beta, or is not supported for generateContent.",
        [],
    ),
    "413": (413, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 20971520 bytes.", []),
    "418": (418, "UNKNOWN", "No such status.", []),
    "429": (429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", []),
    "day quota": (
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        [
            {
                "@type": f"{_TYPE}QuotaFailure",
                "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}],
            }
        ],
    ),
    "500": (500, "INTERNAL", "An internal error has occurred.", []),
    "501": (501, "UNIMPLEMENTED", "Operation is not implemented, or supported, or enabled.", []),
    "503": (503, "UNAVAILABLE", "The service is currently unavailable.", []),
    "overloaded": (503, "UNAVAILABLE", "The model is overloaded. Please try again later.", []),
    "504": (504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.", []),
}
"""Refusals by name: HTTP status, status by name, message, details."""


def _text(content: Mapping[str, Any]) -> str:
    return "".join(part.get("text", "") for part in content.get("parts", ()))


def _wrong_schema(schema: Mapping[str, Any], place: str) -> str:
    """The first thing in a schema that the service does not take."""
    unknown = schema.keys() - _SCHEMA_FIELDS
    if unknown:
        return f'Invalid JSON payload received. Unknown name "{min(unknown)}" at {place}: Cannot find field.'
    kind = _TYPES.get(schema.get("type", 0), schema.get("type"))
    if kind not in _TYPES.values():
        return f"* {place}.type: must be specified"
    if kind == "OBJECT" and not schema.get("properties"):
        return f"* {place}.properties: should be non-empty for OBJECT type"
    if kind == "ARRAY" and "items" not in schema:
        return f"* {place}.items: missing field."
    if set(schema.get("required", ())) - schema.get("properties", {}).keys():
        return f"* {place}.required: property is not defined"
    inner = [*schema.get("properties", {}).items()] + (
        [("items", schema["items"])] if "items" in schema else []
    )
    return next(filter(None, (_wrong_schema(each, f"{place}.{name}") for name, each in inner)), "")
