"""A ruling: its record, and the parts of its text.

`Precedent` is the record every source yields. `read_sections` cuts a text into the parts a court
writes (연관판결, 주문, 청구취지, 이유 …), each with its character offsets into the original, so that
whatever is shown of a ruling can be opened at its place.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from lib.domain.digest import Digest


def normal_court(court: str) -> str:
    """The one spelling of a court that ids use: `부산고법(창원)`, `부산고등법원창원재판부` → `부산고등법원(창원)`."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFC", court))
    name = re.sub(r"^(\S*?)(고법|지법|행법)(?=$|\(|[가-힣]+(?:재판부|지원))", _long_court, name)
    branch = re.fullmatch(r"(.+?고등법원)\(?([가-힣]{2,4}?)(?:원외)?(?:재판부)?\)?", name)
    return f"{branch[1]}({branch[2]})" if branch else name


def _long_court(match: re.Match[str]) -> str:
    return match[1] + {"고법": "고등법원", "지법": "지방법원", "행법": "행정법원"}[match[2]]


def normal_case_number(case_number: str) -> str:
    """A case number without spaces, NFC: `2012 구단 100` → `2012구단100`."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", case_number))


def ruling_id(court: str, case_number: str) -> str:
    """The stable id of a ruling: court and case number, the same from every source."""
    return f"{normal_court(court)}_{normal_case_number(case_number)}"


@dataclass(frozen=True, slots=True)
class Precedent:
    """One ruling as a source gave it.

    `text` may be empty (the source held only a stub) and `digest` may be None (no own-words
    summary). `kind_a`, `kind_b` and `kind_c` are the source's own words, never ours.
    `decided_on` is None where the source does not say, which is common.
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

    @property
    def id(self) -> str:
        """Stable id: court and case number, NFC, no spaces."""
        return ruling_id(self.court, self.case_number)

    @property
    def year(self) -> int | None:
        """The year the case was filed, read from its number (`2012구단100` → 2012)."""
        return case_year(self.case_number)


def case_year(case_number: str) -> int | None:
    """Year of filing in a case number; two-digit years (`99두189`) are 19xx. None when unreadable."""
    match = re.match(r"(\d{4}|\d{2})[가-힣]", normal_case_number(case_number))
    if not match:
        return None
    return int(match[1]) if len(match[1]) == 4 else 1900 + int(match[1])
