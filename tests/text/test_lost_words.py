"""Texts of which only question marks are left."""

import pytest

from lib.text.lost_words import are_lost


@pytest.mark.parametrize(
    "text, lost",
    [
        ("???? ?????? ??? ??. ??? ????? ???.", True),
        ("????", True),
        ("?? ?? ??", True),
        ("??", False),
        ("정말요???? 안 된대요", False),
        ("", False),
    ],
)
def test_words_are_lost_where_nothing_but_question_marks_is_left(text: str, lost: bool) -> None:
    assert are_lost(text) is lost
