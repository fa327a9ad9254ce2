"""The day that a letter bears, and other days that its fields tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lib.casework.letter_parts import Line, Parts, pattern
from lib.text.numbers import Date, find_dates
from lib.text.said import said
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

_FIRST = date(1990, 1, 1)
_NEAR = 4.0
"""How much weightier the day that the letter bears has to be than another that may be it."""
_LABELLED, _ALONE, _SIGNED, _DATED = 8.0, 5.0, 4.0, 1.0
_BEFORE, _NEAR_BEFORE = 18, 80
_BELOW_ITS_HEAD = 8
_HEAD_LINES = 8
# The number of the paper, and its day behind a gap or in brackets.
_BEHIND_A_NUMBER = re.compile(r"(?:\d|\])(?:\s{2,}|\s?\(\s?)$")
_SIGNERS = re.compile(r"(?:지사|지역본부|이사|위원|법원|공단|본부)장|위원회$|직인|\(인\)|판사|^근로복지공단")
_IN_A_SENTENCE = re.compile(r"^\s*(?:자|에|부터|까지|경|이후|이전|접수|신청|한|의|현재|[~∼-])")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the letter, where it stands, why it is not certain (a sentence, or empty), and whether it stands there twice."""

    day: date
    start: int
    end: int
    why: str = ""
    is_repeated: bool = False


# Where the sentence of a line begins that a day stands in, or near before it.
def _begun(text: str, line: Line, at: int) -> int:
    first = max(line.start, at - _NEAR_BEFORE)
    own = (first + each.start for each in sentences(text[first : at + _BEFORE]))
    return max((start for start in own if start <= at), default=first)


def _days(text: str) -> Iterator[tuple[date, Date]]:
    for each in find_dates(text):
        if each.year and each.month and each.day:
            try:
                yield date(each.year, each.month, each.day), each
            except ValueError:
                continue


def printed_day(parts: Parts, today: date | None, is_notice: bool = True) -> Day | None:
    """The day that the letter bears: behind the head of its field, on a line of its own, above who signs.

    In what is no notice (`is_notice`) the day of the decision that it is about is another.
    """
    text = parts.text
    of_another = () if is_notice else ("처분일", "처분일자")
    fields = [
        (each.start, each.end, each.head)
        for each in parts.values("printed_on")
        if each.head not in of_another
    ]
    others = pattern("other_days")
    # In a cell of its own a day stands below its head.
    told = [
        each.start
        for each in parts.fields
        if (each.name != "printed_on" or each.head in of_another)
        and each.head.endswith(("일", "일자", "일시", "기한", "기간"))
    ]
    lines = parts.lines
    weighed: dict[date, float] = {}
    places: dict[date, list[Date]] = {}
    for day, each in _days(text):
        if day < _FIRST or (today and day > today):
            continue
        if parts.is_notice(each.start):
            continue
        n = next((n for n, line in enumerate(lines) if line.start <= each.start < line.end), 0)
        line = lines[n]
        own = squeeze(text[line.start : line.end])
        before = squeeze(text[max(_begun(text, line, each.start), each.start - _BEFORE) : each.start])
        weight = _DATED * (n >= len(lines) - 12)
        if any(start <= each.start < min(end, start + 60) for start, end, _head in fields):
            weight += _LABELLED
        is_of_another = any(-1 <= each.start - start <= _BELOW_ITS_HEAD for start in told)
        is_alone = len(own) - len(squeeze(each.words)) <= 2 and not is_of_another
        if is_alone:
            weight += _ALONE
            below = lines[n + 1 : n + 4]
            if any(_SIGNERS.search(each_line.squeezed) for each_line in below):
                weight += _SIGNED
        elif (_SIGNERS.search(own) and not others.search(before)) or (
            n < _HEAD_LINES and _BEHIND_A_NUMBER.search(text[line.start : each.start])
        ):
            weight += _SIGNED
        if is_of_another or (
            not is_alone and (others.search(before) or _IN_A_SENTENCE.match(text[each.end :]))
        ):
            weight -= _LABELLED
        if weight > 0:
            weighed[day] = max(weighed.get(day, 0.0), weight)
            places.setdefault(day, []).append(each)
    if not weighed:
        return _latest(parts, today)
    ranked = sorted(weighed, key=lambda day: (weighed[day], day), reverse=True)
    best = ranked[0]
    place = places[best][0]
    why = ""
    # Days that a field names and a line of its own may differ where one of them was misread.
    rivals = [
        day for day in ranked[1:] if weighed[day] > weighed[best] - _NEAR and weighed[day] > _LABELLED / 2
    ]
    if rivals:
        why = said(
            "다른 날짜({other})도 적혀 있습니다. 어느 쪽이 문서의 날짜인지 확인해 주세요.",
            other=rivals[0].isoformat(),
        )
    elif weighed[best] < _ALONE:
        why = said("문서의 날짜인지 분명하지 않습니다. 문서에서 확인해 주세요.")
    else:
        why = _too_early(text, best, today)
    return Day(best, place.start, place.end, why, len(places[best]) > 1)


# A letter is written after all that it tells of.
def _too_early(text: str, day: date, today: date | None) -> str:
    told = [
        other
        for other, each in _days(text)
        if other > day
        and not _AHEAD.search(text[each.end : each.end + 12] + text[max(0, each.start - 3) : each.start])
    ]
    if any(today is None or other <= today for other in told):
        return said(
            "문서에 이 날보다 늦은 날짜({other})가 있습니다. 날짜를 확인해 주세요.",
            other=max(told).isoformat(),
        )
    return ""


_AHEAD = re.compile(r"까지|이내|종결|예정|부터|[~∼]")


def _latest(parts: Parts, today: date | None) -> Day | None:
    found = [
        (day, each)
        for day, each in _days(parts.text)
        if day >= _FIRST and (today is None or day <= today) and not parts.is_notice(each.start)
    ]
    if not found:
        return None
    day, place = max(found, key=lambda each: each[0])
    why = said("문서의 날짜인지 분명하지 않습니다. 문서에서 확인해 주세요.")
    return Day(day, place.start, place.end, why)


_HAPPENED = re.compile(
    r"사고|(?<!산업)재해|다치|다쳐|다쳤|추락|쓰러|넘어|부딪|끼[이어여]|출근|퇴근|떨어|무너|절단|충돌|맞아|진단|발병|찍[혀히]|(?:으로|로)\s*요양"
)
_WITHIN = 45


def told_day(parts: Parts, name: str, today: date | None) -> Day | None:
    """The day behind the heads of a name; of the accident also the one on which it is told that it happened."""
    for each in parts.values(name):
        found = next(_days(parts.text[each.start : min(each.end, each.start + 60)]), None)
        if found and (today is None or found[0] <= today):
            day, place = found
            return Day(day, each.start + place.start, each.start + place.end)
    body = parts.without_notices
    # An illness has no day but the one on which it was found.
    for each in (field for field in parts.fields if field.head in _FOUND_ON):
        found = next(_days(parts.text[each.start : min(each.end, each.start + 60)]), None)
        if found and (today is None or found[0] <= today):
            day, place = found
            return Day(day, each.start + place.start, each.start + place.end, _UNSURE)
    for day, place in _days(body):
        behind = body[place.end : place.end + _WITHIN]
        asked = _ASKED.search(behind)
        behind = behind[: asked.start()] if asked else behind
        behind = behind.split("\n\n")[0]
        if _HAPPENED.search(behind) and not _OF_A_PAPER.search(
            squeeze(body[max(0, place.start - 8) : place.start])
        ):
            return Day(day, place.start, place.end, _UNSURE)
    return None


_FOUND_ON = ("진단일", "건강진단일")
_UNSURE = said("재해가 난 날인지 분명하지 않습니다. 확인해 주세요.")


_OF_A_PAPER = re.compile(r"(?:신청|청구|접수|결정|처분|심의|통지)(?:일|일자)?[:(]?$")
_ASKED = re.compile(r"신청|청구|접수|결정|처분|불승인|부지급|입사|(?:19|20)\d\d")
