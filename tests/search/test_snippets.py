import pytest

from lib.search.snippets import snippet

TEXT = (
    "가. 원고는 광업소에서 채탄 작업을 하였다. " * 8
    + "원고는 소음성 난청 진단을 받고 장해급여를 청구하였다. "
    + "나. 피고는 거절하였다. " * 8
)


def test_the_window_shows_the_words_and_marks_them() -> None:
    found = snippet(TEXT, "소음성 난청으로 장해급여")
    marked = [found.text[start:end] for start, end in found.marks]
    assert "소음성" in " ".join(marked)
    assert "난청" in " ".join(marked)
    assert "**" in found.marked()
    assert found.marked().replace("**", "") == found.text


@pytest.mark.parametrize("question", ["", "전혀없는말", "…!?", "가" * 500])
def test_without_a_match_the_beginning_is_shown(question: str) -> None:
    found = snippet(TEXT, question)
    assert found.text.startswith("가. 원고는")
    assert not found.marks or question.startswith("가")


def test_legal_forms_of_lay_words_are_marked_too() -> None:
    found = snippet(TEXT, "귀가 안 들려요", ("난청",))
    assert "난청" in [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        # A particle or an ending is taken off only where the whole word does not stand there.
        ("소음성 난청과 소음 측정", "소음성", ["소음성"]),
        ("난청 진단을 받았다", "난청에서", ["난청"]),
        ("장해급여를 청구", "장해급여는", ["장해급여"]),
        ("근골 질환", "근골격계질환", ["근골"]),
        # The public record breaks words at line ends.
        ("소음\n성 난청", "소음성", ["소음 성"]),
        ("85DB 이상", "85db", ["85DB"]),
        ("요양급여급여", "요양급여 급여", ["요양급여급여"]),
    ],
)
def test_what_is_marked(text: str, question: str, marked: list[str]) -> None:
    found = snippet(text, question)
    assert [found.text[start:end] for start, end in found.marks] == marked


def test_the_densest_place_is_shown_with_its_own_marks_alone() -> None:
    text = "난청 " + "다른 말 " * 60 + "소음성 난청 진단 " + "다른 말 " * 60 + "난청"
    found = snippet(text, "소음성 난청", width=80)
    assert [found.text[start:end] for start, end in found.marks] == ["소음성", "난청"]
    assert found.text.startswith("…") and found.text.endswith("…") and len(found.text) == 82


def test_two_syllables_apart_are_no_word() -> None:
    assert not snippet("그러나 이러한 사정만으로는 부족하다.", "나이").marks


@pytest.mark.parametrize("text", ["", " \n\t ", "짧다", "**굵게** [링크](https://example.com) <b>"])
def test_any_text_is_safe(text: str) -> None:
    found = snippet(text, "굵게 링크")
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
