"""판결 결과 통계: how rulings ended, by disease, issue, year, instance or court."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any, get_args

import streamlit as st

from lib.casework.rates import percent, span
from lib.domain.counting import count_outcomes, wilson
from lib.domain.records import ListedRuling
from lib.rulings.statistics import Counted, Dimension, count_by
from lib.search.query import Filters
from lib.ui import cached
from lib.ui.charts import (
    FEW,
    favourable_shares,
    interval,
    outcome_shares,
)
from lib.ui.labels import VOCABULARIES, name_of
from lib.ui.language import _
from lib.ui.routing import run_page
from lib.ui.style import bullets
from lib.ui.tables import download, groups_table

BY = "statistics_by"
# Begins the state key of every filter; the name of the field follows.
FILTER = "statistics_filter_"
FILTERS: tuple[Dimension, ...] = ("disease_category", "issue_category", "kind_c", "kind_b", "instance")
YEARS = "statistics_years"
ONCE = "statistics_once"

# A chart shows the largest groups; more rows than this tire the eye, and the table has them all.
MOST_ROWS = 15


def _page() -> None:
    st.title(_("판결 결과 통계"), anchor=False)
    st.markdown(
        _(
            "법원이 근로자 쪽에 유리하게 판결한 비율을 봅니다. **공개된 판결만** 센 것이며, 모든 산재 신청의 승인율이 아닙니다."
        )
    )
    revision = cached.revision()
    listing = cached.listing(revision)
    by: Dimension = st.segmented_control(
        _("무엇으로 나누어 볼까요?"),
        get_args(Dimension),
        format_func=_dimension_name,
        default="disease_category",
        required=True,
        key=BY,
    )
    with st.expander(_("거르기"), icon=":material/tune:", key="statistics_filters"):
        wanted = _filters(listing, *cached.years(revision))
    once = st.toggle(
        _("같은 사건은 한 번만(마지막 심급)"),
        key=ONCE,
        help=_("1심·2심·3심이 이어진 사건은 가진 판결 가운데 마지막 것만 셉니다."),
    )
    chosen = wanted.select(cached.last_rulings(revision) if once else listing)
    if not chosen:
        st.info(
            _("조건에 맞는 판결이 없습니다. 거르기에서 조건을 줄여 보세요."), icon=":material/search_off:"
        )
        return
    counted = count_by(chosen, by)
    _total(chosen)
    _pictures(counted, by)
    _table(counted, by)
    _overturned(revision)
    _how_counted(once)


# --- what is counted -----------------------------------------------------------------------------


def _dimension_name(by: Dimension) -> str:
    return {
        "disease_category": _("다친 곳·병"),
        "issue_category": _("쟁점"),
        "kind_c": _("사고·질병·출퇴근"),
        "kind_b": _("급여·처분"),
        "instance": _("심급"),
        "court": _("법원"),
        "year": _("연도"),
    }[by]


def _filters(listing: Sequence[ListedRuling], first: int, last: int) -> Filters:
    """What the person chose to count, of the years first to last; nothing chosen counts everything."""
    values: dict[Dimension, Sequence[Any]] = {
        field: [v for v in VOCABULARIES[field] if any(getattr(ruling, field) is v for ruling in listing)]
        for field in FILTERS
    }
    values["court"] = sorted({ruling.court for ruling in listing})
    chosen: dict[str, Any] = {
        field: tuple(
            column.multiselect(
                _dimension_name(field), found, format_func=name_of, key=FILTER + field, placeholder=_("모두")
            )
        )
        for column, (field, found) in zip(cycle(st.columns(2)), values.items(), strict=False)
    }
    if first < last:
        start, end = st.slider(_("사건이 접수된 해"), first, last, (first, last), key=YEARS)
        chosen["year_from"] = start if start > first else None
        chosen["year_to"] = end if end < last else None
    return Filters(**chosen)


def _total(chosen: Sequence[ListedRuling]) -> None:
    """All groups together, in one sentence."""
    rate = count_outcomes(chosen)
    if rate.rate is None:
        st.markdown(
            _("판결 **{n}건**. 내용을 판단한 판결이 없어 비율을 말할 수 없습니다(모름).").format(
                n=f"{len(chosen):,}"
            )
        )
        return
    st.markdown(
        _(
            "판결 **{n}건** 가운데 내용을 판단한 **{decided}건**에서 **{favourable}건**({share})이 근로자 쪽에 유리했습니다(95% 구간 {interval})."
        ).format(
            n=f"{len(chosen):,}",
            decided=f"{rate.n:,}",
            favourable=f"{rate.favourable:,}",
            share=percent(rate.rate),
            interval=interval(rate),
        )
    )


# --- pictures and the table ----------------------------------------------------------------------


def _pictures(counted: Sequence[Counted], by: Dimension) -> None:
    shown = counted if by == "year" else counted[:MOST_ROWS]
    rates, shares = st.tabs([_("유리한 판결의 비율"), _("결과별 나뉨")])
    with rates:
        favourable_shares(shown, over_time=by == "year")
        st.caption(
            _(
                "점은 비율, 굵은 선은 95% 구간입니다. 선이 길수록 확실하지 않습니다. 점선은 절반(50%)입니다. "
                "속이 빈 점은 판결이 {few}건보다 적다는 뜻이니 믿지 마세요."
            ).format(few=FEW)
        )
        if by == "year":
            st.caption(_("위의 숫자는 그해의 판결 수입니다."))
    with shares:
        outcome_shares(shown, over_time=by == "year")
        st.caption(_("아래 이름을 누르면 그 결과만 돋보입니다. 각하와 모름은 유리·불리로 세지 않습니다."))
    if len(shown) < len(counted):
        st.caption(
            _("그림에는 판결이 많은 {shown}개만 있습니다. 나머지 {rest}개는 아래 표에 있습니다.").format(
                shown=len(shown), rest=len(counted) - len(shown)
            )
        )


def _table(counted: Sequence[Counted], by: Dimension) -> None:
    """The numbers themselves, to read and to take away."""
    numbers = groups_table(counted, _dimension_name(by))
    with st.expander(_("숫자를 표로 보기"), icon=":material/table:", key="statistics_table"):
        st.dataframe(
            numbers, hide_index=True, placeholder=_("모름"), alt=_("결과별 판결 수와 유리한 판결의 비율")
        )
    download(numbers, _("표 내려받기(CSV)"), f"sanjae_{by}.csv", "statistics_download")


def _overturned(revision: int) -> None:
    """How often what the first instance decided did not last."""
    st.header(_("1심 결과가 뒤집힌 사건"), anchor=False)
    found = cached.overturned_rulings(revision)
    if found.rate is None:
        st.markdown(
            _("1심과 그 뒤의 판결을 함께 가진 사건이 없어, 얼마나 뒤집혔는지 말할 수 없습니다(모름).")
        )
        return
    st.markdown(
        _(
            "1심과 그 뒤의 판결을 함께 가진 사건 **{n}건** 가운데 **{overturned}건**({share})이 1심과 반대로 끝났습니다(95% 구간 {interval}): 1심에서 이긴 {won}건 중 {won_lost}건은 졌고, 진 {lost}건 중 {lost_won}건은 이겼습니다."
        ).format(
            n=f"{found.n:,}",
            overturned=f"{found.overturned:,}",
            share=percent(found.rate),
            interval=span(*wilson(found.overturned, found.n)),
            won=f"{found.won_below:,}",
            won_lost=f"{found.won_below_lost:,}",
            lost=f"{found.lost_below:,}",
            lost_won=f"{found.lost_below_won:,}",
        )
    )
    st.caption(_("이긴 쪽과 진 쪽은 근로자 쪽을 말합니다. 거르기와 상관없이, 가진 판결 전체에서 셉니다."))


def _how_counted(once: bool) -> None:
    """What the numbers are and what they are not."""
    st.header(_("이 숫자를 읽을 때"), anchor=False)
    instances = (
        _("같은 사건의 1심·2심·3심은 마지막 판결 하나만 셉니다.")
        if once
        else _("같은 사건의 1심·2심·3심은 판결마다 따로 한 건으로 셉니다.")
    )
    st.markdown(
        bullets(
            [
                _("비율은 법원이 내용을 판단한 판결(본안 판단)만 셉니다. 각하·취하·모름은 뺐습니다."),
                _("인정, 일부 인정, 근로자에게 유리한 파기환송을 '유리'로 셉니다."),
                instances,
                _(
                    "공단에서 승인된 사건, 소송까지 가지 않은 사건, 공개되지 않은 판결은 들어 있지 않습니다. 그래서 내 신청이 받아들여질 확률이 아닙니다."
                ),
                _("연도는 사건번호에 적힌 접수한 해입니다."),
            ]
        )
    )


run_page(_page)
