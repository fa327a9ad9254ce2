"""Learns the weights of `data/despair.json`: `python -m training.despair [--measure]`.

The rows of `bench/sets/despair_train.jsonl` were written for this, by several writers without sight of each
other's and of any set that is used to accept the result: `text`, whether it is `despair`, its `kind` and who
wrote it (`by`). Logistic regression over the runs of letters that `lib.domain.despair.features` reads, each
first scaled by how much oftener it stands in despair (as in Wang and Manning, ACL 2012, 90-94). `--measure`
prints what five-fold cross-validation, and training without one writer and asking that writer's rows, find;
without it the weights of all rows are written. Nothing here is drawn by chance but the folds, by a fixed seed.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from lib.domain.despair import features, neighbours

SET = Path(__file__).parents[1] / "bench/sets/despair_train.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/despair.json"

KEPT = 12_000
"""Runs of letters that keep a weight: the heaviest and most frequent."""

FALSE_ALARMS = 0.1
"""Share of the safe rows that may weigh as much as despair, in cross-validation."""

_SCALE = 10
_SMOOTHED = 0.3


@dataclass(frozen=True)
class Row:
    text: str
    despair: bool
    kind: str
    by: str


def rows() -> list[Row]:
    """The training set."""
    return [Row(**json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def together(text: str) -> list[str]:
    """The stretches of a text that are weighed."""
    return [text[some[0].start : some[-1].end] for some in neighbours(text)]


Weights = dict[str, float]


def weigh(weights: Weights, text: str) -> float:
    """The heaviest stretch of the text."""
    found = []
    for words in together(text):
        runs = features(words)
        found.append(sum(weights.get(run, 0.0) for run in runs) / len(runs) ** 0.5)
    return max(found, default=-99.0)


def learn(training: Sequence[Row]) -> Weights:
    """The weights that tell the rows apart; the bias is left to the threshold."""
    texts = [(words, row.despair) for row in training for words in _stretches(row)]
    read = [features(words) for words, _ in texts]
    is_despair = np.array([despair for _, despair in texts])
    often = Counter(run for runs in read for run in runs)
    column = {run: place for place, run in enumerate(sorted(run for run, n in often.items() if n > 1))}
    values, at, ends = [], [], [0]
    for runs in read:
        known = sorted(column[run] for run in runs if run in column)
        at += known
        values += [len(runs) ** -0.5] * len(known)
        ends.append(len(at))
    matrix = csr_matrix((values, at, ends), shape=(len(read), len(column)))
    seen = matrix > 0
    with_despair = _SMOOTHED + np.asarray(seen[is_despair].sum(0)).ravel()
    without = _SMOOTHED + np.asarray(seen[~is_despair].sum(0)).ravel()
    ratio = np.log(with_despair / with_despair.sum()) - np.log(without / without.sum())
    model = LogisticRegression(C=30, solver="liblinear", random_state=0)
    model.fit(matrix.multiply(ratio).tocsr(), is_despair)
    weight = model.coef_[0] * ratio
    heavy = np.argsort(-np.abs(weight) * np.sqrt([often[run] for run in column]), kind="stable")[:KEPT]
    runs = list(column)
    return {runs[place]: float(weight[place]) for place in heavy}


# Of a long row that tells of despair it is not known which sentences do: all together, then.
def _stretches(row: Row) -> list[str]:
    return [row.text] if row.despair else together(row.text)


def least_for(safe: Iterable[float]) -> float:
    """The least weight at which not more than FALSE_ALARMS of the safe rows are taken for despair."""
    ordered = sorted(safe, reverse=True)
    return ordered[int(FALSE_ALARMS * len(ordered))] + 1e-6


def asked(training: Sequence[Row], held_out: Sequence[Row]) -> list[tuple[Row, float]]:
    """The held-out rows with what the weights learnt from the others give them."""
    weights = learn(training)
    return [(row, weigh(weights, row.text)) for row in held_out]


def cross_validated(all_rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """Every row weighed by what was learnt from the other four fifths."""
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    split = folds.split(all_rows, [f"{row.by} {row.despair}" for row in all_rows])
    found = []
    for training, held_out in split:
        found += asked([all_rows[place] for place in training], [all_rows[place] for place in held_out])
    return found


def _tell(title: str, found: Sequence[tuple[Row, float]], least: float) -> None:
    def share(of: Callable[[Row], bool]) -> str:
        hits = [weight >= least for row, weight in found if of(row)]
        return f"{sum(hits)} of {len(hits)} ({sum(hits) / max(1, len(hits)):.3f})"

    print(f"{title}: caught {share(lambda row: row.despair)}; false alarms {share(lambda row: not row.despair)}")


def measure(all_rows: Sequence[Row]) -> None:
    """Print what cross-validation finds, by writer and by kind."""
    found = cross_validated(all_rows)
    least = least_for(weight for row, weight in found if not row.despair)
    _tell("five folds", found, least)
    for by in sorted({row.by for row in all_rows}):
        _tell(f"  of {by}", [(row, weight) for row, weight in found if row.by == by], least)
    kinds = defaultdict(list)
    for row, weight in found:
        kinds[row.despair, row.kind].append(weight >= least)
    for (despair, kind), hits in sorted(kinds.items()):
        print(f"  {'despair' if despair else 'safe':8} {kind:32} {sum(hits):4} of {len(hits):4}")
    for by in sorted({row.by for row in all_rows}):
        others = [row for row in all_rows if row.by != by]
        if others:
            _tell(f"without {by}'s", asked(others, [row for row in all_rows if row.by == by]), least)


def write(all_rows: Sequence[Row]) -> None:
    """Write the weights of all rows, with the threshold that cross-validation gives."""
    found = cross_validated(all_rows)
    least = least_for(weight for row, weight in found if not row.despair)
    weights = defaultdict(list)
    for run, weight in learn(all_rows).items():
        if whole := round(weight * _SCALE):
            weights[whole].append(run)
    shipped = {
        "set": hashlib.sha256(SET.read_bytes()).hexdigest(),
        "least": round(least * _SCALE),
        "weights": {str(weight): " ".join(sorted(weights[weight])) for weight in sorted(weights)},
    }
    SHIPPED.write_text(json.dumps(shipped, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
