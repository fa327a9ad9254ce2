"""로그인: who is signed in, the ways in, and how whoever runs the app turns them on."""

import streamlit as st

from lib.ui.language import _
from lib.ui.routing import run_page
from lib.ui.sign_in import sign_in_and_out


def _page() -> None:
    st.title(_("로그인"), anchor=False)
    sign_in_and_out()


run_page(_page)
