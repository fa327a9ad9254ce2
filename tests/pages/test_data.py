"""관리: what is held is what is said, and an import shows at once."""

import io
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.access import OWNER
from lib.collect.sync import totals_stated
from lib.collect.sync_thread import BackgroundSync
from lib.domain.records import Collection, Origin
from lib.models.budget import today
from lib.search.index import SearchIndex
from lib.sources import registry
from lib.sources.starter import refused_starter
from lib.store import Store
from lib.ui import cached
from lib.ui.labels import source_name
from tests.conftest import SHIPPED
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate
from tests.servers.server import LocalServer
from tests.synthetic import OTHER_LAW, archive_file

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    for name in ("COMWEL_API_KEY", "LAWGO_OC"):
        monkeypatch.setenv(name, " ")
    for name in ("COMWEL_PAUSE_SECONDS", "LAWGO_PAUSE_SECONDS"):
        monkeypatch.setenv(name, "0")
    at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/data.py").run()
    assert not at.exception
    assert not at.error
    return at


def numbers(page: AppTest) -> list[str]:
    return [metric.value for metric in page.metric]


def take_in(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    page.run()
    page.button(key="data_import").click().run()
    assert not page.exception
    assert not page.error
    return page


def test_it_says_what_is_held(page: AppTest) -> None:
    assert numbers(page) == [str(SHIPPED), "0", str(SHIPPED)]
    assert "기본 판례(앱에 들어 있음)" in page.table[0].value.index
    assert any(f"판례 {SHIPPED}건이 모두 검색됩니다." in each.value for each in page.markdown)


def test_it_says_how_the_rulings_came(page: AppTest, tmp_path: Path) -> None:
    def said() -> str:
        return "\n".join(each.value for each in page.caption).replace("\\", "")

    assert "이긴 비율을 세지 않습니다" in said()
    with Store(tmp_path / "sanjae.db") as store:
        at = datetime(2026, 3, 1, tzinfo=UTC)
        store.record_collection(Collection(Origin.LISTING, "comwel", 32_000, at), {})
        store.record_collection(Collection(Origin.RANDOM, "/판례", 300, at, 1), {})
    page.run()
    assert "이긴 비율을 세지 않습니다" not in said()
    assert f"공개된 판결 전체 목록: {source_name('comwel')}" in said()
    assert "32,000건(2026-03-01)" in said() and "무작위로 뽑은 표본: /판례, 300건" in said()


def test_a_starter_file_that_broke_is_told(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "starter"
    folder.mkdir()
    (folder / "7.json").write_text('{"serial": 1}', encoding="utf-8")
    monkeypatch.setattr(refused_starter, "__defaults__", (folder,))
    page.run()
    assert not page.exception and not page.error
    [told] = [each.value.replace("\\", "") for each in page.warning]
    assert "7.json" in told and "serial" in told
    assert numbers(page)[0] == str(SHIPPED)


def test_an_empty_database_where_rulings_were_is_told(home: Path) -> None:
    (home / "sanjae.db").write_bytes(b"")
    at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/data.py").run()
    assert not at.exception
    [told] = [each.value for each in at.error]
    assert "비어 있습니다" in told and f"{SHIPPED}건" in told and str(home) not in told.replace("\\", "")
    assert (home / "sanjae.db").read_bytes() == b""


def test_what_could_not_be_read_is_no_formula(page: AppTest) -> None:
    take_in(page, ("=HYPERLINK(1).md", b"x"))
    assert page.dataframe[0].value["파일"].tolist() == ["'=HYPERLINK(1).md"]


def test_nothing_is_imported_before_files_are_there(page: AppTest) -> None:
    assert page.button(key="data_import").disabled


def test_an_import_shows_at_once_and_reports_every_file(page: AppTest) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("둘.md", archive_file("2021구단2"))
        target.writestr("../셋.md", archive_file("2021구단3"))
        target.writestr("다른 법.md", archive_file("2021구단4", title="이행강제금", body=OTHER_LAW))
    take_in(
        page,
        ("하나.md", archive_file("2021구단1").encode()),
        ("판례.zip", packed.getvalue()),
        ("깨짐.md", b"x"),
    )
    assert numbers(page) == [str(SHIPPED + 2), "2", str(SHIPPED)]
    assert "새로 넣음 2," in page.success[0].value
    assert "산재가 아니어서 뺌 1, 읽지 못함 2." in page.success[0].value
    refused = page.dataframe[0].value
    assert refused["파일"].tolist() == ["판례.zip/../셋.md", "깨짐.md"]
    assert all(refused["읽지 못한 이유"])

    page.switch_page("pages/search.py")
    page.query_params["q"] = "2021구단2"
    page.run()
    assert page.header[0].value == "찾은 판결 1건"

    page.switch_page("pages/statistics.py").run()
    page.toggle(key="statistics_once").set_value(False).run()
    assert page.table[-1].value["판결"].sum() == SHIPPED, "what only a file tells of is not counted"


def test_the_same_file_again_changes_nothing(page: AppTest) -> None:
    file = ("하나.md", archive_file("2021구단1").encode())
    take_in(page, file)
    take_in(page, file)
    assert numbers(page) == [str(SHIPPED + 1), "1", str(SHIPPED)]
    assert "새로 넣음 0, 더 좋은 내용으로 바꿈 0, 이미 있음 1" in page.success[0].value


def test_only_refused_files_are_a_warning(page: AppTest) -> None:
    take_in(page, ("깨짐.md", b"x"))
    assert "읽지 못함 1." in page.warning[0].value
    assert not page.success


def test_what_came_in_unread_and_what_was_refused_is_told_by_row_in_the_language_of_the_page(
    page: AppTest,
) -> None:
    page.session_state["language"] = "en"
    page.session_state["language_is_chosen"] = True
    page.run()
    table = "사건번호,법원명,선고일자,판결문\n2031구단1,한빛지방법원,미상,주문\n,한빛지방법원,,주문\n"
    take_in(page, ("표.csv", table.encode("cp949")))
    refused, notes = (each.value.iloc[0].tolist() for each in page.dataframe[:2])
    assert refused == ["표.csv, row 3", "The case number is missing."]
    assert notes[0] == "표.csv, row 2" and "came in without it: 미상" in notes[1]
    assert page.success


def test_an_index_that_lags_is_said_and_put_right(page: AppTest, tmp_path: Path) -> None:
    (tmp_path / "index" / "stamp.json").unlink()
    page.run()
    assert page.warning[0].value.startswith("검색 색인이 판례와 다릅니다.")
    page.button(key="data_sync").click().run()
    assert not page.warning
    with Store(tmp_path / "sanjae.db") as store:
        assert SearchIndex(tmp_path / "index").state(store).in_step


def test_the_limits_are_the_settings(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_UPLOAD_MAX_FILES", "2")
    monkeypatch.setenv("SANJAE_UPLOAD_MAX_MB", "1")
    page.run()
    assert any("파일 2개, 압축을 푼 크기 1MB까지" in each.value for each in page.caption)
    take_in(page, *((f"{n}.md", archive_file(f"2021구단{n}").encode()) for n in range(1, 5)))
    assert numbers(page)[0] == str(SHIPPED + 2)


def test_a_table_is_taken_in_by_rows(page: AppTest) -> None:
    rows = "법원명,사건번호,사건명,판결문\n한빛지방법원,2021구단1,요양불승인처분취소,주문 원고의 청구를 기각한다.\n한빛지방법원,,이름,글\n"
    take_in(page, ("판례.csv", rows.encode("cp949")))
    assert numbers(page)[0] == str(SHIPPED + 1)
    assert "새로 넣음 1," in page.success[0].value
    assert page.dataframe[0].value["파일"].tolist() == ["판례.csv 3행"]


# --- imports, and taking them back ----------------------------------------------------------------

MADE_UP = """법원명,사건번호,사건명,선고일자,결과유형,판결문
창원지방법원,2022구단10741,가짜 *사건*,2001-02-03,기각,"【주문】원고의 청구를 기각한다. 【이유】1. 판단 졌다."
한빛지방법원,2021구단1,요양불승인처분취소,,,"【주문】원고의 청구를 기각한다."
"""


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception and not page.error
    return page


def test_an_import_is_listed_and_taken_back_once_it_is_asked_for_twice(page: AppTest) -> None:
    assert "불러온 파일이 없습니다." in words(page)
    take_in(page, ("<b>표</b>.csv", MADE_UP.encode()))
    said = words(page).replace("\\", "")
    assert "1번 · 올린 파일** · <b>표</b>.csv" in said and "판결 2건 · 새로 넣음 1건 · 바뀜 0건" in said
    assert "판결 1건은 파일에만 있어" in said and "다르게 적힌 판결이 1건" in said
    assert "이 가운데 1건은 올린 파일에만 있습니다." in said
    assert numbers(page) == [str(SHIPPED + 1), "1", str(SHIPPED)]
    assert not has_button(page, "data_undo_yes_1")
    press(page, "data_undo_1")
    assert "정말 1번을 되돌릴까요?" in words(page) and numbers(page)[0] == str(SHIPPED + 1)
    press(page, "data_undo_no_1")
    assert not has_button(page, "data_undo_yes_1")
    press(press(page, "data_undo_1"), "data_undo_yes_1")
    assert numbers(page) == [str(SHIPPED), "0", str(SHIPPED)]
    assert "1번을 되돌렸습니다. 바뀌거나 사라진 판결: 2건." in words(page)
    assert "불러온 파일이 없습니다." in words(page) and f"판례 {SHIPPED}건이 모두 검색됩니다." in words(page)


def test_an_owner_vouches_at_once_or_later(page: AppTest) -> None:
    file = archive_file("2021구단1").encode()
    take_in(page, ("하나.md", file))
    press(page, "data_vouch_1")
    assert "올린 파일에만 있습니다" not in words(page)
    assert not has_button(page, "data_vouch_1")
    page.checkbox(key="data_trusted_1").check().run()
    take_in(page, ("둘.md", archive_file("2021구단2").encode()))
    assert not has_button(page, "data_vouch_2") and numbers(page)[0] == str(SHIPPED + 2)
    page.switch_page("pages/statistics.py").run()
    page.toggle(key="statistics_once").set_value(False).run()
    assert page.table[-1].value["판결"].sum() == SHIPPED + 2


def test_what_a_file_contradicts_is_listed(page: AppTest) -> None:
    take_in(page, ("표.csv", MADE_UP.encode()))
    assert "다르게 말하는 곳이 1곳 있습니다." in words(page)
    [table] = [table.value for table in page.table if "파일의 말" in table.value.columns]
    assert table["무엇이"].tolist() == ["결과", "사건명"]
    assert table["이 판결"].tolist()[0] == "인정" and table["파일의 말"].tolist()[0] == "불인정"
    assert "ruling?id=" in table.index[0] and "가짜 \\*사건\\*" in table["파일의 말"].tolist()[1]


# --- the public services -------------------------------------------------------------------------


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.success, *page.error]
    return "\n".join(element.value for element in shown)


def whole(page: AppTest) -> str:
    """Everything that is sent to the browser."""
    return "\n".join(str(element.proto) for element in page.main)


def serve(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Point the app at a server; the name of the source."""
    if isinstance(server, ComwelServer):
        monkeypatch.setenv("COMWEL_BASE_URL", server.url)
        monkeypatch.setenv("COMWEL_API_KEY", quote(KEY, safe=""))
        return "comwel"
    monkeypatch.setenv("LAWGO_BASE_URL", server.url)
    monkeypatch.setenv("LAWGO_OC", OC)
    return "lawgo"


def run_of(source: str) -> BackgroundSync:
    run = cached.sync_run(source)
    assert run is not None
    return run


def until_over(page: AppTest, source: str) -> AppTest:
    run_of(source).join(60)
    page.run()
    assert not run_of(source).running
    assert not page.exception and not page.error
    return page


def has_button(page: AppTest, key: str) -> bool:
    return any(button.key == key for button in page.button)


def test_every_source_has_a_name() -> None:
    assert all(source_name(name) != name for name in registry.TITLES)


def test_without_a_key_the_way_to_one_is_said(page: AppTest) -> None:
    assert "15041878" in words(page) and "`COMWEL_API_KEY`" in words(page)
    assert "https://open.law.go.kr" in words(page) and "`LAWGO_OC`" in words(page)
    assert not has_button(page, "data_start_comwel") and not has_button(page, "data_start_lawgo")
    assert "아직 비교할 것이 없습니다." in words(page)


@pytest.mark.parametrize("kind", [ComwelServer, LawgoServer])
def test_a_run_from_its_start_to_its_report(
    page: AppTest,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[ComwelServer] | type[LawgoServer],
) -> None:
    with kind(generate(80)) as server:
        source = serve(server, monkeypatch)
        page.run()
        assert "아직 받은 적이 없습니다." in words(page)
        page.button(key=f"data_start_{source}").click().run()
        until_over(page, source)
        report = run_of(source).report
    assert report is not None and report.finished and report.new > 60
    said = words(page)
    assert f"새로 받음 {report.new}, 더 좋은 내용으로 바꿈 {report.changed}," in said
    assert f"받지 못함 {len(report.refused)}." in said
    assert f"**{totals_stated(report.says)}**" in said and f"**{report.holds}**" in said
    assert "마지막으로 받은 때: " in said
    assert "출처에 있는 것을 모두 살펴보았습니다." in said
    if report.refused:
        assert page.dataframe[0].value["읽지 못한 이유"].tolist() == [each.reason for each in report.refused]
    assert numbers(page)[0] == str(SHIPPED + report.new)
    assert f"판례 {SHIPPED + report.new}건이 모두 검색됩니다." in said
    for key in (KEY, quote(KEY, safe="")) if source == "comwel" else (f"OC={OC}", f'"{OC}"'):
        assert key not in whole(page)

    # A new process remembers the run, not its report.
    st.cache_resource.clear()
    page.run()
    assert "그때 새로 받음" in words(page) and f"**{report.holds}**" in words(page)
    assert has_button(page, f"data_start_{source}")


def test_a_run_is_paused_resumed_and_stopped(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with ComwelServer(generate(900), slow_seconds=0.3) as server:
        server.always = "slow"
        serve(server, monkeypatch)
        page.run()
        page.button(key="data_start_comwel").click().run()
        assert not has_button(page, "data_start_comwel")
        page.button(key="data_pause_comwel").click().run()
        assert run_of("comwel").control(OWNER).paused
        assert "잠시 멈추었습니다." in words(page)
        assert "색인이 몇 초 늦게 따라갑니다" in words(page)
        page.button(key="data_resume_comwel").click().run()
        assert not run_of("comwel").control(OWNER).paused
        # Another session follows the very same run.
        other = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/data.py").run()
        assert has_button(other, "data_stop_comwel")
        other.button(key="data_stop_comwel").click().run()
        until_over(page, "comwel")
    assert "멈추었습니다. 받은 판례는 그대로 있고" in words(page)
    assert page.button(key="data_start_comwel").label == "이어서 받기"


def test_a_refused_key_is_a_sentence(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with ComwelServer(generate(5)) as server:
        serve(server, monkeypatch)
        monkeypatch.setenv("COMWEL_API_KEY", "wrong-secret-key")
        page.run()
        page.button(key="data_start_comwel").click().run()
        until_over(page, "comwel")
    assert "활용신청" in page.warning[0].value
    assert "wrong-secret-key" not in whole(page)


def test_one_source_is_not_read_twice_at_once(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with ComwelServer(generate(50), slow_seconds=0.5) as server:
        server.always = "slow"
        serve(server, monkeypatch)
        run = cached.start_sync("comwel")
        assert cached.start_sync("comwel") is run
        run.control(OWNER).stop()
        deadline = time.monotonic() + 60
        while run.running and time.monotonic() < deadline:
            run.join(1)


def test_differing_labels_are_counted_and_linked(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with ComwelServer(generate(80)) as server:
        serve(server, monkeypatch)
        cached.start_sync("comwel").join(60)
    page.run()
    compared = [each for each in cached.disagreeing(cached.revision()) if each.pairs]
    assert compared
    for each in compared:
        assert f"견준 판례 {each.compared}건 가운데 {each.disagreed}건이 다릅니다." in words(page)
    tables = [table.value for table in page.table if "이 앱의 분류" in table.value.columns]
    assert len(tables) == len(compared)
    first = compared[0].pairs[0].examples[0]
    assert tables[0].index[0].endswith(f"(ruling?id={quote(first.id, safe='')})")


def test_without_models_it_says_how_to_use_them(page: AppTest) -> None:
    said = " ".join(block.value for block in page.markdown)
    assert "HF_ENDPOINT_URL" in said and "GEMINI_API_KEY" in said
    assert not [table for table in page.table if "토큰" in table.value.columns]


def test_a_model_that_is_named_and_not_configured_is_told(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SANJAE_ANALYSIS_MODEL", "gemini")
    page.run()
    said = " ".join(block.value for block in page.markdown)
    assert "`SANJAE_ANALYSIS_MODEL`에 gemini을(를) 적었지만 `GEMINI_API_KEY`" in said
    assert "9b" in said


def test_what_models_took_today_and_how_much_is_left(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SANJAE_MODEL_CALLS_PER_DAY", "2")
    with Store(tmp_path / "sanjae.db") as store:
        for problem in (None, None, "slow"):
            call = store.begin_call(today(), "made-up", "v1", 500, 9, 9_999)
            assert call
            store.end_call(call, 400, 2.0, 0.01, problem, counts=problem is None)
    page.run()
    [spent] = [table.value for table in page.table if "토큰" in table.value.columns]
    assert spent.loc["made\\-up"].to_list() == ["2", "1", "800", "6", "$0.0200"]
    said = " ".join(block.value for block in page.markdown)
    assert "2번 가운데 2번" in said
    assert any("한도에 닿았습니다" in warning.value for warning in page.warning)
