"""Connections to one SQLite file: who may write when, and errors as sentences.

Write-ahead logging, safe for several app sessions and the command line at once: every write is one
short transaction that takes the write lock first (`BEGIN IMMEDIATE`), so two writers queue instead
of failing, and a killed process leaves nothing half done.
"""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from lib.text.said import said

BUSY_SECONDS = 60
"""How long a writer waits for its turn."""


class StoreError(Exception):
    """The database cannot be used; the message is a sentence for the person.

    It never holds the `path` of the database: whoever owns the machine may be shown it, a visitor not.
    """

    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class Connections:
    """Transactions on one database file, whose folder is made when it is not there yet.

    Every method may raise StoreError. May be shared by threads; each process opens its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.why_read_only = ""
        """What whoever would write is told where the home cannot be written; empty where it can."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                said("데이터 폴더를 만들 수 없습니다({reason}).", reason=str(error.strerror)), path.parent
            ) from error
        self._engine = sa.create_engine(
            sa.URL.create("sqlite+pysqlite", database=str(path)),
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        sa.event.listen(self._engine, "connect", _prepare)
        sa.event.listen(self._engine, "begin", _begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection; the store is not used after it."""
        self._engine.dispose()

    @property
    def read_only(self) -> bool:
        """Whether the home cannot be written: rulings are read, and every write is refused."""
        return bool(self.why_read_only)

    def open_read_only(self, why: str) -> None:
        """From now on only read, and create nothing beside the file; `why` is a sentence for the person."""
        self.why_read_only = why
        self._engine.dispose()
        # A connection to each transaction: whether another program has a log beside the file may change.
        self._engine = sa.create_engine(
            "sqlite+pysqlite://",
            creator=lambda: connect_to_read(self.path, check_same_thread=False),
            poolclass=sa.pool.NullPool,
        )
        sa.event.listen(self._engine, "connect", _let_begin)
        sa.event.listen(self._engine, "begin", _begin)

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent view."""
        with as_sentences(self.path), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction that has the write lock from its beginning."""
        if self.read_only:
            raise StoreError(self.why_read_only, self.path)
        with as_sentences(self.path), self._engine.execution_options(write=True).begin() as connection:
            yield connection

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        with self.read() as connection:
            return connection.execute(query).all()

    # The first column of the first row, or None.
    def _value(self, query: sa.Select[Any]) -> Any | None:
        with self.read() as connection:
            return connection.scalar(query)


def connect_to_read(path: Path, check_same_thread: bool = True) -> sqlite3.Connection:
    """A connection that cannot write, and creates nothing beside the file where no log is there yet."""
    # What a killed program left in the log belongs to the file; an empty one is left where the disk is full.
    log = path.with_name(f"{path.name}-wal")
    is_alone = not (log.exists() and log.stat().st_size)
    address = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if is_alone else "")
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=check_same_thread)


def _let_begin(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions begin where `_begin` says, not where the driver guesses.
    connection.isolation_level = None


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    _let_begin(connection, record)
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted or written over is zeros in the file: cases of an office are health data.
    connection.execute("PRAGMA secure_delete = ON")
    # With write-ahead logging NORMAL cannot corrupt the file; at worst the last commits before a
    # power cut are gone, and an import is run again.
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


READ_ONLY = said(
    "데이터 폴더에 쓸 수 없어 저장하지 못했습니다. 가진 판례를 찾고 읽는 것은 됩니다. "
    "저장하려면 폴더에 쓸 권한을 준 뒤 다시 시작해 주세요."
)
"""What whoever would write is told where the home can only be read."""

FULL = said(
    "디스크에 남은 공간이 없어 저장하지 못했습니다. 가진 판례는 그대로 있습니다. "
    "공간을 비운 뒤 다시 시작해 주세요."
)
"""What they are told where the disk is full."""

# What SQLite says → what the person is told.
_MESSAGES = {
    "locked|busy": said("다른 작업이 데이터 파일을 오래 쓰고 있습니다. 끝난 뒤 다시 시도해 주세요."),
    "not a database|malformed": said(
        "데이터 파일이 손상되었거나 이 프로그램의 파일이 아닙니다. "
        "파일을 다른 곳으로 옮긴 뒤 다시 시작해 주세요."
    ),
    # Where nothing can be written beside the file the database says no more than that.
    "full|disk I/O": FULL,
    "readonly": READ_ONLY,
    "unable to open": said(
        "데이터 파일을 열지 못했습니다. 파일과 그 폴더를 읽고 쓸 권한을 준 뒤 다시 시작해 주세요."
    ),
}


@contextlib.contextmanager
def as_sentences(path: Path) -> Iterator[None]:
    """Turn errors of the database at `path` into StoreError, one sentence for the person."""
    try:
        yield
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
        reason = str(getattr(error, "orig", error))
        other = said("데이터 파일을 쓸 수 없습니다: {reason}", reason=reason)
        message = next((message for words, message in _MESSAGES.items() if re.search(words, reason)), other)
        raise StoreError(message, path) from error


def upsert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows whole, each in place of the one with its primary key."""
    if rows:
        connection.execute(_upsert(table), rows)


# Made once for each table: many rulings are written one by one.
@cache
def _upsert(table: sa.Table) -> sa.Insert:
    statement = insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: column for column in statement.excluded if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


_LISTED = sa.text("(SELECT value FROM json_each(:listed))")


def among(column: sa.Column[Any], values: Iterable[str]) -> sa.ColumnElement[bool]:
    """True where a column is one of these values, however many: they travel as one parameter."""
    listed = sa.bindparam("listed", json.dumps(list(values)), type_=sa.String, unique=True)
    return column.bool_op("IN")(_LISTED.bindparams(listed))
