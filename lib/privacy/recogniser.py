"""What an identifier is recognised by: its kind, its pattern, and what must stand around it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Spans = Iterator[tuple[int, int]]
"""Where identifiers stand: `text[start:end]` of the text that was read."""


class Kind(StrEnum):
    """What a found stretch is; the value is what stands in its place, in brackets."""

    RESIDENT_NUMBER = "주민등록번호"
    FOREIGNER_NUMBER = "외국인등록번호"
    PHONE = "전화번호"
    EMAIL = "이메일"
    ACCOUNT = "계좌번호"
    CARD = "카드번호"
    PLATE = "차량번호"
    ADDRESS = "주소"
    BUSINESS_NUMBER = "사업자등록번호"
    PASSPORT = "여권번호"
    LICENCE = "운전면허번호"
    BIRTH_DATE = "생년월일"
    NUMBER = "식별번호"
    HANDLE = "아이디"
    NAME = "이름"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that identifies a person: `text[start:end]` of the original text."""

    kind: Kind
    start: int
    end: int


def placeholder(kind: Kind) -> str:
    """What stands in the place of an identifier: `[주민등록번호]`."""
    return f"[{kind}]"


PLACEHOLDER = re.compile(r"\[(?:" + "|".join(Kind) + r")\]")

LONGEST_MASK = max(map(len, Kind)) + len("[]")


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Stretches of one kind: where `pattern` matches and `accepts` agrees, the group `part` (0: all of it).

    Where `part` took no part in the match, all of it is the identifier. `extended` gives the stretch
    where it is wider than the match.
    """

    kind: Kind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] = lambda match: True
    part: str | int = 0
    extended: Callable[[re.Match[str]], tuple[int, int]] | None = None

    def spans(self, text: str) -> Spans:
        """Where the identifiers stand in a text."""
        for match in filter(self.accepts, self.pattern.finditer(text)):
            part = 0 if match[self.part] is None else self.part
            yield self.extended(match) if self.extended else match.span(part)
