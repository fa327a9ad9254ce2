"""Polite and patient HTTP: one client per source, shared by its threads.

A call is tried again after whatever may pass: 5xx, timeouts, resets, bodies cut in the middle,
pages that are no answer. It waits longer each time, with jitter, and at least as long as the
server's `Retry-After` says. When nothing but failures comes back the client stops for good (a
circuit breaker), so that a server in trouble is left alone and the person hears one sentence.

Keys travel in the query of these services, so an address is never shown: no message, log record
or exception of this module carries one, and `redact` guards what a server says back.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote, quote_plus, unquote

import requests
import tenacity
from requests.adapters import HTTPAdapter

from lib.text.said import said, sentence_of
from lib.text.spelling import plain, squeeze

T = TypeVar("T")

TRIES = 6
"""How often a call is made before it counts as failed."""

CIRCUIT = 20
"""Failures in a row, over all threads, after which no more calls are made."""

FIRST_BACKOFF = 0.5
"""Seconds: the second wait is drawn from twice as much, and so on, up to `LONGEST_BACKOFF`."""

LONGEST_BACKOFF = 30.0

LONGEST_RETRY_AFTER = 300.0
"""Seconds; a server that wants a longer rest ends the run, and the next run goes on."""

MOST_PARALLEL = 8
"""Calls of one client at a time, whatever its manners say."""

MAX_ANSWER_BYTES = 128 * 2**20
"""A page of a thousand long rulings has some 30 MB; far beyond that is no answer."""

_CONNECT_SECONDS = 10.0


class SourceError(Exception):
    """A source cannot be read further now; the message is a Korean sentence for the person."""


class KeyRefusedError(SourceError):
    """The source does not accept the key."""


class DailyLimitError(SourceError):
    """The calls of the day are used up."""


class UnreachableError(SourceError):
    """No connection, or failures only."""


class AnswerError(SourceError):
    """One call failed for good although the source itself answers; others may still succeed."""


class HaltedError(SourceError):
    """The person stopped the run."""


class AgainError(Exception):
    """This answer is of no use and another try may bring a better one.

    `final` is raised when the tries are used up, or earlier, after `confirmations` answers of the
    same kind: a refused key is not asked about six times, but neither believed at once; the limit of a
    day is, for each call that asks about it is one more beyond it. Where the
    answer can be read but for a few bytes, `mended` is it without them: it is read when no try brought
    a better one.
    """

    def __init__(
        self,
        final: SourceError,
        retry_after: float = 0.0,
        confirmations: int = TRIES,
        mended: bytes | None = None,
    ) -> None:
        super().__init__(str(final))
        self.mended = mended
        self.final = final
        self.retry_after = retry_after
        self.confirmations = 1 if isinstance(final, DailyLimitError) else confirmations


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source wants to be called. `pause` and `timeout` in seconds."""

    pause: float = 0.0
    parallel: int = 1
    timeout: float = 30.0


class Client:
    """Calls one source. Safe to share by threads; `halt` set makes every call end soon."""

    def __init__(
        self,
        name: str,
        base_url: str,
        manners: Manners,
        secrets: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.manners = manners = replace(manners, parallel=min(max(1, manners.parallel), MOST_PARALLEL))
        self.halt = threading.Event()
        self._base_url = base_url.rstrip("/")
        for secret in filter(None, secrets):
            _keep_out_of_logs(secret)
        self._session = requests.Session()
        adapter = HTTPAdapter(pool_maxsize=manners.parallel)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)
        self._session.headers["User-Agent"] = "sanjae-guide"
        self._slots = threading.BoundedSemaphore(manners.parallel)
        self._lock = threading.Lock()
        self._next_start = 0.0
        self._rest_until = 0.0
        self._failures = 0
        self._refusals = Counter[type[SourceError]]()
        self._answered = False
        self._broken: SourceError | None = None

    @property
    def broken(self) -> SourceError | None:
        """Why no call is made any more; None while calls are made."""
        return self._broken

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def get(
        self,
        path: str,
        parameters: Mapping[str, str | int],
        read: Callable[[bytes, str], T],
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """What `read(body, content_type)` makes of the answer to one call.

        `read` raises AgainError for an answer that is worth another try, and a SourceError for
        one that is not. Raises SourceError: KeyRefusedError, DailyLimitError, UnreachableError
        (also when the circuit is open), AnswerError for this call alone, HaltedError.
        """
        kinds: Counter[type[SourceError]] = Counter()

        def enough(state: tenacity.RetryCallState) -> bool:
            error = state.outcome.exception() if state.outcome else None
            if not isinstance(error, AgainError):
                return True
            kinds[type(error.final)] += 1
            return state.attempt_number >= TRIES or kinds[type(error.final)] >= error.confirmations

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(AgainError),
            stop=enough,
            wait=self._wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            answer: T = retrying(self._try, path, parameters, read, headers or {})
            return answer
        except AgainError as error:
            final, mended = error.final, error.mended
        if mended is not None:
            try:
                answer = read(mended, "")
            except AgainError as error:
                final = error.final
            else:
                self._went_well()
                return answer
        # Outside of the handler: an exception of requests, which knows the address, does not
        # hang on as context.
        raise final

    # --- one try -----------------------------------------------------------------------------

    def _try(
        self,
        path: str,
        parameters: Mapping[str, str | int],
        read: Callable[[bytes, str], T],
        headers: Mapping[str, str],
    ) -> T:
        with self._slots:
            self._take_turn()
            try:
                answer = read(*self._fetch(path, parameters, read, headers))
            except AgainError as error:
                self._count(error)
                raise
            self._went_well()
            return answer

    def _went_well(self) -> None:
        with self._lock:
            self._failures, self._answered = 0, True
            self._refusals.clear()

    def _fetch(
        self,
        path: str,
        parameters: Mapping[str, str | int],
        read: Callable[[bytes, str], T],
        headers: Mapping[str, str],
    ) -> tuple[bytes, str]:
        try:
            with self._session.get(
                f"{self._base_url}/{path}",
                params=dict(parameters),
                headers=dict(headers),
                timeout=(min(_CONNECT_SECONDS, self.manners.timeout), self.manners.timeout),
                stream=True,
                # An address with the key in it is not followed to wherever it is sent.
                allow_redirects=False,
            ) as response:
                body = self._body(response)
                content_type = response.headers.get("Content-Type", "")
                if response.status_code == requests.codes.ok:
                    return body, content_type
                raise self._bad_status(response, body, content_type, read)
        except requests.Timeout:
            raise AgainError(
                UnreachableError(
                    said("{source} 서버가 제때 답하지 않습니다. {later}", source=self.name, later=_LATER)
                )
            ) from None
        except requests.ConnectionError:
            raise AgainError(
                UnreachableError(
                    said(
                        "{source} 서버에 연결할 수 없습니다. 인터넷 연결과 주소 설정을 확인하고 다시 시작해 주세요. "
                        "받은 판례는 그대로 있습니다.",
                        source=self.name,
                    )
                ),
                # Without a network there is nothing to wait for, unless it worked a moment ago.
                confirmations=TRIES if self._answered else 3,
            ) from None
        except (requests.RequestException, ValueError, OSError) as error:
            # ChunkedEncodingError, ContentDecodingError: cut or garbled on the way.
            raise AgainError(
                UnreachableError(
                    said(
                        "{source} 서버의 답이 중간에서 끊깁니다({kind}). {later}",
                        source=self.name,
                        kind=type(error).__name__,
                        later=_LATER,
                    )
                )
            ) from None

    def _body(self, response: requests.Response) -> bytes:
        # `timeout` is about silence; this is about a server that drips.
        deadline = time.monotonic() + 10 * self.manners.timeout
        parts, size = [], 0
        for part in response.iter_content(2**18):
            parts.append(part)
            size += len(part)
            if size > MAX_ANSWER_BYTES or time.monotonic() > deadline:
                raise requests.exceptions.ContentDecodingError("too much")
            if self.halt.is_set():
                raise HaltedError(_HALTED)
        return b"".join(parts)

    # What an answer other than 200 means; an error envelope in its body says it best.
    def _bad_status(
        self,
        response: requests.Response,
        body: bytes,
        content_type: str,
        read: Callable[[bytes, str], T],
    ) -> AgainError:
        status = response.status_code
        rest = _rest_asked(response.headers.get("Retry-After", ""))
        with self._lock:
            # Who asks for a rest is left alone by the other threads, too.
            self._rest_until = max(self._rest_until, time.monotonic() + min(rest, LONGEST_RETRY_AFTER))
        told = None
        try:
            read(body, content_type)
        except AgainError as error:
            if not isinstance(error.final, AnswerError):
                told = error
        if rest > LONGEST_RETRY_AFTER:
            # Nobody waits so long, and whatever else would be asked meanwhile is not.
            final = told.final if told and isinstance(told.final, DailyLimitError) else self._far_off(rest)
            with self._lock:
                self._broken = self._broken or final
            raise final
        if told:
            told.retry_after = max(told.retry_after, rest)
            return told
        if status in (401, 403):
            return AgainError(
                KeyRefusedError(
                    said(
                        "{source} 서버가 접근을 거절했습니다(HTTP {status}). 인증키와 활용신청 상태를 확인해 주세요.",
                        source=self.name,
                        status=str(status),
                    )
                ),
                rest,
                confirmations=3,
            )
        if status == requests.codes.too_many_requests:
            return AgainError(
                UnreachableError(
                    said(
                        "{source} 서버가 너무 잦은 호출이라고 합니다. {later}", source=self.name, later=_LATER
                    )
                ),
                rest,
            )
        if 300 <= status < 400:
            return AgainError(
                AnswerError(
                    said(
                        "{source} 서버가 다른 주소로 가라고 합니다(HTTP {status}). 인증키를 다른 곳에 보내지 않으려고 "
                        "따라가지 않았습니다. 주소 설정을 확인하고, 그대로라면 프로그램을 업데이트해 주세요.",
                        source=self.name,
                        status=str(status),
                    )
                ),
                rest,
                confirmations=3,
            )
        if status >= 500:
            return AgainError(
                UnreachableError(
                    said(
                        "{source} 서버에 장애가 있습니다(HTTP {status}). {later}",
                        source=self.name,
                        status=str(status),
                        later=_LATER,
                    )
                ),
                rest,
            )
        return AgainError(
            AnswerError(
                said(
                    "{source} 서버가 요청을 받아들이지 않습니다(HTTP {status}). 주소 설정을 확인하고, "
                    "그대로라면 프로그램을 업데이트해 주세요.",
                    source=self.name,
                    status=str(status),
                )
            ),
            rest,
            confirmations=3,
        )

    # --- manners -----------------------------------------------------------------------------

    # Wait until the pause after the last start is over, and the rest that was asked for, also meanwhile; starts
    # are handed out in order.
    def _take_turn(self) -> None:
        while True:
            with self._lock:
                if self._broken:
                    raise self._broken
                now = time.monotonic()
                start = max(now, self._next_start, self._rest_until)
                self._next_start = start + self.manners.pause
            self._sleep(start - now)
            with self._lock:
                if self._broken:
                    raise self._broken
                if self._rest_until <= start:
                    return

    def _far_off(self, rest: float) -> SourceError:
        wait = (
            said("{n}시간", n=f"{rest / 3600:,.0f}") if rest >= 7200 else said("{n}분", n=f"{rest / 60:,.0f}")
        )
        return UnreachableError(
            said(
                "{source} 서버가 {wait} 뒤에 다시 오라고 합니다. 그때 다시 시작하면 이어서 받습니다.",
                source=self.name,
                wait=wait,
            )
        )

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        rest = error.retry_after if isinstance(error, AgainError) else 0.0
        backoff = tenacity.wait_random_exponential(multiplier=FIRST_BACKOFF, max=LONGEST_BACKOFF)
        return max(rest, backoff(state))

    def _sleep(self, seconds: float) -> None:
        if self.halt.wait(max(0.0, seconds)):
            raise HaltedError(_HALTED)

    # Count a failure; the one too many opens the circuit.
    def _count(self, failed: AgainError) -> None:
        with self._lock:
            self._failures += 1
            kind = type(failed.final)
            self._refusals = Counter({kind: self._refusals[kind] + 1})
            # A refused key or a day's limit holds for every call; so many threads were told so already.
            is_told = issubclass(kind, KeyRefusedError | DailyLimitError)
            if is_told and self._refusals[kind] >= failed.confirmations:
                self._broken = self._broken or failed.final
            if self._failures >= CIRCUIT and self._broken is None:
                self._broken = (
                    failed.final
                    if not isinstance(failed.final, AnswerError)
                    else UnreachableError(
                        said(
                            "{source} 서버가 계속 실패합니다: {why}",
                            source=self.name,
                            why=sentence_of(failed.final),
                        )
                    )
                )
            if self._broken:
                failed.final, failed.confirmations = self._broken, 1


# Seconds that a Retry-After header asks for; 0 where it says nothing that can be read.
def _rest_asked(header: str) -> float:
    if re.fullmatch(r"\s*\d{1,9}(?:\.\d*)?\s*", header, re.ASCII):
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max(0.0, then.timestamp() - time.time())


_LATER = said("잠시 뒤 다시 시작하면 이어서 받습니다.")
_HALTED = said("중단했습니다. 다시 시작하면 이어서 받습니다.")


# --- keys ----------------------------------------------------------------------------------------

_HIDDEN = "(인증키)"
_IN_QUERY = re.compile(r"(?i)\b(service_?key|oc)=[^&\s\"'<>]*")
# Every spelling of the keys of all clients.
_kept_secret = set[str]()


def decoded_key(key: str) -> str:
    """A key of 공공데이터포털 as it is before URL encoding, whichever form the person pasted.

    The portal shows both; a decoded key is base64 and never holds a per cent sign, so that one that was encoded
    twice is told. It may have been copied out of an address, or with the name of the setting.
    """
    key = bare_key(key)
    while (decoded := unquote(key)) != key:
        key = decoded
    return key


def bare_key(pasted: str) -> str:
    """A key without quotes, white space, what nobody sees, and the name it was copied with (`ServiceKey=`, `OC=`)."""
    key = squeeze(plain(pasted)).strip(_QUOTES)
    return _NAMED_KEY.sub(r"\1", key)


_QUOTES = "'\"“”„‟‘’‚‛「」『』"
_NAMED_KEY = re.compile(r"(?i)^(?:.*[?&])?(?:service_?key|comwel_api_key|lawgo_oc|oc)=['\"“‘]*([^&'\"”’]*).*")


def redact(text: str) -> str:
    """The text without keys: those of any client, and whatever stands in a query."""
    for spelling in sorted(_kept_secret, key=len, reverse=True):
        # A short OC such as `test` is a word too: only the whole word is it.
        text = re.sub(rf"(?i)(?<![\w%]){re.escape(spelling)}(?![\w%])", _HIDDEN, text)
    return _IN_QUERY.sub(rf"\1={_HIDDEN}", text)


# Takes keys out of the records of urllib3, which logs every address at level DEBUG.
def _redact_record(record: logging.LogRecord) -> bool:
    record.msg, record.args = redact(record.getMessage()), ()
    return True


def _keep_out_of_logs(secret: str) -> None:
    decoded = unquote(secret)
    _kept_secret.update((secret, decoded, quote(decoded, safe=""), quote_plus(decoded), quote(decoded)))
    # Filters work only on the logger that a record is made by.
    for name in ("urllib3.connectionpool", "urllib3.util.retry", "urllib3.connection", "requests"):
        logging.getLogger(name).addFilter(_redact_record)
