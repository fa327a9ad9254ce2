"""The cases of a labour attorney's office, as its list has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.intake import Intake
from lib.domain.taxonomy import Stage


class CaseStatus(StrEnum):
    """How far the office has come with a case."""

    REVIEWING = "검토중"
    TAKEN = "수임"
    ON_HOLD = "보류"
    CLOSED = "종결"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that says something of a field and nothing certain: its column's name, its words, and why, as a sentence.

    `earliest`: of the days that it may be, where it names them.
    """

    field: str
    column: str
    words: str
    why: str
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """The next decision was asked for already: of which stage it will be (None: the Supreme Court's), and the words.

    `column`: of which column the words are; empty where the story tells it.
    """

    stage: Stage | None
    words: str
    column: str = "단계"


@dataclass(frozen=True, slots=True)
class OfficeCase:
    """One row of a list of intakes.

    `code` is the office's own number or name of the case, unique in a list; `intake` is masked already, unless
    the office chose otherwise. `parties`: role (client, company, co_claimant, attacker, other_side) → names;
    they are held in memory only and never stored in clear. `row` is where it stood in the file.
    """

    code: str
    intake: Intake
    parties: Mapping[str, tuple[str, ...]]
    row: int
    told_on: date | None = None
    """The day on which the office was told; what the story calls last month is counted from it."""
    unclear: tuple[Unclear, ...] = ()
    awaited: Awaited | None = None
    granted: str = ""
    """The words of a cell of the stage that tells of a grant and of no refusal."""
    assignee: str = ""
    """Who in the office handles it."""
    note: str = ""
    """What the office noted of it, masked as `intake` is."""
    consent: bool = False
    power_of_attorney: bool = False
    """Whether the table says that the client's consent, and the power of attorney, are there."""


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """A row of such a list that could not be used, where it stood, and why, as a sentence."""

    row: int
    reason: str
