"""What commands on a person's case are given: the case as JSON from a file or standard input, and a day."""

import json
from datetime import date
from typing import Any, BinaryIO

import click
from pydantic import ValidationError

from lib.cli.program import CommandError
from lib.domain.intake import Intake, intake_and_beside, what_is_wrong


def _read_intake(_context: click.Context, _parameter: click.Parameter, file: BinaryIO) -> Intake:
    return _read_both(_context, _parameter, file)[0]


def _read_both(
    _context: click.Context, _parameter: click.Parameter, file: BinaryIO
) -> tuple[Intake, dict[str, Any]]:
    try:
        return intake_and_beside(file.read())
    except ValidationError as error:
        place, wrong = what_is_wrong(error)
        where = f"INTAKE의 {place} 값을 쓸 수 없습니다" if place else "INTAKE를 쓸 수 없습니다"
        raise CommandError(f"{where}: {wrong}") from error
    except RecursionError as error:
        raise CommandError("INTAKE의 JSON에 괄호가 너무 깊이 겹쳐 있어 읽을 수 없습니다.") from error
    except UnicodeDecodeError as error:
        raise CommandError(
            "INTAKE의 글자가 UTF-8도 UTF-16도 CP949도 아니어서 읽을 수 없습니다. UTF-8로 저장한 뒤 다시 해 보세요."
        ) from error
    except json.JSONDecodeError as error:
        place = f"{error.lineno}번째 줄 {error.colno}번째 글자"
        raise CommandError(f"INTAKE가 올바른 JSON이 아닙니다: {place}부터 읽을 수 없습니다.") from error
    except ValueError as error:
        # What else Python refuses to read: a number of thousands of digits.
        raise CommandError("INTAKE에 너무 긴 숫자가 있어 읽을 수 없습니다.") from error


intake_argument = click.argument("intake", type=click.File("rb"), default="-", callback=_read_intake)
both_argument = click.argument("intake", type=click.File("rb"), default="-", callback=_read_both)
"""The same with what stands beside the intake (`lib.domain.intake.BESIDE`), as a pair."""


def read_day(_context: click.Context, parameter: click.Parameter, day: str | None) -> date | None:
    """The day that an option gives (a callback of click), None where it is left out. CommandError names the option."""
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise CommandError(
            f"{parameter.opts[0]} {day}: 날짜는 2026-01-31처럼 연-월-일로 적습니다."
        ) from error


def _read_today(context: click.Context, parameter: click.Parameter, day: str | None) -> date:
    return read_day(context, parameter, day) or date.today()


today_option = click.option("--today", callback=_read_today, help="오늘로 칠 날짜(2026-01-31처럼 적습니다).")
