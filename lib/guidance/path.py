"""The path of a dispute: who decides at each step, how long it takes, and what the law lets one choose."""

from functools import lru_cache
from typing import Annotated

from pydantic import Field

from lib.domain.taxonomy import KindB, Stage, Suit
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.legal_basis import Bases
from lib.guidance.official_figures import OfficialFigure, Subject, figures_of
from lib.text.shipped import read_shipped

_OF_A_SUIT = ("suit", "appeal", "final_appeal")


class PathStep(Frozen):
    """One entry of `data/path.yaml`; see the comment at its head. What is None is not known, or not so."""

    id: str
    what: Text
    after: Annotated[tuple[Stage, ...], Field(min_length=1)]
    who: Text
    takes: Text | None = None
    figure: Subject | None = None
    costs: Text | None = None
    choice: Text
    panel: Text | None = None
    holds: Text | None = None
    goes_on: Text | None = None
    represented: Text | None = None
    represented_basis: Bases = ()
    basis: Annotated[Bases, Field(min_length=1)]

    @property
    def latest_figure(self) -> OfficialFigure | None:
        """The last published figure of how long it takes."""
        return figures_of(self.figure)[-1] if self.figure else None


@lru_cache(maxsize=1)
def path() -> tuple[PathStep, ...]:
    """All steps in order, read once. ValueError names the entry that is wrong."""
    return read_entries("path", read_shipped("path.yaml"), PathStep)


def path_from(
    stage: Stage | None, panel: bool | None, suit: Suit | None, kind_b: KindB | None = None
) -> tuple[PathStep, ...]:
    """The steps still open after a stage, in order; a stage that was not told is a decision.

    `panel`: what holds after a disease panel is left out where none decided. An employer's suit
    against an approval is at the court, whatever the person's own stage.
    """
    at = stage or Stage.DECISION
    found = [step for step in path() if at in step.after]
    if suit is Suit.EMPLOYER:
        found = [step for step in found if step.id in _OF_A_SUIT]
    if panel is False or suit is Suit.EMPLOYER:
        found = [step.model_copy(update={"panel": None}) for step in found]
    if kind_b is KindB.SURVIVORS:
        # Neither is treated any more, nor pays.
        found = [step.model_copy(update={"goes_on": None}) for step in found]
    return tuple(found)
