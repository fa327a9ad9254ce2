"""Streamlit's own flag that lib.ui.routing turns off is still where it looks for it."""

from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager

APP = Path(__file__).parents[2] / "app.py"


def test_the_folder_of_pages_makes_streamlit_route_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails Streamlit has dropped the flag: see whether run_page() is needed any more."""
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    PagesManager(str(APP))
    assert PagesManager.uses_pages_directory is True
