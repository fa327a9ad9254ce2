"""A home with the shipped rulings in it, made once for all tests that only read."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lib.collect import importing
from lib.search.index import SearchIndex
from lib.sources.starter import FOLDER
from lib.store import Store

SHIPPED = len(list(FOLDER.glob("*.json")))
"""How many rulings the app ships."""

# Told to keep no compiled files, every worker and every program that a test starts would compile all modules anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Begun in the background, programs are deaf to Ctrl+C, and so are those that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever develops may have keys: no test spends them, or takes them for its own."""
    for name in (
        "HF_ENDPOINT_URL",
        "HF_ENDPOINT_NAME",
        "HF_TOKEN",
        "GEMINI_API_KEY",
        "GEMINI_BASE_URL",
        "SANJAE_NAME_KEY",
    ):
        monkeypatch.delenv(name, raising=False)


@dataclass(frozen=True)
class Home:
    """An opened store and index."""

    folder: Path
    store: Store
    index: SearchIndex


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("home")
    with Store(folder / "sanjae.db") as store:
        index = SearchIndex(folder / "index")
        importing.load_starter(store, index.sync)
        yield Home(folder, store, index)
