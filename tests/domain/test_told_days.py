import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from lib.domain.taxonomy import Stage
from lib.domain.told_dates import read_by_rules, told_dates
from lib.domain.told_days import ROLES, Role, weighed_roles
from lib.domain.told_letters import weighed_stage
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/told_days.jsonl"
TODAY = date(2026, 11, 30)


def _told(story: str, **known: date) -> dict[str, object]:
    return {each.field: each.value for each in told_dates(story, today=TODAY, **known)}


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.told_days`."""
    assert str(read_shipped("told_days.npz")["set"]) == hashlib.sha256(TRAINING.read_bytes()).hexdigest()


def test_the_training_set_is_told_apart() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["story"] for row in rows}) == len(rows)
    right = asked = 0
    for row in rows[::20]:
        telling, _ = read_by_rules(row["story"], row["denial_reason"], today=TODAY)
        roles = {each["words"]: each["role"] for each in row["days"]}
        for day, likely in weighed_roles(telling, Stage(row["stage"])).of_days:
            if day.words in roles:
                asked += 1
                right += max(ROLES, key=lambda role: likely[role]) == roles[day.words]
    assert asked > 100 and right > 0.9 * asked


@pytest.mark.parametrize(
    ("story", "came"),
    [
        ("부당이득이라고 두 배로 내라는 징수 고지서를 11월 3일에 받음. 억울합니다.", date(2026, 11, 3)),
        ("공단에서 봉투가 왔는데 산재가 안 된대요. 집에 온 건 11월 5일이고요.", date(2026, 11, 5)),
        # What a letter decides is no day of the letter.
        ("11월 20일자로 요양을 종결한다는 통지가 왔어요.", None),
        ("회사에서 11월 5일에 해고 통지서를 받았습니다.", None),
        ("병원에서 11월 5일에 MRI를 찍었습니다. 신청은 아직이에요.", None),
    ],
)
def test_day_of_the_letter(story: str, came: date | None) -> None:
    assert _told(story).get("received_on") == came


@pytest.mark.parametrize(
    "story",
    [
        "휴업급여를 신청한 지 한 달 됐는데 공단에서 아무 말이 없어요. 기한이 있나요?",
        "산재는 승인돼서 치료받고 있어요. 간병급여는 한 번도 청구한 적이 없는데 지금 해도 되나요?",
    ],
)
def test_where_nothing_can_be_contested_no_letter_is_looked_for(story: str) -> None:
    told = _told(story)
    assert told["stage"] is Stage.BEFORE_CLAIM and "received_on" not in told


def test_a_refusal_stays_one() -> None:
    story = "휴업급여를 신청했는데 11월 5일에 부지급 통지서를 받았어요. 요양은 승인됐고요."
    assert _told(story)["stage"] is Stage.DECISION


def test_an_unsure_day_is_no_letters() -> None:
    story = "불승인 통지서를 11월 3일에 받았는지 정확히 기억이 안 나요."
    telling, _ = read_by_rules(story, today=TODAY)
    assert weighed_roles(telling, weighed_stage(telling)).likely(date(2026, 11, 3), Role.RECEIVED) > 0
    assert "received_on" not in _told(story)
