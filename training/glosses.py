"""Learns `data/glosses.npz`: `python -m training.glosses RULINGS [--measure]` (needs training/requirements.txt).

RULINGS is a folder of rulings in Markdown, as `lib/sources/markdown.py` reads them, that holds those of
`bench/sets/glosses.csv`; no sentence of theirs is kept. Each row of that set is a gloss of numbered sentences by a writer
(`by`) who had seen no rule, and whether a careful reader calls it right. `bench/sets/gloss_claims.jsonl` holds clauses
that add a result, a side, a deadline, advice or certainty to whatever they stand behind; each is put behind some right
glosses. Two logistic regressions over signs (`lib/rulings/gloss_signs.py`): whether a gloss adds something, and whether
it tells another's words. How both scores and what the lists find go together is learnt from writers whom the lists had
not met (`FIRST_LOOKS`), each scored by what was learnt without them. `--measure` prints what is shown and lost of each
of these.
"""

import csv
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lib.domain.classify import classify
from lib.domain.passages import Speaker, passages
from lib.domain.records import StoredRuling
from lib.rulings.gloss_lists import Views
from lib.rulings.gloss_weights import (
    ADDS,
    MISATTRIBUTES,
    SIGNS,
    TURNS,
    Model,
    read_model,
    signs_together,
    worths,
)
from lib.rulings.glosses import DECIDE, MARKS, fault_by_itself, marks_of
from lib.rulings.retelling import won
from lib.sources.markdown import read_file
from lib.text.meanings import digest_of_meanings
from lib.text.shipped import lines

Array = NDArray[Any]

SET = Path(__file__).parents[1] / "bench/sets/glosses.csv"
CLAIMS = SET.with_name("gloss_claims.jsonl")
SHIPPED = Path(__file__).parents[1] / "data/glosses.npz"

FIRST_LOOKS = ("9", "10", "11", "12")
"""Writers whose rows the lists of `data/glosses.yaml` had not met."""
KINDS = {
    ADDS: frozenset({"result", "won", "side", "deadline", "advice", "certainty"}),
    MISATTRIBUTES: frozenset({"voice"}),
    TURNS: frozenset({"negation"}),
}
"""The kinds of wrong glosses that each question is learnt from, beside the right ones."""
STRENGTH = {ADDS: 30.0, MISATTRIBUTES: 10.0, TURNS: 3.0}
"""How far the weights may follow the rows."""
TOGETHER = 1.0
"""The same of the last word."""
SEEN, KEPT = 2, 0.02
"""Rows that a sign has to stand in; weights below this share of the greatest are dropped."""
CLAIMED, CLAIM = 2, 0.5
"""Right glosses that each claim is put behind, and how much such a gloss counts."""
LEAST = 0.0
"""From which sum of both scores and the marks on a gloss is wrong: chosen on writers that are left out."""
_MOST = 127


@dataclass(frozen=True)
class Row:
    """One gloss beside its sentences."""

    by: str
    gloss: str
    is_right: bool
    kind: str
    told: tuple[str, ...]
    speakers: frozenset[Speaker]
    won: bool | None
    illnesses: tuple[str, ...]

    @cached_property
    def signs(self) -> dict[str, Views]:
        """What it is weighed by."""
        return {name: signs(self.gloss, self.told, self.speakers) for name, signs in SIGNS.items()}

    @cached_property
    def marks(self) -> frozenset[str]:
        """What the lists find in it."""
        return marks_of(self.gloss, self.told, self.speakers, self.won)

    @cached_property
    def falls_by_itself(self) -> bool:
        """Whether it names or counts what its sentences do not, or names another speaker."""
        names_another = not self.marks.isdisjoint(DECIDE)
        return names_another or fault_by_itself(self.gloss, self.told, self.illnesses) is not None


def rows(rulings: Path) -> list[Row]:
    """The set with the sentences of its rulings; right glosses that do not fit theirs were numbered otherwise."""
    held = {}
    for file in sorted(rulings.glob("*.md")):
        precedent = read_file(file.read_bytes())
        ruling = StoredRuling(precedent.id, precedent, classify(precedent), (), 1, 1)
        held[precedent.case_number.replace(" ", "")] = ruling
    told = {number: {each.number: each for each in passages(ruling)} for number, ruling in held.items()}
    found = []
    for each in csv.DictReader(SET.read_text(encoding="utf-8").splitlines()):
        number = each["ruling"].replace(" ", "")
        chosen = [told[number][int(id)] for id in each["sentences"].split()]
        row = Row(
            each["by"],
            each["gloss"],
            each["right"] == "right",
            each["kind"],
            tuple(passage.text for passage in chosen),
            frozenset(passage.speaker for passage in chosen),
            won(held[number]),
            tuple(held[number].labels.diagnoses),
        )
        if not (row.is_right and row.falls_by_itself and row.by not in FIRST_LOOKS):
            found.append(row)
    return found


def claimed(right: Sequence[Row]) -> Iterator[Row]:
    """Right glosses, or their beginnings, with a claim behind them that makes them wrong."""
    chance = random.Random(3)
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)["text"]
        for row in chance.choices(right, k=CLAIMED):
            words = row.gloss.rstrip(".").split()
            if chance.random() < 0.5:
                words[-1] += ","
            else:
                words = words[: max(2, len(words) // 2)]
            yield replace(row, gloss=f"{' '.join(words)} {claim}.", is_right=False, kind="claim")


def learn(question: str, training: Sequence[Row]) -> dict[str, Any]:
    """The arrays of one question, learnt from the rows."""
    chosen = [row for row in training if row.is_right or row.kind in KINDS[question]]
    right = [row for row in chosen if row.is_right]
    counts = [1.0] * len(chosen)
    if question == ADDS:
        added = list(claimed(right))
        chosen, counts = [*chosen, *added], [*counts, *[CLAIM] * len(added)]
    views = [row.signs[question] for row in chosen]
    often = Counter(f"{at}{sign}" for each in views for at, view in enumerate(each) for sign in view)
    column = {sign: at for at, sign in enumerate(sorted(sign for sign, n in often.items() if n >= SEEN))}
    values, columns, ends = [], [], [0]
    for each in views:
        for at, (view, worth) in enumerate(zip(each, worths(question, each), strict=True)):
            known = sorted(column[f"{at}{sign}"] for sign in view if f"{at}{sign}" in column)
            columns += known
            values += [worth] * len(known)
        ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(chosen), len(column)))
    machine = LogisticRegression(
        C=STRENGTH[question], solver="liblinear", tol=1e-3, class_weight="balanced", random_state=0
    )
    machine.fit(matrix, [not row.is_right for row in chosen], sample_weight=counts)
    weights = machine.coef_[0]
    scale = np.abs(weights).max() / _MOST
    kept = np.abs(weights) >= KEPT * np.abs(weights).max()
    return {
        f"{question} signs": np.array(
            "\n".join(sign for sign, keep in zip(column, kept, strict=True) if keep)
        ),
        f"{question} weights": np.round(weights[kept] / scale).astype(np.int8),
        f"{question} scale": np.float32(scale),
        f"{question} bias": np.float32(machine.intercept_[0]),
    }


def _learn_all(training: Sequence[Row]) -> dict[str, Any]:
    return {name: array for question in SIGNS for name, array in learn(question, training).items()}


_NOTHING = {
    "together": np.array(""),
    "together weights": np.zeros(1, np.float32),
    "bias": np.float32(0),
    "least": np.float32(LEAST),
}


def scored(training: Sequence[Row], others: Sequence[Row]) -> list[dict[str, float]]:
    """What the last word on the other rows is said by, scored by what is learnt from the training rows."""
    model = read_model(_learn_all(training) | _NOTHING)
    return [_parts(model, row) for row in others]


def _parts(model: Model, row: Row) -> dict[str, float]:
    return signs_together({name: model.score(name, row.signs[name]) for name in SIGNS}, row.marks)


Scored = Mapping[str, Sequence[tuple[Row, Mapping[str, float]]]]
"""The rows of each writer with what the last word on them is said by."""


def learn_together(scored: Scored) -> dict[str, Any]:
    """The weights of both scores, from all writers, and of the marks beside them, from those whom the lists had not met.

    What is a matter of figures or limbs tells nothing of them.
    """
    of_words = [
        (row, parts) for rows in scored.values() for row, parts in rows if row.kind not in ("limb", "figure")
    ]
    scores, weights, _ = _fitted(of_words, lambda name: name not in MARKS)
    by_scores = dict(zip(scores, weights, strict=True))

    def beside_marks(parts: Mapping[str, float]) -> dict[str, float]:
        marks = {name: value for name, value in parts.items() if name in MARKS}
        return marks | {"scores": sum(by_scores.get(name, 0.0) * value for name, value in parts.items())}

    unmet = [(row, beside_marks(parts)) for row, parts in of_words if row.by in FIRST_LOOKS]
    names, weights, bias = _fitted(unmet, bool)
    beside = dict(zip(names, weights, strict=True))
    whole = {name: weight * beside["scores"] for name, weight in by_scores.items()}
    whole |= {name: weight for name, weight in beside.items() if name != "scores"}
    return {
        "together": np.array("\n".join(whole)),
        "together weights": np.array([*whole.values()], np.float32),
        "bias": np.float32(bias),
        "least": np.float32(LEAST),
    }


def _fitted(
    told: Sequence[tuple[Row, Mapping[str, float]]], counts: Callable[[str], bool]
) -> tuple[list[str], Array, float]:
    names = sorted({name for _, parts in told for name in parts if name and counts(name)})
    machine = LogisticRegression(C=TOGETHER, class_weight="balanced", max_iter=1000)
    machine.fit(
        np.array([[parts.get(name, 0.0) for name in names] for _, parts in told]),
        [not row.is_right for row, _ in told],
    )
    return names, machine.coef_[0], float(machine.intercept_[0])


def scored_apart(all_rows: Sequence[Row]) -> Scored:
    """The rows of each writer, scored by what was learnt without them."""
    found = {}
    for writer in sorted({row.by for row in all_rows}, key=int):
        own = [row for row in all_rows if row.by == writer]
        found[writer] = list(
            zip(own, scored([row for row in all_rows if row.by != writer], own), strict=True)
        )
    return found


def measure(apart: Scored) -> None:
    """Print, of each writer left out whom the lists had not met, the wrong glosses shown and the right ones lost."""
    for writer in (name for name in FIRST_LOOKS if name in apart):
        learnt = learn_together({name: rows for name, rows in apart.items() if name != writer})
        together = dict(zip(lines(learnt["together"]), learnt["together weights"], strict=True))
        together[""] = learnt["bias"]
        for least in (-0.5, LEAST, 0.5, 1.0):
            missed, of = Counter[str](), Counter[str]()
            for row, parts in apart[writer]:
                total = sum(together.get(name, 0.0) * value for name, value in parts.items())
                of[row.kind] += 1
                missed[row.kind] += (row.falls_by_itself or total >= least) == row.is_right
            print(writer, least, {kind: f"{missed[kind]} of {n}" for kind, n in of.items()})


def write(all_rows: Sequence[Row], apart: Scored) -> None:
    """Write the model learnt from all rows."""
    digest = hashlib.sha256(SET.read_bytes() + CLAIMS.read_bytes()).hexdigest()
    learnt = _learn_all(all_rows)
    learnt |= learn_together(apart)
    np.savez_compressed(SHIPPED, set=np.array(digest), meanings=np.array(digest_of_meanings()), **learnt)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


def main() -> None:
    """Learn, and measure or write."""
    all_rows = rows(Path(sys.argv[1]))
    apart = scored_apart(all_rows)
    if "--measure" in sys.argv:
        measure(apart)
    else:
        write(all_rows, apart)


if __name__ == "__main__":
    main()
