"""Official figures: how often the agency loses in court, sets aside, recognises, and how long it takes.

Each is counted over what its `denominator` says and nothing else; where several figures of a year
compete, `data/parameters/official_figures.yaml` holds the one that says what it was counted over.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from lib.domain.intake import Case
from lib.domain.taxonomy import TELLS_NOTHING, Disease, Issue, KindB, KindC
from lib.guidance.entries import Frozen, Text, read_entries
from lib.text.shipped import read_shipped

LAST_YEAR = 2025
"""The last whole year when the figures were collected (2026-11-28)."""

MOST = 2
"""Sentences about figures that a person is told: more would read like a forecast."""

Stage = Literal["applying", "refused", "reviewed", "second_reviewed", "in_court"]
"""Where a claim stands: before a decision, refused, refused again in 심사 or 재심사, before a court."""


class Subject(StrEnum):
    """What a figure counts; shares are percentages, the last two are days."""

    LOST_FIRST = "suit_lost_first"
    LOST_SECOND = "suit_lost_second"
    LOST_FINAL = "suit_lost_final"
    REVIEW = "review_set_aside"
    SECOND_REVIEW = "second_review_set_aside"
    RECOGNISED = "recognised"
    DAYS = "days"
    SECOND_REVIEW_DAYS = "second_review_days"


_IN_DAYS = (Subject.DAYS, Subject.SECOND_REVIEW_DAYS)


class OfficialFigure(Frozen):
    """One entry of `data/parameters/official_figures.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    subject: Subject
    disease: Disease | None = None
    year: int = Field(ge=2010, le=LAST_YEAR)
    months: Text | None = None
    value: float = Field(ge=0)
    unit: Literal["%", "일"]
    says: Text
    publisher: Text
    told_by: Text | None = None
    published: date | None
    denominator: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s()<>\"'\\\[\]]+$")]
    grade: Literal["official", "press"]
    counts: tuple[int, int] | None = None
    sum_of: tuple[float, float] | None = None
    derived: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "OfficialFigure":
        if (self.unit == "일") is not (self.subject in _IN_DAYS) or (self.unit == "%" and self.value > 100):
            raise ValueError(f"{self.value}{self.unit} is no value of {self.subject}")
        if self.grade == "press" and not self.told_by:
            raise ValueError("a figure from the press names who told it")
        if self.derived and not (self.counts or self.sum_of):
            raise ValueError("a derived figure shows what it was made of")
        made = [round(100 * self.counts[0] / self.counts[1], 1)] if self.counts else []
        made += [round(sum(self.sum_of), 1)] if self.sum_of else []
        if any(value != self.value for value in made):
            raise ValueError(f"what it was made of gives {made}, not {self.value}")
        return self

    def period(self, language: str) -> str:
        """The year, or the part of it that was counted."""
        year = str(self.year) if language == "en" else f"{self.year}년"
        if not self.months:
            return year
        months = self.months.in_language(language)
        return f"{months} {year}" if language == "en" else f"{year} {months}"

    def sentence(self, language: str) -> str:
        """What the figure says, in one sentence."""
        return self.says.in_language(language).format(period=self.period(language), value=f"{self.value:g}")

    def source(self, language: str) -> str:
        """Whose figure it is, who told it and when."""
        told = self.told_by.in_language(language) if self.told_by else ""
        by = ", ".join(filter(None, (told, f"{self.published}" if self.published else "")))
        return self.publisher.in_language(language) + (f" ({by})" if by else "")


@lru_cache(maxsize=1)
def official_figures() -> tuple[OfficialFigure, ...]:
    """All figures, read once. ValueError names the entry that is wrong."""
    content = read_shipped("parameters/official_figures.yaml")
    return read_entries("official_figures", content, OfficialFigure)


def figures_of(subject: Subject, disease: Disease | None = None) -> tuple[OfficialFigure, ...]:
    """What is known of a subject, of all diseases together or of one, from the first year to the last."""
    found = [each for each in official_figures() if each.subject is subject and each.disease is disease]
    return tuple(sorted(found, key=lambda each: each.year))


def unknown_years(figures: Sequence[OfficialFigure]) -> list[int]:
    """The years from the first of these figures to LAST_YEAR of which nothing is known."""
    known = {each.year for each in figures}
    return [year for year in range(min(known, default=LAST_YEAR + 1), LAST_YEAR + 1) if year not in known]


# What a person at a stage asks next. Of a second instance nothing is told: the agency's own appeals
# are counted there too (see the note at that figure).
_NEXT: dict[Stage, tuple[Subject, ...]] = {
    "applying": (Subject.RECOGNISED, Subject.DAYS),
    "refused": (Subject.LOST_FIRST, Subject.RECOGNISED),
    "reviewed": (Subject.SECOND_REVIEW, Subject.LOST_FIRST),
    "second_reviewed": (Subject.LOST_FIRST,),
    "in_court": (),
}
_BY_DISEASE = (Subject.RECOGNISED, Subject.DAYS)


def figures_for(case: Case, stage: Stage = "refused") -> tuple[OfficialFigure, ...]:
    """The latest figures that fit a case at a stage, MOST at most; none where nothing was understood.

    What is counted by disease is told of the case's own disease only, and only where the dispute is
    about it: never widened to all diseases.
    """
    understood = (case.issue_category, case.kind_c, case.disease_category)
    if all(label is None or label in TELLS_NOTHING for label in understood):
        return ()
    # The claims for mental illness are of people who live; a suicide is another question.
    after_suicide = case.disease_category is Disease.MENTAL and case.kind_b is KindB.SURVIVORS
    is_disease = case.issue_category in (None, Issue.CAUSATION) and case.kind_c in (None, KindC.DISEASE)
    found: list[OfficialFigure] = []
    for subject in _NEXT[stage]:
        if subject not in _BY_DISEASE:
            found += figures_of(subject)[-1:]
        elif case.disease_category and is_disease and not after_suicide:
            found += figures_of(subject, case.disease_category)[-1:]
    return tuple(found[:MOST])
