"""Tables of rulings: columns, encodings, dates, and the rows that are refused."""

import io
import json
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count, islice
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from lib.access import OWNER
from lib.collect.importing import ImportReport, import_paths, import_upload
from lib.domain.ruling import Precedent
from lib.search.index import SearchIndex
from lib.sources import workbook
from lib.sources.archive import read_paths
from lib.sources.found import Found, Refused
from lib.sources.packed import Limits
from lib.sources.table import is_table, read_stream
from lib.store import Store
from tests.synthetic import BODY, archive_file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home" / "sanjae.db") as opened:
        yield opened


HEADER = ["사건번호", "법원명", "사건명", "판결문"]
ROW = ["2021구단100", "한빛지방법원", "요양불승인처분취소", BODY]


def csv_of(rows: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if set(value) & set(f'{delimiter}"\n\r') else value

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def xlsx_of(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def read(name: str, content: bytes) -> list[Found | Refused]:
    return list(read_stream(name, io.BytesIO(content)))


def found(name: str, content: bytes) -> Precedent:
    (item,) = read(name, content)
    assert isinstance(item, Found), item
    return item.precedent


FILES: dict[str, tuple[str, bytes]] = {
    "CSV, UTF-8": ("표.csv", csv_of([HEADER, ROW]).encode()),
    "CSV, as Excel saves UTF-8": ("표.csv", csv_of([HEADER, ROW], end="\r\n").encode("utf-8-sig")),
    "CSV, CP949": ("표.csv", csv_of([HEADER, ROW]).encode("cp949")),
    "semicolons": ("표.csv", csv_of([HEADER, ROW], ";").encode()),
    "tabs": ("표.tsv", csv_of([HEADER, ROW], "\t").encode()),
    "XLSX": ("표.xlsx", xlsx_of([HEADER, ROW])),  # type: ignore[list-item]
    "JSONL": ("표.jsonl", json.dumps(dict(zip(HEADER, ROW, strict=True)), ensure_ascii=False).encode()),
    "JSONL, escaped, CR LF": ("표.jsonl", (json.dumps(dict(zip(HEADER, ROW, strict=True))) + "\r\n").encode()),
    "names of the service": ("표.csv", csv_of([["accnum", "courtname", "title", "noncontent"], ROW]).encode()),
    "names in any case and spacing": ("표.csv", csv_of([["Acc_Num", "COURT NAME", "사 건 명", "판례 내용"], ROW]).encode()),
    "unknown columns, another order": (
        "표.csv", csv_of([["메모", "판결문", "사건명", "법원", "사건번호"], ["x", *ROW[::-1]]]).encode()
    ),
    "blank rows ahead and behind": ("표.csv", csv_of([["", "", "", ""], HEADER, ROW, [""] * 4, []]).encode()),
    "markup in the text": ("표.csv", csv_of([HEADER, [*ROW[:3], BODY.replace("\n", "<br/>")]]).encode()),
}  # fmt: skip


@pytest.mark.parametrize("name, content", FILES.values(), ids=FILES.keys())
def test_every_format_gives_the_ruling(name: str, content: bytes) -> None:
    ruling = found(name, content)
    assert [ruling.case_number, ruling.court, ruling.title] == ROW[:3]
    assert ruling.text == BODY and ruling.source == "table" and ruling.decided_on is None


def test_all_columns() -> None:
    header = [*HEADER, "선고일자", "판례일련번호", "kindA", "kind_b", "사고질병구분", "출처"]
    address = "https://www.law.go.kr/LSW/precInfoP.do?precSeq=7"
    row = [*ROW, "2022. 3. 4.", "7", "기각", "요양", "업무상사고", address]
    ruling = found("a.csv", csv_of([header, row]).encode())
    assert (ruling.decided_on, ruling.source_serial, ruling.source_url) == (date(2022, 3, 4), "7", address)
    assert (ruling.kind_a, ruling.kind_b, ruling.kind_c) == ("기각", "요양", "업무상사고")


ADDRESSES = [
    "javascript:alert(1)",
    "https://evil.example/x",
    "https://www.law.go.kr/DRF/x?target=prec&OC=me&ID=7",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_are_not_kept(address: str) -> None:
    ruling = found("a.csv", csv_of([[*HEADER, "출처", "판례일련번호"], [*ROW, address, "7"]]).encode())
    assert ruling.source_url == "https://www.law.go.kr/LSW/precInfoP.do?precSeq=7"


def test_cells_of_a_spreadsheet_have_types() -> None:
    header: list[object] = [*HEADER, "선고일자", "판례일련번호"]
    ruling = found("a.xlsx", xlsx_of([header, [*ROW, datetime(2022, 3, 4), 900001.0]]))
    assert (ruling.decided_on, ruling.source_serial) == (date(2022, 3, 4), "900001")


BAD_ROWS: list[tuple[list[str], str]] = [
    (["", "한빛지방법원", "취소", "주문"], "사건번호가 없습니다."),
    (["미상", "한빛지방법원", "취소", "주문"], "사건번호의 모양이 아닙니다: 미상"),
    (["2021구단1", "", "취소", "주문"], "법원명이 없습니다."),
    (["2021구단1", "?", "취소", "주문"], "법원명이 아닙니다: ?"),
    (["2021구단1", "한빛지방법원", "취소", "주문", "", "x"], "칸이 머리글보다 많습니다(6칸): 따옴표가 빠졌을 수 있습니다."),
    (["", "", "", ""], "빈 행입니다."),
]  # fmt: skip


@pytest.mark.parametrize("row, reason", BAD_ROWS)
def test_refused_rows_are_numbered(row: list[str], reason: str) -> None:
    items = read("표.csv", csv_of([[*HEADER, "선고일자"], ROW, row, ROW]).encode())
    assert [isinstance(item, Found) for item in items] == [True, False, True]
    assert items[1] == Refused("표.csv 3행", reason)


def test_refused_lines_of_jsonl() -> None:
    good = json.dumps(dict(zip(HEADER, ROW, strict=True)))
    items = read("a.jsonl", f"{good}\n{{\n\n[1]\n{good}\n".encode())
    assert [item.path for item in items] == ["a.jsonl 1행", "a.jsonl 2행", "a.jsonl 4행", "a.jsonl 5행"]
    assert [isinstance(item, Refused) for item in items] == [False, True, True, False]


BAD_FILES = {
    "empty": ("a.csv", b"", "빈 표"),
    "no such columns": ("a.csv", b"a,b\n1,2\n", "사건번호, 법원명"),
    "no court": ("a.csv", csv_of([["사건번호", "판결문"], ["2021구단1", "주문"]]).encode(), "법원명"),
    "no encoding": ("a.csv", b"\xff\xff\x81\n", "인코딩"),
    "no spreadsheet": ("a.xlsx", b"PK\x03\x04 nothing", "XLSX"),
}


@pytest.mark.parametrize("name, content, words", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_is_no_table(name: str, content: bytes, words: str) -> None:
    (item,) = read(name, content)
    assert isinstance(item, Refused) and item.path == name and words in item.reason


def repacked(changes: dict[str, Callable[[bytes], bytes] | None]) -> bytes:
    """A workbook of three rulings with some of its parts changed, or left out for None."""
    rows = [[f"2021구단{number}", *ROW[1:]] for number in (1, 2, 3)]
    source, packed = zipfile.ZipFile(io.BytesIO(xlsx_of([HEADER, *rows]))), io.BytesIO()  # type: ignore[list-item]
    with source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = changes.get(name, bytes)
            if change:
                target.writestr(name, change(source.read(name)))
    return packed.getvalue()


SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def spoiled(content: bytes) -> bytes:
    """The packed bytes of the sheet with one of them turned around."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        place = packed.getinfo(SHEET).header_offset + 30 + len(SHEET) + 200
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


BROKEN_BOOKS = {
    "no workbook": repacked({"xl/workbook.xml": None}),
    "no sheet": repacked({SHEET: None}),
    "no types": repacked({"[Content_Types].xml": None}),
    "types of nothing": repacked({"[Content_Types].xml": lambda _: b"<Types/>"}),
    "a workbook that is a page": repacked({"xl/workbook.xml": lambda _: b"<!DOCTYPE html><html>"}),
    "a sheet without end": repacked({SHEET: lambda part: part[: len(part) // 2]}),
    "a sheet nested deep": repacked({SHEET: lambda _: b"<row>" * 100_000}),
    "styles of nothing": repacked({STYLES: lambda part: part.replace(b"<fill>", b"<fill><x/></fill><fill>")}),
    "a number format that is none": repacked(
        {STYLES: lambda part: part.replace(b'numFmtId="0"', b'numFmtId="x"')}
    ),
    "a day of making that is none": repacked(
        {"docProps/core.xml": lambda part: part.replace(b"Z</", b"?</")}
    ),
    "bytes that do not unpack": spoiled(repacked({})),
    "cut": repacked({})[:-500],
    "locked with a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
}


@pytest.mark.parametrize("content", BROKEN_BOOKS.values(), ids=BROKEN_BOOKS.keys())
def test_a_broken_workbook_is_one_refusal_and_costs_no_other_file(
    content: bytes, tmp_path: Path, store: Store
) -> None:
    items = read("표.xlsx", content)
    refused = [item for item in items if isinstance(item, Refused)]
    if refused:
        assert refused[-1].path == "표.xlsx" and "XLSX" in refused[-1].reason.upper()
    else:
        assert len(items) == 3, "what is broken is no part of the rows"
    others = [("좋은.csv", csv_of([HEADER, ROW]).encode()), ("하나.md", archive_file("2022구단9").encode())]
    report = import_upload(
        [("표.xlsx", content), *others], Limits(10**9, 10), store, SearchIndex(tmp_path / "index").sync, OWNER
    )
    assert report.added == 2 + len(items) - len(refused) and len(report.refused) == len(refused)


def test_rows_before_the_break_of_a_workbook_are_kept() -> None:
    content = repacked({SHEET: lambda part: part.replace(b'<row r="4"', b'<row <r="4"')})
    *rows, last = read("표.xlsx", content)
    assert [row.precedent.case_number for row in rows if isinstance(row, Found)] == ["2021구단1", "2021구단2"]
    assert last == Refused("표.xlsx", "XLSX 파일이 손상되어 3행까지만 읽었습니다.")


def test_json_nested_deep_and_halves_of_characters(store: Store, tmp_path: Path) -> None:
    whole = dict(zip(HEADER, ROW, strict=True))
    lines = [
        "[" * 20_000 + "]" * 20_000,
        '{"판결문":' * 20_000 + "1" + "}" * 20_000,
        '{"판결문":' * 900 + "1" + "}" * 900,
        json.dumps(whole | {"사건명": "요양\ud800", "판결문": BODY + "\udfff"}),
        json.dumps(whole | {"사건번호": "2022구단9"}),
    ]
    path = tmp_path / "표.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_paths([path], store, SearchIndex(tmp_path / "index").sync)
    assert [each.path for each in report.refused] == [f"표.jsonl {number}행" for number in (1, 2, 3)]
    assert all("깊이" in each.reason for each in report.refused) and report.added == 2
    held = store.find(ROW[0])
    assert [each.title for each in held] == ["요양�"]
    (told,) = report.notes
    assert told.path == "표.jsonl 4행" and told.reason == (
        "판결문, 사건명에 깨진 글자가 있어 그 자리에 �를 넣었습니다."
    )


def test_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (item,) = read_paths([Path("없음.csv")])
    assert item == Refused("없음.csv", "파일이나 폴더가 없습니다.")


def test_names() -> None:
    assert is_table("표.CSV") and is_table("a.xlsx") and not is_table("a.md")


def test_a_stub_without_text_is_held() -> None:
    assert found("a.csv", csv_of([HEADER, [*ROW[:3], ""]]).encode()).text == ""


def test_a_very_long_cell(tmp_path: Path) -> None:
    text = "가" * 300_000
    assert found("a.csv", csv_of([HEADER, [*ROW[:3], text]]).encode()).text == text


def write_csv(path: Path, rows: list[list[str]]) -> None:
    path.write_text(csv_of(rows), encoding="utf-8")


def write_xlsx(path: Path, rows: list[list[str]]) -> None:
    path.write_bytes(xlsx_of(rows))  # type: ignore[arg-type]


def rows_of_which_forty_are_bad(count: int) -> tuple[list[list[str]], list[int]]:
    """So many rows below a heading, and the numbers of the lines that must be refused."""
    rows = [
        [f"2021구단{number}", *ROW[1:3], "【주문】원고의 청구를 기각한다."] for number in range(1, count + 1)
    ]
    places = [number * (count // 40) - 1 for number in range(1, 41)]
    for place, row in zip(places, [row[:4] for row, _ in BAD_ROWS[:4]] * 10, strict=True):
        rows[place] = row
    return [HEADER, *rows], [place + 2 for place in places]


@pytest.mark.parametrize("suffix, write", [(".csv", write_csv), (".xlsx", write_xlsx)])
def test_five_thousand_rows_of_which_forty_are_bad(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[list[str]]], None]
) -> None:
    rows, lines = rows_of_which_forty_are_bad(5000)
    path = tmp_path / f"판례{suffix}"
    write(path, rows)
    for items in (list(read_paths([path])), read(path.name, path.read_bytes())):
        refused = [item.path for item in items if isinstance(item, Refused)]
        assert refused == [f"판례{suffix} {line}행" for line in lines] and len(items) == 5000


# Ten batches of the importer, and several of the store.
@pytest.mark.parametrize("suffix, write", [(".csv", write_csv), (".xlsx", write_xlsx)])
def test_a_thousand_rows_of_which_forty_are_bad_are_imported(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[list[str]]], None]
) -> None:
    rows, lines = rows_of_which_forty_are_bad(1000)
    path = tmp_path / f"판례{suffix}"
    write(path, rows)
    with Store(tmp_path / "home" / "sanjae.db") as store:
        index = SearchIndex(tmp_path / "home" / "index")
        report: ImportReport = import_paths([path], store, index.sync)
        assert (report.read, report.added, report.left_out, len(report.refused)) == (1000, 960, 0, 40)
        assert [each.path for each in report.refused] == [f"판례{suffix} {line}행" for line in lines]
        assert store.count() == 960 and index.state(store).in_step
        again = import_upload([(path.name, path.read_bytes())], Limits(10**9, 10), store, index.sync, OWNER)
        assert (again.added, again.unchanged, len(again.refused)) == (0, 960, 40)


def with_rows(rows: bytes) -> bytes:
    """A workbook with these bytes behind the rows of its sheet."""
    ending = b"</sheetData>"
    return repacked({"xl/worksheets/sheet1.xml": lambda sheet: sheet.replace(ending, rows + ending)})


def test_a_small_workbook_that_unpacks_to_very_much_is_refused_and_takes_no_memory() -> None:
    content = with_rows(
        b'<row r="3"><c t="inlineStr"><is><t>' + b"0" * (100 * 2**20) + b"</t></is></c></row>"
    )
    assert len(content) < 250_000
    tracemalloc.start()
    (refused,) = read_stream("표.xlsx", io.BytesIO(content))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(refused, Refused) and "많이 압축된" in refused.reason
    assert most < 50 * 2**20


def noise(tag: str, size: int) -> bytes:
    """A tag so often, with a number now and then: text that packs no more densely than a person's."""
    numbers, block = Random(1), tag * 250
    noisy = (tag.replace(">", f" n='{numbers.getrandbits(96):x}'>", 1) for _ in count())
    if ">" not in tag:
        noisy = (f"{numbers.getrandbits(96):x} " for _ in count())
    return "".join(block + each for each in islice(noisy, size // len(block))).encode()


COSTLY = {
    "names": ("xl/workbook.xml", b"</workbook>", lambda: noise("<x></x>", 8_000_000)),
    "styles": (STYLES, b"</styleSheet>", lambda: noise("<x></x>", 8_000_000)),
    "cells of one row": (SHEET, b"</row>", lambda: noise("<c></c>", 1_000_000)),
    "rows": (SHEET, b"</sheetData>", lambda: noise("<row></row>", 1_000_000)),
    "one long tag": (SHEET, b"<sheetData>", lambda: b"<x a='" + noise("y ", 1_000_000) + b"'/>"),
}


@pytest.mark.parametrize(("part", "before", "more"), COSTLY.values(), ids=COSTLY.keys())
def test_a_workbook_that_costs_far_more_than_it_holds_is_refused(
    part: str, before: bytes, more: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_TAGS", 60_000)
    monkeypatch.setattr(workbook, "_LONGEST_BETWEEN", 300_000)
    grown = repacked({part: lambda content: content.replace(before, more() + before, 1)})
    tracemalloc.start()
    *_, refused = read("표.xlsx", grown)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(refused, Refused) and "엑셀 파일" in refused.reason
    assert most < 50 * 2**20


RELATED = (
    b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    b'name="s%d" sheetId="%d" r:id="rId1"/>'
)


def test_a_workbook_that_names_its_sheet_again_and_again_is_read_once() -> None:
    sheets = b"".join(RELATED % (n, n) for n in range(9, 9_000))
    many = repacked({"xl/workbook.xml": lambda content: content.replace(b"</sheets>", sheets + b"</sheets>")})
    assert [type(each) for each in read("표.xlsx", many)] == [Found] * 3


def test_a_workbook_writes_nothing_to_the_terminal() -> None:
    name = b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">\xec\x99\xb8\xec\xb9\xa8</definedName></definedNames>'
    book = repacked(
        {"xl/workbook.xml": lambda content: content.replace(b"</sheets>", b"</sheets>" + name), STYLES: None}
    )
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert read("표.xlsx", book)
    assert not told


def test_a_cell_far_below_ends_the_table() -> None:
    content = with_rows(b'<row r="900000"><c r="A900000" t="inlineStr"><is><t>2021</t></is></c></row>')
    *_, before, refused = read("표.xlsx", content)
    assert isinstance(before, Found) and isinstance(refused, Refused) and "빈 행이 5,000개" in refused.reason


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"법원명": "한빛지방법원" * 20}, "법원명"),
        ({"사건명": "요양불승인처분취소" * 200}, "사건명"),
        ({"결과": "취소" * 600}, "다른 칸"),
        ({"판결문": "가" * 1_000_001}, "판결문"),
    ],
)
def test_what_is_far_too_long_is_refused_with_its_length(cells: dict[str, str], why: str) -> None:
    row = {"사건번호": "2021구단1", "법원명": "한빛지방법원"} | cells
    line = json.dumps(row, ensure_ascii=False).encode()
    (refused,) = read_stream("표.jsonl", io.BytesIO(line))
    assert isinstance(refused, Refused) and why in refused.reason and "너무 깁니다" in refused.reason
