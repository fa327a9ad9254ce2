"""Numbers in a text, in digits and in Korean words: durations, amounts, measures, counts, dates.

Nothing here is worked out beyond what a sentence says: `11년 6개월` is 11.5 of its larger unit, years.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Literal

from lib.text.once import once
from lib.text.spelling import Plain, squeeze

# --- numerals ------------------------------------------------------------------------------------

_SINO = {char: value for value, char in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
DIGIT_WORDS = "".join(_SINO)
"""The digits as they are spoken one by one."""
NUMERAL_SYLLABLES = f"{DIGIT_WORDS}십백천"
"""The syllables of the numerals that are spoken, below ten thousand."""
_TENS = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
_NATIVE_ONES = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_LONG_DIGIT_WORD = "|".join(word for word in _NATIVE_ONES if len(word) > 1)
SPOKEN_DIGIT = rf"(?:{_LONG_DIGIT_WORD}|[둘셋넷\d{DIGIT_WORDS}])"
"""Pattern of one digit as people say it: in figures, Sino-Korean or native."""
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_DAYS = {
    "하루": 1.0, "이틀": 2.0, "사흘": 3.0, "나흘": 4.0, "닷새": 5.0, "엿새": 6.0, "이레": 7.0, "여드레": 8.0, "아흐레": 9.0,
    "열흘": 10.0, "보름": 15.0,
}  # fmt: skip
_DAYS |= {f"열{word}": 10 + days for word, days in _DAYS.items() if days < 10}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d++)(?:\.\d++)?"
_SINO_WORD = "[영일이삼사오육칠팔구십백천만억]"
_NATIVE = rf"(?:(?:{'|'.join(_NATIVE_TENS)})\s?)?(?:{'|'.join(sorted(_NATIVE_ONES, key=len, reverse=True))})|{'|'.join(_NATIVE_TENS)}"
_NUMERAL = (
    # 3만 5천, 1억 2,000만, 350
    rf"(?P<mixed>(?<!\d){_DIGITS}(?:\s?[십백천만억조]+(?:\s?{_DIGITS}\s?[십백천만억조]+){{0,3}}(?:\s?{_DIGITS})?)?)"
    # 삼백오십, 이천만
    rf"|(?<![가-힣\d])(?P<sino>{_SINO_WORD}{{1,24}}(?:(?<=[백천만억])\s{_SINO_WORD}{{1,12}}){{0,3}})"
    # 열두, 스무, 한
    rf"|(?<![가-힣\d])(?P<native>{_NATIVE})"
)


def sino_digits(words: str) -> str:
    """The syllables that name digits one by one, without those of native words: 구사하나 gives 구사."""
    return "".join(re.findall(f"[{DIGIT_WORDS}]", re.sub(_LONG_DIGIT_WORD, "", words)))


def read_numeral(words: str) -> float | None:
    """The value of a numeral in digits, in Sino-Korean or native words, or mixed; None where it is none.

    `3만 5천` is 35,000, `삼백오십` 350, `열두` 12, `1,234.5` 1,234.5.
    """
    words = squeeze(words).replace(",", "")
    native = re.fullmatch(rf"({'|'.join(_NATIVE_TENS)})?({'|'.join(_NATIVE_ONES)})?", words)
    if native and words:
        return float(_NATIVE_TENS.get(native[1], 0) + _NATIVE_ONES.get(native[2], 0))
    total = section = 0.0
    number: float | None = None
    for match in re.finditer(r"(\d+(?:\.\d+)?)|(.)", words):
        digits, char = match.groups()
        if digits:
            number = float(digits)
        elif char in _SINO:
            number = (number or 0) * 10 + _SINO[char]
        elif char in _TENS:
            section, number = section + (1 if number is None else number) * _TENS[char], None
        elif char in _MYRIADS:
            total, section, number = total + ((section + (number or 0)) or 1) * _MYRIADS[char], 0.0, None
        else:
            return None
    return total + section + (number or 0) if words else None


# --- quantities ----------------------------------------------------------------------------------

Kind = Literal["duration", "amount", "measure", "count", "age"]

_UNITS: dict[Kind, dict[str, str]] = {
    "duration": {
        "년": "년|해(?=\\s|동안|째|가|를|$)|(?<=\\s)해(?=[.,]|여|요|입|였|예|만|쯤|나)", "개월": "개월|달(?!러)", "주": "주일|주간|주(?=\\s|[,.)]|간|동안|째|가|를|에|진단|$)",
        "일": "일(?!반|부터\\s*\\d|요일|당|용)|날", "시간": "시간|h(?:rs?)?(?![a-zA-Z])", "분": "분(?!의|위|류|야|기|쇄|진|할|담|명)", "초": "초(?!기|반|등|음|과|중|년|대)",
    },
    "amount": {"원": "원(?!고|인|심|장|칙|래|청|처|상)", "달러": "달러|불(?=\\s|[,.]|$)"},
    "measure": {
        "kg": "kg|㎏|킬로그램|킬로(?!미터|와트)", "mg": "mg|밀리그램", "g": "g(?![a-z])|그램", "t": "톤|t(?![a-z])",
        "km": "km|㎞|킬로미터", "cm": "cm|㎝|센티미터|센티|센치", "mm": "mm(?!Hg)|㎜|밀리미터|밀리", "㎡": "㎡|제곱미터|평방미터", "㎥": "㎥|세제곱미터",
        "m": "m(?![a-z/])|미터", "dB": "(?i:dB)(?:\\(A\\))?|㏈|데시벨", "%": "%|퍼센트|프로(?!그램|젝트)", "℃": "℃|°C|도(?!로|급|중|시|착|색|장|구|를|의)", "ppm": "ppm|피피엠",
        "L": "L|ℓ|리터", "ml": "ml|mL|㎖", "mmHg": "mmHg", "Hz": "Hz|헤르츠", "평": "평(?=\\s|[,.)]|의|짜리|$)", "배": "배(?=\\s|[,.)]|가|를|로|이|나|의|$)",
    },
    "count": {
        "명": "명(?!령|의|단|백|확)|인(?=\\s|[,.)]|이|의|가|$)|사람", "회": "회(?!사|의|복|식|피)|번(?!호|지|역)|차례", "개": "개(?!월|정|시|인|념|선|별|최|의)|군데|가지|건(?!강|물|설|축|의)|대(?!법|표|상|리|하|부|로)|병(?=\\s|[,.]|을|이|$)|잔|갑|장(?=\\s|[,.]|을|이|$)|권|층|쪽",
    },
    "age": {"세": "세(?![가-힣]{2}|대|트|기|번|금|명|개|무|부|종)|세(?=에|의|인|이|가|로|부터)|살(?!이 |해|인|펴|짝|짜)"},
}  # fmt: skip
_UNIT = "|".join(
    rf"(?P<u{number}>{pattern})"
    for number, pattern in enumerate(p for units in _UNITS.values() for p in units.values())
)
_NAMES: list[tuple[Kind, str]] = [(kind, unit) for kind, units in _UNITS.items() for unit in units]
_QUANTITY = re.compile(
    rf"(?P<minus>영하\s?|[-−](?=\d))?(?:{_NUMERAL})\s?(?:{_UNIT})(?P<half>\s?반(?![가-힣]{{2}}))?"
    rf"|(?P<days>{'|'.join(_DAYS)})(?![가-힣]{{3}})"
    r"|(?<![가-힣])반\s?(?P<half_of>년|달|시간)(?![가-힣]{3})"
)
# What needs no numeral beside it: words for days, and the units that 반 (half) stands before.
_IN_ONE_WORD = {word: (days, "일") for word, days in _DAYS.items()} | {
    "년": (6.0, "개월"),
    "달": (15.0, "일"),
    "시간": (30.0, "분"),
}
# What makes one day or week the base of a rate: `하루 12시간`, `일주일에 세 번`.
_PER = re.compile(r"에\s|당\s|\s?(?:평균\s?|약\s?)?(?:\d|열|여덟|아홉)")
_IN_A = {
    ("년", "개월"): 12.0,
    ("개월", "일"): 30.0,
    ("시간", "분"): 60.0,
    ("분", "초"): 60.0,
    ("주", "일"): 7.0,
    ("년", "일"): 365.0,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in a text, `words == text[start:end]`.

    `value` is in `unit` (년 개월 주 일 시간 분 초, 원, kg …, 명 회 개, 세); of a duration in two units
    (`12시간 30분`) in the larger.
    """

    words: str
    start: int
    end: int
    kind: Kind
    value: float
    unit: str


@once
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number with a unit, in order; a year (2019년) or a day of a month is a date, no duration."""
    plain = Plain(text)
    dated = [(found.start, found.end) for found in _dates(plain)]
    found: list[Quantity] = []
    for one in _quantities(plain):
        is_base = one.kind == "duration" and one.value == 1 and _PER.match(text, one.end)
        # Dates stand in order and none overlaps another.
        near = bisect_left(dated, one.end, key=itemgetter(0))
        if is_base or (near and one.start < dated[near - 1][1]):
            continue
        last = found[-1] if found else None
        share = _IN_A.get((last.unit, one.unit)) if last and one.kind == "duration" else None
        between = text[last.end : one.start] if last else ""
        if last and share and not between.strip() and "\n\n" not in between:
            words, value = text[last.start : one.end], last.value + one.value / share
            found[-1] = replace(last, words=words, end=one.end, value=value)
        else:
            found.append(one)
    return tuple(found)


def _quantities(plain: Plain) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(plain.chars):
        start, end = plain.span(*match.span())
        words = plain.text[start:end]
        if word := match["days"] or match["half_of"]:
            yield Quantity(words, start, end, "duration", *_IN_ONE_WORD[word])
            continue
        numeral = match["mixed"] or match["sino"] or match["native"]
        value = read_numeral(numeral)
        if value is None:
            continue
        kind, unit = next(name for number, name in enumerate(_NAMES) if match[f"u{number}"])
        lone = match["sino"] and len(numeral) == 1 and numeral in _SINO
        if match["native"] and words.endswith("일"):
            # 한 일: what was done, no day.
            continue
        if lone and (unit not in ("년", "개월", "주") or (numeral == "이" and words[1].isspace())):
            # 이 일, 사 회: a word more often than a number.
            continue
        if kind == "age" and match["native"] and words.endswith("세"):
            # 두 세 번: two numerals.
            continue
        value = -value if match["minus"] else value
        yield Quantity(words, start, end, kind, value + (0.5 if match["half"] else 0.0), unit)


_BARE = re.compile(
    r"(?<![\d.,/~:∼～제-])(?P<number>\d{2,3}(?:\.\d{1,2})?)(?![\d/:~∼～%-]|[.,]\d|\s?(?:월|년|일|시|분|세|살|급|호|조|항|차|층|번|만|원|명|cm|mm))"
)


def find_bare_numbers(text: str) -> tuple[Quantity, ...]:
    """Numbers of two or three digits whose unit is left out (`오른쪽 52`), which are no date and no part of another."""
    taken = [(each.start, each.end) for each in find_quantities(text)]
    taken += [(each.start, each.end) for each in find_dates(text)]
    return tuple(
        Quantity(match["number"], *match.span(), "measure", float(match["number"]), "")
        for match in _BARE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )


_ZERO = re.compile(r"(?<![\d.,/~:∼～-])0(?:\.0+)?(?![\d.,/:~∼～%-]|\s?(?:시(?!간)|월|년))")


def tells_of_none(words: str) -> bool:
    """Whether an amount of nothing is told, with its unit or without: `0.000%`, `연장근로 0시간`, `수치는 0이었고`."""
    return any(each.value == 0 for each in find_quantities(words)) or bool(_ZERO.search(words))


# --- dates ---------------------------------------------------------------------------------------

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    # 2019. 3. 14., 2019-03-14, 2019/3/14, 2019년 3월 14일; '19. 3. 14., 98. 3. 4.
    rf"(?<![\d.])(?P<y>(?:1[5-9]|20)\d\d|['’]?\d\d)\s*(?P<s>[.년/-])\s*(?P<m>{_MONTH})\s*(?:[.월/-])\s*(?P<d>{_DAY})(?:\s*일|\.(?!\d)|(?![\d월]))"
    # 20190314
    rf"|(?<!\d)(?P<y8>(?:19|20)\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?!\d)"
    # 2019년 3월, 2019. 3.
    rf"|(?<![\d.])(?P<ym>(?:19|20)\d\d|['’]\d\d)\s*(?:년|\.)\s*(?P<my>{_MONTH})\s*(?:월|\.(?!\d)|(?=\s*경))"
    # 2019년
    r"|(?<!\d)(?P<yo>(?:19|20)\d\d|['’]?\d\d(?=년(?:도|생)))\s*년(?!간|\s*동안|\s*넘|여)"
    # 3월 14일, 3월; 같은 해 5. 3.
    rf"|(?<![\d.])(?P<md>{_MONTH})\s*월\s*(?P<dm>{_DAY})\s*일|(?<![\d.])(?P<mo>{_MONTH})\s*월(?!급)"
    rf"|(?<=해)\s*(?P<md2>{_MONTH})\s*\.\s*(?P<dm2>{_DAY})\s*\."
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text, `words == text[start:end]`; what it leaves out is None."""

    words: str
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None


def calendar_day(year: int | None, month: int, day: int) -> date | None:
    """The day of the calendar; None where it has none such, or without the year."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


@once
def find_dates(text: str) -> tuple[Date, ...]:
    """Every date a text names, in order, in the shapes of rulings (2019. 3. 14.) and of talk (3월 14일)."""
    return tuple(_dates(Plain(text)))


def _dates(plain: Plain) -> Iterator[Date]:
    for match in _DATE.finditer(plain.chars):
        year = match["y"] or match["y8"] or match["ym"] or match["yo"]
        month = match["m"] or match["m8"] or match["my"] or match["md"] or match["mo"] or match["md2"]
        day = match["d"] or match["d8"] or match["dm"] or match["dm2"]
        start, end = plain.span(*match.span())
        yield Date(
            plain.text[start:end],
            start,
            end,
            full_year(year.lstrip("'’")) if year else None,
            int(month) if month else None,
            int(day) if day else None,
        )


_SPOKEN_NUMBER = "[공영일이삼사오육륙칠팔구십백천]"
_LUNAR_DAY = rf"(?:초|열|스무)(?:{'|'.join(word for word, days in _DAYS.items() if days < 10)})|스무날|그믐"
_ANY_YEAR = (
    rf"(?:'?\d{{2}}|(?:19|20)\d\d|{_SPOKEN_NUMBER}{{2,8}})\s?년도?|(?:'?\d{{2}}|(?:19|20)\d\d)\s?[./-]"
)
ANY_DAY_OF_MONTH = (
    rf"(?:\d{{1,2}}|{_SPOKEN_NUMBER}{{1,2}}|유|시|동짓|섣|정)\s?[월달]\s{{0,2}}"
    rf"(?:\d{{1,2}}\s?일|{_SPOKEN_NUMBER}{{1,3}}\s?일|{_LUNAR_DAY}|{'|'.join(_DAYS)})"
)
"""Pattern of a month with its day, in digits or in words, of either calendar."""
ANY_DATE = (
    r"(?:(?<![\d.,])(?:(?:19|20)\d{6}|\d{6})(?!\d)"
    rf"|(?<![\d.,가-힣])(?:{_ANY_YEAR})\s{{0,2}}(?:음력\s?|양력\s?)?"
    rf"(?:{ANY_DAY_OF_MONTH}|\d{{1,2}}\s?[./-]\s?\d{{1,2}}\.?(?![\d/-])))"
)
"""Pattern of a day with its year, in digits, in words or without marks, of either calendar, where a word beside
it says that it is one; `find_dates` reads what needs no such word."""
ANY_DAY = rf"(?<![\d가-힣])(?:{ANY_DAY_OF_MONTH}|\d{{1,2}}\s?[./]\s?\d{{1,2}}(?![\d./]))"
"""The same of a day without its year."""


_YEARS = re.compile(
    r"(?<![\d.])(?P<first>(?:19|20)\d\d)\s*(?:년(?:도)?)?(?:\s*\d{1,2}\s*월)?\s*(?:[~∼～-]|부터)\s*"
    r"(?P<last>(?:19|20)?\d\d)(?!\d|\s*[.월-]\s*\d)(?:\s*년)?"
)


def find_spans_of_years(text: str) -> tuple[Quantity, ...]:
    """How many years lie between two that are joined, in order: `1979~1993` is 14."""
    plain = Plain(text)
    found = []
    for match in _YEARS.finditer(plain.chars):
        first, start_end = int(match["first"]), plain.span(*match.span())
        last = int(match["last"]) + (first // 100 * 100 if len(match["last"]) == 2 else 0)
        if first < last:
            words = plain.text[slice(*start_end)]
            found.append(Quantity(words, *start_end, "duration", float(last - first), "년"))
    return tuple(found)


# Two digits from here on are a year of the last century: courts have numbered cases since 1948.
_FIRST_YEAR = 48


def full_year(year: str) -> int:
    """The year that two or four digits stand for: `98` is 1998, `19` 2019."""
    century = 0 if len(year) == 4 else 1900 if int(year) >= _FIRST_YEAR else 2000
    return century + int(year)


def begins_with_date(words: str) -> bool:
    """True for `2019-03-14-12`: a day stands at the very beginning."""
    return any(found.start == 0 and found.day for found in find_dates(words)[:1])


_POINTS = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\.\d{1,2}\.(?:\d{1,2}\.)?|\d\d\.\d{1,2}\.\d{1,2}\.|(?<=같은해)\d{1,2}\.(?:\d{1,2}\.)?|(?<=같은달)\d{1,2}\.)"
)


def mask_dates(squeezed: str) -> str:
    """A text without white space in which the points of dates are middle dots: only sentences end in points."""
    return _POINTS.sub(lambda match: match[0].replace(".", "·"), squeezed)
