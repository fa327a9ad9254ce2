"""Whole rulings with a careful reader's labels, read without the importer.

`own_rulings` are short ones of our own beside this file, in the shapes of the public archive: invented
persons, firms and case numbers, our own words but for the fixed formulas of courts. `real_rulings` are
those beside the checkout; there are none where it stands alone.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.domain.ruling import Precedent

OWN = Path(__file__).resolve().parent
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

Labelled = tuple[Precedent, dict[str, Any]]


def own_rulings() -> Iterator[Labelled]:
    """Our own rulings, each with its row of `labels.jsonl`."""
    return labelled_rulings(OWN)


def real_rulings() -> Iterator[Labelled]:
    """The real rulings with a careful reader's labels; nothing where there are none."""
    return labelled_rulings(CORPUS) if CORPUS.is_dir() else iter(())


def labelled_rulings(folder: Path) -> Iterator[Labelled]:
    """Every labelled ruling of a folder."""
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        yield read_ruling(folder / "rulings" / f"{labelled['serial']}.md"), labelled


def read_ruling(path: Path) -> Precedent:
    """One Markdown file of the public archive."""
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)

    def field(name: str) -> str:
        match = re.search(rf"^{name}: '?(.*?)'?$", front, re.MULTILINE)
        return match[1] if match else ""

    body = re.sub(r"^\s*# .*\n+", "", body)
    text = re.sub(r"^## 판례내용\n+", "", body).strip()
    return Precedent(
        case_number=field("사건번호"),
        court=field("법원명"),
        title=field("사건명"),
        source="archive",
        text=text,
        source_serial=field("판례일련번호"),
    )
