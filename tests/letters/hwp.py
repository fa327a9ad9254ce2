"""Letters as documents of Hancom's word processor in its binary form, HWP 5, and in its plain one, HWPML."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.letters.compound import compound
from tests.letters.texts import Columns, Gap, Letter, Table, block_text

COMPRESSED, PASSWORD, DISTRIBUTED, DRM, CERTIFIED = 0x1, 0x2, 0x4, 0x10, 0x100

_PARAGRAPH, _WORDS, _SHAPES, _CONTROL, _LIST, _PAGE, _COMPONENT, _TABLE, _BOX = (
    66,
    67,
    68,
    71,
    72,
    73,
    76,
    77,
    79,
)


def record(tag: int, level: int, content: bytes = b"") -> bytes:
    """A record, by its tag and how deep it hangs."""
    size = len(content)
    if size < 0xFFF:
        return struct.pack("<I", tag | level << 10 | size << 20) + content
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, size) + content


def control_sign(code: int, name: str = "") -> str:
    """The eight units that stand for a control in the text of a paragraph."""
    told = name.encode()[::-1].ljust(12, b"\0").decode("utf-16-le", "surrogatepass")
    return chr(code) + told + chr(code)


def words(text: str) -> str:
    """A text as it stands in a paragraph: a tab takes eight units."""
    return text.replace("\t", control_sign(9))


def paragraph(level: int, text: str, *controls: bytes) -> bytes:
    """A paragraph with the records of the controls that stand in its text, at `level` + 1."""
    units = (text + "\r").encode("utf-16-le", "surrogatepass")
    head = struct.pack("<IIHBBHHHIH", len(units) // 2 | 0x80000000, 0, 0, 0, 0, 1, 0, 1, 0, 0)
    told = record(_PARAGRAPH, level, head)
    if text:
        # An empty one has no text at all.
        told += record(_WORDS, level + 1, units)
    told += record(_SHAPES, level + 1, struct.pack("<II", 0, 0))
    return told + b"".join(controls)


def paragraphs(level: int, text: str) -> bytes:
    """A list of paragraphs, one a line, with its head, as cells and boxes hold one."""
    return _listed(level, b"", *(paragraph(level, words(line)) for line in text.split("\n")))


def _listed(level: int, more: bytes, *inside: bytes) -> bytes:
    return record(_LIST, level, struct.pack("<HHI", len(inside), 0, 0) + more) + b"".join(inside)


def table(level: int, rows: Sequence[Sequence[str]], caption: str = "", as_letter: bool = True) -> bytes:
    """The records of a table, its control at `level`."""
    told = record(_CONTROL, level, b"tbl "[::-1] + struct.pack("<I", as_letter) + bytes(38))
    if caption:
        told += paragraphs(level + 1, caption)
    told += record(
        _TABLE, level + 1, struct.pack("<IHH", 0, len(rows), len(rows[0])) + bytes(12 + 2 * len(rows))
    )
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            place = struct.pack("<HHHHII8xH", across, down, 1, 1, 1000, 500, 1)
            inside = [paragraph(level + 1, words(line)) for line in cell.split("\n")]
            told += _listed(level + 1, place, *inside)
    return told


def box(level: int, text: str, as_letter: bool = False) -> bytes:
    """The records of a box with text, its control at `level`."""
    told = record(_CONTROL, level, b"gso "[::-1] + struct.pack("<I", as_letter) + bytes(38))
    told += record(_COMPONENT, level + 1, b"cer$cer$" + bytes(40))
    return told + paragraphs(level + 2, text) + record(_BOX, level + 2, bytes(33))


def aside(level: int, name: str, text: str) -> bytes:
    """The records of a head, a foot, a note or a hidden comment, its control at `level`."""
    return record(_CONTROL, level, name.encode()[::-1] + bytes(8)) + paragraphs(level + 1, text)


SECTION_SIGN = control_sign(2, "secd") + control_sign(2, "cold")


def section_controls(level: int = 1) -> bytes:
    """What the first paragraph of a section holds: how its pages and columns are."""
    told = record(_CONTROL, level, b"secd"[::-1] + bytes(43))
    told += record(_PAGE, level + 1, bytes(40))
    # The master page has paragraphs of its own.
    told += paragraphs(level + 1, "바탕쪽에만 있는 글")
    return told + record(_CONTROL, level, b"cold"[::-1] + bytes(12))


def section(letter: Letter) -> bytes:
    """The records of a letter."""
    told = paragraph(0, SECTION_SIGN, section_controls())
    for block in letter.blocks:
        match block:
            case Table(rows, _):
                told += paragraph(0, control_sign(11, "tbl "), table(1, rows))
            case Columns(left, right):
                told += b"".join(paragraph(0, words(line)) for line in (*left, *right))
            case Gap():
                told += paragraph(0, "")
            case _:
                told += b"".join(paragraph(0, words(line)) for line in block_text(block).split("\n"))
    return told


def packed(content: bytes) -> bytes:
    """A stream as HWP packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def document(
    *sections: bytes,
    flags: int = COMPRESSED,
    version: int = 0x05010001,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """An HWP 5 of sections of records."""
    pack = packed if flags & COMPRESSED else bytes
    streams = {
        "FileHeader": struct.pack("<32sII", b"HWP Document File", version, flags).ljust(256, b"\0"),
        "DocInfo": pack(record(16, 0, bytes(26))),
        **{f"BodyText/Section{number}": pack(each) for number, each in enumerate(sections)},
        "PrvText": "미리 보기".encode("utf-16-le"),
        "DocOptions/_LinkDoc": bytes(524),
        "\x05HwpSummaryInformation": bytes(480),
    }
    return compound(streams | dict(more or {}))


def hwp(letter: Letter) -> bytes:
    """The letter as an HWP 5."""
    return document(section(letter))


def hwpml(letter: Letter, encoding: str = "utf-8") -> bytes:
    """The letter as an HWPML."""

    def line(inner: str) -> str:
        return f'<P ParaShape="0" Style="0"><TEXT CharShape="0">{inner}</TEXT></P>'

    def told(text: str) -> str:
        return f"<CHAR>{escape(text)}</CHAR>"

    body = ""
    for block in letter.blocks:
        match block:
            case Table(rows, _):
                inside = "".join(
                    "<ROW>"
                    + "".join(f"<CELL><PARALIST>{line(told(cell))}</PARALIST></CELL>" for cell in row)
                    + "</ROW>"
                    for row in rows
                )
                body += line(
                    f"<TABLE><SHAPEOBJECT><SHAPECOMMENT>표입니다.</SHAPECOMMENT></SHAPEOBJECT>{inside}</TABLE><CHAR/>"
                )
            case Columns(left, right):
                body += "".join(line(told(each)) for each in (*left, *right))
            case Gap():
                body += line("<CHAR/>")
            case _:
                body += line(told(block_text(block)))
    return (
        f'<?xml version="1.0" encoding="{encoding.upper()}" standalone="no" ?>\n<HWPML Style="embed" SubVersion="8.0.0.0" '
        f'Version="2.8"><HEAD SecCnt="1"><DOCSUMMARY><TITLE>제목</TITLE></DOCSUMMARY></HEAD><BODY><SECTION Id="0">{body}'
        "</SECTION></BODY><TAIL/></HWPML>"
    ).encode(encoding)
