"""Which circumstance a clause of a story or of a refusal tells, weighed by its words and by the phrases met in it.

What attorneys underline comes in other words every time, and a phrase of the data files may stand where it means
something else. Each circumstance has clauses written for it, and whole stories were taken apart, by writers who had
not seen its phrases (`bench/sets/circumstances.jsonl`). A linear model learnt from them
(`training/circumstances.py`, `data/circumstances.npz`) weighs a clause's runs of syllables, the meaning of its pieces
of words (their vectors stand in the same file), and which phrases of the data files were met in it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.guidance.clause_weights import Meanings, Weights, lines, read_meanings, read_weights
from lib.text.shipped import read_shipped

_SILENCE = 0.1
"""Taken off the score of a clause that tells nothing."""
LEAST = 0.5
"""How likely a circumstance has to be for a clause to tell it; see docs/decisions.md for what that costs and finds."""
HELD = 0.02
"""How likely one that a phrase was met for has to stay, unless it is the likeliest of all."""


@dataclass(frozen=True)
class Model:
    """What was learnt: the weights, marked by the circumstances whose phrases were met, and the meanings of pieces.

    Of `may_deny` a denial may be part: no earlier illness.
    """

    weights: Weights
    meanings: Meanings
    may_deny: frozenset[str]

    @property
    def ids(self) -> tuple[str, ...]:
        """The circumstances that can be told."""
        return self.weights.classes

    def odds(self, words: str, met: Collection[str], among: Iterable[str]) -> dict[str, float]:
        """How likely a clause tells each of `among`; what is missing to one is how likely it tells none of them."""
        return self.weights.odds(words, self.meanings.of(words), met, among, _SILENCE)


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/circumstances.npz`."""
    return Model(read_weights(shipped), read_meanings(shipped), frozenset(lines(shipped["may_deny"])))


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("circumstances.npz"))
