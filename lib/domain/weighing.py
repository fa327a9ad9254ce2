"""A sentence that weighs many points at once, taken apart: what it holds, and the points it names.

`다음과 같은 사정, 즉 ① …한 점, ② …한 점 등을 종합하여 보면, 원고는 …라고 할 수 없다` runs over pages in older rulings.
Each piece is a clause of its own: a point from its mark to its 점, the holding from its subject to the end.
"""

import re

Span = tuple[int, int]

_WEIGHED = re.compile(
    r"점\s*(?:들\s*)?등(?:의\s*(?:여러\s*|제반\s*)?사정)?[을에][^,]{0,24}(?:종합|비추어|고려|감안|참작)[^,]{0,16}"
    r"(?:보면|볼\s*때|하면|보건대|살피건대)\s*,\s*"
)
_MARK = re.compile(r"[①-⑳]\s*")
_POINT_ENDS = re.compile(r"\s점(?=\s*(?:,|및|등|들|\W*[①-⑳]))")


def take_apart(text: str, start: int, end: int) -> tuple[Span, tuple[Span, ...]] | None:
    """The holding of the sentence `text[start:end]` and its marked points, in order; None where it has none."""
    weighed = list(_WEIGHED.finditer(text, start, end))
    marks = list(_MARK.finditer(text, start, weighed[-1].start() + 1 if weighed else start))
    if not (weighed and marks):
        return None
    points = []
    for place, mark in enumerate(marks):
        close = marks[place + 1].start() if place + 1 < len(marks) else weighed[-1].start() + 1
        ends = list(_POINT_ENDS.finditer(text, mark.end(), close + 2))
        if ends and ends[-1].end() <= close:
            points.append((mark.end(), ends[-1].end()))
    return (weighed[-1].end(), end), tuple(points)
