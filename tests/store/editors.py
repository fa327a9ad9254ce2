"""Twenty programs that edit the cases of one list: `python -m tests.store.editors DATABASE LIST CODE,CODE,…`.

Prints a JSON list with, for each of them, its name and how many of its changes landed and were refused. Each is
a process of its own and opens the store itself; only starting Python and reading the modules is done once for
all, where the system can fork.
"""

import json
import multiprocessing
import random
import sys
from pathlib import Path

from lib.store import ConflictError, Store

PROGRAMS, TURNS = 20, 12


def edit(path: Path, name: str, codes: list[str], who: str) -> tuple[str, int, int]:
    """Add a line to some case's note, as often as there are turns, over whatever others wrote meanwhile."""
    chosen = random.Random(who)
    landed = refused = 0
    with Store(path) as store:
        for turn in range(TURNS):
            code = chosen.choice(codes)
            seen = store.result(name, code)
            while True:
                assert seen
                # Every writing adds a line to what was seen, so a lost one shows as a missing line.
                try:
                    store.change(name, code, seen.version, who, note=f"{seen.note}\n{who}-{turn}")
                    landed += 1
                    break
                except ConflictError as error:
                    refused += 1
                    seen = error.held
    return who, landed, refused


def _edit(path: Path, name: str, codes: list[str], who: str, start, told) -> None:  # type: ignore[no-untyped-def]
    start.wait()
    told.put(edit(path, name, codes, who))


def main(path: Path, name: str, codes: list[str]) -> list[tuple[str, int, int]]:
    """Start them together and gather what they tell."""
    start, told = multiprocessing.Barrier(PROGRAMS), multiprocessing.Queue()
    programs = [
        multiprocessing.Process(target=_edit, args=(path, name, codes, f"사람{number}", start, told))
        for number in range(PROGRAMS)
    ]
    for each in programs:
        each.start()
    found = [told.get(timeout=300) for _ in programs]
    for each in programs:
        each.join()
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(","))))
