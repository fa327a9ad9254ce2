"""노무사용 일괄 검토: an office's intakes sorted by urgency, opened, written about and taken away.

Only for who may see a client's case; anybody else is told so and sees nothing of it.
"""

import streamlit as st

from lib.access import Doing
from lib.ui import cached
from lib.ui.case_file import case_file
from lib.ui.cases_listed import DONE, OPEN, choose_list, filtered, table, whole_list
from lib.ui.intake_lists import runs, take_in
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.routing import run_page
from lib.ui.sign_in import locked
from lib.ui.style import plain
from lib.ui.visitor import this_visitor


def _page() -> None:
    st.title(_("노무사용 일괄 검토"), anchor=False)
    if not this_visitor().may(Doing.TRIAGE):
        st.markdown(
            _("맡은 사건은 이 앱이 켜져 있는 컴퓨터에서, 또는 사건을 맡은 사람이 로그인해서 볼 수 있습니다.")
        )
        locked(Doing.TRIAGE)
        return
    if done := st.session_state.pop(DONE, ""):
        # Whoever saved is far down the page.
        st.toast(done, icon=":material/task_alt:", duration="long")
    lists = cached.office().lists()
    take_in(is_first=not lists and not cached.triage_runs())
    is_at_work = runs()
    if not lists:
        if is_at_work:
            return
        st.markdown(_("보관한 목록이 없습니다. 표를 올리면 급한 사건부터 정리해 보여 드립니다."))
        return
    name = choose_list(lists)
    documents = cached.office_documents(name, today_in_korea())
    if not documents:
        st.markdown(_("아직 분석한 사건이 없습니다."))
        return
    left = filtered(documents)
    st.caption(
        _("사건 {n}건 가운데 {left}건, 급한 것부터").format(n=f"{len(documents):,}", left=f"{len(left):,}")
    )
    if left:
        table(left)
    else:
        st.markdown(_("고른 조건에 맞는 사건이 없습니다."))
    whole_list(name, documents)
    opened = next((each for each in documents if each["case"] == st.session_state.get(OPEN)), None)
    if opened:
        st.divider()
        case_file(name, opened)
    elif code := st.session_state.get(OPEN):
        st.info(_("사건 {code}은(는) 이 목록에 없습니다.").format(code=plain(code)))


run_page(_page)
