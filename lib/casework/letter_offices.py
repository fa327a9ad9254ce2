"""Who wrote a letter, which branch decided first, and whose view the decision rests on."""

import re
from functools import cache

from lib.casework.letter_kind import JUDGMENT, PANEL, REVIEW, SECOND_REVIEW
from lib.casework.letter_parts import Named, Parts, shipped
from lib.text.misread import nearest
from lib.text.spelling import Squeezed, squeeze

PANEL_OF_THE_AGENCY = "업무상질병판정위원회"


def court_of(text: str) -> Named | None:
    """The first court named."""
    # A spelling that is close to a court's was put right before.
    match = _COURT.search(text)
    return Named(squeeze(match["court"]), *match.span("court")) if match else None


def offices_of(parts: Parts, kind: str, by_ocr: bool) -> tuple[Named | None, Named | None]:
    """Who wrote a letter of a kind, and the branch that decided first where another wrote it.

    `by_ocr`: the name of a branch may be misread.
    """
    text = parts.text
    branch = _branch(parts, by_ocr)
    if kind == JUDGMENT:
        return court_of(text), branch
    if kind == SECOND_REVIEW and (found := _COMMITTEE.search(text)):
        return Named("산업재해보상보험재심사위원회", *found.span()), branch
    if kind == PANEL and (panels := list(_PANEL.finditer(text))):
        named = next((each for each in reversed(panels) if each["of"]), panels[-1])
        return Named(squeeze(named[0]), *named.span()), branch
    reviewing = (each for each in _REVIEWING.finditer(text) if not parts.is_notice(each.start()))
    if kind == REVIEW and (committee := next(reviewing, None)):
        return Named("근로복지공단 산업재해보상보험심사위원회", *committee.span()), branch
    if kind == REVIEW and (found := _AGENCY.search(text)):
        return Named("근로복지공단", *found.span()), branch
    return branch, None


def panel_of(parts: Parts, kind: str) -> Named | None:
    """업무상질병판정위원회 or 자문의, whoever's view a letter of a kind rests on."""
    if kind == PANEL and (found := _PANEL.search(parts.text)):
        return Named(PANEL_OF_THE_AGENCY, *found.span())
    whole = Squeezed(parts.text)
    for name, says, unless in _panels():
        for hit in says.finditer(whole.chars):
            around = whole.chars[hit.start() : hit.end() + 30]
            start, end = whole.span(*hit.span())
            told = not unless.search(around)
            if told and (not parts.is_notice(start) or _HEARD.search(around)):
                return Named(name, start, end)
    return None


# The branch that decided first: named by its field, by who signs, or most often.
def _branch(parts: Parts, by_ocr: bool) -> Named | None:
    fields = [(each.start, each.end) for each in parts.values("office")]
    found: list[tuple[float, re.Match[str]]] = []
    totals: dict[str, float] = {}
    for match in _BRANCH.finditer(parts.text):
        weight = 1.0 + (2 if match["agency"] else 0)
        weight += 4 * any(start <= match.start() < end for start, end in fields)
        weight += 2 * (parts.text[match.end() : match.end() + 1] == "장")
        weight -= 2 * parts.is_notice(match.start())
        found.append((weight, match))
        name = squeeze(match["name"])
        totals[name] = totals.get(name, 0) + weight
    if not found:
        return None
    best = max(totals, key=lambda name: totals[name])
    match = max((each for each in found if squeeze(each[1]["name"]) == best), key=lambda each: each[0])[1]
    known = shipped()["branches"]
    near = best if best in known else nearest(best, known)
    if match["name"][-1] in "시샤무" and not match["agency"] and near is None:
        return None
    name = (near if by_ocr else None) or best
    return Named(f"근로복지공단 {name}", *match.span(), is_restored=name != best)


_COURT = re.compile(
    r"(?P<court>(?<![가-힣])[가-힣][^\S\n]{0,3}[가-힣]{1,2}[^\S\n]{0,3}(?:고\s{0,3}등|지\s{0,3}방|행\s{0,3}정)\s{0,3}법\s{0,3}원(?:\s?[가-힣]{2,4}지원)?|대\s{0,3}법\s{0,3}원)"
)
_BRANCH = re.compile(
    r"(?P<agency>근\s?로\s?복\s?지\s?공\s?단\s{0,3})?(?P<name>(?<![가-힣])(?!원?처\s?분|관할|해당|소속)(?:[가-힣][^\S\n]?){2,5}(?:지\s?[사시샤]|지\s?역\s?본\s?[부무])|(?<=공단)[가-힣]{2,6}(?:지[사시샤]|지역본[부무]))(?=장|[^가-힣]|의|에|은|는|이|가|$)"
)
_COMMITTEE = re.compile(r"산\s?업\s?재\s?해\s?보\s?상\s?보\s?험\s?재\s?심\s?사\s?위\s?원\s?회")
# 법 제105조: the agency decides after its committee deliberated.
_REVIEWING = re.compile(
    r"(?:산\s?업\s?재\s?해\s?보\s?상\s?보\s?험|산\s?재)\s?심\s?사\s?위\s?원\s?회|(?<![가-힣])(?:심\s?사\s?)?위\s?원\s?(?:회(?:의|가|는|에서)|들의)"
)
_PANEL = re.compile(
    r"(?P<of>서\s?울|부\s?산|대\s?구|경\s?인|광\s?주|대\s?전|강\s?원|경\s?남|울\s?산|인\s?천)?(?:\s?[동서남북]\s?부)?\s?(?:업\s?무\s?상\s?)?질\s?병\s?판\s?정\s?위\s?원\s?회"
)
_AGENCY = re.compile(r"근\s?로\s?복\s?지\s?공\s?단")
_HEARD = re.compile(r"거친것|거친처분|거친결정이므로|거쳐(?:결정|처분)(?:되|하|한)")


@cache
def _panels() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    return [(raw["is"], re.compile(raw["says"]), re.compile(raw["unless"])) for raw in shipped()["panels"]]
