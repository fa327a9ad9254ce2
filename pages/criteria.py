"""기준 확인: whether the criteria of law are met, by a few questions; the case is the one told on the first page."""

import streamlit as st

from lib.ui.criteria_check import show_criteria
from lib.ui.kept_case import keep_case
from lib.ui.language import _
from lib.ui.routing import run_page


def _page() -> None:
    st.title(_("기준 확인"), anchor=False)
    show_criteria()
    keep_case()


run_page(_page)
