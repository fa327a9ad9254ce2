"""How a ruling ended for the worker or the bereaved family, read from its order (주문).

The order alone misleads: an employer may be the one who sues, and "청구를 기각한다" then means that
the worker keeps the benefit. So three things are read: what the order does (`order`), who stands on
which side (`side`), and, where the order leaves it open, the parties' headings, the conclusion
(결론), the costs (소송비용) and what the court says of the ruling below.
"""

import re

from lib.domain.labels import Label
from lib.domain.order import Order, Party, named_party, read_order
from lib.domain.sections import Part, Sections
from lib.domain.side import Side
from lib.domain.taxonomy import Instance, Outcome
from lib.text.sentences import sentence_text
from lib.text.spelling import squeeze
from lib.text.stance import holds_denial


def read_outcome(sections: Sections, instance: Instance, side: Side) -> Label[Outcome]:
    """The outcome for the claimant's side, with the sentence of the order it was read from.

    A ruling without an order is 판단불가, never guessed; so is a suit without a worker's side,
    unless it was dismissed or withdrawn.
    """
    orders = sections.of(Part.ORDER)
    if not orders:
        return Label(Outcome.UNKNOWN)
    section = orders[0]
    text = sections.text[section.start : section.end]
    outcome = _for_plaintiff(read_order(text), sections, instance, side)
    if side is Side.NONE and outcome not in (Outcome.DISMISSED, Outcome.WITHDRAWN):
        outcome = Outcome.UNKNOWN
    elif side is Side.DEFENDANT:
        outcome = _FOR_DEFENDANT.get(outcome, outcome)
    words = text.strip()[:160].split("\n")[0].strip()
    start = section.start + text.find(words) if words else section.start
    return Label(outcome, words, start, start + len(words))


_FOR_DEFENDANT = {
    Outcome.GRANTED: Outcome.DENIED,
    Outcome.DENIED: Outcome.GRANTED,
    Outcome.REMANDED_FAVOURABLE: Outcome.REMANDED_UNFAVOURABLE,
    Outcome.REMANDED_UNFAVOURABLE: Outcome.REMANDED_FAVOURABLE,
}
_REMANDED_FOR = {
    Party.PLAINTIFF: Outcome.REMANDED_FAVOURABLE,
    Party.DEFENDANT: Outcome.REMANDED_UNFAVOURABLE,
}
_WON_BY = {Party.PLAINTIFF: Outcome.GRANTED, Party.DEFENDANT: Outcome.DENIED}
_OTHER_SIDE = {Party.PLAINTIFF: Party.DEFENDANT, Party.DEFENDANT: Party.PLAINTIFF}


# The outcome from the side of 원고.
def _for_plaintiff(order: Order, sections: Sections, instance: Instance, side: Side) -> Outcome:
    if order.remanded:
        # A remand favours whoever appealed successfully.
        return _REMANDED_FOR.get(_remanded_for(order, sections, instance, side), Outcome.UNKNOWN)
    if order.appeals_rejected and not order.reversed and not order.granted and not order.dismissed:
        return _upheld(order, sections, instance)
    if order.reversed and not order.decides:
        # 파기자판: the ruling of first instance stands when the appeal against it is rejected.
        return _upheld(order, sections, instance) if order.appeals_rejected else _left_open(order, sections)
    if order.reversed_part or order.decides:
        return _decided(order)
    if order.appeals_dismissed:
        return Outcome.GRANTED if order.appeals_dismissed == {Party.DEFENDANT} else Outcome.DISMISSED
    if order.ended:
        return Outcome.WITHDRAWN
    return _by_conclusion(order, sections)


def _decided(order: Order) -> Outcome:
    if order.granted:
        # Where a part of the ruling below is changed, what is left standing decides with it.
        lost_appeal = order.reversed_part and {Party.PLAINTIFF, Party.BOTH} & order.appeals_rejected
        return Outcome.PARTLY_GRANTED if order.refuses or lost_appeal else Outcome.GRANTED
    # An appeal of the other side is rejected: 원고 had won something, and keeps it.
    if {Party.DEFENDANT, Party.BOTH} & order.appeals_rejected:
        return Outcome.PARTLY_GRANTED
    if order.rejected or order.rejected_rest or Party.PLAINTIFF in order.appeals_rejected:
        return Outcome.DENIED
    return Outcome.DISMISSED


_DISMISSAL_UPHELD = re.compile(
    r"소(?:는|가|를)?[^.]{0,30}부적법[^.]{0,40}각하|소를(?:모두)?각하(?:한|하여야|할|하였)|각하한(?:제?1심|원심)|소각하"
)
_ON_THE_MERITS = re.compile(
    r"청구는(?:모두|각|전부)?(?:더나아가|나머지점)?[^.]{0,10}이유(?:가)?없|청구를(?:모두|각)?(?:배척|기각)|나머지[^.]{0,20}청구"
)


# Appeals are rejected: the ruling below stands, and who appealed tells what it was.
def _upheld(order: Order, sections: Sections, instance: Instance) -> Outcome:
    appellants = set(order.appeals_rejected) - {Party.UNKNOWN}
    if not appellants:
        appellants = {_appellant(sections, order.costs)}
    if Party.BOTH in appellants or {Party.PLAINTIFF, Party.DEFENDANT} <= appellants:
        return Outcome.PARTLY_GRANTED
    conclusion = _conclusion(sections)
    if Party.PLAINTIFF in appellants:
        return Outcome.DISMISSED if _upholds_dismissal(sections, conclusion) else Outcome.DENIED
    if Party.DEFENDANT in appellants:
        claim = sentence_text(sections.body(Part.CLAIM))
        below_partly = instance is Instance.SECOND and "피고패소부분" in claim
        lost_more = order.rejected or order.rejected_rest or "나머지청구는이유없" in conclusion
        return Outcome.PARTLY_GRANTED if below_partly or lost_more else Outcome.GRANTED
    return _by_conclusion(order, sections)


# True where the ruling that stands had dismissed the suit without looking at the claim.
def _upholds_dismissal(sections: Sections, conclusion: str) -> bool:
    if _ON_THE_MERITS.search(conclusion):
        return False
    if _DISMISSAL_UPHELD.search(conclusion):
        return True
    reasons = sentence_text(sections.body(Part.REASONS))
    return bool(_SUIT_INADMISSIBLE.search(reasons)) and not re.search(r"처분[은이](?:모두)?적법", reasons)


_SUIT_INADMISSIBLE = re.compile(
    r"이사건소(?:는|가)(?:모두)?(?:제소기간|[^.]{0,60}이익이없|[^.]{0,60}도과)?[^.]{0,60}부적법하(?:다|므로|여)(?!는|고할수없)|소를각하한(?:제1심|원심)"
)


# Who appealed, where the order does not say: the parties' headings (상고인), else who bears the costs.
def _appellant(sections: Sections, costs: Party) -> Party:
    headings = [squeeze(s.heading) for s in sections.of(Part.PARTIES)]
    named = [h for h in headings if re.search(r"(?<!피)(?:상고인|항소인)", h)]
    sides = {named_party(re.split(r"[,，]|및", h)[0]) for h in named} - {Party.UNKNOWN}
    if sides:
        return sides.pop() if len(sides) == 1 else Party.BOTH
    return costs


_FOR_PLAINTIFF = re.compile(
    r"원고(?:들)?의?(?:이사건)?(?:본소)?청구는(?:모두|각)?(?:위인정범위내에서)?(?:정당|이유(?:가)?있)|청구를(?:모두)?인용"
)
_AGAINST_PLAINTIFF = re.compile(
    r"원고(?:들)?의?(?:이사건)?(?:각|나머지)?청구는(?:모두|각|전부)?이유(?:가)?없|청구를(?:모두)?기각"
)


def _conclusion(sections: Sections) -> str:
    return sentence_text(sections.body(Part.CONCLUSION) or sections.body(Part.REASONS)[-700:])


# The order is unreadable: only where the conclusion is plain and the costs agree is a side taken.
def _by_conclusion(order: Order, sections: Sections) -> Outcome:
    winner = _winner(sections)
    agrees = order.costs in (_OTHER_SIDE.get(winner), Party.UNKNOWN)
    return _WON_BY.get(winner, Outcome.UNKNOWN) if agrees else Outcome.UNKNOWN


# The ruling below is set aside, and the order as published does not say for whom.
def _left_open(order: Order, sections: Sections) -> Outcome:
    winner = _winner(sections)
    if winner is Party.UNKNOWN:
        winner = _OTHER_SIDE.get(order.costs, Party.UNKNOWN)
    return _WON_BY.get(winner, Outcome.UNKNOWN)


# Whose claim the conclusion upholds; unknown where it tells neither or both.
def _winner(sections: Sections) -> Party:
    conclusion = _conclusion(sections)
    won, lost = _FOR_PLAINTIFF.search(conclusion), _AGAINST_PLAINTIFF.search(conclusion)
    if bool(won) == bool(lost):
        return Party.UNKNOWN
    return Party.PLAINTIFF if won else Party.DEFENDANT


_LOSING_PART = re.compile(r"(?P<who>원고|피고)[^.피원]{0,30}패소(?:한)?부분")
_GROUNDS_WON = re.compile(
    r"(?P<who>원고|피고)(?:들)?(?:보조참가인)?의?(?:이를지적하는|이점을지적하는|위)?(?:상고|항소)(?:이유)?(?:의)?(?:주장)?(?:는|은|에는)[^.]{0,30}이유(?:가)?있"
)
_GROUNDS_OF = re.compile(
    r"(?P<who>원고|피고)(?:들)?(?:보조참가인)?(?:소송(?:수행자|대리인)|대표자)?(?:들)?의?(?:각)?상고(?:이유|는|논지)"
)


# Whose appeal succeeded, by the first of these that tells: the order, the headings, the reasons.
def _remanded_for(order: Order, sections: Sections, instance: Instance, side: Side) -> Party:
    parts = {m["who"] for m in _LOSING_PART.finditer(sentence_text(sections.body(Part.ORDER)))}
    if len(parts) == 1:
        return named_party(parts.pop())
    if instance is Instance.SECOND:
        # A court of appeal sends back only what was dismissed without a look at the merits (민사소송법 제418조).
        return Party.PLAINTIFF
    reasons = sentence_text(sections.body(Part.REASONS))
    grounds = {named_party(m["who"]) for m in _GROUNDS_OF.finditer(reasons)}
    for sides in (order.appeals_partly_rejected, {_appellant(sections, Party.UNKNOWN)}, grounds):
        if sides == {Party.PLAINTIFF} or sides == {Party.DEFENDANT}:
            return next(iter(sides))
    # Both appealed: it was remanded for the one whose appeal is not rejected.
    for party, other in _OTHER_SIDE.items():
        if party in order.appeals_rejected:
            return other
    if won := _GROUNDS_WON.search(reasons[-900:]):
        return named_party(won["who"])
    return _remanded_by_reasons(
        reasons, sentence_text(sections.body(Part.SUMMARY) + sections.body(Part.HOLDINGS)), side
    )


_BELOW = r"원심(?:은|이|판결은|판결이|의판단은|으로서는)"
_BELOW_DENIED = re.compile(
    rf"{_BELOW}[^.]{{0,1200}}?(?:볼수없|인정할수없|인정하기어렵|보기어렵|해당하지아니|해당하지않|아니라고|않는다고|없다고|적법하다고|부족하(?:다|고)|단정할수없|이유없다|배척)"
    r"[^.]{0,160}?(?:판단|판시|단정|인정)"
)
_BELOW_GRANTED = re.compile(
    rf"{_BELOW}[^.]{{0,1200}}?(?:해당한다고|있다고|위법하다고|업무상재해라고|봄이상당하다|인정된다고|추단된다고|추단할수있)[^.]{{0,160}}?(?:판단|판시|단정|인정)"
)
_HELD_FOR_WORKER = re.compile(
    r"(?:해당한다고|있다고|볼|인정할)여지가(?:충분히|충분하|있)|봄이(?:상당|타당)한데도|단정할수없는데도"
)


_BLAMED = re.compile(
    r"(?:그럼에도|그런데도|이와달리|이와는달리|이와다른)[^.]{0,600}?원심[^.]{0,600}|[^.]{0,300}?(?:다고|라고|으로|로)본원심[^.]{0,40}|원심이[^.]{0,400}?판단한것은[^.]{0,200}(?:위법|잘못)"
)
_VIEW = re.compile(
    r"(?P<view>[^.]{1,24}?(?:다고|라고|것으로|단정하기에))(?:만)?(?:보아|본|보고|보았|판단|단정|인정|속단|하여)"
)


# What the ruling below is blamed for in the sentence that reverses it: True, it held for the worker.
def _blamed_view(reasons: str) -> bool | None:
    blamed = [match[0] for match in _BLAMED.finditer(reasons)]
    view = _VIEW.search(blamed[-1]) if blamed else None
    if not view:
        return None
    words = view["view"][-16:]
    if holds_denial(words) or re.search(r"어렵|부족|적법|정당", words):
        return False
    return True if re.search(r"해당한|있|인정된|재해|위법|추단", words) else None


# What the ruling below is blamed for: a refusal blamed means that the worker's side appealed.
def _remanded_by_reasons(reasons: str, summary: str, side: Side) -> Party:
    worker = Party.DEFENDANT if side is Side.DEFENDANT else Party.PLAINTIFF
    blamed = _blamed_view(reasons[-2500:])
    if blamed is not None:
        return _OTHER_SIDE[worker] if blamed else worker
    criticised = reasons[-1600:]
    denied, granted = bool(_BELOW_DENIED.search(criticised)), bool(_BELOW_GRANTED.search(criticised))
    if denied == granted:
        denied, granted = bool(_HELD_FOR_WORKER.search(summary + criticised)), False
    return worker if denied else _OTHER_SIDE[worker] if granted else Party.UNKNOWN
