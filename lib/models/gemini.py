"""Gemini through `google-generativeai`: the one place that knows this SDK.

What is used of it are its message types and its client of the service, one client for each try.
Its `configure` and `GenerativeModel` are passed over: `configure` keeps one key for the whole
process, and the streamed answers of `GenerativeModel` hold every piece back until the next one is
there and fail on pieces without text.
"""

import logging
import re
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from lib.models.background import BackgroundCall
from lib.models.reply import ModelError, Phase, Problem, Reply, Room, Turn, Watch
from lib.models.tries import (
    CONNECT_SECONDS,
    PROBLEM_OF_STATUS,
    Failure,
    Manner,
    Patience,
    Transcript,
    answered,
    cause_told,
    fits_header,
    host,
    rest_asked,
    sendable,
)
from lib.settings import Settings

FIRST_PAUSE = 1.0
"""Seconds before the second try."""

LONGEST_REST = 20.0
"""Seconds; a person is waiting, so a server that asks for a longer rest counts as busy."""

TEMPERATURE = 0.0
"""An account of a given text, not an invention."""

_LARGEST_ERROR_BYTES = 2**16

# No model reads more at once; a greater count is a server's mistake.
_MOST_TOKENS = 10_000_000

_HARMS = (
    "HARM_CATEGORY_HARASSMENT",
    "HARM_CATEGORY_HATE_SPEECH",
    "HARM_CATEGORY_SEXUALLY_EXPLICIT",
    "HARM_CATEGORY_DANGEROUS_CONTENT",
)

# Rulings tell of deaths, suicides and harassment at work, and a person in distress tells of them too.
# The filters rate how likely a text is of such a kind, not what it is for, so that BLOCK_ONLY_HIGH
# would refuse those rulings in which a summary matters most. What Google always blocks stays blocked
# (https://ai.google.dev/gemini-api/docs/safety-settings), and reaches the person as BLOCKED.
_THRESHOLD = "BLOCK_NONE"

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
    """The model of the settings. Safe to share by threads."""

    def __init__(self, settings: Settings) -> None:
        name = settings.gemini_model
        self._settings = settings
        self._model = name if "/" in name else f"models/{name}"

    @property
    def name(self) -> str:
        """The model's name, as the settings call it."""
        return self._settings.gemini_model

    @property
    def room(self) -> Room:
        """Tokens the model may be sent and may write, by the settings; it could read far more."""
        answer = self._settings.gemini_answer_tokens
        return Room(self._settings.gemini_prompt_characters + answer, answer)

    @property
    def answer_seconds(self) -> float:
        """The longest an answer and its repair may take together."""
        return self._settings.gemini_timeout_seconds

    @property
    def seconds(self) -> float:
        """The same: this server does not sleep."""
        return self.answer_seconds

    def cost(self, reply: Reply) -> float | None:
        """US dollars for the tokens read and written; None where no price is set or a count cannot be."""
        read, written = self._settings.gemini_price_in, self._settings.gemini_price_out
        if not (read or written) or reply.prompt_tokens is None or reply.answer_tokens is None:
            return None
        if min(reply.prompt_tokens, reply.answer_tokens) < 0 or reply.prompt_tokens > _MOST_TOKENS:
            return None
        return (reply.prompt_tokens * read + reply.answer_tokens * written) / 1_000_000

    @property
    def recipient(self) -> str:
        """The host that receives the text."""
        return host(self._settings.gemini_base_url)

    def ask(
        self,
        instruction: str,
        turns: Sequence[Turn],
        max_tokens: int,
        schema: Mapping[str, Any] | None,
        watch: Watch,
    ) -> Reply:
        """The model's answer to `turns`, JSON where a JSON `schema` is given.

        The schema is a wish: the server is asked without it when it refuses it. `max_tokens` bounds
        the answer, what the model thinks before included. Raises ModelError only.
        """
        if not self._secret or not fits_header(self._secret):
            raise ModelError(Problem.KEY)
        if not re.fullmatch(r"(models|tunedModels)/[\w.-]+", self._model):
            raise ModelError(Problem.MISSING)
        # Before the clock starts: a slow computer's first import is no slowness of the server.
        _sdk()
        patience = Patience(
            watch,
            answer=self._settings.gemini_timeout_seconds,
            pause=FIRST_PAUSE,
            longest_rest=LONGEST_REST,
        )
        question = partial(_request, self._model, instruction, turns, max_tokens, schema)
        watch.on_phase(Phase.CONNECTING, "")
        attempt = partial(self._attempt, question, patience)
        return answered(attempt, Manner(with_schema=schema is not None), _simpler, patience)

    @property
    def _secret(self) -> str:
        return self._settings.gemini_api_key.get_secret_value().strip()

    def _attempt(self, question: Callable[[bool], Any], patience: Patience, manner: Manner) -> Reply:
        wire, seconds = _Wire(), patience.seconds_left
        try:
            work = partial(self._answer, wire, question, manner, seconds)
            return BackgroundCall(work).result(seconds, patience.watch)
        finally:
            wire.hang_up()

    # Ask once. Raises Failure and ModelError.
    def _answer(
        self, wire: "_Wire", question: Callable[[bool], Any], manner: Manner, seconds: float, watch: Watch
    ) -> Reply:
        client = self._client(wire)
        watch.on_phase(Phase.WAITING, "")
        answer = _Answer(watch)
        request = question(manner.with_schema)
        # The SDK's own retries would pass over what the server asks for. Who waits gives up first.
        options = {"retry": None, "timeout": seconds + 1}
        ask = client.stream_generate_content if manner.is_streamed else client.generate_content
        failure = None
        try:
            said = ask(request, **options)
            for piece in said if manner.is_streamed else [said]:
                answer.add(type(piece).pb(piece))
        except Exception as error:
            failure = error if isinstance(error, Failure) else _failure(error)
        if failure is not None and not answer.stands_after(failure):
            raise failure
        return answer.checked(is_broken=failure is not None, is_streamed=manner.is_streamed)

    def _client(self, wire: "_Wire") -> Any:
        options = {"api_key": self._secret, "api_endpoint": self._settings.gemini_base_url}
        client = None
        # Variables of the environment for Google's other services can make it refuse.
        with suppress(Exception):
            client = _sdk().Client(transport="rest", client_options=options)
        if client is None:
            raise ModelError(Problem.REJECTED)
        session = client.transport._session
        session.mount("https://", wire)
        session.mount("http://", wire)
        return client


# --- what is sent --------------------------------------------------------------------------------


# The message of the service.
def _request(
    model: str,
    instruction: str,
    turns: Sequence[Turn],
    max_tokens: int,
    schema: Mapping[str, Any] | None,
    with_schema: bool,
) -> Any:
    protos = _sdk().protos
    config: dict[str, Any] = {"temperature": TEMPERATURE, "max_output_tokens": max_tokens}
    if schema is not None:
        config["response_mime_type"] = "application/json"
        if with_schema:
            config["response_schema"] = protos.Schema(response_schema(schema))
    return protos.GenerateContentRequest(
        model=model,
        system_instruction=_content(instruction) if instruction else None,
        contents=[
            {"role": "user" if turn.role == "user" else "model", **_content(turn.text)} for turn in turns
        ],
        generation_config=config,
        safety_settings=[{"category": harm, "threshold": _THRESHOLD} for harm in _HARMS],
    )


def _content(text: str) -> dict[str, Any]:
    return {"parts": [{"text": sendable(text)}]}


def response_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A plain JSON schema (lib.models.schemas.json_schema) in the words of Gemini."""
    converted: dict[str, Any] = {"type": schema["type"].upper()}
    converted |= {name: schema[name] for name in ("description", "required") if name in schema}
    if "enum" in schema:
        converted |= {"format": "enum", "enum": schema["enum"]}
    if "items" in schema:
        converted["items"] = response_schema(schema["items"])
    if "properties" in schema:
        fields = schema["properties"].items()
        converted["properties"] = {name: response_schema(field) for name, field in fields}
    return converted


# Streaming may be all that a server lacks, or it cannot take the schema.
def _simpler(manner: Manner, failure: Failure) -> Manner | None:
    if manner.is_streamed and (failure.status in (404, 405, 501) or failure.problem is Problem.UNREADABLE):
        return replace(manner, is_streamed=False)
    # A failed precondition is about the account: its country, its billing.
    is_for_schema = failure.status == 400 and "failed_precondition" not in failure.said
    if manner.with_schema and failure.problem is Problem.REJECTED and is_for_schema:
        return replace(manner, with_schema=False)
    return None


# --- what comes back -----------------------------------------------------------------------------


# What has arrived so far, piece by piece.
class _Answer(Transcript):
    finish = _UNKNOWN
    is_blocked = False

    def add(self, piece: Any) -> None:
        """Take a GenerateContentResponse as protobuf."""
        if piece.candidates:
            first = piece.candidates[0]
            self.finish = first.finish_reason or self.finish
            self.write("".join(part.text for part in first.content.parts))
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

    def stands_after(self, failure: Failure) -> bool:
        """Whether what has arrived is an answer, cut perhaps, although the rest failed."""
        is_cut = bool(self.text) and failure.problem in (Problem.NETWORK, Problem.UNREADABLE)
        return is_cut or self.is_blocked or self.finish != _UNKNOWN

    def checked(self, is_broken: bool, is_streamed: bool) -> Reply:
        """The reply. Raises ModelError and Failure where there is no answer in it."""
        if self.is_blocked or self.finish in _BLOCKED:
            raise ModelError(Problem.BLOCKED)
        if not self.text.strip():
            if is_streamed and self.finish == _UNKNOWN:
                # Ended without a word and without a reason: an error may have stood in it.
                raise Failure(Problem.UNREADABLE)
            raise ModelError(Problem.EMPTY)
        # Where a stream merely ends without a reason, its JSON tells whether it is whole.
        return self.reply(is_broken if self.finish == _UNKNOWN else self.finish != _STOP)


# Carries one call under the SDK, which cannot say what is needed of a refusal.
#
# Errors of a streamed answer come as a list, on which the SDK's own reading fails; it asks again
# by itself after a 401, follows redirects with the key, and waits for a connection without end.
class _Wire(HTTPAdapter):
    def __init__(self) -> None:
        super().__init__()
        self._hung_up = threading.Event()
        self._response: requests.Response | None = None

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        seconds = options["timeout"]
        options["timeout"] = (min(CONNECT_SECONDS, seconds), seconds)
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


_KEY_WORDS = re.compile(r"api_key_invalid|api key")
_TOO_LONG = re.compile(
    r"token count|too many tokens|maximum number of tokens|payload size|too long|too large"
)
_SAFETY = re.compile(r"\bsafety\b(?![_ ]?setting)|\bblocked\b|prohibited")
_OVERLOADED = re.compile(r"overloaded|high demand|capacity")
_RETRY_DELAY = re.compile(r'"retrydelay":\s*"(\d{1,9}(?:\.\d*)?)s"')


# What a status other than 200 means.
def _refusal(response: requests.Response) -> Failure:
    body = response.raw.read(_LARGEST_ERROR_BYTES, decode_content=True)
    status, said = response.status_code, body.decode("utf-8", "replace").lower()
    problem = PROBLEM_OF_STATUS.get(status, Problem.REJECTED)
    if status < 400:
        problem = Problem.SENT_ON
    elif told := cause_told(said):
        problem = told
    elif status == 400:
        words = ((Problem.KEY, _KEY_WORDS), (Problem.TOO_LONG, _TOO_LONG), (Problem.BLOCKED, _SAFETY))
        problem = next((each for each, pattern in words if pattern.search(said)), problem)
    elif status >= 500:
        is_busy = status == 503 and _OVERLOADED.search(said)
        problem = Problem.SLOW if status == 504 else Problem.BUSY if is_busy else Problem.SERVER
    delay = _RETRY_DELAY.search(said)
    rests = [rest_asked(response.headers.get("Retry-After")), float(delay[1]) if delay else None]
    return Failure(
        problem,
        status=status,
        said=said,
        rest=max((rest for rest in rests if rest is not None), default=None),
        # A quota of the day does not come back soon, nor does a server learn a method.
        is_final=status == 501 or (status == 429 and "perday" in said),
    )


# What an exception of the SDK or of what lies under it means.
def _failure(error: Exception) -> Failure:
    if isinstance(error, requests.Timeout) and not isinstance(error, requests.ConnectTimeout):
        return Failure(Problem.SLOW)
    if isinstance(error, OSError | urllib3.exceptions.HTTPError):
        # A ValueError among them: an address that is none.
        return Failure(Problem.NETWORK, is_final=isinstance(error, ValueError))
    return Failure(Problem.UNREADABLE)


# --- the SDK -------------------------------------------------------------------------------------


# Loggers that write whole questions, answers and headers at level DEBUG.
_TALKATIVE = (
    "google.ai.generativelanguage_v1beta.services.generative_service.client",
    "google.ai.generativelanguage_v1beta.services.generative_service.transports.rest",
    "google.auth.transport.requests",
)


# What is used of the SDK, imported when first needed: that takes a second or two.
@cache
def _sdk() -> SimpleNamespace:
    with warnings.catch_warnings():
        # That its support has ended, and that of this Python will: nothing for the person.
        warnings.simplefilter("ignore", FutureWarning)
        from google.ai.generativelanguage import GenerativeServiceClient
        from google.generativeai import protos
    for name in _TALKATIVE:
        logging.getLogger(name).disabled = True
    return SimpleNamespace(protos=protos, Client=GenerativeServiceClient)
