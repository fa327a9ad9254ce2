"""Which disease and which issue a text is about, by the terms of `lexicon`.

Scores are sums over zones of a text (say the title, the history, the judgment), each with its own
weight; a term that is repeated counts with the logarithm of its count, so that one long
recitation of law does not decide.
"""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add
from typing import TypeVar

K = TypeVar("K")

Zone = tuple[str, float]
"""Squeezed text and the weight of what stands in it."""


def term_scores(zones: Iterable[Zone], vocabulary: Mapping[K, Mapping[str, float]]) -> dict[K, float]:
    """Score of every label of a vocabulary over weighted zones of squeezed text."""
    scores = dict.fromkeys(vocabulary, 0.0)
    for text, zone_weight in zones:
        if not text or not zone_weight:
            continue
        pairs = _pairs(text)
        for label, terms in vocabulary.items():
            for term, weight in terms.items():
                if term[:2] in pairs and (count := text.count(term)):
                    scores[label] += zone_weight * weight * (1 + math.log(count))
    return scores


@lru_cache(maxsize=16)
def _pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters: a term whose first two are not among them is not in the text."""
    return frozenset(map(add, text, text[1:]))


def strongest_term(text: str, terms: Mapping[str, float]) -> str:
    """The term of a label that speaks most in a squeezed text; empty where none occurs."""
    present = [
        (weight * (1 + math.log(text.count(term))), term) for term, weight in terms.items() if term in text
    ]
    return max(present)[1] if present else ""
