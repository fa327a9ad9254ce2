"""Gemma behind Hugging Face, or any server with the same route: the one place with huggingface_hub."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from lib.models.background import BackgroundCall
from lib.models.reply import ModelError, Phase, Problem, Reply, Room, TooLong, Turn, Watch, never
from lib.models.token_counts import MOST_SECONDS, tokens_over
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

if TYPE_CHECKING:
    import httpx2
    from huggingface_hub import InferenceClient, InferenceEndpoint

FIRST_PAUSE = 2.0
"""Seconds before the second try; the pauses grow to 15."""

LEAST_TEMPERATURE = 0.01
"""For a server that refuses 0, at which the same case gets the same answer."""

_GATEWAY_SECONDS = 20.0
"""A gateway that gives up only after so long had a server behind it, which was answering."""

# How long the API of endpoints may be silent.
_API_SECONDS = 30.0

# Bytes; every few characters of a stream come in an event of some 300 bytes.
_LARGEST_BODY = 20 * 2**20


class Gemma:
    """A chat model that knows no system role, at an address or behind an endpoint named in the settings.

    TGI serves its model whatever the name says; vLLM wants its own. Threads may share one.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._url = settings.hf_endpoint_url

    @property
    def name(self) -> str:
        """The model's name, as the settings call it."""
        return self._settings.hf_model

    @property
    def room(self) -> Room:
        """Tokens the model reads and writes, by the settings."""
        return Room(self._settings.gemma_context_tokens, self._settings.gemma_answer_tokens)

    @property
    def answer_seconds(self) -> float:
        """The longest an answer and its repair may take together, once the server is awake."""
        return self._settings.gemma_timeout_seconds

    @property
    def seconds(self) -> float:
        """The same, waking included."""
        return self._settings.gemma_wake_seconds + self.answer_seconds

    def cost(self, reply: Reply) -> float | None:
        """US dollars for the seconds of an endpoint that is paid by the hour; None where no price is set."""
        price = self._settings.gemma_price_per_hour
        return reply.seconds / 3600 * price if price else None

    @property
    def recipient(self) -> str:
        """Who receives the text, for the person: a host, or an endpoint whose host is not known yet."""
        if self._url:
            return host(self._url)
        name = f"{self._settings.hf_namespace}/{self._settings.hf_endpoint_name}".strip("/")
        return f"Hugging Face endpoint {name}"

    def ask(
        self,
        instruction: str,
        turns: Sequence[Turn],
        max_tokens: int,
        schema: Mapping[str, Any] | None,
        watch: Watch,
    ) -> Reply:
        """The model's answer to the last of `turns`, of at most `max_tokens` tokens.

        Gemma 2 knows no system role, so the `instruction` opens the first turn of the user. With `schema`
        (JSON schema) the server is asked to keep to it; one that cannot is asked without, so the answer may
        be anything. Raises ModelError; ValueError where the turns do not alternate from user to user.
        """
        if [turn.role for turn in turns] != ["user", "assistant"] * (len(turns) // 2) + ["user"]:
            raise ValueError("turns must alternate, and the first and the last must be the user's")
        if instruction:
            turns = [Turn("user", f"{instruction}\n\n{turns[0].text}"), *turns[1:]]
        if not fits_header(self._token):
            raise ModelError(Problem.KEY)
        # Before the clock starts: a slow computer's first import is no slowness of the server.
        from huggingface_hub import InferenceClient  # noqa: F401

        chosen = self._settings
        patience = Patience(
            watch, answer=chosen.gemma_timeout_seconds, pause=FIRST_PAUSE, wake=chosen.gemma_wake_seconds
        )
        watch.on_phase(Phase.CONNECTING, "")
        if chosen.hf_endpoint_name:
            self._wake(patience)
        over = self._over(turns, max_tokens, patience)
        if over > 0:
            raise TooLong(over)

        def attempt(manner: Manner) -> Reply:
            question = _question(chosen.hf_model, turns, max_tokens, schema, manner)
            work = partial(self._attempt, question, patience.is_waking)
            return BackgroundCall(work).result(patience.seconds_left, watch)

        return answered(attempt, Manner(with_schema=schema is not None), _simpler, patience)

    # By how many tokens a question is too long, as the server counts; 0 where it does not tell.
    def _over(self, turns: Sequence[Turn], max_tokens: int, patience: Patience) -> int:
        model, context = self._settings.hf_model or "tgi", self.room.context
        texts = [turn.text for turn in turns]
        count = partial(tokens_over, self._url, self._token, model, texts, max_tokens, context)
        try:
            return BackgroundCall(lambda _: count()).result(
                min(MOST_SECONDS, patience.seconds_left), patience.watch
            )
        except ModelError as error:
            if error.problem is Problem.CANCELLED:
                raise
            return 0

    # --- one question ------------------------------------------------------------------------

    # Ask once. Raises Failure and ModelError, neither with an error of the library in it.
    def _attempt(self, question: Mapping[str, Any], is_waking: bool, watch: Watch) -> Reply:
        _prepare_hub(self._settings.hf_api_url, watch)
        answer, began = _Answer(watch), time.monotonic()
        try:
            with self._client() as client:
                if not is_waking:
                    # While a server wakes, every try would tell this.
                    watch.on_phase(Phase.WAITING, "")
                said = client.chat_completion(**question)
                if is_waking:
                    watch.on_phase(Phase.WAITING, "")
                read = answer.read_stream if question["stream"] else answer.read_whole
                read(said)
            return answer.checked()
        except (Failure, ModelError):
            raise
        except Exception as error:
            failure = _failure_of(error)
        if failure.status == 504 and time.monotonic() - began > _GATEWAY_SECONDS:
            failure = Failure(Problem.SLOW, status=504)
        raise failure

    # Raises ModelError, httpx2.InvalidURL.
    def _client(self) -> "InferenceClient":
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
        seconds = self._settings.gemma_timeout_seconds
        # Any: declared as a number, and handed to httpx2 as it is.
        timeout: Any = httpx2.Timeout(seconds, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS)
        return InferenceClient(
            base_url=str(url), token=self._token or "none", headers=headers, timeout=timeout
        )

    @property
    def _token(self) -> str:
        return self._settings.hf_token.get_secret_value().strip()

    # --- an endpoint by its name -------------------------------------------------------------

    # Wait until the endpoint runs, resuming it once, and take its address.
    def _wake(self, patience: Patience) -> None:
        may_resume = True
        while True:
            call = BackgroundCall(partial(self._endpoint, may_resume))
            try:
                status, url, is_resumed = call.result(patience.seconds_left, patience.watch)
            except Failure as error:
                failure = error
            else:
                if url:
                    patience.is_waking = False
                    self._url = self._settings.hf_endpoint_url or url
                    return
                if status in ("failed", "updateFailed"):
                    raise ModelError(Problem.SERVER)
                may_resume = may_resume and not is_resumed
                failure = Failure(Problem.ASLEEP, endpoint=status)
            patience.rest(failure)

    # The endpoint's word for its state, its address once it can be asked, and whether it was resumed.
    #
    # One that sleeps is resumed. Raises Failure.
    def _endpoint(self, may_resume: bool, watch: Watch) -> tuple[str, str, bool]:
        _prepare_hub(self._settings.hf_api_url, watch)
        import huggingface_hub

        name, namespace = self._settings.hf_endpoint_name, self._settings.hf_namespace or None
        try:
            # False keeps the library from sending the token that the machine is logged in with.
            endpoint = huggingface_hub.get_inference_endpoint(
                name, namespace=namespace, token=self._token or False
            )
            is_resumed = may_resume and endpoint.status in ("paused", "scaledToZero")
            if is_resumed:
                watch.on_phase(Phase.WAKING, endpoint.status)
            wakes_when_asked = is_resumed and not _resume(endpoint)
            can_be_asked = wakes_when_asked or endpoint.status == "running"
            return endpoint.status, (endpoint.url if can_be_asked else None) or "", is_resumed
        except Exception as error:
            failure = _failure_of(error, silence=Problem.NETWORK)
        raise failure


# Resume an endpoint; False where it scales by itself, so that only a question wakes it.
def _resume(endpoint: "InferenceEndpoint") -> bool:
    import httpx2

    try:
        endpoint.resume()
    except httpx2.HTTPStatusError as error:
        if error.response.status_code not in (400, 409):
            raise
        return False
    return True


# --- how the library talks -------------------------------------------------------------------

# Whether nobody waits for the call of this thread; the library hands nothing of ours to its session.
_GIVEN_UP: ContextVar[Callable[[], bool]] = ContextVar("given up", default=never)


# No word to Hugging Face about who uses this, no question in a log, and limits to every call.
def _prepare_hub(hub_url: str, watch: Watch) -> None:
    from huggingface_hub import constants, get_session

    constants.HF_HUB_DISABLE_TELEMETRY = True
    constants.HF_DEBUG = False
    constants.INFERENCE_ENDPOINTS_ENDPOINT = hub_url
    _GIVEN_UP.set(watch.cancelled)
    session = get_session()
    # Of calls that set none; a thread that was given up would wait for ever.
    session.timeout = _API_SECONDS
    session.event_hooks = {**session.event_hooks, "response": [_check_response]}


# Raises httpx2.HTTPStatusError for all but a success.
#
# Left to the library (2.4.0), a redirection would carry the question to a host that nobody agreed
# to, and a refusal in words that it cannot read would lose its status.
def _check_response(response: "httpx2.Response") -> None:
    response.stream = _limited(cast("httpx2.SyncByteStream", response.stream))
    if not response.is_success:
        response.read()
        response.raise_for_status()


# The stream to where it becomes too long or nobody waits for it any more.
def _limited(stream: "httpx2.SyncByteStream") -> "httpx2.SyncByteStream":
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


# What `chat_completion` of the library takes; it leaves out what is None.
#
# The library (2.4.0) turns the format into that of TGI, in which other servers see that JSON is wanted.
def _question(
    model: str, turns: Sequence[Turn], max_tokens: int, schema: Mapping[str, Any] | None, manner: Manner
) -> dict[str, Any]:
    wants_usage = manner.is_streamed and manner.wants_usage
    shape = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    return {
        "model": model or "tgi",
        "messages": [{"role": turn.role, "content": sendable(turn.text)} for turn in turns],
        "max_tokens": max_tokens,
        "temperature": 0.0 if manner.is_coldest else LEAST_TEMPERATURE,
        "stream": manner.is_streamed,
        "stream_options": {"include_usage": True} if wants_usage else None,
        "response_format": shape if manner.with_schema else None,
    }


_FORMAT_WORDS = re.compile(r"response_format|grammar|schema|json_object|guided|structured|constrained")
_UNSUPPORTED_WORDS = re.compile(r"unsupported|not support|unknown|unrecogni[sz]ed|not permitted")


# Without what the server's words name; None where they name nothing of this.
def _simpler(manner: Manner, failure: Failure) -> Manner | None:
    said = failure.said if failure.problem is Problem.REJECTED else ""
    named = (
        ("wants_usage", manner.is_streamed and manner.wants_usage and "stream_options" in said),
        ("is_coldest", manner.is_coldest and "temperature" in said),
        ("with_schema", manner.with_schema and _FORMAT_WORDS.search(said)),
        ("is_streamed", manner.is_streamed and "stream" in said),
        ("with_schema", manner.with_schema and _UNSUPPORTED_WORDS.search(said)),
    )
    return next((replace(manner, **{wish: False}) for wish, is_named in named if is_named), None)


# --- what comes back -------------------------------------------------------------------------


# What the model has said so far, and how it ended.
class _Answer(Transcript):
    _finish = ""
    _is_broken = False

    def read_stream(self, chunks: Iterable[Any]) -> None:
        """Read until the end, or until nothing more can be read; raises then where there is no text.

        Raises Failure where no chunk comes at all: the server may answer in one piece.
        """
        import httpx2

        has_begun = False
        try:
            for chunk in chunks:
                has_begun = True
                self._count(chunk.usage)
                for choice in (chunk.choices or [])[:1]:
                    self._add(choice.delta, choice.finish_reason)
                if self.is_full:
                    break
        except (httpx2.RemoteProtocolError, *_UNREADABLE):
            # What has come is an answer that was cut.
            if not self.text:
                raise
            self._is_broken = True
        if not has_begun:
            raise Failure(Problem.REJECTED, said="nothing came as a stream")

    def read_whole(self, completion: Any) -> None:
        """Take an answer that came in one piece."""
        choice = completion.choices[0]
        self._count(completion.usage)
        self._add(choice.message, choice.finish_reason or "stop")

    def checked(self) -> Reply:
        """The reply. Raises ModelError where there is no text."""
        if not self.text.strip():
            raise ModelError(Problem.BLOCKED if self._finish == "content_filter" else Problem.EMPTY)
        # Where a stream merely ends without a reason, its JSON tells whether it is whole.
        return self.reply(self._is_broken or self._finish == "length")

    def _add(self, message: Any, finish: Any) -> None:
        self._finish = str(finish or self._finish)
        more = getattr(message, "content", None)
        self.write(more if isinstance(more, str) else "")

    def _count(self, usage: Any) -> None:
        if usage:
            counts = (getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens"))
            self.prompt_tokens, self.answer_tokens = (n if isinstance(n, int) else None for n in counts)


# What the library raises at an answer of another shape than it knows.
_UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


# What an exception of the library or of what lies under it means; `silence` what a timeout does.
def _failure_of(error: Exception, silence: Problem = Problem.SLOW) -> Failure:
    import httpx2
    from huggingface_hub import errors

    match error:
        case httpx2.HTTPStatusError(response=answer):
            return _refused(answer.status_code, answer.text, rest_asked(answer.headers.get("Retry-After")))
        # In a stream TGI names the kind of its error, which becomes a class; others give a code.
        case errors.OverloadedError(args=(said, *_)):
            return _refused(429, str(said), None)
        case errors.ValidationError(args=(said, *_)):
            return _refused(422, str(said), None)
        case errors.TextGenerationError(args=({"code": int(code)} as said, *_)):
            return _refused(code, str(said), None)
        case errors.TextGenerationError(args=(said, *_)):
            return _refused(500, str(said), None)
        case errors.InferenceTimeoutError() | httpx2.TimeoutException():
            is_connecting = isinstance(error.__cause__, httpx2.ConnectTimeout)
            return Failure(Problem.NETWORK if is_connecting else silence)
        case httpx2.InvalidURL() | httpx2.UnsupportedProtocol():
            return Failure(Problem.MISSING)
        case httpx2.HTTPError() | OSError() if not isinstance(error, httpx2.DecodingError | ValueError):
            return Failure(Problem.NETWORK)
    return Failure(Problem.UNREADABLE)


_BUSY_WORDS = re.compile(r"overloaded|queue|too many|busy|rate.?limit")
_LENGTH_WORDS = re.compile(r"max_(new_)?tokens|tokens|context.(length|size|window)|too (long|large)|length")

# A gateway whose server is not there yet; an endpoint answers so while it starts.
_GATEWAY = (502, 503, 504)


# What a status other than success means.
def _refused(status: int, said: str, rest: float | None) -> Failure:
    said = said.lower()
    problem = PROBLEM_OF_STATUS.get(status)
    if status < 400:
        problem = Problem.SENT_ON
    elif told := cause_told(said):
        problem = told
    elif status in _GATEWAY:
        problem = Problem.BUSY if _BUSY_WORDS.search(said) else Problem.ASLEEP
    elif problem is None and status < 500:
        is_length = _LENGTH_WORDS.search(said) and not _FORMAT_WORDS.search(said)
        problem = Problem.TOO_LONG if is_length else Problem.REJECTED
    return Failure(problem or Problem.SERVER, status=status, said=said, rest=rest)
