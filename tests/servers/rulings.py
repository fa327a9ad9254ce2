"""Generated rulings in our own words, in the shapes of the public record."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.synthetic import BODY

KINDS_A = ("취소", "일부취소", "기각", "취하", "파기환송", "")
KINDS_B = ("요양", "재요양등", "장해", "유족", "보험료", "")
KINDS_C = ("업무상사고", "업무상질병", "")
COURTS = ("한빛지방법원", "한빛고등법원", "대법원", "은빛지방법원", "은빛고등법원(동부)")
TITLES = (
    "요양불승인처분취소",
    "유족급여및장의비부지급처분취소",
    "장해등급결정처분취소",
    "추가상병불승인처분취소",
)

_ODD = (
    " & <별지 1> \"목록\" '갑'  ？ ○○\t소외1",
    "A<B, R&D 부서; &제3조",
    "\n\n  줄 앞의 빈칸과 줄 끝의 빈칸  \n",
    "제1항 ㈜한빛·은빛 「규정」 1/2",
    "",
)
_WORDS = [
    "허리",
    "어깨",
    "무릎",
    "작업",
    "물건",
    "나르다",
    "야간",
    "근무",
    "소음",
    "먼지",
    "기계",
    "공장",
    "배달",
    "운전",
    "진단",
    "소견",
    "기록",
    "감정",
    "동료",
    "계단",
]


@dataclass(frozen=True)
class Served:
    """A ruling as a server holds it; `text` is what must be held in the end."""

    serial: str
    case_number: str
    court: str
    title: str
    text: str
    decided_on: str
    kind_a: str
    kind_b: str
    kind_c: str
    holding: str = ""
    """판시사항; only published rulings have it."""
    from_agency: bool = True

    @property
    def id(self) -> str:
        return f"{self.court}_{self.case_number}"


def generate(count: int, seed: int = 1, first: int = 1) -> list[Served]:
    """`count` different rulings; some are stubs, some lack kinds, some have a date."""
    return list(_rulings(count, seed, first))


def _rulings(count: int, seed: int, first: int) -> Iterator[Served]:
    for number in range(first, first + count):
        draw = random.Random(f"{seed} {number}")
        court = draw.choice(COURTS)
        mark = {"대법원": "두"}.get(court, "누" if "고등" in court else "구단")
        text = BODY.replace("2022누77", f"2022누{number}") + draw.choice(_ODD)
        text += "\n" + " ".join(draw.choices(_WORDS, k=draw.randint(10, 300)))
        if number % 17 == 0:
            text = f"연관판결 : 한빛고등법원,2022누{number},2심"
        if number % 41 == 0:
            text = ""
        published = court == "대법원" and number % 2 == 0
        yield Served(
            serial=str(400_000 + number),
            case_number=f"{2004 + number % 20}{mark}{number}",
            court=court,
            title=draw.choice(TITLES),
            text=text,
            decided_on=f"20{draw.randint(10, 23)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
            if published
            else "",
            kind_a=draw.choice(KINDS_A),
            kind_b=draw.choice(KINDS_B),
            kind_c=draw.choice(KINDS_C),
            holding="업무와 질병 사이의 관계를 살피는 방법" if published and number % 4 == 0 else "",
            from_agency=not published,
        )
