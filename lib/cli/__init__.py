"""`./sanjae …`: the app's use cases for scripts and batch work.

With `--json` a command prints one JSON document to stdout (classify: one per line) and nothing
else there; otherwise it speaks Korean. A command that could not do its job exits with a status
other than zero and one line on stderr.
"""

from lib.text.shipped import ShippedDataError

try:
    from lib.cli import (
        access_commands,
        benefits_command,
        case_commands,
        criteria_commands,
        data_commands,
        eval_commands,
        letter_command,
        office_commands,
        paper_commands,
        ruling_commands,
        triage_command,
    )
    from lib.cli.program import cli
except ShippedDataError as error:
    # Some of the data is read with the code that needs it, which is before any command could say so.
    raise SystemExit(str(error)) from None

__all__ = [
    "access_commands",
    "benefits_command",
    "case_commands",
    "cli",
    "criteria_commands",
    "data_commands",
    "eval_commands",
    "letter_command",
    "office_commands",
    "paper_commands",
    "ruling_commands",
    "triage_command",
]
