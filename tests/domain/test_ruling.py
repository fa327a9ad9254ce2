"""Ids and years of rulings."""

import unicodedata

from lib.domain.ruling import Precedent, ruling_id


def test_the_same_ruling_has_the_same_id_from_every_source() -> None:
    ids = {
        ruling_id("부산고등법원창원재판부", "2022누11487"),
        ruling_id("부산고등법원(창원)", "2022 누 11487"),
        ruling_id(
            unicodedata.normalize("NFD", "부산고법(창원)"), unicodedata.normalize("NFD", "2022누11487")
        ),
    }
    assert ids == {"부산고등법원(창원)_2022누11487"}
    # The branch before the number, and a citation in the place of the number.
    assert ruling_id("부산고등법원", "(창원)2022누11487") in ids
    assert ruling_id("부산고등법원 창원재판부", "부산고등법원 (창원) 2022누11487 판결") in ids


def test_a_record_knows_its_id_and_year() -> None:
    ruling = Precedent(
        case_number="2012 구단 100", court="서울 행정법원", title="요양불승인처분취소", source="archive"
    )
    assert (ruling.id, ruling.year) == ("서울행정법원_2012구단100", 2012)
