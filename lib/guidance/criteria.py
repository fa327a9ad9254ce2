"""Which criteria of law (인정기준) a case is measured by, in plain words with their articles."""

from dataclasses import replace
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from lib.domain.intake import Case
from lib.domain.taxonomy import Issue
from lib.guidance.cases import ScopedEntry, with_the_usual
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import PhraseReader
from lib.text.shipped import read_shipped

MOST = 5
"""What a tired person still reads, and what leaves a model's prompt room for rulings."""
_BEFORE_A_SECOND = 3


class Criterion(ScopedEntry):
    """One entry of `data/criteria.yaml`; see the comment at its head."""

    when: Phrases = ()
    unless: Phrases = ()
    fallback: bool = False
    says: Text
    basis: Annotated[Bases, Field(min_length=1)]


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All criteria, read once. ValueError names the entry that is wrong."""
    return read_entries("criteria", read_shipped("criteria.yaml"), Criterion)


def applicable_criteria(case: Case, text: str = "", also: Issue | None = None) -> tuple[Criterion, ...]:
    """The criteria that decide such a dispute, at least one and at most MOST, in the order of the file.

    `text` is the story with the reason of the refusal. Some criteria are for disputes that speak of
    something; what is denied there is in dispute as well. `also`: a second ground of the refusal, whose
    criteria come behind the first few.
    """
    reading = PhraseReader(text)
    first = _fitting(with_the_usual(case), reading)
    own = [criterion for criterion in first if not criterion.fallback]
    if also:
        second = _fitting(with_the_usual(replace(case, issue_category=also)), reading)
        own[_BEFORE_A_SECOND:_BEFORE_A_SECOND] = [
            criterion for criterion in second if not criterion.fallback and criterion not in own
        ][: MOST - _BEFORE_A_SECOND]
    return tuple(own[:MOST] or first[:1])


def _fitting(case: Case, reading: PhraseReader) -> list[Criterion]:
    def speaks_of(phrases: Phrases) -> bool:
        return reading.find(phrases, not_as=()) is not None

    return [
        criterion
        for criterion in criteria()
        if criterion.scope.fits(case)
        and (not criterion.when or speaks_of(criterion.when))
        and not speaks_of(criterion.unless)
    ]
