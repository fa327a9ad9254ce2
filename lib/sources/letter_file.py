"""The text of a letter as it came: a photo, a PDF, HWP, HWPX, DOCX or plain text, up to ten pages.

The files are opened in a process of their own (`letter_work`), with a bound on its memory and on the time of each
page, at low priority and two at once in this program, so that neither a spoilt file nor a slow one holds up or ends
anything else. Files and pictures pass through pipes: nothing is written to a disk, and nothing leaves the machine.
"""

import base64
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lib.sources.letter_ocr import Box
from lib.sources.letter_ocr import can_read_pictures as can_read_pictures
from lib.text.cells import spaced
from lib.text.said import said

MOST_PAGES = 10
"""Pages of one letter, in all its files."""
LARGEST_FILE = 50 * 2**20
"""Bytes of all files together."""
MOST_AT_ONCE = 2
"""Pages that this program has read at one time; whoever comes third waits for one page."""
SECONDS_A_PAGE = 90
"""The longest that one page may take; usual are one to four."""
SECONDS_OF_A_STRANGER = 180
"""The longest that a whole letter of a stranger may take, without what it waits for others."""
_SECONDS_TO_WAIT = 300
_LONGEST_LINE = 128 * 2**20
_PHOTOGRAPHS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from lib.sources.letter_work import main; main()"

_turns = threading.BoundedSemaphore(MOST_AT_ONCE)
_strangers_turn = threading.BoundedSemaphore(1)


class UnreadableLetterError(Exception):
    """The letter cannot be read; the message is one Korean sentence for the person."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a letter, at `start` in its text, with how sure its reading is (0 to 1).

    `box` is where it stands on the picture of its page in pixels, None without a picture.
    """

    text: str
    sure: float
    page: int
    box: Box | None
    start: int = 0


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says: pages joined by two line ends, and its words in order.

    `pages` holds a PNG of each page as it was straightened, empty where the file had text and no picture. `by_ocr`:
    at least one page was read from a picture. `unread`: the pages on which nothing could be read, counted from 0.
    """

    text: str
    words: tuple[Word, ...]
    pages: tuple[bytes, ...]
    by_ocr: bool
    unread: tuple[int, ...] = ()


OnPage = Callable[[int, int], object]
"""Told how many pages are done, of how many."""


def read_letter(
    files: Sequence[tuple[str, bytes]], on_page: OnPage | None = None, of_a_stranger: bool = False
) -> LetterText:
    """The text of one letter in one or several files (name and content), in their order.

    `of_a_stranger`: of somebody whom nobody knows. Then it is read from photographs (JPEG, PNG) alone, in a process
    that reaches no file of anybody's where the system has a fence (`letter_fence`), one such page at a time and within
    SECONDS_OF_A_STRANGER. Raises UnreadableLetterError.
    """
    _check(files)
    if of_a_stranger and not all(content.startswith(_PHOTOGRAPHS) for _name, content in files):
        raise UnreadableLetterError(
            said("여기서는 사진(JPG, PNG)만 읽습니다. 사진으로 올리거나 글을 붙여 넣어 주세요.")
        )
    read = _Pages()
    with _worker(of_a_stranger) as worker:
        worker.send(files)
        of = int(worker.next()["count"])
        for number in range(of):
            if on_page:
                on_page(number, of)
            read.add(worker.next())
    if on_page:
        on_page(of, of)
    if not read.text.strip():
        raise UnreadableLetterError(read.why_nothing())
    return read.letter()


def letter_of_text(text: str) -> LetterText:
    """A letter that came as text, by nothing but its words. Raises UnreadableLetterError."""
    if len(text) > LONGEST:
        raise UnreadableLetterError(TOO_LONG)
    lines = [spaced(line) for line in text.splitlines()]
    text = "\n".join(lines).strip("\n")
    if not text:
        raise UnreadableLetterError(_NO_WORDS)
    words = tuple(Word(each[0], 1.0, 0, None, each.start()) for each in re.finditer(r"\S+", text))
    return LetterText(text, words, (b"",), by_ocr=False)


def _check(files: Sequence[tuple[str, bytes]]) -> None:
    if not files or not any(content for _name, content in files):
        raise UnreadableLetterError(
            said("빈 파일입니다. 통지서를 다시 찍거나 파일을 다시 받아서 올려 주세요.")
        )
    if len(files) > MOST_PAGES:
        raise UnreadableLetterError(too_many_pages(len(files)))
    if sum(len(content) for _name, content in files) > LARGEST_FILE:
        raise UnreadableLetterError(
            said(
                "파일이 너무 큽니다({mb} MB까지). 통지서만 담긴 파일을 올려 주세요.",
                mb=str(LARGEST_FILE // 2**20),
            )
        )


def too_many_pages(count: int) -> str:
    """Why a letter of so many pages is not read."""
    return said(
        "{count}쪽인 문서입니다. 통지서가 있는 쪽만 {most}쪽까지 올려 주세요.",
        count=f"{count:,}",
        most=str(MOST_PAGES),
    )


class _Pages:
    """The pages that have been read, put together."""

    def __init__(self) -> None:
        self.text = ""
        self._words: list[Word] = []
        self._pictures: list[bytes] = []
        self._unread: list[int] = []
        self._by_ocr = False

    def add(self, page: dict[str, Any]) -> None:
        number, start = len(self._pictures), len(self.text) + 2 if self._pictures else 0
        if self._pictures:
            self.text += "\n\n"
        self.text += page["text"]
        self._pictures.append(base64.b64decode(page["picture"]))
        self._by_ocr |= page["by_ocr"]
        if not page["text"].strip():
            self._unread.append(number)
        for text, sure, box, at in page["words"]:
            self._words.append(Word(text, sure, number, tuple(box) if box else None, start + at))

    def why_nothing(self) -> str:
        if self._by_ocr:
            return said(
                "글자를 찾지 못했습니다. 통지서를 밝은 곳에서 바로 위에서 다시 찍거나, 내용을 붙여 넣어 주세요."
            )
        return _NO_WORDS

    def letter(self) -> LetterText:
        return LetterText(
            self.text, tuple(self._words), tuple(self._pictures), self._by_ocr, tuple(self._unread)
        )


class _Worker:
    """The process that opens the files: it does the next piece of work for each line that it is sent."""

    def __init__(self, process: subprocess.Popen[bytes], of_a_stranger: bool) -> None:
        self._process, self._of_a_stranger = process, of_a_stranger
        self._seconds_left = SECONDS_OF_A_STRANGER if of_a_stranger else float("inf")
        assert process.stdin and process.stdout
        self._to: IO[bytes] = process.stdin
        self._from: IO[bytes] = process.stdout

    def send(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Hand the files over."""
        with suppress(OSError):
            sizes = [[name, len(content)] for name, content in files]
            head = json.dumps({"files": sizes, "photographs": self._of_a_stranger})
            self._to.write(head.encode() + b"\n")
            for _name, content in files:
                self._to.write(content)
            self._to.flush()

    def next(self) -> dict[str, Any]:
        """What the next piece of work brought. Raises UnreadableLetterError."""
        # Of strangers one page at a time: the other turn is left to whom the owner knows.
        with _turn_of(_strangers_turn if self._of_a_stranger else None), _turn_of(_turns):
            began = time.monotonic()
            try:
                return self._next()
            finally:
                self._seconds_left -= time.monotonic() - began

    def _next(self) -> dict[str, Any]:
        slow = threading.Event()
        timer = threading.Timer(max(0.0, min(SECONDS_A_PAGE, self._seconds_left)), self._give_up, (slow,))
        timer.daemon = True
        timer.start()
        try:
            with suppress(OSError):
                self._to.write(b"\n")
                self._to.flush()
            line = self._from.readline(_LONGEST_LINE)
        finally:
            timer.cancel()
        if slow.is_set():
            raise UnreadableLetterError(
                said(
                    "읽는 데 너무 오래 걸려 그만두었습니다. 한 쪽씩 더 또렷하게 찍거나, 내용을 붙여 넣어 주세요."
                )
            )
        if not line:
            raise UnreadableLetterError(DAMAGED)
        told: dict[str, Any] = json.loads(line)
        if "refused" in told:
            raise UnreadableLetterError(said(told["refused"], **told["values"]))
        return told

    def _give_up(self, slow: threading.Event) -> None:
        slow.set()
        self.end()

    def end(self) -> None:
        """End the process and what it started."""
        if hasattr(os, "killpg"):
            # It leads a group of its own, which tesseract is in.
            with suppress(OSError):
                os.killpg(self._process.pid, 9)
        self._process.kill()


_NO_WORDS = said("글이 없는 문서입니다. 통지서가 맞는지 확인하고 다시 올려 주세요.")
TOO_LONG = said("글이 너무 긴 문서입니다. 통지서가 있는 쪽만 10쪽까지 올려 주세요.")
LONGEST = 60_000
"""Characters that ten crowded pages have at most."""
DAMAGED = said("손상된 파일이어서 읽지 못했습니다. 다시 받거나 다시 찍어서 올려 주세요.")
"""Why a file is refused whose reader broke off."""


_NEEDED = re.compile(
    r"PATH|PATHEXT|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|TESSDATA_PREFIX|LD_LIBRARY_PATH|DYLD_\w+|SYSTEMROOT|SYSTEMDRIVE|WINDIR"
    r"|PYTHON\w+|VIRTUAL_ENV",
    re.IGNORECASE,
)


@contextmanager
def _turn_of(turns: threading.BoundedSemaphore | None) -> Iterator[None]:
    if turns is not None and not turns.acquire(timeout=_SECONDS_TO_WAIT):
        raise UnreadableLetterError(said("지금 다른 통지서를 읽고 있습니다. 잠시 뒤에 다시 올려 주세요."))
    try:
        yield
    finally:
        if turns is not None:
            turns.release()


@contextmanager
def _worker(of_a_stranger: bool) -> Iterator[_Worker]:
    below_normal = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    with subprocess.Popen(
        [sys.executable, "-c", _START, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # No key of the settings is anything to it.
        env={name: value for name, value in os.environ.items() if _NEEDED.fullmatch(name)},
        start_new_session=True,
        creationflags=below_normal,
    ) as process:
        worker = _Worker(process, of_a_stranger)
        try:
            yield worker
        finally:
            worker.end()
            # What was not taken would be written once more where the pipe is closed.
            with suppress(OSError):
                worker._to.close()
