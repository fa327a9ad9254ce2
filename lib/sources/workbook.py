"""A spreadsheet opened so that what it costs is bounded by what comes in, however little it was packed to.

openpyxl reads styles, names and lists of parts whole, as trees of some 400 bytes for each ten of the file, keeps a row
until its end, and reads each sheet to see its size. The parser below it reads a long tag anew with every piece of it.
"""

import re
import warnings
import zipfile
from typing import IO, Any

MOST_WHOLE = 4 * 2**20
"""Bytes of all that is read whole: styles, names, lists of parts."""
MOST_TAGS = 1_000_000
"""Beginnings of tags of all that is read piece by piece: two to four a cell, and the strings once more."""
_LONGEST_BETWEEN = 8 * 2**20
_PIECE = 2**20

# A comment, a declaration of a document's kind or an encoding of two bytes a letter: no program for tables writes one.
_NEVER_WRITTEN = re.compile(rb"<!(?!\[)|\x00")


class WorkbookTooLargeError(Exception):
    """The workbook holds more than is read; the message is a Korean sentence for the person."""


def open_workbook(file: IO[bytes], data_only: bool) -> Any:
    """The workbook (`openpyxl.Workbook`) of an .xlsx file with its first sheet alone, its rows to be read one by one; to be closed.

    Raises WorkbookTooLargeError, also while rows are read, and what openpyxl raises of a damaged file.
    """
    # Loaded when a spreadsheet is read: it takes most of a second, which no other start should pay.
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    class FirstSheet(ExcelReader):
        # Parts of openpyxl that its types leave out.
        parser: Any
        wb: Any

        def read_worksheets(self) -> None:
            for sheet, part in self.parser.find_sheets():
                if part.target in self.valid_files and "chartsheet" not in part.Type:
                    first = ReadOnlyWorksheet(self.wb, sheet.name, part.target, self.shared_strings)
                    self.wb._sheets.append(first)
                    break
            # What is to be printed belongs to no table.
            self.parser.defined_names.definedName = []

    # They quote the file to the terminal, and name a path of this machine.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    reader = FirstSheet(file, read_only=True, data_only=data_only, keep_links=False)
    reader.archive = _Archive(file)
    reader.read()
    return reader.wb


class _Archive(zipfile.ZipFile):
    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.whole = self.tags = 0

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        with super().open(name, pwd=pwd) as part:
            content = part.read(MOST_WHOLE - self.whole + 1)
        self.whole += len(content)
        if self.whole > MOST_WHOLE:
            raise WorkbookTooLargeError(
                "서식이나 이름처럼 표가 아닌 것이 너무 많은 엑셀 파일입니다. 표만 CSV로 저장해 주세요."
            )
        _check_written(content)
        return content

    def open(self, name: Any, *args: Any, **more: Any) -> Any:
        return _Part(self, super().open(name, *args, **more))


# One part, read piece by piece.
class _Part:
    def __init__(self, archive: _Archive, part: IO[bytes]) -> None:
        self._archive, self._part = archive, part
        self._before, self._between = b"", 0

    # At least so many bytes: the parser asks for small pieces.
    def read(self, size: int) -> bytes:
        piece = self._part.read(max(size, _PIECE))
        _check_written(self._before + piece)
        self._before = piece[-2:]
        self._archive.tags += piece.count(b"<") - piece.count(b"</")
        if self._archive.tags > MOST_TAGS:
            raise WorkbookTooLargeError(
                "칸이 너무 많은 엑셀 파일입니다. 파일을 나누거나 CSV로 저장해 주세요."
            )
        first, last = piece.find(b"<"), piece.rfind(b"<")
        self._between = self._between + len(piece) if first < 0 else len(piece) - last
        if self._between > _LONGEST_BETWEEN:
            raise WorkbookTooLargeError("한 칸이 너무 긴 엑셀 파일입니다.")
        return piece

    def close(self) -> None:
        self._part.close()

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _check_written(content: bytes) -> None:
    """Raise WorkbookTooLargeError where a part holds what programs for tables never write."""
    if _NEVER_WRITTEN.search(content):
        raise WorkbookTooLargeError(
            "XLSX 파일이 아니거나 손상된 엑셀 파일입니다. 엑셀에서 열어 다시 저장해 주세요."
        )
