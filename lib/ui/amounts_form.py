"""The form of 얼마를 받나요, nothing of it needed, and beneath it each amount with how it came about.

It is filled with what the case tells and what was given before; what the person says otherwise is kept as `given`.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import streamlit as st

from lib.domain.given import (
    GRADES,
    MOST_DAYS,
    MOST_WON,
    RELATIONS,
    Care,
    Given,
    Pay,
    Relation,
    Survivor,
    impossible,
)
from lib.domain.taxonomy import KindB
from lib.guidance.amounts import amounts, given_of
from lib.guidance.asked import Asked, asked_about
from lib.guidance.average_wage import Worker, wage_window, worker_of
from lib.guidance.benefits import Amount, money
from lib.i18n import N_
from lib.text.said import translated
from lib.ui.boxes import UNKNOWN, Labels, choose, value_in
from lib.ui.kept_case import case_as_corrected
from lib.ui.kept_notes import given, keep_given, kept_key, readable
from lib.ui.kept_story import CHOICE
from lib.ui.language import _, language
from lib.ui.progress import EARLIEST, LATEST, ask_day, today_in_korea
from lib.ui.style import bold, bullets, plain, rests_on

KEY = kept_key("amounts_")
"""Begins the keys of all fields of the form."""

_OF_CASE: Mapping[KindB, Asked] = {
    KindB.WAGE_LOSS: Asked.WAGE_LOSS,
    KindB.RENEWED_TREATMENT: Asked.RENEWED,
    KindB.DISABILITY: Asked.IMPAIRMENT,
    KindB.SURVIVORS: Asked.SURVIVORS,
    KindB.NURSING: Asked.CARE,
}

_ASKED: Labels = {
    Asked.WAGE_LOSS: N_("일을 쉬는 동안 (휴업급여)"),
    Asked.IMPAIRMENT: N_("치료가 끝나고 장해가 남으면 (장해급여)"),
    Asked.SURVIVORS: N_("가족이 돌아가셨으면 (유족급여, 장례비)"),
    Asked.SEVERE: N_("2년이 지나도 낫지 않으면 (상병보상연금)"),
    Asked.CARE: N_("치료가 끝나고 간병을 받으면 (간병급여)"),
    Asked.RENEWED: N_("나았다가 다시 치료하면 (재요양)"),
    Asked.DUST: N_("진폐이면 (진폐보상연금)"),
    UNKNOWN: UNKNOWN,
}
_WORKERS: Labels = {
    Worker.ORDINARY: N_("월급이나 시급을 받는 근로자"),
    Worker.DAY_WORKER: N_("하루 단위로 일하는 일용근로자"),
    Worker.PLATFORM: N_("배달, 택배, 보험설계 같은 노무제공자"),
    Worker.STUDENT: N_("학생연구자"),
    Worker.TRAINEE: N_("현장실습생"),
    Worker.OWNER: N_("보험에 든 중소기업 사업주"),
    UNKNOWN: UNKNOWN,
}
_YES: Labels = {UNKNOWN: UNKNOWN, True: N_("예"), False: N_("아니요")}
_CARE: Labels = {UNKNOWN: UNKNOWN, "상시": N_("늘 (상시)"), "수시": N_("때때로 (수시)")}
_GRADE: Labels = {UNKNOWN: UNKNOWN, **{grade: f"{grade}" for grade in GRADES}}
_PER = {"day": N_("하루"), "month": N_("한 달"), "year": N_("1년"), "total": N_("모두")}
_DAY = timedelta(days=1)
_MOST_FAMILY = 10

state = st.session_state


def ask() -> dict[str, Any]:
    """Draw the form; what was told in it, as `Given` reads it."""
    of_case = _of_case()
    before = readable(Given, of_case | given())
    told = _ask(before)
    _keep(told, of_case)
    return told


# What the case on the first page tells of what is asked here.
def _of_case() -> dict[str, Any]:
    intake = case_as_corrected()
    if intake is None:
        return {}
    told = given_of(intake).model_dump(mode="json", by_alias=True, exclude_none=True)
    kind_b = state[CHOICE][1] if CHOICE in state else intake.kind_b
    if asked := kind_b and _OF_CASE.get(kind_b):
        told.setdefault("kind", asked.value)
    if kind_b is KindB.SURVIVORS and intake.benefit_from:
        told.setdefault("death_on", intake.benefit_from.isoformat())
    if kind_b is KindB.WAGE_LOSS and intake.benefit_from:
        told.setdefault("off_from", intake.benefit_from.isoformat())
    return told


# What is asked in this view and is not as the case tells it; what is not asked stays as it was.
def _keep(told: Mapping[str, Any], of_case: Mapping[str, Any]) -> None:
    now = readable(Given, told).model_dump(mode="json", by_alias=True)
    kept = {name: value for name, value in given().items() if name not in told}
    for name in told:
        if _something(now[name]) != of_case.get(name):
            kept[name] = now[name]
    keep_given(kept)


# Of a part none of which is told nothing is told.
def _something(value: Any) -> Any:
    is_empty = not any(each is not None for each in value.values()) if isinstance(value, dict) else not value
    return None if is_empty else value


def _ask(before: Given) -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        _put("kind", next((each for each in asked_about(before) if each in _ASKED), UNKNOWN))
        asked = choose(st.selectbox, _("무엇이 궁금한가요?"), _ASKED, f"{KEY}kind")
    with right:
        named = worker_of(before) if before.worker else UNKNOWN
        _put("worker", named if named in _WORKERS else UNKNOWN)
        worker = choose(st.selectbox, _("어떤 일을 하셨나요?"), _WORKERS, f"{KEY}worker")
    told: dict[str, Any] = {
        "kind": None if asked == UNKNOWN else asked.value,
        "worker": None if worker == UNKNOWN else worker.value,
    }
    left, right = st.columns(2)
    with left:
        title = _("다치거나 병이 난 날 (모르면 비워 두세요)")
        told["accident_on"] = _day(title, "accident_on", before.accident_on)
    with right:
        title = _("통지서의 하루 평균임금, 원 (모르면 비워 두세요)")
        told["average_wage"] = _won(title, "average_wage", before.average_wage)
    if asked != Asked.CARE and told["average_wage"] is None:
        told["pay"] = list(_pay(told["accident_on"], worker, before.pay or ())) or None
    _about(asked, told, before)
    return told


# What a field shows when it is drawn first.
def _put(name: str, value: Any) -> None:
    state.setdefault(f"{KEY}{name}", value)


# What one benefit asks beside the wage.
def _about(asked: Any, told: dict[str, Any], before: Given) -> None:
    if asked in (Asked.WAGE_LOSS, Asked.RENEWED, Asked.SEVERE, UNKNOWN):
        left, right = st.columns(2)
        with left:
            told["off_from"] = _day(_("일을 쉬기 시작한 날"), "off_from", before.off_from)
        with right:
            told["off_to"] = _day(_("일을 쉰 마지막 날"), "off_to", before.off_to)
        left, right = st.columns(2)
        with left:
            told["birth_date"] = _day(
                _("태어난 날 (61세부터 금액이 달라집니다)"), "birth_date", before.birth_date
            )
        with right:
            told["treatment_from"] = _day(_("치료를 시작한 날"), "treatment_from", before.treatment_from)
    if asked in (Asked.IMPAIRMENT, Asked.DUST, UNKNOWN):
        told["grade"] = _chosen(_("장해등급은 몇 급인가요?"), _GRADE, "grade", before.grade)
    if asked is Asked.SEVERE:
        told["grade"] = _chosen(_("중증요양상태등급은 몇 급인가요?"), _GRADE, "grade", before.grade)
    if asked is Asked.SURVIVORS:
        told["death_on"] = _day(_("돌아가신 날"), "death_on", before.death_on)
        told["survivors"] = list(_family(before.survivors or ())) or None
        _put("half_lump", bool(before.half_lump))
        told["half_lump"] = st.checkbox(_("절반은 일시금으로 받고 싶습니다"), key=f"{KEY}half_lump")
    if asked is Asked.CARE:
        care = before.nursing or Care()
        level = _chosen(_("간병을 얼마나 받나요?"), _CARE, "level", care.level)
        _put("days", care.days if care.days is not None and 0 <= care.days <= MOST_DAYS else None)
        days = st.number_input(_("간병을 받은 날수"), min_value=0, value=None, step=1, key=f"{KEY}days")
        paid = _won(_("하루에 쓴 돈, 원"), "paid", care.paid_per_day)
        told["nursing"] = {"level": level, "days": days, "paid_per_day": paid}


def _day(title: str, name: str, before: date | None) -> date | None:
    ask_day_key = f"{KEY}{name}"
    _put(name, before if before and EARLIEST <= before <= LATEST else None)
    ask_day(title, ask_day_key)
    found: date | None = state[ask_day_key]
    return found


def _won(title: str, name: str, before: Decimal | None) -> int | None:
    _put(name, int(before) if before is not None and 0 <= before <= MOST_WON else None)
    return st.number_input(title, min_value=0, value=None, step=1000, key=f"{KEY}{name}")


def _chosen(title: str, labels: Labels, name: str, before: Any) -> Any:
    _put(name, before if before in labels else UNKNOWN)
    found = choose(st.selectbox, title, labels, f"{KEY}{name}")
    return None if found == UNKNOWN else found


# The pay of the months that count, a field for each; of a day worker what a day brings.
def _pay(accident_on: date | None, worker: Any, before: Sequence[Pay]) -> Iterator[dict[str, Any]]:
    with st.expander(_("평균임금을 모르면: 사고 전 석 달의 임금 적기"), icon=":material/payments:"):
        if worker is Worker.DAY_WORKER:
            of_a_day = next((each.won for each in before if each.from_ == each.to), None)
            if day_wage := _won(_("하루 일하면 받기로 한 돈(일당), 원"), "day_wage", of_a_day):
                day = accident_on or today_in_korea()
                yield {"from": day, "to": day, "won": day_wage}
            return
        if accident_on is None:
            st.markdown(_("위에 다치거나 병이 난 날을 적으면, 어느 기간의 임금이 필요한지 보여 드립니다."))
            return
        kind = worker if isinstance(worker, Worker) else Worker.ORDINARY
        st.caption(_("세금을 떼기 전 금액을 적으세요. 일을 시작하기 전의 칸은 비워 두세요."))
        for first, last in _months(*wage_window(accident_on, kind)):
            title = _("{first}부터 {last}까지 받은 돈, 원").format(first=first, last=last)
            of_these = next((each.won for each in before if (each.from_, each.to) == (first, last)), None)
            paid = _won(title, f"pay_{first}_{last}", of_these)
            if paid is not None:
                yield {"from": first, "to": last, "won": paid}


# The stretch by calendar months.
def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(last, first.replace(day=monthrange(first.year, first.month)[1]))
        yield first, end
        first = end + _DAY


def _family(before: Sequence[Survivor]) -> Iterator[dict[str, Any]]:
    title = _("남은 가족은 몇 명인가요? (배우자, 자녀, 부모, 손자녀, 조부모, 형제자매)")
    _put("family", min(len(before), _MOST_FAMILY))
    count = st.number_input(title, min_value=0, max_value=_MOST_FAMILY, step=1, key=f"{KEY}family")
    relations: Labels = {relation: name.message for relation, name in RELATIONS.items()}
    for number in range(1, int(count) + 1):
        with st.container(border=True, key=f"{KEY}family_{number}"):
            one = before[number - 1] if number <= len(before) else None
            key = f"{KEY}relation_{number}"
            if one:
                _put(f"relation_{number}", one.relation)
                _put(f"together_{number}", UNKNOWN if one.together is None else one.together)
            if value_in(key, relations) == UNKNOWN:
                state[key] = Relation.SPOUSE if number == 1 else Relation.CHILD
            relation = choose(st.selectbox, _("가족 {n}: 누구인가요?").format(n=number), relations, key)
            together = choose(
                st.radio,
                _("함께 살며 고인의 수입으로 지냈나요?"),
                _YES,
                f"{KEY}together_{number}",
                horizontal=True,
            )
            born = _day(_("태어난 날"), f"born_{number}", one.birth_date if one else None)
            yield {
                "relation": relation.value,
                "birth_date": born,
                "together": None if together == UNKNOWN else together,
            }


# --- what follows ----------------------------------------------------------------------------------


def show(told: Mapping[str, Any]) -> None:
    """The amounts of what was told, or in a sentence why it cannot be."""
    today = today_in_korea()
    facts = Given.model_validate(told)
    if wrong := impossible(facts, today, of_a_child=worker_of(facts) is Worker.CHILD):
        st.warning(plain(translated(wrong, _)), icon=":material/edit_note:")
        return
    found = amounts(facts, today)
    st.header(_("이렇게 셉니다"), anchor=False)
    for number, amount in enumerate(found):
        _one(amount, found, number)
    st.markdown(bold(_("설명이지 약속이 아닙니다: 공단의 결정이 정합니다.")))


def _one(amount: Amount, found: Sequence[Amount], number: int) -> None:
    with st.container(border=True, key=f"{KEY}amount_{number}", gap="xsmall"):
        alike = [each for each in found if each.benefit == amount.benefit and each.per == amount.per]
        name = amount.benefit.name.in_language(language())
        if amount.period and len(alike) > 1:
            name += f" ({amount.period[0]} ~ {amount.period[1]})"
        st.markdown(bold(plain(name)))
        won = _(UNKNOWN) if amount.won is None else translated(money(amount.won), _)
        st.subheader(f"{won} ({_(_PER[amount.per])})", anchor=False)
        known = [plain(translated(each, _)) for each in amount.known]
        if amount.won is None:
            st.markdown(known.pop(0))
        st.markdown(bullets(plain(translated(step, _)) for step in amount.how))
        rests_on(amount.benefit.basis)
        if any("약한 자료" in each for each in amount.known):
            st.caption(_("약한 자료에서 온 숫자가 들어 있습니다. 통지서의 숫자와 견주어 보세요."))
        if known:
            with st.expander(_("무엇에 기댄 금액인가요?"), icon=":material/source:"):
                st.markdown(bullets(known))
