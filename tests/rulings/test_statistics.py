"""Counting rulings by what they have in common."""

import pytest

from lib.domain.records import ListedRuling
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.rulings.statistics import count_by, newest_first
from lib.search.query import Filters

PLAIN = ListedRuling(
    id="대법원_2015두1",
    court="대법원",
    case_number="2015두1",
    title="",
    year=2015,
    decided_on=None,
    instance=Instance.THIRD,
    outcome=Outcome.GRANTED,
    kind_b=KindB.TREATMENT,
    kind_c=KindC.DISEASE,
    disease_category=Disease.HEARING,
    issue_category=Issue.CAUSATION,
    suit=Suit.CLAIMANT,
    has_text=False,
    has_digest=True,
)
LOST = PLAIN._replace(id="b", case_number="2016두2", year=2016, outcome=Outcome.DENIED)
DISMISSED = PLAIN._replace(id="c", case_number="2017두3", year=2017, outcome=Outcome.DISMISSED)
UNDATED = PLAIN._replace(
    id="d", case_number="?", year=None, outcome=Outcome.UNKNOWN, disease_category=Disease.CANCER
)
ALL = [PLAIN, LOST, DISMISSED, UNDATED]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ALL),
        (Filters(outcome=(Outcome.GRANTED, Outcome.DENIED)), [PLAIN, LOST]),
        (Filters(disease_category=(Disease.CANCER,)), [UNDATED]),
        # A ruling without a year is outside every range of years, as in the search.
        (Filters(year_from=2016), [LOST, DISMISSED]),
        (Filters(year_to=2016), [PLAIN, LOST]),
        (Filters(court=("서울고등법원",)), []),
    ],
)
def test_select(filters: Filters, left: list[ListedRuling]) -> None:
    assert filters.select(ALL) == left


def test_groups_stand_by_size_and_rates_count_merits_only() -> None:
    hearing, cancer = count_by(ALL, "disease_category")
    assert (hearing.value, hearing.n) == (Disease.HEARING, 3)
    assert hearing.counts == {Outcome.GRANTED: 1, Outcome.DENIED: 1, Outcome.DISMISSED: 1}
    assert (hearing.rate.n, hearing.rate.favourable, hearing.rate.rate) == (2, 1, 0.5)
    assert (cancer.n, cancer.rate.n, cancer.rate.rate) == (1, 0, None)


def test_years_stand_in_their_order_and_the_unknown_last() -> None:
    assert [group.value for group in count_by(reversed(ALL), "year")] == [2015, 2016, 2017, None]


def test_newest_first() -> None:
    assert newest_first(ALL) == [DISMISSED, LOST, PLAIN, UNDATED]
