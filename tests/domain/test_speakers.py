"""Who speaks in a sentence, by its main clause alone."""

import pytest

from lib.domain.speakers import (
    Voice,
    adopts_below,
    is_prose,
    main_thread,
    own_voice,
    takes_over_below,
    upholds_below,
)
from lib.text.spelling import squeeze


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("이 사건 상병과 원고의 업무 사이에 상당인과관계를 인정하기 어렵다.", Voice.COURT),
        ("원고는 하루 열 시간씩 허리를 굽혀 일하여 디스크가 터졌다고 주장한다.", Voice.PLAINTIFF),
        ("이에 대하여 피고는 원고의 나이에 흔한 변화일 뿐이라고 다투고 있다.", Voice.AGENCY),
        ("피고보조참가인은 그런 작업을 시킨 일이 없다고 주장하고 있다.", Voice.AGENCY),
        ("이 법원의 감정의는 파열의 모양이 오래된 것이라는 소견을 밝혔다.", Voice.EXPERT),
        ("감정의의 소견은 이 사건 상병이 업무와 무관하다는 것이다.", Voice.EXPERT),
        ("감정의에 따르면 이 사건 상병은 저절로 나빠졌다는 것이다.", Voice.EXPERT),
        ("이 법원의 감정의는 한쪽은 기왕증으로 볼 수 있고, 다른 쪽도 소음 탓이라고 단정하기 어렵다.", Voice.EXPERT),
        ("감정의 소외 1은 이 사건 상병이 소음과 무관한 것으로 보인다고 하였다.", Voice.EXPERT),
        ("신경외과 감정의: 이 사건 상병은 나이에 따른 변화로 판단된다.", Voice.EXPERT),
        ("피고의 주장: 이 사건 상병은 업무상 재해로 볼 수 없다.", Voice.AGENCY),
        ("피고는 이 사건 상병이 나이 탓이어서 업무상 재해로 볼 수 없다고 다툰다.", Voice.AGENCY),
        ("이에 대하여 피고는 업무관련성이 낮다는 의견이다.", Voice.AGENCY),
        ("원고의 청구는 이유 없다는 것이 피고의 주장이다.", Voice.AGENCY),
        ("원고 측은 망인이 쉬지 못하였으므로 업무상 재해에 해당한다는 입장이다.", Voice.PLAINTIFF),
        ("원고의 주장은 이 사건 처분이 재량권을 벗어났다는 취지이다.", Voice.PLAINTIFF),
        ("원고의 주장은 다음과 같다.", Voice.PLAINTIFF),
        ("심사위원회는 상당인과관계가 인정되지 않는다고 보아 심사청구를 기각하였다.", Voice.FACT),
        ("대법원은 업무가 주된 원인이 아니더라도 상당인과관계가 인정된다고 판시하고 있다.", Voice.LAW),
        ("원고의 주치의는 이 사건 사고로 생겼을 가능성이 높다고 회신하였다.", Voice.EXPERT),
        ("업무상질병판정위원회는 신체부담이 낮은 편이라고 판정하였다.", Voice.EXPERT),
        ("또한 위 감정의는 무거운 물건이 어깨에 부담을 준다고 하면서도 이 사건 상병의 원인으로 단정하기 어렵다.", Voice.EXPERT),
        ("원고의 동료 ○○○은 원고가 자주 밤을 새웠다는 취지로 진술하였다.", Voice.RECORD),
        ("제1심은 과로를 인정할 증거가 없다고 판단하였다.", Voice.BELOW),
        ("제1심은 상당인과관계를 부정하면서 그 근거로 원고의 업무시간이 짧은 점을 들었다.", Voice.BELOW),
        ("원심판결 이유에 의하면, 원심은 업무상 재해에 해당한다고 판단하였다.", Voice.BELOW),
        ("근로자의 업무와 질병 사이의 인과관계는 이를 주장하는 측에서 증명하여야 한다.", Voice.LAW),
        ("업무와 재해 사이의 관련은 규범의 눈으로 본다(대법원 2019. 1. 3. 선고 2018두990001 판결 참조).", Voice.LAW),
        ("먼저 원고가 통상적인 경로로 퇴근하였는지에 관하여 본다.", Voice.FORMULA),
        ("갑 제1호증의 기재에 의하면 원고가 두 해 동안 야간 조로 일한 사실을 인정할 수 있다.", Voice.FACT),
        # What the court says of an opinion, an argument or a ruling below is its own.
        ("위와 같은 감정의의 소견은 심의 결과와 들어맞고 달리 이를 물리칠 사정이 없다.", Voice.COURT),
        ("원고는 야근이 잦았다고 주장하나, 이를 인정할 만한 자료가 없다.", Voice.COURT),
        ("이 법원의 감정의는 두 달을 요양하면 넉넉하다고 판단하였고, 이는 자문의들의 소견과 일치한다.", Voice.EXPERT),
        ("또한 그 소견에 따르면 업무 탓은 적고 나이 탓이 크다고 판단하였다.", Voice.EXPERT),
        ("피고로서는 원고의 직종을 살펴 일당을 정하였어야 한다.", Voice.COURT),
        ("자문의는 무관하다고 하였으나, 까닭을 밝히지 아니하여 이 사건에서 그대로 믿기 어렵다.", Voice.COURT),
    ],
)  # fmt: skip
def test_the_main_clause_tells_the_speaker(sentence: str, voice: Voice) -> None:
    assert (own_voice(main_thread(sentence), squeeze(sentence)) or Voice.COURT) is voice


def test_the_main_thread_leaves_out_what_is_quoted_at_length() -> None:
    """Closing and opening marks are not mistaken for one another; a short name stays."""
    sentence = (
        "원고는 '일용'직(하루 단위)이며, '" + "매일 현장에 나갔다. " * 4 + "'고 한다는 이유로 '지침'을 든다."
    )
    assert main_thread(sentence) == "원고는'일용'직이며,고한다는이유로'지침'을든다."


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        ("이 사건 처분은 적법하다.", True),
        ("그 기재가 있다.1)", True),
        ("업무가 과중하지 않았던 점,", True),
        ("이 사건의 쟁점", False),
        ("뼈가 잘 붙은 것으로 판단됨", False),
        ("갑 제1호증의 기재", False),
    ],
)
def test_prose_is_told_from_notes_and_titles(words: str, prose: bool) -> None:
    assert is_prose(words) is prose


def test_reasons_that_are_those_of_the_court_below() -> None:
    assert adopts_below("제1심판결이유기재와같으므로민사소송법제420조에의하여이를인용한다.")
    assert not adopts_below("제1심판결은이와결론을달리하여부당하다.")


@pytest.mark.parametrize(
    ("sentence", "takes_over", "upholds"),
    [
        ("이러한 제1심의 판단은 옳다고 인정된다.", False, True),
        ("원고의 청구를 기각한 제1심판결은 정당하다.", False, True),
        ("원심의 위와 같은 판단에 상당인과관계에 관한 법리를 오해한 잘못이 없다.", False, True),
        ("이에 대하여 제1심은 인과관계를 인정하기 어렵다고 판단하였는바, 이는 정당하다.", True, False),
        ("재요양의 요건이 없다고 판단하였는데, 제1심의 이러한 판단은 정당하다.", True, False),
        ("과로를 인정하기 어렵다고 본 제1심의 판단은 정당하다.", True, False),
        ("이러한 원심의 판단은 수긍하기 어렵다.", False, False),
        ("원심의 판단이 정당하다고 볼 수 없다.", False, False),
        ("이 사건 처분은 정당하다.", False, False),
    ],
)
def test_what_is_said_of_the_court_below(sentence: str, takes_over: bool, upholds: bool) -> None:
    words = main_thread(sentence)
    assert (takes_over_below(words), upholds_below(words)) == (takes_over, upholds)
