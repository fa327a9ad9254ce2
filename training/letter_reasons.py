"""Learns `data/letter_reasons.npz`: `python -m training.letter_reasons [--measure]` (needs training/requirements.txt).

The letters of `bench/sets/written_letters.jsonl` were written for this by writers (`by`) without sight of the reader and of
each other's letters: the `pages` as printed, and in `gold` the `reasons` with their `words` and `kind`. Every sentence of a
letter is learnt from: one that holds a reason, or is held by one, gives it, any other gives none. A logistic regression
over the signs of the words and of the place (`lib/casework/letter_sentences.py`).

How much a sentence is like each kind of reason comes from `data/denial.npz`: after `python -m training.denial` this has to be
learnt anew. `--measure` prints, with each writer held out in turn, how many sentences that give a reason are found, how
many are taken for one, and how many found are of the kind, for several least likelihoods.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.letters import flat
from bench.written_letters import kinds_of
from lib.casework.letter_reading import sentences_of
from lib.casework.letter_sentences import LEAST, OF_ASIDES, LetterSentence
from lib.sources.letter_file import letter_of_text
from lib.text.meanings import meanings
from lib.text.shipped import FOLDER
from tests.casework.forty_letters import LETTERS
from training import denial
from training.clauses import learn_weights
from training.signs import columns_of, matrix_of

SET = Path(__file__).parents[1] / "bench/sets/written_letters.jsonl"
SHIPPED = FOLDER / "letter_reasons.npz"

_SEEN, _PENALTY = 3, 0.3
_SHARE, _PIECE = 0.6, 4
"""The share of the shorter of a sentence and a reason that is the same, in pieces of so many characters."""
_TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Row:
    """One sentence to learn from, and the kinds of the reasons that it gives."""

    by: str
    sentence: LetterSentence
    gives: tuple[frozenset[str], ...]


def letters() -> list[dict[str, Any]]:
    """The training set, and the letters of the tests, in which no kinds are marked."""
    written = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    return written + [
        {
            "by": "tests",
            "pages": [each.text],
            "gold": {"reasons": [{"words": words} for words in each.reasons]},
        }
        for each in LETTERS
    ]


def rows(letter: dict[str, Any]) -> list[Row]:
    """The sentences of a letter."""
    read = sentences_of(letter_of_text("\n".join(letter["pages"])), _TODAY)
    return [Row(letter["by"], each, tuple(_given(each.words, letter["gold"]["reasons"]))) for each in read]


def _given(words: str, reasons: Sequence[dict[str, Any]]) -> list[frozenset[str]]:
    own = flat(words)
    found = []
    for reason in reasons:
        told = flat(reason["words"])
        blocks = SequenceMatcher(None, told, own, autojunk=False).get_matching_blocks()
        if sum(each.size for each in blocks if each.size >= _PIECE) > _SHARE * min(len(told), len(own)):
            found.append(kinds_of(reason))
    return found


def learn_asides() -> dict[str, Any]:
    """The arrays that say what clauses are like that give no reason, by why they give none, learnt from the letters of `denial`."""
    clauses = [
        each for letter in denial.letters() for each in letter.clauses if each.get("why") not in _UNKNOWN
    ]
    learnt = learn_weights(
        [each["text"] for each in clauses],
        np.array([meanings().of(each["text"]) for each in clauses]),
        [()] * len(clauses),
        [{each["why"]} if "why" in each else set() for each in clauses],
        seen=3,
        kept=0.1,
        marked=1.0,
    )
    return {f"{OF_ASIDES}{name}": each for name, each in learnt.items()}


_UNKNOWN = ("unmarked", "story")


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship but those of asides, learnt from the rows."""
    signs = [row.sentence.signs for row in training]
    column = columns_of(signs, _SEEN)
    matrix = matrix_of(signs, column)
    most = np.maximum(abs(matrix).max(axis=0).toarray().ravel(), 1e-9)
    machine = LogisticRegression(C=_PENALTY, max_iter=3000)
    machine.fit(matrix.multiply(1 / most).tocsr(), [bool(row.gives) for row in training])
    return {
        "set": np.array(digest_of_set()),
        "denial": np.array(digest_of_kinds()),
        "signs": np.array("\n".join(column)),
        "weights": (machine.coef_[0] / most).astype(np.float32),
        "bias": np.float32(machine.intercept_[0]),
    }


def digest_of_set() -> str:
    """What the rows are."""
    return hashlib.sha256(SET.read_bytes() + repr(LETTERS).encode()).hexdigest()


def digest_of_kinds() -> str:
    """What the scores of kinds were learnt from."""
    return hashlib.sha256((FOLDER / "denial.npz").read_bytes()).hexdigest()


def measure(every: Sequence[Row]) -> None:
    """Print what is found of each writer by weights that learnt nothing of that writer."""
    likely: list[tuple[float, Row]] = []
    for by in sorted({row.by for row in every}):
        learnt = learn([row for row in every if row.by != by])
        known = dict(zip(str(learnt["signs"]).split("\n"), learnt["weights"].tolist(), strict=True))
        for row in (row for row in every if row.by == by):
            score = float(learnt["bias"]) + sum(
                known.get(name, 0.0) * value for name, value in row.sentence.signs.items()
            )
            likely.append((1 / (1 + np.exp(-score)), row))
    for least in (0.2, 0.25, 0.3, 0.35, LEAST, 0.45, 0.5, 0.6):
        for by in [*sorted({row.by for row in every}), ""]:
            own = [(odds >= least, row) for odds, row in likely if by in ("", row.by)]
            given = [row for is_found, row in own if row.gives and is_found]
            print(
                f"{least} {by or 'all'}: {len(given)} of {sum(bool(row.gives) for _, row in own)} found,"
                f" {sum(any(row.sentence.kind in kinds for kinds in row.gives) for row in given)} of the kind,"
                f" {sum(is_found and not row.gives for is_found, row in own)} that are none"
            )
    if "--misses" in sys.argv:
        for odds, row in sorted(likely, key=lambda each: -each[0]):
            if (odds >= LEAST) != bool(row.gives):
                print(
                    f"{odds:.2f} {row.by} {[*map(sorted, row.gives)]} {' '.join(row.sentence.words.split())[:150]}"
                )


def write() -> None:
    """Write what is learnt of asides, and then, from all sentences weighed with it, the rest."""
    asides = learn_asides()
    np.savez_compressed(
        SHIPPED, signs=np.array(""), weights=np.zeros(0, np.float32), bias=np.float32(0), **asides
    )
    every = [row for letter in letters() for row in rows(letter)]
    np.savez_compressed(SHIPPED, **learn(every), **asides)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure([row for letter in letters() for row in rows(letter)])
    else:
        write()
