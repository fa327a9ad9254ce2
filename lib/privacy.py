"""Finds and masks what says who a person is: numbers, addresses, names.

Medical facts, dates, statutes and case numbers stay: they are the case. Where a stretch could be
either, shape and the words beside it decide. Patterns are read on a copy of the text in which
full-width digits, the many dashes and invisible characters are made plain; what is found is given
in places of the original text. Every pattern is bounded, so that the time grows with the length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a found stretch is; the value is what stands in its place, in brackets."""

    RESIDENT_NUMBER = "주민등록번호"
    FOREIGNER_NUMBER = "외국인등록번호"
    PHONE = "전화번호"
    EMAIL = "이메일"
    ACCOUNT = "계좌번호"
    CARD = "카드번호"
    PLATE = "차량번호"
    ADDRESS = "주소"
    BUSINESS_NUMBER = "사업자등록번호"
    PASSPORT = "여권번호"
    LICENCE = "운전면허번호"
    NAME = "이름"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that identifies a person: `text[start:end]` of the original text."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which "[주민등록번호]", "[이름]" … stand for what was found in the original."""

    text: str
    found: tuple[Found, ...]


def find(text: str) -> tuple[Found, ...]:
    """Every stretch of the text that identifies a person, in order, not overlapping."""
    draft = _Draft(text)
    while True:
        before = len(draft.found)
        for kind, finder in _FINDERS:
            draft.replace(kind, finder(draft.text))
        # A mask may bring a keyword nearer to a number, so one more look until nothing is new.
        if len(draft.found) == before:
            return tuple(sorted(draft.found, key=lambda found: found.start))


def mask(text: str) -> Masked:
    """The text with every found stretch masked; masking the result again changes nothing."""
    found = find(text)
    parts = []
    end = 0
    for each in found:
        parts += [text[end : each.start], _placeholder(each.kind)]
        end = each.end
    return Masked("".join([*parts, text[end:]]), found)


def _placeholder(kind: Kind) -> str:
    return f"[{kind}]"


# The plain copy ---------------------------------------------------------------------------------

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_FULL_WIDTH = {ord("！") + n: chr(ord("!") + n) for n in range(94)}
_MATH_DIGITS = {0x1D7CE + n: str(n % 10) for n in range(50)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣⁃ーㅡ─━˗➖"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000\u3164\t\r"), " ")
_OTHER_SIGNS = {
    **dict.fromkeys(map(ord, "∗✱⁎●○◯◎■□•◆◇"), "*"),
    **dict.fromkeys(map(ord, "․。ㆍ・‧∙･"), "."),
    **dict.fromkeys(map(ord, "：﹕∶"), ":"),
    ord("～"): "~",
    ord("│"): "|",
    ord("┃"): "|",
    ord("〜"): "~",
    ord("﹫"): "@",
}
_PLAIN = _FULL_WIDTH | _MATH_DIGITS | _DASHES | _SPACES | _OTHER_SIGNS
# Letters typed for digits, or read so from paper.
_ONE_OR_NOUGHT = re.compile(r"(?<=[0-9])[oOlI](?=[0-9-])|(?<=[0-9]-)[oOlI](?=[0-9])")
_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(Kind) + r")\]")

_LONGEST_MASK = max(map(len, Kind)) + len("[]")

Spans = Iterator[tuple[int, int]]


class _Draft:
    """The plain copy of a text, masked step by step, and where each character comes from."""

    def __init__(self, text: str) -> None:
        self._origins = [place for place, char in enumerate(text) if char not in _INVISIBLE]
        self.text = "".join(text[place] for place in self._origins).translate(_PLAIN)
        self.text = _ONE_OR_NOUGHT.sub(lambda match: "0" if match[0] in "oO" else "1", self.text)
        self.found: list[Found] = []

    def replace(self, kind: Kind, spans: Spans) -> None:
        """Mask the spans of `self.text`, passing over those that touch what is masked already."""
        taken = [match.span() for match in _PLACEHOLDER.finditer(self.text)]
        placeholder = _placeholder(kind)
        parts: list[str] = []
        origins: list[int] = []
        end = 0
        for start, stop in _apart(sorted(spans), taken):
            first, last = self._origins[start], self._origins[stop - 1]
            self.found.append(Found(kind, first, last + 1))
            parts += [self.text[end:start], placeholder]
            origins += [*self._origins[end:start], *[first] * len(placeholder)]
            end = stop
        self.text = "".join([*parts, self.text[end:]])
        self._origins = origins + self._origins[end:]


def _apart(spans: list[tuple[int, int]], taken: list[tuple[int, int]]) -> Spans:
    """The sorted spans, joined where they overlap, without those that overlap a sorted taken one."""
    joined: list[tuple[int, int]] = []
    waiting = iter(taken)
    barrier = next(waiting, None)
    for start, stop in spans:
        while barrier and barrier[1] <= start:
            barrier = next(waiting, None)
        if stop <= start or (barrier and barrier[0] < stop):
            continue
        if joined and start < joined[-1][1]:
            start, stop = joined[-1][0], max(stop, joined.pop()[1])
        joined.append((start, stop))
    yield from joined


def _compile(pattern: str) -> re.Pattern[str]:
    # ASCII, so that \d, \w and \b speak of Latin letters and plain digits only.
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _quick(words: str) -> str:
    """The same alternatives, behind a look at their first letters: far faster where most text is none."""
    return f"(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{words})"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text, flags=re.ASCII)


def _stands_before(words: re.Pattern[str], text: str, start: int, reach: int) -> bool:
    """Whether the words stand before, with nothing masked between.

    Looking past a mask would find one number more in every round, as each mask shortens the way.
    """
    begin = max(0, start - reach)
    for masked in _PLACEHOLDER.finditer(text, max(0, begin - _LONGEST_MASK), start):
        begin = max(begin, masked.end())
    return bool(words.search(text, begin, start))


def _stands_near(words: re.Pattern[str], text: str, span: tuple[int, int], reach: int = 25) -> bool:
    start, end = span
    if _stands_before(words, text, start, reach):
        return True
    masked = _PLACEHOLDER.search(text, end, end + reach // 2 + _LONGEST_MASK)
    return bool(words.search(text, end, min(end + reach // 2, masked.start() if masked else len(text))))


_DOCUMENT = _compile(
    r"(?:문서|접수|관리|사건|일련|고유|제품|부품|품목|자재|모델|기종|도면|규격|송장|등기|바코드|영수증|고시|공고|허가|"
    r"승인|인증|시리얼|기계|장비|설비|처분|결정|관련)\s?(?:번호|코드|명|No\.?)?[^가-힣\d\n]{0,6}(?:제\s?)?$"
    r"|(?:품번|로트|S/N|P/N|lot|ver\.?|version|model|제)[^가-힣\d\n]{0,4}$"
)
"""Right before a number: it is a document's or a thing's, not a person's."""


# Numbers ----------------------------------------------------------------------------------------

_EMAIL = _compile(
    r"(?:(?<![\w.%+-])[\w.%+-]+|(?<![가-힣])[가-힣]{2,10})"
    r"(?: ?(?:@|[(\[{<] ?(?:at|a|@|골뱅이|앳) ?[)\]}>]|골뱅이) ?| 앳 | at (?=[\w-]+ ?(?:\.| dot ) ?(?:com|net|org|kr|co)\b))"
    r"(?:(?:네이버|다음|한메일|지메일|구글|네이트|카카오|핫메일|야후|[a-z0-9][\w-]*|[가-힣]{1,20}(?=\.(?:한국|[a-z])))"
    r"(?: ?(?:\.|,(?=(?:com|net|org|kr|co)\b)|[(\[] ?(?:dot|닷|점) ?[)\]]|(?<=[가-힣\w]) ?(?:닷|쩜|점|dot(?= ))) ?"
    r"(?:[a-z][\w-]*|한국|컴|넷|씨오|케이알)){0,4})"
)


def _emails(text: str) -> Spans:
    return (match.span() for match in _EMAIL.finditer(text))


_HIDDEN = r"[\d*xX#]"
_BIRTH = r"(?:19|20)?\d\d[ .년]{0,2}(?P<month>\d\d)[ .월]{0,2}(?P<day>\d\d)(?:일생?)?"
_RESIDENT = _compile(
    rf"(?<!\d){_BIRTH}(?P<join>\s{{0,2}}(?:[-./,_:~]{{1,2}}|다시|대시|하이픈|에)\s{{0,2}}| {{0,3}})"
    rf"(?P<tail>[\d*x#]{_HIDDEN}{{6}}|\d {_HIDDEN}{{6}})(?![\d*])"
)
_RESIDENT_SPACED = _compile(
    rf"(?<!\d)\d(?: ?\d){{5}} ?-{{0,2}} ?(?P<tail>\d) ?{_HIDDEN}(?: {_HIDDEN}){{5}}(?![\d*])"
)
"""Every digit apart, as scanned forms come out."""
_RESIDENT_CUT = _compile(rf"(?<!\d){_BIRTH} ?- ?(?:[*x#]{{1,7}}|\d[*x#]{{1,7}}|\d\d?(?![\d-]))")
_RESIDENT_WORD = _compile(r"주민|주번|민번|외국인\s?(?:등록)?\s?번호|외등|등록\s?번호|생년월일")
_RESIDENT_HALF = _compile(
    r"(?:뒷|뒤)\s?(?:자리|번호)?[^\d\n\]]{0,6}(?P<number>[1-8](?: ?[\d*x#]){6})(?!\d| ?원)"
    r"|주민\s?(?:등록)?\s?번호[^\d\n\[\]]{0,12}(?P<front>\d{6})(?!\d| ?-)"
)


def _is_birthday(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31


def _residents(text: str, is_foreigner: bool) -> Spans:
    for match in _RESIDENT.finditer(text):
        known = _stands_before(_RESIDENT_WORD, text, match.start(), 25)
        punctuated = match["join"].strip() not in ("", "에")
        other = _DOCUMENT if punctuated else _NOT_RESIDENT
        if not known and _stands_before(other, text, match.start(), 20):
            continue
        if (known or punctuated or _is_birthday(match)) and (match["tail"][0] in "5678") == is_foreigner:
            yield match.span()
    for match in _RESIDENT_SPACED.finditer(text):
        if (match["tail"] in "5678") == is_foreigner:
            yield match.span()
    if is_foreigner:
        return
    for match in _RESIDENT_CUT.finditer(text):
        hidden = re.search(r"[*xX#]$", match[0])
        if _is_birthday(match) and (hidden or _stands_before(_RESIDENT_WORD, text, match.start(), 25)):
            yield match.span()
    for match in _RESIDENT_HALF.finditer(text):
        if match["front"] or _stands_before(_RESIDENT_WORD, text, match.start(), 40):
            yield match.span("front" if match["front"] else "number")


_CARD = _compile(r"(?<![\d-])\d{4}(?P<gap> ?[-./_] ?| {1,2}|\n)[\d*x#]{4}(?:(?P=gap)[\d*x#]{4}){2}(?![\d-])")
_AMEX = _compile(r"(?<![\d-])3[47]\d\d[ -]{1,3}\d{6}[ -]{1,3}\d{5}(?![\d-])")
_CARD_BARE = _compile(r"(?<!\d)(?:\d{15,16}|\d{4}(?: {0,2}[-.]? {0,2}\d{4}){3})(?!\d)")
_CARD_WORD = _compile(r"카드|card|비자|마스터|아멕스|visa")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D*)+")


def _passes_luhn(digits: str) -> bool:
    """The check digit of card numbers (ISO/IEC 7812-1, Annex B)."""
    total = sum(map(int, digits[-1::-2]))
    return (total + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])) % 10 == 0


def _cards(text: str) -> Spans:
    for match in _AMEX.finditer(text):
        yield match.span()
    for match in _CARD.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()
    for match in _CARD_BARE.finditer(text):
        digits = _digits(match[0])
        near = _stands_near(_CARD_WORD, text, match.span())
        if near or (_passes_luhn(digits) and (len(digits) == 16 or digits[:2] in ("34", "37"))):
            yield match.span()


_GAP = r"\s{0,2}(?:[-./,·_~*)(]{1,2}|다시|대시)?\s{0,2}"
# People write digits as words, and the letters O and l for 0 and 1.
_SPOKEN = r"[\do*x#공영일이삼사오육륙칠팔구]"
_MOBILE = _compile(
    rf"(?<!\d)(?:\(?(?:\+ ?|00)?82{_GAP}\(?[0공영]?\)?{_GAP}|\(?[0o공영] ?)[1li일] ?[016789o공영육칠팔구]"
    rf"(?:{_GAP}|에 ?|의 ?){_SPOKEN}(?: ?{_SPOKEN}){{2,3}}(?:{_GAP}|에 ?|의 ?)"
    rf"{_SPOKEN}(?: ?{_SPOKEN}){{3}}(?!\d)"
)
_LANDLINE = _compile(
    rf"(?<!\d)(?<!\d[.,-])(?:\+ ?82{_GAP}\(?0?\)?|\(?[0공영] ?)"
    r"(?:[2이]|[3삼] ?[1-3일이삼]|[4사] ?[1-4일이삼사]|[5오] ?[1-5일이삼사오]|[6육] ?[1-4일이삼사]|[7칠][0공영]|50\d)"
    rf"(?:{_GAP}|에 ?){_SPOKEN}(?: ?{_SPOKEN}){{2,3}}(?:{_GAP}|에 ?){_SPOKEN}(?: ?{_SPOKEN}){{3}}(?!\d)"
)
_LOCAL = _compile(
    r"(?:전화|연락처?|휴대폰|핸드폰|핸폰|휴대전화|폰|팩스|fax|tel|h\.?p|☎|☏|📞|(?:제|내|우리|남편|아내) ?번호)"
    r"[^\d\n\[\]]{0,12}(?P<number>(?!1[568]\d\d[- ])\d{3,4}(?: ?[-.] ?| )\d{4})(?!\d|,\d|-\d| ?[년원])"
)
"""Numbers without their area code, right after a word for telephone. 15xx-, 16xx- and 18xx-1234
are the public numbers of institutions, which identify nobody."""


def _phones(text: str) -> Spans:
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(text):
            if not _stands_before(_DOCUMENT, text, match.start(), 20):
                yield match.span()
    for match in _LOCAL.finditer(text):
        yield match.span("number")


_BUSINESS = _compile(r"(?<![\dA-Za-z-])\d{3}(?P<gap> ?[-. /] ?|)\d\d(?P=gap)\d{5}(?![\d-])")
_BUSINESS_WORD = _compile(r"사업자|사업장\s?관리|사업체|고유\s?번호")


def _is_business_number(digits: str) -> bool:
    """The check digit of business registration numbers, as the National Tax Service computes it."""
    total = sum(int(d) * w for d, w in zip(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return (total + int(digits[8]) * 5 // 10 + int(digits[9])) % 10 == 0


def _businesses(text: str) -> Spans:
    for match in _BUSINESS.finditer(text):
        near = _stands_near(_BUSINESS_WORD, text, match.span(), 30)
        if near or (
            "-" in match["gap"]
            and _is_business_number(_digits(match[0]))
            and not _stands_before(_DOCUMENT, text, match.start(), 20)
        ):
            yield match.span()


_LICENCE = _compile(
    r"(?<![\d-])(?:(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산) ?-? ?)?"
    r"(?:\d\d ?- ?)?\d\d ?- ?\d{6} ?- ?\d\d(?![\d-])"
)
_LICENCE_BARE = _compile(
    r"(?:운전)?면허\s?(?:증|번호)[^\d\n\[\]]{0,10}(?P<number>\d\d ?\d\d ?\d{6} ?\d\d)(?!\d)"
)
_PASSPORT = _compile(
    r"(?<!\w)[MSRODG]\d{3}[A-Z]\d{4}(?!\w)|(?:여권|passport)[^\dA-Z\n\[\]]{0,15}(?:(?:no|number)[. :]{0,3})?"
    r"(?P<number>[A-Z]{1,2} ?\d{6,9})(?!\w)"
)


def _licences(text: str) -> Spans:
    for match in _LICENCE.finditer(text):
        if not _stands_before(_BANK, text, match.start(), 20):
            yield match.span()
    for match in _LICENCE_BARE.finditer(text):
        yield match.span("number")


def _passports(text: str) -> Spans:
    for match in _PASSPORT.finditer(text):
        if match["number"]:
            yield match.span("number")
        elif not _stands_before(_DOCUMENT, text, match.start(), 20):
            yield match.span()


_BANK = _compile(
    r"국민|신한|우리|하나|농협|기업|카카오|카뱅|토스|케이뱅크|k뱅크|새마을|금고|우체국|수협|신협|제일|씨티|산업|부산|"
    r"대구|경남|광주|전북|제주|아이엠|iM|은행|뱅크|계좌|통장|입금|송금|이체|예금|환급|NH|KB|IBK|SC"
)
_NOT_RESIDENT = _compile(f"(?:{_DOCUMENT.pattern})|(?:{_BANK.pattern})")
_ACCOUNT_DIGITS = _compile(r"(?<![\dA-Za-z])\d(?:[ .-]{0,3}\d){8,15}(?![\d원]|[,.]\d| ?원)")
_ACCOUNT_SHAPE = _compile(r"(?<![\dA-Za-z-])\d{2,6}(?: ?- ?\d{1,8}){2,4}(?![\d-])")
_DATE_FIRST = _compile(
    r"(?:19|20)?\d\d ?[-. ] {0,2}(?:0?[1-9]|1[0-2]) ?[-. ] {0,2}(?:0?[1-9]|[12]\d|3[01])(?!\d)"
)


def _accounts(text: str) -> Spans:
    for match in _ACCOUNT_DIGITS.finditer(text):
        if (
            not _DATE_FIRST.match(match[0])
            and not _stands_before(_DOCUMENT, text, match.start(), 20)
            and _stands_near(_BANK, text, match.span())
        ):
            yield match.span()
    for match in _ACCOUNT_SHAPE.finditer(text):
        if (
            10 <= len(_digits(match[0])) <= 16
            and not _DATE_FIRST.match(match[0])
            and not _stands_before(_DOCUMENT, text, match.start(), 20)
        ):
            yield match.span()


_REGION = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|"
    "충청북도|충청남도|전라북도|전라남도|경상북도|경상남도"
)
_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호국합육공해"
# Letters that are also words after a number (제12조 1234, 30도 1500, 12주 2000), so glued ones only.
_WORD_LETTERS = "고도로모보소조구부수우주호하해공합배국"
_PLATE = _compile(
    rf"(?<![\d.,-])(?P<region>(?:{_REGION}) ?)?(?P<number>\d{{1,3}}) ?(?P<letter>[{_PLATE_LETTERS}])"
    r"(?P<gap>[ -]{0,2})\d{4}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|천|개|회|장|일|번지|평|톤|kg))"
)
_PLATE_TWO_WHEELS = _compile(
    rf"(?:{_REGION}) ?[가-힣]{{2,3}} ?[{_PLATE_LETTERS}] ?\d{{4}}(?!\d|[.,]\d| ?(?:년|원|명|시간|만|개|회))"
)
_PLATE_WORD = _compile(
    r"차량|차\s?번호|번호판|승용차|트럭|화물차|덤프|택시|버스|지게차|오토바이|자동차|승합|렌트|렌터|렌탈|넘버|번호|차[를가는로에와랑](?![가-힣])|차하고|차(?![가-힣])"
)
_PLATE_LABEL = _compile(r"(?:차량|차|자동차)\s?번호[^\d\n\[\]]{0,6}(?P<number>\d{4})(?![\d-]|\s?[년가-힣]\d)")
_CASE_NUMBER = re.compile(r"[6-9]\d[누두다도구나마]\d")
_CITED = _compile(r"선고|법원|고법|지법|행법|판례|사건")
_CITED_AFTER = _compile(r"\s{0,2}(?:, ?\d{2,4}[가-힣]|등|및|호|판결|결정|전원|사건|참조)")


def _may_be_another_number(text: str, plate: re.Match[str]) -> bool:
    """Whether it may be a case number ("97누8854") or a count ("12주 2000") as well."""
    return bool(
        (plate["gap"] and plate["letter"] in _WORD_LETTERS)
        or _CASE_NUMBER.match(plate[0])
        or _stands_before(_CITED, text, plate.start(), 60)
        or _CITED_AFTER.match(text, plate.end())
    )


def _plates(text: str) -> Spans:
    for match in _PLATE.finditer(text):
        vehicle = _stands_near(_PLATE_WORD, text, match.span(), 20)
        if (
            match["region"]
            or vehicle
            or (len(match["number"]) > 1 and not _may_be_another_number(text, match))
        ):
            yield match.span()
    for match in _PLATE_TWO_WHEELS.finditer(text):
        if _stands_near(_PLATE_WORD, text, match.span(), 20):
            yield match.span()
    for match in _PLATE_LABEL.finditer(text):
        yield match.span("number")


# Addresses --------------------------------------------------------------------------------------

_BUILDINGS = (
    r"(?:아파트|APT|빌라|맨션|연립|오피스텔|주택|원룸|타운|하이츠|빌리지|캐슬|자이|래미안|푸르지오|힐스테이트|"
    r"아이파크|더샵|이편한세상|e편한세상|센트럴|파크|스위첸|기숙사|고시원|고시텔|빌딩|타워|상가|팰리스|주공|빌)"
)
_COUNTED = (
    r"(?!\d|[.,]\d|:\d|\s?(?:년|개월|월|일|주|시|분|초|회|차|번(?!지)|명|인|원|만|천|억|%|퍼센트|도|세|살(?![아고았던며지다어])|킬로|kg|km|m|"
    r"cm|mm|l|톤|t|개|건|배|점|급|대|장|미터|층|가지|군데|데시벨|dB|mg|kcal|평|조|항|쪽|권|등급|레벨|단계|~|위|인치)(?![가-힣]{0,8}"
    rf"{_BUILDINGS}))"
)
"""After a number that is counted, measured or dated, and so no house's."""
_LOT = rf"(?:산 ?)?\d{{1,5}}(?: ?- ?\d{{1,4}})?(?: ?번지)?{_COUNTED}"
_REST = _compile(
    r"(?:[\s,]{0,3}(?:\([가-힣0-9]{1,8}[동가리][^()\n]{0,25}\)"
    rf"|[가-힣A-Za-z0-9·]{{0,12}}{_BUILDINGS}(?: ?\d{{1,2}}(?:단지|차))?(?![가-힣])"
    rf"|[가-힣A-Za-z0-9·]{{0,12}}{_BUILDINGS}(?= ?\d{{1,4}}(?:동|호|-\d))"
    r"|[가-힣A-Za-z0-9·]{2,14}(?= (?:\d{1,4}|[가-하A-Z])동? ?\d{0,4}호)"
    rf"|\([^()\n]{{0,12}}{_BUILDINGS}[^()\n]{{0,12}}\)"
    r"|(?:(?:제 ?)?\d{1,4}|[가-하A-Z])동(?![가-힣])|(?:(?:제 ?)?\d{1,4}|[가-하A-Z])동(?= ?\d)"
    r"|(?:지하|지상|B)? ?\d{1,2}층|(?:지층|반지하|옥탑|B) ?(?:\d{1,4}호)?|(?:제 ?)?\d{1,5}호(?!기|선|차|봉)"
    r"|(?:[가-힣A-Za-z0-9]{2,10} )?\d{1,4}[-/]\d{3,4}호?(?!\d)|번지)){1,6}"
)
"""What may follow a house number: the place in brackets, a building, its 동, floor and 호."""

_ROAD = _compile(
    rf"[가-힣]\d?(?P<road>로|길) ?(?P<lane>\d{{1,4}} ?(?:번 ?[가-하]?|[가-하])? ?길)? ?(?:지하 ?)?\d{{1,5}}(?: ?- ?\d{{1,4}})?{_COUNTED}"
)
_LOT_NUMBER = _compile(rf"(?:[가-힣]\d?동|[가-힣](?:읍|면|리)|\d가) {{0,2}}(?P<lot>{_LOT})")
_LOT_WORD = _compile(r"(?<![\d.-])(?:산 ?)?\d{1,5}(?: ?- ?\d{1,4})? ?번지(?!점|수)")
_FLAT = _compile(
    r"(?<![\d.-])(?:(?:제 ?)?\d{1,4}|(?<![가-힣A-Za-z0-9])[가-하A-Z])동[ ,]{0,2}(?:지하 ?)?(?:\d{1,2}층 ?)?(?:제 ?)?B?\d{1,5}호(?!기|선|차)"
)
_ESTATE = _compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]{3,11}(?<![은는이가을를에서의도]) $")
"""The one word before 101동 1203호, mostly the name of the houses."""
_HOME = _compile(
    rf"{_BUILDINGS} ?(?:\d{{1,2}}(?:단지|차),? ?)?(?:(?:\d{{1,4}}|[가-하A-Z])동[ ,]{{0,2}})?"
    r"(?:\d{1,2}층 ?)?(?:(?:지하 ?|B)?\d{1,5}호(?!기|선|차)|\d{2,4} ?- ?\d{3,4}호?(?!\d))"
)
_FLAT_SHORT = _compile(r"(?:집|주소|사는 ?곳|거주지)[은는이]?[ :]{1,3}(?P<flat>\d{2,4}-\d{3,4})(?![\d-])")
_LATIN_ROAD = _compile(
    r"(?<!\w)(?:\d{1,4}(?:-\d{1,4})?,? )?\d{1,4}(?:-\d{1,4})?,? [A-Za-z]+-?(?:daero|ro|gil)\b(?:[ ,]{1,2}\d{1,4}\b)?"
    r"|\b[A-Za-z]{3,}-?(?:daero|ro|gil) \d{1,4}(?:-\d{1,4})?(?!\w)"
)
_WORD_END = _compile(r"[가-힣0-9·A-Za-z]+$")
_DISTRICT = re.compile(
    rf"(?:(?:{_REGION})(?:특별자치시|특별자치도|특별시|광역시|시|도)?|[가-힣]{{1,5}}(?:시|군|구|읍|면|동|\d가|리))[\s,]*$"
)
_NOT_DISTRICT = re.compile(
    r"(?:(?:당|다|역|혹|즉|일|수|임|드|잠|동|몇|때|의|입사|퇴사|필요|작업|근무)시|[친요연도기욕축농가복출입항]구|[허우자머다무관처거수정논권]리|"
    r"(?:운|노|활|행|작|진|감|변|공|자|가|출|이|충|소|전|기|병|비|생)동|(?:화|측|정|이|전|양|반|내|표|국|앞|뒷|옆)면)[\s,]*$"
)
_IN_DISTRICT = re.compile(r"(?<=[가-힣]{2})[시군구읍면도](?=[가-힣]{2})")
_VILLAGE_BEFORE = re.compile(r"(?<=[시군구] )[가-힣]{1,6}\d?[읍면동리] (?:[가-힣]{1,6}\d?리 )?$")
_ADDRESS_WORD = _compile(
    r"주소|거주|자택|집은|집이|사는\s?곳|사는\s?데|살고|본적|등록\s?기준지|소재|우편|택배|배달|이사\s?(?:간|온)|보내|배송"
)
_LIVES = _compile(r" ?(?:에|에서) ?(?:살|거주|사는|산다|삽니다|사십|사셨|지내|세\s?들|이사|자취|입니다)")
_ADVERBS = re.compile(
    r"으로$|^(?:추가|바|새|서|별도|주|따|실제|대|제대|그대|스스|절|홀|차례|과|피|하루|도|통|경|진|임의|수시|반대|번갈아|"
    r"연이|번호|단위|순서|전체|최대|최소|평균|나이|대체|결과|기준|위|아래|뒤|거꾸|이리|저리|함부|날|때|회사|부서)로$"
    r"|^(?:귀|퇴근|출근|출퇴근|하|오는|가는|도|뱃|산|한|외|빗|눈|골목|갈림|내리막|오르막)길$"
)
_NOT_VILLAGE = re.compile(
    r"(?:운|노|활|행|작|진|감|변|공|자|가|출|아|합|연|구|유|요|파|박|이|격|충|발|선|폭|협|거|수|부|난|소|전|기|회|제|병|"
    r"비|객|냉|율|주|생|준|강|추|휴|환|시|고|율)동$|(?:허|다|머|거|관|처|자|소|우|수|정|논|분|유|권|요|대|무|꼬|미|심|조|마)리$|(?:장|화|측|정|이|전|양|배|수|반|내|표|국|단|앞|뒷|옆)면$"
)


def _addresses(text: str) -> Spans:
    for match in _ROAD.finditer(text):
        start, word = _word_around(text, match.end("road"))
        if _ADVERBS.search(word):
            continue
        rest = _REST.match(text, match.end())
        if (
            match["lane"]
            or rest
            or _in_district(text, start, word)
            or _stands_before(_ADDRESS_WORD, text, start, 20)
            or _LIVES.match(text, match.end())
        ):
            yield start, rest.end() if rest else match.end()
    for match in _LOT_NUMBER.finditer(text):
        start, word = _word_around(text, match.start("lot"))
        if _is_lot(text, match["lot"], start, word):
            yield start, _end_of_address(text, match.end())
    for match in _LOT_WORD.finditer(text):
        yield match.start(), _end_of_address(text, match.end())
    for match in _FLAT.finditer(text):
        estate = _ESTATE.search(text, max(0, match.start() - 12), match.start())
        yield estate.start() if estate else match.start(), _end_of_address(text, match.end())
    for match in _HOME.finditer(text):
        start, _ = _word_around(text, match.start())
        yield start, _end_of_address(text, match.end())
    for match in _FLAT_SHORT.finditer(text):
        yield match.start("flat"), _end_of_address(text, match.end())
    for match in _LATIN_ROAD.finditer(text):
        yield match.span()


def _is_lot(text: str, lot: str, start: int, word: str) -> bool:
    if "번지" in lot:
        return True
    placed = _in_district(text, start, word) or _stands_before(_ADDRESS_WORD, text, start, 20)
    if "-" in lot or "산" in lot:
        return placed or not (_NOT_VILLAGE.search(word) or word.endswith(("면", "읍", "리")))
    village = word.split(" ")[-1]
    return placed and not (len(village) < 3 and _NOT_VILLAGE.search(village)) and not village.endswith("면")


def _word_around(text: str, end: int) -> tuple[int, str]:
    """The word that ends there (spaces before it passed over): its start within reach, and the word."""
    while end and text[end - 1] == " ":
        end -= 1
    match = _WORD_END.search(text, max(0, end - 16), end)
    start = match.start() if match else end
    # "성남시분당구판교로" written as one: the town may stay.
    for district in _IN_DISTRICT.finditer(text, start, end):
        start = district.end()
    village = _VILLAGE_BEFORE.search(text, max(0, start - 12), start)
    return (village.start() if village else start), text[start:end]


def _in_district(text: str, start: int, word: str) -> bool:
    reach = max(0, start - 12)
    return bool(_DISTRICT.search(text, reach, start)) and not _NOT_DISTRICT.search(text, reach, start)


def _end_of_address(text: str, end: int) -> int:
    rest = _REST.match(text, end)
    return rest.end() if rest else end


# Names ------------------------------------------------------------------------------------------

_SURNAME = (
    "[가간갈감강견경계고공곽구국권금기길김나남노도동두라류마맹명모목문민박반방배백범변복봉부빈사서석선설성소손송승신심안양어엄여"
    "연염예오옥온왕용우원위유육윤은음이인임장전정제조좌주지진차채천최추탁탕태팽편표피하한함허현형호홍황]"
)
_TWO = "(?:남궁|황보|제갈|사공|선우|서문|독고|동방)"
# Syllables that given names are made of, in first and in last place. Together with the lists of
# common words they keep "저는 용접공입니다" and "남편 임금은" from being read as names.
_FIRST = (
    "[가갑강건검겸경계고관광교국규균근금기길나남노다단달대덕도동두득라루레란래령록리만명무문미민배백범별병보복봉빈빛상새샘서석선설"
    "성세소솔송수숙순슬승시신아안애양언여연영예오옥온완요용우욱운웅원유윤율은을의이익인일자장재정제조종주준중지진찬창"
    "채천철초춘충치태택판팔평표필하학한해향헌혁현형혜호홍화환효후훈휘흥희부본귀말점차월분삼필외]"
)
_LAST = (
    "[강건검겸결경관광교구국규균근금기길나남녀노단달담대덕도동득라란람래량려련렬령례록룡륜률류름늘솜레루리린림막만매명무문미민박배백범별복봉비빈"
    "빛산상서석선설섭성세소손솔송수숙순술슬승식신실심아안애양언연열엽영예오옥온완용우욱운웅원월위유윤율은이익인일"
    "자장재정제조종주준중지진찬창채천철초춘충치칠탁태택평표필하학한해향헌혁현협형혜호홍화환효후훈휘흠흥희모분득계의여음돌쇠삼갑권출곤]"
)
_APART = f"[김박최정강조윤장임오서신권황송홍고문양손배백허유남심노하곽성차구민류나엄채천진방공함변염여추석설마표명왕옥맹] {_FIRST} ?{_LAST}"
# Given names that are words of their own.
_WORDS = "(?:가을|아름|보람|누리|이슬|나래|슬기|초롱|소망|믿음|기쁨|겨울|새롬|다솜|한솔|사랑)"
_NAME = f"(?P<name>{_TWO}{_FIRST}{_LAST}?|{_SURNAME}(?:{_FIRST}{_LAST}|{_WORDS})|{_APART})"
_COPULA = r"(?:입니|임니|이고|이며|이라|라고|라는|라 ?하|인데|이에요|이예요|예요|에요|이구|이었|였|이십|올시|이올|이랍|임(?![가-힣])|이요|이죠)"
_PARTICLE = rf"(?=$|[^가-힣]|{_COPULA}|[은는이가을를과와의도만에께로나야랑](?![가-힣])|[씨님군양]|에게|에서|께서|한테|하고|이랑|이와|이의|부터|까지|처럼|보다|이시|이신|이가|이는|이도|이를)"
_LEFT = "(?<![가-힣A-Za-z])"

_KIN_WORDS = (
    "남편|아내|집사람|와이프|신랑|아버지|어머니|아버님|어머님|아빠|엄마|부친|모친|아들|딸|누나|언니|오빠|동생|형님|자녀|자식|막내|처남|매형|매제|형부|시동생|사촌|사위|며느리|"
    "장모|할아버지|할머니|손자|손녀|조카|삼촌|이모|고모|배우자|남자친구|여자친구"
)
_ROLE_WORDS = (
    "망인|고인|동료|선배|후배|친구|상사|팀장|사장|반장|소장|과장|부장|차장|대리|조장|실장|계장|직장|원장|대표|대표이사|회장|"
    "이사|주임|관리자|책임자|담당자|담당의|담당|의사|주치의|전문의|집도의|교수|간호사|노무사|변호사|대리인|신청인|청구인|재해자|피재자|원고|환자|"
    "근로자|노동자|직원|인부|작업자|제출인|진술인|진정인|고소인|위임인|확인자|참석자|목격자|증인|참고인|보호자|유족|상속인|상속자|수급자|수급권자|가해자|기사|운전자|사업주|감독관|"
    "본인|작성자|연락처|사수|선생님|아저씨"
)
_TWO_NAMES_END = rf"[김이박최정강조윤장임]{_FIRST}{_LAST}(?:이? ?(?:두|둘|세|셋|모두|함께|씨|님)|\()"
_KIN = _quick(_KIN_WORDS) + f"|{_LEFT}장인"
_ROLES = _quick(_ROLE_WORDS)
_TITLES = (
    "(?:작업 ?)?반장|(?:현장 ?)?소장|과장|부장|(?<= )차장|대리|사원|주임|팀장|실장|사장|대표|이사|상무|전무|회장|계장|직장|조장|기사|"
    "선생|교수|원장|의사|박사|변호사|노무사|간호사|감독관|선장|여사|어르신|할머니|할아버지|아저씨|아주머니|아줌마|언니|형님|"
    "삼촌|위원장|지사장|본부장|센터장|공장장|조합장|이사장|파트장|그룹장"
)
_CONTEXTS = tuple(
    _compile(pattern)
    for pattern in (
        # 남편 김철수가, 동료인 박민수와, 의사(이정훈)
        rf"(?:{_KIN}|{_ROLES}|{_LEFT}(?:형|고|고 ?\( ?故 ?\)|故|망|저|나|제|처|자))(?:인|되는|이었던|이던|이신)?(?:\s?[,(:·-]\s?|\s{{1,2}}){_NAME}{_PARTICLE}",
        # 성명 김영희 (주민등록번호 …)
        rf"(?:성 {{0,4}}명|이 {{0,3}}름|성 {{0,3}}함|존함|본명|가입자|(?:환자|재해자|피재자|신청인|근로자) ?명|예금주|이름이|이름은|성함은|성명은|성함이)\s{{1,3}}{_NAME}{_PARTICLE}",
        # 저는 김영수입니다
        rf"{_LEFT}(?:저는|나는|전|난|저|본인은|제가|내가|저희는)\s{{1,2}}{_NAME}{_COPULA}",
        # 저는 채가을이라고 합니다: whatever the syllables are
        rf"{_LEFT}(?:저는|나는|전|난)\s{{1,2}}(?P<name>{_SURNAME}[가-힣]{{1,2}}?(?<![증병염암통공원직상사장]))이?라고 ?(?:합니다|해요|하는|부릅|불러)",
        # 아버지 하철께서: only a person is spoken of so
        rf"(?:{_KIN}|{_ROLES})\s{{1,2}}(?P<name>{_SURNAME}{_FIRST})(?:께서| ?씨(?![가-힣])| ?님[이은께])",
        # 고은주, 남, 55세
        rf"{_LEFT}{_NAME}\s?[,/(]\s?(?:남|여|남자|여자|남성|여성|만 ?\d{{2}}|\d{{2}})(?:\s?[,/)]|\s?세|\s?살)",
        # 같이 일하던 권가온이랑
        rf"(?:같이|함께) ?(?:일하던|일하는|일한|있던|근무하던|근무한|살던|사는) {_NAME}{_PARTICLE}",
        # A letter that opens with who writes it.
        rf"(?:^|[.!?\n]|안녕하세요|안녕하십니까)[\s,.!~^]{{0,4}}{_NAME}(?:입니다|이에요|예요|이라고|라고|인데요)",
        # 임창정, 김부선 두 사람
        rf"{_LEFT}{_NAME}(?=(?: ?[,./·] ?|[와과] |이?랑 |하고 ){_TWO_NAMES_END})",
        # 예금주는 이선균입니다
        rf"(?:{_KIN}|{_ROLES}|예금주)[은는이가] {{1,2}}{_NAME}{_COPULA}",
        # 김영수라고 합니다, 박철호라는 동료, 박영수 과장님, 김영희 (인), 김영희(45세), 김영희 [전화번호]
        rf"{_LEFT}{_NAME}(?:이?라고 ?(?:합|해|하|불|부|함)|이?라는 ?(?:사람|분|동료|직원|친구|의사|환자|이름|형|선배|후배|반장)"
        rf"| ?(?:{_TITLES})(?!업|실)"
        r"|\s?(?:올림|드림|배상|귀하|서명|\( ?(?:인|날인|서명|남|여|만 ?\d|\d{2} ?세|\d{2} ?살|사망|당시))"
        r"|[\s,(:/]{0,3}\[(?:주민등록번호|외국인등록번호|전화번호|이메일|계좌번호|여권번호|운전면허번호)\])",
        # [전화번호] 김영희
        rf"\[(?:주민등록번호|외국인등록번호|전화번호|계좌번호|이메일|카드번호|이름|성명|성함)\][\s,)(/:]{{1,3}}{_NAME}(?=$|[^가-힣]|[은는이가]\s|님|씨|입니)",
    )
)
# Few words begin like these names, so they need nothing beside them.
_FREE = _compile(
    rf"{_LEFT}(?P<name>[김박최황윤홍류곽]{_FIRST}{_LAST}|{_SURNAME}[영정성경미순명은현상동종재민지승준병진창광태인수용기윤서하유예소혜희선옥춘덕복봉규철문범세]"
    rf"[수호식철길환희자숙순란애옥훈민우석준영진현경미윤서아연빈화원규범근섭균택열혁배복덕용춘임례분]){_PARTICLE}"
)
_ABROAD = _compile(
    r"(?:미얀마|네팔|베트남|캄보디아|태국|스리랑카|방글라데시|우즈베키스탄|우즈벡|몽골|인도네시아|필리핀|중국|파키스탄|라오스|동티모르|키르기스스탄)"
    r"(?: ?사람|인|에서 ?온| ?출신| ?국적)?(?: ?남편| ?아내| ?동료| ?친구)?(?:인|의)? "
    rf"(?P<name>[가-힣]{{1,5}}(?: [가-힣]{{1,4}}){{0,3}})(?:{_COPULA}| ?씨(?![가-힣]{{2}})| ?님)"
)
_NOT_FOREIGN_NAME = re.compile(
    r"노동|근로|사람|동료|친구|직원|유학|출신|여성|남성|국적|남편|아내|가족|이주|결혼|교포|동포|선원|연수|모$|과장|반장|부장"
)
_FOREIGN_POLITE = _compile(
    rf"(?:{_KIN}|{_ROLES}) (?P<name>[가-힣]{{2,5}}(?: [가-힣]{{1,4}}){{0,2}}) 씨(?![가-힣]{{2}})"
)
_POLITE = _compile(rf"{_LEFT}{_NAME} ?(?:씨|님)(?![가-힣]{{0,1}}앗)")
_POLITE_TWO = _compile(
    rf"{_LEFT}(?P<name>(?:{_SURNAME} )?{_FIRST}{_LAST}) ?씨(?=$|[^가-힣]|[가는를와도의]|에게|한테|랑|라고|께|하고|입|예)"
)
_PERSON_LABEL = (
    r"(?:성 {0,4}명|이 {0,3}름|성 {0,3}함|예 ?금 ?주|입금자명?|수취인|수령인|받는 ?(?:사람|분|이)|보내는 ?(?:사람|분|이)|환자 ?명|재해자 ?명|"
    r"신청인 ?명|근로자 ?명|피재자 ?명|name)(?: ?\([^()\n]{1,10}\))?"
)
_LABELLED = _compile(
    rf"{_PERSON_LABEL}\s{{0,3}}[:=|-]\s{{0,3}}"
    rf"(?P<name>{_SURNAME} {{1,3}}[가-힣] {{0,3}}[가-힣](?![가-힣])|[가-힣]{{1,5}}(?: [가-힣]{{1,5}}){{1,3}}(?=\s*(?:$|[\n,(/|]))|[가-힣]{{2,6}}|[\u4e00-\u9fff]{{2,4}})"
)
_LABELLED_ROLE = _compile(
    rf"(?:{_KIN}|{_ROLES})(?: ?\([^()\n]{{1,10}}\))?\s{{0,3}}[:=|]\s{{0,3}}(?P<name>{_SURNAME}(?: {{0,3}}{_FIRST}{_LAST}| {{1,3}}{_FIRST} {{1,3}}{_LAST}))(?![가-힣])"
)
_OWN_NAME = _compile(
    rf"(?:{_LEFT}(?:제|내|저의|나의|본인|우리)|{_KIN})의? ?(?:이름|성명|성함|존함|본명|가입자|존함|본명)(?:은|이|을|:)?\s{{1,2}}"
    rf"(?P<name>{_SURNAME} ?[가-힣]{{1,2}}|[가-힣]{{2,6}}?|응[우웬옌][가-힣]?(?: [가-힣]{{1,3}}){{1,3}}) ?{_COPULA}"
)
_NAME_IS = _compile(
    rf"(?:이름|성명|성함|존함|본명)(?:은|이)\s{{0,2}}(?P<name>{_TWO}[가-힣]{{1,2}}|{_SURNAME} ?{_FIRST}{_LAST}?|[김박최황윤송홍권] ?[가-힣]{{1,2}})(?: ?{_COPULA}|[,.](?!\w)|$)"
)
# 이름이 수라즈입니다, where nothing before says whose or what's name it is.
_NAME_FIRST = _compile(
    rf"(?:^|[.!?\n]\s?)(?:이름|성명|성함|본명)(?:은|이)\s(?P<name>[가-힣]{{2,6}}?){_COPULA}"
)
_HANJA = _compile(r"\[이름\] ?(?P<name>\( ?[\u4e00-\u9fff]{2,4} ?\))")
_VIETNAMESE = _compile(
    rf"{_LEFT}(?P<name>응우?[옌웬엔](?: ?[가-힣]{{1,3}})(?: [가-힣]{{1,3}})?|(?:쩐|팜|호앙|부이|응오|즈엉|쯔엉|딘) [가-힣]{{1,3}} [가-힣]{{1,3}}?){_PARTICLE}"
)
_LATIN_WORD = r"[A-Z][A-Za-z'.-]{1,19}"
_LATIN = re.compile(
    rf"(?:{_PERSON_LABEL}|이름|성명|성함|본명|Name|NAME)(?:은|이|을)?\s{{0,3}}[:=|-]?\s{{0,3}}(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,4}})"
)
_LATIN_LOWER = _compile(
    r"(?:성 {0,4}명|이 {0,3}름|성 {0,3}함|본명|\bname)\s{0,2}(?:[:=]|은|이|is)\s{0,2}(?P<name>[a-z][a-z'.-]{1,19}(?: [a-z][a-z'.-]{1,19}){1,4})(?![a-z@])"
)
_LATIN_OWN = re.compile(
    r"(?:저는|나는|제가|제 이름은|제 이름이|남편 이름은|아내 이름은)\s(?P<name>[A-Z][a-z]{1,19})(?:이?라고|입니다|이에요|예요|이고)"
)
_LATIN_KIN = re.compile(
    rf"(?:{_KIN}|{_ROLES}|저는|나는|제가|전|故|고)\s?[(,:]?\s?(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{1,4}})(?=$|[^A-Za-z])"
)
_THING = re.compile(
    r"(?:병|약|회사|업체|제품|기계|장비|상호|물질|현장|병원|기관|공장|사업장|질병|질환|상병|수술|검사|부서|팀|자재|공법|작업|부품|도구|"
    r"파일|서류|법|제도|지역|동네|프로그램|치료|화학물질|농약|세제|약물|균|뼈|근육|신경|배|선박|노조|센터|건물|사이트|앱|계정)의? ?$"
)
_ALSO = _compile(rf"(?:\s?[,./·]\s?|\s?및\s|이?와 ?|과 ?|하고 ?|이?랑 ?){_NAME}{_PARTICLE}")
_NEXT = _compile(rf"[\s,)(/:]{{1,3}}{_NAME}(?=$|[^가-힣]|[은는이가]\s|님|씨|입니)")

_COMMON_TWO = _words("""강도 강의 강조 강하 강화 경고 경도 경리 경미 경보 경상 경영 경우 경제 경향 계장 고도 고령 고무 고시 고여
    고온 고용 고의 고인 고장 고정 고지 고치 공기 공동 공무 공문 공백 공상 공연 공원 공익 공장 공정 공제 공지
    구두 구성 구인 구제 구조 구하 국가 국민 권고 권리 권유 권하 권한 권해 금고 금원 금지 기계 기관 기대 기도
    기록 기상 기소 기숙 기여 기온 기운 기인 기재 기준 기초 기한 기형 기후 길이 김장 나가 나무 나서 나아 나오
    나이 나중 나지 남성 남의 남자 노동 노령 노무 노인 노조 노화 노후 도금 도배 도장 도중 도화 동강 동기 동안
    동의 동일 마시 명령 명세 명시 명의 명이 명치 모두 모양 모이 모자 모호 목수 문서 문안 문언 문의 문자 문장
    문제 문헌 문화 민원 박아 박자 반대 반도 반복 반영 반장 반주 반환 방문 방안 방지 방해 배경 배달 배상 배선
    배송 배우 배제 배치 변경 변동 변제 변형 변호 변화 복수 복용 복지 봉제 부검 부근 부상 부서 부수 부양 부인
    부장 부정 부종 부주 부하 사건 사고 사무 사용 사원 사유 사이 사익 사인 사장 사정 사지 사진 사택 사후 서명
    석달 선고 선배 선원 선진 선택 설계 설명 설시 설치 성명 성별 성수 성인 성장 소리 소명 소문 소송 소요 소원 소유
    소인 소재 소정 소주 소화 손가 손상 손익 손자 손주 손해 송치 승소 승인 승진 신경 신고 신용 신장 신호 심란
    심리 심의 심장 심정 심판 심하 심해 안건 안정 안하 안해 양수 양호 어선 엄지 여건 여기 여성 여유 여자 여지
    연관 연금 연기 연대 연도 연령 연봉 연수 연장 염두 예고 예정 예초 오금 오다 오래 오수 오인 오해 오후 옥상
    온도 용도 용인 우대 우리 우선 우연 원고 원래 원만 원이 원인 원장 원하 원한 위원 위치 위해 유가 유도 유리
    유무 유서 유언 유인 유일 유지 유해 유형 육안 윤리 음성 음영 음주 이관 이나 이동 이라 이명 이미 이상 이송
    이수 이완 이용 이유 이윤 이익 이자 이제 이주 이하 이후 인근 인대 인도 인명 인미 인상 인수 인용 인원 인자
    인정 인지 임금 임대 임무 임상 임시 임신 임용 임원 임의 임종 장기 장남 장보 장소 장시 장애 장의 장치 장해
    전가 전국 전근 전기 전달 전동 전문 전선 전신 전용 전원 전이 전일 전제 전화 전후 정강 정관 정규 정기 정도
    정동 정리 정문 정보 정상 정서 정신 정원 정정 정지 정하 정해 정형 제기 제대 제도 제명 제설 제시 제일 제조
    제한 조건 조경 조금 조기 조문 조선 조언 조용 조장 조정 조치 주가 주관 주기 주민 주소 주시 주연 주원 주유
    주의 주이 주인 주요 주장 주중 주치 지금 지나 지다 지배 지병 지시 지연 지우 지원 지인 지장 지정 지지 지하 지휘
    진단 진동 진정 차가 차단 차도 차별 차선 차원 차이 차장 차주 차지 채무 채우 채택 천장 최고 최근 최대 최상 최선 최소
    최신 최종 최초 최후 추가 추근 추석 추정 추진 추천 추후 태도 태아 편이 표기 표시 표제 표준 표현 피가 피고
    피복 피우 피재 피하 피해 하기 하나 하다 하도 하수 하시 하여 하지 한가 한계 한국 한달 한도 한명 한정 한창
    허가 허리 허용 현관 현금 현기 현상 현장 현재 현지 감정 감독 계단 공단 명단 전단 차단 공부 전부 정부 여부 피부 주부 신부 간부 서부 남부 복부 경부 고부 하부 후부 주말 지점 강점 장점 이점 주차 기차 전차 승차 하차 부분 성분 지분 전분 기분 신분 여분 양분 이월 제외 예외 이외 소외 인삼 기본 원본 표본 복귀 정말 연말 양말 인하 위하 정하 의하 관하 구하 심하 원하 대하 통하 형제 형태 형평 호봉 호소 홍보 홍수""")
_AMBIGUOUS_LAST = frozenset("은이의임여도만나라하한인일상지기서해중대안란화로")
_COMMON_THREE = _words("""감정인 강제성 경리원 경영자 경영주 경영진 계정별 고령자 고소인 고용주 고정술 공무원 공정별 권리자 길수록
    남은이 노동자 노무원 노무자 노인성 노조원 도계장 동남아 동일성 마주오 모서리 목소리 문의자 문자열 민원실
    민원인 방문후 방송국 방조제 배달원 배우자 변동성 복지관 부상자 부서장 사다리 사라진 사무소 사무실 사무원
    사무장 사용자 선순위 선천성 소문자 소유자 소정근 손자녀 신경근 신고인 신고자 신호수 심인성 심장성 심재성
    심평원 심해진 안정성 양계장 양다리 양조장 어두운 어선원 여인숙 연관성 연령별 연수원 연장근 염기성 예기치
    우연성 원인균 원주민 위수탁 위해성 유도원 유치원 유해성 음주량 이기자 이동경 이두근 이미지 이복동 이복형
    이상자 이송비 이용금 이용수 이용원 이용자 이재민 이주노 이주민 이해자 인도인 인솔자 인용한 임대인 임상경
    진단명 진단비 신부전 조부모 소규모 간경화 이경화 최초요 부서진 장애인 장애자 장의비 전도성 전신주 전해진 정규식 정미소 정복술 정지선 정해진 정화조 제강소 제동장 제세동 제조원
    제조장 제철소 조리원 조선소 주도자 주민세 주유소 주재원 주조장 지금도 지나려 지도원 지도자 지원자 지하주
    지하철 지휘자 진상손 차지한 채무자 채석장 최고령 피고인 피의자 피재자 피해자 하강형 하나하 하여금 한동안
    한두명 한의원 현관문 현장성 형평성 호기량 호기성""")
# After a surname alone ("박 대리"), which identifies nobody.
_TITLES_ALONE = _words(
    "대리 주임 사원 대표 상무 전무 계장 선장 조장 주사 선생 여사 이사 기사 박사 교수 원장 형제 씨"
)
_NO_NAME = _words("""없음 미상 모름 비공개 익명 생략 가명 동일 상동 기재 미기재 불명 불상 본인 남편 아내 아버지 어머니 아들 배우자 무명 실명 환자
    김모 이모 박모 최모 정모 강모 조모 윤모 장모 임모 한모 오모 서모 신모 권모 황모 안모 송모 류모 홍모 전모 고모 문모 손모 양모
    성명 이름 주소 직업 나이 생년월일 연락처 전화번호 해당없음 확인중 공란 비밀 아무개 홍길동전""")
_NOT_BEFORE_POLITE = _words(
    "아저 아주 남자 여자 남편 아내 본인 우리 동료 선배 후배 이모 고모 장모 조모 정모 한모 서모 임모 노모 형수 상주"
)


def _names(text: str) -> Spans:
    ends = set()
    for start, end in _first_names(text):
        yield start, end
        # Names that are joined to this one: 김철수와 박영희, 이민호.
        while end not in ends:
            ends.add(end)
            match = _ALSO.match(text, end) or _NEXT.match(text, end)
            if match and _is_name(match["name"]):
                yield match.span("name")
                end = match.end("name")


def _first_names(text: str) -> Spans:
    for pattern in _CONTEXTS:
        for match in pattern.finditer(text):
            if _is_name(match["name"]):
                yield match.span("name")
    for match in _FREE.finditer(text):
        if _is_name(match["name"]):
            yield match.span("name")
    for pattern in (_ABROAD, _FOREIGN_POLITE):
        for match in pattern.finditer(text):
            if not _NOT_FOREIGN_NAME.search(match["name"]):
                yield match.span("name")
    for match in _POLITE.finditer(text):
        if match["name"] not in _COMMON_THREE and match["name"][:2] not in (
            "사장",
            "반장",
            "부장",
            "차장",
            "계장",
            "조장",
        ):
            yield match.span("name")
    for match in _POLITE_TWO.finditer(text):
        if match["name"] not in _NOT_BEFORE_POLITE and match["name"] not in _COMMON_TWO:
            yield match.span("name")
    for pattern in (_LABELLED, _OWN_NAME, _NAME_IS, _NAME_FIRST, _LATIN, _LATIN_LOWER):
        for match in pattern.finditer(text):
            if (
                match["name"].split(" ")[0] not in _NO_NAME
                and match["name"][1:].strip() not in _TITLES_ALONE
                and not _THING.search(text, max(0, match.start() - 8), match.start())
            ):
                yield match.span("name")
    for match in _LABELLED_ROLE.finditer(text):
        if _is_name(match["name"]) and match["name"] not in _NO_NAME:
            yield match.span("name")
    for pattern in (_VIETNAMESE, _LATIN_KIN, _LATIN_OWN, _HANJA):
        for match in pattern.finditer(text):
            yield match.span("name")


def _is_name(name: str) -> bool:
    """Whether what has the shape of a name is none of the words of that shape."""
    if name[1:].strip() in _TITLES_ALONE:
        return False
    name = name.replace(" ", "")
    if name[:3] in _COMMON_THREE:
        return False
    if len(name) > 3 or name[:2] not in _COMMON_TWO or name[2:] not in _AMBIGUOUS_LAST:
        return True
    # 은 and 이 follow a final consonant, so 정지은 is a person and 임금은 is the wages.
    return name[2] in "은이" and (ord(name[1]) - ord("가")) % 28 == 0


_FINDERS: tuple[tuple[Kind, Callable[[str], Spans]], ...] = (
    (Kind.EMAIL, _emails),
    (Kind.FOREIGNER_NUMBER, lambda text: _residents(text, is_foreigner=True)),
    (Kind.RESIDENT_NUMBER, lambda text: _residents(text, is_foreigner=False)),
    (Kind.CARD, _cards),
    (Kind.PHONE, _phones),
    (Kind.BUSINESS_NUMBER, _businesses),
    (Kind.LICENCE, _licences),
    (Kind.PASSPORT, _passports),
    (Kind.ACCOUNT, _accounts),
    (Kind.PLATE, _plates),
    (Kind.ADDRESS, _addresses),
    (Kind.NAME, _names),
)
"""The surer shapes first: what one has masked, the next does not see."""
