"""A labour attorney's intakes sorted: what is urgent, what speaks on either side, what is missing, what to ask.

Each case is analysed as one person's is (`analysis`, `deadlines`). What was found is kept without the day on which it
is read: what is left of a deadline is counted anew whenever it is shown (`Triaged.document`).
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Protocol, runtime_checkable

from lib.casework.analysis import Analysis, analyze, on_the_choice
from lib.casework.comparable import Comparable
from lib.casework.intake_masking import masked
from lib.domain.classify import CLASSIFIER_VERSION
from lib.domain.counting import Basis
from lib.domain.dispute import Dispute, Review, Step, by_ruling, disputes
from lib.domain.intake import DATES, Intake
from lib.domain.office_case import Awaited, CaseStatus, OfficeCase, RefusedCase, Unclear
from lib.domain.reference import cite, decision_day
from lib.domain.taxonomy import KindC, Stage, Suit
from lib.domain.told_dates import Told, filled, seems_refused
from lib.domain.told_events import told_events
from lib.domain.told_stage import read_stages
from lib.guidance.criteria import Criterion
from lib.guidance.deadlines import (
    URGENT,
    Deadline,
    deadlines_too,
    impossible,
    rules,
    said_if_passed,
)
from lib.guidance.factors import FactorFound
from lib.rulings.statistics import basis
from lib.rulings.summary import preview
from lib.search.index import SearchIndex
from lib.store import Store
from lib.text.shipped import FOLDER

_FORM = 3
"""Of what is kept of a case; counted up when that changes, so that what was kept before is made anew."""

Findings = dict[str, Any]
"""What was found of one case, as JSON has it; nothing in it depends on the day it is read."""


# --- one case ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """The rulings held, and what is made of all of them once for many cases."""

    store: Store
    index: SearchIndex
    counted: Basis
    dispute_of: Mapping[str, Dispute]


def held(store: Store, index: SearchIndex) -> Held:
    """What many cases are measured by. Raises StoreError."""
    return Held(store, index, basis(store), by_ruling(disputes(store.listing(), store.related())))


def findings(case: OfficeCase, rulings: Held, today: date) -> Findings:
    """What the analysis of one person finds for a case, and its deadlines. Raises StoreError.

    What the story calls last month is counted from the day it was told, else from today.
    """
    told_on = _told_on(case, today)
    wrong = impossible(case.intake, told_on)
    intake, told = (case.intake, ()) if wrong else _filled(case, told_on)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    refused = None if wrong else seems_refused(intake, told_on)
    of_this_law = analysis.kind != "other_law"
    tells_when = analysis.kind == "case" or intake.tells_when
    awaited = case.awaited if not (wrong or refused) and of_this_law else None
    found = (
        ()
        if wrong or not of_this_law or not tells_when or awaited
        else deadlines_too(intake, analysis.understood, told_on)
    )
    if _stage_is_open(case) and not refused:
        # Of a judgment the time is two weeks: no longer one is shown.
        found = tuple(replace(each, due=None) if _counts_from_receipt(each) else each for each in found)
    understood = analysis.understood
    flags = [
        *_flags(analysis),
        *_conflicts(case.intake, intake, wrong, refused, told_on),
        *_unclear(case, intake, analysis, told_on),
        *_awaits(case, awaited),
    ]
    return {
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
        "waiting": awaited and {"what": f"{_AWAITED[awaited.stage]} 기다리는 중", "words": awaited.words},
        "deadlines": [_deadline(each, told_on) for each in found],
        "if_passed": _if_passed(found, analysis),
        "favourable": [_card(each) for each in analysis.similar.favourable],
        "unfavourable": [_card(each) for each in analysis.similar.unfavourable],
        "on_the_choice": on_the_choice(analysis.similar),
        "criteria": [_criterion(each, analysis) for each in analysis.criteria],
        "factors_for": [_factor(each) for each in analysis.factors_for],
        "factors_against": [_factor(each) for each in analysis.factors_against],
        "neutral": [_factor(each) for each in analysis.neutral],
        "denial": [
            {
                "kind": reason.kind,
                "reason": reason.reason.ko,
                "words": reason.words,
                "law": f"{reason.law.ko} ({', '.join(each.in_language('ko') for each in reason.basis)})",
                "answers": [each.says.ko for each in reason.answers],
                "told": [each.says.ko for each in reason.told],
                "asks": [each.what.ko for each in reason.asks],
            }
            for reason in analysis.denial
        ],
        "missing": [
            {"evidence": each.what.ko, "weight": each.weight, "why": each.why.ko, "how": each.how.ko}
            for each in analysis.missing_evidence
        ],
        "questions": _questions(analysis, intake, found, case.unclear, awaited),
        "turn_to": [
            {"name": turn.place.name.ko, "phone": turn.place.phone, "why": turn.why.ko}
            for turn in analysis.turn_to
        ],
        "flags": flags,
    }  # fmt: skip


# Whether the cell of the stage says something that tells none: then no story tells it either.
def _stage_is_open(case: OfficeCase) -> bool:
    return (
        case.intake.stage is None and not case.awaited and any(each.field == "stage" for each in case.unclear)
    )


def _counts_from_receipt(each: Deadline) -> bool:
    return _remedies().get(each.id) == "received"


# The intake with what the story tells, less what nobody can tell from it: the stage that its cell leaves open with the
# days of its letter, and yesterday's letter where it is not known when that was told.
def _filled(case: OfficeCase, told_on: date) -> tuple[Intake, tuple[Told, ...]]:
    intake, told = filled(case.intake, told_on)
    dropped: set[str] = set()
    if _stage_is_open(case):
        dropped |= {"stage", "received_on", "decision_date"}
    if case.told_on is None and any(isinstance(each.value, date) for each in told):
        earlier = {each.field: each.value for each in filled(case.intake, told_on - _APART)[1]}
        dropped |= {
            each.field
            for each in told
            if isinstance(each.value, date) and _moves(each.value, earlier.get(each.field))
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


# Which deadlines contest the last decision, and which count from the day it came.
@lru_cache(maxsize=1)
def _remedies() -> dict[str, str]:
    return {rule.id: rule.counts for rule in rules()}


def _deadline(each: Deadline, told_on: date) -> dict[str, Any]:
    days = next((rule.days for rule in rules() if rule.id == each.id), 0)
    return {
        "id": each.id,
        "what": each.what.ko,
        "event": each.event.ko,
        "from": each.from_ and each.from_.isoformat(),
        "due": each.due and each.due.isoformat(),
        "counts": _remedies().get(each.id, "prescription"),
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


# A criterion is met as far as a circumstance was told that it waits for, or that rests on the same article.
def _criterion(criterion: Criterion, analysis: Analysis) -> dict[str, Any]:
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


# --- what a person has to look at ----------------------------------------------------------------

_SHORT = 60
"""Characters of a story, less than which hardly anything was told."""


def _flag(kind: str, says: str) -> dict[str, str]:
    return {"flag": kind, "says": says}


def _flags(analysis: Analysis) -> Iterator[dict[str, str]]:
    if analysis.needs_support:
        yield _flag(
            "despair",
            "죽고 싶다는 뜻일 수 있는 말이 있습니다. 사건보다 먼저 전화해 안부를 물으세요. 자살예방상담전화 109를 함께 알려 주세요.",
        )
    if analysis.kind == "other_law":
        yield _flag("other_law", "산재보험 사건이 아닌 것으로 보입니다. 안내할 곳을 확인하세요.")
    elif analysis.kind == "unclear":
        yield _flag("too_little", "무슨 일이 있었는지 읽지 못했습니다. 다시 물어보세요.")
    elif analysis.similar.asks:
        yield _flag("too_little", "판결을 고르기에 모자랍니다. 질문할 것을 보세요.")
    elif len(analysis.intake.story.strip()) < _SHORT and not analysis.intake.denial_reason:
        yield _flag("too_little", "이야기가 아주 짧습니다. 판결과 증거는 짐작에 가깝습니다.")
    if analysis.understood.suit is Suit.EMPLOYER:
        yield _flag(
            "employer_suit", "회사가 승인을 다투는 사건으로 보입니다. 누구를 대리하는지부터 확인하세요."
        )


# What the cells of a table leave open; what the story told instead, and when the time would be over, is named.
def _unclear(case: OfficeCase, intake: Intake, analysis: Analysis, told_on: date) -> Iterator[dict[str, str]]:
    for each in case.unclear:
        read = getattr(intake, each.field, None) if each.field in _FIELD_NAMES else None
        instead = (
            f" 이야기에서 {read}(으)로 읽었습니다."
            if read and read != getattr(case.intake, each.field)
            else ""
        )
        if each.field == "received_on" and each.earliest and not intake.received_on:
            instead += _if_received(each.earliest, intake, analysis, told_on)
        if each.field == "stage" and _stage_is_open(case) and intake.received_on:
            judged = intake.model_copy(update={"stage": Stage.FIRST_INSTANCE})
            instead += _if_received(intake.received_on, judged, analysis, told_on, "판결이라면")
        yield _flag("unclear", f"{each.column} 칸에 ‘{each.words}’: {each.why}.{instead}")


# When the first remedy would be over, were the letter received on a day.
def _if_received(
    day: date, intake: Intake, analysis: Analysis, told_on: date, if_: str = "그날 받았다면"
) -> str:
    asked = intake.model_copy(update={"received_on": day, "decision_date": None})
    due = [
        each.due
        for each in deadlines_too(asked, analysis.understood, max(told_on, day))
        if each.due and _counts_from_receipt(each)
    ]
    return f" {if_} 기한은 {min(due)}까지입니다." if due else ""


_AWAITED = {
    Stage.BEFORE_CLAIM: "공단 결정을", Stage.DECISION: "공단 결정을", Stage.REVIEW: "심사 결정을",
    Stage.SECOND_REVIEW: "재심사 재결을", Stage.FIRST_INSTANCE: "1심 판결을", Stage.SECOND_INSTANCE: "2심 판결을",
    None: "대법원 판결을",
}  # fmt: skip


def _awaits(case: OfficeCase, awaited: Awaited | None) -> Iterator[dict[str, str]]:
    if awaited:
        yield _flag(
            "waiting",
            f"단계 칸에 ‘{awaited.words}’: 이미 내고 기다리는 것으로 보아 기한을 세지 않았습니다. 접수증을 확인하세요.",
        )
    elif case.awaited:
        yield _flag(
            "conflict",
            f"단계 칸의 ‘{case.awaited.words}’: 다른 말과 맞지 않습니다. 냈는지 확인하세요.",
        )


_FIELD_NAMES = {
    "stage": "단계", "received_on": "받은 날", "decision_date": "결정일", "panel": "질병판정위원회",
    "accident_on": "다친 날", "benefit_from": "급여 시작일",
}  # fmt: skip


def _conflicts(
    given: Intake, intake: Intake, wrong: str, refused: Intake | None, told_on: date
) -> Iterator[dict[str, str]]:
    if wrong:
        yield _flag("conflict", wrong)
        return
    if refused:
        yield _flag(
            "conflict",
            "아직 신청 전이라고 되어 있는데 거절당했다는 말이 있습니다. 기한은 거절된 것으로 세었습니다.",
        )
    if given.decision_date and not intake.decision_date:
        yield _flag(
            "conflict", "적힌 결정일 뒤에 다툼이 더 이어진 것으로 보입니다. 마지막 결정의 날짜를 확인하세요."
        )
    yield from (_flag("conflict", says) for says in _contradictions(given, told_on))
    filled_in = {name: getattr(given, name) for name in ("stage", *DATES) if getattr(given, name)}
    if not filled_in or not given.story:
        return
    # What the story alone tells of what the columns tell.
    bare = given.model_copy(update=dict.fromkeys(("stage", "panel", *DATES)))
    _, alone = filled(bare, told_on)
    for each in alone:
        column = filled_in.get(each.field)
        if column is None or column == each.value or not each.words:
            continue
        if (
            each.field == "stage"
            and Stage.BEFORE_CLAIM not in (column, each.value)
            and _is_later(column, each.value)
        ):
            # A story often stops before the last decision.
            continue
        yield _flag(
            "conflict",
            f"{_FIELD_NAMES[each.field]}: 칸에는 {column}, 이야기에는 {each.value}(“{each.words}”)입니다. 확인하세요.",
        )


_LEFT, _RIGHT = (
    re.compile(rf"{side}(?:쪽|편|손|팔|발|다리|무릎|어깨|측)") for side in ("(?:왼|좌)", "(?:오른|우)")
)
_BOTH = re.compile(r"양(?:측|쪽|손|팔|발|다리|무릎|어깨)|두\s?(?:손|팔|발|무릎|어깨)")
_ON_THE_WAY = re.compile(
    r"출근|퇴근|통근|출퇴근|집에\s?(?:가|오)|집으로|귀갓길|귀가하|귀가\s?중|등굣길|commut", re.IGNORECASE
)


# What of a case contradicts itself: sides of the body, two days of one accident, a commute without a way.
def _contradictions(given: Intake, told_on: date) -> Iterator[str]:
    story = given.in_korean.story
    named, told = _sides(" ".join(given.diagnoses)), _sides(story)
    if named and told and not named & told:
        yield f"진단명은 {min(named)}, 이야기는 {min(told)}입니다. 어느 쪽인지 확인하세요."
    if given.kind_c is KindC.COMMUTE and len(story) >= _SHORT and not _ON_THE_WAY.search(story):
        yield "출퇴근재해라고 되어 있는데 이야기에 오가던 길이 없습니다. 확인하세요."
    happened = [each for each in told_events(story, told_on, read_stages(story)) if each.kind == "hurt"]
    days = sorted({each.day.isoformat() for each in happened})
    if len(days) > 1:
        yield f"다치거나 병이 난 날이 여럿입니다({', '.join(days)}). 어느 날의 일인지 확인하세요."


def _sides(text: str) -> set[str]:
    if _BOTH.search(text):
        return set()
    return {side for side, pattern in (("왼쪽", _LEFT), ("오른쪽", _RIGHT)) if pattern.search(text)}


def _is_later(one: Any, other: Any) -> bool:
    order = list(Stage)
    return one in order and other in order and order.index(one) > order.index(other)


# What to ask the client: first what a deadline hangs on, then what tells the dispute, then what answers the refusal.
def _questions(
    analysis: Analysis,
    intake: Intake,
    found: Sequence[Deadline],
    unclear: Sequence[Unclear],
    awaited: Awaited | None,
) -> list[str]:
    return list(dict.fromkeys(_asked(analysis, intake, found, unclear, awaited)))[:_MOST_QUESTIONS]


_MOST_QUESTIONS = 8


def _asked(
    analysis: Analysis,
    intake: Intake,
    found: Sequence[Deadline],
    unclear: Sequence[Unclear],
    awaited: Awaited | None,
) -> Iterator[str]:
    if analysis.kind == "other_law":
        yield "일하다 다치거나 병든 일도 있나요? 있으면 그것은 산재로 따로 볼 수 있습니다."
        return
    remedies = [each for each in found if _remedies().get(each.id) == "received"]
    received = next((each for each in unclear if each.field == "received_on"), None)
    if awaited:
        yield "언제 냈나요? 접수증이나 접수 문자를 보내 주세요. 결정이나 판결을 받으면 받은 날을 바로 알려 주세요."
    elif intake.stage is None and analysis.understood.suit is not Suit.EMPLOYER:
        cell = next((each for each in unclear if each.field == "stage"), None)
        asked = f"단계: 표에는 ‘{cell.words}’, 이렇게만 적혀 있습니다. " if cell else ""
        yield f"{asked}공단에 신청하셨나요? 마지막으로 받은 것이 공단 결정, 심사 결정, 재심사 재결, 판결 가운데 무엇인가요?"
    if received and not awaited:
        yield f"받은 날: 표에는 ‘{received.words}’, 이렇게만 적혀 있습니다. 통지서(판결이면 판결서)를 누가, 며칠에 받았나요? 봉투나 등기 조회, 문자도 좋습니다."
    elif any(each.due is None or each.is_least for each in remedies) and not intake.received_on:
        yield "마지막 결정 통지서(판결이면 판결서)를 누가, 며칠에 받았나요? 봉투나 등기 조회, 문자도 좋습니다."
    if any(each.due is None and _remedies().get(each.id, "prescription") == "prescription" for each in found):
        yield "다치거나 처음 치료받은 날, 일을 쉬기 시작한 날이 각각 언제인가요?"
    asks = analysis.similar.asks
    if analysis.kind == "unclear" or "story" in asks:
        yield "어디를 다쳤거나 무슨 병인가요? 어떤 일을 하다가 그렇게 되었나요?"
    if "illness" in asks:
        yield "진단서에 적힌 병명이 무엇인가요?"
    is_refused = intake.stage is not Stage.BEFORE_CLAIM
    if "reason" in asks or (is_refused and not analysis.denial):
        yield "결정 통지서에 적힌 거절 이유를 그대로 보내 주실 수 있나요(사진도 좋습니다)?"
    yield from (reason.question.ko for reason in analysis.denial)
    if not intake.occupation.strip() and analysis.understood.kind_c is not None:
        yield "어떤 일을, 언제부터 언제까지, 하루 몇 시간씩 하셨나요?"
    for each in analysis.missing_evidence:
        if each.weight == "needed":
            yield f"{each.what.ko}: 가지고 계신가요, 아니면 저희가 구해야 하나요?"


# --- urgency, as of a day ------------------------------------------------------------------------

Urgency = dict[str, Any]
"""`what`, `due`, `days_left`, `within_days` (of the period), `from`, `state`, `to_whom`, `article`, `says`."""

_STATES = ("open", "perhaps_passed", "unknown", "no_period", "waiting", "none", "passed")
"""In the order in which an office takes them up: what can be met, what may still be, what is over."""


def urgency(found: Findings, today: date) -> Urgency:
    """What has to be done first and by when, as of a day.

    `state`: `open` with the days left; `perhaps_passed`, counted from the earliest day it can have begun; `unknown`,
    where the day it counts from is not; `no_period`, where the remedy has none; `waiting`, where it was taken and a decision is awaited; `passed`; `none`,
    where there is none.
    """
    if waiting := found.get("waiting"):
        return _without_day(
            waiting["what"], "waiting", "이미 냈습니다. 결정을 받은 날부터 다음 기한을 셉니다"
        )
    each = [
        deadline
        for deadline in found["deadlines"]
        if deadline["counts"] != "record_notice" or deadline["due"]
    ]
    remedies = [deadline for deadline in each if deadline["counts"] != "prescription"]
    for those in (remedies, each):
        by_state: dict[str, list[dict[str, Any]]] = {}
        for deadline in those:
            by_state.setdefault(_state(deadline, today), []).append(deadline)
        for state in ("open", "passed", "perhaps_passed", "no_period", "unknown"):
            if state in by_state:
                pick = max if state == "passed" else min
                first = pick(by_state[state], key=lambda each: each["due"] or "")
                # Where one of several ways has to be taken by the same day all are named.
                ways = [each["what"] for each in by_state[state] if each["due"] == first["due"]]
                return _urgent(first | {"what": " 또는 ".join(dict.fromkeys(ways))}, state, today)
    if found["kind"] == "other_law":
        return _without_day("기한 없음", "none", "이 법의 기한이 아닙니다.")
    return _without_day("모름", "none", "날짜가 맞지 않거나 들은 것이 없어 세지 못했습니다.")


def _without_day(what: str, state: str, says: str) -> Urgency:
    left_open = dict.fromkeys(("due", "days_left", "within_days", "to_whom", "article", "from"))
    return {"what": what, "state": state, "says": says} | left_open


def _state(deadline: Mapping[str, Any], today: date) -> str:
    if deadline["due"] is None:
        return "no_period" if deadline["counts"] == "none" else "unknown"
    if date.fromisoformat(deadline["due"]) >= today:
        return "open"
    return "perhaps_passed" if deadline["is_least"] else "passed"


def _urgent(deadline: Mapping[str, Any], state: str, today: date) -> Urgency:
    due = deadline["due"] and date.fromisoformat(deadline["due"])
    left = (due - today).days if due else None
    within = deadline["within_days"]
    says = {
        "open": f"{left}일 남음" if left else "오늘까지",
        "perhaps_passed": f"지났을 수 있음(가장 이르면 {-(left or 0)}일 전). 받은 날을 오늘 확인하세요",
        "unknown": "단계를 모릅니다. 공단 결정이면 90일, 판결이면 14일입니다"
        if within and deadline["from"]
        else f"받은 날부터 {within}일. 받은 날을 모릅니다"
        if within
        else "세기 시작하는 날을 모릅니다",
        "no_period": "정해진 기한이 없습니다",
        "passed": f"{-(left or 0)}일 지남",
    }[state]
    keep = ("what", "due", "to_whom", "article", "from")
    more = {"days_left": left, "within_days": within, "state": state, "says": says}
    return {name: deadline[name] for name in keep} | more


_TIME_FLAGS = {
    "passed": ("deadline_passed", "기한이 지난 것으로 보입니다({due}). 셈의 바탕인 날짜부터 확인하세요."),
    "perhaps_passed": (
        "deadline_perhaps_passed",
        "기한이 지났을 수 있습니다({due}). 받은 날을 바로 확인하세요.",
    ),
    "unknown": ("deadline_unknown", "기한을 세지 못했습니다. {says}."),
}


# --- a case of a list ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Triaged:
    """A case of a list and what was found of it.

    `was_kept`: it was found before and not analysed again. `status` is the office's.
    """

    row: int
    case: str
    found: Findings
    fingerprint: str
    status: str = CaseStatus.REVIEWING.value
    was_kept: bool = False

    def document(self, today: date) -> dict[str, Any]:
        """The case as JSON has it, as of a day."""
        urgent = urgency(self.found, today)
        flags = list(self.found["flags"])
        if urgent["state"] in _TIME_FLAGS:
            kind, says = _TIME_FLAGS[urgent["state"]]
            flags.append(_flag(kind, says.format_map(urgent)))
        passed = {
            each["id"] for each in self.found["deadlines"] if each["due"] and _state(each, today) == "passed"
        }
        return self.found | {
            "row": self.row,
            "case": self.case,
            "urgency": urgent,
            "deadlines": [
                each | {"days_left": each["due"] and (date.fromisoformat(each["due"]) - today).days}
                for each in self.found["deadlines"]
            ],
            "if_passed": [each for each in self.found["if_passed"] if passed.intersection(each["of"])],
            "flags": flags,
            "status": self.status,
        }


def by_urgency(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents of cases as an office takes them up: the fewest days left first, then days unknown, then passed."""
    return sorted(documents, key=_place)


def _place(document: Mapping[str, Any]) -> tuple[int, int, bool, int]:
    urgent = document["urgency"]
    left = urgent["days_left"] or 0
    is_despairing = any(flag["flag"] == "despair" for flag in document["flags"])
    # Of what is over the latest first: there something may still be saved. Of days unknown the shortest period.
    order = -left if urgent["state"] in ("passed", "perhaps_passed") else left
    if urgent["state"] == "unknown":
        order = urgent["within_days"] or _LONG
    return _STATES.index(urgent["state"]), order, not is_despairing, document["row"]


_LONG = 10_000
"""Days; prescription runs for fewer."""


def is_urgent(document: Mapping[str, Any]) -> bool:
    """Whether a case cannot wait for another week, or its deadline may be over without anybody knowing."""
    urgent = document["urgency"]
    if urgent["state"] == "open":
        return bool(urgent["days_left"] <= URGENT)
    is_short = urgent["state"] == "unknown" and (urgent["within_days"] or _LONG) <= URGENT
    return (
        is_short
        or urgent["state"] == "perhaps_passed"
        or any(flag["flag"] == "despair" for flag in document["flags"])
    )


# --- a whole list --------------------------------------------------------------------------------


class KeptCase(Protocol):
    """A case as it is kept; the two JSON texts as `Keeping.save` was given them."""

    @property
    def code(self) -> str:
        """The code of the case, unique in its list."""

    @property
    def intake_json(self) -> str:
        """The masked intake."""

    @property
    def result_json(self) -> str | None:
        """What was found; None where nothing was yet."""

    @property
    def fingerprint(self) -> str:
        """Of what it was found from."""

    @property
    def status(self) -> Any:
        """How far the office has come with it."""


@runtime_checkable
class Keeping(Protocol):
    """Where lists of cases are kept."""

    def listed(self, list_name: str) -> Sequence[KeptCase]:
        """All cases of a list; none where there is no such list."""

    def save(
        self,
        list_name: str,
        code: str,
        intake_json: str,
        result_json: str | None,
        fingerprint: str,
        who: str,
    ) -> object:
        """Keep what was found of a case; the office's status and notes of it stay."""


Analysed = tuple[OfficeCase, Findings | str]
"""A case and what was found of it, or why nothing could be."""
Analyse = Callable[[Sequence[OfficeCase]], Iterable[Analysed]]
"""Analyses cases and gives each as soon as it is done, in any order."""


def in_this_process(rulings: Held, today: date) -> Analyse:
    """Analyses one case after the other, here."""

    def analyse(cases: Sequence[OfficeCase]) -> Iterator[Analysed]:
        for case in cases:
            yield case, found_or_why_not(case, rulings, today)

    return analyse


def found_or_why_not(case: OfficeCase, rulings: Held, today: date) -> Findings | str:
    """The findings of a case; where the analysis fails, a sentence, so that one case never stops the rest."""
    try:
        return findings(case, rulings, today)
    except Exception as error:
        return f"분석하다가 멈췄습니다({type(error).__name__}). 이 행만 빼고 계속했습니다."


def triage(
    cases: Iterable[OfficeCase],
    analyse: Analyse,
    version: str,
    keeping: Keeping | None = None,
    list_name: str = "",
    who: str = "",
    keep_names: bool = False,
) -> Iterator[Triaged | RefusedCase]:
    """Every case of a list, those kept already first, the others as each is analysed and kept.

    A case is analysed again only where its intake or the `version` changed (`version_of`). Identifiers are masked
    unless `keep_names`. Whoever stops asking loses nothing that was given. Raises what `keeping` raises.
    """
    held_already = {each.code: each for each in keeping.listed(list_name)} if keeping else {}
    taken_in = [case if keep_names else masked(case) for case in cases]
    waiting = []
    for case in with_codes(taken_in, held_already.values()):
        print_ = fingerprint(case, version)
        kept = held_already.get(case.code)
        if kept and kept.fingerprint == print_ and kept.result_json:
            yield Triaged(case.row, case.code, json.loads(kept.result_json), print_, str(kept.status), True)
        else:
            waiting.append(case)
    for case, found in analyse(waiting):
        if isinstance(found, str):
            yield RefusedCase(case.row, found)
            continue
        kept = held_already.get(case.code)
        done = fingerprint(case, version)
        if keeping:
            intake = case.intake.model_dump_json()
            keeping.save(list_name, case.code, intake, json.dumps(found, ensure_ascii=False), done, who)
        status = str(kept.status) if kept else CaseStatus.REVIEWING.value
        yield Triaged(case.row, case.code, found, done, status)


def fingerprint(case: OfficeCase, version: str) -> str:
    """What the findings of a case follow from: its intake, what its cells left open, the day it was told on, the version."""
    told_on = case.told_on.isoformat() if case.told_on else ""
    cells = repr((case.unclear, case.awaited))
    return _digest(case.intake.model_dump_json(), told_on, cells, version)


def version_of(store: Store) -> str:
    """What else findings follow from: this program, its data and the rulings held. Raises StoreError."""
    return _digest(str(_FORM), str(CLASSIFIER_VERSION), _data_version(), str(store.revision()))


@lru_cache(maxsize=1)
def _data_version() -> str:
    shipped = sorted(
        file for file in FOLDER.rglob("*") if file.suffix in (".yaml", ".npz", ".json") and file.is_file()
    )
    return _digest(*(f"{file.relative_to(FOLDER)} {file.stat().st_size}" for file in shipped))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


# --- codes of cases that have none ---------------------------------------------------------------

_MADE = "무번호-"
_ALIKE = 0.6
"""How much of a story has to be the same, 0 to 1, for it to be the same case told anew."""


def with_codes(cases: Sequence[OfficeCase], kept: Collection[KeptCase] = ()) -> list[OfficeCase]:
    """The cases, each with a code of its own.

    A case without one gets that of the kept case without one that it is: the same intake, else the one whose story is
    most alike, wherever in the file it stands. A row that was put between others never takes another's code.
    """
    given = {case.code for case in cases if case.code}
    free = {
        each.code: each.intake_json for each in kept if each.code.startswith(_MADE) and each.code not in given
    }
    taken = given | {each.code for each in kept}
    codes: dict[int, str] = {place: case.code for place, case in enumerate(cases) if case.code}
    open_ = [place for place in range(len(cases)) if place not in codes]
    by_intake: dict[str, list[str]] = {}
    for code, intake in free.items():
        by_intake.setdefault(intake, []).append(code)
    for place in open_:
        if same := by_intake.get(cases[place].intake.model_dump_json()):
            codes[place] = same.pop(0)
            del free[codes[place]]
    for place in open_:
        if place not in codes and (alike := _most_alike(cases[place].intake, free)):
            codes[place] = alike
            del free[alike]
    for place in open_:
        if place not in codes:
            codes[place] = _new_code(cases[place], taken | set(codes.values()))
    return [replace(case, code=codes[place]) for place, case in enumerate(cases)]


def _most_alike(intake: Intake, free: Mapping[str, str]) -> str | None:
    best, found = _ALIKE, None
    for code, kept in free.items():
        story = json.loads(kept).get("story", "")
        if not (story and intake.story):
            continue
        matcher = SequenceMatcher(None, intake.story[:_COMPARED], story[:_COMPARED], autojunk=False)
        if (
            matcher.real_quick_ratio() > best
            and matcher.quick_ratio() > best
            and (alike := matcher.ratio()) > best
        ):
            best, found = alike, code
    return found


_COMPARED = 400


def _new_code(case: OfficeCase, taken: set[str]) -> str:
    made = _digest(case.intake.model_dump_json())[:6]
    code, n = f"{_MADE}{made}", 1
    while code in taken:
        n += 1
        code = f"{_MADE}{made}-{n}"
    return code
