"""What a question or an intake is about, in the vocabulary that classifies the rulings."""

import re
from dataclasses import dataclass
from typing import TypeVar

from lib.domain.intake import Intake
from lib.domain.lexicon import DISEASE_TERMS, ISSUE_TERMS
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.domain.topics import term_scores
from lib.search.thesaurus import thesaurus
from lib.text.stance import of_the_case

L = TypeVar("L", Disease, Issue, KindB, KindC)

_LAY_WEIGHT = 4.0
"""What a lay phrase of full weight counts, beside a naming term of the lexicon (3)."""
_ISSUE_WEIGHT = 3.0
_SURE = 3.0
"""A label is taken as understood from this score on."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Labels a text speaks for (None: it does not tell), with their scores, and the words behind them.

    `legal` are words of rulings for the lay phrases met; `words` maps a label's value to the
    person's own words that spoke for it.
    """

    kind_b: KindB | None
    kind_c: KindC | None
    disease_category: Disease | None
    issue_category: Issue | None
    diseases: dict[Disease, float]
    issues: dict[Issue, float]
    legal: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


def understand_text(text: str) -> Understood:
    """What a free question is about."""
    return understand(Intake(story=text[:20_000])) if text.strip() else _nothing()


def understand(intake: Intake) -> Understood:
    """What an intake is about. What the person chose in the form wins over what the words suggest."""
    told = of_the_case(intake.story)
    named = "".join("".join(intake.diagnoses).split())
    story = "".join((told + intake.occupation).split())
    denial = "".join(intake.denial_reason.split())
    found = thesaurus().find("\n".join((*intake.diagnoses, intake.occupation, told)))
    quoted = thesaurus().find(intake.denial_reason or _quoted_reason(told))
    words: dict[str, tuple[str, ...]] = {}
    diseases = term_scores([(named, 2.0), (story, 1.0), (denial, 0.4)], DISEASE_TERMS)
    issues = term_scores([(story, 0.8), (denial, 1.2)], ISSUE_TERMS)
    kinds_c = dict.fromkeys(KindC, 0.0)
    kinds_b = dict.fromkeys(KindB, 0.0)
    for met in (*found, *quoted):
        for label in met.entry.labels:
            weight = met.entry.weight
            words[label.value] = (*words.get(label.value, ()), met.phrase)
            if isinstance(label, Disease):
                diseases[label] += _LAY_WEIGHT * weight
            elif isinstance(label, Issue):
                issues[label] += _ISSUE_WEIGHT * weight
            elif isinstance(label, KindC):
                kinds_c[label] += weight
            else:
                kinds_b[label] += weight
    kind_c = intake.kind_c or _kind_c(kinds_c, diseases)
    disease = _best(diseases, _SURE)
    if kind_c in (KindC.ACCIDENT, KindC.COMMUTE) and disease is None:
        disease = Disease.INJURY
    if kind_c is KindC.COMMUTE:
        issues[Issue.COMMUTE_ROUTE] += 2.0
    issue = _best(issues, 2.0)
    if issue is None and disease not in (None, Disease.INJURY) and kind_c is not KindC.COMMUTE:
        issue = Issue.CAUSATION
    return Understood(
        kind_b=intake.kind_b or _best(kinds_b, 0.5),
        kind_c=kind_c,
        disease_category=disease,
        issue_category=issue,
        diseases=diseases,
        issues=issues,
        legal=tuple(dict.fromkeys(word for met in [*found, *quoted] for word in met.entry.legal)),
        words=words,
    )


_QUOTED_REASON = re.compile(
    r"(?:는데|은데|인데|던데|지만|니까|더니|다고|라고)\s*(?P<reason>[^.!?\n]{4,60}?"
    r"(?:래요|대요|라네요|다네요|답니다|랍니다|라데요|다데요|라는데요|다는데요|래|대)\s*[.!?~…ㅠㅜ]*)$"
)
"""How people quote the agency at the end of a sentence: `…했는데 나이 탓이래요`."""


def _quoted_reason(story: str) -> str:
    """The reason a person quotes in the same breath, where the form for it is empty."""
    match = _QUOTED_REASON.search(story.strip())
    return match["reason"] if match else ""


def _nothing() -> Understood:
    return Understood(None, None, None, None, dict.fromkeys(Disease, 0.0), dict.fromkeys(Issue, 0.0), (), {})


def _best(scores: dict[L, float], least: float) -> L | None:
    best = max(scores, key=lambda label: scores[label])
    return best if scores[best] >= least else None


_ILLNESS = frozenset(Disease) - {Disease.INJURY, Disease.OTHER, Disease.MUSCULOSKELETAL}


def _kind_c(votes: dict[KindC, float], diseases: dict[Disease, float]) -> KindC | None:
    illness = max(diseases[disease] for disease in _ILLNESS)
    votes = dict(votes)
    votes[KindC.DISEASE] += 0.25 * illness
    votes[KindC.ACCIDENT] += 0.15 * diseases[Disease.INJURY]
    if votes[KindC.COMMUTE] >= 0.5 and votes[KindC.DISEASE] < 1.5:
        votes[KindC.COMMUTE] += votes[KindC.ACCIDENT]
    return _best(votes, 0.5)
