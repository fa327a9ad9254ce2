"""What models return in odd forms is read; what is not plain is left out."""

import json
from typing import Any

import pytest

from lib.models.schemas import (
    LONGEST_ITEM,
    LONGEST_TEXT,
    MOST_ITEMS,
    Answer,
    Difference,
    Ground,
    Leaning,
    Missing,
    Opinion,
    Retelling,
    clean,
    json_schema,
    prompt_shape,
    read_confidence,
    read_leaning,
)


@pytest.mark.parametrize("model", [Opinion, Retelling])
def test_nothing_is_required(model: type[Answer]) -> None:
    empty = model.model_validate({})
    assert empty == model()
    assert empty.is_empty
    assert model.model_validate(dict.fromkeys(model.model_fields)) == empty
    assert model.model_validate({"bogus": 1, "extra": {"a": []}}) == empty


@pytest.mark.parametrize(
    ("given", "field", "read"),
    [
        ({"issue": None}, "issue", ""),
        ({"issue": ["가나다.", "라마바."]}, "issue", "가나다. 라마바."),
        ({"issue": 3}, "issue", "3"),
        ({"issue": {"text": "가나다"}}, "issue", "가나다"),
        ({"issue": True}, "issue", ""),
        ({"issue": "…"}, "issue", ""),
        ({"issue": "없음"}, "issue", ""),
        ({"issue": "가\u200b나\x07다\ufeff"}, "issue", "가나다"),
        ({"issue": "가\r\n\r\n나\t다"}, "issue", "가\n나 다"),
        ({"for_claimant": [{"says": "가", "rests_on": ["R1"]}]}, "for_claimant", (Ground(says="가", rests_on=("R1",)),)),
        ({"for_claimant": {"says": "가"}}, "for_claimant", (Ground(says="가"),)),
        ({"for_claimant": "가나"}, "for_claimant", (Ground(says="가나"),)),
        ({"for_claimant": "- 가나\n- 다라"}, "for_claimant", (Ground(says="가나"), Ground(says="다라"))),
        ({"for_claimant": ["가나", None, 3, ["x"]]}, "for_claimant", (Ground(says="가나"),)),
        ({"for_claimant": [{"says": "", "rests_on": ["R1"]}]}, "for_claimant", ()),
        ({"for_claimant": [{"says": "가"}, {"says": "가"}]}, "for_claimant", (Ground(says="가"),)),
        ({"for_agency": [{"says": "가", "rests_on": None}]}, "for_agency", (Ground(says="가"),)),
        ({"for_agency": [{"says": "가", "rests_on": [{"id": 1, "text": "R2"}]}]}, "for_agency", (Ground(says="가", rests_on=("R2",)),)),
        ({"differences": [{"ruling": "R1", "says": ["가", "나"]}, "가"]}, "differences", (Difference(ruling="R1", says="가 나"),)),
        ({"쟁점": "가나다"}, "issue", ""),
        ({"missing_evidence": ["가", "나"]}, "missing_evidence", (Missing(what="가"), Missing(what="나"))),
        ({"leaning": ["승인 여지가 있음"]}, "leaning", Leaning.APPROVAL),
        ({"leaning": None}, "leaning", Leaning.UNCLEAR),
        ({"confidence": "70%"}, "confidence", 70),
    ],
)  # fmt: skip
def test_an_opinion_in_odd_forms(given: dict[str, Any], field: str, read: object) -> None:
    assert getattr(Opinion.model_validate(given), field) == read


@pytest.mark.parametrize(
    ("given", "field", "read"),
    [
        ({"background": {"text": "가나다", "quotes": ["라", "마"]}}, "background", "가나다"),
        ({"reason_quotes": ["가", "가", ""]}, "reason_quotes", ("가",)),
        ({"deciding_factors": "1. 가나\n2. 다라"}, "deciding_factors", ("가나", "다라")),
        ({"deciding_factors": [{"text": "가"}]}, "deciding_factors", ("가",)),
    ],
)
def test_a_retelling_in_odd_forms(given: dict[str, Any], field: str, read: object) -> None:
    assert getattr(Retelling.model_validate(given), field) == read


@pytest.mark.parametrize(
    ("words", "leaning"),
    [
        ("승인 여지가 있음", Leaning.APPROVAL),
        ("승인여지가있음", Leaning.APPROVAL),
        ("“승인 여지가 있음”.", Leaning.APPROVAL),
        ("승인 여지가 있음 (다만 증거 보완 필요)", Leaning.APPROVAL),
        (["승인 여지가 있음"], Leaning.APPROVAL),
        ("불승인 유지 가능성이 큼", Leaning.DENIAL),
        ("판단하기 어려움", Leaning.UNCLEAR),
        # Nothing is read out of other words, whatever they seem to say.
        ("승인 가능성이 높음", Leaning.UNCLEAR),
        ("승인 여지가 있음은 아님", Leaning.UNCLEAR),
        ("불승인 유지 가능성이 크지 않음", Leaning.UNCLEAR),
        ("unlikely to be approved", Leaning.UNCLEAR),
        ("승인 여지가 있음 | 불승인 유지 가능성이 큼 | 판단하기 어려움", Leaning.UNCLEAR),
        ("", Leaning.UNCLEAR),
        (None, Leaning.UNCLEAR),
        (70, Leaning.UNCLEAR),
    ],
)
def test_a_leaning_is_never_guessed(words: object, leaning: Leaning) -> None:
    assert read_leaning(words) is leaning


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (70, 70), (70.4, 70), (0, 0), (100, 100), (0.7, 70), (1.0, 100), ("0.7", 70), ("70", 70), ("70%", 70),
        ("７０％", 70), ("70 / 100", 70), ("0.5%", 0), ([70], 70), ("높음", None), ("60~70%", None), (150, None),
        (-5, None), ("-5", None), (float("nan"), None), (float("inf"), None), (None, None), (True, None), ("", None),
    ],
)  # fmt: skip
def test_a_confidence_is_a_number_or_nothing(value: object, read: int | None) -> None:
    assert read_confidence(value) == read


def test_lengths_and_counts_are_capped() -> None:
    sentence = "원고는 하역 작업을 했다. "
    long = Opinion(issue=sentence * 500, for_claimant=tuple(Ground(says=f"근거 {n}") for n in range(50)))
    assert len(long.issue) <= LONGEST_TEXT
    assert long.issue.endswith("했다.")
    assert len(long.for_claimant) == MOST_ITEMS
    assert Ground(says="가" * (LONGEST_ITEM + 1)).says == ""
    assert clean("가나다", 3) == "가나다"


@pytest.mark.parametrize("model", [Opinion, Retelling])
def test_the_shape_for_the_prompt_is_short_and_says_nothing_when_read_back(model: type[Answer]) -> None:
    shape = prompt_shape(model)
    assert len(shape) <= 500
    read = json.loads(shape)
    assert list(read) == list(model.model_fields)
    answer = model.model_validate(read)
    assert answer.model_copy(update={"confidence": None} if model is Opinion else {}) == model()


def test_the_schema_is_plain() -> None:
    schema = json_schema(Opinion)
    assert schema["required"] == list(Opinion.model_fields)
    assert schema["properties"]["leaning"]["enum"] == [leaning.value for leaning in Leaning]
    assert schema["properties"]["confidence"]["type"] == "integer"
    ground = schema["properties"]["for_claimant"]["items"]
    assert ground["properties"]["rests_on"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": Ground.model_fields["rests_on"].description,
    }
    assert "$ref" not in json.dumps(schema)
    assert all(field["description"] for field in json_schema(Retelling)["properties"].values())
