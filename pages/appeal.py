"""청구서 쓰기: the draft of a request for review or re-examination of the case that was told, to correct and hand in."""

import streamlit as st

from lib.ui.kept_story import INTAKE
from lib.ui.language import _
from lib.ui.routing import run_page


def _page() -> None:
    st.title(_("청구서 쓰기"), anchor=False)
    if INTAKE not in st.session_state:
        st.markdown(
            _(
                "공단의 결정을 다투는 청구서의 초안을 적어 주신 이야기로 씁니다. 먼저 ‘내 상황 분석’에서 무슨 일이 있었는지와 "
                "거절 이유를 적어 주세요."
            )
        )
        st.page_link("pages/assistant.py", label=_("내 상황 분석"), icon=":material/arrow_back:")
        return
    # Loads the store and the search: not before they are needed.
    from lib.ui.drafting import show_appeal

    show_appeal(st.session_state[INTAKE])


run_page(_page)
