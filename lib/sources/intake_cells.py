"""What the columns of an office's table hold by their cells alone: for headings that say nothing that is known.

Measured over the whole table: free text in which people tell, words of refusals, days before other days, values of few
words, names of firms.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from statistics import median

from lib.domain.illness import may_end, names_in
from lib.domain.told_cell import (
    CellError,
    folded,
    is_blank,
    is_unknown,
    read_benefit_cell,
    read_kind_cell,
)
from lib.domain.told_cell_days import read_day_cell
from lib.domain.told_cell_stages import read_stage_cell

DAYS = frozenset({"told_on", "received_on", "decision_date", "accident_on", "benefit_from"})
"""The fields that hold days."""
_TEXTS = frozenset({"story", "denial_reason"})
_LONG, _LONGEST_NAME = 30, 24
_TOLD, _TOLD_IN_FEW = 20, 12
"""Characters that half of the cells of a story have at least, and of the words of a letter."""
_MOST, _HALF, _SOME = 0.8, 0.5, 0.3
_LEAST_ROWS = 3
"""Rows of which a column can be known by its cells; one or two may be anything."""

_Held = Mapping[int, Sequence[str]]


# --- whether a cell is what a field holds --------------------------------------------------------


def fits(field: str, held: Sequence[str], today: date) -> float:
    """How many of the cells that say something are what the field holds, 0 to 1."""
    if not held:
        return 0
    return sum(_is_of(field, cell, today) for cell in held) / len(held)


def _is_of(field: str, cell: str, today: date) -> bool:
    if field in DAYS:
        return is_unknown(cell) or _is_day(cell, today, is_sure=False)
    if field in _READ:
        return _READ[field](cell)
    is_day = _is_day(cell, today)
    if field in _TEXTS:
        return not is_day and len(cell.strip()) > 1 and not re.fullmatch(r"[\d\s.,-]+", cell)
    if field == "code":
        return bool(re.search(r"\d", cell)) and len(cell) <= _LONG
    if field in ("client", "co_claimant", "attacker"):
        return not is_day and len(cell) <= _LONGEST_NAME and not re.search(r"\d{3}", cell)
    return not is_day


def _is_day(cell: str, today: date, is_sure: bool = True) -> bool:
    if len(cell) > _LONG and is_sure:
        return False
    try:
        # Of which day 어제 was told does not matter here.
        return read_day_cell(cell, today, today).day is not None
    except CellError:
        # 2026-02-30 is one, though there is no such day.
        return bool(re.match(r"\s*'?\d\d(?:\d\d)?[./-]\d", cell))


def _is_stage(cell: str) -> bool:
    try:
        told = read_stage_cell(cell)
    except CellError:
        return False
    return is_unknown(cell) or (
        told.is_read and (told.stage is not None or told.is_pending or bool(told.unclear))
    )


def _is_benefit(cell: str) -> bool:
    try:
        return len(cell) <= _LONG and read_benefit_cell(cell)[1] == ""
    except CellError:
        return False


def _is_yes_or_no(cell: str) -> bool:
    return len(cell) <= _LONG


_READ: Mapping[str, Callable[[str], bool]] = {
    "stage": _is_stage,
    "kind_b": lambda cell: is_unknown(cell) or _is_benefit(cell),
    "kind_c": lambda cell: is_unknown(cell) or (len(cell) <= _LONG and read_kind_cell(cell)[0] is not None),
    "panel": _is_yes_or_no,
}


# --- columns whose headings say nothing ----------------------------------------------------------

_REFUSES = re.compile(
    r"불승인|부지급|불인정|기각|각하|판단|소견|(?:인정|확인|입증|부합|해당|충족)\S{0,3}\s?(?:되지|하지|할\s?수|않|안|어렵|곤란)|보기\s?어려|볼\s?수\s?없|미달|미치지|인과\s?관계|관련성|denied|not\s+(?:related|recognized|established)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\(주\)|㈜|주식회사|\(유\)|(?:산업|건설|상사|기업|병원|물산|전자|중공업|조선|운수|여객|식품|테크|정공|물류|로지스|공사|학교|마트|센터|주유소|제강|섬유|화학|개발|기계|엔지니어링|종합관리)$"
)
_PERSON = re.compile(r"[가-힣]{2,4}(?:\s?(?:씨|님))?|[A-Za-z][A-Za-z .'-]{3,}")


def by_cells(
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    found: Mapping[int, str],
    never: re.Pattern[str],
    today: date,
) -> dict[int, str]:
    """Column → field, of the columns that `found` has no field for, as their cells show it; fields that it has stay.

    The headings of `never` are not read. The column in which people tell is looked for first and never left out.
    """
    held: dict[int, list[str]] = {}
    for place in range(len(headings)):
        if place not in found and not never.search(folded(headings[place]).lower()):
            held[place] = [row[place] for row in cells if place < len(row) and not is_blank(row[place])]
    told: dict[int, str] = {}
    least = {place: column for place, column in held.items() if len(column) >= _LEAST_ROWS}
    taken = set(found.values())
    _texts(held if "story" not in taken else least, least, taken, told, today)
    _days(cells, found, {p: c for p, c in least.items() if p not in told}, taken, told, today)
    for field, share in _SHARES.items():
        if field in taken:
            continue
        best = max(
            ((share(column), -place) for place, column in least.items() if place not in told),
            default=(0.0, 0),
        )
        if best[0] >= _HALF:
            told[-best[1]] = field
    return told


# Long free text is the story; what refuses, and says of which decision it is, the letter.
def _texts(held: _Held, least: _Held, taken: set[str], told: MutableMapping[int, str], today: date) -> None:
    lengths = {
        place: median(len(cell) for cell in column)
        for place, column in held.items()
        if column and sum(_is_day(cell, today) for cell in column) < _SOME * len(column)
    }
    refusing = {place: _share(held[place], _REFUSES.search) for place in lengths}
    if "denial_reason" not in taken:
        letters = [
            place
            for place, length in lengths.items()
            if place in least
            and length >= _TOLD_IN_FEW
            and refusing[place] >= _HALF
            and not _are_stages(held[place])
        ]
        if letters:
            told[max(letters, key=lambda place: (refusing[place], -place))] = "denial_reason"
    if "story" not in taken:
        stories = [place for place, length in lengths.items() if place not in told and length >= _TOLD]
        if stories:
            told[max(stories, key=lambda place: (lengths[place], -place))] = "story"


def _are_stages(column: Sequence[str]) -> bool:
    return _share(column, lambda cell: len(cell) <= _LONG and _is_stage(cell)) >= _MOST


# Of columns of days: the day of the intake is the latest of nearly every row, that of the receipt lies shortly before it.
def _days(
    cells: Sequence[Sequence[str]],
    found: Mapping[int, str],
    held: _Held,
    taken: set[str],
    told: MutableMapping[int, str],
    today: date,
) -> None:
    days: dict[int, dict[int, date]] = {}
    for place, column in held.items():
        if _share(column, lambda cell: is_unknown(cell) or _is_day(cell, today)) >= _HALF:
            days[place] = _by_row(cells, place, today)
    days = {place: those for place, those in days.items() if len(those) >= _LEAST_ROWS}
    intake = next((_by_row(cells, place, today) for place, field in found.items() if field == "told_on"), {})
    received = next(
        (_by_row(cells, place, today) for place, field in found.items() if field == "received_on"), {}
    )
    if not intake and days and (len(days) > 1 or received):
        bare = {place: those for place, those in days.items() if not _has_notes(held[place])} or days
        others = [*days.values(), received]
        latest = max(bare, key=lambda place: sum(_is_before(each, bare[place]) for each in others))
        if all(
            each is bare[latest] or not each or _is_before(each, bare[latest]) >= _MOST for each in others
        ):
            told[latest] = "told_on"
            intake = days.pop(latest)
    if "received_on" in taken:
        return
    near = {
        place: those
        for place, those in days.items()
        if (not intake and _has_notes(held[place]))
        or (_is_before(those, intake) >= _MOST and _apart(those, intake) <= _NEAR)
    }
    if near:
        # The day of a letter may stand beside that on which it came.
        last = max(near, key=lambda place: (_has_notes(held[place]), -_apart(near[place], intake)))
        told[last] = "received_on"
        for place, those in near.items():
            if place != last and "decision_date" not in taken and _is_before(those, near[last]) >= _MOST:
                told[place] = "decision_date"
                break


_NEAR = 200
"""Days within which letters that an office is asked about came, in half of the rows."""
_NOTES = re.compile(r"등기|배우자|아들|딸|수령|받|송달|우편|모름|몰라|우체국|\?")


def _by_row(cells: Sequence[Sequence[str]], place: int, today: date) -> dict[int, date]:
    days = {}
    for number, row in enumerate(cells):
        try:
            # 어제 is of no use here: nobody knows yet of which day it was told.
            day = read_day_cell(row[place], today).day if place < len(row) else None
        except CellError:
            continue
        if day:
            days[number] = day
    return days


def _has_notes(column: Sequence[str]) -> bool:
    return sum(bool(_NOTES.search(cell)) for cell in column) >= max(2, len(column) // 20)


def _is_before(one: Mapping[int, date], other: Mapping[int, date]) -> float:
    both = [number for number in one if number in other]
    return sum(one[number] <= other[number] for number in both) / len(both) if both else 0


def _apart(one: Mapping[int, date], other: Mapping[int, date]) -> float:
    return median([abs((other[number] - one[number]).days) for number in one if number in other] or [0])


def _share(column: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(cell)) for cell in column) / len(column) if column else 0


# 퇴행성 관절염, 우측 2,3수지 절단, 소음성 난청.
def _is_illness(cell: str) -> bool:
    return bool(may_end(re.sub(r"\(.*?\)", "", cell)) and names_in(cell)) and not _FIRM.search(cell)


def _names(column: Sequence[str]) -> float:
    # Who handles a case stands in many rows, a client in one.
    if len(set(column)) < _MOST * len(column):
        return 0
    return _share(column, lambda cell: _PERSON.fullmatch(cell.strip()) and not _FIRM.search(cell))


# 26-0636, 노26-0615, A1023: marks of cases, none of them twice; running numbers and phones are none.
_CODE = re.compile(
    r"(?=\D*\d)(?!0\d{1,2}[-. ]?\d{3,4}[-. ]?\d{4}$)[A-Za-z가-힣]{0,6}[- ]?\d{2,4}[A-Za-z가-힣]?-\d{2,6}|[A-Za-z가-힣]{1,6}[- ]?\d{2,8}"
)


def _codes(column: Sequence[str]) -> float:
    told = [cell.strip() for cell in column]
    if len(set(told)) < _ONCE * len(told):
        return 0
    return _share(told, lambda cell: _CODE.fullmatch(cell))


_ONCE = 0.95

_SHARES: Mapping[str, Callable[[Sequence[str]], float]] = {
    "code": _codes,
    "stage": lambda column: _share(column, lambda cell: len(cell) <= 2 * _LONG and _is_stage(cell)),
    "kind_b": lambda column: _share(column, _is_benefit),
    "kind_c": lambda column: _share(column, _READ["kind_c"]),
    "diagnoses": lambda column: _share(column, lambda cell: len(cell) <= 2 * _LONG and _is_illness(cell)),
    "company": lambda column: _share(
        column, lambda cell: len(cell) <= 2 * _LONG and _FIRM.search(folded(cell))
    ),
    "client": _names,
}
"""How many cells of a column are values of a field, in the order in which columns are given out."""
