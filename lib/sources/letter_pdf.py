"""The pages of a PDF: their words where the file holds them, else a picture of the page."""

from ctypes import byref, c_double
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from PIL import Image

from lib.sources.letter_file import UnreadableLetterError
from lib.sources.letter_markup import PASSWORD
from lib.sources.letter_ocr import Box
from lib.text.cells import APART, are_apart
from lib.text.said import said

_SHOWN_WIDTH, _READ_WIDTH = 1000, 2000
_LONGEST_SIDE = 3600
_FEWEST_LETTERS = 20
_MOST_SIGNS = 20_000
_BETWEEN_CELLS = 1.4
"""Heights of a word that lie between cells."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its text and words (text, start, box on `picture`) where it has any, else only a picture to be read."""

    text: str
    words: tuple[tuple[str, int, Box], ...]
    picture: Image.Image


class Pdf:
    """A PDF that is open. Raises UnreadableLetterError where it cannot be opened."""

    def __init__(self, content: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableLetterError(PASSWORD) from error
            raise UnreadableLetterError(
                said("손상된 PDF여서 읽지 못했습니다. 다시 받거나 사진으로 찍어 올려 주세요.")
            ) from error

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PdfPage:
        """A page, counted from 0."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            signs = _signs(page)
            text = "".join(sign for sign, _box in signs)
            has_pictures = any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
            readable = _is_readable(text, _FEWEST_LETTERS if has_pictures else 1)
            scale = (_SHOWN_WIDTH if readable else _READ_WIDTH) / max(1.0, min(width, height))
            scale = min(scale, _LONGEST_SIDE / max(1.0, width, height))
            picture = page.render(scale=scale).to_pil().convert("RGB")
            if not readable:
                return PdfPage("", (), picture)
            return PdfPage(*_lines(signs, scale, page), picture)
        finally:
            page.close()


# Every sign of a page with its box in points, in the order of the file; line ends and blanks have none.
def _signs(page: Any) -> list[tuple[str, tuple[float, float, float, float] | None]]:
    text = page.get_textpage()
    found = []
    try:
        for number in range(min(text.count_chars(), _MOST_SIGNS)):
            code = raw.FPDFText_GetUnicode(text.raw, number)
            sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
            has_box = not sign.isspace() and raw.FPDFText_GetCharBox(
                text.raw, number, byref(left), byref(right), byref(bottom), byref(top)
            )
            box = (left.value, top.value, right.value, bottom.value) if has_box else None
            found.append((sign, box))
    finally:
        text.close()
    return found


# A scan may hold a few signs of its own, and a font without names gives none that mean anything.
def _is_readable(text: str, fewest: int) -> bool:
    letters = [sign for sign in text if not sign.isspace()]
    korean = sum("가" <= sign <= "힣" for sign in letters)
    odd = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or ord(sign) < 32 for sign in letters)
    return korean >= fewest and odd * 10 < len(letters)


# The text with its line ends, and its words with boxes in pixels of the picture.
def _lines(
    signs: list[tuple[str, tuple[float, float, float, float] | None]], scale: float, page: Any
) -> tuple[str, tuple[tuple[str, int, Box], ...]]:
    left_edge, _bottom_edge, _right_edge, top_edge = page.get_mediabox()
    last: tuple[str, float] | None = None
    text, words = "", []
    word, boxes, start = "", list[tuple[float, float, float, float]](), 0

    def close() -> None:
        nonlocal text, word, boxes, start, last
        if word and boxes:
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            gap = min(lefts) - last[1] if last and text[start - 1 : start] == " " else 0
            if last and gap > _BETWEEN_CELLS * (max(tops) - min(bottoms)) and are_apart(last[0], word):
                text = text[: start - 1] + APART + text[start:]
                start += len(APART) - 1
            last = (word, max(rights))
            box = (
                round((min(lefts) - left_edge) * scale),
                round((top_edge - max(tops)) * scale),
                round((max(rights) - left_edge) * scale),
                round((top_edge - min(bottoms)) * scale),
            )
            words.append((word, start, box))
        word, boxes = "", []

    for sign, box in signs:
        if sign in "\r\n":
            close()
            if text and not text.endswith("\n"):
                text = text.rstrip(" ") + "\n"
        elif sign.isspace():
            close()
            if text and not text.endswith((" ", "\n")):
                text += " "
        # PDFium's own sign for a hyphen at the end of a line.
        elif sign not in "\ufffe\x02":
            if not word:
                start = len(text)
            word += sign
            text += sign
            if box:
                boxes.append(box)
    close()
    return text.rstrip(), tuple(words)
