"""Start-up and rerun times of the app: `python -m bench.startup`.

Starts `streamlit run` on a home whose index is built, opens the landing page in headless Chromium
and waits for its button; then times reruns of every page inside one process (AppTest: the work of
the server, without the browser). Expected: a usable landing page under 3 s, a rerun under 300 ms.
"""

import logging
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parents[1]
PAGES = ("assistant", "search", "ruling", "statistics", "data")
_REPEATS = 5


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(port: int) -> None:
    """Return when the app at this port answers; TimeoutError after a minute."""
    for _attempt in range(3_000):
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
            return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the app does not answer")


def _first_page(home: str) -> tuple[float, float]:
    """Seconds from the command to an answering server, and to a landing page one can type into."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.port", str(port),
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()
        started = time.perf_counter()
        server = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, "SANJAE_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_healthy(port)
            answering = time.perf_counter() - started
            page.goto(f"http://127.0.0.1:{port}/")
            page.locator("textarea").first.wait_for(timeout=60_000)
            return answering, time.perf_counter() - started
        finally:
            server.terminate()
            server.wait(10)
            browser.close()


def _reruns() -> dict[str, list[float]]:
    """Milliseconds of repeated reruns of each page in one process."""
    from streamlit.testing.v1 import AppTest

    took: dict[str, list[float]] = {}
    for name in PAGES:
        page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
        page.run()
        if name != PAGES[0]:
            page.switch_page(f"pages/{name}.py")
        if name == "ruling":
            page.query_params["id"] = "서울행정법원_2022구단14998"
        page.run()
        for _ in range(_REPEATS):
            started = time.perf_counter()
            page.run()
            took.setdefault(name, []).append((time.perf_counter() - started) * 1000)
    return took


def main() -> None:
    """Run the benchmark and print its figures."""
    # AppTest runs pages outside of a server, which Streamlit would remark on hundreds of times.
    os.environ["STREAMLIT_LOGGER_LEVEL"] = "error"
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as home:
        os.environ["SANJAE_HOME"] = home
        subprocess.run(
            [sys.executable, "-m", "lib.cli", "status"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL
        )
        for attempt in ("first start", "second start"):
            answering, usable = _first_page(home)
            print(
                f"{attempt}: server answers after {answering:.2f} s, landing page usable after {usable:.2f} s"
            )
        os.chdir(PROJECT)
        for name, milliseconds in _reruns().items():
            print(
                f"rerun {name:12} {statistics.median(milliseconds):6.0f} ms median, {max(milliseconds):.0f} ms worst of {_REPEATS}"
            )


if __name__ == "__main__":
    main()
