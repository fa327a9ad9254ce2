"""Which rulings are shown beside a case: of its issue and illness, one for each dispute, on the side where it ended."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.casework.analysis import Similar, nothing_held, on_the_choice, similar
from lib.casework.comparable import asked_first, common_ground
from lib.casework.rates import rate_in_words
from lib.domain.digest import RelatedCase
from lib.domain.intake import Case, Intake
from lib.domain.labels import Label, Labels
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import (
    FAVOURABLE,
    UNFAVOURABLE,
    Disease,
    Instance,
    Issue,
    KindB,
    KindC,
    Outcome,
    Suit,
)
from lib.search.index import SearchIndex
from lib.search.query import Filters
from lib.search.read_by_words import Understood
from lib.search.understanding import understand
from lib.store import Store
from tests.conftest import Home

HEARING = Intake(
    story="탄광에서 이십 년 굴착 일을 했고 귀가 잘 안 들립니다. 공단은 나이 때문이라고 합니다.",
    diagnoses=("감각신경성 난청",),
    occupation="광부",
)
WON, LOST, DISMISSED, WITHDRAWN = Outcome.GRANTED, Outcome.DENIED, Outcome.DISMISSED, Outcome.WITHDRAWN
BACK = {"disease": Disease.MUSCULOSKELETAL, "issue": Issue.CAUSATION, "kind_c": KindC.DISEASE}
"""A back worn out by work, the case that is asked about."""


def about(**labels: Any) -> Understood:
    return replace(Understood(), **labels)


BACK_CASE = about(
    disease_category=Disease.MUSCULOSKELETAL, issue_category=Issue.CAUSATION, kind_c=KindC.DISEASE
)
STORY = Intake(story="상자를 오래 나르다가 허리가 아파 추간판탈출증 진단을 받았습니다.")

Ask = Callable[..., Similar]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """What is comparable to a case among rulings given as {case number: their labels}."""

    def ask(held: dict[str, dict[str, Any]], case: Understood = BACK_CASE, intake: Intake = STORY) -> Similar:
        labels: dict[str, Labels] = {}
        precedents = []
        for number, each in held.items():
            court = "대법원" if "두" in number else "한빛고등법원" if "누" in number else "한빛지방법원"
            title, text = each.get("title", "처분취소"), each.get("text", "판결을 적은 글이다.")
            ruling = Precedent(number, court, title, "archive", text=text)
            precedents.append(ruling)
            instance = 3 if "두" in number else 2 if "누" in number else 1
            labels[ruling.id] = Labels(
                Label(Instance(instance)), Label(each.get("outcome", WON)), Label(each.get("kind_b", KindB.TREATMENT)),
                Label(each.get("kind_c", KindC.DISEASE)), Label(each.get("disease", Disease.MUSCULOSKELETAL)),
                Label(each.get("issue", Issue.CAUSATION)), occupation=each.get("job", ""),
                related_cases=tuple(RelatedCase(court=c, case_number=n) for c, n in each.get("names", ())),
                suit=Label(each.get("suit", Suit.CLAIMANT)),
            )  # fmt: skip
        with Store(tmp_path / "sanjae.db") as store:
            store.upsert(precedents, lambda precedent: labels[precedent.id], 1)
            index = SearchIndex(tmp_path / "index")
            index.sync(store)
            return similar(intake, store, index, understood=case)

    return ask


def numbers(found: Similar) -> tuple[list[str], list[str]]:
    won, lost = (
        [each.ruling.precedent.case_number for each in side]
        for side in (found.favourable, found.unfavourable)
    )
    return won, lost


# --- what a ruling has to share --------------------------------------------------------------------

CLAIMANT = (Suit.CLAIMANT,)
EAR, INJURY, OTHER = Disease.HEARING, Disease.INJURY, Disease.OTHER
CAUSATION = Issue.CAUSATION

GROUNDS: list[tuple[dict[str, Any], Filters | None]] = [
    # Causation is asked of one illness.
    (
        {"issue_category": CAUSATION, "disease_category": EAR},
        Filters(issue_category=(CAUSATION,), disease_category=(EAR,), suit=CLAIMANT),
    ),
    ({"issue_category": CAUSATION}, None),
    # Any other issue is the same whatever the injury.
    (
        {"issue_category": Issue.COMMUTE_ROUTE, "disease_category": INJURY},
        Filters(issue_category=(Issue.COMMUTE_ROUTE,), suit=CLAIMANT),
    ),
    # Of an illness it is asked whether work caused it; of an injury nothing is known yet.
    ({"disease_category": EAR}, Filters(issue_category=(CAUSATION,), disease_category=(EAR,), suit=CLAIMANT)),
    ({"disease_category": INJURY, "kind_c": KindC.ACCIDENT}, None),
    ({"disease_category": OTHER}, None),
    ({"kind_c": KindC.ACCIDENT, "kind_b": KindB.TREATMENT}, None),
    ({}, None),
    # Rulings of 기타 share at least how it came about.
    (
        {"issue_category": CAUSATION, "disease_category": OTHER, "kind_c": KindC.DISEASE},
        Filters(issue_category=(CAUSATION,), disease_category=(OTHER,), kind_c=(KindC.DISEASE,), suit=CLAIMANT),
    ),
    (
        {"issue_category": CAUSATION, "disease_category": OTHER, "kind_b": KindB.ADDED_DIAGNOSIS},
        Filters(
            issue_category=(CAUSATION,), disease_category=(OTHER, INJURY, Disease.MUSCULOSKELETAL),
            kind_b=(KindB.ADDED_DIAGNOSIS,), suit=CLAIMANT,
        ),
    ),
    # What is reclaimed is no claimant's suit.
    ({"kind_b": KindB.CLAWBACK, "issue_category": Issue.PROCEDURE}, Filters(kind_b=(KindB.CLAWBACK,))),
    ({"issue_category": Issue.PROCEDURE}, Filters(issue_category=(Issue.PROCEDURE,))),
]  # fmt: skip


@pytest.mark.parametrize(("case", "ground"), GROUNDS)
def test_common_ground(case: dict[str, Any], ground: Filters | None) -> None:
    assert common_ground(Case(**case)) == ground


def test_only_the_issue_and_the_illness_are_comparable(ask: Ask) -> None:
    found = ask(
        {
            "2020구단1": {},
            "2020구단2": {"disease": Disease.CANCER, "text": STORY.story},
            "2020구단3": {"issue": Issue.TIME_LIMIT, "text": STORY.story},
            "2020구단4": {"outcome": LOST},
            "2020구단5": {"outcome": DISMISSED},
            "2020구단6": {"outcome": Outcome.UNKNOWN},
        }
    )
    assert numbers(found) == (["2020구단1"], ["2020구단4"])
    assert [[reason.kind for reason in each.reasons] for each in found.favourable] == [["disease", "issue"]]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"diagnoses": ("계류유산",)}, ["2020구단3"]),
        ({"story": "클린룸에서 일하다 임신 12주에 유산했습니다."}, ["2020구단3"]),
        ({"diagnoses": ("황반변성",)}, ["2020구단1"]),
        ({"diagnoses": ("파킨슨병",)}, ["2020구단2"]),
        ({"diagnoses": ("열사병",)}, []),
        # One that is of no known group is shared by its name alone.
        ({"diagnoses": ("기면병",)}, ["2020구단4"]),
        ({"diagnoses": ("수면무호흡",)}, []),
    ],
)
def test_illnesses_that_are_of_no_group_share_more_than_that(
    ask: Ask, told: dict[str, Any], shown: list[str]
) -> None:
    case = about(disease_category=OTHER, issue_category=CAUSATION, kind_c=KindC.DISEASE)
    held = {
        f"2020구단{number}": {"disease": OTHER, "title": f"요양불승인처분취소({name})"}
        for number, name in enumerate(("급성망막괴사증", "다발성 경화증", "유산", "기면병"), start=1)
    }
    intake = Intake.model_validate({"story": "전자 공장에서 일했습니다.", **told})
    assert numbers(ask(held, case, intake))[0] == shown


@pytest.mark.parametrize("suit", [Suit.EMPLOYER, Suit.OTHER])
def test_suits_of_others_are_not_offered(ask: Ask, suit: Suit) -> None:
    assert numbers(ask({"2020구단1": {"suit": suit}, "2020구단2": {"suit": suit, "outcome": LOST}})) == (
        [],
        [],
    )


def test_who_asks_about_lateness_is_shown_what_came_too_late(ask: Ask) -> None:
    late = {"issue": Issue.TIME_LIMIT}
    held = {"2020구단1": late | {"outcome": DISMISSED}, "2020구단2": late | {"outcome": WITHDRAWN}}
    case = about(issue_category=Issue.TIME_LIMIT)
    assert numbers(ask(held, case)) == ([], ["2020구단1"])


def test_a_question_of_procedure_is_shared_by_name(ask: Ask) -> None:
    procedure = {"issue": Issue.PROCEDURE, "suit": Suit.OTHER}
    held = {
        "2020구합1": procedure | {"title": "정보부분공개처분취소"},
        "2020구합2": procedure | {"title": "보험료부과처분취소", "text": "정보공개를 적었다."},
    }
    intake = Intake(story="산재 조사서를 정보공개 청구했는데 거부당했습니다.")
    found = ask(held, understand(intake), intake)
    assert numbers(found) == (["2020구합1"], [])
    assert [reason.value for reason in found.favourable[0].reasons if reason.kind == "words"] == ["정보공개"]


def test_what_is_reclaimed_is_compared_with_what_was_reclaimed(ask: Ask) -> None:
    clawback = {"kind_b": KindB.CLAWBACK, "issue": Issue.PROCEDURE, "suit": Suit.OTHER}
    held = {
        "2020구단1": clawback | {"outcome": LOST},
        "2020구단2": {"issue": Issue.PROCEDURE, "outcome": LOST},
    }
    found = ask(held, about(kind_b=KindB.CLAWBACK, issue_category=Issue.PROCEDURE))
    assert numbers(found) == ([], ["2020구단1"])
    assert [reason.kind for reason in found.unfavourable[0].reasons] == ["benefit"]


# --- one for each dispute --------------------------------------------------------------------------

FIRST, SECOND = ("한빛지방법원", "2020구단1"), ("한빛고등법원", "2021누1")


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (WON, LOST, ([], ["2021누1"])),
        (LOST, WON, (["2021누1"], [])),
        # Taken back: what the first instance decided is how it ended.
        (WON, WITHDRAWN, (["2020구단1"], [])),
        (WON, DISMISSED, ([], [])),
    ],
)
def test_a_dispute_stands_on_the_side_where_it_ended(
    ask: Ask, first: Outcome, second: Outcome, shown: tuple[list[str], list[str]]
) -> None:
    found = ask(
        {"2020구단1": {"outcome": first, "names": [SECOND]}, "2021누1": {"outcome": second, "names": [FIRST]}}
    )
    assert numbers(found) == shown
    for each in (*found.favourable, *found.unfavourable):
        steps = [(step.ruling.case_number, step.ruling.outcome) for step in each.dispute.steps]
        assert steps == [("2020구단1", first), ("2021누1", second)]


def test_both_instances_of_a_dispute_are_one_card(ask: Ask) -> None:
    told = STORY.story
    held = {
        "2020구단1": {"names": [SECOND], "text": told},
        "2021누1": {"names": [FIRST]},
        "2020구단7": {},
        # A bare dismissal of the last appeal tells no issue; the dispute is shown by the ruling that does.
        "2020구단8": {"outcome": LOST, "names": [("대법원", "2022두8")]},
        "2022두8": {"outcome": LOST, "issue": Issue.PROCEDURE, "disease": OTHER},
    }
    assert numbers(ask(held)) == (["2020구단1", "2020구단7"], ["2020구단8"])


# --- which first, and how many ---------------------------------------------------------------------


def test_the_closest_come_first_and_no_more_than_five(ask: Ask) -> None:
    # Twenty and more, so that words that stand in all of them count for nothing.
    held: dict[str, dict[str, Any]] = {f"2020구단{n}": {} for n in range(10, 40)}
    held["2020구단1"] = {"text": "추간판탈출증 진단을 받았다. 상자를 날랐다."}
    won, lost = numbers(ask(held))
    assert (won[0], len(won), lost) == ("2020구단1", 5, [])


@pytest.mark.parametrize(
    "job, is_shared", [("채탄 작업자", False), ("생산라인 작업반장", False), ("배관공(취부·용접)", True)]
)
def test_a_job_is_the_same_by_what_is_done(ask: Ask, job: str, is_shared: bool) -> None:
    found = ask(
        {"2020구단1": {"job": job}}, intake=STORY.model_copy(update={"occupation": "취부·그라인더 작업자"})
    )
    assert [reason.value for reason in found.favourable[0].reasons if reason.kind == "job"] == [
        job
    ] * is_shared


def test_the_same_job_comes_before_another(ask: Ask) -> None:
    held = {"2020구단1": {"job": "용접공"}, "2020구단2": {"job": "택배 기사"}, "2020구단3": {"job": "간호사"}}
    intake = STORY.model_copy(update={"occupation": "택배 기사"})
    found = ask(held, intake=intake)
    assert numbers(found)[0][0] == "2020구단2"
    assert [reason.value for reason in found.favourable[0].reasons if reason.kind == "job"] == ["택배 기사"]


def test_what_is_left_out_is_not_shown(starter_home: Home) -> None:
    store, index = starter_home.store, starter_home.index
    first = similar(HEARING, store, index)
    shown = [each.ruling.id for each in first.unfavourable]
    again = similar(HEARING, store, index, without={shown[0]})
    # The next one takes its place.
    assert [each.ruling.id for each in again.unfavourable][: len(shown) - 1] == shown[1:]
    assert again.favourable == first.favourable


# --- what is said where rulings are missing --------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "asks"),
    [
        ("월급을 석 달째 못 받았습니다. 근로계약서도 없습니다.", ("law",)),
        ("남편과 이혼하려고 합니다. 양육비는 어떻게 되나요?", ("law",)),
        ("🙂", ("story",)),
        ("허리 아픔 산재", ("story",)),
        ("공장에서 일하다 넘어져 다리가 부러졌어요.", ("reason",)),
        ("공장 소음 때문에 난청이 왔는데 산재가 안 된대요.", ()),
    ],
)
def test_too_little_is_asked_about(starter_home: Home, story: str, asks: tuple[str, ...]) -> None:
    intake = Intake(story=story)
    found = similar(intake, starter_home.store, starter_home.index)
    assert found.asks == asks
    assert bool(asked_first(intake, understand(intake))) == bool(asks)
    assert bool(found.favourable or found.unfavourable) == (not asks)
    assert bool(on_the_choice(found)) == bool(asks)
    assert (found.elsewhere is not None) == (asks == ("law",))


def test_an_illness_that_no_ruling_is_about_is_named(starter_home: Home) -> None:
    intake = Intake(story="도장 공장에서 일하다 방광암 진단을 받았는데 산재가 안 된대요.")
    found = similar(intake, starter_home.store, starter_home.index)
    said = " ".join(on_the_choice(found, name_of=lambda group: f"<{group.value}>"))
    assert found.not_held == ("방광암",) and "'방광암'에 관한 것은 없습니다" in said
    # Which other ones are shown is said too.
    assert found.unfavourable and "<직업성암>" in said
    assert on_the_choice(similar(HEARING, starter_home.store, starter_home.index)) == []


def test_an_empty_side_has_its_own_sentence() -> None:
    deadline = Understood(issue_category=Issue.TIME_LIMIT)
    assert "이 쟁점에서 근로자가 이긴" in nothing_held(True, deadline)
    assert "이 쟁점에서 근로자가 진" in nothing_held(False, deadline)
    # Of causation there are rulings; what is missing is one on the illness.
    lung = Understood(issue_category=Issue.CAUSATION, disease_category=Disease.RESPIRATORY)
    assert "이런 병으로 근로자가 이긴" in nothing_held(True, lung)
    assert "이런 병으로 근로자가 진" in nothing_held(False, lung)
    assert "이런 병으로" not in nothing_held(True, Understood(kind_b=KindB.CLAWBACK))


def test_counts_are_told_only_of_what_was_asked(starter_home: Home) -> None:
    told = {
        story: similar(Intake(story=story), starter_home.store, starter_home.index).is_told
        for story in (
            "뇌출혈로 쓰러졌는데 산재가 거절됐어요.",
            "방광암인데 산재가 거절됐어요.",
            "산재가 거절됐어요.",
        )
    }
    # None is held on cancer of the bladder, and of the last one neither issue nor illness is known.
    assert list(told.values()) == [True, False, False]


def test_the_counts_of_a_question_of_lateness_are_those_of_its_cards(starter_home: Home) -> None:
    intake = Intake(
        story="결정을 받고 1년 뒤에 소송을 냈습니다.", denial_reason="제소기간이 지났다고 합니다."
    )
    found = similar(intake, starter_home.store, starter_home.index, per_side=50)
    cards = len(found.favourable) + len(found.unfavourable)
    assert found.base_rate.undecided
    assert rate_in_words(found.base_rate).startswith(f"비슷한 판결 {cards}건을 골라 두었습니다")


# --- on the shipped rulings ------------------------------------------------------------------------


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
                case "benefit":
                    assert labels.kind_b.value == reason.value == understood.kind_b
                case "job":
                    assert reason.value == labels.occupation
                case "words":
                    digest = comparable.ruling.precedent.digest
                    assert digest
                    told = "".join(digest.model_dump_json().split())
                    assert all("".join(word.split()) in told for word in reason.value.split(", "))
                case other:
                    pytest.fail(f"unknown reason {other}")


def test_only_the_persons_own_words_are_named_as_shared(starter_home: Home) -> None:
    intake = Intake(story="허리디스크로 수술했습니다. 무거운 상자를 오래 날랐습니다.")
    assert "추간판탈출증" in understand(intake).legal
    found = similar(intake, starter_home.store, starter_home.index)
    reasons = [reason for each in (*found.favourable, *found.unfavourable) for reason in each.reasons]
    assert reasons
    told = "".join(intake.text.split())
    assert all(
        "".join(word.split()) in told
        for reason in reasons
        if reason.kind == "words"
        for word in reason.value.split(", ")
    )


def test_rulings_of_other_illnesses_are_said_to_be(starter_home: Home) -> None:
    def told(story: str) -> str:
        return " ".join(on_the_choice(similar(Intake(story=story), starter_home.store, starter_home.index)))

    lasting = told("코로나19에 걸렸고 후유증이 남았습니다. 공단은 더 이상 치료가 필요하지 않다고 합니다.")
    assert "'코로나19'에 관한 것은 없습니다" in lasting
    scabies = told("간병인인데 옴에 걸렸습니다. 공단은 업무와 관련이 없다고 합니다.")
    assert "'옴'에 관한 것은 없습니다" in scabies
    bladder = told("염색 공장에서 일했고 방광암에 걸렸습니다. 공단은 업무와 관련이 없다고 합니다.")
    assert "'방광암'에 관한 것은 없습니다" in bladder and "아래 판결은 직업성암 사건입니다" in bladder
    # Of another insurance nothing is said of illnesses.
    assert "관한 것은 없습니다" not in told(
        "국민연금에 장애연금을 신청했는데 거절당했습니다. 루푸스증 진단을 받았습니다."
    )


def test_carelessness_alone_is_shown_no_rulings_on_drink(starter_home: Home) -> None:
    def told(denial: str) -> str:
        intake = Intake(story="공사장에서 파이프에 머리를 다쳤습니다.", denial_reason=denial)
        found = similar(intake, starter_home.store, starter_home.index)
        digests = [each.ruling.precedent.digest for each in (*found.favourable, *found.unfavourable)]
        return " ".join(each.gist for each in digests if each)

    drink = re.compile("음주|술을|맥주")
    careless = told("안전모를 쓰지 않은 본인 과실이라고 함")
    assert careless and not drink.search(careless)
    assert drink.search(told("술을 마시고 안전모도 쓰지 않은 본인 과실이라고 함"))
