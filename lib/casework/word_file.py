"""A Word document (DOCX), as people correct it in 한글, LibreOffice or Word: the one place that knows python-docx."""

import io
from collections.abc import Sequence
from typing import Any

from lib.casework.triage_sheet import cell_of
from lib.text.sentences import sentences

# In Windows and in every 한글; LibreOffice puts another Korean face in its place where it is missing.
_FONT = "맑은 고딕"

# Signs from which on a sentence that was said already is not said again; shorter ones name things.
_SHORTEST = 14


class WordFile:
    """A document made from top to bottom; what a terminal or a spreadsheet would obey is made harmless (`cell_of`)."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        # Loaded when a memo is written, which few starts do.
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Pt

        self.document: Any = Document()
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(10)
        for each in (
            style,
            *(self.document.styles[f"Heading {level}"] for level in (1, 2)),
            self.document.styles["Title"],
        ):
            fonts = each.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
                fonts.set(qn(script), _FONT)
                # A font of the theme would go before the named one.
                fonts.attrib.pop(qn(f"{script}Theme"), None)

    def as_letter(self) -> None:
        """Black throughout with the title in the middle and wide margins, as what is handed in to an office."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt, RGBColor

        styles = self.document.styles
        for name, size in (("Title", 18), ("Heading 1", 12), ("Heading 2", 11)):
            styles[name].font.color.rgb, styles[name].font.size = RGBColor(0, 0, 0), Pt(size)
        styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles["Normal"].paragraph_format.line_spacing = 1.4
        for section in self.document.sections:
            section.page_width, section.page_height = Mm(210), Mm(297)
            section.left_margin = section.right_margin = Mm(25)

    def title(self, words: str) -> None:
        """The title at the head."""
        self.document.add_heading(cell_of(words), level=0)

    def heading(self, words: str, level: int = 1) -> None:
        """A heading of level 1 or 2."""
        self.document.add_heading(cell_of(words), level=level)

    def new(self, words: str) -> str:
        """The words without the sentences that went through here before."""
        kept = []
        for each in sentences(words, story=True):
            if len(each.words) >= _SHORTEST:
                if each.words in self._said:
                    continue
                self._said.add(each.words)
            kept.append(each.words)
        return " ".join(kept)

    def advise(self, words: str, bold: str = "") -> None:
        """One point of a list, unless all of it was said before."""
        if new := self.new(words):
            self.item(new, bold)

    def say(self, words: str, style: str | None = None, bold: str = "", italic: bool = False) -> Any:
        """A paragraph, with `bold` words before it."""
        paragraph = self.document.add_paragraph(style=style)
        if bold:
            paragraph.add_run(cell_of(bold)).bold = True
        paragraph.add_run(cell_of(words)).italic = italic
        return paragraph

    def item(self, words: str, bold: str = "", numbered: bool = False) -> Any:
        """One item of a list."""
        return self.say(words, "List Number" if numbered else "List Bullet", bold)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """A table with its header."""
        table = self.document.add_table(rows=1, cols=len(header))
        table.style = "Table Grid"
        for cell, name in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = cell_of(value)
        self.document.add_paragraph()

    def form(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and what stands beside them, in a table without a header."""
        from docx.shared import Mm, Pt

        table = self.document.add_table(rows=0, cols=2)
        table.style, table.autofit = "Table Grid", False
        widths = (Mm(55), Mm(105))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in rows:
            for cell, words, width in zip(table.add_row().cells, row, widths, strict=True):
                cell.width, cell.text = width, cell_of(words)
                held = cell.paragraphs[0].paragraph_format
                held.space_before, held.space_after = Pt(2), Pt(2)
        self.document.add_paragraph()

    def quote(self, words: str) -> None:
        """Somebody else's words, set in."""
        from docx.shared import Mm

        self.say(words).paragraph_format.left_indent = Mm(8)

    def right(self, words: str) -> None:
        """A line at the right, as of who signs."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self.say(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def link(self, paragraph: Any, address: str) -> None:
        """A link behind what a paragraph says."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        target = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run = paragraph.add_run(address)
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    def packed(self) -> bytes:
        """The document as DOCX."""
        content = io.BytesIO()
        self.document.save(content)
        return content.getvalue()
