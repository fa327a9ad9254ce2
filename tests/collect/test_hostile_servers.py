"""Servers drawn by a seed, with what is wrong for good and what now and then; bench by hand with more seeds."""

import re
from dataclasses import replace

import pytest

from lib.sources import http
from tests.collect.home import Home
from tests.servers.hostile import Hostile, HostileComwel, HostileLawgo
from tests.servers.rulings import generate

pytestmark = pytest.mark.usefixtures("small_pages")

RUNS = 5


def lacks(home: Home, server: Hostile) -> list[str]:
    """Ids of what the server gives and the home does not hold as it gives it."""
    held = {ruling.id: ruling.precedent.text for ruling in home.store.since(0)}
    return [
        id for id, text in server.wanted.items() if id not in server.bad and held.get(id) != text
    ] + sorted(server.bad - held.keys())


def collect(home: Home, server: Hostile) -> bool:
    """Run at most five days; every report is true."""
    for _day in range(RUNS):
        server.next_day()
        report = home.sync(server)
        if report.finished:
            assert lacks(home, server) == []
            return True
        assert len(re.findall(r"[\d,]+건", report.problem)) >= 2, report.problem
    return False


# Surrogates; odd items and bad bytes; repeated rows; small pages; a list that moves; a day's limit.
@pytest.mark.parametrize(
    "seed, finishes", [(1, True), (2, False), (5, True), (7, True), (13, True), (54, False)]
)
def test_within_five_runs_all_is_held_or_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, seed: int, finishes: bool
) -> None:
    monkeypatch.setattr(http, "LONGEST_BACKOFF", 0.05)
    with (HostileComwel if seed % 2 else HostileLawgo)(seed, 60) as server:
        assert collect(home, server) == finishes
        assert lacks(home, server) == []
        # The next day some are new, and one says less than it did.
        server.character = replace(server.character, moving=0)
        server.listed[5:5] = generate(3, seed, first=9000)
        place = next(place for place, each in enumerate(server.listed) if server.is_plain(each))
        server.listed[place] = replace(server.listed[place], text=server.listed[place].text[:250])
        assert collect(home, server) == finishes
        assert lacks(home, server) == []
        assert server.most <= 8
