"""What a story tells of the days and the stage that the form leaves out, each with the words it was read from.

`lib/text/days` finds the days, `told_events` what happened on them, `told_stage` which decisions there were; on which
day the letter came and how far the dispute has come, `told_letters` weighs beside these rules. A day that
is tied to anything else, told roughly, of somebody else, asked or feared is none, and so are two that contradict
each other: a wrong day is far worse than none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lib.domain.intake import Intake
from lib.domain.taxonomy import KindB, Stage, Suit
from lib.domain.told_days import Role, Roles, contests_nothing, likeliest_letter, weighed_roles
from lib.domain.told_events import AGENCY_ACTS, IN_COURT, JUDGMENT, OWN_CASE, Event, told_events
from lib.domain.told_in_english import told_events_in_english, told_panel_in_english, told_stage_in_english
from lib.domain.told_letters import (
    SAME_LETTER,
    Telling,
    day_of_the_letter,
    weighed_stage,
    weightiest_sentence,
    words_around,
)
from lib.domain.told_record import OF_THE_RECORD
from lib.domain.told_stage import (
    OF_ANOTHER_SUIT,
    Mention,
    last_of,
    not_yet_claimed,
    read_panel,
    read_stages,
)
from lib.domain.told_suit import told_suit
from lib.domain.told_unopened import SERVED_AFTER, unopened_notice
from lib.text.english import is_english
from lib.text.once import once
from lib.text.sentences import sentences, without_endless

Field = Literal["stage", "received_on", "decision_date", "panel", "accident_on", "benefit_from"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a story tells of one field of the form, and the words that tell it."""

    field: Field
    value: date | Stage | bool
    words: str


# What tells of the benefit that a death, healing or the first day off counts for.
_OF_SURVIVORS = re.compile(r"유족|장례비|장의비|고인|망인|순직|과로사|(?:일하|근무하|다니)[셨시]")
_AT_WORK = re.compile(r"회사|현장|공장|작업|근무|출근|퇴근|과로|야간|배달|조선소|탄광|일하다|일하던")
_OF_GRADES = re.compile(r"장해|등급")
_OF_WAGES = re.compile(r"휴업")
_AGENCY_ACTS = re.compile(rf"{AGENCY_ACTS}\s")
# No letter is underway for longer.
_UNDERWAY = timedelta(days=92)


@once
def told_dates(
    story: str,
    denial_reason: str = "",
    *,
    today: date,
    kind_b: KindB | None = None,
    stage: Stage | None = None,
    decided_on: date | None = None,
) -> tuple[Told, ...]:
    """What a story and the reason of a refusal tell of stage, days and panel, at most one of each field.

    `kind_b` is the benefit in dispute and `stage` how far the dispute has come, where they are known otherwise:
    then only days of that stage are read. `decided_on` is the day that the letter bears: none came before it.
    """
    if is_english(story):
        text = without_endless(f"{story}\n\n{denial_reason}".strip())
        return _in_order(list(_of_english(text, today, kind_b, stage)))
    telling, found = read_by_rules(
        story, denial_reason, today=today, kind_b=kind_b, stage=stage, decided_on=decided_on
    )
    if (
        not found
        and OF_ANOTHER_SUIT.search(story)
        and not _OF_THIS_INSURANCE.search(f"{story}\n{denial_reason}")
    ):
        # What another body decided is no stage of this dispute.
        return ()
    of_rules = {each.field: each for each in found}
    weighed = weighed_stage(telling)
    if weighed not in IN_COURT and OF_THE_RECORD.search(story):
        # A record arrives only at a court of appeal.
        weighed = Stage.SECOND_INSTANCE if _HIGHEST.search(story) else Stage.FIRST_INSTANCE
    if weighed is Stage.BEFORE_CLAIM and telling.stage and _was_refused(story):
        weighed = telling.stage
    if stage not in (None, weighed):
        # The story tells of another decision than the form: only what is plain of that one is read.
        return found
    if stage is None:
        stage = weighed
        if stage is not (telling.stage or Stage.DECISION):
            of_rules["stage"] = Told("stage", stage, weightiest_sentence(telling, stage))
        if stage is Stage.DECISION and _contests_nothing(telling):
            stage = Stage.BEFORE_CLAIM
            of_rules["stage"] = Told("stage", stage, weightiest_sentence(telling, stage))
    roles = weighed_roles(telling, stage)
    of_rules = {each.field: each for each in _of_roles(telling, roles, kind_b)} | of_rules
    if stage is Stage.BEFORE_CLAIM:
        of_letters = "received_on", "decision_date", "panel"
        return tuple(each for name, each in of_rules.items() if name not in of_letters)
    written = of_rules.get("decision_date")
    if written and isinstance(written.value, date) and roles.is_something_else(written.value, Role.WRITTEN):
        # 11월 15일자로 종결한다는 통지: the day of what it decides, not its own.
        del of_rules["decision_date"]
    came = likeliest_letter(telling, roles, day_of_the_letter(telling, stage))
    read = of_rules.pop("received_on", None)
    if came and came.day == unopened_notice(telling.story, today):
        if (served := came.day + SERVED_AFTER) <= today:
            of_rules["received_on"] = Told("received_on", served, words_around(telling, came))
    elif came:
        is_read = read is not None and read.value == came.day
        of_rules["received_on"] = (
            read if read and is_read else Told("received_on", came.day, words_around(telling, came))
        )
        of_rules.setdefault("stage", Told("stage", stage, of_rules["received_on"].words))
        decided = of_rules.get("decision_date")
        if decided and isinstance(decided.value, date) and decided.value > came.day:
            del of_rules["decision_date"]
    return _in_order(tuple(of_rules.values()))


# Whether the story tells of nothing to contest, and no form, rule or reason of one.
def _contests_nothing(telling: Telling) -> bool:
    known = (
        telling.denial_reason
        or telling.decided_on
        or telling.stage not in (None, Stage.BEFORE_CLAIM, Stage.DECISION)
    )
    if (
        known
        or _was_refused(telling.story)
        or told_suit(telling.story, telling.denial_reason) is Suit.EMPLOYER
    ):
        return False
    return contests_nothing(telling)


# What the roles of its days tell that the rules did not read.
def _of_roles(telling: Telling, roles: Roles, kind_b: KindB | None) -> Iterator[Told]:
    if hurt := roles.day_of(Role.HURT):
        yield Told("accident_on", hurt.day, words_around(telling, hurt))
    asked = _asked_of(telling.story, kind_b)
    if counted := asked and roles.day_of(asked):
        yield Told("benefit_from", counted.day, words_around(telling, counted))


# From what the time of the benefit runs that is asked about.
def _asked_of(story: str, kind_b: KindB | None) -> Role | None:
    named = [benefit for sign, benefit in _NAMED_BENEFITS if sign.search(story)]
    if kind_b is None and len(named) == 1:
        kind_b = named[0]
    return _COUNTED_FROM.get(kind_b) if kind_b else None


_COUNTED_FROM = {
    KindB.SURVIVORS: Role.DIED,
    KindB.DISABILITY: Role.HEALED,
    KindB.WAGE_LOSS: Role.OFF,
    KindB.NURSING: Role.NURSED,
}
"""From what the time of a benefit runs, as events and roles name it."""
_NAMED_BENEFITS = (
    (re.compile(r"유족|장(?:례|의)비"), KindB.SURVIVORS),
    (re.compile(r"장해|등급|난청"), KindB.DISABILITY),
    (re.compile(r"휴업"), KindB.WAGE_LOSS),
    (re.compile(r"간병"), KindB.NURSING),
)
_HIGHEST = re.compile(r"대법원|상고")
_OF_THIS_INSURANCE = re.compile(r"산재|공단|요양|유족|장해|휴업|재해|상병")


# True where a sentence says in so many words that the agency refused.
def _was_refused(story: str) -> bool:
    agencys = (each for each in read_stages(story) if _REFUSAL.match(story, each.start))
    starts = [each.start for each in agencys]
    return any(
        each.start <= start < each.end and _AGENCY.search(each.words)
        for each in sentences(story, story=True)
        for start in starts
    )


_REFUSAL = re.compile("불승인|부지급|불인정|불지급")
_AGENCY = re.compile("공단|판정위|통지서|결정서")


def read_by_rules(
    story: str,
    denial_reason: str = "",
    *,
    today: date,
    kind_b: KindB | None = None,
    stage: Stage | None = None,
    decided_on: date | None = None,
) -> tuple[Telling, tuple[Told, ...]]:
    """The same as the rules alone read it, with what the weights of `told_letters` are asked about."""
    text = without_endless(f"{story}\n\n{denial_reason}".strip())
    mentions = read_stages(text, denial_reason)
    not_claimed = None if mentions or denial_reason or decided_on else not_yet_claimed(text)
    # Who asks here was refused, unless nothing has been claimed yet.
    is_refused = stage is not Stage.BEFORE_CLAIM and not not_claimed
    events = told_events(text, today, mentions, is_refused, decided_on)
    if decided_on:
        events = [each for each in events if each.kind != "received" or each.day >= decided_on]
    came = [each for each in events if each.kind == "received"]
    mentions = sorted([*mentions, *_named_by_letters(text, came)], key=lambda each: each.start)
    if not mentions:
        letters = came or [
            each
            for each in events
            if each.kind == "decided" and _AGENCY_ACTS.search(text, each.begin, each.end)
        ]
        mentions = [Mention(Stage.DECISION, each.begin, each.end) for each in letters]
    found: list[Told] = []
    last = last_of(mentions)
    if stage is None and last:
        stage = last.stage
        found.append(Told("stage", stage or Stage.DECISION, _words(text, last.start, last.end)))
    elif stage is None and not mentions and not_claimed:
        stage = Stage.BEFORE_CLAIM
        found.append(Told("stage", stage, _words(text, *not_claimed)))
    if panel := read_panel(text, mentions, len(story)):
        found.append(Told("panel", panel[0], _words(text, *panel[1:])))
    if stage is not None and stage is not Stage.BEFORE_CLAIM:
        of_the_last = [each for each in events if _stage_of(each, text, mentions, len(story)) is stage]
        anew = [each for each in of_the_last if not _FIRST_LETTER.search(text, each.begin, each.end)]
        if anew or _ANEW.search(text):
            of_the_last = anew
        handed = [each for each in of_the_last if not _HANDED_DOWN.search(text, each.begin, each.end)]
        if any(each.kind == "received" for each in handed):
            # 처분을 받고(처분서 송달 …): the decision was made, and its letter came later.
            of_the_last = handed
        found += _one(text, "received_on", "received", of_the_last)
        found += _one(text, "decision_date", "decided", of_the_last)
    found += _one(text, "accident_on", "hurt", events)
    counted: list[Told] = []
    for kind in _counted_from(text, kind_b, events):
        counted += _one(text, "benefit_from", kind, events)
    told = _in_order([*found, *counted[:1]])
    came_on = next((each.value for each in told if each.field == "received_on"), None)
    telling = Telling(
        without_endless(story.strip()),
        denial_reason,
        today,
        decided_on,
        last.stage if last else Stage.BEFORE_CLAIM if not_claimed and not mentions else None,
        came_on if isinstance(came_on, date) else None,
        events,
    )
    return telling, told


def filled(intake: Intake, today: date) -> tuple[Intake, tuple[Told, ...]]:
    """The intake with what its story tells where the form is silent, and what was read.

    What contradicts a day of the form is left out: a letter received before it was written. The day of a letter in the
    form counts for nothing where the story tells that the dispute went on after it.
    """
    told = told_dates(
        intake.story,
        intake.denial_reason,
        today=today,
        kind_b=intake.kind_b,
        stage=intake.stage,
        decided_on=intake.decision_date,
    )
    told = tuple(each for each in told if getattr(intake, each.field) is None)
    if _is_of_an_earlier_decision(intake, told, today):
        intake = intake.model_copy(update={"decision_date": None})
    form = [Told(name, day, "") for name in _ORDER for day in [getattr(intake, name)] if day]
    kept = _in_order([*form, *told], form)
    return intake.model_copy(update={each.field: each.value for each in kept}), kept


# Whether the form has the day of the first decision and the story tells of one since: what would be counted from that
# day has run out, or the letter of the last decision came longer after it than letters are underway.
def _is_of_an_earlier_decision(intake: Intake, told: Sequence[Told], today: date) -> bool:
    values = {each.field: each.value for each in told}
    if not intake.decision_date or values.get("stage") not in _AFTER_A_DECISION:
        return False
    came = values.get("received_on")
    return (came if isinstance(came, date) else today) - intake.decision_date > _UNDERWAY


_AFTER_A_DECISION = (Stage.REVIEW, Stage.SECOND_REVIEW, Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE)


def seems_refused(intake: Intake, today: date) -> Intake | None:
    """The case as of the refusal that is told although nothing is said to have been claimed yet; None elsewhere.

    Told by a day of a letter, a reason of a refusal or the words of the story.
    """
    if intake.stage is not Stage.BEFORE_CLAIM:
        return None
    told, _ = filled(intake.model_copy(update={"stage": None}), today)
    stage = None if told.stage is Stage.BEFORE_CLAIM else told.stage
    refusal = told.denial_reason if not _EMPLOYERS.match(told.denial_reason) else ""
    if not (stage or told.received_on or told.decision_date or refusal):
        return None
    return told.model_copy(update={"stage": stage or Stage.DECISION})


# 회사가 날인 거부: that it does not help refuses no claim.
_EMPLOYERS = re.compile(r"\s*(?:회사|사업주|사장|사측|원청)")


# The same of a story in English.
def _of_english(text: str, today: date, kind_b: KindB | None, stage: Stage | None) -> Iterator[Told]:
    if stage is None and (told := told_stage_in_english(text)):
        stage = told[0]
        yield Told("stage", stage, told[1])
    if words := told_panel_in_english(text):
        yield Told("panel", True, words)
    counted_from = {KindB.SURVIVORS: "died", KindB.DISABILITY: "healed"}.get(kind_b) if kind_b else "died"
    fields: dict[str, Field] = {"hurt": "accident_on"}
    if stage is not Stage.BEFORE_CLAIM:
        fields |= {"received": "received_on", "decided": "decision_date"}
    if counted_from:
        fields[counted_from] = "benefit_from"
    events = told_events_in_english(text, today, stage is not Stage.BEFORE_CLAIM)
    for kind, field in fields.items():
        days = {each.day: each for each in events if each.kind == kind}
        if len(days) == 1:
            (event,) = days.values()
            yield Told(field, event.day, event.words)


# Letters that say themselves of which stage they are.
_LETTERS = (
    (
        Stage.SECOND_INSTANCE,
        re.compile(r"(?:(?<!\d)2\s?심|이심|항소심|고등\s?법원|고법|두\s?번째\s?재판)(?:의|에서)?\s?판결"),
    ),
    (
        Stage.FIRST_INSTANCE,
        re.compile(r"(?:(?<!\d)1\s?심|일심|행정\s?법원|지방\s?법원|행법|지법)(?:의|에서)?\s?판결"),
    ),
    (
        Stage.SECOND_REVIEW,
        re.compile(r"재결서|재심사\s?(?:청구\s?)?결정|재심사\s?청구[를은는가]\s[^.!?\n]{1,20}?(?:결정|재결)"),
    ),
    (
        Stage.REVIEW,
        re.compile(r"(?<!재)심사\s?(?:청구\s?)?결정|(?<!재)심사\s?청구[를은는가]\s[^.!?\n]{1,20}?결정"),
    ),
)
_DISMISSED = re.compile(r"기각|각하")
_ANEW = re.compile(r"이번|다시|새로|재신청|두\s?번째|또\s")
_HANDED_DOWN = re.compile(r"(?:처분|결정|판결|재결)[을를]?\s?받")
_FIRST_LETTER = re.compile(r"처음|최초|첫|원처분")


def _named_by_letters(text: str, came: Sequence[Event]) -> Iterator[Mention]:
    for event in came:
        stage = next((each for each, letter in _LETTERS if letter.search(text, event.begin, event.end)), None)
        if stage is None and JUDGMENT.search(text, event.begin, event.close):
            stage = Stage.FIRST_INSTANCE
        if stage is not None:
            yield Mention(stage, event.begin, event.end)


# The stage of the decision that was made or whose letter came: told in the same clause, before it, or soon behind.
def _stage_of(event: Event, text: str, mentions: Sequence[Mention], denial_from: int) -> Stage | None:
    if _FIRST_LETTER.search(text, event.begin, event.end):
        return Stage.DECISION
    if JUDGMENT.search(text, event.begin, event.close):
        return max((each.stage for each in mentions if each.stage in IN_COURT), default=None)
    told = [each for each in mentions if event.begin <= each.start < event.end] or [
        each for each in mentions if each.start < event.begin
    ]
    if told and _DISMISSED.search(text, told[-1].start, told[-1].end) and told[-1].stage is Stage.DECISION:
        # A claim is refused, an appeal dismissed: it is the last one, wherever that is told.
        last = last_of(mentions)
        return last.stage if last else Stage.DECISION
    if told:
        return told[-1].stage
    behind = [each for each in mentions if each.start < event.close]
    if not behind and mentions and mentions[0].start >= denial_from:
        # Only the reason of the refusal tells of which decision it is.
        return mentions[-1].stage
    return behind[0].stage if behind else Stage.DECISION


# The day of a kind of event. Of a letter that came twice within a month, to the family and to oneself, the first;
# None where the days are of different things.
def _one(text: str, field: Field, kind: str, events: Sequence[Event]) -> list[Told]:
    of_it = sorted((each for each in events if each.kind == kind), key=lambda each: each.day)
    reach = timedelta(days=SAME_LETTER) if field == "received_on" else timedelta(0)
    if not of_it or of_it[-1].day - of_it[0].day > reach:
        return []
    return [Told(field, of_it[0].day, _words(text, of_it[0].begin, of_it[0].end))]


# From which events the benefit in dispute may count.
def _counted_from(text: str, kind_b: KindB | None, events: Sequence[Event]) -> list[str]:
    if kind_b is not None:
        return [_COUNTED_FROM[kind_b]] if kind_b in _COUNTED_FROM else []
    signs = {"died": _OF_SURVIVORS, "healed": _OF_GRADES, "off": _OF_WAGES}
    died = [each for each in events if each.kind == "died"]
    # Who tells of no illness or work of their own tells of the one who died.
    of_the_dead = bool(died) and (
        not OWN_CASE.search(text) or any(_AT_WORK.search(text, each.begin, each.close) for each in died)
    )
    return [kind for kind, sign in signs.items() if sign.search(text) or (kind == "died" and of_the_dead)]


_ORDER: tuple[Field, ...] = ("accident_on", "benefit_from", "decision_date", "received_on")
ONE_BEFORE_THE_OTHER = (
    ("decision_date", "received_on"),
    ("accident_on", "decision_date"),
    ("accident_on", "received_on"),
    ("accident_on", "benefit_from"),
)
"""The days of a form of which the first is never after the second."""


# What was read, less the days that contradict each other or the form.
def _in_order(found: Sequence[Told], form: Sequence[Told] = ()) -> tuple[Told, ...]:
    days = {each.field: each.value for each in found if isinstance(each.value, date)}
    wrong = {
        name
        for earlier, later in ONE_BEFORE_THE_OTHER
        if earlier in days and later in days and days[later] < days[earlier]
        for name in (earlier, later)
    }
    if {"decision_date", "received_on"} <= days.keys() and days["received_on"] - days[
        "decision_date"
    ] > _UNDERWAY:
        wrong |= {"decision_date", "received_on"}
    return tuple(each for each in found if each not in form and each.field not in wrong)


def _words(text: str, start: int, end: int) -> str:
    while end < len(text) and text[end].isalnum():
        end += 1
    return " ".join(text[start:end].split()).strip(" ,.(")
