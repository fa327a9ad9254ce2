"""Where the shipped digests were read, what they cover, and what the comparison with their rulings finds."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lib.domain.digest import Digest
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Disease, Instance, Issue, KindB, Outcome
from lib.sources.markdown import read_file
from lib.sources.starter import FOLDER
from tools.starter import ROOT, problems, problems_at, read_provenance

DIGESTS = {path.stem: Digest.model_validate_json(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}

RULING = """---
출처: https://www.law.go.kr/LSW/precInfoP.do?precSeq=990001
판례일련번호: '990001'
사건번호: 2031구단10001
법원등급: 하급심
법원명: 서울행정법원
사건종류: 일반행정
사건명: 요양불승인처분취소
---

# 요양불승인처분취소

## 판례내용

【주문】1. 원고의 청구를 기각한다.
2. 소송에 든 비용은 원고가 낸다.
【청구취지】피고가 2030. 3. 3. 원고에게 한 요양불승인처분을 취소한다.
【이유】1. 처분의 경위
원고는 한빛산업에서 지게차로 자재를 나르다가 허리를 다쳤다며 요양을 신청하였으나 피고는 불승인하였다.
2. 판단
산업재해보상보험법 제37조 제1항에 비추어 본다. 허리의 병은 나이가 들며 생긴 것으로 보인다(대법원 2012. 1. 2. 선고 2011두99999 판결 참조).
판사 ○○○
"""


def digest_of(**changes: object) -> Digest:
    return Digest.model_validate(
        {
            "serial": "990001",
            "case_number": "2031구단10001",
            "court": "서울행정법원",
            "title": "요양불승인처분취소",
            "source_url": "https://www.law.go.kr/LSW/precInfoP.do?precSeq=990001",
            "labels": {
                "instance": 1, "outcome": "불인정", "kind_b": "요양", "kind_c": "업무상사고",
                "disease_category": "근골격계", "issue_category": "업무관련성(의학적 인과관계)",
            },
            "label_words": {"outcome": "원고의 청구를 기각한다"},
            "order": "근로자의 청구 기각",
            "plaintiff": "지게차 기사",
            "defendant": "근로복지공단",
            "diagnoses": [],
            "occupation": "지게차 기사",
            "industry": "",
            "gist": "지게차 기사가 일하다 허리를 다쳤다고 했으나 인정받지 못했다. 법원은 나이가 들며 생긴 병이라고 했다.",
            "facts": ["기사는 지게차로 물건을 옮겼다."],
            "denial_reason": "",
            "question": "허리의 병이 일 때문인지가 문제였다.",
            "weighed": ["법원은 나이 탓이 크다고 보았다."],
            "tipped": ["나이에 따른 변화"],
            "result": "기사가 졌다.",
            "statutes": ["산업재해보상보험법 제37조 제1항"],
            "cited_cases": ["2011두99999"],
            "related_cases": [],
        }
        | changes
    )  # fmt: skip


def test_every_digest_tells_where_and_when_it_was_read() -> None:
    told = {each.serial: each for each in read_provenance()}
    assert told.keys() == DIGESTS.keys() and len(told) == len(read_provenance())
    for serial, digest in DIGESTS.items():
        where = told[serial]
        assert (where.court, where.case_number) == (digest.court, digest.case_number)
        level = "대법원" if digest.labels.instance is Instance.THIRD else "하급심"
        # The archive names a file by the day its source gives; a ruling may tell its day all the same.
        days = {"0000-00-00", digest.decided_on.isoformat() if digest.decided_on else ""}
        name = Path(where.read_at)
        assert name.parts[:2] == ("일반행정", level) and name.suffix == ".md", serial
        assert name.stem.split("_")[0] == digest.court and name.stem.split("_")[1] in days, serial


def test_a_digest_that_holds_has_no_problem() -> None:
    assert list(problems(digest_of(), read_file(RULING.encode()))) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"serial": "990002", "source_url": "https://www.law.go.kr/LSW/precInfoP.do?precSeq=990002"}, "another ruling"),
        ({"case_number": "2031구단10002"}, "another ruling"),
        ({"labels": digest_of().labels.model_dump(mode="json") | {"outcome": "인정"}}, "outcome"),
        ({"statutes": ["산업재해보상보험법 제38조"]}, "statutes"),
        ({"cited_cases": []}, "cited_cases"),
        ({"related_cases": [{"court": "서울고등법원", "case_number": "2032누1"}]}, "related_cases"),
        ({"label_words": {"outcome": "원고가 이겼다"}}, "words of outcome"),
        ({"facts": ["그는 한빛산업에서 지게차로 자재를 나르다가 허리를 다쳤다며 요양을 신청하였으나 졌다."]}, "the ruling's own words"),
        ({"plaintiff": "사업주"}, "suit"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_does_not_hold_is_told(changes: dict[str, object], told: str) -> None:
    found = list(problems(digest_of(**changes), read_file(RULING.encode())))
    assert found and any(told in each for each in found)


def test_a_ruling_that_is_not_there_or_cut_is_told(tmp_path: Path) -> None:
    assert ["no ruling" in each for each in problems_at(tmp_path / "없음.md", digest_of())] == [True]
    cut = tmp_path / "cut.md"
    cut.write_text(RULING[:300], encoding="utf-8")
    assert ["unreadable" in each for each in problems_at(cut, digest_of())] == [True]


def test_the_command_tells_each_digest_whose_ruling_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.starter", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and not done.stderr
    assert done.stdout.count("no ruling at") == len(DIGESTS)
    assert done.stdout.endswith(f"0 of {len(DIGESTS)} digests hold\n")


def test_the_shipped_rulings_cover_what_people_ask_about_on_both_sides() -> None:
    assert len(DIGESTS) >= 270 and all(digest.checked for digest in DIGESTS.values())
    labels = [digest.labels for digest in DIGESTS.values()]
    instances = Counter(each.instance for each in labels)
    assert instances[Instance.SECOND] >= 30 and instances[Instance.THIRD] >= 25
    for issue in Issue:
        of_issue = [each.outcome for each in labels if each.issue_category is issue]
        assert len(of_issue) >= 14, issue
        assert FAVOURABLE.intersection(of_issue) and UNFAVOURABLE.intersection(of_issue), issue
    for disease in Disease:
        of_disease = [each.outcome for each in labels if each.disease_category is disease]
        assert len(of_disease) >= 14, disease
        assert FAVOURABLE.intersection(of_disease) and UNFAVOURABLE.intersection(of_disease), disease
    of_kind = Counter(each.kind_b for each in labels)
    assert {kind for kind in KindB if of_kind[kind] < 6} == {KindB.PREVENTION}
    late = [
        each
        for each in labels
        if each.outcome is Outcome.DISMISSED or each.issue_category is Issue.TIME_LIMIT
    ]
    assert len(late) >= 8


def test_what_was_looked_for_is_listed_with_what_became_of_it() -> None:
    with (FOLDER / "opened.csv").open(encoding="utf-8", newline="") as lines:
        opened = list(csv.DictReader(lines))
    assert len(opened) == len({each["case_number"] for each in opened}) >= 60
    shipped = {digest.case_number for digest in DIGESTS.values()}
    for each in opened:
        taken = each["what_became_of_it"] == "taken"
        assert taken == (each["case_number"] in shipped), each
        assert bool(each["court"]) == (each["what_became_of_it"] != "not in the archive"), each
