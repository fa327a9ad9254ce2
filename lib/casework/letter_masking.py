"""A letter without what says who a person is, and the way back to where each of its words stood.

Such papers name people in places of their own: behind the heads of their fields, before 귀하, in the line of the officers.
The names of offices are none of a person's.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lib.privacy.masking import find
from lib.privacy.recogniser import PLACEHOLDER, Found, Kind, placeholder

_OFFICE = re.compile(
    r"[가-힣]{2,6}\s?(?:지사|지역본부|업무상질병판정위원회|지방법원|고등법원|행정법원)(?:장)?|이사장|위원장|재심사위원회"
)
_HEADS = (
    "수신",
    "성명",
    "신청인",
    "청구인",
    "재심사청구인",
    "심사청구인",
    "수급권자",
    "수급자",
    "재해근로자",
    "재해자",
    "근로자",
    "고인",
    "망인",
    "원고",
    "항소인",
    "피항소인",
    "대표자",
    "이사장",
    "소송대리인",
    "대리인",
    "담당자",
    "담당",
    "과장",
    "차장",
    "부장",
    "팀장",
    "주무관",
    "위원장",
    "위원",
    "판사",
    "재판장",
    "유족",
)
_HEAD = "|".join(r"\s?".join(head) for head in sorted(_HEADS, key=len, reverse=True))
_NOT_A_NAME = r"(?!\s?(?:이사장|위원장|판사|재판장|대표|변호사|근로|산업|귀하|대하여|경유|직인|생략|주장|의견|취지|지사|본부))"
# 성 명  홍 길 동 / 청구인: 이영희 (배우자) / 담당 김직원   차장 이차장
_NAMED = re.compile(
    rf"(?:(?<![가-힣])(?:{_HEAD})(?:\s?[:：|]\s?|,?\s+))(?:고\s)?{_NOT_A_NAME}(?P<name>[가-힣](?:\s?[가-힣○〇*OX●]){{1,3}})"
    r"(?=\s*$|\s{2,}|\s*[(,|/]|\s?(?:귀하|님|씨|외|부장|차장|과장|팀장|담당|위원|판사)(?![가-힣]))",
    re.MULTILINE,
)
_ADDRESSED = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]\s?[가-힣○*OX]\s?[가-힣○*OX]{0,2})\s?(?=귀하(?![가-힣]))"
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
    own = [
        Found(Kind.NAME, *match.span("name"))
        for pattern in (_NAMED, _ADDRESSED)
        for match in pattern.finditer(text)
        if not PLACEHOLDER.search(match[0])
    ]
    own = [each for each in own if not _touches(each, offices)]
    usual = [each for each in find(text) if each.kind is not Kind.NAME or not _touches(each, offices)]
    kept: list[Found] = []
    for each in sorted([*usual, *own], key=lambda found: (found.start, -found.end)):
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
    return MaskedLetter(text, tuple(kept))


def _touches(found: Found, spans: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in spans)
