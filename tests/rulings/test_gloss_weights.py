"""What glosses are weighed by: signs, and weights that belong to the set they were learnt from."""

import hashlib
from pathlib import Path

from lib.domain.passages import Speaker
from lib.rulings.gloss_signs import adds, aligned
from lib.rulings.gloss_weights import ADDS, MISATTRIBUTES, SIGNS, model, signs_together
from lib.text.meanings import digest_of_meanings
from lib.text.sentences import told_flatly
from lib.text.shipped import read_shipped

SETS = Path(__file__).parents[2] / "bench/sets"
HOURS = "발병 전 12주 동안 원고의 업무시간은 1주 평균 58시간이었다."
TRUE = "병이 나기 전 12주 동안 원고는 한 주에 평균 58시간을 일했습니다."


def score(question: str, gloss: str, sentence: str, speaker: Speaker) -> float:
    return model().score(question, SIGNS[question](gloss, [sentence], [speaker]))


def test_the_model_is_that_of_the_training_set() -> None:
    """Who changes the set has to learn the model anew: `python -m training.glosses`."""
    learnt_from = (SETS / "glosses.csv").read_bytes() + (SETS / "gloss_claims.jsonl").read_bytes()
    shipped = read_shipped("glosses.npz")
    assert str(shipped["set"]) == hashlib.sha256(learnt_from).hexdigest()
    assert str(shipped["meanings"]) == digest_of_meanings()


def test_what_a_claim_adds_is_weighed() -> None:
    added = f"{TRUE[:-1]}, 그래서 재판에서 이겼습니다."
    assert score(ADDS, TRUE, HOURS, Speaker.FACT) < 0 < score(ADDS, added, HOURS, Speaker.FACT)


def test_what_the_sentence_holds_is_no_sign_of_more() -> None:
    words = {word.letters: word.held for word in aligned("원고의 업무시간은 병원에서 늘었다", [HOURS])}
    assert words["원고의"] == words["업무시간은"] == 1.0 > words["늘었다"]
    unheld = adds("원고의 업무시간은", [HOURS], [Speaker.FACT])[0]
    assert not unheld


def test_a_party_told_as_the_court_is_weighed() -> None:
    said = "원고는 과로로 병이 났으므로 처분이 위법하다고 주장한다."
    own, found = "원고는 과로로 병이 났다고 주장합니다.", "과로로 병이 난 것으로 법원이 인정했습니다."
    by = Speaker.CLAIMANT
    assert score(MISATTRIBUTES, own, said, by) < 0 < score(MISATTRIBUTES, found, said, by)


def test_a_sure_no_to_one_question_hides_no_yes_to_another() -> None:
    parts = signs_together({ADDS: 3.0, MISATTRIBUTES: -9.0}, ["owns"])
    assert parts[ADDS] == 3.0 and parts[MISATTRIBUTES] > -9.0 and parts["owns"] == 1.0


def test_polite_endings_weigh_like_flat_ones() -> None:
    assert told_flatly("했습니다. 봅니다. 됩니다. 아니다.") == "했다. 본다. 된다. 아니다."
