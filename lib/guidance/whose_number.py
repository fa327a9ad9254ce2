"""Which question of the check a number of a story answers, weighed by the words around it.

`lib/guidance/told_numbers` knows numbers by the words that mostly stand beside them; people leave out the unit and the
name of the thing (`오른쪽 52`, `약 쓰고 66에`). A linear model, learnt with the answers of clauses
(`training/told_answers.py`, `data/told_answers.npz`), weighs the runs of syllables before a number, behind it and in its
clause, and its unit. Years of work are one class, whatever the work was.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lib.guidance.check_answers import Answer, bounded
from lib.guidance.check_entries import Question
from lib.guidance.phrases import read_for_phrases
from lib.guidance.working_hours import SHORT, WEEKS, Spread
from lib.text.meanings import Vector
from lib.text.numbers import Quantity, find_bare_numbers, find_quantities
from lib.text.odds import likelihoods
from lib.text.runs import syllable_runs
from lib.text.shipped import lines, read_shipped

LEAST = 0.55
"""How likely a number has to answer a question to be read as its answer."""
NOT_IT = 0.85
"""From where on a number that other words tell is put aside for being likely something else."""
NONE, YEARS = "none", "years"
CLASS_OF = {
    **dict.fromkeys(("years_of_burden", "years_in_noise", "years_in_dust", "years_exposed"), YEARS),
    **{
        id_: id_
        for id_ in (
            "hours_12", "hours_4", "hours_1", "hours_before", "noise_level", "hearing_loss", "ratio_after_drug",
            "volume_after_drug", "years_since_first",
        )
    },
}  # fmt: skip
"""What a number is for each question that asks for one of these."""
UNITS = {
    **dict.fromkeys((YEARS, "years_since_first"), ("년",)),
    **dict.fromkeys(("hours_12", "hours_4", "hours_1", "hours_before"), ("시간",)),
    **dict.fromkeys(("noise_level", "hearing_loss"), ("dB", "")),
    **dict.fromkeys(("ratio_after_drug", "volume_after_drug"), ("%", "")),
}
"""The units that a number of each class may have; an empty one where none is told."""
_BEFORE, _BEHIND = 18, 12
"""Characters around a number that are weighed apart from its clause."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of a text, what it is weighed by, and the classes that its clause rules out."""

    quantity: Quantity
    signs: frozenset[str]
    never: frozenset[str] = frozenset()


def candidates(text: str, told_from: int = 0) -> Iterator[Candidate]:
    """Every number with a unit that is asked for, or with none."""
    units = {unit for those in UNITS.values() for unit in those}
    quantities = find_quantities(text)
    found = [each for each in (*quantities, *find_bare_numbers(text)) if each.unit in units]
    reader = read_for_phrases(text)
    clauses = list(reader.clauses())
    for each in sorted(found, key=lambda one: one.start):
        if each.start < told_from:
            continue
        first, last = reader.sentence(each.start, each.end)
        clause = next(((a, b) for a, b in clauses if a <= each.start < b), (first, last))
        views = {
            "is": text[slice(*clause)],
            "before": text[max(first, each.start - _BEFORE) : each.start],
            "behind": text[each.end : min(last, each.end + _BEHIND)],
        }
        runs = {f"{view} {run}" for view, words in views.items() for run in syllable_runs(words)}
        periods = {
            weeks for one in quantities if clause[0] <= one.start < clause[1] if (weeks := _weeks(one))
        }
        yield Candidate(
            each, frozenset(runs | {f"unit {each.unit}"}), _OF_OTHERS.get(frozenset(periods), _NONE)
        )


_NONE = frozenset[str]()
_OF_OTHERS = {
    frozenset({WEEKS}): frozenset({"hours_4"}),
    frozenset({SHORT}): frozenset({"hours_12", "hours_before"}),
}
"""What a number is not in a clause that names the weeks of one average alone."""


# Of how many weeks an average is, where a quantity names one of the Notice: 12 weeks or three months, 4 weeks or one.
def _weeks(quantity: Quantity) -> int | None:
    weeks = quantity.value * {"주": 1, "개월": SHORT}.get(quantity.unit, 0)
    return int(weeks) if weeks in (SHORT, WEEKS) else None


@dataclass(frozen=True)
class Model:
    """What was learnt: a row of weights for each sign, one column a class."""

    classes: tuple[str, ...]
    place: Mapping[str, int]
    weights: Vector
    bias: Vector

    def odds(self, candidate: Candidate, among: Collection[str]) -> dict[str, float]:
        """How likely the number is of each class of `among`, and of none of them."""
        known = [self.place[each] for each in candidate.signs if each in self.place]
        scores = self.bias + self.weights[known].sum(axis=0) / math.sqrt(len(candidate.signs))
        at = [
            number
            for number, each in enumerate(self.classes)
            if each == NONE
            or (each in among and each not in candidate.never and candidate.quantity.unit in UNITS[each])
        ]
        return dict(zip((self.classes[each] for each in at), likelihoods(scores[at]).tolist(), strict=True))


def read_model(shipped: Mapping[str, Any]) -> Model:
    """The model from the arrays of `data/told_answers.npz`."""
    return Model(
        tuple(lines(shipped["number_classes"])),
        {each: at for at, each in enumerate(lines(shipped["number_signs"]))},
        shipped["number_weights"].astype(np.float32),
        shipped["number_bias"],
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("told_answers.npz"))


@dataclass(frozen=True, slots=True)
class Weighing:
    """A number of a text, and how likely it is of each class that is asked for, and of none."""

    text: str
    source: str
    quantity: Quantity
    odds: Mapping[str, float]

    @property
    def likeliest(self) -> str:
        """The likeliest class."""
        return max(self.odds, key=lambda each: self.odds[each])


def weigh(texts: Sequence[tuple[str, str, int]], among: Collection[str]) -> tuple[Weighing, ...]:
    """The numbers of some texts, each with its name and the place where it begins, weighed."""
    if not among:
        return ()
    return tuple(
        Weighing(text, source, each.quantity, model().odds(each, among))
        for source, text, told_from in texts
        for each in candidates(text, told_from)
    )


def told_number(weighed: Sequence[Weighing], question: Question) -> Answer | None:
    """The number that answers a question, the story's before the letter's; None where none likely does.

    Where several do, the worse ear and the louder place count; years in several places are at least the longest of them
    and at most all together; of other numbers the answer lies between them.
    """
    class_ = CLASS_OF[question.id]
    likely = [
        each
        for each in weighed
        if each.likeliest == class_
        and each.odds[class_] >= LEAST
        and question.least <= each.quantity.value <= question.most
    ]
    those = [each for each in likely if each.source == likely[0].source]
    if not those:
        return None
    spreads = [_spread(each, question) for each in those]
    lows, highs = [each.low for each in spreads], [each.high for each in spreads]
    low, high = min(lows), max(highs)
    if class_ == YEARS or question.told.largest:
        low = max(lows)
    if class_ == YEARS:
        high = min(question.most, _in_all(those, highs))
    words = " · ".join(dict.fromkeys(_words(each) for each in those))
    return Answer(question, Spread(low, high), those[0].source, words)


# How many years several told ones are at most: all together, unless the longest is said to be, or is, their sum.
def _in_all(those: Sequence[Weighing], highs: Sequence[float]) -> float:
    years = {each.quantity.value: high for each, high in zip(those, highs, strict=True)}
    longest = max(years)
    of_longest = next(each for each in those if each.quantity.value == longest)
    before = of_longest.text[max(0, of_longest.quantity.start - _BEFORE) : of_longest.quantity.start]
    others = sum(years.values()) - years[longest]
    is_total = _TOTAL.search(before) or abs(others - longest) < 1
    return years[longest] if is_total else years[longest] + others


_TOTAL = re.compile(r"통산|모두|합[해쳐치]|도합|총|전부|다\s?해서")


def is_put_aside(weighed: Sequence[Weighing], question: Question, answer: Answer) -> bool:
    """Whether the one number that an answer was read from is likely something else."""
    those = [each for each in weighed if each.quantity.words.strip() and each.quantity.words in answer.words]
    return len(those) == 1 and 1 - those[0].odds.get(CLASS_OF[question.id], 0.0) >= NOT_IT


def _spread(each: Weighing, question: Question) -> Spread:
    text, number = each.text, each.quantity
    before, behind = (
        text[max(0, number.start - _BEFORE) : number.start],
        text[number.end : number.end + _BEHIND],
    )
    return bounded(number.value, behind, before, question)


# The number with the word before it, which names it.
def _words(each: Weighing) -> str:
    before = each.text[: each.quantity.start].rstrip()
    return each.text[
        len(before) - len(before.split()[-1] if before.split() else "") : each.quantity.end
    ].strip()
