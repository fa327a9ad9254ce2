"""The questions of a criteria check and its verdicts, as the page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.domain.intake import Case, Intake
from lib.guidance.criteria_check import (
    AT_LEAST,
    FROM_LETTER,
    FROM_STORY,
    FROM_TABLE,
    Answer,
    AnswerError,
    Checked,
    Judged,
    Question,
    check,
    check_data,
    type_of,
)
from lib.guidance.working_hours import Spread, Verdict
from lib.i18n import N_
from lib.search.understanding import understand
from lib.text.said import sentence_of, translated
from lib.ui import cached
from lib.ui.boxes import UNKNOWN, choose, value_in
from lib.ui.cards import ruling_link
from lib.ui.hours_table import ask_hours
from lib.ui.language import _, language
from lib.ui.style import bold, plain, rests_on

# State: the case that was analysed on the first page, what of it was corrected there, and the type chosen here.
INTAKE, CHOICE = "assistant_intake", "assistant_choice"
TYPE = "criteria_type"
_WIDGET = "criteria_answer_"
_NO_MORE = "criteria_no_more_"
_DRAWN = "criteria_drawn_"
_KEPT = "criteria_kept"
_OURS = "criteria_"
# Buttons and uploaded files may not be set, and a table sets itself.
_NOT_KEPT = (_KEPT, "criteria_count_", "criteria_hours_file", "criteria_hours_table")
_YES_NO = {UNKNOWN: UNKNOWN, True: N_("예"), False: N_("아니오")}
_SHOWN: Mapping[tuple[Verdict, bool], tuple[str, str]] = {
    ("met", False): (N_("맞습니다 (충족)"), ":material/check_circle:"),
    ("not met", False): (N_("맞지 않습니다 (미충족)"), ":material/cancel:"),
    ("unknown", False): (N_("아직 모릅니다 (모름)"), ":material/help:"),
    ("met", True): (N_("해당합니다"), ":material/warning:"),
    ("not met", True): (N_("해당하지 않습니다"), ":material/check_circle:"),
    ("unknown", True): (N_("아직 모릅니다 (모름)"), ":material/help:"),
}

state = st.session_state


def show_criteria() -> None:
    """The case of the first page, or a type chosen here: its questions, the count, and every verdict."""
    st.markdown(
        _(
            "법이 정한 기준에 맞는지 하나씩 짚어 봅니다. 모르는 것은 모름으로 두세요. 모름은 맞지 않음이 아닙니다."
        )
    )
    intake = Intake.model_validate_json(state[INTAKE]) if INTAKE in state else None
    if intake is None:
        st.info(
            _(
                "적어 주신 이야기가 없습니다. 먼저 적으시면 아는 답을 채워 드립니다. 아래에서 바로 골라도 됩니다."
            ),
            icon=":material/edit_note:",
        )
        st.page_link("pages/assistant.py", label=_("이야기부터 적기"), icon=":material/edit:")
    case = _case(intake) if intake else Case()
    found = type_of(intake, case) if intake else None
    types = {
        UNKNOWN: UNKNOWN,
        **{each.id: each.name.in_language(language()) for each in check_data().types.values()},
    }
    state.setdefault(TYPE, found.id if found else UNKNOWN)
    chosen = str(value_in(TYPE, types))
    choose(st.selectbox, _("어떤 사건인가요? 다르면 고치세요."), types, TYPE)
    if chosen == UNKNOWN:
        return
    # What nobody told is read from nothing.
    told_in = intake or Intake(story=check_data().types[chosen].name.ko)
    reads = intake is not None
    told = check(told_in, case, type_id=chosen, read_story=reads)
    assert told is not None
    hours = None
    if "hours_12" in told.type.questions:
        hours = ask_hours(intake.accident_on if intake else None, _says_yes(told, "guard_duty"))
        told = check(told_in, case, hours=hours, type_id=chosen, read_story=reads) or told
    given = _answered(told)
    try:
        result = check(told_in, case, given, hours, chosen, read_story=reads)
    except AnswerError as error:
        st.warning(plain(translated(sentence_of(error), _)), icon=":material/edit_note:")
        return
    assert result is not None
    _summary(result)
    st.header(_("물어볼 것"), anchor=False)
    _ask(told)
    st.header(_("기준마다 보면"), anchor=False)
    _verdicts(result)
    st.caption(
        _(
            "적으신 답은 이 창에만 있고 저장하지 않습니다. 이 화면은 결과를 예측하거나 법률 자문을 하지 않습니다."
        )
    )


# What the case is about, as corrected on the first page.
def _case(intake: Intake) -> Case:
    case = understand(intake).labels
    if choice := state.get(CHOICE):
        kind_c, kind_b, disease, issue = choice
        return replace(case, kind_c=kind_c, kind_b=kind_b, disease_category=disease, issue_category=issue)
    return case


# --- questions -----------------------------------------------------------------------------------


def keep() -> None:
    """Keep what stands in the boxes while another page is open; to be called last, as `restore` first."""
    state[_KEPT] = {
        str(key): value
        for key, value in state.items()
        if str(key).startswith(_OURS) and not str(key).startswith(_NOT_KEPT)
    }


def restore() -> None:
    """Put back what stood in the boxes before another page was opened."""
    for key, value in state.get(_KEPT, {}).items():
        state.setdefault(key, value)


def _says_yes(told: Checked, id: str) -> bool:
    """Whether the box of a question says yes, or what was told where there is no box yet."""
    for answer in told.answers:
        if answer.question.id == id:
            return bool(_in_box(answer.question) is True if _WIDGET + id in state else answer.value is True)
    return False


def _answered(told: Checked) -> dict[str, object]:
    """What the person's boxes say where it is something else than what was told; to be called before they are drawn.

    A box that nobody touched follows what is told.
    """
    given: dict[str, object] = {}
    for answer in told.answers:
        question = answer.question
        key, default, drawn = _WIDGET + question.id, _default(answer), _DRAWN + question.id
        if key not in state or (state.get(drawn, default) != default and state[key] == state.get(drawn)):
            state[key] = default
        state[drawn] = default
        value = _in_box(question)
        if value != default or (question.kind == "several" and state.get(_NO_MORE + question.id)):
            given[question.id] = _as_answer(question, value)
    return given


def _ask(told: Checked) -> None:
    """A box for each question, filled with what was told, the words below it."""
    for number, answer in enumerate(told.answers, 1):
        question = answer.question
        with st.container(gap="xxsmall", key=f"criteria_question_{question.id}"):
            _box(question, f"{number}. {question.asks.in_language(language())}")
            if line := _where_from(answer):
                st.caption(line)


def _box(question: Question, title: str) -> None:
    key = _WIDGET + question.id
    if question.kind == "yes_no":
        choose(st.radio, title, _YES_NO, key, horizontal=True)
    elif question.kind == "choice":
        choose(st.selectbox, title, _options(question), key)
    elif question.kind == "number":
        unit = (
            question.unit
            if language() != "en"
            else {"시간": "hours", "년": "years"}.get(question.unit, question.unit)
        )
        st.number_input(
            f"{title} ({unit})",
            min_value=float(question.least),
            max_value=float(question.most),
            value=None,
            step=0.5,
            key=key,
            placeholder=_("모르면 비워 두세요"),
        )
    else:
        names = {option.id: option.name.in_language(language()) for option in question.options}
        st.multiselect(
            title, [*names], format_func=names.__getitem__, key=key, placeholder=_("있는 것을 모두 고르세요")
        )
        st.checkbox(_("고른 것 말고는 없습니다"), key=_NO_MORE + question.id)


def _options(question: Question) -> dict[Any, str]:
    return {
        UNKNOWN: UNKNOWN,
        **{option.id: option.name.in_language(language()) for option in question.options},
    }


def _default(answer: Answer) -> Any:
    if answer.question.kind == "number":
        value = answer.value
        is_one = isinstance(value, Spread) and value.is_known and answer.source != FROM_TABLE
        return float(round(value.low, 2)) if is_one and isinstance(value, Spread) else None
    if answer.question.kind == "several":
        return list(answer.chosen)
    return UNKNOWN if answer.value is None else answer.value


def _in_box(question: Question) -> Any:
    key = _WIDGET + question.id
    if question.kind == "yes_no":
        return value_in(key, _YES_NO)
    if question.kind == "choice":
        return value_in(key, _options(question))
    return state[key]


def _as_answer(question: Question, value: Any) -> object:
    if question.kind == "several":
        chosen = list(value)
        if state.get(_NO_MORE + question.id):
            return chosen
        return {AT_LEAST: chosen}
    return value


def _where_from(answer: Answer) -> str:
    if answer.source == FROM_TABLE:
        return _("근무 기록에서: {shown}").format(shown=plain(answer.shown(language())))
    if answer.source not in (FROM_STORY, FROM_LETTER) or not answer.words:
        return ""
    words = plain(" ".join(answer.words.split()))
    line = _("이야기에서: “{words}”") if answer.source == FROM_STORY else _("거절 이유에서: “{words}”")
    told = line.format(words=words)
    is_number = answer.question.kind == "number" and isinstance(answer.value, Spread)
    if is_number and isinstance(answer.value, Spread) and not answer.value.is_known:
        told += " " + _("({shown}으로 읽음)").format(shown=plain(answer.shown(language())))
    return told


# --- verdicts ------------------------------------------------------------------------------------


def _summary(found: Checked) -> None:
    """How many criteria are met, not met and not known."""
    of = dict.fromkeys(("met", "not met", "unknown"), 0)
    for each in found.criteria:
        if not each.criterion.against:
            of[each.verdict] += 1
    st.markdown(
        _("기준 {n}개 가운데 맞음 **{met}**, 맞지 않음 **{not_met}**, 모름 **{unknown}**").format(
            n=sum(of.values()), met=of["met"], not_met=of["not met"], unknown=of["unknown"]
        )
    )


def _verdicts(found: Checked) -> None:
    """Every criterion with its verdict, why, its article, what proves it, and who went beyond it."""
    for judged in found.criteria:
        _verdict(judged)
    onward = found.type.onward
    with st.container(border=True, key="criteria_onward"):
        st.markdown(bold(_("기준에 맞지 않아도 끝이 아닙니다")))
        st.markdown(plain(onward.says.in_language(language())))
        rests_on(onward.basis)


def _verdict(judged: Judged) -> None:
    criterion = judged.criterion
    word, icon = _SHOWN[judged.verdict, criterion.against]
    with st.container(border=True, gap="small", key=f"criteria_verdict_{criterion.id}"):
        st.markdown(f"{icon} {bold(_(word))}")
        st.markdown(plain(criterion.says.in_language(language())))
        if why := judged.why(language()):
            st.caption(plain(why))
        rests_on(judged.basis)
        with st.expander(_("무엇으로 보이나요?")):
            for item in judged.evidence:
                st.markdown(bold(plain(item.what.in_language(language()))))
                st.caption(plain(item.how.in_language(language())))
        if criterion.beyond:
            st.caption(_("이 기준 너머로 나아간 판결"))
            for serial in criterion.beyond:
                if id := cached.ids_by_serial().get(serial):
                    ruling_link(id, id.replace("_", " "))
        elif judged.verdict == "not met" and not criterion.against:
            st.caption(_("이 기준 너머로 나아간 판결은 가진 것이 없습니다."))
