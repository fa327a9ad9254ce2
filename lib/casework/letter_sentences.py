"""How likely each sentence of a letter gives a reason of the refusal, by its words and its place.

The same words are a reason in one place and a claim, a fact or a concession in another: under which head they stand,
in whose chapter, before or behind what was decided, what the sentences beside them do. All of that is weighed
together, with how much the sentence is like clauses that give a reason (`told_reasons`). The weights were learnt
(`training/letter_reasons.py`, `data/letter_reasons.npz`) from letters in which writers marked the reasons.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from lib.casework.letter_asides import asides_in
from lib.casework.letter_body import Body, Span
from lib.casework.letter_parts import Field, Parts, pattern
from lib.domain.intake import LONGEST_STORY, Case
from lib.guidance.clause_weights import Weights, read_weights
from lib.guidance.denial_clauses import clause_marks
from lib.guidance.denial_kinds import OTHER, kinds
from lib.guidance.told_reasons import NONE, kind_scores
from lib.text.meanings import meanings
from lib.text.odds import likelihood
from lib.text.runs import syllable_runs
from lib.text.sentences import is_sentence, sentences
from lib.text.shipped import lines, read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import (
    announces,
    begins_with_party,
    concludes,
    denials,
    ends_granted,
    grants,
    names_speaker,
    only_recites,
    passes_on,
    recites,
    turns,
)

OF_ASIDES = "asides "
"""Before the names of the arrays of what clauses are like that give no reason."""
LEAST = 0.5
"""How likely a sentence has to give a reason to be read as one."""
LIKELY = 0.7
"""From here on nothing is marked: with writers held out 94 of 100 such sentences give a reason, below it 66."""
LAST = 0.1
"""The same of a letter in which no sentence is as likely: every refusal has a reason."""
_SHORTEST = 8
"""Characters of words that give a reason."""
_LONG_CLAUSE = 6
_MANY = 3
"""From so many sentences on it says no more how far the beginning or the end of a chapter is."""
_FORMS = ("says_nothing", "only_refers", "bare_conclusion", "assesses", "causes")
_STANCES = {
    "grants": grants,
    "ends granted": ends_granted,
    "recites": recites,
    "only recites": only_recites,
    "concludes": concludes,
    "announces": announces,
    "turns": turns,
    "party first": begins_with_party,
    "names speaker": names_speaker,
    "passes on": passes_on,
    "sentence": is_sentence,
}
_BESIDE = (*list(_STANCES)[:8], "denies 0", "kept")
"""What is told of a sentence to those beside it."""
_NO_LETTERS = re.compile(r"[^가-힣A-Za-z0-9]+$")
_ITEM = re.compile(r"(?:[-–•·▪○●■□◦ㅇ]|[\d가-하][.)]|[①-⑳])\s*$")
_SEEN = {
    "figures": re.compile(r"\d"),
    "quotes": re.compile("[\"“‘'「]"),
}


class Decision(NamedTuple):
    """What was decided, in the words of such papers, and where that stands."""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LetterSentence:
    """A sentence without its number: `start` and `end` in the letter, how much it is like each kind of reason, and its signs."""

    start: int
    end: int
    words: str
    scores: Mapping[str, float]
    signs: Mapping[str, float] = field(repr=False)

    @property
    def likely(self) -> float:
        """How likely it gives a reason."""
        known, bias = weights()
        return likelihood(bias + sum(known.get(name, 0.0) * value for name, value in self.signs.items()))

    @property
    def kind(self) -> str:
        """The kind of reason that it is most like."""
        return _likest(self.scores)

    @property
    def views(self) -> list[str]:
        """The kinds of views that its phrases name."""
        return [each.id for each in kinds() if each.stands and f"met {each.id}" in self.signs]


def _likest(scores: Mapping[str, float]) -> str:
    return max((each for each in scores if each not in (NONE, OTHER)), key=scores.__getitem__)


@cache
def weights() -> tuple[Mapping[str, float], float]:
    """How much each sign speaks for a reason, and what speaks for one without any."""
    shipped = read_shipped("letter_reasons.npz")
    learnt: Sequence[float] = shipped["weights"].astype(np.float64).tolist()
    return dict(zip(lines(shipped["signs"]), learnt, strict=True)), float(shipped["bias"])


@cache
def _asides() -> Weights:
    return read_weights(
        {
            each.removeprefix(OF_ASIDES): told
            for each, told in read_shipped("letter_reasons.npz").items()
            if each.startswith(OF_ASIDES)
        }
    )


def letter_sentences(
    parts: Parts, paper: str, body: Body, case: Case, decided: Decision | None
) -> list[LetterSentence]:
    """The sentences of a letter in order. `paper`: one of the kinds of papers."""
    text = parts.flowing[:LONGEST_STORY]
    spans = list(_bodies(parts, text))
    marked = list(clause_marks(text, text, case, spans))
    own = [kind_scores(text[start:end], marks) for start, end, marks in marked[: len(spans)]]
    clauses = [
        (start, kind_scores(text[start:end], marks))
        for start, end, marks in marked[len(spans) :]
        if end - start >= _LONG_CLAUSE
    ]
    chapters = [_innermost(parts, start) for start, _end in spans]
    alone = []
    for (start, end), scores, (_start, _end, marks) in zip(spans, own, marked, strict=False):
        within = [each for at, each in clauses if start <= at < end] or [scores]
        signs = dict(_of_words(text[start:end], scores, within, marks))
        signs |= dict.fromkeys(_of_place(parts, paper, body, start, decided), 1.0)
        alone.append(signs | {"place": start / len(text)})
    beside = _beside(alone, chapters)
    return [
        LetterSentence(*span, text[slice(*span)], scores, signs | more)
        for span, scores, signs, more in zip(spans, own, alone, beside, strict=True)
    ]


def given_of(every: Sequence[LetterSentence]) -> list[LetterSentence]:
    """The sentences of a refusal that give its reasons; where none is likely to, the likeliest unless it is unlikely."""
    given = [each for each in every if each.likely >= LEAST]
    likeliest = max(every, key=lambda each: each.likely, default=None)
    return given or ([likeliest] if likeliest and likeliest.likely >= LAST else [])


# The sentences without their numbers and the heads of fields before them.
def _bodies(parts: Parts, text: str) -> Iterator[Span]:
    heads = {each.at: each.start for each in parts.fields}
    for each in sentences(text, story=True):
        start = next((heads[at] for at in range(each.start, each.body + 1) if at in heads), each.body)
        start = start if start < each.end else each.body
        if len(squeeze(text[start : each.end])) >= _SHORTEST:
            yield start, each.end


def _innermost(parts: Parts, at: int) -> Field | None:
    return max(
        (each for each in parts.fields if each.start <= at < each.end),
        key=lambda each: each.start,
        default=None,
    )


def _best(scores: Mapping[str, float]) -> float:
    return scores[_likest(scores)]


# By its own words.
def _of_words(
    words: str, scores: Mapping[str, float], clauses: Sequence[Mapping[str, float]], marks: set[str]
) -> Iterator[tuple[str, float]]:
    squeezed = squeeze(words)
    yield "like none", scores[NONE]
    yield "like one", _best(scores)
    yield "a clause like one", max(map(_best, clauses))
    yield "a clause like none", min(each[NONE] for each in clauses)
    yield "length", math.log(len(squeezed))
    yield f"most like {_likest(scores)}", 1.0
    last = words.rpartition(",")[2]
    yield from _likeness("", words)
    yield from _likeness("end ", last)
    yield from ((f"run {each}", 1.0) for each in syllable_runs(words))
    told = [
        f"denies {min(denials(words), 2)}",
        *(name for name, says in _STANCES.items() if says(words)),
        *(["last recites"] if only_recites(last) else []),
        *(["last denies"] if denials(last) else []),
        *(f"aside {name}" for name in asides_in(squeezed)),
        *(f"is {name}" for name in _FORMS if pattern(name).search(squeezed.rstrip("."))),
        *(name for name, says in _SEEN.items() if says.search(words)),
        *(each for each in marks if each.startswith(("before ", "met ", "named "))),
        *(["met"] if any(each.startswith("met ") for each in marks) else []),
    ]
    ends = _NO_LETTERS.sub("", squeezed)
    told += [f"ends {ends[-size:]}" for size in (1, 2, 3, 4)]
    told += [f"begins {squeezed[:size]}" for size in (2, 3, 4)]
    yield from ((name, 1.0) for name in told)


# How much words are like each kind of clause that gives no reason.
def _likeness(name: str, words: str) -> Iterator[tuple[str, float]]:
    asides = _asides()
    scores = asides.scores(words, meanings().of(words), ()).tolist()
    yield from (
        (f"{name}like {each}", score)
        for each, score in zip(("a reason", *asides.classes), scores, strict=True)
    )


# By where it stands.
def _of_place(parts: Parts, paper: str, body: Body, at: int, decided: Decision | None) -> Iterator[str]:
    inside = [each for each in parts.fields if each.start <= at < each.end]
    yield from {f"within {each.name}" for each in inside}
    own = _innermost(parts, at)
    role = own.name if own else ""
    yield from (f"under {role}", f"paper {paper}", f"{paper} under {role}")
    if own:
        yield from (f"head {own.head[n : n + 2]}" for n in range(len(own.head) - 1))
        yield f"head ends {own.head[-2:]}"
    if any(first <= at < last for first, last in body.spans):
        yield "kept"
    if any(first <= at < last for first, last in body.chapters):
        yield "in a chapter of reasons"
    yield "reasons are headed" if body.is_labelled else "reasons are not headed"
    if parts.is_notice(at):
        yield "notice"
    if decided:
        side = "before" if at < decided.start else "in" if at < decided.end else "behind"
        yield from (f"{side} the decision", f"decided {decided.what}")
    if _ITEM.search(parts.text, parts.text.rfind("\n", 0, at) + 1, at):
        yield "item"


# By the sentences beside it, in the same chapter.
def _beside(
    alone: Sequence[Mapping[str, float]], chapters: Sequence[Field | None]
) -> Iterator[dict[str, float]]:
    for n, chapter in enumerate(chapters):
        same = [at for at, each in enumerate(chapters) if each is chapter]
        place = same.index(n)
        signs = {
            f"from the beginning {min(place, _MANY)}": 1.0,
            f"from the end {min(len(same) - 1 - place, _MANY)}": 1.0,
        }
        for name, at in (("last", n - 1), ("next", n + 1)):
            if at not in same:
                signs[f"{name} none"] = 1.0
                continue
            signs |= {
                f"{name} {sign}": value for sign, value in alone[at].items() if sign.startswith("like ")
            }
            signs |= {f"{name} {sign}": 1.0 for sign in _BESIDE if sign in alone[at]}
        yield signs
