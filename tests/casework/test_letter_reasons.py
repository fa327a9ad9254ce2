"""Which sentences of a letter give its reasons, by their words and their place."""

from pathlib import Path

import pytest

from lib.casework.letter_reading import understand_letter
from lib.casework.letter_sentences import LIKELY, weights
from lib.sources.letter_file import letter_of_text
from lib.text.shipped import read_shipped
from training.letter_reasons import digest_of_kinds, digest_of_set

LETTER = """근로복지공단 가상지사
수신  이가상 귀하
제목  요양급여 신청 처리 결과 알림
1. 결정: 불승인
2. 결정 이유
{reasons}
이 결정에 이의가 있으면 안 날부터 90일 이내에 심사청구를 할 수 있습니다.
2026. 5. 4.
근로복지공단 가상지사장"""


def given(reasons: str) -> dict[str, str]:
    letter = understand_letter(letter_of_text(LETTER.format(reasons=reasons)))
    return {words: each.kind for each in letter.reasons for words in (each.words, *each.more_words)}


def test_the_weights_are_those_of_the_letters_and_of_the_kinds() -> None:
    """Who changes the letters or learns the kinds anew has to learn this anew: `python -m training.letter_reasons`."""
    shipped = read_shipped("letter_reasons.npz")
    assert str(shipped["set"]) == digest_of_set()
    assert str(shipped["denial"]) == digest_of_kinds()
