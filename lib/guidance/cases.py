"""The cases an entry of the data files is meant for."""

from dataclasses import replace

from pydantic import Field

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Suit
from lib.guidance.entries import Frozen

ABOUT_WHAT_HAPPENED = frozenset(
    {Issue.CAUSATION, Issue.IN_COURSE_OF_WORK, Issue.COMMUTE_ROUTE, Issue.MISCONDUCT}
)
"""Issues that turn on how somebody was harmed; at any other one, that is beside the point."""

# The issue where none was understood, for disputes that leave little doubt about it.
_USUAL_ISSUE: dict[KindB | KindC | None, Issue] = {
    KindB.AVERAGE_WAGE: Issue.AVERAGE_WAGE,
    KindB.ADDED_DIAGNOSIS: Issue.NEED_OF_TREATMENT,
    KindB.RENEWED_TREATMENT: Issue.NEED_OF_TREATMENT,
    KindB.TREATMENT_PLAN: Issue.NEED_OF_TREATMENT,
    KindB.PREVENTION: Issue.NEED_OF_TREATMENT,
    KindB.WAGE_LOSS: Issue.NEED_OF_TREATMENT,
    KindB.NURSING: Issue.NEED_OF_TREATMENT,
    KindB.CLAWBACK: Issue.PROCEDURE,
    KindC.COMMUTE: Issue.COMMUTE_ROUTE,
}
BENEFITS_FOR_HARM = (KindB.TREATMENT, KindB.DISABILITY, KindB.SURVIVORS)
"""Benefits over which the link between work and harm is fought."""

_LABELS = ("issue_category", "disease_category", "kind_c", "kind_b", "suit")


class Scope(Frozen):
    """The cases an entry is meant for: any value of each label that is named, and all labels named.

    A label that is unknown for the case does not fit where the scope names it, unless `loose`: that
    is for entries whose phrases leave no doubt what the case is about.
    """

    disease_category: tuple[Disease, ...] = ()
    issue_category: tuple[Issue, ...] = ()
    kind_c: tuple[KindC, ...] = ()
    kind_b: tuple[KindB, ...] = ()
    suit: tuple[Suit, ...] = ()
    loose: bool = False

    def misses(self, case: Case) -> tuple[str, ...]:
        """The labels named that do not hold the case's value."""
        return tuple(name for name in _LABELS if self._misses(name, case))

    def fits(self, case: Case) -> bool:
        """True where every label named holds the case's value."""
        # Asked of every entry for every case: no generator, and an end at the first that misses.
        for name in _LABELS:  # noqa: SIM110
            if self._misses(name, case):
                return False
        return True

    def _misses(self, label: str, case: Case) -> bool:
        values = getattr(self, label)
        if not values:
            return False
        known = getattr(case, label)
        return not self.loose if known is None else known not in values

    def specificity(self, case: Case) -> tuple[bool, int, int]:
        """Sorts higher what speaks to the issue itself, names more labels, and is narrower in them."""
        known = [
            values for name in _LABELS if (values := getattr(self, name)) and getattr(case, name) is not None
        ]
        on_the_issue = bool(self.issue_category) and case.issue_category is not None
        return on_the_issue, len(known), -sum(map(len, known))


class ScopedEntry(Frozen):
    """An entry of a data file that is meant for some cases only."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    scope: Scope = Scope()


def with_the_usual(case: Case) -> Case:
    """The case with what such a dispute is usually about, where that was not told.

    A refused claim is for treatment, and turns on whether the illness or injury comes from work. Nobody has
    to fall ill at work: a disease does not turn on what one was doing at that moment; and money claimed
    back turns on how it was come by, not on what the accident was.
    """
    kind_b = case.kind_b or KindB.TREATMENT
    issue = case.issue_category or _USUAL_ISSUE.get(case.kind_b) or _USUAL_ISSUE.get(case.kind_c)
    if issue is None and kind_b is KindB.DISABILITY and case.disease_category is Disease.INJURY:
        issue = Issue.DISABILITY_GRADE
    if issue is None and case.disease_category and kind_b in BENEFITS_FOR_HARM:
        issue = Issue.CAUSATION
    if issue is None and kind_b is KindB.SURVIVORS and case.disease_category is None and case.kind_c is None:
        # Of a death of which nothing is asked but who is paid.
        issue = Issue.BENEFICIARY
    if kind_b is KindB.CLAWBACK and issue is not Issue.TIME_LIMIT:
        issue = Issue.PROCEDURE
    if issue in (Issue.IN_COURSE_OF_WORK, Issue.COMMUTE_ROUTE) and case.kind_c is KindC.DISEASE:
        issue = Issue.CAUSATION
    return replace(case, kind_b=kind_b, issue_category=issue)
