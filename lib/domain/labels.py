"""What we say about a ruling, each label with the words it was read from."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from lib.domain.digest import RelatedCase
from lib.domain.sections import Section
from lib.domain.side import Side
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit

T = TypeVar("T")

How = Literal["rule", "digest"]
"""`rule`: read from the text by lib.domain.classify; `digest`: taken from our own summary."""


@dataclass(frozen=True, slots=True)
class Label(Generic[T]):
    """A label's value and its evidence.

    `words` are the words of the ruling the value was read from; `start` and `end` are their
    character offsets in the ruling's plain text, or None where the words stand elsewhere (the title,
    the case number) or there is no text. Empty `words` mean nothing spoke for another value.
    """

    value: T
    words: str = ""
    start: int | None = None
    end: int | None = None
    how: How = "rule"


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one ruling.

    `sections`: the parts of the text. `side`: which party the worker's side is; None where no order tells of
    a suit. Both, and `suit`, are None in labels of the days before they were stored.
    """

    instance: Label[Instance]
    outcome: Label[Outcome]
    kind_b: Label[KindB]
    kind_c: Label[KindC]
    disease_category: Label[Disease]
    issue_category: Label[Issue]
    diagnoses: tuple[str, ...] = ()
    occupation: str = ""
    statutes: tuple[str, ...] = ()
    cited_cases: tuple[str, ...] = ()
    related_cases: tuple[RelatedCase, ...] = ()
    sections: tuple[Section, ...] | None = None
    side: Side | None = None
    suit: Label[Suit] | None = None

    def evidence(self) -> dict[str, str]:
        """Label name → the words it was read from, for the labels that have any."""
        named = {
            "instance": self.instance.words,
            "outcome": self.outcome.words,
            "kind_b": self.kind_b.words,
            "kind_c": self.kind_c.words,
            "disease_category": self.disease_category.words,
            "issue_category": self.issue_category.words,
            "suit": self.suit.words if self.suit else "",
        }
        return {name: words for name, words in named.items() if words}
