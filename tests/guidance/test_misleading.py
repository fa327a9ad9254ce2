"""Which clauses of a story only seem to tell something of the case, and what the model that ships was learnt from."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from lib.guidance.misleading import MISLEADING, Model, model, signs_of
from lib.guidance.phrases import read_for_phrases
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/misleading.jsonl"


def _odds(story: str) -> list[float]:
    return model().odds(story, list(read_for_phrases(story).clauses()))


def test_the_model_is_that_of_the_training_set() -> None:
    """Who changes the set has to learn the model anew: `python -m training.misleading`."""
    learnt_from = hashlib.sha256(TRAINING.read_bytes()).hexdigest()
    assert str(read_shipped("misleading.npz")["set"]) == learnt_from


def test_what_misleads_stands_in_its_story() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["story"] for row in rows}) == len(rows)
    for row in rows:
        assert row["misleading"]
        assert all(words in row["story"] for words in row["misleading"])


@pytest.mark.parametrize(
    "story",
    [
        "회사는 제가 술을 마셨다고 하는데 그건 다른 사람입니다.",
        "조사서에 제가 낚시를 다닌다고 적혀 있던데 그건 동서 이야기입니다.",
        "처음에는 왼쪽이라고 적혔다가 나중에 오른쪽으로 고쳐졌습니다.",
    ],
)
def test_what_is_taken_back_misleads(story: str) -> None:
    assert max(_odds(story)) >= MISLEADING


@pytest.mark.parametrize(
    "story",
    [
        "하루에 열두 시간씩 선 채로 일했고 쉬는 날은 한 달에 두 번이었습니다.",
        "용접을 24년 했습니다. 마스크는 종이 마스크뿐이었습니다.",
        "주치의는 일 때문에 생긴 병이라고 소견서에 적어 주었습니다.",
    ],
)
def test_what_befell_the_person_does_not(story: str) -> None:
    assert max(_odds(story)) < MISLEADING


def test_what_stands_around_a_clause_is_weighed_apart_from_it() -> None:
    text = "가나다, 라마바"
    first, second = signs_of(text, [(0, 3), (5, 8)])
    assert "is 가나" in first[0]
    assert "behind 라마" in first[2]
    assert "before 라마" not in first[1]
    assert "before 가나" in second[1]
    assert "behind 가나" not in second[2]


def test_a_view_weighs_by_its_own_length() -> None:
    small = Model({"is 가나": 0, "behind 라마": 1}, np.array([60, -60], np.int8), 1 / 10, 0.0)
    alone, followed = small.odds("가나", [(0, 2)]), small.odds("가나 라마", [(0, 2), (3, 5)])
    assert alone[0] > followed[0] == pytest.approx(0.5)
    assert small.odds("사아", [(0, 2)]) == [0.5]
