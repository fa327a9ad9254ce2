"""Learns `data/misleading.npz`: `python -m training.misleading [--measure]` (needs training/requirements.txt).

Each row of `bench/sets/misleading.jsonl` is a story with the words in it (`misleading`) that a careless reader would
take for a fact of the case: another person's, denied, supposed, planned, alleged only to be refuted, corrected. They were
marked by those who wrote the stories (`by`), who had not seen the rules. Some rows also have the words that speak for
the person (`helps`) and against (`hurts`) in a dispute of which `case` has the labels, for `training/beside.py`. Logistic regression over the runs of syllables
of each clause and of what stands around it; `--measure` prints what it tells of the stories of writers it did not learn
from.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from lib.guidance.misleading import MISLEADING, Span, read_model, signs_of
from lib.guidance.phrases import read_for_phrases

SET = Path(__file__).parents[1] / "bench/sets/misleading.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/misleading.npz"

SEEN, KEPT = 3, 0.05
"""Clauses that a run has to stand in for a weight; weights below are dropped."""
STRENGTH = 10.0
"""How far the weights may follow the clauses."""
FOLDS = 5
_SHARED, _LEAST_SHARED = 0.5, 3
"""The share of the shorter, and the characters, that a clause has in common with misleading words to be some."""
_MOST = 127


@dataclass(frozen=True)
class Row:
    """One story."""

    id: str
    by: str
    story: str
    misleading: tuple[str, ...]
    helps: tuple[str, ...] = ()
    hurts: tuple[str, ...] = ()
    case: dict[str, str] | None = None

    @cached_property
    def clauses(self) -> list[Span]:
        """Its clauses."""
        return list(read_for_phrases(self.story).clauses())

    @cached_property
    def signs(self) -> list[tuple[frozenset[str], ...]]:
        """What each is weighed by."""
        return list(signs_of(self.story, self.clauses))

    @cached_property
    def misleads(self) -> list[bool]:
        """Whether each is some of the misleading words."""
        return [self.holds_some(self.misleading, *clause) for clause in self.clauses]

    def holds_some(self, stretches: Sequence[str], start: int, end: int) -> bool:
        """Whether `story[start:end]` is some of the stretches."""
        begun = ((self.story.index(words), len(words)) for words in stretches)
        return any(_shares(start, end, at, at + n) for at, n in begun)


def _shares(start: int, end: int, first: int, last: int) -> bool:
    shared = min(end, last) - max(start, first)
    return shared > max(_LEAST_SHARED, _SHARED * min(end - start, last - first))


def rows() -> list[Row]:
    """The training set."""
    told = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    return [
        Row(**{name: tuple(value) if isinstance(value, list) else value for name, value in each.items()})
        for each in told
    ]


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows."""
    signs = [views for row in training for views in row.signs]
    machine = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    misleads = [each for row in training for each in row.misleads]
    digest = np.array(hashlib.sha256(SET.read_bytes()).hexdigest())
    return {"set": digest, **learn_views(signs, misleads, machine, SEEN, KEPT)}


def learn_views(
    signs: Sequence[tuple[frozenset[str], ...]],
    is_so: Sequence[bool],
    machine: LogisticRegression,
    seen: int,
    kept: float,
) -> dict[str, Any]:
    """The arrays that `lib.guidance.misleading.read_model` reads, of clauses by their views and whether something is so of them.

    A run has to stand in `seen` views; weights below `kept` are dropped.
    """
    often = Counter(run for views in signs for runs in views for run in runs)
    column = {run: at for at, run in enumerate(sorted(run for run, n in often.items() if n >= seen))}
    values, columns, ends = [], [], [0]
    for views in signs:
        for runs in views:
            known = sorted(column[run] for run in runs if run in column)
            columns += known
            values += [1 / np.sqrt(len(runs))] * len(known)
        ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(signs), len(column)))
    machine.fit(matrix, is_so)
    weights = machine.coef_[0]
    scale = np.abs(weights).max() / _MOST
    is_kept = np.abs(weights) >= kept
    return {
        "runs": np.array("\n".join(run for run, keep in zip(column, is_kept, strict=True) if keep)),
        "weights": np.round(weights[is_kept] / scale).astype(np.int8),
        "scale": np.float32(scale),
        "bias": np.float32(machine.intercept_[0]),
    }


def measure(all_rows: Sequence[Row]) -> None:
    """Print of how many clauses models that learnt nothing of their writer tell that they mislead."""
    counted: Counter[tuple[bool, bool]] = Counter()
    groups = [row.by for row in all_rows]
    for training, others in GroupKFold(FOLDS).split(all_rows, groups=groups):
        model = read_model(learn([all_rows[place] for place in training]))
        for row in (all_rows[place] for place in others):
            odds = model.odds(row.story, row.clauses)
            counted.update(
                (misleads, each >= MISLEADING) for misleads, each in zip(row.misleads, odds, strict=True)
            )
    found, told = counted[True, True], counted[True, True] + counted[True, False]
    other, all_ = counted[False, True], counted[False, True] + counted[False, False]
    print(f"{found} of {told} misleading clauses told, and {other} of {all_} others")


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn(all_rows))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
