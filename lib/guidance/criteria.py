"""Which criteria of law (인정기준) a case is measured by, in plain words with their articles."""

from dataclasses import replace
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from lib.domain.intake import Case
from lib.domain.taxonomy import Issue, KindB, KindC
from lib.guidance.cases import ABOUT_WHAT_HAPPENED, Scope, ScopedEntry
from lib.guidance.entries import Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.text.shipped import read_shipped

MOST = 5
"""What a tired person still reads, and what leaves a model's prompt room for rulings."""

# The issue where none was understood, for disputes that leave little doubt about it.
_USUAL_ISSUE: dict[KindB | KindC | None, Issue] = {
    KindB.AVERAGE_WAGE: Issue.AVERAGE_WAGE,
    KindB.ADDED_DIAGNOSIS: Issue.NEED_OF_TREATMENT,
    KindB.RENEWED_TREATMENT: Issue.NEED_OF_TREATMENT,
    KindB.TREATMENT_PLAN: Issue.NEED_OF_TREATMENT,
    KindB.PREVENTION: Issue.NEED_OF_TREATMENT,
    KindC.COMMUTE: Issue.COMMUTE_ROUTE,
}


class Criterion(ScopedEntry):
    """One entry of `data/criteria.yaml`; see the comment at its head."""

    says: Text
    basis: Annotated[Bases, Field(min_length=1)]


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All criteria, read once. ValueError names the entry that is wrong."""
    return read_entries("criteria", read_shipped("criteria.yaml"), Criterion)


def applicable_criteria(case: Case) -> tuple[Criterion, ...]:
    """The criteria that apply to such a case, the most specific first: at least one, at most MOST."""
    case = replace(
        case,
        issue_category=case.issue_category or _USUAL_ISSUE.get(case.kind_b) or _USUAL_ISSUE.get(case.kind_c),
    )
    fitting = [
        criterion
        for criterion in criteria()
        if criterion.scope.fits(case) and not _is_beside_the_point(criterion.scope, case)
    ]
    # By how many labels are named; of equals the order of the file decides, as the sort is stable.
    fitting.sort(key=lambda criterion: criterion.scope.specificity(case)[1], reverse=True)
    return tuple(fitting[:MOST])


# True for what makes an injury one of work, in a case that turns on something else, such as a deadline.
def _is_beside_the_point(scope: Scope, case: Case) -> bool:
    if case.issue_category is None or case.issue_category in ABOUT_WHAT_HAPPENED or scope.issue_category:
        return False
    names_only_the_benefit = scope.kind_b and not scope.disease_category and not scope.kind_c
    return not names_only_the_benefit
