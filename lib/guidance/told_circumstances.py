"""Which circumstance a clause of a story or of a refusal tells, weighed by its words and by the phrases met in it.

What attorneys underline comes in other words every time, and a phrase of the data files may stand where it means
something else. Each circumstance has clauses written for it, and whole stories were taken apart, by writers who had
not seen its phrases (`bench/sets/circumstances.jsonl`). A linear model learnt from them
(`training/circumstances.py`, `data/circumstances.npz`) weighs a clause's runs of syllables, the meaning of its pieces
of words (their vectors stand in the same file), which phrases of the data files were met in it, and what the case is
about. Beside it a second one weighs whom a clause helps at all, the claimant or the agency, be it a circumstance of the
file or not. How likely a score is right was learnt from stories the weights had not seen.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lib.domain.intake import Case
from lib.guidance.clause_weights import Weights, read_weights
from lib.text.meanings import Meanings, Vector, read_meanings
from lib.text.odds import likely
from lib.text.shipped import lines, read_shipped

LEAST = 0.45
"""How likely a clause has to tell a circumstance; see docs/decisions.md for what that costs and finds."""
HELD = 0.4
"""How likely it has to stay where a phrase of it was met."""
SURE: Mapping[str, float] = {"for": 0.55, "against": 0.8}
"""How likely a clause by itself has to help a side for a point that no circumstance of the file names, or hardly."""
NAMED = 0.35
"""How likely it has to tell a circumstance of that side to be called by it."""
DOUBTED: Mapping[str, float] = {"for": 0.5, "against": 0.5}
"""A circumstance is put aside where its clause helps its side less likely than this."""
CONTESTED: Mapping[str, float] = {"for": 0.25, "against": 0.25}
"""Where a clause helps the other side more likely than this, nothing of a side is read in it."""
SILENT = 0.3
"""A clause of a refusal that helps the agency less likely than this says nothing: a heading, the result."""
SIGNS = 6
"""What `Model.signs` gives for each."""
SIDES = ("for", "against")
SIDE_SIGNS = 8
"""What `Model.side_signs` gives."""
_WIDEST = 0.5
"""A lead over the next circumstance that counts no further."""


def marks_of(case: Case, source: str) -> set[str]:
    """What is known of a clause before it is read: what the case is about, and in which text it stands."""
    labels = (case.disease_category, case.issue_category, case.kind_c, case.kind_b)
    return {source, *(label.value for label in labels if label)}


@dataclass(frozen=True)
class Reading:
    """What one clause tells: how likely each circumstance, and how likely it helps each of SIDES at all.

    `side_signs` are what the sides were weighed by. A circumstance is put aside where its side is less likely than
    `doubted` has it, or the other likelier than `contested`.
    """

    odds: dict[str, float]
    sides: dict[str, float]
    side_signs: tuple[float, ...] = ()
    doubted: Mapping[str, float] = field(default_factory=lambda: DOUBTED)
    contested: Mapping[str, float] = field(default_factory=lambda: CONTESTED)

    def may_help(self, side: str, least: float | None = None) -> bool:
        """Whether the clause is that likely to help a side, and hardly the other; what is on no side always may."""
        if side not in SIDES:
            return True
        other = max(likely for each, likely in self.sides.items() if each != side)
        least = self.doubted[side] if least is None else least
        return self.sides[side] >= least and other <= self.contested[side]


@dataclass(frozen=True)
class Model:
    """What was learnt: the weights, marked by the circumstances whose phrases were met, and the meanings of pieces.

    Of `may_deny` a denial may be part: no earlier illness. `decision` weighs a score into how likely it is right, as
    `signs` gives them, the constant last. `side_weights` are of whom a clause helps, and `side_decision` has a row of
    weights for each of SIDES.
    """

    weights: Weights
    meanings: Meanings
    may_deny: frozenset[str]
    decision: Vector
    side_weights: Weights
    side_decision: Vector

    @property
    def ids(self) -> tuple[str, ...]:
        """The circumstances that can be told."""
        return self.weights.classes

    def signs(
        self,
        words: str,
        meaning: Vector,
        met: Collection[str],
        known: Collection[str],
        among: Mapping[str, str],
    ) -> dict[str, list[float]]:
        """What speaks for each of `among` being told by a clause: its score, its lead, and whether its phrase was met.

        `meaning` is that of the words, `met` are the circumstances whose phrases stand in the clause, `known` what `marks_of` gives, and `among`
        has the side of each.
        """
        scores = self.weights.scores(words, meaning, {*met, *known})
        mine = {id_: float(score) for id_, score in zip(self.ids, scores[1:], strict=True) if id_ in among}
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

    def side_signs(
        self,
        words: str,
        meaning: Vector,
        met: Collection[str],
        known: Collection[str],
        among: Mapping[str, str],
        odds: Mapping[str, float],
    ) -> list[float]:
        """What speaks for a clause to help a side: its scores, how likely a circumstance of each side, phrases met."""
        scores = self.side_weights.scores(words, meaning, {*met, *known})
        best = [max((odds[id_] for id_ in odds if among[id_] == side), default=0.0) for side in SIDES]
        here = [float(any(among.get(id_) == side for id_ in met)) for side in SIDES]
        of = dict(zip(self.side_weights.classes, scores[1:], strict=True))
        return [float(scores[0]), *(float(of[side]) for side in SIDES), *best, *here, 1.0]

    def read(
        self, words: str, met: Collection[str], known: Collection[str], among: Mapping[str, str]
    ) -> Reading:
        """How likely a clause tells each of `among`, and how likely it helps each side."""
        meaning = self.meanings.of(words)
        signs = self.signs(words, meaning, met, known, among)
        odds = {id_: likely(self.decision, each) for id_, each in signs.items()}
        of_sides = self.side_signs(words, meaning, met, known, among, odds)
        sides = {
            side: likely(weights, of_sides) for side, weights in zip(SIDES, self.side_decision, strict=True)
        }
        return Reading(odds, sides, tuple(of_sides))


def read_model(shipped: Mapping[str, Any]) -> Model:
    """The model from the arrays of `data/circumstances.npz`."""
    of_sides = {
        name.removeprefix("side_"): array for name, array in shipped.items() if name.startswith("side_")
    }
    return Model(
        read_weights(shipped),
        read_meanings(shipped),
        frozenset(lines(shipped["may_deny"])),
        shipped["decision"],
        read_weights(of_sides),
        of_sides["decision"],
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("circumstances.npz"))
