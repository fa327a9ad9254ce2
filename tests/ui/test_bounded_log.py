"""What is logged is short and bounded, quotes nothing from outside, and keeps what helps to find a fault."""

import logging
from collections.abc import Iterator

import pytest

from lib.ui import bounded_log
from lib.ui.bounded_log import LONGEST_LINE, MOST_LINES, MOST_OF_A_PLACE, bound_log


class Written(logging.Handler):
    """What a handler wrote, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += self.format(record).split("\n")


@pytest.fixture
def written() -> Iterator[Written]:
    before, handler = logging.getLogRecordFactory(), Written()
    names = ("someones.server", "lib.ui.own", bounded_log.__name__)
    for name in names:
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.INFO)
    bound_log()
    yield handler
    logging.setLogRecordFactory(before)
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def test_lines_of_others_are_kept_without_what_they_quote(written: Written) -> None:
    log = logging.getLogger("someones.server")
    log.info("The part %s is not there, of %d", "비밀 이야기" * 100_000, 7)
    log.error("by name: %(what)s", {"what": "비밀"})
    log.warning(ValueError("비밀"))
    log.error("Task failed\nfuture: ValueError('비밀')")
    log.error("wrong number %d", "비밀")
    assert written.lines == [
        "The part … is not there, of 7", "by name: …", "ValueError", "Task failed", "wrong number %d",
    ]  # fmt: skip


def test_an_error_is_logged_by_kind_and_place(written: Written) -> None:
    try:
        int("비밀 이야기")
    except ValueError:
        logging.getLogger("someones.server").exception("Uncaught")
    assert written.lines[:2] == ["Uncaught", "builtins.ValueError"]
    assert __file__ in written.lines[-1] and "비밀" not in "".join(written.lines)


def test_our_own_lines_stand_and_nothing_reaches_a_terminal(written: Written) -> None:
    logging.getLogger("lib.ui.own").error("%s", "one\ntwo \x1b]0;x\x07" + "x" * 10_000)
    assert written.lines[0] == "one" and written.lines[1].startswith("two \\x1b]0;x\\x07xxx")
    assert len(written.lines[1]) < LONGEST_LINE + 10
    written.lines.clear()
    logging.getLogger("lib.ui.own").error("\n".join(map(str, range(10_000))))
    assert len(written.lines) < 30 and (written.lines[0], written.lines[-1]) == ("0", "9999")


def test_a_burst_is_cut_and_told_once(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    bounded = logging.getLogRecordFactory()
    assert isinstance(bounded, bounded_log._Bounded)
    bounded.clock = lambda: 600.0
    log = logging.getLogger("someones.server")
    for _ in range(1_000):
        log.error("once more")
    log.error("something else")
    assert written.lines == ["once more"] * MOST_OF_A_PLACE + ["something else"]
    for number in range(1_000):
        exec(compile("\n" * number + "log.error('there')", "there.py", "exec"), {"log": log})
    assert len(written.lines) == MOST_LINES
    bounded.tell()
    left_out = 1_000 - MOST_OF_A_PLACE + 1_000 - (MOST_LINES - MOST_OF_A_PLACE - 1)
    assert written.lines.pop() == f"{left_out} lines of the log were left out within a minute."
    bounded.clock = lambda: 660.0
    log.error("the next minute")
    assert written.lines[-1] == "the next minute"
