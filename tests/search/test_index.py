"""The index follows the store, whatever happens between the two."""

import json
import multiprocessing
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.search import index as index_module
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.store import Store
from tests.synthetic import BODY


def ruling(number: int, words: str = "") -> Precedent:
    return Precedent(
        case_number=f"2021구단{number}",
        court="한빛지방법원",
        title="요양불승인처분취소",
        source="archive",
        text=BODY + words,
    )


def hold(store: Store, *precedents: Precedent) -> None:
    store.upsert(precedents, classify, CLASSIFIER_VERSION)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sanjae.db")


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    return SearchIndex(tmp_path / "index")


def ids(index: SearchIndex, text: str) -> list[str]:
    return [hit.id for hit in search(index, text).hits]


def test_nothing_is_found_before_there_is_an_index(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1))
    assert ids(index, "합판") == []
    assert not index.state(store).in_step


def folders(index: SearchIndex) -> list[str]:
    return [path.name for path in index.path.glob("v*-*")]


def test_sync_takes_what_is_new_and_what_changed(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1), ruling(2))
    assert index.sync(store).documents == 2
    built = folders(index)
    hold(store, ruling(3), ruling(1, "\n추가된 낱말 은방울꽃"))
    assert not index.state(store).in_step
    state = index.sync(store)
    assert (state.documents, state.in_step) == (3, True)
    assert ids(index, "은방울꽃") == ["한빛지방법원_2021구단1"]
    assert folders(index) == built, "what changed is replaced; nothing is built anew for it"


def test_syncing_again_writes_nothing(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1))
    index.sync(store)
    before = {path: path.stat().st_mtime_ns for path in index.path.rglob("*") if path.is_file()}
    index.sync(store)
    after = {path: path.stat().st_mtime_ns for path in index.path.rglob("*") if path.is_file()}
    assert {p: t for p, t in after.items() if "lock" not in p.name} == {
        p: t for p, t in before.items() if "lock" not in p.name
    }


def test_a_crash_after_the_index_commit_costs_nothing(store: Store, index: SearchIndex) -> None:
    """The stamp is older than the index: the missing revisions are taken a second time."""
    hold(store, ruling(1))
    index.sync(store)
    stamp = (index.path / "stamp.json").read_text(encoding="utf-8")
    hold(store, ruling(2), ruling(3))
    index.sync(store)
    (index.path / "stamp.json").write_text(stamp, encoding="utf-8")
    state = SearchIndex(index.path).sync(store)
    assert (state.documents, state.in_step) == (3, True)


def test_a_crash_at_the_very_first_rulings_costs_nothing(store: Store, index: SearchIndex) -> None:
    index.sync(store)
    stamp, built = (index.path / "stamp.json").read_text(encoding="utf-8"), folders(index)
    hold(store, ruling(1), ruling(2))
    index.sync(store)
    (index.path / "stamp.json").write_text(stamp, encoding="utf-8")
    state = SearchIndex(index.path).sync(store)
    assert (state.documents, state.in_step, folders(index)) == (2, True, built)


def test_a_store_put_back_from_a_copy_is_followed(tmp_path: Path, store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1), ruling(2))
    index.sync(store)
    with sqlite3.connect(store.path) as source, sqlite3.connect(tmp_path / "copy.db") as copy:
        source.backup(copy)
    hold(store, ruling(1, "\n추가된 낱말 은방울꽃"))
    index.sync(store)
    with Store(tmp_path / "copy.db") as before:
        assert not index.state(before).in_step
        index.sync(before)
    assert ids(index, "은방울꽃") == [] and len(ids(index, "합판")) == 2


def test_what_is_gone_from_the_store_is_not_found(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1), ruling(2))
    index.sync(store)
    with sqlite3.connect(store.path) as database:
        database.execute("DELETE FROM rulings WHERE case_number = '2021구단1'")
    assert index.sync(store).in_step
    assert ids(index, "합판") == ["한빛지방법원_2021구단2"]


def test_a_busy_writer_is_not_followed_to_its_end(tmp_path: Path, index: SearchIndex) -> None:
    class Busy(Store):
        """Takes in another ruling whenever one is read, until twenty."""

        def since(self, revision: int) -> Iterator[StoredRuling]:
            for each in super().since(revision):
                yield each
                if (count := self.count()) < 20:
                    hold(self, ruling(count + 1))

    with Busy(tmp_path / "busy.db") as busy:
        hold(busy, ruling(1))
        index.sync(busy)
        searcher = index.searcher()
        assert searcher and searcher.num_docs == 1
        hold(busy, *(ruling(number) for number in range(1, 21)))
        assert index.sync(busy).in_step


def test_a_case_number_is_found_however_it_is_written(store: Store, index: SearchIndex) -> None:
    hold(store, replace(ruling(1), case_number="2021 구단 7"), ruling(8))
    index.sync(store)
    assert ids(index, "2021구단7") == ids(index, "2021 구단 7") == ["한빛지방법원_2021구단7"]


@pytest.mark.parametrize("held", ["2018누10258", "(창원)2018누10258", "2018누10258, 2018누10259(병합)"])
def test_a_number_in_a_question_finds_branches_and_joined_cases(
    store: Store, index: SearchIndex, held: str
) -> None:
    hold(store, *(ruling(number) for number in range(1, 5)), replace(ruling(9), case_number=held))
    index.sync(store)
    found = ids(index, "부산고등법원(창원) 2018누10258 판결에서 소음성 난청이 어떻게 인정되었나요?")
    assert len(found) > 1
    assert "10258" in found[0]
    assert "10258" not in ids(index, "부산고등법원 2018누1025 판결에서 소음성 난청이 어떻게 인정되었나요?")[0]


@pytest.mark.parametrize("damage", ["stamp", "folder", "files", "garbage"])
def test_a_damaged_index_is_built_anew(store: Store, index: SearchIndex, damage: str) -> None:
    hold(store, ruling(1), ruling(2))
    index.sync(store)
    folder = index.path / json.loads((index.path / "stamp.json").read_text(encoding="utf-8"))["folder"]
    if damage == "stamp":
        (index.path / "stamp.json").unlink()
    elif damage == "folder":
        folder.rename(index.path / "elsewhere")
    elif damage == "files":
        for path in folder.glob("meta.json"):
            path.unlink()
    else:
        (index.path / "stamp.json").write_text("{", encoding="utf-8")
    fresh = SearchIndex(index.path)
    state = fresh.sync(store)
    assert (state.documents, state.in_step) == (2, True)
    assert len(ids(fresh, "합판")) == 2


def test_an_index_of_another_database_is_not_used(tmp_path: Path, store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1), ruling(2))
    index.sync(store)
    other = Store(tmp_path / "other.db")
    hold(other, ruling(7), ruling(8))
    assert not index.state(other).in_step
    index.sync(other)
    assert sorted(ids(index, "합판")) == ["한빛지방법원_2021구단7", "한빛지방법원_2021구단8"]


def test_another_layout_is_built_anew(
    store: Store, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(store, ruling(1))
    index.sync(store)
    monkeypatch.setattr(index_module, "LAYOUT", index_module.LAYOUT + 1)
    fresh = SearchIndex(index.path)
    assert fresh.searcher() is None
    assert fresh.sync(store).in_step


def test_a_reader_sees_what_another_one_wrote(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1))
    index.sync(store)
    reader = SearchIndex(index.path)
    assert len(ids(reader, "합판")) == 1
    hold(store, ruling(2))
    index.sync(store)
    assert len(ids(reader, "합판")) == 2


def test_nothing_is_left_behind(store: Store, index: SearchIndex) -> None:
    hold(store, ruling(1))
    index.sync(store)
    (index.path / "stamp.json").unlink()
    SearchIndex(index.path).sync(store)
    assert len(list(index.path.glob("v*-*"))) == 1


def _import_and_sync(folder: str, first: int) -> None:
    with Store(Path(folder) / "sanjae.db") as store:
        for number in range(first, first + 20):
            hold(store, ruling(number))
            if number % 5 == 0:
                SearchIndex(Path(folder) / "index").sync(store)
        SearchIndex(Path(folder) / "index").sync(store)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_import_and_sync, args=(str(tmp_path), first)) for first in (100, 200)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Store(tmp_path / "sanjae.db") as store:
        state = SearchIndex(tmp_path / "index").sync(store)
    assert (state.documents, state.in_step) == (40, True)


def test_labels_are_indexed_as_they_are_stored(store: Store, index: SearchIndex) -> None:
    hold(store, replace(ruling(1), case_number="2021구단1"))
    index.sync(store)
    facets = search(index, "", facets=True).facets
    assert facets["outcome"] == {"불인정": 1}
    assert facets["instance"] == {"1": 1}
    assert facets["year"] == {"2021": 1}
