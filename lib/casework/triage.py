"""A list of a labour attorney's intakes, each analysed once and kept: `office_findings`, `office_urgency`."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from lib.casework.intake_masking import masked
from lib.casework.office_cautions import flag
from lib.casework.office_codes import digest, with_codes
from lib.casework.office_findings import Held, findings
from lib.casework.office_urgency import TIME_FLAGS, Findings, state_of, urgency
from lib.domain.classify import CLASSIFIER_VERSION
from lib.domain.kept_case import KeptCase
from lib.domain.office_case import CaseStatus, OfficeCase, RefusedCase
from lib.store import Store
from lib.store.office_cases import OfficeCases
from lib.text.shipped import FOLDER

_FORM = 5
"""Of what is kept of a case; counted up when that changes, so that what was kept before is made anew."""


@dataclass(frozen=True, slots=True)
class Triaged:
    """A case of a list and what was found of it.

    `was_kept`: it was found before and not analysed again. `status` and what follows `was_kept` are the office's.
    """

    row: int
    case: str
    found: Findings
    fingerprint: str
    status: str = CaseStatus.REVIEWING.value
    was_kept: bool = False
    assignee: str = ""
    note: str = ""
    consent: bool = False
    power_of_attorney: bool = False

    def document(self, today: date) -> dict[str, Any]:
        """The case as JSON has it, as of a day."""
        urgent = urgency(self.found, today)
        flags = list(self.found["flags"])
        if urgent["state"] in TIME_FLAGS:
            kind, says = TIME_FLAGS[urgent["state"]]
            flags.append(flag(kind, says.format_map(urgent)))
        passed = {
            each["id"]
            for each in self.found["deadlines"]
            if each["due"] and state_of(each, today) == "passed"
        }
        return self.found | {
            "row": self.row,
            "case": self.case,
            "urgency": urgent,
            "deadlines": [
                each | {"days_left": each["due"] and (date.fromisoformat(each["due"]) - today).days}
                for each in self.found["deadlines"]
            ],
            "if_passed": [each for each in self.found["if_passed"] if passed.intersection(each["of"])],
            "flags": flags,
            "status": self.status,
            "assignee": self.assignee,
            "note": self.note,
            "consent": self.consent,
            "power_of_attorney": self.power_of_attorney,
        }


Analysed = tuple[OfficeCase, Findings | str]
"""A case and what was found of it, or why nothing could be."""
Analyse = Callable[[Sequence[OfficeCase]], Iterable[Analysed]]
"""Analyses cases and gives each as soon as it is done, in any order."""


def in_this_process(rulings: Held, today: date) -> Analyse:
    """Analyses one case after the other, here."""

    def analyse(cases: Sequence[OfficeCase]) -> Iterator[Analysed]:
        for case in cases:
            yield case, found_or_why_not(case, rulings, today)

    return analyse


def found_or_why_not(case: OfficeCase, rulings: Held, today: date) -> Findings | str:
    """The findings of a case; where the analysis fails, a sentence, so that one case never stops the rest."""
    try:
        return findings(case, rulings, today)
    except Exception as error:
        return f"분석하다가 멈췄습니다({type(error).__name__}). 이 행만 빼고 계속했습니다."


def triage(
    cases: Iterable[OfficeCase],
    analyse: Analyse,
    version: str,
    keeping: OfficeCases | None = None,
    list_name: str = "",
    who: str = "",
    keep_names: bool = False,
) -> Iterator[Triaged | RefusedCase]:
    """Every case of a list, those kept already first, the others as each is analysed and kept.

    A case is analysed again only where its intake or the `version` changed (`version_of`). Identifiers are masked
    unless `keep_names`. Whoever stops asking loses nothing that was given. Raises what `keeping` raises.
    """
    held_already = {each.code: each for each in keeping.listed(list_name)} if keeping else {}
    taken_in = [case if keep_names else masked(case) for case in cases]
    waiting = []
    for case in with_codes(taken_in, held_already.values()):
        print_ = fingerprint(case, version)
        kept = held_already.get(case.code)
        if kept and kept.fingerprint == print_ and kept.result_json:
            found = json.loads(kept.result_json)
            has_moved = found.get("row", case.row) != case.row
            if has_moved:
                # Where it stands in the file tells the rows of a list apart that have no code.
                found["row"] = case.row
                kept = replace(kept, result_json=json.dumps(found, ensure_ascii=False))
            if keeping and (has_moved or _brings_more(case, kept)):
                kept = _keep(keeping, list_name, case, kept.result_json, print_, who)
            yield _triaged(case, found, print_, kept, was_kept=True)
        else:
            waiting.append(case)
    for case, found in analyse(waiting):
        if isinstance(found, str):
            yield RefusedCase(case.row, found)
            continue
        done = fingerprint(case, version)
        kept = None
        if keeping:
            kept = _keep(keeping, list_name, case, json.dumps(found, ensure_ascii=False), done, who)
        yield _triaged(case, found, done, kept)


def triage_each(
    read: Iterable[OfficeCase | RefusedCase],
    analyse: Analyse,
    version: str,
    keeping: OfficeCases | None = None,
    list_name: str = "",
    who: str = "",
) -> Iterator[Triaged | RefusedCase]:
    """As `triage`, of cases that take long to read and have codes: each is analysed and kept before the next is read."""
    for each in read:
        if isinstance(each, RefusedCase):
            yield each
        else:
            yield from triage([each], analyse, version, keeping, list_name, who)


# What the table tells and the office has not written.
def _brings_more(case: OfficeCase, kept: KeptCase) -> bool:
    return any(
        getattr(case, name) and not getattr(kept, name)
        for name in ("assignee", "note", "consent", "power_of_attorney")
    )


# Keeps a case; how it stands then, with what the office wrote of it meanwhile.
def _keep(
    keeping: OfficeCases, list_name: str, case: OfficeCase, result: str | None, print_: str, who: str
) -> KeptCase | None:
    intake = case.intake.model_dump_json()
    keeping.save(
        list_name,
        case.code,
        intake,
        result,
        print_,
        who,
        assignee=case.assignee,
        note=case.note,
        consent=case.consent,
        power_of_attorney=case.power_of_attorney,
    )
    return keeping.result(list_name, case.code)


def _triaged(
    case: OfficeCase, found: Findings, print_: str, kept: KeptCase | None, was_kept: bool = False
) -> Triaged:
    status = str(kept.status) if kept else CaseStatus.REVIEWING.value
    assignee, note = (kept.assignee, kept.note) if kept else (case.assignee, case.note)
    holder = kept or case
    received = (holder.consent, holder.power_of_attorney)
    return Triaged(case.row, case.code, found, print_, status, was_kept, assignee, note, *received)


def fingerprint(case: OfficeCase, version: str) -> str:
    """What the findings of a case follow from: its intake, what its cells left open, the day it was told on, the version."""
    told_on = case.told_on.isoformat() if case.told_on else ""
    cells = repr((case.unclear, case.awaited))
    return digest(case.intake.model_dump_json(), told_on, cells, version)


def version_of(store: Store) -> str:
    """What else findings follow from: this program, its data and the rulings held. Raises StoreError."""
    return digest(str(_FORM), str(CLASSIFIER_VERSION), _data_version(), str(store.revision()))


@lru_cache(maxsize=1)
def _data_version() -> str:
    shipped = sorted(
        file for file in FOLDER.rglob("*") if file.suffix in (".yaml", ".npz", ".json") and file.is_file()
    )
    return digest(*(f"{file.relative_to(FOLDER)} {file.stat().st_size}" for file in shipped))
