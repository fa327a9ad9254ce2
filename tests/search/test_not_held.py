"""Illnesses and keywords that no held ruling is about are told apart from those that one is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lib.domain.labels import Label, Labels
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.search.index import SearchIndex
from lib.search.not_held import none_about, not_held
from lib.search.query import search
from lib.store import Store
from tests.conftest import Home

Held = Callable[..., SearchIndex]


@pytest.fixture
def held(tmp_path: Path) -> Held:
    """An index of rulings, each with its diagnoses and its text."""

    def held(*rulings: tuple[tuple[str, ...], str]) -> SearchIndex:
        precedents = [
            Precedent(f"2020구단{n}", "한빛지방법원", "요양불승인처분취소", "archive", text=text)
            for n, (_, text) in enumerate(rulings)
        ]
        diagnoses = {ruling.id: named for ruling, (named, _) in zip(precedents, rulings, strict=True)}
        with Store(tmp_path / "sanjae.db") as store:
            store.upsert(
                precedents,
                lambda ruling: Labels(
                    Label(Instance.FIRST), Label(Outcome.DENIED), Label(KindB.TREATMENT), Label(KindC.DISEASE),
                    Label(Disease.OTHER), Label(Issue.CAUSATION), diagnoses=diagnoses[ruling.id],
                ),
                1,
            )  # fmt: skip
            index = SearchIndex(tmp_path / "index")
            index.sync(store)
        return index

    return held


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("코로나", ("코로나",)),
        ("코로나 산재", ("코로나",)),
        ("태아 산재 불승인", ("태아",)),
        ("백혈병", ("백혈병",)),
        ("CRPS 추가상병 불승인", ("CRPS",)),
        ("코로나에 걸렸는데 산재가 안 된대요.", ("코로나",)),
        # A word that nobody knows, unless it is a verb or its beginning stands somewhere.
        ("바둑알 산재", ("바둑알",)),
        ("허리 아픔 산재", ()),
        ("쓰러짐", ()),
        # Another word for what rulings are about, in lay words too.
        ("뇌졸중", ()),
        ("허리디스크", ()),
        ("자살", ()),
        ("귀가 안 들리고 어지럼증이 있는데 산재가 안 된대요.", ()),
        # Where something else is asked, the illness is not.
        ("동료가 코로나에 걸려 멀리서 출근하다가 사고가 났는데 통상적인 경로가 아니래요.", ()),
        ("신호위반 배달", ()),
        ("2015두3867", ()),
        ("2022 구단 168", ()),
        ("제주지방법원", ()),
        ("🙂", ()),
        ("", ()),
    ],
)
def test_of_the_shipped_rulings(starter_home: Home, question: str, names: tuple[str, ...]) -> None:
    assert not_held(starter_home.index, question) == names


def test_a_mention_in_passing_is_no_subject(held: Held) -> None:
    index = held(((), "【이유】1. 판단\n백혈병이라는 말이 지나가듯 나온다."))
    assert not_held(index, "백혈병") == ("백혈병",)
    assert search(index, "백혈병 산재", only=("백혈병",)).total == 1
    assert search(index, "나온다", only=("코로나",)).total == 0


@pytest.mark.parametrize("named", ["급성 골수성 백혈병", "급성골수성백혈병", "급성 골수성 백 혈병"])
def test_a_diagnosis_is_a_subject_however_it_is_spaced(held: Held, named: str) -> None:
    assert not_held(held(((named,), "판결")), "백혈병") == ()


def test_one_of_several_is_enough(held: Held) -> None:
    index = held((("폐암",), "판결"))
    assert not_held(index, "저는 백혈병입니다.") == ("백혈병",)
    assert not_held(index, "저는 백혈병과 폐암입니다.") == ()


def test_diagnoses_named_apart_are_what_is_asked(held: Held) -> None:
    index = held((("폐암",), "판결"))
    assert not_held(index, "아버지도 폐암이셨습니다.", ("악성 림프종",)) == ("악성 림프종",)
    assert not_held(index, "백혈병 환자를 돌보았습니다.", ("우상엽 폐암",)) == ()


def test_the_sentence_names_them() -> None:
    assert none_about(("코로나", "태아")) == "가지고 있는 판결 가운데 '코로나', '태아'에 관한 것은 없습니다."
