"""What of a story is about the case: not another's misconduct, not despair at the refusal.

A drunk driver who hit the person is not the person's fault, and wanting to die now is no diagnosis.
"""

import re

from lib.domain.despair import without_despair

_OTHERS = (
    r"(?:상대(?:방|편|측)?(?:\s*(?:차량?|운전자|쪽))?|가해(?:자|차량|\s*차|\s*운전자)|동료|선배|후배|손님|고객|취객|행인|민원인|"
    r"뒤차|앞차|뒤따라오던\s*차|마주\s*오던\s*차|다른\s*(?:차|사람)|옆\s*차)(?:들|량)?\s*(?:이|가|은|는|도|측이)"
)
_CONDUCT = r"음주\s*운전|음주|술|만취|신호\s*위반|신호|빨간\s*불|적색|중앙선|역주행|과속|무면허|졸음|난폭|난동|보복\s*운전"
_BY_OTHERS = re.compile(rf"{_OTHERS}[^.!?\n]{{0,14}}?(?P<what>(?:{_CONDUCT})[^.!?\n,]{{0,4}})")


def own_conduct(text: str) -> str:
    """The text with misconduct of other people blanked by spaces; every other character keeps its place."""
    kept = text
    for match in _BY_OTHERS.finditer(text):
        start, end = match.span("what")
        kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept


def of_the_case(text: str) -> str:
    """The text as the rules read it; what is not about the case is blanked, offsets stay."""
    return own_conduct(without_despair(text))
