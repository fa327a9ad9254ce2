"""Runs the command line: `python -m lib.cli`."""

from lib.cli import cli

cli(prog_name="python -m lib.cli")
