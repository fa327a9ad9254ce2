"""Counting rulings by what they have in common."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import Collection, ListedRuling, Origin
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.rulings.statistics import basis, count_by, newest_first
from lib.search.query import Filters
from lib.store import Store
from tests.domain.made_up import REMANDED

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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened


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
    assert (hearing.rate.n, hearing.rate.favourable) == (2, 1)
    assert (cancer.n, cancer.rate.n) == (1, 0)


@pytest.mark.parametrize("origin", Origin)
def test_groups_have_a_rate_only_where_one_may_be_told(origin: Origin) -> None:
    many = [PLAIN] * 20 + [LOST] * 10
    few = [UNDATED._replace(outcome=Outcome.GRANTED)] * 29
    hearing, cancer = count_by(many + few, "disease_category", origin)
    assert hearing.rate.rate == (None if origin is Origin.CHOSEN else pytest.approx(2 / 3))
    assert cancer.rate.rate is None


def test_what_may_be_counted_of_a_store(store: Store) -> None:
    rulings = [
        Precedent(number, court, "요양불승인처분취소", "archive", text=text)
        for number, (court, text) in REMANDED.items()
    ]
    store.upsert(rulings, classify, CLASSIFIER_VERSION)
    everything = basis(store)
    assert (everything.origin, len(everything.rulings)) == (Origin.CHOSEN, len(rulings))
    assert [each.outcome for each in everything.disputes] == [Outcome.GRANTED]
    first = rulings[0].id
    store.record_collection(
        Collection(Origin.LISTING, "/판례", 1, datetime(2026, 3, 1, tzinfo=UTC)), {"archive": [first]}
    )
    listed = basis(store)
    assert (listed.origin, listed.as_of) == (Origin.LISTING, date(2026, 3, 1))
    assert [each.id for each in listed.rulings] == [each.id for each in listed.disputes] == [first]


def test_years_stand_in_their_order_and_the_unknown_last() -> None:
    assert [group.value for group in count_by(reversed(ALL), "year")] == [2015, 2016, 2017, None]


def test_newest_first() -> None:
    assert newest_first(ALL) == [DISMISSED, LOST, PLAIN, UNDATED]
