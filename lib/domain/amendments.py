"""What a court of appeal puts into the reasons of the court below that it takes over (민사소송법 제420조).

It says where (`제7면 제13행의 "…점" 다음에 아래를 추가한다`) and then gives the passage in quotation marks. The
instruction says nothing of the case; the passage is the court's own finding, or an item of a list below.
"""

import re
from dataclasses import dataclass

_EDITS = "추가|고치|고쳐|고친|바꾸|바꾼|변경|수정|삽입|정정"
_PLACE = r"제?\s*\d{1,3}\s*(?:면|쪽|행|줄)"
_INSTRUCTED = re.compile(rf"{_PLACE}[\s\S]*(?:{_EDITS}|삭제)[^,]{{0,8}}$")
_PASSAGE = re.compile(
    rf"{_PLACE}(?P<where>[^\n]{{0,240}}?)(?:{_EDITS})[가-힣 \t]{{0,5}}[.:：]?[ \t]*\n?[ \t]*"
    r"(?:\"(?P<straight>[^\"]{40,6000}?)\"|(?P<mark>['‘“′])(?P<said>[\s\S]{40,6000}?)['’”′])(?=[ \t.]*(?:\n|$))"
)
# What replaces words in the middle of a sentence begins in its middle.
_REPLACES = re.compile(r"[\"'”’]\s*[을를]")
_NUMBERED_LINE = re.compile(r"\n\s*(?:\d{1,2}[.)]|[가-하][.)]|\([\d가-하]{1,2}\))")
_ITEM = re.compile(r"\s*(?:[①-⑳㉠-㉻]|,)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands in the text, without its marks; `is_own`: it can be read by itself as the court's.

    An item of a list that stands in the ruling below may be anybody's, save one in 점: only courts write so.
    """

    start: int
    end: int
    is_own: bool


def instructs(words: str) -> bool:
    """True for words, without white space, that only say what is put where in the reasons below."""
    return bool(_INSTRUCTED.search(words))


def read_passages(text: str, start: int, end: int) -> tuple[Passage, ...]:
    """The passages put in, in order; one with numbered paragraphs of its own reads like any other text."""
    found = []
    for match in _PASSAGE.finditer(text, start, end):
        first, last = match.span("straight" if match["straight"] else "said")
        said = text[first:last]
        if _NUMBERED_LINE.search(said):
            continue
        if said.startswith("(") and said.endswith(")"):
            first, last = first + 1, last - 1
        listed = _ITEM.match(said) and not said.rstrip().endswith("점")
        found.append(Passage(first, last, not (listed or _REPLACES.search(match["where"]))))
    return tuple(found)
