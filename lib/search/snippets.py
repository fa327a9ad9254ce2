"""The stretch of a text that answers a question best, and which words in it match."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lib.search.tokens import terms
from lib.text.spelling import plain

_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text and the half-open spans in it that match the question."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, mark: Callable[[str], str] = "**{}**".format, rest: Callable[[str], str] = str) -> str:
        """The text with its matches as `mark` writes them, and everything between as `rest` does."""
        out, last = [], 0
        for start, end in self.marks:
            out += [rest(self.text[last:start]), mark(self.text[start:end])]
            last = end
        return "".join([*out, rest(self.text[last:])])


def snippet(text: str, question: str, also: tuple[str, ...] = (), width: int = _WIDTH) -> Snippet:
    """The densest window of `width` characters, white space folded, with matching words marked.

    `also` are further words to look for, such as the legal forms of the question's lay words.
    """
    folded = " ".join(text.split())
    words = [word for word in re.findall(r"[가-힣一-鿿A-Za-z0-9]+", plain(question)) if len(word) >= 2]
    spans = _spans(folded, dict.fromkeys(filter(None, [*also, *words])))
    start = folded.rfind(" ", 0, _best_start(spans, width) + 1) + 1
    end, lead = start + width, "…" if start else ""
    shown = lead + folded[start:end] + ("…" if end < len(folded) else "")
    moved = ((first - start + len(lead), last - start + len(lead)) for first, last in spans if first >= start)
    return Snippet(shown, tuple(span for span in moved if span[1] <= len(shown)))


# Where words stand, overlapping ones joined, each in the longest of its forms that occurs.
def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    lowered = text.lower()
    covered = bytearray(len(text))
    for word in words:
        for form in _forms(word.lower()):
            # The public record breaks words at line ends; two syllables with a gap are no word, though.
            gap = r"\s?" if len(form) > 2 else ""
            found = list(re.finditer(gap.join(map(re.escape, form)), lowered))
            for match in found:
                covered[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            if found:
                break
    return [match.span() for match in re.finditer(rb"\x01+", bytes(covered))]


# The word, then without one and two final syllables (particles, endings), then its first bigram.
def _forms(word: str) -> list[str]:
    forms = [word]
    if "가" <= word[0] <= "힣":
        forms += [word[:-cut] for cut in (1, 2) if len(word) - cut >= 2]
        forms += terms(word)[:1] if len(word) > 4 else []
    return forms


# Characters shown before the first match.
_BEFORE = 30


# Where the window with the most marked characters begins; the first of equals.
def _best_start(spans: list[tuple[int, int]], width: int) -> int:
    best, most, marked, end = 0, 0, 0, 0
    for place, (first, last) in enumerate(spans):
        end = max(end, place)
        while end < len(spans) and spans[end][1] <= first + width - _BEFORE:
            marked += spans[end][1] - spans[end][0]
            end += 1
        if marked > most:
            best, most = first, marked
        if end > place:
            marked -= last - first
    return max(0, best - _BEFORE)
