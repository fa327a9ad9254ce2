"""Where a letter says who somebody is, as such papers do: behind the heads of fields, in the lines of officers, in its numbers.

What everybody's texts have in common is found by `lib/privacy`; here is what the layout of a letter tells beside it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lib.casework.letter_firms import firms_of_letters
from lib.casework.letter_parts import shipped
from lib.casework.letter_tables import under_heads
from lib.privacy.context import REGION
from lib.privacy.name_weights import is_given_name, unseen
from lib.privacy.recogniser import PLACEHOLDER, Found, Kind
from lib.text.cells import cells
from lib.text.citations import find_case_numbers
from lib.text.numbers import find_dates
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

_HEADS = (
    "수신",
    "성명",
    "신청인",
    "청구인",
    "재심사청구인",
    "심사청구인",
    "수급권자",
    "수급자",
    "재해근로자",
    "재해자",
    "피재자",
    "납부의무자",
    "납부자",
    "보호자",
    "근로자",
    "고인",
    "망인",
    "원고",
    "항소인",
    "피항소인",
    "대표자",
    "이사장",
    "소송대리인",
    "대리인",
    "담당자",
    "담당",
    # as a machine reads it
    "당당",
    "문의처",
    "문의",
    "간사",
    "과장",
    "차장",
    "부장",
    "팀장",
    "주임",
    "주무관",
    "위원장",
    "위원",
    "판사",
    "재판장",
    "유족",
)
_HEAD = "|".join(r"\s?".join(head) for head in sorted(_HEADS, key=len, reverse=True))
_OFFICERS = "부장|차장|과장|팀장|주임|담당|위원|판사"
_NOT_A_NAME = r"(?!\s?(?:항소인|피항소인|상고인|이사장|위원장|판사|재판장|대표|변호사|근로|산업|귀하|대하여|경유|직인|생략|주장|의견|취지|지사|본부))"
_ONE = r"[가-힣](?:\s?[가-힣○〇*OX●]){1,3}"
_LINE_OF_OFFICERS = re.compile(
    rf"(?:위\s?원\s?장?|판\s?사|간사)(?:\s?[:：]\s?|[^\S\n]+)(?P<names>(?:{_ONE}|{PLACEHOLDER.pattern})(?:\s?[,·]\s?(?:{_ONE}|{PLACEHOLDER.pattern}))+)"
)
_ADDRESSED = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]\s?[가-힣○*OX]\s?[가-힣○*OX]{0,2})\s?(?=귀하\s*(?:[\n(,/]|$))"
)
# 함초롱 고객님, and a name in Latin letters
_SPOKEN_TO = re.compile(
    r"^[^\S\n]*(?P<name>[가-힣]{2,4}(?=\s?고객님)|[A-Z]{2,20}(?:\s[A-Z]{2,20}){1,3}(?=\s?(?:님|귀하)))",
    re.MULTILINE,
)
# 망 홍길동은 / 담당홍길동 02-…
_OF_THE_DEAD = re.compile(
    r"(?<![가-힣])망 (?P<name>(?!인)[가-힣]{2,4}?)(?=(?:은|는|이|가|의|을|를|과|와|에게)?(?:[\s,(]|$))"
)
_GLUED = re.compile(
    r"(?:담당자?|문의처?|[과차부팀]장|주임)(?P<name>[가-힣]{3})(?=\s(?:[과차부팀]장|주임|협조자|전결)|\s?[(☎]|\s?\d{2,4}[-.) ]\s?\d{3})"
)
_BEFORE_A_REST = re.compile(
    r"(?:담당자?|당당|문의처?)\s?[:：]?\s?(?P<name>[가-힣]{3})(?=\s\S{1,3}$)", re.MULTILINE
)
# What stands before a day, or a year alone, in brackets: 홍길동 (1960. 1. 2.), at the beginning of a cell.
_NAME_BEFORE = re.compile(r"(?:^|[\n|'\"(:：]|\s\s)[^\S\n]?(?P<name>[가-힣]{2,4})\s?\(\s?$")
_OPEN, _CLOSED = re.compile(r"\(\s?$"), re.compile(r"\s?생?\s?\)|\s?생")
_BORN = re.compile(r"\s?생(?![가-힣])")
_LABELLED = re.compile(r"생\s?년\s?월\s?일[^\w\n]{0,6}$")
# A day beside somebody's name is that of a birth, too: 청구인 홍길동  1949. 9. 9., 홍길동 님 1970.01.07.
_BESIDE_A_NAME = re.compile(
    rf"(?:^|\n)[^\n]{{0,6}}(?:(?:{_HEAD})\s?[:：]?\s[^\n.은는이가]{{1,16}}|[가-힣]{{2,4}}\s?님)[,/]?\s{{1,3}}$"
)
_REACH = 24
_GROWN_UP = 14
"""Years that whoever works is older than the letter."""
# --- numbers -------------------------------------------------------------------------------------

# 요양1부-12345: the department and its running number.
_OF_A_PAPER = re.compile(r"(?<![가-힣])[가-힣]{2,8}\s?\d?\s?[부과팀]\s?-\s?(?P<number>\d{2,7})(?!\d)")
_NUMBERED = (
    "사건번호|문서번호|결정번호|재결번호|심의번호|판정번호|안건번호|접수번호|고지번호|사건|안건|재결|심사결정"
)
_NUMBER_HEADS = "|".join(r"\s{0,3}".join(head) for head in _NUMBERED.split("|"))
_BEHIND_HEAD = re.compile(
    rf"(?:{_NUMBER_HEADS})[^\w\n]{{0,6}}(?:[가-힣]{{1,6}}\s?\d?\s?[부과팀]?[\s-]{{0,2}})?(?:제\s?)?(?P<first>\d{{2,8}})"
    rf"(?:[\s-]{{0,2}}(?:[가-힣]{{1,4}}[\s-]{{0,2}})?(?:제\s?)?(?P<last>\d{{1,7}})(?!\s?[년월일.]))?"
)
# 관리번호 PJ-26-3391-07, 관리번호 심사 2026-0844
_UNDER_A_HEAD = re.compile(
    r"번\s?호[^\S\n]?[:：]?[^\S\n]{0,3}(?:[가-힣A-Z]{1,6}[^\S\n]?-?[^\S\n]?){0,2}(?P<number>\d{2,8}(?:-\d{1,7}){1,3})(?![\d-])"
)
# 제2026-0417호, 제 26-11-07 호
_IN_PARTS = re.compile(
    r"(?<!고시)(?<!(?:고시|공고|훈령|예규|지침)\s)제\s?(?P<number>\d{2,4}(?:-\d{1,7}){1,3})\s?호"
)
# 목포보상-2026-2093, 서울북부-뇌심-26-0907
_JOINED = re.compile(
    r"(?<![가-힣A-Za-z\d])[가-힣]{2,10}[^\S\n]?-[^\S\n]?(?:[가-힣]{1,10}[^\S\n]?-[^\S\n]?){0,2}(?P<number>(?:\d{2,4}[^\S\n]?-[^\S\n]?){1,2}\d{3,7}|\d{3,7})(?![\d-])"
)
# What is left of a resident's number: 63****-1
_CUT = re.compile(r"(?<![\d*])(?P<number>\d{2,6}\s?\*{2,}\s?-?\s?\d?\*{0,7}|\d{2,6}-\d\*{3,7})")
# 2023제123호; a notice of a ministry has its year behind 제.
_OF_A_DECISION = re.compile(
    r"(?<![\d제])20\d\d\s?-?\s?(?:[가-힣]{2,4}\s?)?-?제\s?(?P<number>\d{2,6})\s{0,2}호"
)
# The case of the court below, told in the field of its judgment.
_BELOW = re.compile(
    r"(?:제\s?1\s?심\s?판\s?결|원\s?심\s?판\s?결)[^\n]{0,40}?(?:19|20)\d\d\s?[가-힣]{1,3}\s?(?P<number>\d{1,7})"
)
_POSTAL = re.compile(rf"(?:(?<=우)\s?|(?<![\d-])(?=\d{{5}}\s?(?:{REGION})))(?P<number>\d{{5}})(?!\d)")
# A machine misreads the marks of a number, not that it is one.
_OF_A_TELEPHONE = re.compile(
    r"(?:전\s?화|팩\s?스|전\s?송|FAX|TEL|☎)\D{0,4}(?P<number>\d[\d.,%)(~\s-]{6,}\d)", re.IGNORECASE
)
_ROAD = re.compile(
    r"(?<![가-힣])(?:[가-힣]{1,4}[시군구읍면]\s+){1,3}"
    r"(?P<number>[가-힣\d]{1,9}(?:로|\s로|\s\d{1,3}길|\s\d{1,3}\s길|길)\s{0,2}(?:\d{1,4}\s?번?[가-하]?\s?길\s?)?\d{1,5}(?:\s?-\s?\d{1,4})?"
    r"(?:,?\s?(?:[가-하]|\d{1,4})\s?동(?=\s?\d))?(?:,?\s?\d{1,5}\s?[호층])?)"
)


@cache
def _labels() -> str:
    heads = sorted(
        (head for heads in shipped()["labels"].values() for head in heads if len(head) > 1),
        key=len,
        reverse=True,
    )
    return "|".join(r"\s?".join(head) for head in heads) + "|전화|팩스|문의|관리번호|직종|외국인"


# 성 명  홍 길 동 / 청구인: 이영희 (배우자) / 담당 김직원   차장 이차장 / 재해자 / 재해일 홍길동 / 2024. 1. 2.
@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![가-힣])(?:{_HEAD})(?:\s?/\s?(?:{_labels()}))?(?:\s?[:：|'‘’\"ㆍ]{{1,2}}\s?|,?\s+))(?:고\s)?{_NOT_A_NAME}(?P<name>{_ONE})"
        rf"(?=\s*$|\s\S\s*$|\s{{2,}}|\s*[(,|/]|\s?(?:귀하|님|씨|외|{_OFFICERS})(?![가-힣])|\s(?:{_labels()}|{_HEAD})(?![가-힣])"
        r"|\s?☎|\s?\(?\d{2,4}[-.)]\s?\d{3})",
        re.MULTILINE,
    )


def identifiers_of_letters(text: str) -> Iterator[Found]:
    """What says who somebody is by its place in a letter; stretches may overlap."""
    yield from _under_heads(text)
    yield from _people(text)
    yield from _births(text)
    yield from _numbers(text)
    for pattern in (_OF_A_PAPER, _UNDER_A_HEAD, _IN_PARTS, _JOINED, _OF_A_DECISION, _BELOW, _CUT):
        for match in pattern.finditer(text):
            yield Found(Kind.NUMBER, *match.span("number"))
    yield from _own_case(text)
    yield from (Found(Kind.PHONE, *match.span("number")) for match in _OF_A_TELEPHONE.finditer(text))
    for pattern in (_POSTAL, _ROAD):
        yield from (Found(Kind.ADDRESS, *match.span("number")) for match in pattern.finditer(text))
    yield from firms_of_letters(text, _heads_of_tables(), _labels())


# What stands below a head that tells what it is; a relation or a rank beside a name is none of a person's.
def _under_heads(text: str) -> Iterator[Found]:
    for cell in under_heads(text, _heads_of_tables()):
        for kind, says in _OF_HEADS:
            words = says.fullmatch(cell.head) and _CELL.match(text, cell.start, cell.end)
            if words:
                yield Found(kind, *words.span("told"))
                break


@cache
def _heads_of_tables() -> frozenset[str]:
    labels = shipped()["labels"].values()
    return frozenset({*(head for heads in labels for head in heads), *_HEADS, *_MORE_HEADS})


_MORE_HEADS = (
    "연락처",
    "휴대전화",
    "전화번호",
    "계좌",
    "계좌번호",
    "예금주",
    "관계",
    "직위",
    "생년",
    "주민번호",
)
# What stands below a head is of a kind by what the head ends with: 고인성명, 소속사업장, 결정통지번호.
_OF_HEADS = (
    (Kind.BIRTH_DATE, re.compile(r".*(?:생년월일|생년)")),
    (Kind.RESIDENT_NUMBER, re.compile(r".*(?:주민등록번호|주민번호|외국인등록번호)")),
    (Kind.ADDRESS, re.compile(r".*(?:주소|소재지|거소)")),
    (Kind.PHONE, re.compile(r".*(?:연락처|전화|휴대전화|전화번호|팩스|전송)")),
    (Kind.ACCOUNT, re.compile(r".*(?:계좌|계좌번호)")),
    (Kind.NUMBER, re.compile(r".*번호")),
    (Kind.FIRM, re.compile(r".*(?:사업장|사업장명|회사|회사명|사업체|소속|근무처|직장)")),
    (Kind.NAME, re.compile(rf".*(?:{_HEAD}|예금주|이름)")),
)
_CELL = re.compile(r"(?P<told>(?!해당|없음|미상|별첨|[-–]$)\S.*)")


# The number of a judgment's own case stands at the beginning of one of its first lines; those that it cites stay.
def _own_case(text: str) -> Iterator[Found]:
    first = list(islice(re.finditer(r"[^\n]*\S[^\n]*", text), _FIRST_LINES))
    starts = {match.start() + len(match[0]) - len(match[0].lstrip()) for match in first}
    if first:
        for each in find_case_numbers(text[: first[-1].end()]):
            serial = re.search(r"\d+$", text[each.start : each.end])
            if each.start in starts and serial:
                yield Found(Kind.NUMBER, each.start + serial.start(), each.end)


_FIRST_LINES = 6


# The running number behind the head of a paper's or a case's number; a day there is none.
def _numbers(text: str) -> Iterator[Found]:
    days = [(each.start, each.end) for each in find_dates(text) if each.month]
    for match in _BEHIND_HEAD.finditer(text):
        for name in ("last", "first"):
            start, end = match.span(name)
            if start >= 0 and not any(one < end and start < other for one, other in days):
                yield Found(Kind.NUMBER, start, end)
                break


# Whoever a head in any words names: it ends as a word for somebody does. 대상자 모한결 (…), 받는 분 …
_CALLED = re.compile(
    r"(?:^|[(/,]|\s\s)[^\S\n]?(?:[가-힣]{1,7}\s)?[가-힣]{0,6}(?:자|(?<!승)인|(?<!처)(?<!구)분|(?<!기)관|(?<!지)사|님)(?:[^\S\n]?[:：][^\S\n]?|[^\S\n]{1,4})(?P<name>[가-힣]{2,4})(?=\s*(?:[(,/)]|$|님|\s\s))",
    re.MULTILINE,
)
# A name in several words, as people from elsewhere have it; behind a mark it is all of the field.
_IN_WORDS = re.compile(
    rf"(?<![가-힣])(?:{_HEAD})\s?[:：]\s?(?P<name>[가-힣]{{1,8}}(?:\s[가-힣]{{1,8}}){{1,3}})(?=\s*(?:$|[(/,]|님|귀하))",
    re.MULTILINE,
)
# Before an address in brackets, and who signs: the last lines are two words.
_BEFORE_A_PLACE = re.compile(rf"^[^\S\n]?(?P<name>[가-힣]{{2,4}})\s?\((?=(?:{REGION}))", re.MULTILINE)
_SIGNS = re.compile(
    r"^[^\S\n]*[가-힣]{1,3}[사장원인]\s{1,8}(?:직무\s?대[행리]\s{1,4})?(?P<name>[가-힣]{3})(?<![장회단원부함됨])[^\S\n]*$",
    re.MULTILINE,
)
_LAST_LINES = 200
# One of several in a line of those who dealt with it: 주무 홍길동   팀장 …
_OFFICER = re.compile(r"[가-힣]{2,4}\s(?P<name>[가-힣]{3,4})")


# A name rather than a word: few words are like it, or names are.
def _is_like_a_name(name: str) -> bool:
    is_like = unseen(name) > 0 or (name[0] in _surnames() and is_given_name(name[1:]))
    return is_like and name not in _heads_of_tables()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_shipped("names.yaml")["surnames"])


def _people(text: str) -> Iterator[Found]:
    for match in _CALLED.finditer(text):
        if _is_like_a_name(match["name"]):
            yield Found(Kind.NAME, *match.span("name"))
    for match in _SIGNS.finditer(text, max(0, len(text) - _LAST_LINES)):
        if match["name"][0] in _surnames():
            yield Found(Kind.NAME, *match.span("name"))
    for line in re.finditer(r"[^\n]+", text[max(0, len(text) - _LAST_LINES) :]):
        first = max(0, len(text) - _LAST_LINES) + line.start()
        own = [_OFFICER.fullmatch(text, first + start, first + end) for start, end in cells(line[0])]
        if sum(1 for each in own if each) > 1:
            yield from (Found(Kind.NAME, *each.span("name")) for each in own if each)
    for pattern in (
        _named(),
        _IN_WORDS,
        _BEFORE_A_PLACE,
        _ADDRESSED,
        _SPOKEN_TO,
        _OF_THE_DEAD,
        _GLUED,
        _BEFORE_A_REST,
    ):
        for match in pattern.finditer(text):
            if not PLACEHOLDER.search(match[0]) and squeeze(match["name"]) not in _heads_of_tables():
                yield Found(Kind.NAME, *match.span("name"))
    for match in _LINE_OF_OFFICERS.finditer(text):
        for name in re.finditer(_ONE, match["names"]):
            start = match.start("names") + name.start()
            yield Found(Kind.NAME, start, start + len(name[0]))


# A day in brackets is that of a birth where it lies a working life before the letter; who was born stands before it.
def _births(text: str) -> Iterator[Found]:
    days = find_dates(text)
    latest = max((each.year for each in days if each.year), default=0)
    for each in days:
        before = text[max(0, each.start - _REACH) : each.start]
        if (
            _LABELLED.search(before)
            or _BORN.match(text, each.end)
            or (each.day and each.year and each.year <= latest - _GROWN_UP and _BESIDE_A_NAME.search(before))
        ):
            yield Found(Kind.BIRTH_DATE, each.start, each.end)
        elif (
            each.year
            and each.year <= latest - _GROWN_UP
            and _OPEN.search(before)
            and _CLOSED.match(text, each.end)
        ):
            yield Found(Kind.BIRTH_DATE, each.start, each.end)
            if named := _NAME_BEFORE.search(before):
                first = each.start - len(before)
                yield Found(Kind.NAME, first + named.start("name"), first + named.end("name"))
