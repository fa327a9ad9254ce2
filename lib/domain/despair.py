"""When a person says they no longer want to live: heard first, and never read as a symptom.

People say it outright, in dialect, by what they have prepared, as a farewell, or by what would be better
without them; and the same words tell of work, of a lawsuit and of somebody else's death. No list of phrases
carries to the next person's wording, so the words are weighed: every run of letters has a weight
(`data/despair.json`), learnt by `training/despair.py` from sentences written for it, and what a few
neighbouring sentences weigh together decides. A false alarm costs one kind sentence.
"""

import re
import unicodedata
from collections.abc import Iterator

from lib.text.sentences import Sentence, sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import plain, squeeze

# Sentences weighed together: what is said of another or of the past often stands in the sentence before.
_TOGETHER = 3

_NUMBER = re.compile(r"\d+")
_SILENT = re.compile(r"[^0-9a-z가-힣]+")
_SYLLABLES, _LETTERS = range(2, 6), range(3, 7)


def features(words: str) -> set[str]:
    """The runs of 2 to 5 syllables and of 3 to 6 letters (자모) in the words.

    Spacing, marks, capitals and digits do not count, so that a phone's spelling weighs like any other.
    """
    written = _SILENT.sub("", _NUMBER.sub("0", squeeze(plain(words).lower())))
    syllables, letters = f"^{written}$", f"^{unicodedata.normalize('NFD', written)}$"
    return {
        text[start : start + length]
        for text, lengths in ((syllables, _SYLLABLES), (letters, _LETTERS))
        for length in lengths
        for start in range(len(text) - length + 1)
    }


def neighbours(text: str) -> list[tuple[Sentence, ...]]:
    """The sentences of a story as they are weighed: every three that follow each other."""
    told = tuple(sentences(text, story=True))
    return [told[first : first + _TOGETHER] for first in range(max(1, len(told) - _TOGETHER + 1))] if told else []


_SHIPPED = read_shipped("despair.json")
_WEIGHT = {run: int(weight) for weight, runs in _SHIPPED["weights"].items() for run in runs.split()}
_LEAST: int = _SHIPPED["least"]


# What the words weigh; despair from `_LEAST` on.
def _weight(words: str) -> float:
    runs = features(words)
    return sum(_WEIGHT.get(run, 0) for run in runs) / len(runs) ** 0.5


def is_despairing(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return any(True for _ in _spoken(text))


def without_despair(text: str) -> str:
    """The text with the sentences that say so blanked by spaces: they tell of now, not of the case."""
    for start, end in list(_spoken(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# The sentences that say so: of those weighed together, the heaviest, and every one that does alone.
def _spoken(text: str) -> Iterator[tuple[int, int]]:
    for together in neighbours(text):
        if _weight(text[together[0].start : together[-1].end]) >= _LEAST:
            alone = {sentence: _weight(sentence.words) for sentence in together}
            heaviest = max(alone.values())
            yield from (
                (sentence.start, sentence.end)
                for sentence, weight in alone.items()
                if weight == heaviest or weight >= _LEAST
            )
