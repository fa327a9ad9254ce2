"""How likely a clause helps a side beside its neighbours, and what the weights that ship were learnt from."""

import hashlib
import json
from pathlib import Path

import numpy as np

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.beside import Alone, sides_of, signs_of, weights
from lib.guidance.factors import read_factors
from lib.guidance.told_circumstances import SIDE_SIGNS
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/misleading.jsonl"
SIGNS = (0.1, 0.2, -0.3, 0.0, 0.0, 0.0, 0.0, 1.0)


def _alone(misleads: float) -> Alone:
    return Alone("정비대장에 그렇게 적혀 있습니다", SIGNS, misleads, is_of_another=False)


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.beside`."""
    learnt_from = hashlib.sha256(TRAINING.read_bytes()).hexdigest()
    assert str(read_shipped("beside.npz")["set"]) == learnt_from


def test_the_points_of_a_story_stand_in_it() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    marked = [row for row in rows if row.get("case")]
    assert marked
    for row in marked:
        assert all(words in row["story"] for words in (*row["helps"], *row["hurts"]))


def test_there_is_a_weight_for_every_sign() -> None:
    assert len(SIGNS) == SIDE_SIGNS
    (signs,) = signs_of([_alone(0.1)])
    assert weights().shape == (3, len(signs))


def test_a_clause_is_weighed_with_the_one_before_it_and_the_one_behind() -> None:
    apart, before, behind = (
        list(signs_of([_alone(likely) for likely in odds]))[place]
        for odds, place in (((0.1,), 0), ((0.9, 0.1), 1), ((0.1, 0.9), 0))
    )
    assert apart[: len(SIGNS)] == before[: len(SIGNS)] == behind[: len(SIGNS)]
    assert len({tuple(apart), tuple(before), tuple(behind)}) == 3


def test_what_misleads_itself_helps_nobody_more() -> None:
    (sure,), (doubtful,) = (sides_of(weights(), [_alone(likely)]) for likely in (0.1, 0.9))
    assert doubtful["for"] < sure["for"]
    assert doubtful["against"] < sure["against"]


def test_of_no_clauses_nothing_is_told() -> None:
    assert sides_of(np.zeros((3, 1), np.float32), []) == []


def test_a_stretch_is_read_by_what_stands_beside_it() -> None:
    story = (
        "블록 안에서 그라인더를 스물두 해 잡았습니다. 회사는 제가 사무직이었다고 했으나 급여대장에 취부수당이 매달 찍혀 "
        "있습니다. 솔직히 귀마개를 안 낀 날이 많았던 것은 맞습니다."
    )
    case = Case(
        kind_b=KindB.DISABILITY,
        kind_c=KindC.DISEASE,
        disease_category=Disease.HEARING,
        issue_category=Issue.CAUSATION,
    )
    found = read_factors(story, "", case, told_from=0)
    assert any("취부수당" in each.words for each in found if each.side == "for")
    assert not any("사무직" in each.words for each in found)
