"""When a rate may be told, over what, and in which words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.casework.rates import base_rate, rate_in_words
from lib.domain.counting import LEAST, BaseRate, Basis, wilson
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling, Origin
from lib.domain.taxonomy import Disease, Issue, KindB, Outcome, Suit
from lib.search.read_by_words import Understood
from lib.search.understanding import understand
from tests.synthetic import listed

DEAF = {"disease_category": Disease.HEARING, "issue_category": Issue.CAUSATION}
DRIVER = {"disease_category": Disease.INJURY, "issue_category": Issue.EMPLOYEE_STATUS}
NAMELESS = {"disease_category": Disease.OTHER, "issue_category": Issue.PROCEDURE}


def about(**labels: Any) -> Understood:
    return replace(understand(Intake(story="안녕하세요")), **labels)


def held(won: int, lost: int, first: int = 1, **labels: Any) -> list[ListedRuling]:
    outcomes = [Outcome.GRANTED] * won + [Outcome.DENIED] * lost
    return [listed(f"2020구단{number}", outcome, **labels) for number, outcome in enumerate(outcomes, first)]


def basis(rulings: Sequence[ListedRuling], origin: Origin = Origin.LISTING) -> Basis:
    return Basis(origin, tuple(rulings), tuple(rulings), date(2026, 3, 1))


GROUPS: dict[str, tuple[dict[str, Any], list[ListedRuling], tuple[int, int], tuple[str, ...]]] = {
    # what the case is about, what is held → (n, favourable), the group counted
    "causation within the disease": (
        DEAF,
        held(4, 6, **DEAF)
        + held(9, 0, 100, **DEAF | {"disease_category": Disease.CANCER})
        + held(9, 0, 200, **DEAF | {"issue_category": Issue.TIME_LIMIT}),
        (10, 4),
        (Issue.CAUSATION.value, Disease.HEARING.value),
    ),
    "any other issue whatever the injury": (
        DRIVER,
        held(2, 8, **DRIVER | {"disease_category": Disease.MUSCULOSKELETAL}) + held(9, 9, 100, **DEAF),
        (10, 2),
        (Issue.EMPLOYEE_STATUS.value,),
    ),
    "whatever the benefit": (
        DEAF | {"kind_b": KindB.DISABILITY},
        held(1, 2, **DEAF | {"kind_b": KindB.SURVIVORS}),
        (3, 1),
        (Issue.CAUSATION.value, Disease.HEARING.value),
    ),
    "never wider, however few": (DEAF, held(30, 30, **DRIVER), (0, 0), (Issue.CAUSATION.value, Disease.HEARING.value)),
    "nothing understood": ({}, held(30, 30, **DEAF), (0, 0), ()),
    "causation of no known illness": ({"issue_category": Issue.CAUSATION}, held(30, 30, **DEAF), (0, 0), ()),
    "causation of 기타": (
        {"issue_category": Issue.CAUSATION, "disease_category": Disease.OTHER},
        held(30, 30, **DEAF | {"disease_category": Disease.OTHER}),
        (0, 0),
        (),
    ),
    "an illness without an issue": ({"disease_category": Disease.HEARING}, held(30, 30, **DEAF), (0, 0), ()),
    "절차·기타 is no group": (NAMELESS, held(30, 30, **NAMELESS), (0, 0), ()),
}  # fmt: skip


@pytest.mark.parametrize("case, rulings, counts, group", GROUPS.values(), ids=GROUPS.keys())
def test_only_the_persons_own_issue_is_counted(
    case: dict[str, Any], rulings: list[ListedRuling], counts: tuple[int, int], group: tuple[str, ...]
) -> None:
    rate = base_rate(basis(rulings), about(**case))
    assert (rate.n, rate.favourable, rate.group) == (*counts, group)


@pytest.mark.parametrize("origin", Origin)
@pytest.mark.parametrize("n", [0, LEAST - 1, LEAST])
def test_a_rate_is_told_over_enough_disputes_that_nobody_chose(origin: Origin, n: int) -> None:
    rate = base_rate(basis(held(n // 2, n - n // 2, **DEAF), origin), about(**DEAF))
    assert (rate.basis, rate.n, rate.favourable) == (origin, n, n // 2)
    if origin is not Origin.CHOSEN and n >= LEAST:
        assert rate.rate == pytest.approx((n // 2) / n)
        assert (rate.low, rate.high) == wilson(n // 2, n)
    else:
        assert (rate.rate, rate.low, rate.high) == (None, None, None)


def test_what_is_left_out_is_not_counted() -> None:
    rulings = held(20, 20, **DEAF)
    without = {ruling.id for ruling in rulings[:15]}
    rate = base_rate(basis(rulings), about(**DEAF), without)
    assert (rate.n, rate.favourable, rate.rate) == (25, 5, None)


def test_a_rate_stands_in_one_sentence_with_all_it_was_counted_over() -> None:
    rulings = [
        *held(10, 21, **DEAF),
        listed("2003누9", Outcome.DENIED, **DEAF),
        listed("2020구단901", Outcome.DISMISSED, **DEAF),
        listed("2020구단902", Outcome.UNKNOWN, **DEAF),
        listed("2020구단903", Outcome.GRANTED, suit=Suit.EMPLOYER, **DEAF),
    ]
    said = rate_in_words(base_rate(basis(rulings), about(**DEAF)))
    assert said == (
        "공개된 판결 전체 목록(2026-03-01)에서 '업무관련성(의학적 인과관계) · 소음성난청' 사건 32건"
        "(2003–2020년 접수; 뺀 것: 거절된 사람이 낸 소송이 아닌 것 1건, 각하·취하 1건, 결과를 알 수 없는 것 1건) "
        "가운데 10건에서 근로자 쪽이 이겼습니다(31%, 95% 구간 18–49%)."
    )


CHOSEN, LISTING, RANDOM = Origin


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (
            BaseRate(CHOSEN, ("난청",), 5, 2),
            "비슷한 판결 5건을 골라 두었습니다 (이긴 것 2건, 진 것 3건). 여러 사정을 보여 주려고 고른 것이라 이길 확률을 뜻하지 않습니다.",
        ),
        (
            BaseRate(CHOSEN, ("소멸시효·기간",), 2, 0, undecided=1),
            "비슷한 판결 3건을 골라 두었습니다 (이긴 것 0건, 진 것 2건, 내용을 판단받지 못한 것 1건). 여러 사정을 보여 주려고 고른 것이라 이길 확률을 뜻하지 않습니다.",
        ),
        (BaseRate(CHOSEN, ("난청",), 0, 0, undecided=2), "난청: 법원이 내용을 판단한 판결을 가지고 있지 않습니다."),
        (
            BaseRate(LISTING, ("난청",), 12, 5, as_of=date(2026, 3, 1)),
            "공개된 판결 전체 목록(2026-03-01)에서 '난청' 사건은 12건입니다 (이긴 것 5건, 진 것 7건). 30건보다 적어 비율은 말하지 않습니다.",
        ),
    ],
)  # fmt: skip
def test_where_no_rate_may_be_told_there_are_counts(rate: BaseRate, said: str) -> None:
    assert rate_in_words(rate) == said


def test_a_sample_is_called_a_sample_and_the_unknown_unknown() -> None:
    assert "무작위로 뽑은 표본" in rate_in_words(BaseRate(RANDOM, ("난청",), 40, 10, years=(2020, 2020)))
    assert "2020년 접수)" in rate_in_words(BaseRate(RANDOM, ("난청",), 40, 10, years=(2020, 2020)))
    assert "접수 연도 모름" in rate_in_words(BaseRate(RANDOM, ("난청",), 40, 10))
    said = rate_in_words(BaseRate(LISTING, ()))
    assert "모름" in said and not any(digit in said for digit in "0123456789")


def test_labels_are_named_in_the_persons_language() -> None:
    rate = BaseRate(LISTING, ("난청",), 40, 10)
    assert "hearing" in rate_in_words(rate, name_of={"난청": "hearing"}.__getitem__)
