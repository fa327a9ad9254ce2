import unicodedata

import pytest

from lib.domain.taxonomy import Disease, Issue
from lib.search.thesaurus import Entry, Thesaurus, thesaurus

SMALL = Thesaurus(
    (
        Entry(("허리디스크", "디스크"), ("추간판탈출증",)),
        Entry(("교통사고",), ("교통사고",)),
        Entry(("사고",), ("재해",)),
        Entry(("말도~어눌",), ("뇌경색",)),
        Entry(("손목이~저",), ("손목터널증후군",), (Disease.MUSCULOSKELETAL,)),
        Entry(("회식",), ("회식",)),
        Entry(("근로자가아니",), ("근로자성",)),
    )
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("허리 디스크가 터졌어요", ["허리디스크"]),
        # The longer phrase says it; the shorter one inside it does not count again.
        ("교통 사고를 당했다", ["교통사고"]),
        ("사고가 났다", ["사고"]),
        ("교통사고 말고 다른 사고", ["교통사고", "사고"]),
        # A gap takes up to eight characters and no more.
        ("말도 자꾸 어눌해져요", ["말도자꾸어눌"]),
        ("말도 못 하게 아프고 팔다리가 저리며 발음이 어눌", []),
        ("아무 상관 없는 말", []),
        # Of an illness the particle before a gap may be left out, at the beginning of a word.
        ("손목 자꾸 저려요", ["손목자꾸저"]),
        ("두손목 자꾸 저려요", []),
        # By chance inside a word, and where two words meet.
        ("국회 식당", []),
        ("하루 3회 식후에", []),
        ("비디스크 병변", []),
        ("저희 부서 회식", ["회식"]),
        # A particle is left out, or another one stands; also where the spaces are lost.
        ("근로자 아니래요", ["근로자아니"]),
        ("근로자는 아니래요", ["근로자는아니"]),
        ("근로자아니래요", ["근로자아니"]),
    ],
)
def test_find(text: str, phrases: list[str]) -> None:
    assert [met.phrase for met in SMALL.find(text)] == phrases


def test_shipped_entries_are_sound() -> None:
    entries = thesaurus().entries
    phrases = [phrase for entry in entries for phrase in entry.lay]
    assert len(entries) > 300
    assert len(phrases) == len(set(phrases)), "a phrase stands in one entry only"
    assert all(len(phrase.replace("~", "")) >= 2 for phrase in phrases)
    assert all(entry.legal or entry.labels for entry in entries)
    assert all(0 < entry.weight <= 1 for entry in entries)
    assert all(unicodedata.is_normalized("NFC", phrase) for phrase in phrases)


@pytest.mark.parametrize(
    ("question", "legal"),
    [
        ("허리디스크로 수술했어요", "추간판탈출증"),
        ("남편이 과로사했습니다", "뇌심혈관계"),
        ("귀가 잘 안 들려요", "난청"),
    ],
)
def test_lay_words_lead_to_the_words_of_rulings(question: str, legal: str) -> None:
    found = {word for met in thesaurus().find(question) for word in met.entry.legal}
    assert any(legal[:2] in word for word in found), found


@pytest.mark.parametrize(
    ("text", "label", "meant"),
    [
        ("회식이 아니라 창고로 가다가 다쳤습니다", Issue.IN_COURSE_OF_WORK, False),
        ("회식하다가 다쳤습니다", Issue.IN_COURSE_OF_WORK, True),
        ("술을 마시지 않았고 사다리에서 떨어졌습니다", Issue.MISCONDUCT, False),
        # What the agency denies is still what the case is about.
        ("소음성 난청이 아니래요", Disease.HEARING, True),
        # The tail of a longer number is another number.
        ("일을 그만둔 지 25년이 지났습니다", Issue.TIME_LIMIT, False),
        ("신청할 수 있는 3년이 지났대요", Issue.TIME_LIMIT, True),
    ],
)
def test_denied_words_and_longer_numbers_do_not_count(text: str, label: Disease | Issue, meant: bool) -> None:
    found = {found_label for met in thesaurus().find(text) for found_label in met.entry.labels}
    assert (label in found) is meant


def test_no_phrase_is_dead() -> None:
    """Each is met where somebody goes on from it, unless a longer one is met in its place."""
    for entry in thesaurus().entries:
        for phrase in entry.lay:
            text = (
                f"안녕하세요. {phrase.replace('~', ' 좀 ')}{' 않았' if phrase.endswith('지') else ''}습니다."
            )
            met = thesaurus().find(text)
            assert any(found.entry is entry or len(found.phrase) > len(phrase) for found in met), phrase


def test_what_begins_at_one_place_is_met_in_one_order() -> None:
    # Pieces are gathered in a set, whose order differs from start to start.
    entry = Entry(("혼자~못", "혼자서~못", "혼자서는~못"), ("간병",))
    assert [met.phrase for met in Thesaurus((entry,)).find("혼자서는 밥도 못 먹어요")] == ["혼자서는밥도못"]


def test_a_word_in_another_sense_is_not_met() -> None:
    assert [each.phrase for each in thesaurus().find("연기를 마시며 일했습니다.")] == ["연기를마"]
    assert not thesaurus().find("드라마에서 연기를 했습니다. 추락한 주가를 봤습니다.")
