"""Stretches that identify somebody are told by their words and those around, where no recogniser waits for them."""

import hashlib
from pathlib import Path

import pytest

from lib.privacy import find, mask
from lib.privacy.stretch_signs import words_of
from lib.privacy.stretches import likely, stretches
from lib.text.shipped import read_shipped
from lib.text.spoken_numbers import spoken_in

SETS = sorted((Path(__file__).parents[2] / "bench/sets").glob("identifiers*.jsonl"))


def test_the_weights_are_those_of_the_training_set() -> None:
    """Who changes a set has to learn the weights anew: `python -m training.stretches`."""
    learnt_from = hashlib.sha256(b"".join(file.read_bytes() for file in SETS)).hexdigest()
    assert str(read_shipped("stretches.npz")["set"]) == learnt_from


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        # Figures that stand apart, misread, spoken between other words, torn by the end of a line.
        ("접수번호 20260714 ㅡ 0 3 6 ㅡ 5 1 8 로 조회가 안 돼요", "0 3 6"),
        ("차트번호는 에이치 공사이구칠 이라고 불러 줬어요", "공사이구칠"),
        ("통장은 농협 삼오이 다음에 공구칠일 그다음 이팔사 끝에 육이 라고 합니다", "공구칠일"),
        ("화물차 차대 knab7ct-\n4mx 81 0 5 3 9 정비이력 확인", "81 0 5 3 9"),
        # Figures joined to letters and words of Hangul.
        ("문서번호 여수보상-2026-0048213 사본을 붙입니다", "0048213"),
    ],
)
def test_what_no_recogniser_waits_for_is_masked(text: str, secret: str) -> None:
    assert secret not in mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "대법원 2016두41071 판결과 산재법 제37조 제1항 제3호를 봤어요.",
        "소음 88dB(A) 7년 2개월, 500Hz 우 30 좌 35, 1000Hz 우 40 좌 45",
        "두산 지게차 D30S-5 후진 경보음이 안 났고 3톤짜리였습니다.",
        "병무청 1588-9090에서 E-9 비자는 안 된다고 들었습니다.",
        "일이 많아서 주 6일 12시간씩 일했고 2026. 3. 2. 14:30에 쓰러졌습니다.",
        "The claim was refused on 3 May 2026; see https://www.law.go.kr for the act.",
    ],
)
def test_what_says_what_happened_stays(text: str) -> None:
    assert mask(text).text == text


def test_what_was_masked_is_masked_no_further() -> None:
    once = mask("통장은 농협 삼오이 다음에 공구칠일 그다음 이팔사 끝에 육이 라고 합니다").text
    assert mask(once).text == once


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    """Full-width figures and composed syllables move nothing."""
    text = "접수번호 ２０２６０７１４ ㅡ ０ ３ ６ ㅡ ５ １ ８ 로 조회"
    assert all(text[each.start : each.end].strip() == text[each.start : each.end] for each in find(text))
    assert "０ ３" not in mask(text).text


def test_a_number_is_found_inside_a_word() -> None:
    assert spoken_in("군번은이십이에칠공공오입니다") == (3, 11)
    assert spoken_in("이슬비") is None
    assert not stretches("[식별번호] 건으로 [이름]님이 왔습니다.")


def test_a_code_of_few_figures_has_to_weigh_more() -> None:
    words = words_of("순번표 A-112 들고")
    weights = [-9.0, 2.0, 2.0, 2.0, -9.0]
    assert [*likely(words, weights, 1.0)] == []
    assert [*likely(words, [each * 3 for each in weights], 1.0)] == [(1, 4)]


@pytest.mark.parametrize(
    "text, name",
    [
        ("사고를 본 사람은 친구 김동현이고요, 저한테 먼저 알려 줬어요.", "김동현"),
        ("반장 이동욱이 119를 불렀습니다.", "이동욱"),
        ("담당자 한동훈에게 서류를 냈습니다.", "한동훈"),
    ],
)
def test_a_name_that_begins_like_a_district_is_a_name(text: str, name: str) -> None:
    assert name not in mask(text).text


def test_a_district_behind_its_city_stays() -> None:
    text = "울산 남구 삼산동 고깃집에서 일했어요"
    assert mask(text).text == text
