"""A letter as a command: what it prints, that a folder becomes cases, and that nothing in it says who somebody is."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.casework.forty_letters import LETTERS
from tests.cli.test_cli import Machine

KEYS = [
    "kind", "office", "printed_on", "benefit", "decision", "reasons", "panel", "review_told", "diagnoses", "doubts", "text",
]  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "home")


def written(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"편지{number:02}.txt").write_text(LETTERS[number].text, encoding="utf-8")
    return folder


def test_one_letter_is_one_document(machine: Machine, tmp_path: Path) -> None:
    letter = written(tmp_path / "편지", 1) / "편지01.txt"
    done = machine.process("letter", letter, "--json", "--today", "2026-11-30")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert list(document) == KEYS
    assert (document["kind"], document["printed_on"], document["benefit"], document["decision"]) == (
        "결정통지서", "2024-12-03", "요양", "불승인",
    )  # fmt: skip
    assert len(document["reasons"]) == 3 and "홍길동" not in done.stdout
    told = machine.process("letter", letter, "--today", "2026-11-30")
    assert "받은 날은 편지에 없습니다" in told.stdout and "단계: 결정" in told.stdout
    counted = machine.process("letter", letter, "--received", "2026-11-20", "--today", "2026-11-30")
    assert "2027-02-18까지" in counted.stdout


def test_a_folder_and_a_zip_become_cases_that_triage_takes(machine: Machine, tmp_path: Path) -> None:
    folder = written(tmp_path / "편지", 0, 20)
    (folder / "메모.exe").write_bytes(b"MZ")
    with zipfile.ZipFile(folder / "묶음.zip", "w") as packed:
        packed.writestr("편지02.txt", LETTERS[2].text)
        packed.writestr("빈.pdf", b"")
    out = tmp_path / "상담.jsonl"
    done = machine.process("letter", folder, "--json", "-o", out, "--today", "2026-11-30")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert sorted(each["stage"] for each in document["intakes"]) == ["결정", "결정", "심사결정"]
    assert len(document["letters"]) == 3 and len(document["refused"]) == 2
    assert all("received_on" not in each for each in document["intakes"])
    sorted_out = machine.process("triage", out, "--json", "--today", "2026-11-30", "--jobs", "1")
    assert sorted_out.returncode == 0, sorted_out.stderr
    rows = json.loads(sorted_out.stdout)
    assert len(rows["rows"]) == 3 and not rows["refused"]


def test_what_cannot_be_read_is_one_sentence(machine: Machine, tmp_path: Path) -> None:
    empty = tmp_path / "빈.pdf"
    empty.write_bytes(b"")
    done = machine.process("letter", empty, "--json")
    assert done.returncode != 0 and not done.stdout and len(done.stderr.strip().splitlines()) == 1
