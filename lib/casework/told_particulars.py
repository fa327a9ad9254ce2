"""What a story tells of the items of a form: who decided what, the first decision and the review after it, the day of the harm.

Only what stands there in full is taken: a day with its year or one that follows from the days around it, an office by
its name. Where two are told, none is taken.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.casework.letter_parts import shipped
from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, KindC, Stage
from lib.guidance.told_grades import decided_grade
from lib.text.days import Day, find_days
from lib.text.from_until import stretches_of_days
from lib.text.sentences import Sentence, sentences
from lib.text.spelling import squeeze
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True, slots=True)
class Particulars:
    """The items of a form that a story tells; empty or None where it does not.

    `decided_on` is the agency's first decision where another followed, `reviewed_on` the day review was asked for.
    `relation` is that of the bereaved to the one who died, `period` the first and the last day that are refused or
    taken back, `amount` what is taken back in the words told, `grade` that which the agency gave; `with_funeral`: the
    funeral cost is refused beside the survivors' benefit.
    """

    branch: str = ""
    decided_on: date | None = None
    reviewed_on: date | None = None
    harmed_on: date | None = None
    relation: str = ""
    period: tuple[date, date] | None = None
    amount: str = ""
    grade: int | None = None
    with_funeral: bool = False


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
_AT_ONCE = (KindC.ACCIDENT, KindC.COMMUTE)
_MOST_SENTENCES = 8
"""Sentences after a day in which what happened on it may still be told."""


def told_particulars(
    intake: Intake, disease: Disease | None, today: date, kind: KindC | None = None
) -> Particulars:
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
    decided = decided_grade(story, intake.readable.denial_reason)
    return Particulars(
        branch=_branch(f"{story}\n{intake.readable.denial_reason}"),
        decided_on=_only(refusals),
        reviewed_on=_only(reviews),
        harmed_on=_harmed_on(intake, said, days) if disease in _SUDDEN or kind in _AT_ONCE else None,
        relation=_relation(story, intake.readable.denial_reason),
        period=_refused_period(intake, today),
        amount=_taken_back(intake),
        grade=decided.grade if decided else None,
        with_funeral=_refuses_the_funeral(intake),
    )


# --- who the bereaved are, and what was refused ---------------------------------------------------

# How the one who died is called → what whoever claims is to them.
_BEREAVED = (
    (re.compile(r"남편|아내|집사람|안사람|와이프|배우자|신랑"), "배우자"),
    (re.compile(r"아들|딸|자식"), "부모"),
    (re.compile(r"형|오빠|누나|언니|동생"), "형제자매"),
    (re.compile(r"할아버|할머"), "손자녀"),
)
_PARENT = {"자녀": (re.compile(r"아버|아빠|부친"), re.compile(r"어머|엄마|모친"))}


# 딸인 제가 씁니다. 저는 고인의 아내입니다.
_AS_KIN = re.compile(
    r"(?P<before>아내|남편|배우자|부인|큰?딸|막내딸|큰?아들|자녀|어머니|아버지|형|누나|언니|오빠|동생)(?:인|되는|된)\s(?:제가|저는|저희)"
    r"|(?:저는|제가)\s(?:[가-힣]+의\s)?(?P<behind>아내|남편|배우자|부인|큰?딸|막내딸|큰?아들|자녀|어머니|아버지|형|누나|언니|오빠|동생)(?:입니다|이에요|예요|이고|인데|로서)"
)
_OWN_RELATION = (("아내남편배우자부인", "배우자"), ("딸아들자녀", "자녀"), ("어머니아버지", "부모"))


# Of a parent who died the other may be the one who claims, where both are named and the writer says not who they are.
def _relation(story: str, letter: str) -> str:
    if own := _AS_KIN.search(story):
        called = (own["before"] or own["behind"]).removeprefix("막내").removeprefix("큰")
        return next((relation for names, relation in _OWN_RELATION if called in names), "형제자매")
    if "사실혼" in story or "사실혼" in letter:
        return "사실혼 배우자"
    kin = read_stances(story).kin_of_the_case
    for relation, (father, mother) in _PARENT.items():
        if father.search(kin) or mother.search(kin):
            other = mother if father.search(kin) else father
            return "" if other.search(story) else relation
    return next((relation for called, relation in _BEREAVED if called.search(kin)), "")


_NOT_PAID = re.compile(
    r"휴업급여|상병보상연금|간병|통원|요양|(?:안|못)(?:준|줬|줘|줄|주|나[와왔오])|부지급|불승인|불인정|거절|토해|환수|징수|반환|돌려|물어내|되갚"
)
_PAID = re.compile(r"(?:받았|받아왔|나왔|지급됐|지급되었|지급받았|인정됐)(?!는데|지만|으나|다[가며])")


# The stretch of days that the agency refuses or takes back, where just one is told in the letter or beside the refusal.
def _refused_period(intake: Intake, today: date) -> tuple[date, date] | None:
    letter, story = intake.readable.denial_reason, intake.readable.story
    return _only_of(_stretches(letter, today)) or _only_of(
        stretch for stretch in _stretches(story, today, is_story=True)
    )


def _stretches(text: str, today: date, is_story: bool = False) -> Iterator[tuple[date, date]]:
    said = list(sentences(text, story=True))
    for start, end, first, last in stretches_of_days(text, today):
        sentence = next((each for each in said if each.start <= start < each.end), None)
        behind = squeeze(text[end : sentence.end]) if sentence else ""
        if not is_story or (_NOT_PAID.search(behind) and not _PAID.search(behind)):
            yield first, last


_TAKES_BACK = re.compile(r"토해|환수|징수|반환|돌려|물어내|되갚|갚으")
_WON = re.compile(r"\d[\d,]*\s?(?:억\s?)?(?:[\d,]+\s?)?(?:만\s?)?(?:[\d,]+\s?)?원")


# What the agency takes back, as told: in the letter, else in a sentence of the story on it.
def _taken_back(intake: Intake) -> str:
    for text in (intake.readable.denial_reason, intake.readable.story):
        told = {
            match[0]
            for each in sentences(text, story=True)
            if _TAKES_BACK.search(squeeze(each.words))
            for match in _WON.finditer(each.words)
        }
        if told:
            return next(iter(told)) if len(told) == 1 else ""
    return ""


_FUNERAL = re.compile(r"장례비|장의비")
_FUNERAL_PAID = re.compile(
    r"(?:장례비|장의비)용?(?:만|는|은|까지는)[^.,]{0,10}(?:받았|나왔|지급|인정)(?!안|되지|받지)"
)


# Whether the cost of the funeral is refused too: in the letter, or where the story tells the refusal.
def _refuses_the_funeral(intake: Intake) -> bool:
    if _FUNERAL.search(intake.readable.denial_reason):
        return True
    return any(
        _REFUSED.search(squeeze(each.words)) and not _FUNERAL_PAID.search(squeeze(each.words))
        for each in sentences(intake.readable.story, story=True)
        if _FUNERAL.search(each.words)
    )


def _only_of(found: Iterable[tuple[date, date]]) -> tuple[date, date] | None:
    told = set(found)
    return next(iter(told)) if len(told) == 1 else None


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
