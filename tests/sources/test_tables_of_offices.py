"""Tables of rulings as agencies and offices make them: titles, covers, notes, encodings, packings, and what is told."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from lib.domain.ruling import is_cut_off
from lib.sources.archive import read_paths, read_upload
from lib.sources.found import Found, Refused
from lib.sources.packed import Limits
from lib.sources.shapes import court_of, day_of
from lib.sources.table import read_stream
from lib.text.said import translated
from tests.sources.test_archive import zipped
from tests.sources.test_table import SHEET, STYLES, csv_of, repacked
from tests.synthetic import BODY, archive_file

HEADER = ["사건번호", "법원명", "사건명", "선고일자", "판결문"]
Rows = list[list[object]]


def row(number: int, day: object = "2031-03-04", text: str = BODY) -> list[object]:
    return [f"2031구단{number}", "한빛지방법원", "요양불승인처분취소", day, text]


THREE: Rows = [row(1), row(2), row(3)]


def book(*sheets: tuple[str, Rows], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    made = Workbook()
    del made["Sheet"]
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for each in rows:
            sheet.append(each)
    change(made)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def text_of(rows: Rows, delimiter: str = ",") -> str:
    return csv_of([[str(cell) for cell in each] for each in rows], delimiter, "\r\n")


def read(name: str, content: bytes) -> tuple[list[Found], list[Refused]]:
    items = list(read_stream(name, io.BytesIO(content)))
    return [each for each in items if isinstance(each, Found)], [
        each for each in items if isinstance(each, Refused)
    ]


def merged(*ranges: str) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        for each in ranges:
            made.worksheets[0].merge_cells(each)

    return change


def hidden(made: Workbook) -> None:
    made.worksheets[0].sheet_state = "hidden"
    made.worksheets[1].row_dimensions[3].hidden = True


TITLES: Rows = [["2031년 산재 판결 목록"], ["작성: 법무팀, 2031. 12. 31. 기준"], []]
NOTED: list[object] = [
    "1. 사건번호\n(병합 포함)",
    "법원명 *",
    "사건명(필수)",
    "선고일자\n[YYYY-MM-DD]",
    "판결문 ※ 한 칸에",
]
TABLES: dict[str, tuple[str, bytes]] = {
    "titles above the headings": ("표.xlsx", book(("판결", [*TITLES, HEADER, *THREE]))),  # type: ignore[list-item]
    "a court merged over its rulings": (
        "표.xlsx",
        book(("판결", [HEADER, *THREE]), change=merged("B2:B4")),  # type: ignore[list-item]
    ),
    "headings in two rows": (
        "표.xlsx",
        book(
            (
                "판결",
                [
                    ["목록"],
                    ["사건번호", "법원명", "사건명", "판결"],
                    [None, None, None, "선고일", "전문"],
                    *THREE,
                ],
            ),
            change=merged("A2:A3", "B2:B3", "C2:C3", "D2:E2"),
        ),
    ),
    "notes and line ends in headings": ("표.xlsx", book(("판결", [NOTED, *THREE]))),
    "a cover, contents, two sheets": (
        "표.xlsx",
        book(
            ("표지", [["산재 판결 모음"]]),
            ("목차", [["연번", "시트"], [1, "승소"]]),
            ("승소", [HEADER, row(1), row(2)]),  # type: ignore[list-item]
            ("패소", [HEADER, row(3)]),  # type: ignore[list-item]
        ),
    ),
    "a hidden sheet and a hidden row": (
        "표.xlsx",
        book(("코드", [["코드", "뜻"], [1, "승소"]]), ("판결", [HEADER, *THREE]), change=hidden),  # type: ignore[list-item]
    ),
    "the court with the number": (
        "표.xlsx",
        book(
            (
                "판결",
                [
                    ["사건", "사건명", "선고일", "판결문"],
                    *([f"한빛지방법원 {r[0]}", *r[2:]] for r in THREE),
                ],
            )
        ),
    ),
    "notes beside the table": ("표.xlsx", book(("판결", [HEADER, row(1), [*row(2), None, "확인"], row(3)]))),  # type: ignore[list-item]
    "a line that names the mark": (
        "표.csv",
        ("sep=;\r\n" + text_of([HEADER, *THREE], ";")).encode("utf-8-sig"),
    ),  # type: ignore[list-item]
    "UTF-16, without its mark": ("표.csv", text_of([HEADER, *THREE]).encode("utf-16-le")),  # type: ignore[list-item]
    "UTF-16, the other order, tabs": ("표.csv", text_of([HEADER, *THREE], "\t").encode("utf-16-be")),  # type: ignore[list-item]
    "text of Excel": ("표.txt", text_of([HEADER, *THREE], "\t").encode("utf-16")),  # type: ignore[list-item]
    "bars below a title with commas": (
        "표.csv",
        ("2031년, 산재, 판결\n" + text_of([HEADER, *THREE], "|")).encode("cp949"),  # type: ignore[list-item]
    ),
    "a workbook named .xls": ("표.xls", book(("판결", [HEADER, *THREE]))),  # type: ignore[list-item]
    "text named .xlsx": ("표.xlsx", text_of([HEADER, *THREE]).encode("cp949")),  # type: ignore[list-item]
}


@pytest.mark.parametrize("name, content", TABLES.values(), ids=TABLES.keys())
def test_a_table_of_three_is_three_rulings(name: str, content: bytes) -> None:
    rulings, refused = read(name, content)
    assert refused == []
    assert [each.precedent.id for each in rulings] == [f"한빛지방법원_2031구단{n}" for n in (1, 2, 3)]
    assert {each.precedent.decided_on for each in rulings} == {date(2031, 3, 4)}
    assert {each.precedent.text.strip() for each in rulings} == {BODY.strip()}
    assert not any(each.notes for each in rulings)


def test_a_row_is_named_with_its_sheet_and_in_another_language() -> None:
    content = book(("표지", [["모음"]]), ("판결", [HEADER, row(1), ["", "한빛지방법원", "x", "", "주문"]]))  # type: ignore[list-item]
    _, (refused,) = read("표.xlsx", content)
    assert refused == Refused("표.xlsx ‘판결’ 시트 3행", "사건번호가 없습니다.")
    english = {"{file} ‘{sheet}’ 시트 {row}행": "{file}, {sheet}, row {row}"}
    assert translated(refused.path, lambda message: english.get(message, message)) == "표.xlsx, 판결, row 3"


ODD_PARTS: dict[str, dict[str, Callable[[bytes], bytes] | None]] = {
    "an empty fill": {STYLES: lambda part: part.replace(b"<fill>", b"<fill /><fill>", 1)},
    "a font that is none": {
        STYLES: lambda part: part.replace(b"<font>", b'<font><family val="99"/><b val="so"/>')
    },
    "no styles": {STYLES: None},
    "a theme cut off": {"xl/theme/theme1.xml": lambda part: part[:50]},
    "settings that are none": {"docProps/core.xml": lambda _: b"<x", "[Content_Types].xml": None},
    "no list of sheets": {"xl/workbook.xml": None},
}


@pytest.mark.parametrize("changes", ODD_PARTS.values(), ids=ODD_PARTS.keys())
def test_what_is_odd_beside_the_rows_costs_none(changes: dict[str, Callable[[bytes], bytes] | None]) -> None:
    rulings, refused = read("표.xlsx", repacked(changes))
    assert (len(rulings), refused) == (3, [])


def test_a_sheet_that_breaks_off_costs_no_other_sheet() -> None:
    content = book(("하나", [HEADER, row(1), row(2)]), ("둘", [HEADER, row(3)]))  # type: ignore[list-item]
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[SHEET] = parts[SHEET][: parts[SHEET].index(b'<row r="3"') + 20]
    rulings, refused = read("표.xlsx", zipped(dict(parts)))
    assert [each.precedent.case_number for each in rulings] == ["2031구단1", "2031구단3"]
    assert refused == [Refused("표.xlsx ‘하나’ 시트", "XLSX 파일이 손상되어 2행까지만 읽었습니다.")]


def test_a_cell_at_the_end_of_a_sheet_takes_no_memory() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    content = repacked({SHEET: lambda part: part.replace(b"</sheetData>", far)})
    tracemalloc.start()
    rulings, refused = read("표.xlsx", content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(rulings) == 3 and "빈 행" in refused[0].reason and most < 20 * 2**20


@pytest.mark.parametrize("name", ["표.xlsx", "표.csv"])
def test_a_text_cut_at_the_limit_of_a_cell_is_told_and_marked(name: str) -> None:
    cut = (BODY + "가" * 40_000)[:32_767]
    rows: Rows = [HEADER, row(1, text=cut), row(2), row(3, text=cut[:-2])]  # type: ignore[list-item]
    content = book(("판결", rows)) if name.endswith("xlsx") else text_of(rows).encode()
    rulings, refused = read(name, content)
    assert refused == [] and [is_cut_off(each.precedent.text) for each in rulings] == [True, False, False]
    assert ["32,767자" in "".join(each.notes) for each in rulings] == [True, False, False]
    assert rulings[0].precedent.text.startswith(cut)


def test_a_text_that_goes_on_in_another_column_is_whole() -> None:
    long = BODY + "가" * 40_000
    rows: Rows = [[*HEADER[:4], "판결문1", "판결문2"], [*row(1, text=long[:32_767]), long[32_767:]]]
    rulings, _ = read("표.xlsx", book(("판결", rows)))
    assert rulings[0].precedent.text == long and rulings[0].notes == ()


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_a_bad_byte_costs_a_character_and_is_told_with_its_row(encoding: str) -> None:
    content = text_of([HEADER, *THREE]).encode(encoding)  # type: ignore[list-item]
    place = content.index(BODY[:6].encode(encoding), content.index("2031구단2".encode(encoding)))
    rulings, refused = read("표.csv", content[:place] + b"\xff" + content[place:])
    assert refused == [] and [len(each.notes) for each in rulings] == [0, 1, 0]
    assert rulings[1].path == "표.csv 3행" and "판결문에 깨진 글자" in rulings[1].notes[0]


DAYS: list[tuple[str, date | None]] = [
    *((written, date(2031, 3, 4)) for written in (
        "2031. 3. 4. 선고", "'31.3.4.", "20310304", "47911", "2031-03-04 00:00:00", "2031-03-04T09:30:00.000Z",
        "2031/3/4 오후 2:00", "선고 2031년 3월 4일", "2031.03.04(화)", "1930348800000",
    )),
    *((written, date(2017, 8, 29)) for written in (
        "20170829", "2017-08-29", "2017. 8. 29.", "2017년 8월 29일", "2017-08-29T00:00:00",
    )),
    *((written, None) for written in (
        " ", "2017-13-01", "2017-02-30", "2017", "3월 14일", "어제",
        "", "-", "미상", "0001-01-01", "0000-00-00", "2031.13.45", "2031-02-30", "9999-12-31", "00010101", "1900-01-00",
    )),
]  # fmt: skip


@pytest.mark.parametrize("written, day", DAYS)
def test_days_as_records_write_them(written: str, day: date | None) -> None:
    assert day_of(written) == day
    rulings, refused = read("표.csv", text_of([HEADER, row(1, written)]).encode())  # type: ignore[list-item]
    assert refused == [] and rulings[0].precedent.decided_on == day
    assert bool(rulings[0].notes) == (day is None and written.strip() != "")


def test_days_kept_as_numbers_count_from_what_the_workbook_says() -> None:
    def of_1904(made: Workbook) -> None:
        made.epoch = CALENDAR_MAC_1904

    days: list[object] = [datetime(2031, 3, 4, 10, 30), 47911 - 1462]
    rows: Rows = [HEADER, *(row(n, day) for n, day in enumerate(days))]  # type: ignore[list-item]
    rulings, _ = read("표.xlsx", book(("판결", rows), change=of_1904))
    assert [each.precedent.decided_on for each in rulings] == [date(2031, 3, 4)] * 2


ONE_REASON: dict[str, tuple[str, bytes, str]] = {
    "lines without columns": (
        "표.jsonl",
        b"\n".join(json.dumps({"번호": n}).encode() for n in range(300)),
        "300줄 모두 같은 이유로 읽지 못했습니다. 사건번호, 법원명, 판결문 항목이 없습니다.",
    ),
    "rows without a number": (
        "표.csv",
        text_of([HEADER, *(["", *row(n)[1:]] for n in range(300))]).encode(),  # type: ignore[list-item]
        "300줄 모두 같은 이유로 읽지 못했습니다. 사건번호가 없습니다.",
    ),
    "headings alone": ("표.csv", text_of([HEADER]).encode(), "머리글만 있고 그 아래에 판례가 없습니다."),  # type: ignore[list-item]
    "no sheet with headings": (
        "표.xlsx",
        book(("표지", [["모음"]]), ("통계", [["연도", "건수"], [2031, 3]])),
        "머리글에서 사건번호, 법원명, 판결문 열을 찾지 못했습니다.",
    ),
    "a page of the web": ("표.xls", b"<html><table></table></html>", "웹 화면(HTML)"),
    "an old workbook": ("표.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ".xlsx로 다시 저장"),
}


@pytest.mark.parametrize("name, content, reason", ONE_REASON.values(), ids=ONE_REASON.keys())
def test_a_file_that_holds_nothing_is_one_reason(name: str, content: bytes, reason: str) -> None:
    rulings, (refused,) = read(name, content)
    assert rulings == [] and refused.path == name and reason in refused.reason


def test_a_formula_that_was_never_worked_out_is_no_text() -> None:
    def formula(made: Workbook) -> None:
        made.worksheets[0]["E3"] = "=G3&H3"
        made.worksheets[0]["C4"] = "=G4"

    rulings, (refused,) = read("표.xlsx", book(("판결", [HEADER, *THREE]), change=formula))  # type: ignore[list-item]
    assert refused.path == "표.xlsx 3행" and "판결문 칸에 수식만" in refused.reason
    assert [each.precedent.title for each in rulings] == ["요양불승인처분취소", ""]


def test_a_formula_with_an_empty_result_leaves_its_row_blank() -> None:
    empty = "".join(f'<c r="{column}5" t="str"><f>"" &amp; ""</f><v></v></c>' for column in "ABCDE")
    content = repacked(
        {SHEET: lambda part: part.replace(b"</sheetData>", f'<row r="5">{empty}</row></sheetData>'.encode())}
    )
    rulings, refused = read("표.xlsx", content)
    assert len(rulings) == 3 and refused == []


@pytest.mark.parametrize(
    "written, court",
    [
        ("서울 행정법원", "서울행정법원"),
        ("서 울 고 등 법 원 (춘천)", "서울고등법원 (춘천)"),
        ("대 법 원", "대법원"),
        ("춘천지방법원\n강릉지원", "춘천지방법원 강릉지원"),
        ("제1심 재판부", "제1심 재판부"),
    ],
)
def test_blanks_inside_the_name_of_a_court(written: str, court: str) -> None:
    assert court_of(written) == court


def test_lines_that_are_no_objects_are_refused_with_their_numbers() -> None:
    good = json.dumps(dict(zip(HEADER, row(1), strict=True)))
    rulings, refused = read("표.jsonl", f'[1]\n"x"\n{good}\nnull\n'.encode())
    assert len(rulings) == 1
    assert [each.path for each in refused] == ["표.jsonl 1행", "표.jsonl 2행", "표.jsonl 4행"]


def test_headings_that_come_again_and_what_stands_below_are_told() -> None:
    rows: Rows = [HEADER, row(1), HEADER, row(2), ["합계", 2], ["※ 자료: 법무팀"]]  # type: ignore[list-item]
    rulings, refused = read("표.xlsx", book(("판결", rows)))
    assert len(rulings) == 2 and [each.path[-2:] for each in refused] == ["3행", "5행", "6행"]
    assert refused[0].reason == "머리글이 다시 나온 줄입니다."


def packed_tables() -> bytes:
    inner = zipped(
        {
            "승소.xlsx": book(("판결", [HEADER, row(1)])),  # type: ignore[list-item]
            "~$승소.xlsx": b"\0",
            "__MACOSX/._승소.xlsx": b"\0",
            ".DS_Store": b"\0",
            "Thumbs.db": b"\0",
        }
    )
    return zipped(
        {
            "표/둘.csv": text_of([HEADER, row(2), ["", "x", "", "", ""]]).encode("cp949"),  # type: ignore[list-item]
            "안.zip": inner,
            "하나.md": archive_file("2031구단3"),
        }
    )


def test_tables_in_folders_and_in_zip_files_within_zip_files(tmp_path: Path) -> None:
    (tmp_path / "폴더").mkdir()
    (tmp_path / "폴더" / "판례.zip").write_bytes(packed_tables())
    (tmp_path / "폴더" / "넷.tsv").write_text(text_of([HEADER, row(4)], "\t"), encoding="utf-8")  # type: ignore[list-item]
    (tmp_path / "폴더" / "~$넷.xlsx").write_bytes(b"\0")
    found = list(read_paths([tmp_path]))
    numbers = {each.precedent.case_number for each in found if isinstance(each, Found)}
    assert numbers == {"2031구단1", "2031구단2", "2031구단3", "2031구단4"}
    refused = [each for each in found if isinstance(each, Refused)]
    assert [(each.path.rpartition("/")[2], each.reason) for each in refused] == [
        ("둘.csv 3행", "사건번호가 없습니다.")
    ]


def test_all_that_is_packed_counts_into_one_limit() -> None:
    content = packed_tables()
    for most in (200, 2_000, 8_000):
        items = list(read_upload([("판례.zip", content)], Limits(most, 100)))
        assert any(isinstance(each, Refused) and "한도" in each.reason for each in items)
    deep = zipped({"표.csv": text_of([HEADER, row(1)]).encode()})  # type: ignore[list-item]
    for _ in range(10):
        deep = zipped({"안.zip": deep})
    (item,) = read_upload([("판례.zip", deep)], Limits(10**6, 100))
    assert isinstance(item, Refused) and "겹" in item.reason


def test_a_quotation_mark_that_is_never_closed_costs_its_row_alone() -> None:
    plain = [[*each[:4], "주문"] for each in THREE]
    text = text_of([HEADER, plain[0]]) + '2031구단9,한빛지방법원,x,,"주문\n' + text_of(plain[1:])  # type: ignore[list-item]
    rulings, refused = read("표.csv", text.encode())
    assert [each.precedent.case_number for each in rulings] == ["2031구단1", "2031구단2", "2031구단3"]
    assert [each.path for each in refused] == ["표.csv 3행"] and "따옴표" in refused[0].reason


def test_a_list_of_objects_over_many_lines_is_read() -> None:
    written = json.dumps([dict(zip(HEADER, each, strict=True)) for each in THREE], indent=1)
    rulings, refused = read("표.jsonl", written.encode())
    assert (len(rulings), refused) == (3, [])
