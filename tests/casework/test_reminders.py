"""The calendar file: what a phone makes of it."""

from datetime import date, timedelta

from icalendar import Calendar

from lib.casework.reminders import calendar_file
from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import KindC, Stage
from lib.guidance.deadlines import deadlines

TODAY = date(2026, 3, 2)
CASE = Case(kind_c=KindC.DISEASE)


def entries(received: date, today: date = TODAY) -> list[object]:
    intake = Intake(stage=Stage.DECISION, received_on=received)
    return Calendar.from_ical(calendar_file(deadlines(intake, CASE, today), today, "ko")).walk("VEVENT")


def test_one_entry_a_day_with_reminders_that_are_still_to_come() -> None:
    first, *_others = entries(date(2026, 2, 2))
    # 90 days: 3 May is a Sunday.
    assert first["dtstart"].dt == date(2026, 5, 4)
    assert "심사청구" in first["summary"] and "취소소송" in first["summary"]
    assert "제103조 제3항" in first["description"]
    rings = sorted(alarm["trigger"].dt for alarm in first.walk("VALARM"))
    assert rings == [timedelta(hours=9) - timedelta(days=days) for days in (30, 14, 7, 3, 1)]
    near, *_others = entries(date(2026, 2, 2), today=date(2026, 4, 29))
    assert len(near.walk("VALARM")) == 2


def test_what_has_passed_is_in_no_calendar() -> None:
    assert all(entry["dtstart"].dt >= TODAY for entry in entries(date(2025, 1, 2)))


def test_nothing_is_said_of_the_illness() -> None:
    intake = Intake(story="소음성 난청", stage=Stage.DECISION, received_on=date(2026, 2, 2))
    assert "난청" not in calendar_file(deadlines(intake, CASE, TODAY), TODAY, "ko").decode()
