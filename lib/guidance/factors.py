"""Which circumstances in a person's own story usually weigh for the claimant, which against, and which neither way.

Nothing is predicted here and nothing is guessed: a factor is named only where the story or the
agency's reason holds the words for it, and each rests on an article of law or on rulings shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, field_validator, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import PhraseReader
from lib.guidance.told_numbers import Told, told_numbers
from lib.text.shipped import read_shipped
from lib.text.stance import Stance

MOST_PER_SIDE = 8
"""More than these on one side is a wall of text on a phone."""

Side = Literal["for", "against", "neutral"]
"""Neutral: the law has a rule of its own for it, which may lead either way."""
Source = Literal["story", "denial"]


class Number(Frozen):
    """A number that shows a factor: `of` as `data/told_numbers.yaml` names it, over or up to a limit.

    With `all`, every such number of the text has to be, and none of what `but_no` names may be told.
    """

    of: str
    over: float | None = None
    up_to: float | None = None
    all: bool = False
    but_no: str = ""

    def of_those(self, told: Sequence[Told]) -> list[Told]:
        """The numbers that are so."""
        if any(each.of == self.but_no for each in told):
            return []
        mine = [each for each in told if each.of == self.of]
        met = [
            each
            for each in mine
            if (self.over is None or each.may_be_over(self.over))
            and (self.up_to is None or each.may_be_under(self.up_to))
        ]
        return [] if self.all and len(met) < len(mine) else met


class Factor(ScopedEntry):
    """One entry of `data/factors.yaml`; see the comment at its head. Patterns are for text without white space."""

    side: Side
    any_: Phrases = Field(default=(), alias="any")
    pattern: tuple[re.Pattern[str], ...] = ()
    numbers: tuple[Number, ...] = ()
    unless: Phrases = ()
    where: Phrases = ()
    not_where: Phrases = ()
    whose: Literal["own", "others", "any", "told"] = "own"
    stage: Literal["suit"] | None = None
    in_: Literal["story", "denial", "both"] | None = Field(default=None, alias="in")
    says: Text
    basis: Bases = ()
    rulings: tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...] = ()

    @field_validator("pattern", mode="before")
    @classmethod
    def _with_its_parts(cls, written: object) -> object:
        patterns = [written] if isinstance(written, str) else written
        return [_filled(each) for each in patterns] if isinstance(patterns, list) else patterns

    @model_validator(mode="after")
    def _is_usable(self) -> "Factor":
        if not (self.any_ or self.pattern or self.numbers):
            raise ValueError("neither `any` nor `pattern` nor `numbers`: nothing would ever be found")
        if not self.basis and not self.rulings:
            raise ValueError("neither `basis` nor `rulings`: every factor rests on something")
        return self

    @property
    def not_as(self) -> tuple[Stance, ...]:
        """Stances in which it does not count: what others did is no circumstance of one's own."""
        if self.whose == "told":
            return ()
        always = (Stance.DENIED, Stance.ASKED)
        if self.whose == "others":
            return (*always, Stance.AFFIRMED, Stance.UNCERTAIN)
        return always if self.whose == "any" else (*always, Stance.OTHERS)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it is looked for, in order. A refusal lists what speaks against; all others mean the story."""
        asked = self.in_ or ("both" if self.side == "against" else "story")
        return ("story", "denial") if asked == "both" else (asked,)


@dataclass(frozen=True, slots=True)
class FactorFound:
    """A circumstance of this case.

    `words` are the person's own words that show it, in the story or the denial reason as `source`
    says. `says` addresses the person. `rulings` are serials of starter rulings in which this weighed
    the same way.
    """

    id: str
    side: Side
    says: Text
    words: str
    source: Source
    basis: tuple[Basis, ...]
    rulings: tuple[str, ...]


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    return {name: "|".join(words) for name, words in read_shipped("factors.yaml")["parts"].items()}


# A pattern of the file: {name} is a list of `parts`, and white space is for the eye alone.
def _filled(pattern: str) -> str:
    return "".join(re.sub(r"{([a-z_]+)}", lambda part: _parts()[part[1]], pattern).split())


@lru_cache(maxsize=1)
def factors() -> tuple[Factor, ...]:
    """All factors, read once. ValueError names the entry that is wrong."""
    return read_entries("factors", {"factors": read_shipped("factors.yaml")["factors"]}, Factor)


# One of the two texts of a case, read.
class _Reading:
    def __init__(self, text: str) -> None:
        self.phrases = PhraseReader(text)
        self.numbers = told_numbers(text)

    # The text's words that show the factor.
    def words(self, factor: Factor) -> str | None:
        spans = [
            (each.start, each.end) for number in factor.numbers for each in number.of_those(self.numbers)
        ]
        return self.phrases.find(factor.any_, factor.pattern, factor.unless, factor.not_as, spans=spans)


def read_factors(story: str, denial: str, case: Case) -> tuple[FactorFound, ...]:
    """The circumstances found, those for the claimant first, each side by how closely it fits the case.

    At most MOST_PER_SIDE on a side. What stands only in the denial reason is told as the agency's reason.
    """
    readings: dict[Source, _Reading] = {"story": _Reading(story), "denial": _Reading(denial)}
    whole = PhraseReader(f"{story}\n{denial}")
    in_court = bool(_IN_COURT.search(whole.text))
    found = [
        (factor, each)
        for factor in factors()
        if factor.scope.fits(case)
        and (factor.stage is None or in_court)
        and (not factor.where or whole.holds(factor.where))
        and not (factor.not_where and whole.holds(factor.not_where))
        and (each := _find(factor, readings))
    ]
    found.sort(key=lambda pair: (*pair[0].scope.specificity(case), len(pair[1].words)), reverse=True)
    sides = ([each for _, each in found if each.side == side] for side in get_args(Side))
    return tuple(each for side in sides for each in side[:MOST_PER_SIDE])


_IN_COURT = re.compile(r"(?:소송|재판|소장|법원|1심|2심|항소|상고|법원\s*감정|감정의)")


# The factor in the first of its sources that shows it.
def _find(factor: Factor, readings: Mapping[Source, _Reading]) -> FactorFound | None:
    for source in factor.sources:
        if words := readings[source].words(factor):
            says = factor.says
            if source == "denial":
                says = Text(
                    ko=f"공단은 이 점을 거절의 이유로 들었습니다. {says.ko}",
                    en=f"COMWEL gave this as a reason for refusing. {says.en}",
                )
            return FactorFound(factor.id, factor.side, says, words, source, factor.basis, factor.rulings)
    return None
