"""The encoder reads a stretch where it stands, long texts too."""

from itertools import pairwise

import numpy as np
import pytest

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
    assert read.scores("ident", 0, len(text)) is None


def test_a_long_text_is_read_to_its_end() -> None:
    text = " ".join(f"{number}번째 날에도 새벽까지 상자를 날랐습니다." for number in range(120))
    read = read_meaning(text)
    assert len(read.states) > 2 * LONGEST
    assert np.abs(read.states).sum(axis=1).min() > 0


def test_the_head_of_identifiers_tells_a_name_from_a_trade() -> None:
    assert head("ident").classes == ("secret",)
    text = "저는 탁상훈이라고 합니다. 용접을 십 년 했습니다."
    name, trade = (
        read_meaning(text).scores("ident", text.index(word), text.index(word) + len(word))
        for word in ("탁상훈", "용접")
    )
    assert name is not None and trade is not None
    assert float(name[0]) > float(trade[0])
