"""The sheets of an XLSX workbook, row by row.

Read from the parts themselves, and of these only what rows need: values, which numbers are days, which cells are
merged. So what is odd elsewhere (fonts, fills, themes, settings) refuses nothing, a sheet that breaks off gives the
rows before the break, and no more than a row is held at a time, wherever its cells say that they stand.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO
from xml.parsers import expat

from lib.sources.packed import chunks, unpacking_problem
from lib.text.said import said
from lib.text.spelling import whole

NumberedCells = tuple[int, list[str] | str]
"""A row's number and its cells in order, or why it cannot be read."""


class UnreadableTableError(Exception):
    """The file as a whole cannot be read as a table; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a table: its name (empty where the file has no sheets) and its rows, the blank ones too.

    `first_day` is what a day kept as a number counts from: day 0; `is_only`: the file has no other sheet. The rows may
    raise UnreadableTableError.
    """

    name: str
    rows: Iterator[NumberedCells]
    first_day: date
    is_only: bool = True


OF_1900, OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""What workbooks count days from; those of 1904 were made on a Mac."""

_LAST_ROW = 1_048_576
_WIDEST = 1_000
"""Columns that are read; no table that people make is wider."""
_MOST_MERGED, _WIDEST_MERGED = 100_000, 100
MOST_TAGS = 2_000_000
"""Beginnings of tags of all that is read: two to four a cell, and the strings once more."""
_LONGEST_BETWEEN = 8 * 2**20
"""Bytes between two tags, or of one: the parser reads a long one anew with every piece of it."""
# A workbook has some megabytes of small parts; what is no sheet is read whole.
_LARGEST_SMALL_PART = 16 * 2**20


def read_workbook(
    file: IO[bytes],
    most: int,
    formulas: bool = False,
    spend: Callable[[int], None] | None = None,
    times: bool = False,
) -> Iterator[Sheet]:
    """The sheets of a workbook in their order, the hidden ones too; each is to be read before the next.

    `formulas`: a cell that holds a formula without a result is given as it was written, where it is else empty.
    `times`: a day is given with its time of day, where it has one. Raises UnreadableTableError.
    """
    try:
        packed = zipfile.ZipFile(file)
    except Exception as error:
        raise UnreadableTableError(_DAMAGED) from error
    with packed:
        if problem := unpacking_problem(packed, most, spend, _LARGEST_SMALL_PART):
            raise UnreadableTableError(problem)
        book = _Book(packed)
        if not book.sheets:
            raise UnreadableTableError(book.other_format() or _DAMAGED)
        for name, part in book.sheets:
            yield Sheet(name, book.rows(part, formulas, times), book.first_day, len(book.sheets) == 1)


_DAMAGED = said("XLSX 파일이 아니거나 손상되었습니다. 다 받지 못했을 수 있으니 다시 받아 주세요.")
_BREAKS_OFF = said("XLSX 파일이 손상되어 {row}행까지만 읽었습니다.")


class _Book:
    """The parts of a workbook by their names, without regard to case and slashes."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._tags = 0
        self._parts = {_part_name(each.filename): each for each in packed.infolist()}
        self.first_day = OF_1900
        self.sheets = self._sheets()
        self._days = self._day_styles()
        self._strings: list[str] | None = None

    def other_format(self) -> str:
        """Which other format it is (a sentence for the person), or empty."""
        if "xl/workbook.bin" in self._parts:
            return said("엑셀 바이너리 형식(.xlsb)입니다. 엑셀에서 열어 .xlsx로 다시 저장해 주세요.")
        if "content.xml" in self._parts:
            return said("오픈오피스 형식(.ods)입니다. 열어서 .xlsx나 CSV로 다시 저장해 주세요.")
        return ""

    def rows(self, part: str, formulas: bool, times: bool = False) -> Iterator[NumberedCells]:
        """The rows of the sheet in this part. Raises UnreadableTableError, also after some rows."""
        number = 0
        try:
            if self._strings is None:
                self._strings = self._shared_strings()
            member = self._parts[part]
            reading = _SheetReading(
                self._strings, self._days, self.first_day, formulas, self._merged(member), times
            )
            for chunk in self._parsed(member, reading):
                yield from _numbered(chunk, number)
                number = chunk[-1][0] if chunk else number
        except UnreadableTableError:
            raise
        # A broken part makes its reader fail in a dozen ways, none of which is named anywhere.
        except Exception as error:
            problem = said(_BREAKS_OFF, row=f"{number:,}") if number else _DAMAGED
            raise UnreadableTableError(problem) from error

    # The rows of each chunk; where the part breaks off, those before the break are given first.
    def _parsed(
        self, member: zipfile.ZipInfo, reading: "_SheetReading"
    ) -> Iterator[list[tuple[int, list[str]]]]:
        parser = _parser(reading)
        try:
            for chunk in self._pieces(member):
                parser.Parse(chunk)
                yield reading.taken()
            parser.Parse(b"", True)
        except Exception:
            yield reading.taken()
            raise

    # (name, part) of each sheet; where the list of them cannot be read, every part that may be one.
    def _sheets(self) -> list[tuple[str, str]]:
        named = _Elements("sheet", "workbookPr")
        targets = _Elements("Relationship")
        self._read("xl/workbook.xml", named)
        self._read("xl/_rels/workbook.xml.rels", targets)
        by_id = {each.get("Id", ""): each.get("Target", "") for each in targets.found["Relationship"]}
        for settings in named.found["workbookPr"]:
            if settings.get("date1904", "") in ("1", "true", "on"):
                self.first_day = OF_1904
        found, seen = [], set[str]()
        for each in named.found["sheet"]:
            target = by_id.get(each.get("id", ""), "")
            part = _part_name(target if target.startswith("/") else f"xl/{target}")
            # A part is one sheet, however often it is listed.
            if "chartsheets/" not in part and part not in seen:
                seen.add(part)
                found.append((each.get("name", ""), part))
        if any(part in self._parts for _, part in found):
            return found
        parts = sorted(name for name in self._parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        if found and not parts:
            return found
        return [(part.rpartition("/")[2].removesuffix(".xml"), part) for part in parts]

    # Which of the styles of cells show a number as a day.
    def _day_styles(self) -> frozenset[int]:
        styles = _Styles()
        self._read("xl/styles.xml", styles)
        days = {id for id, code in styles.formats.items() if _is_day(code)}
        return frozenset(
            place
            for place, id in enumerate(styles.of_cells)
            if id in days or (id in _DAYS and id not in styles.formats)
        )

    def _shared_strings(self) -> list[str]:
        part = next((name for name in self._parts if name.endswith("sharedstrings.xml")), "")
        strings = _Strings()
        if part:
            parser = _parser(strings)
            for chunk in self._pieces(self._parts[part]):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        return strings.found

    # A small part; what cannot be read of it is passed over.
    def _read(self, part: str, handler: "_Handler") -> None:
        member = self._parts.get(part)
        if member is None or member.file_size > _LARGEST_SMALL_PART:
            return
        parser = _parser(handler)
        try:
            for chunk in self._pieces(member):
                parser.Parse(chunk)
        except UnreadableTableError:
            raise
        except Exception:
            return

    # A part piece by piece, as long as what it costs to read is bounded. Raises UnreadableTableError.
    def _pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        between = 0
        for chunk in chunks(self._packed, member):
            self._tags += chunk.count(b"<") - chunk.count(b"</")
            if self._tags > MOST_TAGS:
                raise UnreadableTableError(
                    said("칸이 너무 많은 엑셀 파일입니다. 파일을 나누거나 CSV로 저장해 주세요.")
                )
            last = chunk.rfind(b"<")
            longest = (
                max(between + chunk.find(b"<"), len(chunk) - last) if last >= 0 else between + len(chunk)
            )
            between = len(chunk) - last if last >= 0 else longest
            if longest > _LONGEST_BETWEEN:
                raise UnreadableTableError(said("한 칸이 너무 긴 엑셀 파일입니다."))
            yield chunk

    # Where cells are merged downwards: the row it begins at → (column, last row). It stands behind the rows.
    def _merged(self, member: zipfile.ZipInfo) -> dict[int, list[tuple[int, int]]]:
        merged: dict[int, list[tuple[int, int]]] = {}
        before, count = b"", 0
        for chunk in chunks(self._packed, member):
            text = before + chunk
            before = text[-_LONGEST_MERGE:]
            if b"mergeCell" not in text:
                continue
            for match in _MERGE.finditer(text):
                column, first, last = _column(match[1].decode()), int(match[2]), int(match[3])
                if match.end() <= len(text) - len(chunk) or first == last or column > _WIDEST_MERGED:
                    continue
                merged.setdefault(first, []).append((column, last))
                count += 1
                if count > _MOST_MERGED:
                    return {}
        return merged


_MERGE = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_LONGEST_MERGE = 60


def _part_name(written: str) -> str:
    return written.replace("\\", "/").lstrip("/").lower()


# Rows with the blank ones that the file leaves out between them.
def _numbered(rows: list[tuple[int, list[str]]], before: int) -> Iterator[NumberedCells]:
    for number, cells in rows:
        yield from ((between, []) for between in range(before + 1, number))
        before = number
        yield number, cells


# --- the parts -----------------------------------------------------------------------------------


class _Handler:
    """What is done at the elements of a part; names come without their prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Text within the elements that have begun."""


def _parser(handler: _Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(name.rpartition(":")[2], attributes)

    def doctype(*_: object) -> None:
        raise ValueError("a document type is no part of a workbook")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    return parser


class _Elements(_Handler):
    """The attributes of all elements of some names."""

    def __init__(self, *names: str) -> None:
        self.found: dict[str, list[dict[str, str]]] = {name: [] for name in names}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in self.found:
            self.found[name].append({key.rpartition(":")[2]: value for key, value in attributes.items()})


class _Styles(_Handler):
    """The numbers of formats that cells are shown in, and those formats that the workbook has of its own."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.of_cells: list[int] = []
        self._of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        id = attributes.get("numFmtId", "")
        if name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.of_cells.append(int(id) if id.isdecimal() else 0)
        elif name == "numFmt" and id.isdecimal():
            self.formats[int(id)] = attributes.get("formatCode", "")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


class _Words(_Handler):
    """Text that is put together of `t` elements, without what only tells how it is read aloud."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._is_open = self._is_reading_aid = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "t":
            self._is_open = not self._is_reading_aid
        elif name == "rPh":
            self._is_reading_aid = True

    def end(self, name: str) -> None:
        if name == "t":
            self._is_open = False
        elif name == "rPh":
            self._is_reading_aid = False

    def text(self, words: str) -> None:
        if self._is_open:
            self._words.append(words)

    def taken_words(self) -> str:
        """All the text since the last time."""
        words = _unescaped("".join(self._words))
        self._words = []
        return words


class _Strings(_Words):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(self.taken_words())


@dataclass
class _Cell:
    column: int
    kind: str
    style: int
    value: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)
    has_formula: bool = False
    has_value: bool = False


class _SheetReading(_Words):
    """The rows of a sheet as they end."""

    def __init__(
        self,
        strings: list[str],
        days: frozenset[int],
        first_day: date,
        formulas: bool,
        merged: Mapping[int, list[tuple[int, int]]],
        times: bool = False,
    ) -> None:
        super().__init__()
        self._strings, self._days, self._first_day, self._formulas = strings, days, first_day, formulas
        self._merged, self._times = merged, times
        self._filling: dict[int, tuple[int, str]] = {}
        self._rows: list[tuple[int, list[str]]] = []
        self._row = self._column = 0
        self._cells: list[str] | None = None
        self._cell: _Cell | None = None
        self._part: list[str] | None = None

    def taken(self) -> list[tuple[int, list[str]]]:
        """The rows that have ended since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c" and self._cells is not None:
            written = re.match(r"[A-Za-z]{1,3}(?=\d)", attributes.get("r", ""))
            self._column = _column(written[0].upper()) if written else self._column + 1
            style = attributes.get("s", "")
            kind = attributes.get("t", "n")
            self._cell = _Cell(self._column, kind, int(style) if style.isdecimal() else 0)
        elif name == "v" and self._cell:
            self._cell.has_value = True
            self._part = self._cell.value
        elif name == "f" and self._cell:
            self._cell.has_formula = True
            self._part = self._cell.formula
        elif name == "row":
            written_number = attributes.get("r", "")
            number = int(written_number) if written_number.isdecimal() else 0
            self._row = number if self._row < number <= _LAST_ROW else self._row + 1
            self._cells, self._column = [], 0
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name in ("v", "f"):
            self._part = None
        elif name == "c" and self._cell and self._cells is not None:
            value = self._value(self._cell)
            if value and self._cell.column <= _WIDEST:
                missing = self._cell.column - len(self._cells)
                self._cells.extend([""] * missing)
                self._cells[self._cell.column - 1] = value
            self._cell = None
        elif name == "row" and self._cells is not None:
            self._rows.append((self._row, self._filled(self._cells)))
            self._cells = None
        else:
            super().end(name)

    def text(self, words: str) -> None:
        if self._part is not None:
            self._part.append(words)
        else:
            super().text(words)

    # The cells of a row with what merged cells say in the rows they cover.
    def _filled(self, cells: list[str]) -> list[str]:
        if self._filling and any(cells):
            for column, (last, value) in list(self._filling.items()):
                if self._row > last:
                    del self._filling[column]
                    continue
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = cells[column - 1] or value
        for column, last in self._merged.get(self._row, ()):
            if column <= len(cells) and cells[column - 1]:
                self._filling[column] = last, cells[column - 1]
        return cells

    def _value(self, cell: _Cell) -> str:
        inline, value = self.taken_words(), "".join(cell.value)
        if cell.kind == "s":
            # An index that is none is a break: nobody can tell what stood there.
            return self._strings[abs(int(value))] if value.strip() else ""
        if cell.kind == "inlineStr":
            return inline
        if cell.kind == "str":
            told = _unescaped(value)
        elif cell.kind == "b":
            told = {"1": "True", "0": "False"}.get(value.strip(), value)
        elif cell.kind == "d":
            told = value.partition("T")[0]
        elif cell.kind == "e":
            told = value
        else:
            told = self._number(value.strip(), cell.style)
        # The result of a formula may be an empty text.
        is_worked_out = cell.kind == "str" and cell.has_value
        if not told and self._formulas and cell.has_formula and not is_worked_out:
            return f"={''.join(cell.formula)}"
        return told or inline

    def _number(self, written: str, style: int) -> str:
        try:
            value = float(written)
        except ValueError:
            return written
        if style in self._days and 0 <= value < _DAYS_END:
            return _shown_day(value, self._first_day, self._times)
        return str(int(value)) if value.is_integer() else str(value)


_DAYS_END = 2_958_466


# Excel takes 1900 for a leap year; what is no day at all is told as Excel shows it.
def _shown_day(value: float, first_day: date, with_time: bool = False) -> str:
    days, of_day = divmod(value, 1)
    if value < 1 and of_day:
        seconds = round(of_day * 86_400)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if first_day == OF_1900 and days in (0, 60):
        return "1900-01-00" if not days else "1900-02-29"
    late = 1 if first_day == OF_1900 and days < 60 else 0
    try:
        day = (first_day + timedelta(days + late)).isoformat()
        minutes = round(of_day * 1_440)
        return f"{day} {minutes // 60:02}:{minutes % 60:02}" if with_time and of_day else day
    except OverflowError:
        return str(int(days))


# The formats that every workbook has; 27 to 36 and 50 to 58 are those of East Asia.
_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_LAPSE = re.compile(r"\[[hms]+\]", re.IGNORECASE)


# Whether a format shows a number as a day or a time of day.
def _is_day(code: str) -> bool:
    shown = _NOT_SHOWN.sub("", code.partition(";")[0])
    return (
        not _LAPSE.search(shown)
        and bool(re.search(r"[ymdhs]", shown, re.IGNORECASE))
        and "general" not in shown.lower()
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


# A workbook keeps what XML cannot hold as its number: a carriage return as `_x000D_`.
def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return whole(_ESCAPED.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return "" if unicodedata.category(char) == "Cc" and char not in "\t\n\r" else char
