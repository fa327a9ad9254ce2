"""From when until when something was, as a text tells it: `2020년 3월 2일부터 2023년 2월 28일까지`, `2011년 봄부터 작년 겨울까지`.

Either end is known to lie between two days; how long it was in years follows, at least and at most, both days counted in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lib.text.days import find_days
from lib.text.numbers import calendar_day, find_dates, full_year

_SEASONS = {
    "봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "상반기": (1, 6), "하반기": (7, 12),
    "초": (1, 4), "중반": (4, 9), "말": (9, 12),
}  # fmt: skip
_AGO = {"재작년": 2, "작년": 1, "지난해": 1, "올해": 0, "금년": 0, "올": 0}


# A day, month, season or year; its groups carry the name of the end that it is.
def _point(end: str) -> str:
    year = rf"(?:(?<![\d.])(?P<{end}year>(?:19|20)\d\d)|(?<![\d.가-힣])['’]?(?P<{end}short>\d\d)(?=\s?년))\s?(?:년도?)?"
    return (
        rf"(?:(?:{year}|(?P<{end}ago>재작년|작년|지난해|올해|금년|올(?=\s?\d|\s?[봄여가겨]))\s?에?)"
        rf"(?:\s?[./-]?\s?(?P<{end}month>1[0-2]|0?[1-9])(?:\s?월|(?=\s?[./-]\s?\d)|(?=\s?[.~∼～–])|(?=\s?부터|\s?까지))"
        rf"(?:\s?[./-]?\s?(?P<{end}day>3[01]|[12]\d|0?[1-9])(?:\s?일|(?![\d.])|\.)|\.)?"
        rf"|\s?(?P<{end}season>봄|여름|가을|겨울|상반기|하반기|초|중반|말)(?![가-힣]*년))?"
        rf"|(?P<{end}lone>1[0-2]|[1-9])\s?월(?:\s?(?P<{end}lone_day>3[01]|[12]\d|[1-9])\s?일)?)"
        r"(?:\s?(?:경|쯤|무렵|즈음|께))?"
    )


_SPAN = re.compile(
    _point("began_")
    + r"(?:\s?부터\s?|\s?[~∼～–-]\s?|에서\s|에\s?(?:입사|취직|취업|들어가|들어와|들어갔|시작)[가-힣]*,?\s(?:[가-힣]+\s)?)"
    + rf"(?:{_point('ended_')}|(?P<now>현재|지금|오늘|요즘))"
    + r"(?:\s?(?P<day_before>전날))?(?:\s?까지|\s?에\s?(?:퇴사|퇴직|그만|나왔|나올|관뒀|정년))?"
)
_DAY_OF = re.compile(_point("began_"))


@dataclass(frozen=True, slots=True)
class FromUntil:
    """Something that began between two days and ended between two days, `text[start:end]`; `years` lie between two numbers."""

    start: int
    end: int
    began: tuple[date, date]
    ended: tuple[date, date]

    @property
    def years(self) -> tuple[float, float]:
        """How long it was in years at least and at most, cut at the hundredth: a day less than 3 years is 2.99."""
        return years_between(self.began[1], self.ended[0]), years_between(self.began[0], self.ended[1])


def years_between(first: date, last: date) -> float:
    """Years from one day to another, both counted in, cut at the hundredth; nothing where they are turned round."""
    behind = last + timedelta(days=1)
    if behind <= first:
        return 0.0
    whole = behind.year - first.year
    if years_after(first, whole) > behind:
        whole -= 1
    since = years_after(first, whole)
    length = (years_after(first, whole + 1) - since).days
    return whole + (behind - since).days * 100 // length / 100


def years_after(day: date, years: int) -> date:
    """The day on which so many years are over, the first day counted in: of 2024-12-01 and 2 years 2026-12-01."""
    year = day.year + years
    return calendar_day(year, day.month, day.day) or date(year, 3, 1)


def find_from_until(text: str, today: date) -> tuple[FromUntil, ...]:
    """Every stretch between two days, months, seasons or years that the text joins, in order."""
    return tuple(_found(text, today))


def _found(text: str, today: date) -> Iterator[FromUntil]:
    for match in _SPAN.finditer(text):
        if match["ended_short"] and not (match["ended_month"] or "까지" in match[0]):
            # 2012년부터 14년 동안.
            continue
        began = _between(match, "began_", today, None)
        if began is None:
            continue
        ended = (today, today) if match["now"] else _between(match, "ended_", today, began[0].year)
        if ended is None:
            continue
        if match["day_before"]:
            ended = (ended[0] - timedelta(days=1), ended[1] - timedelta(days=1))
        ended = (ended[0], min(ended[1], today))
        if began[0] <= ended[1]:
            yield FromUntil(match.start(), match.end(), began, ended)


_JOINED = re.compile(
    r"(?:\([월화수목금토일]\))?\s?(?:부터|에서|[~∼～–-])\s?(?:(?P<year>(?:19|20)\d\d)\s?[.년/-]\s?|올해\s|같은\s?해\s|이듬해\s|다음\s?해\s)?"
    r"(?P<month>1[0-2]|0?[1-9])\s?[.월/-]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?일|\.)?"
)


def stretches_of_days(text: str, today: date) -> tuple[tuple[int, int, date, date], ...]:
    """Every stretch from one day of the calendar to another: where its words begin and end, its first and its last day.

    A last day without its year is the next such day after the first.
    """
    begun = {each.end: (each.start, each.day) for each in find_days(text, today)}
    for each in find_dates(text):
        if each.month and each.day and (day := calendar_day(each.year, each.month, each.day)):
            begun.setdefault(each.end, (each.start, day))
    found = []
    for end, (start, first) in sorted(begun.items()):
        if not (joined := _JOINED.match(text, end)):
            continue
        month, on = int(joined["month"]), int(joined["day"])
        years = [int(joined["year"])] if joined["year"] else [first.year, first.year + 1]
        ends = (calendar_day(year, month, on) for year in years)
        if last := next((day for day in ends if day and day >= first), None):
            found.append((start, joined.end(), first, last))
    return tuple(found)


def find_points(text: str, today: date) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """Every day, month, season or year that a text names, with the days between which it lies; a month needs its year.

    What joins two of them (`부터`, `까지`) is a stretch, and neither of its ends is given.
    """
    spans = [(each.start, each.end) for each in find_from_until(text, today)]
    for match in _DAY_OF.finditer(text):
        between = _between(match, "began_", today, None)
        start, end = match.start(), match.end()
        if (
            between
            and not any(first <= start < last for first, last in spans)
            and not _JOINS.match(text, end)
        ):
            yield start, start + len(match[0].rstrip()), between


_JOINS = re.compile(r"\s?(?:부터|까지|이후|이전|전까지|후로)")


def day_told(text: str, place: int, today: date) -> tuple[date, date] | None:
    """Between which days the day, month, season or year lies that is named last before a place in its sentence."""
    first = max(text.rfind(each, 0, place) for each in ".!?\n")
    # A date in points ends no sentence.
    while first > 0 and text[first] == "." and text[first - 1].isdigit():
        first = max(text.rfind(each, 0, first) for each in ".!?\n")
    found = [_between(match, "began_", today, None) for match in _DAY_OF.finditer(text, first + 1, place)]
    return next((each for each in reversed(found) if each), None)


# Between which days an end lies; a month without its year is of `year`.
def _between(match: re.Match[str], end: str, today: date, year: int | None) -> tuple[date, date] | None:
    told = match[f"{end}year"] or match[f"{end}short"]
    month, day = match[f"{end}month"], match[f"{end}day"]
    if told:
        year = full_year(told)
    elif match[f"{end}ago"]:
        year = today.year - _AGO[match[f"{end}ago"]]
    elif match[f"{end}lone"]:
        month, day = match[f"{end}lone"], match[f"{end}lone_day"]
    if year is None:
        return None
    if month and day:
        one = calendar_day(year, int(month), int(day))
        return (one, one) if one else None
    if month:
        return date(year, int(month), 1), _last_of(year, int(month))
    season = match[f"{end}season"]
    if season == "겨울":
        # Of January and February, or of December and what follows.
        return date(year, 1, 1), _last_of(year + 1, 2)
    if season:
        first, last = _SEASONS[season]
        return date(year, first, 1), _last_of(year, last)
    return date(year, 1, 1), date(year, 12, 31)


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
