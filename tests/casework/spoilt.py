"""Texts as a machine reads them from a poor photo: signs taken for others, blanks lost and put in, lines broken in words."""

import random
import re

from lib.sources.letter_file import LetterText, Word

_DIGITS = {"0": "O", "1": "l", "8": "B", "5": "S", "2": "Z"}
_SYLLABLES = dict(
    zip(
        "단공복요불승급결정상병원사의과인성확관소유",
        "던궁북오볼숭금걸점싱빙윈시외파안섬학판스우",
        strict=True,
    )
)
_WIDTH = 42


def spoil(text: str, chance: random.Random, rate: float) -> str:
    """The text with about so much of it misread, its lines no longer than a page is wide."""
    lines = []
    for line in text.split("\n"):
        chars = []
        for char in line:
            drawn = chance.random()
            if char in _SYLLABLES and drawn < rate:
                char = _SYLLABLES[char]
            elif char in _DIGITS and drawn < rate * 0.6:
                char = _DIGITS[char]
            elif char == "." and drawn < rate:
                char = ","
            elif char == " " and drawn < rate * 2:
                continue
            chars.append(char)
            if "가" <= char <= "힣" and chance.random() < rate * 0.5:
                chars.append(" ")
        spoilt = "".join(chars)
        while len(spoilt) > _WIDTH + 2:
            lines.append(spoilt[:_WIDTH])
            spoilt = spoilt[_WIDTH:]
        lines.append(spoilt)
    return "\n".join(lines)


def photographed(text: str, chance: random.Random, rate: float) -> LetterText:
    """The text so spoilt, as read from a picture by words of which every fifth is not sure."""
    spoilt = spoil(text, chance, rate)
    words = [
        Word(
            match[0],
            0.95 if chance.random() < 0.8 else 0.75,
            0,
            (0, match.start(), 10, match.start() + 10),
            match.start(),
        )
        for match in re.finditer(r"\S+", spoilt)
    ]
    return LetterText(spoilt, tuple(words), (b"",), by_ocr=True)
