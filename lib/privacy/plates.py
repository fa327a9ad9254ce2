"""Number plates of vehicles."""

import re

from lib.privacy.context import REGION, compiled, stands_before, stands_near
from lib.privacy.kinds import Spans
from lib.text.citations import read_case_number

_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호국합육공해"
# Letters that are also words after a number (제12조 1234, 30도 1500, 12주 2000), so glued ones only.
_WORD_LETTERS = "고도로모보소조구부수우주호하해공합배국"
_PLATE = compiled(
    rf"(?<![\d.,-])(?P<region>(?:{REGION}) ?)?(?P<number>\d{{1,3}}) ?(?P<letter>[{_PLATE_LETTERS}])"
    r"(?P<gap>[ -]{0,2})\d{4}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|천|개|회|장|일|번지|평|톤|kg))"
)
_PLATE_TWO_WHEELS = compiled(
    rf"(?:{REGION}) ?[가-힣]{{2,3}} ?[{_PLATE_LETTERS}] ?\d{{4}}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|개|회))"
)
_PLATE_WORD = compiled(
    r"차량|차\s?번호|번호판|승용차|트럭|화물차|덤프|택시|버스|지게차|오토바이|자동차|승합|렌트|렌터|렌탈|넘버|번호|차[를가는로에와랑](?![가-힣])|차하고|차(?![가-힣])"
)
_PLATE_LABEL = compiled(r"(?:차량|차|자동차)\s?번호[^\d\n\[\]]{0,6}(?P<number>\d{4})(?![\d-]|\s?[년가-힣]\d)")
_CITED_KINDS = "누두다도구나마"
"""Letters of the decisions before 2000 that are still cited, which are letters of plates as well."""
_CITED = compiled(r"선고|법원|고법|지법|행법|판례|사건")
_CITED_AFTER = compiled(r"\s{0,2}(?:, ?\d{2,4}[가-힣]|등|및|호|판결|결정|전원|사건|참조)")


def _may_be_another_number(text: str, plate: re.Match[str]) -> bool:
    """Whether it may be a case number ("97누8854") or a count ("12주 2000") as well."""
    case = read_case_number(plate[0])
    return bool(
        (case and case.year < 2000 and case.kind in _CITED_KINDS)
        or (plate["gap"] and plate["letter"] in _WORD_LETTERS)
        or stands_before(_CITED, text, plate.start(), 60)
        or _CITED_AFTER.match(text, plate.end())
    )


def plates(text: str) -> Spans:
    """Number plates; what may be a case number or a count needs a word for a vehicle beside it."""
    for match in _PLATE.finditer(text):
        vehicle = stands_near(_PLATE_WORD, text, match.span(), 20)
        if (
            match["region"]
            or vehicle
            or (len(match["number"]) > 1 and not _may_be_another_number(text, match))
        ):
            yield match.span()
    for match in _PLATE_TWO_WHEELS.finditer(text):
        if stands_near(_PLATE_WORD, text, match.span(), 20):
            yield match.span()
    for match in _PLATE_LABEL.finditer(text):
        yield match.span("number")
