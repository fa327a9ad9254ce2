"""A line whose words stand in cells: what stands apart in it, by tabs, wide gaps or the rules of a table."""

import re

APART = "  "
"""What stands between cells in a line of a letter as it is read; between words of one cell there is one blank."""

_GAP = re.compile(r"[^\S\n]*\t\s*|[^\S\n]{2,}|[^\S\n]*[|│┃]+[^\S\n]*")
_MONTH_OR_DAY = re.compile(r"\d{1,2}(?!\d)")
_WORD = re.compile(r"\S+")


def are_apart(one: str, other: str) -> bool:
    """Whether a wide gap between two words parts cells.

    Between single syllables it only spreads a word, `성   명`, and behind the point within a day it is none, `2024.   1.`.
    """
    is_in_a_day = one.endswith(".") and one[:-1].isdigit() and bool(_MONTH_OR_DAY.match(other))
    return (len(one) > 1 or len(other) > 1) and not is_in_a_day


def spaced(line: str) -> str:
    """The line with one blank between its words, and APART between its cells."""
    told, before = "", re.match("", "")
    for word in _WORD.finditer(line):
        if before and told:
            gap = line[before.end() : word.start()]
            is_wide = len(gap) > 1 or gap == "\t"
            told += APART if is_wide and are_apart(before[0], word[0]) else " "
        told += word[0]
        before = word
    return told


def cells(line: str) -> list[tuple[int, int]]:
    """Where each cell of a line begins and ends; a line without gaps is one cell."""
    begins = [0, *(gap.end() for gap in _GAP.finditer(line))]
    ends = [*(gap.start() for gap in _GAP.finditer(line)), len(line)]
    found = []
    for start, end in zip(begins, ends, strict=True):
        words = line[start:end]
        if words.strip():
            found.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    return found
