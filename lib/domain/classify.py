"""Labels of a ruling, each with the words it was read from.

`classify` is the one public verb. The outcome is read in `outcome`; here stand the benefit in
dispute (kind_b), accident, disease or commute (kind_c), the disease group and the issue.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from lib.domain.diagnosis import read_diagnoses
from lib.domain.digest import Digest
from lib.domain.illness import TRAUMATIC_BLEEDING
from lib.domain.labels import Label, Labels, T
from lib.domain.lexicon import (
    ACCIDENT_SIGNS,
    COMMUTE_SIGNS,
    DISEASE_SIGNS,
    DISEASE_TERMS,
    ISSUE_TERMS,
    WEAR_SIGNS,
)
from lib.domain.occupation import read_occupation
from lib.domain.outcome import read_outcome
from lib.domain.ruling import Precedent
from lib.domain.sections import Part, Section, Sections, read_related, read_sections
from lib.domain.side import Side, read_standing
from lib.domain.taxonomy import TREATMENT_QUESTIONS, Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.domain.topics import Zone, strongest_term, term_scores
from lib.text.citations import instance_of_court, read_case_number, read_cited_cases
from lib.text.spelling import blanked, squeeze
from lib.text.statutes import read_statutes

CLASSIFIER_VERSION = 9
"""Grows whenever a rule changes what a label can be, so that held rulings are labelled again."""


def classify(precedent: Precedent) -> Labels:
    """Labels of one ruling, from its text, or from its digest where there is no text with an order.

    A text that only a person's file gave turns no label of the digest. Never raises and never guesses: what
    the text does not tell is 판단불가, 해당없음, 기타 or empty.
    """
    sections = read_sections(precedent.plain_text)
    if precedent.digest and not sections.has_order:
        return _from_digest(precedent.digest, sections, precedent.title)
    labels = _from_text(precedent, sections)
    if precedent.digest and precedent.text_source:
        return _held_to(_from_digest(precedent.digest, sections, precedent.title), labels)
    return labels


# The labels of a digest, with the words of a text beside it where that says the same.
def _held_to(ours: Labels, theirs: Labels) -> Labels:
    return replace(
        ours,
        instance=_same(ours.instance, theirs.instance),
        outcome=_same(ours.outcome, theirs.outcome),
        kind_b=_same(ours.kind_b, theirs.kind_b),
        kind_c=_same(ours.kind_c, theirs.kind_c),
        disease_category=_same(ours.disease_category, theirs.disease_category),
        issue_category=_same(ours.issue_category, theirs.issue_category),
        suit=_same(ours.suit, theirs.suit) if ours.suit and theirs.suit else ours.suit,
        statutes=ours.statutes or theirs.statutes,
        cited_cases=ours.cited_cases or theirs.cited_cases,
        side=theirs.side,
    )


def _same(ours: Label[T], theirs: Label[T]) -> Label[T]:
    return theirs if theirs.value == ours.value else ours


def _from_digest(digest: Digest, sections: Sections, title: str) -> Labels:
    labels, words = digest.labels, digest.label_words
    _, suit, told = read_standing(Sections("", ()), title, digest.plaintiff)

    def label(name: str) -> Label:  # type: ignore[type-arg]
        return Label(getattr(labels, name), words.get(name, ""), how="digest")

    return Labels(
        instance=label("instance"),
        outcome=label("outcome"),
        kind_b=label("kind_b"),
        kind_c=label("kind_c"),
        disease_category=label("disease_category"),
        issue_category=label("issue_category"),
        diagnoses=digest.diagnoses,
        occupation=digest.occupation,
        statutes=digest.statutes,
        cited_cases=digest.cited_cases,
        related_cases=digest.related_cases,
        sections=sections.parts,
        suit=Label(suit, told, how="digest"),
    )


# Where no history is told under a heading, the beginning of the reasons tells it.
_HISTORY_AT_MOST = 1950


# The zones of one ruling that the rules look at.
class _Reading:
    def __init__(self, precedent: Precedent, sections: Sections) -> None:
        self._sections = sections
        self._text = sections.text
        self.title = precedent.title
        self.holdings = self.text_of(Part.HOLDINGS, Part.SUMMARY)
        self.history = self.text_of(Part.HISTORY) or self.text_of(Part.REASONS)[:_HISTORY_AT_MOST]
        self.argument = self.text_of(Part.ARGUMENT)
        self.law = self.text_of(Part.LAW)
        self.judgment = self.text_of(Part.JUDGMENT) or self.text_of(Part.REASONS)

    # The words of some parts, as they stand there.
    def text_of(self, *parts: Part) -> str:
        return "\n".join(filter(None, map(self._sections.body, parts)))

    # The same without white space.
    def words_of(self, *parts: Part) -> str:
        return squeeze(self.text_of(*parts))

    # The case name without white space.
    @cached_property
    def name(self) -> str:
        return squeeze(self.title)

    # True where the reasons tell nothing of the case: a dismissal in a few lines.
    @cached_property
    def is_bare(self) -> bool:
        text = self.text_of(Part.REASONS)
        if len(text) - text.count(" ") - text.count("\n") >= 1000:
            return False
        reasons = squeeze(text)
        return len(reasons) < (700 if "상고심절차에관한특례법" in reasons else 120)

    # A label with the original words of a squeezed term at its first place, and their offsets.
    def label(self, value: T, term: str) -> Label[T]:
        match = (_at_word(term).search(self._text) or _spaced(term).search(self._text)) if term else None
        return Label(value, match[0], *match.span()) if match else Label(value, term)


# A squeezed term as it may stand in a hard-wrapped text.
@lru_cache(maxsize=2048)
def _spaced(term: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, term)))


@lru_cache(maxsize=2048)
def _at_word(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣]){_spaced(term).pattern}")


def _from_text(precedent: Precedent, sections: Sections) -> Labels:
    reading = _Reading(precedent, sections)
    instance = _instance(precedent)
    standing = read_standing(sections, precedent.title)
    side = standing.side if sections.has_order else None
    outcome = read_outcome(sections, instance.value, side or Side.PLAINTIFF)
    diagnoses = read_diagnoses(sections) if not reading.is_bare else ()
    kind_b = _kind_b(reading)
    zones = _disease_zones(reading, diagnoses)
    disease_scores = term_scores(zones, DISEASE_TERMS)
    kind_c = _kind_c(reading, kind_b.value, disease_scores)
    disease = _disease(reading, kind_c.value, zones, disease_scores)
    told = precedent.digest.occupation if precedent.digest else ""
    cited = _without(sections.text, [*sections.of(Part.RELATED), *sections.of(Part.PRIOR_RULING)])
    return Labels(
        instance=instance,
        outcome=outcome,
        kind_b=kind_b,
        kind_c=kind_c,
        disease_category=disease,
        issue_category=_issue(reading, kind_b.value, kind_c.value, disease.value, outcome.value),
        diagnoses=diagnoses,
        occupation=("" if reading.is_bare else read_occupation(sections)) or told,
        statutes=read_statutes(cited),
        cited_cases=read_cited_cases(cited),
        related_cases=read_related(sections.body(Part.RELATED)),
        sections=sections.parts,
        side=side,
        suit=reading.label(_suit(standing.suit, kind_b.value, sections), standing.words),
    )


# A text without an order under a name that tells of no benefit shows no suit for one.
def _suit(suit: Suit, kind_b: KindB, sections: Sections) -> Suit:
    return Suit.OTHER if kind_b is KindB.OTHER and not sections.has_order else suit


# The text with some sections blanked; lengths stay, so offsets stay.
def _without(text: str, sections: Iterable[Section]) -> str:
    for section in sections:
        text = blanked(text, section.start, section.end)
    return text


def _instance(precedent: Precedent) -> Label[Instance]:
    number = read_case_number(precedent.case_number)
    if "대법원" in precedent.court or number is None or number.instance is None:
        return Label(Instance(instance_of_court(precedent.court)), precedent.court)
    if "고등" in precedent.court and number.kind == "구":
        return Label(Instance.FIRST, f"{precedent.court} {precedent.case_number}")
    return Label(Instance(number.instance), precedent.case_number)


_KIND_B: tuple[tuple[KindB, re.Pattern[str]], ...] = (
    (KindB.CLAWBACK, re.compile(r"부당이득|배액징수|환수|반환(?:결정|처분|명령)|급여회수|과오급")),
    (KindB.ADDED_DIAGNOSIS, re.compile(r"추가상병|추가상이")),
    (KindB.RENEWED_TREATMENT, re.compile(r"재요양")),
    (KindB.AVERAGE_WAGE, re.compile(r"평균임금|보험급여차액|급여차액|임금정정|특례임금|평균보수")),
    (KindB.PREVENTION, re.compile(r"예방관리|후유증상관리|후유증관리|합병증예방")),
    (KindB.TREATMENT_PLAN, re.compile(r"진료계획|요양기간|요양연기|요양종결|치료종결|치료연기|전[원의](?=[(]|요양|불?승인|신청|조치|처분|허가|거부|불허|불가)|병행진료|요양관리")),
    (KindB.NURSING, re.compile(r"간병|개호")),
    (KindB.SURVIVORS, re.compile(r"유족|장의비|장례비|사망보상|진폐유족")),
    (KindB.DISABILITY, re.compile(r"장해|장애등급|장애급여|진폐보상연금|진폐연금|진폐등급|위로금|미지급보험급여")),
    (KindB.WAGE_LOSS, re.compile(r"휴업|상병보상")),
    (KindB.TREATMENT, re.compile(r"요양|상병|치료비|진료비|진폐(?:판정|정밀|결정|진단)|업무상재해|업무상질병|산재(?:보험)?(?:불)?승인|보험급여")),
)  # fmt: skip
_NOT_A_BENEFIT = re.compile(
    r"정보(?:부분)?(?:공개|비공개)|보험료|적용사업|구상금|보험관계|사업종류|업종변경|과태료|징수금|급여액징수|보험급여액의?징수|개별실적"
)


# The benefit in dispute, by the case name first, then by the decision that is attacked.
def _kind_b(reading: _Reading) -> Label[KindB]:
    if match := _NOT_A_BENEFIT.search(reading.name):
        return Label(KindB.OTHER, match[0])
    claim = reading.words_of(Part.CLAIM)
    decision = claim if len(claim) > 24 else reading.words_of(Part.ORDER)
    by_title = _first_kind(reading.name)
    if by_title is None or "보험급여" in by_title[1]:
        by_decision = _first_kind(decision)
        if reading.history and (by_decision is None or "보험급여" in by_decision[1]):
            by_decision = _first_kind(squeeze(reading.history))
        if by_title is None and _NOT_A_BENEFIT.search(decision):
            return Label(KindB.OTHER)
        return reading.label(*(by_decision or by_title or (KindB.OTHER, "")))
    if by_title[0] is KindB.TREATMENT and (match := re.search(r"유족급여|유족보상|장의비|장례비", decision)):
        return reading.label(KindB.SURVIVORS, match[0])
    return Label(*by_title)


def benefit_named(text: str) -> KindB | None:
    """The special benefit or decision that is named in the text by its own name: 재요양, 추가상병, 평균임금 …"""
    found = _first_kind(squeeze(text))
    return found[0] if found and found[0] in _SPECIAL else None


# The kinds that win in their order, and the end or change of treatment: nobody names one of these in passing.
_SPECIAL = tuple(kind for kind, _ in _KIND_B[:6])


# The first five kinds, special ones, win in their order over the others; of those the one named first.
def _first_kind(text: str) -> tuple[KindB, str] | None:
    found = [
        (min(rank, 5), match.start(), kind, match[0])
        for rank, (kind, pattern) in enumerate(_KIND_B)
        if (match := pattern.search(text))
    ]
    return min(found, key=lambda entry: entry[:2])[2:] if found else None


def _disease_zones(reading: _Reading, diagnoses: tuple[str, ...]) -> list[Zone]:
    zones: list[Zone] = [
        ("\n".join(diagnoses), 3.0),
        (reading.title, 1.5),
        (reading.holdings, 1.0),
        (reading.history, 1.6),
        (reading.argument, 0.6),
        (reading.text_of(Part.FACTS, Part.MEDICAL), 0.5),
        (reading.judgment, 1.0),
    ]
    return [(TRAUMATIC_BLEEDING.sub("외상성 두부손상", text), weight) for text, weight in zones]


_ON_THE_WAY = re.compile(
    r"(?:출근|퇴근|출퇴근|귀가)(?:하던|중|길|하고자|하기위|을위|하다|하면서|하는(?:도)?중)|숙소로(?:돌아|이동|복귀)|집으로(?:돌아|향|가던)"
)
_SIGNS: Mapping[KindC, Mapping[str, float]] = {
    KindC.DISEASE: DISEASE_SIGNS,
    KindC.ACCIDENT: ACCIDENT_SIGNS,
    KindC.COMMUTE: COMMUTE_SIGNS,
}
_COMMUTING_LAW = {
    term: weight for term, weight in COMMUTE_SIGNS.items() if weight >= 2.5 and not term.endswith("하던")
}
_ILLNESSES = (Disease.CARDIOVASCULAR, Disease.HEARING, Disease.RESPIRATORY, Disease.CANCER, Disease.MENTAL)
# Below this sum the text is taken not to tell what happened; from this one on it speaks of it at length.
_LEAST_SIGN, _AT_LENGTH = 3.0, 9.0


def _kind_c(reading: _Reading, kind_b: KindB, diseases: Mapping[Disease, float]) -> Label[KindC]:
    if reading.is_bare or re.search(r"정보(?:부분)?(?:공개|비공개)|보험료|구상금|급여액?징수", reading.name):
        return Label(KindC.NONE)
    zones: list[Zone] = [
        (reading.title, 1.0), (reading.holdings, 1.0), (reading.history, 1.5), (reading.argument, 0.7), (reading.judgment, 0.8), (reading.law, 0.3),
    ]  # fmt: skip
    scores = term_scores(zones, _SIGNS)
    illness = max(diseases[d] for d in _ILLNESSES)
    injury = diseases[Disease.INJURY] + 0.3 * diseases[Disease.MUSCULOSKELETAL]
    if kind_b is KindB.ADDED_DIAGNOSIS:
        # What came to a granted injury later does not tell how that one began.
        scores[KindC.ACCIDENT] += 9
    else:
        scores[KindC.DISEASE] += 0.5 * max(0.0, illness - 0.8 * injury)
    scores[KindC.ACCIDENT] += 0.25 * max(0.0, injury - 0.8 * illness)
    if diseases[Disease.MUSCULOSKELETAL] > diseases[Disease.INJURY]:
        wear = "\n".join((reading.history, reading.argument, reading.judgment))
        scores[KindC.DISEASE] += sum(term_scores([(wear, 1.5)], {KindC.DISEASE: WEAR_SIGNS}).values())
    if _ON_THE_WAY.search(squeeze(reading.history)):
        scores[KindC.COMMUTE] += 5
    other_than_commute = scores[KindC.DISEASE] > 1.5 * (scores[KindC.ACCIDENT] + scores[KindC.COMMUTE])
    # An illness on the way, on a commuting bus, is none of the way's, unless that is what is disputed.
    is_of_the_way = illness <= injury or strongest_term(_COMMUTING_LAW, reading.history, reading.judgment)
    is_commute = scores[KindC.COMMUTE] >= 6 and not other_than_commute and bool(is_of_the_way)
    scores[KindC.COMMUTE] = scores[KindC.COMMUTE] + scores[KindC.ACCIDENT] if is_commute else 0.0
    texts = (reading.history, reading.argument, reading.judgment, reading.holdings, reading.title)
    evident = {kind: term for kind, signs in _SIGNS.items() if (term := strongest_term(signs, *texts))}
    if illness > injury:
        # The illness itself tells, where nothing else does.
        named = max(_ILLNESSES, key=lambda disease: diseases[disease])
        evident.setdefault(KindC.DISEASE, strongest_term(DISEASE_TERMS[named], *texts))
    best = max(evident, key=lambda kind: scores[kind], default=None)
    if best is None or scores[best] < _LEAST_SIGN:
        return Label(KindC.NONE)
    term = strongest_term(_SIGNS[best], reading.history, reading.judgment)
    return reading.label(best, term or evident[best])


_HAEMORRHAGES = {
    term: weight for term, weight in DISEASE_TERMS[Disease.CARDIOVASCULAR].items() if "출혈" in term
}


def _disease(
    reading: _Reading, kind_c: KindC, zones: list[Zone], diseases: Mapping[Disease, float]
) -> Label[Disease]:
    if reading.is_bare:
        return Label(Disease.OTHER)
    scores = dict(diseases)
    if kind_c in (KindC.ACCIDENT, KindC.COMMUTE):
        scores[Disease.INJURY] = 1.6 * scores[Disease.INJURY] + 3
        # A haemorrhage of the brain is an injury where somebody fell.
        haemorrhage = term_scores(zones, {Disease.INJURY: _HAEMORRHAGES})[Disease.INJURY]
        scores[Disease.CARDIOVASCULAR] -= 0.4 * haemorrhage
        scores[Disease.INJURY] += 0.4 * haemorrhage
    elif kind_c is KindC.DISEASE:
        scores[Disease.INJURY] *= 0.35
    best = max(scores, key=lambda disease: scores[disease])
    if scores[best] < _LEAST_SIGN:
        return Label(Disease.OTHER)
    return reading.label(best, strongest_term(DISEASE_TERMS[best], reading.history, reading.judgment))


def _issue(
    reading: _Reading, kind_b: KindB, kind_c: KindC, disease: Disease, outcome: Outcome
) -> Label[Issue]:
    found = _settled_issue(reading, kind_b, outcome) or _likeliest_issue(reading, kind_b, kind_c, disease)
    terms = ISSUE_TERMS[found]
    return reading.label(
        found, strongest_term(terms, reading.judgment) or strongest_term(terms, reading.text_of(Part.REASONS))
    )


# The issue the text speaks of most, each weighed by how often it comes up in such a dispute.
def _likeliest_issue(reading: _Reading, kind_b: KindB, kind_c: KindC, disease: Disease) -> Issue:
    is_commute, is_disease = kind_c is KindC.COMMUTE, kind_c is KindC.DISEASE
    weights = {
        Issue.IN_COURSE_OF_WORK: 0.4 if is_commute else 0.5 if is_disease else 1.0,
        Issue.COMMUTE_ROUTE: 1.0 if is_commute else 0.3,
        Issue.CAUSATION: 1.0 if is_disease else 0.75,
        # 법 제37조 제2항, which excludes self-harm, has its exception for suicides in a clouded mind.
        Issue.MISCONDUCT: 0.3 if is_disease and disease is Disease.MENTAL else 1.0,
        Issue.DISABILITY_GRADE: 1.0 if kind_b is KindB.DISABILITY else 0.3,
        Issue.BENEFICIARY: 1.0 if kind_b is KindB.SURVIVORS else 0.4,
        Issue.NEED_OF_TREATMENT: 1.3 if kind_b in TREATMENT_QUESTIONS else 0.4,
    }
    zones: list[Zone] = [
        (reading.title, 1.0), (reading.holdings, 1.5), (reading.history, 0.9), (reading.argument, 1.0), (reading.judgment, 1.2), (reading.law, 0.3),
    ]  # fmt: skip
    found = term_scores(zones, ISSUE_TERMS)
    score, issue = max(
        ((score * weights.get(issue, 1.0), issue) for issue, score in found.items()), key=lambda pair: pair[0]
    )
    if score >= _LEAST_SIGN:
        return issue
    # Whether an illness comes from the work, or a harm from an accident, is asked in few words too.
    told = squeeze(reading.argument) + squeeze(reading.judgment)
    return Issue.CAUSATION if is_disease or _COMES_FROM.search(told) else Issue.PROCEDURE


_COMES_FROM = re.compile(
    r"(?:사고|재해|업무|작업)(?:로|으로)인(?:하여|해)[^.]{0,40}(?:발생|발병|악화|유발|초래)|에기인"
)


# The issue of a stub, which only its case name can tell: 장해등급결정처분취소.
def _issue_of_title(title: str) -> Issue:
    found = term_scores([(title, 1.0)], ISSUE_TERMS)
    best = max(found, key=lambda issue: found[issue])
    return best if found[best] >= _TELLING_TITLE else Issue.PROCEDURE


_TELLING_TITLE = 2.0


# Issues that the order, the benefit or the case name settle by themselves.
def _settled_issue(reading: _Reading, kind_b: KindB, outcome: Outcome) -> Issue | None:
    if outcome is Outcome.DISMISSED:
        words = squeeze(reading.judgment) + reading.words_of(Part.CONCLUSION, Part.ARGUMENT)
        return Issue.TIME_LIMIT if re.search(r"제소기간|제기기간|90일", words) else Issue.PROCEDURE
    if kind_b is KindB.AVERAGE_WAGE:
        return Issue.AVERAGE_WAGE
    if reading.is_bare:
        return _issue_of_title(reading.title)
    if kind_b is KindB.CLAWBACK or _NOT_A_BENEFIT.search(reading.name):
        # For whom premiums are owed, or whether benefits must be given back, may turn on who is a worker.
        of_status = {Issue.EMPLOYEE_STATUS: ISSUE_TERMS[Issue.EMPLOYEE_STATUS]}
        score = term_scores([(reading.judgment, 1.0)], of_status)[Issue.EMPLOYEE_STATUS]
        least = _LEAST_SIGN if "보험료" in reading.name else _AT_LENGTH
        return Issue.EMPLOYEE_STATUS if score >= least else Issue.PROCEDURE
    return None
