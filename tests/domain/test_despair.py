import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.domain.despair import Weights, is_despairing, without_despair
from lib.text.runs import runs_of
from lib.text.shipped import read_shipped

TRAINING = Path(__file__).parents[2] / "bench/sets/despair_train.jsonl"


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes the set has to learn the weights anew: `python -m training.despair`."""
    assert read_shipped("despair.json")["set"] == hashlib.sha256(TRAINING.read_bytes()).hexdigest()


def test_the_training_set_is_told_apart() -> None:
    rows = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert len({row["text"] for row in rows}) == len(rows)
    # Five thousand of the rows tell as much as all of them.
    rows = rows[::5]
    heard = [is_despairing(row["text"]) for row in rows if row["despair"]]
    alarms = [is_despairing(row["text"]) for row in rows if not row["despair"]]
    assert sum(heard) > 0.98 * len(heard) and sum(alarms) < 0.01 * len(alarms)


@pytest.mark.parametrize(
    "text",
    [
        "산재가 거절된 뒤로 죽고 싶습니다",
        "더는 살고 싶지 않아요",
        "제가 없어지면 가족들이 편할 것 같습니다.",
        "내일 아침에 눈을 안 떴으면 좋겠어요.",
        "이제 다 끝내고 싶습니다.",
        "먼저 떠난 아들을 따라가고 싶어요.",
        "베란다에 밧줄을 걸어 놓았습니다.",
        "유서를 써 두었습니다.",
        "아들아 미안하다. 아빠는 먼저 간다.",
        "I do not want to live anymore.",
        "I have saved up enough pills.",
        # On a phone: without spaces, drawn out, in full width.
        "더는살고싶지않아요ㅠㅠㅠ",
        "더는  살고   싶지 않아요......",
        "Ｉ ｄｏ ｎｏｔ ｗａｎｔ ｔｏ ｌｉｖｅ ａｎｙｍｏｒｅ",
        # Among a long account.
        "조선소에서 20년 용접을 했습니다. 허리가 아파 병원에 갔더니 디스크라고 합니다. 공단은 나이 탓이라며 "
        "거절했습니다. 심사청구도 기각됐습니다. 더는 살고 싶지 않아요. 서류는 다 가지고 있습니다.",
        "허리를 다쳤는데 거절당해서 죽고 싶어요. 치료비가 없습니다.",
    ],
)
def test_despair_is_heard(text: str) -> None:
    assert is_despairing(text)


@pytest.mark.parametrize(
    "text",
    [
        "일하다 죽을 뻔했습니다",
        "허리가 아파 죽겠어요",
        "동료가 죽고 저만 살았습니다",
        "형이 목을 매 숨졌습니다. 죽고 싶다는 문자를 남겼습니다.",
        "My husband said he wanted to die and then killed himself.",
        "빨리 소송을 끝내고 싶어요.",
        "줄을 매달아 놓고 유리를 닦다가 떨어졌습니다.",
        "죽을까 봐 무서웠습니다.",
        "My father died from silicosis last year. What is the last date to appeal?",
        "",
        " \n",
        "...?!",
    ],
)
def test_pain_work_and_the_death_of_another_are_not_despair(text: str) -> None:
    assert not is_despairing(text)


def test_despair_is_not_read_as_a_symptom() -> None:
    story = "허리를 다쳤는데 거절당해서 죽고 싶어요. 치료비가 없습니다."
    blanked = without_despair(story)
    assert "죽고" not in blanked
    assert len(blanked) == len(story)
    assert blanked.startswith("허리를 다쳤는데")
    assert blanked.endswith("치료비가 없습니다.")


def test_what_is_said_around_a_sentence_weighs_with_it() -> None:
    weights = Weights(
        dict.fromkeys(runs_of("바다로 가"), 10.0) | dict.fromkeys(runs_of("휴가라서"), -50.0), 10.0, 90.0
    )
    assert weights.despairing("바다로 가.") == [(0, 6)]
    assert weights.despairing("바다로 가. 휴가라서.") == []


class Counted(dict[str, float]):
    """Weights that count how often one is asked for."""

    asked = 0

    def get(self, run: str, default: float = 0.0) -> float:  # type: ignore[override]
        self.asked += 1
        return super().get(run, default)


@pytest.mark.parametrize("words", ["".join, " ".join, "요 ".join, "다. ".join])
def test_twice_the_words_are_twice_the_work(words: Callable[[list[str]], str]) -> None:
    """Also where no sentence ends, and where words of despair are looked for."""

    def asked(length: int) -> int:
        weights = Weights(Counted(), least=-1.0)
        letters = [chr(ord("가") + 7 * number) for number in range(length)]
        assert weights.despairing(words(letters))
        assert isinstance(weights.of, Counted)
        return weights.of.asked

    assert asked(800) < 2.1 * asked(400)
