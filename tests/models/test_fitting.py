"""What a model reads is fitted by whole sentences, and never exceeds its room."""

import random

import pytest

from lib.domain.sections import Part, read_sections
from lib.models.fitting import SKIPPED, fit_ruling, fit_sentences, most_tokens
from tests.servers.chat import count_text
from tests.synthetic import BODY


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("허리", 2),
        ("허리를 다쳤다", 6),
        ("2024. 3. 5.", 12),
        ("🙂", 4),
        ("漢", 3),
        ("Ж", 2),
        ("뷁뷁", 6),
    ],
)
def test_the_most_tokens_of_a_text(text: str, tokens: int) -> None:
    assert most_tokens(text) == tokens


def test_no_text_takes_more_than_is_counted() -> None:
    for text in (BODY, LONG, "출근 2019. 3. 4. 08:30부터 17:30까지 (주 52시간)"):
        assert count_text(text) <= most_tokens(text) <= 1.25 * count_text(text)


def test_what_matters_stays_and_gaps_are_marked() -> None:
    sentences = ["날씨가 좋았다.", "무거운 것을 들었다.", "점심으로 밥을 먹었다.", "허리를 다쳤다."]
    fitted = fit_sentences(sentences, 38, lambda s: float("허리" in s or "무거운" in s), len)
    assert fitted == f"{SKIPPED} 무거운 것을 들었다. {SKIPPED} 허리를 다쳤다."


def test_what_fits_is_left_alone() -> None:
    assert fit_sentences(["하나.", "둘."], 100, lambda _: 0.0, len) == "하나. 둘."


@pytest.mark.parametrize("seed", range(30))
def test_fitted_sentences_never_exceed_the_room(seed: int) -> None:
    draw = random.Random(seed)
    letters = "가나다라 마바사abc 12.🙂漢\n"
    sentences = ["".join(draw.choices(letters, k=draw.randint(1, 90))) for _ in range(draw.randint(0, 30))]
    room = draw.randint(0, 400)
    fitted = fit_sentences(sentences, room, lambda s: float(len(s) % 3), most_tokens)
    assert most_tokens(fitted) <= max(room, 0)


LONG = BODY.replace("2. 판단\n", "2. 판단\n" + "법원은 여러 사정을 하나하나 따져 보았다. " * 400)


def test_a_short_ruling_is_sent_whole() -> None:
    assert fit_ruling(BODY, 10_000) == BODY


def test_a_long_ruling_keeps_its_order_and_the_end_of_its_judgment() -> None:
    fitted = fit_ruling(LONG, 3_000)
    sections = read_sections(LONG)
    assert len(fitted) <= 3_000
    assert sections.body(Part.ORDER) in fitted
    assert f"[{Part.HISTORY.value}]" in fitted
    assert SKIPPED in fitted
    assert sections.body(Part.JUDGMENT).strip()[-40:] in fitted


@pytest.mark.parametrize("room", [200, 500, 1_000, 2_500, 6_000])
def test_no_sentence_of_a_ruling_is_cut(room: int) -> None:
    fitted = fit_ruling(LONG, room)
    assert len(fitted) <= room
    whole = " ".join(LONG.split())
    for part in fitted.split(SKIPPED):
        for line in part.split("\n"):
            words = " ".join(line.split())
            if not words.startswith("["):
                assert words in whole


def test_a_text_without_sections_gives_its_beginning_and_its_end() -> None:
    text = " ".join(f"문장 {n}번이다." for n in range(1_000))
    fitted = fit_ruling(text, 1_000)
    assert fitted.startswith("문장 0번이다.") and fitted.endswith("문장 999번이다.")
    assert len(fitted) <= 1_000 and SKIPPED in fitted


@pytest.mark.parametrize("text", ["", "가" * 50_000, "\n" * 9_000, "【주 문】\n" * 3_000, "다. " * 20_000])
def test_any_text_can_be_fitted(text: str) -> None:
    assert len(fit_ruling(text, 2_000)) <= 2_000
