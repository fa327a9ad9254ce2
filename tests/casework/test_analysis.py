"""Base rates, and the analysis of a case."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.casework.analysis import SMALLEST_GROUP, analyze, base_rate, limits, similar
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Outcome
from lib.search.index import SearchIndex
from lib.search.understanding import Understood, understand
from lib.store import Store
from tests.conftest import Home
from tests.domain.made_up import REMANDED
from tests.synthetic import listed

HEARING = Intake(
    story="탄광에서 이십 년 굴착 일을 했고 귀가 잘 안 들립니다. 공단은 나이 때문이라고 합니다.",
    diagnoses=("감각신경성 난청",),
    occupation="광부",
)


# --- the base rate, on a listing of our own --------------------------------------------------------

DEAF = {
    "kind_b": KindB.DISABILITY, "kind_c": KindC.DISEASE,
    "disease_category": Disease.HEARING, "issue_category": Issue.CAUSATION,
}  # fmt: skip
DRIVER = {
    "kind_b": KindB.TREATMENT, "kind_c": KindC.ACCIDENT,
    "disease_category": Disease.INJURY, "issue_category": Issue.EMPLOYEE_STATUS,
}  # fmt: skip
NAMELESS = {
    "kind_b": KindB.OTHER, "kind_c": KindC.NONE,
    "disease_category": Disease.OTHER, "issue_category": Issue.PROCEDURE,
}  # fmt: skip


def about(**labels: Any) -> Understood:
    return replace(understand(Intake(story="안녕하세요")), **labels)


def held(won: int, lost: int, **labels: Any) -> list[ListedRuling]:
    outcomes = [Outcome.GRANTED] * won + [Outcome.DENIED] * lost
    return [listed(f"2020구단{number}", outcome, **labels) for number, outcome in enumerate(outcomes, 1)]


GROUPS: dict[str, tuple[dict[str, Any], list[ListedRuling], tuple[int, int], list[str], int]] = {
    # what the case is about, what is held → (n, favourable), the group counted, how many the narrowest held
    "ten of the narrowest are enough": (
        DEAF, held(4, 6, **DEAF) + held(9, 0, **DRIVER), (10, 4), ["disease_category", "issue_category", "kind_b"], 10,
    ),
    "nine are not: another benefit counts too": (
        DEAF, held(4, 5, **DEAF) + held(1, 0, **DEAF | {"kind_b": KindB.TREATMENT}), (10, 5),
        ["disease_category", "issue_category"], 9,
    ),
    "then another issue of the same disease": (
        DEAF, held(4, 5, **DEAF) + held(0, 1, **DEAF | {"issue_category": Issue.TIME_LIMIT}), (10, 4),
        ["disease_category"], 9,
    ),
    "then another disease of the same issue": (
        DEAF, held(4, 5, **DEAF) + held(0, 1, **DEAF | {"disease_category": Disease.CANCER}), (10, 4),
        ["issue_category", "kind_c"], 9,
    ),
    "an issue other than causation, whatever the injury": (
        DRIVER, held(2, 8, **DRIVER | {"disease_category": Disease.MUSCULOSKELETAL}) + held(9, 9, **DRIVER | DEAF),
        (10, 2), ["issue_category", "kind_c", "kind_b"], 10,
    ),
    "기타 is no group": (NAMELESS, held(3, 9, **NAMELESS) + held(9, 3, **DRIVER), (24, 12), [], 24),
    "few of anything": (DEAF, held(1, 2, **DRIVER), (3, 1), [], 0),
}  # fmt: skip


@pytest.mark.parametrize("case, listing, counts, group, narrowest", GROUPS.values(), ids=GROUPS.keys())
def test_the_narrowest_group_that_holds_enough(
    case: dict[str, Any],
    listing: list[ListedRuling],
    counts: tuple[int, int],
    group: list[str],
    narrowest: int,
) -> None:
    rate = base_rate(listing, about(**case))
    assert (rate.n, rate.favourable) == counts
    assert rate.group == tuple(case[name].value for name in group)
    assert (rate.narrowest_n, rate.is_widened) == (narrowest, rate.group != rate.narrowest)
    assert rate.is_widened == (narrowest < SMALLEST_GROUP)


def test_a_dispute_counts_once_and_as_it_ended(tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        rulings = [
            Precedent(number, court, "요양불승인처분취소", "archive", text=text)
            for number, (court, text) in REMANDED.items()
        ]
        store.upsert(rulings, classify, CLASSIFIER_VERSION)
        index = SearchIndex(tmp_path / "index")
        index.sync(store)
        rate = similar(HEARING, store, index).base_rate
    assert (rate.n, rate.favourable, rate.group) == (1, 1, ())


# --- the whole analysis, on the shipped rulings ----------------------------------------------------


def test_what_the_person_chose_wins(starter_home: Home) -> None:
    chosen = Intake(story=HEARING.story, kind_c=KindC.ACCIDENT)
    assert analyze(chosen, starter_home.store, starter_home.index).understood.kind_c is KindC.ACCIDENT


def test_an_analysis_says_what_it_does_not_tell(starter_home: Home) -> None:
    analysis = analyze(HEARING, starter_home.store, starter_home.index)
    said = limits(analysis)
    assert any("예측하지 않습니다" in sentence for sentence in said)
    rate = analysis.similar.base_rate
    assert any("더 넓은 범위" in sentence for sentence in said) == rate.is_widened
    assert any("오차가 큽니다" in sentence for sentence in said) == (rate.n < 20)
    few = replace(analysis, similar=replace(analysis.similar, base_rate=replace(rate, n=19)))
    many = replace(analysis, similar=replace(analysis.similar, base_rate=replace(rate, n=20)))
    assert len(limits(few)) == len(limits(many)) + 1
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
    assert any("70시간" in factor.words for factor in analysis.factors_for)
    assert any("고혈압" in factor.words for factor in analysis.factors_against)
    assert not analysis.needs_support
    for factor in (*analysis.factors_for, *analysis.factors_against):
        assert factor.basis or factor.rulings
        assert str(getattr(factor.words, "text", factor.words)) in everything


def test_despair_in_the_reason_too_is_heard(starter_home: Home) -> None:
    intake = Intake(story="허리를 다쳤습니다.", denial_reason="나이 탓이라고 합니다. 더는 살고 싶지 않아요.")
    analysis = analyze(intake, starter_home.store, starter_home.index)
    assert analysis.needs_support and not analysis.official


def test_evidence_that_the_denial_speaks_of_is_not_missing(starter_home: Home) -> None:
    def missing(denial_reason: str) -> set[str]:
        intake = Intake(story="야간 상하차를 하다가 뇌출혈로 쓰러졌습니다.", denial_reason=denial_reason)
        return {each.id for each in analyze(intake, starter_home.store, starter_home.index).missing_evidence}

    assert "hours_by_day" in missing("업무와 관련이 없다고 합니다.")
    assert "hours_by_day" not in missing("출퇴근 기록이 있지만 업무와 관련이 없다고 합니다.")
