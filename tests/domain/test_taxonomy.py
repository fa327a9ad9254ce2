"""Which outcomes help the worker's side, and which decide anything."""

import pytest

from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Disease, Instance, Issue, KindB, KindC, Outcome


@pytest.mark.parametrize(
    ("outcome", "favourable", "decided"),
    [
        ("인정", True, True),
        ("일부인정", True, True),
        ("파기환송_유리", True, True),
        ("불인정", False, True),
        ("파기환송_불리", False, True),
        ("각하", False, False),
        ("취하", False, False),
        ("판단불가", False, False),
    ],
)
def test_outcomes(outcome: str, favourable: bool, decided: bool) -> None:
    read = Outcome(outcome)
    assert (read.is_favourable, read.is_decided) == (favourable, decided)
    assert (read in FAVOURABLE, read in UNFAVOURABLE) == (favourable, decided and not favourable)


def test_vocabularies_as_they_are_stored() -> None:
    assert [int(each) for each in Instance] == [1, 2, 3]
    assert [*KindB] == [
        "요양", "추가상병", "재요양", "휴업", "장해", "유족", "평균임금", "진료계획", "간병", "부당이득", "예방관리", "기타",
    ]  # fmt: skip
    assert [*KindC] == ["업무상사고", "업무상질병", "출퇴근재해", "해당없음"]
    assert [*Disease] == [
        "뇌혈관·심장", "근골격계", "소음성난청", "진폐·호흡기", "직업성암", "정신질환·자살", "사고부상", "기타",
    ]  # fmt: skip
    assert [*Issue] == [
        "업무관련성(의학적 인과관계)", "업무수행성(사적행위·회식·행사)", "출퇴근 경로", "근로자성·적용대상", "범죄·중과실·음주", "장해등급",
        "소멸시효·기간", "수급권자", "평균임금 산정", "요양 필요성", "절차·기타",
    ]  # fmt: skip
