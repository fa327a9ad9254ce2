"""Whether what a person tells and a criterion, or a finding of a court, are about the same thing.

People, the law and courts say the same in other words. What is compared is which circumstances either may tell
(`lib.guidance.told_circumstances`), the words they share (the rarer, the more they weigh; also those of what this
guide says of a circumstance that was told, and those of rulings for what the person said), numbers of one kind, and
whether a circumstance that was told rests on the same article or weighed in the same ruling. How much each counts was
learnt (`training/shared_subject.py`) from pairs that readers called related or not (`bench/sets/pairs.jsonl`). What
tells most is whether what was told tells one of the circumstances that the other part is about (`subjects`).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from lib.casework.subjects import Subjects
from lib.guidance.criteria import criteria
from lib.guidance.factor_entries import factors
from lib.guidance.factors import FactorFound
from lib.guidance.legal_basis import Basis
from lib.guidance.told_circumstances import model
from lib.guidance.told_numbers import told_numbers
from lib.search.thesaurus import thesaurus
from lib.text.meanings import Vector, meanings, pieces
from lib.text.odds import likelihoods
from lib.text.shipped import lines, read_shipped
from lib.text.spelling import squeeze

SIGNS = (
    "circumstances", "meaning", "words", "rare_syllables", "rare_in_our_words",
    "legal_words", "numbers", "told_rank", "article_or_ruling", "is_law", "subject",
)  # fmt: skip
"""What is compared, in the order of the weights."""

_WORDS = re.compile("[가-힣]+")
_SHARP = 12.0
"""What a difference of one in score does to the odds of a circumstance is e to the power of this."""
_RARE = 2.2
"""Of two syllables that stand together in fewer than one of nine of our own sentences."""
_RAREST = 5.0
_LIKELIEST = 5
"""Circumstances that a sentence is taken to be about which nobody marked."""
_NO_SUBJECT = -1.0
"""The score of a circumstance that nothing is about."""
_MOST_SHARED, _MOST_LEGAL, _MOST_NUMBERS, _MOST_SYLLABLES = 3.0, 2, 2, 15.0


@dataclass(frozen=True)
class Words:
    """Some words, and what they are about."""

    text: str

    @cached_property
    def scores(self) -> Vector:
        """How much they tell each circumstance; no unit."""
        return model().weights.scores(self.text, meanings().of(self.text), ())[1:]

    @cached_property
    def shares(self) -> Vector:
        """How likely each circumstance is what they are about; together one."""
        return likelihoods(self.scores, _SHARP)

    @cached_property
    def meaning(self) -> Vector:
        """What their pieces mean, beside clauses at large; of length one, or 0."""
        vector = meanings().of(self.text) - model().weights.mean
        return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), dtype=np.float32)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Their known pieces of two syllables or more."""
        return frozenset(piece for piece in pieces(self.text, _rarity()) if len(piece) > 1)

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every two syllables that stand together."""
        runs = _WORDS.findall(self.text)
        return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))

    @cached_property
    def legal(self) -> frozenset[str]:
        """The words of rulings for what is said in everyday words."""
        legal = (word for met in thesaurus().find(self.text) for word in met.entry.legal)
        return frozenset(squeeze(word) for word in legal if len(word) > 1)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """What its numbers count."""
        return frozenset(each.of for each in told_numbers(self.text))

    @cached_property
    def squeezed(self) -> str:
        """The text without white space."""
        return squeeze(self.text)


# What this guide says of circumstances is the same for everybody.
@lru_cache(maxsize=1024)
def _explaining(text: str) -> Words:
    return Words(text)


@dataclass(frozen=True)
class Account:
    """A sentence of the person, with the circumstances that were found in it."""

    words: Words
    found: tuple[FactorFound, ...] = ()

    @cached_property
    def explained(self) -> tuple[Words, ...]:
        """What this guide says of those circumstances."""
        return tuple(_explaining(each.says.ko) for each in self.found)


@dataclass(frozen=True)
class Matter:
    """A criterion, or a finding of a court: `serial` is that of a ruling that ships.

    `marked` are the circumstances it is about, as readers marked them; None where nobody did.
    """

    words: Words
    basis: tuple[Basis, ...] = ()
    circumstances: tuple[str, ...] = ()
    serial: str = ""
    marked: Subjects | None = None

    @cached_property
    def subjects(self) -> list[int]:
        """The places of the circumstances it is about; unmarked, those that it most likely tells itself."""
        if self.marked is None:
            return [int(place) for place in np.argsort(-self.words.scores, kind="stable")[:_LIKELIEST]]
        return [place for place, id in enumerate(model().ids) if id in self.marked]

    def is_of(self, found: Iterable[FactorFound]) -> bool:
        """Whether one of the circumstances rests on the same article, or weighed in the same ruling."""
        return any(
            each.id in self.circumstances
            or not set(each.basis).isdisjoint(self.basis)
            or (self.serial and self.serial in each.rulings)
            for each in found
        )


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    shipped = read_shipped("circumstances.npz")
    return dict(zip(lines(shipped["pieces"]), map(float, shipped["rarity"]), strict=True))


# How rare two syllables are in our own sentences on circumstances and criteria.
@lru_cache(maxsize=1)
def _rare_syllables() -> tuple[dict[str, float], float]:
    texts = [*(each.says.ko for each in criteria()), *(each.says.ko for each in factors())]
    counts = Counter(pair for text in texts for pair in Words(text).syllables)
    weighed = {pair: min(_RAREST, math.log(len(texts) / (1 + count))) for pair, count in counts.items()}
    return weighed, min(_RAREST, math.log(len(texts)))


def _shared_syllables(one: Words, other: Words) -> float:
    weighed, unseen = _rare_syllables()
    # In a fixed order, so that equal sums are equal to the last bit.
    shared = (weighed.get(pair, unseen) for pair in sorted(one.syllables & other.syllables))
    return min(sum(worth for worth in shared if worth > _RARE), _MOST_SYLLABLES) / 5


def _alike(one: Words, other: Words) -> float:
    return float(np.sqrt(one.shares * other.shares).sum())


# One over the place that the likeliest of the circumstances told has among those of the matter.
def _told_rank(found: Sequence[FactorFound], matter: Words) -> float:
    ids = {each.id for each in found}
    ranked = (model().ids[place] for place in np.argsort(-matter.scores, kind="stable"))
    return next((1 / rank for rank, id in enumerate(ranked, start=1) if id in ids), 0.0) if ids else 0.0


def signs(account: Account, matter: Matter) -> tuple[float, ...]:
    """What the two have in common, as `SIGNS` names it."""
    told, other = account.words, matter.words
    legal = told.legal.union(*(each.legal for each in account.explained))
    return (
        _alike(told, other),
        float(told.meaning @ other.meaning),
        min(sum(_rarity()[piece] for piece in sorted(told.pieces & other.pieces)), _MOST_SHARED),
        _shared_syllables(told, other),
        max((_shared_syllables(each, other) for each in account.explained), default=0.0),
        float(min(sum(word in other.squeezed for word in legal), _MOST_LEGAL)),
        float(min(len(told.numbers & other.numbers), _MOST_NUMBERS)),
        _told_rank(account.found, other),
        float(matter.is_of(account.found)),
        float(bool(matter.basis)),
        float(max((told.scores[place] for place in matter.subjects), default=_NO_SUBJECT)),
    )


@lru_cache(maxsize=1)
def _learnt() -> Any:
    return read_shipped("shared_subject.yaml")


def related(account: Account, matter: Matter) -> float:
    """How surely the two are about the same thing: above 0 more likely than not, where as many are as are not."""
    learnt = _learnt()["unmarked" if matter.marked is None else "marked"]
    weights = learnt["weights"]
    return float(
        sum(weights[name] * sign for name, sign in zip(SIGNS, signs(account, matter), strict=True))
    ) + float(learnt["bias"])
