"""What tesseract reads on the picture of a page: words with their places, and how sure it is of each."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_SECONDS = 60
_LANGUAGE = "kor"
# Parting a page itself, tesseract loses most of a table.
_ONE_BLOCK = "6"


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
    """A word on a page: `line` numbers lines from 0, `sure` is 0 to 1."""

    text: str
    sure: float
    line: int
    box: Box


def seen_words(png: bytes) -> list[Seen]:
    """The words on a picture, in reading order.

    Raises subprocess.TimeoutExpired, and OSError where tesseract is not there.
    """
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--oem", "1", "--psm", _ONE_BLOCK, "txt", "tsv"],
        input=png,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        # Its own threads make a page slower once two pages are read at one time.
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    pieces, plain = _parted(done.stdout.decode("utf-8", "replace"))
    return _whole_words(pieces, plain)


# Its table tells where each syllable stands, and its plain text which of them are one word.
def _parted(told: str) -> tuple[list[Seen], str]:
    found: list[Seen] = []
    lines: dict[tuple[str, ...], int] = {}
    plain: list[str] = []
    for row in told.split("\n"):
        # Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
        cells = row.split("\t")
        if len(cells) != 12:
            plain.append(row)
        elif cells[0] == "5" and cells[11].strip():
            line = lines.setdefault(tuple(cells[2:5]), len(lines))
            left, top, width, height = map(int, cells[6:10])
            sure = max(0.0, float(cells[10])) / 100
            found.append(Seen(cells[11].strip(), sure, line, (left, top, left + width, top + height)))
    return found, "\n".join(plain)


def _whole_words(pieces: Sequence[Seen], plain: str) -> list[Seen]:
    found: list[Seen] = []
    at = 0
    for piece in pieces:
        place = plain.find(piece.text, at)
        is_near = place >= 0 and not plain[at:place].strip()
        if is_near:
            parted = place > at
            at = place + len(piece.text)
        else:
            parted = not found or _are_apart(found[-1], piece)
        last = found[-1] if found else None
        if last is None or parted or last.line != piece.line:
            found.append(piece)
            continue
        box = (
            min(last.box[0], piece.box[0]),
            min(last.box[1], piece.box[1]),
            max(last.box[2], piece.box[2]),
            max(last.box[3], piece.box[3]),
        )
        found[-1] = Seen(last.text + piece.text, min(last.sure, piece.sure), last.line, box)
    return found


def _are_apart(one: Seen, other: Seen) -> bool:
    return other.box[0] - one.box[2] > 0.25 * (other.box[3] - other.box[1])
