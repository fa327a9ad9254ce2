"""Numbers of driving licences and passports."""

from lib.privacy.context import BANK, DOCUMENT, before, compiled
from lib.privacy.recogniser import Kind, Recogniser

LICENCES = (
    Recogniser(
        Kind.LICENCE,
        compiled(
            r"(?<![\d-])(?:(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산) ?-? ?)?"
            r"(?:\d\d ?- ?)?\d\d ?- ?\d{6} ?- ?\d\d(?![\d-])"
        ),
        lambda match: not before(BANK, match, 20),
    ),
    Recogniser(
        Kind.LICENCE,
        compiled(r"(?:운전)?면허\s?(?:증|번호)[^\d\n\[\]]{0,10}(?P<number>\d\d ?\d\d ?\d{6} ?\d\d)(?!\d)"),
        part="number",
    ),
)
"""Driving licences that are no bank account's number."""

PASSPORTS = (
    Recogniser(
        Kind.PASSPORT,
        compiled(
            r"(?<!\w)[MSRODG]\d{3}[A-Z]\d{4}(?!\w)|(?:여권|passport)[^\dA-Z\n\[\]]{0,15}(?:(?:no|number)[. :]{0,3})?"
            r"(?P<number>[A-Z]{1,2} ?\d{6,9})(?!\w)"
        ),
        lambda match: bool(match["number"]) or not before(DOCUMENT, match, 20),
        part="number",
    ),
)
"""Passports by shape, or beside the word."""
