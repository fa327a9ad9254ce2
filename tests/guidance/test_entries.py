"""Entries of the data files are checked, and what is wrong is named."""

import re

import pytest

from lib.guidance.entries import Text, read_entries
from lib.guidance.factor_entries import Factor


def _entry(**changes: object) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": "one", "side": "for", "any": ["야근"], "says": {"ko": "가나다.", "en": "Abc."}, "basis": ["법 제37조"],
    }  # fmt: skip
    return {**entry, **changes}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"side": "between"}, "side"),
        ({"any": ["야 근"]}, "without white space"),
        ({"any": ["MRI를"]}, "lower case"),
        ({"any": ["술"]}, "two characters"),
        ({"any": []}, "nothing would ever be found"),
        ({"pattern": "("}, "valid regular expression"),
        ({"basis": []}, "rests on something"),
        ({"basis": ["헌법 제1조"]}, "expected a law"),
        ({"basis": ["법 37조"]}, "not written like an article"),
        ({"says": {"ko": "가나다."}}, "says.en"),
        ({"scope": {"disease_category": ["감기"]}}, "scope.disease_category"),
        ({"weight": 3}, "weight"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, object], reason: str) -> None:
    content = {"factors": [_entry(id="good"), _entry(**change)]}
    with pytest.raises(ValueError, match=re.escape(reason)) as raised:
        read_entries("factors", content, Factor)
    assert str(raised.value).startswith("factors.yaml: entry 2 (one): ")


def test_a_file_of_another_shape_and_a_second_id_are_refused() -> None:
    with pytest.raises(ValueError, match="used twice"):
        read_entries("factors", {"factors": [_entry(), _entry()]}, Factor)
    with pytest.raises(ValueError, match="expected a list"):
        read_entries("factors", [], Factor)


def test_text_follows_the_language() -> None:
    text = Text(ko="하나", en="one")
    assert (text.in_language("ko"), text.in_language("en"), text.in_language("ja")) == ("하나", "one", "하나")
