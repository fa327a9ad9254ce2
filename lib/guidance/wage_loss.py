"""The wage-loss benefit (휴업급여): 70% of the average wage, low wages, older workers, renewed treatment.

법 제52조, 제54조, 제55조, 제56조, 제91조의19, 제123조의2 제6항.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from lib.domain.given import Given
from lib.guidance.average_wage import Wage, Worker
from lib.guidance.benefits import CUT_OFF, Amount, benefits, money, rests_on_table, rests_on_year, whole
from lib.guidance.standards import LOWEST, MINIMUM, applied
from lib.guidance.yearly_amounts import Yearly, benefit_table, minimum_daily_wage, yearly_amount
from lib.text.said import Said, said

_DAY = timedelta(days=1)
_SHARE, _LOW_SHARE, _FLOOR_SHARE = Fraction(70, 100), Fraction(90, 100), Fraction(80, 100)
_UNPAID_DAYS = 3
_OLD, _OLDEST, _GRACE_YEARS = 61, 65, 2

GAP = said(
    "최저임금액보다 적지만, 이 구간의 금액을 올려 주는 조문을 찾지 못했습니다. 공단의 통지서가 정합니다."
)


@dataclass(frozen=True, slots=True)
class _Day:
    """The benefit of one day, exact; `by_seventy` where it is 70% of the wage and not 90% or the minimum wage."""

    won: Fraction | None
    how: tuple[Said, ...]
    known: tuple[Said, ...]
    by_seventy: bool = True


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of one year and one age. `age` is None where the table of the older does not apply, -1 where that is open."""

    first: date
    last: date
    year: int
    age: int | None


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of the 29th of February the last of the month where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def age_on(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def wage_loss(given: Given, wage: Wage, worker: Worker, today: date, is_renewed: bool) -> Iterator[Amount]:
    """The benefit of a day and, where both ends are told, of all days off."""
    first = given.off_from or (given.treatment_from if is_renewed else given.accident_on) or today
    last = given.off_to if given.off_from else None
    if last and (days := (last - first).days + 1) <= _UNPAID_DAYS:
        yield _too_short(days, first, last)
        return
    found = [
        (stretch, _of_a_day(given, wage, worker, stretch, is_renewed))
        for stretch in _stretches(given, first, last or first, is_renewed)
    ]
    for stretch, day in found:
        id_ = _benefit(worker, is_renewed, stretch.age)
        yield Amount(
            benefits()[id_],
            None if day.won is None else whole(day.won),
            "day",
            day.how,
            _with_rest(day, given, stretch.first),
            (stretch.first, stretch.last) if len(found) > 1 else None,
        )
    if last:
        yield _in_all(found, worker, is_renewed, first, last)


def _too_short(days: int, first: date, last: date) -> Amount:
    step = said(
        "쉰 날이 {days}일입니다. 취업하지 못한 기간이 3일 이내이면 휴업급여가 없습니다.", days=str(days)
    )
    return Amount(benefits()["wage_loss"], 0, "total", (step,), (said("적어 주신 쉰 기간"),), (first, last))


def _benefit(worker: Worker, is_renewed: bool, age: int | None) -> str:
    if worker is Worker.PLATFORM:
        return "wage_loss_platform"
    if is_renewed:
        return "wage_loss_renewed"
    return "wage_loss" if age is None else "wage_loss_older"


def _with_rest(day: _Day, given: Given, first: date) -> tuple[Said, ...]:
    cut_off = [CUT_OFF] if day.won is not None and day.won.denominator != 1 else []
    return (*day.known, *cut_off, *raised_since(given.accident_on, first))


def raised_since(accident: date | None, day: date | None) -> list[Said]:
    """That the average wage was adjusted since, where a day is more than a year after the accident; empty where not."""
    return [_RAISED] if accident and day and day > years_after(accident, 1) else []


_RAISED = said(
    "다친 지 1년이 지나면 평균임금이 해마다 조정됩니다(법 제36조 제3항). 그 비율을 몰라 넣지 않았습니다."
)


def _in_all(
    found: list[tuple[_Stretch, _Day]], worker: Worker, is_renewed: bool, first: date, last: date
) -> Amount:
    total: Fraction | None = Fraction(0)
    how, known = [], []
    for stretch, day in found:
        days = (stretch.last - stretch.first).days + 1
        if day.won is None:
            total = None
            known.append(said("모름: 하루 금액을 모르는 날이 있습니다."))
            how.append(
                said("{first}부터 {last}까지 {days}일: 하루 금액 × {days}일.", first=str(stretch.first), last=str(stretch.last), days=str(days))
            )  # fmt: skip
            continue
        part = day.won * days
        total = None if total is None else total + part
        how.append(
            said(
                "{first}부터 {last}까지 {days}일: {won} × {days}일 = {part}.",
                first=str(stretch.first),
                last=str(stretch.last),
                days=str(days),
                won=money(day.won),
                part=money(part),
            )
        )
    how.append(
        said("쉬어서 일하지 못한 날이 모두 인정될 때의 합계입니다. 일한 날이나 치료와 무관한 날은 빠집니다.")
    )
    if total is None:
        known += [each for _, day in found if day.won is None for each in day.known]
    else:
        known.append(said("위의 하루 금액과 적어 주신 쉰 기간"))
        known += [CUT_OFF] if total.denominator != 1 else []
    id_ = _benefit(worker, is_renewed, found[-1][0].age)
    won = None if total is None else whole(total)
    return Amount(benefits()[id_], won, "total", tuple(how), tuple(dict.fromkeys(known)), (first, last))


# --- the days: of one year and one age each --------------------------------------------------------


def _stretches(given: Given, first: date, last: date, is_renewed: bool) -> Iterator[_Stretch]:
    starts = {first}
    if given.year is None:
        starts |= {date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}
    if given.birth_date:
        starts |= {years_after(given.birth_date, age) for age in range(_OLD, _OLDEST + 1)}
        if grace := _grace_until(given):
            starts.add(grace)
    days = sorted(day for day in starts if first <= day <= last)
    for day, following in zip(days, [*days[1:], last + _DAY], strict=True):
        yield _Stretch(day, following - _DAY, given.year or day.year, _age(given, day, is_renewed))


def _started(given: Given) -> date | None:
    return given.treatment_from or given.accident_on


# Who was 61 when the accident happened: until this day the benefit is not reduced (법 제55조 단서, 시행령 제51조).
def _grace_until(given: Given) -> date | None:
    injured = given.accident_on or given.treatment_from
    started = _started(given)
    if given.birth_date and injured and started and age_on(given.birth_date, injured) >= _OLD:
        return years_after(started, _GRACE_YEARS)
    return None


def _age(given: Given, day: date, is_renewed: bool) -> int | None:
    if given.birth_date is None:
        return None
    age = age_on(given.birth_date, day)
    if age < _OLD:
        return None
    grace = _grace_until(given)
    if _started(given) is None or (grace and is_renewed):
        return -1
    return None if grace and day < grace else min(age, _OLDEST)


# --- one day ---------------------------------------------------------------------------------------


def _of_a_day(given: Given, wage: Wage, worker: Worker, stretch: _Stretch, is_renewed: bool) -> _Day:
    if worker is Worker.PLATFORM:
        return _of_a_labour_provider(wage, stretch.year, is_renewed)
    if is_renewed:
        day = _renewed(given, wage, worker, stretch.year)
    elif wage.won is None:
        formula = said("하루 휴업급여 = 평균임금 × 70%. 저임금이면 90%나 최저임금액을 봅니다.")
        return _Day(None, (formula,), wage.known)
    else:
        day = _first_treatment(wage.won, worker, stretch.year, wage.known)
    if given.birth_date and age_on(given.birth_date, stretch.first) >= _OLD and stretch.age is None:
        note = said("61세가 넘어 일하다 다쳤으므로, 치료를 시작하고 2년 동안은 줄이지 않습니다.")
        return _Day(day.won, (*day.how, note), day.known, day.by_seventy)
    return _older(day, stretch, is_renewed) if stretch.age is not None else day


def _first_treatment(wage: Fraction, worker: Worker, year: int, known: tuple[Said, ...]) -> _Day:
    lowest = yearly_amount(Yearly.LOWEST_STANDARD, year)
    hourly, minimum = yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year), minimum_daily_wage(year)
    limits = applied(wage, year, has_floor=False)
    seventy = limits.won * _SHARE
    how = [*limits.how, said("{wage} × 70% = {won}.", wage=money(limits.won), won=money(seventy))]
    has_low_rule = worker is not Worker.STUDENT
    if not limits.is_known or (has_low_rule and (lowest is None or minimum is None or hourly is None)):
        how.append(said("이것은 그해의 최고·최저 기준을 대 보기 전의 금액입니다."))
        missing = (said("모름: {year}년의 최저임금이나 최저 보상기준을 확인하지 못했습니다.", year=str(year)),) if limits.is_known else limits.known  # fmt: skip
        return _Day(None, tuple(how), (*missing, *known))
    known = (*known, *limits.known)
    if not has_low_rule or lowest is None or minimum is None or hourly is None:
        note = said("학생연구자에게는 저임금 근로자의 규정(법 제54조)이 없습니다(법 제123조의2 제6항).")
        return _Day(seventy, (*how, note), known)
    floor = lowest.won * _FLOOR_SHARE
    if seventy > floor and seventy >= minimum:
        return _Day(seventy, tuple(how), known)
    known = (*known, rests_on_year(LOWEST, lowest), rests_on_year(MINIMUM, hourly))
    if seventy > floor:
        how += [said("이 금액은 최저 보상기준의 80%({floor})보다 많아 저임금 규정에 들지 않습니다.", floor=money(floor)), said("그해 최저임금액은 하루 {won}입니다.", won=money(minimum)), GAP]  # fmt: skip
        return _Day(seventy, tuple(how), known)
    ninety = limits.won * _LOW_SHARE
    how += [
        said("이 금액이 최저 보상기준 {lowest}의 80%({floor})보다 적거나 같아 저임금 규정을 봅니다.", lowest=money(lowest.won), floor=money(floor)),
        said("{wage} × 90% = {won}.", wage=money(limits.won), won=money(ninety)),
    ]  # fmt: skip
    if ninety < minimum:
        how.append(said("90%가 하루 최저임금액 {won}보다 적어 최저임금액을 줍니다.", won=money(minimum)))
        return _Day(Fraction(minimum), tuple(how), known, by_seventy=False)
    if ninety <= floor:
        return _Day(ninety, tuple(how), known, by_seventy=False)
    how += [
        said("90%가 80% 선({floor})보다 많아, 제1항 단서로는 {floor}이 됩니다.", floor=money(floor)),
        said("제2항은 90% 금액이 최저임금액({won})보다 적을 때만 올려 준다고 읽으면 {floor}입니다.", won=money(minimum), floor=money(floor)),
        said("단서로 정한 금액도 최저임금액까지 올려 준다고 읽으면 {won}입니다.", won=money(minimum)),
    ]  # fmt: skip
    why = said("모름: 법 제54조 제2항이 두 가지로 읽힙니다. 공단의 통지서가 정합니다.")
    return _Day(None, tuple(how), (why, *known), by_seventy=False)


def _renewed(given: Given, wage: Wage, worker: Worker, year: int) -> _Day:
    hourly, minimum = yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year), minimum_daily_wage(year)
    formula = said("재요양 때의 임금으로 센 평균임금 × 70%. 최저임금액보다 적거나 임금이 없으면 최저임금액.")
    if wage.won is None:
        how = [formula]
        if minimum:
            how.append(said("그해 하루 최저임금액은 {won}입니다.", won=money(minimum)))
        return _Day(None, tuple(how), wage.known)
    limits = applied(wage.won, year, has_floor=False)
    seventy = limits.won * _SHARE
    how = [formula, *limits.how, said("{wage} × 70% = {won}.", wage=money(limits.won), won=money(seventy))]
    if hourly is None or minimum is None or (not limits.is_known and seventy >= minimum):
        how.append(said("이것은 그해의 최고·최저 기준을 대 보기 전의 금액입니다."))
        return _Day(None, tuple(how), (*limits.known, *wage.known))
    known = (
        *wage.known,
        *(limits.known if limits.is_known and limits.won else ()),
        rests_on_year(MINIMUM, hourly),
    )
    day = _Day(seventy, tuple(how), known)
    if seventy < minimum and worker is not Worker.STUDENT:
        step = said("70%가 하루 최저임금액 {won}보다 적어 최저임금액을 줍니다.", won=money(minimum))
        day = _Day(Fraction(minimum), (*how, step), known, by_seventy=False)
    return _beside_a_pension(given.grade, wage.won, day) if given.grade else day


# Who draws an impairment pension gets both only up to 70% of the wage that the pension rests on (법 제56조 제3항).
def _beside_a_pension(grade: int, wage: Fraction, day: _Day) -> _Day:
    days = benefit_table("impairment").rows[grade][0]
    if not days or day.won is None:
        return day
    pension = wage * days / 365
    room = max(Fraction(0), wage * _SHARE - pension)
    how = (
        *day.how,
        said("장해보상연금을 받고 있으면, 하루 연금과 더해 연금 평균임금의 70%를 넘는 만큼 빠집니다."),
        said("하루 연금 = 연금의 평균임금 × {days}일 ÷ 365.", days=str(days)),
        said(
            "두 평균임금이 같다면: 70%에서 하루 연금 {pension}을 뺀 {won}이 한도입니다.",
            pension=money(pension),
            won=money(room),
        ),
    )
    why = said("모름: 장해보상연금을 받는지, 그 연금의 평균임금이 얼마인지 알아야 정해집니다.")
    return _Day(None, how, (why, *day.known), day.by_seventy)


def _of_a_labour_provider(wage: Wage, year: int, is_renewed: bool) -> _Day:
    how = [said("하루 휴업급여 = 평균보수 × 70%. 고시된 최저 휴업급여 보장액보다 적으면 그 보장액.")]
    if wage.won is not None:
        limits = applied(wage.won, year, has_floor=False)
        won = limits.won * _SHARE
        how += [*limits.how, said("{wage} × 70% = {won}.", wage=money(limits.won), won=money(won))]
    if is_renewed:
        how.append(said("재요양 때 보수가 없으면 그 보장액입니다."))
    why = said("모름: 노무제공자의 최저 휴업급여 보장액(고시)을 확인하지 못했습니다. 공단에 물어보세요.")
    return _Day(None, tuple(how), (why, *wage.known))


def _older(day: _Day, stretch: _Stretch, is_renewed: bool) -> _Day:
    table = benefit_table("older_workers")
    if stretch.age is None or stretch.age < 0:
        why = said("모름: 61세 전에 다쳤는지, 치료를 언제 시작했는지 알아야 줄일지가 정해집니다.")
        step = said("61세부터는 별표 1로 줄어듭니다. 61세 뒤에 일하다 다쳤으면 2년 동안은 줄지 않습니다.")
        return _Day(None, (*day.how, step), (why, *day.known), day.by_seventy)
    seventy, ninety = table.rows[stretch.age]
    part, of = (seventy, 70) if day.by_seventy else (ninety, 90)
    age = said("65세부터") if stretch.age == _OLDEST else said("{n}세", n=str(stretch.age))
    if day.won is None:
        step = said("{age}의 금액은 그 {part}/{of}입니다.", age=age, part=str(part), of=str(of))
        return _Day(None, (*day.how, step), day.known, day.by_seventy)
    won = day.won * part / of
    how = [
        *(step for step in day.how if step is not GAP),
        said("{age}: {before} × {part}/{of} = {won}.", age=age, before=money(day.won), part=str(part), of=str(of), won=money(won)),
    ]  # fmt: skip
    how.append(said("61세 전에 그 병으로 장해급여를 받고 61세 뒤에 처음 요양하면 2년 동안은 줄지 않습니다."))
    known = (*day.known, rests_on_table(table))
    lowest = yearly_amount(Yearly.LOWEST_STANDARD, stretch.year)
    if day.by_seventy and not is_renewed and lowest:
        floor = lowest.won * _FLOOR_SHARE * ninety / 90
        if won < floor:
            # Told by one source alone.
            how.append(
                said(
                    "최저 보상기준의 80%를 {part}/90으로 줄인 {floor}이 바닥이라는 설명이 한 곳에 있습니다.",
                    part=str(ninety),
                    floor=money(floor),
                )
            )
            why = said("모름: 줄인 금액의 바닥을 두 곳에서 확인하지 못했습니다. 공단의 통지서가 정합니다.")
            return _Day(None, tuple(how), (why, *known), day.by_seventy)
    return _Day(won, tuple(how), known, day.by_seventy)
