"""Whole rulings, ours and the real ones, read as a careful reader reads them: one test a ruling.

How often the rules are right is measured by `bench.labels` on rulings they were not tuned on.
"""

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import pytest

from lib.domain.classify import classify
from lib.domain.labels import Label, Labels
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from tests.domain.corpus import CORPUS, own_rulings, read_ruling, real_rulings
from tests.domain.made_up import precedent, ruling_text

NAMES = ("instance", "outcome", "kind_b", "kind_c", "disease_category", "issue_category", "suit")

MISREAD = {
    ("415256", "kind_c"): KindC.COMMUTE,
    ("415710", "kind_b"): KindB.TREATMENT,
    ("415726", "issue_category"): Issue.IN_COURSE_OF_WORK,
    ("415868", "issue_category"): Issue.DISABILITY_GRADE,
    ("416036", "disease_category"): Disease.INJURY,
    ("416060", "issue_category"): Issue.COMMUTE_ROUTE,
    ("416156", "issue_category"): Issue.IN_COURSE_OF_WORK,
    ("417244", "kind_c"): KindC.ACCIDENT,
}
"""Labels of real rulings that are known to be read otherwise than the careful reader reads them."""

OWN, REAL = list(own_rulings()), list(real_rulings())
each_own = pytest.mark.parametrize(("ruling", "row"), OWN, ids=[row["serial"] for _, row in OWN])
each_real = pytest.mark.parametrize(("ruling", "row"), REAL, ids=[row["serial"] for _, row in REAL])


@each_own
def test_our_rulings_are_read_as_a_careful_reader_reads_them(ruling: Precedent, row: dict[str, Any]) -> None:
    labels = classify(ruling)
    assert {name: getattr(labels, name).value for name in NAMES} == {name: row[name] for name in NAMES}
    assert list(labels.diagnoses) == row["diagnoses"]
    assert labels.occupation == row["occupation"]
    assert articles(labels.statutes) == articles(row["statutes"])
    assert list(labels.cited_cases) == row["cited_cases"]
    assert [case.case_number for case in labels.related_cases] == row["related_cases"]
    assert_evidence_stands_in(ruling, labels)


@each_real
def test_real_rulings_are_read_as_a_careful_reader_reads_them(ruling: Precedent, row: dict[str, Any]) -> None:
    labels = classify(ruling)
    # Who keeps the real ones did not label their suits.
    read = {name: getattr(labels, name).value for name in NAMES if name in row}
    known = {name: MISREAD[row["serial"], name] for name in NAMES if (row["serial"], name) in MISREAD}
    assert read == {name: row[name] for name in NAMES if name in row} | known
    assert_evidence_stands_in(ruling, labels)


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="no real rulings in ../shared/corpus, and nothing installs them"
)
def test_citations_of_real_rulings() -> None:
    shared = read = wanted = 0
    for ruling, row in REAL:
        labels = classify(ruling)
        ours = set(labels.cited_cases) | articles(labels.statutes)
        theirs = set(row["cited_cases"]) | articles(row["statutes"])
        shared, read, wanted = shared + len(ours & theirs), read + len(ours), wanted + len(theirs)
    assert 2 * shared / (read + wanted) >= 0.97


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="no real rulings in ../shared/corpus, and nothing installs them"
)
def test_our_rulings_lift_no_sentence_of_a_real_one() -> None:
    lifted = set()
    for path in (CORPUS / "rulings").glob("*.md"):
        lifted |= runs(read_ruling(path).text)
    for ruling, _ in OWN:
        assert {run for run in runs(ruling.text) & lifted if not FORMULA.search(run)} == set(), ruling.id


def test_evidence_of_labels() -> None:
    labels = classify(precedent(ruling_text("원고의 청구를 기각한다.")))
    named = {name: getattr(labels, name).words for name in NAMES}
    assert named["suit"] == "요양불승인처분"
    assert labels.evidence() == {name: words for name, words in named.items() if words}
    assert labels.evidence()["outcome"] == "원고의 청구를 기각한다."
    assert Label("어떤 값") == Label("어떤 값", words="", start=None, end=None, how="rule")


FORMULA = re.compile(
    r"주 ?문|청구취지|부담한다|각하한다|기각한다|취소한다|환송한다|이 사건 (?:처분|상병|사고) (?:이?라 한다|이라)|처분의 적법 여부|처분의 경위"
    r"|상고인|소송비용은|결론 (?:그렇다면 )?원고의 청구는|항소취지"
)
"""Orders, headings and what stands between them are the same in every ruling."""


def runs(text: str) -> set[str]:
    """Every seven words in a row."""
    words = re.findall(r"[\w%]+", text)
    return {" ".join(words[i : i + 7]) for i in range(len(words) - 6)}


def articles(statutes: Iterable[str]) -> set[str]:
    return {re.sub(r" 제\d+항.*$", "", statute) for statute in statutes}


def assert_evidence_stands_in(ruling: Precedent, labels: Labels) -> None:
    """Each label's words stand at its offsets; the outcome's are the first words of the order."""
    for field in fields(labels):
        label = getattr(labels, field.name)
        if isinstance(label, Label) and label.start is not None and label.end is not None:
            assert 0 <= label.start < label.end <= len(ruling.plain_text)
            assert ruling.plain_text[label.start : label.end] == label.words
