import pytest

from lib.domain.despair import is_despairing, without_despair


@pytest.mark.parametrize(
    "text",
    [
        "산재가 거절된 뒤로 죽고 싶습니다",
        "더는 살고 싶지 않아요",
        "살아서 뭐 하나 싶어요",
        "극단적인 선택을 하고 싶을 만큼",
        "제가 없어지면 가족들이 편할 것 같습니다.",
        "내일 아침에 눈을 안 떴으면 좋겠어요.",
        "손목을 그었습니다.",
        # Everything is to end; the dead are to be followed.
        "이제 다 끝내고 싶습니다.",
        "먼저 떠난 아들을 따라가고 싶어요.",
        "남편이 죽고 나니 저도 따라가면 편할 것 같아요.",
        # The means are at hand.
        "약을 한 움큼 모아 뒀습니다.",
        "베란다에 밧줄을 걸어 놓았습니다.",
        "유서를 써 두었습니다.",
        "창고에 줄을 매달아 놓고 왔습니다.",
        "베란다 난간에 서 봅니다.",
        "아들아 미안하다. 아빠는 먼저 간다.",
        "죽는 것 말고는 방법이 없네요.",
        "엄마를 따라갈까 봐요. 공장에서 일하다 돌아가셨거든요.",
        # As others say it.
        "I do not want to live anymore.",
        "I'd be better off dead.",
        "I just want to end it all.",
        "I have saved up enough pills.",
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
        "남편이 죽고 싶다고 여러 번 말하더니 결국 뛰어내렸습니다.",
        "형이 목을 매 숨졌습니다. 죽고 싶다는 문자를 남겼습니다.",
        "동생은 번개탄을 사 두고 차 안에서 숨진 채 발견되었습니다.",
        "My husband said he wanted to die and then killed himself.",
        # What is to end, or to be gone, is named.
        "빨리 소송을 끝내고 싶어요.",
        "일을 다 끝내고 퇴근하다가 넘어졌습니다.",
        "통증이 사라졌으면 좋겠어요.",
        "교대 근무로 아침에 눈을 못 뜨겠어요.",
        "줄을 매달아 놓고 유리를 닦다가 떨어졌습니다.",
        "번개탄을 만드는 공장에서 일했습니다.",
        "지붕에서 뛰어내리려고 한 것이 아니라 미끄러졌습니다.",
        "죽을까 봐 무서웠습니다.",
        "재심사까지 모두 끝내고 소송을 하려고 합니다.",
        "절차를 따라가면 되나요? 아버지가 진폐로 돌아가셨습니다.",
        # Work has the same things.
        "밧줄을 걸고 작업하다가 떨어졌습니다.",
        "옥상에 올라가서 물탱크를 청소하다가 미끄러졌습니다.",
        "I want to live in a flat near the plant.",
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
