"""Runs the command line: `python -m lib.cli`."""

from lib.cli import cli

if __name__ == "__main__":
    cli(prog_name="python -m lib.cli")
