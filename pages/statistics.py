"""판결 결과 통계: official figures, and how the rulings held ended, by disease, issue, year, instance or court."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any, get_args

import streamlit as st

from lib.domain.counting import LEAST, BaseRate, Basis, count_outcomes
from lib.domain.records import ListedRuling, Origin
from lib.rulings.statistics import Counted, Dimension, count_by
from lib.search.query import Filters
from lib.ui import cached
from lib.ui.charts import favourable_shares
from lib.ui.labels import VOCABULARIES, name_of
from lib.ui.language import _
from lib.ui.official_figures import official_charts, recognised
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
    st.markdown(_("공단과 국회가 알린 **공식 통계**를 먼저, 이 안내가 가진 판결의 수를 그다음에 봅니다."))
    revision = cached.revision()
    basis = cached.basis(revision)
    st.header(_("비슷한 병명, 얼마나 인정됐나"), anchor=False)
    recognised(basis)
    st.header(_("공식 통계"), anchor=False)
    official_charts()
    st.header(_("가진 판결은 어떻게 끝났나"), anchor=False)
    _rulings(basis)
    _overturned(revision)
    _how_counted(basis)


# Counts of what is held under how it came; a rate only where that allows one.
def _rulings(basis: Basis) -> None:
    st.markdown(_how_it_came(basis))
    by: Dimension = st.segmented_control(
        _("무엇으로 나누어 볼까요?"),
        get_args(Dimension),
        format_func=_dimension_name,
        default="issue_category",
        required=True,
        key=BY,
    )
    with st.expander(_("조건 고르기"), icon=":material/tune:", key="statistics_filters"):
        wanted = _filters(basis.rulings)
    once = st.toggle(
        _("같은 사건은 한 번만(마지막 심급)"),
        value=True,
        key=ONCE,
        help=_("1심·2심·3심이 이어진 사건은 가진 판결 가운데 마지막 것만 셉니다."),
    )
    rulings, origin = _counted_over(basis, once)
    chosen = wanted.select(rulings)
    if not chosen:
        st.info(_("조건에 맞는 판결이 없습니다. 고른 조건을 줄여 보세요."), icon=":material/search_off:")
        return
    counted = count_by(chosen, by, origin)
    _total(count_outcomes(chosen, origin), once)
    if any(group.rate.interval for group in counted):
        _picture(counted, by)
    _table(counted, by, once)


# The rulings to count and how they came; a rate counts every dispute once, so others have none.
def _counted_over(basis: Basis, once: bool) -> tuple[Sequence[ListedRuling], Origin]:
    return (basis.disputes, basis.origin) if once else (basis.rulings, Origin.CHOSEN)


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


# What the person chose to count; nothing chosen counts everything.
def _filters(listing: Sequence[ListedRuling]) -> Filters:
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
    years = [ruling.year for ruling in listing if ruling.year]
    first, last = min(years, default=0), max(years, default=0)
    if first < last:
        start, end = st.slider(_("사건이 접수된 해"), first, last, (first, last), key=YEARS)
        chosen["year_from"] = start if start > first else None
        chosen["year_to"] = end if end < last else None
    return Filters(**chosen)


# All groups together, in a sentence.
def _total(rate: BaseRate, once: bool) -> None:
    rest = rate.other_suits + rate.undecided + rate.untold
    counts = {
        "n": f"{rate.n + rest:,}",
        "won": f"{rate.favourable:,}",
        "lost": f"{rate.n - rate.favourable:,}",
        "rest": f"{rest:,}",
    }
    unit = (
        _("사건 **{n}건**: 이긴 것 {won}건, 진 것 {lost}건, 세지 않은 것 {rest}건.")
        if once
        else _("판결 **{n}건**: 이긴 것 {won}건, 진 것 {lost}건, 세지 않은 것 {rest}건.")
    )
    st.markdown(unit.format(**counts))


def _how_it_came(basis: Basis) -> str:
    if basis.origin is Origin.CHOSEN:
        return _(
            "여러 사정을 보여 주려고 고른 판결입니다. 그래서 몇 건을 이겼는지는 이길 확률을 뜻하지 않습니다."
        )
    came = (
        _("공개된 판결 전체 목록({day})에서 셌습니다. 그 밖에 가진 판결은 넣지 않았습니다.")
        if basis.origin is Origin.LISTING
        else _("공개된 판결에서 무작위로 뽑은 표본({day})에서 셌습니다. 그 밖에 가진 판결은 넣지 않았습니다.")
    )
    return came.format(day=basis.as_of or _("날짜 모름"))


# --- pictures and the table ----------------------------------------------------------------------


def _picture(counted: Sequence[Counted], by: Dimension) -> None:
    told = [group for group in counted if group.rate.interval]
    shown = told if by == "year" else told[:MOST_ROWS]
    favourable_shares(shown, over_time=by == "year")
    st.caption(
        _(
            "점은 근로자 쪽이 이긴 비율, 굵은 선은 95% 구간입니다. 선이 길수록 확실하지 않습니다. 점선은 절반(50%)입니다."
        )
    )
    if by == "year":
        st.caption(_("위의 숫자는 그해의 사건 수입니다."))
    if len(shown) < len(counted):
        st.caption(
            _("{least}건보다 적은 것은 비율을 말하지 않습니다. 그림에 없는 것은 아래 표에 있습니다.").format(
                least=LEAST
            )
        )


# The numbers themselves, to read and to take away.
def _table(counted: Sequence[Counted], by: Dimension, once: bool) -> None:
    numbers = groups_table(counted, _dimension_name(by), _("사건") if once else _("판결"))
    # What a phone has room for; the file has each outcome and, where they may be told, the rates.
    st.table(numbers.iloc[:, :5].set_index(numbers.columns[0]))
    download(numbers, _("표 내려받기(CSV)"), f"sanjae_{by}.csv", "statistics_download")


# What became of what the first instance decided, in counts: nobody chose by it what is held.
def _overturned(revision: int) -> None:
    st.subheader(_("1심 결과가 뒤집힌 사건"), anchor=False)
    found = cached.overturned_rulings(revision)
    if not found.n:
        st.markdown(
            _("1심과 그 뒤의 판결을 함께 가진 사건이 없어, 얼마나 뒤집혔는지 말할 수 없습니다(모름).")
        )
        return
    if not found.overturned:
        st.markdown(
            _("1심과 그 뒤의 판결을 함께 가진 사건 **{n}건** 가운데 1심과 반대로 끝난 것은 없습니다.").format(
                n=f"{found.n:,}"
            )
        )
        return
    st.markdown(
        _(
            "1심과 그 뒤의 판결을 함께 가진 사건 **{n}건** 가운데 **{overturned}건**이 1심과 반대로 끝났습니다: 1심에서 이긴 {won}건 중 {won_lost}건은 졌고, 진 {lost}건 중 {lost_won}건은 이겼습니다."
        ).format(
            n=f"{found.n:,}",
            overturned=f"{found.overturned:,}",
            won=f"{found.won_below:,}",
            won_lost=f"{found.won_below_lost:,}",
            lost=f"{found.lost_below:,}",
            lost_won=f"{found.lost_below_won:,}",
        )
    )
    st.caption(_("고른 조건과 상관없이 가진 판결 전체에서 셌고, 얼마나 자주 뒤집히는지를 뜻하지 않습니다."))


# What the numbers are and what they are not.
def _how_counted(basis: Basis) -> None:
    st.header(_("이 숫자를 읽을 때"), anchor=False)
    lines = [
        _(
            "공식 통계는 저마다 센 것이 다릅니다. 1심, 2심, 확정, 심사, 재심사의 숫자를 서로 견주거나 더하지 마세요."
        ),
        _("이긴 것과 진 것은 거절된 근로자나 유족이 낸 소송에서 법원이 내용을 판단한 것만 셉니다."),
        _("인정, 일부 인정, 근로자에게 유리한 파기환송을 '이긴 것'으로 셉니다."),
        _(
            "사업주가 낸 소송, 정보공개·보험료·부당이득 소송, 각하, 취하, 결과를 모르는 것은 '세지 않은 것'입니다."
        ),
        _(
            "공단에서 승인된 사건, 소송까지 가지 않은 사건, 공개되지 않은 판결은 들어 있지 않습니다. 그래서 내 신청이 받아들여질 확률이 아닙니다."
        ),
        _("올린 파일에만 있는 판결은 세지 않습니다."),
        _("판결의 연도는 사건번호에 적힌 접수한 해입니다."),
    ]
    if basis.origin is not Origin.CHOSEN:
        lines.insert(
            3, _("비율은 같은 사건을 한 번만 세고, {least}건 이상일 때만 말합니다.").format(least=LEAST)
        )
    st.markdown(bullets(lines))


run_page(_page)
