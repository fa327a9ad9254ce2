"""Days that a text names so that each is one day: `10월 5일`, `작년 12월 30일`, `12일 전`, `지난주 화요일`, `어제`.

What is told roughly (열흘쯤 전, 10월 말, 추석 지나고), as one of two (2~3일 전), as a bound (10월 5일까지) or from
something else than today (사고 3일 전) is no day here, and neither is a Sunday of a week that begins on either end (지난주
일요일). On a Sunday a week is taken to have begun on the Monday before: the earlier day is never counted too late.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.text.feasts import WEEKDAYS, days_of, days_of_feasts, same_week
from lib.text.numbers import Date, Quantity, calendar_day, find_dates, find_quantities, read_numeral
from lib.text.once import once
from lib.text.sentences import sentences

_DAY = timedelta(days=1)
_A_WEEK = 7 * _DAY
_DAYS_IN = {"일": 1, "주": 7}
_AND = re.compile(r"\s*하고(?:도)?\s*")
_NEAR = 20
"""Characters before a day in which the words stand that tell how it is meant."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, `words == text[start:end]`.

    `since`: it is told by how long ago something was (`받은 지 12일 됐어요`), so that what was stands before it.
    """

    words: str
    start: int
    end: int
    day: date
    since: bool = False


_YEARS_AGO = {"재작년": 2, "작년": 1, "지난해": 1, "전년": 1, "올해": 0, "올": 0, "금년": 0, "이번 해": 0}
_YEAR = re.compile(
    rf"(?<![가-힣])(?P<ago>{'|'.join(_YEARS_AGO)})(?:도)?(?:에|인)?\s*$|(?P<same>(?:같은|그)\s*해|동년)\s*$"
)
_YEARS_BACK = re.compile(r"년\s?전\s*$")
_SHORT = re.compile(
    # 10. 5. and 10/5: of the year told before, or the last.
    r"(?<![\d./,~-])(?<!\d\s)(?<!\d\.\s)(?P<month>1[0-2]|0?[1-9])\s?(?P<sign>[./])\s?(?P<day>3[01]|[12]\d|0?[1-9])"
    r"(?(sign)(?![\d/])(?:\.(?!\s*\d)|(?=\s?(?:일|에|자|이|입|예|날|수령|송달|받|통지|도착|도달|배달|수신|등기|우편|결정|불승인|기각|각하|[월화수목금토](?:요일|욜|(?=[\s(),.에]|$)))|[(),]|$|\s?[/→]|(?<=/\d\d)\s)))"
)
# 초이튿날, 스무하룻날, 보름날: days of a month as they are counted, and those that nothing else is called.
_COUNTED_DAYS = {
    "하루": 1, "하룻": 1, "이틀": 2, "이튿": 2, "사흘": 3, "사흗": 3, "나흘": 4, "나흗": 4, "닷새": 5, "닷샛": 5, "엿새": 6,
    "엿샛": 6, "이레": 7, "이렛": 7, "여드레": 8, "여드렛": 8, "아흐레": 9, "아흐렛": 9,
}  # fmt: skip
_TENS = {"초": 0, "열": 10, "스무": 20}
_WHOLE_DAYS = {"초열흘": 10, "열흘날": 10, "열흗날": 10, "보름날": 15, "스무날": 20}
_COUNTED_DAY = rf"(?:{'|'.join(_TENS)})\s?(?:{'|'.join(_COUNTED_DAYS)})|(?:{'|'.join(_COUNTED_DAYS)})(?=\s?날)|{'|'.join(_WHOLE_DAYS)}"
# 십일월 십칠일, 11월 초사흘, 시월 17일: months and days in words.
_MONTHS = {"유": 6, "시": 10}
_SPOKEN = re.compile(
    r"(?<![가-힣\d])(?P<month>십[일이]?|[일이삼사오육유칠팔구시]|1[0-2]|0?[1-9])\s?월(?:달)?\s*(?P<day>(?:[이삼]?십)?[일이삼사오육칠팔구]?(?=일)"
    rf"|{_COUNTED_DAY}|{'|'.join(_COUNTED_DAYS)}|열흘|(?:3[01]|[12]\d|[1-9])(?=\s*일))\s*(?:일|날)?(?:날)?"
)
_LUNAR = re.compile(r"음력")
_NAMED = {"오늘": 0, "금일": 0, "어제": 1, "어저께": 1, "그제": 2, "그저께": 2, "그끄저께": 3, "그끄제": 3}
_IN_ONE_WORD = re.compile(
    rf"(?<![가-힣])(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})(?!\s*(?:하루|날|같|그제|그저께))"
)
_WEEKS_AGO = {"지지난": 2, "저저번": 2, "지난": 1, "저번": 1, "이번": 0, "요번": 0, "금": 0}
_WEEKDAY = re.compile(
    rf"(?<![가-힣])(?:(?P<week>{'|'.join(_WEEKS_AGO)})\s?주\s*(?:의\s*)?|(?P<past>지난|저번)(?:\s*번)?\s+)(?P<day>[{WEEKDAYS}])(?:요일|욜)"
)
_WEEKS_BACK = re.compile(rf"\s*전\s?(?P<day>[{WEEKDAYS}])(?:요일|욜)")
# 이달 첫 월요일, 지난달 마지막 금요일.
_WEEKDAY_OF_MONTH = re.compile(
    rf"(?:(?<![가-힣])(?P<month>지난|저번|이번|이|요번)\s?달|(?<![\d년])(?<!년\s)(?P<number>1[0-2]|[1-9])월)\s*(?:의\s*)?(?P<nth>첫|둘|두|셋|세|넷|네|마지막)(?:\s?번?째)?\s+(?P<day>[{WEEKDAYS}])(?:요일|욜)"
)
_NTH = {"첫": 0, "둘": 1, "두": 1, "셋": 2, "세": 2, "넷": 3, "네": 3}
# 문자가 11월 16일에, 등기는 18일에: of the month told beside it.
_DAY_ALONE = re.compile(
    r"(?<![\d월달년개주./,~∼～-])(?<![월달년주]\s)(?P<day>3[01]|[12]\d|[1-9])\s?일(?:날)?(?=에|이라|이[고었]|이에|입|자(?:로|[\s).,])|[,.()]|날|\s(?:아침|점심|저녁|오전|오후|낮|밤|새벽)|\s?(?:도착|도달|수령|송달|받[았은음]))"
)
_MONTH_AT_HAND = re.compile(r"(?:이번|이|요번)\s?달")
_SENTENCES_AT_HAND = 2
# 그 사흘 뒤, 그 다음 주 수요일: counted from the day told before.
_DAYS_LATER = re.compile(
    r"(?<=\s)(?:그\s?)?(?:뒤로|로부터|후)?\s?(?P<count>\d+일|하루|이틀|사흘|나흘|닷새|엿새|일주일)\s?(?:뒤|후|있다)(?=[에\s가,])"
)
_WEEK_LATER = re.compile(rf"(?<![가-힣])그\s?(?P<next>다음\s?)?주\s(?P<day>[{WEEKDAYS}])(?:요일|욜)")
_TOLD_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?년(?:도)?\s*$")
_MONTHS_AGO = {"지난": 1, "저번": 1, "이번": 0, "이": 0, "요번": 0}
_OF_MONTH = re.compile(
    rf"(?<![가-힣])(?:(?P<month>{'|'.join(_MONTHS_AGO)})\s?달|(?P<same>같은\s?달|동월))\s*(?P<day>(?:3[01]|[12]\d|[1-9])(?=\s*일)|{_COUNTED_DAY})(?:\s*[일날])?"
)
_LAST_OF_MONTH = re.compile(
    r"(?:(?<![가-힣])(?P<month>지난|저번)\s?달|(?<![\d년])(?<!년\s)(?P<number>1[0-2]|[1-9])월)\s?(?:말일|(?:맨\s?)?마지막\s?날|끝날)"
)
_NEXT = re.compile(r"(?<![가-힣])(?:(?P<same>같은\s?날|당일)|(?:그\s?)?다음\s?날|이튿날|익일)(?=[\s에,])")
_AGO = re.compile(r"\s*전(?:\s?오늘)?(?=에|이|입|[\s,.)]|$)(?!\s*(?:[월화수목금토일](?:요일|욜)|까지))")
_SINCE = re.compile(
    r"[가-힣]\s*지\s*(?:[가는도]\s*|어언\s*|이제\s*|오늘로\s*|벌써\s*|딱\s*|꼭\s*|정확히\s*){0,2}$"
)
_PASSED = re.compile(
    r"(?:이|째)?\s*(?:가\s*)?(?:됐|되었|됩|되[어었네]|된|돼|지[났난]|째|이(?:에요|네|오|야|지|라|다))"
)
# A day of the calendar, and what stands between it and the same day told in another way.
_CALENDAR = re.compile(r"(?:\d{4}\s?[년.]\s?)?(?:1[0-2]|0?[1-9])\s?[월.]\s?\d")
_APPOSED = re.compile(r"\s?[,(]\s?|\s?(?:인|즉)\s")
# What stands before a time ago that is counted from today: nothing, the end of a phrase, a letter.
_FROM_TODAY = re.compile(
    r"(?:^|[,.(:!?~]|(?<!사)(?<!해)(?<!신)(?<!선)(?<!경)(?<!보)고|[은는이가을를에서로도데니며께와과요다면만]|딱|정확히|바로|지금부터|오늘부터|오늘로부터"
    r"|긴|까|건|편지|통지|통보|등기|우편|문자|메일|결과|승인)\s*$"
)
_ROUGH_BEFORE = re.compile(
    r"(?:(?<![가-힣])(?:한|약|대략|거의|얼추|대충|아마|근)\s?|(?:[\d이삼사오육칠팔구]|(?<![가-힣\d])일)\s?[~∼～,·-]\s?|이나\s?|내지\s?|인가\s?|아니면\s?|또는\s?|혹은\s?)$"
)
_ROUGH_AFTER = re.compile(
    r"\s*(?:여\s?일|쯤(?!이?\s?(?:아니라|아니고|말고))|경(?![찰기비])|정도|무렵|즈음|즘|께(?!서)|전후|언저리|남짓|가량|넘게|인가|인지|이던가|이었나|였나|였던가|이나\s|아니면|또는|혹은|[~∼～])"
)
_BOUND = re.compile(r"\s*(?:까지|이후|이전|이내|안에|전(?=에|까지|\s)|[~∼～]|(?:와|과|하고)\s|사이)")
# Two numerals side by side: 이삼일, two or three days.
_ONE_OR_TWO = re.compile(
    r"\s*(?:일이|이삼|삼사|사오|오륙|육칠|칠팔|팔구|한두|두세|두서|서너|네댓|대여|예닐|일고)"
)


@once
def find_days(text: str, today: date) -> tuple[Day, ...]:
    """Every day the text names, in order; one without its year is the last such day that is not in the future."""
    ends = [each.end for each in sentences(text, story=True)]
    found = sorted(
        (*_written(text, today, ends), *_told(text, today), *_alone(text, today, ends)),
        key=lambda each: (each.start, -each.end),
    )
    kept: list[Day] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        is_apposed = kept and _APPOSED.fullmatch(text, kept[-1].end, each.start)
        if is_apposed and _CALENDAR.match(each.words) and not _CALENDAR.match(kept[-1].words):
            # 3주 전 월요일, 11월 9일에: the day of the calendar is surer.
            kept.pop()
        kept.append(each)
    nexts: list[Day] = []
    for pattern, later in ((_NEXT, _next), (_DAYS_LATER, _days_later), (_WEEK_LATER, _week_later)):
        for match in pattern.finditer(text):
            place = bisect_right(kept, match.start(), key=lambda each: each.end) - 1
            is_free = place + 1 >= len(kept) or match.end() <= kept[place + 1].start
            if place >= 0 and is_free and not _parted(ends, kept[place].end, match.start()):
                day = later(match, kept[place].day)
                nexts += [Day(match[0], *match.span(), day)] if day else []
    return tuple(sorted((*kept, *nexts), key=lambda each: each.start))


def _next(match: re.Match[str], day: date) -> date:
    return day if match["same"] else day + _DAY


def _days_later(match: re.Match[str], day: date) -> date:
    return day + days_of(match["count"])


def _week_later(match: re.Match[str], day: date) -> date | None:
    return same_week(day + _A_WEEK if match["next"] else day, match["day"])


# --- days of a calendar ----------------------------------------------------------------------------


def _written(text: str, today: date, ends: Sequence[int]) -> Iterator[Day]:
    last: tuple[Date, int] | None = None
    for each in _with_short(text):
        if each.year is not None:
            last = each, each.year
        if not (each.month and each.day):
            continue
        start, year = each.start, each.year
        said = None if year else _YEAR.search(text, max(0, start - _NEAR), start)
        if year is None and _YEARS_BACK.search(text, max(0, start - _NEAR), start):
            continue
        if said:
            start = said.start()
            year = today.year - _YEARS_AGO[said["ago"]] if said["ago"] else last and last[1]
        elif year is None:
            year = _year_left_out(each, today, last, ends)
        day = calendar_day(year, each.month, each.day)
        if said and year is not None:
            last = each, year
        if day and not _is_rough(text, start, each.end):
            yield Day(text[start : each.end], start, each.end, day)


def _with_short(text: str) -> list[Date]:
    dates = list(find_dates(text))
    shorts: list[Date] = []
    begins = [each.start for each in dates]
    for match in _SHORT.finditer(text):
        place = bisect_right(begins, match.start())
        before, behind = dates[max(0, place - 1) : place], dates[place : place + 1]
        if (not before or before[0].end <= match.start()) and (not behind or match.end() <= behind[0].start):
            shorts.append(Date(match[0], *match.span(), None, int(match["month"]), int(match["day"])))
    spoken = []
    for match in _SPOKEN.finditer(text):
        month, day = _spoken(match["month"]), _spoken(match["day"])
        start, end = match.start(), match.start() + len(match[0].rstrip())
        is_lunar = _LUNAR.search(text, max(0, start - _NEAR), start)
        in_digits = match["month"].isdigit() and match["day"].isdigit()
        if month and day and not in_digits and not is_lunar:
            spoken.append(Date(text[start:end], start, end, None, month, day))
    # 11월 초사흘: its month alone is no date beside it.
    begun = {each.start for each in spoken}
    dates = [each for each in dates if each.start not in begun]
    shorts += spoken
    return sorted((*dates, *shorts), key=lambda each: each.start)


# The number of a month or of a day in words: 유, 시, 십칠, 초사흘, 스무하루.
def _spoken(words: str) -> int | None:
    if words in _MONTHS:
        return _MONTHS[words]
    number = int(words) if words.isdigit() else read_numeral(words)
    if number is not None:
        return int(number)
    return _counted_day(words)


# The day of a month as it is counted: 초이튿날 2, 스무하루 21, 열흘 10.
def _counted_day(words: str) -> int | None:
    tens = next((name for name in _TENS if words.startswith(name)), "")
    counted = words.removeprefix(tens).strip()
    of_ten = (day for name, day in _COUNTED_DAYS.items() if counted.startswith(name))
    whole = (day for name, day in _WHOLE_DAYS.items() if name.startswith(words))
    found = next(of_ten, None)
    return _TENS.get(tens, 0) + found if found else next(whole, None)


# The last such day that is not in the future. Behind a year told in the same sentence it may be of that year.
def _year_left_out(each: Date, today: date, last: tuple[Date, int] | None, ends: Sequence[int]) -> int | None:
    month, day = each.month or 1, each.day or 1
    so_far = calendar_day(today.year, month, day)
    latest = today.year if so_far and so_far <= today else today.year - 1
    if last is None or _parted(ends, last[0].end, each.start):
        return latest
    told, year = last
    goes_on = year + ((month, day) < (told.month or 1, told.day or 1))
    begun, day_then = calendar_day(year, told.month or 1, told.day or 1), calendar_day(goes_on, month, day)
    is_next = begun and day_then and day_then - begun <= _A_WEEK
    if goes_on == latest or "월" not in each.words or is_next:
        return goes_on
    return None


def first_of_month(today: date, months_ago: int) -> date:
    """The first day of the month that lies so many months before that of `today`; behind it where negative."""
    months = today.year * 12 + today.month - 1 - months_ago
    return date(months // 12, months % 12 + 1, 1)


# --- days counted from today -----------------------------------------------------------------------


_ROUGH_MONTH = re.compile(
    rf"(?:(?P<month>(?<!\d)(?:1[0-2]|0?[1-9]))월|(?P<ago>지지난|저저번|{'|'.join(_MONTHS_AGO)})\s?달)\s*(?P<part>초순?|상순|중순|하순|말)?"
    r"(?!\s*\d)"
)
_PARTS = {"중순": 11, "하순": 21, "말": 21}


def earliest_of_rough(text: str, today: date) -> date | None:
    """The first day of a time told roughly: of `9월 초쯤` the first of the last September, of `지난달 말` the 21st; else None.

    A month of which no part is told begins with its first day. Of several the earliest counts.
    """
    found = []
    for match in _ROUGH_MONTH.finditer(text):
        first = _PARTS.get(match["part"] or "", 1)
        if match["month"]:
            month, year = int(match["month"]), _year_before(text, match.start(), today)
            if year != 0:
                year = year or today.year - ((month, first) > (today.month, today.day))
                found.append(date(year, month, first))
        else:
            found.append(first_of_month(today, _MONTHS_AGO.get(match["ago"], 2)).replace(day=first))
    return min(found, default=None)


def _told(text: str, today: date) -> Iterator[Day]:
    for match in _LAST_OF_MONTH.finditer(text):
        named = match["number"]
        # Of a month by its number the last that is over.
        ago = ((today.month - int(named) - 1) % 12 + 1) if named else _MONTHS_AGO[match["month"]]
        yield from _day_at(text, *match.span(), first_of_month(today, ago - 1) - _DAY)
    for start, end, feast in days_of_feasts(text, today, lambda start: _year_before(text, start, today)):
        yield from _day_at(text, start, end, feast)
    for match in _WEEKDAY_OF_MONTH.finditer(text):
        yield from _day_at(text, *match.span(), _weekday_of_month(match, today))
    for match in _IN_ONE_WORD.finditer(text):
        yield from _day_at(text, *match.span(), today - _NAMED[match[0]] * _DAY)
    for match in _WEEKDAY.finditer(text):
        if day := _weekday(match, today):
            yield from _day_at(text, *match.span(), day)
    dates = find_dates(text)
    for match in _OF_MONTH.finditer(text):
        if _LUNAR.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        if match["month"]:
            first = first_of_month(today, _MONTHS_AGO[match["month"]])
        else:
            before = [each for each in dates if each.end <= match.start() and each.month]
            if not before or before[-1].year is None:
                continue
            first = date(before[-1].year, before[-1].month or 1, 1)
        if day := calendar_day(first.year, first.month, _spoken(match["day"]) or 0):
            yield from _day_at(text, *match.span(), day)
    yield from _ago(text, today)


# The year told right before a place: None where none is, 0 where it is told in a way that leaves it open.
def _year_before(text: str, start: int, today: date) -> int | None:
    before = text[max(0, start - _NEAR) : start]
    if year := _TOLD_YEAR.search(before):
        return int(year[1])
    if year := _YEAR.search(before):
        return today.year - _YEARS_AGO[year["ago"]] if year["ago"] else 0
    return 0 if _YEARS_BACK.search(before) else None


def _weekday_of_month(match: re.Match[str], today: date) -> date:
    ago = _MONTHS_AGO[match["month"]] if match["month"] else (today.month - int(match["number"])) % 12
    first = first_of_month(today, ago)
    first += (WEEKDAYS.index(match["day"]) - first.weekday()) % 7 * _DAY
    if match["nth"] != "마지막":
        return first + 7 * _NTH[match["nth"]] * _DAY
    while (first + 7 * _DAY).month == first.month:
        first += 7 * _DAY
    return first


# Days told without their month: it stands in the sentences before, or soon behind.
def _alone(text: str, today: date, ends: Sequence[int]) -> Iterator[Day]:
    dates = [each for each in _with_short(text) if each.month]
    for match in _DAY_ALONE.finditer(text):
        start, number = match.start(), int(match["day"])
        sentence = bisect_right(ends, start)
        first = ends[sentence - _SENTENCES_AT_HAND - 1] if sentence > _SENTENCES_AT_HAND else 0
        last = ends[min(sentence + _SENTENCES_AT_HAND, len(ends)) - 1] if ends else len(text)
        before = [each for each in dates if first <= each.start < start]
        behind = [each for each in dates if start < each.start < last]
        if _MONTH_AT_HAND.search(text, first, last):
            year, month = today.year, today.month
        elif before and not (before[-1].day and before[-1].day > number):
            year, month = before[-1].year or 0, before[-1].month or 1
        elif behind and not before and not behind[0].day:
            year, month = behind[0].year or 0, behind[0].month or 1
        elif before or behind:
            continue
        else:
            # With no month told anywhere near it is the last such day.
            back = first_of_month(today, 0 if number <= today.day else 1)
            year, month = back.year, back.month
        if (day := calendar_day(year or today.year, month, number)) and day <= today:
            yield from _day_at(text, *match.span(), day)


def _weekday(match: re.Match[str], today: date) -> date | None:
    number = WEEKDAYS.index(match["day"])
    if match["past"]:
        # The last one, where that is also the one of last week.
        back = (today.weekday() - number) % 7 or 7
        return today - back * _DAY if back > today.weekday() and number < 6 and today.weekday() < 6 else None
    if number == 6:
        return None
    day = today - (today.weekday() - number + 7 * _WEEKS_AGO[match["week"]]) * _DAY
    return day if day <= today else None


def _ago(text: str, today: date) -> Iterator[Day]:
    for start, end, unit, days in _whole_days(text):
        day = today - days * _DAY
        if unit == "주" and (named := _WEEKS_BACK.match(text, end)):
            number = WEEKDAYS.index(named["day"])
            # Weeks begin on either end.
            if number < 6:
                day += (number - today.weekday()) * _DAY
                yield from _day_at(text, start, named.end(), day)
            continue
        if unit != "주" and (named := _WEEKS_BACK.match(text, end)):
            # 열흘 전 목요일: where it was one.
            if day.weekday() == WEEKDAYS.index(named["day"]):
                yield from _day_at(text, start, named.end(), day)
            continue
        if ago := _AGO.match(text, end):
            if _FROM_TODAY.search(text, max(0, start - _NEAR), start):
                yield from _day_at(text, start, ago.end(), day)
            continue
        since = _SINCE.search(text, max(0, start - _NEAR), start)
        passed = _PASSED.match(text, end)
        if since and passed and not _is_rough(text, start, end):
            start = since.start() + 1
            yield Day(text[start : passed.end()], start, passed.end(), day, since=True)


# The durations of whole days: where each stands, its unit, and how many days it has; 3주 하고 이틀 is one.
def _whole_days(text: str) -> Iterator[tuple[int, int, str, int]]:
    last: Quantity | None = None
    for each in find_quantities(text):
        if each.kind != "duration":
            continue
        start, days = each.start, each.value * _DAYS_IN.get(each.unit, 0)
        if last and _AND.fullmatch(text, last.end, each.start):
            start, days = last.start, days + last.value * _DAYS_IN.get(last.unit, math.nan)
        last = each
        if days >= 1 and days == int(days) and not _ONE_OR_TWO.match(each.words):
            yield start, each.end, each.unit, int(days)


def _day_at(text: str, start: int, end: int, day: date) -> Iterator[Day]:
    if not _is_rough(text, start, end):
        yield Day(text[start:end], start, end, day)


def _is_rough(text: str, start: int, end: int) -> bool:
    return bool(
        _ROUGH_BEFORE.search(text, max(0, start - _NEAR), start)
        or _ROUGH_AFTER.match(text, end)
        or _BOUND.match(text, end)
    )


# True where a sentence ends between two places.
def _parted(ends: Sequence[int], start: int, end: int) -> bool:
    return bisect_right(ends, start) < bisect_left(ends, end)
