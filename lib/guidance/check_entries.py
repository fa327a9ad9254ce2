"""The types, questions and criteria of the check, as `data/criteria_check.yaml` has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from lib.guidance.cases import Scope
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.evidence import evidence
from lib.guidance.factor_entries import factors
from lib.guidance.grounds import grounds
from lib.guidance.legal_basis import Bases
from lib.guidance.three_values import Logic
from lib.text.shipped import ShippedDataError, read_shipped

RISE, WEIGHED, NEVER, COMBINED = "rise", "weighed", "never", "combined_grade"
"""Names in a condition that nothing asks for: by how much the last week was above the others, what is weighed, what is
never so, and the grade that two impairments come to."""


def _pattern(words: object) -> object:
    if isinstance(words, list | tuple):
        try:
            joined = "|".join(f"(?:{each})" for each in words)
            # What stands in a gap stays within its sentence.
            return re.compile(joined.replace(r"\S{0,", r"[^\s.!?]{0,"))
        except (re.error, TypeError) as error:
            raise ValueError(f"{words!r}: {error}") from error
    return words


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class FoundBy(Frozen):
    """One way to know the type of a case; everything named has to fit.

    `not_denied`: words that the person denies (`광산에서 일한 적은 없습니다`) count for nothing.
    """

    scope: Scope | None = None
    grounds: tuple[str, ...] = ()
    when: Pattern | None = None
    and_when: Pattern | None = None
    unless: Pattern | None = None
    not_denied: bool = False


class Onward(Frozen):
    """What remains where a criterion is not met, and what that rests on."""

    says: Text
    basis: Bases


class Type(Frozen):
    """A type of case; see the comment at the head of `data/criteria_check.yaml`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    name: Text
    found_by: tuple[FoundBy, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=3, max_length=8)
    overall: str
    onward: Onward


class Option(Frozen):
    """One thing that may be chosen, the words and the circumstances that tell it."""

    id: str
    name: Text
    when: Pattern | None = None
    circumstances: tuple[str, ...] = ()


class Telling(Frozen):
    """How an answer is read from what was told."""

    numbers: tuple[str, ...] = ()
    period: int | None = None
    largest: bool = False
    of_two: bool = False
    sum_of: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    since: date | None = None
    years_ago: tuple[int, int] | None = None
    from_until: bool = False
    until_illness: bool = False
    grade: int | None = None
    near: Pattern | None = None
    says_so: Pattern | None = None
    says_not: Pattern | None = None
    says_not_unless: Pattern | None = None
    never_denied: bool = False
    circumstances: tuple[str, ...] = ()
    circumstances_no: tuple[str, ...] = ()
    yes_if: tuple[str, ...] = ()
    no_if: tuple[str, ...] = ()


class Question(Frozen):
    """A question of the check, answerable 모름."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    asks: Text
    short: Text
    kind: Literal["yes_no", "number", "choice", "several"]
    unit: str = ""
    least: float = Field(default=0, alias="from")
    most: float = Field(default=0, alias="to")
    options: tuple[Option, ...] = ()
    told: Telling = Telling()

    @model_validator(mode="after")
    def _is_whole(self) -> "Question":
        if bool(self.options) is not (self.kind in ("choice", "several")):
            raise ValueError("`options` are for choice and several, which need them")
        if (self.kind == "number") is not (self.most > self.least and bool(self.unit)):
            raise ValueError("a number needs `unit`, `from` and `to`, and nothing else has them")
        known = {factor.id for factor in factors()}
        named = {*self.told.circumstances, *self.told.circumstances_no}
        named |= {id_ for option in self.options for id_ in option.circumstances}
        if unknown := named - known:
            raise ValueError(f"no circumstance of the name {sorted(unknown)}")
        return self


class Criterion(Frozen):
    """A criterion of law, and when it is met."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    of: str
    says: Text
    met: str
    only_if: str = ""
    shown_when: Pattern | None = None
    against: bool = False
    basis: Bases = Field(min_length=1)
    evidence: tuple[str, ...] = Field(min_length=1)
    beyond: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class Check:
    """All types, questions and criteria, by their ids and in their order."""

    types: Mapping[str, Type]
    questions: Mapping[str, Question]
    criteria: tuple[Criterion, ...]
    logic: Mapping[str, Logic]


@lru_cache(maxsize=1)
def check_data() -> Check:
    """The file, read once. ShippedDataError names the entry that is wrong."""
    raw = read_shipped("criteria_check.yaml")
    types = {each.id: each for each in read_entries("types", {"types": raw["types"]}, Type)}
    questions = {
        each.id: each for each in read_entries("questions", {"questions": raw["questions"]}, Question)
    }
    criteria = read_entries("criteria", {"criteria": raw["criteria"]}, Criterion)
    logic: dict[str, Logic] = {}
    pieces = {item.id for item in evidence()}
    raisable = {ground.id for ground in grounds()}
    for type_ in types.values():
        if unknown := {each for each in type_.questions if each not in questions}:
            raise ShippedDataError(f"criteria_check.yaml: {type_.id}: no question {sorted(unknown)}")
        if unknown := {each for rule in type_.found_by for each in rule.grounds} - raisable:
            raise ShippedDataError(f"criteria_check.yaml: {type_.id}: no ground {sorted(unknown)}")
        own = [each for each in criteria if each.of == type_.id]
        asked = {id_: {option.id for option in questions[id_].options} for id_ in type_.questions}
        asked |= {RISE: set(), WEIGHED: set(), NEVER: set(), COMBINED: set()}
        for id_, line in [
            (type_.id, type_.overall),
            *((each.id, each.met) for each in own),
            *((f"{each.id} only_if", each.only_if) for each in own if each.only_if),
        ]:
            logic[id_] = Logic.of(id_, line, asked)
    for question in questions.values():
        if unknown := {*question.told.yes_if, *question.told.no_if} - questions.keys():
            raise ShippedDataError(f"criteria_check.yaml: {question.id}: no question {sorted(unknown)}")
    for criterion in criteria:
        if criterion.of not in types:
            raise ShippedDataError(f"criteria_check.yaml: {criterion.id}: no type {criterion.of}")
        if unknown := set(criterion.evidence) - pieces:
            raise ShippedDataError(f"criteria_check.yaml: {criterion.id}: no evidence {sorted(unknown)}")
    return Check(types, questions, criteria, logic)
