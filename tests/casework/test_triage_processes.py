"""Processes that analyse cases: one that dies costs nobody's case."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from lib.casework.office_findings import Held, held
from lib.casework.triage import in_this_process
from lib.casework.triage_processes import Processes, usual_jobs
from lib.collect.importing import load_starter
from lib.domain.intake import Intake
from lib.domain.office_case import OfficeCase
from lib.search.index import SearchIndex
from lib.store import Store

TODAY = date(2026, 11, 30)
CASES = [
    OfficeCase(
        f"c{row}", Intake(story=f"물류창고에서 {row}년 동안 상자를 나르다 허리 디스크가 터졌습니다."), {}, row
    )
    for row in range(2, 8)
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store(tmp_path / "sanjae.db") as store:
        load_starter(store, SearchIndex(tmp_path / "index").sync)
    return tmp_path


@pytest.fixture
def rulings(home: Path) -> Iterator[Held]:
    with Store(home / "sanjae.db") as store:
        yield held(store, SearchIndex(home / "index"))


def test_several_find_what_one_finds(home: Path, rulings: Held) -> None:
    with Processes(home / "sanjae.db", home / "index", TODAY, 2) as processes:
        found = {case.code: each for case, each in processes.analyse(CASES)}
    assert found == {case.code: each for case, each in in_this_process(rulings, TODAY)(CASES)}
    assert len(found) == len(CASES) and all(isinstance(each, dict) for each in found.values())


def test_a_process_that_dies_costs_no_case(home: Path) -> None:
    with Processes(home / "sanjae.db", home / "index", TODAY, 2) as processes:
        working = processes.analyse(CASES)
        first, found = next(working)
        os.kill(processes.ids[0], signal.SIGKILL)
        rest = list(working)
        ids = processes.ids
    assert isinstance(found, dict)
    assert {case.code for case, each in [(first, found), *rest] if isinstance(each, dict)} == {
        case.code for case in CASES
    }
    for pid in ids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_this_process_was_begun_with_is_not_run_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ModuleType("__main__")
    page.__file__ = str(home / "page.py")
    (home / "page.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", page)
    stop = threading.Event()
    # Beside another thread the processes are begun anew, not parted.
    beside = threading.Thread(target=stop.wait)
    beside.start()
    try:
        with Processes(home / "sanjae.db", home / "index", TODAY, 1) as processes:
            found = list(processes.analyse(CASES[:2]))
    finally:
        stop.set()
        beside.join()
    assert len(found) == 2 and all(isinstance(each, dict) for _, each in found)
    assert sys.modules["__main__"] is page


def test_no_more_are_used_than_there_are_cores() -> None:
    assert 1 <= usual_jobs() <= (os.cpu_count() or 1)
