"""Which disease and which issue a text is about, by the terms of `lexicon`.

Scores are sums over zones of a text (say the title, the history, the judgment), each with its own
weight; a term that is repeated counts with the logarithm of its count, so that one long
recitation of law does not decide.
"""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add, itemgetter
from typing import Any, TypeVar

K = TypeVar("K")

Zone = tuple[str, float]
"""Squeezed text and the weight of what stands in it."""


def term_scores(zones: Iterable[Zone], vocabulary: Mapping[K, Mapping[str, float]]) -> dict[K, float]:
    """Score of every label of a vocabulary over weighted zones of squeezed text."""
    scores = dict.fromkeys(vocabulary, 0.0)
    beginnings = _beginnings(vocabulary)
    for text, zone_weight in zones:
        if not text or not zone_weight:
            continue
        possible = [place for pair in beginnings.keys() & _pairs(text) for place in beginnings[pair]]
        # In the order of the vocabulary, so that equal scores stay equal to the last bit.
        for _, label, term, weight in sorted(possible, key=itemgetter(0)):
            if count := text.count(term):
                scores[label] += zone_weight * weight * (1 + math.log(count))
    return scores


_Beginnings = dict[str, list[tuple[int, K, str, float]]]
_known_beginnings: dict[int, tuple[Mapping[Any, Mapping[str, float]], _Beginnings[Any]]] = {}


def _beginnings(vocabulary: Mapping[K, Mapping[str, float]]) -> _Beginnings[K]:
    """The terms of a vocabulary by their first two characters, each with its place in it."""
    kept = _known_beginnings.get(id(vocabulary))
    if kept and kept[0] is vocabulary:
        return kept[1]
    found: _Beginnings[K] = {}
    placed = ((label, term, weight) for label, terms in vocabulary.items() for term, weight in terms.items())
    for place, (label, term, weight) in enumerate(placed):
        found.setdefault(term[:2], []).append((place, label, term, weight))
    if len(vocabulary) > 1 and len(_known_beginnings) < 64:
        # The vocabularies are constants of `lexicon`; keeping one keeps its id from being used again.
        # One of a single label is made on the spot and small.
        _known_beginnings[id(vocabulary)] = (vocabulary, found)
    return found


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
