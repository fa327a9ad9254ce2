"""What a question or an intake is about, in the vocabulary that classifies the rulings."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeVar

from lib.domain.despair import without_despair
from lib.domain.intake import Case, Intake
from lib.domain.lexicon import DISEASE_TERMS, ISSUE_TERMS
from lib.domain.scope import is_of_other_insurance, is_of_other_law
from lib.domain.taxonomy import TREATMENT_QUESTIONS, Disease, Issue, KindB, KindC
from lib.domain.topics import term_scores
from lib.search.thesaurus import DENIABLE, Found, speaks_for, thesaurus
from lib.text.spelling import Squeezed
from lib.text.stance import StanceReader

L = TypeVar("L", Disease, Issue, KindB, KindC)

# What a lay phrase of full weight counts, beside a naming term of the lexicon (3).
_LAY_WEIGHT = 4.0
_ISSUE_WEIGHT = 3.0
# A label is taken as understood from this score on.
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class Understood(Case):
    """Labels a text speaks for (None: it does not tell), with their scores, and the words behind them.

    `legal` are words of rulings for the lay phrases met; `words` maps a label's value to the
    person's own words that spoke for it.
    """

    diseases: dict[Disease, float] = field(default_factory=lambda: dict.fromkeys(Disease, 0.0))
    issues: dict[Issue, float] = field(default_factory=lambda: dict.fromkeys(Issue, 0.0))
    legal: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


def understand_text(text: str) -> Understood:
    """What a free question is about."""
    return _read(Intake(story=text[:20_000])) if text.strip() else Understood()


def understand(intake: Intake) -> Understood:
    """What an intake is about. What the person chose in the form wins over what the words suggest.

    Nothing is understood of a story that is of another law, where nothing was chosen either.
    """
    return _read(intake) if is_own_law(intake) else Understood()


def is_own_law(intake: Intake) -> bool:
    """False for unpaid wages, a divorce, another insurance and the like: where to turn with them is elsewhere.

    Who was asked to pay decides, whatever the form says of illness and refusal; a benefit of this law
    chosen there decides before it.
    """
    if intake.kind_b or intake.kind_c:
        return True
    if is_of_other_insurance(f"{intake.story}\n{intake.denial_reason}"):
        return False
    claim = (intake.denial_reason, intake.diagnoses, intake.decision_date)
    return any(claim) or not is_of_other_law(intake.text)


def _read(intake: Intake) -> Understood:
    told = of_the_case(intake.story)
    named = "\n".join(intake.diagnoses)
    story = f"{told}\n{intake.occupation}"
    denial = intake.denial_reason
    found = thesaurus().find("\n".join((*intake.diagnoses, intake.occupation, told)))
    quoted = thesaurus().find(intake.denial_reason or _quoted_reason(told))
    words = defaultdict[str, tuple[str, ...]](tuple)
    diseases = term_scores([(named, 2.0), (story, 1.0), (denial, 0.4)], DISEASE_TERMS)
    issues = term_scores([(story, 0.8), (denial, 1.2)], ISSUE_TERMS)
    kinds_c = dict.fromkeys(KindC, 0.0)
    kinds_b = dict.fromkeys(KindB, 0.0)
    votes: dict[type, tuple[dict[Any, float], float]] = {
        Disease: (diseases, _LAY_WEIGHT), Issue: (issues, _ISSUE_WEIGHT), KindC: (kinds_c, 1.0), KindB: (kinds_b, 1.0),
    }  # fmt: skip
    for met in (*found, *quoted):
        for label in met.entry.labels:
            words[label.value] += (met.phrase,)
            scores, weight = votes[type(label)]
            scores[label] += weight * met.entry.weight
    if denial:
        _drop_what_was_not_raised(issues, denial, quoted)
    kind_c = intake.kind_c or _kind_c(kinds_c, diseases)
    disease = _best(diseases, _SURE)
    if kind_c in (KindC.ACCIDENT, KindC.COMMUTE) and disease is None:
        disease = Disease.INJURY
    if kind_c is KindC.COMMUTE:
        issues[Issue.COMMUTE_ROUTE] += 2.0
    issue, kind_b = _best(issues, 2.0), intake.kind_b or _best(kinds_b, 0.5)
    if issue is None and kind_b in TREATMENT_QUESTIONS:
        issue = Issue.NEED_OF_TREATMENT
    if issue is None and disease not in (None, Disease.INJURY) and kind_c is not KindC.COMMUTE:
        issue = Issue.CAUSATION
    return Understood(
        kind_b=kind_b,
        kind_c=kind_c,
        disease_category=disease,
        issue_category=issue,
        diseases=diseases,
        issues=issues,
        legal=tuple(dict.fromkeys(word for met in [*found, *quoted] for word in met.entry.legal)),
        words=dict(words),
    )


# Who is a worker, whose fault it was, whether it came too late, who inherits, how much it is: that is in
# dispute only where the agency refused for it.
_RAISED_BY_THE_AGENCY = (
    Issue.EMPLOYEE_STATUS, Issue.MISCONDUCT, Issue.TIME_LIMIT, Issue.BENEFICIARY, Issue.AVERAGE_WAGE, Issue.DISABILITY_GRADE,
)  # fmt: skip


# Take such an issue out of the scores where the agency's reason speaks for others alone.
def _drop_what_was_not_raised(issues: dict[Issue, float], denial: str, quoted: Iterable[Found]) -> None:
    raised = {issue for issue, score in term_scores([(denial, 1.0)], ISSUE_TERMS).items() if score}
    raised |= {label for met in quoted for label in met.entry.labels if isinstance(label, Issue)}
    for issue in _RAISED_BY_THE_AGENCY if raised else ():
        if issue not in raised:
            issues[issue] = 0.0


_TERMS = {
    term: label
    for label, terms in (*DISEASE_TERMS.items(), *ISSUE_TERMS.items())
    if label in DENIABLE
    for term in terms
}
_ALL_TERMS = re.compile("|".join(sorted(_TERMS, key=len, reverse=True)))


def of_the_case(text: str) -> str:
    """What a story tells of the case: the rest is blanked by spaces, and offsets stay.

    Blanked are despair at the refusal, and terms of the lexicon that are denied, or are the
    misconduct of others.
    """
    kept = without_despair(text)
    squeezed, stances = Squeezed(kept), StanceReader(kept)
    for match in _ALL_TERMS.finditer(squeezed.chars):
        start, end = squeezed.span(*match.span())
        if not speaks_for((_TERMS[match[0]],), stances.read(start, end)):
            kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept


# How people quote the agency at the end of a sentence: `…했는데 나이 탓이래요`.
_QUOTED_REASON = re.compile(
    r"(?:는데|은데|인데|던데|지만|니까|더니|다고|라고)\s*(?P<reason>[^.!?\n]{4,60}?"
    r"(?:래요|대요|라네요|다네요|답니다|랍니다|라데요|다데요|라는데요|다는데요|래|대)\s*[.!?~…ㅠㅜ]*)$"
)


# The reason a person quotes in the same breath, where the form for it is empty.
def _quoted_reason(story: str) -> str:
    match = _QUOTED_REASON.search(story.strip())
    return match["reason"] if match else ""


def _best(scores: dict[L, float], least: float) -> L | None:
    best, score = max(scores.items(), key=itemgetter(1))
    return best if score >= least else None


_ILLNESS = frozenset(Disease) - {Disease.INJURY, Disease.OTHER, Disease.MUSCULOSKELETAL}


def _kind_c(votes: dict[KindC, float], diseases: dict[Disease, float]) -> KindC | None:
    illness = max(diseases[disease] for disease in _ILLNESS)
    votes = dict(votes)
    votes[KindC.DISEASE] += 0.25 * illness
    votes[KindC.ACCIDENT] += 0.15 * diseases[Disease.INJURY]
    if votes[KindC.COMMUTE] >= 0.5 and votes[KindC.DISEASE] < 1.5:
        votes[KindC.COMMUTE] += votes[KindC.ACCIDENT]
    return _best(votes, 0.5)
