"""The illnesses that people name are told from other words in the same place."""

import pytest

from lib.domain.told_illness import told_illnesses


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("저도 옴에 걸렸습니다.", ["옴"]),
        ("병원에 갔더니 재생불량성 빈혈이라고 합니다.", ["재생불량성 빈혈"]),
        ("천포창이라는 희귀병 진단을 받았어요.", ["천포창"]),
        ("아버지가 레지오넬라증으로 숨졌습니다.", ["레지오넬라증"]),
        ("궤양성 대장염이 생겼고 의사도 궤양성 대장염으로 진단했습니다.", ["궤양성 대장염"]),
        # No illness, or none that is named.
        ("시간에 걸렸습니다. 비상이 걸렸습니다.", []),
        ("집에서 옮았다고 합니다. 나이 탓이라고 합니다.", []),
        ("희귀병 진단을 받았습니다. 건강 진단을 받았습니다.", []),
        ("전선에 걸려 넘어졌습니다.", []),
        # An injury, a common illness, and what did not come.
        ("발목 골절 진단을 받았습니다.", []),
        ("당뇨병 진단을 받았습니다.", []),
        ("결핵 진단을 받은 적이 없습니다.", []),
    ],
)
def test_of_a_story(story: str, names: list[str]) -> None:
    assert [each.name for each in told_illnesses(story)] == names


def test_what_is_caught() -> None:
    assert [each.is_caught for each in told_illnesses("수두가 옮았습니다. 루푸스증 진단을 받았습니다.")] == [
        True,
        False,
    ]
