"""Which criteria of law are named for a case, and that each says only what its articles hold."""

import itertools
import re
from functools import lru_cache
from pathlib import Path

import pytest

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.criteria import MOST, Criterion, applicable_criteria, criteria
from lib.guidance.entries import read_entries
from lib.guidance.legal_basis import Basis

LAW = Path(__file__).parents[2].parent / "shared" / "law"
LAW_FILES = {"법": "act.txt", "시행령": "decree.txt", "시행규칙": "rule.txt", "고시": "notice_2026-14.txt"}
law_is_here = pytest.mark.skipif(not LAW.is_dir(), reason="the text of the law is not beside the project")

IN_OTHER_LAWS = {"days_to_sue", "average_wage"}
"""Entries whose numbers stand in laws that are not among LAW_FILES (행정소송법, 근로기준법)."""

HEART = {"disease_category": Disease.CARDIOVASCULAR, "kind_c": KindC.DISEASE}
BACK = {"disease_category": Disease.MUSCULOSKELETAL, "kind_c": KindC.DISEASE}
EAR = {"disease_category": Disease.HEARING, "kind_c": KindC.DISEASE}
LUNG = {"disease_category": Disease.RESPIRATORY, "kind_c": KindC.DISEASE}
CANCER = {"disease_category": Disease.CANCER, "kind_c": KindC.DISEASE}
MIND = {"disease_category": Disease.MENTAL, "kind_c": KindC.DISEASE}
RARE = {"disease_category": Disease.OTHER, "kind_c": KindC.DISEASE}
HURT = {"disease_category": Disease.INJURY, "kind_c": KindC.ACCIDENT}
WAY = {"disease_category": Disease.INJURY, "kind_c": KindC.COMMUTE}


def ids(**labels: object) -> list[str]:
    return [criterion.id for criterion in applicable_criteria(Case(**labels))]


@pytest.mark.parametrize(
    ("labels", "first", "among", "absent"),
    [
        ({}, "link_to_work", "", "over_60_hours three_or_five_years"),
        ({**HEART, "issue_category": Issue.CAUSATION}, "over_60_hours", "over_52_hours last_week sudden_event night_hours", ""),
        ({**HEART}, "over_60_hours", "over_52_hours", ""),
        ({**BACK, "issue_category": Issue.CAUSATION}, "bodily_burden", "presumed_by_table sudden_force", "over_60_hours"),
        ({**EAR, "issue_category": Issue.CAUSATION}, "noise", "three_conditions_of_disease this_person", "both_inner_ears"),
        ({**LUNG, "issue_category": Issue.CAUSATION}, "pneumoconiosis_assessed", "dust_work", ""),
        ({**CANCER, "issue_category": Issue.CAUSATION}, "carcinogen", "cancers_listed this_person", "noise"),
        ({**MIND, "issue_category": Issue.CAUSATION}, "mental_strain", "self_harm", ""),
        ({**RARE, "issue_category": Issue.CAUSATION}, "three_conditions_of_disease", "this_person link_to_work", ""),
        ({**HURT, "issue_category": Issue.CAUSATION}, "accident_and_injury", "harmed_by_another link_to_work", ""),
        # the issue before the disease, and nothing of the disease where the case does not turn on it
        ({**HEART, "issue_category": Issue.IN_COURSE_OF_WORK}, "acts_of_work", "work_events over_60_hours", ""),
        ({**HEART, "issue_category": Issue.PROCEDURE}, "disease_panel", "seven_days_to_decide ninety_days_to_object", ""),
        ({**HEART, "issue_category": Issue.TIME_LIMIT}, "three_or_five_years", "days_to_sue", "over_60_hours link_to_work"),
        ({**HURT, "issue_category": Issue.EMPLOYEE_STATUS}, "who_is_a_worker", "service_providers", "accident_and_injury"),
        ({**HURT, "issue_category": Issue.MISCONDUCT}, "intent_and_crime", "against_orders accident_and_injury", ""),
        ({**MIND, "issue_category": Issue.MISCONDUCT}, "intent_and_crime", "self_harm", ""),
        ({**WAY, "issue_category": Issue.COMMUTE_ROUTE}, "usual_way", "left_the_way company_transport", ""),
        ({**WAY, "issue_category": Issue.CAUSATION}, "commuting", "link_to_work", "left_the_way"),
        # two labels before one
        ({**EAR, "issue_category": Issue.DISABILITY_GRADE}, "both_inner_ears", "grade_table", "noise range_of_motion"),
        ({**LUNG, "issue_category": Issue.DISABILITY_GRADE}, "pneumoconiosis_assessed", "grade_table", "dust_work"),
        ({**BACK, "issue_category": Issue.DISABILITY_GRADE}, "range_of_motion", "grade_table", "bodily_burden"),
        ({**CANCER, "issue_category": Issue.AVERAGE_WAGE}, "wage_in_occupational_disease", "average_wage", "carcinogen"),
        ({**HURT, "issue_category": Issue.AVERAGE_WAGE}, "average_wage", "daily_workers", "wage_in_occupational_disease"),
        ({**LUNG, "kind_b": KindB.SURVIVORS, "issue_category": Issue.CAUSATION}, "death_by_pneumoconiosis", "dust_work", ""),
        ({**LUNG, "kind_b": KindB.SURVIVORS, "issue_category": Issue.BENEFICIARY}, "order_of_family", "survivors_benefit", "death_by_pneumoconiosis"),
        ({"kind_b": KindB.WAGE_LOSS, "issue_category": Issue.BENEFICIARY}, "unpaid_at_death", "order_of_family", ""),
        # benefits with a rule of their own
        ({**BACK, "kind_b": KindB.RENEWED_TREATMENT, "issue_category": Issue.NEED_OF_TREATMENT}, "renewed_treatment", "until_healed", "bodily_burden"),
        ({**BACK, "kind_b": KindB.ADDED_DIAGNOSIS, "issue_category": Issue.CAUSATION}, "added_diagnosis", "bodily_burden", ""),
        ({"kind_b": KindB.WAGE_LOSS}, "wage_loss_benefit", "", ""),
        ({"kind_b": KindB.NURSING}, "nursing_benefit", "", ""),
        ({"kind_b": KindB.CLAWBACK, "issue_category": Issue.PROCEDURE}, "clawback", "ninety_days_to_object", ""),
        ({"kind_b": KindB.TREATMENT_PLAN, "issue_category": Issue.NEED_OF_TREATMENT}, "treatment_plan", "doctors_disagree", ""),
        ({"kind_b": KindB.DISABILITY, "issue_category": Issue.TIME_LIMIT}, "three_or_five_years", "disability_benefit", ""),
        # no issue understood, but little doubt about it
        ({**WAY}, "usual_way", "left_the_way", ""),
        ({"kind_b": KindB.AVERAGE_WAGE}, "average_wage", "two_part_time_jobs", "link_to_work"),
        ({"kind_b": KindB.RENEWED_TREATMENT, **HEART}, "renewed_treatment", "until_healed", "over_60_hours"),
    ],
)  # fmt: skip
def test_criteria_of_a_case(labels: dict, first: str, among: str, absent: str) -> None:
    found = ids(**labels)
    assert found[0] == first
    assert set(among.split()) <= set(found)
    assert not set(absent.split()) & set(found)
    assert {first, *among.split(), *absent.split()} <= {criterion.id for criterion in criteria()}


def named(criterion: Criterion, case: Case) -> int:
    """How many of the labels that are known for the case the criterion names."""
    scope = criterion.scope
    pairs = (
        (scope.issue_category, case.issue_category),
        (scope.disease_category, case.disease_category),
        (scope.kind_c, case.kind_c),
        (scope.kind_b, case.kind_b),
    )
    return sum(bool(values) and known is not None for values, known in pairs)


@pytest.mark.parametrize("issue", Issue)
def test_every_case_has_criteria_and_the_specific_ones_come_first(issue: Issue) -> None:
    for disease, kind_c, kind_b in itertools.product([None, *Disease], [None, *KindC], [None, *KindB]):
        case = Case(kind_b, kind_c, disease, issue)
        found = applicable_criteria(case)
        assert 1 <= len(found) <= MOST, case
        counts = [named(criterion, case) for criterion in found]
        assert counts == sorted(counts, reverse=True), case
        assert len(set(found)) == len(found)
        assert all(criterion.scope.fits(case) for criterion in found), case


def test_every_criterion_is_shown_for_some_case() -> None:
    shown = {
        id
        for kind_b, kind_c, disease, issue in itertools.product(
            [None, *KindB], [None, *KindC], [None, *Disease], [None, *Issue]
        )
        for id in ids(kind_b=kind_b, kind_c=kind_c, disease_category=disease, issue_category=issue)
    }
    assert shown == {criterion.id for criterion in criteria()}


def test_every_issue_disease_and_benefit_of_its_own_has_criteria() -> None:
    scopes = [criterion.scope for criterion in criteria()]
    for issue in Issue:
        assert any(issue in scope.issue_category for scope in scopes), issue
    for disease in Disease:
        assert any(disease in scope.disease_category for scope in scopes), disease
    for kind_b in set(KindB) - {KindB.OTHER, KindB.AVERAGE_WAGE}:  # the latter is an issue of its own
        assert any(kind_b in scope.kind_b for scope in scopes), kind_b


# ── The data ─────────────────────────────────────────────────────────────────────────────────────

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d+)*)\s*(시간|시|%|개월|개|년|주|일|세|급|배|명)?")


@pytest.mark.parametrize("criterion", criteria(), ids=lambda criterion: criterion.id)
def test_criterion_data(criterion: Criterion) -> None:
    ko, en = criterion.says.ko, criterion.says.en
    assert len(ko) <= 160 and len(en) <= 240, "one or two sentences"
    assert re.search(r"다(?:\([^)]*\))?\.$", ko) and len(re.findall(r"다(?:\([^)]*\))?\.(?: |$)", ko)) <= 2
    assert en.endswith((".", "?")) and not re.search(r"[가-힣]", en) and re.search(r"[가-힣]", ko)
    assert not re.search(r"이깁니다|패소합니다|반드시|무조건|\bwins?\b|guarantee", ko + en), (
        "promises nothing"
    )
    assert set(_NUMBER.findall(ko)) == set(_NUMBER.findall(en))
    assert len({basis.in_language("ko") for basis in criterion.basis}) == len(criterion.basis) >= 1
    for basis in criterion.basis:
        assert basis.url.startswith("https://www.law.go.kr/")


def test_nothing_is_said_twice() -> None:
    for language in ("ko", "en"):
        said = [criterion.says.in_language(language) for criterion in criteria()]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"basis": []}, "basis"),
        ({"basis": ["헌법 제1조"]}, "expected a law"),
        ({"basis": ["법 37조"]}, "not written like an article"),
        ({"says": {"ko": "가나다."}}, "says.en"),
        ({"scope": {"issue_category": ["날씨"]}}, "scope.issue_category"),
        ({"id": "Two words"}, "id"),
        ({"weight": 3}, "weight"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, object], reason: str) -> None:
    entry = {"id": "one", "says": {"ko": "가나다.", "en": "Abc."}, "basis": ["법 제37조"], **change}
    with pytest.raises(ValueError, match=re.escape(reason)) as raised:
        read_entries("criteria", {"criteria": [entry]}, Criterion)
    assert str(raised.value).startswith("criteria.yaml: entry 1 (")


# ── Against the text of the law ──────────────────────────────────────────────────────────────────

_ANY_ARTICLE = r"^제\d+조(?:의\d+)?(?:\(| 삭제)"
_REMARK = re.compile(r"<(?:개정|신설)[^>]*>|\[[^\]]*(?:개정|신설)[^\]]*\]")
_NUMBERING = re.compile(r"제\d+(?:조|항|호|목)(?:의\d+)?|^\s*\d+(?:의\d+)?\. ?|^\d+\) ?", re.MULTILINE)


@lru_cache
def law_text(law: str) -> str:
    """The law, without the remarks on when it was amended: their dates are no rule."""
    return _REMARK.sub("", (LAW / LAW_FILES[law]).read_text(encoding="utf-8"))


def part(text: str, start: str, end: str) -> str:
    """From `start` to the next `end`, both as patterns at any line."""
    found = re.search(start, text, re.MULTILINE)
    assert found, f"no {start}"
    following = re.search(end, text[found.end() :], re.MULTILINE)
    return text[found.start() : found.end() + following.start()] if following else text[found.start() :]


def passage(basis: Basis) -> str:
    """The words of the law at the very place that is cited, and no more."""
    text = law_text(basis.law)
    if basis.law == "고시":
        return notice_passage(text, basis.article)
    for word in basis.article.split():
        number = re.sub(r"\D", "", word)
        if "조" in word:
            text = part(text, rf"^{word}\(", _ANY_ARTICLE)
        elif word.endswith("항"):
            text = part(text, chr(ord("①") + int(number) - 1), r"[①-⑳]")
        elif word.endswith("호"):
            text = part(text, rf"^{number}\. ", r"^\d+(?:의\d+)?\. |^[①-⑳]")
        elif word.endswith("목"):
            text = part(text, rf"^{word[0]}\. ", r"^[가-하]\. |^\d+(?:의\d+)?\. |^[①-⑳]")
        else:
            text = part(text, "다만,", r"^\d+\. |^[①-⑳]")
    return text


def notice_passage(text: str, article: str) -> str:
    _, heading, item, *rest = re.findall(r"Ⅰ|[12](?=\.)|[가-하]|\d\)|[①-⑮]", article)
    text = part(text, rf"^{heading}\. (?:뇌혈관|근골격계)", r"^[12]\. (?:뇌혈관|근골격계)|^Ⅱ\.")
    text = part(text, rf"^{item}\. ", r"^[가-하]\. ")
    for mark in rest:
        text = part(text, rf"^{re.escape(mark)}", r"^\d\) |^[①-⑮]")
    return text


def holds(law: str, number: str, unit: str) -> bool:
    """True where the passage holds the number with its unit, in whichever way the law writes it."""
    squeezed = re.sub(r"\s", "", law)
    written = [rf"{number}퍼센트", rf"100분의{number}", rf"{number}%"] if unit == "%" else [number + unit]
    return any(re.search(rf"(?<![\d.,]){form}(?!\d)", squeezed) for form in written)


@law_is_here
@pytest.mark.parametrize("criterion", criteria(), ids=lambda criterion: criterion.id)
def test_numbers_stand_in_the_cited_articles(criterion: Criterion) -> None:
    in_reach = [basis for basis in criterion.basis if basis.law in LAW_FILES]
    passages = [_NUMBERING.sub(" ", passage(basis)) for basis in in_reach]
    assert all(len(text.strip()) > 10 for text in passages)
    if criterion.id in IN_OTHER_LAWS:
        assert len(in_reach) < len(criterion.basis)
        return
    assert in_reach
    for number, unit in _WITH_UNIT.findall(criterion.says.ko):
        assert any(holds(text, number, unit) for text in passages), f"{number}{unit}"


@law_is_here
@pytest.mark.parametrize(
    ("cited", "holds_this", "not_this"),
    [
        ("고시 Ⅰ.1.다.1)", "64시간", "52시간"),
        ("고시 Ⅰ.1.나", "30퍼", "24시간"),
        ("고시 Ⅰ.2.라.3)", "별표 1", "재해조사"),
        ("법 제112조 제1항", "5년", "민법"),
        ("시행령 제34조 제1항 제2호", "업무시간", "의학적"),
        ("시행령 제27조 제2항 단서", "출장", "사업주의 지시를 받아"),
        ("법 제37조 제1항 제2호 다목", "괴롭힘", "분진"),
        ("시행규칙 제46조 제10항", "6개월", "장해계열"),
    ],
)
def test_passage_is_the_place_cited(cited: str, holds_this: str, not_this: str) -> None:
    entry = {"id": "one", "says": {"ko": "가나다.", "en": "Abc."}, "basis": [cited]}
    (basis,) = Criterion.model_validate(entry).basis
    assert holds_this in passage(basis) and not_this not in passage(basis)


@law_is_here
def test_numbers_are_told_apart() -> None:
    assert holds("1주 평균 60시간", "60", "시간") and not holds("160시간", "60", "시간")
    assert holds("100분의 70", "70", "%") and holds("30퍼\n센트", "30", "%") and not holds("70일", "70", "%")
    assert not holds("10일", "10", "년")


@law_is_here
def test_the_words_are_our_own() -> None:
    """No twelve words in a row stand like that in the law."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.sub(r"[^가-힣A-Za-z0-9 ]+", " ", text).split()
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    law = set().union(*(runs(path.read_text(encoding="utf-8")) for path in LAW.glob("*.txt")))
    for criterion in criteria():
        assert not runs(criterion.says.ko) & law, criterion.id
