"""Learns `data/nearness.json`: `python -m training.nearness [--measure]` (needs numpy alone).

Each row of `bench/sets/comparable_rulings.jsonl` names a story of `bench/sets/intakes.jsonl` or `phone.jsonl`, the question
that it turns on (`matter`), and the shipped rulings that a reader called like it: the same dispute, and work, injury or
reason alike. All others that would be looked at for it are not. What is learnt is how much each sign counts.

The criteria that a digest is judged by are worked out here once and ship beside the weights, so after a change of the
digests, `data/criteria.yaml`, `data/deciding.npz` or `data/circumstances.npz` this has to be learnt anew.
"""

import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.casework.comparable import candidates
from lib.casework.nearness import SIGNS, Signs, criteria_of_digest, told_of
from lib.collect.importing import load_starter
from lib.domain.dispute import by_ruling, disputes
from lib.domain.intake import Intake
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Issue, Outcome
from lib.search.index import SearchIndex
from lib.search.understanding import understand
from lib.sources.starter import read_starter
from lib.store import Store
from lib.text.shipped import read_shipped

SETS = Path(__file__).parents[1] / "bench/sets"
SET = SETS / "comparable_rulings.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/nearness.json"
STEADY = 10.0
"""How strongly weights are held near to 0."""
NEAR_FROM = -0.5
"""From this score on a ruling is near: chosen on stories of matters held out (docs/decisions.md)."""
FOLDS = 8

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """A story and a ruling that would be looked at for it; `side` is that on which its dispute ended."""

    story: int
    matter: str
    side: str
    dispute: str
    signs: Signs
    is_like: bool


def stories() -> Iterator[tuple[dict[str, Any], Intake]]:
    """The rows of the set with their stories."""
    told = {
        name: [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("intakes", "phone")
    }
    by_id = {row["id"]: row["intake"] for row in told["intakes"]}
    for line in SET.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        intake = by_id[row["intake"]] if "intake" in row else {"story": told["phone"][row["phone"]]["story"]}
        yield row, Intake.model_validate({name: each for name, each in intake.items() if each is not None})


def pairs() -> list[Pair]:
    """Every story with every shipped ruling that is looked at for it."""
    found = []
    with tempfile.TemporaryDirectory() as home, Store(Path(home) / "sanjae.db") as store:
        index = SearchIndex(Path(home) / "index")
        load_starter(store, index.sync)
        dispute_of = by_ruling(disputes(store.listing(), store.related()))
        for number, (row, intake) in enumerate(stories()):
            understood, korean = understand(intake), intake.readable.in_korean
            told = told_of(korean, understood)
            late = {Outcome.DISMISSED} if understood.issue_category is Issue.TIME_LIMIT else set()
            for side, outcomes in (("won", FAVOURABLE), ("lost", UNFAVOURABLE | late)):
                for each in candidates(korean, understood, told, store, index, outcomes):
                    dispute, digest = dispute_of[each.ruling.id], each.ruling.precedent.digest
                    if digest and dispute.end in outcomes:
                        is_like = digest.serial in row["serials"]
                        found.append(Pair(number, row["matter"], side, dispute.id, each.signs, is_like))
    return found


def learn(given: Numbers, like: Numbers) -> tuple[Numbers, Numbers, float]:
    """Weights of the signs, what each is on average, and what is added."""
    middle, spread = given.mean(0), given.std(0) + 1e-9
    x = np.c_[(given - middle) / spread, np.ones(len(given))]
    held = np.r_[np.full(x.shape[1] - 1, STEADY), 0.0]
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (odds - like) + held * weights
        curve = (x * (odds * (1 - odds))[:, None]).T @ x + np.diag(held + 1e-6)
        weights = weights - np.linalg.solve(curve, slope)
    return weights[:-1] / spread, middle, float(weights[-1])


def learnt() -> dict[str, Any]:
    """What ships, learnt from the set."""
    digests = sorted(
        (each.digest for each in read_starter() if each.digest), key=lambda digest: int(digest.serial)
    )
    known = {
        "set": hashlib.sha256(SET.read_bytes()).hexdigest(),
        "near_from": NEAR_FROM,
        "criteria": {digest.serial: criteria_of_digest(digest) for digest in digests},
    }
    # What follows is asked with the criteria as they are now.
    read_shipped("nearness.json").update(known)
    found = pairs()
    weights, middle, bias = learn(_given(found), _like(found))
    return known | {
        "bias": round(bias, 4),
        "weights": {sign: round(float(each), 4) for sign, each in zip(SIGNS, weights, strict=True)},
        "means": {sign: round(float(each), 4) for sign, each in zip(SIGNS, middle, strict=True)},
    }


def _given(found: list[Pair]) -> Numbers:
    return np.array([pair.signs for pair in found], dtype=float)


def _like(found: list[Pair]) -> Numbers:
    return np.array([float(pair.is_like) for pair in found])


def measure() -> None:
    """Of the first two of each side on which one like the story is held, how many are like it; matters held out."""
    found = pairs()
    given, like = _given(found), _like(found)
    matters = sorted({pair.matter for pair in found})
    scores = np.zeros(len(found))
    for fold in range(FOLDS):
        held_out = np.array([pair.matter in matters[fold::FOLDS] for pair in found])
        weights, middle, bias = learn(given[~held_out], like[~held_out])
        scores[held_out] = (given[held_out] - middle) @ weights + bias
    by_words = given[:, SIGNS.index("words")]
    of_the_issue = given[:, [SIGNS.index(each) for each in SIGNS[-3:]]].sum(axis=1) == 0
    print(f"by words alone        {_shares(found, np.where(of_the_issue, by_words, -9.0), -9.0)}")
    for least in (-9.0, -1.0, -0.5, 0.0):
        print(f"near from {least:4.1f}        {_shares(found, scores, least)}")


# Of the first of each side, and of the first and the second that is near, how many are like the story.
def _shares(found: list[Pair], scores: Numbers, least: float) -> str:
    sides = defaultdict[tuple[int, str], dict[str, tuple[float, bool]]](dict)
    for pair, score in zip(found, scores, strict=True):
        side = sides[pair.story, pair.side]
        side[pair.dispute] = max(side.get(pair.dispute, (-np.inf, False)), (float(score), pair.is_like))
    first, shown = [], []
    for side in sides.values():
        if any(is_like for _, is_like in side.values()):
            ranked = sorted(side.values(), reverse=True)
            first.append(ranked[0][1])
            shown += [
                is_like for place, (score, is_like) in enumerate(ranked[:2]) if not place or score >= least
            ]
    return f"first {sum(first)} of {len(first)}, first two {sum(shown)} of {len(shown)}"


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure()
    else:
        SHIPPED.write_text(json.dumps(learnt(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
