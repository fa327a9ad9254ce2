"""Which evidence is still missing for this kind of case, and how an ordinary person gets it."""

from functools import lru_cache

from pydantic import Field

from lib.domain.intake import Case
from lib.domain.taxonomy import Issue
from lib.guidance.cases import ABOUT_WHAT_HAPPENED, Scope, ScopedEntry
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import PhraseReader
from lib.text.shipped import read_shipped

MOST = 8
"""A list that a tired person can still work through."""


class EvidenceItem(ScopedEntry):
    """One entry of `data/evidence.yaml`; see the comment at its head."""

    when: Phrases = ()
    have: Phrases = ()
    priority: int = Field(ge=1, le=3)
    what: Text
    why: Text
    how: Text
    basis: Bases = ()


@lru_cache(maxsize=1)
def evidence() -> tuple[EvidenceItem, ...]:
    """All items, read once. ValueError names the entry that is wrong."""
    return read_entries("evidence", read_shipped("evidence.yaml"), EvidenceItem)


def missing_evidence(text: str, case: Case) -> tuple[EvidenceItem, ...]:
    """What to gather for such a case, without what the text says is already in hand.

    At most MOST items, by priority and then by how closely they fit the case.
    """
    reading = PhraseReader(text)
    missing = [
        item
        for item in evidence()
        if item.scope.fits(case)
        and (not item.when or reading.find(item.when))
        and not reading.find(item.have, in_hand=True)
    ]
    # The sorts are stable: equals keep the order of the file.
    missing.sort(key=lambda item: item.scope.specificity(case), reverse=True)
    missing.sort(key=lambda item: (_is_beside_the_point(item.scope, case), item.priority))
    return tuple(missing[:MOST])


_MEDICAL = frozenset({Issue.CAUSATION, Issue.NEED_OF_TREATMENT, Issue.DISABILITY_GRADE, Issue.PROCEDURE})


# True for medical or accident evidence in a case that turns on something else, such as a deadline.
def _is_beside_the_point(scope: Scope, case: Case) -> bool:
    if case.issue_category is None or scope.issue_category:
        return False
    if scope.disease_category and case.issue_category not in _MEDICAL:
        return True
    return bool(scope.kind_c) and case.issue_category not in ABOUT_WHAT_HAPPENED
