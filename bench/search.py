"""Index and query speed on a synthetic record: `python -m bench.search --docs 32000`.

Prints build time, index size, open time, query p50 and p95 over 100 mixed questions, and the peak
memory of the process. Expected on two cores at 32,000 rulings: build under 90 s, open under 50 ms,
p95 under 20 ms, memory under 500 MB.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.corpus import questions, rulings
from lib.domain.records import StoredRuling
from lib.search.index import SearchIndex
from lib.search.query import search


class _Record:
    """Generated rulings behind the few verbs of the store that the index follows."""

    def __init__(self, count: int) -> None:
        self._count, self._marks = count, {"identity": "bench"}

    def since(self, revision: int) -> Iterator[StoredRuling]:
        return islice(rulings(self._count), revision, None)

    def removed_since(self, revision: int) -> Sequence[str]:
        return ()

    def revision(self) -> int:
        return self._count

    def count(self) -> int:
        return self._count

    def mark(self, name: str) -> str | None:
        return self._marks.get(name)

    def set_mark(self, name: str, value: str) -> None:
        self._marks[name] = value


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--docs", type=int, default=32_000, help="number of rulings")
    docs = parser.parse_args().docs
    started = time.perf_counter()
    characters = sum(len(ruling.precedent.text) for ruling in rulings(min(docs, 1000)))
    made = (time.perf_counter() - started) * docs / min(docs, 1000)
    print(f"{docs:,} rulings of {characters / min(docs, 1000):,.0f} characters on average")
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder))
        started = time.perf_counter()
        index.sync(_Record(docs))
        built = time.perf_counter() - started
        print(
            f"build        {built - made:8.1f} s   ({docs / (built - made):,.0f} rulings a second; generating them: {made:.1f} s)"
        )
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"index size   {size / 1e6:8.1f} MB")
        started = time.perf_counter()
        fresh = SearchIndex(Path(folder))
        fresh.searcher()
        print(f"open         {(time.perf_counter() - started) * 1000:8.1f} ms")
        asked = questions()
        search(fresh, asked[0])
        for facets in (False, True):
            took = []
            for question in asked:
                started = time.perf_counter()
                search(fresh, question, limit=10, facets=facets)
                took.append((time.perf_counter() - started) * 1000)
            cuts = statistics.quantiles(took, n=20)
            name = "query+facets" if facets else "query"
            print(
                f"{name:12} {statistics.median(took):8.1f} ms p50, {cuts[18]:.1f} ms p95, {max(took):.1f} ms worst"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"peak memory  {peak / 1e6:8.0f} MB")


if __name__ == "__main__":
    main()
