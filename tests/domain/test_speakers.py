"""Who speaks in a sentence, by its main clause alone."""

import pytest

from lib.domain.speakers import Voice, adopts_below, is_prose, main_thread, own_voice
from lib.text.spelling import squeeze


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("이 사건 상병과 원고의 업무 사이에 상당인과관계를 인정하기 어렵다.", Voice.COURT),
        ("원고는 하루 열 시간씩 허리를 굽혀 일하여 디스크가 터졌다고 주장한다.", Voice.PLAINTIFF),
        ("이에 대하여 피고는 원고의 나이에 흔한 변화일 뿐이라고 다투고 있다.", Voice.AGENCY),
        ("피고보조참가인은 그런 작업을 시킨 일이 없다고 주장하고 있다.", Voice.AGENCY),
        ("이 법원의 감정의는 파열의 모양이 오래된 것이라는 소견을 밝혔다.", Voice.EXPERT),
        ("원고의 주치의는 이 사건 사고로 생겼을 가능성이 높다고 회신하였다.", Voice.EXPERT),
        ("업무상질병판정위원회는 신체부담이 낮은 편이라고 판정하였다.", Voice.EXPERT),
        ("또한 위 감정의는 무거운 물건이 어깨에 부담을 준다고 하면서도 이 사건 상병의 원인으로 단정하기 어렵다.", Voice.EXPERT),
        ("원고의 동료 ○○○은 원고가 자주 밤을 새웠다는 취지로 진술하였다.", Voice.RECORD),
        ("제1심은 과로를 인정할 증거가 없다고 판단하였다.", Voice.BELOW),
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
