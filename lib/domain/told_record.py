"""The notice of a court that the record of a case has arrived, from which the time for the reasons of an appeal runs."""

import re
from datetime import date

from lib.text.days import find_days
from lib.text.sentences import sentences, without_endless

OF_THE_RECORD = re.compile(r"기록\s?(?:이\s?)?(?:접수|도착|송부)|접수\s?통지")
"""What names that notice."""


def record_notice(story: str, today: date) -> date | None:
    """The day on which the court told that the record of the case had arrived; None where none or two are told.

    It is the last day named before the notice in its sentence, else the first behind it on which the notice came.
    """
    text = without_endless(story)
    days = [each for each in find_days(text, today) if each.day <= today]
    told = set()
    for sentence in sentences(text, story=True):
        beside = [each for each in days if sentence.start <= each.start < sentence.end]
        for notice in OF_THE_RECORD.finditer(text, sentence.start, sentence.end):
            before = [each for each in beside if each.end <= notice.start()]
            behind = [each for each in beside if each.start >= notice.end()]
            if behind and _AT_ONCE.fullmatch(text, notice.end(), behind[0].start):
                # 접수통지 2026. 11. 10.: an earlier day of the sentence is that of the appeal.
                told.add(behind[0].day)
            elif before:
                told.add(before[-1].day)
            elif behind and _CAME.match(text, behind[0].end, sentence.end):
                told.add(behind[0].day)
    return told.pop() if len(told) == 1 else None


_AT_ONCE = re.compile(r"(?:통지)?(?:서)?\s?(?:수령|송달|도달|도착)?\s?[:：은는을를이가(]?\s*")
_CAME = re.compile(r"[^.!?\n]{0,12}?(?:(?<![가-힣])받|왔|송달|도착|도달|수령|열어|확인)")
