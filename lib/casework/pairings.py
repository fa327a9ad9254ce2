"""What stays of the pairs that a model chose: only those whose parts were given and belong together.

A model names sentences by their numbers and says nothing itself. A pair is shown whole or not at all: one with
a number that was not given, with words that are not the court's, of the other side or about something else is
left out and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from lib.casework.shared_subject import Account, Matter, Words, related
from lib.casework.subjects import subjects_of_criterion, subjects_of_phrase
from lib.domain.leaning import lean
from lib.domain.passages import OWN, Passage, Speaker
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import Outcome
from lib.guidance.criteria import Criterion
from lib.guidance.evidence import Missing
from lib.guidance.factor_entries import Side
from lib.guidance.factors import FactorFound
from lib.guidance.grounds import grounds
from lib.models.schemas import Contrast, Leaning, Opinion, Pairing
from lib.text.english import in_korean, is_english
from lib.text.spelling import squeeze

RELATED, RELATED_AT_ALL = 0.0, -1.8
"""How surely a sentence has to be about what stands beside it: on the whole, and about each part of it.

Of the pairs of seven readers, in cases held out, 0.81 of the related are kept and 0.10 of the unrelated let in; of pairings
that a reader chose for six new cases 56 of 60 right ones and, after a first look with 5 (and 10 before what each part is
about was marked), 4 of 20 unrelated ones.
"""
_WON = frozenset({Outcome.GRANTED, Outcome.REMANDED_FAVOURABLE})
_LOST = frozenset({Outcome.DENIED, Outcome.REMANDED_UNFAVOURABLE})


_WHERE_IT_DECIDES = frozenset({Speaker.FACT, Speaker.BELOW, Speaker.GUIDE})


class Dropped(StrEnum):
    """Why something that a model chose is not shown."""

    UNKNOWN = "unknown"
    """A number that was not given."""
    ALONE = "alone"
    """No sentence of the person's, or nothing beside it."""
    NOT_THE_COURTS = "not_the_courts"
    """Words of a party, a doctor or a witness, or of a court that was not followed."""
    OTHER_SIDE = "other_side"
    """It speaks for the other side."""
    UNRELATED = "unrelated"
    """Its parts are about different things."""
    NOTHING_TO_REST_ON = "nothing_to_rest_on"
    """A leaning without a pair on its side, or without rulings or figures to stand beside."""


@dataclass(frozen=True)
class Written:
    """A sentence of what the person wrote, as the model read it.

    `is_agencys`: it stands in the reason that the agency gave. `found` are the circumstances told in it.
    """

    id: str
    text: str
    is_agencys: bool
    found: tuple[FactorFound, ...] = ()

    @property
    def sides(self) -> frozenset[Side]:
        """The sides for which its circumstances speak."""
        return frozenset(each.side for each in self.found)

    @cached_property
    def account(self) -> Account:
        """As it is compared."""
        words = in_korean(self.text).text if is_english(self.text) else self.text
        return Account(Words(words), self.found)


@dataclass(frozen=True)
class Rule:
    """A criterion that the case is measured by."""

    id: str
    criterion: Criterion

    @cached_property
    def matter(self) -> Matter:
        """As it is compared."""
        criterion = self.criterion
        about = subjects_of_criterion(criterion.id)
        return Matter(Words(criterion.says.ko), criterion.basis, criterion.circumstances, marked=about)


@dataclass(frozen=True)
class Said:
    """A sentence of a ruling that the model read, or a phrase of its digest."""

    id: str
    ruling: StoredRuling
    passage: Passage

    @property
    def is_the_courts(self) -> bool:
        """Whether the deciding court says it for itself; of a digest, whether this guide says it of the court."""
        speaker = self.passage.speaker
        return speaker in OWN - {Speaker.FACT} or (self.passage.decides and speaker in _WHERE_IT_DECIDES)

    @cached_property
    def leans(self) -> int:
        """1 where it speaks for the worker's side, -1 against it, 0 neither.

        What tipped a ruling speaks for the side that won, whatever words a digest has for it; so does a finding that
        decides and says nothing by itself.
        """
        ended = self.ruling.labels.outcome.value
        won = 1 if ended in _WON else -1 if ended in _LOST else 0
        said = lean(squeeze(self.passage.text), self.ruling.side)
        digest = self.ruling.precedent.digest
        if self.passage.speaker is Speaker.GUIDE and digest and won:
            return won if self.passage.text in digest.tipped else said if said == won else 0
        return said or (won if self.passage.decides else 0)

    @cached_property
    def matter(self) -> Matter:
        """As it is compared."""
        digest = self.ruling.precedent.digest
        if not digest or self.passage.speaker is not Speaker.GUIDE:
            return Matter(Words(self.passage.text), serial=digest.serial if digest else "")
        about = subjects_of_phrase(digest, self.passage.text)
        return Matter(Words(self.passage.text), serial=digest.serial, marked=about)


@dataclass(frozen=True)
class Numbered:
    """All that a model may choose from, by the ids that it was given."""

    story: Mapping[str, Written] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    evidence: Mapping[str, Missing] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Words of the person beside a criterion, words of a court, or both."""

    story: tuple[Written, ...]
    rule: Rule | None
    said: Said | None


@dataclass(frozen=True)
class Contrasted:
    """In what a ruling differs from the case."""

    story: tuple[Written, ...]
    said: Said
    kind: Contrast


@dataclass(frozen=True)
class Paired:
    """What of an opinion is shown: what the ids stand for; `dropped` counts by reason what is not."""

    for_claimant: tuple[Pair, ...] = ()
    for_agency: tuple[Pair, ...] = ()
    differences: tuple[Contrasted, ...] = ()
    missing: tuple[Missing, ...] = ()
    leaning: Leaning = Leaning.UNCLEAR
    dropped: Counter[Dropped] = field(default_factory=Counter)

    @property
    def is_bare(self) -> bool:
        """True where no pair is left on either side."""
        return not (self.for_claimant or self.for_agency)


def paired(answer: Opinion, given: Numbered, stands_beside: bool = True) -> Paired:
    """The answer with what its ids stand for, without what was not given or does not belong together.

    `stands_beside`: whether there are rulings or official figures for a leaning to stand beside.
    """
    dropped: Counter[Dropped] = Counter()
    sides: dict[Side, tuple[Pair, ...]] = {
        "for": _kept(answer.for_claimant, "for", given, dropped),
        "against": _kept(answer.for_agency, "against", given, dropped),
    }
    missing = [given.evidence.get(id) for id in answer.missing]
    dropped[Dropped.UNKNOWN] += missing.count(None)
    leaning = answer.leaning
    side: Side = "for" if leaning is Leaning.APPROVAL else "against"
    if leaning is not Leaning.UNCLEAR and not (sides[side] and stands_beside):
        dropped[Dropped.NOTHING_TO_REST_ON] += 1
        leaning = Leaning.UNCLEAR
    return Paired(
        sides["for"],
        sides["against"],
        tuple(_contrasts(answer, given, dropped)),
        tuple(each for each in missing if each),
        leaning,
        +dropped,
    )


def _kept(
    pairings: Iterable[Pairing], side: Side, given: Numbered, dropped: Counter[Dropped]
) -> tuple[Pair, ...]:
    kept: list[Pair] = []
    for pairing in pairings:
        found = pair_of(pairing, side, given)
        if isinstance(found, Dropped):
            dropped[found] += 1
        elif found not in kept:
            kept.append(found)
    return tuple(kept)


def pair_of(pairing: Pairing, side: Side, given: Numbered) -> Pair | Dropped:
    """The pair that a model chose for a side, or why it is not shown."""
    story = [given.story.get(id) for id in pairing.story]
    rule, said = given.rules.get(pairing.law), given.said.get(pairing.ruling)
    if None in story or (pairing.law and not rule) or (pairing.ruling and not said):
        return Dropped.UNKNOWN
    told = [each for each in story if each]
    if not told or not (rule or said):
        return Dropped.ALONE
    if said and not said.is_the_courts:
        return Dropped.NOT_THE_COURTS
    if said and said.leans == (-1 if side == "for" else 1):
        return Dropped.OTHER_SIDE
    answered = bool(said and said.leans == (1 if side == "for" else -1))
    told = [each for each in told if answered or not _contradicts(each, side, rule)]
    if not told:
        return Dropped.OTHER_SIDE
    related = _related(told, rule, said)
    return Pair(tuple(related), rule, said) if related else Dropped.UNRELATED


# Whether every circumstance that is told in a sentence speaks for the other side, and the rule beside it does not say
# that one may have a claim all the same.
def _contradicts(told: Written, side: Side, rule: Rule | None) -> bool:
    other: Side = "against" if side == "for" else "for"
    is_other = not told.is_agencys and other in told.sides and side not in told.sides
    return is_other and not (side == "for" and rule and _grants_all_the_same(rule.criterion, told))


_ALL_THE_SAME = re.compile(r"(?<=[가-힣])(?:어도|아도|여도|더라도)(?=[\s,])|것만으로|필요는 없")


def _grants_all_the_same(criterion: Criterion, told: Written) -> bool:
    raised = {each.id for each in told.found}
    answers = (each for each in grounds() if each.id in criterion.answers)
    return bool(_ALL_THE_SAME.search(criterion.says.ko)) or any(
        raised & {*each.circumstances} for each in answers
    )


# The sentences told that hang together with every other part; a part may hang less where another hangs more.
def _related(told: Sequence[Written], rule: Rule | None, said: Said | None) -> list[Written]:
    matters = [each.matter for each in (rule, said) if each]

    def hangs(each: Written) -> bool:
        scores = [related(each.account, matter) for matter in matters]
        return sum(scores) / len(scores) >= RELATED and min(scores) >= RELATED_AT_ALL

    return [each for each in told if hangs(each)]


def _contrasts(answer: Opinion, given: Numbered, dropped: Counter[Dropped]) -> Iterator[Contrasted]:
    for each in answer.differences:
        story = [given.story.get(id) for id in each.story]
        said = given.said.get(each.ruling)
        if said is None or None in story or each.kind is None:
            dropped[Dropped.UNKNOWN] += 1
        elif not story:
            dropped[Dropped.ALONE] += 1
        elif not said.is_the_courts:
            dropped[Dropped.NOT_THE_COURTS] += 1
        elif all(related(told.account, said.matter) < RELATED_AT_ALL for told in story if told):
            dropped[Dropped.UNRELATED] += 1
        else:
            yield Contrasted(tuple(told for told in story if told), said, each.kind)
