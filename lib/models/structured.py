"""Asking a model for a record: one call, one more to mend an answer that cannot be read, no third."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lib.models.budget import Ledger, Model
from lib.models.clients import Client
from lib.models.fitting import most_tokens
from lib.models.parsing import Unreadable, read_answer
from lib.models.prompt import as_data, prompt
from lib.models.reply import ModelError, Problem, Reply, Room, TooLong, Turn, Watch
from lib.models.schemas import Answer, M, json_schema, prompt_shape


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model wrote an answer, and what that took; shown beside the answer.

    `seconds` is what the calls took together (0.0 for a kept answer), `removed` how many statements
    were taken out because they could not be confirmed.
    """

    name: str
    prompt_version: str
    seconds: float
    cached: bool
    removed: int


def ask_for(
    record: type[M],
    client: Client,
    instruction: str,
    turns: Sequence[Turn],
    ledger: Ledger,
    model: Model,
    watch: Watch,
) -> M:
    """What the model answers, as `record`; the second try has only the time that the first left.

    Raises ModelError (UNREADABLE after the second try).
    """
    room, shape = client.room, json_schema(record)

    def call(instruction: str, turns: Sequence[Turn]) -> Reply:
        expected = most_tokens(instruction) + sum(most_tokens(turn.text) for turn in turns) + room.answer
        return ledger.call(model, expected, lambda: client.ask(instruction, turns, room.answer, shape, watch))

    reply = call(instruction, turns)
    try:
        return read_answer(reply.text, record, reply.is_cut)
    except Unreadable as error:
        if not error.is_mendable:
            # A refusal stays one.
            raise ModelError(Problem.UNREADABLE) from None
    left = client.answer_seconds - reply.seconds
    if left <= 0:
        raise ModelError(Problem.UNREADABLE)
    end, called = time.monotonic() + left, watch
    watch = replace(watch, cancelled=lambda: called.cancelled() or time.monotonic() > end)
    try:
        mended = call("", _repair(reply.text, record, room))
    except ModelError as error:
        is_late = error.problem is Problem.CANCELLED and not called.cancelled()
        raise ModelError(Problem.SLOW) if is_late else error from None
    try:
        return read_answer(mended.text, record, mended.is_cut)
    except Unreadable:
        raise ModelError(Problem.UNREADABLE) from None


S = TypeVar("S")
T = TypeVar("T")

# Of a question that was refused without a count so much is left out.
_LESS = 5


def ask_in_room(
    sent: S, text: str, shorter: Callable[[S, int], S | None], ask: Callable[[S], T]
) -> tuple[T, S]:
    """What `ask` gives for `sent`, and what was sent in the end.

    Where that is too long for the model, it is asked once more with what `shorter` leaves of it: at least
    so many tokens less, by whole rulings and sentences, None where nothing can be left out. `text` is what
    is sent, for an estimate where the server does not count. Raises what `ask` raises.
    """
    try:
        return ask(sent), sent
    except ModelError as error:
        if error.problem is not Problem.TOO_LONG:
            raise
        told = error.over if isinstance(error, TooLong) else None
        less = shorter(sent, told or most_tokens(text) // _LESS)
        if less is None:
            raise
    return ask(less), less


# What the chat template adds to a turn, generously.
_TEMPLATE_TOKENS = 32


def prompt_room(room: Room) -> int:
    """Tokens left for the prompt."""
    return room.context - room.answer - _TEMPLATE_TOKENS


def _repair(answer: str, record: type[Answer], room: Room) -> list[Turn]:
    def filled(part: str) -> str:
        return prompt("repair").filled(answer=as_data(part), shape=prompt_shape(record))

    part = answer[: max(0, prompt_room(room) - most_tokens(filled("")))]
    while most_tokens(filled(part)) > prompt_room(room):
        part = part[: len(part) * 4 // 5]
    return [Turn("user", filled(part))]
