"""How often the stance of a phrase is read as a person reads it: `python -m bench.stance [FILE]`.

Each row of `bench/sets/stance.jsonl` is a sentence, a phrase that stands once in it, and how the
writer puts the phrase, written without sight of the rules. Prints accuracy per stance, then the
rows that are read otherwise.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from lib.text.stance import StanceReader

SET = Path(__file__).parent / "sets" / "stance.jsonl"


def main(path: Path = SET) -> None:
    """Print the figures."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right: Counter[str] = Counter()
    wrong = []
    for row in rows:
        start = row["text"].index(row["phrase"])
        found = StanceReader(row["text"]).read(start, start + len(row["phrase"])).stance
        right[row["stance"]] += found == row["stance"]
        if found != row["stance"]:
            wrong.append(f"{row['stance']:>9} read as {found:<9} [{row['phrase']}] {row['text']}")
    for stance, total in sorted(Counter(row["stance"] for row in rows).items()):
        print(f"{stance:>9} {right[stance]:3} of {total:3}  {right[stance] / total:.2f}")
    print(f"{'all':>9} {right.total():3} of {len(rows):3}  {right.total() / len(rows):.2f}")
    print("\n".join(wrong))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
