"""Numbers of bank accounts."""

from lib.privacy.context import BANK, DOCUMENT, compiled, digits_of, stands_before, stands_near
from lib.privacy.kinds import Spans
from lib.text.numbers import begins_with_date

_ACCOUNT_DIGITS = compiled(r"(?<![\dA-Za-z])\d(?:[ .-]{0,3}\d){8,15}(?![\d원]|[,.]\d| ?원)")
_ACCOUNT_SHAPE = compiled(r"(?<![\dA-Za-z-])\d{2,6}(?: ?- ?\d{1,8}){2,4}(?![\d-])")


def accounts(text: str) -> Spans:
    """Numbers in the shape of an account, beside a bank or grouped by hyphens."""
    for match in _ACCOUNT_DIGITS.finditer(text):
        if (
            not begins_with_date(match[0])
            and not stands_before(DOCUMENT, text, match.start(), 20)
            and stands_near(BANK, text, match.span())
        ):
            yield match.span()
    for match in _ACCOUNT_SHAPE.finditer(text):
        if (
            10 <= len(digits_of(match[0])) <= 16
            and not begins_with_date(match[0])
            and not stands_before(DOCUMENT, text, match.start(), 20)
        ):
            yield match.span()
