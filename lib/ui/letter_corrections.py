"""What was read from a letter, each with its words and a cut-out of the picture, to be corrected before it counts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st
from pydantic import ValidationError

from lib.casework.letter import Letter, Read
from lib.casework.letter_intake import settled_items
from lib.casework.paper_form import Given
from lib.domain.intake import Intake
from lib.domain.taxonomy import KindC
from lib.text.said import translated
from lib.ui.boxes import UNKNOWN, choose, value_in
from lib.ui.language import _, language
from lib.ui.letter_box import FIELD, LETTER, PROBLEM, ROUND, forget_letter
from lib.ui.letter_cutout import cutout
from lib.ui.progress import BOXES, ask_day, day_received, in_widget, read_from
from lib.ui.style import bold, main_action, plain
from lib.ui.window import scroll_here

state = st.session_state


def correct_letter(take: Callable[[Intake, Mapping[str, Any]], None]) -> None:
    """What was read, each with its words and a cut-out of the picture, to be corrected.

    `take` is given the case, and what the letter settles of a request for review: fields of Given, as JSON has them.
    """
    letter: Letter = state[LETTER]
    scroll_here("assistant_letter_correct", str(state.get(ROUND, 0)))
    st.header(_("이렇게 읽었습니다. 틀린 곳을 고쳐 주세요"), anchor=False)
    if letter.source and letter.source.unread:
        pages = ", ".join(str(number + 1) for number in letter.source.unread)
        st.warning(
            _("글자를 읽지 못한 쪽이 있습니다: {pages}쪽").format(pages=pages), icon=":material/warning:"
        )
    with st.form("assistant_letter_form", border=False):
        st.markdown(bold(_("이 통지서를 언제 받았나요?")))
        st.caption(_("기한은 받은 날부터 셉니다. 통지서에는 적혀 있지 않으니 직접 적어 주세요."))
        # An empty field: a day that nobody told must not stand there.
        state.setdefault(f"{FIELD}received_on", None)
        ask_day(day_received(letter.stage), f"{FIELD}received_on")
        _stage(letter)
        _day(letter, "printed_on", _("통지서에 적힌 날짜"), letter.printed_on)
        _benefit(letter)
        _reasons(letter)
        _panel(letter)
        _diagnoses(letter)
        _day(letter, "accident_on", _("다치거나 병이 난 날"), letter.accident_on)
        _told_beside(letter)
        state.setdefault(f"{FIELD}story", "")
        st.text_area(
            _("무슨 일이 있었나요? (적으면 더 잘 맞는 판결을 찾습니다)"), key=f"{FIELD}story", height=120
        )
        if problem := state.get(PROBLEM):
            st.warning(plain(problem), icon=":material/edit_note:")
        if st.form_submit_button(
            _("이대로 기한과 할 일 보기"), type=main_action(), icon=":material/search:", width="stretch"
        ):
            _take(letter, take)
    st.button(
        _("그만두고 직접 적기"), icon=":material/close:", on_click=forget_letter, key="assistant_letter_leave"
    )


# The words something was read from, the picture of them, and what is not certain of it.
def _shown(letter: Letter, name: str, *reads: Read[Any] | None, with_words: bool = True) -> None:
    found = [each for each in reads if each is not None]
    for doubt in letter.doubts_of(name):
        st.markdown(f":orange-badge[{_('확인')}] {plain(translated(doubt.why, _))}")
    if found and with_words:
        st.markdown(read_from([_short(each.words) for each in found]))
    for each in found:
        if picture := cutout(letter, each.start, each.end):
            st.image(picture, width="content")


_LONGEST_SHOWN = 80


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def _stage(letter: Letter) -> None:
    key = f"{FIELD}stage"
    state.setdefault(key, in_widget("stage", letter.stage))
    choose(st.selectbox, _("무엇을 받았나요? (마지막 결정)"), BOXES["stage"], key)
    _shown(letter, "kind", letter.kind)
    if letter.decision or letter.office:
        told = [
            part
            for part in (
                letter.office.value if letter.office else "",
                letter.first_office.value if letter.first_office else "",
                letter.decision.value.what if letter.decision else "",
            )
            if part
        ]
        st.markdown(_("보낸 곳과 결정: {told}").format(told=plain(" · ".join(dict.fromkeys(told)))))
    _shown(letter, "office", letter.office, with_words=False)
    _shown(letter, "decision", letter.decision)


def _day(letter: Letter, name: str, title: str, read: Read[date] | None) -> None:
    key = f"{FIELD}{name}"
    if key not in state:
        state[key] = in_widget("decision_date", read.value if read else None)
    ask_day(title, key)
    _shown(letter, name, read)


def _benefit(letter: Letter) -> None:
    key = f"{FIELD}kind_b"
    state.setdefault(key, in_widget("kind_b", letter.benefit.value if letter.benefit else None))
    choose(st.selectbox, _("무엇을 신청했나요?"), BOXES["kind_b"], key)
    _shown(letter, "benefit", letter.benefit)


def _reasons(letter: Letter) -> None:
    key = f"{FIELD}denial_reason"
    state.setdefault(key, letter.reason_text)
    st.text_area(_("왜 거절당했나요? (통지서의 말)"), key=key, height=160)
    for each in letter.reasons:
        meaning = each.reason.reason.in_language(language())
        st.markdown(f"“{plain(_short(each.words))}” → {plain(meaning)}")
    _shown(letter, "reasons")
    if letter.reasons:
        first = letter.reasons[0]
        span = Read("", first.words, first.start, max(each.end for each in letter.reasons))
        _shown(letter, "", span, with_words=False)


def _panel(letter: Letter) -> None:
    key = f"{FIELD}panel"
    state.setdefault(key, True if letter.is_of_the_panel else UNKNOWN)
    choose(st.radio, _("업무상질병판정위원회가 판정했나요?"), BOXES["panel"], key, horizontal=True)
    _shown(letter, "panel", letter.panel)


def _diagnoses(letter: Letter) -> None:
    key = f"{FIELD}diagnoses"
    state.setdefault(key, ", ".join(each.value for each in letter.diagnoses))
    st.text_input(_("진단명 (여러 개면 쉼표로)"), key=key)
    _shown(letter, "diagnoses", *letter.diagnoses, with_words=False)


# What needs no correction and is told: whether the letter says how to contest it.
def _told_beside(letter: Letter) -> None:
    if letter.review_told:
        ways = ", ".join(letter.review_told.value.remedies)
        st.markdown(_("통지서가 알려 준 다음 단계: {ways}").format(ways=plain(ways)))
    else:
        st.markdown(_("통지서에서 다투는 방법을 알려 주는 말을 찾지 못했습니다."))


def _take(letter: Letter, take: Callable[[Intake, Mapping[str, Any]], None]) -> None:
    state.pop(PROBLEM, None)
    told = {
        "stage": value_in(f"{FIELD}stage", BOXES["stage"]),
        "kind_b": value_in(f"{FIELD}kind_b", BOXES["kind_b"]),
        "panel": value_in(f"{FIELD}panel", BOXES["panel"]),
        "received_on": state.get(f"{FIELD}received_on"),
        "decision_date": state.get(f"{FIELD}printed_on"),
        "accident_on": state.get(f"{FIELD}accident_on"),
        "denial_reason": state.get(f"{FIELD}denial_reason"),
        "diagnoses": state.get(f"{FIELD}diagnoses"),
        "story": state.get(f"{FIELD}story"),
    }
    if told["panel"] is True:
        told["kind_c"] = KindC.DISEASE
    try:
        intake = Intake.model_validate(told)
    except ValidationError:
        state[PROBLEM] = _(
            "적은 내용이 너무 깁니다. 진단명은 30개까지, 이유는 20,000자까지 적을 수 있습니다."
        )
        st.rerun()
    items = settled_items(letter)
    # The decision is called there as the case is understood.
    given = Given.model_validate(
        {name: items.get(name) or "" for name in ("branch", "notice_words")} | {"notice": items["notice"]}
    )
    forget_letter()
    take(intake, given.model_dump(mode="json", exclude_defaults=True))
    st.rerun()
