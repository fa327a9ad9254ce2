"""Servers that change, fail and leave out at the worst moment: all is held, or the sentence says what is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lib.collect import sync
from lib.sources import http
from tests.collect.home import SOURCES, BrokenPage, Home, server_of
from tests.collect.test_listing import of_agency
from tests.servers.comwel import ComwelServer
from tests.servers.lawgo import LawgoServer
from tests.servers.paging import Paging
from tests.servers.rulings import Served

pytestmark = pytest.mark.usefixtures("small_pages")


class EachTime(Paging):
    """Pages as `change(page, time it is asked for, total, rows)` makes them."""

    def __init__(self, change: Callable[[int, int, int, list[Served]], tuple[int, list[Served]]]) -> None:
        super().__init__()
        self.change, self.times = change, dict[int, int]()

    def cut(self, listed, number, asked, fault):  # type: ignore[no-untyped-def]
        self.times[number] = self.times.get(number, 0) + 1
        return self.change(number, self.times[number], *super().cut(listed, number, asked, fault))


# --- the number stays, the rulings do not --------------------------------------------------------

SWAPS: dict[str, Callable[[list[Served], Served], object]] = {
    "in one place": lambda rulings, new: rulings.__setitem__(5, new),
    "so that a row slides to a page that was read": lambda rulings, new: (
        rulings.pop(5),
        rulings.append(new),
    ),
    "one withdrawn at the end": lambda rulings, new: (rulings.pop(), rulings.insert(0, new)),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("swap", SWAPS.values(), ids=SWAPS.keys())
def test_one_withdrawn_and_one_added_behind_the_walker(
    home: Home, name: str, swap: Callable[[list[Served], Served], object]
) -> None:
    new = of_agency(1, first=5000)[0]
    with server_of(name, of_agency(86)) as server:
        asked = iter(range(99))
        server.paging.after_page = lambda: swap(server.rulings, new) if next(asked, 0) == 2 else None
        assert home.sync(server).finished
        assert new in server.rulings and home.lacks(server.rulings, name) == []


def test_a_ruling_is_hidden_and_another_stands_twice_under_two_kinds(home: Home) -> None:
    served = of_agency(30)
    other = replace(served[7], kind_a="취소" if served[7].kind_a != "취소" else "기각")
    with ComwelServer([*served[:8], other, *served[9:]]) as server:
        for _run in range(2):
            report = home.sync(server)
            assert not report.finished and "30건이라고 하는데 29건만" in report.problem


# --- texts that change ---------------------------------------------------------------------------

TEXTS = {
    "longer": "주문 바르게 고친 판결문이며 전보다 깁니다.",
    "shorter": "주문",
    "of the same length": "주문 499999",
    "in its white space": "주문  400011\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_corrected_text_replaces_the_one_before_it(home: Home, text: str) -> None:
    served = of_agency(26)
    with ComwelServer(served) as server:
        home.sync(server)
        for said in (text, served[10].text, text):
            server.rulings[10] = replace(served[10], text=said)
            report = home.sync(server)
            assert (report.finished, report.changed) == (True, 1)
            home.assert_holds(server.rulings, "comwel")
        # An empty one takes nothing away.
        server.rulings[10] = replace(served[10], text="")
        assert home.sync(server).finished
    assert home.lacks([replace(served[10], text=text)], "comwel") == []


def test_a_text_that_changes_after_its_page_was_read(home: Home) -> None:
    with ComwelServer(of_agency(66)) as server:
        asked = iter(range(99))

        def correct() -> None:
            if next(asked, 0) == 2:
                server.rulings[10] = replace(server.rulings[10], text="고침")

        server.paging.after_page = correct
        assert home.sync(server).finished
        home.assert_holds(server.rulings, "comwel")


@pytest.mark.usefixtures("nothing_anew")
def test_a_row_that_changed_has_its_ruling_fetched_again(home: Home) -> None:
    served = of_agency(26)
    with LawgoServer(served) as server:
        home.sync(server)
        server.rulings[10] = replace(served[10], text="고침", title="고친 사건명")
        before = server.calls["lawService.do"]
        assert home.sync(server).finished
        assert server.calls["lawService.do"] == before + 1
        home.assert_holds(server.rulings, "lawgo")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_that_changed_behind_its_serial_arrives(home: Home, text: str) -> None:
    served = of_agency(26)
    with LawgoServer(served) as server:
        home.sync(server)
        server.rulings[10] = replace(served[10], text=text)
        report = home.sync(server)
        assert (report.finished, report.changed) == (True, 1), "the others are given again and change nothing"
        home.assert_holds(server.rulings, "lawgo")
        # An empty text and a ruling that the service lacks for a time take nothing away.
        server.rulings[10], server.missing = replace(served[10], text=""), {served[11].serial}
        report = home.sync(server)
        assert (report.finished, report.changed) == (True, 0)
    home.assert_holds([*served[:10], replace(served[10], text=text), *served[11:]], "lawgo")


@pytest.mark.parametrize("shortens", ["comwel", "lawgo"])
def test_the_fullest_text_of_the_sources_as_they_are_now(home: Home, shortens: str) -> None:
    middle = of_agency(22)
    longer = [replace(each, text=each.text + " 이유가 더 있습니다.") for each in middle]
    shorter = replace(middle[5], text="주문")
    with ComwelServer(middle) as comwel, LawgoServer(middle) as lawgo:
        first, other = (comwel, lawgo) if shortens == "comwel" else (lawgo, comwel)
        first.rulings = list(longer)
        for server in (first, other):
            assert home.sync(server).finished
        home.assert_holds(longer, "lawgo")
        first.rulings[5] = shorter
        for server in (first, other):
            assert home.sync(server).finished
    home.assert_holds([*longer[:5], middle[5], *longer[6:]], "lawgo")


def test_what_was_fetched_longest_ago_is_fetched_anew_first(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "REFRESHED", 10)
    served = of_agency(26)
    with LawgoServer(served) as server:
        home.sync(server)
        asked = []
        server.missing = {served[0].serial}
        for _run in range(3):
            before = len(server.asked)
            assert home.sync(server).finished
            asked += [each for each in server.asked[before:] if "lawService" in each]
        assert len(asked) == 30 and len(set(asked)) == 26, "all of them, then the first again"


@pytest.mark.parametrize("first", [0, 1])
def test_two_editions_on_one_page_leave_the_fuller_text(home: Home, first: int) -> None:
    served = of_agency(26)
    long = replace(served[4], text="주문과 이유가 있는 판결문입니다. " * 30)
    short = replace(long, serial="499999", text="주문만 있습니다.")
    both = [long, short] if first else [short, long]
    for kind, name in ((ComwelServer, "comwel"), (LawgoServer, "lawgo")):
        with kind([*served[:4], *both, *served[5:]]) as server:
            for _run in range(3):
                home.sync(server)
        assert home.lacks([*served[:4], long, *served[5:]], name) == []


def test_a_listing_that_held_rulings_is_not_believed_empty(home: Home) -> None:
    act = [replace(each, from_agency=False) for each in of_agency(4, first=700)]
    with LawgoServer([*of_agency(26), *act]) as server:
        assert home.sync(server).finished
        for rulings in (server.rulings[:26], server.rulings[26:]):
            server.rulings = rulings
            report = home.sync(server)
            assert not report.finished and "건이라고 했는데 이번에는 0건" in report.problem
            assert report.holds == 30
            server.rulings = [*of_agency(26), *act]
            assert home.sync(server).finished


def test_what_the_agency_published_is_never_nothing(home: Home) -> None:
    act = [replace(each, from_agency=False) for each in of_agency(4)]
    with LawgoServer(act) as server:
        report = home.sync(server)
        assert not report.finished and "(0건)" in report.problem


def test_halves_of_characters_and_odd_items_stop_no_neighbour(home: Home) -> None:
    served = of_agency(26)
    bad = replace(served[7], text="주문 \ud83d 이유 \ud83d\ude00")
    with ComwelServer([*served[:7], bad, *served[8:]]) as server:
        report = home.sync(server)
        assert report.finished
        (told,) = report.notes
        assert told.path == bad.id and "�" in told.reason and "판결문" in told.reason
        home.assert_holds([*served[:7], replace(bad, text="주문 � 이유 \U0001f600"), *served[8:]], "comwel")


def test_a_text_that_is_filled_in_later(home: Home) -> None:
    served = of_agency(30)
    with LawgoServer(
        [replace(each, text="") if each.serial.endswith("5") else each for each in served]
    ) as server:
        for _run in range(2):
            assert home.sync(server).holds == 30
        server.rulings = served
        assert home.sync(server).finished
    home.assert_holds(served, "lawgo")


# --- what was cut, failed or came short is asked for again ---------------------------------------


def test_a_page_that_the_limit_of_a_run_cut_is_not_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMWEL_PARALLEL", "1")
    served = of_agency(66)
    with ComwelServer(served) as server:
        assert home.sync(server, limit=6).holds == 6
        # One call is all that is left today: it is for the page that was cut.
        server.daily_limit = 1
        assert home.sync(server).holds == 20
    assert home.lacks(served[:20], "comwel") == []


def test_a_short_page_that_the_daily_limit_cut_is_not_read(home: Home) -> None:
    served = of_agency(66)
    short = EachTime(lambda page, time, total, rows: (total, rows[:10] if (page, time) == (2, 1) else rows))
    with ComwelServer(served[:40], daily_limit=2, paging=short) as server:
        report = home.sync(server)
        assert not report.finished and "내일" in report.problem
        assert f"40건이라고 하는데 이번에는 {report.holds}건까지만" in report.problem
        server.daily_limit = None
        assert home.sync(server).finished
    home.assert_holds(served[:40], "comwel")


def test_a_page_that_failed_is_not_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pages come one after the other, so that some are stored after the failure.
    monkeypatch.setenv("COMWEL_PARALLEL", "1")
    served = of_agency(66)

    with BrokenPage(served) as server:
        assert home.sync(server).holds == 46
        server.broken, server.daily_limit = "", 1
        assert home.sync(server).holds == 66, "the one call that is left is for the page that failed"


def test_a_short_page_is_asked_for_again_at_once(home: Home) -> None:
    served = of_agency(66)
    short = EachTime(lambda page, time, total, rows: (total, rows[:-3] if (page, time) == (2, 1) else rows))
    # Four pages, the short one again, and four to see that there is no more.
    with ComwelServer(served, daily_limit=9, paging=short) as server:
        assert home.sync(server).finished
    home.assert_holds(served, "comwel")


def test_smaller_pages_and_no_total(home: Home) -> None:
    served = of_agency(46)
    with ComwelServer(served, paging=Paging(largest=10, says=lambda _: 0)) as server:
        report = home.sync(server)
        assert not report.finished and "전체 건수를 말하지 않고(0건) 46건을" in report.problem
    home.assert_holds(served, "comwel")


# --- whatever ends a run, the sentence names both numbers ----------------------------------------


@pytest.mark.parametrize("fault", ["<oops/>", "code 22", "code 99"])
def test_a_page_that_always_fails(home: Home, fault: str) -> None:
    class Broken(ComwelServer):
        def refusal(self, query, operation):  # type: ignore[no-untyped-def]
            broken = self.envelope(fault[5:]) if fault.startswith("code") else fault
            return broken if query.get("pageNo") == "4" else super().refusal(query, operation)

    with Broken(of_agency(86)) as server:
        for _run in range(3):
            report = home.sync(server)
            assert not report.finished and "86건이라고 하는데" in report.problem, report.problem
            assert report.holds in (60, 66)
            assert f"{report.holds}건" in report.problem


@pytest.mark.parametrize("broken", [1, 8])
def test_rulings_that_always_fail(home: Home, monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    monkeypatch.setattr(http, "LONGEST_BACKOFF", 0.02)
    served = of_agency(26)
    bad = {each.serial for each in served[:broken]}

    class Broken(LawgoServer):
        def refusal(self, query, operation):  # type: ignore[no-untyped-def]
            return self.envelope("") if query.get("ID") in bad else super().refusal(query, operation)

    with Broken(served) as server:
        for _run in range(2):
            report = home.sync(server)
            assert not report.finished and "26건이라고 하는데" in report.problem
            assert f"{report.holds}건" in report.problem
        bad.clear()
        assert home.sync(server).finished
    home.assert_holds(served, "lawgo")
