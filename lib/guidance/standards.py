"""The average wage as it is applied: between the lowest and the highest standard of compensation of a year."""

from dataclasses import dataclass
from fractions import Fraction

from lib.guidance.benefits import money, rests_on_year
from lib.guidance.yearly_amounts import Yearly, yearly_amount
from lib.text.said import Said, said

HIGHEST = said("최고 보상기준 금액(하루)")
LOWEST = said("최저 보상기준 금액(하루)")
MINIMUM = said("최저임금(시간급)")


@dataclass(frozen=True, slots=True)
class Applied:
    """The average wage that applies, exact, in won a day; as it was where a standard that it hangs on is not known."""

    won: Fraction
    is_known: bool
    how: tuple[Said, ...]
    known: tuple[Said, ...]


def applied(wage: Fraction, year: int, has_floor: bool = True) -> Applied:
    """What applies of an average wage in a year (법 제36조 제7항).

    `has_floor`: false for the wage-loss benefit and the injury and sickness pension, of which the lowest standard
    does not hold.
    """
    highest = yearly_amount(Yearly.HIGHEST_STANDARD, year)
    lowest = yearly_amount(Yearly.LOWEST_STANDARD, year)
    told = said("하루 평균임금 {won}.", won=money(wage))
    if has_floor and lowest and wage < lowest.won:
        step = said(
            "{year}년 최저 보상기준 {won}보다 적어 그 금액으로 셉니다.", year=str(year), won=money(lowest.won)
        )
        return Applied(Fraction(lowest.won), True, (told, step), (rests_on_year(LOWEST, lowest),))
    if highest and wage > highest.won:
        step = said(
            "{year}년 최고 보상기준 {won}보다 많아 그 금액으로 셉니다.",
            year=str(year),
            won=money(highest.won),
        )
        return Applied(Fraction(highest.won), True, (told, step), (rests_on_year(HIGHEST, highest),))
    if highest is None and not has_floor and lowest and wage <= lowest.won:
        # The highest standard, whatever it was, is not below the lowest.
        return Applied(wage, True, (told,), (rests_on_year(LOWEST, lowest),))
    if highest is None or (has_floor and lowest is None):
        return Applied(wage, False, (told,), (not_known(year),))
    known = [rests_on_year(HIGHEST, highest)]
    if has_floor and lowest:
        known.append(rests_on_year(LOWEST, lowest))
    return Applied(wage, True, (told,), tuple(known))


def not_known(year: int) -> Said:
    """That the standards of a year are not known."""
    return said("모름: {year}년의 최고·최저 보상기준 금액을 확인하지 못했습니다.", year=str(year))
