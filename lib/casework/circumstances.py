"""The circumstances that an intake tells, for the case and for what else it is about."""

from dataclasses import replace

from lib.domain.despair import without_despair
from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease
from lib.guidance.factors import FactorFound, read_factors
from lib.search.read_by_words import Understood


def circumstances(intake: Intake, understood: Understood) -> tuple[FactorFound, ...]:
    """The circumstances that the intake tells, as `read_factors` gives them."""
    told_from = len(intake.text) - len(intake.story)
    story = without_despair(intake.text)
    return read_factors(story, intake.denial_reason, understood.labels, also_of(understood), told_from)


def also_of(understood: Understood) -> tuple[Case, ...]:
    """The case as its second illness and issue make it."""
    return tuple(
        replace(understood.labels, disease_category=value)
        if isinstance(value, Disease)
        else replace(understood.labels, issue_category=value)
        for value in (each.value for each in understood.further)
    )
