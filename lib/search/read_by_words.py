"""What the words of a question or an intake say, in the vocabulary that classifies the rulings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, TypeVar

from lib.domain.despair import without_despair
from lib.domain.illness import TRAUMATIC_BLEEDING
from lib.domain.intake import Case, Intake
from lib.domain.lateness import appeal_run_out, tells_of_lateness
from lib.domain.lexicon import DISEASE_TERMS, ISSUE_TERMS
from lib.domain.taxonomy import TREATMENT_QUESTIONS, Disease, Issue, KindB, KindC, Suit
from lib.domain.told_suit import told_suit
from lib.domain.topics import strongest_term, term_scores
from lib.search.disputed_benefit import (
    benefit_scores,
    disputed_benefit,
    is_about_survivors,
    usual_benefit,
    usual_kind_c,
    without_what_was_had,
)
from lib.search.thesaurus import DENIABLE, Found, speaks_for, thesaurus
from lib.text.spelling import Squeezed, blanked
from lib.text.stance import Stance, read_stances

L = TypeVar("L", Disease, Issue, KindB, KindC)

# What a lay phrase of full weight counts, beside a naming term of the lexicon (3).
_LAY_WEIGHT = 4.0
_ISSUE_WEIGHT = 3.0
SURE = 3.0
"""A label is taken as understood from this score on."""


@dataclass(frozen=True, slots=True)
class Further:
    """A second illness or issue of a story: `disease_category` or `issue_category`, and the words it was read from."""

    label: str
    value: Disease | Issue
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood(Case):
    """Labels a text speaks for (None: it does not tell), with their scores, and the words behind them.

    `legal` are words of rulings for the lay phrases met; `words` maps a label's value to the
    person's own words that spoke for it. `further`: what else the case is about.
    """

    diseases: dict[Disease, float] = field(default_factory=lambda: dict.fromkeys(Disease, 0.0))
    issues: dict[Issue, float] = field(default_factory=lambda: dict.fromkeys(Issue, 0.0))
    benefits: dict[KindB, float] = field(default_factory=dict)
    kinds: dict[KindC, float] = field(default_factory=dict)
    legal: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    further: tuple[Further, ...] = ()

    @property
    def points(self) -> dict[str, float]:
        """All scores, by the kind of label and its value."""
        scores: tuple[Mapping[Any, float], ...] = (self.diseases, self.issues, self.benefits, self.kinds)
        return {f"{type(label).__name__} {label}": score for each in scores for label, score in each.items()}


def understand_text(text: str) -> Understood:
    """What a free question is about."""
    return read_words(Intake(story=text[:20_000]).in_korean) if text.strip() else Understood()


def read_by_rules(intake: Intake) -> Understood:
    """What the words of an intake in Korean say, whatever law it is of.

    Where the benefit or the kind of case is not told, it is the usual one of such a dispute.
    """
    read = read_words(intake)
    kind_c = read.kind_c or usual_kind_c(read.issue_category, read.disease_category)
    kind_b = read.kind_b or usual_benefit(read.issue_category, read.disease_category, kind_c)
    return replace(read, kind_b=kind_b, kind_c=kind_c)


def named_and_told(intake: Intake) -> tuple[str, str]:
    """The names of the diagnoses, and what of the story is of the case."""
    named = _without_strokes_of_injury("\n".join(intake.diagnoses))
    return named, _without_strokes_of_injury(of_the_case(intake.story))


def read_words(intake: Intake) -> Understood:
    """What the words of an intake in Korean say, and what follows from them alone."""
    named, told = named_and_told(intake)
    story = f"{told}\n{intake.occupation}"
    denial = intake.denial_reason
    found = thesaurus().find("\n".join((named, intake.occupation, without_what_was_had(told))))
    quoted = thesaurus().find(intake.denial_reason or _quoted_reason(told))
    diagnosed = Squeezed(named.lower()).chars
    words = defaultdict[str, tuple[str, ...]](tuple)
    diseases = term_scores([(named, 2.0), (story, 1.0), (denial, 0.4)], DISEASE_TERMS)
    issues = term_scores([(story, 0.8), (denial, 1.2)], ISSUE_TERMS)
    named_issues = dict(issues)
    kinds_c = dict.fromkeys(KindC, 0.0)
    kinds_b = dict.fromkeys(KindB, 0.0)
    votes: dict[type, tuple[dict[Any, float], float]] = {
        Disease: (diseases, _LAY_WEIGHT), Issue: (issues, _ISSUE_WEIGHT), KindC: (kinds_c, 1.0), KindB: (kinds_b, 1.0),
    }  # fmt: skip
    beside: list[tuple[Disease, Found]] = []
    for met in (*found, *quoted):
        for label in met.entry.labels:
            if met.entry.is_circumstance and isinstance(label, Disease):
                beside.append((label, met))
                continue
            words[label.value] += (met.phrase,)
            scores, weight = votes[type(label)]
            share = _AS_A_DIAGNOSIS if isinstance(label, Disease) and met.phrase in diagnosed else 1.0
            scores[label] += share * weight * met.entry.weight
    ill = {disease for disease, score in diseases.items() if score >= _COMPLAINED}
    for told_beside, met in beside:
        if told_beside in ill:
            words[told_beside.value] += (met.phrase,)
            diseases[told_beside] += _LAY_WEIGHT * met.entry.weight
    if denial:
        _drop_what_was_not_raised(issues, denial, quoted)
    if late := tells_of_lateness(denial or told):
        issues[Issue.TIME_LIMIT] += _ISSUE_WEIGHT
        words[Issue.TIME_LIMIT.value] += (late,)
    suit = told_suit(intake.story, denial)
    if suit is Suit.EMPLOYER:
        # That the employer sues is how it came, not what about.
        issues[Issue.PROCEDURE] = 0.0
    kind_c = intake.kind_c or _kind_c(kinds_c, diseases)
    if _took_own_life(f"{intake.story}\n{denial}", intake.kind_b):
        # A heart that stopped then, or overwork before, is no illness of the heart.
        diseases[Disease.MENTAL] += SURE + diseases[Disease.CARDIOVASCULAR]
        diseases[Disease.CARDIOVASCULAR] = 0.0
    disease = _best(diseases, SURE)
    if disease is None and issues[Issue.CAUSATION] >= _ASKED_WHY:
        disease = _best(diseases, _A_PART)
    if kind_c in (KindC.ACCIDENT, KindC.COMMUTE) and disease is None:
        disease = Disease.INJURY
    if kind_c is KindC.COMMUTE:
        issues[Issue.COMMUTE_ROUTE] += 2.0
        issues[Issue.IN_COURSE_OF_WORK] *= _ON_THE_WAY
    if intake.kind_b is not KindB.SURVIVORS and not is_about_survivors(f"{told}\n{denial}"):
        issues[Issue.BENEFICIARY] = 0.0
    benefits = benefit_scores(f"{told}\n{denial}", kinds_b)
    if suit is Suit.EMPLOYER:
        # What would have to be given back if the employer won is not claimed back now.
        benefits.pop(KindB.CLAWBACK, None)
    kind_b = intake.kind_b or disputed_benefit(benefits)
    if intake.kind_b is KindB.TREATMENT:
        asked = disputed_benefit(benefit_scores(f"{told}\n{denial}", {}))
        kind_b = asked if asked in _FORMS_OF_TREATMENT else kind_b
    if kind_b in _WITHOUT_GRADE:
        issues[Issue.DISABILITY_GRADE] = 0.0
    if kind_b is KindB.DISABILITY and _UNSETTLED.search(denial or told):
        # Whether all is healed is asked there of what remains, and not of more treatment.
        issues[Issue.DISABILITY_GRADE] += issues[Issue.NEED_OF_TREATMENT]
        issues[Issue.NEED_OF_TREATMENT] = 0.0
    refused_for = {label for met in quoted for label in met.entry.labels}
    if kind_b in _LATER_CLAIMS and Issue.TIME_LIMIT not in refused_for:
        # That time has passed since is told of every such claim.
        issues[Issue.TIME_LIMIT] = 0.0
    for granted in (Issue.CAUSATION, Issue.EMPLOYEE_STATUS) if kind_b in _WHILE_TREATED else ():
        # How and where one works is told there of what can be done again.
        if named_issues[granted] < _IN_SO_MANY_WORDS:
            issues[granted] = 0.0
    issue = _best(issues, _ASKED_WHY)
    if issue is Issue.AVERAGE_WAGE and intake.kind_b in (None, KindB.WAGE_LOSS):
        # How much is paid a day is disputed by whatever benefit is paid.
        kind_b = KindB.AVERAGE_WAGE
    if issue in _ABOUT_THE_EVENT and kind_c in _EVENTS and disease is Disease.MUSCULOSKELETAL:
        # What tore then is an injury: whether it was worn before is not what is asked.
        disease = Disease.INJURY
    if issue is None and kind_b is KindB.DISABILITY and issues[Issue.DISABILITY_GRADE]:
        issue = Issue.DISABILITY_GRADE
    if issue is None and kind_b in TREATMENT_QUESTIONS:
        issue = Issue.NEED_OF_TREATMENT
    if issue is None and kind_b is KindB.CLAWBACK:
        # Of 77 such stories attorneys called none a question of cause, and 57 this.
        issue = Issue.PROCEDURE
    if issue is None and disease not in (None, Disease.INJURY) and kind_c is not KindC.COMMUTE:
        issue = Issue.CAUSATION
    read = Understood(
        kind_b=kind_b,
        kind_c=kind_c,
        disease_category=disease,
        issue_category=issue,
        diseases=diseases,
        issues=issues,
        legal=tuple(dict.fromkeys(word for met in [*found, *quoted] for word in met.entry.legal)),
        benefits=benefits,
        kinds=kinds_c,
        words=dict(words),
        suit=suit,
    )
    return replace(read, further=tuple(further_of(read, f"{named}\n{story}")))


_UNSETTLED = re.compile(
    r"고정\s?(?:되기\s?)?전|고정[이도은되]?\S{0,4}\s?(?:않|안|못|아니|아님|아직)|(?:안|덜)\s?(?:굳|나았|끝났|아물)|굳지\s?(?:않|아니)|굳기\s?전"
    r"|(?:판정|청구)\S{0,3}\s?(?:할\s?)?시기\S?\s?(?:가|이)?\s?(?:아니|아님|되지)|치료(?:가|를)?\s?(?:종결되지|끝나지|더)"
)


# Whether the dead of a case took their own life, as it is told of them: not a colleague, nor denied or thought of.
def _took_own_life(text: str, kind_b: KindB | None) -> bool:
    if kind_b is not KindB.SURVIVORS and not is_about_survivors(text):
        return False
    stances = read_stances(text)
    told = (match.span() for match in _OWN_LIFE.finditer(text))
    return any(
        stances.read(*span).stance is Stance.AFFIRMED and stances.teller(*span) is None for span in told
    )


_OWN_LIFE = re.compile(
    r"자살(?=로|했|하[였신셨여고자]|한\s|을\s?(?:했|하|선택)|은\s?고의|\s?시도\s?(?:후|끝에|뒤))"
    r"|스스로\s?(?:목숨|생)을?\s?(?:끊|마감|버)|극단적(?:인)?\s?선택(?:을)?\s?(?:했|하|한|으로)|목을?\s?[매맸]"
    r"|투신\s?(?:했|하|해|한|으로)|뛰어내려?\s?(?:숨|죽|돌아|사망|세상)|번개탄을?\s?(?:피[우워웠]|켜|켰)"
)


# What the form calls treatment may be one of its forms (법 제40조, 제47조, 제49조, 제51조).
_FORMS_OF_TREATMENT = (KindB.ADDED_DIAGNOSIS, KindB.RENEWED_TREATMENT, KindB.TREATMENT_PLAN, KindB.PREVENTION)
# Paid while an injury that was granted is treated: where it comes from is asked only in so many words.
_IN_SO_MANY_WORDS = 0.5
_WHILE_TREATED = (KindB.WAGE_LOSS, KindB.NURSING, KindB.TREATMENT_PLAN)
_EVENTS = (KindC.ACCIDENT, KindC.COMMUTE)
_ABOUT_THE_EVENT = (Issue.IN_COURSE_OF_WORK, Issue.COMMUTE_ROUTE, Issue.MISCONDUCT)
# A diagnosis that was written down beside one that is told; what was done beside where one was going.
_AS_A_DIAGNOSIS, _ON_THE_WAY = 2.0, 0.8


# A text with haemorrhages of the brain that an injury brought blanked but for that word; offsets stay.
def _without_strokes_of_injury(text: str) -> str:
    return TRAUMATIC_BLEEDING.sub(lambda match: "외상성".ljust(len(match[0])), text)


# A complaint or an illness is told from this score on: circumstances of work count beside it.
_COMPLAINED = 1.5
# From this score on an issue is told; then a part of the body that hurts is an illness, too.
_ASKED_WHY, _A_PART = 2.0, 2.0
# Claims that follow a grant, after years or weeks.
_LATER_CLAIMS = (KindB.RENEWED_TREATMENT, KindB.ADDED_DIAGNOSIS)
# Over these benefits no grade is in dispute: one that is told is of before.
_WITHOUT_GRADE = frozenset(KindB) - {KindB.DISABILITY, KindB.AVERAGE_WAGE, KindB.OTHER}
# From these scores on a second illness or issue is another one, and no word in passing; so is an illness that a
# term of this weight names.
_ALSO_ILL, _ALSO_IN_DISPUTE = 5.0, 2.4
_NAMED = 3.0
# An injury names the part that the other names, and what is worn or bled: not a second illness.
_OF_AN_INJURY = frozenset({Disease.INJURY, Disease.MUSCULOSKELETAL, Disease.CARDIOVASCULAR})
# What is asked of nearly every case, and what is asked of none by itself.
_ASKED_ANYWAY = frozenset({Issue.CAUSATION, Issue.PROCEDURE, Issue.NEED_OF_TREATMENT})


# Where the first ground is of one of these, that it does not come from work is said of the same thing.
_SAID_OF_THE_SAME = (Issue.IN_COURSE_OF_WORK, Issue.NEED_OF_TREATMENT, Issue.MISCONDUCT)


def second_ground(understood: Understood, denial: str) -> Issue | None:
    """What the agency refused for beside the issue that was understood, read from its reason alone."""
    if understood.issue_category is None:
        return None
    issues = understand_text(denial).issues
    others = [
        issue
        for issue, score in issues.items()
        if score > SURE
        and issue not in (understood.issue_category, Issue.PROCEDURE)
        and not (issue is Issue.CAUSATION and understood.issue_category in _SAID_OF_THE_SAME)
    ]
    return max(others, key=issues.__getitem__, default=None)


def further_of(understood: Understood, text: str) -> Iterator[Further]:
    """What else a text is about than the illness and the issue that its words speak for most."""
    disease, issue, words = understood.disease_category, understood.issue_category, understood.words
    for other, score in understood.diseases.items():
        alike = {disease, other} <= _OF_AN_INJURY or other in (disease, Disease.INJURY, Disease.OTHER)
        if disease is None or score < SURE or alike:
            continue
        name = strongest_term(DISEASE_TERMS[other], text)
        if score >= _ALSO_ILL or DISEASE_TERMS[other].get(name, 0.0) >= _NAMED:
            yield Further("disease_category", other, words.get(other.value) or (name,))
    for also, score in understood.issues.items():
        name = strongest_term(ISSUE_TERMS[also], text)
        read = words.get(also.value) or ((name,) if ISSUE_TERMS[also].get(name, 0.0) >= _NAMED else ())
        if issue not in (None, also) and also not in _ASKED_ANYWAY and score >= _ALSO_IN_DISPUTE and read:
            yield Further("issue_category", also, read)


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

    Blanked are despair at the refusal, that the time to contest it ran out, what befell one some other time, and terms of the lexicon that are
    denied, or are the misconduct of others.
    """
    kept = without_despair(text)
    for start, end in (*appeal_run_out(kept), *(match.span() for match in _ONCE.finditer(kept))):
        kept = blanked(kept, start, end)
    squeezed, stances = Squeezed(kept), read_stances(kept)
    for match in _ALL_TERMS.finditer(squeezed.chars):
        start, end = squeezed.span(*match.span())
        if not speaks_for((_TERMS[match[0]],), stances.read(start, end)):
            kept = blanked(kept, start, end)
    return kept


# 뼈가 부러진 적이 있다(없다), 결핵을 앓아 완치됐다: not what the case is about.
_ONCE = re.compile(
    r"[가-힣]*[친진린난](?:\s?(?:적|일)(?:이|은|도)?\s?(?:한\s?번\s?)?(?:있|없))"
    r"|[가-힣]+[을를]?\s?(?:앓|걸[려렸])[^.,!?\n]{0,14}(?:완치|다\s?나[았은아])"
)

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
    is_hurt = diseases[Disease.INJURY] > illness
    if votes[KindC.COMMUTE] >= 0.5 and (votes[KindC.DISEASE] < 1.5 or is_hurt):
        votes[KindC.COMMUTE] += votes[KindC.ACCIDENT]
    return _best(votes, 0.5)
