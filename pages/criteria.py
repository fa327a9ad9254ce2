"""기준 확인: whether the criteria of law are met, by a few questions; the case is the one told on the first page."""

import streamlit as st

from lib.ui.criteria_check import keep, restore, show_criteria
from lib.ui.language import _
from lib.ui.routing import run_page


def _page() -> None:
    st.title(_("기준 확인"), anchor=False)
    restore()
    show_criteria()
    keep()


run_page(_page)
