"""What the numbers of a story are: hours a week, years in a job, a weight, an age, days until a doctor was seen.

`lib/text/numbers` reads a number with its unit; `data/told_numbers.yaml` tells by the words around it what
was counted. Hours a week also follow from hours a day and days a week, and hours of one week may be
measured against those of the weeks before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lib.text.numbers import Quantity, find_quantities, find_spans_of_years
from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import Squeezed

_BEFORE, _AFTER = 24, 18
"""Characters, without white space, in which the words around a number are looked for."""
_FARTHEST = 200
"""Characters before and behind a number that count as its sentence: some never end."""
_IN_ONE = {
    ("개월", "년"): 1 / 12,
    ("주", "일"): 7.0,
    ("개월", "일"): 30.0,
    ("년", "일"): 365.0,
    ("분", "시간"): 1 / 60,
}
_PERIOD = re.compile(
    r"(?:(?P<weeks>\d{1,2})주(?:일|간)?|(?P<one>(?:일주일|한주)(?!에|이면)|직전주|마지막주))[^\d.,/·]{0,12}$"
)
_BASE_WEEKS, _SHORTEST_MEAN = 12, 4
_SURGE = 1.3
"""A week with this many times the hours of the 12 before it is one of 단기 과로 (고시 Ⅰ.1.나)."""
_SHIFTS_A_WEEK, _WHOLE_DAY = 3.5, 24
"""Of a shift every second day (격일제); hours of one that lasts until the next day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a story: `text[start:end]` tells, with the words before it, `value` of what `of` names.

    `bound` says how it is meant: "at least", "at most", or empty.

    `period` are the weeks that hours a week were counted over, where that is told.
    """

    of: str
    value: float
    start: int
    end: int
    bound: str = ""
    period: int | None = None

    def may_be_over(self, limit: float) -> bool:
        """Whether it is said to be more than the limit."""
        return self.value > limit and self.bound != "at most"

    def may_be_under(self, limit: float) -> bool:
        """Whether it is said to be no more than the limit."""
        return self.value <= limit and self.bound != "at least"


# One kind of number: its unit, and what stands before it, behind it, or nowhere in its sentence.
class _Kind:
    def __init__(self, raw: dict[str, Any], parts: dict[str, str]) -> None:
        self.of: str = raw["of"]

        def pattern(name: str) -> re.Pattern[str] | None:
            words = raw.get(name)
            return re.compile(_filled("|".join(words), parts)) if words else None

        self.unit: str = raw["unit"]
        self.least, self.most = raw["from"], raw["to"]
        self.before, self.after = pattern("before"), pattern("after")
        self.not_before, self.not_after = pattern("not_before"), pattern("not_after")
        self.never, self.only = pattern("never"), pattern("only")

    # Where in `before` the words begin that tell what the number is; None where it is something else.
    def told_from(self, before: str, after: str, sentence: str) -> int | None:
        if (self.not_before and self.not_before.search(before)) or (
            self.not_after and self.not_after.match(after)
        ):
            return None
        if (self.never and self.never.search(sentence)) or (self.only and not self.only.search(sentence)):
            return None
        if self.before and (found := self.before.search(before)):
            return found.start()
        is_told = (self.before is None and self.after is None) or (self.after and self.after.match(after))
        return len(before) if is_told else None


def _filled(words: str, parts: dict[str, str]) -> str:
    return re.sub(r"{([a-z_]+)}", lambda part: parts[part[1]], words).replace(" ", "")


@lru_cache(maxsize=1)
def _shipped() -> tuple[list[_Kind], list[tuple[str, re.Pattern[str]]]]:
    raw = read_shipped("told_numbers.yaml")
    parts = {name: "|".join(words) for name, words in raw["parts"].items()}
    kinds = [_Kind(kind, parts) for kind in raw["kinds"]]
    bounds = [(name, re.compile(_filled("|".join(words), parts))) for name, words in raw["bounds"].items()]
    return kinds, bounds


@once
def told_numbers(text: str) -> tuple[Told, ...]:
    """Every number of the text whose kind is known, in order, and what follows from several of them."""
    told = sorted(dict.fromkeys(_told(text)), key=lambda each: (each.end, each.start))
    return (*told, *_by_days(told), *_surges(told))


def _told(text: str) -> Iterator[Told]:
    squeezed = Squeezed(text.lower())
    begins = [0]
    for char in text:
        begins.append(begins[-1] + (not char.isspace()))
    quantities = sorted((*find_quantities(text), *find_spans_of_years(text)), key=lambda each: each.start)
    whole = [(begins[each.start], begins[each.end]) for each in sentences(text, story=True)]
    kinds, bounds = _shipped()
    for quantity in quantities:
        start, end = begins[quantity.start], begins[quantity.end]
        at = bisect_right(whole, (start, len(squeezed.chars))) - 1
        is_within = at >= 0 and end <= whole[at][1]
        first, last = whole[at] if is_within else (0, len(squeezed.chars))
        first, last = max(first, start - _FARTHEST), min(last, end + _FARTHEST)
        before = squeezed.chars[max(first, start - _BEFORE) : start]
        after = squeezed.chars[end : min(last, end + _AFTER)]
        for kind in kinds:
            value = _in_unit(quantity, kind.unit)
            if value is None or not kind.least <= value <= kind.most:
                continue
            told_from = kind.told_from(before, after, squeezed.chars[first:last])
            if told_from is not None:
                bound = next((bound for bound, words in bounds if words.match(after)), "")
                place = squeezed.span(start - len(before) + told_from, end)[0]
                period = _period(before) if kind.of == "hours_a_week" else None
                of = "hours_of_a_week" if period and period < _SHORTEST_MEAN else kind.of
                yield Told(of, value, place, quantity.end, bound, period)


def _in_unit(quantity: Quantity, unit: str) -> float | None:
    if quantity.unit == unit:
        return quantity.value
    share = _IN_ONE.get((quantity.unit, unit))
    return quantity.value * share if share else None


def _period(before: str) -> int | None:
    match = _PERIOD.search(before)
    return None if match is None else int(match["weeks"] or 1)


# Hours a week from hours a day and days a week, or from a shift every second day.
def _by_days(told: Iterable[Told]) -> Iterator[Told]:
    read = list(told)
    if any(each.of == "hours_a_week" for each in read):
        return
    days = next((each.value for each in read if each.of == "days_a_week"), None)
    for each in read:
        if each.of == "hours_a_shift":
            # Nobody works a day and a night without a break: how long it was is not told here.
            bound = "at most" if each.value == _WHOLE_DAY else each.bound
            yield replace(each, of="hours_a_week", value=each.value * _SHIFTS_A_WEEK, bound=bound)
        elif each.of == "hours_a_day" and days:
            yield replace(each, of="hours_a_week", value=each.value * days)


# A last week against the weeks before it.
def _surges(told: Iterable[Told]) -> Iterator[Told]:
    weeks = list(told)
    last = [each for each in weeks if each.of == "hours_of_a_week" and each.period == 1]
    base = [each.value for each in weeks if each.of == "hours_a_week" and each.period == _BASE_WEEKS]
    for week in last:
        if base and week.value >= _SURGE * min(base):
            yield replace(week, of="rise_in_hours", value=100 * (week.value / min(base) - 1))
