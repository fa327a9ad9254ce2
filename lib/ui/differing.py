"""Where this app and a source call the same ruling differently."""

from urllib.parse import quote

import pandas as pd
import streamlit as st

from lib.domain.disagreements import Compared
from lib.ui import cached
from lib.ui.labels import name_of, source_name
from lib.ui.language import _
from lib.ui.style import bold, plain

# Rows of one table of rulings that are called differently; it scrolls by itself within so many pixels
# if it has more than so many rows.
_MOST_EXAMPLES, _TALLEST, _LONG = 200, 480, 12


def differing_labels() -> None:
    """Our labels against the words of the sources: how often they differ, and where."""
    st.header(_("분류가 다른 판례"), anchor=False)
    st.markdown(
        _(
            "이 앱이 붙인 분류와 출처가 붙인 분류를 견줍니다. 서로 어긋나는 판례는 이 앱이 틀렸을 수 있으니 원문을 확인하세요."
        )
    )
    compared = cached.disagreeing(cached.revision())
    if not compared:
        st.info(
            _("아직 비교할 것이 없습니다. 출처의 분류가 붙은 판례를 받으면 여기에 나옵니다."),
            icon=":material/rule:",
        )
        return
    for each in compared:
        label = {
            "outcome": _("결과"),
            "kind_b": _("급여·처분"),
            "kind_c": _("사고·질병·출퇴근"),
        }[each.label]
        st.markdown(
            _("{source}, {label}: 견준 판례 {compared}건 가운데 {n}건이 다릅니다.").format(
                source=bold(source_name(each.source)),
                label=bold(label),
                compared=f"{each.compared:,}",
                n=f"{each.disagreed:,}",
            )
        )
        if each.unread or each.unmapped:
            st.caption(
                _(
                    "견주지 못한 판례: 내용을 읽을 수 없음 {unread}건, 출처의 말로 알 수 없음 {unmapped}건."
                ).format(unread=f"{each.unread:,}", unmapped=f"{each.unmapped:,}")
            )
        if each.pairs:
            with st.expander(_("다른 판례 보기"), key=f"data_differing_{each.source}_{each.label}"):
                _examples(each)


# Some rulings of every kind of difference, each a link to its page.
def _examples(compared: Compared) -> None:
    rows = [
        {
            _(
                "판결"
            ): f"[{plain(f'{name_of(example.court)} {example.case_number}')}](ruling?id={quote(example.id, safe='')})",
            _("이 앱의 분류"): name_of(pair.ours),
            _("출처의 분류"): plain(pair.theirs),
            _("이렇게 다른 판례 수"): f"{pair.n:,}",
        }
        for pair in compared.pairs
        for example in pair.examples
    ]
    with st.container(height=_TALLEST if len(rows) > _LONG else "content", border=False):
        st.table(pd.DataFrame(rows[:_MOST_EXAMPLES]).set_index(_("판결")), border="horizontal")
    if compared.disagreed > min(len(rows), _MOST_EXAMPLES):
        st.caption(_("다른 판례의 일부만 보여 드립니다."))
