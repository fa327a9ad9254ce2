"""What reasons the summary of each ruling gives: `python -m bench.reasons FOLDER [FOLDER …]`.

FOLDER holds rulings as Markdown, as the public archive writes them (in it, or in `rulings/` below it). For
each are printed how it ended, the reasons with their offsets, the question and the agency's decision, to
be judged by a reader with the ruling open; at the end, how many rulings have one to four, more, or none.
"""

import argparse
from collections import Counter
from pathlib import Path

from lib.domain.classify import classify
from lib.domain.records import StoredRuling
from lib.rulings.summary import quotes_of, summarize
from lib.sources.markdown import read_file


def main() -> None:
    """Print every ruling's reasons, then the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    counts: Counter[str] = Counter()
    for folder in parser.parse_args().folders:
        below = folder / "rulings"
        for path in sorted((below if below.is_dir() else folder).glob("*.md")):
            precedent = read_file(path.read_bytes())
            ruling = StoredRuling(precedent.id, precedent, classify(precedent), (), 1, 1)
            counts[_print(path.stem, ruling)] += 1
    print(f"\nrulings {sum(counts.values())}: " + ", ".join(f"{what} {n}" for what, n in counts.items()))


def _print(name: str, ruling: StoredRuling) -> str:
    precedent, labels, summary = ruling.precedent, ruling.labels, summarize(ruling)
    print(f"\n=== {name} {precedent.court} {precedent.case_number}: {labels.outcome.value}")
    if not ruling.sections.has_order:
        return "stub"
    deciding = quotes_of(summary.reason, summary.quotes)
    factors = [quote for quote in summary.quotes if quote.text in summary.deciding_factors]
    for mark, quotes in (("deciding", deciding), ("circumstance", factors)):
        for quote in quotes:
            voice = f" ({quote.voice})" if quote.voice else ""
            print(f"  [{mark} {quote.start}-{quote.end}]{voice} {' '.join(quote.text.split())}")
    print(f"  (question) {' '.join(summary.issue.split())}")
    print(f"  (agency) {' '.join(summary.denial_reason.split())}")
    given = len(deciding) + len(factors)
    if not given:
        print(f"  (none) {summary.no_reasons}")
    return "none" if not given else "1-4 reasons" if given <= 4 else "more"


if __name__ == "__main__":
    main()
