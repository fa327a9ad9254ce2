"""How a ruling ended for the worker or the bereaved family, read from its order (주문).

The order alone misleads: an employer may be the one who sues, and "청구를 기각한다" then means that
the worker keeps the benefit. So three things are read: what the order does, who stands on which
side, and, where the order leaves it open, what the conclusion (결론) and the costs (소송비용) say.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from lib.domain.labels import Label
from lib.domain.sections import Part, Sections
from lib.domain.squeezed import Squeezed
from lib.domain.taxonomy import Instance, Outcome


class Side(Enum):
    """Which party the worker's side is in this suit."""

    PLAINTIFF = auto()
    """원고 is the worker or family, as usual."""
    DEFENDANT = auto()
    """원고 attacks a benefit that was granted (an employer); the worker gains when 원고 loses."""
    NONE = auto()
    """No worker's side: premiums, recourse between insurer and third parties."""


class _Who(Enum):
    PLAINTIFF = auto()
    DEFENDANT = auto()
    BOTH = auto()
    UNKNOWN = auto()


@dataclass
class _Order:
    """What the order does, as facts about its sentences."""

    granted: bool = False
    """A decision is set aside or declared void, or money is awarded: 원고 gets (part of) what it asked."""
    rejected: bool = False
    """A claim of 원고 is rejected (청구 기각)."""
    rejected_rest: bool = False
    """Only the rest of a claim is rejected (나머지 청구)."""
    dismissed: bool = False
    """The suit, or part of it, is dismissed as inadmissible (소 각하)."""
    reversed: bool = False
    """The ruling below is set aside by the court of appeal, or changed."""
    reversed_part: bool = False
    """Only a part of the ruling below is set aside."""
    remanded: bool = False
    ended: bool = False
    """The suit ended without a ruling (취하, 소송종료)."""
    appeals_rejected: set[_Who] = field(default_factory=set)
    appeals_dismissed: set[_Who] = field(default_factory=set)


_NUMBERED = re.compile(r"(?:^|(?<=[.다]))(?:\d{1,2}\.|[가나다라마]\.|\d\))")
_SENTENCE = re.compile(r"[^.]*?(?:다|라|것|함)\.|[^.]+\.?")
_APPEAL = re.compile(
    r"(?P<who>원고(?:들|\(선정당사자\))?(?:[^.]{0,24}?)(?:와|과|및|,)피고(?:들)?(?:보조참가인)?|피고(?:들)?(?:보조참가인)?(?:와|과|및)원고(?:들)?|"
    r"원고(?:들|\(선정당사자\))?|피고(?:들)?(?:보조참가인(?:들)?)?|근로복지공단)?[^.]{0,40}?(?:항소|상고|부대항소)(?P<rest>와|및[^.]{0,20})?(?:를|는|을)[^.]{0,24}?(?P<what>기각|각하)"
)
_GRANT = re.compile(
    r"(?:처분|결정|거부|통지|통보|승인|불승인|부지급|반려|부분|회신|조치|징수|부과|고지|판정|지급|행위|것|등)(?:등)?(?:을|를)(?:모두|각|전부|각각)*(?:취소한다|취소하라|취소하고|취소하며)"
    r"|무효임을(?:각)?확인한다|(?:지급하라|지급한다|이행하라|공개하라)|위법임을확인한다|있음을확인한다|[^결]취소한다"
)
_BELOW = re.compile(
    r"(?:제?1심|원심)(?:의)?판결(?P<part>중|가운데)?[^.]{0,260}?(?:취소하|취소한|파기하|파기한|변경하|변경한|경정)"
)
_REMAND = re.compile(r"(?:환송|이송)(?:한다|하고)")
_REST = re.compile(r"나머지(?:청구|주위적|예비적|부분|항소)|나머지[^.]{0,30}청구")


def read_order(order: str) -> tuple[_Order, list[str]]:
    """What an order does; also its sentences, white space removed, for the evidence."""
    squeezed = _NUMBERED.sub(" ", Squeezed(order).chars)
    sentences = [s for chunk in squeezed.split() for s in _SENTENCE.findall(_plain(chunk)) if s.strip(".")]
    facts = _Order()
    for sentence in sentences:
        if (
            "비용" in sentence
            and "비용을제외" not in sentence
            and not re.search(r"기각|취소|각하|파기", sentence)
        ):
            continue
        _read_sentence(sentence, facts)
    return facts, sentences


def _plain(sentence: str) -> str:
    """Dates and reference numbers lose their points, so that a point ends a sentence."""
    return re.sub(
        r"(?<=\d)\.(?=\d|자|까지|부터|\S{0,3}(?:에|원고|자))",
        "·",
        re.sub(r"(\d)\.(?=[^다]{0,40}(?:한|된|내린|자))", r"\1·", sentence),
    )


def _read_sentence(sentence: str, facts: _Order) -> None:
    below = _BELOW.search(sentence)
    if below:
        facts.reversed = True
        facts.reversed_part |= bool(below["part"])
    if _REMAND.search(sentence):
        facts.remanded = True
    appeal = _APPEAL.search(sentence)
    if appeal and not re.search(r"청구를[^.]{0,12}기각", sentence[appeal.start() :]):
        target = facts.appeals_rejected if appeal["what"] == "기각" else facts.appeals_dismissed
        target.add(_who(appeal["who"] or ""))
        return
    if appeal:
        sentence = sentence[: appeal.start()] + sentence[appeal.end() :]
    if re.search(r"소(?:를|는|중|가운데)?[^.]{0,160}각하", sentence):
        facts.dismissed = True
    if re.search(r"취하로|종료되었|소송종료|취하간주", sentence):
        facts.ended = True
    rejected = re.search(r"청구(?:를|는|을)?[^.]{0,60}기각", sentence)
    if rejected:
        if _REST.search(sentence):
            facts.rejected_rest = True
        else:
            facts.rejected = True
    rest = sentence[below.end() :] if below else sentence
    if _GRANT.search(rest) and not (below and not re.search(r"처분|결정|지급|무효", rest)):
        facts.granted = True


def _who(words: str) -> _Who:
    plaintiff, defendant = "원고" in words, "피고" in words or "공단" in words
    if plaintiff and defendant:
        return _Who.BOTH
    if plaintiff:
        return _Who.PLAINTIFF
    return _Who.DEFENDANT if defendant else _Who.UNKNOWN


_COSTS = re.compile(r"비용(?:은|을|중)?[^.]{0,80}?(?P<who>원고|피고|각자|패소자)")


def _costs_borne_by(sentences: list[str]) -> _Who:
    """Who bears the costs: the losing side (민사소송법 제98조); `BOTH` where they are shared."""
    for sentence in sentences:
        match = _COSTS.search(sentence)
        if not match:
            continue
        both = "각자" in sentence or (
            "원고" in sentence and "피고" in sentence and "보조참가" not in sentence
        )
        return _Who.BOTH if both else _who(match["who"])
    return _Who.UNKNOWN


def read_outcome(sections: Sections, instance: Instance, side: Side) -> Label[Outcome]:
    """The outcome for the claimant's side, with the sentence of the order it was read from.

    A ruling without an order is 판단불가, never guessed; so is a suit without a worker's side,
    unless it was dismissed or withdrawn.
    """
    orders = sections.of(Part.ORDER)
    if not orders:
        return Label(Outcome.UNKNOWN)
    section = orders[0]
    order = sections.text[section.start : section.end]
    facts, sentences = read_order(order)
    outcome = _flipped(_for_plaintiff(facts, sentences, sections, instance), side)
    words = order.strip()[:160].split("\n")[0].strip()
    start = section.start + order.find(words) if words else section.start
    return Label(outcome, words, start, start + len(words))


def _flipped(outcome: Outcome, side: Side) -> Outcome:
    if side is Side.NONE:
        return outcome if outcome in (Outcome.DISMISSED, Outcome.WITHDRAWN) else Outcome.UNKNOWN
    if side is Side.PLAINTIFF:
        return outcome
    return {
        Outcome.GRANTED: Outcome.DENIED,
        Outcome.DENIED: Outcome.GRANTED,
        Outcome.REMANDED_FAVOURABLE: Outcome.REMANDED_UNFAVOURABLE,
        Outcome.REMANDED_UNFAVOURABLE: Outcome.REMANDED_FAVOURABLE,
    }.get(outcome, outcome)


def _for_plaintiff(facts: _Order, sentences: list[str], sections: Sections, instance: Instance) -> Outcome:
    """The outcome from the side of 원고."""
    if facts.remanded:
        return _remand(facts, sections)
    costs = _costs_borne_by(sentences)
    decided = facts.granted or facts.rejected or facts.dismissed or facts.rejected_rest
    if facts.reversed and not decided:
        return _reversal_left_open(sections, costs)
    if facts.appeals_rejected and not facts.reversed and not facts.granted:
        return _upheld(facts, costs, sections, instance)
    if facts.reversed and facts.reversed_part:
        return _part_reversed(facts)
    if decided:
        return _decided(facts)
    if facts.appeals_dismissed:
        return Outcome.DISMISSED
    if facts.ended:
        return Outcome.WITHDRAWN
    return _by_conclusion(sections, costs)


def _decided(facts: _Order) -> Outcome:
    if facts.granted:
        partly = facts.rejected or facts.rejected_rest or facts.dismissed
        return Outcome.PARTLY_GRANTED if partly else Outcome.GRANTED
    if facts.rejected or facts.rejected_rest:
        return Outcome.DENIED
    return Outcome.DISMISSED


def _part_reversed(facts: _Order) -> Outcome:
    """A part of the ruling below is changed; what is left standing decides with it."""
    if facts.granted:
        remaining = facts.rejected or facts.rejected_rest or _Who.PLAINTIFF in facts.appeals_rejected
        return Outcome.PARTLY_GRANTED if remaining or _Who.BOTH in facts.appeals_rejected else Outcome.GRANTED
    if _Who.DEFENDANT in facts.appeals_rejected or _Who.BOTH in facts.appeals_rejected:
        return Outcome.PARTLY_GRANTED
    if facts.rejected or facts.rejected_rest:
        return Outcome.DENIED
    return Outcome.DISMISSED


_DISMISSAL_UPHELD = re.compile(
    r"소(?:는|가|를)?[^.]{0,20}부적법[^.]{0,30}각하|소를각하(?:한|하여야|할)|각하한제1심|소각하"
)
_PARTLY = re.compile(r"일부(?:인용|승소)|패소부분|인정범위내|나머지(?:청구)?는?[^.]{0,20}(?:이유없|기각)")


def _upheld(facts: _Order, costs: _Who, sections: Sections, instance: Instance) -> Outcome:
    """Appeals are rejected: the ruling below stands, and who appealed tells what it was."""
    appellants = set(facts.appeals_rejected)
    if appellants == {_Who.UNKNOWN}:
        appellants = {_appellant(sections, costs)}
    conclusion = Squeezed(sections.body(Part.CONCLUSION) or sections.body(Part.REASONS)[-600:]).chars
    if _Who.BOTH in appellants or {_Who.PLAINTIFF, _Who.DEFENDANT} <= appellants:
        return Outcome.PARTLY_GRANTED
    if _Who.PLAINTIFF in appellants:
        if _DISMISSAL_UPHELD.search(conclusion) and "청구는이유없" not in conclusion:
            return Outcome.DISMISSED
        return Outcome.DENIED
    if _Who.DEFENDANT in appellants:
        claim = Squeezed(sections.body(Part.CLAIM)).chars
        below_partly = instance is Instance.SECOND and "피고패소부분" in claim
        return (
            Outcome.PARTLY_GRANTED if below_partly or "나머지청구는이유없" in conclusion else Outcome.GRANTED
        )
    return _by_conclusion(sections, costs)


def _appellant(sections: Sections, costs: _Who) -> _Who:
    """Who appealed to the Supreme Court: the parties' headings (상고인), else who bears the costs."""
    headings = [Squeezed(s.heading).chars for s in sections.of(Part.PARTIES)]
    named = [h for h in headings if re.search(r"(?<!피)(?:상고인|항소인)", h)]
    sides = {_who(h.split(",")[0]) for h in named} - {_Who.UNKNOWN}
    if len(sides) == 1:
        return sides.pop()
    if len(sides) == 2:
        return _Who.BOTH
    return costs


_FOR_PLAINTIFF = re.compile(
    r"원고(?:들)?의?(?:이사건)?(?:본소)?청구는(?:모두|각)?(?:위인정범위내에서)?(?:정당|이유있)|청구를(?:모두)?인용"
)
_AGAINST_PLAINTIFF = re.compile(
    r"원고(?:들)?의?(?:이사건)?(?:각|나머지)?청구는(?:모두|각|전부)?이유(?:가)?없|청구를(?:모두)?기각"
)


def _by_conclusion(sections: Sections, costs: _Who) -> Outcome:
    """The order is unreadable: only where conclusion and costs agree is a side taken."""
    conclusion = Squeezed(sections.body(Part.CONCLUSION) or sections.body(Part.REASONS)[-500:]).chars
    won, lost = bool(_FOR_PLAINTIFF.search(conclusion)), bool(_AGAINST_PLAINTIFF.search(conclusion))
    if won and not lost and costs in (_Who.DEFENDANT, _Who.UNKNOWN):
        return Outcome.GRANTED
    if lost and not won and costs in (_Who.PLAINTIFF, _Who.UNKNOWN):
        return Outcome.DENIED
    return Outcome.UNKNOWN


def _reversal_left_open(sections: Sections, costs: _Who) -> Outcome:
    conclusion = Squeezed(sections.body(Part.CONCLUSION) or sections.body(Part.REASONS)[-500:]).chars
    if _FOR_PLAINTIFF.search(conclusion) or costs is _Who.DEFENDANT:
        return Outcome.GRANTED
    if _AGAINST_PLAINTIFF.search(conclusion) or costs is _Who.PLAINTIFF:
        return Outcome.DENIED
    return Outcome.UNKNOWN


_BELOW_DENIED = re.compile(
    r"원심(?:은|이|판결은|판결이|의판단은)[^.]{0,1200}?(?:볼수없|인정할수없|인정하기어렵|보기어렵|해당하지아니|해당하지않|아니라고|않는다고|없다고|적법하다고|부족하(?:다|고)|단정할수없|이유없다|배척)"
    r"[^.]{0,160}?(?:판단|판시|단정|인정)"
)
_BELOW_GRANTED = re.compile(
    r"원심(?:은|이|판결은|판결이|의판단은)[^.]{0,1200}?(?:해당한다고|있다고|위법하다고|업무상재해라고|봄이상당하다|인정된다고|추단된다고|추단할수있)[^.]{0,160}?(?:판단|판시|단정|인정)"
)
_APPEAL_GROUNDS_OF = re.compile(
    r"(?P<who>원고|피고)(?:들)?(?:소송(?:수행자|대리인)|대표자)?(?:들)?의?(?:각)?상고(?:이유|는|논지)"
)


def _remand(facts: _Order, sections: Sections) -> Outcome:
    """A remand favours whoever appealed successfully."""
    reasons = Squeezed(sections.body(Part.REASONS)).chars
    conclusion = reasons[-900:]
    if "원고패소부분" in Squeezed(sections.body(Part.ORDER)).chars:
        appellant = _Who.PLAINTIFF
    elif "피고패소부분" in Squeezed(sections.body(Part.ORDER)).chars:
        appellant = _Who.DEFENDANT
    else:
        appellant = _appellant(sections, _Who.UNKNOWN)
    if appellant is _Who.BOTH:
        appellant = _other(facts.appeals_rejected)
    if appellant is _Who.UNKNOWN:
        won = re.search(
            r"(원고|피고)(?:들)?의?(?:이를지적하는)?(?:상고|항소)(?:이유)?(?:주장)?(?:는|은)[^.]{0,30}이유있",
            conclusion,
        )
        grounds = {m["who"] for m in _APPEAL_GROUNDS_OF.finditer(reasons)}
        if won:
            appellant = _who(won[1])
        elif len(grounds) == 1:
            appellant = _who(grounds.pop())
    if appellant is _Who.UNKNOWN:
        criticised = reasons[-1600:]
        denied, granted = _BELOW_DENIED.search(criticised), _BELOW_GRANTED.search(criticised)
        if denied and not granted:
            appellant = _Who.PLAINTIFF
        elif granted and not denied:
            appellant = _Who.DEFENDANT
    return {
        _Who.PLAINTIFF: Outcome.REMANDED_FAVOURABLE,
        _Who.DEFENDANT: Outcome.REMANDED_UNFAVOURABLE,
    }.get(appellant, Outcome.UNKNOWN)


def _other(rejected: set[_Who]) -> _Who:
    """Both appealed: the one whose appeal is not rejected is the one it was remanded for."""
    if rejected == {_Who.PLAINTIFF}:
        return _Who.DEFENDANT
    return _Who.PLAINTIFF if rejected == {_Who.DEFENDANT} else _Who.UNKNOWN


_GRANT_OF_BENEFIT = (
    r"(?:(?:요양|유족|장해|휴업|장의비|장례비|보험|간병|상병|재요양|추가상병|산재|산업재해)[^.]{0,24}?)"
    r"(?<!불)(?<!부)(?<!미)(?:승인|지급|인정)(?:결정|처분|결정처분)*"
)
_ATTACKED = re.compile(
    r"피고가[^.]{0,40}?(?P<to>[^\s.]{1,60}?)(?:에게|에대하여|에대한|로하여|를대상으로|에관하여)[^.]{0,60}?(?P<what>[^.]{0,90}?(?:처분|결정|승인|통지|통보|지급))"
)
_REFUSAL = re.compile(
    r"불승인|부지급|불인정|부결정|거부|반려|각하|일부승인|불허|감액|부결|정지|제한|종결|취소결정|회수|징수|부당이득|환수|변경|비공개|미지급|삭감|철회|등급"
)
_EMPLOYER = re.compile(
    r"원고(?:들)?(?:\([^)]{0,30}\))?(?:는|은|가)[^.]{0,120}?(?:(?:사업|업|제조|건설|공사|운송|용역|서비스)(?:등)?(?:을|를)?(?:주된)?(?:목적|영위|경영|운영|수행|영업)?[^.]{0,30}(?:회사|법인|사업주|업체|사업자|개인사업자|사람)(?:이다|으로|로|로서|이고|인바)"
    r"|(?:주식회사|법인|회사)(?:이다|로서|로,|이고|으로서)|보험가입자|사업주(?:이다|로서|이고)|[^.]{0,20}(?:경영|운영|영위)하는(?:자|사람|회사|법인|사업주|개인사업자))"
)
_WORKER_OF_PLAINTIFF = re.compile(
    r"원고(?:회사|법인)?(?:의|소속)(?:[^.]{0,12})?(?:근로자|직원|사원|현장|일용)|원고(?:에|에게)(?:고용|입사|채용)|원고소속|원고회사에(?:입사|고용|근무)|원고의사업장"
)
_PREMIUM = re.compile(
    r"보험료|징수금|과징금|과태료|구상금|급여액징수|가산금|연체금|부담금|체납|변상금|사업종류|업종|개별실적요율"
)


def read_side(sections: Sections, title: str) -> Side:
    """Which side the worker is on. 원고 unless the attacked decision is a benefit granted to someone else."""
    name = Squeezed(title).chars
    claim = Squeezed(sections.body(Part.CLAIM)).chars
    order = Squeezed(sections.body(Part.ORDER)).chars
    attacked = claim if len(claim) > 24 else order
    history = Squeezed(sections.body(Part.HISTORY) or sections.body(Part.REASONS)[:2500]).chars
    if "구상금" in name or (
        re.search(r"피고(?:들)?은?(?:연대하여|각자|공동하여)?원고에게", order + claim)
        and "근로복지공단" in history[:200]
        and "원고는" in history[:60]
    ):
        return Side.NONE
    if _PREMIUM.search(name.replace("보험급여액징수", "급여액징수")) and "부당이득" not in name:
        return Side.NONE
    employer = _is_employer(sections, history)
    refused = bool(_REFUSAL.search(name)) or bool(_REFUSAL.search(_attacked_decision(attacked)))
    if employer and _PREMIUM.search(name + _attacked_decision(attacked)) and "부당이득" not in name:
        return Side.NONE
    if employer and not refused:
        return Side.DEFENDANT
    if employer and not _addressed_to_plaintiff(attacked):
        return Side.DEFENDANT
    return Side.PLAINTIFF


def _attacked_decision(attacked: str) -> str:
    match = re.search(r"피고[^.]{0,6}(?:가|이)(.{0,240}?)(?:취소|무효)", attacked)
    return match[1] if match else ""


def _addressed_to_plaintiff(attacked: str) -> bool:
    decision = _attacked_decision(attacked)
    return bool(re.search(r"원고(?:들)?(?:에|에게|에대)", decision)) or not re.search(
        r"(?:에게|에대하|에대한)", decision
    )


def _is_employer(sections: Sections, history: str) -> bool:
    """원고 is an enterprise and someone else is the injured worker."""
    parties = " ".join(
        Squeezed(s.heading + sections.text[s.start : s.end]).chars for s in sections.of(Part.PARTIES)
    )
    opening = history[:900]
    corporate = bool(re.search(r"원고[^】]{0,20}】[^【]{0,20}(?:주식회사|유한회사|법인)", parties)) or bool(
        _EMPLOYER.search(opening)
    )
    worker = bool(_WORKER_OF_PLAINTIFF.search(history[:2500]))
    intervenor = "피고보조참가인" in parties or "피고보조참가인" in Squeezed(sections.body(Part.ORDER)).chars
    return (
        corporate
        and (worker or bool(re.search(r"참가인|재해자|망인|망[○소]|소외|○○○(?:는|은|에게)", opening)))
    ) or (intervenor and (corporate or worker))
