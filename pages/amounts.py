"""얼마를 받나요: what a case is worth, each amount with how it was worked out. An explanation, no promise."""

import streamlit as st

from lib.ui.language import _
from lib.ui.routing import run_page


def _page() -> None:
    st.title(_("얼마를 받나요"), anchor=False)
    st.markdown(
        _(
            "아는 것만 적으세요. 적을수록 자세히 나옵니다. "
            "**설명이지 약속이 아닙니다: 공단의 결정이 정합니다.**"
        )
    )
    # Loaded here, so that the title is on screen before.
    from lib.ui.amounts_form import ask, show

    told = ask()
    st.caption(":material/lock: " + _("적은 내용은 저장하지 않습니다. 이 화면을 떠나면 사라집니다."))
    show(told)


run_page(_page)
