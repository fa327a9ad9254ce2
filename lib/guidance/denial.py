"""The reasons of a refusal in the letter's own words, what the law asks there, and what answers each.

A kind is named only where the letter holds the words for it, as the grounds of `data/evidence.yaml` read them;
what the agency grants before it turns is no reason, and a sentence that fits no kind is shown as it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Annotated, NamedTuple

from pydantic import Field, StringConstraints, model_validator

from lib.domain.intake import Case
from lib.guidance.cases import Scope, ScopedEntry, with_the_usual
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.evidence import Missing, evidence_against
from lib.guidance.factors import FactorFound, conclusions, factors, read_factors
from lib.guidance.grounds import grounds, passed_on
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import PhraseReader
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import Stance, denials, ends_granted, grants, turns

OTHER = "other"
"""The kind of what fits no kind."""
_SHORTEST = 6
"""Characters of a sentence that says something."""


class Answer(Frozen):
    """What a held ruling made of such a refusal, in our own words."""

    ruling: Annotated[str, StringConstraints(pattern=r"^\d+$")]
    won: bool
    says: Text


class Kind(ScopedEntry):
    """One entry of `data/denial.yaml`; see the comment at its head."""

    reason: Text
    grounds: tuple[str, ...] = ()
    topics: Phrases = ()
    stands: bool = False
    hints: Phrases = ()
    usual: Scope | None = None
    matters: Phrases = ()
    where: Phrases = ()
    concludes: Phrases = ()
    despite: Phrases = ()
    law: Text
    basis: Annotated[Bases, Field(min_length=1)]
    answers: tuple[Answer, ...] = ()
    told: tuple[str, ...] = ()
    question: Text

    @model_validator(mode="after")
    def _names_what_is_there(self) -> "Kind":
        if unknown := set(self.grounds) - {ground.id for ground in grounds()}:
            raise ValueError(f"no ground of the name {sorted(unknown)}")
        if unknown := set(self.told) - {factor.id for factor in factors() if factor.side != "against"}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)} that could answer")
        return self

    def is_conclusion(self, words: str) -> bool:
        """True where the words only conclude from another reason."""
        said = squeeze(words)
        return any(word in said for word in self.concludes) and not any(word in said for word in self.despite)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the refusal.

    `words` are the letter's own, `more_words` where it says so again. `law` is what the law asks, `answers` what
    held rulings made of it (none where none is held), `told` the circumstances the person told that answer it,
    `asks` the evidence that would turn it, and `question` what to ask oneself first.
    """

    kind: str
    reason: Text
    words: str
    more_words: tuple[str, ...]
    law: Text
    basis: tuple[Basis, ...]
    answers: tuple[Answer, ...]
    told: tuple[FactorFound, ...]
    asks: tuple[Missing, ...]
    question: Text


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """All kinds, the more particular before the more general, read once. ValueError names the entry."""
    return read_entries("denial", {"denial": read_shipped("denial.yaml")["kinds"]}, Kind)


def denial_reasons(
    story: str, denial: str, case: Case, further: Sequence[Case] = (), told: Sequence[FactorFound] = ()
) -> tuple[Reason, ...]:
    """The reasons of the refusal in the order of the letter.

    Without a letter they are read from those sentences of the story that pass on what the agency said.
    `further` is the case as its second illness makes it; `told` are the circumstances that the person told.
    """
    letter = denial or passed_on(story)
    found: dict[str, list[_Read]] = {}
    for each in _joined(letter, list(_read(letter, story, (case, *further), is_letter=bool(denial)))):
        found.setdefault(each.kind, []).append(each)
    by_id = {kind.id: kind for kind in kinds()}
    return tuple(
        _reason(
            by_id[kind],
            list(dict.fromkeys(letter[each.start : each.end] for each in read)),
            evidence_against(frozenset().union(*(each.grounds for each in read)), story, denial, case),
            told,
        )
        for kind, read in found.items()
    )


def _reason(
    kind: Kind, words: Sequence[str], asks: tuple[Missing, ...], told: Sequence[FactorFound]
) -> Reason:
    answering = {each.id: each for each in reversed(told) if each.id in kind.told and each.source == "story"}
    return Reason(
        kind=kind.id,
        reason=kind.reason,
        words=words[0],
        more_words=tuple(words[1:]),
        law=kind.law,
        basis=kind.basis,
        answers=kind.answers,
        told=tuple(reversed(answering.values())),
        asks=asks,
        question=kind.question,
    )


# Where one ground of a kind is spoken of; a topic is only named there.
class _Hit(NamedTuple):
    start: int
    end: int
    kind: str
    ground: str
    is_topic: bool


# A stretch of the letter that gives a reason, and the grounds it was read by.
class _Read(NamedTuple):
    start: int
    end: int
    kind: str
    grounds: frozenset[str] = frozenset()


# The reasons in the order of the letter.
def _read(letter: str, story: str, cases: Sequence[Case], is_letter: bool) -> Iterator[_Read]:
    reader = PhraseReader(letter)
    hits = list(_hits(reader, PhraseReader(f"{story}\n{letter}"), cases))
    whole, reasoned = list(reader.clauses()), list(reader.clauses(conclusions()))
    notices = read_shipped("denial.yaml")["notices"]
    given: list[_Read] = []
    concluded: list[_Read] = []
    by_id = {kind.id: kind for kind in kinds()}
    said = list(sentences(letter, story=True))
    for sentence, after in zip_longest(said, said[1:]):
        if any(notice in squeeze(sentence.words) for notice in notices):
            continue
        is_granted = ends_granted(sentence.words) or not denials(sentence.words)
        if after and turns(after.words) and is_granted:
            continue
        own = [span for span in whole if sentence.start <= span[0] < sentence.end]
        kept = _not_granted(letter, own)
        read = [each for span in kept for each in _in_clause(letter, span, hits)]
        for each in read:
            is_conclusion = by_id[each.kind].is_conclusion(letter[each.start : each.end])
            (concluded if is_conclusion else given).append(each)
        # What is left of the sentence without its conclusion.
        left = [span for span in reasoned if any(first <= span[0] < last for first, last in kept)]
        # Whose view it is tells no reason yet.
        is_read = any(not by_id[each.kind].stands for each in read)
        if is_letter and not is_read and any(last - first >= _SHORTEST for first, last in left):
            start = kept[0][0]
            hinted = _hinted(letter[start : sentence.end], cases)
            if hinted != OTHER or not read:
                given.append(_Read(start, sentence.end, hinted))
    yield from given or concluded


# The kind that a sentence is of in which nothing else was read: where such a refusal is usual, what it speaks of
# tells it, and else the hints of one kind alone.
def _hinted(words: str, cases: Sequence[Case]) -> str:
    reader, case = PhraseReader(words), with_the_usual(cases[0])
    usual = [
        kind
        for kind in kinds()
        if kind.usual and kind.usual.fits(case) and reader.holds((*kind.hints, *kind.matters))
    ]
    hinted = [kind for kind in kinds() if any(map(kind.scope.fits, cases)) and reader.holds(kind.hints)]
    chosen = next((each for each in (hinted, usual) if len(each) == 1), [])
    return chosen[0].id if chosen else OTHER


# What goes on with the same reason behind a comma is one stretch: `고혈압, 흡연력 등`.
def _joined(letter: str, read: Sequence[_Read]) -> list[_Read]:
    joined: list[_Read] = []
    for each in read:
        last = joined[-1] if joined else None
        if last and last.kind == each.kind and letter[last.end : each.start].strip(" ,·") == "":
            joined[-1] = _Read(last.start, max(last.end, each.end), each.kind, last.grounds | each.grounds)
        else:
            joined.append(each)
    return joined


# The clauses of a sentence without those that the agency grants before it turns from them.
def _not_granted(letter: str, clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    is_granting = False
    for start, end in reversed(clauses):
        words = letter[start:end]
        is_granting = grants(words) or (is_granting and not denials(words))
        if not is_granting:
            kept.insert(0, (start, end))
    return kept


# The reasons read in one clause, which is parted among them.
def _in_clause(letter: str, clause: tuple[int, int], hits: Sequence[_Hit]) -> list[_Read]:
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
        _Read(start, start + len(letter[start:end].rstrip(" ,·")), hit.kind, frozenset(by_kind[hit.kind]))
        for hit, start, end in zip(first, begins, begins[1:], strict=False)
    ]


# Where the letter speaks of each kind, in the order of the kinds.
def _hits(reader: PhraseReader, whole: PhraseReader, cases: Sequence[Case]) -> Iterator[_Hit]:
    by_id = {ground.id: ground for ground in grounds()}
    shown = read_factors("", reader.text, with_the_usual(cases[0]))
    for kind in kinds():
        if not (any(map(kind.scope.fits, cases)) or reader.holds(kind.where)):
            continue
        for ground in (by_id[name] for name in kind.grounds):
            if ground.beside and not whole.holds(ground.beside):
                continue
            topics = [phrase for phrase in ground.any_ if phrase in kind.topics]
            strong = [phrase for phrase in ground.any_ if phrase not in kind.topics]
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
