"""A sorted list of cases as a spreadsheet or as JSON lines.

Whatever a person wrote stands as text: a cell that begins like a formula is none, and says so to the program that opens it.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lib.casework.office_codes import name_of

# A spreadsheet holds 32,767 characters in a cell.
_LONGEST_CELL = 32_000
_FORMULA = re.compile(r"[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CARDS = 3
_FLAGGED = "확인할 것"

_FLAGS = {
    "despair": "먼저 전화",
    "deadline_passed": "기한 지남",
    "deadline_perhaps_passed": "기한 지났을 수 있음",
    "deadline_unknown": "기한 모름",
    "known_sooner": "먼저 알았을 수 있음",
    "conflict": "말이 어긋남",
    "other_law": "이 법 아님",
    "too_little": "들은 것이 적음",
    "employer_suit": "회사가 건 소송",
    "conflict_of_interest": "이해충돌",
    "unclear": "칸이 분명하지 않음",
    "waiting": "결정 기다림",
}
"""What each flag is called in a list."""

_CRITERIA = {
    "met": "들은 사정 있음",
    "disputed": "양쪽 사정",
    "against": "불리한 사정",
    "unknown": "모름",
    "procedure": "절차",
}


# What stands before a criterion of which a circumstance was told.
_OF_TOLD = {"met": "", "disputed": "[양쪽] ", "against": "[불리] "}


def flag_name(flag: str) -> str:
    """What a flag is called in a list."""
    return _FLAGS.get(flag, flag)


def criterion_state(state: str) -> str:
    """What is called how far a criterion is met."""
    return _CRITERIA.get(state, state)


def as_lines(documents: Iterable[Mapping[str, Any]]) -> bytes:
    """The documents of cases as JSON lines in UTF-8."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in documents).encode(
        "utf-8", "replace"
    )


# Heading and width of each column; `_row` gives their cells in this order: what to do by when, what it is about, what is
# there and what is missing, what to ask and to look at, and what the office writes.
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("순위", 6), ("사건", 20), ("남은 날", 14), ("기한", 12), ("낼 것", 24), ("단계", 10), ("급여", 9), ("쟁점", 18),
    ("병·부상", 13), ("진단명", 20), ("하던 일", 16), ("거절 이유", 48), *((f"인정 판결 {n}", 34) for n in range(1, _CARDS + 1)),
    *((f"불인정 판결 {n}", 34) for n in range(1, _CARDS + 1)), ("들은 사정이 있는 기준", 48), ("아직 모르는 기준", 48), ("보완할 입증자료", 40),
    ("의뢰인에게 물을 것", 60), (_FLAGGED, 60), ("상태", 9), ("담당", 12), ("메모", 34), ("동의서", 9), ("위임장", 9), ("행", 6),
)  # fmt: skip
_FROZEN = "C2"


def workbook(
    documents: Sequence[Mapping[str, Any]], refused: Sequence[Mapping[str, Any]], today: str
) -> bytes:
    """The spreadsheet of a sorted list as XLSX: the list, every ruling with its link, and the rows that were refused."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, link = Font(bold=True), Font(color="0563C1", underline="single")
    head, red, amber = (PatternFill("solid", fgColor=colour) for colour in ("DDE7F3", "F8D7DA", "FFF3CD"))
    top = Alignment(wrap_text=True, vertical="top")

    def sheet_of(title: str, columns: Sequence[tuple[str, int]], frozen: str) -> Any:
        sheet = book.create_sheet(title)
        for place, (name, width) in enumerate(columns, start=1):
            cell = sheet.cell(1, place, name)
            cell.font, cell.fill, cell.alignment = bold, head, top
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = frozen
        return sheet

    def put(sheet: Any, row: int, place: int, value: Any, address: str | None = None) -> Any:
        cell = sheet.cell(row, place)
        if isinstance(value, int):
            cell.value = value
        elif text := cell_of(value):
            cell.value = text
            # Whatever it begins with it is text, and stays so where somebody edits the cell.
            cell.data_type = "s"
            cell.quotePrefix = bool(_FORMULA.match(text))
        cell.alignment = top
        if address and address.startswith("https://"):
            cell.hyperlink, cell.font = address, link
        return cell

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"사건 검토 {today}"
    sheet = sheet_of("사건", _COLUMNS, _FROZEN)
    flagged_at = next(place for place, (name, _width) in enumerate(_COLUMNS, start=1) if name == _FLAGGED)
    for row, document in enumerate(documents, start=2):
        for place, (value, address) in enumerate(_row(row - 1, document), start=1):
            put(sheet, row, place, value, address)
        state, left = document["urgency"]["state"], document["urgency"]["days_left"]
        urgent = state == "open" and left <= _RED
        colour = (
            red
            if urgent or state == "perhaps_passed"
            else amber
            if state == "open" and left <= _AMBER
            else None
        )
        if colour:
            for place in (3, 4, 5):
                sheet.cell(row, place).fill = colour
        if any(flag["flag"] == "despair" for flag in document["flags"]):
            for place in (2, flagged_at):
                sheet.cell(row, place).fill = red
        sheet.row_dimensions[row].height = _height(sheet, row)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{max(2, len(documents) + 1)}"
    _set_up(sheet)
    rulings = sheet_of("판결", _RULING_COLUMNS, "A2")
    row = 2
    for document in documents:
        for side, name in (("favourable", "이긴"), ("unfavourable", "진")):
            for card in document[side]:
                cells = (
                    name_of(document), name, card["citation"], card["date"], f"{card['instance']}심", card["outcome"],
                    card["history"], card["gist"], card["dispute"], card["address"],
                )  # fmt: skip
                for place, value in enumerate(cells, start=1):
                    put(rulings, row, place, value, card["address"] if place in (3, len(cells)) else None)
                row += 1
    _set_up(rulings)
    if refused:
        left_out = sheet_of("받지 못한 행", (("행", 8), ("까닭", 90)), "A2")
        for row, each in enumerate(refused, start=2):
            put(left_out, row, 1, each["row"])
            put(left_out, row, 2, each["reason"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


_RED, _AMBER = 14, 30
# Points: of a line, and of the lowest and the highest row.
_LINE, _LOWEST, _HIGHEST = 15, 60, 400


# As high as the longest cell of the row needs, so that nothing is cut; a sign of Korean is nearly two of the others.
def _height(sheet: Any, row: int) -> int:
    most = 0
    for (_name, width), cell in zip(_COLUMNS, sheet[row], strict=False):
        lines = str(cell.value or "").split("\n")
        most = max(most, sum(1 + int(_signs(line) // (width - 1)) for line in lines))
    return max(_LOWEST, min(_HIGHEST, _LINE * most))


def _signs(line: str) -> float:
    return sum(1.8 if ord(sign) > _LATIN else 1.0 for sign in line)


_LATIN = 0x2E7F
_RULING_COLUMNS = (
    ("사건", 16), ("쪽", 7), ("판결", 44), ("선고일", 12), ("심급", 7), ("결과", 10), ("그 뒤", 26), ("요지", 80), ("같은 분쟁", 30),
    ("주소", 50),
)  # fmt: skip


# Printed across, with the header on every page.
def _set_up(sheet: Any) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def cell_of(value: Any) -> str:
    """A value as the text of a cell: without what no spreadsheet can hold, and cut where it is too long for one."""
    text = _CONTROL.sub("", str(value if value is not None else "")).replace("\r\n", "\n")
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}… (뒤는 너무 길어 뺐습니다)"


def card_line(card: Mapping[str, Any]) -> str:
    """A ruling in a few lines: its citation, how it ended and what became of it, and how its gist begins."""
    ended = ", ".join(filter(None, (card["outcome"], card["history"])))
    gist = card["gist"] if len(card["gist"]) <= _GIST else f"{card['gist'][:_GIST].rstrip()}… (판결 시트)"
    return f"{card['citation']} ({ended})\n{gist}"


_GIST = 140


def _row(place: int, document: Mapping[str, Any]) -> Iterator[tuple[Any, str | None]]:
    urgent, labels, intake = document["urgency"], document["labels"], document["intake"]
    criteria = document["criteria"]
    left = urgent["days_left"]
    yield place, None
    yield name_of(document), None
    is_certain = not urgent["is_least"]
    yield left if left is not None and urgent["state"] == "open" and is_certain else urgent["says"], None
    yield urgent["due"] if is_certain or not urgent["due"] else f"이르면 {urgent['due']}", None
    yield urgent["what"], None
    yield labels["stage"], None
    yield labels["kind_b"], None
    yield labels["issue_category"], None
    yield labels["disease_category"], None
    yield ", ".join(intake["diagnoses"]), None
    yield " · ".join(filter(None, (intake["industry"], intake["occupation"]))), None
    reasons = [f"“{each['words']}”\n→ {each['law']}" for each in document["denial"]]
    yield "\n".join(reasons) or intake["denial_reason"], None
    for side in ("favourable", "unfavourable"):
        cards = document[side][:_CARDS]
        yield from ((card_line(card), card["address"]) for card in cards)
        yield from ((None, None) for _each in range(_CARDS - len(cards)))
    told = [each for each in criteria if each["state"] in _OF_TOLD]
    yield "\n".join(f"- {_OF_TOLD[each['state']]}{each['says']}" for each in told), None
    yield "\n".join(f"- {each['says']}" for each in criteria if each["state"] == "unknown"), None
    yield (
        "\n".join(
            f"- {'[꼭] ' if each['weight'] == 'needed' else ''}{each['evidence']}"
            for each in document["missing"]
        ),
        None,
    )
    yield "\n".join(f"{n}. {each}" for n, each in enumerate(document["questions"], start=1)), None
    yield "\n".join(f"[{flag_name(flag['flag'])}] {flag['says']}" for flag in document["flags"]), None
    yield document["status"], None
    # What the office wrote, where the case is one that it keeps.
    yield document.get("assignee"), None
    yield document.get("note"), None
    for name in ("consent", "power_of_attorney"):
        yield "받음" if document.get(name) else "아직", None
    yield document["row"], None
