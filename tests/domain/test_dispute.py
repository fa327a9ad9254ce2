"""Disputes: which rulings belong together, how they ended, and how often that was overturned."""

import pytest

from lib.domain.dispute import disputes, last_instances, overturned
from lib.domain.records import ListedRuling
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.text.citations import case_year

WON, LOST, PARTLY, UNKNOWN = Outcome.GRANTED, Outcome.DENIED, Outcome.PARTLY_GRANTED, Outcome.UNKNOWN


def ruling(number: str, outcome: Outcome = LOST) -> ListedRuling:
    instance = Instance.THIRD if "두" in number else Instance.SECOND if "누" in number else Instance.FIRST
    return ListedRuling(
        number, "한빛법원", number, "", case_year(number), None, instance, outcome, KindB.TREATMENT,
        KindC.ACCIDENT, Disease.INJURY, Issue.CAUSATION, True, False,
    )  # fmt: skip


# held, links → the groups, as case numbers in order
GROUPS: dict[str, tuple[list[str], list[tuple[str, str]], list[list[str]]]] = {
    "no links": (["2010구단1", "2010구단2"], [], [["2010구단1"], ["2010구단2"]]),
    "named by the appeal": (["2011누1", "2010구단1"], [("2011누1", "2010구단1")], [["2010구단1", "2011누1"]]),
    "named by the first instance": (["2011누1", "2010구단1"], [("2010구단1", "2011누1")], [["2010구단1", "2011누1"]]),
    "both name each other": (
        ["2011누1", "2010구단1"], [("2010구단1", "2011누1"), ("2011누1", "2010구단1")], [["2010구단1", "2011누1"]]
    ),
    "through one that nobody holds": (
        ["2010구단1", "2012두1"], [("2010구단1", "2011누1"), ("2012두1", "2011누1")], [["2010구단1", "2012두1"]]
    ),
    "a chain": (
        ["2010구단1", "2011누1", "2012두1"], [("2010구단1", "2011누1"), ("2011누1", "2012두1")],
        [["2010구단1", "2011누1", "2012두1"]],
    ),
    "after a remand": (
        ["2010구단1", "2011누1", "2012두1", "2014누9"],
        [("2014누9", each) for each in ("2010구단1", "2011누1", "2012두1")],
        [["2010구단1", "2011누1", "2012두1", "2014누9"]],
    ),
    "links between rulings that nobody holds": (["2010구단1"], [("x", "y")], [["2010구단1"]]),
}  # fmt: skip


@pytest.mark.parametrize("held, related, groups", GROUPS.values(), ids=GROUPS.keys())
def test_groups(held: list[str], related: list[tuple[str, str]], groups: list[list[str]]) -> None:
    found = disputes([ruling(number) for number in held], related)
    assert [[each.id for each in dispute.rulings] for dispute in found] == groups


def test_named_but_not_held() -> None:
    (dispute,) = disputes([ruling("2010구단1")], [("2010구단1", "2011누1"), ("2010구단1", "2012두1")])
    assert dispute.named == ("2011누1", "2012두1")
    assert dispute.first == dispute.last == ruling("2010구단1")


def test_the_last_instance_is_the_last_that_can_be_told() -> None:
    chain = [ruling("2010구단1", WON), ruling("2011누1", LOST), ruling("2012두1", UNKNOWN)]
    links = [("2010구단1", "2011누1"), ("2011누1", "2012두1")]
    assert last_instances(disputes(chain, links)) == [chain[1]]
    assert last_instances(disputes([ruling("2012두1", UNKNOWN)], [])) == [ruling("2012두1", UNKNOWN)]


# outcomes of the first and the later instances → (n, won below, lost then, lost below, won then)
OVERTURNED: list[tuple[list[Outcome], tuple[int, int, int, int, int]]] = [
    ([WON, LOST], (1, 1, 1, 0, 0)),
    ([WON, WON], (1, 1, 0, 0, 0)),
    ([LOST, WON], (1, 0, 0, 1, 1)),
    ([LOST, PARTLY], (1, 0, 0, 1, 1)),
    ([LOST, LOST, Outcome.REMANDED_FAVOURABLE], (1, 0, 0, 1, 1)),
    ([LOST, WON, Outcome.REMANDED_UNFAVOURABLE], (1, 0, 0, 1, 0)),
    ([LOST, Outcome.WITHDRAWN], (0, 0, 0, 0, 0)),
    ([Outcome.DISMISSED, WON], (0, 0, 0, 0, 0)),
    ([UNKNOWN, WON], (0, 0, 0, 0, 0)),
    ([WON], (0, 0, 0, 0, 0)),
]


@pytest.mark.parametrize("outcomes, counted", OVERTURNED)
def test_overturned(outcomes: list[Outcome], counted: tuple[int, int, int, int, int]) -> None:
    numbers = ["2010구단1", "2011누1", "2012두1"]
    rulings = [ruling(number, outcome) for number, outcome in zip(numbers, outcomes, strict=False)]
    found = overturned(disputes(rulings, [(rulings[0].id, other.id) for other in rulings[1:]]))
    assert (found.n, found.won_below, found.won_below_lost, found.lost_below, found.lost_below_won) == counted
    assert found.overturned == counted[2] + counted[4]
    assert found.rate == (found.overturned / found.n if found.n else None)


def test_an_appeal_without_its_first_instance_tells_nothing() -> None:
    assert (
        overturned(disputes([ruling("2011누1", WON), ruling("2012두1", LOST)], [("2011누1", "2012두1")])).n
        == 0
    )


def test_many_disputes() -> None:
    count = 5000
    rulings = [
        ruling(f"{year}{mark}{n}") for n in range(count) for year, mark in ((2010, "구단"), (2011, "누"))
    ]
    found = disputes(rulings, [(f"2011누{n}", f"2010구단{n}") for n in range(count)])
    assert len(found) == count and all(len(dispute.rulings) == 2 for dispute in found)
