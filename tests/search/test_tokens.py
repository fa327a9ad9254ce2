import random

import pytest

from lib.search.tokens import term_text, terms, word_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("소음성 난청", ["소음", "음성", "난청"]),
        # A word of one syllable stands for itself.
        ("폐 암", ["폐", "암"]),
        # Numbers and Latin words stay whole, in lower case, and part from the Hangul beside them.
        ("85dB 이상", ["85", "db", "이상"]),
        ("2022구단65675", ["2022", "구단", "65675"]),
        ("CRPS(복합부위)", ["crps", "복합", "합부", "부위"]),
        # Bigrams do not cross white space, line breaks or the lost middle dot.
        ("요양？휴업\n급여", ["요양", "휴업", "급여"]),
        # Old rulings write words in Chinese characters, which part from the Hangul beside them.
        ("療養期間과 勞務를", ["療養", "養期", "期間", "과", "勞務", "를"]),
        ("", []),
        ("!!! …", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
    assert term_text(text).split() == expected


def test_word_terms_keep_words_apart() -> None:
    assert word_terms("허리디스크 수술") == [["허리", "리디", "디스", "스크"], ["수술"]]


def test_the_index_is_given_the_terms_that_are_asked_for() -> None:
    draw = random.Random(1)
    for length in [*range(6), *[200] * 200]:
        # Digits and letters of other scripts, a character beyond the first plane, one whose lower case is two.
        text = "".join(draw.choices("가힣나다ㄱ漢字病꘠aZzé0９٣𝟘😀İß \n·.(", k=length))
        assert term_text(text).split() == terms(text), text
