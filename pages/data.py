"""관리: what is held, from where, how fresh; whether search follows it; taking in more, and what the models took.

Whoever reaches the app from elsewhere and is no keeper sees what is held and nothing of the rest.
"""

import streamlit as st

from lib.access import Doing
from lib.ui.collecting import live_sources
from lib.ui.differing import differing_labels
from lib.ui.holdings import rulings_held, search_index, where_rulings_come_from
from lib.ui.imports import imports_held
from lib.ui.language import _
from lib.ui.routing import run_page
from lib.ui.sign_in import locked
from lib.ui.uploads import uploads
from lib.ui.usage import model_usage
from lib.ui.visitor import this_visitor


def _page() -> None:
    st.title(_("관리"), anchor=False)
    rulings_held()
    if not this_visitor().may(Doing.SETTINGS):
        st.markdown(
            _(
                "판례를 넣고 빼는 일, 받아 오는 일, 설정과 사용량은 앱을 관리하는 사람만 다룹니다. 결과를 보고 판례를 찾는 데는 아무것도 필요하지 않습니다."
            )
        )
        locked(Doing.SETTINGS)
        return
    search_index()
    for part in (live_sources, uploads, imports_held, differing_labels, model_usage, where_rulings_come_from):
        st.divider()
        part()


run_page(_page)
