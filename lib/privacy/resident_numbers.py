"""주민등록번호 and 외국인등록번호: whole, hidden in part, or apart."""

import re

from lib.privacy.context import BANK, DOCUMENT, before, compiled
from lib.privacy.recogniser import Kind, Recogniser

_HIDDEN = r"[\d*xX#]"
_BIRTH = r"(?:19|20)?\d\d[ .년]{0,2}(?P<month>\d\d)[ .월]{0,2}(?P<day>\d\d)(?:일생?)?"
_RESIDENT_WORD = compiled(r"주민|주번|민번|외국인\s?(?:등록)?\s?번호|외등|등록\s?번호|생년월일")
_NOT_RESIDENT = compiled(f"(?:{DOCUMENT.pattern})|(?:{BANK.pattern})")


def _is_birthday(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31


def _is_resident(match: re.Match[str]) -> bool:
    """Whether both halves are a number: by the words before it, its punctuation, or a real birthday."""
    if before(_RESIDENT_WORD, match, 25):
        return True
    punctuated = match["join"].strip() not in ("", "에")
    other = DOCUMENT if punctuated else _NOT_RESIDENT
    return not before(other, match, 20) and (punctuated or _is_birthday(match))


def _whole(kind: Kind, first: str) -> tuple[Recogniser, Recogniser]:
    """Numbers with both halves, the second of which begins with one of these characters."""
    joined = compiled(
        rf"(?<!\d){_BIRTH}(?P<join>\s{{0,2}}(?:[-./,_:~]{{1,2}}|다시|대시|하이픈|에)\s{{0,2}}| {{0,3}})"
        rf"(?={first})(?:[\d*x#]{_HIDDEN}{{6}}|\d {_HIDDEN}{{6}})(?![\d*])"
    )
    # Every digit apart, as scanned forms come out.
    spaced = compiled(
        rf"(?<!\d)\d(?: ?\d){{5}} ?-{{0,2}} ?(?={first})\d ?{_HIDDEN}(?: {_HIDDEN}){{5}}(?![\d*])"
    )
    return Recogniser(kind, joined, _is_resident), Recogniser(kind, spaced)


FOREIGNERS = _whole(Kind.FOREIGNER_NUMBER, "[5-8]")
"""외국인등록번호: the second half begins with 5 to 8."""

RESIDENTS = (
    *_whole(Kind.RESIDENT_NUMBER, "[^5-8]"),
    # The second half hidden or cut.
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(rf"(?<!\d){_BIRTH} ?- ?(?:[*x#]{{1,7}}|\d[*x#]{{1,7}}|\d\d?(?![\d-]))"),
        lambda match: _is_birthday(match) and (match[0][-1] in "*xX#" or before(_RESIDENT_WORD, match, 25)),
    ),
    # The halves apart from each other.
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(r"(?:뒷|뒤)\s?(?:자리|번호)?[^\d\n\]]{0,6}(?P<number>[1-8](?: ?[\d*x#]){6})(?!\d| ?원)"),
        lambda match: before(_RESIDENT_WORD, match, 40),
        part="number",
    ),
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(r"주민\s?(?:등록)?\s?번호[^\d\n\[\]]{0,12}(?P<front>\d{6})(?!\d| ?-)"),
        part="front",
    ),
)
"""주민등록번호, also with its second half hidden or its halves apart."""
