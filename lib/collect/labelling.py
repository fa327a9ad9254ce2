"""Labels of many rulings at once, made by other processes where the machine allows it.

Reading the labels of a ruling takes milliseconds of pure Python, so a large import is bound by it.
The workers are this file run as a program (`python -m lib.collect.labelling`) that reads pickled rulings
from its standard input and writes their labels: it loads nothing but lib.domain, does not care how
the parent was started, and ends by itself when the parent is gone, even killed. Where processes
cannot be started the same work is done here, slower.
"""

import contextlib
import logging
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from lib.domain.classify import classify
from lib.domain.labels import Labels
from lib.domain.ruling import Precedent

_log = logging.getLogger(__name__)

WORTH_IT = 50
"""Fewer rulings than this at a time are labelled here: starting a process costs half a second."""

_CHUNK = 10
"""Rulings per task: small enough to keep every process busy, large enough to be worth sending."""

_MOST_PROCESSES = 4
_PROJECT = Path(__file__).resolve().parents[2]


class Labeller:
    """Classifies batches in the background; use it in a `with` block."""

    def __init__(self, processes: int | None = None, alone: int = 0) -> None:
        """`processes`: 0 for none; None for as many as there are processors, at most four.

        The first `alone` rulings are labelled here: for work of which nobody knows how much it will be.
        """
        self._alone = alone
        self._processes = min(_MOST_PROCESSES, _processors()) if processes is None else processes
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._workers: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads:
            self._threads.shutdown(wait=kind is None, cancel_futures=True)
        with self._lock:
            workers, self._workers = self._workers, []
            self._processes = 0
        for worker in workers:
            worker.kill()
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                with contextlib.suppress(OSError):
                    if stream:
                        stream.close()

    def start(self, precedents: Sequence[Precedent]) -> "Batch":
        """Begin to label; what the batch's `labels` returns is for Store.upsert and Store.take."""
        tasks: list[tuple[Sequence[Precedent], Future[list[Labels]] | None]] = []
        self._alone -= len(precedents)
        large = len(precedents) >= WORTH_IT and self._processes > 0 and self._alone < 0
        if large and self._threads is None:
            self._threads = ThreadPoolExecutor(self._processes, "labels")
        for start in range(0, len(precedents), _CHUNK):
            chunk = precedents[start : start + _CHUNK]
            tasks.append((chunk, self._threads.submit(self._ask, chunk) if large and self._threads else None))
        return Batch(tasks)

    def _ask(self, chunk: Sequence[Precedent]) -> list[Labels]:
        """Labels from this thread's worker, or made here when it has none."""
        if self._processes:
            try:
                worker = self._worker()
                assert worker.stdin and worker.stdout
                _send(worker.stdin, chunk)
                answer: list[Labels] = _receive(worker.stdout)
                return answer
            except (OSError, EOFError, ValueError, pickle.PickleError) as error:
                if self._processes:
                    _log.info("labelling goes on in this process: %s", type(error).__name__)
                self._processes = 0
        return _classify_all(chunk)

    def _worker(self) -> "subprocess.Popen[bytes]":
        worker: subprocess.Popen[bytes] | None = getattr(self._own, "worker", None)
        if worker is None:
            paths = [str(_PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
            worker = subprocess.Popen(
                [sys.executable, "-m", "lib.collect.labelling"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
                # Ctrl-C reaches every process of the terminal; the parent decides what it means.
                start_new_session=True,
            )
            with self._lock:
                self._workers.append(worker)
            self._own.worker = worker
        return worker


class Batch:
    """Rulings whose labels are being made."""

    def __init__(self, tasks: Sequence[tuple[Sequence[Precedent], "Future[list[Labels]] | None"]]) -> None:
        self._tasks = tasks

    @property
    def is_ready(self) -> bool:
        """True where `labels` returns at once, or has to do the work itself."""
        return all(future is None or future.done() for _, future in self._tasks)

    def labels(self) -> Callable[[Precedent], Labels]:
        """Waits for the labels; what it returns classifies any other ruling on the spot."""
        known: dict[str, tuple[Precedent, Labels]] = {}
        for chunk, future in self._tasks:
            if future:
                made = zip(chunk, future.result(), strict=True)
                known |= {precedent.id: (precedent, labels) for precedent, labels in made}

        def looked_up(precedent: Precedent) -> Labels:
            found = known.get(precedent.id)
            # A ruling that was merged with a held one is not the one that was labelled.
            return found[1] if found and found[0] is precedent else classify(precedent)

        return looked_up


# --- the worker and its pipe ---------------------------------------------------------------------


def _classify_all(chunk: Sequence[Precedent]) -> list[Labels]:
    return [classify(precedent) for precedent in chunk]


def _send(stream: IO[bytes], document: object) -> None:
    packed = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(packed)) + packed)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    """The next document; raises EOFError where the other side is gone."""
    size = stream.read(8)
    if len(size) < 8:
        raise EOFError
    (length,) = struct.unpack("<Q", size)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)


def _work() -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            _send(sys.stdout.buffer, _classify_all(_receive(sys.stdin.buffer)))


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


if __name__ == "__main__":
    _work()
