"""주민등록번호 and 외국인등록번호: whole, hidden in part, or apart."""

import re

from lib.privacy.context import BANK, DOCUMENT, compiled, stands_before
from lib.privacy.kinds import Spans

_HIDDEN = r"[\d*xX#]"
_BIRTH = r"(?:19|20)?\d\d[ .년]{0,2}(?P<month>\d\d)[ .월]{0,2}(?P<day>\d\d)(?:일생?)?"
_RESIDENT = compiled(
    rf"(?<!\d){_BIRTH}(?P<join>\s{{0,2}}(?:[-./,_:~]{{1,2}}|다시|대시|하이픈|에)\s{{0,2}}| {{0,3}})"
    rf"(?P<tail>[\d*x#]{_HIDDEN}{{6}}|\d {_HIDDEN}{{6}})(?![\d*])"
)
_RESIDENT_SPACED = compiled(
    rf"(?<!\d)\d(?: ?\d){{5}} ?-{{0,2}} ?(?P<tail>\d) ?{_HIDDEN}(?: {_HIDDEN}){{5}}(?![\d*])"
)
"""Every digit apart, as scanned forms come out."""
_RESIDENT_CUT = compiled(rf"(?<!\d){_BIRTH} ?- ?(?:[*x#]{{1,7}}|\d[*x#]{{1,7}}|\d\d?(?![\d-]))")
_RESIDENT_WORD = compiled(r"주민|주번|민번|외국인\s?(?:등록)?\s?번호|외등|등록\s?번호|생년월일")
_RESIDENT_HALF = compiled(
    r"(?:뒷|뒤)\s?(?:자리|번호)?[^\d\n\]]{0,6}(?P<number>[1-8](?: ?[\d*x#]){6})(?!\d| ?원)"
    r"|주민\s?(?:등록)?\s?번호[^\d\n\[\]]{0,12}(?P<front>\d{6})(?!\d| ?-)"
)


_NOT_RESIDENT = compiled(f"(?:{DOCUMENT.pattern})|(?:{BANK.pattern})")


def _is_birthday(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31


def foreigners(text: str) -> Spans:
    """외국인등록번호: the tail begins with 5 to 8."""
    return _whole(text, "5678")


def residents(text: str) -> Spans:
    """주민등록번호, also with its tail hidden or its halves apart."""
    yield from _whole(text, "012349*xX#")
    for match in _RESIDENT_CUT.finditer(text):
        hidden = re.search(r"[*xX#]$", match[0])
        if _is_birthday(match) and (hidden or stands_before(_RESIDENT_WORD, text, match.start(), 25)):
            yield match.span()
    for match in _RESIDENT_HALF.finditer(text):
        if match["front"] or stands_before(_RESIDENT_WORD, text, match.start(), 40):
            yield match.span("front" if match["front"] else "number")


def _whole(text: str, first: str) -> Spans:
    """Numbers with both halves, the second of which begins with one of these characters."""
    for match in _RESIDENT.finditer(text):
        known = stands_before(_RESIDENT_WORD, text, match.start(), 25)
        punctuated = match["join"].strip() not in ("", "에")
        other = DOCUMENT if punctuated else _NOT_RESIDENT
        if not known and stands_before(other, text, match.start(), 20):
            continue
        if (known or punctuated or _is_birthday(match)) and match["tail"][0] in first:
            yield match.span()
    for match in _RESIDENT_SPACED.finditer(text):
        if match["tail"] in first:
            yield match.span()
