"""Which evidence would turn this dispute and which would help, and how an ordinary person gets it."""

import math
from collections.abc import Collection, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field, model_validator

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, Suit
from lib.guidance import deciding
from lib.guidance.cases import ABOUT_WHAT_HAPPENED, BENEFITS_FOR_HARM, Scope, ScopedEntry
from lib.guidance.criteria import criteria, likely_criteria
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.gathering import Substitute, Takes, Tipped, gathering
from lib.guidance.grounds import grounds, grounds_raised, of_the_dispute
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import read_for_phrases
from lib.text.shipped import read_shipped
from lib.text.stance import Stance

MOST_NEEDED = 3
ENOUGH = 4
"""Pieces of the dispute's own that a tired person can still work through."""
MOST = ENOUGH + 1
"""With one that serves any case: where the ground of the refusal is not known, the agency's own papers."""
LEAST, SURE = 0.35, 0.6
"""How likely an attorney has to name a piece for it to be shown, and for it to be needed."""
FEW, LEAST_OF_FEW = 3, 0.2
"""Fewer pieces than these are filled up by such as are this likely."""
TURNS = 0.5
"""How likely a piece has to be named at all to come first; and what that counts beside how likely it comes first."""

NAMED = 3.5
"""What it counts beside how likely a piece comes first that the story names where it is to be had."""

Weight = Literal["needed", "helpful"]
"""Needed: without it the dispute can hardly turn."""

State = Literal["not_yet", "cannot"]
"""Still to be seen to, or not to be had."""


class EvidenceItem(ScopedEntry):
    """One entry of `data/evidence.yaml`; see the comment at its head."""

    weight: Weight | None = None
    rank: int = Field(ge=1, le=3)
    turns: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    plain_in: Phrases = ()
    criteria: tuple[str, ...] = ()
    when: Phrases = ()
    unless: Phrases = ()
    presupposes: Phrases = ()
    have: Phrases = ()
    unweighed: bool = False
    what: Text
    why: Text
    how: Text
    basis: Bases = ()

    @model_validator(mode="after")
    def _is_ever_asked_for(self) -> "EvidenceItem":
        if not (self.weight or self.turns or self.helps or self.criteria):
            raise ValueError("no `weight`, `turns`, `helps` or `criteria`: it would never be asked for")
        if unknown := set(self.criteria) - {criterion.id for criterion in criteria()}:
            raise ValueError(f"no criterion of the name {sorted(unknown)}")
        if unknown := {*self.turns, *self.helps, *self.yields_to, *self.hangs_on} - {
            ground.id for ground in grounds()
        }:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        return self


@dataclass(frozen=True, slots=True)
class Missing:
    """A piece of evidence to gather for one case, and whether the dispute can turn without it.

    `gone` are the story's words that it cannot be had, empty where it tells none; `substitute` is what counts then.
    `named` are the story's words for a thing that is there and makes such a piece, empty where it names none; `fades`
    where it says that the thing will soon be gone.
    `takes` is None where it stands nowhere how long it takes; `tipped` are rulings whose result such evidence tipped.
    """

    id: str
    weight: Weight
    what: Text
    why: Text
    how: Text
    basis: tuple[Basis, ...]
    substitute: Substitute
    takes: Takes | None = None
    tipped: tuple[Tipped, ...] = ()
    gone: str = ""
    named: str = ""
    fades: bool = False

    @property
    def state(self) -> State:
        """How far it has come by the story alone; what is in hand is not missing."""
        return "cannot" if self.gone else "not_yet"


@lru_cache(maxsize=1)
def evidence() -> tuple[EvidenceItem, ...]:
    """All items, read once. ValueError names the entry that is wrong."""
    found = read_entries("evidence", {"evidence": read_shipped("evidence.yaml")["evidence"]}, EvidenceItem)
    if unknown := set(gathering().named) - {item.id for item in found}:
        raise ValueError(f"gathering.yaml: no evidence of the name {sorted(unknown)}")
    return found


# How a thing is spoken of that is not there, or not known to be.
_NOT_THERE = (Stance.DENIED, Stance.ASKED, Stance.UNCERTAIN)


# What the two texts of a case say of the evidence for it.
class _Texts:
    def __init__(self, story: str, denial: str) -> None:
        self._story, self._denial = read_for_phrases(story), read_for_phrases(denial)
        self._whole = read_for_phrases(f"{story}\n{denial}")

    # Whether they hold what an item is for, or raise a criterion that it proves, and nothing for which it is not.
    def call_for(self, item: EvidenceItem, applied: Set[str] = frozenset()) -> bool:
        is_for = (
            not item.when
            or applied & set(item.criteria)
            or self._story.find(item.when)
            or self._denial.find(item.when, not_as=())
        )
        return bool(is_for) and not self.rule_out(item)

    # Whether they hold something for which it is not, or nothing of what it presupposes.
    def rule_out(self, item: EvidenceItem) -> bool:
        if item.presupposes and self._whole.find(item.presupposes) is None:
            return True
        return self._whole.find(item.unless, not_as=()) is not None

    # Whether they hold one of the phrases.
    def hold(self, phrases: Phrases) -> bool:
        return self._whole.find(phrases) is not None

    # The story's words that the item cannot be had. What the agency did not find may still be there.
    def gone(self, id_: str) -> str:
        found = self._story.find_all(gathering().gone.get(id_, ()), not_as=())
        own = (span for span in found if self._story.teller(*span) != "agency")
        return next((self._story.text[slice(*span)] for span in own), "")

    # The story's words for what makes such an item, what is said to fade first; None where it names nothing of the
    # kind, or only to say that it is not there.
    def named(self, id_: str) -> tuple[str, bool] | None:
        ways, found = gathering(), []
        for source in ways.sources_of(id_):
            sure = set(self._story.find_all(source.any_, not_as=_NOT_THERE))
            for span in self._story.find_all(source.any_):
                words, fades = self._story.text[slice(*span)], self._fades(*span)
                # `석 달이면 지운다` supposes nothing.
                is_there = (span in sure or fades) and self._story.teller(*span) != "agency"
                unmade, lost = read_for_phrases(words), read_for_phrases(self._around(*span))
                if is_there and not unmade.holds(ways.unmade) and not lost.holds(ways.lost):
                    found.append((words, fades))
        return max(found, key=lambda each: each[1], default=None)

    # Whether it is said of a thing, in its sentence or the next, that it will soon be gone.
    def _fades(self, start: int, end: int) -> bool:
        last = self._story.sentence(start, end)[1]
        follows = last + len(self._story.text[last:]) - len(self._story.text[last:].lstrip())
        told = self._around(start, end) + " " + self._around(follows, follows + 1)
        return read_for_phrases(told).find(gathering().fading) is not None

    # The sentence in which a stretch stands; nothing behind the last.
    def _around(self, start: int, end: int) -> str:
        inside = start < len(self._story.text)
        return self._story.text[slice(*self._story.sentence(start, end))] if inside else ""

    # Whether the item is in hand already.
    def have(self, item: EvidenceItem) -> bool:
        return self._whole.find(item.have, in_hand=True) is not None


@lru_cache(maxsize=1)
def _by_id() -> dict[str, EvidenceItem]:
    return {item.id: item for item in evidence()}


def missing_evidence(story: str, denial: str, case: Case, also: Issue | None = None) -> tuple[Missing, ...]:
    """What to gather for such a case, without what the texts say is already in hand: at most MOST items.

    Each that may be asked for is weighed by the texts and by what the rules make of the case (`evidence_by_rule`).
    First what would most turn the dispute; at most MOST_NEEDED are needed. `also`: the issue of a second ground of the refusal.
    """
    applied = frozenset(likely_criteria(case, story, denial, also))
    asking = _asking(story, denial, case, also, applied)
    by_rule, needed_by_rule = asking.by_rule
    weighed = deciding.model("evidence").odds(f"{story}\n{denial}", by_rule)
    # Of what no marked case could name the rules alone decide.
    new = {id_: float(id_ in by_rule.chosen) for id_ in by_rule.signs if _by_id()[id_].unweighed}
    odds, first, gone = _in_their_place(
        {**weighed.named, **new},
        {**weighed.first, **{id_: float(id_ in needed_by_rule) for id_ in new}},
        asking.texts,
    )
    ranked = sorted(odds, key=lambda id_: -odds[id_])
    # Of what bears on the dispute, what the story names.
    bears = (id_ for id_ in ranked if odds[id_] >= LEAST_OF_FEW or id_ in asking.turning)
    named = {id_: words for id_ in bears if (words := asking.texts.named(id_))}
    # What cannot be had takes no other's place.
    likely = sorted((id_ for id_ in ranked if odds[id_] >= LEAST), key=lambda id_: id_ in gone)[:MOST]
    spare = [id_ for id_ in ranked if LEAST_OF_FEW <= odds[id_] < LEAST]
    shown = likely + spare[: max(0, FEW - len(likely))] or ranked[:1]
    # What turns the dispute is shown, and before all others, however many are likelier to be named somewhere; what serves
    # any case comes behind what answers a ground raised.
    may_turn = [id_ for id_ in ranked if (odds[id_] >= TURNS or id_ in named) and id_ not in gone] or shown
    answering = [id_ for id_ in may_turn if id_ in asking.turning and not _serves_any(id_)]
    may_turn = [id_ for id_ in may_turn if not (answering and _serves_any(id_))]

    def turns(id_: str) -> tuple[bool, float]:
        words, fades = named.get(id_, ("", False))
        weight = _log_odds(first[id_]) + TURNS * _log_odds(odds[id_])
        return fades, weight + (NAMED if words else 0.0)

    turning = max(may_turn, key=turns, default="")
    # What the story names to answer a ground is shown too.
    answers = (id_ for id_ in named if id_ in asking.turning and odds[id_] >= LEAST_OF_FEW)
    shown = list(dict.fromkeys([turning, *answers, *shown]))[:MOST]
    needed = [
        id_
        for id_ in sorted(shown, key=lambda id_: (id_ != turning, -odds[id_]))
        if id_ == turning or (id_ not in gone and (odds[id_] >= SURE or id_ in needed_by_rule))
    ][:MOST_NEEDED]
    by_id = _by_id()
    others = sorted((id_ for id_ in shown if id_ not in needed), key=lambda id_: id_ in gone)
    return tuple(
        replace(
            _missing(by_id[id_], "needed" if id_ in needed else "helpful", gone.get(id_, "")),
            named=named[id_][0] if id_ in named else "",
            fades=id_ in named and named[id_][1],
        )
        for id_ in needed + others
    )


# Whether it is for any case.
def _serves_any(id_: str) -> bool:
    return _closeness(_by_id()[id_].scope) == 2 and not _by_id()[id_].unweighed


# The odds with what cannot be had replaced by what counts in its place, and of the rest that cannot be had the words.
def _in_their_place(
    named: dict[str, float], first: dict[str, float], texts: _Texts
) -> tuple[dict[str, float], dict[str, float], dict[str, str]]:
    gone = {id_: words for id_ in named if named[id_] >= LEAST_OF_FEW and (words := texts.gone(id_))}
    for id_ in tuple(gone):
        place = gathering().substitute_for(id_).item
        if place in named and place not in gone:
            for odds in (named, first):
                odds[place] = 1 - (1 - odds[place]) * (1 - odds.pop(id_))
            del gone[id_]
    return named, first, gone


def _log_odds(likely: float) -> float:
    kept = min(max(likely, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def evidence_by_rule(
    story: str, denial: str, case: Case, also: Issue | None, applied: Set[str]
) -> tuple[deciding.ByRule, frozenset[str]]:
    """What the rules of the file make of a case, and the ids they hold needed.

    First what answers the grounds of the refusal and proves a criterion of the case (`applied`, their ids), then what
    such a dispute needs, then what helps: at most MOST items, of them MOST_NEEDED needed.
    """
    return _asking(story, denial, case, also, applied).by_rule


def _asking(story: str, denial: str, case: Case, also: Issue | None, applied: Set[str]) -> "_Asking":
    raised = grounds_raised(story, denial, case)
    return _Asking(of_the_dispute(case, raised), raised, applied, also, _Texts(story, denial))


# What one case asks of each item: the dispute as its grounds tell it, the grounds raised and the criteria that apply.
@dataclass(frozen=True)
class _Asking:
    case: Case
    raised: Set[str]
    applied: Set[str]
    also: Issue | None
    texts: _Texts

    # What the rules make of the case, and the ids they hold needed.
    @cached_property
    def by_rule(self) -> tuple[deciding.ByRule, frozenset[str]]:
        needed, chosen = ([item.id for item in items] for items in self.chosen())
        by_rule = deciding.ByRule(
            tuple(chosen),
            {
                item.id: self.signs(item, item.id in needed)
                for item in evidence()
                if item.id in chosen or self.may_be(item)
            },
            deciding.marks_of_case(self.case, self.raised, ()) | {f"criterion {id_}" for id_ in self.applied},
            lambda id_: self.may_go_beyond(_by_id()[id_]),
        )
        return by_rule, frozenset(needed)

    # The ids of what is asked for in this dispute and turns a ground raised.
    @cached_property
    def turning(self) -> frozenset[str]:
        return frozenset(item.id for item in self._fitting if self.raised & set(item.turns))

    # What is needed, and what is chosen in all. The sorts are stable: equals keep the order of the file.
    def chosen(self) -> tuple[list[EvidenceItem], list[EvidenceItem]]:
        missing = [item for item in self._fitting if not self.texts.have(item)]
        missing.sort(key=self._place)
        needed = [item for item in missing if self._is_needed(item)][:MOST_NEEDED]
        others = [item for item in missing if item not in needed]
        others.sort(key=lambda item: not self._helps(item))
        own = [
            item
            for item in others
            if self._helps(item) or (len(needed) < MOST_NEEDED and _closeness(item.scope) < 2)
        ]
        chosen = needed + own[: ENOUGH - len(needed)]
        if len(chosen) < MOST_NEEDED or not self.raised:
            chosen += [item for item in others if item not in own][:1]
        return needed, chosen

    # Whether an attorney might name it, be it called for by words or not.
    def may_be(self, item: EvidenceItem) -> bool:
        fits = deciding.may_be_named(item.scope, self.case) or self._is_for(item)
        return fits and not self._leaves_out(item)

    # Whether it may be named for a case it was not written for.
    def may_go_beyond(self, item: EvidenceItem) -> bool:
        return "suit" not in item.scope.misses(self.case) and not self._leaves_out(item)

    # What presupposes a thing denied, does not go with the texts, or is in hand.
    def _leaves_out(self, item: EvidenceItem) -> bool:
        yields = bool(self.raised & set(item.yields_to))
        return yields or self._is_undisputed(item) or self.texts.rule_out(item) or self.texts.have(item)

    # What proves a thing that the refusal, whose reason is known, does not dispute.
    def _is_undisputed(self, item: EvidenceItem) -> bool:
        if not (item.hangs_on and self._is_disputed) or self.raised & set(item.hangs_on):
            return False
        return not item.plain_in or self.texts.hold(item.plain_in)

    # Whether a ground is raised that a refusal rests on.
    @cached_property
    def _is_disputed(self) -> bool:
        refused = (each for each in grounds() if (each.any_ or each.of) and not each.view)
        return any(each.id in self.raised for each in refused)

    # What speaks for it, as numbers, in one order for all; those of its scope first.
    def signs(self, item: EvidenceItem, is_needed: bool) -> list[float]:
        called_for = self.texts.call_for(item)
        return deciding.signs_of_scope(item.scope, self.case) + [
            float(each)
            for each in (
                is_needed,
                item.id in self._fitting_ids,
                bool(self.raised & set(item.turns)),
                bool(self.raised & set(item.helps)),
                bool(self.applied & set(item.criteria)),
                bool(item.when) and called_for,
                bool(item.when) and not called_for,
                item.weight == "needed",
                item.weight == "helpful",
                _is_of_the_dispute(item.scope, self.case),
                _closeness(item.scope) == 0,
                _closeness(item.scope) == 2,
                item.rank == 1,
            )
        ]

    # What the dispute, a ground raised or a criterion calls for.
    @cached_property
    def _fitting(self) -> list[EvidenceItem]:
        return [
            item
            for item in evidence()
            if (item.weight or self.raised & {*item.turns, *item.helps} or self.applied & set(item.criteria))
            and not self.raised & set(item.yields_to)
            and not self._is_undisputed(item)
            and self._is_for(item)
            and self.texts.call_for(item, self.applied)
        ]

    @cached_property
    def _fitting_ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self._fitting)

    # The grounds raised that decide the case whatever issue was understood.
    @cached_property
    def _deciding(self) -> frozenset[str]:
        return frozenset(each.id for each in grounds() if each.id in self.raised and each.decides)

    # True where something answers a ground raised, in hand or not.
    @cached_property
    def _is_answered(self) -> bool:
        return any(self.raised & set(item.turns) for item in self._fitting)

    # True for what is meant for this dispute, and for what answers a ground raised at the second issue, or one that
    # decides the case whatever issue was understood.
    def _is_for(self, item: EvidenceItem) -> bool:
        decides = bool(self._deciding & set(item.turns))
        if item.scope.fits(self.case) and (_is_of_the_dispute(item.scope, self.case) or decides):
            return True
        further = tuple(Issue) if decides else (self.also,)
        issues = [
            each for each in item.scope.issue_category if self.raised & set(item.turns) and each in further
        ]
        return any(item.scope.fits(replace(self.case, issue_category=issue)) for issue in issues)

    def _turned(self, item: EvidenceItem) -> int:
        return len(self.raised & set(item.turns)) + bool(self.applied & set(item.criteria))

    def _is_needed(self, item: EvidenceItem) -> bool:
        is_harm = not self._is_answered and self.case.kind_b in BENEFITS_FOR_HARM
        usually = item.weight == "needed" and (_closeness(item.scope) == 0 or is_harm)
        return usually or self._turned(item) > 0

    def _helps(self, item: EvidenceItem) -> bool:
        return item.weight == "needed" or self._turned(item) > 0 or bool(self.raised & set(item.helps))

    def _place(self, item: EvidenceItem) -> tuple[bool | int, ...]:
        closeness, turned = _closeness(item.scope), self._turned(item)
        answered = len(self.raised & set(item.turns))
        by_rank = (item.rank, -answered, closeness) if turned else (closeness, item.rank)
        # What was granted stands on its file, until it is known what the employer disputes.
        is_the_file = item.scope.suit == (Suit.EMPLOYER,)
        first = is_the_file and not self._is_answered
        return not first, not self._is_needed(item), is_the_file, -turned, not self._helps(item), *by_rank


def evidence_against(raised: Collection[str], story: str, denial: str, case: Case) -> tuple[Missing, ...]:
    """What turns one of these grounds in such a case, else what helps, and is not in hand yet: MOST_NEEDED."""
    texts = _Texts(story, denial)
    issues = {case.issue_category, *(ground.issue for ground in grounds() if ground.id in raised)}
    cases = [of_the_dispute(replace(case, issue_category=issue), frozenset(raised)) for issue in issues]
    fitting = [
        item
        for item in evidence()
        if set(raised) & {*item.turns, *item.helps}
        and any(map(item.scope.fits, cases))
        and texts.call_for(item)
        and not texts.have(item)
    ]
    turning = [item for item in fitting if set(raised) & set(item.turns)]
    chosen = sorted(turning or fitting, key=lambda item: (item.rank, _closeness(item.scope)))
    return tuple(_missing(item, "needed" if turning else "helpful") for item in chosen[:MOST_NEEDED])


def evidence_in_hand(story: str, denial: str, case: Case) -> tuple[Missing, ...]:
    """What the texts of such a case say is in hand already, of all that may be asked for in it."""
    texts = _Texts(story, denial)
    found = [
        item for item in evidence() if item.scope.fits(case) and not texts.rule_out(item) and texts.have(item)
    ]
    return tuple(_missing(item, item.weight or "helpful") for item in found)


def _missing(item: EvidenceItem, weight: Weight, gone: str = "") -> Missing:
    ways = gathering()
    return Missing(
        item.id, weight, item.what, item.why, item.how, item.basis,
        ways.substitute_for(item.id), ways.time_for(item.id), ways.tipped.get(item.id, ()), gone,
    )  # fmt: skip


# 0 for what is meant for this issue or benefit, 1 for what is for an illness or accident, 2 for any case.
def _closeness(scope: Scope) -> int:
    if scope.issue_category or scope.suit == (Suit.EMPLOYER,) or set(scope.kind_b) - set(BENEFITS_FOR_HARM):
        return 0
    return 1 if scope != Scope() else 2


# Illnesses that come of years at work: what is added to an injury does not.
_FROM_EXPOSURE = {Disease.CARDIOVASCULAR, Disease.HEARING, Disease.RESPIRATORY, Disease.CANCER}


# False for proof of the illness or of the accident in a dispute over something else, such as a deadline.
def _is_of_the_dispute(scope: Scope, case: Case) -> bool:
    if _closeness(scope) != 1:
        return True
    if case.kind_b not in (*BENEFITS_FOR_HARM, KindB.ADDED_DIAGNOSIS):
        return False
    if case.kind_b is KindB.ADDED_DIAGNOSIS and set(scope.disease_category) & _FROM_EXPOSURE:
        return False
    if scope.disease_category and case.issue_category not in (None, Issue.CAUSATION):
        return False
    return case.issue_category is None or case.issue_category in ABOUT_WHAT_HAPPENED
