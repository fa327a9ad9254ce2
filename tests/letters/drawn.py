"""Letters drawn on pages of A4 with the Noto fonts of Korean, as a printer would."""

import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.letters.texts import Block, Centre, Columns, Gap, Letter, Paragraph, Right, Stamped, Table

WIDTH, HEIGHT = 1654, 2339
"""A4 at 200 dots an inch."""
_MARGIN = 170
_SIZE = 31
_LEADING = 1.55
_FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
_FILES = {"serif": "NotoSerifCJK-Regular.ttc", "sans": "NotoSansCJK-Regular.ttc"}
# Fonts of Japan, Korea, … stand in one file.
_KOREAN = 1


def has_fonts() -> bool:
    """Whether the fonts that letters are drawn with are installed."""
    return any((folder / _FILES["serif"]).is_file() for folder in _FOLDERS)


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    path = next(folder / _FILES[face] for folder in _FOLDERS if (folder / _FILES[face]).is_file())
    return ImageFont.truetype(str(path), size, index=_KOREAN)


class _Page:
    def __init__(self, face: str, size: int = _SIZE) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), (255, 255, 255))
        self.draw = ImageDraw.Draw(self.image)
        self.face, self.size, self.y = face, size, float(_MARGIN)

    def font(self, scale: float = 1.0) -> ImageFont.FreeTypeFont:
        return font(self.face, round(self.size * scale))

    def wrapped(self, text: str, width: float, scale: float = 1.0) -> list[str]:
        """Lines that end inside of words, as Korean word processors end them."""
        lines, line = [], ""
        for char in text:
            if self.font(scale).getlength(line + char) > width:
                lines.append(line)
                line = char.lstrip()
            else:
                line += char
        return [*lines, line]

    def line(self, text: str, x: float, scale: float = 1.0, ink: tuple[int, int, int] = (20, 20, 20)) -> None:
        self.draw.text((x, self.y), text, font=self.font(scale), fill=ink)

    def down(self, scale: float = 1.0) -> None:
        self.y += self.size * _LEADING * scale

    def block(self, block: Block) -> None:
        inner = WIDTH - 2 * _MARGIN
        match block:
            case Centre(text, scale):
                self.line(text, (WIDTH - self.font(scale).getlength(text)) / 2, scale)
                self.down(scale)
            case Right(text):
                self.line(text, WIDTH - _MARGIN - self.font().getlength(text))
                self.down()
            case Paragraph(text, indent, scale, red):
                x = _MARGIN + indent * self.size
                for line in self.wrapped(text, WIDTH - _MARGIN - x, scale):
                    self.line(line, x, scale, (190, 20, 30) if red else (20, 20, 20))
                    self.down(scale)
            case Gap(lines):
                self.down(lines)
            case Table(rows, widths):
                for row in rows:
                    self._row(row, [share * inner for share in widths])
            case Columns(left, right):
                top = self.y
                for lines, x in ((left, _MARGIN), (right, WIDTH / 2 + 40)):
                    self.y = top
                    for line in lines:
                        self.line(line, x)
                        self.down()
                self.y = top + max(len(left), len(right)) * self.size * _LEADING
            case Stamped(text, stamp):
                width = self.font(1.3).getlength(text)
                self.line(text, (WIDTH - width) / 2, 1.3)
                self._stamp(stamp, (WIDTH + width) / 2 - 35, self.y + self.size * 0.7)
                self.down(2.2)

    def _row(self, cells: tuple[str, ...], widths: list[float]) -> None:
        pad = 12
        columns = [self.wrapped(cell, width - 2 * pad) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, columns)) * self.size * 1.4 + 2 * pad
        top, x = self.y, float(_MARGIN)
        for lines, width in zip(columns, widths, strict=True):
            self.draw.rectangle((x, top, x + width, top + height), outline=(40, 40, 40), width=2)
            self.y = top + pad - 4
            for line in lines:
                self.line(line, x + pad)
                self.y += self.size * 1.4
            x += width
        self.y = top + height

    def _stamp(self, text: str, x: float, y: float) -> None:
        side = 110
        seal = Image.new("RGBA", (side, side), (0, 0, 0, 0))
        draw = ImageDraw.Draw(seal)
        ink = (205, 35, 40, 215)
        draw.rectangle((3, 3, side - 4, side - 4), outline=ink, width=5)
        per_line = 3
        for number in range(0, min(len(text), 9), per_line):
            place = (12, 8 + number // per_line * 32)
            draw.text(place, text[number : number + per_line], font=font("serif", 29), fill=ink)
        self.image.paste(seal, (round(x), round(y - side / 2)), seal)


def pages(letter: Letter, seed: int = 0, size: int = _SIZE) -> list[Image.Image]:
    """The pages of a letter; another seed has another face. A block that does not fit begins a page."""
    face = random.Random(seed).choice(("serif", "sans"))
    page = _Page(face, size)
    done = [page]
    for block in letter.blocks:
        if page.y > HEIGHT - _MARGIN - 160:
            page = _Page(face, size)
            done.append(page)
        page.block(block)
    return [each.image for each in done]
