"""What a cell of an office's table tells: whether it says anything, the benefit, how the harm came about.

Days are read by `told_cell_days`, stages by `told_cell_stages`. What tells nothing certain leaves it open and says why;
what belongs into another column is a CellError: a wrong deadline is far worse than none.
"""

import re
from typing import TypeVar

from lib.domain.classify import benefit_named
from lib.domain.taxonomy import KindB, KindC
from lib.text.spelling import plain, squeeze
from lib.text.written_days import CHINESE_SIGNS, ONLY_A_DAY


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
        "모르겠음",
        "잊음",
    ]
)
_DITTO = re.compile(
    r"(?:상동|동일|(?:위|앞|윗\s?줄|상기|전)\s?(?:와|과|의|사람과|내용과|건과)?\s?(?:내용\s?)?(?:같음|같다|같습니다|동일(?:함|합니다)?)|(?:[〃″”“\"]|''|,,)+|同上|ditto|same(?:\s+as\s+above)?)[.\s]*",
    re.IGNORECASE,
)


def belongs_elsewhere(cell: str) -> bool:
    """True for a cell of words that holds nothing but a day, a phone number or a firm's or an attorney's name."""
    words = " ".join(plain(cell).split())
    return bool(ONLY_A_DAY.fullmatch(words) or _OF_PEOPLE_AND_FIRMS.search(words))


_OF_PEOPLE_AND_FIRMS = re.compile(
    r"노무사$|^\(주\)|^㈜|^주식회사|주식회사$|^0\d{1,2}[-. ]?\d{3,4}[-. ]?\d{4}$"
)


def shown(cell: str) -> str:
    """The words of a cell as they are told: in one line, cut where they are long."""
    words = " ".join(cell.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def folded(cell: str) -> str:
    """The words of a cell in one line and in plain signs, days and shorthand in Chinese signs as Korean (`前`, `六月 一日`)."""
    return " ".join(plain(cell).translate(CHINESE_SIGNS).split())


def is_broken_lookup(cell: str) -> bool:
    """True for what a spreadsheet shows where a lookup failed: #REF!, #N/A."""
    return bool(_BROKEN_LOOKUP.fullmatch(cell.strip()))


_BROKEN_LOOKUP = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)", re.IGNORECASE)


def is_blank(cell: str) -> bool:
    """True for a cell that says nothing: empty, a dash, 없음."""
    return squeeze(cell).lower() in _BLANK


def is_unknown(cell: str) -> bool:
    """True for a cell that says that it is not known: 모름, 확인요, ?."""
    words = squeeze(cell).lower()
    return words in _UNKNOWN or bool(_DOES_NOT_KNOW.fullmatch(words))


_DOES_NOT_KNOW = re.compile(r"(?:본인|의뢰인)?(?:도|이|은)?(?:잘)?(?:모르|모른|기억|잊)(?:[가-힣]{0,8})")


def is_ditto(cell: str) -> bool:
    """True for a cell that only points at the row above: 상동, 〃."""
    return bool(_DITTO.fullmatch(cell.strip()))


# --- what a letter says, and what the office says of it ---------------------------------------------

_ARROW = re.compile(r"\s*(?:→|⇒|➔|▶|->|=>)\s*")
_OF_THE_OFFICE = re.compile(
    r"우리|저희|의뢰인|원장|주치의|다툼|다툴|반박|보완|확인|검토|볼\s?것|할\s?것|받을\s?것|필요|요청|예정|의견|가능|여지|주장|질의|문의|감정|소견서"
)
_CONCLUDES = re.compile(r"(?:불승인|부지급|불인정|불지급|기각|각하|반려|거절|(?:제?\s?\d+)\s?급|\d)")
# 신청 전이라 없음, (아직 결정 없음): of a letter, and not of what a letter says (근거 없음).
_NO_LETTER = re.compile(
    r"(?=.*(?:아직|없|전|안|미|대기|중|못))[(\[]?(?:아직|현재|지금은?|산재|공단|신청|청구|접수|결정|통지|처분|심의|조사|미|전|이라서?|이어서|안|못|해서?|하지|했|함|한|냄|냈|내|서류|문서|통지서|결정서|결정문|통보|답변?|회신|결과|받은|받음|것|거|게|이|가|은|는|도|온|옴|나옴|나온|없음|없다|없어요|없습니다|없|정|대기|중|않음|[.,·])+[)\]]?"
)
_AS_IT_STANDS = re.compile(r"\s*[(\[（](?:통지서|결정서|원문|공문)\S{0,3}\s?그대로[)\]）]\s*$")


def letter_and_remark(cell: str) -> tuple[str, str]:
    """The words of the agency's letter in a cell, and what the office put behind them with an arrow (`… 제외함 → 반박할 것`).

    An arrow within the letter (`45dB → 50dB`, `기준 미달 → 불승인`) parts nothing. Both are empty where the cell only says
    that there is no letter yet.
    """
    if is_blank(cell) or _NO_LETTER.fullmatch(squeeze(cell)):
        return "", ""
    for arrow in _ARROW.finditer(cell):
        letter, remark = cell[: arrow.start()], cell[arrow.end() :].strip()
        if not letter.strip() or not remark or _CONCLUDES.match(remark):
            continue
        if _OF_THE_OFFICE.search(remark) or letter.rstrip()[-1] in '"”’)]）':
            return _AS_IT_STANDS.sub("", letter).strip(), remark
    return _AS_IT_STANDS.sub("", cell).strip(), ""


# --- benefits and kinds --------------------------------------------------------------------------

_Value = TypeVar("_Value")
_BENEFITS = (
    (KindB.RENEWED_TREATMENT, "재요양|재요$|renewed|re-?treatment|recurrence"),
    (KindB.ADDED_DIAGNOSIS, "추가\\s?상병|추상|additional (?:diagnosis|injury|condition)|added diagnosis"),
    (KindB.DISABILITY, "장해|장애\\s?(?:급여|등급|연금)|등급|disabilit|impairment"),
    (KindB.SURVIVORS, "유족|장례|장의|사망|survivor|bereaved|funeral|death"),
    (KindB.WAGE_LOSS, "휴업|wage loss|temporary|lost wages|time off"),
    (KindB.NURSING, "간병|nursing|care benefit"),
    (KindB.AVERAGE_WAGE, "평균\\s?임금|평임|average wage"),
    (KindB.TREATMENT_PLAN, "진료\\s?계획|요양\\s?연장|치료\\s?연장|treatment plan"),
    (KindB.CLAWBACK, "부당\\s?이득|환수|징수|clawback|overpa"),
    (KindB.PREVENTION, "예방\\s?관리|합병증"),
    (
        KindB.TREATMENT,
        "(?<!재)요양(?!\\s?연장)|치료비|이송|교통비|통원비|medical|(?<!re)(?<!re-)treatment(?! plan)",
    ),
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


def benefits_in(text: str) -> list[KindB]:
    """Every benefit that a text names in any way, in the order of the list."""
    return _held(text, _BENEFITS)


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
