"""What an identifier is recognised by: its kind, its pattern, and what must stand around it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

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
    FIRM = "회사"
    HOSPITAL = "병원"


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


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """What stands wherever a pattern can match: each match begins there, or at most `lead` characters before.

    The pattern of a cue begins with a class of characters. The engine leaps from one of them to the next, while
    it tries any other pattern at every place. Where `opens`, a match may begin with the text as well.
    """

    pattern: re.Pattern[str]
    lead: int = 0
    opens: bool = False

    def places(self, text: str) -> list[int]:
        """Where a match may begin, in order."""
        stands = [match.start() for match in self.pattern.finditer(text)]
        if self.opens:
            stands.insert(0, 0)
        if not self.lead:
            return stands
        within = (range(max(0, place - self.lead), place + 1) for place in stands)
        return list(dict.fromkeys(chain.from_iterable(within)))


def cue(first: str, after: str = "", then: str = "", lead: int = 0, opens: bool = False) -> Cue:
    """A character of the class `first`, behind none of the class `after`, before the pattern `then`.

    Unlike the patterns of identifiers it heeds the case of Latin letters.
    """
    behind = f"(?<![{after}].)" if after else ""
    return Cue(re.compile(f"[{first}]{behind}(?={then})", re.ASCII | re.DOTALL), lead, opens)


def cue_of(*words: str, first: str = "", then: str = "") -> Cue:
    """The first two letters of any of the words, in small letters or capitals; of a word of one letter that one.

    Also one of the characters `first` before the pattern `then`.
    """
    cased = [*map(str.lower, words), *map(str.upper, words)]
    begins, second = ("".join(sorted({word[at] for word in cased if len(word) > at})) for at in (0, 1))
    alone = "".join({word for word in cased if len(word) == 1})
    ways = [f"[{second}]", *([f"(?<=[{alone}])"] if alone else []), *([then] if then else [])]
    return cue(begins + first, then="|".join(ways))


@dataclass(slots=True)
class Reading:
    """A text that several recognisers read: where a cue stands that they share is looked up once."""

    text: str
    _places: dict[Cue, list[int]] = field(default_factory=dict)

    def places(self, cue: Cue) -> list[int]:
        """Where a match of a recogniser with this cue may begin, in order."""
        if cue not in self._places:
            self._places[cue] = cue.places(self.text)
        return self._places[cue]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Stretches of one kind: where `pattern` matches and `accepts` agrees, the group `part` (0: all of it).

    Where `part` took no part in the match, all of it is the identifier. `extended` gives the stretch
    where it is wider than the match. A pattern that begins with a word or a class of characters needs no `cue`.
    """

    kind: Kind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] = lambda match: True
    part: str | int = 0
    extended: Callable[[re.Match[str]], tuple[int, int]] | None = None
    cue: Cue | None = None

    def matches(self, reading: Reading) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds in the text."""
        if self.cue is None:
            yield from self.pattern.finditer(reading.text)
            return
        match_at, end = self.pattern.match, 0
        for place in reading.places(self.cue):
            if place >= end and (match := match_at(reading.text, place)):
                end = match.end()
                yield match

    def spans(self, reading: Reading) -> Spans:
        """Where the identifiers stand in a text."""
        for match in filter(self.accepts, self.matches(reading)):
            part = 0 if match[self.part] is None else self.part
            yield self.extended(match) if self.extended else match.span(part)
