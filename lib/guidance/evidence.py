"""Which evidence is still missing for this kind of case, and how an ordinary person gets it."""

import re
from functools import lru_cache

from pydantic import Field

from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.texts import DATA, Bases, Case, Frozen, Phrases, Reading, Scope, Text, load_entries

PATH = DATA / "evidence.yaml"
MOST = 8
"""A list that a tired person can still work through."""

_NOT_IN_HAND = re.compile(
    r"^[^.!?]{0,6}(?:안준|안주|안줘|안보여|안내놓|안내주|삭제|지워|지웠|못구|못받|못찾|못봤|거부|거절|비공개|달라)"
)
"""What is said of a document that exists but that the person could not get."""


class EvidenceItem(Frozen):
    """One entry of `data/evidence.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    scope: Scope = Scope()
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
    return load_entries(PATH, "evidence", EvidenceItem)


def missing_evidence(
    text: str,
    *,
    kind_b: KindB | None = None,
    kind_c: KindC | None = None,
    disease: Disease | None = None,
    issue: Issue | None = None,
) -> tuple[EvidenceItem, ...]:
    """What to gather for such a case, without what the text says is already in hand.

    At most MOST items, by priority and then by how closely they fit the case.
    """
    case = Case(kind_b=kind_b, kind_c=kind_c, disease=disease, issue=issue)
    reading = Reading(text)
    missing = [
        item
        for item in evidence()
        if item.scope.fits(case)
        and (not item.when or reading.find(item.when))
        and not reading.find(item.have, denials=_NOT_IN_HAND)
    ]
    # The sorts are stable: equals keep the order of the file.
    missing.sort(key=lambda item: item.scope.specificity(case), reverse=True)
    missing.sort(key=lambda item: (_is_beside_the_point(item.scope, case), item.priority))
    return tuple(missing[:MOST])


_MEDICAL = frozenset({Issue.CAUSATION, Issue.NEED_OF_TREATMENT, Issue.DISABILITY_GRADE, Issue.PROCEDURE})
_ABOUT_THE_EVENT = frozenset(
    {Issue.CAUSATION, Issue.IN_COURSE_OF_WORK, Issue.COMMUTE_ROUTE, Issue.MISCONDUCT, Issue.PROCEDURE}
)


def _is_beside_the_point(scope: Scope, case: Case) -> bool:
    """True for medical or accident evidence in a case that turns on something else, such as a deadline."""
    if case.issue is None or scope.issue_category:
        return False
    if scope.disease_category and case.issue not in _MEDICAL:
        return True
    return bool(scope.kind_c) and case.issue not in _ABOUT_THE_EVENT
