"""Case numbers and courts as texts write them: one row per quirk."""

import unicodedata

import pytest

from lib.text.citations import (
    INSTANCES,
    case_year,
    cited_alone,
    find_case_numbers,
    instance_of_court,
    is_case_number,
    normal_case_number,
    normal_court,
    read_case_number,
    read_case_numbers,
    read_cited_cases,
    read_docket,
    written_case_number,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain, and behind a word without a space.
        ("대법원 2011두25661 판결", ["2011두25661"]),
        ("선고2011두25661판결", ["2011두25661"]),
        # An order of an appeal court, a retrial, a special appeal: rare letters.
        ("서울고등법원 2019루1234 결정", ["2019루1234"]),
        ("재심대상판결 2021재구단78", ["2021재구단78"]),
        ("2020준재누15", ["2020준재누15"]),
        ("대법원 2018무702 결정, 2017부3", ["2018무702", "2017부3"]),
        ("2022아10345 집행정지", ["2022아10345"]),
        # The Constitutional Court.
        ("헌재 2014헌바254, 2015헌가31", ["2014헌바254", "2015헌가31"]),
        # A criminal file with a tracking device joined to it.
        ("2011도5813, 2011전도99(병합)", ["2011도5813", "2011전도99"]),
        # Two-digit years.
        ("선고 98두10103 판결", ["98두10103"]),
        ("선고97누10103", ["97누10103"]),
        # White space and line breaks inside.
        ("2009 두 5794", ["2009두5794"]),
        ("2018구\n단51234", ["2018구단51234"]),
        ("2018구단\n51234 판결", ["2018구단51234"]),
        ("2018\n누 5123", ["2018누5123"]),
        # Full-width digits, an invisible character, decomposed syllables.
        ("２０１８누１０２５８", ["2018누10258"]),
        ("2018\u200b누10258", ["2018누10258"]),
        (unicodedata.normalize("NFD", "사건 2018구합10258 판결"), ["2018구합10258"]),
        # A branch of a high court before the number.
        ("(창원)2018누10258", ["2018누10258"]),
        ("부산고등법원 (창원) 2018누10258", ["2018누10258"]),
        # Joined numbers leave out year and letters.
        ("2006두1234, 5678 판결", ["2006두1234", "2006두5678"]),
        ("2008구합1234, 1240, 1251(병합)", ["2008구합1234", "2008구합1240", "2008구합1251"]),
        ("2004헌마554·566(병합)", ["2004헌마554", "2004헌마566"]),
        ("2017나2001(본소), 2018(반소) 판결", ["2017나2001", "2017나2018"]),
        ("2019구단5(본소), 2019구단99(반소)", ["2019구단5", "2019구단99"]),
        # What follows a comma is not always a number of the case.
        ("2019구단123, 3명의 증인", ["2019구단123"]),
        # Dates, ordinals, durations, amounts, doses.
        ("2019년3월 14일, 제2019호, 12시간30분, 2019. 3. 14.", []),
        ("제2019다3호", []),
        ("2020다 하여 1,234원을", []),
        ("체온이 39도2부, 경사 45도 30분", []),
        ("2018년도 3분기에 60다 5", []),
        ("고용노동부고시 제2017-117호, 2016호증의1", []),
        ("50나3명", []),
        # A file of the prosecution.
        ("검찰 2020형제1234호", []),
        # A licence plate and a telephone number.
        ("차량 52나1234호, 02-2019나1234", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_in_a_text(text: str, expected: list[str]) -> None:
    assert [found.number for found in find_case_numbers(text)] == expected


def test_a_number_leads_back_to_its_place() -> None:
    text = unicodedata.normalize("NFD", "부산고법") + " (창원) ２０１８ 누\n10258호 및 2019누7, 8(병합)"
    first, second, third = find_case_numbers(text)
    assert text[first.start : first.end] == "(창원) ２０１８ 누\n10258"
    assert (first.number, first.year) == ("2018누10258", 2018)
    assert (first.kind, first.instance) == ("누", 2)
    assert [text[found.start : found.end] for found in (second, third)] == ["2019누7", "8"]


@pytest.mark.parametrize(
    ("text", "courts"),
    [
        # Named before the number, and before a whole list.
        ("서울행정법원 2019구단123 판결", ["서울행정법원"]),
        ("대법원 2015. 6. 11. 선고 2014두93 판결, 2018. 8. 30. 선고 2017두91 판결", ["대법원", "대법원"]),
        # With its branch; in short; the Constitutional Court.
        ("수원지방법원 성남지원 2018고단99", ["수원지방법원 성남지원"]),
        ("부산고법(창원) 2015누19420", ["부산고법"]),
        ("헌재 2019헌가991", ["헌재"]),
        ("서울행정법원 2015구단99 판결 뒤 같은 법원 2017구단90 판결", ["서울행정법원", "서울행정법원"]),
        # Too many other words between.
        ("서울고등법원 2016누98, 사건번호 2019재누931", ["서울고등법원", ""]),
        ("대법원은 원고의 2019구단123 사건에서", [""]),
    ],
)
def test_the_court_of_a_number(text: str, courts: list[str]) -> None:
    assert [found.court for found in find_case_numbers(text)] == courts


@pytest.mark.parametrize(
    ("kind", "instance"),
    [
        ("구단", 1), ("재구단", 1), ("구", 1), ("누", 2), ("루", 2), ("재누", 2), ("두", 3), ("무", 3), ("준재두", 3),
        ("가합", 1), ("나", 2), ("재다", 3), ("고정", 1), ("노", 2), ("도", 3), ("헌바", None), ("카기", None), ("허", None),
    ],
)  # fmt: skip
def test_letters_tell_the_instance(kind: str, instance: int | None) -> None:
    assert INSTANCES[kind] == instance
    assert read_case_number(f"2020{kind}31").instance == instance  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("2012 구단 100", "2012구단100"),
        ("99두189", "99두189"),
        # Somebody leaves out the century, or writes one that courts leave out; zeros ahead of the serial.
        ("05두189", "2005두189"),
        ("1999두189", "99두189"),
        ("2015두003867", "2015두3867"),
        ("(전주)2021누1234", "2021누1234"),
        ("2006두1234, 5678", "2006두1234"),
        ("2019년3월", None),
        ("구단100", None),
        ("원고", None),
    ],
)
def test_one_number_by_itself(words: str, whole: str | None) -> None:
    found = read_case_number(words)
    assert (found.number if found else None) == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain.
        ("(대법원 2012. 2. 9. 선고 2011두25661 판결 참조)", ("2011두25661",)),
        # The old two-digit years.
        ("대법원 1999. 1. 26. 선고 98두10103 판결", ("98두10103",)),
        # Several decisions.
        ("대법원 2000. 1. 2. 선고 99두11424 판결, 대법원 2001. 3. 4. 선고 2000두3627 판결 등 참조", ("99두11424", "2000두3627")),
        # Joined cases name the year once.
        ("대법원 2008. 5. 6. 선고 2006두1234, 5678 판결", ("2006두1234", "2006두5678")),
        ("대법원 2008. 5. 6. 선고 2006다67602,67619 판결", ("2006다67602", "2006다67619")),
        # Sitting en banc.
        ("대법원 2017. 4. 28. 선고 2016두56134 전원합의체 판결", ("2016두56134",)),
        # The Constitutional Court.
        ("헌법재판소 2016. 9. 29. 선고 2014헌바254 전원재판부 결정", ("2014헌바254",)),
        # A space in the number.
        ("대법원 2010. 1. 2. 선고 2009 두 5794 판결", ("2009두5794",)),
        # An order.
        ("대법원 2008. 1. 2.자 2007마1234 결정", ("2007마1234",)),
        # A civil case.
        ("대법원 2005. 11. 10. 선고 2005두8009 판결, 2008다6755 판결", ("2005두8009", "2008다6755")),
        # Files of the prosecution are no decisions.
        ("검찰 2020형제1234호 사건 기록", ()),
        # A bare number of another suit.
        ("원고가 낸 소(2019구단123)는 계속 중이다.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_decisions_cited(text: str, expected: tuple[str, ...]) -> None:
    assert read_cited_cases(text) == expected


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2012 구단 100", "2012구단100"),
        ("２０１２구단１００", "2012구단100"),
        (unicodedata.normalize("NFD", "2012구단100"), "2012구단100"),
        # The branch belongs to the court; joined cases go by their leading number.
        ("(창원) 2018누10258", "2018누10258"),
        ("2006두1234, 5678(병합)", "2006두1234"),
        ("2006두1234, 2006두5678(병합)", "2006두1234"),
        # What is written around it.
        ("대법원 2015두3867", "2015두3867"),
        ("2015두3867 판결", "2015두3867"),
        ("2015두3867호", "2015두3867"),
        ("대법원 2017. 8. 29. 선고 2015두3867 판결", "2015두3867"),
        ("대법원 2017년 8월 29일 선고 2015두3867 전원합의체 판결", "2015두3867"),
        ("서울행정법원2021구합1234", "2021구합1234"),
        ("부산고등법원 창원재판부 2018누258", "2018누258"),
        # Letters that no list has, and no number at all.
        ("2020 갸단 1", "2020갸단1"),
        ("제 12호", "제12호"),
    ],
)
def test_one_spelling_of_a_number(written: str, plain: str) -> None:
    assert normal_case_number(written) == plain


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("2012구단100", 2012),
        ("99두189", 1999),
        ("2006 두 4912", 2006),
        # Behind a branch.
        ("(창원)2018누10258", 2018),
        # A year after 2000 without its century.
        ("05두189", 2005),
        # Letters that no list has.
        ("2012갸단100", 2012),
        (unicodedata.normalize("NFD", "2012구단100"), 2012),
        ("구단100", None),
        ("", None),
    ],
)
def test_year_of_filing(number: str, year: int | None) -> None:
    assert case_year(number) == year


@pytest.mark.parametrize(
    ("words", "shape"), [("2020갸단1", True), ("99 두 1", True), ("제12호", False), ("", False)]
)
def test_what_has_the_shape_of_a_number(words: str, shape: bool) -> None:
    assert is_case_number(words) is shape


@pytest.mark.parametrize(
    ("court", "expected"),
    [
        ("서울행정법원", "서울행정법원"),
        # Branches of a high court, in the spellings of the sources.
        ("부산고등법원창원재판부", "부산고등법원(창원)"),
        ("부산고등법원(창원)", "부산고등법원(창원)"),
        ("부산고등법원 창원재판부", "부산고등법원(창원)"),
        ("부산고등법원（창원）", "부산고등법원(창원)"),
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


@pytest.mark.parametrize(
    ("court", "instance"),
    [
        ("대법원", 3), ("서울고등법원", 2), ("광주고등법원(제주)", 2), ("부산고법", 2), ("서울행정법원", 1), ("대구지방법원", 1),
    ],
)  # fmt: skip
def test_instance_of_a_court(court: str, instance: int) -> None:
    assert instance_of_court(court) == instance


@pytest.mark.parametrize(
    ("written", "numbers", "shown"),
    [
        ("2015구합1234, 1235(병합)", ["2015구합1234", "2015구합1235"], "2015구합1234, 1235(병합)"),
        ("2015구합1234(병합), 1235 판결", ["2015구합1234", "2015구합1235"], "2015구합1234(병합), 1235"),
        ("2031구단52563, 2031구단60724 (병합)", ["2031구단52563", "2031구단60724"], "2031구단52563, 2031구단60724 (병합)"),
        ("2015구합1234·1235·1240", ["2015구합1234", "2015구합1235", "2015구합1240"], "2015구합1234·1235·1240"),
        ("대법원 2017. 8. 29. 선고 2015두3867 판결", ["2015두3867"], "2015두3867"),
        ("(창원)2018누10258호", ["2018누10258"], "(창원)2018누10258"),
        ("2015두3867, 30대 근로자", ["2015두3867"], "2015두3867"),
        ("구단100", [], "구단100"),
    ],
)  # fmt: skip
def test_the_numbers_of_a_record(written: str, numbers: list[str], shown: str) -> None:
    assert [found.number for found in read_case_numbers(written)] == numbers
    assert written_case_number(written) == shown


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("대법원 2017. 8. 29. 선고 2015두3867 판결", True),
        ("[대법원 2017년 8월 29일 선고 2015두3867 판결 참조]", True),
        ("부산고등법원 창원재판부 (창원)2018누10258 사건", True),
        ("2015구합1234, 1235(병합)", True),
        ("2015두3867).", True),
        ("같은 법원 2015두3867 판결, 대법원", True),
        ("2015두3867 난청", False),
        # A part of a word that may stand there.
        ("2015두3867 같은 날", False),
        ("제 사건은 2015두3867 판결과 같나요", False),
        ("난청", False),
    ],
)
def test_a_citation_alone(words: str, alone: bool) -> None:
    assert bool(cited_alone(words)) is alone


def test_entries_of_a_docket() -> None:
    text = "서울행정법원,2012 구단 100,1심-서울고등법원,2013누200,2심-대법원, 2014두300(병합)"
    assert read_docket(text) == [
        ("서울행정법원", "2012구단100", 1),
        ("서울고등법원", "2013누200", 2),
        ("대법원", "2014두300(병합)", 0),
    ]
    # A branch in words or before the number; joined cases with all their numbers.
    text = "부산고등법원 창원재판부,2018누258,2심-광주고등법원,(전주)2019누7,2심-서울고등법원,2013누5, 2013누6,2심"
    assert read_docket(text) == [
        ("부산고등법원(창원)", "2018누258", 2),
        ("광주고등법원(전주)", "2019누7", 2),
        ("서울고등법원", "2013누5,2013누6", 2),
    ]
