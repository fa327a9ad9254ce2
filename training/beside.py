"""Learns `data/beside.npz`: `python -m training.beside [--measure]`; after `data/misleading.npz`.

Of the rows of `bench/sets/misleading.jsonl` those that have a `case` (what the dispute is about) also have the words
that weigh `for` and `against` the person, as the attorneys who wrote them marked them. Nothing of these rows was learnt
for `data/circumstances.npz`, and how likely a clause of them misleads is told by what was learnt without their writer.
Logistic regression over the signs of each clause and of its neighbours (`lib/guidance/beside.py`) into neither, for
and against. `--measure` prints how many clauses of the stories of writers it did not learn from are told, by the
clause alone and beside its neighbours.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from lib.guidance import misleading
from lib.guidance.beside import Alone, sides_of, signs_of
from lib.guidance.factors import alone_in
from lib.guidance.told_circumstances import SIDES
from training.circumstances import case_of
from training.misleading import SET, Row, rows
from training.misleading import learn as learn_misleading

Array = NDArray[Any]

SHIPPED = Path(__file__).parents[1] / "data/beside.npz"

STRENGTH = 0.01
"""How far the weights may follow the clauses."""


_learnt: dict[str, misleading.Model] = {}


def learnt_without(writer: str, all_rows: Sequence[Row]) -> misleading.Model:
    """How likely clauses mislead, as is learnt of all rows without those of a writer; worked out once."""
    if writer not in _learnt:
        others = [row for row in all_rows if row.by != writer]
        _learnt[writer] = misleading.read_model(learn_misleading(others))
    return _learnt[writer]


def held_out(all_rows: Sequence[Row]) -> Iterator[tuple[Row, list[Alone], list[int]]]:
    """Each row whose points are marked, its clauses as they read without its writer, and whom each helps (0: nobody)."""
    for writer in sorted({row.by for row in all_rows if row.case}):
        learnt = learnt_without(writer, all_rows)
        for row in all_rows:
            if row.case and row.by == writer:
                told = alone_in(row.story, case_of(row.case), learnt.odds)
                yield row, [each for _, each in told], [_helps(row, *span) for span, _ in told]


def _helps(row: Row, start: int, end: int) -> int:
    marked = (row.helps, row.hurts)
    return next((side for side, words in enumerate(marked, 1) if row.holds_some(words, start, end)), 0)


def learn(told: Sequence[tuple[Row, list[Alone], list[int]]]) -> Array:
    """The weights, a row for neither and one for each of SIDES."""
    signs = np.array([each for _, clauses, _ in told for each in signs_of(clauses)])[:, :-1]
    usual = StandardScaler().fit(signs)
    machine = LogisticRegression(C=STRENGTH, max_iter=2000)
    machine.fit(usual.transform(signs), [each for _, _, helped in told for each in helped])
    by_sign = machine.coef_ / usual.scale_
    constant = machine.intercept_ - by_sign @ usual.mean_
    return np.column_stack([by_sign, constant]).astype(np.float32)


def measure(told: Sequence[tuple[Row, list[Alone], list[int]]]) -> None:
    """Print how many clauses that help nobody, or the other, stand among those likeliest to help a side."""
    of_all: list[tuple[int, Sequence[float], Sequence[float]]] = []
    for writer in sorted({row.by for row, _, _ in told}):
        learnt = learn([each for each in told if each[0].by != writer])
        for row, clauses, helped in told:
            if row.by == writer:
                sides = sides_of(learnt, clauses)
                alone = [(each.signs[1], each.signs[2]) for each in clauses]
                of_all += zip(helped, alone, [(each["for"], each["against"]) for each in sides], strict=True)
    for place, side in enumerate(SIDES):
        for name, at in (("alone", 1), ("beside the others", 2)):
            ranked = [each[0] == place + 1 for each in sorted(of_all, key=lambda each: -each[at][place])]
            for share in (0.5, 0.6, 0.7):
                needed = np.searchsorted(np.cumsum(ranked), share * sum(ranked)) + 1
                print(f"{side}, {name}: {share:.0%} of {sum(ranked)} among the {needed} likeliest")


def write(told: Sequence[tuple[Row, list[Alone], list[int]]]) -> None:
    """Write the weights learnt from all."""
    np.savez_compressed(
        SHIPPED, set=np.array(hashlib.sha256(SET.read_bytes()).hexdigest()), weights=learn(told)
    )
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size} bytes, of {len(told)} stories")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(list(held_out(rows())))
