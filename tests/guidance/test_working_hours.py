"""Hours before an onset, against examples worked out by hand from the Notice (고시 Ⅰ.1.나, 다, 라)."""

from datetime import date, timedelta

import pytest

from lib.domain.shifts import ImpossibleShiftError, Line, read_cells, read_line
from lib.guidance.working_hours import Hours, Spread, count_hours, over

ONSET = date(2026, 3, 9)
"""A Monday: the week before it is 2 to 8 March."""


def counted(*rows: tuple[str, str, str, str], onset: date | None = ONSET, guard: bool = False) -> Hours:
    lines = [read_cells(*row, number, ONSET) for number, row in enumerate(rows, 1)]  # type: ignore[call-arg, arg-type]
    assert all(isinstance(line, Line) for line in lines), lines
    return count_hours([line for line in lines if isinstance(line, Line)], onset, guard)


def every_day(weeks: range, days: int, start: str, end: str, rest: str) -> list[tuple[str, str, str, str]]:
    """The same shift on the first so many days of each of these weeks, counted back."""
    return [
        ((ONSET - timedelta(days=7 * week) + timedelta(days=day)).isoformat(), start, end, rest)
        for week in weeks
        for day in range(days)
    ]


def test_six_days_of_ten_and_a_half_hours_are_63() -> None:
    hours = counted(*every_day(range(1, 14), 6, "09:00", "20:30", "60"))
    for span in (1, 4, 12):
        each = hours.averages[span]
        assert each and each.hours == 63 and each.between == Spread(63, 63)
    assert [week.number for week in hours.weeks] == [*range(1, 14)]
    assert (hours.weeks[0].first, hours.weeks[0].last) == (date(2026, 3, 2), date(2026, 3, 8))
    assert hours.gaps == ()


def test_sixty_hours_are_not_over_sixty() -> None:
    hours = counted(*every_day(range(1, 13), 6, "09:00", "20:00", "60"))
    long = hours.averages[12]
    assert long and long.hours == 60
    assert over(long.between, 60) == "not met" and over(long.between, 52) == "met"


def test_a_night_with_an_hour_of_break_is_nine_hours_and_six_minutes() -> None:
    # Wherever in it the break lies, seven hours of the night were worked: 7 + 2.1.
    one = counted(("2026-03-03", "22:00", "06:00", "60")).averages[1]
    assert one and one.hours == 7 and one.between == Spread(9.1, 9.1)


def test_a_shift_that_is_partly_night_gives_a_range() -> None:
    # 19:00 to 07:00 less an hour: 11; of its eight hours of night seven or eight were worked: 13.1 to 13.4.
    one = counted(("2026-03-03", "19:00", "07:00", "60")).averages[1]
    assert one and one.hours == 11 and one.between == Spread(13.1, 13.4)


@pytest.mark.parametrize(("rest", "most"), [("02:00~03:00", 13.1), ("20:00~21:00", 13.4)])
def test_a_break_whose_place_is_told_gives_one_number(rest: str, most: float) -> None:
    one = counted(("2026-03-03", "19:00", "07:00", rest)).averages[1]
    assert one and one.hours == 11 and one.between == Spread(most, most)


def test_nothing_is_added_for_approved_watch_duty() -> None:
    one = counted(("2026-03-03", "19:00", "07:00", "60"), guard=True).averages[1]
    assert one and one.between == Spread(11, 11)


def test_a_night_over_the_edge_of_a_week_is_parted_and_the_other_count_is_told() -> None:
    # Sunday 1 March 22:00 to 06:00: two hours lie in week 2, six in week 1.
    hours = counted(("2026-03-01", "22:00", "06:00", "0"), ("2026-02-23", "휴무", "", ""))
    assert [week.counted.hours for week in hours.weeks] == [6, 2]
    assert [week.counted.between.low for week in hours.weeks] == [7.8, 2.6]
    assert hours.by_start and hours.by_start[1].hours == 0
    assert any("자정에서" in note for note in hours.notes)


def test_the_day_of_onset_is_left_out() -> None:
    hours = counted(("2026-03-08", "22:00", "06:00", "0"), ("2026-03-09", "09:00", "18:00", "60"))
    assert hours.averages[1] and hours.averages[1].hours == 2


def test_without_an_onset_the_day_after_the_last_work_is_taken() -> None:
    hours = counted(("2026-03-08", "22:00", "06:00", "0"), onset=None)
    assert hours.onset == date(2026, 3, 10) and not hours.onset_is_told
    assert hours.averages[1] and hours.averages[1].hours == 8


def test_the_last_week_is_held_against_the_other_twelve_not_against_itself() -> None:
    # 5 x 8 = 40 in weeks 2 to 13, 5 x 10.4 = 52 in the last: exactly 30 % more, which is enough.
    rows = every_day(range(2, 14), 5, "09:00", "18:00", "60") + every_day(
        range(1, 2), 5, "09:00", "20:24", "60"
    )
    hours = counted(*rows)
    assert hours.rise and hours.rise.weeks == 12
    assert hours.rise.per_cent == Spread(30, 30) and hours.rise.verdict == "met"
    fewer = counted(*(row for row in rows if date.fromisoformat(row[0]) >= ONSET - timedelta(days=84)))
    assert fewer.rise and fewer.rise.weeks == 11 and fewer.rise.verdict == "met"
    # Of a thirteenth week nothing is known: it may have been a short one.
    steady = counted(*every_day(range(1, 13), 5, "09:00", "18:00", "60"))
    assert steady.rise and steady.rise.per_cent == Spread(0, 0) and steady.rise.verdict == "unknown"


def test_averages_differ_by_their_span() -> None:
    rows = every_day(range(5, 13), 5, "09:00", "18:00", "60") + every_day(
        range(1, 5), 6, "08:00", "20:00", "60"
    )
    hours = counted(*rows)
    # 40 a week for eight weeks, 66 for four.
    assert [each and round(each.hours, 4) for each in hours.averages.values()] == [66, 66, round(584 / 12, 4)]


def test_fewer_than_twelve_weeks_are_no_average_of_twelve() -> None:
    hours = counted(*every_day(range(1, 7), 6, "08:00", "22:00", "60"))
    assert hours.averages[12] is None and hours.reached == 6
    assert hours.recorded.hours == 78 and hours.at_least[12] == 39
    assert any("고시에 없습니다(모름)" in note for note in hours.notes)


def test_days_without_an_entry_are_pointed_out_and_days_off_are_not() -> None:
    rows = [("2026-03-02", "09:00", "18:00", "60"), ("2026-03-08", "09:00", "18:00", "60")]
    (gap,) = counted(*rows).gaps
    assert (gap.first, gap.last) == (date(2026, 3, 3), date(2026, 3, 7))
    off = [(f"2026-03-0{day}", "", "", "") for day in range(3, 8)]
    assert counted(*rows, *off).gaps == ()


@pytest.mark.parametrize(
    "row",
    [
        ("2026-03-02", "09:00", "30:00", "60"),
        ("2026-03-02", "09:00", "익일 10:00", "60"),
        ("1900-01-02", "09:00", "18:00", "60"),
        ("2026-02-30", "09:00", "18:00", "60"),
        ("2026-03-02", "09:00", "18:00", "540"),
        ("2026-03-02", "09:00", "18:00", "-10"),
        ("2026-03-02", "09:00", "18:00", "20:00~21:00"),
    ],
)
def test_what_cannot_have_been_is_a_sentence_with_its_row(row: tuple[str, str, str, str]) -> None:
    with pytest.raises(ImpossibleShiftError, match="7번째 줄"):
        read_cells(*row, 7, ONSET)  # type: ignore[call-arg, arg-type]


def test_two_shifts_at_once_are_a_sentence() -> None:
    with pytest.raises(ImpossibleShiftError, match=r"2번째 줄.*1번째 줄과 겹칩니다"):
        counted(("2026-03-02", "09:00", "18:00", "60"), ("2026-03-02", "17:00", "20:00", "0"))


@pytest.mark.parametrize(
    ("line", "minutes", "rest"),
    [
        ("3/2 09:00~21:30 휴게 60분", 750, 60),
        ("2026-03-02(월) 오전 9시 ~ 오후 9시 반 (점심 1시간)", 750, 60),
        ("3월 2일 밤 10시부터 다음날 새벽 6시까지 휴게 없음", 480, 0),
        ("03.02 22시~24:00", 120, 0),
        ("3/2 0900-1800 60", 540, 60),
        ("26.3.2 오전 9시~6시", 540, 0),
        ("3-2 am 9:00 ~ pm 6:30 break 30m", 570, 30),
        ("3/2 22:00~익일 06:00, 휴게 02:00~03:00", 480, 0),
    ],
)
def test_lines_as_people_type_them(line: str, minutes: int, rest: int) -> None:
    read = read_line(line, 1, ONSET)
    assert isinstance(read, Line), read
    (shift,) = read.shifts
    assert (read.day, shift.length, shift.rest) == (date(2026, 3, 2), minutes, rest)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3월 근무표", "날짜로 시작하지 않습니다"),
        ("3/2 열심히 일함", "시각을 찾지 못했습니다"),
        ("3/2 9시~6시", "오전인지 오후인지"),
        ("3/2 09:00~09:00", "시작과 끝이 같습니다"),
    ],
)
def test_a_line_that_is_not_understood_says_why(line: str, why: str) -> None:
    read = read_line(line, 3, ONSET)
    assert not isinstance(read, Line)
    assert read.row == 3 and why in read.why


def test_a_day_without_its_year_is_the_last_before_the_onset() -> None:
    read = read_line("12/30 09:00~18:00", 1, ONSET)
    assert isinstance(read, Line) and read.day == date(2025, 12, 30)
