"""The runs of letters that words are weighed by, where no list of phrases carries to the next person's wording."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lib.text.spelling import plain, squeeze

_WORD = re.compile(r"\S+")
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


@dataclass(frozen=True, slots=True)
class Begun:
    """What weighs from the word on that begins at `start`.

    The runs of what follows it are those `added` by it and by every word behind it, and the `first`, which
    only stand where words begin. Numbers in two words that follow each other stay two.
    """

    start: int
    added: set[str]
    first: set[str]


def begun(words: str) -> Iterator[Begun]:
    """What weighs from each word on, from the last word to the first, in time that grows as the words do."""
    followed = dict.fromkeys((_SYLLABLES, _LETTERS), "$")
    for word in reversed(list(_WORD.finditer(words))):
        written = _written(word[0])
        added, first = set[str](), set[str]()
        for lengths, behind in followed.items():
            begin = written if lengths is _SYLLABLES else unicodedata.normalize("NFD", written)
            text = begin + behind
            added |= {
                text[start : start + length]
                for length in lengths
                for start in range(min(len(begin), len(text) - length + 1))
            }
            first |= {f"^{text[: length - 1]}" for length in lengths if len(text) >= length - 1}
            followed[lengths] = text[: lengths.stop - 2]
        yield Begun(word.start(), added, first)


def syllable_runs(words: str) -> set[str]:
    """The runs of 2 to 4 syllables alone."""
    return _cut(_written(words), _FEW_SYLLABLES)


def _written(words: str) -> str:
    return _SILENT.sub("", _NUMBER.sub("0", squeeze(plain(words).lower())))


# The runs of these lengths, with the beginning and the end marked.
def _cut(written: str, lengths: Iterable[int]) -> set[str]:
    text = f"^{written}$"
    return {text[start : start + length] for length in lengths for start in range(len(text) - length + 1)}
