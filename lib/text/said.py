"""Sentences for a person that keep their message and what was put into it, so that a page can say them in its language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Translate = Callable[[str], str]
"""What says a message in a language."""


class Said(str):
    """A Korean sentence; `message` is what a catalogue knows of it, `values` what was put into that."""

    message: str
    values: Mapping[str, str]


def said(message: str, **values: str) -> Said:
    """The sentence of a message with these values, which may be such sentences themselves.

    `python -m tools.messages` collects what is written in it.
    """
    sentence = Said(message.format(**values) if values else message)
    sentence.message, sentence.values = str(message), values
    return sentence


def together(sentences: Iterable[str]) -> Said:
    """Several sentences as one, each of which keeps its message."""
    values = {f"s{number}": sentence for number, sentence in enumerate(sentences)}
    whole = Said(" ".join(values.values()))
    whole.message, whole.values = " ".join(f"{{{name}}}" for name in values), values
    return whole


Kept = str | dict[str, Any]
"""A sentence as JSON has it: a text, or its `message` with the `values` that were put into it."""


def kept(sentence: str) -> Kept:
    """The sentence as JSON keeps it, with its message where it has one."""
    if not isinstance(sentence, Said):
        return sentence
    return {
        "message": sentence.message,
        "values": {name: kept(value) for name, value in sentence.values.items()},
    }


def read_kept(sentence: Kept) -> str:
    """The sentence that `kept` wrote down; a text stays as it is."""
    if isinstance(sentence, str):
        return sentence
    return said(sentence["message"], **{name: read_kept(value) for name, value in sentence["values"].items()})


def sentence_of(error: Exception) -> str:
    """What an error of ours says, as it was given: `str(error)` would not keep its message."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def translated(sentence: str, translate: Translate) -> str:
    """The sentence as `translate` says its message; what is no such sentence stays as it is."""
    if not isinstance(sentence, Said):
        return sentence
    message = translate(sentence.message)
    values = {name: translated(value, translate) for name, value in sentence.values.items()}
    return message.format(**values) if values else message
