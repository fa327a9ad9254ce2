"""The headings of a letter by their form and place, whatever their words: which chapters it has, and what each is for.

A heading stands alone in its line: behind a number, in brackets, or below a blank line; it ends in a noun and is followed by
what it heads. What a chapter is for tells the noun that its heading ends with, and whose it is the word that it begins with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lib.privacy.recogniser import PLACEHOLDER
from lib.text.cells import cells
from lib.text.numbers import find_dates
from lib.text.sentences import may_head, sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import denials

REASONS, OTHERS, OPEN = "reasons", "other", "chapter"
"""What a chapter is for: it gives the reasons, it is a party's or of something else, or its heading does not tell."""

# What stands before headings and items.
_NUMBER = re.compile(
    r"[^\S\n]*(?:(?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.)]?|[IVX]{1,4}(?:\.|(?=\s)))"
    r"|(?P<mark>[□■◆◇▣]|[\[【<〈《](?=[^\]】>〉》)\n]{2,30}[\]】>〉》)]\s*$))"
    r"|(?P<open>\(?)(?:제?(?P<figure>\d{1,2})|(?P<letter>[가-하]))(?P<close>[.)])(?!\d)"
    r"|(?P<circle>[①-⑳])|(?P<round>[○●◎▶※ㅇ◯▪])|(?P<bullet>[-–*•·]))[^\S\n]*"
)
# The widest first: each parts what the one before it holds.
_RANKS = ("roman", "mark", "1.", "가.", "1)", "가)", "(1)", "(가)", "circle", "round", "bullet")
_BARE, _BULLET = 1.5, len(_RANKS) - 1
"""The rank of a heading without a number, and of a mere bullet, which heads nothing."""
_LONGEST, _LONGEST_BARE = 24, 14
_FULL = 0.6
"""The share of the width of a letter from which on a line without a number may be part of a sentence."""
_CLOSING = "]】>〉》) "
_FIRST = re.compile(r"[^\S\n]*(?:\(?1[.)]|\(?가[.)]|①)")
_SIGNS = re.compile(
    r"귀하|[지이]사장|본부장|위원장|판사|붙임|\d{3}|직인|\(인\)|주식회사|공단$|위원회$|법원$|\d부$|^다음$|^아래$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading in the line `text[start:body]`, without its number and blanks; the lower its `rank` the wider its chapter."""

    start: int
    body: int
    title: str
    rank: float
    role: str


def rank_of(line: str) -> float:
    """The rank of the number before a line."""
    match = _NUMBER.match(line)
    if match is None:
        return _BARE
    if sign := "1" if match["figure"] else "가" if match["letter"] else "":
        return float(
            _RANKS.index(
                f"{match['open']}{sign}{match['close']}".replace("(1.", "(1)").replace("(가.", "(가)")
            )
        )
    return float(_RANKS.index(str(match.lastgroup)))


def headings(text: str) -> Iterator[Heading]:
    """The headings of a text, in order."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    widths = sorted(len(squeeze(text[slice(*line)])) for line in lines)
    wide = widths[int(len(widths) * 0.85)] if widths else 0
    ranks = [rank_of(text[slice(*line)]) for line in lines]
    for n, line in enumerate(lines):
        own = text[slice(*line)]
        number = _NUMBER.match(own)
        title = squeeze(own[number.end() if number else 0 :].strip(_CLOSING)).rstrip(":：")
        if ranks[n] >= _BULLET or n + 1 == len(lines) or not _is_title(own, title):
            continue
        if number is None and not _stands_alone(text, lines, n, title, wide):
            continue
        # Items of a list follow each other; a heading is followed by what it heads, be it a list that begins anew.
        if number and ranks[n + 1] == ranks[n] and not _FIRST.match(text, lines[n + 1][0]):
            continue
        yield Heading(line[0], line[1], title, ranks[n], _role(title))


def _is_title(line: str, title: str) -> bool:
    if not 2 <= len(title) <= _LONGEST or not re.search("[가-힣]{2}", title) or len(cells(line)) > 2:
        return False
    if not may_head(title):
        return False
    return not (_SIGNS.search(squeeze(line)) or PLACEHOLDER.search(line) or ":" in title or find_dates(line))


def _stands_alone(text: str, lines: Sequence[tuple[int, int]], n: int, title: str, wide: int) -> bool:
    before = text[lines[n - 1][1] : lines[n][0]] if n else "\n\n"
    last = squeeze(text[slice(*lines[n - 1])]) if n else ""
    # A picture tells no blank lines: there what heads something is known by what it says as well.
    is_parted = len(last) <= _FULL * wide or len(cells(text[slice(*lines[n - 1])])) > 1
    is_below = (
        before.count("\n") > 1 or last.endswith((".", "다", ":", ")")) or (is_parted and _role(title) != OPEN)
    )
    behind = squeeze(text[slice(*lines[n + 1])])
    is_heading = len(behind) > len(title) and len(title) <= min(
        _LONGEST_BARE if _role(title) == OPEN else _LONGEST, _FULL * wide
    )
    return n > 0 and is_below and is_heading and len(cells(text[slice(*lines[n])])) == 1


def tells_facts(title: str) -> bool:
    """Whether a heading without blanks heads facts, among which a notice without other headings gives its reasons."""
    return bool(_says()["facts"].search(title))


def _role(title: str) -> str:
    says = _says()
    if says["others"].search(title) or says["granted"].search(title):
        return OTHERS
    return REASONS if says["reasons"].search(title) else OPEN


@cache
def _says() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(says) for name, says in read_shipped("letters.yaml")["chapters"].items()}


def judging(text: str, chapters: Sequence[Heading]) -> list[tuple[int, int]]:
    """The stretches of the chapters in which a paper judges, where no heading says which: those behind the parties' own.

    What concludes stands last, and is none.
    """
    own = [each for each in chapters if each.rank < _BULLET]
    ends = {one.start: other.start for one, other in pairwise(own)}
    while own and own[-1].role == OTHERS:
        own.pop()
    behind = own[max((n for n, each in enumerate(own) if each.role == OTHERS), default=-1) + 1 :]
    if not behind:
        return []
    rank = min(each.rank for each in behind)
    top = [each for each in behind if each.rank == rank]
    stops = [*(each.start for each in top[1:]), ends.get(own[-1].start, len(text))]
    spans = [(each.body, stop) for each, stop in zip(top, stops, strict=True)]
    if len(spans) > 1 and _concludes(text[slice(*spans[-1])]):
        spans.pop()
    # What only tells which papers there were, or what happened, judges nothing.
    return [each for each in spans if denials(text[slice(*each)])] or spans


def _concludes(words: str) -> bool:
    said = [each.words for each in sentences(words)]
    return len(said) <= _MOST_OF_AN_END and any(_says()["ends"].search(squeeze(each)) for each in said)


_MOST_OF_AN_END = 2
