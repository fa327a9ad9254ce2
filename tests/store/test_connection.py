"""Several programs at once, and files that cannot be used."""

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from lib.domain.records import Change
from lib.store import Store, StoreError
from tests.store.made_up import many, put


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sanjae.db"
    path.write_bytes(b"not a database at all, but long enough to look" * 100)
    with pytest.raises(StoreError, match="손상"):
        Store(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="데이터 폴더를 만들 수 없습니다"):
        Store(tmp_path / "file" / "sanjae.db")


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
    for start in range(first, first + 500, 50):
        store.upsert(many(50, start), classify, 1)
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
        for first in (0, 250, 500, 250)
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * 4
    with Store(path) as store:
        assert store.count() == 1000
        assert [ruling.revision for ruling in store.since(0)] == list(range(1, 1001))
