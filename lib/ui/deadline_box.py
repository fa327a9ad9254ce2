"""By when, what, to whom: the first thing of a result, in one calm box."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from lib.casework.reminders import calendar_file
from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Stage
from lib.domain.told_dates import seems_refused
from lib.guidance.deadlines import (
    URGENT,
    Deadline,
    IfPassed,
    Rule,
    counting,
    deadlines,
    deadlines_too,
    prescriptions,
    rules,
    said_if_passed,
)
from lib.guidance.entries import Text
from lib.guidance.periods import CALENDAR_KNOWN_TO
from lib.guidance.told_impossible import impossible
from lib.ui.boxes import UNKNOWN
from lib.ui.labels import name_of
from lib.ui.language import _, language
from lib.ui.progress import ask_day, ask_panel, ask_stage, day_received, day_titles, in_widget, read_from
from lib.ui.style import bold, bullets, plain, rests_on
from lib.ui.understood import TOLD

_WEEKDAYS = "월화수목금토일"


def possible_deadlines(intake: Intake, case: Case, today: date) -> Sequence[Deadline]:
    """The deadlines of a case, of a refusal that seems to be there too; none where its days cannot be."""
    return () if impossible(intake, today) else deadlines_too(intake, case, today)


def deadline_box(intake: Intake, case: Case, today: date, words: Mapping[str, str]) -> None:
    """By when, what and to whom, and what it was counted from; asks for the day where it is not known.

    `words` are the person's own that a day or the stage was read from, by the name of the field.
    """
    wrong = impossible(intake, today)
    with st.container(border=True, key="assistant_deadline", gap="xsmall"):
        if wrong:
            st.header(_("날짜가 맞지 않아 기한을 세지 못했습니다"), anchor=False)
            st.markdown(plain(wrong))
        else:
            refused = seems_refused(intake, today)
            if refused:
                _seems_refused(refused)
            _first(deadlines_too(intake, case, today), case, (refused or intake).stage, today)
            if refused and (claim := deadlines(intake, case, today)):
                st.markdown(_("아직 신청하지 않으셨다면: {what}").format(what=_claim_by(claim[0], today)))
            if intake.received_on:
                _told("received_on", words)
        # Asked in sight where nothing can be said without it.
        if asked := _asked(intake, case, today):
            _ask(asked, intake.stage, words)


def keep_the_days(intake: Intake, case: Case, today: date, words: Mapping[str, str]) -> None:
    """What follows the first steps: the days for one's own calendar, how they were counted, what to correct."""
    found = possible_deadlines(intake, case, today)
    # Behind the first steps, so that nothing stands between the day and what to do by it.
    _first_basis([each for each in found if each.from_ and each.id in {rule.id for rule in rules()}])
    if any(each.passed(today) is False for each in found):
        st.download_button(
            _("기한을 내 달력에 넣기 (미리 알림 포함)"),
            data=calendar_file(found, today, language(), _),
            file_name="sanjae.ics",
            mime="text/calendar",
            icon=":material/event:",
            on_click="ignore",
            key="assistant_calendar",
        )
    with st.expander(_("날짜 고치기, 다른 기한과 셈 보기"), icon=":material/edit_calendar:"):
        asked = _asked(intake, case, today)
        ask_stage(TOLD["stage"])
        _told("stage", words)
        ask_panel(TOLD["panel"])
        _told("panel", words)
        for name in ("received_on", *day_titles()):
            if name != asked:
                _ask(name, intake.stage, words)
        st.caption(_("모르는 것은 비워 두거나 {unknown}으로 두세요.").format(unknown=_(UNKNOWN)))
        if found:
            _all(found, today)


# --- what comes first ------------------------------------------------------------------------------


def _first(found: Sequence[Deadline], case: Case, stage: Stage | None, today: date) -> None:
    by_id = {rule.id: rule for rule in rules()}
    remedies = [each for each in found if each.id in by_id and by_id[each.id].counts != "record_notice"]
    open_ = [each for each in remedies if each.passed(today) is False]
    if open_:
        _open(open_, stage, today)
    elif any(each.passed(today) for each in remedies):
        _passed(found, remedies, case, stage, today)
    elif remedies and by_id[remedies[0].id].counts == "none":
        _without_period(remedies)
    elif remedies:
        _not_known(remedies, by_id, today)
    else:
        _before_the_claim(found, case, today)


def _open(found: Sequence[Deadline], stage: Stage | None, today: date) -> None:
    due = found[0].due or today
    soonest = [each for each in found if each.due == due]
    st.header(_("{day}까지").format(day=day_in_words(due)), anchor=False)
    st.markdown(_days_left(due, today) + _one_of(soonest))
    _to_whom(soonest)
    for each in found:
        if each not in soonest and each.due:
            st.markdown(_("{what}: {day}까지").format(what=bold(_name(each)), day=day_in_words(each.due)))
    _counted_from(soonest, stage)


def _passed(
    found: Sequence[Deadline], remedies: Sequence[Deadline], case: Case, stage: Stage | None, today: date
) -> None:
    last = max(each.due for each in remedies if each.due)
    st.header(_("다투는 기한이 지난 것으로 보입니다"), anchor=False)
    st.markdown(
        _("{day}까지였습니다({n}일 지남). 셈의 바탕인 날짜가 맞는지부터 확인하세요.").format(
            day=day_in_words(last), n=(today - last).days
        )
    )
    _counted_from(remedies, stage)
    said = said_if_passed(found, case, today)
    _listed(said[:2])
    if said[2:]:
        with st.expander(_("드물지만 늦게라도 낼 수 있는 경우")):
            _listed(said[2:])


def _listed(said: Sequence[IfPassed]) -> None:
    for each in said:
        st.markdown(plain(each.says.in_language(language())))
        rests_on(each.basis)


def _without_period(found: Sequence[Deadline]) -> None:
    st.header(_("정해진 기한은 없지만 지금 하세요"), anchor=False)
    for each in found:
        st.markdown(bold(_name(each)) + ": " + _said(each.event))
    _to_whom(found)
    for each in found:
        if each.note:
            st.markdown(_said(each.note))
    rests_on([basis for each in found for basis in each.basis])


def _not_known(found: Sequence[Deadline], by_id: Mapping[str, Rule], today: date) -> None:
    days = min(by_id[each.id].days for each in found)
    st.header(_("받은 날부터 {n}일 안에").format(n=days), anchor=False)
    _to_whom(found)
    st.markdown(
        _("언제까지인지는 아직 모릅니다. {day}이나 그 뒤에 받았다면 아직 낼 수 있습니다.").format(
            day=day_in_words(today - timedelta(days=days))
        )
        + _one_of(found)
    )
    _known_sooner(found)
    # Its articles stand with the first step, which asks for that day, and in the fold.


def _before_the_claim(found: Sequence[Deadline], case: Case, today: date) -> None:
    if not found:
        st.header(_("기한은 공단에 물어보세요"), anchor=False)
        st.markdown(_("이 보상의 신청 기한은 적은 내용만으로는 알 수 없습니다(모름)."))
        return
    right = found[0]
    st.header(_claim_by(right, today), anchor=False)
    if right.due and right.passed(today):
        st.markdown(_("{day}까지였습니다.").format(day=day_in_words(right.due)))
    elif right.due:
        st.markdown(_days_left(right.due, today))
    st.markdown(
        _("근로복지공단에 신청합니다. 이 기간(소멸시효)은 이날부터 셉니다: {event}").format(
            event=_said(right.event)
        )
    )
    for said in right.assumes:
        st.caption(_said(said))
    rests_on(right.basis)
    st.caption(
        _(
            "이미 신청하고 기다리는 중이면 아직 다툴 결정이 없어 기한도 없습니다(산재보험법 제103조 제1항). 거절 통지서를 받으면 다시 적어 주세요."
        )
    )
    _listed(said_if_passed(found, case, today))


def _claim_by(right: Deadline, today: date) -> str:
    if right.due is None:
        years = next((rule.years for rule in prescriptions() if rule.id == right.id), 0)
        return _("{n}년 안에 신청하세요").format(n=years)
    if right.passed(today):
        return _("신청할 수 있는 기간이 지난 것으로 보입니다")
    return _("{day}까지 신청하세요").format(day=day_in_words(right.due))


# What to choose where a refusal is told although nothing is said to have been claimed.
def _seems_refused(refused: Intake) -> None:
    st.warning(
        _("거절 통지를 받으신 것 같습니다. 받으셨다면 아래를 눌러 ‘{stage}’으로 고치세요.").format(
            stage=name_of(refused.stage)
        ),
        icon=":material/mark_email_unread:",
    )
    st.button(_("통지를 받았습니다"), key="assistant_was_refused", on_click=_take_as_refused, args=(refused,))


def _take_as_refused(refused: Intake) -> None:
    for name in ("stage", "received_on", "decision_date"):
        st.session_state[TOLD[name]] = in_widget(name, getattr(refused, name))


def _one_of(found: Sequence[Deadline]) -> str:
    return " " + _("이 가운데 하나만 내면 됩니다.") if len(found) > 1 else ""


def _to_whom(found: Sequence[Deadline]) -> None:
    lines = []
    for each in found:
        # Full sentences on that stand in the fold.
        only = _("판정위원회가 판정했다면") if each.supposes_a_panel else ""
        lines.append(f"{only} {bold(_name(each))}: {each.to_whom and _said(each.to_whom)}".strip())
    st.markdown(bullets(lines))


def _counted_from(found: Sequence[Deadline], stage: Stage | None) -> None:
    first = found[0]
    if first.from_:
        days = next((rule.days for rule in rules() if rule.id == first.id), 0)
        day = day_in_words(first.from_)
        if first.within_a_year:
            counted = _("결정이 있은 날 {day}부터 1년을 셌습니다.").format(day=day)
        else:
            what = day_titles()["decision_date"] if first.is_least else day_received(stage)
            counted = _("{what} {day}부터 {n}일을 셌습니다.").format(what=what, day=day, n=days)
        st.markdown(counted + _moved(first))
    _known_sooner(found)
    for said in _common(found):
        if said != first.sooner:
            st.caption(_said(said))


# By when nobody can call it late, where the decision was known before its letter came.
def _known_sooner(found: Sequence[Deadline]) -> None:
    if sooner := next((each.sooner for each in found if each.sooner), None):
        st.warning(_said(sooner), icon=":material/event_upcoming:")


# Whoever counts for themselves finds another day where the last one was a day off.
def _moved(deadline: Deadline) -> str:
    if not deadline.moved_by:
        return ""
    return " " + _("마지막 날이 쉬는 날이라 다음 평일까지입니다.")


# What was taken for granted of all of them alike.
def _common(found: Sequence[Deadline]) -> list[Text]:
    return [said for said in found[0].assumes if all(said in each.assumes for each in found)]


def _first_basis(found: Sequence[Deadline]) -> None:
    rests_on(list(dict.fromkeys(each.basis[0] for each in found)))


# --- all of them, and what to correct ------------------------------------------------------------


def _all(found: Sequence[Deadline], today: date) -> None:
    for each in found:
        when = day_in_words(each.due) + f" ({_left((each.due - today).days)})" if each.due else _("날짜 모름")
        st.markdown(bold(_name(each)) + ": " + plain(when))
        lines = [_("세기 시작하는 날: {event}").format(event=_said(each.event))]
        if each.from_:
            lines[0] += f" ({day_in_words(each.from_)})"
        if each.moved_by:
            lines.append(
                _("마지막 날이 쉬는 날이라 늦춰졌습니다: {days}").format(days=plain(", ".join(each.moved_by)))
            )
        lines += [_said(said) for said in (each.note, *each.assumes) if said]
        st.markdown(bullets(lines))
        rests_on(each.basis)
    st.markdown(_said(counting().says))
    rests_on(counting().basis)
    st.caption(_("공휴일은 {day}까지 알고 셌습니다.").format(day=day_in_words(CALENDAR_KNOWN_TO)))


# The field without which nothing can be said.
def _asked(intake: Intake, case: Case, today: date) -> str:
    if impossible(intake, today):
        return "received_on"
    found = deadlines_too(intake, case, today)
    if intake.stage is Stage.BEFORE_CLAIM and not seems_refused(intake, today):
        return "benefit_from" if found and found[0].due is None else ""
    counted = {rule.id for rule in rules() if rule.counts == "received"}
    return "received_on" if any(each.id in counted and each.due is None for each in found) else ""


def _ask(name: str, stage: Stage | None, words: Mapping[str, str]) -> None:
    ask_day(day_received(stage) if name == "received_on" else day_titles()[name], TOLD[name])
    _told(name, words)


def _told(name: str, words: Mapping[str, str]) -> None:
    if name in words:
        st.markdown(read_from([words[name]]))


# --- words ---------------------------------------------------------------------------------------


def day_in_words(day: date) -> str:
    """A day as people say it, with its weekday."""
    if language() == "en":
        return f"{day:%a} {day.day} {day:%B} {day.year}"
    return f"{day.year}년 {day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def _left(days: int) -> str:
    if days < 0:
        return _("{n}일 지났습니다").format(n=-days)
    return _("{n}일 남았습니다").format(n=days) if days else _("오늘이 마지막 날입니다")


# The one accent of the page; where little time is left, in the colour of warnings and in words.
def _days_left(due: date, today: date) -> str:
    left = (due - today).days
    if left <= URGENT:
        return f":orange[{bold(_('급합니다.') + ' ' + _left(left))}]"
    return f":primary[{bold(_left(left))}]"


def _name(deadline: Deadline) -> str:
    return plain(deadline.what.in_language(language()))


def _said(text: Text) -> str:
    return plain(text.in_language(language()))
