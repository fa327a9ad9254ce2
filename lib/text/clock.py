"""Times of day, and from when to when, as people type them: 09:00~21:30, 오후 9시 반, 24:00, 익일 02:00, 휴게 60분.

Minutes are counted from midnight of the day on which a stretch begins, so that one that ends on the next day ends
behind 1,440.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lib.text.numbers import calendar_day, find_dates
from lib.text.said import said
from lib.text.spelling import plain

DAY = 24 * 60
"""Minutes of a day."""

_HALVES = {
    "오전": 0, "새벽": 0, "아침": 0, "am": 0,
    "오후": 12, "낮": 12, "저녁": 12, "밤": 12, "pm": 12,
}  # fmt: skip
_NOON = 12 * 60
_WORDS = {"정오": _NOON, "자정": DAY}
_NAMED = {
    name: hour
    for hour, name in enumerate(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"], 1
    )
}
"""Hours of a clock face in words: 여섯 시."""
_LATER = r"익일|다음\s?날|담날|이튿날|명일|next\s?day|\+1"
_LONGEST_UNMARKED = 16 * 60
"""Minutes of a stretch written in hours of twelve that nobody takes for the night: 9시~6시 is not 21 hours."""

_CLOCK = re.compile(
    rf"(?P<later>(?:{_LATER})\s?)?"
    rf"(?:(?P<word>{'|'.join(_WORDS)})"
    rf"|(?P<half>오전|오후|새벽|아침|저녁|낮|밤|[ap]\.?m\.?\s)?\s?"
    rf"(?:(?:(?<![가-힣])|(?<=[전후벽침녁낮밤]))(?P<named>{'|'.join(sorted(_NAMED, key=len, reverse=True))})\s?(?P<o_named>시)(?!간|도\b|라도|바삐|름)"
    r"\s?(?:(?P<of_named>\d{1,2})\s?분|(?P<half_named>반))?"
    r"|(?<![\d:.])(?P<hour>\d{1,2})\s?"
    r"(?:(?P<colon>[:：])\s?(?P<minute>\d{2})(?:[:：]\d{2}(?:\.\d+)?)?(?!\d)"
    r"|(?P<o>시)(?!간)\s?(?:(?P<of_hour>\d{1,2})\s?분|(?P<half_past>반))?))"
    r"(?:\s?(?P<half_behind>[ap]\.?m\b\.?))?"
    r"|(?<![\d:.])(?P<four>(?:[01]\d|2[0-4])[0-5]\d)(?![\d.:]))"
    rf"(?P<later_behind>\s?\(?(?:{_LATER})\)?)?",
    re.IGNORECASE,
)
# 9~18: bare hours, only where something joins them.
_BARE = re.compile(
    r"(?<![\d.:/-])(?P<first>\d{1,2})\s?(?:시)?\s?[~∼～–—-]\s?(?P<last>\d{1,2})\s?시?(?![\d:/.-]|\s?(?:시간|분|일|월))"
)
_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:\.\d+)?)\s?(?:시간|h(?:r|rs|ours?)?\b)\s?(?:(?P<half>반)|(?P<rest>\d{1,3})\s?(?:분|m))?"
    r"|(?P<minutes>\d{1,4})\s?(?:분|min(?:ute)?s?\b|m\b))",
    re.IGNORECASE,
)
_BARE_MINUTES = re.compile(r"\d{1,3}(?![\d:시~])")
_ANY_BREAK = re.compile(
    r"(?:점심|저녁|중식|석식|식사|야식)?\s?(?:휴게|휴식|쉬는|쉼|break|점심|식사|중식|석식|야식)\s?(?:시간)?",
    re.IGNORECASE,
)
_NO_BREAK = re.compile(r"\s*(?:휴게|휴식|쉬는)\s?(?:시간)?\s?(?:없|無|x\b|-\s*$|0\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text: `minute` of the day up to 1,440, `later` where the words say that it is of the next day.

    `is_of_twelve`: written by the hours of a clock face, without 오전 or 오후.
    """

    minute: int
    start: int
    end: int
    later: bool = False
    is_of_twelve: bool = False


class ClockError(ValueError):
    """Words that tell no time; the message is a Korean sentence."""


class NoSuchTimeError(ClockError):
    """A time or a day that is on no clock and in no calendar."""


def find_clocks(text: str) -> tuple[Clock, ...]:
    """Every time of day that the text names, in order. ClockError for one that no clock shows, as 30:00."""
    return tuple(_clocks(plain(text)))


def _clocks(text: str) -> Iterator[Clock]:
    for match in _CLOCK.finditer(text):
        later = bool(match["later"] or match["later_behind"])
        if match["word"]:
            yield Clock(_WORDS[match["word"]], *match.span(), later)
            continue
        if match["four"]:
            yield Clock(_minute(int(match["four"][:2]), int(match["four"][2:])), *match.span(), later)
            continue
        hour = _NAMED[match["named"]] if match["named"] else int(match["hour"])
        half = match["half"] or match["half_behind"] or ""
        half_past = match["half_past"] or match["half_named"]
        minute = int(match["minute"] or match["of_hour"] or match["of_named"] or (30 if half_past else 0))
        half = half.replace(".", "").strip().lower()
        if half and hour <= 12:
            hour = _of_half(half, hour)
        face = not half and bool(match["o"] or match["o_named"]) and 0 < hour <= 12
        yield Clock(_minute(hour, minute), *match.span(), later, face)


# 밤 10시 is 22, 밤 12시 midnight, 밤 1시 one in the morning; 오전 12시 is midnight, 오후 12시 noon.
def _of_half(half: str, hour: int) -> int:
    if half in ("밤", "저녁") and hour == 12:
        return 24
    if half == "밤" and hour < 6:
        return hour
    if half == "낮" and hour in (10, 11):
        return hour
    return hour % 12 + _HALVES[half]


def _minute(hour: int, minute: int) -> int:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise NoSuchTimeError(
            said(
                "{time}은 없는 시각입니다. 0시부터 24시까지로 적고, 다음 날이면 '익일 02:00'처럼 적어 주세요.",
                time=f"{hour}:{minute:02}",
            )
        )
    return hour * 60 + minute


def read_clock(words: str) -> Clock | None:
    """The time that some words are, and nothing else; None where they are none. ClockError where no clock shows it."""
    words = words.strip()
    found = find_clocks(words)
    if (
        len(found) == 1
        and not words[: found[0].start].strip()
        and not words[found[0].end :].strip(" .부터까지")
    ):
        return found[0]
    if words.isdecimal() and len(words) <= 2:
        return Clock(_minute(int(words), 0), 0, len(words))
    return None


def stretch(first: Clock, last: Clock) -> tuple[int, int]:
    """From when to when, in minutes from midnight of the first day; an end that is not behind the start is of the next day.

    ClockError where it cannot be told whether an hour is of the morning or of the evening.
    """
    start = first.minute % DAY
    end = last.minute + DAY if last.later else last.minute
    if last.is_of_twelve and not (last.later or first.is_of_twelve) and end <= start < end + _NOON:
        # 오전 9시~6시: nobody means six in the morning.
        end += _NOON
    if end == start:
        raise ClockError(
            said(
                "시작과 끝이 같습니다. 24시간 일했으면 끝을 '익일 09:00'처럼, 쉬었으면 '휴무'로 적어 주세요."
            )
        )
    if end <= start:
        end += DAY
    if last.is_of_twelve and not last.later and last.minute <= _NOON and end - start > _LONGEST_UNMARKED:
        raise ClockError(
            said("끝난 시각이 오전인지 오후인지 알 수 없습니다. '오후 6시'나 '18:00'처럼 적어 주세요.")
        )
    return start, end


def find_stretches(text: str) -> tuple[tuple[int, int, tuple[int, int]], ...]:
    """Every stretch of time in the text: from when to when, and where it stands. ClockError as `stretch` and `find_clocks`."""
    text = plain(text)
    clocks = list(_clocks(text))
    if len(clocks) < 2:
        return tuple(
            (
                *stretch(
                    Clock(_minute(int(each["first"]), 0), *each.span()),
                    Clock(
                        _minute(int(each["last"]), 0), *each.span(), is_of_twelve=0 < int(each["last"]) <= 12
                    ),
                ),
                each.span(),
            )
            for each in _BARE.finditer(text)
        )
    pairs = zip(clocks[::2], clocks[1::2], strict=False)
    return tuple((*stretch(first, last), (first.start, last.end)) for first, last in pairs)


def minutes_told(words: str) -> int | None:
    """How many minutes some words are: `60`, `60분`, `1시간 30분`, `1시간 반`, `01:00`; None where they tell none."""
    words = plain(words).strip()
    if not words or words in ("-", "없음", "없다", "x", "X"):
        return 0
    if words.replace(".", "", 1).isdecimal() and words.isascii():
        return round(float(words))
    if match := _MINUTES.fullmatch(words):
        return _in_minutes(match)
    if (parts := words.split(":")) and 2 <= len(parts) <= 3 and all(each.isdecimal() for each in parts):
        return int(parts[0]) * 60 + int(parts[1])
    return None


def _in_minutes(match: re.Match[str]) -> int:
    if match["minutes"]:
        return int(match["minutes"])
    return round(float(match["hours"]) * 60) + (30 if match["half"] else int(match["rest"] or 0))


@dataclass(frozen=True, slots=True)
class Rest:
    """A break as it is told beside a stretch: how long, or also from when to when, and where the words stand."""

    minutes: int | None
    start: int
    end: int


def find_rests(text: str) -> tuple[Rest, ...]:
    """Every break named in a text; `minutes` is None where a time of day follows instead of a length."""
    text = plain(text)
    found = []
    for match in _ANY_BREAK.finditer(text):
        if _NO_BREAK.match(text, match.start()):
            found.append(Rest(0, match.start(), match.end()))
        elif length := _MINUTES.match(text, _behind(text, match.end())):
            found.append(Rest(_in_minutes(length), match.start(), length.end()))
        elif bare := _BARE_MINUTES.match(text, _behind(text, match.end())):
            found.append(Rest(int(bare[0]), match.start(), bare.end()))
        else:
            before = _MINUTES.search(text, max(0, match.start() - 12), match.start())
            if before and not text[before.end() : match.start()].strip():
                found.append(Rest(_in_minutes(before), before.start(), match.end()))
            else:
                found.append(Rest(None, match.start(), match.end()))
    return tuple(found)


def _behind(text: str, place: int) -> int:
    return place + len(text[place:]) - len(text[place:].lstrip(" :=은는이가(각"))


_SHORT_DAY = re.compile(r"(?P<month>\d{1,2})\s?[./-]\s?(?P<day>\d{1,2})(?![\d:]|\s?[./-]\s?\d{2})\.?")
_WEEKDAY = re.compile(
    r"\s*(?:\(\s?[월화수목금토일](?:요일)?\s?\)|[월화수목금토일]요일|[월화수목금토일](?=[\s,:]))?[\s,:|;]*"
)


def leading_day(words: str, latest: date) -> tuple[date, str] | None:
    """The day that a line begins with and the rest of the line; None where it begins with none.

    Without its year it is the last such day up to `latest`. NoSuchTimeError for a day of no calendar.
    """
    text = plain(words).strip()
    first = next(iter(find_dates(text)), None)
    if first and first.start == 0 and first.month and first.day:
        year, month, day, end = first.year, first.month, first.day, first.end
    elif short := _SHORT_DAY.match(text):
        year, month, day, end = None, int(short["month"]), int(short["day"]), short.end()
    else:
        return None
    if year is not None:
        told = calendar_day(year, month, day)
    else:
        # 29 February is of the last leap year.
        days = (calendar_day(latest.year - back, month, day) for back in range(8))
        told = next((each for each in days if each and each <= latest), None)
    if told is None:
        raise NoSuchTimeError(said("{day}은 달력에 없는 날입니다.", day=text[:end].strip()))
    behind = _WEEKDAY.match(text, end)
    return told, text[behind.end() if behind else end :]
