"""내 상황 분석: tell a case, see how courts decided comparable ones, what weighs, what is missing."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from secrets import token_hex
from typing import Any

import streamlit as st
from pydantic import ValidationError

from lib.domain.intake import DATES, LONGEST_STORY, Intake
from lib.domain.saved_case import SavedCase
from lib.ui.boxes import UNKNOWN, choose, value_in
from lib.ui.kept_case import case_to_keep, take_back_case
from lib.ui.kept_notes import forget_notes, keep_answer, take_back_notes
from lib.ui.kept_story import (
    CHOICE,
    INTAKE,
    PROGRESS,
    SAMPLE,
    Kept,
    keep_story,
    what_happens_to_it,
)
from lib.ui.language import _, language
from lib.ui.letter_box import forget_letter, is_being_read, letter_box
from lib.ui.progress import (
    BOXES,
    ask_day,
    ask_panel,
    ask_stage,
    day_received,
    day_titles,
    in_widget,
    today_in_korea,
)
from lib.ui.routing import run_page
from lib.ui.samples import Sample, samples
from lib.ui.saved_case import offer_to_go_on
from lib.ui.style import bold, main_action, plain
from lib.ui.visitor import this_visitor
from lib.ui.window import come_back, scroll_here

# State of this page. The widgets' own values go when the person opens a ruling; INTAKE, CHOICE and PROGRESS
# stay. UNDERSTOOD begins the keys of what the person corrected in the result (lib/ui/understood.py), and CHOICE and
# PROGRESS keep the same while another page is open; ROUND counts analyses, so that each is scrolled to once; PROBLEM
# says why the form could not be taken. ASKING: whether clearing is being asked about, "new" or "shown".
# ARRIVAL, CLEARED and UNDO are what keep_story goes by; CLEARED is there as long as it may be brought back.
UNDERSTOOD = "assistant_understood_"
ROUND = "assistant_round"
PROBLEM = "assistant_problem"
ASKING = "assistant_asking"
ARRIVAL = "assistant_arrival"
CLEARED = "assistant_cleared"
UNDO = "assistant_undo"

# Examples in sight; the others are a tap away.
FIRST_SAMPLES = 4
FIELDS = {
    name: f"assistant_{name}"
    for name in (
        "kind_c",
        "kind_b",
        "industry",
        "occupation",
        "diagnoses",
        "story",
        "denial_reason",
        "stage",
        "panel",
        *DATES,
    )
}
state = st.session_state


def _page() -> None:
    st.title(_("내 상황 분석"), anchor=False)
    _restore()
    _show_all()
    _keep()


def _show_all() -> None:
    if INTAKE not in state:
        _offer_undo()
        if is_being_read():
            # Loads the guidance: not before it is needed.
            from lib.ui.letter_corrections import correct_letter

            correct_letter(_take_letter)
            return
        st.markdown(
            _(
                "산재 신청을 거절당했을 때 **언제까지, 무엇을, 어디에** 내야 하는지 알려 드리고, "
                "비슷한 사건을 법원이 어떻게 판단했는지 보여 드립니다. "
                "결과를 예측하거나 법률 자문을 하지는 않습니다."
            )
        )
        offer_to_go_on(_go_on)
        _offer_samples()
        letter_box()
        _form()
        _offer_to_clear()
        return
    # Loads the store, the search and the charts: not before they are needed.
    from lib.ui.result import show_result

    show_result(state[INTAKE], str(state.get(ROUND, "")), _edit)


def _edit() -> None:
    if sample := _shown_sample():
        st.caption(_("예시입니다: {gist}").format(gist=plain(sample.gist.in_language(language()))))
    with st.expander(_("적은 내용 고치기"), icon=":material/edit:"):
        _form()
    _offer_to_clear()


# Asked once more: who presses by mistake has told a long story.
def _offer_to_clear() -> None:
    if not state.get(ASKING):
        st.button(
            _("지우고 처음부터"),
            icon=":material/delete:",
            type="secondary" if INTAKE in state else "tertiary",
            on_click=_ask_to_clear,
            args=(True,),
            key="assistant_clear",
        )
        return
    state[ASKING] = "shown"
    with st.container(border=True, key="assistant_clearing"):
        st.markdown(_("적은 내용을 모두 지울까요?"))
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("네, 지우기"), icon=":material/delete:", on_click=_clear, key="assistant_clear_indeed"
            )
            st.button(_("그대로 두기"), on_click=_ask_to_clear, args=(False,), key="assistant_clear_not")


def _ask_to_clear(asking: bool) -> None:
    state[ASKING] = "new" if asking else ""


def _offer_undo() -> None:
    if CLEARED not in state or UNDO in state:
        return
    scroll_here("assistant_cleared", state[CLEARED])
    with st.container(border=True, key="assistant_undoing"):
        st.markdown(_("모두 지웠습니다. 잘못 눌렀다면 1분 안에 되돌릴 수 있습니다."))
        st.button(_("되돌리기"), icon=":material/undo:", on_click=_undo, key="assistant_undo_now")


def _undo() -> None:
    state[UNDO] = token_hex(4)


# --- the form ------------------------------------------------------------------------------------


def _offer_samples() -> None:
    st.markdown(bold(_("예시로 먼저 보기")))
    _sample_buttons(samples()[:FIRST_SAMPLES])
    # Folded, so that on a phone the form begins on the first screen.
    with st.expander(_("다른 예시")):
        _sample_buttons(samples()[FIRST_SAMPLES:])


def _sample_buttons(offered: Sequence[Sample]) -> None:
    with st.container(horizontal=True, gap="small"):
        for sample in offered:
            st.button(
                plain(sample.title.in_language(language())),
                key=f"assistant_sample_{sample.id}",
                help=plain(sample.gist.in_language(language())),
                on_click=_take_sample,
                args=(sample,),
            )


def _shown_sample() -> Sample | None:
    return next((sample for sample in samples() if sample.id == state.get(SAMPLE)), None)


def _form() -> None:
    # No `max_chars`: Streamlit drops a longer paste without a word. _take_form says what is wrong.
    with st.form("assistant_form", border=False):
        choose(st.radio, _("어떤 일인가요?"), BOXES["kind_c"], FIELDS["kind_c"], horizontal=True)
        st.text_area(
            _("무슨 일이 있었나요?"),
            key=FIELDS["story"],
            height=180,
            placeholder=_(
                "어떤 일을 얼마나 했는지, 언제 어떻게 다치거나 아프게 되었는지 편하게 적어 주세요. "
                "네다섯 문장이면 충분합니다."
            ),
        )
        st.text_input(
            _("내 병이나 다친 곳은? (진단명, 여러 개면 쉼표로)"),
            key=FIELDS["diagnoses"],
            placeholder=_("예: 뇌출혈, 고혈압"),
        )
        st.text_input(_("하던 일은? (선택)"), key=FIELDS["occupation"], placeholder=_("예: 용접공"))
        st.text_area(
            _("왜 거절당했나요? (선택)"),
            key=FIELDS["denial_reason"],
            height=90,
            placeholder=_("공단이 보낸 결정 통지서에 적힌 이유"),
        )
        left, right = st.columns(2)
        with left:
            ask_stage(FIELDS["stage"])
        with right:
            ask_day(
                _("{what} (모르면 비워 두세요)").format(what=day_received(None)),
                FIELDS["received_on"],
            )
        with st.expander(_("더 적기: 업종, 신청한 보상, 다른 날짜 (선택)")):
            st.text_input(_("업종 (선택)"), key=FIELDS["industry"], placeholder=_("예: 조선업"))
            choose(st.selectbox, _("무엇을 신청했나요? (선택)"), BOXES["kind_b"], FIELDS["kind_b"])
            ask_panel(FIELDS["panel"])
            for name, title in day_titles().items():
                ask_day(title, FIELDS[name])
        if problem := state.get(PROBLEM):
            # Where the thumb is, not where the page begins.
            st.warning(problem, icon=":material/edit_note:")
        st.form_submit_button(
            _("기한과 할 일, 비슷한 판결 보기"),
            type=main_action(),
            icon=":material/search:",
            on_click=_take_form,
            width="stretch",
        )
    st.caption(":material/lock: " + what_happens_to_it())
    if language() != "ko":
        st.caption(_("판결문이 한국어여서, 한국어로 적어야 비슷한 판결을 찾을 수 있습니다."))


# Read the form into an intake, or say in a sentence why that cannot be.
def _take_form() -> None:
    try:
        intake = Intake.model_validate(
            {
                name: value_in(key, BOXES[name]) if name in BOXES else state.get(key)
                for name, key in FIELDS.items()
            }
        )
    except ValidationError as error:
        places = {problem["loc"][0] for problem in error.errors() if problem["loc"]}
        state[PROBLEM] = (
            _("진단명이 너무 많거나 깁니다. 중요한 것부터 30개까지 적어 주세요.")
            if "diagnoses" in places
            else _("적은 내용이 너무 깁니다. 이야기와 거절 이유는 각각 {n}자까지 적을 수 있습니다.").format(
                n=f"{LONGEST_STORY:,}"
            )
            if places & {"story", "denial_reason"}
            else _("업종과 하던 일은 각각 300자까지 적을 수 있습니다.")
            if places
            else _("무슨 일이 있었는지, 또는 진단명을 적어 주세요. 둘 가운데 하나면 됩니다.")
        )
        return
    sample = _shown_sample()
    if sample and sample.on(today_in_korea()) != intake:
        del state[SAMPLE]
        forget_notes()
    if INTAKE in state and Intake.model_validate_json(state[INTAKE]).story != intake.story:
        # The account of the paper was written over another story.
        keep_answer("appeal_facts", None)
    _show(intake)


def _take_sample(sample: Sample) -> None:
    intake = sample.on(today_in_korea())
    _fill(intake)
    state[SAMPLE] = sample.id
    forget_notes()
    _show(intake)


# `given`: what the letter settles of a request for review.
def _take_letter(intake: Intake, given: Mapping[str, Any]) -> None:
    state.pop(SAMPLE, None)
    forget_notes()
    for name, value in given.items():
        keep_answer(f"appeal_{name}", value)
    _fill(intake)
    _show(intake)


# Go on with what was saved another day: it takes the place of whatever stands here.
def _go_on(saved: SavedCase) -> None:
    take_back_notes(saved.notes)
    if saved.intake is None:
        return
    state.pop(SAMPLE, None)
    _fill(saved.intake)
    _show(saved.intake)
    # Loaded here: without a result nobody pays for it.
    from lib.ui.understood import take_back_corrections

    progress = saved.progress and saved.progress.model_dump(mode="json")
    take_back_corrections(saved.intake, saved.choice, progress)


def _show(intake: Intake) -> None:
    for key in (PROBLEM, CHOICE, PROGRESS, ASKING, CLEARED, UNDO, *_corrected()):
        state.pop(key, None)
    state[INTAKE] = intake.model_dump_json()
    state[ROUND] = state.get(ROUND, 0) + 1


# Forget everything the person wrote.
def _clear() -> None:
    for key in (INTAKE, CHOICE, PROGRESS, PROBLEM, SAMPLE, ASKING, UNDO, *_corrected()):
        state.pop(key, None)
    state[CLEARED] = token_hex(4)
    forget_letter()
    _fill(None)
    forget_notes()
    # Loaded here, as by whatever made something to forget.
    from lib.ui import cached

    cached.forget_case()


def _corrected() -> list[str]:
    return [str(key) for key in state if str(key).startswith(UNDERSTOOD)]


# Put back what the widgets showed before the person looked at another page.
def _restore() -> None:
    if FIELDS["story"] not in state:
        state[ARRIVAL] = token_hex(4)
        for key in (PROBLEM, CLEARED, UNDO):
            state.pop(key, None)
        # Who presses before the page has come back whole is asked all the same.
        if state.get(ASKING) != "new":
            state.pop(ASKING, None)
        _fill(Intake.model_validate_json(state[INTAKE]) if INTAKE in state else None)
        if INTAKE in state:
            come_back(state[ARRIVAL])


# What the tab keeps of this page, so that a reload or another page loses none of it.
def _keep() -> None:
    keep_story(
        FIELDS,
        [*BOXES],
        case_to_keep(),
        who=this_visitor().name,
        arrival=state.get(ARRIVAL, ""),
        cleared=state.get(CLEARED, ""),
        undo=state.get(UNDO, ""),
        take_back=_take_back,
    )


# Put back what the tab kept; what cannot be read is passed over.
def _take_back(kept: Kept | None) -> None:
    state.pop(CLEARED, None)
    state.pop(UNDO, None)
    if kept is None:
        return
    if intake := take_back_case(kept):
        _fill(intake)
    for name, told in kept.told.items():
        if name in FIELDS:
            state[FIELDS[name]] = _in_field(name, told)


# What a field shows, from what the browser says stood in it: of radio buttons the place, of a list the label.
def _in_field(name: str, told: str) -> Any:
    if name in DATES:
        with suppress(ValueError):
            return in_widget(name, date.fromisoformat(told))
        return None
    if name in BOXES and told.isdecimal():
        return [*BOXES[name]][int(told)] if int(told) < len(BOXES[name]) else UNKNOWN
    return told


def _fill(intake: Intake | None) -> None:
    values: dict[str, Any] = {
        "kind_c": (intake and intake.kind_c) or UNKNOWN,
        "kind_b": (intake and intake.kind_b) or UNKNOWN,
        "industry": intake.industry if intake else "",
        "occupation": intake.occupation if intake else "",
        "diagnoses": ", ".join(intake.diagnoses) if intake else "",
        "story": intake.story if intake else "",
        "denial_reason": intake.denial_reason if intake else "",
        **{
            name: in_widget(name, getattr(intake, name) if intake else None)
            for name in ("stage", "panel", *DATES)
        },
    }
    for name, key in FIELDS.items():
        state[key] = values[name]


run_page(_page)
