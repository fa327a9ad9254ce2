"""A made-up ruling as several sources give it, and labels that tell which of them they were made from."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.domain.digest import Digest, RelatedCase
from lib.domain.labels import Label, Labels
from lib.domain.records import Change
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.store import Store

DIGEST = Digest.model_validate(
    {
        "serial": "900001",
        "case_number": "2021구단100",
        "court": "한빛지방법원",
        "title": "요양불승인처분취소",
        "source_url": "https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001",
        "labels": {
            "instance": 1,
            "outcome": "불인정",
            "kind_b": "요양",
            "kind_c": "업무상사고",
            "disease_category": "사고부상",
            "issue_category": "요양 필요성",
        },
        "label_words": {"outcome": "청구를 기각한다"},
        "order": "청구 기각",
        "plaintiff": "다친 근로자",
        "defendant": "근로복지공단",
        "diagnoses": ["요추 염좌"],
        "occupation": "가구 공장 직원",
        "industry": "제조업",
        "gist": "합판을 나르다 허리를 다친 근로자가 요양급여를 신청했으나 법원은 자료가 모자란다고 보았다.",
        "facts": ["합판을 날랐다.", "허리를 다쳤다.", "요양급여를 신청했다."],
        "denial_reason": "업무 때문이 아니라고 보았다.",
        "question": "업무 때문인지가 문제였다.",
        "weighed": ["나른 무게와 횟수"],
        "tipped": ["자료가 모자람"],
        "result": "근로자 패소",
        "statutes": [],
        "cited_cases": [],
        "related_cases": [],
    }
)

RULING = Precedent(
    case_number="2021구단100",
    court="한빛지방법원",
    title="요양불승인처분취소",
    source="archive",
    text="【주문】원고의 청구를 기각한다.",
    source_serial="900001",
    fetched_at=datetime(2024, 5, 1, tzinfo=UTC),
)

SHORT, LONG = "【연관판결】", "【연관판결】【주문】원고의 청구를 기각한다."
STARTER = replace(RULING, source="starter", text="", digest=DIGEST, fetched_at=None)
COMWEL = replace(
    RULING, source="comwel", kind_a="기각", kind_b="요양", kind_c="업무상사고", source_serial=None
)
LAWGO = replace(RULING, source="lawgo")


def classify(precedent: Precedent) -> Labels:
    """Labels that tell which precedent they were made from."""
    return Labels(
        instance=Label(Instance.FIRST, precedent.court),
        outcome=Label(Outcome.DENIED if "기각" in precedent.text else Outcome.UNKNOWN, precedent.text[:12]),
        kind_b=Label(KindB.TREATMENT),
        kind_c=Label(KindC.ACCIDENT),
        disease_category=Label(Disease.INJURY),
        issue_category=Label(Issue.NEED_OF_TREATMENT),
        diagnoses=precedent.digest.diagnoses if precedent.digest else (),
        related_cases=(RelatedCase(court="한빛고등법원", case_number="2022누77", instance=Instance.SECOND),),
    )


def put(store: Store, *precedents: Precedent, version: int = 1) -> list[Change]:
    return store.upsert(precedents, classify, version)


def many(count: int, first: int = 0) -> list[Precedent]:
    return [replace(RULING, case_number=f"2021구단{number}") for number in range(first, first + count)]
