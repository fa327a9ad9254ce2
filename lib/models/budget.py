"""One place through which every call of a model goes: kept answers, limits, and what it took.

An answer about a public ruling is kept in the store under its content, model and prompt version,
so that no rerun, restart or other session pays for it twice; identical requests at the same moment
make one call, also from several processes. Answers about a person's case are never kept here.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from filelock import FileLock, Timeout

from lib.domain.records import KOREA, Spent
from lib.models.reply import ModelError, Problem, Reply, never
from lib.settings import Settings

T = TypeVar("T")


class CallStore(Protocol):
    """Where calls and answers are written down (lib.store.Store)."""

    path: Path

    def answer(self, key: str) -> str | None:
        """The answer kept under this key, or None."""

    def keep_answer(self, key: str, answer: str, model: str, prompt_version: str) -> None:
        """Keep an answer about a public ruling."""

    def begin_call(
        self,
        day: date,
        model: str,
        prompt_version: str,
        tokens: int,
        most_calls: int,
        most_tokens: int,
        person: str = "",
        most_of_person: tuple[int, int] | None = None,
    ) -> int | None:
        """Reserve a call in one transaction; its number, or None where a limit of the day is reached.

        `most_of_person` bounds calls and tokens of this person alone.
        """

    def spent_by(self, day: date, person: str) -> Spent:
        """What the calls of a person took on a day."""

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


INSTALLATION = "installation"
"""Whoever cannot be told from others: all of them have the limits of one person."""


@dataclass(frozen=True, slots=True)
class PersonBudget:
    """What one person may ask of models in a day; `person` is no name but what tells calls apart in the store."""

    person: str
    most_calls: int
    most_tokens: int

    @classmethod
    def of(cls, settings: Settings, person: str = INSTALLATION) -> "PersonBudget":
        """The limits of the settings for a person."""
        return cls(person, settings.model_calls_per_person, settings.model_tokens_per_person)

    def allows(self, spent: Spent, tokens: int) -> bool:
        """Whether a call of so many tokens more is within the limits."""
        return spent.calls + 1 <= self.most_calls and spent.tokens + tokens <= self.most_tokens


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
    person: PersonBudget
    seconds: float = 0.0

    def call(self, model: Model, expected_tokens: int, ask: Callable[[], Reply]) -> Reply:
        """The reply of `ask`. Raises ModelError, also where a limit of the person or the day is reached."""
        settings, budget, day = self.settings, self.person, today()
        most = settings.model_calls_per_day, settings.model_tokens_per_day
        begun = self.store.begin_call(
            day,
            model.name,
            model.prompt_version,
            expected_tokens,
            *most,
            person=budget.person,
            most_of_person=(budget.most_calls, budget.most_tokens),
        )
        if begun is None:
            is_own = not budget.allows(self.store.spent_by(day, budget.person), expected_tokens)
            raise ModelError(Problem.PERSON_LIMIT if is_own else Problem.DAY_LIMIT)
        started = time.monotonic()
        try:
            reply = ask()
        except BaseException as error:
            problem = error.problem if isinstance(error, ModelError) else None
            counts = problem not in _COST_NOTHING
            # It may have cost all that was reserved, however it ended.
            used = expected_tokens if counts else 0
            name = problem.value if problem else type(error).__name__
            self.store.end_call(begun, used, time.monotonic() - started, problem=name, counts=counts)
            raise
        self.store.end_call(begun, _tokens(reply, expected_tokens), reply.seconds, model.cost(reply))
        self.seconds += reply.seconds
        return reply


# Nothing was read by a model. Any other end of a call may be on the bill.
_COST_NOTHING = frozenset(
    {
        Problem.KEY,
        Problem.NO_CREDIT,
        Problem.PAUSED,
        Problem.MISSING,
        Problem.SENT_ON,
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
_NOT_OURS = frozenset({Problem.CANCELLED, Problem.PERSON_LIMIT})

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
    there is none. That nothing of an answer could be shown is kept too. `seconds` bounds that wait, and
    `cancelled` ends it. Raises ModelError, and what the store raises.
    """
    if (kept := store.answer(key)) is not None:
        return _something(kept), True
    began = time.monotonic()
    with _one_at_a_time(store.path.parent, key, seconds, cancelled):
        if (kept := store.answer(key)) is not None:
            return _something(kept), True
        failed_at, problem = _failures.get(key, (0.0, Problem.CANCELLED))
        if failed_at > began:
            raise ModelError(problem)
        try:
            answer = ask()
        except ModelError as error:
            if error.problem is Problem.UNCONFIRMED:
                store.keep_answer(key, "", model.name, model.prompt_version)
            elif error.problem not in _NOT_OURS:
                _failures[key] = (time.monotonic(), error.problem)
            raise
        store.keep_answer(key, answer, model.name, model.prompt_version)
        return answer, False


# A kept answer. Raises ModelError for one nothing of which could be shown.
def _something(kept: str) -> str:
    if not kept:
        raise ModelError(Problem.UNCONFIRMED)
    return kept


# Digests of questions about persons whose answers could not be shown, for as long as this program runs.
_in_vain: dict[str, None] = {}
_MOST_IN_VAIN = 1_000


def not_in_vain(key: str, ask: Callable[[], T]) -> T:
    """What `ask` gives; UNCONFIRMED is raised without asking where the same question led to it before.

    For what is kept nowhere: `key` (`answer_key`) is a digest, and is forgotten when the program ends.
    """
    if key in _in_vain:
        raise ModelError(Problem.UNCONFIRMED)
    try:
        return ask()
    except ModelError as error:
        if error.problem is Problem.UNCONFIRMED:
            _in_vain[key] = None
            while len(_in_vain) > _MOST_IN_VAIN:
                del _in_vain[next(iter(_in_vain))]
        raise


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
