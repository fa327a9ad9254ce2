"""Which steps of a dispute are still open, and what is said of them."""

import re

import pytest

from lib.domain.taxonomy import KindB, Stage, Suit
from lib.guidance.path import PathStep, path, path_from
from tests.guidance.plain_words import check_plain


@pytest.mark.parametrize(
    ("stage", "suit", "ids"),
    [
        (Stage.BEFORE_CLAIM, None, "decision review second_review suit appeal final_appeal"),
        (None, None, "review second_review suit appeal final_appeal"),
        (Stage.REVIEW, Suit.CLAIMANT, "second_review suit appeal final_appeal"),
        (Stage.SECOND_REVIEW, None, "suit appeal final_appeal"),
        (Stage.FIRST_INSTANCE, None, "appeal final_appeal"),
        (Stage.SECOND_INSTANCE, None, "final_appeal"),
        (None, Suit.EMPLOYER, "suit appeal final_appeal"),
        (Stage.FIRST_INSTANCE, Suit.EMPLOYER, "appeal final_appeal"),
    ],
)
def test_what_is_still_open(stage: Stage | None, suit: Suit | None, ids: str) -> None:
    assert [step.id for step in path_from(stage, None, suit)] == ids.split()


def test_a_panel_opens_the_way_past_the_review() -> None:
    for panel in (True, None):
        assert path_from(Stage.DECISION, panel, None)[0].panel
    assert not any(step.panel for step in path_from(Stage.DECISION, False, None))


def test_no_treatment_goes_on_after_a_death() -> None:
    assert path_from(None, None, None)[0].goes_on
    assert not any(step.goes_on for step in path_from(None, None, None, KindB.SURVIVORS))


def test_a_figure_has_its_year_and_source() -> None:
    figure = path_from(Stage.REVIEW, None, None)[0].latest_figure
    assert figure and figure.value == 134 and figure.year == 2025 and figure.publisher
    assert path_from(Stage.SECOND_REVIEW, None, None)[0].latest_figure is None


@pytest.mark.parametrize("step", path(), ids=lambda step: step.id)
def test_what_is_said_is_plain(step: PathStep) -> None:
    for text in filter(
        None, (step.what, step.who, step.takes, step.costs, step.choice, step.panel, step.holds, step.goes_on)
    ):
        check_plain(text.ko)
        assert not re.search(r"[가-힣]", re.sub(r"\([가-힣]+\)", "", text.en))
