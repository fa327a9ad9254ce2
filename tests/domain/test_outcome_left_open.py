"""Outcomes that the order leaves open: conclusion, costs, headings, and what the ruling below is blamed for."""

import pytest

from lib.domain.classify import classify
from lib.domain.taxonomy import Outcome
from tests.domain.made_up import REFUSED, precedent, ruling_text, supreme_text
from tests.domain.test_outcome import (
    APPEAL,
    D_APPEAL_LOST,
    FIRM,
    FIRM_CLAIM,
    FIRM_GROUNDS,
    GROUNDS,
    P_APPEAL_LOST,
    REMANDED,
    각하,
    불리,
    불인정,
    유리,
    인정,
    일부인정,
    취하,
    판단불가,
)

LOST_IN_PART = "원고의 청구는 위 인정범위 안에서 이유 있고 나머지 청구는 이유 없으므로, 제1심판결은 정당하다."
ONLY_DEFENDANT = (
    "2. 항소취지\n제1심판결 중 피고 패소부분을 취소하고 그 부분에 해당하는 원고의 청구를 기각한다."
)
PREMIUM = "피고가 2021. 3. 4. 원고에 대하여 한 산재보험료 부과처분을 취소한다."


def outcome(text: str, instance: int = 2, title: str = "요양불승인처분취소") -> Outcome:
    return classify(precedent(text, instance, title)).outcome.value


@pytest.mark.parametrize(
    ("order", "claim", "conclusion", "expected"),
    [
        # Beside a rejected appeal, a suit added on appeal is dismissed: the appeal alone does not tell.
        ("1. 원고의 항소를 기각한다.\n2. 당심에서 추가한 소를 각하한다.", APPEAL, "", 불인정),
        ("1. 피고의 항소를 기각한다.\n2. 당심에서 추가한 소를 각하한다.", APPEAL, "", 일부인정),
        # A win in part is kept.
        (D_APPEAL_LOST, REFUSED + ONLY_DEFENDANT, "", 일부인정),
        (D_APPEAL_LOST, APPEAL, LOST_IN_PART, 일부인정),
        ("1. 피고의 항소를 기각한다.\n2. 원고가 당심에서 추가한 청구를 기각한다.", APPEAL, "", 일부인정),
        ("1. 피고의 항소를 기각한다.\n2. 당심에서 추가한 나머지 청구를 기각한다.", APPEAL, "", 일부인정),
    ],
)  # fmt: skip
def test_rejected_appeals(order: str, claim: str, conclusion: str, expected: Outcome) -> None:
    assert outcome(ruling_text(order, claim, conclusion=conclusion)) is expected


def test_a_premium_suit_that_was_withdrawn() -> None:
    text = ruling_text("1. 이 사건 소송은 2021. 12. 3. 소 취하로 종료되었다.", PREMIUM, "원고는 회사이다.")
    assert outcome(text, 1, "산재보험료부과처분취소") is 취하


UNREADABLE, REVERSED = "1. 별지와 같다.", "1. 제1심판결을 취소한다."
COSTS = {side: f"\n2. 소송비용은 {side} 부담한다." for side in ("원고가", "피고가", "각자")} | {"": ""}
WON = ["원고의 청구는 정당하다.", "원고들의 이 사건 청구는 모두 이유 있다.", "청구를 모두 인용한다."]
LOST = ["원고의 청구를 모두 기각한다.", "원고의 각 청구는 모두 이유 없다."]


@pytest.mark.parametrize(
    ("order", "conclusions", "by_costs"),
    [
        # Conclusion and costs must agree.
        (UNREADABLE, WON, {"": 인정, "피고가": 인정, "원고가": 판단불가, "각자": 판단불가}),
        (UNREADABLE, LOST, {"": 불인정, "원고가": 불인정, "피고가": 판단불가, "각자": 판단불가}),
        (UNREADABLE, ["주문과 같다.", WON[0] + LOST[0]], dict.fromkeys(COSTS, 판단불가)),
        # What was reversed was reversed for somebody: the costs tell where the conclusion does not.
        (REVERSED, WON, dict.fromkeys(COSTS, 인정)),
        (REVERSED, LOST, dict.fromkeys(COSTS, 불인정)),
        (
            REVERSED,
            ["주문과 같다.", WON[0] + LOST[0]],
            {"": 판단불가, "피고가": 인정, "원고가": 불인정, "각자": 판단불가},
        ),
    ],
)
def test_conclusion_and_costs(order: str, conclusions: list[str], by_costs: dict[str, Outcome]) -> None:
    for conclusion in conclusions:
        for side, expected in by_costs.items():
            read = outcome(ruling_text(order + COSTS[side], APPEAL, conclusion=conclusion))
            assert read is expected, (conclusion, side)


@pytest.mark.parametrize(
    ("judgment", "conclusion", "expected"),
    [
        ("", "소를 각하한 제1심판결은 정당하다.", 각하),
        ("", "이 사건 소는 부적법하여 각하할 것이고 제1심판결은 정당하다.", 각하),
        ("", "이 사건 소를 모두 각하하여야 하고 제1심판결은 정당하다.", 각하),
        ("", "원심의 소각하 판결은 정당하다.", 각하),
        ("", "각하한 제1심은 정당하다.", 각하),
        ("이 사건 소는 제소기간을 도과하여 부적법하다.", "제1심판결은 정당하다.", 각하),
        ("이 사건 소는 소의 이익이 없어 부적법하므로 더 볼 것 없다.", "제1심판결은 정당하다.", 각하),
        ("소를 각하한 제1심은 옳다.", "제1심판결은 정당하다.", 각하),
        ("소를 각하한 원심은 옳다.", "제1심판결은 정당하다.", 각하),
        # The suit was admissible, or the claim was looked at.
        ("이 사건 소가 부적법하다고 할 수 없다.", "제1심판결은 정당하다.", 불인정),
        ("이 사건 소는 부적법하다는 항변은 받아들이지 않는다.", "제1심판결은 정당하다.", 불인정),
        ("이 사건 소는 부적법하다. 이 사건 처분은 적법하다.", "제1심판결은 정당하다.", 불인정),
        ("이 사건 소는 부적법하다.", "청구를 모두 배척한 제1심판결은 정당하다.", 불인정),
        ("이 사건 소는 부적법하다.", "나머지 청구는 더 볼 것 없고 제1심판결은 정당하다.", 불인정),
        ("이 사건 소는 부적법하다.", "원고의 청구는 이유 없다.", 불인정),
    ],
)
def test_a_dismissal_that_stands(judgment: str, conclusion: str, expected: Outcome) -> None:
    text = ruling_text(P_APPEAL_LOST, APPEAL, judgment=judgment or "본다.", conclusion=conclusion)
    assert outcome(text) is expected


@pytest.mark.parametrize(
    ("parties", "expected", "with_costs"),
    [
        ("【원고, 항소인】 원고\n【피고, 피항소인】 근로복지공단", 불인정, 불인정),
        # The headings tell before the costs.
        ("【원고, 피항소인】 원고\n【피고, 항소인】 근로복지공단", 인정, 인정),
        ("【원고, 피항소인】 원고\n【피고 및 항소인】 근로복지공단", 인정, 인정),
        ("【원고, 항소인 겸 피항소인】 원고\n【피고, 피항소인 겸 항소인】 근로복지공단", 일부인정, 일부인정),
        ("【원고】 원고\n【피고】 근로복지공단", 판단불가, 불인정),
    ],
)
def test_who_appealed(parties: str, expected: Outcome, with_costs: Outcome) -> None:
    assert outcome(ruling_text("항소를 기각한다.", APPEAL, parties=parties)) is expected
    costs = "항소를 기각한다. 항소비용은 원고가 부담한다."
    assert outcome(ruling_text(costs, APPEAL, parties=parties)) is with_costs


BOTH = "1. 원고의 상고이유를 본다.\n받아들이지 않는다.\n2. 피고의 상고이유를 본다.\n"


def remand(reasons: str, order: str = REMANDED, title: str = "요양불승인처분취소") -> Outcome:
    return outcome(supreme_text(order, reasons), 3, title)


@pytest.mark.parametrize(("who", "expected"), [("원고", 유리), ("피고", 불리)])
def test_a_remand_is_for_whoever_appealed(who: str, expected: Outcome) -> None:
    for part in (f"{who}의 장해급여에 관한 패소부분", f"{who}가 패소한 부분", f"{who} 패소부분"):
        order = f"원심판결 중 {part}을 파기하고, 이 부분 사건을 서울고등법원에 환송한다."
        assert remand(GROUNDS, order) is expected, order
    for grounds in ("보조참가인의 상고이유를 본다.", "소송대리인의 상고이유를 본다.", "소송수행자의 상고이유를 본다.",
                    "들의 각 상고논지를 본다.", "대표자의 상고는 이유 있다."):  # fmt: skip
        assert remand(who + grounds) is expected, grounds
    for won in ("의 상고는 이유 있다.", "의 이를 지적하는 상고이유의 주장은 이유 있다.",
                "의 이 점을 지적하는 상고이유 주장에는 이유가 있다.", "들의 위 상고이유는 이유 있다."):  # fmt: skip
        assert remand(BOTH + who + won) is expected, won


@pytest.mark.parametrize(("who", "expected"), [("원고", 유리), ("피고", 불리)])
def test_an_appeal_rejected_for_the_rest_succeeded_for_a_part(who: str, expected: Outcome) -> None:
    order = f"원심판결 중 장의비 부분을 파기하고, 이 부분 사건을 서울고등법원에 환송한다. {who}의 나머지 상고를 기각한다."
    assert remand(GROUNDS, order) is expected


def test_a_remand_of_both_losing_parts_is_left_open() -> None:
    order = "원심판결 중 원고 패소부분과 피고 패소부분을 모두 파기하고, 사건을 서울고등법원에 환송한다."
    assert remand(GROUNDS, order) is 판단불가


def test_a_remand_in_an_employers_suit_turns_round() -> None:
    sent_back = "제1심판결을 취소하고, 이 사건을 서울행정법원에 환송한다."
    assert outcome(ruling_text(sent_back, FIRM_CLAIM, FIRM), 2, "요양승인처분취소") is 불리
    for blamed, expected in (("업무상 재해에 해당한다", 불리), ("인과관계가 없다", 유리)):
        reasons = f"{FIRM_GROUNDS}{GROUNDS}그럼에도 원심은 {blamed}고 판단하였으니 잘못이다."
        assert remand(reasons, title="요양승인처분취소") is expected


DENIED = (
    "볼 수 없다고", "인정할 수 없다고", "인정하기 어렵다고", "보기 어렵다고", "업무상 재해에 해당하지 아니한다고",
    "업무상 재해에 해당하지 않는다고", "인과관계가 인정되지 않는다고", "인과관계가 없다고",
    "업무 때문이 아니라고", "이 사건 처분이 적법하다고", "증거가 부족하다고", "업무 때문이라 단정할 수 없다고", "청구가 이유 없다고",
)  # fmt: skip
GRANTED = (
    "업무상 재해에 해당한다고", "인과관계가 있다고", "이 사건 처분이 위법하다고", "이를 업무상 재해라고",
    "인과관계가 인정된다고", "인과관계가 추단된다고", "인과관계를 추단할 수 있다고",
)  # fmt: skip


@pytest.mark.parametrize(
    ("view", "expected"), [(view, 유리) for view in DENIED] + [(view, 불리) for view in GRANTED]
)
def test_a_remand_by_what_the_court_below_held(view: str, expected: Outcome) -> None:
    assert remand(f"{GROUNDS}원심은 {view} 판단하였다. 받아들이기 어렵다.") is expected
    assert remand(f"{GROUNDS}그럼에도 원심은 {view} 보았으니 잘못이다.") is expected


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ("원심은 업무 때문이 아니라고 판단하였다.", 유리),
        ("원심은 주장을 배척하여 이를 판시하였다.", 유리),
        ("원심은 업무 때문이라고 봄이 상당하다고 판단하였다.", 불리),
        ("원심이 인과관계가 없다고 단정하였다.", 유리),
        ("원심판결은 인과관계가 없다고 판시하였다.", 유리),
        ("원심판결이 인과관계가 없다고 인정하였다.", 유리),
        ("원심의 판단은 인과관계가 없다고 인정한 것이다.", 유리),
        ("원심으로서는 인과관계가 없다고 판단할 것이 아니다.", 유리),
        ("이와 다른 원심은 인과관계가 없다고 본 것이다.", 유리),
        ("이와는 달리 원심은 인과관계가 없다고 보았다.", 유리),
        ("원심이 인과관계가 없다고 판단한 것은 잘못이다.", 유리),
        ("인과관계가 없다고 본 원심은 잘못이다.", 유리),
        ("원심이 이를 업무상 재해라고 판단한 것은 위법하다.", 불리),
        # What the Supreme Court itself leaves possible.
        ("망인의 질병은 업무상 재해에 해당한다고 볼 여지가 충분하다.", 유리),
        ("인과관계를 인정할 여지가 있다.", 유리),
        ("업무 때문이라 봄이 타당한데도 원심은 살피지 않았다.", 유리),
        ("개인의 병 때문이라 단정할 수 없는데도 원심은 살피지 않았다.", 유리),
    ],
)
def test_a_remand_by_its_words(reasons: str, expected: Outcome) -> None:
    assert remand(GROUNDS + reasons) is expected


def test_a_remand_by_its_summary() -> None:
    summary = "【판결요지】\n망인의 사망을 업무상 재해로 볼 여지가 충분히 있다고 한 사례\n"
    assert outcome(summary + supreme_text(REMANDED, GROUNDS + "심리를 다하지 않았다."), 3) is 유리
