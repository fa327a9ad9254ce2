"""The cases that a labour attorney's office keeps: lists, what is written about each case, and by whom.

Whoever changes a case says which version they saw. What others changed since then is theirs: a change of another
field lands beside it, one of the same field is refused with what they wrote. What is deleted is gone from the file:
freed places are zeros (`secure_delete`), the tables are written anew without it, because a page that was parted may
still hold a copy, and the write-ahead log is emptied.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from lib.domain.kept_case import EDITABLE, CaseChange, KeptCase, OfficeList, Saved
from lib.domain.office_case import CaseStatus
from lib.store.connection import BUSY_SECONDS, Connections, StoreError, among, as_sentences, upsert_rows
from lib.store.schema import counters, office_cases, office_changes, office_names
from lib.text.said import said
from lib.text.spelling import plain, whole

LONGEST_NAME, LONGEST_NOTE = 120, 10_000
"""Characters of the name of a list, a case or an assignee, and of a note; longer ones are refused."""

_COUNTER = "office"
# How long a reader is waited for before the log stays as it is.
_SWEEP_SECONDS = 5
_case, _change, _name = office_cases.c, office_changes.c, office_names.c
_KEPT = [_case[field.name] for field in fields(KeptCase)]
_CHANGED = [_change[field.name] for field in fields(CaseChange)]
_TABLES = (office_cases, office_changes, office_names)
_NEW = {
    "status": CaseStatus.REVIEWING,
    "assignee": "",
    "note": "",
    "consent": False,
    "power_of_attorney": False,
}


class ConflictError(StoreError):
    """Somebody else changed the same of a case first, or deleted it; the message is a sentence for the person.

    `changes` are theirs, the newest of each field; `held` is the case as it is now, None where it was deleted.
    """

    def __init__(
        self, message: str, held: KeptCase | None = None, changes: Sequence[CaseChange] = ()
    ) -> None:
        super().__init__(message)
        self.held = held
        self.changes = tuple(changes)


class Edits(TypedDict, total=False):
    """What may be changed of a case, each left out where it stays."""

    status: CaseStatus
    assignee: str
    note: str
    consent: bool
    power_of_attorney: bool


class OfficeCases(Connections):
    """Lists of cases. Names of lists and cases are compared in their plain form, without spaces around them.

    A name that is empty or too long raises StoreError, as everything else that goes wrong.
    """

    def save(
        self,
        list_name: str,
        code: str,
        intake_json: str,
        result_json: str | None,
        fingerprint: str,
        who: str,
        *,
        assignee: str = "",
        note: str = "",
        consent: bool = False,
        power_of_attorney: bool = False,
    ) -> Saved:
        """Hold a case of a list, in place of what was held under its code; what the office wrote of it stays.

        Without a result, that of the same fingerprint stays and any other goes, to be made again. SAME where
        nothing differs from what is held. What the office may write is for a case that is new, or where nothing stands and
        nobody ever wrote; of longer ones the beginning is held.
        """
        here = {"list_name": named(list_name), "code": named(code)}
        brought = {"intake_json": whole(intake_json), "fingerprint": fingerprint}
        told: dict[str, str | bool] = {
            "assignee": _who(assignee),
            "note": whole(note).strip()[:LONGEST_NOTE].rstrip(),
            "consent": consent,
            "power_of_attorney": power_of_attorney,
        }
        who, now = _who(who), datetime.now(UTC)
        with self.write() as connection:
            held = _held(connection, **here)
            if held is None:
                row = _NEW | told | brought | {"result_json": _whole(result_json), "version": 1}
                moments = {"added_at": now, "added_by": who, "changed_at": now, "changed_by": who}
                connection.execute(sa.insert(office_cases).values(here | row | moments))
                _record(connection, here, 1, now, who, [("added", "", "")])
                _count_up(connection)
                return Saved.NEW
            keeps = result_json is None and fingerprint == held.fingerprint
            result = held.result_json if keeps else _whole(result_json)
            row = brought | {"result_json": result}
            empty = [name for name, value in told.items() if value and not getattr(held, name)]
            written = {each.field for each in _changed_since(connection, here, 0, empty)} if empty else set()
            filled = {name: told[name] for name in empty if name not in written}
            if not filled and all(getattr(held, name) == value for name, value in row.items()):
                return Saved.SAME
            made = [(name, _told(getattr(held, name)), _told(value)) for name, value in filled.items()]
            if held.intake_json != row["intake_json"]:
                made.append(("intake", "", ""))
            if made:
                row |= filled | {"version": held.version + 1, "changed_at": now, "changed_by": who}
                _record(connection, here, held.version + 1, now, who, made)
            connection.execute(sa.update(office_cases).where(*_at(office_cases, here)).values(row))
            _count_up(connection)
        return Saved.CHANGED

    def finished(self, list_name: str) -> dict[str, str]:
        """Code → fingerprint of the cases of a list that have a result."""
        query = sa.select(_case.code, _case.fingerprint).where(
            _case.list_name == named(list_name), _case.result_json.is_not(None)
        )
        return dict(map(tuple, self._rows(query)))

    def result(self, list_name: str, code: str) -> KeptCase | None:
        """One case, or None where it is not held."""
        with self.read() as connection:
            return _held(connection, named(list_name), named(code))

    def listed(self, list_name: str) -> list[KeptCase]:
        """The cases of a list, in the order in which they came."""
        query = sa.select(*_KEPT).where(_case.list_name == named(list_name))
        return [KeptCase(*row) for row in self._rows(query.order_by(_case.added_at, _case.code))]

    def lists(self) -> list[OfficeList]:
        """All lists, the one that changed last first."""
        last = sa.func.max(_case.changed_at, type_=_case.changed_at.type)
        query = sa.select(_case.list_name, sa.func.count(), sa.func.count(_case.result_json), last)
        return [OfficeList(*row) for row in self._rows(query.group_by(_case.list_name).order_by(last.desc()))]

    def office_revision(self) -> int:
        """A number that grows whenever anything of any list changes."""
        return self._value(sa.select(counters.c.value).where(counters.c.name == _COUNTER)) or 0

    def change(self, list_name: str, code: str, version: int, who: str, **edits: Unpack[Edits]) -> KeptCase:
        """Write what somebody changed of the `version` they saw; the case as it is now.

        All edits land together or none. What already stands so is no change. Raises ConflictError where somebody
        else changed one of these fields since that version, or deleted the case.
        """
        here = {"list_name": named(list_name), "code": named(code)}
        wanted = {name: _edited(name, value) for name, value in edits.items()}
        who, now = _who(who), datetime.now(UTC)
        with self.write() as connection:
            held = _held(connection, **here)
            if held is None:
                raise ConflictError(said("다른 사람이 이 사건을 지웠습니다. 바꾼 것은 저장되지 않았습니다."))
            new = {name: value for name, value in wanted.items() if getattr(held, name) != value}
            if not new:
                return held
            if version > held.version:
                # Deleted and taken in again: what they saw was another case.
                raise ConflictError(
                    said("다른 사람이 이 사건을 지우고 다시 넣었습니다. 바꾼 것은 저장되지 않았습니다."), held
                )
            if others := _changed_since(connection, here, version, new):
                last = others[-1]
                raise ConflictError(
                    said(
                        "{who}님이 먼저 바꾸었습니다. 바꾼 것은 저장되지 않았습니다. "
                        "지금 내용을 보고 다시 적어 주세요.",
                        who=last.who or said("다른 사람"),
                    ),
                    held,
                    others,
                )
            made = [(name, _told(getattr(held, name)), _told(value)) for name, value in new.items()]
            _record(connection, here, held.version + 1, now, who, made)
            row = new | {"version": held.version + 1, "changed_at": now, "changed_by": who}
            connection.execute(sa.update(office_cases).where(*_at(office_cases, here)).values(row))
            _count_up(connection)
            changed = _held(connection, **here)
        assert changed is not None
        return changed

    def history(self, list_name: str, code: str) -> list[CaseChange]:
        """Who changed what of a case when, the newest first."""
        here = {"list_name": named(list_name), "code": named(code)}
        query = sa.select(*_CHANGED).where(*_at(office_changes, here))
        rows = self._rows(query.order_by(_change.version.desc(), _change.field))
        return [CaseChange(*row) for row in rows]

    def delete_case(self, list_name: str, code: str) -> bool:
        """Take a case out with its history and names; as `delete_list`."""
        here = {"list_name": named(list_name), "code": named(code)}
        return self._delete({table: sa.and_(*_at(table, here)) for table in _TABLES})

    def delete_list(self, list_name: str) -> bool:
        """Take a list out with all its cases, so that nothing of them is left in the file.

        False where another program kept the write-ahead log from being emptied; it empties when that is done, or
        with the next `sweep`.
        """
        name = named(list_name)
        return self._delete({table: table.c.list_name == name for table in _TABLES})

    def _delete(self, theirs: dict[sa.Table, sa.ColumnElement[bool]]) -> bool:
        with self.write() as connection:
            for table, which in theirs.items():
                rest = connection.execute(sa.select(table).where(sa.not_(which))).mappings().all()
                connection.execute(sa.delete(table))
                if rest:
                    connection.execute(sa.insert(table), [dict(row) for row in rest])
            _count_up(connection)
        return self.sweep()

    def sweep(self) -> bool:
        """Empty the write-ahead log, where deleted text may still stand; False where somebody else reads in it."""
        if self.read_only:
            return False
        with as_sentences(self.path), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {_SWEEP_SECONDS * 1000}")
            busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        return not busy

    def remember_names(self, list_name: str, code: str, names: Iterable[tuple[str, str]]) -> None:
        """Hold who stands in which role in a case, as (role, digest), in place of what was held of it."""
        here = {"list_name": named(list_name), "code": named(code)}
        rows = [here | {"role": role, "digest": digest} for role, digest in sorted(set(names))]
        with self.write() as connection:
            connection.execute(sa.delete(office_names).where(*_at(office_names, here)))
            if rows:
                connection.execute(sa.insert(office_names), rows)

    def holders(self, digests: Iterable[str]) -> list[tuple[str, str, str]]:
        """The cases in which a name of these digests stands, as (list, code, role)."""
        query = (
            sa.select(_name.list_name, _name.code, _name.role).where(among(_name.digest, digests)).distinct()
        )
        rows = self._rows(query.order_by(_name.list_name, _name.code, _name.role))
        return [(row.list_name, row.code, row.role) for row in rows]

    def shared_names(self, list_name: str, code: str) -> list[tuple[str, str, str, str]]:
        """What a held case shares with others: its role, and the list, code and role there, each once."""
        own, other = office_names.alias(), office_names.alias()
        same_case = sa.and_(other.c.list_name == own.c.list_name, other.c.code == own.c.code)
        there = (other.c.list_name, other.c.code, other.c.role)
        query = (
            sa.select(own.c.role, *there)
            .join(other, other.c.digest == own.c.digest)
            .where(own.c.list_name == named(list_name), own.c.code == named(code), sa.not_(same_case))
        )
        return [(*row,) for row in self._rows(query.distinct().order_by(own.c.role, *there))]

    def conflicting(self, list_name: str, role: str, against: Iterable[str]) -> set[str]:
        """The codes of the cases of a list that share a name so that one has this role and the other one against it."""
        own, other = office_names.alias(), office_names.alias()
        same_case = sa.and_(other.c.list_name == own.c.list_name, other.c.code == own.c.code)
        there = list(against)
        opposed = sa.or_(
            sa.and_(own.c.role == role, other.c.role.in_(there)),
            sa.and_(other.c.role == role, own.c.role.in_(there)),
        )
        query = sa.select(own.c.code).join(other, other.c.digest == own.c.digest)
        rows = self._rows(
            query.where(own.c.list_name == named(list_name), sa.not_(same_case), opposed).distinct()
        )
        return {code for (code,) in rows}


def named(name: str) -> str:
    """The name of a list or case as it is held. Raises StoreError where it is empty or too long."""
    held = " ".join(plain(whole(name)).split())
    if not held:
        raise StoreError(said("목록과 사건에는 이름이 있어야 합니다."))
    if len(held) > LONGEST_NAME:
        raise StoreError(said("이름이 너무 깁니다. {n}자까지 쓸 수 있습니다.", n=str(LONGEST_NAME)))
    return held


def _who(who: str) -> str:
    return " ".join(plain(whole(who)).split())[:LONGEST_NAME]


def _whole(text: str | None) -> str | None:
    return None if text is None else whole(text)


# A value as it is held. Raises StoreError for one that cannot be.
def _edited(name: str, value: object) -> object:
    if name not in EDITABLE:
        raise TypeError(f"not a field of a case: {name}")
    if name == "status":
        return CaseStatus(str(value))
    if name in ("consent", "power_of_attorney"):
        return bool(value)
    text = whole(str(value)).strip()
    longest = LONGEST_NOTE if name == "note" else LONGEST_NAME
    if len(text) > longest:
        raise StoreError(said("너무 깁니다. {n}자까지 적을 수 있습니다.", n=f"{longest:,}"))
    return text


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _at(table: sa.Table, here: dict[str, str]) -> list[sa.ColumnElement[bool]]:
    return [table.c[name] == value for name, value in here.items()]


def _held(connection: sa.Connection, list_name: str, code: str) -> KeptCase | None:
    query = sa.select(*_KEPT).where(_case.list_name == list_name, _case.code == code)
    row = connection.execute(query).one_or_none()
    return KeptCase(*row) if row else None


# The newest change of each of these fields since a version, the newest last.
def _changed_since(
    connection: sa.Connection, here: dict[str, str], version: int, names: Iterable[str]
) -> list[CaseChange]:
    query = sa.select(*_CHANGED).where(
        *_at(office_changes, here), _change.version > version, among(_change.field, names)
    )
    newest = {row.field: CaseChange(*row) for row in connection.execute(query.order_by(_change.version))}
    return sorted(newest.values(), key=lambda change: change.version)


def _record(
    connection: sa.Connection,
    here: dict[str, str],
    version: int,
    at: datetime,
    who: str,
    made: Iterable[tuple[str, str, str]],
) -> None:
    rows: list[dict[str, Any]] = [
        here | {"version": version, "field": field, "at": at, "who": who, "before": before, "after": after}
        for field, before, after in made
    ]
    connection.execute(sa.insert(office_changes), rows)


def _count_up(connection: sa.Connection) -> None:
    before = connection.scalar(sa.select(counters.c.value).where(counters.c.name == _COUNTER)) or 0
    upsert_rows(connection, counters, [{"name": _COUNTER, "value": before + 1}])
