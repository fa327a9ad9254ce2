"""Which criteria of law (인정기준) a case is measured by, in plain words with their articles."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated

from pydantic import Field, model_validator

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, Stage, Suit
from lib.domain.told_events import IN_COURT
from lib.guidance import deciding
from lib.guidance.cases import ScopedEntry, with_the_usual
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.factor_entries import factors
from lib.guidance.factors import read_factors
from lib.guidance.grounds import grounds, grounds_raised, of_the_dispute, passed_on
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.told_numbers import told_numbers
from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.stance import Stance

MOST = 5
"""What a tired person still reads, and what leaves a model's prompt room for rulings."""
LEAST = 0.2
"""How likely an attorney has to name a criterion for it to be shown; see docs/decisions.md."""
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
    stages: tuple[Stage, ...] = ()
    first_step: bool = False
    replaces: tuple[str, ...] = ()
    general: bool = False
    fallback: bool = False
    unweighed: bool = False
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

    def is_of_another_decision(self, stage: Stage | None) -> bool:
        """Whether it tells the way on from another decision than the last one: how to appeal, after the last appeal."""
        is_the_way_on = bool(self.stages) and not self.first_step and Stage.BEFORE_CLAIM not in self.stages
        return is_the_way_on and stage is not None and stage not in self.stages

    def is_past(self, case: Case, stage: Stage | None) -> bool:
        """Whether it tells how to contest a decision that has been contested, where that is not in dispute itself."""
        in_dispute = case.issue_category in (Issue.TIME_LIMIT, Issue.PROCEDURE)
        return self.first_step and stage in _CONTESTED and not in_dispute


_CONTESTED = frozenset({Stage.REVIEW, Stage.SECOND_REVIEW, Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE})


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All criteria, read once. ValueError names the entry that is wrong."""
    entries = read_entries("criteria", read_shipped("criteria.yaml"), Criterion)
    ids = {entry.id for entry in entries}
    if unknown := {other for entry in entries for other in entry.replaces} - ids:
        raise ValueError(f"criteria: no criterion of the name {sorted(unknown)}")
    return entries


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Criterion]:
    return {each.id: each for each in criteria()}


def applicable_criteria(
    case: Case,
    story: str = "",
    denial: str = "",
    also: Issue | Disease | None = None,
    stage: Stage | None = None,
) -> tuple[Criterion, ...]:
    """The criteria that decide such a dispute, at least one and at most MOST, the likeliest first.

    They are the likely ones (`likely_criteria`), and where there is room for it the last is what holds at the `stage`
    of the dispute, whatever it is about: how to go on, or, where nothing was claimed, until when one may claim. Behind
    a judgment, of which the days are few, there always is. A refusal of which nothing tells the stage is the first
    decision. Where the employer sues the agency has its own days.
    """
    shown, by_id = likely_criteria(case, story, denial, also, stage), _by_id()
    if stage is None and case.suit is Suit.CLAIMANT and not any(by_id[id_].stages for id_ in shown):
        stage = Stage.DECISION
    owed = [
        each.id
        for each in criteria()
        if stage in each.stages and case.suit is not Suit.EMPLOYER and each.id not in shown
    ]
    # Whoever is sued asks first what part they have in it, in the order of the file.
    of_the_suit = [each.id for each in criteria() if each.scope.suit and each.id in shown]
    ordered = [*of_the_suit, *(id_ for id_ in shown if id_ not in of_the_suit)]
    kept = ordered[: MOST - len(owed)] if stage in IN_COURT else ordered
    return tuple(by_id[id_] for id_ in [*kept, *owed][:MOST])


def likely_criteria(
    case: Case,
    story: str = "",
    denial: str = "",
    also: Issue | Disease | None = None,
    stage: Stage | None = None,
) -> list[str]:
    """The ids of the criteria that an attorney would likely name, at least one and at most MOST, the likeliest first.

    Each that may be asked is weighed by the texts and by what the rules make of the case (`criteria_by_rule`); a nearer
    one takes the place of a wider one. What tells the way on from another decision than that of `stage` is left out.
    """
    odds, by_id = criteria_odds(case, story, denial, also), _by_id()
    elsewhere = {
        each.id for each in criteria() if each.is_of_another_decision(stage) or each.is_past(case, stage)
    }
    ranked = sorted((id_ for id_ in odds if id_ not in elsewhere), key=lambda id_: -odds[id_])
    likely = [id_ for id_ in ranked if odds[id_] >= LEAST]
    outdone = {other for id_ in likely for other in by_id[id_].replaces}
    shown = [id_ for id_ in likely if id_ not in outdone][:MOST]
    return shown if likely or not odds else ranked[:1]


@once
def criteria_odds(
    case: Case, story: str, denial: str, also: Issue | Disease | None = None
) -> Mapping[str, float]:
    """How likely an attorney would name each criterion that may be asked; what no marked case could name is sure by rule."""
    by_rule = criteria_by_rule(case, story, denial, also)
    # Of what no marked case could name the rules alone decide.
    new = {id_: 1.0 for id_ in by_rule.chosen if _by_id()[id_].unweighed}
    return {**deciding.model("criteria").odds(f"{story}\n{denial}", by_rule).named, **new}


@once
def criteria_by_rule(
    case: Case, story: str = "", denial: str = "", also: Issue | Disease | None = None
) -> deciding.ByRule:
    """What the rules of the file make of a case: at least one criterion and at most MOST, and signs of all that fit.

    First what answers the grounds of the refusal, then in the order of the file. Some criteria are for disputes
    that speak of something; what the refusal denies is in dispute as well. `also`: a second ground of the
    refusal or a second illness, whose criteria come behind the first few;
    of the illness the first alone.
    """
    raised = grounds_raised(story, denial, case)
    case = of_the_dispute(case, raised)
    shown = {factor.id for factor in read_factors(story, "", case)}
    hours = None if "night_work" in shown else _hours_told(story)
    met = _Met(
        raised, shown, hours, read_for_phrases(story), read_for_phrases(f"{denial}\n{passed_on(story)}")
    )
    first = _fitting(case, met)
    own = [
        criterion
        for place, criterion in enumerate(first, 1)
        if not (criterion.fallback or (criterion.general and place >= MOST))
    ]
    other = case
    if also:
        other = with_the_usual(
            replace(case, disease_category=also)
            if isinstance(also, Disease)
            else replace(case, issue_category=also)
        )
        second = _fitting(other, met) if other != case else []
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
    chosen = own[:MOST] or first[:1]
    is_chosen = {each.id for each in chosen}
    may_be = [
        each
        for each in criteria()
        if each.id in is_chosen
        or (
            not each.fallback
            and (deciding.may_be_named(each.scope, case) or each.scope.fits(other))
            and not met.leaves_out(each)
        )
    ]
    return deciding.ByRule(
        tuple(each.id for each in chosen),
        {each.id: deciding.signs_of_scope(each.scope, case) + met.signs(each) for each in may_be},
        deciding.marks_of_case(case, raised, shown),
        lambda id_: _may_go_beyond(_by_id()[id_], case, met),
    )


# Whether a criterion may be named for a case it was not written for: one of another law, suit or for want of others never.
def _may_go_beyond(criterion: Criterion, case: Case, met: "_Met") -> bool:
    is_of_the_suit = "suit" not in criterion.scope.misses(case)
    return is_of_the_suit and not criterion.fallback and not met.leaves_out(criterion)


# The most hours a week, of more than one week, that the person tells of, not what others are said to have counted.
def _hours_told(story: str) -> float | None:
    others = set(passed_on(story).split("\n"))
    own = "\n".join(each.words for each in sentences(story, story=True) if each.words not in others)
    return max(
        (told.value for told in told_numbers(own) if told.of == "hours_a_week" and told.period != 1),
        default=None,
    )


# What the texts of a case hold for a criterion.
@dataclass(frozen=True)
class _Met:
    raised: Set[str]
    shown: Set[str]
    hours: float | None
    told: PhraseReader
    refusal: PhraseReader
    _spoken: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    def answers(self, criterion: Criterion) -> bool:
        return bool(self.raised & set(criterion.answers))

    # What speaks for it, as numbers, in one order for all.
    def signs(self, criterion: Criterion) -> list[float]:
        return [
            float(each)
            for each in (
                self.raises(criterion),
                self.answers(criterion),
                bool(self.shown & set(criterion.circumstances)),
                *self._speaks_of(criterion),
                not criterion.when and not criterion.if_raised,
                criterion.general,
            )
        ]

    # True where the rules of the file find the criterion in dispute.
    def raises(self, criterion: Criterion) -> bool:
        if (criterion.if_raised and self.answers(criterion)) or self.shown & set(criterion.circumstances):
            return True
        # A refusal goes through all there is; what nobody told of is not in dispute.
        told, refused = self._speaks_of(criterion)
        return told or (refused and not criterion.told_only) if criterion.when else not criterion.if_raised

    # Whether the story, and whether the refusal speaks of it.
    def _speaks_of(self, criterion: Criterion) -> tuple[bool, bool]:
        if criterion.id not in self._spoken:
            told = self.told.find(criterion.when) is not None
            self._spoken[criterion.id] = told, self.refusal.find(criterion.when, not_as=()) is not None
        return self._spoken[criterion.id]

    def leaves_out(self, criterion: Criterion) -> bool:
        if self.raised & set(criterion.yields_to) or self.shown & set(criterion.unless_told):
            return True
        if criterion.over_hours is not None and self.hours is not None and self.hours <= criterion.over_hours:
            return True
        return any(
            reader.find(criterion.unless, not_as=(Stance.OTHERS,)) for reader in (self.told, self.refusal)
        )


# Those that fit, what answers a ground raised before the others.
def _fitting(case: Case, met: _Met) -> list[Criterion]:
    fitting = [
        criterion
        for criterion in criteria()
        if criterion.scope.fits(case) and met.raises(criterion) and not met.leaves_out(criterion)
    ]
    # What is replaced itself replaces nothing.
    outdone = {other for criterion in fitting for other in criterion.replaces}
    replaced = {other for criterion in fitting if criterion.id not in outdone for other in criterion.replaces}
    fitting = [criterion for criterion in fitting if criterion.id not in replaced]
    # Whoever is sued asks first what part they have in it. The sort is stable: equals keep the order of the file.
    return sorted(
        fitting, key=lambda each: (not each.scope.suit, each.fallback, each.general, not met.answers(each))
    )
