"""One place through which every call of a model goes: kept answers, limits, and what it took.

An answer about a public ruling is kept in the store under its content, model and prompt version,
so that no rerun, restart or other session pays for it twice; identical requests at the same moment
make one call, also from several processes. Answers about a person's case are never kept here.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from lib.ai.reply import ModelError, Problem, Reply
from lib.settings import Settings
from lib.store import Store, StoreError

_KOREA = ZoneInfo("Asia/Seoul")

T = TypeVar("T")


def today() -> date:
    """The day that limits count by: the Korean one, wherever the machine stands."""
    return datetime.now(_KOREA).date()


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

    def take(self, tokens: int) -> bool:
        """Reserve a call; False where a limit is reached."""
        with self._lock:
            if self.calls + 1 > self.most_calls or self.tokens + tokens > self.most_tokens:
                return False
            self.calls += 1
            self.tokens += tokens
            return True

    def settle(self, reserved: int, tokens: int, answered: bool) -> None:
        """Replace a reservation by what the call took; one without an answer does not count."""
        with self._lock:
            self.tokens += tokens - reserved
            self.calls -= not answered


@dataclass(frozen=True, slots=True)
class Model:
    """Which model is asked, under which version of the prompt, and what it costs.

    `cost` gives US dollars for a reply, None where no price is configured.
    """

    name: str
    prompt_version: str
    cost: Callable[[Reply], float | None]


def gemma_cost(settings: Settings) -> Callable[[Reply], float | None]:
    """Seconds of an endpoint that is paid by the hour."""
    price = settings.gemma_price_per_hour
    return lambda reply: reply.seconds / 3600 * price if price else None


def gemini_cost(settings: Settings) -> Callable[[Reply], float | None]:
    """Tokens read and written at their prices per million."""
    read, written = settings.gemini_price_in, settings.gemini_price_out

    def cost(reply: Reply) -> float | None:
        if not (read or written) or reply.prompt_tokens is None or reply.answer_tokens is None:
            return None
        return (reply.prompt_tokens * read + reply.answer_tokens * written) / 1_000_000

    return cost


@dataclass(slots=True)
class Tally:
    """What the calls behind one answer took together."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lets a call happen within the limits, and writes down what it took: never what was said."""

    store: Store
    settings: Settings
    session: SessionBudget
    tally: Tally = field(default_factory=Tally)

    def call(self, model: Model, expected_tokens: int, ask: Callable[[], Reply]) -> Reply:
        """The reply of `ask`. Raises ModelError, also where a limit of the session or the day is reached."""
        if not self.session.take(expected_tokens):
            raise ModelError(Problem.SESSION_LIMIT)
        used, answered = 0, False
        try:
            with self._of_the_day(model, expected_tokens) as done:
                reply = ask()
                used = _tokens(reply, expected_tokens)
                done(reply, used)
                answered = True
        finally:
            self.session.settle(expected_tokens, used, answered)
        self.tally.calls += 1
        self.tally.tokens += used
        self.tally.seconds += reply.seconds
        return reply

    @contextmanager
    def _of_the_day(self, model: Model, expected_tokens: int) -> Iterator[Callable[[Reply, int], None]]:
        begun = self.store.begin_call(
            today(), model.name, model.prompt_version, expected_tokens,
            self.settings.model_calls_per_day, self.settings.model_tokens_per_day,
        )  # fmt: skip
        if begun is None:
            raise ModelError(Problem.DAY_LIMIT)
        started = datetime.now(UTC)

        def done(reply: Reply, tokens: int) -> None:
            self.store.end_call(begun, tokens, reply.seconds, model.cost(reply))

        try:
            yield done
        except BaseException as error:
            problem = error.problem.value if isinstance(error, ModelError) else type(error).__name__
            took = (datetime.now(UTC) - started).total_seconds()
            self.store.end_call(begun, 0, took, None, problem)
            raise


def _tokens(reply: Reply, expected: int) -> int:
    if reply.prompt_tokens is None or reply.answer_tokens is None:
        return expected
    return reply.prompt_tokens + reply.answer_tokens


# --- kept answers --------------------------------------------------------------------------------


def answer_key(model: Model, *contents: str) -> str:
    """The name of an answer: a digest of everything it depends on."""
    whole = "\x00".join((model.name, model.prompt_version, *contents))
    return hashlib.sha256(whole.encode()).hexdigest()


class _Flights(Generic[T]):
    """Makes one call of several identical ones at the same moment; all get its result or its error."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._flying: dict[str, Future[T]] = {}

    def fly(self, key: str, call: Callable[[], T], seconds: float) -> T:
        until = time.monotonic() + seconds
        while True:
            with self._lock:
                mine = key not in self._flying
                flight = self._flying.setdefault(key, Future())
            if mine:
                return self._first(key, flight, call)
            try:
                return flight.result(timeout=max(0.0, until - time.monotonic()))
            except TimeoutError:
                raise ModelError(Problem.SLOW) from None
            except ModelError as error:
                # That whoever called gave up is no reason for the others to.
                if error.problem is not Problem.CANCELLED:
                    raise

    def _first(self, key: str, flight: Future[T], call: Callable[[], T]) -> T:
        try:
            result = call()
        except BaseException as error:
            flight.set_exception(error if isinstance(error, Exception) else ModelError(Problem.CANCELLED))
            raise
        else:
            flight.set_result(result)
            return result
        finally:
            with self._lock:
                del self._flying[key]


_flights: _Flights[str] = _Flights()


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and whether it cost nothing because it was kept."""

    answer: str
    was_kept: bool


def kept_answer(
    store: Store, key: str, model: Model, ask: Callable[[], str], is_worth_keeping: Callable[[str], bool],
    seconds: float,
) -> Kept:  # fmt: skip
    """The answer kept under `key`, or what `ask` gives; identical requests at once make one call.

    `seconds` bounds the wait for somebody else's call. Raises ModelError and StoreError.
    """
    if (held := store.answer(key)) is not None:
        return Kept(held, True)
    called = False

    def fetch() -> str:
        nonlocal called
        with _one_process(store.path.parent, key, seconds):
            # Another process may have asked while this one waited.
            if (now_held := store.answer(key)) is not None:
                return now_held
            called = True
            answer = ask()
            if is_worth_keeping(answer):
                store.keep_answer(key, answer, model.name, model.prompt_version)
            return answer

    answer = _flights.fly(f"{store.path}\x00{key}", fetch, seconds)
    return Kept(answer, not called)


@contextmanager
def _one_process(home: Path, key: str, seconds: float) -> Iterator[None]:
    # 256 files serve all keys; who meets somebody else's key only waits a little longer.
    folder = home / "calls"
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / f"{key[:2]}.lock", timeout=seconds)
        held = lock.acquire()
    except Timeout:
        raise ModelError(Problem.SLOW) from None
    except OSError as error:
        raise StoreError(f"데이터 폴더에 쓸 수 없습니다: {folder} ({error.strerror})") from error
    with held or nullcontext():
        yield
