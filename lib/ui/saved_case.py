"""내 사건 파일: a person takes their case home as a file and goes on with it another day; nothing of it is kept here.

The browser reads the file and hands over its bytes, so that it is no upload: nothing lies on the server, and whoever
may read a page may go on.
"""

import base64
from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from lib.domain.intake import Intake
from lib.domain.saved_case import (
    LARGEST_FILE,
    SavedCase,
    SavedCaseError,
    read_saved,
    too_large,
    write_saved,
)
from lib.ui.errors import told_by
from lib.ui.kept_notes import notes
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.style import plain

_KEY = "saved_case_file"
# State: why the last file could not be opened.
_PROBLEM = "saved_case_problem"

state = st.session_state

_FILE = st.components.v2.component(
    "sanjae_saved_case",
    html='<label><span></span><input type="file" accept=".json,application/json"></label>',
    css="""
label { display: inline-flex; align-items: center; min-height: 44px; padding: 0 1rem; font-family: var(--st-font);
  font-size: 1rem; border: 1px solid var(--st-border-color, currentColor); border-radius: var(--st-base-radius);
  color: var(--st-text-color); background: var(--st-background-color); cursor: pointer; margin: 3px; }
label:focus-within { outline: 2px solid currentColor; outline-offset: 2px; }
input { position: absolute; opacity: 0; width: 1px; height: 1px; }
""",
    js="""
export default function(component) {
  const { label, largest } = component.data;
  const input = component.parentElement.querySelector("input");
  component.parentElement.querySelector("span").textContent = label;
  input.setAttribute("aria-label", label);
  input.onchange = async () => {
    const file = input.files[0];
    if (!file) return;
    let told = "large";
    try {
      if (file.size <= largest) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 32768)
          text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        told = "file:" + btoa(text);
      }
    } catch { told = "file:"; }
    // The same file may be chosen again.
    input.value = "";
    component.setTriggerValue("file", told);
  };
}
""",
)


def offer_to_save(intake: Intake, choice: object, progress: object) -> None:
    """The case as a file to take home: story, corrections, ticks and answers."""
    today = today_in_korea()
    try:
        told = {"saved_on": today, "intake": intake, "choice": choice, "progress": progress}
        content = write_saved(SavedCase.model_validate(notes().model_dump() | told))
        read_saved(content)
    except (ValidationError, SavedCaseError):
        # What would not open another day is not handed out.
        st.caption(_("날짜를 고치면 내 사건 파일로 저장할 수 있습니다. 있을 수 없는 날이 적혀 있습니다."))
        return
    st.download_button(
        _("내 사건 파일 저장"),
        data=content,
        file_name=f"{_('내사건')}_{today}.json",
        mime="application/json",
        icon=":material/save:",
        on_click="ignore",
        key="assistant_save_file",
    )
    st.caption(
        _(
            "창을 닫으면 사라집니다. 이 파일을 열면 다른 날 이어집니다. 이야기와 답이 들어 있으니 잘 간수하세요."
        )
    )


def offer_to_go_on(take: Callable[[SavedCase], None]) -> None:
    """Where a file of another day is opened; what is wrong with one is said in a sentence."""
    with st.container(gap="xsmall", key="assistant_go_on"):
        st.markdown(_("전에 저장한 내 사건 파일이 있나요?"))
        _FILE(
            data={"label": _("이어서 하기"), "largest": LARGEST_FILE},
            key=_KEY,
            on_file_change=lambda: open_saved(state[_KEY].get("file"), take),
        )
        if problem := state.get(_PROBLEM):
            st.warning(plain(problem), icon=":material/edit_note:")


def open_saved(said: object, take: Callable[[SavedCase], None]) -> None:
    """Open what the browser hands over: a file in Base64, or that it is too large."""
    state.pop(_PROBLEM, None)
    if said is None:
        return
    try:
        take(read_saved(_bytes(said)))
    except SavedCaseError as error:
        state[_PROBLEM] = told_by(error)


def _bytes(said: object) -> bytes:
    told = said if isinstance(said, str) else ""
    if told == "large" or len(told) > 2 * LARGEST_FILE:
        raise SavedCaseError(too_large())
    try:
        return base64.b64decode(told.removeprefix("file:"), validate=True)
    except ValueError:
        return b""
