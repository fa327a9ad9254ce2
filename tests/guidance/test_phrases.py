"""Phrases in what people write, and no phrase of the data files is dead."""

import re

import pytest

from lib.guidance.evidence import EvidenceItem, evidence
from lib.guidance.factor_entries import Factor, factors
from lib.guidance.phrases import PhraseReader


@pytest.mark.parametrize(
    ("text", "phrase", "is_met"),
    [
        ("술을 마셨다", "술을마", True),
        ("지병이 없었다", "지병", False),
        ("지병 같은 건 없다", "지병", False),
        ("과속하지 않았다", "과속", False),
        ("과속한 적이 없다", "과속", False),
        ("과속도 아니고", "과속", False),
        ("없던 지병이 생겼다", "지병", True),
        ("야근을 안 했다", "야근", False),
        ("야근을 못 했다", "야근", False),
        # a denial that means something else
        ("야근했는데 아니나 다를까 쓰러졌다", "야근했", True),
        ("야근이 산재가 아니라고 한다", "야근", True),
        ("회식에 안 갈 수 없었다", "안갈수없", True),
        ("야근하지 않을 수 없었다", "야근", True),
        ("야근을 끝없이 했다", "야근", True),
        ("야근을 수도 없이 했다", "야근", True),
        ("야근을 하고 잠을 못 잤다", "야근", True),
        ("야근한 회사 안에서", "야근", True),
        ("소음이 있는 동안 하던 일", "소음", True),
        # beyond the sentence, the clause or the reach
        ("지병이 있다. 다른 것은 없다", "지병", True),
        ("지병이 있지만 결근은 없다", "지병", True),
        ("고혈압 치료를 안 했다", "고혈압", True),
        # the phrase is a denial itself
        ("혈압약을 안 먹었다", "약을안먹", True),
        ("원한은 없었다", "원한은없", True),
        # two words that only look like one
        ("다음 주 월요일", "음주", False),
        ("처음 주신 돈", "음주", False),
        ("현재 혼자다", "재혼", False),
        ("그만두고 30년", "고3", False),
        ("음 주", "음주", True),
        # the beginning of a word, or behind a noun of it
        ("족구하다가 다쳤다", "구하다가", False),
        ("사람을 구하다가 다쳤다", "구하다가", True),
        ("만성과로라고 했다", "과로", True),
        ("국회 식당에 갔다", "회식", False),
        ("부서회식에 갔다", "회식", True),
        ("번호는 2119번", "119", False),
        ("과속방지턱을 넘었다", "과속", False),
        # spacing of the writer does not matter
        ("교 대 근 무", "교대근무", True),
    ],
)
def test_denials_and_word_limits(text: str, phrase: str, is_met: bool) -> None:
    assert (PhraseReader(text).find([phrase]) is not None) is is_met


@pytest.mark.parametrize(
    ("text", "phrase", "words"),
    [
        ("매일 야근을 했어요.", "야근", "야근을 했어요"),
        # what is said of it, as far as its clause goes
        ("고혈압은 있었지만 약을 먹었다", "고혈압", "고혈압은 있었지만"),
        ("그만둔 지 22년이 지났다고 한다", "그만둔지22년", "그만둔 지 22년이 지났다고"),
        ("분진 작업을 아주 오래오래 정말로 힘들게 했다", "분진작업", "분진 작업을 아주 오래오래"),
        ("밤마다 '맞 교대'였다.", "맞교대", "맞 교대'였다"),
        ("MRI를 찍었다", "mri", "MRI를 찍었다"),
        # no verb without what it is said of
        (
            "담배는 십년 전에 끊었고 혈압약은 먹었어요",
            "전에끊었고혈압약은먹",
            "담배는 십년 전에 끊었고 혈압약은 먹었어요",
        ),
        ("담배는 십년 전에 끊었고 혈압약은 먹었어요", "고혈압약은먹", "혈압약은 먹었어요"),
        ("소음성 난청이고 우 52dB, 좌 55dB입니다", "우52db,좌55db", "우 52dB, 좌 55dB입니다"),
        ("주\u3000주말에도 나갔다", "주말에도나", "주말에도 나갔다"),
    ],
)
def test_words_are_the_persons_own(text: str, phrase: str, words: str) -> None:
    assert PhraseReader(text).find([phrase]) == words


def test_the_longest_phrase_is_given_back() -> None:
    assert PhraseReader("야근하고 주말 야근까지 했다").find(["야근", "주말야근"]) == "주말 야근까지 했다"


def test_an_unless_phrase_cancels_in_its_own_sentence_only() -> None:
    reading = PhraseReader("추월했다. 상대도 과속했다.")
    assert reading.find(["추월"], unless=["상대도과속"]) is not None
    assert reading.find(["과속"], unless=["상대도과속"]) is None


def test_a_letter_that_grows_in_lower_case_moves_nothing() -> None:
    assert PhraseReader("İ는 MRI를").find(["mri를"]) == "MRI를"


# ── The data ─────────────────────────────────────────────────────────────────────────────────────

# The endings that a phrase may have been cut from; a refusal is written in each of them.
_COMPLETED = (
    (r"[되하치나르싶]지$", (" 않았습니다", " 않음", " 아니하여", " 못함")),
    (r"[가-힣]안$", (" 됩니다",)),
    (r"못$", (" 했습니다", " 함")),
    (r"[없않있했었았였랐졌갔왔쳤났봤됐렸겼]$", ("습니다", "음", "다고 합니다")),
    (r"아니$", ("라고 합니다",)),
)


def sentences(phrase: str) -> list[str]:
    """The phrase with the endings it may have been cut from, between two other sentences."""
    endings = next((endings for cut, endings in _COMPLETED if re.search(cut, phrase)), (" 그랬습니다",))
    return [f"안녕하세요. {phrase}{ending}. 잘 부탁드립니다." for ending in endings]


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.id)
def test_every_phrase_of_a_factor_is_found(factor: Factor) -> None:
    for phrase in factor.any_:
        for sentence in sentences(phrase):
            assert PhraseReader(sentence).find([phrase], (), factor.unless, factor.not_as), sentence


# Words of all days in which a phrase stands by its letters alone, also where two of them meet.
ONLY_LIKE_IT = (
    "결과로 경과로 효과로 초과로 다과로 족구하다가 비외상성 지난 청구 국회 식당 연회 식사 해석면에서 운영하다가 반영하여 촬영하던 다음 주 월요일 현재 혼자 "
    "과속방지턱 과속카메라 시너지 졸음쉼터 출장소에 야간대학 배달음식 일기예보 진상조사 감사합니다 석면피해구제 담당직원 안심야식 목욕을했 "
    "공사장이라 조건당 사건당 해당직무 그만두고 3시 무거운마음 방사선치료 고혈압성 몸무게"
)


@pytest.mark.parametrize("word", re.findall(r"\S+(?: 청구| 식당| 식사| 주 월요일| 혼자| 3시)?", ONLY_LIKE_IT))
def test_no_phrase_of_the_data_is_read_out_of_another_word(word: str) -> None:
    reading = PhraseReader(f"어제는 {word} 말씀드렸던")
    held = [
        phrase
        for phrase in {
            *(phrase for factor in factors() for phrase in factor.any_),
            *(phrase for item in evidence() for phrase in (*item.when, *item.have)),
        }
        if reading.find([phrase])
    ]
    assert held == []


_SYLLABLE = "꽥"  # begins or ends no word


def test_no_phrase_begins_behind_the_first_syllable_of_a_word() -> None:
    """Whatever the syllable: it is one of the word that the phrase would be read out of."""
    for factor in factors():
        for phrase in factor.any_:
            for text in (f"그 {_SYLLABLE}{phrase}", f"그 {_SYLLABLE}{phrase[0]} {phrase[1:]}"):
                if "가" <= phrase[0] <= "힣":
                    assert not PhraseReader(text).holds([phrase]), text


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.id)
def test_words_given_back_are_whole(factor: Factor) -> None:
    for phrase in factor.any_:
        text = f"처음에{phrase}였던 나중"
        if words := PhraseReader(text).find([phrase]):
            assert f" {words} " in f" {text} ", phrase


@pytest.mark.parametrize("item", evidence(), ids=lambda item: item.id)
def test_every_phrase_of_an_item_of_evidence_is_found(item: EvidenceItem) -> None:
    for phrase in (*item.when, *item.have):
        for sentence in sentences(phrase):
            assert PhraseReader(sentence).find([phrase], in_hand=phrase in item.have), sentence


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("근무시간이 확인되지 않음.", "근무시간이확인되지"),
        ("기준시간인 52시간에 미치지 못하여 인정할 수 없습니다.", "52시간에미치지"),
        ("상병이 인정되지 아니함", "상병이인정되지"),
        ("치료가 끝나지도 않았습니다", "치료가끝나지"),
    ],
)
def test_a_phrase_cut_before_its_denial_needs_it(text: str, phrase: str) -> None:
    assert PhraseReader(text).find([phrase])
    confirmed = re.sub(r"지도?\s.*", "지만 짧습니다", text)
    assert confirmed != text and not PhraseReader(confirmed).find([phrase])


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("약을 끊음(작년 가을", "약을 끊음(작년 가을)"),
        ("나이 60)의 일", "(나이 60)의 일"),
        ("심의함(서울", "심의함"),
        ("가) 개인", "가) 개인"),
    ],
)
def test_a_quotation_holds_the_whole_of_a_bracket_or_nothing_of_it(words: str, whole: str) -> None:
    text = "약을 끊음(작년 가을). (나이 60)의 일. 심의함(서울 남부와 북부와 경기와 인천의 위원회). 가) 개인"
    start = text.index(words)
    assert PhraseReader(text).unbroken(start, start + len(words)) == whole


@pytest.mark.parametrize(
    ("text", "phrase", "is_met"),
    [
        ("지붕에서 떨어졌다", "떨어졌", True),
        ("성적이 뚝 떨어졌다", "떨어졌", False),
        ("입맛이 떨어졌다고 하더니 사다리에서 떨어졌다", "떨어졌", True),
        ("손님한테 맞았다", "맞았", True),
        ("백신을 맞았다", "맞았", False),
        ("농약을 쳤다", "농약", True),
        ("농약을 쳤다", "쳤다", False),
        ("연기를 마셨다", "연기", True),
        ("출장을 연기했다", "연기", False),
        ("가게가 문을 닫았다", "문을닫", True),
        ("방문을 닫고 누웠다", "문을닫", False),
        ("이명이 심하다", "이명", True),
        ("이명박 정부 때였다", "이명", False),
        ("자연유산을 했다", "유산을", True),
        ("유산을 물려받았다", "유산을", False),
    ],
)
def test_a_word_in_another_sense_is_no_phrase(text: str, phrase: str, is_met: bool) -> None:
    assert bool(PhraseReader(text).find([phrase])) is is_met


@pytest.mark.parametrize(
    ("text", "is_of_another"),
    [
        ("이용자가 밀어서 넘어졌다", True),
        ("손님이 카트로 저를 밀어서 넘어졌어요", True),
        ("손님이 욕을 해서 제가 밀쳤다", False),
        ("계단에서 넘어졌다", False),
    ],
)
def test_who_is_pushed_tells_of_another(text: str, is_of_another: bool) -> None:
    assert PhraseReader(text).tells_of_another(0, len(text)) is is_of_another
