"""데이터: what is held, from where, how fresh; whether search follows it; and taking in more."""

import streamlit as st

from lib.ui.collecting import live_sources
from lib.ui.differing import differing_labels
from lib.ui.holdings import rulings_held, search_index, where_rulings_come_from
from lib.ui.imports import imports_held
from lib.ui.language import _
from lib.ui.routing import run_page
from lib.ui.uploads import uploads
from lib.ui.usage import model_usage


def _page() -> None:
    st.title(_("데이터"), anchor=False)
    rulings_held()
    search_index()
    for part in (live_sources, uploads, imports_held, differing_labels, model_usage, where_rulings_come_from):
        st.divider()
        part()


run_page(_page)
