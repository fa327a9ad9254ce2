"""The reasons of a refusal in the letter's own words, what the law asks there, and what answers each."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.domain.intake import Case
from lib.domain.taxonomy import Suit
from lib.guidance.denial_clauses import Read, read_reasons
from lib.guidance.denial_kinds import OTHER, Answer, Kind, kinds
from lib.guidance.entries import Text
from lib.guidance.evidence import Missing, evidence_against
from lib.guidance.factors import FactorFound
from lib.guidance.grounds import agencys_words, passed_on
from lib.guidance.legal_basis import Basis
from lib.guidance.phrases import read_for_phrases


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the refusal.

    `words` are the letter's own, `more_words` where it says so again. `law` is what the law asks, `answers` what
    held rulings made of it (none where none is held), `told` the circumstances the person told that answer it,
    `asks` the evidence that would turn it, and `question` what to ask oneself first. One `is_beside` the others where
    it only tells whose view they are, or fits no kind.
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
    is_beside: bool = False


def denial_reasons(
    story: str,
    denial: str,
    case: Case,
    further: Sequence[Case] = (),
    told: Sequence[FactorFound] = (),
    is_gloss: bool = False,
) -> tuple[Reason, ...]:
    """The reasons of the refusal in the order of the letter.

    Without a letter they are read from those sentences of the story that pass on what the agency said; the `is_gloss`
    of a story in English names no speakers. `further` is the case as its second illness makes it; `told` are the
    circumstances that the person told.
    """
    of_anybody = is_gloss or case.suit is Suit.EMPLOYER
    letter = denial or (passed_on(story) if of_anybody else agencys_words(story))
    found: dict[str, list[Read]] = {}
    for each in read_reasons(letter, story, (case, *further), is_letter=bool(denial)):
        found.setdefault(each.kind, []).append(each)
    by_id = {kind.id: kind for kind in kinds()}
    phrases = read_for_phrases(letter)
    reasons = []
    for kind, read in found.items():
        words = list(dict.fromkeys(phrases.unbroken(each.start, each.end) for each in read))
        asks = evidence_against(frozenset().union(*(each.grounds for each in read)), story, denial, case)
        stand_in = (phrases.sentence(each.start, each.end) for each in read)
        sentences = " ".join(dict.fromkeys(letter[slice(*span)] for span in stand_in))
        said = by_id[kind].said_of(f"{story}\n{denial}", sentences, (case, *further))
        reasons.append(_reason(said, words, asks, told))
    return tuple(reasons)


def blames_carelessness_alone(text: str) -> bool:
    """Whether a case speaks of one's own carelessness, and of no offence and no drink."""
    return any(kind.alone.holds(text) for kind in kinds() if kind.alone)


def reason_of(kind: str, words: str, case: Case) -> Reason:
    """What words are answered by that give a reason of a kind, whatever words these are."""
    known = next(each for each in kinds() if each.id == kind)
    grounds = frozenset(known.grounds if len(known.grounds) == 1 else ())
    asks = evidence_against(grounds, "", words, case) if grounds else ()
    return _reason(known.said_of(words, words, (case,)), (words,), asks, ())


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
        is_beside=kind.stands or kind.id == OTHER,
    )
