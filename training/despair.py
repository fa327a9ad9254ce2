"""Learns the weights of `data/despair.json`: `python -m training.despair [--measure]`.

The rows of `bench/sets/despair_train.jsonl` were written by several writers without sight of each other's and
of any set that is used to accept the result: `text`, whether it is `despair`, its `kind` and who wrote it (`by`).
Most were written for this; `h` are clauses of work life from `circumstances.jsonl` and `i` whole stories, for
most of what people write is neither despair nor near it. A linear support-vector machine over the runs of
letters that `lib.text.runs` finds, each first scaled by how much oftener it stands in despair (as in Wang and
Manning, ACL 2012, 90-94). `--measure` prints what five-fold cross-validation, and training without one writer
and asking that writer's rows, find; without it the weights of all rows are written. Nothing here is drawn by chance but the folds, by a fixed seed.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from lib.domain.despair import Weights, stretches
from lib.text.runs import runs_of

SET = Path(__file__).parents[1] / "bench/sets/despair_train.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/despair.json"

KEPT = 60_000
"""Runs of letters that keep a weight: the heaviest and most frequent. Fewer miss more, all catch no more."""

FALSE_ALARMS = 0.014
"""Share of the safe rows that may weigh as much as despair, in cross-validation."""

ALONE = 0.5
"""How much more a sentence, or its last words, must weigh to be heard without what stands around it."""

_SCALE = 50
_SMOOTHED = 0.3


@dataclass(frozen=True)
class Row:
    """One row of the training set."""

    text: str
    despair: bool
    kind: str
    by: str


def rows() -> list[Row]:
    """The training set."""
    return [Row(**json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def learn(training: Sequence[Row]) -> dict[str, float]:
    """The weights that tell the rows apart; the bias is left to the threshold."""
    place: dict[str, int] = {}
    read, told = [], []
    for words, despair in _texts(training):
        read.append(np.array([place.setdefault(run, len(place)) for run in sorted(runs_of(words))]))
        told.append(despair)
    is_despair = np.array(told)
    often = np.bincount(np.concatenate(read))
    known = np.flatnonzero(often > 1)
    ends = np.cumsum([0, *map(len, read)])
    values = np.repeat(np.sqrt(1 / np.diff(ends)), np.diff(ends))
    matrix = csr_matrix((values, np.concatenate(read), ends))[:, known]
    seen = matrix > 0
    with_despair = _SMOOTHED + np.asarray(seen[is_despair].sum(0)).ravel()
    without = _SMOOTHED + np.asarray(seen[~is_despair].sum(0)).ravel()
    ratio = np.log(with_despair / with_despair.sum()) - np.log(without / without.sum())
    model = LinearSVC(random_state=0)
    model.fit(matrix.multiply(ratio).tocsr(), is_despair)
    weight = model.coef_[0] * ratio
    heavy = np.argsort(-np.abs(weight) * np.sqrt(often[known]), kind="stable")[:KEPT]
    runs = list(place)
    return {runs[known[column]]: float(weight[column]) for column in heavy}


# Rows of despair whole; of safe ones all that is weighed of them when somebody writes them.
def _texts(training: Sequence[Row]) -> Iterator[tuple[str, bool]]:
    for row in training:
        if row.despair:
            yield row.text, True
        else:
            yield from ((each.words, False) for each in stretches(row.text))


@dataclass(frozen=True)
class Weighed:
    """A row with the weight that decides on it, by what was learnt without it."""

    row: Row
    weight: float


def asked(training: Sequence[Row], held_out: Sequence[Row]) -> list[Weighed]:
    """The held-out rows with what the weights learnt from the others give them."""
    weights = Weights(learn(training), alone=ALONE)
    return [Weighed(row, weights.heaviest(row.text)) for row in held_out]


def cross_validated(all_rows: Sequence[Row]) -> list[Weighed]:
    """Every row weighed by what was learnt from the other four fifths."""
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    found: list[Weighed] = []
    for training, held_out in folds.split(all_rows, [f"{row.by} {row.despair}" for row in all_rows]):
        found += asked([all_rows[place] for place in training], [all_rows[place] for place in held_out])
    return found


def least_for(found: Sequence[Weighed]) -> float:
    """The least weight at which no more than FALSE_ALARMS of the safe rows are taken for despair."""
    heavy = sorted((each.weight for each in found if not each.row.despair), reverse=True)
    return heavy[int(FALSE_ALARMS * len(heavy))] + 1e-6


def _tell(title: str, found: Sequence[Weighed], least: float) -> None:
    def share(of: Callable[[Row], bool]) -> str:
        hits = [each.weight >= least for each in found if of(each.row)]
        return f"{sum(hits)} of {len(hits)} ({sum(hits) / max(1, len(hits)):.3f})"

    print(
        f"{title}: caught {share(lambda row: row.despair)}; false alarms {share(lambda row: not row.despair)}"
    )


def measure(all_rows: Sequence[Row]) -> None:
    """Print what cross-validation finds, by writer and by kind."""
    found = cross_validated(all_rows)
    least = least_for(found)
    _tell("five folds", found, least)
    writers = sorted({row.by for row in all_rows})
    for by in writers:
        _tell(f"  of {by}", [each for each in found if each.row.by == by], least)
    kinds = defaultdict(list)
    for each in found:
        kinds[each.row.despair, each.row.kind].append(each.weight >= least)
    for (despair, kind), hits in sorted(kinds.items()):
        print(f"  {'despair' if despair else 'safe':8} {kind:34} {sum(hits):4} of {len(hits):4}")
    for by in writers if writers[1:] else ():
        others = [row for row in all_rows if row.by != by]
        _tell(f"without {by}'s", asked(others, [row for row in all_rows if row.by == by]), least)


def write(all_rows: Sequence[Row]) -> None:
    """Write the weights of all rows, with the threshold that cross-validation gives."""
    least = least_for(cross_validated(all_rows))
    weights = defaultdict(list)
    for run, weight in learn(all_rows).items():
        if whole := round(weight * _SCALE):
            weights[whole].append(run)
    shipped = {
        "set": hashlib.sha256(SET.read_bytes()).hexdigest(),
        "least": round(least * _SCALE, 1),
        "alone": round(ALONE * _SCALE),
        "weights": {str(weight): " ".join(sorted(weights[weight])) for weight in sorted(weights)},
    }
    SHIPPED.write_text(json.dumps(shipped, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
