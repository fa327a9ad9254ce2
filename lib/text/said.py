"""Sentences for a person that keep their message and what was put into it, so that a page can say them in its language."""

from collections.abc import Callable, Mapping


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


def sentence_of(error: Exception) -> str:
    """What an error of ours says, as it was given: `str(error)` would not keep its message."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def translated(sentence: str, translate: Callable[[str], str]) -> str:
    """The sentence as `translate` says its message; what is no such sentence stays as it is."""
    if not isinstance(sentence, Said):
        return sentence
    message = translate(sentence.message)
    values = {name: translated(value, translate) for name, value in sentence.values.items()}
    return message.format(**values) if values else message
