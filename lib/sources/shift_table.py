"""Shifts in a file: a table with a day, two times and a break to the row (CSV, XLSX), or lines of free text (TXT)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import IO

from lib.domain.shifts import MOST_LINES, Line, RefusedLine, read_cells, read_line
from lib.sources.header import HEADER_WITHIN
from lib.sources.rows import MOST_BLANK, MOST_HEADINGS, sheets_of, squeezed_name
from lib.sources.workbook import OF_1900, UnreadableTableError
from lib.text.said import said

MOST_BYTES = 64 * 2**20
"""Bytes that a table of hours may unpack to."""

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "day", "workdate", "날짜", "일자", "근무일", "근무일자", "근무날짜", "일시", "년월일"),
    "start": ("start", "begin", "from", "in", "clockin", "checkin", "시작", "시작시각", "시작시간", "출근", "출근시각", "출근시간",
              "업무시작", "근무시작", "출근일시"),
    "end": ("end", "to", "out", "clockout", "checkout", "끝", "종료", "종료시각", "종료시간", "마침", "퇴근", "퇴근시각", "퇴근시간",
            "업무종료", "근무종료", "퇴근일시"),
    "rest": ("breakminutes", "break", "breaks", "breakmin", "rest", "restminutes", "휴게", "휴게분", "휴게시간", "휴게시간분", "휴식",
             "휴식시간", "휴식분", "쉬는시간", "쉬는시간분"),
    "rest_hours": ("breakhours", "resthours", "휴게시간시간", "휴게h", "휴게시간h", "휴식시간시간"),
}  # fmt: skip
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_NEEDED = {"start", "end"}
_DIGITS_OF_A_NUMBERED_DAY = 5

Read = Line | RefusedLine


class ShiftTableError(Exception):
    """The file as a whole is no table of hours; the message is a sentence for the person."""


def read_shift_table(name: str, file: IO[bytes], latest: date) -> tuple[Read, ...]:
    """Every line that tells of a day, and every one that could not be read, with the rows that a spreadsheet shows.

    Days without a year are the last up to `latest`. Raises ShiftTableError, and ImpossibleShiftError of the domain.
    """
    try:
        for sheet in sheets_of(name, file, MOST_BYTES, knows=_knows, times=True):
            if read := tuple(_lines(sheet.rows, latest)):
                return read
    except UnreadableTableError as error:
        raise ShiftTableError(error.args[0]) from error
    raise ShiftTableError(
        said("근무 기록이 없습니다. 날짜, 출근, 퇴근, 휴게 열이 있는 표인지 확인해 주세요.")
    )


def read_shift_lines(text: str, latest: date) -> tuple[Read, ...]:
    """The same of text that was typed or pasted: lines, or a table whose cells are parted by tabs or commas."""
    lines = text.splitlines()
    mark = next((each for each in "\t,;" if any(_knows(line.split(each)) for line in lines)), None)
    rows = ((number, line.split(mark) if mark else [line]) for number, line in enumerate(lines, 1))
    return tuple(_lines(rows, latest))


def _knows(cells: Sequence[str]) -> bool:
    return len(cells) <= MOST_HEADINGS and {_field(cell) for cell in cells} >= _NEEDED


def _field(heading: str) -> str:
    return _FIELD_OF.get(squeezed_name(heading), "")


def _lines(rows: Iterable[tuple[int, Sequence[str] | str]], latest: date) -> Iterator[Read]:
    numbered = iter(rows)
    top = list(islice(numbered, HEADER_WITHIN))
    header = next(
        (place for place, (_, cells) in enumerate(top) if not isinstance(cells, str) and _knows(cells)), None
    )
    columns: dict[str, int] = {}
    if header is not None:
        for place, heading in enumerate(top[header][1]):
            columns.setdefault(_field(heading), place)
        top = top[header + 1 :]
    blank = read = 0
    for number, cells in chain(top, numbered):
        if isinstance(cells, str):
            yield RefusedLine(number, "", cells)
            continue
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > MOST_BLANK:
                return
            continue
        blank, read = 0, read + 1
        if read > MOST_LINES:
            raise ShiftTableError(
                said(
                    "줄이 너무 많습니다. 발병 앞의 13주만 남기고 {n}줄까지 올려 주세요.", n=f"{MOST_LINES:,}"
                )
            )
        yield _of_columns(number, cells, columns, latest) if columns else _bare(number, cells, latest)


def _of_columns(number: int, cells: Sequence[str], columns: Mapping[str, int], latest: date) -> Read:
    def cell(field: str) -> str:
        place = columns.get(field, len(cells))
        return cells[place] if place < len(cells) else ""

    hours, day = cell("rest_hours"), cell("day").strip()
    # A day that a spreadsheet holds as its number and shows so.
    if day.isdecimal() and len(day) == _DIGITS_OF_A_NUMBERED_DAY:
        day = (OF_1900 + timedelta(int(day))).isoformat()
    return read_cells(day, cell("start"), cell("end"), hours or cell("rest"), number, latest, bool(hours))


# Cells without headings: a day, two times, a break; or one line of text that a mark in it has cut.
def _bare(number: int, cells: Sequence[str], latest: date) -> Read:
    if len(cells) >= 3 and all(cell.strip() for cell in cells[:3]):  # day, start, end
        day, start, end, *rest = cells
        read = read_cells(day, start, end, rest[0] if rest else "", number, latest)
        if isinstance(read, Line):
            return read
    return read_line(" ".join(cells), number, latest)
