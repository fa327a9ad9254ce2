"""A labour attorney's intakes in a table: CSV, TSV, XLSX or JSON lines, one case to the row.

Columns are recognised by what their headings say (`intake_columns`) and cells are read as offices write them
(`told_cell`); titles above the header and blank rows are passed over. What leaves a day or a label open keeps the row
and is told with its words. A row that cannot be used is told with its number as a spreadsheet
shows it and its reason, and costs no other row. What a cell says is text, also where it begins like a formula.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from statistics import mode
from typing import IO, Any, TypeVar

from lib.domain.intake import LONGEST_STORY
from lib.domain.office_case import OfficeCase, RefusedCase, Unclear
from lib.sources.header import HEADER_WITHIN, LONGEST_HEADING, find_header
from lib.sources.intake_columns import COLUMNS, Columns
from lib.sources.intake_row import Row, case_of
from lib.sources.intake_template import EXAMPLE_MARK
from lib.sources.rows import (
    MOST_BLANK,
    MOST_HEADINGS,
    SUFFIXES,
    cell_text,
    is_lines_of_json,
    raising,
    records_of,
    sheets_of,
    squeezed_name,
)
from lib.sources.shapes import one_line
from lib.sources.workbook import UnreadableTableError

_T = TypeVar("_T")

_LOOKED_AT = 300
_MOST_ROWS = 2_000
_MOST_UNPACKED = 256 * 2**20


class IntakeTableError(Exception):
    """The file as a whole is no table of intakes; the message is a sentence for the person."""


def is_intake_table(name: str) -> bool:
    """True for a file name that may be a table of intakes."""
    return Path(name).suffix.lower() in SUFFIXES


class Intakes(Iterator[OfficeCase | RefusedCase]):
    """Every case of a table, as `read_intakes` says; `unread` grows as they are read."""

    def __init__(self, name: str, file: IO[bytes], today: date) -> None:
        self._columns: list[Columns] = []
        self._held: dict[str, None] = {}
        self.rows_of_code: dict[str, list[int]] = {}
        """The rows that have each code, also those that were refused."""
        self._all = self._each(name, file, today)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of the columns that hold something and are not read, so far, each once."""
        return tuple(self._held)

    def __next__(self) -> OfficeCase | RefusedCase:
        return next(self._all)

    def _each(self, name: str, file: IO[bytes], today: date) -> Iterator[OfficeCase | RefusedCase]:
        seen: dict[str, tuple[int, tuple[str, ...]]] = {}
        try:
            for count, row in enumerate(_rows(name, file, today)):
                if count >= _MOST_ROWS:
                    yield RefusedCase(
                        row.number, f"한 번에 {_MOST_ROWS:,}행까지 읽습니다. 파일을 나누어 주세요."
                    )
                    return
                self._held |= dict.fromkeys(row.unread)
                if code := one_line(cell_text(row.values.get("code"))):
                    self.rows_of_code.setdefault(code, []).append(row.number)
                yield _numbered_once(row.problem or case_of(row, today), row.number, seen)
        except UnreadableTableError as error:
            raise IntakeTableError(str(error)) from error


def read_intakes(name: str, file: IO[bytes], today: date | None = None) -> Intakes:
    """Every case of a table of intakes as it stands there, and every row that cannot be used, in their order.

    The name's ending tells the format. Days without a year are the last such days before `today`, or before the case
    was told. Nothing is masked yet, and `code` is empty where the row gives none. Raises IntakeTableError, also after
    some rows.
    """
    if not is_intake_table(name):
        raise IntakeTableError("CSV, TSV, XLSX, JSONL 파일만 읽습니다. 옛 .xls 파일은 .xlsx로 저장해 주세요.")
    return Intakes(name, file, today or date.today())


def read_whole(
    name: str, file: IO[bytes], today: date
) -> tuple[list[OfficeCase], list[RefusedCase], tuple[str, ...]]:
    """The cases of a table, the rows that cannot be used, and the headings that are not read.

    Where a table breaks off, the row behind the last is refused for it. Raises IntakeTableError where no case stands
    before that.
    """
    cases: list[OfficeCase] = []
    refused: list[RefusedCase] = []
    table = read_intakes(name, file, today)
    try:
        for each in table:
            if isinstance(each, OfficeCase):
                cases.append(each)
            else:
                refused.append(each)
    except IntakeTableError as error:
        if not cases:
            raise
        last = max([*(each.row for each in cases), *(each.row for each in refused)])
        refused.append(RefusedCase(last + 1, str(error)))
    return [_with_shared_code(case, table.rows_of_code) for case in cases], refused, table.unread


# Whose the code is has to be looked up of both rows: one is refused, the other is told.
def _with_shared_code(case: OfficeCase, rows_of_code: Mapping[str, Sequence[int]]) -> OfficeCase:
    others = [row for row in rows_of_code.get(case.code, ()) if row != case.row] if case.code else []
    if not others:
        return case
    rows = ", ".join(f"{row}행" for row in others)
    why = f"{rows}에도 같은 코드가 있습니다. 누구의 것인지 확인해 주세요"
    return replace(case, unclear=(*case.unclear, Unclear("code", COLUMNS["code"][0], case.code, why)))


# Of two rows with one code the first counts: which of them is meant nobody can tell.
def _numbered_once(
    read: OfficeCase | str, row: int, seen: dict[str, tuple[int, tuple[str, ...]]]
) -> OfficeCase | RefusedCase:
    if isinstance(read, str):
        return RefusedCase(row, read)
    client = read.parties.get("client", ())
    if read.code and (first := seen.setdefault(read.code, (row, client)))[0] != row:
        whose = "같은데 사람이 다릅니다" if client and first[1] and client != first[1] else "같습니다"
        return RefusedCase(row, f"사건 코드가 {first[0]}행과 {whose}. 코드를 고치거나 한 행을 지워 주세요.")
    return read


# --- the rows of each format ---------------------------------------------------------------------


def _rows(name: str, file: IO[bytes], today: date) -> Iterator[Row]:
    if is_lines_of_json(name):
        yield from _of_records(records_of(file), today)
        return
    lacking: UnreadableTableError | None = None
    is_read = False
    # A cover or a list of contents may stand before the sheet with the cases.
    for sheet in sheets_of(name, file, _MOST_UNPACKED, formulas=True, knows=_are_headings):
        rows = ((number, _unbroken(cells)) for number, cells in sheet.rows)
        if is_read:
            with suppress(UnreadableTableError):
                if _holds_cases(
                    [(n, cells) for n, cells in islice(rows, HEADER_WITHIN) if isinstance(cells, list)]
                ):
                    yield Row(1, {}, problem=_ANOTHER_SHEET.format(sheet.name))
            continue
        try:
            for row in _below_header(rows, today, is_text=not sheet.name):
                is_read = True
                yield row
        except _NoHeaderError as error:
            lacking = lacking or error
    if lacking and not is_read:
        raise lacking


class _NoHeaderError(UnreadableTableError):
    """A sheet has no headings of intakes."""


_ANOTHER_SHEET = "‘{}’ 시트에도 사건이 있습니다. 처음 시트만 읽었으니 시트마다 파일로 나누어 주세요."


# Cells of a workbook keep the line ends of Windows.
def _unbroken(cells: list[str] | str) -> list[str] | str:
    return cells if isinstance(cells, str) else [cell.replace("\r", "") for cell in cells]


def _holds_cases(top: Sequence[tuple[int, list[str]]]) -> bool:
    found = _header(top)
    return (
        found is not None
        and Columns(found[0]).are_a_header
        and any(number > found[1] and any(cell.strip() for cell in cells) for number, cells in top)
    )


def _are_headings(cells: Sequence[str]) -> bool:
    return _sureness(cells) > 0


def _of_records(records: Iterator[tuple[int, Mapping[str, Any] | str]], today: date) -> Iterator[Row]:
    first, rest = _ahead(records, _LOOKED_AT)
    samples = [_flat(record) for _number, record in first if not isinstance(record, str)]
    keys = list(dict.fromkeys(key for record in samples for key in record))
    cells = [[cell_text(record.get(key)) for key in keys] for record in samples]
    columns = Columns(keys, cells, today)
    _tells(columns, cells)
    for number, record in chain(first, rest):
        if isinstance(record, str):
            yield Row(number, {}, problem=record)
            continue
        flat = _flat(record)
        if unknown := [key for key in flat if key not in columns.headings]:
            columns = Columns([*columns.headings, *unknown], (), today)
        values = {
            field: flat[key]
            for key, field in zip(columns.headings, columns.fields, strict=True)
            if field and flat.get(key) is not None
        }
        if not _is_example(values):
            told = [cell_text(flat.get(key)) for key in columns.headings]
            unread, notes = columns.unread([bool(cell.strip()) for cell in told]), columns.notes(told)
            yield Row(
                number,
                values,
                unread,
                _too_long(notes),
                _known(columns),
                notes,
                columns.assignee(told),
                columns.note(told),
                *columns.signed(told),
            )


# A set of intakes may have the form that the other commands take under a name of its own.
def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    nested = record.get("intake")
    if not isinstance(nested, dict):
        return dict(record)
    return {**nested, **{key: value for key, value in record.items() if key != "intake"}}


def _known(columns: Columns) -> frozenset[str]:
    return frozenset(field for field in columns.fields if field)


def _ahead(rows: Iterator[_T], most: int) -> tuple[list[_T], Iterator[_T]]:
    """The first rows and the rest; what breaks among the first is raised where the rest begins."""
    first: list[_T] = []
    try:
        first.extend(islice(rows, most))
    except UnreadableTableError as error:
        return first, raising(error)
    return first, rows


def _below_header(rows: Iterator[tuple[int, list[str] | str]], today: date, is_text: bool) -> Iterator[Row]:
    top: list[tuple[int, list[str]]] = []
    kept: list[tuple[int, list[str] | str]] = []
    # What breaks before a header was found is told of the file.
    for number, cells in islice(rows, HEADER_WITHIN):
        if isinstance(cells, str):
            if not top or not (_header(top) or _bare_header(top)):
                raise UnreadableTableError(f"{number}행을 읽지 못했습니다. {cells}")
            kept.append((number, cells))
            break
        if len(cells) > MOST_HEADINGS:
            raise UnreadableTableError(
                f"열이 너무 많은 표입니다({len(cells):,}열, 한도 {MOST_HEADINGS:,}열)."
            )
        top.append((number, cells))
    found = _header(top) or _bare_header(top)
    if not found:
        raise _NoHeaderError(_NO_HEADER if any(any(cells) for _, cells in top) else "빈 표입니다.")
    headings, last = found
    below: list[tuple[int, list[str] | str]] = [each for each in top if each[0] > last]
    first, rest = _ahead(chain(below, kept, rows), _LOOKED_AT)
    samples = [cells for _number, cells in first if not isinstance(cells, str)]
    columns = Columns(headings, samples, today)
    _tells(columns, samples)
    widths = [len(cells) for cells in samples if any(cell.strip() for cell in cells)]
    # Rows that all end with a comma are as wide; of a few wider ones the cells were pushed aside.
    are_wider = bool(widths) and 2 * widths.count(most := mode(widths)) > len(widths)
    usual = (max(len(headings), most) if are_wider else len(headings)) if widths and is_text else None
    yield from _values(columns, chain(first, rest), usual)


# Nobody can advise on a table in which nothing is told: that is one refusal, not one of every row.
def _tells(columns: Columns, samples: Sequence[Sequence[str]]) -> None:
    if samples and not _TELLING.intersection(columns.fields):
        raise _NoHeaderError(_NO_STORY)


_TELLING = frozenset({"story", "diagnoses", "denial_reason"})
_NO_STORY = "의뢰인이 말한 내용이 적힌 열을 찾지 못했습니다. 그 열의 머리글을 ‘이야기’로 고치거나 양식을 내려받아 옮겨 주세요."
_NO_HEADER = "머리글을 찾지 못했습니다. ‘이야기’, ‘진단명’, ‘거절 이유’ 같은 열 이름이 있어야 합니다. 양식을 내려받아 보세요."
_OF_TWO_ROWS = 60


# The headings, one row or two of them, and the number of their last row: the surest of the first rows.
def _header(top: Sequence[tuple[int, list[str]]]) -> tuple[list[str], int] | None:
    return find_header(top, _sureness, _sureness_of_two, _OF_TWO_ROWS)


def _sureness(cells: Sequence[str]) -> float:
    if any(_OF_A_ROW.search(cell) for cell in cells):
        return 0.0
    one = Columns(cells)
    return one.sureness if one.are_a_header or "story" in one.fields else 0.0


def _sureness_of_two(both: Sequence[str]) -> float:
    two = Columns(both)
    return two.sureness if two.are_a_header else 0.0


# Days and numbers stand in rows, not in headings.
_OF_A_ROW = re.compile(r"\d{1,4}\s?[./-]\s?\d{1,2}(?!\d)|\d{3,4}-\d{4}|\d{6,}")
_LEAST_HEADINGS = 3


# Headings of which none is known: the first of the rows with the most cells of a few words, none twice.
def _bare_header(top: Sequence[tuple[int, list[str]]]) -> tuple[list[str], int] | None:
    most = max((sum(bool(cell.strip()) for cell in cells) for _, cells in top), default=0)
    for number, cells in top[:-1]:
        told = [cell.strip() for cell in cells if cell.strip()]
        are_short = all(len(cell) <= LONGEST_HEADING and not re.search(r"\d{2}", cell) for cell in told)
        if len(told) >= max(_LEAST_HEADINGS, most - 1) and are_short and len(set(told)) == len(told):
            return cells, number
    return None


def _values(
    columns: Columns, rows: Iterator[tuple[int, list[str] | str]], usual: int | None
) -> Iterator[Row]:
    blank = 0
    known = _known(columns)
    for number, cells in rows:
        if isinstance(cells, str):
            yield Row(number, {}, problem=cells)
            continue
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > MOST_BLANK:
                return
            continue
        blank = 0
        values = {
            field: cell for field, cell in zip(columns.fields, cells, strict=False) if field and cell.strip()
        }
        if _is_example(values):
            continue
        unread = columns.unread([bool(cell.strip()) for cell in cells])
        problem = _no_case(columns, cells, values)
        if usual and len(cells) > usual:
            problem = problem or _TOO_MANY.format(len(cells))
        notes = columns.notes(cells)
        yield Row(
            number,
            values,
            unread,
            problem or _too_long(notes),
            known,
            notes,
            columns.assignee(cells),
            columns.note(cells),
            *columns.signed(cells),
        )


# Why a row is no case whatever its cells say; empty where it may be one.
def _no_case(columns: Columns, cells: Sequence[str], values: Mapping[str, str]) -> str:
    told = [cell.strip() for cell in cells if cell.strip()]
    again = max(
        columns.again(cells),
        sum(
            bool(cell.strip()) and squeezed_name(cell) == squeezed_name(heading)
            for cell, heading in zip(cells, columns.headings, strict=False)
        ),
    )
    if again >= _LEAST_AGAIN and again * 2 >= len(told):
        return "머리글이 다시 나온 줄입니다."
    if not any(values.get(field) for field in ("story", "diagnoses", "denial_reason")) and any(
        _SUM.search(cell) for cell in told
    ):
        return _IS_SUM
    if any(_SUM_ALONE.fullmatch(cell) for cell in told) and max(map(len, told)) < _LONG:
        return _IS_SUM
    if any(cell.strip() for cell in cells[len(columns.headings) :]):
        return _TOO_MANY.format(len(cells))
    if (
        len(told) <= _FEW
        and len(columns.headings) > 2 * _FEW
        and any(_TO_A_COLLEAGUE.search(cell) for cell in told)
    ):
        return "동료에게 남긴 쪽지로 보입니다. 사건이 아닙니다."
    who = f"{cell_text(values.get('client'))} {cell_text(values.get('company'))}"
    if _PRACTICE.search(cell_text(values.get("story"))) or _OF_PRACTICE.search(who):
        return "연습으로 적은 줄로 보입니다. 사건이 아닙니다."
    return ""


_TOO_MANY = "칸이 머리글보다 많습니다({}칸): 따옴표가 빠졌거나 칸이 밀렸을 수 있습니다."
_FEW = 3
_TO_A_COLLEAGUE = re.compile(
    r"옮겨\s?적|적을게요|(?:여기|이\s?줄|요기)\s?(?:아래|위|부터|까지)|입력(?:할게|해\s?주세요|해\s?놓)|포스트잇|(?:과장|실장|주임|노무사|국장|대리|부장)님[~,!]"
)
_PRACTICE = re.compile(r"(?:테스트|연습|시험)\s?(?:입력|용|삼아|데이터)|(?:지울|삭제할)\s?것")
_OF_PRACTICE = re.compile(r"\((?:연습|테스트|예시|샘플)\)|테스트\s?(?:회사|업체|사업장|고객)|^테스트")


def _too_long(notes: Sequence[str]) -> str:
    longest = max(map(len, notes), default=0)
    return f"한 칸이 너무 깁니다({longest:,}자, 한도 {LONGEST_STORY:,}자)." if longest > LONGEST_STORY else ""


_LEAST_AGAIN = 2
_IS_SUM = "합계를 적은 줄입니다. 사건이 아닙니다."
_SUM_ALONE = re.compile(r"(?:\d{1,2}월\s?)?(?:분\s?)?(?:[소합총누]\s?)?계\.?|(?:sub)?total", re.IGNORECASE)
_LONG = 40
_SUM = re.compile(
    r"(?:^|\s)(?:소|합|총|누|중간\s?합)\s?계(?=$|[\s:(])|^(?:총|모두)\s?\d+\s?[건명]|^(?:sub)?total\b",
    re.IGNORECASE,
)


def _is_example(values: Mapping[str, Any]) -> bool:
    return cell_text(values.get("code")).strip().startswith(EXAMPLE_MARK)
