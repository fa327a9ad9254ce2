"""How sure it is that a stretch of a story speaks for the side on which it would be shown.

Many rules and weights have a say in whether a stretch tells a point: phrases, what a clause likely tells, whom it
helps alone and beside the others, how likely it misleads. Each is a little wrong, and a point on the wrong side harms
more than one that is missing. So whatever seems to be a point is taken, and all that is known of it is weighed once
more, into how likely it is right; what is not sure is not shown. The weights were learnt (`training/sure.py`,
`data/sure.npz`) from stories in which labour attorneys marked the points of either side and what only seems to be one,
of which none of the models before had learnt anything.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.guidance.told_circumstances import SIDES
from lib.text.odds import likely
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import holds_denial, names_speaker

SURE: Mapping[str, float] = {"for": 0.75, "against": 0.85}
"""How likely a point has to be right to be shown; see docs/decisions.md."""
_LONG, _SHORT, _MANY, _SOME = 40, 12, 8, 3
"""Characters of a long stretch and of a short one, points of a side in a story, and near each other."""
_NEAR = 120
"""Characters between the beginnings of two points that are near each other."""
_SURE = 1e-4
"""Nothing is likelier, or less likely, than this allows."""
_NOTHING_BESIDE = -2.0
_HARDLY = 0.05
"""How much a clause that is not there helps a side, as a logarithm of odds, and how likely it misleads."""


@dataclass(frozen=True)
class Clause:
    """A clause of a story, whom it helps beside the others and by itself (`Reading`), and how likely it misleads.

    `owns_up` where who tells it says that it is so (`lib/text/stance.py`).
    """

    start: int
    end: int
    sides: Mapping[str, float]
    side_signs: Sequence[float]
    misleads: float
    owns_up: bool = False


@dataclass(frozen=True)
class Point:
    """A stretch of a story that seems to tell a circumstance, by its `id`, of a side; its clauses are `first` to `last`, by place.

    `is_met` where a phrase of it stands in the last of them, and `odds` how likely that tells it (None: unknown).
    `traits` are what is known of the circumstance and of who says it, true or not, always in the same order.
    """

    id: str
    start: int
    words: str
    side: str
    first: int
    last: int
    is_met: bool
    odds: float | None
    traits: Sequence[bool]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)


def signs_of(points: Sequence[Point], clauses: Sequence[Clause]) -> Iterator[list[float]]:
    """What each of the points of a story is weighed by; a constant is the last of them."""
    for point in points:
        yield [*_of_its_clauses(point, clauses), *_of_itself(point, clauses), *_of_others(point, points), 1.0]


# What its clauses and their neighbours weigh for its side and the other, and how likely they mislead.
def _of_its_clauses(point: Point, clauses: Sequence[Clause]) -> list[float]:
    side, other = point.side, _other(point.side)
    mine = clauses[point.first : point.last + 1]
    signs, place = clauses[point.last].side_signs, 1 + SIDES.index(point.side)
    against = 1 + SIDES.index(other)
    before = clauses[point.first - 1] if point.first else None
    behind = clauses[point.last + 1] if point.last + 1 < len(clauses) else None
    beside = [clauses[point.last - 1] if point.last else None, behind]
    return [
        _log_odds(min(each.sides[side] for each in mine)),
        _log_odds(max(each.sides[side] for each in mine)),
        _log_odds(max(each.sides[other] for each in mine)),
        _log_odds(max(each.misleads for each in mine)),
        any(each.owns_up for each in mine),
        signs[0],
        *(signs[step + at] for step in (0, len(SIDES), 2 * len(SIDES)) for at in (place, against)),
        *(_log_odds(each.misleads if each else _HARDLY) for each in beside),
        *(
            _log_odds(each.sides[which]) if each else _NOTHING_BESIDE
            for which in (side, other)
            for each in (before, behind)
        ),
    ]


# How it is put, where it stands, and what circumstance it tells.
def _of_itself(point: Point, clauses: Sequence[Clause]) -> list[float]:
    said, last = len(squeeze(point.words)), max(len(clauses) - 1, 1)
    whole = sum(each.end - each.start for each in clauses[point.first : point.last + 1])
    return [
        point.is_met,
        0.0 if point.odds is None else _log_odds(point.odds),
        point.odds is None,
        *point.traits,
        names_speaker(point.words),
        holds_denial(point.words),
        any(char.isdigit() for char in point.words),
        said / _LONG,
        min(said / _SHORT, 1.0),
        len(point.words) / max(whole, 1),
        point.last > point.first,
        point.last / last,
        point.first == 0,
        point.last >= len(clauses) - 2,
    ]


# How many others of its side and of the other the story has, and has near it, and whether one of the other overlaps.
def _of_others(point: Point, points: Sequence[Point]) -> list[float]:
    others = [each for each in points if each is not point]
    found = []
    for side in (point.side, _other(point.side)):
        of_side = [each for each in others if each.side == side]
        near = sum(abs(each.start - point.start) < _NEAR for each in of_side)
        found += [len(of_side) / _MANY, near / _SOME]
    over = any(
        each.side != point.side and each.start < point.end and point.start < each.end for each in others
    )
    return [*found, float(over)]


def _other(side: str) -> str:
    return next(each for each in SIDES if each != side)


def _log_odds(share: float) -> float:
    return math.log(max(share, _SURE) / max(1 - share, _SURE))


def sure_of(points: Sequence[Point], clauses: Sequence[Clause]) -> list[bool]:
    """Whether each of the points of a story is sure enough to be shown."""
    odds = how_likely(weights(), points, clauses)
    return [each >= SURE[point.side] for each, point in zip(odds, points, strict=True)]


def how_likely(learnt: Any, points: Sequence[Point], clauses: Sequence[Clause]) -> list[float]:
    """How likely each of the points of a story is right; `learnt` has a row of weights for each of SIDES."""
    return [
        likely(learnt[SIDES.index(point.side)], signs)
        for point, signs in zip(points, signs_of(points, clauses), strict=True)
    ]


@lru_cache(maxsize=1)
def weights() -> Any:
    """What ships, read once."""
    return read_shipped("sure.npz")["weights"]
