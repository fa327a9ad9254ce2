"""A letter without what says who a person is, and the way back to where each of its words stood.

Such papers name people in places of their own: behind the heads of their fields, before 귀하, in the line of the officers.
The names of offices are none of a person's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lib.casework.letter_identifiers import identifiers_of_letters
from lib.casework.letter_parts import shipped
from lib.privacy.masking import find
from lib.privacy.recogniser import Found, Kind, placeholder
from lib.text.cells import APART, cells
from lib.text.numbers import find_dates
from lib.text.spelling import squeeze

_OFFICE = re.compile(
    r"[가-힣]{2,6}\s?(?:지사|지역본부|업무상질병판정위원회|지방법원|고등법원|행정법원)(?:장)?|이사장|위원장|재심사위원회"
)


@dataclass(frozen=True)
class MaskedLetter:
    """`text` is what was read with placeholders for identifiers; `found` are their places in what was read."""

    read: str
    found: tuple[Found, ...]

    @cached_property
    def _parts(self) -> tuple[str, list[int], list[tuple[int, int, bool]]]:
        parts: list[str] = []
        begins: list[int] = []
        spans: list[tuple[int, int, bool]] = []
        length = end = 0
        for each in self.found:
            for start, stop, is_mask in ((end, each.start, False), (each.start, each.end, True)):
                words = placeholder(each.kind) if is_mask else self.read[start:stop]
                if words:
                    parts.append(words)
                    begins.append(length)
                    spans.append((start, stop, is_mask))
                    length += len(words)
            end = each.end
        parts.append(self.read[end:])
        begins.append(length)
        spans.append((end, len(self.read), False))
        return "".join(parts), begins, spans

    @property
    def text(self) -> str:
        """The masked text."""
        return self._parts[0]

    def as_read(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the masked text stood; a mask stands for the whole of what it hides."""
        first, last = self._place(start), self._place(max(start, end - 1))
        return first[0], last[1]

    # Where one character of the masked text stood: a character, or all that its mask hides.
    def _place(self, at: int) -> tuple[int, int]:
        _text, begins, spans = self._parts
        n = bisect_right(begins, at) - 1
        start, stop, is_mask = spans[n]
        return (start, stop) if is_mask else (start + at - begins[n], start + at - begins[n] + 1)


def mask_letter(text: str) -> MaskedLetter:
    """The letter with every identifier masked; the names of offices stay."""
    offices = [match.span() for match in _OFFICE.finditer(text)]
    found = [
        each
        for one in (*find(text, in_context=False), *identifiers_of_letters(text))
        for each in _in_cells(text, _to_its_last_figure(text, one))
        if each.kind not in _OF_NAMES or not (_touches(each, offices) or _is_of_a_title(text, each))
    ]
    return MaskedLetter(text, tuple(_apart(found)))


# A number does not go on into the next line behind its last figure: `제8801호⏎청 구 인`.
def _to_its_last_figure(text: str, found: Found) -> Found:
    own = text[found.start : found.end]
    last = max((n for n, sign in enumerate(own, 1) if sign.isdigit() or sign == "*"), default=0)
    is_torn = found.kind is Kind.NUMBER and last and "\n" in own[last:]
    return Found(found.kind, found.start, found.start + last) if is_torn else found


# The syllables of a title that stand apart, of which a surname may be one: `심 사 결 정 서`.
def _is_of_a_title(text: str, found: Found) -> bool:
    own = squeeze(text[found.start : found.end])
    first = text.rfind("\n", 0, found.start) + 1
    line = squeeze(text[first : text.find("\n", found.end) % (len(text) + 1)])
    return " " in text[found.start : found.end].strip() and any(
        own in title and line.startswith(title) for title in shipped()["words"]
    )


# A number ends with its cell; a day in the next one is none of it.
def _in_cells(text: str, found: Found) -> Iterator[Found]:
    own = text[found.start : found.end]
    parts = cells(own) if APART in own and "\n" not in own else []
    days = find_dates(own) if len(parts) > 1 else []
    if not any(each.day for each in days):
        yield found
        return
    for start, end in parts:
        if not any(each.start < end and start < each.end for each in days):
            yield Found(found.kind, found.start + start, found.start + end)


_OF_NAMES = (Kind.NAME, Kind.FIRM)


# In order; what overlaps is one stretch, of the kind that begins it.
def _apart(found: Iterable[Found]) -> Iterator[Found]:
    last: Found | None = None
    for each in sorted(found, key=lambda found: (found.start, -found.end)):
        if last is None or last.end <= each.start:
            if last:
                yield last
            last = each
        elif each.end > last.end:
            last = Found(last.kind, last.start, each.end)
    if last:
        yield last


def _touches(found: Found, spans: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in spans)
