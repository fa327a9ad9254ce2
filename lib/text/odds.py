"""What scores of a linear model say, as likelihoods."""

import math
from collections.abc import Sequence

import numpy as np

from lib.text.meanings import Vector


def likelihoods(scores: Vector, sharpness: float = 1.0) -> Vector:
    """How likely each of some answers is beside the others, together one along the last axis.

    A difference of one in score does to the odds e to the power of `sharpness`.
    """
    odds = np.exp(sharpness * (scores - scores.max(axis=-1, keepdims=True)))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))


def likelihood(score: float) -> float:
    """How likely something is whose odds have this logarithm."""
    return 1 / (1 + math.exp(-score))


def likely(weights: Vector, signs: Sequence[float]) -> float:
    """How likely something is of which the signs speak."""
    return float(1 / (1 + np.exp(-np.dot(weights, signs))))
