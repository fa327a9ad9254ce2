"""Boxes to choose one value in: what is kept is the value, never what the language of the moment calls it.

Streamlit's browser sends the label that a box shows. Once the language was switched that may be a label of the other
language, which Streamlit hands on as it came; so whatever is read from a box is read through `value_in`.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import streamlit as st

from lib.i18n import LANGUAGES, translator
from lib.ui.labels import messages_of
from lib.ui.language import _, language

UNKNOWN = "모름"

Labels = Mapping[Any, str]
"""What may be chosen → what it is called, as a Korean message."""

# State: box → the language it was last drawn in.
_DRAWN_IN = "boxes_drawn_in"

state = st.session_state


def labels_of(vocabulary: type[Enum]) -> Labels:
    """The values of a vocabulary, and before them that it is not known."""
    return {UNKNOWN: UNKNOWN, **messages_of(vocabulary)}


def value_in(key: str, labels: Labels) -> Any:
    """The value chosen in a box, UNKNOWN where it stands for none; call it before the box is drawn in a run.

    Sets the box anew where it shows the other language.
    """
    told = state.get(key, UNKNOWN)
    value = next(
        (each for each, message in labels.items() if told == each or told in _names(message)), UNKNOWN
    )
    if (
        told != value
        or type(told) is not type(value)
        or state.get(_DRAWN_IN, {}).get(key, language()) != language()
    ):
        state[key] = value
    return value


def choose(draw: Callable[..., Any], title: str, labels: Labels, key: str, **more: Any) -> Any:
    """Draw a box (`st.selectbox`, `st.radio`) over the values of `labels`; returns the one chosen."""
    value_in(key, labels)
    state[_DRAWN_IN] = state.get(_DRAWN_IN, {}) | {key: language()}
    names = {value: _(message) for value, message in labels.items()}
    return draw(title, [*labels], format_func=names.__getitem__, key=key, **more)


def _names(message: str) -> set[str]:
    return {translator(code)(message) for code in LANGUAGES}
