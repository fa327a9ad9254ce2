"""Two attorneys in twenty sessions over one list: nothing is lost, and whoever came second is shown what the first wrote."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.access import Role, Visitor
from lib.casework.office import Office
from lib.store import ConflictError, Store

LIST, CODES, SESSIONS, TURNS = "11월 접수", ("1", "2", "3"), 20, 6


@contextmanager
def session(path: Path, name: str) -> Iterator[Office]:
    with Store(path) as store:
        yield Office(store, Visitor(is_owner=False, name=name, roles=frozenset({Role.ATTORNEY})))


def test_two_attorneys_in_twenty_sessions_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sanjae.db"
    with Store(path) as store:
        for code in CODES:
            store.save(LIST, code, '{"story": "허리를 다쳤다"}', "{}", "f1", "박서연")
    start, failed, met = threading.Barrier(SESSIONS), [], []

    def edit(number: int) -> None:
        try:
            with session(path, ("박서연", "김지우")[number % 2]) as office:
                start.wait()
                for turn in range(TURNS):
                    code = CODES[(number + turn) % len(CODES)]
                    seen = office.case(LIST, code)
                    while True:
                        assert seen
                        try:
                            office.change(LIST, code, seen.version, note=f"{seen.note}\n{number}-{turn}")
                            break
                        except ConflictError as error:
                            met.append((code, seen.note, error))
                            seen = error.held
        except Exception as error:
            failed.append(error)

    sessions = [threading.Thread(target=edit, args=(number,)) for number in range(SESSIONS)]
    for each in sessions:
        each.start()
    for each in sessions:
        each.join()
    assert failed == []
    with session(path, "박서연") as office:
        notes = {code: office.case(LIST, code).note for code in CODES}  # type: ignore[union-attr]
        written = [line for note in notes.values() for line in note.splitlines() if line]
        assert sorted(written) == sorted(f"{n}-{turn}" for n in range(SESSIONS) for turn in range(TURNS))
        history = [each for code in CODES for each in office.history(LIST, code) if each.field == "note"]
        assert len(history) == SESSIONS * TURNS and {each.who for each in history} == {"박서연", "김지우"}
    # Each conflict was shown with who wrote what meanwhile, on top of what the session had seen.
    assert met
    for code, before, error in met:
        assert error.held and error.held.note.startswith(before) and error.held.note != before
        assert error.changes and {each.who for each in error.changes} <= {"박서연", "김지우"}
        assert notes[code].startswith(error.held.note)
