"""What an analysis says, and what it does not tell."""

from dataclasses import replace

from lib.casework.analysis import analyze, limits, similar
from lib.domain.counting import BaseRate
from lib.domain.intake import Intake
from lib.domain.records import Origin
from lib.domain.taxonomy import Disease, Issue, KindC
from lib.rulings.statistics import basis
from lib.search.query import Filters
from tests.conftest import Home

HEARING = Intake(
    story="탄광에서 이십 년 굴착 일을 했고 귀가 잘 안 들립니다. 공단은 나이 때문이라고 합니다.",
    diagnoses=("감각신경성 난청",),
    occupation="광부",
)


def test_what_is_left_out_is_not_counted(starter_home: Home) -> None:
    store, index = starter_home.store, starter_home.index
    first = similar(HEARING, store, index)
    shown = {each.ruling.id for each in (*first.favourable, *first.unfavourable)}
    again = similar(HEARING, store, index, without=shown)
    own = Filters(disease_category=(Disease.HEARING,), issue_category=(Issue.CAUSATION,))
    counted = {each.id for each in own.select(basis(store).disputes) if each.outcome.is_decided}
    assert len(counted) == first.base_rate.n and counted & shown
    assert again.base_rate.n == len(counted - shown)


def test_what_the_person_chose_wins(starter_home: Home) -> None:
    chosen = Intake(story=HEARING.story, kind_c=KindC.ACCIDENT)
    assert analyze(chosen, starter_home.store, starter_home.index).understood.kind_c is KindC.ACCIDENT


def test_an_analysis_says_what_it_does_not_tell(starter_home: Home) -> None:
    analysis = analyze(HEARING, starter_home.store, starter_home.index)
    said = limits(analysis)
    assert any("예측하지 않습니다" in sentence for sentence in said)
    assert len(limits(analysis, lambda message: "x")) == len(said)


def test_what_is_said_of_a_rate_is_said_only_where_there_is_one(starter_home: Home) -> None:
    analysis = analyze(HEARING, starter_home.store, starter_home.index)

    def speaks_of(word: str, rate: BaseRate) -> bool:
        said = limits(replace(analysis, similar=replace(analysis.similar, base_rate=rate)))
        return any(word in sentence for sentence in said)

    told, few = (BaseRate(Origin.LISTING, ("난청",), n, 8) for n in (30, 29))
    assert speaks_of("승인율", told) and not speaks_of("승인율", few)
    assert not speaks_of("승인율", replace(told, basis=Origin.CHOSEN))
    assert speaks_of("마지막 판결", few) and not speaks_of("마지막 판결", replace(few, n=0, favourable=0))


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


def test_the_law_on_suicide_is_for_the_bereaved_and_not_for_a_person_in_despair(starter_home: Home) -> None:
    def spoken_of(story: str) -> set[str]:
        analysis = analyze(Intake(story=story), starter_home.store, starter_home.index)
        rules = (*analysis.criteria, *analysis.neutral, *analysis.factors_for)
        return {rule.id for rule in rules} & {"self_harm", "suicide_in_disturbed_state"}

    bullied = "직장 상사의 괴롭힘으로 우울증 약을 먹는데 산재가 거절됐어요."
    assert not spoken_of(f"{bullied} 유서를 써 두었습니다. 자살하면 산재가 되나요?")
    assert "self_harm" in spoken_of(
        "남편이 상사 괴롭힘으로 우울증을 앓다 스스로 목숨을 끊었습니다. 거절됐어요."
    )


def test_in_despair_nothing_is_counted_though_a_whole_listing_is_held(starter_home: Home) -> None:
    def rate(story: str) -> BaseRate:
        listing = basis(starter_home.store)
        disputes = replace(listing, origin=Origin.LISTING, disputes=listing.disputes * 10)
        return analyze(
            Intake(story=story), starter_home.store, starter_home.index, disputes
        ).similar.base_rate

    deaf = "공장 소음으로 난청이 왔는데 거절됐습니다."
    assert rate(deaf).rate is not None
    crisis = rate(f"{deaf} 이제 다 끝내고 싶습니다.")
    assert (crisis.n, crisis.favourable, crisis.rate, crisis.interval) == (0, 0, None, None)


def test_evidence_that_is_in_hand_is_not_missing(starter_home: Home) -> None:
    def missing(in_hand: str) -> set[str]:
        intake = Intake(
            story=f"야간 상하차를 하루 열두 시간씩 주 6일 하다가 뇌출혈로 쓰러졌습니다. {in_hand}",
            denial_reason="업무시간이 기준에 미치지 못하여 업무와 관련이 없다고 합니다.",
        )
        return {each.id for each in analyze(intake, starter_home.store, starter_home.index).missing_evidence}

    assert {"checkup_results", "rosters_and_dispatch"} <= missing("")
    assert "checkup_results" not in missing("건강검진 결과지는 가지고 있습니다.")
    assert "rosters_and_dispatch" not in missing("근무표가 있습니다.")


def test_a_question_of_time_or_of_the_employers_suit_is_a_case(starter_home: Home) -> None:
    store, index = starter_home.store, starter_home.index
    sued = Intake(story="산재가 승인됐는데 회사가 승인을 취소하라고 소송했대요.")
    late = Intake(story="심사청구가 기각됐는데 이제 소송할 수 있을까요?")
    for intake, first in ((sued, "joining_the_employers_suit"), (late, "after_the_review")):
        analysis = analyze(intake, store, index)
        assert analysis.kind == "case" and first in {each.id for each in analysis.criteria[:2]}
    assert analyze(Intake(story="안녕하세요, 물어볼 게 있어요."), store, index).kind == "unclear"


def test_a_refusal_is_answered_in_the_person_s_own_words(starter_home: Home) -> None:
    store, index = starter_home.store, starter_home.index
    (ears,) = analyze(HEARING, store, index).denial
    assert (ears.kind, ears.words) == ("ears", "공단은 나이 때문이라고")
    assert {"noisy_work", "years_in_noise"} & {factor.id for factor in ears.told}
    english = Intake(story="My knees are worn out after 15 years of laying floors, they said it is just age.")
    assert [each.words for each in analyze(english, store, index).denial] == ["said it is just age"]
    assert not analyze(Intake(story="안녕하세요?"), store, index).denial
