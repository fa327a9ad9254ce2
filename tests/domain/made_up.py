"""Made-up rulings in the shapes the public sources publish, in our own words but for the fixed formulas."""

import random
from collections.abc import Iterator

from lib.domain.ruling import Precedent

COURTS = {
    1: ("서울행정법원", "2021구단5001"),
    2: ("서울고등법원", "2022누3002"),
    3: ("대법원", "2023두4003"),
}
REFUSED = "피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다."
WORKER = (
    "원고는 한빛금속 주식회사에서 프레스공으로 일하던 사람으로, 2020. 11. 5. 철판을 옮기다가 어깨를 다쳐 "
    "'우측 회전근개 파열'을 진단받고 피고에게 요양급여를 신청하였다.\n"
    "나. 피고는 2021. 3. 4. 업무와의 인과관계를 인정하기 어렵다는 이유로 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다."
)
WIDOW = (
    "원고는 망 ○○○(이하 '망인'이라 한다)의 배우자이다. 망인은 한빛물류 주식회사에서 배송기사로 일하던 중 2020. 5. 6. "
    "급성 심근경색으로 사망하였다.\n나. 원고가 유족급여 및 장의비를 청구하였으나 피고는 2021. 3. 4. 이를 지급하지 않기로 하는 "
    "처분(이하 '이 사건 처분'이라 한다)을 하였다."
)
LOST = "그렇다면 원고의 청구는 이유 없으므로 이를 기각하기로 하여 주문과 같이 판결한다."
WON = "그렇다면 원고의 청구는 이유 있으므로 이를 인용하기로 하여 주문과 같이 판결한다."


def ruling_text(
    order: str,
    claim: str = REFUSED,
    history: str = WORKER,
    argument: str = "",
    judgment: str = "앞서 든 증거에 변론 전체의 취지를 보태어 보면 다음과 같이 판단된다.",
    conclusion: str = "",
    parties: str = "",
    related: str = "",
) -> str:
    """A ruling with bracketed headings, as 국가법령정보 publishes it."""
    claim_heading = "청구취지 및 항소취지" if "항소" in claim else "청구취지"
    parts = [
        f"【연관판결】{related}" if related else "",
        parties,
        f"【주문】{order}",
        f"【{claim_heading}】{claim}" if claim else "",
        f"【이유】1. 처분의 경위\n가. {history}",
        f"2. 이 사건 처분의 적법 여부\n가. 원고의 주장\n{argument}\n나. 판단\n{judgment}"
        if argument
        else f"2. 판단\n{judgment}",
        f"3. 결론\n{conclusion}" if conclusion else "",
        "판사 판사1",
    ]
    return "\n".join(part for part in parts if part)


def supreme_text(order: str, reasons: str, parties: str = "", prior: str = "") -> str:
    """A ruling of the Supreme Court: grounds of appeal in running text."""
    return "\n".join(
        part
        for part in (
            parties,
            f"【원심판결】 {prior}" if prior else "",
            f"【주문】{order}",
            f"【이유】{reasons}\n그러므로 관여 대법관의 일치된 의견으로 주문과 같이 판결한다.\n대법관 대법관1",
        )
        if part
    )


def precedent(text: str, instance: int = 1, title: str = "요양불승인처분취소") -> Precedent:
    """The record a source would yield for a made-up text."""
    court, number = COURTS[instance]
    return Precedent(case_number=number, court=court, title=title, source="archive", text=text)


REMANDED = {
    "2010구단1": (
        "한빛지방법원",
        ruling_text(
            "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다.", related="한빛고등법원,2011누2,2심"
        ),
    ),
    "2011누2": (
        "한빛고등법원",
        ruling_text(
            "1. 원고의 항소를 기각한다.\n2. 항소비용은 원고가 부담한다.",
            f"제1심판결을 취소한다. {REFUSED} 항소취지",
        ),
    ),
    "2012두3": (
        "대법원",
        "【연관판결】한빛고등법원,2011누2,2심\n"
        + supreme_text(
            "원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.",
            "상고이유를 판단한다. 원심의 판단에는 업무상 재해에 관한 법리를 오해한 잘못이 있다.",
            "【원고, 상고인】 원고\n【피고, 피상고인】 근로복지공단",
        ),
    ),
    "2012누9": (
        "한빛고등법원",
        ruling_text(
            f"1. 제1심판결을 취소한다.\n2. {REFUSED}\n3. 소송총비용은 피고가 부담한다.",
            f"제1심판결을 취소한다. {REFUSED} 항소취지",
            conclusion=WON,
            related="대법원,2012두3,3심",
        ),
    ),
}
"""One dispute, number → court and text: lost twice, sent back, won; each names only the one beside it."""


FUZZ_ALPHABET = "가나다원고피고청구를기각한다취소처분【】()[]제조항 \n\t\r.,:：0123456789'\"‘’“”？�\x00 ２①"


def cut_and_garbled(texts: list[str], chance: random.Random, rounds: int) -> Iterator[str]:
    """Pieces of texts with stretches lost, doubled or replaced by noise."""
    for _ in range(rounds):
        text = chance.choice(texts)[: chance.choice((400, 2500, 6000))]
        for _ in range(chance.randrange(4)):
            a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
            noise = "".join(chance.choices(FUZZ_ALPHABET, k=chance.randrange(40)))
            text = chance.choice(
                (text[:a] + text[b:], text[a:b], text[:b] + text[a:b] + text[b:], text[:a] + noise + text[a:])
            )
            text = text[:9000]
        yield text
