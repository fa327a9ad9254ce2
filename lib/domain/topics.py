"""Which disease and which issue a text is about, by the terms of `lexicon`.

Scores are sums over zones of a text (say the title, the history, the judgment), each with its own
weight; a term that is repeated counts with the logarithm of its count, so that one long
recitation of law does not decide.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from lib.domain import lexicon

K = TypeVar("K")

Zone = tuple[str, float]
"""Squeezed text and the weight of what stands in it."""

_TERMS = {
    term
    for terms in (
        *lexicon.DISEASE_TERMS.values(),
        *lexicon.ISSUE_TERMS.values(),
        lexicon.DISEASE_SIGNS,
        lexicon.WEAR_SIGNS,
        lexicon.ACCIDENT_SIGNS,
        lexicon.COMMUTE_SIGNS,
    )
    for term in terms
}
# Looked for one by one, six hundred terms took most of the time that the labels of a ruling take.
_ALL_AT_ONCE = AhoCorasick(_TERMS, implementation=Implementation.DFA)


# The terms of the lexicon that stand in a squeezed text, and how often; the zones of one ruling are asked for
# diseases, signs and issues in turn.
@lru_cache(maxsize=16)
def _counts(text: str) -> Mapping[str, int]:
    return Counter(_ALL_AT_ONCE.find_matches_as_strings(text, overlapping=True))


def term_scores(zones: Iterable[Zone], vocabulary: Mapping[K, Mapping[str, float]]) -> dict[K, float]:
    """Score of every label of a vocabulary of the lexicon over weighted zones of squeezed text."""
    scores = dict.fromkeys(vocabulary, 0.0)
    for text, zone_weight in zones:
        counts = _counts(text)
        for label, terms in vocabulary.items():
            # In the order of the vocabulary, so that equal scores stay equal to the last bit.
            for term in filter(counts.__contains__, terms):
                scores[label] += zone_weight * terms[term] * (1 + math.log(counts[term]))
    return scores


def strongest_term(text: str, terms: Mapping[str, float]) -> str:
    """The term of a label of the lexicon that speaks most in a squeezed text; empty where none occurs."""
    counts = _counts(text)
    present = [
        (terms[term] * (1 + math.log(counts[term])), term) for term in filter(counts.__contains__, terms)
    ]
    return max(present)[1] if present else ""
