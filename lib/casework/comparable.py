"""Which held rulings are comparable to a case, one for each dispute and side.

Rulings are chosen by what they are about, not by hoping that a text search meets them: a comparable
one is of the case's issue and, where that is medical causation, of its illness. Among those the
nearest (`lib.casework.nearness`) come first. One of another issue stands beside a case only where it is near, and
shares what is told in a second issue, the benefit or a rare illness. Where nothing comparable is held, nothing is shown.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lib.casework.nearness import Signs, Told, is_near, jobs_of, nearness, signs, told_of
from lib.domain.dispute import Dispute
from lib.domain.intake import Case, Intake
from lib.domain.lexicon import groups_of_other_illnesses
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import (
    FAVOURABLE,
    TELLS_NOTHING,
    UNFAVOURABLE,
    Disease,
    Issue,
    KindB,
    Outcome,
    Suit,
)
from lib.domain.told_illness import told_illnesses
from lib.guidance.denial import blames_carelessness_alone
from lib.search.index import SearchIndex
from lib.search.law_elsewhere import law_elsewhere
from lib.search.query import Filters, is_common, search_story
from lib.search.read_by_words import Understood, of_the_case, second_ground
from lib.search.tokens import terms
from lib.store import Store
from lib.text.spelling import squeeze


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ruling is comparable: `disease`, `issue`, `benefit`, `job` or `words`, and the shared value."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """The nearest ruling of a dispute that ended on its side, and why it is comparable.

    `score`: how near it is, higher is nearer; no unit. `is_near`: whether it is like the case beyond its issue.
    """

    ruling: StoredRuling
    dispute: Dispute
    reasons: tuple[Reason, ...]
    score: float
    is_near: bool = True


Ask = Literal["law", "story", "reason", "illness"]
"""What is asked where too little is understood to choose rulings: whether this is a case of this law at all,
what happened (a greeting tells nothing), why the claim was refused, what the illness is."""


def asked_first(intake: Intake, understood: Understood) -> tuple[Ask, ...]:
    """What has to be asked before rulings can be chosen; empty where they can be."""
    if common_ground(understood):
        return ()
    if understood == Understood() and law_elsewhere(intake):
        return ("law",)
    # One illness is missing where causation is in dispute, and may be what is where nothing is known.
    illness: tuple[Ask, ...] = ("illness",) if understood.disease_category is None else ()
    return illness if understood.issue_category else ("reason", *illness)


def common_ground(case: Case) -> Filters | None:
    """What a ruling has to share with a case to be comparable; None where too little of the case is understood.

    Only suits of people like them: a claimant's, unless the case is itself over a benefit reclaimed.
    """
    issue, disease = case.issue_category, case.disease_category
    if case.kind_b is KindB.CLAWBACK:
        return Filters(kind_b=(case.kind_b,))
    if _is_procedure(case):
        # Such rulings have nothing in common but what they are about; see `_is_alike`.
        return Filters(issue_category=(Issue.PROCEDURE,))
    claimants = Filters(issue_category=(issue or Issue.CAUSATION,), suit=(Suit.CLAIMANT,))
    if issue not in (None, Issue.CAUSATION):
        return claimants
    if disease is None or (issue is None and disease in (Disease.INJURY, Disease.OTHER)):
        return None
    if case.kind_b is KindB.ADDED_DIAGNOSIS and disease in (Disease.INJURY, Disease.OTHER):
        # What else an injury led to: whether a torn tendon is called an injury is a matter of words.
        also = (disease, Disease.INJURY, Disease.MUSCULOSKELETAL)
        return replace(claimants, disease_category=also, kind_b=(case.kind_b,))
    if disease is Disease.OTHER and case.kind_c:
        return replace(claimants, disease_category=(disease,), kind_c=(case.kind_c,))
    return replace(claimants, disease_category=(disease,))


# Treatment after an injury: whether it comes from the injury and whether it is needed is asked of one thing.
_AFTER_TREATMENT = (
    KindB.RENEWED_TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.TREATMENT_PLAN, KindB.NURSING, KindB.WAGE_LOSS, KindB.PREVENTION,
)  # fmt: skip


def wider_grounds(intake: Intake, understood: Understood) -> dict[str, Filters]:
    """What rulings of another issue have to share to be looked at, by its sign in `lib.casework.nearness`.

    A second issue; the benefit, where treatment goes on or begins anew; a rare illness.
    """
    if understood.kind_b is KindB.CLAWBACK or _is_procedure(understood):
        return {}
    claimants = Filters(suit=(Suit.CLAIMANT,))
    further = [each.value for each in understood.further if isinstance(each.value, Issue)]
    second = second_ground(understood, intake.denial_reason)
    grounds = {}
    if issues := tuple(dict.fromkeys([*further, *([second] if second else [])])):
        grounds["second_issue"] = replace(claimants, issue_category=issues)
    if understood.kind_b in _AFTER_TREATMENT:
        either = (Issue.CAUSATION, Issue.NEED_OF_TREATMENT)
        grounds["same_benefit"] = replace(claimants, kind_b=(understood.kind_b,), issue_category=either)
    if understood.disease_category is Disease.OTHER:
        grounds["rare_illness"] = replace(claimants, disease_category=(Disease.OTHER,))
    return grounds


# Rulings of a side that are looked at: enough for one whose dispute ended on the other side, or was met before.
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ruling that may stand beside a case: its signs, and why it is looked at though it is of another issue."""

    ruling: StoredRuling
    signs: Signs
    also: str


def candidates(
    intake: Intake,
    understood: Understood,
    told: Told,
    store: Store,
    index: SearchIndex,
    outcomes: Collection[Outcome],
    without: Collection[str] = (),
) -> list[Candidate]:
    """The rulings with one of these outcomes that may stand beside a case. Raises StoreError."""
    ground = common_ground(understood)
    if ground is None:
        return []
    scores: dict[str, float] = {}
    why: dict[str, str] = {}
    for also, each in {"": ground, **wider_grounds(intake, understood)}.items():
        wanted = replace(each, outcome=tuple(sorted(outcomes)))
        for hit in search_story(index, intake.text, understood, wanted, _LOOKED_AT + len(without)).hits:
            if hit.id not in scores:
                scores[hit.id], why[hit.id] = hit.score, also
    is_careless = blames_carelessness_alone(f"{intake.text}\n{intake.denial_reason}")
    best = max(scores.values(), default=0.0)
    return [
        Candidate(ruling, signs(told, ruling, scores[ruling.id], best, why[ruling.id]), why[ruling.id])
        for ruling in store.get_many([id for id in scores if id not in without])
        if _is_alike(ruling, intake, understood, why[ruling.id])
        and not (is_careless and _is_of_drink(ruling))
    ]


def comparable_rulings(
    intake: Intake,
    understood: Understood,
    store: Store,
    index: SearchIndex,
    dispute_of: Mapping[str, Dispute],
    per_side: int,
    without: Collection[str] = (),
) -> tuple[tuple[Comparable, ...], tuple[Comparable, ...]]:
    """The comparable rulings that the claimant's side won, and those it lost, the nearest first.

    `dispute_of` is the dispute of every held ruling; rulings whose ids are in `without` are passed over.
    Raises StoreError.
    """
    if common_ground(understood) is None:
        return (), ()
    told = told_of(intake, understood)
    # Who asks about lateness is told of suits that came too late.
    late = {Outcome.DISMISSED} if understood.issue_category is Issue.TIME_LIMIT else set()
    words = _telling_words(intake, understood)
    sides = []
    for outcomes in (FAVOURABLE, UNFAVOURABLE | late):
        nearest: dict[str, Comparable] = {}
        for each in candidates(intake, understood, told, store, index, outcomes, without):
            ruling, dispute = each.ruling, dispute_of.get(each.ruling.id)
            if dispute is None or dispute.end not in outcomes:
                continue
            score = nearness(each.signs)
            near = is_near(score, ruling)
            other = nearest.get(dispute.id)
            if (each.also and not near) or (other and other.score >= score):
                continue
            reasons = tuple(_reasons(ruling, intake, understood, words))
            nearest[dispute.id] = Comparable(ruling, dispute, reasons, score, near)
        found = sorted(nearest.values(), key=lambda each: (-each.is_near, -each.score))
        sides.append(tuple(found[:per_side]))
    return sides[0], sides[1]


def _is_procedure(case: Case) -> bool:
    return case.issue_category is Issue.PROCEDURE and case.kind_b is not KindB.CLAWBACK


# A question of procedure is shared only by rulings that are called by what it was understood by, and 기타 is no
# illness: its rulings are shared by who has one of its kind.
def _is_alike(ruling: StoredRuling, intake: Intake, understood: Understood, also: str) -> bool:
    if _is_procedure(understood):
        named = set(terms(ruling.precedent.title))
        asked = [set(terms(word)) for word in understood.words.get(Issue.PROCEDURE, ())]
        return any(2 * len(word & named) > len(word) for word in asked)
    is_rare = also == "rare_illness"
    if not is_rare and (understood.disease_category is not Disease.OTHER or not _is_of_cause(understood)):
        return True
    told = _told_illness(intake, understood)
    if not told:
        return not is_rare
    of_ruling = _illness_of(ruling)
    # A name that is in no group is of what the story tells: 심실중격결손 of a child, after a pregnancy at work.
    if groups := groups_of_other_illnesses(told) or groups_of_other_illnesses(of_the_case(intake.story)):
        return not groups.isdisjoint(groups_of_other_illnesses(of_ruling))
    names = [squeeze(name.lower()) for name in told.split("\n")]
    return any(name and name in squeeze(of_ruling.lower()) for name in names)


# Whether work, and not an injury that was granted, is asked for as the cause.
def _is_of_cause(case: Case) -> bool:
    return case.issue_category in (None, Issue.CAUSATION) and case.kind_b is not KindB.ADDED_DIAGNOSIS


# The illness that a person names, a name a line: the diagnoses, or else what the account tells of one.
def _told_illness(intake: Intake, understood: Understood) -> str:
    if intake.diagnoses:
        return "\n".join(intake.diagnoses)
    told = of_the_case(intake.story)
    names = [each.name for each in told_illnesses(told)]
    if names or not groups_of_other_illnesses(told):
        return "\n".join([*names, *understood.words.get(Disease.OTHER, ())])
    return told


# The illness that a ruling is about, as far as it is named.
def _illness_of(ruling: StoredRuling) -> str:
    digest = ruling.precedent.digest
    named = (*ruling.labels.diagnoses, *(digest.diagnoses if digest else ()))
    return "\n".join([ruling.precedent.title, ruling.labels.disease_category.words, *named])


# Drink turned it, and did not only come up.
_DRINK = re.compile(r"음주|주취|만취|알코올|맥주|소주|막걸리|(?<![가-힣])술(?=[을에은이과보도자 ])")
_OFTEN = 3


def _is_of_drink(ruling: StoredRuling) -> bool:
    digest = ruling.precedent.digest
    told = " ".join([ruling.precedent.title, *((digest.gist, *digest.tipped) if digest else ())])
    return bool(_DRINK.search(told)) or len(_DRINK.findall(ruling.precedent.plain_text)) >= _OFTEN


# What a ruling and the case have in common, in the order a person would name it.
def _reasons(
    ruling: StoredRuling, intake: Intake, understood: Understood, telling: Iterable[str]
) -> Iterator[Reason]:
    labels = ruling.labels
    also = [each.value for each in understood.further if each.value is not understood.issue_category]
    for kind, label, wanted in (
        ("disease", labels.disease_category.value, understood.disease_category),
        ("issue", labels.issue_category.value, understood.issue_category),
        *(("issue", labels.issue_category.value, each) for each in also),
        ("benefit", labels.kind_b.value, understood.kind_b),
    ):
        if label is wanted and wanted not in TELLS_NOTHING:
            yield Reason(kind, label.value)
    if jobs_of(labels.occupation) & jobs_of(f"{intake.occupation} {intake.industry}"):
        yield Reason("job", labels.occupation)
    named = understood.words.get(Issue.PROCEDURE, ()) if _is_procedure(understood) else ()
    if words := [*named, *_shared_words(ruling, telling)]:
        yield Reason("words", ", ".join(words))


# How many of them are named.
_SHARED_WORDS = 4


# Words the person used that may be shared: a diagnosis, a job, a word of rulings.
def _telling_words(intake: Intake, understood: Understood) -> list[str]:
    of_case = squeeze(of_the_case(f"{intake.text}\n{intake.denial_reason}"))
    legal = [word for word in understood.legal if squeeze(word) in of_case]
    words = dict.fromkeys([*intake.diagnoses, intake.occupation, *legal])
    return [word for word in words if len(word) >= 2 and not is_common(word)]


# Those of them that stand in the ruling or its digest.
def _shared_words(ruling: StoredRuling, telling: Iterable[str]) -> list[str]:
    text, digest = ruling.precedent.plain_text, ruling.precedent.digest
    if digest:
        own_words = [digest.gist, *digest.facts, *digest.tipped, *digest.diagnoses, digest.occupation]
        text = " ".join([text, ruling.precedent.title, *own_words])
    of_ruling = squeeze(text)
    return [word for word in telling if squeeze(word) in of_ruling][:_SHARED_WORDS]
