"""Which words of a text are somebody's name, weighed by their syllables, their particle and their neighbours.

The weights (`data/names.npz`) are learnt by `training/names.py`: no list of contexts carries to the next
person's sentence, and no list holds the names of people from everywhere.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import Literal, NamedTuple

from lib.text.shipped import lines, read_shipped

_DATA = read_shipped("names.yaml")
_SURNAMES = frozenset(_DATA["surnames"])
SURNAMES_OF_TWO = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
"""Surnames of two syllables."""
_PEOPLE = tuple(f"{_DATA['kin']} {_DATA['roles']}".split())
_LAND = (
    "중국|베트남|우즈베키스탄|우즈벡|캄보디아|네팔|미얀마|태국|타이|필리핀|몽골|인도네시아|인도|스리랑카|방글라데시|파키스탄|카자흐스탄|카자흐|"
    "키르기스스탄|키르기스|라오스|동티모르|러시아|우크라이나|이집트|나이지리아|가나|에티오피아|이란|터키|튀르키예|일본|대만|미국|고려|조선족|교포|동포"
)
_INTRODUCED = re.compile(
    rf"(?:{'|'.join(map(re.escape, _PEOPLE))}|저는|나는|제가|사람|출신|국적|에서 온|같은 조|이름[은이]|{_LAND})(?:인|이던|이었던|이신)? ?[ (:,]$"
)
# The last letters of what introduces a name.
_INTRODUCING = frozenset("람신적온조은이인던신는가") | {word[-1] for word in (*_PEOPLE, *_LAND.split("|"))}
# What people are called by behind their name: 점례 할매, 만덕이 아부지, 솜차이 친구, 타파 (네팔).
_ADDRESSED = re.compile(
    rf" ?(?:씨|님|형|언니)(?![가-힣]{{2}})| (?:{'|'.join(sorted(map(re.escape, _PEOPLE), key=len, reverse=True))}|아재|아지매|여사|양반|총각|이모님)(?![가-힣]{{3}})"
    rf"| ?\((?:{_LAND})"
)
# The same in one word, 동필이형; a call, "판석아"; one of several, 아딜벡하고 루슬란하고.
_CALLED = "형|누나|언니|오빠|삼촌|엄마|아빠|이모"
_CALLED_IN_ONE = re.compile(
    rf"[가-힣]{{2,4}}(?:{_CALLED})(?:님)?(?:이|가|은|는|도|을|를|한테|하고|랑|이랑|과|와|의)?"
)
_CALLING = ("아", "야")
_QUOTES = frozenset("\"'“‘「『")
_AND = ("하고", "이랑")
# What may follow a name in its word.
_TAIL = re.compile(
    r"(?:이?(?:가|는|도|를|랑|한테|에게|와|의|하고)|이|은|을|과|만|나|께|께서|에게서|한테서|이나|이라도|부터|까지|처럼|보다|밖에|이?네|"
    r"(?:으|이)?로부터|이?라고|이?라는|이?란|입니다|임|이?에요|예요|이?고요?|이?며|인데요?|이?래요?|이?었\w{0,4}|였\w{0,4}|이신|이시\w{0,3}|"
    rf"님\w{{0,3}}|씨\w{{0,2}}|아|야|이?(?:{_CALLED})\w{{0,3}})?"
)
_WORD = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]{1,12}(?![A-Za-z0-9])")
_NEXT_WORD = re.compile(r" ([가-힣]{1,8})(?![가-힣A-Za-z0-9])")
_BEFORE = re.compile(r"([가-힣]{0,6})([^가-힣]{0,3})$")
_AFTER = re.compile(r"([^가-힣]{0,3})([가-힣]{0,3})")
_LONGEST_TAIL = 5
_GIVEN = 0.2
"""Weight of a pair of last syllables from which it is a given name by itself."""
_SHORTEST_FOREIGN, _LONGEST_FOREIGN = 2, 7

Shape = Literal["korean", "foreign"]

Weighed = dict[str, int]
"""How long the name is that begins with a word (0: none), by the word with all that is looked at around it."""
_BEHIND, _AHEAD = 14, 18
"""Characters before a word, and behind it, that its candidates and their signs are read from."""


class Candidate(NamedTuple):
    """The stretch `text[start:end]` that could be a name; what follows it in its word ends at `word_end`."""

    shape: Shape
    start: int
    end: int
    word_end: int


def candidates(text: str) -> Iterator[Candidate]:
    """Every stretch of the text that could be a name: by its surname, or of any shape after a word for a person."""
    for word in _WORD.finditer(text):
        yield from _candidates_of(text, word.start(), word.end())


# What could be a name and begins with a word.
def _candidates_of(text: str, start: int, end: int) -> Iterator[Candidate]:
    written = text[start:end]
    if len(written) == 1 and written in _SURNAMES:
        given = _NEXT_WORD.match(text, end)
        if given and len(given[1]) > 1 and _TAIL.fullmatch(text, given.start(1) + 2, given.end()):
            yield Candidate("korean", start, given.start(1) + 2, given.end())
    for length in (3, 4):
        known = written[:2] in SURNAMES_OF_TWO if length == 4 else written[:1] in _SURNAMES
        if known and len(written) >= length and _TAIL.fullmatch(text, start + length, end):
            yield Candidate("korean", start, start + length, end)
    if not (_is_introduced(text, start) or _ADDRESSED.match(text, end) or _is_called(text, start, end)):
        return
    longest = min(_LONGEST_FOREIGN, len(written))
    for length in range(max(_SHORTEST_FOREIGN, len(written) - _LONGEST_TAIL), longest + 1):
        if _TAIL.fullmatch(text, start + length, end):
            yield Candidate("foreign", start, start + length, end)
    if len(written) <= _LONGEST_FOREIGN and (second := _NEXT_WORD.match(text, end)):
        for length in range(max(1, len(second[1]) - _LONGEST_TAIL), len(second[1]) + 1):
            if _TAIL.fullmatch(text, second.start(1) + length, second.end()):
                yield Candidate("foreign", start, second.start(1) + length, second.end())


# Whether the word itself is a way of naming somebody.
def _is_called(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    if _CALLED_IN_ONE.fullmatch(written):
        return True
    if start and text[start - 1] in _QUOTES and written.endswith(_CALLING) and 3 <= len(written) <= 4:
        return True
    if not written.endswith(_AND):
        return False
    beside = _NEXT_WORD.match(text, end)
    before = text[max(0, start - 3) : start]
    return bool(beside and beside[1].endswith(_AND)) or before.endswith(tuple(f"{each} " for each in _AND))


def _is_introduced(text: str, start: int) -> bool:
    # Most words end in no such letter, which is seen at a glance.
    before = text[max(0, start - 4) : start].rstrip(" (:,\n")
    return before[-1:] in _INTRODUCING and bool(_INTRODUCED.search(text, max(0, start - _BEHIND), start))


def pairs_of(word: str) -> list[str]:
    """The syllables of a word two by two, with its beginning."""
    marked = f"^{word}"
    return [marked[at : at + 2] for at in range(len(word))]


def signs(text: str, each: Candidate, seen: Mapping[str, int]) -> set[str]:
    """What a candidate is weighed by, marked with its shape.

    `seen` tells of a pair of syllables how common it is in words, from 0.
    """
    return {f"{each.shape[0]}{sign}" for sign in _signs(text, each, seen)}


def _signs(text: str, each: Candidate, seen: Mapping[str, int]) -> set[str]:
    name, tail = text[each.start : each.end].replace(" ", ""), text[each.end : each.word_end]
    ends_in_consonant = (ord(name[-1]) - ord("가")) % 28 > 0
    found = {f"t{tail}", f"b{ends_in_consonant}{tail[:1]}", f"w{name}"}
    common = [seen.get(pair, 0) for pair in pairs_of(name)]
    found |= {
        f"r{min(common[1:])}",
        f"r{sum(common[1:]) * 2 // len(common[1:])} on the whole",
        f"r^{common[0]}",
    }
    if each.shape == "korean":
        found |= {f"0{name[0]}", f"1{name[-2]}", f"2{name[-1]}", f"01{name[:-1]}", f"12{name[-2:]}"}
        if text[each.end - 3] == " ":
            found.add("apart")
    else:
        marked = f"^{name}$"
        found |= {f"x{marked[at : at + n]}" for n in (1, 2, 3) for at in range(len(marked) - n + 1)}
        found.add(f"l{len(name)}" if " " not in text[each.start : each.end] else "two words")
    if before := _BEFORE.search(text, max(0, each.start - 9), each.start):
        word, gap = before[1], before[2].strip() or before[2][:1]
        found |= {f"g{gap[-1:]}", f"p{word[-1:]}", f"p{word[-2:]}", f"p{word[-3:]}"}
        if word.endswith(_PEOPLE):
            found.add("people")
        if word.removesuffix("인").endswith(_PEOPLE):
            found.add("people or who is one")
        if _is_introduced(text, each.start):
            found.add("introduced")
    if after := _AFTER.match(text, each.word_end):
        found |= {f"h{after[1].strip()[:1]}", f"n{after[2][:2]}", f"n{after[2]}", f"t{tail} n{after[2][:2]}"}
    return found


def unseen(words: str) -> float:
    """The share of the pairs of syllables in the words that stand in no word of everyday Korean, from 0 to 1."""
    pairs = [pair for word in words.split() for pair in pairs_of(word)[1:]]
    return sum(pair not in _learnt().seen for pair in pairs) / len(pairs) if pairs else 0.0


def is_given_name(word: str) -> bool:
    """Whether a word of two syllables is more a given name than a word: none is like it, or names are."""
    return unseen(word) == 1 or _learnt().weights["korean"].get(f"12{word}", 0.0) >= _GIVEN


class _Learnt(NamedTuple):
    weights: Mapping[Shape, Mapping[str, float]]
    seen: Mapping[str, int]
    least: Mapping[Shape, float]


@cache
def _learnt() -> _Learnt:
    shipped = read_shipped("names.npz")
    shapes: tuple[Shape, Shape] = ("korean", "foreign")
    weights: dict[Shape, dict[str, float]] = {shape: {} for shape in shapes}
    of_initial = {shape[0]: weights[shape] for shape in shapes}
    for sign, weight in zip(lines(shipped["signs"]), shipped["weights"].astype(float).tolist(), strict=True):
        of_initial[sign[0]][sign[1:]] = weight
    return _Learnt(
        weights,
        dict(zip(lines(shipped["pairs"]), shipped["seen"].tolist(), strict=True)),
        dict(zip(shapes, shipped["least"].tolist(), strict=True)),
    )


def weighed_names(text: str, weighed: Weighed | None = None) -> Iterator[tuple[int, int]]:
    """The stretches of the text whose weight says that they are names; of a word one, a Korean name first.

    Words whose surroundings are in `weighed` are not weighed again; the others are added to it.
    """
    weighed = {} if weighed is None else weighed
    for word in _WORD.finditer(text):
        start, end = word.span()
        if start < _BEHIND:
            length = _length_of_name(text, start, end)
        else:
            around = text[start - _BEHIND : end + _AHEAD]
            if around not in weighed:
                weighed[around] = _length_of_name(text, start, end)
            length = weighed[around]
        if length:
            yield start, start + length


def leaning(text: str, start: int, end: int) -> float | None:
    """By how much the likeliest name that begins with a word is above the least weight of one; None where none begins."""
    weights, seen, least = _learnt()
    return max(
        (
            sum(map(weights[each.shape].get, _signs(text, each, seen), repeat(0.0))) - least[each.shape]
            for each in _candidates_of(text, start, end)
        ),
        default=None,
    )


# How long the likeliest name is that begins with a word; 0 where none is likely enough.
def _length_of_name(text: str, start: int, end: int) -> int:
    weights, seen, least = _learnt()
    likely = [
        (each.shape == "korean", weight - least[each.shape], each)
        for each in _candidates_of(text, start, end)
        if (weight := sum(map(weights[each.shape].get, _signs(text, each, seen), repeat(0.0))))
        >= least[each.shape]
    ]
    return max(likely)[2].end - start if likely else 0
