"""What people are told at work and what the law says to it; and what the bereaved should see to first."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Stage
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.phrases import read_for_phrases
from lib.text.shipped import read_shipped
from lib.text.stance import Stance


class Heard(Frozen):
    """One entry under `heard` of `data/heard.yaml`; see the comment at its head."""

    id: str
    quote: Text
    says: Text
    own: bool = False
    patterns: Annotated[tuple[re.Pattern[str], ...], Field(min_length=1)]
    basis: Annotated[Bases, Field(min_length=1)]


class ForTheBereaved(Frozen):
    """One entry under `bereaved` of the file."""

    id: str
    do: Text
    why: Text
    at_first: bool = False
    basis: Annotated[Bases, Field(min_length=1)]


@lru_cache(maxsize=1)
def heard() -> tuple[Heard, ...]:
    """All that people are told, read once. ValueError names the entry that is wrong."""
    return read_entries("heard", {"heard": read_shipped("heard.yaml")["heard"]}, Heard)


@lru_cache(maxsize=1)
def for_the_bereaved() -> tuple[ForTheBereaved, ...]:
    """What a family sees to first after a death, read once. ValueError names the entry that is wrong."""
    return read_entries("bereaved", {"bereaved": read_shipped("heard.yaml")["bereaved"]}, ForTheBereaved)


def to_see_to(intake: Intake, case: Case) -> tuple[ForTheBereaved, ...]:
    """What the family of this case sees to.

    Once a claim was refused the funeral is long past: of an autopsy only those are told whose illness is of dust.
    """
    is_refused = intake.stage not in (None, Stage.BEFORE_CLAIM) or bool(intake.denial_reason)
    is_late = is_refused and case.disease_category is not Disease.RESPIRATORY
    return tuple(each for each in for_the_bereaved() if not (is_late and each.at_first))


def heard_in(story: str) -> tuple[Heard, ...]:
    """What a person was told by their own story; not what is denied there.

    What others say or do is what people hear; only what is `own` has to be the person's.
    """
    reader = read_for_phrases(story)
    return tuple(
        each
        for each in heard()
        if reader.find(
            (), each.patterns, not_as=(Stance.DENIED, Stance.OTHERS) if each.own else (Stance.DENIED,)
        )
    )
