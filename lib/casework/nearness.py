"""How near a ruling is to a case, beyond the issue and the illness that they share.

Two falls from a roof may turn on different questions, and who reads a ruling beside a case asks first whether it is the
same question. So the two are compared by what each would be judged by (`lib.guidance.criteria`, asked of a digest as of a
case), by the circumstances that the person told and that weighed in the ruling (`lib.casework.subjects`), by what their
sentences mean, by words, parts of the body and the work. How much each counts was learnt (`training/nearness.py`,
`data/nearness.json`) from cases for which a reader named the rulings that are like them.

Of a ruling without a digest only words, work and labels are compared: the others neither help nor harm it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lib.casework.circumstances import circumstances
from lib.casework.shared_subject import Words
from lib.casework.subjects import subjects_of_phrase
from lib.domain.despair import without_despair
from lib.domain.digest import Digest
from lib.domain.intake import Case, Intake
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import Disease, Issue, KindB
from lib.guidance.criteria import criteria_odds
from lib.guidance.factor_entries import regions_of
from lib.search.read_by_words import Understood, of_the_case, second_ground
from lib.search.tokens import terms, word_terms
from lib.text.meanings import Vector
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

SIGNS = (
    "words", "words_for_length", "legal_words", "kind_of_case", "rarer_benefit", "criteria", "circumstances",
    "same_part", "other_part", "job", "meaning_of_facts", "meaning_of_gist",
    "second_issue", "same_benefit", "rare_illness",
)  # fmt: skip
"""What is compared, in the order of the weights; the last three are why a ruling of another issue is looked at at all."""

_NAMED_IN_PASSING = 0.5
"""What a circumstance that was weighed counts beside one that tipped a ruling."""
_RAREST = 0.01
"""A criterion is rarer than this for nobody."""


@dataclass(frozen=True)
class Told:
    """What is compared of a case.

    `terms` counts its different search terms, `sentences` has a row of meaning for each; `parts` are those of the body
    where it is asked what wore or hurt them, and none where it is not: treatment and grades are alike for all.
    """

    criteria: Mapping[str, float]
    circumstances: frozenset[str]
    sentences: Vector
    legal: frozenset[str]
    parts: frozenset[str]
    jobs: frozenset[str]
    case: Case
    terms: int


@dataclass(frozen=True)
class _Held:
    criteria: Mapping[str, float]
    circumstances: Mapping[str, float]
    facts: Vector
    gist: Vector
    text: str
    parts: frozenset[str]


def told_of(intake: Intake, understood: Understood) -> Told:
    """What is compared of an intake in Korean."""
    own = of_the_case(intake.text)
    said = [each.words for each in (*sentences(own, story=True), *sentences(intake.denial_reason))]
    second = second_ground(understood, intake.denial_reason)
    odds = criteria_odds(understood.labels, without_despair(intake.text), intake.denial_reason, second)
    parts = regions_of(" ".join(intake.diagnoses)) or regions_of(of_the_case(intake.story))
    issue, disease = understood.issue_category, understood.disease_category
    is_of_a_part = issue in (None, Issue.CAUSATION) and disease in (Disease.MUSCULOSKELETAL, Disease.INJURY)
    return Told(
        criteria=odds,
        circumstances=frozenset(each.id for each in circumstances(intake, understood)),
        sentences=_meanings(said),
        legal=frozenset(squeeze(word) for word in understood.legal if len(word) > 1),
        parts=frozenset(parts if is_of_a_part else ()),
        jobs=jobs_of(f"{intake.occupation} {intake.industry}"),
        case=understood.labels,
        terms=max(1, len(set(terms(intake.text)))),
    )


# What most rulings are about, so that sharing it tells little.
_USUAL_BENEFITS = (KindB.TREATMENT, KindB.SURVIVORS, KindB.DISABILITY, KindB.OTHER, None)

Signs = tuple[float | None, ...]
"""As SIGNS names them; None where the ruling does not tell."""


def signs(told: Told, ruling: StoredRuling, score: float, best: float, also: str = "") -> Signs:
    """What a case and a ruling have in common.

    `score` is that of the text search, `best` the best of its side, and `also` why a ruling of another issue is looked
    at: one of the last three of SIGNS.
    """
    labels, digest = ruling.labels, ruling.precedent.digest
    held = _held(digest.model_dump_json()) if digest else None
    known: list[float | None] = [score / best if best else 0.0, score / math.sqrt(told.terms)]
    known += [_legal_words(told, held), float(labels.kind_c.value is told.case.kind_c)]
    benefit = told.case.kind_b
    known.append(float(benefit not in _USUAL_BENEFITS and labels.kind_b.value is benefit))
    if held is None:
        known += [None] * 4
    else:
        known += [_criteria(told.criteria, held.criteria), _circumstances(told, held)]
        same = not told.parts.isdisjoint(held.parts)
        known += [float(same), float(bool(told.parts and held.parts) and not same)]
    known.append(
        float(not told.jobs.isdisjoint(jobs_of(f"{labels.occupation} {digest.industry if digest else ''}")))
    )
    known += [_meaning(told, held.facts), _meaning(told, held.gist)] if held else [None, None]
    return (*known, *(float(also == each) for each in SIGNS[-3:]))


def nearness(found: Signs) -> float:
    """How near: above 0 more likely like the case than not."""
    learnt = _learnt()
    weighed = (
        learnt["weights"][name] * (sign - learnt["means"][name])
        for name, sign in zip(SIGNS, found, strict=True)
        if sign is not None
    )
    return float(learnt["bias"]) + float(sum(weighed))


def is_near(score: float, ruling: StoredRuling) -> bool:
    """Whether a ruling is near enough to stand beside the case as like it.

    One without a digest is: what would set it apart is not known.
    """
    return ruling.precedent.digest is None or score >= float(_learnt()["near_from"])


def criteria_of_digest(digest: Digest) -> dict[str, float]:
    """How likely each criterion is what a ruling turned on, as it is shipped: those below a twentieth are left out."""
    labels = digest.labels
    case = Case(
        kind_b=labels.kind_b,
        kind_c=labels.kind_c,
        disease_category=labels.disease_category,
        issue_category=labels.issue_category,
    )
    odds = criteria_odds(case, " ".join(digest.facts), digest.denial_reason)
    return {id_: round(odd, 2) for id_, odd in sorted(odds.items()) if odd >= _LEAST_SHIPPED}


_LEAST_SHIPPED = 0.05


# How the words begin that every job may be called by: who shares only these does not do the same.
_ANY_JOB = frozenset(
    [
        "작업",
        "근로",
        "노동",
        "일용",
        "일당",
        "생산",
        "사무",
        "직원",
        "사원",
        "종업",
        "담당",
        "업무",
        "현장",
        "공장",
        "회사",
        "사업",
        "기사",
        "파견",
    ]
)


def jobs_of(text: str) -> frozenset[str]:
    """How the words of a job begin, as far as they tell one: 취부 is another work than 용접, and 라인 in 그라인더 is none."""
    return frozenset(word[0] for word in word_terms(text)) - _ANY_JOB


@lru_cache(maxsize=1)
def _learnt() -> Any:
    return read_shipped("nearness.json")


# What is compared of a digest, by its content: the same digest may come from the store again and again.
@lru_cache(maxsize=512)
def _held(as_json: str) -> _Held:
    digest = Digest.model_validate_json(as_json)
    weighed = {id_: _NAMED_IN_PASSING for phrase in digest.weighed for id_ in _subjects(digest, phrase)}
    tipped = {id_: 1.0 for phrase in digest.tipped for id_ in _subjects(digest, phrase)}
    own = [digest.gist, *digest.facts, *digest.tipped, *digest.weighed, digest.denial_reason, digest.question]
    return _Held(
        criteria=_learnt()["criteria"].get(digest.serial, {}),
        circumstances=weighed | tipped,
        facts=_meanings(digest.facts),
        gist=_meanings(each.words for each in sentences(digest.gist)),
        text=squeeze(" ".join([*own, *digest.diagnoses, digest.occupation])),
        parts=frozenset(regions_of(" ".join([*digest.diagnoses, digest.gist]))),
    )


def _subjects(digest: Digest, phrase: str) -> Iterable[str]:
    return subjects_of_phrase(digest, phrase) or ()


# A row for each text; none where nothing is told.
def _meanings(texts: Iterable[str]) -> Vector:
    rows = [Words(text).meaning for text in texts]
    return np.array(rows) if rows else np.zeros((0, 0), dtype=np.float32)


# Each sentence of the ruling by the sentence of the person that is closest to it.
def _meaning(told: Told, of_ruling: Vector) -> float:
    if not (len(told.sentences) and len(of_ruling)):
        return 0.0
    return float((told.sentences @ of_ruling.T).max(axis=0).mean())


def _legal_words(told: Told, held: _Held | None) -> float | None:
    if held is None:
        return None
    return sum(word in held.text for word in told.legal) / max(1.0, math.sqrt(len(told.legal)))


# How rare a criterion is among the rulings that ship.
@lru_cache(maxsize=1)
def _rarity_of_criteria() -> dict[str, float]:
    shipped = _learnt()["criteria"]
    total = Counter[str]()
    for odds in shipped.values():
        total.update(odds)
    return {id_: -math.log(_RAREST + share / len(shipped)) for id_, share in total.items()}


# The cosine of the two, the rarer criteria counting more.
def _criteria(told: Mapping[str, float], held: Mapping[str, float]) -> float:
    rarity = _rarity_of_criteria()
    both = sum(rarity[id_] * told[id_] * held[id_] for id_ in sorted(told.keys() & held.keys()))
    lengths = [
        sum(rarity[id_] * odd * odd for id_, odd in each.items() if id_ in rarity) for each in (told, held)
    ]
    return both / math.sqrt(lengths[0] * lengths[1]) if all(lengths) else 0.0


# How rare a circumstance is among the rulings that ship.
@lru_cache(maxsize=1)
def _rarity_of_circumstances() -> dict[str, float]:
    marked = read_shipped("subjects.yaml")["rulings"].values()
    counts = Counter(id_ for phrases in marked for id_ in {id_ for about in phrases for id_ in about})
    return {id_: math.log(len(marked) / count) for id_, count in counts.items()}


def _circumstances(told: Told, held: _Held) -> float:
    rarity = _rarity_of_circumstances()
    of_told = sum(rarity.get(id_, 0.0) for id_ in sorted(told.circumstances))
    shared = sorted(told.circumstances & held.circumstances.keys())
    return sum(held.circumstances[id_] * rarity[id_] for id_ in shared) / math.sqrt(of_told or 1.0)
