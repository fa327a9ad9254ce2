"""The stretch of a text that answers a question best, and which words in it match."""

import re
from dataclasses import dataclass

from lib.search.tokens import terms

_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text and the half-open spans in it that match the question."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, opening: str = "**", closing: str = "**") -> str:
        """The text with its matches between two marks."""
        out, last = [], 0
        for start, end in self.marks:
            out += [self.text[last:start], opening, self.text[start:end], closing]
            last = end
        return "".join([*out, self.text[last:]])


def snippet(text: str, question: str, also: tuple[str, ...] = (), width: int = _WIDTH) -> Snippet:
    """The densest window of `width` characters, white space folded, with matching words marked.

    `also` are further words to look for, such as the legal forms of the question's lay words.
    """
    folded = " ".join(text.split())
    words = [w for w in re.findall(r"[가-힣A-Za-z0-9]+", question) if len(w) >= 2]
    wanted = [word for word in dict.fromkeys([*also, *words]) if word]
    spans = _spans(folded, wanted)
    if not spans:
        return Snippet(_cut(folded, 0, width), ())
    start = _best_window(spans, width)
    start = max(0, folded.rfind(" ", 0, start + 1) + 1) if start else 0
    shown = _cut(folded, start, width)
    lead = 1 if start else 0
    marks = tuple(
        (s - start + lead, e - start + lead)
        for s, e in spans
        if s >= start and e - start + lead <= len(shown)
    )
    return Snippet(shown, marks)


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    lowered = text.lower()
    covered = bytearray(len(text))
    for word in words:
        for form in _forms(word.lower()):
            found = False
            # The public record breaks words at line ends; two syllables with a gap are no word, though.
            gap = r"\s?" if len(form) > 2 else ""
            for match in re.finditer(gap.join(map(re.escape, form)), lowered):
                covered[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                found = True
            if found:
                break
    return [match.span() for match in re.finditer(rb"\x01+", bytes(covered))]


def _forms(word: str) -> list[str]:
    """The word, then without one and two final syllables (particles, endings), then its first bigram."""
    forms = [word]
    if "가" <= word[0] <= "힣":
        forms += [word[:-cut] for cut in (1, 2) if len(word) - cut >= 2]
        forms += terms(word)[:1] if len(word) > 4 else []
    return list(dict.fromkeys(forms))


def _best_window(spans: list[tuple[int, int]], width: int) -> int:
    best, best_start = 0, spans[0][0]
    for start, _ in spans:
        inside = sum(e - s for s, e in spans if start <= s and e <= start + width - 30)
        if inside > best:
            best, best_start = inside, start
    return max(0, best_start - 30)


def _cut(text: str, start: int, width: int) -> str:
    end = start + width
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
