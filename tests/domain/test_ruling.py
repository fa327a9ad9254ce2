"""Ids, courts and years of rulings."""

import unicodedata

import pytest

from lib.domain.ruling import Precedent, case_year, normal_court, ruling_id


@pytest.mark.parametrize(
    ("court", "expected"),
    [
        ("서울행정법원", "서울행정법원"),
        # Branches of a high court, in the spellings of the sources.
        ("부산고등법원창원재판부", "부산고등법원(창원)"),
        ("부산고등법원(창원)", "부산고등법원(창원)"),
        ("부산고등법원 창원재판부", "부산고등법원(창원)"),
        ("부산고법(창원)", "부산고등법원(창원)"),
        ("광주고등법원 전주원외재판부", "광주고등법원(전주)"),
        ("부산고등법원울산재판부", "부산고등법원(울산)"),
        # Short names.
        ("서울고법", "서울고등법원"),
        ("대구지법", "대구지방법원"),
        ("서울행법", "서울행정법원"),
        ("대법원", "대법원"),
        ("대구지방법원 포항지원", "대구지방법원포항지원"),
    ],
)
def test_one_spelling_of_a_court(court: str, expected: str) -> None:
    assert normal_court(court) == expected


def test_the_same_ruling_has_the_same_id_from_every_source() -> None:
    ids = {
        ruling_id("부산고등법원창원재판부", "2022누11487"),
        ruling_id("부산고등법원(창원)", "2022 누 11487"),
        ruling_id(
            unicodedata.normalize("NFD", "부산고법(창원)"), unicodedata.normalize("NFD", "2022누11487")
        ),
    }
    assert ids == {"부산고등법원(창원)_2022누11487"}


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("2012구단100", 2012),
        ("99두189", 1999),
        ("2006 두 4912", 2006),
        (unicodedata.normalize("NFD", "2012구단100"), 2012),
        ("구단100", None),
        ("", None),
    ],
)
def test_year_of_filing(number: str, year: int | None) -> None:
    assert case_year(number) == year


def test_a_record_knows_its_id_and_year() -> None:
    ruling = Precedent(
        case_number="2012 구단 100", court="서울 행정법원", title="요양불승인처분취소", source="archive"
    )
    assert (ruling.id, ruling.year) == ("서울행정법원_2012구단100", 2012)
