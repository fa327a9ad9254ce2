"""Whether people's words find the shipped rulings: `python -m bench.shipped`.

Each row of `bench/sets/lay_descriptions.jsonl` tells the facts of one shipped ruling (`serial`) as a layperson types
them; it is found where that ruling, or another instance of its dispute, is among the first FIRST hits. Each row of
`bench/sets/colloquial_questions.jsonl` is a question with the issue, the group of illnesses or both that a right answer
has to be about; counted is how many of the first FIRST hits are, of as many as there are. Writers had seen no search.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lib.collect.importing import load_starter
from lib.domain.digest import DigestLabels
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.sources.starter import read_starter
from lib.store import Store

SETS = Path(__file__).parent / "sets"
FIRST = 5


def main() -> None:
    """Print both rates, the second by issue too, and what was not found."""
    rulings = [(each, each.digest) for each in read_starter() if each.digest]
    id_of = {digest.serial: each.id for each, digest in rulings}
    id_of_number = {each.case_number: each.id for each, _ in rulings}
    labels = {each.id: digest.labels for each, digest in rulings}
    with tempfile.TemporaryDirectory() as home, Store(Path(home) / "sanjae.db") as store:
        index = SearchIndex(Path(home) / "index")
        load_starter(store, index.sync)
        described = list(_rows("lay_descriptions"))
        missed = []
        for row in described:
            related = next(digest.related_cases for _, digest in rulings if digest.serial == row["serial"])
            right = {id_of[row["serial"]], *(id_of_number.get(each.case_number, "") for each in related)}
            if right.isdisjoint(hit.id for hit in search(index, row["story"], limit=FIRST).hits):
                missed.append(row)
        print(f"descriptions: {len(described) - len(missed)} of {len(described)} found in the first {FIRST}")
        for row in missed:
            print(f"  not found: {row['serial']} {row['story'][:60]}")
        right_of: Counter[str] = Counter()
        possible_of: Counter[str] = Counter()
        for row in _rows("colloquial_questions"):
            possible = min(FIRST, sum(_fits(each, row) for each in labels.values()))
            hits = search(index, row["question"], limit=FIRST).hits
            right_of[row["issue"]] += min(possible, sum(_fits(labels[hit.id], row) for hit in hits))
            possible_of[row["issue"]] += possible
    print(f"questions: {right_of.total()} of {possible_of.total()} possible hits are right")
    for issue, possible in possible_of.items():
        print(f"  {issue}: {right_of[issue]} of {possible}")


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _fits(labels: DigestLabels, row: Mapping[str, Any]) -> bool:
    is_of_issue = not row["issue"] or labels.issue_category == row["issue"]
    return is_of_issue and (not row["disease"] or labels.disease_category == row["disease"])


if __name__ == "__main__":
    main()
