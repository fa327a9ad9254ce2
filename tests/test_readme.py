"""Every command line of the README works as it stands, in a project as `make run` leaves it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import answers
from tests.servers.chat import TOKEN, ChatServer
from tests.synthetic import write_archive

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line.split("   #")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
# What needs the internet, or is this very run.
ELSEWHERE = re.compile(r"^(git clone|make\b|\./sanjae sync)")
HERE = list(dict.fromkeys(line for line in LINES if not ELSEWHERE.match(line)))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a shell of Unix")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of its own, the archive beside it, whose environment is the one of this run."""
    folder = tmp_path_factory.mktemp("readme") / "sanjae-guide"
    (folder / ".venv/bin").mkdir(parents=True)
    for name in ("lib", "data", "demo"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "sanjae", folder / "sanjae")
    python = folder / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    write_archive(folder / "precedent-kr/일반행정", 300)
    return folder


@pytest.fixture(scope="module")
def model() -> Iterator[dict[str, str]]:
    """What lets the lines that ask a model ask one."""
    server = ChatServer(answers.opinion_text)
    server.start()
    yield {"HF_ENDPOINT_URL": server.url, "HF_TOKEN": TOKEN}
    server.stop()


def test_the_lines_work_one_after_another(project: Path, model: dict[str, str]) -> None:
    assert len(HERE) >= 20 and any("eval" in line for line in HERE)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SANJAE_")}
    for line in HERE:
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=project,
            env=environment | model,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        assert done.stdout or not line.startswith("./sanjae"), line
    # From scratch, as the last of them says.
    assert not (project / "var/office").exists() and (project / "var/sanjae.db").exists()


def test_each_half_says_how_to_begin_and_how_to_end() -> None:
    korean, english = README.split("\n# English\n")
    for half in (korean, english):
        for line in (
            "git clone",
            "make run",
            "make test",
            "tar czf",
            "rm -rf var && ./sanjae",
            ".\\sanjae",
            "ADDRESS=0.0.0.0",
        ):
            assert line in half, line


def test_no_line_needs_what_a_bare_machine_lacks() -> None:
    """A bare `python` is on few machines, and never has the packages; a bare `pip` may not install any."""
    told = [
        README,
        *((ROOT / name).read_text(encoding="utf-8") for name in ("docs/hosting.md", ".env.example")),
    ]
    bare = re.compile(r"(?<![\w/\\])(?:python3? -m (?!venv )\S+|pip install)")
    assert [found for text in told for found in bare.findall(text)] == []


def test_files_that_are_linked_are_there() -> None:
    for name in re.findall(r"\]\((?!http|#)([^)#]+)", README):
        assert (ROOT / name).exists(), name
