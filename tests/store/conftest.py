"""An empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened
