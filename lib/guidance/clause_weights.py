"""What a clause is weighed by where no phrase decides: its runs of syllables, its meaning and what is known of it.

A linear model has one weight a class for each. The meaning of a clause is the sum of its pieces of words, each a
vector; the vectors stand in `data/circumstances.npz` for all models.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.meanings import Vector
from lib.text.odds import likelihoods
from lib.text.runs import syllable_runs
from lib.text.shipped import lines

_SHARPNESS = 12.0
"""What a difference of one in score does to the odds is e to the power of this."""


@dataclass(frozen=True)
class Weights:
    """What was learnt: weights for each of `classes`, and before them for a clause that tells none of them.

    `run` gives the row of `run_weights` for a run of syllables that is worth `worth`, and `mark` that of
    `mark_weights` for what is known of the clause. `mean` is the meaning of clauses at large.
    """

    classes: tuple[str, ...]
    run: dict[str, int]
    worth: Vector
    run_weights: NDArray[np.int8]
    scale: float
    mean: Vector
    vector_weights: Vector
    mark: dict[str, int]
    mark_weights: Vector
    bias: Vector

    def scores(self, words: str, meaning: Vector, marks: Iterable[str]) -> Vector:
        """One score for none and one a class, for a clause of that meaning of which the `marks` are known."""
        places = [self.run[each] for each in syllable_runs(words) if each in self.run]
        worth = self.worth[places]
        length = float(np.linalg.norm(worth)) or 1.0
        by_runs = (worth * self.scale / length) @ self.run_weights[places]
        # Of nothing known there is no meaning.
        vector = meaning - self.mean if meaning.any() else np.zeros_like(self.mean)
        vector = vector / (float(np.linalg.norm(vector)) or 1.0)
        by_marks = self.mark_weights[sorted(self.mark[each] for each in marks if each in self.mark)].sum(
            axis=0
        )
        return np.asarray(by_runs + self.vector_weights @ vector + by_marks + self.bias, dtype=np.float32)

    def odds(
        self, words: str, meaning: Vector, marks: Iterable[str], among: Iterable[str]
    ) -> dict[str, float]:
        """How likely the clause tells each of `among`; what is missing to one is how likely it tells none of them."""
        wanted = set(among)
        places = [place for place, each in enumerate(self.classes) if each in wanted]
        scores = self.scores(words, meaning, marks)
        scores = scores[[0, *(place + 1 for place in places)]]
        told = likelihoods(scores, _SHARPNESS)[1:].tolist()
        return dict(zip((self.classes[place] for place in places), told, strict=True))


def read_weights(shipped: Any) -> Weights:
    """The weights from the arrays of a file that `training.clauses` wrote."""
    classes = tuple(lines(shipped["classes"]))
    runs = lines(shipped["runs"])
    run_weights = np.zeros((len(runs), len(classes) + 1), np.int8)
    rows = np.repeat(np.arange(len(runs)), np.diff(shipped["row_ends"], prepend=0))
    run_weights[rows, shipped["columns"]] = shipped["values"]
    return Weights(
        classes=classes,
        run={run: place for place, run in enumerate(runs)},
        worth=shipped["worth"],
        run_weights=run_weights,
        scale=float(shipped["scale"]),
        mean=shipped["mean"],
        vector_weights=shipped["vector_weights"].astype(np.float32),
        mark={mark: place for place, mark in enumerate(lines(shipped["marks"]))},
        mark_weights=shipped["mark_weights"].astype(np.float32),
        bias=shipped["bias"],
    )
