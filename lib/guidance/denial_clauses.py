"""Which kinds of reasons a refusal gives, clause by clause, and in which words.

A kind is named where the letter holds the words for it, as the grounds of `data/evidence.yaml` read them, unless that
is unlikely of the clause, and else where the clause most likely gives it (`told_reasons`). What the agency grants
before it turns, and what it passes on of a claim, is no reason; whose view it rests on is one beside what that view
holds; a sentence that fits no kind is shown as it stands.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise, zip_longest
from operator import itemgetter
from typing import NamedTuple

from lib.domain.intake import Case
from lib.guidance.cases import with_the_usual
from lib.guidance.denial_kinds import OTHER, Kind, kinds
from lib.guidance.factor_entries import conclusions
from lib.guidance.factors import read_factors
from lib.guidance.grounds import Ground, grounds, without_particle
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.told_reasons import (
    FLOORS,
    LAST_FLOORS,
    LEAST,
    NONE,
    PHRASES_ALONE,
    Floors,
    kind_odds,
    kind_scores,
    marks,
)
from lib.text.sentences import Sentence, sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import blanked, squeeze
from lib.text.stance import (
    Stance,
    announces,
    begins_with_party,
    concludes,
    denials,
    ends_granted,
    grants,
    only_recites,
    recites,
    turns,
)

_SHORTEST = 6
"""Characters of words that say something."""
_MOST_TOGETHER = 3
"""Clauses that may give one reason together."""
_LIKE = -0.5
"""How much a sentence in which no clause gives a reason has to be like a kind to be of it."""
_PARTED = 1.0
"""What speaks for another stretch of a sentence; a stretch weighs the root of its characters."""

_VIEW = re.compile(
    r"[^.,:]{0,24}?(?:소견|의견|견해|결과|판단|판정|판독|회신|심의|조사에서|조사상|조사 결과)\w*(?: ?\w{0,4}임)?"
)
"""Whose view it is, up to the word for it."""

Span = tuple[int, int]


# Where one ground of a kind is spoken of; a topic is only named there.
class _Hit(NamedTuple):
    start: int
    end: int
    kind: str
    ground: str
    is_topic: bool


class Read(NamedTuple):
    """A stretch of the letter that gives a reason, its kind, and the grounds it was read by."""

    start: int
    end: int
    kind: str
    grounds: frozenset[str] = frozenset()


def read_reasons(letter: str, story: str, cases: Sequence[Case], is_letter: bool) -> list[Read]:
    """The reasons in the order of the letter, or of those sentences of a story that pass it on."""
    return _joined(letter, _read(letter, story, cases, is_letter))


def _read(letter: str, story: str, cases: Sequence[Case], is_letter: bool) -> list[Read]:
    clauses = _Clauses(letter, story, cases)
    read = _read_by(clauses, is_letter, FLOORS)
    if any(each.kind != OTHER for each in read):
        # Beside what is read a sentence is of the kind that it is most like as a whole.
        return [each if each.kind != OTHER else each._replace(kind=clauses.likest(each[:2])) for each in read]
    if not is_letter:
        return _read_by(clauses, is_letter, PHRASES_ALONE)
    # Every letter gives a reason: where none is read for sure, it is what is likeliest, and else all that it says.
    said = ((kept[0][0], each.end) for each, kept in _statements(clauses))
    whole = (Read(start, end, _concluded(letter[start:end])) for start, end in said)
    return _read_by(clauses, is_letter, LAST_FLOORS) or list(whole)


# The kind that a bare conclusion is of: `업무와의 상당인과관계를 인정하기 어려움`.
def _concluded(words: str) -> str:
    said = squeeze(words) if denials(words) else ""
    return next((kind.id for kind in kinds() if any(word in said for word in kind.concludes)), OTHER)


# The sentences that may give a reason, each with its clauses but those that are granted.
def _statements(clauses: "_Clauses") -> Iterator[tuple[Sentence, list[Span]]]:
    letter = clauses.reader.text
    notices = read_shipped("denial.yaml")["notices"]
    said = list(sentences(letter, story=True))
    for sentence, after in zip_longest(said, said[1:]):
        words = sentence.words
        squeezed = squeeze(words)
        if any(notice in squeezed for notice in notices) or only_recites(words) or announces(words):
            continue
        is_granted = ends_granted(words) or not denials(words)
        own = _begun_in(clauses.spans, sentence.start, sentence.end)
        if kept := _not_granted(letter, own, bool(after) and turns(after.words) and is_granted):
            yield sentence, kept


# The stretches that begin there, of all in order.
def _begun_in(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    first = bisect_left(spans, start, key=itemgetter(0))
    return spans[first : bisect_left(spans, end, lo=first, key=itemgetter(0))]


def _read_by(clauses: "_Clauses", is_letter: bool, floors: Floors) -> list[Read]:
    letter = clauses.reader.text
    reasoned = list(clauses.reader.clauses(conclusions()))
    given: list[Read] = []
    concluded: list[Read] = []
    by_id = {kind.id: kind for kind in kinds()}
    for sentence, kept in _statements(clauses):
        stretches = clauses.stretches(kept)
        read = [each for stretch in stretches for each in clauses.weighed(stretch, floors)]
        if read:
            read = sorted([*read, *clauses.views(kept, {each.kind for each in read})])
        for each in read:
            is_conclusion = by_id[each.kind].is_conclusion(letter[each.start : each.end], sentence.words)
            (concluded if is_conclusion else given).append(each)
        # What is left of the sentence without its conclusion.
        left = [span for each in kept for span in _begun_in(reasoned, *each)]
        says = any(last - first >= _SHORTEST for first, last in left)
        if is_letter and not read and says and clauses.may_say_more(sentence.words, stretches, floors):
            last = concluded if concludes(sentence.words) else given
            last.append(Read(kept[0][0], sentence.end, OTHER))
    return given or concluded


class _Clauses:
    """The clauses of a refusal, each with what its phrases tell and how likely it gives each kind of reason."""

    def __init__(self, letter: str, story: str, cases: Sequence[Case]) -> None:
        letter = _opened(letter)
        self.reader = read_for_phrases(letter)
        self.spans = list(self.reader.clauses())
        self._case = cases[0]
        self._odds: dict[Span, dict[str, float]] = {}
        self._scores: dict[Span, dict[str, float]] = {}
        whole = read_for_phrases(f"{story}\n{letter}")
        applying = list(_applying(self.reader, whole, cases))
        self._hits = list(_hits(self.reader, applying, cases[0]))
        self._denied = set(_held_against(self.reader, applying)) - {
            (hit.kind, hit.start) for hit in self._hits
        }

    def marks(self, span: Span) -> set[str]:
        """What is known of a clause beside its words."""
        own = [hit for hit in self._hits if span[0] <= hit.start < span[1]]
        met, named = ({hit.kind for hit in own if hit.is_topic is topic} for topic in (False, True))
        return marks(self._case, met, named, self.reader.text, *span)

    def odds(self, span: Span) -> dict[str, float]:
        """How likely a stretch gives each kind of reason, and NONE."""
        if span not in self._odds:
            words = self.reader.text[slice(*span)]
            self._odds[span] = kind_odds(words, self.marks(span), [kind.id for kind in kinds()])
        return self._odds[span]

    def scores(self, span: Span) -> dict[str, float]:
        """How much a stretch is like those that give each kind of reason, and NONE."""
        if span not in self._scores:
            self._scores[span] = kind_scores(self.reader.text[slice(*span)], self.marks(span))
        return self._scores[span]

    def likest(self, span: Span) -> str:
        """The kind that a stretch is most like of which no clause gives one; OTHER where it is like none."""
        scores = self.scores(span)
        best = max((kind.id for kind in kinds() if kind.id != OTHER), key=lambda kind: scores[kind])
        return best if scores[best] >= max(_LIKE, scores[OTHER]) else OTHER

    def stretches(self, spans: Sequence[Span]) -> list[list[Span]]:
        """The clauses of a sentence, together where they are likeliest to say one thing."""
        best: list[tuple[float, list[list[Span]]]] = [(0.0, [])]
        for end in range(1, len(spans) + 1):
            ways = []
            for start in range(max(0, end - _MOST_TOGETHER), end):
                score, before = best[start]
                together = list(spans[start:end])
                first, last = _whole(together)
                if any(":" in self.reader.text[one[1] : other[0]] for one, other in pairwise(together)):
                    # A heading says nothing of what stands behind it.
                    continue
                likeliest = max(self.odds((first, last)).values())
                weight = math.sqrt(last - first) * math.log(likeliest)
                ways.append((score + _PARTED + weight, [*before, together]))
            best.append(max(ways))
        return best[-1][1]

    def views(self, spans: Sequence[Span], read: Set[str]) -> Iterator[Read]:
        """Whose view the refusal rests on beside what it holds: `… 라는 것이 위원들의 의견임`, unless that is `read`."""
        for kind in kinds():
            if not kind.stands or kind.id in read:
                continue
            for start, end in spans:
                own = (hit for hit in self._hits if hit.kind == kind.id and start <= hit.start < end)
                named = next((_VIEW.match(self.reader.text, hit.start, end) for hit in own), None)
                if named:
                    yield Read(*named.span(), kind.id, frozenset(kind.grounds))

    def met(self, span: Span) -> list[Read]:
        """The reasons that the phrases of a clause tell."""
        return _in_clause(self.reader.text, span, self._hits)

    def may_say_more(self, sentence: str, stretches: Sequence[Sequence[Span]], floors: Floors) -> bool:
        """Whether a sentence of which no kind is read may give a reason: it refuses, or is like no other that gives none."""
        whole = [_whole(stretch) for stretch in stretches]
        if ends_granted(sentence) or all(self.scores(each)[NONE] >= floors.none for each in whole):
            return False
        if all(self._denies(stretch) for stretch in stretches):
            return False
        refuses = bool(whole) and denials(self.reader.text[slice(*whole[-1])]) > 0
        return refuses or any(self.odds(each)[NONE] < LEAST for each in whole)

    # Whether a stretch speaks of what such a refusal holds against somebody, and denies it: `음주 사실은 없음`.
    def _denies(self, stretch: Sequence[Span], kind: str | None = None) -> bool:
        start, end = _whole(stretch)
        return any(start <= at < end and kind in (None, of) for of, at in self._denied)

    def weighed(self, stretch: Sequence[Span], floors: Floors) -> list[Read]:
        """The reasons of a stretch: what its phrases tell, unless that is unlikely, and else what is likely."""
        start, end = _whole(stretch)
        odds, scores = self.odds((start, end)), self.scores((start, end))
        words = self.reader.text[start:end]
        best = max(odds, key=lambda kind: odds[kind])
        by_id = {kind.id: kind for kind in kinds()}

        def is_conclusion(read: Read) -> bool:
            return by_id[read.kind].is_conclusion(self.reader.text[read.start : read.end], words)

        held = [
            read
            for clause in stretch
            for read in self.met(clause)
            if is_conclusion(read) or scores[read.kind] >= (floors.met if read.kind == best else floors.held)
        ]
        # Whose view it is tells no reason yet, nor does what is concluded.
        is_read = any(
            read.kind == best or not (by_id[read.kind].stands or is_conclusion(read)) for read in held
        )
        is_likely = best not in (NONE, OTHER) and odds[best] >= LEAST and scores[best] >= floors.told
        is_likely = is_likely and end - start >= _SHORTEST and not self._denies(stretch, best)
        if is_read or not is_likely:
            return held
        named = {hit.ground for hit in self._hits if hit.kind == best and start <= hit.start < end}
        of_kind = by_id[best].grounds
        return [*held, Read(start, end, best, frozenset(named or (of_kind if len(of_kind) == 1 else ())))]


# The letter with the marks blanked that enclose several of its sentences, as where somebody copied it: `문자 [… . …]`.
def _opened(letter: str) -> str:
    for found in _COPIED.finditer(letter):
        if len(list(sentences(found["copied"], story=True))) > 1:
            letter = blanked(blanked(letter, found.start(), found.start() + 1), found.end() - 1, found.end())
    return letter


_COPIED = re.compile(r"[\"'“‘\[](?P<copied>[^\"”’\]]{20,3000})[\"'”’\]]")


def _whole(stretch: Sequence[Span]) -> Span:
    return stretch[0][0], stretch[-1][1]


# What goes on with the same reason behind a comma is one stretch: `고혈압, 흡연력 등`.
def _joined(letter: str, read: Sequence[Read]) -> list[Read]:
    joined: list[Read] = []
    for each in read:
        last = joined[-1] if joined else None
        if last and last.kind == each.kind and letter[last.end : each.start].strip(" ,·") == "":
            joined[-1] = Read(last.start, max(last.end, each.end), each.kind, last.grounds | each.grounds)
        else:
            joined.append(each)
    return joined


# The clauses of a sentence without those that the agency grants, or passes on of a claim, before it turns from them.
#
# `is_turned` where the next sentence turns from what this one ends with.
def _not_granted(letter: str, clauses: Sequence[Span], is_turned: bool) -> list[Span]:
    kept: list[Span] = []
    is_granting, is_claimed, is_supposed = is_turned, False, False
    for start, end in reversed(clauses):
        words = letter[start:end]
        if is_supposed and letter[end : end + 1] == ",":
            # `…였으며, …했다고 하더라도`: what stands before the comma is found.
            is_granting = is_supposed = False
        is_supposed = words.endswith("더라도") or is_supposed
        is_claimed = recites(words) or is_claimed
        is_granting = grants(words) or (is_granting and not denials(words))
        if not (is_granting or is_claimed):
            kept.insert(0, (start, end))
        # A claim goes back to whoever makes it, whatever it denies.
        is_claimed = is_claimed and not begins_with_party(words)
    return kept


# The reasons read in one clause, which is parted among them.
def _in_clause(letter: str, clause: Span, hits: Sequence[_Hit]) -> list[Read]:
    own = [hit for hit in hits if clause[0] <= hit.start < clause[1]]
    named = [hit for hit in own if not hit.is_topic]
    if not named and own and denials(letter[slice(*clause)]):
        named = [hit for hit in own if hit.kind == own[0].kind]
    chosen: dict[str, _Hit] = {}
    by_kind: dict[str, set[str]] = {}
    # The order of the hits is that of the kinds: the first that reads a stretch has it.
    for hit in named:
        others = (other for other in named if other.kind in chosen and other.kind != hit.kind)
        if all(hit.end <= other.start or other.end <= hit.start for other in others):
            by_kind.setdefault(hit.kind, set()).add(hit.ground)
            chosen[hit.kind] = min(chosen.get(hit.kind, hit), hit)
    # Each goes up to where the next begins.
    first = sorted(chosen.values())
    begins = [clause[0], *(hit.start for hit in first[1:]), clause[1]]
    return [
        Read(start, start + len(letter[start:end].rstrip(" ,·")), hit.kind, frozenset(by_kind[hit.kind]))
        for hit, start, end in zip(first, begins, begins[1:], strict=False)
    ]


# A kind that may be given, one of its grounds, and its words: those that give it, and those that only name a topic.
class _Applying(NamedTuple):
    kind: Kind
    ground: Ground
    strong: list[str]
    topics: list[str]


# What may be given, in the order of the kinds.
def _applying(reader: PhraseReader, whole: PhraseReader, cases: Sequence[Case]) -> Iterator[_Applying]:
    by_id = {ground.id: ground for ground in grounds()}
    for kind in kinds():
        if not (any(map(kind.scope.fits, cases)) or reader.holds(kind.where)):
            continue
        spoken_of = {*kind.topics, *map(without_particle, kind.topics)}
        for ground in (by_id[name] for name in kind.grounds):
            if ground.beside and not whole.holds(ground.beside):
                continue
            strong = [phrase for phrase in ground.said if phrase not in spoken_of]
            yield _Applying(kind, ground, strong, [phrase for phrase in ground.said if phrase in spoken_of])


# Where the letter speaks of each of them.
def _hits(reader: PhraseReader, applying: Sequence[_Applying], case: Case) -> Iterator[_Hit]:
    shown = read_factors("", reader.text, with_the_usual(case))
    for kind, ground, strong, topics in applying:
        # What is denied is no reason, but for what lies in the denial itself.
        not_as = () if kind.stands else (Stance.DENIED,)
        for span in reader.find_all(strong, not_as=not_as, bare=True):
            yield _Hit(*span, kind.id, ground.id, False)
        for span in reader.find_all((), [ground.pattern] if ground.pattern else (), not_as=(), bare=True):
            yield _Hit(*span, kind.id, ground.id, False)
        for span in reader.find_all(topics, not_as=(), bare=True):
            yield _Hit(*span, kind.id, ground.id, True)
        for words in (factor.words for factor in shown if factor.id in ground.circumstances):
            start = reader.text.index(words)
            is_topic = any(topic in squeeze(words) for topic in topics)
            yield _Hit(start, start + len(words), kind.id, ground.id, is_topic)


# The kinds, with the places, by which something would be held against somebody, denied or not; of what was only not
# shown there are none.
def _held_against(reader: PhraseReader, applying: Sequence[_Applying]) -> Iterator[tuple[str, int]]:
    unshown = {ground.id for ground in grounds() if ground.fails}
    for kind, _, strong, _ in applying:
        if unshown.isdisjoint(kind.grounds):
            for start, _ in reader.find_all(strong, not_as=(), bare=True):
                yield kind.id, start


def clause_marks(
    letter: str, story: str, case: Case, further: Iterable[Span] = ()
) -> Iterator[tuple[int, int, set[str]]]:
    """The offsets of each clause of a letter, and of `further` stretches, with what is known of it beside its words."""
    clauses = _Clauses(letter, story, (case,))
    for span in (*further, *clauses.spans):
        yield *span, clauses.marks(span)
