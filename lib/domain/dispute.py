"""One dispute through its instances: rulings that 연관판결 links, in either direction.

A ruling names the others of its dispute by court and case number, and often only some of them. Two
rulings that name a third one belong together too, held or not, so the links are followed through
ids that nobody holds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from lib.domain.records import ListedRuling
from lib.domain.taxonomy import TELLS_NOTHING, Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.text.citations import case_year, instance_of_court, read_case_number


class Review(StrEnum):
    """What an instance did to the ruling below it."""

    UPHELD = "유지"
    SET_ASIDE = "취소"
    PARTLY_SET_ASIDE = "일부 취소"
    QUASHED = "파기"
    PARTLY_QUASHED = "일부 파기"
    UNKNOWN = "모름"


# What a dispute is about. A claimant's suit is what one is where nothing tells otherwise.
_ABOUT = ("kind_b", "kind_c", "disease_category", "issue_category", "suit")
_UNTOLD = TELLS_NOTHING | {Suit.CLAIMANT}


@dataclass(frozen=True, slots=True)
class Step:
    """One ruling of a dispute. What is only named, not held, is known by court and case number alone.

    `after_remand`: an appeal decided once more after the Supreme Court quashed the first ruling on it.
    `review`: what it did to the ruling below; None where none below is known.
    """

    ruling: ListedRuling
    is_held: bool = True
    after_remand: bool = False
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """The rulings of one dispute in the order they were made; at least one is held."""

    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """The id of its first known ruling, held or not."""
        return self.steps[0].ruling.id

    @property
    def rulings(self) -> tuple[ListedRuling, ...]:
        """Those that are held."""
        return tuple(step.ruling for step in self.steps if step.is_held)

    @property
    def first(self) -> ListedRuling | None:
        """The first-instance ruling, if it is held."""
        return next((ruling for ruling in self.rulings if ruling.instance is Instance.FIRST), None)

    @property
    def last(self) -> ListedRuling:
        """The last held ruling whose outcome can be told, or simply the last: how the dispute stands."""
        rulings = self.rulings
        return ([ruling for ruling in rulings if ruling.outcome is not Outcome.UNKNOWN] or rulings)[-1]

    @property
    def end(self) -> Outcome:
        """How it ended by what is held: the last outcome that can be told, a suit taken back set aside."""
        told = (ruling.outcome for ruling in reversed(self.rulings))
        return next((each for each in told if each not in _NO_END), Outcome.UNKNOWN)

    @property
    def standing(self) -> ListedRuling:
        """The last ruling, with what the dispute is about from the last one that tells it.

        An appeal that repeats nothing of the case, or three lines of the Supreme Court, name no illness
        and no issue: counted by their own labels, the disputes that went furthest would drop out.
        """
        rulings = self.rulings
        if len(rulings) == 1:
            return rulings[0]
        told = {
            name: next((label for label in labels if label not in _UNTOLD), labels[0])
            for name in _ABOUT
            for labels in [[getattr(ruling, name) for ruling in reversed(rulings)]]
        }
        return self.last._replace(**told)


_NO_END = (Outcome.UNKNOWN, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Overturned:
    """How often what the first instance decided did not last.

    `n` disputes where the first instance and a later one are held and both took a side on the
    merits (일부인정 counts as the claimant's side, a remand as the side it favours). The claimant's side had
    won `won_below` of them at first instance, and lost `won_below_lost` of these in the end.
    """

    n: int
    won_below: int
    won_below_lost: int
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
    """Group rulings into disputes; every ruling is in exactly one.

    `related`: a ruling and one it names, in the order of its 연관판결 (Store.related). Sorted by the id of each dispute's first held ruling.
    Rulings that only unvouched files tell of stand apart: a made-up appeal must not turn how a case ended.
    """
    parts: dict[bool, list[ListedRuling]] = {}
    for ruling in listing:
        parts.setdefault(ruling.unvouched, []).append(ruling)
    pairs = list(related) if len(parts) > 1 else related
    found = [dispute for part in parts.values() for dispute in _grouped(part, pairs)]
    return sorted(found, key=lambda dispute: dispute.rulings[0].id)


def _grouped(listing: Iterable[ListedRuling], related: Iterable[tuple[str, str]]) -> Iterator[Dispute]:
    held: dict[str, list[Step]] = {}
    for ruling in listing:
        held.setdefault(_case(ruling.id), []).append(Step(ruling))
    leads = {case: case for case in held}

    def lead(case: str) -> str:
        leads.setdefault(case, case)
        while leads[case] != case:
            leads[case] = leads[leads[case]]
            case = leads[case]
        return case

    listings: dict[str, list[str]] = {}
    for one, other in related:
        one, other = _case(one), _case(other)
        if one in held:
            leads[lead(one)] = lead(other)
            listings.setdefault(one, []).append(other)
    members: dict[str, list[Step]] = {}
    for case in leads:
        members.setdefault(lead(case), []).extend(held.get(case) or [_named(case)])
    return (Dispute(tuple(_reviewed(_in_order(steps, listings)))) for steps in members.values())


def by_ruling(found: Iterable[Dispute]) -> dict[str, Dispute]:
    """The dispute of every held ruling, by the ruling's id."""
    return {ruling.id: dispute for dispute in found for ruling in dispute.rulings}


def last_instances(found: Iterable[Dispute]) -> list[ListedRuling]:
    """One ruling per dispute, as it stands: what is counted where a dispute shall count once."""
    return [dispute.standing for dispute in found]


def overturned(found: Iterable[Dispute]) -> Overturned:
    """How often the first instance's side lost it again, over the disputes that can tell."""
    ends = Counter(
        (first.outcome.is_favourable, last.outcome.is_favourable)
        for first, last in ((dispute.first, dispute.last) for dispute in found)
        if first
        and not first.unvouched
        and first.outcome.is_decided
        and last.outcome.is_decided
        and last.instance is not Instance.FIRST
    )
    won, lost = ends[True, True] + ends[True, False], ends[False, True] + ends[False, False]
    return Overturned(won + lost, won, ends[True, False], lost, ends[False, True])


# How others name this ruling: `대법원_2015두1,2015두2(병합)` → `대법원_2015두1`.
def _case(id: str) -> str:
    court, _, number = id.partition("_")
    return id if number.isalnum() else f"{court}_{''.join(takewhile(str.isalnum, number))}"


def _named(case: str) -> Step:
    court, _, number = case.partition("_")
    read = read_case_number(number)
    instance = Instance((read and read.instance) or instance_of_court(court))
    unknown = (Outcome.UNKNOWN, KindB.OTHER, KindC.NONE, Disease.OTHER, Issue.PROCEDURE, Suit.OTHER)
    named = (case, court, number, "", case_year(number), None, instance)
    return Step(ListedRuling(*named, *unknown, has_text=False, has_digest=False), False)


_REMANDS = (Outcome.REMANDED_FAVOURABLE, Outcome.REMANDED_UNFAVOURABLE)


# From first to last: by year of filing, within a year an appeal, its review, the next appeal, its review.
def _in_order(steps: list[Step], listings: Mapping[str, list[str]]) -> list[Step]:
    if len(steps) == 1:
        return steps
    undated = any(step.ruling.year is None for step in steps)

    def filed(step: Step) -> tuple[int, int, str]:
        number = step.ruling.case_number
        return 0 if undated else step.ruling.year or 0, len(number), number

    def remands(step: Step) -> int:
        instance = step.ruling.instance
        if instance is Instance.SECOND:
            return sum(is_after(step, each) for each in of[Instance.THIRD])
        return of[instance].index(step) if instance is Instance.THIRD else 0

    def is_after(step: Step, supreme: Step) -> bool:
        appeal, above = step.ruling, supreme.ruling
        if appeal.decided_on and above.decided_on:
            return appeal.decided_on > above.decided_on
        # What a remand opens again is filed after the Supreme Court decided; what it reviews was filed before.
        if not undated and appeal.year != above.year:
            return filed(step) > filed(supreme)
        # The record counts on after a remand (1심, 2심, 3심, 4심) and lists the rulings in that order.
        for listing in (listings.get(_case(each.ruling.id), ()) for each in steps):
            if _case(appeal.id) in listing and _case(above.id) in listing:
                return listing.index(_case(appeal.id)) > listing.index(_case(above.id))
        # Nothing tells: every ruling of the Supreme Court has an appeal before it.
        is_next = of[Instance.SECOND].index(step) > of[Instance.THIRD].index(supreme)
        return is_next and above.outcome in (*_REMANDS, Outcome.UNKNOWN)

    of: dict[Instance, list[Step]] = {instance: [] for instance in Instance}
    for step in sorted(steps, key=filed):
        of[step.ruling.instance].append(step)
    return sorted(steps, key=lambda step: (filed(step)[0], remands(step), step.ruling.instance, filed(step)))


# (outcome below, outcome here) → what was done. After a partial win the outcome here does not tell: a
# plaintiff's rejected appeal is 불인정, and a second 일부인정 may be of another part.
_REVIEWS = {
    (Outcome.GRANTED, Outcome.GRANTED): Review.UPHELD,
    (Outcome.DENIED, Outcome.DENIED): Review.UPHELD,
    (Outcome.DISMISSED, Outcome.DISMISSED): Review.UPHELD,
    (Outcome.GRANTED, Outcome.DENIED): Review.SET_ASIDE,
    (Outcome.DENIED, Outcome.GRANTED): Review.SET_ASIDE,
    (Outcome.DISMISSED, Outcome.GRANTED): Review.SET_ASIDE,
    (Outcome.GRANTED, Outcome.PARTLY_GRANTED): Review.PARTLY_SET_ASIDE,
    (Outcome.DENIED, Outcome.PARTLY_GRANTED): Review.PARTLY_SET_ASIDE,
    (Outcome.PARTLY_GRANTED, Outcome.GRANTED): Review.PARTLY_SET_ASIDE,
}

_BY_SUPREME_COURT = {Review.SET_ASIDE: Review.QUASHED, Review.PARTLY_SET_ASIDE: Review.PARTLY_QUASHED}


# The steps with what each did to the one below, from the outcomes of both.
def _reviewed(ordered: Iterable[Step]) -> Iterator[Step]:
    latest: dict[Instance, Outcome] = {}
    before = None
    for step in ordered:
        instance, outcome = step.ruling.instance, step.ruling.outcome
        supreme = instance is Instance.THIRD
        # An appeal reviews the first instance, after a remand too; the Supreme Court the appeal since its last ruling.
        below = latest.get(Instance.FIRST) if instance is Instance.SECOND else None
        below = latest.pop(Instance.SECOND, None) if supreme else below
        review = _REVIEWS.get((below, outcome), Review.UNKNOWN) if below else None
        review = Review.SET_ASIDE if outcome in _REMANDS else review
        yield replace(
            step,
            after_remand=instance is Instance.SECOND and Instance.THIRD in latest,
            review=_BY_SUPREME_COURT.get(review, review) if supreme and review else review,
        )
        # Of two joined rulings that ended differently it is not told which one is meant.
        latest[instance] = (
            outcome if before != instance or latest.get(instance) is outcome else Outcome.UNKNOWN
        )
        before = instance
