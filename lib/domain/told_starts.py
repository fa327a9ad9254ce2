"""The days, told in a story, from which a period runs besides that of the letter.

For the cost of care the first treatment, for a judgment the day on which the agency itself got it.
"""

import re
from collections.abc import Iterator
from datetime import date

from lib.domain.told_events import JUDGMENT, ONCE, UNSURE, ToldDays

# Care that costs: each of it prescribes by itself, so that the first of it is the first to do so.
_TREATED = re.compile(
    r"수술|시술|입원|진료|진단|확진|처방|치료|응급실|(?:병원|의원|[가-힣]과)(?:에|을|를|으?로|에서)?\s?(?:처음\s?)?(?:갔|가서|찾[았아]|실려|다녀|진찰|검사)"
)
# 그날 바로 응급실로 가서: the day told before.
_THAT_DAY = re.compile(rf"(?:그\s?날|당일)\s(?:\S+\s){{0,3}}?(?={_TREATED.pattern})")
_AGENCY_SERVED = re.compile(r"공단(?:에서는?|에는?|한테는?|이|은)\s*(?:\S+\s)?$")
_WAS_SERVED = re.compile(r"(?:왔|받|송달|도착|도달|온\s|수령)")


def first_treatment(text: str, today: date) -> date | None:
    """The first day on which the person tells to have been treated; None where none is told."""
    return min(_treated(ToldDays(text, today, ())), default=None)


def agency_served(text: str, today: date) -> date | None:
    """The day on which, as told, the agency got the judgment; None where none or several are told."""
    days = set(_served_on_the_agency(ToldDays(text, today, ())))
    return days.pop() if len(days) == 1 else None


# The days on which the person was treated, told by the day's own words.
def _treated(told: ToldDays) -> Iterator[date]:
    text = told.text
    of_another = {
        (each.day, each.close) for each in told.events() if each.kind in ("received", "decided", "healed")
    }
    for day in told.days:
        first, last = told.clause(day.start)
        last = max(last, told.clause(day.end - 1)[1])
        close = told.stances.sentence(day.start, day.end)[1]
        if (day.day, close) in of_another or UNSURE.search(text, first, close):
            continue
        said = told.said_on(day, _TREATED)
        if said and told.is_so("treated", day, first, *said.span()) and not ONCE.search(text, first, last):
            yield day.day
    for found in _THAT_DAY.finditer(text):
        before = [day for day in told.days if day.end <= found.start()]
        if before and before[-1].end > told.around(found.start(), found.end())[0]:
            yield before[-1].day


# The days on which the agency itself got a judgment.
def _served_on_the_agency(told: ToldDays) -> Iterator[date]:
    text = told.text
    for day in told.days:
        begin, close = told.stances.sentence(day.start, day.end)
        named = _AGENCY_SERVED.search(text[max(begin, told.clause(day.start)[0] - 1) : day.start])
        if (
            named
            and JUDGMENT.search(text, *told.around(day.start, day.end))
            and _WAS_SERVED.search(text, day.end, close)
        ):
            yield day.day
