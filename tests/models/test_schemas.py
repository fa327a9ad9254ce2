"""What models return in odd forms is read; what is not plain is left out."""

import json
from typing import Any

import pytest

from lib.models.schemas import (
    LONGEST_TEXT,
    MOST_ITEMS,
    Answer,
    Contrast,
    Difference,
    Gloss,
    Leaning,
    Opinion,
    Pairing,
    Retelling,
    clean,
    json_schema,
    prompt_shape,
    read_leaning,
)

PAIR = Pairing(story=("S1",), law="C2", ruling="R1.3")
DIFFERENCE = Difference(story=("S1",), ruling="R1.3", kind=Contrast.LOAD)


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
        ({"for": [{"story": ["S1"], "law": "C2", "ruling": "R1.3"}]}, "for_claimant", (PAIR,)),
        ({"for": {"story": "s1", "law": "c2번", "ruling": "r1-3"}}, "for_claimant", (PAIR,)),
        ({"for": [{"story": 1, "law": 2, "ruling": "1.3"}]}, "for_claimant", (PAIR,)),
        ({"for": [{"story": "[Ｓ１]", "law": ["C 2"], "ruling": {"id": "R1 3번"}}]}, "for_claimant", (PAIR,)),
        ({"for_claimant": [PAIR, PAIR, None, 3, ["x"]]}, "for_claimant", (PAIR,)),
        ({"for": [{"story": "S1, S2번 S3", "law": None}]}, "for_claimant", (Pairing(story=("S1", "S2", "S3")),)),
        ({"for": [{"story": ["S01", "C4", True, "S1"]}]}, "for_claimant", (Pairing(story=("S1", "C4")),)),
        ({"for": [{"story": ["승인은 시간문제입니다"], "law": "없음", "ruling": "…"}]}, "for_claimant", (Pairing(story=("?",)),)),
        ({"for": [{"story": "S1 (주 50.1시간, 12주)", "law": "제37조 제1항", "ruling": "R1.3"}]}, "for_claimant", (Pairing(story=("S1",), law="?", ruling="R1.3"),)),
        ({"for": [{"story": ["S1", "R2"], "law": "R 2", "ruling": "C1"}]}, "for_claimant", (Pairing(story=("S1", "R2"), law="R2", ruling="C1"),)),
        ({"against": "S4"}, "for_agency", (Pairing(story=("S4",)),)),
        ({"differences": [{"story": "S1", "ruling": "R1.3", "kind": "시간 · 업무량"}]}, "differences", (DIFFERENCE,)),
        ({"differences": [{"story": "S1", "ruling": "R1.3", "kind": "많이 다름"}]}, "differences", (Difference(story=("S1",), ruling="R1.3"),)),
        ({"missing": "E1, E2"}, "missing", ("E1", "E2")),
        ({"missing": ["e1", 2]}, "missing", ("E1", "E2")),
        ({"쟁점": "가나다"}, "missing", ()),
        ({"leaning": ["승인 여지가 있음"]}, "leaning", Leaning.APPROVAL),
        ({"leaning": None}, "leaning", Leaning.UNCLEAR),
    ],
)  # fmt: skip
def test_an_opinion_in_odd_forms(given: dict[str, Any], field: str, read: object) -> None:
    assert getattr(Opinion.model_validate(given), field) == read


@pytest.mark.parametrize(
    ("given", "field", "read"),
    [
        ({"facts": [{"s": 3, "gloss": "가나다."}]}, "facts", (Gloss(s=(3,), gloss="가나다."),)),
        ({"facts": [{"s": "[3], [4]", "gloss": "가."}]}, "facts", (Gloss(s=(3, 4), gloss="가."),)),
        (
            {"facts": [{"s": ["3", 3, "문장 5"], "gloss": ["가", "나"]}]},
            "facts",
            (Gloss(s=(3, 5), gloss="가 나"),),
        ),
        ({"reasons": [{"s": [7]}, {"gloss": ""}]}, "reasons", (Gloss(s=(7,)),)),
        ({"reasons": [{"s": [1, 2, 3, 4, 5]}]}, "reasons", (Gloss(s=(1, 2, 3)),)),
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


def test_lengths_and_counts_are_capped() -> None:
    sentence = "원고는 하역 작업을 했다. "
    kept = clean(sentence * 500, LONGEST_TEXT)
    assert len(kept) <= LONGEST_TEXT
    assert kept.endswith("했다.")
    assert clean("가나다", 3) == "가나다"
    many = Opinion.model_validate(
        {"for": [{"story": n, "law": 1} for n in range(50)], "missing": [*range(50)]}
    )
    assert len(many.for_claimant) == len(many.missing) == MOST_ITEMS


@pytest.mark.parametrize("model", [Opinion, Retelling])
def test_the_shape_for_the_prompt_is_short_and_says_nothing_when_read_back(model: type[Answer]) -> None:
    shape = prompt_shape(model)
    assert len(shape) <= 500
    read = json.loads(shape)
    assert list(read) == json_schema(model)["required"]
    assert model.model_validate(read) == model()


def test_the_schema_is_plain() -> None:
    schema = json_schema(Opinion)
    assert schema["required"] == ["for", "against", "differences", "missing", "leaning"]
    assert schema["properties"]["leaning"]["enum"] == [leaning.value for leaning in Leaning]
    pairing = schema["properties"]["for"]["items"]
    assert pairing["properties"]["story"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": Pairing.model_fields["story"].description,
    }
    assert schema["properties"]["differences"]["items"]["properties"]["kind"]["enum"] == [*Contrast]
    assert "$ref" not in json.dumps(schema)
    assert all(field["description"] for field in json_schema(Retelling)["properties"].values())
