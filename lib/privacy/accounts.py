"""Numbers of bank accounts."""

import re

from lib.privacy.context import BANK, DOCUMENT, before, compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser
from lib.text.numbers import begins_with_date


def _may_be_account(match: re.Match[str]) -> bool:
    return not begins_with_date(match[0]) and not before(DOCUMENT, match, 20)


ACCOUNTS = (
    # Any grouping, beside a bank.
    Recogniser(
        Kind.ACCOUNT,
        compiled(r"(?<![\dA-Za-z])\d(?:[ .-]{0,3}\d){8,15}(?![\d원]|[,.]\d| ?원)"),
        lambda match: _may_be_account(match) and near(BANK, match),
    ),
    # Grouped by hyphens.
    Recogniser(
        Kind.ACCOUNT,
        compiled(r"(?<![\dA-Za-z-])\d{2,6}(?: ?- ?\d{1,8}){2,4}(?![\d-])"),
        lambda match: 10 <= len(digits_of(match[0])) <= 16 and _may_be_account(match),
    ),
)
"""Accounts: digits beside a bank, or grouped as banks group them."""
