"""Words and days as they were before a machine read them from a picture: signs that it takes for one another.

Every character keeps its place, so that what is found in the restored text stands where it stood. What was changed is
told: it is likely right, and no more.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lib.text.spelling import Squeezed, places_of

_SHORTEST = 4
"""Syllables of a word that is told by the others when one of them is wrong."""
_LEAST = 3
_LONG = 7
"""Syllables from which two may be wrong."""
_LIKE_DIGITS, _DIGITS = "OoQDUlI|!iZzSsBb〇ㅇ", "000001111122558800"
_AS_DIGIT = str.maketrans(_LIKE_DIGITS, _DIGITS)
_DIGIT = rf"[0-9{_LIKE_DIGITS}]"
# Year, month and day with what a machine makes of the points between them; at least the year begins in figures.
_DAY = re.compile(
    rf"(?<![0-9A-Za-z가-힣])(?P<y>[12lIZz]{_DIGIT}{{3}})(?P<a>\s?[.,:·년'\-]{{1,2}}\s?)(?P<m>{_DIGIT}{{1,2}})"
    rf"(?P<b>\s?[.,:·월'\-]{{1,2}}\s?)(?P<d>{_DIGIT}{{1,2}})(?P<c>\s?[.,일]|(?![0-9A-Za-z]))"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """The restored text, as long as the other, and the places in which it differs."""

    text: str
    changed: tuple[int, ...]

    def is_changed(self, start: int, end: int) -> bool:
        """Whether anything within the stretch was read otherwise."""
        return any(start <= at < end for at in self.changed)


def restored(text: str, words: Iterable[str], heads: Iterable[str] = ()) -> Restored:
    """The text with these words, and with days in figures, where a machine read something close to them.

    A word of four syllables or more may have one wrong syllable, one of seven two, wherever blanks and line ends fell; a
    syllable in its place shares a sound with it, and most of its sounds in a word of three. `heads` are words that are
    put right only where a line begins.
    """
    chars = list(text)
    _restore_days(text, chars)
    heads = _longest_first(heads)
    _restore_heads("".join(chars), chars, heads)
    _restore_words("".join(chars), chars, _longest_first(words), heads)
    changed = tuple(n for n, (old, new) in enumerate(zip(text, chars, strict=True)) if old != new)
    return Restored("".join(chars), changed)


# Of what is only near, the longest comes first.
def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=len, reverse=True))


def _restore_days(text: str, chars: list[str]) -> None:
    for match in _DAY.finditer(text):
        for name in ("y", "m", "d"):
            start, end = match.span(name)
            chars[start:end] = match[name].translate(_AS_DIGIT)
        for name in ("a", "b", "c"):
            start, end = match.span(name)
            marks = match[name]
            if not set(marks) & set("년월일-"):
                chars[start:end] = _as_point(marks)


# One point and blanks, as many characters as before.
def _as_point(marks: str) -> str:
    at = next((n for n, char in enumerate(marks) if not char.isspace()), None)
    return marks if at is None else " " * at + "." + " " * (len(marks) - at - 1)


_LINE = re.compile(r"^[^\S\n]*(?:[^\w\s]\s?|\(?(?:\d{1,2}|[가-하])\s?[.),]\s?){0,2}", re.MULTILINE)


def _restore_heads(text: str, chars: list[str], heads: tuple[str, ...]) -> None:
    for match in _LINE.finditer(text):
        end = text.find("\n", match.end())
        line = text[match.end() : end if end >= 0 else None]
        own = Squeezed(line)
        if own.chars.startswith(heads):
            continue
        for head in heads:
            window = own.chars[: len(head)]
            if len(window) < len(head) or not _is_head(line, own, head):
                continue
            for n, (old, new) in enumerate(zip(window, head, strict=True)):
                if old != new:
                    chars[match.end() + own.span(n, n + 1)[0]] = new
            break


# A head of few syllables is told by what parts it from what stands behind it as well.
def _is_head(line: str, own: Squeezed, head: str) -> bool:
    window = own.chars[: len(head)]
    if not _is_near(window, head, 1):
        return False
    behind = line[own.span(len(head) - 1, len(head))[1] :]
    if len(head) == _TWO:
        return behind.lstrip().startswith((":", "：", "】", "]")) and _alike_enough(window, head)
    return (not behind or bool(re.match(r"\s|:|：", behind))) and (
        len(head) >= _SHORTEST or _alike_enough(window, head)
    )


_TWO = 2
_MOST_SOUNDS = 0.6


def _alike_enough(window: str, word: str) -> bool:
    return all(_alike(old, new) > _MOST_SOUNDS for old, new in zip(window, word, strict=True))


def _restore_words(text: str, chars: list[str], words: tuple[str, ...], heads: tuple[str, ...]) -> None:
    squeezed = Squeezed(text)
    taken: set[int] = set()
    words = tuple(each for each in words if len(each) >= _LEAST)
    # What stands there whole comes first.
    for word in {*words, *(each for each in heads if len(each) >= _LEAST)}:
        for at in places_of(word, squeezed.chars):
            taken.update(range(at, at + len(word)))
    for word in words:
        for start in _near(squeezed.chars, word):
            end = start + len(word)
            window = squeezed.chars[start:end]
            if taken.intersection(range(start, end)) or (
                len(word) < _SHORTEST and not _alike_enough(window, word)
            ):
                continue
            taken.update(range(start, end))
            for n, (old, new) in enumerate(zip(window, word, strict=True)):
                if old != new:
                    chars[squeezed.span(start + n, start + n + 1)[0]] = new


# Where the word stands, or something of which few enough syllables differ: one of its pieces is whole there.
def _near(text: str, word: str) -> list[int]:
    wrong = 2 if len(word) >= _LONG else 1
    size = len(word) // (wrong + 1)
    pieces = [(n * size, (n + 1) * size if n < wrong else len(word)) for n in range(wrong + 1)]
    found: set[int] = set()
    for first, last in pieces:
        for at in places_of(word[first:last], text):
            start = at - first
            window = text[start : start + len(word)] if start >= 0 else ""
            if len(window) == len(word) and _is_near(window, word, wrong):
                found.add(start)
    return sorted(found)


def _is_near(window: str, word: str, wrong: int) -> bool:
    differing = [(old, new) for old, new in zip(window, word, strict=True) if old != new]
    return len(differing) <= wrong and all(_share_a_sound(old, new) for old, new in differing)


# The sounds of two syllables, side by side.
def _sounds(old: str, new: str) -> tuple[str, str]:
    return unicodedata.normalize("NFD", old), unicodedata.normalize("NFD", new)


@cache
def _share_a_sound(old: str, new: str) -> bool:
    sounds = _sounds(old, new)
    is_hangul = all("\u1100" <= each[0] <= "\u11ff" for each in sounds)
    return is_hangul and any(a == b for a, b in zip(*sounds, strict=False))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one known name of as many syllables that is nearest by its sounds; None where one syllable is not enough."""
    near = [
        (sum(_alike(old, new) for old, new in zip(name, each, strict=True)), each)
        for each in known
        if len(each) == len(name) and sum(old != new for old, new in zip(name, each, strict=True)) <= 1
    ]
    best = max(near, default=None)
    return best[1] if best and [score for score, _ in near].count(best[0]) == 1 else None


@cache
def _alike(old: str, new: str) -> float:
    sounds = _sounds(old, new)
    return 1.0 if old == new else sum(a == b for a, b in zip(*sounds, strict=False)) / max(map(len, sounds))
