"""From the words people use to the words rulings use (`data/thesaurus.yaml`)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from ahocorasick_rs import AhoCorasick

from lib.domain.lexicon import in_other_senses
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.domain.topics import stands_in_word
from lib.text.shipped import entry_of, read_shipped
from lib.text.spelling import Squeezed, squeeze
from lib.text.stance import Reading, Stance, read_stances

LabelValue = Disease | Issue | KindB | KindC

_VOCABULARIES: dict[str, type[Disease] | type[Issue] | type[KindB] | type[KindC]] = {
    "disease_category": Disease,
    "issue_category": Issue,
    "kind_b": KindB,
    "kind_c": KindC,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Lay phrases (without white space, lower case), the rulings' words, and what they speak for.

    `is_circumstance`: how somebody worked, which goes with an illness and is none.
    """

    lay: tuple[str, ...]
    legal: tuple[str, ...]
    labels: tuple[LabelValue, ...] = ()
    weight: float = 1.0
    is_circumstance: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry met in a text, by the lay phrase that was met."""

    phrase: str
    entry: Entry = field(compare=False)


# In a lay phrase: up to `_WIDEST_GAP` characters may stand here (`말도~어눌` meets `말도 자꾸 어눌`).
_GAP = "~"
_WIDEST_GAP = 8

DENIABLE = frozenset({Issue.IN_COURSE_OF_WORK, Issue.MISCONDUCT, Disease.MENTAL})
"""Only what a person did or suffered can be denied; `난청이 아니에요` is still about hearing."""

OF_THE_PERSON = frozenset({Issue.MISCONDUCT, KindB.SURVIVORS})
"""What is told of a colleague or a customer, a fault or a death, is not what a case is about."""


def speaks_for(labels: Collection[object], reading: Reading) -> bool:
    """False where words for these labels do not tell what a case is about.

    The writer denies having done or suffered it, or somebody else drank, drove so or died. What others
    deny (`난청이 아니래요`) is what the case is about.
    """
    if reading.stance is Stance.DENIED:
        return reading.is_reported or DENIABLE.isdisjoint(labels)
    return reading.stance is not Stance.OTHERS or OF_THE_PERSON.isdisjoint(labels)


class Thesaurus:
    """All entries; `find` looks them up in a text."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        phrases = [(phrase, entry) for entry in entries for phrase in entry.lay]
        self._plain = {phrase: entry for phrase, entry in phrases if _GAP not in phrase}
        self._gapped = defaultdict[str, list[tuple[tuple[str, ...], Entry, bool]]](list)
        for phrase, entry in phrases:
            if _GAP in phrase:
                first, *others = phrase.split(_GAP)
                is_ill = any(isinstance(label, Disease) for label in entry.labels)
                for begin in _with_and_without_particle(first) if is_ill else (first,):
                    self._gapped[begin].append(((begin, *others), entry, begin != first))
        pieces = {piece for phrase, _ in phrases for piece in phrase.split(_GAP)}
        self._pieces = AhoCorasick(pieces | self._gapped.keys())
        self._bare = {
            bare: entry for phrase, entry in self._plain.items() for bare in _without_particles(phrase)
        }
        self._bare_pieces = AhoCorasick(self._bare)

    def find(self, text: str) -> list[Found]:
        """Entries whose lay phrase stands in the text: phrases with a gap, then the longest first.

        A short phrase inside a longer one that was met does not count by itself: `교통사고` does not
        also say `사고`. Nor does one that stands there by chance (`회식` in `국회 식당`). Where a particle is
        left out or another one stands (`근로자 아니래요`) a longer phrase is met all the same.
        """
        lower = Squeezed(text.lower())
        rest = lower.chars
        begins = lower.begins
        present = set(self._pieces.find_matches_as_strings(rest, overlapping=True))
        stances = read_stances(lower.text)
        senses = in_other_senses(rest)

        def is_meant(entry: Entry, start: int, end: int) -> bool:
            if rest[start].isdigit() and rest[:start][-1:].isdigit():
                return False  # the tail of a longer number
            if not stands_in_word(lower.chars, start, end, begins):
                return False
            if any(first <= start and end <= last for first, last in senses):
                return False
            if (DENIABLE | OF_THE_PERSON).isdisjoint(entry.labels):
                return True
            return speaks_for(entry.labels, stances.read(*lower.span(start, end)))

        found: dict[int, Found] = {}
        # What begins at one place is looked for in one order, the longest first.
        firsts = sorted(present & self._gapped.keys(), key=lambda piece: (rest.find(piece), -len(piece)))
        for parts, entry, is_bare in chain.from_iterable(map(self._gapped.__getitem__, firsts)):
            # Nearly always a part is missing, and looking for it is much cheaper than matching.
            for match in _gapped(parts).finditer(rest) if present.issuperset(parts) else ():
                if (match.start() in begins or not is_bare) and is_meant(entry, *match.span()):
                    found.setdefault(id(entry), Found(match[0], entry))
        plain = sorted(present & self._plain.keys(), key=rest.find)
        for phrase in sorted(plain, key=len, reverse=True):
            entry = self._plain[phrase]
            if any(is_meant(entry, *match.span()) for match in re.finditer(re.escape(phrase), rest)):
                rest = rest.replace(phrase, "\n" * len(phrase))
                found.setdefault(id(entry), Found(phrase, entry))
        bare, places = _bare_text(lower.chars, begins)
        for phrase in dict.fromkeys(self._bare_pieces.find_matches_as_strings(bare, overlapping=True)):
            entry, start = self._bare[phrase], bare.find(phrase)
            span = places[start], places[start + len(phrase) - 1] + 1
            is_whole = len(phrase) > _SHORT or span[0] in begins
            if id(entry) not in found and is_whole and is_meant(entry, *span):
                found[id(entry)] = Found(lower.chars[slice(*span)], entry)
        return list(found.values())


# Particles behind a noun, which people leave out or exchange: behind one of two syllables or more, or one of these.
_PARTICLES, _SHORT_NOUNS = "이가은는을를도만", "귀눈코입목손팔발"
# What is left of a phrase has so many syllables, and a shorter one begins a written word.
_SHORTEST, _SHORT = 3, 4


# A lay phrase without one syllable that may be such a particle; where it is none, nobody writes what is left.
def _without_particles(phrase: str) -> Iterator[str]:
    for place in range(1 if phrase[0] in _SHORT_NOUNS else 2, len(phrase) - 1):
        if phrase[place] in _PARTICLES and len(phrase) - 1 >= (_SHORTEST if place == 1 else _SHORT):
            yield phrase[:place] + phrase[place + 1 :]


# 손목이 and 손목: what stands before a gap, as people write it.
def _with_and_without_particle(words: str) -> tuple[str, ...]:
    is_long = len(words) >= _SHORTEST and words[-1] in _PARTICLES
    return (words, words[:-1]) if is_long else (words,)


# A text without white space and without the particles that end its written words, and where each character stood.
def _bare_text(chars: str, begins: Collection[int]) -> tuple[str, list[int]]:
    words = pairwise(sorted(begins))
    ends = {end - 1 for start, end in words if end - start > (1 if chars[start] in _SHORT_NOUNS else 2)}
    places = [place for place, char in enumerate(chars) if not (char in _PARTICLES and place in ends)]
    return "".join(chars[place] for place in places), places


@lru_cache(maxsize=1024)
def _gapped(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"[^.!?\n]{{0,{_WIDEST_GAP}}}?".join(map(re.escape, parts)))


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The shipped thesaurus, read once."""
    items = read_shipped("thesaurus.yaml")["entries"]
    return Thesaurus(tuple(_entry(item, number) for number, item in enumerate(items, start=1)))


def _entry(item: dict[str, Any], number: int) -> Entry:
    with entry_of("thesaurus.yaml", number, item.get("lay", "") if isinstance(item, dict) else item):
        return Entry(
            lay=tuple(squeeze(str(phrase).lower()) for phrase in item["lay"]),
            legal=tuple(str(word) for word in item.get("legal", ())),
            labels=tuple(_VOCABULARIES[name](value) for name, value in item.get("labels", {}).items()),
            weight=float(item.get("weight", 1.0)),
            is_circumstance=bool(item.get("circumstance", False)),
        )
