"""Numbers that are told digit by digit: 공이칠 다시 삼오, 에이치 둘둘공칠, and how many digits they have."""

import re

from lib.text.numbers import DIGIT_WORDS, NUMERAL_SYLLABLES, SPOKEN_DIGIT

# How the letters of the Latin alphabet are called, and what people say between digits.
_LETTER = "더블유|에이치|에이|에프|에스|에치|아이|제이|케이|브이|엑스|와이|제트|비|씨|시|디|지|엘|엠|엔|피|큐|알|티|유"
_BETWEEN = "에다가|다시|대시|쩜|점|에|의|다음"
_ONE = rf"(?:{SPOKEN_DIGIT}|[{NUMERAL_SYLLABLES}만]|{_LETTER})"
_NUMBER = re.compile(rf"{_ONE}(?:(?:{_BETWEEN})?{_ONE})+")
_DIGIT = re.compile(SPOKEN_DIGIT)
_NATIVE = re.compile("하나|다섯|여섯|일곱|여덟|아홉|[둘셋넷]")
_COUNTED = "하나둘셋넷다섯여섯일곱여덟아홉"
SINGLE_DIGITS = frozenset([*DIGIT_WORDS, *"둘셋넷", "하나", "다섯", "여섯", "일곱", "여덟", "아홉"])
"""The words for one digit."""
HAN_DIGITS = frozenset("一二三四五六七八九十百千〇零")
"""The digits and tens as they are written in Chinese."""


def spoken_in(word: str) -> tuple[int, int] | None:
    """Where a number is told in a word, digit by digit or letter by letter: the longest one of two digits and more."""
    spans = [each.span() for each in _NUMBER.finditer(word) if len(_DIGIT.findall(each[0])) > 1]
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def digits_told(words: str) -> int:
    """How many digits the words tell."""
    return len(_DIGIT.findall(words))


def native_digits(words: str) -> str:
    """The native words for digits among the words, in order: 둘둘공칠하나 gives 둘둘하나."""
    return "".join(_NATIVE.findall(words))


def is_counted_natively(words: str) -> bool:
    """Whether the native words for digits are those of counting: 하나 둘 셋."""
    return native_digits(words) in _COUNTED
