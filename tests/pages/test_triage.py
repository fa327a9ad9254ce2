"""노무사용 일괄 검토: a table in, sorted, opened, written about by two at a time, and taken out again."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from lib.access import OWNER, REFUSED, AccessRefusedError, Doing, Role, Visitor
from lib.casework.conflicts import new_key
from lib.casework.memo import memo
from lib.casework.office import Letters, Office, TriageRun
from lib.casework.office_findings import held
from lib.casework.triage import Analyse, Analysed, in_this_process
from lib.domain.office_case import CaseStatus, OfficeCase
from lib.sources.letter_folder import letters_sent, read_each
from lib.store import Store
from lib.ui import cached
from lib.ui.progress import today_in_korea
from tests.casework.forty_letters import LETTERS
from tests.letters import hwp, texts

APP = str(Path(__file__).parents[2] / "app.py")
TODAY = today_in_korea()
LIST = "월요일"

ROWS = [
    {
        "code": "2026-1",
        "client": "문희정",
        "company": "(주)한빛",
        "story": "조선소에서 27년 용접을 하고 귀가 안 들립니다. 공단이 나이 탓이라며 거절했습니다.",
        "denial_reason": "노화에 따른 난청으로 판단됨",
        "stage": "공단 결정",
        "received_on": (TODAY - timedelta(days=80)).isoformat(),
    },
    {
        "code": "2026-2",
        "client": "박도윤",
        "attacker": "문 희정",
        "story": "물류센터에서 상자를 들다가 허리를 다쳤습니다. <b>굵게</b> [여기](https://example.com) 디스크라고 합니다.",
        "stage": "공단 결정",
        "received_on": (TODAY - timedelta(days=5)).isoformat(),
    },
    {"code": "2026-3", "story": "버스에서 넘어져 무릎을 다쳤어요", "stage": "신청 전"},
    {"code": "2026-4", "story": "손가락이 프레스에 끼였습니다", "received_on": "2026-02-30"},
]


def lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    made = new_key()
    monkeypatch.setenv("SANJAE_NAME_KEY", made)
    return made


def opened() -> AppTest:
    at = AppTest.from_file(APP, default_timeout=120).run().switch_page("pages/triage.py").run()
    assert not at.exception
    return at


def take_in(page: AppTest, rows: list[dict[str, str]]) -> AppTest:
    page.file_uploader[0].set_value([(f"{LIST}.jsonl", lines(rows), "application/octet-stream")])
    page.run()
    page.button(key="triage_start").click().run()
    for run in cached.triage_runs():
        run.join(60)
    page.run()
    assert not page.exception
    return page


@pytest.fixture
def page(home: Path, key: str) -> AppTest:
    return take_in(opened(), ROWS)


def said(page: AppTest) -> str:
    parts = (
        page.markdown,
        page.caption,
        page.info,
        page.warning,
        page.error,
        page.success,
        page.subheader,
        page.toast,
    )
    return "\n".join(each.value for part in parts for each in part)


def codes(page: AppTest) -> list[str]:
    return list(page.dataframe[-1].value["사건"])


def open_case(page: AppTest, code: str) -> AppTest:
    box = next(each for each in page.selectbox if (each.key or "").startswith("triage_pick_"))
    box.select(code).run()
    assert not page.exception and f"사건 {code}".replace("-", "\\-") in said(page)
    return page


def save(page: AppTest) -> AppTest:
    next(each for each in page.button if (each.key or "").startswith("triage_save_")).click().run()
    assert not page.exception
    return page


def field(page: AppTest, kind: str, name: str):  # type: ignore[no-untyped-def]
    return next(each for each in getattr(page, kind) if (each.key or "").startswith(f"triage_{name}_"))


def test_the_list_that_was_taken_in_last_is_shown_though_another_was_open(page: AppTest) -> None:
    open_case(page, "2026-1")
    other = lines([ROWS[0] | {"code": "새 사건"}])
    page.file_uploader[0].set_value([("새 목록.jsonl", other, "application/octet-stream")])
    page.run()
    # The run begins while the page that asked for it is drawn once more, with no case kept yet.
    page.button(key="triage_start").click().run()
    for run in cached.triage_runs():
        run.join(60)
    page.run()
    assert codes(page) == ["새 사건"] and "사건 2026" not in said(page)


def test_a_table_is_sorted_by_urgency_and_the_bad_row_is_told(page: AppTest) -> None:
    assert codes(page) == ["2026-1", "2026-2", "2026-3"]
    refused = page.dataframe[0].value
    assert len(refused) == 1 and "2026-02-30" in refused["이유"][0]
    assert "10일 남음" in page.dataframe[-1].value["남은 날"][0]
    # In the order of the work, and the case file in that of a call to the client.
    columns = list(page.dataframe[-1].value.columns)
    assert columns[:6] == ["사건", "남은 날", "기한", "낼 것", "확인할 것", "급여"]
    assert columns[-5:] == ["상태", "담당", "메모", "동의서", "위임장"]
    page.button(key="triage_first").click().run()
    assert "사건 2026\\-1" in said(page) and "난청" in said(page)
    told = said(page)
    assert told.index("의뢰인에게 물을 것") < told.index("열려 있는 길") < told.index("보완할 입증자료")
    page.button(key="triage_next").click().run()
    told = said(page)
    assert "사건 2026\\-2" in told
    # What a client wrote is text and nothing else.
    assert "<b>" not in told and "](https://example.com)" not in told


def test_letters_become_cases_with_what_could_not_be_read(home: Path, key: str) -> None:
    page = opened()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("다.txt", LETTERS[2].text)
        file.writestr("잠긴.hwp", hwp.document(b"", flags=hwp.COMPRESSED | hwp.PASSWORD))
    sent = [
        ("가.hwp", hwp.hwp(texts.letter("treatment", 3)), "application/octet-stream"),
        ("묶음.zip", packed.getvalue(), "application/zip"),
        ("깨진.pdf", b"%PDF-1.5", "application/pdf"),
    ]

    def send() -> None:
        uploader = next(each for each in page.file_uploader if str(each.key).startswith("triage_letters"))
        uploader.set_value(sent)
        page.run()
        page.button(key="triage_letters_start").click().run()
        for run in cached.triage_runs():
            run.join(120)
        page.run()
        assert not page.exception

    send()
    assert sorted(codes(page)) == ["가", "묶음.zip/다"]
    assert "편지 4통 가운데 4통" in said(page)
    refused = page.dataframe[0].value
    assert sorted(refused["번호"]) == [2, 4] and "암호" in " ".join(refused["이유"])
    assert [each.name for each in Office(cached.store(), OWNER).lists()] == ["편지"]
    # The same once more adds nothing.
    send()
    assert sorted(codes(page)) == ["가", "묶음.zip/다"] and "2건은 전과 같습니다" in said(page)
    page.file_uploader[1].set_value([("표.zip", b"PK\x05\x06" + bytes(18), "application/zip")])
    page.run()
    page.button(key="triage_letters_start").click().run()
    assert "편지가 없습니다" in said(page)


def test_reading_letters_that_was_stopped_goes_on_where_it_was(home: Path) -> None:
    sent = [(f"{number}.txt", LETTERS[number].text.encode()) for number in range(4)]
    letters = Letters(read_each(letters_sent(sent)), len(sent), TODAY)
    begun, may_go = threading.Event(), threading.Event()
    asked: list[str] = []

    def analyse() -> Analyse:
        really = in_this_process(held(cached.store(), cached.index()), TODAY)

        def each(cases: Sequence[OfficeCase]) -> Iterator[Analysed]:
            asked.extend(case.code for case in cases)
            begun.set()
            assert may_go.wait(60)
            yield from really(cases)

        return each

    run = TriageRun(letters, (), LIST, cached.store(), cached.index(), TODAY, OWNER, analyse=analyse)
    assert begun.wait(60)
    run.stop(OWNER)
    may_go.set()
    run.join(60)
    assert run.may_go_on and run.progress().done == 1 and run.progress().total == 4 and not run.problem
    rest = run.go_on(OWNER)
    rest.join(120)
    assert rest.progress().done == 4 and rest.progress().kept == 1 and not rest.may_go_on
    assert asked == ["0", "1", "2", "3"]
    assert len(Office(cached.store(), OWNER).documents(LIST, TODAY)) == 4


def test_filters_leave_what_they_say(page: AppTest) -> None:
    page.multiselect(key="triage_filter_urgency").select("urgent").run()
    assert codes(page) == ["2026-1"]
    page.multiselect(key="triage_filter_urgency").unselect("urgent").run()
    page.multiselect(key="triage_filter_flag").select("conflict_of_interest").run()
    assert sorted(codes(page)) == ["2026-1", "2026-2"]
    page.multiselect(key="triage_filter_status").select("종결").run()
    assert "맞는 사건이 없습니다" in said(page)


def test_the_same_table_again_adds_nothing(page: AppTest, home: Path) -> None:
    with Store(home / "sanjae.db") as store:
        before = store.listed(LIST)
        take_in(page, ROWS)
        assert store.listed(LIST) == before and len(before) == 3
        assert store.lists()[0].cases == 3
    assert "3건은 전과 같습니다" in said(page)


def test_the_tables_notes_are_kept_filtered_by_and_in_the_memo_and_never_over_the_offices(
    page: AppTest, home: Path
) -> None:
    assert not [each for each in page.multiselect if each.key == "triage_filter_assignee"]
    told = [
        ROWS[0] | {"담당노무사": "김지우", "특이사항": "산재 이력 있음. 010-1234-5678"},
        ROWS[1] | {"특이사항": "급함"},
    ]
    take_in(page, told)
    assert "읽지 않은 열" not in said(page)
    assert list(page.dataframe[-1].value["담당"]) == ["김지우", "", ""]
    page.multiselect(key="triage_filter_assignee").select("김지우").run()
    assert codes(page) == ["2026-1"]
    page.multiselect(key="triage_filter_assignee").unselect("김지우").run()

    open_case(page, "2026-1")
    note = field(page, "text_area", "note")
    assert "산재 이력 있음" in note.value and "5678" not in note.value
    note.input("통화함\n서류 기다림")
    field(page, "selectbox", "status").select(CaseStatus.TAKEN)
    save(page)
    take_in(page, [told[0] | {"특이사항": "표에서 고침", "담당노무사": "최유나"}])
    with Store(home / "sanjae.db") as store:
        (document, *_rest) = Office(store, OWNER).documents(LIST, TODAY)
    assert (document["case"], document["note"], document["assignee"]) == (
        "2026-1",
        "통화함\n서류 기다림",
        "김지우",
    )
    read = Document(io.BytesIO(memo(document, TODAY)))
    first = [cell.text for cell in read.tables[0].rows[1].cells]
    assert first[2] == "수임" and first[4] == "김지우"
    lines_ = [each.text for each in read.paragraphs]
    assert lines_[lines_.index("메모: 통화함") + 1] == "서류 기다림"


def test_a_conflict_of_interest_is_told_on_both_cases_and_no_name_is_held(page: AppTest, home: Path) -> None:
    assert list(page.dataframe[-1].value["확인할 것"].str.contains("이해충돌")) == [True, True, False]
    assert "의뢰인, ‘월요일’ 목록 ‘2026" in said(open_case(page, "2026-1")).replace("\\", "")
    assert "이 사건의 가해자" in said(open_case(page, "2026-2")).replace("\\", "")
    assert "같은 이름은 없습니다" in said(open_case(page, "2026-3"))
    for file in home.glob("sanjae.db*"):
        assert "문희정".encode() not in file.read_bytes() and "문 희정".encode() not in file.read_bytes()


def test_without_a_key_it_is_said_that_nothing_was_compared(home: Path) -> None:
    page = take_in(opened(), ROWS)
    assert "확인하지 않았습니다" in said(open_case(page, "2026-1"))


def test_what_one_writes_the_other_sees_and_a_conflict_is_shown(page: AppTest, home: Path) -> None:
    open_case(page, "2026-1")
    field(page, "selectbox", "status").select(CaseStatus.TAKEN)
    field(page, "checkbox", "consent").check()
    save(page)
    assert "저장했습니다" in said(page)
    assert list(page.dataframe[-1].value["상태"]) == ["수임", "검토중", "검토중"]

    # Another attorney, in a session of another program.
    with Store(home / "sanjae.db") as store:
        store.change(LIST, "2026-1", 2, "박서연", note="전화 옴")
    page.run()
    told = said(page)
    assert "그사이 바뀐 것이 있습니다" in told and "박서연" in told and "전화 옴" in told
    # Of another field both land.
    field(page, "text_input", "assignee").input("김지우")
    save(page)
    with Store(home / "sanjae.db") as store:
        held = store.result(LIST, "2026-1")
        assert held and (held.note, held.assignee, held.status) == ("전화 옴", "김지우", CaseStatus.TAKEN)
        assert held.consent and not held.power_of_attorney
        store.change(LIST, "2026-1", held.version, "박서연", note="서류 받음")
    # Of the same one the second is shown what the first wrote, and nothing is lost.
    field(page, "text_area", "note").input("연락 안 됨")
    save(page)
    told = said(page)
    assert "먼저 바꾸었습니다" in told and "서류 받음" in told and "연락 안 됨" in told
    with Store(home / "sanjae.db") as store:
        held = store.result(LIST, "2026-1")
        assert held and held.note == "서류 받음"
    page.button(key="triage_mine").click().run()
    with Store(home / "sanjae.db") as store:
        held = store.result(LIST, "2026-1")
        assert held and held.note == "연락 안 됨"
        history = [(each.who, each.field, each.after) for each in store.history(LIST, "2026-1")]
    assert history[:2] == [(OWNER.name, "note", "연락 안 됨"), ("박서연", "note", "서류 받음")]
    assert "서류 받음" in said(page)


def test_a_case_and_a_list_are_deleted_for_good(page: AppTest, home: Path) -> None:
    open_case(page, "2026-3")
    page.button(key="triage_delete_case").click().run()
    assert "백업" in said(page)
    page.button(key="triage_delete_case_yes").click().run()
    assert codes(page) == ["2026-1", "2026-2"] and "남아 있지 않습니다" in said(page)
    page.button(key="triage_delete_list").click().run()
    page.button(key="triage_delete_list_yes").click().run()
    assert not page.exception and "보관한 목록이 없습니다" in said(page)
    for file in home.glob("sanjae.db*"):
        data = file.read_bytes()
        assert b"2026-1" not in data and "조선소에서 27년 용접".encode() not in data


def test_whoever_may_not_sees_the_sentence_and_nothing_else(
    page: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for visitor in (
        Visitor(is_owner=False),
        Visitor(is_owner=False, name="지킴이", roles=frozenset({Role.KEEPER})),
    ):
        for module in ("lib.ui.visitor", "lib.ui.cached", "lib.ui.intake_lists", "lib.ui.sign_in"):
            monkeypatch.setattr(f"{module}.this_visitor", lambda who=visitor: who)
        stranger = AppTest.from_file(APP, default_timeout=60).run()
        stranger.switch_page("pages/triage.py").run()
        told = said(stranger)
        assert not stranger.file_uploader and not stranger.dataframe and "2026" not in told
        with pytest.raises(AccessRefusedError, match=REFUSED[Doing.TRIAGE][:10]):
            cached.office()
        with pytest.raises(AccessRefusedError), Store(home / "sanjae.db") as store:
            Office(store, visitor)
