"""Case numbers and courts: what a text names a ruling by, and at which instance it sits.

The one list of 사건부호 is here, after the 예규 on letters for case numbers (사건별 부호문자의 부여에
관한 예규, 재일 2003-1) and the Constitutional Court's own (헌가 … 헌아).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from lib.text.numbers import full_year
from lib.text.spelling import Plain, plain, squeeze

_KINDS: tuple[tuple[int | None, str], ...] = (
    # Administrative: first instance (until 1998 an appeal court sat first, under 구), applications.
    (1, "구합 구단 구 아"),
    # Appeals against rulings (누) and orders (루); further appeals (두, 무), special ones (부).
    (2, "누 루"),
    (3, "두 무 부"),
    # Civil: rulings, then orders; injunctions and attachments.
    (1, "가합 가단 가소 카합 카단"),
    (2, "나 라"),
    (3, "다 마 그"),
    # Family.
    (1, "드합 드단 느합 느단"),
    (2, "르 브"),
    (3, "므 스 으"),
    # Criminal, with summary orders, preventive custody (감), tracking devices (전), treatment (치).
    (1, "고합 고단 고정 고약 감고 전고 치고"),
    (2, "노 로 감노 전노 치노"),
    (3, "도 모 오 감도 전도 치도"),
    # Patents: the Supreme Court.
    (3, "후"),
    # At whichever court the case is, or at no instance of three: patents, elections, disputes between
    # bodies, objections, conciliation, orders for payment, insolvency, enforcement, other applications.
    (None, "허 수 추 사 바 머 차 차전 하합 하단 하면 하확 회합 회단 회확 개회 개확 간회합 간회단 비합 비단"),
    (None, "타경 타채 타기 즈합 즈단 즈기 카공 카구 카기 카담 카명 카불 카소 카정 카조 카확 카경 초 초기 초보 초재 초적"),
    # The Constitutional Court.
    (None, "헌가 헌나 헌다 헌라 헌마 헌바 헌사 헌아"),
)  # fmt: skip

# Retrials (재심, 준재심) are numbered under the letters of the case they open again.
INSTANCES: dict[str, int | None] = {
    again + kind: instance
    for instance, kinds in _KINDS
    for kind in kinds.split()
    for again in ("", "재", "준재")
    if not (again and kind.startswith("헌"))
}
"""사건부호 → instance, 1 to 3; None where the letters do not tell one."""

_LONG_KIND = "|".join(r"\s*".join(kind) for kind in sorted(INSTANCES, key=len, reverse=True) if len(kind) > 1)
_SHORT_KIND = "".join(kind for kind in INSTANCES if len(kind) == 1)
_SERIAL = (
    r"(?:\d{1,6}\n\d{1,6}(?=\s*(?:판결|결정|호|사건))|\d{4,7}(?!\d)|\d{1,3}(?!\d|\.\d|,\d{3}(?!\d)))"
    # A number that counts something is no serial number.
    r"(?!(?:년|월|일|시간|시|분|초|개|명|회|번|층|원|만|세|살|급|배|도|쪽|면|항|조|%|㎏|kg|cm|mm|m|℃)"
    r"(?:이|가|은|는|을|를|의|에|로|으로|과|와|도|간|경|째)?(?![가-힣]))"
)
# The end of a year before a letter: only there is it worth while to look for a number.
_CANDIDATE = re.compile(rf"[0-9][0-9](?=\s*[{''.join({kind[0] for kind in INSTANCES})}])")
_NUMBER = re.compile(
    r"(?:"
    # The year in full, also right behind a word (선고2011두…), but in no ordinal, date or telephone number.
    r"(?<![\d-])(?<!제)(?<!제\s)(?P<year>(?:19|20)\d\d)"
    # Two digits, until 1999; behind nothing that makes them part of a longer number or a licence plate.
    r"|(?:(?<![\d가-힣.,-])|(?<=선고)|(?<=법원)|(?<=\d,))(?P<short>[4-9]\d)"
    r")"
    # White space (also a line break) may stand inside; with one letter, then, the serial is a longer one.
    rf"(?:\s*(?P<long_kind>{_LONG_KIND})\s*(?P<serial>{_SERIAL})"
    rf"|(?P<kind>[{_SHORT_KIND}])(?P<tight>{_SERIAL})"
    rf"|\s*(?P<loose_kind>[{_SHORT_KIND}])\s*(?P<loose>\d{_SERIAL}))"
)
# (병합), (본소), (반소) behind a number.
_MARK = r"\s{0,40}(?:\([^()\n]{1,8}\)\s{0,40})?"
_JOINED = re.compile(
    # `2006두1234, 5678 판결`: the later numbers leave out the year and the letters.
    rf"{_MARK}[,·ㆍ]\s*(?P<serial>\d{{1,7}})(?!\d)(?={_MARK}(?:[,·ㆍ]\s{{0,40}}\d{{1,7}}{_MARK}){{0,20}}(?:전원합의체\s*|전원재판부\s*)?(?:판결|결정|명령|사건)"
    rf"|\s*\((?:병합|본소|반소)\)|\s*[,·ㆍ]\s*\d{{1,7}}\s*\(병합\))"
)
# Where high courts sit beside their seats.
_BRANCHES = "인천|춘천|강릉|청주|창원|울산|전주|제주|수원|의정부"
# What may stand before a number.
_BEFORE = re.compile(
    # The branch (원외재판부), where it does not belong to the name of the court: 부산고등법원(창원) 2018누10258.
    rf"(?<!원)(?<!고법)\((?P<branch>{_BRANCHES})\)\s*$"
    # A licence plate: 차량 52나1234.
    r"|(?P<plate>차량|승용차|화물차|트럭|버스|택시|번호판?|등록번호)\s*[:(]?\s*$"
)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number in a text: `text[start:end]`, the branch before it included.

    `number` is its plain form, as courts write it (`98두10103`, `2018누10258`), `year` the year of filing in
    four digits, `kind` its 사건부호, `instance` 1 to 3 or None where the letters do not tell it. `court` is the one
    named before it, or before the list it stands in, as written there; empty where none is named. `branch` is that of
    the court where it stands with the number or by itself (`(춘천)2031누1`, `춘천재판부 2031누1`).
    """

    number: str
    year: int
    kind: str
    start: int
    end: int
    court: str = ""
    branch: str = ""

    @property
    def serial(self) -> int:
        """The running number behind the letters."""
        return int(re.findall(r"\d+", self.number)[-1])

    @property
    def instance(self) -> int | None:
        """The instance that the 사건부호 stands for."""
        return INSTANCES.get(self.kind)


def find_case_numbers(text: str) -> tuple[CaseNumber, ...]:
    """Every case number a text names, in order; of joined ones also those that leave out year and kind."""
    return tuple(_numbers(Plain(text)))


def _numbers(text: Plain) -> Iterator[CaseNumber]:
    end, court = 0, ""
    for candidate in _CANDIDATE.finditer(text.chars):
        start = candidate.start()
        if text.chars[max(0, start - 2) : start] in ("19", "20"):
            start -= 2
        match = _NUMBER.match(text.chars, start)
        if start < end or not match:
            continue
        branch = ""
        if before := _BEFORE.search(text.chars, max(end, start - 12), start):
            if before["branch"]:
                start, branch = before.start(), before["branch"]
            elif match["short"]:
                continue
        court = _court_before(text.chars, end, start, court)
        kind = squeeze(match["long_kind"] or match["kind"] or match["loose_kind"])
        serial, end = squeeze(match["serial"] or match["tight"] or match["loose"]), match.end()
        named = partial(_named, match["year"] or match["short"], kind, court)
        yield replace(named(serial, *text.span(start, end)), branch=branch)
        while joined := _JOINED.match(text.chars, end):
            end = joined.end("serial")
            yield named(joined["serial"], *text.span(*joined.span("serial")))


def _named(year: str, kind: str, court: str, serial: str, start: int, end: int) -> CaseNumber:
    filed = full_year(year)
    # Courts write the century from 2000 on, and no zeros before the serial.
    written = f"{filed % 100:02}" if filed < 2000 else f"{filed}"
    return CaseNumber(f"{written}{kind}{serial.lstrip('0') or '0'}", filed, kind, start, end, court)


_COURT = re.compile(
    r"(?P<same>(?:같은|위|동)\s*(?:법원|재판소))|대법원|헌법재판소|헌재|특허법원"
    r"|[가-힣]{2,7}(?:(?:고등|행정|지방|가정|회생)법원|고법|지법|행법)"
    r"(?:\s?[가-힣]{2,4}지원|\s?\(?[가-힣]{2,4}(?:원외)?재판부\)?)?|대법(?=\s*\d)"
)
# What may stand between a court and its number, or between two numbers of one list.
_BETWEEN = re.compile(
    r"(?:[\s\d_.,:;·ㆍ’'\")」』-]|\([가-힣]{1,4}\)|\((?=\s*\d)|선고|[자년월일]|같은\s*날|판결|결정|전원합의체|전원재판부|및|와|과|\d\s*심|등|각)*"
)
_FARTHEST_COURT = 70


# The court of the number at `start`; `court` is that of the number before it, which ended at `last`.
def _court_before(text: str, last: int, start: int, court: str) -> str:
    named = max(
        _COURT.finditer(text, max(last, start - _FARTHEST_COURT), start), key=re.Match.start, default=None
    )
    if not _BETWEEN.fullmatch(text, named.end() if named else last, start):
        return ""
    return named[0] if named and not named["same"] else court


# --- decisions a text cites ----------------------------------------------------------------------

_BEFORE_DECISION = re.compile(r"(?:선고|자|[,，])\s*$")
_DECISION = re.compile(
    r"\s*(?:\([^)]{0,20}\)\s*)?(?:,\s*[\d가-힣]+\s*)*(?:\(병합\)\s*)?(?:전원합의체\s*)?(?:판결|결정)"
)
_DECIDED = re.compile(r"판결|결정|참조")


def read_cited_cases(text: str) -> tuple[str, ...]:
    """Numbers of the decisions a text cites (`2016두55919 판결`), each once, in order.

    A number counts when 선고, 자 or 판결/결정 stands with it or it stands in a list that one of these
    closes; a bare number of some other file (수사기록, 고단) does not.
    """
    cited: dict[str, None] = {}
    is_cited = False
    for found in find_case_numbers(text):
        after = text[found.end : found.end + 80]
        # The later numbers of joined cases stand with the first.
        joined = is_cited and not any(char.isalpha() for char in text[found.start : found.end])
        stands = _BEFORE_DECISION.search(text, max(0, found.start - 14), found.start) or _DECISION.match(
            after
        )
        is_cited = joined or bool(stands and _DECIDED.search(after))
        if is_cited:
            cited.setdefault(found.number)
    return tuple(cited)


# --- what a record or a person calls one case ----------------------------------------------------

_BRANCH_BEFORE = r"(?:\(\s*(?P<branch>[가-힣]{2,4})\s*\)[\s_]*)?"
# Some part the number with dashes.
_INSIDE = r"\s*(?:[-–‐]\s*)?"
# A bench whose court is not named.
_BENCH_BEFORE = re.compile(rf"(?<![가-힣])(?P<branch>{_BRANCHES})(?:원외)?\s?재판부\s*(?:선고\s*)?$")
_BY_ITSELF = tuple(
    re.compile(
        rf"{_BRANCH_BEFORE}(?<!\d)(?P<year>(?:19|20)\d\d|\d\d){_INSIDE}(?P<kind>{kinds}){_INSIDE}(?P<serial>\d{{1,7}})(?!\d)"
    )
    # A source may know letters that the list does not; those of a day are none.
    for kinds in (rf"{_LONG_KIND}|[{_SHORT_KIND}]", "(?![년월일호])[가-힣]{1,4}")
)
# `2015구합1234, 1235(병합)`: the later numbers leave out the year and the letters, or the year alone.
_ALSO = re.compile(
    rf"{_MARK}(?:[,·ㆍ/~]|및)\s*(?P<kind>{_LONG_KIND}|[{_SHORT_KIND}])?\s*(?P<serial>\d{{1,7}})(?!\d)"
    r"(?!\s*[가-힣]{1,4}\s*\d)(?!\.)(?!\s*(?!호|등|판결|결정|명령|사건|및|외)[가-힣])"
)
_SHAPE = re.compile(r"\d\s*[가-힣]+\s*\d")


def read_case_numbers(words: str) -> tuple[CaseNumber, ...]:
    """The numbers by which a record or a person calls one case, the leading one first, joined ones in full.

    `대법원 2017. 8. 29. 선고 2015두3867 판결`, `2015두3867호`, `2015구합1234, 1235(병합)`. Of any year; letters
    that are no 사건부호 count where no others stand there. Offsets are those in the plain form of the words.
    """
    text = plain(words)
    for pattern in _BY_ITSELF:
        if found := tuple(_joined_numbers(pattern, text)):
            return found
    return ()


def _joined_numbers(pattern: re.Pattern[str], text: str) -> Iterator[CaseNumber]:
    end, court = 0, ""
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        court = _court_before(text, end, match.start(), court)
        branch = match["branch"] or ""
        if not (court or branch) and (bench := _BENCH_BEFORE.search(text, end, match.start())):
            branch = bench["branch"]
        year, kind, end = match["year"], squeeze(match["kind"]), match.end()
        yield replace(_named(year, kind, court, match["serial"], *match.span()), branch=branch)
        while also := _ALSO.match(text, end):
            end = also.end()
            yield _named(year, squeeze(also["kind"] or kind), court, also["serial"], *also.span("serial"))


# What may stand around the numbers of a citation: the court, the day, what the decision is called.
_AROUND = re.compile(
    rf"(?:{_COURT.pattern}|선고|판결문?|결정문?|명령|사건(?:번호)?|전원합의체|전원재판부|병합|본소|반소|원외|재판부|참조"
    r"|[년월일자호및등각외와과]|[1-9]심|[\s\d.,:;·ㆍ’'\"()「」『』\[\]<>_/~?!-]|"
    rf"{_BRANCHES})"
)


def cited_alone(words: str) -> tuple[CaseNumber, ...]:
    """The numbers that words consist of, with courts, days and 판결 around them; empty where they say more."""
    text, numbers = plain(words), read_case_numbers(words)
    begins, ends = [0, *(each.end for each in numbers)], [*(each.start for each in numbers), len(text)]
    rest = " ".join(text[begin:end] for begin, end in zip(begins, ends, strict=True))
    end = 0
    while around := _AROUND.match(rest, end):
        end = around.end()
    return numbers if end == len(rest) else ()


def normal_case_number(case_number: str) -> str:
    """The number that ids use: the leading one, plain, without court, branch, blanks or what is joined to it.

    `2012 구단 100` → `2012구단100`, `대법원 2015두3867 판결` → `2015두3867`, `2015구합1, 2(병합)` → `2015구합1`.
    """
    number = read_case_number(case_number)
    return number.number if number else squeeze(plain(case_number))


def written_case_number(words: str) -> str:
    """What a record calls its case, without court, day and 판결 around it; the words where no number is read."""
    numbers = read_case_numbers(words)
    if not numbers:
        return words
    text = plain(words)
    mark = _MARKS_BEHIND.match(text, numbers[-1].end)
    return text[numbers[0].start : mark.end() if mark else numbers[-1].end].strip()


_MARKS_BEHIND = re.compile(r"(?:\s{0,40}\([^()\n]{1,8}\))?")


def read_case_number(words: str) -> CaseNumber | None:
    """The leading number of `read_case_numbers`, or None."""
    return next(iter(read_case_numbers(words)), None)


def branch_before(case_number: str) -> str:
    """The branch that stands before a number: `창원` in `(창원)2018누10258`; empty where none does."""
    before = _BRANCH_OF_NUMBER.search(plain(case_number))
    return before[1] if before else ""


_BRANCH_OF_NUMBER = re.compile(r"\(([가-힣]{2,4})\)\s*(?=\d{2,4}\s*[가-힣])")


def is_case_number(words: str) -> bool:
    """True for whatever has the shape of a case number, its letters known or not."""
    return bool(_SHAPE.search(plain(words)))


def case_year(case_number: str) -> int | None:
    """Year of filing in a case number; two-digit years (`99두189`) are 19xx. None when unreadable."""
    number = read_case_number(case_number)
    return number.year if number else None


# --- courts --------------------------------------------------------------------------------------

_SHORT_COURT = re.compile(r"^(\S*?)(고법|지법|행법)(?=$|\(|[가-힣]+(?:재판부|지원))")
_LONG_COURT = {"고법": "고등법원", "지법": "지방법원", "행법": "행정법원"}
_BRANCH = re.compile(r"(.+?고등법원)\(?([가-힣]{2,4}?)(?:원외)?(?:재판부)?\)?")


def normal_court(court: str, branch: str = "") -> str:
    """The one spelling of a court that ids use: `부산고법(창원)`, `부산고등법원창원재판부` → `부산고등법원(창원)`.

    `branch` is the one that stands before the number, which counts where the court names none.
    """
    name = _SHORT_COURT.sub(lambda match: match[1] + _LONG_COURT[match[2]], squeeze(plain(court)))
    if name == "대법":
        return "대법원"
    if named := _BRANCH.fullmatch(name):
        return f"{named[1]}({named[2]})"
    return f"{name}({branch})" if branch and name.endswith("고등법원") else name


def instance_of_court(court: str) -> int:
    """The instance a court sits at: 대법원 3, 고등법원 2, 행정법원 and 지방법원 1.

    A 지방법원 hears no appeals in suits against 근로복지공단 (행정소송법 제9조: 행정법원 or the
    지방법원본원 sits first), so its name tells the instance.
    """
    return 3 if "대법원" in court else 2 if "고등법원" in court or "고법" in court else 1


_DOCKET_ENTRY = re.compile(
    # From where a run of Hangul begins: tried at each of its letters, a long one would take its square.
    r"(?<![가-힣])(?P<court>[가-힣]+(?:법원|지원|재판부|고법|지법|행법)(?:\s?\([가-힣]{1,20}\)|\s?[가-힣]{1,8}(?:재판부|지원))?)\s*[,，]\s*"
    r"(?P<number>(?:\([가-힣]{2,4}\)\s*)?\d{2,4}\s*[가-힣]{1,4}\s*\d++(?:\([^)]{0,40}\))?"
    r"(?:\s{0,9}[,，]\s{0,9}(?:\d{2,4}\s?[가-힣]{1,4}\s?)?\d{1,7}+(?!\s*심)(?:\([^)]{0,40}\))?){0,20})"
    r"\s*(?:[,，]\s*(?P<instance>\d)\s*심)?"
)


def read_docket(text: str) -> list[tuple[str, str, int]]:
    """Entries of 연관판결 (`법원,사건번호,N심` joined by `-`): court, number without blanks, N (0: none stated).

    A joined case keeps all its numbers (`2013누5,2013누6`); the branch before a number goes to its court.
    """
    return [
        (
            normal_court(match["court"], branch_before(match["number"]))
            if branch_before(match["number"]) or " " in match["court"]
            else match["court"],
            _NO_BRANCH.sub("", squeeze(plain(match["number"]))),
            int(match["instance"] or 0),
        )
        for match in _DOCKET_ENTRY.finditer(text)
    ]


_NO_BRANCH = re.compile(r"^\([가-힣]{2,4}\)")
