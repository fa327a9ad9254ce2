"""Cases of an office: taken in once, changed by several at a time, and gone when they are deleted."""

import json
import random
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lib.domain.kept_case import Saved
from lib.domain.office_case import CaseStatus
from lib.store import ConflictError, Store, StoreError
from tests.store.editors import PROGRAMS, TURNS

LIST = "11월 접수"
ROOT = Path(__file__).parents[2]
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def take(
    store: Store, code: str, story: str = "허리를 다쳤다", result: str | None = "{}", mark: str = "f1"
) -> Saved:
    intake = json.dumps({"story": story}, ensure_ascii=False)
    return store.save(LIST, code, intake, result, mark, "김지우")


def test_the_same_file_taken_in_twice_adds_nothing_and_keeps_what_was_written(store: Store) -> None:
    assert [take(store, code) for code in ("2026-1", "2026-2")] == [Saved.NEW, Saved.NEW]
    store.change(LIST, "2026-1", 1, "박서연", status=CaseStatus.TAKEN, note="전화함", assignee="박서연")
    before = store.listed(LIST), store.office_revision()
    assert [take(store, code) for code in ("2026-1", " 2026-2 ", "２０２６-1")] == [Saved.SAME] * 3
    assert (store.listed(LIST), store.office_revision()) == before

    assert take(store, "2026-1", "어깨를 다쳤다", '{"n": 2}', "f2") is Saved.CHANGED
    changed = store.result(LIST, "2026-1")
    assert changed and (changed.result_json, changed.version, changed.fingerprint) == ('{"n": 2}', 3, "f2")
    assert (changed.status, changed.note, changed.assignee) == (CaseStatus.TAKEN, "전화함", "박서연")
    # Another program's analysis of the same intake is no change that somebody made.
    assert take(store, "2026-1", "어깨를 다쳤다", '{"n": 3}', "f3") is Saved.CHANGED
    assert [(each.who, each.field, each.before, each.after) for each in store.history(LIST, "2026-1")] == [
        ("김지우", "intake", "", ""),
        ("박서연", "assignee", "", "박서연"),
        ("박서연", "note", "", "전화함"),
        ("박서연", "status", "검토중", "수임"),
        ("김지우", "added", "", ""),
    ]
    (office_list,) = store.lists()
    assert (office_list.name, office_list.cases, office_list.finished) == (LIST, 2, 2)


def test_what_a_table_notes_fills_what_nobody_wrote_and_nothing_else(store: Store) -> None:
    def again(story: str = "허리를 다쳤다", **told: str) -> tuple[Saved, str, str, int]:
        done = store.save(LIST, "1", story, "{}", story, "김지우", **told)
        held = store.result(LIST, "1")
        assert held
        return done, held.assignee, held.note, held.version

    assert again() == (Saved.NEW, "", "", 1)
    assert again(note="표의 메모") == (Saved.CHANGED, "", "표의 메모", 2)
    assert again(note="표의 메모") == (Saved.SAME, "", "표의 메모", 2)
    # Whoever saw the case before the table filled it is told so.
    with pytest.raises(ConflictError):
        store.change(LIST, "1", 1, "박서연", note="내 메모")
    store.change(LIST, "1", 2, "박서연", note="", assignee="박서연")
    assert again("다시", note="표의 메모", assignee="최유나") == (Saved.CHANGED, "박서연", "", 4)
    assert store.save(LIST, "2", "", "{}", "f", "", assignee="가" * 130, note="나" * 10_001) is Saved.NEW
    held = store.result(LIST, "2")
    assert held and (len(held.assignee), len(held.note)) == (120, 10_000)


def test_what_is_not_analysed_yet_is_not_finished(store: Store) -> None:
    take(store, "1", result=None)
    take(store, "2")
    assert store.finished(LIST) == {"2": "f1"} and store.lists()[0].finished == 1
    # A result stays while it is of the intake, and goes with another.
    assert take(store, "2", result=None) is Saved.SAME
    assert take(store, "2", "다른 이야기", None, "f2") is Saved.CHANGED
    assert store.finished(LIST) == {}


def test_a_change_of_another_field_lands_and_one_of_the_same_is_refused_with_what_the_other_wrote(
    store: Store,
) -> None:
    take(store, "1")
    store.change(LIST, "1", 1, "박서연", note="서류 기다림")
    both = store.change(LIST, "1", 1, "김지우", status=CaseStatus.ON_HOLD, consent=True)
    assert (both.note, both.status, both.consent, both.version) == (
        "서류 기다림",
        CaseStatus.ON_HOLD,
        True,
        3,
    )

    with pytest.raises(ConflictError, match=r"박서연.*먼저 바꾸었습니다") as refused:
        store.change(LIST, "1", 1, "김지우", note="연락 안 됨", assignee="김지우")
    assert refused.value.held == both
    assert [(each.who, each.field, each.after) for each in refused.value.changes] == [
        ("박서연", "note", "서류 기다림")
    ]
    # Nothing of a refused change lands.
    assert store.result(LIST, "1") == both
    # Writing the same as the other is no conflict, and no change.
    assert store.change(LIST, "1", 1, "김지우", note="서류 기다림") == both
    seen = store.change(LIST, "1", both.version, "김지우", note="서류 옴")
    assert (seen.note, seen.changed_by) == ("서류 옴", "김지우")


def test_a_case_that_is_gone_or_came_anew_is_told(store: Store) -> None:
    take(store, "1")
    store.change(LIST, "1", 1, "", note="가")
    store.delete_case(LIST, "1")
    with pytest.raises(ConflictError, match="지웠습니다") as refused:
        store.change(LIST, "1", 2, "김지우", note="나")
    assert refused.value.held is None
    take(store, "1")
    with pytest.raises(ConflictError, match="다시 넣었습니다"):
        store.change(LIST, "1", 2, "김지우", note="나")


@pytest.mark.parametrize(
    "wrong", [{"note": "가" * 10_001}, {"assignee": "가" * 121}], ids=["long note", "long name"]
)
def test_what_is_too_long_is_refused(store: Store, wrong: dict[str, str]) -> None:
    take(store, "1")
    with pytest.raises(StoreError, match="너무 깁니다"):
        store.change(LIST, "1", 1, "김지우", **wrong)  # type: ignore[arg-type]
    for name in ("", " \u200b ", "가" * 121):
        with pytest.raises(StoreError, match="이름"):
            take(store, name)


def test_halves_of_characters_and_emoji_are_held(store: Store) -> None:
    take(store, "사건 🦺", "다쳤다 \ud83d", '{"x": "\ud83d"}')
    held = store.change(LIST, "사건 🦺", 1, "김\ud83d", note="🦺\ud83d")
    assert held.note == "🦺�" and store.listed(LIST)[0].code == "사건 🦺"


# --- several at a time ---------------------------------------------------------------------------


def test_twenty_programs_that_edit_one_list_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sanjae.db"
    codes = ["1", "2", "3"]
    with Store(path) as store:
        for code in codes:
            take(store, code)
        command = [sys.executable, "-m", "tests.store.editors", str(path), LIST, ",".join(codes)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        told = {who: landed for who, landed, _refused in json.loads(ran.stdout)}
        assert len(told) == PROGRAMS == 20 and set(told.values()) == {TURNS}
        written = [line for kept in store.listed(LIST) for line in kept.note.splitlines() if line]
        assert sorted(written) == sorted(f"{who}-{turn}" for who in told for turn in range(TURNS))
        changes = [each for code in codes for each in store.history(LIST, code) if each.field == "note"]
        assert len(changes) == PROGRAMS * TURNS
        assert all(each.after.startswith(each.before) for each in changes)


def test_twenty_threads_of_one_program_lose_nothing(store: Store) -> None:
    take(store, "1")
    fields: list[Callable[[int, str], object]] = [
        lambda version, who: store.change(LIST, "1", version, who, note=who),
        lambda version, who: store.change(LIST, "1", version, who, assignee=who),
    ]
    refused, start = [], threading.Barrier(20)

    def edit(number: int) -> None:
        start.wait()
        try:
            fields[number % 2](1, f"사람{number}")
        except ConflictError as error:
            refused.append(error)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # All saw the same version: one lands for each field, and each of the others is told by whom it was changed.
    held = store.result(LIST, "1")
    assert held and held.version == 3 and len(refused) == 18
    assert {change.who for error in refused for change in error.changes} == {held.note, held.assignee}


# --- deleting ------------------------------------------------------------------------------------


def remains(home: Path, *texts: str) -> list[tuple[str, str]]:
    """In which files of a home some stretch of eight characters of the texts stands, in UTF-8 or as JSON escapes it."""
    stretches = {text[start : start + 8] for text in texts for start in range(len(text) - 7)}
    found = set()
    for file in (path for path in home.rglob("*") if path.is_file()):
        # Whatever bytes stand before it, a text in UTF-8 is read from its first character on.
        plain = file.read_bytes().decode("utf-8", "replace")
        for shown in (plain, ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)):
            every = (shown[start : start + 8] for start in range(len(shown) - 7))
            found |= {(file.name, stretch) for stretch in every if stretch in stretches}
    return sorted(found)


def test_what_remains_is_found_in_utf_8_and_escaped(tmp_path: Path) -> None:
    text, other = words("a", 12), words("b", 12)
    (tmp_path / "a").write_bytes(b"\xed\x00\xea\xb0" + text[2:10].encode() + b"\x00")
    (tmp_path / "b").write_bytes(b"\xff" + json.dumps(other[4:]).encode())
    assert remains(tmp_path, text, other) == [("a", text[2:10]), ("b", other[4:])]


def words(seed: object, length: int) -> str:
    """A text whose every stretch is its own."""
    chosen = random.Random(str(seed))
    return "".join(chr(chosen.randrange(0xAC00, 0xD7A4)) for _ in range(length))


def test_what_is_deleted_stands_nowhere_in_the_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    chosen = random.Random(1)
    with Store(home / "sanjae.db") as store:
        gone: list[str] = []
        for number in range(60):
            code, story = words(("code", number), 10), words(("story", number), chosen.randrange(20, 3000))
            result = words(("result", number), chosen.randrange(20, 9000))
            take(store, code, story, json.dumps({"gist": result}, ensure_ascii=number % 2 == 0))
            notes = [words(("note", number, turn), chosen.randrange(10, 900)) for turn in range(3)]
            for turn, note in enumerate(notes):
                store.change(LIST, code, turn + 1, "김지우", note=note)
            store.remember_names(LIST, code, [("client", f"{number:064x}")])
            if number % 3 == 0:
                gone += [code, story, result, *notes]
                sample = code
            if number % 10 == 9:
                # Some pages are split and joined again by texts that grow and shrink.
                take(store, code, story[:9], json.dumps({"gist": result * 2}), "f2")
        # All of it stands in the file itself before anything is deleted.
        assert store.sweep()
        kept = [each for number, each in enumerate(store.listed(LIST)) if number % 3]
        assert remains(home, *gone[:5])
        for each in [each for number, each in enumerate(store.listed(LIST)) if number % 3 == 0]:
            assert store.delete_case(LIST, each.code)
        assert remains(home, *gone) == []
        assert store.listed(LIST) == kept and store.history(LIST, sample) == []
        assert store.holders([f"{0:064x}"]) == [] and len(store.holders([f"{1:064x}"])) == 1
        assert len(store.history(LIST, kept[0].code)) >= 4
        assert store.delete_list(LIST)
        assert (store.listed(LIST), store.lists()) == ([], [])
        texts = [each.intake_json[11:200] for each in kept] + [each.note for each in kept]
        assert remains(home, *texts, *(each.code for each in kept)) == []
        # While the program goes on, and with nothing else in the home changed.
        assert (home / "sanjae.db-wal").stat().st_size == 0
    with closing(sqlite3.connect(home / "sanjae.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_reader_in_the_way_is_told_and_the_next_sweep_empties_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.office_cases._SWEEP_SECONDS", 0)
    path = tmp_path / "home" / "sanjae.db"
    secret = words("secret", 300)
    with Store(path) as store:
        take(store, "1", secret)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM office_cases").fetchone() == (1,)
            assert not store.delete_case(LIST, "1")
            assert store.listed(LIST) == []
            reader.execute("COMMIT")
        assert store.sweep()
        assert remains(path.parent, secret) == []


def test_deleting_one_list_leaves_the_others(store: Store) -> None:
    take(store, "1")
    store.save("다른 목록", "1", "{}", "{}", "f", "")
    assert store.delete_list(LIST)
    assert [(each.name, each.cases) for each in store.lists()] == [("다른 목록", 1)]
    assert store.delete_list(LIST) and store.delete_case("다른 목록", "없음")
    assert len(store.listed("다른 목록")) == 1


def test_names_are_held_by_digest_and_exchanged_with_the_case(store: Store) -> None:
    take(store, "1")
    store.remember_names(LIST, "1", [("client", "a" * 64), ("company", "b" * 64)])
    store.remember_names("다른", "9", [("company", "b" * 64), ("company", "b" * 64)])
    assert store.holders(["b" * 64, "c" * 64]) == [(LIST, "1", "company"), ("다른", "9", "company")]
    store.remember_names(LIST, "1", [("client", "d" * 64)])
    assert store.holders(["a" * 64]) == [] and store.holders(["d" * 64]) == [(LIST, "1", "client")]
