"""The encoder reads a stretch where it stands, long texts too."""

from itertools import pairwise

import numpy as np
import pytest

from lib.domain.told_days import Claim, Role
from lib.text.encoder import LONGEST, head, read_meaning

SMOKED = "담배를 하루 한 갑 피웠습니다"


def meaning(text: str, words: str) -> np.ndarray:
    start = text.index(words)
    found = read_meaning(text).of(start, start + len(words))
    assert found is not None
    return found


def test_the_same_words_mean_another_thing_beside_other_words() -> None:
    own, others = f"저는 {SMOKED}.", f"저는 안 피우고 옆자리 박 씨가 {SMOKED}."
    alike = meaning(own, SMOKED), meaning(own + " 올해 쉰둘입니다.", SMOKED)
    apart = meaning(own, SMOKED), meaning(others, SMOKED)
    assert np.linalg.norm(alike[0] - alike[1]) < np.linalg.norm(apart[0] - apart[1])


def test_each_piece_stands_where_it_stood() -> None:
    text = "새벽 3시까지\n야근을 하다가 (주 58시간) 쓰러졌습니다.  e5"
    read = read_meaning(text)
    assert len(read.states) == len(read.starts) == len(read.ends)
    assert all(one <= following for one, following in pairwise(read.starts.tolist()))
    assert read.ends.max() == len(text)
    assert read.of(0, 2) is not None


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_where_nothing_stands_nothing_is_told(text: str) -> None:
    read = read_meaning(text)
    assert read.of(0, len(text)) is None
    assert read.scores("role", 0, len(text)) is None


def test_a_long_text_is_read_to_its_end() -> None:
    text = " ".join(f"{number}번째 날에도 새벽까지 상자를 날랐습니다." for number in range(120))
    read = read_meaning(text)
    assert len(read.states) > 2 * LONGEST
    assert np.abs(read.states).sum(axis=1).min() > 0


def test_the_heads_know_what_the_rooms_ask() -> None:
    assert set(head("role").classes) == {*Role}
    assert set(head("claim").classes) == {*Claim}
    assert head("ident").classes == ("secret",)


def test_a_stretch_has_a_score_for_every_class() -> None:
    text = "결정서는 11월 3일에 받았습니다."
    scores = read_meaning(text).scores("role", text.index("11월"), text.index("에 받"))
    assert scores is not None and len(scores) == len(head("role").classes)
    assert head("role").classes[int(scores.argmax())] == Role.RECEIVED
