"""Learns `data/deciding.npz`: `python -m training.deciding [--measure]` (needs training/requirements.txt).

Each row of `bench/sets/deciding.jsonl` is a case with its labels, and what a labour attorney marked who saw the texts
and the two catalogues alone: the `criteria` on which it turns, the `evidence` that would turn it (the first most), and
what would be neither missed nor wrong (`possible`), from which nothing is learnt. For each criterion and each piece of
evidence a linear support-vector machine is learnt over the cases in which it may be asked; how its score, how often it
is named and what the rules make of the case go together is learnt from cases that had no part in it (logistic
regression).
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
from lib.guidance.clause_weights import digest_of_meanings, meanings
from training.clauses import Array, learn_apart

SET = Path(__file__).parents[1] / "bench/sets/deciding.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/deciding.npz"

MOST = {"criteria": of_criteria.MOST, "evidence": of_evidence.MOST}
"""How many of each kind are shown at most."""
SEEN_RUNS, KEPT, MARKED = 4, 0.05, 0.5
"""Cases that a run of syllables has to stand in; weights below are dropped; what a mark counts beside runs and meaning."""
SEEN = 3
"""Cases that have to turn on a criterion for weights of its own."""
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
        """What the rules make of it where the criteria are those that the attorney named."""
        applied = frozenset(self.criteria)
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


def learn(kind: str, training: Sequence[Row]) -> dict[str, Array]:
    """The arrays of one kind, without how its signs go together."""
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
    }


# The cases in which it may be named, and whether it is.
def _told(kind: str, id_: str, training: Sequence[Row]) -> list[tuple[int, bool]]:
    return [
        (at, id_ in row.marked(kind))
        for at, row in enumerate(training)
        if id_ in row.by_rule(kind).signs and id_ not in row.possible
    ]


def held_out(kind: str, all_rows: Sequence[Row]) -> Iterator[tuple[Row, deciding.Model]]:
    """Every case with a model learnt without it."""
    groups = [row.id for row in all_rows]
    for training, others in GroupKFold(FOLDS).split(all_rows, groups=groups):
        learnt = learn(kind, [all_rows[place] for place in training])
        nothing = np.zeros(1, np.float32)
        arrays = {**learnt, "decision": nothing, "first": nothing}
        model = deciding.read_model({f"{kind}_{name}": array for name, array in arrays.items()}, kind)
        yield from ((all_rows[place], model) for place in others)


def decision(kind: str, told: Sequence[tuple[Row, deciding.Model]]) -> dict[str, Array]:
    """The weights of the signs."""
    signs, named, first = [], [], []
    for row, model in told:
        marked = row.marked(kind)
        for id_, each in model.signs(row.text, row.by_rule(kind)).items():
            if id_ not in row.possible:
                signs.append(each)
                named.append(id_ in marked)
                first.append(marked[:1] == (id_,))
    matrix = np.array(signs)
    weights = {}
    for name, right in (("decision", named), ("first", first)):
        machine = LogisticRegression(max_iter=2000, fit_intercept=False)
        weights[name] = machine.fit(matrix, right).coef_[0].astype(np.float32)
    return weights


def measure(all_rows: Sequence[Row]) -> None:
    """Print what models learnt without a fifth of the cases each name for those, beside the rules alone."""
    for kind in MOST:
        told = list(held_out(kind, all_rows))
        weights = decision(kind, told)
        choose = {least: Counter[str]() for least in (0.3, 0.35, 0.4, 0.45, 0.5)}
        by_rule: Counter[str] = Counter()
        for row, model in told:
            of_case = row.by_rule(kind)
            _count(by_rule, row, kind, list(of_case.chosen), of_case.chosen[0] if of_case.chosen else "")
            weighed = replace(model, decision=weights["decision"], first=weights["first"])
            of_each = weighed.odds(row.text, of_case)
            odds, first = of_each.named, of_each.first
            ranked = sorted(odds, key=lambda id_, odds=odds: -odds[id_])
            for least, counted in choose.items():
                shown = [id_ for id_ in ranked if odds[id_] >= least][: MOST[kind]] or ranked[:1]
                _count(
                    counted, row, kind, shown, max(shown, key=lambda id_, first=first: first[id_], default="")
                )
        for title, counted in (("by rule", by_rule), *((f"from {each}", of) for each, of in choose.items())):
            print(
                f"{kind} {title}: {counted['found']} of {counted['wanted']} shown; of {counted['shown']} shown"
                f" {counted['foreign']} foreign; the first is named {counted['first']}, first {counted['same']}"
                f" of {len(told)}"
            )


def _count(counted: Counter[str], row: Row, kind: str, shown: Sequence[str], first: str) -> None:
    marked = row.marked(kind)
    counted["wanted"] += len(marked)
    counted["found"] += len(set(shown) & set(marked))
    counted["shown"] += len(shown)
    counted["foreign"] += len(set(shown) - {*marked, *row.possible})
    counted["first"] += first in marked
    counted["same"] += marked[:1] == (first,)


def write(all_rows: Sequence[Row]) -> None:
    """Write the models learnt from all rows."""
    arrays: dict[str, Any] = {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        "meanings": np.array(digest_of_meanings()),
    }
    for kind in MOST:
        learnt = learn(kind, all_rows) | decision(kind, list(held_out(kind, all_rows)))
        arrays |= {f"{kind}_{name}": array for name, array in learnt.items()}
    np.savez_compressed(SHIPPED, **arrays)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
