"""Pictures of counted rulings and of official figures, each of which says the same in words.

Charts are Vega-Lite as plain dictionaries, drawn by the browser from a handful of numbers; nothing in
them is a link or markup, so names that come from rulings (courts) need no escaping here, only in the
words beside them. (Altair would check each against its schema, for longer than all else takes.)
"""

import operator
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.casework.rates import percent, rate_in_words, span
from lib.domain.counting import BaseRate
from lib.domain.taxonomy import Outcome
from lib.guidance.official_figures import LAST_YEAR, OfficialFigure
from lib.rulings.statistics import Counted
from lib.ui.labels import name_of, outcome_colour
from lib.ui.language import _, language
from lib.ui.style import is_dark, plain

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
_YEARS = {"labelAngle": 0, "labelOverlap": "greedy", "title": None}
# With room above 100% for the number of rulings.
_WITH_ROOM = {"domain": [0, 1.1], "nice": False}


def _interval(rate: BaseRate) -> str:
    return span(*rate.interval) if rate.interval else _("모름")


# --- one selection -------------------------------------------------------------------------------


def base_rate_picture(rate: BaseRate) -> None:
    """How disputes like the person's ended, in words; on a scale with its interval where a rate may be told."""
    said = rate_in_words(rate, _, name_of)
    st.markdown(plain(said))
    if rate.rate is None:
        return
    _draw(104, _rate_layers(rate, rate.rate), said)
    if rate.partly:
        st.caption(_("이긴 것 가운데 {partly}건은 일부만 인정되었습니다.").format(partly=f"{rate.partly:,}"))


# A bar split into both sides, and under it the point and its interval on the same scale.
def _rate_layers(rate: BaseRate, share: float) -> list[_Layer]:
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
_ROW = 64
_OVER_TIME = 230
_AXIS = 30
_LEGEND_LINE = 22


def favourable_shares(groups: Sequence[Counted], *, over_time: bool = False) -> None:
    """The share of disputes for the worker's side per group, each with its 95% interval and n.

    The groups are such of which a rate may be told.
    """
    rows = [
        {
            "group": name_of(group.value),
            "rate": group.rate.rate,
            "low": group.rate.low,
            "high": group.rate.high,
            "n": group.rate.n,
            "favourable": group.rate.favourable,
            "interval": _interval(group.rate),
        }
        for group in groups
    ]
    tooltip = _tooltip(
        ("group", _("나눈 것")), ("rate", _("유리한 판결의 비율"), ".0%"), ("interval", _("95% 구간")),
        ("favourable", _("유리한 판결")), ("n", _("본안 판단")),
    )  # fmt: skip
    colour = outcome_colour(Outcome.GRANTED)
    scale = _WITH_ROOM if over_time else _SHARES
    offset = {} if over_time else {"yOffset": 20}
    rule = _layer(
        rows,
        {"type": "rule", "strokeWidth": 3 if over_time else 4, "color": colour, "opacity": 0.8} | offset,
        **_along(groups, _number("low", scale=scale, axis=_share_axis(), title=None), over_time),
        **{"y2" if over_time else "x2": {"field": "high"}},
        tooltip=tooltip,
    )
    point = _layer(
        rows,
        {"type": "point", "filled": True, "size": 80 if over_time else 110, "opacity": 1, "color": colour}
        | offset,
        **_along(groups, _number("rate", scale=scale), over_time),
        tooltip=tooltip,
    )
    # For and against alike: a thin line.
    half = _layer(
        [{"half": 0.5}],
        {"type": "rule", "strokeDash": [3, 3], "color": _ink(), "opacity": 0.4, "tooltip": None},
        **{"y" if over_time else "x": _number("half", scale=scale)},
    )
    names = _year_counts(groups) if over_time else _row_names(groups)
    words = "; ".join(
        f"{name_of(group.value)} {percent(group.rate.rate or 0)} ({_interval(group.rate)}, {_count(group.rate.n)})"
        for group in groups[:20]
    )
    _draw(
        _AXIS + (_OVER_TIME if over_time else _ROW * len(groups)),
        [half, rule, point, names],
        _("유리한 판결의 비율. {groups}").format(groups=words),
    )


# --- official figures ----------------------------------------------------------------------------

# Told apart by shape too; each colour has at least 3:1 against both backgrounds (WCAG 1.4.11, graphics).
_SERIES = (("#2b7bba", "circle"), ("#c9641a", "square"), ("#7b838c", "triangle-up"))


def figures_over_time(series: Mapping[str, Sequence[OfficialFigure]]) -> None:
    """Percentages by year, a line for each name (three at most); years without a figure stay empty.

    A line joins only neighbouring years that were counted over the same. Part of a year is hollow.
    """
    figures = [figure for known in series.values() for figure in known]
    years = [str(year) for year in range(min(each.year for each in figures), LAST_YEAR + 1)]
    # The lowest tops that leave room above the highest number.
    top = next(top for top in (30, 60, 80, 101) if top > max(each.value for each in figures))
    shares = {"labelExpr": "datum.value + '%'", "tickCount": 5, "title": None}
    where = {
        "x": {"field": "year", "type": "ordinal", "scale": {"domain": years}, "axis": _YEARS},
        "y": _number("value", scale={"domain": [0, top], "nice": False}, axis=shares),
    }
    drawn = list(zip(series, _SERIES, strict=False))
    colour, shape = (
        {
            "field": "name",
            "type": "nominal",
            "scale": {"domain": list(series), "range": [signs[which] for _name, signs in drawn]},
            "legend": {"title": None, "orient": "bottom", "columns": 2, "labelLimit": 180},
        }
        for which in (0, 1)
    )
    together = [row for name, known in series.items() for row in _figure_rows(name, known)]
    line = _layer(
        together, {"type": "line", "tooltip": None}, **where, color=colour, detail={"field": "piece"}
    )
    point = _layer(
        together,
        {"type": "point", "size": 90, "strokeWidth": 2, "opacity": 1},
        **where,
        color=colour,
        shape=shape,
        fill=colour | {"condition": {"test": "datum.partial", "value": _paper()}, "legend": None},
        tooltip=_tooltip(
            ("name", _("무엇")), ("period", _("시기")), ("value", _("비율(%)")), ("source", _("출처"))
        ),
    )
    # Numbers of one year stand on either side, so that they do not stand on one another.
    highest = {row["year"]: row["value"] for row in sorted(together, key=lambda row: row["value"])}
    sides = {-14: operator.eq, 16: operator.ne}
    numbers = [
        _layer(
            [row for row in together if is_there(row["value"], highest[row["year"]])],
            _text_mark(dy=dy, fontSize=12),
            **where,
            text=_number("value"),
        )
        for dy, is_there in sides.items()
    ]
    _draw(
        _OVER_TIME + _LEGEND_LINE * (1 + len(series) // 2),
        [line, point, *numbers],
        "; ".join(f"{row['name']} {row['period']} {row['value']:g}%" for row in together),
    )


# The points of one line, cut in pieces that may be joined.
def _figure_rows(name: str, known: Sequence[OfficialFigure]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for before, figure in zip((None, *known), known, strict=False):
        joined = before and before.year + 1 == figure.year and before.denominator == figure.denominator
        rows.append(
            {
                "name": name,
                "piece": rows[-1]["piece"] if joined else f"{name} {figure.year}",
                "year": str(figure.year),
                "period": figure.period(language()),
                "value": figure.value,
                "source": figure.source(language()),
                "partial": bool(figure.months),
            }
        )
    return rows


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


# What a pointer shows: (field, title) or (field, title, format).
def _tooltip(*fields: tuple[str, ...]) -> list[dict[str, str]]:
    return [dict(zip(("field", "title", "format"), each, strict=False)) for each in fields]


# Where a group and its share stand: years from left to right, anything else from top to bottom.
def _along(groups: Sequence[Counted], share: _Layer, over_time: bool) -> _Layer:
    names = [name_of(group.value) for group in groups]
    if over_time:
        return {"x": {"field": "group", "type": "ordinal", "sort": names, "axis": _YEARS}, "y": share}
    return {"x": share, "y": {"field": "group", "type": "nominal", "sort": names, "axis": None}}


# The groups' names and numbers above their bars: beside them they would leave a phone no room for the bars.
def _row_names(groups: Sequence[Counted]) -> _Layer:
    rows = [{"group": name_of(group.value), "label": _row_name(group)} for group in groups]
    return _layer(
        rows,
        _text_mark(align="left", dy=-14, fontSize=13, lineBreak="\n", lineHeight=17),
        **_along(groups, {"value": 0}, over_time=False),
        text={"field": "label", "type": "nominal"},
    )


def _row_name(group: Counted) -> str:
    share = f"{percent(group.rate.rate or 0)} ({_interval(group.rate)})"
    return f"{name_of(group.value)}\n{_count(group.rate.n)} · {share}"


# How many disputes each year has, above it.
def _year_counts(years: Sequence[Counted]) -> _Layer:
    rows = [{"group": name_of(year.value), "n": year.rate.n, "top": 1.06} for year in years]
    where = _along(years, _number("top", scale=_WITH_ROOM), over_time=True)
    return _layer(rows, _text_mark(fontSize=11), **where, text=_number("n"))


def _text_mark(**options: Any) -> _Layer:
    return {"type": "text", "baseline": "middle", "color": _ink(), "tooltip": None, **options}


def _share_axis() -> _Layer:
    return {"values": [0, 0.25, 0.5, 0.75, 1], "format": "%", "title": None, "labelFlush": True}


# Show a chart of so many pixels, with what it says in words.
def _draw(height: int, layers: Sequence[_Layer], alt: str) -> None:
    config = {"view": {"strokeWidth": 0}}
    st.vega_lite_chart({"height": height, "layer": list(layers), "config": config}, alt=alt)


def _ink() -> str:
    # Text marks inside a chart do not follow Streamlit's theme by themselves.
    return "#e6e8eb" if is_dark() else "#2b3038"


def _paper() -> str:
    return "#15191d" if is_dark() else "#ffffff"
