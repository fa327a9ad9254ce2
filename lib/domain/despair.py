"""When a person says they no longer want to live: heard first, and never read as a symptom.

People say it outright, in dialect, by what they have prepared, as a farewell, or by what would be better
without them; and the same words tell of work, of a lawsuit and of somebody else's death. No list of phrases
carries to the next person's wording, so the words are weighed: every run of letters has a weight
(`data/despair.json`), learnt by `training/despair.py` from sentences written for it, and what a few
neighbouring sentences weigh together decides. A false alarm costs one kind sentence.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat

from lib.text.once import once
from lib.text.runs import begun, runs_of
from lib.text.sentences import Sentence, sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import blanked

# Sentences weighed together, and the last words of a sentence, where Korean says what is done or wished.
_TOGETHER, _LAST = 3, (4, 2)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words weighed together, the sentences they stand in, and whether what is told around them is left out."""

    words: str
    sentences: tuple[Sentence, ...]
    alone: bool


def stretches(text: str) -> Iterator[Stretch]:
    """All that is weighed of a text: every three sentences, each sentence, and the last words of each."""
    told = tuple(sentences(text, story=True))
    for first in range(max(1, len(told) - _TOGETHER + 1)) if told else ():
        some = told[first : first + _TOGETHER]
        yield Stretch(text[some[0].start : some[-1].end], some, alone=False)
    for sentence in told:
        if told[1:]:
            yield Stretch(sentence.words, (sentence,), alone=True)
        words = sentence.words.split()
        for last in _LAST:
            if words[last:]:
                yield Stretch(" ".join(words[-last:]), (sentence,), alone=True)


@dataclass(frozen=True, eq=False)
class Weights:
    """What every run of letters weighs, and from what weight on words tell of despair.

    Three sentences that follow each other are weighed together, for what is said of another or of the past
    often stands in the one before; they tell of despair from `least` on. So that a word of despair is not lost
    among a long account, each sentence is weighed by itself too, and its end; it has to weigh `alone` more.
    """

    of: Mapping[str, float]
    least: float = 0.0
    alone: float = 0.0

    def weigh(self, words: str) -> float:
        """The weight of the words."""
        runs = runs_of(words)
        return sum(map(self.of.get, runs, repeat(0.0))) / math.sqrt(len(runs))

    def heaviest(self, text: str) -> float:
        """What decides, compared with `least`: the heaviest of what is weighed; without words, nothing is."""
        return max((weight for weight, _ in self._weighed(text)), default=-math.inf)

    def despairing(self, text: str) -> list[tuple[int, int]]:
        """Where the text tells of despair: of sentences that do together the heaviest, from its heaviest words on."""
        heard = {
            max(some, key=lambda sentence: self.weigh(sentence.words))
            for weight, some in self._weighed(text)
            if weight >= self.least
        }
        return sorted((sentence.start + self._begin(sentence.words), sentence.end) for sentence in heard)

    # Where the words begin that, up to the end of their sentence, weigh most.
    def _begin(self, words: str) -> int:
        heaviest, begin = -math.inf, 0
        known: set[str] = set()
        total = 0.0
        for each in begun(words):
            total += sum(self.of.get(run, 0.0) for run in each.added - known)
            known |= each.added
            first = sum(self.of.get(run, 0.0) for run in each.first)
            weight = (total + first) / math.sqrt(len(known) + len(each.first))
            if weight >= heaviest:
                heaviest, begin = weight, each.start
        return begin

    def _weighed(self, text: str) -> Iterator[tuple[float, tuple[Sentence, ...]]]:
        for each in stretches(text):
            yield _weight(self, each.words) - self.alone * each.alone, each.sentences


# The same sentences stand in every text that is made of one story.
@once
def _weight(weights: Weights, words: str) -> float:
    return weights.weigh(words)


_SHIPPED = read_shipped("despair.json")
_WEIGHTS = Weights(
    {run: int(weight) for weight, runs in _SHIPPED["weights"].items() for run in runs.split()},
    _SHIPPED["least"],
    _SHIPPED["alone"],
)


# Whoever reads a story for something else leaves its despair out, so the same text is asked about many times.
@once
def _heard(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_WEIGHTS.despairing(text))


def is_despairing(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return bool(_heard(text))


def without_despair(text: str) -> str:
    """The text with the words that say so blanked by spaces: they tell of now, not of the case."""
    for start, end in _heard(text):
        text = blanked(text, start, end)
    return text
