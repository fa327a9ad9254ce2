"""The first steps of a case: what to do, by when, what to bring, where, and whom to ring."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Issue, KindB, Stage, Suit
from lib.guidance.deadlines import Deadline, deadline_ids, each_apart, is_urgent, rules
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.turn_to import Place, places
from lib.text.shipped import read_shipped

MOST = 5
"""More steps than these nobody takes at once."""

Soon = Literal["오늘", "이번 주"]
Time = Literal["open", "unknown", "passed"]
"""Whether the decision can still be contested; unknown where the day it was received is."""

_TODAY = Text(ko="오늘", en="today")
_THIS_WEEK = Text(ko="이번 주", en="this week")
_NOW = Text(ko="지금(정해진 기간이 없습니다)", en="now (it has no period of its own)")


class Step(Frozen):
    """One entry of `data/steps.yaml`; see the comment at its head."""

    id: str
    slot: str
    stage: tuple[Stage, ...] = ()
    suit: Suit = Suit.CLAIMANT
    time: tuple[Time, ...] = ()
    kind_b: tuple[KindB, ...] = ()
    issue: tuple[Issue, ...] = ()
    panel: bool = False
    passed: tuple[str, ...] = ()
    do: Text
    bring: Text | None = None
    write: Text | None = None
    where: Text | None = None
    by: Soon | Annotated[tuple[str, ...], Field(min_length=1)]
    call: str | None = None
    basis: Annotated[Bases, Field(min_length=1)]

    @model_validator(mode="after")
    def _names_what_exists(self) -> "Step":
        by = () if isinstance(self.by, str) else self.by
        if unknown := {*by, *self.passed} - deadline_ids():
            raise ValueError(f"no such deadlines: {', '.join(sorted(unknown))}")
        if bool(self.bring) is bool(self.write):
            raise ValueError("either bring or write has to stand, and not both")
        if self.call and self.call not in places():
            raise ValueError(f"no such place: {self.call}")
        return self

    def fits(self, intake: Intake, case: Case, time: Time, passed: Collection[str] = ()) -> bool:
        """Whether it is a step of this case, of whose deadlines these have `passed`."""
        employer = case.suit is Suit.EMPLOYER
        return (
            (self.slot == "help" or employer is (self.suit is Suit.EMPLOYER))
            and (employer or not self.stage or (intake.stage or Stage.DECISION) in self.stage)
            and (not self.time or time in self.time)
            and (not self.kind_b or (case.kind_b or KindB.TREATMENT) in self.kind_b)
            and (not self.issue or case.issue_category in self.issue)
            and (not self.panel or intake.panel is True)
            and all(each in passed for each in self.passed)
        )


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step of a case: `n` counts from 1, `due` is the last day where it is known, `by` says it in words.

    What one brings, or else what has to stand on the paper (`write`).
    """

    n: int
    id: str
    do: Text
    by: Text
    due: date | None
    bring: Text | None
    write: Text | None
    where: Text | None
    call: Place | None
    basis: tuple[Basis, ...]


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """All steps, read once. ValueError names the entry that is wrong."""
    return read_entries("steps", read_shipped("steps.yaml"), Step)


def first_steps(intake: Intake, case: Case, found: Sequence[Deadline], today: date) -> tuple[FirstStep, ...]:
    """The first steps of a case in order, MOST at most.

    `case` are the labels as understood and `found` the deadlines of the case (`deadlines`).
    """
    passed = {each.id for each in found if each.passed(today)}
    chosen = islice(_one_of_each_slot(intake, case, _time(found, today), passed), MOST)
    return tuple(_made(n, step, found, today) for n, step in enumerate(chosen, 1))


# Free help is always told, so it takes the last place.
def _one_of_each_slot(intake: Intake, case: Case, time: Time, passed: Collection[str]) -> Iterator[Step]:
    filled: dict[str, Step] = {}
    for step in steps():
        if step.fits(intake, case, time, passed):
            filled.setdefault(step.slot, step)
    help_ = filled.pop("help")
    yield from islice(filled.values(), MOST - 1)
    yield help_


def _time(found: Sequence[Deadline], today: date) -> Time:
    remedies = {rule.id for rule in rules() if rule.counts == "received"}
    passed = [each.passed(today) for each in found if each.id in remedies]
    if not passed or None in passed:
        return "unknown"
    return "passed" if all(passed) else "open"


def _made(n: int, step: Step, found: Sequence[Deadline], today: date) -> FirstStep:
    by, due = _by(step, found, today)
    place = places()[step.call] if step.call else None
    return FirstStep(n, step.id, step.do, by, due, step.bring, step.write, step.where, place, step.basis)


def _by(step: Step, found: Sequence[Deadline], today: date) -> tuple[Text, date | None]:
    soon = _TODAY if is_urgent(found, today) else _THIS_WEEK
    if isinstance(step.by, str):
        return (_TODAY if step.by == "오늘" else soon), None
    meant = [each for each in found if each.id in step.by]
    # The nearest of those still open; a step to a deadline that has passed is still told, undated.
    dues = [each.due for each in meant if each.due and each.due >= today]
    if dues:
        due = min(dues)
        return Text(ko=f"{due}까지", en=f"by {due}"), due
    if any(rule.id in step.by and rule.counts == "none" for rule in rules()):
        return _NOW, None
    if any(each_apart() in each.assumes for each in meant):
        return each_apart(), None
    event = next((each.event for each in meant if not each.due), None)
    if event is None:
        return soon, None
    ko, en = "날짜 모름. 세기 시작하는 날: {}", "not known yet; from {}"
    return Text(ko=ko.format(event.ko), en=en.format(event.en)), None
