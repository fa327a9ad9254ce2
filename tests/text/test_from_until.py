"""From when until when something was, and how many years that is."""

from datetime import date

import pytest

from lib.text.from_until import day_told, find_from_until, stretches_of_days, years_after, years_between

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # A day short of four years, the whole of them, and a day more.
        ("2018년 7월 1일부터 2022년 6월 29일까지 다녔다", (3.99, 3.99)),
        ("2018년 7월 1일부터 2022년 6월 30일까지 다녔다", (4.0, 4.0)),
        ("2018. 7. 1. ~ 2022. 6. 30.", (4.0, 4.0)),
        ("2018-07-01 ~ 2022-06-30", (4.0, 4.0)),
        ("2018년 7월 1일에 입사해 2022년 6월 30일에 퇴사했다", (4.0, 4.0)),
        # Months leave a month open at either end, years a year.
        ("2018년 7월부터 2022년 6월까지", (3.83, 4.0)),
        ("1990년부터 1999년까지", (8.0, 10.0)),
        ("87년부터 92년까지", (4.0, 6.0)),
        ("2010년 여름부터 2012년 가을까지", (2.0, 2.5)),
        ("작년 3월부터 올해 2월까지", (0.84, 1.0)),
        ("2020년 5월 21일부터 지금까지", (6.0, 6.0)),
    ],
)
def test_how_long_it_was(text: str, years: tuple[float, float]) -> None:
    [found] = find_from_until(text, TODAY)
    assert found.years == pytest.approx(years, abs=0.02)
    # At a whole year nothing is rounded up to it.
    assert [int(each) for each in found.years] == [int(each) for each in years]
    assert text[found.start : found.end].strip() in text


@pytest.mark.parametrize(
    "text",
    ["2012년부터 14년 동안 일했다", "3월부터 9월까지", "2020년 2월 30일부터 쉬었다", "9시부터 6시까지"],
)
def test_what_joins_no_two_days_is_none(text: str) -> None:
    assert find_from_until(text, TODAY) == ()


def test_it_does_not_go_on_beyond_today() -> None:
    [found] = find_from_until("2024년부터 올해까지", TODAY)
    assert found.ended[1] == TODAY


def test_a_leap_day_comes_round_in_march() -> None:
    assert years_after(date(2020, 2, 29), 1) == date(2021, 3, 1)
    assert years_between(date(2020, 2, 29), date(2021, 2, 28)) == 1.0
    assert years_between(date(2021, 1, 2), date(2021, 1, 1)) == 0.0


def test_the_day_named_last_in_the_sentence() -> None:
    text = "1998년까지 다녔다. 2019. 4. 검진에서 폐암 진단을 받았다."
    assert day_told(text, text.index("진단"), TODAY) == (date(2019, 4, 1), date(2019, 4, 30))
    assert day_told(text, text.index("다녔다"), TODAY) == (date(1998, 1, 1), date(1998, 12, 31))
    assert day_told("폐암 진단을 받았다.", 5, TODAY) is None


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("9월 1일부터 10월 20일까지는 통원만 했다", date(2026, 9, 1), date(2026, 10, 20)),
        ("2026-03-01부터 05-31까지 휴업급여", date(2026, 3, 1), date(2026, 5, 31)),
        ("2025. 12. 3. ~ 2. 2. 쉬었다", date(2025, 12, 3), date(2026, 2, 2)),
    ],
)
def test_a_stretch_from_day_to_day_has_both_its_days(text: str, first: date, last: date) -> None:
    (found,) = stretches_of_days(text, date(2026, 11, 28))
    assert found[2:] == (first, last) and text[slice(*found[:2])].startswith(text[:4])


def test_days_that_are_not_joined_make_no_stretch() -> None:
    assert stretches_of_days("9월 1일에 다쳤고 10월 20일에 쉬었다", date(2026, 11, 28)) == ()
