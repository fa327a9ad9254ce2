"""Made-up rulings in the shapes of the public archive, in our own words."""

from pathlib import Path
from typing import Any

from lib.domain.records import ListedRuling
from lib.domain.ruling import ruling_id
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.text.citations import case_year

BODY = """【연관판결】한빛고등법원,2022누77,2심
【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리를 다쳐 '요추 염좌'를 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 산업재해보상보험법 제37조의 업무상 재해로 보기 어렵다며 승인하지 않았다.
2. 판단
나르던 무게와 횟수에 비추어 업무 때문이라고 하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
"""

STUB = "【연관판결】한빛지방법원,2020구단5,1심\n"

OTHER_LAW = """【원고】 원고
【피고】 한빛시장
【주문】1. 원고의 청구를 기각한다.
【이유】1. 처분의 경위
피고는 원고의 창고가 신고 없이 늘려 지어졌다며 건축법 제79조에 따라 고치라고 명령하였다. 원고는 이 창고에서
일하다가 근로복지공단에서 요양급여를 받은 적이 있다고 하나, 이 명령과는 상관이 없다.
2. 결론
원고의 청구를 기각한다.
판사 판사1
"""


def archive_file(
    case_number: str = "2021구단100",
    court: str = "한빛지방법원",
    title: str = "요양불승인처분취소",
    body: str = BODY,
    serial: str = "900001",
    decided_on: str = "",
    before: str = "",
) -> str:
    """One file of the archive; `before` goes ahead of 판례내용 (판시사항 …)."""
    date = f"선고일자: {decided_on}\n" if decided_on else ""
    return (
        f"---\n판례일련번호: '{serial}'\n사건번호: {case_number}\n사건명: {title}\n법원명: {court}\n"
        f"법원등급: 하급심\n사건종류: 일반행정\n"
        f"출처: https://www.law.go.kr/LSW/precInfoP.do?precSeq={serial}\n첨부파일: []\n{date}---\n\n"
        f"# {title}\n\n{before}## 판례내용\n\n{body}\n\n"
    )


def write_archive(folder: Path, count: int, first: int = 1) -> None:
    """`count` rulings with case numbers from `first` on, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        content = archive_file(case_number=f"2021구단{number}", serial=str(900_000 + number))
        (folder / f"한빛지방법원_0000-00-00_2021구단{number}.md").write_text(content, encoding="utf-8")


def listed(number: str, outcome: Outcome = Outcome.DENIED, **labels: Any) -> ListedRuling:
    """A line of the listing; the court goes by the 사건부호."""
    instance = Instance.THIRD if "두" in number else Instance.SECOND if "누" in number else Instance.FIRST
    court = {1: "한빛지방법원", 2: "한빛고등법원", 3: "대법원"}[instance]
    usual = {"kind_b": KindB.TREATMENT, "kind_c": KindC.ACCIDENT, "disease_category": Disease.INJURY}
    values = usual | {"issue_category": Issue.CAUSATION, "decided_on": None, "court": court}
    values |= {"suit": Suit.CLAIMANT} | labels
    return ListedRuling(
        id=ruling_id(court, number), case_number=number, title="", year=case_year(number), instance=instance,
        outcome=outcome, has_text=True, has_digest=False, **values,
    )  # fmt: skip
