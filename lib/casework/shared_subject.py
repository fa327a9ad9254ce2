"""Whether two sentences are about the same thing: what a person tells, a criterion, a finding of a court."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lib.guidance.clause_weights import Vector, lines, meanings, pieces
from lib.guidance.told_circumstances import model
from lib.text.shipped import read_shipped


@dataclass(frozen=True)
class Subject:
    """What a sentence is about: how rare its pieces of words are, its meaning, and which circumstances it may tell."""

    pieces: dict[str, float]
    meaning: Vector
    circumstances: Vector


_SHARPNESS = 12.0
"""What a difference of one in score does to the odds is e to the power of this."""


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    shipped = read_shipped("circumstances.npz")
    return dict(zip(lines(shipped["pieces"]), map(float, shipped["rarity"]), strict=True))


def subject(words: str) -> Subject:
    """What some words are about."""
    rarity = _rarity()
    meaning = meanings().of(words)
    scores = np.exp(_SHARPNESS * model().weights.scores(words, meaning, ()))
    return Subject(
        {piece: rarity[piece] for piece in pieces(words, rarity) if len(piece) > 1},
        _unit(meaning - model().weights.mean if meaning.any() else meaning),
        np.asarray(scores[1:] / scores.sum(), dtype=np.float32),
    )


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)


def features(a: Subject, b: Subject) -> tuple[float, ...]:
    """What two sentences have in common, by kind."""
    shared = sum(a.pieces[piece] for piece in a.pieces.keys() & b.pieces.keys())
    least = min(sum(a.pieces.values()), sum(b.pieces.values())) or 1.0
    return (
        float(a.meaning @ b.meaning),
        shared,
        shared / least,
        float(np.sqrt(a.circumstances * b.circumstances).sum()),
    )


def share_a_subject(one: Subject, other: Subject) -> bool:
    """True where two sentences are about the same thing."""
    close, _, share, alike = features(one, other)
    return close > 0.2 or share > 0.12 or alike > 0.2
