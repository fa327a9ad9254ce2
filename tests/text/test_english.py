import pytest

from lib.text.english import in_korean, is_english
from lib.text.shipped import read_shipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My husband die in the hospital.", "남편이 사망했어요 돌아가셨어요"),
        ("I hurted my both knees at work.", "무릎을 다쳤어요"),
        ("They give me grade twelve only.", "장해등급 12급을 받았어요"),
        # Misspelt, joined or shortened as people write.
        ("pnemoconiosis", "진폐증"),
        ("I cant hear.", "귀가 안 들려요"),
        ("We couldn't hear him.", "귀가 안 들려요"),
        ("I am only a burden for my family.", "제가 없으면 다들 편할 거예요"),
        # What others deny is passed on as theirs.
        ("They say it is not hearing loss.", "난청 아니래요"),
    ],
)
def test_english_is_put_into_korean_phrases(text: str, expected: str) -> None:
    assert expected in in_korean(text).text


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("I was not drunk.", "취해"),
        ("I never had high blood pressure.", "고혈압"),
        # The denial ends where another thing begins.
        ("The farther field is near the weather station.", "아버지"),
    ],
)
def test_what_is_denied_or_only_looks_alike_is_left_out(text: str, absent: str) -> None:
    assert absent not in in_korean(text).text


def test_a_denial_does_not_reach_past_its_clause() -> None:
    assert "골절" in in_korean("I do not know why, but my leg is broken.").text


def test_words_are_told_as_the_person_wrote_them() -> None:
    found = in_korean("In May he had a Heart Attack at home.")
    assert found.own_words("심근경색") == "Heart Attack"
    assert found.own_words("백혈병") == "백혈병"


def test_english_words_in_a_korean_story_are_replaced_where_they_stand() -> None:
    assert (
        in_korean("회사에서 heart attack 으로 쓰러졌어요. MRI도 찍었어요.").text
        == "회사에서 심근경색 으로 쓰러졌어요. MRI도 찍었어요."
    )
    assert in_korean("귀가 안 들려요").text == "귀가 안 들려요"


def test_what_is_not_understood_stays_as_it_is() -> None:
    assert in_korean("Xin chao cac ban").text == "Xin chao cac ban"


@pytest.mark.parametrize(
    ("text", "expected"), [("I fell", True), ("허리 MRI", False), ("??", False), ("I work at 공단", True)]
)
def test_the_language_is_told_by_its_letters(text: str, expected: bool) -> None:
    assert is_english(text) is expected


def test_every_phrase_of_the_file_is_met_by_its_own_words() -> None:
    lost = []
    slots = {
        "{" + name + "}": next(iter(words.values()))[0]
        for name, words in read_shipped("english.yaml")["slots"].items()
    }
    for entry in read_shipped("english.yaml")["phrases"]:
        for phrase in entry["en"]:
            words = str(phrase).replace("{n}", "3").replace("?", "").replace(" ~", "")
            for slot, word in slots.items():
                words = words.replace(slot, word)
            told = in_korean("Sir, " + " ".join(word.split("/")[0] for word in words.split()))
            if not told.pieces:
                lost.append(phrase)
    assert lost == []
