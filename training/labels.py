"""Learns `data/labels.npz`: `python -m training.labels [--measure]` (needs training/requirements.txt).

The stories of `bench/sets/labels.jsonl` were written for this, by writers without sight of each other's stories
and of any set that is used to accept the result: `story`, `denial_reason`, `diagnoses`, `occupation`, the labels
(none where the story leaves one open), `alt` with further values that are right as well, and `by` whom. Beside
them stand the clauses of `bench/sets/circumstances.jsonl`: where the circumstance that a clause tells is of one
disease, issue, benefit or kind of case alone, the clause speaks for it. A linear support-vector machine a label
is learnt, one value against all, over runs of syllables (tf-idf) and over what the rules read.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import KFold
from sklearn.svm import LinearSVC

from lib.domain.intake import Case, Intake
from lib.guidance.factor_entries import factors
from lib.search.read_by_words import read_by_rules
from lib.search.weighed_labels import LEAST_LENGTH, VOCABULARIES, read_features, read_model, runs_told, share

Array = NDArray[Any]

SETS = Path(__file__).parents[1] / "bench/sets"
SET = SETS / "labels.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/labels.npz"

SEEN_RUNS = 3
"""Texts that a run of syllables has to stand in."""
KEPT = 1.2
"""A run is kept where its weight, times what it is worth, is this for some label."""
_SCALE = 1 / 200
_SMOOTHED, _MOST_TOGETHER = 0.5, 2.0


@dataclass(frozen=True)
class Row:
    """One story or clause, with what the rules read of it, and its labels."""

    intake: Intake
    by: str
    labels: dict[str, str]
    alt: dict[str, list[str]] = field(default_factory=dict)
    read: Case | None = None
    points: dict[str, float] = field(default_factory=dict)

    def is_right(self, name: str, value: Any) -> bool:
        """True where the value is the label's, or is right as well."""
        return value in (self.labels[name], *self.alt.get(name, ()))


def stories() -> list[Row]:
    """The training set."""
    return [_story(json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def _story(told: dict[str, Any]) -> Row:
    fields = {
        name: told[name] for name in ("story", "denial_reason", "diagnoses", "occupation") if name in told
    }
    labels = {name: told[name] for name in VOCABULARIES if told.get(name)}
    return _read(
        Row(Intake.model_validate(fields | told.get("chosen", {})), told["by"], labels, told.get("alt", {}))
    )


def _read(row: Row) -> Row:
    korean = row.intake.in_korean
    read = read_by_rules(korean)
    return Row(korean, row.by, row.labels, row.alt, read, read.points)


def clauses() -> list[Row]:
    """The clauses that tell a circumstance of one kind of case alone."""
    scopes = {factor.id: factor.scope for factor in factors()}
    found = []
    for line in (SETS / "circumstances.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if (scope := scopes.get(told["id"])) is None:
            continue
        values = {name: getattr(scope, name) for name in VOCABULARIES}
        labels = {name: value[0].value for name, value in values.items() if len(value) == 1}
        where = "denial_reason" if told.get("how") == "denial" else "story"
        if labels:
            found.append(Row(Intake.model_construct(**{where: told["text"]}), told["by"], labels))
    return found


def without_diagnoses(rows: Sequence[Row]) -> Iterator[Row]:
    """The stories once more as they are told where no diagnosis is written down."""
    for row in rows:
        if row.intake.diagnoses and row.intake.story:
            yield _read(Row(row.intake.model_copy(update={"diagnoses": ()}), row.by, row.labels, row.alt))


@dataclass(frozen=True)
class Told:
    """A story as it is weighed: its fields, what the rules read of it, and its answers by the name of the question."""

    intake: Intake
    read: Mapping[str, float]
    answers: Mapping[str, str]


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows. What was chosen in a form is not asked of its words."""
    told = [
        Told(
            row.intake,
            _features(row),
            {name: value for name, value in row.labels.items() if not getattr(row.intake, name, None)},
        )
        for row in training
    ]
    arrays, answers = learn_stories(told, tuple(VOCABULARIES))
    labels = [f"{name}\t{value}" for name, value in answers]
    return {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        "labels": np.array("\n".join(labels)),
        **arrays,
        "together": _together(training, labels),
    }


def learn_stories(
    training: Sequence[Told],
    names: Sequence[str],
    least: float = KEPT,
    least_length: float = LEAST_LENGTH,
    kept: frozenset[str] | None = None,
    seen_runs: int = SEEN_RUNS,
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The arrays of `lib.search.weighed_labels.Weights`, and the question and answer of each of its columns.

    For each question of `names` a machine is learnt from the stories that answer it, one answer against all; by their
    `kept` runs alone where they are given, else by those that stand in `seen_runs` texts and whose weight, times what
    they are worth, is the `least`.
    """
    told = [
        {letter + run for letter, runs in runs_told(row.intake).items() for run in runs} for row in training
    ]
    seen = Counter(run for runs in told for run in runs)
    texts = Counter(run_field for row in training for run_field in runs_told(row.intake))
    runs = sorted(kept if kept is not None else (run for run, n in seen.items() if n >= seen_runs))
    column = {run: at for at, run in enumerate(runs)}
    worth = np.array([np.log(texts[run[0]] / (seen[run] + 0.5)) for run in runs], np.float32)
    features = sorted({feature for row in training for feature in row.read})
    beside = {feature: at for at, feature in enumerate(features)}
    matrix = hstack([_by_runs(training, column, worth, least_length), _by_features(training, beside)]).tocsr()
    weights, bias, answers = [], [], []
    for name in names:
        rows = [at for at, row in enumerate(training) if name in row.answers]
        machine = LinearSVC(C=0.6, random_state=0)
        machine.fit(matrix[rows], [training[at].answers[name] for at in rows])
        # Of two answers one column speaks for the second, and against the first.
        values = machine.classes_ if len(machine.classes_) > 2 else machine.classes_[1:]
        answers += [(name, str(value)) for value in values]
        weights.append(machine.coef_)
        bias.append(machine.intercept_)
    all_weights = np.vstack(weights).T
    of_runs = all_weights[: len(column)]
    if kept is None:
        heavy = np.abs(of_runs).max(axis=1) * worth >= least
        remaining = frozenset(run for run, is_heavy in zip(runs, heavy, strict=True) if is_heavy)
        return learn_stories(training, names, least, least_length, remaining)
    whole = csr_matrix(np.clip(np.round(of_runs / _SCALE), -127, 127).astype(np.int8))
    return {
        "runs": np.array("\n".join(runs)),
        "worth": worth.astype(np.float16),
        "row_ends": whole.indptr[1:].astype(np.int32),
        "columns": whole.indices.astype(np.int8),
        "values": whole.data,
        "scale": np.float32(_SCALE),
        "read": np.array("\n".join(features)),
        "read_weights": all_weights[len(column) :].astype(np.float16),
        "bias": np.concatenate(bias).astype(np.float32),
        "least_length": np.float32(least_length),
    }, answers


def _features(row: Row) -> dict[str, float]:
    return read_features(row.intake, row.read, row.points) if row.read else {}


def _by_runs(rows: Sequence[Told], column: dict[str, int], worth: Array, least_length: float) -> csr_matrix:
    values, at, ends = [], [], [0]
    for row in rows:
        for letter, runs in runs_told(row.intake).items():
            if places := sorted(column[letter + run] for run in runs if letter + run in column):
                values += list(worth[places] * share(letter, worth[places], least_length))
                at += places
        ends.append(len(at))
    return csr_matrix((values, at, ends), shape=(len(rows), len(column)))


def _by_features(rows: Sequence[Told], beside: dict[str, int]) -> csr_matrix:
    values, at, ends = [], [], [0]
    for row in rows:
        for feature, value in row.read.items():
            at.append(beside[feature])
            values.append(value)
        ends.append(len(at))
    return csr_matrix((values, at, ends), shape=(len(rows), len(beside)))


# How much oftener two labels of a story come together than by chance, as a logarithm.
def _together(training: Sequence[Row], labels: Sequence[str]) -> Array:
    place = {label: at for at, label in enumerate(labels)}
    pairs = np.zeros((len(labels), len(labels)))
    both = np.zeros_like(pairs)
    stories_ = [row for row in training if row.read]
    for row in stories_:
        for first, second in combinations(row.labels.items(), 2):
            a, b = place["\t".join(first)], place["\t".join(second)]
            pairs[a, b] += 1
            pairs[b, a] += 1
    names = [label.split("\t")[0] for label in labels]
    for b in set(names):
        columns = [at for at, name in enumerate(names) if name == b]
        both[:, columns] = pairs[:, columns].sum(axis=1, keepdims=True)
    ratio = (pairs + _SMOOTHED) * len(stories_) / ((both + 2) * (both.T + 2))
    return np.clip(np.log(ratio), -_MOST_TOGETHER, _MOST_TOGETHER).astype(np.float32)


def measure(all_rows: Sequence[Row]) -> None:
    """Print what is read right, by the rules and weighed: five folds, then without one writer, who is asked."""
    places = list(range(len(all_rows)))
    folds = [
        (list(train), list(held)) for train, held in KFold(5, shuffle=True, random_state=0).split(places)
    ]
    _tell_right("five folds", all_rows, folds)
    for by in sorted({row.by for row in all_rows}):
        held = [at for at in places if all_rows[at].by == by]
        _tell_right(f"without {by}", all_rows, [(sorted({*places} - {*held}), held)])


def _tell_right(title: str, rows: Sequence[Row], folds: Sequence[tuple[list[int], list[int]]]) -> None:
    right: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    all_clauses = clauses()
    for train, held in folds:
        training = [rows[at] for at in train]
        texts = " ".join(f"{rows[at].intake.story} {rows[at].intake.denial_reason}" for at in held)
        others = [
            each for each in all_clauses if (each.intake.story or each.intake.denial_reason) not in texts
        ]
        model = read_model(learn([*training, *without_diagnoses(training), *others]))
        for row in (rows[at] for at in held):
            assert row.read is not None
            weighed = model.labels(row.intake, row.read, row.points)
            for name in row.labels:
                count = right[row.by if len(folds) > 1 else "", name]
                count["n"] += 1
                count["rules"] += row.is_right(name, getattr(row.read, name))
                count["weighed"] += row.is_right(name, weighed[name])
    for by in sorted({by for by, _ in right}):
        shares = "; ".join(
            f"{name} {right[by, name]['rules']}->{right[by, name]['weighed']} of {right[by, name]['n']}"
            for name in VOCABULARIES
        )
        print(f"{title} {by}: {shares}", flush=True)


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn([*all_rows, *without_diagnoses(all_rows), *clauses()]))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(stories())
