"""Runs of letters, of all words and of what is left from each word on."""

import pytest

from lib.text.runs import begun, runs_of


def test_spacing_marks_capitals_and_numbers_do_not_count() -> None:
    assert runs_of("I want 3 pills!") == runs_of("iwant  30 pills")
    assert {"^약", "^약을", "을먹$"} <= runs_of("약을 먹")


@pytest.mark.parametrize(
    "words", ["약을 먹 고 싶어요", " 허리 … 12시간 서서  일", "I want\nto 살고 싶다", "가", "...", ""]
)
def test_runs_from_each_word_on_are_those_of_what_is_left(words: str) -> None:
    behind: set[str] = set()
    starts = []
    for each in begun(words):
        behind |= each.added
        assert behind | each.first == runs_of(words[each.start :])
        assert not behind & each.first
        starts.append(each.start)
    assert [words[start:].split()[0] for start in reversed(starts)] == words.split()
