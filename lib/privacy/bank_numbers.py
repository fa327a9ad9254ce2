"""Numbers of bank accounts and payment cards."""

import re

from stdnum import luhn

from lib.privacy.context import BANK, DOCUMENT, before, compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser, cue
from lib.text.numbers import begins_with_date


def _may_be_account(match: re.Match[str]) -> bool:
    return not begins_with_date(match[0]) and not before(DOCUMENT, match, 20)


ACCOUNTS = (
    # Any grouping, beside a bank.
    Recogniser(
        Kind.ACCOUNT,
        compiled(r"(?<![\dA-Za-z])(?<![A-Za-z]-)\d(?:[ .-]{0,3}\d){8,15}(?![\d원]|[,.]\d| ?원)"),
        lambda match: _may_be_account(match) and near(BANK, match),
        cue=cue(r"\d", r"\dA-Za-z", r"[\d .-]{8}"),
    ),
    # Grouped by hyphens.
    Recogniser(
        Kind.ACCOUNT,
        compiled(r"(?<![\dA-Za-z-])\d{2,6}(?: ?- ?\d{1,8}){2,4}(?![\d-])"),
        lambda match: 10 <= len(digits_of(match[0])) <= 16 and _may_be_account(match),
        cue=cue(r"\d", r"\dA-Za-z-", r"\d{1,5} ?-"),
    ),
)
"""Accounts: digits beside a bank, or grouped as banks group them."""


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
        cue=cue("3", r"\d-", r"[47]\d\d[ -]"),
    ),
    # Four groups of four, some of them hidden; four years in a row are none.
    Recogniser(
        Kind.CARD,
        compiled(r"(?<![\d-])\d{4}(?P<gap> ?[-./_] ?| {1,2}|\n)[\d*x#]{4}(?:(?P=gap)[\d*x#]{4}){2}(?![\d-])"),
        lambda match: not _YEARS.fullmatch(match[0]),
        cue=cue(r"\d", r"\d-", r"\d{3}[ ./_\n-]"),
    ),
    # Without hyphens the check digit tells, or a word beside it.
    Recogniser(
        Kind.CARD,
        compiled(r"(?<!\d)(?:\d{15,16}|\d{4}(?: {0,2}[-.]? {0,2}\d{4}){3})(?!\d)"),
        _is_card,
        cue=cue(r"\d", r"\d", r"\d{3}[\d .-]"),
    ),
)
"""Cards by shape, by check digit, or beside a word for a card."""
