"""A ruling as numbered sentences with their speakers."""

import pytest

from lib.domain.classify import classify
from lib.domain.passages import Passage, Speaker, passages, tells_anothers
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from tests.domain.corpus import own_rulings, real_rulings
from tests.domain.made_up import WON, ruling_text

GRANTED = "1. 피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.\n2. 소송비용은 피고가 부담한다."
TEXT = ruling_text(
    GRANTED,
    argument="원고는 무거운 철판을 오래 다룬 탓에 어깨가 상하였다고 주장한다.\n피고: 이 사건 상병은 나이에 따른 것이다.",
    judgment=(
        "구급활동일지 0621_2021gd990001_01.jpg\n"
        "1) 감정의는 어깨의 변화가 나이에 비하여 심하다는 소견을 밝혔다.\n"
        "2) 원고가 8년 동안 하루 6시간 넘게 철판을 들어 올린 점에 비추어 보면, 원고의 업무와 이 사건 상병 사이에 "
        "상당인과관계가 있다고 봄이 타당하다."
    ),
    conclusion=WON,
)


def held(text: str) -> StoredRuling:
    precedent = Precedent(
        case_number="2021구단990001",
        court="서울행정법원",
        title="요양불승인처분취소",
        source="file",
        text=text,
    )
    return StoredRuling(precedent.id, precedent, classify(precedent), (), 1, 1)


def saying(found: tuple[Passage, ...], words: str) -> Passage:
    return next(each for each in found if words in each.text)


def test_every_sentence_has_its_speaker() -> None:
    found = passages(held(TEXT))
    speakers = {
        words: saying(found, words).speaker
        for words in ("무거운 철판", "나이에 따른", "감정의는", "봄이 타당")
    }
    assert list(speakers.values()) == [Speaker.CLAIMANT, Speaker.AGENCY, Speaker.EXPERT, Speaker.COURT]
    assert found[-1].speaker is Speaker.CONCLUSION


def test_what_decides_names_the_argument_it_answers() -> None:
    found = passages(held(TEXT))
    deciding = [each for each in found if each.decides]
    assert saying(found, "봄이 타당") in deciding
    assert all(each.speaker is not Speaker.CLAIMANT for each in deciding)
    assert found[saying(found, "봄이 타당").answers - 1].speaker in (Speaker.CLAIMANT, Speaker.AGENCY)


def test_the_name_of_a_picture_is_no_sentence() -> None:
    assert not [each for each in passages(held(TEXT)) if "jpg" in each.text]


def test_a_stub_has_none() -> None:
    assert passages(held("【당사자】원고 ○○○")) == ()


def test_numbers_and_places_hold_for_any_ruling() -> None:
    for ruling in map(held, (precedent.text for precedent, _ in (*own_rulings(), *real_rulings()))):
        text = ruling.sections.text
        found = passages(ruling)
        assert [each.number for each in found] == list(range(1, len(found) + 1))
        assert all(each.text == " ".join(text[each.start : each.end].split()) for each in found)
        assert all(each.answers < each.number for each in found)


@pytest.mark.parametrize(
    ("phrase", "is_anothers"),
    [
        ("감정의는 청력 모양만으로 원인을 가를 수 없다고 했다.", True),
        ("배우자는 회사가 물량과 순서를 정해 시켰다고 주장했다.", True),
        ("과로 없이도 터질 수 있는 병이라는 감정 의견", True),
        ("기간은 공단이 산재로 결정한 때가 아니라 사망한 때부터 흐른다고 보았다.", False),
        ("감정의는 관련이 없다고 했지만 법원은 받아들이지 않았다.", False),
        ("10년 이상 분진 노출과 4형까지 나빠진 진폐", False),
    ],
)
def test_of_a_digest_what_another_said_is_not_the_courts(phrase: str, is_anothers: bool) -> None:
    assert tells_anothers(phrase) is is_anothers
