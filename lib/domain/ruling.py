"""A ruling as every source yields it, and its id."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from lib.domain.digest import Digest
from lib.text.citations import branch_before, case_year, normal_case_number, normal_court
from lib.text.spelling import Plain, plain


def ruling_id(court: str, case_number: str) -> str:
    """The stable id of a ruling: court and leading case number, the same from every source and spelling."""
    return f"{normal_court(court, branch_before(case_number))}_{normal_case_number(case_number)}"


def id_court(id: str) -> str:
    """The court in the id of a ruling; empty in words that are none."""
    return id.rpartition("_")[0]


_CUT = re.compile(r"\n\n\[이 글은 담긴 파일의 한도\([\d,]+자\)에서 잘렸습니다\. 뒷부분이 없습니다\.\]\s*\Z")


def cut_off(text: str, most: int) -> str:
    """A text that ends where its file held no more than `most` characters, with a last line that says so."""
    return f"{text.rstrip()}\n\n[이 글은 담긴 파일의 한도({most:,}자)에서 잘렸습니다. 뒷부분이 없습니다.]"


def is_cut_off(text: str) -> bool:
    """Whether a text says of itself that its end is missing (`cut_off`)."""
    return bool(_CUT.search(text, max(0, len(text) - _LONGEST_MARK)))


def without_cut_mark(text: str) -> str:
    """The text without the line that says that its end is missing."""
    return text[:-_LONGEST_MARK] + _CUT.sub("", text[-_LONGEST_MARK:])


_LONGEST_MARK = 80


@dataclass(frozen=True, slots=True)
class Precedent:
    """One ruling as a source gave it.

    `text` is kept as the source gave it; what reads it reads its plain form (`plain_text`), in which all
    offsets of labels and quotes count. It may be empty (the source held only a stub), and `digest` may be None (no own-words
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
        """Stable id: court and leading case number, plain, no spaces."""
        return ruling_id(self.court, self.case_number)

    @property
    def plain_text(self) -> str:
        """The text in the one plain form (lib.text.spelling.Plain leads back from it to `text`)."""
        return plain(self.text)

    @property
    def shown_text(self) -> str:
        """What is shown and quoted: the text itself, unless its plain form has other offsets; then that."""
        read = Plain(self.text)
        return self.text if read.keeps_places else read.chars

    def place_in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where in `text` a range of `plain_text` stands; an empty one stands at the beginning."""
        return Plain(self.text).span(start, end) if start < end else (0, 0)

    @property
    def year(self) -> int | None:
        """The year the case was filed, read from its number (`2012구단100` → 2012)."""
        return case_year(self.case_number)
