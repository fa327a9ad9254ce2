"""What an office keeps of its cases, and who changed what of them when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, get_args

from lib.domain.office_case import CaseStatus

Editable = Literal["status", "assignee", "note", "consent", "power_of_attorney"]
"""What the people of an office write about a case."""

EDITABLE: tuple[Editable, ...] = get_args(Editable)
"""The same, in the order in which it is shown."""


class Saved(StrEnum):
    """What taking in a case did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case of a list as it is held.

    `intake_json` is the masked intake, `result_json` what was made of it, None until that is done; `fingerprint`
    tells which intake, program and rulings it was made of. `version` grows by one with every change that somebody
    makes. Moments are in UTC; `added_by` and `changed_by` name whoever was signed in.
    """

    list_name: str
    code: str
    intake_json: str
    result_json: str | None
    fingerprint: str
    status: CaseStatus
    assignee: str
    note: str
    consent: bool
    power_of_attorney: bool
    version: int
    added_at: datetime
    added_by: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class OfficeList:
    """A list of cases: how many it has, how many of them are analysed, and when one last changed (UTC)."""

    name: str
    cases: int
    finished: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One change of one field: who made it when (UTC), and what stood there before and after.

    `field` is one of `EDITABLE`, `added` for the case itself, or `intake` where a file brought another intake; of
    these two nothing is told before and after. A checkbox is `true` or `false`. `version` is that of the case after it.
    """

    version: int
    field: str
    at: datetime
    who: str
    before: str
    after: str
