"""The running app and a real browser, for what only a browser shows.

`visit` opens pages at both widths and, when the test is over, fails for anything that went wrong
on the way: an error in the console, an exception in the page, a request to another machine.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Page, WebSocket, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.collect import importing
from lib.search.index import SearchIndex
from lib.store import Store
from tests.synthetic import BODY, STUB, archive_file

ROOT = Path(__file__).resolve().parents[2]

# Parts of a page are loaded when first needed; a machine at work takes its time.
PATIENCE = 60_000
"""Milliseconds until something that has not come is taken for missing."""
expect.set_options(timeout=PATIENCE)

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # A web page whose name was made to lead to this machine.
    "--host-resolver-rules=MAP rebound.example 127.0.0.1",
]  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script> <b>굵게</b> [링크](https://evil.example/a) ![그림](https://evil.example/b.png) "
    "https://evil.example/c www.evil.example :red[빨강] :material/home: :smile: $x^2$ **별** `코드` # 제목"
)
"""What a ruling or a story must never be able to do."""

TEXT_ID = "한빛지방법원_2021구단700"
HOSTILE_ID = "한빛지방법원_2021구단701"
STUB_ID = "한빛고등법원_2022누77"
DIGEST_ID = "서울행정법원_2022구단64283"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine."""
    lacking, found = "", None
    node = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, check=False)
    if node.returncode:
        lacking = f"the browser driver does not start (sudo apt install libatomic1): {node.stderr.decode(errors='replace')}"
    else:
        found = next(filter(shutil.which, filter(None, _browsers())), None)
        lacking = "no Chromium: `sudo apt install chromium fonts-noto-cjk` or `.venv/bin/playwright install chromium`"
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(lacking)
    pytest.skip(lacking.strip())


# One that CHROMIUM names, those of Debian, and the one that `playwright install chromium` fetches.
def _browsers() -> Iterator[str | None]:
    yield os.environ.get("CHROMIUM")
    yield from ("/usr/bin/chromium", "/usr/bin/chromium-browser")
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


@pytest.fixture(scope="session")
def app_url(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app, serving the starter rulings and three made-up ones."""
    home = tmp_path_factory.mktemp("home")
    fill_home(home, tmp_path_factory.mktemp("rulings"))
    with serving(home) as url:
        yield url


@contextmanager
def serving(
    home: Path, *flags: str, address: str = "127.0.0.1", port: int = 0, **environment: str
) -> Iterator[str]:
    """A server of the app over this home, and its address on this machine."""
    port = port or free_port()
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", "serve.py", "--server.headless", "true",
            "--server.address", address, "--server.port", str(port), "--server.fileWatcherType", "none", *flags,
        ],
        cwd=ROOT,
        env=os.environ | {"SANJAE_HOME": str(home), "SANJAE_LANG": "ko"} | environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(server, url, home / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def fill_home(home: Path, rulings: Path) -> None:
    """The starter rulings and three made-up ones, one of them hostile."""
    hostile_body = BODY.replace("2. 판단\n", f"2. 판단\n{HOSTILE}\n")
    for number, content in enumerate(
        (
            archive_file("2021구단700", serial="900700", body=BODY),
            archive_file(
                "2021구단701", serial="900701", title=f"'요양불승인처분취소 {HOSTILE}'", body=hostile_body
            ),
            archive_file("2022누77", "한빛고등법원", serial="900702", body=STUB),
        )
    ):
        (rulings / f"{number}.md").write_text(content, encoding="utf-8")
    with Store(home / "sanjae.db") as store:
        index = SearchIndex(home / "index")
        importing.load_starter(store, index.sync)
        report = importing.import_paths([rulings], store, index.sync)
    assert report.added == 3, report


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _attempt in range(300):
        assert server.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the app did not start: {log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """One person's browser on the app; `problems` collects what must not happen."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)
    is_running: bool = False
    """Whether the page asked for a run of which the server has not said that it is over."""

    def open(self, path: str = "/", **query: str) -> None:
        """Open an address of the app and wait until it is drawn."""
        self.page.goto(self.url + path + (f"?{urlencode(query)}" if query else ""))
        self.page.get_by_role("heading", level=1).wait_for(timeout=PATIENCE)
        self.settled()

    def settled(self) -> None:
        """Wait until the script has run, and check that nothing is wider than the screen."""
        self.page.wait_for_timeout(300)
        waited = 0
        # On a machine at work the page may not yet show that it runs.
        while self.is_running and waited < PATIENCE:
            self.page.wait_for_timeout(50)
            waited += 50
        self.page.wait_for_selector(
            "[data-testid='stApp'][data-test-script-state='notRunning']", timeout=PATIENCE
        )
        self._drawn()
        wide = self.page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return [main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth] }"
        )
        assert max(wide) <= 0, f"wider than the screen by {max(wide)} px at {self.page.url}"

    # A script may be over before a busy machine has drawn what it sent.
    def _drawn(self) -> None:
        elements, before, waited = -1, -2, 0
        while elements != before and waited < PATIENCE:
            self.page.wait_for_timeout(300)
            before, elements = elements, self.page.evaluate("() => document.querySelectorAll('*').length")
            waited += 300

    def click(self, name: str, role: str = "button", nth: int = 0) -> None:
        """Press something by its accessible name and wait for what follows."""
        self.page.get_by_role(role, name=name).nth(nth).click()  # type: ignore[arg-type]
        self.settled()


def _watch_runs(visit: Visit, socket: WebSocket) -> None:
    def sent(frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            visit.is_running = True

    def received(frame: str | bytes) -> None:
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        kind = message.WhichOneof("type")
        if kind == "new_session":
            visit.is_running = True
        elif kind == "script_finished":
            visit.is_running = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def closed(_socket: WebSocket) -> None:
        visit.is_running = False

    if "/_stcore/stream" in socket.url:
        socket.on("framesent", sent)
        socket.on("framereceived", received)
        socket.on("close", closed)


@contextmanager
def visiting(browser: Browser, url: str, size: tuple[int, int], *, by_touch: bool = False) -> Iterator[Visit]:
    """A visit to the app at `url`, in a browser of its own; fails at its end for any problem met."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ko-KR", has_touch=by_touch, is_mobile=by_touch
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    found = Visit(page, url)
    page.on("websocket", lambda socket: _watch_runs(found, socket))
    page.on(
        "console",
        lambda message: (
            found.problems.append(f"console: {message.text}") if message.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: found.problems.append(f"page error: {error}"))
    own = (url, url.replace("http", "ws", 1), "data:", "blob:")
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(own) else found.problems.append(f"request: {request.url}")
        ),
    )
    yield found
    context.close()
    assert not found.problems, found.problems


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["1280", "390"])
def visit(request: pytest.FixtureRequest, browser: Browser, app_url: str) -> Iterator[Visit]:
    with visiting(browser, app_url, request.param) as found:
        yield found
