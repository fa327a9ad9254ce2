"""Entry point: page configuration, language and navigation; the screens are in pages/."""

from contextlib import suppress
from pathlib import Path

import streamlit as st

from lib.ui.language import _, language_switch, remember_language
from lib.ui.loops import allow_more_open_files, make_loops_on_demand
from lib.ui.sign_in import offers_sign_in
from lib.ui.style import bold
from lib.ui.visitor import may_triage
from lib.ui.window import keep_places

_ICON = str(Path(__file__).parent / "data" / "icon.svg")
# Pixels; longer lines tire the eye.
_WIDEST = 1040

make_loops_on_demand()
allow_more_open_files()
st.set_page_config(page_title=_("산재 판례 길잡이"), page_icon=_ICON, layout="wide")
pages = [
    st.Page("pages/assistant.py", title=_("내 상황 분석"), url_path="", default=True),
    st.Page("pages/criteria.py", title=_("기준 확인"), url_path="criteria"),
    st.Page("pages/amounts.py", title=_("얼마를 받나요"), url_path="amounts"),
    st.Page("pages/appeal.py", title=_("청구서 쓰기"), url_path="appeal"),
    st.Page("pages/search.py", title=_("판례 검색"), url_path="search"),
    st.Page("pages/statistics.py", title=_("판결 결과 통계"), url_path="statistics"),
]
# The first page under its own name, too: Streamlit links to the page at the root by an empty address, which a browser
# takes for the page it shows.
by_name = st.Page("pages/assistant.py", title=_("내 상황 분석"), url_path="assistant", visibility="hidden")
keeping = st.Page("pages/data.py", title=_("관리"), url_path="data", visibility="hidden")
ruling = st.Page("pages/ruling.py", title=_("판례 상세"), url_path="ruling", visibility="hidden")
# Somebody who may not see a client's case is told so at its address, and led to it from nowhere. Asked at every run,
# whatever page it shows: who comes back to that page has to be the same.
is_of_office = may_triage()
triage = st.Page(
    "pages/triage.py",
    title=_("노무사용 일괄 검토"),
    url_path="triage",
    visibility="visible" if is_of_office else "hidden",
)
signing_in = st.Page("pages/signin.py", title=_("로그인"), url_path="signin", visibility="hidden")
page = st.navigation([*pages, by_name, triage, keeping, ruling, signing_in], position="top")
with st.container(horizontal_alignment="center"), st.container(width=_WIDEST):
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(bold(_("산재 판례 길잡이")), width="content")
        language_switch()
    page.run()
    st.divider()
    # On a phone the bar at the top is folded away behind an icon; here the way on is always visible.
    with st.container(horizontal=True, gap="small", key="page_foot"):
        for other in (
            pages[0] if page is pages[0] else by_name,
            *pages[1:],
            *((triage,) if is_of_office else ()),
            keeping,
            *((signing_in,) if offers_sign_in() else ()),
        ):
            st.page_link(other)
    remember_language()
    keep_places()
if page in (pages[0], by_name):
    # What takes a second to load, loaded while the person reads. A failure is passed over: the page
    # that needs what is missing says so.
    with suppress(Exception):
        from lib.ui import cached, result  # noqa: F401

        cached.listing(cached.revision())
