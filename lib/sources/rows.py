"""The rows of a table file, whatever is in them: CSV, TSV, XLSX, JSONL.

A row's number is the one a spreadsheet shows (the first is row 1; in JSONL the first line is).
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import date, datetime
from itertools import chain, count, repeat
from pathlib import Path
from typing import IO, Any

from lib.sources.archive import unpacking_problem
from lib.sources.encoding import decode
from lib.sources.workbook import WorkbookTooLargeError, open_workbook
from lib.text.spelling import plain, whole

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson"})
"""File names that mean a table."""

MOST_UNPACKED = 2 * 2**30
"""How many bytes a spreadsheet may unpack to."""
_LONGEST_CELL = 4_000_000

# How a file of old Office begins, and one of new Office that is locked with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NumberedCells = tuple[int, list[str] | str]
"""A row's number and its cells in order, or why it cannot be read."""
NumberedRecord = tuple[int, Mapping[str, Any] | str]
"""A line's number and what it says by name, or why it cannot be read."""


class UnreadableTableError(Exception):
    """The file as a whole cannot be read as a table; the message is a sentence for the person."""


def is_lines_of_json(name: str) -> bool:
    """True for the name of a file whose every line is a JSON object."""
    return Path(name).suffix.lower() in (".jsonl", ".ndjson")


def cells_of(
    name: str, file: IO[bytes], most: int = MOST_UNPACKED, formulas: bool = False
) -> Iterator[NumberedCells]:
    """The rows of a CSV, TSV or XLSX file, the blank ones too; the name's ending tells the format.

    `formulas`: a cell of a spreadsheet that holds a formula without a result is given as it was written, where it is
    else empty. Raises UnreadableTableError, also after some rows.
    """
    suffix = Path(name).suffix.lower()
    return _xlsx(file, most, formulas) if suffix == ".xlsx" else _csv(_lines(file), suffix)


def records_of(file: IO[bytes]) -> Iterator[NumberedRecord]:
    """The objects of a file of JSON lines, blank lines left out. Raises UnreadableTableError."""
    for number, text in enumerate(_lines(file), start=1):
        if not text.strip():
            continue
        try:
            document = json.loads(text, strict=False)
        except RecursionError:
            yield number, "괄호가 너무 깊이 겹쳐 있어 읽을 수 없습니다."
        except ValueError:
            yield number, "JSON이 아닙니다."
        else:
            yield number, document if isinstance(document, dict) else "JSON 객체가 아닙니다."


def squeezed_name(name: str) -> str:
    """The name of a column as it is compared: plain, in lower case, without spaces and marks."""
    return re.sub(r"[\s_\-·/()]", "", plain(name)).lower()


def cell_text(value: object) -> str:
    """What a cell or a value of JSON says, as text; days as 2026-01-31."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Excel keeps a carriage return in a cell as `_x000D_`.
    return whole(str(value)).replace("_x000D_", "")


def _csv(lines: Iterator[str], suffix: str) -> Iterator[NumberedCells]:
    first = next(lines, "")
    delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=first.count)
    # The module's own limit of 131,072 characters is shorter than a long ruling.
    csv.field_size_limit(_LONGEST_CELL)

    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    for number in count(1):
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"CSV로 읽을 수 없습니다: {error}"


def _xlsx(file: IO[bytes], most: int, formulas: bool) -> Iterator[NumberedCells]:
    number = 0
    try:
        if file.read(len(_OLE)) == _OLE:
            raise UnreadableTableError(
                "암호가 걸렸거나 옛 형식(.xls)인 파일입니다. 암호를 풀고 .xlsx로 다시 저장해 주세요."
            )
        file.seek(0)
        with zipfile.ZipFile(file) as packed:
            if problem := unpacking_problem(packed, most):
                raise UnreadableTableError(problem)
        with ExitStack() as opened:

            def rows(data_only: bool) -> Iterator[tuple[Any, ...]]:
                workbook = opened.enter_context(closing(open_workbook(file, data_only)))
                sheet = workbook.worksheets[0]
                # What some programs write as the sheet's size is wrong; read what is there.
                sheet.reset_dimensions()
                found: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
                return found

            written: Iterator[tuple[Any, ...]] = rows(data_only=False) if formulas else repeat(())
            for number, (row, raw) in enumerate(zip(rows(data_only=True), written, strict=False), start=1):
                cells = [cell_text(value) for value in row]
                for place, value in enumerate(raw[: len(cells)]):
                    if row[place] is None and value is not None:
                        cells[place] = cell_text(value)
                yield number, cells
    except UnreadableTableError:
        raise
    except WorkbookTooLargeError as error:
        raise UnreadableTableError(str(error)) from error
    # A broken workbook makes its reader fail in a dozen ways, none of which is named anywhere.
    except Exception as error:
        read = f" {number:,}행까지만 읽었습니다." if number else ""
        raise UnreadableTableError(f"XLSX 파일이 아니거나 손상되었습니다.{read}") from error


# The lines of a text file, UTF-8 or CP949; found out on the whole, because either may start in ASCII.
def _lines(file: IO[bytes]) -> Iterator[str]:
    try:
        text = decode(file.read())
    except UnicodeDecodeError:
        raise UnreadableTableError("글자 인코딩이 UTF-8도 CP949도 아닙니다.") from None
    # Line ends inside of a quoted cell belong to the row.
    return iter(io.StringIO(text, newline=""))
