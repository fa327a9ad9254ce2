"""What both clients do alike: ask in the richest manner first, and again where a failure may pass."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from lib.models.reply import ModelError, Phase, Problem, Reply, Watch
from lib.text.spelling import whole

CONNECT_SECONDS = 10.0

LONGEST_TEXT = 40_000
"""Characters; far beyond what any answer may take, so a server that does not stop is stopped."""

# How often a failure that may pass is met with another try.
_RETRIES = 2

# Seconds between two tries, unless the server asks for more.
_LONGEST_PAUSE = 15.0
_PAUSE_GROWTH = 1.5

PROBLEM_OF_STATUS = {
    401: Problem.KEY,
    402: Problem.NO_CREDIT,
    403: Problem.KEY,
    404: Problem.MISSING,
    405: Problem.MISSING,
    408: Problem.SLOW,
    410: Problem.MISSING,
    413: Problem.TOO_LONG,
    429: Problem.BUSY,
}
"""What a status of HTTP means whichever server says it, where its words tell no cause (`cause_told`)."""

# What is paid for is used up, or nothing was paid yet: no later try changes that. A quota that comes back by itself
# is named with the billing, too, and is none of these.
_MONEY = r"(?:credits?|balance|funds|pre-?pa(?:id|yment)|spend(?:ing)?[ _](?:cap|limit)|billing[ _](?:hard[ _])?limit)"
_GONE = (
    r"(?:deplet|exhaust|used[ _]up|run[ _]out|ran[ _]out|exceed|reach|insufficient|not[ _]enough|no[ _](?:more[ _])?(?:remaining|left)"
    r"|too[ _]low|negative|expired|required|must[ _](?:have|buy|purchase|add))"
)
_CAUSES = (
    (
        Problem.NO_CREDIT,
        re.compile(
            rf"\b{_MONEY}\b[^.\n]{{0,60}}\b{_GONE}|\b{_GONE}\w*\b[^.\n]{{0,60}}\b{_MONEY}\b|insufficient[ _](?:quota|balance|funds|credits?)"
            r"|billing[ _](?:is[ _])?(?:not[ _](?:enabled|active)|disabled|inactive)|billing to be enabled|free tier is not available"
            r"|billing account[^.\n]{0,40}(?:closed|disabled|suspended|inactive|not)|payment[ _](?:is[ _])?(?:required|overdue|failed)"
        ),
    ),
    (Problem.PAUSED, re.compile(r"\bendpoint\b[^.\n]{0,40}\bpaused\b|\bpaused\b[^.\n]{0,40}\bendpoint\b")),
    (
        Problem.KEY,
        re.compile(
            r"\b(?:api[ _]?key|access token|user token)\b[^.\n]{0,40}\b(?:invalid|not valid|expired|revoked|incorrect|disabled|suspended)"
            r"|\b(?:invalid|incorrect|expired|revoked)[ _](?:api[ _]?key|(?:access|user)[ _]token|credentials)"
        ),
    ),
    (
        Problem.TOO_LONG,
        re.compile(
            r"(?:maximum|available|model'?s?|exceeds?[^.\n]{0,30})\s*context[ _](?:length|size|window)|context_length_exceeded"
            r"|prompt is too long"
        ),
    ),
)


def cause_told(said: str) -> Problem | None:
    """The cause that the words of a refusal (small letters) name, whatever status they come with; None for none."""
    return next((problem for problem, words in _CAUSES if words.search(said)), None)


class Failure(Exception):
    """One try failed; the next may not.

    `status` is HTTP's (0 where there was none), `said` the server's words in small letters, for
    deciding only and for no one to see, `rest` the seconds it asks for, `endpoint` an endpoint's word
    for its state. A final one does not pass.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        status: int = 0,
        said: str = "",
        rest: float | None = None,
        endpoint: str = "",
        is_final: bool = False,
    ) -> None:
        super().__init__(problem)
        self.problem, self.status, self.said = problem, status, said
        self.rest, self.endpoint, self.is_final = rest, endpoint, is_final


@dataclass(frozen=True, slots=True)
class Manner:
    """What is asked for beside the answer; servers differ in what they can do."""

    with_schema: bool
    is_streamed: bool = True
    wants_usage: bool = True
    is_coldest: bool = True


class Patience:
    """How long one call goes on: until its end when awake, until the limit of waking when not.

    All in seconds: `answer` for the answer with all its tries, `pause` before the second try,
    `longest_rest` that a server may ask for, `wake` for a server that sleeps.
    """

    def __init__(
        self,
        watch: Watch,
        *,
        answer: float,
        pause: float,
        longest_rest: float = float("inf"),
        wake: float = 0.0,
    ) -> None:
        self.watch = watch
        self.is_waking = False
        self._answer, self._shortest, self._pause, self._longest_rest = answer, pause, pause, longest_rest
        self._wake_end = time.monotonic() + wake
        self._end = time.monotonic() + answer
        self._failures = 0

    @property
    def seconds_left(self) -> float:
        """For the next try."""
        return max(0.0, self._end - time.monotonic())

    def rest(self, failure: Failure) -> None:
        """Pause before another try. Raises ModelError where there is none, or when cancelled."""
        pause = max(failure.rest or 0.0, self._shortest)
        if failure.rest is None:
            pause, self._pause = self._pause, min(self._pause * _PAUSE_GROWTH, _LONGEST_PAUSE)
        if failure.problem is Problem.ASLEEP:
            pause = min(pause, self._wake_end - time.monotonic())
            self._end = time.monotonic() + pause + self._answer
            is_last = pause <= 0
        else:
            self._failures += 1
            is_last = (
                failure.is_final
                or failure.problem not in (Problem.BUSY, Problem.SERVER, Problem.NETWORK)
                or self._failures > _RETRIES
                or pause > self._longest_rest
                or pause >= self.seconds_left
            )
        if is_last:
            raise ModelError(failure.problem)
        if failure.problem is Problem.ASLEEP:
            self.is_waking = True
            self.watch.on_phase(Phase.WAKING, failure.endpoint)
        end = time.monotonic() + pause
        while (left := end - time.monotonic()) > 0:
            if self.watch.cancelled():
                raise ModelError(Problem.CANCELLED)
            time.sleep(min(left, 0.1))


def answered(
    attempt: Callable[[Manner], Reply],
    manner: Manner,
    simpler: Callable[[Manner, Failure], Manner | None],
    patience: Patience,
) -> Reply:
    """The reply of the first attempt that succeeds.

    `attempt` raises Failure; `simpler` gives the manner without what a server refuses, None where it
    refuses nothing of it. Raises ModelError.
    """
    while True:
        try:
            return attempt(manner)
        except Failure as error:
            failure = error
        # Out here, so that a ModelError has no error of a library in its context.
        without = simpler(manner, failure)
        if without is None:
            patience.rest(failure)
        manner = without or manner


class Transcript:
    """What a model has written so far, told to `watch`, and how many tokens that took."""

    def __init__(self, watch: Watch) -> None:
        self.text = ""
        self.prompt_tokens: int | None = None
        self.answer_tokens: int | None = None
        self._watch = watch
        self._began = time.monotonic()

    @property
    def is_full(self) -> bool:
        """True where no more is read."""
        return len(self.text) >= LONGEST_TEXT

    def write(self, more: str) -> None:
        """Take the next words."""
        if not more:
            return
        if not self.text:
            self._watch.on_phase(Phase.WRITING, "")
        self.text = (self.text + more)[:LONGEST_TEXT]
        self._watch.on_text(self.text)

    def reply(self, is_cut: bool) -> Reply:
        """All of it."""
        seconds = time.monotonic() - self._began
        return Reply(self.text, is_cut or self.is_full, self.prompt_tokens, self.answer_tokens, seconds)


def host(url: str) -> str:
    """Who receives what is sent to an address, without what else stands in it."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def fits_header(secret: str) -> bool:
    """Whether a key can stand in a header; a library's complaint about one that cannot would show it."""
    return re.fullmatch("[!-~]*", secret) is not None


def sendable(text: str) -> str:
    """Text without halves of characters, as in a broken paste, which no encoding has."""
    return whole(text)


def rest_asked(header: str | None) -> float | None:
    """Seconds that a Retry-After header asks for; None where it says nothing that can be read."""
    try:
        return Retry().parse_retry_after(header or "")
    except (InvalidHeader, ValueError, OverflowError):
        return None
