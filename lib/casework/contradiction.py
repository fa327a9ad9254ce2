"""Two things that a row of an office's table says of one fact, and how they are quoted."""

import re
from dataclasses import dataclass
from datetime import date

from lib.domain.taxonomy import Stage
from lib.text.sentences import sentence_at


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


STAGE_ASKS = "공단 결정, 심사 결정, 재심사 재결, 판결 가운데 마지막으로 받은 것이 무엇인가요? 그 문서의 사진을 보내 주세요."
"""What the client is asked where it is not clear how far the dispute has come."""
OTHERS = re.compile(r"(?:선배|동료|친구|이웃|동기|형님?|누나|언니|오빠|동생|회사)(?![가-힣]{2})")
"""Other people than the one whose case it is."""


def two(name: str, column: object, words: str, where: str = "칸에는") -> str:
    """What a column says beside a story, as a sentence; `words` are empty where the story is in another language.

    `where` the first of the two stands, for the story itself may say both.
    """
    told = f"이야기에는 “{words}”라고 되어 있습니다." if words else "이야기는 그렇지 않습니다."
    return f"{name}: {where} ‘{column}’, {told}"


def words_at(story: str, place: int) -> str:
    """The sentence of a story that a place lies in; empty where none does."""
    held = sentence_at(story, place)
    return held.words if held else ""


_LONGEST = 80


def shortened(words: str, place: int = 0) -> str:
    """A sentence in one line; of a long one the words about a place."""
    if len(words) > _LONGEST:
        begin = words.rfind(" ", 0, max(0, place - _LONGEST // 2)) + 1
        end = words.find(" ", begin + _LONGEST)
        words = f"{'…' if begin else ''}{words[begin : end if end > 0 else None]}{'…' if end > 0 else ''}"
    return " ".join(words.split())
