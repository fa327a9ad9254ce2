"""The grounds that a refusal rests on, as far as evidence answers them: hours too few, noise not shown, drink."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field, model_validator

from lib.guidance.entries import Frozen, Phrases, read_entries
from lib.guidance.phrases import PhraseReader
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import Stance


class Ground(Frozen):
    """One entry under `grounds` of `data/evidence.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    any_: Phrases = Field(default=(), alias="any")
    of: Phrases = ()
    fails: Literal["unshown", "too_little"] | None = None
    told: Phrases = ()
    decides: bool = False

    @model_validator(mode="after")
    def _is_ever_raised(self) -> "Ground":
        if bool(self.of) is (self.fails is None) or not (self.any_ or self.of):
            raise ValueError("`of` and `fails` go together, and one of `any` and `of` is needed")
        return self

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What it speaks of and, soon behind it in the same clause, that this was not shown or not enough."""
        if self.fails is None:
            return None
        shipped = read_shipped("evidence.yaml")
        unshown, too_little = (shipped["failing"][name] for name in ("unshown", "too_little"))
        failing = _any_of(unshown if self.fails == "unshown" else unshown + too_little)
        ends = _any_of(shipped["clause_ends"])
        return re.compile(f"{_any_of(self.of)}(?:(?!{ends}).){{0,{_REACH}}}?{failing}(?!만)")


# Characters without white space between what a refusal speaks of and what it lacks of it.
_REACH = 24


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


@lru_cache(maxsize=1)
def grounds() -> tuple[Ground, ...]:
    """All grounds, read once. ValueError names the entry that is wrong."""
    return read_entries("grounds", {"grounds": read_shipped("evidence.yaml")["grounds"]}, Ground)


def grounds_raised(story: str, denial: str) -> frozenset[str]:
    """The ids of the grounds that the refusal rests on, or that the story itself brings up (`told`).

    Where no reason is given, it is read from those sentences of the story that pass on what others said.
    """
    refusal = PhraseReader(denial or _passed_on(story))
    told = PhraseReader(story)
    return frozenset(
        ground.id
        for ground in grounds()
        if refusal.find(ground.any_, [ground.pattern] if ground.pattern else (), not_as=())
        or told.find(ground.told, not_as=(Stance.DENIED, Stance.OTHERS))
    )


@lru_cache(maxsize=1)
def _passing_on() -> re.Pattern[str]:
    return re.compile(_any_of(read_shipped("evidence.yaml")["passed_on"]))


def _passed_on(story: str) -> str:
    said = (each.words for each in sentences(story, story=True))
    return "\n".join(words for words in said if _passing_on().search(squeeze(words)))
