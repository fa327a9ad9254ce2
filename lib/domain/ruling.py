"""A ruling as every source yields it, and its id."""

from dataclasses import dataclass
from datetime import date, datetime

from lib.domain.digest import Digest
from lib.text.citations import case_year, normal_case_number, normal_court


def ruling_id(court: str, case_number: str) -> str:
    """The stable id of a ruling: court and case number, the same from every source."""
    return f"{normal_court(court)}_{normal_case_number(case_number)}"


@dataclass(frozen=True, slots=True)
class Precedent:
    """One ruling as a source gave it.

    `text` may be empty (the source held only a stub) and `digest` may be None (no own-words
    summary). `kind_a`, `kind_b` and `kind_c` are the source's own words, never ours.
    `decided_on` is None where the source does not say, which is common. `text_source` is who gave the
    text, where that is a person's file and all else is the word of an official source.
    """

    case_number: str
    court: str
    title: str
    source: str
    text: str = ""
    digest: Digest | None = None
    decided_on: date | None = None
    source_serial: str | None = None
    source_url: str | None = None
    kind_a: str | None = None
    kind_b: str | None = None
    kind_c: str | None = None
    fetched_at: datetime | None = None
    text_source: str | None = None

    @property
    def id(self) -> str:
        """Stable id: court and case number, NFC, no spaces."""
        return ruling_id(self.court, self.case_number)

    @property
    def year(self) -> int | None:
        """The year the case was filed, read from its number (`2012구단100` → 2012)."""
        return case_year(self.case_number)
