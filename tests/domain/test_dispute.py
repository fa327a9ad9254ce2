"""Disputes: which rulings belong together, in which order, what each did to the one below, how they ended."""

from datetime import date

import pytest

from lib.domain.dispute import Dispute, Review, by_ruling, disputes, last_instances, overturned
from lib.domain.records import ListedRuling
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Outcome, Suit
from tests.synthetic import listed

WON, LOST, PARTLY, UNKNOWN = Outcome.GRANTED, Outcome.DENIED, Outcome.PARTLY_GRANTED, Outcome.UNKNOWN
FOR, AGAINST, DISMISSED = Outcome.REMANDED_FAVOURABLE, Outcome.REMANDED_UNFAVOURABLE, Outcome.DISMISSED


def name(number: str) -> str:
    return listed(number).id


def ruling(number: str, outcome: Outcome = LOST, decided_on: date | None = None) -> ListedRuling:
    return listed(number, outcome, decided_on=decided_on)


def links(*numbers: str) -> list[tuple[str, str]]:
    """The last names all the others."""
    return [(name(numbers[-1]), name(other)) for other in numbers[:-1]]


def numbers(dispute: Dispute) -> list[str]:
    return [step.ruling.case_number for step in dispute.steps]


def one(held: list[ListedRuling], related: list[tuple[str, str]]) -> Dispute:
    (dispute,) = disputes(held, related)
    return dispute


# --- which belong together -----------------------------------------------------------------------

# held, links → the groups in order
GROUPS: dict[str, tuple[list[str], list[tuple[str, str]], list[list[str]]]] = {
    "no links": (["2010구단1", "2010구단2"], [], [["2010구단1"], ["2010구단2"]]),
    "named by the appeal": (["2011누1", "2010구단1"], links("2010구단1", "2011누1"), [["2010구단1", "2011누1"]]),
    "named by the first instance": (["2011누1", "2010구단1"], links("2011누1", "2010구단1"), [["2010구단1", "2011누1"]]),
    "through one that nobody holds": (
        ["2010구단1", "2012두1"], [*links("2011누1", "2010구단1"), *links("2011누1", "2012두1")],
        [["2010구단1", "2011누1", "2012두1"]],
    ),
    "a chain, each naming the next": (
        ["2010구단1", "2011누1", "2012두1"], [*links("2011누1", "2010구단1"), *links("2012두1", "2011누1")],
        [["2010구단1", "2011누1", "2012두1"]],
    ),
    "links between rulings that nobody holds": (["2010구단1"], links("2011누7", "2012두7"), [["2010구단1"]]),
    # 병합: others name it by its first number.
    "joined cases": (
        ["2010구단1", "2012두1, 2012두2(병합)"], links("2010구단1", "2012두1"), [["2010구단1", "2012두1, 2012두2(병합)"]]
    ),
}  # fmt: skip


@pytest.mark.parametrize("held, related, groups", GROUPS.values(), ids=GROUPS.keys())
def test_groups(held: list[str], related: list[tuple[str, str]], groups: list[list[str]]) -> None:
    assert [numbers(each) for each in disputes([ruling(number) for number in held], related)] == groups


def test_what_is_named_but_not_held_has_its_instance_and_no_outcome() -> None:
    dispute = one([ruling("2010구단1")], links("2012두1", "2011누1", "2010구단1"))
    assert [(step.ruling.instance, step.is_held) for step in dispute.steps] == [
        (1, True),
        (2, False),
        (3, False),
    ]
    assert dispute.rulings == (ruling("2010구단1"),)
    assert [step.review for step in dispute.steps] == [None, Review.UNKNOWN, Review.UNKNOWN]
    assert dispute.last == ruling("2010구단1")


# --- the order -----------------------------------------------------------------------------------

# Rulings as they were made; each list is also given backwards.
ORDERS: dict[str, list[ListedRuling]] = {
    "three instances of one year": [ruling(number) for number in ("2010구단1", "2010누1", "2010두1")],
    "after a remand": [ruling(number) for number in ("2007구합1", "2008누1", "2009두2", "2010누9")],
    "after a remand in the year of filing at the Supreme Court": [
        ruling("2007구합1"), ruling("2008누1"), ruling("2009두2", FOR), ruling("2009누9", WON), ruling("2009두9"),
    ],
    "remanded twice": [
        ruling(number, FOR if "두" in number else LOST)
        for number in ("2005구합1", "2006누1", "2007두1", "2008누2", "2009두3", "2010누4")
    ],
    "the years leave it open, the days do not": [
        ruling("2009구합1"), ruling("2010두2", FOR, date(2010, 9, 1)), ruling("2010누9", WON, date(2010, 12, 1)),
    ],
    "the same in the other order": [
        ruling("2009구합1"), ruling("2010누9", WON, date(2010, 3, 1)), ruling("2010두2", LOST, date(2010, 12, 1)),
    ],
    "no remand, so nothing after it": [
        ruling("2009구합1"), ruling("2010누8"), ruling("2010누9"), ruling("2010두2", LOST)
    ],
    "sent back to the first instance": [
        ruling(number) for number in ("2010구합1", "2011누1", "2012구합7", "2013누8")
    ],
    "remanded twice, the second time within a year": [
        ruling(number, FOR if "두" in number else LOST)
        for number in ("2005구합1", "2006누1", "2007두1", "2008누2", "2009두3", "2009누4")
    ],
    "all within a year, and no second appeal": [ruling("2010구합1"), ruling("2010누2"), ruling("2010두3", FOR)],
    "a number without its year": [ruling("2010구단1"), ruling("누7"), ruling("2012두1")],
    "numbers grow": [ruling(number) for number in ("2010구합1", "2011누9", "2011누10")],
    "two digits of a year": [ruling(number) for number in ("97구1", "98누1", "99두1", "2001누1")],
}  # fmt: skip


@pytest.mark.parametrize("made", ORDERS.values(), ids=ORDERS.keys())
def test_order(made: list[ListedRuling]) -> None:
    related = links(*(each.case_number for each in made))
    for given in (made, made[::-1]):
        assert numbers(one(given, related)) == [each.case_number for each in made]


def test_where_years_and_days_leave_it_open_the_record_tells() -> None:
    held = [ruling("2010구합1"), ruling("2012누9", WON), ruling("2012두3", FOR)]
    # `한빛지방법원,2010구합1,1심-대법원,2012두3,3심-한빛고등법원,2012누9,4심`, and the same in the other order.
    for listed_cases in (["2012두3", "2012누9"], ["2012누9", "2012두3"]):
        related = [(name("2010구합1"), name(number)) for number in listed_cases]
        assert numbers(one(held, related)) == ["2010구합1", *listed_cases]


# --- what each did to the one below --------------------------------------------------------------

U, S, P, Q, PQ, X = Review
REVIEWS: list[tuple[list[tuple[str, Outcome]], list[Review | None]]] = [
    ([("2010구단1", LOST), ("2011누1", LOST), ("2012두1", LOST)], [None, U, U]),
    ([("2010구단1", WON), ("2011누1", WON)], [None, U]),
    ([("2010구단1", LOST), ("2011누1", WON), ("2012두1", WON)], [None, S, U]),
    ([("2010구단1", WON), ("2011누1", LOST)], [None, S]),
    ([("2010구단1", DISMISSED), ("2011누1", DISMISSED)], [None, U]),
    ([("2010구단1", DISMISSED), ("2011누1", WON)], [None, S]),
    ([("2010구단1", LOST), ("2011누1", PARTLY)], [None, P]),
    ([("2010구단1", WON), ("2011누1", PARTLY)], [None, P]),
    ([("2010구단1", PARTLY), ("2011누1", WON)], [None, P]),
    # A plaintiff's rejected appeal after a partial win is 불인정 too.
    ([("2010구단1", PARTLY), ("2011누1", LOST)], [None, X]),
    ([("2010구단1", PARTLY), ("2011누1", PARTLY)], [None, X]),
    # The Supreme Court quashes what an appeal court would set aside.
    ([("2010구단1", LOST), ("2011누1", LOST), ("2012두1", WON)], [None, U, Q]),
    ([("2010구단1", LOST), ("2011누1", LOST), ("2012두1", PARTLY)], [None, U, PQ]),
    # The ruling after a remand decides about the first instance once more.
    ([("2010구단1", LOST), ("2011누1", LOST), ("2012두1", FOR), ("2013누9", WON)], [None, U, Q, S]),
    ([("2010구단1", LOST), ("2011누1", WON), ("2012두1", AGAINST), ("2013누9", LOST)], [None, S, Q, U]),
    # The appeal between two rulings of the Supreme Court is not known: the second reviewed that one.
    ([("2010구단1", LOST), ("2011누1", LOST), ("2012두1", FOR), ("2014두9", LOST)], [None, U, Q, None]),
    # A remand tells by itself; without the ruling below nothing else does.
    ([("2012두1", FOR)], [Q]),
    ([("2012두1", LOST)], [None]),
    ([("2010구단1", LOST), ("2012두1", LOST)], [None, None]),
    ([("2010구단1", LOST), ("2011누1", UNKNOWN), ("2012두1", LOST)], [None, X, X]),
    ([("2010구단1", LOST), ("2011누1", Outcome.WITHDRAWN)], [None, X]),
    # Two joined rulings that ended differently: which one is meant is not told.
    ([("2010구단1", LOST), ("2010구단2", WON), ("2011누1", WON)], [None, None, X]),
    ([("2010구단1", LOST), ("2010구단2", LOST), ("2011누1", LOST)], [None, None, U]),
]  # fmt: skip


@pytest.mark.parametrize("chain, reviews", REVIEWS)
def test_what_an_instance_did(chain: list[tuple[str, Outcome]], reviews: list[Review | None]) -> None:
    dispute = one([ruling(*each) for each in chain], links(*(number for number, _ in chain)))
    assert [step.review for step in dispute.steps] == reviews


def test_an_appeal_after_a_remand_is_marked() -> None:
    chain = [ruling("2010구단1"), ruling("2011누1"), ruling("2012두1", FOR), ruling("2013누9", WON)]
    dispute = one(chain, links(*(each.case_number for each in chain)))
    assert [step.after_remand for step in dispute.steps] == [False, False, False, True]


# --- how it ended --------------------------------------------------------------------------------


def test_the_last_instance_is_the_last_that_can_be_told() -> None:
    chain = [ruling("2010구단1", WON), ruling("2011누1", LOST), ruling("2012두1", UNKNOWN)]
    related = links(*(each.case_number for each in chain))
    assert last_instances(disputes(chain, related)) == [chain[1]]
    assert last_instances(disputes([chain[2]], [])) == [chain[2]]


def test_what_a_dispute_is_about_is_told_by_the_last_that_tells_it() -> None:
    """Three lines of the Supreme Court say how it ended, and nothing else."""
    first = ruling("2010구단1", LOST)._replace(disease_category=Disease.INJURY)
    appeal = ruling("2011누1", WON)._replace(disease_category=Disease.HEARING, suit=Suit.EMPLOYER)
    stub = ruling("2012두1", LOST)._replace(
        disease_category=Disease.OTHER, issue_category=Issue.PROCEDURE, kind_c=KindC.NONE, kind_b=KindB.OTHER
    )
    chain = [first, appeal, stub]
    (counted,) = last_instances(disputes(chain, links(*(each.case_number for each in chain))))
    assert (counted.id, counted.outcome, counted.year) == (stub.id, LOST, 2012)
    assert (counted.disease_category, counted.suit) == (Disease.HEARING, Suit.EMPLOYER)
    assert counted.issue_category is first.issue_category
    assert (counted.kind_c, counted.kind_b) == (first.kind_c, first.kind_b)


# outcomes of the first and the later instances → (n, won below, lost then, lost below, won then)
OVERTURNED: list[tuple[list[Outcome], tuple[int, int, int, int, int]]] = [
    ([WON, LOST], (1, 1, 1, 0, 0)),
    ([WON, WON], (1, 1, 0, 0, 0)),
    ([LOST, WON], (1, 0, 0, 1, 1)),
    ([LOST, PARTLY], (1, 0, 0, 1, 1)),
    ([LOST, LOST, FOR], (1, 0, 0, 1, 1)),
    ([LOST, WON, AGAINST], (1, 0, 0, 1, 0)),
    ([LOST, LOST, FOR, WON], (1, 0, 0, 1, 1)),
    ([LOST, Outcome.WITHDRAWN], (0, 0, 0, 0, 0)),
    ([DISMISSED, WON], (0, 0, 0, 0, 0)),
    ([UNKNOWN, WON], (0, 0, 0, 0, 0)),
    ([WON], (0, 0, 0, 0, 0)),
]


@pytest.mark.parametrize("outcomes, counted", OVERTURNED)
def test_overturned(outcomes: list[Outcome], counted: tuple[int, int, int, int, int]) -> None:
    cases = ["2010구단1", "2011누1", "2012두1", "2013누9"][: len(outcomes)]
    found = overturned(disputes(map(ruling, cases, outcomes), links(*cases)))
    assert (found.n, found.won_below, found.won_below_lost, found.lost_below, found.lost_below_won) == counted
    assert found.overturned == counted[2] + counted[4]
    assert found.rate == (found.overturned / found.n if found.n else None)


def test_an_appeal_without_its_first_instance_tells_nothing() -> None:
    chain = [ruling("2011누1", WON), ruling("2012두1", LOST)]
    assert overturned(disputes(chain, links("2011누1", "2012두1"))).n == 0


def test_many_disputes() -> None:
    count = 5000
    cases = [(f"2010구단{n}", f"2011누{n}") for n in range(count)]
    found = disputes(
        [ruling(number) for pair in cases for number in pair], [links(*pair)[0] for pair in cases]
    )
    assert len(found) == count and all(len(dispute.rulings) == 2 for dispute in found)


@pytest.mark.parametrize(
    ("outcomes", "end"),
    [
        ([WON, LOST], LOST),
        ([WON, UNKNOWN], WON),
        ([WON, Outcome.WITHDRAWN], WON),
        ([WON, DISMISSED], DISMISSED),
        ([UNKNOWN, Outcome.WITHDRAWN], UNKNOWN),
    ],
)
def test_how_a_dispute_ended(outcomes: list[Outcome], end: Outcome) -> None:
    first, second = (
        ruling(number, each) for number, each in zip(("2010구단1", "2011누1"), outcomes, strict=True)
    )
    assert one([first, second], links("2010구단1", "2011누1")).end is end


def test_every_held_ruling_leads_to_its_dispute() -> None:
    held = [ruling("2011누1"), ruling("2015구단5")]
    of_ruling = by_ruling(disputes(held, links("2010구단1", "2011누1")))
    assert set(of_ruling) == {name("2011누1"), name("2015구단5")}
    # Its id is that of the first instance, although nobody holds that.
    assert of_ruling[name("2011누1")].id == name("2010구단1")


def test_what_only_a_file_tells_of_turns_no_dispute() -> None:
    """The shipped ruling names its appeal, and somebody hands one in; the made-up ones stand by themselves."""
    won, made_up = ruling("2021구단1", WON), ruling("2022누1", LOST)._replace(unvouched=True)
    other = ruling("2023두1", AGAINST)._replace(unvouched=True)
    related = [(won.id, made_up.id), (made_up.id, won.id), (other.id, made_up.id)]
    found = by_ruling(disputes([won, made_up, other], related))
    assert found[won.id].end is WON and found[won.id].rulings == (won,)
    assert found[made_up.id] is found[other.id] and found[made_up.id].rulings == (made_up, other)
    below = ruling("2021구단2", WON)._replace(unvouched=True)
    chain = [(made_up.id, below.id)]
    assert overturned(disputes([below, made_up], chain)).n == 0
    assert overturned(disputes([each._replace(unvouched=False) for each in (below, made_up)], chain)).n == 1
    vouched = made_up._replace(unvouched=False)
    assert by_ruling(disputes([won, vouched], related[:2]))[won.id].end is LOST
