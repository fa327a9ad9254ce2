"""Learns `data/told_letters.npz`: `python -m training.told_letters [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/told_letters.jsonl` were written for this, by several writers (`by`) without sight of the
sets that are used to accept the result: a `story`, the `denial_reason`, the `decision_date` of the form, `today`, and
as `gold` the day the last decision's letter came (`received_on`) and the `stage`. Two linear support-vector machines
are learnt: of each day that a story names, whether the letter came on it; of each story, its stage and whether it
tells of no letter, one against all, each sign first scaled by how much oftener it stands there (as in Wang and
Manning, ACL 2012, 90-94).
`--measure` prints what five-fold cross-validation finds, by writer. Only the folds are drawn by chance, by a fixed seed.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import diags
from sklearn.model_selection import KFold
from sklearn.svm import LinearSVC

from lib.domain.taxonomy import Stage
from lib.domain.told_dates import read_by_rules
from lib.domain.told_letters import (
    LEAST,
    LEAST_OF_KNOWN,
    STAGES,
    Telling,
    Weights,
    chosen,
    day_signs,
    read_weights,
    shrunk,
    signs_of_all_days,
    story_signs,
)
from training.signs import columns_of, matrix_of

SET = Path(__file__).parents[1] / "bench/sets/told_letters.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/told_letters.npz"

KEPT_OF_DAYS, KEPT_OF_STORIES = 0.012, 0.05
"""Weights below these are dropped."""
_SMOOTHED = 0.3
# What the rules and the form know counts twice beside single runs; the rules' verdicts on rows that they were
# written by say too much for them, so every story is learnt once with and once without.
_KNOWN_COUNTS = 2.0
_MOST = 127


@dataclass(frozen=True)
class Row:
    """One row of the training set, as the rules read it."""

    telling: Telling
    received_on: date | None
    stage: Stage
    by: str


def rows() -> list[Row]:
    """The training set."""
    return [_row(json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def _row(raw: dict[str, Any]) -> Row:
    day = {
        name: date.fromisoformat(raw[name]) if raw.get(name) else None for name in ("decision_date", "today")
    }
    came = raw["gold"]["received_on"]
    telling, _ = read_by_rules(
        raw["story"],
        raw["denial_reason"],
        today=day["today"] or date.max,
        decided_on=day["decision_date"],
    )
    return Row(telling, date.fromisoformat(came) if came else None, Stage(raw["gold"]["stage"]), raw["by"])


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows."""
    return (
        {"set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest())}
        | _of_days(training)
        | _of_stories(training)
    )


def _of_days(training: Sequence[Row]) -> dict[str, Any]:
    days, came = [], []
    for row in training:
        of_all = signs_of_all_days(row.telling)
        for day, signs in day_signs(row.telling, row.stage):
            days.append(signs | of_all)
            came.append(day.day == row.received_on)
    column = columns_of(days, 2)
    matrix = matrix_of(days, column)
    machine = LinearSVC(C=1, random_state=0, max_iter=5000).fit(matrix, came)
    weights = machine.coef_[0]
    kept = np.abs(weights) >= KEPT_OF_DAYS
    scale = np.abs(weights).max() / _MOST
    return {
        "day_signs": np.array("\n".join(name for name, keep in zip(column, kept, strict=True) if keep)),
        "day_weights": np.round(weights[kept] / scale).astype(np.int8),
        "day_scale": np.float32(scale),
        "day_bias": np.float32(machine.intercept_[0]),
    }


def _of_stories(training: Sequence[Row]) -> dict[str, Any]:
    signs = [story_signs(row.telling) for row in training]
    signs += [{each for each in told if not each.startswith("rules ")} for told in signs]
    told = [[row.stage is stage for stage in STAGES] + [row.received_on is None] for row in training]
    meant = np.array(told * 2)
    column = columns_of(signs, 3)
    seen = matrix_of([dict.fromkeys(told, 1.0) for told in signs], column)
    matrix = diags([shrunk(len(told)) for told in signs]) @ seen
    counts = np.array([_KNOWN_COUNTS if " " in name else 1.0 for name in column])
    weights, biases = [], []
    for so in meant.T:
        within = _SMOOTHED + np.asarray(seen[so].sum(0)).ravel()
        without = _SMOOTHED + np.asarray(seen[~so].sum(0)).ravel()
        ratio = (np.log(within / within.sum()) - np.log(without / without.sum())) * counts
        machine = LinearSVC(C=1, random_state=0, max_iter=5000).fit(matrix @ diags(ratio), so)
        weights.append(machine.coef_[0] * ratio)
        biases.append(machine.intercept_[0])
    of_stories: NDArray[Any] = np.array(weights).T
    kept = np.abs(of_stories).max(axis=1) >= KEPT_OF_STORIES
    scale = np.abs(of_stories).max() / _MOST
    return {
        "story_signs": np.array("\n".join(name for name, keep in zip(column, kept, strict=True) if keep)),
        "story_weights": np.round(of_stories[kept] / scale).astype(np.int8),
        "story_scale": np.float32(scale),
        "story_bias": np.array(biases, np.float32),
    }


def measure(all_rows: Sequence[Row]) -> None:
    """Print what a model learnt without a fifth of the rows tells of that fifth."""
    told: dict[str, Counter[str]] = {row.by: Counter() for row in all_rows}
    for training, held_out in KFold(5, shuffle=True, random_state=0).split(all_rows):
        weights = read_weights(learn([all_rows[place] for place in training]))
        for row in (all_rows[place] for place in held_out):
            told[row.by].update(_asked(weights, row))
    for by, counts in (*told.items(), ("all", sum(told.values(), Counter()))):
        print(by, dict(sorted(counts.items())))


def _asked(weights: Weights, row: Row) -> Iterable[str]:
    stage = weights.stage(row.telling)
    yield f"stage {'right' if stage is row.stage else 'wrong'}"
    least = LEAST_OF_KNOWN if row.telling.decided_on else LEAST
    day = None if stage is Stage.BEFORE_CLAIM else chosen(weights.days(row.telling, stage), least)
    if day == row.received_on:
        yield "day right" if day else "day rightly none"
    elif day is None:
        yield "day missed"
    elif row.received_on is None:
        yield "day invented"
    else:
        yield "day too late" if day > row.received_on else "day too early"


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn(all_rows))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
