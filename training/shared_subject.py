"""Learns `data/shared_subject.yaml`: `python -m training.shared_subject [--measure]` (needs numpy alone).

`bench/sets/pairs.jsonl`: a sentence of a case that somebody told, with the circumstances that were found in it, beside
a criterion (`law`, its id) or a phrase of a digest (`part`, of the ruling `serial`), and whether a reader called the two
`related`; what the reader was not sure of is not there. No ruling's own sentence is in the set: what is learnt on our own
words was tried on those of courts (docs/decisions.md).

The scores of circumstances come from `data/circumstances.npz`: after `python -m training.circumstances` this has to be
learnt anew.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from lib.casework.shared_subject import SIGNS, Account, Matter, Words, signs
from lib.casework.subjects import subjects_of_criterion, subjects_of_phrase
from lib.domain.digest import Digest
from lib.guidance.criteria import criteria
from lib.guidance.factor_entries import factors
from lib.guidance.factors import FactorFound
from lib.sources.starter import FOLDER, read_starter
from lib.text.meanings import digest_of_meanings

SET = Path(__file__).parents[1] / "bench/sets/pairs.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/shared_subject.yaml"
STEADY = 8.0
"""How strongly weights are held near to 0."""

Numbers = NDArray[np.float64]


def rows() -> list[dict[str, Any]]:
    """The pairs of the set."""
    return [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]


@lru_cache(maxsize=1)
def _found() -> dict[str, FactorFound]:
    return {
        each.id: FactorFound(each.id, each.side, each.says, "", "story", each.basis, each.rulings)
        for each in factors()
    }


@lru_cache(maxsize=1)
def _laws() -> dict[str, Matter]:
    return {
        each.id: Matter(
            Words(each.says.ko), each.basis, each.circumstances, marked=subjects_of_criterion(each.id)
        )
        for each in criteria()
    }


@lru_cache(maxsize=1)
def _digests() -> dict[str, Digest]:
    held = (each.digest for each in read_starter(FOLDER))
    return {digest.serial: digest for digest in held if digest}


def parts_of(row: dict[str, Any]) -> tuple[Account, Matter]:
    """What a row sets side by side."""
    account = _account(row["told"], tuple(row["found"]))
    return account, _laws()[row["law"]] if "law" in row else _finding(row["serial"], row["part"])


# One sentence stands in many rows, and what it is about is read once.
@cache
def _account(told: str, found: tuple[str, ...]) -> Account:
    return Account(Words(told), tuple(_found()[id] for id in found))


@cache
def _finding(serial: str, part: str) -> Matter:
    return Matter(Words(part), serial=serial, marked=subjects_of_phrase(_digests()[serial], part))


def learn(given: Numbers, related: Numbers) -> tuple[Numbers, float]:
    """Weights of the signs, and what is added; related and unrelated pairs count alike together."""
    middle, spread = given.mean(0), given.std(0) + 1e-9
    x = np.c_[(given - middle) / spread, np.ones(len(given))]
    share = np.where(related == 1, (related == 0).sum() / (related == 1).sum(), 1.0)
    held = np.r_[np.full(x.shape[1] - 1, STEADY), 0.0]
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share * (odds - related)) + held * weights
        curve = (x * (share * odds * (1 - odds))[:, None]).T @ x + np.diag(held + 1e-6)
        weights = weights - np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def learnt() -> dict[str, Any]:
    """What ships, learnt from the set: for parts that were marked, and for those that were not."""
    known = rows()
    related = np.array([float(row["related"]) for row in known])
    of_each = {}
    for name, given in (("marked", _given(known)), ("unmarked", _given(known, is_marked=False))):
        weights, bias = learn(given, related)
        weighed = {sign: round(float(each), 4) for sign, each in zip(SIGNS, weights, strict=True)}
        of_each[name] = {"weights": weighed, "bias": round(bias, 4)}
    return {
        "set": hashlib.sha256(SET.read_bytes()).hexdigest(),
        "meanings": digest_of_meanings(),
        **of_each,
    }


# The signs of every pair, with what readers marked, or as if nobody had.
def _given(known: Sequence[dict[str, Any]], is_marked: bool = True) -> Numbers:
    pairs = (parts_of(row) for row in known)
    return np.array([signs(told, part if is_marked else replace(part, marked=None)) for told, part in pairs])


def measure() -> None:
    """How many of the pairs held out, case by case, are taken for related."""
    known = rows()
    related = np.array([float(row["related"]) for row in known])
    cases = np.array([row["case"] for row in known])
    for is_marked in (True, False):
        given = _given(known, is_marked)
        scores = np.zeros(len(known))
        for case in sorted(set(cases)):
            held_out = cases == case
            weights, bias = learn(given[~held_out], related[~held_out])
            scores[held_out] = given[held_out] @ weights + bias
        print("marked" if is_marked else "unmarked")
        for least in (-1.5, -0.8, -0.15, 0.0):
            kept, let_in = ((scores[related == is_so] >= least).mean() for is_so in (1, 0))
            print(f"{least:5.2f}: {kept:.3f} of the related, {let_in:.3f} of the unrelated")


_HEAD = "# Learnt by training/shared_subject.py from bench/sets/pairs.jsonl; nothing is to be changed here by hand.\n"

if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure()
    else:
        written = yaml.safe_dump(learnt(), sort_keys=False, allow_unicode=True)
        SHIPPED.write_text(_HEAD + written, encoding="utf-8")
