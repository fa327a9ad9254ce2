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
from lib.guidance.told_numbers import told_numbers
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped

MOST = 5
"""What a tired person still reads, and what leaves a model's prompt room for rulings."""
_BEFORE_A_SECOND = 3


class Criterion(ScopedEntry):
    """One entry of `data/criteria.yaml`; see the comment at its head."""

    answers: tuple[str, ...] = ()
    if_raised: bool = False
    when: Phrases = ()
    told_only: bool = False
    circumstances: tuple[str, ...] = ()
    unless: Phrases = ()
    unless_told: tuple[str, ...] = ()
    over_hours: float | None = None
    yields_to: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    general: bool = False
    fallback: bool = False
    says: Text
    basis: Annotated[Bases, Field(min_length=1)]

    @model_validator(mode="after")
    def _answers_grounds(self) -> "Criterion":
        if unknown := {*self.answers, *self.yields_to} - {ground.id for ground in grounds()}:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        if unknown := {*self.circumstances, *self.unless_told} - {factor.id for factor in factors()}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)}")
        if self.if_raised and not self.answers:
            raise ValueError("`if_raised` without a ground in `answers`")
        return self


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All criteria, read once. ValueError names the entry that is wrong."""
    entries = read_entries("criteria", read_shipped("criteria.yaml"), Criterion)
    ids = {entry.id for entry in entries}
    if unknown := {other for entry in entries for other in entry.replaces} - ids:
        raise ValueError(f"criteria: no criterion of the name {sorted(unknown)}")
    return entries


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
    hours = None if "night_work" in shown else _hours_told(story)
    first = _fitting(case, raised, shown, hours, *readers)
    own = [
        criterion
        for place, criterion in enumerate(first, 1)
        if not (criterion.fallback or (criterion.general and place >= MOST))
    ]
    if also:
        other = with_the_usual(
            replace(case, disease_category=also)
            if isinstance(also, Disease)
            else replace(case, issue_category=also)
        )
        second = _fitting(other, raised, shown, hours, *readers) if other != case else []
        # One word of a story raises nothing at a second ground of the refusal.
        new = [
            each
            for each in second
            if not (each.fallback or each.general or each in own)
            and (isinstance(also, Disease) or not each.when or raised & set(each.answers))
        ]
        if isinstance(also, Disease):
            own[MOST - 1 :] = new[:1] or own[MOST - 1 :]
        else:
            own[_BEFORE_A_SECOND:_BEFORE_A_SECOND] = new[: MOST - _BEFORE_A_SECOND]
    return tuple(own[:MOST] or first[:1])


# The most hours a week, of more than one week, that the person tells of, not what others are said to have counted.
def _hours_told(story: str) -> float | None:
    others = set(passed_on(story).split("\n"))
    own = "\n".join(each.words for each in sentences(story, story=True) if each.words not in others)
    return max(
        (told.value for told in told_numbers(own) if told.of == "hours_a_week" and told.period != 1),
        default=None,
    )


# Those that fit, what answers a ground raised before the others.
def _fitting(
    case: Case,
    raised: Set[str],
    shown: Set[str],
    hours: float | None,
    told: PhraseReader,
    refusal: PhraseReader,
) -> list[Criterion]:
    def answers(criterion: Criterion) -> bool:
        return bool(raised & set(criterion.answers))

    def is_met(criterion: Criterion) -> bool:
        if (criterion.if_raised and answers(criterion)) or shown & set(criterion.circumstances):
            return True
        # A refusal goes through all there is; what nobody told of is not in dispute.
        spoken = told.find(criterion.when) or (
            not criterion.told_only and refusal.find(criterion.when, not_as=())
        )
        return bool(spoken) if criterion.when else not criterion.if_raised

    def is_left_out(criterion: Criterion) -> bool:
        if raised & set(criterion.yields_to) or shown & set(criterion.unless_told):
            return True
        if criterion.over_hours is not None and hours is not None and hours <= criterion.over_hours:
            return True
        return any(reader.find(criterion.unless, not_as=()) for reader in (told, refusal))

    fitting = [
        criterion
        for criterion in criteria()
        if criterion.scope.fits(case) and is_met(criterion) and not is_left_out(criterion)
    ]
    # What is replaced itself replaces nothing.
    outdone = {other for criterion in fitting for other in criterion.replaces}
    replaced = {other for criterion in fitting if criterion.id not in outdone for other in criterion.replaces}
    fitting = [criterion for criterion in fitting if criterion.id not in replaced]
    # Whoever is sued asks first what part they have in it. The sort is stable: equals keep the order of the file.
    return sorted(
        fitting, key=lambda each: (not each.scope.suit, each.fallback, each.general, not answers(each))
    )
