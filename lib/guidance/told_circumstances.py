"""Which circumstance a clause of a story or of a refusal tells, weighed by its words and by the phrases met in it.

What attorneys underline comes in other words every time, and a phrase of the data files may stand where it means
something else. Each circumstance has clauses written for it, and whole stories were taken apart, by writers who had
not seen its phrases (`bench/sets/circumstances.jsonl`). A linear model learnt from them
(`training/circumstances.py`, `data/circumstances.npz`) weighs a clause's runs of syllables, the meaning of its pieces
of words (their vectors stand in the same file), and which phrases of the data files were met in it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.runs import syllable_runs
from lib.text.shipped import read_shipped
from lib.text.spelling import plain

_KOREAN = re.compile(r"[가-힣]+")
_LONGEST_PIECE = 4
_SHARPNESS = 12.0
"""What a difference of one in score does to the odds is e to the power of this."""
_SILENCE = 0.1
"""Taken off the score of a clause that tells nothing."""
LEAST = 0.5
"""How likely a circumstance has to be for a clause to tell it; see docs/decisions.md for what that costs and finds."""
HELD = 0.3
"""How likely one that a phrase was met for has to stay, unless it is the likeliest of all."""

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
    `run_weights`, one weight a class, for a run of syllables that is worth `worth`; `phrase_weights` has a row for
    each of `ids` whose phrase was met. Class 0 is a clause that tells nothing, the others are `ids` in order. Of
    `may_deny` a denial may be part: no earlier illness.
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
    phrase_weights: Vector
    bias: Vector
    may_deny: frozenset[str]

    def scores(self, words: str, met: Collection[str]) -> Vector:
        """One score a class, for a clause in which phrases of the circumstances `met` stand."""
        places = [self.run[each] for each in syllable_runs(words) if each in self.run]
        worth = self.worth[places]
        length = float(np.linalg.norm(worth)) or 1.0
        by_runs = (worth * self.scale / length) @ self.run_weights[places]
        by_phrases = self.phrase_weights[
            [self._place[each] for each in sorted(met) if each in self._place]
        ].sum(axis=0)
        by_meaning = self.vector_weights @ self._vector(words)
        return np.asarray(by_runs + by_meaning + by_phrases + self.bias, dtype=np.float32)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.ids)}

    # Where the clause stands among meanings: of length one, or nothing where no piece is known.
    def _vector(self, words: str) -> Vector:
        known = [self.piece[each] for each in pieces(words, self.piece)]
        if not known:
            return np.zeros_like(self.mean)
        vector = self.vectors[known].sum(axis=0) - self.mean
        return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)

    def odds(self, words: str, met: Collection[str], among: Iterable[str]) -> dict[str, float]:
        """How likely a clause tells each of `among`; what is missing to one is how likely it tells none of them."""
        ids = [id_ for id_ in among if id_ in self._place]
        scores = self.scores(words, met)
        scores[0] -= _SILENCE
        scores = scores[[0, *(self._place[id_] + 1 for id_ in ids)]]
        odds = np.exp(_SHARPNESS * (scores - scores.max()))
        return dict(zip(ids, (odds[1:] / odds.sum()).tolist(), strict=True))


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
        phrase_weights=shipped["phrase_weights"].astype(np.float32),
        bias=shipped["bias"],
        may_deny=frozenset(_lines(shipped["may_deny"])),
    )


def _lines(array: Any) -> list[str]:
    return str(array).split("\n")


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("circumstances.npz"))
