"""Tables of a letter whose heads stand above their cells: which cell stands under which head."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lib.text.cells import cells
from lib.text.numbers import find_dates
from lib.text.spelling import squeeze

Span = tuple[int, int]

_LONGEST_HEAD = 12
"""Syllables of a head that is not known."""
_OF_UNKNOWN = 3
"""Of so many heads of a row one may be unknown."""
_HEADLIKE = re.compile(r"[가-힣][가-힣()·/\s]*")


class Cell(NamedTuple):
    """`text[start:end]` stands under a head; `at` is where the row of heads begins, `row` counts the rows below it."""

    head: str
    start: int
    end: int
    at: int
    row: int


def under_heads(text: str, known: Collection[str]) -> Iterator[Cell]:
    """The cells below rows of heads, in order. `known`: heads without blanks; most of such a row are known."""
    lines = [match.span() for match in re.finditer(r"[^\n]*", text) if match[0]]
    for n, line in enumerate(lines):
        heads = _heads(text, line, known)
        if not heads:
            continue
        last = line[1]
        for row, below in enumerate(lines[n + 1 :]):
            if text[last : below[0]].count("\n") > 1 or _heads(text, below, known):
                break
            own = _values(text, below, heads, has_gaps=len(cells(text[slice(*line)])) > 1)
            if not own or known_as(squeeze(text[slice(*own[0])]), known):
                break
            for head, (start, end) in zip(heads, own, strict=False):
                yield Cell(head, start, end, line[0], row)
            last = below[1]


def known_as(head: str, known: Collection[str]) -> str:
    """The known head that a head without blanks is or ends with, `소속사업장` with `사업장`; empty where there is none."""
    return next((head[at:] for at in range(max(1, len(head) - 1)) if head[at:] in known), "")


# The heads of a line that holds nothing else; none where it is no such line.
def _heads(text: str, line: Span, known: Collection[str]) -> list[str]:
    own = [squeeze(text[line[0] + start : line[0] + end]) for start, end in cells(text[slice(*line)])]
    if len(own) < 2:
        own = _words(text[slice(*line)], known)
    unknown = [each for each in own if not known_as(each, known)]
    is_row = len(own) >= 2 and len(unknown) * _OF_UNKNOWN <= len(own)
    likely = all(len(each) <= _LONGEST_HEAD and _HEADLIKE.fullmatch(each) for each in unknown)
    return own if is_row and likely else []


# The heads of a line without gaps: words that are one head together are one.
def _words(line: str, known: Collection[str]) -> list[str]:
    words, found, n = line.split(), list[str](), 0
    while n < len(words):
        sizes = (size for size in (3, 2, 1) if "".join(words[n : n + size]) in known)
        together = next(sizes, 1)
        found.append("".join(words[n : n + together]))
        n += together
    return found


# One stretch for each head; none where they cannot be told apart.
def _values(text: str, line: Span, heads: Sequence[str], has_gaps: bool) -> list[Span]:
    own = [(line[0] + start, line[0] + end) for start, end in cells(text[slice(*line)])]
    if len(own) == len(heads):
        return own
    if has_gaps:
        # The last cells of a row may be empty.
        return own if 1 < len(own) < len(heads) else []
    # Without gaps words are what stands apart; a day is one.
    whole = [(each.start, each.end) for each in find_dates(text[slice(*line)])]
    words = [
        (line[0] + match.start(), line[0] + match.end())
        for match in re.finditer(r"\S+", text[slice(*line)])
        if not any(start < match.start() < end for start, end in whole)
    ]
    words = [
        (start, max([end, *(line[0] + stop for first, stop in whole if line[0] + first == start)]))
        for start, end in words
    ]
    more = len(words) - len(heads)
    wide = [n for n, head in enumerate(heads) if not _is_of_a_word(head)]
    if more < 0 or (more and len(wide) != 1):
        return []
    if not more:
        return words
    at = wide[0]
    return [*words[:at], (words[at][0], words[at + more][1]), *words[at + more + 1 :]]


# Whether one word stands under a head: a name, a day or a number.
def _is_of_a_word(head: str) -> bool:
    return head.endswith(("일", "일자", "일시", "번호", "성명", "인", "관계", "자", "급여", "여부"))
