"""Imports point one way and in no circle, rooms are few, and each outside world is spoken to in one place."""

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = [
    {"text"},
    {"domain"},
    {"settings", "i18n", "access"},
    {"sources", "store", "search", "guidance", "privacy", "models"},
    {"collect", "rulings", "casework"},
    {"ui", "cli"},
]
"""Each imports from the layers above it in this list, never from those below."""

# Use cases build on one another (triage on analysis); the parts of a layer below them do not.
FIRST_LAYER_OF_USE_CASES = 4

MOST_ROOMS, MOST_ARROWS = 22, 85
"""A room is a folder of lib, a file beside them, or pages, app.py, bench or tools; an arrow an import between two."""

ONLY_IN = {
    "streamlit": ("lib/ui/", "pages/", "app.py", "serve.py"),
    "sqlalchemy": ("lib/store/",),
    "sqlite3": ("lib/store/",),
    "tantivy": ("lib/search/",),
    "openpyxl": ("lib/sources/", "lib/casework/triage_sheet.py"),
    "olefile": ("lib/sources/letter_hwp.py",),
    "docx": ("lib/casework/word_file.py",),
    "huggingface_hub": ("lib/models/gemma.py",),
    "google": ("lib/models/gemini.py",),
    "onnxruntime": ("lib/text/encoder.py",),
    "tokenizers": ("lib/text/encoder.py",),
    "argon2": ("lib/access/passwords.py",),
    "starlette": (
        "lib/ui/asgi.py",
        "lib/ui/doors.py",
        "lib/ui/files_door.py",
        "lib/ui/sign_in_door.py",
        "lib/ui/signed_in.py",
    ),
}

_SOURCES = [*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("app.py")]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in _SOURCES)


@cache
def imports(path: Path) -> frozenset[str]:
    """Full names of the modules a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


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


def module_of(name: str) -> str | None:
    """The file of this project that a full name is imported from, or None."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        path = Path(*parts[:length])
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if (ROOT / file).is_file():
                return file.as_posix()
    return None


def cycle_of(graph: dict[str, set[str]]) -> list[str]:
    """The files or rooms of one circle, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def graph_of(files: list[str]) -> dict[str, set[str]]:
    """Each file and the files of this project it imports."""
    graph = {}
    for file in files:
        found = {module_of(name) for name in imports(ROOT / file)}
        # What tests are made with is no part of the house; bench may measure with it.
        graph[file] = {other for other in found if other and other != file and not other.startswith("tests/")}
    return graph


def room_of(file: str) -> str:
    parts = file.split("/")
    return "/".join(parts[:2]) if parts[0] == "lib" else parts[0]


def rooms_of(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    rooms: dict[str, set[str]] = defaultdict(set)
    for file, others in graph.items():
        rooms[room_of(file)] |= {room_of(other) for other in others} - {room_of(file)}
    return rooms


def test_no_file_imports_itself_by_way_of_others() -> None:
    assert cycle_of(graph_of(FILES)) == []
    assert cycle_of(rooms_of(graph_of(FILES))) == []


def test_a_circle_is_found() -> None:
    assert set(cycle_of({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_the_house_has_few_rooms_and_few_arrows() -> None:
    everything = [*ROOT.glob("bench/*.py"), *ROOT.glob("tools/*.py")]
    rooms = rooms_of(graph_of(FILES + [path.relative_to(ROOT).as_posix() for path in everything]))
    assert len(rooms) <= MOST_ROOMS
    assert sum(map(len, rooms.values())) <= MOST_ARROWS


def test_two_modules_share_a_name_only_where_one_is_the_page_or_the_part_of_the_other() -> None:
    places = defaultdict(list)
    for file in FILES:
        path = Path(file)
        if path.name != "__main__.py":
            places[path.parent.name if path.name == "__init__.py" else path.stem].append(file)
    for name, files in places.items():
        below = [file for file in files if not file.startswith(("pages/", "lib/ui/"))]
        assert len(below) <= 1, f"{name} is the name of {files}"
        assert len(files) <= 1 + len(below), f"{name} is the name of {files}"
