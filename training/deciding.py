"""Learns `data/deciding.npz`: `python -m training.deciding [--measure]` (needs training/requirements.txt).

Each row of `bench/sets/deciding.jsonl` is a case with its labels, and what a labour attorney marked who saw the texts
and the two catalogues alone: the `criteria` on which it turns, the `evidence` that would turn it (the first most), and
what would be neither missed nor wrong (`possible`), from which nothing is learnt. Each case is learnt from twice: with
the labels that people gave it, and with those that are read of its texts by what was learnt without it, for that is how
it comes in. For each criterion and each piece of evidence a linear support-vector machine is learnt over the cases in
which it may be asked; how its score, how often it is named, what the rules make of the case and what was named for the
marked cases like it go together is learnt from cases that had no part in it (logistic regression).
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Suit
from lib.guidance import criteria as of_criteria
from lib.guidance import deciding
from lib.guidance import evidence as of_evidence
from lib.search import weighed_labels
from lib.search.read_by_words import read_by_rules
from lib.text.meanings import digest_of_meanings, meanings
from lib.text.odds import likely
from lib.text.spelling import squeeze
from training import labels
from training.clauses import Array, learn_apart

SET = Path(__file__).parents[1] / "bench/sets/deciding.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/deciding.npz"

MOST = {"criteria": of_criteria.MOST, "evidence": of_evidence.MOST}
"""How many of each kind are shown at most."""
SEEN_RUNS, KEPT, MARKED = 8, 0.05, 0.5
"""Cases, each counted twice, that a run of syllables has to stand in; weights below are dropped; what a mark counts beside runs and meaning."""
SEEN = 3
"""Cases, each counted twice, that have to turn on a criterion for weights of its own."""
SMOOTH = 2.0
"""Cases that are added to how often each is named, as often as all are."""
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """One marked case."""

    id: str
    story: str
    criteria: tuple[str, ...]
    evidence: tuple[str, ...]
    possible: tuple[str, ...] = ()
    denial_reason: str = ""
    diagnoses: tuple[str, ...] = ()
    occupation: str = ""
    kind_b: str | None = None
    kind_c: str | None = None
    disease_category: str | None = None
    issue_category: str | None = None
    suit: str | None = None
    by: str = ""
    applied: tuple[str, ...] | None = None
    """The criteria by which evidence is asked for, where they are not those that the attorney named."""

    @cached_property
    def case(self) -> Case:
        """Its labels."""
        return Case(
            (self.kind_b and KindB(self.kind_b)) or None,
            (self.kind_c and KindC(self.kind_c)) or None,
            (self.disease_category and Disease(self.disease_category)) or None,
            (self.issue_category and Issue(self.issue_category)) or None,
            (self.suit and Suit(self.suit)) or None,
        )

    @cached_property
    def told(self) -> str:
        """The story with the diagnoses and the job before it."""
        return Intake(story=self.story, diagnoses=self.diagnoses, occupation=self.occupation).in_korean.text

    @property
    def text(self) -> str:
        """All its texts."""
        return f"{self.told}\n{self.denial_reason}"

    def marked(self, kind: str) -> tuple[str, ...]:
        """What the attorney named."""
        return self.criteria if kind == "criteria" else self.evidence

    @cached_property
    def criteria_by_rule(self) -> deciding.ByRule:
        """What the rules make of it."""
        return of_criteria.criteria_by_rule(self.case, self.told, self.denial_reason)

    @cached_property
    def evidence_by_rule(self) -> deciding.ByRule:
        """What the rules make of it."""
        applied = frozenset(self.criteria if self.applied is None else self.applied)
        return of_evidence.evidence_by_rule(self.told, self.denial_reason, self.case, None, applied)[0]

    def by_rule(self, kind: str) -> deciding.ByRule:
        """What the rules make of it."""
        return self.criteria_by_rule if kind == "criteria" else self.evidence_by_rule


def rows() -> list[Row]:
    """The training set."""
    told = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    return [
        Row(**{name: tuple(value) if isinstance(value, list) else value for name, value in each.items()})
        for each in told
    ]


@dataclass(frozen=True)
class Twice:
    """One marked case with the labels that people gave it (`told`), and with those that are read of its texts."""

    told: Row
    read: Row


def twice(all_rows: Sequence[Row]) -> list[Twice]:
    """Every case, with the labels as they are read by what was learnt without the case."""
    stories, clauses = labels.stories(), labels.clauses()
    read: dict[str, Row] = {}
    for _, others in _folds([row.story for row in all_rows]):
        asked = [all_rows[place] for place in others]
        texts = squeeze(" ".join(row.text for row in asked))

        def is_apart(told: labels.Row, texts: str = texts) -> bool:
            return squeeze(told.intake.story or told.intake.denial_reason) not in texts

        kept = list(filter(is_apart, stories))
        learnt = labels.learn([*kept, *labels.without_diagnoses(kept), *filter(is_apart, clauses)])
        model = weighed_labels.read_model(learnt)
        read |= {row.id: _as_read(row, model) for row in asked}
    return [Twice(row, read[row.id]) for row in all_rows]


def _as_read(row: Row, model: weighed_labels.Model) -> Row:
    intake = Intake(
        story=row.story,
        denial_reason=row.denial_reason,
        diagnoses=row.diagnoses,
        occupation=row.occupation,
    )
    by_rules = read_by_rules(intake)
    values = model.labels(intake, by_rules, by_rules.points)
    named = {name: value.value if value else None for name, value in values.items()}
    return replace(row, **named, suit=by_rules.suit and by_rules.suit.value)  # type: ignore[arg-type]


# Parts that share no story: some were marked by two attorneys.
def _folds(stories: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    groups = [squeeze(story)[:_SAME] for story in stories]
    parts = GroupKFold(FOLDS).split(groups, groups=groups)
    return [(list(training), list(others)) for training, others in parts]


_SAME = 60
"""Letters with which no two stories begin."""


def learn(kind: str, cases: Sequence[Twice]) -> dict[str, Array]:
    """The arrays of one kind, without how its signs go together."""
    training = [*(case.told for case in cases), *(case.read for case in cases)]
    asked: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for row in training:
        for id_, signs in row.by_rule(kind).signs.items():
            if id_ not in row.possible:
                asked[deciding.asked_as(id_, signs)] += 1
                named[deciding.asked_as(id_, signs)] += id_ in row.marked(kind)
    share = sum(named.values()) / max(1, sum(asked.values()))

    def log_odds(key: str) -> float:
        likely = (named[key] + SMOOTH * share) / (asked[key] + SMOOTH)
        return float(np.log(likely / (1 - likely)))

    often = {id_: log_odds(id_) for id_ in sorted(asked)}
    told = {
        id_: _told(kind, id_, training)
        for id_ in sorted({id_ for row in training for id_ in row.marked(kind)})
    }
    told = {
        id_: each for id_, each in told.items() if SEEN <= sum(is_named for _, is_named in each) < len(each)
    }
    learnt = learn_apart(
        [row.text for row in training],
        np.array([meanings().of(row.text) for row in training]),
        [
            {*row.by_rule(kind).marks, *(f"rule {id_}" for id_ in row.by_rule(kind).chosen)}
            for row in training
        ],
        told,
        seen=SEEN_RUNS,
        kept=KEPT,
        marked=MARKED,
    )
    return {
        **learnt,
        "often_ids": np.array("\n".join(often)),
        "often": np.array(list(often.values()), np.float32),
        "seldom": np.float32(log_odds("")),
        "width": np.int32(next(len(signs) for row in training for signs in row.by_rule(kind).signs.values())),
        **_marked(kind, [case.read for case in cases], learnt["mean"]),
    }


# The cases themselves, as they are read, for what is named for the likes of them.
def _marked(kind: str, training: Sequence[Row], mean: Array) -> dict[str, Array]:
    rows = np.array([meanings().of(row.text) for row in training]) - mean
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    known = [row.by_rule(kind).marks for row in training]
    mark = {each: place for place, each in enumerate(sorted({each for marks in known for each in marks}))}
    columns = [sorted(mark[each] for each in marks) for marks in known]
    return {
        "case_meanings": np.round(rows * 127).astype(np.int8),
        "case_marks": np.array("\n".join(mark)),
        "case_columns": np.array([column for each in columns for column in each], np.int16),
        "case_ends": np.cumsum([len(each) for each in columns]).astype(np.int32),
        "case_named": np.array("\n".join(" ".join(row.marked(kind)) for row in training)),
    }


# The cases in which it may be named, and whether it is.
def _told(kind: str, id_: str, training: Sequence[Row]) -> list[tuple[int, bool]]:
    return [
        (at, id_ in row.marked(kind))
        for at, row in enumerate(training)
        if id_ in row.by_rule(kind).signs and id_ not in row.possible
    ]


def held_out(kind: str, cases: Sequence[Twice]) -> Iterator[tuple[Twice, deciding.Model]]:
    """Every case with a model learnt without it."""
    for training, others in _folds([case.told.story for case in cases]):
        learnt = learn(kind, [cases[place] for place in training])
        nothing = np.zeros(1, np.float32)
        arrays = {**learnt, "decision": nothing, "first": nothing}
        model = deciding.read_model({f"{kind}_{name}": array for name, array in arrays.items()}, kind)
        yield from ((cases[place], model) for place in others)


@dataclass(frozen=True)
class Asked:
    """One case as it is read, with the signs of each thing that may be named for it, by a model learnt without it."""

    row: Row
    signs: dict[str, list[float]]


def asked(kind: str, cases: Sequence[Twice], as_read: bool = True) -> list[Asked]:
    """All cases as they are read, or with the labels that people gave them."""
    found = []
    for case, model in held_out(kind, cases):
        row = case.read if as_read else case.told
        found.append(Asked(row, model.signs(row.text, row.by_rule(kind))))
    return found


def decision(kind: str, told: Sequence[Asked]) -> dict[str, Array]:
    """The weights of the signs."""
    signs, named, first = [], [], []
    for each in told:
        marked = each.row.marked(kind)
        for id_, signs_of in each.signs.items():
            if id_ not in each.row.possible:
                signs.append(signs_of)
                named.append(id_ in marked)
                first.append(marked[:1] == (id_,))
    matrix = np.array(signs)
    weights = {}
    for name, right in (("decision", named), ("first", first)):
        machine = LogisticRegression(max_iter=3000, fit_intercept=False)
        weights[name] = machine.fit(matrix, right).coef_[0].astype(np.float32)
    return weights


def shown(kind: str, each: Asked, weights: dict[str, Array], least: float) -> tuple[list[str], str]:
    """What is shown of a case whose weights are these, and what of it comes first."""
    odds, first = (
        {id_: likely(weights[name], signs) for id_, signs in each.signs.items()}
        for name in ("decision", "first")
    )
    ranked = sorted(odds, key=lambda id_: -odds[id_])
    named = [id_ for id_ in ranked if odds[id_] >= least][: MOST[kind]] or ranked[:1]
    return named, max(named, key=lambda id_: first[id_], default="")


def by_criteria_as_shown(cases: Sequence[Twice], criteria: Sequence[Asked]) -> list[Twice]:
    """The cases, those that are read with the criteria that would be shown for them."""
    weights = decision("criteria", criteria)
    applied = {
        each.row.id: tuple(shown("criteria", each, weights, of_criteria.LEAST)[0]) for each in criteria
    }
    return [Twice(case.told, replace(case.read, applied=applied[case.read.id])) for case in cases]


def measure(all_rows: Sequence[Row]) -> None:
    """Print what models learnt without a fifth of the cases name for those, as they are read, beside the rules alone."""
    cases = twice(all_rows)
    for kind in MOST:
        told = asked(kind, cases)
        weights = decision(kind, told)
        by_rule: Counter[str] = Counter()
        for each in told:
            chosen = each.row.by_rule(kind).chosen
            _count(by_rule, each.row, kind, chosen, chosen[0] if chosen else "")
        _tell(f"{kind} by rule", by_rule, len(told))
        for least in (0.3, 0.35, 0.4, 0.45, 0.5):
            counted: Counter[str] = Counter()
            for each in told:
                _count(counted, each.row, kind, *shown(kind, each, weights, least))
            _tell(f"{kind} from {least}", counted, len(told))
        if kind == "criteria":
            cases = by_criteria_as_shown(cases, told)


def _tell(title: str, counted: Counter[str], cases: int) -> None:
    print(
        f"{title}: {counted['found']} of {counted['wanted']} shown; of {counted['shown']} shown"
        f" {counted['foreign']} foreign; the first is named {counted['first']}, first {counted['same']}"
        f" of {cases}",
        flush=True,
    )


def _count(counted: Counter[str], row: Row, kind: str, named: Sequence[str], first: str) -> None:
    marked = row.marked(kind)
    counted["wanted"] += len(marked)
    counted["found"] += len(set(named) & set(marked))
    counted["shown"] += len(named)
    counted["foreign"] += len(set(named) - {*marked, *row.possible})
    counted["first"] += first in marked
    counted["same"] += marked[:1] == (first,)


def write(all_rows: Sequence[Row]) -> None:
    """Write the models learnt from all rows."""
    arrays: dict[str, Any] = {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        "meanings": np.array(digest_of_meanings()),
    }
    cases = twice(all_rows)
    for kind in MOST:
        told = asked(kind, cases)
        learnt = learn(kind, cases) | decision(kind, told)
        arrays |= {f"{kind}_{name}": array for name, array in learnt.items()}
        if kind == "criteria":
            cases = by_criteria_as_shown(cases, told)
    np.savez_compressed(SHIPPED, **arrays)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
