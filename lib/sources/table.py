"""Rulings in a table: CSV, XLSX or JSONL, one ruling to the row.

Columns are recognised by the Korean names and by those of the public services, whatever their
case and spacing; unknown columns are passed over. What a row lacks or has wrong is told with the
row's number as a spreadsheet shows it (the header is row 1; in JSONL the first line is row 1).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from lib.domain.ruling import Precedent
from lib.sources.archive import Found, Refused, broken, shown
from lib.sources.responses import plain
from lib.sources.rows import (
    MOST_UNPACKED,
    SUFFIXES,
    NumberedCells,
    NumberedRecord,
    UnreadableTableError,
    cell_text,
    cells_of,
    is_lines_of_json,
    records_of,
    squeezed_name,
)
from lib.sources.shapes import address_of, number_of, one_line, problem_of, serial_of
from lib.text.numbers import read_date

SOURCE = "table"

_COLUMNS: Mapping[str, frozenset[str]] = {
    "case_number": frozenset({"사건번호", "accnum", "casenumber", "caseno"}),
    "court": frozenset({"법원명", "법원", "선고법원", "courtname", "court"}),
    "title": frozenset({"사건명", "title", "casename"}),
    "text": frozenset(
        {"판결문", "판례내용", "판결내용", "판결문내용", "전문", "본문", "noncontent", "text", "content"}
    ),
    "decided_on": frozenset({"선고일자", "선고일", "판결일", "판결일자", "decidedon", "date"}),
    "source_serial": frozenset({"판례일련번호", "판례정보일련번호", "일련번호", "serial", "sourceserial"}),
    "source_url": frozenset({"출처", "판례상세링크", "원문링크", "링크", "url", "sourceurl"}),
    "kind_a": frozenset({"결과유형", "판결결과", "결과", "kinda"}),
    "kind_b": frozenset({"사건유형", "kindb"}),
    "kind_c": frozenset({"사고질병구분", "사고질병", "질병구분", "kindc"}),
}
# A spreadsheet that was formatted to its last row has a million of them.
_MOST_BLANK = 5_000

# A row's number and its cells by field, or why it cannot be read.
_Row = tuple[int, Mapping[str, str] | str]


def is_table(name: str) -> bool:
    """True for a file name this source reads."""
    return Path(name).suffix.lower() in SUFFIXES


def read_table(path: Path) -> Iterator[Found | Refused]:
    """Every ruling of a table file, and every refused row with its reason. Never raises."""
    try:
        with path.open("rb") as file:
            yield from read_stream(path.name, file)
    except OSError as error:
        yield Refused(path.name, f"읽을 수 없습니다: {error.strerror or error}")


def read_stream(name: str, file: IO[bytes], most: int = MOST_UNPACKED) -> Iterator[Found | Refused]:
    """The same for an open binary file; the name's ending tells the format."""
    now = datetime.now(UTC)
    try:
        for number, cells in _rows(name, file, most):
            place = f"{shown(name)} {number}행"
            if isinstance(cells, str):
                yield Refused(place, cells)
            else:
                yield _read_row(place, cells, now)
    except UnreadableTableError as error:
        yield Refused(shown(name), str(error))


# One row that cannot be read costs no other.
def _read_row(place: str, cells: Mapping[str, str], now: datetime) -> Found | Refused:
    try:
        return _ruling(place, cells, now)
    except Exception as error:
        return Refused(place, broken(error))


def _ruling(place: str, cells: Mapping[str, str], now: datetime) -> Found | Refused:
    line = {name: one_line(cells.get(name, "")) for name in _COLUMNS if name != "text"}
    case_number, court = number_of(line["case_number"]), line["court"]
    text = plain(cells.get("text", ""))
    others = (line[name] for name in ("title", "source_url", "kind_a", "kind_b", "kind_c"))
    if problem := problem_of(case_number, court, *others, text=text):
        return Refused(place, problem)
    try:
        decided_on = read_date(line["decided_on"])
    except ValueError:
        return Refused(place, f"선고일자가 날짜가 아닙니다: {line['decided_on'][:40]}")
    serial = serial_of(line["source_serial"])
    return Found(
        place,
        Precedent(
            case_number=case_number,
            court=court,
            title=line["title"],
            source=SOURCE,
            text=text,
            decided_on=decided_on,
            source_serial=serial,
            source_url=address_of(serial, line["source_url"]),
            kind_a=line["kind_a"] or None,
            kind_b=line["kind_b"] or None,
            kind_c=line["kind_c"] or None,
            fetched_at=now,
        ),
    )


# --- rows of each format -------------------------------------------------------------------------


def _rows(name: str, file: IO[bytes], most: int) -> Iterator[_Row]:
    if is_lines_of_json(name):
        return _jsonl(records_of(file))
    return _below_header(cells_of(name, file, most))


def _below_header(rows: Iterator[NumberedCells]) -> Iterator[_Row]:
    fields: list[str | None] = []
    blank: list[int] = []
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, cells
        elif not any(cell.strip() for cell in cells):
            # Blank rows at the end are no rows; one in the middle is.
            blank.append(number)
            if len(blank) > _MOST_BLANK:
                yield number, f"빈 행이 {_MOST_BLANK:,}개 넘게 이어져 그 뒤는 읽지 않았습니다."
                break
        elif not fields:
            fields, blank = _fields(cells), []
        else:
            yield from ((empty, "빈 행입니다.") for empty in blank)
            blank = []
            yield number, _cells(fields, cells)
    if not fields:
        raise UnreadableTableError("빈 표입니다.")


def _cells(fields: list[str | None], cells: list[str]) -> Mapping[str, str] | str:
    if any(cell.strip() for cell in cells[len(fields) :]):
        return f"칸이 머리글보다 많습니다({len(cells)}칸): 따옴표가 빠졌을 수 있습니다."
    return {field: cell for field, cell in zip(fields, cells, strict=False) if field}


def _fields(header: Iterable[str]) -> list[str | None]:
    fields = [_field(cell) for cell in header]
    # Two columns of one meaning would silently hide each other: the first counts.
    fields = [field if field not in fields[:place] else None for place, field in enumerate(fields)]
    missing = [
        name for name, field in (("사건번호", "case_number"), ("법원명", "court")) if field not in fields
    ]
    if missing:
        raise UnreadableTableError(f"머리글에서 {', '.join(missing)} 열을 찾지 못했습니다.")
    return fields


def _field(name: str) -> str | None:
    squeezed = squeezed_name(name)
    return next((field for field, names in _COLUMNS.items() if squeezed in names), None)


def _jsonl(records: Iterator[NumberedRecord]) -> Iterator[_Row]:
    for number, document in records:
        if isinstance(document, str):
            yield number, document
            continue
        # Of two columns of one meaning the first counts.
        named = [(_field(name), cell_text(value)) for name, value in document.items()]
        yield number, {field: cell for field, cell in reversed(named) if field}
