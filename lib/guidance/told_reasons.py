"""Which kind of reason a clause of a refusal gives, where its words are none of those of the data files.

Reasons come in other words in every letter, and in others again where people retell them. Writers without sight of
the phrases of `data/denial.yaml` wrote letters and marked each clause (`bench/sets/denial_letters.jsonl`); what a
linear model learnt from them is `data/denial.npz` (`training/denial.py`).
"""

from collections.abc import Collection, Iterable
from functools import lru_cache

from lib.domain.intake import Case
from lib.guidance.clause_weights import Weights, meanings, read_weights
from lib.text.shipped import read_shipped

NONE = "none"
"""What is granted, recited, claimed or announced, and what only concludes: no reason."""
LEAST = 0.5
"""How likely a kind has to be for a clause to give it in which no phrase of a kind stands."""
HELD = 0.03
"""How likely a kind whose phrase stands in a clause has to stay, unless it is the likeliest of all."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """What ships, read once."""
    return read_weights(read_shipped("denial.npz"))


def marks(case: Case, met: Iterable[str], named: Iterable[str]) -> set[str]:
    """What is known of a clause: the case, the kinds whose phrases stand in it, and those it only speaks of."""
    labels = (case.kind_b, case.kind_c, case.disease_category, case.issue_category)
    return {
        *(str(label.value) for label in labels if label),
        *(f"met {kind}" for kind in met),
        *(f"named {kind}" for kind in named),
    }


def kind_odds(words: str, known: Collection[str], among: Iterable[str]) -> dict[str, float]:
    """How likely the clause gives each kind of `among`, and NONE, by its words and its `marks`."""
    odds = weights().odds(words, meanings().of(words), known, among)
    return {NONE: 1 - sum(odds.values()), **odds}
