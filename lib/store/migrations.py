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

from lib.store.connection import (
    BUSY_SECONDS,
    FULL,
    READ_ONLY,
    Connections,
    StoreError,
    as_sentences,
    connect_to_read,
)
from lib.store.schema import metadata
from lib.text.said import said


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


# The fields of a ruling as JSON, where `of` names its columns and `title` and `day` are expressions.
def _said(source: str, of: str, title: str, day: str, kind: str) -> str:
    named = {
        "case_number": "r.case_number",
        "court": "r.court",
        "title": title,
        "source": source,
        "decided_on": day,
        "source_serial": f"{of}.source_serial",
        "source_url": f"{of}.source_url",
        **{name: f"{of}.{kind}{name}" for name in ("kind_a", "kind_b", "kind_c")},
        "fetched_at": f"{of}.fetched_at",
    }
    pairs = ", ".join(f"'{name}', {column}" for name, column in named.items())
    return f"json_object({pairs})"


def _what_files_say(connection: sa.Connection) -> None:
    files = "('archive', 'table', 'pasted')"
    whole = _said("s.source", "s", "r.title", "r.decided_on", "")
    named = _said("s.source", "s", "''", "NULL", "")
    merged = _said("r.source", "r", "r.title", "r.decided_on", "source_")
    # A file led where its text is the ruling's, and the rest can be told apart: what ships, or nothing.
    leads = (
        "r.source = s.source AND (r.has_digest OR NOT EXISTS"
        " (SELECT 1 FROM sightings o WHERE o.ruling_id = r.id AND NOT o.from_file))"
    )
    for statement in (
        "ALTER TABLE rulings ADD COLUMN text_source TEXT",
        "ALTER TABLE rulings ADD COLUMN unvouched BOOLEAN NOT NULL DEFAULT 0",
        "ALTER TABLE sightings ADD COLUMN from_file BOOLEAN NOT NULL DEFAULT 0",
        f"UPDATE sightings SET from_file = 1 WHERE source IN {files}",
        "CREATE TABLE imports (number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, way TEXT NOT NULL,"
        " what TEXT NOT NULL, vouched BOOLEAN NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL,"
        " collected TEXT, collection INTEGER)",
        "CREATE TABLE sayings (number INTEGER NOT NULL, ruling_id TEXT NOT NULL, source TEXT NOT NULL,"
        " vouched BOOLEAN NOT NULL, said TEXT NOT NULL, text TEXT, outcome TEXT, differs BOOLEAN NOT NULL,"
        " PRIMARY KEY (number, ruling_id, source))",
        "CREATE INDEX ix_sayings_ruling_id ON sayings (ruling_id)",
        "CREATE INDEX ix_sayings_differs ON sayings (differs)",
        "CREATE TABLE officials (ruling_id TEXT NOT NULL PRIMARY KEY, said TEXT NOT NULL, text TEXT)",
        "CREATE TABLE removed (ruling_id TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL)",
        "CREATE INDEX ix_removed_revision ON removed (revision)",
        # One file of each ruling is known by what it said, where it led; of the others that they spoke.
        "INSERT INTO sayings SELECT 0, s.ruling_id, s.source, s.origin != 'chosen',"
        f" CASE WHEN {leads} THEN {whole} ELSE {named} END, CASE WHEN {leads} THEN NULL ELSE '' END, NULL, 0"
        " FROM sightings s JOIN rulings r ON r.id = s.ruling_id WHERE s.from_file",
        # What ships is known whole by its digest. Of what a file was merged into otherwise nobody can
        # say which part was whose: it stays as it is.
        "INSERT INTO officials SELECT r.id, CASE WHEN r.source IN " + files + " AND c.digest IS NOT NULL THEN"
        " json_object('case_number', r.case_number, 'court', r.court, 'source', 'starter',"
        " 'title', json_extract(c.digest, '$.title'), 'decided_on', json_extract(c.digest, '$.decided_on'),"
        " 'source_serial', json_extract(c.digest, '$.serial'), 'source_url', json_extract(c.digest, '$.source_url'))"
        f" ELSE {merged} END,"
        f" CASE WHEN r.source IN {files} AND c.digest IS NOT NULL THEN '' END"
        " FROM rulings r JOIN contents c ON c.ruling_id = r.id"
        " WHERE EXISTS (SELECT 1 FROM sightings s WHERE s.ruling_id = r.id AND s.from_file)"
        " AND EXISTS (SELECT 1 FROM sightings s WHERE s.ruling_id = r.id AND NOT s.from_file)",
        "UPDATE rulings SET unvouched = 1 WHERE id IN (SELECT ruling_id FROM sayings)"
        " AND id NOT IN (SELECT ruling_id FROM officials)"
        " AND id NOT IN (SELECT ruling_id FROM sayings WHERE vouched)",
        "INSERT INTO imports SELECT 0, coalesce(max(fetched_at), '1970-01-01T00:00:00+00:00'), 'before', '', 0,"
        " 0, 0, NULL, NULL FROM sightings WHERE from_file HAVING count(*) > 0",
    ):
        connection.exec_driver_sql(statement)


def _cases_of_an_office(connection: sa.Connection) -> None:
    for statement in (
        "CREATE TABLE office_cases (list_name TEXT NOT NULL, code TEXT NOT NULL, intake_json TEXT NOT NULL,"
        " result_json TEXT, fingerprint TEXT NOT NULL, status TEXT NOT NULL, assignee TEXT NOT NULL,"
        " note TEXT NOT NULL, consent BOOLEAN NOT NULL, power_of_attorney BOOLEAN NOT NULL,"
        " version INTEGER NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL, changed_at TEXT NOT NULL,"
        " changed_by TEXT NOT NULL, PRIMARY KEY (list_name, code))",
        "CREATE TABLE office_changes (list_name TEXT NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL,"
        " field TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,"
        " PRIMARY KEY (list_name, code, version, field))",
        "CREATE TABLE office_names (list_name TEXT NOT NULL, code TEXT NOT NULL, role TEXT NOT NULL,"
        " digest TEXT NOT NULL, PRIMARY KEY (list_name, code, role, digest))",
        "CREATE INDEX ix_office_names_digest ON office_names (digest)",
    ):
        connection.exec_driver_sql(statement)


# Layout → the step that leads to it from the one before.
_STEPS: dict[int, Callable[[sa.Connection], None]] = {
    2: _listings_of_live_sources,
    3: _calls_of_models,
    4: _calls_that_count_and_plain_names,
    5: _rows_told_apart_by_what_they_say,
    6: _kinds_of_suits,
    7: _how_rulings_came,
    8: _calls_of_persons,
    9: _what_files_say,
    10: _cases_of_an_office,
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
                    said(
                        "데이터 파일은 더 새로운 버전의 프로그램이 만들었습니다"
                        "(형식 {found}, 이 프로그램은 {known}까지). 프로그램을 업데이트해 주세요.",
                        found=str(found),
                        known=str(SCHEMA_VERSION),
                    ),
                    store.path,
                )
            if not found and store.path.exists() and (rulings := held_before()):
                raise StoreError(
                    said(
                        "데이터 파일이 비어 있습니다. 검색 색인을 보면 판례 {n}건이 들어 있던 파일입니다. "
                        "아무것도 바꾸지 않았습니다. 따로 둔 사본이 있으면 그 자리에 되돌려 놓으세요. 사본이 "
                        "없으면 이 파일과 색인 폴더(index)를 지우고 다시 시작하면 처음부터 시작합니다.",
                        n=f"{rulings:,}",
                    ),
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
            said("다른 프로그램이 데이터 파일을 준비하는 중입니다. 잠시 뒤 다시 시도해 주세요."), store.path
        ) from error
    except StoreError as error:
        if str(error) != FULL or not store.path.exists():
            raise
        _only_read(store, error, FULL)
    except OSError as error:
        _only_read(store, error, FULL if error.errno in _NO_SPACE else READ_ONLY)


_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


# Where nothing can be written, what is held is read; a file of another layout is of no use so.
def _only_read(store: Connections, error: OSError | StoreError, why: str) -> None:
    with as_sentences(store.path):
        found = _recorded(store)
    if found != SCHEMA_VERSION:
        if isinstance(error, StoreError) or why == FULL:
            raise StoreError(FULL, store.path) from error
        raise StoreError(
            said("데이터 폴더에 쓸 수 없습니다({reason}).", reason=str(error.strerror)), store.path.parent
        ) from error
    store.open_read_only(why)
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
            said(
                "데이터 파일에 있어야 할 칸이 없습니다({column} 등 {n}개). "
                "파일을 다른 곳으로 옮긴 뒤 다시 시작해 주세요.",
                column=".".join(missing[0]),
                n=str(len(missing)),
            ),
            store.path,
        )
