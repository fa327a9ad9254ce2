"""Days that people tell by a holiday: a feast of the moon, a day off in its place, the first workday after it.

`추석 전날`, `개천절 대체휴일`, `설 연휴 끝나고 첫 출근날`: of each the last that is not in the future, as the calendar has them.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from lib.text.numbers import find_quantities
from lib.text.public_holidays import public_holidays

WEEKDAYS = "월화수목금토일"
"""The days of a week as they are written, in the order of `date.weekday`."""
_DAY = timedelta(days=1)
_SUNDAY = 6
FIXED = {
    "신정": (1, 1), "삼일절": (3, 1), "3.1절": (3, 1), "노동절": (5, 1), "근로자의 날": (5, 1), "어린이날": (5, 5),
    "현충일": (6, 6), "제헌절": (7, 17), "광복절": (8, 15), "개천절": (10, 3), "한글날": (10, 9), "크리스마스": (12, 25),
    "성탄절": (12, 25), "빼빼로데이": (11, 11),
}  # fmt: skip
"""Month and day of the holidays, and days that are called like one, that never move."""
# Those of the moon are called by the day itself, its eve or the day after: 추석 is three days.
_OF_THE_MOON = {
    "추석": "추석",
    "한가위": "추석",
    "설": "설날",
    "설날": "설날",
    "구정": "설날",
    "부처님오신날": "부처님오신날",
    "석가탄신일": "부처님오신날",
}


# The names as one pattern, the longest first: 설날 before 설.
def _names(*names: str) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_MOON_NAMES = _names(*_OF_THE_MOON)
_COUNTS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "일주일", "여드레", "열흘")
_NOT_ON_IT = r"\s?(?:바로|하루|전|다음|지나|뒤|연휴|무렵|즈음|이후|이전|대체|쇠|끝)"
# A day that is called by its name, or by how far before or behind it lies: 추석 전날, 한글날 바로 다음 날, 추석 나흘 전
# 월요일, 개천절 대체휴일. A feast of the moon alone is three days: only with 날 is it one.
_DAY_BY_NAME = re.compile(
    rf"(?<![가-힣])(?P<name>{_names(*FIXED, *_OF_THE_MOON)})(?:\s?날(?!\s?이))?"
    r"(?P<substitute>(?:\s?연휴)?(?:의)?\s?대체\s?(?:공)?휴(?:무)?일)?"
    rf"(?:\s?(?:바로\s?|하루\s?)?(?:(?P<eve>전\s?날|이브)|(?P<after>다음\s?날|담날|이튿날))(?=$|[^가-힣]|[에인이입은부])"
    rf"|\s?(?P<count>{_names(*_COUNTS)}|\d{{1,2}}일)\s?(?P<way>전|뒤|후)(?:인)?(?:\s?(?P<weekday>[{WEEKDAYS}])(?:요일|욜))?(?=$|[^가-힣]|[에인이입은])"
    rf"|\s?당일|(?<=[날일절데스정])(?=에|인|이|입|\s(?!{_NOT_ON_IT})|[,.(])"
    r")"
)
# 추석 쇠고 첫 월요일, 설 연휴 끝나고 첫 출근날.
_AFTER_FEAST = re.compile(
    rf"(?<![가-힣])(?P<name>{_MOON_NAMES})(?:\s?명절)?(?:\s?연휴)?(?:가|를|을|이)?\s?(?:쇠|지나|끝나|마치|쉬|보내|지내|뒤|다음|후|이후)[가-힣]{{0,2}}(?:\s?(?:나서|맞은|온|돌아온|오는|바로))?\s?(?:그\s?)?(?:다음\s?주\s?(?P<next>[{WEEKDAYS}])(?:요일|욜)|첫\s?(?:번째\s?)?(?:(?P<day>[{WEEKDAYS}])(?:요일|욜)|(?P<work>출근\s?(?:날|일)|평일|업무일)))"
)


def days_of_feasts(
    text: str, today: date, year_before: Callable[[int], int | None]
) -> Iterator[tuple[int, int, date]]:
    """Where such days stand in the text, and which they are.

    `year_before` tells the year that is told right before a place: None where none is, 0 where it is not known.
    """
    for match in _DAY_BY_NAME.finditer(text):
        year = year_before(match.start())
        if year != 0 and (day := _by_name(match, today, year)):
            yield *match.span(), day
    for match in _AFTER_FEAST.finditer(text):
        if day := _after_feast(match, today):
            yield *match.span(), day


# The last such day up to today, or that of the year told; None where its weekday is told and is another.
def _by_name(match: re.Match[str], today: date, year: int | None) -> date | None:
    moved = (bool(match["after"]) - bool(match["eve"])) * _DAY
    if match["count"]:
        moved = days_of(match["count"]) * (-1 if match["way"] == "전" else 1)
    years = (year,) if year else (today.year, today.year - 1)
    days = (day + moved for each in years for day in _called(match, each))
    day = max((day for day in days if day <= today), default=None)
    if day and match["weekday"] and WEEKDAYS[day.weekday()] != match["weekday"]:
        return None
    return day


# The days of a year that are called so.
def _called(match: re.Match[str], year: int) -> Iterator[date]:
    name = _OF_THE_MOON.get(match["name"], match["name"])
    if name in FIXED and not match["substitute"]:
        yield date(year, *FIXED[name])
        return
    wanted = f"{name} 대체 휴일" if match["substitute"] else name
    yield from (day for day, its in public_holidays(year).items() if its == wanted)


def days_of(words: str) -> timedelta:
    """The days or weeks that one duration names: `사흘`, `12일`, `일주일`."""
    (count,) = find_quantities(words)
    return int(count.value) * (7 if count.unit == "주" else 1) * _DAY


def same_week(day: date, weekday: str) -> date | None:
    """The day of that name in the week of `day`; None where a Sunday is told or counted from: a week may begin on it."""
    number = WEEKDAYS.index(weekday)
    if _SUNDAY in (number, day.weekday()):
        return None
    return day + (number - day.weekday()) * _DAY


# The last public holiday of that name up to today.
def _last_called(name: str, today: date) -> date | None:
    called = (
        day
        for year in (today.year, today.year - 1)
        for day, its in public_holidays(year).items()
        if its == name
    )
    return max((day for day in called if day <= today), default=None)


# The first such weekday after the three days of a feast, the one of the week after, or the first working day; None
# where that weekday is itself off, for then it may be meant or the next.
def _after_feast(match: re.Match[str], today: date) -> date | None:
    name = _OF_THE_MOON[match["name"]]
    begun = _last_called(name, today)
    if not begun:
        return None
    day = begun + (1 if name == "부처님오신날" else 2) * _DAY
    if match["next"]:
        named = same_week(day + 6 * _DAY, match["next"])
        return named if named and named <= today else None
    if match["work"]:
        while day.weekday() > 4 or day in public_holidays(day.year):
            day += _DAY
    else:
        day += (WEEKDAYS.index(match["day"]) - day.weekday()) % 7 * _DAY
        if day in public_holidays(day.year):
            return None
    return day if day <= today else None
