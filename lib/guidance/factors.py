"""Which circumstances in a person's own story usually weigh for the claimant, and which against.

Nothing is predicted here and nothing is guessed: a factor is named only where the story or the
agency's reason holds the words for it, and each rests on an article of law or on rulings shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import PhraseReader
from lib.text.shipped import read_shipped
from lib.text.stance import Stance

MOST_PER_SIDE = 6
"""More than these on one side is a wall of text on a phone."""

Side = Literal["for", "against"]
Source = Literal["story", "denial"]


class Factor(ScopedEntry):
    """One entry of `data/factors.yaml`; see the comment at its head. `pattern` is for text without white space."""

    side: Side
    any_: Phrases = Field(default=(), alias="any")
    pattern: re.Pattern[str] | None = None
    unless: Phrases = ()
    in_: Literal["story", "denial", "both"] | None = Field(default=None, alias="in")
    says: Text
    basis: Bases = ()
    rulings: tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...] = ()

    @model_validator(mode="after")
    def _is_usable(self) -> "Factor":
        if not self.any_ and self.pattern is None:
            raise ValueError("neither `any` nor `pattern`: nothing would ever be found")
        if not self.basis and not self.rulings:
            raise ValueError("neither `basis` nor `rulings`: every factor rests on something")
        return self

    @property
    def not_as(self) -> tuple[Stance, ...]:
        """Stances in which it does not count. What others did may speak for a person, never against."""
        always = (Stance.DENIED, Stance.ASKED)
        return always if self.side == "for" else (*always, Stance.OTHERS)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it is looked for. A refusal lists what speaks against, so `for` means the story only."""
        asked = self.in_ or ("story" if self.side == "for" else "both")
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
def factors() -> tuple[Factor, ...]:
    """All factors, read once. ValueError names the entry that is wrong."""
    return read_entries("factors", read_shipped("factors.yaml"), Factor)


def read_factors(story: str, denial: str, case: Case) -> tuple[FactorFound, ...]:
    """The circumstances found, those for the claimant first, each side by how closely it fits the case.

    At most MOST_PER_SIDE on a side. What stands only in the denial reason is told as the agency's reason.
    """
    readings: dict[Source, PhraseReader] = {"story": PhraseReader(story), "denial": PhraseReader(denial)}
    found = [
        (factor, each)
        for factor in factors()
        if factor.scope.fits(case) and (each := _find(factor, readings))
    ]
    found.sort(key=lambda pair: (*pair[0].scope.specificity(case), len(pair[1].words)), reverse=True)
    sides = ([each for _, each in found if each.side == side] for side in get_args(Side))
    return tuple(each for side in sides for each in side[:MOST_PER_SIDE])


# The factor in the first of its sources that shows it.
def _find(factor: Factor, readings: Mapping[Source, PhraseReader]) -> FactorFound | None:
    for source in factor.sources:
        if words := readings[source].find(factor.any_, factor.pattern, factor.unless, factor.not_as):
            says = factor.says
            if source == "denial":
                says = Text(
                    ko=f"공단은 이 점을 거절의 이유로 들었습니다. {says.ko}",
                    en=f"COMWEL gave this as a reason for refusing. {says.en}",
                )
            return FactorFound(factor.id, factor.side, says, words, source, factor.basis, factor.rulings)
    return None
