"""`sanjae`, the command line from any folder, right after `make run`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sanjae.cmd is its place there")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder with a blank in its name, whose environment is the one of this run."""
    folder = tmp_path / "산재 길잡이"
    (folder / ".venv/bin").mkdir(parents=True)
    for name in ("lib", "data"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "sanjae", folder / "sanjae")
    python = folder / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


def run(command: Path, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = os.environ | {"SANJAE_HOME": str(cwd / "home")} | environment
    return subprocess.run(
        [str(command), *arguments], cwd=cwd, env=given, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_it_works_from_any_folder(project: Path, tmp_path: Path, locale: dict[str, str]) -> None:
    elsewhere = tmp_path / "elsewhere"
    # A folder of the same name as ours is not ours.
    (elsewhere / "lib").mkdir(parents=True)
    (elsewhere / "lib/__init__.py").write_text("raise SystemExit('the wrong lib')", encoding="utf-8")
    done = run(project / "sanjae", "search", "회식 뒤 귀가", "--json", cwd=elsewhere, **locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["query"] == "회식 뒤 귀가"


def test_it_works_through_a_link_and_names_itself(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin/sanjae"
    link.symlink_to(Path("..") / "산재 길잡이" / "sanjae")
    (tmp_path / "표.csv").write_text(
        "사건번호,법원명,사건명,판결문\n2031구단901,한빛지방법원,요양불승인처분취소,주문\n", encoding="utf-8"
    )
    done = run(link, "import", "표.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"되돌리려면: {link} imports remove 1" in done.stdout


def test_without_an_environment_it_says_what_to_do(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / ".venv")
    done = run(project / "sanjae", "status", cwd=tmp_path)
    assert done.returncode == 1 and "make run" in done.stderr and done.stdout == ""
