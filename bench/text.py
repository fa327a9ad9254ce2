"""How many texts lib/text reads whole, per set: `python -m bench.text [--show]`.

The sets in bench/sets were written without sight of any rule. They are a measure, no test: a rate is
looked at when a rule changes, and a row is never made to pass by a word of its own.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lib.text.citations import find_case_numbers
from lib.text.numbers import Date, find_dates, find_quantities
from lib.text.sentences import sentences

SETS = Path(__file__).parent / "sets"


def _citations(row: dict[str, Any]) -> bool:
    found = find_case_numbers(row["text"])
    wanted = list(zip(row["cases"], row["courts"], strict=True))
    return [(case.number, case.court or None) for case in found] == wanted


def _sentences(row: dict[str, Any]) -> bool:
    return [one.words for one in sentences(row["text"], story=row["story"])] == list[str](row["sentences"])


def _numbers(row: dict[str, Any]) -> bool:
    """All that is expected is found, and nothing else; where words end is left open (간, 씩, 동안)."""
    text, place = row["text"], 0
    found: list[tuple[int, int, str, Any]] = sorted(
        [
            (one.start, one.end, "percent" if one.unit == "%" else one.kind, one.value)
            for one in find_quantities(text)
            if one.kind != "age"
        ]
        + [(one.start, one.end, "date", _iso(one)) for one in find_dates(text)]
    )
    if len(found) != len(row["expect"]):
        return False
    for (start, end, kind, value), expected in zip(found, row["expect"], strict=True):
        place = text.index(expected["words"], place)
        wanted = expected["value"]["n"] if isinstance(expected["value"], dict) else expected["value"]
        near = value == wanted or (kind == "duration" and abs(float(value) - wanted) < 0.06 * wanted)
        if kind != expected["kind"] or not near or end <= place or start >= place + len(expected["words"]):
            return False
    return True


# `2019-03-14`, `2019-03`, `--03-14`, `--03`, as ISO 8601 leaves out what is not known.
def _iso(date: Date) -> str:
    parts = [
        f"{date.year}" if date.year else "-",
        f"{date.month:02}" if date.month else "",
        f"{date.day:02}" if date.day else "",
    ]
    return "-".join(part for part in parts if part)


READERS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "citations": _citations,
    "sentences": _sentences,
    "numbers": _numbers,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the texts that are not read whole")
    show = parser.parse_args().show
    for name, reads in READERS.items():
        rows = [json.loads(line) for line in (SETS / f"{name}.jsonl").open(encoding="utf-8")]
        missed = [row["text"] for row in rows if not reads(row)]
        print(f"{name}: {len(rows) - len(missed)} of {len(rows)}")
        if show:
            print(*missed, sep="\n")


if __name__ == "__main__":
    main()
