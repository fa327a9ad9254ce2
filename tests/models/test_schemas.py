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
        ({"쟁점": "가나다"}, "issue", "가나다"),
        ({"Issue": "가나다"}, "issue", "가나다"),
        ({"issue": "…"}, "issue", ""),
        ({"issue": "없음"}, "issue", ""),
        ({"issue": "가\u200b나\x07다\ufeff"}, "issue", "가나다"),
        ({"issue": "가\r\n\r\n나\t다"}, "issue", "가\n나 다"),
        ({"forClaimant": [{"says": "가", "rests_on": ["R1"]}]}, "for_claimant", (Ground(says="가", rests_on=("R1",)),)),
        ({"for_claimant": {"says": "가"}}, "for_claimant", (Ground(says="가"),)),
        ({"for_claimant": "가나"}, "for_claimant", (Ground(says="가나"),)),
        ({"for_claimant": "- 가나\n- 다라"}, "for_claimant", (Ground(says="가나"), Ground(says="다라"))),
        ({"for_claimant": ["가나", None, 3, ["x"]]}, "for_claimant", (Ground(says="가나"),)),
        ({"for_claimant": [{"says": "", "rests_on": ["R1"]}]}, "for_claimant", ()),
        ({"for_claimant": [{"says": "가"}, {"says": "가"}]}, "for_claimant", (Ground(says="가"),)),
        ({"for_agency": [{"내용": "가", "근거": ["R1"]}]}, "for_agency", (Ground(says="가", rests_on=("R1",)),)),
        ({"for_agency": [{"근거": "가", "출처": "R1"}]}, "for_agency", (Ground(says="가", rests_on=("R1",)),)),
        ({"for_agency": [{"text": "가", "restsOn": None}]}, "for_agency", (Ground(says="가"),)),
        ({"공단": [{"says": "가", "sources": [{"id": 1, "text": "R2"}]}]}, "for_agency", (Ground(says="가", rests_on=("R2",)),)),
        ({"differences": [{"판결": "R1", "차이": ["가", "나"]}]}, "differences", (Difference(ruling="R1", says="가 나"),)),
        ({"missingEvidence": [{"자료": "가", "방법": "나"}]}, "missing_evidence", (Missing(what="가", how="나"),)),
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
        ({"background": {"text": "가나다", "quotes": ["라", "마"]}}, "background_quotes", ("라", "마")),
        ({"reason": {"내용": "가나다", "인용": "라"}}, "reason_quotes", ("라",)),
        ({"issue": {"text": "가", "quotes": ["나"]}, "issue_quotes": ["다"]}, "issue_quotes", ("다",)),
        ({"reasonQuotes": "가나다"}, "reason_quotes", ("가나다",)),
        ({"reason_quotes": ["가", "가", ""]}, "reason_quotes", ("가",)),
        ({"deciding_factors": "1. 가나\n2. 다라"}, "deciding_factors", ("가나", "다라")),
        ({"결정요인": [{"text": "가"}]}, "deciding_factors", ("가",)),
        ({"원고": "근로자 본인"}, "plaintiff", "근로자 본인"),
        ({"summary": "가나다"}, "preview", "가나다"),
    ],
)
def test_a_retelling_in_odd_forms(given: dict[str, Any], field: str, read: object) -> None:
    assert getattr(Retelling.model_validate(given), field) == read


@pytest.mark.parametrize(
    ("words", "leaning"),
    [
        ("승인 여지가 있음", Leaning.APPROVAL),
        ("승인여지가있음", Leaning.APPROVAL),
        ("“승인 여지가 있음”", Leaning.APPROVAL),
        ("승인 여지가 있음.", Leaning.APPROVAL),
        ("승인 여지가 있음 (다만 증거 보완 필요)", Leaning.APPROVAL),
        ("승인 가능성 있음", Leaning.APPROVAL),
        ("인정될 가능성이 큼", Leaning.APPROVAL),
        ("approval possible", Leaning.APPROVAL),
        ("APPROVAL", Leaning.APPROVAL),
        ("favorable to the claimant", Leaning.APPROVAL),
        ("불승인 유지 가능성이 큼", Leaning.DENIAL),
        ("불승인 유지", Leaning.DENIAL),
        ("불승인 유지 가능성", Leaning.DENIAL),
        ("기각 가능성이 큼", Leaning.DENIAL),
        ("likely denied", Leaning.DENIAL),
        ("unfavorable", Leaning.DENIAL),
        ("disapproval", Leaning.DENIAL),
        ("판단하기 어려움", Leaning.UNCLEAR),
        ("판단 곤란", Leaning.UNCLEAR),
        ("uncertain", Leaning.UNCLEAR),
        ("승인 여지가 있다고 보기 어려움", Leaning.UNCLEAR),
        ("승인 여지가 있음은 아님", Leaning.UNCLEAR),
        ("승인 여지가 있음을 부정", Leaning.UNCLEAR),
        ("승인 여지가 없음", Leaning.UNCLEAR),
        ("승인 가능성이 낮음", Leaning.UNCLEAR),
        ("불승인 유지 가능성이 크지 않음", Leaning.UNCLEAR),
        ("불승인이 취소될 가능성", Leaning.UNCLEAR),
        ("unlikely to be approved", Leaning.UNCLEAR),
        ("not approved", Leaning.UNCLEAR),
        ("승인 여지가 있음 | 불승인 유지 가능성이 큼 | 판단하기 어려움", Leaning.UNCLEAR),
        ("승인과 불승인이 반반", Leaning.UNCLEAR),
        ("승인될 수도 있고 그렇게 되기까지 여러 사정을 더 살펴보고 따져 보아야 하는 사건으로 보임", Leaning.UNCLEAR),
        ("", Leaning.UNCLEAR),
        (None, Leaning.UNCLEAR),
        (70, Leaning.UNCLEAR),
    ],
)  # fmt: skip
def test_a_leaning_is_never_guessed(words: object, leaning: Leaning) -> None:
    assert read_leaning(words) is leaning


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (70, 70), (70.4, 70), (0, 0), (100, 100), (0.7, 70), (1.0, 100), ("0.7", 70), ("70", 70), ("70%", 70), ("70 퍼센트", 70),
        ("약 70점", 70), ("７０％", 70), ("70/100", 70), ("7/10", 70), ("0.5%", 0), ("높음", None), ("60~70%", None), (150, None),
        (-5, None), ("-5", None), (None, None), (True, None), ("", None), ([70], 70),
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
