"""The words that speak for a label, in rulings and in the questions people ask (`data/lexicon.yaml`).

One vocabulary serves both: a ruling is classified and a question is understood with the same
terms. The head of the file says how they are written, and each block where it comes from.
"""

import re
from typing import Any

from lib.domain.taxonomy import Disease, Issue
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

Terms = dict[str, float]
"""Terms without white space, with their weights."""

_SHIPPED: dict[str, Any] = read_shipped("lexicon.yaml")
_SIGNS: dict[str, Terms] = _SHIPPED["signs"]

DISEASE_TERMS: dict[Disease, Terms] = {Disease(name): terms for name, terms in _SHIPPED["diseases"].items()}
ISSUE_TERMS: dict[Issue, Terms] = {Issue(name): terms for name, terms in _SHIPPED["issues"].items()}
DISEASE_SIGNS = _SIGNS["disease"]
WEAR_SIGNS = _SIGNS["wear"]
"""Words of wear over years: a sprain while lifting, disputed as worn discs, is treated as a disease."""
ACCIDENT_SIGNS = _SIGNS["accident"]
COMMUTE_SIGNS = _SIGNS["commute"]
AMBIGUOUS = {term: tuple(before) for term, before in _SHIPPED["ambiguous"].items()}
"""Short terms that common words end in (과로 in 결과로), each with the words it may stand behind in one word."""
PREFIXES = frozenset(_SHIPPED["prefixes"])
"""Words of one syllable that a short term may stand behind in one word."""
OPPOSITES = frozenset(_SHIPPED["opposites"])
"""Words of one syllable that turn the word behind them round."""

OTHER_WORDS = tuple(_SHIPPED["other_words"])
"""Words that a phrase stands in by its letters alone: 과속 in 과속방지턱."""
_OTHER_SENSES = tuple(map(re.compile, _SHIPPED["other_senses"]))

OTHER_ILLNESSES: dict[str, tuple[str, ...]] = {
    group: tuple(words) for group, words in _SHIPPED["other_illnesses"].items()
}
"""What the illnesses called 기타 are of: a part of the body or a cause, each with words of their names."""

_ILLNESS: dict[str, list[str]] = _SHIPPED["illness"]
ILLNESS_HEADS = (*_ILLNESS["whole"], *_ILLNESS["of_a_part"])
"""Words that end the name of an illness or injury, without white space."""
INJURY_HEADS = frozenset(_ILLNESS["of_a_part"])
"""Those among them that name nothing without the part of the body they are in."""
VAGUE_ILLNESSES = frozenset(_ILLNESS["vague"])
"""Words that end such a name and are none by themselves: 질환, 합병증."""
NO_ILLNESS_ENDS = tuple(_ILLNESS["other"])
"""Words that end like one and are none: 발병, 업종."""
ILLNESS_VERBS = frozenset(_ILLNESS["verbs"])
"""Verbs that join the words of such a name; the word before one has its particle."""
ILLNESS_NOUNS = tuple(_ILLNESS["nouns"])
"""Words of such names that end like one with a particle."""
FOREIGN_TO_ILLNESSES = tuple(_ILLNESS["foreign"])
"""Words of persons, offices and procedure, which stand in no such name."""
WORDS_BEFORE_ILLNESSES = frozenset(_ILLNESS["before"])
"""Words that stand before such a name and are no part of it."""
UNTOLD_ILLNESSES = frozenset(_ILLNESS["untold"])
"""Words for what a person says they caught or were diagnosed with, that name no illness."""
UNTOLD_ENDS = tuple(_ILLNESS["untold_ends"])
"""Ends of such words: particles, offices."""
COMMON_ILLNESSES = tuple(_ILLNESS["common"])
"""Illnesses and complaints that many people have beside the one in dispute."""


def in_other_senses(chars: str) -> list[tuple[int, int]]:
    """Where words stand in another sense than a story of work tells them in: 떨어졌 in `성적이떨어졌다`.

    `chars` is a text without white space, in lower case.
    """
    found = (match for pattern in _OTHER_SENSES for match in pattern.finditer(chars))
    return [match.span("words" if match.groupdict().get("words") else 0) for match in found]


def groups_of_other_illnesses(text: str) -> frozenset[str]:
    """The groups of OTHER_ILLNESSES whose words stand in names of illnesses, or in a story of one."""
    chars = squeeze(text.lower())
    for start, end in in_other_senses(chars):
        chars = chars[:start] + "\n" * (end - start) + chars[end:]
    return frozenset(
        group for group, words in OTHER_ILLNESSES.items() if any(word in chars for word in words)
    )
