"""Patterns mean the same in every Python that the app runs on."""

import json
import subprocess
import sys
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

# Every pattern of lib, as it is made when its module is loaded.
COLLECT = """
import importlib, json, pkgutil, re, sys
found, compile_ = {}, re._compile
def compile_and_note(pattern, flags):
    file = sys._getframe(2).f_code.co_filename
    if isinstance(pattern, str) and file.startswith(sys.argv[1]):
        found.setdefault(pattern, [int(flags), file])
    return compile_(pattern, flags)
re._compile = compile_and_note
import lib
for module in pkgutil.walk_packages(lib.__path__, "lib."):
    importlib.import_module(module.name)
print(json.dumps(found))
"""
ONE_CHARACTER = {codes.IN, codes.LITERAL, codes.NOT_LITERAL, codes.ANY}


def possessive_groups(pattern: str, flags: int = 0) -> bool:
    """Whether the pattern repeats possessively, or holds fast, what is more than one character."""

    def is_in(item: Any) -> bool:
        if isinstance(item, parser.SubPattern):
            return any(is_in(each) for each in item)
        if (
            isinstance(item, tuple)
            and item
            and (item[0] is codes.POSSESSIVE_REPEAT or item[0] is codes.ATOMIC_GROUP)
        ):
            body = item[1] if item[0] is codes.ATOMIC_GROUP else item[1][2]
            return len(body) > 1 or body[0][0] not in ONE_CHARACTER
        return isinstance(item, tuple | list) and any(is_in(each) for each in item)

    return is_in(parser.parse(pattern, flags))


def test_no_group_is_possessive() -> None:
    """Python 3.11.0 to 3.11.4 go on behind where a possessive group stopped fitting (Debian 12 has 3.11.2), and every
    3.11 may fail where such a group names a part of itself."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECT, str(ROOT / "lib")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, list[Any]] = json.loads(done.stdout)
    assert len(found) > 500
    wrong = [
        f"{file}: {pattern}" for pattern, (flags, file) in found.items() if possessive_groups(pattern, flags)
    ]
    assert wrong == []


def test_a_possessive_group_is_found() -> None:
    for pattern in (
        r"(?:ab?c)*+",
        r"(?>ab|a)c",
        r"x(?:y(?:(?P<one>a)|b)?+)",
        r"(?:a|bc){0,3}+",
        r"(?=(?:ab)++)",
    ):
        assert possessive_groups(pattern), pattern
    for pattern in (r"\d++[a-z]*+.?+(?:[ab])++", r"(?:ab?c)*", r"a+"):
        assert not possessive_groups(pattern), pattern
