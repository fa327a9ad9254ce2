"""What `training/encoder.py` learns from: texts of the project's sets, each with stretches and what they tell.

Every set was written by writers who had seen no rule. A `group` is what may not be torn apart where some rows are kept
out: a story, a letter, a text with its other forms.
"""

import json
import random
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.guidance.factor_entries import factors
from training import denial, misleading, told_answer_rows, told_days
from training.names import Names
from training.scored_answers import rows as scored_rows
from training.stretches import (
    FILES,
    Marked,
    Row,
    clean_rows,
    filled,
    masked,
    name_rows,
    named,
    read_rows,
    unmasked,
    varied,
)

SETS = Path(__file__).parents[1] / "bench/sets"
SIDES = ("for", "against")


@dataclass(frozen=True)
class Told:
    """A stretch of a text and what it tells: places of classes of a head; of those in `asked` alone, where given."""

    start: int
    end: int
    head: str
    tells: tuple[int, ...]
    asked: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Example:
    """A text with its stretches."""

    group: str
    text: str
    told: list[Told]


@dataclass
class Heads:
    """The heads by name: how they are learnt ("one" of the classes, "some" of them, one or "none"), and the classes."""

    kind: dict[str, str] = field(default_factory=dict)
    classes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, kind: str, classes: Sequence[str]) -> dict[str, int]:
        """A further head; gives the place of each of its classes."""
        self.kind[name], self.classes[name] = kind, list(classes)
        return {each: place for place, each in enumerate(classes)}


def examples(heads: Heads) -> dict[str, list[Example]]:
    """All that is learnt from, by set; `heads` is filled with the heads they need."""
    makers = (_circumstances, _points, _answers, _reasons, _days, _identifiers)
    return {make.__name__.removeprefix("_"): list(make(heads)) for make in makers}


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


# The clauses of a story one behind the other, as they were written; what was written alone stands alone.
def _circumstances(heads: Heads) -> Iterator[Example]:
    rows = _lines("circumstances.jsonl")
    known = {each["story"] for each in _lines("circumstance_cases.jsonl")}
    side_of = {factor.id: factor.side for factor in factors() if not factor.rest}
    circ = heads.add("circ", "none", sorted({row["id"] for row in rows if row["id"]}))
    side = heads.add("side", "some", SIDES)
    together: OrderedDict[tuple[str, bool], list[dict[str, Any]]] = OrderedDict()
    for number, row in enumerate(rows):
        together.setdefault((row.get("story") or f"_{number}", row["how"] == "denial"), []).append(row)
    for (story, _), clauses in together.items():
        text, told = "", list[Told]()
        for row in clauses:
            start = len(text) + bool(text)
            text = f"{text} {row['text']}".lstrip()
            tells = {id_ for id_ in (row["id"], *row.get("also", ())) if id_}
            told.append(
                Told(start, len(text), "circ", tuple(sorted(circ[id_] for id_ in tells if id_ in circ)))
            )
            if tells or story in known or story.startswith("_"):
                helped = {row.get("side", ""), *(side_of.get(id_, "") for id_ in tells)} & side.keys()
                told.append(Told(start, len(text), "side", tuple(sorted(side[each] for each in helped))))
        yield Example(story, text, told)


# What of a story helps either side, and what only seems to tell something of the case.
def _points(heads: Heads) -> Iterator[Example]:
    heads.add("point", "some", (*SIDES, "mis"))
    for row in misleading.rows():
        told = []
        for clause, misleads in zip(row.clauses, row.misleads, strict=True):
            helps = [row.holds_some(words, *clause) for words in (row.helps, row.hurts)]
            tells = tuple(place for place, is_so in enumerate((*helps, misleads)) if is_so)
            told.append(Told(*clause, "point", tells, (0, 1, 2) if row.case else (2,)))
        yield Example(row.id, row.story, told)


# The answers that pieces of stories give to the questions of their type.
def _answers(heads: Heads) -> Iterator[Example]:
    stories, alone = told_answer_rows.stories(), scored_rows(told_answer_rows.CLAUSES)
    in_stories = [(story, [*story.stretches()]) for story in stories]
    answers = {
        answer for _, texts in in_stories for *_, pieces in texts for _, tells in pieces for answer in tells
    }
    of_alone = [
        [f"{row['question']} {name}" for name in told_answer_rows.names_of(row["value"])] for row in alone
    ]
    place = heads.add("ans", "none", sorted(answers.union(*of_alone)))
    of_question: dict[str, list[int]] = defaultdict(list)
    for answer, at in place.items():
        of_question[answer.split(" ")[0]].append(at)
    for story, texts in in_stories:
        asked = tuple(sorted(at for question in story.answers for at in of_question[question]))
        for _, text, pieces in texts:
            told = [
                Told(piece.start, piece.end, "ans", tuple(sorted(place[each] for each in tells)), asked)
                for piece, tells in pieces
            ]
            yield Example(story.row["id"], text, told)
    for number, (row, tells) in enumerate(zip(alone, of_alone, strict=True)):
        asked = tuple(of_question[row["question"]])
        whole = Told(0, len(row["text"]), "ans", tuple(place[each] for each in tells), asked)
        yield Example(f"ac{number}", row["text"], [whole])


# The kinds of reasons that the clauses of a refusal give.
def _reasons(heads: Heads) -> Iterator[Example]:
    of_all = [(letter, list(letter.spans())) for letter in denial.letters()]
    place = heads.add(
        "why", "none", sorted({kind for _, spans in of_all for *_, kinds in spans for kind in kinds})
    )
    for letter, spans in of_all:
        told = [
            Told(start, end, "why", tuple(sorted(place[kind] for kind in kinds - denial.VIEWS or kinds)))
            for start, end, kinds in spans
        ]
        yield Example(letter.letter, letter.text, told)


# What happened on the days of a story, what became of its claim, and how far it has come.
def _days(heads: Heads) -> Iterator[Example]:
    rows = told_days.rows()
    role = heads.add("role", "one", sorted({role for row in rows for role in row.roles.values()}))
    claim = heads.add("claim", "one", sorted({row.claim for row in rows}))
    stage = heads.add("stage", "one", sorted({row.stage for row in rows}))
    for number, row in enumerate(rows):
        story, days = row.telling.story, row.telling.days
        told = [
            Told(day.start, day.end, "role", (role[row.roles[day.start]],))
            for day in days
            if day.start in row.roles
        ]
        told.append(Told(0, len(story), "claim", (claim[row.claim],)))
        told.append(Told(0, len(story), "stage", (stage[row.stage],)))
        yield Example(f"d{number}", story, told)


FORMS, NAMED_OF_CLEAN, CLEAN = 2, 2, 6000
"""Other forms of each text with an identifier; of so many clean texts every second has a name put in."""


# The words of texts that are part of an identifier.
def _identifiers(heads: Heads) -> Iterator[Example]:
    heads.add("ident", "some", ("secret",))
    chance = random.Random(12)
    names, (clean, _) = Names(chance), clean_rows(chance)
    for file in FILES:
        for number, row in enumerate(read_rows(file)):
            group = f"{file.stem}{number}"
            yield _words_of(masked(row), group)
            if row.secret:
                yield _words_of(unmasked(row), group)
                for _ in range(FORMS):
                    yield _words_of(masked(varied(row, names, chance)), group)
    for number, context in enumerate([*name_rows("context"), *name_rows("introduced")]):
        for shape in ("korean", "foreign"):
            text, places = filled(context, names, chance, shape)
            yield _words_of(masked(Row(text, tuple(places))), f"ctx{number}")
    for number, each in enumerate(clean[:CLEAN:NAMED_OF_CLEAN]):
        put = named(each.text, names, chance, "korean" if chance.random() < 0.65 else "foreign")
        form = Row(put[0], tuple(put[1])) if put and number % NAMED_OF_CLEAN else each
        yield _words_of(masked(form), f"cl{number}")


def _words_of(marked: Marked, group: str) -> Example:
    told = [
        Told(word.start, word.end, "ident", (0,) if is_part else ())
        for word, is_part in zip(marked.words, marked.marks, strict=True)
        if word.text.strip()
    ]
    return Example(group, marked.text, told)
