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
        ("방광암", ("방광암",)),
        ("방광암 추가상병 불승인", ("방광암",)),
        # Of these rulings are held.
        ("태아 산재 불승인", ()),
        ("백혈병", ()),
        ("CRPS 추가상병 불승인", ()),
        ("코로나에 걸렸는데 산재가 안 된대요.", ("코로나",)),
        # An illness that no vocabulary has, by what is said of it.
        ("간병인입니다. 저도 옴에 걸렸는데 불승인입니다.", ("옴",)),
        ("냉각탑을 청소하다 병원에 갔더니 레지오넬라 폐렴이라고 합니다.", ("레지오넬라 폐렴",)),
        ("소를 도축하다가 브루셀라증 진단을 받았습니다.", ("브루셀라증",)),
        ("주삿바늘에 찔렸고 C형 간염 확진을 받았습니다.", ("C형 간염",)),
        ("밭일을 하다 진드기에 물려 SFTS로 남편이 사망했습니다.", ("SFTS",)),
        # Tuberculosis of a miner is a complication of his lungs'.
        ("간호사인데 결핵에 걸렸습니다. 공단은 집에서 옮았다고 합니다.", ("결핵",)),
        ("진폐증 합병증으로 결핵 진단을 받았습니다.", ()),
        # What else is in dispute with the illness.
        ("코로나19에 걸렸고 후유증이 남았는데 더 이상 치료가 필요하지 않대요.", ("코로나19",)),
        ("학습지 교사인데 근로자가 아니래요. 갑상선암 진단도 받았습니다.", ()),
        # Before birth.
        ("임신한 채로 반도체 공장에서 일했고 태어난 딸은 콩팥이 하나 없습니다.", ()),
        ("임신 중에 항암제를 다뤘고 아이가 심장병을 안고 태어났는데 아이는 근로자가 아니랍니다.", ()),
        ("임신 중에 허리를 삐끗해 디스크가 터졌습니다. 아이는 건강하게 태어났어요.", ()),
        # What rulings are about, as people and doctors say it.
        ("팔꿈치 테니스엘보라고 합니다. 시멘트 공장에서 일했습니다.", ()),
        ("목 디스크로 진단받았습니다.", ()),
        ("반월상 연골 파열이라고 합니다.", ()),
        ("세균 실험을 하다가 살모넬라균에 감염됐습니다.", ("살모넬라균",)),
        ("다친 데가 썩어서 괴사성 근막염에 걸려 죽었습니다.", ()),
        ("당뇨병을 앓고 있었는데 과로로 심근경색이 왔습니다.", ()),
        # A word that nobody knows, unless it is a verb or its beginning stands somewhere.
        ("바둑알 산재", ("바둑알",)),
        # What else is asked tells what it is about; a time or a verb names nothing.
        ("바둑알 유족급여", ()),
        ("칠년 뒤늦게 떠올랐는데 산재", ()),
        ("허리 아픔 산재", ()),
        ("쓰러짐", ()),
        # Another word for what rulings are about, in lay words too.
        ("뇌졸중", ()),
        ("허리디스크", ()),
        ("자살", ()),
        ("귀가 안 들리고 어지럼증이 있는데 산재가 안 된대요.", ()),
        # A foreign name that nobody knows may stand under its Korean one; of a known one it is told.
        ("bladder cancer", ("방광암",)),
        ("cerebral haemorrhage", ()),
        ("My husband died of a Cerebral Haemorrhage after weeks of overtime.", ()),
        # A word that begins a known name, of which rulings are held.
        ("제 급여를 부당이득이라며 환수", ()),
        ("환수", ()),
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


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("cerebral haemorrhage", ()),
        ("Brain  Hemorrhage", ()),
        ("meningioma", ()),
        ("acute Leukaemia", ("acute Leukaemia",)),
        ("CRPS", ("CRPS",)),
    ],
)
def test_a_foreign_diagnosis_is_missed_only_where_its_korean_name_is_known(
    held: Held, named: str, told: tuple[str, ...]
) -> None:
    assert not_held(held((("뇌출혈",), "판결")), "", (named,)) == told


def test_a_word_that_begins_a_known_name_is_missed_where_no_ruling_is_about_that(held: Held) -> None:
    assert not_held(held((("폐암",), "판결")), "환수") == ("환수",)
    assert not_held(held(((), "부당이득금을 거둔다")), "환수") == ()


def test_the_sentence_names_them() -> None:
    assert none_about(("코로나", "태아")) == "가지고 있는 판결 가운데 '코로나', '태아'에 관한 것은 없습니다."
