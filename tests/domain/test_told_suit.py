"""Whose suit a story tells of."""

import pytest

from lib.domain.taxonomy import Suit
from lib.domain.told_suit import told_suit


@pytest.mark.parametrize(
    ("story", "suit"),
    [
        ("공단이 허리디스크를 승인했는데 회사가 법원에 취소소송을 냈대요.", Suit.EMPLOYER),
        ("회사에서 승인처분 취소소송을 냈다고 법원에서 연락이 왔어요.", Suit.EMPLOYER),
        ("산재로 인정받았는데 사장님이 소송을 걸었습니다.", Suit.EMPLOYER),
        ("원장이 공단을 상대로 승인취소 소송을 걸었대요.", Suit.EMPLOYER),
        ("공단이 승인을 취소했습니다. 승인취소처분 취소소송을 하려고요.", Suit.CLAIMANT),
        ("산재 승인을 받았습니다. 그런데 법원에서 소송고지서가 왔어요.", Suit.EMPLOYER),
        ("공단은 된다 혔고 회사가 재판을 걸었제.", Suit.EMPLOYER),
        ("저희 병원은 이 승인이 부당하다고 보아 소송을 준비하고 있습니다.", Suit.EMPLOYER),
        # Between the two of them, or the person's own.
        ("회사가 저를 상대로 손해배상 소송을 냈습니다. 산재는 승인됐어요.", None),
        ("산재 승인을 받고 회사를 상대로 소송을 냈습니다.", None),
        ("제가 공단을 상대로 취소소송을 냈습니다.", Suit.CLAIMANT),
        # What the employer says to the agency is no suit.
        ("회사가 산재가 아니라고 해서 불승인됐습니다.", Suit.CLAIMANT),
        ("허리를 다쳤습니다.", None),
    ],
)
def test_told_suit(story: str, suit: Suit | None) -> None:
    assert told_suit(story) is suit


def test_a_refusal_in_the_form_is_the_persons_own_dispute() -> None:
    story = "승인받은 뒤 회사가 취소소송을 냈습니다."
    assert told_suit(story) is Suit.EMPLOYER
    assert told_suit(story, "업무관련성이 없음") is Suit.CLAIMANT
    assert told_suit(story, "참가인이 스스로 과음한 탓이므로 승인처분은 위법하다.") is Suit.EMPLOYER
