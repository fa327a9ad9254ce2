"""Shifts as a person or an office wrote them down, one to the line: from when to when, and how long of it was a break.

A line that is not understood is told with its number and its reason, and costs no other line. What cannot have been
(a time that is on no clock, a break as long as the shift, two shifts at once) is no slip of reading: nothing is
counted before it is put right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from lib.text.clock import (
    DAY,
    Clock,
    ClockError,
    NoSuchTimeError,
    find_rests,
    find_stretches,
    leading_day,
    minutes_told,
    read_clock,
    stretch,
)
from lib.text.said import said
from lib.text.spelling import plain

MOST_LINES = 2_000
"""Lines of a table of hours: five years of days."""
LONGEST_LINE = 300
"""Characters of a line that are read."""
FIRST_YEAR = 1980
"""Before it nobody's hours are counted here; a spreadsheet shows an empty day as one of 1900."""

_HIGHEST_ROW = 2_000_000
_A_DAY = timedelta(days=1)
_OFF = re.compile(r"휴무|휴일|쉼|쉬는\s?날|쉬었|비번|연차|휴가|월차|병가|결근|off\b|day off", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"^[\s,;|/]*(?P<minutes>\d{1,3})[\s,;|]*$")
_BREAK_CELL = re.compile(r"\(?(?:휴게|휴식|break)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of work of a line: `rest` are minutes of break of which nobody knows where they lie.

    `rests` are breaks that are told from when to when.
    """

    row: int
    start: datetime
    end: datetime
    rest: int = 0
    rests: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def length(self) -> int:
        """Minutes from the start to the end."""
        return minutes_of(self.start, self.end)

    @property
    def last_day(self) -> date:
        """The day on which its last minute lies: a shift to midnight is of the day before."""
        return (self.end - timedelta(minutes=1)).date()

    @property
    def worked(self) -> int:
        """Minutes of work: without the breaks."""
        return self.length - sum(minutes_of(*each) for each in self.rests) - self.rest


def minutes_of(start: datetime, end: datetime) -> int:
    """Whole minutes from one moment to another."""
    return (end - start) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line told: its shifts, or none where it tells of a day off."""

    row: int
    day: date
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not understood, and why (a Korean sentence)."""

    row: int
    words: str
    why: str


class ImpossibleShiftError(ValueError):
    """What cannot have been, with its row; the message is a Korean sentence."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(said("{row}번째 줄: {why}", row=str(row), why=why))


class _NotUnderstoodError(ValueError):
    pass


def read_line(words: str, row: int, latest: date) -> Line | RefusedLine:
    """What one line of free text tells: 3/2 09:00~21:30 휴게 60분. Days without a year are the last up to `latest`.

    Raises ImpossibleShiftError.
    """
    words = plain(words).strip()
    try:
        if len(words) > LONGEST_LINE:
            raise _NotUnderstoodError(said("한 줄이 너무 깁니다. 하루에 한 줄씩 적어 주세요."))
        day, behind = _day(words, row, latest)
        return Line(row, day, _shifts(behind, row, day))
    except NoSuchTimeError as error:
        raise ImpossibleShiftError(row, error.args[0]) from error
    except (ClockError, _NotUnderstoodError) as error:
        return RefusedLine(row, words[:LONGEST_LINE], error.args[0])


def read_cells(
    day: str, start: str, end: str, rest: str, row: int, latest: date, rest_in_hours: bool = False
) -> Line | RefusedLine:
    """What the cells of a table tell: a day, two times and how long the break was. As `read_line`."""
    day, start, end, rest = (plain(each).strip() for each in (day, start, end, rest))
    words = " ".join(filter(None, (day, start, end, rest)))
    try:
        # The day may stand in the cells of the times alone.
        told, behind = _day(day or start, row, latest)
        if not (start or end) or _OFF.search(f"{start} {end}") or (day and _OFF.search(behind)):
            if start or end or not behind.strip() or _OFF.search(behind):
                return Line(row, told)
            return read_line(day, row, latest)
        first, last = _at(start, told, row, latest), _at(end, told, row, latest)
        minutes = stretch(first, last)
        return Line(row, told, (_with_rest(row, told, minutes, rest, rest_in_hours),))
    except NoSuchTimeError as error:
        raise ImpossibleShiftError(row, error.args[0]) from error
    except (ClockError, _NotUnderstoodError) as error:
        return RefusedLine(row, words[:LONGEST_LINE], error.args[0])


def lines_as_json(lines: Iterable[Line | RefusedLine]) -> list[Any]:
    """Lines as JSON has them: [row, day, shifts], a shift [start, end, rest, rests]; of a refused one [row, words]."""
    return [
        [line.row, line.words]
        if isinstance(line, RefusedLine)
        else [
            line.row,
            line.day.isoformat(),
            [
                [
                    each.start.isoformat(),
                    each.end.isoformat(),
                    each.rest,
                    [[first.isoformat(), last.isoformat()] for first, last in each.rests],
                ]
                for each in line.shifts
            ],
        ]
        for line in lines
    ]


def lines_from_json(told: Any, latest: date) -> tuple[Line | RefusedLine, ...]:
    """The lines again, a refused one with why it was. ValueError, TypeError or LookupError for what never was lines."""
    if not isinstance(told, list) or len(told) > MOST_LINES:
        raise ValueError("no lines of a table of hours")
    return tuple(_line_from(each, latest) for each in told)


def _line_from(told: Any, latest: date) -> Line | RefusedLine:
    row = told[0]
    if isinstance(row, bool) or not isinstance(row, int) or not 0 < row < _HIGHEST_ROW:
        raise ValueError("no row")
    if len(told) == 2:
        again = read_line(str(told[1])[:LONGEST_LINE], row, latest)
        why = again.why if isinstance(again, RefusedLine) else said("이 줄은 읽지 못했습니다.")
        return RefusedLine(row, str(told[1])[:LONGEST_LINE], why)
    day = date.fromisoformat(told[1])
    if not FIRST_YEAR <= day.year <= latest.year + 1:
        raise ValueError("no day of which hours are counted")
    return Line(row, day, tuple(_shift_from(each, row, day) for each in told[2]))


# What is no shift of that day is refused: nobody counts a year of work in a line.
def _shift_from(told: Any, row: int, day: date) -> Shift:
    start, end = (datetime.fromisoformat(each) for each in told[:2])
    rests = tuple((datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in told[3])
    shift = Shift(row, start, end, int(told[2]), rests)
    within = all(start <= first < last <= end for first, last in rests)
    is_of_day = start.tzinfo is None and timedelta(0) <= start - datetime.combine(day, time()) < 2 * _A_DAY
    if not (is_of_day and timedelta(0) < end - start <= _A_DAY and within and shift.rest >= 0 < shift.worked):
        raise ValueError("no shift")
    return shift


def in_order(lines: Iterable[Line]) -> tuple[Shift, ...]:
    """The shifts of all lines by when they begin. ImpossibleShiftError where two are at once."""
    shifts = sorted(
        (shift for line in lines for shift in line.shifts), key=lambda each: (each.start, each.end)
    )
    for before, after in pairwise(shifts):
        if after.start < before.end:
            raise ImpossibleShiftError(
                max(before.row, after.row),
                said(
                    "{day}에 일한 시간이 {other}번째 줄과 겹칩니다. 두 곳에서 한꺼번에 일할 수는 없으니 고쳐 주세요.",
                    day=after.start.date().isoformat(),
                    other=str(min(before.row, after.row)),
                ),
            )
    return tuple(shifts)


# --- parts of a line -----------------------------------------------------------------------------


def _day(words: str, row: int, latest: date) -> tuple[date, str]:
    found = leading_day(words, latest)
    if found is None:
        raise _NotUnderstoodError(
            said("날짜로 시작하지 않습니다. '3/2 09:00~18:00 휴게 60분'처럼 적어 주세요.")
        )
    day, behind = found
    if not FIRST_YEAR <= day.year <= latest.year + 1:
        raise ImpossibleShiftError(
            row, said("{day}은 일한 날로 볼 수 없는 날짜입니다. 연도를 확인해 주세요.", day=day.isoformat())
        )
    return day, behind


def _shifts(words: str, row: int, day: date) -> tuple[Shift, ...]:
    main, rest, rests = words, 0, list[tuple[int, int]]()
    for each in reversed(find_rests(words)):
        if each.minutes is not None:
            rest += each.minutes
            main = main[: each.start] + " " + main[each.end :]
            continue
        # 휴게 12:00~13:00: all that follows the word, up to the end of its bracket or the next comma.
        close = re.search(r"[),;]", words[each.end :])
        behind = words[each.end : each.end + close.start() if close else None]
        told = find_stretches(behind)
        rests += [(start, end) for start, end, _ in told]
        main = main[: each.start] + " " + main[each.end + (len(behind) if told else 0) :]
    found = find_stretches(main)
    if not found:
        if _OFF.search(words):
            return ()
        raise _NotUnderstoodError(
            said("출근과 퇴근 시각을 찾지 못했습니다. '09:00~18:00'처럼 두 시각을 적어 주세요.")
        )
    if len(found) == 1:
        start, end, (_, last) = found[0]
        if not (rest or rests) and (bare := _NUMBER_BEHIND.match(main[last:])):
            rest = int(bare["minutes"])
        return (_shift(row, day, (start, end), rest, rests),)
    # Several stretches of one day: a break that is told beside them lies between them already.
    if rest or rests:
        raise _NotUnderstoodError(
            said("일한 때가 여럿이고 휴게도 적혀 있습니다. 일한 때마다 한 줄씩 나누어 적어 주세요.")
        )
    return tuple(_shift(row, day, each[:2], 0, []) for each in found)


def _with_rest(row: int, day: date, minutes: tuple[int, int], rest: str, in_hours: bool) -> Shift:
    if in_hours and rest.replace(".", "", 1).isdecimal():
        return _shift(row, day, minutes, round(float(rest) * 60), [])
    words = _BREAK_CELL.sub("", rest).strip()
    if words.startswith(("-", "−")) and words[1:].strip().isdecimal():
        raise ImpossibleShiftError(row, said("휴게가 0분보다 짧을 수는 없습니다."))
    told = minutes_told(words)
    if told is None and (spans := find_stretches(words)):
        return _shift(row, day, minutes, 0, [(start, end) for start, end, _ in spans])
    if told is None and (rests := find_rests(rest)):
        told = rests[0].minutes
    if told is None:
        raise _NotUnderstoodError(said("휴게를 읽지 못했습니다. '60'이나 '12:00~13:00'처럼 적어 주세요."))
    return _shift(row, day, minutes, told, [])


# A cell's time, in minutes from midnight of the day of its row; a spreadsheet's times at the ends of a day are days.
def _at(cell: str, day: date, row: int, latest: date) -> Clock:
    if not cell:
        raise _NotUnderstoodError(said("출근이나 퇴근 시각이 비어 있습니다. 쉰 날이면 둘 다 비워 두세요."))
    if cell in _MIDNIGHTS:
        return Clock(_MIDNIGHTS[cell], 0, len(cell))
    if _SHARE_OF_A_DAY.fullmatch(cell):
        return Clock(round(float(cell) * DAY), 0, len(cell))
    dated = leading_day(cell, latest)
    if dated and dated[1].strip():
        clock = read_clock(dated[1])
        if clock is not None:
            ahead = (dated[0] - day).days
            if ahead not in (0, 1):
                raise ImpossibleShiftError(
                    row, said("끝난 날이 시작한 날과 맞지 않습니다: {cell}", cell=cell)
                )
            return Clock(clock.minute, 0, len(cell), later=bool(ahead))
    clock = read_clock(cell)
    if clock is None:
        raise _NotUnderstoodError(
            said("시각을 읽지 못했습니다: {cell}. '09:00'이나 '오후 6시'처럼 적어 주세요.", cell=cell)
        )
    return clock


# A time that a spreadsheet holds as a share of a day and shows so.
_SHARE_OF_A_DAY = re.compile(r"0\.\d{2,}")
_MIDNIGHTS = {"1900-01-00": 0, "1899-12-30": 0, "1900-01-01": DAY}


def _shift(
    row: int, day: date, minutes: tuple[int, int], rest: int, rests: Sequence[tuple[int, int]]
) -> Shift:
    midnight = datetime.combine(day, time())
    start, end = (midnight + timedelta(minutes=each) for each in minutes)
    if minutes[1] - minutes[0] > DAY:
        raise ImpossibleShiftError(
            row, said("한 번에 24시간이 넘게 일한 것으로 적혀 있습니다. 날짜마다 나누어 적어 주세요.")
        )
    known = []
    for first, last in rests:
        # A break of the small hours is of the next day.
        later = DAY if first < minutes[0] and last + DAY <= minutes[1] else 0
        if first + later < minutes[0] or last + later > minutes[1]:
            raise ImpossibleShiftError(row, said("휴게가 일한 시간 밖에 있습니다. 시각을 확인해 주세요."))
        known.append(
            (midnight + timedelta(minutes=first + later), midnight + timedelta(minutes=last + later))
        )
    known.sort()
    if any(after[0] < before[1] for before, after in pairwise(known)):
        raise ImpossibleShiftError(row, said("휴게 시간이 서로 겹칩니다. 시각을 확인해 주세요."))
    shift = Shift(row, start, end, rest, tuple(known))
    if shift.worked <= 0:
        raise ImpossibleShiftError(
            row, said("휴게가 일한 시간보다 길거나 같습니다. 시각과 휴게를 확인해 주세요.")
        )
    return shift
