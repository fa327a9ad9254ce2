"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project (that of a source: test_new_source)."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
Project = Path


def blocks(heading: str) -> list[str]:
    """The blocks of code of one recipe."""
    recipe = TEXT.split(f"## {heading}")[1].split("\n## ")[0]
    return re.findall(r"^```\w+\n(.*?)^```", recipe, re.MULTILINE | re.DOTALL)


def check_of(heading: str) -> str:
    """The line by which a recipe is checked."""
    found = re.search(r"`(echo .*?)`의", TEXT.split(f"## {heading}")[1])
    assert found
    return found[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the recipes change, with the command in it."""
    for name in ("lib", "data", "tests/domain"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/__init__.py").touch()
    for name in ("sanjae", "pyproject.toml", "tests/synthetic.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return tmp_path


def change(file: Path, anchor: str, written: Callable[[str], str]) -> None:
    """Put something in place of the one place in a file that is meant."""
    text = file.read_text(encoding="utf-8")
    assert text.count(anchor) == 1, f"{file.name}: {anchor}"
    file.write_text(text.replace(anchor, written(anchor)), encoding="utf-8")


def run(project: Path, line: str) -> dict[str, Any]:
    """The JSON that a line of the recipe prints."""
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=project,
        env=os.environ | {"SANJAE_HOME": str(project / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


unix = pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a shell of Unix")


@unix
def test_a_lay_word(project: Path) -> None:
    heading = "1. 사람들이 쓰는 말 하나"
    [entry] = blocks(heading)
    assert run(project, check_of(heading))["understood"]["disease_category"] != "소음성난청"
    change(project / "data/thesaurus.yaml", "\nentries:\n", lambda anchor: f"{anchor}{entry}")
    assert run(project, check_of(heading))["understood"]["disease_category"] == "소음성난청"


def test_an_outcome_phrase(project: Path) -> None:
    row, verbs, branch = blocks("2. 판결의 결과를 적는 말 하나")
    change(project / "tests/domain/test_outcome.py", "\nFIRST: list[Row] = [\n", lambda anchor: anchor + row)
    test = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/domain/test_outcome.py"]
    environment = os.environ | {"PYTHONPATH": str(project)}

    def failed() -> str:
        done = subprocess.run(
            test, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert "passed" in done.stdout, done.stdout + done.stderr
        found = re.search(r"(\d+) failed", done.stdout)
        return found[1] if found else "0"

    assert failed() == "1"
    order = project / "lib/domain/order.py"
    [old] = [line for line in order.read_text(encoding="utf-8").splitlines(True) if "(?P<verb>" in line]
    change(order, old, lambda _: verbs)
    change(order, '    elif verb in ("기각", "각하"):\n', lambda anchor: branch + anchor)
    assert failed() == "0"


@unix
def test_a_rule_of_law(project: Path) -> None:
    heading = "3. 법의 기준 하나"
    [entry] = blocks(heading)
    change(project / "data/criteria.yaml", "\ncriteria:\n", lambda anchor: f"{anchor}\n{entry}")
    shown = run(project, check_of(heading))["criteria"]
    assert any("3일 이내이면 휴업급여가" in each["says"] for each in shown), shown
