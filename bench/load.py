"""Many people at once: `python -m bench.load [--app FOLDER]`.

Starts `streamlit run` on a home of the starter rulings and speaks to it as browsers do: protobuf
messages over a websocket. Prints how long the landing page and the press of an example take where
many come in the same moment, what reruns leave of memory, and whether sessions that come and go are
all served with few open files. `--app` measures another checkout of the app with the same figures.
Memory and open files are read from /proc: Linux only.
"""

import argparse
import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.startup import PROJECT, free_port, wait_until_healthy

SAMPLE = "assistant_sample_"
"""Begins the key of every example on the landing page."""
PATIENCE = 180.0
"""Seconds after which one run of a page counts as not served."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running app."""

    port: int
    pid: int

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def open_files(self) -> int:
        """How many files the process holds open."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())


@contextmanager
def serving(app: Path, files: int) -> Iterator[Server]:
    """The app over a fresh home whose index is built, allowed so many open files."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SANJAE_HOME": home, "SANJAE_LANG": "ko"}
        subprocess.run(
            [sys.executable, "-m", "lib.cli", "status"],
            cwd=app, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        port = free_port()
        process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
                "--server.address", "127.0.0.1", "--server.port", str(port), "--server.fileWatcherType", "none",
            ],
            cwd=app,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
        )  # fmt: skip
        try:
            wait_until_healthy(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(20)


class Session:
    """One person's browser, as far as the server can tell."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.examples: list[str] = []

    async def run(self, pressed: str | None = None) -> float:
        """Seconds from asking for a run of the page, with a button pressed or not, to its end."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        if pressed:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.trigger_value = pressed, True
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._finished()
        return time.perf_counter() - started

    async def _finished(self) -> None:
        async for packed in self._socket:
            assert isinstance(packed, bytes)
            message = ForwardMsg.FromString(packed)
            kind = message.WhichOneof("type")
            if kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "button" and SAMPLE in element.button.id:
                    self.examples.append(element.button.id)
                if element.WhichOneof("type") == "exception":
                    raise RuntimeError("a page failed")
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
        raise ConnectionError("the server hung up")


@contextmanager
def _counted(failures: list[str]) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, TimeoutError) as error:
        failures.append(f"{type(error).__name__}: {error}")


async def _at_once(server: Server, sessions: int, failures: list[str]) -> tuple[list[float], list[float]]:
    """Seconds of the landing page and of the press of an example, for sessions that act together."""
    landed, pressed = [], []
    all_landed = asyncio.Barrier(sessions)

    async def person(number: int) -> None:
        async with _connected(server) as socket:
            session = Session(socket)
            with _counted(failures):
                landed.append(await session.run())
            await all_landed.wait()
            with _counted(failures):
                pressed.append(await session.run(session.examples[number % len(session.examples)]))

    await asyncio.gather(*map(person, range(sessions)))
    return landed, pressed


def _connected(server: Server) -> connect:
    return connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        open_timeout=PATIENCE,
    )


async def _reruns(server: Server, first: int, reruns: int) -> tuple[float, float]:
    """Memory in MB after the first reruns of one result page, and after all of them."""
    async with _connected(server) as socket:
        session = Session(socket)
        await session.run()
        await session.run(session.examples[0])
        for _ in range(first):
            await session.run()
        early = server.memory()
        for _ in range(reruns - first):
            await session.run()
        return early, server.memory()


async def _come_and_go(server: Server, sessions: int, failures: list[str]) -> int:
    """Open, use and close sessions one after another; the most files that were open."""
    most = 0
    for _ in range(sessions):
        with _counted(failures):
            async with _connected(server) as socket:
                session = Session(socket)
                await session.run()
                await session.run(session.examples[0])
        most = max(most, server.open_files())
    return most


def _percentiles(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "too few"
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    return f"p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s"


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--app", type=Path, default=PROJECT, help="folder of app.py")
    parser.add_argument("--sessions", type=int, default=40, help="how many act at once")
    parser.add_argument("--reruns", type=int, default=2_000, help="of one session (0: none)")
    parser.add_argument("--opened", type=int, default=300, help="sessions that come and go (0: none)")
    parser.add_argument("--files", type=int, default=256, help="open files the server is allowed")
    asked = parser.parse_args()
    failures: list[str] = []
    with serving(asked.app, 4_096) as server:
        # The first visitor of a process loads what all others use.
        asyncio.run(_at_once(server, 1, failures))
        landed, pressed = asyncio.run(_at_once(server, asked.sessions, failures))
        print(f"{asked.sessions} at once: landing {_percentiles(landed)}; press {_percentiles(pressed)}")
        print(f"  then {server.memory():.0f} MB, {server.open_files()} open files")
    if asked.reruns:
        with serving(asked.app, 4_096) as server:
            early, late = asyncio.run(_reruns(server, min(200, asked.reruns), asked.reruns))
            print(f"memory after 200 reruns {early:.0f} MB, after {asked.reruns:,} {late:.0f} MB")
    if asked.opened:
        with serving(asked.app, asked.files) as server:
            served = len(failures)
            most = asyncio.run(_come_and_go(server, asked.opened, failures))
            print(
                f"{asked.opened} sessions came and went with {asked.files} files allowed: "
                f"{asked.opened - (len(failures) - served)} served, at most {most} open, {server.memory():.0f} MB"
            )
    for failure in failures[:5]:
        print(f"failed: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
