"""A story in English, put into the Korean phrases that the rest of the house reads.

No second vocabulary: `data/english.yaml` gives English words a Korean phrase, and what is understood of it
is decided where Korean is understood. Written for people whose first language is neither: articles and
prepositions do not count, endings are cut, and a word that is nearly one of the file's is taken for it.
A thing that the writer denies is left out; one that others deny is passed on as theirs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze, with_particle

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*|[.!?\n]+|[,;:()]")

# In a phrase: up to so many words may stand here.
_GAP, _WIDEST_GAP = "~", 3
_NUMBER = "{n}"
# Words between a denial and what it denies.
_DENIAL_REACH = 3
# A word of so many letters may differ by one from one of the file, a longer one by two.
_SHORTEST_MISSPELT, _LONG = 6, 9
# From this part of Hangul letters on a text is Korean with English words in it.
_KOREAN_SHARE = 0.3


class Piece(NamedTuple):
    """A stretch of the Korean, and the offsets of the English words it stands for."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in Korean phrases, `original` as the person wrote it, and what stands for what."""

    text: str
    original: str
    pieces: tuple[Piece, ...] = ()

    def own_words(self, phrase: str) -> str:
        """The person's words that a phrase found in the Korean (without white space) stands for."""
        squeezed = squeeze(self.text.lower())
        start = squeezed.find(phrase)
        if start < 0:
            return phrase
        end, place, spans = start + len(phrase), 0, []
        for piece in self.pieces:
            place = squeezed.find(squeeze(self.text[piece.start : piece.end].lower()), place)
            length = len(squeeze(self.text[piece.start : piece.end]))
            if place < end and start < place + length:
                spans.append((piece.first, piece.last))
        if not spans:
            return phrase
        return self.original[min(first for first, _ in spans) : max(last for _, last in spans)]


def is_english(text: str) -> bool:
    """True where a text is written in English, or at least in Latin letters, with at most a word of Korean."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return latin > 0 and hangul < _KOREAN_SHARE * (hangul + latin)


def in_korean(text: str) -> Rendering:
    """The text with its English phrases in Korean; of an English text nothing else is kept, or all where none is met."""
    return _render(text) if _LATIN.search(text) else Rendering(text, text)


# A word or a mark, as it is compared, and where it stands.
class _Token(NamedTuple):
    stem: str
    start: int
    end: int


# The words of a phrase: alternatives, a slot, or a gap.
_Element = frozenset[str] | str


class _Met(NamedTuple):
    used: tuple[int, ...]
    korean: str


class _Phrases:
    def __init__(self, raw: Any) -> None:
        self.irregular = {
            form: _without_e(base) for base, forms in raw["irregular"].items() for form in str(forms).split()
        }
        self.silent = frozenset(self.stem(word) for word in raw["silent"].split())
        self.numbers = {self.stem(word): str(number) for number, word in enumerate(raw["numbers"].split())}
        self.known = frozenset(self.stem(word) for word in raw["known"].split())
        cues = raw["cues"]
        self.deny, self.open, self.report, self.clause, self.self = (
            frozenset(self.stem(word) for word in cues[name].split())
            for name in ("deny", "open", "report", "clause", "self")
        )
        self.slots: dict[str, list[tuple[tuple[str, ...], str]]] = {
            "{" + name + "}": sorted(
                ((self.stems(form), korean) for korean, forms in words.items() for form in forms),
                key=lambda pair: -len(pair[0]),
            )
            for name, words in raw["slots"].items()
        }
        self.by_first = defaultdict[str, list[tuple[tuple[_Element, ...], str]]](list)
        self.vocabulary = {self.stem(word) for word in (*self.deny, *self.report)}
        for entry in raw["phrases"]:
            for phrase in entry["en"]:
                for elements in self._compiled(str(phrase)):
                    for first in self._stems_of(elements[0]):
                        self.by_first[first].append((elements, entry["ko"]))
                    for element in elements:
                        self.vocabulary.update(self._stems_of(element))
        self.vocabulary.discard("#")
        self.by_letter = defaultdict[str, list[str]](list)
        for word in sorted(self.vocabulary):
            self.by_letter[word[0]].append(word)
        self._near = lru_cache(maxsize=10_000)(self._nearest)

    # A word without its ending, the same for all its forms.
    def stem(self, word: str) -> str:
        word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("s'")
        if word in self.irregular:
            return self.irregular[word]
        if len(word) > 4 and word.endswith(("ies", "ied")):
            word = word[:-3] + "y"
        elif re.search(r"(?:s|x|z|ch|sh)es$", word) and len(word) > 4:
            word = word[:-2]
        elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
        for ending in ("ing", "ed"):
            rest = word.removesuffix(ending)
            if rest != word and not word.endswith("eed") and len(rest) > 1 and re.search("[aeiouy]", rest):
                word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
                break
        word = self.irregular.get(word, word)
        return _without_e(word)

    def stems(self, phrase: str) -> tuple[str, ...]:
        words = (self.stem(part) for word in phrase.split() for part in _parts(word))
        return tuple(stem for stem in words if stem not in self.silent)

    # The phrase as elements, once for every choice of what is optional.
    def _compiled(self, phrase: str) -> Iterator[tuple[_Element, ...]]:
        choices: list[list[tuple[_Element, ...]]] = []
        for word in phrase.split():
            bare = word.rstrip("?")
            ways: list[tuple[_Element, ...]]
            if bare == _GAP or bare.startswith("{"):
                ways = [(bare,)]
            else:
                forms = [self.stems(form) for form in bare.split("/")]
                single = frozenset(stems[0] for stems in forms if len(stems) == 1)
                # A form with a hyphen is several words.
                longer = [tuple(frozenset({stem}) for stem in stems) for stems in forms if len(stems) != 1]
                ways = [*([(single,)] if single else []), *longer]
            choices.append([*ways, ()] if word.endswith("?") else ways)
        for choice in product(*choices):
            if elements := tuple(element for part in choice for element in part):
                yield elements

    def _stems_of(self, element: _Element) -> Iterator[str]:
        if isinstance(element, frozenset):
            yield from element
        elif element == _NUMBER:
            yield "#"
        elif element in self.slots:
            yield from (stems[0] for stems, _ in self.slots[element])

    def tokens(self, text: str) -> list[_Token]:
        found = []
        for match in _TOKEN.finditer(text):
            word = match[0]
            if not word[0].isalnum():
                mark = "\n" if word[0] in ".!?\n" else ","
                found.append(_Token(mark, *match.span()))
                continue
            for part in _parts(word):
                stem = part if part[0].isdigit() else self.stem(part)
                if stem not in self.silent:
                    found.append(_Token(self._near(stem), *match.span()))
        return found

    # The word of the file that a misspelt one is nearest to; itself where it is one, or none is near.
    def _nearest(self, stem: str) -> str:
        if len(stem) < _SHORTEST_MISSPELT - 1 or stem in self.vocabulary or stem in self.known:
            return stem
        most = 2 if len(stem) >= _LONG else 1
        near = [
            (_distance(stem, word), word)
            for word in self.by_letter[stem[0]]
            if _may_be_near(stem, word, most)
        ]
        distance, word = min(near, default=(most + 1, stem))
        return word if distance <= most else stem

    def find(self, tokens: list[_Token]) -> list[_Met]:
        """The phrases met, in the order of the text: the longest are taken first, then those that stand closest."""
        met = []
        for at, token in enumerate(tokens):
            firsts = [token.stem, "#"] if self._number(token.stem) else [token.stem]
            for elements, korean in (each for first in firsts for each in self.by_first[first]):
                if used := self._matched(tokens, elements, at):
                    met.append(_Met(used[0], _filled(korean, used[1])))
        met.sort(key=lambda each: (-len(each.used), each.used[-1] - each.used[0], each.used))
        taken: set[int] = set()
        chosen = []
        for each in met:
            if taken.isdisjoint(each.used):
                taken.update(each.used)
                chosen.append(each)
        return sorted(chosen, key=lambda each: each.used)

    def _number(self, stem: str) -> str:
        return stem if stem[0].isdigit() else self.numbers.get(stem, "")

    # The tokens that elements take from `at` on, and what fills their slots; None where they do not fit.
    def _matched(
        self, tokens: list[_Token], elements: tuple[_Element, ...], at: int
    ) -> tuple[tuple[int, ...], dict[str, str]] | None:
        if not elements:
            return (), {}
        first, rest = elements[0], elements[1:]
        if first == _GAP:
            for skipped in range(_WIDEST_GAP + 1):
                if any(self._ends_clause(each.stem) for each in tokens[at : at + skipped]):
                    return None
                if found := self._matched(tokens, rest, at + skipped):
                    return found
            return None
        if at >= len(tokens):
            return None
        for stems, korean in self._forms(first, tokens[at].stem):
            end = at + len(stems)
            fits = tuple(each.stem for each in tokens[at:end]) == stems
            if fits and (found := self._matched(tokens, rest, end)) is not None:
                filled = {first: korean, **found[1]} if isinstance(first, str) else found[1]
                return (*range(at, end), *found[0]), filled
        return None

    # A gap may hold `and`, and no other word that begins another clause.
    def _ends_clause(self, stem: str) -> bool:
        return stem in ("\n", ",") or (stem in self.clause and stem != "and")

    # The words that an element may be, where the text has `stem`, each with what fills its slot.
    def _forms(self, element: _Element, stem: str) -> list[tuple[tuple[str, ...], str]]:
        if isinstance(element, frozenset):
            return [((stem,), "")] if stem in element else []
        if element == _NUMBER:
            return [((stem,), number)] if (number := self._number(stem)) else []
        return self.slots[element]

    def is_denied(self, tokens: list[_Token], at: int, taken: set[int]) -> bool:
        """Whether what begins at a token is denied in its clause."""
        for place in range(at - 1, max(-1, at - 2 - _DENIAL_REACH), -1):
            stem = tokens[place].stem
            if stem in ("\n", ",") or stem in self.clause:
                return False
            if stem in self.deny and place not in taken:
                return tokens[place + 1].stem not in self.open
        return False

    def is_reported(self, tokens: list[_Token], at: int) -> bool:
        """Whether somebody else says what stands at a token."""
        for place in range(at - 1, -1, -1):
            if tokens[place].stem == "\n":
                return False
            if tokens[place].stem in self.report:
                return place == 0 or tokens[place - 1].stem not in self.self
        return False


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


# What a word is made of: `can't` is `can not`, `post-traumatic` two words.
def _parts(word: str) -> list[str]:
    word = word.lower().replace("’", "'")
    word = re.sub(r"^cannot$|^can't$|^cant$", "can not", word)
    word = re.sub(
        r"n't$", " not", re.sub(r"^(do|did|does|was|is|are|could|would|have|has)nt$", r"\1 not", word)
    )
    return re.sub(r"'(?:m|re|ve|ll|d)$", "", word).replace("-", " ").split()


def _may_be_near(stem: str, word: str, most: int) -> bool:
    long_enough = len(word) >= _SHORTEST_MISSPELT - 1 and max(len(stem), len(word)) >= _SHORTEST_MISSPELT
    return abs(len(word) - len(stem)) <= most and long_enough


# Letters to change, add, leave out or exchange with their neighbour.
def _distance(one: str, other: str) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, beside in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


_PARTICLE = re.compile(r"(\S)(이/가|을/를|은/는|과/와)")


# The Korean with its slots filled, and the particle that goes with what fills them.
def _filled(korean: str, slots: dict[str, str]) -> str:
    for slot, word in slots.items():
        korean = korean.replace(slot, word)
    return _PARTICLE.sub(lambda m: with_particle(m[1], m[2]), korean)


@lru_cache(maxsize=1)
def _shipped() -> _Phrases:
    return _Phrases(read_shipped("english.yaml"))


@lru_cache(maxsize=8)
def _render(text: str) -> Rendering:
    phrases, is_mixed = _shipped(), not is_english(text)
    tokens = phrases.tokens(text)
    met = phrases.find(tokens)
    taken = {place for each in met for place in each.used}
    begins = {each.used[0]: each for each in met}
    out, pieces, cursor = "", [], 0
    for at, token in enumerate(tokens):
        if is_mixed and (at in begins or at not in taken):
            out += text[cursor : token.start]
        cursor = max(cursor, token.end)
        if each := begins.get(at):
            denied = phrases.is_denied(tokens, at, taken)
            reported = denied and phrases.is_reported(tokens, at)
            if not denied or reported:
                start, last = len(out), tokens[each.used[-1]].end
                out += each.korean + (" 아니래요" if reported else "")
                pieces.append(Piece(start, len(out), token.start, last))
                out += "" if is_mixed else ", " if reported else " "
        elif at not in taken and is_mixed:
            out += text[token.start : token.end]
        elif token.stem == "\n":
            out = out.rstrip(" ,") + ". "
        elif token.stem == "," or token.stem in phrases.clause:
            out = out.rstrip(" ,") + ", " if out.strip(" ,.") and not out.endswith(". ") else out
    if is_mixed:
        out += text[cursor:]
    return Rendering(out, text, tuple(pieces)) if pieces else Rendering(text, text)
