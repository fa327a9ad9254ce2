"""The day that a cell of an office's table tells: `9/23(수)`, `2026. 11. 11.(배우자가 받음)`, `통지서는 9/10자, 받은 건 9/14`.

What tells no certain day leaves it open and says why; what cannot be a day, or is one of something else, is a CellError.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lib.domain.told_cell import CellError, folded, is_blank, is_broken_lookup, is_ditto, is_unknown, shown
from lib.domain.told_letters import SAME_LETTER
from lib.text.days import Day, earliest_of_rough, find_days
from lib.text.english import is_english
from lib.text.english_days import find_english_days
from lib.text.feasts import WEEKDAYS
from lib.text.sentences import sentences
from lib.text.stance import holds_denial
from lib.text.written_days import SPELLED_DAY, WRITTEN_DAY, month_in_digits


@dataclass(frozen=True, slots=True)
class CellDay:
    """The day of a cell, or None; `unclear` says why a cell that says something tells none.

    `earliest`: of the days that it may be, where the cell names them.
    """

    day: date | None
    unclear: str = ""
    earliest: date | None = None


_SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_CLOCK = re.compile(r"(?<=\d)(?:T|\s+)(?:(?:오전|오후)\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?!\d)")
_SIX_DIGITS = re.compile(r"(\d\d)(\d\d)(\d\d)")
_FOUR_DIGITS = re.compile(r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PERHAPS_CUT = re.compile(r"(1[0-2]|[1-9])\.([123])")
_YEARS_BACK = 5
"""A letter that an office is asked about came within so many years."""
_WEEKDAY = re.compile(
    rf"\s*\(?\s*([{WEEKDAYS}])(?:요일|욜)?\s*(?:\)|(?<=일)(?=\s|$|,))|\s+([{WEEKDAYS}])(?:요일|욜)"
)
_EITHER = re.compile(
    r"아니면|헷갈|또는|혹은|이거나|둘\s?중|[인던였]?지\s?(?:\d|모르|[가-힣]+지)|인가|or\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"[~∼～]|부터|사이|에서\s")
WAYS = re.compile(
    r"문자|카톡|톡|전화|이메일|메일|등기|우편|편지|팩스|직접|본인|배우자|남편|아내|가족|아들|딸|사무실|집|회사|전자|온라인"
)
"""How a letter comes: by post, as a message, to whom."""
RECEIVED = re.compile(
    r"받|수령|송달|도착|도달|수신|배달|(?<![가-힣])(?:옴|왔)|receiv|served|arriv", re.IGNORECASE
)
_SENT = re.compile(
    r"발송|보냄|보낸|작성|처분|결정|선고|판결|재결|찍힘|찍혀|소인|통지서[는에의]?\s|통지서\s?날짜|\d일?자(?![가-힣])|자\s*(?:결정|처분|통지)|sent|issued|dated",
    re.IGNORECASE,
)
_NOT_RECEIVED = re.compile(
    r"못\s?받|안\s?받|미\s?수령|미\s?도착|안\s?왔|안\s?옴|못\s?봄|not\s+(?:yet\s+)?received", re.IGNORECASE
)
# 수령일 미상, 받은 날은 다시 알려주기로: the day that is told is not that of the receipt.
_RECEIPT_OPEN = re.compile(r"(?:수령|송달|도달)일|받은\s?(?:날|일|건|것|거)")
_DOUBTED = re.compile(
    r"[?？]|추정|불확실|정확[하치히]|인\s?듯|것\s?같|[이인]가\s|아마|기억|확인\s?(?:요|필요|중|바람|해야|할)|maybe|about|around",
    re.IGNORECASE,
)
# What a longer cell may say that tells no day and yet is about one.
_ABOUT_A_DAY = re.compile(
    r"모[름르]|몰라|확인|미상|불명|쯤|초|중순|하순|상순|무렵|날짜|\d\s?[일월년주]|달|주말|주일|받|수령|언제|우편|문자|등기|전화|지나|추석|설날|아직|보관|기억|며칠"
    r"|물어|어제|오늘|그제|know|sure|ask|early|late|letter|mail|week|month|year|yet|\?", re.IGNORECASE
)  # fmt: skip
# What stands in other columns: reasons of refusals, benefits, stages, firms, numbers of people and phones.
_OF_ANOTHER_COLUMN = re.compile(
    r"판단|인정|인과\s?관계|업무\s?관련|업무상|불승인|부지급|기각|급여|소견|상병|질환|심사|노무사|\(주\)|㈜|주식회사|0\d{1,2}[-. ]?\d{3,4}[-. ]?\d{4}|\d{6}-\d{7}"
)
_ABOUT_ITS_LETTER = re.compile(r"모[름르]|몰라|언제|받|수령|도착|확인|물어")
_LONGEST_DAY, _SHORT = 60, 15
_FIRST_YEAR = 1964


def read_day_cell(
    cell: str,
    today: date,
    told_on: date | None = None,
    is_recent: bool = False,
    decided_on: date | None = None,
) -> CellDay:
    """The day that a cell tells; a day without its year is the last such day before the case was told.

    `is_recent`: a day of a letter, which came in the last years and cannot lie ahead. `told_on` and `decided_on` are the
    days of other cells, to which this one may point (`상담 당일 아침`, `결정일과 같음`). Raises CellError for a day that cannot
    be, two different ones, one whose order cannot be told, and what is no day at all.
    """
    words = _pointed_at(folded(cell), told_on, decided_on if is_recent else None)
    if is_blank(words):
        return CellDay(None)
    if is_broken_lookup(words):
        raise CellError(f"표의 수식이 깨졌습니다: {shown(cell)}")
    if is_ditto(words):
        return CellDay(None, "윗줄을 가리키는 표시라 날짜를 알 수 없습니다")
    if is_unknown(words):
        return CellDay(None, "날짜를 모릅니다")
    if serial := _SERIAL.fullmatch(words):
        # A day that a spreadsheet lost the format of.
        found = date.fromordinal(_FIRST_SERIAL.toordinal() + int(serial[1]))
        return CellDay(_possible(found, today, is_recent, words))
    if six := _SIX_DIGITS.fullmatch(words):
        words = f"{six[1]}.{six[2]}.{six[3]}"
    elif four := _FOUR_DIGITS.fullmatch(words):
        words = f"{four[1]}/{four[2]}"
    elif is_recent and (cut := _PERHAPS_CUT.fullmatch(words)):
        # A spreadsheet makes a number of 11.20 and shows 11.2.
        days = [_last(None, int(cut[1]), int(cut[2]) * tens, told_on or today) for tens in (1, 10)]
        known = [each for each in days if each]
        return CellDay(
            None, f"{cut[1]}월 {cut[2]}일인지 {cut[2]}0일인지 알 수 없습니다", min(known, default=None)
        )
    words = _weekday_in_brackets(month_in_digits(_CLOCK.sub(" ", words)), min(told_on or today, today))
    text, written = _spelled_out(words.strip(), today, is_recent)
    return _told(text, written, cell, today, told_on, is_recent)


# 상담 당일 아침, 결정일과 같은 날, 상담 전날: the day of another cell, or the one before it.
_POINTS = re.compile(
    r"(?<![가-힣])(?:(?P<told>상담|내방|방문|면담)|(?P<decided>결정|처분|통지서|선고))\S{0,2}?(?:\s?(?:온|하러\s?온|한|난|받은))?\s?"
    r"(?:일자?|날짜?)?(?:[과와이]|하고|랑)?\s?(?P<which>당일|같은\s?날|그날|같[음다]|동일(?:함)?|전날|전일|하루\s?전)(?:에)?"
    r"|(?<![가-힣])(?P<came>상담|내방|방문|면담)(?:하러)?\s?(?:온|한)\s?날(?=\s?(?:아침|오전|오후|낮|저녁|밤|에|$))"
)


def _pointed_at(words: str, told_on: date | None, decided_on: date | None) -> str:
    def day(match: re.Match[str]) -> str:
        found = decided_on if match["decided"] else told_on
        if not found:
            return match[0]
        if "전" in (match["which"] or ""):
            found -= timedelta(days=1)
        return f"{found.year}년 {found.month}월 {found.day}일"

    return words if re.search(r"\d\s?[./월]\s?\d", words) else _POINTS.sub(day, words)


# 10/26 월, 11/9월요일: 월 is no month behind a day.
_SIGN_OF_A_WEEKDAY = re.compile(
    r"(?<![\d./~∼-])(?P<month>1[0-2]|0?[1-9])\s*(?P<mark>[/.\-]|월)\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*(?P<end>[.일]?)(?P<gap>\s*)(?P<weekday>[월화수목금토일])"
    r"(?P<named>요일|욜)?(?=$|[\s(),.·/]|→|->|받|수령|송달|도달|도착|등기|우편|문자|본인|오전|오후)"
)


def _weekday_in_brackets(text: str, ref: date) -> str:
    def bracketed(match: re.Match[str]) -> str:
        is_close = not match["gap"] and not match["end"]
        if match["weekday"] == "일" and not match["named"]:
            return match[0]  # 10/5일: of the day itself.
        day = _last(None, int(match["month"]), int(match["day"]), ref)
        # 9/10월 may be two months.
        may_be_months = (
            match["weekday"] == "월" and is_close and not match["named"] and int(match["day"]) <= 12
        )
        if may_be_months and (day is None or day.weekday() != 0):
            return match[0]
        return f"{match['month']}{match['mark']}{match['day']}{match['end']}({match['weekday']}) "

    return _SIGN_OF_A_WEEKDAY.sub(bracketed, text)


def _told(
    text: str, written: list[tuple[int | None, int, int]], cell: str, today: date, told_on: date | None, is_recent: bool
) -> CellDay:  # fmt: skip
    ref = min(told_on or today, today)
    different = list(dict.fromkeys(written))
    if _RECEIPT_OPEN.search(text) and is_recent and different and (open_ := _receipt_is_open(text)):
        return open_
    if len(different) > 1:
        chosen = (_of_the_receipt(text) or _by_what_is_said(text)) if is_recent else None
        if chosen is None:
            return _two_days(text, different, cell, ref)
        text = chosen
        different = list(dict.fromkeys(_digits(text)))
    if _NOT_RECEIVED.search(text) and is_recent:
        return CellDay(None, "아직 받지 못했다고 합니다")
    find = find_english_days if is_english(text) and not re.search("[가-힣]", text) else find_days
    named = _once(text, list(find(text, ref)))
    found = list(dict.fromkeys(each.day for each in named))
    if not found and not different:
        if (
            len(text) > _LONGEST_DAY
            or (len(text) > _SHORT and not _ABOUT_A_DAY.search(text))
            or (_OF_ANOTHER_COLUMN.search(text) and not _ABOUT_ITS_LETTER.search(text))
        ):
            raise CellError(f"날짜가 아닌 말이 있습니다: {shown(cell)} (칸이 밀렸는지 확인해 주세요)")
        return _roughly(text, ref)
    if len(found) > 1:
        return _two_days(text, [(each.year, each.month, each.day) for each in found], cell, ref)
    if _DOUBTED.search(text) or not found:
        return _roughly(text, ref)
    if _ONLY_DENIED.search(text):
        return CellDay(None, "그날이 아니라고만 적혀 있습니다")
    if is_recent and _SENT.search(text) and not RECEIVED.search(text):
        return CellDay(None, "받은 날이 아니라 보내거나 결정한 날로 보입니다", found[0])
    day = found[0]
    if (
        told_on is None
        and not different
        and _is_relative([each.day for each in find(text, ref - _APART)], day)
    ):
        return CellDay(None, "언제 한 말인지 몰라 날짜를 셀 수 없습니다")
    has_no_year = (
        bool(different) and different[0][0] is None and not re.search(r"작년|재작년|지난해|올해|금년", text)
    )
    days = {day, *(each.day for each in _once(text, list(find(text, today))))} if has_no_year else {day}
    if weekday := _weekday(text):
        days = {each for each in days if each.weekday() == WEEKDAYS.index(weekday)}
        if not days:
            return CellDay(None, f"요일({weekday})이 날짜와 맞지 않습니다")
    if len(days) > 1:
        return CellDay(None, "어느 해인지 분명하지 않습니다")
    return CellDay(_possible(days.pop(), today, is_recent, cell))


# 9월 초쯤: no day, but none before the first of September.
def _roughly(text: str, ref: date) -> CellDay:
    earliest = earliest_of_rough(text, ref)
    since = f"(이르면 {earliest})" if earliest else ""
    return CellDay(None, f"날짜가 분명하지 않습니다{since}", earliest)


# Days apart of which no day told by how long ago it was is the same.
_APART = timedelta(days=45)


# 어제, 지난주 금요일: told on another day they are another.
def _is_relative(told_earlier: list[date], day: date) -> bool:
    return (day.month, day.day) not in {(each.month, each.day) for each in told_earlier}


# The days named, less what only tells the one in digits again: 추석 다음날 9월 26일, 9월 26일(추석 다음날).
def _once(text: str, found: list[Day]) -> list[Day]:
    in_digits = [each for each in found if re.search(r"\d월", each.words)]
    if len(in_digits) != 1:
        return found
    (day,) = in_digits
    return [
        each
        for each in found
        if each is day
        or abs((each.day - day.day).days) > 1
        or (
            len(text[min(each.end, day.end) : max(each.start, day.start)].strip(" (),")) > 0
            and not text[min(each.start, day.start) : max(each.end, day.end)].endswith("다음날")
        )
    ]


# Told in its own clause without a day: the day of the others is that of the letter.
def _receipt_is_open(text: str) -> CellDay | None:
    clauses = re.split(r"[,(;/→]|->", text)
    if any(_RECEIPT_OPEN.search(each) and not re.search(r"\d", each) for each in clauses) and not any(
        RECEIVED.search(each) and re.search(r"\d월 \d", each) for each in clauses
    ):
        return CellDay(None, "받은 날이 적혀 있지 않습니다. 적힌 것은 통지서나 판결의 날짜로 보입니다")
    return None


# Told as two ways in which one letter came, as a time between two days or as one or the other, it is one of them; else
# nobody knows which.
def _two_days(text: str, days: list[tuple[int | None, int, int]], cell: str, ref: date) -> CellDay:
    with_year = [_last(*each, ref) for each in days]
    known = [each for each in with_year if each]
    if len(known) == len(days):
        earliest = min(known)
        if _EITHER.search(text):
            return CellDay(None, f"두 날 가운데 어느 날인지 분명하지 않습니다(이르면 {earliest})", earliest)
        if max(known) - earliest <= timedelta(days=SAME_LETTER):
            ways = {match[0] for match in WAYS.finditer(text)}
            if len(ways) >= len(days) or (ways and len(days) == 2 and "," in text):
                return CellDay(None, f"받은 길에 따라 날짜가 다릅니다(이르면 {earliest})", earliest)
            if _BETWEEN.search(text):
                return CellDay(None, f"날짜가 분명하지 않습니다(이르면 {earliest})", earliest)
    raise CellError(f"날짜가 둘입니다: {shown(cell)} (하나만 적어 주세요)")


def _digits(text: str) -> list[tuple[int | None, int, int]]:
    return [
        (int(match[1]) if match[1] else None, int(match[2]), int(match[3]))
        for match in SPELLED_DAY.finditer(text)
    ]


def _last(year: int | None, month: int, day: int, today: date) -> date | None:
    for each in (year,) if year else (today.year, today.year - 1):
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or found <= today:
            return found
    return None


# Of a cell with the day of the decision beside that of the receipt, what is said of the receipt.
def _of_the_receipt(text: str) -> str | None:
    parts = [
        part
        for part in re.split(
            r"[,/;→()]|->|(?<=[일자])(?!자)\s*(?=(?:[가-힣]+\s){0,2}[가-힣]+\s*:?\s*\d)", text
        )
        if re.search(r"\d월 \d", part)
    ]
    received = [part for part in parts if RECEIVED.search(part)]
    sent = [part for part in parts if _SENT.search(part) and not RECEIVED.search(part)]
    if len(received) == 1 and len(sent) == len(parts) - 1:
        return received[0]
    return parts[0] if len(parts) == 2 and len(sent) == 1 and parts[1] in sent else None


_PARTING = re.compile(r"[,/;→⇒()]|->|(?<=[고만데])\s|(?<=[함음됨임])\s|(?<=으나)\s")
_GUESSED = re.compile(r"[?？]|경(?![찰기비])|쯤|추정|무렵|듯|것\s?같|아마|기억")
_FOUND_OUT = re.compile(
    r"확인\s?(?:결과|하니|해\s?보니|됨|함|완료|했)|조회\s?(?:결과|하니|해\s?보니|함)|알고\s?보니|실제(?:로|는)?|정정|맞[음다]"
)
_OF_THE_HOUSEHOLD = re.compile(
    r"배우자|남편|아내|집사람|(?<![가-힣])처(?:가|는)|아들|딸|어머니|아버지|엄마|아빠|모친|부친|부모|가족|동거|식구|며느리|사위|시어머니|시아버지|장모|장인|(?<![가-힣])(?:형|누나|언니|오빠|동생|누이)"
)
_SEEN_LATER = re.compile(r"봄(?![가-힣])|봤|보았|확인|알게|알았|읽|개봉|열어|뜯|전달|전해|건네|넘겨|받|수령")


# Of several days: what is denied is not meant, what was found out replaces a guess, and a letter that one of the
# household took in came then, whenever the others saw it.
def _by_what_is_said(text: str) -> str | None:
    told = (each.words for each in sentences(text, story=True))
    parts = _with_what_denies_them([part for words in told for part in _PARTING.split(words) if part.strip()])
    held = [part for part in parts if SPELLED_DAY.search(part)]
    if len(held) != len(_digits(text)):
        return None
    meant = [part for part in held if not (holds_denial(part) or _MISTAKEN.search(part))]
    if len(meant) == 1:
        return meant[0]
    if len(meant) != 2:
        return None
    first, second = meant
    if _CORRECTED.search(second) and not _CORRECTED.search(first):
        return second
    if _GUESSED.search(first) and _FOUND_OUT.search(second) and not _GUESSED.search(second):
        return second
    days = [_digits(part)[0] for part in meant]
    is_in_order = None in (days[0][0], days[1][0]) and days[0][1:] <= days[1][1:]
    if (
        is_in_order
        and _OF_THE_HOUSEHOLD.search(first)
        and RECEIVED.search(first)
        and _SEEN_LATER.search(second)
        and not _OF_THE_HOUSEHOLD.search(second)
    ):
        return first
    return None


# 10/12 → 아님, …: a denial that stands alone is of the day before it.
def _with_what_denies_them(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        is_alone = not SPELLED_DAY.search(part) and _DENIES_WHAT_WAS_SAID.match(part)
        if joined and is_alone:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined


_DENIES_WHAT_WAS_SAID = re.compile(
    r"\s*(?:그건|그날은|그게|이건)?\s*(?:아니[라고었]|아님|아닌|아녔|틀[렸린림려]|잘못|오기|착오|[xX✕×](?![A-Za-z]))"
)
_ONLY_DENIED = re.compile(
    r"\d일\s?(?:\([^)]{1,4}\)\s?)?[은는이가도]?\s?(?:→|->)?\s?(?:아님|아니다|아니에요|아닙니다|틀림|잘못|오기)[.\s]*$"
)
_MISTAKEN = re.compile(r"(?<![A-Za-z])[xX✕×](?![A-Za-z])|말고|잘못|오기(?!로)|틀[렸린림려]|착오|오류")
_CORRECTED = re.compile(r"정정|바로\s?잡|맞[음다는습]|고[쳐친침]|수정")


# The days written in digits as `2026년 9월 14일`, and each as year, month and day.
def _spelled_out(text: str, today: date, is_recent: bool) -> tuple[str, list[tuple[int | None, int, int]]]:
    found: list[tuple[int | None, int, int]] = []

    def spelled(match: re.Match[str]) -> str:
        year, month, day = _ymd(match, today, is_recent)
        try:
            date(year or 2024, month, day)
        except ValueError:
            raise CellError(f"있을 수 없는 날짜입니다: {shown(text)}") from None
        found.append((year, month, day))
        return f" {year}년 {month}월 {day}일" if year else f" {month}월 {day}일"

    return " ".join(WRITTEN_DAY.sub(spelled, text).split()), found


def _ymd(match: re.Match[str], today: date, is_recent: bool) -> tuple[int | None, int, int]:
    if match["mo"]:
        return None, int(match["mo"]), int(match["da"])
    if match["y"] or match["y8"]:
        return int(match["y"] or match["y8"]), int(match["m"] or match["m8"]), int(match["d"] or match["d8"])
    if match["n"]:
        first, second, year = int(match["n"]), int(match["o"]), int(match["yl"])
        orders = [
            (year if year > 99 else 2000 + year, first, second),
            (year if year > 99 else 2000 + year, second, first),
        ]
        return _one_order(
            [each for each in orders if _is_a_day(*each, today, is_recent)], orders[0], match[0]
        )
    first, second, third = (int(match[name]) for name in "abc")
    own = _full(first, today), second, third
    is_korean = not re.fullmatch(r"\d\d[/-]\d{1,2}[/-]\d\d", match[0].strip())
    if _is_a_day(*own, today, is_recent) and (is_korean or first > 12):
        return own
    orders = [own, (_full(third, today), first, second), (_full(third, today), second, first)]
    if is_korean and not is_recent:
        return own
    return _one_order([each for each in orders if _is_a_day(*each, today, False)], own, match[0])


def _full(year: int, today: date) -> int:
    return 2000 + year if 2000 + year <= today.year + 1 else 1900 + year


def _one_order(
    fit: list[tuple[int, int, int]], own: tuple[int, int, int], words: str
) -> tuple[int, int, int]:
    different = set(fit)
    if len(different) > 1:
        raise CellError(f"연, 월, 일의 차례를 알 수 없습니다: {shown(words)} (2026-01-31처럼 적어 주세요)")
    return different.pop() if different else own


def _is_a_day(year: int, month: int, day: int, today: date, is_recent: bool) -> bool:
    try:
        found = date(year, month, day)
    except ValueError:
        return False
    return found <= today and (not is_recent or year >= today.year - _YEARS_BACK)


def _weekday(text: str) -> str | None:
    day = re.search(r"\d일(?:날)?", text)
    match = _WEEKDAY.match(text, day.end()) if day else None
    return (match[1] or match[2]) if match else None


def _possible(day: date, today: date, is_recent: bool, cell: str) -> date:
    if is_recent and day > today:
        raise CellError(f"오늘({today})보다 뒤의 날짜입니다: {shown(cell)}")
    if day.year < _FIRST_YEAR:
        raise CellError(f"산재보험이 생기기 전의 날짜입니다: {shown(cell)}")
    return day
