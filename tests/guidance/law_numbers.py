"""Every number that the data files say of the law, with the articles it rests on, a line for each entry.

`.venv/bin/python -m tests.guidance.law_numbers` writes `law_numbers.txt` anew. Who changes a number compares it with the
article first, then looks at the lines that changed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.text.shipped import read_shipped

KEPT = Path(__file__).with_name("law_numbers.txt")
FILES = (
    "arguments", "criteria", "criteria_check", "deadlines", "denial", "evidence", "factors", "gathering", "heard", "path", "steps", "told_numbers",
    "benefits", "parameters/articles", "parameters/authorities", "parameters/official_figures",
    "parameters/yearly_amounts", "parameters/benefit_tables",
)  # fmt: skip
# With what it counts, so that three years do not become three months.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:%| ?[가-힣]{1,2})?")
# What people say, not what the law does.
_PHRASES = frozenset(
    {
        "gone",
        "tipped",
        "when",
        "unless",
        "phrases",
        "patterns",
        "lay",
        "parts",
        "agency",
        "notices",
        "clause_ends",
        "and_when",
        "says_so",
        "says_not",
        "says_not_unless",
        "shown_when",
        "near",
        "marks",
    }
)


def lines() -> list[str]:
    """`file entry: numbers | articles`, in the order of the files; entries without a number are left out."""
    return [line for name in FILES for line in _of_file(name)]


def _of_file(name: str) -> Iterator[str]:
    for section, content in read_shipped(f"{name}.yaml").items():
        entries = content if isinstance(content, list) else [content]
        for number, entry in enumerate(entries, start=1):
            if section in _PHRASES or not isinstance(entry, dict):
                continue
            id_ = entry.get("id", number if isinstance(content, list) else "")
            said = list(_said(entry))
            if said:
                basis = entry.get("basis", ())
                articles = ", ".join(map(str, basis)) if isinstance(basis, list) else str(basis)
                yield f"{name} {section} {id_}: {' '.join(said)} | {articles}"


# Numbers of the Korean sentences, and values that are numbers, with their names.
def _said(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in _PHRASES and name not in ("en", "basis", "id"):
                yield from _said(value, str(name))
    elif isinstance(node, list):
        for value in node:
            yield from _said(value, key)
    elif isinstance(node, bool):
        return
    elif isinstance(node, int | float):
        yield f"{key}={node}"
    elif isinstance(node, str):
        yield from _NUMBER.findall(node)


if __name__ == "__main__":
    KEPT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
