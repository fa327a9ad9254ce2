"""A file of any layout that was ever in use opens and keeps what it holds; what cannot be used is refused."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import BEFORE, CollectedEntry, Origin, Walk, Way
from lib.domain.ruling import Precedent
from lib.domain.side import Side
from lib.domain.taxonomy import Instance, Outcome, Suit
from lib.store import SCHEMA_VERSION, Store, StoreError
from tests.store.made_up import DIGEST, STARTER
from tests.synthetic import BODY

HOMES = Path(__file__).parent / "homes"
"""Dumps of files as the programs of their day wrote them (layout_3_first: before calls.counts came)."""

RULING = "한빛지방법원_2021구단100"


def home(path: Path, layout: str) -> Path:
    """A file of this layout at `path`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((HOMES / f"{layout}.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return path


def shape(path: Path) -> dict[str, set[tuple[str, str, int]]]:
    """Table → its columns: name, type, and place in the primary key."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {
                (name, kind, key)
                for _, name, kind, _, _, key in connection.execute(f"PRAGMA table_info({table})")
            }
            for table in tables
        }


def indexes(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(
            connection.execute(
                "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
            )
        )


LAYOUTS = ["layout_1", "layout_2", "layout_3_first", "layout_3", "layout_4", "layout_5", "layout_6"]
WITH_FILES = "layout_8"
"""A home in which files had brought texts, names and days into rulings."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_home_of_every_layout_opens_with_all_it_holds(tmp_path: Path, layout: str) -> None:
    with Store(home(tmp_path / "sanjae.db", layout)) as store:
        held = store.get(RULING)
        assert held is not None
        assert held.precedent.text.startswith("【연관판결】\n한빛고등법원,2022누77,2심")
        assert held.precedent.decided_on == date(2022, 3, 4)
        assert held.sightings[0].fetched_at == datetime(2024, 5, 1, tzinfo=UTC)
        assert (held.labels.outcome.value, held.labels.instance.value) == (Outcome.DENIED, Instance.FIRST)
        assert held.labels.outcome.words == "1. 원고의 청구를 기각한다."
        assert [case.case_number for case in held.labels.related_cases] == ["2022누77"]
        # Nobody knows of them that they were all there was.
        assert {seen.origin for seen in held.sightings} == {Origin.CHOSEN}
        assert (store.collections(), store.ids_of(Origin.LISTING)) == ([], set())
        assert store.find("2021구단100")[0].outcome is Outcome.DENIED
        assert store.mark("starter") == "fingerprint of the starter rulings"
        assert [seen.kind_a for _, seen in store.source_kinds()] == ["기각"]
        assert store.revision() == store.count()

        collected = layout != "layout_1"
        assert store.rows_of(Walk("lawgo", "agency", 1)) == (
            {(key, "") for key in ("7", "8", "9", "10")} if collected else set()
        )
        assert [key for key, _ in store.pending("lawgo")] == (["10", "8"] if collected else [])
        assert store.outcomes_of("lawgo") == (([("8", "출처에 없다고 합니다.")], 1) if collected else ([], 0))
        assert (store.mark("sync:lawgo") is not None) == collected

        asked = layout >= "layout_3"
        assert store.answer("kept") == ('{"summary": "짧게"}' if asked else None)
        spent = store.spent(date(2024, 6, 1))
        # A call that failed counted towards no limit.
        assert {model: each[:4] for model, each in spent.items()} == (
            {"gemini": (1, 60, 1, 1)} if asked else {}
        )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rulings_labelled_before_sections_were_stored_have_them_all_the_same(
    tmp_path: Path, layout: str
) -> None:
    with Store(home(tmp_path / "sanjae.db", layout)) as store:
        before = store.get(RULING)
        assert before is not None
        assert (before.labels.sections, before.labels.side) == (None, None)
        store.relabel(classify, CLASSIFIER_VERSION)
        after = store.get(RULING)
        assert after is not None and after.revision > before.revision
        assert after.labels == classify(after.precedent)
        assert (before.sections, before.side, before.suit) == (after.sections, after.side, after.suit)
        assert after.labels.sections and after.labels.side is Side.PLAINTIFF


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_an_earlier_program_took_in_is_one_import(tmp_path: Path, layout: str) -> None:
    with Store(home(tmp_path / "sanjae.db", layout)) as store:
        (batch,) = store.imports()
        assert (batch.number, batch.way, batch.rulings, batch.vouched) == (BEFORE, Way.BEFORE, 1, False)
        before = store.get(RULING)
        assert before and before.unvouched and before.sightings[0].from_file
        assert [ruling.id for ruling in store.listing() if ruling.unvouched] == [RULING]
        # Nothing of it is lost when rulings are made anew of what is said of them.
        store.relabel(classify, CLASSIFIER_VERSION)
        after = store.get(RULING)
        assert after and (after.precedent, after.sightings) == (before.precedent, before.sightings)
        assert store.vouch_for(BEFORE, classify, CLASSIFIER_VERSION) == 1
        assert not any(ruling.unvouched for ruling in store.listing())


def test_what_files_had_rewritten_is_as_it_ships_again(tmp_path: Path) -> None:
    with Store(home(tmp_path / "sanjae.db", WITH_FILES)) as store:
        held = {ruling.id.removeprefix("한빛지방법원_2021구단"): ruling for ruling in store.since(0)}
        assert {key for key, ruling in held.items() if ruling.unvouched} == {"400"}
        assert (held["100"].precedent.title, held["100"].labels.outcome.value) == (
            "가짜 사건",
            Outcome.GRANTED,
        )
        store.relabel(classify, CLASSIFIER_VERSION)
        now = {ruling.id.removeprefix("한빛지방법원_2021구단"): ruling for ruling in store.since(0)}
        assert now["100"].precedent == replace(STARTER, source_url=DIGEST.source_url)
        assert now["100"].labels.outcome.value is Outcome.DENIED
        ((ruling, saying),) = store.contradictions()
        assert (ruling.id, saying.title, saying.outcome) == (now["100"].id, "가짜 사건", Outcome.GRANTED)
        # A text that ends as the digest does waits for somebody who vouches for it, and is known for a file's.
        assert now["200"].precedent.text == "" and store.sayings(now["200"].id)[0].gave_text
        store.vouch_for(BEFORE, classify, CLASSIFIER_VERSION)
        vouched = store.get(now["200"].id)
        assert vouched
        joined = vouched.precedent
        assert (joined.text, joined.text_source, joined.source) == (BODY, "archive", "starter")
        # Of what a file was merged into otherwise nobody can say which part was whose.
        for key in ("300", "400", "500", "600"):
            assert now[key].precedent == held[key].precedent, key
            assert now[key].sightings == held[key].sightings, key
        assert store.ids_of(Origin.LISTING) == {now["300"].id}


@pytest.mark.parametrize("layout", [*LAYOUTS, WITH_FILES])
def test_a_home_brought_forward_takes_new_things_and_is_as_a_new_one(tmp_path: Path, layout: str) -> None:
    path = home(tmp_path / "sanjae.db", layout)
    with Store(path) as store:
        new = Precedent(
            "2024구단1", "한빛지방법원", "장해급여부지급처분취소", "lawgo", text="【주문】각하한다."
        )
        rows = [("11", "print"), ("12", "print")]
        store.record_page(Walk("lawgo", "agency", 2), rows, [], classify, 1, {})
        store.record_entry("lawgo", CollectedEntry("11", new), classify, 1)
        assert "12" in [key for key, _ in store.pending("lawgo")]
        store.keep_answer("new", "{}", "gemini", "p2")
        call = store.begin_call(date(2024, 6, 2), "gemini", "p2", 10, 5, 100)
        assert call is not None
        store.end_call(call, 10, 0.5)
    Store(tmp_path / "new.db").close()
    assert shape(path) == shape(tmp_path / "new.db")
    assert indexes(path) == indexes(tmp_path / "new.db")


@pytest.mark.parametrize(
    ("side", "suit"), [("plaintiff", Suit.CLAIMANT), ("defendant", Suit.EMPLOYER), ("none", Suit.OTHER)]
)
def test_until_it_is_labelled_again_a_ruling_is_listed_by_its_side(
    tmp_path: Path, side: str, suit: Suit
) -> None:
    path = home(tmp_path / "sanjae.db", "layout_4")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE contents SET labels = json_set(labels, '$.side', ?)", (side,))
    with Store(path) as store:
        assert {ruling.suit for ruling in store.listing()} == {suit}


def test_a_home_stamped_forward_without_its_tables_is_healed(tmp_path: Path) -> None:
    path = home(tmp_path / "sanjae.db", "layout_1")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")
    with Store(path) as store:
        assert (store.count(), store.pending("lawgo"), store.answers()) == (1, [], 0)


@pytest.mark.parametrize(
    "damage, named",
    [
        ("ALTER TABLE calls DROP COLUMN counts", "calls.counts"),
        ("DROP TABLE sightings", "sightings.collection"),
    ],
)
def test_a_current_home_that_lacks_something_is_refused_when_opened(
    tmp_path: Path, damage: str, named: str
) -> None:
    path = tmp_path / "sanjae.db"
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
    with pytest.raises(StoreError, match=rf"{named}.*옮긴 뒤"):
        Store(path)


def test_a_step_that_fails_leaves_the_file_at_the_layout_before(tmp_path: Path) -> None:
    path = home(tmp_path / "sanjae.db", "layout_2")
    with closing(sqlite3.connect(path)) as connection:
        # In the way of the last step, after it has done most of its work.
        connection.execute("CREATE TABLE collected_entries (x)")
    with pytest.raises(StoreError, match="collected_entries"):
        Store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM walked").fetchone() == (4,)
        connection.execute("DROP TABLE collected_entries")
    with Store(path) as store:
        assert [key for key, _ in store.pending("lawgo")] == ["10", "8"]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_home_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path, journal: str) -> None:
    path = home(tmp_path / "sanjae.db", "layout_3")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute(f"PRAGMA journal_mode = {journal}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="업데이트"):
        Store(path)
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_what_a_newer_program_left_in_its_log_is_not_touched_either(tmp_path: Path) -> None:
    """A newer program that was killed: its layout is recorded in the log only."""
    source, path = home(tmp_path / "source.db", "layout_3"), tmp_path / "home" / "sanjae.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(source)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        for end in ("", "-wal"):
            shutil.copy(f"{source}{end}", f"{path}{end}")
    files = [path, path.with_name("sanjae.db-wal")]
    before = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    with pytest.raises(StoreError, match="업데이트"):
        Store(path)
    assert [hashlib.sha256(file.read_bytes()).digest() for file in files] == before


OPENER = """
import sys
from pathlib import Path
from lib.store import Store
with Store(Path(sys.argv[1])) as store:
    print(store.count(), len(store.pending("lawgo")))
"""


def test_programs_that_meet_an_old_home_together_bring_it_forward_once(tmp_path: Path) -> None:
    path = home(tmp_path / "sanjae.db", "layout_2")
    root = Path(__file__).parents[2]
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(path)], cwd=root, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [(each.communicate()[0], each.returncode) for each in openers] == [("2 2\n", 0)] * 3
