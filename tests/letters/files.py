"""Letters put into files, by hand: no office suite is asked for."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from PIL import Image

from tests.letters.texts import Columns, Gap, Letter, Table, block_text


def pdf_of_text(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with words in it, a line of each page under the other; the reader has to have the font."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    describing = add(
        b"<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 -148 1001 880]"
        b" /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>"
    )
    inner = add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 2 >>"
        b" /FontDescriptor %d 0 R >>" % describing
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium-UniKS-UTF16-H"
        b" /Encoding /UniKS-UTF16-H /DescendantFonts [%d 0 R] >>" % inner
    )
    kids = []
    for lines in pages:
        drawn = b"BT /F1 11 Tf 60 790 Td 18 TL\n"
        drawn += b"".join(b"<%s> Tj T*\n" % line.encode("utf-16-be").hex().encode() for line in lines)
        packed = zlib.compress(drawn + b"ET")
        content = add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, end)


def pdf(letter: Letter) -> bytes:
    """The letter as a PDF with words, its lines broken where a printer would."""
    lines: list[str] = []
    for line in letter.text.splitlines():
        lines += [line[start : start + 42] for start in range(0, len(line), 42)]
    return pdf_of_text([lines[start : start + 40] for start in range(0, len(lines), 40)])


def scanned_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures."""
    out = io.BytesIO()
    first, *others = pages
    first.save(out, "PDF", save_all=True, append_images=others, resolution=200)
    return out.getvalue()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


_HWPX_NAMES = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
    ' xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
)


def hwpx(letter: Letter, extra: dict[str, bytes] | None = None) -> bytes:
    """The letter as Hancom's word processor packs one."""

    def paragraph(inner: str) -> str:
        return f'<hp:p id="0" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">{inner}</hp:run></hp:p>'

    def words(text: str) -> str:
        # A word is torn over two runs where its look changes.
        half = len(text) // 2
        return f"<hp:t>{escape(text[:half])}</hp:t></hp:run><hp:run charPrIDRef='1'><hp:t>{escape(text[half:])}</hp:t>"

    def table(rows: Sequence[Sequence[str]]) -> str:
        inner = "".join(
            "<hp:tr>"
            + "".join(
                f"<hp:tc><hp:subList>{paragraph(words(cell))}</hp:subList><hp:cellAddr/></hp:tc>"
                for cell in row
            )
            + "</hp:tr>"
            for row in rows
        )
        return f"<hp:tbl rowCnt='{len(rows)}'>{inner}</hp:tbl>"

    body = ""
    for block in letter.blocks:
        match block:
            case Table(rows, _):
                body += paragraph(table(rows))
            case Columns(left, right):
                body += "".join(paragraph(words(line)) for line in (*left, *right))
            case Gap():
                body += paragraph("<hp:t/>")
            case _:
                body += paragraph(words(block_text(block)))
    section = f'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?><hs:sec {_HWPX_NAMES}>{body}</hs:sec>'
    return _zip(
        {
            "mimetype": b"application/hwp+zip",
            "version.xml": b"<v/>",
            "Contents/content.hpf": b"<p/>",
            "Contents/section0.xml": section.encode(),
            "Preview/PrvText.txt": letter.text[:40].encode(),
            **(extra or {}),
        }
    )


def docx(letter: Letter) -> bytes:
    """The letter as a document of Word."""
    from docx import Document

    document = Document()
    for block in letter.blocks:
        match block:
            case Table(rows, _):
                table = document.add_table(len(rows), len(rows[0]))
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        table.cell(number, column).text = cell
            case Gap():
                document.add_paragraph("")
            case _:
                for line in block_text(block).splitlines():
                    document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb_png(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has so many pixels across and down, and unpacks to nearly as many bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * (side // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
