"""What a short question is about, weighed: of its few words often none is one that tells an issue by itself.

What is learnt of whole stories (`lib.search.weighed_labels`) does not carry to a line that somebody types into a
search: it is short, asks in general, and leaves out what happened. So short questions have weights of their own
(`data/questions.npz`), learnt by `training/questions.py` from questions that were written for it with what they ask about:
for their runs of syllables, for the meanings of their pieces, for what the words tell and for what the weights of
stories make of them. They rank; what the product says that it understood comes from the words alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, Issue
from lib.search.read_by_words import Understood
from lib.search.weighed_labels import Weights, model, read_features, read_weights
from lib.text.meanings import meanings
from lib.text.odds import likelihoods
from lib.text.shipped import lines, read_shipped

LONGEST = 60
"""A question of more characters tells a story."""

ASKED: dict[str, type[Issue] | type[Disease]] = {"issue_category": Issue, "disease_category": Disease}
"""What is weighed of a question."""
NOT_TOLD = "-"
"""Where a question leaves the issue or the illness open."""
LEAST_LENGTH = 10.0
"""Below this length the runs of a question are not stretched to one."""

# What is read by words and by the weights of stories counts, beside the runs and the meaning, both of length one.
_READ = 0.3
# What a difference of one in score does to the odds is e to the power of this.
_SHARPNESS = 4.0


# Below this likelihood an answer counts nothing. A label is weighed where its likeliest value is as likely as this; else
# what the words and the rulings nearest by words tell is surer.
_LEAST = 0.05
_SURE = {"issue_category": 0.3, "disease_category": 0.8}


def asked_labels(question: str, understood: Understood) -> dict[tuple[str, str], float]:
    """What a short question asks about: how much each issue and each illness counts, 1 where it is certain.

    Likelihoods count by their logarithm, so that rulings come in the order of how likely both are what is asked
    about; what the question leaves open is any of them. A label of which it is not sure is left out; all are for a
    text that is no short question.
    """
    found: dict[tuple[str, str], float] = {}
    if not 0 < len(question.strip()) <= LONGEST:
        return found
    for name, shares in asked_model().shares(question, understood).items():
        is_open = shares.pop(NOT_TOLD, 0.0)
        if max(shares.values()) < _SURE[name]:
            continue
        for value, share in shares.items():
            counts = 1 - math.log(min(1.0, share + is_open)) / math.log(_LEAST)
            if counts > 0:
                found[name, value] = counts
    return found


def asked_features(question: str, understood: Understood) -> dict[str, float]:
    """What is weighed of a question beside its runs, by name; `understood` is what its words tell."""
    intake = Intake(story=question)
    told = read_features(intake, understood, understood.points)
    for name in ASKED:
        shares = model().shares(name, intake, understood, understood.points)
        told |= {f"story {value}": share for value, share in shares.items()}
    meaning = meanings().of(question)
    length = float(np.linalg.norm(meaning)) or 1.0
    told = {name: _READ * value for name, value in told.items()}
    return told | {f"m{place}": float(each) / length for place, each in enumerate(meaning)}


@dataclass(frozen=True)
class Model:
    """What was learnt of short questions; `answers` are the name and the value of each column."""

    answers: tuple[tuple[str, str], ...]
    learnt: Weights

    def shares(self, question: str, understood: Understood) -> dict[str, dict[str, float]]:
        """How likely each issue and each illness is, or that none is told (`NOT_TOLD`); those of a label are together one."""
        return self.shares_of(Intake(story=question), asked_features(question, understood))

    def shares_of(self, intake: Intake, features: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """The same, of what was read before."""
        scores = self.learnt.scores(intake, features)
        found = {}
        for name in ASKED:
            mine = {value: place for place, (each, value) in enumerate(self.answers) if each == name}
            of = likelihoods(scores[list(mine.values())], _SHARPNESS)
            found[name] = dict(zip(mine, map(float, of), strict=True))
        return found


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/questions.npz`."""
    answers = tuple(tuple(line.split("\t")) for line in lines(shipped["answers"]))
    return Model(answers, read_weights(shipped, len(answers)))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def asked_model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("questions.npz"))
