"""사업자등록번호: numbers of businesses."""

import re

from lib.privacy.context import DOCUMENT, before, compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser

_BUSINESS_WORD = compiled(r"사업자|사업장\s?관리|사업체|고유\s?번호")


def _is_business(match: re.Match[str]) -> bool:
    """Beside a word for a business, or with hyphens and the check digit as the National Tax Service has it."""
    if near(_BUSINESS_WORD, match, 30):
        return True
    digits = digits_of(match[0])
    total = sum(int(d) * w for d, w in zip(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    checked = (total + int(digits[8]) * 5 // 10 + int(digits[9])) % 10 == 0
    return "-" in match["gap"] and checked and not before(DOCUMENT, match, 20)


BUSINESSES = (
    Recogniser(
        Kind.BUSINESS_NUMBER,
        compiled(r"(?<![\dA-Za-z-])\d{3}(?P<gap> ?[-. /] ?|)\d\d(?P=gap)\d{5}(?![\d-])"),
        _is_business,
    ),
)
"""Numbers of businesses."""
