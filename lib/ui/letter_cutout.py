"""Cut-outs of a letter's picture: what a person compares with what was read from it."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from lib.casework.letter import Letter

_MARGIN = 14
_TALLEST = 420
_WIDEST = 900
_HIDDEN = (120, 120, 120)


def cutout(letter: Letter, start: int, end: int) -> bytes | None:
    """A PNG of where a stretch of the letter's text stands, what is masked there painted over; None without a picture.

    Of a stretch on several pages the first is shown.
    """
    if letter.source is None or start >= end:
        return None
    boxes = list(letter.boxes(start, end))
    page = boxes[0][0] if boxes else -1
    if not 0 <= page < len(letter.source.pages) or not letter.source.pages[page]:
        return None
    of_page = [box for at, box, _hidden in boxes if at == page]
    with Image.open(io.BytesIO(letter.source.pages[page])) as opened:
        picture = opened.convert("RGB")
    frame = _frame(of_page, picture.size)
    _paint_over(
        picture, [box for at, box, hidden in letter.boxes(0, len(letter.text)) if hidden and at == page]
    )
    cut = picture.crop(frame)
    cut.thumbnail((_WIDEST, _TALLEST))
    out = io.BytesIO()
    cut.save(out, "PNG")
    return out.getvalue()


# The whole width of the words with what stands beside them, no more lines than are told apart.
def _frame(boxes: Sequence[tuple[int, int, int, int]], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    bottom = min(bottom, top + _TALLEST)
    wide, tall = size
    return (
        max(0, left - 8 * _MARGIN),
        max(0, top - _MARGIN),
        min(wide, max(right + 2 * _MARGIN, left + 1)),
        min(tall, max(bottom + _MARGIN, top + 1)),
    )


def _paint_over(picture: Image.Image, boxes: Sequence[tuple[int, int, int, int]]) -> None:
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        if right > left and bottom > top:
            draw.rectangle((left, top, right, bottom), fill=_HIDDEN)
