"""Learns `data/told_days.npz`: `python -m training.told_days [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/told_days.jsonl` were written for this, by several writers (`by`): a `story`, its
`denial_reason`, `today`, and as gold the `stage` of the last decision, what became of the `claim`, and every day that
the story names with its `role`. Two multinomial logistic regressions are learnt: of each day, what happened on it;
of each story, what became of the claim. `--measure` prints what is told of each writer by weights that were learnt
without that writer, right and wrong from a likelihood on.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from lib.domain.taxonomy import Stage
from lib.domain.told_dates import read_by_rules
from lib.domain.told_days import CLAIMS, ROLES, Claim, Role, read_day_weights, role_signs
from lib.domain.told_letters import Telling, shrunk, story_signs
from training.signs import columns_of, matrix_of

SET = Path(__file__).parents[1] / "bench/sets/told_days.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/told_days.npz"

_DAYS_C, _STORIES_C = 8.0, 30.0
"""How little the weights are held back, chosen with a writer held out."""
KEPT = 0.04
"""Weights below this are dropped."""
_MOST = 127
_SURE = (0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Row:
    """One row of the set as the rules read it: the role of each place where a day begins."""

    telling: Telling
    roles: dict[int, Role]
    stage: Stage
    claim: Claim
    by: str


def rows() -> list[Row]:
    """The training set."""
    return [_row(json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def _row(raw: dict[str, Any]) -> Row:
    telling, _ = read_by_rules(raw["story"], raw["denial_reason"], today=date.fromisoformat(raw["today"]))
    roles, at = {}, 0
    for told in raw["days"]:
        begin = telling.story.find(told["words"], at)
        begin = begin if begin >= 0 else telling.story.find(told["words"])
        if begin < 0:
            continue
        at = begin + len(told["words"])
        for day in telling.days:
            if day.start < at and begin < day.end:
                roles[day.start] = Role(told["role"])
    return Row(telling, roles, Stage(raw["stage"]), Claim(raw["claim"]), raw["by"])


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows."""
    days, roles = [], []
    for row in training:
        for day, signs in role_signs(row.telling, row.stage):
            if day.start in row.roles:
                days.append(signs)
                roles.append(ROLES.index(row.roles[day.start]))
    stories = [
        dict.fromkeys(signs, shrunk(len(signs))) for signs in (story_signs(row.telling) for row in training)
    ]
    claims = [CLAIMS.index(row.claim) for row in training]
    return {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        **_fitted("day", days, roles, len(ROLES), _DAYS_C),
        **_fitted("story", stories, claims, len(CLAIMS), _STORIES_C),
    }


def _fitted(
    name: str, signs: Sequence[dict[str, float]], meant: Sequence[int], kinds: int, c: float
) -> dict[str, Any]:
    column = columns_of(signs, 2)
    machine = LogisticRegression(C=c, max_iter=2000).fit(matrix_of(signs, column), meant)
    weights, bias = np.zeros((len(column), kinds)), np.full(kinds, -20.0)
    weights[:, machine.classes_] = machine.coef_.T
    bias[machine.classes_] = machine.intercept_
    kept = np.abs(weights).max(axis=1) >= KEPT
    scale = np.abs(weights).max() / _MOST
    return {
        f"{name}_signs": np.array("\n".join(sign for sign, keep in zip(column, kept, strict=True) if keep)),
        f"{name}_weights": np.round(weights[kept] / scale).astype(np.int8),
        f"{name}_scale": np.float32(scale),
        f"{name}_bias": bias.astype(np.float32),
    }


def measure(all_rows: Sequence[Row]) -> None:
    """Print for each writer what weights learnt without that writer tell."""
    together: dict[str, Counter[str]] = {}
    for by in sorted({row.by for row in all_rows}):
        weights = read_day_weights(learn([row for row in all_rows if row.by != by]))
        for row in (row for row in all_rows if row.by == by):
            _count(
                together.setdefault(f"{by} claim", Counter()),
                CLAIMS[(likely := weights.claim(row.telling)).argmax()] == row.claim,
                likely,
            )
            for day, of_roles in weights.roles(row.telling, row.stage):
                if day.start in row.roles:
                    role = row.roles[day.start]
                    right = ROLES[of_roles.argmax()] == role
                    _count(together.setdefault(f"{by} day", Counter()), right, of_roles)
                    if not right and of_roles.max() > 0.8 and "--misses" in sys.argv:
                        print(
                            role,
                            ROLES[of_roles.argmax()],
                            round(of_roles.max(), 2),
                            day.words,
                            "|",
                            row.telling.story,
                        )
    for name, counts in together.items():
        told = ", ".join(f"{sure}: {counts[f'right {sure}']}+{counts[f'wrong {sure}']}" for sure in _SURE)
        print(f"{name}: {counts['right']} of {counts['all']}; from a likelihood on (right+wrong) {told}")


def _count(counts: Counter[str], is_right: bool, likely: NDArray[Any]) -> None:
    counts["all"] += 1
    counts["right"] += is_right
    for sure in _SURE:
        if likely.max() >= sure:
            counts[f"{'right' if is_right else 'wrong'} {sure}"] += 1


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn(all_rows))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
