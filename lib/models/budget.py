"""One place through which every call of a model goes: kept answers, limits, and what it took.

An answer about a public ruling is kept in the store under its content, model and prompt version,
so that no rerun, restart or other session pays for it twice; identical requests at the same moment
make one call, also from several processes. Answers about a person's case are never kept here.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from lib.domain.records import KOREA
from lib.models.reply import ModelError, Problem, Reply, never
from lib.settings import Settings


class CallStore(Protocol):
    """Where calls and answers are written down (lib.store.Store)."""

    path: Path

    def answer(self, key: str) -> str | None:
        """The answer kept under this key, or None."""

    def keep_answer(self, key: str, answer: str, model: str, prompt_version: str) -> None:
        """Keep an answer about a public ruling."""

    def begin_call(
        self, day: date, model: str, prompt_version: str, tokens: int, most_calls: int, most_tokens: int
    ) -> int | None:
        """Reserve a call in one transaction; its number, or None where a limit of the day is reached."""

    def end_call(
        self,
        call: int,
        tokens: int,
        seconds: float,
        cost: float | None = None,
        problem: str | None = None,
        counts: bool = True,
    ) -> None:
        """Write what a begun call really took."""


def today() -> date:
    """The day that limits count by: the Korean one, wherever the machine stands."""
    return datetime.now(KOREA).date()


class SessionBudget:
    """What one session may still ask of models; shared by its threads."""

    def __init__(self, most_calls: int, most_tokens: int) -> None:
        self.most_calls, self.most_tokens = most_calls, most_tokens
        self.calls = self.tokens = 0
        self._lock = threading.Lock()

    @classmethod
    def of(cls, settings: Settings) -> "SessionBudget":
        """A fresh budget with the limits of the settings."""
        return cls(settings.model_calls_per_session, settings.model_tokens_per_session)

    def reserve(self, tokens: int) -> bool:
        """Reserve a call; False where a limit is reached."""
        with self._lock:
            if self.calls + 1 > self.most_calls or self.tokens + tokens > self.most_tokens:
                return False
            self.calls += 1
            self.tokens += tokens
            return True

    def settle(self, reserved: int, tokens: int, counts: bool) -> None:
        """Replace a reservation by what the call took; one that cost nothing does not count."""
        with self._lock:
            self.tokens += tokens - reserved
            self.calls -= not counts


@dataclass(frozen=True, slots=True)
class Model:
    """Which model is asked, under which version of the prompt, and what it costs.

    `cost` gives US dollars for a reply, None where no price is configured.
    """

    name: str
    prompt_version: str
    cost: Callable[[Reply], float | None]


@dataclass(slots=True)
class Ledger:
    """Lets a call happen within the limits, and writes down what it took: never what was said.

    `seconds` is what the calls behind one answer took together.
    """

    store: CallStore
    settings: Settings
    session: SessionBudget
    seconds: float = 0.0

    def call(self, model: Model, expected_tokens: int, ask: Callable[[], Reply]) -> Reply:
        """The reply of `ask`. Raises ModelError, also where a limit of the session or the day is reached."""
        if not self.session.reserve(expected_tokens):
            raise ModelError(Problem.SESSION_LIMIT)
        used, counts = 0, False
        try:
            most = self.settings.model_calls_per_day, self.settings.model_tokens_per_day
            begun = self.store.begin_call(today(), model.name, model.prompt_version, expected_tokens, *most)
            if begun is None:
                raise ModelError(Problem.DAY_LIMIT)
            # From here on it may cost all that was reserved, however it ends.
            used, counts = expected_tokens, True
            started = time.monotonic()
            try:
                reply = ask()
            except BaseException as error:
                problem = error.problem if isinstance(error, ModelError) else None
                if problem in _COST_NOTHING:
                    used, counts = 0, False
                name = problem.value if problem else type(error).__name__
                self.store.end_call(begun, used, time.monotonic() - started, problem=name, counts=counts)
                raise
            used = _tokens(reply, expected_tokens)
            self.store.end_call(begun, used, reply.seconds, model.cost(reply))
        finally:
            self.session.settle(expected_tokens, used, counts)
        self.seconds += reply.seconds
        return reply


# Nothing was read by a model. Any other end of a call may be on the bill.
_COST_NOTHING = frozenset(
    {
        Problem.KEY,
        Problem.MISSING,
        Problem.NETWORK,
        Problem.ASLEEP,
        Problem.BUSY,
        Problem.TOO_LONG,
        Problem.REJECTED,
    }
)

# What was reserved is at least what the texts can take; a count far above it is a server's mistake.
_MOST_TIMES = 4


# What the server counted; what was reserved where it says nothing, or nothing that can be.
def _tokens(reply: Reply, expected: int) -> int:
    if reply.prompt_tokens is None or reply.answer_tokens is None:
        return expected
    counted = reply.prompt_tokens + reply.answer_tokens
    is_possible = min(reply.prompt_tokens, reply.answer_tokens) >= 0 and counted <= _MOST_TIMES * expected
    return counted if is_possible else expected


# --- kept answers --------------------------------------------------------------------------------


def answer_key(model: Model, *contents: str) -> str:
    """The name of an answer: a digest of everything it depends on."""
    whole = "\x00".join((model.name, model.prompt_version, *contents))
    return hashlib.sha256(whole.encode()).hexdigest()


# How often somebody who waits for another's call looks whether to go on waiting.
_LOOK_SECONDS = 0.2

# Why somebody else's call ended, and no reason for ours not to be made.
_NOT_OURS = frozenset({Problem.CANCELLED, Problem.SESSION_LIMIT})

# Key → when a call for it failed last in this process, on the monotonic clock, and why.
_failures: dict[str, tuple[float, Problem]] = {}


def kept_answer(
    store: CallStore,
    key: str,
    model: Model,
    ask: Callable[[], str],
    seconds: float,
    cancelled: Callable[[], bool] = never,
) -> tuple[str, bool]:
    """The answer kept under `key`, or what `ask` gives; whether it was kept, so that it cost nothing.

    Identical requests at once make one call: who waited for somebody else's gets its answer, or why
    there is none. `seconds` bounds that wait, and `cancelled` ends it. Raises ModelError, and what
    the store raises.
    """
    if (kept := store.answer(key)) is not None:
        return kept, True
    began = time.monotonic()
    with _one_at_a_time(store.path.parent, key, seconds, cancelled):
        if (kept := store.answer(key)) is not None:
            return kept, True
        failed_at, problem = _failures.get(key, (0.0, Problem.CANCELLED))
        if failed_at > began:
            raise ModelError(problem)
        try:
            answer = ask()
        except ModelError as error:
            if error.problem not in _NOT_OURS:
                _failures[key] = (time.monotonic(), error.problem)
            raise
        store.keep_answer(key, answer, model.name, model.prompt_version)
        return answer, False


# The lock of a key, among threads and processes alike.
@contextmanager
def _one_at_a_time(home: Path, key: str, seconds: float, cancelled: Callable[[], bool]) -> Iterator[None]:
    # The files stay, so there is a bound to them; who meets another's key only waits a little.
    lock = FileLock(home / "calls" / f"{key[:3]}.lock")
    try:
        (home / "calls").mkdir(exist_ok=True)
        lock.acquire(timeout=seconds, poll_interval=_LOOK_SECONDS, cancel_check=cancelled)
    except Timeout:
        raise ModelError(Problem.CANCELLED if cancelled() else Problem.SLOW) from None
    except OSError:
        # Where nothing can be written the store refuses the call, in its own words.
        pass
    try:
        yield
    finally:
        lock.release()
