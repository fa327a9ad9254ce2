"""Whether two sentences are about the same thing, and what that was learnt from."""

import pytest

from lib.casework.pairings import RELATED
from lib.casework.shared_subject import Account, Matter, Words, related
from lib.text.shipped import read_shipped
from training import shared_subject


def test_what_ships_was_learnt_from_the_set() -> None:
    shipped, learnt = read_shipped("shared_subject.yaml"), shared_subject.learnt()
    assert (shipped["set"], shipped["meanings"]) == (learnt["set"], learnt["meanings"])
    assert shipped["weights"] == pytest.approx(learnt["weights"], abs=0.001)
    assert shipped["bias"] == pytest.approx(learnt["bias"], abs=0.001)


def test_most_pairs_of_the_set_are_taken_for_what_they_are() -> None:
    rows = shared_subject.rows()
    right = [(row["related"], related(*shared_subject.parts_of(row)) >= RELATED) for row in rows]
    kept = [is_kept for is_related, is_kept in right if is_related]
    let_in = [is_kept for is_related, is_kept in right if not is_related]
    assert sum(kept) >= 0.8 * len(kept)
    assert sum(let_in) <= 0.2 * len(let_in)


@pytest.mark.parametrize(
    ("told", "near", "far"),
    [
        (
            "밤 열 시부터 아침 일곱 시까지 일했습니다.",
            "야간근무와 교대로 쌓인 피로를 업무상 부담으로 보았다.",
            "왼쪽 귀의 청력 손실이 기준에 못 미친다.",
        ),
        (
            "팀장이 회의에서 여러 번 욕설을 했습니다.",
            "상사의 모욕과 질책으로 받은 스트레스가 우울증을 나쁘게 했다.",
            "급격한 소음의 측정값이 남아 있지 않다.",
        ),
    ],
)
def test_other_words_for_the_same_thing_are_nearer(told: str, near: str, far: str) -> None:
    account = Account(Words(told))
    assert related(account, Matter(Words(near))) > related(account, Matter(Words(far)))


def test_any_words_are_compared() -> None:
    for text in ("", "…", "🙂", "abc 123", "가" * 3_000):
        assert isinstance(related(Account(Words(text)), Matter(Words("소음이 컸다."))), float)
