"""The parts of a letter: what stands behind the heads of its fields and chapters, and what only tells of remedies."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from lib.casework.letter_chapters import OPEN, Heading, headings, rank_of
from lib.casework.letter_tables import Cell, known_as, under_heads
from lib.text.numbers import find_dates
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

_SHORT = 2
"""Syllables of a head that is one only where a line begins or a colon stands behind it."""
_TITLE, _WIDE = 4, r"[^\S\n]{0,5}"
_HEAD_LINES = 14
_TAIL_LINES = 14
# What may stand before the head of a field or a chapter.
_ONE_NUMBER = r"(?:[-–*•·▪○●■□◆◇▶※ㅇ◯]|\(?(?:\d{1,2}|[가-하])[^\S\n]?[.),]|[①-⑳]|\[|【|<|〈|\|)"
_NUMBERING = rf"(?:{_ONE_NUMBER}[^\S\n]?){{0,2}}"
# A bullet or a circled number as a machine reads it.
_MISREAD_BULLET = r"(?:[('‘\"(«<>.,~_][^\S\n]?\d?[^\S\n]?|[0OQ@©®][^\S\n])?"
_MARKS = r"\s*[:：|│\]】>〉]+\s*"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letter, and its words without blanks."""

    start: int
    end: int
    squeezed: str


@dataclass(frozen=True, slots=True)
class Field:
    """What stands behind a head: `text[start:end]`, of a name of `labels` in `data/letters.yaml`, and the head itself."""

    name: str
    head: str
    start: int
    end: int
    at: int


class Named(NamedTuple):
    """What a letter names, as it is called, and where; `is_restored` where it was misread and put right."""

    name: str
    start: int
    end: int
    is_restored: bool = False


def shipped() -> Mapping[str, Any]:
    """What `data/letters.yaml` tells."""
    rules: Mapping[str, Any] = read_shipped("letters.yaml")
    return rules


@cache
def pattern(name: str) -> re.Pattern[str]:
    """An entry of `data/letters.yaml` that is one pattern, for words without blanks."""
    return re.compile(shipped()[name])


@cache
def _names() -> dict[str, str]:
    return {head: name for name, heads in shipped()["labels"].items() for head in heads}


def _spaced(heads: list[str]) -> str:
    """Each of these with blanks between its syllables, as titles have them."""
    return "|".join(
        (_WIDE if len(head) <= _TITLE else r"\s?").join(head) for head in sorted(heads, key=len, reverse=True)
    )


@cache
def _heads() -> re.Pattern[str]:
    every = list(_names())
    long = [head for head in every if len(head) > _SHORT]
    any_, certain = _spaced(every), _spaced(long)
    blank = r"(?=[^\S\n]|\n|$|[(（])"
    return re.compile(
        rf"(?P<line>^[^\S\n]*{_MISREAD_BULLET}{_NUMBERING}(?P<a>{any_})(?P<am>{_MARKS}|{blank}))"
        rf"|(?P<chapter>^[^\S\n]*(?:\d{{1,2}}[^\S\n]?[.,]?[^\S\n](?P<d>{any_})(?=[^\S\n]*$)|\d{{1,2}}[.)][^\S\n]?(?P<e>{any_})\.(?=[^\S\n])))"
        rf"|(?P<colon>(?<=[\s|│,/(])(?P<b>{any_})(?:[^\S\n]?[:：|│]\s*|[^\S\n]+(?=(?:19|20)\d\d[.년])))"
        rf"|(?P<inside>(?:(?<=[\t|│])|(?<=\s\s))(?P<c>{certain})(?=[\t|│]|\s\s))",
        re.MULTILINE,
    )


# Heads within a row; a short one only where what was decided stands behind it.
@cache
def _inner_heads() -> re.Pattern[str]:
    long = _spaced([head for head in _names() if len(head) > _SHORT])
    decided = r"(?:[가-힣]{1,5}[^\S\n])?(?:불승인|승인|부지급|지급|불인정|인정|반려|징수)"
    return re.compile(
        rf"(?<=[^\S\n])(?:(?P<head>{long})(?:[^\S\n]?[.:：|│_][^\S\n]?|[^\S\n]+)(?=\S)"
        rf"|(?P<short>결정|처분|결과|판정)[^\S\n]+(?={decided}[^\S\n]*$))",
        re.MULTILINE,
    )


@dataclass(frozen=True)
class Parts:
    """A letter taken apart; every place is one of `text`."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines with words, in order."""
        return tuple(
            Line(match.start(), match.end(), squeeze(match[0]))
            for match in re.finditer(r"[^\n]+", self.text)
            if match[0].strip()
        )

    @property
    def head(self) -> tuple[Line, ...]:
        """The first lines: what kind of a paper it is stands there."""
        return self.lines[:_HEAD_LINES]

    @property
    def tail(self) -> tuple[Line, ...]:
        """The last lines: who signed stands there."""
        return self.lines[-_TAIL_LINES:]

    @cached_property
    def flowing(self) -> str:
        """The text with a blank for each line end at which a line only came to its margin; places stay."""
        chars = list(self.text)
        lengths = sorted(len(line.squeezed) for line in self.lines)
        margin = lengths[int(len(lengths) * _OF_LINES)] if lengths else 0
        heads = {each.start() for each in _heads().finditer(self.text)}
        for line, after in pairwise(self.lines):
            is_full = len(line.squeezed) >= max(_NARROWEST, _FULL * margin)
            if (
                is_full
                and after.start == line.end + 1
                and not _ENDED.search(line.squeezed)
                and not _BEGINS_ANEW.match(self.text, after.start)
                and after.start not in heads
            ):
                chars[line.end] = " "
        return "".join(chars)

    @cached_property
    def notices(self) -> tuple[tuple[int, int], ...]:
        """The sentences that tell of remedies."""
        told, not_so = pattern("notices"), pattern("no_notices")
        return tuple(
            (each.start, self._up_to_who_signs(each.start, each.end))
            for each in sentences(self.flowing)
            if told.search(words := squeeze(each.words)) and not not_so.search(words)
        )

    # Without a point at its end a sentence runs on over the day and the name below it.
    def _up_to_who_signs(self, start: int, end: int) -> int:
        below = (line for line in self.lines if start < line.start < end)
        return next(
            (line.start for line in below if _SIGNED.search(line.squeezed) or self._is_day(line)), end
        )

    def is_notice(self, at: int) -> bool:
        """Whether a place stands in such a sentence."""
        return any(start <= at < end for start, end in self.notices)

    @cached_property
    def without_notices(self) -> str:
        """The text with the sentences that tell of remedies as blanks."""
        text = self.flowing
        for start, end in self.notices:
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        return text

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field and chapter, in order."""
        found = []
        matches = [match for match in _heads().finditer(self.text) if not self.is_notice(match.end() - 1)]
        matches = [match for match in matches if not self._is_part_of_a_sentence(match)]
        heads = [
            (match.start(), match.end(), squeeze(next(filter(None, match.group("a", "b", "c", "d", "e")))))
            for match in matches
        ]
        heads += [each for match in matches if match["line"] for each in self._beside(match)]
        # A row of heads has its cells below it.
        rows = sorted({(each.at, self._line_end(each.at)) for each in self.cells})
        below = [(start, max(each.end for each in self.cells if each.at == start)) for start, _end in rows]
        heads = [each for each in heads if not any(start <= each[0] < end for start, end in below)]
        told = {self._line_of(each[0]) for each in heads}
        chapters = [each for each in self.chapters if self._line_of(each.start) not in told]
        chapters = [each for each in chapters if not any(start <= each.start < end for start, end in below)]
        begins = [
            *((*each, None) for each in heads),
            *((each.start, each.body, each.title, each) for each in chapters),
        ]
        begins += [(start, end, "", None) for start, end in rows]
        begins = sorted({each[0]: each for each in reversed(begins)}.values(), key=lambda each: each[0])
        for n, (at, start, head, chapter) in enumerate(begins):
            if not head:
                continue
            rank = chapter.rank if chapter else self._rank(at)
            # Only what gives reasons, or may, holds chapters of its own.
            holds = chapter is not None or _names()[head] == "reasons"
            ends = (
                after[0]
                for after in begins[n + 1 :]
                if after[3] is None or after[3].role != OPEN or after[3].rank <= rank or not holds
            )
            end = next(ends, len(self.text))
            name = chapter.role if chapter else _names()[head]
            found.append(Field(name, head, start, self._cut(start, end), at))
        cells = [
            Field(_names()[known], known, each.start, each.end, each.at)
            for each in self.cells
            if (known := known_as(each.head, _names()))
        ]
        return tuple(sorted([*self._shared(found), *cells], key=attrgetter("start")))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of tables whose heads stand above them."""
        return tuple(under_heads(self.text, _names()))

    @cached_property
    def chapters(self) -> tuple[Heading, ...]:
        """The headings that are some by their form."""
        return tuple(each for each in headings(self.text) if not self.is_notice(each.start))

    def _line_end(self, at: int) -> int:
        return self.text.find("\n", at) % (len(self.text) + 1)

    def _line_of(self, at: int) -> int:
        return self.text.rfind("\n", 0, at + 1) if self.text[at : at + 1] != "\n" else at

    # The rank of the number before a head that is known.
    def _rank(self, at: int) -> float:
        first = self.text.rfind("\n", 0, at) + 1
        return rank_of(self.text[first : self._line_end(at)])

    # `재해일 / 상병  2024. 1. 2. / 염좌`: heads that share a line share what stands behind them.
    def _shared(self, fields: Sequence[Field]) -> Iterator[Field]:
        before: Field | None = None
        for each, after in zip_longest(fields, fields[1:]):
            if (
                after
                and self.text[each.start : after.at].strip(" /") == ""
                and "/" in self.text[each.start : after.at]
            ):
                before = each
                continue
            line = self.text.find("\n", each.start, each.end)
            line = each.end if line < 0 else line
            at = self.text.find("/", each.start, line)
            if before and at > 0:
                yield Field(before.name, before.head, each.start, at, before.at)
                yield Field(each.name, each.head, at + 1, each.end, each.at)
            else:
                yield from (one for one in (before, each) if one)
            before = None

    # A line that begins with a head, as a row of a table does, may hold others.
    def _beside(self, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        end = self.text.find("\n", match.end()) % (len(self.text) + 1)
        row = self.text[match.end() : end]
        is_row = len(squeeze(row)) <= _LONGEST_ROW and not squeeze(row).endswith(_ENDS)
        if not is_row or _names()[squeeze(match["a"])] in ("benefit", "reasons"):
            return
        for inner in _inner_heads().finditer(self.text, match.end(), end):
            head = squeeze(inner["head"] or inner["short"])
            yield inner.start(), inner.end(), head

    # `결정 내용을 통지합니다`: the head is the first word of a sentence.
    def _is_part_of_a_sentence(self, match: re.Match[str]) -> bool:
        if not match["line"] or (match["am"] and match["am"].strip()):
            return False
        head = squeeze(match["a"])
        line = self.text[match.end() : self.text.find("\n", match.end()) % (len(self.text) + 1)]
        words = squeeze(line)
        if not words:
            return False
        if words.startswith("측"):
            return True
        if re.match(r"[^\S\n]{2}", self.text[match.end() : match.end() + 2]):
            return False
        # A chapter's head has its line to itself.
        if head in _CHAPTERS:
            return head != "이유" or words.startswith(("없", "있", "가", "는"))
        return len(head) <= _SHORT and (
            words.endswith(_ENDS) or (len(words) > _LONG_VALUE and words.endswith(_NOUNS))
        )

    # A field ends where the remedies begin, or where a blank line stands behind a short one.
    def _cut(self, start: int, end: int) -> int:
        stops = [first for first, _last in self.notices if start <= first < end]
        heads = pattern("notice_heads")
        lines = self.lines[bisect_left(self.lines, start, key=attrgetter("start")) :]
        for line in lines:
            if line.start >= end:
                break
            if heads.match(line.squeezed) or _SIGNED.search(line.squeezed) or self._is_day(line):
                stops.append(line.start)
                break
        return min([*stops, end])

    # A day that has a line to itself is the one above who signs.
    def _is_day(self, line: Line) -> bool:
        days = find_dates(self.text[line.start : line.end])
        return len(days) == 1 and days[0].day is not None and squeeze(days[0].words) == line.squeezed

    def is_chapter(self, field_: Field) -> bool:
        """Whether a head has its line to itself, so that all behind it is its own."""
        line = self.text[field_.start : self.text.find("\n", field_.start) % (len(self.text) + 1)]
        return (field_.start > 0 and self.text[field_.start - 1] == "\n") or not line.strip()

    def first_line(self, field_: Field) -> int:
        """Where the first line with words of a field ends."""
        text = self.flowing
        line = text.find("\n", field_.start, field_.end)
        while line >= 0 and not text[field_.start : line].strip():
            line = text.find("\n", line + 1, field_.end)
        return field_.end if line < 0 else line

    def values(self, name: str) -> Iterator[Field]:
        """The fields of a name that hold something."""
        return (
            each for each in self.fields if each.name == name and self.text[each.start : each.end].strip()
        )


_CHAPTERS = frozenset({"이유", "판단", "주문", "결론", "경위", "쟁점"})
_ENDS = ("다", "다.", "요.", "며", "고")
# A sentence that ends as a noun: `… 기록이 없음`.
_NOUNS = ("음", "함", "임", "됨", "음.", "함.", "임.", "됨.")
_LONG_VALUE = 14
_LONGEST_ROW = 60
# Who signs, or the line of a paper's number: a field ends before it.
_SIGNED = re.compile(
    r"^(?:근로복지공단)?[가-힣]{0,8}(?:지사|지역본부|이사)장(?:\(인\)|\[?직인|$)|위원회위원장|위와같이"
    r"|^산업재해보상보험(?:재)?심사위원회$|판정위원회$|^(?:재판장)?판사"
)
_OF_LINES, _FULL, _NARROWEST = 0.85, 0.75, 16
_ENDED = re.compile(r"(?:니다|[.:：])$")
_BEGINS_ANEW = re.compile(rf"[^\S\n]*(?:{_ONE_NUMBER})")
