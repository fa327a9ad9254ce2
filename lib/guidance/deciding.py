"""What decides a case, weighed beside the rules: which criteria of law it turns on, and which evidence would turn it.

A rule sees words; whether a case turns on what they name is another matter, and a rule that waits for a word misses
who puts it otherwise. Labour attorneys marked what decides each of many cases (`bench/sets/deciding.jsonl`). For all
that may be asked in a dispute a linear model learnt from them (`training/deciding.py`, `data/deciding.npz`) weighs the
texts of the case, what is known of it, and what the rules made of it, into how likely an attorney would name it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.domain.intake import Case
from lib.guidance.cases import Scope
from lib.guidance.clause_weights import Vector, Weights, likely, lines, meanings, read_weights
from lib.text.shipped import read_shipped


@dataclass(frozen=True, slots=True)
class ByRule:
    """What the rules make of a case.

    `chosen` are the ids they would show, in order; `signs` has what speaks for each that may be asked at all, in the
    same order of signs for each, those of its scope first; `marks` is what is known of the case.
    """

    chosen: tuple[str, ...]
    signs: Mapping[str, Sequence[float]]
    marks: frozenset[str]


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
class Model:
    """What was learnt of one kind of thing that is named for a case.

    `often` has for each how often it is named where it may be, as a logarithm of odds; `decision` weighs the score,
    that, and the signs of the rules, the constant last; `first` weighs the same into how likely it comes first.
    """

    weights: Weights
    often: dict[str, float]
    seldom: float
    decision: Vector
    first: Vector

    def signs(self, text: str, by_rule: ByRule) -> dict[str, list[float]]:
        """What speaks for each that may be asked; `text` are the texts of the case."""
        marks = {*by_rule.marks, *(f"rule {id_}" for id_ in by_rule.chosen)}
        scores = self.weights.scores(text, meanings().of(text), marks)
        score_of = dict(zip(self.weights.classes, scores[1:], strict=True))
        signs = {}
        for id_, each in by_rule.signs.items():
            score, is_chosen = float(score_of.get(id_, -1.0)), float(id_ in by_rule.chosen)
            place = 1 / (1 + by_rule.chosen.index(id_)) if is_chosen else 0.0
            often = self.often.get(asked_as(id_, each), self.seldom)
            signs[id_] = [score, often, is_chosen, place, score * is_chosen, often * is_chosen, *each, 1.0]
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
    return Model(read_weights(mine), often, float(mine["seldom"]), mine["decision"], mine["first"])


@lru_cache(maxsize=2)
def model(kind: str) -> Model:
    """What ships of one kind, `criteria` or `evidence`, read once."""
    return read_model(read_shipped("deciding.npz"), kind)
