"""A labour attorney's intakes in a table: CSV, TSV, XLSX or JSON lines, one case to the row.

Columns are recognised by their Korean and English names, whatever their case and spacing; unknown columns, titles
above the header and blank rows are passed over. A row that cannot be used is told with its number as a spreadsheet
shows it and its reason, and costs no other row. What a cell says is text, also where it begins like a formula.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from lib.domain.intake import DATES, LONGEST_STORY, Intake, what_is_wrong
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.sources.archive import broken
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
from lib.text.numbers import read_date
from lib.text.spelling import plain

# Field → what its column is called in a template, and other headings it has in offices. All are compared as
# `squeezed_name` has them, so neither spaces nor case nor marks matter.
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "code": (
        "사건 코드",
        "사건코드 사건번호 관리번호 상담번호 접수번호 코드 사건관리번호 내부번호 의뢰번호 case casecode "
        "caseno casenumber caseid code id",
    ),
    "client": (
        "의뢰인",
        "의뢰인 의뢰인명 의뢰인이름 이름 성명 성함 재해자 재해자명 피재자 피재자명 신청인 신청인명 청구인 상담자 내담자 "
        "고객 고객명 근로자 근로자명 client clientname name worker",
    ),
    "company": (
        "회사",
        "회사 회사명 사업장 사업장명 소속 소속회사 업체 업체명 사업주 사업주명 근무처 직장 재해사업장 company companyname "
        "employer firm",
    ),
    "co_claimant": ("함께 청구한 사람", "함께청구한사람 공동청구인 공동신청인 coclaimant coclaimants"),
    "attacker": ("가해자", "가해자 가해자명 제삼자 제3자 가해차량운전자 attacker"),
    "other_side": ("상대방", "상대방 상대방명 상대측 상대 otherside opponent"),
    "told_on": ("상담일", "상담일 상담일자 상담날짜 접수일 접수일자 접수날짜 toldon intakedate date"),
    "stage": ("단계", "단계 진행단계 진행상황 진행상태 현재단계 심급 절차 stage"),
    "decision_date": (
        "결정일",
        "결정일 결정일자 결정날짜 처분일 처분일자 처분날짜 통지서날짜 통지서일자 통지일 통지일자 편지날짜 불승인일 불승인일자 "
        "판결일 판결선고일 decisiondate",
    ),
    "received_on": (
        "받은 날",
        "받은날 받은날짜 수령일 수령일자 수령날짜 송달일 송달일자 송달받은날 안날 결정문수령일 결정서수령일 "
        "통지서받은날 통지서수령일 처분을안날 receivedon received receiveddate",
    ),
    "panel": (
        "질병판정위원회",
        "질병판정위원회 업무상질병판정위원회 판정위원회 판정위 질판위 질판위여부 panel",
    ),
    "accident_on": (
        "다친 날",
        "다친날 다친날짜 재해일 재해일자 재해발생일 재해날짜 사고일 사고일자 사고날짜 발병일 발병일자 진단일 "
        "accidenton accidentdate injurydate",
    ),
    "benefit_from": ("급여 시작일", "급여시작일 급여시작날 치유일 사망일 휴업시작일 benefitfrom"),
    "kind_c": (
        "사고·질병",
        "사고질병 사고질병구분 구분 유형 재해유형 재해구분 사건유형 재해종류 kindc type",
    ),
    "kind_b": ("급여", "급여 급여종류 급여처분 처분 청구종류 청구급여 신청급여 청구내용 kindb benefit"),
    "industry": ("업종", "업종 산업 업태 사업종류 industry"),
    "occupation": (
        "하던 일",
        "하던일 직업 직종 직무 담당업무 업무 업무내용 하는일 occupation job",
    ),
    "diagnoses": (
        "진단명",
        "진단명 상병 상병명 병명 신청상병 진단 질병명 부상명 부위 상병부위 diagnoses diagnosis",
    ),
    "story": (
        "이야기",
        "이야기 상담내용 상담내역 내용 사연 사건내용 사건개요 개요 경위 재해경위 사고경위 발병경위 상황 의뢰내용 상담메모 story text "
        "facts summary",
    ),
    "denial_reason": (
        "거절 이유",
        "거절이유 거절사유 불승인이유 불승인사유 불승인사유요지 처분이유 처분사유 결정이유 부지급사유 공단의견 공단이유 기각이유 "
        "denialreason denial reason refusal",
    ),
}
_FIELD_OF = {
    squeezed_name(name): field
    for field, (title, names) in _COLUMNS.items()
    for name in (title, *names.split())
}
for _field_name in _COLUMNS:
    _FIELD_OF.setdefault(squeezed_name(_field_name), _field_name)

PARTIES = ("client", "company", "co_claimant", "attacker", "other_side")
"""Who may stand in a row by name."""

_TELLING = frozenset(
    {"story", "diagnoses", "denial_reason", "stage", "received_on", "decision_date", "accident_on"}
)
# A header names at least so many columns; a title above it may be one of them by chance.
_LEAST_NAMED = 2
_HEADER_WITHIN = 30
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


def read_intakes(name: str, file: IO[bytes]) -> Iterator[OfficeCase | RefusedCase]:
    """Every case of a table of intakes as it stands there, and every row that cannot be used, in their order.

    The name's ending tells the format. Nothing is masked yet, and `code` is empty where the row gives none.
    Raises IntakeTableError, also after some rows.
    """
    if not is_intake_table(name):
        raise IntakeTableError("CSV, TSV, XLSX, JSONL 파일만 읽습니다. 옛 .xls 파일은 .xlsx로 저장해 주세요.")
    seen: dict[str, int] = {}
    try:
        for count, (row, values) in enumerate(_rows(name, file)):
            if count >= _MOST_ROWS:
                yield RefusedCase(row, f"한 번에 {_MOST_ROWS:,}행까지 읽습니다. 파일을 나누어 주세요.")
                return
            yield _numbered_once(values if isinstance(values, str) else _case(row, values), row, seen)
    except UnreadableTableError as error:
        raise IntakeTableError(str(error)) from error


# Of two rows with one code the first counts: which of them is meant nobody can tell.
def _numbered_once(read: OfficeCase | str, row: int, seen: dict[str, int]) -> OfficeCase | RefusedCase:
    if isinstance(read, str):
        return RefusedCase(row, read)
    if read.code and (first := seen.setdefault(read.code, row)) != row:
        return RefusedCase(row, f"사건 코드가 {first}행과 같습니다. 코드를 고치거나 한 행을 지워 주세요.")
    return read


# A case, or why the row is none.
def _case(row: int, values: Mapping[str, Any]) -> OfficeCase | str:
    try:
        return _read(row, values)
    except _RowError as error:
        return str(error)
    except Exception as error:
        return broken(error)


class _RowError(Exception):
    pass


def _read(row: int, values: Mapping[str, Any]) -> OfficeCase:
    told = {field: cell_text(value) for field, value in values.items() if field != "diagnoses"}
    for field, text in told.items():
        most = _LONGEST.get(field, _LONGEST_LINE)
        if len(text) > most:
            raise _RowError(f"{_title(field)} 칸이 너무 깁니다({len(text):,}자, 한도 {most:,}자).")
    days = {field: _day(field, told.get(field, "")) for field in (*DATES, "told_on")}
    fields = {
        "kind_c": _one_of("kind_c", told, KindC, _KIND_C),
        "kind_b": _one_of("kind_b", told, KindB, _KIND_B),
        "stage": _one_of("stage", told, Stage, _STAGES),
        "panel": _one_of("panel", told, (), _YES_NO),
        "industry": one_line(told.get("industry", "")),
        "occupation": one_line(told.get("occupation", "")),
        "diagnoses": _diagnoses(values.get("diagnoses")),
        "story": told.get("story", ""),
        "denial_reason": told.get("denial_reason", ""),
        **{field: days[field] for field in DATES},
    }
    if not any(fields.values()):
        raise _RowError("이야기, 진단명, 거절 이유, 단계, 날짜가 모두 비어 있습니다.")
    try:
        intake = Intake.model_validate(fields)
    except ValidationError as error:
        field, wrong = what_is_wrong(error)
        if not field:
            wrong = "이야기, 진단명, 단계, 날짜 가운데 하나는 있어야 합니다."
        raise _RowError(f"{_title(field.partition('.')[0])} {wrong}".strip()) from error
    parties = {role: names for role in PARTIES if (names := _names(told.get(role, "")))}
    return OfficeCase(one_line(plain(told.get("code", ""))), intake, parties, row, days["told_on"])


_LONGEST_LINE = 300
_LONGEST = {
    "story": LONGEST_STORY, "denial_reason": LONGEST_STORY, "code": _LONGEST_CODE,
    **dict.fromkeys(PARTIES, 5 * _LONGEST_NAME),
}  # fmt: skip


def _title(field: str) -> str:
    return _COLUMNS[field][0] if field in _COLUMNS else ""


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(name) for name in re.split(r"[,;/\n、，]", cell))))


def _diagnoses(value: object) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;\n，]", cell_text(value))
    return list(filter(None, (one_line(cell_text(part)) for part in parts)))


_TWO_DIGITS = re.compile(r"'?(\d\d)([.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}[.일]?)")
_SERIAL_DAY = re.compile(r"[34]\d{4}")
_FIRST_SERIAL = date(1899, 12, 30)


def _day(field: str, cell: str) -> date | None:
    words = one_line(cell)
    words = re.sub(r"\s*\([월화수목금토일]\)$|\s+\d{1,2}:\d\d(?::\d\d)?$", "", words)
    if words in _UNKNOWN:
        return None
    if short := _TWO_DIGITS.fullmatch(words):
        words = f"20{short[1]}{short[2]}"
    try:
        if _SERIAL_DAY.fullmatch(words):
            # A day that a spreadsheet lost the format of.
            return date.fromordinal(_FIRST_SERIAL.toordinal() + int(words))
        return read_date(words)
    except ValueError as error:
        raise _RowError(
            f"{_title(field)}을(를) 날짜로 읽지 못했습니다: {words[:40]} (2026-01-31처럼 적어 주세요)"
        ) from error


_UNKNOWN = frozenset(
    {"", "-", "모름", "미상", "없음", "불명", "확인필요", "확인 필요", "?", "unknown", "n/a"}
)


# What a cell of few values means; None where it says nothing.
def _one_of(field: str, told: Mapping[str, str], values: Any, names: Mapping[str, Any]) -> Any:
    cell = one_line(told.get(field, ""))
    if cell.lower() in _UNKNOWN:
        return None
    squeezed = squeezed_name(cell)
    for value in values:
        if squeezed_name(value.value) == squeezed:
            return value
    if squeezed in names:
        return names[squeezed]
    allowed = ", ".join(value.value for value in values) or "예, 아니오"
    raise _RowError(f"{_title(field)}에 모르는 값이 있습니다: {cell[:40]} (쓸 수 있는 값: {allowed})")


def _meaning(said: Mapping[Any, str]) -> dict[str, Any]:
    return {squeezed_name(name): value for value, names in said.items() for name in names.split()}


_KIND_C = _meaning(
    {
        KindC.ACCIDENT: "사고 업무상재해 작업중사고 재해 accident",
        KindC.DISEASE: "질병 직업병 업무상병 disease illness",
        KindC.COMMUTE: "출퇴근 통근 통근재해 출퇴근사고 통근사고 commute",
        KindC.NONE: "해당없음 none",
    }
)
_KIND_B = _meaning(
    {
        KindB.TREATMENT: "요양급여 최초요양 최초요양급여 요양신청 최초 요양불승인 treatment",
        KindB.ADDED_DIAGNOSIS: "추가상병신청 추가상병불승인",
        KindB.RENEWED_TREATMENT: "재요양급여 재요양신청 재요양불승인",
        KindB.WAGE_LOSS: "휴업급여",
        KindB.DISABILITY: "장해급여 장해등급 장해연금 disability",
        KindB.SURVIVORS: "유족급여 유족연금 장례비 장의비 유족급여장례비 유족급여및장례비 유족급여및장의비 사망 survivors",
        KindB.AVERAGE_WAGE: "평균임금정정",
        KindB.TREATMENT_PLAN: "진료계획변경",
        KindB.NURSING: "간병급여 간병료",
        KindB.CLAWBACK: "부당이득징수 환수",
        KindB.PREVENTION: "합병증예방관리 합병증등예방관리",
        KindB.OTHER: "그외 other",
    }
)
_STAGES = _meaning(
    {
        Stage.BEFORE_CLAIM: "신청전 청구전 미신청 신청예정 상담 준비중",
        Stage.DECISION: "불승인 부지급 원처분 최초결정 공단결정 결정후 처분 불승인통지 일부승인 decision",
        Stage.REVIEW: "심사 심사기각 심사청구 심사청구기각 심사청구결정 심사청구후",
        Stage.SECOND_REVIEW: "재심사 재심사기각 재심사청구 재심사청구기각 재심사재결 재심사결정 재결",
        Stage.FIRST_INSTANCE: "1심 일심 1심패소 1심판결 1심판결후 일심판결",
        Stage.SECOND_INSTANCE: "2심 이심 항소심 2심패소 2심판결 항소심판결 항소기각",
    }
)
_YES_NO: dict[str, Any] = _meaning(
    {
        True: "예 네 o 유 있음 거침 심의 yes y true 1 ○ 거쳤음",
        False: "아니오 아니요 x 무 안거침 no n false 0 × 안거쳤음",
    }
)


# --- the rows of each format ---------------------------------------------------------------------


def _rows(name: str, file: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    if not is_lines_of_json(name):
        yield from _below_header(cells_of(name, file, _MOST_UNPACKED, formulas=True))
        return
    for number, record in records_of(file):
        if isinstance(record, str):
            yield number, record
            continue
        # A set of intakes may have the form that the other commands take under a name of its own.
        nested = record.get("intake")
        named = {**(nested if isinstance(nested, dict) else {}), **record}
        values: dict[str, Any] = {}
        for key, value in named.items():
            if (field := _FIELD_OF.get(squeezed_name(key))) and value is not None:
                values.setdefault(field, value)
        if not _is_example(values):
            yield number, values


def _below_header(
    rows: Iterator[tuple[int, list[str] | str]],
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    above: list[tuple[int, list[str]]] = []
    header: list[str | None] = []
    for number, cells in islice(rows, _HEADER_WITHIN):
        if isinstance(cells, str):
            raise UnreadableTableError(f"{number}행을 읽지 못했습니다. {cells}")
        found = _fields(cells)
        if sum(field is not None for field in found) >= _LEAST_NAMED and _TELLING.intersection(found):
            header = found
            break
        above.append((number, cells))
    else:
        # One column may be enough where it is the story.
        single = next((each for each in above if "story" in _fields(each[1])), None)
        if single is None:
            raise UnreadableTableError(_NO_HEADER if any(any(c) for _, c in above) else "빈 표입니다.")
        header = _fields(single[1])
        rest = [each for each in above if each[0] > single[0]]
        yield from _values(header, iter(rest))
    yield from _values(header, rows)


_NO_HEADER = "머리글을 찾지 못했습니다. ‘이야기’, ‘진단명’, ‘거절 이유’ 같은 열 이름이 있어야 합니다. 양식을 내려받아 보세요."


def _values(
    header: Sequence[str | None],
    rows: Iterator[tuple[int, list[str]]] | Iterator[tuple[int, list[str] | str]],
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    blank = 0
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, cells
            continue
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > _MOST_BLANK:
                return
            continue
        blank = 0
        values = {field: cell for field, cell in zip(header, cells, strict=False) if field and cell.strip()}
        if any(cell.strip() for cell in cells[len(header) :]):
            yield number, f"칸이 머리글보다 많습니다({len(cells)}칸): 따옴표가 빠졌을 수 있습니다."
        elif not _is_example(values):
            yield number, values


def _is_example(values: Mapping[str, Any]) -> bool:
    return cell_text(values.get("code")).strip().startswith(EXAMPLE_MARK)


# The field of each column; of two columns of one meaning the first counts.
def _fields(header: Sequence[str]) -> list[str | None]:
    fields = [
        _FIELD_OF.get(squeezed_name(re.sub(r"[*※:]|\(.*\)$|\n.*", "", cell).strip())) for cell in header
    ]
    fields = [found or _FIELD_OF.get(squeezed_name(cell)) for found, cell in zip(fields, header, strict=True)]
    return [field if field not in fields[:place] else None for place, field in enumerate(fields)]


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
    sheet.append([title for title, _names in _COLUMNS.values()])
    sheet.append([_EXAMPLE.get(field, "") for field in _COLUMNS])
    for place, field in enumerate(_COLUMNS, start=1):
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
