"""How near rulings are beyond issue and illness: which stand first, which are told apart, and which come from elsewhere."""

import hashlib
from dataclasses import replace

import pytest

from lib.casework.analysis import similar
from lib.casework.nearness import SIGNS, criteria_of_digest, is_near, nearness, signs, told_of
from lib.domain.digest import Digest
from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, Issue, KindC
from lib.search.understanding import understand
from lib.sources.starter import read_starter
from lib.text.shipped import read_shipped
from tests.conftest import Home
from training.nearness import SET

SHIPPED = read_shipped("nearness.json")
DIGESTS = {each.digest.serial: each.digest for each in read_starter() if each.digest}


def test_what_ships_was_learnt_from_the_set() -> None:
    assert SHIPPED["set"] == hashlib.sha256(SET.read_bytes()).hexdigest()
    assert tuple(SHIPPED["weights"]) == tuple(SHIPPED["means"]) == SIGNS
    assert SHIPPED["criteria"].keys() == DIGESTS.keys()


@pytest.mark.parametrize("serial", ["211395", "415684", "417134"])
def test_the_criteria_of_a_digest_are_those_that_are_asked_of_it_now(serial: str) -> None:
    shipped, now = SHIPPED["criteria"][serial], criteria_of_digest(DIGESTS[serial])
    assert now.keys() == shipped.keys() and all(abs(now[id_] - shipped[id_]) < 0.02 for id_ in now)


NEAREST = {
    # The joint that was measured, and not another grade.
    "the joint": ("발목이 으깨져 장해 12급을 받았는데, 공단이 잰 발목 각도가 실제보다 크게 나왔습니다.", "장해등급", "won", "415756"),
    # The claim that lapsed, and not the suit that came after ninety days.
    "the claim that lapsed": (
        "산재 불승인을 소송으로 이긴 뒤에 휴업급여를 청구했더니 3년이 지나 시효로 소멸했다고 합니다.", "소멸시효", "won", "136141",
    ),
    "the suit that came too late": (
        "장해등급에 불복해 재심사까지 했는데, 재결서를 받고 90일이 지나서 소송을 내는 바람에 각하됐습니다.", "", "lost", "416456 415350",
    ),
    "pain that spread": (
        "지게차에 발이 깔린 뒤로 발 전체가 불에 덴 듯 아파 CRPS 진단을 받고 추가상병을 냈는데 진단기준에 안 맞는다고 합니다.",
        "", "won", "415684",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("story", "denial", "side", "serials"), NEAREST.values(), ids=NEAREST.keys())
def test_the_same_question_stands_first(
    starter_home: Home, story: str, denial: str, side: str, serials: str
) -> None:
    found = similar(Intake(story=story, denial_reason=denial), starter_home.store, starter_home.index)
    first = (found.favourable if side == "won" else found.unfavourable)[0]
    assert _serial(first.ruling.precedent.digest) in serials.split()


def _serial(digest: Digest | None) -> str:
    return digest.serial if digest else ""


def test_one_of_another_issue_stands_there_where_it_is_near(starter_home: Home) -> None:
    """The only ruling on a child harmed before birth is kept under who may claim."""
    intake = Intake(
        story="병원 약제실에서 임신 중에 항암제를 섞다가 아이가 심장에 구멍이 난 채로 태어났습니다. 제 아이도 산재가 되나요?",
        diagnoses=("심실중격결손",),
        occupation="간호사",
    )
    case = {"issue_category": Issue.CAUSATION, "disease_category": Disease.OTHER, "kind_c": KindC.DISEASE}
    understood = replace(understand(intake), **case)
    found = similar(intake, starter_home.store, starter_home.index, understood=understood)
    assert [_serial(each.ruling.precedent.digest) for each in found.favourable] == ["211395"]


def test_what_shares_the_issue_alone_is_told_apart(starter_home: Home) -> None:
    intake = Intake(story="재혼했다고 유족연금을 끊었어요.")
    found = similar(intake, starter_home.store, starter_home.index)
    assert found.favourable and not any(each.is_near for each in found.favourable)


def test_a_couple_that_never_registered_finds_those_like_it(starter_home: Home) -> None:
    intake = Intake(story="혼인신고를 안 하고 산 남편이 추락해 숨졌는데, 사실혼이라며 유족급여를 안 준대요.")
    found = similar(intake, starter_home.store, starter_home.index)
    near = [_serial(each.ruling.precedent.digest) for each in found.favourable if each.is_near]
    assert near == ["389922", "611191"]


def test_a_ruling_without_a_digest_is_neither_helped_nor_harmed(starter_home: Home) -> None:
    intake = Intake(story="귀가 안 들려 장해급여를 청구했는데 나이 탓이라고 합니다.")
    told = told_of(intake, understand(intake))
    ruling = next(iter(starter_home.store.get_many([starter_home.store.listing()[0].id])))
    bare = replace(ruling, precedent=replace(ruling.precedent, digest=None))
    found = signs(told, bare, 10.0, 20.0)
    assert {name for name, sign in zip(SIGNS, found, strict=True) if sign is None} == {
        "legal_words", "criteria", "circumstances", "same_part", "other_part", "meaning_of_facts", "meaning_of_gist",
    }  # fmt: skip
    assert is_near(nearness(found), bare)
    assert nearness(signs(told, bare, 20.0, 20.0)) > nearness(found)
