"""What the learners of `data/*.npz` share: a linear model over clauses, read by `lib/guidance/clause_weights.py`."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from lib.text.runs import syllable_runs

Array = NDArray[Any]

_SCALE = 1 / 60


def learn_weights(
    texts: Sequence[str],
    sums: Array,
    marks: Sequence[Collection[str]],
    tells: Sequence[Collection[str]],
    seen: int,
    kept: float,
    marked: float,
) -> dict[str, Array]:
    """The arrays of the weights; each text tells some classes or none, and has its meaning in a row of `sums`.

    A run of syllables has to stand in `seen` texts, and its weights below `kept` are dropped. A mark counts `marked`
    beside runs and meaning, each of length one. A linear support-vector machine, one class against all.
    """
    features = _features(texts, sums, marks, seen, marked)
    classes = sorted({each for told in tells for each in told})
    number = {each: place for place, each in enumerate(classes, 1)}
    told = [(at, which) for at, found in enumerate(tells) for which in sorted(map(number.get, found)) or [0]]
    machine = LinearSVC(C=1, random_state=0)
    machine.fit(features.rows[[at for at, _ in told]], [which for _, which in told])
    return features.arrays(classes, machine.coef_, machine.intercept_, kept)


def learn_apart(
    texts: Sequence[str],
    sums: Array,
    marks: Sequence[Collection[str]],
    tells: Mapping[str, Sequence[tuple[int, bool]]],
    seen: int,
    kept: float,
    marked: float,
    balanced: bool = False,
) -> dict[str, Array]:
    """As `learn_weights`, each class by itself, from the texts in which it may be told: their places, and whether it is.

    `balanced`: the few that tell it count as much as the many that do not.
    """
    features = _features(texts, sums, marks, seen, marked)
    width = features.rows.shape[1]
    weights, bias = np.zeros((len(tells) + 1, width), np.float32), np.zeros(len(tells) + 1, np.float32)
    for place, told in enumerate(tells.values(), 1):
        machine = LinearSVC(C=0.5, random_state=0, class_weight="balanced" if balanced else None)
        machine.fit(features.rows[[at for at, _ in told]], [is_told for _, is_told in told])
        weights[place], bias[place] = machine.coef_[0], machine.intercept_[0]
    return features.arrays(list(tells), weights, bias, kept)


# The features of the texts, one row each: runs of syllables, meaning, marks.
@dataclass(frozen=True)
class _Features:
    rows: csr_matrix
    column: dict[str, int]
    worth: Array
    mean: Array
    mark: dict[str, int]
    marked: float

    # The arrays that ship, of weights with one row a class, the first for none.
    def arrays(self, classes: Sequence[str], weights: Array, bias: Array, kept: float) -> dict[str, Array]:
        ends = [len(self.column), len(self.column) + len(self.mean)]
        of_runs, of_meaning, of_marks = np.split(weights.T, ends)
        whole = csr_matrix(
            np.clip(np.round(np.where(np.abs(of_runs) >= kept, of_runs, 0) / _SCALE), -127, 127).astype(
                np.int8
            )
        )
        return {
            "classes": np.array("\n".join(classes)),
            "runs": np.array("\n".join(self.column)),
            "worth": self.worth,
            "row_ends": whole.indptr[1:].astype(np.int32),
            "columns": whole.indices.astype(np.int16),
            "values": whole.data,
            "scale": np.float32(_SCALE),
            "mean": self.mean.astype(np.float32),
            "vector_weights": of_meaning.T.astype(np.float16),
            "marks": np.array("\n".join(self.mark)),
            "mark_weights": (of_marks * self.marked).astype(np.float16),
            "bias": bias.astype(np.float32),
        }


def _features(
    texts: Sequence[str], sums: Array, marks: Sequence[Collection[str]], seen: int, marked: float
) -> _Features:
    runs = [syllable_runs(text) for text in texts]
    stands_in = Counter(run for found in runs for run in found)
    column = {run: at for at, run in enumerate(sorted(run for run, n in stands_in.items() if n >= seen))}
    worth = np.log(len(texts) / (np.array([stands_in[run] for run in column]) + 0.5)).astype(np.float32)
    by_runs = _rows([[column[run] for run in found if run in column] for found in runs], worth)
    mean = sums.mean(axis=0)
    mark = {each: at for at, each in enumerate(sorted({each for found in marks for each in found}))}
    by_marks = _rows([[mark[each] for each in found] for found in marks], np.full(len(mark), marked))
    rows = hstack([normalize(by_runs), csr_matrix(normalize(sums - mean)), by_marks]).tocsr()
    return _Features(rows, column, worth, mean, mark, marked)


def _rows(places: Sequence[Sequence[int]], worth: Array) -> csr_matrix:
    at = [place for found in places for place in sorted(found)]
    ends = np.cumsum([0, *map(len, places)])
    return csr_matrix((worth[at], at, ends), shape=(len(places), len(worth)))
