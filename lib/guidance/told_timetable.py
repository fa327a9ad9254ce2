"""The hours a week that a person tells as a timetable: from when to when, with which break, on which days, since when.

`아침 8시부터 저녁 7시까지, 점심 한 시간, 월요일부터 토요일까지` is 60 hours a week. Hours are counted as `working_hours`
counts those of a table, with the addition for the night. What is not told is left open: a break that nobody speaks of
makes the hours so many at most.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from lib.domain.shifts import Shift
from lib.guidance.working_hours import MOST_WEEKS, WEEKS, Spread, hours_of_a_shift
from lib.text.clock import DAY, Clock, ClockError, find_clocks, stretch
from lib.text.numbers import find_dates, find_quantities
from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.stance import Stance, read_stances

_ANY_DAY = datetime(2001, 1, 1)
_WEEKDAYS, _FEWEST_DAYS = "월화수목금토일", 3
_DAYS_IN_WEEKS = {"일": 1 / 7, "주": 1.0, "개월": 365 / 12 / 7, "년": 365 / 7}
_NINE = 9 * 60
"""When a whole day of work is taken to begin: its night is the same whenever it does."""
_LONGEST_REST, _NEAR, _BESIDE, _AHEAD = 6 * 60, 18, 8, 30
"""Minutes; characters before a length in which words tell that it is a break, behind a break by the clock in which its
length may stand once more, and behind times of day in which days are named."""
_NOON, _EARLIEST, _SHORTEST = DAY // 2, 5 * 60, 4 * 60
"""By the hours of a clock face: one before five may be of the afternoon, and fewer than four hours may be twelve more."""

_FROM = re.compile(
    r"\s?(?:부터|에서|[~∼～–—-]|(?:에\s?)?(?:시작|출근)[가-힣]*(?:\s[가-힣]+)?"
    r"|에\s?(?:나가|나와|나갔|들어가|들어갔|일을\s?시작)[가-힣]*(?:\s[가-힣]+)?)[,\s]*"
)
_TO_LEAVING = re.compile(r"(?:이?고)?[,\s]{0,2}(?:퇴근|끝나는)\s?(?:시간)?(?:은|이)?\s?")
_JOINT = re.compile(r"\s?[~∼～–—-]\s?")
_UNTIL = re.compile(
    r"\s?(?:까지|퇴근|에야?\s?(?:끝|퇴근|마치|마쳤|마쳐|나왔|나와|들어왔|들어와|들어오|돌아왔|돌아와|귀가|일을\s?(?:끝|마)))"
)
# What the clock times of a sentence are of, where they are none of the work.
_OF_A_REST = re.compile(r"\s?(?:까지)?(?:는|은|의)?\s?(?:쉬|쉰|휴게|휴식|점심|식사|수면|잠|눈을|자고|잤)")
_OF_ONE_DAY = re.compile(
    r"(?:그|사고|다친|쓰러진|발병)\s?(?:난\s?)?(?:날|당일)(?:은|에|에는|엔|도|만)?\s|당일(?:은|에|에는)?\s"
)
_OF_THE_LAST_WEEK = re.compile(
    r"(?:마지막|직전|발병\s?전|쓰러지기\s?전)\s?(?:한|1|일)\s?주|마지막\s?주|직전\s?주|(?:일주일|1주일?|한\s?주)\s?(?:전|앞)(?:부터|에)"
)
_NO_MORE = re.compile(r"(?:같|똑같|다르지\s?않|더\s?[가-힣]+\s?것도|달라진|변함|평소(?:처럼|대로))")
_REST = re.compile(r"휴게|휴식|쉬(?!지)|쉰|점심|저녁\s?(?:밥|식사|먹)|식사|밥|중식|석식|야식|수면|눈을\s?붙")
_LUNCH = re.compile(r"점심|중식")
_MEALS = re.compile(r"아침|점심|저녁|오전|오후|중식|석식|야식")
_EVERY = re.compile(r"마다|에\s?한\s?번|에\s?1회")
_NO_REST = re.compile(
    r"(?:휴게|휴식|쉬는|쉴|점심|식사)\s?(?:시간)?(?:은|이|도)?\s?(?:거의|따로|전혀|아예|한\s?번도)?\s?(?:없|못\s?(?:쉬|가지|먹))|(?:쉬지|쉴\s?틈)(?:도)?\s?(?:못|않|없)"
)
_WEEK_OF_DAYS = re.compile(
    r"(?P<first>[월화수목금토일])(?:요일)?\s?(?:부터|에서|[~∼～–-])\s?(?P<last>[월화수목금토일])(?:요일)?(?=까지|에|\s|[,.)/]|\d|$)"
)
_UP_TO_DAY = re.compile(r"(?<![가-힣])(?P<last>[금토일])요일까지(?:도)?\s?(?:일|근무|나|출근)")
_DAYS_A_WEEK = re.compile(
    r"(?:(?<![가-힣])주당?|일주일(?:에|이면)?|매주|한\s?주(?:에|이면)?)\s?(?:꼬박|보통|대개|평균)?\s?$"
)
_DAY_OFF = re.compile(r"\s?(?:만|은|씩|정도|밖에)?\s?(?:못\s?)?(?:쉬|쉰|휴무)")
_A_MONTH = re.compile(r"(?:한\s?달|매달|매월|월)(?:에)?\s?(?:보통|평균|겨우|딱|고작)?\s?$")
_ALL_DAYS = re.compile(
    r"(?:하루도|한\s?번도)\s?(?:안|못)\s?(?:쉬|쉰|빠)|(?:하루도)\s?(?:쉬지|빠지지|빠짐)\s?(?:않|못|없)|쉬는\s?날\s?(?:없|이\s?없|도\s?없|하나\s?없)|휴(?:일|무)\s?(?:도\s?|이\s?)?없이|연중\s?무휴|주\s?7일|일주일\s?내내|주말도\s?없이|(?<!\d)7일\s?(?:내내|모두|다\s|연속|동안)|(?:주말|휴일|일요일)(?:에)?도\s?(?:나가|나와|나갔|나왔|일했|일하|출근|쉬지)"
)
_OFF = re.compile(
    r"(?P<weekend>주말)(?:은|에는|엔|에)?\s?(?:늘|항상|모두|다)?\s?(?:쉬|쉰)|(?P<days>(?:[월화수목금토일](?:요일)?\s?[,·과와]?\s?)+)(?<=일)(?:은|에는|엔|에|만|하루만)?\s?(?:늘|항상|꼭|모두|다|하루|만)?\s?(?:쉬|쉰|휴무)"
)
_EVERY_SECOND = re.compile(
    r"격일|하루\s?걸러|하루\s?(?:일하고|근무하고)\s?하루\s?(?:는\s?)?쉬|24시간\s?맞교대"
)
_WHOLE_DAY = re.compile(r"24시간\s?(?:씩\s?)?(?:근무|일하|일했|맞교대|격일|교대)")
_WORKDAYS = re.compile(r"평일(?:에|은|에는|엔)?|주\s?5일제?")
_ONE_DAY = re.compile(r"([월화수목금토일])요일|주말|격주")
_STEADY = re.compile(
    r"똑같|변함\s?없|한결같|늘\s?같|(?:하루|한\s?주|한\s?번)도\s?(?:더하|빼|빠|거르|안\s?빼|안\s?빠)|한\s?주도\s?안|내내|꾸준히|계속\s?(?:그렇게|같)"
)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Hours a week that follow from a timetable, with the night; `words` are the person's.

    `weeks`: for how many weeks back it is said to hold, at least; None where that is not told. `last_week` are those of
    the last week where that was another, and `last_is_open` where it is only said that it was.
    """

    hours: Spread
    words: str
    weeks: float | None = None
    last_week: Spread | None = None
    last_is_open: bool = False

    def over(self, weeks: int, most: float) -> Spread | None:
        """The weekly average of so many weeks back (1, 4, 12), or of the twelve before the last (13); None where it is not told."""
        held = weeks <= WEEKS if self.weeks is None else self.weeks >= weeks
        if weeks == MOST_WEEKS:
            return self.hours if held or self.differs else None
        if self.weeks is None and weeks != WEEKS and not self.differs:
            return None
        if not held:
            return None
        if not self.differs:
            return self.hours
        if weeks == 1:
            return self.last_week
        last = self.last_week or Spread(self.hours.low, most)
        mean = [
            (each * (weeks - 1) + one) / weeks
            for each, one in ((self.hours.low, last.low), (self.hours.high, last.high))
        ]
        return Spread(round(mean[0], 6), round(mean[1], 6))

    @property
    def is_of_whole_days(self) -> bool:
        """Whether it is of shifts of 24 hours, of which no round number of hours is true that leaves out their breaks."""
        return self.words.startswith("24")

    @property
    def differs(self) -> bool:
        """Whether the last week was another than those before it."""
        return self.last_week is not None or self.last_is_open


@dataclass(frozen=True, slots=True)
class _Rest:
    """Breaks of a day: minutes of which it is not told when they are, whether all of them are lunch, and those told from when to when."""

    minutes: int
    is_lunch: bool
    stretches: tuple[tuple[int, int], ...] = ()


# From when to when on which days, and where the words stand.
@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    days: frozenset[int] | float | None
    place: tuple[int, int]
    is_last_week: bool


@once
def told_timetable(text: str) -> Timetable | None:
    """The timetable of an ordinary week as `text` tells it; None where it tells none, or several that cannot be told apart."""
    return _timetable(text, guard=False)


@once
def told_timetable_of_a_guard(text: str) -> Timetable | None:
    """The same for approved watch duty, of which no night is added."""
    return _timetable(text, guard=True)


def _timetable(text: str, guard: bool) -> Timetable | None:
    rows = list(_rows(text))
    usual = [each for each in rows if not each.is_last_week]
    last = [each for each in rows if each.is_last_week]
    if not usual:
        return None
    hours = _hours(text, usual, rows, guard)
    if hours is None:
        return None
    first, end = usual[0].place[0], usual[-1].place[1]
    found = Timetable(hours, " ".join(text[first:end].split()), _held_for(text, usual))
    if last:
        other = _hours(text, [replace(each, days=each.days or usual[0].days) for each in last], rows, guard)
        return replace(found, last_week=other, last_is_open=other is None)
    return replace(found, last_is_open=_was_more(text))


# --- from when to when ---------------------------------------------------------------------------


def _rows(text: str) -> Iterator[_Row]:
    stances = read_stances(text)
    for each in sentences(text, story=True):
        words = text[each.start : each.end]
        if _OF_ONE_DAY.search(words):
            continue
        try:
            clocks = find_clocks(words)
        except ClockError:
            return
        whole_day = _WHOLE_DAY.search(words) if _EVERY_SECOND.search(words) else None
        if whole_day:
            place = (each.start + whole_day.start(), each.start + whole_day.end())
            if stances.read(*place).stance is Stance.AFFIRMED:
                yield _Row(_NINE, _NINE + DAY, 3.5, place, False)
            continue
        behind = 0
        for first, last in _pairs(words, clocks):
            is_short = (last.minute - first.minute) % DAY <= _SHORTEST
            if is_short and _OF_A_REST.match(words, last.end):
                continue
            if stances.read(each.start + first.start, each.start + last.end).stance is not Stance.AFFIRMED:
                continue
            told = _from_to(first, last)
            if told is None:
                return
            start, end = told
            days = _days(words[behind : first.start]) or _days(words[last.end : last.end + _AHEAD])
            behind = last.end
            place = (each.start + first.start, each.start + last.end)
            yield _Row(start, end, days, place, bool(_OF_THE_LAST_WEEK.search(words[: first.start])))


# Two times of day that are joined as a beginning and an end.
def _pairs(words: str, clocks: Sequence[Clock]) -> Iterator[tuple[Clock, Clock]]:
    number = 0
    while number + 1 < len(clocks):
        first, last = clocks[number], clocks[number + 1]
        between = words[first.end : last.start]
        is_joined = _FROM.fullmatch(between) and (_JOINT.fullmatch(between) or _UNTIL.match(words, last.end))
        if is_joined or _TO_LEAVING.fullmatch(between):
            yield first, last
            number += 2
        else:
            number += 1


# In minutes from midnight; None where it cannot be told whether an hour is of the morning or of the evening.
def _from_to(first: Clock, last: Clock) -> tuple[int, int] | None:
    if first.is_of_twelve and first.minute < _EARLIEST:
        return None
    if last.is_of_twelve and not last.later:
        length = (last.minute - first.minute) % _NOON or _NOON
        return (first.minute, first.minute + length) if length >= _SHORTEST else None
    try:
        return stretch(first, last)
    except ClockError:
        return None


# --- the days and the breaks ---------------------------------------------------------------------


# The days of a week that some words name: which, or how many; None where they name none.
def _days(words: str) -> frozenset[int] | float | None:
    if match := _WEEK_OF_DAYS.search(words):
        first, last = _WEEKDAYS.index(match["first"]), _WEEKDAYS.index(match["last"])
        if first < last:
            return frozenset(range(first, last + 1))
    if match := _UP_TO_DAY.search(words):
        return frozenset(range(_WEEKDAYS.index(match["last"]) + 1))
    for quantity in find_quantities(words):
        if quantity.unit == "일" and _DAYS_A_WEEK.search(words[: quantity.start]):
            is_off = _DAY_OFF.match(words, quantity.end)
            number = 7 - quantity.value if is_off else quantity.value
            return number if 1 <= number <= 7 else None
        is_monthly = quantity.unit in ("일", "회") and _A_MONTH.search(words[: quantity.start])
        if is_monthly and _DAY_OFF.match(words, quantity.end):
            return 7 - quantity.value * 12 / 52
    if _ALL_DAYS.search(words):
        return 7
    if _EVERY_SECOND.search(words):
        return 3.5
    if _WORKDAYS.search(words):
        return frozenset(range(5))
    if match := _OFF.search(words):
        off = {5, 6} if match["weekend"] else {_WEEKDAYS.index(each) for each in _named(match["days"])}
        return frozenset(range(7)) - off
    if found := {_WEEKDAYS.index(each) for each in _ONE_DAY.findall(words) if each}:
        return frozenset(found)
    return 7 if re.search(r"매일|날마다", words) else None


def _named(words: str) -> Iterator[str]:
    bare = words.replace("요일", " ")
    yield from (each for each in bare if each in _WEEKDAYS)


def _hours(text: str, rows: Sequence[_Row], every: Sequence[_Row], guard: bool) -> Spread | None:
    regions = [_region(text, each, every) for each in every]
    elsewhere = _rests(text, [(0, len(text))], regions)
    low = high = in_all = 0.0
    taken: frozenset[int] = frozenset()
    for row in rows:
        days = row.days
        if days is None and len(rows) == 1:
            days = next(
                (
                    found
                    for each in sentences(text, story=True)
                    if (found := _days(text[each.start : each.end]))
                ),
                None,
            )
        if days is None:
            return None
        if isinstance(days, frozenset):
            if days & taken:
                return None
            taken |= days
        elif len(rows) > 1:
            return None
        number = len(days) if isinstance(days, frozenset) else days
        own = _rests(text, [_region(text, row, every)], [])
        # The break of a last week that is told without one is that of the weeks before.
        usual = _rests(text, regions[:1], []) if row.is_last_week else None
        of_one = _of_one(row, own or elsewhere or usual, guard)
        in_all += number
        low, high = low + number * of_one.low, high + number * of_one.high
    # Of a day or two a week nobody tells a timetable.
    return Spread(round(low, 6), round(high, 6)) if in_all >= _FEWEST_DAYS else None


def _of_one(row: _Row, rests: _Rest | None, guard: bool) -> Spread:
    start, end = (_ANY_DAY + timedelta(minutes=each) for each in (row.start, row.end))
    whole = Shift(1, start, end)
    most = hours_of_a_shift(whole, guard).high
    if rests is None:
        # As much as the break may be, it is not told.
        return Spread(0.0, most)
    known = list(_placed(row, rests.stretches))
    minutes = rests.minutes
    if rests.is_lunch and minutes and row.start <= _NOON and _NOON + minutes <= row.end:
        known, minutes = [*known, (_NOON, _NOON + minutes)], 0
    known.sort()
    lost = sum(last - first for first, last in known) + minutes
    if lost >= whole.length or any(first[1] > after[0] for first, after in pairwise(known)):
        return Spread(0.0, most)
    placed = tuple(
        (_ANY_DAY + timedelta(minutes=first), _ANY_DAY + timedelta(minutes=last)) for first, last in known
    )
    counted = hours_of_a_shift(replace(whole, rest=minutes, rests=placed), guard)
    # On a short day the break of a long one may not have been taken.
    return Spread(counted.low, most) if lost and whole.length <= _SHORTEST else counted


# The breaks told by the clock that lie within a row, in its minutes.
def _placed(row: _Row, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in stretches:
        for later in (0, DAY):
            if row.start <= first + later and last + later <= row.end:
                yield first + later, last + later
                break


# The stretch of the text that speaks of a row: up to the next one, or the end of its sentence.
def _region(text: str, row: _Row, every: Sequence[_Row]) -> tuple[int, int]:
    end = read_stances(text).sentence(*row.place)[1]
    return row.place[1], min([end, *(each.place[0] for each in every if each.place[0] > row.place[0])])


# Minutes of break in a day that the stretches of a text tell, and whether all of it is lunch; None where they tell none.
def _rests(text: str, within: Sequence[tuple[int, int]], without: Sequence[tuple[int, int]]) -> _Rest | None:
    minutes, lunch, told = 0, True, False
    stretches: list[tuple[int, int]] = []
    for each in sentences(text, story=True):
        words = text[each.start : each.end]
        if _OF_ONE_DAY.search(words):
            continue
        told_to = 0
        by_clock = [
            (each.start + place, stretch_)
            for place, stretch_ in _rests_by_clock(words)
            if _is_within(each.start + place, within, without)
        ]
        stretches += [stretch_ for _, stretch_ in by_clock]
        for quantity in find_quantities(words):
            if quantity.unit not in ("시간", "분"):
                continue
            place = each.start + quantity.start
            if not _is_within(place, within, without):
                continue
            if any(at <= place <= at + _BESIDE for at, _ in by_clock):
                # `3시부터 4시까지 1시간` is one break.
                continue
            before = words[max(told_to, quantity.start - _NEAR) : quantity.start]
            told_to = quantity.end
            behind = words[quantity.end : quantity.end + 8]
            if not (_REST.search(before) or _REST.search(re.split(r"[,.]", behind)[0])):
                continue
            length = round(quantity.value * (60 if quantity.unit == "시간" else 1))
            if _EVERY.match(behind) or length > _LONGEST_REST:
                return None
            meals = set(_MEALS.findall(before))
            minutes, told = minutes + length * (max(1, len(meals)) if behind.startswith("씩") else 1), True
            lunch = lunch and bool(_LUNCH.search(before)) and len(meals) < 2
    if told or stretches:
        return _Rest(minutes, lunch, tuple(dict.fromkeys(stretches)))
    return _Rest(0, True) if any(_NO_REST.search(text[slice(*each)]) for each in within) else None


def _is_within(place: int, within: Sequence[tuple[int, int]], without: Sequence[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in within) and not any(
        first <= place < last for first, last in without
    )


# Breaks that are told from when to when, and where their words end.
def _rests_by_clock(words: str) -> Iterator[tuple[int, tuple[int, int]]]:
    try:
        clocks = find_clocks(words)
    except ClockError:
        return
    for first, last in _pairs(words, clocks):
        length = (last.minute - first.minute) % (_NOON if last.is_of_twelve else DAY)
        if 0 < length <= _LONGEST_REST and _OF_A_REST.match(words, last.end):
            yield last.end, (first.minute % DAY, first.minute % DAY + length)


# --- since when ----------------------------------------------------------------------------------


# For how many weeks the timetable is said to hold, at least.
def _held_for(text: str, rows: Sequence[_Row]) -> float | None:
    whole = list(sentences(text, story=True))
    own = [number for number, each in enumerate(whole) if each.start <= rows[0].place[0] < each.end]
    near = [whole[number] for at in own for number in (at, at + 1, at - 1) if 0 <= number < len(whole)]
    told: list[float] = []
    steady = False
    for each in near:
        words = text[each.start : each.end]
        steady = steady or bool(_STEADY.search(words))
        for quantity in find_quantities(words):
            share = _DAYS_IN_WEEKS.get(quantity.unit)
            is_held = re.match(r"\s?(?:동안|내내|간\s|간은|째|넘게)", words[quantity.end :])
            if share and is_held and quantity.value * share >= 1:
                told.append(quantity.value * share)
        months = [(each.year, each.month) for each in find_dates(words) if each.month]
        if len(months) > 1 and "부터" in words:
            years = [year for year, _ in months if year]
            gap = months[-1][1] - months[0][1]
            gap += 12 * ((years[-1] - years[0]) if len(years) > 1 else 0)
            gap += 12 if gap < 0 else 0
            if gap > 1:
                told.append((gap - 1) * 30 / 7)
    if told:
        return max(told)
    return float(MOST_WEEKS) if steady else None


# Whether the last week is said to have been longer, without the times of day.
def _was_more(text: str) -> bool:
    for each in sentences(text, story=True):
        words = text[each.start : each.end]
        found = _OF_THE_LAST_WEEK.search(words)
        if found and re.search(r"더\s|늘|많|추가|연장|밤샘|야근|철야", words[found.end() :]):
            return not _NO_MORE.search(words[found.end() :])
    return False
