"""JSON as others wrote it."""

import json

import pytest

from lib.text.documents import DEEPEST, read_json


def nested(depth: int) -> list[str]:
    return [
        "[" * depth + "]" * depth,
        '{"a":' * depth + "1" + "}" * depth,
        '[1, {"a": ' * (depth // 2) + "2" + "}]" * (depth // 2),
    ]


def test_what_is_told_is_read() -> None:
    assert read_json('{"a": [1, {"b": null}]}') == {"a": [1, {"b": None}]} and read_json('"가"') == "가"
    assert read_json('["가\n나"]', strict=False) == ["가\n나"]
    with pytest.raises(json.JSONDecodeError):
        read_json('["가\n나"]')


def test_brackets_end_somewhere_in_every_python() -> None:
    for text in nested(DEEPEST):
        assert read_json(text) == json.loads(text)
    for text in (*nested(DEEPEST + 2), *nested(20_000)):
        with pytest.raises(RecursionError):
            read_json(text)
    # Brackets beside one another, and in words.
    assert len(read_json("[" + ",".join(["[[]]"] * 1000) + "]")) == 1000
    assert read_json('{"story": "' + "[" * 1000 + '"}')
