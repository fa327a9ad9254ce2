"""A cue only says where a pattern need not be tried: what is found is what the pattern finds everywhere.

Texts are made from the patterns themselves, so that every recogniser has matches to lose.
"""

import random
import re
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from bench.hostile import SHAPES
from lib.privacy import masking, names
from lib.privacy.recogniser import Reading, Recogniser, cue, cue_of

RECOGNISERS = [each for group in (*masking._RECOGNISERS, names._RECOGNISERS) for each in group]
CUED = [each for each in RECOGNISERS if each.cue]
AROUND = "가나김이박 \n1290abXZ.-,()@한민수씨님동호제'\"산"
CATEGORIES = {
    op.CATEGORY_DIGIT: "0123456789",
    op.CATEGORY_SPACE: " \n\t",
    op.CATEGORY_WORD: "aZ0_",
    op.CATEGORY_NOT_DIGIT: "가a -",
    op.CATEGORY_NOT_SPACE: "가a0-",
    op.CATEGORY_NOT_WORD: "가 -",
}


class Writer:
    """Writes what a pattern matches, but for what stands around it."""

    def __init__(self, pattern: re.Pattern[str], chance: random.Random) -> None:
        self.tree, self.chance = _parser.parse(pattern.pattern, pattern.flags), chance
        self.any_case = bool(pattern.flags & re.IGNORECASE)

    def text(self) -> str:
        self.groups: dict[int, str] = {}
        followed = [
            self._all(value[1]) for kind, value in self.tree if kind is op.ASSERT and value[0] > 0
        ] or [""]
        return self._all(self.tree) + self.chance.choice(["", followed[-1]])

    def _all(self, parts: Iterable[tuple[Any, Any]]) -> str:
        return "".join(self._one(kind, value) for kind, value in parts)

    def _one(self, kind: Any, value: Any) -> str:
        if kind is op.LITERAL:
            return self._cased(chr(value))
        if kind is op.IN:
            return self._cased(self._of_class(value))
        if kind is op.BRANCH:
            return self._all(self.chance.choice(value[1]))
        if kind is op.SUBPATTERN:
            written = self._all(value[3])
            self.groups[value[0]] = written
            return written
        if kind is op.ATOMIC_GROUP:
            return self._all(value)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, part = value
            most = min(most, least + self.chance.choice([0, 1, 2, 6, 60]))
            times = self.chance.choice([least, most, self.chance.randint(least, most)])
            return "".join(self._all(part) for _ in range(times))
        if kind is op.GROUPREF:
            return self.groups.get(value, "")
        assert kind in (op.ASSERT, op.ASSERT_NOT, op.AT), kind
        return ""

    def _of_class(self, members: list[tuple[Any, Any]]) -> str:
        if members[0][0] is op.NEGATE:
            return self.chance.choice([char for char in AROUND if not self._holds(members[1:], char)])
        kind, value = self.chance.choice(members)
        if kind is op.RANGE:
            return chr(self.chance.randint(*value))
        return chr(value) if kind is op.LITERAL else self.chance.choice(CATEGORIES[value])

    def _holds(self, members: list[tuple[Any, Any]], char: str) -> bool:
        return any(
            (kind is op.LITERAL and ord(char) == value)
            or (kind is op.RANGE and value[0] <= ord(char) <= value[1])
            or (kind is op.CATEGORY and char in CATEGORIES[value])
            for kind, value in members
        )

    def _cased(self, char: str) -> str:
        return char.swapcase() if self.any_case and char.isascii() and self.chance.random() < 0.3 else char


def found(recogniser: Recogniser, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in recogniser.matches(Reading(text))]


def found_everywhere(recogniser: Recogniser, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in recogniser.pattern.finditer(text)]


@pytest.mark.parametrize("recogniser", CUED, ids=lambda each: each.kind.name)
def test_no_match_is_lost(recogniser: Recogniser) -> None:
    chance = random.Random(recogniser.pattern.pattern)
    writer, matched = Writer(recogniser.pattern, chance), 0
    for _ in range(400):
        around = ["".join(chance.choices(AROUND, k=chance.randint(0, 4))) for _ in range(3)]
        text = around[0] + writer.text() + around[1] + chance.choice(["", writer.text() + around[2]])
        expected = found_everywhere(recogniser, text)
        matched += bool(expected)
        assert found(recogniser, text) == expected, text
    assert matched >= 5


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_found_otherwise_in_a_hostile_text(shape: str) -> None:
    text = SHAPES[shape](600)
    for recogniser in RECOGNISERS:
        assert found(recogniser, text) == found_everywhere(recogniser, text)


def test_most_recognisers_leap() -> None:
    assert len(CUED) > len(RECOGNISERS) * 0.8


def test_a_cue_stands_where_it_says() -> None:
    assert cue("동", after="가-나", then=r"\d", lead=2).places("가동1 나라 동2동") == [5, 6, 7]
    assert cue("동", opens=True).places("역동") == [0, 1]
    assert cue_of("ID", "톡", "카카오").places("id 카카 카드 톡 iD") == [0, 3, 9, 11]
