"""What a person ticks and answers beside their story, kept for this session, in their tab and in the file they take home.

A page keeps what stands in one of its widgets by drawing it with `key=remembered("page_question")`, and by
`told=` where it fills the widget itself until the person says otherwise; what a form takes at once it keeps with
`keep_answer`, its widgets under `kept_key`. The facts that benefits are counted from are one thing for all pages
(`given`, `keep_given`).
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from lib.domain.saved_case import EvidenceState, EvidenceTick, Notes, plain_value

# State: the notes of this session; the keys of widgets whose values are kept begin with _KEPT.
_NOTES = "notes"
_KEPT = "kept_"
# What a page filled in when it last drew a widget.
_TOLD = "told_"
_NOTHING = object()
Record = TypeVar("Record", bound=BaseModel)

state = st.session_state


def notes() -> Notes:
    """The notes of this session; what is changed in them is kept."""
    kept: Notes = state.setdefault(_NOTES, Notes())
    return kept


def kept_key(name: str) -> str:
    """The key of a widget or of any other state that goes when the notes go or others take their place."""
    return f"{_KEPT}{name}"


def remembered(name: str, read: Callable[[Any], Any] | None = None, told: Any = _NOTHING) -> str:
    """The key for a widget whose value is kept under `name`; call it just before the widget is drawn.

    The name begins with the page's own (`criteria_night_guard`). What is kept is JSON: a day as `2026-01-31`, so that
    for `st.date_input` `read` is `date.fromisoformat`. What the widget cannot show, so that `read` raises ValueError,
    TypeError or LookupError, is left out. `told` is what the page fills in: it stands in the widget, and is not kept,
    until the person says otherwise; a widget that nobody touched follows it.
    """
    key = kept_key(name)
    if told is not _NOTHING:
        _follow(name, told)
        if key not in state:
            state[key] = told
            _show_kept(name, read)
        state[kept_key(f"{_TOLD}{name}")] = told
    elif key in state:
        keep_answer(name, state[key])
    else:
        _show_kept(name, read)
    return key


def _show_kept(name: str, read: Callable[[Any], Any] | None) -> None:
    kept = notes().answers
    if name in kept:
        with suppress(ValueError, TypeError, LookupError, OverflowError):
            state[kept_key(name)] = read(kept[name]) if read else kept[name]


# What stands in a widget that the page fills in: kept where the person said otherwise, to be filled anew where not.
def _follow(name: str, told: Any) -> None:
    key = kept_key(name)
    if key not in state:
        return
    before = state.get(kept_key(f"{_TOLD}{name}"), told)
    if _is_same(state[key], before):
        notes().answers.pop(name, None)
        if not _is_same(before, told):
            del state[key]
    else:
        _keep(name, state[key])


# True is 1 to Python, and no answer to the same question.
def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def keep_answer(name: str, value: Any) -> None:
    """Keep a value without a widget of its own; None, an empty text and an empty list are no answer."""
    if value is None or value == "" or value == []:
        notes().answers.pop(name, None)
    else:
        _keep(name, value)


# What no file could hold is not kept: it would cost the person all the rest.
def _keep(name: str, value: Any) -> None:
    with suppress(ValueError):
        notes().answers[name] = plain_value(value)


def answers(page: str) -> dict[str, Any]:
    """What was answered under names that begin with `page`, the rest of the name → JSON."""
    found = notes().answers.items()
    return {name.removeprefix(page): value for name, value in found if name.startswith(page)}


def readable(model: type[Record], told: Mapping[str, Any]) -> Record:
    """As much of what was kept as the record can hold; it may have been written by anybody."""
    for _try in range(2):
        try:
            return model.model_validate(told)
        except ValidationError as error:
            wrong = {each["loc"][0] for each in error.errors() if each["loc"]}
            told = {name: value for name, value in told.items() if name not in wrong}
    return model()


def given() -> dict[str, Any]:
    """The facts that benefits are counted from, as the `given` of an intake."""
    return dict(notes().given)


def keep_given(facts: Mapping[str, Any]) -> None:
    """Keep these facts in the place of those before."""
    notes().given = dict(facts)


def tick_step(id_: str, day: date | None) -> None:
    """A first step was done on a day; None: it was not."""
    if day:
        notes().steps[id_] = day
    else:
        notes().steps.pop(id_, None)


def tick_evidence(id_: str, told: EvidenceState | None, day: date | None) -> None:
    """How far a piece of evidence has come, and since when; None: still to be seen to."""
    if told:
        notes().evidence[id_] = EvidenceTick(state=told, day=day)
    else:
        notes().evidence.pop(id_, None)


def forget_notes() -> None:
    """Forget everything, what stands in widgets too."""
    take_back_notes(Notes())


def take_back_notes(told: Any) -> None:
    """Put back notes, or JSON of some; what was never written so changes nothing."""
    with suppress(ValueError, RecursionError):
        kept = Notes.model_validate(told)
        for key in [str(each) for each in state if str(each).startswith(_KEPT)]:
            del state[key]
        state[_NOTES] = kept
