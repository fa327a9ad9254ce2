"""Words and days that a machine misread are put right where little is wrong, and nothing else is touched."""

import pytest

from lib.text.misread import nearest, restored

WORDS = ["근로복지공단", "심사청구", "재심사청구", "불승인", "업무상질병판정위원회", "요양급여"]
HEADS = ["신청상병", "신청상병명", "상병명", "결정이유", "결정"]


@pytest.mark.parametrize(
    ("misread", "right"),
    [
        ("근로복지공던", "근로복지공단"),
        ("근 로복지\n공던", "근 로복지\n공단"),
        ("업무싱질빙판정위원회", "업무상질병판정위원회"),
        ("볼승인", "불승인"),
        ("2O24. l0. 3l.", "2024. 10. 31."),
        ("2024, 3, 15,", "2024. 3. 15."),
        ("2024년 l월 2l일", "2024년 1월 21일"),
        ("싱병명 골절", "상병명 골절"),
        ("걸정: 각하", "결정: 각하"),
    ],
)
def test_little_that_is_wrong_is_put_right(misread: str, right: str) -> None:
    found = restored(misread, WORDS, HEADS)
    assert found.text == right and len(found.text) == len(misread)
    assert found.is_changed(0, len(misread))


@pytest.mark.parametrize(
    "words",
    [
        "재심사청구",
        "심사청구를 각하한다",
        "요양급여와 휴업급여",
        "결정이 있음을 안 날",
        "신청상병 경추 염좌",
        "을승인 승인",
        "가로등 아래 공단",
        "전화 2024-3456",
        "OSLO",
    ],
)
def test_what_is_right_stays(words: str) -> None:
    found = restored(words, WORDS, HEADS)
    assert found.text == words and not found.changed


def test_a_name_is_told_by_its_sounds() -> None:
    known = ["서울남부지사", "서울북부지사", "서울동부지사"]
    assert nearest("서울낭부지사", known) == "서울남부지사"
    assert nearest("부산항부지사", known) is None
