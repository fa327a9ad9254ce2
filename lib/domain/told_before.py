"""The day on which, as told, a decision was known before its letter came: by telephone, in a message, in an app.

Requests for review and re-examination run from the day one learnt that there is a decision (법 제103조 제3항, 제106조
제3항). Usually that is the day of the letter, and that day counts here, too; whoever heard of it earlier should know by
when nobody can call the request late.
"""

import re
from datetime import date, timedelta

from lib.domain.told_events import FOREIGN_LETTER, FOREIGN_SENDER, UNSURE, ToldDays
from lib.domain.told_stage import SOMEONE_ELSE
from lib.text.days import Day
from lib.text.stance import Stance

# By which way beside a letter it was heard of.
_WAY = re.compile(
    r"(?<!휴대)전화|통화|유선|콜센터|문자|톡(?=[으을이에\s])|알림|앱(?=[으을이에\s])|어플|토탈\s?서비스|홈페이지|누리집|인터넷|온라인|메일|구두|창구|(?:지사|공단)에\s?(?:가서|갔|들[러렀]|물[어었]|문의)"
)
# That something was learnt.
_LEARNT = re.compile(
    r"들[었었은]|듣|알려|알게|알았|알고|전해|받[았은고아]|확인|조회|[봤본]|보[니고]|떴|떠\s?있|뜨|왔|오고|온(?=\s)|말(?:해|했)|통보|(?<=[다라])고\s|[대래]요|답니다|랍니다"
)
_HEARD = re.compile(r"들[었은]|듣고|알게\s?[됐되된]|알았|알고\s?있")
_DECIDED = re.compile(
    r"불승인|부지급|불인정|불지급|거절|기각|각하|반려|떨어졌|안\s?(?:된다|됐|되었|된\s?다)|결정|처분|심사\s?결과|결과(?=[가를는도만]?\s?(?:나왔|났|뜨|떴|통보|알림|문자|안내|확인|조회|라))"
)
_NOT_YET = re.compile(r"예정|예상|될\s?것\s?같|듯|아직\s?(?:안|미정)|검토\s?중|심의\s?중")
# Who decides is no other person of whom the story tells: `담당 과장이 알려 줬다`.
_OFFICER = re.compile(r"(?:담당|공단|지사)\s?[가-힣]{0,6}(?:이|가|은|는|님)\s")
_ON_ITS_WAY = timedelta(days=60)
"""How much earlier than its letter a decision is heard of at most; what is further back is of another one."""


def known_before(
    text: str, today: date, came: date | None = None, decided: date | None = None
) -> date | None:
    """The first day on which the decision was known before its letter `came`.

    `decided` is the day the letter bears: nobody knows of a decision before. Where no day of a letter is known any
    day counts on which it was heard of without one. None where nothing of the kind is told.
    """
    told = ToldDays(text, today, ())
    first = decided or (came - _ON_ITS_WAY if came else date.min)
    found = (
        each.day
        for place, each in enumerate(told.days)
        if first <= each.day < (came or today + timedelta(days=1)) and _was_heard_of(told, place, each)
    )
    return min(found, default=None)


# Whether a day is told as one on which the decision was heard of.
def _was_heard_of(told: ToldDays, place: int, day: Day) -> bool:
    text = told.text
    begin, close = told.stances.sentence(day.start, day.end)
    before = told.days[place - 1].end if place else 0
    after = told.days[place + 1].start if place + 1 < len(told.days) else close
    window = text[max(begin, before) : min(close, after)]
    if (
        UNSURE.search(text, begin, close)
        or _NOT_YET.search(window)
        or SOMEONE_ELSE.search(_OFFICER.sub("", window))
    ):
        return False
    own = _DECIDED.sub("", window)
    if FOREIGN_SENDER.search(window) or FOREIGN_LETTER.search(own):
        return False
    start = max(begin, before)
    learnt = [
        match
        for match in (_LEARNT if _WAY.search(window) else _HEARD).finditer(text, start, min(close, after))
        if told.stances.read(*match.span()).stance is not Stance.DENIED
    ]
    is_of_it = _DECIDED.search(text, begin, close) or _DECIDED.search(text, *told.around(day.start, day.end))
    return bool(learnt and is_of_it)
