"""The notice of an electronic suit that was not opened: what it tells of counts as served a week after it came.

민사소송 등에서의 전자문서 이용 등에 관한 법률 제11조 제4항: served when it is opened, else once a week has passed since
the notice that it is there.
"""

import re
from datetime import date, timedelta

from lib.text.days import find_days
from lib.text.sentences import sentences
from lib.text.stance import Stance, read_stances

SERVED_AFTER = timedelta(days=7)
"""How long after its notice a document that nobody opened counts as served at the earliest."""

_ELECTRONIC = re.compile(r"전자\s?(?:소송|송달|문서)")
_NOTICE = re.compile(r"알림|알려|통지|문자|메일|톡|올라왔|등재|떴")
_OPENED = re.compile(r"(?P<not>미)?(?:열(?:어|람|지|기)|확인|읽|접속|로그인)")


def unopened_notice(story: str, today: date) -> date | None:
    """The day on which the notice of an electronic suit came that is told not to have been opened; None elsewhere."""
    if not _ELECTRONIC.search(story):
        return None
    stances = read_stances(story)
    opened = [
        (match.start(), Stance.DENIED if match["not"] else stances.read(*match.span()).stance)
        for match in _OPENED.finditer(story)
    ]
    named = [each for each in find_days(story, today) if each.day < today]
    told = list(sentences(story, story=True))
    for place, sentence in enumerate(told):
        days = [each for each in named if sentence.start <= each.start < sentence.end]
        if len(days) != 1 or not _NOTICE.search(story, sentence.start, sentence.end):
            continue
        end = told[place + 1].end if place + 1 < len(told) else sentence.end
        behind = [stance for start, stance in opened if days[0].end <= start < end]
        if behind and all(stance is Stance.DENIED for stance in behind):
            return days[0].day
    return None
