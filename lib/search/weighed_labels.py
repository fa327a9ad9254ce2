"""What a story is most likely about, weighed: where no rule reads it, or one reads a word in passing.

What is told in passing, of others or of before, speaks like what the case is about, and no list of words tells
the two apart. So the whole story is weighed: its runs of syllables, those of the refusal, of the diagnoses and of
the job, and what the rules read of it, have weights for every label (`data/labels.npz`), learnt by
`training/labels.py` from stories that were written for it with their labels. The four labels are chosen together,
as they go together in those stories.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.text.odds import likelihoods
from lib.text.runs import syllable_runs
from lib.text.sentences import sentences
from lib.text.shipped import lines, read_shipped

Vector = NDArray[np.float32]
Label = Disease | Issue | KindB | KindC

VOCABULARIES: dict[str, type[Disease] | type[Issue] | type[KindB] | type[KindC]] = {
    "issue_category": Issue,
    "kind_b": KindB,
    "kind_c": KindC,
    "disease_category": Disease,
}
"""The labels of a case that are weighed."""

# What the story, the refusal, the names of the diagnoses and the job weigh, and what the rules read beside them.
_SHARE = {"s": 1.0, "d": 1.0, "n": 0.7, "o": 0.4}
_READ_SHARE = 0.5
LEAST_LENGTH = 40.0
"""What little is told in a field weighs less: below this length its runs are not stretched to one."""
# What it weighs that two labels go together, and how many values of each label are looked at together.
_TOGETHER, _LOOKED_AT = 0.07, 3
# What a difference of one in score does to the odds of a label is e to the power of this.
_SHARPNESS = 4.0
# By how much more than the rules' answer another one has to weigh.
_SURER = 0.5
# What a label has to weigh where the rules read none, and where they read nothing at all; where fewer letters than
# these are told it is better to ask.
_LEAST, _LEAST_ALONE = -0.5, 0.0
_LITTLE = 25
# So many words are quoted, and what they have to weigh for it to be seen that they tell the label.
_WORDS_QUOTED, _TELLING = 6, 3.0

Choice = tuple[str, Label | None]
"""The name of a label and its value, None where it is not told."""


@dataclass(frozen=True)
class Weights:
    """What was learnt of whole stories, with one column for each answer.

    `run` gives the row of `weights` for a run of syllables, with the letter of its field before it, that is worth
    `worth`; `read` the row of `read_weights` for what the rules read.
    """

    run: dict[str, int]
    worth: Vector
    weights: NDArray[np.int8]
    scale: float
    read: dict[str, int]
    read_weights: Vector
    bias: Vector
    least_length: float

    def scores(self, intake: Intake, read: Mapping[str, float]) -> Vector:
        """What each answer weighs; `read` is what the rules read, as it is weighed."""
        total = self.bias.copy()
        for field, runs in runs_told(intake).items():
            if places := self.places(field, runs):
                worth = self.worth[places]
                total += (worth * (share(field, worth, self.least_length) * self.scale)) @ self.weights[
                    places
                ]
        for feature, value in read.items():
            if (row := self.read.get(feature)) is not None:
                total += value * self.read_weights[row]
        return np.asarray(total, dtype=np.float32)

    def places(self, field: str, runs: Iterable[str]) -> list[int]:
        """The rows of the runs of a field, by the letter of the field."""
        return [self.run[key] for run in runs if (key := field + run) in self.run]


def read_weights(shipped: Any, columns: int) -> Weights:
    """The weights from the arrays of a file that was learnt from whole stories."""
    runs = lines(shipped["runs"])
    weights = np.zeros((len(runs), columns), np.int8)
    rows = np.repeat(np.arange(len(runs)), np.diff(shipped["row_ends"], prepend=0))
    weights[rows, shipped["columns"]] = shipped["values"]
    return Weights(
        run={run: place for place, run in enumerate(runs)},
        worth=shipped["worth"].astype(np.float32),
        weights=weights,
        scale=float(shipped["scale"]),
        read={feature: place for place, feature in enumerate(lines(shipped["read"]))},
        read_weights=shipped["read_weights"].astype(np.float32),
        bias=shipped["bias"],
        least_length=float(shipped["least_length"]),
    )


@dataclass(frozen=True)
class Model:
    """What was learnt of the labels, with one column for each value of each label.

    `together`: how much oftener two labels come together than by chance, as a logarithm.
    """

    column: dict[Choice, int]
    learnt: Weights
    together: Vector

    def scores(self, intake: Intake, read: Case, points: Mapping[str, float]) -> Vector:
        """What each label weighs; `points` are the scores of illnesses and issues that the rules counted."""
        return self.learnt.scores(intake, read_features(intake, read, points))

    def heaviest(self, name: str, intake: Intake, read: Case, points: Mapping[str, float]) -> float:
        """What the heaviest value of a label weighs."""
        scores = self.scores(intake, read, points)
        return max(float(scores[column]) for (each, _), column in self.column.items() if each == name)

    def shares(
        self, name: str, intake: Intake, read: Case, points: Mapping[str, float]
    ) -> dict[Label, float]:
        """How likely each value of a label is beside the others; together one."""
        scores = self.scores(intake, read, points)
        of_label = {value: column for (each, value), column in self.column.items() if each == name and value}
        mine = scores[list(of_label.values())]
        return dict(zip(of_label, map(float, likelihoods(mine, _SHARPNESS)), strict=True))

    def labels(self, intake: Intake, read: Case, points: Mapping[str, float]) -> dict[str, Label | None]:
        """All labels as they are likeliest together. What was chosen in the form stays."""
        scores = self.scores(intake, read, points)
        has_read = any(getattr(read, name) for name in VOCABULARIES)
        is_little = len(intake.story) + len(intake.denial_reason) < _LITTLE
        least = _LEAST if has_read else _LEAST_ALONE
        weighed: list[dict[Choice, float]] = []
        for name in VOCABULARIES:
            ours = getattr(read, name)
            of_label: dict[Choice, float] = {
                (name, value): float(scores[column])
                for (each, value), column in self.column.items()
                if each == name
            }
            if getattr(intake, name, None) or (is_little and not ours):
                weighed.append({(name, ours): 0.0})
                continue
            likeliest = sorted(of_label, key=of_label.__getitem__, reverse=True)[:_LOOKED_AT]
            options: dict[Choice, float] = {choice: of_label[choice] for choice in likeliest}
            options[name, ours] = of_label.get((name, ours), least) + _SURER if ours else least
            weighed.append(options)
        best = max(product(*weighed), key=lambda choices: self._weigh(choices, weighed))
        return dict(best)

    def _weigh(self, choices: tuple[Choice, ...], weighed: list[dict[Choice, float]]) -> float:
        places = [self.column.get(choice) for choice in choices]
        pairs = (
            float(self.together[first, second])
            for first, second in combinations(places, 2)
            if first is not None and second is not None
        )
        return sum(of[choice] for of, choice in zip(weighed, choices, strict=True)) + _TOGETHER * sum(pairs)

    def telling_words(self, intake: Intake, choice: tuple[str, Label]) -> str:
        """The words that weigh most for a label, beside what they weigh for the others of its kind.

        Empty where none of the person's own tells it: a label may also be the usual one.
        """
        others = [column for (name, _), column in self.column.items() if name == choice[0]]
        learnt = self.learnt
        weigh = learnt.weights[:, self.column[choice]] - learnt.weights[:, others].mean(axis=1)
        texts = [("s", intake.story), ("d", intake.denial_reason), ("n", ", ".join(intake.diagnoses))]
        if intake.story and intake.denial_reason:
            # What is in dispute is said by whoever refused, the rest by the person.
            texts = [each for each in texts if (each[0] == "d") is (choice[0] == "issue_category")]

        def weight(field: str, words: str) -> float:
            places = learnt.places(field, syllable_runs(words))
            return (
                learnt.scale * float(weigh[places] @ learnt.worth[places]) / math.sqrt(len(words))
                if places
                else 0.0
            )

        said = [(field, each.words) for field, text in texts for each in sentences(text, story=True)]
        if not said:
            return ""
        field, words = max(said, key=lambda each: weight(*each))
        telling = max(_stretches(words), key=lambda stretch: weight(field, stretch))
        return telling if weight(field, telling) >= (0.0 if field == "d" else _TELLING) else ""


# All stretches of as many words as are quoted.
def _stretches(words: str) -> Iterator[str]:
    found = [match.span() for match in re.finditer(r"\S+", words)]
    for first in range(max(1, len(found) - _WORDS_QUOTED + 1)):
        yield words[found[first][0] : found[min(first + _WORDS_QUOTED, len(found)) - 1][1]]


def runs_told(intake: Intake) -> dict[str, set[str]]:
    """The runs of syllables of each field that is told, by the letter of the field."""
    texts = {
        "s": intake.story,
        "d": intake.denial_reason,
        "n": " ".join(intake.diagnoses),
        "o": intake.occupation,
    }
    return {field: syllable_runs(text) for field, text in texts.items() if text}


def share(field: str, worth: Vector, least_length: float) -> float:
    """What each run of a field is weighed by, beside what it is worth: so that the length of a text does not count."""
    return _SHARE[field] / max(math.sqrt(float(np.square(worth).sum())), least_length)


def read_features(intake: Intake, read: Case, points: Mapping[str, float]) -> dict[str, float]:
    """What the rules read, as it is weighed: their answers, and how much each illness and issue counted."""
    found = {f"{name}={getattr(read, name)}": _READ_SHARE for name in VOCABULARIES}
    found |= {label: _READ_SHARE / 2 * math.log1p(max(0.0, score)) for label, score in points.items()}
    found |= {
        name: _READ_SHARE
        for name, told in (("refused", intake.denial_reason), ("diagnosed", intake.diagnoses))
        if told
    }
    return found


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/labels.npz`."""
    labels = [line.split("\t") for line in lines(shipped["labels"])]
    return Model(
        column={(name, VOCABULARIES[name](value)): place for place, (name, value) in enumerate(labels)},
        learnt=read_weights(shipped, len(labels)),
        together=shipped["together"],
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("labels.npz"))
