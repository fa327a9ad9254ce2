"""How far a dispute has come, as a story tells it: which decision was the last, and whether a panel made the first.

Only what has been decided about the person's own claim counts: not what is feared, asked, planned or pending, what
others lived through, what an employer sued for or a court decided between them and their employer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.domain.taxonomy import Stage, Suit
from lib.domain.told_suit import OTHER_MATTER, told_suit
from lib.text.stance import Stance, StanceReader, holds_denial, read_stances

# Characters before a word that are looked at, and those by which the name of an instance may go past its end.
_BEFORE, _LONGEST_NAME = 200, 8
ORDER = tuple(Stage)
"""The stages as they follow one another."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A decision that a text tells of, with the words that tell it; `stage` is None for one beyond all stages."""

    stage: Stage | None
    start: int
    end: int
    is_won: bool = False


_INSTANCES: dict[str, Stage | None] = {
    "final": None,
    "second": Stage.SECOND_INSTANCE,
    "first": Stage.FIRST_INSTANCE,
    "second_review": Stage.SECOND_REVIEW,
    "review": Stage.REVIEW,
}
_INSTANCE = re.compile(
    r"(?P<final>대법원?(?:에서|이|은|도|까지)|상고(?:심|\s?기각)|상고(?=[했를가도]))"
    r"|(?P<second>(?<!\d)2\s?심|이심(?!전)|항소심|항소(?=\s?(?:기각|각하|했|도|를|가|에서|까지))|고등\s?법원|고법|특허법원|(?:두\s?번째|둘째)\s?(?:재판|판결))"
    r"|(?P<first>(?<!\d)1\s?심|일심|행정\s?법원|지방\s?법원|[가-힣]지법|행법)"
    r"|(?P<second_review>재심사|재심위|재결)"
    r"|(?P<review>(?<![재류])심사\s?(?:청구|위원회|위(?=에)|결정|기각|각하)|(?<![가-힣])심사(?=에서|[를은]?\s(?:넣|냈|청구|했)|도\s|는\s|까지|\s?(?:역시|마저))|이의\s?신청)"
)
_SUIT = re.compile(r"소송|재판|법원|소장")
_PLANNED = re.compile(
    r"\S{0,3}\s*(?:하려|하고\s?싶|할까|할지|해\s?봐야|해\s?볼|하면|해도\s?되|준비|가능|생각|예정|할\s)"
)

# What was decided against a person, once it has been; and what a court decided for them.
PAST = r"(?!\s*(?:된다|된대|될|되면|되는|돼도|되더|할|하면|하는|한다|시키|당할|당하면|이면|사유\s?중|될까|하려|날\s|날까|나면|나올|떨어질|받을|받으면))"
_LOST = re.compile(
    rf"(?P<agency>(?:불승인|부지급|불인정|불지급|부결){PAST})"
    rf"|(?P<dismissed>(?:기각|각하){PAST})"
    r"|(?P<court>패소|패했|(?<![가-힣])(?:졌(?=[어습다고는지네음죠])|져서|진\s?상태)|이겼|승소|재결[이은]?\s?(?:있었|났|나왔|내려)|판결[을이]?\s?(?:받|나왔|났|송달)|판결[을이]?\s?선고(?!\s?(?:일|기일|예정))|판결\s?(?:문|정본)[을이은]?\s?(?:\S+\s){0,4}?(?:받|왔|송달|도착|수령))"
    r"|(?P<refused>(?:산재(?:로|가|는|도)?\s*)?(?<!얼마\s)(?<!얼마)(?<![년달월주일칠]\s)(?<![년달월주일칠]도\s)안\s?(?:됐|되었|된[대다답]|됩니|돼요|된다[고는]|줬|준[대다답])|(?:돈|급여)[이가은]?\s?안\s?나왔|산재[가]?\s?아니[라래]|인정[을이]?\s?(?:안|못)\s?(?:해|받|됐|된|한다)|인정(?:할|될|받을)\s?수\s?없"
    r"|떨어[졌져](?=[어습다고는지네음죠서])|퇴짜|반려(?:됐|되|당|했|받)|거절(?:했|당|됐|되었|이|받|[.,]|$)|거부(?:했|당|됐|되었|[.,]|$)|물리쳤|뒤집혔|받아들(?:이지|여지지)\s?않)"
    r"|(?P<graded>(?:장해|등급|[\d일이삼사]급)[^.!?\n]{0,12}?(?:나왔|결정|판정|통보|받았)|종결(?:한다|하라|\s?통[보지]|\s?처분)|징수\s?(?:결정|통지)|부당\s?이득)"
)
_CLAIM = re.compile(r"산재|공단|급여|요양|신청|청구|통지|편지|등기|처분|상병|재해|공상|결정")
_EMPLOYER = re.compile(
    r"(?<![가-힣])(?:우리\s?|저희\s?|다니던\s?|전\s?)?(?:회사|사업주|사장|원청|하청|업체|사측|공장|병원|의원|의사|자문의|주치의|노무사|변호사|소장|반장)"
    r"(?:님)?(?:들)?(?:\s?(?:총무|부장|과장|팀장|사람|직원|담당자?|관리자|인사팀|상무|이사))?\s?(?:측|쪽)?(?:에서도?|이|가|은|는|도|의)(?=\s)"
)
_AGENCY = re.compile(r"공단|판정위|판정|처분|심사|재판부|법원에서|통지|결정")
_AGAIN = re.compile(r"(?:그것도|그것마저|거기서도|이번에도|또\s|결과|역시|마저)")
_GENERAL = re.compile(
    r"[^.,!?\n]{0,12}?(?:[된한난]|되는|당한|받은)\s(?:사람|분(?![가-힣])|경우|사례|판례|판결|예(?=\s)|적(?=[이도은]?\s)|동료|친구|형님|언니|선배|이웃)|\S{0,3}\s*[된한]\s?(?:사람|분)들"
)
SOMEONE_ELSE = re.compile(
    r"[가-힣]\s?씨[는가도의]|(?<![가-힣])(?:반장|팀장|과장|동료|친구|이웃|선배|후배|형님|아는\s?사람|다른\s?사람|남들|옆집|사촌|삼촌)\S{0,3}[는가도은이의]\s"
    r"|(?<![가-힣])다른\s?(?:직원|사람|근로자|노동자|기사|작업자)들?(?:\s[가-힣]{1,3}\s?명)?[는은이가도]\s"
    r"|(?:우리|같은|옆|앞|뒷)\s?(?:반|라인|조|팀|부서|현장|공장|집|자리|병실|동네)\s?\S{0,6}[는은이가도]\s"
)
"""Who a story tells of besides the person and their family."""
_OTHER_BODY = re.compile(
    r"건강\s?보험|건보|연금\s?공단|국민\s?연금|고용\s?보험|실업\s?급여|노동위|노동청|노동부|형사|검찰|경찰|고소|보험사|손해\s?보험|압류"
)
_OTHER_SUIT = re.compile(r"합의금|위자료|민사|보험금|이혼|상속|전세|사기")
OF_ANOTHER_SUIT = re.compile(f"{OTHER_MATTER.pattern}|{_OTHER_SUIT.pattern}|{_OTHER_BODY.pattern}")
"""What suits and judgments are about that are not over a decision of this agency."""
_HEARSAY = re.compile(r"많대|많다[고던는]|그러는데|그러던데|인터넷|카페에서|유튜브")


def read_stages(text: str, denial_reason: str = "") -> list[Mention]:
    """The decisions that a text tells of, in order."""
    stances = read_stances(text)
    employers = told_suit(text, denial_reason) is Suit.EMPLOYER
    found = []
    for match in _LOST.finditer(text):
        start, end = match.span()
        first, last = _within(stances, start, end)
        if _GENERAL.match(text, end) or _HEARSAY.search(text, first, last):
            continue
        if SOMEONE_ELSE.search(text, first, start) or stances.read(start, end).stance is not Stance.AFFIRMED:
            continue
        told = _stage_of(match, stances, (first, last), employers)
        if told:
            found.append(told)
    return found


# Characters behind a sentence on a judgment in which it is told whose suit it was: `1심에서 이겼습니다. 그런데 공단이 항소했다`.
_GOES_ON = 120


# The sentence that a word stands in, of a very long one what is near.
def _within(stances: StanceReader, start: int, end: int) -> tuple[int, int]:
    first, last = stances.sentence(start, end)
    return max(first, start - _BEFORE), min(last, end + _BEFORE)


# Which decision a word of losing speaks of; None where it is none of the person's own.
def _stage_of(
    match: re.Match[str], stances: StanceReader, sentence: tuple[int, int], employers: bool
) -> Mention | None:
    text, (first, last), kind = stances.text, sentence, match.lastgroup
    start, end = match.span()
    instance = _nearest(text, first, start)
    near = instance is not None and re.fullmatch(
        r"(?:에서도?|까지|도|가|는|를|결과|역시|마저|\s)*(?:또\s*|다시\s*)?", text[instance.end() : start]
    )
    before = stances.sentence(first - 1, first)[0] if first else 0
    if kind != "agency" and _OTHER_BODY.search(text, before, last):
        return None
    if kind in ("agency", "graded") and not near:
        return Mention(Stage.DECISION, start, end)
    if instance is None and kind != "graded" and (kind != "refused" or _AGAIN.search(text, first, start)):
        before = stances.sentence(before - 1, before)[0] if before else 0
        instance = _nearest(text, before, first)
    stage = _INSTANCES[instance.lastgroup or ""] if instance else Stage.DECISION
    in_court = instance is not None and instance.lastgroup in ("final", "second", "first")
    suits = _SUIT.search(text, first, last)
    if instance and not in_court and not near and _SUIT.search(text, instance.end(), start):
        # 심사 결정을 받고 소송을 냈더니 각하됐다.
        instance, stage, in_court = None, Stage.FIRST_INSTANCE, True
    if kind == "court" and not in_court and (instance is None or text[start] == "판" or suits):
        if not suits and not ("항소" in text or "상고" in text):
            return None
        later = "상고" in text[end:]
        stage, in_court = (Stage.SECOND_INSTANCE if later else Stage.FIRST_INSTANCE), True
    elif kind == "dismissed" and instance is None and suits:
        stage, in_court = Stage.FIRST_INSTANCE, True
    subject = list(_EMPLOYER.finditer(text, first, start))
    theirs = bool(subject) and not _AGENCY.search(text, subject[-1].end(), start)
    if in_court:
        other = _OTHER_SUIT.search(text, before, last) or (
            OTHER_MATTER.search(text, max(0, first - 80), last)
            and not re.search("행정|공단|산재", text[first : last + _GOES_ON])
        )
        begin = (instance or match).start()
        is_won = match[0].startswith(("이겼", "승소"))
        return None if employers or theirs or other else Mention(stage, begin, end, is_won)
    if theirs or (
        kind in ("refused", "dismissed") and instance is None and not _CLAIM.search(text, first, last)
    ):
        return None
    return Mention(stage, min(instance.start() if instance else start, start), end)


# The instance named last before a place, unless it is only planned.
def _nearest(text: str, first: int, place: int) -> re.Match[str] | None:
    found = (each for each in _INSTANCE.finditer(text, first, place + _LONGEST_NAME) if each.start() < place)
    named = [each for each in found if not _PLANNED.match(text, each.end())]
    return named[-1] if named else None


_CLAIMED = re.compile(
    r"(?:신청|청구|접수)(?!서)|(?:산재|공단)\S{0,2}\s?(?:(?:아직|여태|한\s?번도|아무것도|전혀)\s?){0,3}(?:안|못)\s?(?:냈|내고|넣)"
)
# 산재는 아직 낸 적이 없다, 아무것도 안 냈다, 지금 내면 되나요.
_NOTHING_FILED = re.compile(
    r"(?:산재|공단|요양|급여|신청|청구)[^.!?\n]{0,40}?(?:(?:아직|여태|이제껏|한\s?번도|아무것도)\s?(?:\S+\s){0,2}?(?:안|못)\s?(?:냈|내[고서]|넣|했|하고)|(?:낸|넣은|(?:신청|청구|접수)(?:[을를은도]\s?)?(?:한|해\s?본))\s?(?:적|일)[은이도]?\s?없)"
    r"|(?:산재|공단|급여)\S{0,3}\s(?:\S+\s)?(?:낼지|넣을지|신청할지|신청하려|청구하려|내려고|넣으려|(?:내면|넣으면|신청하면|청구하면|내도|신청해도)\s?(?:되|늦|안)|(?:낼|넣을|신청할|청구할)\s?수\s?있)"
)
_NOT_YET = re.compile(
    r"[은는도]?\s*(?:아직(?:이|입|\s?전|[.]|$)|(?:하기\s?)?전(?:이에요|입니다|이고|이라|임))"
)
_MEANS_TO = re.compile(r"[을를]?\s?(?:하려(?:고|는|\s?합|\s?해)|하고자|할\s?예정|준비)")
_BENEFIT = re.compile(r"(?:산재|요양\s?급여|유족\s?급여|장해\s?급여|휴업\s?급여|장례비|공단에)\S{0,2}\s?$")
# The verb that is denied: 신청은 아직 안 했어요, not 신청 안 하면.
_NOT_DONE = re.compile(
    r"(?![^.,!?\n]{0,10}받아)[^.,!?\n]{0,14}?(?:했|하고\s?있|한\s?(?:상태|채)|함(?![가-힣])|냈|넣었|하지(?!\s?\S?는\s?한))"
)
_FILED = re.compile(
    r"(?:신청|접수|청구)(?:을|를)?\s?(?:했(?!어야)|하고\s?기다|해\s?놓|해\s?둔|한\s?상태|중)|(?:서류|신청서)[를을]?\s?(?:냈|넣었)|심의|승인"
)
_REMEDY = re.compile(
    r"(?:재?심사|이의|정보\s?공개|가처분|집행\s?정지|실업\s?급여|(?<!산)재|추가|(?:추가\s?상병|재요양|연장|변경|등급|공무상\s?\S*|재활\S*)[을를은]?)\s?$"
)


def not_yet_claimed(text: str) -> tuple[int, int] | None:
    """Where a text tells that nothing has been claimed yet; None where it does not."""
    if _FILED.search(text):
        return None
    stances = read_stances(text)
    for match in _CLAIMED.finditer(text):
        start, end = match.span()
        first = _within(stances, start, end)[0]
        if _REMEDY.search(text, first, start) or SOMEONE_ELSE.search(text, first, start):
            continue
        behind = _NOT_YET.match(text, end)
        if not behind and _BENEFIT.search(text, first, start):
            behind = _MEANS_TO.match(text, end)
        if not behind and stances.read(start, end).stance is Stance.DENIED:
            behind = _NOT_DONE.match(text, end)
        if behind or match[0].startswith(("산재", "공단")):
            return first, behind.end() if behind else end
    for match in _NOTHING_FILED.finditer(text):
        first = _within(stances, *match.span())[0]
        # 심사청구는 아직 안 냈다: of a remedy, before or within what is said.
        of_a_remedy = any(_REMEDY.search(text, first, place) for place in (match.start(), match.end()))
        if not (SOMEONE_ELSE.search(text, first, match.start()) or of_a_remedy):
            return match.span()
    return None


_PANEL = re.compile(
    r"(?<!장해)(?<!장해\s)(?:(?:업무상\s?)?질병\s?판정\s?위(?:원회)?|질판위?|판정\s?위(?:원회)?|질병판정위)(?:원회|원들)?"
    # In plain words: those who met, heard one, voted.
    r"|(?<![가-힣])위원(?:들|회)(?=[^.!?\n]{0,16}(?:모[여인]|심의|앞에서|들어가|표결|안\s?된다|안\s?[됐된]|떨어|불승인|정했))"
)
_OTHER_MEETING = re.compile(
    r"(?:심사|재심|재해보상|노동|노사|인사|징계|합동|통합)\S{0,3}\s?(?:위원|회의)|장해|등급|진폐"
)
_WITHOUT = re.compile(
    r"(?:\s?(?:심의|회의|판정|의결))?[도를은는이가]{0,2}\s?(?:\S{1,4}\s){0,2}?(?:없이|미경유|거치|거쳐|열[리지었렸린]|안\s?(?:열|거[치쳤]|했))"
)
# What is said of a panel by telling of it at all: 판정위원회 얘기는 없고.
_TELLING = re.compile(
    r"(?:에\s?(?:관한|대한)|이?라는|(?:[를을]\s?|에서\s?)?(?:거쳤|했|열렸|심의했)다는|이?란)?\s?(?:얘기|이야기|말|언급|내용|기재|표시|설명|글자?)(?:이|가|은|는|도|조차)?"
    r"\s?(?P<how>(?:\S{1,4}\s)?\S{1,10})"
)
_DECIDING = re.compile(
    r"불승인|불인정|기각|부결|부정|인정[을도]?\s?(?:안|못)|인정(?:되|하|받)지|아니라|아니래|안\s?(?:된|됐|돼)|떨어졌|(?<![가-힣])졌|뒤집"
)
_DECIDED = re.compile(r"결과|의결|판정서|(?:심의|판정)(?:를|을)?\s?(?:건|거쳐|거친|받았|했|함|하였|에서|상)")
_PENDING = re.compile(
    r"앞두|앞둔|기다리|대기|열린다|열릴|열리[는면]|올라[갈가간]|올렸|넘어[갔간가]|회부|예정|언제|간다|가야|남았|오라|잡혔|미뤄|연기|밀려|밀렸"
)


def read_panel(text: str, mentions: Sequence[Mention], denial_from: int) -> tuple[bool, int, int] | None:
    """Whether a panel (업무상질병판정위원회) decided, with where that is told; None where it is not.

    The reason of the refusal, from `denial_from` on, names it only as the one that decided. A letter that says nothing
    of one is taken for a decision without one: the remedy that is always open is then shown alone.
    """
    stances = read_stances(text)
    denied = None
    for match in _PANEL.finditer(text):
        start, end = match.span()
        first, last = _within(stances, start, end)
        without = _WITHOUT.match(text, end)
        if without and (
            "미경유" in without[0]
            or holds_denial(without[0])
            or stances.read(start, without.end()).stance is Stance.DENIED
        ):
            denied = False, start, stances.clause_end(start, without.end())
            continue
        if _is_not_told(text, end):
            denied = False, start, stances.clause_end(start, end)
            continue
        stance = stances.read(start, end).stance
        if stance in (Stance.OTHERS, Stance.ASKED) or SOMEONE_ELSE.search(text, first, start):
            continue
        if "판" not in match[0] and _OTHER_MEETING.search(text, first, last):
            continue
        refused = bool(mentions) or start >= denial_from
        decided = refused or stance is Stance.DENIED or _DECIDED.search(text, end, last)
        if _DECIDING.search(text, end, last) or (decided and not _PENDING.search(text, end, last)):
            return True, start, min(last, stances.clause_end(start, end))
    return denied


# Whether what stands behind the name of a panel denies that anything is said of one.
def _is_not_told(text: str, end: int) -> bool:
    told = _TELLING.match(text, end)
    return told is not None and holds_denial(told["how"])


def is_silent_on_a_panel(story: str) -> bool:
    """Whether a story tells that nothing is said of a panel, as the letter names none; not that there was none."""
    return any(_is_not_told(story, match.end()) for match in _PANEL.finditer(story))


def last_of(mentions: Sequence[Mention]) -> Mention | None:
    """The decision that comes last in the order of the stages; None where there is none or it is beyond them."""
    if not mentions or any(each.stage is None for each in mentions):
        return None
    # What was won was not the last where something was lost behind it: it was about something else, or set aside.
    lost = [each for each in mentions if not each.is_won]
    at_last = [each for each in mentions if not each.is_won or not (lost and lost[-1].start > each.start)]
    return max(at_last, key=lambda each: ORDER.index(each.stage or Stage.DECISION))
