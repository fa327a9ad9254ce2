"""How likely a clause of a story helps a side, seen beside the clauses before and behind it.

Whom a clause helps is weighed by its own words first (`told_circumstances`). But who tells a story puts what others
say beside what refutes it, and a fault that is admitted beside what excuses it: the same words are a point in the one
place and none in the other. So the scores of a clause and of its neighbours, and how likely each of them misleads
(`misleading`), are weighed together. The weights were learnt (`training/beside.py`, `data/beside.npz`) from stories in
which labour attorneys marked the points of either side and what only seems to be one, and of which neither of the
models below had learnt anything.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from lib.guidance.told_circumstances import SIDES, Reading
from lib.text.meanings import Vector
from lib.text.odds import likelihoods
from lib.text.shipped import read_shipped
from lib.text.stance import holds_denial, names_speaker, owns_up

REACH = (-2, -1, 1, 2)
"""Which clauses are looked at beside one, by how far they stand from it."""
SURE: Mapping[str, float] = {"for": 0.3, "against": 0.4}
"""How likely a clause has to help a side to seem a point that no circumstance of the file names, or hardly."""
DOUBTED: Mapping[str, float] = {"for": 0.3, "against": 0.45}
"""A circumstance is put aside where its clause helps its side less likely than this."""
CONTESTED: Mapping[str, float] = {"for": 0.5, "against": 0.25}
"""Where a clause helps the other side more likely than this, nothing of a side is read in it."""
_LONG, _SHORT = 40, 12
"""Characters of a long clause, and of one that may be too short to say something."""
_SURE = 1e-4
"""Nothing is likelier, or less likely, than this allows."""


@dataclass(frozen=True)
class Alone:
    """What one clause says by itself: its `signs` (`Model.side_signs` of the circumstances), and how likely it misleads.

    `is_of_another` where it tells what another did, and names the writer as doing nothing.
    """

    words: str
    signs: Sequence[float]
    misleads: float
    is_of_another: bool


def signs_of(clauses: Sequence[Alone]) -> Iterator[list[float]]:
    """What each of the clauses of a story, in their order, is weighed by; a constant is the last of them."""
    around = [[_log_odds(each.misleads), *each.signs[: len(SIDES) + 1]] for each in clauses]
    nothing = [0.0] * (len(SIDES) + 2)
    for place, each in enumerate(clauses):
        beside = [place + step for step in REACH]
        yield [
            *each.signs[:-1],
            _log_odds(each.misleads),
            len(each.words) / _LONG,
            min(len(each.words) / _SHORT, 1.0),
            names_speaker(each.words),
            holds_denial(each.words),
            owns_up(each.words),
            each.is_of_another,
            *(sign for at in beside for sign in (around[at] if 0 <= at < len(clauses) else nothing)),
            1.0,
        ]


def _log_odds(likely: float) -> float:
    return math.log(max(likely, _SURE) / max(1 - likely, _SURE))


def sides_of(weights: Vector, clauses: Sequence[Alone]) -> list[dict[str, float]]:
    """How likely each of the clauses helps each of SIDES; `weights` has a row for neither, and one for each of SIDES."""
    if not clauses:
        return []
    scores = np.array(list(signs_of(clauses)), np.float32) @ weights.T
    return [dict(zip(SIDES, map(float, each[1:]), strict=True)) for each in likelihoods(scores)]


def told_beside(
    readings: Sequence[Reading], clauses: Sequence[Alone], learnt: Vector | None = None
) -> list[Reading]:
    """What each clause of a story tells, beside the others; by itself as far as nothing stands beside it.

    By the weights that ship, or by others that were `learnt`.
    """
    learnt = weights() if learnt is None else learnt
    told = []
    for place, (reading, sides) in enumerate(zip(readings, sides_of(learnt, clauses), strict=True)):
        alone = sum(not 0 <= place + step < len(clauses) for step in REACH) / len(REACH)
        mixed = {side: alone * own + (1 - alone) * sides[side] for side, own in reading.sides.items()}
        told.append(replace(reading, sides=mixed, doubted=DOUBTED, contested=CONTESTED))
    return told


@lru_cache(maxsize=1)
def weights() -> Any:
    """What ships, read once."""
    return read_shipped("beside.npz")["weights"]
