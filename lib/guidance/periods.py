"""How the days of a period are counted: which day is its last (민법 제157조, 제160조, 제161조)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from lib.text.public_holidays import public_holidays

CALENDAR_KNOWN_TO = date(2027, 12, 31)
"""Up to this day all public holidays are known; for later ones those of a single year are not yet set."""

_DAY = timedelta(days=1)
_WEEKEND = {5: "토요일", 6: "일요일"}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period, and what moved it there: names of days off, in order."""

    due: date
    moved_by: tuple[str, ...] = ()


def last_day(event: date, days: int = 0, years: int = 0) -> LastDay:
    """The last day of a period of so many days, or years, that begins with an event.

    The day of the event is not counted (민법 제157조). A period of years ends on the day before the one that
    answers to its first day, and where the month has none, on the last of the month (제160조). A last day on a
    Saturday, a Sunday or a public holiday moves to the next day that is none (제161조).
    """
    due = _years_after(event + _DAY, years) if years else event + timedelta(days=days)
    moved_by = []
    while day_off := _day_off(due):
        moved_by.append(day_off)
        due += _DAY
    return LastDay(due, tuple(dict.fromkeys(moved_by)))


# The day before the one that answers to `first`; of the 29th of February in other years its month's last.
def _years_after(first: date, years: int) -> date:
    year = first.year + years
    if first.day > (last := monthrange(year, first.month)[1]):
        return date(year, first.month, last)
    return date(year, first.month, first.day) - _DAY


# Why nobody has to do anything that day; empty for a working day.
def _day_off(day: date) -> str:
    return public_holidays(day.year).get(day) or _WEEKEND.get(day.weekday(), "")
