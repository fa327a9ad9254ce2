"""What was understood of a case, to be corrected by the person: labels, how far it has come, its days."""

import re
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.domain.intake import DATES, Intake
from lib.domain.taxonomy import KindC
from lib.search.read_by_words import Further, Understood
from lib.ui import cached
from lib.ui.boxes import UNKNOWN, choose, labels_of, value_in
from lib.ui.kept_story import CHOICE, PROGRESS
from lib.ui.labels import VOCABULARIES, name_of
from lib.ui.language import _
from lib.ui.progress import BOXES, in_widget, read_from
from lib.ui.reader import own_words
from lib.ui.style import plain

# State: what stands in CHOICE and PROGRESS, in the widgets, which go when the person opens a ruling.
CHOSEN = {
    name: f"assistant_understood_{name}"
    for name in ("kind_c", "kind_b", "disease_category", "issue_category")
}
TOLD = {name: f"assistant_understood_{name}" for name in ("stage", "panel", *DATES)}

state = st.session_state

_AS_A_TERM = re.compile(r"\s*\([^)]*\)$")


# --- labels --------------------------------------------------------------------------------------


def chosen(understood: Understood) -> cached.Choice:
    """What the case is about: as understood, or as the person corrected it."""
    before = state.get(CHOICE) or [getattr(understood, name) for name in CHOSEN]
    for key, value in zip(CHOSEN.values(), before, strict=True):
        state.setdefault(key, value or UNKNOWN)
    now = {name: value_in(key, labels_of(VOCABULARIES[name])) for name, key in CHOSEN.items()}
    kind_c, kind_b, disease, issue = (None if value == UNKNOWN else value for value in now.values())
    state[CHOICE] = (kind_c, kind_b, disease, issue)
    return kind_c, kind_b, disease, issue


def in_a_line(choice: cached.Choice) -> str:
    """What the case is about, in one line of everyday words; the terms of law stand in the boxes."""
    kind_c, *others = choice
    # What is ill or hurt tells illness and accident by itself.
    is_said = choice[2] is not None and kind_c is not KindC.COMMUTE
    told = [value for value in (None if is_said else kind_c, *others) if value]
    return " · ".join(_AS_A_TERM.sub("", name_of(value)) for value in told) or _("아직 모름")


def correct_labels(intake: Intake, understood: Understood) -> None:
    """The labels to be corrected, each with the words it was read from; a correction changes everything."""
    st.caption(_("틀린 것이 있으면 고쳐 주세요. 결과가 바로 바뀝니다."))
    titles = (
        _("유형"),
        _("신청한 보상 (치료비, 유족 등)"),
        _("다치거나 아픈 곳"),
        _("공단과 무엇이 갈렸나요"),
    )
    for column, title, name in zip(st.columns(2) * 2, titles, CHOSEN, strict=True):
        _label(column, title, name, understood, intake)
    _further(intake, understood)


# One label, with the words it was read from.
def _label(column: DeltaGenerator, title: str, name: str, understood: Understood, intake: Intake) -> None:
    value = choose(column.selectbox, title, labels_of(VOCABULARIES[name]), CHOSEN[name])
    if value == getattr(understood, name) and getattr(intake, name, None) is None:
        words = own_words(f"{intake.text}\n{intake.denial_reason}", understood, value)
        if words:
            column.markdown(read_from(words))


# What else the case is about, in one line, each to be looked at instead.
def _further(intake: Intake, understood: Understood) -> None:
    shown = [state[CHOSEN[name]] for name in ("disease_category", "issue_category")]
    first = (
        Further("disease_category", understood.disease_category, ()) if understood.disease_category else None,
        Further("issue_category", understood.issue_category, ()) if understood.issue_category else None,
    )
    labels = {each.label for each in understood.further}
    others = [
        each
        for each in (*filter(None, first), *understood.further)
        if each.label in labels and each.value not in shown
    ]
    if others:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(_("함께 적으신 것도 있습니다. 눌러서 볼 수 있습니다:"))
            for each in others:
                st.button(
                    name_of(each.value),
                    key=f"assistant_further_{each.value.name}",
                    help=", ".join(f"“{plain(intake.own_words(word))}”" for word in each.words) or None,
                    on_click=_look_at,
                    args=(each.label, each.value),
                )


# Take a label as what the case is about; everything follows.
def _look_at(label: str, value: Any) -> None:
    state[CHOSEN[label]] = value


def take_back_corrections(intake: Intake, choice: Any, progress: Any) -> None:
    """Put back what was corrected of this intake, from JSON; None where nothing was.

    Raises ValueError and TypeError for what was never written so.
    """
    if choice is not None:
        state[CHOICE] = tuple(
            None if value is None else VOCABULARIES[name](value)
            for name, value in zip(CHOSEN, choice, strict=True)
        )
    if progress is not None:
        told = Intake.model_validate(intake.model_dump() | {name: dict(progress).get(name) for name in TOLD})
        state[PROGRESS] = {name: getattr(told, name) for name in TOLD}


def leave_boxes(*drawn: str) -> None:
    """Give up the boxes of the result that another page read and does not draw, all but those for `drawn`.

    They are filled again from what is kept of them; one that was set and not drawn would come back empty.
    """
    for name, key in (CHOSEN | TOLD).items():
        if name not in drawn:
            state.pop(key, None)


def told_progress() -> Any:
    """How far the case has come and its days as they stand in the result; None before one was shown."""
    return state.get(PROGRESS)


# --- how far, and when ---------------------------------------------------------------------------


def progressed(intake: Intake) -> Intake:
    """The intake with its stage, panel and days as the person corrected them."""
    before = state.get(PROGRESS) or {name: getattr(intake, name) for name in TOLD}
    for name, key in TOLD.items():
        state.setdefault(key, in_widget(name, before[name]))
    now = {name: value_in(key, BOXES[name]) if name in BOXES else state[key] for name, key in TOLD.items()}
    told = {name: None if value == UNKNOWN else value for name, value in now.items()}
    state[PROGRESS] = told
    return intake.model_copy(update=told)
