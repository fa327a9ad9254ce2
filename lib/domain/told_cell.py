"""What a cell of an office's table tells: a day, how far the dispute has come, the benefit, how the harm came about.

Offices write `9/23(수)`, `2026. 11. 11.(배우자가 받음)`, `9월 초쯤`, `심사 기각 -> 재심사 준비`. What tells no certain day or no
kind leaves it open and says why; what cannot be, what may be one of two and what belongs into another column is a
CellError: a wrong deadline is far worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from lib.domain.classify import benefit_named
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.domain.told_in_english import told_stage_in_english
from lib.domain.told_stage import last_of, not_yet_claimed, read_stages
from lib.text.days import find_days
from lib.text.english import is_english
from lib.text.english_days import find_english_days
from lib.text.feasts import WEEKDAYS
from lib.text.spelling import plain, squeeze


class CellError(ValueError):
    """A cell that makes its row unusable; the message is a Korean sentence that goes on behind the column's name."""


_SHOWN = 40
_BLANK = frozenset(("", "-", "--", "–", "—", "/", ".", "x", "n/a", "na", "none", "null", "없음", "해당없음"))
_UNKNOWN = frozenset(
    [
        "모름",
        "미상",
        "불명",
        "불상",
        "확인요",
        "확인필요",
        "확인중",
        "추후확인",
        "미확인",
        "?",
        "??",
        "unknown",
        "tbd",
        "미정",
        "기억안남",
    ]
)
_DITTO = re.compile(
    r"(?:상동|동일|(?:위|앞|윗\s?줄|상기|전)\s?(?:와|과|의|사람과|내용과|건과)?\s?(?:내용\s?)?(?:같음|같다|같습니다|동일(?:함|합니다)?)|(?:[〃″”“\"]|''|,,)+|同上|ditto|same(?:\s+as\s+above)?)[.\s]*",
    re.IGNORECASE,
)


def belongs_elsewhere(cell: str) -> bool:
    """True for a cell of words that holds nothing but a day, a phone number or a firm's or an attorney's name."""
    words = " ".join(plain(cell).split())
    return bool(_ONLY_A_DAY.fullmatch(words) or _OF_PEOPLE_AND_FIRMS.search(words))


_ONLY_A_DAY = re.compile(
    r"'?(?:19|20)?\d\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}\.?(?:\s?\(.\))?|(?:19|20)\d{6}"
)
_OF_PEOPLE_AND_FIRMS = re.compile(
    r"노무사$|^\(주\)|^㈜|^주식회사|주식회사$|^0\d{1,2}[-. ]?\d{3,4}[-. ]?\d{4}$"
)


def shown(cell: str) -> str:
    """The words of a cell as they are told: in one line, cut where they are long."""
    words = " ".join(cell.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def is_blank(cell: str) -> bool:
    """True for a cell that says nothing: empty, a dash, 없음."""
    return squeeze(cell).lower() in _BLANK


def is_unknown(cell: str) -> bool:
    """True for a cell that says that it is not known: 모름, 확인요, ?."""
    return squeeze(cell).lower() in _UNKNOWN


def is_ditto(cell: str) -> bool:
    """True for a cell that only points at the row above: 상동, 〃."""
    return bool(_DITTO.fullmatch(cell.strip()))


# --- days ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CellDay:
    """The day of a cell, or None; `unclear` says why a cell that says something tells none."""

    day: date | None
    unclear: str = ""


_SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_CLOCK = re.compile(r"(?<=\d)(?:T|\s+)(?:(?:오전|오후)\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?!\d)")
_MARK, _END = r"\s*[./\-년]\s*", r"\s*[./\-월]\s*"
_WRITTEN = re.compile(
    # 2026. 9. 14., 20260914 and 26.9.14: a year first; 9/14/2026: last; 9/14: none.
    rf"(?<![\d./])(?P<y>(?:19|20)\d\d){_MARK}(?P<m>\d{{1,2}}){_END}(?P<d>\d{{1,2}})(?!\d)\s*[.일]?"
    r"|(?<!\d)(?P<y8>(?:19|20)\d\d)(?P<m8>\d\d)(?P<d8>\d\d)(?!\d)"
    rf"|(?<![\d./])['’‘]?(?P<a>\d\d){_MARK}(?P<b>\d{{1,2}}){_END}(?P<c>\d{{1,2}})(?![\d/])\s*[.일]?"
    r"|(?<![\d./])(?P<n>\d{1,2})[./-](?P<o>\d{1,2})[./-](?P<yl>(?:19|20)?\d\d)(?!\d)"
    r"|(?<![\d./~∼-])(?P<mo>\d{1,2})\s*(?:[/.\-]|월)\s*(?P<da>\d{1,2})(?!\d|\s*[시%개년월주./]|/\d)\s*[.일]?"
)
_SIX_DIGITS = re.compile(r"(\d\d)(\d\d)(\d\d)")
_YEARS_BACK = 5
"""A letter that an office is asked about came within so many years."""
_SAME_LETTER = timedelta(days=31)
_WEEKDAY = re.compile(
    rf"\s*\(?\s*([{WEEKDAYS}])(?:요일|욜)?\s*(?:\)|(?<=일)(?=\s|$|,))|\s+([{WEEKDAYS}])(?:요일|욜)"
)
_ALSO = re.compile(r"아니면|헷갈|또는|혹은|이거나|둘\s?중|or\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[~∼～]|부터|사이|에서\s")
_WAYS = re.compile(
    r"문자|카톡|톡|전화|이메일|메일|등기|우편|편지|팩스|직접|본인|배우자|남편|아내|가족|아들|딸|사무실|집|회사|전자|온라인"
)
_RECEIVED = re.compile(r"받|수령|송달|도착|도달|수신|receiv|served|arriv", re.IGNORECASE)
_SENT = re.compile(
    r"발송|보냄|보낸|작성|처분|결정|통지서\s?날짜|자\s*(?:결정|처분|통지)|sent|issued|dated", re.IGNORECASE
)
_NOT_RECEIVED = re.compile(
    r"못\s?받|안\s?받|미\s?수령|미\s?도착|안\s?왔|안\s?옴|못\s?봄|not\s+(?:yet\s+)?received", re.IGNORECASE
)
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


def read_day_cell(cell: str, today: date, told_on: date | None = None, is_recent: bool = False) -> CellDay:
    """The day that a cell tells; a day without its year is the last such day before the case was told.

    `is_recent`: a day of a letter, which came in the last years and cannot lie ahead. Raises CellError for a day that
    cannot be, two different ones, one whose order cannot be told, and what is no day at all.
    """
    words = " ".join(plain(cell).split())
    if is_blank(words):
        return CellDay(None)
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
    text, written = _spelled_out(_CLOCK.sub(" ", words).strip(), today, is_recent)
    return _told(text, written, cell, today, told_on, is_recent)


def _told(
    text: str, written: list[tuple[int | None, int, int]], cell: str, today: date, told_on: date | None, is_recent: bool
) -> CellDay:  # fmt: skip
    ref = min(told_on or today, today)
    different = list(dict.fromkeys(written))
    if len(different) > 1:
        chosen = _of_the_receipt(text) if is_recent else None
        if chosen is None:
            return _two_days(text, different, cell, today)
        text, different = chosen, different[:1]
    if _NOT_RECEIVED.search(text) and is_recent:
        return CellDay(None, "아직 받지 못했다고 합니다")
    find = find_english_days if is_english(text) and not re.search("[가-힣]", text) else find_days
    found = list(dict.fromkeys(each.day for each in find(text, ref)))
    if not found and not different:
        if (
            len(text) > _LONGEST_DAY
            or (len(text) > _SHORT and not _ABOUT_A_DAY.search(text))
            or (_OF_ANOTHER_COLUMN.search(text) and not _ABOUT_ITS_LETTER.search(text))
        ):
            raise CellError(f"날짜가 아닌 말이 있습니다: {shown(cell)} (칸이 밀렸는지 확인해 주세요)")
        return CellDay(None, "날짜가 분명하지 않습니다")
    if len(found) > 1:
        return _two_days(text, [(each.year, each.month, each.day) for each in found], cell, today)
    if _DOUBTED.search(text) or not found:
        return CellDay(None, "날짜가 분명하지 않습니다")
    if is_recent and _SENT.search(text) and not _RECEIVED.search(text):
        return CellDay(None, "받은 날이 아니라 보내거나 결정한 날로 보입니다")
    day = found[0]
    has_no_year = (
        bool(different) and different[0][0] is None and not re.search(r"작년|재작년|지난해|올해|금년", text)
    )
    days = {day, *(each.day for each in find(text, today))} if has_no_year else {day}
    if weekday := _weekday(text):
        days = {each for each in days if each.weekday() == WEEKDAYS.index(weekday)}
        if not days:
            return CellDay(None, f"요일({weekday})이 날짜와 맞지 않습니다")
    if len(days) > 1:
        return CellDay(None, "어느 해인지 분명하지 않습니다")
    return CellDay(_possible(days.pop(), today, is_recent, cell))


# Told as two ways in which one letter came, or as a time between two days, it is one of them; else nobody knows which.
def _two_days(text: str, days: list[tuple[int | None, int, int]], cell: str, today: date) -> CellDay:
    with_year = [_last(*each, today) for each in days]
    known = [each for each in with_year if each]
    if not _ALSO.search(text) and len(known) == len(days) and max(known) - min(known) <= _SAME_LETTER:
        ways = {match[0] for match in _WAYS.finditer(text)}
        if len(ways) >= len(days) or (ways and len(days) == 2 and "," in text):
            return CellDay(None, f"받은 길에 따라 날짜가 다릅니다(이르면 {min(known)})")
        if _BETWEEN.search(text):
            return CellDay(None, f"날짜가 분명하지 않습니다(이르면 {min(known)})")
    raise CellError(f"날짜가 둘입니다: {shown(cell)} (하나만 적어 주세요)")


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
        for part in re.split(r"[,/;→]|->|(?<=일)\s+(?=[가-힣]{2,}\s*:?\s*\d)", text)
        if re.search(r"\d월 \d", part)
    ]
    received = [part for part in parts if _RECEIVED.search(part)]
    sent = [part for part in parts if _SENT.search(part) and not _RECEIVED.search(part)]
    if len(received) == 1 and len(sent) == len(parts) - 1:
        return received[0]
    return parts[0] if len(parts) == 2 and len(sent) == 1 and parts[1] in sent else None


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

    return " ".join(_WRITTEN.sub(spelled, text).split()), found


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


# --- stages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CellStage:
    """How far a dispute has come: the last decision, None where it is not said.

    `is_pending`: the next decision was asked for already and is awaited: `awaited`, None for that of the Supreme
    Court. `unclear` says what is not known of a cell that says something.
    """

    stage: Stage | None
    is_pending: bool = False
    awaited: Stage | None = None
    unclear: str = ""


_NAMED = re.compile(
    r"(?P<beyond>상고심?|대법원?|3\s?심|supreme court)"
    r"|(?P<second>(?<!\d)2\s?심|이심(?!전)|항소심?|고등\s?법원|고법|second instance|appellate|appeal court|court of appeals?)"
    r"|(?P<first>(?<!\d)1\s?심|일심|행정\s?(?:소송|법원)|행법|지방\s?법원|소송|소\s?제기|소장|제소|본안|재판|first instance|trial|lawsuit|administrative court|\bsuit|litigation)"
    r"|(?P<second_review>(?<!산)재심사?|재심위|재결|second review|re-?examination|re-?review)"
    r"|(?P<review>심사(?!\s?평가)|심사위|이의\s?신청|examination request|request for (?:examination|review)|first review|\breview)"
    r"|(?P<decision>불승인|부지급|불인정|불지급|원\s?처분|일부\s?승인|(?:최초|처음|공단|첫)\s?(?:결정|처분|판정)|반려|denied|denial|refused|refusal|rejected claim|initial decision|original decision|first decision)"
    r"|(?P<claim>(?:산재|최초|요양|유족|장해|휴업)?\s?(?:급여)?\s?(?:신청|청구)|신청서|claim|application)",
    re.IGNORECASE,
)  # fmt: skip
_OF_NAME = {
    "second": Stage.SECOND_INSTANCE, "first": Stage.FIRST_INSTANCE, "second_review": Stage.SECOND_REVIEW,
    "review": Stage.REVIEW, "decision": Stage.DECISION, "claim": Stage.BEFORE_CLAIM,
}  # fmt: skip
_PLANNED = re.compile(
    r"준비|예정|검토|기한|도과|놓[침쳤]|고민|고려|하려|할지|할까|생각|계획|희망|원함|원하|가능|상담|의뢰|미제기|미신청|미청구|안\s?(?:함|했|냈|넣)|(?:하기\s?)?전(?![가-힣])|전\s?단계|필요|해야|하고\s?싶|whether|prepar|plan|consider|before|not yet|intend|will",
    re.IGNORECASE,
)  # fmt: skip
_PENDING = re.compile(
    r"기다|대기|계류|심리|접수|제기|제출|진행|넣어|냈|넣었|내\s?(?:놓|둔|둠)|결과\s?(?:전|미)|(?:함|했음|했다|했어요|해\s?[둠놓]\S*|하였음|냄|냈음|넣음|넣었음|한\s?상태|한\s?뒤|중)(?=[\s,.()\]/]|$)"
    r"|pending|filed|waiting|await|in progress|ongoing|submitted|under way",
    re.IGNORECASE,
)
_WAITED_FOR = re.compile(r"기다|대기|계류|심리|pending|await|waiting", re.IGNORECASE)
_DECIDED = re.compile(
    r"기각|각하|패소|졌|불승인|부지급|불인정|인용|승소|취소|일부|결정|재결|판결|선고|판정|탈락|떨어|안\s?됨|dismiss|reject|denied|lost|decided|decision|ruled|judgment|judgement",
    re.IGNORECASE,
)
_LONGEST_STAGE = 60
_OF_A_REFUSAL = re.compile(
    r"판단|인과\s?관계|관련성|사유|소견|보기\s?어려|인정\s?(?:곤란|하기)|기준에?\s?(?:미달|미치)"
)
_OF_THE_AGENCY = re.compile(r"결정|통지|처분")
_BEFORE = {
    Stage.DECISION: Stage.BEFORE_CLAIM, Stage.REVIEW: Stage.DECISION, Stage.SECOND_REVIEW: Stage.REVIEW,
    Stage.SECOND_INSTANCE: Stage.FIRST_INSTANCE, None: Stage.SECOND_INSTANCE,
}  # fmt: skip
_NEXT = {Stage.BEFORE_CLAIM: Stage.DECISION}


def read_stage_cell(cell: str) -> CellStage:
    """How far a dispute has come as a cell tells it. Raises CellError for what names no stage."""
    words = " ".join(plain(cell).split())
    if is_blank(words):
        return CellStage(None)
    if is_unknown(words) or is_ditto(words):
        return CellStage(None, unclear="단계를 모릅니다")
    if len(words) <= _LONGEST_STAGE and not (len(words) > _SHORT and _OF_A_REFUSAL.search(words)):
        if told := _by_parts(words):
            return told
        if is_english(words) and (in_english := told_stage_in_english(words)):
            return CellStage(in_english[0])
        if last := last_of(read_stages(words)):
            return CellStage(last.stage)
        if not_yet_claimed(words):
            return CellStage(Stage.BEFORE_CLAIM)
        if _OF_THE_AGENCY.search(words):
            # 결정 통지 받음, 결정 대기: of the claim itself.
            waits = bool(_WAITED_FOR.search(words))
            return CellStage(
                Stage.BEFORE_CLAIM if waits else Stage.DECISION, waits, Stage.DECISION if waits else None
            )
    raise CellError(
        f"모르는 값이 있습니다: {shown(cell)} (불승인, 심사 기각, 재심사 기각, 1심 패소처럼 적어 주세요. 칸이 밀렸는지도 확인해 주세요)"
    )


@dataclass(frozen=True, slots=True)
class _Step:
    stage: Stage | None
    state: str


_ORDER: list[Stage | None] = [*Stage, None]


def _by_parts(words: str) -> CellStage | None:
    steps = list(_steps(words))
    if not steps:
        return None
    said = [each for each in steps if each.state != "bare"]
    if not said:
        return _alone(steps[-1].stage, words)
    decided = max((_ORDER.index(each.stage) for each in said if each.state == "decided"), default=-1)
    pending = max((_ORDER.index(each.stage) for each in said if each.state == "pending"), default=-1)
    planned = [each.stage for each in said if each.state == "planned"]
    if pending > decided:
        awaited = _ORDER[pending]
        awaited = _NEXT.get(awaited, awaited) if awaited else None
        before = _ORDER[decided] if decided >= 0 else _BEFORE.get(awaited)
        return CellStage(before, True, awaited)
    if decided >= 0:
        stage = _ORDER[decided]
        return CellStage(stage) if stage else CellStage(None, unclear="대법원 판결까지 나온 것으로 보입니다")
    if planned:
        first = min(planned, key=_ORDER.index)
        if first is Stage.FIRST_INSTANCE:
            return CellStage(None, unclear="소송 전에 마지막으로 받은 결정이 무엇인지 적혀 있지 않습니다")
        return CellStage(Stage.BEFORE_CLAIM if first is Stage.BEFORE_CLAIM else _BEFORE[first])
    return None


# A name with nothing said of it: a suit is under way; of the others it stays open whether they were decided.
def _alone(stage: Stage | None, words: str) -> CellStage | None:
    if stage is Stage.BEFORE_CLAIM:
        return None
    if stage is Stage.FIRST_INSTANCE and "심" not in words:
        return CellStage(None, True, stage)
    if stage is None:
        return CellStage(Stage.SECOND_INSTANCE, True)
    return CellStage(stage, unclear="결정까지 받은 것인지, 내고 기다리는 것인지 적혀 있지 않습니다")


# Every stage that is named, with what is said of it before the next one is.
def _steps(words: str) -> Iterator[_Step]:
    found = list(_NAMED.finditer(words))
    # 심사청구: the claim is that for a review.
    named = [
        each
        for place, each in enumerate(found)
        if not (each.lastgroup == "claim" and place and found[place - 1].lastgroup != "claim"
                and not words[found[place - 1].end() : each.start()].strip())
    ]  # fmt: skip
    for place, each in enumerate(named):
        follows = named[place + 1] if place + 1 < len(named) else None
        tail = words[each.end() : follows.start() if follows else len(words)]
        stage = None if each.lastgroup == "beyond" else _OF_NAME[each.lastgroup or ""]
        if follows and follows.lastgroup == each.lastgroup and not tail.strip(" ()·/,"):
            continue
        yield _Step(stage, _state(stage, each[0], tail))


def _state(stage: Stage | None, name: str, tail: str) -> str:
    is_refusal = stage is Stage.DECISION
    if _WAITED_FOR.search(tail) and not is_refusal:
        return "pending"
    planned, pending, decided = _PLANNED.search(tail), _PENDING.search(tail), _DECIDED.search(tail)
    if is_refusal:
        return "decided"
    if name == "재결" or (decided and not (planned and planned.start() < decided.start())):
        return "decided"
    if planned:
        return "planned"
    if pending:
        return "pending"
    return "bare"


# --- benefits and kinds --------------------------------------------------------------------------

_Value = TypeVar("_Value")
_BENEFITS = (
    (KindB.RENEWED_TREATMENT, "재요양|renewed|re-?treatment|recurrence"),
    (KindB.ADDED_DIAGNOSIS, "추가\\s?상병|추상|additional (?:diagnosis|injury|condition)|added diagnosis"),
    (KindB.DISABILITY, "장해|장애\\s?(?:급여|등급|연금)|등급|disabilit|impairment"),
    (KindB.SURVIVORS, "유족|장례|장의|사망|survivor|bereaved|funeral|death"),
    (KindB.WAGE_LOSS, "휴업|wage loss|temporary|lost wages|time off"),
    (KindB.NURSING, "간병|nursing|care benefit"),
    (KindB.AVERAGE_WAGE, "평균\\s?임금|average wage"),
    (KindB.TREATMENT_PLAN, "진료\\s?계획|요양\\s?연장|치료\\s?연장|treatment plan"),
    (KindB.CLAWBACK, "부당\\s?이득|환수|징수|clawback|overpa"),
    (KindB.PREVENTION, "예방\\s?관리|합병증"),
    (KindB.TREATMENT, "(?<!재)요양(?!\\s?연장)|치료비|medical|(?<!re)(?<!re-)treatment(?! plan)"),
)
_KINDS = (
    (KindC.COMMUTE, "출퇴근|출근|퇴근|통근|commut"),
    (KindC.DISEASE, "질병|직업병|질환|상병|과로|직업성|disease|illness|sickness"),
    (KindC.ACCIDENT, "사고|다침|부상|재해(?!\\s?종)|accident|injur"),
    (KindC.NONE, "해당\\s?없음"),
)


def read_benefit_cell(cell: str) -> tuple[KindB | None, str]:
    """The benefit that a cell names, and why none is where it says something that is not understood.

    Raises CellError for what belongs into another column.
    """
    found = _held(cell, _BENEFITS)
    if KindB.TREATMENT in found and len(found) > 1 and re.search(r"요양\s?(?:중|종결|후)", plain(cell)):
        found.remove(KindB.TREATMENT)
    if len(found) > 1:
        return None, "급여가 여럿이라 이야기에서 읽었습니다"
    if found:
        return found[0], ""
    if is_blank(cell):
        return None, ""
    if is_unknown(cell):
        return None, "급여를 모릅니다"
    if belongs_elsewhere(cell):
        raise CellError(f"급여가 아닌 말이 있습니다: {shown(cell)} (칸이 밀렸는지 확인해 주세요)")
    named = benefit_named(plain(cell))
    return named, "" if named else "어떤 급여인지 읽지 못했습니다"


def read_kind_cell(cell: str) -> tuple[KindC | None, str]:
    """How the harm came about as a cell names it, and why nothing is where it says something else."""
    found = _held(cell, _KINDS)
    if found and (found[0] is KindC.COMMUTE or len(found) == 1):
        return found[0], ""
    if is_blank(cell):
        return None, ""
    return None, "사고인지 질병인지 모릅니다" if is_unknown(
        cell
    ) or found else "사고인지 질병인지 읽지 못했습니다"


def _held(cell: str, words: tuple[tuple[_Value, str], ...]) -> list[_Value]:
    text = plain(cell).lower()
    return [value for value, pattern in words if re.search(pattern, text)]
