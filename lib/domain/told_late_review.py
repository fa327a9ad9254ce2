"""A request for review that was dismissed because it came late: it moves no later time (`7월에야 심사청구를 냈더니 기간이 지났다며 각하`)."""

import re
from datetime import date

from lib.domain.taxonomy import Stage
from lib.domain.told_dates import read_by_rules, told_dates
from lib.domain.told_days import Role, weighed_roles
from lib.text.sentences import sentences
from lib.text.stance import Stance, read_stances

_REQUEST = re.compile(r"심사")
_DISMISSED = re.compile(r"각하")
_LATE = re.compile(
    r"(?:기간|기한|날짜|시한|90\s?일|석\s?달|세\s?달)[^.!?\n]{0,12}?(?:지나|지났|넘[겼기어었은]|도과|경과|늦)|늦게|늦었|뒤늦"
)


def dismissed_as_late(story: str) -> bool:
    """Whether the story tells that a request for review or re-examination was dismissed as late."""
    stances = read_stances(story)
    told = list(sentences(story, story=True))
    for place, sentence in enumerate(told):
        before = told[place - 1].start if place else sentence.start
        for match in _DISMISSED.finditer(story, sentence.start, sentence.end):
            if (
                stances.read(*match.span()).stance is Stance.AFFIRMED
                and _LATE.search(story, sentence.start, sentence.end)
                and _REQUEST.search(story, before, sentence.end)
            ):
                return True
    return False


def first_letter(story: str, today: date, before: date | None) -> date | None:
    """The day on which the letter of the first decision came, where the story tells one earlier than `before`."""
    told = told_dates(story, today=today, stage=Stage.DECISION)
    days = [each.value for each in told if each.field == "received_on" and isinstance(each.value, date)]
    if not days:
        roles = weighed_roles(read_by_rules(story, today=today)[0], Stage.REVIEW)
        first = roles.day_of(Role.RECEIVED_BEFORE)
        days = [first.day] if first else []
    return days[0] if days and days[0] < (before or today) else None
