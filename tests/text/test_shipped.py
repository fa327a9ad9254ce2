"""Whoever spoils a data file is told the file and the place in it, before anything is shown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SPOILT = [
    ("thesaurus.yaml", "  - lay: [중풍", "  - lay: [중풍,, {", r"data/thesaurus.yaml의 \d+번째 줄"),
    ("thesaurus.yaml", "disease_category: 뇌혈관·심장", "disease_category: 뇌", r"1번째 항목\(\['중풍'"),
    ("thesaurus.yaml", "  - lay: [중풍", "  - leg: [중풍", "1번째 항목.*'lay' 항목이 없습니다"),
    ("thesaurus.yaml", "weight: 0.9", "weight: 높음", "1번째 항목.*높음"),
    ("lexicon.yaml", "\n", "\n: [\n", r"data/lexicon.yaml의 \d+번째 줄"),
    ("criteria.yaml", "  - id:", "  - ident:", r"criteria.yaml: entry 1"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), SPOILT)
def test_a_spoilt_file_is_named(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    for folder in ("lib", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "data" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "lib.cli", "analyze", "--offline"],
        cwd=tmp_path,
        env=os.environ | {"SANJAE_HOME": str(tmp_path / "home")},
        input='{"story": "조선소에서 24년 일하고 소음성 난청이 왔습니다"}',
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode and done.stdout == "" and "Traceback" not in done.stderr
    assert re.search(told, done.stderr), done.stderr
