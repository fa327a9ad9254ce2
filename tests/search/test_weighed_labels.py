"""A whole story is weighed beside what its words say, and every label that comes of it quotes them."""

import hashlib
import json
from pathlib import Path

import pytest

from lib.domain.intake import Intake
from lib.domain.taxonomy import Issue, KindB, KindC
from lib.search.read_by_words import read_by_rules
from lib.search.understanding import understand
from lib.search.weighed_labels import VOCABULARIES
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/labels.jsonl"


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.labels`."""
    assert str(read_shipped("labels.npz")["set"]) == hashlib.sha256(TRAINING.read_bytes()).hexdigest()


def test_the_training_set_is_read_right() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({(row["story"], row.get("denial_reason")) for row in rows}) == len(rows)
    right = []
    for row in rows[::5]:
        told = {
            name: row[name] for name in ("story", "denial_reason", "diagnoses", "occupation") if name in row
        }
        understood = understand(Intake.model_validate(told))
        right += [
            getattr(understood, name) in (row[name], *row.get("alt", {}).get(name, ()))
            for name in VOCABULARIES
            if name in row
        ]
    assert sum(right) > 0.93 * len(right)


# Told without any of the words that the rules know.
@pytest.mark.parametrize(
    ("story", "name", "value"),
    [
        ("자전거 타고 회사 가다가 빙판에 자빠져 손목이 나갔어요. 공단은 안 된다네요.", "kind_c", KindC.COMMUTE),
        ("남편이 뇌출혈로 갔어요. 나이 탓이라 안 된대요.", "kind_b", KindB.SURVIVORS),
        ("반죽을 이십 년 치대다 손목이 저려 수술했는데 공단은 집안일을 해서 그렇대요. 처음 신청한 겁니다.", "kind_c", KindC.DISEASE),
        ("가구 나르다 허리가 나갔는데 사장은 나를 자기네 사람이 아니라고 하네요.", "issue_category", Issue.EMPLOYEE_STATUS),
        ("쉬는 동안 하루 가게에 나가 앉아 있었다고 받은 돈을 토해내래요.", "kind_b", KindB.CLAWBACK),
    ],
)  # fmt: skip
def test_a_story_in_other_words_is_understood(story: str, name: str, value: object) -> None:
    assert getattr(understand(Intake(story=story)), name) is value


@pytest.mark.parametrize(
    "story",
    [
        "안녕하세요",
        "???",
        "도와주세요 제발요",
        "산재가 뭐예요? 어떻게 신청하나요?",
        "오늘 날씨가 참 좋네요. 점심은 드셨나요?",
    ],
)
def test_nothing_is_understood_where_nothing_is_told(story: str) -> None:
    understood = understand(Intake(story=story))
    assert [getattr(understood, name) for name in VOCABULARIES] == [None] * len(VOCABULARIES)


def test_what_was_chosen_in_the_form_stays() -> None:
    story = "남편이 출근길에 트럭에 받혀 세상을 떠났는데 길을 벗어났다고 거절당했습니다."
    understood = understand(Intake(story=story, kind_b=KindB.TREATMENT, kind_c=KindC.DISEASE))
    assert (understood.kind_b, understood.kind_c) == (KindB.TREATMENT, KindC.DISEASE)


def test_labels_that_were_weighed_quote_the_person() -> None:
    quoted = 0
    for line in TRAINING.read_text(encoding="utf-8").splitlines()[::20]:
        row = json.loads(line)
        intake = Intake(story=row["story"], denial_reason=row.get("denial_reason", ""))
        understood, by_rules = understand(intake), read_by_rules(intake)
        for name in VOCABULARIES:
            value = getattr(understood, name)
            if value and value is not getattr(by_rules, name) and value not in by_rules.words:
                assert all(
                    words in f"{intake.story}\n{intake.denial_reason}" for words in understood.words[value]
                )
                quoted += len(understood.words[value])
    assert quoted
