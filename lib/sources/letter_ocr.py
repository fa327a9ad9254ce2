"""What tesseract reads on the picture of a page: words with their places, and how sure it is of each."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_SECONDS = 60
_LANGUAGE = "kor"


@cache
def can_read_pictures() -> bool:
    """Whether tesseract is on this machine and knows Korean."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        told = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE in told.stdout.decode("utf-8", "replace").split()


@dataclass(frozen=True, slots=True)
class Seen:
    """A word on a page: `line` numbers lines from 0, `sure` is 0 to 1, `box` left, top, right, bottom in pixels."""

    text: str
    sure: float
    line: int
    box: tuple[int, int, int, int]


def seen_words(png: bytes, mode: int = 3) -> list[Seen]:
    """The words on a picture, in reading order. `mode` is tesseract's way to part a page.

    Raises subprocess.TimeoutExpired, and OSError where tesseract is not there.
    """
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--oem", "1", "--psm", str(mode), "tsv"],
        input=png,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        # Its own threads make a page slower once two pages are read at one time.
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return _words(done.stdout.decode("utf-8", "replace").splitlines()[1:])


# Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
def _words(rows: Sequence[str]) -> list[Seen]:
    found: list[Seen] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in rows:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        line = lines.setdefault(tuple(cells[2:5]), len(lines))
        left, top, width, height = map(int, cells[6:10])
        sure = max(0.0, float(cells[10])) / 100
        found.append(Seen(cells[11].strip(), sure, line, (left, top, left + width, top + height)))
    return found
