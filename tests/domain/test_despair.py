import pytest

from lib.domain.despair import is_despairing, without_despair


@pytest.mark.parametrize(
    "text",
    [
        "산재가 거절된 뒤로 죽고 싶습니다",
        "더는 살고 싶지 않아요",
        "살아서 뭐 하나 싶어요",
        "극단적인 선택을 하고 싶을 만큼",
    ],
)
def test_despair_is_heard(text: str) -> None:
    assert is_despairing(text)


@pytest.mark.parametrize(
    "text",
    [
        "남편이 스스로 목숨을 끊었습니다",
        "일하다 죽을 뻔했습니다",
        "허리가 아파 죽겠어요",
        "동료가 죽고 저만 살았습니다",
        "",
    ],
)
def test_a_death_told_is_not_despair(text: str) -> None:
    assert not is_despairing(text)


def test_despair_is_not_read_as_a_symptom() -> None:
    story = "허리를 다쳤는데 거절당해서 죽고 싶어요. 치료비가 없습니다."
    blanked = without_despair(story)
    assert "죽고" not in blanked
    assert len(blanked) == len(story)
    assert blanked.startswith("허리를 다쳤는데")
    assert blanked.endswith("치료비가 없습니다.")
