"""Base rates and comparable rulings, on the shipped rulings."""

import pytest

from lib.casework.analysis import SMALLEST_GROUP, analyze, base_rate, limits, similar
from lib.domain.counting import count_outcomes, wilson
from lib.domain.intake import Intake
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Disease, Issue, KindC, Outcome
from lib.search.understanding import understand
from tests.conftest import Home

HEARING = Intake(
    story="탄광에서 이십 년 굴착 일을 했고 귀가 잘 안 들립니다. 공단은 나이 때문이라고 합니다.",
    diagnoses=("감각신경성 난청",),
    occupation="광부",
)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Published values of the Wilson score interval (Newcombe 1998, table I; 81/263, 15/148, 0/20, 1/29).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_share(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


def test_only_rulings_on_the_merits_are_counted(starter_home: Home) -> None:
    listing = starter_home.store.listing()
    counted = count_outcomes(listing)
    assert counted.n == sum(r.outcome in FAVOURABLE | UNFAVOURABLE for r in listing)
    assert counted.n < len(listing), "the shipped rulings hold dismissed suits too"
    assert counted.favourable == sum(r.outcome in FAVOURABLE for r in listing)
    assert counted.partly == sum(r.outcome is Outcome.PARTLY_GRANTED for r in listing)
    assert counted.low is not None and counted.rate is not None and counted.high is not None
    assert counted.low < counted.rate < counted.high


def test_no_ruling_is_no_rate() -> None:
    nothing = count_outcomes([])
    assert (nothing.n, nothing.rate, nothing.low, nothing.high) == (0, None, None, None)


def test_a_small_group_is_widened_and_says_so(starter_home: Home) -> None:
    listing = starter_home.store.listing()
    rate = base_rate(listing, understand(HEARING))
    assert rate.narrowest_n < SMALLEST_GROUP <= rate.n
    assert rate.is_widened
    assert Disease.HEARING.value in rate.narrowest


def test_a_group_that_is_large_enough_is_not_widened(starter_home: Home) -> None:
    listing = [r for r in starter_home.store.listing() if r.disease_category is Disease.HEARING] * 4
    rate = base_rate(listing, understand(HEARING))
    assert not rate.is_widened
    assert rate.n == rate.narrowest_n


def test_both_sides_are_brought(starter_home: Home) -> None:
    found = similar(HEARING, starter_home.store, starter_home.index)
    assert found.favourable and found.unfavourable
    assert all(c.ruling.labels.outcome.value in FAVOURABLE for c in found.favourable)
    assert all(c.ruling.labels.outcome.value in UNFAVOURABLE for c in found.unfavourable)
    for side in (found.favourable, found.unfavourable):
        assert [c.score for c in side] == sorted((c.score for c in side), reverse=True)
    assert found.favourable[0].ruling.labels.disease_category.value is Disease.HEARING
    assert found.unfavourable[0].ruling.labels.disease_category.value is Disease.HEARING


def test_reasons_are_true_of_the_ruling(starter_home: Home) -> None:
    understood = understand(HEARING)
    found = similar(HEARING, starter_home.store, starter_home.index)
    for comparable in (*found.favourable, *found.unfavourable):
        labels = comparable.ruling.labels
        for reason in comparable.reasons:
            match reason.kind:
                case "disease":
                    assert labels.disease_category.value == reason.value == understood.disease_category
                case "issue":
                    assert labels.issue_category.value == reason.value == understood.issue_category
                case "kind":
                    assert labels.kind_c.value == reason.value
                case "job":
                    assert reason.value == labels.occupation
                case "words":
                    digest = comparable.ruling.precedent.digest
                    assert digest
                    told = "".join(digest.model_dump_json().split())
                    assert all("".join(word.split()) in told for word in reason.value.split(", "))
                case other:
                    pytest.fail(f"unknown reason {other}")


def test_what_the_person_chose_wins(starter_home: Home) -> None:
    chosen = Intake(story=HEARING.story, kind_c=KindC.ACCIDENT)
    assert analyze(chosen, starter_home.store, starter_home.index).understood.kind_c is KindC.ACCIDENT


def test_an_analysis_says_what_it_does_not_tell(starter_home: Home) -> None:
    analysis = analyze(HEARING, starter_home.store, starter_home.index)
    said = limits(analysis)
    assert any("예측하지 않습니다" in sentence for sentence in said)
    assert any("더 넓은 범위" in sentence for sentence in said) == analysis.similar.base_rate.is_widened
    assert len(limits(analysis, lambda message: "x")) == len(said)


def test_nothing_is_claimed_about_a_story_that_tells_nothing(starter_home: Home) -> None:
    analysis = analyze(Intake(story="안녕하세요"), starter_home.store, starter_home.index)
    understood = analysis.understood
    assert (understood.kind_b, understood.kind_c) == (None, None)
    assert (understood.disease_category, understood.issue_category) == (None, None)
    assert analysis.factors_for == analysis.factors_against == ()
    assert any("쟁점" in sentence for sentence in limits(analysis))


def test_a_story_with_a_factor_gets_it_with_its_own_words(starter_home: Home) -> None:
    told = Intake(
        story="남편은 물류센터에서 매주 70시간 넘게 일하다가 뇌출혈로 쓰러졌습니다. 원래 고혈압이 있었습니다.",
        denial_reason="지병인 고혈압 때문이라고 합니다.",
    )
    analysis = analyze(told, starter_home.store, starter_home.index)
    assert analysis.understood.disease_category is Disease.CARDIOVASCULAR
    assert analysis.understood.issue_category is Issue.CAUSATION
    everything = f"{told.text}\n{told.denial_reason}"
    assert analysis.factors_for and analysis.factors_against and analysis.missing_evidence
    for factor in (*analysis.factors_for, *analysis.factors_against):
        assert factor.basis or factor.rulings
        assert str(getattr(factor.words, "text", factor.words)) in everything
