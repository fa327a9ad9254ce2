"""Which kind of reason a clause of a refusal gives: what the model that ships was learnt from."""

import hashlib
from pathlib import Path

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.denial_clauses import clause_marks
from lib.guidance.denial_kinds import kinds
from lib.guidance.told_reasons import NONE, kind_odds, kind_scores, marks, weights
from lib.text.meanings import digest_of_meanings
from lib.text.shipped import read_shipped

SETS = Path(__file__).parents[2] / "bench/sets"
HEART = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)
EARS = Case(KindB.DISABILITY, KindC.DISEASE, Disease.HEARING, Issue.CAUSATION)


def test_the_model_is_that_of_the_training_sets_and_of_the_meanings() -> None:
    """Who changes a set or learns circumstances anew has to learn this anew, too: `python -m training.denial`."""
    shipped = read_shipped("denial.npz")
    for name, part in (("set", "denial_letters"), ("circumstances", "circumstances")):
        learnt_from = hashlib.sha256((SETS / f"{part}.jsonl").read_bytes()).hexdigest()
        assert str(shipped[name]) == learnt_from
    assert str(shipped["meanings"]) == digest_of_meanings()


def test_every_kind_is_learnt() -> None:
    assert set(weights().classes) == {kind.id for kind in kinds()}


def test_the_words_and_what_is_known_of_the_clause_tell_the_kind() -> None:
    ids = [kind.id for kind in kinds()]
    odds = kind_odds(
        hours := "석 달 평균이 주 47시간이라 모자란다고", marks(HEART, (), (), hours, 0, len(hours)), ids
    )
    assert max(odds, key=lambda kind: odds[kind]) == "hours"
    assert abs(sum(odds.values()) - 1) < 1e-6 and set(odds) == {NONE, *ids}
    age = "나이에 따른 청력 변화로 판단됨"
    likely = {
        case: kind_odds(age, marks(case, (), (), age, 0, len(age)), ids)["ears"] for case in (HEART, EARS)
    }
    assert likely[EARS] > 0.5 > likely[HEART]


def test_a_clause_is_marked_by_the_case_by_what_its_phrases_tell_and_by_how_it_is_put() -> None:
    letter = "고혈압 병력이 있고, 이의가 있으면 다투십시오."
    first, second = (known for *_, known in clause_marks(letter, "", HEART))
    case = {"요양", "업무상질병", Disease.CARDIOVASCULAR.value, Issue.CAUSATION.value}
    assert first & second == case | {"denies 0"}
    assert {"met personal", "before comma"} <= first
    assert "before stop" in second and "met personal" not in second
    put = {
        "위원 2(내과): 출혈임": ("before colon", 7),
        "부담이 적지 않은 점은 인정되나": ("grants", None),
        "진단에는 다툼이 없다": ("ends granted", None),
        "확인되지 않음": ("denies 1", None),
    }
    for words, (mark, end) in put.items():
        assert mark in marks(HEART, (), (), words, 0, end or len(words)), words


def test_a_score_tells_how_much_a_clause_is_like_a_kind() -> None:
    likely, unlike = (
        kind_scores(words, set()) for words in ("주당 평균 업무시간이 기준에 미달하고", "따라서")
    )
    assert likely["hours"] > 0 > unlike["hours"]
    assert set(likely) == {NONE, *weights().classes}
