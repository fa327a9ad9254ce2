"""What a row of an office's table says in two ways: its columns beside its story, the story beside itself.

Only what the readers of the program are sure of counts: a flag on a row that says one thing costs the trust in all
others. Both words are quoted, and of two days the earlier is the one from which time is counted.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from lib.casework.contradicting_labels import Row, clashes
from lib.casework.contradiction import OTHERS, STAGE_ASKS, Contradiction, shortened, two, words_at
from lib.domain.intake import DATES, Intake
from lib.domain.office_case import Awaited
from lib.domain.taxonomy import KindC, Stage
from lib.domain.told_cell import benefits_in
from lib.domain.told_cell_days import RECEIVED, WAYS
from lib.domain.told_dates import Told, filled
from lib.domain.told_events import (
    FOREIGN_LETTER,
    FOREIGN_SENDER,
    ONCE,
    Event,
    told_events,
)
from lib.domain.told_rough_receipt import rough_receipt
from lib.domain.told_stage import last_of, read_stages
from lib.guidance.factor_entries import regions_of
from lib.text.feasts import FIXED
from lib.text.sentences import sentence_at, sentences
from lib.text.written_days import WRITTEN_DAY

FIELD_NAMES = {
    "stage": "단계", "received_on": "받은 날", "decision_date": "결정일", "panel": "질병판정위원회",
    "accident_on": "다친 날", "benefit_from": "급여 시작일",
}  # fmt: skip
"""What the columns are called of which a story may tell as well."""


def contradictions(
    given: Intake,
    told_on: date,
    awaited: Awaited | None = None,
    granted: str = "",
    consent: bool = False,
) -> list[Contradiction]:
    """What the columns and the story of an intake say in two ways, each once, what a deadline hangs on first.

    `awaited`, `granted` and `consent` are what else the columns say, as `Row` has it.
    """
    found: list[Contradiction] = [*_of_days(given, told_on), *_days_of_the_story(given, told_on)]
    found += clashes(Row(given, awaited, granted, consent))
    if not any(each.field == "stage" for each in found):
        found += _beyond_the_column(given, told_on, awaited)
    found += _of_the_panel(given, told_on)
    return list(dict.fromkeys(found))


# --- days ----------------------------------------------------------------------------------------

_ASKS = {
    "received_on": "통지서(판결이면 판결서)를 받은 날이 {days} 가운데 언제인가요? 봉투나 등기 조회, 문자로 확인해 주세요.",
    "decision_date": "통지서에 적힌 날짜가 {days} 가운데 언제인가요? 통지서 사진을 보내 주세요.",
    "accident_on": "다치거나 병이 난 날이 {days} 가운데 언제인가요? 처음 간 병원의 기록으로 확인해 주세요.",
}


# What the story alone tells of the days of the columns, of the same decision.
def _of_days(given: Intake, told_on: date) -> Iterator[Contradiction]:
    columns = {name: getattr(given, name) for name in DATES if getattr(given, name)}
    if not columns or not given.story:
        return
    told = _absolute(given.model_copy(update=dict.fromkeys((*DATES, "panel"))), told_on)
    for name, column in columns.items():
        each = told.get(name)
        if not each or not isinstance(each.value, date) or each.value == column:
            continue
        if name == "received_on" and _FILED.search(each.words) and not RECEIVED.search(each.words):
            continue
        if name == "accident_on" and not _is_of_the_harm(each.words):
            continue
        if name == "decision_date" and not _is_of_the_letter(each, column, given.stage):
            continue
        yield _two_days(name, two(FIELD_NAMES[name], column, each.words), (column, each.value))
    if "received_on" in columns and "received_on" not in told:
        yield from _of_another_time(given, told_on)
    if "accident_on" in columns and "accident_on" not in told:
        yield from _of_another_year(given)
    letter = told.get("received_on") or told.get("decision_date")
    accident = columns.get("accident_on")
    if accident and letter and not {"received_on", "decision_date"} & columns.keys():
        day = letter.value
        if isinstance(day, date) and day < accident:
            yield Contradiction(
                f"다친 날 칸은 ‘{accident}’인데, 이야기에는 “{letter.words}”라고 되어 있습니다. "
                "다치기 전에 통지가 왔을 수는 없습니다. 기한은 통지서의 날로 세었습니다.",
                "다친 날과 통지서를 받은 날이 각각 언제인가요?",
                str(letter.field),
                day,
            )


# 받은 지 넉 달이 지났습니다: told roughly, it is still no day of last week.
def _of_another_time(given: Intake, told_on: date) -> Iterator[Contradiction]:
    column, about = given.received_on, rough_receipt(given.in_korean.story, told_on, given.stage)
    if column is None or about is None or about.earliest <= column <= about.latest:
        return
    if given.decision_date and about.latest < given.decision_date:
        return  # Of the decision before the last.
    earlier = min(column, about.earliest)
    says = f"{two(FIELD_NAMES['received_on'], column, about.words)} 기한은 이른 날({earlier})부터 세었습니다."
    asks = _ASKS["received_on"].format(days=f"{column}, 이야기의 ‘{about.words}’")
    yield Contradiction(says, asks, "received_on", earlier)


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?년")
_HAPPENED = re.compile(
    r"다[쳤친쳐]|부러|골절|떨어[졌져]|넘어[졌져]|무너|깔[렸려]|끼[였여]|나갔|맞[았아]|베[였었]|찢|잘[렸려]|미끄러|추락|부딪|쓰러[졌져]"
)
_SINCE_A_YEAR = re.compile(r"부터|입사|근무|시작|동안|이후|취업|경력")


# 2024년 크리스마스 무렵에 선반이 무너져: told roughly, it is still of another year than the column's.
def _of_another_year(given: Intake) -> Iterator[Contradiction]:
    column, story = given.accident_on, given.in_korean.story
    if column is None or given.kind_c is KindC.DISEASE or str(column.year) in story:
        return
    for sentence in sentences(story, story=True):
        year = _YEAR.search(sentence.words)
        happened = _HAPPENED.search(sentence.words, year.end()) if year else None
        if year is None or happened is None or int(year[1]) == column.year:
            continue
        gap = sentence.words[year.end() : happened.end()]
        others = ONCE.search(sentence.words) or _OF_OTHERS.search(sentence.words)
        if not (others or _SINCE_A_YEAR.search(gap) or _AGAIN.search(sentence.words)):
            says = f"{two('다친 날', column, shortened(sentence.words))} 어느 해인지 확인하세요."
            yield Contradiction(
                says, _ASKS["accident_on"].format(days=f"{year[1]}년, {column}"), "accident_on"
            )
            return


# 9/29 행정법원 접수: what was filed then did not come then.
_FILED = re.compile(r"접수|제기|제출|소장|소송|신청|청구")
# Days within which two tellings of one letter lie; farther apart they are two letters.
_ONE_LETTER, _ONE_DECISION = 31, 92
_OF_OTHERS = re.compile(rf"{FOREIGN_LETTER.pattern}|{FOREIGN_SENDER.pattern}|{OTHERS.pattern}")
_OF_THE_FIRST = re.compile(r"공단|불승인|부지급|처음|최초")


# The day that a letter bears, of the last decision on the person's own claim.
def _is_of_the_letter(told: Told, column: date, stage: Stage | None) -> bool:
    if _OF_OTHERS.search(told.words) or not isinstance(told.value, date):
        return False
    if stage not in (None, Stage.DECISION) and _OF_THE_FIRST.search(told.words):
        return False
    return abs((told.value - column).days) <= _ONE_DECISION


def _two_days(name: str, says: str, days: Sequence[date]) -> Contradiction:
    is_counted = name in ("received_on", "decision_date")
    earlier = min(days)
    counted = f" 기한은 이른 날({earlier})부터 세었습니다." if is_counted else " 어느 날인지 확인하세요."
    named = ", ".join(each.isoformat() for each in sorted(set(days)))
    asks = _ASKS[name].format(days=named) if name in _ASKS else ""
    return Contradiction(says + counted, asks, name, earlier)


# What is told in days of the calendar: 어제 is another day for each day on which it may have been told.
def _absolute(bare: Intake, told_on: date) -> dict[str, Told]:
    told = filled(bare, told_on)[1]
    return {
        each.field: each
        for each in told
        if isinstance(each.value, date) and names_the_day(each.words, each.value)
    }


def names_the_day(words: str, day: date) -> bool:
    """Whether the words name the month and the day, whenever they were said: 11월 25일, and not 어제."""
    # 2024년 크리스마스 이브: a feast that never moves is a day of the calendar.
    return any(name in words for name in FIXED) or any(
        (int(match[month]), int(match[of_month])) == (day.month, day.day)
        for match in WRITTEN_DAY.finditer(words)
        for month, of_month in (("m", "d"), ("m8", "d8"), ("b", "c"), ("n", "o"), ("o", "n"), ("mo", "da"))
        if match[month]
    )


# Two events of one kind on two days: they are two of one thing only where nothing parts them.
_AGAIN = re.compile(
    r"(?:또|다시|재차|거듭|이번|두\s?번|한\s?번\s?더|두\s?통|재발|2차|첫|처음|나중|이듬|다음)"
)
_CARE = re.compile(r"진단|수술|입원|퇴원|치료|병원|검사|판명|소견|신청|신고|접수")
_TAKEN_IN = re.compile(
    r"(?:아내|남편|아들|딸|어머니|아버지|엄마|아빠|배우자|가족|사무실|회사|경비|이웃)(?:이|가|에서|께서)\s"
)


def _is_of_the_harm(words: str) -> bool:
    return not _CARE.search(words) and not _AGAIN.search(words)


def _days_of_the_story(given: Intake, told_on: date) -> Iterator[Contradiction]:
    story = given.story
    mentions = read_stages(story, given.denial_reason)
    events = told_events(story, told_on, mentions, given.stage is not Stage.BEFORE_CLAIM)
    sure = [each for each in events if names_the_day(_clause(story, each), each.day)]
    hurt = [each for each in sure if each.kind == "hurt" and _is_of_the_harm(_clause(story, each))]
    if _are_twice(story, hurt) and not _are_of_two(story, hurt):
        yield _story_twice("accident_on", story, hurt)
    elif len({each.day for each in hurt}) == 1:
        yield from _decided_before(given, hurt[0], sure)
    stages = {each.stage for each in mentions} - {Stage.DECISION}
    if stages or given.stage not in (None, Stage.DECISION):
        # Each decision has a letter of its own.
        return
    came = [each for each in sure if each.kind == "received"]
    sentences_ = [_sentence(story, each) for each in came]
    days = sorted(each.day for each in came)
    ways = [{match[0] for match in WAYS.finditer(words)} for words in sentences_]
    if (
        _are_twice(story, came)
        and (days[-1] - days[0]).days <= _ONE_LETTER
        and all(_NAMES_THE_LETTER.search(_clause(story, each)) for each in came)
        and not any(_OF_OTHERS.search(words) or _AGAIN.search(words) for words in sentences_)
        and not any(_TAKEN_IN.search(words) for words in sentences_)
        and not any(one and other and one.isdisjoint(other) for one in ways for other in ways)
        and len({tuple(benefits_in(words)) for words in sentences_}) == 1
    ):
        yield _story_twice("received_on", story, came)


# Nobody decides on a harm before it happened; of one told to have happened again an earlier decision may be.
def _decided_before(given: Intake, hurt: Event, sure: Sequence[Event]) -> Iterator[Contradiction]:
    story = given.story
    told = {
        kind: [
            (each.day, f"이야기에는 “{_quoted(story, each)}”")
            for each in sure
            if each.kind == kind and not _OF_OTHERS.search(_sentence(story, each))
        ]
        for kind in ("decided", "received")
    }
    for kind, name in (("decided", "decision_date"), ("received", "received_on")):
        if day := getattr(given, name):
            told[kind].append((day, f"{FIELD_NAMES[name]} 칸에는 ‘{day}’"))
    # A letter may come much later than its day.
    decided = max(told["decided"] or told["received"], default=None)
    if decided and decided[0] < hurt.day and not _AGAIN.search(story):
        yield Contradiction(
            f"결정이 다친 날보다 앞섭니다: {decided[1]}, 다친 날은 “{_quoted(story, hurt)}”. 두 날을 확인하세요.",
            "다치거나 병이 난 날과 결정 통지서의 날짜가 각각 언제인가요? 통지서 사진을 보내 주세요.",
            "accident_on",
        )


_NAMES_THE_LETTER = re.compile(r"통지서|결정서|결정문|처분서|불승인|부지급|받은\s?(?:날|건|것)|수령일|송달")


# Told on two days, each in a sentence of its own: within one the days of several things stand in a row.
def _are_twice(story: str, events: Sequence[Event]) -> bool:
    places = {_place_of(story, each) for each in events}
    return len({each.day for each in events}) > 1 and len(places) == len(events)


def _place_of(story: str, event: Event) -> int:
    sentence = sentence_at(story, event.end - 1)
    return sentence.start if sentence else event.begin


def _clause(story: str, event: Event) -> str:
    return story[event.begin : event.end]


def _sentence(story: str, event: Event) -> str:
    return words_at(story, event.end - 1) or _clause(story, event)


def _are_of_two(story: str, events: Sequence[Event]) -> bool:
    regions = [regions_of(_sentence(story, each)) for each in events]
    apart = any(one and other and one.isdisjoint(other) for one in regions for other in regions)
    return apart or any(_AGAIN.search(_sentence(story, each)) for each in events)


def _story_twice(name: str, story: str, events: Sequence[Event]) -> Contradiction:
    by_day = {each.day: each for each in reversed(events)}
    told = [f"“{_quoted(story, by_day[day])}”" for day in sorted(by_day)]
    says = f"{FIELD_NAMES[name]}: 이야기가 {len(told)}가지로 말합니다: {', '.join(told)}."
    return _two_days(name, says, list(by_day))


def _quoted(story: str, event: Event) -> str:
    end = event.end
    while end < len(story) and story[end].isalnum():
        end += 1
    return " ".join(story[event.begin : end].split()).strip(" ,.(")


# --- stage and panel -----------------------------------------------------------------------------


# A story often stops before the last decision; one that goes on past the column contradicts it.
def _beyond_the_column(given: Intake, told_on: date, awaited: Awaited | None) -> Iterator[Contradiction]:
    column, story = given.stage, given.story
    if awaited or column in (None, Stage.BEFORE_CLAIM) or not story:
        return  # A refusal that is told beside a claim not yet made is `refused`.
    last = last_of(read_stages(story))
    if last and last.stage and _is_later(last.stage, column):
        bare = given.model_copy(update=dict.fromkeys(("stage", "panel", *DATES)))
        weighed = next((each.value for each in filled(bare, told_on)[1] if each.field == "stage"), None)
        if isinstance(weighed, Stage) and _is_later(weighed, column):
            words = _around(story, last.start)
            says = f"{two('단계', column, words)} 마지막 결정이 무엇인지 확인하세요."
            yield Contradiction(says, STAGE_ASKS, "stage", stage=last.stage)


def _around(story: str, place: int) -> str:
    sentence = sentence_at(story, place)
    return shortened(sentence.words, place - sentence.start) if sentence else ""


def _is_later(one: Stage, other: Stage) -> bool:
    order = list(Stage)
    return order.index(one) > order.index(other)


def _of_the_panel(given: Intake, told_on: date) -> Iterator[Contradiction]:
    if given.panel is None:
        return
    bare = given.model_copy(update={"panel": None})
    each = next((told for told in filled(bare, told_on)[1] if told.field == "panel" and told.words), None)
    if each and each.value is not given.panel:
        column = "거침" if given.panel else "거치지 않음"
        yield Contradiction(
            f"{two('질병판정위원회', column, each.words)} 결정 통지서에서 확인하세요.",
            "업무상질병판정위원회가 심의한 결정인가요? 결정 통지서 사진을 보내 주세요.",
            "panel",
        )
