"""What of a ruling a model is given to choose from."""

from dataclasses import replace

import pytest

from lib.casework.findings import MOST, findings, says_something
from lib.domain.classify import classify
from lib.domain.passages import Speaker
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from tests.conftest import Home
from tests.domain.corpus import own_rulings

ROOM = 5_000


def held(precedent: Precedent) -> StoredRuling:
    return StoredRuling(precedent.id, precedent, classify(precedent), (), 1, 1)


RULINGS = [precedent for precedent, _ in own_rulings()]


@pytest.mark.parametrize("precedent", RULINGS, ids=lambda precedent: precedent.id)
def test_findings_are_the_courts_and_what_they_answer(precedent: Precedent) -> None:
    chosen = findings(held(precedent), ROOM, len)
    decided = [each for each in chosen if each.decides]
    assert len(decided) <= MOST
    assert [each.number for each in chosen] == sorted({each.number for each in chosen})
    answered = {each.answers for each in decided}
    assert all(each.decides or each.number in answered for each in chosen)
    assert not any(each.text.rstrip().endswith("?") for each in decided)
    assert all(each.decides or each.speaker in (Speaker.CLAIMANT, Speaker.AGENCY) for each in chosen)


def test_little_room_leaves_one_finding() -> None:
    with_reasons = [ruling for ruling in map(held, RULINGS) if findings(ruling, ROOM, len)]
    assert len(with_reasons) > len(RULINGS) / 2
    for ruling in with_reasons:
        assert len([each for each in findings(ruling, 1, len) if each.decides]) == 1


@pytest.mark.parametrize(
    ("words", "is_telling"),
    [
        ("살피건대, 원고가 제출한 증거만으로는 이를 인정하기 부족하고, 달리 이를 인정할 증거가 없다.", False),
        (
            "위에서 인정한 사실에 제출된 증거와 변론 전체의 취지를 더하여 알 수 있는 아래 사정들을 종합하여 보면, "
            "원고의 업무와 이 사건 상병 사이에 상당인과관계가 있다고 봄이 타당하다.",
            False,
        ),
        ("따라서 이와 다른 전제에서 한 이 사건 처분은 위법하다.", False),
        ("원고는 격일로 밤을 새우는 교대근무를 12년 동안 하였다.", True),
        (
            "위 인정사실을 종합하면, 한랭한 냉동창고를 드나든 것이 혈관에 부담이 되었다고 봄이 타당하다.",
            True,
        ),
    ],
)
def test_what_courts_say_of_every_case_says_nothing(words: str, is_telling: bool) -> None:
    assert says_something(words) is is_telling


def test_a_digest_gives_what_carried_the_result(starter_home: Home) -> None:
    listed = next(iter(starter_home.store.listing()))
    ruling = starter_home.store.get(listed.id)
    assert ruling is not None and ruling.precedent.digest is not None
    chosen = findings(ruling, ROOM, len)
    assert {each.speaker for each in chosen} == {Speaker.GUIDE}
    assert set(ruling.precedent.digest.tipped[:1]) <= {each.text for each in chosen}
    # Where the text has no findings, the digest stands in.
    empty = "【주문】1. 원고의 청구를 기각한다.\n【이유】1. 결론\n원고의 청구를 기각한다.\n"
    with_text = replace(ruling, precedent=replace(ruling.precedent, text=empty))
    assert findings(with_text, ROOM, len) == chosen
