"""The real rulings beside the checkout, as records with a careful reader's labels."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.domain.ruling import Precedent

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def real_rulings(folder: Path = CORPUS) -> Iterator[tuple[Precedent, dict[str, Any]]]:
    """Every labelled ruling of a corpus folder; nothing where there is none."""
    labels = folder / "labels.jsonl"
    if not labels.is_file():
        return
    for line in labels.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        path = folder / "rulings" / f"{labelled['serial']}.md"
        yield read_ruling(path), labelled


def read_ruling(path: Path) -> Precedent:
    """One Markdown file of the public archive, read without the importer."""
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
