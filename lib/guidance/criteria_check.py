"""Whether the criteria of a case's type are met, as far as it can be told: by a few questions, each answerable 모름.

What the story tells fills the answers, with its words, to be corrected. A criterion is met, not met or unknown: unknown
wherever an answer that is missing could still turn it, so that 모름 never becomes not met. Types, questions and criteria
stand in `data/criteria_check.yaml` (`check_entries`); what follows from the answers is reckoned in `three_values`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from lib.domain.intake import Case, Intake
from lib.guidance.answers_of_hours import of_table, of_timetable, rise_of, with_nights
from lib.guidance.cases import with_the_usual
from lib.guidance.check_answers import FROM_STORY, Answer, AnswerError, read_answer, unanswered
from lib.guidance.check_entries import COMBINED, NEVER, RISE, Criterion, FoundBy, Type, check_data
from lib.guidance.evidence import EvidenceItem, evidence
from lib.guidance.factors import read_factors
from lib.guidance.grounds import grounds_raised
from lib.guidance.legal_basis import Basis
from lib.guidance.three_values import Value
from lib.guidance.told_answers import ToldAnswers
from lib.guidance.told_grades import combined_grade
from lib.guidance.weighed_type import weighed_type
from lib.guidance.working_hours import Hours, Spread, Verdict
from lib.text.said import said
from lib.text.spelling import Squeezed, squeeze
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a case: its verdict, the answers it rests on and those that are missing."""

    criterion: Criterion
    verdict: Verdict
    rests_on: tuple[Answer, ...]
    missing: tuple[Answer, ...]
    evidence: tuple[EvidenceItem, ...]
    rise: Spread | None = None
    combined: Spread | None = None

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The articles."""
        return self.criterion.basis

    def why(self, language: str) -> str:
        """The answers that make it so, and what is missing, in words."""
        parts = [
            f"{each.question.short.in_language(language)}: {each.shown(language)}" for each in self.rests_on
        ]
        if self.rise:
            parts.append(_risen(self.rise, language))
        if self.combined and self.combined.is_known:
            grade = f"{self.combined.low:g}"
            parts.append(f"combined grade: {grade}" if language == "en" else f"조정한 등급: 제{grade}급")
        if self.verdict == "unknown":
            names = [_missing(each, language) for each in self.missing]
            if names:
                parts.append(("not known: " if language == "en" else "모르는 것: ") + ", ".join(names))
            elif self.criterion.note is None:
                parts.append(
                    "it is weighed" if language == "en" else "숫자로 정해지지 않아 여러 사정을 함께 봄"
                )
        if self.criterion.note:
            parts.append(self.criterion.note.in_language(language))
        return ". ".join(part.rstrip(".") for part in parts) + "." if parts else ""


# By how much the last week was above the others.
def _risen(rise: Spread, language: str) -> str:
    low, high = f"{rise.low:.1f}", f"{rise.high:.1f}"
    shown = low if low == high else f"{low}~{high}"
    return f"against the weeks before: {shown}%" if language == "en" else f"그 앞 주들보다 {shown}%"


# What of an answer is not known: all of it, or how much exactly.
def _missing(answer: Answer, language: str) -> str:
    name = answer.question.short.in_language(language)
    if not answer.is_known:
        return name
    if answer.question.kind == "several":
        return f"more {name}" if language == "en" else f"그 밖의 {name}"
    return f"exact {name}" if language == "en" else f"정확한 {name}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A case held against the criteria of its type."""

    type: Type
    verdict: Verdict
    answers: tuple[Answer, ...]
    criteria: tuple[Judged, ...]
    rise: Spread | None
    hours: Hours | None


def type_of(intake: Intake, case: Case) -> Type | None:
    """The type of a case, by what was understood of it and by its words; None where nothing tells."""
    intake = intake.readable.in_korean
    both = f"{intake.text}\n{intake.denial_reason}"
    found = weighed_type(both, case, type_by_rules(intake, case)) if both.strip() else None
    return check_data().types[found] if found else None


# What other answers say of questions that nothing tells: a quarrel over work is none over private matters.
def _following(found: Mapping[str, Answer], given: Mapping[str, object]) -> Iterator[tuple[str, Answer]]:
    for id_, answer in found.items():
        if answer.is_known or id_ in given:
            continue
        for value, those in ((True, answer.question.told.yes_if), (False, answer.question.told.no_if)):
            for other in those:
                if other in found and found[other].value is True:
                    yield id_, replace(found[other], question=answer.question, value=value)


# The type of a case, or the one type that asks more of what was answered.
def _type_asked(given: Mapping[str, object], type_: Type | None) -> Type | None:
    asked = {each.id: len(given.keys() & set(each.questions)) for each in check_data().types.values()}
    most = max(asked.values())
    if most == (asked[type_.id] if type_ else 0):
        return type_
    those = [id_ for id_, number in asked.items() if number == most]
    return check_data().types[those[0]] if len(those) == 1 else type_


def type_by_rules(intake: Intake, case: Case) -> str | None:
    """The type of an intake in Korean by the rules of the file alone."""
    both = f"{intake.text}\n{intake.denial_reason}"
    usual = with_the_usual(case)
    raised = grounds_raised(intake.text, intake.denial_reason, case)
    for type_ in check_data().types.values():
        if any(_fits(rule, case, usual, raised, both) for rule in type_.found_by):
            return type_.id
    return None


def _fits(rule: FoundBy, case: Case, usual: Case, raised: Set[str], text: str) -> bool:
    if rule.scope and not (rule.scope.fits(case) or rule.scope.fits(usual)):
        return False
    if rule.grounds and not raised & set(rule.grounds):
        return False
    if rule.unless and _stands_in(text, rule.unless, rule.not_denied):
        return False
    return all(each is None or _stands_in(text, each, rule.not_denied) for each in (rule.when, rule.and_when))


# Whether the words stand there; with `not_denied` somewhere where they are not denied.
def _stands_in(text: str, pattern: re.Pattern[str], not_denied: bool) -> bool:
    squeezed = Squeezed(text.lower())
    if not not_denied:
        return bool(pattern.search(squeezed.chars))
    stances = read_stances(text)
    return any(
        not stances.read(*squeezed.span(*match.span())).is_one_of((Stance.DENIED,))
        for match in pattern.finditer(squeezed.chars)
        if match[0]
    )


def check(
    intake: Intake,
    case: Case,
    answers: Mapping[str, object] | None = None,
    hours: Hours | None = None,
    type_id: str = "",
    read_story: bool = True,
    today: date | None = None,
) -> Checked | None:
    """The criteria of a case's type, each met, not met or unknown; None where no type can be told.

    `answers` (question id → what a form or a file gives) go before what the story tells, and a table of `hours` before
    both where it tells hours. `type_id` is the type that the person chose, `today` the day from which 작년 is told.
    AnswerError for an answer that cannot be.
    """
    data = check_data()
    if type_id and type_id not in data.types:
        raise AnswerError(
            said(
                "type: {id}은(는) 없는 종류입니다. {ids} 가운데 하나여야 합니다.",
                id=type_id[:40],
                ids=", ".join(data.types),
            )
        )
    given = answers or {}
    type_ = data.types.get(type_id) or _type_asked(given, type_of(intake, case))
    if type_ is None:
        return None
    korean = intake.readable.in_korean
    story, letter = korean.text, korean.denial_reason
    told = told_in(korean, case if read_story else None, today or date.today(), type_.questions)
    shown = told.shown
    found: dict[str, Answer] = {}
    for id_ in type_.questions:
        question = data.questions[id_]
        if id_ in given:
            found[id_] = read_answer(question, given[id_])
        elif read_story:
            found[id_] = told.answer(question)
        else:
            found[id_] = unanswered(question)
    if read_story:
        found |= dict(_following(found, given))
    if hours:
        found |= of_table(hours, found, given)
    elif "guard_duty" in found:
        found = with_nights(found, shown, f"{story}\n{letter}")
        if read_story:
            found = of_timetable(found, story, given)
    rise = rise_of(found, hours, story) if "hours_1" in found else None
    words = squeeze(f"{story}\n{letter}").lower()
    own = [each for each in data.criteria if each.of == type_.id]
    # What is answered is spoken of, in whatever words.
    spoken_of = {id_ for id_, answer in found.items() if answer.is_known or id_ in given}
    raised = [
        each
        for each in own
        if each.shown_when is None or each.shown_when.search(words) or _asks_of(each) & spoken_of
    ]
    silent = _asked_by(own) - _asked_by(raised) - set(given)
    values: dict[str, Value] = {id_: answer.value for id_, answer in found.items()}
    # An exception that nobody speaks of is not asked about.
    values |= dict.fromkeys(silent, False)
    values[RISE], values[NEVER] = rise, False
    values[COMBINED] = combined = _combined(found)
    # What nobody tells of opens no further criterion.
    as_told = {name: False if value is None else value for name, value in values.items()}
    pieces = {item.id: item for item in evidence()}
    judged = [
        _judged(each, found, values, pieces, combined)
        for each in raised
        if not each.only_if or data.logic[f"{each.id} only_if"].holds(as_told)
    ]
    return Checked(
        type_,
        _verdict(data.logic[type_.id].holds(values)),
        tuple(found[id_] for id_ in type_.questions if id_ not in silent),
        tuple(judged),
        rise,
        hours,
    )


def told_in(korean: Intake, case: Case | None, today: date, asked: tuple[str, ...]) -> ToldAnswers:
    """What an intake in Korean tells of some questions; without a case no circumstance is read of it."""
    story, letter = korean.text, korean.denial_reason
    circumstances = read_factors(story, letter, with_the_usual(case)) if case else ()
    shown = {
        each.id: (" ".join(each.words.split()), each.source)
        for each in reversed(circumstances)
        if not _is_left_open(story if each.source == FROM_STORY else letter, each.words)
    }
    told_from = len(story) - len(korean.story)
    return ToldAnswers(story, letter, shown, korean.accident_on, today, told_from, asked)


# Whether the words ask what the person does not know the answer to.
def _is_left_open(text: str, words: str) -> bool:
    start = text.find(words)
    return start >= 0 and read_stances(text).is_left_open(start, start + len(words))


# What the condition of a criterion asks.
def _asks_of(criterion: Criterion) -> set[str]:
    names = check_data().logic[criterion.id].names
    return set(chain.from_iterable(_MADE_OF.get(name, (name,)) for name in names))


# The questions that the conditions of some criteria ask.
def _asked_by(criteria: Iterable[Criterion]) -> set[str]:
    return {name for each in criteria for name in check_data().logic[each.id].names}


def _verdict(holds: bool | None) -> Verdict:
    return "unknown" if holds is None else "met" if holds else "not met"


def _judged(
    criterion: Criterion,
    found: Mapping[str, Answer],
    values: Mapping[str, Value],
    pieces: Mapping[str, EvidenceItem],
    combined: Spread | None,
) -> Judged:
    logic = check_data().logic[criterion.id]
    verdict = _verdict(logic.holds(values))
    names = chain.from_iterable(_MADE_OF.get(name, (name,)) for name in logic.names)
    asked = [found[name] for name in dict.fromkeys(names) if name in found]
    return Judged(
        criterion,
        verdict,
        tuple(each for each in asked if each.is_known),
        tuple(each for each in asked if not each.is_known or not _is_exact(each)),
        tuple(pieces[id_] for id_ in criterion.evidence),
        rise if RISE in logic.names and isinstance(rise := values[RISE], Spread) else None,
        combined if {COMBINED, "second_grade"} & set(logic.names) else None,
    )


_MADE_OF = {RISE: ("hours_1", "hours_before"), COMBINED: ("heaviest_grade", "second_grade")}


# The grade that two impairments come to. Where the second is not told it lies between two, for that is no heavier.
def _combined(found: Mapping[str, Answer]) -> Spread | None:
    if "heaviest_grade" not in found or not isinstance(heaviest := found["heaviest_grade"].value, Spread):
        return None
    if found["several_impaired"].value is False:
        return heaviest
    if not heaviest.is_known:
        return None
    second = found["second_grade"].value
    if isinstance(second, Spread) and second.is_known:
        first, other = sorted((int(heaviest.low), int(second.low)))
        grade = float(combined_grade(first, other))
        return Spread(grade, grade)
    first = int(heaviest.low)
    return Spread(float(combined_grade(first, first)), float(first))


def _is_exact(answer: Answer) -> bool:
    return not isinstance(answer.value, Spread) or answer.value.is_known
