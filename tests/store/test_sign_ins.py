"""The file of sign-ins: what ends them, what locks, and what a day's share is."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib.store import StoreError
from lib.store.sign_ins import Lasting, Locking, SignIns, digest

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
LASTING = Lasting(idle=HOUR, whole=12 * HOUR)


@pytest.fixture
def kept(tmp_path: Path) -> SignIns:
    return SignIns(tmp_path / "sign_ins.db")


def test_a_sign_in_lasts_while_there_are_visits_and_ends_after_its_whole_time(kept: SignIns) -> None:
    kept.begin("one", "kim", NOW)
    for minutes in range(0, 12 * 60, 50):
        assert kept.seen("one", NOW + timedelta(minutes=minutes), LASTING) == "kim"
    assert kept.seen("one", NOW + 12 * HOUR, LASTING) is None
    assert kept.seen("one", NOW, LASTING) is None, "what ended stays ended"


def test_it_ends_without_visits(kept: SignIns) -> None:
    kept.begin("one", "kim", NOW)
    assert kept.seen("one", NOW + timedelta(minutes=50), LASTING, is_visit=False) == "kim"
    assert kept.seen("one", NOW + HOUR, LASTING) is None


def test_nobody_is_signed_in_by_a_guess_or_after_the_end(kept: SignIns, tmp_path: Path) -> None:
    kept.begin("one", "kim", NOW)
    assert kept.seen("two", NOW, LASTING) is None
    kept.end("one")
    kept.begin("one", "kim", NOW)
    assert kept.holds("one") and kept.seen("one", NOW, LASTING) is None
    # Another program on the same file sees the same.
    assert SignIns(tmp_path / "sign_ins.db").seen("one", NOW, LASTING) is None


def test_ten_wrong_passwords_lock_for_a_while_and_a_right_one_takes_none_of_them_back(
    kept: SignIns, tmp_path: Path
) -> None:
    for number in range(9):
        assert kept.begin_attempt(f"{number}", ["address", f"account {number}"], NOW)
    assert kept.begin_attempt("right", ["address"], NOW)
    kept.was_right("right")
    assert kept.begin_attempt("tenth", ["address"], NOW)
    assert not kept.begin_attempt("eleventh", ["address", "another account"], NOW)
    # A restart changes nothing, nor does asking on and on prolong it.
    again = SignIns(tmp_path / "sign_ins.db")
    assert not again.begin_attempt("twelfth", ["address"], NOW + timedelta(minutes=14))
    assert again.begin_attempt("elsewhere", ["other address", "another account"], NOW)
    assert again.begin_attempt("later", ["address"], NOW + timedelta(minutes=15))


def test_attempts_at_the_same_moment_cannot_pass_the_lock_together(kept: SignIns) -> None:
    with ThreadPoolExecutor(16) as pool:
        let = list(pool.map(lambda number: kept.begin_attempt(str(number), ["address"], NOW), range(40)))
    assert sum(let) == Locking().most


def test_a_browser_is_known_for_its_own_account_and_not_for_ever(kept: SignIns) -> None:
    kept.remember_browser("token", "kim", NOW)
    assert kept.knows_browser("token", "kim", NOW)
    assert not kept.knows_browser("token", "lee", NOW) and not kept.knows_browser("other", "kim", NOW)
    assert not kept.knows_browser("token", "kim", NOW + timedelta(days=90))


def test_the_share_of_a_day_ends_for_one_and_for_all(kept: SignIns) -> None:
    day = date(2026, 11, 30)
    assert kept.take(day, "kim", "imports", 3, 3, 5)
    assert not kept.take(day, "kim", "imports", 1, 3, 5)
    assert kept.take(day, "kim", "uploaded", 1, 3, 5)
    assert kept.take(day, "lee", "imports", 2, 3, 5)
    assert not kept.take(day, "lee", "imports", 1, 3, 5), "all together"
    assert kept.take(day + timedelta(days=1), "kim", "imports", 3, 3, 5)


def test_the_file_holds_no_token(kept: SignIns, tmp_path: Path) -> None:
    kept.begin(digest("the token"), "kim", NOW)
    with closing(sqlite3.connect(tmp_path / "sign_ins.db")) as connection:
        [(key,)] = connection.execute("SELECT key FROM sign_ins").fetchall()
    assert "token" not in key and len(key) == 64


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "sign_ins.db").write_bytes(b"no database " * 100)
    with pytest.raises(StoreError):
        SignIns(tmp_path / "sign_ins.db")
