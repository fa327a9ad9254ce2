"""What the analysis finds of one case of an office: its deadlines, the rulings on either side, criteria, evidence.

Each case is analysed as one person's is (`analysis`, `deadlines`). What was found is kept without the day on which it
is read: what is left of a deadline is counted anew whenever it is shown (`office_urgency`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from lib.casework.analysis import Analysis, analyze, on_the_choice
from lib.casework.comparable import Comparable
from lib.casework.contradiction import Contradiction
from lib.casework.contradictions import contradictions, names_the_day
from lib.casework.office_answers import Cited, cited_answers
from lib.casework.office_cautions import (
    AWAITED,
    TOLD,
    awaits,
    contradicting,
    flags_of,
    known_sooner,
    left_open,
    questions,
    stage_is_open,
)
from lib.casework.office_urgency import Findings, counts_from_receipt, what_it_counts_from
from lib.casework.remedies import more_used, ways
from lib.domain.counting import Basis
from lib.domain.dispute import Dispute, Review, Step, by_ruling, disputes
from lib.domain.intake import Intake
from lib.domain.office_case import Awaited, OfficeCase, Unclear
from lib.domain.reference import cite, decision_day
from lib.domain.taxonomy import Stage
from lib.domain.told_dates import Told, filled, seems_refused
from lib.domain.told_filing import told_filing
from lib.domain.told_rough_receipt import rough_receipt
from lib.domain.told_stage import ORDER
from lib.guidance.criteria import Criterion
from lib.guidance.deadlines import Deadline, deadlines_too, rules, said_if_passed
from lib.guidance.entries import Text
from lib.guidance.factors import FactorFound
from lib.guidance.told_impossible import impossible
from lib.rulings.statistics import basis
from lib.rulings.summary import preview
from lib.search.index import SearchIndex
from lib.store import Store
from lib.text.once import one_piece_of_work


@dataclass(frozen=True, slots=True)
class Held:
    """The rulings held, and what is made of all of them once for many cases."""

    store: Store
    index: SearchIndex
    counted: Basis
    dispute_of: Mapping[str, Dispute]
    cited: dict[str, Cited] = field(default_factory=dict)


def held(store: Store, index: SearchIndex) -> Held:
    """What many cases are measured by. Raises StoreError."""
    return Held(store, index, basis(store), by_ruling(disputes(store.listing(), store.related())))


@one_piece_of_work()
def findings(case: OfficeCase, rulings: Held, today: date) -> Findings:
    """What the analysis of one person finds for a case, and its deadlines. Raises StoreError.

    What the story calls last month is counted from the day it was told, else from today.
    """
    told_on = _told_on(case, today)
    wrong = impossible(case.intake, told_on)
    if wrong and not impossible(_without_the_harm(case.intake), told_on):
        # The day of the harm cannot be: the time still runs from the letter.
        case = replace(case, intake=_without_the_harm(case.intake))
        wrong, beside = "", wrong + _FROM_THE_LETTER
    else:
        beside = wrong
    intake, told = (case.intake, ()) if wrong else _filled(case, told_on)
    case, intake = _with_what_was_filed(case, intake)
    case = case if wrong else _with_about_when_it_came(case, intake, told_on)
    contradictory = (
        () if wrong else contradictions(case.intake, told_on, case.awaited, case.granted, case.consent)
    )
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    refused = None if wrong else seems_refused(intake, told_on)
    of_this_law = analysis.kind != "other_law"
    tells_when = analysis.kind == "case" or intake.tells_when
    differs = any(each.stage for each in contradictory)
    awaited = case.awaited if not (wrong or refused or differs) and of_this_law else None
    found = (
        ()
        if wrong or not of_this_law or not tells_when or awaited
        else _deadlines(case, intake, analysis, told_on, contradictory)
    )
    if refused or differs:
        # Where it is not certain what was decided the day is the earliest that it can be.
        found = tuple(replace(each, is_least=True) if counts_from_receipt(each) else each for each in found)
    if stage_is_open(case) and not refused:
        # Of a judgment the time is two weeks: no longer one is shown.
        found = tuple(replace(each, due=None) if counts_from_receipt(each) else each for each in found)
    understood = analysis.understood
    open_ways = ways(refused or intake, understood, found)
    flags = [
        *flags_of(analysis),
        *contradicting(case.intake, intake, beside, refused, contradictory),
        *left_open(case, intake, analysis, told_on),
        *known_sooner(found),
        *awaits(case, awaited),
    ]
    return {
        "row": case.row,
        "told_on": told_on.isoformat(),
        "intake": intake.model_dump(mode="json"),
        "told": [_told(each) for each in told],
        "kind": analysis.kind,
        "labels": {
            "kind_b": understood.kind_b,
            "kind_c": understood.kind_c,
            "disease_category": understood.disease_category,
            "issue_category": understood.issue_category,
            "suit": understood.suit,
            "stage": (refused or intake).stage,
        },
        "further": [each.value for each in understood.further],
        "waiting": awaited and {"what": f"{AWAITED[awaited.stage]} 기다리는 중", "words": awaited.words},
        "deadlines": [_deadline(each, told_on) for each in found],
        "ways": open_ways,
        "more_used": more_used(open_ways),
        "if_passed": _if_passed(found, analysis),
        "favourable": [_card(each) for each in analysis.similar.favourable],
        "unfavourable": [_card(each) for each in analysis.similar.unfavourable],
        "on_the_choice": on_the_choice(analysis.similar),
        "criteria": [measured(each, analysis) for each in analysis.criteria],
        "factors_for": [_factor(each) for each in analysis.factors_for],
        "factors_against": [_factor(each) for each in analysis.factors_against],
        "neutral": [_factor(each) for each in analysis.neutral],
        "denial": [
            {
                "kind": reason.kind,
                "reason": reason.reason.ko,
                "words": reason.words,
                "law": f"{reason.law.ko} ({', '.join(each.in_language('ko') for each in reason.basis)})",
                "answers": cited_answers(
                    reason.answers, understood.disease_category, rulings.store, rulings.cited
                ),
                "told": [each.says.ko for each in reason.told],
                "asks": [each.what.ko for each in reason.asks],
            }
            for reason in analysis.denial
        ],
        "missing": [
            {"evidence": each.what.ko, "weight": each.weight, "why": each.why.ko, "how": each.how.ko}
            for each in analysis.missing_evidence
        ],
        "questions": questions(analysis, intake, found, case.unclear, awaited, contradictory),
        "turn_to": [
            {"name": turn.place.name.ko, "phone": turn.place.phone, "why": turn.why.ko}
            for turn in analysis.turn_to
        ],
        "flags": flags,
    }  # fmt: skip


_FROM_THE_EARLIER = Text(
    ko="칸에 적힌 날 가운데 이른 날부터 셌습니다. 기한은 이보다 빠르지 않습니다.",
    en="Counted from the earlier of the days in the cell. The deadline is no earlier than this.",
)


_FROM_THE_EARLIER_TOLD = Text(
    ko="서로 다르게 적힌 날 가운데 이른 날부터 셌습니다. 기한은 이보다 빠르지 않습니다.",
    en="Counted from the earlier of the days that differ. The deadline is no earlier than this.",
)
_OF_ANOTHER_STAGE = Text(
    ko="이야기대로라면 이 기한입니다. 단계가 서로 다르게 적혀 있으니 확인하세요.",
    en="This holds if the story is right about the stage: it differs from the table.",
)


# A story tells what was filed where the column of the stage is empty: the stage is the last thing decided before.
def _with_what_was_filed(case: OfficeCase, intake: Intake) -> tuple[OfficeCase, Intake]:
    if case.awaited or case.intake.stage or stage_is_open(case):
        return case, intake
    told = told_filing(case.intake.story)
    if told is None:
        return case, intake
    before = intake.stage or ORDER[ORDER.index(told.stage) - 1]
    filed = replace(case, awaited=Awaited(told.stage, told.words, ""))
    return filed, intake.model_copy(update={"stage": before})


# A letter that came three months ago or so gives no last day; the earliest that it can be says what to look at first.
def _with_about_when_it_came(case: OfficeCase, intake: Intake, told_on: date) -> OfficeCase:
    is_open = case.awaited or intake.stage is Stage.BEFORE_CLAIM or intake.received_on or intake.decision_date
    if is_open or any(each.field in ("received_on", "stage") for each in case.unclear):
        return case
    if (about := rough_receipt(intake.in_korean.story, told_on, intake.stage)) is None:
        return case
    why = f"며칠에 받았는지는 말하지 않았습니다(이르면 {about.earliest})"
    return replace(
        case, unclear=(*case.unclear, Unclear("received_on", TOLD, about.words, why, about.earliest))
    )


_FROM_THE_LETTER = " 기한은 통지서의 날로 세었습니다."


def _without_the_harm(intake: Intake) -> Intake:
    return intake.model_copy(update={"accident_on": None, "benefit_from": None})


# Where a cell, or cell and story, name two days it is counted from the earlier, never too late; where they name two
# stages what has to be done at either is told.
def _deadlines(
    case: OfficeCase,
    intake: Intake,
    analysis: Analysis,
    told_on: date,
    contradictory: Sequence[Contradiction] = (),
) -> tuple[Deadline, ...]:
    cells = [each.earliest for each in case.unclear if each.field == "received_on" and each.earliest]
    told = {each.field: each.day for each in contradictory if each.day}
    supposed = dict(told)
    if not intake.received_on and cells:
        supposed["received_on"] = min([*cells, *([told["received_on"]] if "received_on" in told else [])])
    latest = max([told_on, *cells])
    certain = intake.model_copy(update=_that_can_be(intake, supposed))
    found = list(deadlines_too(certain, analysis.understood, latest))
    if supposed:
        says = _FROM_THE_EARLIER_TOLD if told else _FROM_THE_EARLIER
        as_told = {each.id: each.due for each in deadlines_too(intake, analysis.understood, latest)}
        found = [
            replace(each, is_least=True, assumes=(*each.assumes, says))
            if each.due != as_told.get(each.id) or ("received_on" in supposed and counts_from_receipt(each))
            else each
            for each in found
        ]
    here = {each.id for each in found}
    for stage in {each.stage for each in contradictory if each.stage}:
        other = certain.model_copy(update={"stage": stage})
        found += [
            replace(each, is_least=True, assumes=(*each.assumes, _OF_ANOTHER_STAGE))
            for each in deadlines_too(other, analysis.understood, latest)
            if each.id not in here and counts_from_receipt(each)
        ]
    return tuple(found)


# The earlier days, without a day beside them that they make impossible.
def _that_can_be(intake: Intake, supposed: Mapping[str, date]) -> dict[str, date | None]:
    days: dict[str, date | None] = dict(supposed)
    came = days.get("received_on") or intake.received_on
    decided = days.get("decision_date") or intake.decision_date
    if came and decided and decided > came:
        days["decision_date"] = None
    first = min((each for each in (came, decided) if each), default=None)
    if first and intake.accident_on and (days.get("accident_on") or intake.accident_on) > first:
        days["accident_on"] = None
    return days


# The intake with what the story tells, less what nobody can tell from it: the stage that its cell leaves open with the
# days of its letter, and yesterday's letter where it is not known when that was told.
def _filled(case: OfficeCase, told_on: date) -> tuple[Intake, tuple[Told, ...]]:
    intake, told = filled(case.intake, told_on)
    dropped: set[str] = set()
    if stage_is_open(case):
        dropped |= {"stage", "received_on", "decision_date"}
    if case.told_on is None and any(isinstance(each.value, date) for each in told):
        earlier = {each.field: each.value for each in filled(case.intake, told_on - _APART)[1]}
        dropped |= {
            each.field
            for each in told
            if isinstance(each.value, date)
            and _moves(each.value, earlier.get(each.field))
            and not names_the_day(each.words, each.value)
        }
    told = tuple(each for each in told if each.field not in dropped)
    kept = {field: getattr(case.intake, field) for field in dropped}
    return intake.model_copy(update=kept), told


_APART = timedelta(days=45)


# Told in words like 어제, a day moves with that on which they are read; a day without its year by whole years.
def _moves(day: date, earlier: object) -> bool:
    return not isinstance(earlier, date) or (earlier.month, earlier.day) != (day.month, day.day)


# The day from which the case is told: that on which the office was, unless a letter came since.
def _told_on(case: OfficeCase, today: date) -> date:
    came = case.intake.received_on or case.intake.decision_date
    return min(max(case.told_on or today, came or date.min), today)


def _told(each: Told) -> dict[str, Any]:
    value = each.value.isoformat() if isinstance(each.value, date) else each.value
    return {"field": each.field, "value": value, "words": each.words}


def _factor(each: FactorFound) -> dict[str, Any]:
    basis = [each.in_language("ko") for each in each.basis]
    return {"id": each.id, "says": each.says.ko, "words": each.words, "source": each.source, "basis": basis}


def _deadline(each: Deadline, told_on: date) -> dict[str, Any]:
    days = next((rule.days for rule in rules() if rule.id == each.id), 0)
    return {
        "id": each.id,
        "what": each.what.ko,
        "event": each.event.ko,
        "from": each.from_ and each.from_.isoformat(),
        "due": each.due and each.due.isoformat(),
        "counts": what_it_counts_from().get(each.id, "prescription"),
        "within_days": days or None,
        "is_least": each.is_least,
        "to_whom": each.to_whom and each.to_whom.ko,
        "article": each.basis[0].in_language("ko"),
        "moved_by": list(each.moved_by),
        "assumes": [text.ko for text in each.assumes],
        "note": each.note and each.note.ko,
    }


# What is said once each deadline is over, whether or not it is by now.
def _if_passed(found: Sequence[Deadline], analysis: Analysis) -> list[dict[str, Any]]:
    said = said_if_passed(
        [replace(each, due=date.min, is_least=False) for each in found], analysis.understood, date.max
    )
    return [
        {
            "of": list(each.of),
            "says": each.says.ko,
            "article": ", ".join(b.in_language("ko") for b in each.basis),
        }
        for each in said
    ]


# --- rulings -------------------------------------------------------------------------------------


def _card(each: Comparable) -> dict[str, Any]:
    ruling, labels = each.ruling, each.ruling.labels
    day = decision_day(ruling.precedent)
    digest = ruling.precedent.digest
    return {
        "id": ruling.id,
        "citation": cite(ruling.precedent),
        "court": ruling.precedent.court,
        "case_number": ruling.precedent.case_number,
        "date": day and day.isoformat(),
        "instance": int(labels.instance.value),
        "outcome": labels.outcome.value.value.replace("_", ", "),
        "address": ruling.precedent.source_url,
        "gist": preview(ruling),
        "is_near": each.is_near,
        "tipped": list(digest.tipped) if digest else [],
        "dispute": each.dispute.id,
        "instances": [
            {
                "case_number": step.ruling.case_number,
                "instance": int(step.ruling.instance),
                "outcome": step.ruling.outcome.value if step.is_held else None,
            }
            for step in each.dispute.steps
        ],
        "history": what_became_of_it(each.dispute, ruling.id),
        "reasons": [{"kind": reason.kind, "value": reason.value} for reason in each.reasons],
        "unvouched": ruling.unvouched,
    }


def what_became_of_it(dispute: Dispute, id: str) -> str:
    """What later instances made of a ruling (`2심에서 유지, 3심에서 유지`), else what it did to the one below.

    Empty for a ruling that is the only one known of its dispute.
    """
    place = next((n for n, step in enumerate(dispute.steps) if step.ruling.id == id), None)
    if place is None:
        return ""
    later = dispute.steps[place + 1 :]
    if later:
        told = [_did(step) for step in later if step.is_held]
        named = [_level(step) for step in later if not step.is_held]
        # What is only named has to be looked up before the ruling is cited.
        return ", ".join([*told, *([f"{' · '.join(named)}도 있음(결과 확인 필요)"] if named else [])])
    own = dispute.steps[place]
    if own.review in (None, Review.UNKNOWN):
        return ""
    return f"{_level(own)}에서 {int(own.ruling.instance) - 1}심을 {own.review}"


def _level(step: Step) -> str:
    return f"{'환송 뒤 ' if step.after_remand else ''}{int(step.ruling.instance)}심"


def _did(step: Step) -> str:
    if step.review in (None, Review.UNKNOWN):
        return f"{_level(step)}에서 {step.ruling.outcome.value}"
    return f"{_level(step)}에서 {step.review}"


# --- criteria ------------------------------------------------------------------------------------


def measured(criterion: Criterion, analysis: Analysis) -> dict[str, Any]:
    """How far a criterion is met: as a circumstance was told that it waits for, or that rests on the same article."""
    articles = {each.in_language("ko") for each in criterion.basis}

    def told(those: Sequence[FactorFound]) -> list[str]:
        return list(
            dict.fromkeys(
                each.words
                for each in those
                if each.source == "story"
                and (
                    each.id in criterion.circumstances
                    or articles.intersection(basis.in_language("ko") for basis in each.basis)
                )
            )
        )

    speak_for, against = told(analysis.factors_for), told(analysis.factors_against)
    is_a_way_on = bool(criterion.stages) or criterion.first_step
    state = (
        "procedure" if is_a_way_on
        else "disputed" if speak_for and against
        else "met" if speak_for
        else "against" if against
        else "unknown"
    )  # fmt: skip
    return {
        "says": criterion.says.ko,
        "basis": sorted(articles),
        "state": state,
        "words": speak_for + against,
    }
