"""Tables of intakes: headings, days, values, what is passed over, and the rows that are refused."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from lib.domain.office_case import OfficeCase, RefusedCase
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.sources.intake_table import IntakeTableError, read_intakes, read_whole
from lib.sources.intake_template import template
from lib.text.encoding import is_unreadable

TODAY = date(2026, 11, 29)
STORY = "조선소에서 27년 용접을 했는데 귀가 안 들립니다."


def csv_of(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows: Sequence[Sequence[object]], merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def read(name: str, content: bytes) -> list[OfficeCase | RefusedCase]:
    return list(read_intakes(name, io.BytesIO(content), TODAY))


def one(name: str, content: bytes) -> OfficeCase:
    (case,) = read(name, content)
    assert isinstance(case, OfficeCase), case
    return case


HEADER = ["사건번호", "의뢰인", "상담 내용", "불승인 사유", "수령일", "처분일자", "진행 단계", "상병명"]
ROW = ["가-1", "홍길동", STORY, "노화", "2026. 10. 6.", "20260930", "불승인", "소음성 난청, 이명"]


@pytest.mark.parametrize(
    "name, content",
    [
        ("표.csv", csv_of([HEADER, ROW])),
        ("표.csv", csv_of([HEADER, ROW], "cp949")),
        ("표.CSV", csv_of([HEADER, ROW], "utf-8-sig")),
        ("표.tsv", "\n".join("\t".join(row) for row in (HEADER, ROW)).encode()),
        ("표.xlsx", xlsx_of([HEADER, ROW])),
        ("표.xlsx", xlsx_of([["2026년 11월 상담 목록"], [], HEADER, [], ROW, []], merged="A1:H1")),
        ("표.jsonl", json.dumps(dict(zip(HEADER, ROW, strict=True)), ensure_ascii=False).encode()),
        (
            "표.csv",
            csv_of(
                [
                    ["Case Code", "메모", "STORY", "client_name", "Denial Reason", "received on", "DECISION-DATE",
                     "stage", "Diagnoses"],
                    ["가-1", "모르는 열", STORY, "홍길동", "노화", "2026-10-06", "2026/9/30", "decision", "소음성 난청; 이명"],
                ]
            ),
        ),
    ],
)  # fmt: skip
def test_a_case_is_read_from_every_format_and_heading(name: str, content: bytes) -> None:
    case = one(name, content)
    assert (case.code, dict(case.parties)) == ("가-1", {"client": ("홍길동",)})
    intake = case.intake
    assert (intake.story, intake.denial_reason, intake.stage) == (STORY, "노화", Stage.DECISION)
    assert (intake.received_on, intake.decision_date) == (date(2026, 10, 6), date(2026, 9, 30))
    assert intake.diagnoses == ("소음성 난청", "이명")


def test_rows_have_the_numbers_of_a_spreadsheet() -> None:
    rows = [["제목"], [], ["이야기", "진단명"], [STORY, ""], ["", ""], [STORY, "난청"]]
    assert [each.row for each in read("표.xlsx", xlsx_of(rows))] == [4, 6]


@pytest.mark.parametrize("start", ["=1+1 ", "+82 ", "-", "@SUM(1) ", "\t"])
def test_what_begins_like_a_formula_is_text(start: str) -> None:
    story = f"{start}{STORY}"
    for name, content in (
        ("표.csv", csv_of([["사건 코드", "이야기"], ["1", story]])),
        ("표.xlsx", xlsx_of([["사건 코드", "이야기"], ["1", story]])),
    ):
        assert one(name, content).intake.story == story.strip()


def test_starts_of_formulas_emoji_long_cells_joined_headings_and_blank_rows_of_one_workbook() -> None:
    family = "😀🦺 👨‍👩‍👧"
    rows: list[list[object]] = [
        ["10월 상담 접수 대장", "", "", "", "", ""],
        ["의뢰인", "", "상담", "", "", "담당"],
        ["사건코드", "성명", "상담내용", "불승인사유", "수령일", "담당자"],
        *(
            [f"{start}{n}", "홍길동", f"{start} {STORY}", f"{start}나이 탓", "2026-10-06", f"{start}최노무사"]
            for n, start in enumerate(("=1+", "+", "-", "@", "\t"), start=1)
        ),
        [],
        ["", None, " ", "", None, ""],
        [f"6 {family}", f"홍길동 {family}", f"{STORY} {family}", f"나이 탓 {family}", "2026-10-06", family],
        ["7", "홍길동", "가" * 32_767, "나이 탓", "2026-10-06", ""],
        ["8", "홍길동", STORY, "나" * 25_000, "2026-10-06", ""],
        ["9", "홍길동", STORY, "나이 탓", "2026-10-06", ""],
    ]
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for each in sheet.iter_rows():
        for cell in each:
            # As who types an apostrophe in front of it.
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    for joined in ("A1:F1", "A2:B2", "C2:E2"):
        sheet.merge_cells(joined)
    packed = io.BytesIO()
    book.save(packed)
    cases, refused, _unread = read_whole("표.xlsx", io.BytesIO(packed.getvalue()), TODAY)
    assert [(each.row, each.code) for each in cases] == [
        (4, "=1+1"), (5, "+2"), (6, "-3"), (7, "@4"), (8, "5"), (11, "6 😀🦺 👨👩👧"), (14, "9")
    ]  # fmt: skip
    assert all(STORY in each.intake.story and "나이 탓" in each.intake.denial_reason for each in cases)
    assert all(each.intake.received_on == date(2026, 10, 6) for each in cases)
    assert cases[0].intake.story == f"=1+ {STORY}" and "🦺" in cases[5].intake.story
    assert [(each.row, each.reason) for each in refused] == [
        (12, "이야기 칸이 너무 깁니다(32,767자, 한도 20,000자)."),
        (13, "거절 이유 칸이 너무 깁니다(25,000자, 한도 20,000자)."),
    ]


@pytest.mark.parametrize("codec, other", [("utf-8", "cp949"), ("cp949", "utf-8")])
@pytest.mark.parametrize("most", [1, 40])
def test_rows_of_two_encodings_in_one_file_are_read_each_in_its_own(
    codec: str, other: str, most: int
) -> None:
    header = ["사건코드", "상담내용", "수령일"]
    rows = [[str(n), f"{STORY}\n밤에도 {n}년.", "2026-10-06"] for n in range(1, most + 1)]
    content = csv_of([header, *rows], codec) + csv_of([["91", STORY, "2026-10-06"]], other)
    cases, refused, _unread = read_whole("표.csv", io.BytesIO(content), TODAY)
    assert [each.intake.story for each in cases] == [*(row[1] for row in rows), STORY] and not refused


def test_a_cell_of_fifty_thousand_characters_refuses_its_row_alone() -> None:
    content = csv_of([["사건코드", "상담내용"], ["1", "가" * 50_000], ["2", STORY]])
    refused, kept = read("표.csv", content)
    assert isinstance(refused, RefusedCase) and "50,000자, 한도 20,000자" in refused.reason
    assert isinstance(kept, OfficeCase)


def test_a_character_that_was_lost_is_told_in_the_note_and_costs_nothing_else() -> None:
    half = json.dumps({"사건코드": "1", "상담내용": f"{STORY} \ud83d 밤에 \ud83d", "메모": "전화 옴"})
    more = [[str(n), STORY, "전화 옴"] for n in range(2, 9)]
    byte = csv_of([["사건코드", "상담내용", "메모"], ["1", f"{STORY} X 밤에 X", "전화 옴"], *more])
    for name, content in (("표.jsonl", half.encode()), ("표.csv", byte.replace(b" X", b" \xff"))):
        told, *others = read(name, content)
        assert isinstance(told, OfficeCase) and told.intake.story == f"{STORY} � 밤에 �"
        assert told.note == "전화 옴\n이야기 칸: 깨진 글자가 있어 그 자리에 �를 넣었습니다."
        assert all(isinstance(each, OfficeCase) and each.note == "전화 옴" for each in others)


def test_a_zero_in_a_text_is_no_other_encoding() -> None:
    content = csv_of([["사건코드", "상담내용"], ["1", f"{STORY}X"], ["2", STORY]]).replace(b"X", b"\0")
    assert [each.intake.story for each in read("표.csv", content) if isinstance(each, OfficeCase)] == [
        STORY
    ] * 2


def test_a_formula_with_a_result_gives_the_result_and_days_of_a_spreadsheet_are_days() -> None:
    rows = [["이야기", "받은 날", "다친날"], [STORY, datetime(2026, 10, 6, 9, 30), 46300]]
    intake = one("표.xlsx", xlsx_of(rows)).intake
    assert (intake.received_on, intake.accident_on) == (date(2026, 10, 6), date(2026, 10, 5))


@pytest.mark.parametrize(
    "told, day",
    [
        ("2026년 3월 1일", date(2026, 3, 1)),
        ("26.3.1", date(2026, 3, 1)),
        ("'26. 3. 1.", date(2026, 3, 1)),
        ("2026-03-01 (일)", date(2026, 3, 1)),
        ("2026-03-01 14:20", date(2026, 3, 1)),
        ("모름", None),
        ("-", None),
    ],
)
def test_days_are_read_as_offices_write_them(told: str, day: date | None) -> None:
    assert one("표.csv", csv_of([["이야기", "받은 날"], [STORY, told]])).intake.received_on == day


@pytest.mark.parametrize(
    "column, told, field, value",
    [
        ("유형", "출퇴근", "kind_c", KindC.COMMUTE),
        ("구분", "질병", "kind_c", KindC.DISEASE),
        ("급여", "유족급여", "kind_b", KindB.SURVIVORS),
        ("급여종류", "최초 요양", "kind_b", KindB.TREATMENT),
        ("심급", "1심 패소", "stage", Stage.FIRST_INSTANCE),
        ("단계", "재심사 기각", "stage", Stage.SECOND_REVIEW),
        ("질판위", "O", "panel", True),
        ("판정위원회", "아니요", "panel", False),
        ("단계", "모름", "stage", None),
    ],
)
def test_values_are_read_as_offices_write_them(column: str, told: str, field: str, value: object) -> None:
    assert getattr(one("표.csv", csv_of([["이야기", column], [STORY, told]])).intake, field) == value


BROKEN = {
    "받은 날: 있을 수 없는 날짜입니다: 2026-02-30": {"받은 날": "2026-02-30"},
    "받은 날: 날짜가 둘입니다: 2026-08-20 / 2026-09-24": {"받은 날": "2026-08-20 / 2026-09-24"},
    "받은 날: 오늘(2026-11-29)보다 뒤의 날짜입니다": {"받은 날": "2026-12-24"},
    "받은 날(2026-09-01)이 결정한 날(2026-09-08)보다 앞섭니다.": {
        "받은 날": "2026-09-01",
        "불승인 사유": '2026. 9. 8.자 결정. "업무관련성 인정 어려움"',
    },
    "받은 날: 날짜가 아닌 말이 있습니다: 불승인": {"받은 날": "불승인", "단계": ""},
    "단계: 단계가 아닌 말이 있습니다: 조선소에서": {"단계": STORY},
    "받은 날 칸의 수식이 깨졌습니다: #REF!": {"받은 날": "#REF!"},
    "단계는 2심판결(으)로 적혀 있는데": {"단계": "2심 패소", "불승인 사유": "지사 불승인 처음 통보"},
    "동료에게 남긴 쪽지": {"이야기": "과장님~ 이 줄부터는 월요일에 옮겨 적을게요"},
    "연습으로 적은 줄": {"이야기": "연습용 입력. 지울 것"},
    "급여: 급여가 아닌 말이 있습니다: (주)한빛": {"청구 급여": "(주)한빛"},
    "이야기 칸이 너무 깁니다(50,000자": {"이야기": "가" * 50_000},
    "이야기 칸에 ‘상동’만 적혀 있습니다.": {"이야기": "상동", "받은 날": "〃"},
    "이야기 칸의 글자가 깨졌습니다.": {"이야기": STORY.encode("cp949").decode("latin-1")},
    "이야기 칸의 글자가 물음표(?)로 바뀌어 있어": {"이야기": STORY.encode("ascii", "replace").decode()},
    "이야기 칸에 다른 칸의 것이 있습니다: 2026-10-06": {"이야기": "2026-10-06"},
    "이야기, 진단명, 거절 이유, 단계, 날짜가 모두 비어 있습니다.": {"이야기": "", "의뢰인": "홍길동"},
    "무슨 일인지 들은 것이 없습니다": {"이야기": "", "받은 날": "2026-10-06", "단계": "불승인"},
    "한 줄에 두 사람이 있습니다(2명).": {"의뢰인": "홍길동 / 임꺽정"},
    "사건 코드가 2행과 같습니다.": {"사건 코드": "1"},
    "사건 코드가 2행과 같은데 사람이 다릅니다.": {"사건 코드": "1", "의뢰인": "임꺽정"},
    "머리글이 다시 나온 줄입니다.": {
        name: name for name in ("사건 코드", "이야기", "받은 날", "단계", "의뢰인")
    },
    "합계를 적은 줄입니다.": {"사건 코드": "소계", "이야기": "", "의뢰인": "57건"},
}


@pytest.mark.parametrize("reason", BROKEN)
def test_a_row_that_cannot_be_used_is_refused_alone(reason: str) -> None:
    header = ["사건 코드", "이야기", "받은 날", "단계", "의뢰인", "불승인 사유", "청구 급여"]
    good, broken, last = ({"이야기": STORY, "사건 코드": str(n)} for n in (1, 2, 3))
    if "사람이" in reason:
        good["의뢰인"] = "홍길동"
    rows = [[row.get(name, "") for name in header] for row in (good, broken | BROKEN[reason], last)]
    first, refused, other = read("표.csv", csv_of([header, *rows]))
    assert isinstance(first, OfficeCase) and isinstance(other, OfficeCase)
    assert isinstance(refused, RefusedCase) and refused.row == 3
    assert refused.reason.startswith(reason)


UNKNOWN = ["가", "나", "다", "라", "마", "바", "사", "아"]
TOLD = [
    ["민", "26.9.14", "홍길동", "㈜가온", "장해", "불승", "9/10 아들 수령", "안양지사 부지급: 업무관련성을 인정하기 어려움", STORY],
    ["민", "26.9.20", "임꺽정", "나래물산", "최초", "심사 기각", "9/18 등기", "본부 심사 기각. 나이에 따른 변화로 판단됨", f"{STORY} 밤에도 일함"],
    ["솔", "26.10.2", "성춘향", "(주)다온", "요양", "재심사 접수함", "어제", "심사결정 기각. 노출 기준에 미달함", f"{STORY} 퇴직한 지 3년"],
    ["솔", "26.10.9", "이몽룡", "라온기업", "유족", "?", "10/7 모친", "재결서(기각). 인과관계가 확인되지 않음", f"{STORY} 따님이 전화"],
]  # fmt: skip


@pytest.mark.parametrize("places", [range(9), [8, 7, 6, 5, 4, 3, 2, 1, 0]])
def test_headings_that_say_nothing_leave_it_to_the_cells(places: Sequence[int]) -> None:
    header = [[*UNKNOWN, "자"][place] for place in places]
    cases = read(
        "표.csv", csv_of([["상담 모음"], header, *([row[place] for place in places] for row in TOLD)])
    )
    assert all(isinstance(case, OfficeCase) for case in cases), cases
    read_ = [case for case in cases if isinstance(case, OfficeCase)]
    assert [(case.intake.story, case.intake.denial_reason) for case in read_] == [
        (row[8], row[7]) for row in TOLD
    ]
    assert [case.told_on for case in read_] == [
        date(2026, 9, 14),
        date(2026, 9, 20),
        date(2026, 10, 2),
        date(2026, 10, 9),
    ]
    assert [case.intake.received_on for case in read_] == [
        date(2026, 9, 10),
        date(2026, 9, 18),
        date(2026, 10, 1),
        date(2026, 10, 7),
    ]
    assert [case.intake.stage for case in read_] == [
        Stage.DECISION,
        Stage.REVIEW,
        Stage.REVIEW,
        Stage.SECOND_REVIEW,
    ]
    assert [dict(case.parties) for case in read_] == [
        {"client": (row[2],), "company": (row[3],)} for row in TOLD
    ]


def test_a_table_in_which_nothing_is_told_is_refused_once() -> None:
    rows = [
        ["이름", "수령일", "단계"],
        ["홍길동", "2026-10-06", "불승인"],
        ["임꺽정", "2026-10-07", "불승인"],
    ]
    with pytest.raises(IntakeTableError, match="의뢰인이 말한 내용이 적힌 열"):
        read("표.csv", csv_of(rows))


def test_a_row_with_a_field_too_many_is_shifted_also_where_the_last_is_empty() -> None:
    rows = [
        "이름;이야기;수령일;비고",
        f"홍길동;{STORY};2026-10-06;",
        "임꺽정;27년 용접;귀가 안 들림;2026-10-06;",
    ]
    good, shifted = read("표.csv", "\n".join(rows).encode())
    assert isinstance(good, OfficeCase)
    assert isinstance(shifted, RefusedCase) and "칸이 머리글보다 많습니다(5칸)" in shifted.reason
    # Of one row of either width the headings tell which is shifted.
    first, last = read("표.csv", "\n".join([rows[0], rows[2], rows[1]]).encode())
    assert isinstance(first, RefusedCase) and isinstance(last, OfficeCase)


def test_a_memo_that_tells_another_day_of_receipt_and_a_cell_too_long_anywhere_refuse_the_row() -> None:
    header = ["이야기", "수령일", "비고"]
    same, other, long = ("받은 날 10/6 맞음", "※ 받은 날 10/2임", "가" * 20_001)
    rows = read("표.csv", csv_of([header, *([STORY, "2026-10-06", memo] for memo in (same, other, long))]))
    assert isinstance(rows[0], OfficeCase)
    assert isinstance(rows[1], RefusedCase) and "메모에는 2026-10-02" in rows[1].reason
    assert isinstance(rows[2], RefusedCase) and "너무 깁니다(20,001자" in rows[2].reason


HEADINGS = [
    {
        "사건No.": "code", "성 함": "client", "접수한 날짜": "told_on", "하시던 일": "occupation", "아픈 곳/병명": "diagnoses",
        "들은 내용(전화)": "story", "공단 통지 내용(사유)": "denial_reason", "결정서\n수령한 날": "received_on", "어디까지 갔나": "stage",
        "청구한 급여": "kind_b", "사업장(회사)": "company",
    },
    {
        "Ref. No": "code", "Client's name": "client", "Date of intake": "told_on", "Job title": "occupation", "Injury or illness": "diagnoses",
        "What happened": "story", "Agency's reasons": "denial_reason", "Letter received": "received_on", "Procedural stage": "stage",
        "Benefit claimed": "kind_b", "Employer's name": "company",
    },
    # Two things each: the cells tell which.
    {
        "번호": "code", "이름": "client", "접수": "told_on", "직무": "occupation", "진단": "diagnoses", "상담": "story", "사유": "denial_reason",
        "통지": "received_on", "상태": "stage", "신청": "kind_b", "소속": "company",
    },
]  # fmt: skip
CELLS = {
    "code": "가-7", "client": "홍길동", "told_on": "2026-11-02", "occupation": "용접공", "diagnoses": "소음성 난청", "story": STORY,
    "denial_reason": "나이 탓이라고 봄", "received_on": "10/6(화)", "stage": "심사청구 준비중", "kind_b": "장해급여", "company": "(주)한빛",
}  # fmt: skip


@pytest.mark.parametrize("headings", HEADINGS)
def test_columns_are_known_by_what_their_headings_and_cells_say(headings: dict[str, str]) -> None:
    row = [CELLS[field] for field in headings.values()]
    table = read_intakes(
        "표.csv", io.BytesIO(csv_of([[*headings, "비고", "담당자"], [*row, "급함", ""]])), TODAY
    )
    (case,) = table
    assert isinstance(case, OfficeCase), case
    intake = case.intake
    came = intake.received_on or intake.decision_date
    assert (case.code, case.told_on, came) == ("가-7", date(2026, 11, 2), date(2026, 10, 6))
    assert dict(case.parties) == {"client": ("홍길동",), "company": ("(주)한빛",)}
    assert (intake.story, intake.denial_reason, intake.diagnoses) == (
        STORY,
        "나이 탓이라고 봄",
        ("소음성 난청",),
    )
    assert (intake.stage, intake.kind_b, intake.occupation) == (Stage.DECISION, KindB.DISABILITY, "용접공")
    assert table.unread == () and (case.assignee, case.note) == ("", "급함")


@pytest.mark.parametrize(
    ("headings", "assignee", "note"),
    [
        (("담당노무사", "특이사항", "메모"), "김지우", "산재 이력 있음\n전화함"),
        (("담당자(노무사)", "비 고", "특이 사항"), "김지우", "산재 이력 있음\n전화함"),
        (("assigned_to", "Remarks", "memo"), "김지우", "산재 이력 있음\n전화함"),
        (("handler", "통지서 받은 날 메모", "참고사항"), "김지우", "산재 이력 있음\n전화함"),
        (("공단 담당자", "연락처 비고", "참고인"), "", ""),
        (("담당의사", "담당자 연락처", "담당 병원"), "", ""),
    ],
)
def test_who_handles_a_case_and_what_the_office_noted_are_read_and_nobody_elses(
    headings: tuple[str, ...], assignee: str, note: str
) -> None:
    rows = [
        ["1", STORY, "2026-10-06", "김지우", "산재 이력 있음", "전화함"],
        ["2", STORY, "2026-10-07", "박서연", "-", "상동"],
        ["3", STORY, "2026-10-08", "최유나", "", ""],
    ]
    table = read_intakes(
        "표.csv", io.BytesIO(csv_of([["사건번호", "이야기", "받은 날", *headings], *rows])), TODAY
    )
    first, second, third = table
    assert isinstance(first, OfficeCase) and isinstance(second, OfficeCase) and isinstance(third, OfficeCase)
    assert (first.assignee, first.note) == (assignee, note)
    assert (second.assignee, second.note, third.note) == (assignee and "박서연", "", "")
    if assignee:
        assert table.unread == () and first.parties == {}
    else:
        assert headings[0] in table.unread


def test_a_table_told_in_its_notes_is_read_as_a_story() -> None:
    (case,) = read_intakes(
        "표.csv", io.BytesIO(csv_of([["사건번호", "받은 날", "메모"], ["1", "2026-10-06", STORY]])), TODAY
    )
    assert isinstance(case, OfficeCase) and (case.intake.story, case.note) == (STORY, "")


def test_headings_of_two_rows_are_read_as_one() -> None:
    rows = [
        ["번호", "의뢰인", "", "공단", "", "병명"],
        ["", "성명", "상담 내용", "결정일", "수령일", ""],
        ["가-1", "홍길동", STORY, "2026.9.1", "9/4(금)", "난청"],
    ]
    intake = one("표.csv", csv_of(rows)).intake
    assert (intake.decision_date, intake.received_on) == (date(2026, 9, 1), date(2026, 9, 4))


def test_what_a_cell_leaves_open_keeps_the_row_and_is_told_with_its_words() -> None:
    header = ["사건번호", "상담내용", "수령일", "불복 단계", "급여", "유형", "질판위"]
    rows = [
        header,
        ["1", STORY, "9월 초쯤", "소송 준비", "보상금", "질병", "?"],
        ["2", STORY, "2026-09-04", "재심사 진행중", "장해", "질병", "O"],
    ]
    first, second = read("표.csv", csv_of(rows))
    assert isinstance(first, OfficeCase) and isinstance(second, OfficeCase)
    assert {each.field: each.words for each in first.unclear} == {
        "received_on": "9월 초쯤", "stage": "소송 준비", "kind_b": "보상금", "panel": "?",
    }  # fmt: skip
    assert first.intake.received_on is first.intake.stage is first.intake.kind_b is None
    assert second.unclear == () and second.awaited and second.awaited.stage is Stage.SECOND_REVIEW
    assert second.intake.stage is Stage.REVIEW and first.awaited is None


@pytest.mark.parametrize(
    "text, is_broken",
    [
        (STORY.encode("cp949").decode("latin-1"), True),
        ("공단 결정".encode().decode("cp949", "replace"), True),
        ("귀가\ufffd 안 \ufffd들려요", True),
        (STORY, False),
        ("Nguyễn Văn Anh", False),
        ("Ñañez Muñóz 씨", False),
        ("産災 신청을 했는데 왜이렇?게 됬는지", False),
    ],
)
def test_text_of_another_encoding_is_known(text: str, is_broken: bool) -> None:
    assert is_unreadable(text) is is_broken


def test_lines_of_json_may_nest_the_intake_and_broken_lines_are_refused() -> None:
    lines = [
        json.dumps({"id": "Y1", "intake": {"story": STORY, "diagnoses": ["난청"], "panel": True}}),
        "{broken",
        "[1]",
        json.dumps({"story": STORY, "kind_c": None}),
    ]
    first, broken, no_object, second = read("표.jsonl", "\n".join(lines).encode())
    assert isinstance(first, OfficeCase) and (first.code, first.intake.panel) == ("Y1", True)
    assert (broken, no_object) == (
        RefusedCase(2, "JSON이 아닙니다."),
        RefusedCase(3, "JSON 객체가 아닙니다."),
    )
    assert isinstance(second, OfficeCase) and second.code == ""


@pytest.mark.parametrize(
    "odd, of",
    [
        ({"story": {"text": STORY}}, "이야기"),
        ({"diagnoses": [{"x": 1}]}, "진단명"),
        ({"denial_reason": ["나이", "탓"]}, "거절 이유"),
        ({"received_on": 20261105.5}, "받은 날"),
    ],
)
def test_what_is_no_text_in_lines_of_json_is_not_read_by_its_brackets(
    odd: dict[str, object], of: str
) -> None:
    (refused,) = read("표.jsonl", json.dumps({"story": STORY} | odd).encode())
    assert isinstance(refused, RefusedCase) and refused.reason.startswith(f"{of} 칸의 값이 글이 아닙니다")


def test_names_may_be_a_list_and_one_name_may_have_a_comma() -> None:
    told = {
        "story": STORY,
        "client": "Nguyen, Van An",
        "company": "ABC Trading Co., Ltd., (주)한빛",
        "co_claimant": ["홍길동", "임꺽정"],
    }
    assert dict(one("표.jsonl", json.dumps(told).encode()).parties) == {
        "client": ("Nguyen, Van An",),
        "company": ("ABC Trading Co., Ltd.", "(주)한빛"),
        "co_claimant": ("홍길동", "임꺽정"),
    }


def test_long_cells_of_one_sign_are_no_made_up_workbook() -> None:
    rows = [["사건코드", "상담내용"], *([str(n), "가" * 32_767] for n in range(9)), ["9", STORY]]
    *refused, kept = read("표.xlsx", xlsx_of(rows))
    assert all(isinstance(each, RefusedCase) for each in refused) and isinstance(kept, OfficeCase)


def test_a_cover_before_the_cases_and_another_sheet_with_cases() -> None:
    book = Workbook()
    book.active.append(["상담 모음", None, None, None])  # type: ignore[union-attr]
    for name in ("2031", "2032"):
        sheet = book.create_sheet(name)
        sheet.append(["2031년 상담"])
        sheet.append(["이야기", "진단명", "거절 이유"])
        sheet.append(
            ["용접을 20년 했습니다. 난청이 왔습니다.", "소음성 난청", "소음에 덜 노출되었다고 합니다."]
        )
    packed = io.BytesIO()
    book.save(packed)
    cases, refused, _ = read_whole("상담.xlsx", io.BytesIO(packed.getvalue()), date(2031, 5, 1))
    assert len(cases) == 1 and cases[0].row == 3
    assert len(refused) == 1 and "‘2032’ 시트에도" in refused[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp949"])
def test_a_line_that_names_the_mark_and_any_encoding(encoding: str) -> None:
    text = "sep=;\r\n이야기;진단명;거절 이유\r\n난청이 왔습니다;소음성 난청;노출이 적다고 합니다\r\n"
    (case,) = read_intakes("상담.csv", io.BytesIO(text.encode(encoding)))
    assert isinstance(case, OfficeCase) and case.intake.diagnoses


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("표.csv", b"", "빈 표입니다."),
        ("표.csv", csv_of([["메모", "전화"], ["a", "b"]]), "머리글을 찾지 못했습니다"),
        ("표.csv", b"\xff\xff\x00\x01" * 9, "글자 인코딩"),
        ("표.xlsx", b"PK nothing", "XLSX 파일이 아니거나 손상"),
        ("표.xls", b"", "CSV, TSV, XLSX, JSONL"),
    ],
)
def test_a_file_that_is_no_table_of_intakes_says_so(name: str, content: bytes, says: str) -> None:
    with pytest.raises(IntakeTableError, match=says):
        read(name, content)


def test_the_template_is_read_back_without_its_example() -> None:
    assert read("양식.xlsx", template()) == []
    book = load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    assert "(주)가나다조선" in [cell.value for cell in sheet[2]]
    sheet.cell(3, columns["이야기"], STORY)
    sheet.cell(3, columns["회사"], "한빛")
    filled = io.BytesIO()
    book.save(filled)
    case = one("양식.xlsx", filled.getvalue())
    assert (case.row, case.intake.story, case.parties["company"]) == (3, STORY, ("한빛",))


def test_a_template_that_was_filled_in_is_read_back_whole() -> None:
    book = load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings[-2:] == ["담당", "메모"]
    filled = {
        "사건 코드": "2026-31", "의뢰인": "홍길동", "회사": "(주)한빛", "함께 청구한 사람": "김철수", "가해자": "박영수",
        "상대방": "이영희", "상담일": date(2026, 11, 20), "단계": "결정", "결정일": date(2026, 10, 5), "받은 날": date(2026, 10, 9),
        "질병판정위원회": "예", "다친 날": date(2026, 3, 2), "급여 시작일": date(2026, 3, 3), "사고·질병": "업무상질병", "급여": "요양",
        "업종": "조선업", "하던 일": "용접공", "진단명": "소음성 난청", "이야기": STORY, "거절 이유": "나이 탓이라고 합니다.",
        "담당": "최노무사", "메모": "11/30 오후 통화",
    }  # fmt: skip
    assert filled.keys() == set(headings)
    sheet.append([filled[heading] for heading in headings])
    packed = io.BytesIO()
    book.save(packed)
    cases, refused, unread = read_whole("양식.xlsx", io.BytesIO(packed.getvalue()), TODAY)
    (case,) = cases
    assert (refused, unread) == ([], ())
    assert (case.code, case.assignee, case.note, case.told_on) == (
        "2026-31", "최노무사", "11/30 오후 통화", date(2026, 11, 20),
    )  # fmt: skip
    assert set(case.parties) == {"client", "company", "co_claimant", "attacker", "other_side"}
    intake = case.intake
    assert (intake.decision_date, intake.received_on) == (date(2026, 10, 5), date(2026, 10, 9))
    assert (intake.accident_on, intake.benefit_from) == (date(2026, 3, 2), date(2026, 3, 3))
    assert (intake.stage, intake.panel, intake.kind_b) == (Stage.DECISION, True, KindB.TREATMENT)
    assert (intake.industry, intake.occupation, intake.diagnoses) == ("조선업", "용접공", ("소음성 난청",))
    assert (intake.story, intake.denial_reason) == (STORY, "나이 탓이라고 합니다.")


def test_what_the_office_put_behind_an_arrow_becomes_its_note() -> None:
    told = one(
        "a.csv",
        csv_of([HEADER, ["1", "홍길동", STORY, '"난청 아님" → 청력검사 다시 볼 것', "", "", "결정", ""]]),
    )
    assert (told.intake.denial_reason, told.note) == ('"난청 아님"', "거절 이유 칸: 청력검사 다시 볼 것")


def test_joined_headings_and_what_the_client_signed_are_read_below_headings_of_groups() -> None:
    groups = ["사무", "", "의뢰인", "", "재해", "", "내용", "", "사무실 확인", "", ""]
    headings = [
        "순",
        "관리번호",
        "손님",
        "연락처",
        "다친 날·발병",
        "병명(코드)",
        "손님 말씀",
        "그쪽이 댄 이유",
        "조회동의",
        "위임장",
        "맡은 이",
    ]
    signed = [("O", "유"), ("동의함", "有"), ("○", "발송(미회신)"), ("X", "무"), ("×", "")]
    rows = [
        [str(n), f"가-{n}", "홍길동", "010-0000-1234", f"2026-05-1{n}", "요추염좌", STORY, "노화", yes, power, "최노무사" if n else "미정"]
        for n, (yes, power) in enumerate(signed)
    ]  # fmt: skip
    cases, refused, unread = read_whole("표.xlsx", io.BytesIO(xlsx_of([groups, headings, *rows])), TODAY)
    assert not refused and unread == ("순", "연락처")
    assert [each.consent for each in cases] == [True, True, True, False, False]
    assert [each.power_of_attorney for each in cases] == [True, True, False, False, False]
    assert cases[2].note == "위임장: 발송(미회신)" and cases[0].intake.accident_on == date(2026, 5, 10)
    assert [each.assignee for each in cases] == ["", *["최노무사"] * 4]
    assert "1234" not in repr(cases)


@pytest.mark.parametrize(
    "change, says",
    [
        ({"재해일": "2027-03-04"}, "보다 뒤"),
        ({"재해일": "2026-10-01"}, "결정한 날(2026-09-30)보다 뒤"),
        ({"상담 내용": "=VLOOKUP(C58,'9월 대장'!A:N,13,0)"}, "수식만"),
        ({"상담 내용": "='9월'!B4"}, "수식만"),
        ({"상담 내용": "", "불승인 사유": "", "상병명": ""}, "들은 것이 없습니다"),
        ({"상담 내용": "", "불승인 사유": ""}, "들은 것이 없습니다"),
        ({"상담 내용": "😭😭 !! 010", "불승인 사유": "null", "상병명": "?"}, "들은 것이 없습니다"),
    ],
)
def test_days_that_cannot_be_and_what_tells_nothing_refuse_the_row(change: dict[str, str], says: str) -> None:
    row = dict(zip(HEADER, ROW, strict=True)) | {"재해일": "2026-05-01", "직업": "용접공"}
    row |= change
    (read_,) = read("표.csv", csv_of([list(row), list(row.values())]))
    assert isinstance(read_, RefusedCase) and says in read_.reason


def test_a_row_without_words_is_kept_where_illness_benefit_and_decision_are_told() -> None:
    row = dict(zip(HEADER, ROW, strict=True)) | {"상담 내용": "", "불승인 사유": "", "급여": "장해"}
    assert one("표.csv", csv_of([list(row), list(row.values())])).intake.diagnoses


def test_the_receipt_in_the_cell_of_the_stage_counts_where_its_own_column_is_empty() -> None:
    row = dict(zip(HEADER, ROW, strict=True)) | {
        "진행 단계": "1심 패소 11/18 송달",
        "수령일": "",
        "처분일자": "",
    }
    assert one("표.csv", csv_of([list(row), list(row.values())])).intake.received_on == date(2026, 11, 18)


def test_words_that_were_lost_refuse_the_row() -> None:
    header = ["사건 코드", "이야기", "거절 이유", "단계"]
    lost, asked = ["1", "???? ?????? ??? ??. ??? ????? ???.", "???? ??", "???"], ["2", STORY, "?", "??"]
    refused, kept = read("표.csv", csv_of([header, lost, asked]))
    assert isinstance(refused, RefusedCase) and "물음표" in refused.reason and "원래 파일" in refused.reason
    assert isinstance(kept, OfficeCase)


def test_a_code_of_two_people_is_told_on_both_rows() -> None:
    rows = [["사건함", "의뢰인", "이야기"]]
    rows += [[f"26-0{n}", f"홍길{chr(0xB3D9 + n)}", STORY] for n in range(101, 130)]
    rows += [["26-0110", "임꺽정", STORY + " 이명도 있습니다."]]
    cases, refused, _unread = read_whole("표.csv", io.BytesIO(csv_of(rows)), TODAY)
    (second,) = refused
    first = next(case for case in cases if case.code == "26-0110")
    assert second.row == 31 and "11행" in second.reason and first.row == 11
    (told,) = [each for each in first.unclear if each.field == "code"]
    assert "31행" in told.why and not any(each.unclear for each in cases if each is not first)


def test_headings_in_an_offices_own_words_are_read() -> None:
    header = [
        "누구",
        "들은 이야기",
        "어디까지",
        "왜 안 된대요",
        "자료 써도 되나",
        "사고·병·출퇴근",
        "달라는 것",
    ]
    rows = [
        ["가나다", STORY, "불승인", "나이 탓", "구두 동의", "출퇴근", "요양"],
        ["라마바", STORY, "불승인", "나이 탓", "동의서 10/2 스캔", "질병", "요양(소음성 난청)"],
        ["사아자", STORY, "신청 전", "신청 전이라 없음", "거부", "사고", "요양"],
    ]
    one_, two, three = read("표.xlsx", xlsx_of([header, *rows]))
    assert isinstance(one_, OfficeCase) and isinstance(two, OfficeCase) and isinstance(three, OfficeCase)
    assert (one_.consent, two.consent, three.consent) == (True, True, False)
    assert one_.intake.denial_reason == "나이 탓" and three.intake.denial_reason == ""
    assert one_.intake.kind_c is KindC.COMMUTE and two.intake.diagnoses == ("소음성 난청",)


@pytest.mark.parametrize("cell, is_told", [("2019년", False), ("2024-09", False), ("작년 언젠가쯤", True)])
def test_a_year_alone_of_what_happened_calls_for_nobody(cell: str, is_told: bool) -> None:
    case = one("표.csv", csv_of([["이야기", "다친 날", "받은 날"], [STORY, cell, "2026-10-06"]]))
    assert bool(case.unclear) is is_told and case.intake.accident_on is None


def test_a_table_of_a_hundred_thousand_columns_is_refused_at_once() -> None:
    content = ("이야기" + ",x" * 100_000 + "\n허리를 다쳤다\n").encode()
    with pytest.raises(IntakeTableError, match="열이 너무 많은"):
        list(read_intakes("표.csv", io.BytesIO(content)))
