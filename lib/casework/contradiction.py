"""Two things that a row of an office's table says of one fact, and how they are quoted."""

from dataclasses import dataclass
from datetime import date

from lib.domain.taxonomy import Stage
from lib.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that a case says of one fact, as a sentence for the office, and what to ask the client.

    `field` and `day`: the day of the intake that is told twice, and the earlier of the two. `stage`: how far the
    dispute has come by the words that the column does not have.
    """

    says: str
    asks: str = ""
    field: str = ""
    day: date | None = None
    stage: Stage | None = None


def two(name: str, column: object, words: str) -> str:
    """What a column says beside a story, as a sentence; `words` are empty where the story is in another language."""
    told = f"이야기에는 “{words}”라고 되어 있습니다." if words else "이야기는 그렇지 않습니다."
    return f"{name}: 칸에는 ‘{column}’, {told}"


def sentence_at(story: str, place: int) -> str:
    """The sentence of a story that a place lies in; empty where none does."""
    return next((each.words for each in sentences(story, story=True) if each.start <= place < each.end), "")


_LONGEST = 80


def shortened(words: str, place: int = 0) -> str:
    """A sentence in one line; of a long one the words about a place."""
    if len(words) > _LONGEST:
        begin = words.rfind(" ", 0, max(0, place - _LONGEST // 2)) + 1
        end = words.find(" ", begin + _LONGEST)
        words = f"{'…' if begin else ''}{words[begin : end if end > 0 else None]}{'…' if end > 0 else ''}"
    return " ".join(words.split())
