"""Which sentences of a ruling a model is given to choose from: the findings that decide, and what they answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from lib.domain.passages import Passage, Speaker, passages
from lib.domain.records import StoredRuling
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

MOST = 6
"""Findings of one ruling."""


def findings(ruling: StoredRuling, room: int, measure: Callable[[str], int]) -> tuple[Passage, ...]:
    """The findings that decide, each with the argument it answers, in the order of the ruling; `room` in `measure`.

    The first is always given. What says no more than the result is given where nothing else is; where
    the text gives nothing of its own, our digest stands in.
    """
    row = passages(ruling)
    found = _chosen(row, room, measure)
    if not found and ruling.precedent.digest and ruling.precedent.text:
        row = passages(replace(ruling, precedent=replace(ruling.precedent, text="")))
        found = _chosen(row, room, measure)
    return found


def _chosen(row: Sequence[Passage], room: int, measure: Callable[[str], int]) -> tuple[Passage, ...]:
    deciding = [each for each in row if each.decides and not each.text.rstrip().endswith("?")]
    telling = [each for each in deciding if each.speaker is Speaker.GUIDE or says_something(each.text)]
    by_number = {each.number: each for each in row}
    chosen: dict[int, Passage] = {}
    for each in sorted(telling or deciding[:1], key=lambda each: (_LAST.get(each.speaker, 0), each.number)):
        answered = by_number.get(each.answers)
        is_new = answered is not None and answered.number not in chosen and says_something(answered.text)
        argument = answered if is_new else None
        cost = measure(each.text) + (measure(argument.text) if argument else 0)
        if chosen and (cost > room or len(chosen) >= MOST):
            continue
        room -= cost
        chosen[each.number] = each
        if argument:
            chosen[argument.number] = argument
    return tuple(chosen[number] for number in sorted(chosen))


_LAST = {Speaker.FACT: 1, Speaker.CONCLUSION: 2}

# What leads up to a finding: `위 인정사실과 앞서 든 증거를 종합하여 보면`, `살피건대`.
_LEAD = re.compile(
    r"^.{0,200}?(?:(?:종합|고려|참작|감안)(?:하여|하면|해)|비추어|의하면|더하여보면|살피건대|살펴보면|보건대)"
    r"(?:보면|볼때|보더라도|살펴보면|보아도)?,?"
)
_OF_LEADS = re.compile("증거|변론|법리|사실|사정|소견|살피|보건대")
# What courts say of the result in every such case: `원고의 업무와 이 사건 상병 사이에 상당인과관계를 인정하기 부족하다`.
_OF_EVERY_CASE = re.compile(read_shipped("formulas.yaml")["of_every_case"])
# Characters that are left of a sentence that tells something of its own case.
_OWN = 9


def says_something(words: str) -> bool:
    """False for what only leads up to a finding, and for what courts say of every case."""
    told = squeeze(words)
    while (lead := _LEAD.match(told)) and _OF_LEADS.search(lead[0]):
        told = told[lead.end() :]
    return len(_OF_EVERY_CASE.sub("", told)) >= _OWN
