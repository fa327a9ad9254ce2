"""The last day of a period, over days off, leap years and the ends of years, as tables."""

from datetime import date

import pytest

from lib.guidance.periods import last_day

DAYS = [
    # event, days, last day, what moved it
    ("2026-11-16", 90, "2027-02-15", ("일요일",)),
    ("2026-02-02", 14, "2026-02-19", ("설날 전날", "설날", "설날 다음날")),
    ("2024-02-29", 90, "2024-05-29", ()),
    ("2023-11-30", 90, "2024-02-28", ()),
    ("2024-12-31", 14, "2025-01-14", ()),
    # Days of a single year: elections, and what the government put in.
    ("2024-03-27", 14, "2024-04-11", ("국회의원 선거일",)),
    ("2024-09-17", 14, "2024-10-02", ("국군의 날",)),
    ("2025-01-13", 14, "2025-01-31", ("임시공휴일", "설날 전날", "설날", "설날 다음날")),
    ("2025-03-05", 90, "2025-06-04", ("대통령 선거일",)),
    ("2026-05-20", 14, "2026-06-04", ("지방선거일",)),
    # 노동절 and 제헌절 are public holidays from 2026.
    ("2025-04-17", 14, "2025-05-01", ()),
    ("2026-04-17", 14, "2026-05-04", ("노동절", "토요일", "일요일")),
    ("2025-07-03", 14, "2025-07-17", ()),
    ("2026-07-03", 14, "2026-07-20", ("제헌절", "토요일", "일요일")),
    # 현충일 has no substitute; 광복절 has.
    ("2026-05-23", 14, "2026-06-08", ("현충일", "일요일")),
    ("2026-08-01", 14, "2026-08-18", ("광복절", "일요일", "광복절 대체 휴일")),
    ("2027-01-25", 14, "2027-02-10", ("설날 다음날", "설날 대체 휴일")),
    ("2028-09-21", 14, "2028-10-06", ("추석 대체 휴일",)),
]


@pytest.mark.parametrize(("event", "days", "due", "moved_by"), DAYS, ids=[row[0] for row in DAYS])
def test_days(event: str, days: int, due: str, moved_by: tuple[str, ...]) -> None:
    found = last_day(date.fromisoformat(event), days=days)
    assert (found.due.isoformat(), found.moved_by) == (due, moved_by)


YEARS = [
    ("2023-05-10", 3, "2026-05-11"),  # a Sunday
    ("2024-02-29", 3, "2027-03-02"),  # the 28th is a Sunday, the 1st 삼일절
    ("2024-02-28", 3, "2027-03-02"),
    ("2019-02-28", 5, "2024-02-29"),
    ("2020-12-31", 5, "2025-12-31"),
]


@pytest.mark.parametrize(("event", "years", "due"), YEARS, ids=[row[0] for row in YEARS])
def test_years(event: str, years: int, due: str) -> None:
    assert last_day(date.fromisoformat(event), years=years).due.isoformat() == due
