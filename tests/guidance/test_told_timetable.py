"""The hours a week that follow from a timetable told in a story."""

import pytest

from lib.guidance.told_timetable import told_timetable, told_timetable_of_a_guard
from lib.guidance.working_hours import Spread


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        # 9 hours on 6 days, without an hour of lunch.
        ("오전 9시부터 오후 7시까지 점심 1시간을 빼고 월요일부터 토요일까지 일했습니다.", 54, 54),
        ("아침 일곱 시에 출근해 저녁 여섯 시에 퇴근했고 점심은 한 시간, 주 5일입니다.", 50, 50),
        ("오전 7시~오후 9시 근무, 휴게 2시간, 월~금.", 60, 60),
        ("아침 8시부터 밤 8시까지 일했고 점심과 저녁 한 시간씩 쉬었습니다. 주 하루 쉬었습니다.", 60, 60),
        ("매일 오전 6시부터 오후 4시까지 일했고 쉬는 시간은 없었습니다.", 70, 70),
        # From 22:00 on three tenths more: 3 hours of night on 5 days.
        ("오후 4시부터 다음 날 새벽 1시까지 주 5일, 쉬는 시간 없이 일했습니다. 쉬는 시간이 없었습니다.", 49.5, 49.5),
        # Where a break lies in a shift that is partly night is not told.
        ("오후 6시부터 다음 날 새벽 4시까지, 휴게 1시간, 주 5일 일했습니다.", 52.5, 54),
        # A break that nobody tells of makes it so much at most.
        ("아침 9시부터 저녁 6시까지 주 5일 일했습니다.", 0, 45),
        # Two rows of different days are added up.
        ("평일은 9시부터 6시까지, 토요일은 9시부터 오후 2시까지 일했습니다. 점심시간은 한 시간입니다.", 44, 44),
        ("출근은 아침 7시 퇴근은 저녁 7시, 휴게 1시간, 토요일까지 근무했습니다.", 66, 66),
        ("오전 10시 출근 오후 8시 퇴근, 휴게 60분, 한 주에 이틀 쉬었습니다.", 45, 45),
        # A break by the clock lies where it is told: of 8 hours of night one is off.
        ("밤 10시부터 다음 날 아침 8시까지, 새벽 2시부터 3시까지 눈을 붙였고, 주 5일 일했습니다.", 55.5, 55.5),
        # Of 24 hours, with two hours of meals and four of sleep by the clock: 18, and 4 of night.
        ("24시간 근무하고 24시간 쉬는 격일제였습니다. 밤 12시부터 새벽 4시까지 눈을 붙이고 점심, 저녁 한 시간씩 쉬었습니다.", 65.1, 67.2),
        # Every second day.
        ("격일로 오전 8시부터 밤 10시까지, 휴게 2시간, 일했습니다.", 42, 42),
    ],
)  # fmt: skip
def test_hours_a_week(told: str, low: float, high: float) -> None:
    found = told_timetable(told)
    assert found
    assert (found.hours.low, found.hours.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "told",
    [
        "사고 난 날은 아침 7시부터 11시까지 일했습니다.",
        "주간은 8시부터 18시까지, 야간은 20시부터 6시까지 번갈아 주 5일 일했습니다.",
        "2시부터 10시까지 주 5일 일했습니다.",
        "일요일에만 아침 9시부터 저녁 6시까지 일했습니다.",
        "아침 9시부터 저녁 6시까지 일했습니다.",
        "12시부터 1시까지 점심을 먹었습니다. 주 5일입니다.",
        "제 동료는 아침 9시부터 밤 9시까지 주 6일 일했습니다. 점심은 한 시간입니다.",
    ],
)
def test_what_is_no_timetable_of_an_ordinary_week_tells_none(told: str) -> None:
    assert told_timetable(told) is None


TEN = "오전 8시부터 오후 7시까지 점심 1시간을 빼고 주 6일 일했습니다."


def test_it_is_of_the_weeks_for_which_it_is_said_to_hold() -> None:
    def over(text: str) -> list[Spread | None]:
        found = told_timetable(text)
        assert found
        return [found.over(weeks, 168) for weeks in (1, 4, 12, 13)]

    sixty = Spread(60, 60)
    assert over(TEN) == [None, None, sixty, None]
    assert over(TEN + " 여섯 달 동안 그랬습니다.") == [sixty] * 4
    assert over(TEN + " 한 번도 빠지지 않고 똑같이 일했습니다.") == [sixty] * 4
    assert over(TEN + " 두 달 동안 그랬습니다.") == [sixty, sixty, None, None]
    assert over("작년 5월부터 10월 3일까지 " + TEN) == [sixty] * 4


def test_a_last_week_that_was_another_is_told_apart() -> None:
    found = told_timetable(TEN + " 마지막 한 주는 오전 8시부터 밤 10시까지 일했습니다.")
    assert found and found.differs
    assert found.over(1, 168) == Spread(78, 78)
    assert found.over(13, 168) == Spread(60, 60)
    assert found.over(12, 168) == Spread(61.5, 61.5)
    daily = told_timetable(TEN + " 쓰러지기 전 한 주는 7일 내내 오전 8시부터 밤 10시까지 일했습니다.")
    assert daily and daily.over(1, 168) == Spread(91, 91)
    more = told_timetable(TEN + " 마지막 주에는 밤샘이 늘었습니다.")
    assert more and more.over(1, 168) is None
    twelve = more.over(12, 168)
    assert twelve and twelve.low == 60 and twelve.high > 60
    same = told_timetable(TEN + " 마지막 주라고 더 일한 것은 아니고 평소와 같았습니다.")
    assert same and not same.differs


def test_approved_watch_duty_gets_no_addition_for_the_night() -> None:
    told = "오후 6시부터 다음 날 아침 6시까지, 휴게 2시간, 주 5일 일했습니다."
    paid, guarded = told_timetable(told), told_timetable_of_a_guard(told)
    assert paid and guarded
    assert guarded.hours == Spread(50, 50) and paid.hours.low > 50
