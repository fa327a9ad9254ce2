"""How a clause is weighed: its pieces, its runs, what is known of it."""

import numpy as np

from lib.guidance.clause_weights import Weights
from lib.text.meanings import Meanings, pieces


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    assert pieces("야간작업을 했다", {"야간", "작업", "야간작", "을"}) == ["야간작", "을"]
    assert pieces("abc 가나다", {"나다", "가"}) == ["가", "나다"]
    assert pieces("", {"가"}) == []


def test_the_meaning_of_words_is_the_sum_of_their_pieces() -> None:
    meanings = Meanings({"소리": 0, "먼지": 1}, np.eye(2, dtype=np.float32))
    assert meanings.of("먼지와 소리와 먼지").tolist() == [1, 2]
    assert meanings.of("비").tolist() == [0, 0]


def test_runs_meaning_and_marks_add_up() -> None:
    weights = Weights(
        classes=("loud",),
        run={"소리": 0},
        worth=np.full(1, 3, np.float32),
        run_weights=np.array([[0, 10]], np.int8),
        scale=0.1,
        mean=np.array([1, 0], np.float32),
        vector_weights=np.array([[0, 0], [0, 0.5]], np.float32),
        mark={"noisy": 0},
        mark_weights=np.array([[0, 0.25]], np.float32),
        bias=np.array([0.5, 0], np.float32),
    )
    known = np.array([1, 2], np.float32)
    assert weights.scores("소리", known, ["noisy", "unheard of"]).tolist() == [0.5, 1.75]
    # Of nothing known there is no meaning, not even that of clauses at large.
    assert weights.scores("비", np.zeros(2, np.float32), []).tolist() == [0.5, 0]
    quiet = weights.odds("비", known * 0, [], ["loud"])["loud"]
    assert quiet < 0.01
    assert weights.odds("소리", known, [], ["dusty"]) == {}
