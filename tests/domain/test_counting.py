"""The base rate and its interval, and over what there is one."""

from datetime import UTC, date, datetime

import pytest

from lib.domain.counting import Basis, basis_of, count_outcomes, wilson
from lib.domain.records import Collection, Origin
from lib.domain.taxonomy import Outcome, Suit
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
    won = [listed(f"2020구단{number}", Outcome.GRANTED) for number in range(24)]
    lost = [listed(f"2021구단{number}", Outcome.DENIED) for number in range(6)]
    rate = count_outcomes([*won, *lost], Origin.LISTING, ("난청",))
    assert (rate.rate, (rate.low, rate.high)) == (0.8, wilson(24, 30))
    assert (rate.group, rate.years) == (("난청",), (2020, 2021))


def test_no_ruling_is_no_rate() -> None:
    nothing = count_outcomes([], Origin.LISTING)
    assert (nothing.n, nothing.rate, nothing.low, nothing.high, nothing.years) == (0, None, None, None, None)


@pytest.mark.parametrize("suit", [Suit.EMPLOYER, Suit.OTHER])
def test_only_suits_of_denied_claimants_are_counted(suit: Suit) -> None:
    rate = count_outcomes([listed("2020구단1", Outcome.GRANTED, suit=suit), listed("2020구단2")])
    assert (rate.n, rate.favourable, rate.other_suits) == (1, 0, 1)


# --- what may be counted together ----------------------------------------------------------------

LOST, WON, OTHER, PICKED = (
    listed("2020구단1", Outcome.DENIED),
    listed("2021누1", Outcome.GRANTED),
    listed("2020구단2", Outcome.DENIED),
    listed("2020구단3", Outcome.GRANTED),
)
LISTING = [LOST, WON, OTHER, PICKED]
SAME = [(WON.id, LOST.id)]
OF = {Origin.LISTING: {LOST.id, OTHER.id}, Origin.RANDOM: {WON.id, LOST.id}}


def test_rulings_of_a_listing_are_counted_alone() -> None:
    days = [datetime(2026, 3, day, 20, tzinfo=UTC) for day in (1, 4)]
    collections = [
        Collection(Origin.LISTING, "a", 2, days[0]),
        Collection(Origin.RANDOM, "b", 2, days[1]),
    ]
    basis = basis_of(LISTING, SAME, OF, collections)
    # The appeal that was only picked tells nothing here; 20:00 in London is the next day in Korea.
    assert basis == Basis(Origin.LISTING, (LOST, OTHER), (LOST, OTHER), date(2026, 3, 2))


def test_a_sample_is_counted_where_there_is_no_listing() -> None:
    basis = basis_of(LISTING, SAME, OF | {Origin.LISTING: set()}, [])
    assert (basis.origin, basis.rulings, basis.disputes) == (Origin.RANDOM, (LOST, WON), (WON,))


def test_else_all_that_was_chosen() -> None:
    basis = basis_of(LISTING, SAME, {}, [])
    assert (basis.origin, basis.disputes, basis.as_of) == (Origin.CHOSEN, (WON, OTHER, PICKED), None)
    assert count_outcomes(basis.disputes, basis.origin).rate is None
