"""What seems to be a point is shown where it is sure, and what the weights that ship were learnt from."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.factors import read_factors
from lib.guidance.sure import Clause, Point, how_likely, signs_of, weights
from lib.guidance.told_circumstances import SIDES
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/misleading.jsonl"
WORDS = "급여대장에 취부수당이 매달 찍혀 있습니다"
ALONE = (-0.5, 0.6, -0.4, 0.2, 0.0, 0.0, 0.0, 1.0)


def _clause(likely: float, misleads: float = 0.05) -> Clause:
    return Clause(0, len(WORDS), {"for": likely, "against": 0.03}, ALONE, misleads)


def _point(side: str = "for") -> Point:
    return Point(f"other_point_{side}", 0, WORDS, side, 0, 0, False, None, [True] + [False] * 9)


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.sure`."""
    learnt_from = hashlib.sha256(TRAINING.read_bytes()).hexdigest()
    assert str(read_shipped("sure.npz")["set"]) == learnt_from


def test_there_is_a_weight_for_every_sign_and_side() -> None:
    (signs,) = signs_of([_point()], [_clause(0.8)])
    assert weights().shape == (len(SIDES), len(signs))


def test_what_likely_helps_its_side_is_surer_and_what_misleads_is_less_so() -> None:
    of = {
        name: how_likely(weights(), [_point()], [clause])[0]
        for name, clause in (
            ("likely", _clause(0.95)),
            ("hardly", _clause(0.35)),
            ("misleading", _clause(0.95, 0.65)),
        )
    }
    assert of["hardly"] < of["likely"]
    assert of["misleading"] < of["likely"]


def test_a_point_among_points_of_the_other_side_is_weighed_with_them() -> None:
    clauses = [_clause(0.8), replace(_clause(0.1), start=50, end=70)]
    alone = how_likely(weights(), [_point()], clauses)[0]
    among = how_likely(weights(), [_point(), replace(_point("against"), start=50, first=1, last=1)], clauses)
    assert among[0] != alone


@pytest.mark.parametrize(
    ("story", "sure", "unsure"),
    [
        (
            "블록 안에서 그라인더를 스물두 해 잡았습니다. 회사는 제가 사무직이었다고 했으나 급여대장에 취부수당이 매달 "
            "찍혀 있습니다. 같은 반 조 씨는 중이염이 있다고 들었습니다.",
            "취부수당",
            ["사무직", "중이염"],
        )
    ],
)
def test_what_is_sure_is_shown_and_the_rest_is_not(story: str, sure: str, unsure: list[str]) -> None:
    case = Case(
        kind_b=KindB.DISABILITY,
        kind_c=KindC.DISEASE,
        disease_category=Disease.HEARING,
        issue_category=Issue.CAUSATION,
    )
    found = [each for each in read_factors(story, "", case, told_from=0) if each.side in SIDES]
    assert any(sure in each.words for each in found if each.side == "for")
    assert not [each.words for each in found if any(words in each.words for words in unsure)]
