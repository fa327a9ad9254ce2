"""What the columns of a row that carry labels say beside its story: benefit, kind, stage, illness, work, consent.

One rule for all of them. The column is read alone, and so is the story. Where the story holds nothing for what the column
says, and either denies it in so many words or is sure of something that cannot stand beside it, they contradict each
other.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lib.casework.contradiction import OTHERS, STAGE_ASKS, Contradiction, shortened, two, words_at
from lib.domain.intake import Intake
from lib.domain.office_case import Awaited
from lib.domain.taxonomy import Disease, KindB, KindC, Stage
from lib.domain.told_cell import benefits_in
from lib.domain.told_denials import Denied, told_denials, without_denials
from lib.domain.told_events import ONCE, OWN_CASE
from lib.domain.told_illness import told_illnesses
from lib.domain.told_stage import ORDER, SOMEONE_ELSE, Mention, last_of, not_yet_claimed, read_stages
from lib.guidance.factor_entries import regions_of
from lib.search.disputed_benefit import is_about_survivors
from lib.search.understanding import understand
from lib.text.english import is_english
from lib.text.sentences import Sentence, sentence_at, sentences
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True)
class Row:
    """What a row says in its columns and in its story.

    `awaited`: the decision that the column of the stage, or else the story, says is awaited; `granted`: its words where it tells of a grant;
    `consent`: whether a column says that the client consented.
    """

    given: Intake
    awaited: Awaited | None = None
    granted: str = ""
    consent: bool = False

    @cached_property
    def story(self) -> str:
        """The story in Korean."""
        return self.given.in_korean.story

    @cached_property
    def affirmed(self) -> str:
        """The story without what its writer denies, as long as it is."""
        return without_denials(self.story)

    @cached_property
    def denied(self) -> tuple[Denied, ...]:
        """What its writer denies."""
        return told_denials(self.story)

    @cached_property
    def stages(self) -> list[Mention]:
        """The decisions that the story tells of."""
        return read_stages(self.story)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a column says beside a story.

    `shown`: the column's words; `holds`: whether the story holds anything for them; `is_about`: whether what they say is
    denied there; `other`: the words of the story that are sure of something that cannot stand beside them, or none;
    `where` the column's words stand.
    """

    shown: object
    holds: bool
    is_about: Callable[[Denied], bool] = lambda denied: False
    other: Callable[[], str] = str
    where: str = "칸에는"


@dataclass(frozen=True, slots=True)
class _Label:
    field: str
    name: str
    held: Callable[[Row], _Held | None]
    check: str
    asks: str
    in_english: bool = False


def clashes(row: Row) -> Iterator[Contradiction]:
    """The columns of a row that its story contradicts, each once."""
    if not row.story:
        return
    english = is_english(row.given.story)
    told: set[str] = set()
    for label in _LABELS:
        held = label.held(row) if label.field not in told and (label.in_english or not english) else None
        if held is None or held.holds:
            continue
        about = (each.words for each in row.denied if "다른" not in each.words and held.is_about(each))
        words = next(about, "") or held.other()
        if words:
            told.add(label.field)
            says = f"{two(label.name, held.shown, '' if english else shortened(words), held.where)} {label.check}"
            stage = _decided(row) if label.field == "stage" else None
            yield Contradiction(says, label.asks, label.field, stage=stage)


# How far the dispute has come by the story.
def _decided(row: Row) -> Stage:
    last = last_of(row.stages)
    return (last and last.stage) or Stage.DECISION


# --- benefit -------------------------------------------------------------------------------------

_TREATMENT = frozenset(
    {KindB.TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.RENEWED_TREATMENT, KindB.TREATMENT_PLAN, KindB.PREVENTION}
)
_LIVING = re.compile(
    r"살아\s?(?:계시|있|계)(?:고요|습니다|어요|십니다|는데요|거든)|(?:치료|항암|재활|통원|입원|투병|요양)\S{0,3}\s?(?:(?:계속|열심히)\s)?(?:받고\s?(?:있|계)|받는\s?중|중(?:이|입|인|에\s?있|(?=[.,\s]|$))|다니고\s?있|하고\s?(?:있|계))"
)
_SAYS_BENEFIT = re.compile(
    r"(?:요양|유족|장해|휴업|간병)\s?(?:보상\s?)?(?:급여|연금|비|등급)|장례비|장의비|재요양|추가\s?상병"
)


def _benefit(row: Row) -> _Held | None:
    column = row.given.kind_b
    if column in (None, KindB.OTHER):
        return None
    of_survivors = column is KindB.SURVIVORS
    holds = column in benefits_in(row.affirmed) or (of_survivors and is_about_survivors(row.story))

    def other() -> str:
        return (of_survivors and _of_the_living(row)) or _refused_benefit(row, column)

    return _Held(column, holds, other=other)


# Words that tell of treatment underway, of a claim of one's own where no relative is told of, or of another benefit.
def _of_the_living(row: Row) -> str:
    stances = read_stances(row.story)
    for match in _LIVING.finditer(row.story):
        if stances.read(*match.span()).stance is not Stance.DENIED:
            return words_at(row.story, match.start())
    if not stances.is_of_the_writer:
        return ""
    if own := OWN_CASE.search(row.story):
        return words_at(row.story, own.start())
    asked = understand(Intake(story=row.story)).kind_b
    named = (
        each.words
        for each in sentences(row.story, story=True)
        if asked in benefits_in(each.words) and _SAYS_BENEFIT.search(each.words)
    )
    return next(named, "")


# The sentence in which one benefit of another kind is said to be refused.
def _refused_benefit(row: Row, column: KindB) -> str:
    for each in row.stages:
        sentence = sentence_at(row.story, each.start)
        is_refused = each.stage is Stage.DECISION and _REFUSED.search(row.story, each.start, each.end)
        if sentence is None or not is_refused:
            continue
        beside = sentence.words[: each.end + _NEAR - sentence.start]
        refused = benefits_in(beside)
        is_kindred = column in _TREATMENT and bool(_TREATMENT.intersection(refused))
        if len(refused) == 1 and column not in refused and not is_kindred and _SAYS_BENEFIT.search(beside):
            return sentence.words
    return ""


_NEAR = 12
"""Characters behind a refusal within which it may be said of what."""
_REFUSED = re.compile(r"불승인|부지급|불인정|불지급|거절|거부|기각|각하|반려|안\s?[됐된]")


# --- illness -------------------------------------------------------------------------------------

_HARMED = re.compile(
    r"수술|찢|파열|부러|골절|절단|잘[렸려린]|튀어나[와왔]|접질|다[쳤친쳐]|삐[었끗]|끊어|인대|탈구|으스러|깨졌|꺾[였여]|감[겼겨]|끼[였여]"
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


def _body(row: Row) -> _Held | None:
    shown = ", ".join(row.given.diagnoses)
    named = _named_regions(shown)

    def far() -> str:
        for sentence in _own(row):
            regions = regions_of(sentence.words)
            if not regions or ONCE.search(sentence.words) or not _HARMED.search(sentence.words):
                continue
            is_far = (named <= _UPPER and regions <= _LOWER) or (named <= _LOWER and regions <= _UPPER)
            if is_far or (named <= _JOINTS and regions <= _JOINTS):
                return sentence.words
        return ""

    def speaks(text: str) -> bool:
        return bool(named & regions_of(text)) or any(_LAY[region].search(text) for region in named)

    return _Held(shown, speaks(row.affirmed), lambda denied: speaks(denied.of), far) if named else None


# Illnesses that come together or pass into each other: dust of the lungs and cancer of the lungs.
_KINDRED = (
    frozenset({Disease.RESPIRATORY, Disease.CANCER}), frozenset({Disease.MENTAL, Disease.CARDIOVASCULAR}),
)  # fmt: skip
_DIAGNOSED = re.compile(r"진단|판정|라고\s?(?:합|해|했|하)|앓|걸[렸려린]|수술|(?:이|라)래요|발병")
_NO_ILLNESS = (None, Disease.INJURY, Disease.OTHER)
_FELT = {Disease.HEARING: re.compile(r"(?<![가-힣])귀(?=[가는도를])|청력|난청")}


def _illness(row: Row) -> _Held | None:
    given, story = row.given, row.affirmed
    if not given.diagnoses or not (_DIAGNOSED.search(story) or row.denied):
        return None
    column = understand(Intake(diagnoses=given.diagnoses)).disease_category
    if column is None or column in _NO_ILLNESS:
        return None
    told = understand(Intake(story=story if story.strip() else row.story))
    disease = told.disease_category
    holds = (
        disease is column
        or told.diseases[column] > 0
        or any({column, disease} <= kindred for kindred in _KINDRED)
        or any(each.value is column for each in told.further)
    )

    def another() -> str:
        if disease is None or disease in _NO_ILLNESS:
            return ""
        named = [each.name for each in told_illnesses(story)]
        for name in (*named, *told.words.get(disease.value, ())):
            place = story.find(name)
            words = words_at(story, place) if place >= 0 else ""
            if ONCE.search(words) or not _DIAGNOSED.search(words):
                continue
            if understand(Intake(diagnoses=(name,))).disease_category is disease:
                return words
        return ""

    felt = _FELT.get(column)
    return _Held(
        ", ".join(given.diagnoses), holds, lambda denied: bool(felt and felt.search(denied.of)), another
    )


_LEFT, _RIGHT = (
    re.compile(rf"{side}(?:쪽|편|손|팔|발|다리|무릎|어깨|측)") for side in ("(?:왼|좌)", "(?:오른|우)")
)
_LONG_AGO = re.compile(r"옛날|년\s?전|반대(?:편|쪽)|급\s?받은")
_BOTH = re.compile(r"양(?:측|쪽|손|팔|발|다리|무릎|어깨)|두\s?(?:손|팔|발|무릎|어깨)")


def _sides(text: str) -> set[str]:
    if _BOTH.search(text):
        return set()
    return {side for side, pattern in (("왼쪽", _LEFT), ("오른쪽", _RIGHT)) if pattern.search(text)}


def _side(row: Row) -> _Held | None:
    shown = ", ".join(row.given.diagnoses)
    named = _sides(shown)
    if not named or _BOTH.search(row.story):
        return None
    regions = _named_regions(shown)

    def other() -> str:
        for sentence in _own(row):
            is_old = ONCE.search(sentence.words) or _LONG_AGO.search(sentence.words)
            if not _sides(sentence.words) - named or is_old:
                continue
            if regions and (there := regions_of(sentence.words)) and regions.isdisjoint(there):
                continue
            return sentence.words
        return ""

    # That one side is well is told beside the other.
    return _Held(shown, bool(named & _sides(row.affirmed)), lambda denied: False, other)


# --- how it came about, and what the work was --------------------------------------------------------

_ON_THE_WAY = re.compile(
    r"출근|퇴근|통근|출퇴근|집에\s?(?:가|오)|집으로|귀갓길|귀가하|귀가\s?중|등굣길|회사(?:에|로)\s?가|집에서\s?나|길에|버스|지하철|자전거|걸어|commut",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"(?:창고|공장|작업장|현장|주방|라인|탱크|갱|사무실|기계|설비)\s?(?:안|내부|안쪽)?에서\s(?!나[오가]|퇴근|돌아)|(?:작업|근무|업무|조리|용접|하역|운반|청소|정비)\S{0,2}\s?(?:중|도중|하다가?(?=\s))|일하다가?\s|일하던\s?중"
)
# What comes of years of work, and of no way to it.
_SLOW = (Disease.HEARING, Disease.RESPIRATORY, Disease.CANCER)


def _way(row: Row) -> _Held | None:
    if row.given.kind_c is not KindC.COMMUTE:
        return None

    def other() -> str:
        hurt = (each for each in _own(row) if _HARMED.search(each.words))
        if words := next((each.words for each in hurt if _AT_WORK.search(each.words)), ""):
            return words
        told = understand(row.given.model_copy(update={"kind_c": None})).disease_category
        return row.story if told in _SLOW else ""

    holds = bool(_ON_THE_WAY.search(row.affirmed))
    return _Held(KindC.COMMUTE, holds, lambda denied: bool(_ON_THE_WAY.search(denied.words)), other)


_DRIVES = re.compile(r"기사|운전")
_DRIVING = re.compile(r"운전|주행|몰[고았던]|배차|운행|손님을?\s?태|면허")
_TRADE = re.compile(r"(?P<trade>[가-힣]{2,6}?)(?:공|원|기사|작업자|직|사|일)?(?=$|[\s(,/0-9])")


def _work(row: Row) -> _Held | None:
    trade = _TRADE.match(row.given.occupation)
    if not trade:
        return None
    own = re.compile(rf"(?<![가-힣]){trade['trade']}")
    drives = _DRIVES.search(row.given.occupation)

    def speaks(text: str) -> bool:
        return bool(own.search(text) or (drives and _DRIVING.search(text)))

    # 면허도 없고요: it stands within the denial.
    return _Held(
        row.given.occupation,
        speaks(row.affirmed),
        lambda denied: speaks(denied.of) or bool(drives and "면허" in denied.words),
        str,
    )


# --- stage and consent -----------------------------------------------------------------------------

_REMEDIES: Mapping[Stage | None, re.Pattern[str]] = {
    Stage.REVIEW: re.compile(r"(?<!재)심사\s?청구|(?<![가-힣])심사(?=[는를도에니]\S{0,2}\s)"),
    Stage.SECOND_REVIEW: re.compile(r"재심사?\s?(?:청구)?"),
    Stage.FIRST_INSTANCE: re.compile(r"(?:행정\s?)?소송|소장|법원|재판|1\s?심"),
    Stage.SECOND_INSTANCE: re.compile(r"항소|2\s?심|재판|소송"),
}
_UNDECIDED = re.compile(
    r"\S{0,4}\s?(?:할지|할까|낼지|낼까|하려|내려|할\s?(?:생각|예정|수)|해야|하면|내면|해도|내도|준비|고민|검토|이라니|라니)"
)
_NOTHING_AT_ALL = re.compile(r"아무\s?(?:데|것|곳)|하나도|전혀\s?(?:안|낸|한)")


def _stage(row: Row) -> _Held | None:
    column = row.awaited.stage if row.awaited else row.given.stage
    if column in (None, Stage.BEFORE_CLAIM):
        return None

    def nothing_yet() -> str:
        nothing = None if row.stages else not_yet_claimed(row.story)
        words = words_at(row.story, nothing[0]) if nothing else ""
        return "" if SOMEONE_ELSE.search(words) or OTHERS.search(words) else words

    where = "이야기에는" if row.awaited and not row.awaited.column else "칸에는"
    if column not in _REMEDIES:
        return _Held(column, False, other=nothing_yet, where=where)
    remedy = _REMEDIES[column]
    went_on = any(each.stage is None or ORDER.index(each.stage) >= ORDER.index(column) for each in row.stages)
    filed = any(not _UNDECIDED.match(row.affirmed, each.end()) for each in remedy.finditer(row.affirmed))

    def is_denied(denied: Denied) -> bool:
        nothing = _NOTHING_AT_ALL.search(denied.words) and _FILES.search(denied.words)
        of_it = remedy.search(denied.of) and not _NOT_THERE_ONESELF.search(denied.words)
        return bool(nothing or of_it)

    shown = row.awaited.words if row.awaited else column
    return _Held(shown, went_on or filed, is_denied, nothing_yet, where)


# 재판은 가 본 적이 없고: the attorney went.
_NOT_THERE_ONESELF = re.compile(r"(?<!근처에도\s)가\s?본")
_FILES = re.compile(r"[냈낸낼넣]|한\s?적|해\s?본|제기|청구|접수|신청|근처")


def _grant(row: Row) -> _Held | None:
    if not row.granted:
        return None

    def refused() -> str:
        first = next((each for each in row.stages if not each.is_won), None)
        return words_at(row.story, first.start) if first else ""

    return _Held(row.granted, bool(_GRANTED.search(row.affirmed)), other=refused)


_GRANTED = re.compile(r"(?<![불미])승인|인정(?:은|을)?\s?(?:받|됐|되었)")


_OF_CONSENT = re.compile(r"동의|서명|허락")
_OF_WORDS_KEPT = re.compile(r"개인\s?정보|이야기|사연|자료|기록|정보|저장|보내|공유|넘기|활용")


def _consent(row: Row) -> _Held | None:
    if not row.consent:
        return None

    def is_about(denied: Denied) -> bool:
        return bool(_OF_CONSENT.search(denied.of) and _OF_WORDS_KEPT.search(row.story))

    return _Held("동의함", bool(_CONSENTS.search(row.affirmed)), is_about)


_CONSENTS = re.compile(r"동의(?:는|를)?\s?(?:했|합니다|해요|함|하고)")

_LABELS = (
    _Label(
        "stage", "단계", _stage, "무엇까지 했는지 확인하세요.",
        STAGE_ASKS,
    ),
    _Label(
        "stage", "단계", _grant, "승인인지 불승인인지 확인하세요.",
        "승인과 불승인 가운데 무엇을 받으셨나요? 결정 통지서의 사진을 보내 주세요.",
    ),
    _Label(
        "kind_b", "급여", _benefit, "누구의 어느 급여인지 확인하세요.",
        "어떤 급여를 청구했고, 무엇이 거절되었나요? 결정 통지서의 제목을 알려 주세요.",
    ),
    _Label(
        "diagnoses", "진단명", _side, "어느 쪽인지 확인하세요.",
        "다치거나 아픈 곳이 왼쪽인가요, 오른쪽인가요? 진단서로 확인해 주세요.", in_english=True,
    ),
    _Label(
        "diagnoses", "진단명", _body, "어느 부위로 신청했는지 확인하세요.",
        "어느 부위의 어떤 병명으로 신청했나요? 진단서와 결정 통지서에 적힌 병명을 보내 주세요.",
    ),
    _Label(
        "diagnoses", "진단명", _illness, "무슨 병으로 신청했는지 확인하세요.",
        "어떤 병명으로 신청했나요? 진단서와 결정 통지서에 적힌 병명을 보내 주세요.",
    ),
    _Label(
        "kind_c", "사고·질병", _way, "오가다 다쳤는지, 일하다 다쳤는지 확인하세요.",
        "출퇴근길에 다치셨나요, 일하다 다치셨나요?", in_english=True,
    ),
    _Label(
        "occupation", "하던 일", _work, "무슨 일을 했는지 확인하세요.", "어떤 일을, 언제부터 언제까지 하셨나요?",
    ),
    _Label(
        "consent", "동의", _consent, "동의 없이 넘기거나 저장하지 마세요.",
        "자료를 저장하고 쓰는 데 동의하셨나요? 동의서에 서명하셨는지도 알려 주세요.",
    ),
)  # fmt: skip


# --- words ---------------------------------------------------------------------------------------


# The sentences that tell what hurts or harmed the person whose case it is, and deny nothing beside it.
def _own(row: Row) -> Iterator[Sentence]:
    stances = read_stances(row.story)
    for each in sentences(row.story, story=True):
        place = _HARMED.search(each.words) or _HURTS.search(each.words)
        if place is None or any(each.start <= denied.start < each.end for denied in row.denied):
            continue
        start, end = each.start + place.start(), each.start + place.end()
        if stances.read(start, end).stance in (Stance.AFFIRMED, Stance.UNCERTAIN):
            yield each
