"""Learns `data/other_law.npz`: `python -m training.other_law [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/other_law_train.jsonl` were written for this by writers without sight of the rules: a `story`,
the refusal it got (`denial_reason`), and the `law` it is of, none for this insurance; beside them stand the stories of
`bench/sets/labels.jsonl`, all of this insurance, and short messages of people in the middle of a dispute over it, one in EVERY
of `bench/sets/despair_train.jsonl`. They are weighed as `training/labels.py` weighs them.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedKFold

from lib.domain.intake import Intake
from lib.domain.other_law import OtherLaw
from lib.search.law_elsewhere import law_by_words, law_features
from lib.search.weighed_law import AWAY, HERE, read_model
from training.labels import SETS, Told, learn_stories

SET, OWN, MESSAGES = SETS / "other_law_train.jsonl", SETS / "labels.jsonl", SETS / "despair_train.jsonl"
EVERY = 20
SHIPPED = Path(__file__).parents[1] / "data/other_law.npz"
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """One story with the law it is of, and what its words tell."""

    told: Told
    by: str
    by_words: OtherLaw | None

    @property
    def law(self) -> str | None:
        """The other law that it is of."""
        return self.told.answers.get("law")


def rows() -> Iterator[Row]:
    """The training set."""
    for path in (SET, OWN, MESSAGES):
        every = EVERY if path is MESSAGES else 1
        for line in path.read_text(encoding="utf-8").splitlines()[::every]:
            each = json.loads(line)
            each.setdefault("story", each.get("text"))
            fields = {name: each[name] for name in ("story", "denial_reason") if each.get(name)}
            intake = Intake.model_validate(fields).in_korean
            law = each.get("law")
            answers = {"is": AWAY, "law": law} if law else {"is": HERE}
            yield Row(Told(intake, law_features(intake), answers), each["by"], law_by_words(intake))


KEPT, LEAST_LENGTH = 0.2, 15.0
"""As in `training/labels.py`: here fewer stories are told of each answer, and shorter ones."""


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship: whether a story is of another law, and of which."""
    arrays, answers = learn_stories([row.told for row in training], ("is", "law"), KEPT, LEAST_LENGTH)
    digests = "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in (SET, OWN, MESSAGES))
    return {
        "set": np.array(digests),
        "answers": np.array("\n".join(answer for _, answer in answers)),
        **arrays,
    }


def measure(all_rows: Sequence[Row]) -> None:
    """Print what is turned away, and to the right place, by words and weighed: in folds, then without one writer."""
    places = range(len(all_rows))
    groups = [f"{row.by} {bool(row.law)}" for row in all_rows]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(list(places), groups)
    _tell("five folds", all_rows, [(list(train), list(held)) for train, held in folds])
    for by in sorted({row.by for row in all_rows if bool(row.law)}):
        held = [at for at in places if all_rows[at].by == by]
        _tell(f"without {by}", all_rows, [([at for at in places if all_rows[at].by != by], held)])


def _tell(title: str, all_rows: Sequence[Row], folds: Sequence[tuple[list[int], list[int]]]) -> None:
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for train, held in folds:
        model = read_model(learn([all_rows[at] for at in train]))
        for row in (all_rows[at] for at in held):
            weighed = model.law(row.told.intake, row.told.read, row.by_words)
            for how, law in (("by words", row.by_words), ("weighed", weighed)):
                of = "other" if row.law else "here"
                count[how][of] += 1
                count[how][f"{of} turned"] += law is not None
                count[how]["right"] += law is not None and law.value == row.law
    for how, of in count.items():
        print(
            f"{title}, {how}: turned away {of['other turned']} of {of['other']}, {of['right']} to the right law;"
            f" of this insurance {of['here turned']} of {of['here']}",
            flush=True,
        )


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn(all_rows))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(list(rows()))
