"""The examples of the landing page are complete, realistic, and understood as they are meant."""

from datetime import date

import pytest

from lib.domain.taxonomy import Disease, Issue
from lib.search.understanding import understand
from lib.ui.samples import Sample, samples

MEANT = {
    "hearing": (Disease.HEARING, Issue.CAUSATION),
    "overwork": (Disease.CARDIOVASCULAR, Issue.CAUSATION),
    "delivery": (Disease.INJURY, Issue.MISCONDUCT),
    "back": (Disease.MUSCULOSKELETAL, Issue.CAUSATION),
}


def test_four() -> None:
    assert [sample.id for sample in samples()] == list(MEANT)


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
