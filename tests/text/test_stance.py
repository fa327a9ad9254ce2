"""How a writer puts a thing: each row is one sentence, the phrase in it, and what is right of it."""

import pytest

from lib.text.stance import Stance, StanceReader

DENIED, OTHERS, ASKED, UNCERTAIN, SO = (
    Stance.DENIED,
    Stance.OTHERS,
    Stance.ASKED,
    Stance.UNCERTAIN,
    Stance.AFFIRMED,
)


@pytest.mark.parametrize(
    ("text", "phrase", "stance"),
    [
        ("음주운전을 한 사실이 전혀 없고 신호를 지켰습니다", "음주운전", DENIED),
        ("회식이 아니라 창고로 가다 다쳤습니다", "회식", DENIED),
        # a list that ends in one denial
        ("고혈압도 고지혈증도 없었습니다", "고혈압", DENIED),
        # the object of 'never' is denied with it, that of 'not' is not
        ("등산하다 다친 게 아닙니다", "등산", DENIED),
        ("고혈압 치료를 안 했습니다", "고혈압", SO),
        # the denial is of the next clause, or of the cause
        ("야근을 하고 잠을 못 잤습니다", "야근", SO),
        ("야근 때문이 아니라고 합니다", "야근", SO),
        ("야근을 하지 않을 수 없었습니다", "야근", SO),
        # a phrase that ends in the stem of its denial
        ("근무시간이 확인되지 않음", "근무시간이 확인되지", SO),
        ("근무시간이 확인되지만 짧습니다", "근무시간이 확인되지", DENIED),
        # a phrase that is a denial itself, and one that is turned round
        ("혈압약을 안 먹은 적이 많습니다", "혈압약을 안 먹", SO),
        ("약을 안 먹은 것이 아닙니다", "약을 안 먹", DENIED),
        ("상대방이 음주운전을 했고 저는 출근 중이었습니다", "음주운전", OTHERS),
        ("상대방이 음주운전을 했고 저는 출근 중이었습니다", "출근", SO),
        ("만취한 승객에게 맞았어요", "만취", OTHERS),
        ("음주운전 차량에 치였습니다", "음주운전", OTHERS),
        ("과속하여 트럭과 부딪쳤습니다", "과속", SO),
        ("회식에서 동료와 술을 마셨습니다", "술", SO),
        ("음주운전을 했다면 산재가 안 되나요?", "음주운전", ASKED),
        ("난청도 산재가 되나요?", "난청", ASKED),
        ("야근을 했는데 산재가 되나요?", "야근", SO),
        ("우울증인 것 같아요", "우울증", UNCERTAIN),
        ("음주 여부가 확실하지 않습니다", "음주", UNCERTAIN),
    ],
)
def test_stance(text: str, phrase: str, stance: Stance) -> None:
    start = text.index(phrase)
    assert StanceReader(text).read(start, start + len(phrase)).stance is stance


@pytest.mark.parametrize(
    ("text", "phrase", "is_reported"),
    [
        ("소음성 난청이 아니래요", "난청", True),
        ("회사는 괴롭힘이 없었다고 합니다", "괴롭힘", True),
        ("저는 음주운전을 하지 않았다고 진술했습니다", "음주운전", False),
        ("난청이 아닙니다", "난청", False),
    ],
)
def test_whose_denial_it_is(text: str, phrase: str, is_reported: bool) -> None:
    start = text.index(phrase)
    reading = StanceReader(text).read(start, start + len(phrase))
    assert (reading.stance, reading.is_reported) == (DENIED, is_reported)
