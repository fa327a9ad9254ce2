"""Counting how rulings ended: the base rate of a group and its interval."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.records import ListedRuling
from lib.domain.taxonomy import FAVOURABLE, Outcome

# 97.5% quantile of the standard normal distribution.
_Z95 = 1.959963984540054


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson score interval at 95% for a share of `successes` in `n` (n > 0).

    E. B. Wilson, JASA 22 (1927) 209-212; keeps inside 0 and 1 and is honest for small n.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"no share of {successes} in {n}")
    share, z2 = successes / n, _Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often courts sided with the claimant, over rulings on the merits of one group.

    `favourable` counts 인정, 일부인정 and 파기환송_유리 (`partly` of them are 일부인정). `rate` is their
    share, `low` and `high` its Wilson 95% interval; all three are None when n is 0. `group` names the
    labels counted over (empty: all rulings held); `narrowest` is the group that was wanted, and
    differs from `group` when that one held too few rulings (`narrowest_n`).
    """

    n: int
    favourable: int
    partly: int
    rate: float | None
    low: float | None
    high: float | None
    group: tuple[str, ...]
    narrowest: tuple[str, ...]
    narrowest_n: int

    @property
    def is_widened(self) -> bool:
        """True where the group had to be widened because too few rulings were in it."""
        return self.group != self.narrowest


def count_outcomes(rulings: Iterable[ListedRuling], group: tuple[str, ...] = ()) -> BaseRate:
    """The base rate over these rulings; those that decided nothing on the merits are not counted."""
    outcomes = [ruling.outcome for ruling in rulings if ruling.outcome.is_decided]
    n, favourable = len(outcomes), sum(outcome in FAVOURABLE for outcome in outcomes)
    low, high = wilson(favourable, n) if n else (None, None)
    rate, partly = favourable / n if n else None, outcomes.count(Outcome.PARTLY_GRANTED)
    return BaseRate(n, favourable, partly, rate, low, high, group, group, n)
