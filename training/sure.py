"""Learns `data/sure.npz`: `python -m training.sure [--measure]`; after `data/beside.npz`.

Of the rows of `bench/sets/misleading.jsonl` whose points were marked (`training/beside.py`), what seems to be a point
by all that was learnt without their writer, and whether it is one: right where it is some of the words that the
attorney marked for its side, wrong where it is some of those for the other or of the misleading ones. What nobody
marked is left out. Logistic regression, by itself for each side. `--measure` prints, for the writers one after the
other, how many of the marked points are shown by what was learnt from the others, and how many are wrong.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from lib.guidance.factors import points_in
from lib.guidance.sure import SURE, Clause, Point, how_likely, signs_of
from lib.guidance.told_circumstances import SIDES
from training import beside
from training.circumstances import case_of
from training.misleading import SET, Row, rows

Array = NDArray[Any]
Told = tuple[Row, list[Point], list[Clause]]

SHIPPED = Path(__file__).parents[1] / "data/sure.npz"

STRENGTH = 0.03
"""How far the weights may follow the points."""


def seeming(all_rows: Sequence[Row]) -> list[Told]:
    """Each row whose points are marked, and what seems to be a point by what was learnt without its writer."""
    of_all = list(beside.held_out(all_rows))
    told = []
    for writer in sorted({row.by for row, _, _ in of_all}):
        weights = beside.learn([each for each in of_all if each[0].by != writer])
        misleads = beside.learnt_without(writer, all_rows).odds
        for row, _, _ in of_all:
            if row.by == writer and row.case:
                told.append((row, *points_in(row.story, case_of(row.case), misleads, weights)))
    return told


def is_right(row: Row, point: Point) -> bool | None:
    """Whether a point is one of its side, as the attorney marked them; None where nothing there was marked."""
    sides = {"for": row.helps, "against": row.hurts}
    mine = sides.pop(point.side)
    if row.holds_some(mine, point.start, point.end):
        return True
    wrong = [*row.misleading, *(words for others in sides.values() for words in others)]
    return False if row.holds_some(wrong, point.start, point.end) else None


def learn(told: Sequence[Told]) -> Array:
    """The weights, a row for each of SIDES."""
    return np.array([_learn(told, side) for side in SIDES], np.float32)


def _learn(told: Sequence[Told], side: str) -> Array:
    signs, right = [], []
    for row, points, clauses in told:
        for point, weighed in zip(points, signs_of(points, clauses), strict=True):
            marked = is_right(row, point)
            if point.side == side and marked is not None:
                signs.append(weighed[:-1])
                right.append(marked)
    usual = StandardScaler().fit(np.array(signs))
    machine = LogisticRegression(C=STRENGTH, max_iter=2000).fit(usual.transform(np.array(signs)), right)
    by_sign = machine.coef_[0] / usual.scale_
    return np.append(by_sign, machine.intercept_[0] - by_sign @ usual.mean_)


def measure(told: Sequence[Told]) -> None:
    """Print what is shown of each writer's stories by what was learnt from the others."""
    for writer in sorted({row.by for row, _, _ in told}):
        learnt = learn([each for each in told if each[0].by != writer])
        counted: Counter[bool | None] = Counter()
        found = marked = stories = 0
        for row, points, clauses in told:
            if row.by != writer:
                continue
            odds = how_likely(learnt, points, clauses)
            shown = [point for point, each in zip(points, odds, strict=True) if each >= SURE[point.side]]
            counted.update(is_right(row, point) for point in shown)
            stories += 1
            for side, stretches in zip(SIDES, (row.helps, row.hurts), strict=True):
                marked += len(stretches)
                found += sum(
                    any(row.holds_some([words], each.start, each.end) for each in shown if each.side == side)
                    for words in stretches
                )
        print(
            f"{writer}: {stories} stories, {found} of {marked} points shown, {counted[False]} of"
            f" {counted.total()} shown wrong"
        )


def write(told: Sequence[Told]) -> None:
    """Write the weights learnt from all."""
    np.savez_compressed(
        SHIPPED, set=np.array(hashlib.sha256(SET.read_bytes()).hexdigest()), weights=learn(told)
    )
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size} bytes, of {len(told)} stories")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(seeming(rows()))
