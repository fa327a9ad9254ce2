"""What a story tells that cannot have been: thirty hours in a day, nine days in a week, noise below nothing, work before birth.

Whoever counts asks here first: an impossible number gets a sentence and no verdict.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from lib.domain.given import FIRST_DAY
from lib.domain.intake import Intake
from lib.domain.told_dates import ONE_BEFORE_THE_OTHER
from lib.domain.told_events import ToldDays, told_events
from lib.domain.told_in_english import told_events_in_english
from lib.domain.told_stage import read_stages
from lib.text.days import find_days
from lib.text.english import is_english
from lib.text.from_until import find_from_until
from lib.text.numbers import Quantity, calendar_day, find_dates, find_quantities
from lib.text.said import said
from lib.text.stance import Stance, read_stances

_LOUDEST = 194.0
"""dB above which air carries no sound."""
_BEFORE = 14

_A_DAY = re.compile(r"(?:하루|매일|날마다|1일)(?:에|에만|평균|꼬박|총|보통|내내|\s)*$")
_A_WEEK = re.compile(
    r"(?:(?:일주일|한\s?주|매주|(?<!\d)1주일?)(?:에|에만|간|당|평균|꼬박|총|보통|\s)*|(?<![가-힣\d])(?<!\w\s)주(?:당|\s)*)$"
)
_NOT_COUNTED = re.compile(
    r"\s?(?:치|짜리|분량|전|뒤|후|만에|기준|이내|연속|연달|째|이상(?:은|을)?\s?(?:못|안|일할\s?수))"
)
_NOISE = re.compile(r"소음[^.,]{0,12}$")
_BELOW_NOTHING = re.compile(r"(?:마이너스|영하)\s?$")
_WORKED = re.compile(r"[^.!?]{0,24}?(?:근무|다녔|다니|작업|종사|했)")
_OWN_BIRTH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?년\s?(?:\d{1,2}\s?월\s?)?(?:\d{1,2}\s?일\s?)?(?:생(?!산|활|겼|긴|기)|에?\s?태어(?:나|났|난)|출생)"
)
_OF_ANOTHER = re.compile(
    r"아이|아기|자녀|아들|딸|손[자주녀]|동생|누나|언니|오빠|형|아내|남편|부모|아버지|어머니|엄마|아빠|배우자|사장|동료"
)


def impossible_told(intake: Intake, today: date) -> str:
    """The first thing that cannot have been in what the person tells, as one sentence; empty where all of it can be."""
    text = intake.in_korean.story
    return _of_numbers(text) or _of_days(text) or _of_birth(text, today)


def impossible(intake: Intake, today: date) -> str:
    """What is wrong with the days told, as one sentence: in no calendar, ahead, in the wrong order; empty where they can be."""
    names = {
        "received_on": "받은 날",
        "decision_date": "편지에 적힌 날짜",
        "benefit_from": "급여가 시작되는 날",
        "accident_on": "다치거나 병이 난 날",
    }

    def is_(name: str) -> str:
        return "가" if names[name].endswith("짜") else "이"

    told = {name: day for name in names if (day := getattr(intake, name))}
    for name, day in told.items():
        if day > today:
            return f"{names[name]}({day}){is_(name)} 오늘({today})보다 뒤입니다. 날짜를 다시 확인해 주세요."
        if day < FIRST_DAY:
            return f"{names[name]}({day}){is_(name)} 산재보험이 생긴 날({FIRST_DAY})보다 앞섭니다. 연도를 다시 확인해 주세요."
    for earlier, later in ONE_BEFORE_THE_OTHER:
        if earlier in told and later in told and told[later] < told[earlier]:
            return (
                f"{names[later]}({told[later]}){is_(later)} {names[earlier]}({told[earlier]})보다 앞섭니다. "
                "두 날짜를 다시 확인해 주세요."
            )
    return _of_the_story(intake, today)


# Days of the form count before those of the story; of the story only days with their year, and where one harm is told.
def _of_the_story(intake: Intake, today: date) -> str:
    if is_english(intake.readable.story):
        return _ahead_in_english(intake.readable.story, today)
    text = intake.readable.story
    return (
        _of_days(text)
        or _ahead(text, today)
        or _yet_to_come(text, today)
        or _before_the_insurance(text, today)
        or _before_the_harm(intake, text, today)
    )


# A letter that came, or a harm, on a day that is yet to come.
def _ahead(text: str, today: date) -> str:
    for each in find_days(text, today):
        if each.day > today and "년" in each.words:
            events = told_events(text, each.day, read_stages(text), is_refused=True)
            if any(event.day == each.day and event.kind in _OF_THE_CASE for event in events):
                return _is_ahead(each.words, today)
    return ""


def _is_ahead(words: str, today: date) -> str:
    return said(
        "이야기에 적힌 날({day})이 오늘({today})보다 뒤입니다. 날짜를 다시 확인해 주세요.",
        day=words.strip(),
        today=str(today),
    )


# The same of a day that is named by how far ahead it is: read as today, and told as past.
def _yet_to_come(text: str, today: date) -> str:
    for match in _TO_COME.finditer(text):
        told = f"{text[: match.start()]}오늘{text[match.end() :]}"
        for event in told_events(told, today, read_stages(told), is_refused=True):
            is_of_it = event.day == today and event.begin <= match.start() < event.end
            if is_of_it and event.kind in _OF_THE_CASE and _IS_PAST.match(told, event.end):
                return _is_ahead(match[0], today)
    return ""


def _ahead_in_english(text: str, today: date) -> str:
    for event in told_events_in_english(text, today + _FAR, is_refused=True):
        named = str(event.day.year)
        if event.day > today and event.kind in _OF_THE_CASE and named in event.words:
            return _is_ahead(str(event.day), today)
    return ""


_FAR = timedelta(days=3650)
_TO_COME = re.compile(
    r"(?<![가-힣])(?<!그 )(?:내일모레|내일|모레|글피|다음\s?주(?:\s?[월화수목금토일]요일)?|다음\s?달\s?\d{1,2}\s?일|내년\s?\d{1,2}\s?월\s?\d{1,2}\s?일)(?=에|\s)"
)
_IS_PAST = re.compile(r"\S{0,3}?[았었였했왔됐졌갔났렸]")


# A letter or a harm before there was this insurance.
def _before_the_insurance(text: str, today: date) -> str:
    early = {each.day: each.words for each in find_days(text, today) if each.day < FIRST_DAY}
    if not early:
        return ""
    for event in ToldDays(text, today, read_stages(text), is_refused=True, first_day=date.min).events():
        if event.day in early and event.kind in _OF_THE_CASE:
            return said(
                "이야기에 적힌 날({day})이 산재보험이 생긴 날({first})보다 앞섭니다. 연도를 다시 확인해 주세요.",
                day=early[event.day].strip(),
                first=str(FIRST_DAY),
            )
    return ""


_OF_THE_CASE = ("received", "decided", "hurt", "died")


# A letter that came before what it decides about happened.
def _before_the_harm(intake: Intake, text: str, today: date) -> str:
    if intake.accident_on or not text:
        return ""
    events = told_events(text, today, read_stages(text), is_refused=True)
    harms, deaths, letters = (
        {each.day for each in events if each.kind == kind and "년" in text[each.begin : each.end]}
        for kind in ("hurt", "died", "received")
    )
    if intake.received_on:
        letters = {intake.received_on}
    is_of_a_death = len(deaths) == 1 and bool(_OF_SURVIVORS.search(text))
    if is_of_a_death:
        harms = deaths
    if len(harms) != 1 or len(letters) != 1:
        return ""
    (hurt,), (came,) = harms, letters
    if came >= hurt:
        return ""
    if is_of_a_death:
        return said(
            "편지를 받은 날({came})이 이야기에 적힌 돌아가신 날({died})보다 앞섭니다. 두 날짜를 다시 확인해 주세요.",
            came=str(came),
            died=str(hurt),
        )
    return said(
        "편지를 받은 날({came})이 이야기에 적힌 다치거나 병이 난 날({hurt})보다 앞섭니다. 두 날짜를 다시 확인해 주세요.",
        came=str(came),
        hurt=str(hurt),
    )


def _of_numbers(text: str) -> str:
    stances = read_stances(text)
    for each in find_quantities(text):
        before, behind = text[max(0, each.start - _BEFORE) : each.start], text[each.end :]
        told = _impossible(each, before)
        if not told or _NOT_COUNTED.match(behind):
            continue
        if stances.read(each.start, each.end).stance in (Stance.AFFIRMED, Stance.UNCERTAIN):
            return told(each.words)
    return ""


def _impossible(each: Quantity, before: str) -> Callable[[str], str] | None:
    if each.unit == "시간" and each.value > 24 and _A_DAY.search(before):
        return lambda words: said(
            "하루에 {words} 일할 수는 없습니다. 하루 24시간, 일주일 7일 안에서 다시 적어 주세요.",
            words=words,
        )
    if (
        (each.unit == "일" and each.value > 7) or (each.unit == "시간" and each.value > 168)
    ) and _A_WEEK.search(before):
        return lambda words: said(
            "일주일에 {words} 일할 수는 없습니다. 하루 24시간, 일주일 7일 안에서 다시 적어 주세요.",
            words=words,
        )
    if each.unit == "dB" and _NOISE.search(before.removesuffix("-")):
        below = each.value < 0 or _BELOW_NOTHING.search(before)
        if below or each.value > _LOUDEST:
            return lambda words: said(
                "소음이 {words}일 수는 없습니다. 측정표의 숫자를 다시 확인해 주세요.",
                words=f"{'마이너스 ' if below and each.value > 0 else ''}{words}",
            )
    return None


def _of_days(text: str) -> str:
    for each in find_dates(text):
        is_whole = each.month and each.day and "월" in each.words
        if is_whole and calendar_day(each.year or _LEAP, each.month or 0, each.day or 0) is None:
            return said("{day}은 달력에 없는 날입니다. 날짜를 다시 확인해 주세요.", day=each.words.strip())
    return ""


_LEAP = 2024
"""A year that has every day, for one that is told without its year."""
_OF_SURVIVORS = re.compile(r"유족|장(?:례|의)비")


def _of_birth(text: str, today: date) -> str:
    born = [
        int(match["year"])
        for match in _OWN_BIRTH.finditer(text)
        if not _OF_ANOTHER.search(text[max(0, match.start() - _BEFORE) : match.start()])
    ]
    if len(set(born)) != 1 or not read_stances(text).is_of_the_writer:
        return ""
    for each in find_from_until(text, today):
        if _WORKED.match(text, each.end) and each.began[1].year < born[0]:
            return said(
                "태어난 해({born}년)보다 일을 시작한 때({words})가 앞섭니다. 두 해를 다시 확인해 주세요.",
                born=str(born[0]),
                words=text[each.start : each.end].strip(),
            )
    return ""
