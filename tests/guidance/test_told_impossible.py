"""What cannot have been gets a sentence."""

from datetime import date

import pytest

from lib.domain.intake import Intake
from lib.guidance.told_impossible import impossible, impossible_told

TODAY = date(2026, 5, 20)


def wrong(story: str) -> str:
    return impossible_told(Intake(story=story), TODAY)


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("하루 27시간씩 일했습니다.", "27시간"),
        ("매일 서른두 시간 동안 기계를 봤습니다.", "서른두 시간"),
        ("일주일에 8일을 나갔습니다.", "8일"),
        ("주당 200시간 일했습니다.", "200시간"),
        ("작업장 소음은 마이너스 85데시벨입니다.", "마이너스 85데시벨"),
        ("소음이 -88dB로 나왔습니다.", "-88dB"),
        ("소음이 400dB였습니다.", "400dB"),
        ("2021년 2월 30일에 다쳤습니다.", "2021년 2월 30일"),
        ("저는 1980년생이고 1971년부터 1999년까지 탄광에서 근무했습니다.", "1971년"),
    ],
)
def test_it_is_said_with_the_words(story: str, names: str) -> None:
    assert names in wrong(story)


@pytest.mark.parametrize(
    "story",
    [
        # The limits themselves can be.
        "하루 24시간 대기하며 일주일에 7일 나갔습니다.",
        "주당 168시간을 회사에 있었습니다.",
        "하루 걸러 24시간씩 근무했고 한 번에 36시간 일한 적도 있습니다.",
        "전 주에 13일 연속으로 나갔습니다.",
        "한 주에 8일치 일을 했습니다.",
        "12주 10일 동안 입원했습니다.",
        "귀는 -5dB로 정상입니다. 소음은 88dB였습니다.",
        "영하 20도 냉동고에서 하루 8시간 일했습니다.",
        "아들이 2015년에 태어났고 저는 2009년부터 2020년까지 근무했습니다.",
        "저는 1970년생이고 1990년부터 2010년까지 근무했습니다.",
        "하루 30시간 일한 적은 없습니다.",
        "2020년 2월 29일에 다쳤습니다.",
    ],
)
def test_what_can_be_is_left_alone(story: str) -> None:
    assert wrong(story) == ""


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("올해 2월 31일에 불승인 통지서를 받았습니다.", "2월 31일"),
        ("1899년 3월 2일에 산재 불승인 통지를 받았습니다.", "1899년 3월 2일"),
        ("불승인 통지서를 모레 받았습니다.", "모레"),
        ("1심에서 졌고 판결문은 다음 주 목요일에 받았어요.", "다음 주 목요일"),
        ("My rejection letter from COMWEL arrived on June 15, 2027.", "2027-06-15"),
        (
            "남편이 2026년 3월 9일에 사망했는데 유족급여 부지급 통지서는 2026년 2월 3일에 받았습니다.",
            "2026-03-09",
        ),
    ],
)
def test_days_that_cannot_be(story: str, names: str) -> None:
    assert names in impossible(Intake(story=story), TODAY)


@pytest.mark.parametrize(
    "story",
    [
        "불승인 통지서를 내일 받으러 갑니다.",
        "지난달에 결과가 사무실로 갔고 저는 그 다음 주 목요일에 사진을 받았어요.",
        "아버지는 1931년 3월 2일에 태어나셨고 올해 5월 4일에 불승인 통지를 받으셨습니다.",
        "올해 2월 29일은 없었으니 3월 2일에 받은 통지서가 맞습니다.",
    ],
)
def test_days_that_can_be(story: str) -> None:
    assert impossible(Intake(story=story), TODAY) == ""
