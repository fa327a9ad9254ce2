"""The command line as scripts use it: real processes, exit status, stdout and stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.synthetic import BODY, OTHER_LAW, STUB, archive_file, write_archive

ROOT = Path(__file__).parent.parent


class Machine:
    """A fresh home directory and the command in it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "lib.cli", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | {"SANJAE_HOME": str(self.home), "PYTHONIOENCODING": "utf-8"} | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *arguments: str | Path) -> Any:
        """The one JSON document of a command that succeeds and says nothing else."""
        done = self.run(*arguments, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 1
        return json.loads(done.stdout)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "home")


def test_status_of_a_fresh_machine(machine: Machine) -> None:
    shipped = len(list((ROOT / "data" / "starter").glob("*.json")))
    assert machine.json("status") == {
        "rulings": shipped,
        "by_source": {"starter": shipped},
        "with_text": 0,
        "index": {"documents": shipped, "in_step": True},
    }
    assert f"판례 {shipped}건" in machine.run("status").stdout


def test_import_twice_and_strict(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 3)
    (folder / "빈.md").touch()
    other = archive_file("2020구합1", title="이행강제금부과처분취소", body=OTHER_LAW)
    (folder / "다른 법.md").write_text(other, encoding="utf-8")
    refused = [{"path": str(folder / "빈.md"), "reason": "빈 파일입니다."}]
    first = machine.json("import", folder)
    assert first == {
        "read": 5, "added": 3, "updated": 0, "unchanged": 0, "left_out": 1, "refused": refused
    }  # fmt: skip
    again = machine.json("import", folder)
    assert again == {
        "read": 5, "added": 0, "updated": 0, "unchanged": 3, "left_out": 1, "refused": refused
    }  # fmt: skip
    strict = machine.run("import", folder, "--strict", "--json")
    assert strict.returncode == 1
    assert json.loads(strict.stdout) == again
    assert strict.stderr == "받아들이지 못한 파일이 1개 있습니다.\n"
    human = machine.run("import", folder)
    assert human.returncode == 0
    assert "변화 없음 3" in human.stdout and "빈.md: 빈 파일입니다." in human.stdout
    held = machine.json("status")
    assert (held["by_source"]["archive"], held["with_text"], held["index"]["in_step"]) == (3, 3, True)


def test_classify_prints_a_line_per_ruling(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "하나.md").write_text(archive_file(), encoding="utf-8")
    (tmp_path / "둘.md").write_text(archive_file("2022누77", "한빛고등법원", body=STUB), encoding="utf-8")
    done = machine.run("classify", tmp_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    stub, ruling = sorted(map(json.loads, done.stdout.splitlines()), key=lambda line: line["instance"])[::-1]
    assert list(ruling) == [
        "id", "case_number", "court", "serial", "instance", "outcome", "kind_b", "kind_c", "disease_category",
        "issue_category", "diagnoses", "occupation", "statutes", "cited_cases", "related_cases", "evidence",
    ]  # fmt: skip
    assert (ruling["id"], ruling["serial"], ruling["instance"], ruling["outcome"], ruling["kind_b"]) == (
        "한빛지방법원_2021구단100",
        "900001",
        1,
        "불인정",
        "요양",
    )
    assert ruling["statutes"] == ["산업재해보상보험법 제37조"]
    assert ruling["related_cases"] == [{"court": "한빛고등법원", "case_number": "2022누77", "instance": 2}]
    assert ruling["evidence"]["outcome"] in BODY
    assert (stub["instance"], stub["outcome"]) == (2, "판단불가")
    assert not machine.home.exists(), "classify needs no store"


def test_classify_leaves_other_law_out_of_folders_only(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    folder.mkdir()
    other = folder / "다른 법.md"
    other.write_text(
        archive_file("2020구합1", title="이행강제금부과처분취소", body=OTHER_LAW), encoding="utf-8"
    )
    left_out = machine.run("classify", folder, "--json")
    assert (left_out.returncode, left_out.stdout) == (0, "")
    assert "다른 법.md" in left_out.stderr
    for arguments in ([folder, "--all"], [other]):
        done = machine.run("classify", *arguments, "--json")
        assert json.loads(done.stdout)["case_number"] == "2020구합1"


def test_classify_reports_what_it_cannot_read(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "좋음.md").write_text(archive_file(), encoding="utf-8")
    (tmp_path / "빈.md").touch()
    some = machine.run("classify", tmp_path)
    assert some.returncode == 0
    assert some.stdout.startswith("한빛지방법원 2021구단100 (1심): 불인정")
    assert some.stderr == f"{tmp_path / '빈.md'}: 빈 파일입니다.\n"
    none = machine.run("classify", tmp_path / "빈.md", "--json")
    assert (none.returncode, none.stdout) == (1, "")


FAILURES = [
    (("import", "없는 폴더"), {}, 1, "없습니다: 없는 폴더"),
    (("import",), {}, 2, ""),
    (("classify", "--nothing", "x"), {}, 2, "--nothing"),
    (("nothing",), {}, 2, "nothing"),
    (("status",), {"SANJAE_UPLOAD_MAX_MB": "many"}, 1, "SANJAE_UPLOAD_MAX_MB"),
    (("status",), {"SANJAE_HOME": "/dev/null/x"}, 1, "폴더"),
]


@pytest.mark.parametrize("arguments, environment, status, reason", FAILURES)
def test_failures_are_one_line(
    machine: Machine, arguments: tuple[str, ...], environment: dict[str, str], status: int, reason: str
) -> None:
    done = machine.run(*arguments, **environment)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.count("\n") == 1 and reason in done.stderr


def test_a_damaged_database_is_one_line(machine: Machine) -> None:
    machine.home.mkdir()
    (machine.home / "sanjae.db").write_bytes(b"no database " * 500)
    done = machine.run("status", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "손상" in done.stderr


def test_json_is_utf_8_in_any_locale(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(archive_file(), encoding="utf-8")
    done = machine.run(
        "classify", tmp_path / "a.md", "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert json.loads(done.stdout)["court"] == "한빛지방법원"
