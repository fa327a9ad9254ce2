"""The draft of a request for the agency's file on a case (정보공개 청구서)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.casework.analysis import Analysis
from lib.casework.authority import cited
from lib.casework.paper_form import ASKED, Ask, Given
from lib.casework.paper_lines import BLANK, Line, day
from lib.domain.taxonomy import Disease, KindB, KindC, Stage
from lib.guidance.steps import steps
from lib.text.said import Translate

_STEP = "ask_for_the_file"


@dataclass(frozen=True, slots=True)
class Request:
    """The request as it stands in the file, and what is asked for its blanks."""

    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]


def disclosure_request(analysis: Analysis, given: Given | None = None, _: Translate = str) -> Request:
    """The request for what the agency holds on a case. It rests on the article of the first step that advises it."""
    given = given or Given()
    asks = tuple(
        Ask(name, _(ASKED[name]))
        for name in ("name", "address", "phone", "branch")
        if not getattr(given, name)
    )
    return Request(tuple(_lines(analysis, given)), asks)


def _lines(analysis: Analysis, given: Given) -> Iterator[Line]:
    intake = analysis.intake
    basis = cited(next(step.basis for step in steps() if step.id == _STEP)[:1])
    yield Line("title", "정보공개 청구서")
    yield Line("note", "초안입니다. 밑줄 친 곳을 채우고 이 줄을 지운 뒤 내세요.")
    yield Line("heading", "1. 청구인")
    yield Line("row", given.name or BLANK, "이름")
    yield Line("row", BLANK, "생년월일")
    yield Line("row", given.address or BLANK, "주소")
    yield Line("row", given.phone or BLANK, "전화번호")
    yield Line("heading", "2. 어느 사건인지")
    if analysis.understood.kind_b is KindB.SURVIVORS:
        yield Line("row", given.worker or BLANK, "재해를 입은 근로자의 이름")
    yield Line("row", given.workplace or BLANK, "재해 당시 소속 사업의 이름")
    yield Line("row", ", ".join(intake.diagnoses) or BLANK, "상병(병이나 다친 곳)")
    first = None if intake.stage in (Stage.REVIEW, Stage.SECOND_REVIEW) else intake.decision_date
    yield Line("row", day(given.decided_on or first), "공단이 결정한 날")
    yield Line("heading", "3. 공개를 청구하는 정보")
    yield Line("text", f"위 사건에 관하여 근로복지공단이 가지고 있는 다음 서류의 사본을 청구합니다({basis}).")
    yield from (Line("item", each) for each in _papers(analysis))
    yield Line("heading", "4. 받는 방법")
    yield Line("row", "전자파일 [  ]  종이 사본 [  ]  열람 [  ]", "공개 방법")
    yield Line("row", "정보통신망 [  ]  우편 [  ]  직접 방문 [  ]", "받는 방법")
    yield Line("sign", day(None))
    yield Line("sign", f"청구인 {given.name or BLANK} (서명 또는 날인)")
    yield Line("text", "", f"근로복지공단 {given.branch or BLANK} 귀중")


# What the agency's file on such a case mostly holds; what there is not it will say.
def _papers(analysis: Analysis) -> Iterator[str]:
    case, stage = analysis.understood, analysis.intake.stage
    yield "청구인이 낸 신청서(청구서)와 함께 낸 서류"
    yield "재해조사서(현장 조사와 관계인 문답의 기록을 포함)와 조사 때 모은 자료"
    yield "사업주가 낸 의견서와 자료"
    yield "공단 자문의사의 소견서와 자문을 의뢰한 글"
    if case.kind_c is not KindC.ACCIDENT and analysis.intake.panel is not False:
        yield "업무상질병판정위원회에 올린 심의 자료와 판정서(거쳤다면)"
    if case.disease_category is Disease.CARDIOVASCULAR:
        yield "업무시간을 계산한 표와 그 근거 자료"
    if case.disease_category is Disease.MUSCULOSKELETAL:
        yield "신체부담업무를 평가한 자료와 작업 사진·동영상"
    if case.disease_category in (Disease.CANCER, Disease.RESPIRATORY):
        yield "역학조사나 전문조사의 결과서(했다면)"
    if case.disease_category in (Disease.HEARING, Disease.RESPIRATORY):
        yield "특별진찰의 결과지"
    if case.kind_b is KindB.DISABILITY:
        yield "장해를 심사한 자료(통합심사회의의 자료를 포함)"
    if case.kind_b is KindB.AVERAGE_WAGE:
        yield "평균임금을 계산한 내역과 그 근거 자료"
    yield "결정의 이유가 적힌 내부 결재 문서(결정 결의서)"
    if stage in (Stage.REVIEW, Stage.SECOND_REVIEW):
        yield "심사(재심사)에서 원처분기관이 낸 의견서와 심의 자료"
