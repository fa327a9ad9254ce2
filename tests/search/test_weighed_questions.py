"""A short question is weighed by what was learnt of short questions, and ranks by it alone."""

import hashlib
import json
from pathlib import Path

import pytest

from lib.domain.taxonomy import Disease, Issue
from lib.search.read_by_words import understand_text
from lib.search.weighed_questions import LONGEST, NOT_TOLD, asked_labels, asked_model
from lib.text.meanings import digest_of_meanings
from lib.text.shipped import FOLDER, read_shipped

SETS = Path(__file__).parents[2] / "bench/sets"


def test_the_weights_are_those_of_the_sets() -> None:
    """Who changes a set, the meanings or the weights of stories learns anew: `python -m training.questions`."""
    files = (SETS / "short_questions.jsonl", SETS / "colloquial_questions.jsonl", FOLDER / "labels.npz")
    parts = [*(path.read_bytes() for path in files), digest_of_meanings().encode()]
    assert str(read_shipped("questions.npz")["set"]) == hashlib.sha256(b"".join(parts)).hexdigest()


def test_the_training_set_is_read_right() -> None:
    rows = [
        json.loads(line) for line in (SETS / "short_questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len({row["question"] for row in rows}) == len(rows)
    right = []
    for row in rows[::5]:
        shares = asked_model().shares(row["question"], understand_text(row["question"]))["issue_category"]
        right.append(max(shares, key=shares.__getitem__) == (row["issue"] or NOT_TOLD))
    assert sum(right) > 0.95 * len(right)


# Told without any of the words that the rules know.
@pytest.mark.parametrize(
    ("question", "issue"),
    [
        ("수영장 강사인데 회원 수만큼 돈 받아요 이런 사람도 되나", Issue.EMPLOYEE_STATUS),
        ("명절 보너스 뺀 걸로 하루 금액을 매겼던데요", Issue.AVERAGE_WAGE),
        ("조사한 서류를 복사해 달라니까 안 준대요", Issue.PROCEDURE),
    ],
)
def test_a_question_in_other_words_is_weighed(question: str, issue: Issue) -> None:
    asked = asked_labels(question, understand_text(question))
    of_issue = {value: count for (name, value), count in asked.items() if name == "issue_category"}
    assert max(of_issue, key=of_issue.__getitem__) == issue


def test_what_a_question_leaves_open_is_not_weighed() -> None:
    assert asked_labels("안녕하세요", understand_text("안녕하세요")) == {}
    open_illness = asked_labels("변호사 없이 재판해도 되나요", understand_text("변호사 없이 재판해도 되나요"))
    assert {name for name, _ in open_illness} == {"issue_category"}


def test_a_story_is_no_short_question() -> None:
    question = "용접 삼십 년에 폐암이라는데 일 때문 아닌가요"
    assert ("disease_category", Disease.CANCER) in asked_labels(question, understand_text(question))
    story = f"{question} ".ljust(LONGEST, "요") + "요"
    assert asked_labels(story, understand_text(story)) == {}
