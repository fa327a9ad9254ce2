"""What of a case somebody has to look at: what is left open, contradicts itself or is to be asked of the client."""

from collections.abc import Iterator, Sequence
from datetime import date

from lib.casework.analysis import Analysis
from lib.casework.contradiction import Contradiction
from lib.casework.contradictions import FIELD_NAMES
from lib.casework.office_urgency import counts_from_receipt, what_it_counts_from
from lib.domain.intake import Intake
from lib.domain.office_case import Awaited, OfficeCase, Unclear
from lib.domain.taxonomy import Stage, Suit
from lib.guidance.deadlines import Deadline, deadlines_too


def stage_is_open(case: OfficeCase) -> bool:
    """Whether the cell of the stage says something that tells none: then no story tells it either."""
    return (
        case.intake.stage is None and not case.awaited and any(each.field == "stage" for each in case.unclear)
    )


TOLD = "이야기"
"""The column of what a story leaves open."""
_SHORT = 60
"""Characters of a story, less than which hardly anything was told."""


def flag(kind: str, says: str) -> dict[str, str]:
    """A caution of a kind, and what it says to the office."""
    return {"flag": kind, "says": says}


def flags_of(analysis: Analysis) -> Iterator[dict[str, str]]:
    """What the analysis itself warns of: despair, another law, too little told, a suit of the employer."""
    if analysis.needs_support:
        yield flag(
            "despair",
            "죽고 싶다는 뜻일 수 있는 말이 있습니다. 사건보다 먼저 전화해 안부를 물으세요. 자살예방상담전화 109를 함께 알려 주세요.",
        )
    if analysis.kind == "other_law":
        yield flag("other_law", "산재보험 사건이 아닌 것으로 보입니다. 안내할 곳을 확인하세요.")
    elif analysis.kind == "unclear":
        yield flag("too_little", "무슨 일이 있었는지 읽지 못했습니다. 다시 물어보세요.")
    elif analysis.similar.asks:
        yield flag("too_little", "판결을 고르기에 모자랍니다. 질문할 것을 보세요.")
    elif len(analysis.intake.story.strip()) < _SHORT and not analysis.intake.denial_reason:
        yield flag("too_little", "이야기가 아주 짧습니다. 판결과 증거는 짐작에 가깝습니다.")
    if analysis.understood.suit is Suit.EMPLOYER:
        yield flag(
            "employer_suit", "회사가 승인을 다투는 사건으로 보입니다. 누구를 대리하는지부터 확인하세요."
        )


def left_open(
    case: OfficeCase, intake: Intake, analysis: Analysis, told_on: date
) -> Iterator[dict[str, str]]:
    """What the cells of a table leave open; what the story told instead, and when the time would be over, is named."""
    for each in case.unclear:
        read = getattr(intake, each.field, None) if each.field in FIELD_NAMES else None
        instead = (
            f" 이야기에서 {read}(으)로 읽었습니다."
            if read and read != getattr(case.intake, each.field)
            else ""
        )
        if each.field == "received_on" and each.earliest and not intake.received_on:
            instead += _if_received(each.earliest, intake, analysis, told_on)
        if each.field == "stage" and stage_is_open(case) and intake.received_on:
            judged = intake.model_copy(update={"stage": Stage.FIRST_INSTANCE})
            instead += _if_received(intake.received_on, judged, analysis, told_on, "판결이라면")
        where = "이야기에" if each.column == TOLD else f"{each.column} 칸에"
        yield flag("unclear", f"{where} ‘{each.words}’: {each.why}.{instead}")


# When the first remedy would be over, were the letter received on a day.
def _if_received(
    day: date, intake: Intake, analysis: Analysis, told_on: date, if_: str = "그날 받았다면"
) -> str:
    asked = intake.model_copy(update={"received_on": day, "decision_date": None})
    due = [
        each.due
        for each in deadlines_too(asked, analysis.understood, max(told_on, day))
        if each.due and counts_from_receipt(each)
    ]
    return f" {if_} 기한은 {min(due)}까지입니다." if due else ""


def known_sooner(found: Sequence[Deadline]) -> Iterator[dict[str, str]]:
    """That the client may have known of the decision before its letter came, and by when it is safe."""
    if sooner := next((each.sooner for each in found if each.sooner), None):
        yield flag("known_sooner", sooner.ko)


AWAITED = {
    Stage.BEFORE_CLAIM: "공단 결정을", Stage.DECISION: "공단 결정을", Stage.REVIEW: "심사 결정을",
    Stage.SECOND_REVIEW: "재심사 재결을", Stage.FIRST_INSTANCE: "1심 판결을", Stage.SECOND_INSTANCE: "2심 판결을",
    None: "대법원 판결을",
}  # fmt: skip
"""What is awaited at each stage once the next step was taken; None: of the Supreme Court."""


def awaits(case: OfficeCase, awaited: Awaited | None) -> Iterator[dict[str, str]]:
    """That the next decision is awaited, or that a cell says so against what else is told."""
    if awaited:
        yield flag(
            "waiting",
            f"{_where(awaited)} ‘{awaited.words}’: 이미 내고 기다리는 것으로 보아 기한을 세지 않았습니다. 접수증을 확인하세요.",
        )
    elif case.awaited:
        yield flag(
            "conflict",
            f"{_where(case.awaited)} ‘{case.awaited.words}’: 다른 말과 맞지 않습니다. 냈는지 확인하세요.",
        )


def _where(awaited: Awaited) -> str:
    return f"{awaited.column} 칸에" if awaited.column else "이야기에"


def contradicting(
    given: Intake, intake: Intake, wrong: str, refused: Intake | None, found: Sequence[Contradiction]
) -> Iterator[dict[str, str]]:
    """What of a case cannot be, or says two things: `wrong` is what is impossible, `refused` the intake where a refusal is told."""
    if wrong:
        yield flag("conflict", wrong)
    if refused:
        yield flag(
            "conflict",
            f"단계 칸은 ‘{Stage.BEFORE_CLAIM}’인데 거절당했다는 말이 있습니다. 기한은 거절된 것으로 세었습니다.",
        )
    if not wrong and given.decision_date and not intake.decision_date:
        yield flag(
            "conflict", "적힌 결정일 뒤에 다툼이 더 이어진 것으로 보입니다. 마지막 결정의 날짜를 확인하세요."
        )
    yield from (flag("conflict", each.says) for each in found)


def questions(
    analysis: Analysis,
    intake: Intake,
    found: Sequence[Deadline],
    unclear: Sequence[Unclear],
    awaited: Awaited | None,
    contradictory: Sequence[Contradiction] = (),
) -> list[str]:
    """What to ask the client: first what a deadline hangs on, then what tells the dispute, then what answers the refusal."""
    asked = [each.asks for each in contradictory if each.asks]
    if any(each.field == "received_on" for each in contradictory):
        # It asks for the day already.
        intake = intake.model_copy(update={"received_on": intake.received_on or date.min})
    return list(dict.fromkeys([*asked, *_asked(analysis, intake, found, unclear, awaited)]))[:_MOST_QUESTIONS]


_MOST_QUESTIONS = 8


def _asked(
    analysis: Analysis,
    intake: Intake,
    found: Sequence[Deadline],
    unclear: Sequence[Unclear],
    awaited: Awaited | None,
) -> Iterator[str]:
    if analysis.kind == "other_law":
        yield "일하다 다치거나 병든 일도 있나요? 있으면 그것은 산재로 따로 볼 수 있습니다."
        return
    remedies = [each for each in found if what_it_counts_from().get(each.id) == "received"]
    received = next((each for each in unclear if each.field == "received_on"), None)
    if awaited:
        yield "언제 냈나요? 접수증이나 접수 문자를 보내 주세요. 결정이나 판결을 받으면 받은 날을 바로 알려 주세요."
    elif intake.stage is None and analysis.understood.suit is not Suit.EMPLOYER:
        cell = next((each for each in unclear if each.field == "stage"), None)
        asked = f"단계: 표에는 ‘{cell.words}’, 이렇게만 적혀 있습니다. " if cell else ""
        yield f"{asked}공단에 신청하셨나요? 마지막으로 받은 것이 공단 결정, 심사 결정, 재심사 재결, 판결 가운데 무엇인가요?"
    if received and not awaited:
        told = "이야기" if received.column == TOLD else "표"
        yield f"받은 날: {told}에는 ‘{received.words}’, 이렇게만 적혀 있습니다. 통지서(판결이면 판결서)를 누가, 며칠에 받았나요? 봉투나 등기 조회, 문자도 좋습니다."
    elif any(each.due is None or each.is_least for each in remedies) and not intake.received_on:
        yield "마지막 결정 통지서(판결이면 판결서)를 누가, 며칠에 받았나요? 봉투나 등기 조회, 문자도 좋습니다."
    if any(
        each.due is None and what_it_counts_from().get(each.id, "prescription") == "prescription"
        for each in found
    ):
        yield "다치거나 처음 치료받은 날, 일을 쉬기 시작한 날이 각각 언제인가요?"
    asks = analysis.similar.asks
    if analysis.kind == "unclear" or "story" in asks:
        yield "어디를 다쳤거나 무슨 병인가요? 어떤 일을 하다가 그렇게 되었나요?"
    if "illness" in asks:
        yield "진단서에 적힌 병명이 무엇인가요?"
    is_refused = intake.stage is not Stage.BEFORE_CLAIM
    if "reason" in asks or (is_refused and not analysis.denial):
        yield "결정 통지서에 적힌 거절 이유를 그대로 보내 주실 수 있나요(사진도 좋습니다)?"
    yield from (reason.question.ko for reason in analysis.denial)
    if not intake.occupation.strip() and analysis.understood.kind_c is not None:
        yield "어떤 일을, 언제부터 언제까지, 하루 몇 시간씩 하셨나요?"
    for each in analysis.missing_evidence:
        if each.weight == "needed":
            yield f"{each.what.ko}: 가지고 계신가요, 아니면 저희가 구해야 하나요?"
