"""JSON as others wrote it."""

import json
from typing import Any

DEEPEST = 200
"""How many brackets of JSON may stand inside one another. Of Pythons each gives up at another depth."""


def read_json(text: str, *, strict: bool = True) -> Any:
    """What JSON tells. Unless strict, line breaks may stand unescaped inside of strings.

    Raises json.JSONDecodeError, RecursionError for more than `DEEPEST` brackets inside one another, and ValueError
    for a number of thousands of digits.
    """
    document = json.loads(text, strict=strict)
    level = [document]
    for _depth in range(DEEPEST + 1):
        level = [each for each in level if isinstance(each, dict | list)]
        if not level:
            return document
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    raise RecursionError(f"brackets stand more than {DEEPEST} deep inside one another")
