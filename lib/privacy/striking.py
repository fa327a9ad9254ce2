"""Words that a person takes out of what they wrote before it is sent to anybody.

A word is what stands between blanks. It is told by its plain form without the marks around it, so that
what was struck out once stays out wherever the same person writes it again.
"""

import re
from collections.abc import Collection

from lib.text.spelling import plain

STRUCK = "[지움]"
"""What stands in the place of a word that was struck out."""

_WORD = re.compile(r"\S+")
_MARKS = ".,!?;:'\"()<>{}…·~“”‘’「」『』〈〉《》-–—/"


def word_of(written: str) -> str:
    """What a written word is told by: its plain form, without the marks around it; "" for marks alone."""
    return plain(written).strip(_MARKS).casefold()


def strike(text: str, struck: Collection[str]) -> str:
    """The text with `[지움]` for every word whose `word_of` is among the struck; the marks around it stay."""
    return _WORD.sub(lambda match: _struck(match[0], struck), text) if struck else text


def _struck(written: str, struck: Collection[str]) -> str:
    word = word_of(written)
    if not word or word not in struck:
        return written
    opening = written[: len(written) - len(written.lstrip(_MARKS))]
    return opening + STRUCK + written[len(written.rstrip(_MARKS)) :]
