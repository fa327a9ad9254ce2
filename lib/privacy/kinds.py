"""The kinds of identifiers, and what stands in a text where one was masked."""

import re
from collections.abc import Iterator
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
