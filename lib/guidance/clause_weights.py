"""What a clause is weighed by where no phrase decides: its runs of syllables, its meaning and what is known of it.

A linear model has one weight a class for each. The meaning of a clause is the sum of its pieces of words, each a
vector; the vectors stand in `data/circumstances.npz` for all models.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.runs import syllable_runs
from lib.text.shipped import lines, read_shipped
from lib.text.spelling import plain

Vector = NDArray[np.float32]

_KOREAN = re.compile(r"[가-힣]+")
_LONGEST_PIECE = 4
_SHARPNESS = 12.0
"""What a difference of one in score does to the odds is e to the power of this."""


def pieces(words: str, known: Collection[str]) -> list[str]:
    """The words cut into the longest known pieces of up to four syllables, from the left; what is unknown is passed."""
    found = []
    for word in _KOREAN.findall(plain(words)):
        place = 0
        while place < len(word):
            lengths = range(min(_LONGEST_PIECE, len(word) - place), 0, -1)
            length = next((length for length in lengths if word[place : place + length] in known), 0)
            if length:
                found.append(word[place : place + length])
            place += length or 1
    return found


@dataclass(frozen=True)
class Meanings:
    """The vectors of pieces of words, each weighed by how rare it is; `row` is where a piece stands among them."""

    row: dict[str, int]
    vectors: Vector

    def of(self, words: str) -> Vector:
        """The sum of the pieces of the words."""
        known = [self.row[each] for each in pieces(words, self.row)]
        return np.asarray(self.vectors[known].sum(axis=0), dtype=np.float32)


def digest_of_meanings() -> str:
    """A digest of the vectors that ship: weights learnt over others mean nothing."""
    shipped = read_shipped("circumstances.npz")
    parts = (str(shipped["pieces"]).encode(), shipped["vectors"].tobytes(), shipped["rarity"].tobytes())
    return hashlib.sha256(b"".join(parts)).hexdigest()


def read_meanings(shipped: Any) -> Meanings:
    """The meanings from the arrays of `data/circumstances.npz`."""
    row = {piece: place for place, piece in enumerate(lines(shipped["pieces"]))}
    return Meanings(row, (shipped["vectors"] * shipped["rarity"][:, None]).astype(np.float32))


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """What ships, read once."""
    return read_meanings(read_shipped("circumstances.npz"))


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
        odds = np.exp(_SHARPNESS * (scores - np.max(scores)))
        told = (odds[1:] / odds.sum()).tolist()
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


def likely(weights: Vector, signs: Sequence[float]) -> float:
    """How likely something is of which the signs speak."""
    return float(1 / (1 + np.exp(-np.dot(weights, signs))))
