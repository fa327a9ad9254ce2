"""How rulings ended, counted by disease, issue, year, instance or court."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lib.casework.analysis import BaseRate, count_outcomes
from lib.domain.records import ListedRuling
from lib.domain.taxonomy import Outcome
from lib.search.query import Filters

Dimension = Literal["disease_category", "issue_category", "kind_c", "kind_b", "instance", "court", "year"]
"""A field of a ruling that statistics can divide by."""

_IN_ORDER = ("year", "instance")
"""Dimensions whose values have an order of their own; others stand by how many rulings they have."""

_LABELS = ("outcome", "kind_b", "kind_c", "disease_category", "issue_category", "instance", "court")


@dataclass(frozen=True, slots=True)
class Counted:
    """The rulings that share one value of a dimension."""

    value: object
    """The label, the court, or the year (None where the case number does not tell it)."""
    counts: Mapping[Outcome, int]
    rate: BaseRate
    """Over those of them that are on the merits."""

    @property
    def n(self) -> int:
        """All of these rulings, decided on the merits or not."""
        return sum(self.counts.values())


def select(listing: Iterable[ListedRuling], filters: Filters) -> list[ListedRuling]:
    """The rulings that pass the filters, as the search understands them."""
    chosen = [(name, frozenset(getattr(filters, name))) for name in _LABELS if getattr(filters, name)]
    first, last = filters.year_from, filters.year_to
    return [
        ruling
        for ruling in listing
        if all(getattr(ruling, name) in values for name, values in chosen)
        and (first is None or (ruling.year is not None and ruling.year >= first))
        and (last is None or (ruling.year is not None and ruling.year <= last))
    ]


def count_by(rulings: Iterable[ListedRuling], dimension: Dimension) -> list[Counted]:
    """Outcomes for every value that occurs: the largest group first, years and instances in their order."""
    groups: dict[object, list[ListedRuling]] = {}
    for ruling in rulings:
        groups.setdefault(getattr(ruling, dimension), []).append(ruling)
    counted = [
        Counted(value, Counter(ruling.outcome for ruling in group), count_outcomes(group))
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
