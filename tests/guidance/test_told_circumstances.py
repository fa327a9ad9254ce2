"""Which circumstance a clause tells: how a model weighs, and what the one that ships was learnt from."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.clause_weights import Weights
from lib.guidance.factor_entries import factors
from lib.guidance.factors import read_factors
from lib.guidance.told_circumstances import Model, model
from lib.text.meanings import Meanings
from lib.text.runs import syllable_runs
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/circumstances.jsonl"
CASES = TRAINING.with_name("circumstance_cases.jsonl")


def test_the_model_is_that_of_the_training_set() -> None:
    """Who changes the set has to learn the model anew: `python -m training.circumstances`."""
    learnt_from = hashlib.sha256(TRAINING.read_bytes() + CASES.read_bytes()).hexdigest()
    assert str(read_shipped("circumstances.npz")["set"]) == learnt_from


def test_every_circumstance_learnt_is_one_of_the_file() -> None:
    by_phrase = {factor.id for factor in factors() if not factor.rest}
    assert set(model().ids) == by_phrase
    told = {json.loads(line)["id"] for line in TRAINING.read_text(encoding="utf-8").splitlines()}
    assert by_phrase <= told


def test_runs_do_not_see_spacing_or_numbers() -> None:
    assert syllable_runs("밤 12시에 일") == syllable_runs("밤3시에일")
    assert {"^밤", "일$", "시에일"} <= syllable_runs("밤3시에일")


# Two pieces with two meanings, and one run; class 0 tells nothing.
def _small() -> Model:
    weights = Weights(
        classes=("loud", "dusty"),
        run={"소리": 0},
        worth=np.ones(1, np.float32),
        run_weights=np.array([[0, 10, 0]], np.int8),
        scale=0.1,
        mean=np.zeros(2, np.float32),
        vector_weights=np.array([[0, 0], [1, 0], [0, 1]], np.float32),
        mark={"loud": 0, "dusty": 1, "난청": 2},
        mark_weights=np.array([[0, 0.6, 0], [0, 0, 0.6], [0, 0.6, 0]], np.float32),
        bias=np.array([0.5, 0, 0], np.float32),
    )
    meanings = Meanings({"소리": 0, "먼지": 1}, np.eye(2, dtype=np.float32))
    decision = np.array([-10, 10, 5, 0, 0, 0], np.float32)
    of_sides = replace(
        weights,
        classes=("against", "for"),
        run_weights=np.array([[0, 0, 10]], np.int8),
        vector_weights=np.array([[0, 0], [0, 1], [0, 0]], np.float32),
        mark_weights=np.zeros((3, 3), np.float32),
    )
    # whom a clause helps goes by the scores alone: none, for, against, and six signs that count nothing
    sides = np.array([[-10, 10, 0, 0, 0, 0, 0, 0], [-10, 0, 10, 0, 0, 0, 0, 0]], np.float32)
    return Model(weights, meanings, frozenset({"dusty"}), decision, of_sides, sides)


@pytest.mark.parametrize(
    ("clause", "met", "known", "among", "told"),
    [
        ("소리가 났다", (), (), ("loud", "dusty"), "loud"),
        ("먼지가 났다", (), (), ("loud", "dusty"), "dusty"),
        ("먼지가 났다", (), (), ("loud",), None),
        ("비가 왔다", (), (), ("loud", "dusty"), None),
        ("비가 왔다", ("dusty",), (), ("loud", "dusty"), "dusty"),
        # What the case is about speaks for what such cases tell.
        ("비가 왔다", (), ("난청",), ("loud", "dusty"), "loud"),
        # A phrase of a circumstance that is none of the model's counts for nothing.
        ("비가 왔다", ("unknown",), (), ("loud", "unknown"), None),
        ("", (), (), ("loud", "dusty"), None),
    ],
)
def test_what_a_clause_most_likely_tells(
    clause: str, met: tuple[str, ...], known: tuple[str, ...], among: tuple[str, ...], told: str | None
) -> None:
    odds = _small().read(clause, met, known, dict.fromkeys(among, "for")).odds
    assert set(odds) == {"loud", "dusty"} & set(among)
    assert all(0 <= likely <= 1 for likely in odds.values())
    assert next((id_ for id_, likely in odds.items() if likely >= 0.5), None) == told


@pytest.mark.parametrize(
    ("clause", "helps"), [("소리가 났다", {"for"}), ("먼지가 났다", {"against"}), ("비가 왔다", set())]
)
def test_whom_a_clause_helps(clause: str, helps: set[str]) -> None:
    sides = _small().read(clause, (), (), {"loud": "for"}).sides
    assert {side for side, likely in sides.items() if likely >= 0.6} == helps


HEART = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)


def _ids(story: str, case: Case, told_from: int = 0) -> set[str]:
    return {found.id for found in read_factors(story, "", case, told_from=told_from)}


def test_a_clause_is_read_where_no_phrase_stands() -> None:
    story = "뇌출혈\n4월 내내 달력에 동그라미 친 날이 하루도 없었습니다."
    assert _ids(story, HEART, told_from=4)
    assert not _ids("뇌출혈\n안녕하세요, 문의드립니다.", HEART, told_from=4)


def test_a_phrase_that_was_put_aside_is_not_read_again() -> None:
    assert not _ids("당뇨는 없고 혈압도 정상이었습니다. 아버지는 고혈압이 있으셨어요.", HEART) & {
        "sugar_or_fat_in_the_blood",
        "heart_or_vessel_disease_before",
    }


def test_a_phrase_in_a_clause_that_tells_nothing_is_no_circumstance() -> None:
    story = "마지막 통화는 그날 저녁 여덟 시였고 서류는 어제 등기로 받았어요."
    by_phrase = {found.id for found in read_factors(story, "", HEART)}
    assert _ids(story, HEART) < by_phrase or not by_phrase


def test_a_point_that_no_circumstance_names_is_shown_on_its_side() -> None:
    case = Case(KindB.TREATMENT, KindC.COMMUTE, Disease.INJURY, Issue.COMMUTE_ROUTE)
    story = (
        "골절\n그 길은 제가 입사한 뒤로 4년 동안 하루도 빠짐없이 다닌 길이고 네비게이션도 그 길을 안내합니다."
    )
    (found,) = [each for each in read_factors(story, "", case, told_from=3) if each.side == "for"]
    assert found.words in story and found.basis


def test_a_heading_of_a_refusal_is_no_point() -> None:
    denial = "제출된 자료를 종합하여 검토한 결과, 발병 전 12주간 1주 평균 업무시간이 45시간으로 확인됨."
    found = read_factors("뇌출혈\n억울합니다.", denial, HEART, told_from=4)
    assert found and all("검토" not in each.words for each in found)


def test_an_earlier_injury_of_another_part_is_none_of_this_case() -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.MUSCULOSKELETAL, Issue.CAUSATION)
    story = "아킬레스건 파열\n예전에 {part} 수술한 적이 있습니다."
    told = {part: _ids(story.format(part=part), case, told_from=9) for part in ("무릎", "발목")}
    assert "same_part_operated_before" in told["발목"] - told["무릎"]


def test_an_old_injury_of_the_other_side_is_of_another_part() -> None:
    case = Case(KindB.TREATMENT, KindC.DISEASE, Disease.MUSCULOSKELETAL, Issue.CAUSATION)
    story = "우측 아킬레스건 파열\n예전에 {side} 발목 수술한 적이 있습니다."
    told = {side: _ids(story.format(side=side), case, told_from=12) for side in ("오른쪽", "왼쪽")}
    assert "same_part_operated_before" in told["오른쪽"] - told["왼쪽"]
