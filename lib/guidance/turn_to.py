"""Who helps, and where to turn with what is not a matter of this insurance; every number with its sources."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from lib.domain.other_law import OtherLaw
from lib.guidance.entries import Frozen, Text
from lib.guidance.legal_basis import Bases
from lib.text.shipped import read_shipped


class Source(Frozen):
    """Who printed a number, when (None where it is not told) and where."""

    publisher: str
    date: date | None
    url: Annotated[str, StringConstraints(pattern=r"^https?://")]


class Place(Frozen):
    """An office to ask; `phone` is empty where two sources do not give the same number."""

    name: Text
    phone: str = ""
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _number_stands_in_two_sources(self) -> "Place":
        if bool(self.phone) != (len(self.sources) >= 2):
            raise ValueError(f"{self.name.ko}: a number needs two sources, and sources a number")
        return self


class Turn(Frozen):
    """A place to turn to, and why."""

    place: Place
    why: Text


class LawElsewhere(Frozen):
    """Another law than this insurance's: what it governs in a sentence, why this one does not, where to turn."""

    id: OtherLaw
    says: Text
    basis: Annotated[Bases, Field(min_length=1)]
    turn_to: Annotated[tuple[Turn, ...], Field(min_length=1)]


class Helper(Frozen):
    """Who helps in a case of this insurance: what they do, in which languages, what it costs (None: not known).

    `foreign`: for those who would rather speak another language.
    """

    place: Place
    does: Text
    languages: Text | None = None
    costs: Text | None = None
    foreign: bool = False


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """The offices by their names in the file, read once. ValueError names the entry that is wrong."""
    shipped: dict[str, Any] = read_shipped("turn_to.yaml")
    return {id: Place.model_validate(place) for id, place in shipped["places"].items()}


@lru_cache(maxsize=1)
def helpers() -> tuple[Helper, ...]:
    """Who helps, in the order they are told, read once. ValueError names what is wrong."""
    shipped: dict[str, Any] = read_shipped("turn_to.yaml")
    return tuple(
        Helper.model_validate({**row, "place": places()[row["place"]]}) for row in shipped["helpers"]
    )


@lru_cache(maxsize=1)
def laws_elsewhere() -> dict[OtherLaw, LawElsewhere]:
    """All of them, read once. ValueError names the entry that is wrong."""
    shipped: dict[str, Any] = read_shipped("turn_to.yaml")

    def law(row: dict[str, Any]) -> LawElsewhere:
        turns = [{"place": places()[turn["place"]], "why": turn["why"]} for turn in row["turn_to"]]
        return LawElsewhere.model_validate({**row, "turn_to": turns})

    return {each.id: each for each in map(law, shipped["laws"])}
