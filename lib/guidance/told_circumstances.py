"""Which circumstance a clause of a story or of a refusal tells, weighed by its words and by the phrases met in it.

What attorneys underline comes in other words every time, and a phrase of the data files may stand where it means
something else. Each circumstance has clauses written for it, and whole stories were taken apart, by writers who had
not seen its phrases (`bench/sets/circumstances.jsonl`). A linear model learnt from them
(`training/circumstances.py`, `data/circumstances.npz`) weighs a clause's runs of syllables, the meaning of its pieces
of words (their vectors stand in the same file), which phrases of the data files were met in it, and what the case is
about. How likely a score is right was learnt from stories the weights had not seen.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lib.domain.intake import Case
from lib.guidance.clause_weights import Meanings, Vector, Weights, lines, read_meanings, read_weights
from lib.text.shipped import read_shipped

LEAST = 0.45
"""How likely a clause has to tell a circumstance; see docs/decisions.md for what that costs and finds."""
HELD = 0.4
"""How likely it has to stay where a phrase of it was met."""
SIGNS = 6
"""What `Model.signs` gives for each."""
_WIDEST = 0.5
"""A lead over the next circumstance that counts no further."""


def marks_of(case: Case, source: str) -> set[str]:
    """What is known of a clause before it is read: what the case is about, and in which text it stands."""
    labels = (case.disease_category, case.issue_category, case.kind_c, case.kind_b)
    return {source, *(label.value for label in labels if label)}


@dataclass(frozen=True)
class Model:
    """What was learnt: the weights, marked by the circumstances whose phrases were met, and the meanings of pieces.

    Of `may_deny` a denial may be part: no earlier illness. `decision` weighs a score into how likely it is right, as
    `signs` gives them, the constant last.
    """

    weights: Weights
    meanings: Meanings
    may_deny: frozenset[str]
    decision: Vector

    @property
    def ids(self) -> tuple[str, ...]:
        """The circumstances that can be told."""
        return self.weights.classes

    def signs(
        self, words: str, met: Collection[str], known: Collection[str], among: Iterable[str]
    ) -> dict[str, list[float]]:
        """What speaks for each of `among` being told by a clause: its score, its lead, and whether its phrase was met.

        `met` are the circumstances whose phrases stand in the clause, `known` what `marks_of` gives.
        """
        wanted = set(among)
        scores = self.weights.scores(words, self.meanings.of(words), {*met, *known})
        mine = {id_: float(score) for id_, score in zip(self.ids, scores[1:], strict=True) if id_ in wanted}
        ranked = sorted(mine, key=lambda id_: -mine[id_])
        rival = {id_: mine[ranked[1 if id_ == ranked[0] else 0]] if ranked[1:] else -1.0 for id_ in mine}
        return {
            id_: [
                float(scores[0]),
                score,
                min(score - rival[id_], _WIDEST),
                float(id_ in met),
                score * (id_ in met),
                1.0,
            ]
            for id_, score in mine.items()
        }

    def odds(
        self, words: str, met: Collection[str], known: Collection[str], among: Iterable[str]
    ) -> dict[str, float]:
        """How likely a clause tells each of `among`."""
        signs = self.signs(words, met, known, among)
        return {id_: float(1 / (1 + np.exp(-np.dot(self.decision, each)))) for id_, each in signs.items()}


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/circumstances.npz`."""
    return Model(
        read_weights(shipped),
        read_meanings(shipped),
        frozenset(lines(shipped["may_deny"])),
        shipped["decision"],
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("circumstances.npz"))
