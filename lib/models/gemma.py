"""Gemma behind Hugging Face, or any server with the same route: the one place with huggingface_hub."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from pydantic import SecretStr

from lib.models.background import BackgroundCall
from lib.models.reply import ModelError, Phase, Problem, Reply, Turn, Watch
from lib.waiting import retry_after

if TYPE_CHECKING:
    import httpx2
    from huggingface_hub import InferenceClient, InferenceEndpoint
    from huggingface_hub.errors import TextGenerationError

TEMPERATURE = 0.1
"""Low, so that the same case gets much the same analysis; some servers refuse 0."""

_RETRIES = 2
"""How often a failure that may pass is met with another try."""

_LONGEST_PAUSE = 15.0
"""Seconds between two tries, unless the server asks for more."""

_CONNECT_SECONDS = 10.0

_API_SECONDS = 30.0
"""How long the API of endpoints may be silent."""

LONGEST_TEXT = 40_000
"""Characters; far beyond what 8,192 tokens can say, so a server that does not stop is stopped."""

_LARGEST_BODY = 20 * 2**20
"""Bytes; every few characters of a stream come in an event of some 300 bytes."""

_UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the library raises at an answer of another shape than it knows."""


@dataclass(frozen=True, slots=True)
class GemmaSettings:
    """Where the model is and how long to wait for it.

    `url` is the server's, with or without `/v1`; an endpoint of Hugging Face can be named instead.
    """

    url: str = ""
    token: SecretStr = field(default_factory=lambda: SecretStr(""))
    model: str = "rtzr/ko-gemma-2-9b-it"
    """TGI serves its model whatever the name says; vLLM wants its own."""
    endpoint_name: str = ""
    namespace: str = ""
    """Whose endpoint it is; empty: that of the token's owner."""
    hub_url: str = ""
    """Address of the API of Hugging Face endpoints; empty: the public one."""
    wake_seconds: float = 600.0
    """How long to wait for a sleeping server; an endpoint takes 5 to 10 minutes."""
    timeout_seconds: float = 120.0
    """How long one answer may take once the server is awake."""
    pause_seconds: float = 2.0
    """Before the second try; the pauses grow to 15 seconds."""


class Gemma:
    """A chat model that knows no system role. Threads may share one."""

    def __init__(self, settings: GemmaSettings) -> None:
        self._settings = settings
        self._url = settings.url

    @property
    def recipient(self) -> str:
        """Who receives the text, for the person: a host, or an endpoint that has not told its host yet."""
        if self._url:
            parts = urlsplit(self._url)
            return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
        name = f"{self._settings.namespace}/{self._settings.endpoint_name}".strip("/")
        return f"Hugging Face endpoint {name}"

    def ask(
        self, turns: Sequence[Turn], max_tokens: int, schema: Mapping[str, Any] | None, watch: Watch
    ) -> Reply:
        """The model's answer to the last of `turns`, of at most `max_tokens` tokens.

        With `schema` (JSON schema) the server is asked to keep to it; one that cannot is asked
        without, so the answer may be anything. Raises ModelError; ValueError where the turns do not
        alternate from user to user.
        """
        _check(turns)
        if not (self._token.isascii() and self._token.isprintable()):
            # It cannot stand in a header, and the library's complaint would show it.
            raise ModelError(Problem.KEY)
        patience = _Patience(self._settings, watch)
        watch.on_phase(Phase.CONNECTING, "")
        if self._settings.endpoint_name:
            self._wake(patience, watch)
        manner = _Manner(_formats(schema))
        while True:
            question = _question(self._settings.model, turns, max_tokens, manner)
            attempt = partial(self._attempt, question, patience.is_waking)
            try:
                return BackgroundCall(attempt).result(patience.seconds_left, watch)
            except _FailedError as error:
                failed = error
            simpler = manner.simpler(failed.said) if failed.problem is Problem.REJECTED else None
            if simpler is None:
                patience.rest(failed)
            else:
                manner = simpler

    # --- one question ------------------------------------------------------------------------

    def _attempt(self, question: Mapping[str, Any], is_waking: bool, watch: Watch) -> Reply:
        """Ask once. Raises _FailedError or ModelError, neither with an error of the library in it."""
        import httpx2

        _prepare_hub(self._settings.hub_url, watch)
        from huggingface_hub.errors import InferenceTimeoutError, TextGenerationError

        try:
            return self._chat(question, is_waking, watch)
        except httpx2.HTTPStatusError as error:
            failed = _refusal(error.response)
        except TextGenerationError as error:
            failed = _failure_in_stream(error)
        except (InferenceTimeoutError, httpx2.TimeoutException) as error:
            is_connecting = isinstance(error.__cause__, httpx2.ConnectTimeout)
            failed = _FailedError(Problem.NETWORK if is_connecting else Problem.SLOW)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            failed = _FailedError(Problem.MISSING)
        except (httpx2.DecodingError, *_UNREADABLE):
            failed = _FailedError(Problem.UNREADABLE)
        except (httpx2.HTTPError, OSError):
            failed = _FailedError(Problem.NETWORK)
        raise failed

    def _chat(self, question: Mapping[str, Any], is_waking: bool, watch: Watch) -> Reply:
        answer = _Answer(watch)
        with self._client() as client:
            if not is_waking:
                # While a server wakes, every try would tell this.
                watch.on_phase(Phase.WAITING, "")
            said = client.chat_completion(**question)
            if is_waking:
                watch.on_phase(Phase.WAITING, "")
            if question["stream"]:
                answer.read_stream(said)
            else:
                answer.read_whole(said)
        return answer.reply()

    def _client(self) -> "InferenceClient":
        """Raises ModelError, httpx2.InvalidURL."""
        import httpx2
        from huggingface_hub import InferenceClient

        url = httpx2.URL(self._url.strip().rstrip("/"))
        if url.scheme not in ("http", "https") or not url.host:
            # The library asks the public service of Hugging Face where it sees no address.
            raise ModelError(Problem.MISSING)
        headers: dict[str, Any] = {"user-agent": "sanjae-guide"}
        if not self._token:
            # Without a token the library (2.4.0) takes that of the machine, whatever
            # HF_HUB_DISABLE_IMPLICIT_TOKEN says: so it gets one, and None leaves the header out.
            headers["authorization"] = None
        seconds = self._settings.timeout_seconds
        # Any: declared as a number, and handed to httpx2 as it is.
        timeout: Any = httpx2.Timeout(seconds, connect=_CONNECT_SECONDS, pool=_CONNECT_SECONDS)
        return InferenceClient(
            base_url=str(url), token=self._token or "none", headers=headers, timeout=timeout
        )

    @property
    def _token(self) -> str:
        return self._settings.token.get_secret_value().strip()

    # --- an endpoint by its name -------------------------------------------------------------

    def _wake(self, patience: "_Patience", watch: Watch) -> None:
        """Wait until the endpoint runs, resuming it once, and take its address."""
        may_resume = True
        while True:
            try:
                found = BackgroundCall(partial(self._endpoint, may_resume)).result(
                    patience.seconds_left, watch
                )
            except _FailedError as error:
                failed = error
            else:
                if found.is_ready:
                    patience.is_waking = False
                    self._url = self._settings.url or found.url
                    return
                if found.status in ("failed", "updateFailed"):
                    raise ModelError(Problem.SERVER)
                may_resume = may_resume and not found.is_resumed
                failed = _FailedError(Problem.ASLEEP, status=found.status)
            patience.rest(failed)

    def _endpoint(self, may_resume: bool, watch: Watch) -> "_Endpoint":
        """How the endpoint is; one that sleeps is resumed. Raises _FailedError."""
        import httpx2

        _prepare_hub(self._settings.hub_url, watch)
        import huggingface_hub

        name, namespace = self._settings.endpoint_name, self._settings.namespace or None
        try:
            # False keeps the library from sending the token that the machine is logged in with.
            endpoint = huggingface_hub.get_inference_endpoint(
                name, namespace=namespace, token=self._token or False
            )
            if endpoint.status in ("paused", "scaledToZero") and may_resume:
                watch.on_phase(Phase.WAKING, endpoint.status)
                return _resume(endpoint)
            return _Endpoint(endpoint.status, endpoint.url or "")
        except httpx2.HTTPStatusError as error:
            failed = _refusal(error.response)
        except (httpx2.HTTPError, OSError):
            failed = _FailedError(Problem.NETWORK)
        except _UNREADABLE:
            failed = _FailedError(Problem.UNREADABLE)
        raise failed


@dataclass(frozen=True, slots=True)
class _Endpoint:
    status: str
    url: str
    is_resumed: bool = False
    wakes_when_asked: bool = False

    @property
    def is_ready(self) -> bool:
        return bool(self.url) and (self.status == "running" or self.wakes_when_asked)


def _resume(endpoint: "InferenceEndpoint") -> _Endpoint:
    import httpx2

    try:
        endpoint.resume()
    except httpx2.HTTPStatusError as error:
        if error.response.status_code not in (400, 409):
            raise
        # An endpoint that scales by itself is not for resuming: a question wakes it.
        return _Endpoint(endpoint.status, endpoint.url or "", is_resumed=True, wakes_when_asked=True)
    return _Endpoint(endpoint.status, endpoint.url or "", is_resumed=True)


# --- how the library talks -------------------------------------------------------------------

_GIVEN_UP: ContextVar[Callable[[], bool]] = ContextVar("given up", default=lambda: False)
"""Whether nobody waits for the call of this thread; the library hands nothing of ours to its session."""


def _prepare_hub(hub_url: str, watch: Watch) -> None:
    """No word to Hugging Face about who uses this, no question in a log, and limits to every call."""
    from huggingface_hub import constants, get_session

    constants.HF_HUB_DISABLE_TELEMETRY = True
    constants.HF_DEBUG = False
    if hub_url:
        constants.INFERENCE_ENDPOINTS_ENDPOINT = hub_url.rstrip("/")
    _GIVEN_UP.set(watch.cancelled)
    session = get_session()
    # Of calls that set none; a thread that was given up would wait for ever.
    session.timeout = _API_SECONDS
    session.event_hooks = {**session.event_hooks, "response": [_check_response]}


def _check_response(response: "httpx2.Response") -> None:
    """Raises httpx2.HTTPStatusError for all but a success.

    Left to the library (2.4.0), a redirection would carry the question to a host that nobody agreed
    to, and a refusal in words that it cannot read would lose its status.
    """
    response.stream = _limited(cast("httpx2.SyncByteStream", response.stream))
    if not response.is_success:
        response.read()
        response.raise_for_status()


def _limited(stream: "httpx2.SyncByteStream") -> "httpx2.SyncByteStream":
    """The stream to where it becomes too long or nobody waits for it any more."""
    import httpx2

    class Limited(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for piece in stream:
                yield piece
                size += len(piece)
                if size > _LARGEST_BODY or _GIVEN_UP.get()():
                    return

        def close(self) -> None:
            stream.close()

    return Limited()


# --- what is sent ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Manner:
    """What is asked for beside the answer; servers differ in what they can do."""

    formats: tuple[Mapping[str, Any], ...]
    """The first is asked for, the others are left to try."""
    is_streamed: bool = True
    wants_usage: bool = True

    def simpler(self, said: str) -> "_Manner | None":
        """Without what the server refuses; None where its words name nothing of this."""
        if self.is_streamed and self.wants_usage and "stream_options" in said:
            return replace(self, wants_usage=False)
        if self.formats and _FORMAT_WORDS.search(said):
            return replace(self, formats=self.formats[1:])
        if self.is_streamed and "stream" in said:
            return replace(self, is_streamed=False)
        if self.formats and _UNSUPPORTED_WORDS.search(said):
            return replace(self, formats=self.formats[1:])
        return None


_FORMAT_WORDS = re.compile(r"response_format|grammar|schema|json_object|guided|structured|constrained")
_UNSUPPORTED_WORDS = re.compile(r"unsupported|not support|unknown|unrecogni[sz]ed|not permitted")


def _formats(schema: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], ...]:
    """The library (2.4.0) turns this into the form of TGI, in which other servers see that JSON is wanted."""
    if schema is None:
        return ()
    return ({"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}},)


def _question(model: str, turns: Sequence[Turn], max_tokens: int, manner: _Manner) -> dict[str, Any]:
    """What `chat_completion` of the library takes; it leaves out what is None."""
    wants_usage = manner.is_streamed and manner.wants_usage
    return {
        "model": model or "tgi",
        "messages": [{"role": turn.role, "content": _sendable(turn.text)} for turn in turns],
        "max_tokens": max_tokens,
        "temperature": TEMPERATURE,
        "stream": manner.is_streamed,
        "stream_options": {"include_usage": True} if wants_usage else None,
        "response_format": manner.formats[0] if manner.formats else None,
    }


def _sendable(text: str) -> str:
    """Without halves of letters, which no encoding has."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _check(turns: Sequence[Turn]) -> None:
    wanted = ["user", "assistant"] * len(turns)
    roles = [turn.role for turn in turns]
    if not roles or roles != wanted[: len(roles)] or roles[-1] != "user":
        raise ValueError("turns must alternate, and the first and the last must be the user's")


# --- what comes back -------------------------------------------------------------------------


class _FailedError(Exception):
    """One try failed; the next may not. `said` are the server's words, for no one to see."""

    def __init__(
        self, problem: Problem, retry_after: float | None = None, said: str = "", status: str = ""
    ) -> None:
        super().__init__(problem)
        self.problem, self.retry_after, self.said, self.status = problem, retry_after, said, status


class _Answer:
    """What the model has said so far, and how it ended."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._began = time.monotonic()
        self._text = ""
        self._finish = ""
        self._is_broken = False
        self._usage: Any = None

    def read_stream(self, chunks: Iterable[Any]) -> None:
        """Read until the end, or until nothing more can be read; raises then where there is no text.

        Raises _FailedError where no chunk comes at all: the server may answer in one piece.
        """
        import httpx2

        has_begun = False
        try:
            for chunk in chunks:
                has_begun = True
                self._usage = chunk.usage or self._usage
                for choice in (chunk.choices or [])[:1]:
                    self._add(choice.delta, choice.finish_reason)
                if len(self._text) >= LONGEST_TEXT:
                    self._is_broken = True
                    break
        except (httpx2.RemoteProtocolError, *_UNREADABLE):
            # What has come is an answer that was cut.
            if not self._text:
                raise
            self._is_broken = True
        if not has_begun:
            raise _FailedError(Problem.REJECTED, said="nothing came as a stream")

    def read_whole(self, completion: Any) -> None:
        """Take an answer that came in one piece."""
        choice = completion.choices[0]
        self._usage = completion.usage
        self._add(choice.message, choice.finish_reason or "stop")

    def _add(self, said: Any, finish: Any) -> None:
        self._finish = str(finish or self._finish)
        more = getattr(said, "content", None)
        if not (more and isinstance(more, str)):
            return
        if not self._text:
            self._watch.on_phase(Phase.WRITING, "")
        self._text += more
        self._watch.on_text(self._text[:LONGEST_TEXT])

    def reply(self) -> Reply:
        """The whole of it. Raises ModelError where there is no text."""
        if not self._text.strip():
            raise ModelError(Problem.BLOCKED if self._finish == "content_filter" else Problem.EMPTY)
        return Reply(
            self._text[:LONGEST_TEXT],
            # Where a stream merely ends without a reason, its JSON tells whether it is whole.
            is_cut=self._is_broken or self._finish == "length",
            prompt_tokens=_count(self._usage, "prompt_tokens"),
            answer_tokens=_count(self._usage, "completion_tokens"),
            seconds=time.monotonic() - self._began,
        )


def _count(usage: Any, name: str) -> int | None:
    value = getattr(usage, name, None)
    return value if isinstance(value, int) else None


def _refusal(response: "httpx2.Response") -> _FailedError:
    return _failure(response.status_code, response.text, retry_after(response.headers.get("Retry-After", "")))


def _failure_in_stream(error: "TextGenerationError") -> _FailedError:
    """TGI names the kind of its error, which becomes a class; others give a code."""
    from huggingface_hub.errors import OverloadedError, ValidationError

    said = error.args[0]
    status = 500
    if isinstance(error, OverloadedError):
        status = 429
    elif isinstance(error, ValidationError):
        status = 422
    elif isinstance(said, dict) and isinstance(said.get("code"), int):
        status = said["code"]
    return _failure(status, str(said), None)


_BUSY_WORDS = re.compile(r"overloaded|queue|too many|busy|rate.?limit")
_LENGTH_WORDS = re.compile(r"max_(new_)?tokens|tokens|context.(length|size|window)|too (long|large)|length")

_PROBLEM_OF_STATUS = {
    401: Problem.KEY,
    402: Problem.KEY,
    403: Problem.KEY,
    404: Problem.MISSING,
    405: Problem.MISSING,
    408: Problem.SLOW,
    410: Problem.MISSING,
    413: Problem.TOO_LONG,
    429: Problem.BUSY,
    # A gateway whose server is not there yet; an endpoint answers so while it starts.
    502: Problem.ASLEEP,
    503: Problem.ASLEEP,
    504: Problem.ASLEEP,
}


def _failure(status: int, said: str, retry_after: float | None) -> _FailedError:
    said = said.lower()
    problem = _PROBLEM_OF_STATUS.get(status)
    if problem is Problem.ASLEEP and _BUSY_WORDS.search(said):
        problem = Problem.BUSY
    if problem is None and status < 400:
        # A redirection.
        problem = Problem.MISSING
    if problem is None and status < 500:
        is_length = _LENGTH_WORDS.search(said) and not _FORMAT_WORDS.search(said)
        problem = Problem.TOO_LONG if is_length else Problem.REJECTED
    return _FailedError(problem or Problem.SERVER, retry_after, said)


# --- trying again ----------------------------------------------------------------------------


class _Patience:
    """How long one call goes on: until its end when awake, until the limit of waking when not."""

    def __init__(self, settings: GemmaSettings, watch: Watch) -> None:
        self._settings, self._watch = settings, watch
        self._wake_end = time.monotonic() + settings.wake_seconds
        self._answer_end = time.monotonic() + settings.timeout_seconds
        self._tries: Counter[Problem] = Counter()
        self._pause = settings.pause_seconds
        self.is_waking = False

    @property
    def seconds_left(self) -> float:
        """For the next try."""
        return max(0.0, self._answer_end - time.monotonic())

    def rest(self, failed: _FailedError) -> None:
        """Pause before another try. Raises ModelError where there is none, or when cancelled."""
        pause = max(failed.retry_after or 0.0, self._settings.pause_seconds)
        if failed.retry_after is None:
            pause, self._pause = self._pause, min(self._pause * 1.5, _LONGEST_PAUSE)
        if failed.problem is Problem.ASLEEP:
            pause = min(pause, self._wake_end - time.monotonic())
            self._answer_end = time.monotonic() + pause + self._settings.timeout_seconds
            is_last = pause <= 0
        else:
            self._tries[failed.problem] += 1
            is_last = (
                failed.problem not in (Problem.BUSY, Problem.SERVER, Problem.NETWORK)
                or self._tries[failed.problem] > _RETRIES
                or pause >= self.seconds_left
            )
        if is_last:
            raise ModelError(failed.problem)
        if failed.problem is Problem.ASLEEP:
            self.is_waking = True
            self._watch.on_phase(Phase.WAKING, failed.status)
        self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._watch.cancelled():
                raise ModelError(Problem.CANCELLED)
            time.sleep(min(left, 0.1))
