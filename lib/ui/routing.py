"""How a page is run: through app.py, also when its own address is the first one asked for."""

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from lib.ui.errors import friendly

_ROUTED = "routed"


def run_page(page: Callable[[], None]) -> None:
    """Show a page, any failure as sentences; start again in app.py where Streamlit runs its file by itself.

    Until app.py has run once in a server, Streamlit takes the folder named pages/ for its older kind
    of multipage app and answers a deep link with the bare page: no navigation, no language, and every
    file in the menu. The flag is Streamlit's own; where it is gone, nothing needs to be done.
    """
    first = _ROUTED not in st.session_state
    st.session_state[_ROUTED] = True
    # Only at the first run of a session: a rerun later would swallow the tap that caused it.
    if first and getattr(PagesManager, "uses_pages_directory", False):
        PagesManager.uses_pages_directory = False
        st.rerun()
    with friendly():
        page()
