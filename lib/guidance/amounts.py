"""What a case is worth, explained and not promised: every benefit whose amount follows from what was given.

The average wage is in `average_wage`, the wage-loss benefit in `wage_loss`, that of the family in `survivors`; here are
impairment, funeral, care, the injury and sickness pension and pneumoconiosis. Nothing is rounded on the way; an amount loses what is less
than a won at its end. Article by article: `data/benefits.yaml`.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from lib.domain.given import Given
from lib.domain.intake import Intake
from lib.guidance.asked import Asked, asked_about
from lib.guidance.average_wage import Worker, average_wage, worker_of
from lib.guidance.benefits import (
    Amount,
    Per,
    benefits,
    money,
    rests_on_table,
    rests_on_year,
)
from lib.guidance.days_of_wage import (
    BEFORE_LIMITS,
    DAYS_A_YEAR,
    NOT_IN_DUST,
    Facts,
    a_month,
    absent_from,
    amount_of,
    of_days,
    pension_of,
)
from lib.guidance.standards import LOWEST, MINIMUM, applied, not_known
from lib.guidance.survivors import survivors
from lib.guidance.wage_loss import age_on, wage_loss, years_after
from lib.guidance.yearly_amounts import (
    BenefitTable,
    Yearly,
    benefit_table,
    minimum_daily_wage,
    yearly_amount,
)
from lib.text.said import Said, said

_PENSION_ONLY, _WITH_PENSION = 3, 7
_FUNERAL_DAYS = 120
_OLD, _TREATED_YEARS = 61, 2
_BASE_PENSION = Fraction(60, 100)


def given_of(intake: Intake) -> Given:
    """What an intake gives for amounts; the day of its accident where `given` has none."""
    given = intake.given or Given()
    if given.accident_on is None and intake.accident_on:
        given = given.model_copy(update={"accident_on": intake.accident_on})
    return given


def amounts(given: Given, today: date) -> tuple[Amount, ...]:
    """The amounts that follow from what was given, those asked about first.

    What was given has to be possible (`lib.domain.given.impossible`). Of a benefit that was asked about there is always
    an amount, without money where something it hangs on is not known.
    """
    wage, asked = average_wage(given), asked_about(given)
    case = Facts(given, worker_of(given), wage, asked, today)
    found = [wage.shown] if wage.shown else []
    parts = list(dict.fromkeys((*asked, *_told_of(case))))
    if {Asked.RENEWED, Asked.PARTLY_OFF} & set(parts) and Asked.WAGE_LOSS in parts:
        parts.remove(Asked.WAGE_LOSS)
    for part in parts or [Asked.WAGE_LOSS]:
        found += _PARTS[part](case)
    if Asked.AVERAGE_WAGE in asked and not found:
        formula = said("평균임금 = 사고 전 석 달 동안의 임금 ÷ 그 기간의 달력 날수.")
        found.append(Amount(benefits()["average_wage"], None, "day", (formula,), wage.known))
    return tuple(found)


# What is worked out although nobody asked for it by name.
def _told_of(case: Facts) -> Iterator[Asked]:
    given, asked, is_child = case.given, case.asked, case.worker is Worker.CHILD
    is_in_their_place = not {Asked.RENEWED, Asked.SEVERE}.isdisjoint(asked)
    if case.is_dust and (given.grade or not asked):
        yield Asked.DUST
    if given.off_from and not (case.is_dust or is_child or is_in_their_place):
        yield Asked.WAGE_LOSS
    if given.grade and not (case.is_dust or is_in_their_place):
        yield Asked.IMPAIRMENT
    if case.tells_of_death and not (case.is_dust or is_child):
        yield Asked.SURVIVORS
    if case.tells_of_death or Asked.SURVIVORS in asked:
        yield Asked.FUNERAL
    if given.nursing:
        yield Asked.CARE
    if is_child and not asked and not given.grade and not given.death_on:
        yield Asked.IMPAIRMENT


# --- wage loss -------------------------------------------------------------------------------------


def _wage(case: Facts) -> Iterator[Amount]:
    return iter(())


def _wage_loss(case: Facts) -> Iterator[Amount]:
    if absent := absent_from(case, "wage_loss", "day"):
        yield absent
        return
    yield from wage_loss(case.given, case.wage, case.worker, case.today, is_renewed=False)


def _partly_off(case: Facts) -> Iterator[Amount]:
    formula = said("(평균임금 − 그날 일하고 받은 돈) × 80%. 일한 날마다 셉니다.")
    note = said("모름: 일한 날에 받은 돈. 쉰 날은 휴업급여로 따로 셉니다.")
    yield Amount(benefits()["wage_loss_partly"], None, "day", (formula,), (note, *case.wage.known))


def _renewed(case: Facts) -> Iterator[Amount]:
    if absent := absent_from(case, "wage_loss_renewed", "day"):
        yield absent
        return
    yield from wage_loss(case.given, case.wage, case.worker, case.today, is_renewed=True)


# --- impairment ------------------------------------------------------------------------------------


def _impairment(case: Facts) -> Iterator[Amount]:
    given, table = case.given, benefit_table("impairment")
    if case.is_dust:
        yield amount_of("impairment_lump", None, "total", (NOT_IN_DUST,), (NOT_IN_DUST,))
        return
    if case.worker is Worker.CHILD:
        yield from _impairment_of_a_child(case, table)
        return
    year = case.year(given.off_to, given.accident_on)
    if given.grade is None:
        formula = said(
            "장해급여 = 평균임금 × 등급마다 정해진 일수. 1급부터 3급은 연금, 8급부터는 일시금입니다."
        )
        yield amount_of(
            "impairment_lump", None, "total", (formula,), (said("모름: 장해등급을 적지 않았습니다."),)
        )
        return
    pension, lump = table.rows[given.grade]
    if pension:
        how = []
        if given.grade <= _PENSION_ONLY:
            how.append(said("1급부터 3급은 연금으로만 받습니다."))
        else:
            how.append(said("4급부터 7급은 연금과 일시금 가운데 고릅니다."))
        yield from pension_of("impairment_pension", case, year, pension, table, how)
    if given.grade > _PENSION_ONLY:
        how = [] if given.grade <= _WITH_PENSION else [said("8급부터 14급은 일시금으로 받습니다.")]
        yield of_days("impairment_lump", case, year, lump, table, how)


def _impairment_of_a_child(case: Facts, table: BenefitTable) -> Iterator[Amount]:
    grade = case.given.grade
    year = case.year(case.given.off_to)
    lowest = yearly_amount(Yearly.LOWEST_STANDARD, year)
    start = said("건강손상자녀의 장해급여는 최저 보상기준 금액으로 셉니다. 등급은 18세가 되어야 정합니다.")
    if grade is None:
        why = said("모름: 장해등급을 적지 않았습니다.")
        yield amount_of("impairment_child", None, "total", (start,), (why,))
        return
    kinds: tuple[tuple[Per, Said], ...] = (("year", said("연금")), ("total", said("일시금")))
    for (per, kind), days in zip(kinds, table.rows[grade], strict=True):
        if not days or (per == "total" and grade <= _PENSION_ONLY):
            continue
        if lowest is None:
            step = said("{kind}: 최저 보상기준 금액 × {days}일.", kind=kind, days=str(days))
            yield amount_of("impairment_child", None, per, (start, step), (not_known(year),))
            continue
        won = Fraction(lowest.won) * days
        step = said(
            "{kind}: {wage} × {days}일 = {won}.",
            kind=kind,
            wage=money(lowest.won),
            days=str(days),
            won=money(won),
        )
        known = (rests_on_year(LOWEST, lowest), rests_on_table(table))
        yield amount_of("impairment_child", won, per, (start, step), known)


# --- funeral ---------------------------------------------------------------------------------------


def _funeral(case: Facts) -> Iterator[Amount]:
    given = case.given
    year = case.year(given.death_on, given.accident_on)
    lowest, highest = (yearly_amount(what, year) for what in (Yearly.FUNERAL_LOWEST, Yearly.FUNERAL_HIGHEST))
    if case.worker is Worker.CHILD:
        known_low = rests_on_year(_FUNERAL_LOW, lowest) if lowest else _funeral_not_known(year)
        step = said("건강손상자녀의 장례비는 그해의 최저 금액입니다.")
        yield amount_of("funeral_child", lowest.won if lowest else None, "total", (step,), (known_low,))
        return
    how = [said("장례비 = 평균임금 × 120일. 최고·최저 보상기준은 장례비에 쓰지 않습니다(법 제36조 제7항).")]
    if lowest and highest:
        how.append(
            said(
                "{year}년 장례비는 {low}보다 적거나 {high}보다 많을 수 없습니다.",
                year=str(year),
                low=money(lowest.won),
                high=money(highest.won),
            )
        )
    if case.wage.won is None:
        yield amount_of("funeral", None, "total", how, case.wage.known)
        return
    won = case.wage.won * _FUNERAL_DAYS
    how.append(said("{wage} × 120일 = {won}.", wage=money(case.wage.won), won=money(won)))
    if lowest is None or highest is None:
        how.append(said("이것은 그해 장례비의 최고·최저 금액을 대 보기 전의 금액입니다."))
        yield amount_of("funeral", None, "total", how, (_funeral_not_known(year), *case.wage.known))
        return
    known = (
        *case.wage.known,
        rests_on_year(_FUNERAL_LOW, lowest),
        rests_on_year(_FUNERAL_HIGH, highest),
        *case.raised_since(given.death_on),
    )
    if won > highest.won:
        how.append(said("최고 금액을 넘어 최고 금액입니다."))
    elif won < lowest.won:
        how.append(said("최저 금액에 못 미쳐 최저 금액입니다."))
    how.append(said("유족이 아닌 사람이 장례를 치렀으면 이 범위에서 실제로 든 돈을 줍니다."))
    yield amount_of(
        "funeral", min(max(won, Fraction(lowest.won)), Fraction(highest.won)), "total", how, known
    )


_FUNERAL_LOW, _FUNERAL_HIGH = said("장례비 최저 금액"), said("장례비 최고 금액")


def _funeral_not_known(year: int) -> Said:
    return said("모름: {year}년 장례비의 최고·최저 금액을 확인하지 못했습니다.", year=str(year))


# --- care ------------------------------------------------------------------------------------------


def _care(case: Facts) -> Iterator[Amount]:
    care = case.given.nursing
    year = case.year()
    formula = said("간병급여 = 고시된 하루 금액 × 실제로 간병을 받은 날수. 수시는 상시의 3분의 2입니다.")
    if care is None or care.level is None:
        why = said("모름: 상시 간병인지 수시 간병인지 적지 않았습니다.")
        yield amount_of("care", None, "total", (formula,), (why,))
        return
    is_always = care.level == "상시"
    what = Yearly.CARE_ALWAYS if is_always else Yearly.CARE_AT_TIMES
    name = said("간병급여 하루 금액(상시)") if is_always else said("간병급여 하루 금액(수시)")
    notified = yearly_amount(what, year)
    paid = None if care.paid_per_day is None else Fraction(care.paid_per_day)
    after = said("치료가 끝난 뒤에, 다시 요양하는 기간이 아닌 날에 줍니다.")
    how = [formula]
    if notified is None and paid != 0:
        if paid is not None:
            how.append(
                said("실제로 쓴 돈이 고시된 금액보다 적으면 쓴 돈만큼입니다: 하루 {won}.", won=money(paid))
            )
        why = said("모름: {year}년의 간병급여 금액을 확인하지 못했습니다.", year=str(year))
        yield amount_of("care", None, "total" if care.days is not None else "day", (*how, after), (why,))
        return
    standard = Fraction(notified.won) if notified else Fraction(0)
    daily = standard if paid is None else min(standard, paid)
    known = [rests_on_year(name, notified)] if notified else []
    known.append(said("적어 주신 간병의 정도와 날수"))
    how.append(
        said("고시된 하루 금액 {won}.", won=money(standard))
        if notified
        else said("쓴 돈이 없으면 주지 않습니다.")
    )
    if paid is None:
        how.append(said("실제로 쓴 돈이 이보다 적으면 쓴 돈만큼 나옵니다."))
    elif paid < standard or notified is None:
        how.append(said("실제로 쓴 돈 {paid}이 이보다 적어 쓴 돈만큼입니다.", paid=money(paid)))
    yield amount_of("care", daily, "day", (*how, after), known)
    if care.days is not None:
        total = daily * care.days
        step = said("{won} × {days}일 = {total}.", won=money(daily), days=str(care.days), total=money(total))
        yield amount_of("care", total, "total", (step,), (said("위의 하루 금액"),))


# --- the injury and sickness pension ---------------------------------------------------------------


def _severe(case: Facts) -> Iterator[Amount]:
    if absent := absent_from(case, "severe_condition", "day"):
        yield absent
        return
    given, table = case.given, benefit_table("severe_condition")
    on = given.off_from or given.off_to or case.today
    year = case.year(given.off_from, given.off_to)
    days_told = [str(days) for [days] in table.rows.values()]
    formula = said(
        "이 연금 = 평균임금 × 등급의 일수(1급 {first}일, 2급 {second}일, 3급 {third}일) ÷ 365(하루).",
        first=days_told[0],
        second=days_told[1],
        third=days_told[2],
    )
    how = [formula, *_treated(given, on)]
    if given.grade is None:
        why = said("모름: 중증요양상태등급을 적지 않았습니다.")
        yield amount_of("severe_condition", None, "day", how, (why, *case.wage.known))
        return
    if given.grade not in table.rows:
        why = said("1급부터 3급이 아니면 이 연금이 아니라 휴업급여입니다.")
        yield amount_of("severe_condition", None, "day", how, (why,))
        return
    [days] = table.rows[given.grade]
    is_renewed = Asked.RENEWED in case.asked
    id_ = "severe_condition_renewed" if is_renewed else "severe_condition"
    minimum, hourly = minimum_daily_wage(year), yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year)
    wage = case.wage.won
    if wage is None or minimum is None or hourly is None:
        why = said("모름: {year}년의 최저임금을 확인하지 못했습니다.", year=str(year))
        if wage is not None:
            how.append(said("{wage} × {days}일 = {won}(1년).", wage=money(wage), days=str(days), won=money(wage * days)))  # fmt: skip
            how.append(BEFORE_LIMITS)
        yield amount_of(id_, None, "day", how, case.wage.known if wage is None else (why, *case.wage.known))
        return
    limits = applied(wage, year, has_floor=False)
    base = limits.won
    how += limits.how
    floor = Fraction(minimum) * 100 / 70
    known = [*case.wage.known, *limits.known, rests_on_table(table)]
    # 법 제123조의2 제6항: not of student researchers.
    if base < floor and case.worker is not Worker.STUDENT:
        base = floor
        how.append(
            said("최저임금액 {minimum}의 70분의 100({floor})보다 적어 그 금액으로 셉니다.", minimum=money(minimum), floor=money(floor))
        )  # fmt: skip
        known.append(rests_on_year(MINIMUM, hourly))
    won = base * days
    how.append(said("{wage} × {days}일 = {won}(1년).", wage=money(base), days=str(days), won=money(won)))
    if not limits.is_known:
        how.append(BEFORE_LIMITS)
        yield amount_of(id_, None, "day", how, (*limits.known, *known))
        return
    if given.birth_date and age_on(given.birth_date, on) >= _OLD:
        why = said("모름: 61세부터는 별표 5로 줄어듭니다. 그 표를 두 곳에서 확인하지 못했습니다.")
        yield amount_of("severe_condition_older", None, "day", how, (why, *known))
        return
    if is_renewed:
        how.append(said("장해보상연금을 받고 있으면 그 연금의 일수를 뺀 일수로 셉니다."))
    yield amount_of(id_, won, "year", how, known)
    # Never below the wage-loss benefit (법 제67조 제2항): 257/365 of 100/70 of the minimum wage is more than it.
    step = said("하루: {won} ÷ 365 = {daily}.", won=money(won), daily=money(won / DAYS_A_YEAR))
    yield amount_of(id_, won / DAYS_A_YEAR, "day", (step,), (said("위의 1년 금액"),))
    yield from _severe_in_all(case, id_, days)


# For the days off that were told: each year by its own limits, from two years of treatment on, before the age of 61.
def _severe_in_all(case: Facts, id_: str, days: int) -> Iterator[Amount]:
    given = case.given
    first, last = given.off_from, given.off_to
    if first is None or last is None:
        return
    if given.treatment_from:
        first = max(first, years_after(given.treatment_from, _TREATED_YEARS))
    if last < first:
        return
    if given.birth_date and age_on(given.birth_date, last) >= _OLD:
        why = said("모름: 61세부터는 별표 5로 줄어듭니다. 그 표를 두 곳에서 확인하지 못했습니다.")
        yield amount_of(id_, None, "total", (), (why,))
        return
    total = Fraction(0)
    how: list[Said] = []
    for year in range(first.year, last.year + 1):
        begun, ended = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        base = _severe_wage(case, given.year or year)
        if base is None:
            why = said("모름: {year}년의 기준 금액을 확인하지 못했습니다.", year=str(year))
            yield amount_of(id_, None, "total", how, (why,))
            return
        daily, number = base * days / DAYS_A_YEAR, (ended - begun).days + 1
        total += daily * number
        how.append(
            said(
                "{first}부터 {last}까지 {days}일: {daily} × {days}일 = {won}.",
                first=str(begun),
                last=str(ended),
                days=str(number),
                daily=money(daily),
                won=money(daily * number),
            )
        )
    how.append(said("그동안 내내 일하지 못한 것이 인정될 때의 합계입니다."))
    yield amount_of(id_, total, "total", how, (said("위의 하루 금액과 적어 주신 쉰 기간"),))


# The wage by which the pension of a year is reckoned; None where its limits are not known.
def _severe_wage(case: Facts, year: int) -> Fraction | None:
    minimum = minimum_daily_wage(year)
    if case.wage.won is None or minimum is None:
        return None
    limits = applied(case.wage.won, year, has_floor=False)
    if not limits.is_known:
        return None
    floor = Fraction(0) if case.worker is Worker.STUDENT else Fraction(minimum) * 100 / 70
    return max(limits.won, floor)


def _treated(given: Given, on: date) -> Iterator[Said]:
    started = given.treatment_from
    if started is None:
        yield said("치료를 시작하고 2년이 지나도 낫지 않고, 그 상태로 일하지 못할 때 휴업급여 대신 받습니다.")
    elif on < (after := years_after(started, _TREATED_YEARS)):
        yield said("{day}부터 받을 수 있습니다. 그때까지는 휴업급여입니다.", day=str(after))


# --- pneumoconiosis --------------------------------------------------------------------------------


def _dust(case: Facts) -> Iterator[Amount]:
    given = case.given
    year = case.year(given.death_on)
    minimum, hourly = minimum_daily_wage(year), yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year)
    how = [said("기초연금 = 하루 최저임금액 × 60% × 365.")]
    if minimum is None or hourly is None:
        why = said("모름: {year}년의 최저임금을 확인하지 못했습니다.", year=str(year))
        yield amount_of("dust_base", None, "year", how, (why,))
    else:
        won = minimum * _BASE_PENSION * DAYS_A_YEAR
        how.append(said("{wage} × 60% × 365 = {won}.", wage=money(minimum), won=money(won)))
        yield amount_of("dust_base", won, "year", how, (rests_on_year(MINIMUM, hourly),))
        yield a_month("dust_base", won)
    pension = said("진폐보상연금 = 기초연금 + 진폐의 평균임금 × 진폐장해등급마다 별표 6이 정한 일수.")
    why = said("모름: 별표 6의 일수를 두 곳에서 확인하지 못했습니다. 공단에 일수를 물어 더해 보세요.")
    yield amount_of("dust_pension", None, "year", (pension,), (why, *case.wage.known))
    if case.tells_of_death or Asked.SURVIVORS in case.asked:
        same = said("진폐유족연금 = 받던 진폐보상연금과 같은 금액. 유족보상연금을 넘을 수 없습니다.")
        yield amount_of("dust_survivors", None, "year", (same,), (why,))


_PARTS = {
    Asked.AVERAGE_WAGE: _wage,
    Asked.WAGE_LOSS: _wage_loss,
    Asked.PARTLY_OFF: _partly_off,
    Asked.RENEWED: _renewed,
    Asked.IMPAIRMENT: _impairment,
    Asked.SURVIVORS: survivors,
    Asked.FUNERAL: _funeral,
    Asked.CARE: _care,
    Asked.SEVERE: _severe,
    Asked.DUST: _dust,
}
