"""Runs the command line: `sanjae` in the project's folder, which calls `python -m lib.cli`."""

import io
import os
import sys


def _read_and_write_words() -> None:
    # Told to keep an ASCII locale, Python could neither read Korean arguments nor print a Korean word.
    if sys.getfilesystemencoding() in ("ascii", "us-ascii"):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "lib.cli", *sys.argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows its number.
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    _read_and_write_words()
    # Read only now: what starts anew would read it twice.
    from lib.cli import cli

    cli(prog_name=os.environ.get("SANJAE_COMMAND", "./sanjae"))
