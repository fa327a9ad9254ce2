"""What a row of an office's table says in two ways: its columns beside its story, the story beside itself.

Only what the readers of the program are sure of counts: a flag on a row that says one thing costs the trust in all
others. Both words are quoted, and of two days the earlier is the one from which time is counted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.intake import DATES, Intake
from lib.domain.taxonomy import Disease, KindB, KindC, Stage
from lib.domain.told_cell import benefits_in
from lib.domain.told_cell_days import RECEIVED, WAYS
from lib.domain.told_dates import Told, filled
from lib.domain.told_events import (
    FOREIGN_LETTER,
    FOREIGN_SENDER,
    ONCE,
    OWN_CASE,
    Event,
    told_events,
)
from lib.domain.told_illness import told_illnesses
from lib.domain.told_stage import last_of, not_yet_claimed, read_stages
from lib.guidance.factors import regions_of
from lib.search.disputed_benefit import is_about_survivors
from lib.search.understanding import understand
from lib.text.english import is_english
from lib.text.feasts import FIXED
from lib.text.sentences import Sentence, sentences
from lib.text.stance import Stance, holds_denial, read_stances
from lib.text.written_days import WRITTEN_DAY


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that a case says of one fact, as a sentence for the office, and what to ask the client.

    `field` and `day`: the day of the intake that is told twice, and the earlier of the two. `stage`: how far the
    dispute has come by the words that the column does not have.
    """

    says: str
    asks: str = ""
    field: str = ""
    day: date | None = None
    stage: Stage | None = None


FIELD_NAMES = {
    "stage": "단계", "received_on": "받은 날", "decision_date": "결정일", "panel": "질병판정위원회",
    "accident_on": "다친 날", "benefit_from": "급여 시작일",
}  # fmt: skip
"""What the columns are called of which a story may tell as well."""


def contradictions(given: Intake, told_on: date) -> list[Contradiction]:
    """What the columns and the story of an intake say in two ways, each once, what a deadline hangs on first."""
    found: list[Contradiction] = [
        *_of_days(given, told_on),
        *_days_of_the_story(given, told_on),
        *_of_the_stage(given, told_on),
        *_of_the_panel(given, told_on),
    ]
    if not is_english(given.story):
        found += [*_of_the_benefit(given), *_of_the_body(given), *_of_the_illness(given)]
        found += _of_the_work(given)
    found += [*_of_the_side(given), *_of_the_way(given)]
    return list(dict.fromkeys(found))


def _two(name: str, column: object, words: str) -> str:
    told = f"이야기에는 “{words}”라고 되어 있습니다." if words else "이야기는 그렇지 않습니다."
    return f"{name}: 칸에는 ‘{column}’, {told}"


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
        yield _two_days(name, _two(FIELD_NAMES[name], column, each.words), (column, each.value))
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


# 9/29 행정법원 접수: what was filed then did not come then.
_FILED = re.compile(r"접수|제기|제출|소장|소송|신청|청구")
# Days within which two tellings of one letter lie; farther apart they are two letters.
_ONE_LETTER, _ONE_DECISION = 31, 92
_OF_OTHERS = re.compile(
    rf"{FOREIGN_LETTER.pattern}|{FOREIGN_SENDER.pattern}|(?:선배|동료|친구|이웃|동기|형님?|누나|언니|오빠|동생|회사)(?![가-힣]{{2}})"
)
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
        each.field: each for each in told if isinstance(each.value, date) and _names(each.words, each.value)
    }


def _names(words: str, day: date) -> bool:
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
    sure = [each for each in events if _names(_clause(story, each), each.day)]
    hurt = [each for each in sure if each.kind == "hurt" and _is_of_the_harm(_clause(story, each))]
    if _are_twice(story, hurt) and not _are_of_two(story, hurt):
        yield _story_twice("accident_on", story, hurt)
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


_NAMES_THE_LETTER = re.compile(r"통지서|결정서|결정문|처분서|불승인|부지급|받은\s?(?:날|건|것)|수령일|송달")


# Told on two days, each in a sentence of its own: within one the days of several things stand in a row.
def _are_twice(story: str, events: Sequence[Event]) -> bool:
    places = {_place_of(story, each) for each in events}
    return len({each.day for each in events}) > 1 and len(places) == len(events)


def _place_of(story: str, event: Event) -> int:
    inside = (each.start for each in sentences(story, story=True) if each.start <= event.end - 1 < each.end)
    return next(inside, event.begin)


def _clause(story: str, event: Event) -> str:
    return story[event.begin : event.end]


def _sentence(story: str, event: Event) -> str:
    inside = (each for each in sentences(story, story=True) if each.start <= event.end - 1 < each.end)
    return next((each.words for each in inside), _clause(story, event))


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

_REMEDIES: Mapping[Stage, tuple[str, re.Pattern[str]]] = {
    Stage.REVIEW: ("심사청구", re.compile(r"(?<!재)심사\s?청구|(?<!재)심사(?=[는를도]\s)")),
    Stage.SECOND_REVIEW: ("재심사청구", re.compile(r"재심사\s?(?:청구)?")),
    Stage.FIRST_INSTANCE: ("소송", re.compile(r"(?:행정\s?)?소송|소장")),
}
# What was decided after all, and what is only asked or supposed.
_FILING = re.compile(r"[냈내낸냄했하해한넣]|제기")
_ENDED = re.compile(r"[된됐됩뒌]")
_NOT_SO = re.compile(r"결과|해도|기각|각하|패소|졌|떨어|면\s|나요|까요|\?")


def _is_not_filed(story: str, start: int, end: int) -> bool:
    stances = read_stances(story)
    first, last = stances.sentence(start, end)
    behind = story[end : stances.clause_end(start, end)]
    if not holds_denial(behind) or not _FILING.search(behind) or _ENDED.search(behind):
        return False
    return not _NOT_SO.search(story, first, last)


def _of_the_stage(given: Intake, told_on: date) -> Iterator[Contradiction]:
    column, story = given.stage, given.story
    if column is None or not story:
        return
    if column is Stage.BEFORE_CLAIM:
        return  # A refusal that is told beside it is `refused`.
    asks = "공단 결정, 심사 결정, 재심사 재결, 판결 가운데 마지막으로 받은 것이 무엇인가요? 그 문서의 사진을 보내 주세요."
    mentions = read_stages(story)
    nothing = None if mentions else not_yet_claimed(story)
    if nothing and not _OF_OTHERS.search(words := _around(story, *nothing)):
        yield Contradiction(f"{_two('단계', column, words)} 확인하세요.", asks, "stage")
        return
    if column in _REMEDIES and all(each.stage is Stage.DECISION for each in mentions):
        name, pattern = _REMEDIES[column]
        places = list(pattern.finditer(story))
        denied = [each for each in places if _is_not_filed(story, *each.span())]
        if places and len(denied) == len(places):
            words = _around(story, *denied[0].span())
            yield Contradiction(
                f"{_two('단계', column, words)} {name}를 했는지 확인하세요.".replace("소송를", "소송을"),
                asks,
                "stage",
                stage=Stage.DECISION,
            )
            return
    # A story often stops before the last decision; one that goes on past the column contradicts it.
    last = last_of(mentions)
    if not (last and last.stage and _is_later(last.stage, column)):
        return
    bare = given.model_copy(update=dict.fromkeys(("stage", "panel", *DATES)))
    weighed = next((each.value for each in filled(bare, told_on)[1] if each.field == "stage"), None)
    if isinstance(weighed, Stage) and _is_later(weighed, column):
        words = _around(story, last.start, last.end)
        yield Contradiction(
            f"{_two('단계', column, words)} 마지막 결정이 무엇인지 확인하세요.",
            asks,
            "stage",
            stage=last.stage,
        )


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
            f"{_two('질병판정위원회', column, each.words)} 결정 통지서에서 확인하세요.",
            "업무상질병판정위원회가 심의한 결정인가요? 결정 통지서 사진을 보내 주세요.",
            "panel",
        )


# --- what it is about ----------------------------------------------------------------------------

_LIVING = re.compile(
    r"(?:치료|항암|재활|통원|입원|투병|요양)\S{0,3}\s?(?:(?:계속|열심히)\s)?(?:받고\s?(?:있|계)|받는\s?중|중(?:이|입|인|에\s?있|(?=[.,\s]|$))|다니고\s?있|하고\s?(?:있|계))"
)
_TREATMENT = frozenset(
    {KindB.TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.RENEWED_TREATMENT, KindB.TREATMENT_PLAN, KindB.PREVENTION}
)


def _of_the_benefit(given: Intake) -> Iterator[Contradiction]:
    column, story = given.kind_b, given.story
    if column is None or not story:
        return
    asks = "어떤 급여를 청구했고, 무엇이 거절되었나요? 결정 통지서의 제목을 알려 주세요."
    if column is KindB.SURVIVORS:
        if is_about_survivors(story) or benefits_in(story)[:1] == [KindB.SURVIVORS]:
            return
        if words := _of_the_living(story):
            yield Contradiction(
                f"{_two('급여', column, words)} 돌아가신 분의 일인지, 살아 있는 본인의 치료인지 확인하세요.",
                asks,
                "kind_b",
            )
            return
    named = benefits_in(story)
    if column is KindB.OTHER or column in named:
        return
    for each in read_stages(story):
        sentence = _sentence_at(story, each.start)
        refused = benefits_in(sentence.words) if sentence else []
        if sentence is None or each.stage is not Stage.DECISION or len(refused) != 1:
            continue
        if not _REFUSED.search(story, each.start, each.end):
            continue
        if (
            refused[0] is column
            or {refused[0], column} <= _TREATMENT
            or not _SAYS_BENEFIT.search(sentence.words)
        ):
            continue
        yield Contradiction(
            f"{_two('급여', column, _cut(sentence.words, 0))} 어느 급여가 거절되었는지 확인하세요.",
            asks,
            "kind_b",
        )
        return


_REFUSED = re.compile(r"불승인|부지급|불인정|불지급|거절|거부|기각|각하|반려|안\s?[됐된]")
_SAYS_BENEFIT = re.compile(
    r"(?:요양|유족|장해|휴업|간병)\s?(?:보상\s?)?(?:급여|연금|비)|장례비|장의비|재요양|추가\s?상병"
)


# Words that tell of treatment underway, or of a claim of one's own where no relative is told of.
def _of_the_living(story: str) -> str:
    stances = read_stances(story)
    for match in _LIVING.finditer(story):
        if stances.read(*match.span()).stance is not Stance.DENIED:
            return _around(story, *match.span())
    if stances.is_of_the_writer and (own := OWN_CASE.search(story)):
        return _around(story, *own.span())
    return ""


_HARMED = re.compile(
    r"수술|찢|파열|부러|골절|절단|잘[렸려린]|튀어나[와왔]|접질|다[쳤친쳐]|삐[었끗]|끊어|인대|탈구|으스러|깨졌|꺾[였여]"
)
_HURTS = re.compile(r"아[파프픕팠픈]|통증|저[리려렸]|시큰|올라가지|못\s?들|붓|부었")
_UPPER, _LOWER = (
    frozenset({"neck", "shoulder", "elbow", "hand"}),
    frozenset({"back", "hip", "knee", "leg", "ankle"}),
)
# A disc of the neck or the back is felt in the arm or the leg.
_JOINTS = frozenset({"shoulder", "elbow", "hand", "knee", "ankle"})
_LAY: Mapping[str, re.Pattern[str]] = {
    "neck": re.compile(r"(?<![가-힣])(?:목(?!요|수|공|재|격|표|적|욕|사)|고개|뒷목)"),
    "back": re.compile(r"등(?=[이을]\s)|디스크|꼬리뼈"),
    "shoulder": re.compile(r"(?<![가-힣])팔(?=[이을은도]\s)|어깻|날갯죽지"),
    "elbow": re.compile(r"(?<![가-힣])팔(?=[이을은도]\s)"),
    "hand": re.compile(r"(?<![가-힣])(?:왼|오른|양)?손(?!님|해|실|자)|엄지|검지"),
    "hip": re.compile(r"엉덩|사타구니|골반"),
    "knee": re.compile(r"(?<![가-힣])다리|연골"),
    "leg": re.compile(r"(?<![가-힣])다리"),
    "ankle": re.compile(r"(?<![가-힣])(?:왼|오른|양)?발(?!생|병|견|표|송|급|달|판|언)"),
}


# The body parts that the diagnoses name: a disc of the neck is none of the back.
def _named_regions(diagnoses: str) -> set[str]:
    regions = regions_of(diagnoses)
    if "neck" in regions and not regions_of(diagnoses.replace("추간판", "")) & {"back"}:
        regions.discard("back")
    return regions


def _of_the_body(given: Intake) -> Iterator[Contradiction]:
    story, diagnoses = given.story, ", ".join(given.diagnoses)
    named = _named_regions(diagnoses)
    if not named or not story or named & regions_of(story):
        return
    if any(_LAY[region].search(story) for region in named):
        return
    for sentence in _own(story):
        regions = regions_of(sentence.words)
        if not regions or ONCE.search(sentence.words) or not _HARMED.search(sentence.words):
            continue
        is_far = (named <= _UPPER and regions <= _LOWER) or (named <= _LOWER and regions <= _UPPER)
        if is_far or (named <= _JOINTS and regions <= _JOINTS):
            yield Contradiction(
                f"{_two('진단명', diagnoses, _cut(sentence.words, 0))} 어느 부위로 신청했는지 확인하세요.",
                "어느 부위의 어떤 병명으로 신청했나요? 진단서와 결정 통지서에 적힌 병명을 보내 주세요.",
                "diagnoses",
            )
            return


# Illnesses that come together or pass into each other: dust of the lungs and cancer of the lungs.
_KINDRED = (
    frozenset({Disease.RESPIRATORY, Disease.CANCER}), frozenset({Disease.MENTAL, Disease.CARDIOVASCULAR}),
)  # fmt: skip
_DIAGNOSED = re.compile(r"진단|판정|라고\s?(?:합|해|했|하)|앓|걸[렸려린]|수술|(?:이|라)래요|발병")
_NO_ILLNESS = (None, Disease.INJURY, Disease.OTHER)


# 허리 얘기는 왜 적혀 있어요. 저는 허리 아픈 적 없어요: of what was never claimed. 입사 전에는 … tells how it was before.
_NEVER_HAD = re.compile(
    r"(?<!\S)\S+\s?(?:얘기|이야기|말)[은는이가]?\s?왜\s[^.!?\n]*[.!?]?"
    r"|(?:^|(?<=[.!?\n]))(?![^.!?\n]*(?:전에|전엔|전까지|이전|평소|입사|원래|그동안|여태|다치기|지금까지))[^.!?\n,]*(?:아픈|다친|아파\s?본)\s?적[이은도]?\s?(?:한\s?번도\s?)?없(?:어요|습니다|다|음|는데)[.!?]?"
)


def _of_the_illness(given: Intake) -> Iterator[Contradiction]:
    story = given.story
    without = _NEVER_HAD.sub(" ", story)
    if not given.diagnoses or not (_DIAGNOSED.search(story) or without != story):
        return
    column = understand(Intake(diagnoses=given.diagnoses)).disease_category
    if column in _NO_ILLNESS:
        return
    told = understand(Intake(story=without))
    if told.disease_category in (*_NO_ILLNESS, column) or told.diseases[column] > 0:
        return
    if any({column, told.disease_category} <= kindred for kindred in _KINDRED):
        return
    if any(each.value is column for each in told.further):
        return
    names = [each.name for each in told_illnesses(story)]
    names += told.words.get(told.disease_category.value, ()) if told.disease_category else ()
    for name in names:
        # Words are told without their spaces; those count where the other illness is said to be none.
        gap = r"\s?" if without != story else ""
        place = re.search(gap.join(map(re.escape, name)), story)
        sentence = _sentence_at(story, place.start()) if place else None
        if sentence is None or ONCE.search(sentence.words):
            continue
        is_told = _DIAGNOSED.search(sentence.words) or (without != story and "신청" in sentence.words)
        if not is_told:
            continue
        if understand(Intake(diagnoses=(name,))).disease_category is told.disease_category:
            yield Contradiction(
                f"{_two('진단명', ', '.join(given.diagnoses), _cut(sentence.words, 0))} 무슨 병으로 신청했는지 확인하세요.",
                "어떤 병명으로 신청했나요? 진단서와 결정 통지서에 적힌 병명을 보내 주세요.",
                "diagnoses",
            )
            return


_DRIVES = re.compile(r"기사|운전")
_DRIVEN = re.compile(r"운전|주행|몰[고았던]|배차|운행|손님을?\s?태")
_NEVER_DRIVES = re.compile(
    r"(?:운전[은을]?\s?)?면허(?:증)?(?:도|조차)\s?없(?!이)|운전[은을도]?\s?(?:할\s?줄\s?(?:도\s?)?[모몰]|(?:한|해\s?본)\s?적[이은도]?\s?(?:한\s?번도\s?)?없)"
)
_TRADE = re.compile(r"(?P<trade>[가-힣]{2,6}?)(?:공|원|기사|작업자|직|사|일)?(?=$|[\s(,/0-9])")
_NEVER = r"[은는을를일도]?\s?(?:일[은을]?\s?)?(?:(?:한|해\s?본)\s?적[이은도]?\s?(?:한\s?번도\s?)?없|안\s?(?:했|해\s?봤))"


# That the person never did what the column has for the work.
def _of_the_work(given: Intake) -> Iterator[Contradiction]:
    story, column = given.story, given.occupation
    trade = _TRADE.match(column)
    if not story or not trade:
        return
    match = re.search(rf"(?<![가-힣]){trade['trade']}{_NEVER}", story)
    if not match and _DRIVES.search(column):
        match = _NEVER_DRIVES.search(story)
        # Who drove without a licence drove.
        beside = match and _DRIVEN.search(story, match.end())
        match = None if beside else match
    if not match or read_stances(story).read(*match.span()).stance is Stance.OTHERS:
        return
    yield Contradiction(
        f"{_two('하던 일', column, _around(story, *match.span()))} 무슨 일을 했는지 확인하세요.",
        "어떤 일을, 언제부터 언제까지 하셨나요?",
        "occupation",
    )


_LEFT, _RIGHT = (
    re.compile(rf"{side}(?:쪽|편|손|팔|발|다리|무릎|어깨|측)") for side in ("(?:왼|좌)", "(?:오른|우)")
)
_BOTH = re.compile(r"양(?:측|쪽|손|팔|발|다리|무릎|어깨)|두\s?(?:손|팔|발|무릎|어깨)")


def _of_the_side(given: Intake) -> Iterator[Contradiction]:
    story, diagnoses = given.in_korean.story, ", ".join(given.diagnoses)
    named = _sides(diagnoses)
    if not named or not story or named & _sides(_UNHARMED.sub(" ", story)) or _BOTH.search(story):
        return
    (side,) = named if len(named) == 1 else ("",)
    regions = _named_regions(diagnoses)
    for sentence in _own(story):
        told = _sides(sentence.words)
        if not told or ONCE.search(sentence.words):
            continue
        if not (_HARMED.search(sentence.words) or _HURTS.search(sentence.words)):
            continue
        if regions and (there := regions_of(sentence.words)) and regions.isdisjoint(there):
            continue
        words = _cut(sentence.words, 0) if story == given.story else min(told)
        yield Contradiction(
            f"{_two('진단명', diagnoses, words)} {side}인지 {min(told)}인지 확인하세요.",
            f"다치거나 아픈 곳이 {side}인가요, {min(told)}인가요? 진단서로 확인해 주세요.",
            "diagnoses",
        )
        return


# 왼다리는 멀쩡합니다: of the side that is not meant.
_UNHARMED = re.compile(
    r"(?:왼|좌|오른|우)[가-힣]{0,4}(?:\s[가-힣]{1,4})?[은는]\s?(?:다\s?)?(?:멀쩡|괜찮|아무렇지|이상\s?(?:이\s?)?없|문제\s?(?:가\s?)?없|안\s?(?:아프|아파|다쳤|다치)|아프지\s?않|다치지\s?않)\S*"
)


def _sides(text: str) -> set[str]:
    if _BOTH.search(text):
        return set()
    return {side for side, pattern in (("왼쪽", _LEFT), ("오른쪽", _RIGHT)) if pattern.search(text)}


_ON_THE_WAY = re.compile(
    r"출근|퇴근|통근|출퇴근|집에\s?(?:가|오)|집으로|귀갓길|귀가하|귀가\s?중|등굣길|회사(?:에|로)\s?가|집에서\s?나|길에|버스|지하철|자전거|걸어|commut",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"(?:작업|근무|업무|조리|용접|하역|운반|청소|정비)\S{0,2}\s?(?:중|도중|하다가?(?=\s))|일하다가?\s|일하던\s?중"
)


# What comes of years of work, and of no way to it.
_SLOW = (Disease.HEARING, Disease.RESPIRATORY, Disease.CANCER)


def _of_the_way(given: Intake) -> Iterator[Contradiction]:
    story = given.in_korean.story
    if given.kind_c is not KindC.COMMUTE or not story or _ON_THE_WAY.search(story):
        return
    hurt = (each for each in _own(story) if _HARMED.search(each.words))
    match = next((_AT_WORK.search(story, each.start, each.end) for each in hurt), None)
    is_slow = understand(given.model_copy(update={"kind_c": None})).disease_category in _SLOW
    if match or is_slow:
        place = match.span() if match else (0, 1)
        words = _around(story, *place) if story == given.story else ""
        yield Contradiction(
            f"{_two('사고·질병', given.kind_c, words)} 오가다 다쳤는지, 일하다 다쳤는지 확인하세요.",
            "출퇴근길에 다치셨나요, 일하다 다치셨나요?",
            "kind_c",
        )


# --- words ---------------------------------------------------------------------------------------


# The sentences that tell of the person whose case it is.
def _own(story: str) -> Iterator[Sentence]:
    stances = read_stances(story)
    for each in sentences(story, story=True):
        place = _HARMED.search(each.words) or _HURTS.search(each.words)
        if place is None:
            continue
        start, end = each.start + place.start(), each.start + place.end()
        if stances.read(start, end).stance in (Stance.AFFIRMED, Stance.UNCERTAIN):
            yield each


def _sentence_at(story: str, place: int) -> Sentence | None:
    return next((each for each in sentences(story, story=True) if each.start <= place < each.end), None)


def _around(story: str, start: int, end: int) -> str:
    sentence = _sentence_at(story, start)
    return _cut(sentence.words, start - sentence.start) if sentence else story[start:end]


_LONGEST = 80


# A sentence in one line; of a long one the words about a place.
def _cut(words: str, place: int) -> str:
    if len(words) > _LONGEST:
        begin = words.rfind(" ", 0, max(0, place - _LONGEST // 2)) + 1
        end = words.find(" ", begin + _LONGEST)
        words = f"{'…' if begin else ''}{words[begin : end if end > 0 else None]}{'…' if end > 0 else ''}"
    return " ".join(words.split())
