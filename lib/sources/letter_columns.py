"""Where a level page is to be read in one piece, and where column by column."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_FEWEST_LINES = 3
_NARROWEST = 0.2
"""Of the width of what is written; what is narrower is a label beside its value."""
_GUTTER = 1.2
"""Heights of a line that lie between columns."""
_SAME_EDGE = 1.2
"""Heights of a line by which the beginnings of lines of a column may differ."""


@dataclass(slots=True)
class _Line:
    top: int
    bottom: int
    spans: list[tuple[int, int]]

    @property
    def height(self) -> int:
        return self.bottom - self.top

    # The widest gap around the middle, as the end of what is before it and the beginning of what is after.
    def gap(self, left: int, right: int) -> tuple[int, int] | None:
        wide = right - left
        found = [
            (before, after)
            for (_start, before), (after, _end) in pairwise(self.spans)
            if after - before > _GUTTER * self.height and left + 0.35 * wide < after < left + 0.7 * wide
        ]
        return max(found, key=lambda gap: gap[1] - gap[0], default=None)


def blocks(page: Image.Image, rules: npt.NDArray[np.bool_]) -> list[Box]:
    """Boxes of a page in the order in which they are read; mostly one, the whole page.

    `rules`: where lines of tables go down the page: tables are read line by line.
    """
    whole = [(0, 0, page.width, page.height)]
    dark = np.asarray(page) < 128
    lines = list(_lines(dark))
    if len(lines) < _FEWEST_LINES:
        return whole
    left = min(line.spans[0][0] for line in lines)
    right = max(line.spans[-1][1] for line in lines)
    # The edges of the page look like rules, and lie beyond what is written.
    aside = (right - left) // 20
    inner = rules[:, left + aside : right - aside].max(axis=1, initial=False)
    lines = [line for line in lines if not inner[line.top : line.bottom].any()]
    found: list[Box] = []
    at = 0
    for top, bottom, gutter in _columned(lines, left, right):
        if top > at:
            found.append((0, at, page.width, top))
        found += [(0, top, gutter, bottom), (gutter, top, page.width, bottom)]
        at = bottom
    return [*found, (0, at, page.width, page.height)] if found else whole


_TALL = 1.35
"""Heights of a usual line from which on a line is a title."""


def titles(page: Image.Image) -> list[tuple[Box, float]]:
    """Boxes of lines that are much higher than most, and how many times as high they are."""
    lines = [line for line in _lines(np.asarray(page) < 128) if line.height < page.height // 12]
    if len(lines) < _FEWEST_LINES:
        return []
    usual = float(np.median([line.height for line in lines]))
    left = min(line.spans[0][0] for line in lines)
    right = max(line.spans[-1][1] for line in lines)
    found = []
    for number, line in enumerate(lines):
        begins, ends = line.spans[0][0], line.spans[-1][1]
        # Lines that hang together are as high, but run over the page and leave no room.
        above = line.top - lines[number - 1].bottom if number else line.height
        below = lines[number + 1].top - line.bottom if number + 1 < len(lines) else line.height
        is_middle = abs(begins + ends - left - right) < 0.12 * (right - left)
        is_alone = min(above, below) > 0.3 * line.height
        is_short = 2 * line.height < ends - begins < 0.75 * (right - left)
        if _TALL * usual < line.height < 2.3 * usual and is_middle and is_alone and is_short:
            box = (max(0, begins - 8), line.top - 3, ends + 8, line.bottom + 3)
            found.append((box, line.height / usual))
    return found


# Stretches of lines in two columns: top, bottom, and where they part.
def _columned(lines: list[_Line], left: int, right: int) -> Iterator[tuple[int, int, int]]:
    run: list[tuple[_Line, tuple[int, int]]] = []
    for line in [*lines, None]:
        gap = line.gap(left, right) if line else None
        if line and gap and _goes_on(run, line, gap):
            run.append((line, gap))
            continue
        if len(run) >= _FEWEST_LINES:
            before, after = max(gap[0] for _, gap in run), min(gap[1] for _, gap in run)
            widths = [before - left, right - after]
            if min(widths) > _NARROWEST * (right - left):
                space = max(2, run[0][0].height // 4)
                yield run[0][0].top - space, run[-1][0].bottom + space, (before + after) // 2
        run = [(line, gap)] if line and gap else []


def _goes_on(run: list[tuple[_Line, tuple[int, int]]], line: _Line, gap: tuple[int, int]) -> bool:
    if not run:
        return True
    last, last_gap = run[-1]
    near = line.top - last.bottom < 2 * last.height
    return (
        near and abs(gap[1] - last_gap[1]) < _SAME_EDGE * line.height and max(g[0] for _, g in run) < gap[1]
    )


# Lines of writing, each with the stretches of it that stand apart.
def _lines(dark: npt.NDArray[np.bool_]) -> Iterator[_Line]:
    for top, bottom in _stretches(dark.sum(axis=1) > 2, 3):
        if bottom - top < 10:
            continue
        spans = _stretches(dark[top:bottom].sum(axis=0) > 0, max(6, (bottom - top) // 2))
        if spans:
            yield _Line(top, bottom, spans)


# Where marks stand, those less than `gap` apart taken together.
def _stretches(marks: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    places = np.flatnonzero(marks)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = np.concatenate(([places[0]], places[breaks + 1]))
    ends = np.concatenate((places[breaks], [places[-1]])) + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
