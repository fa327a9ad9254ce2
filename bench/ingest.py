"""Speed of a sync: `python -m bench.ingest --docs 32000`.

A local server in a process of its own serves a synthetic record in the shape of 공공데이터포털 as
fast as it can; a sync with all pauses at 0 takes it into a new store and index. Meanwhile a thread
of the same process searches, as a page of the app would. Prints rulings a second, processor seconds,
the peak memory, and search p50 and p95 during the sync. Expected on two idle cores: at least 150
rulings a second, p95 under 60 ms.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from bench.corpus import questions, rulings
from lib.collect.sync import SyncProgress, SyncReport, sync
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.settings import Settings
from lib.sources import comwel
from lib.store import Store

PAGE = comwel.Comwel.page_size
SEARCH_EVERY = 0.1


def write_pages(folder: Path, docs: int) -> None:
    """The answers of the service, one file per page, and one for a page of one ruling."""
    made = rulings(docs)
    for number in range(1, -(-docs // PAGE) + 1):
        items = [
            {
                "accnum": each.precedent.case_number,
                "courtname": each.precedent.court,
                "kinda": "기각",
                "kindb": "요양",
                "title": each.precedent.title,
                "noncontent": each.precedent.text.replace("\n", "<br/>"),
            }
            for each in islice(made, PAGE)
        ]
        (folder / str(number)).write_bytes(_page(items, docs))
    (folder / "probe").write_bytes(_page([], docs))


def _page(items: list[dict[str, str]], total: int) -> bytes:
    body = {"items": {"item": items} if items else "", "numOfRows": PAGE, "totalCount": total}
    document = {"response": {"header": {"resultCode": "00"}, "body": body}}
    return json.dumps(document, ensure_ascii=False).encode()


def serve(folder: Path) -> None:
    """Print the port and answer until killed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = parse_qs(urlsplit(self.path).query)["pageNo"][0]
            path = folder / page
            body = (path if path.exists() else folder / "probe").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


class Watch:
    """Peak memory of this process, and search times, while it is entered."""

    def __init__(self, index: Path) -> None:
        self._index = SearchIndex(index)
        self._over = threading.Event()
        self.peak = 0
        self.took: list[float] = []
        self._threads = [threading.Thread(target=each) for each in (self._memory, self._searches)]

    def __enter__(self) -> "Watch":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _memory(self) -> None:
        while not self._over.wait(0.5):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            self.peak = max(self.peak, pages * resource.getpagesize())

    def _searches(self) -> None:
        asked = questions()
        while not self._over.wait(SEARCH_EVERY):
            if self._index.searcher() is None:
                continue
            started = time.perf_counter()
            search(self._index, asked[len(self.took) % len(asked)], limit=10)
            self.took.append((time.perf_counter() - started) * 1000)


def _progress(progress: SyncProgress) -> None:
    if sys.stderr.isatty():
        print(f"\r{progress.done:,} {progress.per_second:,.0f}/s ", end="", file=sys.stderr)


def run(folder: Path, docs: int) -> None:
    """One sync, measured."""
    pages = folder / "pages"
    pages.mkdir()
    write_pages(pages, docs)
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.ingest", "--serve", str(pages)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        settings = Settings(comwel_api_key=SecretStr("bench"), comwel_base_url=url, comwel_pause_seconds=0.0)
        with Store(folder / "sanjae.db") as store:
            index = SearchIndex(folder / "index")
            before = _processor_seconds()
            with Watch(folder / "index") as watch:
                report = sync(comwel.Comwel(settings), store, index.sync, progress=_progress)
            _print(report, watch, docs, _processor_seconds() - before, index.state(store).in_step)
    finally:
        server.kill()
        server.wait()


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _print(report: SyncReport, watch: Watch, docs: int, processor: float, in_step: bool) -> None:
    print(f"held         {report.holds:8,} of {docs:,}, finished {report.finished}, index in step {in_step}")
    print(f"sync         {report.seconds:8.1f} s   ({report.holds / report.seconds:,.0f} rulings a second)")
    print(f"processor    {processor:8.1f} s   ({processor / docs * 1000:.2f} ms a ruling)")
    print(f"peak memory  {watch.peak / 1e6:8.0f} MB")
    if len(watch.took) > 20:
        cuts = statistics.quantiles(watch.took, n=20)
        print(
            f"search       {statistics.median(watch.took):8.1f} ms p50, {cuts[18]:.1f} ms p95 "
            f"({len(watch.took)} searches)"
        )


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--docs", type=int, default=32_000, help="number of rulings")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given.docs)


if __name__ == "__main__":
    main()
