"""The way to a ruling's text where only its digest is held: fetch it, or paste it."""

from collections.abc import Callable

import streamlit as st

from lib.access import Doing
from lib.collect.full_text import (
    LONGEST,
    Refusal,
    TextRefusedError,
    fetch_text,
    keep_pasted,
    serial_of_ruling,
)
from lib.domain.records import StoredRuling
from lib.i18n import N_
from lib.settings import read_settings
from lib.sources.http import SourceError
from lib.sources.lawgo import Lawgo
from lib.text.said import sentence_of, translated
from lib.ui import cached
from lib.ui.language import _
from lib.ui.style import plain
from lib.ui.visitor import this_visitor

state = st.session_state

# State: why the last try of this session failed, with the ruling it was for.
_REFUSED = "full_text_refused"

_SENTENCES = {
    Refusal.EMPTY: N_("붙여 넣은 글이 없습니다."),
    Refusal.TOO_LONG: N_("글이 너무 깁니다. 이 판결 하나의 원문만 붙여 넣어 주세요."),
    Refusal.UNNAMED: N_(
        "붙여 넣은 글에 사건번호가 없어 이 판결의 원문인지 알 수 없습니다. 법원 이름과 사건번호가 적힌 제목 줄부터 "
        "함께 붙여 넣어 주세요."
    ),
    Refusal.OF_ANOTHER: N_(
        "다른 판결의 원문입니다. 법원 이름과 사건번호가 이 화면의 판결과 같은지 확인해 주세요."
    ),
    Refusal.NO_RULING: N_("주문과 이유가 보이지 않습니다. 판결문 전체를 붙여 넣어 주세요."),
    Refusal.ENDS_OTHERWISE: N_(
        "붙여 넣은 글의 결론이 이 판결의 결과와 다릅니다. 그래서 간직하지 않았습니다. 이 판결의 원문인지 확인해 주세요."
    ),
    Refusal.UNCHECKED: N_(
        "이 판결은 요약이 없어 붙여 넣은 글이 맞는지 살필 수 없습니다. 그래서 간직하지 않았습니다. "
        "위의 공식 판결문에서 읽어 주세요."
    ),
    Refusal.MISSING: N_("국가법령정보센터에 이 판결의 원문이 없습니다."),
}


def full_text(ruling: StoredRuling) -> None:
    """What stands in place of a text that is not held, and the way to hold it."""
    st.markdown(
        _("이 앱에는 이 판결의 원문이 없고 요약만 있습니다. 위의 공식 판결문 링크에서 원문을 볼 수 있습니다.")
    )
    who = this_visitor()
    if not who.may(Doing.IMPORT):
        return
    settings = read_settings()
    has_oc = bool(settings.lawgo_oc.get_secret_value().strip())
    if (
        has_oc
        and serial_of_ruling(ruling)
        and st.button(_("원문 가져오기"), icon=":material/download:", key="full_text_fetch")
    ):
        with st.spinner(_("국가법령정보센터에서 가져오는 중입니다…")):
            _try(
                ruling, lambda: fetch_text(ruling, Lawgo(settings), cached.store(), cached.index().sync, who)
            )
    with st.expander(_("원문을 붙여 넣기"), icon=":material/content_paste:"):
        st.markdown(
            _(
                "공식 판결문 화면에서 법원 이름과 사건번호가 적힌 제목 줄부터 끝까지 복사해 붙여 넣으면, 이 컴퓨터에 "
                "간직하고 판결문의 문장을 보여 드립니다."
            )
        )
        pasted = st.text_area(_("판결문 원문"), key="full_text_pasted", height=200, max_chars=LONGEST)
        if st.button(_("원문 간직하기"), icon=":material/save:", key="full_text_keep"):
            _try(ruling, lambda: keep_pasted(ruling, pasted, cached.store(), cached.index().sync, who))
    refused = state.get(_REFUSED)
    if refused and refused[0] == ruling.id:
        st.warning(plain(translated(refused[1], _)), icon=":material/warning:")


# Hold the text and draw the page anew with it; where that fails, why.
def _try(ruling: StoredRuling, hold: Callable[[], None]) -> None:
    try:
        hold()
    except TextRefusedError as error:
        state[_REFUSED] = ruling.id, _(_SENTENCES[error.why])
    except SourceError as error:
        state[_REFUSED] = ruling.id, sentence_of(error)
    else:
        state.pop(_REFUSED, None)
        state.pop("full_text_pasted", None)
        st.rerun()
