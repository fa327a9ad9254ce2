"""The case of this session on whichever page it is open: kept in the tab, taken back from it, led to where there is none.

It is what was analysed on the first page, what of that was corrected, and the notes beside it.
"""

from secrets import token_hex
from typing import Any

import streamlit as st

from lib.domain.intake import Intake
from lib.domain.saved_case import Notes
from lib.domain.told_dates import filled
from lib.ui.kept_notes import notes, take_back_notes
from lib.ui.kept_story import CHOICE, INTAKE, PROGRESS, SAMPLE, Form, Kept, keep_story
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.visitor import this_visitor

# State: told to the tab once in a session, on the pages without the form.
_ARRIVAL = "kept_case_arrival"

state = st.session_state


def case_to_keep() -> dict[str, Any]:
    """What a tab keeps of the case, as JSON has it; empty where nothing was told or answered."""
    if INTAKE not in state and notes() == Notes():
        return {}
    kept = {
        name: state[key]
        for name, key in (("intake", INTAKE), ("choice", CHOICE), ("progress", PROGRESS), ("sample", SAMPLE))
        if key in state
    }
    return kept | {"notes": notes().model_dump(mode="json")}


def take_back_case(kept: Kept) -> Intake | None:
    """Put back what a tab kept where this session has no case yet; the intake, if there was one that can be read."""
    if INTAKE in state or not kept.result:
        return None
    intake = None
    if "intake" in kept.result:
        try:
            intake = Intake.model_validate_json(kept.result["intake"])
            # Loaded here: without a result nobody pays for it.
            from lib.ui.understood import take_back_corrections

            take_back_corrections(intake, kept.result.get("choice"), kept.result.get("progress"))
        except (KeyError, TypeError, ValueError):
            return None
        state[INTAKE] = intake.model_dump_json()
        state[SAMPLE] = str(kept.result.get("sample", ""))
    take_back_notes(kept.result.get("notes", {}))
    return intake


def keep_case(form: Form | None = None) -> None:
    """Keep the case in the tab from a page without the story's form, and take it back; to be called last in a run.

    `form`: the page's own, of which what was typed and not sent is kept, too, and given back wherever it is drawn anew.
    """

    def take_back(kept: Kept | None) -> None:
        if kept:
            take_back_case(kept)
            if form:
                form.take_back(kept.told)

    keep_story(
        {},
        [],
        case_to_keep(),
        who=this_visitor().name,
        arrival=state.setdefault(_ARRIVAL, token_hex(4)) + (form.drawn if form else ""),
        cleared="",
        undo="",
        take_back=take_back,
        form=form,
    )


def case_as_corrected() -> Intake | None:
    """The intake of this session with its stage and days as they are told and were corrected; None without one."""
    if INTAKE not in state:
        return None
    intake, _read = filled(Intake.model_validate_json(state[INTAKE]), today_in_korea())
    return intake.model_copy(update=state.get(PROGRESS) or {})


def lead_to_the_story(says: str) -> None:
    """Where a page has no case: in a sentence what a story would bring, and the way to the form."""
    st.markdown(says)
    # By its name: the address of the page at the root is empty, which a browser takes for the page it shows.
    form = st.Page("pages/assistant.py", url_path="assistant", visibility="hidden")
    st.page_link(form, label=_("내 상황 분석"), icon=":material/edit_note:")
