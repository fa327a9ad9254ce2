"""One row of an office's table of intakes as a case, or why it cannot be used.

What leaves a day or a label open keeps the row and is told with its words; what makes the row of somebody else, of no
case or of a wrong deadline refuses it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from lib.domain.illness import may_end, names_in
from lib.domain.intake import DATES, LONGEST_STORY, Intake, what_is_wrong
from lib.domain.office_case import Awaited, OfficeCase, Unclear
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.domain.told_cell import (
    CellError,
    belongs_elsewhere,
    is_blank,
    is_broken_lookup,
    is_ditto,
    letter_and_remark,
    read_benefit_cell,
    read_kind_cell,
    shown,
)
from lib.domain.told_cell_days import read_day_cell
from lib.domain.told_cell_receipts import received_by_stage
from lib.domain.told_cell_stages import CellStage, read_stage_cell, stage_of_letter, with_letter
from lib.domain.told_dates import told_dates
from lib.sources.found import broken
from lib.sources.intake_cells import DAYS
from lib.sources.intake_columns import COLUMNS
from lib.sources.intake_labels import KIND_B, KIND_C, STAGES, YES_NO
from lib.sources.rows import cell_text, squeezed_name
from lib.sources.shapes import one_line
from lib.text.encoding import damage, is_unreadable
from lib.text.sentences import sentences
from lib.text.spelling import LOST, plain

PARTIES = ("client", "company", "co_claimant", "attacker", "other_side")
"""Who may stand in a row by name."""
_LONGEST_CODE, _LONGEST_NAME = 60, 100


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a table holds: field → its cell, and what is known of the table.

    `unread`: headings of columns with something in them that are not read; `notes`: their cells; `problem`: why the row
    is no case whatever its cells say; `columns`: the fields that the table has; `assignee` and `note`: who handles the
    case, and what the office noted of it; `signed`: what the client signed; `unsure`: words of such cells that say
    neither yes nor no.
    """

    number: int
    values: Mapping[str, Any]
    unread: tuple[str, ...] = ()
    problem: str = ""
    columns: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    assignee: str = ""
    note: str = ""
    signed: frozenset[str] = frozenset()
    unsure: tuple[str, ...] = ()


def case_of(row: Row, today: date) -> OfficeCase | str:
    """The case that a row tells of, or why it cannot be used, as a sentence."""
    try:
        return _read(row, today)
    except _RowError as error:
        return str(error)
    except Exception as error:
        return broken(error)


class _RowError(Exception):
    pass


_SAID = ("story", "diagnoses", "denial_reason", "occupation")


def _read(row: Row, today: date) -> OfficeCase:
    values = row.values
    if odd := next((field for field, value in values.items() if not _is_of_a_cell(field, value)), None):
        raise _RowError(f"{_title(odd)} 칸의 값이 글이 아닙니다. 글로 적어 주세요.")
    told = {
        field: ", ".join(value) if isinstance(value, list) and field in PARTIES else cell_text(value)
        for field, value in values.items()
    }
    for field, text in told.items():
        most = _LONGEST.get(field, _LONGEST_LINE)
        if len(text) > most and not (field == "diagnoses" and isinstance(values[field], list)):
            raise _RowError(f"{_title(field)} 칸이 너무 깁니다({len(text):,}자, 한도 {most:,}자).")
        harm = damage(text) if field in _SAID else "garbled" if is_unreadable(text) else None
        if harm == "lost":
            raise _RowError(
                f"{_title(field)} 칸의 글자가 물음표(?)로 바뀌어 있어 읽을 수 없습니다. 원래 파일을 UTF-8로 다시 저장해 주세요."
            )
        if harm:
            raise _RowError(
                f"{_title(field)} 칸의 글자가 깨졌습니다. 원래 파일을 UTF-8이나 CP949로 다시 저장해 주세요."
            )
    spoilt = [
        f"{_title(field)} 칸: 깨진 글자가 있어 그 자리에 {LOST}를 넣었습니다."
        for field, text in told.items()
        if LOST in text
    ]
    unclear: list[Unclear] = []
    _without_ditto(told, unclear)
    remark = ""
    if "denial_reason" in told:
        told["denial_reason"], remark = letter_and_remark(told["denial_reason"])
    if len(people := _people(told.get("client", ""))) > 1:
        raise _RowError(f"한 줄에 두 사람이 있습니다({len(people)}명). 한 사람에 한 줄씩 나누어 주세요.")
    if re.search(r"\d{4}", told.get("client", "")):
        raise _RowError(f"{_title('client')} 칸에 이름이 아닌 말이 있습니다. 칸이 밀렸는지 확인해 주세요.")
    for field in ("story", "denial_reason", "diagnoses"):
        if belongs_elsewhere(told.get(field, "")):
            raise _RowError(
                f"{_title(field)} 칸에 다른 칸의 것이 있습니다: {shown(told[field])} (칸이 밀렸는지 확인해 주세요)"
            )
    if lookup := next((field for field, text in told.items() if is_broken_lookup(text)), None):
        raise _RowError(f"{_title(lookup)} 칸의 수식이 깨졌습니다: {shown(told[lookup])}")
    if formula := next((field for field, text in told.items() if _FORMULA.fullmatch(text.strip())), None):
        raise _RowError(
            f"{_title(formula)} 칸에 수식만 있고 값이 없습니다: {shown(told[formula])} (엑셀에서 연 뒤 값으로 붙여 주세요)"
        )
    told = {field: text for field, text in told.items() if field not in _SAID or _says_something(text)}
    days = _days(told, today, unclear)
    _noted(row.notes, days, today)
    stage = _stage(told.get("stage", ""), told.get("denial_reason", ""), unclear)
    if not days["received_on"] and is_blank(told.get("received_on", "")):
        days["received_on"] = received_by_stage(told.get("stage", ""), stage, today, days["told_on"])
    kind_b, kind_c = (_few(field, told, unclear) for field in ("kind_b", "kind_c"))
    if kind_c is None and is_blank(told.get("kind_c", "")):
        # 출퇴근 재해: what is asked for may say how it came about.
        kind_c = KindC.COMMUTE if _COMMUTE.search(told.get("kind_b", "")) else None
    fields = {
        "kind_c": kind_c,
        "kind_b": kind_b,
        "stage": stage.stage,
        "panel": _panel(told.get("panel", ""), unclear),
        "industry": one_line(told.get("industry", "")),
        "occupation": one_line(told.get("occupation", "")),
        "diagnoses": _diagnoses(values.get("diagnoses") if "diagnoses" in told else None)
        or _illness_beside(told.get("kind_b", "")),
        "story": told.get("story", ""),
        "denial_reason": told.get("denial_reason", ""),
        **{field: days[field] for field in DATES},
    }
    _say_what_is_missing(row, fields)
    try:
        intake = Intake.model_validate(fields)
    except ValidationError as error:
        field, wrong = what_is_wrong(error)
        if not field:
            wrong = "이야기, 진단명, 단계, 날짜 가운데 하나는 있어야 합니다."
        raise _RowError(f"{_title(field.partition('.')[0])} {wrong}".strip()) from error
    parties = {role: names for role in PARTIES if (names := _names(told.get(role, ""), role))}
    awaited = Awaited(stage.awaited, shown(told["stage"])) if stage.is_pending else None
    code = one_line(told.get("code", ""))
    return OfficeCase(
        code,
        intake,
        parties,
        row.number,
        days["told_on"],
        tuple(unclear),
        awaited,
        _granted(told.get("stage", "")),
        one_line(row.assignee),
        "\n".join(
            filter(
                None, (row.note, *row.unsure, remark and f"{_title('denial_reason')} 칸: {remark}", *spoilt)
            )
        ),
        "consent" in row.signed,
        "power_of_attorney" in row.signed,
    )


# =VLOOKUP(C58,'9월 대장'!A:N,13,0), =Sheet2!B4, =B4: of another place, whose value the file does not hold.
_FORMULA = re.compile(
    r"=\s*(?:[A-Z][A-Z0-9.]*\(.*\)|(?:'[^']+'|[^\s'!()]+)!\$?[A-Z]{1,3}\$?\d+|\$?[A-Z]{1,3}\$?\d+)", re.DOTALL
)


def _say_what_is_missing(row: Row, fields: Mapping[str, Any]) -> None:
    if not any(fields.values()):
        raise _RowError("이야기, 진단명, 거절 이유, 단계, 날짜가 모두 비어 있습니다.")
    if row.columns.intersection(_SAID) and not any(fields[field] for field in _SAID):
        received = (
            f" 받은 날({fields['received_on']})은 적혀 있으니 기한부터 확인하세요."
            if fields["received_on"]
            else ""
        )
        raise _RowError(
            f"무슨 일인지 들은 것이 없습니다(이야기, 진단명, 거절 이유, 하던 일이 모두 빈칸).{received}"
        )
    # What was claimed for which illness and what became of it is a case also without a word of the client.
    tells_enough = fields["diagnoses"] and fields["kind_b"] and (fields["stage"] or fields["received_on"])
    if {"story", "denial_reason"} <= row.columns and not (
        fields["story"] or fields["denial_reason"] or tells_enough
    ):
        raise _RowError(
            "무슨 일인지 들은 것이 없습니다(이야기와 거절 이유가 모두 빈칸). 들은 말이나 통지서의 이유를 적어 주세요."
        )


_LONGEST_LINE = 300
_LONGEST = {
    "story": LONGEST_STORY, "denial_reason": LONGEST_STORY, "code": _LONGEST_CODE, "diagnoses": LONGEST_STORY,
    **dict.fromkeys(PARTIES, 5 * _LONGEST_NAME), "stage": LONGEST_STORY, **dict.fromkeys(DAYS, LONGEST_STORY),
}  # fmt: skip


def _title(field: str) -> str:
    return COLUMNS[field][0] if field in COLUMNS else ""


# What points at the row above is not copied from it: it is of somebody else.
def _without_ditto(told: dict[str, str], unclear: list[Unclear]) -> None:
    for field in [field for field, text in told.items() if is_ditto(text)]:
        if field in DAYS or field == "stage":
            continue
        words = told.pop(field)
        if field in ("story", "diagnoses"):
            raise _RowError(
                f"{_title(field)} 칸에 ‘{shown(words)}’만 적혀 있습니다. 윗줄은 다른 사람일 수 있어 베끼지 않습니다. 내용을 적어 주세요."
            )
        unclear.append(Unclear(field, _title(field), shown(words), "윗줄을 가리키는 표시라 읽지 않았습니다"))


# The people that a cell of one client names: two names of persons, parted by a sign.
def _people(cell: str) -> list[str]:
    parts = [
        part.strip()
        for part in re.split(
            r"[/,;\n、，&+·]|\s및\s|\s와\s", re.sub(r"[(\[（][^)\]）]*[)\]）]", "", plain(cell))
        )
    ]
    return (
        [
            part
            for part in parts
            if re.fullmatch(r"[가-힣]{2,4}(?:\s?(?:씨|님))?|[A-Za-z][A-Za-z .'-]{3,}", part)
        ]
        if len(parts) > 1 and not _LATIN_ORDER.fullmatch(cell.strip())
        else []
    )


# Nguyen, Van Anh: one name, the surname first.
_LATIN_ORDER = re.compile(r"[A-Za-zÀ-ỹ'-]+,\s*[A-Za-zÀ-ỹ .'-]+")


def _names(cell: str, role: str) -> tuple[str, ...]:
    if role != "company" and _LATIN_ORDER.fullmatch(cell.strip()):
        return (one_line(cell),)
    return tuple(filter(None, (one_line(name) for name in _BETWEEN_NAMES.split(cell))))


# ABC Logistics Co., Ltd.: what kind of firm it is goes with its name.
_BETWEEN_NAMES = re.compile(
    r"[,，](?!\s*(?:ltd|inc|llc|corp|limited|incorporated)\b)|[;/\n、]", re.IGNORECASE
)


def _diagnoses(value: object) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;\n，]", cell_text(value))
    return [told for part in parts if _says_something(told := one_line(cell_text(part)))]


# Words have a letter; marks, faces and numbers alone tell nothing that happened, and neither does `null`.
def _says_something(text: str) -> bool:
    return any(char.isalpha() for char in text) and not is_blank(text)


# A cell holds a text or a number; of illnesses and names JSON may hold a list. An object would be read by its brackets.
def _is_of_a_cell(field: str, value: object) -> bool:
    if isinstance(value, list):
        return field in ("diagnoses", *PARTIES) and all(isinstance(each, str) for each in value)
    if isinstance(value, float) and field in DAYS:
        return value.is_integer()
    return value is None or isinstance(value, (str, int, float, date))


_COMMUTE = re.compile(r"출퇴근|통근")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,20})[)）]\s*$")


# 요양(난청): the illness that stands beside the benefit.
def _illness_beside(cell: str) -> list[str]:
    inside = _IN_BRACKETS.search(cell)
    return [one_line(inside[1])] if inside and may_end(inside[1]) and names_in(inside[1]) else []


# --- what cells tell -----------------------------------------------------------------------------


def _days(told: Mapping[str, str], today: date, unclear: list[Unclear]) -> dict[str, date | None]:
    days: dict[str, date | None] = {"told_on": _told_on(told.get("told_on", ""), today, unclear)}
    for field in ("decision_date", *(each for each in DATES if each != "decision_date")):
        cell = told.get(field, "")
        is_recent = field in ("received_on", "decision_date")
        decided_on = days["decision_date"] if field == "received_on" else None
        try:
            read = read_day_cell(cell, today, days["told_on"], is_recent, decided_on)
        except CellError as error:
            raise _RowError(f"{_title(field)}: {error}") from error
        days[field] = read.day
        if read.unclear and (is_recent or not _ONLY_A_YEAR.fullmatch(cell.strip())):
            unclear.append(Unclear(field, _title(field), shown(cell), read.unclear, read.earliest))
    received, decided = days["received_on"], days["decision_date"]
    hurt, last = days["accident_on"], decided or received
    if hurt and last and hurt > last and _WITHOUT_YEAR.match(told["accident_on"]):
        hurt = days["accident_on"] = hurt.replace(
            year=hurt.year - 1, day=min(hurt.day, 28 if hurt.month == 2 else 31)
        )
    if hurt and hurt > today:
        raise _RowError(
            f"{_title('accident_on')}: 오늘({today})보다 뒤의 날짜입니다: {shown(told['accident_on'])}"
        )
    if hurt and last and hurt > last:
        which = "결정한 날" if decided else "받은 날"
        raise _RowError(f"다친 날({hurt})이 {which}({last})보다 뒤입니다. 두 날짜를 다시 확인해 주세요.")
    if received and not decided:
        decided = _printed(told.get("denial_reason", ""), today)
    if received and decided and received < decided:
        raise _RowError(
            f"받은 날({received})이 결정한 날({decided})보다 앞섭니다. 두 날짜를 다시 확인해 주세요."
        )
    return days


# 2019년, 2024-09, 26년 5월경: of what happened nobody needs to be told that the day is left out.
_ONLY_A_YEAR = re.compile(
    r"['’]?(?:(?:19|20)?\d\d\s?년|(?:19|20)\d\d)\s?(?:[./-]?\s?\d{1,2}\s?월?\.?)?\s?(?:경|쯤|무렵|초순?|중순?|말|봄|여름|가을|겨울)?"
)
_WITHOUT_YEAR = re.compile(r"\s*\d{1,2}\s*(?:월|[/.-])\s*\d{1,2}\s*[.일]?(?![\d./-])")


# A memo may tell another day than the column.
def _noted(notes: Sequence[str], days: Mapping[str, date | None], today: date) -> None:
    received = days["received_on"]
    clauses = [
        clause
        for note in notes
        for each in sentences(note[:_LONGEST_NOTE], story=True)
        for clause in re.split(r"[,;※()\n]", each.words)
    ]
    for clause in clauses if received else ():
        if not (_OF_THE_RECEIPT.search(clause) and re.search(r"\d", clause)):
            continue
        try:
            noted = read_day_cell(clause, today, days["told_on"], True).day
        except CellError:
            continue
        if noted and noted != received:
            raise _RowError(
                f"받은 날이 칸에는 {received}, 메모에는 {noted}입니다. 어느 날인지 확인해 하나로 고쳐 주세요."
            )


_OF_THE_RECEIPT = re.compile(r"받은\s?(?:날|일)|수령일|송달일|도달일")
_LONGEST_NOTE = 500


def _told_on(cell: str, today: date, unclear: list[Unclear]) -> date | None:
    try:
        read = read_day_cell(cell, today)
    except CellError as error:
        unclear.append(Unclear("told_on", _title("told_on"), shown(cell), str(error).partition(":")[0]))
        return None
    if read.unclear:
        unclear.append(Unclear("told_on", _title("told_on"), shown(cell), read.unclear))
    return read.day


# The day that the letter bears, where its words are told.
def _printed(denial: str, today: date) -> date | None:
    told = told_dates("", denial, today=today, stage=Stage.DECISION) if re.search(r"\d", denial) else ()
    day = next((each.value for each in told if each.field == "decision_date"), None)
    return day if isinstance(day, date) else None


def _stage(cell: str, letter: str, unclear: list[Unclear]) -> CellStage:
    squeezed = squeezed_name(cell)
    if squeezed in STAGES:
        return CellStage(STAGES[squeezed])
    try:
        read = read_stage_cell(cell)
    except CellError as error:
        raise _RowError(f"{_title('stage')}: {error}") from error
    if _FIRST_LETTER.search(letter) and read.stage in _AFTER_THE_FIRST:
        raise _RowError(
            f"단계는 {read.stage}(으)로 적혀 있는데, 통지서는 처음 받은 결정이라고 합니다. 둘 가운데 하나를 고쳐 주세요."
        )
    read = with_letter(read, stage_of_letter(letter))
    if read.unclear:
        unclear.append(Unclear("stage", _title("stage"), shown(cell), read.unclear))
    return read


# 승인, 전부 인정됨: that all was granted, and nothing beside it.
_GRANTED = re.compile(
    r"(?:산재|공단|전부|모두|요양|최초|지사|결정|처분|에서|으로)*(?:승인|인정)(?:됨|되었음|받음|결정|처분|통지|남|났음|임|완료|후|함)*\.?"
)


def _granted(cell: str) -> str:
    return shown(cell) if _GRANTED.fullmatch(squeezed_name(cell)) else ""


_FIRST_LETTER = re.compile(r"처음\s?(?:통보|통지|받은|온)")
_AFTER_THE_FIRST = (Stage.REVIEW, Stage.SECOND_REVIEW, Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE)


# The label of a cell of few values; where it says something else the story tells it.
def _few(field: str, told: Mapping[str, str], unclear: list[Unclear]) -> KindB | KindC | None:
    cell = told.get(field, "")
    named: Mapping[str, KindB | KindC] = KIND_B if field == "kind_b" else KIND_C
    if value := named.get(squeezed_name(cell)):
        return value
    if field == "kind_b" and _OF_OTHER_LAW.search(cell):
        return None
    try:
        found, why = read_benefit_cell(cell) if field == "kind_b" else read_kind_cell(cell)
    except CellError as error:
        raise _RowError(f"{_title(field)}: {error}") from error
    if why:
        unclear.append(Unclear(field, _title(field), shown(cell), why))
    return found


# 공무상요양: of another law, whatever else its name has in common.
_OF_OTHER_LAW = re.compile(r"공무상|순직|군인|사학|직무상")


def _panel(cell: str, unclear: list[Unclear]) -> bool | None:
    if is_blank(cell) and squeezed_name(cell) not in YES_NO:
        return None
    words = squeezed_name(re.sub(r"\(.*", "", cell))
    if words in YES_NO:
        return bool(YES_NO[words])
    unclear.append(Unclear("panel", _title("panel"), shown(cell), "거쳤는지 알 수 없습니다"))
    return None
