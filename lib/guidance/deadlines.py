"""By when, what, and to whom: the deadlines of a case, each with the event it counts from and its article.

A day is counted only from one that was told. Where only the date printed on the letter is known it is
counted from that: the day it was received can only be later, so the deadline shown is never too late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, KindB, KindC, Stage, Suit
from lib.domain.told_before import known_before
from lib.domain.told_dates import seems_refused
from lib.domain.told_late_review import dismissed_as_late, first_letter
from lib.domain.told_record import record_notice
from lib.domain.told_starts import agency_served, first_treatment
from lib.domain.told_unopened import SERVED_AFTER, unopened_notice
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.periods import CALENDAR_KNOWN_TO, LastDay, last_day
from lib.guidance.told_impossible import impossible
from lib.text.shipped import read_shipped

_FIVE_YEARS_SINCE = date(2018, 12, 13)
"""From this day some rights prescribe in 5 years; what had prescribed in 3 before stays lost (법률 제15665호)."""
_OLD_YEARS = 3

URGENT = 14
"""Days left from which nothing waits for another week: the shortest period of all, to appeal (민사소송법 제396조)."""
_JUDGED = (Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE)
_Based = Annotated[Bases, Field(min_length=1)]


class Rule(Frozen):
    """One entry under `deadlines` of `data/deadlines.yaml`; see the comment at its head."""

    id: str
    what: Text
    stage: Stage | None = None
    suit: Suit = Suit.CLAIMANT
    panel: bool = False
    counts: Literal["received", "agency_served", "record_notice", "none"]
    from_knowing: bool = False
    days: int = 0
    since: date | None = None
    years_from_decision: int = 0
    event: Text
    to_whom: Text
    note: Text | None = None
    basis: _Based


class Prescription(Frozen):
    """One entry under `prescriptions` of the file."""

    id: str
    kind_b: tuple[KindB, ...]
    years: int
    reopens: bool = False
    by_the_day: bool = False
    event: Text
    basis: _Based


class IfPassed(Frozen):
    """One entry under `if_passed` of the file: what is said once a deadline has passed."""

    id: str
    of: tuple[str, ...]
    kind_b: tuple[KindB, ...] = ()
    says: Text
    basis: _Based

    @model_validator(mode="after")
    def _names_deadlines(self) -> "IfPassed":
        if unknown := {*self.of} - deadline_ids():
            raise ValueError(f"no such deadlines: {', '.join(sorted(unknown))}")
        return self


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that has to be done by a day.

    `from_` is the day it was counted from and `due` the last day, both None where that day is not known.
    `moved_by` names the days off that moved the last day. `assumes` says what was taken for granted. `is_least`:
    it was counted from the earliest day it can have begun, so that the last day may be later. `sooner`, which `assumes`
    holds too, says by when nobody can call it late where the decision was known before its letter came. `within_a_year`:
    the year since the decision ends before the days since it was known.
    """

    id: str
    what: Text
    event: Text
    from_: date | None
    due: date | None
    moved_by: tuple[str, ...]
    assumes: tuple[Text, ...]
    to_whom: Text | None
    note: Text | None
    basis: tuple[Basis, ...]
    is_least: bool = False
    sooner: Text | None = None
    within_a_year: bool = False

    def days_left(self, today: date) -> int | None:
        """Days from today to the last day; negative once it has passed."""
        return None if self.due is None else (self.due - today).days

    def passed(self, today: date) -> bool | None:
        """Whether the last day is over; None where it is not known."""
        if self.due is None or (self.is_least and self.due < today):
            return None
        return self.due < today

    @property
    def supposes_a_panel(self) -> bool:
        """Whether it is open only where a panel decided, of which nothing is told."""
        return _PANEL in self.assumes


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The deadlines of remedies, read once. ValueError names the entry that is wrong."""
    return read_entries("deadlines", {"deadlines": read_shipped("deadlines.yaml")["deadlines"]}, Rule)


@lru_cache(maxsize=1)
def prescriptions() -> tuple[Prescription, ...]:
    """The periods of prescription (소멸시효), read once."""
    raw = read_shipped("deadlines.yaml")["prescriptions"]
    return read_entries("prescriptions", {"prescriptions": raw}, Prescription)


def deadline_ids() -> set[str]:
    """The ids of all deadlines and prescriptions of the file."""
    return {rule.id for rule in rules()} | {rule.id for rule in prescriptions()}


class Counting(Frozen):
    """How days are counted, for the person: an entry of the file such as `unopened`."""

    says: Text
    basis: _Based


@lru_cache(maxsize=1)
def counting() -> Counting:
    """How days are counted: said once beside the dates."""
    return Counting.model_validate(read_shipped("deadlines.yaml")["counting"])


@lru_cache(maxsize=1)
def once_passed() -> tuple[IfPassed, ...]:
    """What is said once a deadline has passed, read once."""
    raw = read_shipped("deadlines.yaml")["if_passed"]
    return read_entries("if_passed", {"if_passed": raw}, IfPassed)


@lru_cache(maxsize=1)
def unopened() -> Counting:
    """When a notice of an electronic suit that nobody opened counts as received; `{came}` and `{served}` are its days."""
    return Counting.model_validate(read_shipped("deadlines.yaml")["unopened"])


@lru_cache(maxsize=1)
def late_review() -> Counting:
    """From when the time for a suit runs where the request for review was dismissed as late."""
    return Counting.model_validate(read_shipped("deadlines.yaml")["late_review"])


def _with_its_articles(entry: Counting, **values: object) -> Text:
    ko, en = (", ".join(each.in_language(language) for each in entry.basis) for language in ("ko", "en"))
    return Text(ko=f"{entry.says.ko.format(**values)} ({ko})", en=f"{entry.says.en.format(**values)} ({en})")


@lru_cache(maxsize=1)
def finding() -> Text:
    """How to find the day a letter was received, with its article."""
    return _with_its_articles(Counting.model_validate(read_shipped("deadlines.yaml")["finding"]))


@lru_cache(maxsize=1)
def each_apart() -> Text:
    """Said in place of a day where each cost or day has a time of its own and none of them was told, with its article."""
    return _with_its_articles(Counting.model_validate(read_shipped("deadlines.yaml")["each_apart"]))


def deadlines(intake: Intake, case: Case, today: date) -> tuple[Deadline, ...]:
    """The deadlines of a case: the nearest that can still be met first, then those unknown, then those passed.

    `case` are the labels as understood. A stage that was not told is a decision, for somebody with a letter.
    The days have to be possible (`told_impossible.impossible`).
    """
    stage = intake.stage or Stage.DECISION
    found = [*_remedies(intake, case, stage, today), *_prescribing(intake, case, stage, today)]
    return tuple(sorted(found, key=lambda each: _order(each, today)))


def deadlines_too(intake: Intake, case: Case, today: date) -> tuple[Deadline, ...]:
    """The deadlines of a case and, of a refusal that is told although nothing is said to be claimed, those too."""
    found = deadlines(intake, case, today)
    refused = seems_refused(intake, today)
    if not refused or impossible(refused, today):
        return found
    stage = refused.stage or Stage.DECISION
    too = (*_remedies(refused, case, stage, today), *found)
    return tuple(sorted(too, key=lambda each: _order(each, today)))


def is_urgent(found: Sequence[Deadline], today: date) -> bool:
    """Whether something has to be done within URGENT days."""
    left = [each.days_left(today) for each in found if each.passed(today) is False]
    return any(days is not None and days <= URGENT for days in left)


def _order(deadline: Deadline, today: date) -> tuple[int, int]:
    left = deadline.days_left(today) or 0
    passed = deadline.passed(today)
    return (1, 0) if passed is None else (2, -left) if passed else (0, left)


def _remedies(intake: Intake, case: Case, stage: Stage, today: date) -> Iterator[Deadline]:
    suit = Suit.EMPLOYER if case.suit is Suit.EMPLOYER else Suit.CLAIMANT
    notice = record_notice(intake.story, today) if stage in _JUDGED else None
    of_the_case = [
        each for each in rules() if each.suit is suit and (each.stage is None or each.stage is stage)
    ]
    known = None
    if any(each.from_knowing for each in of_the_case):
        known = known_before(intake.readable.story, today, intake.received_on, intake.decision_date)
    for rule in of_the_case:
        if rule.panel and (
            intake.panel is False or (intake.panel is None and not _may_be_of_a_panel(intake, case))
        ):
            continue
        assumes = [_PANEL] if rule.panel and intake.panel is None else []
        served = intake.received_on or intake.decision_date
        if is_late := rule.id in _AFTER_A_REVIEW and dismissed_as_late(intake.story):
            served = first_letter(intake.story, today, served)
        agency = agency_served(intake.story, today) if rule.counts == "agency_served" else None
        start = {"received": served, "agency_served": agency or served, "record_notice": notice}.get(
            rule.counts
        )
        if notice and rule.counts in _SERVED:
            # Where the record has arrived an appeal was made.
            continue
        if rule.since and served and not notice and _appeal_by(stage, served) < rule.since:
            # The appeal had to be made before the rule came into force.
            continue
        if is_late:
            assumes.append(_with_its_articles(late_review()))
        elif rule.counts == "received":
            assumes += _on_the_start(intake, today)
        elif rule.counts == "agency_served" and not agency:
            assumes.append(_FROM_OWN_COPY)
        elif rule.counts == "record_notice" and not notice:
            assumes.append(_RECORD)
        end = last_day(start, days=rule.days) if start else None
        event, basis = rule.event, tuple(rule.basis)
        if end and rule.years_from_decision and intake.decision_date and not is_late:
            year = last_day(intake.decision_date, years=rule.years_from_decision)
            if year.due < end.due:
                # Whoever learnt of it late: a year after the decision it is over all the same.
                start, end, event = intake.decision_date, year, _MADE
                basis = tuple(sorted(basis, key=lambda each: each.in_language("ko") != _A_YEAR))
        is_least = rule.counts in _SERVED and not agency and intake.received_on is None and not is_late
        sooner = None
        if known and rule.from_knowing and (start is None or known < start):
            sooner = _if_known(rule, known, today)
        found = _deadline(rule, rule.what, event, start, end, assumes, rule.to_whom, rule.note, is_least)
        yield replace(
            found,
            basis=basis,
            assumes=(sooner, *found.assumes) if sooner else found.assumes,
            sooner=sooner,
            within_a_year=event is _MADE,
        )


# That the decision was known on a day before the one that counts, and the last day counted from that one.
def _if_known(rule: Rule, day: date, today: date) -> Text:
    due, article = last_day(day, days=rule.days).due, rule.basis[0]
    ko = "까지 내면 안전합니다." if today <= due else "까지였습니다. 지금 바로 내세요."
    en = "it is safe until {due}." if today <= due else "the time ended on {due}: hand it in at once."
    return Text(
        ko=f"그보다 앞서 {day}에 결정을 아셨다고 하셨습니다. 법은 안 날부터 세므로({article.in_language('ko')}) {due}{ko}",
        en=f"You say that you knew of the decision on {day} already. The law counts from the day you learned of it "
        f"({article.in_language('en')}): {en.format(due=due)}",
    )


_AFTER_A_REVIEW = ("suit_after_review", "suit_after_second_review")
# What counts from the day a letter came.
_SERVED = ("received", "agency_served")


# The last day to appeal against a judgment that was served on that day.
def _appeal_by(stage: Stage, served: date) -> date:
    days = next(rule.days for rule in rules() if rule.stage is stage and rule.counts == "received")
    return last_day(served, days=days).due


# Only whether a disease comes from work is asked of such a panel (법 제38조 제1항), and never of 진폐 (시행규칙 제7조 제1호).
def _may_be_of_a_panel(intake: Intake, case: Case) -> bool:
    if any(_WITHOUT_PANEL in named for named in intake.diagnoses) or (
        case.disease_category is Disease.RESPIRATORY and _WITHOUT_PANEL in intake.story
    ):
        return False
    return case.kind_c in (None, KindC.DISEASE) and case.kind_b in _OF_A_PANEL


_WITHOUT_PANEL = "진폐"
_OF_A_PANEL = (None, KindB.TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.SURVIVORS, KindB.OTHER)


def _on_the_start(intake: Intake, today: date) -> list[Text]:
    came = unopened_notice(intake.story, today)
    if came and intake.received_on in (None, came + SERVED_AFTER):
        return [_with_its_articles(unopened(), came=came, served=came + SERVED_AFTER)]
    if intake.received_on:
        return []
    if intake.decision_date:
        return [_PRINTED]
    if intake.accident_on:
        day = intake.accident_on
        return [
            finding(),
            Text(
                ko=f"빨라도 다치거나 병이 난 {day}보다 앞설 수는 없습니다.",
                en=f"It cannot have begun before {day}, when you fell ill or were hurt.",
            ),
        ]
    return [finding()]


def _prescribing(intake: Intake, case: Case, stage: Stage, today: date) -> Iterator[Deadline]:
    if case.suit is Suit.EMPLOYER:
        return
    kind_b = case.kind_b or KindB.TREATMENT
    for rule in prescriptions():
        if kind_b not in rule.kind_b:
            continue
        if stage is Stage.BEFORE_CLAIM or _tells_no_decision(intake):
            # Costs and days off come after the harm: counted from that day the deadline is never too late.
            treated = first_treatment(intake.story, today) if rule.by_the_day else None
            start = intake.benefit_from or treated or (intake.accident_on if rule.by_the_day else None)
            from_harm = _FROM_TREATMENT if treated else _FROM_HARM
            assumes = [] if intake.benefit_from else [from_harm] if start else [_UNKNOWN_START]
            if seems_refused(intake, today):
                assumes.append(_NOT_CLAIMED)
            event = rule.event
        elif rule.reopens and rule.by_the_day and stage is Stage.DECISION and not intake.benefit_from:
            # Each cost and each day prescribes by itself: no day of the decision tells when the oldest does.
            start, assumes, event = None, [each_apart()], rule.event
        elif rule.reopens and stage is Stage.DECISION:
            start = intake.decision_date or intake.received_on
            assumes = [_ANEW] if intake.decision_date else [_ANEW, _FROM_RECEIPT] if start else [_ANEW]
            event = _DECIDED
        else:
            continue
        end = _prescribed(start, rule.years) if start else None
        yield _deadline(rule, _PRESCRIPTION, event, start, end, assumes)


# Neither a stage nor a letter: it may be that nothing was claimed, and then the time runs from the harm.
def _tells_no_decision(intake: Intake) -> bool:
    return not (intake.stage or intake.received_on or intake.decision_date or intake.denial_reason.strip())


def _prescribed(start: date, years: int) -> LastDay:
    old = last_day(start, years=_OLD_YEARS)
    return old if old.due < _FIVE_YEARS_SINCE else last_day(start, years=years)


def _deadline(
    rule: Rule | Prescription,
    what: Text,
    event: Text,
    start: date | None,
    end: LastDay | None,
    assumes: Sequence[Text],
    to_whom: Text | None = None,
    note: Text | None = None,
    is_least: bool = False,
) -> Deadline:
    late = [_CALENDAR] if end and end.due > CALENDAR_KNOWN_TO else []
    due, moved_by = (end.due, end.moved_by) if end else (None, ())
    assumed = (*assumes, *late)
    return Deadline(rule.id, what, event, start, due, moved_by, assumed, to_whom, note, rule.basis, is_least)


def _due(end: LastDay) -> date:
    return end.due


def said_if_passed(found: Sequence[Deadline], case: Case, today: date) -> tuple[IfPassed, ...]:
    """What is closed and what may still be open, where a deadline has passed."""
    passed = {each.id for each in found if each.passed(today)}
    kind_b = case.kind_b or KindB.TREATMENT
    return tuple(
        each
        for each in once_passed()
        if passed.intersection(each.of) and (not each.kind_b or kind_b in each.kind_b)
    )


_PRESCRIPTION = Text(ko="소멸시효", en="Time limit for a claim (소멸시효)")
_DECIDED = Text(
    ko="공단의 결정이 있은 날(신청으로 끊긴 시효를 처음부터 다시 셉니다)",
    en="the day of COMWEL's decision (your claim stopped the clock, and it starts again from zero)",
)
_MADE = Text(
    ko="결정이 있은 날(편지에 적힌 날짜). 그날부터 1년이 지나면 소송을 낼 수 없습니다",
    en="the day of the decision (printed on the letter); a year after it no suit can be brought",
)
_A_YEAR = "행정소송법 제20조 제2항"
_PANEL = Text(
    ko="업무상질병판정위원회가 판정했다면 고를 수 있는 길입니다. 결정 통지서에서 확인하세요.",
    en="Open where a disease panel decided: see the letter.",
)
_PRINTED = Text(
    ko="편지에 적힌 날부터 셌습니다. 받은 날이 그보다 뒤라면 기한도 그만큼 뒤입니다.",
    en="Counted from the date on the letter. If it was received later, the deadline is that much later.",
)
_RECORD = Text(
    ko="그 통지를 받아야 날짜를 셀 수 있습니다. 통지를 받으면 받은 날을 꼭 적어 두세요.",
    en="It can be counted once that notice comes. Write down the day you receive it.",
)
_UNKNOWN_START = Text(
    ko="세기 시작하는 날을 몰라 날짜를 세지 못했습니다.", en="Not counted: the day it begins is not known."
)
_NOT_CLAIMED = Text(
    ko="아직 신청하지 않았다고 하신 대로 셌습니다. 거절 통지를 받으신 것 같으니, 받으셨다면 그 기한은 90일로 훨씬 짧습니다.",
    en="Counted as if nothing was claimed yet, as you said. A refusal seems to have come: then the time is far shorter, 90 days.",
)
_FROM_HARM = Text(
    ko="가장 이르게 잡아 다치거나 병이 난 날부터 셌습니다. 낸 치료비와 쉰 날마다 따로 세니, 뒤의 것은 더 늦습니다.",
    en="Counted at the earliest, from the day you were hurt or fell ill. Each cost and day off counts apart, so later ones end later.",
)
_FROM_OWN_COPY = Text(
    ko="공단이 받은 날을 몰라 내가 받은 날로 셌습니다. 공단이 먼저 받았으면 그만큼 더 이릅니다. 공단에 받은 날을 바로 물어보세요.",
    en="COMWEL's day is not known, so yours was taken. If COMWEL was served earlier, the time ends earlier: ask COMWEL at once.",
)
_FROM_TREATMENT = Text(
    ko="적으신 가장 이른 치료의 날부터 셌습니다. 낸 치료비와 쉰 날마다 따로 세니, 뒤의 것은 더 늦습니다.",
    en="Counted from the earliest treatment you tell of. Each cost and day off counts apart, so later ones end later.",
)
_ANEW = Text(
    ko="신청했을 때 시효가 아직 남아 있었다면 그렇습니다. 다시 신청하려는 급여마다 따로 셉니다.",
    en="This holds if the time had not already run out when you claimed; each benefit is counted apart.",
)
_FROM_RECEIPT = Text(
    ko="편지를 받은 날부터 셌습니다. 결정된 날은 며칠 앞설 수 있습니다.",
    en="Counted from the day the letter came; the decision may be some days older.",
)
_CALENDAR = Text(
    ko=f"공휴일은 {CALENDAR_KNOWN_TO}까지 알고 셌습니다. 그 뒤에 임시공휴일이 생기면 하루 이틀 늦춰질 수 있습니다.",
    en=f"Public holidays are known up to {CALENDAR_KNOWN_TO}; one set later may move the day.",
)
