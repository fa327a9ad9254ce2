"""Number plates of vehicles."""

import re

from lib.privacy.context import REGION, before, compiled, near
from lib.privacy.recogniser import Kind, Recogniser
from lib.text.citations import find_case_numbers

_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호국합육공해"
# Letters that are also words after a number (제12조 1234, 30도 1500, 12주 2000), so glued ones only.
_WORD_LETTERS = "고도로모보소조구부수우주호하해공합배국"
_PLATE_WORD = compiled(
    r"차량|차\s?번호|번호판|승용차|트럭|화물차|덤프|택시|버스|지게차|오토바이|자동차|승합|렌트|렌터|렌탈|넘버|번호|차[를가는로에와랑](?![가-힣])|차하고|차(?![가-힣])"
)
_CITED = compiled(r"선고|법원|고법|지법|행법|판례|사건")
_CITED_AFTER = compiled(r"\s{0,2}(?:, ?\d{2,4}[가-힣]|등|및|호|판결|결정|전원|사건|참조)")


def _is_plate(match: re.Match[str]) -> bool:
    """With its region or beside a word for a vehicle, else only where it can be nothing else."""
    if match["region"] or near(_PLATE_WORD, match, 20):
        return True
    return len(match["number"]) > 1 and not _may_be_another_number(match)


def _may_be_another_number(match: re.Match[str]) -> bool:
    """Whether it may be a case number ("97누8854") or a count ("12주 2000") as well."""
    return bool(
        (match["gap"] and match["letter"] in _WORD_LETTERS)
        or any(case.year < 2000 for case in find_case_numbers(match[0]))
        or before(_CITED, match, 60)
        or _CITED_AFTER.match(match.string, match.end())
    )


PLATES = (
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?<![\d.,-])(?P<region>(?:{REGION}) ?)?(?P<number>\d{{1,3}}) ?(?P<letter>[{_PLATE_LETTERS}])"
            r"(?P<gap>[ -]{0,2})\d{4}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|천|개|회|장|일|번지|평|톤|kg))"
        ),
        _is_plate,
    ),
    # Two-wheelers.
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?:{REGION}) ?[가-힣]{{2,3}} ?[{_PLATE_LETTERS}] ?\d{{4}}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|개|회))"
        ),
        lambda match: near(_PLATE_WORD, match, 20),
    ),
    # Only the digits, after the words for them.
    Recogniser(
        Kind.PLATE,
        compiled(r"(?:차량|차|자동차)\s?번호[^\d\n\[\]]{0,6}(?P<number>\d{4})(?![\d-]|\s?[년가-힣]\d)"),
        part="number",
    ),
)
"""Plates; what may be a case number or a count needs a word for a vehicle beside it."""
