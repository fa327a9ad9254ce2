"""A labour attorney's intakes in a table: CSV, TSV, XLSX or JSON lines, one case to the row.

Columns are recognised by what their headings say (`intake_columns`) and cells are read as offices write them
(`told_cell`); titles above the header and blank rows are passed over. What leaves a day or a label open keeps the row
and is told with its words. A row that cannot be used is told with its number as a spreadsheet
shows it and its reason, and costs no other row. What a cell says is text, also where it begins like a formula.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from lib.domain.intake import DATES, LONGEST_STORY, Intake, what_is_wrong
from lib.domain.office_case import Awaited, OfficeCase, RefusedCase, Unclear
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.domain.told_cell import (
    CellError,
    CellStage,
    belongs_elsewhere,
    is_blank,
    is_ditto,
    read_benefit_cell,
    read_day_cell,
    read_kind_cell,
    read_stage_cell,
    shown,
)
from lib.domain.told_dates import told_dates
from lib.sources.archive import broken
from lib.sources.encoding import is_unreadable
from lib.sources.intake_columns import COLUMNS, DAYS, Columns
from lib.sources.rows import (
    SUFFIXES,
    UnreadableTableError,
    cell_text,
    cells_of,
    is_lines_of_json,
    records_of,
    squeezed_name,
)
from lib.sources.shapes import one_line
from lib.text.spelling import plain

_T = TypeVar("_T")

PARTIES = ("client", "company", "co_claimant", "attacker", "other_side")
"""Who may stand in a row by name."""

_HEADER_WITHIN, _LOOKED_AT = 30, 60
_MOST_BLANK = 5_000
_MOST_ROWS = 2_000
_LONGEST_CODE = 60
_LONGEST_NAME = 100
_MOST_UNPACKED = 256 * 2**20

EXAMPLE_MARK = "예시"
"""How the code of the made-up row of a template begins; such a row is passed over."""


class IntakeTableError(Exception):
    """The file as a whole is no table of intakes; the message is a sentence for the person."""


def is_intake_table(name: str) -> bool:
    """True for a file name that may be a table of intakes."""
    return Path(name).suffix.lower() in SUFFIXES


class Intakes(Iterator[OfficeCase | RefusedCase]):
    """Every case of a table, as `read_intakes` says; `unread` grows as they are read."""

    def __init__(self, name: str, file: IO[bytes], today: date) -> None:
        self._columns: list[Columns] = []
        self._held: dict[str, None] = {}
        self._all = self._each(name, file, today)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of the columns that hold something and are not read, so far, each once."""
        return tuple(self._held)

    def __next__(self) -> OfficeCase | RefusedCase:
        return next(self._all)

    def _each(self, name: str, file: IO[bytes], today: date) -> Iterator[OfficeCase | RefusedCase]:
        seen: dict[str, tuple[int, tuple[str, ...]]] = {}
        try:
            for count, row in enumerate(_rows(name, file, today)):
                if count >= _MOST_ROWS:
                    yield RefusedCase(
                        row.number, f"한 번에 {_MOST_ROWS:,}행까지 읽습니다. 파일을 나누어 주세요."
                    )
                    return
                self._held |= dict.fromkeys(row.unread)
                yield _numbered_once(row.problem or _case(row, today), row.number, seen)
        except UnreadableTableError as error:
            raise IntakeTableError(str(error)) from error


def read_intakes(name: str, file: IO[bytes], today: date | None = None) -> Intakes:
    """Every case of a table of intakes as it stands there, and every row that cannot be used, in their order.

    The name's ending tells the format. Days without a year are the last such days before `today`, or before the case
    was told. Nothing is masked yet, and `code` is empty where the row gives none. Raises IntakeTableError, also after
    some rows.
    """
    if not is_intake_table(name):
        raise IntakeTableError("CSV, TSV, XLSX, JSONL 파일만 읽습니다. 옛 .xls 파일은 .xlsx로 저장해 주세요.")
    return Intakes(name, file, today or date.today())


# Of two rows with one code the first counts: which of them is meant nobody can tell.
def _numbered_once(
    read: OfficeCase | str, row: int, seen: dict[str, tuple[int, tuple[str, ...]]]
) -> OfficeCase | RefusedCase:
    if isinstance(read, str):
        return RefusedCase(row, read)
    client = read.parties.get("client", ())
    if read.code and (first := seen.setdefault(read.code, (row, client)))[0] != row:
        whose = "같은데 사람이 다릅니다" if client and first[1] and client != first[1] else "같습니다"
        return RefusedCase(row, f"사건 코드가 {first[0]}행과 {whose}. 코드를 고치거나 한 행을 지워 주세요.")
    return read


# A case, or why the row is none.
def _case(row: "_Row", today: date) -> OfficeCase | str:
    try:
        return _read(row, today)
    except _RowError as error:
        return str(error)
    except Exception as error:
        return broken(error)


class _RowError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    values: Mapping[str, Any]
    unread: tuple[str, ...] = ()
    problem: str = ""
    columns: frozenset[str] = frozenset()


_SAID = ("story", "diagnoses", "denial_reason", "occupation")


def _read(row: _Row, today: date) -> OfficeCase:
    values = row.values
    told = {field: cell_text(value) for field, value in values.items()}
    for field, text in told.items():
        most = _LONGEST.get(field, _LONGEST_LINE)
        if len(text) > most and not (field == "diagnoses" and isinstance(values[field], list)):
            raise _RowError(f"{_title(field)} 칸이 너무 깁니다({len(text):,}자, 한도 {most:,}자).")
        if is_unreadable(text):
            raise _RowError(
                f"{_title(field)} 칸의 글자가 깨졌습니다. 원래 파일을 UTF-8이나 CP949로 다시 저장해 주세요."
            )
    unclear: list[Unclear] = []
    _without_ditto(told, unclear)
    if len(people := _people(told.get("client", ""))) > 1:
        raise _RowError(f"한 줄에 두 사람이 있습니다({len(people)}명). 한 사람에 한 줄씩 나누어 주세요.")
    if re.search(r"\d{4}", told.get("client", "")):
        raise _RowError(f"{_title('client')} 칸에 이름이 아닌 말이 있습니다. 칸이 밀렸는지 확인해 주세요.")
    for field in ("story", "denial_reason", "diagnoses"):
        if belongs_elsewhere(told.get(field, "")):
            raise _RowError(
                f"{_title(field)} 칸에 다른 칸의 것이 있습니다: {shown(told[field])} (칸이 밀렸는지 확인해 주세요)"
            )
    days = _days(told, today, unclear)
    stage = _stage(told.get("stage", ""), unclear)
    kind_b, kind_c = (_few(field, told, unclear) for field in ("kind_b", "kind_c"))
    fields = {
        "kind_c": kind_c,
        "kind_b": kind_b,
        "stage": stage.stage,
        "panel": _panel(told.get("panel", ""), unclear),
        "industry": one_line(told.get("industry", "")),
        "occupation": one_line(told.get("occupation", "")),
        "diagnoses": _diagnoses(values.get("diagnoses") if "diagnoses" in told else None),
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
    parties = {role: names for role in PARTIES if (names := _names(told.get(role, "")))}
    awaited = Awaited(stage.awaited, shown(told["stage"])) if stage.is_pending else None
    code = one_line(plain(told.get("code", "")))
    return OfficeCase(code, intake, parties, row.number, days["told_on"], tuple(unclear), awaited)


def _say_what_is_missing(row: _Row, fields: Mapping[str, Any]) -> None:
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


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(name) for name in re.split(r"[,;/\n、，]", cell))))


def _diagnoses(value: object) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;\n，]", cell_text(value))
    return list(filter(None, (one_line(cell_text(part)) for part in parts)))


# --- what cells tell -----------------------------------------------------------------------------


def _days(told: Mapping[str, str], today: date, unclear: list[Unclear]) -> dict[str, date | None]:
    days: dict[str, date | None] = {"told_on": _told_on(told.get("told_on", ""), today, unclear)}
    for field in DATES:
        cell = told.get(field, "")
        try:
            read = read_day_cell(cell, today, days["told_on"], field in ("received_on", "decision_date"))
        except CellError as error:
            raise _RowError(f"{_title(field)}: {error}") from error
        days[field] = read.day
        if read.unclear:
            unclear.append(Unclear(field, _title(field), shown(cell), read.unclear))
    received, decided = days["received_on"], days["decision_date"]
    if received and not decided:
        decided = _printed(told.get("denial_reason", ""), today)
    if received and decided and received < decided:
        raise _RowError(
            f"받은 날({received})이 결정한 날({decided})보다 앞섭니다. 두 날짜를 다시 확인해 주세요."
        )
    return days


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


def _stage(cell: str, unclear: list[Unclear]) -> CellStage:
    squeezed = squeezed_name(cell)
    if squeezed in _STAGES:
        return CellStage(_STAGES[squeezed])
    try:
        read = read_stage_cell(cell)
    except CellError as error:
        raise _RowError(f"{_title('stage')}에 {error}") from error
    if read.unclear:
        unclear.append(Unclear("stage", _title("stage"), shown(cell), read.unclear))
    return read


# The label of a cell of few values; where it says something else the story tells it.
def _few(field: str, told: Mapping[str, str], unclear: list[Unclear]) -> KindB | KindC | None:
    cell = told.get(field, "")
    named: Mapping[str, KindB | KindC] = _KIND_B if field == "kind_b" else _KIND_C
    if value := named.get(squeezed_name(cell)):
        return value
    try:
        found, why = read_benefit_cell(cell) if field == "kind_b" else read_kind_cell(cell)
    except CellError as error:
        raise _RowError(f"{_title(field)}: {error}") from error
    if why:
        unclear.append(Unclear(field, _title(field), shown(cell), why))
    return found


def _panel(cell: str, unclear: list[Unclear]) -> bool | None:
    if is_blank(cell) and squeezed_name(cell) not in _YES_NO:
        return None
    words = squeezed_name(re.sub(r"\(.*", "", cell))
    if words in _YES_NO:
        return bool(_YES_NO[words])
    unclear.append(Unclear("panel", _title("panel"), shown(cell), "거쳤는지 알 수 없습니다"))
    return None


def _meaning(said: Mapping[Any, str]) -> dict[str, Any]:
    return {squeezed_name(name): value for value, names in said.items() for name in names.split()}


_KIND_C = {squeezed_name(kind.value): kind for kind in KindC} | _meaning(
    {
        KindC.ACCIDENT: "작업중사고 업무상재해",
        KindC.DISEASE: "직업병 업무상병",
        KindC.NONE: "none",
    }
)
_KIND_B = {squeezed_name(kind.value): kind for kind in KindB} | _meaning(
    {KindB.TREATMENT: "최초 최초신청", KindB.OTHER: "그외 other"}
)
_STAGES = {squeezed_name(stage.value): stage for stage in Stage} | _meaning(
    {
        Stage.BEFORE_CLAIM: "신청전 청구전 미신청 미청구 신청예정 beforeclaim notfiled",
        Stage.DECISION: "결정후 처분 공단결정 decision",
        Stage.REVIEW: "심사청구결정 심사청구후",
        Stage.SECOND_REVIEW: "재심사결정",
        Stage.FIRST_INSTANCE: "일심판결",
        Stage.SECOND_INSTANCE: "항소심판결",
    }
)
_YES_NO: dict[str, Any] = _meaning(
    {
        True: "예 네 o 유 있음 거침 심의 심의거침 yes y true 1 ○ 거쳤음",
        False: "아니오 아니요 x 무 안거침 미심의 no n false 0 × 안거쳤음 없음",
    }
)


# --- the rows of each format ---------------------------------------------------------------------


def _rows(name: str, file: IO[bytes], today: date) -> Iterator[_Row]:
    if is_lines_of_json(name):
        yield from _of_records(records_of(file), today)
        return
    yield from _below_header(cells_of(name, file, _MOST_UNPACKED, formulas=True), today)


def _of_records(records: Iterator[tuple[int, Mapping[str, Any] | str]], today: date) -> Iterator[_Row]:
    first, rest = _ahead(records, _LOOKED_AT)
    samples = [_flat(record) for _number, record in first if not isinstance(record, str)]
    keys = list(dict.fromkeys(key for record in samples for key in record))
    columns = Columns(keys, [[cell_text(record.get(key)) for key in keys] for record in samples], today)
    for number, record in chain(first, rest):
        if isinstance(record, str):
            yield _Row(number, {}, problem=record)
            continue
        flat = _flat(record)
        if unknown := [key for key in flat if key not in columns.headings]:
            columns = Columns([*columns.headings, *unknown], (), today)
        values = {
            field: flat[key]
            for key, field in zip(columns.headings, columns.fields, strict=True)
            if field and flat.get(key) is not None
        }
        if not _is_example(values):
            held = [bool(cell_text(flat.get(key)).strip()) for key in columns.headings]
            yield _Row(number, values, columns.unread(held), columns=_known(columns))


# A set of intakes may have the form that the other commands take under a name of its own.
def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    nested = record.get("intake")
    if not isinstance(nested, dict):
        return dict(record)
    return {**nested, **{key: value for key, value in record.items() if key != "intake"}}


def _known(columns: Columns) -> frozenset[str]:
    return frozenset(field for field in columns.fields if field)


def _ahead(rows: Iterator[_T], most: int) -> tuple[list[_T], Iterator[_T]]:
    """The first rows and the rest; what breaks among the first is raised where the rest begins."""
    first: list[_T] = []
    try:
        first.extend(islice(rows, most))
    except UnreadableTableError as error:
        return first, _raising(error)
    return first, rows


def _raising(error: Exception) -> Iterator[Any]:
    raise error
    yield


def _below_header(rows: Iterator[tuple[int, list[str] | str]], today: date) -> Iterator[_Row]:
    top: list[tuple[int, list[str]]] = []
    kept: list[tuple[int, list[str] | str]] = []
    # What breaks before a header was found is told of the file.
    for number, cells in islice(rows, _HEADER_WITHIN):
        if isinstance(cells, str):
            if not top or not _header(top):
                raise UnreadableTableError(f"{number}행을 읽지 못했습니다. {cells}")
            kept.append((number, cells))
            break
        top.append((number, cells))
    found = _header(top)
    if not found:
        raise UnreadableTableError(_NO_HEADER if any(any(cells) for _, cells in top) else "빈 표입니다.")
    headings, last = found
    below: list[tuple[int, list[str] | str]] = [each for each in top if each[0] > last]
    first, rest = _ahead(chain(below, kept, rows), _LOOKED_AT)
    samples = [cells for _number, cells in first if not isinstance(cells, str)]
    yield from _values(Columns(headings, samples, today), chain(first, rest))


_NO_HEADER = "머리글을 찾지 못했습니다. ‘이야기’, ‘진단명’, ‘거절 이유’ 같은 열 이름이 있어야 합니다. 양식을 내려받아 보세요."
_OF_TWO_ROWS = 60


# The headings, one row or two of them, and the number of their last row: the surest of the first rows.
def _header(top: Sequence[tuple[int, list[str]]]) -> tuple[list[str], int] | None:
    best: tuple[list[str], int] | None = None
    most = 0.0
    for place, (number, cells) in enumerate(top):
        one = Columns(cells)
        if (one.are_a_header or "story" in one.fields) and one.sureness > most:
            best, most = (cells, number), one.sureness
        if place + 1 < len(top) and (both := _of_two_rows(cells, top[place + 1][1])):
            two = Columns(both)
            if two.are_a_header and two.sureness > most + _OF_TWO_ROWS:
                best, most = (both, top[place + 1][0]), two.sureness
    return best


# Merged headings: `통지` over `결정일` and `받은 날`.
def _of_two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    told = [cell for cell in lower if cell.strip()]
    if not told or len(told) >= len([cell for cell in upper if cell.strip()]) + len(told) // 2:
        return None
    if any(len(cell) > _LONGEST_HEADING or re.search(r"\d", cell) for cell in told):
        return None
    both, over = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        under = lower[place].strip() if place < len(lower) else ""
        over = above or (over if under else "")
        both.append(f"{over} {under}".strip() if under else above)
    return both


_LONGEST_HEADING = 20


def _values(columns: Columns, rows: Iterator[tuple[int, list[str] | str]]) -> Iterator[_Row]:
    blank = 0
    known = _known(columns)
    for number, cells in rows:
        if isinstance(cells, str):
            yield _Row(number, {}, problem=cells)
            continue
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > _MOST_BLANK:
                return
            continue
        blank = 0
        values = {
            field: cell for field, cell in zip(columns.fields, cells, strict=False) if field and cell.strip()
        }
        if _is_example(values):
            continue
        unread = columns.unread([bool(cell.strip()) for cell in cells])
        yield _Row(number, values, unread, _no_case(columns, cells, values), known)


# Why a row is no case whatever its cells say; empty where it may be one.
def _no_case(columns: Columns, cells: Sequence[str], values: Mapping[str, str]) -> str:
    told = [cell.strip() for cell in cells if cell.strip()]
    again = sum(
        bool(cell.strip()) and squeezed_name(cell) == squeezed_name(heading)
        for cell, heading in zip(cells, columns.headings, strict=False)
    )
    if again >= _LEAST_AGAIN and again * 2 >= len(told):
        return "머리글이 다시 나온 줄입니다."
    if not any(values.get(field) for field in ("story", "diagnoses", "denial_reason")) and any(
        _SUM.search(cell) for cell in told
    ):
        return "합계를 적은 줄입니다. 사건이 아닙니다."
    if any(cell.strip() for cell in cells[len(columns.headings) :]):
        return f"칸이 머리글보다 많습니다({len(cells)}칸): 따옴표가 빠졌거나 칸이 밀렸을 수 있습니다."
    return ""


_LEAST_AGAIN = 2
_SUM = re.compile(
    r"(?:^|\s)(?:소|합|총|누|중간\s?합)\s?계(?=$|[\s:(])|^(?:총|모두)\s?\d+\s?[건명]|^(?:sub)?total\b",
    re.IGNORECASE,
)


def _is_example(values: Mapping[str, Any]) -> bool:
    return cell_text(values.get("code")).strip().startswith(EXAMPLE_MARK)


# --- the template --------------------------------------------------------------------------------

_EXAMPLE: Mapping[str, object] = {
    "code": f"{EXAMPLE_MARK} 1 (지워도 됩니다. 읽지 않습니다)",
    "client": "홍길동",
    "company": "(주)가나다조선",
    "told_on": date(2026, 11, 23),
    "stage": Stage.DECISION.value,
    "decision_date": date(2026, 9, 30),
    "received_on": date(2026, 10, 6),
    "panel": "예",
    "kind_c": KindC.DISEASE.value,
    "kind_b": KindB.TREATMENT.value,
    "industry": "조선업",
    "occupation": "용접공",
    "diagnoses": "소음성 난청",
    "story": "조선소에서 27년 동안 용접과 그라인더 일을 했습니다. 퇴직한 뒤 귀가 잘 안 들려 청력검사를 받았습니다.",
    "denial_reason": "나이가 들어 생긴 난청으로 보인다고 합니다.",
}
_WIDE = {"story": 60, "denial_reason": 40, "diagnoses": 24, "code": 20}
_CHOICES: Mapping[str, Sequence[str]] = {
    "stage": [stage.value for stage in Stage],
    "kind_c": [kind.value for kind in KindC],
    "kind_b": [kind.value for kind in KindB],
    "panel": ["예", "아니오"],
}


def template() -> bytes:
    """An empty table to fill in, as XLSX: the columns, what may stand in some, and one made-up row that is not read."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "상담"
    sheet.append([title for title, _names in COLUMNS.values()])
    sheet.append([_EXAMPLE.get(field, "") for field in COLUMNS])
    for place, field in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDE.get(field, 15)
        head, example = sheet.cell(1, place), sheet.cell(2, place)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F3")
        example.font = Font(italic=True, color="777777")
        example.alignment = Alignment(wrap_text=True, vertical="top")
        if field in _CHOICES:
            choice = DataValidation(
                type="list",
                formula1=f'"{",".join(_CHOICES[field])}"',
                allow_blank=True,
                showErrorMessage=False,
            )
            choice.add(f"{letter}2:{letter}1000")
            sheet.add_data_validation(choice)
        if field in (*DATES, "told_on"):
            for row in range(2, 200):
                sheet.cell(row, place).number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
