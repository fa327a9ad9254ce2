"""Asking a model from the command line: what it may cost, the waiting, and a sentence where no answer came."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import click

from lib.models.budget import Ledger, SessionBudget
from lib.models.reply import SENTENCES, ModelError, Phase, Problem, Watch
from lib.settings import Settings
from lib.store import Store, StoreError

T = TypeVar("T")


def ledger(store: Store, settings: Settings, whole_day: bool = False) -> Ledger:
    """What this run may ask: one session's limits, or the day's where whoever runs it said how many questions."""
    session = (
        SessionBudget(settings.model_calls_per_day, settings.model_tokens_per_day)
        if whole_day
        else SessionBudget.of(settings)
    )
    return Ledger(store, settings, session)


def watch() -> Watch:
    """Says on stderr that a server is being waked: that takes minutes."""

    def on_phase(phase: Phase, status: str) -> None:
        if phase is Phase.WAKING:
            click.echo(f"서버를 깨우는 중입니다. {status}".rstrip(), err=True)

    return Watch(on_phase=on_phase)


def answer_or_notice(ask: Callable[[], T]) -> tuple[T | None, str]:
    """A model's answer, or a sentence why there is none: what was made without it stands."""
    try:
        return ask(), ""
    except (ModelError, StoreError) as error:
        return None, str(error)


def sentence_of(problem: str) -> str:
    """Why no answer came, by the name of the problem."""
    return SENTENCES[Problem(problem)]


def removed_lines(removed: int) -> Iterator[str]:
    """That sentences were taken out, where any were."""
    if removed:
        yield f"확인되지 않아 표시하지 않음: {removed}곳"
