"""The runs of letters that words are weighed by, where no list of phrases carries to the next person's wording."""

import re
import unicodedata
from collections.abc import Iterable

from lib.text.spelling import plain, squeeze

_NUMBER = re.compile(r"\d+")
_SILENT = re.compile(r"[^0-9a-z가-힣]+")
_SYLLABLES, _LETTERS = range(2, 6), range(3, 7)
_FEW_SYLLABLES = range(2, 5)


def runs_of(words: str) -> set[str]:
    """The runs of 2 to 5 syllables and of 3 to 6 letters (자모) in the words.

    Spacing, marks, capitals and digits do not count, so that a phone's spelling weighs like any other.
    """
    written = _written(words)
    return _cut(written, _SYLLABLES) | _cut(unicodedata.normalize("NFD", written), _LETTERS)


def syllable_runs(words: str) -> set[str]:
    """The runs of 2 to 4 syllables alone."""
    return _cut(_written(words), _FEW_SYLLABLES)


def _written(words: str) -> str:
    return _SILENT.sub("", _NUMBER.sub("0", squeeze(plain(words).lower())))


# The runs of these lengths, with the beginning and the end marked.
def _cut(written: str, lengths: Iterable[int]) -> set[str]:
    text = f"^{written}$"
    return {text[start : start + length] for length in lengths for start in range(len(text) - length + 1)}
