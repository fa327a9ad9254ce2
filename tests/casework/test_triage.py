"""Cases of an office sorted: order, flags, what became of rulings, what is kept and not done again."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from lib.casework.intake_masking import masked
from lib.casework.memo import file_name, memo
from lib.casework.office_codes import name_of, with_codes
from lib.casework.office_findings import Held, findings, held, what_became_of_it
from lib.casework.office_urgency import by_urgency, is_urgent
from lib.casework.triage import (
    Analysed,
    Triaged,
    fingerprint,
    in_this_process,
    triage,
    version_of,
)
from lib.casework.triage_sheet import as_lines, workbook
from lib.collect.importing import load_starter
from lib.domain.intake import Intake
from lib.domain.kept_case import Saved
from lib.domain.office_case import Awaited, CaseStatus, OfficeCase, RefusedCase, Unclear
from lib.domain.taxonomy import Stage
from lib.search.index import SearchIndex
from lib.store import Store
from lib.text.sentences import sentences

TODAY = date(2026, 11, 30)
HEARING = (
    "조선소에서 27년 동안 용접과 그라인더 일을 했습니다. 퇴직한 뒤 귀가 잘 안 들려 난청 진단을 받았습니다."
)


@pytest.fixture(scope="module")
def rulings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    home = tmp_path_factory.mktemp("home")
    index = SearchIndex(home / "index")
    with Store(home / "sanjae.db") as store:
        load_starter(store, index.sync)
        yield held(store, index)


def case(row: int = 2, code: str = "", **told: object) -> OfficeCase:
    return OfficeCase(code or f"c{row}", Intake.model_validate({"story": HEARING} | told), {}, row)


def of(rulings: Held, today: date = TODAY, **told: object) -> dict[str, Any]:
    one = case(**told)  # type: ignore[arg-type]
    return Triaged(one.row, one.code, findings(one, rulings, TODAY), "").document(today)


def flags(document: dict) -> set[str]:
    return {flag["flag"] for flag in document["flags"]}


def test_what_may_end_soon_stands_behind_what_surely_does_and_what_is_over_last(rulings: Held) -> None:
    received = {days: TODAY - timedelta(days=days) for days in (10, 80, 120, 200)}
    told = {
        "80": {"received_on": received[80]},
        "10": {"received_on": received[10]},
        "unknown": {"denial_reason": "나이 탓이라고 합니다", "stage": Stage.DECISION},
        "unknown appeal": {"stage": Stage.FIRST_INSTANCE},
        "120": {"received_on": received[120]},
        "200": {"received_on": received[200]},
        "perhaps": {"stage": Stage.DECISION, "decision_date": received[120]},
    }
    found = [
        Triaged(row, name, findings(case(row, name, **each), rulings, TODAY), "").document(TODAY)
        for row, (name, each) in enumerate(reversed(told.items()), start=2)
    ]
    sorted_ = by_urgency(found)
    assert [each["case"] for each in sorted_] == [
        "80",
        "perhaps",
        "unknown appeal",
        "unknown",
        "10",
        "120",
        "200",
    ]
    by_name = {each["case"]: each for each in sorted_}
    assert by_name["80"]["urgency"]["days_left"] == 10 and is_urgent(by_name["80"])
    assert not is_urgent(by_name["10"]) and is_urgent(by_name["unknown appeal"])
    assert flags(by_name["120"]) == {"deadline_passed"} and by_name["120"]["if_passed"]
    assert flags(by_name["perhaps"]) == {"deadline_perhaps_passed"} and is_urgent(by_name["perhaps"])
    assert "deadline_unknown" in flags(by_name["unknown"])
    assert any("며칠에 받았나요" in question for question in by_name["unknown"]["questions"])


def test_days_left_are_counted_when_shown_not_when_found(rulings: Held) -> None:
    told = {"received_on": TODAY - timedelta(days=85)}
    today = of(rulings, **told)
    left = today["urgency"]["days_left"]
    assert left > 0 and flags(today) == set()
    later = of(rulings, TODAY + timedelta(days=left + 1), **told)
    assert later["urgency"]["days_left"] == -1 and flags(later) == {"deadline_passed"}


def test_what_was_filed_waits_without_a_deadline_and_is_told_with_its_words(rulings: Held) -> None:
    told = Intake(story=HEARING, stage=Stage.DECISION, received_on=date(2026, 9, 1))
    waits = OfficeCase("c", told, {}, 2, awaited=Awaited(Stage.REVIEW, "심사청구함"))
    document = Triaged(2, "c", findings(waits, rulings, TODAY), "").document(TODAY)
    assert (document["urgency"]["state"], document["urgency"]["due"]) == ("waiting", None)
    assert "심사 결정" in document["urgency"]["what"] and document["deadlines"] == []
    assert flags(document) == {"waiting"} and "심사청구함" in document["flags"][0]["says"]
    assert document["questions"][0].startswith("언제 냈나요?")
    # What is filed comes behind all that can still be missed.
    open_ = Triaged(3, "d", findings(replace(waits, awaited=None), rulings, TODAY), "").document(TODAY)
    assert [each["case"] for each in by_urgency([document, open_])] == ["d", "c"]
    assert open_["urgency"]["state"] == "passed" or open_["urgency"]["due"] == "2026-11-30"


def test_what_a_cell_left_open_is_flagged_and_asked_of_the_client(rulings: Held) -> None:
    open_ = Unclear("received_on", "받은 날", "9월 초쯤, 홍길동이 받음", "날짜가 분명하지 않습니다")
    one = OfficeCase(
        "c", Intake(story=HEARING, stage=Stage.DECISION), {"client": ("홍길동",)}, 2, unclear=(open_,)
    )
    document = Triaged(2, "c", findings(masked(one), rulings, TODAY), "").document(TODAY)
    assert document["urgency"]["state"] == "unknown"
    assert {"unclear", "deadline_unknown"} <= flags(document)
    assert document["questions"][0].startswith("받은 날: 표에는 ‘9월 초쯤")
    assert "길동" not in str(document)
    assert fingerprint(one, "v") != fingerprint(replace(one, unclear=()), "v")


def test_a_letter_told_to_have_come_months_ago_is_sorted_by_the_earliest_day_it_can_have(
    rulings: Held,
) -> None:
    told = Intake(story=f"{HEARING} 불승인 통지서를 받은 지 두 달 반 됐어요.", stage=Stage.DECISION)
    document = Triaged(2, "c", findings(OfficeCase("c", told, {}, 2), rulings, TODAY), "").document(TODAY)
    assert (document["urgency"]["is_least"], document["urgency"]["days_left"]) == (True, 0)
    assert "이야기에 ‘불승인 통지서를 받은 지 두 달 반 됐어요’" in str(document["flags"])
    assert document["questions"][0].startswith("받은 날: 이야기에는")


def test_what_rulings_made_of_a_reason_is_cited_and_of_the_illness_where_one_is(rulings: Held) -> None:
    told = Intake(
        story="석면포를 쓰며 축로공으로 30년 일한 아버지가 폐암으로 돌아가셨습니다.",
        denial_reason="석면 노출을 확인할 자료가 없다고 합니다.",
        diagnoses=("폐암",),
    )
    reasons = findings(OfficeCase("c", told, {}, 2), rulings, TODAY)["denial"]
    answers = [answer for reason in reasons for answer in reason["answers"]]
    assert any("폐암을 인정하지 않았습니다. (" in each and each.endswith(" 판결)") for each in answers)
    assert not any("85dB" in each for each in answers)


def test_a_stage_that_its_cell_leaves_open_is_not_read_from_the_story_and_shows_no_longer_deadline(
    rulings: Held,
) -> None:
    story = f"{HEARING} 공단에서 불승인을 받았습니다."
    read = of(rulings, story=story, received_on=date(2026, 11, 20))
    assert (read["labels"]["stage"], read["urgency"]["due"]) == (Stage.DECISION, "2027-02-18")
    open_ = Unclear("stage", "단계", "??", "단계를 모릅니다")
    told = Intake(story=story, received_on=date(2026, 11, 20))
    found = findings(OfficeCase("c", told, {}, 2, unclear=(open_,)), rulings, TODAY)
    document = Triaged(2, "c", found, "").document(TODAY)
    assert (document["labels"]["stage"], document["urgency"]["due"]) == (None, None)
    assert any("판결이라면 기한은 2026-12-04까지" in each["says"] for each in document["flags"])
    assert any("‘??’" in question for question in document["questions"])


def test_of_two_days_of_a_letter_the_time_is_counted_from_the_earlier(rulings: Held) -> None:
    open_ = Unclear("received_on", "받은 날", "11/3 아니면 11/4", "어느 날인지 모릅니다", date(2026, 11, 3))
    told = Intake(story=HEARING, stage=Stage.DECISION)
    found = findings(OfficeCase("c", told, {}, 2, unclear=(open_,)), rulings, TODAY)
    document = Triaged(2, "c", found, "").document(TODAY)
    assert (document["urgency"]["due"], document["urgency"]["state"]) == ("2027-02-01", "open")
    assert all("이른 날부터" in each["assumes"][-1] for each in document["deadlines"] if each["due"])
    assert any("기한은 2027-02-01까지" in each["says"] for each in document["flags"])
    assert document["intake"]["received_on"] is None
    late = Triaged(2, "c", found, "").document(date(2027, 2, 2))
    assert late["urgency"]["state"] == "perhaps_passed"


def test_yesterday_in_a_story_of_which_nobody_knows_when_it_was_told_is_no_day(rulings: Held) -> None:
    told = Intake(story=f"{HEARING} 어제 불승인 통지서를 받았습니다.")
    known, unknown = (
        findings(OfficeCase("c", told, {}, 2, told_on), rulings, TODAY)["intake"]["received_on"]
        for told_on in (date(2026, 11, 10), None)
    )
    assert (known, unknown) == ("2026-11-09", None)
    named = Intake(story=f"{HEARING} 불승인 통지서는 11월 5일에 받았습니다.")
    assert findings(OfficeCase("c", named, {}, 2), rulings, TODAY)["intake"]["received_on"] == "2026-11-05"


def test_a_letter_that_came_after_the_office_was_told_counts(rulings: Held) -> None:
    told = Intake(story=HEARING, stage=Stage.DECISION, received_on=date(2026, 11, 6))
    one = OfficeCase("c", told, {}, 2, told_on=date(2026, 10, 28))
    document = Triaged(2, "c", findings(one, rulings, TODAY), "").document(TODAY)
    assert document["urgency"]["state"] == "open" and "conflict" not in flags(document)


def test_what_the_story_calls_last_month_counts_from_the_day_it_was_told(rulings: Held) -> None:
    story = f"{HEARING} 공단의 불승인 통지서를 지난달 3일에 받았습니다."
    one = OfficeCase("c", Intake(story=story), {}, 2, told_on=date(2026, 9, 15))
    assert findings(one, rulings, TODAY)["intake"]["received_on"] == "2026-08-03"


@pytest.mark.parametrize(
    "told, flag",
    [
        ({"story": "안녕하세요"}, "too_little"),
        ({"story": "사장이 월급 석 달치를 안 줍니다. 임금체불입니다."}, "other_law"),
        ({"story": f"{HEARING} 이제 더는 살고 싶지 않아요. 죽고 싶습니다."}, "despair"),
        ({"received_on": date(2026, 11, 1), "decision_date": date(2026, 11, 20)}, "conflict"),
        ({"received_on": TODAY + timedelta(days=30)}, "conflict"),
        ({"diagnoses": ["우측 회전근개 파열"], "story": "창고에서 상자를 들다가 왼쪽 어깨가 찢어졌습니다."}, "conflict"),
        ({"kind_c": "출퇴근재해", "story": f"{HEARING} {HEARING}"}, "conflict"),
        (
            {"story": "2026년 3월 2일 작업장에서 넘어져 다쳤습니다. 다친 날은 2026년 3월 5일입니다. 공단이 거절했습니다."},
            "conflict",
        ),
        (
            {
                "story": f"{HEARING} 불승인이라고 11월 3일에 공단에서 전화로 들었고 통지서는 11월 7일에 받았습니다.",
                "received_on": date(2026, 11, 7), "stage": Stage.DECISION,
            },
            "known_sooner",
        ),
        ({"stage": Stage.BEFORE_CLAIM, "denial_reason": "나이 탓이라며 불승인했습니다."}, "conflict"),
        (
            {
                "story": f"{HEARING} 공단의 불승인 통지서를 2026년 10월 7일에 받았습니다.",
                "received_on": date(2026, 11, 7), "stage": Stage.DECISION,
            },
            "conflict",
        ),
    ],
)  # fmt: skip
def test_a_person_is_called_for(rulings: Held, told: dict[str, object], flag: str) -> None:
    assert flag in flags(of(rulings, **told))


def test_a_plain_case_calls_for_nobody_and_has_what_an_attorney_asks_for(rulings: Held) -> None:
    document = of(
        rulings,
        received_on=TODAY - timedelta(days=20),
        denial_reason="나이가 들어 생긴 난청으로 보인다고 합니다.",
        diagnoses=["소음성 난청"],
        stage="결정",
    )
    assert flags(document) == set()
    json.dumps(document)
    cards = [*document["favourable"], *document["unfavourable"]]
    assert document["favourable"] and document["unfavourable"]
    disputes = [card["dispute"] for card in cards]
    assert len(disputes) == len(set(disputes))
    for card in cards:
        assert card["citation"].endswith(("판결", "결정")) and card["gist"]
        assert card["address"].startswith("https://") and card["instance"] in (1, 2, 3)
    assert document["missing"] and document["questions"] and document["denial"]
    assert {each["state"] for each in document["criteria"]} <= {
        "met", "disputed", "against", "unknown", "procedure",
    }  # fmt: skip
    assert any(each["state"] == "met" and each["words"] for each in document["criteria"])


def test_what_became_of_a_ruling_is_told_in_words(rulings: Held) -> None:
    said = {
        what_became_of_it(dispute, ruling.id)
        for dispute in rulings.dispute_of.values()
        for ruling in dispute.rulings
    }
    assert "" in said and "2심에서 유지" in said
    assert any("결과 확인 필요" in each for each in said)


# --- what is kept --------------------------------------------------------------------------------


class CountingStore(Store):
    """Counts how often it was given a case to keep."""

    saved = 0

    def save(self, *given: Any, **named: Any) -> Saved:
        self.saved += 1
        return super().save(*given, **named)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[CountingStore]:
    with CountingStore(tmp_path / "sanjae.db") as store:
        yield store


class Counting:
    """Says what it was given to analyse, and finds next to nothing."""

    def __init__(self, stops_after: int = 99) -> None:
        self.rows: list[int] = []
        self.stops_after = stops_after

    def __call__(self, cases: Sequence[OfficeCase]) -> Iterator[Analysed]:
        for each in cases:
            if len(self.rows) == self.stops_after:
                raise KeyboardInterrupt
            self.rows.append(each.row)
            yield each, {"flags": [], "deadlines": []}


def without_codes(*stories: str) -> list[OfficeCase]:
    return [OfficeCase("", Intake(story=story), {}, row) for row, story in enumerate(stories, start=2)]


STORIES = [
    f"{word} 일을 하다가 다쳤습니다. {word} 현장에서 있었던 일입니다."
    for word in ("용접", "미장", "배달", "청소")
]


def test_what_is_finished_is_not_done_again_and_nothing_doubles(kept: CountingStore) -> None:
    first = Counting(stops_after=2)
    with pytest.raises(KeyboardInterrupt):
        list(triage(without_codes(*STORIES), first, "v1", kept, "월"))
    assert len(list(kept.listed("월"))) == 2
    second = Counting()
    done = list(triage(without_codes(*STORIES), second, "v1", kept, "월"))
    assert (first.rows, second.rows) == ([2, 3], [4, 5])
    assert [each.was_kept for each in done if isinstance(each, Triaged)] == [True, True, False, False]
    third = Counting()
    assert len(list(triage(without_codes(*STORIES), third, "v1", kept, "월"))) == 4
    assert third.rows == [] and len(kept.listed("월")) == 4 and kept.saved == 4
    list(triage(without_codes(*STORIES), third, "v2", kept, "월"))
    assert third.rows == [2, 3, 4, 5] and len(kept.listed("월")) == 4


def test_a_row_put_between_others_takes_nobody_elses_code(kept: CountingStore) -> None:
    before = {
        each.row: each.case
        for each in triage(without_codes(*STORIES), Counting(), "v", kept, "월")
        if isinstance(each, Triaged)
    }
    changed = [
        STORIES[0],
        "요양보호사로 어르신을 들다가 허리를 삐끗했습니다.",
        STORIES[1] + " 팔이 부러졌습니다.",
        *STORIES[2:],
    ]
    counted = Counting()
    after = {
        each.row: each.case
        for each in triage(without_codes(*changed), counted, "v", kept, "월")
        if isinstance(each, Triaged)
    }
    assert sorted(counted.rows) == [3, 4]
    assert [after[row] for row in (2, 4, 5, 6)] == [before[row] for row in (2, 3, 4, 5)]
    assert after[3] not in before.values() and len(kept.listed("월")) == 5


def test_the_same_row_twice_is_two_cases() -> None:
    codes = [each.code for each in with_codes(without_codes(STORIES[0], STORIES[0]))]
    assert len(set(codes)) == 2


def test_a_case_that_fails_is_refused_alone(rulings: Held) -> None:
    good, bad = case(2), OfficeCase("나쁨", Intake.model_construct(story=None), {}, 3)
    found = list(triage([good, bad], in_this_process(rulings, TODAY), "v", keep_names=True))
    assert [type(each) for each in found] == [Triaged, RefusedCase]
    assert found[1].row == 3
    assert isinstance(found[1], RefusedCase) and found[1].reason.startswith("분석하다가 멈췄습니다")


def test_the_version_changes_with_the_rulings_held(tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        empty = version_of(store)
        load_starter(store, SearchIndex(tmp_path / "index").sync)
        assert version_of(store) != empty


# --- what is written -----------------------------------------------------------------------------


def test_the_spreadsheet_has_links_a_frozen_header_and_no_formulas(rulings: Held) -> None:
    rows = by_urgency(
        [
            of(
                rulings,
                received_on=TODAY - timedelta(days=20),
                story=f"=1+1 {HEARING} 😀",
                occupation="@용접공",
            ),
            of(rulings, story="+82 안녕하세요\x0b"),
        ]
    )
    rows[0]["case"], rows[1]["case"] = "=cmd|' /C calc'!A0", "-2"
    book = load_workbook(io.BytesIO(workbook(rows, [{"row": 9, "reason": "=나쁨"}], "2026-11-30")))
    assert book.sheetnames == ["사건", "판결", "받지 못한 행"]
    sheet = book["사건"]
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    cells = [cell for each in book for row in each.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert sheet["B2"].value == "=cmd|' /C calc'!A0" and sheet["B2"].quotePrefix
    links = [cell.hyperlink.target for cell in sheet[2] if cell.hyperlink]
    assert links and all(link.startswith("https://") for link in links)
    assert sheet["C2"].value == rows[0]["urgency"]["days_left"] == 72
    named = [cell.value for cell in sheet[1]]
    assert named[1:5] == ["사건", "남은 날", "기한", "낼 것"] and named[-6:-1] == [
        "상태",
        "담당",
        "메모",
        "동의서",
        "위임장",
    ]
    order = ["급여", "쟁점", "병·부상", "거절 이유", "인정 판결 1", "불인정 판결 1", "들은 사정이 있는 기준", "아직 모르는 기준",
             "보완할 입증자료", "의뢰인에게 물을 것", "확인할 것", "상태"]  # fmt: skip
    assert [named.index(each) for each in order] == sorted(named.index(each) for each in order)
    assert [json.loads(line)["case"] for line in as_lines(rows).decode().splitlines()] == [
        each["case"] for each in rows
    ]


def test_a_case_without_a_code_is_called_by_its_row_and_how_its_story_begins(rulings: Held) -> None:
    document = of(rulings, row=7, code="무번호-1a2b3c")
    assert name_of(document) == "7행 조선소에서 27년 동안 용접과…"
    assert name_of(document | {"case": "2026-11"}) == "2026-11"
    sheet = load_workbook(io.BytesIO(workbook([document], [], "2026-11-30")))["사건"]
    assert sheet["B2"].value == "7행 조선소에서 27년 동안 용접과…"


def test_what_the_office_keeps_of_a_case_stands_in_the_spreadsheet(
    kept: CountingStore, rulings: Held
) -> None:
    analyse = in_this_process(rulings, TODAY)
    one = OfficeCase("c1", Intake(story=HEARING), {}, 2, assignee="최노무사", note="통화 약속")
    for _each in triage([one], analyse, "v", kept, "목록", "나"):
        pass
    version = kept.result("목록", "c1").version  # type: ignore[union-attr]
    kept.change("목록", "c1", version, "나", status=CaseStatus.TAKEN, consent=True, power_of_attorney=True)
    (again,) = triage([replace(one, row=5)], analyse, "v", kept, "목록", "나")
    assert isinstance(again, Triaged) and again.was_kept
    document = again.document(TODAY)
    assert document["row"] == 5 and (document["consent"], document["power_of_attorney"]) == (True, True)
    sheet = load_workbook(io.BytesIO(workbook([document], [], "2026-11-30")))["사건"]
    assert [cell.value for cell in sheet[2]][-6:] == ["수임", "최노무사", "통화 약속", "받음", "받음", 5]


def test_a_memo_holds_what_an_attorney_sends(rulings: Held) -> None:
    document = of(
        rulings,
        received_on=TODAY - timedelta(days=20),
        denial_reason="나이가 들어 생긴 난청으로 보인다고 합니다.\x07",
        diagnoses=["소음성 난청"],
    )
    read = Document(io.BytesIO(memo(document, TODAY)))
    text = "\n".join(
        [*(each.text for each in read.paragraphs), *(cell.text for table in read.tables for row in table.rows for cell in row.cells)]
    )  # fmt: skip
    for heading in (
        "기한",
        "들은 것",
        "쟁점과 기준",
        "불승인 사유와 반박",
        "비슷한 판결",
        "보완할 입증자료",
        "의뢰인에게 물을 것",
    ):
        assert heading in [each.text for each in read.paragraphs]
    assert HEARING in text and document["urgency"]["due"] in text
    assert "메모" not in [each.text for each in read.paragraphs]
    first = [cell.text for cell in read.tables[0].rows[1].cells]
    assert first[2] == "검토중" and set(first[3]) == {"_"} and first[4] == ""
    for card in (*document["favourable"], *document["unfavourable"]):
        assert card["citation"] in text and card["address"] in text


def test_a_memo_is_made_of_what_is_no_case(rulings: Held) -> None:
    for story in ("안녕하세요", "사장이 월급 석 달치를 안 줍니다. 임금체불입니다."):
        assert memo(of(rulings, story=story), TODAY)[:2] == b"PK"


def test_the_name_of_a_memo_leads_nowhere_else() -> None:
    assert file_name("../../가 1/2", 3) == "가 1_2.docx"
    assert file_name("///", 3) == "3행.docx"


def test_where_table_and_story_differ_the_earlier_day_counts_and_both_are_asked_about(rulings: Held) -> None:
    told = {
        "story": f"{HEARING} 공단의 불승인 통지서를 2026년 10월 7일에 받았습니다.",
        "stage": Stage.DECISION,
        "received_on": date(2026, 10, 19),
    }
    document = of(rulings, **told)
    assert document["urgency"]["due"] == "2027-01-05" and document["urgency"]["says"].startswith("이르면")
    assert flags(document) == {"conflict"}
    assert "2026-10-07, 2026-10-19" in document["questions"][0]
    # A judgment that the story tells of has the shorter time; that it is over is told as possible.
    told["story"] = f"{HEARING} 1심에서 졌습니다. 판결문은 2026년 11월 19일에 받았습니다."
    judged = of(rulings, **told | {"received_on": date(2026, 11, 19)})
    assert (judged["urgency"]["what"], judged["urgency"]["due"]) == ("항소", "2026-12-03")
    late = of(rulings, date(2026, 12, 10), **told | {"received_on": date(2026, 11, 19)})
    assert late["urgency"]["state"] == "perhaps_passed"


def test_an_accident_after_its_letter_is_flagged_and_the_time_runs_from_the_letter(rulings: Held) -> None:
    document = of(rulings, stage=Stage.DECISION, received_on=date(2026, 10, 5), accident_on=date(2026, 11, 3))
    assert document["urgency"]["due"] == "2027-01-04" and document["intake"]["accident_on"] is None
    assert any("2026-10-05" in each["says"] and "2026-11-03" in each["says"] for each in document["flags"])


def test_the_ways_that_are_open_are_told_with_article_and_source(rulings: Held) -> None:
    told = {
        "stage": Stage.DECISION,
        "received_on": date(2026, 11, 2),
        "diagnoses": ["폐암"],
        "kind_c": "업무상질병",
    }
    story = "주물공장에서 28년 일하고 폐암에 걸렸습니다. 판정위원회에서 불승인됐습니다."
    document = of(rulings, **told | {"story": story, "kind_b": "요양", "panel": True})
    ways = {each["what"]: each for each in document["ways"]}
    assert list(ways) == ["심사청구", "재심사청구", "취소소송"]
    assert all(each["basis"] and each["used"] for each in ways.values())
    second = " ".join(each["says"] for each in ways["재심사청구"]["says"])
    assert "거친 것으로 적혀 있습니다" in second and "60일" in second and "재심사위원회" in second
    (represented,) = [each for each in ways["취소소송"]["says"] if "변호사" in each["says"]]
    assert "2022-11-09" in represented["article"]
    assert "심사청구" in document["more_used"] and "재심사청구" in document["more_used"]
    text = [each.text for each in Document(io.BytesIO(memo(document, TODAY))).paragraphs]
    assert "열려 있는 길" in text and any("제106조" in each for each in text)
    without = of(rulings, **told | {"story": HEARING, "panel": False})
    assert [each["what"] for each in without["ways"]] == ["심사청구", "취소소송"]
    judged = of(rulings, **told | {"stage": Stage.FIRST_INSTANCE})
    assert [each["what"] for each in judged["ways"]] == ["항소"] and judged["more_used"] == ""


def test_a_memo_says_each_thing_once(rulings: Held) -> None:
    document = of(
        rulings,
        story="프레스 공장에서 12년 동안 하루 300번씩 20kg 금형을 들어 옮겼고 올해 봄부터 허리에서 다리까지 저립니다.",
        received_on=TODAY - timedelta(days=20),
        stage=Stage.DECISION,
        denial_reason="퇴행성 변화로 판단됨",
        diagnoses=["요추 추간판탈출증"],
    )
    read = Document(io.BytesIO(memo(document, TODAY)))
    said = [
        each.words
        for paragraph in read.paragraphs
        for each in sentences(paragraph.text, story=True)
        # What is said of each way holds of it, though it may of another.
        if len(each.words) > 20 and not paragraph.text.startswith(("걸리는 날", "근거"))
    ]
    assert document["missing"] and len(said) > 30 and len(said) == len(set(said))


def test_what_a_story_filed_waits_where_the_cell_of_the_stage_is_empty(rulings: Held) -> None:
    story = (
        f"{HEARING} 불승인 통지를 4월 29일에 받았습니다. 5월 28일에 심사청구서를 지사에 냈고 답은 아직입니다."
    )
    waits = of(rulings, story=story)
    assert waits["urgency"]["state"] == "waiting" and waits["labels"]["stage"] == "결정"
    (told,) = [flag["says"] for flag in waits["flags"] if flag["flag"] == "waiting"]
    assert told.startswith("이야기에 ‘5월 28일에 심사청구서를")
    decided = of(rulings, story=f"{story} 그런데 심사청구도 기각됐습니다.")
    assert decided["urgency"]["state"] != "waiting"


def test_where_it_is_not_certain_what_was_decided_the_day_is_the_earliest(rulings: Held) -> None:
    story = f"{HEARING} 공단 불승인 통지서를 11월 10일에 받았습니다."
    sure = of(rulings, story=story, stage=Stage.DECISION)
    told = of(rulings, story=story, stage=Stage.BEFORE_CLAIM)
    assert "conflict" in flags(told) and told["urgency"]["is_least"] and not sure["urgency"]["is_least"]
    assert told["urgency"]["due"] == sure["urgency"]["due"]
