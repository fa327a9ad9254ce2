"""Phrases of the data files in what a person wrote: matched without white space, given back in their words."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from lib.domain import lexicon
from lib.domain.topics import stands_as_phrase
from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.spelling import Squeezed, squeeze
from lib.text.stance import Stance, StanceReader, Teller, holds_denial, read_stances

_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w\S*\Z"), re.compile(r"\S*[\w%]")
_WORD, _WRITER = (
    re.compile(r"\S+"),
    re.compile(r"(?<![가-힣])(?:제가|저[는도]|내가|나[는도]|본인[이은도])(?![가-힣])"),
)
AROUND = " \t\n,.;:·-()\"'"
"""Signs around words that are none of them."""
_LONGEST_PREDICATE = 14
_WORDS_BEHIND = 2
"""Characters and words of a clause that are quoted behind the words found."""
_ENDING = 3
"""Characters of the ending of a clause."""
_SUCH, _LONGEST_SUCH = re.compile(r"(?<!\S)(?:그|이|저)(?:런|러한|딴)\s"), 5
"""What takes up a thing that was spoken of, and its characters."""
_LONGEST_IN_BRACKETS = 16
"""Characters up to the end of a bracket that a quotation goes on for."""


@lru_cache(maxsize=1024)
def _finder(phrases: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(phrases)


@once
def read_for_phrases(text: str) -> "PhraseReader":
    """The one reader of a text."""
    return PhraseReader(text)


_OPENED_BY = {'"': '"', "”": "“", "’": "‘", "」": "「", "』": "『"}


# Whether a mark of quotation was opened in these words and not closed.
def _is_left_open(words: str, opening: str, closing: str) -> bool:
    if opening == closing:
        return words.count(opening) % 2 == 1
    return words.count(opening) > words.count(closing)


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
        return read_stances(self.text)

    # Stretches of the squeezed text that are words of their own, whatever phrase stands in them.
    @cached_property
    def _other_words(self) -> list[tuple[int, int]]:
        found = _finder(lexicon.OTHER_WORDS).find_matches_as_indexes(self._lower.chars, overlapping=True)
        return [(start, end) for _, start, end in found]

    # Words of the squeezed text that stand there in another sense.
    @cached_property
    def _in_other_senses(self) -> list[tuple[int, int]]:
        return lexicon.in_other_senses(self._lower.chars)

    def find(
        self,
        phrases: Iterable[str],
        patterns: Iterable[re.Pattern[str]] = (),
        unless: Collection[str] = (),
        not_as: Collection[Stance] = (Stance.DENIED,),
        in_hand: bool = False,
        spans: Iterable[tuple[int, int]] = (),
    ) -> str | None:
        """The text's own words for the longest phrase or match that it holds, not in a stance of `not_as`.

        `spans` are offsets of what else counts as a match. A hit is cancelled by an `unless` phrase in the
        same sentence, and with `in_hand` where the text says that the thing exists but could not be got.
        """
        found = self.find_all(phrases, patterns, unless, not_as, in_hand, spans)
        return next((self.text[slice(*span)] for span in found), None)

    def find_all(
        self,
        phrases: Iterable[str],
        patterns: Iterable[re.Pattern[str]] = (),
        unless: Collection[str] = (),
        not_as: Collection[Stance] = (Stance.DENIED,),
        in_hand: bool = False,
        spans: Iterable[tuple[int, int]] = (),
        bare: bool = False,
    ) -> Iterator[tuple[int, int]]:
        """The offsets of all such words, the longest match first, none within or over another.

        `bare`: of the match alone, without what is said of it.
        """
        hits = [*(self._lower.span(*hit) for hit in self._hits(phrases, patterns)), *spans]
        given: list[tuple[int, int]] = []
        for start, end in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            if not (
                (unless and self._sentence_holds(unless, start, end))
                or self._stance.read(start, end).is_one_of(not_as)
                or (in_hand and self._stance.is_withheld(end))
            ):
                words = (start, end) if bare else self._quoted(start, end)
                if all(words[1] <= other[0] or other[1] <= words[0] for other in given):
                    given.append(words)
                    yield words

    def stands_in(
        self, start: int, end: int, phrases: Iterable[str], patterns: Iterable[re.Pattern[str]]
    ) -> bool:
        """Whether any of the phrases or patterns stands in the stretch, however it is put."""
        spans = (self._lower.span(*hit) for hit in self._hits(phrases, patterns))
        return any(first < end and start < last for first, last in spans)

    def is_put_as(self, stances: Collection[Stance], start: int, end: int) -> bool:
        """Whether a clause is put in one of the stances; of whom it speaks is asked of its last word."""
        last = start + self.text[start:end].rstrip().rfind(" ") + 1
        of_whom = self._stance.read(last, end).stance
        return self._stance.read(start, end).stance in stances or (
            of_whom is Stance.OTHERS and Stance.OTHERS in stances
        )

    def tells_of_another(self, start: int, end: int) -> bool:
        """Whether a clause tells of what another did, and names the writer as doing nothing: `손님이 밀어서 넘어졌다`."""
        words = [match.span() for match in _WORD.finditer(self.text, start, end)]
        by_another = any(self._stance.read(*word).stance is Stance.OTHERS for word in words)
        return by_another and not _WRITER.search(self.text, start, end)

    def unbroken(self, start: int, end: int) -> str:
        """The words of a stretch, with the whole of a bracket that it cuts, without it where that is long; and with the mark that ends a quotation."""
        first, last = self._stance.sentence(start, end)
        words = self.text[start:end]
        opened, closed = words.rfind("("), words.find(")")
        if opened > words.rfind(")"):
            closing = self.text.find(")", end, min(last, end + _LONGEST_IN_BRACKETS))
            kept = len(words[:opened].rstrip())
            if closing >= 0 or kept:
                end = closing + 1 if closing >= 0 else start + kept
        if closed >= 0 and "(" not in words[:closed]:
            opening = self.text.rfind("(", max(first, start - _LONGEST_IN_BRACKETS), start)
            start = opening if opening >= 0 else start
        mark = self.text[end : end + 1]
        opens = _OPENED_BY.get(mark)
        if opens and end < last and _is_left_open(self.text[start:end], opens, mark):
            end += 1
        return self.text[start:end]

    def clause_end(self, start: int, end: int) -> int:
        """Where the clause of a stretch ends."""
        return self._stance.clause_end(start, end)

    def denies_a_claim(self, start: int, end: int) -> bool:
        """Whether a stretch denies, and takes up by `그런` what somebody else spoke of: `그런 계약서 없습니다`."""
        words = self.text[max(0, start - _LONGEST_SUCH) : end]
        return holds_denial(words) and bool(_SUCH.search(words))

    def holds_beside(self, phrases: Collection[str], start: int, end: int) -> bool:
        """Whether one of the phrases stands in the sentence of a stretch."""
        return bool(phrases) and self._sentence_holds(phrases, start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the sentence in which a stretch stands."""
        return self._stance.sentence(start, end)

    def teller(self, start: int, end: int) -> Teller | None:
        """Who only says so, the agency or another party; None where the writer tells it."""
        return self._stance.teller(start, end)

    def is_alleged(self, start: int, end: int) -> bool:
        """As `StanceReader.is_alleged`."""
        return self._stance.is_alleged(start, end)

    def clauses(self, unless: Iterable[re.Pattern[str]] = ()) -> Iterator[tuple[int, int]]:
        """The offsets of every clause, up to where one of the patterns begins in it."""
        for sentence in sentences(self.text, story=True):
            start = sentence.body
            while start < sentence.end:
                end = self._stance.clause_end(start, start + 1)
                after = _WORD_AFTER.match(self.text[end : sentence.end])
                end += after.end() if after else 0
                clause = self.text[start:end]
                tails = [found.start() for each in unless if (found := each.search(clause))]
                kept = clause[: min(tails, default=len(clause))].rstrip(AROUND)
                lead = len(kept) - len(kept.lstrip(AROUND))
                if kept[lead:]:
                    yield start + lead, start + len(kept)
                start = end

    def holds(self, phrases: Iterable[str]) -> bool:
        """Whether any of the phrases stands anywhere in the text, however it is put."""
        return any(True for _ in self._hits(phrases, ()))

    def _hits(self, phrases: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> Iterable[tuple[int, int]]:
        chars, begins = self._lower.chars, self._lower.begins
        if not chars:
            return
        for _, start, end in _finder(tuple(phrases)).find_matches_as_indexes(chars, overlapping=True):
            if stands_as_phrase(chars, start, end, begins) and not self._is_another_word(start, end):
                yield start, end
        for pattern in patterns:
            may_deny = holds_denial(pattern.pattern)
            shown = "words" if "words" in pattern.groupindex else 0
            place = 0
            while found := pattern.search(chars, place):
                start, end = found.span()
                is_met = bool(found[shown]) and stands_as_phrase(chars, start, end, begins)
                is_met = is_met and not self._is_another_word(*found.span(shown))
                # A denial in the gaps of a pattern that holds none turns it round.
                is_met = is_met and (may_deny or not holds_denial(found[0]))
                if is_met and not self._is_over_lines(start, end):
                    yield found.span(shown)
                    place = end
                else:
                    place = start + 1

    def _sentence_holds(self, phrases: Collection[str], start: int, end: int) -> bool:
        sentence = squeeze(self._lower.text[slice(*self._stance.sentence(start, end))])
        return any(phrase in sentence for phrase in phrases)

    # True where a line ends within: what stands on two lines is no one phrase.
    def _is_over_lines(self, start: int, end: int) -> bool:
        return "\n" in self.text[slice(*self._lower.span(start, end))]

    # True for 과속 in 과속방지턱, and for 떨어졌 in 성적이 떨어졌다.
    def _is_another_word(self, start: int, end: int) -> bool:
        return any(
            first <= start and end <= last and end - start < last - first for first, last in self._other_words
        ) or any(first <= start and end <= last for first, last in self._in_other_senses)

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        return list(self.clauses())

    # Where the quotation begins of a hit that goes on past its clause: there, for its verb without what it is said
    # of may seem to be said of what follows (`끊었고 혈압약은 먹었어요`). Of an ending alone (`고 혈압`) nothing is quoted.
    def _whole_clause(self, begin: int, start: int, end: int) -> int:
        for (first, last), (following, _) in pairwise(self._clauses):
            # A comma of a list ends behind the words.
            is_chained = self._stance.clause_end(first, max(first, last - _ENDING)) <= last
            if first <= begin < last and following < end and is_chained:
                is_ending = begin < start and not self.text[begin:last].rstrip(AROUND).count(" ")
                return following if is_ending else first
        return begin

    # Where the whole words stand that a hit is in, without the signs around them, with what is said of it in its
    # clause.
    def _quoted(self, start: int, end: int) -> tuple[int, int]:
        first, last = self._stance.sentence(start, end)
        before = _WORD_BEFORE.search(self.text[first:start])
        begin = self._whole_clause(start - len(before[0]) if before else start, start, end)
        clause = self._stance.clause_end(start, end)
        after = _WORD_AFTER.match(self.text[end:last])
        end = shown = end + after.end() if after else end
        for _ in range(_WORDS_BEHIND):
            gap = len(self.text) - len(self.text[end:].lstrip(" "))
            word = _WORD_AFTER.match(self.text[gap : max(gap, clause)])
            if gap == end or not word or gap + word.end() - shown > _LONGEST_PREDICATE:
                break
            end = gap + word.end()
        return begin, end
