"""What a story tells of the items of a form: who decided, the first decision and the review after it, the day of the harm.

Only what stands there in full is taken: a day with its year or one that follows from the days around it, an office by
its name. Where two are told, none is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.casework.letter_parts import shipped
from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, Stage
from lib.text.days import Day, find_days
from lib.text.sentences import Sentence, sentences
from lib.text.spelling import squeeze
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True, slots=True)
class Particulars:
    """The items of a form that a story tells; empty or None where it does not.

    `decided_on` is the agency's first decision where another followed, `reviewed_on` the day review was asked for.
    """

    branch: str = ""
    decided_on: date | None = None
    reviewed_on: date | None = None
    harmed_on: date | None = None


_BRANCH = re.compile(
    r"(?:근로\s?복지\s?공단|공단)(?:의|에서|\s)?\s?(?P<name>[가-힣]{2,10}?(?:지사|지역\s?본부))(?!장해)"
)
_REFUSED = re.compile(
    r"불승인|부지급|불인정|거절|반려|승인(?:이)?(?:안|되지)|결정(?:을|이)?(?:받|났|나왔)|안된다고"
)
_ASKED_REVIEW = re.compile(r"(?<!재)심사(?:를)?(?:청구|신청|넣|냈)")
_RECEIVED = re.compile(r"받았|받은|꺼[냈낸]|열어|송달|도착|왔[습어다]|온등기")
_OTHER_DAY = re.compile(
    r"진단|수술|검진|입사|퇴사|퇴직|신청|청구|결정|불승인|회신|승인|공단|통지|재[보봤]|시작"
)
_HARM = re.compile(
    r"떨어[져지졌]|추락|다[쳐쳤치친]|부딪|넘어[져지졌]|쓰러|부러|골절|끼[어였]|깔[려렸]|베[었였]|찔[려렸]|데[었였]|화상|미끄러|굴러|치[였]|치여|폭발|삐[었끗]|맞[았아]|잘[려렸]|감전"
)
_STRUCK = re.compile(r"119|구급차|응급실|쓰러|의식|마비|힘이빠|가슴이|어지러|말이어눌|실려")
_SUDDEN = (Disease.CARDIOVASCULAR, Disease.INJURY)
_MOST_SENTENCES = 8
"""Sentences after a day in which what happened on it may still be told."""


def told_particulars(intake: Intake, disease: Disease | None, today: date) -> Particulars:
    """What the story of a case tells of the items of a form.

    The day of the harm is read of accidents and of what strikes at once, never of an illness that came slowly.
    """
    story = intake.readable.story
    said = list(sentences(story, story=True))
    days = find_days(story, today)
    is_after_review = intake.stage is Stage.REVIEW
    refusals = {
        each.day
        for each, words in _with_clauses(story, said, days)
        if is_after_review
        and _REFUSED.search(words)
        and not _ASKED_REVIEW.search(words)
        and each.day not in (intake.decision_date, intake.received_on)
        and each.day < (intake.decision_date or today)
    }
    reviews = {
        each.day
        for each, words in _with_clauses(story, said, days)
        if is_after_review and _ASKED_REVIEW.search(words) and each.day < (intake.decision_date or today)
    }
    return Particulars(
        branch=_branch(f"{story}\n{intake.readable.denial_reason}"),
        decided_on=_only(refusals),
        reviewed_on=_only(reviews),
        harmed_on=_harmed_on(intake, said, days) if disease in _SUDDEN else None,
    )


def _only(days: set[date]) -> date | None:
    return next(iter(days)) if len(days) == 1 else None


# A branch of the agency by its name alone, which a firm's may be, too: its sentence tells of a claim.
@cache
def _by_name() -> re.Pattern[str]:
    names = "|".join(sorted(shipped()["branches"], key=len, reverse=True))
    return re.compile(rf"(?<![가-힣])(?P<name>{names})")


_OF_A_CLAIM = re.compile(r"신청|청구|결정|불승인|부지급|승인|통지|급여|등급|산재")


# The office that decided; of several named the one beside the words of a decision.
def _branch(text: str) -> str:
    stances = read_stances(text)
    found: dict[str, str] = {}
    for match in (*_BRANCH.finditer(text), *_by_name().finditer(text)):
        if stances.read(*match.span("name")).stance is Stance.DENIED:
            continue
        first, last = stances.sentence(*match.span())
        if match.re is _BRANCH or _OF_A_CLAIM.search(text, first, last):
            found[squeeze(match["name"])] = text[first:last]
    if len(found) > 1:
        decided = [name for name, words in found.items() if re.search("결정|불승인|부지급|통지|등기", words)]
        return decided[0] if len(decided) == 1 else ""
    return next(iter(found), "")


# Each day with its own clause and what follows up to the next day, without white space.
def _with_clauses(story: str, said: list[Sentence], days: tuple[Day, ...]) -> Iterator[tuple[Day, str]]:
    for place, each in enumerate(days):
        sentence = next((one for one in said if one.start <= each.start < one.end), None)
        if sentence is None:
            continue
        following = days[place + 1].start if place + 1 < len(days) else sentence.end
        yield each, squeeze(story[each.end : min(sentence.end, following)])


# The day on which the harm is told: in the sentence of the day, or in those after it up to the next day.
def _harmed_on(intake: Intake, said: list[Sentence], days: tuple[Day, ...]) -> date | None:
    found = set()
    last = intake.decision_date or intake.received_on
    for place, each in enumerate(days):
        at = next((n for n, one in enumerate(said) if one.start <= each.start < one.end), None)
        if at is None or (last and each.day >= last):
            continue
        until = days[place + 1].start if place + 1 < len(days) else said[-1].end
        row = [one for one in said[at : at + _MOST_SENTENCES] if one is said[at] or one.end <= until]
        own = squeeze(said[at].words)
        if _RECEIVED.search(own):
            continue
        for n, one in enumerate(row):
            words = squeeze(one.words)
            harm = (_HARM.search(words) or _STRUCK.search(words)) and not re.search("적이없|의심|면서", words)
            if harm and not _OTHER_DAY.search(own if n == 0 else own + words):
                found.add(each.day)
                break
    return _only(found)
