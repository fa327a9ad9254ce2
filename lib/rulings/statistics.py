"""How rulings ended, counted by disease, issue, year, instance or court."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lib.domain.counting import BaseRate, Basis, basis_of, count_outcomes
from lib.domain.records import ListedRuling, Origin
from lib.domain.taxonomy import Outcome
from lib.store import Store

Dimension = Literal["disease_category", "issue_category", "kind_c", "kind_b", "instance", "court", "year"]
"""A field of a ruling that statistics can divide by."""

# Dimensions whose values have an order of their own; others stand by how many rulings they have.
_IN_ORDER = ("year", "instance")


@dataclass(frozen=True, slots=True)
class Counted:
    """The rulings that share one value of a dimension: a label, a court, or a year (None: not known).

    `rate` is over suits of denied claimants on the merits, and tells a share only where one may be told.
    """

    value: object
    counts: Mapping[Outcome, int]
    rate: BaseRate

    @property
    def n(self) -> int:
        """All of these rulings, decided on the merits or not."""
        return sum(self.counts.values())


def basis(store: Store) -> Basis:
    """What of the rulings held may be counted, and how it came. Raises StoreError."""
    ids = {origin: store.ids_of(origin) for origin in (Origin.LISTING, Origin.RANDOM)}
    return basis_of(store.listing(), store.related(), ids, store.collections())


def count_by(
    rulings: Iterable[ListedRuling], dimension: Dimension, basis: Origin = Origin.CHOSEN
) -> list[Counted]:
    """Outcomes for every value that occurs: the largest group first, years and instances in their order.

    What may be charted are `Basis.disputes` (or `rulings`) with the basis's own `origin`; over what was
    chosen no group has a rate.
    """
    groups = defaultdict[object, list[ListedRuling]](list)
    for ruling in rulings:
        groups[getattr(ruling, dimension)].append(ruling)
    counted = [
        Counted(value, Counter(ruling.outcome for ruling in group), count_outcomes(group, basis))
        for value, group in groups.items()
    ]
    if dimension in _IN_ORDER:
        return sorted(counted, key=lambda each: (each.value is None, each.value or 0))
    return sorted(counted, key=lambda each: (-each.n, str(each.value)))


def newest_first(rulings: Iterable[ListedRuling]) -> list[ListedRuling]:
    """The latest cases first; rulings whose outcome cannot be told stand after all others."""
    return sorted(
        rulings,
        key=lambda ruling: (ruling.outcome is Outcome.UNKNOWN, -(ruling.year or 0), ruling.case_number),
    )
