"""Whether what a gloss counts or names stands in its sentences: figures, times, kin, limbs and their sides.

Lists of words stand in `data/glosses.yaml`; figures are read by `lib/models/checks/facts.py`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from lib.models.checks.facts import Fact, Known, Said, Why, facts, normal
from lib.rulings.gloss_lists import pairs, patterns, words_of
from lib.search.thesaurus import thesaurus
from lib.text.clock import DAY, ClockError, find_clocks
from lib.text.numbers import find_quantities
from lib.text.shipped import read_shipped
from lib.text.spelling import Squeezed, plain, squeeze

# Letters of other scripts are names, which have to stand in the sentence.
_FOREIGN_WORD = re.compile(r"[A-Za-z]{2,}|[一-鿿]{2,}")
# What everybody says in letters and a ruling in words.
_SHORT = {"mri": "자기공명", "ct": "단층", "cctv": "폐쇄회로", "ptsd": "외상후스트레스"}


def misplaces(gloss: str, said: str, limbs_of: str) -> bool:
    """True where a gloss names a limb, a side or a relative that its sentences do not, or a value of another.

    `limbs_of`: the sentences with what the illness is called that they speak of.
    """
    spaced, held = Squeezed(normal(plain(gloss))), words_of(said)
    words = spaced.chars
    return (
        _misnames_a_limb(spaced, words_of(limbs_of))
        or _misnames_kin(spaced, Squeezed(normal(plain(said))))
        or _swaps_sides(words, held)
        or _swaps_values(words, held)
        or _swaps_figures(gloss, said)
        or _is_of_the_other_half(gloss, said)
    )


def misstates(gloss: str, said: str) -> bool:
    """True where a gloss holds a figure, a date, an article or a name that the sentences do not."""
    gloss = _SECOND_DAY.sub(r"\1\2 \1", gloss)
    if any(length not in _lengths(said) for length in _lengths(gloss)):
        return True
    known, spelled = Known(said), normal(said).lower()
    foreign = (word.lower() for word in _FOREIGN_WORD.findall(normal(gloss)))
    if any(word not in spelled and _SHORT.get(word, word) not in squeeze(said) for word in foreign):
        return True
    return any(
        not any(map(known.has, _counted_otherwise(fact))) and not _is_told_otherwise(fact, said)
        for fact in facts(gloss)
    )


# 2월 9일과 10일: the second is a day of the same month.
_SECOND_DAY = re.compile(r"(\d+월\s?)(\d+일(?:[과,·~]|에서|부터|이나))\s?(?=\d+일(?!간|\s?동안))")

_LENGTH = re.compile(r"(?<!\d)(\d{1,2})(?:년|시간)(\d{1,2})(?:개월|월(?!\d)|분)")


# 3년 6개월, 34시간 30분: both parts together.
def _lengths(text: str) -> set[tuple[str, ...]]:
    return set(_LENGTH.findall(words_of(text)))


_TWO_PEOPLE = (2.0, "명")
_JOINED = re.compile(r"[가-힣○](?:와|과|하고|이?랑)\s")


# A number as it may be counted in other words: 4번, 5번 of 제4-5 요추, 세 곳 of 3개의 장소.
def _counted_otherwise(fact: Fact) -> Iterator[Fact]:
    yield fact
    if fact.why is Why.NUMBER and isinstance(fact.value, tuple):
        number, unit = fact.value
        if unit in _OTHER_UNITS:
            yield Fact(Why.NUMBER, (number, _OTHER_UNITS[unit]))
        if (number, unit) == _MIDNIGHT:
            yield Fact(Why.NUMBER, (0.0, unit))


_MIDNIGHT = (12.0, "시")
_OTHER_UNITS = {"회": "", "호": "", "곳": "개"}


# What the sentence has in other words: two whom it joins, the year after one that it dates, an illness or a thing in
# the law's or in medicine's name.
def _is_told_otherwise(fact: Fact, said: str) -> bool:
    if fact.why is Why.NUMBER and fact.value == _TWO_PEOPLE:
        return bool(_JOINED.search(said))
    if fact.why is Why.NUMBER and isinstance(fact.value, tuple):
        # What is told one by one may be counted: 두 번 다 기각, 네 차례를 합쳐.
        number, unit = fact.value
        return unit == "회" and number <= _FEW_TIMES and not any(_unit(each) == unit for each in facts(said))
    if fact.why is Why.DATE and fact.value == Said("이듬해"):
        return any(each.why is Why.DATE and isinstance(each.value, tuple) for each in facts(said))
    if fact.why is not Why.TERM:
        return False
    name, held = str(fact.value), squeeze(said)
    if _SHORT.get(name, name) in held:
        return True
    legal = [squeeze(word) for met in thesaurus().find(name) for word in met.entry.legal]
    return any(word in held for word in legal)


_FEW_TIMES = 5


def _unit(fact: Fact) -> str:
    return str(fact.value[1]) if fact.why is Why.NUMBER and isinstance(fact.value, tuple) else ""


@cache
def _limbs() -> dict[str, re.Pattern[str]]:
    lists = read_shipped("glosses.yaml")
    return {name: re.compile(pattern) for name, pattern in (lists["limbs"] | lists["sides"]).items()}


def _misnames_a_limb(words: Squeezed, held: str) -> bool:
    told = {
        name
        for name, pattern in _limbs().items()
        if any(_is_a_word(words, *match.span()) for match in pattern.finditer(words.chars))
    }
    stands = {name for name, pattern in _limbs().items() if pattern.search(held)}
    if {"left", "right"} <= stands:
        stands.add("both")
    return not told <= stands


# A limb of one syllable, with its particle or without, begins a word, or stands behind a side: 배 in 담배, 귀가 in 글귀가, 오른팔.
def _is_a_word(words: Squeezed, start: int, end: int) -> bool:
    is_long = end - start > 1 and words.chars[end - 1] not in _PARTICLES
    return is_long or start in words.begins or words.chars[start - 1] in _BEFORE_A_LIMB


_BEFORE_A_LIMB = "왼른양두한쪽측"
_PARTICLES = "가를는에의은을이"


# The limbs with the side that is told of each.
def _sided(words: str) -> set[tuple[str, str]]:
    limbs = {name: _limbs()[name] for name in read_shipped("glosses.yaml")["limbs"]}
    found = set()
    for side in ("left", "right"):
        for match in _limbs()[side].finditer(words):
            # A side in brackets is that of what stands before it: 62dB(좌).
            in_brackets = match[0].startswith("(")
            start, end = (
                (match.start() - _NEAR, match.start())
                if in_brackets
                else (match.start(), match.end() + _NEAR)
            )
            beside = words[max(0, start) : end]
            near = [(met.start(), name) for name, limb in limbs.items() if (met := limb.search(beside))]
            found |= {(name, side) for start, name in near if start == min(near)[0]}
    return found


# Characters behind a side in which its limb stands.
_NEAR = 12


# True where a limb of one side is told of another side than the sentence tells, or the sides in another order.
def _swaps_sides(words: str, held: str) -> bool:
    stands, order = _sided(held), iter(_SIDE.findall(held))
    told = (left for left, _ in groupby(map(_left, _SIDE.findall(words))))
    if not all(any(left == _left(other) for other in order) for left in told):
        return True
    if (told_beside := _compared(words)) and (held_beside := _compared(held)) and told_beside != held_beside:
        return True
    limbs = {limb for limb, _ in stands}
    return any(limb in limbs and (limb, side) not in stands for limb, side in _sided(words))


# The sides (left: True) with which something is compared: 왼쪽보다, 좌측 하지에 비하여.
def _compared(words: str) -> set[bool]:
    return {_left(match[0]) for match in _COMPARED.finditer(words)}


_COMPARED = re.compile(
    r"(?:왼|좌|오른|우)(?:(?![왼좌오우])[가-힣]){1,6}?(?:보다|에(?:비하|비해|견주|견줘|대면))"
)


# True where a value is told of the other side than the sentence tells it of.
def _swaps_values(words: str, held: str) -> bool:
    told, stands = _valued(words), _valued(held)
    return any((left, value) not in stands and (not left, value) in stands for left, value in told)


# The values with the side (left: True) that each is told of: what stands behind a side and before the next one, or, where
# sides stand in brackets behind their values, before it. Sides that nothing parts share what follows (좌우 각 70dB).
def _valued(words: str) -> set[tuple[bool, str]]:
    sides = list(_SIDE.finditer(words))
    found: set[tuple[bool, str]] = set()
    if any(words[match.start() - 1 : match.start()] == "(" for match in sides):
        start = 0
        for match in sides:
            found |= {(_left(match[0]), value) for value in _VALUE.findall(words[start : match.start()])[-1:]}
            start = match.end()
        return found
    waiting: list[bool] = []
    for match, behind in zip_longest(sides, sides[1:]):
        waiting.append(_left(match[0]))
        values = _VALUE.findall(words[match.end() : behind.start() if behind else len(words)])
        found |= {(left, value) for left in waiting for value in values}
        if values:
            waiting = []
    return found


_VALUE = re.compile(
    r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?(?=dB|데시벨|%|도|cm|mm|급|°|㎝|㎜|퍼센트)", re.IGNORECASE
)

_SIDE = re.compile(
    r"왼쪽|왼(?=손|팔|발|다리)|좌측|(?<=[(])좌(?=[)])|(?<=[(])우(?=[)])|(?<!염)좌(?=[상하견슬수족\d,:·/]지?)|오른(?=쪽|손|발|팔|다리|무릎|어깨|귀|눈|편|엉)|우측|우(?=상지|하지|견|슬|\d)"
)


def _left(side: str) -> bool:
    return side[0] in "왼좌"


# --- whose, and which of several ----------------------------------------------------------------


# True where a gloss tells of relatives, and its sentences of others only.
def _misnames_kin(words: Squeezed, held: Squeezed) -> bool:
    told, stands = _kin(words), _kin(held)
    return bool(told and stands) and told.isdisjoint(stands)


def _kin(words: Squeezed) -> set[str]:
    return {
        name
        for name, pattern in patterns("kin").items()
        if any(
            match.start() in words.begins or words.chars[match.start() - 1] == "의"
            for match in pattern.finditer(words.chars)
        )
    }


_TOKEN = re.compile(r"\d+|[가-힣]+")


class _Figure(NamedTuple):
    value: tuple[float, str]
    before: set[str]
    behind: set[str]


# The figures with what stands on either side of each, as far as the next figure.
def _figures(text: str) -> list[_Figure]:
    text = normal(text)
    found = find_quantities(text)
    ends, starts = [0, *(each.end for each in found)], [*(each.start for each in found), len(text)]
    return [
        _Figure(
            (each.value, each.unit),
            _tokens(text[max(ends[place], each.start - _AROUND) : each.start]),
            _tokens(text[each.end : min(starts[place + 1], each.end + _AROUND)]),
        )
        for place, each in enumerate(found)
    ]


_AROUND = 24


def _tokens(text: str) -> set[str]:
    found = set[str]()
    for word in _TOKEN.findall(text):
        found |= {word.lstrip("0")} if word[0].isdigit() else pairs(word)
    return found


# True where two figures of one unit stand each beside what the sentence says of the other.
def _swaps_figures(gloss: str, said: str) -> bool:
    told, stands = _figures(gloss), _figures(said)
    often = Counter(each.value for each in stands)
    of = {each.value: each for each in stands if often[each.value] == 1}
    for one, other in pairwise(told):
        first, second = of.get(one.value), of.get(other.value)
        if not first or not second or first is second or one.value[1] != other.value[1]:
            continue
        straight = _nearness(one, first) + _nearness(other, second)
        crossed = _nearness(one, second) + _nearness(other, first)
        if crossed > straight + _BY_CHANCE:
            return True
    return False


# Pairs of letters that any two figures may have beside them.
_BY_CHANCE = 1


def _nearness(one: _Figure, other: _Figure) -> int:
    return len(one.before & other.before) + len(one.behind & other.behind)


# True where a time of day stands in the other half of the day: 저녁 7시 30분 of 07:30.
def _is_of_the_other_half(gloss: str, said: str) -> bool:
    try:
        told, stands = find_clocks(gloss), find_clocks(said)
    except ClockError:
        return False
    minutes = {each.minute % DAY for each in stands if not each.is_of_twelve}
    return any(
        not each.is_of_twelve
        and each.minute % DAY not in minutes
        and (each.minute + DAY // 2) % DAY in minutes
        for each in told
    )
