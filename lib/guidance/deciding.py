"""What decides a case, weighed beside the rules: which criteria of law it turns on, and which evidence would turn it.

A rule sees words; whether a case turns on what they name is another matter, and a rule that waits for a word misses
who puts it otherwise. Labour attorneys marked what decides each of many cases (`bench/sets/deciding.jsonl`). For all
that may be asked in a dispute a linear model learnt from them (`training/deciding.py`, `data/deciding.npz`) weighs the
texts of the case, what is known of it, what the rules made of it, and what was named for the marked cases most like
it, into how likely an attorney would name it.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.domain.intake import Case
from lib.guidance.cases import Scope
from lib.guidance.clause_weights import Weights, read_weights
from lib.text.meanings import Vector, meanings
from lib.text.odds import likely
from lib.text.shipped import lines, read_shipped


@dataclass(frozen=True, slots=True)
class ByRule:
    """What the rules make of a case.

    `chosen` are the ids they would show, in order; `signs` has what speaks for each that may be asked at all, in the
    same order of signs for each, those of its scope first; `marks` is what is known of the case. `allows` tells of an
    id without signs whether the rules let it be named all the same.
    """

    chosen: tuple[str, ...]
    signs: Mapping[str, Sequence[float]]
    marks: frozenset[str]
    allows: Callable[[str], bool] = field(compare=False)


MAY_MISS = (frozenset[str](), frozenset({"issue_category"}), frozenset({"kind_b"}), frozenset({"kind_c"}))
"""Labels of which one may be another than what is named for a case was written for: stories often have two."""


def may_be_named(scope: Scope, case: Case) -> bool:
    """Whether something of that scope may be named for the case."""
    return frozenset(scope.misses(case)) in MAY_MISS


def signs_of_scope(scope: Scope, case: Case) -> list[float]:
    """What its scope says of it: one number for each of MAY_MISS."""
    missed = frozenset(scope.misses(case))
    return [float(missed == each) for each in MAY_MISS]


def marks_of_case(case: Case, raised: Collection[str], shown: Collection[str]) -> frozenset[str]:
    """What is known of a case: its labels, the grounds of the refusal and the circumstances told."""
    labels = (case.kind_b, case.kind_c, case.disease_category, case.issue_category, case.suit)
    return frozenset(
        {*(each.value for each in labels if each), *(f"ground {id_}" for id_ in raised)}
        | {f"told {id_}" for id_ in shown}
    )


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely an attorney would name each at all, and before all others."""

    named: Mapping[str, float]
    first: Mapping[str, float]


@dataclass(frozen=True)
class Marked:
    """The cases that attorneys marked: what each is about, and what was named for it, the first first.

    `meanings` has a row of length one for each, `marks` a one where a mark of the column `mark` is known of it.
    """

    mean: Vector
    meanings: Vector
    mark: Mapping[str, int]
    marks: NDArray[np.int8]
    named: Sequence[Sequence[str]]

    # How many marks are known of each.
    @cached_property
    def _known(self) -> Vector:
        return np.asarray(self.marks.sum(axis=1), np.float32)

    def likest(self, meaning: Vector, marks: Collection[str]) -> list[tuple[int, float]]:
        """The places of the LIKEST cases most like one of that meaning, each with its share of one."""
        own = meaning - self.mean
        known = [self.mark[each] for each in marks if each in self.mark]
        shared = self.marks[:, known].sum(axis=1, dtype=np.float32)
        either = self._known + len(marks) - shared
        alike = self.meanings @ own / (float(np.linalg.norm(own)) or 1.0) + _OF_MARKS * shared / (1 + either)
        places = np.argsort(-alike, kind="stable")[:LIKEST]
        shares = np.exp(_NEARER * (alike[places] - alike[places[0]]))
        return list(zip(places.tolist(), (shares / shares.sum()).tolist(), strict=True))

    def votes(self, meaning: Vector, marks: Collection[str]) -> tuple[Counter[str], Counter[str]]:
        """How much of what is most like a case each was named for, and named first for."""
        named: Counter[str] = Counter()
        first: Counter[str] = Counter()
        for place, share in self.likest(meaning, marks):
            for rank, id_ in enumerate(self.named[place]):
                named[id_] += share  # type: ignore[assignment]
                first[id_] += share if rank == 0 else 0  # type: ignore[assignment]
        return named, first


LIKEST = 40
"""How many of the marked cases are asked."""
_OF_MARKS, _NEARER = 1.5, 8.0
"""What the share of common marks counts beside that of meaning, and how much more the nearer cases count."""
_VOTED = 0.1
"""The votes from which on something may be named for a case that it was not written for."""


@dataclass(frozen=True)
class Model:
    """What was learnt of one kind of thing that is named for a case.

    `often` has for each how often it is named where it may be, as a logarithm of odds; `decision` weighs the score,
    that, the signs of the rules and the votes of the marked cases, the constant last; `first` weighs the same into how
    likely it comes first. `width` is how many signs the rules give.
    """

    weights: Weights
    often: dict[str, float]
    seldom: float
    marked: Marked
    width: int
    decision: Vector
    first: Vector

    def signs(self, text: str, by_rule: ByRule) -> dict[str, list[float]]:
        """What speaks for each that may be asked; `text` are the texts of the case."""
        meaning = meanings().of(text)
        marks = {*by_rule.marks, *(f"rule {id_}" for id_ in by_rule.chosen)}
        scores = self.weights.scores(text, meaning, marks)
        score_of = dict(zip(self.weights.classes, scores[1:], strict=True))
        named, first = self.marked.votes(meaning, by_rule.marks)
        beyond = (id_ for id_, votes in named.items() if votes >= _VOTED and id_ not in by_rule.signs)
        nothing = [0.0] * self.width
        asked = {**by_rule.signs, **{id_: nothing for id_ in beyond if by_rule.allows(id_)}}
        signs = {}
        for id_, each in asked.items():
            score, is_chosen = float(score_of.get(id_, -1.0)), float(id_ in by_rule.chosen)
            place = 1 / (1 + by_rule.chosen.index(id_)) if is_chosen else 0.0
            often = self.often.get(asked_as(id_, each), self.seldom)
            voted = (float(named[id_]), math.sqrt(named[id_]), math.sqrt(first[id_]))
            is_beyond = float(id_ not in by_rule.signs)
            signs[id_] = [
                *(score, often, is_chosen, place, score * is_chosen, often * is_chosen, *each),
                *(*voted, is_beyond, score * is_beyond, 1.0),
            ]
        return signs

    def odds(self, text: str, by_rule: ByRule) -> Odds:
        """How likely an attorney would name each."""
        signs = self.signs(text, by_rule)
        named, first = (
            {id_: likely(weights, each) for id_, each in signs.items()}
            for weights in (self.decision, self.first)
        )
        return Odds(named, first)


def asked_as(id_: str, signs: Sequence[float]) -> str:
    """How what is asked of is counted: by itself where its scope fits (the first sign), else apart from that."""
    return id_ if signs[0] else f"{id_} beside"


def read_model(shipped: Mapping[str, Any], kind: str) -> Model:
    """The model of one kind, `criteria` or `evidence`, from the arrays of `data/deciding.npz`."""
    mine = {
        name.removeprefix(f"{kind}_"): array for name, array in shipped.items() if name.startswith(f"{kind}_")
    }
    often = dict(zip(lines(mine["often_ids"]), mine["often"].tolist(), strict=True))
    return Model(
        read_weights(mine),
        often,
        float(mine["seldom"]),
        _read_marked(mine),
        int(mine["width"]),
        mine["decision"],
        mine["first"],
    )


def _read_marked(mine: Mapping[str, Any]) -> Marked:
    mark = {each: place for place, each in enumerate(lines(mine["case_marks"]))}
    ends = mine["case_ends"].tolist()
    marks = np.zeros((len(ends), len(mark)), np.int8)
    marks[np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0)), mine["case_columns"]] = 1
    rows = mine["case_meanings"].astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    named = [line.split() for line in lines(mine["case_named"])]
    return Marked(mine["mean"], rows, mark, marks, named)


@lru_cache(maxsize=2)
def model(kind: str) -> Model:
    """What ships of one kind, `criteria` or `evidence`, read once."""
    return read_model(read_shipped("deciding.npz"), kind)
