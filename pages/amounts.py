"""얼마를 받나요: what a case is worth, each amount with how it was worked out. An explanation, no promise."""

import streamlit as st

from lib.ui.kept_case import keep_case, lead_to_the_story
from lib.ui.kept_story import INTAKE
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
    if INTAKE not in st.session_state:
        lead_to_the_story(
            _("이야기를 먼저 적으시면 아는 것을 채워 드리고, 아니면 아래에 바로 적어도 됩니다.")
        )
    # Loaded here, so that the title is on screen before.
    from lib.ui.amounts_form import ask, show

    told = ask()
    st.caption(
        ":material/lock: "
        + _("적은 내용은 이 창과 내 사건 파일에만 있습니다. ‘지우고 처음부터’를 누르면 사라집니다.")
    )
    show(told)
    keep_case()


run_page(_page)
