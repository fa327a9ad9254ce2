"""Made-up letters in the layouts of real ones, with what each of them says."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Centre:
    text: str
    size: float = 1.0


@dataclass(frozen=True)
class Right:
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    indent: int = 0
    size: float = 1.0
    red: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells; `widths` are shares of the width of the page."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Columns:
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Stamped:
    """A line in the middle with a red stamp over its end."""

    text: str
    stamp: str


@dataclass(frozen=True)
class Gap:
    lines: float = 1.0


Block = Centre | Right | Paragraph | Table | Columns | Stamped | Gap


def block_text(block: Block) -> str:
    """What a block says, line by line."""
    match block:
        case Table(rows, _):
            return "\n".join(" ".join(row) for row in rows)
        case Columns(left, right):
            return "\n".join((*left, *right))
        case Gap():
            return ""
        case _:
            return block.text


@dataclass(frozen=True)
class Letter:
    """A letter and what is right about it; `reasons` are the sentences that give one."""

    kind: str
    office: str
    printed_on: date
    benefit: str
    decision: str
    reasons: tuple[str, ...]
    blocks: tuple[Block, ...]
    panel: bool = False
    review_told: bool = True
    name: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return "\n".join(filter(None, map(block_text, self.blocks)))


_NAMES = ("김다온", "이서율", "박하람", "최이든", "정가람", "한누리", "오새봄", "윤마루")
_OFFICES = (
    "서울남부지사",
    "안산지사",
    "창원지사",
    "울산지사",
    "광주지역본부",
    "대전지역본부",
    "구미지사",
    "강릉지사",
)
_PANELS = (
    "서울업무상질병판정위원회",
    "부산업무상질병판정위원회",
    "대구업무상질병판정위원회",
    "경인업무상질병판정위원회",
)
_FIRMS = ("(주)가온정밀", "새벽물류 주식회사", "들녘건설(주)", "(주)은하조선", "한빛식품 주식회사")


@dataclass(frozen=True)
class _Illness:
    names: str
    reasons: tuple[str, ...]


_ILLNESSES = (
    _Illness(
        "추간판탈출증(요추 제4-5번), 요추부 염좌",
        (
            "영상의학 자료에서 연령에 따른 퇴행성 변화 외에 외상성 병변이 확인되지 않습니다.",
            "신청인의 작업에서 허리에 부담이 되는 자세와 중량물 취급의 빈도가 높지 않은 것으로 조사되었습니다.",
        ),
    ),
    _Illness(
        "뇌내출혈, 고혈압",
        (
            "발병 전 12주 동안의 업무시간이 1주 평균 48시간 30분으로 과로의 기준에 미치지 못합니다.",
            "발병 직전 업무와 관련한 돌발적인 사건이나 급격한 업무 환경의 변화가 확인되지 않습니다.",
        ),
    ),
    _Illness(
        "소음성 난청(양측)",
        (
            "85데시벨 이상의 연속음에 3년 이상 노출되었다고 볼 만한 객관적인 자료가 없습니다.",
            "순음청력검사 결과가 저음역에서도 함께 떨어져 노인성 난청의 양상에 가깝습니다.",
        ),
    ),
    _Illness(
        "적응장애, 우울에피소드",
        (
            "개인적인 요인이 발병에 더 크게 작용한 것으로 보이며 업무와 상병 사이의 상당인과관계를 인정하기 어렵습니다.",
        ),
    ),
    _Illness(
        "회전근개 파열(우측 어깨)",
        (
            "신청 상병은 재해 이전부터 있던 기존 질환이 자연경과에 따라 진행한 것으로 판단됩니다.",
            "재해 경위에 관한 진술이 초진기록과 서로 일치하지 않습니다.",
        ),
    ),
)


class _Pen:
    """Draws what a letter is filled with."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.name = self.chance.choice(_NAMES)
        self.office = self.chance.choice(_OFFICES)
        self.panel = self.chance.choice(_PANELS)
        self.firm = self.chance.choice(_FIRMS)
        self.illness = self.chance.choice(_ILLNESSES)
        self.printed = date(2024, 1, 8) + timedelta(days=self.chance.randrange(0, 900))
        self.accident = self.printed - timedelta(days=self.chance.randrange(60, 400))

    def digits(self, count: int) -> str:
        return "".join(self.chance.choice("0123456789") for _ in range(count))

    def born(self) -> str:
        return f"{self.chance.randrange(55, 99)}{self.chance.randrange(1, 13):02d}{self.chance.randrange(1, 29):02d}-1******"


def dotted(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def in_words(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


_REVIEW = (
    "이 결정에 이의가 있으면 결정이 있음을 안 날부터 90일 이내에 이 결정을 한 소속기관을 거쳐 근로복지공단에 심사청구를 하거나, 관할 행정법원에 행정소송을 제기할 수 있습니다.",
    "위 결정에 불복하시는 경우에는 산업재해보상보험법 제103조에 따라 이 통지서를 받은 날부터 90일 안에 우리 공단에 심사 청구를 하실 수 있으며, 심사 청구를 거치지 아니하고 행정소송을 제기할 수도 있습니다.",
)


def _treatment(pen: _Pen) -> Letter:
    panel = pen.chance.random() < 0.6
    asked = f"{pen.panel}의 심의 결과" if panel else "자문의사의 의학적 소견과 조사 내용을 종합한 결과"
    reasons = pen.illness.reasons
    return Letter(
        kind="결정통지서",
        office=pen.office,
        printed_on=pen.printed,
        benefit="요양급여",
        decision="불승인",
        reasons=reasons,
        panel=panel,
        blocks=(
            Centre("근 로 복 지 공 단", 1.5),
            Gap(0.5),
            Paragraph(f"수신  {pen.name} 귀하"),
            Paragraph("(경유)"),
            Paragraph("제목  요양급여 신청에 대한 결정 통지(불승인)"),
            Gap(0.5),
            Paragraph("1. 귀하의 건강과 빠른 회복을 바랍니다."),
            Paragraph(
                f"2. 귀하께서 {in_words(pen.accident)} 발생한 재해와 관련하여 제출하신 요양급여 신청에 대하여 아래와 같이 결정하였음을 알려 드립니다."
            ),
            Gap(0.4),
            Centre("- 아    래 -"),
            Table(
                (
                    ("성명", pen.name, "생년월일", pen.born()),
                    ("사업장명", pen.firm, "재해일자", dotted(pen.accident)),
                    ("신청상병", pen.illness.names, "결정", "불승인"),
                ),
                (0.16, 0.38, 0.16, 0.30),
            ),
            Gap(0.4),
            Paragraph("가. 결정 내용: 요양 불승인"),
            Paragraph("나. 결정 사유"),
            Paragraph(f"○ {asked}, 신청 상병과 업무 사이의 인과관계를 인정하기 어렵다는 의견입니다.", 1),
            *(Paragraph(f"○ {reason}", 1) for reason in reasons),
            Gap(0.4),
            Paragraph(f"3. {pen.chance.choice(_REVIEW)}"),
            Paragraph(
                f"4. 궁금하신 점은 담당자(전화 02-{pen.digits(4)}-{pen.digits(4)})에게 문의하시기 바랍니다. 끝."
            ),
            Gap(1.0),
            Stamped(f"근로복지공단 {pen.office}장", "근로복지공단장인"),
            Gap(1.0),
            Paragraph(f"시행  재활보상부-{pen.digits(4)}  ({dotted(pen.printed)})", size=0.85),
        ),
    )


def _survivors(pen: _Pen) -> Letter:
    reasons = (
        "고인의 사망 원인이 된 질병은 업무상 과로나 스트레스보다 기존의 지병이 악화된 것으로 보입니다.",
        "사망 전 4주간 1주 평균 업무시간이 51시간으로 고시의 기준에 이르지 않습니다.",
    )
    return Letter(
        kind="결정통지서",
        office=pen.office,
        printed_on=pen.printed,
        benefit="유족급여",
        decision="부지급",
        reasons=reasons,
        panel=True,
        blocks=(
            Centre("유족급여 및 장례비 부지급 결정 통지서", 1.4),
            Gap(),
            Table(
                (
                    ("청구인", f"{pen.name} (고인의 배우자)", "접수번호", pen.digits(11)),
                    ("고인", pen.chance.choice(_NAMES), "사망일", dotted(pen.accident)),
                    ("소속 사업장", pen.firm, "처리결과", "부지급"),
                ),
                (0.16, 0.38, 0.16, 0.30),
            ),
            Gap(),
            Paragraph("□ 결정내용"),
            Paragraph("귀하가 청구한 유족급여와 장례비를 지급하지 아니합니다.", 1),
            Paragraph("□ 부지급 사유"),
            *(Paragraph(f"- {reason}", 1) for reason in reasons),
            Paragraph(
                f"- {pen.panel}에서도 같은 취지로 업무와 사망 사이의 상당인과관계가 인정되지 않는다고 판정하였습니다.",
                1,
            ),
            Paragraph("□ 불복 절차"),
            Paragraph(pen.chance.choice(_REVIEW), 1),
            Gap(),
            Centre(in_words(pen.printed)),
            Gap(),
            Stamped(f"근로복지공단 {pen.office}장", "지사장의인"),
        ),
    )


def _disability(pen: _Pen) -> Letter:
    grade = pen.chance.choice((8, 10, 12, 14))
    reasons = (
        "척추의 운동 가능 영역이 정상의 4분의 1 이상 제한되지 아니하여 더 높은 등급에 해당하지 않습니다.",
        "신청인이 호소하는 통증은 동통 장해의 기준에 따라 이미 등급에 반영되었습니다.",
    )
    return Letter(
        kind="결정통지서",
        office=pen.office,
        printed_on=pen.printed,
        benefit="장해급여",
        decision=f"제{grade}급",
        reasons=reasons,
        blocks=(
            Centre("장해등급 결정 통지서", 1.5),
            Gap(),
            Table(
                (
                    ("성명", pen.name),
                    ("재해일", in_words(pen.accident)),
                    ("상병명", pen.illness.names),
                    ("결정등급", f"제{grade}급 제{pen.chance.randrange(1, 9)}호"),
                ),
                (0.22, 0.78),
            ),
            Gap(),
            Paragraph(f"귀하의 장해급여 청구에 대하여 장해등급을 제{grade}급으로 결정하였습니다."),
            Paragraph("[결정 이유]"),
            *(Paragraph(f"{number}) {reason}", 1) for number, reason in enumerate(reasons, 1)),
            Paragraph(
                "자문의사회의 심의에서 위와 같은 의견이 있었으며, 공단은 이를 받아들여 결정하였습니다.", 1
            ),
            Gap(),
            Paragraph("※ " + pen.chance.choice(_REVIEW), red=True),
            Gap(),
            Right(in_words(pen.printed)),
            Stamped(f"근로복지공단 {pen.office}장", "공단직인"),
        ),
    )


def _review(pen: _Pen) -> Letter:
    reasons = pen.illness.reasons
    return Letter(
        kind="심사결정서",
        office=pen.office,
        printed_on=pen.printed,
        benefit="요양급여",
        decision="기각",
        reasons=reasons,
        panel=True,
        blocks=(
            Centre("심 사 결 정 서", 1.6),
            Gap(),
            Table(
                (
                    ("사건", f"{pen.printed.year} 제{pen.digits(4)}호 요양불승인처분 취소"),
                    ("청구인", pen.name),
                    ("원처분기관", f"근로복지공단 {pen.office}장"),
                    ("결정일", dotted(pen.printed)),
                ),
                (0.22, 0.78),
            ),
            Gap(),
            Centre("주   문", 1.15),
            Paragraph("청구인의 심사청구를 기각한다."),
            Centre("이   유", 1.15),
            Paragraph("1. 처분의 내용"),
            Paragraph(
                f"청구인은 {pen.firm} 소속 근로자로서 {dotted(pen.accident)} '{pen.illness.names}'을 진단받아 요양급여를 신청하였으나, 원처분기관은 업무상 재해로 인정하지 아니하는 처분을 하였다.",
                1,
            ),
            Paragraph("2. 판단"),
            *(Paragraph(reason, 1) for reason in reasons),
            Paragraph("산업재해보상보험심사위원회의 심의 결과도 이와 같다.", 1),
            Paragraph("3. 결론"),
            Paragraph("그러므로 원처분은 정당하여 주문과 같이 결정한다.", 1),
            Gap(),
            Paragraph(
                "이 결정에 불복하는 경우 결정서를 받은 날부터 90일 이내에 산업재해보상보험재심사위원회에 재심사청구를 하거나 행정소송을 제기할 수 있습니다.",
                size=0.95,
            ),
            Gap(),
            Centre(in_words(pen.printed)),
            Stamped("근로복지공단 이사장", "이사장의인"),
        ),
    )


def _second_review(pen: _Pen) -> Letter:
    reasons = pen.illness.reasons
    return Letter(
        kind="재결서",
        office=pen.office,
        printed_on=pen.printed,
        benefit="요양급여",
        decision="기각",
        reasons=reasons,
        blocks=(
            Centre("산업재해보상보험재심사위원회", 1.3),
            Centre("재   결   서", 1.6),
            Gap(),
            Paragraph(f"사   건   {pen.printed.year}재결 제{pen.digits(4)}호"),
            Paragraph(f"재심사청구인   {pen.name}"),
            Paragraph(f"원처분기관   근로복지공단 {pen.office}"),
            Gap(0.5),
            Centre("주   문", 1.15),
            Paragraph("재심사청구를 기각한다."),
            Centre("청 구 취 지", 1.15),
            Paragraph("원처분기관이 한 요양불승인 처분을 취소한다."),
            Centre("이   유", 1.15),
            *(
                Paragraph(f"{mark}. {reason}")
                for mark, reason in zip("가나다", (*reasons, "따라서 이 사건 처분은 적법하다."), strict=False)
            ),
            Gap(),
            Centre(dotted(pen.printed)),
            Stamped("산업재해보상보험재심사위원회 위원장", "재심사위원회인"),
            Paragraph(
                "이 재결에 이의가 있으면 재결서를 송달받은 날부터 90일 이내에 행정소송을 제기할 수 있습니다.",
                size=0.9,
            ),
        ),
    )


def _verdict(pen: _Pen) -> Letter:
    reasons = pen.illness.reasons
    return Letter(
        kind="판정서",
        office=pen.panel,
        printed_on=pen.printed,
        benefit="요양급여",
        decision="불인정",
        reasons=reasons,
        panel=True,
        review_told=False,
        blocks=(
            Centre("업무상질병판정서", 1.6),
            Right(f"판정번호 {pen.printed.year}-{pen.digits(5)}"),
            Table(
                (
                    ("신청인", pen.name, "사업장", pen.firm),
                    ("신청상병", pen.illness.names, "의뢰기관", pen.office),
                    ("심의일", dotted(pen.printed - timedelta(days=3)), "판정", "불인정"),
                ),
                (0.16, 0.36, 0.16, 0.32),
            ),
            Gap(),
            Columns(
                (
                    "○ 신청인의 주장",
                    "오랫동안 같은 일을 하면서",
                    "몸에 무리가 쌓여 상병이",
                    "생겼다고 주장한다.",
                ),
                (
                    "○ 보험가입자 의견",
                    "작업량이 많지 않았고 휴식",
                    "시간도 충분하였다는",
                    "의견을 제출하였다.",
                ),
            ),
            Gap(),
            Paragraph("○ 판정 이유"),
            *(Paragraph(reason, 1) for reason in reasons),
            Paragraph(
                "이상을 종합하면 신청 상병은 업무상 질병으로 인정되지 않는다는 것이 위원들의 일치된 의견이다.",
                1,
            ),
            Gap(),
            Centre(in_words(pen.printed)),
            Stamped(f"{pen.panel}위원장", "판정위원회인"),
        ),
    )


def _judgment(pen: _Pen) -> Letter:
    reasons = pen.illness.reasons
    court = pen.chance.choice(("서울행정법원", "부산지방법원", "대구지방법원", "창원지방법원"))
    return Letter(
        kind="판결문",
        office=court,
        printed_on=pen.printed,
        benefit="요양급여",
        decision="기각",
        reasons=reasons,
        review_told=False,
        blocks=(
            Centre(court.replace("", " ").strip(), 1.5),
            Centre("판   결", 1.4),
            Gap(0.5),
            Table(
                (
                    ("사건", f"{pen.printed.year - 1}구단{pen.digits(5)} 요양불승인처분취소"),
                    ("원고", pen.name),
                    ("피고", "근로복지공단"),
                    ("변론종결", dotted(pen.printed - timedelta(days=28))),
                    ("판결선고", dotted(pen.printed)),
                ),
                (0.2, 0.8),
            ),
            Gap(0.5),
            Centre("주   문", 1.15),
            Paragraph("1. 원고의 청구를 기각한다."),
            Paragraph("2. 소송비용은 원고가 부담한다."),
            Centre("청 구 취 지", 1.15),
            Paragraph(
                f"피고가 {dotted(pen.printed - timedelta(days=400))} 원고에 대하여 한 요양불승인처분을 취소한다."
            ),
            Centre("이   유", 1.15),
            Paragraph("1. 처분의 경위"),
            Paragraph(
                f"원고는 {pen.firm}에서 일하다가 '{pen.illness.names}'을 진단받고 피고에게 요양급여를 신청하였으나, 피고는 이를 승인하지 않았다.",
                1,
            ),
            Paragraph("2. 판단"),
            *(
                Paragraph(
                    reason.replace("습니다.", "다.").replace("됩니다.", "된다.").replace("합니다.", "한다."),
                    1,
                )
                for reason in reasons
            ),
            Paragraph("3. 결론"),
            Paragraph("그렇다면 원고의 청구는 이유 없어 기각한다.", 1),
            Gap(),
            Stamped("판사   " + pen.chance.choice(_NAMES), "판사인"),
        ),
    )


LAYOUTS: dict[str, Callable[[_Pen], Letter]] = {
    "treatment": _treatment,
    "survivors": _survivors,
    "disability": _disability,
    "review": _review,
    "second review": _second_review,
    "verdict": _verdict,
    "judgment": _judgment,
}


def letter(layout: str, seed: int = 0) -> Letter:
    """A letter in one of the LAYOUTS, always the same for a seed."""
    return LAYOUTS[layout](_Pen(seed))
