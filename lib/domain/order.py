"""What an order (주문) does, read clause by clause.

Every clause of an order ends in a verb (취소한다, 기각한다, 각하한다, 환송한다 …) and names what it acts
on: the ruling below, an appeal, the suit, a claim, or the decision that is attacked. `read_order`
turns the clauses into facts; what the facts mean for the worker is read in `outcome`.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from lib.text.sentences import sentence_text, sentences


class Party(Enum):
    """A side of the suit, as the order names it."""

    PLAINTIFF = auto()
    DEFENDANT = auto()
    BOTH = auto()
    UNKNOWN = auto()


@dataclass
class Order:
    """What the order does, as facts about its clauses.

    `granted`: a decision is set aside or declared void, or money is awarded; 원고 gets (part of) what it
    asked. `rejected`: a claim of 원고 is rejected (청구 기각); `rejected_rest`: only the rest of a claim
    (나머지 청구). `dismissed`: the suit, or part of it, is inadmissible (소 각하). `reversed`: the ruling
    below is set aside or changed; `reversed_part`: only a part of it. `ended`: the suit ended without a
    ruling (취하, 소송종료). Of `appeals_rejected`, the rest alone is rejected of `appeals_partly_rejected`
    (나머지 항소): these succeeded for a part. `costs`: who bears them, the losing side (민사소송법 제98조);
    `BOTH` where they are shared.
    """

    granted: bool = False
    rejected: bool = False
    rejected_rest: bool = False
    dismissed: bool = False
    reversed: bool = False
    reversed_part: bool = False
    remanded: bool = False
    ended: bool = False
    appeals_rejected: set[Party] = field(default_factory=set)
    appeals_partly_rejected: set[Party] = field(default_factory=set)
    appeals_dismissed: set[Party] = field(default_factory=set)
    costs: Party = Party.UNKNOWN

    @property
    def refuses(self) -> bool:
        """True where (part of) what 원고 asked is rejected or dismissed."""
        return self.rejected or self.rejected_rest or self.dismissed

    @property
    def decides(self) -> bool:
        """True where the order itself grants, rejects or dismisses, rather than leave a ruling standing."""
        return self.granted or self.refuses


_CLAUSE_END = re.compile(
    r"(?<=취소하고|파기하고|변경하고|기각하고|각하하고|취소하며|파기하며|변경하며|기각하며|각하하며),?"
)
_VERB = re.compile(
    r"(?P<verb>취소|파기|변경|기각|각하|환송|이송|확인|지급|이행|공개|종료|취하)"
    r"(?:한다|하라|하고|하며|함|되었다|되었음을선언한다|되었음을확인한다|된것으로본다|로종료되었다|하여야한다)?[,.)]*$"
)


# The order runs into the claim or the reasons where their heading was lost or spelled in a new way.
_ANOTHER_PART = re.compile(r"[^가-힣\d]*(?:청구취지|항소취지|이유)(?![가-힣]*기재)")


_BEARER = re.compile(
    r"(?P<who>원고|피고|공단|참가인)(?:들|\([^)]*\)|[A-Z○0-9,]){0,4}(?:보조참가인|승계참가인|소송수계인)?(?:들)?(?:이|가)"
)


def read_order(order: str) -> Order:
    """The facts of an order; an empty or unreadable one has none."""
    facts = Order()
    for sentence in sentences(order):
        words = sentence_text(sentence.words)
        if _ANOTHER_PART.match(words):
            return facts
        if re.search(r"비용(?:은|을|중|의|,)", words) and "부담" in words:
            if facts.costs is Party.UNKNOWN:
                bearers = "".join(match[0] for match in _BEARER.finditer(words))
                facts.costs = Party.BOTH if "각자" in words else named_party(bearers)
            if not re.search(r"기각하고|각하하고", words):
                continue
        for clause in _CLAUSE_END.split(words):
            _read_clause(clause, facts)
    return facts


_BELOW = re.compile(
    r"(?:1심|원심|재심대상|환송전당심|항소심)의?판결(?P<part>중|가운데|의(?:원고|피고)들?의?패소)?(?!선고|이후|정본)"
)
_AN_APPEAL = re.compile(r"(?:항소|상고)(?:\([^)]*\))?(?:를|을|는|와|과|및|부분|중|,)")
_NOT_THE_SUIT = re.compile(
    r"집행정지|효력정지|가집행|참가신청|반소청구|(?:독립)?당사자참가인의[^원]{0,20}청구"
)


def _read_clause(clause: str, facts: Order) -> None:
    match = _VERB.search(clause)
    if not match:
        facts.ended |= bool(re.search(r"종료되었|소송종료|취하로|취하간주", clause))
        return
    verb = match["verb"]
    if re.search(r"종료되었|취하로|취하간주|취하된", clause) or verb in ("종료", "취하"):
        facts.ended = True
    elif verb in ("환송", "이송"):
        facts.remanded = True
    elif verb in ("취소", "파기", "변경"):
        if below := _BELOW.search(clause):
            facts.reversed = True
            facts.reversed_part |= bool(below["part"])
        elif verb == "취소" and not _NOT_THE_SUIT.search(clause):
            facts.granted = True
    elif verb in ("기각", "각하"):
        _read_refusal(clause, verb, facts)
    elif re.search(r"하라$|하라[,.)]*$|임을|음을|확인", clause[match.start() - 2 :]):
        facts.granted = True


def _read_refusal(clause: str, verb: str, facts: Order) -> None:
    appeal = _AN_APPEAL.search(clause)
    if appeal:
        appeals = facts.appeals_rejected if verb == "기각" else facts.appeals_dismissed
        # `피고의 원고 2에 대한 항소` is the appeal of the defendant.
        before = clause[: max(match.end() for match in _AN_APPEAL.finditer(clause))]
        appellants = named_party(_AGAINST.sub("", before))
        appeals.add(appellants)
        if verb == "기각" and re.search(r"나머지(?:항소|상고)", clause):
            facts.appeals_partly_rejected.add(appellants)
    elif _NOT_THE_SUIT.search(clause):
        return
    elif verb == "각하":
        facts.dismissed = True
    claim = clause[appeal.end() :] if appeal else clause
    if verb == "기각" and (not appeal or re.search(r"청구(?:를|는|을|부분|중)", claim)):
        if "나머지" in claim:
            facts.rejected_rest = True
        else:
            facts.rejected = True


_AGAINST = re.compile(r"(?:원고|피고)[^의에]{0,40}에대한")


def named_party(words: str) -> Party:
    """The side that some words name; 피고보조참가인 stands with 피고."""
    plaintiff, defendant = "원고" in words, "피고" in words or "공단" in words
    if plaintiff and defendant:
        return Party.BOTH
    return Party.PLAINTIFF if plaintiff else Party.DEFENDANT if defendant else Party.UNKNOWN
