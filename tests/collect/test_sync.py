"""Syncing from real local servers: faults at random, kills, limits, shifts and growth."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lib.access import OWNER
from lib.collect.importing import import_paths
from lib.collect.sync import (
    Control,
    SyncBusyError,
    SyncIndexError,
    SyncProgress,
    SyncReport,
    last_sync,
    sync,
)
from lib.collect.sync_thread import BackgroundSync
from lib.domain.records import Origin
from lib.i18n import translator
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.settings import Settings
from lib.sources import registry
from lib.store import Store, StoreError
from lib.text.said import translated
from tests.collect.home import SOURCES, Home, name_of, server_of, settings
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate
from tests.servers.server import LocalServer
from tests.synthetic import archive_file

ROOT = Path(__file__).parents[2]
RULINGS = "getSjbPrecedentNaeyongPstate"


def counts(report: SyncReport) -> tuple[int, int, int, int, int, bool]:
    """New, changed, unchanged, what the source says in all, held, and whether it is finished."""
    says = sum(report.says.values())
    return (report.new, report.changed, report.unchanged, says, report.holds, report.finished)


@pytest.mark.usefixtures("small_pages", "nothing_anew")
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("count", [1, 19, 20, 21, 66])
def test_everything_is_taken_once(home: Home, name: str, count: int) -> None:
    served = generate(count)
    with server_of(name, served) as server:
        first = home.sync(server)
        asked = server.calls.copy()
        assert counts(first) == (count, 0, 0, count, count, True)
        assert (first.problem, first.refused) == ("", ())
        home.assert_holds(served, name)
        revision = home.store.revision()
        assert counts(home.sync(server)) == (0, 0, count, count, count, True)
        assert home.store.revision() == revision
        empty = sum(not each.text for each in served)
        assert (server.calls - asked)["lawService.do"] in (0, empty), "the list is read again, no ruling"


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("name", SOURCES)
def test_rulings_are_a_listing_once_all_of_it_was_walked_and_fetched(home: Home, name: str) -> None:
    with server_of(name, generate(26)) as server:
        home.sync(server, limit=6)
        assert (home.store.collections(), home.store.ids_of(Origin.LISTING)) == ([], set())
        assert home.sync(server).finished
        (found,) = home.store.collections()
        assert (found.origin, found.place, found.total) == (Origin.LISTING, name, 26)
        assert home.store.ids_of(Origin.LISTING) == {ruling.id for ruling in home.store.listing()}


def test_what_is_new_joins_the_listing_when_it_is_whole_again(home: Home) -> None:
    with server_of("lawgo", generate(40)) as server:
        home.sync(server)
    with server_of("lawgo", generate(50)) as server:
        home.sync(server, limit=5)
        assert (home.store.count(), len(home.store.ids_of(Origin.LISTING))) == (45, 40)
        home.sync(server)
        assert len(home.store.ids_of(Origin.LISTING)) == home.store.collections()[0].total == 50


def test_what_changed_at_the_source_is_noticed_when_it_is_seen_again(home: Home) -> None:
    served = generate(50)
    stub = next(place for place, each in enumerate(served) if each.text.startswith("연관판결"))
    with ComwelServer(served) as server:
        home.sync(server)
        server.rulings[stub] = replace(
            served[stub], text=served[stub].text + "\n주문\n원고의 청구를 기각한다."
        )
        server.rulings.append(generate(1, first=900)[0])
        report = home.sync(server)
        assert (report.new, report.changed, report.holds) == (1, 1, 51)
        home.assert_holds(server.rulings, "comwel")


def test_rulings_the_service_lacks_are_reported_and_asked_for_again(home: Home) -> None:
    served = generate(30)
    with LawgoServer(served, missing=[served[3].serial]) as server:
        report = home.sync(server)
        assert (report.holds, report.finished, len(report.refused)) == (29, True, 1)
        assert report.refused[0].path == served[3].serial
        server.missing.clear()
        report = home.sync(server)
        assert (report.new, report.refused) == (1, ())
    home.assert_holds(served, "lawgo")


@pytest.mark.usefixtures("nothing_anew")
def test_rulings_of_other_law_are_left_out_for_good(home: Home) -> None:
    served = generate(20)
    other = replace(
        served[0], serial="999999", case_number="2020구합9", from_agency=False,
        title="이행강제금부과처분취소", text="【피고】 한빛시장\n【주문】기각한다.\n【이유】건축법 위반이다.",
    )  # fmt: skip
    with LawgoServer([*served, other]) as server:
        report = home.sync(server)
        assert (report.holds, report.left_out, report.finished) == (20, 1, True)
        asked = server.calls["lawService.do"]
        home.sync(server)
        assert server.calls["lawService.do"] == asked


# --- stopping ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("name", SOURCES)
def test_a_limit_takes_so_many_and_the_next_run_goes_on(home: Home, name: str) -> None:
    served = generate(66)
    with server_of(name, served) as server:
        report = home.sync(server, limit=6)
        assert (report.new, report.holds, report.finished, report.problem) == (6, 6, False, "")
        report = home.sync(server, limit=40)
        assert (report.new, report.holds, report.finished) == (40, 46, False)
        report = home.sync(server, limit=100)
        assert (report.new, report.holds, report.finished) == (20, 66, True)
        asked = [address for address in server.asked if "lawService.do" in address]
        twice = [address for address, times in Counter(asked).items() if times > 1]
        empty = [each.serial for each in served if not each.text]
        assert all(any(f"ID={serial}" in each for serial in empty) for each in twice), (
            "no text is fetched twice"
        )
    home.assert_holds(served, name)


def test_only_what_is_newer_than_a_serial(home: Home) -> None:
    served = generate(40)
    with LawgoServer(served) as server:
        report = home.sync(server, since_serial=int(served[29].serial))
        assert (report.new, report.finished) == (10, True)
        home.assert_holds(served[30:], "lawgo")
        assert home.store.collections() == [], "a part is no listing"
        assert home.sync(server).new == 30


@pytest.mark.usefixtures("small_pages")
def test_a_daily_limit_is_resumed(home: Home) -> None:
    served = generate(146)
    with ComwelServer(served, daily_limit=3) as server:
        report = home.sync(server)
        assert not report.finished and "내일" in report.problem and report.holds >= 20
        for _day in range(3):
            server.daily_limit = 4
            report = home.sync(server)
        server.daily_limit = None
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("name", SOURCES)
def test_stopped_by_the_person(home: Home, name: str) -> None:
    served, control = generate(146), Control()
    with server_of(name, served) as server:

        def stop(progress: SyncProgress) -> None:
            if progress.new:
                control.stop()

        report = home.sync(server, progress=stop, control=control)
        assert not report.finished and "중단" in report.problem and 0 < report.holds < 146
        assert home.sync(server).finished
    home.assert_holds(served, name)


@pytest.mark.usefixtures("small_pages")
def test_a_pause_makes_no_calls(home: Home) -> None:
    served, control = generate(106), Control()
    with ComwelServer(served) as server:
        paused_at: list[int] = []

        def watch(progress: SyncProgress) -> None:
            if progress.new and not paused_at:
                control.pause()
                paused_at.append(server.calls.total())
            elif progress.paused:
                paused_at.append(server.calls.total())
                if len(paused_at) == 4:
                    control.resume()

        assert home.sync(server, progress=watch, control=control).finished
        # Only what was under way or waiting when the pause began came after it.
        assert len(paused_at) >= 4 and paused_at[-1] <= paused_at[0] + 4
    home.assert_holds(served, "comwel")


def test_progress_tells_how_far(home: Home) -> None:
    seen: list[SyncProgress] = []
    with LawgoServer(generate(26)) as server:
        home.sync(server, progress=seen.append)
    assert {each.phase for each in seen} == {"listing", "rulings"}
    assert (seen[-1].done, seen[-1].total, seen[-1].new, seen[-1].seconds_left) == (26, 26, 26, 0)


@pytest.mark.usefixtures("small_pages")
def test_in_the_background(home: Home) -> None:
    with ComwelServer(generate(106)) as server:
        run = BackgroundSync(
            lambda: registry.LIVE["comwel"](settings(server)), home.store, home.index.sync, OWNER, limit=80
        )
        run.join(60)
        assert not run.running and run.problem == "" and run.report and run.report.holds == 80
        assert run.progress and run.progress.new == 80
        server.always = "code 30"
        refused = BackgroundSync(
            lambda: registry.LIVE["comwel"](settings(server)), home.store, home.index.sync, OWNER
        )
        refused.join(60)
        assert "활용신청" in refused.problem and refused.report and not refused.report.finished


def test_in_the_background_without_a_key(home: Home) -> None:
    run = BackgroundSync(
        lambda: registry.LIVE["lawgo"](Settings(lawgo_oc="")),  # type: ignore[call-arg, arg-type]
        home.store,
        home.index.sync,
        OWNER,
    )
    run.join(60)
    assert "LAWGO_OC" in run.problem and run.report is None


def test_two_runs_over_one_source_do_not_meet(home: Home) -> None:
    with ComwelServer(generate(130)) as server:
        caught: list[Exception] = []

        def again(_progress: SyncProgress) -> None:
            try:
                home.sync(server)
            except SyncBusyError as error:
                caught.append(error)

        home.sync(server, progress=again)
    assert caught and "이미" in str(caught[0])


# --- a home that others share --------------------------------------------------------------------


@pytest.mark.usefixtures("small_pages")
def test_search_answers_during_a_sync(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.collect.sync._INDEX_EVERY", 0.05)
    found: list[int] = []
    with ComwelServer(generate(186)) as server:
        home.sync(
            server,
            progress=lambda _: found.append(
                search(SearchIndex(home.folder / "index"), "허리", limit=1).total
                if SearchIndex(home.folder / "index").searcher()
                else 0
            ),
        )
    assert found


def test_one_ruling_from_three_sources(home: Home, tmp_path: Path) -> None:
    served = replace(
        generate(1)[0], court="한빛지방법원", case_number="2021구단100", holding="", from_agency=True
    )
    whole = served.text + "\n더 있는 말"
    stub = "연관판결 : 한빛고등법원,2022누77,2심"
    with ComwelServer([replace(served, text=stub, kind_a="기각", kind_b="장해", kind_c="")]) as comwel:
        home.sync(comwel)
    (tmp_path / "a.md").write_text(archive_file(), encoding="utf-8")
    import_paths([tmp_path / "a.md"], home.store, home.index.sync)
    with LawgoServer([replace(served, text=whole)]) as lawgo:
        assert counts(home.sync(lawgo))[:2] == (0, 1)
    (held,) = home.store.since(0)
    assert held.precedent.text == whole, "the fullest text wins"
    kinds = {seen.source: (seen.kind_a, seen.kind_b) for seen in held.sightings}
    assert kinds == {"archive": (None, None), "comwel": ("기각", "장해"), "lawgo": (None, None)}
    assert home.store.status().by_source == {"archive": 1, "comwel": 1, "lawgo": 1}


def test_the_last_sync_is_remembered(home: Home) -> None:
    assert last_sync(home.store, "comwel") is None
    with ComwelServer(generate(7)) as server:
        home.sync(server)
    run = last_sync(home.store, "comwel")
    assert run and (run.finished, run.says, run.holds, run.new, run.refused) == (
        True,
        {"rulings": 7},
        7,
        7,
        0,
    )


def test_no_key_is_in_the_home(home: Home) -> None:
    with LawgoServer(generate(40)) as lawgo, ComwelServer(generate(40)) as comwel:
        comwel.key = "c2VjcmV0+key=="
        source = registry.LIVE["comwel"](
            settings(comwel).model_copy(
                update={"comwel_api_key": Settings(comwel_api_key=comwel.key).comwel_api_key}
            )  # type: ignore[call-arg, arg-type]
        )
        sync(source, home.store, home.index.sync)
        home.sync(lawgo)
    home.store.close()
    for path in home.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"c2VjcmV0" not in content and b"OC=" not in content, path


# --- failures that are one sentence --------------------------------------------------------------


FAILURES = [
    ("code 30", "활용신청"),
    ("code 22", "내일"),
    ("html", "HTML"),
    ("500", "장애"),
    ("cut", "잘렸"),
    ("empty body", "빈 답"),
]


_KOREAN = re.compile("[가-힣]")
# What a thing is called on the portal itself.
_NAMED_IN_KOREAN = re.compile(r"\([가-힣 ]+\)")


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("fault, words", FAILURES)
def test_a_failure_is_one_sentence_and_harms_nothing(home: Home, fault: str, words: str) -> None:
    served = generate(26)
    with ComwelServer(served) as server:
        home.sync(server)
        server.rulings.append(generate(1, first=900)[0])
        server.always = fault
        report = home.sync(server)
        assert not report.finished and words in report.problem and report.holds == 26
        remembered = last_sync(home.store, "comwel")
        assert remembered and remembered.problem == report.problem
        for problem in (report.problem, remembered.problem):
            assert not _KOREAN.search(_NAMED_IN_KOREAN.sub("", translated(problem, translator("en"))))
        home.assert_holds(served, "comwel")
        server.always = ""
        assert home.sync(server).finished
        home.assert_holds(server.rulings, "comwel")


def test_no_network(home: Home) -> None:
    with ComwelServer(generate(1)) as server:
        pass
    report = home.sync(server)
    assert not report.finished and "연결할 수 없습니다" in report.problem


def test_a_full_disk_leaves_whole_rulings(home: Home) -> None:
    served = generate(630)
    with ComwelServer(served) as server:
        home.sync(server, limit=100)

        def fill(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 40}")

        import sqlalchemy as sa

        engine = home.store._engine
        engine.dispose()
        sa.event.listen(engine, "connect", fill)
        with pytest.raises(StoreError, match="공간"):
            home.sync(server)
        sa.event.remove(engine, "connect", fill)
        engine.dispose()
        assert home.store.count() >= 100
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


def test_an_index_that_cannot_be_written(home: Home) -> None:
    def full(_store: object) -> None:
        raise OSError(28, "No space left on device")

    served = generate(20)
    with ComwelServer(served) as server:
        source = registry.LIVE["comwel"](settings(server))
        with pytest.raises(SyncIndexError, match="색인"):
            sync(source, home.store, full)
        assert home.store.count() == 20
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


# --- killed --------------------------------------------------------------------------------------


def command(home: Path, server: LocalServer) -> "subprocess.Popen[str]":
    name = name_of(server)
    return subprocess.Popen(
        [sys.executable, "-m", "lib.cli", "sync", name, "--json"],
        cwd=ROOT,
        env=os.environ
        | {"SANJAE_HOME": str(home), "COMWEL_API_KEY": KEY, "LAWGO_OC": OC}
        | {"COMWEL_BASE_URL": server.url, "LAWGO_BASE_URL": server.url}
        | {"COMWEL_PAUSE_SECONDS": "0", "LAWGO_PAUSE_SECONDS": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("name", SOURCES)
def test_killed_five_times_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    served, draw = generate(900), random.Random(name)
    home = tmp_path / "home"
    with server_of(name, served) as server, Store(home / "sanjae.db") as store:
        kept = 0
        for _kill in range(5):
            process = command(home, server)
            # At a random moment after it began to store, so that every kill hits work under way.
            aim = kept + draw.randint(0, 150)
            while store.held_of(name) <= aim and process.poll() is None:
                time.sleep(0.02)
            time.sleep(draw.random() * 0.1)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert store.held_of(name) >= kept
            kept = store.held_of(name)
        process = command(home, server)
        out, errors = process.communicate()
        assert (process.returncode, errors) == (0, "") and '"finished": true' in out
        Home(home, store, SearchIndex(home / "index")).assert_holds(served, name)


def test_stopped_by_ctrl_c(tmp_path: Path) -> None:
    served, pressed = generate(1500), threading.Event()
    with ComwelServer(served) as server, Store(tmp_path / "sanjae.db") as store:
        # The server answers no further page until the keys were pressed, so the run is under way then.
        server.paging.after_page = lambda: server.calls[RULINGS] > 8 and pressed.wait(60)
        process = command(tmp_path, server)
        while store.count() == 0 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        pressed.set()
        _, errors = process.communicate()
        assert process.returncode == 130
        assert errors.count("\n") == 1 and "이어서" in errors
        assert 0 < store.count() < 1500
