"""Which lines of a level page are titles, and which run over two columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from lib.sources.letter_ocr import Box, Seen

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
    number: int = 0

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


def column_by_column(seen: Sequence[Seen], rules: npt.NDArray[np.bool_]) -> list[Seen]:
    """The words of a page in the order in which they are read, where some of its lines run over two columns.

    `rules`: where lines of tables go down the page: tables are read line by line.
    """
    # What is left of edges and folds stands aside, and is not sure.
    sure = [word for word in seen if word.sure >= 0.6 and len(word.text) > 1]
    if len(sure) < _FEWEST_LINES:
        return list(seen)
    left, right = min(word.box[0] for word in sure), max(word.box[2] for word in sure)
    # The edges of the page look like rules, and lie beyond what is written.
    aside = (right - left) // 20
    inner = rules[:, left + aside : right - aside].max(axis=1, initial=False)
    by_line: dict[int, list[Seen]] = {}
    for word in seen:
        by_line.setdefault(word.line, []).append(word)
    lines: list[_Line] = []
    for number, words in by_line.items():
        spans = sorted((word.box[0], word.box[2]) for word in words)
        tops, bottoms = [word.box[1] for word in words], [word.box[3] for word in words]
        line = _Line(int(np.median(tops)), int(np.median(bottoms)), spans, number)
        if not inner[line.top : line.bottom].any():
            lines.append(line)
    places = {number: place for place, number in enumerate(by_line)}
    # For the lines of two columns, where the first of them stands and where the columns part.
    gutters: dict[int, tuple[int, int]] = {}
    for numbers, gutter in _columned(lines, left, right):
        gutters |= dict.fromkeys(numbers, (min(places[number] for number in numbers), gutter))

    def place(word: Seen) -> tuple[int, int, int]:
        if word.line not in gutters:
            return places[word.line], 0, 0
        first, gutter = gutters[word.line]
        return first, int(word.box[0] >= gutter), places[word.line]

    in_order = sorted(seen, key=place)
    new = {each: number for number, each in enumerate(dict.fromkeys(map(place, in_order)))}
    return [replace(word, line=new[place(word)]) for word in in_order]


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


# Stretches of lines in two columns: the numbers of the lines, and where the columns part.
def _columned(lines: list[_Line], left: int, right: int) -> Iterator[tuple[list[int], int]]:
    run: list[tuple[_Line, tuple[int, int]]] = []
    for line in [*lines, None]:
        gap = line.gap(left, right) if line else None
        if line and gap and _goes_on(run, line, gap):
            run.append((line, gap))
            continue
        if len(run) >= _FEWEST_LINES:
            before, after = max(gap[0] for _, gap in run), min(gap[1] for _, gap in run)
            if min(before - left, right - after) > _NARROWEST * (right - left):
                yield [line.number for line, _ in run], (before + after) // 2
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
    for top, bottom in stretches(dark.sum(axis=1) > 2, 3):
        if bottom - top < 10:
            continue
        spans = stretches(dark[top:bottom].sum(axis=0) > 0, max(6, (bottom - top) // 2))
        if spans:
            yield _Line(top, bottom, spans)


def bands_of_lines(dark: npt.NDArray[np.bool_]) -> tuple[list[tuple[int, int]], float] | None:
    """Where ink stretches across a level page, from top to bottom, and the height of a usual line.

    None where too few lines stand there to tell what is usual.
    """
    bands = stretches(dark.sum(axis=1) > 2, 2)
    heights = [bottom - top for top, bottom in bands if bottom - top >= _LOWEST_LINE]
    return (bands, float(np.median(heights))) if len(heights) >= _USUAL_FROM else None


_LOWEST_LINE, _USUAL_FROM = 10, 5
"""Pixels that a line has at least, and how many lines tell what is usual."""


def stretches(marks: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Where marks stand, those less than `gap` apart taken together."""
    places = np.flatnonzero(marks)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = np.concatenate(([places[0]], places[breaks + 1]))
    ends = np.concatenate((places[breaks], [places[-1]])) + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
