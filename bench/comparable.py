"""How often the rulings shown for an intake are comparable: `python -m bench.comparable INTAKES [--home DIR]`.

INTAKES is JSON lines with `id`, `intake` and `gold`, a careful attorney's `issue_category` and
`disease_category`; `gold.alt` has further values that are right as well. A ruling is comparable when it
is of such an issue and, where that is causation, of such a disease. Printed are, with n and the 95%
interval (Wilson): of the first two cards of each side on which a comparable ruling is held, how many
are comparable (a side left empty counts as one that is not); and of all cards, how many are not.
Without `--home` the shipped rulings are asked. `--wrong` names every card that is not comparable.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from bench.labels import share
from lib.casework.analysis import similar
from lib.collect.importing import load_starter
from lib.domain.dispute import disputes
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Issue, Outcome, Suit
from lib.search.index import SearchIndex
from lib.store import Store

FIRST = 2
"""Cards of a side that are on screen without a tap."""


def main() -> None:
    """Ask for every intake and print the two shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("intakes", type=Path)
    parser.add_argument("--home", type=Path, help="a folder with sanjae.db and index, instead of what ships")
    parser.add_argument("--wrong", action="store_true", help="name the cards that are not comparable")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        with Store(home / "sanjae.db") as store:
            index = SearchIndex(home / "index")
            load_starter(store, index.sync)
            rows = [json.loads(line) for line in options.intakes.read_text(encoding="utf-8").splitlines()]
            first, cards = measured(rows, store, index, options.wrong)
    print(f"first two of a side   {share(sum(first), len(first))} comparable")
    print(f"all cards             {share(len(cards) - sum(cards), len(cards))} not comparable")


def measured(
    rows: list[dict[str, Any]], store: Store, index: SearchIndex, tell: bool
) -> tuple[list[bool], list[bool]]:
    """Whether each of the first cards of a side, and each of all cards, is comparable."""
    held = [dispute.rulings for dispute in disputes(store.listing(), store.related())]
    first: list[bool] = []
    cards: list[bool] = []
    for row in rows:
        told = {name: value for name, value in row["intake"].items() if value is not None}
        found = similar(Intake.model_validate(told), store, index)
        for name, side in (("won", found.favourable), ("lost", found.unfavourable)):
            right = [is_comparable(*labels_of(each.ruling), row["gold"]) for each in side]
            wanted = any(is_held(rulings, name == "won", row["gold"]) for rulings in held)
            if wanted:
                first += right[:FIRST] or [False]
            cards += right
            for each, ok in zip(side, right, strict=True):
                if tell and not ok:
                    issue, disease = labels_of(each.ruling)
                    print(f"{row['id']} {name}: {each.ruling.id}, {issue}, {disease}")
            if tell and wanted and not side:
                print(f"{row['id']} {name}: nothing, although one is held")
    return first, cards


def labels_of(ruling: Any) -> tuple[str, str]:
    """Issue and disease of a held ruling."""
    return ruling.labels.issue_category.value, ruling.labels.disease_category.value


def is_comparable(issue: str, disease: str, gold: dict[str, Any]) -> bool:
    """Whether a ruling is of an accepted issue and, for causation, of an accepted disease."""
    also = gold.get("alt", {})
    if issue not in (gold["issue_category"], *also.get("issue_category", ())):
        return False
    diseases = (gold["disease_category"], *also.get("disease_category", ()))
    return issue != Issue.CAUSATION or disease in diseases


def is_held(rulings: tuple[ListedRuling, ...], won: bool, gold: dict[str, Any]) -> bool:
    """Whether a claimant's dispute ended on this side and one of its rulings is of the gold issue itself."""
    gold = gold | {"alt": {}}
    lost = UNFAVOURABLE | ({Outcome.DISMISSED} if gold["issue_category"] == Issue.TIME_LIMIT else set())
    decided = [ruling.outcome for ruling in rulings if ruling.outcome in FAVOURABLE | lost]
    return (
        bool(decided)
        and (decided[-1] in FAVOURABLE) == won
        and any(
            ruling.suit is Suit.CLAIMANT
            and is_comparable(ruling.issue_category, ruling.disease_category, gold)
            for ruling in rulings
        )
    )


if __name__ == "__main__":
    main()
