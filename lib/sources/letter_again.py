"""Lines of a page that were passed over, or whose day was read in part: read once more, by themselves and larger."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from lib.sources.letter_columns import bands_of_lines
from lib.sources.letter_ocr import Box, Seen
from lib.text.numbers import find_dates

Read = Callable[[Image.Image], list[Seen]]

_LOWEST, _HIGHEST = 0.6, 1.6
"""Heights of a usual line."""
_SHORTEST = 3
"""Heights of a usual line that a line is long."""
_COVERED = 0.6
"""The share of a line's ink under which words lie that were read."""
_MOST = 12
_LARGER = 1.5
_BETWEEN = 30
_DOUBTED = 0.5
"""How sure a day is that was read in two ways."""
_NOT_SURE, _HARDLY = 0.9, 0.4
_PART_OF_A_DAY = re.compile(r"(?:19|20)\d\d[^\d]{0,3}(?:년|\.)|\d월|월\d+일")
_LONGEST_DAY = 16


@dataclass(frozen=True, slots=True)
class _Line:
    top: int
    bottom: int
    left: int
    right: int
    words: tuple[Seen, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


def read_again(page: Image.Image, seen: Sequence[Seen], read: Read) -> list[Seen]:
    """The words of a level page in reading order, with what a second look at some of its lines brought."""
    lines = [line for line in _lines(page, seen) if _is_to_be_read(line, page)][:_MOST]
    if not lines:
        return list(seen)
    found = list(seen)
    for line, words in zip(lines, _second(page, lines, read), strict=True):
        found = _with(found, line, words)
    order = {number: n for n, number in enumerate(dict.fromkeys(word.line for word in found))}
    return [replace(word, line=order[word.line]) for word in found]


# Stretches of ink as high as a line, with the words that were read there.
def _lines(page: Image.Image, seen: Sequence[Seen]) -> Iterator[_Line]:
    dark = np.asarray(page) < 128
    found = bands_of_lines(dark)
    if found is None:
        return
    bands, usual = found
    for top, bottom in bands:
        if not _LOWEST * usual < bottom - top < _HIGHEST * usual:
            continue
        columns = np.flatnonzero(dark[top:bottom].any(axis=0))
        left, right = int(columns[0]), int(columns[-1]) + 1
        if right - left > _SHORTEST * usual:
            words = tuple(word for word in seen if top <= (word.box[1] + word.box[3]) / 2 < bottom)
            yield _Line(top, bottom, left, right, words)


def _is_to_be_read(line: _Line, page: Image.Image) -> bool:
    text = line.text
    if len(text) <= _LONGEST_DAY and _PART_OF_A_DAY.search(text):
        return True
    # What is hardly read is taken for a mark.
    if text and _sureness(line.words) < _HARDLY:
        return True
    ink = (np.asarray(page.crop((line.left, line.top, line.right, line.bottom))) < 128).sum(axis=0)
    covered: npt.NDArray[np.bool_] = np.zeros(ink.shape, np.bool_)
    for word in line.words:
        covered[max(0, word.box[0] - line.left) : max(0, word.box[2] - line.left)] = True
    return bool(ink[covered].sum() < _COVERED * ink.sum())


# The words of each line as they are read on a page that holds these lines alone.
def _second(page: Image.Image, lines: Sequence[_Line], read: Read) -> list[list[Seen]]:
    sizes = [
        (round((line.right - line.left) * _LARGER), round((line.bottom - line.top) * _LARGER))
        for line in lines
    ]
    width = max(wide for wide, _high in sizes) + 2 * _BETWEEN
    image = Image.new("L", (width, sum(high + _BETWEEN for _wide, high in sizes) + _BETWEEN), 255)
    tops = []
    at = _BETWEEN
    for line, size in zip(lines, sizes, strict=True):
        part = page.crop((line.left, line.top, line.right, line.bottom))
        image.paste(part.resize(size, Image.Resampling.LANCZOS), (_BETWEEN, at))
        tops.append(at)
        at += size[1] + _BETWEEN
    found: list[list[Seen]] = [[] for _line in lines]
    for word in read(image):
        middle = (word.box[1] + word.box[3]) / 2
        n = max((n for n, top in enumerate(tops) if top - _BETWEEN / 2 <= middle), default=0)
        found[n].append(replace(word, box=_in_place(word.box, lines[n], tops[n])))
    return found


def _in_place(box: Box, line: _Line, top: int) -> Box:
    left, upper, right, lower = box
    return (
        round((left - _BETWEEN) / _LARGER) + line.left,
        round((upper - top) / _LARGER) + line.top,
        round((right - _BETWEEN) / _LARGER) + line.left,
        round((lower - top) / _LARGER) + line.top,
    )


def _with(found: list[Seen], line: _Line, words: Sequence[Seen]) -> list[Seen]:
    text = "".join(word.text for word in words)
    before, now = _day(line.text), _day(text)
    if before:
        if before == now:
            least = min(word.sure for word in line.words)
            again = min(word.sure for word in words)
            # What was hardly read at first stays a little in doubt.
            sure = again if least >= _DOUBTED else min(again, _NOT_SURE)
            return [replace(w, sure=max(w.sure, sure)) if w in line.words else w for w in found]
        # Which of two readings is right nobody knows.
        doubted = [replace(w, sure=min(max(w.sure, _HARDLY), _DOUBTED)) for w in line.words]
        return [doubted[line.words.index(w)] if w in line.words else w for w in found]
    is_better = now or len(text) > len(line.text) + 1 or _sureness(words) > _sureness(line.words) + _HARDLY
    if not words or not is_better or min(len(text), _SHORTEST) < _SHORTEST:
        return found
    if not now and _sureness(words) < _DOUBTED:
        return found
    rest = [word for word in found if word not in line.words]
    at = next((n for n, word in enumerate(rest) if (word.box[1] + word.box[3]) / 2 > line.bottom), len(rest))
    number = max((word.line for word in found), default=0) + 1
    return [*rest[:at], *(replace(word, line=number) for word in words), *rest[at:]]


# How sure words were read, the longer ones counting for more.
def _sureness(words: Sequence[Seen]) -> float:
    signs = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / signs if signs else 0.0


# The first whole day that a text names.
def _day(text: str) -> tuple[int, int, int] | None:
    days = ((each.year, each.month, each.day) for each in find_dates(text))
    return next(((year, month, day) for year, month, day in days if year and month and day), None)
