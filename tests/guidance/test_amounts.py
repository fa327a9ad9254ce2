"""Amounts of benefits, worked out by hand from the act and its decree before any code was run."""

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from lib.domain.given import Given, Relation, Survivor, impossible
from lib.guidance.amounts import amounts
from lib.guidance.asked import Asked, asked_about
from lib.guidance.average_wage import Worker, average_wage, wage_window, worker_of
from lib.guidance.benefits import Amount, benefits
from lib.guidance.survivors import is_entitled
from lib.guidance.yearly_amounts import Yearly, benefit_table, minimum_daily_wage, yearly_amounts
from tests.guidance.plain_words import check_plain

TODAY = date(2026, 11, 30)
SPOUSE = {"relation": "배우자", "birth_date": "1980-01-01", "together": True}


def found(**given: Any) -> tuple[Amount, ...]:
    read = Given.model_validate(given)
    assert impossible(read, TODAY) == ""
    return amounts(read, TODAY)


def won(id_: str, per: str, **given: Any) -> list[int | None]:
    return [each.won for each in found(**given) if each.benefit.id == id_ and each.per == per]


def said(amount: Amount) -> str:
    return " ".join((*amount.how, *amount.known))


# --- 휴업급여 (법 제52조, 제54조) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wage", "year", "daily"),
    [
        (120_000, 2026, 84_000),  # 70%
        (400_000, 2026, 187_809),  # 268,299 × 70%
        (400_000, 2025, 180_692),  # 258,132 × 70%
        (400_000, 2024, 173_569),  # 247,956 × 70%
        (60_000, 2026, 82_560),  # 90% is 54,000, less than the minimum wage
        (91_733, 2026, 82_560),  # 90% is 82,559.70
        (91_734, 2026, None),  # 90% is 82,560.60: 66,048 or 82,560
        (94_354, 2026, None),
        (94_355, 2026, 66_048),  # 66,048.50 is more than 80% of 82,560
        (117_942, 2026, 82_559),
        (117_943, 2026, 82_560),
        (100_000, 2025, 70_000),
        (60_000, 2023, 76_960),  # no highest standard is known, and none can matter
        (100_000, 2023, None),
        (100_000, 2027, None),
    ],
)
def test_a_day_off(wage: int, year: int, daily: int | None) -> None:
    assert won("wage_loss", "day", average_wage=wage, year=year) == [daily]


def test_what_the_text_leaves_open_is_said() -> None:
    [two] = found(average_wage=93_000, year=2026)
    assert "66,048원" in said(two) and "82,560원" in said(two)
    assert two.known[0].startswith("모름") and "두 가지" in two.known[0]
    [gap] = found(average_wage=100_000, year=2026)
    assert (gap.won, "통지서가 정합니다" in said(gap), "82,560원" in said(gap)) == (70_000, True, True)
    [over] = found(average_wage=118_000, year=2026)
    assert "통지서가 정합니다" not in said(over)


@pytest.mark.parametrize(
    ("last", "total"),
    [("2026-03-30", 2_520_000), ("2026-03-04", 336_000), ("2026-03-03", 0), ("2026-03-01", 0)],
)
def test_days_off_in_all(last: str, total: int) -> None:
    """Three days or fewer bring nothing, four bring all four."""
    assert won("wage_loss", "total", average_wage=120_000, off_from="2026-03-01", off_to=last) == [total]


def test_a_new_year_brings_its_own_ceiling() -> None:
    told = {"average_wage": 300_000, "off_from": "2025-12-30", "off_to": "2026-01-02"}
    assert won("wage_loss", "day", **told) == [180_692, 187_809]
    # 2 × 180,692.4 + 2 × 187,809.3
    assert won("wage_loss", "total", **told) == [737_003]


def test_an_unknown_year_shows_the_formula_before_any_limit() -> None:
    [leave] = found(average_wage=100_000, year=2027)
    assert "100,000원 × 70% = 70,000원" in said(leave) and leave.known[0].startswith("모름")
    lump = next(each for each in found(average_wage=400_000, grade=9, year=2027) if each.per == "total")
    assert lump.won is None and "400,000원 × 385일 = 154,000,000원" in said(lump)


# --- 고령자 (제55조, 별표 1) ------------------------------------------------------------------------


def test_a_birthday_in_between() -> None:
    told = {
        "average_wage": 150_000,
        "birth_date": "1963-06-10",
        "accident_on": "2024-03-01",
        "off_from": "2026-06-09",
        "off_to": "2026-06-12",
    }
    # 105,000 × 62/70, then × 58/70 for three days.
    assert won("wage_loss_older", "day", **told) == [93_000, 87_000]
    assert won("wage_loss_older", "total", **told) == [354_000]


def test_who_was_old_and_at_work_is_not_reduced_for_two_years() -> None:
    told = {"average_wage": 150_000, "birth_date": "1960-01-01", "accident_on": "2024-02-01"}
    assert won("wage_loss", "day", **told, treatment_from="2024-02-01", off_from="2026-01-31") == [105_000]
    assert won("wage_loss_older", "day", **told, treatment_from="2024-02-01", off_from="2026-02-01") == [
        75_000
    ]


def test_the_older_with_low_wages_and_those_of_whom_too_little_is_told() -> None:
    told = {"birth_date": "1961-01-01", "accident_on": "2020-01-01", "off_from": "2026-03-01"}
    # 82,560 × 70/90
    assert won("wage_loss_older", "day", **told, average_wage=60_000) == [64_213]
    # 70,000 × 50/70; one source alone tells of a floor of 66,048 × 70/90.
    [low] = found(**told, average_wage=100_000)
    assert low.won is None and "50,000원" in said(low) and "51,370" in said(low)
    assert won("wage_loss_older", "day", **told, average_wage=110_000) == [55_000]
    [open_] = found(average_wage=150_000, birth_date="1961-01-01", off_from="2026-03-01")
    assert open_.won is None and open_.known[0].startswith("모름")


def test_renewed_treatment() -> None:
    def daily(**told: Any) -> list[int | None]:
        return won("wage_loss_renewed", "day", kind="재요양", off_from="2026-03-01", **told)

    assert daily(average_wage=150_000) == [105_000]
    # 제54조 does not hold (제56조 제4항): 70,000 is less than the minimum wage.
    assert daily(average_wage=100_000) == [82_560]
    assert daily(average_wage=0) == [82_560]
    assert daily() == [None]
    # With a pension the two wages decide together (제56조 제3항).
    assert daily(average_wage=150_000, grade=7) == [None]
    assert daily(average_wage=150_000, grade=9) == [105_000]


# --- 장해 (제57조, 별표 2) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "wage", "year", "pension", "monthly", "lump"),
    [
        (7, 100_000, 2026, 13_800_000, 1_150_000, 61_600_000),
        (1, 300_000, 2026, 88_270_371, 7_355_864, None),  # 268,299 × 329
        (3, 100_000, 2025, 25_700_000, 2_141_666, None),
        (4, 100_000, 2025, 22_400_000, 1_866_666, 101_200_000),
        (8, 100_000, 2024, None, None, 49_500_000),
        (14, 50_000, 2026, None, None, 4_540_800),  # 82,560 × 55
        (14, 50_000, 2023, None, None, 4_232_800),  # 76,960 × 55
    ],
)
def test_impairment(
    grade: int, wage: int, year: int, pension: int | None, monthly: int | None, lump: int | None
) -> None:
    told = {"average_wage": wage, "grade": grade, "year": year}
    assert won("impairment_pension", "year", **told) == ([pension] if pension else [])
    assert won("impairment_pension", "month", **told) == ([monthly] if monthly else [])
    assert won("impairment_lump", "total", **told) == ([lump] if lump else [])


# --- 유족 (제62조부터 제65조, 별표 3) ---------------------------------------------------------------


def _pension(*family: dict[str, Any], **more: Any) -> list[int | None]:
    told = {"average_wage": 120_000, "death_on": "2025-05-01", "survivors": list(family)}
    return won("survivors_pension", "year", **told, **more)


def test_shares_by_survivors() -> None:
    """120,000 × 365 is 43,800,000; 47% and 5% for each, up to 67%."""
    child = {"relation": "아들", "birth_date": "2000-05-02", "together": True}
    assert _pension(SPOUSE) == [22_776_000]
    assert _pension(SPOUSE, child) == [24_966_000]
    assert _pension(SPOUSE, child | {"birth_date": "2000-05-01"}) == [22_776_000]
    assert _pension(SPOUSE, child | {"together": False}) == [22_776_000]
    assert _pension(SPOUSE, *[child] * 3) == [29_346_000]
    assert _pension(SPOUSE, *[child] * 5) == [29_346_000]
    assert _pension(SPOUSE, child | {"together": None}) == [None]
    assert _pension(SPOUSE, *[child] * 3, child | {"birth_date": None}) == [29_346_000]
    born_after = {"relation": "자녀", "birth_date": "2025-09-01", "together": True}
    assert _pension(SPOUSE, born_after) == [22_776_000]


def test_half_as_a_lump_sum() -> None:
    told = {"average_wage": 120_000, "death_on": "2025-05-01", "survivors": [SPOUSE], "half_lump": True}
    assert won("survivors_half_pension", "year", **told) == [11_388_000]
    assert won("survivors_half_pension", "month", **told) == [949_000]
    assert won("survivors_half_lump", "total", **told) == [78_000_000]


def test_a_lump_sum_where_nobody_is_entitled_to_the_pension() -> None:
    grown = {"relation": "딸", "birth_date": "1990-01-01", "together": True}
    told = {"average_wage": 120_000, "death_on": "2025-05-01", "survivors": [grown, grown]}
    [lump] = [each for each in found(**told) if each.benefit.id == "survivors_lump"]
    assert lump.won == 156_000_000 and "78,000,000원" in said(lump)
    assert won("survivors_pension", "year", **told) == []
    assert won("survivors_lump", "total", **told | {"survivors": []}) == [None]
    assert _pension(**{"kind": "유족"}) == []
    assert won("survivors_pension", "year", average_wage=120_000, kind="유족급여") == [None]


@pytest.mark.parametrize(
    ("relation", "born", "entitled"),
    [
        (Relation.CHILD, "2000-05-02", True), (Relation.CHILD, "2000-05-01", False),
        (Relation.GRANDCHILD, "2000-05-02", True),
        (Relation.PARENT, "1965-05-01", True), (Relation.PARENT, "1965-05-02", False),
        (Relation.GRANDPARENT, "1940-01-01", True),
        (Relation.SIBLING, "2006-05-02", True), (Relation.SIBLING, "2006-05-01", False),
        (Relation.SIBLING, "1965-05-01", True), (Relation.SIBLING, "1965-05-02", False),
        (Relation.SPOUSE, None, True), (Relation.PARENT, None, None),
    ],
)  # fmt: skip
def test_who_is_entitled(relation: Relation, born: str | None, entitled: bool | None) -> None:
    read = Survivor.model_validate({"relation": relation, "birth_date": born, "together": True})
    assert is_entitled(read, date(2025, 5, 1)) is entitled


# --- 장례비 (제71조, 시행령 제66조) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("wage", "year", "funeral"),
    [
        (100_000, 2025, 13_943_000),
        (120_000, 2025, 14_400_000),
        (200_000, 2025, 19_279_760),
        (300_000, 2024, 18_125_360),
        (110_000, 2024, 13_200_000),
        (120_000, 2026, None),
    ],
)
def test_funeral(wage: int, year: int, funeral: int | None) -> None:
    assert won("funeral", "total", average_wage=wage, death_on=f"{year}-03-01") == [funeral]


def test_the_standards_do_not_hold_of_the_funeral() -> None:
    """제36조 제7항: 120 days of the wage as it is, not of the highest standard."""
    [amount] = found(average_wage=400_000, year=2026, kind="장례비")
    assert amount.won is None and "400,000원 × 120일 = 48,000,000원" in said(amount)


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_identity_of_article_66(year: int) -> None:
    known = yearly_amounts()
    funeral = known[Yearly.FUNERAL_HIGHEST, year].won - known[Yearly.FUNERAL_LOWEST, year].won
    standard = known[Yearly.HIGHEST_STANDARD, year].won - known[Yearly.LOWEST_STANDARD, year].won
    assert abs(funeral - 30 * standard) <= 10


def test_the_identity_exposes_the_years_that_others_file_wrongly() -> None:
    """2025's pair, filed under 2026 by two public programs, fails there."""
    known = yearly_amounts()
    pair = known[Yearly.FUNERAL_HIGHEST, 2025].won - known[Yearly.FUNERAL_LOWEST, 2025].won
    standard = known[Yearly.HIGHEST_STANDARD, 2026].won - known[Yearly.LOWEST_STANDARD, 2026].won
    assert abs(pair - 30 * standard) > 10
    # 18,554,400 − 13,414,000 of another is no 30 whole won at all.
    assert (18_554_400 - 13_414_000) % 30


def test_every_year_of_the_identity_is_checked() -> None:
    years = {year for what, year in yearly_amounts() if what is Yearly.FUNERAL_HIGHEST}
    assert years == {2024, 2025}
    for what, year in yearly_amounts():
        if what is Yearly.LOWEST_STANDARD:
            # 제36조 제7항: never below eight hours of the minimum wage.
            assert yearly_amounts()[what, year].won >= (minimum_daily_wage(year) or 0) > 0


# --- 간병, 상병보상연금, 진폐 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("care", "year", "total"),
    [
        ({"level": "상시", "days": 31}, 2026, 1_644_860),
        ({"level": "수시", "days": 30}, 2026, 1_061_100),
        ({"level": "수시", "days": 10, "paid_per_day": 30_000}, 2026, 300_000),
        ({"level": "상시", "days": 10, "paid_per_day": 90_000}, 2026, 530_600),
        ({"level": "상시", "days": 10, "paid_per_day": 0}, 2026, 0),
        ({"level": "상시", "days": 10}, 2025, None),
        ({"days": 10}, 2026, None),
    ],
)
def test_care(care: dict[str, Any], year: int, total: int | None) -> None:
    assert won("care", "total", nursing=care, year=year) == [total]


@pytest.mark.parametrize(
    ("grade", "wage", "yearly", "daily"),
    [
        (1, 200_000, 65_800_000, 180_273),
        (2, 400_000, 78_075_009, 213_904),  # 268,299 × 291
        (3, 100_000, 30_311_314, 83_044),  # 82,560 × 100/70 × 257
    ],
)
def test_a_severe_condition(grade: int, wage: int, yearly: int, daily: int) -> None:
    told = {"kind": "상병보상연금", "grade": grade, "average_wage": wage, "year": 2026}
    assert won("severe_condition", "year", **told) == [yearly]
    assert won("severe_condition", "day", **told) == [daily]
    old = told | {"birth_date": "1950-01-01"}
    assert won("severe_condition_older", "day", **old) == [None]
    assert won("severe_condition", "day", **told | {"grade": 4}) == [None]


def test_a_severe_condition_for_the_days_that_were_told() -> None:
    told = {"kind": "상병보상연금", "grade": 2, "average_wage": 150_000}
    # 150,000 × 291 ÷ 365 on ten days.
    assert won("severe_condition", "total", **told, off_from="2026-03-01", off_to="2026-03-10") == [1_195_890]
    # The pension begins when two years of treatment are over: of ten days five are left.
    late = {"treatment_from": "2024-03-06", "accident_on": "2024-03-06"}
    [half] = won("severe_condition", "total", **told, **late, off_from="2026-03-01", off_to="2026-03-10")
    assert half == 597_945
    assert won("severe_condition", "total", **told, **late, off_from="2026-03-01", off_to="2026-03-05") == []
    # Each year by its own lowest wage: 82,560 and 80,240 × 100/70 × 291/365.
    low = {**told, "average_wage": 90_000}
    assert won("severe_condition", "total", **low, off_from="2025-12-31", off_to="2026-01-01") == [
        int(Fraction(80_240 + 82_560) * 100 / 70 * 291 / 365)
    ]
    # From 61 on the annex is not known.
    assert won(
        "severe_condition",
        "total",
        **told,
        off_from="2026-03-01",
        off_to="2026-03-10",
        birth_date="1965-03-05",
    ) == [None]
    # An end that is not told leaves no sum.
    assert won("severe_condition", "total", **told, off_from="2026-03-01") == []


def test_pneumoconiosis_has_benefits_of_its_own() -> None:
    told = {"kind": "진폐", "average_wage": 150_000, "grade": 3, "year": 2026}
    # 82,560 × 60% × 365
    assert won("dust_base", "year", **told) == [18_080_640]
    assert won("dust_pension", "year", **told) == [None]
    ids = {each.benefit.id for each in found(**told, off_from="2026-01-01", off_to="2026-02-01")}
    assert not ids & {"wage_loss", "impairment_pension", "severe_condition"}


# --- 평균임금과 근로자의 갈래 ----------------------------------------------------------------------

MONTHS = [
    {"from": "2026-04-15", "to": "2026-04-30", "won": 1_600_000},
    {"from": "2026-05-01", "to": "2026-05-31", "won": "3,000,000원"},
    {"from": "2026-06-01", "to": "2026-06-30", "won": 3_000_000},
    {"from": "2026-07-01", "to": "2026-07-14", "won": 1_400_000},
]


def test_three_months_over_their_calendar_days() -> None:
    told = {"accident_on": "2026-07-15", "pay": MONTHS}
    assert won("average_wage", "day", **told) == [98_901]  # 9,000,000 ÷ 91
    assert won("wage_loss", "day", **told) == [69_230]  # 69,230.76…


def test_pay_that_lies_partly_in_the_three_months() -> None:
    whole_april = [{"from": "2026-04-01", "to": "2026-04-30", "won": 3_000_000}, *MONTHS[1:]]
    # 16 of the 30 days of April: 1,600,000.
    assert won("average_wage", "day", accident_on="2026-07-15", pay=whole_april) == [98_901]


def test_who_had_just_begun_and_what_is_missing() -> None:
    assert won("average_wage", "day", accident_on="2026-07-15", pay=MONTHS[2:]) == [100_000]
    holes = [MONTHS[0], *MONTHS[2:]]
    [shown, *_] = found(accident_on="2026-07-15", pay=holes)
    assert shown.won is None and "2026-05-01부터 2026-05-31까지" in said(shown)
    months = [
        {"from": f"2026-0{n}-01", "to": f"2026-0{n}-{d}", "won": 3_000_000}
        for n, d in ((1, 31), (2, 28), (3, 31))
    ]
    [shown, *_] = found(accident_on="2026-04-10", pay=months)
    assert shown.won == 100_000 and "어림" in said(shown) and "2026-01-10" in said(shown)


@pytest.mark.parametrize(
    ("accident", "worker", "first", "last"),
    [
        (date(2026, 4, 1), Worker.ORDINARY, date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 5, 31), Worker.ORDINARY, date(2026, 2, 28), date(2026, 5, 30)),
        (date(2026, 7, 15), Worker.PLATFORM, date(2026, 3, 1), date(2026, 5, 31)),
        (date(2026, 1, 2), Worker.PLATFORM, date(2025, 9, 1), date(2025, 11, 30)),
    ],
)
def test_which_months_count(accident: date, worker: Worker, first: date, last: date) -> None:
    assert wage_window(accident, worker) == (first, last)


def test_the_notice_beside_the_pay() -> None:
    [shown, leave] = found(accident_on="2026-07-15", pay=MONTHS, average_wage=90_000)
    assert shown.won == 98_901 and "8,901원 적습니다" in said(shown)
    assert leave.won == 82_560


def test_a_day_worker() -> None:
    told = {"worker": "건설 일용", "pay": [{"from": "2026-03-02", "to": "2026-03-02", "won": 200_000}]}
    assert won("average_wage_day_worker", "day", **told) == [146_000]
    assert won("wage_loss", "day", **told) == [102_200]
    assert won("average_wage_day_worker", "day", **told | {"pay": MONTHS}) == [None]


def test_workers_whose_wage_is_notified() -> None:
    for worker in ("학생연구자", "현장실습생", "중소기업 사업주", "해외파견자"):
        shown, leave = found(worker=worker, accident_on="2026-07-15", pay=MONTHS)
        assert (shown.won, leave.won) == (None, None), worker
        assert shown.known[0].startswith("모름"), worker
    # 제123조의2 제6항: no rule for low wages.
    assert won("wage_loss", "day", worker="학생연구자", average_wage=60_000, year=2026) == [42_000]
    assert won("wage_loss", "day", worker="중소기업 사업주", average_wage=60_000, year=2026) == [82_560]


def test_a_labour_provider() -> None:
    told = {"worker": "노무제공자", "average_wage": 100_000, "year": 2026}
    [leave] = found(**told)
    assert (leave.benefit.id, leave.won) == ("wage_loss_platform", None)
    assert "100,000원 × 70% = 70,000원" in said(leave) and "보장액" in said(leave)
    assert won("impairment_lump", "total", **told, grade=10) == [29_700_000]


def test_a_child_harmed_before_birth() -> None:
    told = {"worker": "건강손상자녀", "year": 2026}
    assert won("impairment_child", "year", **told, grade=3) == [21_217_920]
    assert won("impairment_child", "total", **told, grade=3) == []
    assert won("impairment_child", "total", **told, grade=5) == [71_744_640]
    assert won("funeral_child", "total", worker="건강손상자녀", death_on="2025-04-01") == [13_943_000]


# --- what is asked, what cannot be ------------------------------------------------------------------


def test_which_benefit_is_asked_about() -> None:
    assert asked_about(Given(kind="휴업")) == (Asked.WAGE_LOSS,)
    assert asked_about(Given(kind=("유족급여", "장의비"))) == (Asked.SURVIVORS, Asked.FUNERAL)
    assert asked_about(Given(kind="업무상사고")) == ()
    assert worker_of(Given(worker="용접공")) is Worker.ORDINARY
    for asked in Asked:
        assert found(kind=asked.value), asked


@pytest.mark.parametrize(
    "told",
    [
        {"average_wage": -1},
        {"average_wage": 10**11},
        {"pay": [{"from": "2026-03-01", "to": "2026-03-31", "won": -3_000_000}]},
        {"pay": [{"from": "2026-03-31", "to": "2026-03-01", "won": 1}]},
        {"pay": [{"from": "1900-03-01", "to": "1900-03-31", "won": 1}]},
        {"pay": [{"from": "2026-03-01", "to": "2026-03-31", "won": 1}, {"from": "2026-03-31", "to": "2026-04-30", "won": 1}]},
        {"accident_on": "1900-01-01"},
        {"accident_on": "2027-01-01"},
        {"year": 1900},
        {"year": 3000},
        {"grade": 15},
        {"grade": 0},
        {"off_from": "2026-03-10", "off_to": "2026-03-09"},
        {"off_from": "2026-03-10", "accident_on": "2026-03-11"},
        {"off_to": "9999-12-31"},
        {"accident_on": "2026-03-10", "death_on": "2026-03-09"},
        {"birth_date": "2027-03-09"},
        {"birth_date": "1800-03-09"},
        {"birth_date": "2026-03-09", "accident_on": "2026-03-08"},
        {"nursing": {"level": "상시", "days": -1}},
        {"nursing": {"level": "상시", "days": 1, "paid_per_day": -1}},
        {"survivors": [SPOUSE | {"birth_date": "2027-01-01"}]},
        {"survivors": [SPOUSE, SPOUSE]},
        {"survivors": [{"relation": "자녀", "birth_date": "1960-01-01"}], "birth_date": "1970-01-01"},
        {"survivors": [{"relation": "부모", "birth_date": "1990-01-01"}], "birth_date": "1970-01-01"},
        {"survivors": [SPOUSE | {"birth_date": "2025-06-01"}], "death_on": "2025-05-01"},
    ],
)  # fmt: skip
def test_what_cannot_be_gets_a_sentence(told: dict[str, Any]) -> None:
    sentence = impossible(Given.model_validate(told), TODAY)
    assert sentence and "\n" not in sentence
    check_plain(sentence)


def test_two_places_of_work_may_pay_for_one_day() -> None:
    same = {"from": "2026-04-01", "to": "2026-06-30", "won": 4_550_000}
    told = {"worker": "단시간근로자", "accident_on": "2026-07-01", "pay": [same, same]}
    assert won("average_wage_two_jobs", "day", **told) == [100_000]


# --- how it is said ---------------------------------------------------------------------------------

VARIETY = [
    {"kind": asked.value, "worker": worker.value, "average_wage": wage, "year": year, "grade": grade, **more}
    for asked, worker, (wage, year, grade), more in product(
        Asked,
        Worker,
        [(93_000, 2026, 3), (50_000, 2025, 7), (400_000, 2024, 12), (None, 2027, None)],
        [
            {"birth_date": "1962-01-01", "accident_on": "2021-01-01", "off_from": "2026-01-01", "off_to": "2026-03-01"},
            {"death_on": "2025-05-01", "survivors": [SPOUSE, {"relation": "형"}, {"relation": "부모", "together": False}], "half_lump": True},
            {"nursing": {"level": "수시", "days": 3, "paid_per_day": 100}, "treatment_from": "2026-02-01", "accident_on": "2026-07-15", "pay": MONTHS},
        ],
    )
]  # fmt: skip


def test_every_amount_is_explained_in_plain_words() -> None:
    seen = set()
    for told in VARIETY:
        for amount in amounts(Given.model_validate(told), TODAY):
            seen.add(amount.benefit.id)
            assert amount.how and amount.known and amount.benefit.basis
            assert amount.won is None or amount.won >= 0
            for step in amount.how:
                check_plain(step)
            for rest in amount.known:
                check_plain(rest.split("http")[0])
            if amount.won is None:
                text = " ".join(amount.known)
                assert "모름" in text or "없습니다" in text or "아닙니다" in text or "아니라" in text, text
    assert len(seen) > len(benefits()) - 4


def test_weak_figures_are_called_weak() -> None:
    for told in ({"average_wage": 300_000, "year": 2026}, {"average_wage": 300_000, "year": 2025}):
        [leave] = found(**told)
        assert "약한 자료" in said(leave)


def test_tables_of_the_annexes() -> None:
    impairment = benefit_table("impairment").rows
    assert sorted(impairment) == list(range(1, 15))
    pensions, lumps = zip(*(impairment[grade] for grade in range(1, 15)), strict=True)
    assert list(pensions) == sorted(pensions, reverse=True) and list(lumps) == sorted(lumps, reverse=True)
    # 시행령 제53조 제4항: a lump sum is worth 22.2% of itself as a pension.
    assert all(abs(lumps[n] * 0.222 - pensions[n]) <= 3 for n in range(7))
    severe = benefit_table("severe_condition").rows
    assert {grade: days for grade, (days,) in severe.items()} == {n: impairment[n][0] for n in (1, 2, 3)}


def test_nothing_is_told_of_an_empty_intake() -> None:
    [leave] = amounts(Given(), TODAY)
    assert leave.won is None and leave.known[0].startswith("모름")
    assert average_wage(Given()).won is None
