"""One dispute through its instances: rulings that 연관판결 links, in either direction.

A ruling names the others of its dispute by court and case number, and often only some of them. Two
rulings that name a third one belong together too, held or not, so the links are followed through
ids that nobody holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.records import ListedRuling
from lib.domain.taxonomy import Instance, Outcome


@dataclass(frozen=True, slots=True)
class Dispute:
    """The held rulings of one dispute, in the order they were made."""

    rulings: tuple[ListedRuling, ...]
    named: tuple[str, ...]
    """Ids of rulings of this dispute that are named but not held."""

    @property
    def first(self) -> ListedRuling | None:
        """The first-instance ruling, if it is held."""
        return next((ruling for ruling in self.rulings if ruling.instance is Instance.FIRST), None)

    @property
    def last(self) -> ListedRuling:
        """The last held ruling whose outcome can be told, or simply the last: how the dispute stands."""
        told = [ruling for ruling in self.rulings if ruling.outcome is not Outcome.UNKNOWN]
        return (told or self.rulings)[-1]


@dataclass(frozen=True, slots=True)
class Overturned:
    """How often what the first instance decided did not last.

    `n` disputes where the first instance and a later one are held and both took a side on the
    merits (일부인정 counts as the claimant's side, a remand as the side it favours).
    """

    n: int
    won_below: int
    """Of them, those that the claimant's side had won at first instance …"""
    won_below_lost: int
    """… and lost in the end."""
    lost_below: int
    lost_below_won: int

    @property
    def overturned(self) -> int:
        """Disputes that ended for the other side than the first instance had it."""
        return self.won_below_lost + self.lost_below_won

    @property
    def rate(self) -> float | None:
        """Part of the disputes that were overturned, 0 to 1; None where there are none."""
        return self.overturned / self.n if self.n else None


def disputes(listing: Iterable[ListedRuling], related: Iterable[tuple[str, str]]) -> list[Dispute]:
    """Group rulings into disputes; every ruling is in exactly one. `related`: pairs of ids (Store.related).

    Ordered by the id of each dispute's first ruling.
    """
    held = {ruling.id: ruling for ruling in listing}
    group: dict[str, str] = {id: id for id in held}

    def leader(id: str) -> str:
        group.setdefault(id, id)
        while group[id] != id:
            group[id] = group[group[id]]
            id = group[id]
        return id

    for one, other in related:
        if one in held or other in held:
            group[leader(one)] = leader(other)
    members: dict[str, list[str]] = {}
    for id in group:
        members.setdefault(leader(id), []).append(id)
    found = [
        Dispute(
            rulings=_in_order(held[id] for id in ids if id in held),
            named=tuple(sorted(id for id in ids if id not in held)),
        )
        for ids in members.values()
        if any(id in held for id in ids)
    ]
    return sorted(found, key=lambda dispute: dispute.rulings[0].id)


def last_instances(found: Iterable[Dispute]) -> list[ListedRuling]:
    """One ruling per dispute, its last: what statistics count when a dispute shall count once."""
    return [dispute.last for dispute in found]


def overturned(found: Iterable[Dispute]) -> Overturned:
    """How often the first instance's side lost it again, over the disputes that can tell."""
    won = won_lost = lost = lost_won = 0
    for dispute in found:
        first, last = dispute.first, dispute.last
        if first is None or last.instance is Instance.FIRST:
            continue
        if not (first.outcome.is_decided and last.outcome.is_decided):
            continue
        if first.outcome.is_favourable:
            won += 1
            won_lost += not last.outcome.is_favourable
        else:
            lost += 1
            lost_won += last.outcome.is_favourable
    return Overturned(won + lost, won, won_lost, lost, lost_won)


def _in_order(rulings: Iterable[ListedRuling]) -> tuple[ListedRuling, ...]:
    """From first to last: by the year of filing, within a year by instance.

    After a remand an appeal court decides once more, under a later number than the Supreme Court's
    ruling; so the year goes before the instance. Where a year is unknown the instance alone tells.
    """
    given = list(rulings)
    if any(ruling.year is None for ruling in given):
        return tuple(sorted(given, key=lambda ruling: (ruling.instance, ruling.case_number)))
    return tuple(sorted(given, key=lambda ruling: (ruling.year or 0, ruling.instance, ruling.case_number)))
