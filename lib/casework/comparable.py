"""Which held rulings are comparable to a case, one for each dispute and side.

Rulings are chosen by what they are about, not by hoping that a text search meets them: a comparable
one is of the case's issue and, where that is medical causation, of its illness. Among those the
closest in words come first. Where nothing comparable is held, nothing is shown.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

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
from lib.search.read_by_words import Understood, of_the_case
from lib.search.tokens import terms, word_terms
from lib.store import Store
from lib.text.spelling import squeeze


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ruling is comparable: `disease`, `issue`, `benefit`, `job` or `words`, and the shared value."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """The closest ruling of a dispute that ended on its side, and why it is comparable.

    `score`: how close it is, higher is closer; no unit.
    """

    ruling: StoredRuling
    dispute: Dispute
    reasons: tuple[Reason, ...]
    score: float


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


# Rulings of a side that are looked at: enough for one whose dispute ended on the other side, or was met before.
_LOOKED_AT = 60
# What the same job is worth beside BM25 scores, of which one telling word adds 2 to 5.
_SAME_JOB = 3.0


def comparable_rulings(
    intake: Intake,
    understood: Understood,
    store: Store,
    index: SearchIndex,
    dispute_of: Mapping[str, Dispute],
    per_side: int,
    without: Collection[str] = (),
) -> tuple[tuple[Comparable, ...], tuple[Comparable, ...]]:
    """The comparable rulings that the claimant's side won, and those it lost, the closest first.

    `dispute_of` is the dispute of every held ruling; rulings whose ids are in `without` are passed over.
    Raises StoreError.
    """
    ground = common_ground(understood)
    # Who asks about lateness is told of suits that came too late.
    late = {Outcome.DISMISSED} if understood.issue_category is Issue.TIME_LIMIT else set()
    words = _telling_words(intake, understood) if ground else []
    is_careless = blames_carelessness_alone(f"{intake.text}\n{intake.denial_reason}")
    sides = []
    for outcomes in (FAVOURABLE, UNFAVOURABLE | late):
        found: list[Comparable] = []
        if ground:
            wanted = replace(ground, outcome=tuple(sorted(outcomes)))
            hits = search_story(index, intake.text, understood, wanted, _LOOKED_AT + len(without)).hits
            scores = {hit.id: hit.score for hit in hits if hit.id not in without}
            # The closest ruling of each dispute that ended as the side has it.
            closest = {
                dispute.id: hit
                for hit in reversed(scores)
                if (dispute := dispute_of.get(hit)) and dispute.end in outcomes
            }
            for ruling in store.get_many(list(closest.values())):
                reasons = tuple(_reasons(ruling, intake, understood, words))
                if _is_alike(ruling, intake, understood) and not (is_careless and _is_of_drink(ruling)):
                    score = scores[ruling.id] + _SAME_JOB * any(reason.kind == "job" for reason in reasons)
                    found.append(Comparable(ruling, dispute_of[ruling.id], reasons, score))
        found.sort(key=lambda each: -each.score)
        sides.append(tuple(found[:per_side]))
    return sides[0], sides[1]


def _is_procedure(case: Case) -> bool:
    return case.issue_category is Issue.PROCEDURE and case.kind_b is not KindB.CLAWBACK


# A question of procedure is shared only by rulings that are called by what it was understood by, and 기타 is no
# illness: its rulings are shared by who has one of its kind.
def _is_alike(ruling: StoredRuling, intake: Intake, understood: Understood) -> bool:
    if _is_procedure(understood):
        named = set(terms(ruling.precedent.title))
        asked = [set(terms(word)) for word in understood.words.get(Issue.PROCEDURE, ())]
        return any(2 * len(word & named) > len(word) for word in asked)
    if understood.disease_category is not Disease.OTHER or not _is_of_cause(understood):
        return True
    told = _told_illness(intake, understood)
    if not told:
        return True
    of_ruling = _illness_of(ruling)
    if groups := groups_of_other_illnesses(told):
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


# How the words of a job begin: 취부 is another work than 용접, and 라인 in 그라인더 is none.
def _jobs(text: str) -> set[str]:
    return {word[0] for word in word_terms(text)} - _ANY_JOB


# What a ruling and the case have in common, in the order a person would name it.
def _reasons(
    ruling: StoredRuling, intake: Intake, understood: Understood, telling: Iterable[str]
) -> Iterator[Reason]:
    labels = ruling.labels
    for kind, label, wanted in (
        ("disease", labels.disease_category.value, understood.disease_category),
        ("issue", labels.issue_category.value, understood.issue_category),
        ("benefit", labels.kind_b.value, understood.kind_b),
    ):
        if label is wanted and wanted not in TELLS_NOTHING:
            yield Reason(kind, label.value)
    if _jobs(labels.occupation) & _jobs(f"{intake.occupation} {intake.industry}"):
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
