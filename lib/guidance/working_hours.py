"""Hours of work before an illness of brain or heart, counted as the Notice counts them (고시 Ⅰ.1.나, 다, 라).

Weeks are counted back from the day of onset, which the agency leaves out: the first is the seven days before it.
Hours from 22:00 to 06:00 count 30 % more, breaks not, approved watch duty and work like it never. Where it is not told
where in a shift its break lies, the addition is a range. Work is counted on the day on which it is done, so a night
over the edge of a week is parted at midnight. What the Notice does not say is said so (`Hours.notes`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from lib.domain.shifts import Line, Shift, in_order, minutes_of
from lib.text.said import said

WEEKS, SHORT, MOST_WEEKS = 12, 4, 13
"""Weeks of the long and of the middle average, and those that the comparison of the last week reaches back."""
RISE = 30
"""Per cent by which the last week has to be above the 12 before it (고시 Ⅰ.1.나)."""
LEAST_GAP = 3
"""Days in a row without an entry that are pointed out: days off, or days that are missing."""
_NIGHT_FROM, _NIGHT_TO = 22, 6
_TENTHS_MORE = 3
_TENTHS_OF_AN_HOUR = 600

Verdict = Literal["met", "not met", "unknown"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Hours that are known to lie between two numbers, which are the same where they are known."""

    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether there is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Counted:
    """Hours of a stretch of days: as they are, and with the addition for the night as shown and as it may be."""

    hours: float
    with_night: float
    between: Spread


@dataclass(frozen=True, slots=True)
class Week:
    """The `number`-th week before the onset, counted back from 1; `first` and `last` are its days."""

    number: int
    first: date
    last: date
    counted: Counted


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an entry, and what that means (a Korean sentence)."""

    first: date
    last: date
    says: str


@dataclass(frozen=True, slots=True)
class Rise:
    """The last week against the mean of the others (2 to 13) that the entries reach: `per_cent` lies between two numbers."""

    last: Counted
    base: Counted
    weeks: int
    per_cent: Spread
    verdict: Verdict

    @property
    def is_sure(self) -> bool:
        """Whether no week that is missing could turn it."""
        return self.verdict != "unknown" or self.weeks >= WEEKS


@dataclass(frozen=True, slots=True)
class Hours:
    """What a table of shifts comes to; averages are None where the entries do not reach so far back."""

    onset: date
    onset_is_told: bool
    guard: bool
    weeks: tuple[Week, ...]
    reached: int
    averages: dict[int, Counted | None]
    recorded: Counted
    at_least: dict[int, float]
    rise: Rise | None
    gaps: tuple[Gap, ...]
    by_start: dict[int, Counted] | None
    notes: tuple[str, ...]


def count_hours(lines: Iterable[Line], onset: date | None = None, guard: bool = False) -> Hours:
    """The hours of some lines before `onset`; without it the day after the last work is taken for it.

    `guard`: approved watch duty (감시·단속) or work like it, of which no night is added. ImpossibleShiftError where two
    shifts are at once; ValueError (a Korean sentence) where no work lies before the onset.
    """
    read = list(lines)
    shifts = in_order(read)
    if not shifts:
        raise ValueError(said("일한 시각이 적힌 줄이 없어 셀 수 없습니다."))
    is_told = onset is not None
    if onset is None:
        onset = max(*(each.last_day for each in shifts), *(each.day for each in read)) + timedelta(days=1)
    days = sorted({each.day for each in read if each.day < onset})
    if not days or not any(each.start.date() < onset for each in shifts):
        raise ValueError(
            said("발병일보다 앞선 날의 기록이 없어 셀 수 없습니다. 발병일과 날짜를 확인해 주세요.")
        )
    reached = _week_of(days[0], onset)
    weeks = tuple(
        Week(number, first, last, _counted(shifts, first, last, guard, 1))
        for number in range(1, min(reached, MOST_WEEKS) + 1)
        for first, last in [_week(onset, number)]
    )
    spans = {
        span: _counted(shifts, *_weeks(onset, 1, span), guard, span)
        for span in (1, SHORT, min(reached, WEEKS), WEEKS)
    }
    by_start = _by_start(shifts, onset, reached, guard)
    return Hours(
        onset,
        is_told,
        guard,
        weeks,
        reached,
        {span: spans[span] if span <= reached else None for span in (1, SHORT, WEEKS)},
        spans[min(reached, WEEKS)],
        {span: spans[span].between.low for span in (1, SHORT, WEEKS)},
        _rise(shifts, onset, min(reached, MOST_WEEKS), guard),
        tuple(_gaps(days, shifts, onset, reached)),
        by_start,
        tuple(_notes(shifts, onset, is_told, reached, guard, by_start is not None)),
    )


# The number of the week in which a day lies, counted back from 1.
def _week_of(day: date, onset: date) -> int:
    return ((onset - day).days - 1) // 7 + 1


def _week(onset: date, number: int) -> tuple[date, date]:
    return _weeks(onset, number, number)


# The days of the weeks from one to another, counted back.
def _weeks(onset: date, nearest: int, farthest: int) -> tuple[date, date]:
    return onset - timedelta(days=7 * farthest), onset - timedelta(days=7 * (nearest - 1) + 1)


# --- minutes -------------------------------------------------------------------------------------

Stretch = tuple[datetime, datetime]


# Hours a week of the days from `first` to `last`, over so many weeks. All is counted in tenths of a minute: exactly.
def _counted(shifts: Sequence[Shift], first: date, last: date, guard: bool, weeks: int) -> Counted:
    begins, ends = datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time())
    hours = shown = low = high = 0.0
    for shift in shifts:
        if shift.end <= begins or shift.start >= ends:
            continue
        part = _part(shift, begins, ends, guard)
        hours, shown, low, high = (
            hours + part[0], shown + part[1], low + part[2], high + part[3],
        )  # fmt: skip
    per = _TENTHS_OF_AN_HOUR * weeks
    return Counted(hours / per, shown / per, Spread(low / per, high / per))


def hours_of_a_shift(shift: Shift, guard: bool = False) -> Spread:
    """The hours of one shift with the addition for the night, between which they lie where it is not told when its break was."""
    _hours, _shown, low, high = _part(shift, shift.start, shift.end, guard)
    return Spread(low / _TENTHS_OF_AN_HOUR, high / _TENTHS_OF_AN_HOUR)


# Of one shift within two moments, in tenths of a minute: the hours, with the night as shown, at least and at most.
def _part(shift: Shift, begins: datetime, ends: datetime, guard: bool) -> tuple[float, float, float, float]:
    total = shift.worked + shift.rest
    worked = _without(shift.rests, (shift.start, shift.end))
    within = [each for stretch in worked if (each := _both(stretch, (begins, ends)))]
    inside = sum(minutes_of(*each) for each in within)
    night = 0 if guard else sum(_night(each) for each in within)
    rest, outside, day = shift.rest, total - inside, inside - night
    # The share of the break that lies within, as shown: what part of the shift does.
    share = rest * inside / total
    shown_hours = 10 * (inside - share)
    shown = shown_hours + _TENTHS_MORE * (night - min(share, night))
    lowest_night = min(rest, night)
    lowest_day = min(rest - lowest_night, day)
    least = 10 * (inside - lowest_night - lowest_day) + _TENTHS_MORE * (night - lowest_night)
    left = max(0, rest - outside)
    highest_day = min(left, day)
    most = 10 * (inside - left) + _TENTHS_MORE * (night - (left - highest_day))
    return shown_hours, shown, least, most


def _without(rests: Sequence[Stretch], stretch: Stretch) -> list[Stretch]:
    parts, start = [], stretch[0]
    for first, last in rests:
        parts.append((start, first))
        start = last
    parts.append((start, stretch[1]))
    return [(first, last) for first, last in parts if first < last]


def _both(one: Stretch, other: Stretch) -> Stretch | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first < last else None


# Minutes between 22:00 and 06:00.
def _night(stretch: Stretch) -> int:
    night, day = 0, stretch[0].date() - timedelta(days=1)
    while day <= stretch[1].date():
        begins = datetime.combine(day, time(_NIGHT_FROM))
        ends = datetime.combine(day + timedelta(days=1), time(_NIGHT_TO))
        if both := _both(stretch, (begins, ends)):
            night += minutes_of(*both)
        day += timedelta(days=1)
    return night


# --- what follows --------------------------------------------------------------------------------


def _rise(shifts: Sequence[Shift], onset: date, reached: int, guard: bool) -> Rise | None:
    others = reached - 1
    if others < 1:
        return None
    last = _counted(shifts, *_week(onset, 1), guard, 1)
    base = _counted(shifts, *_weeks(onset, 2, reached), guard, others)
    if not base.between.low:
        return None
    per_cent = per_cent_over(last.between, base.between)
    verdict = over(per_cent, RISE, reached=True)
    if others < WEEKS and not (verdict == "met" and others >= SHORT):
        # Weeks that are missing may have been shorter ones.
        verdict = "unknown"
    return Rise(last, base, others, per_cent, verdict)


def per_cent_over(last: Spread, base: Spread) -> Spread:
    """By how many per cent hours are above those of a base that is more than nothing."""
    least, most = 100 * (last.low / base.high - 1), 100 * (last.high / base.low - 1)
    return Spread(round(least, 6), round(most, 6))


def over(spread: Spread, limit: float, reached: bool = False) -> Verdict:
    """Whether hours are over a limit (초과), or where `reached` at it or over (이상)."""
    if spread.low > limit or (reached and spread.low == limit):
        return "met"
    return "unknown" if spread.high > limit or (reached and spread.high == limit) else "not met"


def _gaps(days: Sequence[date], shifts: Sequence[Shift], onset: date, reached: int) -> Iterable[Gap]:
    far = max(days[0], onset - timedelta(days=7 * MOST_WEEKS))
    first_week, _last = _weeks(onset, 1, reached)
    if days[0] > first_week and days[0] > onset - timedelta(days=7 * MOST_WEEKS):
        yield Gap(
            first_week,
            days[0] - timedelta(days=1),
            said("기록이 주의 가운데에서 시작합니다. 그 앞의 날이 비어 있으면 0시간으로 세었습니다."),
        )
    worked = {day for each in shifts for day in (each.start.date(), each.last_day)}
    entered = sorted(day for day in {*days, *worked} if far <= day < onset)
    for before, after in pairwise([*entered, onset]):
        missing = (after - before).days - 1
        if missing >= LEAST_GAP:
            yield Gap(
                before + timedelta(days=1),
                after - timedelta(days=1),
                said(
                    "{n}일 동안 기록이 없어 0시간으로 세었습니다. 쉬었으면 그대로 두고, 일했으면 채워 주세요.",
                    n=str(missing),
                ),
            )


# The averages where a shift counts whole on the day on which it began; None where that makes no difference.
def _by_start(shifts: Sequence[Shift], onset: date, reached: int, guard: bool) -> dict[int, Counted] | None:
    if not any(
        each.start.date() < onset and _week_of(each.start.date(), onset) != _week_of(each.last_day, onset)
        for each in shifts
    ):
        return None
    found: dict[int, Counted] = {}
    for span in (1, SHORT, WEEKS):
        if span > reached:
            continue
        first, last = _weeks(onset, 1, span)
        own = [each for each in shifts if first <= each.start.date() <= last]
        far = date.max - timedelta(days=2)
        found[span] = _counted(own, date.min, far, guard, span)
    return found


def _notes(
    shifts: Sequence[Shift], onset: date, is_told: bool, reached: int, guard: bool, is_parted: bool
) -> Iterable[str]:
    if is_told:
        yield said("발병일은 빼고 그 전날부터 거꾸로 세었습니다. 고시에는 없고 공단이 그렇게 셉니다.")
    else:
        yield said(
            "발병일을 몰라 마지막 기록의 다음 날({day})을 발병일로 놓고 세었습니다. 발병일을 알면 적어 주세요.",
            day=onset.isoformat(),
        )
    if guard:
        yield said("승인받은 감시·단속 업무(또는 비슷한 일)라서 밤 시간을 더하지 않았습니다.")
    if reached < WEEKS:
        yield said(
            "기록이 {n}주뿐입니다. 일한 기간이 12주보다 짧을 때 어떻게 나누는지는 고시에 없습니다(모름).",
            n=str(reached),
        )
    if 1 < reached <= WEEKS:
        yield said(
            "마지막 1주는 그 앞 12주와 견주어야 하는데 {n}주만 기록이 있어, 그 {n}주의 평균과 견주었습니다.",
            n=str(reached - 1),
        )
    if not guard and any(each.rest and _night((each.start, each.end)) > 0 for each in shifts):
        yield said(
            "밤에 걸친 근무에서 휴게가 언제였는지 몰라 밤을 더한 시간은 범위로 셉니다. 휴게 시각을 적으면 하나로 나옵니다."
        )
    if is_parted:
        yield said(
            "주가 바뀌는 밤의 근무는 자정에서 나누어 세었습니다. 고시에는 정한 것이 없어, 시작한 날로 센 값도 함께 보입니다."
        )
