"""Numbers of driving licences and passports."""

from lib.privacy.context import BANK, DOCUMENT, compiled, stands_before
from lib.privacy.kinds import Spans

_LICENCE = compiled(
    r"(?<![\d-])(?:(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산) ?-? ?)?"
    r"(?:\d\d ?- ?)?\d\d ?- ?\d{6} ?- ?\d\d(?![\d-])"
)
_LICENCE_BARE = compiled(
    r"(?:운전)?면허\s?(?:증|번호)[^\d\n\[\]]{0,10}(?P<number>\d\d ?\d\d ?\d{6} ?\d\d)(?!\d)"
)
_PASSPORT = compiled(
    r"(?<!\w)[MSRODG]\d{3}[A-Z]\d{4}(?!\w)|(?:여권|passport)[^\dA-Z\n\[\]]{0,15}(?:(?:no|number)[. :]{0,3})?"
    r"(?P<number>[A-Z]{1,2} ?\d{6,9})(?!\w)"
)


def licences(text: str) -> Spans:
    """Numbers of driving licences that are no bank account's."""
    for match in _LICENCE.finditer(text):
        if not stands_before(BANK, text, match.start(), 20):
            yield match.span()
    for match in _LICENCE_BARE.finditer(text):
        yield match.span("number")


def passports(text: str) -> Spans:
    """Numbers of passports by shape, or beside the word."""
    for match in _PASSPORT.finditer(text):
        if match["number"]:
            yield match.span("number")
        elif not stands_before(DOCUMENT, text, match.start(), 20):
            yield match.span()
