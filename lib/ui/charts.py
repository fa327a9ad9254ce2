"""Pictures of counted rulings: every one has its number of rulings in it and says the same in words.

Charts are Vega-Lite as plain dictionaries, drawn by the browser from a handful of numbers; nothing in
them is a link or markup, so names that come from rulings (courts) need no escaping here, only in the
words beside them. (Altair would check each against its schema, for longer than all else takes.)
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.casework.rates import percent, rate_in_words, span
from lib.domain.counting import BaseRate
from lib.domain.taxonomy import Outcome
from lib.rulings.statistics import Counted
from lib.ui.labels import name_of, outcome_colour
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


def interval(rate: BaseRate) -> str:
    """The 95% interval as `30–60%`; the word for unknown where there is none."""
    return _("모름") if rate.low is None or rate.high is None else span(rate.low, rate.high)


# --- one selection -------------------------------------------------------------------------------


def base_rate_picture(rate: BaseRate) -> None:
    """How disputes like the person's ended, in words; on a scale with its interval where a rate may be told."""
    said = rate_in_words(rate, _, name_of)
    st.markdown(plain(said))
    if rate.rate is None:
        return
    _draw(104, _rate_layers(rate, rate.rate), said)
    if rate.partly:
        st.caption(
            _("유리하게 끝난 것 가운데 {partly}건은 일부만 인정되었습니다.").format(partly=f"{rate.partly:,}")
        )


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

    Groups of which no rate may be told are left out.
    """
    counted = [group for group in groups if group.rate.interval]
    if not counted:
        st.info(_("비율을 말할 수 있는 판결이 없습니다(모름)."), icon=":material/help:")
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
