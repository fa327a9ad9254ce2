"""The plain form of a text, and the text without white space."""

import unicodedata

import pytest

from lib.text.spelling import Plain, Squeezed, blanked, plain, squeeze, whole


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("가나 1", "가나 1"),
        # Full-width signs and the wide space.
        ("제１２조（가），나．", "제12조(가),나."),
        ("가\u3000나", "가 나"),
        # Composed syllables, also of a Latin letter with its accent.
        (unicodedata.normalize("NFD", "각하 é"), "각하 é"),
        # A zero-width space, a soft hyphen, a mark of direction, a control character.
        ("산\u200b재\u00ad보\u202e험\x00", "산재보험"),
        # Line breaks and tabs are white space, not invisible.
        ("가\n\t나", "가\n\t나"),
        # A blank that breaks no line, a thin one; what ends a line or a page in a word processor.
        ("가\u00a0나\u2009다", "가 나 다"),
        ("가\x0b나\u2028다\f", "가\n나\n다\n"),
        # Joiners, a byte order mark, letters that only fill a place, inside of a decomposed syllable too.
        ("산\u200d재\u2060보\ufeff험\u3164", "산재보험"),
        ("\u1112\u200b\u1161\u00ad\u11ab", "한"),
        ("", ""),
    ],
)
def test_plain_form(written: str, read: str) -> None:
    assert plain(written) == read


def test_plain_characters_lead_back() -> None:
    text = unicodedata.normalize("NFD", "각하") + "\u200b（２０１８）"
    read = Plain(text)
    assert read.chars == "각하(2018)"
    start, end = read.span(1, 2)
    assert unicodedata.normalize("NFC", text[start:end]) == "하"
    start, end = read.span(3, 7)
    assert text[start:end] == "２０１８"


def test_what_nobody_sees_belongs_to_the_mark_behind_it_alone() -> None:
    text = "e\u200b\u0301\u200bx"
    read = Plain(text)
    assert (read.chars, read.span(0, 1), read.span(1, 2)) == ("éx", (0, 3), (4, 5))


def test_squeezed_characters_lead_back() -> None:
    text = " 업무상\n 재해\u3000이다 "
    read = Squeezed(text)
    assert read.chars == squeeze(text) == "업무상재해이다"
    start, end = read.span(2, 5)
    assert text[start:end] == "상\n 재해"


def test_what_is_blanked_keeps_its_place() -> None:
    text = "산재로 죽고 싶다"
    assert blanked(text, 4, 6) == "산재로    싶다" and blanked(text, 2, 2) == text


def test_half_a_pair_is_no_character() -> None:
    assert whole("가\ud800나\udfff") == "가�나�" and whole("가😀") == "가😀"
