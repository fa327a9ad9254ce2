"""Rows of tables whose cells have different numbers of lines: laid out anew, so that no line runs over two cells.

Where a label of one line stands beside a value of two, whoever reads line by line reads a third line between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from lib.sources.letter_columns import bands_of_lines, stretches
from lib.sources.letter_ocr import Box, Seen

Dark = npt.NDArray[np.bool_]

_LOWEST, _HIGHEST = 1.4, 6.5
"""Heights of a usual line that such a row has."""
_APART = 0.9
"""Heights of a usual line that lie between cells without a rule."""
_LEAST = 0.45
"""Heights of a usual line below which something is a rest of a rule."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page whose uneven rows are laid out anew: each cell below the one before it.

    `cells` are the boxes of cells on `image`, with the number of the cell and how far right and down of its old place it
    stands; `rows` tell from which height on all stands how much lower than before.
    """

    image: Image.Image
    cells: tuple[tuple[Box, int, int, int], ...]
    rows: tuple[tuple[int, int], ...]

    def in_place(self, seen: Sequence[Seen]) -> list[Seen]:
        """The words as they stood on the page, those of a cell in one line."""
        lines: dict[int, int] = {}
        found = []
        for word in seen:
            x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
            cell = next(
                (
                    each
                    for each in self.cells
                    if each[0][0] <= x <= each[0][2] and each[0][1] <= y <= each[0][3]
                ),
                None,
            )
            if cell:
                _box, number, right, down = cell
                line = lines.setdefault(number, word.line)
                found.append(replace(word, line=line, box=_moved(word.box, -right, -down)))
            else:
                lower = next((by for top, by in reversed(self.rows) if y >= top), 0)
                found.append(replace(word, box=_moved(word.box, 0, -lower)))
        return found


def laid_out(page: Image.Image, rules: Dark) -> Laid:
    """A level page with its uneven rows laid out anew. `rules`: where lines of tables go down it."""
    dark = np.asarray(page) < 128
    found = bands_of_lines(dark)
    if found is None:
        return Laid(page, (), ())
    bands, usual = found
    parts: list[Image.Image] = []
    cells: list[tuple[Box, int, int, int]] = []
    rows: list[tuple[int, int]] = []
    end = high = 0
    for top, bottom in _rows(dark, bands, usual):
        if not _LOWEST * usual < bottom - top < _HIGHEST * usual:
            continue
        own = list(_cells(dark[top:bottom], rules[top:bottom], usual))
        if len({len(lines) for _left, _right, lines in own}) < 2:
            continue
        above = page.crop((0, end, page.width, top))
        parts.append(above)
        high += above.height
        gap = round(usual * 0.7)
        for left, right, _lines in own:
            cell = Image.new("L", (page.width, bottom - top + gap), 255)
            cell.paste(page.crop((left, top, right, bottom)), (left, gap // 2))
            box = (left - 4, high, right + 4, high + cell.height)
            cells.append((box, len(cells), 0, high + gap // 2 - top))
            parts.append(cell)
            high += cell.height
        end = bottom
        rows.append((high, high - bottom))
    if not cells:
        return Laid(page, (), ())
    parts.append(page.crop((0, end, page.width, page.height)))
    image = Image.new("L", (page.width, sum(part.height for part in parts)), 255)
    at = 0
    for part in parts:
        image.paste(part, (0, at))
        at += part.height
    return Laid(image, tuple(cells), tuple(rows))


# The rows of a page: lines of which only one cell goes on belong to the line that they go on from.
def _rows(dark: Dark, bands: Sequence[tuple[int, int]], usual: float) -> Iterator[tuple[int, int]]:
    def begins(top: int, bottom: int) -> list[int]:
        spans = stretches(dark[top:bottom].sum(axis=0) > 0, round(_APART * usual))
        return [left for left, right in spans if right - left > usual / 2]

    row: tuple[int, int] | None = None
    of_row: list[int] = []
    for top, bottom in bands:
        own = begins(top, bottom)
        goes_on = (
            row is not None
            and len(of_row) >= _FEWEST_CELLS
            and top - row[1] < usual
            and 0 < 2 * len(own) <= len(of_row)
            and all(any(abs(left - first) < _SAME_EDGE * usual for first in of_row[1:]) for left in own)
        )
        if row and goes_on:
            row = (row[0], bottom)
            continue
        if row:
            yield row
        row, of_row = (top, bottom), own
    if row:
        yield row


_FEWEST_CELLS = 3
_SAME_EDGE = 0.6
"""Heights of a usual line by which the lines of a cell may begin apart."""


# The cells of a row: where each begins and ends, and its lines; none where what stands there is no row of cells.
def _cells(dark: Dark, rules: Dark, usual: float) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    marked = dark.sum(axis=0) > 0
    # A rule goes down all of the row.
    ruled = np.flatnonzero(rules.mean(axis=0) > 0.6)
    marked[ruled] = False
    found = []
    for left, right in _parted(stretches(marked, round(_APART * usual)), ruled):
        lines = [
            line
            for line in stretches(dark[:, left:right].sum(axis=1) > 0, 1)
            if line[1] - line[0] > _LEAST * usual
        ]
        if lines and right - left > usual:
            found.append((left, right, lines))
    is_table = len(found) > 1 and all(
        bottom - top < _LOWEST * usual for _left, _right, lines in found for top, bottom in lines
    )
    if is_table:
        yield from found


# Stretches parted where a rule stands in them.
def _parted(spans: Sequence[tuple[int, int]], ruled: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    for left, right in spans:
        inner = [int(at) for at in ruled if left < at < right]
        edges = [left, *inner, right]
        for one, other in pairwise(edges):
            if other - one > 2:
                yield one, other


def _moved(box: Box, right: int, down: int) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down
