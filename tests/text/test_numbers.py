"""Numbers, durations, amounts, measures and dates: one row per quirk."""

import pytest

from lib.text.numbers import (
    Date,
    find_dates,
    find_quantities,
    find_spans_of_years,
    read_numeral,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,234.5", 1234.5), ("삼백오십", 350), ("이천십구", 2019), ("열두", 12), ("스무", 20), ("서른세", 33),
        ("3만 5천", 35_000), ("1억 2,000만", 120_000_000), ("천", 1000), ("공", 0), ("회사", None), ("", None),
    ],
)  # fmt: skip
def test_numerals(words: str, value: float | None) -> None:
    assert read_numeral(words) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two units are one duration, in the larger.
        ("평균 12시간 30분씩 11년 6개월", [(12.5, "시간"), (11.5, "년")]),
        ("두 달 반 동안, 한 시간 반", [(2.5, "개월"), (1.5, "시간")]),
        ("이틀 뒤, 열흘간, 반년", [(2, "일"), (10, "일"), (6, "개월")]),
        # The base of a rate is no duration; a day of waiting is.
        ("하루에 세 번, 일주일 60시간, 하루 쉬었다", [(3, "회"), (60, "시간"), (1, "일")]),
        ("만 56세인 스물여덟 살, 두세 번", [(56, "세"), (28, "세")]),
        ("2주 55h, 95db", [(2, "주"), (55, "시간"), (95, "dB")]),
        ("삼 년, 이십오년간, 6주 진단", [(3, "년"), (25, "년"), (6, "주")]),
        # Amounts.
        ("월 350만 원과 삼백만원, 1억 2천만 원", [(3_500_000, "원"), (3_000_000, "원"), (120_000_000, "원")]),
        # Measures; below zero.
        ("85dB(A), 20kg 상자, 영하 10도, 40％", [(85, "dB"), (20, "kg"), (-10, "℃"), (40, "%")]),
        # Counts.
        ("스무 명이 세 번", [(20, "명"), (3, "회")]),
        # A year or a day of a month is no duration.
        ("2019년 3월 14일부터 2년", [(2, "년")]),
        # Words that only begin like a unit or look like a numeral.
        ("원고 1인, 2분의 1, 이 일은, 사회, 1심, 제3호", [(1, "명")]),
        ("", []),
    ],
)  # fmt: skip
def test_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    found = find_quantities(text)
    assert [(one.value, one.unit) for one in found] == expected
    assert all(text[one.start : one.end] == one.words for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1979~1993 굴진", [("1979~1993", 14)]),
        ("1984년부터 2011년까지", [("1984년부터 2011년", 27)]),
        ("2015-18년", [("2015-18년", 3)]),
        ("2019-03-14, 2020~2020", []),
    ],
)
def test_spans_of_years(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.words, one.value) for one in find_spans_of_years(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019. 3. 14. 및 2019.3.4.", ["2019-03-14", "2019-03-04"]),
        ("2019-03-14, 2019/3/4, 20190314", ["2019-03-14", "2019-03-04", "2019-03-14"]),
        ("2019년 3월 14일, 2019년 5월, 2020년", ["2019-03-14", "2019-05", "2020"]),
        # Two digits of a year.
        ("98. 3. 4.과 '19. 3. 4.", ["1998-03-04", "2019-03-04"]),
        # Without a year.
        ("3월 14일, 5월부터, 같은 해 7. 1.", ["--03-14", "--05", "--07-01"]),
        # Numbering, telephone numbers and amounts.
        ("1. 2. 가. 02-123-4567, 1,234.5", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [_iso(found) for found in find_dates(text)] == expected


def _iso(found: Date) -> str:
    """`2019-03-14`, `2019-03`, `2019`, and `--03-14` or `--03` without a year (ISO 8601)."""
    year = f"{found.year:04}" if found.year else "-"
    return "-".join([year, *(f"{part:02}" for part in (found.month, found.day) if part)])
