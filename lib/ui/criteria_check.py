"""The questions of a criteria check and its verdicts, as the page shows them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.domain.intake import Case, Intake
from lib.guidance.check_answers import AT_LEAST, FROM_LETTER, FROM_STORY, FROM_TABLE, Answer, AnswerError
from lib.guidance.check_entries import Question, check_data
from lib.guidance.criteria_check import Checked, Judged, check, type_of
from lib.guidance.told_impossible import impossible_told
from lib.guidance.working_hours import Spread, Verdict
from lib.i18n import N_
from lib.search.understanding import understand
from lib.text.said import sentence_of, translated
from lib.ui.boxes import UNKNOWN, choose, value_in
from lib.ui.cards import shipped_link
from lib.ui.hours_table import ask_hours
from lib.ui.kept_case import case_as_corrected, lead_to_the_story
from lib.ui.kept_notes import kept_key, remembered
from lib.ui.kept_story import CHOICE
from lib.ui.language import _, language
from lib.ui.progress import today_in_korea
from lib.ui.style import bold, plain, rests_on

# Names in the notes: the type chosen here, the answer to a question, and that what was chosen is all there is.
_TYPE = "criteria_type"
_ANSWER = "criteria_answer_"
_NO_MORE = "criteria_no_more_"
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
    intake = case_as_corrected()
    if intake is None:
        lead_to_the_story(
            _("이야기를 먼저 적으시면 아는 답을 채워 드리고, 아니면 아래에서 바로 골라도 됩니다.")
        )
    case = _case(intake) if intake else Case()
    found = type_of(intake, case) if intake else None
    types = {
        UNKNOWN: UNKNOWN,
        **{each.id: each.name.in_language(language()) for each in check_data().types.values()},
    }
    key = _remembered_choice(_TYPE, types, found.id if found else UNKNOWN)
    chosen = str(choose(st.selectbox, _("어떤 사건인가요? 다르면 고치세요."), types, key))
    if chosen == UNKNOWN:
        return
    # What nobody told is read from nothing.
    told_in = intake or Intake(story=check_data().types[chosen].name.ko)
    reads = intake is not None
    if intake and (wrong := impossible_told(intake, today_in_korea())):
        st.warning(plain(translated(wrong, _)), icon=":material/edit_note:")
        reads = False
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
        _ask(told)
        return
    assert result is not None
    _summary(result)
    st.header(_("물어볼 것"), anchor=False)
    _ask(told)
    st.header(_("기준마다 보면"), anchor=False)
    _verdicts(result)
    st.caption(
        _(
            "적으신 답은 이 창과 내 사건 파일에만 있습니다. 이 화면은 결과를 예측하거나 법률 자문을 하지 않습니다."
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


def _says_yes(told: Checked, id: str) -> bool:
    """Whether the box of a question says yes."""
    return any(answer.question.id == id and _in_box(answer) is True for answer in told.answers)


# The box of a choice, filled with what was told until the person says otherwise.
def _remembered_choice(name: str, options: Mapping[Any, str], told: Any) -> str:
    def read(kept: Any) -> Any:
        if any(type(each) is type(kept) and each == kept for each in options):
            return kept
        raise ValueError(kept)

    if kept_key(name) in state:
        # In the language of the moment, before it is taken for an answer.
        value_in(kept_key(name), options)
    return remembered(name, read, told)


def _answered(told: Checked) -> dict[str, object]:
    """What the person's boxes say where it is something else than what was told; to be called before they are drawn."""
    given: dict[str, object] = {}
    for answer in told.answers:
        question, value = answer.question, _in_box(answer)
        has_no_more = question.kind == "several" and state[_no_more(question)]
        if value != _default(answer) or has_no_more:
            given[question.id] = value if question.kind != "several" or has_no_more else {AT_LEAST: value}
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
    key = kept_key(_ANSWER + question.id)
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
            format="%g",
            key=key,
            placeholder=_("모르면 비워 두세요"),
        )
    else:
        names = {option.id: option.name.in_language(language()) for option in question.options}
        st.multiselect(
            title, [*names], format_func=names.__getitem__, key=key, placeholder=_("있는 것을 모두 고르세요")
        )
        st.checkbox(_("고른 것 말고는 없습니다"), key=kept_key(_NO_MORE + question.id))


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


# What stands in the box of a question, or will once it is drawn.
def _in_box(answer: Answer) -> Any:
    question, told = answer.question, _default(answer)
    name = _ANSWER + question.id
    if question.kind in ("yes_no", "choice"):
        options = _YES_NO if question.kind == "yes_no" else _options(question)
        return state[_remembered_choice(name, options, told)]
    read = _number_of(question) if question.kind == "number" else _several_of(question)
    value = state[remembered(name, read, told)]
    return list(value) if question.kind == "several" else value


def _no_more(question: Question) -> str:
    return remembered(_NO_MORE + question.id, lambda kept: kept is True, told=False)


def _number_of(question: Question) -> Callable[[Any], float | None]:
    def read(kept: Any) -> float | None:
        if kept is None:
            return None
        if isinstance(kept, bool) or not question.least <= float(kept) <= question.most:
            raise ValueError(kept)
        return float(kept)

    return read


def _several_of(question: Question) -> Callable[[Any], list[str]]:
    ids = {option.id for option in question.options}
    return lambda kept: [each for each in dict.fromkeys(map(str, kept)) if each in ids]


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
                shipped_link(serial)
        elif judged.verdict == "not met" and not criterion.against:
            st.caption(_("이 기준 너머로 나아간 판결은 가진 것이 없습니다."))
