"""Which circumstances in a person's own story usually weigh for the claimant, which against, and which neither way.

Nothing is predicted here and nothing is guessed: a factor is named only where the story or the
agency's reason holds the words for it, and each rests on an article of law or on rulings shown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, field_validator, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import PhraseReader
from lib.guidance.told_circumstances import model
from lib.guidance.told_numbers import Told, told_numbers
from lib.text.shipped import read_shipped
from lib.text.stance import Stance

MOST_PER_SIDE = 8
"""More than these on one side is a wall of text on a phone."""

_MOST_QUOTES = 3
"""Stretches of one text that one factor is shown with."""
_SHORTEST_REASON = 6
"""Characters of a clause of a refusal that says something."""
_DIGIT = re.compile(r"\d")

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
    rest: bool = False
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


# A pattern of the file: {name} is a list of `parts`, white space is for the eye alone, and gaps are as short as can be.
def _filled(pattern: str) -> str:
    whole = "".join(re.sub(r"{([a-z_]+)}", lambda part: f"(?:{_parts()[part[1]]})", pattern).split())
    return re.sub(r"(\[\^[^]]*\]\{\d+,\d+\})(?!\?)", r"\1?", whole)


@lru_cache(maxsize=1)
def factors() -> tuple[Factor, ...]:
    """All factors, read once. ValueError names the entry that is wrong."""
    return read_entries("factors", {"factors": read_shipped("factors.yaml")["factors"]}, Factor)


def conclusions() -> tuple[re.Pattern[str], ...]:
    """Words with which a refusal only draws its conclusion: `업무와의 상당인과관계를 인정하기 어려움`."""
    return next(factor.pattern for factor in factors() if factor.rest)


# One of the two texts of a case, read. The account itself begins at `told_from`; before it stand names.
class _Reading:
    def __init__(self, text: str, told_from: int = 0) -> None:
        self.phrases = PhraseReader(text)
        self.numbers = told_numbers(text)
        self._told_from = told_from
        self._quoted: list[tuple[int, int]] = []

    # The clauses that no phrase stands in, each with the factor of `among` that it most likely tells.
    def told(self, among: Mapping[str, Factor]) -> Iterator[tuple[Factor, str]]:
        for start, end in self.phrases.clauses(conclusions()):
            clause = self.phrases.text[start:end]
            if start < self._told_from or self._is_quoted(start, end):
                continue
            told = model().tells(clause, among)
            if told is None:
                continue
            factor = among[told]
            if factor.numbers and _DIGIT.search(clause):
                continue
            # A phrase of it that stands there was read, and put aside: it is denied, or somebody else's.
            is_put_aside = self.phrases.stands_in(start, end, factor.any_, factor.pattern)
            if not is_put_aside and not self.phrases.is_put_as(factor.not_as, start, end):
                self._quoted.append((start, end))
                yield factor, clause

    # The text's words that show the factor, the longest first.
    def words(self, factor: Factor) -> list[str]:
        if factor.rest:
            found = [
                clause
                for clause in self.phrases.clauses(factor.pattern)
                if clause[1] - clause[0] >= _SHORTEST_REASON and not self._is_quoted(*clause)
            ]
        else:
            spans = [
                (each.start, each.end) for number in factor.numbers for each in number.of_those(self.numbers)
            ]
            found = list(
                islice(
                    self.phrases.find_all(
                        factor.any_, factor.pattern, factor.unless, factor.not_as, spans=spans
                    ),
                    _MOST_QUOTES,
                )
            )
        self._quoted += found
        return [self.phrases.text[slice(*span)] for span in found]

    def _is_quoted(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._quoted)


def read_factors(
    story: str, denial: str, case: Case, further: Sequence[Case] = (), told_from: int | None = None
) -> tuple[FactorFound, ...]:
    """The circumstances found, those for the claimant first, each side by how closely it fits the case.

    `further` is the case as its second illness or issue makes it; what fits that alone comes behind. What no
    phrase tells, a clause may, from `told_from` on, where the account begins behind diagnoses and occupation;
    without it phrases alone are read, for those who decide by what was found.

    At most MOST_PER_SIDE on a side, each once for every stretch of the text that shows it. What stands in the
    denial reason is told as the agency's reason.
    """
    readings: dict[Source, _Reading] = {"story": _Reading(story, told_from or 0), "denial": _Reading(denial)}
    whole = PhraseReader(f"{story}\n{denial}")
    fitting = [
        factor
        for factor in factors()
        if any(map(factor.scope.fits, (case, *further)))
        and (not factor.where or whole.holds(factor.where))
        and not (factor.not_where and whole.holds(factor.not_where))
    ]
    rests = [factor for factor in fitting if factor.rest]
    by_phrase = [factor for factor in fitting if not factor.rest]
    shown = {factor: each for factor in by_phrase if (each := _find(factor, readings))}
    for source, reading in readings.items() if told_from is not None else ():
        among = {factor.id: factor for factor in by_phrase if source in factor.sources}
        for factor, words in reading.told(among):
            shown[factor] = (*shown.get(factor, ()), _shown(factor, source, words))
    shown |= {factor: each for factor in rests if (each := _find(factor, readings))}
    found = sorted(
        shown.items(),
        key=lambda pair: (
            pair[0].scope.fits(case),
            *pair[0].scope.specificity(case),
            len(pair[1][0].words),
        ),
        reverse=True,
    )
    sides = ([each for factor, each in found if factor.side == side] for side in get_args(Side))
    return tuple(each for side in sides for one in side[:MOST_PER_SIDE] for each in one)


# The factor for each stretch of its sources that shows it.
def _find(factor: Factor, readings: Mapping[Source, _Reading]) -> tuple[FactorFound, ...]:
    return tuple(
        _shown(factor, source, words) for source in factor.sources for words in readings[source].words(factor)
    )


def _shown(factor: Factor, source: Source, words: str) -> FactorFound:
    return FactorFound(
        factor.id, factor.side, _says(factor, source), words, source, factor.basis, factor.rulings
    )


# What a factor says, as the agency's reason where it is one.
def _says(factor: Factor, source: Source) -> Text:
    if source == "story" or factor.rest:
        return factor.says
    return Text(
        ko=f"공단은 이 점을 거절의 이유로 들었습니다. {factor.says.ko}",
        en=f"COMWEL gave this as a reason for refusing. {factor.says.en}",
    )
