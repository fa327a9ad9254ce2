"""Which circumstance a clause of a story or of a refusal tells, where no phrase of the data files stands in it.

What attorneys underline comes in other words every time. Each circumstance has clauses written for it, by
writers who had not seen its phrases (`bench/sets/circumstances.jsonl`), and a linear model learnt from them
(`training/circumstances.py`, `data/circumstances.npz`) tells which a new clause is nearest to. It weighs the
clause's runs of syllables, and the meaning of its pieces of words: their vectors stand in the same file.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.runs import syllable_runs
from lib.text.shipped import read_shipped
from lib.text.spelling import plain
from lib.text.stance import holds_denial

_KOREAN = re.compile(r"[가-힣]+")
_LONGEST_PIECE = 4
_SHARPNESS = 12.0
"""What a difference of one in score does to the odds is e to the power of this."""
_SILENCE = 0.1
"""Taken off the score of a clause that tells nothing: half of the rows do."""
_CLOSEST, _LOOKED_AT = 2, 60
_ONE = 127.0
"""Vectors of length one are kept as whole numbers up to this."""

LEAST = 0.8
"""How likely a circumstance has to be for it to be told; see docs/decisions.md for what that costs and finds."""

Vector = NDArray[np.float32]


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
class Model:
    """What was learnt.

    `piece` gives the row of `vectors` for a piece of a word, weighed by how rare it is; `run` the row of
    `run_weights`, one weight a class, for a run of syllables that is worth `worth`. Class 0 is a clause that
    tells nothing, the others are `ids` in order. The rows are the clauses it was learnt from: where they stand
    among meanings, the classes each tells, and the class one that tells none only seems to tell. Of `may_deny` a
    denial may be part: no earlier illness.
    """

    ids: tuple[str, ...]
    piece: dict[str, int]
    vectors: Vector
    mean: Vector
    run: dict[str, int]
    worth: Vector
    run_weights: NDArray[np.int8]
    scale: float
    vector_weights: Vector
    bias: Vector
    may_deny: frozenset[str]
    row_vectors: Vector
    row_tells: tuple[frozenset[int], ...]
    row_near: NDArray[np.int16]

    def scores(self, words: str, vector: Vector) -> Vector:
        """One score a class, for a clause that stands there among meanings."""
        places = [self.run[each] for each in syllable_runs(words) if each in self.run]
        worth = self.worth[places]
        length = float(np.linalg.norm(worth)) or 1.0
        by_runs = (worth * self.scale / length) @ self.run_weights[places]
        return np.asarray(by_runs + self.vector_weights @ vector + self.bias, dtype=np.float32)

    def vector(self, words: str) -> Vector:
        """Where the clause stands among meanings: of length one, or nothing where no piece is known."""
        known = [self.piece[each] for each in pieces(words, self.piece)]
        if not known:
            return np.zeros_like(self.mean)
        vector = self.vectors[known].sum(axis=0) - self.mean
        return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)

    def tells(self, words: str, among: Collection[str]) -> str | None:
        """The circumstance of `among` that the clause tells; None where it tells none of them for sure.

        It has to be likely by the weights, and one of the closest clauses of the dispute that were written
        down has to tell it too.
        """
        vector = self.vector(words)
        scores = self.scores(words, vector)
        if holds_denial(words):
            among = self.may_deny.intersection(among)
        places = [0, *(place for place, id_ in enumerate(self.ids, 1) if id_ in among)]
        scores[0] -= _SILENCE
        odds = np.exp(_SHARPNESS * (scores[places] - scores[places].max()))
        best = int(odds.argmax())
        if not best or odds[best] < LEAST * odds.sum():
            return None
        is_like = self._is_like(vector, places[best], set(places[1:]))
        return self.ids[places[best] - 1] if is_like else None

    # True where one of the closest rows tells the class, of those that are about one of the classes.
    def _is_like(self, vector: Vector, told: int, classes: set[int]) -> bool:
        closest = np.argsort(self.row_vectors @ vector)[::-1][:_LOOKED_AT]
        about = [row for row in closest if self.row_near[row] in classes or classes & self.row_tells[row]]
        return any(told in self.row_tells[row] for row in about[:_CLOSEST])


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/circumstances.npz`."""
    classes = len(shipped["bias"])
    runs = _lines(shipped["runs"])
    weights = np.zeros((len(runs), classes), np.int8)
    rows = np.repeat(np.arange(len(runs)), np.diff(shipped["row_ends"], prepend=0))
    weights[rows, shipped["columns"]] = shipped["values"]
    return Model(
        ids=tuple(_lines(shipped["ids"])),
        piece={piece: place for place, piece in enumerate(_lines(shipped["pieces"]))},
        vectors=(shipped["vectors"] * shipped["rarity"][:, None]).astype(np.float32),
        mean=shipped["mean"],
        run={run: place for place, run in enumerate(runs)},
        worth=shipped["worth"],
        run_weights=weights,
        scale=float(shipped["scale"]),
        vector_weights=shipped["vector_weights"].astype(np.float32),
        bias=shipped["bias"],
        may_deny=frozenset(_lines(shipped["may_deny"])),
        row_vectors=shipped["row_vectors"].astype(np.float32) / _ONE,
        row_tells=_tells(shipped),
        row_near=shipped["row_near"],
    )


def _tells(shipped: Any) -> tuple[frozenset[int], ...]:
    tells: list[set[int]] = [set() for _ in shipped["row_near"]]
    for row, which in zip(shipped["told_by"].tolist(), shipped["told"].tolist(), strict=True):
        tells[row].add(which)
    return tuple(map(frozenset, tells))


def _lines(array: Any) -> list[str]:
    return str(array).split("\n")


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("circumstances.npz"))
