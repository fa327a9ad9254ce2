"""Which criteria of law (인정기준) a case is measured by, in plain words with their articles."""

from collections.abc import Set
from dataclasses import replace
from functools import lru_cache
from typing import Annotated

from pydantic import Field, model_validator

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue
from lib.guidance.cases import ScopedEntry, with_the_usual
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.factors import factors, read_factors
from lib.guidance.grounds import grounds, grounds_raised, of_the_dispute, passed_on
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import PhraseReader
from lib.text.shipped import read_shipped

MOST = 5
"""What a tired person still reads, and what leaves a model's prompt room for rulings."""
_BEFORE_A_SECOND = 3


class Criterion(ScopedEntry):
    """One entry of `data/criteria.yaml`; see the comment at its head."""

    answers: tuple[str, ...] = ()
    if_raised: bool = False
    when: Phrases = ()
    circumstances: tuple[str, ...] = ()
    unless: Phrases = ()
    general: bool = False
    fallback: bool = False
    says: Text
    basis: Annotated[Bases, Field(min_length=1)]

    @model_validator(mode="after")
    def _answers_grounds(self) -> "Criterion":
        if unknown := set(self.answers) - {ground.id for ground in grounds()}:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        if unknown := set(self.circumstances) - {factor.id for factor in factors()}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)}")
        if self.if_raised and not self.answers:
            raise ValueError("`if_raised` without a ground in `answers`")
        return self


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All criteria, read once. ValueError names the entry that is wrong."""
    return read_entries("criteria", read_shipped("criteria.yaml"), Criterion)


def applicable_criteria(
    case: Case, story: str = "", denial: str = "", also: Issue | Disease | None = None
) -> tuple[Criterion, ...]:
    """The criteria that decide such a dispute, at least one and at most MOST.

    First what answers the grounds of the refusal, then in the order of the file. Some criteria are for disputes
    that speak of something; what the refusal denies is in dispute as well. `also`: a second ground of the
    refusal or a second illness, whose criteria come behind the first few;
    of the illness the first alone.
    """
    raised = grounds_raised(story, denial, case)
    case = of_the_dispute(case, raised)
    shown = {factor.id for factor in read_factors(story, "", case)}
    readers = PhraseReader(story), PhraseReader(f"{denial}\n{passed_on(story)}")
    first = _fitting(case, raised, shown, *readers)
    own = [
        criterion
        for place, criterion in enumerate(first, 1)
        if not (criterion.fallback or (criterion.general and place >= MOST))
    ]
    if also:
        other = (
            replace(case, disease_category=also)
            if isinstance(also, Disease)
            else replace(case, issue_category=also)
        )
        second = _fitting(with_the_usual(other), raised, shown, *readers)
        new = [criterion for criterion in second if not criterion.fallback and criterion not in own]
        if isinstance(also, Disease):
            own[MOST - 1 :] = new[:1] or own[MOST - 1 :]
        else:
            own[_BEFORE_A_SECOND:_BEFORE_A_SECOND] = new[: MOST - _BEFORE_A_SECOND]
    return tuple(own[:MOST] or first[:1])


# Those that fit, what answers a ground raised before the others.
def _fitting(
    case: Case, raised: Set[str], shown: Set[str], told: PhraseReader, refusal: PhraseReader
) -> list[Criterion]:
    def answers(criterion: Criterion) -> bool:
        return bool(raised & set(criterion.answers))

    def is_met(criterion: Criterion) -> bool:
        if (criterion.if_raised and answers(criterion)) or shown & set(criterion.circumstances):
            return True
        spoken = told.find(criterion.when) or refusal.find(criterion.when, not_as=())
        return bool(spoken) if criterion.when else not criterion.if_raised

    def is_left_out(criterion: Criterion) -> bool:
        return any(reader.find(criterion.unless, not_as=()) for reader in (told, refusal))

    fitting = [
        criterion
        for criterion in criteria()
        if criterion.scope.fits(case) and is_met(criterion) and not is_left_out(criterion)
    ]
    # Whoever is sued asks first what part they have in it. The sort is stable: equals keep the order of the file.
    return sorted(
        fitting, key=lambda each: (not each.scope.suit, each.fallback, each.general, not answers(each))
    )
