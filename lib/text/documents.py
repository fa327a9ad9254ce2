"""JSON as others wrote it."""

import json
import re
from typing import Any

from lib.text.spelling import whole

DEEPEST = 200
"""How many brackets of JSON may stand inside one another. Of Pythons each gives up at another depth."""


def read_json(text: str, *, strict: bool = True) -> Any:
    """What JSON tells, halves of characters replaced. Unless strict, line breaks may stand unescaped inside of strings.

    Raises json.JSONDecodeError, RecursionError for more than `DEEPEST` brackets inside one another, and ValueError
    for a number of thousands of digits.
    """
    document = json.loads(text, strict=strict)
    with_halves = _HALF_WRITTEN.search(text)
    level = [document]
    for _depth in range(DEEPEST + 1):
        level = [each for each in level if isinstance(each, dict | list)]
        if not level:
            return _whole(document) if with_halves else document
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    raise RecursionError(f"brackets stand more than {DEEPEST} deep inside one another")


_HALF_WRITTEN = re.compile(r"\\u[Dd][89A-Fa-f]|[\ud800-\udfff]")


def _whole(told: Any) -> Any:
    if isinstance(told, str):
        return whole(told)
    if isinstance(told, list):
        return [_whole(each) for each in told]
    if isinstance(told, dict):
        return {whole(name): _whole(each) for name, each in told.items()}
    return told
