"""The cases of an office in use: who may, a list taken in beside the page, what is kept of it, and what changes.

Everything here asks first whether the visitor may see a client's case, so that no page can forget to.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from lib.access import Doing, Visitor
from lib.casework.conflicts import AGAINST, CLIENT, Conflict, check_key, flagged, held_conflicts, remember
from lib.casework.letter_batch import LetterCases, NotTold, ToldLetter, understood
from lib.casework.office_findings import held
from lib.casework.office_urgency import by_urgency
from lib.casework.triage import Analyse, Triaged, in_this_process, triage, triage_each, version_of
from lib.domain.kept_case import CaseChange, KeptCase, OfficeList
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.privacy.name_marks import NameMarks
from lib.search.index import SearchIndex
from lib.store import Store, StoreError
from lib.store.office_cases import Edits, named


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is: cases `done` of `total`, `kept` of them found before, and about how many seconds are left."""

    done: int
    total: int
    kept: int
    seconds_left: float | None


class Office:
    """What a visitor may do with the cases of the office. Raises AccessRefusedError where they may nothing."""

    def __init__(self, store: Store, by: Visitor) -> None:
        by.require(Doing.TRIAGE)
        self._store, self._who = store, by.name

    def lists(self) -> list[OfficeList]:
        """All lists, the one that changed last first."""
        return self._store.lists()

    def revision(self) -> int:
        """A number that grows whenever anything of any list changes."""
        return self._store.office_revision()

    def case(self, list_name: str, code: str) -> KeptCase | None:
        """One case, or None where it is not held."""
        return self._store.result(list_name, code)

    def documents(self, list_name: str, today: date) -> list[dict[str, Any]]:
        """The analysed cases of a list as of a day, as `Triaged.document` has them, the most urgent first.

        Each also has what the office wrote of it, its `version`, and the conflicts of interest (`flagged`).
        """
        opposed = self._store.conflicting(list_name, CLIENT, AGAINST)
        documents = []
        for row, kept in enumerate(self._store.listed(list_name), start=1):
            if kept.result_json is None:
                continue
            findings = json.loads(kept.result_json)
            done = Triaged(
                findings.get("row", row), kept.code, findings, kept.fingerprint, kept.status.value, True,
                kept.assignee, kept.note, kept.consent, kept.power_of_attorney,
            )  # fmt: skip
            written = {"version": kept.version}
            found = held_conflicts(self._store, list_name, kept.code) if kept.code in opposed else []
            documents.append(flagged(done.document(today) | written, found))
        return by_urgency(documents)

    def change(self, list_name: str, code: str, version: int, **edits: Unpack[Edits]) -> KeptCase:
        """Write what the visitor changed of the version they saw. Raises ConflictError and StoreError."""
        return self._store.change(list_name, code, version, self._who, **edits)

    def history(self, list_name: str, code: str) -> list[CaseChange]:
        """Who changed what of a case when, the newest first."""
        return self._store.history(list_name, code)

    def conflicts(self, list_name: str, code: str) -> list[Conflict]:
        """The cases that share a name with this one so that a client stands against somebody."""
        return held_conflicts(self._store, list_name, code)

    def delete_case(self, list_name: str, code: str) -> bool:
        """Take a case out of the file; False where the write-ahead log could not be emptied yet."""
        return self._store.delete_case(list_name, code)

    def delete_list(self, list_name: str) -> bool:
        """Take a list out of the file, as `delete_case`."""
        return self._store.delete_list(list_name)


class Letters:
    """Letters that become cases of a list, each read once, when it is asked for.

    `count` and `len` are how many there are, those that could not be taken in counted.
    """

    def __init__(self, read: Iterable[ToldLetter | NotTold], count: int, today: date) -> None:
        self._count = count
        self._was_read: list[OfficeCase | RefusedCase] = []
        self._to_read = LetterCases(understood(read, today))

    def __len__(self) -> int:
        return self._count

    def read(self) -> Iterator[OfficeCase | RefusedCase]:
        """Every case and what could not be read, from the first, also where reading was broken off before."""
        yield from list(self._was_read)
        for each in self._to_read:
            self._was_read.append(each)
            yield each


class TriageRun:
    """A list that is taken in and analysed in a thread of its own, for a page that is drawn again and again meanwhile.

    What was done is kept at once, so a run that was stopped goes on where it was with the next one of the same file.
    When `running` is over, `refused` has the rows that gave nothing, and `problem` says what went wrong, if anything.
    """

    def __init__(
        self,
        cases: "Sequence[OfficeCase] | Letters",
        refused: Sequence[RefusedCase],
        list_name: str,
        store: Store,
        index: SearchIndex,
        today: date,
        by: Visitor,
        marks: NameMarks | None = None,
        keep_names: bool = False,
        analyse: Callable[[], Analyse] | None = None,
        unread: Sequence[str] = (),
    ) -> None:
        """Starts at once; `marks` makes marks of names where there is a key, `unread` are columns nobody read. Raises AccessRefusedError, StoreError."""
        by.require(Doing.TRIAGE)
        self.list_name = named(list_name)
        self.refused, self.unread = list(refused), tuple(unread)
        self.problem = ""
        self.of_letters = isinstance(cases, Letters)
        self.other_key = marks is not None and not check_key(marks, store)
        self._total, self._done, self._kept = len(cases), 0, 0
        self._begun = time.monotonic()
        self._stop = threading.Event()
        self._store, self._who, self._marks = store, by.name, marks
        # What a stopped run goes on from; forgotten with the names in it once all is done.
        self._again: Callable[[Visitor], TriageRun] | None = lambda who: TriageRun(
            cases, refused, list_name, store, index, today, who, marks, keep_names, analyse, unread
        )
        self._analyse = analyse or (lambda: in_this_process(held(store, index), today))
        self._thread = threading.Thread(
            target=self._run, args=(cases, keep_names), name="triage", daemon=True
        )
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._stop.is_set()

    def stop(self, by: Visitor) -> None:
        """End it after the case it is at; what is done stays. Raises AccessRefusedError."""
        by.require(Doing.TRIAGE)
        self._stop.set()

    @property
    def may_go_on(self) -> bool:
        """Whether it ended before all was done."""
        return not self.running and self._again is not None

    def go_on(self, by: Visitor) -> "TriageRun":
        """Start the rest of what was stopped. Raises AccessRefusedError, StoreError."""
        assert self._again is not None, "all is done"
        return self._again(by)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, at most `timeout` seconds."""
        self._thread.join(timeout)

    def progress(self) -> Progress:
        """How far it is now."""
        analysed = self._done - self._kept
        spent = time.monotonic() - self._begun
        left = spent / analysed * (self._total - self._done) if analysed else None
        return Progress(self._done, self._total, self._kept, left)

    def _run(self, cases: "Sequence[OfficeCase] | Letters", keep_names: bool) -> None:
        parties = {case.row: case.parties for case in cases} if not isinstance(cases, Letters) else {}
        try:
            analyse = self._analyse()
            kept = (version_of(self._store), self._store, self.list_name, self._who)
            for each in (
                triage_each(cases.read(), analyse, *kept)
                if isinstance(cases, Letters)
                else triage(cases, analyse, *kept, keep_names)
            ):
                self._done += 1
                if isinstance(each, RefusedCase):
                    self.refused.append(each)
                else:
                    self._kept += each.was_kept
                    self._remember(parties.get(each.row, {}), each.case)
                if self._stop.is_set() and self._done < self._total:
                    return
            self._again = None
        except StoreError as error:
            self.problem = str(error)
        except Exception as error:
            # Nobody would ever see what a thread raises.
            self.problem = (
                f"예상하지 못한 오류로 멈췄습니다({type(error).__name__}). 끝난 사건은 그대로 있습니다."
            )

    def _remember(self, parties: Mapping[str, Sequence[str]], code: str) -> None:
        if self._marks and any(parties.values()):
            remember(parties, self._marks, self._store, self.list_name, code)
