"""The kinds of reasons for which the agency refuses (`data/denial.yaml`), and what answers each."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import Scope, ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.factor_entries import factors
from lib.guidance.grounds import grounds
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import read_for_phrases
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

OTHER = "other"
"""The kind of what fits no kind."""


class Answer(Frozen):
    """What a held ruling made of such a refusal, in our own words."""

    ruling: Annotated[str, StringConstraints(pattern=r"^\d+$")]
    won: bool
    says: Text


class Said(Frozen):
    """What is said of a reason: in plain words, what the law asks, on what that rests, and what to ask oneself."""

    reason: Text
    law: Text
    basis: Annotated[Bases, Field(min_length=1)]
    question: Text


class Instead(Said):
    """What a kind says instead of a matter of its own: in such a case, where the letter's words are of that matter."""

    scope: Scope = Scope()
    of: re.Pattern[str]

    def holds(self, letter: str, cases: Iterable[Case]) -> bool:
        """Whether such sentences of the letter are of the matter, in such a case."""
        return bool(self.of.search(squeeze(letter).lower())) and any(map(self.scope.fits, cases))


class Alone(Said):
    """What a kind says instead where the case speaks of some of its matters, and of none of the others."""

    of: Annotated[Phrases, Field(min_length=1)]
    unless: Phrases

    def holds(self, text: str) -> bool:
        """Whether the text is such a case; what it denies of the others does not count."""
        reader = read_for_phrases(text)
        return reader.holds(self.of) and not reader.find(self.unless)


class Kind(ScopedEntry, Said):
    """One entry of `data/denial.yaml`; see the comment at its head."""

    grounds: tuple[str, ...] = ()
    topics: Phrases = ()
    stands: bool = False
    where: Phrases = ()
    concludes: Phrases = ()
    despite: Phrases = ()
    answers: tuple[Answer, ...] = ()
    told: tuple[str, ...] = ()
    alone: Alone | None = None
    instead: tuple[Instead, ...] = ()

    @model_validator(mode="after")
    def _names_what_is_there(self) -> "Kind":
        if unknown := set(self.grounds) - {ground.id for ground in grounds()}:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        if unknown := set(self.told) - {factor.id for factor in factors() if factor.side != "against"}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)} that could answer")
        return self

    def said_of(self, text: str, letter: str, cases: Sequence[Case]) -> "Kind":
        """The kind as it is said of such a case, `text`, and of such sentences of the letter."""
        of_the_matter: Said | None = next((each for each in self.instead if each.holds(letter, cases)), None)
        of_the_case = self.alone if self.alone and self.alone.holds(text) else None
        said = of_the_matter or of_the_case
        if said is None:
            return self
        return self.model_copy(
            update={**{name: getattr(said, name) for name in Said.model_fields}, "answers": ()}
        )

    def is_conclusion(self, words: str, sentence: str) -> bool:
        """True where the words of a sentence only conclude from another reason."""
        said, whole = squeeze(words), squeeze(sentence)
        return any(word in said for word in self.concludes) and not any(
            word in whole for word in self.despite
        )


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """All kinds, the more particular before the more general, read once. ValueError names the entry."""
    return read_entries("denial", {"denial": read_shipped("denial.yaml")["kinds"]}, Kind)
