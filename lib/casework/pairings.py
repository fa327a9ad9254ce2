"""What stays of the pairs that a model chose: only those whose parts were given and belong together.

A model names sentences by their numbers and says nothing itself. A pair is shown whole or not at all: one with
a number that was not given, with words that are not the court's, of the other side or about something else is
left out and counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from lib.casework.shared_subject import Subject, share_a_subject, subject
from lib.domain.leaning import lean
from lib.domain.passages import OWN, Passage, Speaker
from lib.domain.records import StoredRuling
from lib.guidance.criteria import Criterion
from lib.guidance.evidence import Missing
from lib.guidance.factors import FactorFound, Side
from lib.models.schemas import Contrast, Leaning, Opinion, Pairing
from lib.text.spelling import squeeze


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

    def is_of(self, part: "Rule | Said") -> bool:
        """Whether a circumstance told in it rests on the same article, or weighed in the same ruling."""
        if isinstance(part, Rule):
            return any(
                each.id in part.criterion.circumstances or set(each.basis) & set(part.criterion.basis)
                for each in self.found
            )
        serial = part.ruling.precedent.digest.serial if part.ruling.precedent.digest else ""
        return any(serial in each.rulings for each in self.found)

    @cached_property
    def subject(self) -> Subject:
        """What it is about."""
        return subject(self.text)


@dataclass(frozen=True)
class Rule:
    """A criterion that the case is measured by."""

    id: str
    criterion: Criterion

    @cached_property
    def subject(self) -> Subject:
        """What it is about."""
        return subject(self.criterion.says.ko)


@dataclass(frozen=True)
class Said:
    """A sentence of a ruling that the model read, or a phrase of its digest."""

    id: str
    ruling: StoredRuling
    passage: Passage

    @property
    def is_the_courts(self) -> bool:
        """Whether the deciding court says it for itself; of a digest, whether this guide says it of the court."""
        speaker, decides = self.passage.speaker, self.passage.decides
        if speaker is Speaker.GUIDE or speaker in OWN - {Speaker.FACT}:
            return True
        return decides and speaker in (Speaker.FACT, Speaker.BELOW)

    @cached_property
    def leans(self) -> int:
        """1 where it speaks for the worker's side, -1 against it, 0 neither."""
        return lean(squeeze(self.passage.text), self.ruling.side)

    @cached_property
    def subject(self) -> Subject:
        """What it is about."""
        return subject(self.passage.text)


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
    told = [each for each in told if not _contradicts(each, side)]
    if not told or (said and said.leans == (-1 if side == "for" else 1)):
        return Dropped.OTHER_SIDE
    related = _related(told, rule, said)
    return Pair(tuple(related), rule, said) if related else Dropped.UNRELATED


# Whether every circumstance that is told in a sentence speaks for the other side.
def _contradicts(told: Written, side: Side) -> bool:
    other: Side = "against" if side == "for" else "for"
    return not told.is_agencys and other in told.sides and side not in told.sides


# The sentences told that hang together with the rest; none where a part of it hangs together with nothing.
def _related(told: Sequence[Written], rule: Rule | None, said: Said | None) -> list[Written]:
    parts: list[Rule | Said] = [each for each in (rule, said) if each]
    meets = {
        part.id: [each for each in told if each.is_of(part) or share_a_subject(each.subject, part.subject)]
        for part in parts
    }
    if rule and said and not all(meets.values()) and not share_a_subject(rule.subject, said.subject):
        return []
    return [each for each in told if any(each in met for met in meets.values())]


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
        else:
            yield Contrasted(tuple(told for told in story if told), said, each.kind)
