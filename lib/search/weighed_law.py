"""Whether a story is of this insurance or of another law, weighed beside what its words say.

No list of words tells the two apart: who is insured here speaks of wages, of soldiers and of other insurers too, and
people with another matter speak of work, injury and refusals. So the whole story is weighed, as its labels are
(`weighed_labels.py`): the weights (`data/other_law.npz`) are learnt by `training/other_law.py` from stories written for
it, of this insurance and of each other law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.domain.intake import Intake
from lib.domain.other_law import OtherLaw, names_this_insurance
from lib.search.weighed_labels import Weights, read_weights
from lib.text.shipped import lines, read_shipped
from lib.text.spelling import squeeze

HERE, AWAY = "here", "other"
"""The answers to whether a story is of this insurance."""
HARDLY_ANYTHING = 20
"""So few letters tell of another law in so many words or not at all."""
LITTLE = 120
"""Below so many letters what the words tell is surer than what they weigh."""
ALONE, ALONE_IF_NAMED, SAID, SAID_OF_LITTLE = 0.0, 0.5, 0.1, -0.8
"""What speaks for another law has to weigh this: where the words tell none; where they name this insurance besides;
where they tell another; the same where little is told."""


@dataclass(frozen=True)
class Model:
    """What was learnt: a column for whether a story is of another law, and one for each law that it may be of."""

    laws: tuple[OtherLaw, ...]
    learnt: Weights

    def weigh(self, intake: Intake, read: Mapping[str, float]) -> tuple[float, OtherLaw]:
        """What speaks for another law, and the likeliest of them; `read` is what the rules read."""
        away, *of_laws = self.learnt.scores(intake, read).tolist()
        return away, max(zip(of_laws, self.laws, strict=True))[1]

    def law(self, intake: Intake, read: Mapping[str, float], by_words: OtherLaw | None) -> OtherLaw | None:
        """The law that a story is of, None for this insurance; `by_words` is what its words tell."""
        away, likeliest = self.weigh(intake, read)
        if by_words:
            is_little = len(intake.story) + len(intake.denial_reason) < LITTLE
            return likeliest if away >= (SAID_OF_LITTLE if is_little else SAID) else None
        if len(squeeze(intake.story + intake.denial_reason)) < HARDLY_ANYTHING:
            return None
        is_named = names_this_insurance(f"{intake.story}\n{intake.denial_reason}")
        return likeliest if away >= (ALONE_IF_NAMED if is_named else ALONE) else None


def read_model(shipped: Any) -> Model:
    """The model from the arrays of `data/other_law.npz`."""
    answers = lines(shipped["answers"])
    return Model(tuple(map(OtherLaw, answers[1:])), read_weights(shipped, len(answers)))


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("other_law.npz"))
