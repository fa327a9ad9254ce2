"""What is read from attorney's intakes: `python -m bench.intakes [FILE ...]`, of `bench/sets/intakes.jsonl` by default.

Each row holds an `intake` as `analyze` takes it, and what a careful attorney marked (`gold`): the labels (`alt` has
others that are as right), the facts that weigh for and against in the words of the intake, words that a careless
reader would take for such a fact (`misread_words`), the stage, and the day the letter came. Prints counts. A fact is found where a circumstance of its side quotes words of it, a trap is fallen into
where a circumstance for or against quotes it. Whoever wrote the rows had seen neither rules nor data; rows that a
rule was mended by are no longer evidence.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lib.casework.circumstances import circumstances
from lib.domain.intake import Intake
from lib.domain.told_dates import filled
from lib.search.understanding import understand

SET = Path(__file__).parent / "sets/intakes.jsonl"
LABELS = ("issue_category", "kind_b", "kind_c", "disease_category")
SIDES = ("for", "against")
TODAY = date(2026, 11, 29)
"""The day on which the rows were written."""
_SHARED = 6
"""Letters in a row, white space aside, that a quotation has to share with a fact."""


def main(files: Sequence[str]) -> None:
    """Print the counts over all rows of the files."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for file in files or [SET]:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            for what, is_right in _asked(json.loads(line)):
                total[what] += 1
                right[what] += is_right
    for what, n in total.items():
        print(f"{what}: {right[what]} of {n}")


# What is asked of one row, and whether it is so.
def _asked(row: dict[str, Any]) -> Iterable[tuple[str, bool]]:
    gold = row["gold"]
    intake = Intake.model_validate({name: value for name, value in row["intake"].items() if value})
    understood = understand(intake)
    for label in LABELS:
        value = getattr(understood, label)
        good = (gold[label], *(gold.get("alt", {}).get(label) or ()))
        yield label, (value.value if value else None) in good
    found = circumstances(intake, understood)
    sides = {side: [_bare(each.words) for each in found if each.side == side] for side in SIDES}
    for side, quotes in sides.items():
        for fact in gold.get(f"facts_{side}", ()):
            yield f"facts {side}", any(_meets(_bare(fact["words"]), quote) for quote in quotes)
    yield from _misread(gold, found)
    for words in gold.get("misread_words", ()):
        bare = _bare(words)
        yield (
            "traps read as facts",
            any(bare in quote or quote in bare for quote in (*sides["for"], *sides["against"])),
        )
    known, _ = filled(intake, TODAY)
    if gold.get("received_on"):
        yield "day received", str(known.received_on) == gold["received_on"]
    elif not known.decision_date:
        yield "no day where none is told", known.received_on is None
    yield "stage", (known.stage.value if known.stage else "결정") == gold["stage"]


# Of each circumstance that quotes the story, whether it stands on the wrong side of a marked fact, or tells what was marked
# as misleading.
def _misread(gold: dict[str, Any], found: Iterable[Any]) -> Iterable[tuple[str, bool]]:
    marked = {side: [_bare(fact["words"]) for fact in gold.get(f"facts_{side}", ())] for side in SIDES}
    traps = [_bare(words) for words in gold.get("misread_words", ())]
    for each in found:
        if each.side not in marked or each.source != "story":
            continue
        quote, other = _bare(each.words), next(side for side in SIDES if side != each.side)
        is_right = any(_meets(fact, quote) for fact in marked[each.side])
        wrong = [*marked[other], *traps]
        yield "circumstances misread", not is_right and any(_meets(words, quote) for words in wrong)


def _bare(words: str) -> str:
    return "".join(words.split())


# True where a quotation holds the fact, stands in it, or shares letters in a row with it.
def _meets(fact: str, quote: str) -> bool:
    runs = (fact[at : at + _SHARED] for at in range(max(1, len(fact) - _SHARED + 1)))
    return quote in fact or any(run in quote for run in runs)


if __name__ == "__main__":
    main(sys.argv[1:])
