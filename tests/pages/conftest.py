"""Each test of a page is a process of its own as far as caches go, over a home with the shipped rulings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from lib.collect import importing
from lib.search.index import SearchIndex
from lib.store import Store


@pytest.fixture(autouse=True)
def nothing_cached() -> Iterator[None]:
    for cache in (st.cache_resource, st.cache_data):
        cache.clear()
    yield
    for cache in (st.cache_resource, st.cache_data):
        cache.clear()


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start leaves, made once."""
    folder = tmp_path_factory.mktemp("filled")
    with Store(folder / "sanjae.db") as store:
        importing.load_starter(store, SearchIndex(folder / "index").sync)
    return folder


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test alone, which the app uses."""
    shutil.copytree(filled_home, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANJAE_HOME", str(tmp_path))
    monkeypatch.setenv("SANJAE_LANG", "ko")
    return tmp_path
