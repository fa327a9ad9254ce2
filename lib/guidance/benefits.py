"""The benefits whose amounts are worked out, and what is said of an amount: how it came about and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import floor
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.yearly_amounts import BenefitTable, YearlyAmount
from lib.text.said import Said, said
from lib.text.shipped import read_shipped

Per = Literal["day", "month", "year", "total"]
"""What an amount is for."""


class Benefit(Frozen):
    """One entry of `data/benefits.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z_]+$")
    name: Text
    basis: Bases = Field(min_length=1)


@lru_cache(maxsize=1)
def benefits() -> Mapping[str, Benefit]:
    """All of them by id. ValueError names the entry that is wrong."""
    entries = read_entries("benefits", read_shipped("benefits.yaml"), Benefit)
    return MappingProxyType({entry.id: entry for entry in entries})


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of money, in whole won; None where something it hangs on is not known, with the formula in `how`.

    `period` is the stretch of days that it is for, both ends included, where there is one. `how` explains it step by
    step; `known` says what it rests on, or first of all what is not known.
    """

    benefit: Benefit
    won: int | None
    per: Per
    how: tuple[Said, ...]
    known: tuple[Said, ...]
    period: tuple[date, date] | None = None


def whole(won: Fraction | int) -> int:
    """Without what is less than one won."""
    return floor(won)


def money(won: Fraction | int) -> Said:
    """An amount as it is written, to the hundredth of a won where it is not whole."""
    exact = Fraction(won)
    return said(
        "{n}원", n=f"{int(exact):,}" if exact.denominator == 1 else f"{floor(exact * 100) / 100:,.2f}"
    )


CUT_OFF = said("1원 미만은 버렸습니다. 끝수를 정한 조문이 없어 공단의 금액과 조금 다를 수 있습니다.")

_GRADES = {
    "official": said("고시나 공식 데이터:"),
    "agency": said("공단이 낸 책:"),
    "derived": said("약한 자료(다른 숫자에서 계산):"),
    "press": said("약한 자료(신문이나 블로그):"),
    "code": said("약한 자료(공개된 계산 프로그램):"),
}


_TABLES = {
    "older_workers": said("법 별표 1(고령자의 휴업급여)"),
    "impairment": said("법 별표 2(장해급여표)"),
    "survivors": said("법 별표 3(유족급여)"),
    "severe_condition": said("법 별표 4(중증요양상태의 연금)"),
    "day_worker": said("일용근로자 통상근로계수 고시"),
}


def rests_on_year(what: Said, entry: YearlyAmount) -> Said:
    """That an amount of a year was used, with how good its source is, weak ones called weak, and the address."""
    return said(
        "{year}년 {what} {won}. {grade} {url}",
        year=str(entry.year),
        what=what,
        won=money(entry.won),
        grade=_GRADES[entry.grade],
        url=entry.url,
    )


def rests_on_table(table: BenefitTable) -> Said:
    """That a table was used which stands in no text at hand."""
    return said(
        "{what}: 서로 다른 {n}곳에서 확인한 표입니다.", what=_TABLES[table.id], n=str(len(table.sources))
    )
