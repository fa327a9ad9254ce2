"""Numbers of payment cards."""

import re

from stdnum import luhn

from lib.privacy.context import compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser

_CARD_WORD = compiled(r"카드|card|비자|마스터|아멕스|visa")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D*)+")


def _is_card(match: re.Match[str]) -> bool:
    digits = digits_of(match[0])
    known = luhn.is_valid(digits) and (len(digits) == 16 or digits.startswith(("34", "37")))
    return known or near(_CARD_WORD, match)


CARDS = (
    Recogniser(
        Kind.CARD,
        compiled(r"(?<![\d-])3[47]\d\d[ -]{1,3}\d{6}[ -]{1,3}\d{5}(?![\d-])"),
    ),
    # Four groups of four, some of them hidden; four years in a row are none.
    Recogniser(
        Kind.CARD,
        compiled(r"(?<![\d-])\d{4}(?P<gap> ?[-./_] ?| {1,2}|\n)[\d*x#]{4}(?:(?P=gap)[\d*x#]{4}){2}(?![\d-])"),
        lambda match: not _YEARS.fullmatch(match[0]),
    ),
    # Without hyphens the check digit tells, or a word beside it.
    Recogniser(
        Kind.CARD,
        compiled(r"(?<!\d)(?:\d{15,16}|\d{4}(?: {0,2}[-.]? {0,2}\d{4}){3})(?!\d)"),
        _is_card,
    ),
)
"""Cards by shape, by check digit, or beside a word for a card."""
