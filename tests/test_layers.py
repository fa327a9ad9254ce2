"""Imports point one way, and each outside world is spoken to in one place."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = [
    {"text"},
    {"domain"},
    {"settings", "i18n", "waiting"},
    {"sources", "store", "search", "guidance", "privacy", "models"},
    {"collect", "rulings", "casework"},
    {"ui", "cli"},
]
"""Each imports from the layers above it in this list, never from those below."""

# Use cases build on one another (triage on analysis); the parts of a layer below them do not.
FIRST_LAYER_OF_USE_CASES = 4

ONLY_IN = {
    "streamlit": ("lib/ui/", "pages/", "app.py"),
    "sqlalchemy": ("lib/store/",),
    "sqlite3": ("lib/store/",),
    "tantivy": ("lib/search/",),
    "openpyxl": ("lib/sources/",),
    "huggingface_hub": ("lib/models/gemma.py",),
    "google": ("lib/models/gemini.py",),
}

_SOURCES = [*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("app.py")]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in _SOURCES)


def imports(path: Path) -> set[str]:
    """Full names of the modules a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer(part: str) -> int:
    found = [number for number, parts in enumerate(LAYERS) if part in parts]
    assert found, f"lib/{part} stands in no layer: add it to LAYERS"
    return found[0]


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.startswith("lib/") and file != "lib/__init__.py"]
)
def test_imports_point_one_way(file: str) -> None:
    own = file.split("/")[1].removesuffix(".py")
    for name in imports(ROOT / file):
        if not name.startswith("lib."):
            continue
        other = name.split(".")[1]
        beside = layer(other) == layer(own) >= FIRST_LAYER_OF_USE_CASES
        assert other == own or layer(other) < layer(own) or beside, f"{file} imports {name}"


@pytest.mark.parametrize("file", FILES)
def test_each_outside_world_has_one_place(file: str) -> None:
    for name in imports(ROOT / file):
        places = ONLY_IN.get(name.split(".")[0])
        assert places is None or file.startswith(places), f"{file} imports {name}"
