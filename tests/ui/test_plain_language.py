"""The words of the person's pages: short sentences, and none of the words that stopped readers."""

import re

import pytest

from lib.text.sentences import sentences
from tools.messages import collect

LONGEST = 60
"""Syllables of a sentence that a tired person still reads in one go."""

# What readers stumbled over, in the form it had; each has a plainer one on the page.
STUMBLED_OVER = (
    "다툼의 핵심", "근로자성)인가", "신뢰구간", "쪽에 유리", "넓은 범위의 판결", "다시 재판(근로자", "결과를 가른",
    "원심을", "신청한 급여", "견줄", "까닭", "일의 양", "눈여겨볼", "판결을 준 곳", "거르기",
    "사고인가 질병인가", "가진 판결 모두", "제가 이해한",
)  # fmt: skip

# Pages for whoever runs the app, not for the person whose claim was denied.
_OPERATORS = (
    "data", "differing", "collecting", "holdings", "uploads", "usage", "tables", "charts", "statistics",
)  # fmt: skip


def messages() -> list[str]:
    """What the person's pages say, as they say it."""
    mine = re.compile(r"app\.py|pages/|lib/ui/|lib/casework/")
    others = re.compile(rf"(?:{'|'.join(_OPERATORS)})\.py")
    return [
        str(message.id)
        for message in collect()
        if any(mine.match(place) and not others.search(place) for place, _line in message.locations)
    ]


def syllables(sentence: str) -> int:
    return len(re.findall("[가-힣]", sentence)) + 2 * len(re.findall(r"\{\w+\}", sentence))


@pytest.mark.parametrize("message", messages(), ids=lambda message: message[:24])
def test_a_message_is_read_in_one_go(message: str) -> None:
    longest = max((syllables(each.words) for each in sentences(message)), default=0)
    assert longest <= LONGEST, f"{longest}: {message}"
    assert not [word for word in STUMBLED_OVER if word in message]
