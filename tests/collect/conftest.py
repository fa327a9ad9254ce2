"""A home for every test of collecting, and no waiting between tries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.collect import sync
from lib.search.index import SearchIndex
from lib.sources import http
from lib.sources.comwel import Comwel
from lib.sources.lawgo import Lawgo
from lib.store import Store
from tests.collect.home import Home


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_BACKOFF", 0.01)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty rows to a page, so that a listing of several pages is a short one."""
    for source in (Comwel, Lawgo):
        monkeypatch.setattr(source, "page_size", 20)


@pytest.fixture
def nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run fetches anew what is held."""
    monkeypatch.setattr(sync, "REFRESHED", 0)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    folder = tmp_path / "home"
    with Store(folder / "sanjae.db") as store:
        yield Home(folder, store, SearchIndex(folder / "index"))
