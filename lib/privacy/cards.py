"""Numbers of payment cards."""

import re

from stdnum import luhn

from lib.privacy.context import compiled, digits_of, stands_near
from lib.privacy.kinds import Spans

_CARD = compiled(r"(?<![\d-])\d{4}(?P<gap> ?[-./_] ?| {1,2}|\n)[\d*x#]{4}(?:(?P=gap)[\d*x#]{4}){2}(?![\d-])")
_AMEX = compiled(r"(?<![\d-])3[47]\d\d[ -]{1,3}\d{6}[ -]{1,3}\d{5}(?![\d-])")
_CARD_BARE = compiled(r"(?<!\d)(?:\d{15,16}|\d{4}(?: {0,2}[-.]? {0,2}\d{4}){3})(?!\d)")
_CARD_WORD = compiled(r"카드|card|비자|마스터|아멕스|visa")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D*)+")


def cards(text: str) -> Spans:
    """Card numbers by shape, by check digit, or beside a word for a card."""
    for match in _AMEX.finditer(text):
        yield match.span()
    for match in _CARD.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()
    for match in _CARD_BARE.finditer(text):
        digits = digits_of(match[0])
        near = stands_near(_CARD_WORD, text, match.span())
        if near or (luhn.is_valid(digits) and (len(digits) == 16 or digits[:2] in ("34", "37"))):
            yield match.span()
