"""The rows of a table file, whatever is in them: CSV, TSV, XLSX, JSONL.

What a file is, its content says: names are often wrong. A row's number is the one a spreadsheet shows (the first is
row 1; in JSONL the first line is).
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import IO, Any

from lib.sources.header import HEADER_WITHIN
from lib.sources.workbook import OF_1900, NumberedCells, Sheet, UnreadableTableError, read_workbook
from lib.text.documents import read_json
from lib.text.encoding import decoded_lines
from lib.text.said import said
from lib.text.spelling import plain, whole

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson"})
"""File names that mean a table."""

MOST_UNPACKED = 2 * 2**30
"""How many bytes a spreadsheet may unpack to."""
MOST_BLANK = 5_000
"""Blank rows in a row after which a table is at its end: one that was formatted to its last row has a million of them."""
MOST_HEADINGS = 500
"""Cells of a row that may hold headings; a table has some twenty, and to look at more takes seconds."""
_LONGEST_CELL = 4_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"

NumberedRecord = tuple[int, Mapping[str, Any] | str]
"""A line's number and what it says by name, or why it cannot be read."""

Knows = Callable[[Sequence[str]], bool]
"""Whether some cells are headings that are known."""


def is_lines_of_json(name: str) -> bool:
    """True for the name of a file whose every line is a JSON object."""
    return Path(name).suffix.lower() in (".jsonl", ".ndjson")


def sheets_of(
    name: str,
    file: IO[bytes],
    most: int = MOST_UNPACKED,
    formulas: bool = False,
    knows: Knows | None = None,
    spend: Callable[[int], None] | None = None,
    times: bool = False,
) -> Iterator[Sheet]:
    """The sheets of a table, one of a CSV or TSV file; each is to be read before the next.

    `most`: bytes that a workbook may unpack to, of which `spend` is told. `formulas`: a cell of a workbook that holds
    a formula without a result is given as it was written, where it is else empty. `knows` tells which mark parts the
    cells of a text: the one that gives known headings. `times`: days of a workbook come with their time of day. Raises
    UnreadableTableError, as the rows do, also after some.
    """
    begins = file.read(_BEGINNING)
    file.seek(0)
    is_named_so = name.lower().endswith(".xlsx")
    if begins.startswith(_ZIP) or (is_named_so and (begins.startswith(_ZIP[:2]) or not begins.strip())):
        yield from read_workbook(file, most, formulas, spend, times)
        return
    if problem := _other_format(begins):
        raise UnreadableTableError(problem)
    with _lines(file) as lines:
        yield Sheet("", _csv(lines, name.lower().endswith(".tsv"), knows), OF_1900)


_BEGINNING = 4096


# What a file is that is no table we read (a sentence for the person), by how it begins; empty where it may be one.
def _other_format(begins: bytes) -> str:
    if begins.startswith(_OLE):
        return said("암호가 걸렸거나 옛 형식(.xls)인 파일입니다. 암호를 풀고 .xlsx로 다시 저장해 주세요.")
    if _PAGE.match(begins):
        return said("웹 화면(HTML)을 표로 저장한 파일입니다. 엑셀에서 열어 .xlsx로 다시 저장해 주세요.")
    return ""


_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|meta|table|\?xml)", re.IGNORECASE)


def records_of(file: IO[bytes]) -> Iterator[NumberedRecord]:
    """The objects of a file of JSON lines, blank lines left out. Raises UnreadableTableError."""
    with _lines(file) as lines:
        first = next(lines, "")
        lines = chain([first], lines)
        # Programs write a list of objects over many lines, too.
        if first.removeprefix("\ufeff").strip() == "[":
            lines = _items(lines)
        for number, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            try:
                document = read_json(text.removeprefix("\ufeff"), strict=False)
            except RecursionError:
                yield number, said("괄호가 너무 깊이 겹쳐 있어 읽을 수 없습니다.")
            except ValueError:
                yield number, said("JSON이 아닙니다.")
            else:
                yield number, document if isinstance(document, dict) else said("JSON 객체가 아닙니다.")


# The objects of a list of JSON, each as a line; the lines as they stand where it is none.
def _items(lines: Iterator[str]) -> Iterator[str]:
    written = list(lines)
    try:
        items = read_json("".join(written).removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return iter(written)
    return (json.dumps(item) for item in items)


def raising(error: Exception) -> Iterator[Any]:
    """Rows that break off at once, for what broke among the first is told where the rest begins."""
    raise error
    yield


def squeezed_name(name: str) -> str:
    """The name of a column as it is compared: plain, in lower case, without spaces and marks."""
    return re.sub(r"[\s_\-·/()]", "", plain(name)).lower()


def cell_text(value: object) -> str:
    """What a value of JSON says, as text; days as 2026-01-31."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return whole(str(value))


# --- text ----------------------------------------------------------------------------------------


def _csv(lines: Iterator[str], is_tsv: bool, knows: Knows | None) -> Iterator[NumberedCells]:
    # The module's own limit of 131,072 characters is shorter than a long ruling.
    csv.field_size_limit(_LONGEST_CELL)
    first = next(lines, "").removeprefix("\ufeff")
    # A line for Excel that says what parts the cells, which Excel does not show.
    if told := _SEPARATOR.match(first):
        delimiter = told[1]
    else:
        top = [first, *islice(lines, _LOOKED_AT)]
        lines = chain(top, lines)
        delimiter = _delimiter(top, is_tsv, knows)
    record: list[str] = []
    has_ended = False

    def noted(lines: Iterator[str]) -> Iterator[str]:
        nonlocal has_ended
        for line in lines:
            record.append(line)
            yield line
        has_ended = True

    reader, unclosed, usual = csv.reader(noted(lines), delimiter=delimiter), 0, 0
    for number in count(1):
        record.clear()
        try:
            cells = next(reader)
            # A quotation mark that is never closed takes all that follows into its cell, up to the end.
            if has_ended and unclosed < _MOST_UNCLOSED:
                unclosed, has_ended = unclosed + 1, False
                yield number, said("따옴표가 닫히지 않은 줄입니다. 닫고 다시 불러와 주세요.")
                lines = chain(record[1:], lines)
                reader = csv.reader(noted(lines), delimiter=delimiter)
                continue
            # What follows such a row are lines of its text, until one has the cells of a row again.
            if not unclosed:
                usual = len(cells)
            if not unclosed or len(cells) == usual:
                yield number, cells
        except StopIteration:
            return
        except csv.Error as error:
            yield number, said("CSV로 읽을 수 없습니다: {why}", why=str(error))


_MOST_UNCLOSED = 20
_SEPARATOR = re.compile(r'"?sep=([^\r\n"])"?[\s,;|]*$', re.IGNORECASE)
_DELIMITERS = ",;\t|"
_LOOKED_AT = 300


# What parts the cells: what makes known headings, else what gives most rows of one width.
def _delimiter(top: Sequence[str], is_tsv: bool, knows: Knows | None) -> str:
    most: str = "\t" if is_tsv else max(_DELIMITERS, key=top[0].count)
    best, rows_of_a_width = most, 0
    for delimiter in [most, *(each for each in _DELIMITERS if each != most)]:
        rows = _parsed(top, delimiter)
        if knows and any(len(row) <= MOST_HEADINGS and knows(row) for row in rows):
            return delimiter
        widths = [len(row) for row in rows if len(row) > 1]
        same = max(map(widths.count, widths), default=0)
        if not is_tsv and same > rows_of_a_width:
            best, rows_of_a_width = delimiter, same
    return most if most in top[0] else best


def _parsed(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(csv.reader(lines, delimiter=delimiter), HEADER_WITHIN))
    return rows


# The lines of a text file; line ends inside of a quoted cell belong to the row.
@contextmanager
def _lines(file: IO[bytes]) -> Iterator[Iterator[str]]:
    lines = decoded_lines(file)
    if lines is None:
        raise UnreadableTableError(said("글자 인코딩이 UTF-8도 CP949도 UTF-16도 아닙니다."))
    with closing(lines):
        yield (line.replace("\0", "") for line in lines)
