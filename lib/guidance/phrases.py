"""Phrases of the data files in what a person wrote: matched without white space, given back in their words."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from lib.text.spelling import Squeezed
from lib.text.stance import Stance, StanceReader

_LONGEST_WORD = 15
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w\S*\Z"), re.compile(r"\S*\w")
# Phrases up to this long are not read across a space out of the middle of a word.
_ALWAYS_ONE_PIECE = 3


@lru_cache(maxsize=1024)
def _finder(phrases: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(phrases)


@dataclass(frozen=True)
class PhraseReader:
    """One text, read for phrases."""

    text: str

    @cached_property
    def _lower(self) -> Squeezed:
        # İ would become two characters, and offsets would move.
        return Squeezed(self.text.replace("İ", "I").lower())

    @cached_property
    def _stance(self) -> StanceReader:
        return StanceReader(self.text)

    def find(
        self,
        phrases: Iterable[str],
        pattern: re.Pattern[str] | None = None,
        unless: Collection[str] = (),
        not_as: Collection[Stance] = (Stance.DENIED,),
        in_hand: bool = False,
    ) -> str | None:
        """The text's own words for the longest phrase or match that it holds, not in a stance of `not_as`.

        A hit is cancelled by an `unless` phrase in the same sentence, and with `in_hand` where the
        text says that the thing exists but could not be got.
        """
        for hit in sorted(self._hits(phrases, pattern), key=lambda hit: (hit[0] - hit[1], hit[0])):
            start, end = self._lower.span(*hit)
            first, last = self._stance.sentence(start, end)
            sentence = Squeezed(self._lower.text[first:last]).chars
            if not (
                any(phrase in sentence for phrase in unless)
                or self._stance.read(start, end).stance in not_as
                or (in_hand and self._stance.is_withheld(end))
            ):
                return self._words(start, end)
        return None

    def _hits(self, phrases: Iterable[str], pattern: re.Pattern[str] | None) -> Iterable[tuple[int, int]]:
        chars = self._lower.chars
        for _, start, end in _finder(tuple(phrases)).find_matches_as_indexes(chars, overlapping=True):
            if end - start > _ALWAYS_ONE_PIECE or not self._is_made_of_pieces(start, end):
                yield start, end
        if pattern is not None:
            shown = "words" if "words" in pattern.groupindex else 0
            yield from (found.span(shown) for found in pattern.finditer(chars) if found[shown])

    # True for the end of one word joined to the beginning of the next: `다음 주` holds no 음주.
    def _is_made_of_pieces(self, start: int, end: int) -> bool:
        first, last = self._lower.span(start, end)
        return first > 0 and self.text[first - 1].isalnum() and last - first > end - start

    # The whole words that a hit stands in, as far as words go, without the signs around them.
    def _words(self, start: int, end: int) -> str:
        before = _WORD_BEFORE.search(self.text[max(0, start - _LONGEST_WORD) : start])
        after = _WORD_AFTER.match(self.text[end : end + _LONGEST_WORD])
        return (before[0] if before else "") + self.text[start:end] + (after[0] if after else "")
