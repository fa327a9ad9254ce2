"""The weights of names are those of their set, and tell a name from the words that stand where names do."""

import hashlib
from pathlib import Path

import pytest

from lib.privacy.name_weights import Weighed, weighed_names
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/names.jsonl"


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.names`."""
    assert str(read_shipped("names.npz")["set"]) == hashlib.sha256(TRAINING.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("곽동호가 사다리를 잡아 줬습니다", ["곽동호"]),
        ("사다리는 표인애가 잡고 있었어요", ["표인애"]),
        ("그 말은 남궁혁한테 들었습니다", ["남궁혁"]),
        ("동료 응우옌티투이가 옆에 있었어요", ["응우옌티투이"]),
        ("사다리가 흔들려서 떨어졌습니다", []),
        ("동료 사다리를 빌려 썼어요", []),
        ("반장이 사다리를 잡으라고 했어요", []),
    ],
)
def test_names_are_told_by_syllables_and_neighbours(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in weighed_names(text)] == names


@pytest.mark.parametrize("masked", ["[전화번호]", "동료 [이름]", ""])
def test_what_was_weighed_holds_only_where_nothing_around_has_changed(masked: str) -> None:
    weighed: Weighed = {}
    text = "그날 오전 작업장에는 010-1234-5678 곽동호가 있었고, 동료 응우옌티투이가 사다리를 잡았습니다. " * 3
    assert list(weighed_names(text, weighed)) == list(weighed_names(text))
    changed = text.replace("010-1234-5678", masked, 2).replace("동료 ", "", 1)
    assert list(weighed_names(changed, weighed)) == list(weighed_names(changed))
    assert {changed[start:end] for start, end in weighed_names(changed, weighed)} >= {"곽동호"}
