"""Where this app and a source call the same ruling differently."""

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
import streamlit as st

from lib.domain.disagreements import Compared, told_otherwise
from lib.domain.records import ListedRuling, Saying, StoredRuling
from lib.i18n import N_
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
    contradicted = cached.store().contradictions()
    if contradicted:
        _files(contradicted)
    if not (compared or contradicted):
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


# --- what files say ------------------------------------------------------------------------------

_FIELDS = {"outcome": N_("결과"), "decided_on": N_("선고일"), "title": N_("사건명")}


def said_by_files(ruling: StoredRuling) -> None:
    """What persons' files say of one ruling and from which import; where they contradict it, beside it."""
    sayings = cached.store().sayings(ruling.id)
    if not sayings:
        return
    precedent, labels = ruling.precedent, ruling.labels
    told = (precedent.title, precedent.decided_on, labels.outcome.value)
    rows = [
        _row(saying, name, told)
        for saying in sayings
        for name in told_otherwise(
            told, labels.instance.value, (saying.title, saying.decided_on, saying.outcome), saying.word
        )
    ]
    numbers = ", ".join(_("{n}번").format(n=n) for n in dict.fromkeys(each.number for each in sayings))
    st.caption(_("이 판결이 들어 있는 파일(불러온 번호): {numbers}").format(numbers=numbers))
    if rows:
        st.warning(
            _(
                "파일이 이 판결과 다르게 말합니다. 이 화면은 파일의 말로 바뀌지 않습니다. "
                "어느 쪽이 맞는지는 공식 판결문에서 확인하세요."
            ),
            icon=":material/difference:",
        )
        st.table(pd.DataFrame(rows).set_index(_("불러온 번호")), border="horizontal")


# One contradiction as a row: a file's own words are data, whatever language the page is in.
def _row(saying: Saying, name: str, ours: tuple[object, ...]) -> dict[str, str]:
    title, day, outcome = ours
    held = {"outcome": name_of(outcome), "decided_on": str(day), "title": plain(str(title))}
    said = {
        "outcome": name_of(saying.outcome) if saying.outcome else plain(saying.word or ""),
        "decided_on": str(saying.decided_on),
        "title": plain(saying.title),
    }
    return {
        _("불러온 번호"): _("{n}번").format(n=saying.number) + " " + plain(source_name(saying.source)),
        _("무엇이"): _(_FIELDS[name]),
        _("이 판결"): held[name],
        _("파일의 말"): said[name],
    }


# Which rulings files contradict, each a link to its page, where both sides stand.
def _files(contradicted: Sequence[tuple[ListedRuling, Saying]]) -> None:
    st.markdown(
        _(
            "불러온 파일이 이미 가진 판결과 다르게 말하는 곳이 {n}곳 있습니다. 판결은 바뀌지 않았습니다."
        ).format(n=f"{len(contradicted):,}")
    )
    rows = [
        {
            _(
                "판결"
            ): f"[{plain(f'{name_of(ruling.court)} {ruling.case_number}')}](ruling?id={quote(ruling.id, safe='')})",
            **_row(saying, name, (ruling.title, ruling.decided_on, ruling.outcome)),
        }
        for ruling, saying in contradicted[:_MOST_EXAMPLES]
        for name in told_otherwise(
            (ruling.title, ruling.decided_on, ruling.outcome),
            ruling.instance,
            (saying.title, saying.decided_on, saying.outcome),
            saying.word,
        )
    ]
    with (
        st.expander(_("파일이 다르게 말하는 판결 보기"), key="data_contradicted"),
        st.container(height=_TALLEST if len(rows) > _LONG else "content", border=False),
    ):
        st.table(pd.DataFrame(rows).set_index(_("판결")), border="horizontal")
    if len(contradicted) > _MOST_EXAMPLES:
        st.caption(_("다른 판례의 일부만 보여 드립니다."))
