"""Every screen is shown through app.py, also when its own address is the first one asked for."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

_ROUTED = "routed"


def through_app() -> None:
    """Start again in app.py where Streamlit runs a file of pages/ by itself; put first on every page.

    Until app.py has run once in a server, Streamlit takes the folder named pages/ for its older kind
    of multipage app and answers a deep link with the bare page: no navigation, no language, and every
    file in the menu. The flag is Streamlit's own; where it is gone, nothing needs to be done.
    """
    first = st.session_state.setdefault(_ROUTED, False) is False
    st.session_state[_ROUTED] = True
    # Only at the first run of a session: a rerun later would swallow the tap that caused it.
    if first and getattr(PagesManager, "uses_pages_directory", False):
        PagesManager.uses_pages_directory = False
        st.rerun()
