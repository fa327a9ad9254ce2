"""About how long ago a decision came, where a person tells it in weeks or months: `통지서를 받은 지 석 달쯤 됐어요`.

It gives no day, but days between which the letter came: what may be over, and which day cannot be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lib.domain.taxonomy import Stage
from lib.domain.told_events import FOREIGN_LETTER, FOREIGN_SENDER, ONCE
from lib.domain.told_stage import SOMEONE_ELSE
from lib.text.numbers import Quantity, find_quantities
from lib.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class RoughReceipt:
    """The words that tell how long ago a letter came, and the first and the last day on which it may have come."""

    words: str
    earliest: date
    latest: date


_LETTER = r"(?:통지|통보|결정|처분|불승인|부지급|기각|각하|판결|재결)"
_CAME = r"(?:받|수령|송달|도착|왔|온|나왔|나온|난)"
_CAME_OR_MADE = rf"(?:{_CAME}|된)"
_HALF = r"\s*(?P<half>반)?\s*(?:쯤|정도|가량|남짓|\s?가까이)?"
# 통지서를 받은 지, and 됐습니다 or 넘었습니다 behind the time.
_SINCE = re.compile(rf"{_LETTER}[^.,!?\n]{{0,14}}?{_CAME_OR_MADE}\S{{0,3}}\s?지[가는도]?\s*(?:\S{{1,3}}\s)?$")
_PASSED = re.compile(
    rf"{_HALF}\s*(?:이나|이|가|도|은)?\s*(?:\S{{1,3}}\s)?(?:(?P<more>지났|지나(?!면)|지난|넘(?!으면))|됐|되었|되어|되[는네]|돼|된|흘)"
)
# 통지서는 두 달쯤 전에 왔어요; 두 달 전쯤 통지서를 받았어요.
_OF_A_LETTER = re.compile(rf"{_LETTER}\S*\s*(?:\S{{1,3}}\s)?$")
_AGO = re.compile(rf"{_HALF}\s*전(?:쯤)?(?:에)?\s*")
_CAME_BEHIND = re.compile(_CAME)
_LETTER_CAME = re.compile(
    rf"(?:[^\s.,!?]+(?<![서고며면데])\s){{0,2}}\S{{0,6}}{_LETTER}\S*\s(?:\S+\s)?{_CAME}"
)
_OF_THE_FIRST = re.compile(r"공단|불승인|부지급|처음|최초")
_UNITS = {"개월": 30.4, "주": 7.0, "일": 1.0}
"""Days of a unit. Of a letter of years ago another claim may have been made since."""


def rough_receipt(story: str, told_on: date, stage: Stage | None) -> RoughReceipt | None:
    """How long ago the letter of the last decision (`stage`, None for not told) came, as a story tells it on a day.

    None where it does not, or tells it of somebody else's letter or of a decision before the last.
    """
    is_later = stage not in (None, Stage.DECISION)
    found = [each for each in _found(story, told_on) if not (is_later and _OF_THE_FIRST.search(each.words))]
    return max(found, key=lambda each: each.latest, default=None)


def _found(story: str, told_on: date) -> Iterator[RoughReceipt]:
    for sentence in sentences(story, story=True):
        words = sentence.words
        if any(pattern.search(words) for pattern in (FOREIGN_LETTER, FOREIGN_SENDER, ONCE, SOMEONE_ELSE)):
            continue
        for each in find_quantities(words):
            if each.kind != "duration" or each.unit not in _UNITS:
                continue
            if told := _came(words, each):
                start, end, behind = told
                while end < len(words) and words[end].isalnum():
                    end += 1
                yield _between(words[start:end], each, behind, told_on)


# Where the words begin and end that tell it, and the match behind the time.
def _came(words: str, span: Quantity) -> tuple[int, int, re.Match[str]] | None:
    if (since := _SINCE.search(words, 0, span.start)) and (passed := _PASSED.match(words, span.end)):
        return since.start(), passed.end(), passed
    if ago := _AGO.match(words, span.end):
        came = _CAME_BEHIND.match(words, ago.end())
        if came and (letter := _OF_A_LETTER.search(words, 0, span.start)):
            return letter.start(), came.end(), ago
        if came := _LETTER_CAME.match(words, ago.end()):
            return span.start, came.end(), ago
    return None


# Half a unit to either side or a tenth of the time, and where more than it has passed a whole unit.
def _between(words: str, span: Quantity, behind: re.Match[str], told_on: date) -> RoughReceipt:
    unit = _UNITS[span.unit]
    days = span.value * unit + (unit / 2 if behind["half"] else 0)
    about = max(unit / 2, days / 10)
    more = max(unit, about) if "more" in behind.re.groupindex and behind["more"] else about
    return RoughReceipt(
        " ".join(words.split()),
        told_on - timedelta(days=round(days + more)),
        told_on - timedelta(days=max(0, round(days - about))),
    )
