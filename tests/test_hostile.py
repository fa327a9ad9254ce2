"""No text from outside takes a reader more than in proportion to its length.

Growth is compared, not a time: what is read in no time at four times the length passes whatever the machine does.
"""

import pytest

from bench.hostile import READERS, SHAPES, seconds

_SHORT, _TIMES = 4_000, 4
_NO_TIME = 0.5
# In proportion it is 4, with the square of the length 16.
_MOST = 9.0


@pytest.mark.parametrize("reader", [name for name in READERS if name != "story"])
def test_time_grows_with_the_length(reader: str) -> None:
    seconds(reader, "허리를 다쳤습니다. " * 20)
    slow = {}
    for name, shape in SHAPES.items():
        long = seconds(reader, shape(_SHORT * _TIMES))
        if long > _NO_TIME:
            short = min(seconds(reader, shape(_SHORT)) for _ in range(2))
            # Another process may have had the machine meanwhile.
            if long > _MOST * short and seconds(reader, shape(_SHORT * _TIMES)) > _MOST * short:
                slow[name] = (short, long)
    assert not slow


@pytest.mark.parametrize(
    "shape",
    [
        "amounts",
        "amounts apart",
        "one word",
        "one digit",
        "laws",
        "titles",
        "blanks",
        "numbers joined",
        "names with titles",
        "years upon years",
        "one word of a refusal",
        "despair without an end",
        "ranges",
        "days upon days",
    ],
)
def test_no_story_takes_for_ever(shape: str) -> None:
    seconds("story", "허리를 다쳤습니다.")
    short, long = (seconds("story", SHAPES[shape](length)) for length in (1_500, 6_000))
    assert long < max(2 * _NO_TIME, _MOST * short)
