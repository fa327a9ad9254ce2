"""What a text is counted to take is no less than a tokeniser takes, and not much more."""

import pytest

from lib.models.fitting import most_tokens
from tests.servers.chat import count_text
from tests.synthetic import BODY

LONG = BODY.replace("2. 판단\n", "2. 판단\n" + "법원은 여러 사정을 하나하나 따져 보았다. " * 400)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("허리", 2),
        ("허리를 다쳤다", 6),
        ("2024. 3. 5.", 12),
        ("🙂", 4),
        ("漢", 3),
        ("Ж", 2),
        ("뷁뷁", 6),
    ],
)
def test_the_most_tokens_of_a_text(text: str, tokens: int) -> None:
    assert most_tokens(text) == tokens


def test_no_text_takes_more_than_is_counted() -> None:
    for text in (BODY, LONG, "출근 2019. 3. 4. 08:30부터 17:30까지 (주 52시간)"):
        assert count_text(text) <= most_tokens(text) <= 1.25 * count_text(text)
