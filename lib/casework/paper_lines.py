"""A paper to hand in as a row of lines: what a page shows and what the Word file says are made of the same ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from lib.casework.word_file import WordFile

BLANK = "_" * 12
"""What is not known, to be written in by hand."""
BLANK_DAY = "20__. __. __."
"""The same for a day."""
UNDATED = "____. __. __."
"""In place of the day of a ruling, which may be of any century."""

Style = Literal["title", "heading", "subheading", "text", "item", "quote", "row", "note", "sign"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a `row` of a form is its name (`label`) and what stands beside it; `label` goes before other text."""

    style: Style
    text: str
    label: str = ""

    @property
    def words(self) -> str:
        """All that the line says."""
        return f"{self.label} {self.text}".strip() if self.style == "row" else f"{self.label}{self.text}"


def as_word(lines: Iterable[Line]) -> bytes:
    """The lines as DOCX, rows that follow on one another as one table."""
    made = WordFile()
    made.as_letter()
    for style, run in groupby(lines, key=lambda line: line.style):
        if style == "row":
            made.form([(line.label, line.text) for line in run])
            continue
        for line in run:
            _write(made, line)
    return made.packed()


def _write(made: WordFile, line: Line) -> None:
    match line.style:
        case "title":
            made.title(line.text)
        case "heading" | "subheading":
            made.heading(line.text, level=1 if line.style == "heading" else 2)
        case "quote":
            made.quote(line.words)
        case "sign":
            made.right(line.text)
        case "item":
            made.item(line.text, line.label)
        case _:
            made.say(line.text, bold=line.label, italic=line.style == "note")


def day(told: date | None) -> str:
    """A day as such papers write it; a blank where it is not known."""
    return f"{told.year}. {told.month}. {told.day}." if told else BLANK_DAY


def numbered(words: Iterable[str]) -> Iterator[str]:
    """가. 나. 다. … before each; after the fourteenth the numbers of the list."""
    for place, each in enumerate(words):
        yield f"{_LETTERS[place] if place < len(_LETTERS) else place + 1}. {each}"


_LETTERS = "가나다라마바사아자차카타파하"
