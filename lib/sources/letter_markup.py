"""The words of documents that are XML: HWPX and HWPML of Hancom, DOCX of Word, paragraph by paragraph."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.parsers import expat

from lib.sources.letter_file import LONGEST, UnreadableLetterError
from lib.sources.packed import ZIP_ERRORS, chunks, unpacking_problem
from lib.text.cells import APART, spaced
from lib.text.said import said

MOST_UNPACKED = 100 * 2**20
"""Bytes that a document may unpack to, its pictures too."""

_HWPX_PARTS = re.compile(r"contents/section(\d+)\.xml")
_DOCX_PARTS = re.compile(r"word/(?:header\d*|document|footer\d*)\.xml")
_PICTURES = re.compile(r"(?:bindata|contents/bindata|word/media)/[^/]+\.(?:png|jpe?g|bmp|gif|tiff?|webp)")


PASSWORD = said("암호가 걸린 파일입니다. 암호를 풀어 다시 저장한 뒤 올려 주세요.")
NO_DOCUMENT = said("글 문서가 아니거나 손상된 파일입니다. PDF로 저장하거나 사진으로 찍어 올려 주세요.")


def is_packed(content: bytes) -> bool:
    """Whether the content is a zip file, as HWPX and DOCX are."""
    return content.startswith(b"PK\x03\x04")


def document_text(content: bytes) -> tuple[str, list[bytes]]:
    """The words of an HWPX or a DOCX, a line a paragraph or a row of a table, and the pictures in it.

    Raises UnreadableLetterError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if problem := unpacking_problem(packed, MOST_UNPACKED):
                raise UnreadableLetterError(problem)
            parts = {each.filename.replace("\\", "/").lstrip("/").lower(): each for each in packed.infolist()}
            if any(each.flag_bits & 1 for each in parts.values()) or _is_locked(packed, parts):
                raise UnreadableLetterError(PASSWORD)
            names = _text_parts(parts)
            if not names:
                raise UnreadableLetterError(NO_DOCUMENT)
            text = "\n".join(filter(None, (_words(chunks(packed, parts[name])) for name in names)))
            found = [name for name in sorted(parts) if _PICTURES.fullmatch(name)]
            return text, [packed.read(parts[name]) for name in found]
    except (*ZIP_ERRORS, expat.ExpatError, OSError, RuntimeError) as error:
        raise UnreadableLetterError(NO_DOCUMENT) from error


# Hancom locks the parts one by one, and says so in the manifest.
def _is_locked(packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> bool:
    manifest = parts.get("meta-inf/manifest.xml")
    return manifest is not None and b"encryption-data" in packed.read(manifest)


def _text_parts(parts: dict[str, zipfile.ZipInfo]) -> list[str]:
    sections = [(int(match[1]), name) for name in parts if (match := _HWPX_PARTS.fullmatch(name))]
    if sections:
        return [name for _number, name in sorted(sections)]
    # Heads first, feet last.
    order = {"h": 0, "d": 1, "f": 2}
    found = filter(_DOCX_PARTS.fullmatch, parts)
    return sorted(found, key=lambda name: (order[name.removeprefix("word/")[0]], name))


_HWPML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<HWPML[\s>]", re.DOTALL)
# Elements of HWPML that are those of HWPX by another name.
_SAME = {
    "P": "p",
    "CHAR": "t",
    "ROW": "tr",
    "CELL": "tc",
    "TAB": "tab",
    "LINEBREAK": "lineBreak",
    "NBSPACE": "nbSpace",
    "FWSPACE": "fwSpace",
}


def is_hwpml(text: str) -> bool:
    """Whether a text is HWPML, the form of Hancom's documents that is plain XML."""
    return _HWPML.match(text) is not None


def hwpml_text(content: bytes) -> str:
    """The words of an HWPML, a line a paragraph or a row of a table. Raises UnreadableLetterError."""
    try:
        return _words((content,))
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnreadableLetterError(NO_DOCUMENT) from error


def _words(parts: Iterable[bytes]) -> str:
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _attributes: reading.start(_plain_name(name))
    parser.EndElementHandler = lambda name: reading.end(_plain_name(name))
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _no_doctype
    for chunk in parts:
        parser.Parse(chunk)
        if reading.size > LONGEST:
            break
    else:
        parser.Parse(b"", True)
    return "\n".join(reading.lines())


def _plain_name(name: str) -> str:
    name = name.rpartition(":")[2]
    return _SAME.get(name, name)


def row_of_table(cells: Sequence[str]) -> str:
    """A row of a table as it is read: its cells side by side, those of several lines one below the other."""
    told = list(filter(None, cells))
    # A long cell is a text of its own.
    return ("\n" if any("\n" in cell for cell in told) else APART).join(told)


def _no_doctype(*_: object) -> None:
    raise UnreadableLetterError(NO_DOCUMENT)


# What stands in a document and is not its running text.
_ASIDE = frozenset(
    {
        "Fallback",
        "del",
        "shapeComment",
        "script",
        "presentation",
        "fieldBegin",
        "HIDDENCOMMENT",
        "SHAPECOMMENT",
        "SCRIPT",
    }
)


class _Reading:
    """Lines of a part: a paragraph each, and in a table a row each, its cells side by side."""

    def __init__(self) -> None:
        # The innermost open table's row, or the page: lists of lines.
        self._open: list[list[str]] = [[]]
        self._line: list[str] = []
        self._lines: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._words = self._aside = 0
        self.size = 0

    def start(self, name: str) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif name == "t":
            self._words += 1
        elif name == "p":
            self._lines.append(self._line)
            self._line = []
        elif name in ("tab", "ptab"):
            self._line.append("\t")
        elif name in ("nbSpace", "fwSpace"):
            self._line.append(" ")
        elif name in ("br", "lineBreak", "cr"):
            self._line.append("\n")
        elif name == "tr":
            self._cells.append([])
        elif name == "tc":
            self._open.append([])

    def end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif name == "t":
            self._words -= 1
        elif name == "p" and self._lines:
            line = "".join(self._line)
            # A table stands inside of a paragraph of its own: what it holds came first.
            self._open[-1] += filter(None, (spaced(each) for each in line.split("\n")))
            self._line = self._lines.pop()
        elif name == "tc" and len(self._open) > 1 and self._cells:
            self._cells[-1].append("\n".join(self._open.pop()))
        elif name == "tr" and self._cells:
            self._open[-1].append(row_of_table(self._cells.pop()))

    def text(self, words: str) -> None:
        if self._words and not self._aside:
            self._line.append(words)
            self.size += len(words)

    def lines(self) -> list[str]:
        return [line for each in self._open for line in each if line.strip()]
