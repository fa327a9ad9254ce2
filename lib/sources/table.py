"""Rulings in a table: CSV, XLSX or JSONL, one ruling to the row.

Columns are recognised by the Korean names and by those of the public services, whatever their case, spacing and
notes; unknown columns are passed over. Titles above the headings and sheets without rulings are passed over, too. What
a row lacks or has wrong is told with the row's number as a spreadsheet shows it (the first is row 1; in JSONL the first
line is).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO

from lib.domain.ruling import Precedent, cut_off
from lib.sources.found import Found, Refused, broken, shown
from lib.sources.header import HEADER_WITHIN, find_header
from lib.sources.responses import plain
from lib.sources.rows import (
    MOST_BLANK,
    MOST_UNPACKED,
    SUFFIXES,
    NumberedRecord,
    cell_text,
    is_lines_of_json,
    raising,
    records_of,
    sheets_of,
    squeezed_name,
)
from lib.sources.shapes import (
    address_of,
    court_of,
    day_of,
    day_unknown,
    lost_characters,
    number_of,
    one_line,
    problem_of,
    serial_of,
)
from lib.sources.workbook import OF_1900, NumberedCells, Sheet, UnreadableTableError
from lib.text.citations import cited_alone
from lib.text.said import said, sentence_of
from lib.text.spelling import LOST
from lib.text.spelling import plain as plain_form

SOURCE = "table"

MAY_BE_TABLES = SUFFIXES | {".txt", ".xls", ".ods"}
"""File names that may mean a table: what the file is, its content says."""

_COLUMNS: Mapping[str, frozenset[str]] = {
    "case_number": frozenset(
        {"사건번호", "판결번호", "사건", "법원및사건번호", "사건표시", "accnum", "casenumber", "caseno"}
    ),
    "court": frozenset(
        {"법원명", "법원", "선고법원", "선고법원명", "관할법원", "법원명칭", "courtname", "court"}
    ),
    "title": frozenset({"사건명", "사건이름", "사건명칭", "판례명", "제목", "title", "casename"}),
    "text": frozenset(
        {
            *(
                "판결문",
                "판례내용",
                "판결내용",
                "판결문내용",
                "판결문전문",
                "판결전문",
                "판례전문",
                "판결문본문",
            ),
            *("판결문원문", "전문", "본문", "원문", "noncontent", "text", "content", "fulltext"),
        }
    ),
    "decided_on": frozenset(
        {
            *("선고일자", "선고일", "선고날짜", "선고연월일", "선고년월일", "판결일", "판결일자", "판결날짜"),
            *("판결선고일", "판결선고일자", "decidedon", "decisiondate", "date"),
        }
    ),
    "source_serial": frozenset({"판례일련번호", "판례정보일련번호", "일련번호", "serial", "sourceserial"}),
    "source_url": frozenset({"출처", "판례상세링크", "원문링크", "링크", "url", "sourceurl"}),
    "kind_a": frozenset({"결과유형", "판결결과", "선고결과", "결과", "kinda"}),
    "kind_b": frozenset({"사건유형", "kindb"}),
    "kind_c": frozenset({"사고질병구분", "사고질병", "질병구분", "kindc"}),
}
_NEEDED = {"사건번호": "case_number", "법원명": "court"}
# What a row cannot be read without where it is there at all.
_NAMED = _NEEDED | {"판결문": "text"}

EXCEL_CELL = 32_767
"""Characters that a cell of a spreadsheet holds; what is longer was cut there, by whatever wrote it."""

_Fields = list[str | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's number and its cells by field, or why it cannot be read; of a whole sheet or file without a number.

    `sheet` is empty where the file has one sheet. `first_day` is what a day kept as a number counts from.
    """

    number: int | None
    cells: Mapping[str, str] | str
    sheet: str = ""
    first_day: date = OF_1900

    def place(self, file: str) -> str:
        """Where it stands, with the name of the file."""
        if self.sheet and self.number:
            return said("{file} ‘{sheet}’ 시트 {row}행", file=file, sheet=self.sheet, row=str(self.number))
        if self.sheet:
            return said("{file} ‘{sheet}’ 시트", file=file, sheet=self.sheet)
        return said("{file} {row}행", file=file, row=str(self.number)) if self.number else file


def is_table(name: str) -> bool:
    """True for a file name this source reads."""
    return Path(name).suffix.lower() in MAY_BE_TABLES


def read_stream(
    name: str,
    file: IO[bytes],
    most: int = MOST_UNPACKED,
    spend: Callable[[int], None] | None = None,
) -> Iterator[Found | Refused]:
    """Every ruling of an open table, and every refused row with its reason. Never raises.

    The content tells the format; only JSON lines go by the name.
    `most`: bytes that a workbook may unpack to, of which `spend` is told.
    """
    return _told_once(_each(shown(name), file, most, spend), shown(name))


def _each(
    name: str, file: IO[bytes], most: int, spend: Callable[[int], None] | None
) -> Iterator[Found | Refused]:
    now = datetime.now(UTC)
    any_row = False
    try:
        rows = _jsonl(records_of(file)) if is_lines_of_json(name) else _of_sheets(name, file, most, spend)
        for row in rows:
            any_row = True
            where = row.place(name)
            if isinstance(row.cells, str):
                yield Refused(where, row.cells)
            else:
                yield _read_row(where, row.cells, row.first_day, now)
    except UnreadableTableError as error:
        any_row = True
        yield Refused(name, sentence_of(error))
    # Nobody names all that a hostile file makes of its readers, and the next file is to be read.
    except Exception as error:
        any_row = True
        yield Refused(name, broken(error))
    if not any_row:
        yield Refused(name, _ONLY_HEADINGS)


_ONLY_HEADINGS = said("머리글만 있고 그 아래에 판례가 없습니다.")


# Where a file holds no ruling at all and every row for one reason, that is one reason.
def _told_once(items: Iterator[Found | Refused], place: str) -> Iterator[Found | Refused]:
    first = next(items, None)
    if not isinstance(first, Refused) or first.path == place:
        if first:
            yield first
        yield from items
        return
    same = [first]
    for item in items:
        if isinstance(item, Refused) and item.reason == first.reason:
            same.append(item)
            continue
        yield from same
        yield item
        yield from items
        return
    if len(same) < _MANY:
        yield from same
    else:
        yield Refused(
            place,
            said(
                "{n}줄 모두 같은 이유로 읽지 못했습니다. {reason}",
                n=f"{len(same):,}",
                reason=first.reason,
            ),
        )


_MANY = 3


# One row that cannot be read costs no other.
def _read_row(place: str, cells: Mapping[str, str], first_day: date, now: datetime) -> Found | Refused:
    try:
        return _ruling(place, cells, first_day, now)
    except Exception as error:
        return Refused(place, broken(error))


def _ruling(place: str, cells: Mapping[str, str], first_day: date, now: datetime) -> Found | Refused:
    line = {name: one_line(cells.get(name, "")) for name in _COLUMNS if name != "text"}
    case_number, court = number_of(line["case_number"]), court_of(line["court"])
    if not court:
        numbers = cited_alone(line["case_number"])
        court = numbers[0].court if numbers else ""
    # Programs that read workbooks leave a carriage return as its number.
    written = cells.get("text", "").replace("_x000D_", "\r")
    text = plain(written).replace("\r\n", "\n")
    others = (line[name] for name in ("title", "source_url", "kind_a", "kind_b", "kind_c"))
    if problem := problem_of(case_number, court, *others, text=text):
        return Refused(place, problem)
    decided_on = day_of(line["decided_on"], first_day)
    notes = []
    if line["decided_on"] and not decided_on:
        notes.append(day_unknown(line["decided_on"]))
    if _is_cut(written):
        text = cut_off(text, EXCEL_CELL)
        notes.append(_CUT)
    if lost := lost_characters(_SHOWN[name] for name, cell in cells.items() if LOST in cell):
        notes.append(lost)
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
        tuple(notes),
    )


# What a field is called in a sentence.
_SHOWN = {field: name for name, field in _NAMED.items()} | {
    "title": "사건명",
    "decided_on": "선고일자",
    "source_serial": "판례일련번호",
    "source_url": "출처",
    "kind_a": "판결결과",
    "kind_b": "사건유형",
    "kind_c": "질병구분",
}
_CUT = said(
    "판결문이 한 칸의 한도인 {n}자에서 잘려 있습니다. 뒷부분이 없으니 전문이 담긴 파일로 다시 넣어 주세요.",
    n=f"{EXCEL_CELL:,}",
)


# Spreadsheets count as UTF-16 does; a character of two units may not have fitted.
def _is_cut(text: str) -> bool:
    if not EXCEL_CELL // 2 < len(text) <= EXCEL_CELL:
        return False
    return len(text) == EXCEL_CELL or len(text.encode("utf-16-le", "replace")) // 2 in (
        EXCEL_CELL - 1,
        EXCEL_CELL,
    )


# --- rows of each format -------------------------------------------------------------------------


def _of_sheets(name: str, file: IO[bytes], most: int, spend: Callable[[int], None] | None) -> Iterator[_Row]:
    without: list[tuple[str, str]] = []
    count = 0
    # What breaks off within a sheet costs no other sheet.
    for sheet in sheets_of(name, file, most, formulas=True, knows=_is_header, spend=spend):
        count += 1
        try:
            yield from _of_sheet(sheet, without)
        except UnreadableTableError as error:
            yield _Row(None, sentence_of(error), _name_of(sheet))
    # A cover or a list of contents is no table of rulings; where no sheet is one, that is one reason.
    if len(without) == count:
        yield _Row(None, next((problem for _, problem in without if problem != _EMPTY), _EMPTY))
        return
    yield from (_Row(None, problem, name) for name, problem in without if problem == _WITHOUT_HEADINGS)


_EMPTY = said("빈 표입니다.")


def _name_of(sheet: Sheet) -> str:
    return "" if sheet.is_only else shown(sheet.name)


_WITHOUT_HEADINGS = said(
    "사건번호가 적혀 있지만 머리글이 없어 읽지 않았습니다. 첫 줄에 사건번호, 법원명 같은 열 이름을 넣어 주세요."
)


# The rows of a sheet; one without headings is put on the list of these, with what it lacks.
def _of_sheet(sheet: Sheet, without: list[tuple[str, str]]) -> Iterator[_Row]:
    top: list[tuple[int, list[str]]] = []
    before: list[tuple[int, str]] = []
    broke: UnreadableTableError | None = None
    filled = 0
    rows = sheet.rows
    try:
        for number, cells in rows:
            if isinstance(cells, str):
                before.append((number, cells))
                continue
            top.append((number, cells))
            filled += any(cell.strip() for cell in cells)
            if filled >= HEADER_WITHIN or len(top) > MOST_BLANK:
                break
    except UnreadableTableError as error:
        broke = error
    told = [(number, cells) for number, cells in top if any(cell.strip() for cell in cells)]
    found = find_header(told, _sureness, _sureness, 0)
    if found is None:
        if broke:
            raise broke
        without.append((sheet.name, _lacking(told)))
        return
    headings, last = found
    fields = _fields(headings)
    rest = chain((each for each in top if each[0] > last), raising(broke) if broke else rows)
    for number, problem in before:
        yield _Row(number, problem, _name_of(sheet))
    for number, row in _below(fields, headings, rest, bool(sheet.name)):
        yield _Row(number, row, _name_of(sheet), sheet.first_day)


def _below(
    fields: _Fields, headings: Sequence[str], rows: Iterable[NumberedCells], is_sheet: bool
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    blank: list[int] = []
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, cells
        elif not any(cell.strip() for cell in cells):
            # Blank rows at the end are no rows; one in the middle is.
            blank.append(number)
            if len(blank) > MOST_BLANK:
                yield (
                    number,
                    said("빈 행이 {n}개 넘게 이어져 그 뒤는 읽지 않았습니다.", n=f"{MOST_BLANK:,}"),
                )
                break
        else:
            yield from ((empty, said("빈 행입니다.")) for empty in blank)
            blank = []
            yield number, _cells(fields, headings, cells, is_sheet)


def _cells(
    fields: _Fields, headings: Sequence[str], cells: Sequence[str], is_sheet: bool
) -> Mapping[str, str] | str:
    # Right of the table of a spreadsheet stand notes; in a text, a comma too many moves all that follows it.
    if not is_sheet and any(cell.strip() for cell in cells[len(fields) :]):
        return said("칸이 머리글보다 많습니다({n}칸): 따옴표가 빠졌을 수 있습니다.", n=str(len(cells)))
    again = sum(
        bool(field) and cell.strip() == heading.strip()
        for field, cell, heading in zip(fields, cells, headings, strict=False)
    )
    if again >= len(_NEEDED):
        return said("머리글이 다시 나온 줄입니다.")
    read: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if is_sheet and field and cell.startswith("="):
            names = [name for name, needed in _NAMED.items() if needed == field]
            if names:
                return said(
                    "{column} 칸에 수식만 있고 값이 없습니다. 엑셀에서 열어 저장한 뒤 다시 불러와 주세요.",
                    column=names[0],
                )
            continue
        if field:
            # A text that goes on in another column.
            read[field] = read[field] + cell if field in read else cell
    return read


# What a sheet without headings lacks.
def _lacking(top: Sequence[tuple[int, Sequence[str]]]) -> str:
    if not top:
        return _EMPTY
    best = max((_fields(cells) for _, cells in top), key=lambda fields: len({*fields} - {None}))
    if len(top) > 1 and not any(best) and any(_names_a_case(cell) for _, cells in top for cell in cells):
        return _WITHOUT_HEADINGS
    return said("머리글에서 {columns} 열을 찾지 못했습니다.", columns=", ".join(_missing(best)))


# The names of the columns that have to be there, and of the text's where others are missing anyway.
def _missing(fields: Collection[str | None]) -> list[str]:
    missing = [name for name, field in _NAMED.items() if field not in fields]
    return [] if missing == ["판결문"] else missing


def _names_a_case(cell: str) -> bool:
    return len(cell) < _LONGEST_NUMBER and bool(cited_alone(cell))


_LONGEST_NUMBER = 60


# --- columns -------------------------------------------------------------------------------------


def _is_header(cells: Sequence[str]) -> bool:
    return _sureness(cells) > 0


# How many columns are known, where those are that every ruling needs.
def _sureness(cells: Sequence[str]) -> float:
    fields = {*_fields(cells)} - {None}
    needed = "case_number" in fields and ("court" in fields or len(fields) >= _ENOUGH)
    return float(len(fields)) if needed else 0.0


# The court may stand with the number.
_ENOUGH = 3


def _fields(header: Iterable[str]) -> _Fields:
    header = list(header)
    fields: _Fields = [None] * len(header)
    # Two columns of one meaning would silently hide each other: the first counts, and a whole name before a part.
    for read in (_field, _field_in_notes):
        for place, cell in enumerate(header):
            field = read(cell) if fields[place] is None else None
            if field and field not in fields:
                fields[place] = field
    if "text" in fields:
        for place, cell in enumerate(header):
            if fields[place] is None and _goes_on(cell):
                fields[place] = "text"
    return fields


def _field(name: str) -> str | None:
    if len(name) > _LONGEST_HEADING:
        return None
    squeezed = squeezed_name(name)
    return next((field for field, names in _COLUMNS.items() if squeezed in names), None)


_LONGEST_HEADING = 100


# A heading with a number before it, a mark or a note behind it, or another above it.
def _field_in_notes(name: str) -> str | None:
    if len(name) > _LONGEST_HEADING or _OF_ANOTHER.search(name):
        return None
    name = plain_form(name)
    bare = _MARKS.sub("", _NOTE.sub(" ", name))
    parts = (
        bare,
        *bare.splitlines()[:1],
        *bare.split(" ")[-1:],
        bare.split("/")[0],
        *_IN_BRACKETS.findall(name),
    )
    return next((field for part in parts if (field := _field(part))), None)


_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〕]*〕|<[^<>]*>|※.*|(?<=[가-힣])\s*[:：].*", re.DOTALL)
_MARKS = re.compile(
    r"^\s*(?:[\d①-⑳]{1,3}\s?[.)]?|[*★●■▶○□◇※•-])\s*|[*★●■▶○□◇•:▼▲↓↑.]+\s*$|(?<=[가-힣])1\s*$|[\"'“”‘’]"
)
_IN_BRACKETS = re.compile(r"^[A-Za-z_ ]{2,20}\(([^()]+)\)\s*$")
# A number of another ruling than the row's own.
_OF_ANOTHER = re.compile(r"원심|하급심|상급심|관련|연관|참조|전심|환송|병합된|[1-3]\s?심|항소|상고")


def _goes_on(name: str) -> bool:
    shorn = _NEXT.sub("", squeezed_name(name))
    return shorn != squeezed_name(name) and shorn in _COLUMNS["text"]


_NEXT = re.compile(r"(?:[2-9]|계속|이어서|뒷부분|하)$")


def _jsonl(records: Iterator[NumberedRecord]) -> Iterator[_Row]:
    for number, document in records:
        if isinstance(document, str):
            yield _Row(number, document)
            continue
        keys = tuple(document)
        cells = {
            field: cell_text(document[key])
            for key, field in zip(keys[::-1], _fields_of(keys)[::-1], strict=True)
            if field
        }
        number_tells = any(each.court for each in cited_alone(one_line(cells.get("case_number", ""))))
        missing = _missing(cells)
        if missing and not (number_tells and "case_number" in cells):
            yield _Row(number, said("{columns} 항목이 없습니다.", columns=", ".join(missing)))
        else:
            yield _Row(number, cells)


@lru_cache(maxsize=64)
def _fields_of(keys: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(_fields(keys))
