"""Days that a text names, told on Saturday, 28 November 2026."""

from datetime import date

import pytest

from lib.text.days import find_days

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10월 5일에", "2026-10-05"),
        ("12월 5일에", "2025-12-05"),
        ("작년 4월 8일", "2025-04-08"),
        ("2026. 10. 5. 수령", "2026-10-05"),
        ("10/5에", "2026-10-05"),
        ("통지서를 10/26 월에 받았어요", "2026-10-26"),
        ("11월 3일쯤이 아니라 딱 그날 받았습니다", "2026-11-03"),
        ("12일 전에", "2026-11-16"),
        ("편지가 열이틀 전에", "2026-11-16"),
        ("보름 전", "2026-11-13"),
        ("2주 전에", "2026-11-14"),
        ("그저께", "2026-11-26"),
        ("지난주 화요일", "2026-11-17"),
        ("이번 주 월요일", "2026-11-23"),
        ("지난달 23일", "2026-10-23"),
        ("받은 지 닷새 됐어요", "2026-11-23"),
        ("2주 전 화요일", "2026-11-10"),
        ("3주 전 오늘", "2026-11-07"),
        ("개천절에", "2026-10-03"),
        ("2021년 광복절에", "2021-08-15"),
        ("지난달 말일에", "2026-10-31"),
        ("십일월 십칠일에", "2026-11-17"),
        ("시월 열이틀", "2026-10-12"),
        ("11월 초사흘", "2026-11-03"),
        ("지난달 초이튿날에", "2026-10-02"),
        ("저번 달 스무하룻날", "2026-10-21"),
        ("이달 보름날", "2026-11-15"),
        ("받은 지는 보름 됐어요", "2026-11-13"),
        ("3주 하고 이틀 전에", "2026-11-05"),
        ("송달은 10월 마지막 금요일.", "2026-10-30"),
        ("한글날 전날입니다", "2026-10-08"),
        ("이달 첫 월요일에", "2026-11-02"),
        ("지난달 마지막 금요일에", "2026-10-30"),
        ("이번 달 4일날", "2026-11-04"),
        ("18일에 받았고 11월 얘깁니다", "2026-11-18"),
        ("19일날 왔다", "2026-11-19"),
        ("8월 마지막 날, 31일 월요일에", "2026-08-31"),
        ("12월 말일", "2025-12-31"),
        # Feasts of the moon move, and so do substitutes.
        ("추석 전날 등기로", "2026-09-24"),
        ("추석 연휴 끝나고 첫 월요일에", "2026-09-28"),
        ("설 쇠고 첫 출근날", "2026-02-19"),
        ("추석 쇠고 그 다음 주 수요일에", "2026-09-30"),
        # Told twice: the day of the calendar is surer; and a weekday that has to fit.
        ("3주 전 월요일, 11월 9일에", "2026-11-09"),
        ("열흘 전 수요일에", "2026-11-18"),
        ("개천절 대체휴일에", "2026-10-05"),
        ("개천절 대체휴일 다음 날인 화요일에", "2026-10-06"),
        ("한글날 바로 전날", "2026-10-08"),
        ("추석 나흘 전 월요일에", "2026-09-21"),
        ("작년 추석 전날에", "2025-10-05"),
        ("재작년 광복절에", "2024-08-15"),
        ("크리스마스이브에", "2025-12-24"),
    ],
)
def test_one_day(text: str, day: str) -> None:
    assert [each.day.isoformat() for each in find_days(text, TODAY)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "열흘쯤 전에", "한 열흘 전에", "이삼일 전에", "2~3일 전에", "며칠 전에", "한 달 전에", "엊그제", "10월 말", "10월 5일쯤",
        "10월 5일까지", "사고 12일 전에", "쓰러지기 6일 전부터", "추석 지나고", "11월 31일에", "혈압 138/88", "지난 화요일에",
        # A week may begin on a Sunday.
        "지난주 일요일", "2주 전 일요일", "개천절 지나고", "몇 년 전 광복절에",
            # Its weekday is another.
            "추석 사흘 전 월요일에",
        # A month by the moon, days of a week, a day of a month that is to come.
        "음력 시월 열이틀", "주 5일에", "12월 진료는 3일에",
        # In a feast, and a first Monday that is itself off.
        "추석에", "추석 연휴에", "열흘 전 목요일에", "부처님오신날 지나고 첫 월요일",
    ],
)  # fmt: skip
def test_no_day(text: str) -> None:
    assert find_days(text, TODAY) == ()


def test_a_year_left_out_behind_another_year() -> None:
    def days(text: str) -> list[str]:
        return [each.day.isoformat() for each in find_days(text, TODAY)]

    assert days("2025. 5. 11. 입원, 6. 2. 퇴원") == ["2025-05-11", "2025-06-02"]
    assert days("2025년 11월 30일에 입원했고 1월 5일에 퇴원했다") == ["2025-11-30", "2026-01-05"]
    assert days("2023년 12월 28일까지 일하고 12월 29일 입원했어요") == ["2023-12-29"]
    # It may be of either year.
    assert days("2025년 3월 2일에 다쳤고 5월 7일에 통지를 받았다") == ["2025-03-02"]
    assert days("2025년 3월 2일에 다쳤다. 5월 7일에 통지를 받았다") == ["2025-03-02", "2026-05-07"]


def test_a_day_told_by_the_one_before() -> None:
    assert [each.day.day for each in find_days("10월 2일자 결정을 다음 날 받았다", TODAY)] == [2, 3]
    assert [each.day.day for each in find_days("10월 2일에 결정했다. 다음 날 받았다", TODAY)] == [2]


def test_a_day_may_be_told_from_the_one_before() -> None:
    text = "결정은 11월 2일에 났고 사흘 뒤에 집으로 왔으며 그 다음 주 수요일에 뜯었다"
    assert [str(each.day) for each in find_days(text, TODAY)] == ["2026-11-02", "2026-11-05", "2026-11-11"]


def test_on_a_sunday_the_week_began_on_the_monday_before() -> None:
    sunday = date(2026, 11, 29)
    for text, day in (("지난주 화요일에", "2026-11-17"), ("2주 전 화요일에", "2026-11-10")):
        assert [str(each.day) for each in find_days(text, sunday)] == [day]
