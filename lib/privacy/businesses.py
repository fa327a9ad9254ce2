"""사업자등록번호: numbers of businesses."""

from lib.privacy.context import DOCUMENT, compiled, digits_of, stands_before, stands_near
from lib.privacy.kinds import Spans

_BUSINESS = compiled(r"(?<![\dA-Za-z-])\d{3}(?P<gap> ?[-. /] ?|)\d\d(?P=gap)\d{5}(?![\d-])")
_BUSINESS_WORD = compiled(r"사업자|사업장\s?관리|사업체|고유\s?번호")


def _is_business_number(digits: str) -> bool:
    """The check digit of business registration numbers, as the National Tax Service computes it."""
    total = sum(int(d) * w for d, w in zip(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return (total + int(digits[8]) * 5 // 10 + int(digits[9])) % 10 == 0


def businesses(text: str) -> Spans:
    """Numbers with a right check digit, or beside a word for a business."""
    for match in _BUSINESS.finditer(text):
        near = stands_near(_BUSINESS_WORD, text, match.span(), 30)
        if near or (
            "-" in match["gap"]
            and _is_business_number(digits_of(match[0]))
            and not stands_before(DOCUMENT, text, match.start(), 20)
        ):
            yield match.span()
