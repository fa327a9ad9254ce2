"""How long ago a letter came bounds the day on which it did; other spans of time tell nothing of it."""

from datetime import date

import pytest

from lib.domain.taxonomy import Stage
from lib.domain.told_rough_receipt import rough_receipt

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("story", "words", "earliest", "latest"),
    [
        ("통지서를 받은 지 석 달 됐어요.", "통지서를 받은 지 석 달 됐어요", "2026-08-16", "2026-09-15"),
        ("결정문 받은 지 두 달 반 됐습니다.", "결정문 받은 지 두 달 반 됐습니다", "2026-08-31", "2026-09-30"),
        ("기각 통지는 두 달쯤 전에 왔어요.", "기각 통지는 두 달쯤 전에 왔어요", "2026-09-15", "2026-10-15"),
        (
            "한 달 전쯤 불승인 통보를 받았어요.",
            "한 달 전쯤 불승인 통보를 받았어요",
            "2026-10-15",
            "2026-11-15",
        ),
        (
            "통지를 받은 지 넉 달이 지났습니다.",
            "통지를 받은 지 넉 달이 지났습니다",
            "2026-07-01",
            "2026-08-16",
        ),
    ],
)
def test_the_day_lies_between(story: str, words: str, earliest: str, latest: str) -> None:
    told = rough_receipt(story, TODAY, Stage.DECISION)
    assert told and (told.words, told.earliest.isoformat(), told.latest.isoformat()) == (
        words,
        earliest,
        latest,
    )


@pytest.mark.parametrize(
    "story",
    [
        "진단 받은 지 석 달 됐어요.",
        "두 달 전에 다쳐서 어제 통지서를 받았어요.",
        "동료는 통지서를 받은 지 석 달 됐대요.",
        "결정 통지를 받은 지 90일이 지나면 안 된다고 하네요.",
        "통지서를 받고 석 달 동안 고민했습니다.",
    ],
)
def test_other_times_tell_nothing(story: str) -> None:
    assert rough_receipt(story, TODAY, None) is None


def test_what_is_told_of_the_first_decision_is_not_of_a_later_one() -> None:
    story = "불승인 통지를 받은 지 여덟 달 됐습니다."
    assert rough_receipt(story, TODAY, Stage.DECISION) and rough_receipt(story, TODAY, Stage.REVIEW) is None
