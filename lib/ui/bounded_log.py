"""What the server logs is short, of no more than so many lines a minute, and quotes nothing that came from outside.

Streamlit and the server underneath quote what they were sent, whole: whoever sends enough of it fills the disk, and
what a person wrote stands in the log. Their lines are kept, with numbers and without the words that they quote; of an
error its kind and the lines of code it passed through, as `lib.ui.errors` logs our own.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from lib.ui.errors import places

LONGEST_LINE = 300
"""Characters of a line; what is longer is cut."""
MOST_LINES = 300
"""Lines in a minute, all together; what is beyond is left out and counted."""
MOST_OF_A_PLACE = 30
"""Of them those of one line of code, so that one who repeats something hides nothing else."""
_MOST_LINES_OF_A_MESSAGE = 24
_OWN = ("lib.", "pages.")
# No handler takes a message of this level.
_NEVER = -1

_Making = Callable[..., logging.LogRecord]


def bound_log() -> None:
    """Bound what is logged from now on, by every library and whatever writes it out."""
    made = logging.getLogRecordFactory()
    if not isinstance(made, _Bounded):
        logging.setLogRecordFactory(_Bounded(made))


class _Bounded:
    def __init__(self, made: _Making, clock: Callable[[], float] = time.monotonic) -> None:
        self.made, self.clock = made, clock
        self.lock = threading.Lock()
        self.minute, self.lines, self.left_out = 0, 0, 0
        self.of_place = Counter[tuple[str, int]]()

    def __call__(self, *told: Any, **more: Any) -> logging.LogRecord:
        record = self.made(*told, **more)
        if record.name == __name__:
            return record
        text = _without_words(record) if not record.name.startswith(_OWN) else record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text}\n" + "\ncaused by ".join(places(record.exc_info[1]))
        lines = _shortened(text)
        record.msg, record.args = "\n".join(lines), ()
        record.exc_info = record.exc_text = record.stack_info = None
        if not self._has_room((record.pathname, record.lineno), len(lines)):
            record.levelno = _NEVER
        return record

    def _has_room(self, place: tuple[str, int], lines: int) -> bool:
        with self.lock:
            minute = int(self.clock() // 60)
            if minute != self.minute:
                self.minute, self.lines = minute, 0
                self.of_place.clear()
            if self.of_place[place] + lines <= MOST_OF_A_PLACE and self.lines + lines <= MOST_LINES:
                self.of_place[place] += lines
                self.lines += lines
                return True
            if not self.left_out:
                telling = threading.Timer(60 - self.clock() % 60, self.tell)
                telling.daemon = True
                telling.start()
            self.left_out += lines
            return False

    def tell(self) -> None:
        """Say how much was left out, once at the end of its minute."""
        with self.lock:
            left_out, self.left_out = self.left_out, 0
        if left_out:
            logging.getLogger(__name__).warning(
                "%d lines of the log were left out within a minute.", left_out
            )


# The first line of a message, with its numbers and without the words it quotes. A message that is no text, as an
# error is, is nothing but quoted.
def _without_words(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    args: Any = record.args
    if not args:
        return record.msg.strip().partition("\n")[0]
    kept = (
        {name: _number(value) for name, value in args.items()}
        if isinstance(args, Mapping)
        else tuple(map(_number, args))
    )
    try:
        text = record.msg % kept
    except (TypeError, ValueError, KeyError):
        text = record.msg
    return text.strip().partition("\n")[0]


def _number(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else "…"


# Of a long message its beginning and its end, where an error happened; a terminal obeys none of it.
def _shortened(text: str) -> list[str]:
    lines = [
        "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line)
        for line in (each[:LONGEST_LINE] for each in text.split("\n"))
    ]
    half = _MOST_LINES_OF_A_MESSAGE // 2
    return lines if len(lines) <= 2 * half else [*lines[:half], "…", *lines[-half:]]
