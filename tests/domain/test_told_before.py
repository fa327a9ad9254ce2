"""That a decision was known before its letter came, and what only sounds like it."""

from datetime import date

import pytest

from lib.domain.told_before import known_before

TODAY, CAME = date(2026, 11, 28), date(2026, 11, 18)


@pytest.mark.parametrize(
    "story, day",
    [
        ("불승인은 11월 12일에 문자로 알았고 결정서는 11월 18일에 우편으로 왔어요.", date(2026, 11, 12)),
        ("11월 9일에 토탈서비스 앱에서 보니 부지급이라고 떠 있었고, 종이는 18일에 받았어요.", date(2026, 11, 9)),
        ("담당 과장이 11월 16일에 안 된다고 구두로 알려 줬습니다. 등기는 11월 18일에 왔습니다.", date(2026, 11, 16)),
        # By another way, of another matter, not so, or too long ago to be of this decision.
        ("통지서는 11월 18일에 받았어요.", None),
        ("회사에서 11월 12일에 문자로 산재 안 된다고 했어요. 통지서는 11월 18일에 받았어요.", None),
        ("병원에서 11월 12일에 전화로 검사 결과를 들었어요. 불승인 통지서는 11월 18일에 왔습니다.", None),
        ("11월 12일까지도 문자는 안 왔고 불승인 통지서만 11월 18일에 왔습니다.", None),
        ("11월 12일에 전화하니 불승인 예정이라고 들었고 통지서는 11월 18일에 왔습니다.", None),
        ("처음 불승인은 3월 2일에 전화로 들었어요. 심사 결정서는 11월 18일에 왔어요.", None),
    ],
)  # fmt: skip
def test_when_a_decision_was_heard_of_before_its_letter(story: str, day: date | None) -> None:
    assert known_before(story, TODAY, CAME) == day


def test_nobody_knows_of_a_decision_before_it_was_made() -> None:
    story = "11월 3일에 전화로 불승인이라고 들었어요."
    assert known_before(story, TODAY, None, date(2026, 11, 10)) is None
    assert known_before(story, TODAY) == date(2026, 11, 3)
