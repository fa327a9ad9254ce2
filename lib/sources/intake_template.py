"""An empty table of intakes to fill in, as XLSX."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from lib.domain.intake import DATES
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.sources.intake_columns import COLUMNS

EXAMPLE_MARK = "예시"
"""How the code of the made-up row of a template begins; such a row is passed over."""

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
    "assignee": "김노무사",
    "note": "청력검사 기록을 받기로 함",
}
# What the office writes itself, behind what is told of the case: these are read by their headings alone.
_OF_THE_OFFICE = {"assignee": "담당", "note": "메모"}
_WIDE = {"story": 60, "denial_reason": 40, "diagnoses": 24, "code": 20, "note": 40}
_CHOICES: Mapping[str, Sequence[str]] = {
    "stage": [stage.value for stage in Stage],
    "kind_c": [kind.value for kind in KindC],
    "kind_b": [kind.value for kind in KindB],
    "panel": ["예", "아니오"],
}


@lru_cache(maxsize=1)
def template() -> bytes:
    """An empty table to fill in, as XLSX: the columns, what may stand in some, and one made-up row that is not read."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "상담"
    titles = {field: title for field, (title, _names) in COLUMNS.items()} | _OF_THE_OFFICE
    sheet.append([*titles.values()])
    sheet.append([_EXAMPLE.get(field, "") for field in titles])
    for place, field in enumerate(titles, start=1):
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
