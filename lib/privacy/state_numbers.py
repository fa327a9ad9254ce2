"""Numbers that the state gives: to residents, drivers, travellers, businesses and vehicles."""

import re

from lib.privacy.context import BANK, DOCUMENT, REGION, before, compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser, cue, cue_of
from lib.text.citations import find_case_numbers
from lib.text.numbers import DIGIT_WORDS, SPOKEN_DIGIT

_HIDDEN = r"[\d*xX#]"
_BIRTH = r"(?:19|20)?\d\d[ .년]{0,2}(?P<month>\d\d)[ .월]{0,2}(?P<day>\d\d)(?:일생?)?"
_BIRTH_CUE = cue(r"\d", r"\d", r"\d[ .년]{0,2}\d")
_SPOKEN = rf"하나다섯여섯일곱덟아홉둘셋넷\d{DIGIT_WORDS}"
_RESIDENT_WORD = compiled(r"주민|주번|민번|외국인\s?(?:등록)?\s?번호|외등|등록\s?번호|생년월일")
_NOT_RESIDENT = compiled(f"(?:{DOCUMENT.pattern})|(?:{BANK.pattern})")


def _is_birthday(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31


# Whether both halves are a number: by the words before it, its punctuation, or a real birthday.
def _is_resident(match: re.Match[str]) -> bool:
    if before(_RESIDENT_WORD, match, 25):
        return True
    punctuated = match["join"].strip() not in ("", "에")
    other = DOCUMENT if punctuated else _NOT_RESIDENT
    return not before(other, match, 20) and (punctuated or _is_birthday(match))


# Numbers with both halves, the second of which begins with one of these characters.
def _whole(kind: Kind, first: str) -> tuple[Recogniser, Recogniser]:
    joined = compiled(
        rf"(?<!\d){_BIRTH}(?P<join>\s{{0,2}}(?:[-./,_:~]{{1,2}}|다시|대시|하이픈|에)\s{{0,2}}| {{0,3}})"
        rf"(?={first})(?:[\d*x#]{_HIDDEN}{{6}}|\d {_HIDDEN}{{6}})(?![\d*])"
    )
    # Every digit apart, as scanned forms come out.
    spaced = compiled(
        rf"(?<!\d)\d(?: ?\d){{5}} ?-{{0,2}} ?(?={first})\d ?{_HIDDEN}(?: {_HIDDEN}){{5}}(?![\d*])"
    )
    return (
        Recogniser(kind, joined, _is_resident, cue=_BIRTH_CUE),
        Recogniser(kind, spaced, cue=cue(r"\d", r"\d", r"(?: ?\d){5}")),
    )


FOREIGNERS = _whole(Kind.FOREIGNER_NUMBER, "[5-8]")
"""외국인등록번호: the second half begins with 5 to 8."""

RESIDENTS = (
    *_whole(Kind.RESIDENT_NUMBER, "[^5-8]"),
    # Spoken digit by digit: 팔삼공이일사 다시 일오육칠이삼사.
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(
            rf"(?<![가-힣]){SPOKEN_DIGIT}(?: ?{SPOKEN_DIGIT}){{5}} ?(?:다시|대시|하이픈|에|-) ?{SPOKEN_DIGIT}(?: ?{SPOKEN_DIGIT}){{6}}"
        ),
        lambda match: any("가" <= char <= "힣" for char in match[0][:6]),
        cue=cue(_SPOKEN, "가-힣", f"[{_SPOKEN} ]{{5}}"),
    ),
    # The second half hidden or cut.
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(rf"(?<!\d){_BIRTH} ?- ?(?:[*x#]{{1,7}}|\d[*x#]{{1,7}}|\d\d?(?![\d-]))"),
        lambda match: _is_birthday(match) and (match[0][-1] in "*xX#" or before(_RESIDENT_WORD, match, 25)),
        cue=_BIRTH_CUE,
    ),
    # 뒷번호만 … 2856013 이고 앞은 9410.27
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(r"[뒤뒷]\s?번호만?[^\d\n\[\]]{0,20}(?P<number>[1-8]\d{6})(?![\d*]|[,.]\d| ?원)"),
        part="number",
        cue=cue("뒤뒷", then=r"\s?번호"),
    ),
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(
            r"\[주민등록번호\](?:이고|이구|이며|인데|고|,|\s){0,4}앞(?:\s?(?:자리|번호))?[은는이가]?\s{0,2}"
            r"(?P<front>\d\d[ .]?(?P<month>\d\d)[ .]?(?P<day>\d\d))(?!\d)"
        ),
        _is_birthday,
        part="front",
    ),
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(
            r"앞(?:\s?(?:자리|번호))?[은는이가]?\s{0,2}(?P<front>\d\d[ .]?(?P<month>\d\d)[ .]?(?P<day>\d\d))"
            r"(?=[^\d\n\[\]]{0,8}[뒤뒷][^\d\n\[\]]{0,12}\[주민등록번호\])"
        ),
        _is_birthday,
        part="front",
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
    # 민번 앞자리 920513, 주민 앞 6자리는 651104
    Recogniser(
        Kind.RESIDENT_NUMBER,
        compiled(
            r"(?:주민(?![세들])|민번|주번|민증)[^\d\n\[\]]{0,12}(?:[6여]\s?섯?\s?(?:자리|글자|개)[^\d\n\[\]]{0,8})?"
            r"(?P<front>\d\d ?(?P<month>\d\d) ?(?P<day>\d\d))(?!\d| ?-|[,.]\d| ?[원명])"
        ),
        _is_birthday,
        part="front",
    ),
)
"""주민등록번호, also with its second half hidden or its halves apart."""


LICENCES = (
    Recogniser(
        Kind.LICENCE,
        compiled(
            r"(?<![\d-])(?:(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산) ?-? ?)?"
            r"(?:\d\d ?- ?)?\d\d ?- ?\d{6} ?- ?\d\d(?![\d-])"
        ),
        lambda match: not before(BANK, match, 20),
        cue=cue(r"\d강경광대부서울인전제충", r"\d-", r"\d ?-|[가-힣] ?-? ?\d\d"),
    ),
    Recogniser(
        Kind.LICENCE,
        compiled(
            r"(?:운전)?면허\s?(?:증|번호)?[^\d\n\[\]]{0,10}(?P<number>\d\d ?\d\d ?\d{6} ?\d\d)(?!\d| ?원)"
        ),
        part="number",
        cue=cue_of("운전", "면허"),
    ),
)
"""Driving licences that are no bank account's number."""

_PASSPORT_WORD = compiled("여권|passport")

PASSPORTS = (
    Recogniser(
        Kind.PASSPORT,
        compiled(
            r"(?<!\w)[MSRODG]\d{3}[A-Z]\d{4}(?!\w)|(?:여권|passport)[^\dA-Z\n\[\]]{0,15}(?:(?:is|no|number)[. :]{1,3}){0,2}"
            r"(?P<number>[A-Z]{1,2} ?\d{6,9}[A-Z]?|[A-Z] ?\d{3} ?[A-Z] ?\d{4}|[A-Z]{1,2} ?\d{1,3}(?: \d{2,4}){1,3}(?<=\d))(?!\w)"
        ),
        lambda match: bool(match["number"]) or not before(DOCUMENT, match, 20),
        part="number",
        cue=cue("MSRODGmsrodgpP여", then=r"\d|권|[aA]"),
    ),
    # M 521H7064, with a blank where it was copied
    Recogniser(
        Kind.PASSPORT,
        re.compile(r"(?<![A-Za-z0-9-])[MSRODG] {0,2}[0-9]{3} ?[A-Z] ?[0-9]{4}(?![A-Za-z0-9-])"),
        lambda match: near(_PASSPORT_WORD, match, 40),
        cue=cue("MSRODG", "A-Za-z0-9-", "[ 0-9]"),
    ),
)
"""Passports by shape, or beside the word."""


_BUSINESS_WORD = compiled(r"사업자|사업장\s?관리|사업체|고유\s?번호")


# Beside a word for a business, in three parts with blanks, or with hyphens and the check digit as the National
# Tax Service has it.
def _is_business(match: re.Match[str]) -> bool:
    if near(_BUSINESS_WORD, match, 30):
        return True
    digits = digits_of(match[0])
    total = sum(int(d) * w for d, w in zip(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    checked = (total + int(digits[8]) * 5 // 10 + int(digits[9])) % 10 == 0
    punctuated = ("-" in match["gap"] and checked) or match["gap"] == " "
    return punctuated and not before(DOCUMENT, match, 20)


BUSINESSES = (
    Recogniser(
        Kind.BUSINESS_NUMBER,
        compiled(r"(?<![\dA-Za-z-])\d{3}(?P<gap> ?[-. /] ?|)\d\d(?P=gap)\d{5}(?![\d-])"),
        _is_business,
        cue=cue(r"\d", r"\dA-Za-z-", r"\d\d[ ./\d-]"),
    ),
    # Its end hidden: 609-40-5****
    Recogniser(
        Kind.BUSINESS_NUMBER,
        compiled(
            r"(?<![\dA-Za-z-])\d{3} ?- ?\d\d ?- ?(?=[\d*x#]{5}(?![\d*#]))\d{0,4}[*x#]{1,5}(?![\d*A-Za-z-])"
        ),
        cue=cue(r"\d", r"\dA-Za-z-", r"\d\d ?-"),
    ),
)
"""Numbers of businesses."""


_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호국합육공해"
# Letters that are also words after a number (제12조 1234, 30도 1500, 12주 2000), so glued ones only.
_WORD_LETTERS = "고도로모보소조구부수우주호하해공합배국"
_PLATE_WORD = compiled(
    r"차량|차\s?번호?(?=[이은는 :])|차\s?번호|\bplates?\b|\b(?:van|truck|car|bike|scooter)\b|번호판|승용차|트럭|화물차|덤프|택시|버스|지게차|오토바이|자동차|승합|렌트|렌터|렌탈|넘버|번호|차[를가는로에와랑](?![가-힣])|차하고|차(?![가-힣])"
)
_CITED = compiled(r"선고|법원|고법|지법|행법|판례|사건")
_CITED_AFTER = compiled(r"\s{0,2}(?:, ?\d{2,4}[가-힣]|등|및|호|판결|결정|전원|사건|참조)")

_PLATE_CUE = cue(
    r"\d강경광대부서세울인전제충", r"\d.,-", rf"\d{{0,2}} ?-? ?[{_PLATE_LETTERS}]|[가-힣]{{1,3}} ?\d"
)


# With its region or beside a word for a vehicle, else only where it can be nothing else.
def _is_plate(match: re.Match[str]) -> bool:
    if match["region"] or "-" in match["first"] or near(_PLATE_WORD, match, 20):
        return True
    return len(match["number"]) > 1 and not _may_be_another_number(match)


# Whether it may be a case number ("97누8854") or a count ("12주 2000") as well.
def _may_be_another_number(match: re.Match[str]) -> bool:
    return bool(
        (match["gap"] and match["letter"] in _WORD_LETTERS)
        or any(case.year < 2000 for case in find_case_numbers(match[0]))
        or before(_CITED, match, 60)
        or _CITED_AFTER.match(match.string, match.end())
    )


PLATES = (
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?<![\d.,-])(?P<region>(?:{REGION}) ?)?(?P<number>\d{{1,3}})(?P<first> ?- ?| ?)(?P<letter>[{_PLATE_LETTERS}])"
            r"(?P<gap> ?- ?|[ \n]{0,2})\d{4}(?!\d|[.,]\d| ?(?:년|원|명(?!의)|시간|만(?!료)|천|개(?!인)|회(?!사)|장(?![애해])|일|번지|평|톤|kg))"
        ),
        _is_plate,
        cue=_PLATE_CUE,
    ),
    # The rest of one that was not seen whole: 번호판 앞은 못 봤고 모8850
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?<![가-힣\d])[{_PLATE_LETTERS}] ?\d{{4}}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|천|개|회|장|일|번지|평|톤|kg))"
        ),
        lambda match: near(_PLATE_WORD, match, 25),
        cue=cue(_PLATE_LETTERS, r"가-힣\d", r" ?\d{4}"),
    ),
    # Its digits apart: 52너 3 8 1 7.
    Recogniser(
        Kind.PLATE,
        compiled(rf"(?<![\d.,-])\d{{2,3}} ?[{_PLATE_LETTERS}] ?\d(?: \d){{3}}(?![\d.,])"),
        lambda match: near(_PLATE_WORD, match, 20),
        cue=_PLATE_CUE,
    ),
    # Two-wheelers.
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?:{REGION}) ?[가-힣]{{2,3}} ?[{_PLATE_LETTERS}차카타파] ?\d{{4}}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|개|회))"
        ),
        lambda match: near(_PLATE_WORD, match, 20),
    ),
    # Told in words: 삼이일 무 팔공사칠
    Recogniser(
        Kind.PLATE,
        compiled(
            rf"(?<![가-힣\d])(?:[\d{DIGIT_WORDS}]{{2,3}}|[{DIGIT_WORDS}]?[십백][{DIGIT_WORDS}십]{{0,3}}) ?[{_PLATE_LETTERS}](?:에|의|,)? ?"
            rf"[\d{DIGIT_WORDS}](?: ?[\d{DIGIT_WORDS}]){{3}}(?![\d{DIGIT_WORDS}십백천만년월])"
        ),
        lambda match: not match[0][-4:].isdigit() and near(_PLATE_WORD, match, 20),
        cue=cue(
            rf"\d{DIGIT_WORDS}십백",
            r"가-힣\d",
            rf"[\d{DIGIT_WORDS}십백]{{0,4}} ?[{_PLATE_LETTERS}]",
        ),
    ),
    # Only the digits, after the words for them.
    Recogniser(
        Kind.PLATE,
        compiled(r"(?:차량|차|자동차)\s?번호[^\d\n\[\]]{0,6}(?P<number>\d{4})(?![\d-]|\s?[년가-힣]\d)"),
        part="number",
    ),
)
"""Plates; what may be a case number or a count needs a word for a vehicle beside it."""
