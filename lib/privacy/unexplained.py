"""Numbers that nothing explains: what is no date, amount, measure, case, article or office's number tells somebody apart.

Every other recogniser waits for the word or the shape of its kind, and people have more kinds of numbers than anybody
lists. Here it is the other way round: what a long number may be in a story of an injury is a closed list, and a number
that is nothing of it is masked, whatever it is called.
"""

import re
from collections.abc import Iterator

from stdnum import casrn

from lib.privacy.context import before, compiled, digits_of
from lib.privacy.labelled import NOTICE, OFFICE_NUMBER, THING_WORDS
from lib.privacy.recogniser import Kind, Reading, Recogniser, cue
from lib.text.numbers import find_dates

_LEAST = 5
"""Digits from which a number is looked at: shorter ones count, measure or name a year."""
_LEAST_ALONE = 6
"""The same of digits without a letter or a mark among them."""

_GROUP = re.compile(r"\d+|[A-Za-z]+")
# What counts or measures, behind a number. A particle is none: 318842는.
_UNIT = compiled(
    r"\s?(?:[십백천만억조]?\s?원(?![고인])|[만천억]|년|개월|[월일시분초](?=$|[^가-힣]|[은는이가을를에로도만씩쯤간전후의])|시간|명|회|차|층|세|살|개|대(?![가-힣])|장(?![가-힣])|건|"
    r"호선|[%％‰]|퍼센트|프로|k[gmwvn]|mm|cm|m[gl]?(?![a-z])|[gtlvw](?![a-z-])|킬로|톤|미터|리터|d[bB]|데시벨|k?hz|헤르츠|℃|도(?![가-힣])|배(?![가-힣])|번째|가지|단계|평|"
    r"볼트|와트|마력|rpm|ppm|ppb|점|달러|유로|엔(?![가-힣])|보(?![가-힣])|걸음|줄|쪽|페이지|포대|박스|상자|콜|krw|won|usd|hours?|days?|years?|people|steps?)"
)
_MONEY = compiled(r"(?:[₩￦$€¥]|krw|usd|원금|합계|총액|금)\s?$")
# 2019구합 12345, 2019구합12345, 12346(병합)
_OF_A_CASE = re.compile(
    r"(?:\d{2}|(?:19|20)\d{2})\s?[가-힣]{1,3}\s?(?:\d{1,7}\s?(?:\([가-힣]{2}\)\s?)?[,·/]\s?){0,8}$"
)
_CASE_BEHIND = re.compile(r"\s?[가-힣]{1,3}\s?\d{1,7}(?!\d)")
# Norms, goods and their makers' numbers.
NORM = r"(?<![A-Za-z])(?:ISO|KS|EN|IEC|ASTM|ANSI|JIS|DIN|UN|EC|OHSAS|KOSHA(?: GUIDE)?|GB|API|AWS|CAS|GTIN|EAN|UPC|ISBN|ISSN|LOT|S/N|P/N|VER\.?|VERSION|MODEL|TYPE)[\s.:#-]{0,2}(?:No\.?\s?)?(?:[A-Z][\s-]?)?"
"""Pattern of the name of a norm, before its number."""
_NORM = compiled(f"{NORM}$")
_THING = compiled(
    rf"{THING_WORDS}\s?(?:번호|코드|넘버|No\.?)[\s:(은는이가]{{0,3}}$"
    r"|(?:의안|품번|로트|모델명?|기종|형식|버전|사양|규격|도면|바코드|시리얼|제품명?|부품명?|특허|별표|별지)[\s:(은는이가]{0,3}(?:제\s?)?$"
)
_SIZES = re.compile(r"[^\d]?\d{1,4}(?:\s?[xX×*]\s?\d{1,4})+[A-Za-z]?")
# A machine by its maker's name for it: R-2000iC/165F 로봇.
_MACHINE = compiled(
    r"\s?(?:로봇|프레스|크레인|지게차|굴착기|굴삭기|포크레인|모델|기종|장비|기계|설비|트럭|덤프|선반|밀링|절단기|사출기|컴프레서|발전기|모터|용접기|그라인더|드릴|볼트|너트|베어링|강판|파이프|규격)"
)
_RECENT, _NEXT = 1950, 2040


def _is_month(year: int, month: int) -> bool:
    return _RECENT <= year < _NEXT and 1 <= month <= 12


def _is_time(group: str) -> bool:
    return len(group) == 4 and int(group[:2]) <= 24 and int(group[2:]) < 60


# Digits alone: an amount nobody wrote a 원 behind, a month, a recent day.
def _is_plain(digits: str) -> bool:
    if digits.endswith("00") or len(digits) < _LEAST_ALONE:
        return True
    if len(digits) == 6:
        if _is_month(int(digits[:4]), int(digits[4:])):
            return True
        year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
        return year < _NEXT % 100 and 1 <= month <= 12 and 1 <= day <= 31
    return False


# Groups of digits joined by one mark: values, a range, years, months, hours, a decimal.
def _is_joined(groups: list[str], marks: set[str]) -> bool:
    lengths = [len(each) for each in groups]
    if marks <= {"/", "-", ".", " "} and max(lengths) <= 3 and (marks == {"/"} or len(groups) == 2):
        return True
    if marks == {"."} and len(groups) == 2 and lengths[1] <= 3 and lengths[0] <= 5:
        return True
    # 30/04/2023
    if lengths == [2, 2, 4] and _is_month(int(groups[2]), min(int(groups[0]), int(groups[1]))):
        return True
    if all(_is_time(each) for each in groups):
        return True
    if all(len(each) == 4 and _RECENT <= int(each) < _NEXT for each in groups):
        return True
    if len(groups) == 2 and (
        lengths[0] == 4 and lengths[1] <= 2 and _is_month(int(groups[0]), int(groups[1]))
    ):
        return True
    return all(_is_plain(each) and (each.endswith("00") or len(each) <= 3) for each in groups)


def _is_unexplained(match: re.Match[str]) -> bool:
    return _is_long(match["token"]) and not _is_explained(match)


def _is_long(token: str) -> bool:
    if token.isdigit() and len(token) < _LEAST_ALONE:
        return False
    return len(digits_of(token)) >= _LEAST - token.startswith("#")


# Whether a number is something of the closed list.
def _is_explained(match: re.Match[str]) -> bool:
    token, text = match["token"], match.string
    start, end = match.span("token")
    parts = _GROUP.findall(token)
    groups = [each for each in parts if each.isdigit()]
    digits = "".join(groups)
    if OFFICE_NUMBER.fullmatch(token):
        return True
    # Letters in front may be the name of a norm: CAS 71-43-2.
    digits_at = start + token.index(digits[0])
    behind = re.search(r"(?<=\d)[A-Za-z]{1,4}$", token)
    if (
        _UNIT.match(text, behind.start() + start if behind else end)
        or before(_MONEY, match, 6, start)
        or _SIZES.fullmatch(token)
    ):
        return True
    if len(groups) < len(parts) and _MACHINE.match(text, end):
        return True
    if (
        before(_THING, match, 16, start)
        or before(_NORM, match, 16, digits_at)
        or before(NOTICE, match, 14, start)
    ):
        return True
    if before(_OF_A_CASE, match, 60, start) or (len(digits) <= 4 and _CASE_BEHIND.match(text, end)):
        return True
    around = text[max(0, start - 12) : end + 12]
    here = start - max(0, start - 12)
    if any(each.start < here + len(token) and here < each.end for each in find_dates(around)):
        return True
    if len(groups) == len(parts) - parts[0].isalpha():
        if len(groups) == 1:
            is_bare = parts[0].isdigit() and not token.startswith("#")
            return _is_plain(digits) if is_bare else digits.endswith("00")
        marks = set(re.sub(r"[\dA-Za-z]", "", token)) or {" "}
        return _is_joined(groups, marks) or casrn.is_valid(token)
    return False


def explained_numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the long numbers stand of which the closed list tells what they are."""
    for match in UNEXPLAINED[0].matches(reading):
        if _is_long(match["token"]) and _is_explained(match):
            yield match.span("token")


_JOIN = "(?:[-_/.]| - )"
UNEXPLAINED = (
    # 24-7718203, C19-3307, 318842, #SJ-09322
    Recogniser(
        Kind.NUMBER,
        compiled(
            rf"(?<![\w@.,:~/=-])(?P<token>#?(?:[A-Z]{{1,4}}[-_ ]?)?\d[\dA-Z]{{0,19}}(?:{_JOIN}[\dA-Z]{{1,20}}){{0,5}})(?![\w@:~]|[,.]\d|{_JOIN}[\dA-Z])"
        ),
        _is_unexplained,
        part="token",
        cue=cue(r"\d#A-Za-z", r"A-Za-z0-9_@.,:~/=-", then=r"(?<=\d)|[-_ #A-Za-z]{0,6}\d"),
    ),
    # 10417 3092 8856; 2 2 0 6 1 5 9 7
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?<![\w@.,:~/=-])(?<!\d )(?P<token>\d{3,6}(?:[ -]{1,3}\d{3,6}){1,4}|\d(?: \d){5,15})(?![\w@:~]|[,.-]\d| \d)"
        ),
        lambda match: (
            len(set(match["token"])) > 3
            if match["token"][1] == " "
            else len(digits_of(match["token"])) >= 9 and _is_unexplained(match)
        ),
        part="token",
        cue=cue(r"\d", r"A-Za-z0-9_@.,:~/-"),
    ),
)
"""Whatever long number is nothing of the closed list."""
