"""No ruling is missed in silence, whatever a listing does while it is read."""

import random
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, cast

import pytest

from lib.collect.calls import Control
from lib.collect.listing import RECENT, Listing, PageRead
from lib.collect.sync import MOST_WALKS, SyncProgress, SyncReport
from lib.sources.live import Row
from tests.collect.home import SOURCES, BrokenPage, Home, server_of
from tests.servers.comwel import ComwelServer
from tests.servers.faults import Faults
from tests.servers.lawgo import LawgoServer
from tests.servers.paging import Paging
from tests.servers.rulings import Served, generate

RULINGS, LIST = "getSjbPrecedentNaeyongPstate", "lawSearch.do"

pytestmark = pytest.mark.usefixtures("small_pages")


def of_agency(count: int, first: int = 1) -> list[Served]:
    """Rulings that all stand in one listing of either source; short, because here only the list matters."""
    return [
        replace(each, text=f"주문 {each.serial}", from_agency=True, holding="")
        for each in generate(count, first=first)
    ]


def assert_honest(home: Home, report: SyncReport, served: Collection[Served], name: str) -> None:
    """Either everything is held, or the report says that it is not and names both numbers."""
    if report.finished:
        assert home.lacks(list(served), name) == [] and not report.problem
    else:
        assert "건이라고 하는데" in report.problem, report.problem


# --- faults that stay ----------------------------------------------------------------------------

# paging, what the sentence must name
LASTING = {
    "an empty page": (Paging(empty={2}), "70건이라고 하는데 50건만"),
    "an empty page that says there is nothing": (Paging(empty={3}, empty_says_nothing=True), "70건이라고 하는데 50건만"),
    "an empty last page": (Paging(empty={4}), "70건이라고 하는데 60건만"),
    "an empty first page": (Paging(empty={1}), "70건이라고 하는데 50건만"),
    "all pages empty": (Paging(empty=range(1, 99)), "70건이라고 하는데 0건만"),
    "a short page": (Paging(lacking={3: 7}), "70건이라고 하는데 63건만"),
    "a page that repeats a row of the one before": (Paging(repeating={2}), "70건이라고 하는데 69건만"),
    "a total that is too high": (Paging(says=lambda total: total + 1183), "1,253건이라고 하는데 70건만"),
    "a total that is too low": (Paging(says=lambda total: total - 4), "66건이라고 하는데 70건을"),
    "a total too low by whole pages": (Paging(says=lambda _: 40), "40건이라고 하는데 70건을"),
    "a total far too low": (Paging(says=lambda _: 18), "18건이라고 하는데 70건을"),
}  # fmt: skip


LISTS = [("comwel", lasting) for lasting in LASTING] + [("lawgo", "an empty page"), ("lawgo", "a short page")]


@pytest.mark.parametrize("name, lasting", LISTS)
def test_what_is_never_given_is_told_with_both_numbers(home: Home, name: str, lasting: str) -> None:
    paging, words = LASTING[lasting]
    served = of_agency(70)
    with server_of(name, served, paging=paging) as server:
        report = home.sync(server)
        assert not report.finished and words in report.problem, report.problem
        assert report.holds == len(served) - len(home.lacks(served, name))
        if "을" in words:
            home.assert_holds(served, name)
        # The fault is mended: the next run finds what was missing.
        server.paging = Paging()
        report = home.sync(server)
        assert (report.finished, report.problem, report.holds) == (True, "", 70)
    home.assert_holds(served, name)


def test_a_total_that_moves_all_the_time(home: Home) -> None:
    served, moving = of_agency(66), count()
    with ComwelServer(served, paging=Paging(says=lambda total: total + next(moving) % 2)) as server:
        report = home.sync(server)
    assert not report.finished
    assert "건이라고 하는데 66건" in report.problem and "바뀌었습니다" in report.problem
    home.assert_holds(served, "comwel")


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_lists_rulings_twice(home: Home, name: str) -> None:
    served = of_agency(50)
    with server_of(name, [*served[:30], *served[3:14], *served[30:]]) as server:
        for _run in range(2):
            report = home.sync(server)
            assert (report.finished, report.holds, sum(report.says.values())) == (True, 50, 61)
        home.assert_holds(served, name)
        server.rulings[20:20] = of_agency(2, first=900)
        report = home.sync(server)
        assert (report.finished, report.new) == (True, 2)


def test_pages_that_repeat_rows_of_one_another_are_told_from_a_list_that_does(home: Home) -> None:
    with ComwelServer(of_agency(70), paging=Paging(repeating={2, 4})) as server:
        report = home.sync(server)
        assert not report.finished and "70건이라고 하는데 68건만" in report.problem
        assert "2건은 이미 준 판례를 되풀이한 것입니다." in report.problem
        assert server.calls.total() <= MOST_WALKS * 8, "it comes to an end"
        # Each walk cut the list elsewhere.
        home.assert_holds(server.rulings, "comwel")


@pytest.mark.parametrize("place", [1, 5, 28])
def test_two_rulings_of_one_number_are_never_finished_with_one_of_them(home: Home, place: int) -> None:
    served = of_agency(30)
    served[4] = replace(served[4], text="주문과 이유가 있는 판결문입니다.")
    shorter = replace(served[4], text="주문만 있습니다.", kind_b="휴업")
    with ComwelServer([*served[:place], shorter, *served[place:]]) as server:
        for _run in range(3):
            report = home.sync(server)
            assert not report.finished and "31건이라고 하는데 30건만" in report.problem
            assert "1건은 사건번호가 같은 다른 글" in report.problem
            # It was given all that is listed, and is not sent back for more every day.
            assert "목록에 있는 것은 모두 읽었으니" in report.problem
            assert "이어서 받습니다" not in report.problem
            # The fuller one, whichever comes first.
            home.assert_holds(served, "comwel")
        server.rulings.remove(shorter)
        assert home.sync(server).finished


ODD_ITEMS: list[Any] = ["시스템 점검 안내", None, 7, {}]


@pytest.mark.parametrize("name", SOURCES)
def test_what_stands_in_the_place_of_rulings_is_never_a_whole_listing(home: Home, name: str) -> None:
    served = of_agency(34)
    with server_of(name, [*served[:2], *ODD_ITEMS, *served[6:]]) as server:
        for _run in range(2):
            report = home.sync(server)
            assert not report.finished and report.holds == 30
            assert "34건이라고 하는데 30건만" in report.problem and "4건은 판례가 아닌" in report.problem
            # It was given all that is listed, and is not sent back for more every day.
            assert "이어서 받습니다" not in report.problem
            assert len(report.refused) == 4
            assert any("시스템 점검 안내" in each.reason for each in report.refused)
        # Rulings stand in their place again: nothing of them is told any more.
        server.rulings = list(served)
        report = home.sync(server)
        assert (report.finished, report.refused) == (True, ())
    home.assert_holds(served, name)


def test_an_odd_item_that_passes_is_not_told(home: Home) -> None:
    served = of_agency(30)
    with ComwelServer([*served[:3], cast(Served, "점검"), *served[4:]]) as server:

        def recover() -> None:
            server.rulings = list(served)

        server.paging.after_page = recover
        report = home.sync(server)
        assert (report.finished, report.refused) == (True, ())
    home.assert_holds(served, "comwel")


def test_a_ruling_changed_while_it_moves_hides_no_other(home: Home) -> None:
    served = generate(40)
    with ComwelServer(served) as server:
        moved = replace(served[2], kind_a="취소" if served[2].kind_a != "취소" else "기각")
        changed = [*served[:2], *served[3:30], moved, *served[30:]]

        def change() -> None:
            # After the first page: served[20] slides to it, and the ruling is met a second time.
            if server.calls[RULINGS] == 1:
                server.rulings = changed

        server.paging.after_page = change
        report = home.sync(server)
        assert (report.finished, report.says) == (True, {"rulings": 40})
    assert home.lacks(changed, "comwel") == []


def test_unreadable_rows_are_rows_too(home: Home) -> None:
    served = generate(120)
    bad = [replace(served[5], case_number=""), replace(served[6], court="")]
    with ComwelServer([*served[:5], *bad, *served[5:]]) as server:
        report = home.sync(server)
        assert (report.finished, report.says, report.holds) == (True, {"rulings": 122}, 120)
        assert [each.reason for each in report.refused] == ["사건번호가 없습니다.", "법원명이 없습니다."]
        # One of them a second time.
        server.rulings = [*served[:5], *bad, bad[0], *served[5:]]
        report = home.sync(server)
        assert (report.finished, report.says, len(report.refused)) == (True, {"rulings": 123}, 2)


@pytest.mark.parametrize("largest", [4, 19])
def test_a_server_that_gives_smaller_pages_than_asked(home: Home, largest: int) -> None:
    served = of_agency(46)
    with ComwelServer(served, paging=Paging(largest=largest)) as server:
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


def test_a_server_that_gives_the_first_page_for_every_page(home: Home) -> None:
    served = of_agency(66)

    class Stuck(Paging):
        def cut(self, listed, number, asked, fault):  # type: ignore[no-untyped-def]
            return super().cut(listed, 1, asked, fault)

    with server_of("comwel", served, paging=Stuck()) as server:
        report = home.sync(server)
        assert not report.finished and "66건이라고 하는데 20건만" in report.problem


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_has_nothing_at_all_is_out_of_order(home: Home, name: str) -> None:
    with server_of(name, []) as server:
        report = home.sync(server)
        assert not report.finished and "0건" in report.problem
        server.rulings = of_agency(30)
        assert home.sync(server).finished, "one listing may be empty"


def test_nothing_is_believed_only_after_it_was_said_often(home: Home) -> None:
    served = generate(50)
    with ComwelServer(served, Faults(kinds=["none"])) as server:
        server.paging = Paging(empty=range(1, 9), empty_says_nothing=True)

        def recover() -> None:
            # The third walk sees the rulings, and the fourth that there are no others.
            if server.calls[RULINGS] == MOST_WALKS - 2:
                server.paging = Paging()

        server.paging.after_page = recover
        report = home.sync(server)
    assert report.finished
    home.assert_holds(served, "comwel")


# --- faults that pass ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", SOURCES)
def test_faults_at_random(home: Home, name: str, seed: int) -> None:
    served = generate(66, seed)
    with server_of(name, served, Faults(0.3, seed)) as server:
        reports = []
        for _run in range(5):
            reports.append(home.sync(server))
            if reports[-1].finished:
                assert home.lacks(served, name) == []
    assert any(report.finished for report in reports)
    home.assert_holds(served, name)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", SOURCES)
def test_rulings_come_and_go_while_the_listing_is_read(home: Home, name: str, seed: int) -> None:
    draw = random.Random(seed)
    later = of_agency(60, first=2000)
    with server_of(name, of_agency(64)) as server:
        events = iter(range(40))

        def disturb() -> None:
            if next(events, None) is None:
                return
            rulings = server.rulings
            what = draw.random()
            if what < 0.4:
                rulings.insert(draw.choice([0, len(rulings) // 2, len(rulings)]), later.pop())
            elif what < 0.6:
                del rulings[draw.randrange(len(rulings))]
            elif what < 0.7:
                draw.shuffle(rulings)

        server.paging.after_page = disturb
        for _run in range(5):
            report = home.sync(server)
            assert_honest(home, report, server.rulings, name)
        assert report.finished, "the list has come to rest"


# --- from one run to the next --------------------------------------------------------------------


def _swap(rulings: list[Served], new: list[Served]) -> None:
    rulings[40:45] = new


def _append(rulings: list[Served], new: list[Served]) -> None:
    del rulings[20:23]
    rulings.extend(new)


def _prepend(rulings: list[Served], new: list[Served]) -> None:
    del rulings[60:]
    rulings[:0] = new


CHANGES: dict[str, Callable[[list[Served], list[Served]], None]] = {
    "three withdrawn, five at the end": _append,
    "many withdrawn, five at the front": _prepend,
    "five in the place of five": _swap,
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.usefixtures("nothing_anew")
def test_new_rulings_are_found_whatever_was_withdrawn(
    home: Home, name: str, change: Callable[[list[Served], list[Served]], None]
) -> None:
    new = of_agency(5, first=5000)
    with server_of(name, of_agency(66)) as server:
        assert home.sync(server).finished
        change(server.rulings, new)
        before = server.calls.copy()
        report = home.sync(server)
        assert (report.new, report.finished) == (5, True)
        pages = server.calls - before
        assert pages["lawService.do"] in (0, 5), "nothing is fetched twice"
        assert pages[RULINGS] + pages[LIST] <= 2 * 4 + MOST_WALKS, "each page is read twice"
    assert home.lacks(new, name) == []


def test_half_a_walk_of_another_day_proves_nothing(home: Home) -> None:
    served = of_agency(146)
    with ComwelServer(served, daily_limit=4) as server:
        assert "내일" in home.sync(server).problem
        server.daily_limit = None
        # What stands in the half that was read is exchanged; the total stays.
        server.rulings[10:13] = new = of_agency(3, first=5000)
        report = home.sync(server)
        assert report.finished
    assert home.lacks(new, "comwel") == []


@pytest.mark.parametrize("recent, lists", [(RECENT, False), (timedelta(0), True)])
def test_what_was_listed_within_a_day_is_fetched_before_anything_is_listed_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, recent: timedelta, lists: bool
) -> None:
    served, control = generate(26), Control()

    def stop(progress: SyncProgress) -> None:
        if progress.phase == "rulings" and progress.done:
            control.stop()

    with LawgoServer(served) as server:
        assert "중단" in home.sync(server, progress=stop, control=control).problem
        monkeypatch.setattr("lib.collect.listing.RECENT", recent)
        listed = server.calls[LIST]
        assert home.sync(server, limit=4).new == 4
        assert (server.calls[LIST] > listed) == lists
        # Only a run that lists everything itself is finished.
        server.rulings[10:13] = new = generate(3, first=5000)
        assert home.sync(server).finished
    assert home.lacks(new, "lawgo") == []


def test_pages_that_fail_are_asked_for_by_the_next_run(home: Home) -> None:
    served = of_agency(66)

    with BrokenPage(served) as server:
        report = home.sync(server)
        assert not report.finished and "66건이라고 하는데 46건만" in report.problem
        server.broken = ""
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


# --- the walk by itself --------------------------------------------------------------------------


def page(rows: int, total: int, tries: int = 1) -> PageRead:
    made = tuple(Row(str(each), "") for each in range(rows))
    return PageRead(made, (total,) * tries, (rows,) * tries)


def test_a_listing_is_kept_as_text() -> None:
    listing = Listing()
    listing.begin(100)
    listing.note(1, page(100, 250), brings=True)
    listing.pages.append(1)
    assert Listing.from_json(listing.to_json()) == listing
    assert listing.missing_pages() == [2, 3]
    # What another program wrote about its own ways is passed over.
    assert Listing.from_json('{"walk":3,"quiet":1}').walk == 3
    assert Listing.from_json(None) == Listing()


def test_a_listing_is_recent_for_a_day() -> None:
    listing = Listing()
    assert not listing.is_recent
    listing.complete()
    assert listing.is_recent
    listing.completed_at = (datetime.now(UTC) - RECENT - timedelta(minutes=1)).isoformat()
    assert not listing.is_recent
    # Dated by a clock that ran years ahead.
    listing.completed_at = (datetime.now(UTC) + timedelta(days=2000)).isoformat()
    assert not listing.is_recent


def test_progress_of_a_listing_counts_its_rows(home: Home) -> None:
    steps: list[SyncProgress] = []
    with ComwelServer(of_agency(46)) as server:
        home.sync(server, progress=steps.append)
    assert [(step.phase, step.done, step.total) for step in steps] == [
        ("listing", done, 46) for done in (20, *[step.done for step in steps[1:-1]], 46)
    ]


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("fuller_first", [True, False])
def test_a_number_alone_and_with_joined_ones_are_two_entries_of_one_ruling(
    home: Home, name: str, fuller_first: bool
) -> None:
    served = of_agency(40)
    alone = replace(served[3], case_number="2015구합1", text="주문 하나")
    joined = replace(alone, serial="900003", case_number="2015구합1, 2015구합2(병합)", text="주문 하나와 둘")
    both = [joined, alone] if fuller_first else [alone, joined]
    served = [*served[:3], both[0], *served[4:], both[1]]
    once = [replace(joined, case_number="2015구합1"), *(each for each in served if each not in both)]
    with server_of(name, served) as server:
        report = home.sync(server)
        assert (report.finished, report.problem, report.holds) == (True, "", 40)
        assert report.says[next(iter(report.says))] == 41
        home.assert_holds(once, name)
        assert home.sync(server).finished
        # A correction of the shorter one costs nothing of the fuller.
        server.rulings[server.rulings.index(alone)] = replace(alone, text="주문")
        assert home.sync(server).finished
        home.assert_holds(once, name)
