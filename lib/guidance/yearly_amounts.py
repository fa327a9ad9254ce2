"""Amounts that change every year: minimum wage, standards of compensation, funeral, care; each with its source.

None is from the notice itself, which nobody here has read: what each was taken from stands beside it, and a year that
is not there is not known.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Source
from lib.text.shipped import read_shipped

HOURS_A_DAY = 8
"""The daily minimum wage is that of so many hours (법 제36조 제7항)."""

_Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s()<>\"'\\\[\]]+$")]


class Yearly(StrEnum):
    """What is set anew for every year; won."""

    MINIMUM_HOURLY_WAGE = "minimum_hourly_wage"
    LOWEST_STANDARD = "lowest_standard"
    HIGHEST_STANDARD = "highest_standard"
    FUNERAL_LOWEST = "funeral_lowest"
    FUNERAL_HIGHEST = "funeral_highest"
    CARE_ALWAYS = "care_always"
    CARE_AT_TIMES = "care_at_times"


class YearlyAmount(Frozen):
    """One entry of `data/parameters/yearly_amounts.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    what: Yearly
    year: int = Field(ge=2000, le=2100)
    won: int = Field(gt=0)
    grade: Literal["official", "agency", "derived", "press", "code"]
    source: Text
    url: _Url
    derived: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _says_how_it_was_made(self) -> "YearlyAmount":
        if (self.grade == "derived") is not bool(self.derived):
            raise ValueError("what was derived, and nothing else, says how")
        return self


class BenefitTable(Frozen):
    """A table of an annex or of a notice, with the places where it was read; see `data/parameters/benefit_tables.yaml`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    what: Text
    checked: date
    sources: tuple[Source, ...]
    rows: dict[int, tuple[int, ...]]

    @model_validator(mode="after")
    def _has_two_sources(self) -> "BenefitTable":
        if len({source.place for source in self.sources}) < 2:
            raise ValueError("fewer than two sources")
        return self


@lru_cache(maxsize=1)
def yearly_amounts() -> dict[tuple[Yearly, int], YearlyAmount]:
    """All amounts by what they are and their year. ValueError names the entry that is wrong."""
    entries = read_entries("yearly_amounts", read_shipped("parameters/yearly_amounts.yaml"), YearlyAmount)
    found = {(entry.what, entry.year): entry for entry in entries}
    if len(found) < len(entries):
        raise ValueError("yearly_amounts.yaml: two entries of one kind and year")
    return found


def yearly_amount(what: Yearly, year: int) -> YearlyAmount | None:
    """The amount of a year; None where it is not known."""
    return yearly_amounts().get((what, year))


def minimum_daily_wage(year: int) -> int | None:
    """최저임금액: the hourly minimum wage of a year times eight, in won; None where it is not known."""
    hourly = yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year)
    return hourly.won * HOURS_A_DAY if hourly else None


@lru_cache(maxsize=1)
def _tables() -> dict[str, BenefitTable]:
    entries = read_entries("benefit_tables", read_shipped("parameters/benefit_tables.yaml"), BenefitTable)
    return {entry.id: entry for entry in entries}


def benefit_table(id_: str) -> BenefitTable:
    """A table by its id. ValueError names the entry that is wrong."""
    return _tables()[id_]
