"""Which kind of reason a clause of a refusal gives, where its words are none of those of the data files.

Reasons come in other words in every letter, and in others again where people retell them. Writers without sight of
the phrases of `data/denial.yaml` wrote letters and marked each clause (`bench/sets/denial_letters.jsonl`); what a
linear model learnt from them is `data/denial.npz` (`training/denial.py`).
"""

import math
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from lib.domain.intake import Case
from lib.guidance.clause_weights import Weights, read_weights
from lib.text.meanings import meanings
from lib.text.shipped import read_shipped
from lib.text.stance import denials, ends_granted, grants

NONE = "none"
"""What is granted, recited, claimed or announced, and what only concludes: no reason."""
LEAST = 0.5
"""How likely a kind has to be for a clause to give it in which no phrase of a kind stands."""


class Floors(NamedTuple):
    """The least scores of a kind for a clause to give it.

    Odds say which kind is the likeliest, however unlike all of them the clause is; the score says how much it is like
    it. `told` is for a kind that no phrase tells, `met` for the likeliest whose phrase stands in the clause, `held`
    for one whose phrase stands there though another is likelier. From `none` on a sentence gives no reason of a kind
    that is not known, either.
    """

    told: float
    met: float
    held: float
    none: float


FLOORS = Floors(-0.2, -0.4, -0.2, 0.5)
LAST_FLOORS = Floors(-0.3, -0.8, -0.6, math.inf)
"""Those of a letter in which nothing is read otherwise."""
PHRASES_ALONE = Floors(math.inf, -math.inf, -math.inf, math.inf)
"""Those of a story that passes on what the agency said, where nothing is read otherwise."""

_BEHIND = re.compile(
    r"[)\]」』'\"’” ]*(?:(?P<colon>[:：])|(?P<stop>[.!?]|\Z)|(?P<comma>,)|(?P<bracket>\()|(?P<line>\n))"
)
_MOST_DENIALS = 2
"""From where on more denials say no more."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """What ships, read once."""
    return read_weights(read_shipped("denial.npz"))


def marks(
    case: Case, met: Iterable[str], named: Iterable[str], letter: str, start: int, end: int
) -> set[str]:
    """What is known of a clause beside its words.

    That is the case, the kinds whose phrases stand in it and those it only speaks of, how often it denies, whether it
    grants, and what stands behind it: a name before a colon or a bracket states nothing.
    """
    labels = (case.kind_b, case.kind_c, case.disease_category, case.issue_category)
    words = letter[start:end]
    behind = _BEHIND.match(letter, end)
    put = {
        f"denies {min(denials(words), _MOST_DENIALS)}",
        f"before {behind.lastgroup if behind else 'words'}",
        "grants" if grants(words) else "",
        "ends granted" if ends_granted(words) else "",
    }
    return {
        *(str(label.value) for label in labels if label),
        *(f"met {kind}" for kind in met),
        *(f"named {kind}" for kind in named),
        *(put - {""}),
    }


def kind_odds(words: str, known: Collection[str], among: Iterable[str]) -> dict[str, float]:
    """How likely the clause gives each kind of `among`, and NONE, by its words and its `marks`."""
    odds = weights().odds(words, meanings().of(words), known, among)
    return {NONE: 1 - sum(odds.values()), **odds}


def kind_scores(words: str, known: Collection[str]) -> dict[str, float]:
    """How much the clause is like those that give each kind; above nought where it is like no others."""
    learnt = weights()
    scores = learnt.scores(words, meanings().of(words), known).tolist()
    return dict(zip((NONE, *learnt.classes), scores, strict=True))
