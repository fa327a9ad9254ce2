"""`.ci/run` asks a bare machine for what is missing, whatever it speaks; every program it calls is a stand-in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for Debian and Ubuntu")

# As long as it is where many repositories are known: the reader of one line has gone before the rest comes.
POLICY = """
words=Candidate; [ "$LC_ALL" = C ] || words=후보
echo "chromium:"; echo "  $words: {candidate}"
i=0; while [ $i -lt 20000 ]; do echo "     500 http://mirror.example/debian stable/main amd64 Packages"; i=$((i + 1)); done
"""


class Machine:
    """A folder of programs that is all the script finds, and a list of what was called as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = folder / "told"
        self.told.touch()
        for name in ("bash", "sh", "dirname", "env"):
            (folder / name).symlink_to(str(shutil.which(name)))
        self.has("id", "echo 1000")
        self.has("sudo", f'echo "$*" >> "{self.told}"')
        self.has("dpkg", "exit 1")
        self.has("make", f'echo "make $*" >> "{self.told}"; [ "$1" != setup ]')
        self.offers("150.0-1")

    def has(self, name: str, does: str) -> None:
        program = self.folder / name
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)

    def offers(self, candidate: str) -> None:
        self.has("apt-cache", POLICY.format(candidate=candidate))

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "bash"), str(ROOT / ".ci/run")],
            env={"PATH": str(self.folder), "LANG": "ko_KR.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def calls(self) -> list[str]:
        return self.told.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_browser_is_installed_where_there_is_one(machine: Machine) -> None:
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    update, install, test = machine.calls()
    assert update.endswith("apt-get update -qq") and test == "make test"
    # Nothing asks: sudo hands on no variable but what stands in its line.
    assert "DEBIAN_FRONTEND=noninteractive apt-get install -y" in install
    assert install.endswith(
        " python3-venv fonts-noto-cjk libatomic1 tesseract-ocr tesseract-ocr-kor chromium"
    )


def test_where_apt_has_none_the_environment_is_made_first(machine: Machine) -> None:
    machine.offers("(none)")
    assert machine.run().returncode != 0
    assert machine.calls()[-1] == "make setup" and "chromium" not in " ".join(machine.calls())


def test_without_sudo_the_line_for_root_is_told(machine: Machine) -> None:
    (machine.folder / "sudo").unlink()
    done = machine.run()
    assert done.returncode == 1 and machine.calls() == []
    assert done.stderr.count("\n") == 1 and "apt-get install" in done.stderr


def test_where_nothing_is_missing_nobody_becomes_root(machine: Machine) -> None:
    (machine.folder / "sudo").unlink()
    for name in ("dpkg", "python3", "chromium"):
        machine.has(name, "exit 0")
    assert machine.run().returncode == 0 and machine.calls() == ["make test"]
