"""Whether a gloss says what its sentences do not, or puts it into another's mouth: learnt weights over its signs.

The weights ship in `data/glosses.npz` (`training/glosses.py`) and are read without the libraries that learnt them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lib.domain.passages import Speaker
from lib.rulings.gloss_lists import Views
from lib.rulings.gloss_signs import adds, misattributes
from lib.rulings.gloss_turns import turned
from lib.text.shipped import lines, read_shipped

ADDS, MISATTRIBUTES, TURNS = "adds", "misattributes", "turns"
SIGNS = {ADDS: adds, MISATTRIBUTES: misattributes, TURNS: turned}
"""What is weighed, each by its signs."""
EVEN = {ADDS: (1.0, 1.0, 0.7, 0.0), MISATTRIBUTES: (2.0, 0.0, 0.0, 0.0), TURNS: (1.0, 1.0, 0.0)}
"""What the signs of each kind weigh together; 0 where each of them counts by itself."""
ALONE = {ADDS: 0.3, MISATTRIBUTES: 0.5, TURNS: 0.5}
"""What a sign weighs that counts by itself."""

SURE_NOT = -1.5
"""Scores below count like this one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """`is_wrong`: it should not stand; `rather`: the question of SIGNS whose score speaks for that most."""

    is_wrong: bool
    rather: str


@dataclass(frozen=True)
class Model:
    """Weights of the signs of each question, and how both scores and the marks of the lists go together."""

    weights: Mapping[str, Mapping[str, float]]
    together: Mapping[str, float]
    least: float

    def score(self, question: str, views: Views) -> float:
        """How strongly the signs speak for a fault; above 0 rather for it."""
        weights = self.weights[question]
        return weights[""] + sum(
            worth * sum(weights.get(f"{at}{sign}", 0.0) for sign in view)
            for at, (view, worth) in enumerate(zip(views, worths(question, views), strict=True))
        )

    def weigh(self, scores: Mapping[str, float], marks: Collection[str]) -> Weighed:
        """What the scores and the marks say together."""
        parts = signs_together(scores, marks)
        total = sum(self.together.get(name, 0.0) * value for name, value in parts.items())
        of = {
            each: sum(self.together.get(name, 0.0) * parts[name] for name in (each, f"{each} above"))
            for each in SIGNS
        }
        return Weighed(total >= self.least, max(of, key=lambda each: of[each]))


def worths(question: str, views: Views) -> list[float]:
    """What one sign of each kind weighs."""
    return [
        even / np.sqrt(max(1, len(view))) if even else ALONE[question]
        for view, even in zip(views, EVEN[question], strict=True)
    ]


def signs_together(scores: Mapping[str, float], marks: Collection[str]) -> dict[str, float]:
    """By what the last word is said: both scores, what of them is above 0, and each mark of the lists.

    That one question is answered with a sure no says nothing of the other.
    """
    above = {f"{name} above": max(0.0, score) for name, score in scores.items()}
    within = {name: max(SURE_NOT, score) for name, score in scores.items()}
    return {"": 1.0, **within, **above, **dict.fromkeys(marks, 1.0)}


def weigh(gloss: str, told: Sequence[str], speakers: Collection[Speaker], marks: Collection[str]) -> Weighed:
    """What the shipped weights say of a gloss of these sentences, whose speakers these are."""
    shipped = model()
    scores = {name: shipped.score(name, signs(gloss, told, speakers)) for name, signs in SIGNS.items()}
    return shipped.weigh(scores, marks)


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/glosses.npz`."""
    weights = {
        name: dict(
            zip(
                lines(shipped[f"{name} signs"]),
                (shipped[f"{name} weights"] * shipped[f"{name} scale"]).tolist(),
                strict=True,
            )
        )
        | {"": float(shipped[f"{name} bias"])}
        for name in SIGNS
    }
    together = dict(zip(lines(shipped["together"]), shipped["together weights"].tolist(), strict=True))
    return Model(weights, together | {"": float(shipped["bias"])}, float(shipped["least"]))


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("glosses.npz"))
