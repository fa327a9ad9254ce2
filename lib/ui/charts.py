"""Pictures of counted rulings: every one has its number of rulings in it and says the same in words.

Charts are Vega-Lite as plain dictionaries, drawn by the browser from a handful of numbers; nothing in
them is a link or markup, so names that come from rulings (courts) need no escaping here, only in the
words beside them. (Altair would check each against its schema, for longer than all else takes.)
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.domain.counting import BaseRate
from lib.domain.taxonomy import Outcome
from lib.rulings.statistics import Counted
from lib.ui.labels import name_of, outcome_colour, outcome_hue, outcome_icon
from lib.ui.language import _
from lib.ui.style import is_dark, plain

FEW = 10
"""Below this many rulings a share is called uncertain wherever it is shown."""

# From the best to the worst for the worker's side; what was not decided stands last.
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

# One layer of a Vega-Lite chart.
_Layer = dict[str, Any]

_SHARES = {"domain": [0, 1], "nice": False}
# With room above 100% for the number of rulings.
_WITH_ROOM = {"domain": [0, 1.1], "nice": False}


def percent(share: float) -> str:
    """A share as a whole percentage: more digits would promise more than a few hundred rulings hold."""
    return f"{share:.0%}"


def interval(rate: BaseRate) -> str:
    """The 95% interval as `30–60%`; the word for unknown where there is none."""
    return _("모름") if rate.low is None or rate.high is None else span(rate.low, rate.high)


def rate_in_words(rate: BaseRate) -> str:
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
    rows = [
        {"result": name_of(outcome), "count": counts[outcome], "rank": rank}
        for rank, outcome in enumerate(present)
    ]
    bar = _layer(
        rows,
        {"type": "bar", "cornerRadius": 2, "stroke": _paper(), "strokeWidth": 1.5, "size": 22},
        x=_number("count", axis=None, scale={"domain": [0, total], "nice": False}),
        color=_result_colours(present, legend=None),
        order={"field": "rank", "type": "ordinal"},
        tooltip=_tooltip(("result", _("결과")), ("count", _("판결 수"))),
    )
    words = ", ".join(f"{name_of(outcome)} {_count(counts[outcome])}" for outcome in present)
    _draw(26, [bar], f"{_count(total)}: {words}")
    with st.container(horizontal=True, gap="small"):
        for outcome in present:
            st.markdown(
                f":{outcome_hue(outcome)}[{outcome_icon(outcome)}] {plain(name_of(outcome))} "
                f"**{_count(counts[outcome])}**",
                width="content",
            )


def base_rate_picture(rate: BaseRate) -> None:
    """A base rate: how many rulings of how many, the share on a scale, and its 95% interval, in words too."""
    if rate.rate is None or rate.low is None or rate.high is None:
        st.info(_("비교할 판결이 없어 비율을 말할 수 없습니다(모름)."), icon=":material/help:")
        return
    st.markdown(
        _("비교할 판결 **{n}건** 가운데 **{favourable}건**({share})이 근로자 쪽에 유리했습니다.").format(
            n=f"{rate.n:,}", favourable=f"{rate.favourable:,}", share=percent(rate.rate)
        )
    )
    _draw(
        104,
        _rate_layers(rate, rate.rate),
        _("0%에서 100%까지의 눈금. 근로자 쪽에 유리한 판결 {share}, 95% 구간 {interval}, 판결 {n}건.").format(
            share=percent(rate.rate), interval=interval(rate), n=f"{rate.n:,}"
        ),
    )
    sentences = (
        _("판결 수가 한정되어 있어, 비율은 대략 **{interval}** 사이로 보아야 합니다(95% 신뢰구간).").format(
            interval=interval(rate)
        ),
        _("유리한 판결 가운데 {partly}건은 일부만 인정되었습니다.").format(partly=f"{rate.partly:,}")
        if rate.partly
        else "",
        _("판결이 매우 적어 비율을 믿기 어렵습니다. 판결의 이유를 보세요.") if rate.n < FEW else "",
    )
    st.markdown(" ".join(filter(None, sentences)))
    st.caption(plain(_counted_over(rate)))


def _counted_over(rate: BaseRate) -> str:
    """Which rulings a base rate was counted over, and whether that is wider than was wanted."""
    group = " · ".join(name_of(value) for value in rate.group) or _("가진 판결 전체")
    counted = _("비교한 범위: {group}. 각하·취하처럼 내용을 판단하지 않은 판결은 빼고 셌습니다.").format(
        group=group
    )
    if not rate.is_widened:
        return counted
    widened = _("가장 가까운 범위({wanted})에는 판결이 {n}건뿐이어서 범위를 넓혔습니다.").format(
        wanted=" · ".join(name_of(value) for value in rate.narrowest), n=f"{rate.narrowest_n:,}"
    )
    return f"{widened} {counted}"


def _rate_layers(rate: BaseRate, share: float) -> list[_Layer]:
    """A bar split into both sides, and under it the point and its interval on the same scale."""
    height = {"domain": [0, 100], "nice": False}
    sides = [
        {"from": 0.0, "to": share, "colour": outcome_colour(Outcome.GRANTED)},
        {"from": share, "to": 1.0, "colour": outcome_colour(Outcome.DENIED)},
    ]
    bar = _layer(
        [side | {"top": 72, "bottom": 38} for side in sides],
        {"type": "rect", "stroke": _paper(), "strokeWidth": 1.5, "tooltip": None},
        x=_number("from", scale=_SHARES, axis=_share_axis() | {"grid": False, "domain": True}),
        x2={"field": "to"},
        y=_number("bottom", scale=height, axis=None),
        y2={"field": "top"},
        color={"field": "colour", "type": "nominal", "scale": None},
    )
    names = (
        (0.0, "left", _("유리 {n}건").format(n=f"{rate.favourable:,}")),
        (1.0, "right", _("불리 {n}건").format(n=f"{rate.n - rate.favourable:,}")),
    )
    texts = [
        _layer(
            [{"x": end, "y": 88, "text": text}],
            _text_mark(align=align, fontSize=14, fontWeight=600),
            x=_number("x", scale=_SHARES),
            y=_number("y", scale=height),
            text={"field": "text", "type": "nominal"},
        )
        for end, align, text in names
    ]
    whisker = [{"low": rate.low, "high": rate.high, "rate": share, "y": 16}]
    tick = {"type": "tick", "orient": "vertical", "size": 16, "thickness": 3, "opacity": 0.75}
    marks: list[tuple[str, _Layer]] = [
        ("low", {"type": "rule", "strokeWidth": 4, "opacity": 0.55, "strokeCap": "butt"}),
        ("low", tick),
        ("high", tick),
        ("rate", {"type": "point", "filled": True, "size": 130, "opacity": 1, "shape": "diamond"}),
    ]
    interval_layers = [
        _layer(
            whisker,
            {"color": _ink(), "tooltip": None} | mark,
            x=_number(field, scale=_SHARES),
            y=_number("y", scale=height),
            **({"x2": {"field": "high"}} if mark["type"] == "rule" else {}),
        )
        for field, mark in marks
    ]
    return [bar, *texts, *interval_layers]


# --- groups beside one another -------------------------------------------------------------------

# Pixels. Streamlit fits a whole chart, its axis and legend included, into the height it is given.
_ROW = 46
_BAR = 18
_OVER_TIME = 230
_AXIS = 30
_LEGEND_LINE = 22
_LEGEND_GAP = 20


def outcome_shares(groups: Sequence[Counted], *, over_time: bool = False) -> None:
    """How each group divides by result: stacked shares, the number of rulings beside the name.

    With `over_time` the groups are years in their order and stand beside one another.
    """
    present = results_of(groups)
    rows = [
        {
            "group": name_of(group.value),
            "result": name_of(outcome),
            "count": group.counts[outcome],
            "share": group.counts[outcome] / group.n,
            "rank": rank,
        }
        for group in groups
        for rank, outcome in enumerate(present)
        if group.counts.get(outcome)
    ]
    share = _number(
        "share", stack="zero", axis=_share_axis(), scale=_WITH_ROOM if over_time else _SHARES, title=None
    )
    bars = _layer(
        rows,
        {"type": "bar", "stroke": _paper(), "strokeWidth": 1}
        | ({} if over_time else {"size": _BAR, "yOffset": 9}),
        **_along(groups, share, over_time),
        color=_result_colours(
            present,
            legend={
                "title": None,
                "orient": "bottom",
                "columns": 2,
                "labelLimit": 180,
                "symbolType": "square",
            },
        ),
        order={"field": "rank", "type": "ordinal"},
        opacity={"condition": {"param": "chosen", "value": 1.0}, "value": 0.2},
        tooltip=_tooltip(
            ("group", _("나눈 것")), ("result", _("결과")), ("count", _("판결 수")), ("share", _("몫"), ".0%")
        ),
    )
    bars["params"] = [{"name": "chosen", "select": {"type": "point", "fields": ["result"]}, "bind": "legend"}]
    below = _AXIS + _LEGEND_LINE * -(-len(present) // 2) + _LEGEND_GAP
    counts = [group.n for group in groups]
    _draw(
        below + (_OVER_TIME if over_time else _ROW * len(groups)),
        [bars, _year_counts(groups, counts) if over_time else _row_names(groups, counts)],
        _("결과의 나뉨. {groups}").format(
            groups="; ".join(f"{name_of(group.value)} {_count(group.n)}" for group in groups[:20])
        ),
    )


def favourable_shares(groups: Sequence[Counted], *, over_time: bool = False) -> None:
    """The share of rulings for the worker's side per group, each with its 95% interval and n.

    Groups without a ruling on the merits have no share and are left out.
    """
    counted = [group for group in groups if group.rate.n]
    if not counted:
        st.info(_("내용을 판단한 판결이 없어 비율을 말할 수 없습니다(모름)."), icon=":material/help:")
        return
    rows = [
        {
            "group": name_of(group.value),
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
    tooltip = _tooltip(
        ("group", _("나눈 것")), ("rate", _("유리한 판결의 비율"), ".0%"), ("interval", _("95% 구간")),
        ("favourable", _("유리한 판결")), ("n", _("본안 판단")),
    )  # fmt: skip
    colour = outcome_colour(Outcome.GRANTED)
    scale = _WITH_ROOM if over_time else _SHARES
    offset = {} if over_time else {"yOffset": 9}
    rule = _layer(
        rows,
        {"type": "rule", "strokeWidth": 3 if over_time else 4, "color": colour, "opacity": 0.8} | offset,
        **_along(counted, _number("low", scale=scale, axis=_share_axis(), title=None), over_time),
        **{"y2" if over_time else "x2": {"field": "high"}},
        tooltip=tooltip,
    )
    point = _layer(
        rows,
        {
            "type": "point",
            "filled": True,
            "size": 80 if over_time else 110,
            "opacity": 1,
            "stroke": colour,
            "strokeWidth": 2,
        }
        | offset,
        **_along(counted, _number("rate", scale=scale), over_time),
        fill={"condition": {"test": "datum.sure", "value": colour}, "value": _paper()},
        tooltip=tooltip,
    )
    # For and against alike: a thin line.
    half = _layer(
        [{"half": 0.5}],
        {"type": "rule", "strokeDash": [3, 3], "color": _ink(), "opacity": 0.4, "tooltip": None},
        **{"y" if over_time else "x": _number("half", scale=scale)},
    )
    counts = [group.rate.n for group in counted]
    names = _year_counts(counted, counts) if over_time else _row_names(counted, counts, with_rate=True)
    words = "; ".join(
        f"{name_of(group.value)} {percent(group.rate.rate or 0)} ({interval(group.rate)}, {_count(group.rate.n)})"
        for group in counted[:20]
    )
    _draw(
        _AXIS + (_OVER_TIME if over_time else _ROW * len(counted)),
        [half, rule, point, names],
        _("유리한 판결의 비율. {groups}").format(groups=words),
    )


# --- pieces --------------------------------------------------------------------------------------


def _count(n: int) -> str:
    return _("{n}건").format(n=f"{n:,}")


def results_of(groups: Sequence[Counted]) -> list[Outcome]:
    """The outcomes that any group has, in their order."""
    return [outcome for outcome in _ORDER if any(group.counts.get(outcome) for group in groups)]


def _layer(rows: Sequence[Mapping[str, Any]], mark: _Layer, **encoding: Any) -> _Layer:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _number(field: str, **options: Any) -> _Layer:
    return {"field": field, "type": "quantitative", **options}


def _tooltip(*fields: tuple[str, ...]) -> list[dict[str, str]]:
    """What a pointer shows: (field, title) or (field, title, format)."""
    return [dict(zip(("field", "title", "format"), each, strict=False)) for each in fields]


def _along(groups: Sequence[Counted], share: _Layer, over_time: bool) -> _Layer:
    """Where a group and its share stand: years from left to right, anything else from top to bottom."""
    names = [name_of(group.value) for group in groups]
    if over_time:
        axis = {"labelAngle": 0, "labelOverlap": "greedy", "title": None}
        return {"x": {"field": "group", "type": "ordinal", "sort": names, "axis": axis}, "y": share}
    return {"x": share, "y": {"field": "group", "type": "nominal", "sort": names, "axis": None}}


def _row_names(groups: Sequence[Counted], counts: Sequence[int], with_rate: bool = False) -> _Layer:
    """The groups' names above their bars: beside them they would leave a phone no room for the bars."""
    rows = [
        {"group": name_of(group.value), "label": _row_name(group, n, with_rate)}
        for group, n in zip(groups, counts, strict=True)
    ]
    return _layer(
        rows,
        _text_mark(align="left", dy=-11, fontSize=13),
        **_along(groups, {"value": 0}, over_time=False),
        text={"field": "label", "type": "nominal"},
    )


def _row_name(group: Counted, n: int, with_rate: bool) -> str:
    name = f"{name_of(group.value)} · " + _("판결 {n}건").format(n=f"{n:,}")
    if n < FEW:
        # Of a handful of rulings a percentage would say more than they do.
        return f"{name} ({_('적음')})"
    return f"{name} · {percent(group.rate.rate or 0)} ({interval(group.rate)})" if with_rate else name


def _year_counts(years: Sequence[Counted], counts: Sequence[int]) -> _Layer:
    """How many rulings each year has, above it."""
    rows = [
        {"group": name_of(year.value), "n": n, "top": 1.06} for year, n in zip(years, counts, strict=True)
    ]
    where = _along(years, _number("top", scale=_WITH_ROOM), over_time=True)
    return _layer(rows, _text_mark(fontSize=11), **where, text=_number("n"))


def _text_mark(**options: Any) -> _Layer:
    return {"type": "text", "baseline": "middle", "color": _ink(), "tooltip": None, **options}


def _share_axis() -> _Layer:
    return {"values": [0, 0.25, 0.5, 0.75, 1], "format": "%", "title": None, "labelFlush": True}


def _result_colours(present: Sequence[Outcome], legend: _Layer | None) -> _Layer:
    domain = [name_of(outcome) for outcome in present]
    scale = {"domain": domain, "range": [outcome_colour(outcome) for outcome in present]}
    return {"field": "result", "type": "nominal", "scale": scale, "sort": None, "legend": legend}


def _draw(height: int, layers: Sequence[_Layer], alt: str) -> None:
    """Show a chart of so many pixels, with what it says in words."""
    config = {"view": {"strokeWidth": 0}}
    st.vega_lite_chart({"height": height, "layer": list(layers), "config": config}, alt=alt)


def _ink() -> str:
    # Text marks inside a chart do not follow Streamlit's theme by themselves.
    return "#e6e8eb" if is_dark() else "#2b3038"


def _paper() -> str:
    return "#15191d" if is_dark() else "#ffffff"
