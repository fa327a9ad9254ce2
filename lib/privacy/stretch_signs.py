"""What a word of a text is weighed by, as part of a stretch that identifies somebody or as none.

A text is cut into words of one kind of letters each (`words_of`); the signs of a word speak of its own letters, of
the words around it and of the run of figures it belongs to. They are learnt from by `training/stretches.py` and
weighed by `lib/privacy/stretches.py`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from stdnum import casrn

from lib.privacy.context import REGION
from lib.privacy.labelled import NOTICE, OFFICE_NUMBER, THING, is_counted
from lib.privacy.name_weights import leaning, unseen
from lib.privacy.recogniser import PLACEHOLDER, Reading
from lib.privacy.unexplained import NORM, explained_numbers
from lib.text.citations import find_case_numbers
from lib.text.numbers import ANY_DAY_OF_MONTH, NUMERAL_SYLLABLES, find_dates
from lib.text.shipped import read_shipped
from lib.text.spoken_numbers import HAN_DIGITS, SINGLE_DIGITS, digits_told, spoken_in
from lib.text.statutes import find_statutes

_DATA = read_shipped("names.yaml")
_SURNAMES = frozenset(_DATA["surnames"])
_FIRST, _LAST = frozenset(_DATA["first_syllables"]), frozenset(_DATA["last_syllables"])

_WORD = re.compile(
    rf"{PLACEHOLDER.pattern}|[가-힣]+|[ㄱ-ㅎㅏ-ㅣ]+|[A-Za-zÀ-ỹ]+|[0-9]+|[\u4e00-\u9fff]+|[\u3040-\u30ff]+|[^\s0-9A-Za-z가-힣]"
)
_LOOKS_LIKE_ONE = frozenset("oOlIㅣQSBD")
_JOINS = frozenset("-./~,:·*_<>()#|=") | {
    "점",
    "쩜",
    "에",
    "다시",
    "의",
    "바",
    "대시",
    "하이픈",
    "다음",
    "그다음",
    "끝",
}
_CAPPED = 12


class Word(NamedTuple):
    """A word `text[start:end]` of one kind of letters, with what stands between it and the one before: "", " " or a line's end."""

    text: str
    start: int
    end: int
    gap: str


# What a word looks like to those around it: its kind of letters, its shape, what it is told by, and how many figures it has.
class _Looks(NamedTuple):
    kind: str
    shape: str
    key: str
    figures: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order, its masks and its signs among them."""
    found: list[Word] = []
    last, gap = 0, "n"
    for match in _WORD.finditer(text):
        start, end = match.span()
        if found:
            gap = "" if start == last else "n" if "\n" in text[last:start] else " "
        found.append(Word(match[0], start, end, gap))
        last = end
    return found


@lru_cache(maxsize=20_000)
def _looks(word: str) -> _Looks:
    first, length = word[0], len(word)
    if first == "[" and length > 1:
        return _Looks("M", word, word, 0)
    if "가" <= first <= "힣":
        figures = 0
        if spoken := spoken_in(word):
            figures = digits_told(word[slice(*spoken)])
            if figures > 2 or not spoken[0]:
                shape = f"N{min(figures, 8)}{min(spoken[0], 1)}{min(length - spoken[1], 1)}"
                return _Looks("H", shape, word[-2:], figures)
        alone = word in SINGLE_DIGITS
        return _Looks("H", f"h{min(length, 6)}", word if length < 5 else word[:2], int(alone))
    if first.isascii() and first.isdigit():
        shape = f"d{min(length, _CAPPED)}"
        if length == 4 and word[:2] in ("19", "20"):
            shape = "dy"
        elif length > 1 and first == "0":
            shape += "z"
        elif length > 2 and word.endswith("00"):
            shape += "r"
        return _Looks("D", shape, shape, length)
    if "ㄱ" <= first <= "ㅣ":
        return _Looks("J", f"j{min(length, 3)}", word[:3], int(word == "ㅣ"))
    if first in HAN_DIGITS and all(each in HAN_DIGITS for each in word):
        return _Looks("C", "cn", "cn", length)
    if "\u4e00" <= first <= "\u9fff":
        return _Looks("C", f"c{min(length, 4)}", word[:3], 0)
    if "\u3040" <= first <= "\u30ff":
        return _Looks("K", "k", "k", 0)
    if first.isalpha():
        case = "U" if word.isupper() else "l" if word.islower() else "T" if word.istitle() else "X"
        return _Looks("L", f"{case}{min(length, 6)}", word.lower(), int(word in _LOOKS_LIKE_ONE))
    return _Looks("P", first, first, 0)


def own_signs(word: str) -> list[str]:
    """The signs of a word that its own letters give."""
    look = _looks(word)
    own = [f"w{look.key}", f"s{look.shape}"]
    if look.kind == "H":
        own += _of_hangul(word, look)
    elif look.kind == "L":
        own += (f"l{look.key[:2]}", f"l{look.key[-2:]}$", f"l{look.key[:3]}")
    elif look.shape[0] == "c" and look.shape != "cn":
        own.append(f"c{word[0]}")
    return own


def _of_hangul(word: str, look: _Looks) -> list[str]:
    length = len(word)
    own = [f"^{word[:1]}", f"^{word[:2]}", f"^{word[:3]}", f"{word[-1:]}$", f"{word[-2:]}$", f"{word[-3:]}$"]
    if spoken := spoken_in(word):
        figures = digits_told(word[slice(*spoken)])
        head, tail = word[: spoken[0]], word[spoken[1] :]
        own += (
            "spoken",
            f"tail{tail}",
            f"tail{len(tail)}",
            f"head{head}",
            f"head{len(head)}",
            f"spoken{min(figures, 9)} {min(len(head + tail), 5)}",
        )
        if look.shape[0] == "N":
            return own
    new = int(unseen(word) * 4)
    own += (f"new{new}", f"new{new} {min(length, 6)}")
    own += [f"x{word[at : at + 2]}" for at in range(1, length - 2)]
    if word[0] in _SURNAMES and length >= 3 and word[1] in _FIRST and word[2] in _LAST:
        own.append(f"name{length}{word[3:5]}")
    return own


class _Run(NamedTuple):
    figures: int
    parts: int
    odd: int
    spaced: int
    width: int


_NO_RUN = _Run(0, 0, 0, 0, 0)


# For each word the run of figures it belongs to: words that are figures or may have been read for one, with what joins them.
def _runs(words: Sequence[Word], looks: Sequence[_Looks]) -> list[_Run]:
    runs = [_NO_RUN] * len(words)
    at = 0
    while at < len(words):
        if not looks[at].figures:
            at += 1
            continue
        end, last, figures, parts, odd, spaced = at, at, 0, 0, 0, 0
        while end < len(words) and end - last <= 3:
            look, word = looks[end], words[end]
            if look.figures:
                figures += look.figures
                parts += 1
                odd += look.kind != "D"
                spaced += bool(word.gap) and end > at
                last = end
            elif word.text not in _JOINS and not (len(word.text) <= 2 and look.kind in "LHJ"):
                break
            end += 1
        run = _Run(figures, parts, odd, spaced, last - at + 1)
        for each in range(at, last + 1):
            runs[each] = run
        at = last + 1
    return runs


_CAS = re.compile(r"(?<![\d-])\d{2,7}-\d{2}-\d(?![\d-])")
_NORMED = re.compile(rf"{NORM}(?P<number>[\dA-Z][\dA-Z-]{{0,12}})", re.ASCII)


# What a reader of the house explains: cases, articles, norms, what a long number may be, and the numbers of offices and of
# things.
def _explained(text: str, words: Sequence[Word], runs: Sequence[_Run]) -> set[int]:
    spans = [(each.start, each.end) for each in find_case_numbers(text)]
    spans += [(each.start, each.end) for each in find_statutes(text)]
    spans += [match.span() for match in _CAS.finditer(text) if casrn.is_valid(match[0])]
    spans += [match.span("number") for match in _NORMED.finditer(text)]
    spans += explained_numbers(Reading(text))
    spans += [match.span() for match in _SPOKEN_DAYS.finditer(text)]
    found = _within(spans, words)
    for at, (word, run) in enumerate(zip(words, runs, strict=True)):
        if run.figures < 3 or (at and run is runs[at - 1]):
            continue
        end = at + run.width
        written = text[word.start : words[end - 1].end]
        is_of_a_thing = _OF_A_THING.search(text, max(0, word.start - _REACH), word.start)
        if (
            OFFICE_NUMBER.fullmatch(written)
            or is_of_a_thing
            or (run.odd == run.parts and is_counted(written))
        ):
            found.update(range(at, end))
    return found


# 이삼일 사오일, 구십팔년 구월 일일
_SPOKEN_DAYS = re.compile(
    rf"(?<![가-힣])(?:[{NUMERAL_SYLLABLES}]{{1,2}}일 )+[{NUMERAL_SYLLABLES}]{{1,2}}일(?![가-힣])|(?<![가-힣])[{NUMERAL_SYLLABLES}]{{2,6}}년 {ANY_DAY_OF_MONTH}(?!\s?(?:생|출생|태어|났))"
)
# Right before a number: it is one of a thing or of what is published for everybody.
_OF_A_THING = re.compile(
    rf"(?:{THING.pattern.removesuffix('$')}(?:번호|코드|넘버|No\.?)|{NOTICE.pattern})[\s:(은는이가제]{{0,4}}[A-Z-]{{0,5}}$"
)
_REACH = 24


# The words that lie in one of the spans.
def _within(spans: Sequence[tuple[int, int]], words: Sequence[Word]) -> set[int]:
    found: set[int] = set()
    if not spans:
        return found
    starts = [each.start for each in words]
    for start, end in spans:
        at = bisect_left(starts, start)
        while at < len(words) and starts[at] < end:
            found.add(at)
            at += 1
    return found


# The words of rows of syllables that make up a name, each by itself.
def _apart_names(words: Sequence[Word], single: Sequence[int]) -> set[int]:
    rows: list[list[int]] = []
    for at, count in enumerate(single):
        if count > 1:
            if rows and at - rows[-1][-1] <= 2 and len(rows[-1]) < single[at]:
                rows[-1].append(at)
            else:
                rows.append([at])
    found: set[int] = set()
    for row in rows:
        if len(row) in (3, 4):
            surname, first, last = (words[at].text for at in row[:3])
            if surname in _SURNAMES and first in _FIRST and last in _LAST:
                found.update(row[:3])
    return found


# How many words of one syllable stand in a row around each, with blanks or one sign between.
def _single(words: Sequence[Word]) -> list[int]:
    found = [0] * len(words)
    row: list[int] = []
    for at, word in enumerate(words):
        if len(word.text) == 1 and "ㄱ" <= word.text <= "힣":
            if row and at - row[-1] > 2:
                row = []
            row.append(at)
            for each in row[-6:]:
                found[each] = min(len(row), 5)
        elif word.text.isalnum():
            row = []
    return found


# Places in which thousands live.
_PROVINCE = re.compile(REGION)


def _is_region(word: str) -> bool:
    if word.endswith(("시", "군", "구")):
        return 3 <= len(word) <= 5 or bool(_PROVINCE.match(word))
    return (
        bool(_PROVINCE.fullmatch(word))
        or (word.endswith("읍") and 3 <= len(word) <= 4)
        or (word.endswith("도") and bool(_PROVINCE.match(word)))
    )


_PEOPLE = tuple(f"{_DATA['kin']} {_DATA['roles']}".split())
_LABELS = frozenset(":=|→")
_AROUND = 7


@lru_cache(maxsize=20_000)
def _names_person(word: str) -> bool:
    return word.endswith(_PEOPLE)


def signs_of(
    text: str,
    words: Sequence[Word],
    often: Collection[str],
    is_worth: Callable[[str], bool] = lambda word: True,
) -> list[list[str] | None]:
    """The signs of each word; None for one that is never part of such a stretch.

    Such are masks, words of everyday use, what another reader explains, and words that by themselves are not worth a look.
    """
    found: list[list[str] | None] = [None] * len(words)
    worth = [at for at, word in enumerate(words) if is_worth(word.text)]
    if not worth:
        return found
    around = _Around(text, words)
    worth = [at for at in worth if around.may_be(at, often)]
    dated: set[int] = set()
    if any(around.runs[at].figures for at in worth):
        explained = _explained(text, words, around.runs)
        worth = [at for at in worth if at not in explained]
        dated = _within([(each.start, each.end) for each in find_dates(text)], words)
    for at in worth:
        found[at] = around.signs(at, at in dated)
    return found


# A text's words with all that is looked at around them.
class _Around:
    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text, self._words = text, words
        self._looks = [_looks(each.text) for each in words]
        self.runs = _runs(words, self._looks)
        self._single = _single(words)

    @cached_property
    def _apart(self) -> set[int]:
        return _apart_names(self._words, self._single)

    # With two words that are none at either end.
    @cached_property
    def _shapes(self) -> list[str]:
        pairs = zip(self._words, self._looks, strict=True)
        return ["<<", "<", *(word.gap + look.shape for word, look in pairs), ">", ">>"]

    @cached_property
    def _keys(self) -> list[str]:
        return ["<<", "<", *(look.key for look in self._looks), ">", ">>"]

    def may_be(self, at: int, often: Collection[str]) -> bool:
        """Whether the word is none of everyday use, unless it is one of several syllables that stand apart, and no mask."""
        text = self._words[at].text
        alone = self._single[at] < 2 and not self.runs[at].figures
        return self._looks[at].kind != "M" and not (alone and (text in often or _is_region(text)))

    def signs(self, at: int, is_date: bool) -> list[str]:
        """The signs of a word."""
        word, look, run = self._words[at], self._looks[at], self.runs[at]
        shape = look.shape
        kind = "N" if shape[0] == "N" or shape == "cn" else look.kind
        b2, b1, _, a1, a2 = self._keys[at : at + 5]
        sb2, sb1, s0, sa1, sa2 = self._shapes[at : at + 5]
        found = own_signs(word.text)
        found += (
            f"-1{kind}{b1}", f"-2{kind}{b2}", f"1{kind}{a1}", f"2{kind}{a2}", f"-{kind}{b2} {b1}", f"+{kind}{a1} {a2}",
            f"-1{kind}{b1[-1:]}", f"1{kind}{a1[:1]}", f"-1{kind}{b1[-2:]}$", f"1{kind}{a1[:2]}^",
            f"S{sb1}{s0}{sa1}", f"S-{sb2}{sb1}{s0}", f"S+{s0}{sa1}{sa2}", f"S={sb2}{sb1}{s0}{sa1}{sa2}", f"g{kind}{word.gap}{sa1[:1]}",
            f"a{shape} {a1}", f"b{b1} {shape}",
        )  # fmt: skip
        if is_date:
            found.append(f"date{kind}")
        if kind == "H":
            found += (f"e{word.text[-1:]}{sa1}", f"e{word.text[-2:]}{sa1[1:2]}")
            if len(word.text) > 1 and (lean := leaning(self._text, word.start, word.end)) is not None:
                found += (f"lean{max(-6, min(4, int(lean // 1)))}", f"lean{lean > -1.5}")
        if self._single[at] > 1:
            found += self._of_syllables(at)
        if run.figures:
            size = min(run.figures, 14)
            found += (
                f"r{size}", f"r{size} {bool(run.spaced)}{bool(run.odd)}", f"r{min(run.parts, 9)}p{bool(run.odd)}",
                f"r{kind}{run.spaced * 4 // run.parts}{min(run.odd, 2)}{size // 3}", f"r{shape}{size}",
            )  # fmt: skip
        return [*found, *self._beside(at, kind, shape)]

    # Of a word of one syllable beside others.
    def _of_syllables(self, at: int) -> Iterator[str]:
        word, count = self._words[at], self._single[at]
        is_surname = word.text in _SURNAMES
        yield f"single{count}"
        yield f"single{count}{is_surname}{word.gap}"
        yield f"given{word.text in _FIRST}{word.text in _LAST}"
        if count in (3, 4) and is_surname and not any(self._single[max(0, at - 2) : at]):
            yield "surname"
        if at in self._apart:
            yield "apart"
            yield f"apart{count}{word.gap}"

    # Of the words of the line around it: those before it and behind it in any order, what it is called by, whom they name.
    def _beside(self, at: int, kind: str, shape: str) -> Iterator[str]:
        words, looks = self._words, self._looks
        before: set[str] = set()
        label, person = "", 0
        place = at
        while place and words[place].gap != "n" and at - place < _AROUND:
            place -= 1
            look = looks[place]
            if look.kind in "HLM":
                before |= {look.key, words[place].text[:2]}
                if at - place <= 3 and not person and look.kind == "H" and _names_person(words[place].text):
                    person = at - place
            elif look.shape in _LABELS and not label:
                label = self._keys[place + 1]
        for each in sorted(before):
            yield f"B{kind}{each}"
        if label:
            yield f"L{kind}{label}"
            yield f"L{kind}{label[-2:]}$"
        if person:
            yield f"people{kind}{person}"
            yield f"people{shape}"
        for each in {look.key for look in looks[at + 1 : at + 5] if look.kind in "HL"}:
            yield f"A{kind}{each}"
