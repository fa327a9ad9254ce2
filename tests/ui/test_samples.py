"""The examples of the landing page are complete, realistic, and understood as they are meant."""

from datetime import date

import pytest

from lib.casework.analysis import similar
from lib.domain.taxonomy import Disease, Issue
from lib.search.understanding import understand
from lib.ui.samples import Sample, samples
from tests.conftest import Home

MEANT = {
    "hearing": (Disease.HEARING, Issue.CAUSATION),
    "overwork": (Disease.CARDIOVASCULAR, Issue.CAUSATION),
    "delivery": (Disease.INJURY, Issue.MISCONDUCT),
    "back": (Disease.MUSCULOSKELETAL, Issue.CAUSATION),
    "parent": (Disease.MENTAL, Issue.CAUSATION),
    "miner": (Disease.RESPIRATORY, Issue.CAUSATION),
    "cleaner": (Disease.INJURY, Issue.COMMUTE_ROUTE),
    "foreign": (Disease.INJURY, Issue.DISABILITY_GRADE),
}


def test_eight_kinds_of_people() -> None:
    assert [sample.id for sample in samples()] == list(MEANT)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_an_example_finds_rulings_of_its_issue_on_both_sides(sample: Sample, starter_home: Home) -> None:
    found = similar(sample.intake, starter_home.store, starter_home.index)
    for side in (found.favourable, found.unfavourable):
        assert len(side) >= 2
        assert all(each.ruling.labels.issue_category.value is MEANT[sample.id][1] for each in side[:2])


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_an_example_fills_every_field(sample: Sample) -> None:
    intake = sample.on(date(2030, 3, 1))
    assert intake.received_on and intake.received_on < date(2030, 3, 1)
    told = ("kind_c", "kind_b", "industry", "occupation", "diagnoses", "story", "denial_reason")
    assert all(getattr(intake, name) for name in told)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_an_example_is_understood(sample: Sample) -> None:
    understood = understand(sample.intake)
    assert (understood.disease_category, understood.issue_category) == MEANT[sample.id]
