"""A word that was struck out stands nowhere in what is sent, however it is written the next time."""

import unicodedata

import pytest

from lib.privacy import strike, word_of


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("한빛산업에서 다쳤습니다.", "[지움] 다쳤습니다."),
        ("(한빛산업에서), “한빛산업에서”…", "([지움]), “[지움]”…"),
        ("한빛\u200b산업에서", "[지움]"),
        (unicodedata.normalize("NFD", "한빛산업에서"), "[지움]"),
        ("한빛산업 사장", "한빛산업 사장"),
    ],
)
def test_a_struck_word_is_gone_in_any_form_and_the_marks_around_it_stay(written: str, left: str) -> None:
    assert strike(written, {word_of("한빛산업에서,")}) == left


def test_capitals_and_full_width_letters_are_one_word_and_marks_alone_are_none() -> None:
    assert strike("ｋｉｍ KIM - kim2", {word_of("Kim"), word_of("-")}) == "[지움] [지움] - kim2"
    assert word_of("…") == ""
