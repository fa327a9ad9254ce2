"""Which sentences of a ruling a model is given to choose from: the findings that decide, and what they answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from lib.domain.passages import Passage, Speaker, passages
from lib.domain.records import StoredRuling
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
_OF_EVERY_CASE = re.compile(
    r"(?:원고들?|피고|망인|고인|참가인|근로복지공단|공단)[은는이가의도과와]?|상당인과관계|인과관계|이사건|업무상?|상병|질병"
    r"|재해|사고|사망|부상|처분|발병|발생|악화|사이|주장|증거|이유|전제|결론|달리|따라서|그러므로|그렇다면|결국|그러나|한편"
    r"|반하는|위와|같은|같이|이와|다른|이러한|그밖에|사정|취소|위법|적법|정당|타당|인정|인하여|인한|때문|기인|부족|어렵|없|있"
    r"|해당|판단|제출|만으로|받아들|특별|하여야|하[기고다지여였]|한다|되[지어었고]|된다|[볼봄]|보[기이]|않|아니|못|것|수|할|한|된"
    r"|으[로므]|[에은는이가을를의과와도서다여고라점들및로또나만그제각]|[\W\d]"
)
# Characters that are left of a sentence that tells something of its own case.
_OWN = 9


def says_something(words: str) -> bool:
    """False for what only leads up to a finding, and for what courts say of every case."""
    told = squeeze(words)
    while (lead := _LEAD.match(told)) and _OF_LEADS.search(lead[0]):
        told = told[lead.end() :]
    return len(_OF_EVERY_CASE.sub("", told)) >= _OWN
