"""The circumstances of `data/factors.yaml`: what shows each, in which disputes, and what it says."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.told_numbers import Told
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import Stance

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


class Among(Frozen):
    """What a factor says instead where the text speaks of something."""

    where: Annotated[Phrases, Field(min_length=1)]
    says: Text


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
    rest: bool = False
    weighed: bool = False
    same_part: bool = False
    needs: re.Pattern[str] | None = None
    in_: Literal["story", "denial", "both"] | None = Field(default=None, alias="in")
    says: Text
    among: Among | None = None
    basis: Bases = ()
    rulings: tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...] = ()

    @field_validator("pattern", mode="before")
    @classmethod
    def _with_its_parts(cls, written: object) -> object:
        patterns = [written] if isinstance(written, str) else written
        return [with_parts(each) for each in patterns] if isinstance(patterns, list) else patterns

    @model_validator(mode="after")
    def _is_usable(self) -> "Factor":
        if not (self.any_ or self.pattern or self.numbers or self.rest):
            raise ValueError("neither `any` nor `pattern` nor `numbers`: nothing would ever be found")
        if not self.basis and not self.rulings:
            raise ValueError("neither `basis` nor `rulings`: every factor rests on something")
        return self

    @property
    def not_as(self) -> tuple[Stance, ...]:
        """Stances in which it does not count: what others did is no circumstance of one's own."""
        if self.whose == "told":
            return ()
        if self.weighed:
            # A denial, and of whom it speaks, was weighed with the rest of the clause.
            return (Stance.ASKED,)
        always = (Stance.DENIED, Stance.ASKED)
        if self.whose == "others":
            return (*always, Stance.AFFIRMED, Stance.UNCERTAIN)
        return always if self.whose == "any" else (*always, Stance.OTHERS)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it is looked for, in order. A refusal lists what speaks against; all others mean the story."""
        asked = self.in_ or ("both" if self.side == "against" else "story")
        return ("story", "denial") if asked == "both" else (asked,)


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    return {name: "|".join(words) for name, words in read_shipped("factors.yaml")["parts"].items()}


def regions_of(words: str) -> set[str]:
    """The regions of the body that some words name: neck, back, shoulder, elbow, hand, hip, knee, leg, ankle."""
    said = squeeze(words)
    named = read_shipped("factors.yaml")["regions"]
    return {region for region, names in named.items() if any(name in said for name in names)}


def with_parts(pattern: str) -> str:
    """A pattern of the file: {name} is a list of `parts`, white space is for the eye alone, gaps are as short as can be."""
    whole = "".join(re.sub(r"{([a-z_]+)}", lambda part: f"(?:{_parts()[part[1]]})", pattern).split())
    return re.sub(r"(\[\^[^]]*\]\{\d+,\d+\})(?!\?)", r"\1?", whole)


@lru_cache(maxsize=1)
def factors() -> tuple[Factor, ...]:
    """All factors, read once. ValueError names the entry that is wrong."""
    return read_entries("factors", {"factors": read_shipped("factors.yaml")["factors"]}, Factor)


def conclusions() -> tuple[re.Pattern[str], ...]:
    """Words with which a refusal only draws its conclusion: `업무와의 상당인과관계를 인정하기 어려움`."""
    return next(factor.pattern for factor in factors() if factor.rest and not factor.weighed)
