"""What is named for a case: how a model weighs what the rules make of it, and what the one that ships was learnt from."""

import hashlib
import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance import deciding
from lib.guidance.clause_weights import Weights
from lib.guidance.criteria import MOST, applicable_criteria, criteria, criteria_by_rule
from lib.guidance.evidence import MOST as MOST_EVIDENCE
from lib.guidance.evidence import MOST_NEEDED, evidence, missing_evidence
from lib.text.meanings import digest_of_meanings
from lib.text.once import one_piece_of_work
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/deciding.jsonl"
HEART = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)
EAR = Case(KindB.DISABILITY, KindC.DISEASE, Disease.HEARING, Issue.CAUSATION)


def test_the_models_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the models anew: `python -m training.deciding`."""
    shipped = read_shipped("deciding.npz")
    assert str(shipped["set"]) == hashlib.sha256(TRAINING.read_bytes()).hexdigest()
    assert str(shipped["meanings"]) == digest_of_meanings()


def test_what_was_marked_is_in_the_files() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert {id_ for row in rows for id_ in row["criteria"]} <= {each.id for each in criteria()}
    assert {id_ for row in rows for id_ in row["evidence"]} <= {each.id for each in evidence()}


# One run of syllables that speaks for `noise`, one mark that does.
def _small() -> deciding.Model:
    weights = Weights(
        classes=("noise", "dust"),
        run={"소리": 0},
        worth=np.ones(1, np.float32),
        run_weights=np.array([[0, 10, 0]], np.int8),
        scale=0.1,
        mean=np.zeros(128, np.float32),
        vector_weights=np.zeros((3, 128), np.float32),
        mark={"난청": 0},
        mark_weights=np.array([[0, 0.5, 0]], np.float32),
        bias=np.zeros(3, np.float32),
    )
    # Two marked cases: `dust` and then `noise` were named for one over an ear, `light` for one over an eye.
    marked = deciding.Marked(
        mean=np.zeros(128, np.float32),
        meanings=np.zeros((2, 128), np.float32),
        mark={"난청": 0, "시력": 1},
        marks=np.array([[1, 0], [0, 1]], np.int8),
        named=[("dust", "noise"), ("light",)],
    )
    # score, often, chosen, place, score and often of what is chosen, one sign of the rules, votes (as they are, their
    # root, the root of those for the first), beyond, score of what is, constant
    decision = np.array([4, 1, 2, 0, 0, 0, 1, 1, 0, 0, -1, 0, -3], np.float32)
    first = np.array([0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, -2], np.float32)
    often = {"noise": -1.0, "dust beside": -2.0}
    return deciding.Model(weights, often, -3.0, marked, 1, decision, first)


def _asked(
    text: str,
    chosen: tuple[str, ...] = (),
    marks: frozenset[str] = frozenset(),
    left_out: tuple[str, ...] = (),
) -> deciding.Odds:
    by_rule = deciding.ByRule(chosen, {"noise": [1.0], "dust": [0.0]}, marks, lambda id_: id_ not in left_out)
    return _small().odds(text, by_rule)


def test_texts_marks_rules_and_how_often_it_is_named_speak_for_it() -> None:
    plain = _asked("비가 왔다").named
    assert plain["noise"] > plain["dust"]
    assert _asked("소리가 났다").named["noise"] > plain["noise"]
    assert _asked("비가 왔다", marks=frozenset({"난청"})).named["noise"] > plain["noise"]
    assert _asked("비가 왔다", ("dust",)).named["dust"] > plain["dust"]


def test_what_was_named_for_the_likest_cases_is_named_and_comes_first() -> None:
    of_an_ear = _asked("비가 왔다", marks=frozenset({"난청"}))
    of_an_eye = _asked("비가 왔다", marks=frozenset({"시력"}))
    assert of_an_ear.named["dust"] > of_an_eye.named["dust"]
    assert of_an_ear.first["dust"] > of_an_ear.first["noise"]
    # What is not asked of such a case comes in by the votes, unless the rules leave it out.
    assert "light" in of_an_eye.named
    assert "light" not in _asked("비가 왔다", marks=frozenset({"시력"}), left_out=("light",)).named
    assert "light" not in of_an_ear.named


def test_the_shares_of_the_likest_cases_are_one() -> None:
    marked = deciding.model("criteria").marked
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len(marked.named) == len(rows)
    likest = marked.likest(marked.meanings[7] + marked.mean, ())
    assert len(likest) == deciding.LIKEST and sum(share for _, share in likest) == pytest.approx(1)
    # A case is most like itself, or like the same story by another attorney.
    assert rows[likest[0][0]]["story"][:40] == rows[7]["story"][:40]


def test_what_the_rules_wait_a_word_for_is_named_where_it_is_put_otherwise() -> None:
    story = "일을 그만두고 열두 해를 시골에서 지냈는데 이제 와서 보청기를 하라고 합니다. 젊어서 보일러 공장에서 망치질만 했습니다."
    denial = "소음 사업장을 떠난 지 오래되어 연령에 따른 청력 저하로 판단됨"
    assert "age_and_noise" in {each.id for each in applicable_criteria(EAR, story, denial)}


def test_a_rule_for_another_illness_is_never_named() -> None:
    found = applicable_criteria(
        EAR, "소음이 심했고 매일 과로해서 주 70시간씩 일했습니다.", "청력 손실 기준 미달"
    )
    assert all(
        not each.scope.disease_category or Disease.HEARING in each.scope.disease_category for each in found
    )


@pytest.mark.parametrize("issue", Issue)
def test_every_case_has_some_and_no_list_is_long(issue: Issue) -> None:
    cases = itertools.product([None, *Disease], [None, *KindC], [None, KindB.SURVIVORS])
    # One in three, others of each issue: the whole product takes minutes.
    for disease, kind_c, kind_b in itertools.islice(cases, list(Issue).index(issue) % 3, None, 3):
        case = Case(kind_b, kind_c, disease, issue)
        with one_piece_of_work():
            found = [each.id for each in applicable_criteria(case)]
            missing = missing_evidence("", "", case)
        assert 1 <= len(found) <= MOST and len(set(found)) == len(found)
        replaced = {other for each in criteria() if each.id in found for other in each.replaces}
        assert not replaced & set(found) or len(found) == 1
        weights = [each.weight for each in missing]
        assert 1 <= len(missing) <= MOST_EVIDENCE
        assert weights == sorted(weights, reverse=True) and 1 <= weights.count("needed") <= MOST_NEEDED


def test_a_second_illness_gets_a_criterion_of_its_own() -> None:
    both = criteria_by_rule(EAR, "퇴직하고 진폐도 있어요.", also=Disease.RESPIRATORY)
    lungs = [each.id for each in criteria() if Disease.RESPIRATORY in each.scope.disease_category]
    assert set(lungs) & set(both.signs) and set(lungs) & set(both.chosen)
