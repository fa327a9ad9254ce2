"""How often each label is read right: `python -m bench.labels --corpus DIR [--corpus DIR …]`.

DIR holds `labels.jsonl`, a careful reader's labels with one ruling a line (`serial`, the label fields,
and `alt` with further values that are right as well), and `rulings/{serial}.md` as the public archive
writes them. Printed are, per label, n, how many were read as the reader reads them and the 95% interval
(Wilson), then precision and recall of cited statutes (by article) and cases, and with `--wrong` every
ruling that was read otherwise. Only rulings on which no rule was ever tuned tell anything.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lib.domain.classify import classify
from lib.domain.counting import wilson
from lib.domain.labels import Labels
from lib.sources.markdown import read_file

LABELS = ("instance", "outcome", "kind_b", "kind_c", "disease_category", "issue_category")


def main() -> None:
    """Read every ruling and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--wrong", action="store_true", help="name the rulings that were read otherwise")
    options = parser.parse_args()
    read = [pair for folder in options.corpus for pair in labelled(folder)]
    for name in LABELS:
        wrong = [(row, ours) for row, labels in read if not right(row, name, ours := value(labels, name))]
        print(f"{name:18}{share(len(read) - len(wrong), len(read))}")
        if options.wrong:
            for row, ours in wrong:
                print(f"    {row['serial']} {row['case_number']}: {row[name]}, read as {ours}")
    statutes = [(articles(row["statutes"]), articles(labels.statutes)) for row, labels in read]
    cases = [(set(row["cited_cases"]), set(labels.cited_cases)) for row, labels in read]
    for name, pairs in (("statutes", statutes), ("cited cases", cases)):
        common = sum(len(theirs & ours) for theirs, ours in pairs)
        print(f"{name:18}precision {share(common, sum(len(ours) for _, ours in pairs))}")
        print(f"{'':18}recall    {share(common, sum(len(theirs) for theirs, _ in pairs))}")


def labelled(folder: Path) -> Iterator[tuple[dict[str, Any], Labels]]:
    """Each row of `labels.jsonl` beside the labels we read; a row without a readable file fails loudly."""
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / "rulings" / f"{row['serial']}.md"
        yield row, classify(read_file(path.read_bytes()))


def value(labels: Labels, name: str) -> str | int:
    """The value of one label as the reader writes it."""
    found: str | int = getattr(labels, name).value
    return found


def right(row: dict[str, Any], name: str, ours: str | int) -> bool:
    """Whether a value is the reader's, or one that the reader accepts beside it."""
    return ours in (row[name], *row.get("alt", {}).get(name, []))


def share(part: int, whole: int) -> str:
    """`57 of 60 = .95 (.86-.98)`."""
    if not whole:
        return "nothing to count"
    low, high = wilson(part, whole)
    return f"{part} of {whole} = {part / whole:.3f} ({low:.2f}-{high:.2f})"


def articles(statutes: Iterable[str]) -> set[str]:
    """Statutes by article, as rulings are compared."""
    return {"".join(re.sub(r" 제\d+항.*$", "", statute).split()) for statute in statutes}


if __name__ == "__main__":
    main()
