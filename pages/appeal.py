"""청구서 쓰기: the draft of a request for review or re-examination of the case that was told, to correct and hand in."""

import streamlit as st

from lib.ui.kept_case import keep_case, lead_to_the_story
from lib.ui.kept_story import INTAKE
from lib.ui.language import _
from lib.ui.routing import run_page


def _page() -> None:
    st.title(_("청구서 쓰기"), anchor=False)
    form = None
    if INTAKE in st.session_state:
        # Loads the store and the search: not before they are needed.
        from lib.ui.drafting import show_appeal

        form = show_appeal(st.session_state[INTAKE])
    else:
        lead_to_the_story(_("무슨 일이 있었는지와 거절 이유를 먼저 적으시면, 그것으로 초안을 씁니다."))
    keep_case(form)


run_page(_page)
