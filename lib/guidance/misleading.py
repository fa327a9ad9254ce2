"""How likely a clause of a story only seems to tell something of the case.

A colleague's illness, what somebody claimed and a paper refutes, what was supposed, corrected or planned stands in a
story in the same words as what befell the person. The rules of `lib/text/stance.py` know how that is put most often;
what they do not know is weighed here. Labour attorneys marked the misleading words of several hundred stories
(`bench/sets/misleading.jsonl`); a linear model learnt from them (`training/misleading.py`, `data/misleading.npz`) weighs
the runs of syllables of the clause, of how it ends, and of the clauses before and behind it, for what takes a clause
back mostly stands beside it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.odds import likelihood
from lib.text.runs import syllable_runs
from lib.text.shipped import lines, read_shipped

MISLEADING = 0.4
"""How likely a clause has to mislead for nothing to be read in it; see docs/decisions.md."""
_ENDING, _BEGINNING = 6, 8
"""Characters of how a clause ends, and of what follows it."""

Span = tuple[int, int]


def signs_of(text: str, clauses: Sequence[Span]) -> Iterator[tuple[frozenset[str], ...]]:
    """What each of the clauses of a text is weighed by: one set of runs for each of its views."""
    for place, (start, end) in enumerate(clauses):
        before = text[slice(*clauses[place - 1])] if place else ""
        following = clauses[place + 1] if place + 1 < len(clauses) else (end, len(text))
        behind = text[end : following[1]]
        views = {
            "is": text[start:end],
            "before": before,
            "behind": behind,
            "ends": text[max(start, end - _ENDING) : end] + behind[:_BEGINNING],
        }
        yield tuple(
            frozenset(f"{view} {run}" for run in syllable_runs(words)) for view, words in views.items()
        )


@dataclass(frozen=True)
class Model:
    """What was learnt: a weight for each run of a view, all times `scale`."""

    place: dict[str, int]
    weights: NDArray[np.int8]
    scale: float
    bias: float

    def odds(self, text: str, clauses: Sequence[Span]) -> list[float]:
        """How likely each of the clauses of a text misleads."""
        return [likelihood(score) for score in self.scores(text, clauses)]

    def scores(self, text: str, clauses: Sequence[Span]) -> list[float]:
        """The same as logarithms of odds."""
        return [self._score(views) for views in signs_of(text, clauses)]

    def _score(self, views: Sequence[frozenset[str]]) -> float:
        score = self.bias
        for runs in views:
            known = [self.place[run] for run in runs if run in self.place]
            if known:
                score += self.scale * float(self.weights[known].sum(dtype=np.int64)) / math.sqrt(len(runs))
        return score


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/misleading.npz`."""
    place = {run: at for at, run in enumerate(lines(shipped["runs"]))}
    return Model(place, shipped["weights"], float(shipped["scale"]), float(shipped["bias"]))


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("misleading.npz"))
