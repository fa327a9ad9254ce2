"""Which type a case is of, weighed by the whole of what is told beside what the rules make of it.

The rules of `data/criteria_check.yaml` wait for a word (`회식`) and for labels that may be read wrong. A linear model
learnt from the stories of the training set (`training/told_answers.py`, `data/told_answers.npz`) weighs the runs of
syllables and the meanings of the story and of the refusal, the labels that were understood, and the type by the rules.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lib.domain.intake import Case
from lib.domain.taxonomy import Issue
from lib.guidance.clause_weights import Weights, read_weights
from lib.text.meanings import meanings
from lib.text.shipped import read_shipped

LEAD = 0.2
"""How much more a type has to weigh than the one by the rules to go before it."""
SURE = 0.0
"""What a type has to weigh where the rules know none."""
PREFIX = "type_"
ELSEWHERE = frozenset(
    {Issue.PROCEDURE, Issue.BENEFICIARY, Issue.TIME_LIMIT, Issue.NEED_OF_TREATMENT, Issue.AVERAGE_WAGE}
)
"""Disputes that are of none of the things the learnt stories tell of: there the rules alone say what a case is like."""


def type_marks(case: Case, by_rules: str | None) -> set[str]:
    """What is known of a case before it is read."""
    labels = (case.kind_b, case.kind_c, case.disease_category, case.issue_category)
    return {f"rules {by_rules}", *(str(label.value) for label in labels if label)}


def read_types(shipped: Mapping[str, Any]) -> Weights:
    """The weights from the arrays of `data/told_answers.npz`."""
    return read_weights(
        {name.removeprefix(PREFIX): array for name, array in shipped.items() if name.startswith(PREFIX)}
    )


@lru_cache(maxsize=1)
def types() -> Weights:
    """What ships, read once."""
    return read_types(read_shipped("told_answers.npz"))


def weighed_type(text: str, case: Case, by_rules: str | None) -> str | None:
    """The type that a case is likely of, by its text, its labels and what the rules say; None where none is likely."""
    if case.issue_category in ELSEWHERE:
        return by_rules
    scores = types().scores(text, meanings().of(text), type_marks(case, by_rules))[1:]
    of = dict(zip(types().classes, scores.tolist(), strict=True))
    best = max(of, key=lambda each: of[each])
    if by_rules is None:
        return best if of[best] >= SURE else None
    return best if of[best] - of.get(by_rules, -1.0) >= LEAD else by_rules
