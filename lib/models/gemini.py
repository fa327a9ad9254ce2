"""Gemini through `google-generativeai`: the one place that knows this SDK.

What is used of it are its message types and its client of the service, one client for each call.
Its `configure` and `GenerativeModel` are passed over: `configure` keeps one key for the whole
process, and the streamed answers of `GenerativeModel` hold every piece back until the next one is
there and fail on pieces without text.
"""

import json
import logging
import re
import threading
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests
import tenacity
import urllib3
from pydantic import SecretStr
from requests.adapters import HTTPAdapter

from lib.models.background import BackgroundCall
from lib.models.reply import ModelError, Phase, Problem, Reply, Turn, Watch
from lib.waiting import retry_after

TRIES = 3
"""How often a call is made before it counts as failed."""

FIRST_BACKOFF = 1.0
"""Seconds: the first wait is drawn from up to this, the next from twice as much."""

LONGEST_WAIT = 20.0
"""Seconds; a person is waiting, so a server that asks for a longer rest counts as busy."""

TEMPERATURE = 0.2
"""Low: an account of a given text, not an invention."""

_CONNECT_SECONDS = 10.0

_LARGEST_ERROR_BYTES = 2**16

_HARMS = (
    "HARM_CATEGORY_HARASSMENT",
    "HARM_CATEGORY_HATE_SPEECH",
    "HARM_CATEGORY_SEXUALLY_EXPLICIT",
    "HARM_CATEGORY_DANGEROUS_CONTENT",
)

_THRESHOLD = "BLOCK_NONE"
"""Rulings tell of deaths, suicides and harassment at work, and a person in distress tells of them too.

The filters rate how likely a text is of such a kind, not what it is for, so that BLOCK_ONLY_HIGH
would refuse those rulings in which a summary matters most. What Google always blocks stays blocked
(https://ai.google.dev/gemini-api/docs/safety-settings), and reaches the person as BLOCKED.
"""

# Numbers of Candidate.FinishReason in the public definition of the service: a reason that the SDK
# does not know yet is a number without a name.
_UNKNOWN, _STOP = 0, 1
_BLOCKED = {
    3,  # SAFETY
    4,  # RECITATION
    5,  # OTHER
    6,  # LANGUAGE
    7,  # BLOCKLIST
    8,  # PROHIBITED_CONTENT
    9,  # SPII
}


class Gemini:
    """One model of one server with one key. Safe to share by threads."""

    def __init__(self, *, key: SecretStr, model: str, base_url: str, timeout_seconds: float) -> None:
        self._key = key
        self._model = model if "/" in model else f"models/{model}"
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout_seconds

    def __repr__(self) -> str:
        return f"Gemini({self._model})"

    @property
    def recipient(self) -> str:
        """The host that receives the text."""
        parts = urlsplit(self._base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def ask(
        self,
        instruction: str,
        turns: Sequence[Turn],
        schema: Mapping[str, Any] | None,
        max_tokens: int,
        watch: Watch,
    ) -> Reply:
        """The model's answer to `turns`, JSON where a JSON `schema` is given.

        The schema is a wish: the server is asked without it when it refuses it. `max_tokens` bounds
        the answer, what the model thinks before included. Raises ModelError only.
        """
        started = time.monotonic()
        wire = _Wire()

        def work(inner: Watch) -> Reply:
            inner.on_phase(Phase.CONNECTING, "")
            call = _Call(
                self._client(wire),
                _Question(self._model, instruction, tuple(turns), schema, max_tokens),
                inner,
                started + self._timeout,
            )
            return self._settled(call, started)

        try:
            return BackgroundCall(work).result(self._timeout, watch)
        finally:
            wire.hang_up()

    def _client(self, wire: "_Wire") -> Any:
        key = self._key.get_secret_value().strip()
        if not re.fullmatch(r"[!-~]+", key):
            # It would not fit into a header, and the complaint about that would show it.
            raise ModelError(Problem.KEY)
        if not re.fullmatch(r"(models|tunedModels)/[\w.-]+", self._model):
            raise ModelError(Problem.MISSING)
        try:
            client = _sdk().Client(
                transport="rest", client_options={"api_key": key, "api_endpoint": self._base_url}
            )
        except Exception:
            # Variables of the environment for Google's other services can make it refuse.
            client = None
        if client is None:
            raise ModelError(Problem.REJECTED)
        session = client.transport._session
        session.mount("https://", wire)
        session.mount("http://", wire)
        return client

    def _settled(self, call: "_Call", started: float) -> Reply:
        """Ask in the richest way first: streamed and with the schema, then without either."""
        streamed, with_schema = True, call.question.schema is not None
        while True:
            answer = call.answer(streamed, with_schema)
            failure = answer.failure
            if failure is None:
                return answer.reply(time.monotonic() - started)
            if streamed and failure.may_be_streaming:
                streamed = False
            elif with_schema and failure.may_be_schema:
                with_schema = False
            else:
                raise ModelError(failure.problem)


# --- asking --------------------------------------------------------------------------------------


class _Failure(Exception):
    """Why a try failed; holds nothing that was sent or answered."""

    def __init__(
        self,
        problem: Problem,
        *,
        status: int = 0,
        again: bool = False,
        rest: float = 0.0,
        schema: bool = False,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.status = status
        """Of HTTP, 0 where there was none or it was good."""
        self.again = again
        """Another try may go well, after `rest` seconds."""
        self.rest = rest
        self.may_be_schema = schema

    @property
    def may_be_streaming(self) -> bool:
        """Whether the same may go well unstreamed."""
        return self.status in (404, 405, 501) or self.problem is Problem.UNREADABLE


@dataclass(frozen=True, slots=True)
class _Question:
    model: str
    instruction: str
    turns: tuple[Turn, ...]
    schema: Mapping[str, Any] | None
    max_tokens: int

    def request(self, with_schema: bool) -> Any:
        """The message of the service."""
        protos = _sdk().protos
        config: dict[str, Any] = {"temperature": TEMPERATURE, "max_output_tokens": self.max_tokens}
        if self.schema is not None:
            config["response_mime_type"] = "application/json"
            shape = response_schema(self.schema) if with_schema else None
            if shape is not None:
                config["response_schema"] = protos.Schema(shape)
        return protos.GenerateContentRequest(
            model=self.model,
            system_instruction=_content(self.instruction) if self.instruction else None,
            contents=[
                {"role": "user" if turn.role == "user" else "model", **_content(turn.text)}
                for turn in self.turns
            ],
            generation_config=config,
            safety_settings=[{"category": harm, "threshold": _THRESHOLD} for harm in _HARMS],
        )


@dataclass(slots=True)
class _Answer:
    """What has arrived so far, piece by piece."""

    text: str = ""
    finish: int = _UNKNOWN
    is_blocked: bool = False
    is_whole: bool = False
    """True for a plain answer, which is there or is not."""
    is_broken: bool = False
    """True for a stream whose rest failed."""
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    failure: _Failure | None = None

    def add(self, piece: Any) -> None:
        """Take a GenerateContentResponse as protobuf."""
        if piece.candidates:
            first = piece.candidates[0]
            self.text += "".join(part.text for part in first.content.parts)
            self.finish = first.finish_reason or self.finish
        elif piece.HasField("prompt_feedback") and not self.text:
            # A question that may be answered gets a candidate; the block reason may be a new one.
            self.is_blocked = True
        if piece.HasField("usage_metadata"):
            used = piece.usage_metadata
            self.prompt_tokens = used.prompt_token_count
            # What a model thinks is paid for as well; this SDK knows it from the total only.
            self.answer_tokens = max(
                used.candidates_token_count, used.total_token_count - used.prompt_token_count
            )

    def verdict(self) -> _Failure | None:
        """What is wrong with the answer as it stands."""
        if self.is_blocked or self.finish in _BLOCKED:
            return _Failure(Problem.BLOCKED)
        if self.text.strip():
            return None
        is_known = self.finish != _UNKNOWN or self.is_whole
        # A stream that ended without a word and without a reason: an error may have stood in it.
        return _Failure(Problem.EMPTY if is_known else Problem.UNREADABLE)

    def stands_after(self, failure: _Failure) -> bool:
        """Whether what has arrived is an answer, cut perhaps, although the rest failed."""
        is_cut = bool(self.text) and failure.problem in (Problem.NETWORK, Problem.UNREADABLE)
        return is_cut or self.is_blocked or self.finish != _UNKNOWN

    def reply(self, seconds: float) -> Reply:
        # Where a stream merely ends without a reason, its JSON tells whether it is whole.
        is_cut = self.is_broken if self.finish == _UNKNOWN else self.finish != _STOP
        return Reply(self.text, is_cut, self.prompt_tokens, self.answer_tokens, seconds)


@dataclass(frozen=True, slots=True)
class _Call:
    """One question on its way."""

    client: Any
    question: _Question
    watch: Watch
    deadline: float
    """On the monotonic clock."""

    def answer(self, streamed: bool, with_schema: bool) -> _Answer:
        """The answer of the last of at most `TRIES` tries."""
        request = self.question.request(with_schema)
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(
                lambda answer: answer.failure is not None and answer.failure.again
            ),
            wait=_rest,
            stop=lambda state: state.attempt_number >= TRIES or not self._is_worth_waiting(state),
            retry_error_callback=_last,
        )
        answer: _Answer = retrying(self._try, request, streamed)
        return answer

    def _is_worth_waiting(self, state: tenacity.RetryCallState) -> bool:
        rest = state.upcoming_sleep
        return rest <= LONGEST_WAIT and time.monotonic() + rest < self.deadline

    def _try(self, request: Any, streamed: bool) -> _Answer:
        self._go_on()
        self.watch.on_phase(Phase.WAITING, "")
        answer = _Answer(is_whole=not streamed)
        # What the watcher raises is none of the server's failures, so that it is told out here.
        for piece in self._pieces(request, streamed):
            if isinstance(piece, _Failure):
                if not answer.stands_after(piece):
                    answer.failure = piece
                    return answer
                answer.is_broken = True
                break
            before = answer.text
            answer.add(piece)
            if answer.text != before:
                if not before:
                    self.watch.on_phase(Phase.WRITING, "")
                self.watch.on_text(answer.text)
            self._go_on()
        answer.failure = answer.verdict()
        return answer

    def _pieces(self, request: Any, streamed: bool) -> Iterator[Any]:
        """All pieces of an answer, and what went wrong as the last of them."""
        try:
            for piece in self._sent(request, streamed):
                yield type(piece).pb(piece)
            return
        except _Failure as refusal:
            failure = refusal
        except Exception as error:
            failure = _failure(error, self.deadline)
        yield failure

    def _sent(self, request: Any, streamed: bool) -> Iterable[Any]:
        # The SDK's own retries would pass over what the server asks for.
        options = {"retry": None, "timeout": max(0.001, self.deadline - time.monotonic())}
        if streamed:
            stream: Iterable[Any] = self.client.stream_generate_content(request, **options)
            return stream
        return [self.client.generate_content(request, **options)]

    def _go_on(self) -> None:
        if self.watch.cancelled():
            raise ModelError(Problem.CANCELLED)


def _rest(state: tenacity.RetryCallState) -> float:
    failure = state.outcome.result().failure if state.outcome else None
    if failure is not None and failure.rest:
        return float(failure.rest)
    backoff = tenacity.wait_random_exponential(multiplier=FIRST_BACKOFF, max=LONGEST_WAIT)
    return backoff(state)


def _last(state: tenacity.RetryCallState) -> Any:
    return state.outcome.result() if state.outcome else None


def _content(text: str) -> dict[str, Any]:
    # Halves of characters, as in a broken paste, are refused by protobuf.
    return {"parts": [{"text": text.encode("utf-8", "replace").decode()}]}


# --- the wire ------------------------------------------------------------------------------------


class _Wire(HTTPAdapter):
    """Carries one call under the SDK, which cannot say what is needed of a refusal.

    Errors of a streamed answer come as a list, on which the SDK's own reading fails; it asks again
    by itself after a 401, follows redirects with the key, and waits for a connection without end.
    """

    def __init__(self) -> None:
        super().__init__()
        self._hung_up = threading.Event()
        self._response: requests.Response | None = None

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        seconds = options["timeout"]
        options["timeout"] = (min(_CONNECT_SECONDS, seconds), seconds)
        response = super().send(request, *arguments, **options)
        self._response = response
        if self._hung_up.is_set():
            self.hang_up()
        if response.status_code != requests.codes.ok:
            raise _refusal(response)
        return response

    def hang_up(self) -> None:
        """End whatever is still being read, from another thread: a given-up answer costs as well."""
        self._hung_up.set()
        if self._response is not None:
            with suppress(Exception):
                self._response.raw.shutdown()
        self.close()


def _refusal(response: requests.Response) -> _Failure:
    body = response.raw.read(_LARGEST_ERROR_BYTES, decode_content=True)
    try:
        envelope = json.loads(body)
    except ValueError:
        envelope = {}
    if isinstance(envelope, list) and envelope:
        envelope = envelope[0]
    error = envelope.get("error") if isinstance(envelope, dict) else None
    error = error if isinstance(error, dict) else {}
    details = error.get("details")
    details = [each for each in details if isinstance(each, dict)] if isinstance(details, list) else []
    return _refused(
        response.status_code,
        str(error.get("message", "")).lower(),
        str(error.get("status", "")),
        details,
        retry_after(response.headers.get("Retry-After", "")) or 0.0,
    )


_TOO_LONG = re.compile(
    r"token count|too many tokens|maximum number of tokens|payload size|too long|too large"
)
_SAFETY = re.compile(r"\bsafety\b(?![_ ]?setting)|\bblocked\b|prohibited")
_OVERLOADED = re.compile(r"overloaded|high demand|capacity")


def _refused(
    status: int, message: str, name: str, details: Sequence[Mapping[str, Any]], retry_after: float
) -> _Failure:
    """What a status other than 200 means; `message` in small letters, `name` as of google.rpc.Code."""
    reasons = {detail.get("reason") for detail in details}
    is_key = "API_KEY_INVALID" in reasons or "api key" in message
    rest = max([retry_after, *(_seconds(detail.get("retryDelay")) for detail in details)])
    match status:
        case 401 | 403:
            return _Failure(Problem.KEY, status=status)
        case 400 if is_key:
            return _Failure(Problem.KEY, status=status)
        case 400 | 413 if status == 413 or _TOO_LONG.search(message):
            return _Failure(Problem.TOO_LONG, status=status)
        case 400 if _SAFETY.search(message):
            return _Failure(Problem.BLOCKED, status=status)
        case 400:
            # FAILED_PRECONDITION is about the account: its country, its billing.
            return _Failure(Problem.REJECTED, status=status, schema=name != "FAILED_PRECONDITION")
        case 404:
            return _Failure(Problem.MISSING, status=status)
        case 408 | 504:
            return _Failure(Problem.SLOW, status=status)
        case 429:
            is_for_today = "PerDay" in json.dumps(details)
            return _Failure(Problem.BUSY, status=status, again=not is_for_today, rest=rest)
        case 501:
            return _Failure(Problem.SERVER, status=status)
        case _ if status >= 500:
            problem = Problem.BUSY if status == 503 and _OVERLOADED.search(message) else Problem.SERVER
            return _Failure(problem, status=status, again=True, rest=rest)
        case _:
            return _Failure(Problem.REJECTED, status=status)


def _failure(error: Exception, deadline: float) -> _Failure:
    """What an exception of the SDK or of what lies under it means."""
    if isinstance(error, requests.ConnectTimeout):
        return _Failure(Problem.NETWORK, again=True)
    # Silence in the middle of a body comes as a ConnectionError.
    if isinstance(error, requests.Timeout) or time.monotonic() >= deadline:
        return _Failure(Problem.SLOW)
    if isinstance(error, OSError | urllib3.exceptions.HTTPError) and not isinstance(error, ValueError):
        return _Failure(Problem.NETWORK, again=True)
    if isinstance(error, requests.RequestException):
        # An address that is none.
        return _Failure(Problem.NETWORK)
    return _Failure(Problem.UNREADABLE)


def _seconds(duration: object) -> float:
    """A google.protobuf.Duration as JSON, such as "7s" or "0.5s"."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d*)?)s", str(duration))
    return float(found[1]) if found else 0.0


# --- the SDK -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sdk:
    protos: Any
    Client: Any


_TALKATIVE = (
    "google.ai.generativelanguage_v1beta.services.generative_service.client",
    "google.ai.generativelanguage_v1beta.services.generative_service.transports.rest",
    "google.auth.transport.requests",
)
"""Loggers that write whole questions, answers and headers at level DEBUG."""

_importing = threading.Lock()


def _sdk() -> _Sdk:
    """The SDK, imported when first needed: that takes a second or two."""
    with _importing:
        return _imported()


@cache
def _imported() -> _Sdk:
    with warnings.catch_warnings():
        # That its support has ended, and that of this Python will: nothing for the person.
        warnings.simplefilter("ignore", FutureWarning)
        from google.ai.generativelanguage import GenerativeServiceClient
        from google.generativeai import protos
    for name in _TALKATIVE:
        logging.getLogger(name).disabled = True
    return _Sdk(protos, GenerativeServiceClient)


# --- schema --------------------------------------------------------------------------------------


class _InexpressibleError(Exception):
    """A schema says more than Gemini's can."""


_TYPES = {
    "string": "STRING",
    "integer": "INTEGER",
    "number": "NUMBER",
    "boolean": "BOOLEAN",
    "array": "ARRAY",
    "object": "OBJECT",
}


def response_schema(schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """A JSON schema in the subset that `response_schema` of this SDK can say, or None.

    References are put in place and what cannot be said (defaults, titles, lengths, patterns) is left
    out: whoever reads the answer checks it anyway. None where leaving out would change the shape:
    unions, objects with free keys, a type within itself.
    """
    try:
        return _converted(schema, schema.get("$defs", {}), ())
    except _InexpressibleError:
        return None


def _converted(node: Mapping[str, Any], known: Mapping[str, Any], within: tuple[str, ...]) -> dict[str, Any]:
    if "$ref" in node:
        name = str(node["$ref"]).rpartition("/")[2]
        if name in within or name not in known:
            raise _InexpressibleError
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _converted({**known[name], **beside}, known, (*within, name))
    for union in ("anyOf", "oneOf", "allOf"):
        if union in node:
            return _only_option(node, union, known, within)
    kinds = node.get("type", "string" if {"enum", "const"} & node.keys() else None)
    kinds = [kinds] if isinstance(kinds, str) else list(kinds or ())
    is_nullable = "null" in kinds
    kinds = [kind for kind in kinds if kind != "null"]
    if len(kinds) != 1 or kinds[0] not in _TYPES:
        raise _InexpressibleError
    converted: dict[str, Any] = {"type": _TYPES[kinds[0]]}
    if node.get("description"):
        converted["description"] = node["description"]
    if is_nullable:
        converted["nullable"] = True
    match kinds[0]:
        case "string":
            converted |= _choices(node)
        case "array":
            converted |= _list(node, known, within)
        case "object":
            converted |= _fields(node, known, within)
    return converted


def _only_option(
    node: Mapping[str, Any], union: str, known: Mapping[str, Any], within: tuple[str, ...]
) -> dict[str, Any]:
    """A union with null, or with nothing."""
    options = [option for option in node[union] if option.get("type") != "null"]
    if len(options) != 1:
        raise _InexpressibleError
    beside = {key: value for key, value in node.items() if key != union}
    converted = _converted({**options[0], **beside}, known, within)
    if len(options) < len(node[union]):
        converted["nullable"] = True
    return converted


def _choices(node: Mapping[str, Any]) -> dict[str, Any]:
    choices = [node["const"]] if "const" in node else node.get("enum", ())
    words = [choice for choice in choices if isinstance(choice, str)]
    return {"format": "enum", "enum": words} if words else {}


def _list(node: Mapping[str, Any], known: Mapping[str, Any], within: tuple[str, ...]) -> dict[str, Any]:
    items = node.get("items")
    if not isinstance(items, Mapping):
        raise _InexpressibleError
    sizes = {"minItems": "min_items", "maxItems": "max_items"}
    return {"items": _converted(items, known, within)} | {
        own: node[name] for name, own in sizes.items() if name in node
    }


def _fields(node: Mapping[str, Any], known: Mapping[str, Any], within: tuple[str, ...]) -> dict[str, Any]:
    fields = node.get("properties")
    if not fields:
        raise _InexpressibleError
    converted: dict[str, Any] = {
        "properties": {name: _converted(field, known, within) for name, field in fields.items()}
    }
    if node.get("required"):
        converted["required"] = list(node["required"])
    return converted
