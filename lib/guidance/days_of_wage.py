"""A case whose amounts are worked out, and those that are so many days of its average wage, by the year or at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.domain.given import Given
from lib.guidance.asked import Asked
from lib.guidance.average_wage import Wage, Worker
from lib.guidance.benefits import CUT_OFF, Amount, Per, benefits, money, rests_on_table, whole
from lib.guidance.standards import applied
from lib.guidance.wage_loss import raised_since
from lib.guidance.yearly_amounts import BenefitTable
from lib.text.said import Said, said

DAYS_A_YEAR, _MONTHS = 365, 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of one case, and what is known from it at once: the worker, the wage, the benefits asked about."""

    given: Given
    worker: Worker
    wage: Wage
    asked: tuple[Asked, ...]
    today: date

    @property
    def is_dust(self) -> bool:
        """Whether it is about pneumoconiosis, which has benefits of its own."""
        return self.worker is Worker.DUST or Asked.DUST in self.asked

    @property
    def tells_of_death(self) -> bool:
        """Whether the day of a death or a family was told."""
        return self.given.death_on is not None or self.given.survivors is not None

    def year(self, *days: date | None) -> int:
        """The year whose amounts apply: as told, else of the first of these days that is known, else this year."""
        return self.given.year or next((day.year for day in days if day), self.today.year)

    def raised_since(self, day: date | None) -> list[Said]:
        """That the average wage was adjusted between the accident and a day; empty where not."""
        return raised_since(self.given.accident_on, day)


def amount_of(
    id_: str, won: Fraction | int | None, per: Per, how: Iterable[Said], known: Iterable[Said]
) -> Amount:
    """An amount by the id of its benefit; cut to whole won, which is told, as nothing is told twice."""
    told = list(dict.fromkeys(known))
    if won is not None and Fraction(won).denominator != 1:
        told.append(CUT_OFF)
    return Amount(benefits()[id_], None if won is None else whole(won), per, tuple(how), tuple(told))


BEFORE_LIMITS = said("이것은 그해의 최고·최저 기준을 대 보기 전의 금액입니다.")
NOT_IN_DUST = said("진폐에는 이것이 없습니다. 대신 진폐보상연금이나 진폐유족연금을 봅니다(법 제36조 제1항).")
_NOT_OF_A_CHILD = said("건강손상자녀에게는 이것이 없습니다(법 제36조 제1항).")


def absent_from(case: Facts, id_: str, per: Per) -> Amount | None:
    """The benefit as one that there is not, in pneumoconiosis and for a child harmed before birth; None for others."""
    if case.is_dust:
        return amount_of(id_, None, per, (NOT_IN_DUST,), (NOT_IN_DUST,))
    if case.worker is Worker.CHILD:
        return amount_of(id_, None, per, (_NOT_OF_A_CHILD,), (_NOT_OF_A_CHILD,))
    return None


def of_days(
    id_: str,
    case: Facts,
    year: int,
    days: int,
    table: BenefitTable,
    how: Iterable[Said],
    per: Per = "total",
) -> Amount:
    """So many days of the average wage between the limits of a year; None without the wage or the limits."""
    steps = list(how)
    if case.wage.won is None:
        steps.append(said("평균임금 × {days}일.", days=str(days)))
        return amount_of(id_, None, per, steps, case.wage.known)
    limits = applied(case.wage.won, year)
    won = limits.won * days
    steps += [
        *limits.how,
        said("{wage} × {days}일 = {won}.", wage=money(limits.won), days=str(days), won=money(won)),
    ]
    if not limits.is_known:
        steps.append(BEFORE_LIMITS)
        return amount_of(id_, None, per, steps, (*limits.known, *case.wage.known))
    known = (*case.wage.known, *limits.known, rests_on_table(table), *case.raised_since(date(year, 12, 31)))
    return amount_of(id_, won, per, steps, known)


_MONTHLY = said("1년 금액을 12로 나누어 다달이 25일에 줍니다(법 제70조 제3항).")


def pension_of(
    id_: str, case: Facts, year: int, days: int, table: BenefitTable, how: Iterable[Said]
) -> Iterator[Amount]:
    """A pension of so many days of the average wage: a year's, and where it is known a month's."""
    a_year = of_days(id_, case, year, days, table, how, "year")
    yield a_year
    if case.wage.won is not None and a_year.won is not None:
        yield a_month(id_, applied(case.wage.won, year).won * days)


def a_month(id_: str, a_year: Fraction) -> Amount:
    """A month's part of what is paid for a year, exact."""
    won = a_year / _MONTHS
    step = said("{year} ÷ 12 = {won}.", year=money(a_year), won=money(won))
    return amount_of(id_, won, "month", (step, _MONTHLY), (said("위의 1년 금액"),))
