"""Several programs at once, and files that cannot be used."""

import ctypes
import os
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from lib.domain.records import Change
from lib.search.index import SearchIndex
from lib.store import Store, StoreError
from tests.store.made_up import many, put


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sanjae.db"
    path.write_bytes(b"not a database at all, but long enough to look" * 100)
    with pytest.raises(StoreError, match="손상"):
        Store(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="데이터 폴더를 만들 수 없습니다") as told:
        Store(tmp_path / "file" / "sanjae.db")
    assert told.value.path == tmp_path / "file" and str(tmp_path) not in str(told.value)


@pytest.mark.parametrize("made", ["nothing", "another program"])
def test_an_empty_file_where_rulings_were_is_told_and_left_as_it_is(tmp_path: Path, made: str) -> None:
    path = tmp_path / "sanjae.db"
    with closing(sqlite3.connect(path)) as connection:
        if made == "another program":
            connection.execute("CREATE TABLE notes (x)")
            connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"비어 있습니다.*64건.*사본") as told:
        Store(path, lambda: 64)
    assert path.read_bytes() == before and told.value.path == path and str(tmp_path) not in str(told.value)
    # Where nothing tells of rulings, and where the file was taken away, a home begins.
    Store(path).close()
    path.unlink()
    Store(path, lambda: 64).close()


READER = """
import sys
from pathlib import Path
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.store import Store, StoreError
from tests.store.made_up import many, put
home = Path(sys.argv[1])
index = SearchIndex(home / "index")
with Store(home / "sanjae.db", index.held_before) as store:
    index.sync(store)
    print(store.read_only, store.count(), index.state(store).in_step, len(search(index, "2021구단1").hits) > 0)
    for write in (lambda: put(store, *many(3)), lambda: store.set_mark("x", "1")):
        try:
            write()
        except StoreError as error:
            print(error)
"""


def obey_permissions() -> None:
    """Root too obeys the permissions of files from the next program on, where the system can do that."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def without_override(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody for whom permissions count."""
    return subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=obey_permissions if sys.platform == "linux" else None,
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other permissions there")
@pytest.mark.parametrize("locked", ["the home", "the file"])
@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_home_that_cannot_be_written_is_read(tmp_path: Path, locked: str, is_indexed: bool) -> None:
    home = tmp_path / "home"
    with Store(home / "sanjae.db") as store:
        put(store, *many(2))
        if is_indexed:
            SearchIndex(home / "index").sync(store)
    everything = [*home.rglob("*"), home] if locked == "the home" else [home / "sanjae.db"]
    before = sorted(home.rglob("*"))
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        if without_override("test", "-w", str(everything[-1])).returncode == 0:
            pytest.skip("permissions do not count for this user")
        done = without_override(sys.executable, "-c", READER, str(home))
        assert sorted(home.rglob("*")) == before
    finally:
        for path in reversed(everything):
            path.chmod(path.stat().st_mode | 0o200)
    held, *told = done.stdout.splitlines()
    assert held == "True 2 True True", done.stderr
    assert len(told) == 2 and all("데이터 폴더에 쓸 수 없어" in each for each in told)


def no_room() -> None:
    """No file grows beyond what a stamp needs, as on a disk without room."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_a_home_on_a_full_disk_is_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Store(home / "sanjae.db") as store:
        put(store, *many(2))
        SearchIndex(home / "index").sync(store)
    before = (home / "sanjae.db").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", READER, str(home)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=no_room,
        capture_output=True,
        text=True,
    )
    held, *told = done.stdout.splitlines()
    assert held == "True 2 True True", done.stderr
    assert len(told) == 2 and all("남은 공간이 없어" in each for each in told)
    assert (home / "sanjae.db").read_bytes() == before


def test_a_full_disk_is_told_and_keeps_what_was_there(store: Store) -> None:
    put(store, *many(1))
    with pytest.raises(StoreError, match="남은 공간이 없어"), store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(1000000)")
    assert (store.count(), store.revision()) == (1, 1)


def test_a_writer_waits_for_its_turn_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.connection.BUSY_SECONDS", 0.1)
    with Store(tmp_path / "sanjae.db") as one, Store(tmp_path / "sanjae.db") as other:
        with one.write():
            assert other.count() == 0, "who reads does not wait"
            with pytest.raises(StoreError, match="오래 쓰고 있습니다"):
                other.set_mark("x", "1")
        other.set_mark("x", "2")
        assert one.mark("x") == "2"


def test_threads_share_a_store(store: Store) -> None:
    changes: list[Change] = []
    threads = [threading.Thread(target=lambda: changes.extend(put(store, *many(300)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(changes) == {Change.ADDED: 300, Change.UNCHANGED: 900}
    assert [ruling.revision for ruling in store.since(0)] == list(range(1, 301))


WRITER = """
import sys
from pathlib import Path
from lib.store import Store
from tests.store.made_up import classify, many
first = int(sys.argv[2])
with Store(Path(sys.argv[1])) as store:
    for start in range(first, first + 200, 20):
        store.upsert(many(20, start), classify, 1)
"""


def test_processes_start_and_write_at_once(tmp_path: Path) -> None:
    """Four first starts together, overlapping rulings: nothing fails, nothing is lost or doubled."""
    path = tmp_path / "new" / "sanjae.db"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(first)],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONPATH": "."},
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 100, 200, 100)
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * 4
    with Store(path) as store:
        assert store.count() == 400
        assert [ruling.revision for ruling in store.since(0)] == list(range(1, 401))
