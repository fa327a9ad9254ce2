import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from lib.domain.taxonomy import Stage
from lib.domain.told_dates import told_dates
from lib.domain.told_letters import BEHIND, LEAST, chosen
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/told_letters.jsonl"
TODAY = date(2026, 11, 28)


def _told(
    story: str, denial_reason: str = "", today: date = TODAY, decided_on: date | None = None
) -> dict[str, object]:
    return {
        each.field: each.value
        for each in told_dates(story, denial_reason, today=today, decided_on=decided_on)
    }


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.told_letters`."""
    assert str(read_shipped("told_letters.npz")["set"]) == hashlib.sha256(TRAINING.read_bytes()).hexdigest()


def test_the_training_set_is_told_apart() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["story"] for row in rows}) == len(rows)
    days = stages = wrong = 0
    for row in rows[::5]:
        decided = row["decision_date"]
        told = _told(
            row["story"],
            row["denial_reason"],
            date.fromisoformat(row["today"]),
            date.fromisoformat(decided) if decided else None,
        )
        came = told.get("received_on")
        right = row["gold"]["received_on"] == (came.isoformat() if isinstance(came, date) else None)
        days += right
        wrong += not right and came is not None
        stages += told.get("stage", Stage.DECISION) == row["gold"]["stage"]
    asked = len(rows[::5])
    assert days > 0.93 * asked and stages > 0.95 * asked and wrong < 0.02 * asked


@pytest.mark.parametrize(
    ("story", "stage", "came"),
    [
        ("공단 봉투를 엿새 전에 관리실에서 건네받았어요. 산재가 안 된대요. 손목은 5월 6일에 다쳤고요.", "결정", "2026-11-22"),
        ("첫 번째는 4월 7일에 받았고 본부에 다시 낸 것도 안 된다고 11월 10일에 등기로 왔습니다.", "심사결정", "2026-11-10"),
        ("노동부 위원회에서도 졌어요. 재결서는 지난주 화요일에 처가 받았고요.", "재심사재결", "2026-11-17"),
        ("변호사님이 판결문을 11월 9일에 받으셨고 저는 16일에 들었어요. 1심에서 졌습니다.", "1심판결", "2026-11-09"),
        ("두 번째 재판에서도 졌습니다. 판결문은 십일월 십이일에 왔어요.", "2심판결", "2026-11-12"),
        ("판결 선고가 11월 25일이었고 졌어요. 판결문은 아직 못 받았습니다.", "1심판결", None),
        ("아직 신청을 안 했어요. 회사에서 온 종이는 11월 9일에 받았고요.", "신청전", None),
        ("담당자 전화로 11월 20일에 불승인이라고 들었고 통지서는 아직 안 왔어요.", "결정", None),
    ],
)  # fmt: skip
def test_in_everyday_words(story: str, stage: str, came: str | None) -> None:
    told = _told(story)
    assert told.get("stage", Stage.DECISION) == stage
    assert told.get("received_on") == (date.fromisoformat(came) if came else None)


def test_of_two_days_that_weigh_alike_the_first_counts() -> None:
    first, later, far = date(2026, 11, 3), date(2026, 11, 9), date(2026, 5, 4)
    assert chosen({first: LEAST + 0.1, later: LEAST + 0.2}) == first
    assert chosen({first: LEAST, later: LEAST + 2 * BEHIND}) == later
    assert chosen({far: LEAST + 0.1, later: LEAST + 0.2}) is None
    assert chosen({first: LEAST - 0.1}) is None
    assert chosen({}) is None


def test_no_letter_comes_before_it_was_written() -> None:
    story = "불승인 통지서를 11월 3일에 받았습니다."
    assert _told(story)["received_on"] == date(2026, 11, 3)
    assert "received_on" not in _told(story, decided_on=date(2026, 11, 5))
