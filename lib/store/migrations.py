"""The layout of a database file: which one it has, and the steps from each to the next.

`PRAGMA user_version` is the record of a file's layout. SQLite writes it in the transaction of the
step that it records, so a program killed between two steps leaves a file that the next one takes up
where it was left. Steps are written in the SQL of their day and are never changed once landed.
"""

import errno
import os
from collections.abc import Callable
from contextlib import closing

import sqlalchemy as sa
from filelock import FileLock, Timeout

from lib.store.connection import BUSY_SECONDS, Connections, StoreError, as_sentences, connect_to_read
from lib.store.schema import metadata


def _listings_of_live_sources(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS walked (source TEXT NOT NULL, listing TEXT NOT NULL, key TEXT NOT NULL,"
        " walk INTEGER NOT NULL, serial INTEGER, PRIMARY KEY (source, listing, key))"
    )
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS taken (source TEXT NOT NULL, key TEXT NOT NULL, ruling_id TEXT,"
        " fingerprint TEXT NOT NULL, note TEXT NOT NULL, left_out BOOLEAN NOT NULL,"
        " PRIMARY KEY (source, key))"
    )


def _calls_of_models(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS answers (key TEXT NOT NULL PRIMARY KEY, model TEXT NOT NULL,"
        " prompt_version TEXT NOT NULL, made_at TEXT NOT NULL, answer TEXT NOT NULL)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS calls (id INTEGER NOT NULL PRIMARY KEY, day TEXT NOT NULL,"
        " begun_at TEXT NOT NULL, model TEXT NOT NULL, prompt_version TEXT NOT NULL, tokens INTEGER NOT NULL,"
        " seconds FLOAT, cost FLOAT, problem TEXT)"
    )
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS ix_calls_day ON calls (day)")


def _calls_that_count_and_plain_names(connection: sa.Connection) -> None:
    # Before there were steps, files were stamped as layout 3 whatever they held.
    _listings_of_live_sources(connection)
    _calls_of_models(connection)
    if ("calls", "counts") not in _columns(connection):
        # Such a file is of the days when a call counted that had no problem.
        connection.exec_driver_sql("ALTER TABLE calls ADD COLUMN counts BOOLEAN NOT NULL DEFAULT 1")
        connection.exec_driver_sql("UPDATE calls SET counts = problem IS NULL")
    connection.exec_driver_sql("ALTER TABLE walked RENAME TO listing_entries")
    connection.exec_driver_sql("ALTER TABLE taken RENAME TO collected_entries")


def _rows_told_apart_by_what_they_say(connection: sa.Connection) -> None:
    # Columns are taken away by building tables anew: SQLite before 3.35 cannot drop one.
    for statement in (
        "CREATE TABLE listing_rows (source TEXT NOT NULL, listing TEXT NOT NULL, key TEXT NOT NULL,"
        " fingerprint TEXT NOT NULL, walk INTEGER NOT NULL, PRIMARY KEY (source, listing, key, fingerprint))",
        "INSERT INTO listing_rows SELECT source, listing, key, '', walk FROM listing_entries",
        "DROP TABLE listing_entries",
        "ALTER TABLE collected_entries RENAME TO collected_before",
        "CREATE TABLE collected_entries (source TEXT NOT NULL, key TEXT NOT NULL, ruling_id TEXT,"
        " note TEXT NOT NULL, left_out BOOLEAN NOT NULL, PRIMARY KEY (source, key))",
        "INSERT INTO collected_entries SELECT source, key, ruling_id, note, left_out FROM collected_before",
        "DROP TABLE collected_before",
    ):
        connection.exec_driver_sql(statement)


def _kinds_of_suits(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE rulings ADD COLUMN suit TEXT NOT NULL DEFAULT 'claimant'")
    # The side tells well enough until the rulings are labelled again.
    connection.exec_driver_sql(
        "UPDATE rulings SET suit = CASE (SELECT json_extract(labels, '$.side') FROM contents WHERE ruling_id = id)"
        " WHEN 'defendant' THEN 'employer' WHEN 'none' THEN 'other' ELSE suit END"
    )
    connection.exec_driver_sql("CREATE INDEX ix_rulings_suit ON rulings (suit)")


def _how_rulings_came(connection: sa.Connection) -> None:
    # Of what an earlier program took in nobody can say that it was all there is.
    for statement in (
        "ALTER TABLE sightings ADD COLUMN origin TEXT NOT NULL DEFAULT 'chosen'",
        "ALTER TABLE sightings ADD COLUMN collection INTEGER",
        "CREATE INDEX ix_sightings_origin ON sightings (origin)",
        "CREATE TABLE collections (id INTEGER NOT NULL PRIMARY KEY, origin TEXT NOT NULL, place TEXT NOT NULL,"
        " total INTEGER NOT NULL, at TEXT NOT NULL, seed INTEGER)",
    ):
        connection.exec_driver_sql(statement)


def _calls_of_persons(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE calls ADD COLUMN person TEXT NOT NULL DEFAULT ''")


# Layout → the step that leads to it from the one before.
_STEPS: dict[int, Callable[[sa.Connection], None]] = {
    2: _listings_of_live_sources,
    3: _calls_of_models,
    4: _calls_that_count_and_plain_names,
    5: _rows_told_apart_by_what_they_say,
    6: _kinds_of_suits,
    7: _how_rulings_came,
    8: _calls_of_persons,
}

SCHEMA_VERSION = max(_STEPS)
"""The layout of `lib.store.schema`."""


def prepare(store: Connections, held_before: Callable[[], int] = lambda: 0) -> None:
    """Make the tables of a new file, or bring an older one to the present layout.

    Raises StoreError for a file of a newer program and for an empty one where `held_before` tells of
    rulings, both of which are left untouched, and for one that lacks a table or column although its
    record says that they are there. A file of the present layout that cannot be written is only read.
    """
    # Turning write-ahead logging on needs the file for itself and does not wait its turn, so
    # processes that start together take turns here.
    try:
        with FileLock(f"{store.path}.lock", timeout=BUSY_SECONDS), as_sentences(store.path):
            if store.path.exists() and not os.access(store.path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            found = _recorded(store)
            if found > SCHEMA_VERSION:
                raise StoreError(
                    "데이터 파일은 더 새로운 버전의 프로그램이 만들었습니다"
                    f"(형식 {found}, 이 프로그램은 {SCHEMA_VERSION}까지). 프로그램을 업데이트해 주세요.",
                    store.path,
                )
            if not found and store.path.exists() and (rulings := held_before()):
                raise StoreError(
                    f"데이터 파일이 비어 있습니다. 검색 색인을 보면 판례 {rulings:,}건이 들어 있던 파일입니다. "
                    "아무것도 바꾸지 않았습니다. 따로 둔 사본이 있으면 그 자리에 되돌려 놓으세요. 사본이 "
                    "없으면 이 파일과 색인 폴더(index)를 지우고 다시 시작하면 처음부터 시작합니다.",
                    store.path,
                )
            steps = {version: step for version, step in _STEPS.items() if version > found}
            for version, step in (steps if found else {SCHEMA_VERSION: metadata.create_all}).items():
                with store.write() as connection:
                    step(connection)
                    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
            _check(store)
    except Timeout as error:
        raise StoreError(
            "다른 프로그램이 데이터 파일을 준비하는 중입니다. 잠시 뒤 다시 시도해 주세요.", store.path
        ) from error
    except OSError as error:
        with as_sentences(store.path):
            found = _recorded(store)
        if found != SCHEMA_VERSION:
            raise StoreError(f"데이터 폴더에 쓸 수 없습니다({error.strerror}).", store.path.parent) from error
        store.open_read_only()
        _check(store)


# The layout a file says it has, read without touching it; 0 for a new one.
def _recorded(store: Connections) -> int:
    if not store.path.exists():
        return 0
    with closing(connect_to_read(store.path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _columns(connection: sa.Connection) -> set[tuple[str, str]]:
    query = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
    return {(table, column) for table, column in connection.exec_driver_sql(query)}


def _check(store: Connections) -> None:
    with store.read() as connection:
        there = _columns(connection)
    wanted = {(table.name, column.name) for table in metadata.tables.values() for column in table.columns}
    if missing := sorted(wanted - there):
        raise StoreError(
            f"데이터 파일에 있어야 할 칸이 없습니다({'.'.join(missing[0])} 등 {len(missing)}개). "
            "파일을 다른 곳으로 옮긴 뒤 다시 시작해 주세요.",
            store.path,
        )
