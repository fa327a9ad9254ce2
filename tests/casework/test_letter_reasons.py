"""Which sentences of a letter give its reasons, by their words and their place."""

import pytest

from lib.casework.letter_reading import understand_letter
from lib.sources.letter_file import letter_of_text
from lib.text.shipped import read_shipped
from training.letter_reasons import digest_of_kinds, digest_of_set

LETTER = """근로복지공단 가상지사
수신  이가상 귀하
제목  요양급여 신청 처리 결과 알림
1. 결정: 불승인
2. 결정 이유
{reasons}
이 결정에 이의가 있으면 안 날부터 90일 이내에 심사청구를 할 수 있습니다.
2026. 5. 4.
근로복지공단 가상지사장"""


def given(reasons: str) -> dict[str, str]:
    letter = understand_letter(letter_of_text(LETTER.format(reasons=reasons)))
    return {words: each.kind for each in letter.reasons for words in (each.words, *each.more_words)}


def test_the_weights_are_those_of_the_letters_and_of_the_kinds() -> None:
    """Who changes the letters or learns the kinds anew has to learn this anew: `python -m training.letter_reasons`."""
    shipped = read_shipped("letter_reasons.npz")
    assert str(shipped["set"]) == digest_of_set()
    assert str(shipped["denial"]) == digest_of_kinds()


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        # What the person claims stands before what is weighed.
        (
            "귀하께서는 날마다 쌀가마를 져 날라 허리가 상했다고 적으셨습니다.\n"
            "다만 허리뼈가 닳은 모양은 나이에 따라 누구에게나 오는 변화로 보입니다.\n"
            "지고 나르신 가마니도 하루 여덟 장을 넘지 않아 허리에 큰 짐이 되었다 하기 어렵습니다.",
            {
                "다만 허리뼈가 닳은 모양은 나이에 따라 누구에게나 오는 변화로 보입니다.": "degenerative",
                "지고 나르신 가마니도 하루 여덟 장을 넘지 않아 허리에 큰 짐이 되었다 하기 어렵습니다.": "workload",
            },
        ),
        # What is granted, and a view that is told with what it holds: both are said of it.
        (
            "가마솥 공장에서 소음에 노출되신 사실은 인정됩니다.\n"
            "자문의사도 소음이 아니라 나이로 어두워진 귀라고 적었습니다.",
            {"자문의사도 소음이 아니라 나이로 어두워진 귀라고 적었습니다.": "opinion"},
        ),
    ],
)
def test_a_sentence_gives_a_reason_by_its_words_and_its_place(reasons: str, told: dict[str, str]) -> None:
    assert given(reasons) == told


ONE = "다만 허리뼈가 닳은 모양은 나이에 따라 누구에게나 오는 변화로 보입니다."


def test_a_doubtful_reason_is_marked_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.casework.letter_reading.LIKELY", 0.0)
    assert not understand_letter(letter_of_text(LETTER.format(reasons=ONE))).doubts_of("reasons")
    monkeypatch.setattr("lib.casework.letter_reading.LIKELY", 1.0)
    (doubt,) = understand_letter(letter_of_text(LETTER.format(reasons=ONE))).doubts_of("reasons")
    assert doubt.words == ONE and "다만 허리뼈가 닳은" in doubt.why and "지워 주세요" in doubt.why


def test_where_no_sentence_is_likely_to_give_a_reason_the_likeliest_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lib.casework.letter_sentences.LEAST", 1.0)
    assert [*given(ONE)] == [ONE]
    monkeypatch.setattr("lib.casework.letter_sentences.LAST", 1.0)
    assert not given(ONE)
