"""Official figures: each says over what it was counted and who told it, and which ones fit a case."""

import re
from pathlib import Path

import pytest
import yaml

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.entries import read_entries
from lib.guidance.official_figures import (
    LAST_YEAR,
    MOST,
    OfficialFigure,
    Stage,
    Subject,
    figures_for,
    figures_of,
    official_figures,
    unknown_years,
)
from lib.text.shipped import FOLDER

FILE = FOLDER / "parameters" / "official_figures.yaml"
EACH = pytest.mark.parametrize("figure", official_figures(), ids=lambda figure: figure.id)


@EACH
def test_says_the_figure_and_its_time_in_a_sentence(figure: OfficialFigure) -> None:
    ko, en = figure.sentence("ko"), figure.sentence("en")
    for sentence in (ko, en):
        assert f"{figure.value:g}" in sentence and str(figure.year) in sentence
        assert not re.search(r"[{}]", sentence)
    assert ko.endswith("다.") and ko.count("다.") == 1 and len(ko) <= 80
    assert en.endswith(".") and not re.search("[가-힣]", en)
    if figure.months:
        assert figure.months.ko in ko and figure.months.en in en


@EACH
def test_says_over_what_it_was_counted_and_by_whom(figure: OfficialFigure) -> None:
    for text in (figure.denominator, figure.publisher, figure.note):
        assert text is None or (re.search("[가-힣]", text.ko) and not re.search("[가-힣]", text.en))
    assert re.search("사건|신청|청구|소송", figure.denominator.ko)
    source = figure.source("ko")
    assert figure.publisher.ko in source
    if figure.grade == "press":
        assert figure.told_by and figure.told_by.ko in source
        assert re.search(r"의원실|신문|일보|데일리|뉴스|데이터솜|neoul\.me", figure.told_by.ko)
    if figure.published:
        assert figure.published.year >= figure.year and str(figure.published) in source


def test_what_is_derived_says_so() -> None:
    derived = [figure for figure in official_figures() if figure.derived]
    assert derived
    for figure in derived:
        assert figure.note and "우리가" in figure.note.ko and "here" in figure.note.en, figure.id


def test_no_two_figures_of_the_same_subject_time_and_denominator() -> None:
    keys = [(each.subject, each.disease, each.year, each.denominator.ko) for each in official_figures()]
    assert len(set(keys)) == len(keys)


def test_one_figure_a_year() -> None:
    keys = [(each.subject, each.disease, each.year) for each in official_figures()]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "left_out", [13.6, 10.1, 14.4, 18.7, 20.2, 12.3, 13.0, 12.5, 46, 22.2, 41.2, 51.9, 55.2, 172.4, 288, 140]
)  # fmt: skip
def test_competing_and_weak_figures_are_left_out_and_named(left_out: float) -> None:
    assert left_out not in {each.value for each in official_figures()}
    assert f"{left_out:g}" in FILE.read_text(encoding="utf-8"), "the file says why it is left out"


def row(**changes: object) -> dict[str, object]:
    """An entry as the file has it, changed."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))["official_figures"]
    of_2019 = next(each for each in content if each["id"] == "second_review_2019")
    return of_2019 | changes


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"value": 15.3}, "not 15.3"),
        ({"value": 52.5, "counts": [525, 1000]}, None),
        ({"counts": None}, "derived"),
        ({"value": 140, "counts": None, "derived": False}, "no value of"),
        ({"unit": "일"}, "no value of"),
        ({"told_by": None}, "who told it"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"year": LAST_YEAR + 1}, "year"),
        ({"denominator": None}, "denominator"),
        ({"grade": "weak"}, "grade"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(changes: dict[str, object], complaint: str | None) -> None:
    content = {"official_figures": [row(**changes)]}
    if complaint is None:
        assert read_entries("official_figures", content, OfficialFigure)
        return
    with pytest.raises(ValueError, match=complaint) as refused:
        read_entries("official_figures", content, OfficialFigure)
    assert "second_review_2019" in str(refused.value)


def test_series_are_in_order_and_gaps_are_unknown() -> None:
    final = figures_of(Subject.LOST_FINAL)
    assert [(each.year, each.value) for each in final] == [(2021, 12), (2025, 19.7)]
    assert unknown_years(final) == [2022, 2023, 2024]
    assert unknown_years(figures_of(Subject.SECOND_REVIEW)) == [2021, 2022, 2023, 2024, 2025]
    assert unknown_years(()) == []
    assert [each.year for each in figures_of(Subject.RECOGNISED, Disease.CARDIOVASCULAR)] == [
        2018,
        2020,
        2021,
        2024,
    ]
    assert figures_of(Subject.RECOGNISED, Disease.HEARING) == ()


EAR = {"disease_category": Disease.HEARING, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}
HEART = {
    "disease_category": Disease.CARDIOVASCULAR,
    "kind_c": KindC.DISEASE,
    "issue_category": Issue.CAUSATION,
}
MIND = {"disease_category": Disease.MENTAL, "kind_c": KindC.DISEASE, "issue_category": Issue.CAUSATION}


@pytest.mark.parametrize(
    ("labels", "stage", "expected"),
    [
        ({}, "refused", ""),
        ({"issue_category": Issue.PROCEDURE, "disease_category": Disease.OTHER}, "refused", ""),
        (HEART, "refused", "suit_first_2024 heart_2024"),
        (MIND, "refused", "suit_first_2024 mental_2024"),
        # nothing is known of the disease: not widened to all diseases
        (EAR, "refused", "suit_first_2024"),
        # claims of people who live do not tell of a suicide
        ({**MIND, "kind_b": KindB.SURVIVORS}, "refused", "suit_first_2024"),
        # the dispute is not about the disease
        ({**HEART, "issue_category": Issue.EMPLOYEE_STATUS}, "refused", "suit_first_2024"),
        ({**HEART, "kind_c": KindC.COMMUTE}, "refused", "suit_first_2024"),
        ({"kind_c": KindC.ACCIDENT}, "refused", "suit_first_2024"),
        (EAR, "applying", "hearing_days_2025"),
        ({"kind_c": KindC.ACCIDENT}, "applying", ""),
        (HEART, "reviewed", "second_review_2020 suit_first_2024"),
        (HEART, "second_reviewed", "suit_first_2024"),
        (HEART, "in_court", ""),
    ],
)  # fmt: skip
def test_figures_for_a_case(labels: dict, stage: Stage, expected: str) -> None:
    assert [figure.id for figure in figures_for(Case(**labels), stage)] == expected.split()


def test_never_more_than_a_person_can_take_in() -> None:
    for disease in Disease:
        for issue in Issue:
            case = Case(kind_c=KindC.DISEASE, disease_category=disease, issue_category=issue)
            assert len(figures_for(case)) <= MOST


def test_articles_named_in_notes_stand_in_the_law() -> None:
    law = Path(__file__).parents[2].parent / "shared" / "law" / "act.txt"
    if not law.exists():
        pytest.skip("no text of the law in ../shared/law, and nothing installs it")
    text = law.read_text(encoding="utf-8")
    assert re.search(r"제105조\(심사 청구에 대한[^\n]*60일 이내[^\n]*20일을 넘지", text)
    assert re.search(r"제109조\(재심사[^\n]*제105조제1항", text)
