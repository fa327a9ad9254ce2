"""What `training/told_answers.py` learns from: the stories and the clauses in which writers marked what answers a question."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from lib.guidance.check_answers import FROM_LETTER, FROM_STORY
from lib.guidance.check_entries import check_data
from lib.guidance.criteria_check import told_in, type_by_rules
from lib.guidance.misleading import signs_of
from lib.guidance.phrases import read_for_phrases
from lib.guidance.weighed_answers import NO, YES, Piece, likeness, pieces_of
from lib.guidance.weighed_type import type_marks
from lib.guidance.whose_number import CLASS_OF, NONE, UNITS, YEARS, Candidate, candidates
from lib.search.understanding import understand
from training.clauses import Array
from training.scored_answers import intake_of, rows

SETS = Path(__file__).parents[1] / "bench/sets"
STORIES, CLAUSES, SILENT = (
    SETS / f"{name}.jsonl" for name in ("told_answers", "told_answer_clauses", "circumstances")
)

_OVERLAP = 3
"""Characters that a clause shares with the words of an answer, to give it."""
_SILENT_EACH = 74
"""Of so many clauses of stories that help nobody one is learnt from."""
_NEARLY = 0.02
"""The share by which a number of the story may differ from what was marked."""
_TODAY = date(2026, 11, 30)
"""The day on which the stories were written."""


@dataclass(frozen=True)
class Row:
    """One clause to learn from, with the answers it gives."""

    words: str
    source: str
    marks: frozenset[str]
    tells: frozenset[str]
    of: str
    """Its type where it is of a story, else its question; empty where it tells nothing of any."""

    @cached_property
    def like(self) -> tuple[Array, Array]:
        """Its meaning, and its likeness to circumstances."""
        return likeness(self.words, self.source)


@dataclass(frozen=True)
class Story:
    """One story of the training set."""

    row: Mapping[str, Any]

    @property
    def by(self) -> str:
        """Its writer."""
        return str(self.row["by"])

    @cached_property
    def texts(self) -> list[tuple[str, str, int]]:
        """The texts as the reader takes them: name, text, and the place where the account begins."""
        korean = intake_of(self.row).readable.in_korean
        return [
            (FROM_STORY, korean.text, len(korean.text) - len(korean.story)),
            (FROM_LETTER, korean.denial_reason, 0),
        ]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What is told of each question, None for nothing."""
        return {id_: each and each["value"] for id_, each in self.row["answers"].items()}

    @cached_property
    def listed(self) -> dict[str, Any]:
        """What the word lists of each question say alone: yes or no, or the options named."""
        intake, data = intake_of(self.row), check_data()
        told_alone = told_in(intake.readable.in_korean, understand(intake), _TODAY, tuple(self.answers))
        those = [data.questions[id_] for id_ in self.answers]
        return {
            each.id: list(told_alone.listed_options(each)) if each.options else told_alone.listed(each)
            for each in those
        }

    @cached_property
    def type_row(self) -> tuple[str, set[str]]:
        """Its whole text, and what is known of it before it is read."""
        korean = intake_of(self.row).readable.in_korean
        case = understand(intake_of(self.row)).labels
        return f"{korean.text}\n{korean.denial_reason}", type_marks(case, type_by_rules(korean, case))

    @cached_property
    def numbers(self) -> list[tuple[Candidate, str]]:
        """The numbers of its texts, and what each of them is."""
        found = []
        for _, text, begins in self.texts:
            spans = [
                (start, start + len(words), CLASS_OF[id_], each["value"])
                for id_, each in self.row["answers"].items()
                if id_ in CLASS_OF and each
                for words in each["words"]
                if (start := text.find(words)) >= 0
            ]
            for candidate in candidates(text, begins):
                number = candidate.quantity
                classes = [
                    class_
                    for first, last, class_, value in spans
                    if first <= number.start < last
                    and number.unit in UNITS[class_]
                    and (class_ == YEARS or abs(number.value - value) <= _NEARLY * value)
                ]
                found.append((candidate, classes[0] if classes else NONE))
        return found

    @cached_property
    def aside(self) -> list[tuple[tuple[frozenset[str], ...], bool]]:
        """What each clause that was marked is weighed by, and whether it only sounds like an answer."""
        marked = [words for each in self.row["answers"].values() if each for words in each["words"]]
        found = []
        for _, text, begins in self.texts:
            clauses = [each for each in read_for_phrases(text).clauses() if each[0] >= begins]
            spans = [
                [(start, start + len(words)) for words in those if (start := text.find(words)) >= 0]
                for those in (marked, self.row["none"])
            ]
            for (start, end), signs in zip(clauses, signs_of(text, clauses), strict=True):
                tells, only_sounds = (any(_tells(start, end, *span) for span in those) for those in spans)
                if tells or only_sounds:
                    found.append((signs, not tells))
        return found

    def stretches(self) -> Iterator[tuple[str, str, list[tuple[Piece, frozenset[str]]]]]:
        """Of each of its texts the name, the text, and its pieces with the answers they give."""
        for source, text, begins in self.texts:
            spans = [
                (start, start + len(words), f"{id_} {answer}")
                for id_, each in self.row["answers"].items()
                for words in (each["words"] if each else ())
                for answer in names_of(each["value"])
                if (start := text.find(words)) >= 0
            ]
            pieces = pieces_of(text, source, begins) if text else []
            yield (
                source,
                text,
                [
                    (
                        piece,
                        frozenset(
                            answer
                            for first, last, answer in spans
                            if _tells(piece.start, piece.end, first, last)
                        ),
                    )
                    for piece in pieces
                ],
            )

    @cached_property
    def rows(self) -> list[Row]:
        """Its clauses, with what they tell."""
        return [
            Row(text[piece.start : piece.end], source, piece.marks, tells, self.row["type"])
            for source, text, pieces in self.stretches()
            for piece, tells in pieces
        ]


def names_of(value: Any) -> list[str]:
    """The answers that a value of the set stands for."""
    if isinstance(value, bool):
        return [YES if value else NO]
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


# Whether a clause shares enough with the words of an answer to give it.
def _tells(start: int, end: int, first: int, last: int) -> bool:
    shared = min(end, last) - max(start, first)
    return shared > _OVERLAP and shared >= min(end - start, last - first) / 2


def stories() -> list[Story]:
    """The stories of the training set."""
    return [Story(row) for row in rows(STORIES)]


def clauses() -> list[Row]:
    """The clauses that were written alone, and some that tell nothing."""
    found = []
    for each in rows(CLAUSES):
        [whole, *_] = sorted(pieces_of(each["text"], FROM_STORY), key=lambda piece: piece.start - piece.end)
        tells = {f"{each['question']} {name}" for name in names_of(each["value"])}
        found.append(Row(each["text"], FROM_STORY, whole.marks, frozenset(tells), each["question"]))
    silent = [each for each in rows(SILENT) if each["id"] is None and not each.get("side")]
    for each in silent[::_SILENT_EACH]:
        source = FROM_LETTER if each.get("how") == "denial" else FROM_STORY
        for piece in pieces_of(each["text"], source)[:1]:
            found.append(Row(each["text"], source, piece.marks, frozenset(), ""))
    return found


def numbers_alone() -> list[tuple[Candidate, str]]:
    """The numbers of the clauses that were written alone."""
    asked: dict[str, dict[float, str]] = defaultdict(dict)
    for each in rows(CLAUSES):
        if each["question"] in CLASS_OF:
            values = asked[each["text"]]
            if each["value"] is not None:
                values[each["value"]] = CLASS_OF[each["question"]]
    return [
        (candidate, values.get(round(candidate.quantity.value, 2), NONE))
        for text, values in asked.items()
        for candidate in candidates(text)
    ]
