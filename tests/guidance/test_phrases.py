"""No phrase of the data files is dead: each is found in a sentence that completes it as people would."""

import re

import pytest

from lib.guidance.evidence import EvidenceItem, evidence
from lib.guidance.factors import Factor, factors
from lib.guidance.phrases import PhraseReader

_COMPLETED = (
    (r"[되하치나르]지$", " 않았습니다"),
    (r"[가-힣]안$", " 됩니다"),
    (r"못$", " 했습니다"),
    (r"[없않있했었았였랐졌갔왔쳤났봤됐렸겼]$", "습니다"),
    (r"아니$", "라고 합니다"),
)


def sentence(phrase: str) -> str:
    """The phrase with the ending it was cut from, between two other sentences."""
    ending = next((ending for cut, ending in _COMPLETED if re.search(cut, phrase)), " 그랬습니다")
    return f"안녕하세요. {phrase.replace('~', ' 좀 ')}{ending}. 잘 부탁드립니다."


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.id)
def test_every_phrase_of_a_factor_is_found(factor: Factor) -> None:
    for phrase in factor.any_:
        assert PhraseReader(sentence(phrase)).find([phrase], None, factor.unless, factor.not_as), phrase


@pytest.mark.parametrize("item", evidence(), ids=lambda item: item.id)
def test_every_phrase_of_an_item_of_evidence_is_found(item: EvidenceItem) -> None:
    for phrase in (*item.when, *item.have):
        assert PhraseReader(sentence(phrase)).find([phrase], in_hand=phrase in item.have), phrase


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
