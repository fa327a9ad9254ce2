"""A sentence of a ruling's reasons with what is read of it: whose it is and where it stands."""

from dataclasses import dataclass

from lib.domain.sections import Part
from lib.domain.speakers import Voice


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the reasons: `text[start:end]`, without the numbering in front.

    `words` is the main thread of it: no white space, nothing quoted or in parentheses. `lead` is the place,
    in the row of statements, of the sentence that introduced the list it stands in, or -1. `conceded`: the
    court grants it and then says why that does not matter. `answers` an argument named in the same sentence.
    `turned`: later in its part the court turns to the other side, so that it tells nothing where it does not
    say for whom. `topic` counts the questions taken up; below 0 each passage put into the ruling below.
    """

    start: int
    end: int
    words: str
    part: Part | None
    voice: Voice
    lead: int = -1
    conceded: bool = False
    answers: bool = False
    marked: bool = False
    topic: int = 0
    turned: bool = False
