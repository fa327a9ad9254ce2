"""How evidence is gathered: what counts where it cannot be had, how long it takes, which held rulings it tipped.

Of what a story names (`sources`) the pieces that it makes are asked for first.
"""

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from lib.guidance.entries import Frozen, Phrases, Text
from lib.guidance.legal_basis import Bases
from lib.text.shipped import ShippedDataError, read_shipped

Serial = Annotated[str, StringConstraints(pattern=r"^\d+$")]


class Substitute(Frozen):
    """What counts in the place of a piece that cannot be had, by an article or by rulings in which it did.

    `item` is the piece of `data/evidence.yaml` that it is, where it is one of them.
    """

    id: str
    for_: tuple[str, ...] = Field(alias="for")
    item: str | None = None
    says: Text
    basis: Bases = ()
    rulings: tuple[Serial, ...] = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> "Substitute":
        if not (self.basis or self.rulings):
            raise ValueError("neither an article nor a ruling")
        return self


class Takes(Frozen):
    """How long it takes to get something, by an article."""

    id: str
    for_: tuple[str, ...] = Field(alias="for")
    says: Text
    basis: Annotated[Bases, Field(min_length=1)]


class Tipped(Frozen):
    """A ruling whose result such evidence tipped: `words` stand so in our summary of it."""

    ruling: Serial
    won: bool
    words: str = Field(min_length=2)


class Source(Frozen):
    """What a story may name: a recording, a logbook, old delivery notes; and the pieces of evidence it makes."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    any_: Annotated[Phrases, Field(alias="any", min_length=1)]
    for_: tuple[str, ...] = Field(alias="for", min_length=1)


class Gathering(Frozen):
    """All of `data/gathering.yaml`; see the comment at its head."""

    substitutes: tuple[Substitute, ...]
    gone: Mapping[str, Phrases]
    sources: tuple[Source, ...]
    unmade: Phrases
    lost: Phrases
    fading: Phrases
    takes: tuple[Takes, ...]
    tipped: Mapping[str, tuple[Tipped, ...]]
    told_as: Mapping[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _has_one_for_each(self) -> "Gathering":
        for lists in ([each.for_ for each in self.substitutes], [each.for_ for each in self.takes]):
            named = [id_ for ids in lists for id_ in ids]
            if twice := {id_ for id_ in named if named.count(id_) > 1}:
                raise ValueError(f"named twice: {', '.join(sorted(twice))}")
        if [bool(each.for_) for each in self.substitutes].count(False) != 1 or self.substitutes[-1].for_:
            raise ValueError("the last substitute, and no other, has to be for all the rest")
        return self

    def substitute_for(self, id_: str) -> Substitute:
        """What counts in the place of a piece; for what has none of its own, what may be asked for anyway."""
        return next((each for each in self.substitutes if id_ in each.for_), self.substitutes[-1])

    def time_for(self, id_: str) -> Takes | None:
        """How long it takes to get a piece; None where that stands nowhere."""
        return next((each for each in self.takes if id_ in each.for_), None)

    def sources_of(self, id_: str) -> tuple[Source, ...]:
        """What a story may name that makes such a piece."""
        return tuple(each for each in self.sources if id_ in each.for_)

    @property
    def named(self) -> Set[str]:
        """Every piece of evidence that is named."""
        substituted = {id_ for each in self.substitutes for id_ in (*each.for_, each.item) if id_}
        return {
            *self.gone,
            *self.tipped,
            *self.told_as,
            *substituted,
            *(id_ for each in self.takes for id_ in each.for_),
            *(id_ for each in self.sources for id_ in each.for_),
        }


@lru_cache(maxsize=1)
def gathering() -> Gathering:
    """All of it, read once. ShippedDataError tells what is wrong."""
    try:
        return Gathering.model_validate(read_shipped("gathering.yaml"))
    except ValueError as error:
        raise ShippedDataError(f"gathering.yaml: {error}") from error
