"""Counting how rulings ended, and when a share of them may be told.

A share of rulings that somebody picked tells how they were picked, not how courts decide. So a rate
exists only over rulings of a whole public listing or of a random sample, over suits of people whose
claim was denied, and over no fewer than `LEAST` disputes; everywhere else there are counts alone.
"""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from lib.domain.dispute import disputes, last_instances
from lib.domain.records import Collection, ListedRuling, Origin
from lib.domain.taxonomy import FAVOURABLE, Outcome, Suit

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


LEAST = 30
"""A rate over fewer disputes is not told: its 95% interval is wider than a third of the scale."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What may be counted together of all that is held: rulings that came in one way, never mixed.

    Those of whole public listings where there are any; else those of the random sample; else all that is
    held, which somebody chose, without what only unvouched files tell of. `disputes` has one ruling for each
    dispute among them, as it stands;
    `as_of` is the day (in Korea) of the newest listing, or of the sample.
    """

    origin: Origin
    rulings: tuple[ListedRuling, ...]
    disputes: tuple[ListedRuling, ...]
    as_of: date | None = None


def basis_of(
    listing: Sequence[ListedRuling],
    related: Iterable[tuple[str, str]],
    ids: Mapping[Origin, Set[str]],
    collections: Iterable[Collection],
) -> Basis:
    """The basis of a store that holds `listing`, linked by `related` (see `disputes`); `ids`: how they came."""
    origin = next((way for way in (Origin.LISTING, Origin.RANDOM) if ids.get(way)), Origin.CHOSEN)
    counted = [ruling for ruling in listing if not ruling.unvouched]
    rulings = [ruling for ruling in counted if origin is Origin.CHOSEN or ruling.id in ids[origin]]
    days = [each.day for each in collections if each.origin is origin]
    once = last_instances(disputes(rulings, related))
    return Basis(origin, tuple(rulings), tuple(once), max(days, default=None))


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How disputes of one group ended, over suits of denied claimants that were decided on the merits.

    `favourable` counts 인정, 일부인정 and 파기환송_유리 (`partly` of them are 일부인정). `group` names the
    labels counted over; empty where the person's own issue is not known. Left out of `n` are
    `other_suits` (an employer's, a disclosure, a clawback), `undecided` ones (각하, 취하) and those whose
    outcome cannot be told (`untold`). `years` are the first and last year of filing among n.
    """

    basis: Origin
    group: tuple[str, ...]
    n: int = 0
    favourable: int = 0
    partly: int = 0
    other_suits: int = 0
    undecided: int = 0
    untold: int = 0
    years: tuple[int, int] | None = None
    as_of: date | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson 95% interval of the share; None where no rate may be told."""
        if self.basis is Origin.CHOSEN or self.n < LEAST:
            return None
        return wilson(self.favourable, self.n)

    @property
    def rate(self) -> float | None:
        """The share of `favourable` in `n`; None where no rate may be told."""
        return self.favourable / self.n if self.interval else None

    @property
    def low(self) -> float | None:
        """The lower end of the interval."""
        return self.interval[0] if self.interval else None

    @property
    def high(self) -> float | None:
        """The upper end of the interval."""
        return self.interval[1] if self.interval else None


def count_outcomes(
    rulings: Iterable[ListedRuling],
    basis: Origin = Origin.CHOSEN,
    group: tuple[str, ...] = (),
    as_of: date | None = None,
) -> BaseRate:
    """How these rulings ended; one ruling per dispute counts disputes (`Basis.disputes`)."""
    everything = list(rulings)
    suits = [ruling for ruling in everything if ruling.suit is Suit.CLAIMANT]
    counted = [ruling for ruling in suits if ruling.outcome.is_decided]
    untold = sum(ruling.outcome is Outcome.UNKNOWN for ruling in suits)
    years = [ruling.year for ruling in counted if ruling.year]
    return BaseRate(
        basis,
        group,
        n=len(counted),
        favourable=sum(ruling.outcome in FAVOURABLE for ruling in counted),
        partly=sum(ruling.outcome is Outcome.PARTLY_GRANTED for ruling in counted),
        other_suits=len(everything) - len(suits),
        undecided=len(suits) - len(counted) - untold,
        untold=untold,
        years=(min(years), max(years)) if years else None,
        as_of=as_of,
    )
