"""Pictures of counted rulings: every one has its number of rulings in it and says the same in words.

Charts are drawn by the browser from a handful of numbers; nothing in them is a link or markup, so
names that come from rulings (courts) need no escaping here, only in the words beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Outcome
from lib.ui.labels import label_name, outcome_colour, outcome_icon, outcome_name
from lib.ui.language import _
from lib.ui.style import plain

if TYPE_CHECKING:
    from lib.casework.analysis import BaseRate

FEW = 10
"""Below this many rulings a share is called uncertain wherever it is shown."""

_ORDER = (
    Outcome.GRANTED,
    Outcome.PARTLY_GRANTED,
    Outcome.REMANDED_FAVOURABLE,
    Outcome.REMANDED_UNFAVOURABLE,
    Outcome.DENIED,
    Outcome.DISMISSED,
    Outcome.WITHDRAWN,
    Outcome.UNKNOWN,
)
"""From the best to the worst for the worker's side; what was not decided stands last."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rulings of one disease, year, court …: its shown name, their outcomes, and the rate over them."""

    name: str
    counts: Mapping[Outcome, int]
    rate: "BaseRate"

    @property
    def n(self) -> int:
        """All rulings of the group, decided or not."""
        return sum(self.counts.values())


def percent(share: float) -> str:
    """A share as a whole percentage: more digits would promise more than a few hundred rulings hold."""
    return f"{share:.0%}"


def interval(rate: "BaseRate") -> str:
    """The 95% interval as `30–60%`; the word for unknown where there is none."""
    if rate.low is None or rate.high is None:
        return _("모름")
    return span(rate.low, rate.high)


def rate_in_words(rate: "BaseRate") -> str:
    """A base rate with its n and interval in one line; the word for unknown where there is none."""
    if rate.rate is None:
        return _("모름")
    return _("{n}건 가운데 {favourable}건이 근로자 쪽에 유리 ({share}, 95% 구간 {interval})").format(
        n=f"{rate.n:,}",
        favourable=f"{rate.favourable:,}",
        share=percent(rate.rate),
        interval=interval(rate),
    )


def span(low: float, high: float) -> str:
    """Two shares as `30–60%`."""
    return f"{low * 100:.0f}–{high * 100:.0f}%"


# --- one selection -------------------------------------------------------------------------------


def outcome_bar(counts: Mapping[Outcome, int]) -> None:
    """How a selection of rulings divides by result, with the number of each in words below."""
    present = [outcome for outcome in _ORDER if counts.get(outcome)]
    total = sum(counts[outcome] for outcome in present)
    if not total:
        return
    rows = pd.DataFrame(
        {
            "result": [outcome_name(outcome) for outcome in present],
            "count": [counts[outcome] for outcome in present],
            "rank": range(len(present)),
        }
    )
    words = [f"{outcome_name(o)} {_count(counts[o])}" for o in present]
    chart = (
        alt.Chart(rows, height=26)
        .mark_bar(cornerRadius=2, stroke=_paper(), strokeWidth=1.5, size=22)
        .encode(
            x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
            color=_result_colours(present, legend=None),
            order="rank:O",
            tooltip=[alt.Tooltip("result:N", title=_("결과")), alt.Tooltip("count:Q", title=_("판결 수"))],
        )
    )
    st.altair_chart(_finished(chart), alt=f"{_count(total)}: {', '.join(words)}")
    with st.container(horizontal=True, gap="small"):
        for o in present:
            st.markdown(
                f":{_hue(o)}[{outcome_icon(o)}] {plain(outcome_name(o))} **{_count(counts[o])}**",
                width="content",
            )


def base_rate_picture(rate: "BaseRate") -> None:
    """A base rate: how many rulings of how many, the share on a scale, and its 95% interval, in words too."""
    if rate.rate is None or rate.low is None or rate.high is None:
        st.info(_("비교할 판결이 없어 비율을 말할 수 없습니다(모름)."), icon=":material/help:")
        return
    st.markdown(
        _("비교할 판결 **{n}건** 가운데 **{favourable}건**({share})이 근로자 쪽에 유리했습니다.").format(
            n=f"{rate.n:,}", favourable=f"{rate.favourable:,}", share=percent(rate.rate)
        )
    )
    st.altair_chart(
        _finished(_rate_chart(rate)),
        alt=_(
            "0%에서 100%까지의 눈금. 근로자 쪽에 유리한 판결 {share}, 95% 구간 {interval}, 판결 {n}건."
        ).format(share=percent(rate.rate), interval=interval(rate), n=f"{rate.n:,}"),
    )
    told = [
        _("판결 수가 한정되어 있어, 비율은 대략 **{interval}** 사이로 보아야 합니다(95% 신뢰구간).").format(
            interval=interval(rate)
        )
    ]
    if rate.partly:
        told.append(
            _("유리한 판결 가운데 {partly}건은 일부만 인정되었습니다.").format(partly=f"{rate.partly:,}")
        )
    if rate.n < FEW:
        told.append(_("판결이 매우 적어 비율을 믿기 어렵습니다. 판결의 이유를 보세요."))
    st.markdown(" ".join(told))
    st.caption(plain(_counted_over(rate)))


def _counted_over(rate: "BaseRate") -> str:
    """Which rulings a base rate was counted over, and whether that is wider than was wanted."""
    group = " · ".join(label_name(value) for value in rate.group) or _("가진 판결 전체")
    counted = _("비교한 범위: {group}. 각하·취하처럼 내용을 판단하지 않은 판결은 빼고 셌습니다.").format(
        group=group
    )
    if not rate.is_widened:
        return counted
    wanted = " · ".join(label_name(value) for value in rate.narrowest)
    return (
        _("가장 가까운 범위({wanted})에는 판결이 {n}건뿐이어서 범위를 넓혔습니다.").format(
            wanted=wanted, n=f"{rate.narrowest_n:,}"
        )
        + " "
        + counted
    )


def _rate_chart(rate: "BaseRate") -> Any:
    """A bar split into both sides, and under it the point and its interval on the same scale."""
    assert rate.rate is not None
    won, lost = outcome_colour(Outcome.GRANTED), outcome_colour(Outcome.DENIED)
    ink = _ink()
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(
        values=[0, 0.25, 0.5, 0.75, 1], format="%", grid=False, title=None, labelFlush=True, domain=True
    )
    y = alt.Scale(domain=[0, 100], nice=False)
    sides = pd.DataFrame(
        {
            "from": [0.0, rate.rate],
            "to": [rate.rate, 1.0],
            "colour": [won, lost],
            "top": [72, 72],
            "bottom": [38, 38],
        }
    )
    bar = (
        alt.Chart(sides)
        .mark_rect(stroke=_paper(), strokeWidth=1.5, tooltip=None)
        .encode(
            x=alt.X("from:Q", scale=scale, axis=axis),
            x2="to:Q",
            y=alt.Y("bottom:Q", scale=y, axis=None),
            y2="top:Q",
            color=alt.Color("colour:N", scale=None),
        )
    )
    names = pd.DataFrame(
        {
            "x": [0.0, 1.0],
            "y": [88, 88],
            "text": [
                _("유리 {n}건").format(n=f"{rate.favourable:,}"),
                _("불리 {n}건").format(n=f"{rate.n - rate.favourable:,}"),
            ],
        }
    )
    sides_of: tuple[tuple[float, Literal["left", "right"]], ...] = ((0.0, "left"), (1.0, "right"))
    texts = [
        alt.Chart(names[names.x == end])
        .mark_text(align=align, baseline="middle", fontSize=14, fontWeight=600, color=ink, tooltip=None)
        .encode(x=alt.X("x:Q", scale=scale), y=alt.Y("y:Q", scale=y), text="text:N")
        for end, align in sides_of
    ]
    whisker = pd.DataFrame({"low": [rate.low], "high": [rate.high], "rate": [rate.rate], "y": [16]})
    base = alt.Chart(whisker).encode(y=alt.Y("y:Q", scale=y))
    line = base.mark_rule(strokeWidth=4, color=ink, opacity=0.55, strokeCap="butt", tooltip=None).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    ends = [
        base.mark_tick(orient="vertical", size=16, thickness=3, color=ink, opacity=0.75, tooltip=None).encode(
            x=alt.X(f"{end}:Q", scale=scale)
        )
        for end in ("low", "high")
    ]
    point = base.mark_point(
        filled=True, size=130, color=ink, opacity=1, shape="diamond", tooltip=None
    ).encode(x=alt.X("rate:Q", scale=scale))
    return alt.layer(bar, *texts, line, *ends, point).properties(height=104)


# --- groups beside one another -------------------------------------------------------------------

# Pixels. Streamlit fits a whole chart, its axis and legend included, into the height it is given.
_ROW = 46
_BAR = 18
_OVER_TIME = 230
_AXIS = 30
_LEGEND_LINE = 22
_LEGEND_GAP = 20


def outcome_shares(groups: Sequence[Group], *, over_time: bool = False) -> None:
    """How each group divides by result: stacked shares, the number of rulings beside the name.

    With `over_time` the groups are years in their order and stand beside one another.
    """
    present = [outcome for outcome in _ORDER if any(group.counts.get(outcome) for group in groups)]
    rows = pd.DataFrame(
        [
            {
                "group": group.name,
                "label": _row_label(group.name, group.n),
                "result": outcome_name(outcome),
                "count": group.counts[outcome],
                "share": group.counts[outcome] / group.n,
                "rank": rank,
            }
            for group in groups
            for rank, outcome in enumerate(present)
            if group.counts.get(outcome)
        ]
    )
    below = _AXIS + _LEGEND_LINE * -(-len(present) // 2) + _LEGEND_GAP
    chosen = alt.selection_point(fields=["result"], bind="legend")
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=180, symbolType="square")
    tooltip = [
        alt.Tooltip("group:N", title=_("나눈 것")),
        alt.Tooltip("result:N", title=_("결과")),
        alt.Tooltip("count:Q", title=_("판결 수")),
        alt.Tooltip("share:Q", title=_("몫"), format=".0%"),
    ]
    style: dict[str, Any] = {
        "color": _result_colours(present, legend=legend),
        "order": alt.Order("rank:O"),
        "opacity": alt.condition(chosen, alt.value(1.0), alt.value(0.2)),
        "tooltip": tooltip,
    }
    names = [group.name for group in groups]
    share: dict[str, Any] = {"stack": "zero", "scale": alt.Scale(domain=[0, 1], nice=False), "title": None}
    chart: Any
    if over_time:
        chart = (
            alt.Chart(rows)
            .mark_bar(stroke=_paper(), strokeWidth=1)
            .encode(
                x=alt.X("group:O", sort=names, title=None, axis=_year_axis()),
                y=alt.Y("share:Q", axis=_share_axis(), **share | {"scale": _WITH_ROOM}),
                **style,
            )
            .add_params(chosen)
        )
        chart = (chart + _year_counts(names, [group.n for group in groups])).properties(
            height=_OVER_TIME + below
        )
    else:
        bars = (
            alt.Chart(rows)
            .mark_bar(stroke=_paper(), strokeWidth=1, size=_BAR, yOffset=9)
            .encode(
                x=alt.X("share:Q", axis=_share_axis(), **share),
                y=alt.Y("group:N", sort=names, axis=None),
                **style,
            )
            .add_params(chosen)
        )
        chart = (bars + _row_names(groups, [group.n for group in groups])).properties(
            height=_ROW * len(groups) + below
        )
    told = "; ".join(f"{group.name} {_count(group.n)}" for group in groups[:20])
    st.altair_chart(_finished(chart), alt=_("결과의 나뉨. {told}").format(told=told))


def favourable_shares(groups: Sequence[Group], *, over_time: bool = False) -> None:
    """The share of rulings for the worker's side per group, each with its 95% interval and n.

    Groups without a ruling on the merits have no share and are left out.
    """
    counted = [group for group in groups if group.rate.n]
    if not counted:
        st.info(_("내용을 판단한 판결이 없어 비율을 말할 수 없습니다(모름)."), icon=":material/help:")
        return
    rows = pd.DataFrame(
        [
            {
                "group": group.name,
                "rate": group.rate.rate,
                "low": group.rate.low,
                "high": group.rate.high,
                "n": group.rate.n,
                "favourable": group.rate.favourable,
                "interval": interval(group.rate),
                "sure": group.rate.n >= FEW,
            }
            for group in counted
        ]
    )
    names = [group.name for group in counted]
    tooltip = [
        alt.Tooltip("group:N", title=_("나눈 것")),
        alt.Tooltip("rate:Q", title=_("유리한 판결의 비율"), format=".0%"),
        alt.Tooltip("interval:N", title=_("95% 구간")),
        alt.Tooltip("favourable:Q", title=_("유리한 판결")),
        alt.Tooltip("n:Q", title=_("본안 판단")),
    ]
    colour = outcome_colour(Outcome.GRANTED)
    scale = alt.Scale(domain=[0, 1], nice=False)
    filled = alt.condition("datum.sure", alt.value(colour), alt.value(_paper()))
    base = alt.Chart(rows)
    chart: Any
    if over_time:
        x = alt.X("group:O", sort=names, title=None, axis=_year_axis())
        rule = base.mark_rule(strokeWidth=3, color=colour, opacity=0.8).encode(
            x=x,
            y=alt.Y("low:Q", scale=_WITH_ROOM, axis=_share_axis(), title=None),
            y2="high:Q",
            tooltip=tooltip,
        )
        point = base.mark_point(filled=True, size=80, opacity=1, stroke=colour, strokeWidth=2).encode(
            x=x, y=alt.Y("rate:Q", scale=_WITH_ROOM), fill=filled, tooltip=tooltip
        )
        above = _year_counts(names, [group.rate.n for group in counted])
        chart = alt.layer(_half("y"), rule, point, above).properties(height=_OVER_TIME + _AXIS)
    else:
        y = alt.Y("group:N", sort=names, axis=None)
        rule = base.mark_rule(strokeWidth=4, color=colour, opacity=0.8, yOffset=9).encode(
            y=y, x=alt.X("low:Q", scale=scale, axis=_share_axis(), title=None), x2="high:Q", tooltip=tooltip
        )
        point = base.mark_point(
            filled=True, size=110, opacity=1, stroke=colour, strokeWidth=2, yOffset=9
        ).encode(y=y, x=alt.X("rate:Q", scale=scale), fill=filled, tooltip=tooltip)
        names_layer = _row_names(counted, [group.rate.n for group in counted], with_rate=True)
        chart = alt.layer(_half("x"), rule, point, names_layer).properties(height=_ROW * len(counted) + _AXIS)
    told = "; ".join(
        f"{group.name} {percent(group.rate.rate or 0)} ({interval(group.rate)}, {_count(group.rate.n)})"
        for group in counted[:20]
    )
    st.altair_chart(_finished(chart), alt=_("유리한 판결의 비율. {told}").format(told=told))


def groups_table(groups: Sequence[Group], of: str) -> pd.DataFrame:
    """What the charts show, as a table: one row per group; `of` heads the column of names.

    Shares are percentages with one digit; they are empty where no ruling is on the merits.
    """
    present = [outcome for outcome in _ORDER if any(group.counts.get(outcome) for group in groups)]
    return pd.DataFrame(
        [
            {
                of: group.name,
                _("판결 수"): group.n,
                _("본안 판단"): group.rate.n,
                _("유리한 판결"): group.rate.favourable,
                _("비율(%)"): _points(group.rate.rate),
                _("95% 하한(%)"): _points(group.rate.low),
                _("95% 상한(%)"): _points(group.rate.high),
                **{outcome_name(outcome): group.counts.get(outcome, 0) for outcome in present},
            }
            for group in groups
        ]
    )


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as a file that Excel opens in Korean and in which no text is taken for a formula."""
    formula = ("=", "+", "-", "@", "\t", "\r")
    safe = table.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(formula) else cell)
    # Excel takes a file for UTF-8 only with the mark at its beginning.
    return safe.to_csv(index=False).encode("utf-8-sig")


def _points(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


# --- pieces --------------------------------------------------------------------------------------


def _count(n: int) -> str:
    return _("{n}건").format(n=f"{n:,}")


def _row_label(name: str, n: int) -> str:
    few = _("적음") if n < FEW else ""
    counted = _("판결 {n}건").format(n=f"{n:,}")
    return f"{name} · {counted}" + (f" ({few})" if few else "")


def _row_names(groups: Sequence[Group], counts: Sequence[int], with_rate: bool = False) -> alt.Chart:
    """The groups' names above their bars: beside them they would leave a phone no room for the bars."""
    labels = [_row_label(group.name, n) for group, n in zip(groups, counts, strict=True)]
    if with_rate:
        # Of a handful of rulings a percentage would say more than they do.
        labels = [
            label if n < FEW else f"{label} · {percent(group.rate.rate or 0)} ({interval(group.rate)})"
            for label, group, n in zip(labels, groups, counts, strict=True)
        ]
    rows = pd.DataFrame({"group": [group.name for group in groups], "label": labels})
    named: alt.Chart = (
        alt.Chart(rows)
        .mark_text(align="left", baseline="middle", dy=-11, fontSize=13, color=_ink(), tooltip=None)
        .encode(x=alt.value(0), y=alt.Y("group:N", sort=list(rows.group), axis=None), text="label:N")
    )
    return named


_WITH_ROOM = alt.Scale(domain=[0, 1.1], nice=False)
"""Shares, with room above 100% for the number of rulings."""


def _year_counts(years: Sequence[str], counts: Sequence[int]) -> alt.Chart:
    """How many rulings each year has, above it."""
    rows = pd.DataFrame({"group": years, "n": counts, "top": 1.06})
    above: alt.Chart = (
        alt.Chart(rows)
        .mark_text(fontSize=11, color=_ink(), baseline="middle", tooltip=None)
        .encode(x=alt.X("group:O", sort=list(years)), y=alt.Y("top:Q", scale=_WITH_ROOM), text="n:Q")
    )
    return above


def _half(axis: str) -> alt.Chart:
    """A thin line at 50%: for and against alike."""
    rows = pd.DataFrame({"half": [0.5]})
    scale = alt.Scale(domain=[0, 1], nice=False) if axis == "x" else _WITH_ROOM
    mark = alt.Chart(rows).mark_rule(strokeDash=[3, 3], color=_ink(), opacity=0.4, tooltip=None)
    half: alt.Chart = (
        mark.encode(x=alt.X("half:Q", scale=scale))
        if axis == "x"
        else mark.encode(y=alt.Y("half:Q", scale=scale))
    )
    return half


def _share_axis() -> alt.Axis:
    return alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%", title=None, labelFlush=True)


def _year_axis() -> alt.Axis:
    return alt.Axis(labelAngle=0, labelOverlap="greedy", title=None)


def _result_colours(present: Sequence[Outcome], legend: alt.Legend | None) -> alt.Color:
    return alt.Color(
        "result:N",
        scale=alt.Scale(
            domain=[outcome_name(outcome) for outcome in present],
            range=[outcome_colour(outcome) for outcome in present],
        ),
        sort=None,
        legend=legend,
    )


def _hue(outcome: Outcome) -> str:
    """The name Streamlit's Markdown has for about the colour of the chart."""
    return "blue" if outcome in FAVOURABLE else "orange" if outcome in UNFAVOURABLE else "gray"


def _is_dark() -> bool:
    return st.context.theme.type == "dark"


def _ink() -> str:
    # Text marks inside a chart do not follow Streamlit's theme by themselves.
    return "#e6e8eb" if _is_dark() else "#2b3038"


def _paper() -> str:
    return "#15191d" if _is_dark() else "#ffffff"


def _finished(chart: Any) -> Any:
    return chart.configure_view(strokeWidth=0)
