"""What can be checked in a sentence: case numbers, statutes, dates, amounts, shares, counts, names.

`facts(text)` reads what a sentence states; `Known(text)` is what a text gives, with the less precise
forms of it ("2019년 3월" where "2019. 3. 4." stands). Both read spellings alike: full-width digits,
Korean numerals, commas, ranges.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from lib.domain.lexicon import DISEASE_TERMS
from lib.text.citations import normal_court
from lib.text.statutes import read_statutes


class Why(StrEnum):
    """What kind of thing a sentence states."""

    CASE_NUMBER = "case_number"
    STATUTE = "statute"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a text states, in its normal form."""

    why: Why
    value: object


@dataclass(frozen=True, slots=True)
class Said:
    """The value of a fact that is given where these words (without white space) stand."""

    words: str


_SPELLINGS = (
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("∼〜～", "~")
    | dict.fromkeys("‘’‛′", "'")
    | dict.fromkeys("ㆍ‧•・∙⋅", "·")
    | dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff", "")
)
_SPELLING = re.compile(f"[{''.join(_SPELLINGS)}]")


def normal(text: str) -> str:
    """One spelling of digits, dashes, dots and units; offsets are not kept."""
    text = unicodedata.normalize("NFKC", _SPELLING.sub(lambda match: _SPELLINGS[match[0]], text))
    return _SPELLING.sub(lambda match: _SPELLINGS[match[0]], text)


def squeezed(text: str) -> str:
    """`normal` text in lower case without white space, quotation marks and dots between words."""
    return _squeezed(normal(text))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\"'“”„「」『』《》〈〉`*·?？]+", "", text).lower()


def facts(text: str) -> list[Fact]:
    """What a sentence states, each once."""
    return list(dict.fromkeys(_Reader(normal(text)).read()))


class Known:
    """What a text gives. Reading is put off until something is asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    def has(self, fact: Fact) -> bool:
        """True where the text gives a fact, or a more precise form of it."""
        if fact.why is Why.TERM:
            term = str(fact.value)
            return any(name in self.squeezed for name in (term, *_SAME_TERM.get(term, ())))
        if isinstance(fact.value, Said):
            return fact.value.words in self.squeezed
        if fact in self._facts:
            return True
        if fact.why is Why.CASE_NUMBER:
            court, number = case_of(fact)
            return any(number == n and (not court or not c or court == c) for c, n in self._numbers)
        return False

    @cached_property
    def normal(self) -> str:
        """The text in its normal spelling."""
        return normal(self.text)

    @cached_property
    def squeezed(self) -> str:
        """The text as terms and words are looked up in it."""
        return _squeezed(self.normal)

    @cached_property
    def _facts(self) -> frozenset[Fact]:
        read = [*_nearly(self.normal), *_Reader(self.normal, is_given=True).read()]
        return frozenset(form for fact in read for form in _forms(fact))

    @cached_property
    def _numbers(self) -> list[tuple[str, str]]:
        return [case_of(fact) for fact in self._facts if fact.why is Why.CASE_NUMBER]


_YEARS_AND_MONTHS = re.compile(r"(?<!\d)(?P<years>\d{1,2})\s?년\s?(?:9|10|11)\s?개월")


def _nearly(text: str) -> Iterator[Fact]:
    """ "5년 10개월" is nearly six years."""
    for match in _YEARS_AND_MONTHS.finditer(text):
        yield Fact(Why.NUMBER, (float(match["years"]) + 1, "년"))


def case_of(fact: Fact) -> tuple[str, str]:
    """Court ("" where none was named) and number of a case number's fact."""
    assert fact.why is Why.CASE_NUMBER and isinstance(fact.value, tuple)
    return fact.value


def _forms(fact: Fact) -> Iterator[Fact]:
    """A given fact and what follows from it."""
    yield fact
    value = fact.value
    if fact.why is Why.DATE and isinstance(value, tuple):
        year, month, day = value
        for form in ((year, month, 0), (year, 0, 0), (0, month, day), (0, month, 0), (0, 0, day)):
            if any(form) and not (form[2] and not day):
                yield Fact(Why.DATE, form)
        if year:
            yield Fact(Why.NUMBER, (float(year), ""))
            yield Fact(Why.NUMBER, (float(year - year % 10), "년대"))
    elif fact.why is Why.NUMBER and isinstance(value, tuple):
        amount, unit = value
        yield Fact(Why.NUMBER, (amount, ""))
        if unit == "세":
            yield Fact(Why.NUMBER, (amount - amount % 10, "대"))
        elif unit == "시" and 12 < amount <= 24:
            yield Fact(Why.NUMBER, (amount - 12, "시"))
    elif fact.why is Why.STATUTE and isinstance(value, str):
        yield Fact(Why.STATUTE, re.sub(r" 제\d+항$", "", value))


# --- case numbers --------------------------------------------------------------------------------

_KINDS = (
    "가단|가소|가합|고단|고합|고정|구단|구합|드단|드합|재누|재두|카기|카합|헌가|헌나|헌다|헌라|헌마|헌바|헌사|헌아|느단|느합|"
    "구|나|노|누|다|도|두|르|므|마|모|무|바|사|아|오|추|후|부|재나|재구합|재구단|초기|라"
)
_CASE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<year>(?:19|20)\d{{2}}|[5-9]\d)"
    rf"(?:(?:\s*년)?[\s-]*(?P<kind>가단|가합|구단|구합|고단|고합|헌[가-바]|재누|재두|느단|드단)[\s-]*(?P<number>\d{{1,7}}(?:-\d{{1,2}}(?!\d))?)"
    rf"|[\s-]?(?P<kind1>{_KINDS})[\s-]?(?P<number1>\d{{2,7}})"
    r"|(?P<kind2>[가-힣]{1,2})(?P<number2>\d{3,7}))(?![\d,.]*\s*(?:원|%|만|시간|명|개월|킬로|kg|dB))"
)
_NOT_A_KIND = re.compile(
    r"년|월|일|시|분|회|명|개|건|원|번|호|세|만|억|천|백|주|급|차|조|항|점|동|층|부터|에서|대|약|총"
)
_COURT_BEFORE = re.compile(
    r"(?P<court>[가-힣]{2,8}(?:법원|고법|지법|행법)(?:\s?\([가-힣]{2,4}\)|[가-힣]{2,4}(?:재판부|지원))?)[\s_,]*"
    r"(?:\d{4}[.년]\s*\d{1,2}[.월]\s*\d{1,2}[.일]?\s*(?:선고|자)\s*)?$"
)


def case_numbers(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Court ("" where none stands before), number in its normal form, start and end, of any spelling."""
    for match in _CASE.finditer(text):
        kind = match["kind"] or match["kind1"] or match["kind2"]
        if match["kind2"] and _NOT_A_KIND.search(kind):
            continue
        number = match["number"] or match["number1"] or match["number2"]
        before = _COURT_BEFORE.search(text, max(0, match.start() - 50), match.start())
        court = normal_court(before["court"]) if before else ""
        yield court, f"{match['year']}{kind}{number.lstrip('0')}", match.start(), match.end()


# --- statutes ------------------------------------------------------------------------------------

_ARTICLE = re.compile(
    r"(?=[제\d별고훈예지규대총부법공])(?:제?\s*(?P<article>\d{1,3})\s*조(?!\s*\d?\s*(?:교대|원|각|직))(?:\s*의\s*(?P<branch>\d{1,2})(?!\d))?"
    r"|제\s*(?P<sino>[일이삼사오육칠팔구십백]{1,6})\s*조(?=[에의와를은 ,.])"
    r"|제\s*(?P<paragraph>\d{1,2})\s*항"
    r"|별\s*(?:표|지)\s*(?:제\s*)?(?P<table>\d{1,2})(?:\s*의\s*(?P<tablebranch>\d{1,2}))?"
    r"|(?:고시|훈령|예규|지침|규정|대통령령|총리령|부령|법률|공고|지시)\s*[「(]?\s*제?\s*(?P<notice>\d{1,5}(?:-\d{1,4})?)\s*호"
    r"|제\s*(?P<notice2>\d{4}-\d{1,4})\s*호)"
)
_LAW_NAME = re.compile(
    r"[가-힣]{0,20}(?:보험법|기준법|보건법|예방법|소송법|절차법|처벌법|특별법|특례법|보상법|징수법|교통법|복지법|관리법|구제법|조합법|"
    r"기본법|지원법|보호법|촉진법|안전법|책임법)(?!규|적|상의?\s*주의)|(?<![가-힣])(?:민법|형법|상법|헌법|의료법)(?=[은을이과의에상 ,.」]|$)"
    r"|[가-힣]{1,20}(?:에\s*관한|등에\s*대한)\s*(?:법률|규칙|규정)"
)
_OWN_LAW = re.compile(r"산재보험법|산업재해보상보험법|산재법")
"""The law this product is about may be named anywhere; its articles may not."""


def _statutes(text: str) -> Iterator[Fact]:
    for statute in read_statutes(text):
        yield Fact(Why.STATUTE, statute)
    for match in _ARTICLE.finditer(text):
        yield Fact(Why.STATUTE, _loose(match))


def _laws(text: str) -> Iterator[Fact]:
    for match in _LAW_NAME.finditer(text):
        if not _OWN_LAW.search(match[0]):
            yield Fact(Why.STATUTE, Said(squeezed(match[0])[-_LONGEST_LAW_NAME:]))


_LONGEST_LAW_NAME = 12
"""Characters compared: what stands before them is the word before the name as often as the name."""


def _loose(match: re.Match[str]) -> str:
    if match["article"]:
        return f"제{match['article']}조" + (f"의{match['branch']}" if match["branch"] else "")
    if match["sino"]:
        return f"제{value_of(match['sino']):.0f}조"
    if match["paragraph"]:
        return f"제{match['paragraph']}항"
    if match["table"]:
        return f"별표 {match['table']}" + (f"의{match['tablebranch']}" if match["tablebranch"] else "")
    return f"제{match['notice'] or match['notice2']}호"


# --- dates ---------------------------------------------------------------------------------------

_DATE = re.compile(
    r"(?=[\d'같])(?:(?<![\d.,])(?:"
    r"(?P<y1>(?:19|20)\d\d)\s*[.년/-]\s*(?P<m1>1[0-2]|0?[1-9])\s*[.월/-]\s*(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)\s*(?:[.일](?!\d))?"
    r"|'\s*(?P<y2>\d\d)\s*[.년/-]\s*(?P<m2>1[0-2]|0?[1-9])(?:\s*[.월/-]\s*(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d)\s*[.일]?|\s*[.월])"
    r"|(?P<y3>\d\d)(?:\s*년\s*|\.\s?)(?P<m3>1[0-2]|0?[1-9])\s*[.월]\s*(?P<d3>3[01]|[12]\d|0?[1-9])(?!\d)\s*[.일]"
    r"|(?P<y4>(?:19|20)\d\d)\s*(?:[.년]\s*(?P<m4>1[0-2]|0?[1-9])\s*[.월](?!\s*\d+\s*[.일])|-(?P<m4b>0[1-9]|1[0-2])(?![\d-]))"
    r"|(?P<y5>(?:19|20)\d\d)\s*년(?!대|간)|'\s*(?P<y6>\d\d)\s*년(?!대|간)"
    r"|(?P<m7>1[0-2]|0?[1-9])\s*월\s*(?P<d7>3[01]|[12]\d|0?[1-9])\s*일"
    r"|(?P<m8>1[0-2]|0?[1-9])\s*월(?!급)"
    r"|(?P<m9>1[0-2]|0?[1-9])\.\s?(?P<d9>3[01]|[12]\d|0?[1-9])\.(?!\d)"
    r"|(?P<y0>(?:19|20)\d\d)(?=\s*[~-]\s*(?:19|20)?\d\d\s*년))"
    r"|같은\s*달\s*(?P<dd>3[01]|[12]\d|0?[1-9])\s*[일.]"
    r"|(?<![\d.,])(?P<d12>3[01]|[12]\d|0?[1-9])\s*일(?=부터|까지)"
    r"|(?<=[~-])(?P<y11>\d\d)\s*년(?!\s?(?:간|동안|정도|가량|이상|이내|여))(?=[가-힣\s,.]|$))"
)


_SIGNS_OF_DATE = r"\d\s*[.년월일/-]|'\d"


def _date(match: re.Match[str]) -> tuple[int, int, int]:
    groups = {name: int(value) for name, value in match.groupdict().items() if value}

    def first(letter: str) -> int:
        return next((value for name, value in groups.items() if name[0] == letter), 0)

    year = first("y")
    if 0 < year < 100 or match["y2"] == "00" or match["y3"] == "00":
        year += 2000 if year < 50 else 1900
    return year, first("m"), first("d")


# --- amounts -------------------------------------------------------------------------------------

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
# One branch for each digit that may follow: two that match the same digits would be tried in every order. No amount
# has more powers of ten than that; without an end, a long run of them would be looked through from each of its digits.
_AMOUNT = (
    rf"{_DIGITS}(?:\s?[억만천백십](?![식성내])(?:\s?{_DIGITS}(?=\s?[억만천백십원가-힣A-Za-z%]))?){{0,16}}"
)
_SINO = (
    r"(?<![가-힣\d#])(?:[일이삼사오육칠팔구]?[십백천만억][일이삼사오육칠팔구십백천만억\s]{0,14}[일이삼사오육칠팔구십백천만억]|"
    r"[일이삼사오육칠팔구]?[십백천만억])"
)
_SINO_FEW = (
    r"(?<![가-힣\d#])(?:[일이삼사오육칠팔구](?=\s?(?:개월|주일|주간|년간|퍼센트|프로|할|배수))"
    r"|[삼오육칠팔구](?=\s?시간|\s(?:년|주|회|명|배|건|급|세|도)))"
)
"""One syllable is a number only before few units: 이 주장, 구조, 오명 are words."""
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
_ONES = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5,
    "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE = rf"(?<![가-힣\d#])(?!두세|서너|너댓|네댓)(?:(?:{'|'.join(_TENS)})\s?(?:{'|'.join(_ONES)})?|(?:{'|'.join(_ONES)}))"
_STARTS_AMOUNT = r"(?=[\d일이삼사오육칠팔구십백천만억])"
_STARTS_COUNT = r"(?=[\d일이삼사오육칠팔구십백천만억열스서마쉰예여아한하두둘세셋석네넷넉다])"
"""What a number can begin with, said first: it makes reading a long ruling several times faster."""
_SCALE = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000}
_SINO_DIGITS = {char: value for value, char in enumerate("일이삼사오육칠팔구", 1)}


@lru_cache(maxsize=2048)
def value_of(words: str) -> float:
    """The number that digits, Sino-Korean or native numerals name: `1억 2,000만` → 120000000."""
    words = words.replace(",", "").strip()
    native = re.fullmatch(rf"({'|'.join(_TENS)})?\s?({'|'.join(_ONES)})?", words)
    if native and words:
        return float(_TENS.get(native[1] or "", 0) + _ONES.get(native[2] or "", 0))
    total = section = current = 0.0
    has_digit = False
    for token in re.findall(r"\d+(?:\.\d+)?|[가-힣]", words):
        if token in _SINO_DIGITS:
            current, has_digit = float(_SINO_DIGITS[token]), True
        elif token not in _SCALE:
            current, has_digit = float(token), True
        elif _SCALE[token] < 10_000:
            section += (current if has_digit else 1) * _SCALE[token]
            current, has_digit = 0.0, False
        else:
            total += ((section + current) or 1) * _SCALE[token]
            section = current = 0.0
            has_digit = False
    return round(total + section + current, 6)


_UNITS: dict[str, tuple[str, ...]] = {
    "시간": ("시간", "hours", "hour", "hrs", "hr", "h"),
    "주": ("주일", "주간", "주"),
    "개월": ("개월", "달"),
    "년대": ("년대",),
    "년": ("년간", "년", "해"),
    "일": ("일간", "일"),
    "세": ("세", "살"),
    "분": ("분간", "분"),
    "초": ("초",),
    "시": ("시",),
    "db": ("dB(A)", "dBA", "dB", "데시벨"),
    "kg": ("킬로그램", "kg", "킬로"),
    "km": ("킬로미터", "km"),
    "cm": ("센티미터", "센티", "cm"),
    "mm": ("밀리미터", "mm"),
    "mmhg": ("mmHg",),
    "m": ("미터", "m"),
    "g": ("그램", "g"),
    "톤": ("톤", "t"),
    "hz": ("kHz", "Hz", "헤르츠"),
    "ppm": ("ppm",),
    "명": ("명", "사람", "인"),
    "회": ("차례", "회", "번"),
    "건": ("건",),
    "급": ("급",),
    "곳": ("군데", "곳"),
    "개": ("개",),
    "대": ("대",),
    "장": ("장",),
    "층": ("층",),
    "차": ("차",),
    "호": ("호",),
    "점": ("점",),
    "배": ("배",),
    "교대": ("교대",),
    "조": ("조",),
    "단계": ("단계",),
    "갑": ("갑",),
    "병": ("병",),
    "잔": ("잔",),
    "평": ("평",),
    "쪽": ("쪽", "페이지", "면"),
    "도": ("도", "°C", "°"),
    "심": ("심",),
    "가지": ("가지",),
    "째": ("번째", "째"),
}
_UNIT_OF = {spelling.lower(): unit for unit, spellings in _UNITS.items() for spelling in spellings}
_UNIT = "|".join(re.escape(spelling) for spelling in sorted(_UNIT_OF, key=len, reverse=True))
_WORD_UNIT = (
    "시간|개월|달|년간|년|해|살|세|명|사람|번째|번|차례|회|건|곳|군데|일간|일|주일|주간|주|배|분간|분|킬로그램|킬로|데시벨|"
    "미터|센티미터|센티|톤|개|대|잔|병|갑|층|급|점|가지|차|시"
)
"""Units that stand behind a number written in words."""
_FREE_UNITS = frozenset({"가지", "째", "심"})
"""A model counts its own points, and which instance a court is, is not a number of the case."""

_AFTER_UNIT = r"(?![가-힣A-Za-z])|(?=간|동안|씩|에|이|가|을|를|은|는|의|로|으로|도|만|여|전|후|까지|부터|밖|이상|이하|미만|넘|가량|정도|쯤|마다|당|짜리|반|과|와|인|내|째|중|이나|보다|입|였|쯤|가까)"
_MONEY = re.compile(
    rf"{_STARTS_AMOUNT}(?P<amount>{_AMOUNT}|{_SINO})\s?(?:여\s?)?(?P<unit>원|달러|만원|불(?![가-힣]))(?!고|심|인|칙|래|리|단|장|청)",
)
_PERCENT = re.compile(
    rf"(?=[\d일이삼사오육칠팔구십백천만억절과반])(?:(?P<percent>{_AMOUNT}|{_SINO}|{_SINO_FEW})\s?(?:~\s?(?P<upto>{_AMOUNT})\s?)?(?:%|퍼센트|프로(?!그램|젝트|세스|필|토)|percent)"
    rf"|(?!일\s?할)(?P<tenths>\d|{_SINO}|{_SINO_FEW})\s?할(?=[의이가은을로 ,.]|$|대|정도|이상|입|쯤)"
    rf"|(?P<lower>\d+|[일이삼사오육칠팔구십백천만])\s?분의\s?(?P<upper>\d+|[일이삼사오육칠팔구])"
    r"|(?<![\d/.])(?P<over>\d{1,3})\s?[/⁄]\s?(?P<under>\d{1,3})(?![\d/])"
    r"|(?P<half>절반|과반|반수|반반))"
)
_SIGNS_OF_SHARE = r"[%할/⁄]|퍼센트|프로|percent|분의|절반|과반|반수|반반"
_OF_THEM = re.compile(
    rf"{_STARTS_COUNT}(?P<all>{_DIGITS}|{_NATIVE}|{_SINO})\s?(?P<unit>건|명|개|곳|사건|판결|차례|번|회|사람)?\s?(?:의\s*판결\s*)?(?:중|가운데)(?:에서|에|의)?\s"
    rf"[^.\d]{{0,16}}?(?P<some>{_DIGITS}|{_NATIVE}|{_SINO})\s?(?:건|명|개|곳|사건|판결|차례|번|회|사람|꼴)"
)
_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d)")
_RANGE = rf"(?:\s?(?:~|-|내지|또는|및|에서|,|·|/)\s?(?P<upto>{_AMOUNT}))?"
_NUMBER = re.compile(
    rf"(?<![\d.])(?P<amount>{_AMOUNT}){_RANGE}\s?(?:여\s?)?(?:(?P<unit>{_UNIT})|(?<!\s)(?P<more>[가-힣]))?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"{_STARTS_COUNT}(?P<amount>{_NATIVE}|{_SINO}|{_SINO_FEW})\s?(?:여\s?)?(?P<unit>{_WORD_UNIT})(?:{_AFTER_UNIT})"
)
_RATE = re.compile(
    r"(?<![\d.])1\s?(?:주일|주간|주|일|개월|달|년|회)(?:간|에|당)?\s?(?=평균|당|에|\d|최대|최소|약|총|기준|단위|소정)"
    r"|(?<![가-힣])한\s?(?:주|달|해|시간)(?:간|에|당)?\s?(?=평균|당|에|\d|최대|최소|약|총)"
)
_PARTICLES = frozenset("은는이가을를의에과와도로만까부보으랑나및중씩여")
_ORDER = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]|[가-하][.)])\s+|제\s?[1-3]\s?심|제\s?3\s?자|[1-3](?:·[1-3])*\s?심"
)
_UNCHECKED_ONE = frozenset(
    {"회", "곳", "개", "째", "대", "장", "층", "점", "배", "명", "건", "가지", "차", "일"}
)
"""'한 번', '한 사람' and '한 건' are ways of speaking; '한 시간' and '한 달' are not. '한 일' is what was done."""


# --- names ---------------------------------------------------------------------------------------

_CODE = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{1,4}-?\d+(?:\s?[.\-/~]\s?[A-Za-z]?\d+)*")
_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z][A-Z&]+(?![A-Za-z])")
_UNIT_LETTERS = frozenset({"AI", "HZ", "KG", "KM", "CM", "MM"})
_DISEASES = sorted(
    ({term for terms in DISEASE_TERMS.values() for term, weight in terms.items() if weight >= 2 and len(term) > 2}
    | {"고혈압", "당뇨", "고지혈", "이상지질", "비만", "흡연", "담배", "음주", "알코올", "우울", "불면", "결핵", "간경", "치매",
       "암종", "종양", "골절", "마비", "괴사", "감염", "천식", "화상", "절단", "감전", "비염", "통풍", "골다공", "빈혈", "뇌전증", "간질", "파킨슨"})
    - {"방아쇠"},
    key=len,
    reverse=True,
)  # fmt: skip
_DISEASE = re.compile(
    "|".join(_DISEASES)
    + r"|[가-힣]{2,8}장애(?=[은는이가을를의에와과도로 ,.)·]|$)|[가-힣]{1,12}(?:증후군|골절|파열|출혈|경색|난청|협착|탈출|염좌|종양|백혈병|육종|림프종|손상|절단|탈구|부정맥|신부전|"
    r"심부전|색전|동맥류|천공|혈종|기흉|디스크|질환자|장애\s?\d급)"
    r"|[가-힣]{1,10}(?:염|암|증)(?=[은는이가을를의에과와도으로로 ,.)·]|$)"
)
_SAME_TERM: dict[str, tuple[str, ...]] = {
    "디스크": ("추간판",),
    "허리디스크": ("추간판", "디스크"),
    "목디스크": ("추간판", "디스크"),
    "뇌출혈": ("뇌내출혈", "두개내출혈", "경막하출혈", "경막하혈종", "지주막하출혈", "거미막하출혈", "거미막밑출혈",
              "뇌실질내출혈", "뇌실내출혈", "뇌간출혈", "뇌교출혈", "뇌내혈종"),
    "뇌졸중": ("뇌경색", "뇌출혈", "뇌내출혈"),
    "담배": ("흡연",),
    "흡연": ("담배",),
    "음주": ("술을", "술에", "술자리", "만취", "주취"),
    "난청": ("청력",),
    "진폐증": ("진폐",),
}  # fmt: skip
"""The plain name of an illness beside the legal or medical one."""
_HAZARDS = {
    "용접": (), "분진": ("먼지", "흄", "가루", "진폐"), "석면": (), "벤젠": (), "유기용제": ("유기화합물", "용제", "톨루엔", "신너"), "방사선": (),
    "폭발": ("터지", "터져"), "추락": ("떨어", "낙상", "전락"), "크레인": (), "지게차": (), "프레스": (), "회식": ("저녁식사", "모임", "술자리", "송년회"),
    "폭행": ("때리", "때려", "구타", "얻어맞"), "괴롭힘": ("괴롭", "따돌", "폭언", "욕설"), "성희롱": ("성추행",), "도장작업": ("페인트", "도장"),
}  # fmt: skip
"""What people are exposed to, with other words that rulings have for it."""
_SAME_TERM |= _HAZARDS
_HAZARD = re.compile("|".join(_HAZARDS))
_JOB = re.compile(
    r"(?P<job>[가-힣]{1,7}(?:기사|관사|정비사|미화원|경비원|판매원|배달원|승무원|조리사|간호사|교사|강사|기자|의사|군인|선원|어부|농부|광부|운전사|운전원|조종사|설계사|"
    r"용접공|배관공|조적공|도장공|목공|철근공|미장공|전기공|기능공|비계공|세공|석공|굴진부|선산부|후산부|채탄부))(?:으?로|의|였|이었|인|은|는)"
)
_NOT_A_JOB = re.compile(
    r"(?:^|[가-힣]*)(?:감정|주치|자문|검진|부검|전문|담당|촉탁|진료|협진)의사|(?:^|이|그|한|두|의|여러|다른)의사$|검사기사|^의사$|주의사$"
)
_NOT_A_DISEASE = re.compile(
    r"(?:입|검|반|인|확|심|보|논|방|예|급|영수|면허|자격|신분|가|물|변|실|서|이수|등록|허가|통|갈|후유|합병|기왕|공|위임|중|경)증$|"
    r"(?:전|오|감|점|수|함)염$|(?:바|방)암$|^(?:이|그|한|각|위|염|암|증)"
)
_BODY = re.compile(
    r"[가-힣A-Za-z○0-9]{1,12}(?:대학교병원|대병원|병원|의원|의료원|산업|건설|중공업|전자|물산|공업|기업|조선|제철|제강|화학|운수|택시|"
    r"물류|상사|정밀|테크|엔지니어링|연구원|연구소|협회|자동차|통운|택배|방직|섬유|타이어|제약|항공|해운|광업소|탄광)"
    r"(?=[은는이가을를의에과와도로 ,.)]|에서|으로|$)"
    r"|(?:주식회사|㈜|\(주\)|유한회사)\s?[가-힣A-Za-z○]{2,12}|[가-힣A-Za-z○]{2,12}\s?(?:주식회사|㈜|\(주\))"
    r"|[가-힣]{2,8}(?:지방법원|고등법원|행정법원|가정법원|고법|지법|행법)|대법원|헌법재판소|[가-힣]{2,14}위원회"
)
_GENERIC_BODY = re.compile(
    r"운전자$|^(?:(?:이|그|위|각|한|두|여러|다른|해당|같은|당시|상급|종합|대학|요양|한방|치료|주치|담당|일반|개인|동네|지역|전문|인근|원|제|본|타|동)*"
    r"(?:대학교?병원|병원|의원|의료원|연구원|연구소|협회|기업|산업|건설|조선|화학|물류|운수|택시|자동차|택배|전자|항공|제철|섬유|공업|해운|상사|탄광))$"
    r"|산재병원$|산재지정|^(?:대|중소|소|공)기업$|직장상사$|(?:나|의|한|던|인|된|할|는|은|이|그|자신의|회사의)상사$"
)
_CERTAIN_KINDS = re.compile(r"^[가-힣]*근로복지공단")


_COUNTS_SOMETHING = re.compile(
    r"\d|[십백천만억]|절반|과반|반수|반반|분의|할|(?:[한두세네석넉곱덟홉섯열물무른흔쉰순]|[삼오육칠팔구이일사])\s?(?:시간|개월|주|년|달|해|살|세|명|사람|번|차례|회|건|곳|군데|배|급|분|개|대|잔|병|갑|층)"
)


_TAKEN = "#"
"""Stands where something was taken: what leaned on it is no word of its own (8일**만 일해**)."""


class _Reader:
    """Reads facts out of normal text; what one kind has taken is not read again as another."""

    def __init__(self, text: str, is_given: bool = False) -> None:
        self.text = text
        self.is_given = is_given
        self.year = self.month = 0

    def read(self) -> Iterator[Fact]:
        whole = self.text
        yield from self._cases()
        yield from _statutes(self.text)
        self._take(_ARTICLE)
        if not self.is_given:
            yield from _laws(whole)
            yield from _vague(whole)
            self._take(_ORDER)
            self._take(_RATE)
            self._take(_CODE)
        for chunk in re.split(r"(?<=다\.)\s", self.text):
            # Most of the time of a long ruling goes into sentences that count nothing.
            if _COUNTS_SOMETHING.search(chunk):
                self.text = chunk
                yield from self._amounts()
        if not self.is_given:
            yield from _named(whole)

    def _amounts(self) -> Iterator[Fact]:
        yield from self._dates()
        yield from self._money()
        yield from self._shares()
        yield from self._counts()

    def _take(self, pattern: re.Pattern[str], signs: str = "") -> list[re.Match[str]]:
        """The matches, which are blanked out in the text; none where it holds no sign of one."""
        if signs and not re.search(signs, self.text):
            return []
        taken = list(pattern.finditer(self.text))
        kept, begin = [], 0
        for match in taken:
            kept += [self.text[begin : match.start()], _TAKEN * (match.end() - match.start())]
            begin = match.end()
        if taken:
            self.text = "".join(kept) + self.text[begin:]
        return taken

    def _cases(self) -> Iterator[Fact]:
        for court, number, start, end in list(case_numbers(self.text)):
            yield Fact(Why.CASE_NUMBER, (court, number))
            self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def _dates(self) -> Iterator[Fact]:
        for match in self._take(_DATE, _SIGNS_OF_DATE):
            year, month, day = _date(match)
            yield Fact(Why.DATE, (year, month, day))
            if self.is_given and self.year and not year:
                # "같은 해 7. 3.", "2019. 3. 4.부터 5. 6.까지": a ruling leaves out a year it has just named.
                yield Fact(Why.DATE, (self.year, month or self.month, day))
            self.year, self.month = year or self.year, month or self.month

    def _money(self) -> Iterator[Fact]:
        for match in self._take(_MONEY, "[원불러]"):
            scale = 10_000 if match["unit"] == "만원" else 1
            yield Fact(Why.MONEY, value_of(match["amount"]) * scale)

    def _shares(self) -> Iterator[Fact]:
        for match in _OF_THEM.finditer(self.text) if re.search("중|가운데", self.text) else ():
            yield Fact(Why.PERCENT, (value_of(match["some"]), "중", value_of(match["all"])))
        for match in self._take(_PERCENT, _SIGNS_OF_SHARE):
            if match["half"]:
                yield Fact(Why.PERCENT, 50.0)
            elif match["lower"] or match["under"]:
                upper, lower = match["upper"] or match["over"], match["lower"] or match["under"]
                yield Fact(Why.PERCENT, _fraction(upper, lower))
            elif match["tenths"]:
                yield Fact(Why.PERCENT, value_of(match["tenths"]) * 10)
            else:
                yield from (Fact(Why.PERCENT, value_of(v)) for v in (match["percent"], match["upto"]) if v)

    def _counts(self) -> Iterator[Fact]:
        for match in self._take(_CLOCK, ":"):
            yield Fact(Why.NUMBER, (float(match["hour"]), "시"))
            if int(match["minute"]):
                yield Fact(Why.NUMBER, (float(match["minute"]), "분"))
        for match in self._take(_NUMBER, r"\d"):
            unit = _UNIT_OF.get((match["unit"] or "").lower()) or _unknown_unit(match["more"])
            if unit in _FREE_UNITS:
                continue
            for amount in (match["amount"], match["upto"]):
                if amount:
                    yield Fact(Why.NUMBER, (value_of(amount), unit))
        for match in _IN_WORDS.finditer(self.text):
            unit, value = _UNIT_OF[match["unit"].lower()], value_of(match["amount"])
            if unit not in _FREE_UNITS and not (value == 1 and unit in _UNCHECKED_ONE):
                yield Fact(Why.NUMBER, (value, unit))


_VAGUE_DATE = re.compile(r"(?<![가-힣])(?:작년|재작년|지난해|올해|내년|이듬해)")
_VAGUE_SHARE = re.compile(
    r"십중팔구|(?<![가-힣])(?:열|백|천|십)이면\s?[가-힣]{1,3}|(?<![가-힣])열에\s?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)|(?<=[a-z]\s)percent",
    re.IGNORECASE,
)
_VAGUE_COUNT = re.compile(
    rf"(?<![가-힣])수(?:십|백|천|만)\s?(?:여\s?)?(?:{_WORD_UNIT})|(?<![가-힣])(?:갑절|곱절)"
)

_VAGUE_MONEY = re.compile(r"(?<![가-힣\d])수(?:십|백|천)?(?:만|천만|백만|억)\s?원")
_ADVISER = re.compile(
    r"(?<![가-힣])[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구][가-힣]{1,2}\s"
    r"(?:변호사|노무사|공인노무사|판사|교수|박사|원장|소장|센터장|위원장|기자|회장|실장|팀장|사무장)|"
    r"(?<![가-힣])[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구][가-힣]{2}\s?(?:님|씨)(?![가-힣])|"
    r"[가-힣]{2,10}\s?(?:법률사무소|합동사무소|노무사사무소)|(?:법무법인|노무법인)\s?[가-힣]{2,8}"
)
"""People and firms: whoever is named must have been given."""


def _vague(text: str) -> Iterator[Fact]:
    """What counts without a number: it must be said in the same words."""
    for match in _VAGUE_DATE.finditer(text):
        yield Fact(Why.DATE, Said(match[0]))
    for match in _VAGUE_SHARE.finditer(text):
        yield Fact(Why.PERCENT, Said(squeezed(match[0])))
    for match in _VAGUE_COUNT.finditer(text):
        yield Fact(Why.NUMBER, Said(squeezed(match[0])))
    for match in _VAGUE_MONEY.finditer(text):
        yield Fact(Why.MONEY, Said(squeezed(match[0])))


def _unknown_unit(following: str | None) -> str:
    """What stands right behind a number (쪽, 동, 칸) unless it is a particle."""
    return "" if following is None or following in _PARTICLES else following


def _named(text: str) -> Iterator[Fact]:
    for match in _CODE.finditer(text):
        yield Fact(Why.TERM, squeezed(match[0]))
    for match in _ABBREVIATION.finditer(text):
        if match[0] not in _UNIT_LETTERS:
            yield Fact(Why.TERM, match[0].lower())
    for match in _JOB.finditer(text):
        if not _NOT_A_JOB.search(match["job"]):
            yield Fact(Why.TERM, match["job"][-3:])
    for match in _HAZARD.finditer(text):
        yield Fact(Why.TERM, match[0])
    for match in _DISEASE.finditer(text):
        if not _NOT_A_DISEASE.search(match[0]):
            yield Fact(Why.TERM, squeezed(match[0]))
    for match in _ADVISER.finditer(text):
        yield Fact(Why.TERM, squeezed(match[0]))
    for match in _BODY.finditer(text):
        if not _GENERIC_BODY.search(match[0]) and not _CERTAIN_KINDS.search(match[0]):
            yield Fact(Why.TERM, squeezed(match[0]))


def _fraction(upper: str, lower: str) -> object:
    if upper in _SINO_DIGITS:
        upper = str(_SINO_DIGITS[upper])
    if lower in _SINO_DIGITS:
        lower = str(_SINO_DIGITS[lower])
    if not (upper.isdigit() and lower.isdigit() and int(lower)):
        return f"{upper}/{lower}"
    return Fraction(int(upper), int(lower))
