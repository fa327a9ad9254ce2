"""What a claimant argues against each reason of a refusal, in a paper to the agency, and which facts it needs."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import ScopedEntry
from lib.guidance.denial import Reason
from lib.guidance.denial_kinds import OTHER, Kind, kinds
from lib.guidance.entries import Frozen, Sentence, Text, read_entries
from lib.guidance.factor_entries import factors
from lib.guidance.legal_basis import Bases
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

_ALONE = "alone"


class Blank(Frozen):
    """A fact that only the person knows: how the paper calls it, and how it is asked for, unless it is `told`."""

    says: Sentence
    asks: Text
    told: re.Pattern[str] | None = None

    def is_told(self, facts: str) -> bool:
        """Whether the person's facts tell it already."""
        return bool(self.told and self.told.search(squeeze(facts)))


class Argument(ScopedEntry):
    """One entry of `data/arguments.yaml`; see the comment at its head. A paper is Korean, so is `argues`.

    `answered_by` are the circumstances, and `tells` the person's words, that answer just this matter.
    """

    of: tuple[str, ...]
    where: re.Pattern[str] | None = None
    told: re.Pattern[str] | None = None
    answered_by: tuple[str, ...] | None = None
    tells: re.Pattern[str] | None = None
    argues: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    facts: str = ""
    so: str = ""
    basis: Bases = ()
    blanks: tuple[Blank, ...] = ()
    rulings: bool | tuple[str, ...] = True

    @field_validator("of", mode="before")
    @classmethod
    def _one_or_several(cls, of: object) -> object:
        return (of,) if isinstance(of, str) else of

    @field_validator("of")
    @classmethod
    def _are_reasons(cls, of: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(of) - _reasons():
            raise ValueError(f"no reason of the name {sorted(unknown)} in denial.yaml")
        return of

    @field_validator("answered_by")
    @classmethod
    def _are_circumstances(cls, ids: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if unknown := set(ids or ()) - {each.id for each in factors()}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)} in factors.yaml")
        return ids

    @property
    def is_of_a_matter(self) -> bool:
        """Whether it meets a matter by the refusal's words, whatever kind they were read as."""
        return len(self.of) > 1 and self.where is not None

    def may_cite(self, serial: str) -> bool:
        """Whether a ruling that the reason is answered with speaks of just this matter."""
        return serial in self.rulings if isinstance(self.rulings, tuple) else self.rulings

    @model_validator(mode="after")
    def _tells_no_case(self) -> "Argument":
        if any(_BLANK.search(each) for each in self.argues):
            raise ValueError("a blank stands in `blanks`, not in what is argued")
        return self

    @model_validator(mode="after")
    def _concludes(self) -> "Argument":
        if bool(self.facts) is not bool(self.so):
            raise ValueError("`facts` need `so`, what follows from them, and nothing else has it")
        return self


_BLANK = re.compile("__")


@lru_cache(maxsize=1)
def arguments() -> tuple[Argument, ...]:
    """All of them, read once. ValueError names the entry that is wrong."""
    return read_entries("arguments", read_shipped("arguments.yaml"), Argument)


def arguments_against(reason: Reason, case: Case, text: str = "") -> tuple[Argument, ...]:
    """What is argued against a reason in such a case: of its own matter, of what it was said of, else of its kind.

    `text` is what the person tells, with the letter. Of a reason that is of several matters each is met, at most
    MOST_MATTERS of them.
    """
    wanted = (_of(reason), reason.kind, OTHER)
    said = squeeze(" ".join((reason.words, *reason.more_words)))
    whole = squeeze(f"{said} {text}")
    found = [
        each
        for of in wanted
        for each in arguments()
        if of in each.of
        and each.scope.fits(case)
        and (each.where is None or each.where.search(said))
        and (each.told is None or each.told.search(whole))
    ]
    matters = tuple({each.id: each for each in found if each.is_of_a_matter}.values())
    return matters[:MOST_MATTERS] or (found[0],)


MOST_MATTERS = 2
"""Matters of one clause that are answered."""


# The reason as `data/denial.yaml` has it: its kind, or what the kind says instead.
def _of(reason: Reason) -> str:
    kind = next(each for each in kinds() if each.id == reason.kind)
    return next((name for name, said in _variants(kind) if said == reason.reason), kind.id)


def _variants(kind: Kind) -> Sequence[tuple[str, Text]]:
    instead = [(f"{kind.id}.{n}", each.reason) for n, each in enumerate(kind.instead, start=1)]
    return [*instead, *([(f"{kind.id}.{_ALONE}", kind.alone.reason)] if kind.alone else [])]


@lru_cache(maxsize=1)
def _reasons() -> frozenset[str]:
    return frozenset(
        name for kind in kinds() for name in (kind.id, *(name for name, _said in _variants(kind)))
    )
