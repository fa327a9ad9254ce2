"""The kinds of reasons for which the agency refuses (`data/denial.yaml`), and what answers each."""

from functools import lru_cache
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.factors import factors
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


class Alone(Frozen):
    """What a kind says instead where the case speaks of some of its matters, and of none of the others."""

    of: Annotated[Phrases, Field(min_length=1)]
    unless: Phrases
    reason: Text
    law: Text
    basis: Annotated[Bases, Field(min_length=1)]
    question: Text

    def holds(self, text: str) -> bool:
        """Whether the text is such a case; what it denies of the others does not count."""
        reader = read_for_phrases(text)
        return reader.holds(self.of) and not reader.find(self.unless)


class Kind(ScopedEntry):
    """One entry of `data/denial.yaml`; see the comment at its head."""

    reason: Text
    grounds: tuple[str, ...] = ()
    topics: Phrases = ()
    stands: bool = False
    where: Phrases = ()
    concludes: Phrases = ()
    despite: Phrases = ()
    law: Text
    basis: Annotated[Bases, Field(min_length=1)]
    answers: tuple[Answer, ...] = ()
    told: tuple[str, ...] = ()
    question: Text
    alone: Alone | None = None

    @model_validator(mode="after")
    def _names_what_is_there(self) -> "Kind":
        if unknown := set(self.grounds) - {ground.id for ground in grounds()}:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        if unknown := set(self.told) - {factor.id for factor in factors() if factor.side != "against"}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)} that could answer")
        return self

    def said_of(self, text: str) -> "Kind":
        """The kind as it is said of such a case."""
        if not self.alone or not self.alone.holds(text):
            return self
        instead = self.alone
        return self.model_copy(
            update={
                "reason": instead.reason,
                "law": instead.law,
                "basis": instead.basis,
                "answers": (),
                "question": instead.question,
            }
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
