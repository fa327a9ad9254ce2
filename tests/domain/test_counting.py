"""The base rate and its interval."""

import pytest

from lib.domain.counting import count_outcomes, wilson
from lib.domain.taxonomy import Outcome
from tests.synthetic import listed


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Published values of the Wilson score interval (Newcombe 1998, table I; 81/263, 15/148, 0/20, 1/29).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_share(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        # n, favourable, partly
        (Outcome.GRANTED, (1, 1, 0)),
        (Outcome.PARTLY_GRANTED, (1, 1, 1)),
        (Outcome.REMANDED_FAVOURABLE, (1, 1, 0)),
        (Outcome.DENIED, (1, 0, 0)),
        (Outcome.REMANDED_UNFAVOURABLE, (1, 0, 0)),
        # Nothing is decided on the merits.
        (Outcome.DISMISSED, (0, 0, 0)),
        (Outcome.WITHDRAWN, (0, 0, 0)),
        (Outcome.UNKNOWN, (0, 0, 0)),
    ],
)
def test_what_is_counted(outcome: Outcome, counts: tuple[int, int, int]) -> None:
    rate = count_outcomes([listed("2020구단1", outcome)])
    assert (rate.n, rate.favourable, rate.partly) == counts


def test_a_rate_has_its_share_and_its_interval() -> None:
    won = [listed(f"2020구단{number}", Outcome.GRANTED) for number in range(4)]
    rate = count_outcomes([*won, listed("2020구단9", Outcome.DENIED)], ("난청",))
    assert (rate.rate, (rate.low, rate.high)) == (0.8, wilson(4, 5))
    assert (rate.group, rate.narrowest, rate.narrowest_n, rate.is_widened) == (("난청",), ("난청",), 5, False)


def test_no_ruling_is_no_rate() -> None:
    nothing = count_outcomes([])
    assert (nothing.n, nothing.rate, nothing.low, nothing.high) == (0, None, None, None)
