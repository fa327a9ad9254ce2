"""What commands on a person's case are given: the case as JSON from a file or standard input, and a day."""

import json
from datetime import date
from typing import Any, TextIO

import click
from pydantic import ValidationError

from lib.cli.program import CommandError
from lib.domain.intake import Intake

# pydantic's kind of error → what is wrong with a value, as a sentence.
_INVALID = {
    "string_too_long": "너무 깁니다(최대 {max_length}자).",
    "extra_forbidden": "모르는 항목입니다.",
    "enum": "쓸 수 있는 값이 아닙니다: {expected} 가운데 하나여야 합니다.",
    "too_long": "개수가 너무 많습니다(최대 {max_length}개).",
    "string_type": "글이어야 합니다.",
    "string_unicode": "글자로 읽을 수 없는 것이 들어 있습니다.",
    "tuple_type": "목록이어야 합니다.",
    "model_type": "항목과 값을 담은 JSON 객체여야 합니다.",
    "model_attributes_type": "항목과 값을 담은 JSON 객체여야 합니다.",
    "value_error": "{error}",
}


def _read_intake(_context: click.Context, _parameter: click.Parameter, file: TextIO) -> Intake:
    try:
        return Intake.model_validate(json.load(file))
    except ValidationError as error:
        first: Any = error.errors()[0]
        place = ".".join(map(str, first["loc"]))[:80]
        where = f"INTAKE의 {place} 값을 쓸 수 없습니다" if place else "INTAKE를 쓸 수 없습니다"
        wrong = _INVALID.get(first["type"], first["msg"]).format_map(first.get("ctx", {}))
        if first["type"].startswith("date"):
            wrong = "날짜는 2026-01-31처럼 연-월-일로 적습니다."
        raise CommandError(f"{where}: {wrong}") from error
    except RecursionError as error:
        raise CommandError("INTAKE의 JSON에 괄호가 너무 깊이 겹쳐 있어 읽을 수 없습니다.") from error
    except ValueError as error:
        raise CommandError(f"INTAKE가 올바른 JSON이 아닙니다: {error}") from error


intake_argument = click.argument(
    "intake", type=click.File("r", encoding="utf-8-sig"), default="-", callback=_read_intake
)


def _read_day(_context: click.Context, _parameter: click.Parameter, day: str | None) -> date:
    if day is None:
        return date.today()
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise CommandError(f"--today {day}: 날짜는 2026-01-31처럼 연-월-일로 적습니다.") from error


today_option = click.option("--today", callback=_read_day, help="오늘로 칠 날짜(2026-01-31처럼 적습니다).")
