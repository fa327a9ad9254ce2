"""The words of HWP 5 of Hancom: records of paragraphs, in streams of a compound file, mostly packed.

Read after the public format (한글 문서 파일 형식 5.0, revision 1.3): what stands beside the running text (hidden
comments, memos, master pages) is left out, heads come first and feet last, tables where they stand.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from lib.sources.letter_file import LONGEST, TOO_LONG, UnreadableLetterError
from lib.sources.letter_markup import (
    MOST_UNPACKED,
    NO_DOCUMENT,
    PASSWORD,
    row_of_table,
)
from lib.sources.packed import TooMuchError, inflated
from lib.text.cells import spaced
from lib.text.said import said, sentence_of

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURE = b"HWP Document File"
_HEAD = struct.Struct("<32sII")
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _SECURED = 0x1, 0x2, 0x4, 0x10 | 0x100 | 0x400
_MOST_SECTIONS = 100
_MOST_RECORDS = 200_000
_MOST_UNITS = 4 * LONGEST
"""Of paragraphs' text; a table or a tab takes eight."""
_DEEPEST = 80
"""Levels of records; a table within a table is two deeper."""
_SECTION = re.compile(r"section(\d+)")
_PICTURE = re.compile(r".+\.(?:png|jpe?g|bmp|gif|tiff?)")

_OLD = said("한글 97 이전 형식(.hwp)입니다. 한글에서 열어 PDF나 HWPX로 저장한 뒤 올려 주세요.")
_OLD_WORD = said("오래된 워드 형식(.doc)입니다. 워드에서 열어 PDF나 DOCX로 저장한 뒤 올려 주세요.")
_FOR_DISTRIBUTION = said("배포용으로 잠긴 한글 파일입니다. 인쇄해서 찍거나 PDF로 받아 올려 주세요.")
_LOCKED = said("보안(DRM, 인증서)이 걸린 한글 파일입니다. 인쇄해서 찍거나 PDF로 받아 올려 주세요.")


def is_hwp_3(content: bytes) -> bool:
    """Whether the content is of Hancom's word processor before 2000."""
    return content.startswith(_SIGNATURE)


def is_compound(content: bytes) -> bool:
    """Whether the content is a compound file, as HWP 5 is, and old documents of Word."""
    return content.startswith(_MAGIC)


def hwp_text(content: bytes) -> tuple[str, list[bytes]]:
    """The words of an HWP 5, a line a paragraph or a row of a table, and the pictures in it.

    Raises UnreadableLetterError, also of any other compound file.
    """
    if is_hwp_3(content):
        raise UnreadableLetterError(_OLD)
    try:
        _check_sizes(content)
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            return _Document(compound, len(content)).read()
    except TooMuchError as error:
        raise UnreadableLetterError(sentence_of(error)) from error
    # olefile, too, lets through what is made of a broken chain of sectors or a tree that is none.
    except (OSError, zlib.error, struct.error, ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnreadableLetterError(NO_DOCUMENT) from error


# A compound file says how many sectors its tables take: no more than the whole file needs.
def _check_sizes(content: bytes) -> None:
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    tables, small_tables, more_tables = (
        struct.unpack_from("<I", content, place)[0] for place in (44, 64, 72)
    )
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError(shift)
    sectors = len(content) >> shift
    in_table = 1 << (shift - 2)
    needed = 2 + 2 * sectors // in_table
    if tables > needed or more_tables > 1 + needed // in_table or small_tables > sectors:
        raise ValueError(tables)


@dataclass(slots=True)
class _Record:
    """A record with those that hang on it; `content` of those alone that are read."""

    tag: int
    content: bytes
    below: "list[_Record]" = field(default_factory=list)


class _Document:
    def __init__(self, compound: "olefile.OleFileIO[str]", size: int) -> None:
        self._compound = compound
        self._size = size
        self._left = MOST_UNPACKED
        self._records = self._units = 0
        self._is_packed = False

    def read(self) -> tuple[str, list[bytes]]:
        self._check_head()
        names = ["/".join(parts) for parts in self._compound.listdir()]
        sections = sorted(
            (int(match[1]), name)
            for name in names
            if name.lower().startswith("bodytext/") and (match := _SECTION.fullmatch(name.lower()[9:]))
        )
        if not sections:
            raise UnreadableLetterError(NO_DOCUMENT)
        if len(sections) > _MOST_SECTIONS:
            raise UnreadableLetterError(TOO_LONG)
        text = _Text()
        for _number, name in sections:
            for record in self._tree(self._unpacked(name)):
                if record.tag == _PARAGRAPH:
                    text.lines += text.paragraph(record)
        found = [name for name in sorted(names) if _PICTURE.fullmatch(name.lower())]
        return text.whole(), [self._picture(name) for name in found]

    def _check_head(self) -> None:
        if self._compound.exists("EncryptedPackage"):
            # A DOCX with a password is packed in the old way.
            raise UnreadableLetterError(PASSWORD)
        if self._compound.exists("WordDocument"):
            raise UnreadableLetterError(_OLD_WORD)
        signature, version, flags = _HEAD.unpack_from(self._stream("FileHeader"))
        if signature.rstrip(b"\0") != _SIGNATURE or version >> 24 != 5:
            raise UnreadableLetterError(NO_DOCUMENT)
        for bits, sentence in (
            (_PASSWORD, PASSWORD),
            (_DISTRIBUTED, _FOR_DISTRIBUTION),
            (_SECURED, _LOCKED),
        ):
            if flags & bits:
                raise UnreadableLetterError(sentence)
        self._is_packed = bool(flags & _COMPRESSED)

    def _stream(self, name: str) -> bytes:
        # What a stream says of its size is read from a chain that may run in a circle.
        size = self._compound.get_size(name)
        if size > self._size:
            raise ValueError(name)
        self._spend(size)
        with self._compound.openstream(name) as stream:
            return bytes(stream.read())

    def _unpacked(self, name: str) -> bytes:
        content = self._stream(name)
        if not self._is_packed:
            return content
        out = inflated(content, self._left)
        self._spend(len(out))
        return out

    # A picture is packed once more, or not: each says so elsewhere.
    def _picture(self, name: str) -> bytes:
        content = self._stream(name)
        try:
            out = inflated(content, self._left)
        except zlib.error:
            return content
        self._spend(len(out))
        return out

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise UnreadableLetterError(TOO_LONG)

    # The records of a section that hang on no other, with what hangs on them.
    def _tree(self, section: bytes) -> list[_Record]:
        top: list[_Record] = []
        way: list[_Record] = []
        for tag, level, content in _records(section):
            self._records += 1
            if tag == _WORDS:
                self._units += len(content) // 2
            if self._records > _MOST_RECORDS or self._units > _MOST_UNITS:
                raise UnreadableLetterError(TOO_LONG)
            if level > _DEEPEST:
                raise UnreadableLetterError(NO_DOCUMENT)
            del way[level:]
            record = _Record(tag, content if tag in _READ else b"")
            (way[-1].below if way else top).append(record)
            way.append(record)
        return top


_PARAGRAPH, _WORDS, _CONTROL, _LIST, _TABLE = 66, 67, 71, 72, 77
_READ = frozenset({_WORDS, _CONTROL, _LIST})


# Tag, level and content. Raises ValueError where one is longer than what is left.
def _records(section: bytes) -> Iterator[tuple[int, int, bytes]]:
    place, end = 0, len(section)
    while place < end:
        (head,) = struct.unpack_from("<I", section, place)
        place += 4
        size = head >> 20
        if size == 0xFFF:
            (size,) = struct.unpack_from("<I", section, place)
            place += 4
        if place + size > end:
            raise ValueError(place)
        yield head & 0x3FF, head >> 10 & 0x3FF, section[place : place + size]
        place += size


# Signs below the blank: what one alone stands for; all others take eight units, the first and the last alike.
_ALONE = {0: "", 10: "\n", 13: "", 24: "-", **dict.fromkeys(range(25, 30), ""), 30: " ", 31: " "}
_TAB = 9
_INLINE = frozenset({4, 5, 6, 7, 8, 9, 19, 20})
"""Of those of eight units, the ones with nothing behind them."""
_EIGHT = 8


class _Text:
    """The lines of a document, heads first and feet last."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._heads: list[str] = []
        self._feet: list[str] = []

    def whole(self) -> str:
        return "\n".join((*self._heads, *self.lines, *self._feet))

    def paragraph(self, record: _Record) -> list[str]:
        """The lines of a paragraph: what floats beside it first, its notes last."""
        controls = (each for each in record.below if each.tag == _CONTROL)
        words = next((each.content for each in record.below if each.tag == _WORDS), b"")
        before: list[str] = []
        lines: list[str] = []
        after: list[str] = []
        line = bytearray()

        def end_line() -> None:
            lines.append(bytes(line).decode("utf-16-le", "replace"))
            line.clear()

        def place(control: _Record) -> None:
            name = control.content[:4][::-1]
            held = self._held(name, control)
            if name in _NOTES:
                after.extend(held)
            elif held and _is_as_a_letter(control):
                end_line()
                lines.extend(held)
            else:
                before.extend(held)

        units = struct.unpack_from(f"<{len(words) // 2}H", words)
        at = 0
        while at < len(units):
            sign = units[at]
            if sign >= 0x20:
                line += words[2 * at : 2 * at + 2]
            elif (alone := _ALONE.get(sign)) is not None:
                if alone == "\n":
                    end_line()
                line += alone.strip("\n").encode("utf-16-le")
            elif sign == _TAB:
                line += "\t".encode("utf-16-le")
            elif sign not in _INLINE and (control := next(controls, None)):
                place(control)
            at += 1 if sign >= 0x20 or sign in _ALONE else _EIGHT
        end_line()
        for control in controls:
            place(control)
        plain = (spaced(each) if "\n" not in each else each for each in lines)
        return [each for each in (*before, *plain, *after) if each]

    # The lines that a control holds; of heads and feet none, which have their own place.
    def _held(self, name: bytes, control: _Record) -> list[str]:
        if name == b"tbl ":
            return self._table(control)
        if name not in (b"gso ", b"head", b"foot", *_NOTES):
            return []
        lines = [line for each in _paragraphs(control) for line in self.paragraph(each)]
        if name in (b"head", b"foot"):
            aside = self._heads if name == b"head" else self._feet
            # Each section has the same head again.
            aside += [line for line in lines if line not in aside]
            return []
        return lines

    def _table(self, control: _Record) -> list[str]:
        caption: list[str] = []
        cells: list[tuple[int, int, list[str]]] = []
        held, is_body = caption, False
        for each in control.below:
            if each.tag == _TABLE:
                is_body = True
            elif each.tag == _LIST and is_body:
                column, row = struct.unpack_from("<HH", each.content, 8)
                held = []
                cells.append((row, column, held))
            elif each.tag == _PARAGRAPH:
                held += self.paragraph(each)
        cells.sort(key=lambda cell: cell[:2])
        rows: dict[int, list[str]] = {}
        for row, _column, lines in cells:
            rows.setdefault(row, []).append("\n".join(lines))
        return [*caption, *map(row_of_table, rows.values())]


_NOTES = (b"fn  ", b"en  ")


# Whether an object stands in the line as a letter does.
def _is_as_a_letter(control: _Record) -> bool:
    return len(control.content) >= 8 and bool(control.content[4] & 1)


# The paragraphs within a control, in whatever box they are.
def _paragraphs(record: _Record) -> Iterator[_Record]:
    for each in record.below:
        if each.tag == _PARAGRAPH:
            yield each
        else:
            yield from _paragraphs(each)
