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
from lib.text.spelling import Squeezed

K = TypeVar("K")

Zone = tuple[str, float]
"""Text, with its white space, and the weight of what stands in it."""

_LISTED = list(
    {
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
)
# Looked for one by one, six hundred terms took most of the time that the labels of a ruling take.
_ALL_AT_ONCE = AhoCorasick(_LISTED, implementation=Implementation.DFA)


# Terms of two syllables also come about by chance inside a longer word (과로 in 결과로) and where two words meet
# (난청 in 지난 청구). Longer ones do not, but three may be turned round by one before them (비외상성).
_BY_CHANCE, _TURNED_ROUND = 2, 3


# The terms of the lexicon that stand in a text, and how often; the zones of one ruling are asked for diseases,
# signs and issues in turn.
@lru_cache(maxsize=32)
def _counts(text: str) -> Counter[str]:
    squeezed = Squeezed(text)
    chars, begins = squeezed.chars, squeezed.begins
    return Counter(
        [
            _LISTED[number]
            for number, start, end in _ALL_AT_ONCE.find_matches_as_indexes(chars, overlapping=True)
            if stands_in_word(chars, start, end, begins)
        ]
    )


def stands_in_word(chars: str, start: int, end: int, begins: frozenset[int]) -> bool:
    """False where a short term stands at `chars[start:end]` by chance: 과로 in 결과로, 난청 in 지난 청구.

    A term that begins inside a written word is meant where it is one of its nouns: behind another noun, which
    has two syllables or more or is a listed one, and not over into the next word. One that common words end in
    stands behind the listed words alone. `chars` is the text without white space, `begins` where its words begin.
    """
    if start in begins or end - start > _TURNED_ROUND:
        return True
    runs_over = any(place in begins for place in range(start + 1, end))
    if not _is_syllable(chars[start - 1]):
        return not (runs_over and chars[start - 1].isdigit())
    if (term := chars[start:end]) in lexicon.AMBIGUOUS:
        return chars.endswith(lexicon.AMBIGUOUS[term], 0, start)
    is_second = start - 1 in begins or not _is_syllable(chars[start - 2])
    if end - start > _BY_CHANCE:
        return not (is_second and chars[start - 1] in lexicon.OPPOSITES)
    if runs_over:
        return False
    return not is_second or chars[start - 1] in lexicon.PREFIXES


def stands_as_phrase(chars: str, start: int, end: int, begins: frozenset[int]) -> bool:
    """The same of a phrase of any length, which may hold verbs: `구하다가` does not stand in 족구하다가.

    Not behind one syllable of its word, unless a listed one, nor within a number.
    """
    if start in begins:
        return True
    before = chars[start - 1]
    if chars[start].isdigit():
        return not (before.isdigit() or (before in ".," and chars[start - 2].isdigit()))
    if not _is_syllable(before):
        return True
    is_second = start - 1 in begins or not _is_syllable(chars[start - 2])
    return (not is_second or before in lexicon.PREFIXES) and stands_in_word(chars, start, end, begins)


def _is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


def term_scores(zones: Iterable[Zone], vocabulary: Mapping[K, Mapping[str, float]]) -> dict[K, float]:
    """Score of every label of a vocabulary of the lexicon over weighted zones of text."""
    scores = dict.fromkeys(vocabulary, 0.0)
    for text, zone_weight in zones:
        counts = _counts(text)
        for label, terms in vocabulary.items():
            # In the order of the vocabulary, so that equal scores stay equal to the last bit.
            for term in filter(counts.__contains__, terms):
                scores[label] += zone_weight * terms[term] * (1 + math.log(counts[term]))
    return scores


def strongest_term(terms: Mapping[str, float], *texts: str) -> str:
    """The term of a label of the lexicon that speaks most in some texts; empty where none occurs."""
    read = [_counts(text) for text in texts]
    present = [
        (weight * (1 + math.log(count)), term)
        for term, weight in terms.items()
        if (count := sum(counts[term] for counts in read if term in counts))
    ]
    return max(present)[1] if present else ""
