"""Of the pairs that a model chooses only those are shown whose parts were given and belong together."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lib.casework.analysis import Analysis, analyze
from lib.casework.opinion import case_prompt
from lib.casework.pairings import Dropped, Numbered, Pair, Said, pair_of, paired
from lib.collect.importing import load_starter
from lib.domain.intake import Intake
from lib.domain.passages import Passage, Speaker
from lib.models.reply import Room
from lib.models.schemas import Contrast, Leaning, Opinion, Pairing
from lib.search.index import SearchIndex
from lib.sources.starter import FOLDER
from lib.store import Store

INTAKE = Intake(
    story=(
        "조선소에서 그라인더 일을 27년 했습니다. 작업환경측정표에 소음이 92dB로 나와 있습니다. "
        "퇴직하고 15년이 지나 귀가 잘 안 들려 검사했습니다. 담배는 피우지 않습니다."
    ),
    diagnoses=("소음성 난청",),
    denial_reason="소음 작업을 그만둔 뒤 오래 지나 생긴 노인성 난청으로 봄.",
)


# A few rulings on hearing, so that it is known which ones a prompt holds.
HEARING = ("415518", "415698", "415868", "415900", "415976", "416306")


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analysis]:
    folder = tmp_path_factory.mktemp("hearing")
    for serial in HEARING:
        (folder / f"{serial}.json").write_bytes((FOLDER / f"{serial}.json").read_bytes())
    with Store(folder / "sanjae.db") as store:
        index = SearchIndex(folder / "index")
        load_starter(store, index.sync, folder)
        yield analyze(INTAKE, store, index)


@pytest.fixture(scope="module")
def given(analysis: Analysis) -> Numbered:
    # C1 is the noise that the law asks about.
    noise_first = sorted(analysis.criteria, key=lambda each: each.id != "noise_standard")
    return case_prompt(replace(analysis, criteria=tuple(noise_first)), Room(32_000, 1_800)).given


def law(given: Numbered, id: str) -> str:
    """The number under which a criterion was given."""
    return next(rule.id for rule in given.rules.values() if rule.criterion.id.startswith(id))


def said(given: Numbered, words: str) -> str:
    """The number of the first phrase that holds the words."""
    return next(each.id for each in given.said.values() if words in each.passage.text)


def test_a_pair_is_shown_with_what_its_numbers_stand_for(given: Numbered) -> None:
    ruling = said(given, "인정기준을 채운 소음 크기와 기간")
    pair = pair_of(Pairing(story=("S2",), law="C1", ruling=ruling), "for", given)
    assert isinstance(pair, Pair)
    assert [each.text for each in pair.story] == ["작업환경측정표에 소음이 92dB로 나와 있습니다."]
    assert pair.rule and "85dB" in pair.rule.criterion.says.ko
    assert pair.said and pair.said.passage.speaker is Speaker.GUIDE


@pytest.mark.parametrize(
    ("pairing", "why"),
    [
        (Pairing(story=("S9",), law="C1"), Dropped.UNKNOWN),
        (Pairing(story=("S2", "S9"), law="C1"), Dropped.UNKNOWN),
        (Pairing(story=("S2",), law="C9"), Dropped.UNKNOWN),
        (Pairing(story=("S2",), law="C1", ruling="R1.99"), Dropped.UNKNOWN),
        (Pairing(story=("C1",), law="C1"), Dropped.UNKNOWN),
        (Pairing(law="C1", ruling="R1.12"), Dropped.ALONE),
        (Pairing(story=("S2",)), Dropped.ALONE),
        # Whether somebody smokes says nothing of noise.
        (Pairing(story=("S4",), law="C1"), Dropped.UNRELATED),
    ],
)
def test_what_was_not_given_or_stands_alone_or_apart_is_not_shown(
    given: Numbered, pairing: Pairing, why: Dropped
) -> None:
    assert pair_of(pairing, "for", given) is why


def test_a_sentence_that_has_nothing_to_do_with_the_rest_is_left_out_of_a_pair(given: Numbered) -> None:
    pair = pair_of(Pairing(story=("S2", "S4"), law="C1"), "for", given)
    assert isinstance(pair, Pair) and [each.id for each in pair.story] == ["S2"]


def spoken(given: Numbered, speaker: Speaker, decides: bool, words: str) -> Numbered:
    """The same with one more sentence, which that speaker says."""
    ruling = next(iter(given.said.values())).ruling
    passage = Passage(99, words, 1, 2, speaker, decides)
    return replace(given, said={**given.said, "R9.99": Said("R9.99", ruling, passage)})


WORDS = "작업장의 소음이 92dB에 이르러 인정기준의 소음에 오래 노출되었다."


@pytest.mark.parametrize(
    ("speaker", "decides", "is_shown"),
    [
        (Speaker.COURT, True, True),
        (Speaker.COURT, False, True),
        (Speaker.CONCLUSION, False, True),
        (Speaker.FACT, True, True),
        (Speaker.FACT, False, False),
        (Speaker.BELOW, True, True),
        (Speaker.BELOW, False, False),
        (Speaker.CLAIMANT, True, False),
        (Speaker.AGENCY, True, False),
        (Speaker.EXPERT, True, False),
        (Speaker.RECORD, True, False),
        (Speaker.LAW, True, False),
    ],
)
def test_only_the_courts_own_words_stand_as_the_courts(
    given: Numbered, speaker: Speaker, decides: bool, is_shown: bool
) -> None:
    more = spoken(given, speaker, decides, WORDS)
    found = pair_of(Pairing(story=("S2",), law="C1", ruling="R9.99"), "for", more)
    assert isinstance(found, Pair) if is_shown else found is Dropped.NOT_THE_COURTS


def test_neither_side_is_given_what_speaks_for_the_other(given: Numbered) -> None:
    lost = said(given, "소음을 떠난 지 29년 뒤")
    assert pair_of(Pairing(story=("S3",), ruling=lost), "for", given) is Dropped.OTHER_SIDE
    assert isinstance(pair_of(Pairing(story=("S3",), ruling=lost), "against", given), Pair)
    # What tipped a ruling that was won speaks for the worker, whatever its words.
    won = said(given, "인정기준을 채운 소음 크기와 기간")
    assert given.said[won].leans == 1
    assert pair_of(Pairing(story=("S5",), ruling=won), "against", given) is Dropped.OTHER_SIDE
    # That it began long after the noise speaks against the worker; the rule says that it may count all the same.
    assert isinstance(pair_of(Pairing(story=("S3",), law=law(given, "long_after")), "for", given), Pair)
    # A noise that was measured is a circumstance in the worker's favour.
    assert pair_of(Pairing(story=("S2",), law="C1"), "against", given) is Dropped.OTHER_SIDE


def test_a_leaning_needs_a_pair_on_its_side_and_numbers_to_stand_beside(given: Numbered) -> None:
    right = Pairing(story=("S2",), law="C1")
    answer = Opinion(for_claimant=(right,), leaning=Leaning.APPROVAL)
    assert paired(answer, given).leaning is Leaning.APPROVAL
    for bare, beside in (
        (answer, False),
        (answer.model_copy(update={"leaning": Leaning.DENIAL}), True),
        (Opinion(for_claimant=(Pairing(story=("S4",), law="C1"),), leaning=Leaning.APPROVAL), True),
    ):
        found = paired(bare, given, beside)
        assert found.leaning is Leaning.UNCLEAR
        assert found.dropped[Dropped.NOTHING_TO_REST_ON] == 1


def test_everything_that_is_not_shown_is_counted(given: Numbered) -> None:
    right = {"story": "S2", "law": "C1"}
    answer = Opinion.model_validate(
        {
            "for": [
                right,
                {**right, "ruling": ""},
                {"story": "S4", "law": "C1"},
                {"story": "S8", "law": "C1"},
            ],
            "against": [{"law": "C1"}],
            "differences": [
                {"story": "S3", "ruling": said(given, "29년"), "kind": "노출 기간"},
                {"story": "S3", "ruling": "R1.99", "kind": "노출 기간"},
                {"story": "S3", "ruling": said(given, "29년"), "kind": "아주 다름"},
            ],
            "missing": ["E1", "E99"],
        }
    )
    found = paired(answer, given)
    assert len(found.for_claimant) == 1 and found.for_agency == ()
    assert [each.kind for each in found.differences] == [Contrast.EXPOSURE]
    assert len(found.missing) == 1
    assert found.dropped == {Dropped.UNRELATED: 1, Dropped.UNKNOWN: 4, Dropped.ALONE: 1}
