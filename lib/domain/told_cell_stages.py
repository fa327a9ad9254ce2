"""How far a dispute has come as a cell of an office's table tells it: `심사 기각 -> 재심사 준비`, `불승(심사 전)`, `1심 계속중`.

It is read by its parts: which stage is named, and what is said of it (decided, filed, only planned).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.domain.taxonomy import Stage
from lib.domain.told_cell import (
    CellError,
    belongs_elsewhere,
    folded,
    is_blank,
    is_ditto,
    is_unknown,
    read_benefit_cell,
    shown,
)
from lib.domain.told_in_english import told_stage_in_english
from lib.domain.told_stage import last_of, not_yet_claimed, read_stages
from lib.text.english import is_english
from lib.text.sentences import is_sentence, sentences
from lib.text.written_days import WRITTEN_DAY

# The pattern without its names: it stands within another.
_WRITTEN = re.sub(r"\?P<\w+>", "?:", WRITTEN_DAY.pattern)


@dataclass(frozen=True, slots=True)
class CellStage:
    """How far a dispute has come: the last decision, None where it is not said.

    `is_pending`: the next decision was asked for already and is awaited: `awaited`, None for that of the Supreme
    Court. `unclear` says what is not known of a cell that says something; not `is_read`, where its words name no stage.
    """

    stage: Stage | None
    is_pending: bool = False
    awaited: Stage | None = None
    unclear: str = ""
    is_read: bool = True


_NAMED = re.compile(
    r"(?P<beyond>상고심?|대법원?|3\s?심|supreme court)"
    r"|(?P<second>(?<!\d)2\s?심|이심(?!전)|항소심?|고등\s?법원|고법|second instance|appellate|appeal court|court of appeals?)"
    r"|(?P<first>(?<!\d)1\s?심|일심|행정\s?(?:소송|법원)|행소|행법|지방\s?법원|[가-힣]지법|소송|소\s?제기|소장|제소|본안|재판(?!정)|first instance|trial|lawsuit|administrative court|\bsuit|litigation)"
    r"|(?P<second_review>(?<!산)재심사?|재심위|재결|second review|re-?examination|re-?review)"
    r"|(?P<review>심사(?!\s?평가)|심사위|이의(?:\s?신청)?|examination request|request for (?:examination|review)|first review|\breview)"
    r"|(?P<decision>불승(?:인(?!\s?사유)|(?!인))|부지급|불인정|불지급|원\s?처분|거절|거부(?!\s?(?:예정|예상))|(?:적용|대상|보험)?\s?제외(?:\s?(?:결정|통[지보]|처분|됨|됐)|(?=$|[,.)]|\s(?!\s?(?:신청|요청|예정))))|감액|일부만?\s?(?:승인|지급|나[옴왔온]|[됨된])|(?<![불미])승인(?!\s?(?:예정|대기|전|신청|여부|요청))|(?:최초|처음|공단|첫)\s?(?:결정|처분|판정)|반려|처분(?!\s?사유)|"
    r"(?:(?:장해|장애|준용|조정)\s?(?:등급\s?)?(?:제\s?)?\d{1,2}\s?급|(?:제\s?)?\d{1,2}\s?급\s?(?:으로\s?)?(?:나[옴왔온]|결정|받|통[지보]|판정)|진폐\s?(?:장해)?등급)(?!\s?(?:예상|예정|나올|원|희망|목표|신청|청구|주장|가능))|재판정(?!\s?(?:예정|대기|신청|전|중))|환수(?!\s?(?:예고|예정))|(?:부당\s?이득|배액)?\s?징수(?!\s?(?:예고|예정))|상실(?!\s?(?:예정|예고))|지급\s?(?:정지|중지|제한)|일부\s?(?:인정|부인)|denied|denial|refused|refusal|rejected claim|initial decision|original decision|first decision)"
    r"|(?P<claim>(?:산재|최초|요양|유족|장해|휴업)?\s?(?:급여)?\s?(?:신청|청구)|신청서|claim|application)",
    re.IGNORECASE,
)  # fmt: skip
_OF_NAME = {
    "second": Stage.SECOND_INSTANCE, "first": Stage.FIRST_INSTANCE, "second_review": Stage.SECOND_REVIEW,
    "review": Stage.REVIEW, "decision": Stage.DECISION, "claim": Stage.BEFORE_CLAIM,
}  # fmt: skip
_PLANNED = re.compile(
    r"준비|예정|검토|기한|도과|놓[침쳤]|고민|고려|하려|할지|할까|생각|계획|희망|원함|원하|가능|상담|의뢰|미제기|아직|없음|건너뛰|생략|안\s?(?:함|했|하|해|냈|냄|넣)|(?:하기\s?)?전(?![가-힣])|전\s?단계|필요|해야|하고\s?싶|whether|prepar|plan|consider|before|not yet|intend|will",
    re.IGNORECASE,
)  # fmt: skip
_PENDING = re.compile(
    r"기다|대기|계류|계속|심리|심의|조사|걸어|올려|접수|제기|제출|진행|넣어|냈|넣었|내\s?(?:놓|둔|둠)|결과\s?(?:전|미)|(?:함|했음|했다|했어요|해\s?[둠놓]\S*|하였음|냄|냈음|넣음|넣었음|한\s?상태|한\s?뒤|중)(?=[\s,.()\]/]|$)"
    r"|pending|filed|waiting|await|in progress|ongoing|submitted|under way",
    re.IGNORECASE,
)
_WAITED_FOR = re.compile(
    r"기다|대기|계류|심리|(?:결과|결정|답|통지|재결|판결|선고)\S{0,2}\s?(?:아직|미정|없|전(?![가-힣])|안\s?(?:나|옴|왔))|아직\s?(?:결과|결정|답|통지|재결|판결|선고)"
    r"|pending|await|waiting",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"기각|각하|패소|패함?(?![가-힣])|졌|짐(?![가-힣])|지심|불승인|부지급|불인정|인용|승소|취소|일부|결정|재결|판결|선고|판정|탈락|떨어|안\s?됨|dismiss|reject|denied|lost|decided|decision|ruled|judgment|judgement",
    re.IGNORECASE,
)
_LONGEST_STAGE, _LONG = 80, 15
_OF_A_REFUSAL = re.compile(
    r"판단|인과\s?관계|관련성|사유|소견|보기\s?어려|인정\s?(?:곤란|하기)|기준에?\s?(?:미달|미치)"
)
_BEFORE_IT = re.compile(r"(?:결정|통지|처분)\s?전(?![가-힣])")
_OF_THE_AGENCY = re.compile(r"결정|통지|처분")
_NOTHING_YET = re.compile(r"아직|안\s?(?:냄|냈|넣|함|했)|상담만|문의")
_FILED = re.compile(r"(?<![가-힣])(?:냈|냄|내\s?놓|넣[었음]|올[렸림려])|제출|접수|제기")
_CLAIMING = re.compile(r"계획서?|신청서?|청구서?|소견서|연장|변경|산재")
_UNDER_WAY = re.compile(r"접수|(?:조사|진행|심의|검토)\s?중|대기|계류|기다")
_BEFORE = {
    Stage.DECISION: Stage.BEFORE_CLAIM, Stage.REVIEW: Stage.DECISION, Stage.SECOND_REVIEW: Stage.REVIEW,
    Stage.SECOND_INSTANCE: Stage.FIRST_INSTANCE, None: Stage.SECOND_INSTANCE,
}  # fmt: skip
_NEXT = {Stage.BEFORE_CLAIM: Stage.DECISION}
# 심사X, 공단 빠꾸: refused, in the shorthand of offices; what 1차 or a 지사 decided is the agency's.
_REFUSED = re.compile(r"\s?(?:빠꾸|까임|엑스|(?<![A-Za-z])[xX✗✕×](?![A-Za-z]))")
_AT_FIRST = re.compile(r"(?:1차|지사)(?=\s?기각)")
_NOT_YET = re.compile(r"미\s?(신청|청구|접수|제기|제출)")


def read_stage_cell(cell: str) -> CellStage:
    """How far a dispute has come as a cell tells it; words that name no stage leave it open.

    Raises CellError for what belongs into another column: a day, a number of a phone, a sentence, a benefit.
    """
    words = _AT_FIRST.sub("공단", _REFUSED.sub(" 기각", _NOT_YET.sub(r"\1 전", folded(cell))))
    if is_blank(words):
        return CellStage(None)
    if is_unknown(words) or is_ditto(words):
        return CellStage(None, unclear="단계를 모릅니다")
    tells = _OF_A_REFUSAL.search(words) or any(
        is_sentence(each.words) and each.words.rstrip(". ").endswith(("다", "요"))
        for each in sentences(words, story=True)
    )
    is_told = len(words) > (_LONG if tells else _LONGEST_STAGE)
    if told := None if is_told else _told(words):
        return told
    if is_told or belongs_elsewhere(words) or read_benefit_cell(words)[0]:
        raise CellError(
            f"단계가 아닌 말이 있습니다: {shown(cell)} (칸이 밀렸는지 확인해 주세요. 단계는 불승인, 심사 기각, 재심사 기각, 1심 패소처럼 적습니다)"
        )
    return CellStage(None, unclear="단계를 읽지 못했습니다", is_read=False)


def _told(words: str) -> CellStage | None:
    if told := _by_parts(words):
        return told
    if is_english(words) and (in_english := told_stage_in_english(words)):
        return CellStage(in_english[0])
    if last := None if _BEFORE_IT.search(words) else last_of(read_stages(words)):
        return CellStage(last.stage)
    if not_yet_claimed(words):
        return CellStage(Stage.BEFORE_CLAIM)
    if _OF_THE_AGENCY.search(words):
        # 결정 통지 받음, 결정 대기: of the claim itself.
        waits = bool(_WAITED_FOR.search(words))
        return CellStage(
            Stage.BEFORE_CLAIM if waits else Stage.DECISION, waits, Stage.DECISION if waits else None
        )
    is_filed = _FILED.search(words) and not _PLANNED.search(words)
    if is_filed or _WAITED_FOR.search(words) or _UNDER_WAY.search(words):
        named = _CLAIMING.search(words)
        unclear = "" if named else "무엇을 냈는지 적혀 있지 않습니다"
        return CellStage(Stage.BEFORE_CLAIM, True, Stage.DECISION, unclear)
    if _CLAIM_ALONE.fullmatch(words):
        # Nothing is decided yet, whichever of the two it is.
        return CellStage(Stage.BEFORE_CLAIM, unclear="신청하고 기다리는지, 아직 안 냈는지 적혀 있지 않습니다")
    return CellStage(Stage.BEFORE_CLAIM) if _NOTHING_YET.search(words) else None


_CLAIM_ALONE = re.compile(r"(?:산재|최초|산재보험)?\s?(?:신청|접수)")

_HEAD = re.compile(r"[–—:\"“]|이유")


def _first_sentence(letter: str) -> str:
    return next((each.words for each in sentences(letter)), "")


def stage_of_letter(letter: str) -> Stage | None:
    """Of which decision a letter is, as its first words name it; None where they name none."""
    # 원고의 청구를 기각한다: what was asked for does not say of whom.
    head = re.sub(
        r"(?:원고의\s?)?(?:청구|신청)[를은]?", "", _HEAD.split(_first_sentence(folded(letter)), maxsplit=1)[0]
    )
    decided = [each.stage for each in _steps(head) if each.state == "decided"]
    if not decided:
        return Stage.DECISION if re.search(r"(?:공단|지사).{0,20}결정", head) else None
    return max(decided, key=_ORDER.index)


def with_letter(read: CellStage, letter: Stage | None) -> CellStage:
    """What a cell leaves open, told by which decision the letter is of; else the same."""
    if not read.unclear or letter is None:
        return read
    if read.is_pending:
        following = _ORDER[_ORDER.index(letter) + 1]
        return CellStage(letter, True, following)
    if read.stage is letter:
        return CellStage(letter)
    if read.stage is None:
        return CellStage(letter, unclear=f"{read.unclear}. 통지서의 말에서 {letter}(으)로 읽었습니다")
    return read


@dataclass(frozen=True, slots=True)
class _Step:
    stage: Stage | None
    state: str


_ORDER: list[Stage | None] = [*Stage, None]


def _by_parts(words: str) -> CellStage | None:
    steps = list(_steps(words))
    if not steps:
        return None
    said = [each for each in steps if each.state != "bare"]
    if not said:
        return _alone(steps[-1].stage, words)
    decided = max((_ORDER.index(each.stage) for each in said if each.state == "decided"), default=-1)
    pending = max((_ORDER.index(each.stage) for each in said if each.state == "pending"), default=-1)
    planned = [each.stage for each in said if each.state == "planned"]
    if pending > decided:
        awaited = _ORDER[pending]
        awaited = _NEXT.get(awaited, awaited) if awaited else None
        before = _ORDER[decided] if decided >= 0 else _BEFORE.get(awaited)
        return CellStage(before, True, awaited)
    if decided >= 0:
        stage = _ORDER[decided]
        return CellStage(stage) if stage else CellStage(None, unclear="대법원 판결까지 나온 것으로 보입니다")
    if planned:
        first = min(planned, key=_ORDER.index)
        if first is Stage.FIRST_INSTANCE:
            return CellStage(None, unclear="소송 전에 마지막으로 받은 결정이 무엇인지 적혀 있지 않습니다")
        return CellStage(Stage.BEFORE_CLAIM if first is Stage.BEFORE_CLAIM else _BEFORE[first])
    return None


# A name with nothing said of it: a suit is under way; of the others it stays open whether they were decided.
def _alone(stage: Stage | None, words: str) -> CellStage | None:
    if stage is Stage.BEFORE_CLAIM:
        return None
    if stage is Stage.FIRST_INSTANCE and "심" not in words:
        return CellStage(None, True, stage)
    if stage is None:
        return CellStage(Stage.SECOND_INSTANCE, True)
    return CellStage(stage, unclear="결정까지 받은 것인지, 내고 기다리는 것인지 적혀 있지 않습니다")


# Every stage that is named, with what is said of it before the next one is.
def _steps(words: str) -> Iterator[_Step]:
    found = list(_NAMED.finditer(words))
    # 심사청구: the claim is that for a review.
    named = [
        each
        for place, each in enumerate(found)
        if not (each.lastgroup == "claim" and place and found[place - 1].lastgroup != "claim"
                and _NOTHING_ELSE.fullmatch(words, found[place - 1].end(), each.start()))
    ]  # fmt: skip
    for place, each in enumerate(named):
        follows = named[place + 1] if place + 1 < len(named) else None
        tail = words[each.end() : follows.start() if follows else len(words)]
        stage = None if each.lastgroup == "beyond" else _OF_NAME[each.lastgroup or ""]
        if follows and follows.lastgroup == each.lastgroup and not tail.strip(" ()·/,-–"):
            continue
        # 공단 항소(10/27): filed on a day, or by the other side.
        is_filed = _FILED_ON_A_DAY.match(each[0] + tail) or (
            each[0] in ("항소", "상고")
            and (_ON_A_DAY.match(tail) or _BY_THE_OTHER.search(words[: each.start()]))
        )
        state = _state(stage, each[0], tail)
        yield _Step(stage, "pending" if is_filed and state == "bare" else state)


# 심사청구 2026-07-07(화), 재요양 신청 '26. 10. 2.: what is asked for stands with the day on which it was, and nothing else.
_FILED_ON_A_DAY = re.compile(
    rf"[^\d()]{{0,12}}?(?:청구|신청|제기|소송|소장)(?:서|일)?\s?[:(]?\s?(?:{_WRITTEN})\s?(?:\([^)]\))?\s?[)]?\s*(?=$|[,/;→])"
)
# 재심사 바로 청구, 심사를 청구: one thing.
_NOTHING_ELSE = re.compile(r"\s*(?:[을를]\s?)?(?:(?:바로|직접|곧장|곧바로|다시|또)\s?)?")
_ON_A_DAY = re.compile(r"\s?\(?\d{1,2}\s?[./월]\s?\d")
_BY_THE_OTHER = re.compile(r"(?:공단|피고|상대방?|회사)(?:이|가|측|쪽)?\s?$")


def _state(stage: Stage | None, name: str, tail: str) -> str:
    is_refusal = stage is Stage.DECISION
    is_a_decision = bool(re.search(r"(?:결정|처분|판정|재결)$", name))
    if _WAITED_FOR.search(name[-2:] + tail if is_a_decision else tail) and (is_a_decision or not is_refusal):
        return "pending"
    planned, pending, decided = _PLANNED.search(tail), _PENDING.search(tail), _DECIDED.search(tail)
    if is_refusal:
        return "decided"
    if name == "재결" or (decided and not (planned and planned.start() < decided.start())):
        return "decided"
    if planned:
        return "planned"
    if pending:
        return "pending"
    return "bare"
