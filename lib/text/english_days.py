"""Days that an English text names so that each is one day: `November 3`, `3 Nov 2026`, `20 days ago`, `yesterday`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lib.text.days import Day, first_of_month
from lib.text.numbers import calendar_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d|last year|this year))?"
_CALENDAR = (
    re.compile(rf"\b{_MONTH}\s+(?:the\s+)?{_NUMBER}\b{_YEAR}(?!\s*[-–~]\s*\d)", re.I),
    re.compile(rf"(?<![\d.,])\b{_NUMBER}\s+(?:of\s+)?{_MONTH}(?![a-z]){_YEAR}", re.I),
    re.compile(
        r"\b(?P<year>(?:19|20)\d\d)[-./](?P<number>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12]\d|0?[1-9])\b"
    ),
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", f"{_MONTH}\x00{_NUMBER}").split("\x00")
ENGLISH_DATE = rf"(?:{_UNNAMED[0]} (?:the )?{_UNNAMED[1]},? (?:19|20)\d\d|{_UNNAMED[1]} (?:of )?{_UNNAMED[0]},? (?:19|20)\d\d)"
"""A day with its year, as a pattern for a text of any case: `March 7, 1991`, `7th of March 1991`."""
_COUNTS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_COUNT = {"a": 1} | {word: number for number, word in enumerate(_COUNTS, 1)}
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_COUNT)})\s+(?P<unit>day|week)s?\s+(?:ago(?:\s+today)?|(?=since|that i have|now since))\b",
    re.I,
)
_NAMED = {"today": 0, "this morning": 0, "yesterday": 1, "the day before yesterday": 2}
_IN_WORDS = re.compile(r"\b(?:the day before yesterday|today|this morning|yesterday)\b", re.I)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_OF_THIS_MONTH = re.compile(
    r"\bthe\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)\s+of\s+(?P<month>this|last)\s+month\b", re.I
)
_OF_LAST_WEEK = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})\s+(?:of\s+)?last\s+week\b", re.I)
# What is still to come is no day of the past year.
_TO_COME = re.compile(r"\b(?:will|'ll|going to|next|coming)\b[^.!?]{0,30}$", re.I)
_LAST = re.compile(rf"\b(?P<week>last|this)\s+(?P<day>{'|'.join(_WEEKDAYS)})\b", re.I)
# What is told roughly, or as a bound, is no day.
_ROUGH = re.compile(
    r"\b(?:about|around|roughly|approximately|maybe|perhaps|almost|nearly|over|more than|less than|some|or|before|after"
    r"|until|till|by|since|between|end of|early|late)\s+(?:on\s+)?$",
    re.I,
)
_ROUGH_BEHIND = re.compile(r"\s*(?:or so|or more|or\s+(?:\d|one|two|three)|,?\s*i (?:think|guess)|\?)", re.I)


def find_english_days(text: str, today: date) -> tuple[Day, ...]:
    """Every day the English text names, in order; one without its year is the last such day that is not in the future."""
    found = sorted(
        (*_of_calendar(text, today), *_counted(text, today)), key=lambda each: (each.start, -each.end)
    )
    kept: list[Day] = []
    for each in found:
        rough = (
            _ROUGH.search(text, 0, each.start)
            or _ROUGH_BEHIND.match(text, each.end)
            or _TO_COME.search(text, 0, each.start)
        )
        if not rough and not (kept and each.start < kept[-1].end):
            kept.append(each)
    return tuple(kept)


def _of_calendar(text: str, today: date) -> Iterator[Day]:
    for pattern in _CALENDAR:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            number = parts.get("number")
            month = int(number) if number else _MONTHS.index(match["month"][:3].lower()) + 1
            year = _year(parts["year"], today)
            day = calendar_day(year or today.year, month, int(match["day"]))
            if day and year is None and day > today:
                day = calendar_day(today.year - 1, month, int(match["day"]))
            if day:
                yield Day(match[0], *match.span(), day)


def _year(words: str | None, today: date) -> int | None:
    if words is None:
        return None
    return int(words) if words.isdigit() else today.year - (words.lower() == "last year")


def _counted(text: str, today: date) -> Iterator[Day]:
    for match in _AGO.finditer(text):
        count = match["count"].lower()
        days = (int(count) if count.isdigit() else _COUNT[count]) * (
            7 if match["unit"].lower() == "week" else 1
        )
        yield Day(match[0], *match.span(), today - timedelta(days=days))
    for match in _IN_WORDS.finditer(text):
        yield Day(match[0], *match.span(), today - timedelta(days=_NAMED[match[0].lower()]))
    for match in _OF_THIS_MONTH.finditer(text):
        first = first_of_month(today, int(match["month"].lower() == "last"))
        if day := calendar_day(first.year, first.month, int(match["day"])):
            yield Day(match[0], *match.span(), day)
    for match in _OF_LAST_WEEK.finditer(text):
        if today.weekday() < 6:
            back = today.weekday() - _WEEKDAYS.index(match["day"].lower()) + 7
            yield Day(match[0], *match.span(), today - timedelta(days=back))
    for match in _LAST.finditer(text):
        back = today.weekday() - _WEEKDAYS.index(match["day"].lower())
        # Whether "last Monday" is of this week or of the one before is told only where this week had none yet.
        if match["week"].lower() == "last" and back < 0:
            yield Day(match[0], *match.span(), today - timedelta(days=back + 7))
        elif match["week"].lower() == "this" and back >= 0:
            yield Day(match[0], *match.span(), today - timedelta(days=back))
