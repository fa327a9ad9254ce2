"""What a browser's tab says it kept of a story is read, and anything else is nothing."""

import json

import pytest

from lib.domain.intake import Intake
from lib.ui.kept_story import Kept


def test_what_was_kept_is_read() -> None:
    intake = Intake(story="조선소에서 20년 일했습니다.").model_dump_json()
    said = json.dumps(
        {"told": {"story": "적다 만 글"}, "result": json.dumps({"intake": intake, "choice": None}), "who": ""}
    )
    kept = Kept.read(said)
    assert kept is not None
    assert kept.told == {"story": "적다 만 글"}
    assert Intake.model_validate_json(kept.result["intake"]).story == "조선소에서 20년 일했습니다."


def test_what_was_written_without_a_result_is_read() -> None:
    kept = Kept.read('{"told": {"story": "적다 만 글"}}')
    assert kept is not None and not kept.result


@pytest.mark.parametrize(
    "said",
    ["", None, 7, "{", "[]", "null", '"글"', '{"told": []}', '{"told": {"story": 5}}', '{"result": "["}',
     '{"result": "[1]"}', '{"result": 5}', "[" * 100_000],
)  # fmt: skip
def test_anything_else_is_nothing(said: object) -> None:
    assert Kept.read(said) is None
